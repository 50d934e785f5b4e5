//! The record for programs: what happened, as far as the asker may see it, in order. Read on from where one
//! stopped, it is the feed of changes: of one relationship, or of all of one's own.

use std::collections::BTreeMap;

use app::{Line, Told};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD;
use domain::fact::Made;
use domain::ids::*;
use domain::{Fact, Moment};
use record::StreamId;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::entry::{RecordEntry, RecordHeader};
use super::named::{Named, named, names_at};
use super::{answer, limit, number};
use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// An entry of the record: whole, without its text, or only that it exists, as its reader may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "sight", rename_all = "snake_case")]
pub enum Entry {
    /// Only that it exists.
    Sealed(SealedEntry),
    /// What was done and by whom, without its text.
    WithoutText(OpenEntry),
    /// All of it.
    Whole(OpenEntry),
}

/// An entry of which you may know that it exists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SealedEntry {
    /// Its place in the record: 1, 2, 3, …
    pub sequence: u64,
    /// What proves its leaf, where you asked for proofs.
    pub proof: Option<RecordEntry>,
}

/// An entry that you may see.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpenEntry {
    /// Its place in the record: 1, 2, 3, …
    pub sequence: u64,
    /// When it was recorded.
    pub at: Moment,
    /// Who did it.
    pub actor: PersonId,
    /// What happened.
    pub fact: FactTold,
    /// What proves its leaf, where you asked for proofs: the entry's line of the download.
    pub proof: Option<RecordEntry>,
}

/// A fact as programs read it. Its shape is put together from those of all kinds of facts.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct FactTold(Map<String, Value>);

impl utoipa::PartialSchema for FactTold {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::Object::new().into()
    }
}

impl ToSchema for FactTold {
    fn name() -> std::borrow::Cow<'static, str> {
        "Fact".into()
    }
}

/// A page of the record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordPage {
    /// What the record is, where you asked for proofs: every leaf commits to it.
    pub record: Option<RecordHeader>,
    /// In order.
    pub entries: Vec<Entry>,
    /// What to ask for `after` to read on; `null` at the end.
    pub next: Option<u64>,
    /// The last entry that there is for you: ask for what comes `after` it later on.
    pub last: u64,
}

/// What happened in your relationships since you last asked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Changes {
    /// The relationships in which something happened.
    pub relationships: Vec<ChangesAt>,
    /// What to ask for `after` next time, or at once where there is `more`.
    pub next: String,
    /// Whether there is more already.
    pub more: bool,
    /// Ids and names.
    pub names: BTreeMap<Uuid, String>,
}

/// What happened in one of your relationships.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangesAt {
    /// The relationship.
    pub relationship: RelationshipId,
    /// The service, in a few words; `null` once erased.
    pub name: Option<String>,
    /// In order.
    pub entries: Vec<Entry>,
}

/// What a command recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Recorded {
    /// The relationship.
    pub relationship: RelationshipId,
    /// What there is since that was not there before, in the order in which it was asked for.
    pub made: Vec<Made>,
    /// The first entry of the record that it made.
    pub first: u64,
    /// The last.
    pub last: u64,
    /// The entries, as you may see them now.
    pub entries: Vec<Entry>,
    /// Ids and names.
    pub names: BTreeMap<Uuid, String>,
}

impl Entry {
    fn of(line: &Line, proven: bool) -> Self {
        let proof = proven.then(|| RecordEntry::of(line));
        let sequence = line.sequence;
        match &line.told {
            Told::Sealed => Self::Sealed(SealedEntry { sequence, proof }),
            Told::Open {
                stamp, fact, whole, ..
            } => {
                let entry = OpenEntry {
                    sequence,
                    at: stamp.at,
                    actor: stamp.actor,
                    fact: FactTold(fact.told()),
                    proof,
                };
                if *whole {
                    Self::Whole(entry)
                } else {
                    Self::WithoutText(entry)
                }
            }
        }
    }
}

/// Whether proofs are asked for.
fn is_proven(ask: &Ask) -> bool {
    ask.query.text("proof") == "true"
}

/// `GET /api/v1/relationships/{relationship}/record`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/record", tag = "The record",
    summary = "The record's entries in order, each with what its reader may see: the feed of changes",
    description = "Begin with `after=0`, keep `last`, and ask for what came after it. An entry never \
        changes, but for its text, which can be erased.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("after" = Option<u64>, Query, description = "Entries after this one; 0 to begin"),
        ("limit" = Option<u64>, Query, description = "How many: 1 to 500, 100 unless said",
            minimum = 1, maximum = 500),
        ("proof" = Option<bool>, Query, description = "Whether to tell what proves each leaf; not unless said"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "A page of the record", body = Named<RecordPage>)))]
pub fn record(ask: &Ask) -> Answer {
    let (after, limit) = (number(ask, "after", "api-after", 0)?, limit(ask)?);
    let last = ask.seen()?.last().sequence;
    let end = after.saturating_add(limit).min(last);
    let entries = match after < end {
        true => entries(ask, after + 1, end)?,
        false => Vec::new(),
    };
    let record = match is_proven(ask) {
        true => Some(header(ask)?),
        false => None,
    };
    let next = (end < last).then_some(end);
    named(
        ask,
        RecordPage {
            record,
            entries,
            next,
            last,
        },
    )
}

/// What the record of the path's relationship is.
fn header(ask: &Ask) -> Result<RecordHeader, Problem> {
    let header = ask.web.app().record().header(StreamId(ask.table()?.id.0))?;
    Ok(header.ok_or(Problem::NotFound)?.into())
}

/// Entries of the path's relationship as the visitor may see them now.
fn entries(ask: &Ask, first: u64, last: u64) -> Result<Vec<Entry>, Problem> {
    let (app, id, seen) = (ask.web.app(), ask.table()?.id, ask.seen()?);
    let (mut entries, proven) = (Vec::new(), is_proven(ask));
    app.each_line(id, &seen, first..=last, |line| {
        entries.push(Entry::of(&line, proven));
    })?;
    Ok(entries)
}

/// `GET /api/v1/changes`
#[utoipa::path(get, path = "/api/v1/changes", tag = "You",
    summary = "What happened in all your relationships since you last asked",
    description = "Begin without `after`, and ask with `next` from then on; at once while there is \
        `more`. A relationship at which you come to sit begins at its first entry.",
    params(("after" = Option<String>, Query, description = "`next` of the answer before"),
        ("limit" = Option<u64>, Query, description = "How many entries in all: 1 to 500, 100 unless said",
            minimum = 1, maximum = 500)),
    responses((status = 200, description = "Entries by relationship", body = Changes)))]
pub fn changes(ask: &Ask) -> Answer {
    let after = Positions::read(ask.query.text("after")).ok_or(Problem::Field {
        field: "after",
        what: "api-position",
    })?;
    let (app, visitor, limit) = (ask.web.app(), ask.visitor()?, limit(ask)?);
    let (mut room, mut more) = (limit, false);
    let (mut next, mut names) = (Positions::default(), BTreeMap::new());
    let mut relationships = Vec::new();
    for (id, summary) in app.summaries_of(visitor.person.id, ask.now)? {
        if !visitor.may_open(id) {
            continue;
        }
        let (from, last) = (after.of(id), summary.frame.sequence);
        if from >= last || room == 0 {
            more |= from < last;
            next.put(id, from.min(last));
            continue;
        }
        let end = last.min(from.saturating_add(room));
        let Some(entries) = entries_of(ask, id, from + 1, end, &mut names)? else {
            continue;
        };
        room -= end - from;
        more |= end < last;
        next.put(id, end);
        relationships.push(ChangesAt {
            relationship: id,
            name: summary.frame.name.clone(),
            entries,
        });
    }
    answer(
        ask,
        &Changes {
            relationships,
            next: next.written(),
            more,
            names,
        },
    )
}

/// Entries of a relationship, unless the visitor has just lost their seat there.
fn entries_of(
    ask: &Ask,
    id: RelationshipId,
    first: u64,
    last: u64,
    names: &mut BTreeMap<Uuid, String>,
) -> Result<Option<Vec<Entry>>, Problem> {
    let app = ask.web.app();
    let Some(relationship) = app.relationship(id)? else {
        return Ok(None);
    };
    let Some(seen) = relationship.seen_by(ask.person()?, &relationship) else {
        return Ok(None);
    };
    let mut entries = Vec::new();
    app.each_line(id, &seen, first..=last, |line| {
        entries.push(Entry::of(&line, false));
    })?;
    names.extend(names_at(ask, &seen, &entries)?);
    Ok(Some(entries))
}

/// Up to where somebody has read each of their relationships, in a text that is short enough for an
/// address: of each id its last six bytes, which are random, and the entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Positions(BTreeMap<[u8; 6], u64>);

/// How positions are written; another number, another way.
const POSITIONS: u8 = 1;

impl Positions {
    fn key(id: RelationshipId) -> [u8; 6] {
        let [.., a, b, c, d, e, f] = *id.0.as_bytes();
        [a, b, c, d, e, f]
    }

    fn of(&self, id: RelationshipId) -> u64 {
        self.0.get(&Self::key(id)).copied().unwrap_or_default()
    }

    /// Of two that look alike the lesser: what was read is read again rather than left out.
    fn put(&mut self, id: RelationshipId, sequence: u64) {
        let position = self.0.entry(Self::key(id)).or_insert(sequence);
        *position = sequence.min(*position);
    }

    fn written(&self) -> String {
        let mut bytes = vec![POSITIONS];
        for (key, sequence) in &self.0 {
            bytes.extend(key);
            let mut rest = *sequence;
            while rest > 0x7f {
                bytes.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
                rest >>= 7;
            }
            bytes.push(u8::try_from(rest).unwrap_or_default());
        }
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Nothing where it was not written so.
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let mut bytes = bytes.strip_prefix(&[POSITIONS])?;
        let mut positions = BTreeMap::new();
        while let Some((key, rest)) = bytes.split_first_chunk::<6>() {
            let (mut sequence, mut shift) = (0_u64, 0_u32);
            bytes = rest;
            loop {
                let (byte, rest) = bytes.split_first()?;
                bytes = rest;
                sequence |= u64::from(byte & 0x7f).checked_shl(shift)?;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            positions.insert(*key, sequence);
        }
        bytes.is_empty().then_some(Self(positions))
    }
}

/// Says what was recorded. Somebody who gave their seat away with it reads no entry any more.
pub(super) fn recorded(ask: &Ask, done: &app::Done) -> Result<Recorded, Problem> {
    let (mut entries, mut made, proven) = (Vec::new(), Vec::new(), is_proven(ask));
    let mut names = BTreeMap::new();
    if let Ok(seen) = ask.seen() {
        let range = done.first..=done.last;
        ask.web
            .app()
            .each_line(done.relationship, &seen, range, |line| {
                if let Told::Open { fact, .. } = &line.told {
                    made.extend(Fact::made(fact));
                }
                entries.push(Entry::of(&line, proven));
            })?;
        names = names_at(ask, &seen, &entries)?;
    }
    Ok(Recorded {
        relationship: done.relationship,
        made,
        first: done.first,
        last: done.last,
        entries,
        names,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_as_they_were_written() {
        let mut positions = Positions::default();
        for sequence in [0, 1, 127, 128, 70_000, u64::MAX >> 8] {
            positions.put(RelationshipId(Uuid::new_v4()), sequence);
        }
        let text = positions.written();
        assert_eq!(Positions::read(&text), Some(positions.clone()));
        assert!(text.len() < 100, "{text}");
        assert_eq!(Positions::read(""), Some(Positions::default()));
        for none in [
            "x",
            "AA",
            "now",
            &text[..text.len() - 3],
            &format!("{text}A"),
        ] {
            assert_eq!(Positions::read(none), None, "{none}");
        }
        let id = RelationshipId(Uuid::new_v4());
        positions.put(id, 9);
        positions.put(id, 7);
        assert_eq!(positions.of(id), 7);
    }
}
