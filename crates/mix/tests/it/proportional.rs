//! Rules whose amounts are cut off at 512 digits, or that search, against a plain reading of each in
//! rational arithmetic of any length.

use std::cmp::Ordering;

use dashu_int::ops::{Gcd, UnsignedAbs};
use dashu_int::{IBig, UBig};
use mix::approval::approval;
use mix::bounded_overspending::bounded_overspending;
use mix::cumulative::{Cumulative, Transfer, cumulative};
use mix::instance::{Draft, Utility};
use mix::maximin_support::maximin_support;
use mix::money::Money;
use mix::ties::Ties;
use proptest::prelude::*;

use crate::laws::{Sketch, UTILITIES, sketches};

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
struct R(IBig, UBig);

impl R {
    fn new(n: impl Into<IBig>, d: impl Into<UBig>) -> R {
        let (n, d) = (n.into(), d.into());
        let g = (&n).unsigned_abs().gcd(&d);
        R(n / IBig::from(g.clone()), d / g)
    }
    fn whole(n: impl Into<IBig>) -> R {
        R(n.into(), UBig::ONE)
    }
    fn plus(&self, o: &R) -> R {
        let side = |a: &R, b: &R| &a.0 * IBig::from(b.1.clone());
        R::new(side(self, o) + side(o, self), &self.1 * &o.1)
    }
    fn minus(&self, o: &R) -> R {
        self.plus(&R(-o.0.clone(), o.1.clone()))
    }
    fn times(&self, o: &R) -> R {
        R::new(&self.0 * &o.0, &self.1 * &o.1)
    }
    /// By something positive.
    fn over(&self, o: &R) -> R {
        let turned = UBig::try_from(o.0.clone()).unwrap_or(UBig::ONE);
        R::new(&self.0 * IBig::from(o.1.clone()), &self.1 * turned)
    }
    fn cmp(&self, o: &R) -> Ordering {
        (&self.0 * IBig::from(o.1.clone())).cmp(&(&o.0 * IBig::from(self.1.clone())))
    }
    fn min(&self, o: &R) -> R {
        if self.cmp(o).is_gt() {
            o.clone()
        } else {
            self.clone()
        }
    }
    fn is_positive(&self) -> bool {
        self.cmp(&R::whole(0)).is_gt()
    }
}

fn sum(all: impl Iterator<Item = R>) -> R {
    all.fold(R::whole(0), |sum, one| sum.plus(&one))
}

impl Sketch {
    fn voice(&self, person: usize, total: u64) -> R {
        let size = |party: usize| self.people.iter().filter(|p| p.0 == party).count() as u64;
        let speaking = (0..self.endowments.len()).filter(|&p| size(p) > 0);
        let whole: u64 = speaking.map(|p| self.endowments[p]).sum();
        let party = self.people[person].0;
        match whole {
            0 => R::whole(0),
            _ => R::new(total * self.endowments[party], whole * size(party)),
        }
    }

    fn fans(&self, feature: usize) -> impl Iterator<Item = usize> {
        let wants = |p: &usize| self.people[*p].1[feature] > 0;
        (0..self.people.len())
            .filter(wants)
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The factor by which what some give has to grow so that all give the cost, nobody more than they
    /// hold; none if they hold less.
    fn factor(gives: &[(R, R)], cost: &R) -> Option<R> {
        if sum(gives.iter().map(|g| g.1.clone())).cmp(cost).is_lt() {
            return None;
        }
        let given = |factor: &R| {
            sum(gives
                .iter()
                .map(|(gives, holds)| gives.times(factor).min(holds)))
        };
        // Between two factors at which somebody has given all, the sum is a line.
        let mut ends: Vec<R> = gives
            .iter()
            .map(|(gives, holds)| holds.over(gives))
            .collect();
        ends.sort_by(R::cmp);
        let mut low = R::whole(0);
        for end in ends {
            let (from, to) = (given(&low), given(&end));
            if to.cmp(cost).is_ge() {
                let part = match to.cmp(&from) {
                    Ordering::Equal => R::whole(0),
                    _ => cost.minus(&from).over(&to.minus(&from)),
                };
                return Some(low.plus(&end.minus(&low).times(&part)));
            }
            low = end;
        }
        None
    }

    fn bounded_overspending(&self, musts: &[usize], utility: Utility) -> Vec<usize> {
        let mut chosen = musts.to_vec();
        let mut left = self.budget - self.cost(musts);
        let mut holds: Vec<R> = (0..self.people.len())
            .map(|p| self.voice(p, left))
            .collect();
        let endowed = |p: &usize| self.voice(*p, 1).is_positive();
        loop {
            // ρ/α, less α, the feature, ρ.
            let mut best: Option<(R, R, usize, R)> = None;
            for f in
                (0..self.costs.len()).filter(|&f| self.open(&chosen, f) && self.costs[f] <= left)
            {
                let fans: Vec<usize> = self.fans(f).filter(endowed).collect();
                let cost = R::whole(self.costs[f]);
                let gain = |p: usize| R::whole(self.gain(utility, p, f));
                let mut offers: Vec<(R, R, R)> = Vec::new();
                if self.costs[f] == 0 && !fans.is_empty() {
                    offers.push((R::whole(0), R::whole(-1), R::whole(0)));
                }
                let with: Vec<usize> = fans
                    .into_iter()
                    .filter(|&p| holds[p].is_positive())
                    .collect();
                if self.costs[f] > 0 {
                    let gives: Vec<(R, R)> =
                        with.iter().map(|&p| (gain(p), holds[p].clone())).collect();
                    let mut tried: Vec<R> = gives
                        .iter()
                        .map(|(gives, holds)| holds.over(gives))
                        .collect();
                    tried.extend(Sketch::factor(&gives, &cost));
                    for far in tried {
                        let given = sum(gives
                            .iter()
                            .map(|(gain, holds)| gain.times(&far).min(holds)));
                        let part = given.over(&cost).min(&R::whole(1));
                        let price = far.over(&part);
                        offers.push((price.over(&part), R::whole(0).minus(&part), price));
                    }
                }
                for (merit, less, price) in offers {
                    let better = best.as_ref().is_none_or(|best| {
                        let same = if best.2 == f {
                            less.cmp(&best.1)
                        } else {
                            Ordering::Greater
                        };
                        merit.cmp(&best.0).then(same).is_lt()
                    });
                    if better {
                        best = Some((merit, less, f, price));
                    }
                }
            }
            let Some((_, _, f, price)) = best else {
                return chosen;
            };
            for (p, holds) in holds.iter_mut().enumerate() {
                if self.people[p].1[f] > 0 {
                    let due = price.times(&R::whole(self.gain(utility, p, f)));
                    *holds = holds.minus(&due.min(holds));
                }
            }
            left -= self.costs[f];
            chosen.push(f);
        }
    }

    /// The paper's procedure with everybody's whole table of what lies where.
    fn cumulative(&self, musts: &[usize], rule: Cumulative) -> Vec<usize> {
        let mut chosen = musts.to_vec();
        let mut left = self.budget - self.cost(musts);
        let m = self.costs.len();
        let rival =
            |a: usize, b: usize| self.rivals.contains(&(a, b)) || self.rivals.contains(&(b, a));
        let mut stands: Vec<bool> = (0..m)
            .map(|f| {
                let shut_out = musts.iter().any(|&must| rival(must, f));
                !musts.contains(&f) && !shut_out && self.fans(f).next().is_some()
            })
            .collect();
        let mut lies: Vec<Vec<R>> = (0..self.people.len())
            .map(|p| {
                let points = |f: usize| R::whole(self.people[p].1[f]);
                let all = sum((0..m).filter(|&f| stands[f]).map(points));
                let part = |f: usize| match stands[f] && all.is_positive() {
                    true => self.voice(p, left).times(&points(f)).over(&all),
                    false => R::whole(0),
                };
                (0..m).map(part).collect()
            })
            .collect();
        // Moves what lies on a feature to the others in proportion.
        fn spread(lies: &mut [R], f: usize, moves: R, stands: &[bool]) {
            lies[f] = lies[f].minus(&moves);
            let others = |g: &usize| *g != f && stands[*g];
            let all = sum((0..lies.len()).filter(others).map(|g| lies[g].clone()));
            if all.is_positive() {
                for g in (0..lies.len()).filter(others) {
                    lies[g] = lies[g].plus(&moves.times(&lies[g]).over(&all));
                }
            }
        }
        let mut eliminated: Vec<usize> = Vec::new();
        loop {
            let on = |f: usize| sum(lies.iter().map(|row| row[f].clone()));
            let near = |f: usize, over_costs: bool| match (over_costs, self.costs[f]) {
                (true, 0) => R::whole(1_000_000_000),
                (true, cost) => on(f).over(&R::whole(cost)),
                (false, cost) => on(f).minus(&R::whole(cost)),
            };
            let able: Vec<usize> = (0..m)
                .filter(|&f| stands[f] && self.open(&chosen, f))
                .collect();
            let nearest = |among: &mut dyn Iterator<Item = usize>| {
                among.fold(None, |best: Option<(R, usize)>, f| {
                    let near = near(f, rule.over_costs);
                    match &best {
                        Some(best) if near.cmp(&best.0).is_le() => Some(best.clone()),
                        _ => Some((near, f)),
                    }
                })
            };
            let cost = |f: usize| R::whole(self.costs[f]);
            let paid = nearest(
                &mut able
                    .iter()
                    .copied()
                    .filter(|&f| on(f).cmp(&cost(f)).is_ge()),
            );
            let holds = |p: usize| sum(lies[p].iter().cloned());
            let gives = |f: usize| -> Vec<(R, R)> {
                let fans = self.fans(f).filter(|&p| lies[p][f].is_positive());
                fans.map(|p| (lies[p][f].clone(), holds(p))).collect()
            };
            let bought = match (paid, rule.transfer) {
                (Some((_, f)), _) => {
                    let part = match on(f).is_positive() {
                        true => cost(f).over(&on(f)),
                        false => R::whole(0),
                    };
                    Some((f, part))
                }
                (None, Transfer::Minimal) => {
                    let mut able = able
                        .into_iter()
                        .filter(|&f| Sketch::factor(&gives(f), &cost(f)).is_some());
                    nearest(&mut able)
                        .and_then(|(_, f)| Some((f, Sketch::factor(&gives(f), &cost(f))?)))
                }
                (None, Transfer::Elimination) => None,
            };
            if let Some((f, factor)) = bought {
                let shut_out: Vec<usize> = (0..m).filter(|&g| rival(f, g)).collect();
                for row in &mut lies {
                    let all = sum(row.iter().cloned());
                    let pays = row[f].times(&factor).min(&all);
                    let (keeps, others) = (all.minus(&pays), all.minus(&row[f]));
                    for (g, lies) in row.iter_mut().enumerate() {
                        *lies = match g != f && others.is_positive() {
                            true => lies.times(&keeps).over(&others),
                            false => R::whole(0),
                        };
                    }
                }
                stands[f] = false;
                left -= self.costs[f];
                chosen.push(f);
                for g in shut_out {
                    if !stands[g] {
                        continue;
                    }
                    for row in &mut lies {
                        let moves = row[g].clone();
                        spread(row, g, moves, &stands);
                    }
                    stands[g] = false;
                }
                continue;
            }
            let last = (0..m)
                .filter(|&f| stands[f])
                .fold(None, |worst: Option<(R, usize)>, f| {
                    let near = near(f, false);
                    match &worst {
                        Some(worst) if near.cmp(&worst.0).is_gt() => Some(worst.clone()),
                        _ => Some((near, f)),
                    }
                });
            let Some((_, last)) = last.filter(|_| rule.transfer == Transfer::Elimination) else {
                if rule.transfer == Transfer::Minimal {
                    let mut standing: Vec<usize> = (0..m).filter(|&f| stands[f]).collect();
                    standing.sort_by(|&a, &b| {
                        near(b, rule.over_costs)
                            .cmp(&near(a, rule.over_costs))
                            .then(a.cmp(&b))
                    });
                    standing.reverse();
                    eliminated = standing;
                }
                break;
            };
            let mut going = vec![last];
            while let Some(f) = going.pop() {
                if stands[f] {
                    for row in &mut lies {
                        let moves = row[f].clone();
                        spread(row, f, moves, &stands);
                    }
                    stands[f] = false;
                    eliminated.push(f);
                    going.extend((0..m).filter(|&g| self.needs.contains(&(g, f))));
                }
            }
        }
        let mut rest: Vec<usize> = eliminated.into_iter().rev().collect();
        rest.extend((0..m).filter(|&f| self.fans(f).next().is_none()));
        while let Some(&f) = rest
            .iter()
            .find(|&&f| self.open(&chosen, f) && self.costs[f] <= left)
        {
            left -= self.costs[f];
            chosen.push(f);
        }
        chosen
    }

    /// The lightest heaviest load, as the largest over all subsets.
    fn load(&self, features: &[usize]) -> R {
        (0u32..1 << features.len()).fold(R::whole(0), |heaviest, bits| {
            let some: Vec<usize> = (0..features.len())
                .filter(|at| bits >> at & 1 == 1)
                .map(|at| features[at])
                .collect();
            let wants = |p: &usize| some.iter().any(|&f| self.people[*p].1[f] > 0);
            let voice = sum((0..self.people.len())
                .filter(wants)
                .map(|p| self.voice(p, 1)));
            let load = match voice.is_positive() {
                true => R::whole(self.cost(&some)).over(&voice),
                false => R::whole(0),
            };
            if load.cmp(&heaviest).is_gt() {
                load
            } else {
                heaviest
            }
        })
    }

    fn maximin_support(&self, musts: &[usize]) -> Vec<usize> {
        let mut chosen = musts.to_vec();
        let mut left = self.budget - self.cost(musts);
        let carried = |f: &usize| self.fans(*f).any(|p| self.voice(p, 1).is_positive());
        loop {
            let fits = |f: &usize| self.open(&chosen, *f) && self.costs[*f] <= left;
            let next = (0..self.costs.len())
                .filter(|f| fits(f) && carried(f))
                .fold(None, |best: Option<(R, usize)>, f| {
                    let mut with: Vec<usize> = chosen.iter().copied().filter(carried).collect();
                    with.push(f);
                    let load = self.load(&with);
                    match &best {
                        Some(best) if load.cmp(&best.0).is_ge() => Some(best.clone()),
                        _ => Some((load, f)),
                    }
                });
            let next = next.map(|next| next.1);
            let unwanted = || (0..self.costs.len()).find(|f| fits(f) && !carried(f));
            let Some(f) = next.or_else(unwanted) else {
                return chosen;
            };
            left -= self.costs[f];
            chosen.push(f);
        }
    }

    fn harmonic(&self, mix: &[usize]) -> R {
        sum(self.people.iter().flat_map(|(_, points)| {
            let gets = mix.iter().filter(|&&f| points[f] > 0).count() as u64;
            (1..=gets).map(|k| R::new(1, k))
        }))
    }
}

/// What is bought of these, by points: ids, costs, and how many people give which points to each.
fn bought(
    budget: u64,
    features: &[(&str, u64)],
    ballots: &[(u32, &[u32])],
    utility: Utility,
) -> Vec<String> {
    let mut draft = Draft::new(Money(budget), 0);
    for (id, cost) in features {
        draft.feature(id, "", Money(*cost));
    }
    let party = draft.party("all", 1);
    for (people, points) in ballots {
        let wants: Vec<(usize, u32)> = (points.iter().copied().enumerate())
            .filter(|&(_, points)| points > 0)
            .collect();
        draft.ballot(party, *people, &wants);
    }
    let instance = draft.build().expect("a sound instance");
    let mut ids: Vec<String> = bounded_overspending(&instance, utility, Ties::Reference)
        .into_iter()
        .map(|f| instance.features()[f].id.clone())
        .collect();
    ids.sort_unstable();
    ids
}

/// The examples by which its paper explains the rule.
#[test]
fn bounded_overspending_buys_what_its_paper_says() {
    let features = [
        ("A", 300_000),
        ("B", 300_000),
        ("C", 400_000),
        ("D", 240_000),
        ("E", 170_000),
        ("F", 100_000),
    ];
    let ten: &[(u32, &[u32])] = &[
        (1, &[1, 0, 0, 0, 0, 0]),
        (1, &[1, 1, 1, 0, 1, 0]),
        (3, &[1, 1, 1, 0, 0, 0]),
        (1, &[1, 0, 1, 0, 0, 1]),
        (2, &[0, 0, 0, 1, 1, 0]),
        (1, &[0, 0, 0, 1, 1, 1]),
        (1, &[0, 1, 0, 1, 0, 1]),
    ];
    assert_eq!(
        bought(1_000_000, &features, ten, Utility::Cost),
        ["A", "B", "D", "F"]
    );
    // Nearly all want what nearly all the money buys; the few are not served in their place.
    let district: &[(u32, &[u32])] = &[(403, &[1, 0]), (11, &[0, 1])];
    let features = [("A", 310_000), ("B", 6_000)];
    assert_eq!(bought(310_000, &features, district, Utility::Cost), ["A"]);
    // One person who has little from it does not make it dear for all.
    let tail: &[(u32, &[u32])] = &[(99, &[100, 2]), (1, &[1, 2])];
    assert_eq!(
        bought(1, &[("A", 1), ("B", 1)], tail, Utility::Points),
        ["A"]
    );
}

/// Denominators double in length with each purchase in part, which is plenty for so few.
const CASES: u32 = 2_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn bounded_overspending_is_that_of_rational_arithmetic(sketch in sketches()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let musts = instance.musts_with_needs();
        for utility in UTILITIES {
            let expected = sketch.bounded_overspending(&musts, utility);
            prop_assert_eq!(bounded_overspending(&instance, utility, Ties::Reference), expected, "{:?}", utility);
        }
    }

    #[test]
    fn cumulative_votes_are_those_of_rational_arithmetic(sketch in sketches()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let musts = instance.musts_with_needs();
        for transfer in [Transfer::Elimination, Transfer::Minimal] {
            for over_costs in [false, true] {
                let rule = Cumulative { transfer, over_costs };
                let expected = sketch.cumulative(&musts, rule);
                prop_assert_eq!(cumulative(&instance, rule, Ties::Reference), expected, "{:?}", rule);
            }
        }
    }

    #[test]
    fn maximin_support_is_lightest_over_every_way_to_carry(sketch in sketches()) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let expected = sketch.maximin_support(&instance.musts_with_needs());
        prop_assert_eq!(maximin_support(&instance, Ties::Reference), expected);
    }

    #[test]
    fn approval_voting_is_bettered_by_no_exchange_and_says_how_far_the_best_can_be(sketch in sketches(), effort in 0u64..400) {
        let Some(instance) = sketch.build() else { return Ok(()) };
        let found = approval(&instance, effort);
        prop_assert!(sketch.is_allowed(&found.selected));
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-7 * a.max(1.0);
        let score = |mix: &[usize]| {
            let score = sketch.harmonic(mix);
            let digits: IBig = score.0 * IBig::from(1_000_000_000u64) / IBig::from(score.1);
            u64::try_from(digits).map_or(f64::NAN, |digits| digits as f64 / 1e9)
        };
        prop_assert!(near(found.score, score(&found.selected)));
        let best = sketch.mixes().map(|mix| score(&mix)).fold(0.0, f64::max);
        prop_assert!(found.score <= best + 1e-7 && best <= found.bound + 1e-7, "{:?} {}", found, best);
        if effort < 200 {
            return Ok(());
        }
        for mix in sketch.mixes() {
            let gone = found.selected.iter().filter(|f| !mix.contains(f)).count();
            let come = mix.iter().filter(|f| !found.selected.contains(f)).count();
            prop_assert!(gone > 1 || come > 1 || score(&mix) <= found.score + 1e-7, "{:?} {:?}", found, mix);
        }
    }
}
