//! An explained chart of a measured series: levels, changes between them, and alarms.
//!
//! A place without a reading is a gap: it is never zero and never filled. Levels and alarms are found over the
//! readings that exist; a change is dated as the two readings between which it lies, however far apart, and
//! no level is drawn across a gap.
//!
//! Levels and alarms are of what lasts. An excursion of fewer readings than a level has at least is none, however far it
//! goes: a reading is odd that is more than six deviations away from the median of the nine around it (Hampel's identifier:
//! Davies and Gather, *The Identification of Multiple Outliers*, JASA 88, 1993), and noise, levels and alarms are found
//! over the others. A median of nine keeps every step between two levels of five readings or more. The deviation is
//! taken from the differences between neighbours, of which nine in ten are smaller than `1.645·√2` of it in steady normal
//! noise: one reading in twenty may be odd; where more than nine in ten are as the one before, whatever differs for less
//! than a level is odd. Means are those of all readings.
//!
//! The noise is taken from one reading to the next, `σ² = Σ (x_{j+1} − x_j)² / (2·(n − 1))` (von Neumann,
//! Annals of Mathematical Statistics 12, 1941), which a few changes of level hardly touch. A change of level
//! costs `3·σ²·ln n` (the leading term of Zhang and Siegmund, *A Modified Bayes Information Criterion*,
//! Biometrics 63, 2007). No change is seen in the first and last five readings: where the cheapest cutting
//! leaves the least length at an end, one or two odd readings have drawn their neighbours with them, or a level has
//! only begun, and nothing is said yet.
//!
//! Alarms say when somebody who watched would have noticed, by cumulative sums ([`cusum`](crate::cusum)) of
//! what each reading differs from the mean of all before it since the last alarm,
//!
//! ```text
//! z_m = (x_m − mean of x_1 … x_{m−1}) / (σ·√(1 + 1/(m − 1)))
//! ```
//!
//! which in a steady series are independent and of spread 1 however few came before (recursive residuals:
//! Brown, Durbin and Evans, JRSS B 37, 1975; in a cumulative sum: Hawkins, *Self-Starting CUSUM Charts for
//! Location and Scale*, The Statistician 36, 1987).
//!
//! Readings that follow each other too smoothly (a running mean, a counter) have less noise from one to the
//! next than around their level, and get too many levels; so does a season.

use std::ops::Range;

use crate::cusum::{Alarm, Sums};
use crate::pelt;

/// Shorter series are shown, not explained.
pub const READINGS_TO_EXPLAIN: usize = 30;
/// Longer series are refused: cutting a steady one takes a time that grows with the square of its length, here
/// up to a quarter of a second. Take means by the hour or day.
pub const READINGS_AT_MOST: usize = 20_000;
/// No level is shorter, and the first and the last are longer, so that no change is told of as many readings at an end.
pub const READINGS_OF_A_LEVEL: usize = 5;
/// From this many readings the cumulative sums take their first level, at the beginning and after each alarm.
pub const READINGS_OF_A_BASELINE: usize = 10;
/// The limit of the cumulative sums: in steady noise an alarm comes about once in 3,500 readings.
pub const LIMIT: f64 = 7.0;
/// Around a reading, so many before and after it say whether it is odd: an excursion of that many is no level.
const READINGS_AROUND: usize = READINGS_OF_A_LEVEL - 1;
/// Further than so many deviations from the median around it a reading is odd.
const ODD: f64 = 6.0;
/// So large, in deviations, are the smallest nine in ten of the differences between neighbours: `1.6449·√2`.
const NINE_IN_TEN: f64 = 2.3262;
/// What a change costs, in `σ²·ln n`.
const PENALTY: f64 = 3.0;

/// Why there is no explained chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unexplained {
    /// There are too few readings.
    #[error("{readings} readings are too few: {READINGS_TO_EXPLAIN} are needed")]
    TooFew {
        /// How many there are.
        readings: usize,
    },
    /// There are too many readings.
    #[error("{readings} readings are too many to explain: at most {READINGS_AT_MOST}")]
    TooMany {
        /// How many there are.
        readings: usize,
    },
    /// A reading is not a number, or too large to be squared.
    #[error("the reading at {at} is not a number to reckon with")]
    NotANumber {
        /// Its place.
        at: usize,
    },
}

/// Everything that the chart shows. Places count from 0 and include gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Stretches of one level, in order.
    pub levels: Vec<Level>,
    /// Between each two levels.
    pub changes: Vec<Change>,
    /// Places without readings.
    pub gaps: Vec<Range<usize>>,
    /// The standard deviation of the noise.
    pub noise: f64,
    /// What a change had to be worth.
    pub penalty: f64,
    /// Where the cumulative sums went beyond their limit.
    pub alarms: Vec<Alarm>,
    /// The cumulative sums in spreads, up and down; nothing in gaps, at odd readings, and while a baseline is being taken.
    pub sums: Vec<Option<(f64, f64)>>,
}

/// A stretch of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// From its first to its last reading, in pieces without gaps: each is drawn as one line.
    pub pieces: Vec<Range<usize>>,
    /// How many readings.
    pub readings: usize,
    /// Their mean.
    pub mean: f64,
}

/// A change of level, some time between two readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The last reading of the old level.
    pub after: usize,
    /// The first reading of the new one.
    pub before: usize,
    /// The old level.
    pub from: f64,
    /// The new level.
    pub to: f64,
}

/// Explains a series of readings at equal distances; `None` where there was none.
///
/// # Errors
///
/// When there are too few readings or too many, or one is not a finite number whose square is one.
pub fn explain(series: &[Option<f64>]) -> Result<Chart, Unexplained> {
    let (places, readings): (Vec<usize>, Vec<f64>) = series
        .iter()
        .enumerate()
        .filter_map(|(place, reading)| reading.map(|reading| (place, reading)))
        .unzip();
    // Sums of squares over any series that fits in memory stay finite.
    let is_number = |reading: &f64| reading.abs() < 1e140;
    if let Some(at) = readings.iter().position(|reading| !is_number(reading)) {
        return Err(Unexplained::NotANumber { at: places[at] });
    }
    let count = readings.len();
    if count < READINGS_TO_EXPLAIN {
        return Err(Unexplained::TooFew { readings: count });
    }
    if count > READINGS_AT_MOST {
        return Err(Unexplained::TooMany { readings: count });
    }
    let kept = lasting(&readings);
    let lasting: Vec<f64> = kept.iter().map(|&at| readings[at]).collect();
    let watched: Vec<usize> = kept.iter().map(|&at| places[at]).collect();
    let steps = lasting.windows(2).map(|pair| pair[1] - pair[0]);
    let variance = steps.map(|step| step * step).sum::<f64>()
        / (2 * kept.len().saturating_sub(1).max(1)) as f64;
    let penalty = PENALTY * variance * (kept.len() as f64).ln();
    // Without any noise nothing has changed, and a change would cost nothing.
    let starts = if variance > 0.0 {
        let mut starts = pelt::changes(&lasting, penalty, READINGS_OF_A_LEVEL);
        let least = READINGS_OF_A_LEVEL;
        starts.retain(|&start| start > least && kept.len() - start > least);
        starts.into_iter().map(|start| kept[start]).collect()
    } else {
        Vec::new()
    };

    let bounds: Vec<usize> = [0].into_iter().chain(starts).chain([count]).collect();
    let levels: Vec<Level> = bounds
        .windows(2)
        .map(|bound| Level {
            pieces: pieces(&places[bound[0]..bound[1]]),
            readings: bound[1] - bound[0],
            mean: mean(&readings[bound[0]..bound[1]]),
        })
        .collect();
    let changes = levels
        .windows(2)
        .zip(&bounds[1..])
        .map(|(pair, &start)| Change {
            after: places[start - 1],
            before: places[start],
            from: pair[0].mean,
            to: pair[1].mean,
        });
    let changes = changes.collect();
    let (alarms, sums) = watch(series.len(), &watched, &lasting, variance.sqrt());
    Ok(Chart {
        levels,
        changes,
        gaps: gaps(series),
        noise: variance.sqrt(),
        penalty,
        alarms,
        sums,
    })
}

/// The places of the readings that are not odd. At the ends, the nearest nine are around.
fn lasting(readings: &[f64]) -> Vec<usize> {
    let mut steps: Vec<f64> = readings
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs())
        .collect();
    let place = (steps.len() * 9 / 10).min(steps.len() - 1);
    let (_, step, _) = steps.select_nth_unstable_by(place, f64::total_cmp);
    let far = ODD * *step / NINE_IN_TEN;
    let around = 2 * READINGS_AROUND + 1;
    let nearest = |at: usize| {
        let begin = at.saturating_sub(READINGS_AROUND);
        let begin = begin.min(readings.len() - around);
        &readings[begin..begin + around]
    };
    let is_odd = |at: &usize| {
        let mut near = nearest(*at).to_vec();
        near.sort_unstable_by(f64::total_cmp);
        (readings[*at] - near[READINGS_AROUND]).abs() > far
    };
    let mut kept: Vec<usize> = (0..readings.len()).collect();
    kept.retain(|at| !is_odd(at));
    kept
}

/// Alarms and sums, beginning again after each alarm.
fn watch(
    length: usize,
    places: &[usize],
    readings: &[f64],
    noise: f64,
) -> (Vec<Alarm>, Vec<Option<(f64, f64)>>) {
    let (mut alarms, mut shown) = (Vec::new(), vec![None; length]);
    if noise == 0.0 {
        return (alarms, shown);
    }
    let mut totals = vec![0.0];
    for reading in readings {
        totals.push(totals[totals.len() - 1] + reading);
    }
    let mean_of = |from: usize, to: usize| (totals[to] - totals[from]) / (to - from) as f64;
    let (mut begin, mut sums) = (0, Sums::default());
    for (at, &place) in places.iter().enumerate() {
        let before = at - begin;
        if before < READINGS_OF_A_BASELINE {
            continue;
        }
        let spread = noise * (1.0 + 1.0 / before as f64).sqrt();
        let above = (readings[at] - mean_of(begin, at)) / spread;
        let alarm = sums.take(place, above, LIMIT);
        shown[place] = Some((sums.up, sums.down));
        if let Some(alarm) = alarm {
            alarms.push(alarm);
            (begin, sums) = (at + 1, Sums::default());
        }
    }
    (alarms, shown)
}

fn mean(readings: &[f64]) -> f64 {
    readings.iter().sum::<f64>() / readings.len() as f64
}

/// Runs of places that follow each other.
fn pieces(places: &[usize]) -> Vec<Range<usize>> {
    let runs = places.chunk_by(|a, b| a + 1 == *b);
    runs.map(|run| run[0]..run[0] + run.len()).collect()
}

fn gaps(series: &[Option<f64>]) -> Vec<Range<usize>> {
    let places: Vec<usize> = (0..series.len())
        .filter(|&at| series[at].is_none())
        .collect();
    pieces(&places)
}
