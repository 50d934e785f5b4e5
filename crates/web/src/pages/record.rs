//! The record: everything that was ever said or done here, in order, as far as the visitor may see
//! it, and what proves that nothing was altered.

pub(crate) mod export;
pub(crate) mod telling;

use std::collections::BTreeMap;

use app::{Line, Told};
use askama::Template;
use domain::audience::Seen;
use domain::ids::*;
use domain::{Command, Fact, Moment, act};
use record::format::{Commitments, Part};
use record::{Entry, Hash, format as wire};
use url::form_urlencoded;

use crate::ask::{Answer, Ask, page};
use crate::form::Form;
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;
use telling::{Narrator, Things, group};

/// Entries on one page.
const PER_PAGE: usize = 50;
/// Entries read at a time while looking for those that match a filter.
const READ_AT_ONCE: u64 = 500;
/// Entries looked at for one page: a rare match in a long record is a click away, not a long wait.
const LOOKED_AT: u64 = 10_000;

#[derive(Template)]
#[template(path = "record.html")]
struct Page {
    layout: Layout,
    /// “412 entries”.
    total: String,
    root: String,
    entries: Vec<Shown>,
    /// What users said under their role, apart from the entries: one sentence for each step.
    steps: Vec<String>,
    filter: FilterForm,
    /// Whether anything is filtered.
    narrowed: bool,
    oldest_first: bool,
    /// The same in the other order.
    turn: String,
    /// Towards the beginning of the list, and towards its end.
    back: String,
    on: String,
    span: String,
}

/// One entry as the list shows it.
struct Shown {
    sequence: u64,
    href: String,
    party: Option<PartyLabel>,
    sentence: String,
    /// The language of what was typed, where it is known to be another one than the page's.
    lang: &'static str,
    quotes: Vec<Quote>,
    /// What it answers or is about: where that is, and its words.
    about: Option<(String, String)>,
    note: String,
    at: Option<Moment>,
    leaf: String,
    sealed: bool,
}

/// Something that was typed.
struct Quote {
    heading: String,
    text: String,
    /// The same as HTML, where it was said in the dialogue.
    html: String,
}

struct FilterForm {
    as_of: String,
    parties: Vec<(PartyId, String)>,
    groups: Vec<(&'static str, String)>,
    people: Vec<(PersonId, String)>,
    outcomes: Vec<(OutcomeId, String)>,
    q: String,
    /// What is filtered by; empty where that is left open.
    party: String,
    group: &'static str,
    person: String,
    outcome: String,
}

/// What to look for. Nothing in it finds what the visitor may not see: a sealed entry matches
/// nothing.
#[derive(Default)]
struct Filter {
    party: Option<PartyId>,
    group: Option<&'static str>,
    person: Option<PersonId>,
    outcome: Option<OutcomeId>,
    q: String,
}

/// The groups in which kinds of facts are looked for.
fn groups() -> impl Iterator<Item = &'static str> {
    Fact::GROUPS.iter().map(|(group, _)| *group)
}

impl Filter {
    /// What cannot be read filters nothing.
    fn of(query: &Form) -> Self {
        Self {
            party: query.text("party").parse().ok(),
            group: groups().find(|group| *group == query.text("kind")),
            person: query.text("person").parse().ok(),
            outcome: query.text("outcome").parse().ok(),
            q: query.text("q").trim().to_lowercase(),
        }
    }

    fn is_empty(&self) -> bool {
        self.party.is_none()
            && self.group.is_none()
            && self.person.is_none()
            && self.outcome.is_none()
            && self.q.is_empty()
    }

    fn finds(&self, line: &Line, authors: &Authors) -> bool {
        match &line.told {
            Told::Sealed => self.is_empty(),
            Told::Open { stamp, fact, .. } => {
                let author = authors.party(stamp.actor);
                let holds = |(_, text): &(_, String)| text.to_lowercase().contains(&self.q);
                self.party.is_none_or(|wanted| author == Some(wanted))
                    && self
                        .group
                        .is_none_or(|wanted| group(fact.kind()) == Some(wanted))
                    && self.person.is_none_or(|wanted| stamp.actor == wanted)
                    && self
                        .outcome
                        .is_none_or(|wanted| fact.outcomes().contains(&wanted))
                    && (self.q.is_empty() || telling::quotes(fact).iter().any(holds))
            }
        }
    }
}

/// The party of every author, those who have left included.
struct Authors {
    parties: BTreeMap<PersonId, PartyId>,
}

impl Authors {
    /// The authors of `lines`. Only when one has left the table is the record read for the seat
    /// they had.
    fn of(ask: &Ask, seen: &Seen<'_>, lines: &[Line]) -> Result<Self, Problem> {
        let mut authors = Self::seated(seen);
        let left = lines.iter().any(
            |line| matches!(&line.told, Told::Open { stamp, .. } if authors.party(stamp.actor).is_none()),
        );
        if left {
            authors.remember_all(ask, seen)?;
        }
        Ok(authors)
    }

    fn seated(seen: &Seen<'_>) -> Self {
        let seats = seen.table().seats.into_iter();
        Self {
            parties: seats.map(|seat| (seat.person, seat.party)).collect(),
        }
    }

    fn remember_all(&mut self, ask: &Ask, seen: &Seen<'_>) -> Result<(), Problem> {
        let table = ask.table()?;
        let all = 1..=seen.last().sequence;
        ask.web.app().each_line(table.id, seen, all, |line| {
            if let Told::Open { fact, .. } = &line.told
                && let Fact::PersonSeated(fact) = &**fact
            {
                self.parties.entry(fact.person).or_insert(fact.party);
            }
        })?;
        Ok(())
    }

    fn party(&self, person: PersonId) -> Option<PartyId> {
        self.parties.get(&person).copied()
    }
}

/// `GET /r/{relationship}/record`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let filter = Filter::of(&ask.query);
    let mut authors = Authors::seated(&room.seen);
    if filter.party.is_some() {
        authors.remember_all(ask, &room.seen)?;
    }
    let look = Look::of(&ask.query, room.frame.sequence);
    let (lines, further) = look.find(ask, &room.seen, &filter, &authors)?;
    let authors = Authors::of(ask, &room.seen, &lines)?;
    let things = Things::of(&room.seen);
    let seats = room.seen.table().seats;
    let people = lines
        .iter()
        .flat_map(telling::people)
        .chain(seats.iter().map(|seat| seat.person));
    room.name(people)?;
    let layout = room.layout(room.say.text("nav-record"))?;
    let around = layout.relationship.as_ref().ok_or(Problem::NotFound)?;
    let as_of = around.as_of.as_ref().map(|at| at.machine.clone());
    let narrator = Narrator {
        room: &room,
        things: &things,
    };
    let entries: Vec<Shown> = lines
        .iter()
        .map(|line| view(&narrator, &authors, line))
        .collect();
    let link = |cursor: Option<(&str, u64)>, oldest_first| {
        address(&room, as_of.as_deref(), cursor, oldest_first)
    };
    let (back, on) = look.ways(&lines, further);
    let to = |cursor: Option<Cursor>| cursor.map(|cursor| link(Some(cursor), look.oldest_first));
    let span = lines.first().zip(lines.last()).map(|(first, last)| {
        let (first, last) = (first.sequence, last.sequence);
        let (low, high) = (first.min(last), first.max(last));
        room.say.two("record-span", ("first", low), ("last", high))
    });
    page(&Page {
        total: room.say.count(
            "record-total",
            usize::try_from(room.frame.sequence).unwrap_or(0),
        ),
        root: export::root_at(ask, room.frame.sequence)?.to_string(),
        entries,
        steps: steps(&narrator),
        filter: FilterForm {
            as_of: as_of.clone().unwrap_or_default(),
            parties: room
                .names
                .parties()
                .iter()
                .map(|party| (party.id, party.name.clone()))
                .collect(),
            groups: groups()
                .map(|group| {
                    let text = room.say.text(&format!("record-group-{group}"));
                    (group, text)
                })
                .collect(),
            people: seats
                .iter()
                .map(|seat| (seat.person, room.names.person(seat.person)))
                .collect(),
            outcomes: things
                .outcomes
                .iter()
                .map(|(id, statement)| (*id, room.or_erased(statement.as_ref())))
                .collect(),
            q: ask.query.text("q").to_owned(),
            party: chosen(filter.party),
            group: filter.group.unwrap_or_default(),
            person: chosen(filter.person),
            outcome: chosen(filter.outcome),
        },
        narrowed: !filter.is_empty(),
        oldest_first: look.oldest_first,
        turn: link(None, !look.oldest_first),
        back: to(back).unwrap_or_default(),
        on: to(on).unwrap_or_default(),
        span: span.unwrap_or_default(),
        layout,
    })
}

/// An id as its option says it; empty where none is chosen.
fn chosen(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn steps(narrator: &Narrator<'_>) -> Vec<String> {
    let room = narrator.room;
    let mut steps = room.seen.steps();
    steps.sort_by_key(|step| (std::cmp::Reverse(step.day), step.party));
    // One line for what came together.
    let together = |a: &domain::view::StepView, b: &domain::view::StepView| {
        (a.day, a.party) == (b.day, b.party)
    };
    let sentence = |steps: &[domain::view::StepView]| {
        let first = steps.first()?;
        // An outcome is named once. Somebody may be in two steps of a day: nothing is added up.
        let what = steps.chunk_by(|a, b| a.outcome == b.outcome);
        let what = what.filter_map(|steps| {
            let outcome = narrator.outcome(steps.first()?.outcome);
            let people: Vec<_> = steps.iter().map(|step| step.people.to_string()).collect();
            let people = ("people", people.join(" + "));
            Some(room.say.two("record-step-of", ("outcome", outcome), people))
        });
        Some(room.say.with(
            "record-step",
            &[
                ("day", room.dates.on(first.day)),
                ("party", narrator.party(first.party)),
                ("what", what.collect::<Vec<_>>().join(", ")),
            ],
        ))
    };
    steps.chunk_by(together).filter_map(sentence).collect()
}

/// `before` or `after`, and which entry.
type Cursor = (&'static str, u64);

/// From where one looks, in which direction, and in which order it is shown.
struct Look {
    oldest_first: bool,
    up: bool,
    from: u64,
    last: u64,
}

impl Look {
    fn of(query: &Form, last: u64) -> Self {
        let oldest_first = query.text("order") == "oldest";
        let (up, from) = match (query.text("before").parse(), query.text("after").parse()) {
            (Ok(before), _) => (false, u64::min(u64::saturating_sub(before, 1), last)),
            (_, Ok(after)) => (true, u64::saturating_add(after, 1)),
            _ if oldest_first => (true, 1),
            _ => (false, last),
        };
        Self {
            oldest_first,
            up,
            from,
            last,
        }
    }

    /// A page of what matches, in the order shown, and from where to look further in the direction
    /// looked.
    fn find(
        &self,
        ask: &Ask,
        seen: &Seen<'_>,
        filter: &Filter,
        authors: &Authors,
    ) -> Result<(Vec<Line>, Option<u64>), Problem> {
        let (app, id) = (ask.web.app(), ask.table()?.id);
        let step = if filter.is_empty() {
            PER_PAGE as u64 + 1
        } else {
            READ_AT_ONCE
        };
        let mut found: Vec<Line> = Vec::new();
        let (mut next, mut looked) = (self.from, 0);
        while (1..=self.last).contains(&next) && found.len() <= PER_PAGE && looked < LOOKED_AT {
            let range = if self.up {
                next..=self.last.min(next + step - 1)
            } else {
                next.saturating_sub(step - 1).max(1)..=next
            };
            looked += step;
            next = if self.up {
                range.end() + 1
            } else {
                range.start() - 1
            };
            let mut lines = app.history(id, seen, range)?;
            lines.retain(|line| filter.finds(line, authors));
            if !self.up {
                lines.reverse();
            }
            found.extend(lines);
        }
        let further = if found.len() > PER_PAGE {
            found.truncate(PER_PAGE);
            found.last().map(|line| line.sequence)
        } else if (1..=self.last).contains(&next) {
            // The last one looked at.
            Some(if self.up { next - 1 } else { next + 1 })
        } else {
            None
        };
        if self.up != self.oldest_first {
            found.reverse();
        }
        Ok((found, further))
    }

    /// Where the list goes on before its first line, and after its last.
    fn ways(&self, lines: &[Line], further: Option<u64>) -> (Option<Cursor>, Option<Cursor>) {
        let sequences = lines.iter().map(|line| line.sequence);
        let newest = sequences.clone().max().unwrap_or(self.from);
        let oldest = sequences.min().unwrap_or(self.from);
        let (newer, older) = if self.up {
            (
                further.map(|after| ("after", after)),
                (self.from > 1).then_some(("before", oldest)),
            )
        } else {
            (
                (self.from < self.last).then_some(("after", newest)),
                further.map(|before| ("before", before)),
            )
        };
        if self.oldest_first {
            (older, newer)
        } else {
            (newer, older)
        }
    }
}

/// The list's address with the same filter.
fn address(
    room: &Room<'_>,
    as_of: Option<&str>,
    cursor: Option<(&str, u64)>,
    oldest_first: bool,
) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in ["party", "kind", "person", "outcome", "q"] {
        let value = room.ask.query.text(field);
        if !value.is_empty() {
            query.append_pair(field, value);
        }
    }
    if oldest_first {
        query.append_pair("order", "oldest");
    }
    if let Some(as_of) = as_of {
        query.append_pair("as_of", as_of);
    }
    if let Some((direction, sequence)) = cursor {
        query.append_pair(direction, &sequence.to_string());
    }
    format!("{}/record?{}", room.base, query.finish())
}

fn view(narrator: &Narrator<'_>, authors: &Authors, line: &Line) -> Shown {
    let room = narrator.room;
    let label = |id| room.names.party(id).clone();
    let (party, at) = match &line.told {
        Told::Sealed => (None, None),
        Told::Open { stamp, .. } => (authors.party(stamp.actor).map(label), Some(stamp.at)),
    };
    let (quotes, note) = match &line.told {
        Told::Open { fact, erased, .. } => {
            let is_said = matches!(**fact, Fact::ContributionSaid(_));
            let quotes = telling::quotes(fact);
            let several = quotes.len() > 1;
            let quotes = quotes.into_iter().map(|(name, text)| Quote {
                heading: if several {
                    narrator.heading(name, line.sequence, fact)
                } else {
                    String::new()
                },
                html: if is_said {
                    markdown::to_html(&text)
                } else {
                    String::new()
                },
                text,
            });
            let note = if *erased {
                room.say.text("record-erased")
            } else {
                narrator.audience(fact)
            };
            (quotes.collect(), note)
        }
        _ => (Vec::new(), String::new()),
    };
    Shown {
        sequence: line.sequence,
        href: room.to(format_args!("record/{}", line.sequence)),
        party,
        sentence: narrator.sentence(line),
        lang: match &line.told {
            Told::Open { stamp, .. } => room.names.language(stamp.actor),
            Told::Sealed => "",
        },
        quotes,
        about: match &line.told {
            Told::Open { fact, .. } => telling::about(room, line.sequence, fact),
            Told::Sealed => None,
        },
        note,
        at,
        leaf: line.leaf.to_string(),
        sealed: matches!(line.told, Told::Sealed),
    }
}

#[derive(Template)]
#[template(path = "record_entry.html")]
struct EntryPage {
    layout: Layout,
    entry: Shown,
    outcomes: Vec<(OutcomeId, String)>,
    proof: Option<Proof>,
    before: Option<u64>,
    after: Option<u64>,
    may_erase: bool,
    /// The contribution, while its author may take it back.
    take_back: Option<ContributionId>,
}

/// What proves an entry's leaf.
struct Proof {
    /// Whether the text, if there is one, may not be read by the visitor.
    without_text: bool,
    fact: String,
    content: String,
    values: Vec<(String, String)>,
    verdict: String,
}

/// `GET …/record/{sequence}`: one entry, with everything that proves it.
pub fn entry(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let sequence: u64 = ask.param("sequence")?;
    if !(1..=room.frame.sequence).contains(&sequence) {
        return Err(Problem::NotFound);
    }
    let id = ask.table()?.id;
    let lines = ask.web.app().history(id, &room.seen, sequence..=sequence)?;
    let line = lines.first().ok_or(Problem::NotFound)?;
    room.name(lines.iter().flat_map(telling::people))?;
    let things = Things::of(&room.seen);
    let authors = Authors::of(ask, &room.seen, &lines)?;
    let title = room.say.one("record-entry", "sequence", sequence);
    let layout = room.layout(title)?;
    let narrator = Narrator {
        room: &room,
        things: &things,
    };
    let about = match &line.told {
        Told::Open { fact, .. } => fact.outcomes(),
        Told::Sealed => Vec::new(),
    };
    let known = things.outcomes.iter().filter(|(id, _)| about.contains(id));
    let mut words = room.seen.words();
    let own = words
        .find(|words| words.sequence == sequence)
        .filter(|words| words.take_back_until.is_some_and(|until| ask.now <= until));
    page(&EntryPage {
        entry: view(&narrator, &authors, line),
        outcomes: known
            .map(|(id, statement)| {
                let text = statement.clone();
                (*id, text.unwrap_or_else(|| room.say.text("text-erased")))
            })
            .collect(),
        proof: match &line.told {
            Told::Open { stored, whole, .. } => Some(proof(ask, stored, *whole)?),
            Told::Sealed => None,
        },
        before: (sequence > 1).then(|| sequence - 1),
        after: (sequence < room.frame.sequence).then_some(sequence + 1),
        may_erase: may_erase(&room.seen, line),
        take_back: own
            .map(|words| words.id)
            .filter(|id| room.seen.may::<act::TakeBack>(*id)),
        layout,
    })
}

/// Whether the entry has a text that the visitor may erase.
fn may_erase(seen: &Seen<'_>, line: &Line) -> bool {
    let Told::Open {
        stamp,
        fact,
        stored,
        ..
    } = &line.told
    else {
        return false;
    };
    // What somebody was called when they were seated is theirs to erase, whoever seated them.
    let author = fact.author().unwrap_or(stamp.actor);
    stored.content.is_some() && seen.may_erase(author, stamp.sequence)
}

fn hash_of(bytes: [u8; 32]) -> String {
    Hash(bytes).to_string()
}

fn proof(ask: &Ask, entry: &Entry, whole: bool) -> Result<Proof, Problem> {
    let say = ask.say;
    let header = export::header_of(ask)?;
    let commitments = Commitments::of(entry);
    let salt = |part| hash_of(wire::part_salt(&entry.salt, part));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let value = |key: &str, value: String| (say.text(&format!("record-proof-{key}")), value);
    let mut values = vec![
        value("origin", header.origin.to_string()),
        value("stream", entry.stream.to_string()),
        value("sequence", entry.sequence.to_string()),
        value("kind", entry.kind.clone()),
        value("at", entry.at.to_string()),
        value("at_salt", salt(Part::At)),
        value("at_commitment", commitments.at.to_string()),
        value("actor", entry.actor.to_string()),
        value("actor_salt", salt(Part::Actor)),
        value("actor_commitment", commitments.actor.to_string()),
        value("fact_salt", salt(Part::Fact)),
        value("fact_commitment", commitments.fact.to_string()),
    ];
    values.extend(
        entry
            .content_salt
            .map(|salt| value("content_salt", hash_of(salt))),
    );
    values.extend([
        value("content_commitment", commitments.content.to_string()),
        value("signature_commitment", commitments.signature.to_string()),
    ]);
    if let Some(ext) = &entry.ext {
        values.extend([
            value("ext", text(ext)),
            value("ext_salt", salt(Part::Ext)),
            value("ext_commitment", commitments.ext.to_string()),
        ]);
    }
    values.extend([
        value("leaf", entry.leaf.to_string()),
        value("root", entry.root.to_string()),
    ]);
    let fits = wire::leaf(&header.hash(), entry) == entry.leaf;
    Ok(Proof {
        without_text: !whole && entry.content_commitment != Hash::ZERO,
        fact: text(&entry.fact),
        content: entry.content.as_deref().map(text).unwrap_or_default(),
        values,
        verdict: say.text(if fits {
            "record-fits"
        } else {
            "record-does-not-fit"
        }),
    })
}

/// `POST …/record/{sequence}/erasure`
pub(crate) fn erase(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::EraseContent(act::EraseContent {
        sequence: ask.param("sequence")?,
        ground: ask.form.text("ground").to_owned(),
    }))
}

/// `GET …/record.jsonl`
pub fn json_lines(ask: &Ask) -> Answer {
    export::json_lines(ask)
}

/// `GET …/record.csv`
pub fn csv(ask: &Ask) -> Answer {
    export::csv(ask)
}

/// `GET …/record.leaves`
pub fn leaves(ask: &Ask) -> Answer {
    export::leaves(ask)
}
