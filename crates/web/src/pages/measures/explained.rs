//! A long series explained: its levels, when they changed, and what happened then.

use domain::Moment;
use domain::ids::*;
use domain::measure::Measured;
use domain::view::{Explained, MeasureView, ReadingGap};

use super::{Step, with_unit};
use crate::chart;
use crate::pages::review;
use crate::room::Room;

/// What happened within so many days before a change, or one step after it, is set beside it.
const BESIDE_DAYS: i64 = 31;
/// Changes that are told one by one; the table has all levels.
const TOLD: usize = 6;

/// A long series as a page shows it.
pub(crate) struct Series {
    pub href: String,
    pub name: String,
    pub chart: String,
    /// What changed, in sentences.
    pub told: Vec<String>,
    /// What happened at the time: where it is, and what.
    pub beside: Vec<(String, String)>,
    /// From, until, how many readings, and their mean.
    pub levels: Vec<(String, String, usize, String)>,
    /// How it was found.
    pub note: String,
}

/// What a long series tells; nothing of a measure with fewer than thirty readings.
pub(crate) fn series(room: &Room<'_>, id: MeasureId) -> Option<Series> {
    let explained = room.seen.explained(id)?;
    let measure = room.seen.measure_now(id)?;
    let at = |at: Moment| super::at(room, at, Step::of(Some(explained.step), false));
    let value = |value: i64| with_unit(room, value, &measure);
    let levels = explained.levels.iter();
    let levels = levels.map(|it| (at(it.from), at(it.until), it.readings, value(it.mean)));
    Some(Series {
        href: room.to(format_args!("measures/{id}")),
        name: room.or_erased(measure.name.as_ref()),
        chart: drawn(room, explained, &measure),
        told: told(room, id, explained, &measure),
        beside: beside(room, explained),
        levels: levels.collect(),
        note: note(room, explained),
    })
}

/// How it was found, and of how many readings each drawn point is the mean.
fn note(room: &Room<'_>, it: &Explained) -> String {
    let every = super::every_text(room, it.every);
    let note = room.say.one("levels-note", "every", every);
    let each = (it.count + it.points.len() / 2) / it.points.len().max(1);
    if it.count <= it.points.len() {
        return note;
    }
    let drawn = match each {
        0..=1 => room.say.one("levels-drawn-some", "count", it.count),
        each => room
            .say
            .two("levels-drawn", ("count", it.count), ("each", each)),
    };
    format!("{drawn} {note}")
}

fn told(room: &Room<'_>, id: MeasureId, it: &Explained, measure: &MeasureView) -> Vec<String> {
    let at = |at: Moment| super::at(room, at, Step::of(Some(it.step), false));
    let value = |value: i64| with_unit(room, value, measure);
    if it.changes.is_empty() {
        // Of what nobody read, nobody knows at which level it was.
        let page = room.seen.measure(id, room.ask.moment());
        let few = page.is_some_and(|page| matches!(page.measured, Measured::NotKnown { .. }));
        let key = match few {
            true => "levels-not-known",
            false => "levels-none-found",
        };
        let level = it.levels.first().map_or(0, |level| level.mean);
        return vec![room.say.one(key, "mean", value(level))];
    }
    let latest = it.changes.iter().rev().take(TOLD);
    let told = latest.map(|change| {
        let noticed = it
            .alarms
            .iter()
            .find(|alarm| alarm.noticed >= change.before);
        let next = it.changes.iter().find(|other| other.before > change.before);
        let noticed = noticed.filter(|alarm| next.is_none_or(|next| alarm.noticed < next.before));
        let way = if change.to > change.from {
            "up"
        } else {
            "down"
        };
        let sentence = room.say.with(
            "levels-change",
            &[
                ("way", way.to_owned()),
                ("from", value(change.from)),
                ("to", value(change.to)),
                ("after", at(change.after)),
                ("before", at(change.before)),
            ],
        );
        match noticed {
            Some(alarm) => format!(
                "{sentence} {}",
                room.say.one("levels-noticed", "day", at(alarm.noticed))
            ),
            None => sentence,
        }
    });
    told.collect()
}

/// What happened outside and at the table around the changes.
fn beside(room: &Room<'_>, it: &Explained) -> Vec<(String, String)> {
    let near = |at: Moment| {
        let mut changes = it.changes.iter();
        changes.any(|change| {
            let from = change.after.0 - BESIDE_DAYS * Moment::DAY;
            (from..=change.before.0.saturating_add(it.step)).contains(&at.0)
        })
    };
    let since = Moment(it.levels.first().map_or(0, |level| level.from.0));
    let happened = room.seen.happenings(since, room.ask.moment());
    let near = happened.iter().filter(|it| near(it.at));
    let told = near.filter_map(|it| review::dated(room, it));
    told.take(TOLD).collect()
}

/// After which points the line is broken: where between a point and the next a reading is missing, and with it a point.
pub(super) fn breaks(points: &[(i64, i64)], gaps: &[ReadingGap], step: i64) -> Vec<i64> {
    let is_broken = |two: &&[(i64, i64)]| {
        let (at, next) = (two[0].0, two[1].0);
        let is_missing = |gap: &ReadingGap| gap.after.0 < next && gap.before.0 > at;
        next - at > step.saturating_add(step / 2) && gaps.iter().any(is_missing)
    };
    let broken = points.windows(2).filter(is_broken);
    broken.map(|two| two[0].0).collect()
}

fn drawn(room: &Room<'_>, it: &Explained, measure: &MeasureView) -> String {
    let points: Vec<(i64, i64)> = it
        .points
        .iter()
        .map(|point| (point.at.0, point.value))
        .collect();
    let levels: Vec<(i64, i64, i64)> = it
        .levels
        .iter()
        .map(|level| (level.from.0, level.until.0, level.mean))
        .collect();
    let label = |value: i64| with_unit(room, value, measure);
    let low = points
        .iter()
        .map(|point| point.1)
        .chain([measure.target])
        .min()
        .unwrap_or(0);
    let high = points
        .iter()
        .map(|point| point.1)
        .chain([measure.target])
        .max()
        .unwrap_or(0);
    let title = room.say.two(
        "levels-chart",
        ("count", it.levels.len()),
        ("target", label(measure.target)),
    );
    chart::readings(
        &points,
        &levels,
        &breaks(&points, &it.gaps, it.drawn_step),
        (measure.target, &label(measure.target)),
        [&label(low), &label(high)],
        &title,
    )
}
