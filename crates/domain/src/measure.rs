//! Measures: the figures by which an outcome is told to be met, by name, unit and target.
//!
//! A measure is named for an outcome and for one of the four qualities. It is not changed: another target
//! is another measure, so that whatever was agreed or read under one keeps what it was about. The party that
//! named it drops it. Each party's readings stand for themselves: none takes the place of another party's. They
//! are packed many to an entry; what nobody read is a gap, and neither zero nor the target. What a measure asks of people
//! is answered by link, and counted (`asked`).

pub(crate) mod acts;
pub(crate) mod asked;
mod explained;
pub(crate) mod facts;
mod readings;
mod state;
pub(crate) mod view;

use crate::stamp::Moment;

pub use asked::{AskedOf, MINUTES, PERIODS_AT_ONCE, PeriodAnswered};
pub use explained::{Explained, LevelAlarm, LevelChange, LevelView};
pub use readings::*;
pub use state::{Measure, Measures};

/// Measures of one outcome.
pub const MEASURES: usize = 20;
/// Measures of one relationship, dropped ones included.
pub const MEASURES_EVER: usize = 2_000;
/// The farthest target from nothing, in thousandths of a unit.
pub const FARTHEST_TARGET: i64 = 1_000_000_000_000;
/// Nothing that is measured here was read before 1990: what seems so was counted in something else than seconds.
pub const EARLIEST_READING: Moment = Moment(631_152_000_000);
/// The whole of a share in percent, in thousandths.
pub const WHOLE: i64 = 100_000;

/// Whether a measure in this unit is a share, of which a reading lies between nothing and all of it.
pub fn is_share(unit: &str) -> bool {
    ["%", "percent", "prozent"].contains(&unit.trim().to_lowercase().as_str())
}
