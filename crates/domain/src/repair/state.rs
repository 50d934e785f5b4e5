//! What broke so far, and what became of it.

use std::sync::Arc;

use imbl::OrdMap;

use crate::ids::*;
use crate::stamp::Stamp;

/// Something that broke, and how it is repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The repair.
    pub id: RepairId,
    /// The party that was hurt.
    pub party: PartyId,
    /// The party that can repair it.
    pub of: PartyId,
    /// When, and by whom, it was said.
    pub opened: Stamp,
    /// The party whose link was all that was known of who said it.
    pub by_link_of: Option<PartyId>,
    /// What happened; `None` once erased.
    pub happened: Option<String>,
    /// The outcomes that it harmed.
    pub outcomes: Vec<OutcomeId>,
    /// What it cost, in order.
    pub cost: Vec<Said>,
    /// What the other side said to it, in order.
    pub answers: Vec<Said>,
    /// What it promised, and when.
    pub promised: Vec<(CommitmentId, Stamp)>,
    /// Whether it is repaired, as the side that was hurt said, in order.
    pub verdicts: Vec<Verdict>,
    /// That nothing broke after all, and why; the reason is `None` once erased.
    pub withdrawn: Option<(Stamp, Option<String>)>,
}

/// Words on one part of a repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// When and by whom.
    pub stamp: Stamp,
    /// The words; `None` once erased.
    pub words: Option<String>,
}

/// Whether it is repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// When and by whom.
    pub stamp: Stamp,
    /// Whether it is.
    pub accepted: bool,
    /// Of a yes, where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// What is missing; `None` once erased.
    pub words: Option<String>,
}

impl Repair {
    /// Whether it waits to be repaired: nothing but the word of the side that was hurt ends that.
    pub fn is_open(&self) -> bool {
        self.withdrawn.is_none() && self.accepted().is_none()
    }

    /// That the side that was hurt accepts it.
    pub fn accepted(&self) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.accepted)
    }

    /// Whether the side that was hurt said last that it is not repaired yet: the other side has promised nothing and
    /// said nothing to it since.
    pub fn is_asked_again(&self) -> bool {
        let promised = self.promised.iter().map(|(_, stamp)| stamp.sequence);
        let answered = self.answers.iter().map(|said| said.stamp.sequence);
        let said = promised.chain(answered).max();
        self.is_open()
            && !self.verdicts.is_empty()
            && said.is_none_or(|said| said < self.said_broken())
    }

    /// With which entry the side that was hurt said last that it is broken.
    pub fn said_broken(&self) -> u64 {
        let last = self.verdicts.last();
        last.map_or(self.opened.sequence, |verdict| verdict.stamp.sequence)
    }
}

/// Every repair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Closed ones, too.
    pub all: OrdMap<RepairId, Arc<Repair>>,
}

impl Repairs {
    pub(super) fn change(&mut self, id: RepairId, change: impl FnOnce(&mut Repair)) {
        if let Some(repair) = self.all.get_mut(&id) {
            change(Arc::make_mut(repair));
        }
    }
}
