//! Times as files write them, and which moments they are.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use domain::Moment;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::{Chosen, Known, Order, Question, Read, Twice, Wrong};

/// The months as Jira and others abbreviate them.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
/// The same in German, where other letters are used.
const GERMAN_MONTHS: [(&str, i16); 5] =
    [("mär", 3), ("mrz", 3), ("mai", 5), ("okt", 10), ("dez", 12)];
/// How months begin in other languages.
const OTHER_MONTHS: [&str; 11] = [
    "mär", "mrz", "mai", "okt", "dez", "fév", "avr", "juin", "juil", "aoû", "déc",
];

/// Whether a cell is a time that can be read.
pub(super) fn is_time(cell: &str) -> bool {
    written(cell).is_some()
}

/// Whether a cell is a day, or a time on one, and could not be a number.
pub(super) fn is_day(cell: &str) -> bool {
    is_time(cell) && !cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// When a line was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub at: Moment,
    /// The other moment at which clocks showed the same, as they were set back.
    pub other: Option<Moment>,
}

impl From<Moment> for When {
    fn from(at: Moment) -> Self {
        Self { at, other: None }
    }
}

/// A time as it is written, before it is known what it means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Written {
    /// With its zone, or counted since 1970.
    Moment(Moment),
    /// A day and a time on it, of some zone.
    Local(DateTime),
    /// A whole day.
    Day(DateTime),
    /// Two numbers of which either may be the day, the year, and the time, if there is one: 03/04/2026, 03-04-2026.
    Slashed(i8, i8, i16, Option<(i8, i8, i8)>),
}

fn written(cell: &str) -> Option<Written> {
    let cell = cell.trim();
    if cell.len() == 10 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Written::Moment(Moment(cell.parse::<i64>().ok()? * 1_000)));
    }
    if cell.len() == 13 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Written::Moment(Moment(cell.parse().ok()?)));
    }
    if let Ok(at) = cell.parse::<Timestamp>() {
        return Some(Written::Moment(Moment(at.as_millisecond())));
    }
    if let Some(local) = in_utc(cell) {
        // Only a time on a day says where it is; of the order of day and month it says nothing.
        return match written(local)? {
            Written::Local(at) => {
                let at = TimeZone::UTC.to_timestamp(at).ok()?;
                Some(Written::Moment(Moment(at.as_millisecond())))
            }
            _ => None,
        };
    }
    let at_t =
        |(at, c): &(usize, char)| *c == 'T' && cell[..*at].ends_with(|c: char| c.is_ascii_digit());
    let apart = cell.split_once(' ').or_else(|| {
        let (at, _) = cell.char_indices().find(at_t)?;
        Some((&cell[..at], &cell[at + 1..]))
    });
    let (date, time) = match apart {
        Some((date, time)) => (date.trim_end_matches(','), Some(time.trim())),
        None => (cell, None),
    };
    let clock = match time {
        Some(time) => Some(clock(time)?),
        None => None,
    };
    // A short month may end with a point: 25/Feb./26.
    let date = date.replace("./", "/");
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let number = |text: &str| text.parse::<i16>().ok();
    let local = |year: i16, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let (hour, minute, second) = clock.unwrap_or_default();
        let at = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
        Some(match clock {
            Some(_) => Written::Local(at),
            None => Written::Day(at),
        })
    };
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => local(number(year)?, number(month)?, number(day)?),
        [day, month, year] if month.chars().all(char::is_alphabetic) => {
            let month = month.to_lowercase();
            let place = match GERMAN_MONTHS.iter().find(|(name, _)| *name == month) {
                Some((_, place)) => *place,
                None => MONTHS.iter().position(|name| *name == month)? as i16 + 1,
            };
            let year = match year.len() {
                2 => number(year)? + 2_000,
                4 => number(year)?,
                _ => return None,
            };
            local(year, place, number(day)?)
        }
        // With a point it is a number.
        [year, month] if year.len() == 4 && time.is_none() && !date.contains('.') => {
            local(number(year)?, number(month)?, 1)
        }
        [day, month, year] if date.contains('.') && year.len() == 4 => {
            local(number(year)?, number(month)?, number(day)?)
        }
        [first, second, year] if !date.contains('.') && year.len() == 4 => {
            let (first, second) = (first.parse().ok()?, second.parse().ok()?);
            Some(Written::Slashed(first, second, number(year)?, clock))
        }
        _ => None,
    }
}

/// What stands before a mark of UTC.
fn in_utc(cell: &str) -> Option<&str> {
    let named = ["UTC", "GMT", "Z"].iter().find_map(|mark| {
        let local = cell.strip_suffix(mark)?;
        local
            .ends_with([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            .then_some(local)
    })?;
    Some(named.trim_end())
}

/// Whether a cell is a month in words, with its year or its day.
pub(super) fn is_month(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit()) && has_month(cell)
}

/// Whether there is a month in words.
fn has_month(cell: &str) -> bool {
    let cell = cell.to_lowercase();
    let mut words = cell.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        let mut all = MONTHS.iter().chain(&OTHER_MONTHS);
        all.any(|month| word.starts_with(month))
    })
}

/// A time of day, by 24 hours or by twelve.
fn clock(time: &str) -> Option<(i8, i8, i8)> {
    let lower = time.to_ascii_lowercase();
    let half = ["am", "pm"]
        .iter()
        .find_map(|half| Some((lower.strip_suffix(half)?, *half)));
    let Some((time, half)) = half else {
        return of_day(time);
    };
    let (hour, minute, second) = of_day(time.trim_end())?;
    let of_half = if half == "pm" { 12 } else { 0 };
    (1..=12)
        .contains(&hour)
        .then_some((hour % 12 + of_half, minute, second))
}

fn of_day(time: &str) -> Option<(i8, i8, i8)> {
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    let mut parts = time.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = parts.next().map_or(Some(0), |second| second.parse().ok())?;
    parts.next().is_none().then_some((hour, minute, second))
}

/// Whether day or month stands first in the times of a file, where one of them tells.
pub(super) fn order<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<Order> {
    let mut month_first = None;
    for cell in cells {
        match written(cell) {
            Some(Written::Slashed(first, ..)) if first > 12 => return Some(Order::DayFirst),
            Some(Written::Slashed(_, second, ..)) if second > 12 => {
                month_first = Some(Order::MonthFirst);
            }
            _ => {}
        }
    }
    month_first
}

/// When each line was read, by its number.
pub(super) fn moments(
    read: &mut Read,
    times: &[(u64, String)],
    chosen: &Chosen,
    known: &Known<'_>,
) -> BTreeMap<u64, When> {
    let mut moments = BTreeMap::new();
    let mut locals: Vec<(u64, DateTime, bool, &str)> = Vec::new();
    let written: Vec<(u64, Option<Written>, &str)> = times
        .iter()
        .map(|(line, cell)| (*line, written(cell), cell.as_str()))
        .collect();
    let either =
        |(_, it, _): &(u64, Option<Written>, &str)| matches!(it, Some(Written::Slashed(..)));
    let order = chosen
        .order
        .or_else(|| order(times.iter().map(|(_, cell)| cell.as_str())));
    if order.is_none() && written.iter().any(either) {
        read.asks(Question::Order);
    }
    for (line, it, cell) in &written {
        match it {
            Some(Written::Moment(at)) => {
                moments.insert(*line, When::from(*at));
            }
            Some(Written::Local(at)) => locals.push((*line, *at, true, cell)),
            Some(Written::Day(at)) => locals.push((*line, *at, false, cell)),
            Some(Written::Slashed(first, second, year, clock)) => {
                let (day, month) = match order.unwrap_or(Order::DayFirst) {
                    Order::DayFirst => (*first, *second),
                    Order::MonthFirst => (*second, *first),
                };
                let (hour, minute, second) = clock.unwrap_or_default();
                match DateTime::new(*year, month, day, hour, minute, second, 0) {
                    Ok(at) => locals.push((*line, at, clock.is_some(), cell)),
                    Err(_) => read.wrong.push((*line, Wrong::Time((*cell).to_owned()))),
                }
            }
            None if has_month(cell) => {
                read.wrong.push((*line, Wrong::Month((*cell).to_owned())));
            }
            None => read.wrong.push((*line, Wrong::Time((*cell).to_owned()))),
        }
    }
    // Whole days are the table's; times on them are of a zone that somebody has to say.
    let timed = locals.iter().any(|(_, _, timed, _)| *timed);
    let zone = match (&chosen.zone, timed) {
        (Some(zone), true) => zone.clone(),
        (None, true) => {
            read.asks(Question::Zone);
            known.zone.to_owned()
        }
        (_, false) => known.zone.to_owned(),
    };
    let Ok(tz) = TimeZone::get(&zone) else {
        read.asks(Question::Zone);
        return moments;
    };
    if !locals.is_empty() {
        read.zone = Some(zone);
    }
    let second = second_runs(&tz, &locals);
    for (line, at, timed, cell) in locals {
        let ambiguous = tz.to_ambiguous_timestamp(at);
        let is_fold = timed && matches!(ambiguous.offset(), AmbiguousOffset::Fold { .. });
        let told = match (second.get(&line), chosen.twice) {
            (Some(is_second), _) => Some(*is_second),
            (None, twice) => twice.map(|twice| twice == Twice::Second),
        };
        if timed && matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
            read.wrong.push((line, Wrong::NoHour(cell.to_owned())));
            continue;
        }
        if is_fold && told.is_none() {
            read.asks(Question::Twice);
        }
        let (at, other) = match (is_fold, told) {
            (false, _) => (ambiguous.compatible(), None),
            (true, Some(true)) => (ambiguous.later(), Some(ambiguous.earlier())),
            (true, _) => (ambiguous.earlier(), Some(ambiguous.later())),
        };
        let moment = |at: Timestamp| Moment(at.as_millisecond());
        match at {
            Ok(at) => {
                let other = other.and_then(Result::ok).map(moment);
                moments.insert(
                    line,
                    When {
                        at: moment(at),
                        other,
                    },
                );
            }
            Err(_) => read.wrong.push((line, Wrong::Time(cell.to_owned()))),
        }
    }
    moments
}

/// Of lines in an hour that came twice, whether they are in the second, where the order of lines tells: they all run
/// one way, but for one step back in that hour.
fn second_runs(tz: &TimeZone, locals: &[(u64, DateTime, bool, &str)]) -> BTreeMap<u64, bool> {
    let (Some(first), Some(last)) = (locals.first(), locals.last()) else {
        return BTreeMap::new();
    };
    let nothing = BTreeMap::new;
    let forwards = match first.1.cmp(&last.1) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal => return nothing(),
    };
    let is_twice = |at: DateTime| {
        let known = tz.to_ambiguous_timestamp(at);
        matches!(known.offset(), AmbiguousOffset::Fold { .. })
    };
    let mut stepped: BTreeMap<Date, (Vec<u64>, Vec<u64>)> = BTreeMap::new();
    let mut before: Option<(DateTime, bool)> = None;
    for (line, at, timed, _) in locals {
        let twice = *timed && is_twice(*at);
        let back = before.is_some_and(|(before, was_twice)| match before.cmp(at) {
            Ordering::Equal => twice && was_twice,
            Ordering::Less => !forwards,
            Ordering::Greater => forwards,
        });
        let follows =
            before.is_some_and(|(before, was_twice)| was_twice && before.date() == at.date());
        if twice {
            let (one, other) = stepped.entry(at.date()).or_default();
            match (back, follows) {
                // Back once more, or back from elsewhere: nothing runs one way here.
                (true, true) if !other.is_empty() => return nothing(),
                (true, false) => return nothing(),
                (true, true) => other.push(*line),
                (false, _) if other.is_empty() => one.push(*line),
                (false, _) => other.push(*line),
            }
        } else if back {
            return nothing();
        }
        before = Some((*at, twice));
    }
    let mut seconds = BTreeMap::new();
    for (one, other) in stepped.into_values().filter(|(_, other)| !other.is_empty()) {
        seconds.extend(one.into_iter().map(|line| (line, !forwards)));
        seconds.extend(other.into_iter().map(|line| (line, forwards)));
    }
    seconds
}
