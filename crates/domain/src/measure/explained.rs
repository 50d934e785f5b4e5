//! What a long series of readings tells: its levels, when they changed, and when somebody would have noticed.
//!
//! How it is found, and where it misleads: `trend::chart`, and docs/trend.md. A gap takes no part in any of it.

use std::collections::BTreeMap;

use serde::Serialize;
use trend::chart;
use trend::cusum::Way;
use utoipa::ToSchema;

use super::WHOLE;
use super::readings::{Reading, ReadingGap, Readings};
use crate::stamp::Moment;

/// Places into which a series is put: of more readings each place has the mean of its own.
const PLACES: i64 = 1_000;
/// Points that are drawn.
const DRAWN: usize = 120;

/// A series of thirty readings or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Explained {
    /// How far the places are apart of which each has one reading, or the mean of several: milliseconds.
    pub step: i64,
    /// What is drawn: readings, or means of several.
    pub points: Vec<Reading>,
    /// How far the drawn points are apart: milliseconds.
    pub drawn_step: i64,
    /// How many readings there are.
    #[serde(skip)]
    pub count: usize,
    /// How often it is read: milliseconds.
    #[serde(skip)]
    pub every: i64,
    /// Where readings are missing.
    #[serde(skip)]
    pub gaps: Vec<ReadingGap>,
    /// Stretches of one level, in order.
    pub levels: Vec<LevelView>,
    /// Between each two levels.
    pub changes: Vec<LevelChange>,
    /// When somebody who watched would have noticed something.
    pub alarms: Vec<LevelAlarm>,
}

/// A stretch of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LevelView {
    /// Its first reading.
    pub from: Moment,
    /// Its last.
    pub until: Moment,
    /// How many readings.
    pub readings: usize,
    /// Their mean, in thousandths of a unit.
    pub mean: i64,
}

/// That the level changed, some time between two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LevelChange {
    /// The last reading of the old level.
    pub after: Moment,
    /// The first reading of the new one.
    pub before: Moment,
    /// The old level, in thousandths of a unit.
    pub from: i64,
    /// The new level.
    pub to: i64,
}

/// That a cumulative sum went beyond its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LevelAlarm {
    /// When.
    pub noticed: Moment,
    /// Since when the sum had been growing.
    pub since: Moment,
    /// Whether upwards.
    pub up: bool,
}

/// A mean as it is told: rounded, but onto nothing, the whole or the target only where it is just that.
fn told(mean: f64, target: i64) -> i64 {
    let near = mean.round();
    // Doubles add up to a little more or less.
    if (mean - near).abs() <= near.abs().max(1.0) * 1e-12 {
        return near as i64;
    }
    let other = if near > mean { near - 1.0 } else { near + 1.0 };
    let (near, other) = (near as i64, other as i64);
    let is_end = |value: i64| value == 0 || value == WHOLE;
    match is_end(near) || near == target && !is_end(other) {
        true => other,
        false => near,
    }
}

pub(super) fn explain(readings: &Readings, target: i64) -> Option<Explained> {
    if readings.all.len() < chart::READINGS_TO_EXPLAIN {
        return None;
    }
    let (first, _) = readings.all.get_min()?;
    let (last, _) = readings.all.get_max()?;
    let (first, every) = (first.0, readings.every()?.max(1));
    let span = last.0.saturating_sub(first);
    let step = every.saturating_mul((span / every / PLACES + 1).max(1));
    let means = |step: i64| {
        let mut sums: BTreeMap<i64, (i128, i128)> = BTreeMap::new();
        for (at, value) in &readings.all {
            let place = (at.0 - first).saturating_add(step / 2) / step;
            let (sum, count) = sums.entry(place).or_default();
            *sum += i128::from(*value);
            *count += 1;
        }
        sums
    };
    let sums = means(step);
    let places = *sums.keys().next_back()?;
    let series: Vec<Option<f64>> = (0..=places)
        .map(|place| {
            sums.get(&place)
                .map(|(sum, count)| *sum as f64 / *count as f64)
        })
        .collect();
    let chart = chart::explain(&series).ok()?;
    let at = |place: usize| Moment(first.saturating_add(step.saturating_mul(place as i64)));
    let levels = chart.levels.iter().filter_map(|level| {
        let pieces = level.pieces.iter();
        let within = pieces.flat_map(|piece| sums.range(piece.start as i64..piece.end as i64));
        let readings: i128 = within.map(|(_, (_, count))| *count).sum();
        Some(LevelView {
            from: at(level.pieces.first()?.start),
            until: at(level.pieces.last()?.end.saturating_sub(1)),
            readings: usize::try_from(readings).unwrap_or(usize::MAX),
            mean: told(level.mean, target),
        })
    });
    let changes = chart.changes.iter().map(|change| LevelChange {
        after: at(change.after),
        before: at(change.before),
        from: told(change.from, target),
        to: told(change.to, target),
    });
    let alarms = chart.alarms.iter().map(|alarm| LevelAlarm {
        noticed: at(alarm.at),
        since: at(alarm.since),
        up: alarm.way == Way::Up,
    });
    let thin = (sums.len() / DRAWN + 1) as i64;
    let drawn_step = step.saturating_mul(thin);
    let points = means(drawn_step)
        .into_iter()
        .map(|(place, (sum, count))| Reading {
            at: Moment(first.saturating_add(drawn_step.saturating_mul(place))),
            value: told(sum as f64 / count.max(1) as f64, target),
        });
    Some(Explained {
        step,
        points: points.collect(),
        drawn_step,
        count: readings.all.len(),
        every,
        gaps: readings.gaps(),
        levels: levels.collect(),
        changes: changes.collect(),
        alarms: alarms.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_mean_is_rounded_onto_nothing_the_whole_or_the_target_only_where_it_is_that() {
        for (mean, target, shown) in [
            (100_000.0, 99_900, 100_000),
            (99_999.5, 99_900, 99_999),
            (99_999.999_998, 99_900, 99_999),
            (0.4, 99_900, 1),
            (0.0, 99_900, 0),
            (99_499.6, 99_500, 99_499),
            (99_500.4, 99_500, 99_501),
            (99_500.000_000_000_01, 99_500, 99_500),
            (99_700.4, 99_500, 99_700),
            (-0.4, 500, -1),
        ] {
            assert_eq!(told(mean, target), shown, "{mean}");
        }
    }
}
