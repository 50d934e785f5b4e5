//! Being heard. Another party says a need or limit back, the author confirms or corrects, the party
//! acknowledges the correction; for an idea, a build and the author's nod suffice. That a party has
//! heard is recorded as a fact of its own.

use super::{Contribution, Reflection, TELLINGS};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::text;
use crate::words::*;

const REFLECTION: Refusal = Refusal::Unknown { what: "reflection" };

impl Relationship {
    pub(crate) fn say_back(
        &self,
        context: &mut Context<'_>,
        contribution: ContributionId,
        words: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let party = self.speaker(context.actor)?.party;
        let said = self.standing_contribution(context.actor, contribution)?;
        if !said.kind.is_said_back() {
            return Err(Refusal::NotSaidThere);
        }
        if said.party == party {
            return Err(Refusal::OwnWord);
        }
        if said.heard.contains_key(&party) {
            return Err(Refusal::AlreadyHeard);
        }
        if said.reflections.len() >= TELLINGS {
            return Err(Refusal::Full {
                what: "tellings",
                limit: TELLINGS,
            });
        }
        let words = text::passage("words", words)?;
        Ok(vec![
            SaidBack {
                contribution,
                reflection: ReflectionId(context.id()),
                party,
                text: Some(ReflectionText { words }),
            }
            .into(),
        ])
    }

    pub(crate) fn confirm_reflection(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
        reflection: ReflectionId,
    ) -> Result<Vec<Fact>, Refusal> {
        let (said, telling) = self.open_telling(context.actor, contribution, reflection)?;
        let by_colleague = self.as_author(context.actor, context.at, said, telling.stamp.at)?;
        let confirmed = ReflectionConfirmed {
            contribution,
            reflection,
            by_colleague,
        };
        let heard = ContributionHeard {
            contribution,
            party: telling.party,
        };
        Ok(vec![confirmed.into(), heard.into()])
    }

    pub(crate) fn correct_reflection(
        &self,
        context: &Context<'_>,
        contribution: ContributionId,
        reflection: ReflectionId,
        words: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let (said, telling) = self.open_telling(context.actor, contribution, reflection)?;
        let by_colleague = self.as_author(context.actor, context.at, said, telling.stamp.at)?;
        if telling.corrected.is_some() {
            return Err(Refusal::NothingNew);
        }
        let words = text::passage("words", words)?;
        Ok(vec![
            ReflectionCorrected {
                contribution,
                reflection,
                by_colleague,
                text: Some(CorrectionText { words }),
            }
            .into(),
        ])
    }

    pub(crate) fn acknowledge_correction(
        &self,
        actor: PersonId,
        contribution: ContributionId,
        reflection: ReflectionId,
    ) -> Result<Vec<Fact>, Refusal> {
        let party = self.speaker(actor)?.party;
        let (_, telling) = self.open_telling(actor, contribution, reflection)?;
        if telling.party != party {
            return Err(Refusal::OtherParty);
        }
        if telling.corrected.is_none() {
            return Err(Refusal::NothingNew);
        }
        let acknowledged = CorrectionAcknowledged {
            contribution,
            reflection,
        };
        let heard = ContributionHeard {
            contribution,
            party,
        };
        Ok(vec![acknowledged.into(), heard.into()])
    }

    /// A party's latest telling of a contribution that the party has not heard yet.
    fn open_telling(
        &self,
        actor: PersonId,
        contribution: ContributionId,
        reflection: ReflectionId,
    ) -> Result<(&Contribution, &Reflection), Refusal> {
        self.speaker(actor)?;
        let said = self.standing_contribution(actor, contribution)?;
        let telling = said.reflections.iter().find(|r| r.id == reflection);
        let telling = telling.ok_or(REFLECTION)?;
        let latest = said.reflection_by(telling.party).map(|latest| latest.id);
        if latest != Some(reflection) || said.heard.contains_key(&telling.party) {
            return Err(Refusal::NothingNew);
        }
        Ok((said, telling))
    }

    pub(crate) fn nod_to_build(
        &self,
        actor: PersonId,
        build: ContributionId,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        let built = self.standing_contribution(actor, build)?;
        let (Some(under), ContributionKind::Build) = (built.under, built.kind) else {
            return Err(Refusal::NotSaidThere);
        };
        let idea = self.standing_contribution(actor, under)?;
        if !matches!(idea.kind, ContributionKind::Idea | ContributionKind::Build) {
            return Err(Refusal::NotSaidThere);
        }
        if idea.author != actor {
            return Err(Refusal::NotAuthor);
        }
        if built.party == idea.party {
            return Err(Refusal::OwnWord);
        }
        if idea.heard.contains_key(&built.party) {
            return Err(Refusal::NothingNew);
        }
        let nodded = BuildNodded {
            contribution: under,
            build,
        };
        let heard = ContributionHeard {
            contribution: under,
            party: built.party,
        };
        Ok(vec![nodded.into(), heard.into()])
    }
}
