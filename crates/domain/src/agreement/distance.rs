//! How far the table is from everybody's win: each item is something that somebody can do about it.
//!
//! It is told of what was said to the whole table, as far as the viewer reads it, so that every item leads to a page
//! that they can open. What a sealed entry would tell is left out: objections of a blind round, features of a mix
//! that the viewer may not see.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::state::Version;
use crate::audience::Seen;
use crate::commitment::view::CommitmentState;
use crate::day::Day;
use crate::dialogue::Contribution;
use crate::ids::*;
use crate::stamp::Moment;
use crate::words::*;

/// Items of one kind that are told one by one: as many as parties have a place at a table. Nobody does more at one
/// go, whatever is left is counted, and the answer does not grow with the record.
pub const DISTANCE_SHOWN: usize = 24;

/// How far the table is from everybody's win. Of each kind the first 24 are told one by one; `left` counts all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Distance {
    /// How much is left of each kind.
    pub left: DistanceLeft,
    /// The version of the agreement that it is told of: the latest.
    pub version: Option<u64>,
    /// Whether that one's text is fixed, so that it waits for signatures or has them all.
    pub fixed: bool,
    /// How many parties it is between.
    pub parties: usize,
    /// Those that have not signed it: of a draft, which nobody can sign, all of them.
    pub unsigned: Vec<PartyId>,
    /// Proposals with open objections, and how many.
    pub objections: Vec<OpenObjections>,
    /// How many needs were said.
    pub needs: usize,
    /// Needs that nothing in the agreement covers, the oldest first: they became none of its features, none of these
    /// serves an outcome that they are about, and none of its promises was made for them. None where there is no
    /// agreement, or the viewer may not see which features it has.
    pub uncovered: Option<Vec<DistantWord>>,
    /// Needs and limits without an answer, the oldest first.
    pub unanswered: Vec<DistantWord>,
    /// Words that no other party has heard, the oldest first.
    pub unheard: Vec<DistantWord>,
    /// Outcomes that the consumer has not valued.
    pub unvalued: Vec<OutcomeId>,
    /// Promises whose day is over, the oldest first.
    pub late: Vec<UnkeptPromise>,
}

/// How much is left until everybody wins, by kind: all of it, also what is not told one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct DistanceLeft {
    /// Parties that have not signed.
    pub unsigned: usize,
    /// Open objections.
    pub objections: usize,
    /// Proposals with open objections.
    pub proposals: usize,
    /// Needs that nothing covers; none where `uncovered` is none.
    pub uncovered: Option<usize>,
    /// Needs and limits without an answer.
    pub unanswered: usize,
    /// Words that no other party has heard.
    pub unheard: usize,
    /// Outcomes that the consumer has not valued.
    pub unvalued: usize,
    /// Promises whose day is over.
    pub late: usize,
}

/// Open objections to a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenObjections {
    /// The proposal.
    pub proposal: ProposalId,
    /// What it is called; `None` once erased.
    pub title: Option<String>,
    /// How many.
    pub objections: usize,
}

/// A word of which something is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DistantWord {
    /// The word.
    pub contribution: ContributionId,
    /// Whose party said it.
    pub party: PartyId,
    /// The words; `None` once erased.
    pub words: Option<String>,
}

/// A promise whose day is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnkeptPromise {
    /// The promise.
    pub commitment: CommitmentId,
    /// The party that promised.
    pub party: PartyId,
    /// The party to which it promised.
    pub to: PartyId,
    /// What; `None` once erased.
    pub words: Option<String>,
    /// The day by which.
    pub due: Day,
}

impl Distance {
    /// How many things are left to do. A need that was answered is no step, whatever covers it: the table has decided
    /// what becomes of it.
    pub fn steps(&self) -> usize {
        let left = &self.left;
        let words = left.unanswered + left.unheard;
        left.unsigned + left.objections + words + left.unvalued + left.late
    }
}

impl DistantWord {
    fn of(said: &Contribution) -> Self {
        Self {
            contribution: said.id,
            party: said.party,
            words: said.words.clone(),
        }
    }
}

/// Counts an item, and tells it where it is one of the first.
fn tell(count: &mut usize, told: &mut Vec<DistantWord>, said: &Contribution) {
    *count += 1;
    if told.len() < DISTANCE_SHOWN {
        told.push(DistantWord::of(said));
    }
}

/// The first of a kind.
fn first<T>(mut all: Vec<T>) -> Vec<T> {
    all.truncate(DISTANCE_SHOWN);
    all
}

impl Seen<'_> {
    /// How far the table is from everybody's win.
    pub fn distance(&self, now: Moment) -> Distance {
        let last = self.then.agreements.last();
        let opened = last.and_then(|version| version.opened.as_ref());
        let unsigned = match last {
            Some(_) if opened.is_none() => self.then.parties_to_sign(),
            Some(fixed) => fixed.missing(),
            None => Vec::new(),
        };
        let objections = self.open_objections();
        let unvalued = self.unvalued();
        let late = self.late_promises(now);
        let mut left = DistanceLeft {
            unsigned: unsigned.len(),
            objections: objections.iter().map(|it| it.objections).sum(),
            proposals: objections.len(),
            unvalued: unvalued.len(),
            late: late.len(),
            ..DistanceLeft::default()
        };
        let (mut unanswered, mut unheard) = (Vec::new(), Vec::new());
        let covered = last.and_then(|version| self.covered_by(version));
        let (mut needs, mut not_covered, mut uncovered) = (0, 0, Vec::new());
        for said in self.contributions() {
            let is_need = said.kind == ContributionKind::Need;
            let asks = is_need || said.kind == ContributionKind::Limit;
            if said.audience != Audience::WholeTable || !said.counts() || said.words.is_none() {
                continue;
            }
            if asks && said.answer().is_none() && !self.is_decided(said) {
                tell(&mut left.unanswered, &mut unanswered, said);
            }
            if self.is_unheard(said) {
                tell(&mut left.unheard, &mut unheard, said);
            }
            if is_need {
                needs += 1;
                if covered
                    .as_ref()
                    .is_some_and(|covered| !covered.covers(said, &self.led_to(said)))
                {
                    tell(&mut not_covered, &mut uncovered, said);
                }
            }
        }
        left.uncovered = covered.as_ref().map(|_| not_covered);
        Distance {
            left,
            version: last.map(|version| version.number),
            fixed: opened.is_some(),
            parties: opened.map_or_else(
                || self.then.parties_to_sign().len(),
                |opened| opened.parties.len(),
            ),
            unsigned: first(unsigned),
            objections: first(objections),
            needs,
            uncovered: covered.map(|_| uncovered),
            unanswered,
            unheard,
            unvalued: first(unvalued),
            late: first(late),
        }
    }

    fn open_objections(&self) -> Vec<OpenObjections> {
        let open = self.then.proposals.all_open().filter(|it| !it.is_sealed());
        let told = open.map(|proposal| OpenObjections {
            proposal: proposal.id,
            title: proposal.version.title.clone(),
            objections: proposal.objections().count(),
        });
        told.filter(|it| it.objections > 0).collect()
    }

    fn unvalued(&self) -> Vec<OutcomeId> {
        let consumer = self.then.table.consumer;
        let live = self.then.value.outcomes.values();
        let live = live.filter(|outcome| outcome.retired.is_none());
        let unvalued = live.filter(|outcome| !outcome.heard_from.contains(&consumer));
        unvalued.map(|outcome| outcome.id).collect()
    }

    fn late_promises(&self, now: Moment) -> Vec<UnkeptPromise> {
        let all = self.then.commitments.all.values();
        let late = all.filter(|it| it.state(now) == CommitmentState::Late);
        let mut late: Vec<_> = late.collect();
        late.sort_by_key(|it| (it.due.1, it.made.sequence));
        let told = late.into_iter().map(|it| UnkeptPromise {
            commitment: it.id,
            party: it.party,
            to: it.to,
            words: it.words.clone(),
            due: it.due.0,
        });
        told.collect()
    }

    /// What a version covers, if the viewer may see which features it has.
    fn covered_by(&self, version: &Version) -> Option<Covered> {
        let terms = &version.terms;
        let mix = terms.mix.and_then(|mix| self.then.recorded_mix(mix));
        if mix.is_some_and(|mix| !self.may_see_mix(&mix.mix.reads)) {
            return None;
        }
        let features = mix.into_iter().flat_map(|mix| &mix.mix.result.selected);
        let features: BTreeSet<FeatureId> = features.copied().collect();
        let serves = features.iter().filter_map(|id| self.then.features.get(*id));
        let outcomes = serves.flat_map(|feature| feature.serves.keys().copied());
        let promised = terms.commitments.iter();
        let promised = promised.filter_map(|id| self.then.commitments.all.get(id));
        let (made_for, kept_by): (Vec<_>, Vec<_>) =
            promised.map(|it| (it.contribution, it.proposal)).unzip();
        let decided = terms.decisions.iter().copied();
        let decided = decided.chain(kept_by.into_iter().flatten());
        let decided = decided.filter_map(|id| self.then.proposals.all.get(&id)?.contribution);
        Some(Covered {
            outcomes: outcomes.collect(),
            settled: made_for.into_iter().flatten().chain(decided).collect(),
            features,
        })
    }
}

/// What the features of an agreement are and serve, and for what its promises and decisions were made.
struct Covered {
    features: BTreeSet<FeatureId>,
    settled: BTreeSet<ContributionId>,
    outcomes: BTreeSet<OutcomeId>,
}

impl Covered {
    /// Whether one of the features is what a need or a word to which it led became, or serves an outcome that one of
    /// them became or the need is about, or something was promised or decided for one of them.
    fn covers(&self, said: &Contribution, led: &[&Contribution]) -> bool {
        let mut about = said.outcomes.iter();
        let covers = |word: &&Contribution| {
            let answer = word.answer();
            let feature = answer.and_then(|answer| answer.became_feature);
            let outcome = answer.and_then(|answer| answer.became_outcome);
            self.settled.contains(&word.id)
                || feature.is_some_and(|feature| self.features.contains(&feature))
                || outcome.is_some_and(|outcome| self.outcomes.contains(&outcome))
        };
        about.any(|outcome| self.outcomes.contains(outcome)) || led.iter().any(covers)
    }
}
