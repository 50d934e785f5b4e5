//! What was said so far of whether outcomes came true.

use std::sync::Arc;

use imbl::{OrdMap, Vector};

use crate::ids::*;
use crate::stamp::Stamp;
use crate::words::*;

/// That a party said whether an outcome came true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// When and by whom.
    pub stamp: Stamp,
    /// The party.
    pub party: PartyId,
    /// Whether it did.
    pub came_true: CameTrue,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// What is missing, where something is; `None` once erased.
    pub words: Option<String>,
}

/// Everything said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    /// Of each outcome, in order.
    pub all: OrdMap<OutcomeId, Vector<Arc<Judged>>>,
}

impl Judgements {
    /// What was said of one outcome, in order.
    pub fn of(&self, outcome: OutcomeId) -> Option<&Vector<Arc<Judged>>> {
        self.all.get(&outcome)
    }

    /// What the party said last that the outcome is for.
    pub fn last_of(&self, outcome: OutcomeId, party: PartyId) -> Option<&Judged> {
        let last = self.all.get(&outcome)?.last()?;
        (last.party == party).then_some(&**last)
    }
}
