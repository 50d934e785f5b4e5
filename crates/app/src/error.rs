//! What can go wrong between a person and the record.

use std::sync::Arc;

use domain::Refusal;
use domain::fact::Unreadable;

/// The product cannot answer; nothing the person did is at fault.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The record's database failed.
    #[error(transparent)]
    Record(#[from] record::Error),
    /// The accounts' database failed.
    #[error(transparent)]
    Accounts(#[from] accounts::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// The record holds what this release cannot read: it refuses the stream rather than skip.
    #[error("entry {sequence} cannot be read: {reason}")]
    Unreadable {
        /// Which entry.
        sequence: u64,
        /// Why.
        reason: Unreadable,
    },
    /// The machine's clock shows a time at which this program did not exist.
    #[error("the machine's clock shows a time before 2020: set it, and let NTP keep it")]
    ClockUnset,
    /// A mail could not be written.
    #[error("a mail could not be written: {0}")]
    Mail(String),
    /// The first entry opens no relationship.
    #[error("this record does not begin with the opening of a relationship")]
    NotARelationship,
    /// The first entry begins no voting.
    #[error("this record does not begin with the voting of a consultation")]
    NotABallot,
    /// The program erred; the record is as it was, or holds the whole command.
    #[error("the product met a defect of its own; send it again with the same key")]
    Defect,
    /// What failed for several at once.
    #[error(transparent)]
    Shared(Arc<Self>),
    /// The writer has stopped.
    #[error("the product is shutting down")]
    Stopped,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A rule of the table.
    #[error(transparent)]
    Rule(#[from] Refusal),
    /// A rule of the accounts refused what was to be changed there together with it.
    #[error(transparent)]
    Account(accounts::Refusal),
    /// There is no such relationship, or the actor has no seat there: the two look the same.
    #[error("there is no such relationship")]
    NotFound,
    /// The idempotency key was used for another body.
    #[error("this key was used for something else; send it again with a fresh one")]
    KeyReused,
    /// Others wrote at the same time, again and again.
    #[error("too many people write here at this moment; send it again")]
    Contended,
    /// Nobody knows what time it is: the operator has to confirm it first.
    #[error("nothing is recorded before the operator has confirmed the time")]
    TimeUnsure,
    /// A limit of the record.
    #[error("{0}")]
    Limit(String),
    /// The database failed before anything was recorded.
    #[error(transparent)]
    Failed(#[from] Error),
    /// The database failed while committing: send it again with the same key to learn what became
    /// of it.
    #[error("it is not known whether this was recorded; send it again with the same key")]
    Unknown,
}
