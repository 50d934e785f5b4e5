//! The readings of measures: a series of moments and values, packed for the record.
//!
//! What nobody read is a gap, and enters no figure: it is neither zero nor the target.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use imbl::{OrdMap, OrdSet, Vector};
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
/// So many steps between readings tell how often a measure is read.
const STEPS_LOOKED_AT: usize = 200;
/// So many steps, all but one of them alike, are a rhythm.
const RHYTHM: usize = 5;
/// By so much clocks are set in spring and autumn.
const HOUR: i64 = 3_600_000;
/// After which a rhythm of weekdays comes again.
const WEEK: i64 = 7 * Moment::DAY;
/// So many weeks before and after what is left out may be a gap themselves.
const WEEKS_COMPARED: i64 = 3;
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
    /// Moments at which somebody looked and there was nothing to read: each is one that is missing.
    pub unread: OrdSet<Moment>,
    /// Of those that people answered: of how many people each is.
    pub people: OrdMap<Moment, u64>,
    /// Every time that some were taken over, in order.
    pub taken: Vector<Taken>,
    /// Of those that people answered: when the period of each ended.
    pub(super) ends: OrdMap<Moment, Moment>,
    every: Reckoned<Option<i64>>,
    pauses: Reckoned<Pauses>,
    gaps: Reckoned<Vec<ReadingGap>>,
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
    /// When there was nothing to read.
    unread: Vec<Moment>,
}

/// Where no reading was made for longer than the rhythm around it lets expect.
#[derive(Clone, Debug, Default)]
struct Pauses {
    /// Where readings are missing.
    gaps: Vec<Pause>,
    /// What is left out every week: no reading is missing there.
    rests: Vec<Pause>,
}

#[derive(Clone, Copy, Debug)]
struct Pause {
    after: i64,
    before: i64,
    /// How often it was read around there.
    every: i64,
    /// Of a gap: how many readings are missing in those before it.
    missing: i64,
}

/// How often it is read, where all steps but one are alike.
fn rhythm(steps: &[i64]) -> Option<i64> {
    let mut sorted: [i64; RHYTHM] = steps.try_into().ok()?;
    sorted.sort_unstable();
    let middle = sorted[RHYTHM / 2];
    let is_alike = |it: &&i64| (*it - middle).abs() <= middle / 6;
    let alike = sorted.iter().filter(is_alike);
    (middle > 0 && alike.count() >= RHYTHM - 1).then_some(middle)
}

/// Whether a step leaves out a reading of those that are so far apart.
fn is_wide(step: i64, every: i64) -> bool {
    step > every.saturating_add(every / 2)
}

impl Pauses {
    fn of(moments: &[i64], every: i64) -> Self {
        let steps: Vec<i64> = moments.windows(2).map(|two| two[1] - two[0]).collect();
        let at = |place: usize| steps.get(place).copied().unwrap_or(i64::MAX);
        let pause = |place: usize| {
            let step = steps[place];
            let beside = at(place + 1).min(place.checked_sub(1).map_or(i64::MAX, at));
            if !is_wide(step, every) && step / 5 * 4 <= beside {
                return None;
            }
            // Where another rhythm begins, a step of that one leaves nothing out.
            let first = place.saturating_sub(RHYTHM - 1)..=place;
            let around = first.filter_map(|first| rhythm(steps.get(first..first + RHYTHM)?));
            let around: Vec<i64> = around.collect();
            let every = around.first().copied().unwrap_or(every);
            let is_pause = is_wide(step, every) && around.iter().all(|every| is_wide(step, *every));
            is_pause.then_some(Pause {
                after: moments[place],
                before: moments[place + 1],
                every,
                missing: 0,
            })
        };
        let all: Vec<Pause> = (0..steps.len()).filter_map(pause).collect();
        let is_weekly = |it: &Pause| {
            // Another day of the week is never near.
            let near = (it.every / 2).min(Moment::DAY / 2);
            // Clocks that are set move it, or one of its ends, by an hour. Of what is not much longer than that, as what fails
            // now and then, nobody could tell.
            let is_long = it.before - it.after >= 6 * HOUR;
            let is_near = |by: i64| by.abs() <= near || is_long && (by.abs() - HOUR).abs() <= near;
            let same = |by: i64| {
                let (after, before) = (it.after + by, it.before + by);
                let first = all.partition_point(|other| other.after < after - near - HOUR);
                let others = all[first..].iter();
                let mut others = others.take_while(|other| other.after <= after + near + HOUR);
                others.any(|other| is_near(other.after - after) && is_near(other.before - before))
            };
            // Within something longer nothing is told of it: the week beyond tells.
            let is_covered = |by: i64| {
                let (after, before) = (it.after + by + near + HOUR, it.before + by - near - HOUR);
                let begun = all.partition_point(|other| other.after <= after);
                let last = begun.checked_sub(1).map(|last| all[last]);
                last.is_some_and(|other| other.before >= before)
            };
            let comes_again = |week: i64| {
                let mut weeks = (1..=WEEKS_COMPARED).map(|weeks| weeks * week);
                let told = weeks.find(|by| same(*by) || !is_covered(*by));
                told.is_some_and(same)
            };
            it.every <= WEEK / 2 && (comes_again(-WEEK) || comes_again(WEEK))
        };
        let (rests, gaps): (Vec<Pause>, Vec<Pause>) = all.iter().copied().partition(is_weekly);
        let mut pauses = Self {
            gaps: Vec::new(),
            rests,
        };
        let mut missing = 0;
        for gap in gaps {
            let gap = Pause { missing, ..gap };
            missing += pauses.missing_in(&gap, gap.after, gap.before);
            pauses.gaps.push(gap);
        }
        pauses
    }

    /// For how long from a reading on, and for so long, nobody reads it in the rhythm of the weeks before.
    fn rest(&self, after: i64, every: i64, length: i64) -> i64 {
        // By an hour at least: clocks may have been set since.
        let early = after - 2 * WEEK - (every / 2).max(HOUR);
        let first = self.rests.partition_point(|it| it.after < early);
        let until = self.rests.partition_point(|it| it.after < after);
        let (weeks, days) = (length / WEEK, length % WEEK);
        let within = |length: i64| {
            let of = self.rests[first..until].iter();
            let shifted = of.flat_map(|it| (1..=3).map(move |weeks| (it, weeks * WEEK)));
            let clipped = shifted.map(|(it, by)| {
                let ends = it.before - it.every + by;
                ((it.after + by).max(after), ends.min(after + length))
            });
            let mut rests: Vec<(i64, i64)> = clipped.filter(|(from, to)| from < to).collect();
            rests.sort_unstable();
            let mut reached = after;
            let mut sum = 0;
            for (from, to) in rests {
                sum += (to - from.max(reached)).max(0);
                reached = reached.max(to);
            }
            sum
        };
        match first < until {
            true => weeks.saturating_mul(within(WEEK)) + within(days),
            false => 0,
        }
    }

    /// How much of the time from a reading on until a moment is none of rest.
    fn elapsed(&self, after: i64, every: i64, until: i64) -> i64 {
        let length = until.saturating_sub(after).max(0);
        length - self.rest(after, every, length)
    }

    /// How many readings are missing after one, from one moment on and before another.
    fn missing(&self, after: i64, every: i64, from: i64, until: i64) -> i64 {
        let all = (self.elapsed(after, every, until) - every / 2) / every;
        let before = match from > after {
            true => (self.elapsed(after, every, from) - 1).max(0) / every,
            false => 0,
        };
        (all - before).max(0)
    }

    fn missing_in(&self, gap: &Pause, from: i64, until: i64) -> i64 {
        self.missing(gap.after, gap.every, from, until.min(gap.before))
    }

    /// How many are missing between readings, from one moment on and before another.
    fn missing_between(&self, from: i64, until: i64) -> i64 {
        let first = self.gaps.partition_point(|gap| gap.before <= from);
        let end = self.gaps.partition_point(|gap| gap.after < until);
        let Some((last, others)) = self.gaps[first.min(end)..end].split_last() else {
            return 0;
        };
        let Some((first, _)) = others.split_first() else {
            return self.missing_in(last, from, until);
        };
        let whole = self.missing_in(first, first.after, first.before);
        let sum = last.missing - first.missing - whole;
        self.missing_in(first, from, until) + sum + self.missing_in(last, from, until)
    }
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
    /// The reading before; where there is none, when there was first nothing to read.
    pub after: Moment,
    /// The reading after; where there is none, when there was last nothing to read.
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
        self.unread.remove(&reading.at);
        self.reckon_again();
    }

    /// Notes that there was nothing to read; what was read at that moment stays.
    pub fn insert_unread(&mut self, at: Moment) {
        if !self.all.contains_key(&at) {
            self.unread.insert(at);
            self.reckon_again();
        }
    }

    fn reckon_again(&mut self) {
        (self.every, self.pauses, self.gaps) = Default::default();
        (self.tally, self.explained) = Default::default();
    }

    /// The latest moments at which somebody looked, whether there was something to read or not, in the order of time.
    fn looked(&self, latest: usize) -> Vec<i64> {
        let read = self.all.keys().rev().take(latest);
        let unread = self.unread.iter().rev().take(latest);
        let mut looked: Vec<i64> = read.chain(unread).map(|at| at.0).collect();
        looked.sort_unstable();
        looked.split_off(looked.len().saturating_sub(latest))
    }

    /// What a long series tells: its levels and when they changed. `None` of a short one. The target is the measure's,
    /// which keeps it.
    pub fn explained(&self, target: i64) -> Option<&Explained> {
        self.explained.get(|| explain(self, target)).as_ref()
    }

    /// How often it is looked at: the middle step between readings, or what was to be one, once there are three, or that of the latest where these
    /// have a slower rhythm. A quicker one is the middle soon, and a few readings of one hour are none.
    pub fn every(&self) -> Option<i64> {
        *self.every.get(|| self.middle_step())
    }

    fn middle_step(&self) -> Option<i64> {
        let latest = self.looked(STEPS_LOOKED_AT + 1);
        let steps = latest.windows(2).rev().map(|two| two[1] - two[0]);
        let mut steps: Vec<i64> = steps.collect();
        if steps.len() < 2 {
            return None;
        }
        let latest = steps.get(..RHYTHM).and_then(rhythm);
        steps.sort_unstable();
        let middle = steps.get(steps.len() / 2).copied().filter(|step| *step > 0);
        middle.max(latest)
    }

    fn pauses(&self) -> &Pauses {
        self.pauses.get(|| {
            let every = self.every();
            every.map_or_else(Pauses::default, |every| {
                Pauses::of(&self.looked(usize::MAX), every)
            })
        })
    }

    /// Where readings are missing: more than one and a half steps lie between one and the next. What is left out
    /// every week, as a weekend is, belongs to the rhythm and is none, and so does a step of another rhythm before or after.
    /// Where somebody looked and there was nothing to read, it is missing, whatever the rhythm.
    pub fn gaps(&self) -> Vec<ReadingGap> {
        self.gaps.get(|| self.gaps_between_readings()).clone()
    }

    fn gaps_between_readings(&self) -> Vec<ReadingGap> {
        let pauses = self.pauses().gaps.iter();
        let pauses = pauses.map(|gap| (Moment(gap.after), Moment(gap.before)));
        let unread = self.unread.iter().map(|at| (*at, *at));
        let between = pauses.chain(unread).map(|(after, before)| {
            let [first, last] = [self.unread.get_min(), self.unread.get_max()];
            let read_before = self.all.get_prev(&after).map(|(at, _)| at);
            let read_after = self.all.get_next(&before).map(|(at, _)| at);
            ReadingGap {
                after: *read_before.or(first).unwrap_or(&after),
                before: *read_after.or(last).unwrap_or(&before),
            }
        });
        let mut gaps: Vec<ReadingGap> = between.collect();
        gaps.sort_unstable_by_key(|gap| (gap.after, gap.before));
        gaps.dedup();
        gaps
    }

    /// Whether it should have been read twice since it was read last.
    pub fn is_silent(&self, now: Moment) -> bool {
        self.silent_after().is_some_and(|then| now > then)
    }

    /// Whether the latest reading tells of a whole period.
    fn is_of_periods(&self) -> bool {
        let last = self.all.get_max().map(|(at, _)| *at);
        let mut newest = self.taken.iter().rev();
        let from = newest.find(|taken| Some(taken.last) == last);
        from.is_some_and(|taken| taken.source.is_of_periods())
    }

    /// After which moment it should have been read twice since it was read last. What a whole period tells stands at
    /// its beginning, and could not be read before its end. Nobody reads it while it rests.
    pub fn silent_after(&self) -> Option<Moment> {
        let (last, every) = (self.all.get_max()?.0.0, self.every()?);
        let steps = match self.is_of_periods() {
            true => 3,
            false => 2,
        };
        let due = every.saturating_mul(steps);
        let mut then = last.saturating_add(due);
        // Each time by the rest that was not known of before.
        for _ in 0..STEPS_LOOKED_AT {
            let lacks = due - self.pauses().elapsed(last, every, then);
            if lacks <= 0 {
                break;
            }
            then = then.saturating_add(lacks);
        }
        Some(Moment(then))
    }

    /// Until when a reading tells of what was, if it tells of a while: of a period by where it comes from, or of a long
    /// step, since nobody reads the month at one moment.
    fn tells_until(&self, at: Moment) -> Option<Moment> {
        if let Some(ends) = self.ends.get(&at) {
            return Some(*ends);
        }
        let every = self.every()?;
        let is_long = every > WEEK || self.is_of_periods();
        is_long.then_some(Moment(at.0.saturating_add(every)))
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
            unread: self.unread.iter().copied().collect(),
        }
    }

    /// What was read from one moment on and before another. What tells of a while counts where that ends.
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
        let first_of = |all: &[Moment]| {
            let begin = all.partition_point(|at| *at < from);
            let reaches_in = begin.checked_sub(1).filter(|before| {
                let until = self.tells_until(all[*before]);
                until.is_some_and(|until| until > from)
            });
            reaches_in.unwrap_or(begin)
        };
        let begin = first_of(&tally.at);
        let end = tally.at.partition_point(|at| *at < until).max(begin);
        let readings = (end - begin) as u64;
        let reached = tally.reached[end] - tally.reached[begin];
        let last = tally.at[begin..end].last();
        let Some((at, value)) = last.and_then(|at| Some((*at, *self.all.get(at)?))) else {
            let before = tally.at[..begin].last().copied();
            return Measured::NotMeasured { last: before };
        };
        if let Some(every) = self.every() {
            let pauses = self.pauses();
            // Of a measure that is younger than the while, what lies before its first reading is no gap.
            let mut missing = pauses.missing_between(from.0, until.0);
            let unread = tally.unread.partition_point(|at| *at < until);
            missing += unread.saturating_sub(first_of(&tally.unread)) as i64;
            if end == tally.at.len() {
                // What tells of a while cannot be read before its end.
                let running = self.tells_until(at).map_or(0, |_| every);
                let until = until.0.saturating_sub(running);
                let looked = tally.unread.last().map_or(at, |unread| at.max(*unread));
                missing += pauses.missing(looked.0, every, from.0.saturating_sub(running), until);
            }
            let expected = readings.saturating_add(u64::try_from(missing).unwrap_or(0));
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

    /// Hourly from eight to five, Monday to Friday, in a town whose clock is an hour ahead of UTC and is set one further
    /// from the 30th of March to the 26th of October 2026.
    fn office_hours(from: i64, until: i64, every: i64) -> Vec<i64> {
        let (spring, autumn) = (1_774_746_000_000, 1_792_890_000_000);
        let all = (from..until).step_by(usize::try_from(every).expect("a step"));
        all.filter(|at| {
            let summer = i64::from((spring..autumn).contains(at));
            let there = at + HOUR * (1 + summer);
            // The first of January 1970 was a Thursday.
            let weekday = (there.div_euclid(Moment::DAY) + 3).rem_euclid(7);
            let time = there.rem_euclid(Moment::DAY);
            weekday < 5 && (8 * HOUR..=17 * HOUR).contains(&time)
        })
        .collect()
    }

    fn read_at(moments: impl IntoIterator<Item = i64>) -> Readings {
        let mut readings = Readings::default();
        for at in moments {
            let at = Moment(at);
            readings.insert(Reading { at, value: 7 });
        }
        readings
    }

    #[test]
    fn nights_and_weekends_are_no_gaps_where_clocks_are_set_and_a_missing_day_is() {
        // The Monday before and the Monday after: the first of March, and five weeks; of October, likewise.
        for begins in [1_772_409_600_000, 1_790_553_600_000] {
            for every in [HOUR, HOUR / 4] {
                let ends = begins + 8 * WEEK;
                let all = office_hours(begins, ends, every);
                assert_eq!(read_at(all.clone()).gaps(), [], "{every}");
                for day in 8..50 {
                    let missed = begins + day * Moment::DAY..begins + (day + 1) * Moment::DAY;
                    let left = all.iter().copied().filter(|at| !missed.contains(at));
                    let left: Vec<i64> = left.collect();
                    let found = read_at(left.clone()).gaps();
                    let count = usize::from(left.len() < all.len());
                    assert_eq!(found.len(), count, "{every} {day} {found:?}");
                }
                // Also to whoever looks a day after the clocks were set.
                for hours in (24..24 * 40).step_by(7) {
                    let ends = begins + (24 + hours) * HOUR;
                    let told = read_at(office_hours(begins - 3 * WEEK, ends, every)).gaps();
                    assert_eq!(told, [], "{every} {hours}");
                }
            }
        }
        // What fails at about the same time of two weeks is missing both times.
        let quarters = (0..21 * 96).map(|step| step * HOUR / 4);
        let failed = [5 * 96 + 40..5 * 96 + 44, 12 * 96 + 44..12 * 96 + 48];
        let left = quarters.filter(|at| !failed.iter().any(|it| it.contains(&(at * 4 / HOUR))));
        assert_eq!(read_at(left).gaps().len(), 2);
    }

    #[test]
    fn what_could_not_be_read_is_missing_in_whatever_pattern_and_moves_no_figure() {
        for (every, of) in [(1, 2), (1, 3), (2, 3), (1, 4), (9, 24)] {
            let mut readings = Readings::default();
            for hour in 0..720 {
                let at = Moment(hour * HOUR);
                match hour % of < every {
                    true => readings.insert_unread(at),
                    false => readings.insert(Reading { at, value: 7 }),
                }
            }
            assert_eq!(readings.every(), Some(HOUR));
            let runs = 720 / of;
            assert_eq!(readings.gaps().len() as i64, runs, "{every} of {of}");
            let there = (720 - runs * every).cast_unsigned();
            let expected = Measured::NotKnown {
                readings: there,
                expected: 720,
            };
            assert_eq!(told(&readings, 0, 30), expected, "{every} of {of}");
        }
        // Where enough was read, it is told of that and of nothing else.
        let mut readings = read_at((0..720).filter(|it| it % 10 > 0).map(|it| it * HOUR));
        let before = told(&readings, 0, 30);
        for hour in (0..720).step_by(10) {
            readings.insert_unread(Moment(hour * HOUR));
        }
        assert_eq!(told(&readings, 0, 30), before);
        assert_eq!(counts(&readings, 0, 30), 648);
        // What is read after all is no gap any more.
        for hour in (0..720).step_by(10) {
            let at = Moment(hour * HOUR);
            readings.insert(Reading { at, value: 7 });
            readings.insert_unread(at);
        }
        assert_eq!((readings.gaps(), readings.unread.len()), (vec![], 0));
    }

    fn told(readings: &Readings, from: i64, until: i64) -> Measured {
        let [from, until] = [from, until].map(|day| Moment(day * Moment::DAY));
        readings.measured(Aim::AtLeast, 7, from, until)
    }

    fn counts(readings: &Readings, from: i64, until: i64) -> u64 {
        match told(readings, from, until) {
            Measured::Read { readings, .. } => readings,
            other => panic!("{other:?}"),
        }
    }

    fn taken_from(source: ReadingSource, mut readings: Readings) -> Readings {
        let (first, last) = (readings.all.get_min(), readings.all.get_max());
        let (first, last) = (first.expect("some").0, last.expect("some").0);
        readings.taken.push_back(Taken {
            stamp: Stamp {
                sequence: 1,
                at: last,
                actor: PersonId(uuid::Uuid::nil()),
            },
            source,
            readings: readings.all.len() as u64,
            first,
            last,
        });
        readings
    }

    #[test]
    fn what_rests_every_week_is_not_missing_and_not_silent_and_what_is_missing_is_not_known() {
        // From a Monday to a Friday.
        let weekdays = || (0..117).filter(|day| day % 7 < 5);
        let read = read_on(weekdays());
        assert_eq!(read.gaps(), []);
        for monday in [119, 120] {
            assert_eq!(
                counts(&read, monday - 90, monday),
                if monday == 119 { 64 } else { 63 }
            );
        }
        let silent = |read: &Readings, hours: i64| read.is_silent(Moment(hours * 3_600_000));
        // Read on Friday: silent once Monday and Tuesday were left out.
        assert!(!silent(&read, 120 * 24) && silent(&read, 120 * 24 + 1));
        let until_wednesday = read_on((0..115).filter(|day| day % 7 < 5));
        assert!(!silent(&until_wednesday, 116 * 24) && silent(&until_wednesday, 116 * 24 + 1));
        // Three weeks are missing: fifteen readings, and no weekend.
        let few = read_on(weekdays().filter(|day| !(63..84).contains(day)));
        let expected = Measured::NotKnown {
            readings: 40,
            expected: 55,
        };
        assert_eq!(told(&few, 42, 119), expected);
        // Nobody waits for a weekend in silence, either.
        let expected = Measured::NotKnown {
            readings: 15,
            expected: 25,
        };
        assert_eq!(told(&read, 98, 133), expected);
    }

    #[test]
    fn what_tells_of_a_month_or_a_quarter_counts_where_that_ends() {
        let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273];
        for source in [ReadingSource::Zabbix, ReadingSource::Csv] {
            // Complete to October, looked at on 30 November.
            let read = taken_from(source, read_on(months));
            assert_eq!(counts(&read, 243 + 1, 334), 2);
            // August ended before.
            assert_eq!(counts(&read, 243, 334), 2);
            let quarters = taken_from(source, read_on([-92, 0, 90, 181]));
            assert_eq!(counts(&quarters, 244, 334), 1);
            let nothing = Measured::NotMeasured {
                last: Some(Moment(181 * Moment::DAY)),
            };
            assert_eq!(told(&quarters, 300, 334), nothing);
        }
        // November is over since long, and nobody read it.
        let expected = Measured::NotKnown {
            readings: 3,
            expected: 4,
        };
        let read = taken_from(ReadingSource::Zabbix, read_on(months));
        assert_eq!(told(&read, 213, 359), expected);
    }

    #[test]
    fn how_often_it_is_read_is_that_of_lately_and_a_change_of_it_is_no_gap() {
        let daily = -214..0;
        let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304];
        let read = read_on(daily.clone().chain(months));
        assert_eq!(read.gaps(), []);
        assert_eq!(counts(&read, 244, 334), 3);
        assert!(!read.is_silent(Moment(334 * Moment::DAY)));
        // A day and a month that nobody read are still found.
        let daily = daily.filter(|day| *day != -100);
        let read = read_on(daily.chain(months.into_iter().filter(|day| *day != 120)));
        let gaps = read.gaps().into_iter();
        let gaps: Vec<(i64, i64)> = gaps
            .map(|it| (it.after.0 / Moment::DAY, it.before.0 / Moment::DAY))
            .collect();
        assert_eq!(gaps, [(-101, -99), (90, 151)]);
        // Who reads a daily measure now and then has no rhythm.
        let sometimes = (-214..0).chain([3, 4, 9, 11, 18, 20, 27]);
        let read = read_on(sometimes);
        assert_eq!(read.every(), Some(Moment::DAY));
        assert!(matches!(told(&read, 0, 28), Measured::NotKnown { .. }));
        // Some readings of one hour are none, either.
        let mut read = read_on(months);
        for minute in 0..6 {
            let at = Moment(305 * Moment::DAY + minute * 60_000);
            read.insert(Reading { at, value: 7 });
        }
        assert!(read.every() > Some(27 * Moment::DAY));
    }

    #[test]
    fn what_is_left_out_never_makes_known_what_was_not() {
        let all = read_on(0..90);
        assert_eq!(counts(&all, 0, 90), 90);
        for length in 1..80 {
            for first in [1, 5, 89 - length] {
                let few = read_on((0..90).filter(|day| !(first..first + length).contains(day)));
                let known = matches!(told(&few, 0, 90), Measured::Read { .. });
                assert_eq!(known, length <= 18, "{length} from {first}");
            }
        }
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
