//! Saying something, for oneself or for an absent colleague, and taking it back.

use super::{CONTRIBUTIONS, Contribution, DEPTH, LINKS, TAKE_BACK};
use crate::command::Saying;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::text;
use crate::words::*;

impl Relationship {
    pub(crate) fn say(
        &self,
        context: &mut Context<'_>,
        saying: Saying,
    ) -> Result<Vec<Fact>, Refusal> {
        let party = self.speaker(context.actor)?.party;
        self.check_audience(&saying.audience)?;
        if self.dialogue.said.len() >= CONTRIBUTIONS {
            return Err(Refusal::Full {
                what: "contributions",
                limit: CONTRIBUTIONS,
            });
        }
        self.check_outcomes(&saying.outcomes)?;
        match saying.under {
            Some(under) => self.check_reply(context.actor, party, under, &saying)?,
            None => check_beginning(&saying)?,
        }
        let limit = match saying.kind {
            ContributionKind::Limit => Some(saying.limit.ok_or(Refusal::NoLimitKind)?),
            _ => None,
        };
        let words = text::passage("words", &saying.words)?;
        let condition = self.condition(&saying)?;
        if let Some(absent) = saying.spoken_for {
            self.check_absent(context.actor, party, absent, &saying.audience)?;
        }
        let contribution = ContributionId(context.id());
        Ok(vec![
            ContributionSaid {
                contribution,
                kind: saying.kind,
                audience: saying.audience,
                outcomes: saying.outcomes,
                under: saying.under,
                limit,
                spoken_for: saying.spoken_for,
                text: Some(ContributionText { words, condition }),
            }
            .into(),
        ])
    }

    fn check_outcomes(&self, outcomes: &[OutcomeId]) -> Result<(), Refusal> {
        if outcomes.len() > LINKS {
            return Err(Refusal::Full {
                what: "linked outcomes",
                limit: LINKS,
            });
        }
        if outcomes
            .iter()
            .any(|id| !self.value.outcomes.contains_key(id))
        {
            return Err(Refusal::Unknown { what: "outcome" });
        }
        Ok(())
    }

    /// A reply is of a kind that answers what it is under, and reaches no further.
    fn check_reply(
        &self,
        actor: PersonId,
        party: PartyId,
        under: ContributionId,
        saying: &Saying,
    ) -> Result<(), Refusal> {
        let under = self.standing_contribution(actor, under)?;
        if !under.kind.answered_by().contains(&saying.kind) {
            return Err(Refusal::NotSaidThere);
        }
        if under.depth + 1 >= DEPTH {
            return Err(Refusal::Full {
                what: "replies upon replies",
                limit: DEPTH,
            });
        }
        if !self.is_within(under, party, &saying.audience) {
            return Err(Refusal::WiderThanThread);
        }
        Ok(())
    }

    /// Whether everybody who sees something said by `party` to `audience` sees `under` too.
    pub(super) fn is_within(
        &self,
        under: &Contribution,
        party: PartyId,
        audience: &Audience,
    ) -> bool {
        match (&under.audience, audience) {
            (Audience::WholeTable, _) | (_, Audience::OnlyMe) => true,
            (_, Audience::WholeTable) | (Audience::OnlyMe, _) => false,
            (wider, narrower) => self
                .table
                .order
                .iter()
                .filter(|reader| narrower.reaches(party, **reader))
                .all(|reader| wider.reaches(under.party, *reader)),
        }
    }

    /// What would lift the limit or make it work; asked of a concern about an idea.
    fn condition(&self, saying: &Saying) -> Result<String, Refusal> {
        let about_idea = saying
            .under
            .and_then(|under| self.dialogue.get(under))
            .is_some_and(|under| {
                matches!(under.kind, ContributionKind::Idea | ContributionKind::Build)
            });
        match saying.kind {
            ContributionKind::Concern if about_idea => {
                text::passage("condition", &saying.condition)
            }
            ContributionKind::Concern | ContributionKind::Limit => {
                text::optional_passage("condition", &saying.condition)
            }
            _ => Ok(String::new()),
        }
    }

    /// One speaks for somebody else of one's own party, to an audience in which they are.
    fn check_absent(
        &self,
        actor: PersonId,
        party: PartyId,
        absent: PersonId,
        audience: &Audience,
    ) -> Result<(), Refusal> {
        let seat = self.table.seat(absent).filter(|seat| {
            absent != actor && seat.party == party && seat.speaks() && *audience != Audience::OnlyMe
        });
        seat.map(|_| ()).ok_or(Refusal::NotAbsentColleague)
    }

    pub(crate) fn confirm_spoken_word(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
    ) -> Result<Vec<Fact>, Refusal> {
        self.spoken_word(context, contribution)?;
        Ok(vec![SpokenWordConfirmed { contribution }.into()])
    }

    /// The entry whose text goes is part of the decision.
    pub(crate) fn withdraw_spoken_word(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
    ) -> Result<Vec<Fact>, Refusal> {
        let sequence = self.spoken_word(context, contribution)?.stamp.sequence;
        let withdrawn = SpokenWordWithdrawn {
            contribution,
            sequence,
        };
        Ok(vec![withdrawn.into()])
    }

    /// A word that somebody said in the actor's absence and that waits for them.
    fn spoken_word(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
    ) -> Result<&Contribution, Refusal> {
        self.speaker(context.actor)?;
        let said = self.contribution(context.actor, contribution)?;
        if said.author != context.actor {
            return Err(Refusal::NotAuthor);
        }
        if said.confirmed || said.gone {
            return Err(Refusal::NothingNew);
        }
        Ok(said)
    }

    pub(crate) fn explain_need(
        &self,
        actor: PersonId,
        contribution: ContributionId,
        enables: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        let said = self.standing_contribution(actor, contribution)?;
        if said.kind != ContributionKind::Need {
            return Err(Refusal::NotSaidThere);
        }
        if said.author != actor {
            return Err(Refusal::NotAuthor);
        }
        let enables = text::passage("enables", enables)?;
        Ok(vec![
            NeedExplained {
                contribution,
                text: Some(ExplanationText { enables }),
            }
            .into(),
        ])
    }

    /// Within five minutes the author takes a word back: its text goes, its place stays.
    pub(crate) fn take_back(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
    ) -> Result<Vec<Fact>, Refusal> {
        self.seat(context.actor)?;
        let unknown = Refusal::Unknown {
            what: "contribution",
        };
        let said = self.dialogue.get(contribution).ok_or(unknown.clone())?;
        // A word that is not one's own may be one that one may not know of.
        if said.stamp.actor != context.actor {
            return Err(unknown);
        }
        if said.gone || said.words.is_none() {
            return Err(Refusal::NothingToErase);
        }
        if context.at.0 - said.stamp.at.0 > TAKE_BACK {
            return Err(Refusal::TooLate);
        }
        let sequence = said.stamp.sequence;
        let taken_back = ContributionTakenBack {
            contribution,
            sequence,
        };
        Ok(vec![taken_back.into()])
    }
}

/// A thread hangs on an outcome, a need, a limit or an idea: off-topic lives nowhere.
fn check_beginning(saying: &Saying) -> Result<(), Refusal> {
    if !ContributionKind::OPENING.contains(&saying.kind) {
        return Err(Refusal::NotSaidThere);
    }
    let asks = matches!(
        saying.kind,
        ContributionKind::Question | ContributionKind::Concern
    );
    if asks && saying.outcomes.is_empty() {
        return Err(Refusal::HangsNowhere);
    }
    Ok(())
}
