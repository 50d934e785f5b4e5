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

use std::collections::BinaryHeap;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::demand::Demand;
use super::instance::{Instance, Plan};
use super::transport::{Flow, Part, Transport};

/// Both ways are tried out for this many blocks before one is branched on.
const CANDIDATES: usize = 8;

/// Prices tried for one bound; far more than are ever needed.
const STEPS: usize = 100;

/// Prices tried for the bound of a candidate.
const TRIAL_STEPS: usize = 2;

/// How many groups at the edge of an affordable closure are packed anew; twice
/// as many may take their place.
const REPACKED: usize = 24;

/// Into how many units a budget to be packed is divided at the most.
const PACKING_UNITS: i64 = 2048;

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
pub struct Answer {
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
) -> Answer {
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
    Answer {
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

/// A closure, as the line it draws over prices.
#[derive(Clone)]
struct Closure {
    value: i64,
    /// Without the blocks already paid for.
    cost: i64,
    groups: Vec<bool>,
    blocks: Vec<bool>,
}

impl Closure {
    /// Nothing of `demand`.
    fn none(demand: &Demand) -> Self {
        Self {
            value: 0,
            cost: 0,
            groups: vec![false; demand.groups()],
            blocks: vec![false; demand.blocks()],
        }
    }

    /// Keeps the groups that are still live and the blocks they still need.
    fn fit(&mut self, demand: &Demand, live: &Part, flow: &Flow) {
        (self.value, self.cost) = (0, 0);
        self.blocks.fill(false);
        for &group in &live.groups {
            let group = group as usize;
            if self.groups[group] {
                self.value += demand.weights[group];
                for block in demand.needs(group) {
                    if flow.block_part[block] == UNDECIDED && !self.blocks[block] {
                        self.blocks[block] = true;
                        self.cost += demand.costs[block];
                    }
                }
            }
        }
    }
}

/// What can happen to a block.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    LeaveOut,
    Pay,
}

/// What was saved to come back to.
struct Saved {
    flow: Flow,
    price: i64,
    spent: i64,
    level: i128,
    dear: Vec<bool>,
    affordable: Vec<bool>,
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

    /// Finds the best price, in at most `steps` steps. False when nothing better
    /// can be here.
    fn bound(&mut self, steps: usize) -> bool {
        self.refresh();
        let left = self.budget - self.spent;
        if left < 0 {
            return false;
        }
        let Some(mut price) = self.first_price(left) else {
            return false;
        };
        let (mut lowest, mut highest) = (0, i64::MAX);
        for _ in 0..steps {
            self.set_price(price);
            self.transport.route(&self.live);
            let supply = &self.transport.flow.supply;
            let unsent: i128 = self
                .live
                .groups
                .iter()
                .map(|&g| i128::from(supply[g as usize]))
                .sum();
            self.level_now = unsent + i128::from(price) * i128::from(left);
            self.level = self.level.min(self.level_now);
            if self.level < self.target() {
                return false;
            }
            let (value, cost) = self.closure();
            let too_dear = cost > left;
            let line = if too_dear {
                &self.dear
            } else {
                &self.affordable
            };
            if (line.value, line.cost) == (value, cost) {
                break;
            }
            self.keep_closure(value, cost, too_dear);
            if too_dear {
                lowest = price;
            } else {
                highest = price;
                self.complete(self.affordable.groups.clone(), left);
            }
            price = self.crossing();
            if price <= lowest || price >= highest {
                break;
            }
        }
        self.level >= self.target()
    }

    /// Fits the closures known from before to the current decisions and gives
    /// the price at which their lines cross; nothing if everything that is not
    /// left out can be paid, which is then the best here.
    fn first_price(&mut self, left: i64) -> Option<i64> {
        let demand = self.demand;
        let all_cost: i64 = self
            .live
            .blocks
            .iter()
            .map(|&b| demand.costs[b as usize])
            .sum();
        if all_cost <= left {
            let value = self
                .live
                .groups
                .iter()
                .map(|&g| demand.weights[g as usize])
                .sum();
            if value > self.best_value {
                self.best_value = value;
                self.best.clone_from(&self.live.groups);
            }
            return None;
        }
        self.dear.fit(demand, &self.live, &self.transport.flow);
        if self.dear.cost <= left {
            self.dear.groups.fill(true);
            self.dear.fit(demand, &self.live, &self.transport.flow);
        }
        self.affordable
            .fit(demand, &self.live, &self.transport.flow);
        if self.affordable.cost > left {
            self.affordable.groups.fill(false);
            self.affordable
                .fit(demand, &self.live, &self.transport.flow);
        }
        Some(self.crossing().max(1))
    }

    /// The price at which the lines of the two closures cross.
    fn crossing(&self) -> i64 {
        let rise = i128::from(self.dear.value - self.affordable.value) * i128::from(self.scale);
        (rise / i128::from(self.dear.cost - self.affordable.cost)) as i64
    }

    /// Value and cost of the closure just found.
    fn closure(&self) -> (i64, i64) {
        let transport = &self.transport;
        let groups = self.live.groups.iter().map(|&g| g as usize);
        let blocks = self.live.blocks.iter().map(|&b| b as usize);
        let value = groups
            .filter(|&g| transport.holds_group(g))
            .map(|g| self.demand.weights[g])
            .sum();
        let cost = blocks
            .filter(|&b| transport.holds_block(b))
            .map(|b| self.demand.costs[b])
            .sum();
        (value, cost)
    }

    fn keep_closure(&mut self, value: i64, cost: i64, dear: bool) {
        let closure = if dear {
            &mut self.dear
        } else {
            &mut self.affordable
        };
        (closure.value, closure.cost) = (value, cost);
        closure.groups.fill(false);
        closure.blocks.fill(false);
        for &group in &self.live.groups {
            closure.groups[group as usize] = self.transport.holds_group(group as usize);
        }
        for &block in &self.live.blocks {
            closure.blocks[block as usize] = self.transport.holds_block(block as usize);
        }
    }

    /// Makes a plan that satisfies at least the `chosen` live groups: adds
    /// whoever brings most for what is missing, while it fits, and keeps the
    /// plan if it is the best.
    fn complete(&mut self, mut chosen: Vec<bool>, mut left: i64) {
        let demand = self.demand;
        let parts = &self.transport.flow.block_part;
        let mut value = 0;
        let mut paid: Vec<bool> = parts.iter().map(|&part| part == PAID).collect();
        for group in self
            .live
            .groups
            .iter()
            .map(|&g| g as usize)
            .filter(|&g| chosen[g])
        {
            value += demand.weights[group];
            for block in demand.needs(group) {
                if !std::mem::replace(&mut paid[block], true) {
                    left -= demand.costs[block];
                }
            }
        }
        let mut missing = self.missing(&paid);
        while left >= 0 {
            let candidates = self.live.groups.iter().map(|&group| group as usize);
            let dearer = |a: usize, b: usize| {
                demand.weights[b] * missing[a] > demand.weights[a] * missing[b]
            };
            let Some(pick) = candidates
                .filter(|&group| !chosen[group] && missing[group] <= left)
                .reduce(|pick, group| if dearer(pick, group) { group } else { pick })
            else {
                break;
            };
            chosen[pick] = true;
            value += demand.weights[pick];
            left -= missing[pick];
            for block in demand.needs(pick) {
                if !std::mem::replace(&mut paid[block], true) {
                    for (group, _) in demand.needed_by(block) {
                        missing[group] -= demand.costs[block];
                    }
                }
            }
        }
        if left >= 0 && value > self.best_value {
            self.best_value = value;
            self.best = (0..demand.groups() as u32)
                .filter(|&g| chosen[g as usize])
                .collect();
        }
    }

    /// What each live group still costs when some blocks are paid for.
    fn missing(&self, paid: &[bool]) -> Vec<i64> {
        let mut missing = vec![0; self.demand.groups()];
        for group in self.live.groups.iter().map(|&g| g as usize) {
            let unpaid = self.demand.needs(group).filter(|&block| !paid[block]);
            missing[group] = unpaid.map(|block| self.demand.costs[block]).sum();
        }
        missing
    }

    /// Makes a plan from the affordable closure by packing its edge anew: takes
    /// out the groups that bring least for what they alone cause, and fills the
    /// budget with them and the best of the others as an exact knapsack. Costs
    /// shared within the knapsack are counted twice, which errs to the safe
    /// side.
    fn repack(&mut self) {
        let demand = self.demand;
        let parts = &self.transport.flow.block_part;
        let mut users = vec![0_u32; demand.blocks()];
        let mut chosen = self.affordable.groups.clone();
        let live = || self.live.groups.iter().map(|&group| group as usize);
        for block in live().filter(|&g| chosen[g]).flat_map(|g| demand.needs(g)) {
            users[block] += 1;
        }
        let alone: Vec<i64> = (0..demand.groups())
            .map(|group| {
                let own = demand
                    .needs(group)
                    .filter(|&b| parts[b] == UNDECIDED && users[b] == 1);
                own.map(|block| demand.costs[block]).sum()
            })
            .collect();
        let mut edge: Vec<usize> = live().filter(|&g| chosen[g] && alone[g] > 0).collect();
        edge.sort_by_key(|&g| Density(demand.weights[g], alone[g]));
        for &group in edge.iter().take(REPACKED) {
            chosen[group] = false;
            demand.needs(group).for_each(|block| users[block] -= 1);
        }

        let paid: Vec<bool> = (0..demand.blocks())
            .map(|b| parts[b] == PAID || users[b] > 0)
            .collect();
        let kept = (0..demand.blocks()).filter(|&b| parts[b] == UNDECIDED && users[b] > 0);
        let left = self.budget - self.spent;
        let capacity = left - kept.map(|block| demand.costs[block]).sum::<i64>();
        let missing = self.missing(&paid);
        let mut items: Vec<usize> = live()
            .filter(|&g| !chosen[g] && missing[g] > 0 && missing[g] <= capacity)
            .collect();
        items.sort_by_key(|&g| std::cmp::Reverse(Density(demand.weights[g], missing[g])));
        items.truncate(2 * REPACKED);
        let costs: Vec<i64> = items.iter().map(|&g| missing[g]).collect();
        let values: Vec<i64> = items.iter().map(|&g| demand.weights[g]).collect();
        for item in knapsack(&costs, &values, capacity) {
            chosen[items[item]] = true;
        }
        self.complete(chosen, left);
    }

    /// Settles what the bound forbids or forces; says whether anything was.
    ///
    /// With any flow, what is unsent bounds the best closure. Paying for a
    /// block lowers that bound by the block's room, leaving out a group by what
    /// it has not sent.
    fn fix(&mut self) -> bool {
        let slack = self.level_now - self.target();
        let demand = self.demand;
        let mut fixed = false;
        for position in 0..self.live.blocks.len() {
            let block = self.live.blocks[position] as usize;
            let flow = &self.transport.flow;
            let unsent: i128 = demand
                .needed_by(block)
                .filter(|&(g, _)| flow.group_part[g] == UNDECIDED)
                .map(|(g, _)| i128::from(flow.supply[g]))
                .sum();
            if i128::from(flow.room[block]) > slack
                || demand.costs[block] > self.budget - self.spent
            {
                self.apply(block, Choice::LeaveOut);
                fixed = true;
            } else if unsent > slack {
                self.apply(block, Choice::Pay);
                fixed = true;
            }
        }
        for position in 0..self.live.groups.len() {
            let group = self.live.groups[position] as usize;
            if !self.is_live(group) {
                continue;
            }
            let flow = &self.transport.flow;
            let undecided = || {
                demand
                    .needs(group)
                    .filter(|&b| flow.block_part[b] == UNDECIDED)
            };
            let room: i128 = undecided().map(|b| i128::from(flow.room[b])).sum();
            let cost: i64 = undecided().map(|b| demand.costs[b]).sum();
            if room > slack || cost > self.budget - self.spent {
                self.leave_out(group);
                fixed = true;
            } else if cost > 0 && i128::from(flow.supply[group]) > slack {
                for block in demand.needs(group) {
                    self.pay(block);
                }
                fixed = true;
            }
        }
        fixed
    }

    fn is_live(&self, group: usize) -> bool {
        self.transport.flow.group_part[group] == UNDECIDED
    }

    fn refresh(&mut self) {
        let (demand, flow) = (self.demand, &self.transport.flow);
        self.live.groups.clear();
        self.live.blocks.clear();
        let mut needed = vec![false; demand.blocks()];
        for group in 0..demand.groups() {
            if flow.group_part[group] == UNDECIDED {
                self.live.groups.push(group as u32);
                for block in demand.needs(group) {
                    needed[block] = true;
                }
            }
        }
        for (block, needed) in needed.into_iter().enumerate() {
            if needed && flow.block_part[block] == UNDECIDED {
                self.live.blocks.push(block as u32);
            }
        }
    }

    fn set_price(&mut self, price: i64) {
        for block in 0..self.demand.blocks() {
            if self.transport.flow.block_part[block] == UNDECIDED {
                let change = self.capacity(block, price) - self.capacity(block, self.price);
                self.transport.flow.room[block] += change;
                self.transport.hand_back(block);
            }
        }
        self.price = price;
    }

    /// What a block can take at a price; more than everything is pointless.
    fn capacity(&self, block: usize, price: i64) -> i64 {
        self.demand.costs[block].saturating_mul(price).min(1 << 61)
    }

    fn apply(&mut self, block: usize, choice: Choice) {
        match choice {
            Choice::Pay => self.pay(block),
            Choice::LeaveOut => {
                for (group, _) in self.demand.needed_by(block) {
                    self.leave_out(group);
                }
            }
        }
    }

    fn pay(&mut self, block: usize) {
        let flow = &mut self.transport.flow;
        if flow.block_part[block] != UNDECIDED {
            return;
        }
        flow.block_part[block] = PAID;
        self.spent += self.demand.costs[block];
        for (group, arc) in self.demand.needed_by(block) {
            flow.supply[group] += std::mem::take(&mut flow.sent[arc]);
        }
    }

    fn leave_out(&mut self, group: usize) {
        let flow = &mut self.transport.flow;
        if flow.group_part[group] != UNDECIDED {
            return;
        }
        flow.group_part[group] = LEFT_OUT;
        flow.supply[group] = 0;
        for arc in self.demand.arcs_of(group) {
            flow.room[self.demand.block_of(arc)] += std::mem::take(&mut flow.sent[arc]);
        }
    }

    fn save(&self) -> Saved {
        Saved {
            flow: self.transport.flow.clone(),
            price: self.price,
            spent: self.spent,
            level: self.level,
            dear: self.dear.groups.clone(),
            affordable: self.affordable.groups.clone(),
        }
    }

    fn restore(&mut self, saved: &Saved) {
        self.transport.flow.clone_from(&saved.flow);
        (self.price, self.spent, self.level) = (saved.price, saved.spent, saved.level);
        self.dear.groups.clone_from(&saved.dear);
        self.affordable.groups.clone_from(&saved.affordable);
    }

    /// The current decisions as a node for later.
    fn leave(&self, level: i128) -> Node {
        let flow = &self.transport.flow;
        let with = |parts: &[u32], part| {
            (0..parts.len() as u32)
                .filter(|&n| parts[n as usize] == part)
                .collect()
        };
        Node {
            level,
            sequence: self.nodes,
            price: self.price,
            left_out: with(&flow.group_part, LEFT_OUT),
            paid: with(&flow.block_part, PAID),
        }
    }

    /// Takes up the decisions of a node, keeping what it can of the flow.
    fn enter(&mut self, node: &Node) {
        let demand = self.demand;
        let mut left_out = vec![false; demand.groups()];
        let mut paid = vec![false; demand.blocks()];
        node.left_out
            .iter()
            .for_each(|&group| left_out[group as usize] = true);
        node.paid
            .iter()
            .for_each(|&block| paid[block as usize] = true);
        for group in 0..demand.groups() {
            if left_out[group] {
                self.leave_out(group);
            }
        }
        for block in 0..demand.blocks() {
            if paid[block] {
                self.pay(block);
            } else if self.transport.flow.block_part[block] == PAID {
                self.transport.flow.block_part[block] = UNDECIDED;
                self.transport.flow.room[block] = self.capacity(block, self.price);
                self.spent -= demand.costs[block];
            }
        }
        for group in 0..demand.groups() {
            if !left_out[group] && !self.is_live(group) {
                self.transport.flow.group_part[group] = UNDECIDED;
                self.transport.flow.supply[group] = demand.weights[group] * self.scale;
            }
        }
        self.set_price(node.price);
        self.level = node.level;
    }
}

fn opposite(choice: Choice) -> Choice {
    match choice {
        Choice::LeaveOut => Choice::Pay,
        Choice::Pay => Choice::LeaveOut,
    }
}

/// Weight for cost, ordered by their ratio; the cost is positive.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Density(i64, i64);

impl PartialOrd for Density {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Density {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }
}

/// The positions of the most valuable items within `capacity`. A large capacity
/// is counted in coarser units, costs rounded up, so that it always holds.
fn knapsack(costs: &[i64], values: &[i64], capacity: i64) -> Vec<usize> {
    let unit = capacity / PACKING_UNITS + 1;
    let units = (capacity / unit) as usize;
    let size = |item: usize| (costs[item] as u64).div_ceil(unit as u64) as usize;
    let mut most = vec![0; units + 1];
    let mut takes = Vec::with_capacity(costs.len());
    for (item, &value) in values.iter().enumerate() {
        let mut taken = vec![false; units + 1];
        let size = size(item);
        for filled in (size..=units).rev() {
            let with = most[filled - size] + value;
            if with > most[filled] {
                (most[filled], taken[filled]) = (with, true);
            }
        }
        takes.push(taken);
    }
    let mut filled = units;
    let mut packed = Vec::new();
    for item in (0..costs.len()).rev() {
        if takes[item][filled] {
            packed.push(item);
            filled -= size(item);
        }
    }
    packed
}
