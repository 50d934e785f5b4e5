//! Proportional approval voting (PAV): what somebody gets first counts whole, the second half, the third
//! a third.
//!
//! Thiele 1895; for budgets as in Peters, Pierczyński, Skowron, *Proportional Participatory Budgeting with
//! Additive Utilities*, NeurIPS 2021. The mix with the largest sum over all people of `1 + 1/2 + … + 1/k`,
//! where `k` is how many features they want are in. Finding it is hard; it is looked for by local search
//! (as in Aziz, Elkind, Huang, Lackner, Sánchez-Fernández, Skowron, *On the Complexity of Extended and
//! Proportional Justified Representation*, AAAI 2018): from good mixes on, a feature is added, or takes
//! another's place and what still fits is added, as long as that betters the sum. How far any mix can be
//! above the one found is said beside it. Points and endowments do not matter: each person counts the
//! same.
//!
//! The bound: a person's sum grows along a concave line, which lies below each of its tangents, and the
//! largest sum of tangents is a fractional knapsack. Slopes are sought that make it small.

use crate::instance::Instance;
use crate::open::Open;

/// A mix found, and how good any can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Approval {
    /// Positions of features; the musts first.
    pub selected: Vec<usize>,
    /// The sum over all people.
    pub score: f64,
    /// In no mix more.
    pub bound: f64,
}

/// What sums of doubles may lose, relatively, by far: less than that is no betterment, and bounds are
/// widened by it.
const LOOSE: f64 = 1e-9;

/// So many steps towards good slopes.
const STEPS: u64 = 300;

/// Looks for the best mix; `effort` counts rounds, in each of which all ballots are looked at once.
pub fn approval(instance: &Instance, effort: u64) -> Approval {
    let mut local = Local::new(instance);
    let (bound, hints) = local.bound(effort.min(STEPS));
    let musts = instance.musts_with_needs();
    let mut orders: Vec<Vec<usize>> = vec![local.by_gain(true), local.by_gain(false)];
    orders.extend(hints);
    let mut best: Option<(f64, Vec<usize>)> = None;
    let mut rounds = effort;
    for order in orders {
        let start = fill(instance, &musts, &order);
        let (score, found) = local.climb(start, musts.len(), &mut rounds);
        if best
            .as_ref()
            .is_none_or(|(held, _)| score > held * (1.0 + LOOSE))
        {
            best = Some((score, found));
        }
    }
    let (score, selected) = best.unwrap_or((0.0, musts));
    let bound = bound * (1.0 + LOOSE);
    Approval {
        selected,
        score,
        // Proven, but for what doubles lose.
        bound: if bound <= score * (1.0 + 4.0 * LOOSE) {
            score
        } else {
            bound
        },
    }
}

/// Takes in what fits, in this order.
fn fill(instance: &Instance, musts: &[usize], order: &[usize]) -> Vec<usize> {
    let mut open = Open::new(instance);
    let mut selected = musts.to_vec();
    let mut left = instance.budget.0 - instance.cost(musts).0;
    let mut at = 0;
    while let Some(&f) = order.get(at) {
        at += 1;
        if open.allows(f) && instance.features[f].cost.0 <= left {
            left -= instance.features[f].cost.0;
            selected.push(f);
            if !open.choose(f).is_empty() {
                at = 0;
            }
        }
    }
    selected
}

struct Local<'a> {
    instance: &'a Instance,
    people: Vec<f64>,
    /// `1 + … + 1/k` by `k`.
    harmonic: Vec<f64>,
    closed: Vec<bool>,
}

impl<'a> Local<'a> {
    fn new(instance: &'a Instance) -> Self {
        let open = Open::new(instance);
        let musts = instance.musts_with_needs();
        let m = instance.features.len();
        let mut harmonic = vec![0.0];
        for k in 1..=m {
            harmonic.push(harmonic[k - 1] + 1.0 / k as f64);
        }
        Local {
            instance,
            people: instance
                .groups
                .iter()
                .map(|g| f64::from(g.people))
                .collect(),
            harmonic,
            closed: (0..m)
                .map(|f| open.is_closed(f) && !musts.contains(&f))
                .collect(),
        }
    }

    fn cost(&self, feature: usize) -> u64 {
        self.instance.features[feature].cost.0
    }

    /// How many of a group's wishes are in.
    fn counts(&self, is_in: &[bool]) -> Vec<u32> {
        let of = |g| self.instance.ballot(g).filter(|&(f, _)| is_in[f]).count() as u32;
        (0..self.people.len()).map(of).collect()
    }

    fn score(&self, counts: &[u32]) -> f64 {
        let each = counts.iter().zip(&self.people);
        each.map(|(&k, people)| people * self.harmonic[k as usize])
            .sum()
    }

    /// What each feature adds that is out, and takes away that is in.
    fn gains(&self, is_in: &[bool], counts: &[u32]) -> Vec<f64> {
        let mut gains = vec![0.0; is_in.len()];
        for (g, (&k, people)) in counts.iter().zip(&self.people).enumerate() {
            let (more, less) = (people / f64::from(k + 1), people / f64::from(k.max(1)));
            for (f, _) in self.instance.ballot(g) {
                gains[f] += if is_in[f] { less } else { more };
            }
        }
        gains
    }

    /// The order in which a greedy search takes features that still fit: by what each adds, or by that
    /// per cost.
    fn by_gain(&self, per_cost: bool) -> Vec<usize> {
        let instance = self.instance;
        let mut open = Open::new(instance);
        let mut is_in = vec![false; instance.features.len()];
        let musts = instance.musts_with_needs();
        musts.iter().for_each(|&f| is_in[f] = true);
        let mut left = instance.budget.0 - instance.cost(&musts).0;
        let mut counts = self.counts(&is_in);
        let mut order = Vec::new();
        let mut gains = self.gains(&is_in, &counts);
        loop {
            let worth = |f: usize| match per_cost {
                true => gains[f] / (self.cost(f) as f64).max(1e-3),
                false => gains[f],
            };
            let fit = (0..is_in.len())
                .filter(|&f| open.allows(f) && self.cost(f) <= left && gains[f] > 0.0);
            let Some(best) = fit.reduce(|best, f| if worth(f) > worth(best) { f } else { best })
            else {
                return order;
            };
            order.push(best);
            left -= self.cost(best);
            open.choose(best);
            is_in[best] = true;
            for (g, _) in instance.supporters(best) {
                let (people, k) = (self.people[g], f64::from(counts[g]));
                counts[g] += 1;
                let lost = people / (k + 1.0) - people / (k + 2.0);
                for (f, _) in instance.ballot(g) {
                    if !is_in[f] {
                        gains[f] -= lost;
                    }
                }
            }
        }
    }

    /// Whether a feature may come in, with another one out.
    fn may_come(&self, is_in: &[bool], f: usize, out: Option<usize>) -> bool {
        let there = |g: &usize| is_in[*g] && Some(*g) != out;
        !self.closed[f]
            && !is_in[f]
            && self.instance.needs[f].iter().all(there)
            && !self.instance.rivals[f].iter().any(there)
    }

    /// Whether a feature may go out.
    fn may_go(&self, is_in: &[bool], f: usize) -> bool {
        !(0..is_in.len()).any(|g| is_in[g] && self.instance.needs[g].contains(&f))
    }

    /// Betters a mix as long as one feature more does, or one in place of another with what then fits.
    fn climb(&mut self, start: Vec<usize>, musts: usize, rounds: &mut u64) -> (f64, Vec<usize>) {
        let m = self.instance.features.len();
        let mut is_in = vec![false; m];
        start.iter().for_each(|&f| is_in[f] = true);
        let mut mix = start;
        let mut left = self.instance.budget.0 - self.instance.cost(&mix).0;
        let mut counts = self.counts(&is_in);
        loop {
            let score = self.score(&counts);
            if *rounds == 0 {
                return (score, mix);
            }
            *rounds -= 1;
            let enough = score.max(1.0) * LOOSE;
            let gains = self.gains(&is_in, &counts);
            // What both of two lose together: who wants one that goes and one that comes.
            let slot: Vec<usize> = (0..m)
                .map(|f| mix.iter().position(|&g| g == f).unwrap_or(m))
                .collect();
            let mut shared = vec![0.0; mix.len() * m];
            for (g, (&k, people)) in counts.iter().zip(&self.people).enumerate() {
                if k == 0 {
                    continue;
                }
                let k = f64::from(k);
                let both = people / k - people / (k + 1.0);
                for (a, _) in self.instance.ballot(g).filter(|&(f, _)| is_in[f]) {
                    let row = &mut shared[slot[a] * m..][..m];
                    for (b, _) in self.instance.ballot(g) {
                        row[b] += both;
                    }
                }
            }
            let mut best: Option<(f64, Option<usize>, usize)> = None;
            let mut offer = |more: f64, out: Option<usize>, f: usize| {
                if more > enough && best.is_none_or(|best| more > best.0) {
                    best = Some((more, out, f));
                }
            };
            for f in (0..m).filter(|&f| gains[f] > 0.0) {
                if self.cost(f) <= left && self.may_come(&is_in, f, None) {
                    offer(gains[f], None, f);
                }
            }
            for (at, &a) in mix.iter().enumerate().skip(musts) {
                if !self.may_go(&is_in, a) {
                    continue;
                }
                for f in (0..m).filter(|&f| self.cost(f) <= left + self.cost(a)) {
                    if self.may_come(&is_in, f, Some(a)) {
                        offer(gains[f] + shared[at * m + f] - gains[a], Some(a), f);
                    }
                }
            }
            let Some((_, out, f)) = best else {
                return (score, mix);
            };
            if let Some(out) = out {
                left += self.cost(out);
                is_in[out] = false;
                mix.retain(|&g| g != out);
                self.instance
                    .supporters(out)
                    .for_each(|(g, _)| counts[g] -= 1);
            }
            left -= self.cost(f);
            is_in[f] = true;
            mix.push(f);
            self.instance
                .supporters(f)
                .for_each(|(g, _)| counts[g] += 1);
        }
    }

    /// No mix has a larger sum than this; with orders of features that came up on the way.
    fn bound(&mut self, steps: u64) -> (f64, Vec<Vec<usize>>) {
        let m = self.instance.features.len();
        let musts = self.instance.musts_with_needs();
        let must = |f: usize| musts.contains(&f);
        let mut budget = (self.instance.budget.0 - self.instance.cost(&musts).0) as f64;
        budget *= 1.0 + LOOSE;
        let groups = 0..self.people.len();
        let wishes: Vec<usize> = groups.map(|g| self.instance.ballot(g).count()).collect();
        let mut hoped: Vec<f64> = vec![0.0; self.people.len()];
        let mut least = f64::INFINITY;
        let mut orders = Vec::new();
        for step in 0..=steps {
            // Tangents where each is hoped to be; any slope gives a bound.
            let mut gains = vec![0.0; m];
            let mut base = 0.0;
            for (g, (&hoped, people)) in hoped.iter().zip(&self.people).enumerate() {
                let slope = if step == 0 { 1.0 } else { 1.0 / (hoped + 0.5) };
                // The lowest line of this slope that lies above all points.
                let k = ((1.0 / slope).floor() as usize).min(wishes[g]);
                base += people * (self.harmonic[k] - slope * k as f64);
                for (f, _) in self.instance.ballot(g) {
                    gains[f] += people * slope;
                }
            }
            let density = |f: usize| gains[f] / (self.cost(f) as f64).max(1e-3);
            let mut order: Vec<usize> = (0..m)
                .filter(|&f| !self.closed[f] && !must(f) && gains[f] > 0.0)
                .collect();
            order.sort_by(|&a, &b| density(b).total_cmp(&density(a)).then(a.cmp(&b)));
            let mut part = vec![0.0; m];
            musts.iter().for_each(|&f| part[f] = 1.0);
            let mut left = budget;
            for &f in &order {
                let cost = self.cost(f) as f64;
                part[f] = if cost <= left { 1.0 } else { left / cost };
                left -= cost * part[f];
            }
            let bound: f64 = base
                + gains
                    .iter()
                    .zip(&part)
                    .map(|(gain, part)| gain * part)
                    .sum::<f64>();
            least = least.min(bound);
            let pace = 2.0 / (step as f64 + 2.0);
            for (g, hoped) in hoped.iter_mut().enumerate() {
                let gets: f64 = self.instance.ballot(g).map(|(f, _)| part[f]).sum();
                *hoped += pace * (gets - *hoped);
            }
            if step == steps || step == steps / 4 {
                orders.push(order);
            }
        }
        (least, orders)
    }
}
