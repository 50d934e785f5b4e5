//! Streams of facts that nobody can alter unnoticed.
//!
//! A [`Record`] keeps one append-only stream of [entries](Entry) per relationship. Sequences are
//! dense from 1, time never decreases, and every entry is a leaf of its stream's Merkle tree
//! (RFC 6962), whose root after each entry is kept beside it. Facts and content enter the tree
//! through salted commitments only, so content can be [erased](Erases) while the tree stays
//! whole, and whoever may not see an entry can still be given its leaf.
//!
//! - [`Record::append`] is a compare-and-set on one stream's head, in one durable transaction.
//! - [`Record::entries`] reads a stream in order.
//! - [`Record::verify`] names the first index where content, leaf and tree disagree; given a
//!   [`LeafList`] that somebody kept, also where the whole history was replaced by another.
//! - What belongs to an entry's content and is too large for it lies beside it as [files](Record::file), whose salted
//!   digests are in the leaf; they are erased with it.
//! - [`Record::export`] and [`Record::import`] carry whole streams as JSON Lines.
//!
//! This crate knows nothing of what facts mean.

mod append;
mod deleted;
mod download;
mod entry;
mod exchange;
mod files;
pub mod format;
mod hash;
mod head;
mod header;
mod insert;
mod json;
mod kept;
mod leaves;
pub mod limits;
mod loss;
mod read;
mod restored;
mod schema;
pub mod tree;
mod verify;

use std::sync::Arc;

use database::Database;
use uuid::Uuid;

pub use append::{Append, AppendError, Limit, NewEntry};
pub use download::{Checked, Opened, check};
pub use entry::{Entry, StreamId};
pub use exchange::{ExportError, ImportError, ImportReason};
pub use files::file_line;
pub use hash::{Hash, NotAHash};
pub use head::{Head, Place};
pub use header::{Header, More, NotMore};
pub use leaves::{LeafList, LeafListError};
pub use loss::Loss;
pub use read::{Answered, Request, Sent};
pub use restored::{OPERATOR, RESTORED, Restored};
pub use verify::{Fault, Finding, Verified};

/// Which entry's content goes from the stream with an entry of this kind and fact, if one does.
///
/// What facts mean is not this crate's business, except for this: whatever is missing from a stream
/// has to follow from what is in its tree. Kind and fact are, so an erasure is never more than what
/// they say, and [`Record::verify`] finds it out again. The answer for a kind never changes.
pub type Erases = fn(kind: &str, fact: &[u8]) -> Option<u64>;

/// The streams of one database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Record {
    database: Database,
    origin: Uuid,
    erases: Erases,
    kept: Option<Arc<kept::Kept>>,
    /// How many streams were there when it was opened of which no head had been kept.
    unwitnessed: usize,
    heads: head::Heads,
}

/// Why the record could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// The database holds no record.
    #[error("there is no record in this database")]
    NoRecord,
    /// An embedded database holds less than was acknowledged.
    #[error("{}", told(.0))]
    Lost(Vec<Loss>),
    /// There is no such stream.
    #[error("there is no stream {0}")]
    NoStream(StreamId),
    /// A stream's head row holds something impossible. `verify` says more.
    #[error("the head of stream {stream} is damaged: {column}")]
    BadHead {
        /// The stream.
        stream: StreamId,
        /// The first column that is damaged.
        column: &'static str,
    },
    /// What a command's key stands for is not what it can stand for. `verify` says more.
    #[error("a key of stream {stream} stands for entries that are not there")]
    BadRequest {
        /// The stream.
        stream: StreamId,
    },
    /// An entry is missing or holds something impossible. `verify` says more.
    #[error("entry {sequence} of stream {stream} is damaged: {column}")]
    BadEntry {
        /// The stream.
        stream: StreamId,
        /// The entry.
        sequence: u64,
        /// The first column that is damaged.
        column: &'static str,
    },
}

fn told(losses: &[Loss]) -> String {
    let lines: Vec<String> = losses.iter().map(Loss::to_string).collect();
    format!(
        "the database holds less than was acknowledged:\n{}",
        lines.join("\n")
    )
}

impl Record {
    /// Opens the record, bringing its tables forward; an empty database is given a new origin.
    ///
    /// # Errors
    /// [`Error::Lost`] when an embedded database holds less than was acknowledged: somebody decides
    /// whether to go on ([`accept_losses`](Self::accept_losses)).
    pub fn open(database: Database, erases: Erases) -> Result<Self, Error> {
        Self::migrated(database, erases)?.keeping_heads()
    }

    /// Brings the tables forward, or makes them, and nothing more: for a database that gets everything
    /// from another.
    pub fn migrate(database: &Database) -> Result<(), Error> {
        Ok(database.migrate(schema::SCOPE, schema::MIGRATIONS)?)
    }

    fn migrated(database: Database, erases: Erases) -> Result<Self, Error> {
        Self::migrate(&database)?;
        database.write(|connection| {
            connection.execute(
                "INSERT INTO record_origin (single, id) VALUES (1, ?1)
                 ON CONFLICT DO NOTHING",
                &[Uuid::new_v4().as_bytes().into()],
            )
        })?;
        Self::open_existing(database, erases)
    }

    /// Opens a record that is there already, changing nothing: for databases opened read-only.
    pub fn open_existing(database: Database, erases: Erases) -> Result<Self, Error> {
        let rows = database
            .query("SELECT id FROM record_origin", &[])
            .map_err(|error| match error {
                // No such table.
                database::Error::Other(_) => Error::NoRecord,
                error => error.into(),
            })?;
        let row = rows.first().ok_or(Error::NoRecord)?;
        let origin = Uuid::from_bytes(row.array(0)?);
        Ok(Self {
            database,
            origin,
            erases,
            kept: None,
            unwitnessed: 0,
            heads: head::Heads::default(),
        })
    }

    /// The origin that streams created here carry.
    pub fn origin(&self) -> Uuid {
        self.origin
    }

    /// The database underneath.
    pub fn database(&self) -> &Database {
        &self.database
    }
}
