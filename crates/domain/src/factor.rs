//! External factors: what happens outside the table and changes what is valuable there.
//!
//! Anybody records one, says when it happens, and links what it may touch. From that day on, what people said
//! of the outcomes is asked about again; what a factor touches besides is for the parties to look at. To say
//! "still so" is no new figure.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Factor, Factors};

/// Factors of one table: more nobody looks through.
pub const FACTORS: usize = 500;
/// Outcomes that one factor touches, and features.
pub const TOUCHED: usize = 50;
/// A factor lies within this time before or after it is recorded: days.
pub const WITHIN_DAYS: i64 = 10 * 366;
/// So long before its day those who speak for parties are told of it: days.
pub const SOON_DAYS: i64 = 30;
