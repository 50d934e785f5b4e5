//! Whose turn it is: what in the dialogue waits for the viewer themselves.

use std::collections::BTreeSet;

use super::Contribution;
use super::thread::WaitsFor;
use crate::audience::Seen;
use crate::ids::*;
use crate::stamp::Moment;
use crate::words::*;

/// So long the author of what was heard before is told that it was answered: days.
const TOLD_DAYS: i64 = 30;

/// Until when the author is told of an answer by a party that had heard them before.
pub fn told_until(answered: Moment) -> Moment {
    Moment(answered.0.saturating_add(TOLD_DAYS * Moment::DAY))
}

/// What in the dialogue waits for the viewer, each list with what has waited longest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// Said in the viewer's absence: do they stand by it?
    pub spoken_for: Vec<ContributionId>,
    /// The viewer's own words, said back: is that what they meant?
    pub said_back: Vec<ContributionId>,
    /// Corrections of what the viewer's party said back.
    pub corrected: Vec<ContributionId>,
    /// Answers to the viewer's own words, by parties that have not heard them yet or of late: until the viewer says
    /// that they feel heard.
    pub answered: Vec<ContributionId>,
    /// Builds on the viewer's ideas by parties that have not heard them yet.
    pub built_on: Vec<ContributionId>,
    /// Needs and limits that the viewer's party has not said back.
    pub to_say_back: Vec<ContributionId>,
    /// Needs, limits and ideas that wait for an answer that the viewer may give.
    pub to_answer: Vec<ContributionId>,
    /// Questions of other parties without a reply.
    pub to_reply: Vec<ContributionId>,
    /// Words in which the viewer is mentioned, and to which they have not said anything. They may wait for the viewer's
    /// party besides: who is called by name is told so all the same.
    pub mentioned: Vec<ContributionId>,
    /// The longest wait of anything in these lists.
    pub since: Option<Moment>,
}

impl Turns {
    /// How many words wait, each once.
    pub fn count(&self) -> usize {
        let words: BTreeSet<ContributionId> = self.lists().into_iter().flatten().copied().collect();
        words.len()
    }

    fn lists(&self) -> [&Vec<ContributionId>; 9] {
        [
            &self.spoken_for,
            &self.said_back,
            &self.corrected,
            &self.answered,
            &self.built_on,
            &self.to_say_back,
            &self.to_answer,
            &self.to_reply,
            &self.mentioned,
        ]
    }
}

impl Seen<'_> {
    /// What in the dialogue waits for the viewer at `now`; nothing in a view of the past.
    pub fn turns(&self, now: Moment) -> Turns {
        let mut turns = Turns::default();
        if !self.may_act() {
            return turns;
        }
        for said in self.contributions() {
            let asked = self.is_asked_to_read(said);
            if asked {
                turns.mentioned.push(said.id);
            }
            if self.turn(said, now, &mut turns) || asked {
                let since = turns.since.get_or_insert(said.stamp.at);
                *since = said.stamp.at.min(*since);
            }
        }
        turns
    }

    /// Whether something about `said` waits for the viewer; notes it.
    fn turn(&self, said: &Contribution, now: Moment, turns: &mut Turns) -> bool {
        let own = said.author == self.seat.person;
        let other = said.party != self.seat.party;
        if own
            && said.counts()
            && let Some(answer) = said.answer()
            && answer.confirmed.is_none()
            && answer.party != said.party
            && (!said.heard.contains_key(&answer.party) || now < told_until(answer.stamp.at))
        {
            turns.answered.push(said.id);
            return true;
        }
        let list = match self.waits(said, now) {
            None => return false,
            Some((WaitsFor::AbsentPerson, _)) if own => &mut turns.spoken_for,
            Some((WaitsFor::Author { .. }, _)) if own => {
                if said.is_said_back() {
                    &mut turns.said_back
                } else {
                    &mut turns.built_on
                }
            }
            Some((WaitsFor::Acknowledgement { party }, _)) if party == self.seat.party => {
                &mut turns.corrected
            }
            Some((WaitsFor::Hearing, _))
                if other
                    && said.is_said_back()
                    && said.reflection_by(self.seat.party).is_none() =>
            {
                &mut turns.to_say_back
            }
            Some((WaitsFor::Answer | WaitsFor::Return, _)) if self.may_answer(said) => {
                &mut turns.to_answer
            }
            Some((WaitsFor::Hearing, _))
                if said.kind == ContributionKind::Idea && self.may_answer(said) =>
            {
                &mut turns.to_answer
            }
            Some((WaitsFor::Reply, _)) if other => &mut turns.to_reply,
            Some(_) => return false,
        };
        list.push(said.id);
        true
    }

    /// Whether the viewer is mentioned in what they may read, and has neither said so nor said anything to it.
    fn is_asked_to_read(&self, said: &Contribution) -> bool {
        let you = self.seat.person;
        let answered = |place: &usize| {
            let reply = self.then.dialogue.said.get(*place);
            reply.is_some_and(|reply| reply.stamp.actor == you)
        };
        said.mentions.contains(&you)
            && said.words.is_some()
            && !said.gone
            && !said.noted.contains(&you)
            && !said.replies.iter().any(answered)
            && !said.reflections.iter().any(|told| told.stamp.actor == you)
            && !said.answers.iter().any(|answer| answer.stamp.actor == you)
    }
}
