//! The measures so far.

use std::sync::Arc;

use imbl::OrdMap;

use super::asked::AskedOf;
use super::readings::AllReadings;
use crate::agreement::Version;
use crate::ids::*;
use crate::stamp::Stamp;
use crate::words::*;

/// A figure by which an outcome is told to be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The measure.
    pub id: MeasureId,
    /// When and by whom it was named.
    pub named: Stamp,
    /// The party that named it.
    pub party: PartyId,
    /// Of which outcome.
    pub outcome: OutcomeId,
    /// Which of the four qualities it tells of.
    pub quality: Quality,
    /// On which side of the target it is good.
    pub aim: Aim,
    /// The target, in thousandths of a unit.
    pub target: i64,
    /// What is measured; `None` once erased.
    pub name: Option<String>,
    /// In what it is measured; `None` once erased.
    pub unit: Option<String>,
    /// How it is read; `None` where nobody said so, or once erased.
    pub how: Option<String>,
    /// Where it is asked of people: how.
    pub asked: Option<AskedOf>,
    /// When it was dropped.
    pub dropped: Option<Stamp>,
}

impl Measure {
    /// Whether it is looked at: until it is dropped, and beyond that for as long as the agreement in force has it. Nobody
    /// changes by dropping it what is promised.
    pub fn is_looked_at(&self, in_force: Option<&Version>) -> bool {
        self.dropped.is_none() || in_force.is_some_and(|it| it.has_measure(self.id))
    }
}

/// Every measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// Dropped ones, too: what was agreed by them keeps its name.
    pub all: OrdMap<MeasureId, Arc<Measure>>,
    /// What was read of them.
    pub readings: AllReadings,
}

impl Measures {
    /// The measures of an outcome, in the order named.
    pub fn of(&self, outcome: OutcomeId) -> Vec<&Measure> {
        self.of_with(outcome, |measure| measure.dropped.is_none())
    }

    /// The same, with those that were dropped and that the agreement in force has.
    pub fn looked_at(&self, outcome: OutcomeId, in_force: Option<&Version>) -> Vec<&Measure> {
        self.of_with(outcome, |measure| measure.is_looked_at(in_force))
    }

    fn of_with(&self, outcome: OutcomeId, is_there: impl Fn(&Measure) -> bool) -> Vec<&Measure> {
        let all = self.all.values().map(|measure| &**measure);
        let mut of: Vec<_> = all
            .filter(|it| it.outcome == outcome && is_there(it))
            .collect();
        of.sort_by_key(|measure| measure.named.sequence);
        of
    }
}
