//! Measures: the figures by which an outcome is told to be met, by name, unit and target.
//!
//! A measure is named for an outcome and for one of the four qualities. It is not changed: another target
//! is another measure, so that whatever was agreed or read under one keeps what it was about. The party that
//! named it drops it. Each party's readings stand for themselves: none takes the place of another party's. They
//! are packed many to an entry; what nobody read is a gap, and neither zero nor the target.

pub(crate) mod acts;
pub(crate) mod facts;
mod readings;
mod state;
pub(crate) mod view;

pub use readings::*;
pub use state::{Measure, Measures};

/// Measures of one outcome.
pub const MEASURES: usize = 20;
/// Measures of one relationship, dropped ones included.
pub const MEASURES_EVER: usize = 2_000;
/// The farthest target from nothing, in thousandths of a unit.
pub const FARTHEST_TARGET: i64 = 1_000_000_000_000;
