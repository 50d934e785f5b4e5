//! Features: what could be done, what it costs at this table, who bears that, and which outcomes it
//! serves.
//!
//! Anybody who may speak adds one or says otherwise what it serves. What it costs is said by the party
//! that would do it, and by nobody else; from then on its words are changed by the party that added it
//! alone, and the price keeps those for which it was said. Who bears a price is each bearing party's own word:
//! a share that is put on another is asked of it until it says yes or no.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Feature, FeatureWords, Features, Priced, ShareAnswer};

/// Features of one relationship; more than a table can weigh against each other.
pub const FEATURES: usize = 200;
/// Features that one needs, or excludes.
const LINKS: usize = 20;
/// The largest price, in minor units: prices of all features together stay exact everywhere.
pub const MOST_PRICE: u64 = 1_000_000_000_000;
