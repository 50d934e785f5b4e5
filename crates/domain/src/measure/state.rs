//! The measures so far.

use std::sync::Arc;

use imbl::OrdMap;

use super::asked::AskedOf;
use super::readings::AllReadings;
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
        let all = self.all.values().map(|measure| &**measure);
        let mut of: Vec<_> = all
            .filter(|it| it.outcome == outcome && it.dropped.is_none())
            .collect();
        of.sort_by_key(|measure| measure.named.sequence);
        of
    }
}
