//! The figures that come of what people said, and how they are counted.
//!
//! The value of an outcome to a person is the mean of benefit, usefulness and importance; to a role
//! in a party the median over its people; to a party the median over its roles. It is never averaged
//! across parties: the value of an outcome is that of the party it is for.

use serde::Serialize;
use utoipa::ToSchema;

use crate::refusal::Refusal;
use crate::words::*;

/// From how many raters on a figure has decimals and a spread.
pub const RATERS_FOR_SPREAD: usize = 5;

/// A value between 0 and 10, exact: twelfths, because a median of medians of means of three whole
/// numbers has no finer ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth(pub u16);

impl Worth {
    /// Twelfths in one point.
    pub const UNIT: u16 = 12;

    /// The mean of three whole numbers, given as their sum (0 to 30).
    pub fn of_sum(sum: u8) -> Self {
        Self(u16::from(sum) * 4)
    }

    /// As shown: one decimal from five raters up, else whole (halves up).
    pub fn shown(self, raters: usize) -> f64 {
        f64::from(self.shown_in_tenths(raters)) / 10.0
    }

    /// The same in tenths.
    pub fn shown_in_tenths(self, raters: usize) -> u16 {
        let step = if raters < RATERS_FOR_SPREAD { 1 } else { 10 };
        let scaled = (u32::from(self.0) * step * 2 + u32::from(Self::UNIT)) / (2 * 12);
        u16::try_from(scaled * (10 / step)).unwrap_or(u16::MAX)
    }
}

/// One person's three figures, each 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Marks {
    /// How much good it does.
    pub benefit: u8,
    /// How well it can be used.
    pub usefulness: u8,
    /// How much it would be missed.
    pub importance: u8,
}

impl Marks {
    /// Refuses a mark above 10.
    pub(super) fn check(benefit: u8, usefulness: u8, importance: u8) -> Result<(), Refusal> {
        let marks = [
            ("benefit", benefit),
            ("usefulness", usefulness),
            ("importance", importance),
        ];
        match marks.into_iter().find(|(_, mark)| *mark > 10) {
            Some((field, _)) => Err(Refusal::OutOfScale { field }),
            None => Ok(()),
        }
    }

    /// A record may hold any byte; the scale ends at 10 whatever it says.
    pub(super) fn at_most_ten(benefit: u8, usefulness: u8, importance: u8) -> Self {
        Self {
            benefit: benefit.min(10),
            usefulness: usefulness.min(10),
            importance: importance.min(10),
        }
    }

    /// Their mean.
    pub fn worth(self) -> Worth {
        Worth::of_sum(self.sum())
    }

    /// Their sum, 0 to 30.
    pub(crate) fn sum(self) -> u8 {
        // A record may hold any byte; the scale ends at 10 whatever it says.
        self.benefit.min(10) + self.usefulness.min(10) + self.importance.min(10)
    }
}

/// How many people of a party stand behind its current value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// People counted.
    pub raters: u32,
    /// Of these, how many after delivery.
    pub realised: u32,
}

/// How often each mark stands, among the current assessments of one role in one party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    sums: [u32; 31],
    marks: [[u32; 11]; 3],
    /// People counted.
    pub raters: u32,
    /// Of these, how many after delivery.
    pub realised: u32,
}

impl Tally {
    pub(super) fn count(&mut self, marks: Marks, stage: Stage, add: bool) {
        let step = |cell: &mut u32| step(cell, add);
        step(&mut self.sums[usize::from(marks.sum())]);
        for (row, mark) in
            self.marks
                .iter_mut()
                .zip([marks.benefit, marks.usefulness, marks.importance])
        {
            step(&mut row[usize::from(mark.min(10))]);
        }
        step(&mut self.raters);
        if stage == Stage::Realised {
            step(&mut self.realised);
        }
    }

    /// Median over the people, if there are any.
    pub fn worth(&self) -> Option<Worth> {
        twice_median(&self.sums).map(|twice| Worth(twice * 2))
    }

    /// Medians of benefit, usefulness and importance.
    pub(super) fn mark_medians(&self) -> Option<[Worth; 3]> {
        let [b, u, i] = &self.marks;
        let worth = |counts: &[u32]| twice_median(counts).map(|twice| Worth(twice * 6));
        Some([worth(b)?, worth(u)?, worth(i)?])
    }

    /// Minimum, first quartile, median, third quartile and maximum (quartiles by nearest rank).
    /// `None` below five raters.
    pub fn spread(&self) -> Option<[Worth; 5]> {
        let n = self.raters;
        if (n as usize) < RATERS_FOR_SPREAD {
            return None;
        }
        let rank = |k: u32| nth(&self.sums, k).map(|sum| Worth(sum * 4));
        Some([
            rank(0)?,
            rank(n.div_ceil(4) - 1)?,
            self.worth()?,
            rank((3 * n).div_ceil(4) - 1)?,
            rank(n - 1)?,
        ])
    }

    /// How many people stand at each whole value 0 to 10, halves up.
    pub fn histogram(&self) -> [u32; 11] {
        let mut bins = [0; 11];
        for (sum, count) in self.sums.iter().enumerate() {
            bins[((sum * 2 + 3) / 6).min(10)] += count;
        }
        bins
    }
}

pub(super) fn step(cell: &mut u32, add: bool) {
    *cell = if add {
        *cell + 1
    } else {
        cell.saturating_sub(1)
    };
}

/// The `k`-th smallest (from 0) of a multiset given as counts.
fn nth(counts: &[u32], k: u32) -> Option<u16> {
    let mut seen = 0;
    for (value, count) in (0u16..).zip(counts) {
        seen += count;
        if seen > k {
            return Some(value);
        }
    }
    None
}

/// Twice the median of a multiset given as counts.
fn twice_median(counts: &[u32]) -> Option<u16> {
    let n: u32 = counts.iter().sum();
    let upper = nth(counts, n / 2)?;
    Some(if n % 2 == 1 {
        upper * 2
    } else {
        upper + nth(counts, n / 2 - 1)?
    })
}

pub(super) fn median(mut values: Vec<Worth>) -> Option<Worth> {
    values.sort_unstable();
    let n = values.len();
    let upper = values.get(n / 2)?;
    Some(if n % 2 == 1 {
        *upper
    } else {
        Worth(upper.0.midpoint(values[n / 2 - 1].0))
    })
}

/// A party's value of an outcome, before it is decided who may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyWorth {
    /// Median over the roles.
    pub worth: Worth,
    /// Medians of benefit, usefulness, importance.
    pub marks: [Worth; 3],
    /// People counted, each once.
    pub raters: u32,
    /// Of these, after delivery.
    pub realised: u32,
}
