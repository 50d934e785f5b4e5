//! What changed in somebody's ways in: kept for their account page, and told by mail.
//!
//! A change is noted in the transaction that makes it, so none can be made in silence, and whoever
//! came in by it finds no way to take the note back. A note holds no secret: what it is of, when, and
//! who did it.

use database::{Connection, Row};
use domain::ids::PersonId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::entropy::Entropy;
use crate::person::{self, Person};
use crate::{Accounts, Error, entropy, stored};

/// How long notes are kept: somebody who comes back after a long leave still finds them.
pub const CHANGES_KEPT: SignedDuration = SignedDuration::from_hours(366 * 24);
/// How long a change is worth a mail: a mail server that is set up later tells no old tales.
pub const CHANGES_TOLD: SignedDuration = SignedDuration::from_hours(3 * 24);

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// An account came about, with a password.
    AccountMade,
    /// The password was changed, the old one being known.
    PasswordChanged,
    /// The password was set by a link.
    PasswordSet,
    /// Somebody made a link for a new password.
    LinkMade,
    /// Another address was asked for; it takes the place of this one once somebody shows that they read
    /// mail there.
    AddressAsked,
    /// The address one signs in with.
    AddressChanged,
    /// A passkey.
    PasskeyAdded,
    /// A passkey, no more.
    PasskeyRemoved,
    /// An authenticator app, perhaps in place of another.
    AppAdded,
    /// The authenticator app, no more.
    AppRemoved,
    /// Recovery codes were made; earlier ones ended.
    CodesRenewed,
    /// A recovery code was used up.
    CodeUsed,
    /// Passkeys, app and recovery codes were all taken away.
    FactorsRemoved,
    /// An API token.
    TokenMade,
    /// An API token, no more.
    TokenRevoked,
    /// Administrator of the organisation.
    Administrator,
    /// Administrator of the organisation, no more.
    NoAdministrator,
    /// Administrator of the server.
    Host,
    /// Administrator of the server, no more.
    NoHost,
    /// Kept out for now.
    Suspended,
    /// Let in again.
    Reinstated,
    /// The organisation that one was said to belong to knows one as its own.
    TakenIn,
    /// It says that one does not belong to it.
    Disowned,
    /// Somebody who was said to belong to one's organisation was taken in. Administrators hear of it.
    MemberTakenIn,
    /// Somebody whom a member brought has an account of one's organisation. Administrators hear of it.
    MemberJoined,
}

impl Change {
    /// Every one there is.
    pub const ALL: [Self; 25] = [
        Self::AccountMade,
        Self::PasswordChanged,
        Self::PasswordSet,
        Self::LinkMade,
        Self::AddressAsked,
        Self::AddressChanged,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::AppAdded,
        Self::AppRemoved,
        Self::CodesRenewed,
        Self::CodeUsed,
        Self::FactorsRemoved,
        Self::TokenMade,
        Self::TokenRevoked,
        Self::Administrator,
        Self::NoAdministrator,
        Self::Host,
        Self::NoHost,
        Self::Suspended,
        Self::Reinstated,
        Self::TakenIn,
        Self::Disowned,
        Self::MemberTakenIn,
        Self::MemberJoined,
    ];

    /// The word it is stored under.
    pub fn word(self) -> &'static str {
        match self {
            Self::AccountMade => "account-made",
            Self::PasswordChanged => "password-changed",
            Self::PasswordSet => "password-set",
            Self::LinkMade => "link-made",
            Self::AddressAsked => "address-asked",
            Self::AddressChanged => "address-changed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::AppAdded => "app-added",
            Self::AppRemoved => "app-removed",
            Self::CodesRenewed => "codes-renewed",
            Self::CodeUsed => "code-used",
            Self::FactorsRemoved => "factors-removed",
            Self::TokenMade => "token-made",
            Self::TokenRevoked => "token-revoked",
            Self::Administrator => "administrator",
            Self::NoAdministrator => "no-administrator",
            Self::Host => "host",
            Self::NoHost => "no-host",
            Self::Suspended => "suspended",
            Self::Reinstated => "reinstated",
            Self::TakenIn => "taken-in",
            Self::Disowned => "disowned",
            Self::MemberTakenIn => "member-taken-in",
            Self::MemberJoined => "member-joined",
        }
    }
}

/// Who made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The person whose ways in they are, as far as anybody can know.
    Themselves,
    /// Somebody else: an administrator.
    Person(PersonId),
    /// Whoever runs the server, at its command line.
    Operator,
}

impl By {
    /// `actor`, who may be the person themselves.
    pub(crate) fn of(actor: PersonId, person: PersonId) -> Self {
        if actor == person {
            Self::Themselves
        } else {
            Self::Person(actor)
        }
    }

    pub(crate) fn store(self) -> Option<String> {
        match self {
            Self::Themselves => None,
            Self::Person(person) => Some(person.to_string()),
            Self::Operator => Some(OPERATOR.to_owned()),
        }
    }

    pub(crate) fn read(row: &Row, column: usize) -> Result<Self, Error> {
        match row.optional_text(column)? {
            None => Ok(Self::Themselves),
            Some(OPERATOR) => Ok(Self::Operator),
            Some(_) => Ok(Self::Person(stored::read_id(row, column)?)),
        }
    }
}

const OPERATOR: &str = "operator";

/// A change as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// What changed.
    pub what: Change,
    /// Who changed it.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Whom it is about, where that is somebody else.
    pub about: Option<PersonId>,
}

/// A change of which its person has not been told by mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// Names it, and its mail.
    pub id: Uuid,
    /// The change.
    pub noted: Noted,
    /// Whose ways in they are.
    pub person: Person,
    /// Where to tell them: the address at that time, and one that was theirs until then.
    pub addresses: Vec<String>,
}

impl Accounts {
    /// What changed in a person's ways in, latest first, at most this many.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn changes_of(&self, person: PersonId, at_most: usize) -> Result<Vec<Noted>, Error> {
        let rows = self.database.query(
            "SELECT what, by_whom, at, about FROM way_changes WHERE person_id = ?1 \
             ORDER BY at DESC, id LIMIT ?2",
            &[stored::id(person), (at_most as i64).into()],
        )?;
        rows.iter().map(|row| noted(row, 0)).collect()
    }

    /// Changes to tell by mail, longest waiting first, at most this many.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn untold_changes(&self, now: Timestamp, at_most: usize) -> Result<Vec<Untold>, Error> {
        let sql = format!(
            "SELECT c.id, c.address, c.old_address, c.what, c.by_whom, c.at, c.about, {} \
             FROM way_changes c JOIN people p ON p.id = c.person_id \
             JOIN organisations o ON o.id = p.organisation_id \
             WHERE c.told_at IS NULL AND c.at > ?1 \
             AND (c.address IS NOT NULL OR c.old_address IS NOT NULL) ORDER BY c.at, c.id LIMIT ?2",
            person::COLUMNS
        );
        let params = [stored::at(now - CHANGES_TOLD), (at_most as i64).into()];
        let rows = self.database.query(&sql, &params)?;
        rows.iter()
            .map(|row| {
                let addresses = [row.optional_text(1)?, row.optional_text(2)?];
                Ok(Untold {
                    id: stored::read_id(row, 0)?,
                    noted: noted(row, 3)?,
                    person: person::from_row(row, 7)?,
                    addresses: addresses.into_iter().flatten().map(str::to_owned).collect(),
                })
            })
            .collect()
    }

    /// Takes it on to tell of a change; of several nodes one is let (`true`). The addresses are
    /// forgotten with it: a mail goes out at most once.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn claim_change(&self, id: Uuid, now: Timestamp) -> Result<bool, Error> {
        let claimed = self.database.write(|connection| {
            connection.execute(
                "UPDATE way_changes SET told_at = ?2, address = NULL, old_address = NULL \
                 WHERE id = ?1 AND told_at IS NULL",
                &[stored::id(id), stored::at(now)],
            )
        })?;
        Ok(claimed == 1)
    }
}

/// Notes a change, to be told where the person is reached after it.
pub(crate) fn note(
    connection: &mut dyn Connection,
    entropy: &dyn Entropy,
    person: PersonId,
    what: Change,
    by: By,
    now: Timestamp,
) -> Result<(), Error> {
    note_from(connection, entropy, person, what, by, None, now)
}

/// Notes a change of somebody else, of which the person is told.
pub(crate) fn note_about(
    connection: &mut dyn Connection,
    entropy: &dyn Entropy,
    person: PersonId,
    what: Change,
    by: By,
    about: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO way_changes (id, person_id, at, what, by_whom, about, address) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT email FROM people WHERE id = ?2))",
        &[
            stored::id(entropy::id(entropy)?),
            stored::id(person),
            stored::at(now),
            stored::text(what.word()),
            stored::optional_text(by.store().as_deref()),
            stored::id(about),
        ],
    )?;
    Ok(())
}

/// As [`note`], to be told at an address that was the person's until now, too.
pub(crate) fn note_from(
    connection: &mut dyn Connection,
    entropy: &dyn Entropy,
    person: PersonId,
    what: Change,
    by: By,
    old_address: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO way_changes (id, person_id, at, what, by_whom, address, old_address) \
         VALUES (?1, ?2, ?3, ?4, ?5, (SELECT email FROM people WHERE id = ?2), ?6)",
        &[
            stored::id(entropy::id(entropy)?),
            stored::id(person),
            stored::at(now),
            stored::text(what.word()),
            stored::optional_text(by.store().as_deref()),
            stored::optional_text(old_address),
        ],
    )?;
    Ok(())
}

/// Forgets all notes about a person: addresses are among them.
pub(crate) fn erase(connection: &mut dyn Connection, person: PersonId) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM way_changes WHERE person_id = ?1",
        &[stored::id(person)],
    )?;
    Ok(())
}

pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM way_changes WHERE at <= ?1",
        &[stored::at(now - CHANGES_KEPT)],
    )?;
    connection.execute(
        "UPDATE way_changes SET address = NULL, old_address = NULL \
         WHERE at <= ?1 AND (address IS NOT NULL OR old_address IS NOT NULL)",
        &[stored::at(now - CHANGES_TOLD)],
    )?;
    Ok(())
}

fn noted(row: &Row, first: usize) -> Result<Noted, Error> {
    let word = row.text(first)?;
    let what = Change::ALL.into_iter().find(|what| what.word() == word);
    Ok(Noted {
        what: what.ok_or(Error::Damaged("change"))?,
        by: By::read(row, first + 1)?,
        at: stored::read_at(row, first + 2)?,
        about: stored::read_optional_id(row, first + 3)?,
    })
}
