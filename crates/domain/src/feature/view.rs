//! What could be done, and the mixes on record.

use serde::Serialize;
use utoipa::ToSchema;

use crate::act::{AnswerShare, PriceFeature, WithdrawFeature};
use crate::audience::Seen;
use crate::feature::{Feature, FeatureWords};
use crate::ids::*;
use crate::mix::{Recorded, Standing};
use crate::stamp::Moment;
use crate::words::*;

/// What could be done, how much voice each party has, and the mixes on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeaturesPage {
    /// Every feature that is not withdrawn, oldest first.
    pub features: Vec<FeatureView>,
    /// Withdrawn ones.
    pub withdrawn: Vec<FeatureView>,
    /// Features that serve no outcome.
    pub serve_nothing: Vec<FeatureId>,
    /// Features whose only origin is a competitor, a price or our own idea.
    pub nobodys_need: Vec<FeatureId>,
    /// How much voice each party has.
    pub endowments: EndowmentsView,
    /// Parties that have not said what the served outcomes are worth: a mix is provisional.
    pub silent: Vec<PartyId>,
    /// Outcomes that the viewer guesses or skips before a mix opens: it tells what the consumer said
    /// of them.
    pub guess_first: Vec<OutcomeId>,
    /// Mixes on record that the viewer may see, newest first.
    pub mixes: Vec<MixView>,
    /// How many others there are, until the viewer has guessed.
    pub mixes_sealed: usize,
}

/// Something that could be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeatureView {
    /// The feature.
    pub id: FeatureId,
    /// What it is, in a few words; `None` once erased.
    pub name: Option<String>,
    /// What it is, at length; `None` once erased.
    pub note: Option<String>,
    /// Who added it.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// When.
    pub added: Moment,
    /// When it was last put in other words.
    pub changed: Option<Moment>,
    /// The party that would do it; it states the price.
    pub offered_by: PartyId,
    /// Where it comes from.
    pub origins: Vec<Origin>,
    /// The outcomes it serves.
    pub serves: Vec<Serves>,
    /// The features without which it cannot be done.
    pub needs: Vec<FeatureId>,
    /// The features beside which it cannot be done.
    pub excludes: Vec<FeatureId>,
    /// Whether it must be in every mix.
    pub must: bool,
    /// Its table price, in minor units, once said.
    pub price: Option<Price>,
    /// Who bears it.
    pub bearers: Bearers,
    /// Who bears it, and what each says to its share.
    pub bearing: Vec<BearingView>,
    /// When the price was said.
    pub priced: Option<Moment>,
    /// Whether a mix can choose it.
    #[serde(flatten)]
    pub standing: Standing,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// Why.
    pub withdrawn_why: Option<String>,
    /// What it was when the price was said, where that is in other words than now.
    pub priced_words: Option<FeatureWordsView>,
    /// Whether the viewer may put it in other words.
    pub may_word: bool,
    /// Whether the viewer may say what it costs.
    pub may_price: bool,
    /// Whether the viewer may withdraw it.
    pub may_withdraw: bool,
    /// Whether the viewer may say if their party bears the share that was put on it.
    pub may_answer: bool,
}

/// What a party bears of a price, and what it says to that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BearingView {
    /// Which party.
    pub party: PartyId,
    /// Its share, in minor units; of a price from–to, what it comes to at either end.
    pub share: Price,
    /// What the party says to that.
    pub word: ShareWord,
    /// Who said so for it, where that stands.
    pub person: Option<PersonId>,
    /// When.
    pub at: Option<Moment>,
    /// Why; empty when not said, `None` once erased.
    pub why: Option<String>,
}

impl Feature {
    fn bearing_view(&self) -> Vec<BearingView> {
        let view = |one: Bearing| {
            let said = self.answers.get(&one.party);
            let said = said.filter(|_| matches!(one.word, ShareWord::Agreed | ShareWord::Declined));
            BearingView {
                party: one.party,
                share: one.share,
                word: one.word,
                person: said.map(|said| said.stamp.actor),
                at: said.map(|said| said.stamp.at),
                why: said.map_or_else(|| Some(String::new()), |said| said.why.clone()),
            }
        };
        self.bearing().into_iter().map(view).collect()
    }
}

/// What a feature was, in other words than now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeatureWordsView {
    /// The feature.
    pub feature: FeatureId,
    /// What it was, in a few words; `None` once erased.
    pub name: Option<String>,
    /// What it was, at length; `None` once erased.
    pub note: Option<String>,
}

/// How much voice each party has in a mix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EndowmentsView {
    /// Each party at the table.
    pub endowments: Vec<Endowment>,
    /// Who chose that; nobody while it is equal per party of itself.
    pub chosen_by: Option<PersonId>,
    /// When.
    pub at: Option<Moment>,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// A mix on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MixView {
    /// The mix.
    pub id: MixId,
    /// Who recorded it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// Its place in the record.
    pub sequence: u64,
    /// By which rule.
    pub rule: MixRule,
    /// The budget, in minor units.
    pub budget: u64,
    /// The entry up to which assessments, prices and endowments were read.
    pub read_at: u64,
    /// Digest of everything that the rule read and of how it was asked, in hexadecimal.
    pub inputs: String,
    /// The engine and its version.
    pub engine: String,
    /// What it is meant for; empty when not said, `None` once erased.
    pub note: Option<String>,
    /// What the rule came to.
    pub result: MixResult,
    /// What the features were that are put in other words now: in these the mix was computed.
    pub other_words: Vec<FeatureWordsView>,
}

impl Seen<'_> {
    /// What could be done, how much voice each party has, and the mixes on record.
    pub fn features(&self) -> FeaturesPage {
        let then = self.then;
        let features: Vec<FeatureView> = then
            .standings()
            .into_iter()
            .map(|(feature, standing)| self.feature_view(feature, standing))
            .collect();
        let withdrawn = then
            .features
            .order
            .iter()
            .filter_map(|id| then.features.get(*id))
            .filter(|feature| feature.withdrawn.is_some())
            .map(|feature| self.feature_view(feature, Standing::InPlay))
            .collect();
        let live = |id: &OutcomeId| {
            let outcome = then.value.outcomes.get(id);
            outcome.is_some_and(|outcome| outcome.retired.is_none())
        };
        let ids = |keep: &dyn Fn(&Feature) -> bool| -> Vec<FeatureId> {
            let kept = then.features.live().filter(|feature| keep(feature));
            kept.map(|feature| feature.id).collect()
        };
        let (endowments, chosen) = then.endowments();
        let guess_first = self.guess_before_a_mix();
        // Whether the consumer has answered at all is part of what is guessed first.
        let silent = if guess_first.is_empty() {
            then.silent_parties(&then.served())
        } else {
            Vec::new()
        };
        let (seen, sealed): (Vec<&Recorded>, Vec<&Recorded>) = then
            .mixes
            .recorded
            .iter()
            .rev()
            .map(|recorded| &**recorded)
            .partition(|recorded| self.may_see_mix(&recorded.mix.reads));
        FeaturesPage {
            features,
            withdrawn,
            serve_nothing: ids(&|feature| !feature.serves.keys().any(live)),
            nobodys_need: ids(&|feature| !feature.origins.iter().any(|o| o.is_somebodys_need())),
            endowments: EndowmentsView {
                endowments,
                chosen_by: chosen.map(|chosen| chosen.stamp.actor),
                at: chosen.map(|chosen| chosen.stamp.at),
                why: chosen.and_then(|chosen| chosen.why.clone()),
            },
            silent,
            guess_first,
            mixes: seen.into_iter().map(|it| self.mix_view(it)).collect(),
            mixes_sealed: sealed.len(),
        }
    }

    /// The mix recorded last that the viewer may see: when, and what it came to.
    pub fn last_mix(&self) -> Option<(Moment, &MixResult)> {
        let recorded = self.then.mixes.recorded.iter().rev();
        let mut seen = recorded.filter(|recorded| self.may_see_mix(&recorded.mix.reads));
        let last = seen.next()?;
        Some((last.stamp.at, &last.mix.result))
    }

    /// What a recorded mix came to, where the viewer may see it.
    pub fn mix_result(&self, id: MixId) -> Option<&MixResult> {
        let recorded = self.then.recorded_mix(id)?;
        let sees = self.may_see_mix(&recorded.mix.reads);
        sees.then_some(&recorded.mix.result)
    }

    fn feature_view(&self, feature: &Feature, standing: Standing) -> FeatureView {
        let priced = feature.priced.as_ref();
        let serves = feature.serves.iter();
        FeatureView {
            id: feature.id,
            name: feature.name().cloned(),
            note: feature.note().cloned(),
            person: feature.added.actor,
            party: feature.party,
            added: feature.added.at,
            changed: feature.changed.map(|stamp| stamp.at),
            offered_by: feature.offered_by,
            origins: feature.origins.iter().copied().collect(),
            serves: serves
                .map(|(outcome, strength)| Serves {
                    outcome: *outcome,
                    strength: *strength,
                })
                .collect(),
            needs: feature.needs.iter().copied().collect(),
            excludes: feature.excludes.iter().copied().collect(),
            must: feature.must,
            price: priced.map(|priced| priced.price),
            bearers: priced
                .map(|priced| priced.bearers.clone())
                .unwrap_or_default(),
            bearing: feature.bearing_view(),
            priced: priced.map(|priced| priced.stamp.at),
            standing,
            withdrawn: feature.withdrawn.map(|stamp| stamp.at),
            withdrawn_why: feature.withdrawn_why.clone(),
            priced_words: feature
                .priced_words()
                .map(|words| words_view(feature.id, words)),
            may_word: self.is_present()
                && self
                    .today
                    .may_word_feature(self.seat.person, feature.id)
                    .is_ok(),
            may_price: self.may::<PriceFeature>(feature.id),
            may_withdraw: self.may::<WithdrawFeature>(feature.id),
            may_answer: self.may::<AnswerShare>(feature.id),
        }
    }

    /// Every feature that is not withdrawn, by its name; `None` once erased.
    pub fn feature_names(&self) -> Vec<(FeatureId, Option<String>)> {
        let live = self.then.features.live();
        live.map(|feature| (feature.id, feature.name().cloned()))
            .collect()
    }

    /// What the feature was called when that entry was made; `None` once erased.
    pub fn feature_name_at(&self, feature: FeatureId, sequence: u64) -> Option<String> {
        let feature = self.then.features.get(feature)?;
        feature.words.at(sequence).name.clone()
    }

    fn mix_view(&self, recorded: &Recorded) -> MixView {
        let mix = &recorded.mix;
        let stamp = recorded.stamp;
        let other_words = mix.result.features.iter().filter_map(|mixed| {
            let feature = self.then.features.get(mixed.feature)?;
            let other = feature.words.other_at(mix.read_at)?;
            Some(words_view(feature.id, &other.words))
        });
        MixView {
            id: mix.mix,
            person: stamp.actor,
            at: stamp.at,
            sequence: stamp.sequence,
            rule: mix.rule,
            budget: mix.budget,
            read_at: mix.read_at,
            inputs: mix.inputs.clone(),
            engine: mix.engine.clone(),
            note: mix.text.as_ref().map(|text| text.note.clone()),
            result: mix.result.clone(),
            other_words: other_words.collect(),
        }
    }
}

fn words_view(feature: FeatureId, words: &FeatureWords) -> FeatureWordsView {
    FeatureWordsView {
        feature,
        name: words.name.clone(),
        note: words.note.clone(),
    }
}
