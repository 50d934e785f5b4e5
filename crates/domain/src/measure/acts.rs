//! Naming a measure, taking over its readings, and dropping it.

use std::collections::BTreeMap;

use crate::act::{Act, At, Decided, acts, one};
use crate::fact::*;
use crate::ids::*;
use crate::measure::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Name a figure by which an outcome is told to be met.
    NameMeasure about outcome: OutcomeId {
        /// Of which outcome.
        outcome: OutcomeId,
        /// Which of the four qualities it tells of.
        quality: Quality,
        /// What is measured, from where and how often.
        name: String,
        /// In what, such as % or minutes.
        unit: String,
        /// On which side of the target it is good.
        aim: Aim,
        /// The target, in thousandths of a unit: 99.5 is 99500.
        target: i64,
    }

    /// Take over readings of a measure: one that somebody read, or a file of them. They stand for the actor's own
    /// party, beside those of any other.
    TakeReadings about measure: MeasureId {
        /// Of which measure.
        measure: MeasureId,
        /// From what they come.
        source: ReadingSource,
        /// The readings; what the own party said already adds nothing, and another value takes the place of its own.
        readings: Vec<Reading>,
    }

    /// Look at a measure no more, which one's own party named. What was agreed by it keeps it.
    DropMeasure about measure: MeasureId {
        /// Which.
        measure: MeasureId,
    }
}

impl Act for NameMeasure {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        outcome: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let of = relationship.value.outcomes.get(&outcome);
        let of = of.ok_or(Refusal::Unknown { what: "outcome" })?;
        if of.retired.is_some() {
            return Err(Refusal::Retired);
        }
        let measures = &relationship.measures;
        let there = measures.of(outcome).into_iter();
        let there = there.map(|measure| measure.named.actor);
        relationship.within_share(seat, 1, ("measures", MEASURES), there)?;
        let ever = measures.all.values().map(|measure| measure.named.actor);
        relationship.within_share(seat, 1, ("measures", MEASURES_EVER), ever)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let name = text::line("name", &self.name)?;
        let unit = text::optional_line("unit", &self.unit)?;
        if self.target.unsigned_abs() > FARTHEST_TARGET.unsigned_abs() {
            return Err(Refusal::Target);
        }
        one(MeasureNamed {
            measure: MeasureId(at.context.id()),
            outcome: self.outcome,
            quality: self.quality,
            aim: self.aim,
            target: self.target,
            text: Some(MeasureText { name, unit }),
        })
    }
}

impl Act for TakeReadings {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        measure: MeasureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let measure = relationship.measures.all.get(&measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        if measure.dropped.is_some() {
            return Err(Refusal::MeasureDropped);
        }
        // A figure stands for a party: whoever is here by a link alone may be of another's choosing.
        match seat.claimed {
            true => Ok(seat),
            false => Err(Refusal::GuestMustClaim),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let measure = at.relationship.measures.all.get(&self.measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        if self.readings.len() > READINGS_AT_ONCE {
            return Err(Refusal::Full {
                what: "readings at once",
                limit: READINGS_AT_ONCE,
            });
        }
        let latest = at.context.at.0.saturating_add(Moment::DAY);
        let share = measure.unit.as_deref().is_some_and(is_share);
        let values = match share {
            true => 0..=WHOLE,
            false => -FARTHEST_TARGET..=FARTHEST_TARGET,
        };
        let wrong = |reading: &Reading| {
            !values.contains(&reading.value)
                || !(EARLIEST_READING.0..=latest).contains(&reading.at.0)
        };
        if let Some(place) = self.readings.iter().position(wrong) {
            return Err(Refusal::NoReading.within("readings", place));
        }
        let mut taken: BTreeMap<Moment, i64> = BTreeMap::new();
        for (place, reading) in self.readings.iter().enumerate() {
            let before = taken.insert(reading.at, reading.value);
            if before.is_some_and(|before| before != reading.value) {
                return Err(Refusal::TwoReadings.within("readings", place));
            }
        }
        let known = at.relationship.measures.readings.of(self.measure);
        let known = known.by(at.seat.party);
        if let Some(known) = known {
            taken.retain(|at, value| known.all.get(at) != Some(value));
        }
        if taken.is_empty() {
            return Err(Refusal::NothingNew);
        }
        let there = known.map_or(0, |known| known.all.len());
        if there + taken.len() > READINGS {
            return Err(Refusal::Full {
                what: "readings of one measure",
                limit: READINGS,
            });
        }
        let taken: Vec<Reading> = taken
            .into_iter()
            .map(|(at, value)| Reading { at, value })
            .collect();
        let blocks = taken.chunks(READINGS_PER_ENTRY).filter_map(|block| {
            let (first, last) = (block.first()?.at, block.last()?.at);
            Some(
                ReadingsTaken {
                    measure: measure.id,
                    outcome: measure.outcome,
                    source: self.source,
                    readings: block.len() as u64,
                    first,
                    last,
                    packed: Packed::of(block),
                }
                .into(),
            )
        });
        Ok(blocks.collect())
    }
}

impl Act for DropMeasure {
    /// Who speaks for the party that named it; once that has left, whoever speaks for one.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        measure: MeasureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let measure = relationship.measures.all.get(&measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        if measure.dropped.is_some() {
            return Err(Refusal::NothingNew);
        }
        let here = relationship.table.party(measure.party).is_some();
        match here && measure.party != seat.party {
            true => Err(Refusal::MeasureOfAnother),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let measure = at.relationship.measures.all.get(&self.measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        one(MeasureDropped {
            measure: measure.id,
            outcome: measure.outcome,
        })
    }
}
