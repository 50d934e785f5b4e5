//! What a person hears by mail, and how they stop it.
//!
//! An account hears from the first day; a guest only after saying so, at an address of their own.
//! The link in a mail can make its reader hear less and do nothing else: it shows nobody's name,
//! opens no session, and cannot start the mail again.

use std::fmt;
use std::str::FromStr;

use database::{Connection, Row};
use domain::ids::PersonId;
use jiff::Timestamp;
use secrecy::SecretString;

use crate::person::{self, Person};
use crate::secret::{self, Issued};
use crate::text;
use crate::{Accounts, Error, Refusal, outbox, stored};

/// What a person wants to hear by mail. Each includes what is before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hears {
    /// Nothing but what they ask for themselves, such as a link for a forgotten password.
    Nothing,
    /// What answers their own word.
    OwnWords,
    /// What needs them, once a week.
    Weekly,
    /// What needs them, every working day.
    Daily,
}

impl Hears {
    /// Every choice, from the quietest on.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::OwnWords, Self::Weekly, Self::Daily];

    /// The word that stands for it in forms and rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::OwnWords => "own_words",
            Self::Weekly => "weekly",
            Self::Daily => "daily",
        }
    }

    /// The choice that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hears| hears.word() == word)
    }

    /// What somebody hears who never chose.
    fn unchosen(is_guest: bool) -> Self {
        if is_guest {
            Self::Nothing
        } else {
            Self::Weekly
        }
    }
}

impl fmt::Display for Hears {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Hears {
    type Err = Error;
    fn from_str(word: &str) -> Result<Self, Error> {
        Self::from_word(word).ok_or(Error::Damaged("choice of mail"))
    }
}

/// What a person hears by mail, where, and whether it pauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// What they hear.
    pub hears: Hears,
    /// Where: an account's own address, or the one that a guest gave for this.
    pub address: Option<String>,
    /// Until when it pauses; may lie in the past.
    pub paused_until: Option<Timestamp>,
    /// The days for which a reminder was made last, as `2026-11-23`.
    pub(crate) reminded_for: Option<String>,
}

impl Mailing {
    /// Whether nothing goes out for the time being.
    pub fn is_paused(&self, now: Timestamp) -> bool {
        self.paused_until.is_some_and(|until| now < until)
    }
}

/// The columns that [`from_row`] reads, from `people p LEFT JOIN mailings m`.
pub(crate) const COLUMNS: &str =
    "m.hears, m.address, m.paused_until, m.reminded_for, p.claimed_at, p.email";

pub(crate) fn from_row(row: &Row, first: usize) -> Result<Mailing, Error> {
    let is_guest = row.optional_integer(first + 4)?.is_none();
    let hears = match row.optional_text(first)? {
        Some(word) => word.parse()?,
        None => Hears::unchosen(is_guest),
    };
    let address = if is_guest { first + 1 } else { first + 5 };
    Ok(Mailing {
        hears,
        address: row.optional_text(address)?.map(str::to_owned),
        paused_until: stored::read_optional_at(row, first + 2)?,
        reminded_for: row.optional_text(first + 3)?.map(str::to_owned),
    })
}

pub(crate) fn find(connection: &mut dyn Connection, id: PersonId) -> Result<Mailing, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM people p LEFT JOIN mailings m ON m.person_id = p.id WHERE p.id = ?1"
    );
    let rows = connection.query(&sql, &[stored::id(id)])?;
    let row = rows.first().ok_or(Refusal::Unknown { what: "person" })?;
    from_row(row, 0)
}

/// A secret on its way into a mail; what is stored of it is stored when the mail is claimed.
pub struct MailSecret {
    issued: Issued,
}

impl MailSecret {
    /// Goes into the link.
    pub fn secret(&self) -> &SecretString {
        &self.issued.secret
    }

    pub(crate) fn digest(&self) -> Vec<u8> {
        self.issued.digest.clone()
    }
}

impl fmt::Debug for MailSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailSecret")
    }
}

impl Accounts {
    /// What the person hears by mail.
    ///
    /// # Errors
    /// Refuses an unknown person.
    pub fn mailing(&self, id: PersonId) -> Result<Mailing, Error> {
        self.database.read(|connection| Ok(find(connection, id)))?
    }

    /// Chooses what to hear. A guest says at which address, and with [`Hears::Nothing`] has it
    /// forgotten; an account hears at its own.
    ///
    /// # Errors
    /// Refuses an address that is malformed or missing, and reminders for a guest, whose one table
    /// is behind their link.
    pub fn choose_mail(
        &self,
        id: PersonId,
        hears: Hears,
        address: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            let person = person::active(connection, id)?;
            let address = match (person.is_guest(), hears) {
                (true, Hears::Weekly | Hears::Daily) => return Err(Refusal::GuestMustClaim.into()),
                (true, Hears::OwnWords) => Some(text::email(address)?),
                _ => None,
            };
            connection.execute(
                "INSERT INTO mailings (person_id, hears, address, chosen_at) \
                 VALUES (?1, ?2, ?3, ?4) ON CONFLICT (person_id) DO UPDATE SET \
                 hears = excluded.hears, address = excluded.address, \
                 chosen_at = excluded.chosen_at",
                &[
                    stored::id(id),
                    stored::text(hears.word()),
                    stored::optional_text(address.as_deref()),
                    stored::at(now),
                ],
            )?;
            if hears == Hears::Nothing {
                outbox::drop_waiting(connection, id, now)?;
            }
            Ok(())
        })
    }

    /// Pauses the mail until then, or goes on with it. What answers the person's own word waits and
    /// is told afterwards; reminders of the time between are not made up for.
    ///
    /// # Errors
    /// Refuses a person who takes no part.
    pub fn pause_mail(&self, id: PersonId, until: Option<Timestamp>) -> Result<(), Error> {
        self.database.write(|connection| {
            person::active(connection, id)?;
            pause(connection, id, until)
        })
    }

    /// Whom the link for hearing less is for: for the page behind it, which changes nothing.
    ///
    /// # Errors
    /// Refuses a link that is unknown or whose mail is forgotten ([`Refusal::LinkUnusable`]).
    pub fn quieter_link(&self, secret: &str) -> Result<(Person, Mailing), Error> {
        self.database
            .read(|connection| Ok(behind(connection, secret)))?
    }

    /// Uses the link for hearing less: pauses the mail until then, or stops it for good. As often
    /// as one likes; a guest's address is kept, so that it can be started again on their page.
    ///
    /// # Errors
    /// As [`Self::quieter_link`].
    pub fn use_quieter_link(
        &self,
        secret: &str,
        pause_until: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            let (person, mailing) = behind(connection, secret)?;
            if pause_until.is_some() {
                // Never an earlier end than was chosen before: this link makes nothing louder.
                let until = pause_until.max(mailing.paused_until);
                return pause(connection, person.id, until);
            }
            connection.execute(
                "INSERT INTO mailings (person_id, hears, chosen_at) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (person_id) DO UPDATE SET hears = excluded.hears, \
                 chosen_at = excluded.chosen_at",
                &[
                    stored::id(person.id),
                    stored::text(Hears::Nothing.word()),
                    stored::at(now),
                ],
            )?;
            outbox::drop_waiting(connection, person.id, now)
        })
    }

    /// A secret for the link with which the reader of one mail hears less.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn new_mail_secret(&self) -> Result<MailSecret, Error> {
        Ok(MailSecret {
            issued: secret::issue(&*self.entropy)?,
        })
    }
}

fn pause(
    connection: &mut dyn Connection,
    id: PersonId,
    until: Option<Timestamp>,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO mailings (person_id, paused_until) VALUES (?1, ?2) \
         ON CONFLICT (person_id) DO UPDATE SET paused_until = excluded.paused_until",
        &[
            stored::id(id),
            until.map_or(database::Value::Null, stored::at),
        ],
    )?;
    Ok(())
}

fn behind(connection: &mut dyn Connection, secret: &str) -> Result<(Person, Mailing), Error> {
    let rows = connection.query(
        "SELECT person_id FROM mails WHERE stop_hash = ?1 AND kind IN ('news', 'digest', 'meeting')",
        &[secret::digest(secret).into()],
    )?;
    let row = rows.first().ok_or(Refusal::LinkUnusable)?;
    let id = stored::read_id(row, 0)?;
    let person = person::find(connection, id)?
        .filter(|person| person.erased_at.is_none())
        .ok_or(Refusal::LinkUnusable)?;
    Ok((person, find(connection, id)?))
}
