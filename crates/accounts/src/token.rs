//! API tokens: what a program may do in a person's name.

use std::collections::HashSet;

use database::{Connection, Row};
use domain::ids::{PersonId, RelationshipId};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use uuid::Uuid;

use crate::change::{self, By, Change};
use crate::many::rows_by_id;
use crate::person::{self, Person};
use crate::{Accounts, Error, Refusal, entropy, secret, stored, text};

/// Days a token lives at the most: forgotten tokens must not live for ever.
pub const TOKEN_DAYS: i64 = 366;
/// Working tokens of one person: one per program, and a page can list them.
pub const TOKENS_PER_PERSON: usize = 20;

/// How stale `last_used_at` may be: a write per request would be too many.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// A token's id: names it in a list; unlike its secret it opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub Uuid);

impl std::fmt::Display for TokenId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for TokenId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenScope {
    /// See what its person sees.
    Read,
    /// Also say and do what its person may.
    Write,
}

impl TokenScope {
    /// The word used by the API and stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// What its person calls it.
    pub name: String,
    /// What it allows.
    pub scope: TokenScope,
    /// The only relationship it opens, if it is so bound.
    pub relationship: Option<RelationshipId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, give or take five minutes.
    pub last_used_at: Option<Timestamp>,
}

/// Whose program is asking, and what it may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The person in whose name it acts.
    pub person: Person,
    /// The token it presents.
    pub token: Token,
}

const COLUMNS: &str = "t.id, t.name, t.scope, t.relationship_id, t.created_at, t.expires_at, \
     t.revoked_at, t.last_used_at";

impl Accounts {
    /// Makes a token for an account; its secret is shown this once.
    ///
    /// # Errors
    /// Refuses a guest, a bad name, an expiry out of range, and one token too many.
    pub fn create_token(
        &self,
        owner: PersonId,
        name: &str,
        scope: TokenScope,
        relationship: Option<RelationshipId>,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<(Token, SecretString), Error> {
        let name = text::name("name", name)?;
        if expires_at <= now || expires_at > now + SignedDuration::from_hours(24 * TOKEN_DAYS) {
            return Err(Refusal::ExpiryOutOfRange { days: TOKEN_DAYS }.into());
        }
        let id = TokenId(entropy::id(&*self.entropy)?);
        let issued = secret::issue_with_prefix(&*self.entropy, "covalue_")?;
        let created_at = now;
        let (revoked_at, last_used_at) = (None, None);
        let token = Token {
            id,
            name,
            scope,
            relationship,
            created_at,
            expires_at,
            revoked_at,
            last_used_at,
        };
        self.database.write(|connection| {
            if person::active(connection, owner)?.is_guest() {
                return Err(Refusal::GuestMustClaim.into());
            }
            let rows = connection.query(
                "SELECT count(*) FROM tokens \
                 WHERE person_id = ?1 AND revoked_at IS NULL AND expires_at > ?2",
                &[stored::id(owner), stored::at(now)],
            )?;
            if rows.first().map_or(Ok(0), |row| row.integer(0))? >= TOKENS_PER_PERSON as i64 {
                return Err(Refusal::Full {
                    what: "tokens",
                    limit: TOKENS_PER_PERSON,
                }
                .into());
            }
            connection.execute(
                "INSERT INTO tokens (id, token_hash, person_id, name, scope, relationship_id, \
                 created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                &[
                    stored::id(token.id),
                    issued.digest.clone().into(),
                    stored::id(owner),
                    stored::text(&token.name),
                    stored::text(scope.code()),
                    stored::optional_id(relationship),
                    stored::at(now),
                    stored::at(expires_at),
                ],
            )?;
            let (what, by) = (Change::TokenMade, By::Themselves);
            change::note(connection, &*self.entropy, owner, what, by, now)
        })?;
        Ok((token, issued.secret))
    }

    /// Who presents this token: none when it is unknown, expired or revoked, or its person may take
    /// no part. One indexed query.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn bearer(&self, secret: &str, now: Timestamp) -> Result<Option<Bearer>, Error> {
        let sql = format!(
            "SELECT {}, {COLUMNS} FROM tokens t JOIN people p ON p.id = t.person_id \
             JOIN organisations o ON o.id = p.organisation_id \
             WHERE t.token_hash = ?1 AND t.expires_at > ?2 AND t.revoked_at IS NULL \
             AND p.suspended_at IS NULL AND p.erased_at IS NULL",
            person::COLUMNS
        );
        let rows = self
            .database
            .query(&sql, &[secret::digest(secret).into(), stored::at(now)])?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let person = person::from_row(row, 0)?;
        let mut token = from_row(row, person::COLUMN_COUNT)?;
        if token
            .last_used_at
            .is_none_or(|used| now.duration_since(used) >= USED_EVERY)
        {
            // Reading goes on while nothing can be written (a full disk).
            let noted = self.database.write(|connection| {
                connection.execute(
                    "UPDATE tokens SET last_used_at = ?2 WHERE id = ?1",
                    &[stored::id(token.id), stored::at(now)],
                )
            });
            if noted.is_ok() {
                token.last_used_at = Some(now);
            }
        }
        Ok(Some(Bearer { person, token }))
    }

    /// Those of these tokens that open something still: what [`bearer`](Self::bearer) asks, for many at once.
    pub fn open_tokens(
        &self,
        tokens: &[TokenId],
        now: Timestamp,
    ) -> Result<HashSet<TokenId>, Error> {
        const SELECT: &str = "SELECT t.id, t.expires_at, t.revoked_at, p.suspended_at, p.erased_at \
             FROM tokens t JOIN people p ON p.id = t.person_id";
        let rows = self
            .database
            .read(|connection| rows_by_id(connection, SELECT, "t.id", tokens))?;
        let mut open = HashSet::with_capacity(rows.len());
        for row in rows {
            let mut ended = stored::read_at(&row, 1)? <= now;
            for place in 2..=4 {
                ended |= stored::read_optional_at(&row, place)?.is_some();
            }
            if !ended {
                open.insert(stored::read_id(&row, 0)?);
            }
        }
        Ok(open)
    }

    /// Every token of a person, revoked and expired ones too, latest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn tokens_of(&self, owner: PersonId) -> Result<Vec<Token>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM tokens t WHERE t.person_id = ?1 ORDER BY t.created_at DESC, t.id"
        );
        self.database
            .query(&sql, &[stored::id(owner)])?
            .iter()
            .map(|row| from_row(row, 0))
            .collect()
    }

    /// Revokes one of a person's tokens, at once.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn revoke_token(&self, owner: PersonId, id: TokenId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            let revoked = connection.execute(
                "UPDATE tokens SET revoked_at = ?3 \
                 WHERE id = ?1 AND person_id = ?2 AND revoked_at IS NULL",
                &[stored::id(id), stored::id(owner), stored::at(now)],
            )?;
            if revoked == 0 {
                return Ok(());
            }
            let (what, by) = (Change::TokenRevoked, By::Themselves);
            change::note(connection, &*self.entropy, owner, what, by, now)
        })
    }
}

pub(crate) fn revoke_all(
    connection: &mut dyn Connection,
    owner: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "UPDATE tokens SET revoked_at = ?2 WHERE person_id = ?1 AND revoked_at IS NULL",
        &[stored::id(owner), stored::at(now)],
    )?;
    Ok(())
}

fn from_row(row: &Row, first: usize) -> Result<Token, Error> {
    Ok(Token {
        id: stored::read_id(row, first)?,
        name: row.text(first + 1)?.to_owned(),
        scope: match row.text(first + 2)? {
            "read" => TokenScope::Read,
            "write" => TokenScope::Write,
            _ => return Err(Error::Damaged("token scope")),
        },
        relationship: stored::read_optional_id(row, first + 3)?,
        created_at: stored::read_at(row, first + 4)?,
        expires_at: stored::read_at(row, first + 5)?,
        revoked_at: stored::read_optional_at(row, first + 6)?,
        last_used_at: stored::read_optional_at(row, first + 7)?,
    })
}

/// Forgets what a person who is erased called their tokens.
pub(crate) fn erase(connection: &mut dyn Connection, person: PersonId) -> Result<(), Error> {
    connection.execute(
        "UPDATE tokens SET name = '' WHERE person_id = ?1",
        &[stored::id(person)],
    )?;
    Ok(())
}
