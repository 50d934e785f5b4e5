//! One entry of the record as the download has it, with everything that its leaf commits to. The API tells
//! the same where proofs are asked for.

use app::{Line, Told};
use domain::Moment;
use domain::ids::*;
use domain::view::StepView;
use record::format::{Part, part_salt};
use record::{Hash, Header};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a record is: every leaf commits to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordHeader {
    /// The relationship.
    pub stream: Uuid,
    /// The installation where the record began.
    pub origin: Uuid,
    /// Further lines of the header.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<String>,
}

impl From<Header> for RecordHeader {
    fn from(header: Header) -> Self {
        Self {
            stream: header.stream.0,
            origin: header.origin,
            more: header.more.lines().map(str::to_owned).collect(),
        }
    }
}

/// The first line of a download.
#[derive(Serialize)]
pub struct FirstLine {
    covalue_download: u8,
    #[serde(flatten)]
    header: RecordHeader,
    entries: u64,
    root: String,
}

impl FirstLine {
    /// Of a record as far as its reader knows it.
    pub fn new(header: Header, entries: u64, root: Hash) -> Self {
        Self {
            covalue_download: record::format::VERSION,
            header: header.into(),
            entries,
            root: root.to_string(),
        }
    }
}

/// A line behind the entries: what is told of people without their names, and of no entry.
#[derive(Serialize)]
pub struct StepLine {
    /// What came to count together.
    step: Step,
}

#[derive(Serialize)]
struct Step {
    outcome: OutcomeId,
    party: PartyId,
    /// Its midnight in UTC, as the format of the record has it.
    day: Moment,
    people: u32,
}

impl StepLine {
    /// Of a step.
    pub fn new(step: StepView) -> Self {
        Self {
            step: Step {
                outcome: step.outcome,
                party: step.party,
                day: step.day.begins_in_utc(),
                people: step.people,
            },
        }
    }
}

/// An entry of the record, as far as the reader may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordEntry {
    /// Its place in the record: 1, 2, 3, …
    pub sequence: u64,
    /// Its leaf in the record's tree, which everybody at the table may have.
    pub leaf: String,
    /// What is told of it.
    #[serde(flatten)]
    pub told: Sight,
}

/// What is told of an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "sight", rename_all = "snake_case")]
pub enum Sight {
    /// Only that it exists.
    Sealed,
    /// What was done and by whom, without its text.
    WithoutText(Box<Proven>),
    /// All of it.
    Whole(Box<Proven>),
}

/// An entry that is not sealed, with everything that its leaf commits to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Proven {
    /// When, in milliseconds since 1970 (UTC): the number that the leaf commits to.
    pub at: i64,
    /// Blinds the commitment to the time.
    pub at_salt: String,
    /// Who.
    pub actor: PersonId,
    /// Blinds the commitment to who it was.
    pub actor_salt: String,
    /// The kind of fact.
    pub kind: String,
    /// The fact: JSON in a string, byte for byte as it was recorded.
    pub fact: String,
    /// Blinds the commitment to the fact.
    pub fact_salt: String,
    /// What was typed: JSON in a string, byte for byte; not there when there is none, it was erased,
    /// or the reader may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Blinds the commitment to the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_salt: Option<String>,
    /// The commitment to the content; it stays when the content is erased.
    pub content_commitment: String,
    /// Zeros until authors sign.
    pub signature_commitment: String,
    /// What later releases add: JSON in a string, byte for byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext: Option<String>,
    /// Blinds the commitment to that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext_salt: Option<String>,
    /// The tree's root with this entry as its last.
    pub root: String,
}

impl RecordEntry {
    /// A line of the record.
    pub fn of(line: &Line) -> Self {
        let told = match &line.told {
            Told::Sealed => Sight::Sealed,
            Told::Open { whole, stored, .. } => {
                let proven = Box::new(Proven::of(stored));
                if *whole {
                    Sight::Whole(proven)
                } else {
                    Sight::WithoutText(proven)
                }
            }
        };
        Self {
            sequence: line.sequence,
            leaf: line.leaf.to_string(),
            told,
        }
    }
}

impl Proven {
    /// Each part has a salt of its own, so that one tells nothing of another.
    fn of(entry: &record::Entry) -> Self {
        let salt = |part| Hash(part_salt(&entry.salt, part)).to_string();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            at: entry.at,
            at_salt: salt(Part::At),
            actor: PersonId(entry.actor),
            actor_salt: salt(Part::Actor),
            kind: entry.kind.clone(),
            fact: text(&entry.fact),
            fact_salt: salt(Part::Fact),
            content: entry.content.as_deref().map(text),
            content_salt: entry.content_salt.map(|salt| Hash(salt).to_string()),
            content_commitment: entry.content_commitment.to_string(),
            signature_commitment: entry.signature_commitment.to_string(),
            ext: entry.ext.as_deref().map(text),
            ext_salt: entry.ext.as_ref().map(|_| salt(Part::Ext)),
            root: entry.root.to_string(),
        }
    }
}
