//! What is recorded of whether outcomes came true.

use std::sync::Arc;

use super::Judged;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::words::*;

facts! {
    /// The party that an outcome is for said whether it came true.
    "outcome_judged" OutcomeJudged reaches Table {
        /// Which outcome.
        outcome: OutcomeId,
        /// The party.
        party: PartyId,
        /// Whether it did.
        came_true: CameTrue,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says JudgedText {
        /// What is missing, where something is.
        words: String,
    }
}

impl Happened for OutcomeJudged {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let judged = Judged {
            stamp,
            party: self.party,
            came_true: self.came_true,
            by_link_of: self.by_link_of,
            words: self.text.map(|text| text.words),
        };
        let all = to.judged.all.entry(self.outcome).or_default();
        all.push_back(Arc::new(judged));
    }
}
