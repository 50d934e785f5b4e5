//! Entries and their parts.

use std::fmt;

use database::Row;
use uuid::Uuid;

use crate::limits::KIND_BYTES;
use crate::{Hash, format};

/// Names a stream: a relationship or a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreamId(pub Uuid);

impl fmt::Display for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<Uuid> for StreamId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

/// Where a stream began: an installation, and which of its lives. A restored backup continues under
/// another epoch, so that it can never be mistaken for the history it was cut off from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Drawn at random when the installation was set up.
    pub id: Uuid,
    /// Counts from 1.
    pub epoch: u64,
}

/// One entry of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The stream it stands in.
    pub stream: StreamId,
    /// Its place in the stream: 1, 2, 3, …
    pub sequence: u64,
    /// Milliseconds since 1970 (UTC), never less than in the entry before.
    pub at: i64,
    /// An opaque id; names live elsewhere.
    pub actor: Uuid,
    /// What kind of fact this is: up to 64 characters of a–z, 0–9, `_`, `.`.
    pub kind: String,
    /// The fact: JSON, byte for byte as it was given. No personal data, no free text.
    pub fact: Vec<u8>,
    /// Blinds the commitment to the fact.
    pub fact_salt: [u8; 32],
    /// What may be erased: free text, personal data. `None` if there was none or it is erased.
    pub content: Option<Vec<u8>>,
    /// Blinds the commitment to the content, and is erased with it.
    pub content_salt: Option<[u8; 32]>,
    /// Stays when the content is erased. Zeros if there never was any.
    pub content_commitment: Hash,
    /// Zeros: entries are not signed by their authors yet.
    pub signature_commitment: Hash,
    /// The first entry that [erases](crate::Erases) the content.
    pub erased_by: Option<u64>,
    /// The entry's leaf in the stream's tree.
    pub leaf: Hash,
    /// The root of that tree with this entry as its last.
    pub root: Hash,
}

impl Entry {
    /// Whether there was content that has been erased.
    pub fn is_erased(&self) -> bool {
        self.content.is_none() && self.content_commitment != Hash::ZERO
    }

    /// Whether the content, its salt and its commitment fit each other.
    pub(crate) fn content_is_whole(&self) -> bool {
        match (&self.content, &self.content_salt) {
            (Some(content), Some(salt)) => {
                self.erased_by.is_none()
                    && format::content_commitment(salt, content) == self.content_commitment
            }
            (None, None) => {
                self.is_erased() == self.erased_by.is_some()
                    && self.erased_by.is_none_or(|by| by > self.sequence)
            }
            _ => false,
        }
    }

    /// Columns in the order of [`decode`](Self::decode).
    pub(crate) const COLUMNS: &str = "sequence, at, actor, kind, fact, fact_salt, content, \
        content_salt, content_commitment, signature_commitment, erased_by, leaf, root";

    /// Reads a stored row, which may hold anything. The error names the column.
    pub(crate) fn decode(stream: StreamId, row: &Row) -> Result<Self, &'static str> {
        let hash = |column, name| row.array(column).map(Hash).map_err(|_| name);
        let kind = row.text(3).map_err(|_| "kind")?;
        if !is_kind(kind) {
            return Err("kind");
        }
        let erased_by = row.optional_integer(10).map_err(|_| "erased_by")?;
        Ok(Self {
            stream,
            sequence: unsigned(row.integer(0).map_err(|_| "sequence")?).ok_or("sequence")?,
            at: row.integer(1).map_err(|_| "at")?,
            actor: Uuid::from_bytes(row.array(2).map_err(|_| "actor")?),
            kind: kind.to_owned(),
            fact: row.bytes(4).map_err(|_| "fact")?.to_vec(),
            fact_salt: row.array(5).map_err(|_| "fact_salt")?,
            content: row
                .optional_bytes(6)
                .map_err(|_| "content")?
                .map(<[u8]>::to_vec),
            content_salt: row.optional_array(7).map_err(|_| "content_salt")?,
            content_commitment: hash(8, "content_commitment")?,
            signature_commitment: hash(9, "signature_commitment")?,
            erased_by: match erased_by {
                Some(sequence) => Some(unsigned(sequence).ok_or("erased_by")?),
                None => None,
            },
            leaf: hash(11, "leaf")?,
            root: hash(12, "root")?,
        })
    }
}

/// Whether `kind` may name a kind of fact.
pub(crate) fn is_kind(kind: &str) -> bool {
    (1..=KIND_BYTES).contains(&kind.len())
        && kind
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.'))
}

pub(crate) fn unsigned(integer: i64) -> Option<u64> {
    u64::try_from(integer).ok()
}

/// Sequences stay far below `i64::MAX`; one that does not can match no row.
pub(crate) fn signed(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}
