//! Values as files write them: digits, marks, a unit that stands with them.

use domain::Moment;
use domain::measure::{FARTHEST_TARGET, Reading, WHOLE, is_share, possible_in};
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

/// Whether a share is less than nothing, and whether it is more than all however its marks are read; none where it is
/// no share.
pub(super) fn over_hundred(cell: &str) -> Option<(bool, bool)> {
    let (negative, digits, unit) = parts(cell)?;
    let read = |decimals: &Decimals| {
        let (whole, part) = split(&digits, *decimals)?;
        let whole: u64 = whole.parse().ok()?;
        Some(whole > 100 || whole == 100 && part.bytes().any(|digit| digit != b'0'))
    };
    let mut all = Decimals::ALL.iter().filter_map(read).peekable();
    all.peek()?;
    (unit.is_empty() || is_share(&unit)).then(|| (negative, all.all(|is_over| is_over)))
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

/// Whether a program says that there is no end to it: “+Inf”, where something was divided by nothing.
pub(super) fn is_endless(cell: &str) -> bool {
    let cell = cell
        .trim()
        .trim_start_matches(['+', '-', '\u{2212}'])
        .to_lowercase();
    ["inf", "infinity", "∞"].contains(&cell.as_str())
}

/// Why a cell is none of the numbers that can be read.
fn no_number(cell: String) -> Wrong {
    let has_letter = cell.chars().any(char::is_alphabetic);
    if is_endless(&cell) {
        Wrong::Endless(cell)
    } else if cell.contains(['e', 'E']) && cell.parse::<f64>().is_ok() {
        Wrong::Exponent(cell)
    } else if !has_letter && cell.contains(':') {
        Wrong::Clock(cell)
    } else if times::is_day(&cell) {
        Wrong::Date(cell)
    } else {
        Wrong::Number(cell)
    }
}

/// Digits before the mark that are read: what is longer is larger than any reading.
const DIGITS: usize = 15;
/// Decimals that are read; of the others it is only told whether they say anything.
const PLACES: usize = 12;
/// A part in a thousand million: what programs leave over where they add up to the whole.
const LEFT_OVER: i128 = 1_000_000_000;

/// How a measure counts what a cell says: so many of its units for one of the cell's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scale {
    times: i128,
    over: i128,
}

impl Scale {
    const SAME: Self = Self { times: 1, over: 1 };

    /// From the unit that stands with a number to that of the measure; none where they are of different things.
    fn between(theirs: &str, unit: &str) -> Option<Self> {
        if theirs.is_empty() || theirs.eq_ignore_ascii_case(unit) {
            return Some(Self::SAME);
        }
        match (durations::unit(theirs), durations::unit(unit)) {
            (Some(theirs), Some(own)) => Some(Self {
                times: i128::from(theirs),
                over: i128::from(own),
            }),
            _ => (is_share(theirs) && is_share(unit)).then_some(Self::SAME),
        }
    }
}

/// A cell that is a number, as it is written.
struct Number {
    line: u64,
    at: Moment,
    negative: bool,
    digits: String,
    scale: Scale,
    cell: String,
}

/// How much a number is.
#[derive(Clone, Copy, Debug)]
struct Amount {
    /// Thousandths of a unit, without a sign.
    thousandths: i128,
    /// Whether it is more than that.
    is_rounded: bool,
    /// Whether it is more than the whole of a share, but for what programs leave over.
    is_over: bool,
}

impl Number {
    /// How much it is, where decimals begin with that mark; none where it is not written so.
    fn amount(&self, decimals: Decimals, share: Share) -> Option<Amount> {
        let (whole, part) = split(&self.digits, decimals)?;
        if whole.len() > DIGITS {
            return Some(Amount {
                thousandths: i128::from(i64::MAX),
                is_rounded: false,
                is_over: true,
            });
        }
        let kept: String = format!("{part:0<PLACES$}").chars().take(PLACES).collect();
        let rest = part.get(PLACES..).unwrap_or_default();
        let one = 10i128.pow(PLACES as u32);
        let count = whole.parse::<i128>().ok()? * one + kept.parse::<i128>().ok()?;
        let hundred = if share == Share::OfOne { 100 } else { 1 };
        let count = count * 1_000 * hundred * self.scale.times;
        let per = one * self.scale.over;
        let all = i128::from(WHOLE) * per;
        let is_over = count > all + all / LEFT_OVER;
        let is_left_over = !is_over && count > all;
        Some(Amount {
            thousandths: count / per,
            is_rounded: !is_left_over && (count % per != 0 || rest.bytes().any(|it| it != b'0')),
            is_over,
        })
    }
}

/// Of a share that could be two numbers, the mark with which all of them are possible, where it is one alone.
fn possible(numbers: &[Number]) -> Option<Decimals> {
    let is_possible = |decimals: &Decimals| {
        numbers.iter().all(|number| {
            let amount = number.amount(*decimals, Share::Percent);
            amount.is_some_and(|amount| !amount.is_over)
        })
    };
    let mut marks = Decimals::ALL.into_iter().filter(is_possible);
    marks.next().filter(|_| marks.next().is_none())
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
    let bounded = is_share(unit);
    let mut numbers = Vec::new();
    let mut marks = Vec::new();
    let mut unclear = false;
    for (line, at, cell) in cells {
        if is_unread(&cell) {
            read.unread.push((line, at));
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
        let Some(scale) = Scale::between(&theirs, unit) else {
            let wrong = match no_number(cell) {
                Wrong::Number(cell) => Wrong::Unit(cell),
                other => other,
            };
            read.wrong.push((line, wrong));
            continue;
        };
        read.stripped += usize::from(!theirs.is_empty());
        match mark(&digits) {
            Ok(mark) => marks.extend(mark),
            Err(()) => unclear = true,
        }
        numbers.push(Number {
            line,
            at,
            negative,
            digits,
            scale,
            cell,
        });
    }
    let told = machine.or(chosen.decimals).or(marks.first().copied());
    let told = match told {
        None if bounded && unclear => possible(&numbers),
        told => told,
    };
    let decimals = told.or(chosen.wrote).unwrap_or(Decimals::Point);
    let is_asked = unclear && told.or(chosen.wrote).is_none();
    if is_asked {
        read.asks(Question::Decimals);
    }
    // Another line writes decimals with the other mark: one of them is wrong.
    let is_other = |number: &Number| {
        let own = mark(&number.digits).ok().flatten();
        own.is_some_and(|mark| mark != decimals)
    };
    if bounded && chosen.share.is_none() && !is_asked {
        let amounts = numbers.iter().filter(|it| !it.negative && !is_other(it));
        let amounts = amounts.filter_map(|it| it.amount(decimals, Share::Percent));
        let amounts: Vec<i128> = amounts.map(|it| it.thousandths).collect();
        let small = amounts.iter().filter(|it| **it <= 1_000).count();
        let looks = small * 2 > amounts.len() && amounts.iter().any(|it| (1..=1_000).contains(it));
        // What this program wrote itself is in percent.
        if looks && chosen.wrote.is_none() {
            read.asks(Question::Share);
        }
    }
    let share = match (bounded, chosen.share) {
        (true, Some(share)) => share,
        _ => Share::Percent,
    };
    let no_less = *possible_in(unit).start() == 0;
    let mut taken = Vec::new();
    for number in numbers {
        let amount = number
            .amount(decimals, share)
            .filter(|_| !is_other(&number));
        let Number {
            line,
            at,
            negative,
            cell,
            ..
        } = number;
        let Some(amount) = amount else {
            read.wrong.push((line, no_number(cell)));
            continue;
        };
        let away = negative == (known.aim == Aim::AtLeast);
        let value = amount.thousandths + i128::from(amount.is_rounded && away);
        let value = if negative { -value } else { value };
        if no_less && value < 0 {
            read.wrong.push((line, Wrong::Negative(cell)));
            continue;
        }
        // While it is asked how decimals are written, nobody knows how much it is.
        if is_asked {
            continue;
        }
        if bounded && amount.is_over {
            read.wrong.push((line, Wrong::OverAll(cell)));
            continue;
        }
        match i64::try_from(value)
            .ok()
            .filter(|it| it.abs() <= FARTHEST_TARGET)
        {
            Some(value) => {
                let value = if bounded { value.min(WHOLE) } else { value };
                read.rounded += usize::from(amount.is_rounded);
                taken.push((line, Reading { at, value }, cell));
            }
            None => read.wrong.push((line, Wrong::TooLarge(cell))),
        }
    }
    read.settle(taken, known);
}
