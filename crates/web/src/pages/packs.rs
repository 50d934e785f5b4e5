//! The quarterly pack: made with one click, read by everybody at the table, with a page of each party's own.

mod export;
mod telling;

use std::sync::Arc;

use ::paper::Block;
use app::Done;
use askama::Template;
use domain::ids::*;
use domain::view::{PackLine, PackView};
use domain::{Command, Fact, Relationship, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

pub use export::{markdown, paper};

#[derive(Template)]
#[template(path = "packs.html")]
struct List {
    layout: Layout,
    packs: Vec<Line>,
    may_make: bool,
    /// From when on the next can be made, where one was just made; else empty.
    next: String,
}

/// A pack in a list.
pub(crate) struct Line {
    pub href: String,
    pub title: String,
    pub note: String,
    /// The parties that have a page in it.
    pub pages: Vec<PartyLabel>,
}

#[derive(Template)]
#[template(path = "pack.html")]
struct Page {
    layout: Layout,
    /// The address of the page, without its query.
    place: String,
    /// That this is not the latest version; else empty.
    older: String,
    pieces: Vec<Piece>,
    /// Where its figures are on their own pages, as they were.
    as_of: String,
    versions: Vec<(String, String, bool)>,
    /// `?version=…`, for the files of this version.
    query: String,
    form: Option<Form>,
}

/// The page that the visitor's party adds.
struct Form {
    party: String,
    words: String,
    note: String,
}

/// One part of a pack, for the page.
#[derive(Default)]
struct Piece {
    /// `heading-1` to `heading-3`, `lead`, `text`, `note`, `quote`, `list`, `table` or `page`.
    look: &'static str,
    text: String,
    by: String,
    items: Vec<String>,
    rows: Vec<Vec<(String, String)>>,
    head: Vec<String>,
}

impl From<Block> for Piece {
    fn from(block: Block) -> Self {
        let one = |look, text| Self {
            look,
            text,
            ..Self::default()
        };
        match block {
            Block::Heading(1, text) => one("heading-1", text),
            Block::Heading(2, text) => one("heading-2", text),
            Block::Heading(_, text) => one("heading-3", text),
            Block::Lead(text) => one("lead", text),
            Block::Paragraph(text) => one("text", text),
            Block::Note(text) => one("note", text),
            Block::Quote { words, by, .. } => Self {
                by,
                ..one("quote", words)
            },
            Block::List(items) => Self {
                items,
                ..one("list", String::new())
            },
            Block::Table { head, rows } => Self {
                rows: rows
                    .into_iter()
                    .map(|row| head.iter().cloned().zip(row).collect())
                    .collect(),
                head,
                ..one("table", String::new())
            },
            Block::NewPage => one("page", String::new()),
        }
    }
}

/// Where a pack is.
fn href(room: &Room<'_>, pack: PackId) -> String {
    room.to(format_args!("packs/{pack}"))
}

fn line(room: &Room<'_>, it: &PackLine) -> Line {
    let say = room.say;
    Line {
        href: href(room, it.id),
        title: say.one("pack-title", "number", it.number),
        note: say.with(
            "pack-line",
            &[
                ("who", room.names.person(it.person)),
                ("day", room.dates.day(it.at)),
                ("since", room.dates.day(it.since)),
                ("version", it.versions.to_string()),
            ],
        ),
        pages: it
            .pages
            .iter()
            .map(|party| room.names.party(*party).clone())
            .collect(),
    }
}

/// `GET /r/{relationship}/packs`
pub fn list(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let all = room.seen.packs(ask.moment());
    room.name(all.packs.iter().map(|it| it.person))?;
    let layout = room.layout(room.say.text("nav-packs"))?;
    page(&List {
        packs: all.packs.iter().map(|it| line(&room, it)).collect(),
        may_make: all.may_make,
        next: all.next.map_or_else(String::new, |next| {
            let next = room.dates.exact(next);
            room.say.one("pack-next", "time", next)
        }),
        layout,
    })
}

/// The latest, for the page beside this one, and whether the visitor may make one.
pub(crate) fn latest(room: &mut Room<'_>) -> Result<(Option<Line>, bool), Problem> {
    let all = room.seen.packs(room.ask.moment());
    room.name(all.packs.first().map(|it| it.person))?;
    let latest = all.packs.first().map(|it| line(room, it));
    Ok((latest, all.may_make))
}

/// The record up to the last entry that a pack reads.
pub(crate) fn frozen(ask: &Ask, room: &Room<'_>, id: PackId) -> Result<Arc<Relationship>, Problem> {
    let entry = room.seen.pack_entry(id).ok_or(Problem::NotFound)?;
    let back = ask.web.app().relationship_up_to(room.id, entry)?;
    back.ok_or(Problem::NotFound)
}

/// The version that is asked for: the path's pack, `?version=`, else the latest.
pub(crate) fn asked(room: &Room<'_>, back: &Relationship) -> Result<PackView, Problem> {
    let ask = room.ask;
    let id: PackId = ask.param("pack")?;
    let version = match ask.query.text("version") {
        "" => None,
        version => Some(version.parse().map_err(|_| Problem::NotFound)?),
    };
    let view = room.seen.pack(id, version, back);
    view.ok_or(Problem::NotFound)
}

/// Whoever reads a pack reads the same times: those that clocks at the table show.
fn as_at_the_table(room: &mut Room<'_>) {
    room.dates = room.there.clone();
}

/// `GET …/packs/{pack}`; `?version=1` is an earlier version.
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: PackId = ask.param("pack")?;
    let back = frozen(ask, &room, id)?;
    let view = asked(&room, &back)?;
    room.name(view.people())?;
    let say = room.say;
    let layout = room.layout(say.one("pack-title", "number", view.pack.number))?;
    as_at_the_table(&mut room);
    let latest = view.version == view.pack.versions;
    let place = format!("{}/packs/{id}", room.base);
    let versions = (1..=view.pack.versions).rev().map(|version| {
        let text = say.one("pack-version", "version", version);
        let href = room.to(format_args!("packs/{id}?version={version}"));
        (href, text, version == view.version)
    });
    let point = room.dates.machine(view.pack.point);
    let writes = latest && view.may_write && ask.moment() < view.closes;
    let own = room.frame.you.party;
    let words = view.own_pages.iter().find(|it| it.party == own);
    page(&Page {
        older: match latest {
            true => String::new(),
            false => say.two(
                "pack-older",
                ("version", view.version),
                ("latest", view.pack.versions),
            ),
        },
        pieces: telling::blocks(&room, &view)
            .into_iter()
            .map(Piece::from)
            .collect(),
        as_of: format!("{}/review?as_of={point}", room.base),
        versions: versions.collect(),
        query: match (latest, layout.stay.as_str()) {
            (true, stay) => stay.to_owned(),
            (false, "") => format!("?version={}", view.version),
            (false, stay) => format!("{stay}&version={}", view.version),
        },
        form: writes.then(|| Form {
            party: room.short(own).to_owned(),
            words: words.and_then(|it| it.words.clone()).unwrap_or_default(),
            note: say.one("pack-write-note", "day", room.dates.day(view.closes)),
        }),
        place,
        layout,
    })
}

/// `POST …/packs`
pub(crate) fn make(_: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::MakePack {}))
}

/// The pack that was made.
pub(crate) fn made(ask: &Ask, done: &Done) -> String {
    let mut facts = done.facts.iter();
    let pack = facts.find_map(|fact| match fact {
        Fact::PackMade(made) => Some(made.pack),
        _ => None,
    });
    let place = pack.map_or_else(|| "packs".to_owned(), |id| format!("packs/{id}"));
    ask.fill(&format!("/r/{{relationship}}/{place}?said=pack-made"))
}

/// `POST …/packs/{pack}`
pub(crate) fn write(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::WritePackPage {
        pack: ask.param("pack")?,
        words: ask.form.text("words").to_owned(),
    }))
}
