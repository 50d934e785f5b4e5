//! “You said, we did”: each word's way from need to delivery, and what it is worth now.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::agreement::Version;
use crate::audience::Seen;
use crate::commitment::view::CommitmentState;
use crate::day::Day;
use crate::dialogue::{Answered, Contribution};
use crate::ids::*;
use crate::proposal::Ended;
use crate::stamp::Moment;
use crate::value::view::Figure;
use crate::view::ReadingView;
use crate::words::*;

/// Words whose way a review tells: it is read in one sitting, and every word stands in the dialogue.
pub const WAYS: usize = 60;

/// A word said to the whole table, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WayView {
    /// The word.
    pub contribution: ContributionId,
    /// Whose it is.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// What it is.
    pub kind: ContributionKind,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When it was said.
    pub said: Moment,
    /// When it was corrected last.
    pub mended: Option<Moment>,
    /// The parties that have heard it.
    pub heard_by: Vec<PartyId>,
    /// Those of them that heard it in other words than those of now.
    pub heard_otherwise: Vec<PartyId>,
    /// When the first of them had.
    pub heard: Option<Moment>,
    /// What it was answered.
    pub answer: Option<WayAnswer>,
    /// What was proposed from it, from ideas under it, or from what these became.
    pub proposals: Vec<WayProposal>,
    /// What was promised from these, or from what was proposed from them.
    pub commitments: Vec<WayCommitment>,
    /// The version of the agreement in force whose text has what the word became.
    pub agreed: Option<u64>,
    /// The outcome that it became, or is about.
    pub outcome: Option<OutcomeId>,
    /// What that is worth now to the party whose word it is.
    pub worth: Option<Figure>,
}

/// What a word was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WayAnswer {
    /// What it became.
    pub kind: AnswerKind,
    /// By which party.
    pub by: PartyId,
    /// When.
    pub at: Moment,
    /// Why, or how; `None` once erased.
    pub words: Option<String>,
    /// The words that it answers, where they are others now; `None` in them once erased.
    pub to_earlier: Option<ReadingView>,
    /// When it comes back.
    pub returns: Option<Day>,
    /// The feature that it, or a word to which it led, became, and whether the mix recorded last has it.
    pub feature: Option<WayFeature>,
}

/// The feature that a word became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WayFeature {
    /// Which.
    pub feature: FeatureId,
    /// Whether the mix recorded last that the viewer may see has it.
    pub in_mix: bool,
}

/// What was proposed from a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WayProposal {
    /// The proposal.
    pub proposal: ProposalId,
    /// What it is called; `None` once erased.
    pub title: Option<String>,
    /// When it was adopted.
    pub adopted: Option<Moment>,
}

/// What was promised from a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WayCommitment {
    /// The commitment.
    pub commitment: CommitmentId,
    /// What; `None` once erased.
    pub words: Option<String>,
    /// The day by which.
    pub due: Day,
    /// How far it is.
    pub state: CommitmentState,
}

impl Seen<'_> {
    /// The way of needs, limits and ideas that were said to the whole table; the latest first, those of which
    /// a promise is late before the others. At most [`WAYS`], and how many there are.
    pub(super) fn ways(&self, now: Moment) -> (Vec<WayView>, usize) {
        let asks = |said: &&Contribution| {
            said.is_answered()
                && said.counts()
                && said.audience == Audience::WholeTable
                && said.kind != ContributionKind::Concern
        };
        let late = self.words_of_late_promises(now);
        let mut all: Vec<&Contribution> = self.contributions().filter(asks).collect();
        all.sort_by_cached_key(|said| {
            let is_late = self.led_to(said).iter().any(|word| late.contains(&word.id));
            (!is_late, std::cmp::Reverse(said.stamp.at))
        });
        let told = all.iter().take(WAYS).map(|said| self.way(said, now));
        (told.collect(), all.len())
    }

    /// The words from which something was promised that is late, themselves or by what was proposed from them.
    fn words_of_late_promises(&self, now: Moment) -> BTreeSet<ContributionId> {
        let late = self.then.commitments.all.values();
        let late = late.filter(|it| it.state(now) == CommitmentState::Late);
        let proposals = &self.then.proposals.all;
        let of = late.flat_map(|it| {
            let proposal = it.proposal.and_then(|id| proposals.get(&id));
            let proposal = proposal.filter(|it| !matches!(it.ended, Some(Ended::Withdrawn(..))));
            [it.contribution, proposal.and_then(|it| it.contribution)]
        });
        of.flatten().collect()
    }

    /// Whether a text has the outcome or the feature that a word had become when it was fixed. What came later
    /// is not read into it, nor what is only about the same outcome.
    fn has_become(&self, version: &Version, answer: &Answered) -> bool {
        let fixed = version.opened.as_ref().map(|opened| opened.stamp.sequence);
        if fixed.is_none_or(|fixed| answer.stamp.sequence > fixed) {
            return false;
        }
        let clauses = version.clauses.iter().map(|(_, clause)| &**clause);
        let mut has = clauses.filter(|clause| self.may_see_mix(&clause.reads));
        has.any(|clause| match clause.clause {
            Clause::Outcome => answer
                .became_outcome
                .is_some_and(|it| clause.outcome == Some(it)),
            Clause::Feature => answer
                .became_feature
                .is_some_and(|it| clause.feature == Some(it)),
            _ => false,
        })
    }

    fn way(&self, said: &Contribution, now: Moment) -> WayView {
        let answer = said.answer();
        let led = self.led_to(said);
        let words: BTreeSet<ContributionId> = led.iter().map(|word| word.id).collect();
        let answers = || led.iter().filter_map(|word| word.answer());
        let became = answer.and_then(|answer| answer.became_outcome);
        let outcomes = became.into_iter().chain(said.outcomes.iter().copied());
        let outcomes = outcomes.chain(answers().filter_map(|answer| answer.became_outcome));
        let live = outcomes.filter_map(|id| {
            let outcome = self.then.value.outcomes.get(&id)?;
            outcome.retired.is_none().then_some(outcome)
        });
        let live: Vec<_> = live.collect();
        let mut proposals = self.proposed_from(&led);
        proposals.retain(|it| !matches!(it.ended, Some(Ended::Withdrawn(..))));
        let of_these = |id: Option<ProposalId>| {
            let mut all = proposals.iter();
            id.is_some_and(|id| all.any(|proposal| proposal.id == id))
        };
        let decides = |version: &&Version| {
            let mut clauses = version.clauses.iter();
            clauses.any(|(_, clause)| of_these(clause.proposal))
        };
        let in_force = self.then.agreements.in_force();
        let agreed = in_force
            .filter(|version| decides(version) || answers().any(|it| self.has_become(version, it)));
        let promised = self.then.commitments.all.values();
        let mut promised: Vec<_> = promised
            .filter(|it| {
                it.contribution.is_some_and(|id| words.contains(&id)) || of_these(it.proposal)
            })
            .collect();
        promised.sort_by_key(|it| it.made.sequence);
        WayView {
            contribution: said.id,
            person: said.author,
            party: said.party,
            kind: said.kind,
            words: said.words.clone(),
            said: said.stamp.at,
            mended: (!said.earlier.is_empty()).then_some(said.worded.at),
            heard_by: said.heard.keys().copied().collect(),
            heard_otherwise: said
                .heard
                .keys()
                .copied()
                .filter(|party| !said.is_heard_as_it_is(*party))
                .collect(),
            heard: said.heard.values().map(|stamp| stamp.at).min(),
            answer: answer.map(|answer| WayAnswer {
                kind: answer.kind,
                by: answer.party,
                at: answer.stamp.at,
                words: answer.words.clone(),
                to_earlier: said
                    .other_words_at(answer.stamp.sequence)
                    .map(ReadingView::of),
                returns: answer.returns_on,
                feature: answer
                    .became_feature
                    .or_else(|| answers().find_map(|answer| answer.became_feature))
                    .map(|feature| WayFeature {
                        feature,
                        in_mix: self
                            .last_mix()
                            .is_some_and(|(_, mix)| mix.selected.contains(&feature)),
                    }),
            }),
            proposals: proposals
                .iter()
                .map(|it| WayProposal {
                    proposal: it.id,
                    title: it.version.title.clone(),
                    adopted: match &it.ended {
                        Some(Ended::Adopted(stamp, _)) => Some(stamp.at),
                        _ => None,
                    },
                })
                .collect(),
            commitments: promised
                .iter()
                .map(|it| WayCommitment {
                    commitment: it.id,
                    words: it.words.clone(),
                    due: it.due.0,
                    state: it.state(now),
                })
                .collect(),
            agreed: agreed.map(|version| version.number),
            outcome: live.first().map(|outcome| outcome.id),
            worth: live.first().map(|outcome| self.figure(outcome, said.party)),
        }
    }
}
