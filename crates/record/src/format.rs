//! The wire format, version 1, as `docs/record-format.md` has it byte by byte.

use uuid::Uuid;

use crate::{Entry, Hash};

/// The version byte of every leaf. A stream is of one version from its first entry to its last;
/// another hash would be another version, with tags of its own.
pub const VERSION: u8 = 1;

// Distinct tags, each ending in the only zero byte it has, so that what one commits to can never
// be read as what another does.
// They are short, so that what is committed to for every entry takes one block of SHA-256.
const SALT: &[u8] = b"salt1\0";
const AT: &[u8] = b"at1\0";
const ACTOR: &[u8] = b"actor1\0";
const FACT: &[u8] = b"fact1\0";
const EXT: &[u8] = b"ext1\0";
const CONTENT: &[u8] = b"content1\0";
const SIGNATURE: &[u8] = b"signature1\0";
const FILE: &[u8] = b"file1\0";
const REQUEST: &[u8] = b"request1\0";
const STREAM: &[u8] = b"covalue stream 1\0";
/// Signed with keys that may sign other things as well.
const STATEMENT: &[u8] = b"covalue statement 1\0";

// Which of the commitments that an entry may lack follow in its leaf.
const HAS_CONTENT: u8 = 1;
const HAS_SIGNATURE: u8 = 2;
const HAS_EXT: u8 = 4;

/// What of an entry can be opened to somebody by itself, each under a salt of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// When it was recorded.
    At,
    /// Who did it.
    Actor,
    /// What was done.
    Fact,
    /// What later releases add.
    Ext,
}

/// The salt of one part, made from the entry's own: whoever is given it can make no other of it.
pub fn part_salt(salt: &[u8; 32], part: Part) -> [u8; 32] {
    let part: &[u8] = match part {
        Part::At => b"at",
        Part::Actor => b"actor",
        Part::Fact => b"fact",
        Part::Ext => b"ext",
    };
    Hash::of(&[SALT, salt, part]).0
}

/// The hash that is in every leaf for what the stream is: that of its header's lines.
pub fn header_hash(header: &str) -> Hash {
    Hash::of(&[STREAM, header.as_bytes()])
}

/// The commitment to a time.
pub fn at_commitment(salt: &[u8; 32], at: i64) -> Hash {
    Hash::of(&[AT, salt, &at.to_be_bytes()])
}

/// The commitment to who did it.
pub fn actor_commitment(salt: &[u8; 32], actor: Uuid) -> Hash {
    Hash::of(&[ACTOR, salt, actor.as_bytes()])
}

/// The commitment to a fact.
pub fn fact_commitment(salt: &[u8; 32], fact: &[u8]) -> Hash {
    Hash::of(&[FACT, salt, fact])
}

/// The commitment to what later releases add.
pub fn ext_commitment(salt: &[u8; 32], ext: &[u8]) -> Hash {
    Hash::of(&[EXT, salt, ext])
}

/// The commitment to erasable content.
pub fn content_commitment(salt: &[u8; 32], content: &[u8]) -> Hash {
    Hash::of(&[CONTENT, salt, content])
}

/// The salt of the file at this place of an entry, made from the content's salt: with the text goes whatever could be
/// found out from the digest.
pub fn file_salt(content_salt: &[u8; 32], place: u8) -> [u8; 32] {
    Hash::of(&[SALT, content_salt, b"file", &[place]]).0
}

/// The digest of a file, as the ext of its entry lists it.
pub fn file_digest(salt: &[u8; 32], bytes: &[u8]) -> Hash {
    Hash::of(&[FILE, salt, bytes])
}

/// An author's signature, once entries are signed: this release reserves its place, and refuses an
/// entry that has one, since it cannot check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Blinds the commitment.
    pub salt: [u8; 32],
    /// Which algorithm, by its number in COSE's registry.
    pub algorithm: i32,
    /// Which of the author's keys.
    pub key_id: Vec<u8>,
    /// What the key made of the statement.
    pub value: Vec<u8>,
}

/// The commitment to a signature.
pub fn signature_commitment(signature: &Signature) -> Hash {
    Hash::of(&[
        SIGNATURE,
        &signature.salt,
        &signature.algorithm.to_be_bytes(),
        &length(signature.key_id.len()),
        &signature.key_id,
        &signature.value,
    ])
}

/// What an author knows of an entry before it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The [`header_hash`]: origin and stream.
    pub header: Hash,
    /// Who signs.
    pub actor: Uuid,
    /// The kind of fact.
    pub kind: &'a str,
    /// The [`fact_commitment`].
    pub fact: Hash,
    /// The [`content_commitment`], zeros where there is none.
    pub content: Hash,
    /// The command's key.
    pub key: &'a str,
    /// How many entries the author had seen.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// The bytes that an author signs. Sequence and time are not among them: the server sets those.
pub fn statement(statement: &Statement<'_>) -> Vec<u8> {
    [
        STATEMENT,
        &statement.header.0,
        statement.actor.as_bytes(),
        &length(statement.kind.len()),
        statement.kind.as_bytes(),
        &statement.fact.0,
        &statement.content.0,
        &length(statement.key.len()),
        statement.key.as_bytes(),
        &statement.size.to_be_bytes(),
        &statement.root.0,
    ]
    .concat()
}

/// The digest of what was sent under a key, under the salts of what came of it: an entry's content
/// salt where it has content, else its own. With the text of one of them goes its salt, and with that
/// whatever could be found out from the digest.
pub fn request_digest(salts: &[[u8; 32]], sent: &[u8; 32]) -> Hash {
    let mut parts: Vec<&[u8]> = vec![REQUEST];
    parts.extend(salts.iter().map(|salt| salt.as_slice()));
    parts.push(sent);
    Hash::of(&parts)
}

/// What a leaf commits to beside the entry's place and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitments {
    /// To when it was recorded.
    pub at: Hash,
    /// To who did it.
    pub actor: Hash,
    /// To the fact.
    pub fact: Hash,
    /// To the content; zeros if there never was any.
    pub content: Hash,
    /// To the author's signature; zeros where there is none.
    pub signature: Hash,
    /// To what later releases add; zeros where there is nothing.
    pub ext: Hash,
}

impl Commitments {
    /// Those of an entry, from its parts.
    pub fn of(entry: &Entry) -> Self {
        let salt = |part| part_salt(&entry.salt, part);
        Self {
            at: at_commitment(&salt(Part::At), entry.at),
            actor: actor_commitment(&salt(Part::Actor), entry.actor),
            fact: fact_commitment(&salt(Part::Fact), &entry.fact),
            content: entry.content_commitment,
            signature: entry.signature_commitment,
            ext: entry
                .ext
                .as_ref()
                .map_or(Hash::ZERO, |ext| ext_commitment(&salt(Part::Ext), ext)),
        }
    }
}

/// The leaf of an entry, from everything it commits to: what is stored in `entry.leaf` is not
/// looked at.
pub fn leaf(header: &Hash, entry: &Entry) -> Hash {
    let commitments = Commitments::of(entry);
    leaf_of(header, entry.sequence, &entry.kind, &commitments)
}

/// The leaf of an entry of which some parts may be known by their commitments alone.
pub fn leaf_of(header: &Hash, sequence: u64, kind: &str, commitments: &Commitments) -> Hash {
    let optional = [
        (HAS_CONTENT, &commitments.content),
        (HAS_SIGNATURE, &commitments.signature),
        (HAS_EXT, &commitments.ext),
    ];
    let present =
        |(has, commitment): &(u8, &Hash)| if **commitment == Hash::ZERO { 0 } else { *has };
    let follow = optional.iter().map(present).sum();
    let part = |commitment: &'_ Hash| match *commitment {
        Hash::ZERO => 0,
        _ => 32,
    };
    Hash::of(&[
        &[0, VERSION],
        &header.0,
        &sequence.to_be_bytes(),
        &length(kind.len()),
        kind.as_bytes(),
        &commitments.at.0,
        &commitments.actor.0,
        &commitments.fact.0,
        &[follow],
        &commitments.content.0[..part(&commitments.content)],
        &commitments.signature.0[..part(&commitments.signature)],
        &commitments.ext.0[..part(&commitments.ext)],
    ])
}

/// Two bytes; what is this long is far shorter than they allow ([`limits`](crate::limits)).
fn length(bytes: usize) -> [u8; 2] {
    u16::try_from(bytes).unwrap_or(u16::MAX).to_be_bytes()
}
