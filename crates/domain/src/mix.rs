//! The affordable mix: how much voice each party has, what a rule reads to choose a mix, and the
//! mixes on record.
//!
//! The rules that choose are an engine's, not this crate's. What the engine came to is handed in with
//! the [`Context`](crate::act::Context) and recorded as a fact; nobody who sends an act can say it.

pub(crate) mod acts;
mod borne;
pub(crate) mod facts;
mod reading;
mod state;

pub use borne::Borne;
pub use reading::{InPlay, MixInputs, Rater, Standing};
pub use state::{Chosen, ComputedMix, Mixes, Recorded};

use crate::feature::{FEATURES, MOST_PRICE};

/// The largest budget, in minor units: what the largest prices of all features come to.
pub const MOST_BUDGET: u64 = FEATURES as u64 * MOST_PRICE;
/// The largest weight of an endowment; finer proportions are no choice anybody made.
pub const MOST_WEIGHT: u32 = 1_000;
/// Mixes on one record.
pub const MIXES: usize = 1_000;
