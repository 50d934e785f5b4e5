//! What a viewer sees of a measure and its readings.

use serde::Serialize;
use utoipa::ToSchema;

use super::Measure;
use super::explained::Explained;
use super::readings::{Measured, Reading, ReadingGap, Readings, Taken};
use crate::act;
use crate::agreement::MeasureView;
use crate::audience::Seen;
use crate::ids::*;
use crate::needs::Need;
use crate::review::view::DroppedView;
use crate::stamp::Moment;
use crate::words::*;

/// Readings that are told with a measure; a file has all.
pub const READINGS_TOLD: usize = 400;
/// Gaps that are told.
const GAPS_TOLD: usize = 20;

/// A measure and its readings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MeasurePage {
    /// The measure.
    #[serde(flatten)]
    pub measure: MeasureView,
    /// Of which outcome.
    pub outcome: OutcomeId,
    /// When it was dropped.
    pub dropped: Option<Moment>,
    /// By whose person.
    pub dropped_by: Option<PartyId>,
    /// Whether the agreement in force has it: then it is read and counted as before, dropped or not.
    pub promised: bool,
    /// The party whose readings these are: that which named the measure, or, where it has none, that which read
    /// first. What other parties read stands in `others`.
    pub read_by: Option<PartyId>,
    /// How many readings there are.
    pub count: usize,
    /// The first of them.
    pub first: Option<Moment>,
    /// The latest of them, in the order of time.
    pub readings: Vec<Reading>,
    /// How often it is read, in milliseconds: the middle step.
    pub every: Option<i64>,
    /// Of those that people answered: of how many people each of `readings` is.
    pub people: Vec<u64>,
    /// Where readings are missing, the latest first.
    pub gaps: Vec<ReadingGap>,
    /// How many gaps more there are.
    pub more_gaps: usize,
    /// What the last 90 days tell.
    pub measured: Measured,
    /// Whether it should have been read twice since it was read last.
    pub silent: bool,
    /// What other parties read: it takes the place of nothing.
    pub others: Vec<ReadByView>,
    /// What a long series tells; `null` of one with fewer than thirty readings.
    pub explained: Option<Explained>,
    /// Every time that readings were taken over, by whichever party, the latest first.
    pub taken: Vec<TakenView>,
    /// Whether the viewer may take over readings.
    pub may_take: bool,
}

/// What another party read of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReadByView {
    /// Which party.
    pub party: PartyId,
    /// How many readings.
    pub count: usize,
    /// At how many moments they say something else than those of `read_by`.
    pub differ: usize,
    /// What they tell of the last 90 days.
    pub measured: Measured,
}

/// That readings were taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TakenView {
    /// Who.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// When.
    pub at: Moment,
    /// The entry of the record.
    pub sequence: u64,
    /// From what.
    pub source: ReadingSource,
    /// How many.
    pub readings: u64,
    /// The first of them.
    pub first: Moment,
    /// The last of them.
    pub last: Moment,
}

/// The while over which a measure is looked at, where nothing else is said: days.
pub const MEASURED_DAYS: i64 = 90;

impl Seen<'_> {
    /// A measure and its readings; `None` where there is none.
    pub fn measure(&self, id: MeasureId, now: Moment) -> Option<MeasurePage> {
        let measure = self.then.measures.all.get(&id)?;
        let none = Readings::default();
        let mut each = self.then.measures.readings.of(id).each(measure.party);
        let first = each.next();
        let (read_by, readings) = (first.map(|(by, _)| by), first.map_or(&none, |(_, it)| it));
        let latest = readings.all.iter().rev().take(READINGS_TOLD);
        let mut latest: Vec<Reading> = latest
            .map(|(at, value)| Reading {
                at: *at,
                value: *value,
            })
            .collect();
        latest.reverse();
        let mut gaps = readings.gaps();
        gaps.reverse();
        let more_gaps = gaps.len().saturating_sub(GAPS_TOLD);
        gaps.truncate(GAPS_TOLD);
        let since = Moment(now.0.saturating_sub(MEASURED_DAYS * Moment::DAY));
        Some(MeasurePage {
            measure: self.measure_view(measure),
            outcome: measure.outcome,
            dropped: measure.dropped.map(|stamp| stamp.at),
            dropped_by: self.dropped(measure).map(|dropped| dropped.party),
            promised: {
                let in_force = self.then.agreements.in_force();
                in_force.is_some_and(|it| it.has_measure(id))
            },
            read_by,
            count: readings.all.len(),
            first: readings.all.get_min().map(|(at, _)| *at),
            people: latest
                .iter()
                .filter_map(|reading| readings.people.get(&reading.at).copied())
                .collect(),
            readings: latest,
            every: readings.every(),
            gaps,
            more_gaps,
            measured: measured(measure, Some(readings), since, now),
            silent: measure.asked.is_none() && readings.is_silent(now),
            explained: readings.explained(measure.target).cloned(),
            others: each
                .map(|(party, theirs)| ReadByView {
                    party,
                    count: theirs.all.len(),
                    differ: theirs.differing(readings),
                    measured: measured(measure, Some(theirs), since, now),
                })
                .collect(),
            taken: self.taken(measure),
            may_take: self.may::<act::TakeReadings>(id),
        })
    }

    pub(crate) fn dropped(&self, measure: &Measure) -> Option<DroppedView> {
        let dropped = measure.dropped?;
        Some(DroppedView {
            party: self.then.table.side_of(dropped.actor)?,
            at: dropped.at,
        })
    }

    fn taken(&self, measure: &Measure) -> Vec<TakenView> {
        let each = self
            .then
            .measures
            .readings
            .of(measure.id)
            .each(measure.party);
        let view = |party: PartyId, taken: &Taken| TakenView {
            person: taken.stamp.actor,
            party,
            at: taken.stamp.at,
            sequence: taken.stamp.sequence,
            source: taken.source,
            readings: taken.readings,
            first: taken.first,
            last: taken.last,
        };
        let all = each.flat_map(|(party, read)| read.taken.iter().map(move |it| view(party, it)));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|taken| std::cmp::Reverse(taken.sequence));
        all
    }

    /// Every reading of a measure, each with the party that read it, and of how many people's answers it is: party by
    /// party, in the order of time.
    pub fn readings_of(
        &self,
        id: MeasureId,
    ) -> impl Iterator<Item = (PartyId, Reading, Option<u64>)> + '_ {
        let named_by = self.then.measures.all.get(&id).map(|measure| measure.party);
        let named_by = named_by.unwrap_or(self.then.table.provider);
        let each = self.then.measures.readings.of(id).each(named_by);
        each.flat_map(|(party, readings)| {
            readings.all.iter().map(move |(at, value)| {
                let (at, value) = (*at, *value);
                let people = readings.people.get(&at).copied();
                (party, Reading { at, value }, people)
            })
        })
    }

    /// When there was nothing to read of a measure, each with the party that looked: party by party, in the order of time.
    pub fn unread_of(&self, id: MeasureId) -> impl Iterator<Item = (PartyId, Moment)> + '_ {
        let named_by = self.then.measures.all.get(&id).map(|measure| measure.party);
        let named_by = named_by.unwrap_or(self.then.table.provider);
        let each = self.then.measures.readings.of(id).each(named_by);
        each.flat_map(|(party, readings)| readings.unread.iter().map(move |at| (party, *at)))
    }

    /// What a long series of readings tells: those of the party that named the measure, else of whoever read first.
    pub fn explained(&self, id: MeasureId) -> Option<&Explained> {
        let measure = self.then.measures.all.get(&id)?;
        let (_, readings) = self
            .then
            .measures
            .readings
            .of(id)
            .each(measure.party)
            .next()?;
        readings.explained(measure.target)
    }

    /// A measure, without its readings.
    pub fn measure_now(&self, id: MeasureId) -> Option<MeasureView> {
        let measure = self.then.measures.all.get(&id)?;
        Some(self.measure_view(measure))
    }

    /// What a measure is called; the inner one is `None` once erased.
    pub fn measure_name(&self, id: MeasureId) -> Option<Option<String>> {
        Some(self.then.measures.all.get(&id)?.name.clone())
    }

    /// Measures whose readings the viewer took over last and that fell silent.
    pub(crate) fn silent_measures(&self, now: Moment) -> Option<Need> {
        let all = self.today.measures.all.values();
        let silent = all.filter(|measure| {
            let readings = self.today.measures.readings.of(measure.id);
            measure.asked.is_none()
                && readings.by(self.seat.party).is_some_and(|readings| {
                    let last = readings.taken.last().map(|taken| taken.stamp.actor);
                    last == Some(self.seat.person) && readings.is_silent(now)
                })
                && self.may::<act::TakeReadings>(measure.id)
        });
        let measures: Vec<MeasureId> = silent.map(|measure| measure.id).collect();
        (!measures.is_empty()).then_some(Need::ReadAgain { measures })
    }

    /// Measures that the viewer's party asks of people, and of which a period is over and not counted.
    pub(crate) fn answers_to_count(&self, now: Moment) -> Option<Need> {
        let all = self.today.measures.all.values();
        let due = all.filter(|measure| {
            let over = measure.asked.is_some_and(|asked| now >= asked.until);
            over && self.today.takes_answers(measure)
                && measure.party == self.seat.party
                && self.may::<act::CountAnswers>(measure.id)
        });
        let measures: Vec<MeasureId> = due.map(|measure| measure.id).collect();
        (!measures.is_empty()).then_some(Need::CountAnswers { measures })
    }

    /// The moments at which measures fall silent that the viewer reads, and at which answers can be counted.
    pub(crate) fn silence_days(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let all = self.today.measures.all.values();
        let days = all.filter_map(|measure| {
            if let Some(asked) = measure.asked {
                return Some(asked.until);
            }
            let readings = self.today.measures.readings.of(measure.id);
            let readings = readings.by(self.seat.party)?;
            // Silent after it, not at it.
            Some(Moment(readings.silent_after()?.0.saturating_add(1)))
        });
        days.filter(move |day| *day > now)
    }
}

/// What the readings of a measure tell from one moment until another, or until the last of them: a file may name
/// moments by another clock, and what a page lists is what it counts.
pub(crate) fn measured(
    measure: &Measure,
    readings: Option<&Readings>,
    from: Moment,
    until: Moment,
) -> Measured {
    match readings {
        Some(readings) => {
            let last = readings.all.get_max().map_or(until, |(at, _)| *at);
            let until = Moment(until.max(last).0.saturating_add(1));
            readings.measured(measure.aim, measure.target, from, until)
        }
        None => Measured::NotMeasured { last: None },
    }
}
