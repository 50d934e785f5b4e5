//! Times of day as clocks show them: what people agree on when they say when they meet. When that is
//! depends on where, and on what that place does to its clocks until then.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::day::Day;
use crate::stamp::Moment;

/// A day and a time of day as clocks at the table show it: `2027-03-01T14:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, format = "local-date-time", example = "2027-03-01T14:00")]
pub struct LocalTime(
    /// Minutes since 1970-01-01T00:00, as clocks show them.
    i64,
);

/// Minutes of a day of clocks.
const DAY: i64 = 24 * 60;

/// What is no day with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as 2027-03-01T14:00")]
pub struct NoLocalTime;

impl LocalTime {
    /// This minute of an hour of a day.
    pub fn new(day: Day, hour: u16, minute: u16) -> Option<Self> {
        let is_there = hour < 24 && minute < 60;
        let days = day.begins_in_utc().0 / Moment::DAY;
        is_there.then(|| Self(days * DAY + i64::from(hour) * 60 + i64::from(minute)))
    }

    /// The day.
    pub fn day(self) -> Day {
        Moment(self.0.div_euclid(DAY) * Moment::DAY).day_in_utc()
    }

    /// Hour and minute.
    pub fn clock(self) -> (i64, i64) {
        let minute = self.0.rem_euclid(DAY);
        (minute / 60, minute % 60)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.clock();
        write!(f, "{}T{hour:02}:{minute:02}", self.day())
    }
}

impl FromStr for LocalTime {
    type Err = NoLocalTime;

    fn from_str(text: &str) -> Result<Self, NoLocalTime> {
        let (day, clock) = text.split_once('T').ok_or(NoLocalTime)?;
        let (hour, minute) = clock.split_once(':').ok_or(NoLocalTime)?;
        let number = |text: &str| {
            let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse().ok()).flatten()
        };
        let day = day.parse().map_err(|_| NoLocalTime)?;
        let clock = number(hour).zip(number(minute));
        let time = clock.and_then(|(hour, minute)| Self::new(day, hour, minute));
        time.ok_or(NoLocalTime)
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let expected = "a time such as 2027-03-01T14:00";
        text.parse()
            .map_err(|NoLocalTime| D::Error::invalid_value(Unexpected::Str(&text), &expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_and_read_as_a_clock_shows_it() {
        for text in ["2027-03-01T14:00", "1999-12-31T23:59", "2028-02-29T00:00"] {
            assert_eq!(text.parse::<LocalTime>().unwrap().to_string(), text);
        }
        for no_time in [
            "",
            "2027-03-01",
            "2027-03-01T24:00",
            "2027-03-01T14:60",
            "2027-03-01T2:00",
            "2027-03-01 14:00",
            "2027-02-29T14:00",
            "2027-03-01T14:00:00",
            "2027-03-01T+1:00",
        ] {
            assert_eq!(no_time.parse::<LocalTime>(), Err(NoLocalTime), "{no_time}");
        }
    }
}
