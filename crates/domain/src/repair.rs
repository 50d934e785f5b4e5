//! When something broke: what happened, in the words of the side that was hurt, what it cost them, what the other
//! side says and promises, and whether that is accepted. Each part stands apart, and is its own side's to say.
//!
//! Words close nothing, and a promise that is kept does not either: only the side that was hurt says that it is
//! repaired.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Repair, Repairs};

/// Repairs of one table.
pub const REPAIRS: usize = 500;
/// Repairs that one party waits for at a time.
pub const OPEN_REPAIRS: usize = 20;
/// Times that each part of a repair is said.
pub const REPAIR_WORDS: usize = 50;
