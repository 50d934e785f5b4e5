//! What becomes of a need, limit or idea: taken up, tried, or “not now, because …” with a date on
//! which it comes back by itself.

use super::{Contribution, TELLINGS};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::Moment;
use crate::text;
use crate::words::*;

/// How far ahead a return can lie: days.
const RETURN_WITHIN_DAYS: i64 = 5 * 366;

/// What somebody answers.
pub(crate) struct Answering {
    pub contribution: ContributionId,
    pub kind: AnswerKind,
    pub words: String,
    pub became_outcome: Option<OutcomeId>,
    pub became_contribution: Option<ContributionId>,
    pub became_feature: Option<FeatureId>,
    pub returns: Option<Moment>,
}

impl Relationship {
    /// Another party answers, through somebody who speaks for it; what was said among one's own is
    /// answered among one's own.
    pub(crate) fn answer(
        &self,
        context: &mut Context<'_>,
        answering: Answering,
    ) -> Result<Vec<Fact>, Refusal> {
        let actor = context.actor;
        let party = self.spokesperson(actor)?.party;
        let contribution = answering.contribution;
        let said = self.standing_contribution(actor, contribution)?;
        if !said.kind.is_answered() {
            return Err(Refusal::NotSaidThere);
        }
        if said.party == party && self.other_parties_in(said).next().is_some() {
            return Err(Refusal::OwnWord);
        }
        if said.answers.len() >= TELLINGS {
            return Err(Refusal::Full {
                what: "answers",
                limit: TELLINGS,
            });
        }
        self.check_became(actor, said, &answering)?;
        let linked = answering.became_outcome.is_some()
            || answering.became_contribution.is_some()
            || answering.became_feature.is_some();
        let (words, returns) = match answering.kind {
            AnswerKind::TakenUp if linked => {
                (text::optional_passage("words", &answering.words)?, None)
            }
            AnswerKind::TakenUp | AnswerKind::Tried => {
                (text::passage("words", &answering.words)?, None)
            }
            AnswerKind::NotNow => {
                let words = text::passage("words", &answering.words)?;
                let latest = context
                    .at
                    .0
                    .saturating_add(RETURN_WITHIN_DAYS * Moment::DAY);
                let returns = answering
                    .returns
                    .filter(|day| *day > context.at && day.0 <= latest);
                (words, Some(returns.ok_or(Refusal::NoReturn)?))
            }
        };
        Ok(vec![
            ContributionAnswered {
                contribution,
                answer: AnswerId(context.id()),
                party,
                kind: answering.kind,
                became_outcome: answering.became_outcome,
                became_contribution: answering.became_contribution,
                became_feature: answering.became_feature,
                returns,
                text: Some(AnswerText { words }),
            }
            .into(),
        ])
    }

    /// What it became exists, and nobody who reads the answer learns of something not meant for them.
    fn check_became(
        &self,
        actor: PersonId,
        said: &Contribution,
        answering: &Answering,
    ) -> Result<(), Refusal> {
        if let Some(outcome) = answering.became_outcome
            && !self.value.outcomes.contains_key(&outcome)
        {
            return Err(Refusal::Unknown { what: "outcome" });
        }
        if let Some(feature) = answering.became_feature
            && !self.features.features.contains_key(&feature)
        {
            return Err(Refusal::Unknown { what: "feature" });
        }
        if let Some(became) = answering.became_contribution {
            let became = self.standing_contribution(actor, became)?;
            if became.id == said.id {
                return Err(Refusal::NothingNew);
            }
            if !self.is_within(became, said.party, &said.audience) {
                return Err(Refusal::WiderThanThread);
            }
        }
        Ok(())
    }

    /// A confirmed answer hears too.
    pub(crate) fn confirm_answer(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
        answer: AnswerId,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(context.actor)?;
        let said = self.standing_contribution(context.actor, contribution)?;
        let answered = said.answer().filter(|holds| holds.id == answer);
        let answered = answered.ok_or(Refusal::Unknown { what: "answer" })?;
        if answered.confirmed.is_some() {
            return Err(Refusal::NothingNew);
        }
        let by_colleague = self.as_author(context.actor, context.at, said, answered.stamp.at)?;
        let mut facts = vec![
            AnswerConfirmed {
                contribution,
                answer,
                by_colleague,
            }
            .into(),
        ];
        if answered.party != said.party && !said.heard.contains_key(&answered.party) {
            let party = answered.party;
            facts.push(
                ContributionHeard {
                    contribution,
                    party,
                }
                .into(),
            );
        }
        Ok(facts)
    }
}
