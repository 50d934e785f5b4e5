//! The Lagrangian bound of one subproblem, and what follows from it at once.

use super::super::demand::Demand;
use super::super::transport::{Flow, Part};
use super::{Choice, Search, UNDECIDED};

/// A closure, as the line it draws over prices.
#[derive(Clone)]
pub(super) struct Closure {
    pub value: i64,
    /// Without the blocks already paid for.
    pub cost: i64,
    pub groups: Vec<bool>,
    pub blocks: Vec<bool>,
}

impl Closure {
    /// Nothing of `demand`.
    pub fn none(demand: &Demand) -> Self {
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

impl Search<'_> {
    /// Finds the best price, in at most `steps` steps. False when nothing better
    /// can be here.
    pub(super) fn bound(&mut self, steps: usize) -> bool {
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

    /// Settles what the bound forbids or forces; says whether anything was.
    ///
    /// With any flow, what is unsent bounds the best closure. Paying for a
    /// block lowers that bound by the block's room, leaving out a group by what
    /// it has not sent.
    pub(super) fn fix(&mut self) -> bool {
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

    pub(super) fn set_price(&mut self, price: i64) {
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
    pub(super) fn capacity(&self, block: usize, price: i64) -> i64 {
        self.demand.costs[block].saturating_mul(price).min(1 << 61)
    }
}
