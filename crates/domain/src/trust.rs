//! Each side's confidence in the other: the same questions each quarter, shown together.
//!
//! A round is a quarter of the calendar in the table's zone. It begins with its first answer, is nobody's to begin
//! or to end, and opens once it is over: whoever asks for that, both sides' answers open in one entry, so that nobody
//! answers what the other side said. Marks are told of five people or not at all, and what is told changes only where
//! at least five people's marks are others than in whatever was told before ([`Steps`](crate::steps::Steps)): no two
//! reports together tell more than each. Marks of whoever is here by another party's link alone count nowhere. A
//! sentence is said by name, and is sealed until its round opens.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Trust, TrustFigure, TrustMarks};

use crate::day::Day;

/// Times that one person answers in a round, the first and those that put it anew.
pub const TRUST_ANSWERS: usize = 20;
/// So long a table is before its people are asked: days.
pub const TRUST_AFTER_DAYS: i64 = 30;

/// The first day of the quarter after the one that begins on this day; nothing where no quarter begins then.
pub(crate) fn next_quarter(first: Day) -> Option<Day> {
    match first.date() {
        (year, month @ (1 | 4 | 7), 1) => Day::new(year, month + 3, 1),
        (year, 10, 1) => Day::new(year + 1, 1, 1),
        _ => None,
    }
}

impl Day {
    /// The first day of the quarter in which it lies.
    #[must_use]
    pub fn quarter(self) -> Self {
        let (year, month, _) = self.date();
        Self::new(year, (month - 1) / 3 * 3 + 1, 1).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_lies_in_the_quarter_that_begins_before_it_and_ends_after_it() {
        for (day, first, next) in [
            ("2026-01-01", "2026-01-01", "2026-04-01"),
            ("2026-06-30", "2026-04-01", "2026-07-01"),
            ("2026-08-15", "2026-07-01", "2026-10-01"),
            ("2026-12-31", "2026-10-01", "2027-01-01"),
        ] {
            let day: Day = day.parse().unwrap();
            assert_eq!(day.quarter().to_string(), first);
            assert_eq!(next_quarter(day.quarter()).unwrap().to_string(), next);
        }
        assert_eq!(next_quarter("2026-10-02".parse().unwrap()), None);
        assert_eq!(next_quarter("2026-11-01".parse().unwrap()), None);
    }
}
