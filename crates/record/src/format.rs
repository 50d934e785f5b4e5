//! The wire format, version 1, as `docs/record-format.md` has it byte by byte.

use uuid::Uuid;

use crate::{Entry, Hash, Origin};

/// The version byte of every leaf.
pub const VERSION: u8 = 1;

// Distinct tags, each ending in the only zero byte it has, so that what one commits to can never
// be read as what another does.
const FACT: &[u8] = b"covalue/fact/v1\0";
const CONTENT: &[u8] = b"covalue/content/v1\0";

/// The commitment to a fact: SHA-256(tag ‖ salt ‖ bytes).
pub fn fact_commitment(salt: &[u8; 32], fact: &[u8]) -> Hash {
    Hash::of(&[FACT, salt, fact])
}

/// The commitment to erasable content: SHA-256(tag ‖ salt ‖ bytes).
pub fn content_commitment(salt: &[u8; 32], content: &[u8]) -> Hash {
    Hash::of(&[CONTENT, salt, content])
}

/// The canonical bytes of what surrounds a fact. Never stored: rebuilt from the columns.
///
/// `kind` has at most 65,535 bytes, and in every entry at most
/// [`KIND_BYTES`](crate::limits::KIND_BYTES).
pub fn envelope(
    origin: &Origin,
    stream: Uuid,
    sequence: u64,
    at: i64,
    actor: Uuid,
    kind: &str,
) -> Vec<u8> {
    let mut envelope = Vec::with_capacity(74 + kind.len());
    envelope.extend_from_slice(origin.id.as_bytes());
    envelope.extend_from_slice(&origin.epoch.to_be_bytes());
    envelope.extend_from_slice(stream.as_bytes());
    envelope.extend_from_slice(&sequence.to_be_bytes());
    envelope.extend_from_slice(&at.to_be_bytes());
    envelope.extend_from_slice(actor.as_bytes());
    envelope.extend_from_slice(&(kind.len() as u16).to_be_bytes());
    envelope.extend_from_slice(kind.as_bytes());
    envelope
}

/// The leaf of an entry, from everything it commits to: what is stored in `entry.leaf` is not
/// looked at.
pub fn leaf(origin: &Origin, entry: &Entry) -> Hash {
    let envelope = envelope(
        origin,
        entry.stream.0,
        entry.sequence,
        entry.at,
        entry.actor,
        &entry.kind,
    );
    Hash::of(&[
        &[0, VERSION],
        &envelope,
        &fact_commitment(&entry.fact_salt, &entry.fact).0,
        &entry.content_commitment.0,
        &entry.signature_commitment.0,
    ])
}
