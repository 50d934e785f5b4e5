//! An agreement on paper: its text, who signed, and a page that says how to check it, as a PDF for archives that
//! holds the receipts and the text for programs. A view like any other: nothing waits for it, and it proves nothing.

use ::paper::{Attached, Block};
use domain::view::AgreementView;

use super::export::{between, entered, receipt_of, what_it_says};
use super::telling::{Section, sections};
use super::{lede, shown};
use crate::ask::{Answer, Ask};
use crate::paper::{self, Paper};
use crate::problem::Problem;
use crate::room::Room;

/// `GET …/agreement/versions/{version}/agreement.pdf`
///
/// # Errors
/// [`Problem::NotFound`] where the visitor may not know of the version.
pub fn paper(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let attached = attached(&room, &view)?;
    let (room, view) = (&room.on_paper(), &view);
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
    let paper = Paper {
        name: format!("agreement-{}", view.version),
        title: format!("{heading}: {}", room.called()),
        made: view.opened.unwrap_or(view.composed_at),
        foot: say.two(
            "agreement-paper-foot",
            ("relationship", "{name}".to_owned()),
            ("version", view.version.to_string()),
        ),
        blocks,
        attached,
    };
    paper.taken_away(room)
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
            ("quote", _) => blocks.push(Block::quote(words, by)),
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
    let parts = parts.map(|it| (title(&it.heading), paper::not_drawn(&text(it))));
    let signed = paper::not_drawn(&signatures(room, view));
    let parts = parts.chain([(room.say.text("agreement-signatures"), signed)]);
    let told = parts.filter_map(|(part, characters)| {
        let of = (("characters", characters?), ("part", part));
        Some(room.say.two("agreement-not-drawn-in", of.0, of.1))
    });
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => String::new(),
        false => (room.say).one("agreement-not-drawn", "where", told.join(", ")),
    }
}

fn signatures(room: &Room<'_>, view: &AgreementView) -> Vec<Block> {
    let say = room.say;
    let told = shown(room, view);
    let mut blocks = vec![Block::Heading(2, say.text("agreement-signatures"))];
    // What was signed stands before who did, and on no sheet by itself.
    if !told.text.is_empty() {
        let digest = format!("{} {}", say.text("agreement-digest"), told.digest);
        blocks.push(Block::Paragraph(digest));
        blocks.push(Block::Note(told.digest_note));
    }
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
    blocks.extend(told.log.into_iter().map(Block::Note));
    let declined = told.declined.into_iter();
    blocks.extend(declined.map(|(_, who, why)| Block::quote(why, who)));
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
    let name = format!("agreement-{}.json", view.version);
    let about = say.text("agreement-paper-json");
    let mut files = vec![paper::for_programs(name, about, &what_it_says(view)?)?];
    for (place, signed) in view.signatures.iter().enumerate() {
        let name = format!("receipt-{}.json", place + 1);
        let who = room.names.quoted_person(signed.person);
        let about = say.one("agreement-paper-receipt", "who", who);
        files.push(Attached {
            is_the_same: false,
            ..paper::for_programs(name, about, &receipt_of(room, view, signed)?)?
        });
    }
    Ok(files)
}
