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

use std::ops::RangeInclusive;

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

/// What a reading in this unit can be, in thousandths: a share lies between nothing and all of it, and no time and no count
/// is less than nothing.
pub fn possible_in(unit: &str) -> RangeInclusive<i64> {
    if is_share(unit) {
        return 0..=WHOLE;
    }
    match counts_from_nothing(unit) {
        true => 0..=FARTHEST_TARGET,
        false => -FARTHEST_TARGET..=FARTHEST_TARGET,
    }
}

/// Units of time, and words for what is counted.
const FROM_NOTHING: [&str; 4] = [
    "ms millisecond milliseconds millisekunde millisekunden s sec secs second seconds seconde secondes sek sekunde sekunden",
    "min mins minute minutes minuten h hr hrs hour hours heure heures std stunde stunden d day days jour jours tag tage",
    "week weeks woche wochen month months monat monate count number anzahl times mal piece pieces stück call calls anruf \
     anrufe ticket tickets case cases fall fälle request requests anfrage anfragen order orders bestellung bestellungen",
    "incident incidents störung störungen outage outages ausfall ausfälle error errors fault faults fehler complaint \
     complaints beschwerde beschwerden person persons people personen leute user users nutzer nutzende",
];

/// Whether a unit counts from nothing on: one of time or of a count, alone or “per” something.
fn counts_from_nothing(unit: &str) -> bool {
    let unit = unit.trim().to_lowercase();
    let ends = unit.find(|c: char| c.is_whitespace() || c == '/');
    let (first, rest) = unit.split_at(ends.unwrap_or(unit.len()));
    let per = ["per", "a", "an", "each", "every", "pro", "je", "im", "am"];
    let of_each = rest.trim_start().starts_with('/')
        || rest
            .split_whitespace()
            .next()
            .is_none_or(|word| per.contains(&word));
    let first = first.trim_end_matches('.');
    let mut words = FROM_NOTHING.iter().flat_map(|it| it.split_whitespace());
    of_each && words.any(|word| word == first)
}
