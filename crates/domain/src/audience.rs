//! Who may see what. Every rule about sight is here, and nowhere else: pages, figures, exports and
//! the API are built from [`Seen`] alone.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::dialogue::Contribution;
use crate::fact::*;
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::table::Seat;
use crate::value::{Outcome, RATERS_FOR_SPREAD};
use crate::words::*;

/// A relationship as one person may see it: the record up to some moment, with the rights the person
/// has today.
pub struct Seen<'a> {
    pub(crate) then: &'a Relationship,
    pub(crate) today: &'a Relationship,
    pub(crate) seat: &'a Seat,
    /// Entries before this one keep their contributions and reasons from a seat given `from now`.
    from: u64,
    /// The outcomes of which the viewer sees what the consumer said, where it is not all of them: the
    /// provider's people see those that they guessed or skipped, a party that came later none until
    /// the consumer opens its figures to it.
    unlocked: Option<BTreeSet<OutcomeId>>,
}

/// How much of an entry a person may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Only that it exists: its leaf.
    Sealed,
    /// Who, when and what, without the text.
    WithoutText,
    /// What was done, by whom only as a role, without figures and text.
    ByRole {
        /// The author's party.
        party: PartyId,
        /// The author's role.
        role: Role,
    },
    /// All of it.
    Whole,
}

/// Who said something, as far as the rule on names allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// This person.
    Person(PersonId),
    /// Somebody in this role of this party.
    Role {
        /// The party.
        party: PartyId,
        /// The role.
        role: Role,
    },
}

impl Relationship {
    /// The relationship as the person may see it, or `None` when they have no seat today: then it
    /// must look as if it did not exist. `then` is the record up to the moment looked at, `self` the
    /// record of today.
    pub fn seen_by<'a>(&'a self, person: PersonId, then: &'a Relationship) -> Option<Seen<'a>> {
        let seat = self.table.seat(person)?;
        let unlocked = if seat.party == self.table.provider {
            let open = |outcome: &&std::sync::Arc<Outcome>| outcome.has_guessed_or_skipped(person);
            let outcomes = self.value.outcomes.values().filter(open);
            Some(outcomes.map(|outcome| outcome.id).collect())
        } else {
            (!self.sees_figures(seat.party)).then(BTreeSet::new)
        };
        let from = match seat.since {
            Since::Start => 0,
            Since::Now => seat.given.sequence,
        };
        Some(Seen {
            then,
            today: self,
            seat,
            from,
            unlocked,
        })
    }
}

impl Seen<'_> {
    /// Who is looking.
    pub fn viewer(&self) -> PersonId {
        self.seat.person
    }

    /// The party they belong to.
    pub fn party(&self) -> PartyId {
        self.seat.party
    }

    /// Whether the viewer may see what this party said of the outcome's worth. The provider's people
    /// may see the consumer's value after guessing or skipping, a party that came later once the
    /// consumer lets it.
    pub(crate) fn may_see_worth(&self, outcome: OutcomeId, party: PartyId) -> bool {
        party != self.today.table.consumer
            || self
                .unlocked
                .as_ref()
                .is_none_or(|unlocked| unlocked.contains(&outcome))
    }

    /// Whether the viewer may see a mix that was made of what the consumer said of these outcomes:
    /// which features it chose, and what each party gets, tells of that.
    pub(crate) fn may_see_mix(&self, reads: &[OutcomeId]) -> bool {
        let consumer = self.today.table.consumer;
        reads
            .iter()
            .all(|outcome| self.may_see_worth(*outcome, consumer))
    }

    /// Whether the viewer is in the audience of something said by a person of `party`.
    pub(crate) fn hears(&self, audience: &Audience, author: PersonId, party: PartyId) -> bool {
        if author == self.seat.person {
            return true;
        }
        // An observer sees the whole-table entries and no others.
        let insider = self.seat.speaks();
        match audience {
            Audience::WholeTable => true,
            narrower => insider && narrower.reaches(party, self.seat.party),
        }
    }

    /// Whether the seat reaches back to this entry's contributions and reasons.
    pub(crate) fn reaches(&self, stamp: Stamp) -> bool {
        stamp.sequence >= self.from || stamp.actor == self.seat.person
    }

    /// Whether the viewer may see a contribution, and with it what was said back and answered: its
    /// audience and the seat's reach both allow it. One's own word is always within reach, also
    /// where a colleague spoke it.
    pub(crate) fn hears_contribution(&self, said: &Contribution) -> bool {
        said.author == self.seat.person
            || self.hears(&said.audience, said.stamp.actor, said.party) && self.reaches(said.stamp)
    }

    /// Whether the author of a figure stands by name. Customers, sponsors and providers do; users
    /// appear by role, unless they consent and enough of them rated.
    pub(crate) fn who(&self, said: Stamp, raters: u32) -> Option<Who> {
        let author = said.actor;
        let seat = self.today.table.seats.get(&author)?;
        let enough = raters as usize >= RATERS_FOR_SPREAD;
        let named = author == self.seat.person
            || seat.is_named_at(said)
            || (enough && self.today.value.open_figures.contains(&author));
        Some(if named {
            Who::Person(author)
        } else {
            Who::Role {
                party: seat.party,
                role: Role::User,
            }
        })
    }

    /// The role under which a user's figure stands instead of a name, if it does.
    fn role_instead_of_name(&self, said: Stamp, outcome: Option<&Outcome>) -> Option<Sight> {
        let seat = self.today.table.seats.get(&said.actor)?;
        let users = outcome.and_then(|o| o.tallies.get(&(seat.party, Role::User)));
        match self.who(said, users.map_or(0, |tally| tally.raters))? {
            Who::Person(_) => None,
            Who::Role { party, role } => Some(Sight::ByRole { party, role }),
        }
    }

    /// How much of an entry the viewer may see.
    pub fn sight(&self, stamp: Stamp, fact: &Fact) -> Sight {
        let author_party = self
            .today
            .table
            .seats
            .get(&stamp.actor)
            .map(|seat| seat.party);
        let Some(author_party) = author_party else {
            return Sight::Sealed;
        };
        match fact {
            Fact::AssessmentMade(fact) => {
                if !self.may_see_worth(fact.outcome, author_party) {
                    return Sight::Sealed;
                }
                let outcome = self.today.value.outcomes.get(&fact.outcome);
                match self.role_instead_of_name(stamp, outcome.map(|o| &**o)) {
                    Some(by_role) => by_role,
                    None if self.reaches(stamp) => Sight::Whole,
                    None => Sight::WithoutText,
                }
            }
            Fact::AssessmentDeclined(fact) => {
                if !self.may_see_worth(fact.outcome, author_party) {
                    return Sight::Sealed;
                }
                self.role_instead_of_name(stamp, None)
                    .unwrap_or(Sight::Whole)
            }
            Fact::PartJudged(_) => match self.role_instead_of_name(stamp, None) {
                Some(by_role) => by_role,
                None if self.reaches(stamp) => Sight::Whole,
                None => Sight::WithoutText,
            },
            Fact::GuessSealed(fact) => {
                let own = stamp.actor == self.seat.person;
                let consumer = self.today.table.consumer;
                let opened = self
                    .then
                    .value
                    .outcomes
                    .get(&fact.outcome)
                    .is_some_and(|outcome| {
                        let all = outcome.guesses.get(&stamp.actor).into_iter().flatten();
                        let this = all.filter(|guess| guess.stamp.sequence == stamp.sequence);
                        this.take(1).any(|guess| guess.revealed.is_some())
                    });
                if own || (opened && self.may_see_worth(fact.outcome, consumer)) {
                    Sight::Whole
                } else {
                    Sight::Sealed
                }
            }
            Fact::BetterOffSaid(fact) if !self.hears(&fact.audience, stamp.actor, fact.party) => {
                Sight::Sealed
            }
            Fact::ContributionSaid(ContributionSaid { contribution, .. })
            | Fact::ContributionTakenBack(ContributionTakenBack { contribution, .. })
            | Fact::SpokenWordConfirmed(SpokenWordConfirmed { contribution })
            | Fact::SpokenWordWithdrawn(SpokenWordWithdrawn { contribution, .. })
            | Fact::NeedExplained(NeedExplained { contribution, .. })
            | Fact::SaidBack(SaidBack { contribution, .. })
            | Fact::ReflectionConfirmed(ReflectionConfirmed { contribution, .. })
            | Fact::ReflectionCorrected(ReflectionCorrected { contribution, .. })
            | Fact::CorrectionAcknowledged(CorrectionAcknowledged { contribution, .. })
            | Fact::BuildNodded(BuildNodded { contribution, .. })
            | Fact::ContributionHeard(ContributionHeard { contribution, .. })
            | Fact::ContributionAnswered(ContributionAnswered { contribution, .. })
            | Fact::AnswerConfirmed(AnswerConfirmed { contribution, .. }) => {
                let said = self.then.dialogue.get(*contribution);
                if said.is_some_and(|said| self.hears_contribution(said)) {
                    Sight::Whole
                } else {
                    Sight::Sealed
                }
            }
            Fact::MixRecorded(fact) if !self.may_see_mix(&fact.reads) => Sight::Sealed,
            Fact::AdviceDismissed(_) if stamp.actor != self.seat.person => Sight::Sealed,
            // The ground may repeat what was erased: only the author's own party reads it.
            Fact::ContentErased(_) if author_party != self.seat.party || !self.seat.speaks() => {
                Sight::WithoutText
            }
            _ => Sight::Whole,
        }
    }
}
