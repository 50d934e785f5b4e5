//! What was begun and awaits its answer: a challenge to a passkey, an authenticator app being added,
//! the second step after a password. It lies in the database, so that the answer may come to any
//! node, and is found by the hash of a secret that only whoever began holds.

use database::Connection;
use domain::ids::PersonId;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::entropy::Entropy;
use crate::secret::{self, Issued};
use crate::{Error, Refusal, stored};

/// Time to find a phone or a security key; an answer that took longer is not awaited any more.
pub(crate) const LIFE: SignedDuration = SignedDuration::from_mins(10);
/// Ceremonies of one person at a time: more than the browsers anybody has open.
const PER_PERSON: i64 = 10;

/// What is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The answer of a new passkey.
    AddPasskey,
    /// The answer of a passkey that signs in.
    UsePasskey,
    /// The first code of a new authenticator app.
    AddApp,
    /// A second factor, the password having been right.
    SecondStep,
    /// The answer of a passkey that signs a text.
    Sign,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::AddPasskey => "add_passkey",
            Self::UsePasskey => "use_passkey",
            Self::AddApp => "add_app",
            Self::SecondStep => "second_step",
            Self::Sign => "sign",
        }
    }
}

/// A ceremony on its way into the database.
pub(crate) struct Begun {
    kind: Kind,
    issued: Issued,
    expires_at: Timestamp,
}

/// A ceremony that is awaited.
pub(crate) struct Awaited {
    pub person: Option<PersonId>,
    pub state: Vec<u8>,
}

pub(crate) fn begin(entropy: &dyn Entropy, kind: Kind, now: Timestamp) -> Result<Begun, Error> {
    Ok(Begun {
        kind,
        issued: secret::issue(entropy)?,
        expires_at: now + LIFE,
    })
}

impl Begun {
    pub fn store(
        &self,
        connection: &mut dyn Connection,
        person: Option<PersonId>,
        state: &[u8],
    ) -> Result<(), Error> {
        if let Some(person) = person {
            connection.execute(
                "DELETE FROM ceremonies WHERE person_id = ?1 AND token_hash NOT IN \
                 (SELECT token_hash FROM ceremonies WHERE person_id = ?1 \
                 ORDER BY expires_at DESC, token_hash LIMIT ?2)",
                &[stored::id(person), (PER_PERSON - 1).into()],
            )?;
        }
        connection.execute(
            "INSERT INTO ceremonies (token_hash, kind, person_id, state, expires_at) \
             VALUES (?1, ?2, ?3, ?4, ?5)",
            &[
                self.issued.digest.clone().into(),
                stored::text(self.kind.code()),
                stored::optional_id(person),
                state.to_vec().into(),
                stored::at(self.expires_at),
            ],
        )?;
        Ok(())
    }

    pub fn into_secret(self) -> SecretString {
        self.issued.secret
    }
}

/// The ceremony of this secret, which goes on awaiting its answer.
pub(crate) fn find(
    connection: &mut dyn Connection,
    kind: Kind,
    secret: &str,
    now: Timestamp,
) -> Result<Awaited, Error> {
    let rows = connection.query(
        "SELECT person_id, state FROM ceremonies \
         WHERE token_hash = ?1 AND kind = ?2 AND expires_at > ?3",
        &[
            secret::digest(secret).into(),
            stored::text(kind.code()),
            stored::at(now),
        ],
    )?;
    let row = rows.first().ok_or(Refusal::TookTooLong)?;
    Ok(Awaited {
        person: stored::read_optional_id(row, 0)?,
        state: row.bytes(1)?.to_vec(),
    })
}

/// The ceremony of this secret, which is over with it; of two answers at once, one is refused.
pub(crate) fn take(
    connection: &mut dyn Connection,
    kind: Kind,
    secret: &str,
    now: Timestamp,
) -> Result<Awaited, Error> {
    let awaited = find(connection, kind, secret, now)?;
    let taken = connection.execute(
        "DELETE FROM ceremonies WHERE token_hash = ?1",
        &[secret::digest(secret).into()],
    )?;
    if taken == 1 {
        Ok(awaited)
    } else {
        Err(Refusal::TookTooLong.into())
    }
}

pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM ceremonies WHERE expires_at <= ?1",
        &[stored::at(now)],
    )?;
    Ok(())
}

/// Nothing that this person began is awaited any more.
pub(crate) fn end_all(connection: &mut dyn Connection, person: PersonId) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM ceremonies WHERE person_id = ?1",
        &[stored::id(person)],
    )?;
    Ok(())
}
