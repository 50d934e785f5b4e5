//! One entry of the record in JSON: the same in the export and in the API.

use app::{Line, Told};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Moment;
use domain::ids::*;
use record::{Hash, Origin, format};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An entry of the record, as far as the reader may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordEntry {
    /// Its place in the record: 1, 2, 3, …
    pub sequence: u64,
    /// Its leaf in the record's tree, which everybody at the table may have.
    pub leaf: String,
    /// What is told of it.
    #[serde(flatten)]
    pub told: Entry,
}

/// What is told of an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "sight", rename_all = "snake_case")]
pub enum Entry {
    /// Only that it exists.
    Sealed,
    /// What was done and by whom, without its text.
    WithoutText {
        /// When, in milliseconds since 1970 (UTC).
        at: Moment,
        /// Who.
        actor: PersonId,
        /// The kind of fact.
        kind: String,
        /// The fact.
        fact: Exact,
    },
    /// All of it, with everything that its leaf commits to.
    Whole(Box<Proven>),
}

/// An entry seen whole: one line of it can be checked without the others.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Proven {
    /// The relationship.
    pub stream: Uuid,
    /// The installation where the record began.
    pub origin: Uuid,
    /// Which of the installation's lives.
    pub epoch: u64,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// Who.
    pub actor: Uuid,
    /// The kind of fact.
    pub kind: String,
    /// The fact: JSON in a string, byte for byte as it was recorded.
    pub fact: Exact,
    /// Blinds the commitment to the fact.
    pub fact_salt: String,
    /// The commitment to the fact.
    pub fact_commitment: String,
    /// What was typed: JSON in a string, byte for byte; `null` when there is none or it was erased.
    pub content: Option<Exact>,
    /// Blinds the commitment to the content.
    pub content_salt: Option<String>,
    /// The commitment to the content; it stays when the content is erased.
    pub content_commitment: String,
    /// Zeros until authors sign.
    pub signature_commitment: String,
    /// The record's last entry when the content was erased.
    pub erased_by: Option<u64>,
    /// The tree's root with this entry as its last.
    pub root: String,
}

/// Bytes as they were recorded: a string, unless they are no UTF-8.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Exact {
    /// As text.
    Text(String),
    /// In base64.
    Base64 {
        /// The bytes.
        base64: String,
    },
}

impl Exact {
    fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Base64 {
                base64: STANDARD.encode(bytes),
            },
        }
    }
}

impl RecordEntry {
    /// The line of a record that began at `origin`.
    pub fn of(origin: &Origin, line: &Line) -> Self {
        let told = match &line.told {
            Told::Sealed => Entry::Sealed,
            Told::Open {
                stamp,
                fact,
                stored: None,
                ..
            } => Entry::WithoutText {
                at: stamp.at,
                actor: stamp.actor,
                kind: fact.kind().to_owned(),
                fact: Exact::of(&fact.encode().fact),
            },
            Told::Open {
                stored: Some(entry),
                ..
            } => Entry::Whole(Box::new(Proven {
                stream: entry.stream.0,
                origin: origin.id,
                epoch: origin.epoch,
                at: entry.at,
                actor: entry.actor,
                kind: entry.kind.clone(),
                fact: Exact::of(&entry.fact),
                fact_salt: Hash(entry.fact_salt).to_string(),
                fact_commitment: format::fact_commitment(&entry.fact_salt, &entry.fact).to_string(),
                content: entry.content.as_deref().map(Exact::of),
                content_salt: entry.content_salt.map(|salt| Hash(salt).to_string()),
                content_commitment: entry.content_commitment.to_string(),
                signature_commitment: entry.signature_commitment.to_string(),
                erased_by: entry.erased_by,
                root: entry.root.to_string(),
            })),
        };
        Self {
            sequence: line.sequence,
            leaf: line.leaf.to_string(),
            told,
        }
    }
}
