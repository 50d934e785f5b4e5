//! What is signed has one form, and no two of them are the same.

use proptest::prelude::*;
use signing::{Digest, Statement};

use crate::authenticator::{NONCE, statement};

#[test]
fn a_statements_bytes_and_challenge_are_these() {
    let canonical = statement().canonical();
    assert_eq!(canonical.len(), 30 + 16 + 16 + 4 + 32 + 16 + 16 + 7);
    assert!(canonical.starts_with(b"covalue agreement statement 1\0\x01\x01"));
    assert!(canonical.ends_with(b"\x04\x04sponsor"));
    assert_eq!(
        statement().challenge(&NONCE).to_string(),
        Digest::of(
            &[
                b"covalue signing challenge 1\0".as_slice(),
                &NONCE,
                &Digest::of(&canonical).0
            ]
            .concat()
        )
        .to_string()
    );
}

fn statements() -> impl Strategy<Value = Statement> {
    let id = || prop::array::uniform16(0u8..3);
    let text = prop::array::uniform32(0u8..2).prop_map(Digest);
    (id(), id(), 0u32..3, text, id(), id(), "[a-z]{0,3}").prop_map(
        |(origin, relationship, version, text, party, person, capacity)| Statement {
            origin,
            relationship,
            version,
            text,
            party,
            person,
            capacity,
        },
    )
}

proptest! {
    #[test]
    fn two_statements_have_the_same_challenge_only_if_they_are_the_same(one in statements(), other in statements()) {
        prop_assert_eq!(one == other, one.canonical() == other.canonical());
        prop_assert_eq!(one == other, one.challenge(&NONCE) == other.challenge(&NONCE));
    }
}
