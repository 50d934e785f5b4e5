//! Values as files write them: digits, marks, a unit that stands with them.

use domain::Moment;
use domain::measure::{Reading, WHOLE, is_share};
use domain::words::Aim;

use super::{Chosen, Known, Question, Read, Share, Wrong, is_unread};
use super::{durations, times};
use crate::money::Decimals;

/// Marks between groups of thousands that never begin decimals: spaces of several widths, and apostrophes.
const GROUPS: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

/// A number as it is written: its sign, the digits with their marks, and what came after them.
pub(super) fn parts(cell: &str) -> Option<(bool, String, String)> {
    let cell = cell.trim().replace('\u{2212}', "-");
    let (negative, rest) = match cell.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, cell.as_str()),
    };
    let mut ends = 0;
    for (at, c) in rest.char_indices() {
        let after = &rest[at + c.len_utf8()..];
        let groups = GROUPS.contains(&c) && after.starts_with(|c: char| c.is_ascii_digit());
        if !(c.is_ascii_digit() || c == '.' || c == ',' || groups) {
            break;
        }
        ends = at + c.len_utf8();
    }
    let (digits, unit) = rest.split_at(ends);
    let starts = digits.starts_with(|c: char| c.is_ascii_digit());
    starts.then(|| (negative, digits.to_owned(), unit.trim().to_owned()))
}

/// Whether a cell is a number and nothing else.
pub(super) fn is_number(cell: &str) -> bool {
    let reads = |digits: &str| Decimals::ALL.iter().any(|it| split(digits, *it).is_some());
    parts(cell)
        .is_some_and(|(_, digits, unit)| (unit.is_empty() || is_share(&unit)) && reads(&digits))
}

/// The whole digits and the decimals, where decimals begin with that mark; none where what stands before it is not
/// in groups of three.
fn split(digits: &str, decimals: Decimals) -> Option<(String, &str)> {
    let (whole, part) = digits.split_once(decimals.mark()).unwrap_or((digits, ""));
    let is_digit = |c: char| c.is_ascii_digit();
    let mut marks = whole.chars().filter(|c| !is_digit(*c));
    let mut groups = whole.split(|c| !is_digit(c));
    if let Some(mark) = marks.next() {
        let first = groups.next().unwrap_or_default();
        let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
        if !begins || marks.any(|other| other != mark) || groups.any(|group| group.len() != 3) {
            return None;
        }
    }
    (!whole.is_empty() && part.chars().all(is_digit))
        .then(|| (whole.chars().filter(|c| is_digit(*c)).collect(), part))
}

/// With which mark decimals must begin, as far as one number tells; `Err` where it could be either.
fn mark(digits: &str) -> Result<Option<Decimals>, ()> {
    let could = |decimals: Decimals| split(digits, decimals).is_some();
    match (could(Decimals::Point), could(Decimals::Comma)) {
        (true, false) => Ok(Some(Decimals::Point)),
        (false, true) => Ok(Some(Decimals::Comma)),
        (true, true) if digits.contains(['.', ',']) => Err(()),
        _ => Ok(None),
    }
}

/// Why a cell is none of the numbers that can be read.
fn no_number(cell: String) -> Wrong {
    let has_letter = cell.chars().any(char::is_alphabetic);
    if cell.contains(['e', 'E']) && cell.parse::<f64>().is_ok() {
        Wrong::Exponent(cell)
    } else if !has_letter && cell.contains(':') {
        Wrong::Clock(cell)
    } else if times::is_day(&cell) {
        Wrong::Date(cell)
    } else {
        Wrong::Number(cell)
    }
}

/// Thousandths, or what is that many places finer, and whether they were rounded: where asked away from zero, else
/// towards it.
fn thousandths(digits: &str, decimals: Decimals, finer: usize, away: bool) -> Option<(i64, bool)> {
    let places = 3 + finer;
    let (whole, part) = split(digits, decimals)?;
    if whole.len() > 9 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let kept: String = format!("{part:0<places$}").chars().take(places).collect();
    let kept: i64 = kept.parse().ok()?;
    let rest = part.get(places..).unwrap_or_default();
    let rounded = rest.bytes().any(|digit| digit != b'0');
    let up = rounded && away;
    let scale = 10i64.pow(u32::try_from(places).ok()?);
    Some((whole * scale + kept + i64::from(up), rounded))
}

/// Reads the values, once it is known when each was read.
pub(super) fn take(
    read: &mut Read,
    cells: Vec<(u64, Moment, String)>,
    machine: Option<Decimals>,
    chosen: &Chosen,
    known: &Known<'_>,
) {
    let unit = known.unit.trim();
    let mut numbers = Vec::new();
    let mut marks = Vec::new();
    let mut unclear = false;
    for (line, at, cell) in cells {
        if is_unread(&cell) {
            read.unread.push(line);
            continue;
        }
        // Machines write large and small numbers with an exponent.
        let plain = cell.parse::<f64>().ok().filter(|it| it.is_finite());
        let cell = match (machine, plain) {
            (Some(_), Some(number)) => format!("{number}"),
            _ => cell,
        };
        let Some((negative, digits, theirs)) = parts(&cell) else {
            read.wrong.push((line, no_number(cell)));
            continue;
        };
        if !theirs.is_empty() {
            let same = theirs.eq_ignore_ascii_case(unit) || is_share(&theirs) && is_share(unit);
            if !same {
                let wrong = match no_number(cell) {
                    Wrong::Number(cell) => Wrong::Unit(cell),
                    other => other,
                };
                read.wrong.push((line, wrong));
                continue;
            }
            read.stripped += 1;
        }
        match mark(&digits) {
            Ok(mark) => marks.extend(mark),
            Err(()) => unclear = true,
        }
        numbers.push((line, at, negative, digits, cell));
    }
    let decimals = machine.or(chosen.decimals).or(marks.first().copied());
    if decimals.is_none() && unclear {
        read.asks(Question::Decimals);
    }
    let decimals = decimals.unwrap_or(Decimals::Point);
    // Two places more where a share of one becomes one of a hundred.
    let finer = match (is_share(unit), chosen.share) {
        (true, Some(Share::OfOne)) => 2,
        _ => 0,
    };
    let mut lines = Vec::new();
    for (line, at, negative, digits, cell) in numbers {
        // Another line writes decimals with the other mark: one of them is wrong.
        let other = mark(&digits)
            .ok()
            .flatten()
            .is_some_and(|mark| mark != decimals);
        let away = negative == (known.aim == Aim::AtLeast);
        match thousandths(&digits, decimals, finer, away).filter(|_| !other) {
            Some((value, rounded)) => {
                read.rounded += usize::from(rounded);
                let value = if negative { -value } else { value };
                lines.push((line, Reading { at, value }, cell));
            }
            None => read.wrong.push((line, no_number(cell))),
        }
    }
    if is_share(unit) {
        let of_one = |(_, reading, _): &(u64, Reading, String)| reading.value <= 1_000;
        let looks =
            !lines.is_empty() && lines.iter().all(of_one) && lines.iter().any(|it| it.1.value > 0);
        if chosen.share.is_none() && looks {
            read.asks(Question::Share);
        }
    }
    let bounded = is_share(unit);
    let no_less = bounded || durations::unit(unit).is_some();
    let mut taken = Vec::new();
    for (line, reading, cell) in lines {
        if bounded && reading.value > WHOLE {
            read.wrong.push((line, Wrong::OverAll(cell)));
        } else if no_less && reading.value < 0 {
            read.wrong.push((line, Wrong::Negative(cell)));
        } else {
            taken.push((line, reading, cell));
        }
    }
    read.settle(taken, known);
}
