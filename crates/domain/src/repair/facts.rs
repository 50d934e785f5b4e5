//! What is recorded of what broke and how it is repaired, each part by itself.

use std::sync::Arc;

use super::Repair;
use super::state::{Said, Verdict};
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;

facts! {
    /// A side said what happened that hurt it.
    "repair_opened" RepairOpened reaches Table {
        /// The repair.
        repair: RepairId,
        /// The party that was hurt.
        party: PartyId,
        /// The party that can repair it.
        of: PartyId,
        /// The outcomes that it harmed.
        outcomes: Vec<OutcomeId>,
        /// The party whose link is all that is known of who says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says RepairText {
        /// What happened.
        happened: String,
    }

    /// The side that was hurt said what it cost.
    "repair_cost_said" RepairCostSaid reaches Table {
        /// The repair.
        repair: RepairId,
    } says RepairCostText {
        /// What it cost.
        words: String,
    }

    /// The other side said something to it. That closes nothing.
    "repair_answered" RepairAnswered reaches Table {
        /// The repair.
        repair: RepairId,
    } says RepairAnsweredText {
        /// The words.
        words: String,
    }

    /// The other side promised what it does about it.
    "repair_promised" RepairPromised reaches Table {
        /// The repair.
        repair: RepairId,
        /// What it promised.
        commitment: CommitmentId,
    }

    /// The side that was hurt said whether it is repaired.
    "repair_judged" RepairJudged reaches Table {
        /// The repair.
        repair: RepairId,
        /// Whether it is: that closes it.
        accepted: bool,
        /// Of a yes, where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says RepairJudgedText {
        /// What is missing, where it is not.
        words: String,
    }

    /// The side that said so says that nothing broke after all.
    "repair_withdrawn" RepairWithdrawn reaches Table {
        /// The repair.
        repair: RepairId,
    } says RepairWithdrawnText {
        /// Why.
        why: String,
    }
}

impl Happened for RepairOpened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let repair = Repair {
            id: self.repair,
            party: self.party,
            of: self.of,
            opened: stamp,
            by_link_of: self.by_link_of,
            happened: self.text.map(|text| text.happened),
            outcomes: self.outcomes,
            cost: Vec::new(),
            answers: Vec::new(),
            promised: Vec::new(),
            verdicts: Vec::new(),
            withdrawn: None,
        };
        to.repairs.all.insert(self.repair, Arc::new(repair));
    }
}

impl Happened for RepairCostSaid {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.words);
        to.repairs.change(self.repair, |repair| {
            repair.cost.push(Said { stamp, words });
        });
    }
}

impl Happened for RepairAnswered {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.words);
        to.repairs.change(self.repair, |repair| {
            repair.answers.push(Said { stamp, words });
        });
    }
}

impl Happened for RepairPromised {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.repairs.change(self.repair, |repair| {
            repair.promised.push((self.commitment, stamp));
        });
    }
}

impl Happened for RepairJudged {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let verdict = Verdict {
            stamp,
            accepted: self.accepted,
            by_link_of: self.by_link_of,
            words: self.text.map(|text| text.words),
        };
        to.repairs.change(self.repair, |repair| {
            repair.verdicts.push(verdict);
        });
    }
}

impl Happened for RepairWithdrawn {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let why = self.text.map(|text| text.why);
        to.repairs.change(self.repair, |repair| {
            repair.withdrawn = Some((stamp, why));
        });
    }
}
