//! A device that holds one passkey and answers as a browser hands its answers on.

use accounts::Challenge;
use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub const ORIGIN: &str = "https://value.example.org";

/// User present, user verified, and with a new key: its data attached.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTACHED: u8 = 0x40;

#[derive(Clone)]
pub struct Authenticator {
    key: SigningKey,
    id: [u8; 16],
    /// Whose it says it is.
    pub user: Vec<u8>,
    /// Uses so far; a copy of the device counts on its own.
    pub counter: u32,
    /// Where the browser says it is.
    pub origin: &'static str,
    /// For which site it signs, when not for the one that asks.
    pub site: Option<&'static str>,
    /// Whether its owner unlocked it.
    pub unlocked: bool,
}

impl Authenticator {
    pub fn new(number: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            id: [number; 16],
            user: Vec::new(),
            counter: 0,
            origin: ORIGIN,
            site: None,
            unlocked: true,
        }
    }

    /// Makes its key for whoever asks.
    pub fn create(&mut self, challenge: &Challenge) -> String {
        let options = &challenge.options;
        self.user = unpacked(&options["user"]["id"]);
        let client = self.client_data("webauthn.create", options);
        let mut data = self.data(&options["rp"]["id"], ATTACHED);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        data.extend(self.public_key());
        let mut attestation = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        let response = json!({
            "clientDataJSON": packed(client.as_bytes()),
            "attestationObject": packed(&attestation),
            "transports": ["internal"],
        });
        self.answer(&response)
    }

    /// Signs.
    pub fn get(&mut self, challenge: &Challenge) -> String {
        self.counter += 1;
        let client = self.client_data("webauthn.get", &challenge.options);
        let data = self.data(&challenge.options["rpId"], 0);
        let signed = [&data[..], &Sha256::digest(client.as_bytes())].concat();
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "clientDataJSON": packed(client.as_bytes()),
            "authenticatorData": packed(&data),
            "signature": packed(signature.to_der().as_bytes()),
            "userHandle": packed(&self.user),
        });
        self.answer(&response)
    }

    fn answer(&self, response: &Value) -> String {
        json!({
            "id": packed(&self.id),
            "rawId": packed(&self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        })
        .to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        })
        .to_string()
    }

    fn data(&self, host: &Value, flags: u8) -> Vec<u8> {
        let site = self.site.or(host.as_str());
        let mut data = Sha256::digest(site.unwrap()).to_vec();
        data.push(flags | PRESENT | if self.unlocked { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// As COSE has it: EC2, ES256, P-256.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        let mut key = b"\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(x);
        key.extend(b"\x22\x58\x20");
        key.extend(y);
        key
    }
}

fn packed(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

fn unpacked(text: &Value) -> Vec<u8> {
    let text = text.as_str().unwrap();
    BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()
}
