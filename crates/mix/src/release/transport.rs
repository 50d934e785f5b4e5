//! Weights transported to costs: the maximum flow behind a maximum closure.
//!
//! Each group supplies its weight and may send it to the blocks it needs; each
//! block has room for its cost times the price of cost. When as much as
//! possible is sent, whatever can no longer reach a block with room is the
//! closure that maximises weight minus price times cost (Picard 1976), and what
//! is left unsent is that maximum. Augmenting along shortest paths in phases is
//! Dinic's algorithm.
//!
//! The flow can be kept while prices, groups and blocks change; what no longer
//! fits is handed back to its supplier, so the next maximum is near.

use super::demand::Demand;

/// No layer: not reached, or a dead end.
const UNREACHED: u32 = u32::MAX;

/// The flow: everything needed to go on from here later.
#[derive(Clone)]
pub(super) struct Flow {
    /// Amount on each arc.
    pub sent: Vec<i64>,
    /// What each group has not sent.
    pub supply: Vec<i64>,
    /// What each block could still take.
    pub room: Vec<i64>,
    /// An arc is in use exactly if its group and its block are in one part.
    pub group_part: Vec<u32>,
    /// See `group_part`.
    pub block_part: Vec<u32>,
}

/// Groups and blocks that a search is confined to.
#[derive(Clone, Default)]
pub(super) struct Part {
    pub groups: Vec<u32>,
    pub blocks: Vec<u32>,
}

/// A flow and what is needed to augment it.
pub(super) struct Transport<'d> {
    pub demand: &'d Demand,
    pub flow: Flow,
    group_layer: Vec<u32>,
    block_layer: Vec<u32>,
    next_arc: Vec<u32>,
    next_entry: Vec<u32>,
    /// The blocks reached by the last search, nearest first.
    reached: Vec<u32>,
    /// Steps of the path being searched: the arc into a block, the entry out.
    path: Vec<(usize, usize)>,
}

impl<'d> Transport<'d> {
    /// Nothing supplied, no room; everything in part 0.
    pub fn new(demand: &'d Demand) -> Self {
        let (groups, blocks) = (demand.groups(), demand.blocks());
        Self {
            demand,
            flow: Flow {
                sent: vec![0; demand.arcs()],
                supply: vec![0; groups],
                room: vec![0; blocks],
                group_part: vec![0; groups],
                block_part: vec![0; blocks],
            },
            group_layer: vec![UNREACHED; groups],
            block_layer: vec![UNREACHED; blocks],
            next_arc: vec![0; groups],
            next_entry: vec![0; blocks],
            reached: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Sends as much as possible within `part`. Afterwards
    /// [`holds_group`](Self::holds_group) and
    /// [`holds_block`](Self::holds_block) tell the largest best closure.
    pub fn route(&mut self, part: &Part) {
        while self.layer(part) {
            for &group in &part.groups {
                let group = group as usize;
                while self.flow.supply[group] > 0
                    && self.group_layer[group] != UNREACHED
                    && self.augment(group)
                {}
            }
        }
    }

    /// Whether the closure found by the last [`route`](Self::route) holds the
    /// group (which must have been in the part routed).
    pub fn holds_group(&self, group: usize) -> bool {
        self.group_layer[group] == UNREACHED
    }

    /// As [`holds_group`](Self::holds_group), for a block.
    pub fn holds_block(&self, block: usize) -> bool {
        self.block_layer[block] == UNREACHED
    }

    /// Takes from `block` what exceeds its room.
    pub fn hand_back(&mut self, block: usize) {
        let flow = &mut self.flow;
        for (group, arc) in self.demand.needed_by(block) {
            if flow.room[block] >= 0 {
                break;
            }
            let amount = flow.sent[arc].min(-flow.room[block]);
            flow.sent[arc] -= amount;
            flow.supply[group] += amount;
            flow.room[block] += amount;
        }
    }

    /// Layers blocks and groups by their distance to a block with room, up to
    /// the nearest group with something left; says whether there is one.
    fn layer(&mut self, part: &Part) -> bool {
        let (demand, flow) = (self.demand, &self.flow);
        for &group in &part.groups {
            self.group_layer[group as usize] = UNREACHED;
            self.next_arc[group as usize] = demand.arcs_of(group as usize).start as u32;
        }
        self.reached.clear();
        for &block in &part.blocks {
            self.next_entry[block as usize] = demand.entries_of(block as usize).start as u32;
            self.block_layer[block as usize] = UNREACHED;
            if flow.room[block as usize] > 0 {
                self.block_layer[block as usize] = 0;
                self.reached.push(block);
            }
        }
        let mut last_layer = UNREACHED;
        let mut position = 0;
        while let Some(&block) = self.reached.get(position) {
            position += 1;
            let block = block as usize;
            let layer = self.block_layer[block];
            if layer > last_layer {
                break;
            }
            for (group, _) in demand.needed_by(block) {
                if self.group_layer[group] != UNREACHED
                    || flow.group_part[group] != flow.block_part[block]
                {
                    continue;
                }
                self.group_layer[group] = layer;
                if flow.supply[group] > 0 {
                    last_layer = layer;
                    continue;
                }
                for arc in demand.arcs_of(group) {
                    let used = demand.block_of(arc);
                    if flow.sent[arc] > 0 && self.block_layer[used] == UNREACHED {
                        self.block_layer[used] = layer + 1;
                        self.reached.push(used as u32);
                    }
                }
            }
        }
        last_layer != UNREACHED
    }

    /// Sends something from `source` to a nearest block with room, if the
    /// layers still lead to one.
    fn augment(&mut self, source: usize) -> bool {
        let demand = self.demand;
        self.path.clear();
        let mut group = source;
        loop {
            let Some((arc, block)) = self.step_to_block(group) else {
                // A dead end: step back and leave the block by another way.
                self.group_layer[group] = UNREACHED;
                let Some((arc, entry)) = self.path.pop() else {
                    return false;
                };
                self.next_entry[demand.block_of(arc)] = entry as u32 + 1;
                group = self
                    .path
                    .last()
                    .map_or(source, |&(_, entry)| demand.entry(entry).0);
                continue;
            };
            if self.flow.room[block] > 0 {
                self.push(source, arc, block);
                return true;
            }
            match self.step_to_group(block) {
                Some(entry) => {
                    self.path.push((arc, entry));
                    group = demand.entry(entry).0;
                }
                None => self.next_arc[group] = arc as u32 + 1,
            }
        }
    }

    /// The next arc from `group` into a block of its own layer.
    fn step_to_block(&mut self, group: usize) -> Option<(usize, usize)> {
        let end = self.demand.arcs_of(group).end;
        for arc in self.next_arc[group] as usize..end {
            let block = self.demand.block_of(arc);
            if self.block_layer[block] == self.group_layer[group]
                && self.flow.block_part[block] == self.flow.group_part[group]
            {
                self.next_arc[group] = arc as u32;
                return Some((arc, block));
            }
        }
        self.next_arc[group] = end as u32;
        None
    }

    /// The next entry of `block` over which a group of a nearer layer can take
    /// back what it sent.
    fn step_to_group(&mut self, block: usize) -> Option<usize> {
        let nearer = self.block_layer[block].checked_sub(1)?;
        let end = self.demand.entries_of(block).end;
        for entry in self.next_entry[block] as usize..end {
            let (group, arc) = self.demand.entry(entry);
            if self.flow.sent[arc] > 0 && self.group_layer[group] == nearer {
                self.next_entry[block] = entry as u32;
                return Some(entry);
            }
        }
        self.next_entry[block] = end as u32;
        None
    }

    /// Sends along the path from `source` and over `last` into `block`.
    fn push(&mut self, source: usize, last: usize, block: usize) {
        let flow = &mut self.flow;
        let mut amount = flow.supply[source].min(flow.room[block]);
        for &(_, entry) in &self.path {
            amount = amount.min(flow.sent[self.demand.entry(entry).1]);
        }
        flow.supply[source] -= amount;
        flow.room[block] -= amount;
        for &(arc, entry) in &self.path {
            flow.sent[arc] += amount;
            flow.sent[self.demand.entry(entry).1] -= amount;
        }
        flow.sent[last] += amount;
    }
}
