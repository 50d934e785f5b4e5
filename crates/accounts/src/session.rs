//! Sessions: who is asking. They are looked up with every request, so that ending one is effective
//! at once, on every node.

use std::collections::HashSet;

use database::{Connection, Row};
use domain::ids::{PersonId, RelationshipId};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use uuid::Uuid;

use crate::invitation::InvitationId;
use crate::many::rows_by_id;
use crate::person::{self, Person};
use crate::secret::{self, Issued};
use crate::{Accounts, Error, Refusal, entropy, second_factor, stored};

/// A session that nobody used for so long has ended.
pub const SESSION_IDLE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A session ends after so long, used or not.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Sessions of one person: more than the devices anybody uses. The oldest gives way.
pub const SESSIONS_PER_PERSON: usize = 20;

/// Whoever changes how they sign in has just shown who they are: no longer ago than this.
pub const JUST_SIGNED_IN: SignedDuration = SignedDuration::from_mins(15);
/// An administrator whose account came to be in this very session may go on for so long before a
/// second factor is due: the first ten minutes are for the first relationship.
pub const GRACE: SignedDuration = SignedDuration::from_hours(24);

/// How stale `last_seen_at` may be: a write per request would be too many.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// A session's id: names it in a list; unlike its secret it opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub Uuid);

impl std::fmt::Display for SessionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for SessionId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// What a session opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// Everything the person may see: they signed in.
    Account,
    /// One relationship only: they came by its invitation link.
    Guest(RelationshipId),
}

/// What somebody showed when their session began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// An invitation's link.
    Link,
    /// The password that they chose just then: the session in which their account came to be.
    NewAccount,
    /// The password.
    Password,
    /// The password and a code of an authenticator app.
    Code,
    /// The password and a recovery code.
    RecoveryCode,
    /// A passkey, which its holder has and had to unlock.
    Passkey,
    /// Nothing: the demo lets everybody see with everybody's eyes.
    Demo,
}

impl Proof {
    const ALL: [Self; 7] = [
        Self::Link,
        Self::NewAccount,
        Self::Password,
        Self::Code,
        Self::RecoveryCode,
        Self::Passkey,
        Self::Demo,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::NewAccount => "new_account",
            Self::Password => "password",
            Self::Code => "code",
            Self::RecoveryCode => "recovery_code",
            Self::Passkey => "passkey",
            Self::Demo => "demo",
        }
    }

    /// Whether two factors were shown. The demo has nothing to protect and counts as if.
    pub fn is_two_factors(self) -> bool {
        matches!(
            self,
            Self::Code | Self::RecoveryCode | Self::Passkey | Self::Demo
        )
    }
}

/// A session, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What it opens.
    pub kind: SessionKind,
    /// What its person showed.
    pub proof: Proof,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, give or take five minutes.
    pub last_seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// Who is asking, and how they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The person.
    pub person: Person,
    /// Their session.
    pub session: Session,
}

impl Visit {
    /// Whether an administrator is asking who has yet to show a second factor: until then their
    /// account opens nothing but the pages on which they add one.
    pub fn lacks_second_factor(&self, now: Timestamp) -> bool {
        let (person, session) = (&self.person, &self.session);
        let administers = person.administrator || person.host_administrator;
        let is_new = session.proof == Proof::NewAccount && now < session.created_at + GRACE;
        administers
            && session.kind == SessionKind::Account
            && !session.proof.is_two_factors()
            && !is_new
    }
}

/// A fresh session to be put into a cookie; its secret is known to nobody else.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who is signed in.
    pub person: Person,
    /// Their session.
    pub session: SessionId,
    /// What they showed.
    pub proof: Proof,
    /// Goes into the cookie.
    pub secret: SecretString,
    /// When the session ends at the latest.
    pub expires_at: Timestamp,
}

const COLUMNS: &str =
    "s.id, s.relationship_id, s.created_at, s.last_seen_at, s.expires_at, s.proof";

impl Accounts {
    /// Who presents this session's secret: none when it is unknown, has ended, or its person may
    /// take no part. One indexed query.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn visit(&self, secret: &str, now: Timestamp) -> Result<Option<Visit>, Error> {
        let sql = format!(
            "SELECT {}, {COLUMNS} FROM sessions s JOIN people p ON p.id = s.person_id \
             JOIN organisations o ON o.id = p.organisation_id \
             WHERE s.token_hash = ?1 AND s.expires_at > ?2 AND s.last_seen_at > ?3 \
             AND p.suspended_at IS NULL AND p.erased_at IS NULL",
            person::COLUMNS
        );
        let params = [
            secret::digest(secret).into(),
            stored::at(now),
            stored::at(now - SESSION_IDLE),
        ];
        let rows = self.database.query(&sql, &params)?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let person = person::from_row(row, 0)?;
        let mut session = from_row(row, person::COLUMN_COUNT)?;
        if now.duration_since(session.last_seen_at) >= SEEN_EVERY {
            // Reading goes on while nothing can be written (a full disk): the session then only
            // ends a little early.
            let noted = self.database.write(|connection| {
                connection.execute(
                    "UPDATE sessions SET last_seen_at = ?2 WHERE id = ?1 AND last_seen_at < ?2",
                    &[stored::id(session.id), stored::at(now)],
                )
            });
            if noted.is_ok() {
                session.last_seen_at = now;
            }
        }
        Ok(Some(Visit { person, session }))
    }

    /// Those of these sessions that have not ended, and whose people may take part: what
    /// [`visit`](Self::visit) asks, for many at once and without a trace of being there.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn open_sessions(
        &self,
        sessions: &[SessionId],
        now: Timestamp,
    ) -> Result<HashSet<SessionId>, Error> {
        const SELECT: &str = "SELECT s.id, s.expires_at, s.last_seen_at, p.suspended_at, \
             p.erased_at FROM sessions s JOIN people p ON p.id = s.person_id";
        let rows = self
            .database
            .read(|connection| rows_by_id(connection, SELECT, "s.id", sessions))?;
        let mut open = HashSet::with_capacity(rows.len());
        for row in rows {
            let ended = stored::read_at(&row, 1)? <= now
                || stored::read_at(&row, 2)? <= now - SESSION_IDLE
                || stored::read_optional_at(&row, 3)?.is_some()
                || stored::read_optional_at(&row, 4)?.is_some();
            if !ended {
                open.insert(stored::read_id(&row, 0)?);
            }
        }
        Ok(open)
    }

    /// The sessions a person has open, latest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn sessions_of(&self, person: PersonId, now: Timestamp) -> Result<Vec<Session>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM sessions s WHERE s.person_id = ?1 AND s.expires_at > ?2 \
             AND s.last_seen_at > ?3 ORDER BY s.last_seen_at DESC, s.id"
        );
        let params = [
            stored::id(person),
            stored::at(now),
            stored::at(now - SESSION_IDLE),
        ];
        self.database
            .query(&sql, &params)?
            .iter()
            .map(|row| from_row(row, 0))
            .collect()
    }

    /// Ends the session of this secret, if there is one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn sign_out(&self, secret: &str) -> Result<(), Error> {
        self.database.write(|connection| end(connection, secret))
    }

    /// Ends one of a person's sessions.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn end_session(&self, person: PersonId, session: SessionId) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "DELETE FROM sessions WHERE id = ?1 AND person_id = ?2",
                &[stored::id(session), stored::id(person)],
            )?;
            Ok(())
        })
    }

    /// Ends all of a person's sessions: "sign out everywhere".
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn sign_out_everywhere(&self, person: PersonId) -> Result<(), Error> {
        self.database
            .write(|connection| end_all(connection, person))
    }

    /// A session without a password, for the people of the demo, who belong to whoever tries it.
    /// That `person` is one of them is for the caller to check.
    ///
    /// # Errors
    /// Refuses a person who is unknown or takes no part.
    pub fn demo_session(&self, person: PersonId, now: Timestamp) -> Result<SignedIn, Error> {
        let session = self.new_session(Proof::Demo, now)?;
        let person = self.database.write(|connection| {
            let person = person::active(connection, person)?;
            session.store_for_account(connection, person.id)?;
            Ok::<_, Error>(person)
        })?;
        Ok(session.into_signed_in(person))
    }

    pub(crate) fn new_session(&self, proof: Proof, now: Timestamp) -> Result<NewSession, Error> {
        Ok(NewSession {
            id: SessionId(entropy::id(&*self.entropy)?),
            proof,
            issued: secret::issue(&*self.entropy)?,
            created_at: now,
            expires_at: now + SESSION_LIFE,
        })
    }
}

/// A session on its way into the database.
pub(crate) struct NewSession {
    id: SessionId,
    proof: Proof,
    issued: Issued,
    created_at: Timestamp,
    expires_at: Timestamp,
}

impl NewSession {
    /// Ends no later than that.
    pub fn until(self, latest: Timestamp) -> Self {
        Self {
            expires_at: self.expires_at.min(latest),
            ..self
        }
    }

    pub fn store_for_account(
        &self,
        connection: &mut dyn Connection,
        person: PersonId,
    ) -> Result<(), Error> {
        self.store(connection, person, None)
    }

    pub fn store_for_guest(
        &self,
        connection: &mut dyn Connection,
        person: PersonId,
        relationship: RelationshipId,
        invitation: InvitationId,
    ) -> Result<(), Error> {
        self.store(connection, person, Some((relationship, invitation)))
    }

    fn store(
        &self,
        connection: &mut dyn Connection,
        person: PersonId,
        bound_to: Option<(RelationshipId, InvitationId)>,
    ) -> Result<(), Error> {
        connection.execute(
            "DELETE FROM sessions WHERE person_id = ?1 AND id NOT IN (SELECT id FROM sessions \
             WHERE person_id = ?1 ORDER BY last_seen_at DESC, id LIMIT ?2)",
            &[stored::id(person), (SESSIONS_PER_PERSON as i64 - 1).into()],
        )?;
        connection.execute(
            "INSERT INTO sessions (id, token_hash, person_id, relationship_id, invitation_id, \
             created_at, last_seen_at, expires_at, proof) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8)",
            &[
                stored::id(self.id),
                self.issued.digest.clone().into(),
                stored::id(person),
                stored::optional_id(bound_to.map(|(relationship, _)| relationship)),
                stored::optional_id(bound_to.map(|(_, invitation)| invitation)),
                stored::at(self.created_at),
                stored::at(self.expires_at),
                stored::text(self.proof.code()),
            ],
        )?;
        Ok(())
    }

    pub fn into_signed_in(self, person: Person) -> SignedIn {
        self.signed_in(person)
    }

    pub fn signed_in(&self, person: Person) -> SignedIn {
        SignedIn {
            person,
            session: self.id,
            proof: self.proof,
            secret: self.issued.secret.clone(),
            expires_at: self.expires_at,
        }
    }
}

/// Deletes sessions that have ended.
pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM sessions WHERE expires_at <= ?1 OR last_seen_at <= ?2",
        &[stored::at(now), stored::at(now - SESSION_IDLE)],
    )?;
    Ok(())
}

pub(crate) fn end(connection: &mut dyn Connection, secret: &str) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM sessions WHERE token_hash = ?1",
        &[secret::digest(secret).into()],
    )?;
    Ok(())
}

pub(crate) fn end_all(connection: &mut dyn Connection, person: PersonId) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM sessions WHERE person_id = ?1",
        &[stored::id(person)],
    )?;
    Ok(())
}

/// The account whose session this is, held until the transaction ends, if it may change now how it
/// signs in: the session has shown whatever second factor there is, and a moment ago.
pub(crate) fn just_signed_in(
    connection: &mut dyn Connection,
    secret: &str,
    now: Timestamp,
) -> Result<Person, Error> {
    let sql = format!("SELECT s.person_id, {COLUMNS} FROM sessions s WHERE s.token_hash = ?1");
    let rows = connection.query(&sql, &[secret::digest(secret).into()])?;
    let row = rows.first().ok_or(Refusal::SignInAgain)?;
    let (id, session) = (stored::read_id(row, 0)?, from_row(row, 1)?);
    let person = person::active(connection, id)?;
    if person.is_guest() {
        return Err(Refusal::GuestMustClaim.into());
    }
    second_factor::hold(connection, id)?;
    let shown = session.proof.is_two_factors() || !second_factor::is_there(connection, id)?;
    if shown && now < session.created_at + JUST_SIGNED_IN {
        Ok(person)
    } else {
        Err(Refusal::SignInAgain.into())
    }
}

fn from_row(row: &Row, first: usize) -> Result<Session, Error> {
    Ok(Session {
        id: stored::read_id(row, first)?,
        kind: stored::read_optional_id(row, first + 1)?
            .map_or(SessionKind::Account, SessionKind::Guest),
        created_at: stored::read_at(row, first + 2)?,
        last_seen_at: stored::read_at(row, first + 3)?,
        expires_at: stored::read_at(row, first + 4)?,
        proof: read_proof(row.text(first + 5)?)?,
    })
}

fn read_proof(code: &str) -> Result<Proof, Error> {
    Proof::ALL
        .into_iter()
        .find(|proof| proof.code() == code)
        .ok_or(Error::Damaged("proof of a session"))
}
