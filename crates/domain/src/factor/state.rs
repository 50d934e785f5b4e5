//! The factors so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;

use super::SOON_DAYS;
use crate::day::Day;
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

/// Something outside that may change what is valuable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The factor.
    pub id: FactorId,
    /// When and by whom it was recorded.
    pub recorded: Stamp,
    /// The party whose person did.
    pub party: PartyId,
    /// What it is.
    pub kind: FactorKind,
    /// The day on which it happened, or will, and when that day begins at this table.
    pub day: (Day, Moment),
    /// What happens; `None` once erased.
    pub words: Option<String>,
    /// The outcomes that it may touch, and when that was said.
    pub outcomes: BTreeMap<OutcomeId, Moment>,
    /// The features that it may touch, in the order named.
    pub features: Vec<FeatureId>,
    /// Whether it may touch the agreement as a whole.
    pub agreement: bool,
    /// The sections of the agreement that it may touch, in the order named.
    pub sections: Vec<AgreementSection>,
    /// The entry that said last what it may touch.
    pub linked: u64,
    /// The parties that looked at all that it touches, and when.
    pub looked: BTreeMap<PartyId, Stamp>,
    /// That it is none, and why; the reason is `None` once erased.
    pub withdrawn: Option<(Stamp, Option<String>)>,
}

impl Factor {
    /// Whether a party looked at what it touches.
    pub fn has_looked(&self, party: PartyId) -> bool {
        self.looked.contains_key(&party)
    }

    /// From when on what people said of an outcome is asked about again: the day has come, and it is known
    /// that the outcome may be touched.
    pub fn asks_of(&self, outcome: OutcomeId) -> Option<Moment> {
        let linked = *self.outcomes.get(&outcome)?;
        self.withdrawn.is_none().then(|| linked.max(self.day.1))
    }

    /// From when on those who speak for parties are told of it.
    pub fn told_from(&self) -> Moment {
        let soon = Moment(self.day.1.0.saturating_sub(SOON_DAYS * Moment::DAY));
        soon.max(self.recorded.at)
    }
}

/// Every factor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// Withdrawn ones, too.
    pub all: OrdMap<FactorId, Arc<Factor>>,
}

impl Factors {
    pub(super) fn change(&mut self, id: FactorId, change: impl FnOnce(&mut Factor)) {
        if let Some(factor) = self.all.get_mut(&id) {
            change(Arc::make_mut(factor));
        }
    }

    /// When a factor last asked, by `now`, whether what was said of an outcome still holds.
    pub fn asked_of(&self, outcome: OutcomeId, now: Moment) -> Option<Moment> {
        let all = self.all.values();
        let asked = all.filter_map(|factor| factor.asks_of(outcome));
        asked.filter(|asked| *asked <= now).max()
    }
}
