//! What an agreement says, clause by clause, and what stands for it when it is signed.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::state::Terms;
use crate::fact::*;
use crate::feature::Feature;
use crate::ids::*;
use crate::mix::Recorded;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::table::Seat;
use crate::value::{Outcome, Worth};
use crate::words::*;

const CLAUSE: &[u8] = b"covalue agreement clause 1\0";
const SALT: &[u8] = b"covalue agreement salt 1\0";
const TEXT: &[u8] = b"covalue agreement text 1\0";

/// A hash that stands for a text: 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, example = "5e1c90af77d2b1e0c1a4c6d29f0d3b7a8e6f5a4b3c2d1e0f9a8b7c6d5e4f0b41")]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// The SHA-256 hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(signing::Digest::of(bytes).0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        signing::Digest(self.0).fmt(f)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash is written as 64 hexadecimal digits in lower case")]
pub struct NoFingerprint;

impl FromStr for Fingerprint {
    type Err = NoFingerprint;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |digit: u8| match digit {
            b'0'..=b'9' => Ok(digit - b'0'),
            b'a'..=b'f' => Ok(digit - b'a' + 10),
            _ => Err(NoFingerprint),
        };
        let pairs = text.as_bytes();
        if pairs.len() != 64 {
            return Err(NoFingerprint);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(pairs.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// What stands for a clause: the hash of a tag, the hash of its fact and that of its words, each as the record
/// keeps them byte for byte. A salt is in one of the two, so that nobody finds the words by trying.
pub fn commitment(fact: &[u8], content: Option<&[u8]>) -> Fingerprint {
    let (fact, content) = (
        Fingerprint::of(fact),
        Fingerprint::of(content.unwrap_or_default()),
    );
    Fingerprint::of(&[CLAUSE, &fact.0, &content.0].concat())
}

/// What stands for a text: the hash of a tag, the version, the parties that it is between, and what stands for
/// each clause.
pub fn text_digest(version: u64, parties: &[PartyId], clauses: &[Fingerprint]) -> Fingerprint {
    let mut bytes = TEXT.to_vec();
    bytes.extend(version.to_be_bytes());
    bytes.extend((parties.len() as u64).to_be_bytes());
    for party in parties {
        bytes.extend(party.0.as_bytes());
    }
    for clause in clauses {
        bytes.extend(clause.0);
    }
    Fingerprint::of(&bytes)
}

/// The clauses of a text with their salts, made from one that nobody knows.
pub(super) fn salted(clauses: &mut [ClauseFixed], seed: &[u8; 32]) {
    for clause in clauses {
        let salt = Fingerprint::of(&[SALT, seed, &clause.place.to_be_bytes()].concat());
        match &mut clause.text {
            Some(text) => text.salt = salt.to_string(),
            None => clause.salt = Some(salt),
        }
    }
}

/// What stands for a clause that is about to be recorded.
pub(super) fn stands_for(clause: &ClauseFixed) -> Fingerprint {
    commitment(&json(clause), clause.content().as_deref())
}

/// A clause that says nothing yet.
fn clause(version: u64, clause: Clause) -> ClauseFixed {
    ClauseFixed {
        version,
        place: 0,
        clause,
        outcome: None,
        party: None,
        measure: None,
        quality: None,
        aim: None,
        target: None,
        direction: None,
        burden: None,
        worth: Vec::new(),
        mix: None,
        rule: None,
        budget: None,
        cost: None,
        feature: None,
        price: None,
        bears: Vec::new(),
        proposal: None,
        commitment: None,
        promised_to: None,
        months: None,
        day: None,
        dissent: None,
        cites: None,
        words_of: None,
        salt: None,
        reads: Vec::new(),
        text: None,
    }
}

/// Words that somebody said in that entry; `None` once erased.
fn words(source: Stamp, words: Option<&String>, more: Option<&String>) -> Words {
    Words {
        source,
        text: words.map(|words| ClauseText {
            words: words.clone(),
            more: more.cloned().unwrap_or_default(),
            salt: String::new(),
        }),
    }
}

struct Words {
    source: Stamp,
    text: Option<ClauseText>,
}

impl ClauseFixed {
    /// Whether it was fixed with words, and has none. What was fixed without any has its salt in the fact.
    pub(super) fn lost_words(&self) -> bool {
        self.text.is_none() && self.salt.is_none()
    }

    fn saying(self, words: Words) -> Self {
        Self {
            cites: Some(words.source.sequence),
            words_of: Some(words.source.actor),
            text: words.text,
            ..self
        }
    }
}

impl Relationship {
    /// The outcomes of which a text of these terms tells what the consumer says.
    pub(crate) fn told_by(&self, terms: &Terms) -> BTreeSet<OutcomeId> {
        let mix = terms.mix.and_then(|mix| self.recorded_mix(mix));
        let reads = mix.into_iter().flat_map(|mix| mix.mix.reads.iter());
        terms.outcomes.iter().chain(reads).copied().collect()
    }

    /// Whether somebody sees what the consumer says of all these outcomes.
    pub(crate) fn sees_worth_of(&self, seat: &Seat, outcomes: &BTreeSet<OutcomeId>) -> bool {
        if seat.party != self.table.provider {
            return self.sees_figures(seat.party);
        }
        let guessed = |id: &OutcomeId| {
            let outcome = self.value.outcomes.get(id);
            outcome.is_none_or(|outcome| outcome.has_guessed_or_skipped(seat.person))
        };
        outcomes.iter().all(guessed)
    }

    /// What a version of these terms says as things are, in order. Salts are added when it is fixed.
    pub(crate) fn clauses(&self, version: u64, terms: &Terms) -> Vec<ClauseFixed> {
        let mut all = Vec::new();
        let of = |kind: Clause| clause(version, kind);
        if let Some(purpose) = &self.table.purpose {
            let said = words(purpose.said, purpose.words.as_ref(), None);
            let party = Some(purpose.party);
            all.push(
                ClauseFixed {
                    party,
                    ..of(Clause::Purpose)
                }
                .saying(said),
            );
        }
        for id in &terms.outcomes {
            if let Some(outcome) = self.value.outcomes.get(id) {
                self.outcome_clauses(version, outcome, &mut all);
            }
        }
        if let Some(mix) = terms.mix.and_then(|mix| self.recorded_mix(mix)) {
            self.mix_clauses(version, mix, &mut all);
        }
        let decided = terms.decisions.iter();
        for decided in decided.filter_map(|id| self.proposals.all.get(id)) {
            let said = &decided.version;
            let words = words(said.stamp, said.title.as_ref(), said.text.as_ref());
            let decision = ClauseFixed {
                proposal: Some(decided.id),
                party: Some(decided.party),
                bears: said.costs.clone(),
                day: said.review.map(|(day, _)| day),
                ..of(Clause::Decision)
            };
            all.push(decision.saying(words));
        }
        let promised = terms.commitments.iter();
        for promised in promised.filter_map(|id| self.commitments.all.get(id)) {
            if promised.holds() {
                let said = words(promised.worded(), promised.words.as_ref(), None);
                let promise = ClauseFixed {
                    commitment: Some(promised.id),
                    party: Some(promised.party),
                    promised_to: Some(promised.to),
                    day: Some(promised.due.0),
                    ..of(Clause::Commitment)
                };
                all.push(promise.saying(said));
            }
        }
        all.push(ClauseFixed {
            months: Some(terms.months),
            day: Some(terms.review.0),
            ..of(Clause::Review)
        });
        for kind in [Clause::Factor, Clause::Fall, Clause::Contract] {
            if let Some(typed) = terms.typed(kind) {
                all.push(of(kind).saying(words(typed.said, Some(&typed.words), None)));
            }
        }
        for dissent in self.agreements.standing_dissents() {
            let said = words(dissent.said, dissent.words.as_ref(), None);
            let against = ClauseFixed {
                party: Some(dissent.party),
                dissent: Some(dissent.id),
                ..of(Clause::Dissent)
            };
            all.push(against.saying(said));
        }
        for (place, clause) in (1..).zip(&mut all) {
            clause.place = place;
        }
        all
    }

    fn outcome_clauses(&self, version: u64, outcome: &Outcome, all: &mut Vec<ClauseFixed>) {
        let of = |kind: Clause| ClauseFixed {
            outcome: Some(outcome.id),
            ..clause(version, kind)
        };
        let since = outcome.words.since;
        let source = outcome.taken.get(&since.sequence).copied().unwrap_or(since);
        let said = words(source, outcome.statement(), outcome.objective());
        let what = ClauseFixed {
            party: Some(outcome.for_party()),
            quality: Some(outcome.depends_on),
            ..of(Clause::Outcome)
        };
        all.push(what.saying(said));
        let worth = self.table.seated_parties().filter_map(|party| {
            let worth = outcome.worth_to(party.id)?;
            // What is finer than what is shown would tell what single people said.
            let shown = |figure: Worth| figure.shown_in_tenths(worth.raters as usize);
            let [benefit, usefulness, importance] = worth.marks.map(shown);
            Some(WorthTo {
                party: party.id,
                tenths: shown(worth.worth),
                benefit,
                usefulness,
                importance,
                raters: worth.raters,
                realised: worth.realised,
                other_words: outcome.other_words(party.id).people,
            })
        });
        all.push(ClauseFixed {
            worth: worth.collect(),
            reads: vec![outcome.id],
            ..of(Clause::Worth)
        });
        for measure in self.measures.of(outcome.id) {
            let said = words(measure.named, measure.name.as_ref(), measure.unit.as_ref());
            let figure = ClauseFixed {
                measure: Some(measure.id),
                quality: Some(measure.quality),
                aim: Some(measure.aim),
                target: Some(measure.target),
                ..of(Clause::Measure)
            };
            all.push(figure.saying(said));
        }
        let mut effects: Vec<_> = outcome.effects.values().collect();
        effects.sort_by_key(|effect| effect.stamp.sequence);
        for effect in effects {
            let said = words(effect.stamp, effect.what.as_ref(), None);
            let burden = ClauseFixed {
                party: Some(effect.party),
                direction: Some(effect.direction),
                burden: Some(effect.burden),
                ..of(Clause::Effect)
            };
            all.push(burden.saying(said));
        }
    }

    /// Of a mix, what it came to, and every feature that is in it under the name it was recorded with.
    fn mix_clauses(&self, version: u64, mix: &Recorded, all: &mut Vec<ClauseFixed>) {
        let mix = &mix.mix;
        let of = |kind: Clause| ClauseFixed {
            mix: Some(mix.mix),
            reads: mix.reads.clone(),
            ..clause(version, kind)
        };
        all.push(ClauseFixed {
            rule: Some(mix.rule),
            budget: Some(mix.budget),
            cost: Some(mix.result.cost),
            ..of(Clause::Mix)
        });
        for id in &mix.result.selected {
            let mut mixed = mix.result.features.iter();
            let mixed = mixed.find(|one| one.feature == *id);
            let chosen = ClauseFixed {
                feature: Some(*id),
                price: mixed.map(|one| one.price),
                bears: mixed.map(borne).unwrap_or_default(),
                ..of(Clause::Feature)
            };
            all.push(match self.features.get(*id) {
                Some(feature) => chosen.saying(name_at(feature, mix.read_at)),
                None => chosen,
            });
        }
    }
}

/// What each party pays of a feature, where it said that it does, or said so itself. Of a price from–to, the mix
/// reckoned with the upper end.
fn borne(mixed: &MixedFeature) -> Vec<CostTo> {
    let bears = mixed.bearing.iter();
    let bears = bears.filter(|bearing| matches!(bearing.word, ShareWord::Own | ShareWord::Agreed));
    let cost = |bearing: &Bearing| CostTo {
        party: bearing.party,
        amount: bearing.share.high,
    };
    bears.map(cost).collect()
}

fn name_at(feature: &Feature, sequence: u64) -> Words {
    let name = feature.words.at(sequence).name.as_ref();
    words(feature.words.came_at(sequence), name, None)
}
