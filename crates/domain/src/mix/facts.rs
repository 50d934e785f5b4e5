//! What is recorded of mixes, and what each of these facts changes.

use std::sync::Arc;

use super::{Chosen, Recorded};
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::words::*;

facts! {
    /// How much voice each party has in a mix.
    "endowments_chosen" EndowmentsChosen reaches Table {
        /// Every party at the table.
        endowments: Vec<Endowment>,
    } says EndowmentsText {
        /// The reason.
        why: String,
    }

    /// Which features a rule chose for a budget. The outcome of the rule, never derived again.
    "mix_recorded" MixRecorded reaches Mix(reads) {
        /// The mix.
        mix: MixId,
        /// By which rule.
        rule: MixRule,
        /// The budget, in minor units.
        budget: u64,
        /// The entry up to which assessments, prices and endowments were read.
        read_at: u64,
        /// Digest of everything that the rule read and of how it was asked, in hexadecimal.
        inputs: String,
        /// The engine and its version.
        engine: String,
        /// The outcomes of which everybody's values were read.
        reads: Vec<OutcomeId>,
        /// What the rule came to.
        result: MixResult,
    } says MixText {
        /// What it is meant for.
        note: String,
    }
}

impl Happened for EndowmentsChosen {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Endowments)
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let weight = |one: Endowment| (one.party, one.weight);
        to.mixes.endowments = Some(Chosen {
            stamp,
            weights: self.endowments.into_iter().map(weight).collect(),
            why: self.text.map(|text| text.why),
        });
    }
}

impl Happened for MixRecorded {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.mixes
            .recorded
            .push_back(Arc::new(Recorded { stamp, mix: self }));
    }
}
