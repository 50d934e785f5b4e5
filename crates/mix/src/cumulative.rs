//! Cumulative votes whose support is transferred (CSTV).
//!
//! Skowron, Slinko, Szufa, Talmon: *Participatory Budgeting with Cumulative Votes*, arXiv 2009.02690.
//! Everybody's share of the budget lies on what they want, in proportion to their points; with ballots
//! without points, evenly. A feature on which its cost lies is bought, and what lies on it beyond that
//! goes back in proportion to whoever laid it there, to what else they want. Where nothing is paid for,
//! support is transferred: either what is farthest from being paid for is eliminated, and what lay on it
//! moves on to what else its people want; or the nearest feature whose people have enough in all is
//! bought by them, each laying the same multiple of what they laid on it, or all they have.
//!
//! Whatever then fits is bought from the budget: after eliminations what was eliminated last comes first
//! (*reverse eliminations*), otherwise what is nearest to being paid for (*acceptance of undersupported
//! projects*). Exact fractions double in length with each purchase: amounts here have 512 binary digits
//! (`Fixed`).

use std::cmp::Ordering;

use dashu_int::UBig;

use crate::fixed::{Fixed, compare};
use crate::instance::Instance;
use crate::open::Making;
use crate::ties::{Tie, Ties};

/// What happens where nothing is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    /// What lacks the most is eliminated.
    Elimination,
    /// Those who want the nearest feature lay more on it.
    Minimal,
}

/// Which of the paper's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cumulative {
    /// What happens where nothing is paid for.
    pub transfer: Transfer,
    /// Nearness is support per cost, instead of support less cost. Eliminations always go by the latter.
    pub over_costs: bool,
}

/// Features in the order chosen, the musts first.
pub fn cumulative(instance: &Instance, rule: Cumulative, ties: Ties) -> Vec<usize> {
    cumulative_with_ties(instance, rule, ties).0
}

/// As [`cumulative`], with the choices before which it was indifferent; of eliminations none is told.
pub(crate) fn cumulative_with_ties(
    instance: &Instance,
    rule: Cumulative,
    ties: Ties,
) -> (Vec<usize>, Vec<Tie>) {
    let mut making = Making::new(instance);
    let ranks = ties.ranks(instance);
    let mut coins = Coins::new(instance, making.left, |f| {
        !making.open.is_closed(f) && instance.support(f) > 0
    });
    let mut eliminated: Vec<usize> = Vec::new();
    loop {
        let able = |f: usize| coins.stands[f] && making.open.allows(f);
        let able: Vec<usize> = (0..instance.features.len()).filter(|&f| able(f)).collect();
        let paid: Vec<usize> = able.iter().copied().filter(|&f| coins.is_paid(f)).collect();
        let nearest = |among: &[usize]| {
            among.iter().copied().reduce(|best, f| {
                let order = coins.nearer(rule.over_costs, f, best);
                match order.then(ranks[best].cmp(&ranks[f])) {
                    Ordering::Greater => f,
                    _ => best,
                }
            })
        };
        let winner = match (nearest(&paid), rule.transfer) {
            (Some(winner), _) => Some((winner, paid)),
            (None, Transfer::Minimal) => {
                let able: Vec<usize> = (able.into_iter())
                    .filter(|&f| coins.could_be_paid(f))
                    .collect();
                nearest(&able).map(|winner| (winner, able))
            }
            (None, Transfer::Elimination) => None,
        };
        if let Some((winner, among)) = winner {
            let same =
                |&&f: &&usize| f != winner && coins.nearer(rule.over_costs, f, winner).is_eq();
            let over = among.iter().filter(same).copied().collect();
            making.met.extend(ties.tie(instance, winner, over));
            coins.buy(winner);
            making.buy(winner);
            for &rival in instance.exclusions(winner) {
                coins.drop(rival);
            }
            continue;
        }
        let standing = (0..instance.features.len()).filter(|&f| coins.stands[f]);
        let last = standing.reduce(|worst, f| {
            let order = coins.nearer(false, f, worst);
            match order.then(ranks[worst].cmp(&ranks[f])) {
                Ordering::Less => f,
                _ => worst,
            }
        });
        let Some(last) = last.filter(|_| rule.transfer == Transfer::Elimination) else {
            break;
        };
        // What needs it goes with it.
        let mut going = vec![last];
        while let Some(f) = going.pop() {
            if coins.stands[f] {
                coins.drop(f);
                eliminated.push(f);
                let waits = |g: &usize| instance.needs[*g].contains(&f);
                going.extend((0..instance.features.len()).filter(waits));
            }
        }
    }
    // What fits into the rest of the budget, the first first; again after each that frees something.
    let mut rest: Vec<usize> = match rule.transfer {
        Transfer::Elimination => eliminated.into_iter().rev().collect(),
        Transfer::Minimal => {
            let standing = (0..instance.features.len()).filter(|&f| coins.stands[f]);
            let mut rest: Vec<usize> = standing.collect();
            rest.sort_by(|&a, &b| {
                let order = coins.nearer(rule.over_costs, b, a);
                order.then(ranks[a].cmp(&ranks[b]))
            });
            rest
        }
    };
    if ties.funds_unwanted() {
        let mut unwanted: Vec<usize> = (0..instance.features.len())
            .filter(|&f| instance.support(f) == 0)
            .collect();
        unwanted.sort_by_key(|&f| ranks[f]);
        rest.extend(unwanted);
    }
    let mut at = 0;
    while let Some(&f) = rest.get(at) {
        at += 1;
        if making.open.allows(f) && making.fits(f) && !making.buy(f).is_empty() {
            at = 0;
        }
    }
    making.done()
}

/// What lies where.
struct Coins<'a> {
    instance: &'a Instance,
    /// Features that are neither bought nor eliminated.
    stands: Vec<bool>,
    /// Per group, what one of its people still holds, and their points on what stands.
    held: Vec<Fixed>,
    points: Vec<u64>,
    /// Per group, what one of its people lays on a feature for each point.
    laid: Vec<Fixed>,
    /// What lies on each feature.
    support: Vec<Fixed>,
}

impl<'a> Coins<'a> {
    fn new(instance: &'a Instance, handed_out: u64, takes_part: impl Fn(usize) -> bool) -> Self {
        let whole = u64::try_from(instance.whole_endowment).unwrap_or(u64::MAX);
        let part = |&part: &u64| Fixed::whole(handed_out).times(part).over(whole);
        let of_party: Vec<Fixed> = instance.part_of_person.iter().map(part).collect();
        let m = instance.features.len();
        let mut coins = Coins {
            instance,
            stands: (0..m).map(takes_part).collect(),
            held: instance
                .groups
                .iter()
                .map(|g| of_party[g.party].clone())
                .collect(),
            points: vec![0; instance.groups.len()],
            laid: vec![Fixed::ZERO; instance.groups.len()],
            support: vec![Fixed::ZERO; m],
        };
        for group in 0..instance.groups.len() {
            let on = instance.ballot(group).filter(|&(f, _)| coins.stands[f]);
            coins.points[group] = on.map(|(_, points)| u64::from(points)).sum();
            coins.lay(group);
        }
        coins
    }

    /// Lays what a group holds on what it wants that still stands.
    fn lay(&mut self, group: usize) {
        self.laid[group] = match self.points[group] {
            // It wants nothing more, and what it holds is nobody's.
            0 => Fixed::ZERO,
            points => self.held[group].over(points),
        };
        self.weigh(group, Fixed::plus);
    }

    /// Takes away what a group laid anywhere.
    fn lift(&mut self, group: usize) {
        self.weigh(group, Fixed::minus);
    }

    /// Adds to what lies anywhere, or takes from it, what a group lays there.
    fn weigh(&mut self, group: usize, with: fn(&Fixed, &Fixed) -> Fixed) {
        let people = u64::from(self.instance.groups[group].people);
        let each = self.laid[group].times(people);
        if each.is_zero() {
            return;
        }
        for (f, points) in self.instance.ballot(group) {
            if self.stands[f] {
                self.support[f] = with(&self.support[f], &each.times(u64::from(points)));
            }
        }
    }

    fn cost(&self, feature: usize) -> u64 {
        self.instance.features[feature].cost.0
    }

    fn is_paid(&self, feature: usize) -> bool {
        self.support[feature].at_least(&Fixed::whole(self.cost(feature)))
    }

    /// Whether a feature is nearer to being paid for than another.
    fn nearer(&self, over_costs: bool, one: usize, other: usize) -> Ordering {
        let (cost, other_cost) = (self.cost(one), self.cost(other));
        let (support, other_support) = (&self.support[one], &self.support[other]);
        match over_costs {
            true if cost == 0 || other_cost == 0 => (cost == 0).cmp(&(other_cost == 0)),
            true => support.times(other_cost).cmp(&other_support.times(cost)),
            // Support less cost, with both sides made positive.
            false => (support.plus(&Fixed::whole(other_cost)))
                .cmp(&other_support.plus(&Fixed::whole(cost))),
        }
    }

    /// Whether those who want it have enough, wherever it lies.
    fn could_be_paid(&self, feature: usize) -> bool {
        let mut sum = Fixed::ZERO;
        for (group, _) in self.instance.supporters(feature) {
            let people = u64::from(self.instance.groups[group].people);
            sum = sum.plus(&self.held[group].times(people));
        }
        sum.at_least(&Fixed::whole(self.cost(feature)))
    }

    /// Those who want it pay: the same multiple of what they laid on it, above one or below, or all
    /// they hold.
    fn buy(&mut self, feature: usize) {
        let cost = Fixed::whole(self.cost(feature));
        let groups: Vec<(usize, u64)> = (self.instance.supporters(feature))
            .map(|(group, points)| (group, u64::from(points)))
            .filter(|&(group, points)| points > 0 && !self.laid[group].is_zero())
            .collect();
        let people = |group: usize| u64::from(self.instance.groups[group].people);
        // Whoever laid the larger part of what they hold there runs out first.
        let mut by_reach = groups.clone();
        if !self.is_paid(feature) {
            let reach = |(group, _): (usize, u64), other: u64| {
                u128::from(self.points[group]) * u128::from(other)
            };
            by_reach.sort_by(|&a, &b| reach(a, b.1).cmp(&reach(b, a.1)));
        }
        let (mut rest, mut on_it) = (cost, self.support[feature].clone());
        let mut all_of: Vec<bool> = vec![false; self.held.len()];
        for &(group, points) in &by_reach {
            // Would the multiple take more than they hold?
            let due: UBig = rest.units() * points;
            let can: UBig = on_it.units() * self.points[group];
            if compare(&due, &can).is_lt() {
                break;
            }
            all_of[group] = true;
            rest = rest.minus(&self.held[group].times(people(group)));
            on_it = on_it.minus(&self.laid[group].times(points * people(group)));
        }
        for &(group, points) in &groups {
            self.lift(group);
            let gives = self.laid[group].times(points).times_ratio(&rest, &on_it);
            self.held[group] = match all_of[group] {
                true => Fixed::ZERO,
                false => self.held[group].minus(&gives),
            };
        }
        self.stands[feature] = false;
        // Those who laid nothing there have no points on anything, or hold nothing.
        for (group, points) in groups {
            self.points[group] -= points;
            self.lay(group);
        }
    }

    /// Takes a feature out; what lay on it goes to what else its people want.
    fn drop(&mut self, feature: usize) {
        if !self.stands[feature] {
            return;
        }
        let groups: Vec<(usize, u32)> = self.instance.supporters(feature).collect();
        for &(group, _) in &groups {
            self.lift(group);
        }
        self.stands[feature] = false;
        for (group, points) in groups {
            self.points[group] -= u64::from(points);
            self.lay(group);
        }
    }
}
