//! The most total value a budget can carry: the exact optimum, or the gap that is left.

use crate::instance::{Instance, Utility};
use crate::search::{self, Goal};

/// The mix with the most total utility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MostValue {
    /// Positions of features; musts first, then by value per cost.
    pub selected: Vec<usize>,
    /// Their total utility to everybody.
    pub value: u128,
    /// No mix has more than this; equal to `value` when that is proven.
    pub bound: u128,
}

struct Total;

impl Goal for Total {
    type Rank = u128;

    fn rank(&self, totals: &[u128]) -> u128 {
        totals.iter().sum()
    }
}

/// Maximises total utility under musts, prerequisites, exclusions and the budget, by branch and
/// bound with the fractional bound (Dantzig 1957), looking at no more than `effort` nodes.
pub fn most_value(instance: &Instance, utility: Utility, effort: u64) -> MostValue {
    let parties = search::party_values(instance, utility);
    let all: Vec<u128> = (0..instance.features.len())
        .map(|f| parties.iter().map(|row| row[f]).sum())
        .collect();
    let found = search::best(
        instance,
        &[all],
        &Total,
        &search::starts(instance, utility),
        effort,
    );
    MostValue {
        selected: found.selected,
        value: found.rank,
        bound: found.bound,
    }
}
