//! What is recorded of measures, and what each of these facts changes.

use std::sync::Arc;

use super::readings::{Packed, Reading, Taken};
use super::{AskedOf, Measure};
use crate::day::Day;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

facts! {
    /// A figure was named by which an outcome is told to be met.
    "measure_named" MeasureNamed reaches Table {
        /// The measure.
        measure: MeasureId,
        /// Of which outcome.
        outcome: OutcomeId,
        /// Which of the four qualities it tells of.
        quality: Quality,
        /// On which side of the target it is good.
        aim: Aim,
        /// The target, in thousandths of a unit.
        target: i64,
    } says MeasureText {
        /// What is measured.
        name: String,
        /// In what it is measured.
        unit: String,
        /// How it is read: over which period and hours, in which zone, what counts while something is pending, and
        /// from where the figures come.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        how: String,
    }

    /// Readings of a measure were taken over.
    "readings_taken" ReadingsTaken reaches Table {
        /// The measure.
        measure: MeasureId,
        /// Of which outcome.
        outcome: OutcomeId,
        /// From what they come.
        source: ReadingSource,
        /// How many.
        readings: u64,
        /// The first of them.
        first: Moment,
        /// The last of them.
        last: Moment,
        /// The readings, in the order of time.
        packed: Packed,
        /// When somebody looked and there was nothing to read, packed as readings of 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unread: Option<Packed>,
    }

    /// A measure is asked of people, who answer by link.
    "people_asked" PeopleAsked reaches Table {
        /// The measure, and the name of the record in which they answer.
        measure: MeasureId,
        /// Of which outcome.
        outcome: OutcomeId,
        /// The party whose people are asked.
        party: PartyId,
        /// What.
        about: Experience,
        /// How often.
        rhythm: Rhythm,
        /// The first day of the period that runs.
        period: Day,
        /// When that period ends at this table.
        until: Moment,
        /// The earlier measure in whose record they answer: the first that asked the same party's people of the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        goes_on: Option<MeasureId>,
    }

    /// What people answered in a period that is over was counted.
    "answers_counted" AnswersCounted reaches Table {
        /// The measure.
        measure: MeasureId,
        /// Of which outcome.
        outcome: OutcomeId,
        /// The party whose people answered.
        party: PartyId,
        /// The first day of the period.
        period: Day,
        /// When that began.
        begins: Moment,
        /// How many answered; 0 of fewer than five.
        people: u64,
        /// What their answers come to, in thousandths of the measure's unit; nothing of fewer than five.
        value: Option<i64>,
        /// The first day of the next period.
        next: Day,
        /// When that ends.
        until: Moment,
    }

    /// A measure is looked at no more.
    "measure_dropped" MeasureDropped reaches Table {
        /// The measure.
        measure: MeasureId,
        /// Of which outcome.
        outcome: OutcomeId,
    }
}

impl Happened for MeasureNamed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let how = self.text.as_ref().map(|text| text.how.clone());
        let (name, unit) = self.text.map(|text| (text.name, text.unit)).unzip();
        let measure = Measure {
            id: self.measure,
            named: stamp,
            party: to.table.side_of(stamp.actor).unwrap_or(to.table.provider),
            outcome: self.outcome,
            quality: self.quality,
            aim: self.aim,
            target: self.target,
            name,
            unit,
            how: how.filter(|how| !how.is_empty()),
            asked: None,
            dropped: None,
        };
        to.measures.all.insert(self.measure, Arc::new(measure));
    }
}

impl Happened for ReadingsTaken {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let party = to.table.side_of(stamp.actor).unwrap_or(to.table.provider);
        let readings = to.measures.readings.by_mut(self.measure, party);
        for reading in self.packed.unpacked() {
            readings.insert(reading);
        }
        for nothing in self.unread.iter().flat_map(Packed::unpacked) {
            readings.insert_unread(nothing.at);
        }
        readings.taken.push_back(Taken {
            stamp,
            source: self.source,
            readings: self.readings,
            first: self.first,
            last: self.last,
        });
    }
}

impl Happened for PeopleAsked {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(measure) = to.measures.all.get_mut(&self.measure) {
            Arc::make_mut(measure).asked = Some(AskedOf {
                party: self.party,
                about: self.about,
                rhythm: self.rhythm,
                period: self.period,
                until: self.until,
                counted: None,
                answers: self.goes_on.unwrap_or(self.measure).answers(),
            });
        }
    }
}

impl Happened for AnswersCounted {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let mut ends = None;
        if let Some(measure) = to.measures.all.get_mut(&self.measure)
            && let Some(asked) = &mut Arc::make_mut(measure).asked
        {
            ends = (asked.period == self.period).then_some(asked.until);
            (asked.period, asked.until) = (self.next, self.until);
            asked.counted = Some(self.period);
        }
        let Some(value) = self.value else {
            return;
        };
        let readings = to.measures.readings.by_mut(self.measure, self.party);
        readings.insert(Reading {
            at: self.begins,
            value,
        });
        readings.people.insert(self.begins, self.people);
        if let Some(ends) = ends {
            readings.ends.insert(self.begins, ends);
        }
        readings.taken.push_back(Taken {
            stamp,
            source: ReadingSource::People,
            readings: 1,
            first: self.begins,
            last: self.begins,
        });
    }
}

impl Happened for MeasureDropped {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(measure) = to.measures.all.get_mut(&self.measure) {
            Arc::make_mut(measure).dropped = Some(stamp);
        }
    }
}
