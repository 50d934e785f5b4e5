//! What becomes of a need, limit or idea: taken up, tried, or “not now, because …” with a date on
//! which it comes back by itself.

use crate::act::{About as _, Act, Asks, At, Decided, acts, one};
use crate::day::Day;
use crate::dialogue::{Answered, Contribution, TELLINGS};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;
use crate::words::AnswerKind;

/// How far ahead a return can lie: days.
const RETURN_WITHIN_DAYS: i64 = 5 * 366;

acts! {
    /// Say what becomes of a need, limit or idea.
    Answer about contribution: ContributionId {
        /// What is answered.
        contribution: ContributionId,
        /// Taken up, tried, or not now.
        kind: AnswerKind,
        /// Why, or what it became.
        #[serde(default)]
        words: String,
        /// The outcome that it became.
        #[serde(default)]
        became_outcome: Option<OutcomeId>,
        /// The contribution that it became.
        #[serde(default)]
        became_contribution: Option<ContributionId>,
        /// The feature that it became.
        #[serde(default)]
        became_feature: Option<FeatureId>,
        /// The day on which “not now” comes back by itself.
        #[serde(default)]
        returns: Option<Day>,
    }

    /// Take an answer as one that heard oneself.
    ConfirmAnswer about contribution: ContributionId, answer: AnswerId {
        /// What was answered.
        contribution: ContributionId,
        /// The answer.
        answer: AnswerId,
    }
}

impl Answer {
    /// What it became exists, and nobody who reads the answer learns of something not meant for them.
    fn check_became(
        &self,
        relationship: &Relationship,
        seat: &Seat,
        said: &Contribution,
    ) -> Result<(), Refusal> {
        if let Some(outcome) = self.became_outcome
            && !relationship.value.outcomes.contains_key(&outcome)
        {
            return Err(Refusal::Unknown { what: "outcome" });
        }
        if let Some(feature) = self.became_feature
            && !relationship.features.features.contains_key(&feature)
        {
            return Err(Refusal::Unknown { what: "feature" });
        }
        if let Some(became) = self.became_contribution {
            let became = relationship.standing_contribution(seat.person, became)?;
            if became.id == said.id {
                return Err(Refusal::NothingNew);
            }
            if !relationship.is_within(became, said.party, &said.audience) {
                return Err(Refusal::WiderThanThread);
            }
        }
        Ok(())
    }
}

impl Act for Answer {
    /// Another party answers, through somebody who speaks for it; what was said among one's own is
    /// answered among one's own.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let said = relationship.standing_contribution(actor, on)?;
        if !said.is_answered() {
            return Err(Refusal::NotSaidThere);
        }
        if said.party == seat.party && relationship.other_parties_in(said).next().is_some() {
            return Err(Refusal::OwnWord);
        }
        // Of each party by itself: nobody uses up what others may answer.
        let own = said.answers.iter().filter(|it| it.party == seat.party);
        if own.count() >= TELLINGS {
            return Err(Refusal::Full {
                what: "answers",
                limit: TELLINGS,
            });
        }
        Ok(seat)
    }

    fn asks(&self) -> Asks {
        Asks {
            days: self.returns.into_iter().collect(),
            ..Asks::default()
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let said = relationship.standing_contribution(seat.person, self.contribution)?;
        self.check_became(relationship, seat, said)?;
        let linked = self.became_outcome.is_some()
            || self.became_contribution.is_some()
            || self.became_feature.is_some();
        let returns = || {
            let within = RETURN_WITHIN_DAYS * Moment::DAY;
            let latest = context.at.0.saturating_add(within);
            let begins = self.returns.and_then(|day| context.days.get(&day).copied());
            let begins = begins.filter(|begins| *begins > context.at && begins.0 <= latest);
            self.returns.zip(begins).ok_or(Refusal::NoReturn)
        };
        let (words, returns) = match self.kind {
            AnswerKind::TakenUp if linked => (text::optional_passage("words", &self.words)?, None),
            AnswerKind::TakenUp => (text::passage("words", &self.words)?, None),
            // Tried for good, or until it is looked at.
            AnswerKind::Tried if self.returns.is_none() => {
                (text::passage("words", &self.words)?, None)
            }
            AnswerKind::Tried | AnswerKind::NotNow => {
                (text::passage("words", &self.words)?, Some(returns()?))
            }
        };
        one(ContributionAnswered {
            contribution: self.contribution,
            answer: AnswerId(context.id()),
            party: seat.party,
            kind: self.kind,
            became_outcome: self.became_outcome,
            became_contribution: self.became_contribution,
            became_feature: self.became_feature,
            returns: returns.map(|(_, begins)| begins),
            returns_on: returns.map(|(day, _)| day),
            text: Some(AnswerText { words }),
        })
    }
}

impl Act for ConfirmAnswer {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: (ContributionId, AnswerId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        relationship.open_answer(actor, on)?;
        Ok(seat)
    }

    /// A confirmed answer hears too.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let Self {
            contribution,
            answer,
        } = self;
        let (said, answered) = relationship.open_answer(seat.person, self.on())?;
        let by_colleague = relationship.as_author(seat, context.at, said, answered.stamp.at)?;
        let mut facts = vec![
            AnswerConfirmed {
                contribution,
                answer,
                by_colleague,
            }
            .into(),
        ];
        let party = answered.party;
        if party != said.party && !said.heard.contains_key(&party) {
            facts.push(super::hearing::heard(contribution, party));
        }
        Ok(facts)
    }
}

impl Relationship {
    /// The answer that holds, while nobody has confirmed it.
    fn open_answer(
        &self,
        actor: PersonId,
        (contribution, answer): (ContributionId, AnswerId),
    ) -> Result<(&Contribution, &Answered), Refusal> {
        let said = self.standing_contribution(actor, contribution)?;
        let answered = said.answer().filter(|holds| holds.id == answer);
        let answered = answered.ok_or(Refusal::Unknown { what: "answer" })?;
        if answered.confirmed.is_some() {
            return Err(Refusal::NothingNew);
        }
        Ok((said, answered))
    }
}
