//! Equal shares with bounded overspending: what supporters can pay in part may be bought, too.
//!
//! Papasotiropoulos, Pishbin, Skibski, Skowron, Wąs: *Method of Equal Shares with Bounded Overspending*,
//! arXiv 2409.15005 (BOS Equal Shares). Everybody holds an equal voice over the budget. A part `α` of a
//! feature can be paid at a price `ρ` per unit of utility if its supporters, each giving `α·ρ` per unit
//! of what they have from it and nobody more than they hold, give `α` of its cost together. The feature
//! and part with the least `ρ/α` come first, as long as the budget carries the whole cost. Its supporters
//! then pay `ρ` per unit of utility, or all they hold: who cannot pay the full price has the rest for
//! nothing. It ends when nothing fits that anybody with a voice left wants.
//!
//! For one feature, `ρ/α` is least where some supporter's voice runs out, or where the whole cost is
//! paid; at the same `ρ/α` the larger part counts. Exact fractions double in length with each purchase
//! in part: amounts here have 512 binary digits (`Fixed`).

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

use dashu_int::UBig;

use crate::fixed::{Fixed, compare};
use crate::instance::{Instance, Utility};
use crate::open::Making;
use crate::ties::{Tie, Ties};

/// What sums of doubles may be off, relatively, by far.
const LOOSE: f64 = 1e-8;

/// Features in the order chosen, the musts first.
pub fn bounded_overspending(instance: &Instance, utility: Utility, ties: Ties) -> Vec<usize> {
    bounded_overspending_with_ties(instance, utility, ties).0
}

/// As [`bounded_overspending`], with the choices before which it was indifferent.
pub(crate) fn bounded_overspending_with_ties(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
) -> (Vec<usize>, Vec<Tie>) {
    let mut making = Making::new(instance);
    let ranks = ties.ranks(instance);
    let mut purses = Purses::new(instance, utility, making.left);
    // What is left only becomes less, so `ρ/α` only grows: an old one says at least how much it is now.
    let mut waiting: BinaryHeap<Reverse<(u64, usize)>> = (0..instance.features.len())
        .filter(|&f| instance.voices[f].endowed_people > 0 && making.open.allows(f))
        .map(|f| Reverse((0, f)))
        .collect();
    loop {
        let mut looked_at: Vec<(f64, usize)> = Vec::new();
        let mut least = f64::INFINITY;
        while let Some(&Reverse((low, feature))) = waiting.peek() {
            if f64::from_bits(low) > least * (1.0 + LOOSE) {
                break;
            }
            waiting.pop();
            // What does not fit now does not fit later.
            if making.open.is_closed(feature) || !making.fits(feature) {
                continue;
            }
            if let Some(about) = purses.about(feature) {
                least = least.min(about);
                looked_at.push((about, feature));
            }
        }
        let near = |&&(about, _): &&(f64, usize)| about <= least * (1.0 + LOOSE);
        let mut offers: Vec<Offer> = looked_at
            .iter()
            .filter(near)
            .filter_map(|&(_, feature)| purses.offer(feature))
            .collect();
        offers.sort_by_key(|offer| ranks[offer.feature]);
        let best = (offers.iter()).reduce(|best, offer| match offer.cmp(best) {
            Ordering::Less => offer,
            _ => best,
        });
        let Some(best) = best else {
            return making.done();
        };
        let over = offers.iter().filter(|o| o.feature != best.feature);
        let over = over.filter(|o| o.cmp(best).is_eq()).map(|o| o.feature);
        let tie = ties.tie(instance, best.feature, over.collect());
        making.met.extend(tie);
        let feature = best.feature;
        purses.pay(best);
        let freed = making.buy(feature).into_iter();
        let freed = freed.filter(|&f| instance.voices[f].endowed_people > 0);
        waiting.extend(freed.map(|f| Reverse((0, f))));
        let others = looked_at.into_iter().filter(|l| l.1 != feature);
        waiting.extend(others.map(|(about, f)| Reverse(((about * (1.0 - LOOSE)).to_bits(), f))));
    }
}

/// The part of a feature that comes first.
struct Offer {
    feature: usize,
    /// `ρ/α` as a fraction, in the same units for all features.
    merit: (UBig, UBig),
    /// What a supporter pays per unit of weight.
    price: Fixed,
}

impl Offer {
    fn cmp(&self, other: &Offer) -> Ordering {
        compare(
            &(&self.merit.0 * &other.merit.1),
            &(&other.merit.0 * &self.merit.1),
        )
    }
}

/// What everybody holds. People who paid for the same hold the same: they are one class.
struct Purses<'a> {
    instance: &'a Instance,
    utility: Utility,
    class_of: Vec<u32>,
    held: Vec<Fixed>,
    about: Vec<f64>,
    /// Scratch: per supporter, how far their voice reaches, their people, their weight.
    reach: Vec<(f64, u64, u64)>,
}

impl<'a> Purses<'a> {
    fn new(instance: &'a Instance, utility: Utility, handed_out: u64) -> Self {
        let whole = u64::try_from(instance.whole_endowment).unwrap_or(u64::MAX);
        let part = |&part: &u64| Fixed::whole(handed_out).times(part).over(whole);
        let held: Vec<Fixed> = instance.part_of_person.iter().map(part).collect();
        Purses {
            instance,
            utility,
            class_of: instance.groups.iter().map(|g| g.party as u32).collect(),
            about: held.iter().map(Fixed::to_f64).collect(),
            held,
            reach: Vec::new(),
        }
    }

    /// What a person who gives so many points has from a feature, in units of [`Purses::gain`].
    fn weight(&self, points: u32) -> u64 {
        match self.utility {
            Utility::Points => u64::from(points),
            _ => 1,
        }
    }

    /// How much utility a unit of weight is.
    fn gain(&self, feature: usize) -> u64 {
        match self.utility {
            Utility::Cost => self.instance.features[feature].cost.0.max(1),
            _ => 1,
        }
    }

    /// `ρ/α` of the best part, about; none if nobody can pay anything.
    fn about(&mut self, feature: usize) -> Option<f64> {
        let cost = self.instance.features[feature].cost.0 as f64;
        if cost == 0.0 {
            return Some(0.0);
        }
        let mut reach = std::mem::take(&mut self.reach);
        reach.clear();
        let mut units = 0u64;
        for (group, points) in self.instance.supporters(feature) {
            let held = self.about[self.class_of[group] as usize];
            let weight = self.weight(points);
            if held > 0.0 && weight > 0 {
                let people = u64::from(self.instance.groups[group].people);
                units += people * weight;
                reach.push((held / weight as f64, people, weight));
            }
        }
        reach.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut best, mut spent) = (f64::INFINITY, 0.0);
        for &(far, people, weight) in &reach {
            let given = spent + far * units as f64;
            if given >= cost {
                // The whole is paid before this one's voice runs out.
                best = best.min((cost - spent) / units as f64);
                break;
            }
            best = best.min(far * (cost / given) * (cost / given));
            spent += far * (people * weight) as f64;
            units -= people * weight;
        }
        self.reach = reach;
        best.is_finite().then(|| best / self.gain(feature) as f64)
    }

    /// The best part.
    fn offer(&self, feature: usize) -> Option<Offer> {
        let cost = self.instance.features[feature].cost.0;
        if cost == 0 {
            return Some(Offer {
                feature,
                merit: (UBig::ZERO, UBig::ONE),
                price: Fixed::ZERO,
            });
        }
        let mut counts: BTreeMap<(u32, u64), u64> = BTreeMap::new();
        let mut units = 0u64;
        for (group, points) in self.instance.supporters(feature) {
            let (class, weight) = (self.class_of[group], self.weight(points));
            if weight > 0 && !self.held[class as usize].is_zero() {
                let people = u64::from(self.instance.groups[group].people);
                units += people * weight;
                *counts.entry((class, weight)).or_default() += people;
            }
        }
        let held = |class: u32| self.held[class as usize].units();
        let mut reach: Vec<((u32, u64), u64)> = counts.into_iter().collect();
        reach.sort_by(|(a, _), (b, _)| (held(a.0) * b.1).cmp(&(held(b.0) * a.1)));
        let whole = Fixed::whole(cost);
        let gain = self.gain(feature);
        let mut best: Option<Offer> = None;
        // What those give whose voice ran out.
        let mut spent = Fixed::ZERO;
        for ((class, weight), people) in reach {
            let purse = &self.held[class as usize];
            // All of `given`, and of the cost, times this weight.
            let given = spent.times(weight).plus(&purse.times(units));
            let due = whole.times(weight);
            let offer = match given.at_least(&due) {
                true => {
                    let rest = whole.minus(&spent);
                    Offer {
                        feature,
                        merit: (rest.units().clone(), UBig::from(units) * gain),
                        price: rest.over(units),
                    }
                }
                false => Offer {
                    feature,
                    // λ·(cost/given)², with λ what is held per weight.
                    merit: (
                        purse.units() * (due.units() * due.units()),
                        (given.units() * given.units()) * (UBig::from(weight) * gain),
                    ),
                    price: purse.times_ratio(&whole, &given),
                },
            };
            // At the same, the larger part.
            if best.as_ref().is_none_or(|best| offer.cmp(best).is_le()) {
                best = Some(offer);
            }
            if given.at_least(&due) {
                break;
            }
            spent = spent.plus(&purse.times(people));
            units -= people * weight;
        }
        best
    }

    fn pay(&mut self, offer: &Offer) {
        if offer.price.is_zero() {
            return;
        }
        let mut after: BTreeMap<(u32, u64), u32> = BTreeMap::new();
        for (group, points) in self.instance.supporters(offer.feature) {
            let (class, weight) = (self.class_of[group], self.weight(points));
            if self.held[class as usize].is_zero() {
                continue;
            }
            self.class_of[group] = *after.entry((class, weight)).or_insert_with(|| {
                let rest = self.held[class as usize].minus(&offer.price.times(weight));
                self.about.push(rest.to_f64());
                self.held.push(rest);
                (self.held.len() - 1) as u32
            });
        }
    }
}
