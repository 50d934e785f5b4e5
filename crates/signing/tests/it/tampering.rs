//! What is not a signature of this text by this key, and why.

use signing::{Bytes, Digest, Fault, Key, Signature, Statement};

use crate::authenticator::{Answer, key, statement};

#[test]
fn a_passkey_that_answered_on_the_page_signs_the_statement() {
    assert_eq!(Answer::to(&statement()).sign().check(&statement()), Ok(()));
}

#[test]
fn a_signature_holds_for_no_other_statement() {
    let signature = Answer::to(&statement()).sign();
    let other: [fn(&mut Statement); 8] = [
        |one| one.origin[15] ^= 1,
        |one| one.relationship[0] ^= 1,
        |one| one.version += 1,
        |one| one.text = Digest::of(b"What this service is worth."),
        |one| one.party[7] ^= 1,
        |one| one.person[7] ^= 1,
        |one| one.capacity = "customer".to_owned(),
        |one| std::mem::swap(&mut one.party, &mut one.person),
    ];
    for (at, change) in other.iter().enumerate() {
        let mut changed = statement();
        change(&mut changed);
        assert_eq!(signature.check(&changed), Err(Fault::Challenge), "{at}");
    }
    let nonce = Bytes(vec![8; 32]);
    assert_eq!(
        Signature { nonce, ..signature }.check(&statement()),
        Err(Fault::Challenge)
    );
}

#[test]
fn an_answer_that_was_made_for_something_else_is_told_from_one_that_signs() {
    type Case = (&'static str, Fault, fn(&mut Answer));
    let cases: &[Case] = &[
        ("for signing in", Fault::Challenge, |one| {
            one.challenge = [5; 32]
        }),
        ("for the bare digest", Fault::Challenge, |one| {
            one.challenge = statement().digest().0
        }),
        ("to make a key", Fault::Kind, |one| {
            one.kind = "webauthn.create"
        }),
        ("for a payment", Fault::Kind, |one| one.kind = "payment.get"),
        ("on another page", Fault::Origin, |one| {
            one.origin = "https://value.example.com"
        }),
        ("on a page below", Fault::Origin, |one| {
            one.origin = "https://a.value.example.org"
        }),
        ("without encryption", Fault::Origin, |one| {
            one.origin = "http://value.example.org"
        }),
        ("at another port", Fault::Origin, |one| {
            one.origin = "https://value.example.org:8443"
        }),
        ("in a frame", Fault::Framed, |one| {
            one.more = r#","crossOrigin":true"#
        }),
        ("in a frame of a page", Fault::Framed, |one| {
            one.more = r#","crossOrigin":false,"topOrigin":"https://evil.example""#;
        }),
        ("for another host", Fault::Host, |one| {
            one.host = "example.org"
        }),
        ("with nobody there", Fault::NotPresent, |one| {
            one.flags = 0b0000_0100
        }),
        ("not unlocked", Fault::NotVerified, |one| {
            one.flags = 0b0000_0001
        }),
        ("with a key in it", Fault::AuthenticatorData, |one| {
            one.flags |= 0b0100_0000
        }),
        ("with more than it says", Fault::AuthenticatorData, |one| {
            one.after = b"\xa0"
        }),
        ("with less than it says", Fault::AuthenticatorData, |one| {
            one.flags |= 0b1000_0000
        }),
        ("by another key", Fault::Signature, |one| {
            one.secret = [10; 32]
        }),
        ("with a name twice", Fault::ClientData, |one| {
            one.more = r#","origin":"https://value.example.org""#;
        }),
        ("with text after it", Fault::ClientData, |one| {
            one.more = "}{"
        }),
    ];
    for (what, expected, change) in cases {
        let mut answer = Answer::to(&statement());
        change(&mut answer);
        assert_eq!(answer.sign().check(&statement()), Err(*expected), "{what}");
    }
}

#[test]
fn what_later_browsers_add_is_signed_and_passed_over() {
    let mut answer = Answer::to(&statement());
    answer.more = r#","crossOrigin":false,"extraData":"later""#;
    assert_eq!(answer.sign().check(&statement()), Ok(()));
    answer.flags |= 0b1000_0000;
    answer.after = b"\xa1\x68appidTest\xf5";
    assert_eq!(answer.sign().check(&statement()), Ok(()));
}

#[test]
fn any_byte_that_is_changed_is_found() {
    let signature = Answer::to(&statement()).sign();
    let parts: [fn(&mut Signature) -> &mut Vec<u8>; 6] = [
        |one| &mut one.nonce.0,
        |one| &mut one.authenticator_data.0,
        |one| &mut one.client_data.0,
        |one| &mut one.signature.0,
        |one| match &mut one.key {
            Key::P256 { x, .. } => &mut x.0,
            Key::Rsa { .. } | Key::Ed25519 { .. } => panic!("the key is one of P-256"),
        },
        |one| match &mut one.key {
            Key::P256 { y, .. } => &mut y.0,
            Key::Rsa { .. } | Key::Ed25519 { .. } => panic!("the key is one of P-256"),
        },
    ];
    for (which, part) in parts.iter().enumerate() {
        for at in 0..part(&mut signature.clone()).len() {
            for bit in 0..8 {
                let mut changed = signature.clone();
                part(&mut changed)[at] ^= 1 << bit;
                assert!(
                    changed.check(&statement()).is_err(),
                    "part {which}, byte {at}, bit {bit}"
                );
            }
            let mut cut = signature.clone();
            part(&mut cut).remove(at);
            assert!(
                cut.check(&statement()).is_err(),
                "part {which} without byte {at}"
            );
        }
        let mut longer = signature.clone();
        part(&mut longer).push(0);
        assert!(
            longer.check(&statement()).is_err(),
            "part {which} and a byte more"
        );
    }
}

#[test]
fn bytes_without_end_are_refused_before_they_are_read() {
    let mut signature = Answer::to(&statement()).sign();
    signature.client_data.0.resize(64 * 1024, b' ');
    assert_eq!(signature.check(&statement()), Err(Fault::ClientData));
}

#[test]
fn a_signature_is_kept_as_json_and_read_as_nothing_else() {
    let signature = Answer::to(&statement()).sign();
    let json = serde_json::to_string(&signature).unwrap();
    assert_eq!(serde_json::from_str::<Signature>(&json).unwrap(), signature);
    assert_eq!(json.matches(r#""kty":"EC","crv":"P-256""#).count(), 1);
    for (from, to) in [
        (r#""crv":"P-256""#, r#""crv":"P-384""#),
        (r#""kty":"EC""#, r#""kty":"oct""#),
        (r#""crv":"P-256""#, r#""crv":"P-256","alg":"none""#),
        (r#"{"key""#, r#"{"alg":"none","key""#),
        (r#""nonce":""#, r#""nonce":"="#),
    ] {
        let changed = json.replacen(from, to, 1);
        assert_ne!(changed, json, "{to}");
        assert!(serde_json::from_str::<Signature>(&changed).is_err(), "{to}");
    }
}

#[test]
fn keys_of_no_sense_sign_nothing() {
    let signature = Answer::to(&statement()).sign();
    let bytes = |n: usize| Bytes(vec![1; n]);
    let keys = [
        Key::P256 {
            crv: signing::P256::P256,
            x: bytes(32),
            y: bytes(32),
        },
        Key::P256 {
            crv: signing::P256::P256,
            x: bytes(0),
            y: bytes(0),
        },
        Key::Rsa {
            n: bytes(0),
            e: bytes(0),
        },
        Key::Rsa {
            n: bytes(64),
            e: bytes(3),
        },
        Key::Rsa {
            n: bytes(256),
            e: bytes(1),
        },
        Key::Ed25519 {
            crv: signing::Ed25519::Ed25519,
            x: bytes(32),
        },
        Key::Ed25519 {
            crv: signing::Ed25519::Ed25519,
            x: bytes(0),
        },
        key(10),
    ];
    for key in keys {
        let signature = Signature {
            key: key.clone(),
            ..signature.clone()
        };
        assert_eq!(
            signature.check(&statement()),
            Err(Fault::Signature),
            "{key:?}"
        );
    }
}

#[test]
fn a_signature_from_no_address_of_a_passkey_does_not_hold() {
    for origin in [
        "",
        "value.example.org",
        "http://value.example.org",
        "https://Value.example.org",
        "https://value.example.org/",
        "https://value.example.org:",
        "https://value.example.org:0443",
        "https://value.example.org:99999",
        "https://value.example.org@evil.example",
    ] {
        let mut signature = Answer::to(&statement()).sign();
        signature.origin = origin.to_owned();
        assert_eq!(signature.check(&statement()), Err(Fault::Site), "{origin}");
    }
}
