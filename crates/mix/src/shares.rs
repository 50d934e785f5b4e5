//! Equal shares with its completions: what is left over by the plain rule, spent by a named rule.

use crate::equal_shares::{Auction, Likeness, Run};
use crate::explain::Purchases;
use crate::greedy;
use crate::instance::{Instance, Utility};
use crate::open::Open;
use crate::ties::Ties;

/// So many steps without a change are worth an attempt at a jump.
const CALM: u128 = 4;

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
}

impl Completion {
    /// The plain rule.
    pub const NONE: Completion = Completion {
        raise: Raise::No,
        greedy: false,
    };
    /// The default: `add1`.
    pub const ADD1: Completion = Completion {
        raise: Raise::UntilOverspend,
        greedy: false,
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
    let raising = Raising::new(instance, completion.raise, ties);
    let run = raising.run(&mut auction, Search::Parametric);
    let mix = complete(instance, utility, ties, completion, &run);
    (mix, Purchases::of(auction, run))
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
    let run = Raising::new(instance, completion.raise, ties).run(&mut auction, search);
    complete(instance, utility, ties, completion, &run)
}

fn complete(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
    run: &Run,
) -> SharedMix {
    let mut selected = instance.musts_with_needs();
    let musts = selected.len();
    selected.extend(&run.bought);
    let bought = run.bought.len();
    if completion.greedy {
        selected = greedy::extend(instance, utility, ties, selected);
    }
    SharedMix {
        selected,
        musts,
        bought,
        handed_out: run.handed_out,
    }
}

/// The raising of endowments, step by step or by proven jumps.
pub(crate) struct Raising<'a> {
    instance: &'a Instance,
    raise: Raise,
    ties: Ties,
    /// What the musts leave of the budget.
    start: u128,
    step: u128,
}

impl<'a> Raising<'a> {
    pub(crate) fn new(instance: &'a Instance, raise: Raise, ties: Ties) -> Self {
        let start = u128::from(instance.budget.0 - instance.cost(&instance.musts_with_needs()).0);
        let step = u128::from(instance.people()) * 10u128.pow(instance.decimals);
        Raising {
            instance,
            raise,
            ties,
            start,
            step,
        }
    }

    pub(crate) fn run(&self, auction: &mut Auction, search: Search) -> Run {
        let plain = auction.run(self.start);
        if self.raise == Raise::No || self.step == 0 || self.is_final(&plain) {
            return plain;
        }
        match search {
            Search::Stepping => self.steps(auction, plain),
            Search::Parametric => self.jumps(auction, plain),
        }
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

    /// Takes single steps, like stepping does, until nothing has changed for [`CALM`] of them; then
    /// lengthens the stride while it is proven that nothing changes, and goes to where the next
    /// change seems to be.
    fn jumps(&self, auction: &mut Auction, mut at: Run) -> Run {
        let last = self.last_step(auction);
        let mut step: u128 = 0;
        let mut calm: u128 = 0;
        // Nothing is known about this step or those after it.
        let mut unknown_from = u128::MAX;
        while step < last {
            let stride = if calm < CALM { 1 } else { calm };
            let next = (step + stride).min(unknown_from - 1).clamp(step + 1, last);
            self.prepare(auction, next);
            let handed_out = self.start + next * self.step;
            if next == step + 1 {
                // Nothing lies between: this is a step like any other.
                let run = auction.run(handed_out);
                if self.overspends(&run) {
                    return at;
                }
                calm = if run.bought == at.bought { calm + 1 } else { 0 };
                (at, step) = (run, next);
                if next >= unknown_from {
                    unknown_from = u128::MAX;
                }
                if self.is_final(&at) {
                    return at;
                }
                continue;
            }
            match auction.run_like(handed_out, &at) {
                Likeness::Same(run) => {
                    (at, step) = (run, next);
                    calm = calm.saturating_mul(8);
                }
                Likeness::Differs { about } => {
                    let ahead = (about * (next - step) as f64) as u128;
                    unknown_from = (step + ahead + 1).clamp(step + 2, next);
                    calm = ahead.max(CALM);
                }
            }
        }
        at
    }

    /// Lets the auction forget what does not matter up to a step, and somewhat beyond.
    fn prepare(&self, auction: &mut Auction, step: u128) {
        let handed_out = self.start + step * self.step;
        if handed_out > auction.holds_up_to() || step == 1 {
            auction.condense(handed_out + handed_out / 4);
        }
    }

    fn overspends(&self, run: &Run) -> bool {
        u128::from(self.instance.cost(&run.bought).0) > self.start
    }

    fn is_final(&self, run: &Run) -> bool {
        self.raise == Raise::UntilExhaustive && self.is_exhaustive(run)
    }

    fn is_exhaustive(&self, run: &Run) -> bool {
        let mut open = Open::new(self.instance);
        for &feature in &run.bought {
            open.choose(feature);
        }
        let left = self.start - u128::from(self.instance.cost(&run.bought).0);
        (0..self.instance.features.len()).all(|f| {
            let wanted = self.ties.funds_unwanted() || self.instance.support(f) > 0;
            !(wanted && open.allows(f) && u128::from(self.instance.features[f].cost.0) <= left)
        })
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
        enough.saturating_sub(self.start).div_ceil(self.step)
    }
}
