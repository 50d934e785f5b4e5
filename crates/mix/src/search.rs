//! Branch and bound over mixes: exact optima for goals that look at what each party gets.

use std::cmp::Ordering;

use dashu_int::UBig;

use crate::greedy;
use crate::instance::{Backing, Instance, Utility};

/// How good a mix is, from what each party gets; more for any party is never worse.
pub(crate) trait Goal {
    type Rank: Ord + Clone;
    fn rank(&self, totals: &[u128]) -> Self::Rank;
}

/// The best mix found, and how good any mix can possibly be.
pub(crate) struct Found<R> {
    pub(crate) selected: Vec<usize>,
    pub(crate) rank: R,
    /// The rank itself when it is proven.
    pub(crate) bound: R,
}

impl<R: Ord> Found<R> {
    pub(crate) fn proven(&self) -> bool {
        self.bound <= self.rank
    }
}

/// What each party gets from each feature: one row per party.
pub(crate) fn party_values(instance: &Instance, utility: Utility) -> Vec<Vec<u128>> {
    let worth = |party: usize, feature: usize| {
        let Backing { people, points } = instance.voices[feature].by_party[party];
        match utility {
            Utility::Cost => u128::from(people) * u128::from(instance.features[feature].cost.0),
            Utility::Cardinality => u128::from(people),
            Utility::Points => u128::from(points),
        }
    };
    let row = |party| {
        (0..instance.features.len())
            .map(|feature| worth(party, feature))
            .collect()
    };
    (0..instance.parties.len()).map(row).collect()
}

/// What each party gets from a selection.
pub(crate) fn totals(values: &[Vec<u128>], selection: &[usize]) -> Vec<u128> {
    values
        .iter()
        .map(|row| selection.iter().map(|&f| row[f]).sum())
        .collect()
}

/// A fraction that is compared without rounding.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    /// What was got.
    pub of: u128,
    /// Out of how much; zero counts as "had nothing to get", which is a full share.
    pub whole: u128,
}

impl Share {
    fn normal(self) -> (u128, u128) {
        if self.whole == 0 {
            (1, 1)
        } else {
            (self.of, self.whole)
        }
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((a, b), (c, d)) = (self.normal(), other.normal());
        match (a.checked_mul(d), c.checked_mul(b)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => (UBig::from(a) * d).cmp(&(UBig::from(c) * b)),
        }
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Share {}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Undecided,
    In,
    Out,
}

struct Search<'a, G: Goal> {
    instance: &'a Instance,
    goal: &'a G,
    values: &'a [Vec<u128>],
    /// Features as they are branched on: the most promising per cost first.
    order: Vec<usize>,
    /// Per party, features by its own value per cost: the order of its fractional bound.
    by_party: Vec<Vec<usize>>,
    dependents: Vec<Vec<usize>>,
    fate: Vec<Fate>,
    trail: Vec<usize>,
    left: u64,
    got: Vec<u128>,
    best: Option<(G::Rank, Vec<usize>)>,
    bound: Option<G::Rank>,
    effort: u64,
}

/// Looks for the best mix, visiting at most `effort` nodes. Starts from `starts`, so that the
/// answer is never worse than theirs.
pub(crate) fn best<G: Goal>(
    instance: &Instance,
    values: &[Vec<u128>],
    goal: &G,
    starts: &[Vec<usize>],
    effort: u64,
) -> Found<G::Rank> {
    let m = instance.features.len();
    let cost = |f: usize| u128::from(instance.features[f].cost.0);
    let worth = |row: &[u128], a: usize, b: usize| -> Ordering {
        let (left, right) = (row[b].checked_mul(cost(a)), row[a].checked_mul(cost(b)));
        let by_ratio = match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => (UBig::from(row[b]) * cost(a)).cmp(&(UBig::from(row[a]) * cost(b))),
        };
        // Free features compare equal to everything by ratio: put them first.
        (cost(a) > 0)
            .cmp(&(cost(b) > 0))
            .then(by_ratio)
            .then(a.cmp(&b))
    };
    // Sums over parties in which each party's values weigh alike.
    let weight: Vec<u128> = values
        .iter()
        .map(|row| row.iter().sum::<u128>().max(1))
        .collect();
    let joint: Vec<u128> = (0..m)
        .map(|f| {
            if values.len() == 1 {
                return values[0][f];
            }
            let shares = values
                .iter()
                .zip(&weight)
                .map(|(row, &whole)| share_of(row[f], whole));
            shares.sum()
        })
        .collect();
    let mut order: Vec<usize> = (0..m).collect();
    order.sort_by(|&a, &b| worth(&joint, a, b));
    let by_party = values
        .iter()
        .map(|row| {
            let mut order: Vec<usize> = (0..m).filter(|&f| row[f] > 0).collect();
            order.sort_by(|&a, &b| worth(row, a, b));
            order
        })
        .collect();
    let mut dependents = vec![Vec::new(); m];
    for (f, needs) in instance.needs.iter().enumerate() {
        for &need in needs {
            dependents[need].push(f);
        }
    }
    let mut search = Search {
        instance,
        goal,
        values,
        order,
        by_party,
        dependents,
        fate: vec![Fate::Undecided; m],
        trail: Vec::new(),
        left: instance.budget.0,
        got: vec![0; values.len()],
        best: None,
        bound: None,
        effort,
    };
    for must in instance.musts_with_needs() {
        search.take(must);
    }
    for barred in (0..m).filter(|&f| instance.barred[f]) {
        search.leave(barred);
    }
    for start in starts {
        search.offer(goal.rank(&totals(values, start)), start.clone());
    }
    search.explore();
    let (rank, selected) = search
        .best
        .unwrap_or_else(|| (goal.rank(&search.got), instance.musts_with_needs()));
    let bound = search
        .bound
        .filter(|bound| *bound > rank)
        .unwrap_or_else(|| rank.clone());
    Found {
        selected,
        rank,
        bound,
    }
}

/// A party's share as a whole number on a scale of 2^40, for ordering branches only.
fn share_of(value: u128, whole: u128) -> u128 {
    match value.checked_mul(1 << 40) {
        Some(scaled) => scaled / whole,
        None => value / (whole >> 40).max(1),
    }
}

impl<G: Goal> Search<'_, G> {
    fn offer(&mut self, rank: G::Rank, selected: Vec<usize>) {
        if self.best.as_ref().is_none_or(|(best, _)| rank > *best) {
            self.best = Some((rank, selected));
        }
    }

    /// Depth first, first with the next feature, then without it. The stack holds the features to
    /// branch away from; it stands for recursion, which a long list of features would overflow.
    fn explore(&mut self) {
        // (position in the order, length of the trail before the branch)
        let mut stack: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        loop {
            let rank = self.upper_bound();
            let hopeless = self.best.as_ref().is_some_and(|(best, _)| rank <= *best);
            if !hopeless && self.effort == 0 {
                // Out of effort: what might still be here stays open.
                self.widen(rank);
            } else if !hopeless {
                self.effort -= 1;
                self.offer_current();
                while at < self.order.len() && self.fate[self.order[at]] != Fate::Undecided {
                    at += 1;
                }
                if let Some(&feature) = self.order.get(at) {
                    let mark = self.trail.len();
                    stack.push((at, mark));
                    if self.take(feature) {
                        continue;
                    }
                }
            }
            // Back to the last feature that was tried in, and try it out.
            loop {
                let Some((position, mark)) = stack.pop() else {
                    return;
                };
                self.undo(mark);
                at = position;
                let feature = self.order[position];
                if self.leave(feature) {
                    break;
                }
                self.undo(mark);
            }
        }
    }

    fn widen(&mut self, rank: G::Rank) {
        if self.bound.as_ref().is_none_or(|bound| rank > *bound) {
            self.bound = Some(rank);
        }
    }

    fn offer_current(&mut self) {
        let rank = self.goal.rank(&self.got);
        if self.best.as_ref().is_none_or(|(best, _)| rank > *best) {
            let mut selected = self.instance.musts_with_needs();
            let musts = selected.len();
            let fate = &self.fate;
            selected.extend(self.order.iter().copied().filter(|&f| fate[f] == Fate::In));
            let (fixed, rest) = selected.split_at(musts);
            let rest: Vec<usize> = rest
                .iter()
                .copied()
                .filter(|f| !fixed.contains(f))
                .collect();
            let selected = [fixed, &rest].concat();
            self.offer(rank, selected);
        }
    }

    /// Takes a feature in with all it needs, and shuts out their rivals; `false` (with the trail
    /// still to be undone) when that cannot be.
    fn take(&mut self, feature: usize) -> bool {
        let mut wanted = vec![feature];
        while let Some(f) = wanted.pop() {
            match self.fate[f] {
                Fate::In => continue,
                Fate::Out => return false,
                Fate::Undecided => {}
            }
            let cost = self.instance.features[f].cost.0;
            if cost > self.left {
                return false;
            }
            self.left -= cost;
            for (got, row) in self.got.iter_mut().zip(self.values) {
                *got += row[f];
            }
            self.fate[f] = Fate::In;
            self.trail.push(f);
            wanted.extend(&self.instance.needs[f]);
            for at in 0..self.instance.rivals[f].len() {
                if !self.leave(self.instance.rivals[f][at]) {
                    return false;
                }
            }
        }
        true
    }

    /// Shuts a feature out with all that needs it; `false` when one of them is in.
    fn leave(&mut self, feature: usize) -> bool {
        let mut unwanted = vec![feature];
        while let Some(f) = unwanted.pop() {
            match self.fate[f] {
                Fate::Out => continue,
                Fate::In => return false,
                Fate::Undecided => {}
            }
            self.fate[f] = Fate::Out;
            self.trail.push(f);
            unwanted.extend(&self.dependents[f]);
        }
        true
    }

    fn undo(&mut self, mark: usize) {
        while self.trail.len() > mark {
            let Some(f) = self.trail.pop() else { return };
            if self.fate[f] == Fate::In {
                self.left += self.instance.features[f].cost.0;
                for (got, row) in self.got.iter_mut().zip(self.values) {
                    *got -= row[f];
                }
            }
            self.fate[f] = Fate::Undecided;
        }
    }

    /// At most this much for each party, were the rest of the budget its own and features divisible.
    fn upper_bound(&self) -> G::Rank {
        let mut most = self.got.clone();
        for (party, order) in self.by_party.iter().enumerate() {
            let row = &self.values[party];
            let mut left = self.left;
            for &f in order {
                if self.fate[f] != Fate::Undecided {
                    continue;
                }
                let cost = self.instance.features[f].cost.0;
                if cost <= left {
                    left -= cost;
                    most[party] += row[f];
                } else {
                    most[party] += part(row[f], left, cost);
                    break;
                }
            }
        }
        self.goal.rank(&most)
    }
}

/// `value · left / cost`, rounded down.
fn part(value: u128, left: u64, cost: u64) -> u128 {
    match value.checked_mul(u128::from(left)) {
        Some(product) => product / u128::from(cost),
        None => u128::try_from(UBig::from(value) * left / cost).unwrap_or(value),
    }
}

/// Good mixes to start from.
pub(crate) fn starts(instance: &Instance, utility: Utility) -> Vec<Vec<usize>> {
    let ties = crate::ties::Ties::Fair { seed: 0 };
    let mut starts = vec![greedy::greedy(instance, utility, ties)];
    if utility == Utility::Cost {
        starts.push(greedy::greedy(instance, Utility::Cardinality, ties));
    }
    starts
}
