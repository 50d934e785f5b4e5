//! What was promised so far.

use std::sync::Arc;

use imbl::OrdMap;

use crate::day::Day;
use crate::ids::*;
use crate::stamp::{Moment, Stamp};

/// A promise of one party to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The commitment.
    pub id: CommitmentId,
    /// When, and by whom.
    pub made: Stamp,
    /// The party that promised.
    pub party: PartyId,
    /// The party to which it promised.
    pub to: PartyId,
    /// What, in the words that hold; `None` once erased.
    pub words: Option<String>,
    /// The day by which, and when that day begins at this table.
    pub due: (Day, Moment),
    /// What held before both sides changed it, oldest first.
    pub earlier: Vec<Earlier>,
    /// The word that it comes from.
    pub contribution: Option<ContributionId>,
    /// The proposal that it comes from.
    pub proposal: Option<ProposalId>,
    /// The outcomes that it serves.
    pub outcomes: Vec<OutcomeId>,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// Every time that the party said it is kept, in order.
    pub reports: Vec<Report>,
    /// Every change that the party asked for, in order: the last one may wait for the other side.
    pub changes: Vec<Change>,
    /// How it ended, if it has.
    pub ended: Option<Ended>,
}

/// What a commitment said before it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// The day by which.
    pub due: Day,
    /// When both sides changed it.
    pub until: Stamp,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// That a party said it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// When, and by whom.
    pub stamp: Stamp,
    /// What was done; `None` once erased.
    pub words: Option<String>,
    /// What the other side said to it.
    pub answer: Option<Answered>,
}

/// What the party to which it was promised said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// When, and by whom.
    pub stamp: Stamp,
    /// Whether it says yes: it is kept, or may be changed.
    pub yes: bool,
    /// Of a yes that it is kept, where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// What is missing, or why not; `None` once erased.
    pub words: Option<String>,
}

/// What a party asks to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When, and by whom.
    pub stamp: Stamp,
    /// The new words; `None` once erased.
    pub words: Option<String>,
    /// The new day, and when it begins at this table.
    pub due: (Day, Moment),
    /// Why; `None` once erased.
    pub why: Option<String>,
    /// What the other side said to it.
    pub answer: Option<Answered>,
}

/// How a commitment ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Both sides say that it is kept.
    Kept(Stamp),
    /// The party to which it was promised no longer needs it.
    Released(Stamp, Option<String>),
    /// It is the same promise as another one, which goes on.
    Joined(Stamp, CommitmentId),
}

impl Commitment {
    /// Whether it is still to be kept.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// Whether it was not given up: it is still to be kept, or was.
    pub fn holds(&self) -> bool {
        matches!(self.ended, None | Some(Ended::Kept(_)))
    }

    /// What held when that entry was made, where it was changed since.
    pub(crate) fn earlier_at(&self, sequence: u64) -> Option<&Earlier> {
        let mut earlier = self.earlier.iter();
        earlier.find(|it| sequence < it.until.sequence)
    }

    /// When and by whom its words were said: with the promise, or with the last change that both sides made.
    pub(crate) fn worded(&self) -> Stamp {
        let agreed = |change: &&Change| change.answer.as_ref().is_some_and(|answer| answer.yes);
        let last = self.changes.iter().rev().find(agreed);
        last.map_or(self.made, |change| change.stamp)
    }

    /// Whether both sides changed it, or ended it otherwise than by keeping it, after that entry.
    pub(crate) fn is_other_since(&self, sequence: u64) -> bool {
        let changed = self.earlier.last();
        let changed = changed.is_some_and(|earlier| earlier.until.sequence > sequence);
        changed || !self.holds()
    }

    /// The report to which the other side has said nothing yet.
    pub fn waiting_report(&self) -> Option<&Report> {
        let last = self.reports.last().filter(|_| self.is_open());
        last.filter(|report| report.answer.is_none())
    }

    /// The change to which the other side has said nothing yet.
    pub fn waiting_change(&self) -> Option<&Change> {
        let last = self.changes.last().filter(|_| self.is_open());
        last.filter(|change| change.answer.is_none())
    }
}

/// Everything promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commitments {
    /// All of it.
    pub all: OrdMap<CommitmentId, Arc<Commitment>>,
}

impl Commitments {
    pub(super) fn change(&mut self, id: CommitmentId, change: impl FnOnce(&mut Commitment)) {
        if let Some(commitment) = self.all.get_mut(&id) {
            change(Arc::make_mut(commitment));
        }
    }
}
