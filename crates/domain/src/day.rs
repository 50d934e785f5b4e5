//! Days of the calendar: the same day whoever reads it, in whatever zone.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::stamp::Moment;

/// A day as a calendar has it: `2027-03-01`. It is no moment, so reading it in another zone makes no other
/// day of it; when it begins depends on where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, format = Date, example = "2027-03-01")]
pub struct Day(
    /// Days since 1970-01-01.
    i64,
);

/// What is no day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day is written as 2027-03-01")]
pub struct NoDay;

/// Days of 400 years, after which the calendar repeats itself.
const ERA: i64 = 146_097;
/// Days from 0000-03-01, with which the count of an era begins, to 1970-01-01.
const BEFORE_1970: i64 = 719_468;

impl Day {
    /// The day of this date (Gregorian calendar), in the years 1 to 9999.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // Years that begin in March have their odd day at their end.
        let from_march = (month + 9) % 12;
        let year_from_march = year - i64::from(month <= 2);
        let in_era = year_from_march.rem_euclid(400);
        let in_year = (153 * from_march + 2) / 5 + day - 1;
        let in_era = in_era * 365 + in_era / 4 - in_era / 100 + in_year;
        let made = Self(year_from_march.div_euclid(400) * ERA + in_era - BEFORE_1970);
        // The 30th of February is some other day, and no date.
        (made.date() == (year, month, day)).then_some(made)
    }

    /// Year, month and day of the month.
    pub fn date(self) -> (i64, i64, i64) {
        let days = self.0.saturating_add(BEFORE_1970);
        let in_era = days.rem_euclid(ERA);
        let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * in_year + 2) / 153;
        let month = (from_march + 2) % 12 + 1;
        let year = year + days.div_euclid(ERA) * 400 + i64::from(month <= 2);
        (year, month, in_year - (153 * from_march + 2) / 5 + 1)
    }

    /// When it begins in UTC.
    pub fn begins_in_utc(self) -> Moment {
        Moment(self.0.saturating_mul(Moment::DAY))
    }

    /// The day whose midnight was recorded as this moment, in a zone at most half a day from UTC.
    pub(crate) fn at_midnight_of(midnight: Moment) -> Self {
        Moment(midnight.0.saturating_add(Moment::DAY / 2)).day_in_utc()
    }
}

impl Moment {
    /// Its day in UTC.
    pub fn day_in_utc(self) -> Day {
        Day(self.0.div_euclid(Self::DAY))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else {
            return Err(NoDay);
        };
        let number = |text: &str, digits: usize| {
            let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse().ok()).flatten()
        };
        let date = number(year, 4).zip(number(month, 2)).zip(number(day, 2));
        date.and_then(|((year, month), day)| Self::new(year, month, day))
            .ok_or(NoDay)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let expected = "a day such as 2027-03-01";
        text.parse()
            .map_err(|NoDay| D::Error::invalid_value(Unexpected::Str(&text), &expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_ten_thousand_years_follows_the_one_before() {
        let mut last = Day::new(1, 1, 1).unwrap();
        assert_eq!(last.0, -719_162);
        while let Some(next) = Some(Day(last.0 + 1)) {
            let (year, month, day) = next.date();
            if year > 9999 {
                break;
            }
            assert_eq!(Day::new(year, month, day), Some(next));
            let (_, before, day_before) = last.date();
            assert!((day == 1 && month != before) || (month == before && day == day_before + 1));
            last = next;
        }
        assert_eq!(last.to_string(), "9999-12-31");
    }

    #[test]
    fn a_day_is_written_and_read_as_calendars_write_it() {
        for (text, since) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2027-03-01", 20_878),
        ] {
            let day: Day = text.parse().unwrap();
            assert_eq!((day.0, day.to_string().as_str()), (since, text));
        }
        for no_day in [
            "",
            "2027-02-29",
            "2027-13-01",
            "2027-00-01",
            "2027-3-1",
            "+027-03-01",
            "0000-01-01",
            "2027-03-01T00:00",
            "1. März 2027",
            "2027-03-32",
            "10000-01-01",
        ] {
            assert_eq!(no_day.parse::<Day>(), Err(NoDay), "{no_day}");
        }
        assert!("2028-02-29".parse::<Day>().is_ok());
    }

    #[test]
    fn a_midnight_of_any_zone_is_of_its_own_day() {
        let day: Day = "2027-03-01".parse().unwrap();
        for hours_from_utc in -11..=12 {
            let midnight = Moment(day.begins_in_utc().0 - hours_from_utc * 3_600_000);
            assert_eq!(Day::at_midnight_of(midnight), day, "{hours_from_utc}");
        }
    }
}
