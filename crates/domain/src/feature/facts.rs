//! What is recorded of features, and what each of these facts changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Feature, FeatureWords, Priced, ShareAnswer};
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::wording::Wordings;
use crate::words::*;

facts! {
    /// Something that could be done.
    "feature_added" FeatureAdded reaches Table {
        /// The feature.
        feature: FeatureId,
        /// The party that would do it; it states the price.
        offered_by: PartyId,
        /// Where it comes from.
        origins: Vec<Origin>,
        /// The outcomes it serves.
        serves: Vec<Serves>,
        /// The features without which it cannot be done.
        needs: Vec<FeatureId>,
        /// The features beside which it cannot be done.
        excludes: Vec<FeatureId>,
        /// Whether it must be in every mix.
        must: bool,
    } says FeatureText {
        /// What it is, in a few words.
        name: String,
        /// What it is, at length.
        note: String,
    }

    /// A feature was put in other words, or serves something else.
    "feature_changed" FeatureChanged reaches Table {
        /// The feature.
        feature: FeatureId,
        /// Where it comes from.
        origins: Vec<Origin>,
        /// The outcomes it serves.
        serves: Vec<Serves>,
        /// The features without which it cannot be done.
        needs: Vec<FeatureId>,
        /// The features beside which it cannot be done.
        excludes: Vec<FeatureId>,
        /// Whether it must be in every mix.
        must: bool,
    } says FeatureChangedText {
        /// What it is, in a few words.
        name: String,
        /// What it is, at length.
        note: String,
    }

    /// The party that offers a feature says what it costs at this table, and who bears that.
    "feature_priced" FeaturePriced reaches Table {
        /// The feature.
        feature: FeatureId,
        /// The table price.
        price: Price,
        /// Who bears it.
        bearers: Bearers,
    }

    /// A party says whether it bears the share of a price that the party that offers the feature put on it.
    "share_answered" ShareAnswered reaches Table {
        /// The feature.
        feature: FeatureId,
        /// Which party.
        party: PartyId,
        /// The share, in minor units; of a price from–to, what it comes to at either end.
        share: Price,
        /// Whether it bears it.
        bears: bool,
    } says ShareAnsweredText {
        /// The reason; empty where none was given.
        why: String,
    }

    /// A feature is no longer looked at; what was said of it stays.
    "feature_withdrawn" FeatureWithdrawn reaches Table {
        /// The feature.
        feature: FeatureId,
    } says FeatureWithdrawnText {
        /// The reason.
        why: String,
    }
}

/// Each outcome served, and how strongly.
pub(super) fn strengths(serves: &[Serves]) -> BTreeMap<OutcomeId, Strength> {
    let pair = |one: &Serves| (one.outcome, one.strength);
    serves.iter().map(pair).collect()
}

impl Happened for FeatureAdded {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Some(party) = to.table.seat_ever(stamp.actor).map(|seat| seat.party) else {
            return;
        };
        let (name, note) = self.text.map(|text| (text.name, text.note)).unzip();
        let feature = Feature {
            id: self.feature,
            added: stamp,
            party,
            offered_by: self.offered_by,
            words: Wordings::new(stamp, FeatureWords { name, note }),
            origins: self.origins.into_iter().collect(),
            serves: strengths(&self.serves),
            needs: self.needs.into_iter().collect(),
            excludes: self.excludes.into_iter().collect(),
            must: self.must,
            priced: None,
            answers: BTreeMap::new(),
            changed: None,
            withdrawn: None,
            withdrawn_why: None,
        };
        let features = &mut to.features;
        if features
            .features
            .insert(self.feature, Arc::new(feature))
            .is_none()
        {
            features.order.push(self.feature);
        }
    }
}

impl Happened for FeatureChanged {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Feature(self.feature))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Some(feature) = to.features.get_mut(self.feature) else {
            return;
        };
        let (name, note) = self.text.map(|text| (text.name, text.note)).unzip();
        feature.words.put(stamp, FeatureWords { name, note });
        feature.origins = self.origins.into_iter().collect();
        feature.serves = strengths(&self.serves);
        feature.needs = self.needs.into_iter().collect();
        feature.excludes = self.excludes.into_iter().collect();
        feature.must = self.must;
        feature.changed = Some(stamp);
    }
}

impl Happened for FeaturePriced {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Price(self.feature))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(feature) = to.features.get_mut(self.feature) {
            feature.priced = Some(Priced {
                stamp,
                price: self.price,
                bearers: self.bearers,
            });
        }
    }
}

impl Happened for ShareAnswered {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(feature) = to.features.get_mut(self.feature) {
            let answer = ShareAnswer {
                stamp,
                share: self.share,
                bears: self.bears,
                why: self.text.map(|text| text.why),
            };
            feature.answers.insert(self.party, answer);
        }
    }
}

impl Happened for FeatureWithdrawn {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(feature) = to.features.get_mut(self.feature) {
            feature.withdrawn = Some(stamp);
            feature.withdrawn_why = self.text.map(|text| text.why);
        }
    }
}
