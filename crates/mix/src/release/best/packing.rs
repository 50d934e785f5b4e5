//! Plans made from a closure that leaves some of the budget unspent.

use super::{PAID, Search, UNDECIDED};

/// How many groups at the edge of an affordable closure are packed again; twice
/// as many may take their place.
const REPACKED: usize = 24;

/// Into how many units a budget to be packed is divided at the most.
const PACKING_UNITS: i64 = 2048;

impl Search<'_> {
    /// Makes a plan that satisfies at least the `chosen` live groups: adds
    /// whoever brings most for what is missing, while it fits, and keeps the
    /// plan if it is the best.
    pub(super) fn complete(&mut self, mut chosen: Vec<bool>, mut left: i64) {
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
            // A closure from before may still name groups that were left out since.
            let live = self.live.groups.iter().copied();
            self.best = live.filter(|&g| chosen[g as usize]).collect();
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

    /// Makes a plan from the affordable closure by packing its edge again: takes
    /// out the groups that bring least for what they alone cause, and fills the
    /// budget with them and the best of the others as an exact knapsack. Costs
    /// shared within the knapsack are counted twice, which errs to the safe
    /// side.
    pub(super) fn repack(&mut self) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knapsack_packs_the_most() {
        assert_eq!(knapsack(&[5, 4, 3], &[10, 7, 6], 7), [2, 1]);
        assert_eq!(knapsack(&[5, 4, 3], &[10, 7, 6], 0), [0_usize; 0]);
    }

    #[test]
    fn coarse_units_never_overfill() {
        let costs = [1_000_001, 999_999, 1_000_000];
        let packed = knapsack(&costs, &[1, 1, 1], 2_000_000);
        assert!(!packed.is_empty());
        assert!(packed.iter().map(|&item| costs[item]).sum::<i64>() <= 2_000_000);
    }
}
