//! Naming a measure, and dropping one.

use crate::act::{Act, At, Decided, acts, one};
use crate::fact::*;
use crate::ids::*;
use crate::measure::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
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

    /// Look at a measure no more. What was agreed by it keeps it.
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
        if measures.of(outcome).len() >= MEASURES || measures.all.len() >= MEASURES_EVER {
            return Err(Refusal::Full {
                what: "measures",
                limit: MEASURES,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let name = text::line("name", &self.name)?;
        let unit = text::optional_line("unit", &self.unit)?;
        if self.target.abs() > FARTHEST_TARGET {
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

impl Act for DropMeasure {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        measure: MeasureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let measure = relationship.measures.all.get(&measure);
        let measure = measure.ok_or(Refusal::Unknown { what: "measure" })?;
        match measure.dropped {
            None => Ok(seat),
            Some(_) => Err(Refusal::NothingNew),
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
