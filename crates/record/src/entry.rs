//! Entries and their parts.

use std::fmt;

use database::Row;
use uuid::Uuid;

use crate::limits::{CONTENT_BYTES, EXT_BYTES, FACT_BYTES, KIND_BYTES, LAST_MOMENT};
use crate::{Hash, files, format, json};

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
    /// The fact: a JSON object, byte for byte as it was given. No personal data, no free text.
    pub fact: Vec<u8>,
    /// Of it the salts are made under which time, actor, fact and ext can be opened one by one
    /// ([`format::part_salt`]).
    pub salt: [u8; 32],
    /// What may be erased: free text, personal data. `None` if there was none or it is erased.
    pub content: Option<Vec<u8>>,
    /// Blinds the commitment to the content, and is erased with it.
    pub content_salt: Option<[u8; 32]>,
    /// Stays when the content is erased. Zeros if there never was any.
    pub content_commitment: Hash,
    /// Zeros: entries are not signed by their authors yet, and one that is cannot be checked here.
    pub signature_commitment: Hash,
    /// What later releases add: a JSON object, kept and hashed as it is. Stays like the fact.
    pub ext: Option<Vec<u8>>,
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

    /// The first part that cannot be in any entry, whatever it may be called in the tree.
    pub(crate) fn unreadable_part(&self) -> Option<&'static str> {
        let is_object = |bytes: &[u8], most| bytes.len() <= most && json::is_object(bytes);
        let is_whole = |bytes: Option<&Vec<u8>>, most| bytes.is_none_or(|b| is_object(b, most));
        [
            ("kind", is_kind(&self.kind)),
            ("at", is_moment(self.at)),
            ("fact", is_object(&self.fact, FACT_BYTES)),
            ("content", is_whole(self.content.as_ref(), CONTENT_BYTES)),
            ("ext", is_whole(self.ext.as_ref(), EXT_BYTES)),
            ("files", files::are_in_order(self)),
            ("signature", self.signature_commitment == Hash::ZERO),
        ]
        .into_iter()
        .find_map(|(part, fits)| (!fits).then_some(part))
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
    pub(crate) const COLUMNS: &str = "sequence, at, actor, kind, fact, salt, content, \
        content_salt, content_commitment, signature_commitment, ext, erased_by, leaf, root";

    /// The columns whose place is kept for signatures stand behind those of an entry, since nothing
    /// is written there.
    pub(crate) const RESERVED: &str = "signature, signature_salt";

    /// Reads a stored row, which may hold anything. The error names the column.
    pub(crate) fn decode(stream: StreamId, row: &Row) -> Result<Self, &'static str> {
        let hash = |column, name| row.array(column).map(Hash).map_err(|_| name);
        let kind = row.text(3).map_err(|_| "kind")?;
        if !is_kind(kind) {
            return Err("kind");
        }
        let erased_by = row.optional_integer(11).map_err(|_| "erased_by")?;
        Ok(Self {
            stream,
            sequence: unsigned(row.integer(0).map_err(|_| "sequence")?).ok_or("sequence")?,
            at: row.integer(1).map_err(|_| "at")?,
            actor: Uuid::from_bytes(row.array(2).map_err(|_| "actor")?),
            kind: kind.to_owned(),
            fact: row.bytes(4).map_err(|_| "fact")?.to_vec(),
            salt: row.array(5).map_err(|_| "salt")?,
            content: row
                .optional_bytes(6)
                .map_err(|_| "content")?
                .map(<[u8]>::to_vec),
            content_salt: row.optional_array(7).map_err(|_| "content_salt")?,
            content_commitment: hash(8, "content_commitment")?,
            signature_commitment: hash(9, "signature_commitment")?,
            ext: row
                .optional_bytes(10)
                .map_err(|_| "ext")?
                .map(<[u8]>::to_vec),
            erased_by: match erased_by {
                Some(sequence) => Some(unsigned(sequence).ok_or("erased_by")?),
                None => None,
            },
            leaf: hash(12, "leaf")?,
            root: hash(13, "root")?,
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

/// Whether an entry may be recorded at this moment.
pub(crate) fn is_moment(at: i64) -> bool {
    (0..=LAST_MOMENT).contains(&at)
}

pub(crate) fn unsigned(integer: i64) -> Option<u64> {
    u64::try_from(integer).ok()
}

/// Sequences stay far below `i64::MAX`; one that does not can match no row.
pub(crate) fn signed(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}
