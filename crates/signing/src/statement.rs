//! What is signed.

use crate::bytes::Digest;

/// Each hash begins with a tag of its own, so that the bytes of one are never those of another.
const STATEMENT: &[u8] = b"covalue agreement statement 1\0";
const CHALLENGE: &[u8] = b"covalue signing challenge 1\0";

/// That somebody, for a party and in a capacity, agrees to one version of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The installation in which the relationship's record began (UUID).
    pub origin: [u8; 16],
    /// The relationship (UUID).
    pub relationship: [u8; 16],
    /// Which version of the text, from 1.
    pub version: u32,
    /// The digest of the text, as the page shows it.
    pub text: Digest,
    /// For which party (UUID).
    pub party: [u8; 16],
    /// Who (UUID).
    pub person: [u8; 16],
    /// In which role, such as `sponsor`: at most 64 KiB.
    pub capacity: String,
}

impl Statement {
    /// Tag ‖ origin ‖ relationship ‖ version (4 bytes, the highest first) ‖ text ‖ party ‖ person ‖ capacity.
    /// All but the last have a fixed length, so that no two statements have the same bytes.
    pub fn canonical(&self) -> Vec<u8> {
        [
            STATEMENT,
            &self.origin,
            &self.relationship,
            &self.version.to_be_bytes(),
            &self.text.0,
            &self.party,
            &self.person,
            self.capacity.as_bytes(),
        ]
        .concat()
    }

    /// The digest of its canonical bytes.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.canonical())
    }

    /// What is put to the passkey: SHA-256 of tag ‖ nonce ‖ digest. The nonce is drawn for one try of one person
    /// and used once.
    pub fn challenge(&self, nonce: &[u8; 32]) -> Digest {
        Digest::of(&[CHALLENGE, nonce, &self.digest().0].concat())
    }
}
