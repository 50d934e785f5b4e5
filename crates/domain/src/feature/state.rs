//! The features so far.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::OrdMap;

use crate::ids::*;
use crate::stamp::Stamp;
use crate::wording::{Worded, Wordings};
use crate::words::*;

/// Something that could be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// The feature.
    pub id: FeatureId,
    /// When and by whom it was added.
    pub added: Stamp,
    /// Of which party that person was.
    pub party: PartyId,
    /// The party that would do it; it states the price.
    pub offered_by: PartyId,
    /// What it is, now and before.
    pub words: Wordings<FeatureWords>,
    /// Where it comes from.
    pub origins: BTreeSet<Origin>,
    /// The outcomes it serves.
    pub serves: BTreeMap<OutcomeId, Strength>,
    /// The features without which it cannot be done.
    pub needs: BTreeSet<FeatureId>,
    /// The features beside which it cannot be done.
    pub excludes: BTreeSet<FeatureId>,
    /// Whether it must be in every mix.
    pub must: bool,
    /// Its table price, once said.
    pub priced: Option<Priced>,
    /// What each party said last to the share that others put on it.
    pub answers: BTreeMap<PartyId, ShareAnswer>,
    /// When it was last put in other words.
    pub changed: Option<Stamp>,
    /// When it was withdrawn.
    pub withdrawn: Option<Stamp>,
    /// Why; `None` once erased.
    pub withdrawn_why: Option<String>,
}

/// What a feature is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureWords {
    /// In a few words; `None` once erased.
    pub name: Option<String>,
    /// At length; `None` once erased.
    pub note: Option<String>,
}

/// A table price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// When and by whom it was said.
    pub stamp: Stamp,
    /// The price.
    pub price: Price,
    /// Who bears it.
    pub bearers: Bearers,
}

/// What a party said to the share of a price that others put on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareAnswer {
    /// When and by whom.
    pub stamp: Stamp,
    /// The share that it was asked to bear, in minor units.
    pub share: Price,
    /// Whether it bears it.
    pub bears: bool,
    /// Why; empty where nothing was said, `None` once erased.
    pub why: Option<String>,
}

impl Worded for FeatureWords {
    fn is_same(&self, other: &Self) -> bool {
        self.name.is_some() && self.note.is_some() && self == other
    }
}

impl Feature {
    /// What it is, in a few words; `None` once erased.
    pub fn name(&self) -> Option<&String> {
        self.words.now.name.as_ref()
    }

    /// What it is, at length; `None` once erased.
    pub fn note(&self) -> Option<&String> {
        self.words.now.note.as_ref()
    }

    /// The words for which the price was said, where they are others than those of now.
    pub fn priced_words(&self) -> Option<&FeatureWords> {
        let priced = self.priced.as_ref()?;
        let other = self.words.other_at(priced.stamp.sequence)?;
        Some(&other.words)
    }

    /// Who bears the price, and what each says to its share. Whoever said yes said so to that share or less,
    /// and to these words; whoever said no, to that share or more.
    pub fn bearing(&self) -> Vec<Bearing> {
        let Some(priced) = &self.priced else {
            return Vec::new();
        };
        let low = priced.bearers.parts(priced.price.low);
        let high = priced.bearers.parts(priced.price.high);
        let both = low.into_iter().zip(high);
        let bearing = |((party, low), (_, high))| {
            let share = Price { low, high };
            let word = self.word_on(party, share);
            Bearing { party, share, word }
        };
        both.map(bearing).collect()
    }

    fn word_on(&self, party: PartyId, share: Price) -> ShareWord {
        if party == self.offered_by {
            return ShareWord::Own;
        }
        match self.answers.get(&party) {
            Some(said) if self.words.other_at(said.stamp.sequence).is_some() => ShareWord::Asked,
            Some(said) if said.bears && share.high <= said.share.high => ShareWord::Agreed,
            Some(said) if !said.bears && share.high >= said.share.high => ShareWord::Declined,
            _ => ShareWord::Asked,
        }
    }

    /// What is put on a party by the one that offers this.
    pub fn asked_of(&self, party: PartyId) -> Option<Bearing> {
        let mut bearing = self.bearing().into_iter();
        bearing.find(|one| one.party == party && one.word != ShareWord::Own)
    }
}

/// All features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Each of them.
    pub features: OrdMap<FeatureId, Arc<Feature>>,
    /// In the order added.
    pub order: Vec<FeatureId>,
}

impl Features {
    pub(crate) fn get(&self, id: FeatureId) -> Option<&Feature> {
        self.features.get(&id).map(|feature| &**feature)
    }

    pub(super) fn get_mut(&mut self, id: FeatureId) -> Option<&mut Feature> {
        self.features.get_mut(&id).map(Arc::make_mut)
    }

    /// Those not withdrawn, in the order added.
    pub fn live(&self) -> impl Iterator<Item = &Feature> {
        let all = self.order.iter().filter_map(|id| self.get(*id));
        all.filter(|feature| feature.withdrawn.is_none())
    }
}
