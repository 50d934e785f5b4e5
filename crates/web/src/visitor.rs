//! Who is asking.

use accounts::secrecy::{ExposeSecret, SecretString};
use accounts::{Person, Proof, SessionId, SessionKind, SignedIn, TokenId, TokenScope};
use domain::ids::*;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::problem::Problem;

/// Somebody who proved who they are.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The person.
    pub person: Person,
    /// How they came in.
    pub way: Way,
}

/// How a visitor came in, and what that limits.
#[derive(Clone, Debug)]
pub enum Way {
    /// By a session cookie.
    Session {
        /// Names the session; unlike the cookie's value it opens nothing.
        id: SessionId,
        /// The cookie's value.
        secret: SecretString,
        /// A guest's session opens this one relationship.
        guest_of: Option<RelationshipId>,
        /// What they showed when it began.
        proof: Proof,
        /// An administrator who has yet to show a second factor.
        lacks_second_factor: bool,
    },
    /// By an API token.
    Token {
        /// Which; unlike its secret it opens nothing.
        id: TokenId,
        /// When it ends.
        expires_at: Timestamp,
        /// What it allows.
        scope: TokenScope,
        /// The only relationship it opens, if it is so bound.
        relationship: Option<RelationshipId>,
    },
}

impl Visitor {
    pub(crate) fn by_session(visit: accounts::Visit, secret: &str, now: Timestamp) -> Self {
        let guest_of = match visit.session.kind {
            SessionKind::Account => None,
            SessionKind::Guest(relationship) => Some(relationship),
        };
        let way = Way::Session {
            id: visit.session.id,
            secret: SecretString::from(secret),
            guest_of,
            proof: visit.session.proof,
            lacks_second_factor: visit.lacks_second_factor(now),
        };
        Self {
            person: visit.person,
            way,
        }
    }

    pub(crate) fn by_token(bearer: accounts::Bearer) -> Self {
        let token = bearer.token;
        Self {
            person: bearer.person,
            way: Way::Token {
                id: token.id,
                expires_at: token.expires_at,
                scope: token.scope,
                relationship: token.relationship,
            },
        }
    }

    /// The same person with the session that goes on in place of theirs.
    pub(crate) fn with_session(&self, signed_in: &SignedIn) -> Self {
        let way = Way::Session {
            id: signed_in.session,
            secret: signed_in.secret.clone(),
            guest_of: None,
            proof: signed_in.proof,
            lacks_second_factor: false,
        };
        Self {
            person: signed_in.person.clone(),
            way,
        }
    }

    /// The secret of the session by which they came.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] to programs: they have none.
    pub(crate) fn session(&self) -> Result<&str, Problem> {
        match &self.way {
            Way::Session { secret, .. } => Ok(secret.expose_secret()),
            Way::Token { .. } => Err(Problem::Forbidden),
        }
    }

    /// What they showed when their session began; a program showed a token, which is made by
    /// somebody who had shown everything.
    pub(crate) fn proof(&self) -> Proof {
        match &self.way {
            Way::Session { proof, .. } => *proof,
            Way::Token { .. } => Proof::Password,
        }
    }

    /// Whether they administer something and have yet to show a second factor.
    pub(crate) fn lacks_second_factor(&self) -> bool {
        matches!(
            self.way,
            Way::Session {
                lacks_second_factor: true,
                ..
            }
        )
    }

    /// The only relationship that this visit opens, if it is bound to one.
    pub fn only(&self) -> Option<RelationshipId> {
        match self.way {
            Way::Session { guest_of, .. } => guest_of,
            Way::Token { relationship, .. } => relationship,
        }
    }

    /// Whether this visit may open the relationship at all; the seat is asked afterwards.
    pub fn may_open(&self, id: RelationshipId) -> bool {
        self.only().is_none_or(|only| only == id)
    }

    /// Whether this visit may change anything at all; what, the rules say.
    pub fn may_write(&self) -> bool {
        !matches!(
            self.way,
            Way::Token {
                scope: TokenScope::Read,
                ..
            }
        )
    }

    /// Whether they came by a guest link.
    pub fn is_guest(&self) -> bool {
        matches!(
            self.way,
            Way::Session {
                guest_of: Some(_),
                ..
            }
        )
    }

    /// The token that proves a form came from a page of ours: made of the session's secret, so it
    /// needs no storage and ends with it. Empty for API tokens, which no browser sends by itself.
    pub fn csrf(&self) -> String {
        match &self.way {
            Way::Session { secret, .. } => csrf(secret.expose_secret()),
            Way::Token { .. } => String::new(),
        }
    }

    /// Compares in constant time.
    pub fn csrf_matches(&self, given: &str) -> bool {
        self.csrf().as_bytes().ct_eq(given.as_bytes()).into()
    }
}

fn csrf(secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"covalue form\0");
    hash.update(secret.as_bytes());
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
