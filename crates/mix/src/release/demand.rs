//! An instance reduced to what decides: features that exactly the same
//! customers need are one *block*, customers who need exactly the same blocks
//! are one *group*.

use std::collections::BTreeMap;
use std::ops::Range;

use super::instance::Instance;

/// Who needs what: a bipartite graph of groups and blocks. An arc is numbered
/// by its place in the list of its group.
pub(super) struct Demand {
    /// Total weight of each group; positive.
    pub weights: Vec<i64>,
    /// The customers (indices from 0) of each group.
    pub members: Vec<Vec<u32>>,
    /// Total cost of each block; positive.
    pub costs: Vec<i64>,
    /// Customers satisfied without spending anything.
    pub free: Vec<u32>,
    group_starts: Vec<u32>,
    arc_blocks: Vec<u32>,
    block_starts: Vec<u32>,
    /// Per block its arcs: the group and the arc's number.
    block_arcs: Vec<(u32, u32)>,
}

impl Demand {
    /// Reduces `instance`, leaving out customers whose bundle alone costs more
    /// than `budget`.
    pub fn new(instance: &Instance, budget: u64) -> Self {
        let paid = |bundle: &[u32]| -> Vec<u32> {
            bundle
                .iter()
                .copied()
                .filter(|&f| instance.costs[f as usize] > 0)
                .collect()
        };
        let mut free = Vec::new();
        let mut wanted_by: Vec<Vec<u32>> = vec![Vec::new(); instance.features()];
        for (customer, bundle) in instance.bundles.iter().enumerate() {
            let bundle = paid(bundle);
            let cost: u64 = bundle.iter().map(|&f| instance.costs[f as usize]).sum();
            if cost == 0 {
                free.push(customer as u32);
            } else if cost <= budget && instance.weights[customer] > 0 {
                for feature in bundle {
                    wanted_by[feature as usize].push(customer as u32);
                }
            }
        }

        let mut blocks: BTreeMap<&[u32], i64> = BTreeMap::new();
        for (feature, customers) in wanted_by.iter().enumerate() {
            if !customers.is_empty() {
                *blocks.entry(customers).or_default() += instance.costs[feature] as i64;
            }
        }
        let mut needs: Vec<Vec<u32>> = vec![Vec::new(); instance.customers()];
        for (block, customers) in blocks.keys().enumerate() {
            for &customer in *customers {
                needs[customer as usize].push(block as u32);
            }
        }
        let mut groups: BTreeMap<&[u32], Vec<u32>> = BTreeMap::new();
        for (customer, blocks) in needs.iter().enumerate() {
            if !blocks.is_empty() {
                groups.entry(blocks).or_default().push(customer as u32);
            }
        }

        let mut demand = Self {
            weights: Vec::new(),
            members: Vec::new(),
            costs: blocks.values().copied().collect(),
            free,
            group_starts: vec![0],
            arc_blocks: Vec::new(),
            block_starts: vec![0],
            block_arcs: Vec::new(),
        };
        let mut arcs_of: Vec<Vec<(u32, u32)>> = vec![Vec::new(); demand.costs.len()];
        for (group, (blocks, members)) in groups.into_iter().enumerate() {
            for &block in blocks {
                arcs_of[block as usize].push((group as u32, demand.arc_blocks.len() as u32));
                demand.arc_blocks.push(block);
            }
            demand.group_starts.push(demand.arc_blocks.len() as u32);
            let weight = members
                .iter()
                .map(|&m| instance.weights[m as usize] as i64)
                .sum();
            demand.weights.push(weight);
            demand.members.push(members);
        }
        for arcs in arcs_of {
            demand.block_arcs.extend(arcs);
            demand.block_starts.push(demand.block_arcs.len() as u32);
        }
        demand
    }

    pub fn groups(&self) -> usize {
        self.weights.len()
    }

    pub fn blocks(&self) -> usize {
        self.costs.len()
    }

    pub fn arcs(&self) -> usize {
        self.arc_blocks.len()
    }

    /// The numbers of a group's arcs.
    pub fn arcs_of(&self, group: usize) -> Range<usize> {
        self.group_starts[group] as usize..self.group_starts[group + 1] as usize
    }

    /// The block an arc leads to.
    pub fn block_of(&self, arc: usize) -> usize {
        self.arc_blocks[arc] as usize
    }

    /// The blocks a group needs.
    pub fn needs(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        self.arc_blocks[self.arcs_of(group)]
            .iter()
            .map(|&block| block as usize)
    }

    /// The places in the list of arcs into blocks that belong to `block`.
    pub fn entries_of(&self, block: usize) -> Range<usize> {
        self.block_starts[block] as usize..self.block_starts[block + 1] as usize
    }

    /// The group and the arc at such a place.
    pub fn entry(&self, entry: usize) -> (usize, usize) {
        let (group, arc) = self.block_arcs[entry];
        (group as usize, arc as usize)
    }

    /// The groups that need a block, with the arcs by which they do.
    pub fn needed_by(&self, block: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.entries_of(block).map(|entry| self.entry(entry))
    }

    /// The customers (indices from 0) of some groups and those who are free.
    pub fn customers_of(&self, groups: impl Iterator<Item = usize>) -> Vec<usize> {
        let members = groups.flat_map(|group| &self.members[group]);
        members
            .chain(&self.free)
            .map(|&customer| customer as usize)
            .collect()
    }
}
