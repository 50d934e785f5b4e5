//! The affordable mix: which features, for a budget, so that every party is better off?

mod equal_shares;
mod exact;
pub mod greedy;
pub mod instance;
pub mod money;
mod open;
pub mod pabulib;
pub mod release;
mod rows;
pub mod shares;
pub mod ties;
