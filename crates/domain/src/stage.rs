//! Stages: planning, designing, building, supporting, improving, or whatever a table calls them, and who took part
//! in each.
//!
//! The names of the stages are data: a pack from a framework, or the table's own. A feature, decision, meeting or
//! commitment is worked on at one of them, on the word of the parties whose it is. Who took part is read from what is
//! on the record of those things, and nothing waits for it: it is no gate.

pub(crate) mod acts;
pub(crate) mod facts;
mod packs;
mod state;
pub(crate) mod view;

pub use packs::{Pack, PackStage, STAGE_PACKS};
pub use state::{Staged, Stages};

/// Stages of a table's own.
pub const STAGES: usize = 12;
