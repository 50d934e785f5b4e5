//! The readings of measures: a series of moments and values, packed for the record.
//!
//! What nobody read is a gap, and enters no figure: it is neither zero nor the target.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use imbl::{OrdMap, Vector};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};
use signing::Bytes;
use utoipa::ToSchema;

use super::explained::{Explained, explain};
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

/// Readings that are taken over at once.
pub const READINGS_AT_ONCE: usize = 200_000;
/// Readings of one measure: every minute for a year.
pub const READINGS: usize = 530_000;
/// Readings in one entry: with packing some 40 kilobytes.
pub(super) const READINGS_PER_ENTRY: usize = 8_192;
/// So many gaps between readings tell how often a measure is read.
const GAPS_LOOKED_AT: usize = 200;
/// After which a rhythm of weekdays comes again.
const WEEK: i64 = 7 * Moment::DAY;
/// Of what should have been read in a while, so much must have been before it is told whether the target is met:
/// percent.
pub const KNOWN_FROM: u64 = 80;

/// One reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// When.
    pub at: Moment,
    /// The value, in thousandths of the measure's unit.
    pub value: i64,
}

/// Readings in the order of time, as bytes: of each, by how much the step of time differs from the one before,
/// and the value from the one before; both as numbers of variable length.
#[derive(Clone, Debug, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, example = "gICAgICA", format = Byte)]
pub struct Packed(pub Bytes);

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(D::Error::custom)
    }
}

fn put(bytes: &mut Vec<u8>, number: i64) {
    // Small numbers of either sign become short ones.
    let mut rest = (number.wrapping_shl(1) ^ (number >> 63)).cast_unsigned();
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

fn take(bytes: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = bytes.next()?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            let half = (number >> 1).cast_signed();
            return Some(half ^ -(number & 1).cast_signed());
        }
    }
    None
}

impl Packed {
    /// Packs readings in this order.
    pub fn of(readings: &[Reading]) -> Self {
        let mut bytes = Vec::with_capacity(readings.len() * 4);
        let (mut at, mut step, mut value) = (0i64, 0i64, 0i64);
        for reading in readings {
            let next = reading.at.0.wrapping_sub(at);
            put(&mut bytes, next.wrapping_sub(step));
            put(&mut bytes, reading.value.wrapping_sub(value));
            (at, step, value) = (reading.at.0, next, reading.value);
        }
        Self(Bytes(bytes))
    }

    /// The readings; what cannot be read ends them.
    pub fn unpacked(&self) -> impl Iterator<Item = Reading> + '_ {
        let mut bytes = self.0.0.iter().copied();
        let (mut at, mut step, mut value) = (0i64, 0i64, 0i64);
        std::iter::from_fn(move || {
            step = step.wrapping_add(take(&mut bytes)?);
            at = at.wrapping_add(step);
            value = value.wrapping_add(take(&mut bytes)?);
            Some(Reading {
                at: Moment(at),
                value,
            })
        })
    }
}

/// That readings were taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// When and by whom.
    pub stamp: Stamp,
    /// From what.
    pub source: ReadingSource,
    /// How many.
    pub readings: u64,
    /// The first of them.
    pub first: Moment,
    /// The last of them.
    pub last: Moment,
}

/// What one party read of one measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// By their moment; what the party took over last holds.
    pub all: OrdMap<Moment, i64>,
    /// Of those that people answered: of how many people each is.
    pub people: OrdMap<Moment, u64>,
    /// Every time that some were taken over, in order.
    pub taken: Vector<Taken>,
    every: Reckoned<Option<i64>>,
    tally: Reckoned<Tally>,
    explained: Reckoned<Option<Explained>>,
}

/// What is reckoned from readings when somebody first asks, and kept until there are others: it says nothing that they
/// do not. Shared, since a state is copied for every act, and a tally is as long as the series.
#[derive(Clone, Debug)]
struct Reckoned<T>(OnceLock<Arc<T>>);

impl<T> Reckoned<T> {
    fn get(&self, reckon: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(|| Arc::new(reckon()))
    }
}

impl<T> Default for Reckoned<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> PartialEq for Reckoned<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Reckoned<T> {}

/// When each reading was made, and how many of those before it reached the target.
#[derive(Clone, Debug)]
struct Tally {
    aim: Aim,
    target: i64,
    at: Vec<Moment>,
    /// One more than there are readings.
    reached: Vec<u64>,
}

/// What the readings of a while tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Measured {
    /// Nothing was read in that while.
    NotMeasured {
        /// When it was read last before.
        last: Option<Moment>,
    },
    /// Too little of what should have been read was: nothing is said of the target.
    NotKnown {
        /// How many readings there are.
        readings: u64,
        /// About how many there should be.
        expected: u64,
    },
    /// It was read.
    Read {
        /// The last reading's value, in thousandths of a unit.
        value: i64,
        /// When that was.
        at: Moment,
        /// Whether it meets the target.
        met: bool,
        /// How many readings there are.
        readings: u64,
        /// How many of them meet the target.
        reached: u64,
        /// Of how many people's answers the value is, where people are asked.
        people: Option<u64>,
    },
}

/// Between which two readings none was made, though one should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, ToSchema)]
pub struct ReadingGap {
    /// The reading before.
    pub after: Moment,
    /// The reading after.
    pub before: Moment,
}

impl ReadingSource {
    /// Whether a reading from there tells of a whole period, and stands at its beginning.
    pub fn is_of_periods(self) -> bool {
        self.is_of_tickets() || matches!(self, Self::Zabbix | Self::People)
    }

    /// Whether it is made of tickets.
    pub fn is_of_tickets(self) -> bool {
        matches!(self, Self::ServiceNow | Self::Jira | Self::Glpi)
    }
}

impl Aim {
    /// Whether a value is on the good side of the target.
    pub fn is_met(self, value: i64, target: i64) -> bool {
        match self {
            Self::AtLeast => value >= target,
            Self::AtMost => value <= target,
        }
    }
}

impl Readings {
    /// At how many moments another says something else.
    pub fn differing(&self, other: &Self) -> usize {
        let (few, many) = match self.all.len() < other.all.len() {
            true => (&self.all, &other.all),
            false => (&other.all, &self.all),
        };
        let differs = |(at, value): &(&Moment, &i64)| many.get(*at).is_some_and(|it| it != *value);
        few.iter().filter(differs).count()
    }

    /// Takes one over; another value for the same moment takes the place of the one before.
    pub fn insert(&mut self, reading: Reading) {
        self.all.insert(reading.at, reading.value);
        (self.every, self.tally, self.explained) = Default::default();
    }

    /// What a long series tells: its levels and when they changed. `None` of a short one.
    pub fn explained(&self) -> Option<&Explained> {
        self.explained.get(|| explain(self)).as_ref()
    }

    /// How often it is read: the middle step between readings, once there are three.
    pub fn every(&self) -> Option<i64> {
        *self.every.get(|| self.middle_step())
    }

    fn middle_step(&self) -> Option<i64> {
        let latest = self.all.keys().rev().take(GAPS_LOOKED_AT + 1);
        let latest: Vec<i64> = latest.map(|at| at.0).collect();
        let mut steps: Vec<i64> = latest.windows(2).map(|two| two[0] - two[1]).collect();
        if steps.len() < 2 {
            return None;
        }
        steps.sort_unstable();
        steps.get(steps.len() / 2).copied().filter(|step| *step > 0)
    }

    /// Where readings are missing: more than one and a half steps lie between one and the next. What is left out
    /// every week, as a weekend is, belongs to the rhythm and is none.
    pub fn gaps(&self) -> Vec<ReadingGap> {
        let Some(every) = self.every() else {
            return Vec::new();
        };
        let moments: Vec<Moment> = self.all.keys().copied().collect();
        let apart = |two: &&[Moment]| two[1].0 - two[0].0 > every.saturating_add(every / 2);
        let wide = moments.windows(2).filter(apart);
        let wide: Vec<ReadingGap> = wide
            .map(|two| ReadingGap {
                after: two[0],
                before: two[1],
            })
            .collect();
        // Clocks that are set move it by an hour.
        let near = every / 2;
        let same = |it: &ReadingGap, by: i64| {
            let (after, before) = (it.after.0 + by, it.before.0 + by);
            let first = wide.partition_point(|other| other.after.0 < after - near);
            let others = wide[first..].iter();
            let mut others = others.take_while(|other| other.after.0 <= after + near);
            others.any(|other| (other.before.0 - before).abs() <= near)
        };
        let is_weekly = |it: &ReadingGap| every <= WEEK / 2 && (same(it, -WEEK) || same(it, WEEK));
        wide.iter().filter(|it| !is_weekly(it)).copied().collect()
    }

    /// Whether it should have been read twice since it was read last.
    pub fn is_silent(&self, now: Moment) -> bool {
        self.silent_after().is_some_and(|then| now > then)
    }

    /// After which moment it should have been read twice since it was read last. What a whole period tells stands at
    /// its beginning, and could not be read before its end.
    pub fn silent_after(&self) -> Option<Moment> {
        let (last, every) = (self.all.get_max()?.0.0, self.every()?);
        let mut newest = self.taken.iter().rev();
        let from = newest.find(|taken| taken.last.0 == last);
        let steps = match from.is_some_and(|taken| taken.source.is_of_periods()) {
            true => 3,
            false => 2,
        };
        Some(Moment(last.saturating_add(every.saturating_mul(steps))))
    }

    fn tallied(&self, aim: Aim, target: i64) -> Tally {
        let mut reached = vec![0];
        let mut so_far = 0;
        for value in self.all.values() {
            so_far += u64::from(aim.is_met(*value, target));
            reached.push(so_far);
        }
        Tally {
            aim,
            target,
            at: self.all.keys().copied().collect(),
            reached,
        }
    }

    /// What was read from one moment on and before another.
    pub fn measured(&self, aim: Aim, target: i64, from: Moment, until: Moment) -> Measured {
        let tally = self.tally.get(|| self.tallied(aim, target));
        let other;
        let tally = match (tally.aim, tally.target) == (aim, target) {
            true => tally,
            false => {
                other = self.tallied(aim, target);
                &other
            }
        };
        let begin = tally.at.partition_point(|at| *at < from);
        let end = tally.at.partition_point(|at| *at < until).max(begin);
        let readings = (end - begin) as u64;
        let reached = tally.reached[end] - tally.reached[begin];
        let first = tally.at[begin..end].first().copied();
        let last = tally.at[begin..end].last();
        let Some((at, value)) = last.and_then(|at| Some((*at, *self.all.get(at)?))) else {
            let before = tally.at[..begin].last().copied();
            return Measured::NotMeasured { last: before };
        };
        if let (Some(every), Some(first)) = (self.every(), first) {
            // Of a measure that is younger than the while, what lies before its first reading is no gap.
            let known_before = begin > 0;
            let begins = if known_before { from } else { first };
            let span = until.0.saturating_sub(begins.0).max(0);
            let expected = u64::try_from(span / every).unwrap_or(0);
            if readings.saturating_mul(100) < expected.saturating_mul(KNOWN_FROM) {
                return Measured::NotKnown { readings, expected };
            }
        }
        Measured::Read {
            value,
            at,
            met: aim.is_met(value, target),
            readings,
            reached,
            people: self.people.get(&at).copied(),
        }
    }
}

/// What the parties read of one measure, each for itself, in the order in which they first did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingsOf(Vec<(PartyId, Readings)>);

impl ReadingsOf {
    /// What one party read.
    pub fn by(&self, party: PartyId) -> Option<&Readings> {
        let mut all = self.0.iter();
        all.find(|(by, _)| *by == party).map(|(_, read)| read)
    }

    /// What each party read, those of `first` before the others.
    pub fn each(&self, first: PartyId) -> impl Iterator<Item = (PartyId, &Readings)> {
        let of = move |is: bool| self.0.iter().filter(move |(by, _)| (*by == first) == is);
        of(true).chain(of(false)).map(|(by, read)| (*by, read))
    }
}

/// The readings of every measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllReadings {
    all: BTreeMap<MeasureId, ReadingsOf>,
    none: ReadingsOf,
}

impl AllReadings {
    /// Those of one measure.
    pub fn of(&self, measure: MeasureId) -> &ReadingsOf {
        self.all.get(&measure).unwrap_or(&self.none)
    }

    pub(super) fn by_mut(&mut self, measure: MeasureId, party: PartyId) -> &mut Readings {
        let ReadingsOf(all) = self.all.entry(measure).or_default();
        let place = all.iter().position(|(by, _)| *by == party);
        let place = place.unwrap_or_else(|| {
            all.push((party, Readings::default()));
            all.len() - 1
        });
        &mut all[place].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_what_is_unpacked() {
        let readings: Vec<Reading> = [
            (i64::MIN, i64::MAX),
            (-1, 0),
            (0, -99_950),
            (1_700_000_000_000, 99_950),
            (1_700_000_060_000, 99_951),
            (i64::MAX, i64::MIN),
        ]
        .map(|(at, value)| Reading {
            at: Moment(at),
            value,
        })
        .into();
        let packed = Packed::of(&readings);
        assert_eq!(packed.unpacked().collect::<Vec<_>>(), readings);
        let json = serde_json::to_string(&packed).expect("a text");
        let again: Packed = serde_json::from_str(&json).expect("the same");
        assert_eq!(again, packed);
    }

    fn read_on(days: impl IntoIterator<Item = i64>) -> Readings {
        let mut readings = Readings::default();
        for day in days {
            readings.insert(Reading {
                at: Moment(day * Moment::DAY),
                value: 7,
            });
        }
        readings
    }

    #[test]
    fn one_period_without_a_reading_is_a_gap_and_a_weekend_of_every_week_is_none() {
        let gaps = |days: Vec<i64>| -> Vec<(i64, i64)> {
            let gaps = read_on(days).gaps().into_iter();
            gaps.map(|it| (it.after.0 / Moment::DAY, it.before.0 / Moment::DAY))
                .collect()
        };
        assert_eq!(gaps((0..20).filter(|day| *day != 9).collect()), [(8, 10)]);
        // Months of 28 to 31 days, without the fifth.
        let months = vec![0, 31, 59, 90, 151, 181];
        assert_eq!(gaps(months), [(90, 151)]);
        let weekdays = (0..40).filter(|day| day % 7 < 5);
        assert_eq!(gaps(weekdays.clone().collect()), []);
        let missed = weekdays.filter(|day| *day != 16).collect();
        assert_eq!(gaps(missed), [(15, 17)]);
    }

    #[test]
    fn bytes_that_were_cut_end_the_readings() {
        let readings = [1, 2, 3].map(|at| Reading {
            at: Moment(at * 60_000),
            value: 7,
        });
        let mut packed = Packed::of(&readings);
        packed.0.0.pop();
        assert_eq!(packed.unpacked().collect::<Vec<_>>(), readings[..2]);
    }
}
