//! The Method of Equal Shares: everybody holds an equal voice over the budget, and features are
//! bought by those who want them.
//!
//! Peters, Pierczyński, Skowron: *Proportional Participatory Budgeting with Additive Utilities*,
//! NeurIPS 2021. Everybody starts with an endowment. A feature is `ρ`-affordable when its
//! supporters can pay for it together, none paying more than `ρ` per unit of utility; the feature
//! with the smallest `ρ` is bought, and so on until nothing is affordable. Endowments may differ:
//! nothing in the rule, or here, needs them to be equal.
//!
//! # Exactness
//!
//! Decisions are those of rational arithmetic. Balances are kept as doubles whose distance from
//! the true balance is bounded ([`Auction::drift`]); each estimate of `ρ` carries the interval in
//! which the true value lies; wherever intervals overlap, the comparison is made again with
//! integers of any length ([`crate::exact::Prices`]). The price of every feature that is bought is
//! always settled exactly, so errors do not feed on each other: each round adds a fixed number of
//! roundings, never a factor.
//!
//! # Why the interval holds
//!
//! Let `pay(x) = Σ people·min(balance, x·points)`: concave and rising in `x`, and the price solves
//! `pay(x) = cost`. The estimate `x̂` solves it for the doubles, within the rounding of the sums.
//! True and held balances of the supporters differ by less than `ε` in all (roundings of the sums
//! included). Below `x̂` the slope is at least `units`, those still paying in full at `x̂`; hence
//! the true price is above `x̂ − ε/units`. Above `x̂` the slope stays `units` until the next
//! supporter runs dry; if that is beyond `x̂ + 2ε/units`, the true price lies below that point.
//! Otherwise it is settled exactly at once.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use dashu_int::{IBig, UBig};

use crate::exact::{Fraction, Prices, non_negative, to_f64};
use crate::instance::{FeatureVoice, Instance, Utility};
use crate::money::Money;
use crate::open::Open;
use crate::ties::Ties;

const NOT_BOUGHT: u32 = u32::MAX;
/// Half a unit in the last place, relative: what one operation on doubles may lose.
const ROUNDING: f64 = f64::EPSILON / 2.0;
/// Widens a bound by more than the few operations that computed it may have lost.
const WIDER: f64 = 1.0 + 8.0 * f64::EPSILON;
const NARROWER: f64 = 1.0 - 8.0 * f64::EPSILON;

/// What was bought with one handing-out of endowments.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// In the order bought; musts are not among them.
    pub(crate) bought: Vec<usize>,
    pub(crate) rounds: Vec<Round>,
    /// Minor units over all endowments together.
    pub(crate) handed_out: u128,
}

/// A purchase that somebody paid for.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    pub(crate) feature: usize,
    /// Price per unit of utility.
    pub(crate) rho: Fraction,
    low: f64,
    high: f64,
}

#[derive(Clone, Copy)]
struct Payer {
    balance: f64,
    people: f64,
    points: f64,
}

const NO_PAYER: Payer = Payer {
    balance: 0.0,
    people: 0.0,
    points: 0.0,
};

enum Estimate {
    /// The supporters have less than the cost.
    TooDear,
    /// Price per point (`x`) and the interval it certainly lies in.
    Price { x: f64, low: f64, high: f64 },
    /// More than was asked about: the price per point is at least this.
    Beyond { low: f64 },
    /// The doubles cannot tell.
    Unclear { x: f64 },
}

struct Offer {
    feature: usize,
    x: f64,
    /// Bounds of `ρ`.
    low: f64,
    high: f64,
}

struct Settlement {
    numerator: UBig,
    units: u64,
}

/// One instance under one utility, ready to be run with any endowments.
pub(crate) struct Auction<'a> {
    pub(crate) instance: &'a Instance,
    ranks: Vec<u32>,
    unit_points: bool,
    whole: UBig,
    /// What everybody's part is, if it is the same.
    one_part: Option<u64>,
    /// Per feature: utility per point, Σ people·points, Σ people·part, number of groups.
    gain: Vec<u64>,
    voice_of: Vec<f64>,
    parts_of: Vec<f64>,
    // Working memory of a run.
    /// What each person of a group still has: zero exactly when it is spent, a positive trifle
    /// when it is too little for a double.
    balances: Vec<f64>,
    unit_endowment: f64,
    handed_out: u128,
    prices: Prices,
    round_of: Vec<u32>,
    spent_in: Vec<u32>,
    /// Scratch space for estimates: only what an estimate has just written counts.
    payers: Vec<Payer>,
    capped: Vec<u32>,
    paying: Vec<(u32, u32)>,
    offers: Vec<Offer>,
}

/// Orders a non-negative double like its bits.
fn key(value: f64) -> u64 {
    value.max(0.0).to_bits()
}

impl<'a> Auction<'a> {
    pub(crate) fn new(instance: &'a Instance, utility: Utility, ties: Ties) -> Self {
        let m = instance.features.len();
        let endowed = |party: &usize| instance.parties[*party].people > 0;
        let mut parts = (0..instance.parties.len())
            .filter(endowed)
            .map(|p| instance.part_of_person[p]);
        let first = parts.next();
        let one_part = first.filter(|&first| parts.all(|part| part == first));
        let unit_points =
            utility != Utility::Points || instance.voices.iter().all(|voice| voice.single_points);
        let voice = |voice: &FeatureVoice| match utility {
            Utility::Points => voice.endowed_points,
            Utility::Cost | Utility::Cardinality => voice.endowed_people,
        };
        let voice_of = instance.voices.iter().map(|v| voice(v) as f64).collect();
        let parts_of = instance.voices.iter().map(|v| v.parts as f64).collect();
        let gain = instance
            .features
            .iter()
            .map(|f| {
                if utility == Utility::Cost {
                    f.cost.0.max(1)
                } else {
                    1
                }
            })
            .collect();
        Auction {
            instance,
            ranks: ties.ranks(instance),
            unit_points,
            whole: UBig::from(instance.whole_endowment),
            gain,
            voice_of,
            parts_of,
            balances: vec![0.0; instance.groups.len()],
            unit_endowment: 0.0,
            handed_out: 0,
            prices: Prices::new(),
            round_of: vec![NOT_BOUGHT; m],
            spent_in: vec![NOT_BOUGHT; instance.groups.len()],
            one_part,
            payers: Vec::new(),
            capped: Vec::new(),
            paying: Vec::new(),
            offers: Vec::new(),
        }
    }

    /// Whether anybody with a voice wants the feature.
    pub(crate) fn is_wanted(&self, feature: usize) -> bool {
        self.voice_of[feature] > 0.0
    }

    /// The part of the whole endowment that each person of a group starts with.
    fn part(&self, group: u32) -> u64 {
        match self.one_part {
            Some(part) => part,
            None => self.instance.part_of_person[self.instance.groups[group as usize].party],
        }
    }

    /// Bounds, relative to an endowment, how far a held balance may be from the true one: the
    /// endowment is five roundings off at most, and each round adds at most four (the price, its
    /// product with the points, the difference).
    fn drift(&self) -> f64 {
        (4.0 * self.prices.rounds() as f64 + 12.0) * ROUNDING
    }

    /// Runs the rule with `handed_out` minor units over all endowments together.
    pub(crate) fn run(&mut self, handed_out: u128) -> Run {
        // Without a reference there is nothing to miss.
        self.attempt(handed_out, None).unwrap_or(Run {
            bought: Vec::new(),
            rounds: Vec::new(),
            handed_out,
        })
    }

    /// Runs the rule and proves on the way that every handing-out between the reference's and this
    /// one buys the same features in the same order; `None` when it does not, or no proof is found.
    ///
    /// As long as the order is the same, more money leaves every balance at least as high in every
    /// round and every price at most as high: a round's price solves `Σ min(balance, x·points) =
    /// cost`, which rises in the balances, so `x` falls; and `max(0, balance − x·points)` rises.
    /// By induction over the rounds, in round `k` the reference's price for the feature bought is
    /// the largest of the whole range, and this run's price for any other feature the smallest. If
    /// the former is below the latter (or equal, and the order of ties decides), that feature is
    /// bought in round `k` everywhere in the range; and what nobody can pay for at the end of this
    /// run, nobody can pay for with less.
    pub(crate) fn run_like(&mut self, handed_out: u128, reference: &Run) -> Option<Run> {
        debug_assert!(reference.handed_out <= handed_out);
        self.attempt(handed_out, Some(reference))
    }

    fn attempt(&mut self, handed_out: u128, reference: Option<&Run>) -> Option<Run> {
        let instance = self.instance;
        self.hand_out(handed_out);
        let mut open = Open::new(instance);
        let mut run = Run {
            bought: Vec::new(),
            rounds: Vec::new(),
            handed_out,
        };
        if instance.whole_endowment == 0 {
            return Some(run);
        }
        let mut heap = BinaryHeap::new();
        let mut free: Vec<usize> = Vec::new();
        for feature in 0..instance.features.len() {
            if open.allows(feature) {
                self.enter(feature, &mut heap, &mut free);
            }
        }
        loop {
            let feature = match self.next_free(&mut free, &open) {
                Some(feature) => feature,
                None => {
                    let expected = match reference.map(|r| r.rounds.get(run.rounds.len())) {
                        None => None,
                        Some(Some(round)) => Some(round),
                        // The reference was done: one more purchase is a difference.
                        Some(None) => {
                            return self.winner(&mut heap, &open, None).is_none().then_some(run);
                        }
                    };
                    let winner = self.winner(&mut heap, &open, expected);
                    if let Some(expected) = expected
                        && (winner != Some(expected.feature) || !self.stays_ahead(expected))
                    {
                        return None;
                    }
                    let Some(feature) = winner else {
                        return Some(run);
                    };
                    let round = self.buy(feature);
                    run.rounds.push(round);
                    for offer in self.offers.drain(..).filter(|o| o.feature != feature) {
                        heap.push(Reverse((key(offer.low), offer.feature)));
                    }
                    feature
                }
            };
            run.bought.push(feature);
            for freed in open.choose(feature) {
                self.enter(freed, &mut heap, &mut free);
            }
        }
    }

    fn hand_out(&mut self, handed_out: u128) {
        self.handed_out = handed_out;
        self.unit_endowment = handed_out as f64 / (self.instance.whole_endowment as f64);
        match self.one_part {
            Some(part) => self.balances.fill(part as f64 * self.unit_endowment),
            None => {
                for (balance, group) in self.balances.iter_mut().zip(&self.instance.groups) {
                    *balance =
                        self.instance.part_of_person[group.party] as f64 * self.unit_endowment;
                }
            }
        }
        self.prices = Prices::new();
        self.round_of.fill(NOT_BOUGHT);
    }

    /// Lets a feature take part, with the price it would have if everybody paid alike.
    fn enter(
        &self,
        feature: usize,
        heap: &mut BinaryHeap<Reverse<(u64, usize)>>,
        free: &mut Vec<usize>,
    ) {
        if !self.is_wanted(feature) {
            return;
        }
        let cost = self.instance.features[feature].cost.0;
        if cost == 0 {
            free.push(feature);
        } else {
            let least = cost as f64 / self.voice_of[feature] / self.gain[feature] as f64 * NARROWER;
            heap.push(Reverse((key(least), feature)));
        }
    }

    /// What costs nothing and is wanted goes in as soon as it may.
    fn next_free(&self, free: &mut Vec<usize>, open: &Open) -> Option<usize> {
        free.retain(|&f| open.allows(f));
        let at = (0..free.len()).min_by_key(|&at| self.ranks[free[at]])?;
        Some(free.swap_remove(at))
    }

    /// The affordable feature with the smallest price; fills `offers` with every feature whose
    /// price had to be looked at: all that might be cheapest, and all that might undercut `expected`.
    fn winner(
        &mut self,
        heap: &mut BinaryHeap<Reverse<(u64, usize)>>,
        open: &Open,
        expected: Option<&Round>,
    ) -> Option<usize> {
        self.offers.clear();
        let mut best_high = f64::INFINITY;
        let reach = expected.map_or(0.0, |round| round.high);
        while let Some(&Reverse((low, feature))) = heap.peek() {
            let low = f64::from_bits(low);
            if low > best_high && low > reach {
                break;
            }
            heap.pop();
            if open.is_closed(feature) {
                continue;
            }
            if let Some(offer) = self.offer(feature, low, best_high.max(reach)) {
                if offer.high == f64::INFINITY {
                    heap.push(Reverse((key(offer.low), feature)));
                    continue;
                }
                best_high = best_high.min(offer.high);
                self.offers.push(offer);
            }
        }
        let contenders: Vec<usize> = (0..self.offers.len())
            .filter(|&o| self.offers[o].low <= best_high)
            .collect();
        let mut best: Option<(usize, Option<Fraction>)> = None;
        for &candidate in &contenders {
            let Offer { feature, x, .. } = self.offers[candidate];
            if contenders.len() == 1 {
                return Some(feature);
            }
            let Some(rho) = self.exact_rho(feature, x) else {
                continue;
            };
            let beats = match &best {
                Some((holder, Some(held))) => match rho.cmp(held) {
                    Ordering::Less => true,
                    Ordering::Equal => self.ranks[feature] < self.ranks[*holder],
                    Ordering::Greater => false,
                },
                _ => true,
            };
            if beats {
                best = Some((feature, Some(rho)));
            }
        }
        best.map(|(feature, _)| feature)
    }

    /// Whether no other offer could have undercut the expected purchase at the reference's price.
    fn stays_ahead(&mut self, expected: &Round) -> bool {
        for at in 0..self.offers.len() {
            let Offer {
                feature,
                x,
                low,
                high,
            } = self.offers[at];
            if feature == expected.feature || low > expected.high {
                continue;
            }
            if high < expected.low {
                return false;
            }
            let Some(rho) = self.exact_rho(feature, x) else {
                continue;
            };
            let ahead = match expected.rho.cmp(&rho) {
                Ordering::Less => true,
                Ordering::Equal => self.ranks[expected.feature] < self.ranks[feature],
                Ordering::Greater => false,
            };
            if !ahead {
                return false;
            }
        }
        true
    }

    /// The price of a feature now, at least `low`; `None` when its supporters cannot pay for it.
    /// Above `enough` a lower bound will do, with no upper one.
    fn offer(&mut self, feature: usize, low: f64, enough: f64) -> Option<Offer> {
        let gain = self.gain[feature] as f64;
        let from = low * gain * NARROWER;
        let enough = enough * gain * WIDER;
        let estimate = if self.unit_points {
            self.estimate::<true>(feature, from, enough)
        } else {
            self.estimate::<false>(feature, from, enough)
        };
        match estimate {
            Estimate::TooDear => None,
            Estimate::Price { x, low, high } => Some(Offer {
                feature,
                x,
                low: low / gain * NARROWER,
                high: high / gain * WIDER,
            }),
            Estimate::Beyond { low } => Some(Offer {
                feature,
                x: low,
                low: low / gain * NARROWER,
                high: f64::INFINITY,
            }),
            Estimate::Unclear { x } => {
                let rho = self.exact_rho(feature, x)?.to_f64();
                Some(Offer {
                    feature,
                    x: rho * gain,
                    low: rho * NARROWER,
                    high: rho * WIDER,
                })
            }
        }
    }

    /// Newton's method on `pay`: from a point at or below the price each step stays at or below it.
    fn estimate<const UNIT: bool>(&mut self, feature: usize, from: f64, enough: f64) -> Estimate {
        let cost = self.instance.features[feature].cost.0 as f64;
        let (groups, people, points) = self.instance.supporters.row_with_people(feature);
        let mut x = from;
        let mut held = 0.0;
        let mut units = 0.0;
        if self.payers.len() < groups.len() {
            self.payers.resize(groups.len(), NO_PAYER);
        }
        // Whether a supporter runs dry is anybody's guess, so these loops do not branch on it:
        // everybody is written down, and the next one overwrites whoever does not stay.
        let mut payers = 0;
        for (at, (&group, &people)) in groups.iter().zip(people).enumerate() {
            let (balance, people) = (self.balances[group as usize], f64::from(people));
            let points = if UNIT { 1.0 } else { f64::from(points[at]) };
            let dry = balance < x * points || balance == 0.0;
            held += if dry { people * balance } else { 0.0 };
            units += if dry { 0.0 } else { people * points };
            self.payers[payers] = Payer {
                balance,
                people,
                points,
            };
            payers += usize::from(!dry);
        }
        let error = self.parts_of[feature]
            * self.unit_endowment
            * (self.drift() + (groups.len() as f64 + 16.0) * ROUNDING)
            * WIDER;
        loop {
            if units == 0.0 {
                if held + error < cost {
                    return Estimate::TooDear;
                }
                return Estimate::Unclear {
                    x: self.richest::<UNIT>(feature).max(x),
                };
            }
            x = x.max((cost - held) / units);
            // Nobody pays more than their balance or their points' worth, whichever is chosen for
            // whom: so each step, not only the last, is a lower bound.
            let low = from.max(x - error / units) * NARROWER;
            if low * NARROWER > enough {
                return Estimate::Beyond { low };
            }
            let mut room = f64::INFINITY;
            let mut staying = 0;
            for at in 0..payers {
                let payer = self.payers[at];
                let ratio = if UNIT {
                    payer.balance
                } else {
                    payer.balance / payer.points
                };
                let dry = payer.balance < x * payer.points;
                held += if dry {
                    payer.people * payer.balance
                } else {
                    0.0
                };
                units -= if dry {
                    payer.people * payer.points
                } else {
                    0.0
                };
                room = if dry { room } else { room.min(ratio) };
                self.payers[staying] = payer;
                staying += usize::from(!dry);
            }
            if staying == payers {
                let margin = error / units;
                if room * NARROWER > x + 2.0 * margin {
                    return Estimate::Price {
                        x,
                        low,
                        high: (x + 2.0 * margin) * WIDER,
                    };
                }
                return Estimate::Unclear { x };
            }
            payers = staying;
        }
    }

    /// The largest balance per point among a feature's supporters.
    fn richest<const UNIT: bool>(&self, feature: usize) -> f64 {
        let (groups, points) = self.instance.supporters.row(feature);
        let ratio = |(at, &group): (usize, &u32)| {
            let balance = self.balances[group as usize];
            match points[at] {
                _ if UNIT => balance,
                0 => 0.0,
                points => balance / f64::from(points),
            }
        };
        groups.iter().enumerate().map(ratio).fold(0.0, f64::max)
    }

    fn exact_rho(&mut self, feature: usize, guess: f64) -> Option<Fraction> {
        let Settlement { numerator, units } = self.settle(feature, guess)?;
        Some(self.rho(feature, numerator, units))
    }

    fn rho(&self, feature: usize, numerator: UBig, units: u64) -> Fraction {
        let denominator = &self.whole * self.prices.denominator() * units * self.gain[feature];
        Fraction {
            numerator,
            denominator,
        }
    }

    /// The exact price of a feature near a guess, with `capped` and `paying` as at that price;
    /// `None` when the supporters cannot pay for it.
    fn settle(&mut self, feature: usize, guess: f64) -> Option<Settlement> {
        let mut margin = guess * 2f64.powi(-40);
        loop {
            if let Some(settled) = self.settle_within(feature, guess, margin) {
                return settled;
            }
            margin = if margin < guess {
                margin * 1024.0
            } else {
                f64::INFINITY
            };
        }
    }

    /// As [`Auction::settle`], sorting out by doubles those whose ratio of balance to points is
    /// more than `margin` from the guess; the outer `None` says that the guess was too far off.
    fn settle_within(
        &mut self,
        feature: usize,
        guess: f64,
        margin: f64,
    ) -> Option<Option<Settlement>> {
        let instance = self.instance;
        let drift = self.drift() * self.unit_endowment * WIDER;
        let (surely_dry, surely_pays) = ((guess - margin) * NARROWER, (guess + margin) * WIDER);
        let mut unsure: Vec<(u32, u32)> = Vec::new();
        let mut units: u64 = 0;
        let (groups, people, points) = instance.supporters.row_with_people(feature);
        // As in estimates, without branching on what cannot be predicted.
        self.capped.resize(groups.len(), 0);
        self.paying.resize(groups.len(), (0, 0));
        let (mut capped, mut paying) = (0, 0);
        for (at, (&group, &people)) in groups.iter().zip(people).enumerate() {
            let balance = self.balances[group as usize];
            let points = if self.unit_points { 1 } else { points[at] };
            let slack = self.part(group) as f64 * drift;
            let gone = balance == 0.0 || points == 0;
            let pays = !gone && balance - slack > surely_pays * f64::from(points);
            let dry = !gone && balance + slack < surely_dry * f64::from(points);
            self.capped[capped] = group;
            capped += usize::from(dry);
            self.paying[paying] = (group, points);
            paying += usize::from(pays);
            units += if gone || dry {
                0
            } else {
                u64::from(people) * u64::from(points)
            };
            if !(gone || pays || dry) {
                unsure.push((group, points));
            }
        }
        self.capped.truncate(capped);
        self.paying.truncate(paying);
        let mut parts: u128 = 0;
        let mut owed = vec![0u64; self.prices.rounds()];
        for &group in &self.capped {
            self.count_out(group, &mut parts, &mut owed);
        }
        let mut unsure: Vec<(u32, u32, UBig)> = unsure
            .into_iter()
            .map(|(group, points)| (group, points, self.exact_balance(group)))
            .collect();
        let cost = UBig::from(instance.features[feature].cost.0) * &self.whole;
        loop {
            let given = UBig::from(parts) * self.handed_out;
            let rest = (IBig::from(cost.clone()) - IBig::from(given))
                * IBig::from(self.prices.denominator().clone())
                + IBig::from(self.prices.combine(&owed));
            if units == 0 {
                // Everything they have is counted in: this verdict needs no guess.
                return (rest > IBig::ZERO).then_some(None);
            }
            let numerator = non_negative(rest)?;
            let before = unsure.len();
            let mut dry: Vec<(u32, u32)> = Vec::new();
            unsure.retain(|(group, points, balance)| {
                let pays = balance * units >= &numerator * *points;
                if !pays {
                    dry.push((*group, *points));
                }
                pays
            });
            for (group, points) in dry {
                units -= u64::from(instance.groups[group as usize].people) * u64::from(points);
                self.count_out(group, &mut parts, &mut owed);
                self.capped.push(group);
            }
            if unsure.len() == before {
                let x = to_f64(
                    &numerator,
                    &(&self.whole * self.prices.denominator() * units),
                );
                if margin.is_finite() && (x - guess).abs() * WIDER > margin {
                    return None;
                }
                self.paying
                    .extend(unsure.iter().map(|&(group, points, _)| (group, points)));
                return Some(Some(Settlement { numerator, units }));
            }
        }
    }

    /// Counts a group among those who give all they have: their parts, and what they paid before.
    fn count_out(&self, group: u32, parts: &mut u128, owed: &mut [u64]) {
        let people = self.instance.groups[group as usize].people;
        *parts += u128::from(people) * u128::from(self.part(group));
        self.add_payments(group, u64::from(people), owed);
    }

    fn add_payments(&self, group: u32, people: u64, owed: &mut [u64]) {
        let (features, points) = self.instance.ballots.row(group as usize);
        for (at, &feature) in features.iter().enumerate() {
            let round = self.round_of[feature as usize];
            if (round as usize) < owed.len() {
                let points = if self.unit_points {
                    1
                } else {
                    u64::from(points[at])
                };
                owed[round as usize] += people * points;
            }
        }
    }

    /// The balance of one person of a group that is not spent, over `whole · D`.
    fn exact_balance(&self, group: u32) -> UBig {
        let mut owed = vec![0u64; self.prices.rounds()];
        self.add_payments(group, 1, &mut owed);
        let given = UBig::from(self.part(group)) * self.handed_out * self.prices.denominator();
        // Never below zero: nobody pays more than they have.
        non_negative(IBig::from(given) - IBig::from(self.prices.combine(&owed)))
            .unwrap_or(UBig::ZERO)
    }

    /// Buys the winner: settles its price and takes the payments.
    fn buy(&mut self, feature: usize) -> Round {
        let guess = self
            .offers
            .iter()
            .find(|o| o.feature == feature)
            .map_or(0.0, |o| o.x);
        let round = self.prices.rounds() as u32;
        let Some(Settlement { numerator, units }) = self.settle(feature, guess) else {
            unreachable!("a feature that won its round is affordable")
        };
        let x = to_f64(
            &numerator,
            &(&self.whole * self.prices.denominator() * units),
        );
        for &group in &self.capped {
            self.balances[group as usize] = 0.0;
            self.spent_in[group as usize] = round;
        }
        for &(group, points) in &self.paying {
            let balance = &mut self.balances[group as usize];
            *balance = (*balance - x * f64::from(points)).max(f64::MIN_POSITIVE);
        }
        let rho = self.rho(feature, numerator.clone(), units);
        let value = rho.to_f64();
        self.prices.push(numerator, units);
        self.round_of[feature] = round;
        Round {
            feature,
            rho,
            low: value * NARROWER,
            high: value * WIDER,
        }
    }

    /// Who paid for the feature bought in a round, once the run is over.
    pub(crate) fn payment(&self, round: usize, feature: usize) -> Payment {
        let instance = self.instance;
        let parties = instance.parties.len();
        let mut units = vec![0u64; parties];
        let mut parts = vec![0u128; parties];
        let mut owed = vec![vec![0u64; round]; parties];
        let (mut people, mut spent) = (0, 0);
        for (group, points) in instance.supporters(feature) {
            let dry = self.balances[group] == 0.0;
            let spent_in = if dry {
                self.spent_in[group] as usize
            } else {
                usize::MAX
            };
            let points = if self.unit_points {
                1
            } else {
                u64::from(points)
            };
            if spent_in < round || points == 0 || self.part(group as u32) == 0 {
                continue;
            }
            let here = instance.groups[group];
            people += u64::from(here.people);
            if spent_in == round {
                spent += u64::from(here.people);
                parts[here.party] += u128::from(here.people) * u128::from(self.part(group as u32));
                self.add_payments(group as u32, u64::from(here.people), &mut owed[here.party]);
            } else {
                units[here.party] += u64::from(here.people) * points;
            }
        }
        let before = self.prices.denominator_before(round);
        let (numerator, all_units) = self.prices.round(round);
        let by_party = (0..parties)
            .map(|party| {
                let given = UBig::from(parts[party]) * self.handed_out * &before;
                let rest = given - self.prices.combine(&owed[party]);
                rest * all_units + numerator * units[party]
            })
            .collect();
        let scale = before * all_units;
        Payment {
            by_party,
            denominator: &self.whole * &scale,
            scale,
            units: all_units,
            people,
            spent,
        }
    }

    /// What a feature's supporters have left together, rounded down, once the run is over.
    pub(crate) fn voice_left(&self, feature: usize) -> Money {
        let mut parts: u128 = 0;
        let mut owed = vec![0u64; self.prices.rounds()];
        for (group, points) in self.instance.supporters(feature) {
            if self.balances[group] > 0.0 && (self.unit_points || points > 0) {
                let people = self.instance.groups[group].people;
                parts += u128::from(people) * u128::from(self.part(group as u32));
                self.add_payments(group as u32, u64::from(people), &mut owed);
            }
        }
        let denominator = self.prices.denominator();
        let given = UBig::from(parts) * self.handed_out * denominator;
        let left = (given - self.prices.combine(&owed)) / (&self.whole * denominator);
        Money(u64::try_from(left).unwrap_or(u64::MAX))
    }
}

/// Who paid for a purchase.
pub(crate) struct Payment {
    /// Per party, over `denominator`.
    pub(crate) by_party: Vec<UBig>,
    /// The endowments' common divisor times `scale`.
    pub(crate) denominator: UBig,
    /// The product of all rounds' units up to this one.
    pub(crate) scale: UBig,
    /// This round's units.
    pub(crate) units: u64,
    /// How many people paid.
    pub(crate) people: u64,
    /// How many of them gave all they had.
    pub(crate) spent: u64,
}
