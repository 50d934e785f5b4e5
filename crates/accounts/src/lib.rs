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
//!   [`secrecy::SecretString`], which does not print itself. The secrets of authenticator apps have
//!   to be read back: they are sealed with a key from outside the database, if there is one.
//! - Suspending or erasing a person, or replacing a password, ends all sessions, tokens and
//!   password links of that person in the same transaction.
//! - Whoever has a second factor is let in by password only together with it, and changes how they
//!   sign in only just after showing it. What is awaited of them lies in the database, is used once
//!   and for minutes, and may be answered to any node.
//! - What others try keeps nobody out: whoever holds a device on which they were signed in, a session
//!   or a step has a budget of their own; a passkey, a mailed link and, beside the password, a recovery
//!   code are never refused for it.
//! - An address is an account's once mail was read there, or on the operator's word. One that was only
//!   typed keeps it from nobody, and whoever types it learns nothing of whose it is.
//! - An organisation that has an administrator keeps one, and so does the server.
//! - No way in changes in silence: each change is noted in its own transaction, for the person's
//!   account page and for a mail, to the old address too.
//! - A mail goes out at most once, and a person's budget of reminders is kept where they are made.

mod address;
mod app_code;
mod attempts;
mod belonging;
mod ceremony;
mod change;
mod confirming;
mod consultation;
mod device;
mod draft;
mod draft_table;
mod entropy;
mod error;
mod invitation;
mod link;
mod mailing;
mod many;
mod organisation;
mod outbox;
mod passkey;
mod password;
mod password_link;
mod person;
mod prepared;
mod refusal;
mod schema;
mod seal;
mod seat;
mod second_factor;
mod secret;
mod session;
mod set_up;
mod setting;
mod showing;
mod sign_in;
mod signs;
mod stored;
mod text;
mod token;
mod visit;

use std::sync::{Arc, OnceLock};

use database::{Connection, Database};
use jiff::Timestamp;

use attempts::Attempts;
use link::LinkKey;
use password::Hashing;
use seal::Seal;
use secrecy::SecretString;

pub use address::{ADDRESS_LIFE, Addressed, Asked, Shown};
pub use attempts::ATTEMPTS;
pub use belonging::{Belonging, Brought};
pub use change::{By, CHANGES_KEPT, CHANGES_TOLD, Change, Noted, Untold};
pub use consultation::{
    ADDRESSES, ConsultationLetter, ConsultationLink, Device, KnownVoice, Reserved,
    STATEMENTS_PER_NETWORK, VOICE_LIFE, VOICES_PER_NETWORK,
};
pub use device::{Caller, DEVICE_LIFE, DEVICES_PER_PERSON};
pub use draft_table::{forget_table, somebody_came};
pub use entropy::{Entropy, SystemEntropy};
pub use error::Error;
pub use invitation::{
    Entered, INVITATION_LIFE, INVITATIONS_PER_HOUR, INVITATIONS_PER_RELATIONSHIP, Invitation,
    InvitationId, Invited, Invitee, Side,
};
pub use mailing::{Hears, MailSecret, Mailing};
pub use organisation::{Called, Organisation};
pub use outbox::{
    Answered, FIRST_WAIT, GATHERED_FOR, Handed, LEASE, MAIL_ATTEMPTS, MAIL_KEPT, Mail, MailId,
    MailKind, Outbox, Reminded, TOLD_EVERY,
};
pub use passkey::{Challenge, PASSKEYS_PER_PERSON, Passkey, PasskeyId, Site};
pub use password::{PASSWORD_LEAST, PASSWORD_MOST, hashed_here};
pub use password_link::PasswordLink;
pub use person::{DisplayName, NewPerson, PEOPLE_PER_ORGANISATION, Person, sign_in_name};
pub use prepared::{Prepared, PreparedChange};
pub use refusal::Refusal;
pub use second_factor::{Added, AppOffer, Entrance, RECOVERY_CODES, Ways};
/// What secrets are handed over in, re-exported so that callers need no version of their own.
pub use secrecy;
pub use session::{
    GRACE, JUST_SIGNED_IN, Proof, SESSION_IDLE, SESSION_LIFE, SESSIONS_PER_PERSON, Session,
    SessionId, SessionKind, SignedIn, Visit,
};
pub use set_up::SetUp;
pub use setting::Setting;
pub use text::{EMAIL_LENGTH, LINE_LENGTH, Language, NAME_LENGTH, skimmed};
pub use token::{Bearer, TOKEN_DAYS, TOKENS_PER_PERSON, Token, TokenId, TokenScope};
pub use visit::{LastHere, VISIT_ENDS_AFTER};

/// Challenges to passkeys that one network may leave unanswered in a quarter of an hour: far more
/// than an office puts away by hand, few enough to store.
const CHALLENGES: i64 = 100;

/// Mails that may be sent to one address in a quarter of an hour because somebody typed it, of whatever
/// kind, and those that may be asked for from networks which asked for none lately: a few slips of the
/// owner's fit, a flood does not.
const LINKS: i64 = 5;
const NEW_LINKS: i64 = 15;
/// Mails with a link to a table that one person may have sent in an hour: a workshop's whole round fits, a
/// mailing list does not. More are invited all the same, by links that are handed over in another way.
const LETTERS: i64 = 50;
/// Mails with a link to a consultation that one person may have sent in an hour: the drivers of a haulier.
const CIRCULARS: i64 = 500;
/// People of one office who may make their accounts within a quarter of an hour.
const WORKSHOP: i64 = 500;

/// The accounts of one server: cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Accounts {
    database: Database,
    entropy: Arc<dyn Entropy>,
    hashing: Arc<Hashing>,
    seal: Seal,
    /// Made of `secret-key`, where there is one.
    link_key: Option<LinkKey>,
    draft_root: Arc<OnceLock<String>>,
    sign_ins: Arc<Attempts>,
    codes: Arc<Attempts>,
    challenges: Arc<Attempts>,
    link_requests: Arc<Attempts>,
    address_requests: Arc<Attempts>,
    letters: Arc<Attempts>,
    circulars: Arc<Attempts>,
    voices: Arc<Attempts>,
    statements: Arc<Attempts>,
}

impl Accounts {
    /// Opens the accounts in `database`, bringing their tables up to date.
    ///
    /// # Errors
    /// When the database fails, or holds the tables of a newer release.
    pub fn open(database: Database, entropy: impl Entropy + 'static) -> Result<Self, Error> {
        database.migrate("accounts", schema::MIGRATIONS)?;
        Self::open_existing(database, entropy)
    }

    /// Opens accounts that are there already, changing nothing: for databases opened read-only.
    ///
    /// # Errors
    /// When hashing cannot be made ready.
    pub fn open_existing(
        database: Database,
        entropy: impl Entropy + 'static,
    ) -> Result<Self, Error> {
        Ok(Self {
            database,
            entropy: Arc::new(entropy),
            hashing: Arc::new(Hashing::new()?),
            seal: Seal::default(),
            link_key: None,
            draft_root: Arc::default(),
            sign_ins: Arc::new(Attempts::of(ATTEMPTS, attempts::NEWCOMERS, ATTEMPTS)),
            // A code has six digits: no more than strangers have.
            codes: Arc::new(Attempts::of(ATTEMPTS, ATTEMPTS, ATTEMPTS)),
            challenges: Arc::new(Attempts::of(CHALLENGES, CHALLENGES, CHALLENGES)),
            link_requests: Arc::new(Attempts::of(LINKS, NEW_LINKS, ATTEMPTS)),
            address_requests: Arc::new(Attempts::of(LINKS, NEW_LINKS, WORKSHOP)),
            letters: Arc::new(Attempts::hourly(LETTERS)),
            circulars: Arc::new(Attempts::hourly(CIRCULARS)),
            voices: Arc::new(Attempts::of(
                VOICES_PER_NETWORK,
                VOICES_PER_NETWORK,
                VOICES_PER_NETWORK,
            )),
            statements: Arc::new(Attempts::of(
                STATEMENTS_PER_NETWORK,
                STATEMENTS_PER_NETWORK,
                STATEMENTS_PER_NETWORK,
            )),
        })
    }

    /// Deletes what ended: sessions, links, ceremonies, devices, notes of changes and mails. To be called
    /// now and then; nothing depends on it but the size of the database.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn sweep(&self, now: Timestamp) -> Result<(), Error> {
        type Sweep = fn(&mut dyn Connection, Timestamp) -> Result<(), Error>;
        let sweeps: [Sweep; 9] = [
            session::sweep,
            password_link::sweep,
            address::sweep,
            ceremony::sweep,
            device::sweep,
            invitation::sweep,
            change::sweep,
            outbox::sweep,
            consultation::sweep,
        ];
        self.database.write(|connection| {
            for sweep in sweeps {
                sweep(connection, now)?;
            }
            Ok(())
        })
    }

    /// From now on seals what has to be read back with this key: long and random, the same on every
    /// node and for ever, and kept apart from the database and its copies.
    ///
    /// # Errors
    /// Only when the cipher fails.
    pub fn sealed_under(self, key: &SecretString) -> Result<Self, Error> {
        let seal = Seal::under(key)?;
        let link_key = Some(LinkKey::of(key));
        Ok(Self {
            seal,
            link_key,
            ..self
        })
    }
}

impl std::fmt::Debug for Accounts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Accounts")
    }
}
