//! An agreement on paper: its text, who signed, and a page that says how to check it, as a PDF for archives that
//! holds the receipts and the text for programs. A view like any other: nothing waits for it, and it proves nothing.

use ::paper::{Attached, Block, Document};
use domain::Moment;
use domain::view::AgreementView;
use jiff::tz::TimeZone;

use super::export::{between, entered, receipt_of, what_it_says};
use super::telling::{Section, sections};
use super::{lede, shown};
use crate::ask::{Answer, Ask, download};
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::file_name;

/// Characters that are told one by one of those that no font has.
const CHARACTERS: usize = 20;

/// `GET …/agreement/versions/{version}/agreement.pdf`
///
/// # Errors
/// [`Problem::NotFound`] where the visitor may not know of the version.
pub fn paper(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let written = ::paper::write(&document(&room, &view)?);
    let bytes = written.map_err(|error| Problem::Failed(error.to_string()))?;
    let name = file_name(ask, &format!("agreement-{}", view.version), "pdf")?;
    Ok(download(bytes, "application/pdf", &name))
}

fn document(room: &Room<'_>, view: &AgreementView) -> Result<Document, Problem> {
    let say = room.say;
    let heading = say.text("agreement-heading");
    let mut blocks = vec![
        Block::Heading(1, heading.clone()),
        Block::Note(format!("{}: {}", room.called(), lede(room, view))),
    ];
    blocks.push(Block::Lead(between(room, view)));
    for section in sections(room, view) {
        blocks.extend(text(section));
    }
    blocks.extend(signatures(room, view));
    blocks.extend(how_to_check(room, view));
    Ok(Document {
        title: format!("{heading}: {}", room.called()),
        language: say.code().to_owned(),
        made: instant(view.opened.unwrap_or(view.composed_at)),
        footer: say.two(
            "agreement-paper-foot",
            ("relationship", "{name}".to_owned()),
            ("version", view.version.to_string()),
        ),
        footer_name: room.called(),
        page_of: say.two("paper-page", ("page", "{page}"), ("pages", "{pages}")),
        blocks,
        attached: attached(room, view)?,
    })
}

/// A section, its points gathered in lists.
fn text(section: Section) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(2, section.heading)];
    for paragraph in section.paragraphs {
        let by = paragraph.by();
        if !paragraph.before.is_empty() {
            blocks.push(Block::Paragraph(paragraph.before));
        }
        let words = match paragraph.look {
            "item" if !by.is_empty() => format!("{} ({by})", paragraph.text),
            _ => paragraph.text,
        };
        match (paragraph.look, blocks.last_mut()) {
            ("item", Some(Block::List(points))) => points.push(words),
            ("item", _) => blocks.push(Block::List(vec![words])),
            ("lead", _) => blocks.push(Block::Lead(words)),
            ("note", _) => blocks.push(Block::Note(words)),
            ("quote", _) => blocks.push(Block::Quote {
                words,
                language: String::new(),
                by,
            }),
            _ => blocks.push(Block::Paragraph(words)),
        }
    }
    blocks
}

/// Which characters of the text the paper prints as numbers, and in which of its parts; empty where there are none.
pub(super) fn not_drawn(room: &Room<'_>, view: &AgreementView) -> String {
    let title = |heading: &str| {
        let numbered = heading.split_once(" · ");
        numbered.map_or(heading, |(_, title)| title).to_owned()
    };
    let parts = sections(room, view).into_iter();
    let parts = parts.map(|it| (title(&it.heading), ::paper::not_drawn(&text(it))));
    let signed = ::paper::not_drawn(&signatures(room, view));
    let parts = parts.chain([(room.say.text("agreement-signatures"), signed)]);
    let told: Vec<String> = parts
        .filter(|(_, characters)| !characters.is_empty())
        .map(|(part, characters)| {
            let characters = in_a_row(&characters);
            let of = (("characters", characters), ("part", part));
            room.say.two("agreement-not-drawn-in", of.0, of.1)
        })
        .collect();
    match told.is_empty() {
        true => String::new(),
        false => (room.say).one("agreement-not-drawn", "where", told.join(", ")),
    }
}

/// Some characters beside each other, of many the first.
pub(crate) fn in_a_row(characters: &[char]) -> String {
    let mut told = String::new();
    for character in characters.iter().take(CHARACTERS) {
        // A mark that joins what is before it would join the character that it is told beside.
        told = format!("{told} {character}");
    }
    if characters.len() > CHARACTERS {
        told.push_str(" …");
    }
    told.trim_start().to_owned()
}

fn signatures(room: &Room<'_>, view: &AgreementView) -> Vec<Block> {
    let say = room.say;
    let told = shown(room, view);
    let mut blocks = vec![Block::Heading(2, say.text("agreement-signatures"))];
    if !told.signs.is_empty() {
        let head = ["name", "capacity", "signed"];
        blocks.push(Block::Table {
            head: head
                .map(|it| say.text(&format!("agreement-paper-{it}")))
                .to_vec(),
            rows: told
                .signs
                .iter()
                .map(|sign| vec![sign.name.clone(), sign.capacity.clone(), sign.note.clone()])
                .collect(),
        });
    }
    let declined = told.declined.iter().map(|(_, who, why)| Block::Quote {
        words: why.clone(),
        language: String::new(),
        by: who.clone(),
    });
    blocks.extend(declined);
    if !told.text.is_empty() {
        let digest = format!("{} {}", say.text("agreement-digest"), told.digest);
        blocks.push(Block::Paragraph(digest));
        blocks.push(Block::Note(told.digest_note));
    }
    blocks
}

fn how_to_check(room: &Room<'_>, view: &AgreementView) -> Vec<Block> {
    let say = room.say;
    let mut blocks = vec![
        Block::NewPage,
        Block::Heading(2, say.text("agreement-paper-check")),
        Block::Paragraph(say.text("agreement-paper-view")),
    ];
    let mut proved: Vec<_> = view.signatures.iter().map(|it| it.proved.word()).collect();
    proved.sort_unstable();
    proved.dedup();
    if proved.is_empty() {
        blocks.push(Block::Paragraph(say.text("agreement-paper-unsigned")));
        return blocks;
    }
    let proves = proved
        .iter()
        .map(|it| say.text(&format!("receipt-proves-{it}")));
    blocks.push(Block::List(proves.collect()));
    blocks.push(Block::Paragraph(say.text("agreement-paper-not")));
    blocks.push(Block::Lead(say.text("agreement-paper-how")));
    blocks.push(Block::Paragraph(say.text("receipt-check")));
    blocks
}

fn attached(room: &Room<'_>, view: &AgreementView) -> Result<Vec<Attached>, Problem> {
    let say = room.say;
    let json = |value: &serde_json::Value| {
        serde_json::to_vec_pretty(value).map_err(|error| Problem::Failed(error.to_string()))
    };
    let mut files = vec![Attached {
        name: format!("agreement-{}.json", view.version),
        about: say.text("agreement-paper-json"),
        media_type: "application/json",
        bytes: json(&what_it_says(view)?)?,
        is_the_same: true,
    }];
    for (place, signed) in view.signatures.iter().enumerate() {
        files.push(Attached {
            name: format!("receipt-{}.json", place + 1),
            about: say.one(
                "agreement-paper-receipt",
                "who",
                room.names.person(signed.person),
            ),
            media_type: "application/json",
            bytes: json(&receipt_of(room, view, signed)?)?,
            is_the_same: false,
        });
    }
    Ok(files)
}

/// A moment as paper has it.
pub(crate) fn instant(at: Moment) -> ::paper::Instant {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    let at = TimeZone::UTC.to_datetime(at);
    let small = |number: i8| u8::try_from(number).unwrap_or_default();
    ::paper::Instant {
        year: u16::try_from(at.year()).unwrap_or_default(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
    }
}
