//! What is asked for beside the password: a passkey, or a code of an authenticator app (RFC 6238);
//! and ten recovery codes for the day on which neither is at hand.
//!
//! Whoever has a second factor shows it whenever they sign in by password. A passkey alone is
//! enough: it is held and had to be unlocked, which makes two.

use database::Connection;
use domain::ids::PersonId;
use jiff::Timestamp;
use secrecy::SecretString;

use crate::attempts::Trier;
use crate::ceremony::{self, Kind};
use crate::change::{self, By, Change};
use crate::device::Caller;
use crate::passkey::{self, Passkey};
use crate::person::{self, Person};
use crate::session::{self, NewSession, Proof, SignedIn};
use crate::{Accounts, Error, Refusal, app_code, secret, stored};

/// Recovery codes of one person at a time.
pub const RECOVERY_CODES: usize = 10;

/// The ways in that somebody has beside the password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Their passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// Since when an authenticator app is one.
    pub app_since: Option<Timestamp>,
    /// Recovery codes that were not used yet.
    pub recovery_codes: usize,
}

impl Ways {
    /// Whether there is a second factor.
    pub fn is_second_factor(&self) -> bool {
        self.app_since.is_some() || !self.passkeys.is_empty()
    }
}

/// An authenticator app on its way in: it counts once it has shown a right code.
#[derive(Clone, Debug)]
pub struct AppOffer {
    /// Goes into the form that brings the code.
    pub offer: SecretString,
    /// Goes into the app, in base 32.
    pub secret: SecretString,
}

/// A second factor that was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The session that goes on, in place of the one that asked.
    pub session: SignedIn,
    /// To be shown this once; empty unless this is the first second factor.
    pub recovery_codes: Vec<SecretString>,
}

/// What comes of a right password.
#[derive(Clone, Debug)]
pub enum Entrance {
    /// It was enough.
    Open(Box<SignedIn>),
    /// A second factor is asked for; this secret goes into the form that brings it.
    SecondStep(SecretString),
}

impl Accounts {
    /// The ways in that a person has beside the password.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn ways_of(&self, id: PersonId) -> Result<Ways, Error> {
        let passkeys = self.passkeys_of(id)?;
        let params = [stored::id(id)];
        let app = "SELECT created_at FROM authenticator_apps WHERE person_id = ?1";
        let app = self.database.query(app, &params)?;
        let codes = "SELECT count(*) FROM recovery_codes WHERE person_id = ?1";
        let codes = self.database.query(codes, &params)?;
        let left = codes.first().map_or(Ok(0), |row| row.integer(0))?;
        Ok(Ways {
            passkeys,
            app_since: app.first().map(|row| stored::read_at(row, 0)).transpose()?,
            recovery_codes: usize::try_from(left).unwrap_or_default(),
        })
    }

    /// Makes a secret for an authenticator app. Nothing changes until the app shows a right code.
    ///
    /// # Errors
    /// Refuses a session that did not begin just now, and a guest.
    pub fn offer_app(&self, session: &str, now: Timestamp) -> Result<AppOffer, Error> {
        let secret = app_code::new_secret(&*self.entropy)?;
        let begun = ceremony::begin(&*self.entropy, Kind::AddApp, now)?;
        self.database.write(|connection| {
            let person = session::just_signed_in(connection, session, now)?;
            let sealed = self.seal.close(&*self.entropy, person.id, &secret)?;
            begun.store(connection, Some(person.id), &sealed)
        })?;
        Ok(AppOffer {
            offer: begun.into_secret(),
            secret: app_code::readable(&secret),
        })
    }

    /// The same offer again, for a page that asks for the code once more.
    ///
    /// # Errors
    /// Refuses an offer that is over or another person's.
    pub fn app_offer(&self, id: PersonId, offer: &str, now: Timestamp) -> Result<AppOffer, Error> {
        let awaited = self
            .database
            .read(|connection| Ok(ceremony::find(connection, Kind::AddApp, offer, now)))??;
        if awaited.person != Some(id) {
            return Err(Refusal::TookTooLong.into());
        }
        let secret = self.seal.open(id, &awaited.state)?;
        Ok(AppOffer {
            offer: offer.into(),
            secret: app_code::readable(&secret),
        })
    }

    /// Takes the offered app for a second factor, its first code being right; an earlier app is none
    /// any more.
    ///
    /// # Errors
    /// Refuses a wrong code, too many of them, an offer that is over, and a session that did not
    /// begin just now.
    pub fn add_app(
        &self,
        session: &str,
        offer: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<Added, Error> {
        let new = self.new_factor(Proof::Code, now)?;
        let id = self.awaited_person(Kind::AddApp, offer, now)?;
        self.codes
            .attempt(&Trier::holder(&format!("session of {id}")), now, || {
                self.database.write(|connection| {
                    let person = session::just_signed_in(connection, session, now)?;
                    let awaited = ceremony::take(connection, Kind::AddApp, offer, now)?;
                    if awaited.person != Some(person.id) {
                        return Err(Refusal::TookTooLong.into());
                    }
                    let secret = self.seal.open(person.id, &awaited.state)?;
                    let step = app_code::step(&secret, code, now)?.ok_or(Refusal::CodeWrong)?;
                    let added = new.admit(connection, &person, session)?;
                    connection.execute(
                        "INSERT INTO authenticator_apps (person_id, secret, last_step, created_at) \
                     VALUES (?1, ?2, ?3, ?4) ON CONFLICT (person_id) DO UPDATE \
                     SET secret = excluded.secret, last_step = excluded.last_step, \
                     created_at = excluded.created_at",
                        &[
                            stored::id(person.id),
                            awaited.state.into(),
                            step.into(),
                            stored::at(now),
                        ],
                    )?;
                    let what = Change::AppAdded;
                    let by = By::Themselves;
                    change::note(connection, &*self.entropy, person.id, what, by, now)?;
                    Ok(added)
                })
            })
            .map(|added| new.into_added(added))
    }

    /// The authenticator app is no second factor any more. Nothing else ends.
    ///
    /// # Errors
    /// Refuses a session that did not begin just now.
    pub fn remove_app(&self, session: &str, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = session::just_signed_in(connection, session, now)?;
            connection.execute(
                "DELETE FROM authenticator_apps WHERE person_id = ?1",
                &[stored::id(person.id)],
            )?;
            forget_codes_without_factor(connection, person.id)?;
            let (what, by) = (Change::AppRemoved, By::Themselves);
            change::note(connection, &*self.entropy, person.id, what, by, now)
        })
    }

    /// Makes new recovery codes, to be shown this once; earlier ones end.
    ///
    /// # Errors
    /// Refuses a session that did not begin just now, and somebody without a second factor.
    pub fn renew_recovery_codes(
        &self,
        session: &str,
        now: Timestamp,
    ) -> Result<Vec<SecretString>, Error> {
        let codes = self.new_recovery_codes()?;
        self.database.write(|connection| {
            let person = session::just_signed_in(connection, session, now)?;
            if !is_there(connection, person.id)? {
                return Err(Refusal::Unknown {
                    what: "second factor",
                }
                .into());
            }
            store_codes(connection, person.id, &codes)?;
            let (what, by) = (Change::CodesRenewed, By::Themselves);
            change::note(connection, &*self.entropy, person.id, what, by, now)
        })?;
        Ok(codes.into_iter().map(|code| code.secret).collect())
    }

    /// Signs in, the password having been right: with a code of the authenticator app that was not
    /// used before, or with a recovery code, which is used up.
    ///
    /// # Errors
    /// Refuses a wrong or used code, too many of them, and a step that is over.
    pub fn finish_second_step<'a>(
        &self,
        step: &str,
        code: &str,
        caller: impl Into<Caller<'a>>,
        replaces: Option<&str>,
        now: Timestamp,
    ) -> Result<SignedIn, Error> {
        let id = self.awaited_person(Kind::SecondStep, step, now)?;
        let is_app = app_code::is_shaped_like(code);
        let proof = if is_app {
            Proof::Code
        } else {
            Proof::RecoveryCode
        };
        let session = self.new_session(proof, now)?;
        let caller = caller.into();
        // Recovery codes are too long to be guessed: what others try at the app's codes must not
        // keep their owner out.
        let trier = if is_app {
            let device = self.device_with(caller, id)?;
            Trier::at_account(device, &id.to_string(), caller.from)
        } else {
            Trier::holder(step)
        };
        let person = self.codes.attempt(&trier, now, || {
            self.database.write(|connection| {
                ceremony::take(connection, Kind::SecondStep, step, now)?;
                let person = person::find(connection, id)?
                    .filter(Person::is_active)
                    .ok_or(Refusal::TookTooLong)?;
                if is_app {
                    self.use_app_code(connection, id, code, now)?;
                } else {
                    use_recovery_code(connection, id, code)?;
                    let (what, by) = (Change::CodeUsed, By::Themselves);
                    change::note(connection, &*self.entropy, id, what, by, now)?;
                }
                if let Some(replaced) = replaces {
                    session::end(connection, replaced)?;
                }
                session.store_for_account(connection, id)?;
                Ok::<_, Error>(person)
            })
        })?;
        Ok(session.into_signed_in(person))
    }

    /// Takes every second factor and recovery code from a person and ends their sessions, on the
    /// word of whoever runs the server's command line. They sign in by password and add another.
    ///
    /// # Errors
    /// Refuses a person who is unknown.
    pub fn remove_second_factors(&self, id: PersonId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            person::existing(connection, id)?;
            hold(connection, id)?;
            forget(connection, id)?;
            let (what, by) = (Change::FactorsRemoved, By::Operator);
            change::note(connection, &*self.entropy, id, what, by, now)?;
            session::end_all(connection, id)
        })
    }

    fn awaited_person(&self, kind: Kind, secret: &str, now: Timestamp) -> Result<PersonId, Error> {
        let awaited = self
            .database
            .read(|connection| Ok(ceremony::find(connection, kind, secret, now)))??;
        Ok(awaited.person.ok_or(Refusal::TookTooLong)?)
    }

    pub(crate) fn use_app_code(
        &self,
        connection: &mut dyn Connection,
        id: PersonId,
        code: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let rows = connection.query(
            "SELECT secret FROM authenticator_apps WHERE person_id = ?1",
            &[stored::id(id)],
        )?;
        let row = rows.first().ok_or(Refusal::CodeWrong)?;
        let secret = self.seal.open(id, row.bytes(0)?)?;
        let step = app_code::step(&secret, code, now)?.ok_or(Refusal::CodeWrong)?;
        // Of two that bring the same code at once, the second finds it used.
        let fresh = connection.execute(
            "UPDATE authenticator_apps SET last_step = ?2 WHERE person_id = ?1 AND last_step < ?2",
            &[stored::id(id), step.into()],
        )?;
        if fresh == 1 {
            Ok(())
        } else {
            Err(Refusal::CodeWrong.into())
        }
    }

    fn new_recovery_codes(&self) -> Result<Vec<secret::Issued>, Error> {
        (0..RECOVERY_CODES)
            .map(|_| secret::issue_code(&*self.entropy))
            .collect()
    }

    pub(crate) fn new_entrance(&self, now: Timestamp) -> Result<NewEntrance, Error> {
        Ok(NewEntrance {
            session: self.new_session(Proof::Password, now)?,
            step: ceremony::begin(&*self.entropy, Kind::SecondStep, now)?,
        })
    }

    pub(crate) fn new_factor(&self, proof: Proof, now: Timestamp) -> Result<NewFactor, Error> {
        Ok(NewFactor {
            session: self.new_session(proof, now)?,
            codes: self.new_recovery_codes()?,
        })
    }
}

/// Somebody whose password was right, on their way in: by a session or by a second step.
pub(crate) struct NewEntrance {
    session: NewSession,
    step: ceremony::Begun,
}

impl NewEntrance {
    /// Lets the person in, or nobody yet where a second factor is to be shown.
    pub fn admit(
        &self,
        connection: &mut dyn Connection,
        person: Person,
        replaces: Option<&str>,
    ) -> Result<Option<Person>, Error> {
        hold(connection, person.id)?;
        if is_there(connection, person.id)? {
            self.step.store(connection, Some(person.id), &[])?;
            return Ok(None);
        }
        if let Some(replaced) = replaces {
            session::end(connection, replaced)?;
        }
        self.session.store_for_account(connection, person.id)?;
        Ok(Some(person))
    }

    pub fn into_entrance(self, admitted: Option<Person>) -> Entrance {
        match admitted {
            Some(person) => Entrance::Open(Box::new(self.session.into_signed_in(person))),
            None => Entrance::SecondStep(self.step.into_secret()),
        }
    }
}

/// A second factor on its way in: the session that shows it, and recovery codes in case it is the
/// first.
pub(crate) struct NewFactor {
    session: NewSession,
    codes: Vec<secret::Issued>,
}

impl NewFactor {
    /// Puts the new session in place of the one that asked. With the first second factor every
    /// other session ends too, since none of them showed one. To be called before the factor is
    /// stored.
    pub fn admit(
        &self,
        connection: &mut dyn Connection,
        person: &Person,
        replaces: &str,
    ) -> Result<(Person, bool), Error> {
        let is_first = !is_there(connection, person.id)?;
        if is_first {
            session::end_all(connection, person.id)?;
            store_codes(connection, person.id, &self.codes)?;
        } else {
            session::end(connection, replaces)?;
        }
        self.session.store_for_account(connection, person.id)?;
        Ok((person.clone(), is_first))
    }

    pub fn into_added(self, (person, is_first): (Person, bool)) -> Added {
        let codes = self.codes.into_iter().filter(|_| is_first);
        Added {
            recovery_codes: codes.map(|code| code.secret).collect(),
            session: self.session.into_signed_in(person),
        }
    }
}

/// Holds the person until the transaction ends, so that two changes to how they sign in do not each
/// rely on what the other undoes.
pub(crate) fn hold(connection: &mut dyn Connection, id: PersonId) -> Result<(), Error> {
    connection.execute(
        "UPDATE people SET language = language WHERE id = ?1",
        &[stored::id(id)],
    )?;
    Ok(())
}

/// Whether the person has a second factor.
pub(crate) fn is_there(connection: &mut dyn Connection, id: PersonId) -> Result<bool, Error> {
    let rows = connection.query(
        "SELECT person_id FROM passkeys WHERE person_id = ?1 \
         UNION SELECT person_id FROM authenticator_apps WHERE person_id = ?1",
        &[stored::id(id)],
    )?;
    Ok(!rows.is_empty())
}

/// Without a second factor there is nothing that a recovery code could stand for.
pub(crate) fn forget_codes_without_factor(
    connection: &mut dyn Connection,
    id: PersonId,
) -> Result<(), Error> {
    if is_there(connection, id)? {
        Ok(())
    } else {
        forget(connection, id)
    }
}

/// Deletes every second factor of a person, and what awaits one.
pub(crate) fn forget(connection: &mut dyn Connection, id: PersonId) -> Result<(), Error> {
    passkey::forget_all(connection, id)?;
    for sql in [
        "DELETE FROM authenticator_apps WHERE person_id = ?1",
        "DELETE FROM recovery_codes WHERE person_id = ?1",
    ] {
        connection.execute(sql, &[stored::id(id)])?;
    }
    ceremony::end_all(connection, id)
}

/// The person first, then the network: see [`Accounts::finish_second_step`].
fn store_codes(
    connection: &mut dyn Connection,
    id: PersonId,
    codes: &[secret::Issued],
) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM recovery_codes WHERE person_id = ?1",
        &[stored::id(id)],
    )?;
    for code in codes {
        connection.execute(
            "INSERT INTO recovery_codes (person_id, code_hash) VALUES (?1, ?2)",
            &[stored::id(id), code.digest.clone().into()],
        )?;
    }
    Ok(())
}

/// Of two that bring the same code at once, the second finds nothing to delete.
fn use_recovery_code(
    connection: &mut dyn Connection,
    id: PersonId,
    code: &str,
) -> Result<(), Error> {
    let used = connection.execute(
        "DELETE FROM recovery_codes WHERE person_id = ?1 AND code_hash = ?2",
        &[stored::id(id), secret::digest_of_code(code).into()],
    )?;
    if used == 1 {
        Ok(())
    } else {
        Err(Refusal::CodeWrong.into())
    }
}
