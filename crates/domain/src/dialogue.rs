//! What is said at the table: needs, limits, ideas, questions and concerns, each to its audience; who
//! has heard them; what became of them.
//!
//! [`saying`] is what people say, [`hearing`] how another party shows that it understood, [`answering`]
//! what becomes of it, [`thread`] what a viewer sees of it all,
//! [`turns`] what of it waits for them, [`voices`] the mirror of who speaks.

mod answering;
mod hearing;
mod saying;
pub mod thread;
pub mod turns;
pub mod voices;

pub(crate) use answering::Answering;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

/// Contributions of one relationship.
pub const CONTRIBUTIONS: usize = 100_000;
/// Outcomes that one contribution can be about.
pub const LINKS: usize = 20;
/// Replies upon replies: deeper, nobody finds the way back.
pub const DEPTH: usize = 24;
/// Reflections of one contribution, and answers to it: more is no dialogue any more.
pub const TELLINGS: usize = 100;
/// Within this time an author may take a word back, in milliseconds.
pub const TAKE_BACK: i64 = 5 * 60 * 1_000;
/// After this time without a sign of the author, a colleague may speak in their place: days.
pub const AUTHOR_GONE_DAYS: i64 = 14;

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
    /// How many it stands below the beginning of its thread.
    pub depth: usize,
    /// What was said to it, in order.
    pub replies: Vec<ContributionId>,
    /// For a limit, of which kind it is.
    pub limit: Option<LimitKind>,
    /// The words, in Markdown; `None` once erased, taken back or withdrawn.
    pub words: Option<String>,
    /// What would lift the limit or make it work; empty where nothing was said.
    pub condition: String,
    /// How many words that was.
    pub length: usize,
    /// Whether the author stands by it: at once, or when the absent person confirms.
    pub confirmed: bool,
    /// Taken back by its writer, or withdrawn by whom it was said for.
    pub gone: bool,
    /// What the need would let its author do.
    pub enables: Option<Explanation>,
    /// Every telling back, in order.
    pub reflections: Vec<Reflection>,
    /// The parties that have heard it, and since when.
    pub heard: BTreeMap<PartyId, Stamp>,
    /// Every answer, in order; the last one holds.
    pub answers: Vec<Answered>,
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
    pub confirmed: Option<Verdict>,
    /// Not quite …
    pub corrected: Option<Correction>,
    /// When the party took the correction in.
    pub acknowledged: Option<Stamp>,
}

/// What the author, or a colleague in their place, said of a telling or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
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
    pub verdict: Verdict,
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
    /// The author takes it as one that heard them.
    pub confirmed: Option<Verdict>,
}

impl Contribution {
    /// Whether it stands: its author stands by it, and it was not taken back.
    pub fn counts(&self) -> bool {
        self.confirmed && !self.gone
    }

    /// The answer that holds.
    pub fn answer(&self) -> Option<&Answered> {
        self.answers.last()
    }

    /// A party's latest telling.
    pub fn reflection_by(&self, party: PartyId) -> Option<&Reflection> {
        self.reflections.iter().rev().find(|r| r.party == party)
    }
}

/// Everything said. Contributions are shared between the folds of one moment and the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialogue {
    /// Every contribution, in the order said.
    pub said: Vec<Arc<Contribution>>,
    /// Where each stands among them.
    pub places: BTreeMap<ContributionId, usize>,
    /// Advice that a person has put away.
    pub dismissed: BTreeMap<PersonId, Vec<String>>,
}

/// How many words a text has: counted once, not whenever somebody looks into the mirror.
fn count(text: Option<&String>) -> usize {
    text.map_or(0, |text| text.split_whitespace().count())
}

impl Dialogue {
    pub(crate) fn get(&self, id: ContributionId) -> Option<&Contribution> {
        self.said.get(*self.places.get(&id)?).map(|said| &**said)
    }

    fn change(&mut self, id: ContributionId, change: impl FnOnce(&mut Contribution)) {
        let place = self.places.get(&id);
        if let Some(said) = place.and_then(|place| self.said.get_mut(*place)) {
            change(Arc::make_mut(said));
        }
    }

    pub(crate) fn say(&mut self, stamp: Stamp, party: PartyId, fact: ContributionSaid) {
        let depth = fact
            .under
            .and_then(|under| self.get(under))
            .map_or(0, |under| under.depth + 1);
        let (words, condition) = fact
            .text
            .map(|text| (Some(text.words), text.condition))
            .unwrap_or_default();
        let length = count(words.as_ref()) + count(Some(&condition));
        let contribution = Contribution {
            id: fact.contribution,
            stamp,
            author: fact.spoken_for.unwrap_or(stamp.actor),
            party,
            kind: fact.kind,
            audience: fact.audience,
            outcomes: fact.outcomes,
            under: fact.under,
            depth,
            replies: Vec::new(),
            limit: fact.limit,
            words,
            condition,
            length,
            confirmed: fact.spoken_for.is_none(),
            gone: false,
            enables: None,
            reflections: Vec::new(),
            heard: BTreeMap::new(),
            answers: Vec::new(),
        };
        if let Some(under) = fact.under {
            self.change(under, |under| under.replies.push(fact.contribution));
        }
        self.places.insert(fact.contribution, self.said.len());
        self.said.push(Arc::new(contribution));
    }

    /// Taken back or withdrawn: the text goes, the place stays.
    pub(crate) fn remove(&mut self, contribution: ContributionId) {
        self.change(contribution, |said| {
            said.words = None;
            said.condition = String::new();
            said.gone = true;
        });
    }

    pub(crate) fn confirm_spoken(&mut self, fact: &SpokenWordConfirmed) {
        self.change(fact.contribution, |said| said.confirmed = true);
    }

    pub(crate) fn explain(&mut self, stamp: Stamp, fact: NeedExplained) {
        self.change(fact.contribution, |said| {
            let words = fact.text.map(|text| text.enables);
            said.enables = Some(Explanation {
                length: count(words.as_ref()),
                words,
                stamp,
            });
        });
    }

    pub(crate) fn say_back(&mut self, stamp: Stamp, fact: SaidBack) {
        self.change(fact.contribution, |said| {
            let words = fact.text.map(|text| text.words);
            said.reflections.push(Reflection {
                id: fact.reflection,
                party: fact.party,
                stamp,
                length: count(words.as_ref()),
                words,
                confirmed: None,
                corrected: None,
                acknowledged: None,
            });
        });
    }

    fn change_reflection(
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

    pub(crate) fn confirm_reflection(&mut self, stamp: Stamp, fact: &ReflectionConfirmed) {
        let by_colleague = fact.by_colleague;
        self.change_reflection(fact.contribution, fact.reflection, |telling| {
            telling.confirmed = Some(Verdict {
                stamp,
                by_colleague,
            });
        });
    }

    pub(crate) fn correct_reflection(&mut self, stamp: Stamp, fact: ReflectionCorrected) {
        let by_colleague = fact.by_colleague;
        self.change_reflection(fact.contribution, fact.reflection, |telling| {
            let words = fact.text.map(|text| text.words);
            telling.corrected = Some(Correction {
                length: count(words.as_ref()),
                words,
                verdict: Verdict {
                    stamp,
                    by_colleague,
                },
            });
        });
    }

    pub(crate) fn acknowledge_correction(&mut self, stamp: Stamp, fact: &CorrectionAcknowledged) {
        self.change_reflection(fact.contribution, fact.reflection, |telling| {
            telling.acknowledged = Some(stamp);
        });
    }

    pub(crate) fn hear(&mut self, stamp: Stamp, fact: &ContributionHeard) {
        self.change(fact.contribution, |said| {
            said.heard.entry(fact.party).or_insert(stamp);
        });
    }

    pub(crate) fn answer(&mut self, stamp: Stamp, fact: ContributionAnswered) {
        self.change(fact.contribution, |said| {
            let words = fact.text.map(|text| text.words);
            said.answers.push(Answered {
                id: fact.answer,
                party: fact.party,
                stamp,
                kind: fact.kind,
                length: count(words.as_ref()),
                words,
                became_outcome: fact.became_outcome,
                became_contribution: fact.became_contribution,
                became_feature: fact.became_feature,
                returns: fact.returns,
                confirmed: None,
            });
        });
    }

    pub(crate) fn confirm_answer(&mut self, stamp: Stamp, fact: &AnswerConfirmed) {
        let by_colleague = fact.by_colleague;
        self.change(fact.contribution, |said| {
            if let Some(answer) = said.answers.iter_mut().find(|a| a.id == fact.answer) {
                answer.confirmed = Some(Verdict {
                    stamp,
                    by_colleague,
                });
            }
        });
    }

    pub(crate) fn dismiss(&mut self, person: PersonId, advice: String) {
        self.dismissed.entry(person).or_default().push(advice);
    }
}

impl Relationship {
    /// A contribution that the actor may see; what they may not see and what does not exist are
    /// refused alike.
    pub(crate) fn contribution(
        &self,
        actor: PersonId,
        id: ContributionId,
    ) -> Result<&Contribution, Refusal> {
        let unknown = Refusal::Unknown {
            what: "contribution",
        };
        let seen = self.seen_by(actor, self).ok_or(Refusal::NotSeated)?;
        self.dialogue
            .get(id)
            .filter(|said| seen.hears_contribution(said))
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
        actor: PersonId,
        at: Moment,
        said: &Contribution,
        waiting_since: Moment,
    ) -> Result<bool, Refusal> {
        let seat = self.speaker(actor)?;
        if said.author == actor {
            return Ok(false);
        }
        if seat.party != said.party {
            return Err(Refusal::NotAuthor);
        }
        let gone = self.table.seat(said.author).is_none_or(|author| {
            // A sign that others could see: when somebody rated under their role is nobody's to know.
            let sign = author.seen_acting.unwrap_or(author.given.at);
            at.days_since(sign.max(waiting_since)) >= AUTHOR_GONE_DAYS
        });
        if gone {
            Ok(true)
        } else {
            Err(Refusal::AuthorFirst)
        }
    }
}
