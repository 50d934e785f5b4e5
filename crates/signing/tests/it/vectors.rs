//! The test vectors of Web Authentication Level 3, section 16. Those with ES384, ES512 and Ed448 are left out:
//! no passkey with such a key can be added to a server.

use serde::Deserialize;
use signing::{Bytes, Fault, Key, Signature};

#[derive(Deserialize)]
struct Vectors {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    title: String,
    challenge: Bytes,
    made: Made,
    key: Key,
    authenticator_data: Bytes,
    client_data: Bytes,
    signature: Bytes,
}

/// What the browser and the authenticator wrote when the key was made.
#[derive(Deserialize)]
struct Made {
    client_data: Bytes,
    authenticator_data: Bytes,
}

fn vectors() -> Vec<Vector> {
    let read: Vectors = serde_json::from_str(include_str!("../webauthn-level-3.json")).unwrap();
    assert_eq!(read.vectors.len(), 12);
    read.vectors
}

impl Vector {
    fn signature(&self) -> Signature {
        Signature {
            key: self.key.clone(),
            origin: "https://example.org".to_owned(),
            nonce: Bytes(vec![0; 32]),
            authenticator_data: self.authenticator_data.clone(),
            client_data: self.client_data.clone(),
            signature: self.signature.clone(),
        }
    }
}

#[test]
fn each_vectors_key_signed_what_it_says() {
    for vector in vectors() {
        assert!(vector.signature().is_by_the_key(), "{}", vector.title);
    }
}

#[test]
fn a_vector_answers_its_challenge_where_its_owner_unlocked_the_key_on_the_page_itself() {
    let mut held = 0;
    for vector in vectors() {
        let unlocked = vector.authenticator_data.0[32] & 4 != 0;
        let framed = vector.title.contains("rossOrigin") || vector.title.contains("topOrigin");
        let expected = match (framed, unlocked) {
            (true, _) => Err(Fault::Framed),
            (false, true) => Ok(()),
            (false, false) => Err(Fault::NotVerified),
        };
        assert_eq!(
            vector.signature().answers(&vector.challenge.0),
            expected,
            "{}",
            vector.title
        );
        held += usize::from(expected.is_ok());
    }
    assert_eq!(held, 3);
}

#[test]
fn a_vector_answers_no_other_challenge_and_no_other_vectors_key_signed_it() {
    let all = vectors();
    for (at, vector) in all.iter().enumerate() {
        for (other, another) in all.iter().enumerate().filter(|(other, _)| *other != at) {
            let signature = vector.signature();
            assert_eq!(
                signature.answers(&another.challenge.0),
                Err(Fault::Challenge),
                "{at} {other}"
            );
            let signature = Signature {
                key: another.key.clone(),
                ..signature
            };
            assert!(!signature.is_by_the_key(), "{at} {other}");
        }
    }
}

#[test]
fn what_was_written_when_a_key_was_made_signs_nothing() {
    for vector in vectors() {
        let Made {
            client_data,
            authenticator_data,
        } = &vector.made;
        let (client_data, authenticator_data) = (client_data.clone(), authenticator_data.clone());
        let made = Signature {
            client_data,
            authenticator_data,
            ..vector.signature()
        };
        assert_eq!(
            made.answers(&vector.challenge.0),
            Err(Fault::Kind),
            "{}",
            vector.title
        );
    }
}
