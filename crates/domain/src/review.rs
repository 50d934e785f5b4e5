//! Did it come true? What was promised, measured and perceived, side by side; each party's own word; and whether
//! a change of what people say is more than noise.
//!
//! Only the word of the party that an outcome is for is recorded. Everything else is read from what is there
//! already, so that a figure here is the figure of its own page.

pub(crate) mod acts;
pub(crate) mod facts;
mod over_time;
mod shift;
mod state;
pub(crate) mod view;
mod ways;

pub use state::{Judged, Judgements};

/// Times that it is said of one outcome whether it came true.
pub const JUDGEMENTS: usize = 200;
/// So long an agreement is in force before it is asked whether its outcomes came true: days.
pub const JUDGED_AFTER_DAYS: i64 = 30;
/// After so long it is asked again: days.
pub const JUDGED_AGAIN_DAYS: i64 = 90;
