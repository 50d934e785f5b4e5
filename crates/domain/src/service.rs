//! The running service: its parts, by whom each is made, and what people would do with them.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;

pub use state::{Judgement, Part, Service};

/// Parts of one service; finer ones belong in a configuration database.
pub const PARTS: usize = 200;
