//! Passkeys (WebAuthn): a key that a device or a password manager holds for this server's address
//! alone, and that its owner unlocks. Of each only the public half is here.

use database::{Connection, Row};
use domain::ids::PersonId;
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::Value as Json;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey as Credential, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::attempts::Trier;
use crate::ceremony::{self, Kind};
use crate::change::{self, By, Change};
use crate::device::Caller;
use crate::person::{self, Person, sign_in_name};
use crate::second_factor::{self, Added};
use crate::session::{self, Proof, SignedIn};
use crate::{Accounts, Error, Refusal, entropy, stored, text};

/// Passkeys of one person: one per device and a few to spare.
pub const PASSKEYS_PER_PERSON: usize = 20;

/// A passkey's id: names it in a list; it opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PasskeyId(pub Uuid);

impl std::fmt::Display for PasskeyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for PasskeyId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// A passkey, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub last_used_at: Option<Timestamp>,
}

/// What to put to a browser, and how to find it again when the answer comes.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// Goes into the form that brings the answer.
    pub secret: SecretString,
    /// The options for `navigator.credentials`, as JSON.
    pub options: Json,
}

/// This server as passkeys know it: the host to which they are bound, and the address at which a
/// browser may use them.
#[derive(Debug)]
pub struct Site {
    ceremonies: Webauthn,
    origin: String,
    host: String,
}

impl Site {
    /// The site at this address, such as `https://value.example.org`. None when passkeys cannot be
    /// bound to it: browsers want a name, and `https` unless the name is `localhost`.
    pub fn at(address: &str) -> Option<Self> {
        let origin = Url::parse(address).ok()?;
        let name = origin.domain()?.to_owned();
        if origin.scheme() != "https" && name != "localhost" {
            return None;
        }
        let builder = WebauthnBuilder::new(&name, &origin).ok()?;
        Some(Self {
            ceremonies: builder.rp_name("Covalue").build().ok()?,
            origin: origin.origin().ascii_serialization(),
            host: name,
        })
    }

    /// The address, as browsers write it into what a passkey signs.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host to which passkeys are bound.
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl Accounts {
    /// The passkeys of a person, oldest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn passkeys_of(&self, owner: PersonId) -> Result<Vec<Passkey>, Error> {
        let sql = "SELECT id, name, created_at, last_used_at FROM passkeys \
                   WHERE person_id = ?1 ORDER BY created_at, id";
        let rows = self.database.query(sql, &[stored::id(owner)])?;
        rows.iter().map(from_row).collect()
    }

    /// Begins to add a passkey.
    ///
    /// # Errors
    /// Refuses a session that did not begin just now, a guest, and one passkey too many.
    pub fn begin_passkey(
        &self,
        site: &Site,
        session: &str,
        now: Timestamp,
    ) -> Result<Challenge, Error> {
        let begun = ceremony::begin(&*self.entropy, Kind::AddPasskey, now)?;
        let options = self.database.write(|connection| {
            let person = session::just_signed_in(connection, session, now)?;
            let known = credentials_of(connection, person.id)?;
            if known.len() >= PASSKEYS_PER_PERSON {
                return Err(too_many());
            }
            let known = known.iter().map(|known| known.cred_id().clone()).collect();
            // By this the device lists it: whoever has no address signs in with a name.
            let account = sign_in_name(&person);
            let name = person.name.as_deref().unwrap_or(&account);
            let (mut options, state) = site
                .ceremonies
                .start_passkey_registration(person.id.0, &account, name, Some(known))
                .map_err(|_| Error::Cryptography("asking for a passkey"))?;
            // The library leaves it to the device whether it keeps the key. Signing in without
            // typing an address needs one that does.
            if let Some(selection) = &mut options.public_key.authenticator_selection {
                selection.require_resident_key = true;
            }
            let mut options = json(&options.public_key)?;
            options["authenticatorSelection"]["residentKey"] = "required".into();
            begun.store(connection, Some(person.id), &bytes(&state)?)?;
            Ok(options)
        })?;
        Ok(Challenge {
            secret: begun.into_secret(),
            options,
        })
    }

    /// Adds the passkey that answered; from now on it signs in, and stands for a second factor.
    ///
    /// # Errors
    /// Refuses an answer to something else, one that came too late, a session that did not begin
    /// just now, and a bad name.
    pub fn add_passkey(
        &self,
        site: &Site,
        session: &str,
        challenge: &str,
        answer: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<Added, Error> {
        let name = text::name("passkey_name", name)?;
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refusal::PasskeyNotAdded)?;
        let awaited = self
            .database
            .write(|connection| ceremony::take(connection, Kind::AddPasskey, challenge, now))?;
        let state: PasskeyRegistration = serde_json::from_slice(&awaited.state)
            .map_err(|_| Error::Damaged("challenge to a passkey"))?;
        let credential = site
            .ceremonies
            .finish_passkey_registration(&answer, &state)
            .map_err(|_| Refusal::PasskeyNotAdded)?;
        let credential_id: &[u8] = credential.cred_id().as_ref();
        let written = text_of(&credential)?;
        let id = PasskeyId(entropy::id(&*self.entropy)?);
        let new = self.new_factor(Proof::Passkey, now)?;
        let added = self.database.write(|connection| {
            let person = session::just_signed_in(connection, session, now)?;
            if awaited.person != Some(person.id) {
                return Err(Refusal::PasskeyNotAdded.into());
            }
            if credentials_of(connection, person.id)?.len() >= PASSKEYS_PER_PERSON {
                return Err(too_many());
            }
            let added = new.admit(connection, &person, session)?;
            connection.execute(
                "INSERT INTO passkeys (id, person_id, credential_id, credential, name, created_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                &[
                    stored::id(id),
                    stored::id(person.id),
                    credential_id.into(),
                    stored::text(&written),
                    stored::text(&name),
                    stored::at(now),
                ],
            )?;
            let (what, by) = (Change::PasskeyAdded, By::Themselves);
            change::note(connection, &*self.entropy, person.id, what, by, now)?;
            Ok(added)
        });
        match added {
            Ok(added) => Ok(new.into_added(added)),
            // Somebody's already: a key is bound to one account.
            Err(Error::Database(database::Error::UniqueViolation(_))) => {
                Err(Refusal::PasskeyNotAdded.into())
            }
            Err(error) => Err(error),
        }
    }

    /// Begins to sign in with a passkey. No address is given, so there is none to find out about.
    ///
    /// # Errors
    /// Refuses too many that came to nothing from one network.
    pub fn begin_passkey_sign_in<'a>(
        &self,
        site: &Site,
        caller: impl Into<Caller<'a>>,
        now: Timestamp,
    ) -> Result<Challenge, Error> {
        let caller = caller.into();
        self.challenges.begin(&self.passer(caller)?, now)?;
        let begun = ceremony::begin(&*self.entropy, Kind::UsePasskey, now)?;
        let (options, state) = site
            .ceremonies
            .start_discoverable_authentication()
            .map_err(|_| Error::Cryptography("asking for a passkey"))?;
        let state = bytes(&state)?;
        self.database
            .write(|connection| begun.store(connection, None, &state))?;
        Ok(Challenge {
            secret: begun.into_secret(),
            options: json(&options.public_key)?,
        })
    }

    /// Signs in with the passkey that answered. No number of failures stands in its way: what others
    /// try at somebody's password must not keep them out.
    ///
    /// # Errors
    /// Refuses a passkey that is not known or belongs to somebody who takes no part, and an answer
    /// to something else or that came too late.
    pub fn sign_in_with_passkey<'a>(
        &self,
        site: &Site,
        challenge: &str,
        answer: &str,
        caller: impl Into<Caller<'a>>,
        replaces: Option<&str>,
        now: Timestamp,
    ) -> Result<SignedIn, Error> {
        let answer: PublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refusal::PasskeyRefused)?;
        let awaited = self
            .database
            .write(|connection| ceremony::take(connection, Kind::UsePasskey, challenge, now))?;
        let state: DiscoverableAuthentication = serde_json::from_slice(&awaited.state)
            .map_err(|_| Error::Damaged("challenge to a passkey"))?;
        let (person, credential_id) = site
            .ceremonies
            .identify_discoverable_authentication(&answer)
            .map_err(|_| Refusal::PasskeyRefused)?;
        let session = self.new_session(Proof::Passkey, now)?;
        let person = self.database.write(|connection| {
            let rows = connection.query(
                "SELECT id, credential FROM passkeys WHERE credential_id = ?1 AND person_id = ?2",
                &[credential_id.into(), stored::id(person)],
            )?;
            let row = rows.first().ok_or(Refusal::PasskeyRefused)?;
            let (id, stored_as): (PasskeyId, _) = (stored::read_id(row, 0)?, row.text(1)?);
            let mut credential = read(stored_as)?;
            let shown = site
                .ceremonies
                .finish_discoverable_authentication_v2(&answer, state.clone(), &credential)
                .map_err(|error| match error {
                    WebauthnError::CredentialPossibleCompromise => Refusal::PasskeyCopied,
                    _ => Refusal::PasskeyRefused,
                })?;
            credential.update_credential(&shown);
            let written = text_of(&credential)?;
            // Of two uses of one counter, the second finds another row.
            let used = connection.execute(
                "UPDATE passkeys SET credential = ?2, last_used_at = ?3 \
                 WHERE id = ?1 AND credential = ?4",
                &[
                    stored::id(id),
                    stored::text(&written),
                    stored::at(now),
                    stored::text(stored_as),
                ],
            )?;
            let person = person::find(connection, PersonId(person))?
                .filter(|person| used == 1 && person.is_active())
                .ok_or(Refusal::PasskeyRefused)?;
            if let Some(replaced) = replaces {
                session::end(connection, replaced)?;
            }
            session.store_for_account(connection, person.id)?;
            Ok::<_, Error>(person)
        })?;
        self.challenges.forget_one(&self.passer(caller.into())?);
        Ok(session.into_signed_in(person))
    }

    /// Nobody has said who they are: a known device counts for whoever was signed in on it.
    fn passer(&self, caller: Caller<'_>) -> Result<Trier, Error> {
        Ok(match caller.device {
            Some(device) if self.is_device(device)? => Trier::holder(device),
            _ => Trier::Passer { from: caller.from },
        })
    }

    /// Renames one of a person's passkeys.
    ///
    /// # Errors
    /// Refuses a bad name.
    pub fn rename_passkey(&self, owner: PersonId, id: PasskeyId, name: &str) -> Result<(), Error> {
        let name = text::name("passkey_name", name)?;
        self.database.write(|connection| {
            connection.execute(
                "UPDATE passkeys SET name = ?3 WHERE id = ?1 AND person_id = ?2",
                &[stored::id(id), stored::id(owner), stored::text(&name)],
            )?;
            Ok(())
        })
    }

    /// Removes a passkey of the session's person, by whom it will sign in no more. Nothing else
    /// ends.
    ///
    /// # Errors
    /// Refuses a session that did not begin just now.
    pub fn remove_passkey(
        &self,
        session: &str,
        id: PasskeyId,
        now: Timestamp,
    ) -> Result<Person, Error> {
        self.database.write(|connection| {
            let person = session::just_signed_in(connection, session, now)?;
            let removed = connection.execute(
                "DELETE FROM passkeys WHERE id = ?1 AND person_id = ?2",
                &[stored::id(id), stored::id(person.id)],
            )?;
            second_factor::forget_codes_without_factor(connection, person.id)?;
            if removed > 0 {
                let (what, by) = (Change::PasskeyRemoved, By::Themselves);
                change::note(connection, &*self.entropy, person.id, what, by, now)?;
            }
            Ok(person)
        })
    }
}

pub(crate) fn forget_all(connection: &mut dyn Connection, owner: PersonId) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM passkeys WHERE person_id = ?1",
        &[stored::id(owner)],
    )?;
    Ok(())
}

pub(crate) fn credentials_of(
    connection: &mut dyn Connection,
    owner: PersonId,
) -> Result<Vec<Credential>, Error> {
    let rows = connection.query(
        "SELECT credential FROM passkeys WHERE person_id = ?1",
        &[stored::id(owner)],
    )?;
    rows.iter().map(|row| read(row.text(0)?)).collect()
}

fn too_many() -> Error {
    Refusal::Full {
        what: "passkeys",
        limit: PASSKEYS_PER_PERSON,
    }
    .into()
}

pub(crate) fn read(credential: &str) -> Result<Credential, Error> {
    serde_json::from_str(credential).map_err(|_| Error::Damaged("passkey"))
}

fn text_of(credential: &Credential) -> Result<String, Error> {
    serde_json::to_string(credential).map_err(|_| Error::Damaged("passkey"))
}

pub(crate) fn bytes(state: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(state).map_err(|_| Error::Damaged("challenge to a passkey"))
}

fn json(options: &impl serde::Serialize) -> Result<Json, Error> {
    serde_json::to_value(options).map_err(|_| Error::Damaged("challenge to a passkey"))
}

fn from_row(row: &Row) -> Result<Passkey, Error> {
    Ok(Passkey {
        id: stored::read_id(row, 0)?,
        name: row.text(1)?.to_owned(),
        created_at: stored::read_at(row, 2)?,
        last_used_at: stored::read_optional_at(row, 3)?,
    })
}
