//! Words, looked for in what the visitor may see: at one table, or at all of theirs.

use askama::Template;
use domain::audience::Seen;
use domain::ids::*;
use domain::search::{HITS, Hit, Place, Query};

use crate::ask::{Answer, Ask, page};
use crate::lanes::{self, Lane};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

/// Characters of an excerpt, without its marks: no fewer than the domain gives.
const EXCERPT: usize = 400;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    layout: Layout,
    /// Where the form leads: the search of this table.
    action: String,
    /// The past moment to stay in, else empty.
    as_of: String,
    typed: String,
    found: Option<Found>,
}

#[derive(Template)]
#[template(path = "search_across.html")]
struct AcrossPage {
    layout: Layout,
    typed: String,
    /// How many were found where; `None` until something is looked for.
    summary: Option<String>,
    tables: Vec<Table>,
}

struct Table {
    href: String,
    name: String,
    found: Found,
}

struct Found {
    /// “3 places, the latest first.”
    summary: String,
    places: Vec<Item>,
}

struct Item {
    /// “Need from Northwind”.
    what: String,
    href: String,
    party: Option<PartyLabel>,
    at: domain::Moment,
    /// The text in pieces, each with whether it was looked for.
    excerpt: Vec<(bool, String)>,
    /// Its language, where it is another one than the page's.
    lang: &'static str,
}

/// `GET /r/{relationship}/search`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let typed = ask.query.text("q");
    let hits = match Query::new(typed) {
        Some(query) => {
            let query = knowing(ask, query, &room.seen)?;
            Some((room.seen.search(&query), query))
        }
        None => None,
    };
    let people = hits.iter().flat_map(|(hits, _)| authors(hits));
    room.name(people)?;
    let as_of = ask.table()?.as_of;
    let mut layout = room.layout(room.say.text("search-title"))?;
    let found = hits.map(|(hits, query)| found(&room, &query, &hits));
    if let Some(found) = &found {
        layout.told = told(ask, typed, &found.summary, found.places.is_empty());
    }
    page(&Page {
        layout,
        action: format!("{}/search", room.base),
        as_of: as_of.map(|at| room.dates.machine(at)).unwrap_or_default(),
        found,
        typed: typed.to_owned(),
    })
}

/// `GET /search`: at every table of the visitor.
pub fn show_across(ask: &Ask) -> Answer {
    let say = ask.say;
    let typed = ask.query.text("q");
    let query = Query::new(typed);
    let tables = match &query {
        Some(query) => tables(ask, query)?,
        None => Vec::new(),
    };
    let summary = query.map(|_| say.count("search-tables", tables.len()));
    let mut layout = Layout::new(ask, say.text("search-title"))?;
    if let Some(summary) = &summary {
        layout.told = told(ask, typed, summary, tables.is_empty());
    }
    page(&AcrossPage {
        summary,
        typed: typed.to_owned(),
        tables,
        layout,
    })
}

/// What was looked for and how much was found, in one line.
fn told(ask: &Ask, typed: &str, summary: &str, nothing: bool) -> String {
    match nothing {
        true => ask.say.one("search-nothing-title", "words", typed),
        false => ask
            .say
            .two("search-told", ("words", typed), ("found", summary)),
    }
}

/// The query with the names of those whom the visitor sees by name.
pub(crate) fn knowing(ask: &Ask, query: Query, seen: &Seen<'_>) -> Result<Query, Problem> {
    lanes::belongs_in(Lane::Search);
    let people: Vec<_> = seen.people_named().into_iter().collect();
    let names = ask.web.app().accounts().names(&people)?.into_iter();
    Ok(query.knowing(names.filter_map(|(person, name)| Some((person, name.name?)))))
}

/// The authors of what was found, and of the excerpts of it.
fn authors(hits: &[Hit]) -> impl Iterator<Item = PersonId> {
    let person = |hit: &Hit| match hit.place {
        Place::Contribution { person, .. } => Some(person),
        _ => None,
    };
    hits.iter()
        .flat_map(move |hit| person(hit).into_iter().chain(hit.by))
}

fn tables(ask: &Ask, query: &Query) -> Result<Vec<Table>, Problem> {
    let (app, visitor) = (ask.web.app(), ask.visitor()?);
    let mut tables = Vec::new();
    for (id, relationship) in app.relationships_of(visitor.person.id)? {
        let seen = relationship.seen_by(visitor.person.id, &relationship);
        let Some(seen) = seen.filter(|_| visitor.may_open(id)) else {
            continue;
        };
        let query = &knowing(ask, query.clone(), &seen)?;
        let hits = seen.search(query);
        if let Some(latest) = hits.first().map(|hit| hit.at) {
            tables.push((latest, table(ask, id, seen, query, &hits)?));
        }
    }
    tables.sort_by_key(|(latest, _)| std::cmp::Reverse(*latest));
    Ok(tables.into_iter().map(|(_, table)| table).collect())
}

fn table(
    ask: &Ask,
    id: RelationshipId,
    seen: Seen<'_>,
    query: &Query,
    hits: &[Hit],
) -> Result<Table, Problem> {
    let mut room = Room::at(ask, id, seen)?;
    room.name(authors(hits))?;
    Ok(Table {
        found: found(&room, query, hits),
        name: match room.names.other_side(&room.frame) {
            with if with.is_empty() => room.called(),
            with => format!("{} · {with}", room.called()),
        },
        href: room.base,
    })
}

/// Tells what was found at one table.
fn found(room: &Room<'_>, query: &Query, hits: &[Hit]) -> Found {
    let outcomes = room.seen.outcome_statements();
    Found {
        summary: if hits.len() == HITS {
            room.say.one("search-many", "count", HITS)
        } else {
            room.say.count("search-places", hits.len())
        },
        places: hits
            .iter()
            .map(|hit| item(room, &outcomes, query, hit))
            .collect(),
    }
}

fn item(
    room: &Room<'_>,
    outcomes: &[(OutcomeId, Option<String>)],
    query: &Query,
    hit: &Hit,
) -> Item {
    let (say, names) = (room.say, &room.names);
    let about = |key: &str, party: PartyId| {
        let label = names.party(party).clone();
        (say.one(key, "party", &label.short), Some(label))
    };
    let (path, (what, party)) = match hit.place {
        Place::Contribution {
            contribution,
            kind,
            party,
            person,
        } => {
            let label = names.party(party).clone();
            let kind = say.text(&format!("words-kind-{}", kind.word()));
            let what = say.two(
                "dialogue-thread",
                ("kind", kind),
                ("who", names.person(person)),
            );
            (format!("dialogue/{contribution}"), (what, Some(label)))
        }
        Place::Outcome { outcome } => {
            let found = outcomes.iter().find(|(id, _)| *id == outcome);
            let statement = found.and_then(|(_, statement)| statement.clone());
            let statement = statement.unwrap_or_else(|| say.text("text-erased"));
            let what = say.one("search-outcome", "statement", statement);
            (format!("outcomes/{outcome}"), (what, None))
        }
        Place::Feature { feature } => (
            format!("features/{feature}"),
            (say.text("search-feature"), None),
        ),
        Place::Purpose => ("parties".to_owned(), (say.text("search-purpose"), None)),
        Place::Terms { party } => (
            format!("parties#party-{party}"),
            about("search-terms", party),
        ),
        Place::BetterOff { party } => ("better-off".to_owned(), about("search-better-off", party)),
        Place::Part => ("value".to_owned(), (say.text("search-part"), None)),
        Place::Dependency => ("parties".to_owned(), (say.text("search-dependency"), None)),
        Place::Consultation { consultation } => (
            format!("consultations/{consultation}"),
            (say.text("search-consultation"), None),
        ),
        Place::Commitment { commitment } => (
            format!("commitments/{commitment}"),
            (say.text("search-commitment"), None),
        ),
        Place::Meeting { meeting } => (
            format!("meetings/{meeting}"),
            (say.text("search-meeting"), None),
        ),
        Place::Review { outcome } => (
            format!("review#outcome-{outcome}"),
            (say.text("search-review"), None),
        ),
        Place::Stages => ("stages".to_owned(), (say.text("stages-title"), None)),
        Place::Factor { factor } => (
            format!("factors/{factor}"),
            (say.text("search-factor"), None),
        ),
        Place::Repair { repair } => (
            format!("repairs/{repair}"),
            (say.text("search-repair"), None),
        ),
        Place::Pack { pack } => (format!("packs/{pack}"), (say.text("search-pack"), None)),
        Place::Trust => ("trust".to_owned(), (say.text("search-trust"), None)),
        Place::Proposal { proposal } => (
            format!("decisions/{proposal}"),
            (say.text("search-proposal"), None),
        ),
        Place::Agreement { version: 0 } => {
            ("agreement".to_owned(), (say.text("search-agreement"), None))
        }
        Place::Agreement { version } => (
            format!("agreement/versions/{version}"),
            (
                say.one("search-agreement-version", "version", version),
                None,
            ),
        ),
        Place::Measure { outcome } => (
            format!("outcomes/{outcome}"),
            (say.text("search-measure"), None),
        ),
        Place::Endowments => (
            "features#voices".to_owned(),
            (say.text("search-endowments"), None),
        ),
    };
    let text = markdown::excerpt(&hit.excerpt, EXCERPT);
    Item {
        what,
        href: room.to(path),
        party,
        at: hit.at,
        excerpt: query.pieces(&text),
        lang: hit.by.map_or("", |person| names.language(person)),
    }
}
