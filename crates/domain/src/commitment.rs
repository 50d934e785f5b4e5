//! Commitments: who promised what to whom, by when, and whether it was kept.
//!
//! Only people say so: the party that promised says that it is kept, the one to which it promised confirms it
//! or says what is missing. A day that comes changes nothing but what pages say of it. The words in which a
//! promise was made stay with it when both sides change it.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Commitment, Commitments, Ended};

/// Commitments of one table: more nobody keeps in view.
pub const COMMITMENTS: usize = 1_000;
/// Times that a party says of one commitment that it is kept.
pub const REPORTS: usize = 20;
/// Times that a change of one commitment is asked for.
pub const CHANGES: usize = 50;
/// A commitment lies within this time: days.
pub const AHEAD_DAYS: i64 = 5 * 366;
/// So long before its day whoever promised is told: days.
pub const SOON_DAYS: i64 = 7;
