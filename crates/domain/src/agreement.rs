//! The value agreement: the versioned definition of value that the parties sign.
//!
//! A version is composed of what is on the table. When it opens for signature, its text is fixed: every clause is
//! an entry of its own, which commits to its words under a salt, and the digest of the text is made of these
//! commitments. So the words of a clause can be erased, and what was signed stays the same. What the consumer
//! says of an outcome stands in clauses that reach those alone who may see it.
//!
//! What was promised stands in it in the words in which it was promised; whether that is kept is told beside the
//! text, as it is today.
//!
//! A signature is over that digest. The last one, “in force” and the end of the version before are one append.

pub(crate) mod acts;
pub mod check;
mod clauses;
mod distance;
pub(crate) mod facts;
mod state;
mod view;

pub use clauses::{Fingerprint, commitment, text_digest};
pub use distance::{
    DISTANCE_SHOWN, Distance, DistanceLeft, DistantWord, OpenObjections, UnkeptPromise,
};
pub use state::{
    Agreements, Declined, Dissent, Opened, Reopened, Signed, Terms, Version, Withdrawn,
};
pub use view::*;

/// Versions of one relationship's agreement.
pub const AGREEMENTS: usize = 200;
/// Outcomes in one agreement.
pub const OUTCOMES: usize = 200;
/// What is said against an agreement at one table.
pub const DISSENTS: usize = 200;
/// The longest time between two looks at an agreement, in months.
pub const LONGEST_RHYTHM: u64 = 60;
/// So far ahead the first of them may lie: days.
pub const REVIEW_DAYS: i64 = 5 * 366;
