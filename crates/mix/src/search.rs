//! Branch and bound over mixes: exact optima for goals that look at what each party gets.

use std::cmp::Ordering;

use dashu_int::UBig;

use crate::greedy;
use crate::instance::{Backing, Instance, Utility};
use crate::linear::{Have, Linear, Room};
use crate::relaxed::{Relaxed, Scalar};

/// How good a mix is, from what each party gets; more for any party is never worse.
pub(crate) trait Goal {
    type Rank: Ord + Clone;
    fn rank(&self, totals: &[u128]) -> Self::Rank;

    /// A number that grows with the rank and says most of it; none, if the bound of each party by itself
    /// is as good.
    fn scalar(&self) -> Option<Scalar> {
        None
    }

    /// A rank of which that number is at most so much.
    fn capped(&self, rank: Self::Rank, _score: f64) -> Self::Rank {
        rank
    }
}

/// So many steps towards good weights before the first branch, and at each.
const FIRST_STEPS: u32 = 400;
const STEPS: u32 = 4;
/// So many times a better mix is looked for near the best one, each for so much effort.
const KICKS: u64 = 100;
const KICK: u64 = 500;
/// So many times so many features near the best mix are looked at, each time for so much effort.
const LOOKS: u64 = 400;
const NEAR: usize = 25;
const LOOK: u64 = 4_000;
/// A smaller fall of the bound counts as this when one is weighed against the other.
const LEAST_FALL: f64 = 1e-9;
/// What a node costs that looks at all parties at once, beside one that looks at each by itself.
const NODE: u64 = 4;
/// What a pivot of the linear relaxation costs.
const PIVOT: u64 = 2;
/// So often on the way a mix is made by the weights.
const EVERY: u32 = 20;

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
    /// The best one's number.
    best_score: f64,
    relaxed: Option<Relaxed>,
    /// For the worst-off party's share, instead of those.
    linear: Option<Linear>,
    /// Parties with any wish, and all they wish for.
    wishing: Vec<(usize, u128)>,
    /// What each of them has to get in a mix that is no worse than the best one for the worst-off.
    least: Vec<f64>,
    /// Scratch: the fates as the relaxation knows them.
    room: Vec<Room>,
    /// What the relaxation would branch on, and whether first with it.
    fork: Option<(usize, bool)>,
    /// Whether anything needs or excludes anything.
    is_bound: bool,
    /// No mix's number is above this.
    root: f64,
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
    // Sums over parties in which each party's values weigh the same.
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
        best_score: f64::NEG_INFINITY,
        linear: None,
        wishing: Vec::new(),
        least: Vec::new(),
        room: vec![Room::Open; m],
        fork: None,
        is_bound: [&instance.needs, &instance.rivals]
            .iter()
            .any(|lists| lists.iter().any(|list| !list.is_empty())),
        relaxed: (goal.scalar()).map(|scalar| Relaxed::new(instance, values, scalar)),
        root: f64::INFINITY,
        bound: None,
        effort,
    };
    if let Some(Scalar::Least(_)) = goal.scalar() {
        search.wishing = values
            .iter()
            .map(|row| row.iter().sum())
            .enumerate()
            .filter(|&(_, whole)| whole > 0)
            .collect();
        let shares: Vec<Vec<f64>> = search
            .wishing
            .iter()
            .map(|&(p, whole)| values[p].iter().map(|&v| v as f64 / whole as f64).collect())
            .collect();
        let budget = instance.budget.0.max(1) as f64;
        let costs: Vec<f64> = instance
            .features
            .iter()
            .map(|f| f.cost.0 as f64 / budget)
            .collect();
        search.least = vec![0.0; search.wishing.len()];
        if !shares.is_empty() {
            search.linear = Some(Linear::new(&shares, &costs));
        }
    }
    for must in instance.musts_with_needs() {
        search.take(must);
    }
    for barred in (0..m).filter(|&f| instance.barred[f]) {
        search.leave(barred);
    }
    for start in starts {
        search.offer(goal.rank(&totals(values, start)), start.clone());
    }
    if effort > 0 {
        search.relax();
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
            if let Some(relaxed) = &self.relaxed {
                let got: Vec<f64> = totals(self.values, &selected)
                    .iter()
                    .map(|&t| t as f64)
                    .collect();
                self.best_score = relaxed.scalar().score(&got);
            }
            if !self.wishing.is_empty() {
                let totals = totals(self.values, &selected);
                let share = |&(p, whole): &(usize, u128)| Share {
                    of: totals[p],
                    whole,
                };
                if let Some(worst) = self.wishing.iter().map(share).min() {
                    let need = |&(_, whole): &(usize, u128)| {
                        let need = match worst.of.checked_mul(whole) {
                            Some(product) => product.div_ceil(worst.whole) as f64,
                            None => worst.of as f64 / worst.whole as f64 * whole as f64,
                        };
                        need / whole as f64
                    };
                    self.least = self.wishing.iter().map(need).collect();
                }
            }
            self.best = Some((rank, selected));
        }
    }

    /// Finds weights for the root, and makes mixes by them on the way; then branches by them.
    fn relax(&mut self) {
        let Some(mut relaxed) = self.relaxed.take() else {
            return;
        };
        let mut least = f64::INFINITY;
        for _ in 0..FIRST_STEPS / EVERY {
            let enough = Scalar::surely_below(self.best_score);
            let (got, fate) = (self.got_f64(), &self.fate);
            let open = |f: usize| fate[f] == Fate::Undecided;
            let (bound, _) = relaxed.ceiling(&got, self.left as f64, open, enough, EVERY);
            least = least.min(bound);
            let order: Vec<usize> = relaxed.order().collect();
            self.relaxed = Some(relaxed);
            self.dive(&order);
            if let Some(back) = self.relaxed.take() {
                relaxed = back;
            } else {
                return;
            }
            if least < Scalar::surely_below(self.best_score) {
                break;
            }
        }
        self.order = relaxed.order().collect();
        self.relaxed = Some(relaxed);
        self.root = least.min(self.ceiling().0);
        self.kick();
        self.look_near();
    }

    /// Looks for better mixes near the best one: takes a few features out, puts a few others in, betters
    /// what comes of it. Which ones is a fixed sequence of numbers, the same on every machine.
    fn kick(&mut self) {
        let bound = |lists: &[Vec<usize>]| lists.iter().any(|list| !list.is_empty());
        if bound(&self.instance.needs) || bound(&self.instance.rivals) {
            return;
        }
        let open: Vec<usize> = (0..self.fate.len())
            .filter(|&f| self.fate[f] == Fate::Undecided)
            .collect();
        if open.len() < 3 {
            return;
        }
        let mut state: u64 = 1;
        let mut number = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as usize % below
        };
        // Most of the effort is for the proof.
        let kicks = (self.effort / 4 / KICK).min(KICKS);
        for _ in 0..kicks {
            if self.root < Scalar::surely_below(self.best_score) {
                return;
            }
            self.effort -= KICK;
            let Some((_, best)) = &self.best else { return };
            let mut is_in = vec![false; self.fate.len()];
            best.iter().for_each(|&f| is_in[f] = true);
            for _ in 0..2 + number(3) {
                is_in[open[number(open.len())]] ^= true;
            }
            let (mut got, mut left) = (self.got_f64(), self.left);
            let mut chosen = Vec::new();
            for &f in open.iter().filter(|&&f| is_in[f]) {
                let cost = self.instance.features[f].cost.0;
                if cost <= left {
                    left -= cost;
                    chosen.push(f);
                    for (got, row) in got.iter_mut().zip(self.values) {
                        *got += row[f] as f64;
                    }
                }
            }
            self.offer_bettered(&chosen, got, left);
        }
    }

    /// Looks for better mixes near the best one: leaves a few features open, and branches on those alone. Which
    /// ones is a fixed sequence of numbers.
    fn look_near(&mut self) {
        if self.linear.is_none() || self.is_bound {
            return;
        }
        let open: Vec<usize> = (0..self.fate.len())
            .filter(|&f| self.fate[f] == Fate::Undecided)
            .collect();
        let mut state: u64 = 2;
        let looks = (self.effort / 2 / LOOK).min(LOOKS);
        for look in 0..looks {
            let Some((_, best)) = &self.best else { return };
            let mut is_in = vec![false; self.fate.len()];
            best.iter().for_each(|&f| is_in[f] = true);
            let mut left: Vec<usize> = open.clone();
            // A few of all, or more of what is few.
            let near = (NEAR << (look % 2)).min(left.len());
            for at in 0..near {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let other = at + (state >> 33) as usize % (left.len() - at);
                left.swap(at, other);
            }
            let mark = self.trail.len();
            let mut able = true;
            for &f in left.iter().skip(near) {
                able = able && self.decide(f, is_in[f]);
            }
            if able {
                let (effort, bound) = (self.effort - LOOK, self.bound.take());
                self.effort = LOOK;
                self.explore();
                self.effort += effort;
                self.bound = bound;
            }
            self.undo(mark);
        }
    }

    /// Offers a selection of what is undecided once it is bettered.
    fn offer_bettered(&mut self, chosen: &[usize], got: Vec<f64>, left: u64) {
        let fixed: Vec<usize> = (0..self.fate.len())
            .filter(|&f| self.fate[f] == Fate::In)
            .collect();
        let selected = self.climb(chosen, got, left);
        let selected = [&fixed[..], &selected].concat();
        let rank = self.goal.rank(&totals(self.values, &selected));
        let musts = self.instance.musts_with_needs();
        let rest = selected.iter().copied().filter(|f| !musts.contains(f));
        let selected = musts.iter().copied().chain(rest).collect();
        self.offer(rank, selected);
    }

    fn got_f64(&self) -> Vec<f64> {
        self.got.iter().map(|&got| got as f64).collect()
    }

    /// Takes what fits in an order, then what betters it; offers that, and leaves everything as it was.
    fn dive(&mut self, order: &[usize]) {
        let mark = self.trail.len();
        for &feature in order {
            let before = self.trail.len();
            if self.fate[feature] == Fate::Undecided && !self.take(feature) {
                self.undo(before);
            }
        }
        self.offer_current();
        let bound = |lists: &[Vec<usize>]| lists.iter().any(|list| !list.is_empty());
        let chosen: Vec<usize> = self.trail[mark..]
            .iter()
            .copied()
            .filter(|&f| self.fate[f] == Fate::In)
            .collect();
        let (got, left) = (self.got_f64(), self.left);
        self.undo(mark);
        if !bound(&self.instance.needs) && !bound(&self.instance.rivals) {
            self.offer_bettered(&chosen, got, left);
        }
    }

    /// Betters a selection by adding a feature, or by taking one in place of another, as long as that
    /// betters the number, or at the same number what all parties get together.
    fn climb(&self, chosen: &[usize], mut got: Vec<f64>, left: u64) -> Vec<usize> {
        let Some(relaxed) = &self.relaxed else {
            return chosen.to_vec();
        };
        let open: Vec<usize> = (0..self.fate.len())
            .filter(|&f| self.fate[f] == Fate::Undecided)
            .collect();
        let cost = |f: usize| self.instance.features[f].cost.0;
        let value = |p: usize, f: usize| self.values[p][f] as f64;
        let wholes: Vec<f64> = self
            .values
            .iter()
            .map(|row| (row.iter().sum::<u128>() as f64).max(1.0))
            .collect();
        let worth = |totals: &[f64]| {
            let sum: f64 = totals
                .iter()
                .zip(&wholes)
                .map(|(total, whole)| total / whole)
                .sum();
            (relaxed.scalar().smooth(totals), sum)
        };
        let mut is_in = vec![false; self.fate.len()];
        chosen.iter().for_each(|&f| is_in[f] = true);
        let mut left = left;
        let mut now = worth(&got);
        let mut totals = got.clone();
        // Each pass betters it; a limit keeps it short all the same.
        for _ in 0..200 {
            let mut best: Option<((f64, f64), Option<usize>, usize)> = None;
            let outs = open
                .iter()
                .copied()
                .filter(|&f| is_in[f])
                .map(Some)
                .chain([None]);
            for out in outs {
                let room = left + out.map_or(0, cost);
                for &f in open.iter().filter(|&&f| !is_in[f] && cost(f) <= room) {
                    for (p, total) in totals.iter_mut().enumerate() {
                        *total = got[p] + value(p, f) - out.map_or(0.0, |out| value(p, out));
                    }
                    let then = worth(&totals);
                    let bar = best.map_or(now, |best| best.0);
                    let more = bar.0 == f64::NEG_INFINITY && then.0 > bar.0;
                    if more
                        || then.0 > bar.0 + bar.0.abs() * 1e-12
                        || then.0 >= bar.0 && then.1 > bar.1 * (1.0 + 1e-12)
                    {
                        best = Some((then, out, f));
                    }
                }
            }
            let Some((then, out, f)) = best else { break };
            for (p, got) in got.iter_mut().enumerate() {
                *got += value(p, f) - out.map_or(0.0, |out| value(p, out));
            }
            is_in[f] = true;
            if let Some(out) = out {
                is_in[out] = false;
                left += cost(out);
            }
            left -= cost(f);
            now = then;
        }
        open.into_iter().filter(|&f| is_in[f]).collect()
    }

    /// At most this number here; and whether that is surely below the best one's.
    fn ceiling(&mut self) -> (f64, bool) {
        if self.linear.is_some() {
            return self.linear_ceiling();
        }
        let Some(mut relaxed) = self.relaxed.take() else {
            return (f64::INFINITY, false);
        };
        let enough = Scalar::surely_below(self.best_score);
        let (got, fate) = (self.got_f64(), &self.fate);
        let open = |f: usize| fate[f] == Fate::Undecided;
        let (bound, steps) = relaxed.ceiling(&got, self.left as f64, open, enough, STEPS);
        self.effort = self.effort.saturating_sub(u64::from(steps));
        self.relaxed = Some(relaxed);
        (bound, bound < enough)
    }

    /// The same by the linear relaxation; decides on the way what no good mix has otherwise, offers what the
    /// relaxation takes in whole, and says what to branch on.
    fn linear_ceiling(&mut self) -> (f64, bool) {
        let Some(mut linear) = self.linear.take() else {
            return (f64::INFINITY, false);
        };
        for (room, fate) in self.room.iter_mut().zip(&self.fate) {
            *room = match fate {
                Fate::Undecided => Room::Open,
                Fate::In => Room::In,
                Fate::Out => Room::Out,
            };
        }
        let pivots = linear.solve(&self.room, &self.least);
        self.effort = self.effort.saturating_sub(PIVOT * u64::from(pivots));
        let share = |&(p, whole): &(usize, u128)| self.got[p] as f64 / whole as f64;
        let got: Vec<f64> = self.wishing.iter().map(share).collect();
        let budget = self.instance.budget.0.max(1) as f64;
        let least = std::mem::take(&mut self.least);
        let have = Have {
            got: &got,
            left: self.left as f64 / budget,
            least: &least,
        };
        let (bound, above) = linear.bound(&have, &self.room);
        let mut below = Linear::surely_below(above);
        // What a mix would lose too much by, the other way than the bound has it, is decided.
        for f in 0..self.fate.len() {
            let gain = linear.gain(f);
            if !below && self.fate[f] == Fate::Undecided && Linear::surely_below(above - gain.abs())
            {
                below = !self.decide(f, gain > 0.0);
            }
        }
        self.fork = None;
        if !below && bound.is_finite() {
            let mut best = 0.0;
            for fork in linear.forks(above, &have, &self.room) {
                let f = fork.feature;
                if self.fate[f] != Fate::Undecided {
                    continue;
                }
                below = match fork.is_below {
                    [true, true] => true,
                    [false, false] => false,
                    [without, _] => !self.decide(f, without),
                };
                if below {
                    break;
                }
                let [without, with] = fork.falls.map(|fall| fall.max(LEAST_FALL));
                if fork.is_below == [false; 2] && without * with > best {
                    (best, self.fork) = (without * with, Some((f, fork.part >= 0.5)));
                }
            }
        }
        self.least = least;
        if !self.is_bound {
            let mut chosen: Vec<usize> = Vec::new();
            let mut cost = 0;
            for f in 0..self.fate.len() {
                if self.room[f] == Room::In || self.room[f] == Room::Open && linear.takes(f) {
                    chosen.push(f);
                    cost += self.instance.features[f].cost.0;
                }
            }
            if cost <= self.instance.budget.0 {
                let rank = self.goal.rank(&totals(self.values, &chosen));
                if self.best.as_ref().is_none_or(|(best, _)| rank > *best) {
                    let musts = self.instance.musts_with_needs();
                    let rest = chosen.iter().copied().filter(|f| !musts.contains(f));
                    let selected = musts.iter().copied().chain(rest).collect();
                    self.offer(rank, selected);
                }
            }
        }
        self.linear = Some(linear);
        (bound, below)
    }

    /// The feature to branch on, and whether first with it.
    fn branch(&self, at: &mut usize) -> Option<(usize, bool)> {
        if let Some((f, first)) = self.fork
            && self.fate[f] == Fate::Undecided
        {
            return Some((f, first));
        }
        while *at < self.order.len() && self.fate[self.order[*at]] != Fate::Undecided {
            *at += 1;
        }
        self.order.get(*at).map(|&f| (f, true))
    }

    /// Depth first, with the next feature and without it. The stack holds what to branch away from; it
    /// stands for recursion, which a long list of features would overflow.
    fn explore(&mut self) {
        // Where in the order it was, the length of the trail before the branch, the feature, and whether
        // it was taken in first.
        let mut stack: Vec<(usize, usize, usize, bool)> = Vec::new();
        let mut at = 0;
        loop {
            let (most, below) = self.ceiling();
            let rank = (!below).then(|| self.upper_bound());
            let hopeful = |rank: &G::Rank| self.best.as_ref().is_none_or(|(best, _)| rank > best);
            let rank = rank.filter(hopeful);
            if let (Some(rank), 0) = (&rank, self.effort) {
                // Out of effort: what might still be here stays open.
                self.widen(self.goal.capped(rank.clone(), most.min(self.root)));
            } else if rank.is_some() {
                let node = if self.relaxed.is_some() { NODE } else { 1 };
                self.effort = self.effort.saturating_sub(node);
                self.offer_current();
                if let Some((feature, first)) = self.branch(&mut at) {
                    stack.push((at, self.trail.len(), feature, first));
                    if self.decide(feature, first) {
                        continue;
                    }
                }
            }
            // Back to the last feature that was decided, the other way.
            loop {
                let Some((position, mark, feature, first)) = stack.pop() else {
                    return;
                };
                self.undo(mark);
                at = position;
                if self.decide(feature, !first) {
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
        if let Some(relaxed) = &self.relaxed
            && relaxed.scalar().score(&self.got_f64()) < Scalar::surely_below(self.best_score)
        {
            return;
        }
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

    fn decide(&mut self, feature: usize, comes_in: bool) -> bool {
        match comes_in {
            true => self.take(feature),
            false => self.leave(feature),
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
