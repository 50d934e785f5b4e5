//! Being heard. Another party says a need or limit back, the author confirms or corrects, the party
//! acknowledges the correction; for an idea, a build and the author's nod suffice. While people sit together, all of
//! that is said aloud: the author ticks the parties there at once, and each of them may say that it is not so. That a
//! party has heard is recorded as a fact of its own.

use std::collections::BTreeSet;

use crate::act::{About as _, Act, At, Decided, acts, one};
use crate::dialogue::{Contribution, Reflection, TELLINGS};
use crate::fact::*;
use crate::ids::*;
use crate::meeting::Meeting;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Say another party's need or limit back, as one understood it.
    SayBack about contribution: ContributionId {
        /// What is said back.
        contribution: ContributionId,
        /// How one understood it.
        words: String,
    }

    /// Yes, that is it.
    ConfirmReflection about contribution: ContributionId, reflection: ReflectionId {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
    }

    /// Not quite …
    CorrectReflection about contribution: ContributionId, reflection: ReflectionId {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
        /// What was not understood.
        words: String,
    }

    /// Take a correction in.
    AcknowledgeCorrection about contribution: ContributionId, reflection: ReflectionId {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
    }

    /// Nod to another party's build on one's idea.
    NodToBuild about build: ContributionId {
        /// The build.
        build: ContributionId,
    }

    /// While people sit together, tick the parties there that said one's need, limit, concern or idea back to one:
    /// these have heard it.
    TickHeard about contribution: ContributionId {
        /// What was heard.
        contribution: ContributionId,
        /// By which parties.
        parties: Vec<PartyId>,
    }

    /// Say for one's party that it has not heard what it was ticked for.
    DenyHearing about contribution: ContributionId {
        /// What it has not heard.
        contribution: ContributionId,
    }
}

/// A telling back, by what was said back.
type TellingOf = (ContributionId, ReflectionId);

impl Act for SayBack {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.standing_contribution(actor, on)?;
        if !said.is_said_back() {
            return Err(Refusal::NotSaidThere);
        }
        if said.party == seat.party {
            return Err(Refusal::OwnWord);
        }
        // What was heard in other words is heard in these when it is said back once more.
        if said.is_heard_as_it_is(seat.party) {
            return Err(Refusal::AlreadyHeard);
        }
        // Of each party by itself: nobody uses up what others may say back.
        let own = said.reflections.iter().filter(|it| it.party == seat.party);
        if own.count() >= TELLINGS {
            return Err(Refusal::Full {
                what: "tellings",
                limit: TELLINGS,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, context, .. } = at;
        let words = text::passage("words", &self.words)?;
        one(SaidBack {
            contribution: self.contribution,
            reflection: ReflectionId(context.id()),
            party: seat.party,
            text: Some(ReflectionText { words }),
        })
    }
}

impl Act for ConfirmReflection {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: TellingOf,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        relationship.open_telling(actor, on)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let (said, telling) = relationship.open_telling(seat.person, self.on())?;
        let by_colleague = relationship.as_author(seat, context.at, said, telling.stamp.at)?;
        let confirmed = ReflectionConfirmed {
            contribution: self.contribution,
            reflection: self.reflection,
            by_colleague,
        };
        Ok(vec![
            confirmed.into(),
            heard(self.contribution, telling.party),
        ])
    }
}

impl Act for CorrectReflection {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: TellingOf,
    ) -> Result<&Seat, Refusal> {
        ConfirmReflection::allowed(relationship, actor, on)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let (said, telling) = relationship.open_telling(seat.person, self.on())?;
        let by_colleague = relationship.as_author(seat, context.at, said, telling.stamp.at)?;
        if telling.corrected.is_some() {
            return Err(Refusal::NothingNew);
        }
        let words = text::passage("words", &self.words)?;
        one(ReflectionCorrected {
            contribution: self.contribution,
            reflection: self.reflection,
            by_colleague,
            text: Some(CorrectionText { words }),
        })
    }
}

impl Act for AcknowledgeCorrection {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: TellingOf,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (_, telling) = relationship.open_telling(actor, on)?;
        if telling.party != seat.party {
            return Err(Refusal::OnlyWhoSaidBack);
        }
        if telling.corrected.is_none() {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, .. } = at;
        let acknowledged = CorrectionAcknowledged {
            contribution: self.contribution,
            reflection: self.reflection,
        };
        Ok(vec![
            acknowledged.into(),
            heard(self.contribution, seat.party),
        ])
    }
}

impl Act for NodToBuild {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        build: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (idea, built) = relationship.idea_of(actor, build)?;
        if idea.author != actor {
            return Err(Refusal::NotAuthor);
        }
        if built.party == idea.party {
            return Err(Refusal::OwnWord);
        }
        if idea.heard.contains_key(&built.party) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let (idea, built) = relationship.idea_of(seat.person, self.build)?;
        let nodded = BuildNodded {
            contribution: idea.id,
            build: self.build,
        };
        Ok(vec![nodded.into(), heard(idea.id, built.party)])
    }
}

impl Act for TickHeard {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.standing_contribution(actor, on)?;
        if !said.is_answered() {
            return Err(Refusal::NotSaidThere);
        }
        if said.author != actor {
            return Err(Refusal::NotAuthor);
        }
        match relationship.meetings.running() {
            Some(_) => Ok(seat),
            None => Err(Refusal::NotBegun),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let relationship = at.relationship;
        let said = relationship.standing_contribution(at.seat.person, self.contribution)?;
        let meeting = relationship.meetings.running().ok_or(Refusal::NotBegun)?;
        let asked: BTreeSet<PartyId> = self.parties.iter().copied().collect();
        let others: BTreeSet<PartyId> = relationship.other_parties_in(said).collect();
        let mut parties = Vec::new();
        for party in asked {
            if !others.contains(&party) {
                return Err(Refusal::Unknown { what: "party" });
            }
            if said.heard.contains_key(&party) {
                continue;
            }
            if said.has_denied(party) {
                return Err(Refusal::SaidNotHeard);
            }
            if !relationship.sits_and_hears(meeting, party, said) {
                return Err(Refusal::PartyNotThere);
            }
            parties.push(party);
        }
        if parties.is_empty() {
            return Err(Refusal::NothingNew);
        }
        let contribution = self.contribution;
        let ticked = HeardTicked {
            contribution,
            meeting: meeting.id,
            parties: parties.clone(),
        };
        let arrives = relationship.arrives(meeting, at.seat);
        let facts = arrives.into_iter().chain([ticked.into()]);
        let heard = parties.into_iter().map(|party| heard(contribution, party));
        Ok(facts.chain(heard).collect())
    }
}

impl Act for DenyHearing {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.standing_contribution(actor, on)?;
        if !said.is_heard_by_tick(seat.party) {
            return Err(Refusal::NothingNew);
        }
        relationship.binding(seat)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        one(HearingDenied {
            contribution: self.contribution,
            party: at.seat.party,
        })
    }
}

/// By the rule of the table, a party has heard a contribution.
pub(super) fn heard(contribution: ContributionId, party: PartyId) -> Fact {
    let heard = ContributionHeard {
        contribution,
        party,
    };
    heard.into()
}

impl Relationship {
    /// Whether somebody who speaks in that party is in the sitting by their own word or their party's, and may see
    /// what was said: nobody hears in the name of a party whose people are not there.
    pub(crate) fn sits_and_hears(
        &self,
        meeting: &Meeting,
        party: PartyId,
        said: &Contribution,
    ) -> bool {
        let mut here = meeting.here.iter().filter(|(_, it)| it.here && it.by_own);
        here.any(|(person, _)| {
            let seat = self.table.seat(*person);
            seat.is_some_and(|seat| {
                seat.party == party && seat.speaks() && seat.hears_contribution(said)
            })
        })
    }

    /// A party's latest telling of a contribution that the party has not heard yet.
    fn open_telling(
        &self,
        actor: PersonId,
        (contribution, reflection): TellingOf,
    ) -> Result<(&Contribution, &Reflection), Refusal> {
        let said = self.standing_contribution(actor, contribution)?;
        let telling = said.reflections.iter().find(|told| told.id == reflection);
        let telling = telling.ok_or(Refusal::Unknown { what: "reflection" })?;
        let latest = said.reflection_by(telling.party).map(|latest| latest.id);
        let is_heard = said.heard.contains_key(&telling.party);
        let is_of_now = said.other_words_at(telling.stamp.sequence).is_none();
        if latest != Some(reflection)
            || said.is_heard_as_it_is(telling.party)
            || is_heard && !is_of_now
        {
            return Err(Refusal::NothingNew);
        }
        Ok((said, telling))
    }

    /// The idea that something was built on, and what was built.
    fn idea_of(
        &self,
        actor: PersonId,
        build: ContributionId,
    ) -> Result<(&Contribution, &Contribution), Refusal> {
        let built = self.standing_contribution(actor, build)?;
        let (Some(under), ContributionKind::Build) = (built.under, built.kind) else {
            return Err(Refusal::NotSaidThere);
        };
        let idea = self.standing_contribution(actor, under)?;
        if !matches!(idea.kind, ContributionKind::Idea | ContributionKind::Build) {
            return Err(Refusal::NotSaidThere);
        }
        Ok((idea, built))
    }
}
