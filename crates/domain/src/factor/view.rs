//! What a viewer sees of the factors, and which of them ask them to look again.

use serde::Serialize;
use utoipa::ToSchema;

use super::state::Factor;
use crate::act;
use crate::audience::Seen;
use crate::day::Day;
use crate::ids::*;
use crate::needs::{FactorAsks, Need};
use crate::stamp::Moment;
use crate::words::*;

/// Every factor, and whether the viewer may record one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FactorsPage {
    /// Those that lie ahead, the next first; then those that came, the latest first; then those withdrawn.
    pub factors: Vec<FactorView>,
    /// Whether the viewer may record one.
    pub may_record: bool,
}

/// Something outside that may change what is valuable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FactorView {
    /// The factor.
    pub id: FactorId,
    /// Who recorded it.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// When.
    pub at: Moment,
    /// The entry of the record in which it was.
    pub sequence: u64,
    /// What it is.
    pub kind: FactorKind,
    /// The day on which it happened, or will.
    pub day: Day,
    /// Whether that day lies ahead.
    pub ahead: bool,
    /// What happens; `None` once erased.
    pub words: Option<String>,
    /// The outcomes that it may touch and that are still there, in the order added.
    pub outcomes: Vec<TouchedOutcome>,
    /// The features that it may touch and that are still there.
    pub features: Vec<FeatureId>,
    /// Whether it may touch the agreement as a whole.
    pub agreement: bool,
    /// The sections that it may touch and that the agreement in force has, in its order.
    pub sections: Vec<AgreementSection>,
    /// The version in force that it may touch: as a whole, by one of its outcomes, or in one of its sections.
    pub agreement_in_force: Option<u64>,
    /// Parties that looked at what it touches and leave it as it is.
    pub looked: Vec<PartyId>,
    /// Whether the viewer is asked to look at something again.
    pub waits: bool,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// Why; `None` also once erased.
    pub withdrawn_why: Option<String>,
    /// What the viewer may do with it.
    pub may: MayWithFactor,
}

/// An outcome that a factor may touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TouchedOutcome {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The entry with which its words of now came: "still so" names it.
    pub wording: u64,
    /// Whether the agreement in force is about it.
    pub agreed: bool,
    /// Whether the viewer said what it is worth, and has not said since the factor came that it still holds.
    pub to_look_at: bool,
    /// Whether the viewer said what it is worth.
    pub rated: bool,
    /// Whether the viewer may say that it still holds.
    pub may_confirm: bool,
    /// Whether the viewer may rate it.
    pub may_rate: bool,
}

/// What the viewer may do with a factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MayWithFactor {
    /// Say what else it touches.
    pub extend: bool,
    /// Say for their party that it was looked at.
    pub look: bool,
    /// Say that it is none.
    pub withdraw: bool,
}

/// What a factor may touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touches {
    /// An outcome.
    Outcome(OutcomeId),
    /// A feature.
    Feature(FeatureId),
    /// The agreement: as a whole, by an outcome of the version in force, or in one of its sections.
    Agreement,
}

impl Seen<'_> {
    /// Every factor.
    pub fn factors(&self, now: Moment) -> FactorsPage {
        let mut all: Vec<&Factor> = self.then.factors.all.values().map(|it| &**it).collect();
        let key = |factor: &&Factor| {
            let (begins, said) = (factor.day.1.0, factor.recorded.sequence);
            match (factor.withdrawn.is_some(), begins > now.0) {
                (true, _) => (2, -begins, said),
                (false, true) => (0, begins, said),
                (false, false) => (1, -begins, said),
            }
        };
        all.sort_by_key(key);
        let factors = all.into_iter().map(|it| self.factor_view(it, now));
        FactorsPage {
            factors: factors.collect(),
            may_record: self.may::<act::RecordFactor>(()),
        }
    }

    /// What happens outside, in the words in which it was recorded; the inner one is `None` once erased.
    pub fn factor_words(&self, factor: FactorId) -> Option<Option<String>> {
        let factor = self.then.factors.all.get(&factor)?;
        Some(factor.words.clone())
    }

    /// Factors that may touch something, and are not withdrawn; the latest first.
    pub fn factors_touching(&self, what: Touches) -> Vec<(FactorId, Day)> {
        let in_force = self.then.agreements.in_force();
        let agreed = |id: &OutcomeId| in_force.is_some_and(|it| it.terms.outcomes.contains(id));
        let has = |section: &AgreementSection| self.is_in_force(*section);
        let touches = |it: &&Factor| match what {
            Touches::Outcome(outcome) => it.outcomes.contains_key(&outcome),
            Touches::Feature(feature) => it.features.contains(&feature),
            Touches::Agreement => {
                it.agreement || it.sections.iter().any(has) || it.outcomes.keys().any(agreed)
            }
        };
        let all = self.then.factors.all.values().map(|it| &**it);
        let mut all: Vec<&Factor> = all.filter(|it| it.withdrawn.is_none()).collect();
        all.retain(touches);
        all.sort_by_key(|it| std::cmp::Reverse((it.day.1, it.recorded.sequence)));
        all.into_iter().map(|it| (it.id, it.day.0)).collect()
    }

    /// The sections that the agreement in force has, in its order.
    pub fn sections_in_force(&self) -> impl Iterator<Item = AgreementSection> + '_ {
        let all = AgreementSection::ALL.iter().copied();
        all.filter(|section| self.is_in_force(*section))
    }

    /// The sections of the agreement in force that a factor may touch, in its order.
    pub fn sections_touched_by(&self, factor: FactorId) -> Vec<AgreementSection> {
        let factor = self.then.factors.all.get(&factor);
        let touched = |section: &AgreementSection| {
            factor.is_some_and(|it| it.sections.contains(section)) && self.is_in_force(*section)
        };
        let all = AgreementSection::ALL.iter().copied();
        all.filter(touched).collect()
    }

    fn is_in_force(&self, section: AgreementSection) -> bool {
        let in_force = self.then.agreements.in_force();
        in_force.is_some_and(|it| it.has_section(section))
    }

    /// Whether anything outside was ever recorded here.
    pub fn has_factors(&self) -> bool {
        !self.then.factors.all.is_empty()
    }

    /// Every text of every factor, and when it was said.
    pub(crate) fn factor_texts(&self) -> Vec<(FactorId, Moment, Vec<String>)> {
        let mut texts = Vec::new();
        for factor in self.then.factors.all.values() {
            texts.push((
                factor.id,
                factor.recorded.at,
                factor.words.iter().cloned().collect(),
            ));
            if let Some((stamp, Some(why))) = &factor.withdrawn {
                texts.push((factor.id, stamp.at, vec![why.clone()]));
            }
        }
        texts
    }

    fn factor_view(&self, it: &Factor, now: Moment) -> FactorView {
        let in_force = self.then.agreements.in_force();
        let agreed = |id: &OutcomeId| in_force.is_some_and(|it| it.terms.outcomes.contains(id));
        let outcomes = self.then.value.outcomes.values();
        let mut touched: Vec<_> = outcomes
            .filter(|outcome| outcome.retired.is_none() && it.outcomes.contains_key(&outcome.id))
            .collect();
        touched.sort_by_key(|outcome| outcome.added.sequence);
        let sections = self.sections_touched_by(it.id);
        let by_outcome = touched.iter().any(|outcome| agreed(&outcome.id));
        let concerns = it.agreement || by_outcome || !sections.is_empty();
        let live = |id: &FeatureId| self.then.features.live().any(|feature| feature.id == *id);
        FactorView {
            id: it.id,
            person: it.recorded.actor,
            party: it.party,
            at: it.recorded.at,
            sequence: it.recorded.sequence,
            kind: it.kind,
            day: it.day.0,
            ahead: it.day.1 > now,
            words: it.words.clone(),
            outcomes: touched
                .into_iter()
                .map(|outcome| TouchedOutcome {
                    outcome: outcome.id,
                    wording: outcome.words.since.sequence,
                    agreed: agreed(&outcome.id),
                    to_look_at: self.is_to_look_at(it, outcome.id, now),
                    rated: {
                        let voice = outcome.voices.get(&self.seat.person);
                        voice.is_some_and(|voice| voice.held_at().is_some())
                    },
                    may_confirm: self.may::<act::ConfirmAssessment>(outcome.id),
                    may_rate: self.may::<act::Assess>(outcome.id),
                })
                .collect(),
            features: it.features.iter().copied().filter(live).collect(),
            agreement: it.agreement,
            sections,
            agreement_in_force: in_force.filter(|_| concerns).map(|it| it.number),
            // Whoever says what it touches has looked, and has not said that it stays as it is.
            looked: it
                .looked
                .iter()
                .filter(|(_, stamp)| stamp.sequence > it.linked)
                .map(|(party, _)| *party)
                .collect(),
            waits: self.waits_for(it, now),
            withdrawn: it.withdrawn.as_ref().map(|(stamp, _)| stamp.at),
            withdrawn_why: it.withdrawn.as_ref().and_then(|(_, why)| why.clone()),
            may: MayWithFactor {
                extend: self.may::<act::ExtendFactor>(it.id),
                look: self.may::<act::LookAtFactor>(it.id),
                withdraw: self.may::<act::WithdrawFactor>(it.id),
            },
        }
    }

    /// Whether what the viewer said of an outcome is older than what the factor asks.
    fn is_to_look_at(&self, factor: &Factor, outcome: OutcomeId, now: Moment) -> bool {
        let Some(asks) = factor.asks_of(outcome).filter(|asks| *asks <= now) else {
            return false;
        };
        let outcome = self.today.value.outcomes.get(&outcome);
        let Some(outcome) = outcome.filter(|outcome| outcome.retired.is_none()) else {
            return false;
        };
        let voice = outcome.voices.get(&self.seat.person);
        // Words that were changed since are asked about by themselves.
        voice.is_some_and(|voice| {
            voice.declined.is_none() && voice.held_at().is_some_and(|held| held < asks)
        }) && outcome.other_words_of(self.seat.person).is_none()
    }

    /// Whether something that the factor touches is older in the viewer's own word than what it asks.
    fn asks_own_word(&self, factor: &Factor, now: Moment) -> bool {
        let mut outcomes = factor.outcomes.keys();
        outcomes.any(|outcome| self.is_to_look_at(factor, *outcome, now))
    }

    /// Whether the viewer is asked to look at something that the factor touches.
    fn waits_for(&self, factor: &Factor, now: Moment) -> bool {
        if factor.withdrawn.is_some() {
            return false;
        }
        if self.asks_own_word(factor, now) {
            return self.may::<act::ExtendFactor>(factor.id);
        }
        // An agreement that was opened again is being looked at.
        let in_force = self.today.agreements.in_force();
        let held = in_force.filter(|it| it.reopened.is_none());
        let agreed = held.is_some_and(|it| {
            factor.agreement || factor.sections.iter().any(|one| it.has_section(*one))
        });
        let mut features = self.today.features.live();
        let planned = agreed || features.any(|it| factor.features.contains(&it.id));
        let ahead = factor.day.1 > now;
        now >= factor.told_from() && (planned || ahead) && self.may::<act::LookAtFactor>(factor.id)
    }

    /// What happens outside and asks the viewer to look again, what comes or came first before the others.
    pub(crate) fn factors_to_look_at(&self, now: Moment) -> Option<Need> {
        let all = self.today.factors.all.values();
        let mut waiting: Vec<&Factor> = all
            .map(|it| &**it)
            .filter(|it| self.waits_for(it, now))
            .collect();
        waiting.sort_by_key(|it| (it.day.1, it.recorded.sequence));
        let own = waiting.iter().filter(|it| self.asks_own_word(it, now));
        let asks = match own.count() {
            _ if waiting.is_empty() => return None,
            _ if waiting.iter().all(|it| it.day.1 > now) => FactorAsks::Ahead,
            0 => FactorAsks::Party,
            own if own == waiting.len() => FactorAsks::OwnWord,
            _ => FactorAsks::Several,
        };
        let factors = waiting.into_iter().map(|it| it.id).collect();
        Some(Need::LookAtFactors { factors, asks })
    }

    /// The moments at which factors begin to be told of, and come.
    pub(crate) fn factor_days(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let all = self.today.factors.all.values();
        let days = all.flat_map(|it| [it.told_from(), it.day.1]);
        days.filter(move |day| *day > now)
    }
}
