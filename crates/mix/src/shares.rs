//! Equal shares with its completions: what is left over by the plain rule, spent by a named rule.

use crate::equal_shares::{Auction, Likeness, Run};
use crate::explain::Purchases;
use crate::greedy;
use crate::instance::{Instance, Utility};
use crate::open::Open;
use crate::ties::{Tie, Ties};

/// Fewer steps than this are gone one by one.
const FEW_STEPS: u128 = 4;
/// Where a guess was wrong, each proven stretch may be so many times as long as the one before.
const LONGER: u128 = 8;
/// So many times in a row the next change is looked for where it seems to be, then half-way.
const FEW_MISSES: u32 = 2;
/// So many runs are made before it is worth getting ready for many.
const FEW: i32 = 4;

/// How far everybody's endowment is raised above their share of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raise {
    /// Not at all: the plain rule.
    No,
    /// By one currency unit per person at a time, until the next step would overspend (*Add1*; the
    /// variant that cities' official results follow).
    UntilOverspend,
    /// Likewise, but stopping at the first outcome to which nothing can be added.
    UntilExhaustive,
}

/// How money that the plain rule leaves is spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion {
    /// First by raising endowments.
    pub raise: Raise,
    /// Then greedily by value per cost (the utilitarian completion).
    pub greedy: bool,
    /// Raising begins at whole currency units per person, rounded down, as equalshares.net can.
    pub integral: bool,
}

impl Completion {
    /// The plain rule.
    pub const NONE: Completion = Completion {
        raise: Raise::No,
        greedy: false,
        integral: false,
    };
    /// The default: `add1`.
    pub const ADD1: Completion = Completion {
        raise: Raise::UntilOverspend,
        greedy: false,
        integral: false,
    };
}

/// How the raising looks for its end. Both give the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// Jump as far as a proof carries that nothing changes on the way.
    Parametric,
    /// Every step, one after the other: slow, for comparison.
    Stepping,
}

/// A mix chosen by equal shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedMix {
    /// Positions of features in the order chosen: musts, then bought, then completed.
    pub selected: Vec<usize>,
    /// How many of them are musts or needed by musts.
    pub musts: usize,
    /// How many, after the musts, were bought with shares.
    pub bought: usize,
    /// Minor units over all endowments together, after raising.
    pub handed_out: u128,
}

/// Chooses by equal shares.
pub fn equal_shares(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
) -> SharedMix {
    equal_shares_by(instance, utility, ties, completion, Search::Parametric)
}

/// As [`equal_shares`], with what tells how it came about.
pub fn equal_shares_with_purchases<'a>(
    instance: &'a Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
) -> (SharedMix, Purchases<'a>) {
    let mut auction = Auction::new(instance, utility, ties);
    let raising = Raising::new(instance, completion, ties);
    let run = raising.run(&mut auction, Search::Parametric);
    let mix = complete(instance, utility, ties, completion, &run);
    (mix, Purchases::of(auction, run))
}

/// The choices before which equal shares were indifferent, in the run that bought the mix and in the
/// greedy completion after it.
pub(crate) fn ties_met(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
    purchases: &Purchases,
) -> Vec<Tie> {
    let run = purchases.run();
    let rounds = run.rounds.iter();
    let mut met: Vec<Tie> = rounds
        .filter_map(|round| ties.tie(instance, round.feature, round.tied.clone()))
        .collect();
    if completion.greedy {
        let mut selection = instance.musts_with_needs();
        selection.extend(&run.bought);
        greedy::extend_with_ties(instance, utility, ties, selection, &mut met);
    }
    met
}

/// As [`equal_shares`], with a named way of raising endowments.
pub fn equal_shares_by(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
    search: Search,
) -> SharedMix {
    let mut auction = Auction::new(instance, utility, ties);
    let run = Raising::new(instance, completion, ties).run(&mut auction, search);
    complete(instance, utility, ties, completion, &run)
}

pub(crate) fn complete(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
    run: &Run,
) -> SharedMix {
    SharedMix {
        handed_out: run.handed_out,
        ..complete_with(instance, utility, ties, completion, run.bought.clone())
    }
}

/// As [`complete`], when only what shares bought is known.
pub(crate) fn complete_with(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
    bought: Vec<usize>,
) -> SharedMix {
    let mut selected = instance.musts_with_needs();
    let musts = selected.len();
    selected.extend(&bought);
    if completion.greedy {
        selected = greedy::extend(instance, utility, ties, selected);
    }
    SharedMix {
        selected,
        musts,
        bought: bought.len(),
        handed_out: 0,
    }
}

/// Steps that the raising has gone through: all after the last stretch's, up to this one.
pub(crate) struct Stretch {
    pub(crate) to: u128,
    /// Of each [watched](Auction::watch) feature, above which price it was bought nowhere in it.
    pub(crate) most: Vec<f64>,
}

impl Stretch {
    fn to(step: u128, auction: &Auction) -> Self {
        Stretch {
            to: step,
            most: auction.watched(),
        }
    }
}

/// The raising of endowments, step by step or by proven jumps.
pub(crate) struct Raising<'a> {
    instance: &'a Instance,
    raise: Raise,
    ties: Ties,
    /// What is handed out at first: what the musts leave of the budget, or somewhat less.
    start: u128,
    step: u128,
    /// A run that costs more ends the raising.
    most: u128,
    /// No further than this step.
    furthest: u128,
    /// Whether it does not matter in which order the runs on the way buy.
    any_order: bool,
}

impl<'a> Raising<'a> {
    pub(crate) fn new(instance: &'a Instance, completion: Completion, ties: Ties) -> Self {
        let Completion {
            raise, integral, ..
        } = completion;
        let most = u128::from(instance.budget.0 - instance.cost(&instance.musts_with_needs()).0);
        let step = u128::from(instance.people()) * 10u128.pow(instance.decimals);
        let start = match integral && raise != Raise::No && step > 0 {
            true => most / step * step,
            false => most,
        };
        Raising {
            instance,
            raise,
            ties,
            start,
            step,
            most,
            furthest: u128::MAX,
            any_order: true,
        }
    }

    /// Another raising, from `start` minor units by `step` at a time to the first run that costs more
    /// than `most`, or to the step that is `furthest`.
    pub(crate) fn between(
        instance: &'a Instance,
        ties: Ties,
        [start, step, most, furthest]: [u128; 4],
    ) -> Self {
        Raising {
            instance,
            raise: Raise::UntilOverspend,
            ties,
            start,
            step,
            most,
            furthest,
            any_order: false,
        }
    }

    /// By how much everybody's endowments together are raised at a time.
    pub(crate) fn step(&self) -> u128 {
        self.step
    }

    pub(crate) fn run(&self, auction: &mut Auction, search: Search) -> Run {
        match search {
            Search::Stepping => {
                let plain = auction.run(self.start);
                match self.raises(&plain) {
                    true => self.steps(auction, plain),
                    false => plain,
                }
            }
            Search::Parametric => self.run_from(auction, 0, &mut |_, _| {}),
        }
    }

    /// As by jumps, from a step on of which it is known that the raising gets there. Tells of each
    /// stretch that it has gone through.
    pub(crate) fn run_from(
        &self,
        auction: &mut Auction,
        step: u128,
        went: &mut dyn FnMut(Stretch, &Run),
    ) -> Run {
        let run = auction.run(self.start + step * self.step);
        went(Stretch::to(step, auction), &run);
        match self.raises(&run) {
            true => self.jumps(auction, step, run, went),
            false => run,
        }
    }

    /// Where the raising would end if from some step on all overspent, and none before: found by
    /// halving, from a step near which that may be. A guess that is mostly right.
    pub(crate) fn likely_run(&self, auction: &mut Auction, near: u128) -> Run {
        let last = self.last_step(auction);
        let mut at = auction.run(self.start);
        if last == 0 || !self.raises(&at) {
            return at;
        }
        let handed_out = |step: u128| self.start + step * self.step;
        auction.condense(handed_out(near + near / 4 + 1));
        let (mut within, mut beyond) = (0, last + 1);
        let mut stride: u128 = 1;
        let mut next = near.clamp(1, last);
        while beyond - within > 1 {
            if handed_out(next) > auction.holds_up_to() {
                auction.condense(handed_out(next) + handed_out(next) / 4);
            }
            let run = auction.run(handed_out(next));
            if self.overspends(&run) {
                beyond = next;
            } else {
                (at, within) = (run, next);
            }
            // Away from the first guess as long as it is all on one side of it.
            next = match (within, beyond) {
                (0, beyond) => beyond.saturating_sub(stride).max(1),
                (within, beyond) if beyond > last => within.saturating_add(stride).min(last),
                (within, beyond) => within + (beyond - within) / 2,
            };
            if beyond == 1 || within == last {
                break;
            }
            stride = stride.saturating_mul(4);
        }
        at
    }

    /// The step that a run was.
    pub(crate) fn step_of(&self, run: &Run) -> u128 {
        (run.handed_out - self.start) / self.step.max(1)
    }

    /// Whether it goes on after a run that does not overspend.
    fn raises(&self, run: &Run) -> bool {
        self.raise != Raise::No && self.step > 0 && !self.is_final(run)
    }

    fn steps(&self, auction: &mut Auction, mut at: Run) -> Run {
        for step in 1..=self.last_step(auction) {
            let next = auction.run(self.start + step * self.step);
            if self.overspends(&next) {
                return at;
            }
            at = next;
            if self.is_final(&at) {
                return at;
            }
        }
        at
    }

    /// Goes as far at a time as it is proven that nothing changes; where something might, to the last step
    /// before that, and over it by a single step. So the runs it takes depend on how often something
    /// changes; on how many steps there are between only where prices are too near to each other for a
    /// proof. Guesses say where to look: what lies between two steps is passed over by a proof alone.
    fn jumps(
        &self,
        auction: &mut Auction,
        mut step: u128,
        mut at: Run,
        went: &mut dyn FnMut(Stretch, &Run),
    ) -> Run {
        let last = self.last_step(auction);
        // How far to go next, and how far when nothing is known of what is ahead.
        let (mut stride, mut far): (u128, u128) = (1, 1);
        // Something changes, or might, after this step and up to the other one.
        let mut open_until = 0;
        let (mut missed, mut meets, mut strayed) = (0, false, false);
        // From the start there are many runs to come; from later on mostly a few.
        let mut until_condensed = if step == 0 { 0 } else { FEW };
        while step < last {
            let next = match stride {
                // A run by itself costs half of one with a proof.
                ..FEW_STEPS => step + 1,
                _ => step.saturating_add(stride).min(last),
            };
            self.prepare(auction, next, until_condensed == 0);
            until_condensed -= i32::from(until_condensed >= 0);
            let handed_out = self.start + next * self.step;
            if next == step + 1 {
                // Nothing lies between: this is a step like any other.
                let run = auction.run(handed_out);
                went(Stretch::to(next, auction), &run);
                if self.overspends(&run) {
                    return at;
                }
                let moves = run.bought != at.bought;
                far = match self.alike(&run, &at) {
                    true => far.saturating_mul(2),
                    false => far,
                };
                (at, step) = (run, next);
                if self.is_final(&at) {
                    return at;
                }
                missed = 0;
                stride = match open_until > step {
                    // What was guessed to change here did not: guessed once more, then slowly on.
                    true if moves || !strayed => {
                        strayed = !moves;
                        open_until - step
                    }
                    true => FEW_STEPS,
                    false => far,
                };
                meets = false;
                continue;
            }
            match auction.run_like(handed_out, &at, self.any_order) {
                Likeness::Same(run) => {
                    went(Stretch::to(next, auction), &run);
                    missed = 0;
                    stride = match open_until > next {
                        true if meets => 1,
                        true => (open_until - next).min((next - step).saturating_mul(LONGER)),
                        false => {
                            far = far.max(next - step).saturating_mul(2);
                            far
                        }
                    };
                    (at, step) = (run, next);
                }
                Likeness::Differs(change) => {
                    // Guesses that only creep nearer are not followed for long.
                    let about = match missed < FEW_MISSES {
                        true => change.about,
                        false => change.about.min(0.5),
                    };
                    (missed, meets) = (missed + 1, change.meets);
                    open_until = next;
                    stride = (about * (next - step) as f64) as u128;
                    far = stride.max(far / 2).max(1);
                }
            }
        }
        at
    }

    /// Whether two runs bought the same, for all that matters here.
    fn alike(&self, one: &Run, other: &Run) -> bool {
        let sorted = |run: &Run| {
            let mut bought = run.bought.clone();
            bought.sort_unstable();
            bought
        };
        one.bought == other.bought || self.any_order && sorted(one) == sorted(other)
    }

    /// Lets the auction forget what does not matter up to a step, and somewhat beyond.
    fn prepare(&self, auction: &mut Auction, step: u128, first: bool) {
        let handed_out = self.start + step * self.step;
        if handed_out > auction.holds_up_to() || first {
            auction.condense(handed_out + handed_out / 4);
        }
    }

    fn overspends(&self, run: &Run) -> bool {
        u128::from(self.instance.cost(&run.bought).0) > self.most
    }

    fn is_final(&self, run: &Run) -> bool {
        self.raise == Raise::UntilExhaustive && self.is_exhaustive(run)
    }

    fn is_exhaustive(&self, run: &Run) -> bool {
        let mut open = Open::new(self.instance);
        for &feature in &run.bought {
            open.choose(feature);
        }
        let left = self.most - u128::from(self.instance.cost(&run.bought).0);
        (0..self.instance.features.len()).all(|f| {
            let wanted = self.ties.funds_unwanted() || self.instance.support(f) > 0;
            !(wanted && open.allows(f) && u128::from(self.instance.features[f].cost.0) <= left)
        })
    }

    /// The run at that step.
    pub(crate) fn last_run(&self, auction: &mut Auction) -> Run {
        let handed_out = self.start + self.last_step(auction) * self.step;
        auction.condense(handed_out);
        auction.run(handed_out)
    }

    /// From this step on nothing changes any more: anybody with a voice could pay for everything alone.
    fn last_step(&self, auction: &Auction) -> u128 {
        let smallest = self
            .instance
            .part_of_person
            .iter()
            .copied()
            .filter(|&p| p > 0)
            .min()
            .unwrap_or(1);
        let all: u64 = (0..self.instance.features.len())
            .filter(|&f| auction.is_wanted(f))
            .map(|f| self.instance.features[f].cost.0)
            .sum();
        let enough =
            (u128::from(all) * self.instance.whole_endowment).div_ceil(u128::from(smallest));
        let last = enough.saturating_sub(self.start).div_ceil(self.step);
        last.min(self.furthest)
    }
}
