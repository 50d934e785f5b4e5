//! Adding features, putting them in other words, pricing and withdrawing them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::*;
use super::{FEATURES, Feature, LINKS, MOST_PRICE};
use crate::act::{Act, At, Decided, acts, one};
use crate::edits::Edited;
use crate::fact::Fact;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Add features: one, or many at once. All are added, or none.
    AddFeatures about features.len(): usize {
        /// Each.
        features: Vec<NewFeature>,
    }

    /// Put a feature in other words, or say otherwise what it serves.
    ChangeFeature about feature: FeatureId {
        /// The feature.
        feature: FeatureId,
        /// What it is, in a few words.
        name: String,
        /// What it is, at length.
        #[serde(default)]
        note: String,
        /// Where it comes from.
        origins: Vec<Origin>,
        /// The outcomes it serves.
        #[serde(default)]
        serves: Vec<Serves>,
        /// The features without which it cannot be done.
        #[serde(default)]
        needs: Vec<FeatureId>,
        /// The features beside which it cannot be done.
        #[serde(default)]
        excludes: Vec<FeatureId>,
        /// Whether it must be in every mix.
        #[serde(default)]
        must: bool,
    }

    /// Say what a feature costs at this table that one's own party offers, and who bears that.
    PriceFeature about feature: FeatureId {
        /// The feature.
        feature: FeatureId,
        /// The table price.
        price: Price,
        /// Who bears it.
        #[serde(default)]
        bearers: Bearers,
    }

    /// Say whether one's own party bears the share of a price that another put on it.
    AnswerShare about feature: FeatureId {
        /// The feature.
        feature: FeatureId,
        /// The share, as it was shown: another share is another question.
        share: Price,
        /// Whether the party bears it.
        bears: bool,
        /// The reason; needed where it does not.
        #[serde(default)]
        why: String,
    }

    /// Withdraw a feature.
    WithdrawFeature about feature: FeatureId {
        /// The feature.
        feature: FeatureId,
        /// The reason.
        why: String,
    }
}

/// A feature to be added.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFeature {
    /// What it is, in a few words.
    pub name: String,
    /// What it is, at length.
    #[serde(default)]
    pub note: String,
    /// The party that would do it; it states the price.
    pub offered_by: PartyId,
    /// Where it comes from.
    pub origins: Vec<Origin>,
    /// The outcomes it serves.
    #[serde(default)]
    pub serves: Vec<Serves>,
    /// The table price, where one's own party offers it.
    #[serde(default)]
    pub price: Option<Price>,
    /// Who bears it.
    #[serde(default)]
    pub bearers: Bearers,
    /// The features without which it cannot be done.
    #[serde(default)]
    pub needs: Vec<FeatureId>,
    /// The same, for features added with it: their places in the list, from 0.
    #[serde(default)]
    pub needs_added: Vec<usize>,
    /// The features beside which it cannot be done.
    #[serde(default)]
    pub excludes: Vec<FeatureId>,
    /// The same, for features added with it: their places in the list, from 0.
    #[serde(default)]
    pub excludes_added: Vec<usize>,
    /// Whether it must be in every mix.
    #[serde(default)]
    pub must: bool,
}

/// What is said of a feature whoever offers it and whatever it costs.
struct Sketch<'a> {
    name: &'a str,
    note: &'a str,
    origins: &'a [Origin],
    serves: &'a [Serves],
    needs: Vec<FeatureId>,
    excludes: Vec<FeatureId>,
    must: bool,
}

/// The same, trimmed, sorted and each thing once.
struct Checked {
    name: String,
    note: String,
    origins: Vec<Origin>,
    serves: Vec<Serves>,
    needs: Vec<FeatureId>,
    excludes: Vec<FeatureId>,
}

impl Act for AddFeatures {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        many: usize,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let all = relationship.features.features.values();
        let made = all.map(|feature| feature.added.actor);
        relationship.within_share(seat, many, ("features", FEATURES), made)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let new = &self.features;
        if new.is_empty() {
            return Err(Refusal::NothingNew);
        }
        let ids: Vec<FeatureId> = new.iter().map(|_| FeatureId(context.id())).collect();
        let (mut facts, mut needs) = (Vec::new(), BTreeMap::new());
        for (place, (feature, id)) in new.iter().zip(&ids).enumerate() {
            let checked = relationship.check_new(seat, feature, *id, &ids);
            let checked = checked.map_err(|refusal| refusal.within("features", place))?;
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
                let may = relationship.may_price(seat.person, feature.offered_by);
                let priced =
                    may.and_then(|_| relationship.priced(*id, price, feature.bearers.clone()));
                facts.push(priced.map_err(|refusal| refusal.within("features", place))?);
            }
        }
        relationship.check_needs(&needs)?;
        Ok(facts)
    }
}

impl Act for ChangeFeature {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Feature(self.feature))
    }

    /// Whoever speaks; a guest, what somebody of their own party added.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: FeatureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let added_by = relationship.live_feature(on)?.added.actor;
        match seat.claimed || relationship.table.side_of(added_by) == Some(seat.party) {
            true => Ok(seat),
            false => Err(Refusal::GuestMustClaim),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let id = self.feature;
        let now = relationship.live_feature(id)?;
        for linked in self.needs.iter().chain(&self.excludes) {
            // A link that stands may lead to what was withdrawn since; a new one may not.
            if !now.needs.contains(linked) && !now.excludes.contains(linked) {
                relationship.live_feature(*linked)?;
            }
        }
        let sketch = Sketch {
            name: &self.name,
            note: &self.note,
            origins: &self.origins,
            serves: &self.serves,
            needs: self.needs,
            excludes: self.excludes,
            must: self.must,
        };
        let checked = relationship.check_sketch(seat, id, sketch, now.must)?;
        relationship.check_needs(&BTreeMap::from([(id, checked.needs.clone())]))?;
        let same_words = now.name() == Some(&checked.name) && now.note() == Some(&checked.note);
        if !same_words {
            relationship.may_word_feature(seat.person, id)?;
        }
        let same = same_words
            && now.must == self.must
            && now.origins.iter().eq(&checked.origins)
            && now.serves == strengths(&checked.serves)
            && now.needs.iter().eq(&checked.needs)
            && now.excludes.iter().eq(&checked.excludes);
        if same {
            return Err(Refusal::NothingNew);
        }
        one(FeatureChanged {
            feature: id,
            origins: checked.origins,
            serves: checked.serves,
            needs: checked.needs,
            excludes: checked.excludes,
            must: self.must,
            text: Some(FeatureChangedText {
                name: checked.name,
                note: checked.note,
            }),
        })
    }
}

impl Act for PriceFeature {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Price(self.feature))
    }

    /// What a feature costs is said by those who speak for the party that would do it.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: FeatureId,
    ) -> Result<&Seat, Refusal> {
        relationship.spokesperson(actor)?;
        relationship.may_price(actor, relationship.live_feature(on)?.offered_by)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { relationship, .. } = at;
        let now = relationship.live_feature(self.feature)?;
        let same = |now: &super::Priced| now.price == self.price && now.bearers == self.bearers;
        // The same price for other words than it was said for is said again.
        if now.priced.as_ref().is_some_and(same) && now.priced_words().is_none() {
            return Err(Refusal::NothingNew);
        }
        let priced = relationship.priced(self.feature, self.price, self.bearers)?;
        Ok(vec![priced])
    }
}

impl Act for AnswerShare {
    /// What a party pays is its own word: its sponsors', where it has any with an account, else that of those
    /// who speak for it.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: FeatureId,
    ) -> Result<&Seat, Refusal> {
        let own = relationship.spokesperson(actor)?.party;
        let asked = relationship.live_feature(on)?.asked_of(own);
        asked.ok_or(Refusal::NotAsked)?;
        relationship.payer(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let asked = relationship.live_feature(self.feature)?;
        let asked = asked.asked_of(seat.party).ok_or(Refusal::NotAsked)?;
        if asked.share != self.share {
            return Err(Refusal::OtherShare);
        }
        let same = match asked.word {
            ShareWord::Agreed => self.bears,
            ShareWord::Declined => !self.bears,
            ShareWord::Asked | ShareWord::Own => false,
        };
        if same {
            return Err(Refusal::NothingNew);
        }
        let why = match self.bears {
            true => text::optional_passage("why", &self.why)?,
            false => text::passage("why", &self.why)?,
        };
        one(ShareAnswered {
            feature: self.feature,
            party: seat.party,
            share: self.share,
            bears: self.bears,
            text: Some(ShareAnsweredText { why }),
        })
    }
}

impl Act for WithdrawFeature {
    /// A feature is withdrawn by whoever added it, or by those who speak for their party. Whoever
    /// offers it cannot: what another party wishes stays on the table, if need be without a price.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: FeatureId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let now = relationship.live_feature(on)?;
        if now.added.actor == actor {
            return Ok(seat);
        }
        relationship.spokesperson_of(actor, now.party, Refusal::OnlyWhoBrought)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(FeatureWithdrawn {
            feature: self.feature,
            text: Some(FeatureWithdrawnText { why }),
        })
    }
}

impl Relationship {
    /// A feature that is to be added, with all of the `added` together with it.
    fn check_new(
        &self,
        seat: &Seat,
        feature: &NewFeature,
        id: FeatureId,
        added: &[FeatureId],
    ) -> Result<Checked, Refusal> {
        let at = |places: &[usize]| -> Result<Vec<FeatureId>, Refusal> {
            let ids = places.iter().map(|place| added.get(*place).copied());
            let unknown = Refusal::Unknown { what: "feature" };
            ids.collect::<Option<_>>().ok_or(unknown)
        };
        for linked in feature.needs.iter().chain(&feature.excludes) {
            self.live_feature(*linked)?;
        }
        let sketch = Sketch {
            name: &feature.name,
            note: &feature.note,
            origins: &feature.origins,
            serves: &feature.serves,
            needs: [feature.needs.clone(), at(&feature.needs_added)?].concat(),
            excludes: [feature.excludes.clone(), at(&feature.excludes_added)?].concat(),
            must: feature.must,
        };
        self.seated_party(feature.offered_by)?;
        self.check_sketch(seat, id, sketch, false)
    }

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

    /// The seat of somebody who may put a feature in other words: once it is priced, somebody of the party
    /// that added it.
    pub(crate) fn may_word_feature(
        &self,
        actor: PersonId,
        id: FeatureId,
    ) -> Result<&Seat, Refusal> {
        let seat = self.speaker(actor)?;
        let now = self.live_feature(id)?;
        if now.priced.is_some() && seat.party != now.party {
            return Err(Refusal::TheirWords);
        }
        Ok(seat)
    }

    /// Whether it must be in every mix is said by those who
    /// speak for a party: a must is paid before anybody's voice counts.
    fn check_sketch(
        &self,
        seat: &Seat,
        id: FeatureId,
        sketch: Sketch<'_>,
        must_before: bool,
    ) -> Result<Checked, Refusal> {
        if sketch.must != must_before {
            self.spokesperson(seat.person)?;
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
            let stands = || self.features.get(*id);
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

    /// What a feature costs is said by those who speak for the party that would do it.
    fn may_price(&self, actor: PersonId, offered_by: PartyId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        if seat.party != offered_by {
            return Err(Refusal::NotOffered);
        }
        Ok(seat)
    }

    fn priced(&self, feature: FeatureId, price: Price, bearers: Bearers) -> Result<Fact, Refusal> {
        if price.low > price.high || price.high > MOST_PRICE {
            return Err(Refusal::Price);
        }
        let whole = match &bearers {
            Bearers::Percent(_) => 100,
            Bearers::Amounts(_) => price.high,
        };
        let (mut sum, mut parties) = (0u64, BTreeSet::new());
        for bearer in bearers.all() {
            self.seated_party(bearer.party)?;
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
}
