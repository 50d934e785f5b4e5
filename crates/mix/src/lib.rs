//! The affordable mix: which features, for a budget, so that every party is better off?

mod equal_shares;
mod exact;
pub mod greedy;
pub mod instance;
pub mod money;
pub mod most_value;
pub mod nash;
mod open;
pub mod pabulib;
pub mod phragmen;
pub mod release;
mod rows;
mod search;
pub mod shares;
pub mod ties;
pub mod worst_off;

pub use search::Share;
