//! What is recorded of external factors, and what each of these facts changes.

use std::sync::Arc;

use super::Factor;
use crate::day::Day;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

facts! {
    /// Something outside was recorded that may change what is valuable.
    "factor_recorded" FactorRecorded reaches Table {
        /// The factor.
        factor: FactorId,
        /// The party whose person recorded it.
        party: PartyId,
        /// What it is.
        kind: FactorKind,
        /// The day on which it happened, or will.
        day: Day,
        /// When that day begins at this table.
        begins: Moment,
        /// The outcomes that it may touch.
        outcomes: Vec<OutcomeId>,
        /// The features that it may touch.
        features: Vec<FeatureId>,
        /// Whether it may touch the agreement as a whole.
        agreement: bool,
        /// The sections of the agreement that it may touch.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sections: Vec<AgreementSection>,
    } says FactorText {
        /// What happens.
        words: String,
    }

    /// Somebody said what else a factor may touch.
    "factor_extended" FactorExtended reaches Table {
        /// The factor.
        factor: FactorId,
        /// More outcomes.
        outcomes: Vec<OutcomeId>,
        /// More features.
        features: Vec<FeatureId>,
        /// Whether it may touch the agreement as a whole.
        agreement: bool,
        /// More sections of the agreement.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sections: Vec<AgreementSection>,
    }

    /// A party looked at what a factor touches: it stays as it is.
    "factor_looked_at" FactorLookedAt reaches Table {
        /// The factor.
        factor: FactorId,
        /// The party.
        party: PartyId,
    }

    /// The factor is none: it did not happen, or touches nothing here.
    "factor_withdrawn" FactorWithdrawn reaches Table {
        /// The factor.
        factor: FactorId,
    } says FactorWithdrawnText {
        /// Why.
        why: String,
    }
}

impl Happened for FactorRecorded {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        // Whoever records it has looked at what it touches: for their party where they speak for it.
        let speaks = to.spokesperson(stamp.actor).is_ok();
        let looked = speaks.then_some((self.party, stamp));
        let outcomes = self.outcomes.into_iter();
        let factor = Factor {
            id: self.factor,
            recorded: stamp,
            party: self.party,
            kind: self.kind,
            day: (self.day, self.begins),
            words: self.text.map(|text| text.words),
            outcomes: outcomes.map(|outcome| (outcome, stamp.at)).collect(),
            features: self.features,
            agreement: self.agreement,
            sections: self.sections,
            linked: stamp.sequence,
            looked: looked.into_iter().collect(),
            withdrawn: None,
        };
        to.factors.all.insert(self.factor, Arc::new(factor));
    }
}

impl Happened for FactorExtended {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        // What it touches besides, nobody has looked at but whoever says so: for their party where they speak for it.
        let speaks = to.spokesperson(stamp.actor).is_ok();
        let party = to.table.side_of(stamp.actor).filter(|_| speaks);
        to.factors.change(self.factor, |factor| {
            for outcome in self.outcomes {
                factor.outcomes.entry(outcome).or_insert(stamp.at);
            }
            factor.features.extend(self.features);
            factor.agreement |= self.agreement;
            factor.sections.extend(self.sections);
            factor.linked = stamp.sequence;
            factor.looked.retain(|looked, _| Some(*looked) == party);
            for looked in factor.looked.values_mut() {
                *looked = stamp;
            }
        });
    }
}

impl Happened for FactorLookedAt {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.factors.change(self.factor, |factor| {
            factor.looked.insert(self.party, stamp);
        });
    }
}

impl Happened for FactorWithdrawn {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let why = self.text.map(|text| text.why);
        to.factors.change(self.factor, |factor| {
            factor.withdrawn = Some((stamp, why));
        });
    }
}
