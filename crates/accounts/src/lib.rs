//! Who may come in: organisations, their people, and the ways people prove who they are.
//!
//! Accounts are ordinary rows that change in place, unlike the record: a name is corrected or
//! erased here, while the records know only ids. Nothing here knows what anybody said, wants or
//! values, nor who may see it; whether somebody may *invite* or *speak* is a relationship's own
//! rule, and callers ask there first.
//!
//! Everything blocks; asynchronous callers use a blocking thread. Time and randomness are
//! arguments.
//!
//! Invariants:
//! - Of passwords, links, sessions and tokens only hashes are stored; secrets leave as
//!   [`secrecy::SecretString`], which does not print itself.
//! - Suspending or erasing a person, or replacing a password, ends all sessions, tokens and
//!   password links of that person in the same transaction.
//! - An organisation that has an administrator keeps one, and so does the server.

mod attempts;
mod entropy;
mod error;
mod invitation;
mod many;
mod organisation;
mod password;
mod password_link;
mod person;
mod refusal;
mod schema;
mod seat;
mod secret;
mod session;
mod set_up;
mod setting;
mod sign_in;
mod stored;
mod text;
mod token;

use std::sync::Arc;

use database::Database;

use attempts::Attempts;
use password::Hashing;

pub use attempts::ATTEMPTS;
pub use entropy::{Entropy, SystemEntropy};
pub use error::Error;
pub use invitation::{
    INVITATION_LIFE, INVITATIONS_PER_RELATIONSHIP, Invitation, InvitationId, Invited, Invitee,
};
pub use organisation::Organisation;
pub use password::{PASSWORD_LEAST, PASSWORD_MOST};
pub use password_link::PasswordLink;
pub use person::{DisplayName, NewPerson, PEOPLE_PER_ORGANISATION, Person};
pub use refusal::Refusal;
/// What secrets are handed over in, re-exported so that callers need no version of their own.
pub use secrecy;
pub use session::{
    SESSION_IDLE, SESSION_LIFE, SESSIONS_PER_PERSON, Session, SessionId, SessionKind, SignedIn,
    Visit,
};
pub use set_up::SetUp;
pub use setting::Setting;
pub use text::{EMAIL_LENGTH, LINE_LENGTH, Language, NAME_LENGTH};
pub use token::{Bearer, TOKEN_DAYS, TOKENS_PER_PERSON, Token, TokenId, TokenScope};

/// The accounts of one server: cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Accounts {
    database: Database,
    entropy: Arc<dyn Entropy>,
    hashing: Arc<Hashing>,
    sign_ins: Arc<Attempts>,
    link_requests: Arc<Attempts>,
}

impl Accounts {
    /// Opens the accounts in `database`, bringing their tables up to date.
    ///
    /// # Errors
    /// When the database fails, or holds the tables of a newer release.
    pub fn open(database: Database, entropy: impl Entropy + 'static) -> Result<Self, Error> {
        database.migrate("accounts", schema::MIGRATIONS)?;
        Ok(Self {
            database,
            entropy: Arc::new(entropy),
            hashing: Arc::new(Hashing::new()?),
            sign_ins: Arc::default(),
            link_requests: Arc::default(),
        })
    }
}

impl std::fmt::Debug for Accounts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Accounts")
    }
}
