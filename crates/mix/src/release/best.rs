//! The best plan for one budget, proven by branch and bound.
//!
//! The bound is Lagrangian: whatever a unit of budget is priced at, no plan is
//! worth more than the best closure at that price plus the price of the whole
//! budget. The best price is found by intersecting the lines of a closure that
//! is too dear and one that is affordable; this equals the bound of the linear
//! relaxation, because closures are integral. The flow behind the bound also
//! says what each decision would cost at least, which settles most decisions
//! without trying them. What remains is branched on: a block of features is
//! left out, with all who need it, or paid for.

mod bound;
mod decisions;
mod packing;

use std::collections::BinaryHeap;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use self::bound::Closure;
use super::demand::Demand;
use super::instance::{Instance, Plan};
use super::transport::{Part, Transport};

/// Both ways are tried out for this many blocks before one is branched on.
const CANDIDATES: usize = 8;

/// Prices tried for one bound; far more than are ever needed.
const STEPS: usize = 100;

/// Prices tried for the bound of a candidate.
const TRIAL_STEPS: usize = 2;

/// Prices are whole numbers of 1/(this × total cost) where that fits.
const PRICE_STEPS_PER_COST: i64 = 1 << 8;

/// Part of groups that may be satisfied, and of blocks not yet paid for.
const UNDECIDED: u32 = 0;
/// Part of groups that are left out.
const LEFT_OUT: u32 = 1;
/// Part of blocks that are paid for.
const PAID: u32 = 2;

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Value of the best plan so far.
    pub value: u64,
    /// No plan is worth more than this.
    pub bound: u64,
    /// How many subproblems were bounded.
    pub nodes: u64,
}

/// The best plan found, and how good it is known to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Best {
    /// The plan; its cost is within the budget.
    pub plan: Plan,
    /// No plan within the budget is worth more; the plan's value if proven.
    pub bound: u64,
    /// Whether no better plan exists.
    pub proven: bool,
    /// How many subproblems were bounded.
    pub nodes: u64,
}

/// The most valuable plan within `budget`.
///
/// `progress` is called after every subproblem; when it breaks, the search
/// stops with the best plan so far and the gap that remains. The same calls
/// give the same answer.
pub fn best(
    instance: &Instance,
    budget: u64,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Best {
    let demand = Demand::new(instance, budget);
    let free: u64 = demand
        .free
        .iter()
        .map(|&c| instance.weights[c as usize])
        .sum();
    let mut search = Search::new(&demand, budget);
    let mut report = |value: i64, bound: i64, nodes| {
        progress(Progress {
            value: free + value as u64,
            bound: free + bound as u64,
            nodes,
        })
    };
    let bound = search.run(&mut report);
    let chosen = search.best.iter().map(|&group| group as usize);
    let plan = instance.plan(demand.customers_of(chosen));
    let bound = (free + bound as u64).max(plan.value);
    Best {
        proven: bound == plan.value,
        plan,
        bound,
        nodes: search.nodes,
    }
}

/// Decisions that define a subproblem, with what is known about it.
struct Node {
    /// Scaled upper bound.
    level: i128,
    /// Later nodes first among equals: they are deeper.
    sequence: u64,
    price: i64,
    left_out: Vec<u32>,
    paid: Vec<u32>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Node {}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.level, self.sequence).cmp(&(other.level, other.sequence))
    }
}

/// What can happen to a block.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    LeaveOut,
    Pay,
}

struct Search<'d> {
    demand: &'d Demand,
    budget: i64,
    /// A weight of 1 is this much flow; prices are per this.
    scale: i64,
    transport: Transport<'d>,
    price: i64,
    spent: i64,
    /// Undecided groups and the blocks they still need.
    live: Part,
    /// The least bound of the current subproblem, scaled.
    level: i128,
    /// The bound at the current price and flow, scaled.
    level_now: i128,
    /// The cheapest closure that is too dear.
    dear: Closure,
    /// The dearest closure that is affordable.
    affordable: Closure,
    best_value: i64,
    best: Vec<u32>,
    nodes: u64,
}

impl<'d> Search<'d> {
    fn new(demand: &'d Demand, budget: u64) -> Self {
        let cost: i64 = demand.costs.iter().sum();
        let weight: i64 = demand.weights.iter().sum();
        let finest = (1_i64 << 61) / weight.max(1);
        let scale = cost
            .max(1)
            .saturating_mul(PRICE_STEPS_PER_COST)
            .clamp(1, finest);
        let mut transport = Transport::new(demand);
        for (supply, weight) in transport.flow.supply.iter_mut().zip(&demand.weights) {
            *supply = weight * scale;
        }
        Self {
            demand,
            budget: i64::try_from(budget).unwrap_or(i64::MAX).min(cost),
            scale,
            transport,
            price: 0,
            spent: 0,
            live: Part::default(),
            level: i128::MAX,
            level_now: i128::MAX,
            dear: Closure::none(demand),
            affordable: Closure::none(demand),
            best_value: 0,
            best: Vec::new(),
            nodes: 0,
        }
    }

    /// Searches to the end or until told to stop; gives the final bound.
    fn run(&mut self, report: &mut dyn FnMut(i64, i64, u64) -> ControlFlow<()>) -> i64 {
        let everything: i64 = self.demand.weights.iter().sum();
        let mut open = BinaryHeap::new();
        open.push(Node {
            level: i128::from(everything) * i128::from(self.scale),
            sequence: 0,
            price: 0,
            left_out: Vec::new(),
            paid: Vec::new(),
        });
        while let Some(node) = open.pop() {
            if node.level < self.target() {
                break;
            }
            self.enter(&node);
            // Dives until nothing better can lie below; siblings wait.
            loop {
                self.nodes += 1;
                let branch = self.settle();
                let here = if branch.is_some() { self.level } else { 0 };
                let top = open.peek().map_or(0, |node: &Node| node.level);
                let bound = (top.max(here) / i128::from(self.scale)) as i64;
                let bound = bound.max(self.best_value);
                if report(self.best_value, bound, self.nodes).is_break() {
                    return bound;
                }
                let Some((block, first, levels)) = branch else {
                    break;
                };
                let (first_level, second_level) = levels;
                let saved = self.save();
                self.apply(block, opposite(first));
                open.push(self.leave(second_level));
                self.restore(&saved);
                self.apply(block, first);
                self.level = first_level;
            }
        }
        self.best_value
    }

    /// The least scaled bound that still allows something better.
    fn target(&self) -> i128 {
        (i128::from(self.best_value) + 1) * i128::from(self.scale)
    }

    /// Bounds the current subproblem and settles what the bound settles.
    /// Gives the block to branch on, the choice to follow first, and the
    /// levels of the first and of the other; nothing when this is the end.
    fn settle(&mut self) -> Option<(usize, Choice, (i128, i128))> {
        let mut repacked = false;
        loop {
            if !self.bound(STEPS) {
                return None;
            }
            if self.fix() {
                continue;
            }
            if !repacked {
                repacked = true;
                let before = self.best_value;
                self.repack();
                if self.best_value > before {
                    continue;
                }
            }
            let mut candidates: Vec<(i128, usize)> = Vec::new();
            for &block in &self.live.blocks {
                let block = block as usize;
                if self.dear.blocks[block] && !self.affordable.blocks[block] {
                    let lost: i64 = self
                        .demand
                        .needed_by(block)
                        .filter(|&(g, _)| self.is_live(g) && !self.affordable.groups[g])
                        .map(|(g, _)| self.demand.weights[g])
                        .sum();
                    let score = i128::from(lost) * i128::from(self.demand.costs[block]);
                    candidates.push((score, block));
                }
            }
            candidates.sort_unstable_by_key(|&(score, block)| (std::cmp::Reverse(score), block));
            candidates.truncate(CANDIDATES);
            // Without a block between the closures the bound is attained.
            candidates.first()?;

            let mut saved = self.save();
            let mut choice = None;
            let mut best_score = -1.0;
            let mut settled = false;
            for (_, block) in candidates {
                if self.transport.flow.block_part[block] != UNDECIDED {
                    continue;
                }
                let mut levels = [0_i128; 2];
                let mut alive = [false; 2];
                for (side, way) in [Choice::LeaveOut, Choice::Pay].into_iter().enumerate() {
                    self.apply(block, way);
                    alive[side] = self.bound(TRIAL_STEPS);
                    levels[side] = self.level.min(saved.level);
                    self.restore(&saved);
                }
                match alive {
                    [false, false] => return None,
                    [true, true] => {
                        let gain = |level: i128| (saved.level - level) as f64 / self.scale as f64;
                        let score = gain(levels[0]).max(1e-3) * gain(levels[1]).max(1e-3);
                        if score > best_score {
                            best_score = score;
                            choice = Some(if levels[0] > levels[1] {
                                (block, Choice::LeaveOut, (levels[0], levels[1]))
                            } else {
                                (block, Choice::Pay, (levels[1], levels[0]))
                            });
                        }
                    }
                    [left_out, _] => {
                        self.apply(
                            block,
                            if left_out {
                                Choice::LeaveOut
                            } else {
                                Choice::Pay
                            },
                        );
                        saved = self.save();
                        settled = true;
                    }
                }
            }
            if !settled {
                return choice;
            }
        }
    }
}

fn opposite(choice: Choice) -> Choice {
    match choice {
        Choice::LeaveOut => Choice::Pay,
        Choice::Pay => Choice::LeaveOut,
    }
}
