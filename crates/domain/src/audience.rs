//! Who may see what. Every rule about sight is here, and nowhere else: pages, figures, exports and
//! the API are built from [`Seen`] alone.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::act::{Act, EraseContent};
use crate::dialogue::Contribution;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::table::Seat;
use crate::value::Outcome;
use crate::words::*;

/// A relationship as one person may see it: the record up to some moment, with the rights the person
/// has today.
#[derive(Clone)]
pub struct Seen<'a> {
    pub(crate) then: &'a Relationship,
    pub(crate) today: &'a Relationship,
    pub(crate) seat: &'a Seat,
    /// The outcomes of which the viewer sees what the consumer said, where it is not all of them: the
    /// provider's people see those that they guessed or skipped, a party that came later none until
    /// the consumer opens its figures to it.
    unlocked: Option<BTreeSet<OutcomeId>>,
    /// In which consultations statements wait to be looked at, as their own records tell.
    pub(crate) waiting: &'a [WaitingStatements],
}

/// A consultation in which statements wait until somebody at the table has looked at them, and the parties whose
/// people said them.
pub type WaitingStatements = (ConsultationId, BTreeSet<PartyId>);

/// How much of an entry a person may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Only that it exists: its leaf.
    Sealed,
    /// Who, when and what, without the text.
    WithoutText,
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
        Some(Seen {
            then,
            today: self,
            seat,
            unlocked,
            waiting: &[],
        })
    }
}

impl<'a> Seen<'a> {
    /// The same with the statements that wait in consultations' own records.
    #[must_use]
    pub fn with_waiting(self, waiting: &'a [WaitingStatements]) -> Self {
        Self { waiting, ..self }
    }
}

impl Seat {
    /// Entries before this one keep their contributions and reasons from a seat given `from now`.
    pub(crate) fn reads_from(&self) -> u64 {
        match self.since {
            Since::Start => 0,
            Since::Now => self.given.sequence,
        }
    }

    /// Whether who sits here may give a seat that reads so far back: a colleague brought in would else read
    /// what was kept from them.
    pub fn gives(&self, since: Since) -> bool {
        since == Since::Now || self.since == Since::Start
    }

    /// Whether the seat is in the audience of something said by a person of `party`.
    fn hears(&self, audience: &Audience, author: PersonId, party: PartyId) -> bool {
        if author == self.person {
            return true;
        }
        match audience {
            Audience::WholeTable => true,
            // An observer sees the whole-table entries and no others.
            narrower => narrower.reaches(party, self.party) && self.speaks(),
        }
    }

    /// Whether the seat reaches back to this entry's contributions and reasons.
    fn reaches(&self, stamp: Stamp) -> bool {
        stamp.sequence >= self.reads_from() || stamp.actor == self.person
    }

    /// Whether who sits there may see a contribution: its audience and the seat's reach both allow it.
    /// One's own word is always within reach, also where a colleague spoke it.
    pub(crate) fn hears_contribution(&self, said: &Contribution) -> bool {
        said.author == self.person
            || self.hears(&said.audience, said.stamp.actor, said.party) && self.reaches(said.stamp)
    }
}

impl Seen<'_> {
    /// Who is looking.
    pub fn viewer(&self) -> PersonId {
        self.seat.person
    }

    /// How it is known that the viewer's seat is theirs.
    pub fn proof(&self) -> Proof {
        self.seat.proof
    }

    /// Whether the viewer may do this here and now: the act's own [`allowed`](Act::allowed), so that what
    /// is offered is never refused for who asks. In the past nobody may do anything.
    pub fn may<A: Act>(&self, on: A::On) -> bool {
        self.is_present() && A::allowed(self.today, self.seat.person, on).is_ok()
    }

    /// Why the viewer may not do this here and now.
    pub fn refusal<A: Act>(&self, on: A::On) -> Option<Refusal> {
        A::allowed(self.today, self.seat.person, on).err()
    }

    /// Whether a seat that the viewer gives may read so far back.
    pub fn may_give(&self, since: Since) -> bool {
        self.seat.gives(since)
    }

    /// Whether the viewer speaks for the party of a person who sits here, and may decide on that person: on their
    /// link, as on their seat.
    pub fn decides_on(&self, person: PersonId) -> bool {
        let theirs = self.today.table.seat(person);
        let decides = theirs.is_some_and(|theirs| self.today.table.decides_on(self.seat, theirs));
        decides && self.today.entitled(self.seat.person).is_ok()
    }

    /// How many people of a party sit here.
    pub fn people_of(&self, party: PartyId) -> usize {
        self.then.table.people_of(party).count()
    }

    /// Whether the viewer knows that anybody of the party has taken up a seat.
    pub fn sees_taken_up(&self, party: PartyId) -> bool {
        let mut people = self.then.table.people_of(party);
        people.any(|seat| self.seat.sees_acting(seat))
    }

    /// Whether the viewer may erase the text of an entry, which is this author's, once that is known to
    /// have one.
    pub fn may_erase(&self, author: PersonId, sequence: u64) -> bool {
        let theirs = self.today.text_of(self.seat, author, sequence);
        self.may::<EraseContent>(()) && theirs.is_ok()
    }

    /// Whether the viewer can offer themselves to delete the relationship: as far as they know nobody else has done
    /// anything here. Where somebody has unseen, that is found when it is done: an offer that goes away would tell.
    pub fn may_delete(&self) -> bool {
        let mut others = self
            .today
            .table
            .seats_ever()
            .filter(|seat| seat.person != self.seat.person);
        self.is_present()
            && self.today.could_be_draft_of(self.seat.person)
            && others.all(|seat| !self.seat.sees_acting(seat))
    }

    /// Whether the record is looked at as it is today.
    pub fn is_present(&self) -> bool {
        self.then.last == self.today.last
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
        self.seat.hears(audience, author, party)
    }

    /// Whether the seat reaches back to this entry's contributions and reasons.
    pub(crate) fn reaches(&self, stamp: Stamp) -> bool {
        self.seat.reaches(stamp)
    }

    /// Whether the seat reaches back to the reasons that came with a step, the first of which was given
    /// in this entry: to all of them or to none, so that nobody learns which came before them.
    pub(crate) fn reaches_from(&self, sequence: u64) -> bool {
        sequence >= self.seat.reads_from()
    }

    /// Whether the viewer may see a contribution, and with it what was said back and answered.
    pub(crate) fn hears_contribution(&self, said: &Contribution) -> bool {
        self.seat.hears_contribution(said)
    }

    /// Who said something that counts in a figure: by name, where they stand by name today.
    pub(crate) fn who(&self, said: Stamp) -> Option<Who> {
        let author = said.actor;
        let seat = self.today.table.seat_ever(author)?;
        Some(if self.stands_by_name(author, said.sequence) {
            Who::Person(author)
        } else {
            Who::Role {
                party: seat.party,
                role: Role::User,
            }
        })
    }

    /// Whether the viewer may know who made that entry.
    fn stands_by_name(&self, author: PersonId, sequence: u64) -> bool {
        author == self.seat.person || self.today.names.stand_by_name(author, sequence)
    }

    /// The last entry that the viewer may see, or with which something changed that they see. What
    /// comes after it is as if it were not there yet: else the moment of an entry that is sealed
    /// could be found by asking again and again.
    pub fn last(&self) -> Stamp {
        let since = self.then.since.iter().rev();
        let mut seen = since.filter(|(stamp, fact)| self.sight(*stamp, fact) != Sight::Sealed);
        seen.next()
            .map_or(self.then.seen_by_all, |(stamp, _)| *stamp)
    }

    /// Whether the entry is news to the viewer: they may see something of it, or it changed what they
    /// see.
    pub fn is_news(&self, stamp: Stamp, fact: &Fact) -> bool {
        self.then.steps.contains(&stamp.sequence) || self.sight(stamp, fact) != Sight::Sealed
    }

    /// How much of an entry the viewer may see: decided over whom it [reaches](Reach), nothing else.
    pub fn sight(&self, stamp: Stamp, fact: &Fact) -> Sight {
        if fact.reach() == Reach::Everybody {
            return Sight::Whole;
        }
        let author = self.today.table.seat_ever(stamp.actor);
        let Some(author_party) = author.map(|seat| seat.party) else {
            return Sight::Sealed;
        };
        let own = stamp.actor == self.seat.person;
        let by_name = self.stands_by_name(stamp.actor, stamp.sequence);
        let consumer = self.today.table.consumer;
        let seen = match fact.reach() {
            Reach::Table | Reach::Written | Reach::Everybody => true,
            Reach::Author => own,
            Reach::Said(id, _) | Reach::Words(id) => {
                let said = self.then.dialogue.get(*id);
                said.is_some_and(|said| self.hears_contribution(said))
            }
            Reach::Heard(audience, party) => self.hears(audience, stamp.actor, *party),
            // Who said what of values under their role, and when, is known to themselves alone.
            Reach::Worth(outcome) => by_name && self.may_see_worth(*outcome, author_party),
            Reach::Named | Reach::Opening => by_name,
            Reach::Erasure(sequence) => {
                by_name && (own || !self.then.is_sealed_position(*sequence))
            }
            Reach::Position(proposal) => {
                let proposal = self.then.proposals.all.get(proposal);
                let open = proposal.is_some_and(|it| !it.sealed.contains(&stamp.sequence));
                own || open && self.reaches(stamp)
            }
            Reach::Trust(quarter) => {
                let round = self.then.trust.rounds.get(quarter);
                own || round.is_some_and(|it| it.tells(stamp)) && self.reaches(stamp)
            }
            Reach::Objection(proposal, entry) => {
                let reached = self.then.reaches_objection(self.seat, *proposal, *entry);
                own || reached
            }
            Reach::Guess(outcome) => {
                own || self.lies_open(stamp, *outcome) && self.may_see_worth(*outcome, consumer)
            }
            Reach::Mix(reads) => self.may_see_mix(reads),
        };
        let text = match fact.reach() {
            Reach::Worth(_) | Reach::Named | Reach::Written => {
                self.reaches(stamp) || fact.texts().is_empty()
            }
            // The ground may repeat what was erased: only the author's own party reads it.
            Reach::Erasure(_) => author_party == self.seat.party && self.seat.speaks(),
            _ => true,
        };
        match (seen, text) {
            (false, _) => Sight::Sealed,
            (true, false) => Sight::WithoutText,
            (true, true) => Sight::Whole,
        }
    }

    /// Whether the guess sealed in that entry lies open.
    fn lies_open(&self, stamp: Stamp, outcome: OutcomeId) -> bool {
        let outcome = self.then.value.outcomes.get(&outcome);
        outcome.is_some_and(|outcome| {
            let all = outcome.guesses.get(&stamp.actor).into_iter().flatten();
            let mut this = all.filter(|guess| guess.stamp.sequence == stamp.sequence);
            this.next().is_some_and(|guess| guess.revealed.is_some())
        })
    }
}
