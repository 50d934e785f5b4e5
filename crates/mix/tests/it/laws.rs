//! Laws that hold for any instance, against a plain reading of each rule in rational arithmetic.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use mix::exact_shares::exact_shares;
use mix::explain::{Missing, Purchases, outlook, spread};
use mix::fairness::{Certificate, certificate};
use mix::frontier::{every_budget, frontier, raised_frontier};
use mix::greedy::greedy;
use mix::instance::{Draft, Instance, Utility};
use mix::money::Money;
use mix::most_value::most_value;
use mix::nash::nash;
use mix::phragmen::phragmen;
use mix::promise::Shares;
use mix::rule::{Choice, Rule};
use mix::shares::{
    Completion, Raise, Search, equal_shares, equal_shares_by, equal_shares_with_purchases,
};
use mix::ties::Ties;
use mix::worst_off::worst_off;
use proptest::prelude::*;

/// So many cases of a law; PROPTEST_CASES asks for more of every law, for a long run.
fn cases(few: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES");
    ProptestConfig {
        cases: asked
            .and_then(|many| many.to_str()?.parse().ok())
            .unwrap_or(few),
        ..ProptestConfig::default()
    }
}

/// A fraction in lowest terms; small enough in these tests for `i128`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Q(i128, i128);

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

impl Q {
    fn new(n: i128, d: i128) -> Q {
        let g = gcd(n, d).max(1) * d.signum();
        Q(n / g, d / g)
    }
    fn plus(self, o: Q) -> Q {
        let g = gcd(self.1, o.1);
        Q::new(self.0 * (o.1 / g) + o.0 * (self.1 / g), self.1 / g * o.1)
    }
    fn minus(self, o: Q) -> Q {
        self.plus(Q(-o.0, o.1))
    }
    fn times(self, k: i128) -> Q {
        Q::new(self.0 * k, self.1)
    }
    fn over(self, k: i128) -> Q {
        Q::new(self.0, self.1 * k)
    }
    fn cmp(self, o: Q) -> Ordering {
        (self.0 * o.1).cmp(&(o.0 * self.1))
    }
    fn min(self, o: Q) -> Q {
        if self.cmp(o) == Ordering::Greater {
            o
        } else {
            self
        }
    }
}

/// A small problem as plain data.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    pub(crate) budget: u64,
    pub(crate) costs: Vec<u64>,
    pub(crate) endowments: Vec<u64>,
    /// (party, points per feature)
    pub(crate) people: Vec<(usize, Vec<u32>)>,
    musts: Vec<usize>,
    pub(crate) needs: Vec<(usize, usize)>,
    pub(crate) rivals: Vec<(usize, usize)>,
}

impl Sketch {
    pub(crate) fn build(&self) -> Option<Instance> {
        self.build_endowed(false)
    }

    /// By people each party's endowment is how many speak for it.
    fn build_endowed(&self, by_people: bool) -> Option<Instance> {
        let mut draft = Draft::new(Money(self.budget), 0);
        if by_people {
            draft.endowed_by_people();
        }
        for (at, &cost) in self.costs.iter().enumerate() {
            draft.feature(&format!("f{at}"), "", Money(cost));
        }
        for (at, &endowment) in self.endowments.iter().enumerate() {
            let people = self.people.iter().filter(|person| person.0 == at).count() as u64;
            let endowment = if by_people { people } else { endowment };
            draft.party(&format!("p{at}"), endowment);
        }
        for (party, points) in &self.people {
            let entries: Vec<_> = points
                .iter()
                .enumerate()
                .filter(|(_, p)| **p > 0)
                .map(|(f, &p)| (f, p))
                .collect();
            draft.ballot(*party, 1, &entries);
        }
        self.musts.iter().for_each(|&f| draft.must(f));
        self.needs.iter().for_each(|&(f, need)| draft.need(f, need));
        self.rivals.iter().for_each(|&(a, b)| draft.exclude(a, b));
        draft.build().ok()
    }

    fn party_size(&self, party: usize) -> i128 {
        self.people.iter().filter(|p| p.0 == party).count() as i128
    }

    fn endowment(&self, person: usize, total: u64) -> Q {
        let speaking = |p: &usize| self.party_size(*p) > 0;
        let whole: u64 = (0..self.endowments.len())
            .filter(speaking)
            .map(|p| self.endowments[p])
            .sum();
        if whole == 0 {
            return Q(0, 1);
        }
        let party = self.people[person].0;
        Q::new(
            i128::from(total) * i128::from(self.endowments[party]),
            i128::from(whole) * self.party_size(party),
        )
    }

    pub(crate) fn gain(&self, utility: Utility, person: usize, feature: usize) -> i128 {
        let points = i128::from(self.people[person].1[feature]);
        match utility {
            Utility::Cost => i128::from(self.costs[feature].max(1)) * points.min(1),
            Utility::Cardinality => points.min(1),
            Utility::Points => points,
        }
    }

    fn order(&self, feature: usize) -> String {
        format!("f{feature}")
    }

    pub(crate) fn open(&self, chosen: &[usize], feature: usize) -> bool {
        !chosen.contains(&feature)
            && self
                .needs
                .iter()
                .all(|&(f, need)| f != feature || chosen.contains(&need))
            && !self.rivals.iter().any(|&(a, b)| {
                (a == feature && chosen.contains(&b)) || (b == feature && chosen.contains(&a))
            })
    }

    fn equal_shares(&self, musts: &[usize], utility: Utility, total: u64) -> Vec<usize> {
        self.equal_shares_leaving(musts, utility, total).0
    }

    /// The rule as it is written down: every round, every feature, every person. What is chosen, and
    /// what everybody has left.
    fn equal_shares_leaving(
        &self,
        musts: &[usize],
        utility: Utility,
        total: u64,
    ) -> (Vec<usize>, Vec<Q>) {
        let mut balances: Vec<Q> = (0..self.people.len())
            .map(|p| self.endowment(p, total))
            .collect();
        let voiced: Vec<bool> = balances.iter().map(|b| b.0 > 0 || total == 0).collect();
        let has_part = |p: usize| self.endowments[self.people[p].0] > 0 && voiced[p];
        let mut chosen = musts.to_vec();
        loop {
            let mut best: Option<(Q, usize)> = None;
            let fits = |f: &usize| self.costs[*f] <= self.budget && self.open(&chosen, *f);
            for feature in (0..self.costs.len()).filter(fits) {
                let fans: Vec<usize> = (0..self.people.len())
                    .filter(|&p| has_part(p) && self.gain(utility, p, feature) > 0)
                    .collect();
                if fans.is_empty() {
                    continue;
                }
                let Some(rho) = self.price(&fans, &balances, utility, feature) else {
                    continue;
                };
                let wins = best.is_none_or(|(held, holder)| match rho.cmp(held) {
                    Ordering::Less => true,
                    Ordering::Equal => self.order(feature) < self.order(holder),
                    Ordering::Greater => false,
                });
                if wins {
                    best = Some((rho, feature));
                }
            }
            let Some((rho, feature)) = best else {
                return (chosen, balances);
            };
            for (person, balance) in balances.iter_mut().enumerate() {
                let due = rho.times(self.gain(utility, person, feature));
                *balance = balance.minus(due.min(*balance));
            }
            chosen.push(feature);
        }
    }

    fn price(&self, fans: &[usize], balances: &[Q], utility: Utility, feature: usize) -> Option<Q> {
        let cost = Q(i128::from(self.costs[feature]), 1);
        if cost.0 == 0 {
            return Some(cost);
        }
        let ratio = |&p: &usize| balances[p].over(self.gain(utility, p, feature));
        let mut fans = fans.to_vec();
        fans.sort_by(|a, b| ratio(a).cmp(ratio(b)));
        let mut rest = cost;
        let mut units: i128 = fans.iter().map(|&p| self.gain(utility, p, feature)).sum();
        for p in &fans {
            let rho = rest.over(units);
            if rho.cmp(ratio(p)) != Ordering::Greater {
                return Some(rho);
            }
            rest = rest.minus(balances[*p]);
            units -= self.gain(utility, *p, feature);
        }
        None
    }

    /// Exact equal shares as it is written down, with one voice for everybody: what is bought, and by how
    /// much more voice anybody could first pay a price that they cannot pay, whether that matters or not.
    fn exact_shares(&self, musts: &[usize], utility: Utility, voice: Q) -> (Vec<usize>, Option<Q>) {
        let mut balances = vec![voice; self.people.len()];
        let mut chosen = musts.to_vec();
        let mut next: Option<Q> = None;
        loop {
            let mut best: Option<(Q, usize, i128)> = None;
            for feature in (0..self.costs.len()).filter(|&f| self.open(&chosen, f)) {
                let fans: Vec<usize> = (0..self.people.len())
                    .filter(|&p| self.people[p].1[feature] > 0)
                    .collect();
                for payers in 1..=fans.len() as i128 {
                    let price = Q::new(i128::from(self.costs[feature]), payers);
                    let can = fans
                        .iter()
                        .filter(|&&p| balances[p].cmp(price) != Ordering::Less);
                    let can = can.count() as i128;
                    for &p in fans
                        .iter()
                        .filter(|&&p| balances[p].cmp(price) == Ordering::Less)
                    {
                        let more = price.minus(balances[p]);
                        next = Some(next.map_or(more, |next| next.min(more)));
                    }
                    if can < payers {
                        continue;
                    }
                    // Price per unit of utility, the least first; what is free comes before all else.
                    let rho = match utility {
                        Utility::Cost if price.0 > 0 => Q::new(1, payers),
                        _ => price,
                    };
                    let wins = best.is_none_or(|(held, holder, _)| match rho.cmp(held) {
                        Ordering::Less => true,
                        Ordering::Equal => self.order(feature) < self.order(holder),
                        Ordering::Greater => false,
                    });
                    if wins {
                        best = Some((rho, feature, payers));
                    }
                }
            }
            let Some((_, feature, payers)) = best else {
                return (chosen, next);
            };
            let price = Q::new(i128::from(self.costs[feature]), payers);
            for (person, balance) in balances.iter_mut().enumerate() {
                let wants = self.people[person].1[feature] > 0;
                if wants && balance.cmp(price) != Ordering::Less {
                    *balance = balance.minus(price);
                }
            }
            chosen.push(feature);
        }
    }

    fn phragmen(&self, musts: &[usize]) -> Vec<usize> {
        let mut chosen = musts.to_vec();
        let mut left = self.budget - self.cost(musts);
        // A person earns their endowment of one unit per unit of time.
        let pace: Vec<Q> = (0..self.people.len())
            .map(|p| self.endowment(p, 1))
            .collect();
        let mut last = vec![Q(0, 1); self.people.len()];
        loop {
            let mut best: Option<(Q, usize)> = None;
            let fits = |f: &usize| self.costs[*f] <= self.budget && self.open(&chosen, *f);
            for feature in (0..self.costs.len()).filter(fits) {
                let fans: Vec<usize> = (0..self.people.len())
                    .filter(|&p| self.people[p].1[feature] > 0 && pace[p].0 > 0)
                    .collect();
                if fans.is_empty() {
                    continue;
                }
                let (mut due, mut speed) = (Q(i128::from(self.costs[feature]), 1), Q(0, 1));
                for &p in &fans {
                    due = due.plus(Q::new(last[p].0 * pace[p].0, last[p].1 * pace[p].1));
                    speed = speed.plus(pace[p]);
                }
                let time = Q::new(due.0 * speed.1, due.1 * speed.0);
                let wins = best.is_none_or(|(held, holder)| match time.cmp(held) {
                    Ordering::Less => true,
                    Ordering::Equal => self.order(feature) < self.order(holder),
                    Ordering::Greater => false,
                });
                if wins {
                    best = Some((time, feature));
                }
            }
            let Some((time, feature)) = best else {
                return chosen;
            };
            if self.costs[feature] > left {
                return chosen;
            }
            left -= self.costs[feature];
            for (last, (_, points)) in last.iter_mut().zip(&self.people) {
                if points[feature] > 0 {
                    *last = time;
                }
            }
            chosen.push(feature);
        }
    }

    pub(crate) fn cost(&self, chosen: &[usize]) -> u64 {
        chosen.iter().map(|&f| self.costs[f]).sum()
    }

    /// EJR+ up to one by trying every group, for what could still be added, and with the voice that
    /// the musts leave.
    fn passes_over_a_group(&self, utility: Utility, musts: &[usize], selection: &[usize]) -> bool {
        (0..self.costs.len())
            .filter(|&f| self.open(selection, f))
            .any(|f| {
                let fans: Vec<usize> = (0..self.people.len())
                    .filter(|&p| self.worth(utility, p, f) > 0 && self.endowment(p, 1).0 > 0)
                    .collect();
                (1u32..1 << fans.len()).any(|bits| {
                    let group: Vec<usize> = (0..fans.len())
                        .filter(|at| bits >> at & 1 == 1)
                        .map(|at| fans[at])
                        .collect();
                    self.is_passed_over(utility, musts, selection, f, &group)
                })
            })
    }

    /// Whether all of a group, which wants a feature, deserve it more than what they have.
    fn is_passed_over(
        &self,
        utility: Utility,
        musts: &[usize],
        selection: &[usize],
        feature: usize,
        group: &[usize],
    ) -> bool {
        let budget = self.budget - self.cost(musts);
        let worth = |p: usize| self.worth(utility, p, feature);
        let joint: i128 = group.iter().map(|&p| worth(p)).sum();
        group.iter().all(|&p| {
            let got = selection.iter().map(|&f| self.worth(utility, p, f));
            let satisfied = got.sum::<i128>() + worth(p);
            let left = Q(satisfied * i128::from(self.costs[feature]), 1);
            left.cmp(self.endowment(p, budget).times(joint)) != Ordering::Greater
        })
    }

    /// As [`Sketch::gain`], but what costs nothing is worth nothing by its cost.
    fn worth(&self, utility: Utility, person: usize, feature: usize) -> i128 {
        match utility {
            Utility::Cost if self.costs[feature] == 0 => 0,
            _ => self.gain(utility, person, feature),
        }
    }

    /// All mixes that are allowed.
    pub(crate) fn mixes(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        (0u32..1 << self.costs.len()).filter_map(|bits| {
            let mix: Vec<usize> = (0..self.costs.len())
                .filter(|f| bits >> f & 1 == 1)
                .collect();
            self.is_allowed(&mix).then_some(mix)
        })
    }

    pub(crate) fn is_allowed(&self, mix: &[usize]) -> bool {
        self.cost(mix) <= self.budget
            && self.musts.iter().all(|m| mix.contains(m))
            && self
                .needs
                .iter()
                .all(|(f, need)| !mix.contains(f) || mix.contains(need))
            && !self
                .rivals
                .iter()
                .any(|(a, b)| mix.contains(a) && mix.contains(b))
    }

    fn party_totals(&self, utility: Utility, mix: &[usize]) -> Vec<u128> {
        let mut totals = vec![0u128; self.endowments.len()];
        for (person, (party, points)) in self.people.iter().enumerate() {
            for &f in mix.iter().filter(|&&f| points[f] > 0) {
                totals[*party] += match utility {
                    Utility::Cost => u128::from(self.costs[f]),
                    _ => self.gain(utility, person, f) as u128,
                };
            }
        }
        totals
    }
}

pub(crate) fn sketches() -> impl Strategy<Value = Sketch> {
    let features = 1usize..7;
    let cost = prop_oneof![Just(0u64), 1u64..6, Just(12u64), 30u64..60];
    (features, 0usize..7, 1usize..4).prop_flat_map(move |(m, n, q)| {
        let points = prop_oneof![Just(0u32), Just(1u32), 1u32..5];
        let person = (0..q, prop::collection::vec(points, m));
        // A feature can only need one before it, so that there is no circle.
        let need = (1..m.max(2), 0..m).prop_filter_map("a circle", move |(f, need)| {
            (f < m && need < f).then_some((f, need))
        });
        let rival = (0..m, 0..m).prop_filter_map("itself", |(a, b)| (a != b).then_some((a, b)));
        let lists = if m > 1 {
            (
                prop::collection::vec(0..m, 0..2).boxed(),
                prop::collection::vec(need, 0..2).boxed(),
                prop::collection::vec(rival, 0..2).boxed(),
            )
        } else {
            (
                Just(vec![]).boxed(),
                Just(vec![]).boxed(),
                Just(vec![]).boxed(),
            )
        };
        let endowment = prop_oneof![4 => 1u64..4, 1 => Just(0u64)];
        (
            0u64..60,
            prop::collection::vec(cost.clone(), m),
            prop::collection::vec(endowment, q),
            prop::collection::vec(person, n),
            lists,
        )
            .prop_map(
                |(budget, costs, endowments, people, (musts, needs, rivals))| Sketch {
                    budget,
                    costs,
                    endowments,
                    people,
                    musts,
                    needs,
                    rivals,
                },
            )
    })
}

/// Without musts, prerequisites and exclusions: what waits, or stands beside a rival, is outside
/// the promise of the certificate.
fn unconstrained() -> impl Strategy<Value = Sketch> {
    sketches().prop_map(|sketch| Sketch {
        musts: Vec::new(),
        needs: Vec::new(),
        rivals: Vec::new(),
        ..sketch
    })
}

/// Large amounts that would be small ones with many ties, but for a few units here and there: about
/// as much as doubles lose in a few operations.
fn nearly_tied() -> impl Strategy<Value = Sketch> {
    let hairs = prop::collection::vec(0u64..4, 7);
    (unconstrained(), 0u64..4, hairs).prop_map(|(sketch, hair, hairs)| {
        let large = |amount: u64, hair: u64| amount * 100_000_000_000_000 + amount.min(hair);
        let costs = sketch.costs.iter().zip(hairs);
        Sketch {
            budget: large(sketch.budget, hair),
            costs: costs.map(|(&cost, hair)| large(cost, hair)).collect(),
            ..sketch
        }
    })
}

/// Many people with a few wishes each, for features whose costs are much alike: raising endowments
/// lets purchases swap, drop out and come back, in few steps or in many, and ties are everywhere.
fn crowds(most_points: u32) -> impl Strategy<Value = Sketch> {
    (6usize..14, 10usize..50, 1usize..4, 1u64..12).prop_flat_map(move |(m, n, q, factor)| {
        let wishes = prop::collection::vec(prop_oneof![2 => Just(0u32), 1 => 1..=most_points], m);
        let cost = prop_oneof![Just(60u64), Just(90u64), 50u64..100, 100u64..300];
        (
            100u64..900,
            prop::collection::vec(cost, m),
            prop::collection::vec(prop_oneof![4 => Just(1u64), 1 => 0u64..4], q),
            prop::collection::vec((0..q, wishes), n),
        )
            .prop_map(move |(budget, costs, endowments, people)| Sketch {
                budget: budget * factor,
                costs: costs.iter().map(|cost| cost * factor).collect(),
                endowments,
                people,
                musts: Vec::new(),
                needs: Vec::new(),
                rivals: Vec::new(),
            })
    })
}

pub(crate) const UTILITIES: [Utility; 3] = [Utility::Cost, Utility::Cardinality, Utility::Points];

/// What is free counts in every bound, even for a party that weighs next to nothing in it: of two mixes that
/// leave the worst-off party the same, the one that gives the other more is found.
#[test]
fn the_second_worst_off_counts_where_the_worst_off_is_even() {
    let sketch = Sketch {
        budget: 58,
        costs: vec![12, 46, 46, 0, 0],
        endowments: vec![1, 1],
        people: vec![(0, vec![0, 0, 1, 0, 2]), (1, vec![1, 1, 1, 1, 0])],
        musts: Vec::new(),
        needs: vec![(2, 0)],
        rivals: vec![(3, 0)],
    };
    let fairest = worst_off(&sketch.build().unwrap(), Utility::Points, 1_000_000);
    let mut selected = fairest.selected;
    selected.sort_unstable();
    assert!(fairest.proven);
    assert_eq!(selected, [0, 2, 4]);
}

/// A feature with which the rest of the budget is spent to the last unit: no bound made of doubles may tell
/// it from one that just does not fit.
#[test]
fn what_fills_the_budget_exactly_is_not_passed_over() {
    let with_a_must = Sketch {
        budget: 56,
        costs: vec![12, 1, 1, 42, 1],
        endowments: vec![1],
        people: vec![
            (0, vec![0, 1, 0, 0, 0]),
            (0, vec![1, 1, 1, 1, 0]),
            (0, vec![1, 1, 0, 1, 1]),
        ],
        musts: vec![2],
        needs: vec![(2, 1)],
        rivals: Vec::new(),
    };
    let with_rivals = Sketch {
        budget: 50,
        costs: vec![45, 1, 5],
        endowments: vec![1],
        people: vec![
            (0, vec![1, 0, 1]),
            (0, vec![0, 1, 1]),
            (0, vec![1, 1, 0]),
            (0, vec![0, 0, 1]),
            (0, vec![0, 1, 1]),
        ],
        musts: Vec::new(),
        needs: Vec::new(),
        rivals: vec![(1, 2)],
    };
    for (sketch, of) in [(with_a_must, 8), (with_rivals, 6)] {
        let fairest = worst_off(&sketch.build().unwrap(), Utility::Cardinality, 1_000_000);
        assert!(fairest.proven);
        assert_eq!(fairest.shares, [mix::Share { of, whole: 9 }], "{sketch:?}");
    }
}

/// A hundred features of six parties, at prices that do not follow worth; points as another draws them.
fn hundred_features_of_six_parties(seed: u64) -> Instance {
    let mut state = seed;
    let mut number = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let costs: Vec<u64> = (0..100).map(|_| 20 + number(480)).collect();
    let mut draft = Draft::new(Money(costs.iter().sum::<u64>() * 2 / 5), 0);
    for (at, &cost) in costs.iter().enumerate() {
        draft.feature(&at.to_string(), "", Money(cost));
    }
    for at in 0..6 {
        let party = draft.party(&at.to_string(), 1);
        let wants = (0..100).filter_map(|f| match number(3) {
            0 => Some((f, 1 + number(100) as u32)),
            _ => None,
        });
        let wants: Vec<(usize, u32)> = wants.collect();
        draft.ballot(party, 1, &wants);
    }
    draft.build().expect("a sound instance")
}

#[test]
fn worst_off_is_proven_for_a_hundred_features_of_six_parties() {
    for seed in 1..=4 {
        let instance = hundred_features_of_six_parties(seed);
        // Looking at each party by itself, it took more than ten times as much.
        let fairest = worst_off(&instance, Utility::Points, 400_000);
        assert!(fairest.proven, "{seed}: {fairest:?}");
        assert_eq!(fairest.shares.iter().min(), Some(&fairest.bound));
    }
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn equal_shares_are_those_of_rational_arithmetic(sketch in sketches()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let musts = instance.musts_with_needs();
        let total = sketch.budget - sketch.cost(&musts);
        for utility in UTILITIES {
            let mix = equal_shares(&instance, utility, Ties::Reference, Completion::NONE);
            prop_assert_eq!(&mix.selected, &sketch.equal_shares(&musts, utility, total), "{:?}", utility);
        }
    }

    #[test]
    fn equal_shares_tell_apart_what_doubles_do_not(sketch in nearly_tied()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        // Cost utilities would be too much for the fractions here.
        for utility in [Utility::Cardinality, Utility::Points] {
            let mix = equal_shares(&instance, utility, Ties::Reference, Completion::NONE);
            prop_assert_eq!(&mix.selected, &sketch.equal_shares(&[], utility, sketch.budget), "{:?}", utility);
        }
    }

    #[test]
    fn jumping_over_endowments_gives_what_stepping_gives(sketch in sketches(), integral in any::<bool>()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        for utility in UTILITIES {
            for raise in [Raise::UntilOverspend, Raise::UntilExhaustive] {
                let completion = Completion { raise, greedy: true, integral };
                let run = |search| equal_shares_by(&instance, utility, Ties::Reference, completion, search).selected;
                prop_assert_eq!(run(Search::Parametric), run(Search::Stepping), "{:?}", utility);
            }
        }
    }

    #[test]
    fn phragmen_is_that_of_rational_arithmetic(sketch in sketches()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let expected = sketch.phragmen(&instance.musts_with_needs());
        prop_assert_eq!(phragmen(&instance, Ties::Reference), expected);
    }

    #[test]
    fn optima_are_the_best_of_all_mixes(sketch in sketches()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        for utility in UTILITIES {
            let best = most_value(&instance, utility, 1_000_000);
            let totals = |mix: &[usize]| sketch.party_totals(utility, mix);
            let value = |mix: &[usize]| totals(mix).iter().sum::<u128>();
            prop_assert_eq!(Some(best.value), sketch.mixes().map(|mix| value(&mix)).max());
            prop_assert_eq!(best.value, value(&best.selected));
            prop_assert_eq!(best.value, best.bound);

            let all: Vec<usize> = (0..sketch.costs.len()).collect();
            let wholes = totals(&all);
            let shares = |mix: &[usize]| {
                let mut shares: Vec<Q> = totals(mix).iter().zip(&wholes)
                    .map(|(&t, &w)| if w == 0 { Q(1, 1) } else { Q::new(t as i128, w as i128) })
                    .collect();
                shares.sort_by(|a, b| a.cmp(*b));
                shares
            };
            let by_shares = |a: &Vec<Q>, b: &Vec<Q>| {
                a.iter().zip(b).map(|(x, y)| x.cmp(*y)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
            };
            let fairest = worst_off(&instance, utility, 1_000_000);
            prop_assert!(fairest.proven);
            let best_shares = sketch.mixes().map(|mix| shares(&mix)).max_by(by_shares);
            prop_assert_eq!(Some(shares(&fairest.selected)), best_shares);

            let product = |mix: &[usize]| {
                let totals = totals(mix);
                let positive = totals.iter().filter(|t| **t > 0);
                (positive.clone().count(), positive.product::<u128>())
            };
            let found = nash(&instance, utility, 1_000_000);
            prop_assert!(found.proven);
            prop_assert_eq!(Some(product(&found.selected)), sketch.mixes().map(|mix| product(&mix)).max());
        }
    }

    #[test]
    fn a_mix_never_exceeds_its_budget_nor_breaks_a_constraint(sketch in sketches(), effort in 0u64..20) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        for ties in [Ties::Reference, Ties::Fair { seed: 7 }] {
            for utility in UTILITIES {
                let mut mixes = vec![
                    greedy(&instance, utility, ties),
                    phragmen(&instance, ties),
                    most_value(&instance, utility, effort).selected,
                    worst_off(&instance, utility, effort).selected,
                    nash(&instance, utility, effort).selected,
                ];
                for raise in [Raise::No, Raise::UntilOverspend, Raise::UntilExhaustive] {
                    for greedy in [false, true] {
                        mixes.push(equal_shares(&instance, utility, ties, Completion { raise, greedy, integral: false }).selected);
                    }
                }
                for mix in mixes {
                    let mut once = mix.clone();
                    once.sort_unstable();
                    once.dedup();
                    prop_assert_eq!(once.len(), mix.len());
                    prop_assert!(sketch.is_allowed(&mix), "{:?}", mix);
                }
                let cut_short = most_value(&instance, utility, effort);
                prop_assert!(cut_short.bound >= most_value(&instance, utility, 1_000_000).value);
            }
        }
    }

    #[test]
    fn equal_shares_pass_over_no_group(sketch in unconstrained()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        for utility in UTILITIES {
            for completion in [Completion::NONE, Completion::ADD1] {
                let mix = equal_shares(&instance, utility, Ties::Reference, completion);
                prop_assert_eq!(certificate(&instance, utility, &mix.selected), Certificate::Holds);
            }
        }
    }

    #[test]
    fn a_certificate_is_broken_exactly_when_some_group_was_passed_over(sketch in sketches(), bits in 0usize..64) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let musts = instance.musts_with_needs();
        let is_in = |f: &usize| bits >> f & 1 == 1 || musts.contains(f);
        let selection: Vec<usize> = (0..sketch.costs.len()).filter(is_in).collect();
        for utility in UTILITIES {
            let found = certificate(&instance, utility, &selection);
            let passed_over = sketch.passes_over_a_group(utility, &musts, &selection);
            prop_assert_eq!(found != Certificate::Holds, passed_over, "{:?}", utility);
            if let Certificate::Broken { feature, groups, people } = found {
                let is_member = |&p: &usize| instance.group_of_ballot(p).is_some_and(|g| groups.contains(&g));
                let members: Vec<usize> = (0..sketch.people.len()).filter(is_member).collect();
                prop_assert_eq!(people, members.len() as u64);
                prop_assert!(people > 0 && sketch.open(&selection, feature));
                prop_assert!(sketch.is_passed_over(utility, &musts, &selection, feature, &members));
            }
        }
    }

    #[test]
    fn an_outlook_tells_what_everybody_gets(sketch in sketches(), bits in 0usize..64) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let all: Vec<usize> = (0..sketch.costs.len()).collect();
        let selection: Vec<usize> = all.iter().copied().filter(|f| bits >> f & 1 == 1).collect();
        for utility in UTILITIES {
            let outlook = outlook(&instance, utility, &selection);
            let got: Vec<u128> = (sketch.people.iter())
                .map(|(_, points)| {
                    let wanted = selection.iter().filter(|&&f| points[f] > 0);
                    wanted
                        .map(|&f| match utility {
                            Utility::Cost => u128::from(sketch.costs[f]),
                            Utility::Cardinality => 1,
                            Utility::Points => u128::from(points[f]),
                        })
                        .sum()
                })
                .collect();
            let silent = |points: &[u32]| points.iter().all(|&p| p == 0);
            let people = sketch.people.iter().zip(&got);
            let with_nothing = people.filter(|((_, points), got)| **got == 0 && !silent(points));
            prop_assert_eq!(&outlook.spread, &spread(&instance, utility, &selection));
            prop_assert_eq!(outlook.spread.with_nothing, with_nothing.count() as u64);
            prop_assert_eq!(outlook.spread.silent, sketch.people.iter().filter(|p| silent(&p.1)).count() as u64);
            let total = got.iter().sum::<u128>();
            prop_assert_eq!(outlook.value, total);
            let apart = got.iter().flat_map(|a| got.iter().map(|b| a.abs_diff(*b))).sum::<u128>();
            let (gini, most) = (outlook.spread.gini, 2 * got.len() as u128 * total);
            prop_assert_eq!(gini.of * most.max(1), apart * gini.whole);
            let shares: Vec<(u128, u128)> = outlook.parties.iter().map(|s| (s.of, s.whole)).collect();
            let gets = |mix: &[usize]| sketch.party_totals(utility, mix);
            prop_assert_eq!(shares, gets(&selection).into_iter().zip(gets(&all)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_purchase_is_backed_by_exactly_its_cost(sketch in sketches()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        for utility in UTILITIES {
            let bought = || {
                equal_shares_with_purchases(&instance, utility, Ties::Reference, Completion::ADD1)
            };
            let (mix, purchases) = bought();
            let account = purchases.account();
            let again = Purchases::new(&instance, utility, Ties::Reference, mix.handed_out);
            prop_assert_eq!(&account, &again.account());
            for backing in &account.backings {
                let sum: u64 = backing.by_party.iter().map(|m| m.0).sum();
                prop_assert_eq!(sum, sketch.costs[backing.feature]);
            }
            let few: Vec<usize> = (0..sketch.costs.len()).step_by(2).collect();
            let asked = account.left_out.iter().filter(|out| few.contains(&out.feature));
            prop_assert_eq!(bought().1.why_out(&few), asked.cloned().collect::<Vec<_>>());
            let musts = instance.musts_with_needs();
            let given = u64::try_from(mix.handed_out).unwrap();
            let (_, left) = sketch.equal_shares_leaving(&musts, utility, given);
            for out in &account.left_out {
                let Missing::Short { shortfall } = out.missing else { continue };
                let price = Money(sketch.costs[out.feature] - shortfall.0);
                let people = (0..sketch.people.len()).filter(|&p| sketch.people[p].1[out.feature] > 0);
                let voice = people.fold(Q(0, 1), |sum, p| sum.plus(left[p]));
                prop_assert_eq!(i128::from(price.0), (voice.0 / voice.1).min(i128::from(sketch.costs[out.feature])));
            }
        }
    }

    #[test]
    fn what_is_promised_holds_when_the_whole_rule_is_run_again(
        sketch in sketches(), factor in 1u64..4, integral in any::<bool>(), by_people in any::<bool>(),
    ) {
        let dearer = Sketch {
            budget: sketch.budget * factor,
            costs: sketch.costs.iter().map(|cost| cost * factor).collect(),
            ..sketch
        };
        let Some(instance) = dearer.build_endowed(by_people) else { return Ok(()) };
        let raises = [Raise::No, Raise::UntilOverspend, Raise::UntilExhaustive];
        let completions = raises.into_iter().flat_map(|raise| {
            [true, false].map(|greedy| Completion { raise, greedy, integral })
        });
        for completion in completions {
            for (utility, ties) in UTILITIES.into_iter().flat_map(|utility| {
                [Ties::Reference, Ties::Fair { seed: 3 }].map(|ties| (utility, ties))
            }) {
                let shares = Shares { utility, ties, completion };
                let is_in = |instance: &Instance, feature| {
                    equal_shares(instance, utility, ties, completion).selected.contains(&feature)
                };
                let out: Vec<usize> = (0..instance.features().len()).filter(|&f| !is_in(&instance, f)).collect();
                for promise in shares.promises(&instance, &out, u64::MAX) {
                    let (f, cost) = (promise.feature, dearer.costs[promise.feature]);
                    let at = |price: u64| instance.with_cost(f, Money(price)).is_ok_and(|i| is_in(&i, f));
                    match promise.price {
                        Some(price) => {
                            prop_assert!(price.0 < cost && at(price.0), "{:?} {:?}", promise, shares);
                            prop_assert!(price.0 + 1 == cost || !at(price.0 + 1), "{:?} {:?}", promise, shares);
                        }
                        None => prop_assert!(cost == 0 || !at(1), "{:?} {:?}", promise, shares),
                    }
                    let Some(joining) = promise.people else { continue };
                    let with = |people| {
                        // Read again, as a file is to which they were added.
                        let mut more = dearer.clone();
                        let mut wish = vec![0; more.costs.len()];
                        wish[f] = joining.points;
                        more.people.extend(vec![(joining.party, wish); people as usize]);
                        more.build_endowed(by_people).is_some_and(|i| is_in(&i, f))
                    };
                    prop_assert!(with(joining.people), "{:?} {:?}", promise, shares);
                    prop_assert!(joining.people == 1 || !with(joining.people - 1), "{:?} {:?}", promise, shares);
                }
            }
        }
    }

    #[test]
    fn the_frontier_is_the_rule_at_every_budget(sketch in sketches(), grain in 1u64..4) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let all = sketch.costs.iter().sum::<u64>();
        let budgets: Vec<Money> = (0..=all.div_ceil(grain)).map(|k| Money(k * grain)).collect();
        for utility in UTILITIES {
            let rule = Rule::EqualShares(Completion::NONE);
            let choice = Choice { rule, utility, ties: Ties::Reference, effort: 0 };
            let expected = frontier(&instance, choice, budgets.iter().copied()).unwrap();
            prop_assert_eq!(every_budget(&instance, utility, Ties::Reference, Money(grain)), expected);
        }
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn one_pass_gives_the_completed_rule_at_every_budget(sketch in sketches(), factor in 1u64..12, many in 1u64..60, integral in any::<bool>()) {
        let dearer = Sketch {
            budget: sketch.budget * factor,
            costs: sketch.costs.iter().map(|cost| cost * factor).collect(),
            ..sketch
        };
        let Some(instance) = dearer.build() else { return Ok(()) };
        for raise in [Raise::No, Raise::UntilOverspend, Raise::UntilExhaustive] {
            for (greedy, utility) in [true, false].into_iter().flat_map(|g| UTILITIES.map(|u| (g, u))) {
                let completion = Completion { raise, greedy, integral };
                let ties = Ties::Fair { seed: 3 };
                let found = raised_frontier(&instance, utility, ties, completion, many);
                // What a step is said to be at the most, it is.
                let far = |pair: &[Money]| pair[1].0 - pair[0].0 > found.grain.0;
                prop_assert!(!found.looked_at.windows(2).any(far), "{:?}", found);
                for &budget in &found.looked_at {
                    let changed = instance.with_budget(budget).unwrap();
                    let mix = equal_shares(&changed, utility, ties, completion);
                    let step = found.steps.iter().rev().find(|step| step.from <= budget).unwrap();
                    // Once everything wanted is in, more to hand out changes the order and nothing else.
                    let sets = [&mix.selected, &step.selected].map(|it| it.iter().collect::<BTreeSet<_>>());
                    prop_assert_eq!(&sets[0], &sets[1], "{:?} {:?} {:?}", budget, completion, utility);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn jumping_far_gives_what_many_small_steps_give(sketch in sketches(), factor in 5u64..15) {
        let dearer = Sketch {
            budget: sketch.budget * factor,
            costs: sketch.costs.iter().map(|cost| cost * factor).collect(),
            ..sketch
        };
        let Some(instance) = dearer.build() else { return Ok(()) };
        for raise in [Raise::UntilOverspend, Raise::UntilExhaustive] {
            let completion = Completion { raise, greedy: false, integral: false };
            let run = |search| {
                equal_shares_by(&instance, Utility::Points, Ties::Reference, completion, search)
            };
            prop_assert_eq!(run(Search::Parametric).selected, run(Search::Stepping).selected);
        }
    }

    #[test]
    fn purchases_that_swap_do_not_change_what_raising_endowments_gives(sketch in crowds(1)) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        for utility in [Utility::Cost, Utility::Cardinality] {
            for raise in [Raise::UntilOverspend, Raise::UntilExhaustive] {
                for ties in [Ties::Reference, Ties::Fair { seed: 3 }] {
                    let completion = Completion { raise, greedy: false, integral: false };
                    let run = |search| equal_shares_by(&instance, utility, ties, completion, search);
                    prop_assert_eq!(run(Search::Parametric), run(Search::Stepping), "{:?}", utility);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn raising_in_fine_steps_gives_what_every_step_gives(sketch in crowds(3), finer in 5u64..40) {
        let finer = Sketch {
            budget: sketch.budget * finer,
            costs: sketch.costs.iter().map(|cost| cost * finer).collect(),
            ..sketch
        };
        let Some(instance) = finer.build() else { return Ok(()) };
        for utility in UTILITIES {
            let completion = Completion { raise: Raise::UntilOverspend, greedy: false, integral: false };
            let run = |search| equal_shares_by(&instance, utility, Ties::Fair { seed: 5 }, completion, search);
            prop_assert_eq!(run(Search::Parametric), run(Search::Stepping), "{:?}", utility);
        }
    }
}

/// A guess of where raising ends finds it out at every price, and it is in at a low one all the same.
#[test]
fn a_price_is_promised_even_where_a_guess_finds_none() {
    let sketch = Sketch {
        budget: 62,
        costs: vec![24, 24, 60],
        endowments: vec![1],
        people: vec![
            (0, vec![0, 0, 1]),
            (0, vec![1, 0, 3]),
            (0, vec![1, 1, 1]),
            (0, vec![0, 1, 1]),
        ],
        musts: Vec::new(),
        needs: vec![(1, 0)],
        rivals: Vec::new(),
    };
    let instance = sketch.build().unwrap();
    let completion = Completion {
        greedy: true,
        ..Completion::ADD1
    };
    let (utility, ties) = (Utility::Points, Ties::Reference);
    let shares = Shares {
        utility,
        ties,
        completion,
    };
    let is_in_at = |price: u64| {
        let cheaper = instance.with_cost(1, Money(price)).unwrap();
        let mix = equal_shares(&cheaper, utility, ties, completion);
        mix.selected.contains(&1)
    };
    let promise = &shares.promises(&instance, &[1], u64::MAX)[0];
    let price = promise.price.expect("it is in at a price of 1").0;
    assert!(is_in_at(price) && !is_in_at(price + 1));
}

#[test]
fn prices_that_no_budget_could_carry_are_looked_below_to_the_end() {
    let table = "budget;4\nid;cost;A: x;B: y\nmast;188888888888888;;1\n";
    let instance = mix::csv::read(table.as_bytes()).unwrap().instance;
    for utility in UTILITIES {
        for raise in [Raise::No, Raise::UntilOverspend, Raise::UntilExhaustive] {
            let completion = Completion {
                raise,
                greedy: false,
                integral: false,
            };
            let shares = Shares {
                utility,
                ties: Ties::Reference,
                completion,
            };
            for promise in shares.promises(&instance, &[0], 50_000) {
                let price = promise.price.expect("the budget carries a lower price");
                let cheaper = instance.with_cost(0, price).unwrap();
                let mix = equal_shares(&cheaper, utility, Ties::Reference, completion);
                assert_eq!(mix.selected, [0], "{utility:?} {raise:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn exact_shares_are_those_of_rational_arithmetic_and_are_raised_as_far_as_they_can_be(
        sketch in sketches(),
    ) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        if sketch.people.is_empty() {
            return Ok(());
        }
        let musts = instance.musts_with_needs();
        let left = sketch.budget - sketch.cost(&musts);
        for utility in [Utility::Cost, Utility::Cardinality] {
            let mut voice = Q::new(i128::from(left), sketch.people.len() as i128);
            let (mut chosen, mut next) = sketch.exact_shares(&musts, utility, voice);
            let plain = exact_shares(&instance, utility, Ties::Reference, false);
            prop_assert_eq!(&plain, &chosen, "{:?}", utility);
            // Every voice at which anybody can pay anything more, up to the first that overspends.
            let mut steps = 0;
            while let Some(more) = next {
                steps += 1;
                if steps > 200 {
                    return Ok(());
                }
                voice = voice.plus(more);
                let (raised, then) = sketch.exact_shares(&musts, utility, voice);
                if sketch.cost(&raised) > sketch.budget {
                    break;
                }
                (chosen, next) = (raised, then);
            }
            let raised = exact_shares(&instance, utility, Ties::Reference, true);
            prop_assert_eq!(&raised, &chosen, "{:?}", utility);
        }
    }
}
