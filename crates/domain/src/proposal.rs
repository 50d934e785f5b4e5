//! Proposals: what the table may decide, who stands where, and what was decided.
//!
//! Whoever is asked is fixed when a proposal opens. What people say of it lies sealed until every party has
//! said something, or the time of the first round is over. It is adopted by the last position that it was
//! waiting for, in the same append, and by nothing else: no rule of the clock decides anything.

pub(crate) mod acts;
pub(crate) mod facts;
pub(crate) mod hearing;
pub mod stall;
mod state;
mod view;

pub use state::{
    Deputed, Ended, Gone, Position, Proposal, Proposals, Settled, Stand, Telling, Version, Waiting,
};
pub use view::*;

/// Proposals of one relationship.
pub const PROPOSALS: usize = 1_000;
/// Versions of one proposal: more is another proposal.
pub const VERSIONS: usize = 100;
/// So long a round may be: days. Longer, nobody remembers that they were asked.
pub const ROUND_DAYS: i64 = 90;
/// So far ahead a review may lie: days.
pub const REVIEW_DAYS: i64 = 5 * 366;
/// How often a missing party may be asked again: once in so much time, in milliseconds.
pub const ASK_AGAIN_EVERY: i64 = 24 * 60 * 60 * 1_000;
/// Answers to one guiding principle on one proposal.
pub const PRINCIPLE_ANSWERS: usize = 50;
/// The largest cost to one party, in minor units: as the largest price.
pub const MOST_COST: u64 = crate::feature::MOST_PRICE;
