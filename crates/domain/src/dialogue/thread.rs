//! What a viewer sees of the dialogue: threads, what each waits for, and what the viewer may do there.

use std::ops::Range;

use serde::Serialize;
use utoipa::ToSchema;

use super::attached::views;
use super::{Answered, Contribution, Reflection, TAKE_BACK};
use crate::act::{
    AcknowledgeCorrection, Answer, ConfirmAnswer, ConfirmReflection, ConfirmSpokenWord,
    DenyHearing, ExplainNeed, MendWord, NodToBuild, NoteMention, Say, SayBack,
};
use crate::audience::Seen;
use crate::day::Day;
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::view::{ContributionView, ReadingView};
use crate::words::*;

/// Threads on one page.
pub const THREADS: usize = 20;
/// Contributions of a thread that are shown where many threads stand below each other.
pub const SHOWN: usize = 12;

/// What a contribution waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum WaitsFor {
    /// The absent person says whether they stand by it.
    AbsentPerson,
    /// Its author says whether these parties understood it.
    Author {
        /// The parties that said it back or built on it.
        parties: Vec<PartyId>,
    },
    /// A party takes a correction in.
    Acknowledgement {
        /// Which.
        party: PartyId,
    },
    /// Another party says it back, or builds on it.
    Hearing,
    /// Somebody answers it.
    Answer,
    /// Its day has come: it was “not now”.
    Return,
    /// Somebody replies.
    Reply,
}

/// What a contribution waits for, and how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Waiting {
    /// For what.
    #[serde(flatten)]
    pub what: WaitsFor,
    /// Since when.
    pub since: Moment,
    /// Whole days since then.
    pub days: i64,
}

/// A telling back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReflectionView {
    /// This telling.
    pub id: ReflectionId,
    /// The party that says it back.
    pub party: PartyId,
    /// Who wrote it.
    pub person: PersonId,
    /// How it was understood; `None` once erased.
    pub words: Option<String>,
    /// When.
    pub at: Moment,
    /// When the author said “yes, that is it”, and whether a colleague did in their place.
    pub confirmed: Option<VerdictView>,
    /// What was not understood.
    pub correction: Option<CorrectionView>,
    /// When the party took the correction in.
    pub acknowledged: Option<Moment>,
    /// Whether a later telling of the same party stands in its place.
    pub superseded: bool,
    /// The words of which it was said, where they are others now.
    pub to_earlier: Option<ReadingView>,
    /// Whether the viewer may confirm or correct it.
    pub may_confirm: bool,
    /// Whether the viewer may take the correction in.
    pub may_acknowledge: bool,
}

/// What the author, or a colleague in their place, said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerdictView {
    /// Who said so.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// Whether it was a colleague.
    pub by_colleague: bool,
}

/// What was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CorrectionView {
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// Who said so.
    #[serde(flatten)]
    pub verdict: VerdictView,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnswerView {
    /// This answer.
    pub id: AnswerId,
    /// The party that answers.
    pub party: PartyId,
    /// Who wrote it.
    pub person: PersonId,
    /// Taken up, tried, or not now.
    pub kind: AnswerKind,
    /// Why, or what it became; `None` once erased.
    pub words: Option<String>,
    /// The outcome that it became.
    pub became_outcome: Option<OutcomeId>,
    /// The contribution that it became, if the viewer may see it.
    pub became_contribution: Option<ContributionId>,
    /// The feature that it became.
    pub became_feature: Option<FeatureId>,
    /// The day on which it comes back.
    pub returns: Option<Day>,
    /// When.
    pub at: Moment,
    /// The author takes it as one that heard them.
    pub confirmed: Option<VerdictView>,
    /// Whether the viewer may say so.
    pub may_confirm: bool,
    /// Whether it answers what the author meant before mending it.
    pub of_earlier: bool,
    /// The words of which it was said, where they are others now.
    pub to_earlier: Option<ReadingView>,
}

/// A party that has heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeardView {
    /// Which party.
    pub party: PartyId,
    /// Since when.
    pub at: Moment,
    /// Where its author ticked that while people sat together: in which meeting.
    pub ticked_in: Option<MeetingId>,
    /// Whether it has heard it in other words than those of now, and has not said since that these are so, too.
    pub in_other_words: bool,
}

/// What the viewer may do with a contribution, so that pages offer what works and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct May {
    /// Say it back.
    pub say_back: bool,
    /// Say what becomes of it.
    pub answer: bool,
    /// Say what it would let them do.
    pub explain: bool,
    /// Put it right, once it cannot be taken back any more.
    pub mend: bool,
    /// Nod to it as a build on one's idea.
    pub nod: bool,
    /// Say that one's party has not heard it, which its author ticked while people sat together.
    pub deny_hearing: bool,
    /// Stand by it, or not, as the one for whom it was said.
    pub confirm_spoken: bool,
    /// Say that one has read it, as one who is mentioned.
    pub note: bool,
    /// What can be said to it.
    pub reply: Vec<ContributionKind>,
}

/// A contribution with everything that followed from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SaidView {
    /// The contribution.
    #[serde(flatten)]
    pub contribution: ContributionView,
    /// How many levels it is below the beginning of what is shown.
    pub depth: usize,
    /// What the need would let its author do.
    pub enables: Option<String>,
    /// Every telling back, in order.
    pub reflections: Vec<ReflectionView>,
    /// The other parties in its audience.
    pub others: Vec<PartyId>,
    /// Of these, the ones that have heard it.
    pub heard: Vec<HeardView>,
    /// Every answer, in order; the last one holds.
    pub answers: Vec<AnswerView>,
    /// What it waits for.
    pub waiting: Option<Waiting>,
    /// What the viewer may do.
    pub may: May,
}

/// A contribution and what was said to it, each below what it answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ThreadView {
    /// In reading order; the first is the one with which it begins.
    pub said: Vec<SaidView>,
    /// How many are left out after the first.
    pub before: usize,
    /// How many more there are after those shown.
    pub more: usize,
    /// What of it has waited longest.
    pub waiting: Option<Waiting>,
}

/// Which threads to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Only threads that begin with this.
    pub kind: Option<ContributionKind>,
    /// Only threads begun by this party.
    pub party: Option<PartyId>,
    /// Only threads about this outcome.
    pub outcome: Option<OutcomeId>,
    /// Only threads in which something waits, or in which nothing does.
    pub waiting: Option<bool>,
    /// Which page, from 1; the first, too, when it is 0.
    pub page: usize,
}

/// The dialogue: what waits longest first, then what is settled, latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DialoguePage {
    /// The page's threads.
    pub threads: Vec<ThreadView>,
    /// Threads in which something waits, of those chosen.
    pub waiting: usize,
    /// Threads chosen, on all pages.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many there are, at least one.
    pub pages: usize,
}

/// How much of what a party said to the whole table was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeardFigure {
    /// The party.
    pub party: PartyId,
    /// Its needs, limits and ideas to the whole table.
    pub said: usize,
    /// Of these, how many at least one other party has heard.
    pub heard: usize,
}

impl Seen<'_> {
    /// Everything said that the viewer may see, oldest first.
    pub(crate) fn contributions(&self) -> impl DoubleEndedIterator<Item = &Contribution> {
        let said = self.then.dialogue.said.iter().map(|said| &**said);
        said.filter(|said| self.hears_contribution(said))
    }

    /// As [`Self::contributions`], each with where it is among all that was said.
    fn contributions_in_place(&self) -> impl Iterator<Item = (usize, &Contribution)> {
        let said = self.then.dialogue.said.iter().enumerate();
        said.map(|(place, said)| (place, &**said))
            .filter(|(_, said)| self.hears_contribution(said))
    }

    /// What was said to it, as far as the viewer may see it, in order.
    pub(super) fn replies_to<'a>(
        &'a self,
        said: &'a Contribution,
    ) -> impl DoubleEndedIterator<Item = &'a Contribution> {
        let all = &self.then.dialogue.said;
        let replies = said.replies.iter().filter_map(|place| all.get(*place));
        replies
            .map(|reply| &**reply)
            .filter(|reply| self.hears_contribution(reply))
    }

    pub(crate) fn visible(&self, id: ContributionId) -> Option<&Contribution> {
        self.then
            .dialogue
            .get(id)
            .filter(|said| self.hears_contribution(said))
    }

    pub(crate) fn contribution_view(&self, said: &Contribution) -> ContributionView {
        let own = said.stamp.actor == self.seat.person && said.words.is_some();
        let until = Moment(said.stamp.at.0.saturating_add(TAKE_BACK));
        ContributionView {
            id: said.id,
            person: said.author,
            spoken_by: (said.stamp.actor != said.author).then_some(said.stamp.actor),
            confirmed: said.confirmed,
            party: said.party,
            kind: said.kind,
            limit: said.limit,
            audience: said.audience.clone(),
            outcomes: said.outcomes.clone(),
            under: said.under.filter(|under| self.visible(*under).is_some()),
            words: said.words.clone(),
            gone: said.gone,
            condition: said.condition.clone(),
            attachments: views(&said.attachments),
            mentions: said.mentions.clone(),
            at: said.stamp.at,
            sequence: said.stamp.sequence,
            about: said.about,
            take_back_until: own.then_some(until),
            mended: (!said.earlier.is_empty()).then_some(said.worded.at),
            earlier: said.earlier.iter().map(ReadingView::of).collect(),
        }
    }

    /// The dialogue as chosen.
    pub fn dialogue(&self, now: Moment, choice: &Choice) -> DialoguePage {
        let mut threads: Vec<(Option<Moment>, u64, &Contribution)> = Vec::new();
        let mut begun: Vec<Option<usize>> = vec![None; self.then.dialogue.said.len()];
        for (place, said) in self.contributions_in_place() {
            // A reply to what lies before the viewer's seat begins a thread for them.
            let thread = match said.above.and_then(|above| begun[above]) {
                Some(thread) => thread,
                None => {
                    threads.push((None, 0, said));
                    threads.len() - 1
                }
            };
            begun[place] = Some(thread);
            let (since, latest, _) = &mut threads[thread];
            if let Some((_, waits)) = self.waits(said, now) {
                *since = Some(since.map_or(waits, |since: Moment| since.min(waits)));
            }
            *latest = said.stamp.sequence;
        }
        threads.retain(|(since, _, first)| {
            choice.kind.is_none_or(|kind| kind == first.kind)
                && choice.party.is_none_or(|party| party == first.party)
                && choice
                    .outcome
                    .is_none_or(|outcome| first.outcomes.contains(&outcome))
                && choice
                    .waiting
                    .is_none_or(|waiting| waiting == since.is_some())
                && (!first.gone || !first.replies.is_empty())
        });
        threads.sort_by_key(|(since, latest, _)| {
            (since.is_none(), *since, std::cmp::Reverse(*latest))
        });
        let pages = threads.len().div_ceil(THREADS).max(1);
        let page = choice.page.clamp(1, pages);
        DialoguePage {
            waiting: threads.iter().filter(|thread| thread.0.is_some()).count(),
            total: threads.len(),
            page,
            pages,
            threads: threads
                .iter()
                .skip((page - 1) * THREADS)
                .take(THREADS)
                .map(|(_, _, first)| self.thread_of(first, now, 0..SHOWN))
                .collect(),
        }
    }

    /// One contribution and everything said to it.
    pub fn thread(&self, id: ContributionId, now: Moment) -> Option<ThreadView> {
        Some(self.thread_of(self.visible(id)?, now, 0..usize::MAX))
    }

    /// A part of it: the contribution itself, and of everything in reading order, itself counted,
    /// what lies in the range.
    pub fn thread_part(
        &self,
        id: ContributionId,
        now: Moment,
        part: Range<usize>,
    ) -> Option<ThreadView> {
        Some(self.thread_of(self.visible(id)?, now, part))
    }

    /// How many come before a contribution in the thread that begins with `first`.
    pub fn place_in_thread(&self, first: ContributionId, id: ContributionId) -> Option<usize> {
        let walk = self.walk(self.visible(first)?);
        walk.into_iter().position(|(said, _)| said.id == id)
    }

    /// Each thread by the contribution with which it begins, oldest first, and how many there are in
    /// it, as far as the viewer sees.
    pub fn threads(&self) -> Vec<(ContributionId, usize)> {
        let mut begun: Vec<Option<usize>> = vec![None; self.then.dialogue.said.len()];
        let mut threads: Vec<(&Contribution, usize)> = Vec::new();
        for (place, said) in self.contributions_in_place() {
            let thread = said
                .above
                .and_then(|above| begun[above])
                .unwrap_or_else(|| {
                    threads.push((said, 0));
                    threads.len() - 1
                });
            threads[thread].1 += 1;
            begun[place] = Some(thread);
        }
        threads.retain(|(first, _)| !first.gone || !first.replies.is_empty());
        threads
            .into_iter()
            .map(|(first, said)| (first.id, said))
            .collect()
    }

    /// The words of a contribution, if the viewer may see them.
    pub fn words_of(&self, id: ContributionId) -> Option<&str> {
        self.words_at(id, u64::MAX)
    }

    /// The words of a contribution when that entry was made, if the viewer may see them.
    pub fn words_at(&self, id: ContributionId, sequence: u64) -> Option<&str> {
        let said = self.visible(id).filter(|said| !said.gone)?;
        let found = said.other_words_at(sequence);
        found.map_or(&said.words, |it| &it.words).as_deref()
    }

    /// What a contribution is, if the viewer may see it.
    pub fn kind_of_word(&self, id: ContributionId) -> Option<ContributionKind> {
        Some(self.visible(id)?.kind)
    }

    /// The contribution at which the thread of `id` begins, as far as the viewer sees it.
    pub fn beginning_of(&self, id: ContributionId) -> Option<ContributionId> {
        let mut said = self.visible(id)?;
        while let Some(above) = said.under.and_then(|under| self.visible(under)) {
            said = above;
        }
        Some(said.id)
    }

    /// A thread in reading order: each contribution, and how many levels it is below the first.
    fn walk<'a>(&'a self, first: &'a Contribution) -> Vec<(&'a Contribution, usize)> {
        let mut walk = Vec::new();
        let mut path = vec![(first, 0)];
        while let Some((next, depth)) = path.pop() {
            let replies = self.replies_to(next).rev();
            path.extend(replies.map(|reply| (reply, depth + 1)));
            walk.push((next, depth));
        }
        walk
    }

    fn thread_of(&self, first: &Contribution, now: Moment, part: Range<usize>) -> ThreadView {
        let mut said = Vec::new();
        let (mut before, mut more) = (0, 0);
        let mut waiting: Option<Waiting> = None;
        for (place, (next, depth)) in self.walk(first).into_iter().enumerate() {
            let waits = self.waiting(next, now);
            if let Some(waits) = &waits
                && waiting
                    .as_ref()
                    .is_none_or(|longest| waits.since < longest.since)
            {
                waiting = Some(waits.clone());
            }
            if place == 0 || part.contains(&place) {
                said.push(self.said_view(next, depth, waits, now));
            } else if place < part.start {
                before += 1;
            } else {
                more += 1;
            }
        }
        ThreadView {
            said,
            before,
            more,
            waiting,
        }
    }

    fn said_view(
        &self,
        said: &Contribution,
        depth: usize,
        waiting: Option<Waiting>,
        now: Moment,
    ) -> SaidView {
        let verdict = |verdict: super::AuthorSaid| VerdictView {
            person: verdict.stamp.actor,
            at: verdict.stamp.at,
            by_colleague: verdict.by_colleague,
        };
        let to_earlier = |stamp: Stamp| {
            let other = said.other_words_at(stamp.sequence);
            other.map(ReadingView::of)
        };
        let reflection = |telling: &Reflection| {
            let latest = said.reflection_by(telling.party).map(|r| r.id) == Some(telling.id);
            let on = (said.id, telling.id);
            ReflectionView {
                id: telling.id,
                party: telling.party,
                person: telling.stamp.actor,
                words: telling.words.clone(),
                at: telling.stamp.at,
                confirmed: telling.confirmed.map(verdict),
                correction: telling.corrected.as_ref().map(|correction| CorrectionView {
                    words: correction.words.clone(),
                    verdict: verdict(correction.verdict),
                }),
                acknowledged: telling.acknowledged.map(|stamp| stamp.at),
                superseded: !latest,
                to_earlier: to_earlier(telling.stamp),
                may_confirm: self.may::<ConfirmReflection>(on)
                    && telling.corrected.is_none()
                    && self.may_as_author(said, telling.stamp.at, now),
                may_acknowledge: self.may::<AcknowledgeCorrection>(on),
            }
        };
        let answer = |answered: &Answered| AnswerView {
            id: answered.id,
            party: answered.party,
            person: answered.stamp.actor,
            kind: answered.kind,
            words: answered.words.clone(),
            became_outcome: answered.became_outcome,
            became_contribution: answered
                .became_contribution
                .filter(|became| self.visible(*became).is_some()),
            became_feature: answered.became_feature,
            returns: answered.returns_on,
            at: answered.stamp.at,
            confirmed: answered.confirmed.map(verdict),
            may_confirm: self.may::<ConfirmAnswer>((said.id, answered.id))
                && answered.party != said.party
                && self.may_as_author(said, answered.stamp.at, now),
            of_earlier: answered.of_earlier,
            to_earlier: to_earlier(answered.stamp),
        };
        SaidView {
            contribution: self.contribution_view(said),
            depth,
            enables: said.enables.as_ref().and_then(|said| said.words.clone()),
            reflections: said.reflections.iter().map(reflection).collect(),
            others: self.then.other_parties_in(said).collect(),
            heard: said
                .heard
                .iter()
                .map(|(party, stamp)| HeardView {
                    party: *party,
                    at: stamp.at,
                    ticked_in: said
                        .ticked
                        .get(party)
                        .filter(|_| said.is_heard_by_tick(*party))
                        .map(|tick| tick.meeting),
                    in_other_words: !said.is_heard_as_it_is(*party),
                })
                .collect(),
            answers: said.answers.iter().map(answer).collect(),
            waiting,
            may: self.may_do_with(said),
        }
    }

    /// Whether the viewer looks at the present and may speak there.
    pub(super) fn may_act(&self) -> bool {
        self.is_present() && self.today.speaker(self.seat.person).is_ok()
    }

    fn may_as_author(&self, said: &Contribution, since: Moment, now: Moment) -> bool {
        self.today.as_author(self.seat, now, said, since).is_ok()
    }

    pub(super) fn may_do_with(&self, said: &Contribution) -> May {
        if !self.may_act() || said.gone {
            return May::default();
        }
        if !said.confirmed {
            return May {
                confirm_spoken: self.may::<ConfirmSpokenWord>(said.id),
                ..May::default()
            };
        }
        May {
            // What was erased cannot be told in one's own words.
            say_back: said.words.is_some() && self.may::<SayBack>(said.id),
            answer: self.may_answer(said),
            mend: self.may::<MendWord>(said.id),
            explain: said.enables.is_none() && self.may::<ExplainNeed>(said.id),
            nod: self.may::<NodToBuild>(said.id),
            deny_hearing: self.may::<DenyHearing>(said.id),
            confirm_spoken: false,
            note: self.may::<NoteMention>(said.id),
            reply: if self.may::<Say>(()) {
                said.kind.answered_by().to_vec()
            } else {
                Vec::new()
            },
        }
    }

    /// Whether the viewer may say what becomes of it.
    pub(super) fn may_answer(&self, said: &Contribution) -> bool {
        self.may::<Answer>(said.id)
    }

    /// What a contribution waits for; at a closed table nothing does.
    fn waiting(&self, said: &Contribution, now: Moment) -> Option<Waiting> {
        let (what, since) = self.waits(said, now)?;
        let days = now.days_since(since).max(0);
        Some(Waiting { what, since, days })
    }

    pub(super) fn waits(&self, said: &Contribution, now: Moment) -> Option<(WaitsFor, Moment)> {
        if said.gone || said.words.is_none() || self.then.table.closed.is_some() {
            return None;
        }
        let since = said.meant_since();
        if !said.confirmed {
            return Some((WaitsFor::AbsentPerson, since));
        }
        if said.kind == ContributionKind::Question {
            let replied = self
                .replies_to(said)
                .filter(|reply| reply.author != said.author && reply.counts())
                .any(|reply| reply.kind == ContributionKind::Reply);
            return (!replied).then_some((WaitsFor::Reply, since));
        }
        if !said.is_answered() {
            return None;
        }
        let again = said.told_once_more();
        if !again.is_empty() {
            return Some((WaitsFor::Author { parties: again }, since));
        }
        if let Some(answer) = said.answer() {
            let returned = answer.returns.filter(|day| *day <= now);
            let returned = returned.filter(|_| !self.is_decided(said));
            return returned.map(|day| (WaitsFor::Return, day));
        }
        let mut others = self.then.other_parties_in(said).peekable();
        if others.peek().is_none() {
            return (!self.is_decided(said)).then_some((WaitsFor::Answer, since));
        }
        let unheard = |party: &PartyId| !said.heard.contains_key(party);
        let told: Vec<PartyId> = if said.is_said_back() {
            let told = others.filter(unheard).filter(|party| {
                let telling = said.reflection_by(*party);
                telling.is_some_and(|telling| telling.corrected.is_none())
            });
            told.collect()
        } else {
            let built: Vec<PartyId> = self
                .replies_to(said)
                .filter(|build| build.kind == ContributionKind::Build && build.counts())
                .map(|build| build.party)
                .collect();
            others
                .filter(unheard)
                .filter(|party| built.contains(party))
                .collect()
        };
        if !told.is_empty() {
            return Some((WaitsFor::Author { parties: told }, since));
        }
        let corrected = said.reflections.iter().rev().find(|telling| {
            unheard(&telling.party)
                && telling.corrected.is_some()
                && said.reflection_by(telling.party).map(|r| r.id) == Some(telling.id)
        });
        if let Some(telling) = corrected {
            let party = telling.party;
            return Some((WaitsFor::Acknowledgement { party }, since));
        }
        let what = if said.heard.is_empty() {
            WaitsFor::Hearing
        } else {
            WaitsFor::Answer
        };
        // What the table decided is answered. A need is still said back: that is another thing.
        let answered = what == WaitsFor::Answer || said.kind == ContributionKind::Idea;
        (!answered || !self.is_decided(said)).then_some((what, since))
    }

    /// Per party, how much of what it said to the whole table was heard. Counts whole-table entries
    /// only, so that it is the same for everybody.
    pub fn heard_figures(&self) -> Vec<HeardFigure> {
        let mut figures: Vec<HeardFigure> = self
            .then
            .table
            .seated_parties()
            .map(|party| HeardFigure {
                party: party.id,
                said: 0,
                heard: 0,
            })
            .collect();
        for said in &self.then.dialogue.said {
            if !said.asks_the_table() {
                continue;
            }
            if let Some(figure) = figures.iter_mut().find(|f| f.party == said.party) {
                figure.said += 1;
                figure.heard += usize::from(!said.heard.is_empty());
            }
        }
        figures
    }
}
