//! What was said so far.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::AUTHOR_GONE_DAYS;
use super::attached::Attachment;
use crate::day::Day;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::words::*;

/// Something said at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The contribution.
    pub id: ContributionId,
    /// When and by whom it was written.
    pub stamp: Stamp,
    /// Whose word it is: the writer's, or the absent colleague's for whom they spoke.
    pub author: PersonId,
    /// The author's party when it was said.
    pub party: PartyId,
    /// What it is.
    pub kind: ContributionKind,
    /// Who may see it.
    pub audience: Audience,
    /// The outcomes it is about.
    pub outcomes: Vec<OutcomeId>,
    /// What it answers.
    pub under: Option<ContributionId>,
    /// Where that is among all that was [said](Dialogue::said).
    pub(super) above: Option<usize>,
    /// The proposal that it is about, by itself or by its thread.
    pub about: Option<ProposalId>,
    /// How many levels it is below the beginning of its thread.
    pub depth: usize,
    /// Whether it was said to an idea or to a build on one.
    pub about_idea: bool,
    /// What was said to it, in order: where each is among all that was [said](Dialogue::said).
    pub(super) replies: Vec<usize>,
    /// For a limit, of which kind it is.
    pub limit: Option<LimitKind>,
    /// The words as they were typed; `None` once erased, taken back or withdrawn.
    pub words: Option<String>,
    /// What would lift the limit or make it work; empty where nothing was said.
    pub condition: String,
    /// Pictures and PDFs that go with it; none once it was erased, taken back or withdrawn.
    pub attachments: Vec<Attachment>,
    /// How many words that was; of the first reading, as that was one turn.
    pub length: usize,
    /// The entry in which these words are.
    pub worded: Stamp,
    /// What it said before it was mended, oldest first.
    pub earlier: Vec<Reading>,
    /// Whether the author stands by it: at once, or when the absent person confirms.
    pub confirmed: bool,
    /// Who is asked to read it.
    pub mentions: Vec<PersonId>,
    /// Who of them said that they have.
    pub noted: BTreeSet<PersonId>,
    /// Taken back by its writer, or withdrawn by whom it was said for.
    pub gone: bool,
    /// What the need would let its author do.
    pub enables: Option<Explanation>,
    /// Every telling back, in order.
    pub reflections: Vec<Reflection>,
    /// The parties that have heard it, and since when.
    pub heard: BTreeMap<PartyId, Stamp>,
    /// The parties that its author ticked in a sitting, and whether they said since that they have not heard it.
    pub ticked: BTreeMap<PartyId, Tick>,
    /// Every answer, in order; the last one holds.
    pub answers: Vec<Answered>,
}

/// What a contribution said before it was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The entry that holds it.
    pub stamp: Stamp,
    /// The words as they were typed; `None` once erased.
    pub words: Option<String>,
    /// What would have lifted the limit or made it work.
    pub condition: String,
    /// Whether the words that came after it mean something else.
    pub meant_otherwise: bool,
}

/// What a need would let its author do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// How many.
    pub length: usize,
    /// When it was said.
    pub stamp: Stamp,
}

/// A telling back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reflection {
    /// This telling.
    pub id: ReflectionId,
    /// The party that says it back.
    pub party: PartyId,
    /// When and by whom.
    pub stamp: Stamp,
    /// How it was understood; `None` once erased.
    pub words: Option<String>,
    /// In how many words.
    pub length: usize,
    /// Yes, that is it.
    pub confirmed: Option<AuthorSaid>,
    /// Not quite …
    pub corrected: Option<Correction>,
    /// When the party took the correction in.
    pub acknowledged: Option<Stamp>,
    /// Whether it tells back what the author meant before mending it: it was not said of these words.
    pub of_earlier: bool,
}

/// What the author, or a colleague in their place, said of a telling or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorSaid {
    /// When and by whom.
    pub stamp: Stamp,
    /// Whether it was a colleague.
    pub by_colleague: bool,
}

/// What was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// How many.
    pub length: usize,
    /// When and by whom.
    pub verdict: AuthorSaid,
}

/// That a party was ticked in a sitting as having heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// In which one.
    pub meeting: MeetingId,
    /// Whether the party said since that it has not.
    pub denied: bool,
}

/// What became of a need, limit or idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// This answer.
    pub id: AnswerId,
    /// The party that answers.
    pub party: PartyId,
    /// When and by whom.
    pub stamp: Stamp,
    /// Taken up, tried, or not now.
    pub kind: AnswerKind,
    /// Why, or what it became; `None` once erased.
    pub words: Option<String>,
    /// In how many words.
    pub length: usize,
    /// The outcome that it became.
    pub became_outcome: Option<OutcomeId>,
    /// The contribution that it became.
    pub became_contribution: Option<ContributionId>,
    /// The feature that it became.
    pub became_feature: Option<FeatureId>,
    /// When it comes back by itself.
    pub returns: Option<Moment>,
    /// The day that begins then.
    pub returns_on: Option<Day>,
    /// The author takes it as one that heard them.
    pub confirmed: Option<AuthorSaid>,
    /// Whether it answers what the author meant before mending it.
    pub of_earlier: bool,
}

impl Contribution {
    /// Whether it stands: its author stands by it, and it was not taken back.
    pub fn counts(&self) -> bool {
        self.confirmed && !self.gone
    }

    /// Whether another party says it back before it counts as heard. A concern about an idea helps the
    /// idea on; one that stands by itself is heard as a need is.
    pub fn is_said_back(&self) -> bool {
        match self.kind {
            ContributionKind::Need | ContributionKind::Limit => true,
            ContributionKind::Concern => !self.about_idea,
            _ => false,
        }
    }

    /// Whether it ends taken up, tried, or “not now, because …”.
    pub fn is_answered(&self) -> bool {
        self.is_said_back() || self.kind == ContributionKind::Idea
    }

    /// Whether a party said that it has not heard what it was ticked for: it is heard when it says it back.
    pub fn has_denied(&self, party: PartyId) -> bool {
        self.ticked.get(&party).is_some_and(|tick| tick.denied)
    }

    /// Whether it rests on a tick alone that a party has heard: no answer of the party that the author took as one
    /// that heard them says so, too.
    pub fn is_heard_by_tick(&self, party: PartyId) -> bool {
        let ticked = self.ticked.get(&party).is_some_and(|tick| !tick.denied);
        let mut answers = self.answers.iter().filter(|it| !it.of_earlier);
        let answered = answers.any(|it| it.party == party && it.confirmed.is_some());
        ticked && !answered && self.heard.contains_key(&party)
    }

    /// The answer that holds.
    pub fn answer(&self) -> Option<&Answered> {
        self.answers.last().filter(|answer| !answer.of_earlier)
    }

    /// Since when it says what it means now: what it waits for waits since then.
    pub fn meant_since(&self) -> Moment {
        let otherwise = self.earlier.iter().rposition(|it| it.meant_otherwise);
        let Some(last) = otherwise else {
            return self.stamp.at;
        };
        let next = self.earlier.get(last + 1).map(|it| it.stamp);
        next.unwrap_or(self.worded).at
    }

    /// The entries in which its words are and were, as far as they are still there.
    pub(crate) fn worded_in(&self) -> impl Iterator<Item = u64> + '_ {
        let now = self.words.as_ref().map(|_| self.worded.sequence);
        let earlier = self.earlier.iter().filter(|it| it.words.is_some());
        earlier.map(|it| it.stamp.sequence).chain(now)
    }

    /// The words that stood when this entry was made, where they are others now.
    pub(crate) fn other_words_at(&self, sequence: u64) -> Option<&Reading> {
        // The words that came after a reading are in the entry of the next one, or in the last.
        let later = self.earlier.iter().skip(1).map(|it| it.stamp.sequence);
        let mut earlier = self.earlier.iter().zip(later.chain([self.worded.sequence]));
        let (found, _) = earlier.find(|(_, until)| sequence < *until)?;
        // Where they come back to what they were, what was said of them is of the words of now.
        let is_same =
            found.words.is_some() && found.words == self.words && found.condition == self.condition;
        (!is_same).then_some(found)
    }

    /// Whether a party has heard it in the words of now: what it said back, answered or built, or its tick, was of
    /// these.
    pub(crate) fn is_heard_as_it_is(&self, party: PartyId) -> bool {
        let Some(heard) = self.heard.get(&party) else {
            return false;
        };
        let told = self.reflections.iter();
        let told = told.filter(|it| it.party == party && !it.of_earlier);
        let told = told.filter_map(|it| match it.confirmed {
            Some(_) => Some(it.stamp),
            None => it.acknowledged,
        });
        let answered = self.answers.iter();
        let answered = answered.filter(|it| it.party == party && !it.of_earlier);
        let answered = answered.filter(|it| it.confirmed.is_some());
        let ticked = Some(*heard).filter(|_| self.is_heard_by_tick(party));
        let by: Vec<Stamp> = told
            .chain(answered.map(|it| it.stamp))
            .chain(ticked)
            .collect();
        let is_of_now = |stamp: &Stamp| self.other_words_at(stamp.sequence).is_none();
        match by.is_empty() {
            true => is_of_now(heard),
            false => by.iter().any(is_of_now),
        }
    }

    /// The parties that heard it in other words and said it back in those of now: its author has not said yet whether
    /// they understood it.
    pub(super) fn told_once_more(&self) -> Vec<PartyId> {
        if self.earlier.is_empty() {
            return Vec::new();
        }
        let heard = self.heard.keys().copied();
        let told = heard.filter(|party| {
            let told = self.reflection_by(*party);
            let told = told.filter(|it| it.corrected.is_none());
            told.is_some_and(|it| self.other_words_at(it.stamp.sequence).is_none())
        });
        told.filter(|party| !self.is_heard_as_it_is(*party))
            .collect()
    }

    /// A party's latest telling.
    pub fn reflection_by(&self, party: PartyId) -> Option<&Reflection> {
        let told = self.reflections.iter().rev();
        told.filter(|told| !told.of_earlier)
            .find(|told| told.party == party)
    }
}

/// Everything said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialogue {
    /// Every contribution, in the order said.
    pub said: Vector<Arc<Contribution>>,
    /// Where each is among them.
    pub places: OrdMap<ContributionId, usize>,
    /// What was said about each proposal, in order.
    pub about: OrdMap<ProposalId, Vector<ContributionId>>,
    /// Advice that a person has put away.
    pub dismissed: OrdMap<PersonId, Vec<String>>,
}

impl Dialogue {
    pub(crate) fn get(&self, id: ContributionId) -> Option<&Contribution> {
        self.said.get(*self.places.get(&id)?).map(|said| &**said)
    }

    /// The entries of every reading of the contribution that has one in this entry, as far as they have text; none
    /// where it is no reading of any.
    pub(crate) fn readings_with(&self, sequence: u64) -> Vec<u64> {
        let mut said = self.said.iter().filter(|said| !said.earlier.is_empty());
        let found = said.find(|said| said.worded_in().any(|place| place == sequence));
        found.map_or_else(Vec::new, |said| said.worded_in().collect())
    }

    /// What was said about a proposal, in order.
    pub(crate) fn about(&self, proposal: ProposalId) -> impl Iterator<Item = &Contribution> {
        let said = self.about.get(&proposal).into_iter().flatten();
        said.filter_map(|id| self.get(*id))
    }

    pub(super) fn change(&mut self, id: ContributionId, change: impl FnOnce(&mut Contribution)) {
        let place = self.places.get(&id);
        if let Some(said) = place.and_then(|place| self.said.get_mut(*place)) {
            change(Arc::make_mut(said));
        }
    }

    pub(super) fn change_reflection(
        &mut self,
        contribution: ContributionId,
        reflection: ReflectionId,
        change: impl FnOnce(&mut Reflection),
    ) {
        self.change(contribution, |said| {
            if let Some(telling) = said.reflections.iter_mut().find(|r| r.id == reflection) {
                change(telling);
            }
        });
    }

    /// Taken back or withdrawn: the text goes, the place stays.
    pub(super) fn remove(&mut self, contribution: ContributionId) {
        self.change(contribution, |said| {
            said.words = None;
            said.condition = String::new();
            said.attachments = Vec::new();
            said.gone = true;
        });
    }
}

impl Relationship {
    /// A contribution that the actor may see; what they may not see and what does not exist are
    /// refused the same way.
    pub(crate) fn contribution(
        &self,
        actor: PersonId,
        id: ContributionId,
    ) -> Result<&Contribution, Refusal> {
        let unknown = Refusal::Unknown {
            what: "contribution",
        };
        let seat = self.table.seat(actor).ok_or(Refusal::NotSeated)?;
        self.dialogue
            .get(id)
            .filter(|said| seat.hears_contribution(said))
            .ok_or(unknown)
    }

    /// As [`Self::contribution`], one that stands: neither taken back nor waiting for the absent
    /// person for whom it was said.
    pub(crate) fn standing_contribution(
        &self,
        actor: PersonId,
        id: ContributionId,
    ) -> Result<&Contribution, Refusal> {
        let said = self.contribution(actor, id)?;
        if said.gone {
            return Err(Refusal::Unknown {
                what: "contribution",
            });
        }
        if !said.confirmed {
            return Err(Refusal::NotYetConfirmed);
        }
        Ok(said)
    }

    /// The other parties at the table that are in the audience of a contribution.
    pub(crate) fn other_parties_in<'a>(
        &'a self,
        said: &'a Contribution,
    ) -> impl Iterator<Item = PartyId> + 'a {
        self.table
            .seated_parties()
            .map(|party| party.id)
            .filter(|party| *party != said.party && said.audience.reaches(said.party, *party))
    }

    /// Whether the actor may speak for the author of a contribution: as the author, or as a colleague
    /// once the author has left or given no sign for [`AUTHOR_GONE_DAYS`] since `waiting_since`.
    /// Answers whether it is a colleague.
    pub(super) fn as_author(
        &self,
        seat: &Seat,
        at: Moment,
        said: &Contribution,
        waiting_since: Moment,
    ) -> Result<bool, Refusal> {
        if said.author == seat.person {
            return Ok(false);
        }
        if seat.party != said.party {
            return Err(Refusal::NotAuthor);
        }
        let gone = self.table.seat(said.author).is_none_or(|author| {
            // A sign that colleagues could see: when somebody rated under their role is nobody's to know.
            let sign = author.last_sign().unwrap_or(author.given.at);
            at.days_since(sign.max(waiting_since)) >= AUTHOR_GONE_DAYS
        });
        if gone {
            Ok(true)
        } else {
            Err(Refusal::AuthorFirst)
        }
    }
}
