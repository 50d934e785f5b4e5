//! What can go wrong at the door.

use std::path::PathBuf;

/// Why a database call failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is neither `sqlite:PATH` nor `postgres://…`. It is not repeated here: addresses
    /// carry passwords.
    #[error("the database address must be sqlite:PATH or postgres://user@host/name")]
    Url,
    /// The address makes no sense as a whole, or would say to everybody on the way what goes over it.
    #[error("the database address: {0}")]
    Address(String),
    /// The database cannot be reached or has no room; nothing was changed.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Another process has this SQLite file open for writing.
    #[error("{} is in use by another process; stop it first, or open the database read-only", .0.display())]
    InUse(PathBuf),
    /// Waiting for a turn took too long; nothing was changed and a retry may succeed.
    #[error("the database is busy")]
    Busy,
    /// A row with this key exists already; nothing was changed.
    #[error("already there: {0}")]
    UniqueViolation(String),
    /// The connection was lost while committing: the change may or may not have happened.
    #[error("it is unknown whether the change was kept: {0}")]
    Unknown(String),
    /// The database was opened for reading only.
    #[error("the database is open for reading only")]
    ReadOnly,
    /// A column holds something other than what was asked for.
    #[error("column {column} holds {found} where {expected} was expected")]
    Mismatch {
        /// Position in the row, from 0.
        column: usize,
        /// The type asked for.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// The schema is not one this program can bring forward.
    #[error("the schema of {scope}: {reason}")]
    Schema {
        /// The set of migrations.
        scope: String,
        /// What does not fit.
        reason: String,
    },
    /// Anything else the engine reported.
    #[error("the database reported: {0}")]
    Other(String),
}
