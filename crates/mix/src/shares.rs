//! Equal shares with its completions: what is left over by the plain rule, spent by a named rule.

use crate::equal_shares::{Auction, Run};
use crate::greedy;
use crate::instance::{Instance, Utility};
use crate::open::Open;
use crate::ties::Ties;

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

    /// Doubles the stride while nothing changes, halves it towards a change, and takes the change
    /// itself as a single step, like stepping does.
    fn jumps(&self, auction: &mut Auction, mut at: Run) -> Run {
        let last = self.last_step(auction);
        let mut step: u128 = 0;
        let mut stride: u128 = 1;
        // A change is known to lie at or before this step.
        let mut changed_by: Option<u128> = None;
        while step < last {
            let next = match changed_by {
                Some(by) => step + ((by - step) / 2).max(1),
                None => (step + stride).min(last),
            };
            let handed_out = self.start + next * self.step;
            if next == step + 1 {
                // Nothing lies between: this is a step like any other.
                let run = auction.run(handed_out);
                if self.overspends(&run) {
                    return at;
                }
                stride = if run.bought == at.bought {
                    stride.max(1) * 2
                } else {
                    1
                };
                at = run;
                step = next;
                if self.is_final(&at) {
                    return at;
                }
            } else if let Some(run) = auction.run_like(handed_out, &at) {
                at = run;
                step = next;
                stride = stride.saturating_mul(2);
            } else {
                stride = (next - step) / 2;
                changed_by = Some(next);
                continue;
            }
            if changed_by.is_some_and(|by| by <= step) {
                changed_by = None;
            }
        }
        at
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
