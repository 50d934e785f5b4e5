//! Taking decisions, taking them back, and keeping them for later.

use super::super::transport::Flow;
use super::{Choice, LEFT_OUT, Node, PAID, Search, UNDECIDED};

/// What was saved to come back to.
pub(super) struct Saved {
    flow: Flow,
    price: i64,
    spent: i64,
    pub level: i128,
    dear: Vec<bool>,
    affordable: Vec<bool>,
}

impl Search<'_> {
    pub(super) fn is_live(&self, group: usize) -> bool {
        self.transport.flow.group_part[group] == UNDECIDED
    }

    pub(super) fn refresh(&mut self) {
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

    pub(super) fn apply(&mut self, block: usize, choice: Choice) {
        match choice {
            Choice::Pay => self.pay(block),
            Choice::LeaveOut => {
                for (group, _) in self.demand.needed_by(block) {
                    self.leave_out(group);
                }
            }
        }
    }

    pub(super) fn pay(&mut self, block: usize) {
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

    pub(super) fn leave_out(&mut self, group: usize) {
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

    pub(super) fn save(&self) -> Saved {
        Saved {
            flow: self.transport.flow.clone(),
            price: self.price,
            spent: self.spent,
            level: self.level,
            dear: self.dear.groups.clone(),
            affordable: self.affordable.groups.clone(),
        }
    }

    pub(super) fn restore(&mut self, saved: &Saved) {
        self.transport.flow.clone_from(&saved.flow);
        (self.price, self.spent, self.level) = (saved.price, saved.spent, saved.level);
        self.dear.groups.clone_from(&saved.dear);
        self.affordable.groups.clone_from(&saved.affordable);
    }

    /// The current decisions as a node for later.
    pub(super) fn leave(&self, level: i128) -> Node {
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
    pub(super) fn enter(&mut self, node: &Node) {
        let demand = self.demand;
        let mut left_out = vec![false; demand.groups()];
        let mut paid = vec![false; demand.blocks()];
        node.left_out
            .iter()
            .for_each(|&group| left_out[group as usize] = true);
        node.paid
            .iter()
            .for_each(|&block| paid[block as usize] = true);
        for &group in &node.left_out {
            self.leave_out(group as usize);
        }
        for (block, paid) in paid.into_iter().enumerate() {
            if paid {
                self.pay(block);
            } else if self.transport.flow.block_part[block] == PAID {
                self.transport.flow.block_part[block] = UNDECIDED;
                self.transport.flow.room[block] = self.capacity(block, self.price);
                self.spent -= demand.costs[block];
            }
        }
        for (group, left_out) in left_out.into_iter().enumerate() {
            if !left_out && !self.is_live(group) {
                self.transport.flow.group_part[group] = UNDECIDED;
                self.transport.flow.supply[group] = demand.weights[group] * self.scale;
            }
        }
        self.set_price(node.price);
        self.level = node.level;
    }
}
