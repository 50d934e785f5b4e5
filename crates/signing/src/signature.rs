//! A signature with all that is needed to check it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Digest};
use crate::key::Key;
use crate::site::Site;
use crate::statement::Statement;

/// What an authenticator's data begins with (WebAuthn Level 3, section 6.1): hash of the host, flags, counter.
const HOST: std::ops::Range<usize> = 0..32;
const FLAGS: usize = 32;
const SHORTEST: usize = 37;
const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const HAS_KEY: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;
/// Nothing that an authenticator or a browser makes is longer.
const LONGEST: usize = 16 * 1024;

/// What a passkey answered, byte for byte, and to what. As JSON, bytes are base64url and the key is a JWK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The passkey's public half, as the server knew it when it was used.
    pub key: Key,
    /// The origin of the page on which it was used, such as `https://value.example.org`.
    pub origin: String,
    /// What was drawn for this try: 32 bytes.
    pub nonce: Bytes,
    /// `authenticatorData` of the assertion.
    pub authenticator_data: Bytes,
    /// `clientDataJSON` of the assertion.
    pub client_data: Bytes,
    /// `signature` of the assertion.
    pub signature: Bytes,
}

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The origin is no address at which a passkey can be used.
    #[error("the address at which it was made is none that a passkey answers to")]
    Site,
    /// The nonce has not 32 bytes.
    #[error("the nonce has not 32 bytes")]
    Nonce,
    /// The client data cannot be read.
    #[error("what the browser wrote cannot be read")]
    ClientData,
    /// The authenticator's data cannot be read.
    #[error("what the authenticator wrote cannot be read")]
    AuthenticatorData,
    /// Not an answer to a challenge, but the making of a key, or something else.
    #[error("it is not an answer to a challenge")]
    Kind,
    /// It answers another challenge: another text, version, party, person, nonce, or signing in.
    #[error("it was made for something else")]
    Challenge,
    /// It was made on a page of another address.
    #[error("it was made at another address")]
    Origin,
    /// It was made in a frame of a page of another address.
    #[error("it was made in a frame of another page")]
    Framed,
    /// The authenticator signed for another host.
    #[error("it was made for another host")]
    Host,
    /// Nobody touched the authenticator.
    #[error("nobody was there when it was made")]
    NotPresent,
    /// The authenticator did not make sure that it was its owner.
    #[error("the passkey was not unlocked by its owner")]
    NotVerified,
    /// The key did not sign these bytes.
    #[error("the key did not sign this")]
    Signature,
}

/// What a browser writes of a ceremony (WebAuthn Level 3, section 5.8.1). A name that comes twice is refused;
/// names that are not read here may follow, as that section asks.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
    #[serde(rename = "topOrigin")]
    top_origin: Option<String>,
}

impl Signature {
    /// Whether it holds for this statement. That the key is this person's, and that the nonce was not used before,
    /// is for whoever keeps the keys and the nonces to say.
    ///
    /// # Errors
    /// The first fault found, in the order of WebAuthn Level 3, section 7.2.
    pub fn check(&self, statement: &Statement) -> Result<(), Fault> {
        let nonce = <&[u8; 32]>::try_from(&self.nonce.0[..]).map_err(|_| Fault::Nonce)?;
        self.answers(&statement.challenge(nonce).0)
    }

    /// Whether it answers this challenge, whatever that was made of.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn answers(&self, challenge: &[u8]) -> Result<(), Fault> {
        let site = Site::at(&self.origin).ok_or(Fault::Site)?;
        let lengths = [&self.client_data, &self.authenticator_data, &self.signature];
        if lengths.iter().any(|bytes| bytes.0.len() > LONGEST) {
            return Err(Fault::ClientData);
        }
        let client: ClientData =
            serde_json::from_slice(&self.client_data.0).map_err(|_| Fault::ClientData)?;
        if client.kind != "webauthn.get" {
            return Err(Fault::Kind);
        }
        if client.challenge != URL_SAFE_NO_PAD.encode(challenge) {
            return Err(Fault::Challenge);
        }
        if client.origin != site.origin() {
            return Err(Fault::Origin);
        }
        if client.cross_origin || client.top_origin.is_some() {
            return Err(Fault::Framed);
        }
        let authenticator = &self.authenticator_data.0;
        if authenticator.len() < SHORTEST {
            return Err(Fault::AuthenticatorData);
        }
        if authenticator[HOST] != Digest::of(site.host().as_bytes()).0 {
            return Err(Fault::Host);
        }
        let flags = authenticator[FLAGS];
        // Only extensions may follow in an answer; a key only where one is made.
        let more = authenticator.len() > SHORTEST;
        if flags & HAS_KEY != 0 || more != (flags & HAS_EXTENSIONS != 0) {
            return Err(Fault::AuthenticatorData);
        }
        if flags & USER_PRESENT == 0 {
            return Err(Fault::NotPresent);
        }
        if flags & USER_VERIFIED == 0 {
            return Err(Fault::NotVerified);
        }
        if !self.is_by_the_key() {
            return Err(Fault::Signature);
        }
        Ok(())
    }

    /// Whether the key signed what the authenticator and the browser wrote.
    pub fn is_by_the_key(&self) -> bool {
        let client = Digest::of(&self.client_data.0);
        let message = [&self.authenticator_data.0[..], &client.0].concat();
        self.key.signed(&message, &self.signature.0)
    }
}
