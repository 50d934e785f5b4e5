//! What the engine reads of the table.

use std::collections::{BTreeMap, BTreeSet};

use super::Chosen;
use crate::audience::Seen;
use crate::feature::Feature;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::value::Outcome;
use crate::words::*;

/// What the engine reads. Not to be shown: it holds what single persons said, without their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixInputs {
    /// The entry up to which the record was read.
    pub read_at: u64,
    /// ISO 4217 code of all amounts.
    pub currency: String,
    /// The features that can be chosen, in the order of their ids.
    pub features: Vec<InPlay>,
    /// The parties at the table, in the order in which they sat down.
    pub parties: Vec<Endowment>,
    /// Everybody who said what a served outcome is worth, as far as it counts in what others see, in an
    /// order that tells nothing.
    pub raters: Vec<Rater>,
    /// The outcomes of which everybody's values are read.
    pub reads: Vec<OutcomeId>,
    /// The parties of which somebody has said of a served outcome how it turned out, and not what they
    /// expect: that is what is read of them.
    pub realised: Vec<PartyId>,
}

/// A feature that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InPlay {
    /// The feature.
    pub id: FeatureId,
    /// The price's upper end, in minor units.
    pub price: u64,
    /// Who bears it, and what each says to that.
    pub bearing: Vec<Bearing>,
    /// Whether it serves an outcome that is still looked at.
    pub serves: bool,
    /// Whether it must be in every mix.
    pub must: bool,
    /// Places of the features it needs.
    pub needs: Vec<usize>,
    /// Places of the features it excludes.
    pub excludes: Vec<usize>,
}

/// One person: what each feature is worth to them, as points.
///
/// Points are strength × the sum of the three marks of what they expect of an outcome, summed over the
/// outcomes that the feature serves: three times the utility, so that all are whole numbers. Of who
/// has only said how an outcome turned out, that is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rater {
    /// Place of their party.
    pub party: usize,
    /// Places of features and their points; those with none are left out.
    pub points: Vec<(usize, u32)>,
}

/// What one person says an outcome is worth to them, as a mix reads it.
struct Said {
    outcome: OutcomeId,
    /// The sum of the three marks.
    marks: u32,
    /// Whether it is how it turned out, since they have not said what they expect.
    realised: bool,
}

/// Why a feature cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Standing {
    /// It can.
    InPlay,
    /// The party that offers it has not said what it costs.
    NoPrice,
    /// It needs a feature that is withdrawn or cannot be chosen itself.
    Waits {
        /// Which.
        need: FeatureId,
    },
}

/// The greatest common divisor of two numbers above nothing.
fn gcd(a: u32, b: u32) -> u32 {
    match b {
        0 => a,
        _ => gcd(b, a % b),
    }
}

impl Relationship {
    /// Equal voices: each side's is one, and parties that are one side share theirs, so that nobody has more of it
    /// by parties of their own making.
    pub(crate) fn equal_endowments(&self) -> Vec<Endowment> {
        let side = |party: PartyId| self.table.takes_turns_with(party);
        let seated: Vec<PartyId> = self.table.seated_parties().map(|party| party.id).collect();
        let mut of_side: BTreeMap<PartyId, u32> = BTreeMap::new();
        for party in &seated {
            *of_side.entry(side(*party)).or_default() += 1;
        }
        let common = |a: u32, b: &u32| a / gcd(a, *b) * b;
        let whole = of_side.values().fold(1, common);
        let weight = |party| whole / of_side.get(&side(party)).copied().unwrap_or(1);
        let endowment = |party| Endowment {
            party,
            weight: weight(party),
        };
        seated.into_iter().map(endowment).collect()
    }

    /// Each party's weight: as chosen, while that names exactly the parties at the table; else equal.
    pub(crate) fn endowments(&self) -> (Vec<Endowment>, Option<&Chosen>) {
        let mut endowments = self.equal_endowments();
        let chosen = self.mixes.endowments.as_ref().filter(|chosen| {
            let names = |one: &Endowment| chosen.weights.contains_key(&one.party);
            chosen.weights.len() == endowments.len() && endowments.iter().all(names)
        });
        if let Some(chosen) = chosen {
            for one in &mut endowments {
                one.weight = chosen.weights.get(&one.party).copied().unwrap_or(1);
            }
        }
        (endowments, chosen)
    }

    /// Whether each feature that is not withdrawn can be chosen, in the order added.
    pub(crate) fn standings(&self) -> Vec<(&Feature, Standing)> {
        let live: Vec<&Feature> = self.features.live().collect();
        let mut out: BTreeMap<FeatureId, Standing> = BTreeMap::new();
        for feature in live.iter().filter(|feature| feature.priced.is_none()) {
            out.insert(feature.id, Standing::NoPrice);
        }
        let known: BTreeSet<FeatureId> = live.iter().map(|feature| feature.id).collect();
        loop {
            let mut more = Vec::new();
            for feature in live.iter().filter(|feature| !out.contains_key(&feature.id)) {
                let missing = |need: &&FeatureId| !known.contains(need) || out.contains_key(need);
                if let Some(need) = feature.needs.iter().find(missing) {
                    more.push((feature.id, Standing::Waits { need: *need }));
                }
            }
            if more.is_empty() {
                break;
            }
            out.extend(more);
        }
        let standing = |id: &FeatureId| out.get(id).copied().unwrap_or(Standing::InPlay);
        live.into_iter()
            .map(|feature| (feature, standing(&feature.id)))
            .collect()
    }

    /// The outcomes that a feature in play serves and that are not retired.
    pub(crate) fn served(&self) -> BTreeSet<OutcomeId> {
        let in_play = self
            .standings()
            .into_iter()
            .filter(|(_, standing)| *standing == Standing::InPlay);
        let live = |id: &OutcomeId| {
            let outcome = self.value.outcomes.get(id);
            outcome.is_some_and(|outcome| outcome.retired.is_none())
        };
        in_play
            .flat_map(|(feature, _)| feature.serves.keys().copied())
            .filter(live)
            .collect()
    }

    /// The parties at the table of which nobody has said what a served outcome is worth.
    pub(crate) fn silent_parties(&self, served: &BTreeSet<OutcomeId>) -> Vec<PartyId> {
        let answers = self.answers(served);
        let spoken: BTreeSet<PartyId> = answers.keys().map(|(party, ..)| *party).collect();
        let seated = self.table.seated_parties().map(|party| party.id);
        seated.filter(|id| !spoken.contains(id)).collect()
    }

    /// What each person expects of the served outcomes, as far as it counts in what others see, or else how
    /// they turned out for them. Who says by name that one does not concern them has answered, with nothing.
    /// What somebody said as a user, and what they said by name when they had become more, are two
    /// answers until the first counts no more.
    fn answers(
        &self,
        served: &BTreeSet<OutcomeId>,
    ) -> BTreeMap<(PartyId, PersonId, bool), Vec<Said>> {
        let mut answers: BTreeMap<_, Vec<Said>> = BTreeMap::new();
        for outcome in served.iter().filter_map(|id| self.value.outcomes.get(id)) {
            let mut answer = |key, marks, realised| {
                let outcome = outcome.id;
                answers.entry(key).or_default().push(Said {
                    outcome,
                    marks,
                    realised,
                });
            };
            for (person, party, shown) in outcome.counted.all() {
                let read = shown.word.expected.unwrap_or(shown.word.current);
                if let Some(said) = outcome.assessment(person, read) {
                    let by_name = outcome.counted.by_name.contains_key(&person)
                        && self.names.stand_by_name(person, said.stamp.sequence);
                    let realised = said.stage == Stage::Realised;
                    answer(
                        (party, person, by_name),
                        u32::from(said.marks.sum()),
                        realised,
                    );
                }
            }
            for person in outcome.voices.keys() {
                if let Some(party) = self.declined_by_name(outcome, *person) {
                    answer((party, *person, true), 0, false);
                }
            }
        }
        answers
    }

    /// The party of somebody whose last word, by name, is that the outcome does not concern them.
    pub(crate) fn declined_by_name(&self, outcome: &Outcome, person: PersonId) -> Option<PartyId> {
        let declined = outcome.voices.get(&person)?.declined?;
        let seat = self.table.seat(person).filter(|seat| seat.speaks())?;
        let by_name = self.names.stand_by_name(person, declined.sequence);
        by_name.then_some(seat.party)
    }
}

impl Seen<'_> {
    /// The last entry that is looked at: the last that the viewer may see.
    pub fn read_at(&self) -> u64 {
        self.last().sequence
    }

    /// The outcomes that the viewer must guess or skip before a mix opens: which features it
    /// chooses, and what each party gets, tells what the consumer said of them. None when it is open.
    ///
    /// Whether the consumer has spoken of one or not makes no difference: that somebody says it does
    /// not concern them is hidden from who has not guessed, too.
    pub fn guess_before_a_mix(&self) -> Vec<OutcomeId> {
        let consumer = self.then.table.consumer;
        let served = self.then.served().into_iter();
        served
            .filter(|id| !self.may_see_worth(*id, consumer))
            .collect()
    }

    /// Why no mix opens to the viewer while there is something in [`Self::guess_before_a_mix`].
    pub fn why_no_mix(&self) -> Refusal {
        if self.party() == self.today.table.provider {
            Refusal::GuessFirst
        } else {
            Refusal::FiguresClosed
        }
    }

    /// What the engine reads for this viewer: the same for everybody who may see a mix.
    ///
    /// # Errors
    /// As [`Self::guess_before_a_mix`].
    pub fn mix_inputs(&self) -> Result<MixInputs, Vec<OutcomeId>> {
        let locked = self.guess_before_a_mix();
        if !locked.is_empty() {
            return Err(locked);
        }
        let then = self.then;
        let served = then.served();
        let mut in_play: Vec<&Feature> = then
            .standings()
            .into_iter()
            .filter(|(_, standing)| *standing == Standing::InPlay)
            .map(|(feature, _)| feature)
            .collect();
        in_play.sort_by_key(|feature| feature.id);
        let place = |id: &FeatureId| in_play.iter().position(|feature| feature.id == *id);
        let features = in_play
            .iter()
            .map(|feature| InPlay {
                id: feature.id,
                price: feature
                    .priced
                    .as_ref()
                    .map_or(0, |priced| priced.price.high),
                bearing: feature.bearing(),
                serves: feature.serves.keys().any(|id| served.contains(id)),
                must: feature.must,
                needs: feature.needs.iter().filter_map(place).collect(),
                excludes: feature.excludes.iter().filter_map(place).collect(),
            })
            .collect();
        let (parties, _) = then.endowments();
        let answers = then.answers(&served);
        let realised: BTreeSet<PartyId> = answers
            .iter()
            .filter(|(_, said)| said.iter().any(|said| said.realised))
            .map(|((party, ..), _)| *party)
            .collect();
        let mut raters: Vec<Rater> = answers
            .into_iter()
            .filter_map(|((party, ..), answers)| {
                let points = |feature: &Feature| -> u32 {
                    let strength = |id| feature.serves.get(id).map_or(0, |s| s.weight());
                    answers
                        .iter()
                        .map(|said| strength(&said.outcome) * said.marks)
                        .sum()
                };
                let points = in_play.iter().map(|feature| points(feature)).enumerate();
                Some(Rater {
                    party: parties.iter().position(|one| one.party == party)?,
                    points: points.filter(|(_, points)| *points > 0).collect(),
                })
            })
            .collect();
        raters.sort();
        Ok(MixInputs {
            read_at: self.read_at(),
            currency: then.table.currency.clone(),
            features,
            realised: parties
                .iter()
                .map(|one| one.party)
                .filter(|party| realised.contains(party))
                .collect(),
            parties,
            raters,
            reads: served.into_iter().collect(),
        })
    }
}
