//! How long something took, as ticket systems write it.

use jiff::civil::DateTime;

use super::Lasting;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How many milliseconds a unit of a measure has, where it is one of time.
pub(super) fn unit(unit: &str) -> Option<i64> {
    Some(match unit.trim().to_lowercase().as_str() {
        "ms" | "millisecond" | "milliseconds" | "millisekunde" | "millisekunden" => 1,
        "s" | "sec" | "secs" | "second" | "seconds" | "seconde" | "secondes" | "sek"
        | "sekunde" | "sekunden" => SECOND,
        "min" | "mins" | "minute" | "minutes" | "minuten" => MINUTE,
        "h" | "hr" | "hrs" | "hour" | "hours" | "heure" | "heures" | "std" | "stunde"
        | "stunden" => HOUR,
        "d" | "day" | "days" | "jour" | "jours" | "tag" | "tage" => DAY,
        _ => return None,
    })
}

impl Lasting {
    fn milliseconds(self) -> i64 {
        match self {
            Self::Seconds => SECOND,
            Self::Minutes => MINUTE,
            Self::Hours => HOUR,
            Self::Days => DAY,
        }
    }
}

/// A duration as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lasted {
    /// With its units.
    Told(i64),
    /// A whole number of something.
    Bare(i64),
}

impl Lasted {
    /// Milliseconds, once it is known what a bare number counts.
    pub fn milliseconds(self, lasting: Lasting) -> i64 {
        match self {
            Self::Told(milliseconds) => milliseconds,
            Self::Bare(count) => count.saturating_mul(lasting.milliseconds()),
        }
    }
}

/// Reads a duration that is not negative: “5400”, “0 01:30:00”, “01:30:00”, “1 Hour 30 Minutes”; or, as ServiceNow keeps
/// it, the moment at which it would have ended had it begun with 1970: “1970-01-01 01:30:00”.
pub(super) fn read(cell: &str) -> Option<Lasted> {
    let cell = cell.trim();
    if !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return cell.parse().ok().map(Lasted::Bare);
    }
    if cell.starts_with("1970-") {
        let ended: DateTime = cell.parse().ok()?;
        let begun = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let lasted = ended.since((jiff::Unit::Second, begun)).ok()?;
        return Some(Lasted::Told(lasted.get_seconds() * SECOND));
    }
    match cell.contains(':') {
        true => by_clock(cell),
        false => in_words(cell),
    }
    .map(Lasted::Told)
}

/// “12:05:00”, with days before it or not.
fn by_clock(cell: &str) -> Option<i64> {
    let (days, clock) = cell.split_once(' ').unwrap_or(("0", cell));
    let days: i64 = days.parse().ok().filter(|days| *days >= 0)?;
    let parts: Vec<&str> = clock.trim().split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else {
        return None;
    };
    let part = |text: &str, below: i64| {
        let number: i64 = text.parse().ok()?;
        (0..below).contains(&number).then_some(number)
    };
    let hours = part(hours, 100_000)?;
    let rest = part(minutes, 60)? * MINUTE + part(seconds, 60)? * SECOND;
    Some(days.checked_mul(DAY)?.checked_add(hours * HOUR)? + rest)
}

/// “2 Days 3 Hours 10 Minutes”: each unit once, from the largest on.
fn in_words(cell: &str) -> Option<i64> {
    let mut words = cell.split_whitespace();
    let (mut all, mut before) = (0i64, i64::MAX);
    while let Some(count) = words.next() {
        let count: i64 = count.parse().ok().filter(|count| *count >= 0)?;
        let named = words.next()?.trim_end_matches(',');
        let unit = unit(named).filter(|unit| *unit < before && *unit >= SECOND)?;
        all = all.checked_add(count.checked_mul(unit)?)?;
        before = unit;
    }
    (before < i64::MAX).then_some(all)
}
