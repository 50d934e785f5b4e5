//! A passkey and a browser, as far as they write what is signed.

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature as Ecdsa, SigningKey};
use signing::{Bytes, Digest, Key, Signature, Statement};

pub(crate) const ORIGIN: &str = "https://value.example.org";
pub(crate) const NONCE: [u8; 32] = [7; 32];

/// What is different about one answer; all is in order by default.
pub(crate) struct Answer {
    pub(crate) kind: &'static str,
    pub(crate) challenge: [u8; 32],
    pub(crate) origin: &'static str,
    pub(crate) more: &'static str,
    pub(crate) host: &'static str,
    pub(crate) flags: u8,
    pub(crate) after: &'static [u8],
    pub(crate) secret: [u8; 32],
}

impl Answer {
    pub(crate) fn to(statement: &Statement) -> Self {
        Answer {
            kind: "webauthn.get",
            challenge: statement.challenge(&NONCE).0,
            origin: ORIGIN,
            more: r#","crossOrigin":false"#,
            host: "value.example.org",
            flags: 0b0000_0101,
            after: &[],
            secret: [9; 32],
        }
    }

    /// Signs, with the key that the server knows (of secret 9).
    pub(crate) fn sign(&self) -> Signature {
        let challenge = Bytes(self.challenge.to_vec());
        let client = format!(
            r#"{{"type":"{}","challenge":"{challenge:?}","origin":"{}"{}}}"#,
            self.kind, self.origin, self.more
        );
        let mut data = Digest::of(self.host.as_bytes()).0.to_vec();
        data.push(self.flags);
        data.extend([0, 0, 0, 3]);
        data.extend(self.after);
        let message = [&data[..], &Digest::of(client.as_bytes()).0].concat();
        let made: Ecdsa = signing_key(self.secret).sign(&message);
        Signature {
            key: key(9),
            origin: ORIGIN.to_owned(),
            nonce: Bytes(NONCE.to_vec()),
            authenticator_data: Bytes(data),
            client_data: Bytes(client.into_bytes()),
            signature: Bytes(made.to_der().as_bytes().to_vec()),
        }
    }
}

fn signing_key(secret: [u8; 32]) -> SigningKey {
    SigningKey::from_slice(&secret).unwrap()
}

/// The public half of a secret of 32 like bytes.
pub(crate) fn key(secret: u8) -> Key {
    let point = signing_key([secret; 32])
        .verifying_key()
        .to_sec1_point(false);
    Key::P256 {
        crv: signing::P256::P256,
        x: Bytes(point.x().unwrap().to_vec()),
        y: Bytes(point.y().unwrap().to_vec()),
    }
}

pub(crate) fn statement() -> Statement {
    Statement {
        origin: [1; 16],
        relationship: [2; 16],
        version: 3,
        text: Digest::of(b"What this service is worth"),
        party: [3; 16],
        person: [4; 16],
        capacity: "sponsor".to_owned(),
    }
}
