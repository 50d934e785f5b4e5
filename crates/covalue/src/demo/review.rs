//! Whether it came true in the demo's year: what happened outside, what was measured, and what Northwind says.

use anyhow::Context;
use domain::ids::*;
use domain::measure::Reading;
use domain::stage::Staged;
use domain::words::*;
use domain::{Fact, Moment, act};

use super::northwind::Northwind;
use super::teller::{Teller, Voice};

/// Things that Ines places at a stage.
const PLACED: usize = 12;

/// Something outside: in how many days, what, and what it may touch.
fn happens(
    voice: Voice<'_>,
    teller: &Teller,
    (kind, days, words): (FactorKind, i64, &str),
    outcomes: &[OutcomeId],
    agreement: bool,
    sections: &[AgreementSection],
) -> anyhow::Result<()> {
    let at = Moment(teller.now()?.as_millisecond() + days * Moment::DAY);
    voice.does(act::RecordFactor {
        kind,
        day: at.day_in_utc(),
        words: words.to_owned(),
        outcomes: outcomes.to_vec(),
        features: Vec::new(),
        agreement,
        sections: sections.to_vec(),
    })?;
    Ok(())
}

/// The radio layer that was switched off, as whoever switched it off records it.
pub fn record_the_shutdown(
    teller: &Teller,
    priya: Voice<'_>,
    tablets: OutcomeId,
) -> anyhow::Result<()> {
    let shutdown = "5G is switched off between Elm Pass and Westhaven: the regulator moved the band to protect \
                    the harbour radar.";
    let what = (FactorKind::Technology, 4, shutdown);
    happens(priya, teller, what, &[tablets], true, &[])
}

/// Takes over readings, one every so many days, the last of them so many days ago.
fn reads(
    teller: &Teller,
    voice: Voice<'_>,
    measure: MeasureId,
    (every, ago): (i64, i64),
    values: &[i64],
) -> anyhow::Result<()> {
    let last = Moment(teller.now()?.as_millisecond() - ago * Moment::DAY).day_in_utc();
    let last = last.begins_in_utc().0;
    let readings = values
        .iter()
        .rev()
        .zip(0i64..)
        .map(|(value, back)| Reading {
            at: Moment(last - back * every * Moment::DAY),
            value: *value,
        });
    voice.does(act::TakeReadings {
        measure,
        source: ReadingSource::Csv,
        readings: readings.collect(),
        unread: Vec::new(),
    })?;
    Ok(())
}

fn named(facts: &[Fact]) -> anyhow::Result<MeasureId> {
    let named = facts.iter().find_map(|fact| match fact {
        Fact::MeasureNamed(named) => Some(named.measure),
        _ => None,
    });
    named.context("no measure was named")
}

/// What Meridian measures: by now all of it is on target.
pub fn tell_the_readings(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let priya = teller.voice(known.table, known.priya);
    let ines = teller.voice(known.table, known.ines);
    let arrives = named(&ines.measures(
        known.tablets,
        (
            "Signatures that reach the depot, from Meridian’s core",
            "%",
            Aim::AtLeast,
            99_500,
        ),
        "",
        Quality::Utility,
    )?)?;
    // Every third day: on target all along, and a little lower since the layer went.
    let day = |day: i64| {
        let level = if day < 47 { 99_870 } else { 99_680 };
        level + (day * day * 7 + day * 3) % 11 * 8 - 40
    };
    let days: Vec<i64> = (0..83).map(day).chain([99_700]).collect();
    reads(teller, priya, arrives, (3, 2), &days)?;
    let table = teller.app().relationship(known.table)?;
    let table = table.context("no such table")?;
    let seen = table.seen_by(known.priya, &table);
    let seen = seen.context("Priya has no seat")?;
    let held = seen.measures(known.a7);
    let held = held.first().context("calls are measured")?.id;
    let months = [99_300, 99_400, 99_200, 99_500, 99_400, 99_600, 99_700];
    reads(teller, priya, held, (30, 5), &months)?;
    let seen = table.seen_by(known.ines, &table);
    let seen = seen.context("Ines has no seat")?;
    let answered = seen.measures(known.night);
    let answered = answered.first().context("the night desk is measured")?.id;
    let weeks = [2_600, 1_900, 1_700, 1_800, 1_600, 1_400, 1_500, 1_300];
    reads(teller, ines, answered, (7, 1), &weeks)
}

/// At which stage some of it is worked on, as Ines sees it: so it shows who took part.
pub fn place_at_stages(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let table = teller.app().relationship(known.table)?;
    let table = table.context("no such table")?;
    let seen = table.seen_by(known.ines, &table);
    let page = seen.context("Ines has no seat")?.stages();
    let [planning, designing, building, supporting, improving] =
        [0, 1, 2, 3, 4].map(|place| page.stages.get(place).map(|stage| stage.id));
    let ines = teller.voice(known.table, known.ines);
    let mut promised = 0;
    for about in page.to_place.into_iter().take(PLACED) {
        let stage = match about {
            Staged::Proposal(_) => planning,
            Staged::Feature(_) => designing,
            Staged::Meeting(_) => improving,
            Staged::Commitment(_) => {
                promised += 1;
                if promised % 2 == 0 {
                    building
                } else {
                    supporting
                }
            }
        };
        ines.does(act::PlaceAtStage { about, stage })?;
    }
    Ok(())
}

/// What lies ahead: a law, and another layer that goes.
pub fn tell_what_comes(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let mara = teller.voice(known.table, known.mara);
    let rest =
        "Night rest for drivers becomes law: nobody off duty may be called between ten and six.";
    happens(
        mara,
        teller,
        (FactorKind::Law, 58, rest),
        &[known.night],
        false,
        &[],
    )
}

/// The second layer: told by the party that takes it down.
pub fn tell_the_next_shutdown(
    teller: &Teller,
    known: &Northwind,
    radios: OutcomeId,
) -> anyhow::Result<()> {
    let tom = teller.voice(known.table, known.tom);
    let shutdown = "3G is switched off in the region, mast by mast, from Alder to Westhaven.";
    let what = (FactorKind::Technology, 41, shutdown);
    // The agreement in force says what happens then.
    let sections = [AgreementSection::Again];
    happens(tom, teller, what, &[radios, known.a7], false, &sections)
}

/// Whether it came true, in Northwind’s words; of one outcome nobody has said so yet.
pub fn judge(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let mara = teller.voice(known.table, known.mara);
    let says = |outcome, came_true, words: &str| -> anyhow::Result<()> {
        let table = teller.app().relationship(known.table)?;
        let table = table.context("no such table")?;
        let seen = table.seen_by(known.mara, &table);
        let value = seen.context("Mara has no seat")?.value();
        let it = value.outcomes.iter().find(|it| it.id == outcome);
        mara.does(act::JudgeOutcome {
            outcome,
            came_true,
            words: words.to_owned(),
            wording: it.context("the outcome is there")?.wording,
        })?;
        Ok(())
    };
    says(known.a7, CameTrue::Partly, "Not at Elm Pass.")?;
    says(
        known.tablets,
        CameTrue::Not,
        "Every signature arrives, and a driver waits a minute for it.",
    )?;
    says(known.roaming, CameTrue::Met, "")
}
