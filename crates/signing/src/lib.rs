//! What a party signs with a passkey, and whether the signature holds: pure, and enough for anybody who wants
//! to check one without the server.
//!
//! A passkey signs nothing but a challenge of 32 bytes, and no browser shows what these stand for (the W3C gave
//! transaction confirmation up). So the challenge is made of the text: a hash over a fresh nonce and the
//! [`Statement`], which names the relationship, the version, the digest of its text, the party and the person.
//! Whoever keeps the [`Signature`] and the text can compute it again; whoever has only an assertion made for
//! signing in, for another text or for another person, has one over other bytes.
//!
//! What it proves: somebody who unlocked this passkey (with a finger, a face or a PIN) answered this challenge,
//! at this address. What it does not: what they saw on the glass, and whose the passkey is. The first rests on
//! the page, the second on the accounts of the server that took it down.
//!
//! ```
//! use signing::{Digest, Site, Statement};
//!
//! let statement = Statement {
//!     origin: [1; 16],
//!     relationship: [2; 16],
//!     version: 3,
//!     text: Digest::of(b"What this service is worth"),
//!     party: [3; 16],
//!     person: [4; 16],
//!     capacity: "sponsor".to_owned(),
//! };
//! // Put to the passkey: another nonce, another challenge.
//! assert_ne!(statement.challenge(&[0; 32]), statement.challenge(&[1; 32]));
//! let site = Site::at("https://value.example.org");
//! assert_eq!(site.map(|site| site.host().to_owned()), Some("value.example.org".to_owned()));
//! ```

mod bytes;
mod key;
mod signature;
mod site;
mod statement;

pub use bytes::{Bytes, Digest};
pub use key::{Ed25519, Key, P256};
pub use signature::{Fault, Signature};
pub use site::Site;
pub use statement::Statement;
