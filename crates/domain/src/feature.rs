//! Features: what could be done, what it costs at this table, who bears that, and which outcomes it
//! serves.
//!
//! Anybody who may speak adds one or puts it in other words. What it costs is said by the party that
//! would do it, and by nobody else.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::NewFeature;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::Stamp;
use crate::text;
use crate::words::*;

/// Features of one relationship; more than a table can weigh against each other.
pub const FEATURES: usize = 200;
/// Features that one needs, or excludes.
const LINKS: usize = 20;
/// The largest price, in minor units: prices of all features together stay exact everywhere.
pub const MOST_PRICE: u64 = 1_000_000_000_000;

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
    /// What it is, in a few words; `None` once erased.
    pub name: Option<String>,
    /// What it is, at length; `None` once erased.
    pub note: Option<String>,
    /// Where it comes from.
    pub origins: BTreeSet<Origin>,
    /// The outcomes it serves.
    pub serves: BTreeMap<OutcomeId, Strength>,
    /// The features without which it cannot be done.
    pub needs: BTreeSet<FeatureId>,
    /// The features beside which it cannot be done.
    pub excludes: BTreeSet<FeatureId>,
    /// Whether every mix has to hold it.
    pub must: bool,
    /// Its table price, once said.
    pub priced: Option<Priced>,
    /// When it was last put in other words.
    pub changed: Option<Stamp>,
    /// When it was withdrawn.
    pub withdrawn: Option<Stamp>,
    /// Why; `None` once erased.
    pub withdrawn_why: Option<String>,
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

/// All features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Each of them.
    pub features: BTreeMap<FeatureId, Feature>,
    /// In the order added.
    pub order: Vec<FeatureId>,
}

/// What is said of a feature whoever offers it and whatever it costs.
pub(crate) struct Sketch<'a> {
    pub name: &'a str,
    pub note: &'a str,
    pub origins: &'a [Origin],
    pub serves: &'a [Serves],
    pub needs: Vec<FeatureId>,
    pub excludes: Vec<FeatureId>,
    pub must: bool,
}

fn strengths(serves: &[Serves]) -> BTreeMap<OutcomeId, Strength> {
    serves
        .iter()
        .map(|one| (one.outcome, one.strength))
        .collect()
}

impl Features {
    /// Those not withdrawn, in the order added.
    pub fn live(&self) -> impl Iterator<Item = &Feature> {
        let all = self.order.iter().filter_map(|id| self.features.get(id));
        all.filter(|feature| feature.withdrawn.is_none())
    }

    pub(crate) fn add(&mut self, stamp: Stamp, party: PartyId, fact: FeatureAdded) {
        let (name, note) = fact.text.map(|text| (text.name, text.note)).unzip();
        let feature = Feature {
            id: fact.feature,
            added: stamp,
            party,
            offered_by: fact.offered_by,
            name,
            note,
            origins: fact.origins.into_iter().collect(),
            serves: strengths(&fact.serves),
            needs: fact.needs.into_iter().collect(),
            excludes: fact.excludes.into_iter().collect(),
            must: fact.must,
            priced: None,
            changed: None,
            withdrawn: None,
            withdrawn_why: None,
        };
        if self.features.insert(fact.feature, feature).is_none() {
            self.order.push(fact.feature);
        }
    }

    pub(crate) fn change(&mut self, stamp: Stamp, fact: FeatureChanged) {
        let Some(feature) = self.features.get_mut(&fact.feature) else {
            return;
        };
        (feature.name, feature.note) = fact.text.map(|text| (text.name, text.note)).unzip();
        feature.origins = fact.origins.into_iter().collect();
        feature.serves = strengths(&fact.serves);
        feature.needs = fact.needs.into_iter().collect();
        feature.excludes = fact.excludes.into_iter().collect();
        feature.must = fact.must;
        feature.changed = Some(stamp);
    }

    pub(crate) fn price(&mut self, stamp: Stamp, fact: FeaturePriced) {
        if let Some(feature) = self.features.get_mut(&fact.feature) {
            feature.priced = Some(Priced {
                stamp,
                price: fact.price,
                bearers: fact.bearers,
            });
        }
    }

    pub(crate) fn withdraw(&mut self, stamp: Stamp, fact: FeatureWithdrawn) {
        if let Some(feature) = self.features.get_mut(&fact.feature) {
            feature.withdrawn = Some(stamp);
            feature.withdrawn_why = fact.text.map(|text| text.why);
        }
    }
}

impl Relationship {
    /// The feature, if it is still looked at.
    pub(crate) fn live_feature(&self, id: FeatureId) -> Result<&Feature, Refusal> {
        let feature = self
            .features
            .features
            .get(&id)
            .ok_or(Refusal::Unknown { what: "feature" })?;
        if feature.withdrawn.is_some() {
            return Err(Refusal::Withdrawn);
        }
        Ok(feature)
    }

    pub(crate) fn add_features(
        &self,
        context: &mut Context<'_>,
        new: &[NewFeature],
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(context.actor)?;
        let full = Refusal::Full {
            what: "features",
            limit: FEATURES,
        };
        if self.features.features.len() + new.len() > FEATURES {
            return Err(full);
        }
        if new.is_empty() {
            return Err(Refusal::NothingNew);
        }
        let ids: Vec<FeatureId> = new.iter().map(|_| FeatureId(context.id())).collect();
        let added = |places: &[usize]| -> Result<Vec<FeatureId>, Refusal> {
            let ids = places.iter().map(|place| ids.get(*place).copied());
            let unknown = Refusal::Unknown { what: "feature" };
            ids.collect::<Option<_>>().ok_or(unknown)
        };
        let (mut facts, mut needs) = (Vec::new(), BTreeMap::new());
        for (feature, id) in new.iter().zip(&ids) {
            for linked in feature.needs.iter().chain(&feature.excludes) {
                self.live_feature(*linked)?;
            }
            let sketch = Sketch {
                name: &feature.name,
                note: &feature.note,
                origins: &feature.origins,
                serves: &feature.serves,
                needs: [feature.needs.clone(), added(&feature.needs_added)?].concat(),
                excludes: [feature.excludes.clone(), added(&feature.excludes_added)?].concat(),
                must: feature.must,
            };
            self.table
                .party(feature.offered_by)
                .ok_or(Refusal::Unknown { what: "party" })?;
            let checked = self.check_sketch(context.actor, *id, sketch, false)?;
            needs.insert(*id, checked.needs.clone());
            facts.push(
                FeatureAdded {
                    feature: *id,
                    offered_by: feature.offered_by,
                    origins: checked.origins,
                    serves: checked.serves,
                    needs: checked.needs,
                    excludes: checked.excludes,
                    must: feature.must,
                    text: Some(FeatureText {
                        name: checked.name,
                        note: checked.note,
                    }),
                }
                .into(),
            );
            if let Some(price) = feature.price {
                let bearers = feature.bearers.clone();
                facts.push(self.priced(context.actor, *id, feature.offered_by, price, bearers)?);
            }
        }
        self.check_needs(&needs)?;
        Ok(facts)
    }

    pub(crate) fn change_feature(
        &self,
        actor: PersonId,
        id: FeatureId,
        to: Sketch<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        let now = self.live_feature(id)?;
        for linked in to.needs.iter().chain(&to.excludes) {
            // A link that stands may lead to what was withdrawn since; a new one may not.
            if !now.needs.contains(linked) && !now.excludes.contains(linked) {
                self.live_feature(*linked)?;
            }
        }
        let must = to.must;
        let checked = self.check_sketch(actor, id, to, now.must)?;
        self.check_needs(&BTreeMap::from([(id, checked.needs.clone())]))?;
        let same = now.name.as_ref() == Some(&checked.name)
            && now.note.as_ref() == Some(&checked.note)
            && now.must == must
            && now.origins.iter().eq(&checked.origins)
            && now.serves == strengths(&checked.serves)
            && now.needs.iter().eq(&checked.needs)
            && now.excludes.iter().eq(&checked.excludes);
        if same {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![
            FeatureChanged {
                feature: id,
                origins: checked.origins,
                serves: checked.serves,
                needs: checked.needs,
                excludes: checked.excludes,
                must,
                text: Some(FeatureChangedText {
                    name: checked.name,
                    note: checked.note,
                }),
            }
            .into(),
        ])
    }

    /// Trimmed, sorted and each thing once. Whether every mix has to hold it is for those to say who
    /// speak for a party: a must is paid before anybody's voice counts.
    fn check_sketch(
        &self,
        actor: PersonId,
        id: FeatureId,
        sketch: Sketch<'_>,
        must_before: bool,
    ) -> Result<Checked, Refusal> {
        if sketch.must != must_before {
            self.spokesperson(actor)?;
        }
        let name = text::line("name", sketch.name)?;
        let note = text::optional_passage("note", sketch.note)?;
        let origins: BTreeSet<Origin> = sketch.origins.iter().copied().collect();
        if origins.is_empty() {
            return Err(Refusal::NoOrigin);
        }
        let serves = strengths(sketch.serves);
        if serves
            .keys()
            .any(|id| !self.value.outcomes.contains_key(id))
        {
            return Err(Refusal::Unknown { what: "outcome" });
        }
        if sketch.excludes.contains(&id) {
            return Err(Refusal::ExcludesItself);
        }
        let links = |ids: Vec<FeatureId>| {
            let ids: BTreeSet<FeatureId> = ids.into_iter().collect();
            if ids.len() > LINKS {
                return Err(Refusal::Full {
                    what: "features that one needs or excludes",
                    limit: LINKS,
                });
            }
            Ok(ids.into_iter().collect::<Vec<_>>())
        };
        let one = |(outcome, strength)| Serves { outcome, strength };
        Ok(Checked {
            name,
            note,
            origins: origins.into_iter().collect(),
            serves: serves.into_iter().map(one).collect(),
            needs: links(sketch.needs)?,
            excludes: links(sketch.excludes)?,
        })
    }

    /// Nothing needs itself, through whatever it needs, once `changed` holds.
    fn check_needs(&self, changed: &BTreeMap<FeatureId, Vec<FeatureId>>) -> Result<(), Refusal> {
        let needs = |id: &FeatureId| -> Vec<FeatureId> {
            let stands = || self.features.features.get(id);
            match changed.get(id) {
                Some(needs) => needs.clone(),
                None => stands().map_or_else(Vec::new, |f| f.needs.iter().copied().collect()),
            }
        };
        for (start, direct) in changed {
            let (mut ahead, mut met) = (direct.clone(), BTreeSet::new());
            while let Some(id) = ahead.pop() {
                if id == *start {
                    return Err(Refusal::CircularNeed);
                }
                if met.insert(id) {
                    ahead.extend(needs(&id));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn price_feature(
        &self,
        actor: PersonId,
        id: FeatureId,
        price: Price,
        bearers: Bearers,
    ) -> Result<Vec<Fact>, Refusal> {
        self.spokesperson(actor)?;
        let now = self.live_feature(id)?;
        let stands = now.priced.as_ref();
        if stands.is_some_and(|priced| priced.price == price && priced.bearers == bearers) {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![self.priced(
            actor,
            id,
            now.offered_by,
            price,
            bearers,
        )?])
    }

    /// What a feature costs is for those to say who speak for the party that would do it.
    fn priced(
        &self,
        actor: PersonId,
        feature: FeatureId,
        offered_by: PartyId,
        price: Price,
        bearers: Bearers,
    ) -> Result<Fact, Refusal> {
        if self.spokesperson(actor)?.party != offered_by {
            return Err(Refusal::NotOffered);
        }
        if price.low > price.high || price.high > MOST_PRICE {
            return Err(Refusal::Price);
        }
        let whole = match &bearers {
            Bearers::Percent(_) => 100,
            Bearers::Amounts(_) => price.high,
        };
        let (mut sum, mut parties) = (0u64, BTreeSet::new());
        for bearer in bearers.all() {
            self.table
                .party(bearer.party)
                .ok_or(Refusal::Unknown { what: "party" })?;
            if !parties.insert(bearer.party) {
                return Err(Refusal::Bearers);
            }
            sum = sum.saturating_add(bearer.share);
        }
        if !parties.is_empty() && sum != whole {
            return Err(Refusal::Bearers);
        }
        Ok(FeaturePriced {
            feature,
            price,
            bearers,
        }
        .into())
    }

    /// A feature is withdrawn by whoever added it, or by those who speak for their party. Whoever
    /// offers it cannot: what another party wishes stays on the table, if need be without a price.
    pub(crate) fn withdraw_feature(
        &self,
        actor: PersonId,
        id: FeatureId,
        why: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        let now = self.live_feature(id)?;
        if now.added.actor != actor {
            self.spokesperson_of(actor, now.party)?;
        }
        let why = text::passage("why", why)?;
        Ok(vec![
            FeatureWithdrawn {
                feature: id,
                text: Some(FeatureWithdrawnText { why }),
            }
            .into(),
        ])
    }
}

struct Checked {
    name: String,
    note: String,
    origins: Vec<Origin>,
    serves: Vec<Serves>,
    needs: Vec<FeatureId>,
    excludes: Vec<FeatureId>,
}
