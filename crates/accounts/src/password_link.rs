//! Links that let a person choose a password: short-lived, and used once, which ends all of a person.

use database::Connection;
use domain::ids::PersonId;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::attempts::Trier;
use crate::change::{self, By, Change};
use crate::device::Caller;
use crate::entropy::Entropy;
use crate::person::{self, Person};
use crate::second_factor::Entrance;
use crate::secret::{self, Issued};
use crate::{Accounts, Error, Refusal, password, sign_in, stored, text};

/// A link to hand out; shown once.
#[derive(Clone, Debug)]
pub struct PasswordLink {
    /// Goes into the link.
    pub secret: SecretString,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// How long a kind of link lives.
pub(crate) struct Life(SignedDuration);

/// For somebody who was added and chooses the first password: time to read the mail.
pub(crate) const JOIN: Life = Life(SignedDuration::from_hours(7 * 24));
/// For somebody who forgot the password: whoever reads the mailbox later must not profit.
pub(crate) const RESET: Life = Life(SignedDuration::from_hours(1));

pub(crate) struct Unsent {
    issued: Issued,
    expires_at: Timestamp,
}

impl Life {
    pub(crate) fn issue(&self, entropy: &dyn Entropy, now: Timestamp) -> Result<Unsent, Error> {
        Ok(Unsent {
            issued: secret::issue(entropy)?,
            expires_at: now + self.0,
        })
    }
}

impl Unsent {
    pub(crate) fn into_link(self) -> PasswordLink {
        PasswordLink {
            secret: self.issued.secret,
            expires_at: self.expires_at,
        }
    }
}

impl Accounts {
    /// A link for the account of this address, to be mailed there; none when there is no such
    /// account, or none that mail reaches. Takes longer for a known address: answer the asker first, and the same in any
    /// case.
    ///
    /// # Errors
    /// Refuses too many requests for one address or from one network; on a device of the account's
    /// own that is known here, only too many made on it.
    pub fn request_password_link<'a>(
        &self,
        email: &str,
        caller: impl Into<Caller<'a>>,
        now: Timestamp,
    ) -> Result<Option<(Person, PasswordLink)>, Error> {
        let email = text::sign_in_email(email);
        let caller = caller.into();
        let device = self.device_of(caller, &email)?;
        let trier = Trier::at_account(device, &email, caller.from);
        self.link_requests.begin(&trier, now)?;
        let person = self.account_by_email(&email)?;
        let reached = |person: &Person| person.is_active() && person.email.is_some();
        let Some(person) = person.filter(reached) else {
            return Ok(None);
        };
        let link = self.mailed_password_link(person.id, now)?;
        Ok(Some((person, link)))
    }

    /// A link for somebody who asked for one, to be mailed to the address of their account and nowhere
    /// else: that mail is what tells them of it.
    ///
    /// # Errors
    /// Refuses a person who is unknown, suspended or erased.
    pub fn mailed_password_link(
        &self,
        id: PersonId,
        now: Timestamp,
    ) -> Result<PasswordLink, Error> {
        let link = RESET.issue(&*self.entropy, now)?;
        self.database.write(|connection| {
            person::active(connection, id)?;
            // Beside those asked for before: whoever asks once more must not end the link that the
            // owner is about to open.
            add(connection, id, &link, By::Themselves)
        })?;
        Ok(link.into_link())
    }

    /// A link for a colleague who cannot be reached by mail, given by an administrator of the same
    /// organisation.
    ///
    /// # Errors
    /// Refuses anybody else.
    pub fn password_link_for_colleague(
        &self,
        by: PersonId,
        id: PersonId,
        now: Timestamp,
    ) -> Result<PasswordLink, Error> {
        self.database
            .write(|connection| person::administered(connection, by, id).map(|_| ()))?;
        self.issue_password_link(id, By::of(by, id), now)
    }

    /// A link for anybody, on the word of whoever runs the server's command line. It replaces an
    /// earlier one.
    ///
    /// # Errors
    /// Refuses a person who is unknown, suspended or erased.
    pub fn password_link(&self, id: PersonId, now: Timestamp) -> Result<PasswordLink, Error> {
        self.issue_password_link(id, By::Operator, now)
    }

    fn issue_password_link(
        &self,
        id: PersonId,
        by: By,
        now: Timestamp,
    ) -> Result<PasswordLink, Error> {
        let reset = RESET.issue(&*self.entropy, now)?;
        let join = JOIN.issue(&*self.entropy, now)?;
        let is_guest = self.database.write(|connection| {
            let person = person::active(connection, id)?;
            let link = if person.is_guest() { &join } else { &reset };
            store(connection, id, link, by)?;
            change::note(connection, &*self.entropy, id, Change::LinkMade, by, now)?;
            Ok::<_, Error>(person.is_guest())
        })?;
        Ok(if is_guest { join } else { reset }.into_link())
    }

    /// Whose link this is, as long as it works: for the page that asks for the new password.
    ///
    /// # Errors
    /// Refuses a link that is unknown, used or expired.
    pub fn password_link_holder(&self, secret: &str, now: Timestamp) -> Result<Person, Error> {
        self.database
            .read(|connection| Ok(holder(connection, secret, now)))?
    }

    /// Uses the link: sets the password, ends every session and token of the person, and signs in;
    /// whoever has a second factor is asked for it next, as the link proves the mailbox alone. A guest
    /// thereby gets an account that signs in with a [name of its own](crate::sign_in_name); where mail goes
    /// out they [ask to join](Self::ask_to_join) with an address instead.
    ///
    /// # Errors
    /// Refuses a link that is unknown, used or expired, and a weak password.
    pub fn use_password_link(
        &self,
        secret: &str,
        new_password: &str,
        now: Timestamp,
    ) -> Result<Entrance, Error> {
        let person = self.password_link_holder(secret, now)?;
        if person.is_guest() {
            let link = secret.to_owned();
            let made = move |connection: &mut dyn Connection| take(connection, &link, now);
            let claim = self.claim_without_address(&person, new_password, made, now)?;
            return Ok(Entrance::Open(Box::new(self.carry_out(claim)?)));
        }
        check_for(&person, new_password)?;
        let hash = self.hashing.hash(&*self.entropy, new_password)?;
        let entrance = self.new_entrance(now)?;
        let admitted = self.database.write(|connection| {
            let by = take(connection, secret, now)?;
            sign_in::replace_password(connection, person.id, &hash, now)?;
            let what = Change::PasswordSet;
            change::note(connection, &*self.entropy, person.id, what, by, now)?;
            let person = person::active(connection, person.id)?;
            entrance.admit(connection, person, None)
        })?;
        if let Some(name) = &person.signs_in_with {
            self.sign_ins.forgive(name);
        }
        Ok(entrance.into_entrance(admitted))
    }
}

/// Refuses a password that is weak for this person.
pub(crate) fn check_for(person: &Person, new_password: &str) -> Result<(), Refusal> {
    let name = person.name.as_deref().unwrap_or_default();
    let email = person.email.as_deref().unwrap_or_default();
    password::check(new_password, &[name, email, &person.organisation_name])
}

/// The only link of this person from now on.
pub(crate) fn store(
    connection: &mut dyn Connection,
    id: PersonId,
    link: &Unsent,
    by: By,
) -> Result<(), Error> {
    remove(connection, id)?;
    add(connection, id, link, by)
}

fn add(connection: &mut dyn Connection, id: PersonId, link: &Unsent, by: By) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO password_links (person_id, token_hash, expires_at, made_by) \
         VALUES (?1, ?2, ?3, ?4)",
        &[
            stored::id(id),
            link.issued.digest.clone().into(),
            stored::at(link.expires_at),
            stored::optional_text(by.store().as_deref()),
        ],
    )?;
    Ok(())
}

/// Consumes the link and says who made it; of two that use it at once, one is refused.
pub(crate) fn take(
    connection: &mut dyn Connection,
    secret: &str,
    now: Timestamp,
) -> Result<By, Error> {
    let made = made_by(connection, secret);
    let taken = connection.execute(
        "DELETE FROM password_links WHERE token_hash = ?1 AND expires_at > ?2",
        &[secret::digest(secret).into(), stored::at(now)],
    )?;
    match taken {
        1 => made,
        _ => Err(Refusal::LinkUnusable.into()),
    }
}

/// Who made the link.
pub(crate) fn made_by(connection: &mut dyn Connection, secret: &str) -> Result<By, Error> {
    let rows = connection.query(
        "SELECT made_by FROM password_links WHERE token_hash = ?1",
        &[secret::digest(secret).into()],
    )?;
    By::read(rows.first().ok_or(Refusal::LinkUnusable)?, 0)
}

pub(crate) fn remove(connection: &mut dyn Connection, id: PersonId) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM password_links WHERE person_id = ?1",
        &[stored::id(id)],
    )?;
    Ok(())
}

fn holder(connection: &mut dyn Connection, secret: &str, now: Timestamp) -> Result<Person, Error> {
    let rows = connection.query(
        "SELECT person_id FROM password_links WHERE token_hash = ?1 AND expires_at > ?2",
        &[secret::digest(secret).into(), stored::at(now)],
    )?;
    let row = rows.first().ok_or(Refusal::LinkUnusable)?;
    person::find(connection, stored::read_id(row, 0)?)?
        .filter(Person::is_active)
        .ok_or(Refusal::LinkUnusable.into())
}

/// Deletes links that have ended.
pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM password_links WHERE expires_at <= ?1",
        &[stored::at(now)],
    )?;
    Ok(())
}
