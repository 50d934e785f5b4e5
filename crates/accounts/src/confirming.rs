//! Showing again, for one signature, who one is: by a passkey over what is signed, or by password and the code
//! of an authenticator app.

use domain::act::Confirmed;
use domain::ids::PersonId;
use domain::words::Proved;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use signing::{Bytes, Ed25519, Key, P256, Signature};
use webauthn_rs::prelude::{COSEKeyType, ECDSACurve, EDDSACurve, PublicKeyCredential};

use crate::attempts::Trier;
use crate::ceremony::{self, Kind};
use crate::passkey::{self, Challenge, Site};
use crate::person::Person;
use crate::session::Proof;
use crate::{Accounts, Error, Refusal, app_code, entropy, stored};

/// What awaits a passkey's answer.
#[derive(Serialize, Deserialize)]
struct Awaited {
    nonce: Bytes,
}

impl Accounts {
    /// Asks a person's passkeys to sign something: what exactly is made of a nonce that is drawn here and answered
    /// once.
    ///
    /// # Errors
    /// Refuses a person without a passkey.
    pub fn begin_signing(
        &self,
        site: &Site,
        owner: PersonId,
        challenge: impl Fn(&[u8; 32]) -> [u8; 32],
        now: Timestamp,
    ) -> Result<Challenge, Error> {
        let nonce: [u8; 32] = entropy::bytes(&*self.entropy)?;
        let begun = ceremony::begin(&*self.entropy, Kind::Sign, now)?;
        let awaited = Awaited {
            nonce: Bytes(nonce.to_vec()),
        };
        let known = self.database.write(|connection| {
            let known = passkey::credentials_of(connection, owner)?;
            if known.is_empty() {
                return Err(Error::from(Refusal::PasskeyRefused));
            }
            begun.store(connection, Some(owner), &passkey::bytes(&awaited)?)?;
            Ok(known)
        })?;
        let allowed: Vec<_> = known
            .iter()
            .map(|one| {
                let id: &[u8] = one.cred_id().as_ref();
                serde_json::json!({ "type": "public-key", "id": Bytes(id.to_vec()) })
            })
            .collect();
        Ok(Challenge {
            secret: begun.into_secret(),
            options: serde_json::json!({
                "challenge": Bytes(challenge(&nonce).to_vec()),
                "rpId": site.host(),
                "allowCredentials": allowed,
                "userVerification": "required",
                "timeout": 300_000,
            }),
        })
    }

    /// What a passkey answered, with the key as it is known here and whose it is. Whether it holds is for the
    /// rules to say; it is answered once, whatever they say.
    ///
    /// # Errors
    /// Refuses a passkey that is not known, and an answer that came too late, a second time, or in another's name.
    pub fn signed_by_passkey(
        &self,
        site: &Site,
        person: PersonId,
        challenge: &str,
        answer: &str,
        now: Timestamp,
    ) -> Result<Confirmed, Error> {
        let answer: PublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refusal::PasskeyRefused)?;
        let awaited = self
            .database
            .write(|connection| ceremony::take(connection, Kind::Sign, challenge, now))?;
        if awaited.person != Some(person) {
            return Err(Refusal::TookTooLong.into());
        }
        let Awaited { nonce } = serde_json::from_slice(&awaited.state)
            .map_err(|_| Error::Damaged("challenge to a passkey"))?;
        let id: &[u8] = answer.raw_id.as_ref();
        let rows = self.database.query(
            "SELECT person_id, credential FROM passkeys WHERE credential_id = ?1",
            &[id.into()],
        )?;
        let row = rows.first().ok_or(Refusal::PasskeyRefused)?;
        let credential = passkey::read(row.text(1)?)?;
        let key = key(&credential.get_public_key().key).ok_or(Refusal::PasskeyRefused)?;
        let response = answer.response;
        Ok(Confirmed::ByPasskey {
            owner: stored::read_id(row, 0)?,
            signature: Signature {
                key,
                origin: site.origin().to_owned(),
                nonce,
                authenticator_data: Bytes(response.authenticator_data.to_vec()),
                client_data: Bytes(response.client_data_json.to_vec()),
                signature: Bytes(response.signature.to_vec()),
            },
        })
    }

    /// That whoever asks knows the person's password, and has their authenticator app where they use one. In the
    /// demo, where people have no secrets, nothing is asked.
    ///
    /// # Errors
    /// Refuses a guest, a wrong password, a wrong or used code, and too many of them.
    pub fn confirm(
        &self,
        person: &Person,
        session: Proof,
        password: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<Confirmed, Error> {
        if session == Proof::Demo {
            let proved = Proved::Demo;
            return Ok(Confirmed::ByServer { proved });
        }
        self.confirmed_hash(person, password, now)?;
        let has_app = self.ways_of(person.id)?.app_since.is_some();
        if has_app {
            if !app_code::is_shaped_like(code) {
                return Err(Refusal::CodeWrong.into());
            }
            let trier = Trier::holder(&format!("session of {}", person.id));
            self.codes.attempt(&trier, now, || {
                let used = |connection: &mut dyn database::Connection| {
                    self.use_app_code(connection, person.id, code, now)
                };
                self.database.write(used)
            })?;
        }
        let proved = match has_app {
            true => Proved::TwoFactors,
            false => Proved::Password,
        };
        Ok(Confirmed::ByServer { proved })
    }
}

/// A passkey's public half as a signature is checked with; none where it is of a kind that is not.
fn key(cose: &COSEKeyType) -> Option<Key> {
    let bytes = |bytes: &[u8]| Bytes(bytes.to_vec());
    match cose {
        COSEKeyType::EC_EC2(key) if key.curve == ECDSACurve::SECP256R1 => Some(Key::P256 {
            crv: P256::P256,
            x: bytes(&key.x),
            y: bytes(&key.y),
        }),
        COSEKeyType::EC_OKP(key) if key.curve == EDDSACurve::ED25519 => Some(Key::Ed25519 {
            crv: Ed25519::Ed25519,
            x: bytes(&key.x),
        }),
        COSEKeyType::RSA(key) => Some(Key::Rsa {
            n: bytes(&key.n),
            e: bytes(&key.e),
        }),
        _ => None,
    }
}
