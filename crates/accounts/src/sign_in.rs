//! Signing in by password, claiming an account, and changing the password.

use std::sync::Arc;

use database::Connection;
use domain::ids::PersonId;
use jiff::Timestamp;

use crate::attempts::Trier;
use crate::change::{self, By, Change};
use crate::device::Caller;
use crate::password::Verdict;
use crate::password_link::check_for;
use crate::person::{self, Person};
use crate::prepared::Prepared;
use crate::second_factor::Entrance;
use crate::session::{Proof, SignedIn};
use crate::{Accounts, Error, Refusal, belonging, organisation, stored, text};

impl Accounts {
    /// Signs in with address and password; whoever has a second factor is asked for it next. The session that the browser presented until now
    /// (`replaces`) ends: a session known to somebody before the sign-in must not become one that
    /// is signed in. An unknown address costs the same work and gets the same answer as a wrong
    /// password.
    ///
    /// # Errors
    /// Refuses wrong credentials ([`Refusal::SignInFailed`]), and too many attempts: on a device of
    /// the account's own that is known here only for those made on it.
    pub fn sign_in<'a>(
        &self,
        email: &str,
        password: &str,
        caller: impl Into<Caller<'a>>,
        replaces: Option<&str>,
        now: Timestamp,
    ) -> Result<Entrance, Error> {
        let email = text::sign_in_email(email);
        let caller = caller.into();
        let device = self.device_of(caller, &email)?;
        let trier = Trier::at_account(device, &email, caller.from);
        self.sign_ins.attempt(&trier, now, || {
            self.signed_in(&email, password, replaces, now)
        })
    }

    fn signed_in(
        &self,
        email: &str,
        password: &str,
        replaces: Option<&str>,
        now: Timestamp,
    ) -> Result<Entrance, Error> {
        let found = self.database.query(
            "SELECT id, password_hash FROM people WHERE sign_in_email = ?1 \
             AND suspended_at IS NULL AND erased_at IS NULL",
            &[stored::text(email)],
        )?;
        let found = found.first();
        let verified = match found {
            Some(row) => row.optional_text(1)?,
            None => None,
        };
        let outdated = match self.hashing.verify(password, verified)? {
            Verdict::Wrong => return Err(Refusal::SignInFailed.into()),
            Verdict::Right => false,
            Verdict::RightButOutdated => true,
        };
        let id = stored::read_id(found.ok_or(Refusal::SignInFailed)?, 0)?;
        let rehashed = if outdated {
            Some(self.hashing.hash(&*self.entropy, password)?)
        } else {
            None
        };
        let entrance = self.new_entrance(now)?;
        let admitted = self.database.write(|connection| {
            let person = person::find(connection, id)?
                .filter(Person::is_active)
                .ok_or(Refusal::SignInFailed)?;
            // Only if the password is still the one that was verified.
            let unchanged = connection.execute(
                "UPDATE people SET password_hash = ?2 WHERE id = ?1 AND password_hash = ?3",
                &[
                    stored::id(id),
                    stored::optional_text(rehashed.as_deref().or(verified)),
                    stored::optional_text(verified),
                ],
            )?;
            if unchanged == 0 {
                return Err(Refusal::SignInFailed.into());
            }
            entrance.admit(connection, person, replaces)
        })?;
        Ok(entrance.into_entrance(admitted))
    }

    /// Asks a signed-in person for the password again, before something that binds.
    ///
    /// # Errors
    /// Refuses a wrong password, and too many attempts.
    pub fn confirm_password(
        &self,
        person: &Person,
        password: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.confirmed_hash(person, password, now).map(|_| ())
    }

    /// Changes one's own password, ends every session and revokes every token of the person, and
    /// signs in afresh, with what was shown at the last sign-in (`proof`).
    ///
    /// # Errors
    /// Refuses a wrong current password, too many attempts, and a weak new password.
    pub fn change_password(
        &self,
        person: &Person,
        current: &str,
        new: &str,
        proof: Proof,
        now: Timestamp,
    ) -> Result<SignedIn, Error> {
        check_for(person, new)?;
        let verified = self.confirmed_hash(person, current, now)?;
        let hash = self.hashing.hash(&*self.entropy, new)?;
        let session = self.new_session(proof, now)?;
        let person = self.database.write(|connection| {
            let person = person::active(connection, person.id)?;
            if password_hash(connection, person.id)?.as_ref() != Some(&verified) {
                return Err(Refusal::PasswordWrong.into());
            }
            replace_password(connection, person.id, &hash, now)?;
            let (what, by) = (Change::PasswordChanged, By::Themselves);
            change::note(connection, &*self.entropy, person.id, what, by, now)?;
            session.store_for_account(connection, person.id)?;
            Ok::<_, Error>(person)
        })?;
        Ok(session.into_signed_in(person))
    }

    /// Makes a guest an account of the same id, with an address that somebody else answers for: whoever
    /// runs the server, or the demonstration. Their guest sessions end, their links lead to the sign-in,
    /// and the first whom an organisation knows as its own to do so becomes its administrator.
    ///
    /// # Errors
    /// Refuses a person who has an account or takes no part, an address that is malformed or taken,
    /// and a weak password.
    pub fn claim(
        &self,
        guest: PersonId,
        email: &str,
        password: &str,
        now: Timestamp,
    ) -> Result<SignedIn, Error> {
        let guest = self
            .person(guest)?
            .ok_or(Refusal::Unknown { what: "person" })?;
        may_claim(&guest)?;
        let email = text::email(email)?;
        let claimed = Person {
            email: Some(email.clone()),
            ..guest.clone()
        };
        check_for(&claimed, password)?;
        let new = NewAccount {
            email: Some(email),
            reads_mail_there: false,
            hash: self.hashing.hash(&*self.entropy, password)?,
        };
        self.carry_out(self.new_account(&guest, new, |_| Ok(By::Themselves), now)?)
    }

    /// Makes a guest an account that signs in with a [name of its own](crate::sign_in_name), as where no
    /// mail goes out and so nobody can show an address; ready to be made together with what the record
    /// takes down. The address that a guest was given by others is forgotten.
    ///
    /// # Errors
    /// Refuses a person who has an account or takes no part, a weak password, and too many attempts.
    pub fn prepare_claim(
        &self,
        guest: PersonId,
        password: &str,
        now: Timestamp,
    ) -> Result<Prepared<SignedIn>, Error> {
        let guest = self
            .person(guest)?
            .ok_or(Refusal::Unknown { what: "person" })?;
        self.claim_without_address(&guest, password, |_| Ok(By::Themselves), now)
    }

    pub(crate) fn claim_without_address(
        &self,
        guest: &Person,
        password: &str,
        made: impl Fn(&mut dyn Connection) -> Result<By, Error> + Send + 'static,
        now: Timestamp,
    ) -> Result<Prepared<SignedIn>, Error> {
        may_claim(guest)?;
        check_for(guest, password)?;
        // It costs a hash: not as often as one likes.
        let trier = Trier::holder(&format!("claim of {}", guest.id));
        let _counted = self.sign_ins.begin(&trier, now)?;
        let new = NewAccount {
            email: None,
            reads_mail_there: false,
            hash: self.hashing.hash(&*self.entropy, password)?,
        };
        self.new_account(guest, new, made, now)
    }

    /// An account for a guest. `made` uses up what they hold for it, and says who made that.
    pub(crate) fn new_account(
        &self,
        guest: &Person,
        new: NewAccount,
        made: impl Fn(&mut dyn Connection) -> Result<By, Error> + Send + 'static,
        now: Timestamp,
    ) -> Result<Prepared<SignedIn>, Error> {
        let claimed = Person {
            email: new.email.clone(),
            claimed_at: Some(now),
            reads_mail_at: match new.reads_mail_there {
                true => new.email.clone(),
                false => guest.reads_mail_at.clone(),
            },
            ..guest.clone()
        };
        let session = Arc::new(self.new_session(Proof::NewAccount, now)?);
        let (id, shown) = (guest.id, claimed.reads_mail_at.clone());
        let (accounts, stored) = (self.clone(), Arc::clone(&session));
        let change = move |connection: &mut dyn Connection| {
            let by = made(connection)?;
            let home = person::active(connection, id)?.organisation;
            organisation::hold(connection, home)?;
            let person = person::active(connection, id)?;
            may_claim(&person)?;
            let administrators = organisation::administrators(connection, home)?;
            make_account(connection, &person, new.email.as_deref(), &new.hash, now)?;
            let shown = stored::optional_text(shown.as_deref());
            person::set(connection, id, "reads_mail_at", shown)?;
            // An address that the guest gave, or was given, may be another's.
            let (entropy, was) = (&*accounts.entropy, person.email.as_deref());
            let was = was.filter(|was| Some(*was) != new.email.as_deref());
            let what = Change::AccountMade;
            change::note_from(connection, entropy, id, what, by, was, now)?;
            if person.is_member() && administrators.is_empty() {
                person::set(connection, id, "administrator", stored::flag(true))?;
            } else if person.is_member() {
                let by = match by {
                    By::Themselves => belonging::brought_by(connection, id)?,
                    by => by,
                };
                // On the word of whoever runs the server, where nobody brought them.
                if by != By::Themselves {
                    let what = Change::MemberJoined;
                    belonging::tell_administrators(connection, entropy, &person, what, by, now)?;
                }
            }
            stored.store_for_account(connection, id)
        };
        Ok(Prepared {
            person: claimed,
            change: Box::new(move |connection| change(connection).map_err(address_taken)),
            result: Box::new(move |person| session.signed_in(person)),
        })
    }

    /// The stored hash that `password` was verified against. Whoever comes this far holds a session of
    /// the person's: what others try at the sign-in does not count here.
    pub(crate) fn confirmed_hash(
        &self,
        person: &Person,
        password: &str,
        now: Timestamp,
    ) -> Result<String, Error> {
        if person.is_guest() {
            return Err(Refusal::GuestMustClaim.into());
        }
        let trier = Trier::holder(&format!("session of {}", person.id));
        self.sign_ins.attempt(&trier, now, || {
            let hash = self.database.read(|c| Ok(password_hash(c, person.id)))??;
            match (self.hashing.verify(password, hash.as_deref())?, hash) {
                (Verdict::Right | Verdict::RightButOutdated, Some(hash)) => Ok(hash),
                _ => Err(Refusal::PasswordWrong.into()),
            }
        })
    }
}

/// What the account of a guest is made of.
pub(crate) struct NewAccount {
    /// What it signs in with; without one, with a name of its own.
    pub email: Option<String>,
    /// Whether mail was read there.
    pub reads_mail_there: bool,
    /// The password's hash.
    pub hash: String,
}

/// Refuses whoever has an account or takes no part.
pub(crate) fn may_claim(guest: &Person) -> Result<(), Refusal> {
    if !guest.is_guest() {
        return Err(Refusal::AlreadyClaimed);
    }
    if !guest.is_active() {
        return Err(Refusal::Inactive);
    }
    Ok(())
}

/// Gives a guest what they sign in with, and ends what they held as a guest.
pub(crate) fn make_account(
    connection: &mut dyn Connection,
    guest: &Person,
    email: Option<&str>,
    hash: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let id = guest.id;
    match email {
        Some(email) => set_email(connection, id, email)?,
        None => {
            person::set(connection, id, "email", database::Value::Null)?;
            let name = stored::text(&person::sign_in_name(guest));
            person::set(connection, id, "sign_in_email", name)?;
        }
    }
    person::set(connection, id, "claimed_at", stored::at(now))?;
    replace_password(connection, id, hash, now)
}

/// Whoever knew the old password is shut out with it.
pub(crate) fn replace_password(
    connection: &mut dyn Connection,
    id: PersonId,
    hash: &str,
    now: Timestamp,
) -> Result<(), Error> {
    person::set(connection, id, "password_hash", stored::text(hash))?;
    person::shut_out(connection, id, now)
}

/// Adding and claiming run into the unique address only.
pub(crate) fn address_taken(error: Error) -> Error {
    match error {
        Error::Database(database::Error::UniqueViolation(_)) => Refusal::EmailTaken.into(),
        other => other,
    }
}

pub(crate) fn set_email(
    connection: &mut dyn Connection,
    id: PersonId,
    email: &str,
) -> Result<(), Error> {
    connection.execute(
        "UPDATE people SET email = ?2, sign_in_email = ?3 WHERE id = ?1",
        &[
            stored::id(id),
            stored::text(email),
            stored::text(&text::sign_in_email(email)),
        ],
    )?;
    Ok(())
}

fn password_hash(connection: &mut dyn Connection, id: PersonId) -> Result<Option<String>, Error> {
    let rows = connection.query(
        "SELECT password_hash FROM people WHERE id = ?1 AND password_hash IS NOT NULL",
        &[stored::id(id)],
    )?;
    Ok(rows
        .first()
        .map(|row| row.text(0))
        .transpose()?
        .map(str::to_owned))
}
