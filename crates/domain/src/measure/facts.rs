//! What is recorded of measures, and what each of these facts changes.

use std::sync::Arc;

use super::Measure;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
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
        let (name, unit) = self.text.map(|text| (text.name, text.unit)).unzip();
        let measure = Measure {
            id: self.measure,
            named: stamp,
            outcome: self.outcome,
            quality: self.quality,
            aim: self.aim,
            target: self.target,
            name,
            unit,
            dropped: None,
        };
        to.measures.all.insert(self.measure, Arc::new(measure));
    }
}

impl Happened for MeasureDropped {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(measure) = to.measures.all.get_mut(&self.measure) {
            Arc::make_mut(measure).dropped = Some(stamp);
        }
    }
}
