//! The table: its purpose, the parties, who sits where and as what, and what each party brings, expects
//! and cannot do.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Dependency, Party, Purpose, Seat, Suggestion, Table, Terms};

/// Parties at one table; more is an assembly, not a conversation.
pub const PARTIES: usize = 24;
/// People seated at one table.
pub const SEATS: usize = 2_000;
/// Suppliers named as dependencies.
pub const DEPENDENCIES: usize = 100;
/// Colleagues whom one party's people suggest and nobody has answered: a list that is read in one go.
pub const SUGGESTIONS: usize = 24;
/// Of those, how many one person makes.
pub const SUGGESTIONS_EACH: usize = 6;
