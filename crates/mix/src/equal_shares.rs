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
//! the true balance is bounded ([`Auction::drift`]); each [`estimate`] of `ρ` carries the interval
//! in which the true value lies; wherever intervals overlap, the comparison is made again with
//! whole numbers of 128 bits whose error is known ([`crate::exact::Ledger`]), and if these are too near
//! to each other, with integers of any length ([`crate::exact::Prices`]). The price of every feature
//! that is bought is known far better than a double tells it, so errors do not feed on each other: each
//! round adds a fixed number of roundings, never a factor.

mod between;
mod estimate;
mod settle;
mod watch;

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use dashu_int::UBig;

use crate::crowd::Crowd;
use crate::exact::{Ledger, Near, Prices};
use crate::instance::{FeatureVoice, Instance, Utility};
use crate::open::Open;
use crate::ties::Ties;

use between::{Between, Change};
use estimate::Payers;
use watch::Watch;

const NOT_BOUGHT: u32 = u32::MAX;
/// Half a unit in the last place, relative: what one operation on doubles may lose.
const ROUNDING: f64 = f64::EPSILON / 2.0;
/// Widens a bound by more than the few operations that computed it may have lost.
const WIDER: f64 = 1.0 + 8.0 * f64::EPSILON;
const NARROWER: f64 = 1.0 - 8.0 * f64::EPSILON;
/// Relative distance from a guessed price within which the doubles do not say who runs dry.
const MARGIN: f64 = 1.0 / (1u64 << 40) as f64;
/// How many roundings the price that is paid may be off the exact one.
const TRUSTED: f64 = 1024.0;

/// What was bought with one handing-out of endowments.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// In the order bought; musts are not among them.
    pub(crate) bought: Vec<usize>,
    pub(crate) rounds: Vec<Round>,
    ledger: Ledger,
    /// Minor units over all endowments together.
    pub(crate) handed_out: u128,
}

/// A purchase that somebody paid for.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    pub(crate) feature: usize,
    /// What could have been bought at the same price.
    pub(crate) tied: Vec<usize>,
    low: f64,
    high: f64,
    /// Price per point.
    x: f64,
}

/// What the run with less handed out says about a run with more.
// It is taken apart where it was made: a box would only cost.
#[allow(clippy::large_enum_variant)]
pub(crate) enum Likeness {
    /// Every handing-out from there to here buys the same, in the same order if that matters.
    Same(Run),
    /// Something changes on the way, or might.
    Differs(Change),
}

/// A likely price: per point (`x`), and bounds of it per unit of utility.
#[derive(Clone, Copy)]
struct Offer {
    feature: usize,
    x: f64,
    low: f64,
    high: f64,
    /// Whether certainly nobody runs dry: the price is the cost over all voices then.
    plain: bool,
}

/// An offer, with its price per point as well as it is known.
#[derive(Clone, Copy)]
struct Contender {
    feature: usize,
    x: f64,
    near: Option<Near>,
}

/// One instance under one utility, ready to be run with any endowments.
pub(crate) struct Auction<'a> {
    pub(crate) instance: &'a Instance,
    crowd: Crowd<'a>,
    /// The crowd knows all that matters as long as no more than this is handed out.
    holds_up_to: u128,
    ranks: Vec<u32>,
    utility: Utility,
    unit_points: bool,
    whole: UBig,
    /// What everybody's part is, if it is the same.
    one_part: Option<u64>,
    least_part: f64,
    most_part: f64,
    /// Per feature: utility per point, Σ people·points, Σ people·part, the most points by anybody.
    gain: Vec<u64>,
    voice_of: Vec<f64>,
    parts_of: Vec<f64>,
    most_points: Vec<f64>,
    // Working memory of a run.
    /// What each person of a payer still has: zero exactly when it is spent, a positive trifle
    /// when it is too little for a double.
    balances: Vec<f64>,
    /// The payers that came about for the last purchase, each with the balance of whom it is from.
    come_about: Range<usize>,
    /// Nobody with an endowment has less than this, but for the drift.
    poorest: f64,
    unit_endowment: f64,
    handed_out: u128,
    ledger: Ledger,
    /// Prices without loss, as far as anybody needed them.
    prices: Prices,
    /// No cost is above this.
    most_cost: u64,
    round_of: Vec<u32>,
    spent_in: Vec<u32>,
    /// Scratch space: only what has just been written counts.
    payers: Payers,
    /// The payers of the cheapest offer of this round, which nearly always is what is bought.
    cheapest: Payers,
    left: Vec<f64>,
    /// Places in the row of a feature's supporters: who runs dry, and who pays in full.
    capped: Vec<u32>,
    paying: Vec<u32>,
    offers: Vec<Offer>,
    /// What has the winner's price, exactly, and comes after it in the order of ties.
    tied: Vec<usize>,
    watch: Option<Watch>,
    /// How many supporters were looked at, over all runs: what they cost, the same on every machine.
    work: u64,
}

/// Orders a non-negative double like its bits.
fn key(value: f64) -> u64 {
    value.max(0.0).to_bits()
}

impl<'a> Auction<'a> {
    pub(crate) fn new(instance: &'a Instance, utility: Utility, ties: Ties) -> Self {
        let m = instance.features.len();
        let parts: Vec<u64> = (0..instance.parties.len())
            .filter(|&p| instance.parties[p].people > 0)
            .map(|p| instance.part_of_person[p])
            .collect();
        let (first, rest) = parts.split_first().unwrap_or((&0, &[]));
        let one_part = rest.iter().all(|part| part == first).then_some(*first);
        let endowed = parts.iter().copied().filter(|&part| part > 0);
        let single = |voice: &FeatureVoice| voice.most_points <= 1 && voice.points == voice.people;
        let unit_points = utility != Utility::Points || instance.voices.iter().all(single);
        let voice = |voice: &FeatureVoice| match utility {
            Utility::Points => voice.endowed_points,
            Utility::Cost | Utility::Cardinality => voice.endowed_people,
        };
        let most_points = |voice: &FeatureVoice| match unit_points {
            true => 1.0,
            false => f64::from(voice.most_points),
        };
        let gain = |cost: u64| match utility {
            Utility::Cost => cost.max(1),
            Utility::Cardinality | Utility::Points => 1,
        };
        Auction {
            instance,
            crowd: Crowd::of(instance),
            holds_up_to: u128::MAX,
            ranks: ties.ranks(instance),
            utility,
            unit_points,
            whole: UBig::from(instance.whole_endowment),
            one_part,
            least_part: endowed.clone().min().unwrap_or(0) as f64,
            most_part: endowed.max().unwrap_or(0) as f64,
            gain: instance.features.iter().map(|f| gain(f.cost.0)).collect(),
            voice_of: instance.voices.iter().map(|v| voice(v) as f64).collect(),
            parts_of: instance.voices.iter().map(|v| v.parts as f64).collect(),
            most_points: instance.voices.iter().map(most_points).collect(),
            balances: Vec::new(),
            come_about: 0..0,
            poorest: 0.0,
            unit_endowment: 0.0,
            handed_out: 0,
            ledger: Ledger::default(),
            prices: Prices::new(),
            most_cost: instance
                .features
                .iter()
                .map(|f| f.cost.0)
                .max()
                .unwrap_or(0),
            round_of: vec![NOT_BOUGHT; m],
            spent_in: Vec::new(),
            payers: Payers::default(),
            cheapest: Payers::default(),
            left: Vec::new(),
            capped: Vec::new(),
            paying: Vec::new(),
            offers: Vec::new(),
            tied: Vec::new(),
            watch: None,
            work: 0,
        }
    }

    /// How much work all runs were together, in supporters looked at.
    pub(crate) fn work(&self) -> u64 {
        self.work
    }

    /// Gets ready for many runs with up to `handed_out` minor units: people whom nothing tells apart
    /// become one. Where points differ, features that could not be bought even then are forgotten.
    pub(crate) fn condense(&mut self, handed_out: u128) {
        if self.unit_points {
            self.crowd = Crowd::of_fellows(self.instance);
            self.holds_up_to = u128::MAX;
            return;
        }
        let unit_endowment = handed_out as f64 / (self.instance.whole_endowment as f64);
        let kept: Vec<bool> = (0..self.instance.features.len())
            .map(|feature| self.could_pay(feature, unit_endowment) || self.is_watched(feature))
            .collect();
        self.crowd = Crowd::condensed(self.instance, &kept);
        self.holds_up_to = handed_out;
    }

    /// Sees to it that the auction holds everybody as this run of its own left them.
    pub(crate) fn return_to(&mut self, run: &Run) {
        if self.handed_out != run.handed_out || !self.crowd.is_whole() {
            self.crowd = Crowd::of(self.instance);
            self.holds_up_to = u128::MAX;
            self.run(run.handed_out);
        }
        self.ledger = run.ledger.clone();
        self.catch_up();
    }

    /// How much may be handed out before [`Auction::condense`] has to be called again.
    pub(crate) fn holds_up_to(&self) -> u128 {
        self.holds_up_to
    }

    /// Whether anybody with a voice wants the feature.
    pub(crate) fn is_wanted(&self, feature: usize) -> bool {
        self.voice_of[feature] > 0.0
    }

    /// Whether all that the supporters are endowed with might cover the cost.
    fn could_pay(&self, feature: usize, unit_endowment: f64) -> bool {
        let cost = self.instance.features[feature].cost.0 as f64;
        self.is_wanted(feature) && self.parts_of[feature] * unit_endowment * WIDER >= cost
    }

    /// The part of the whole endowment that each person of a payer starts with.
    fn part(&self, payer: u32) -> u64 {
        self.one_part.unwrap_or_else(|| self.crowd.part(payer))
    }

    /// Bounds, relative to an endowment, how far a held balance may be from the true one: the
    /// endowment is five roundings off at most, and each round adds at most four (the price, its
    /// product with the points, the difference) and what the price itself may be off.
    fn drift(&self) -> f64 {
        ((TRUSTED + 4.0) * self.ledger.rounds() as f64 + 12.0) * ROUNDING
    }

    /// How far any balance may be from the true one.
    fn slack(&self) -> f64 {
        self.most_part * self.unit_endowment * self.drift() * WIDER
    }

    /// Runs the rule with `handed_out` minor units over all endowments together.
    pub(crate) fn run(&mut self, handed_out: u128) -> Run {
        match self.attempt(handed_out, None) {
            Likeness::Same(run) => run,
            // Without a reference there is nothing to differ from.
            Likeness::Differs(_) => unreachable!("nothing to differ from"),
        }
    }

    /// Runs the rule and proves on the way that every handing-out between the reference's and this
    /// one buys the same features; or tells where it might not. In the same order, unless `any_order`
    /// lets purchases swap that have no supporter in common.
    pub(crate) fn run_like(
        &mut self,
        handed_out: u128,
        reference: &Run,
        any_order: bool,
    ) -> Likeness {
        debug_assert!(reference.handed_out <= handed_out);
        self.attempt(handed_out, Some((reference, any_order)))
    }

    fn attempt(&mut self, handed_out: u128, reference: Option<(&Run, bool)>) -> Likeness {
        debug_assert!(handed_out <= self.holds_up_to);
        let instance = self.instance;
        self.hand_out(handed_out);
        self.watch_start();
        let mut open = Open::new(instance);
        let mut run = Run {
            bought: Vec::new(),
            rounds: Vec::new(),
            ledger: Ledger::default(),
            handed_out,
        };
        if instance.whole_endowment == 0 {
            return Likeness::Same(run);
        }
        let mut between = reference.map(|(run, any_order)| Between::new(self, run, any_order));
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
                    let reach = between.as_ref().map_or(0.0, Between::reach);
                    let winner = self.winner(&mut heap, &open, reach);
                    if let Some(between) = &mut between
                        && let Some(change) = between.change(self, winner, &mut heap, &open)
                    {
                        return Likeness::Differs(change);
                    }
                    let own = |feature| self.offers.iter().find(|o| o.feature == feature);
                    let rho = winner
                        .and_then(own)
                        .map_or(f64::INFINITY, |offer| offer.high);
                    let lower_end = between.as_ref().map_or(0.0, Between::highest);
                    self.watch_round(rho.max(lower_end));
                    let Some(feature) = winner else {
                        run.ledger = std::mem::take(&mut self.ledger);
                        return Likeness::Same(run);
                    };
                    let round = self.buy(feature);
                    if let Some(between) = &mut between {
                        between.follow(self, feature);
                    }
                    self.crowd.go_on(feature);
                    run.rounds.push(round);
                    for offer in self.offers.drain(..).filter(|o| o.feature != feature) {
                        heap.push(Reverse((key(offer.low), offer.feature)));
                    }
                    feature
                }
            };
            run.bought.push(feature);
            self.watch_bought(feature);
            for freed in open.choose(feature) {
                self.enter(freed, &mut heap, &mut free);
            }
        }
    }

    fn hand_out(&mut self, handed_out: u128) {
        self.handed_out = handed_out;
        self.unit_endowment = handed_out as f64 / (self.instance.whole_endowment as f64);
        self.poorest = self.least_part * self.unit_endowment;
        let payers = self.crowd.start();
        self.balances.resize(self.crowd.payers(), 0.0);
        match self.one_part {
            Some(part) => self.balances[..payers].fill(part as f64 * self.unit_endowment),
            None => {
                for (payer, balance) in self.balances[..payers].iter_mut().enumerate() {
                    *balance = self.crowd.part(payer as u32) as f64 * self.unit_endowment;
                }
            }
        }
        self.spent_in.resize(self.balances.len(), NOT_BOUGHT);
        self.ledger = Ledger::new(handed_out, self.instance.whole_endowment, self.most_cost);
        self.prices = Prices::new();
        self.round_of.fill(NOT_BOUGHT);
    }

    /// Lets a feature take part, with the price it would have if everybody paid the same.
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
        } else if self.could_pay(feature, self.unit_endowment) {
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

    /// Adds to the offers what might be below `reach`, or cheapest so far; gives the least upper bound of
    /// a price.
    fn look(
        &mut self,
        heap: &mut BinaryHeap<Reverse<(u64, usize)>>,
        open: &Open,
        reach: f64,
        mut best_high: f64,
    ) -> f64 {
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
                if offer.high <= best_high {
                    std::mem::swap(&mut self.payers, &mut self.cheapest);
                    best_high = offer.high;
                }
                self.offers.push(offer);
            }
        }
        best_high
    }

    /// The affordable feature with the smallest price; fills `offers` with every feature whose
    /// price had to be looked at: all that might be cheapest, and all that might be below `reach`.
    fn winner(
        &mut self,
        heap: &mut BinaryHeap<Reverse<(u64, usize)>>,
        open: &Open,
        reach: f64,
    ) -> Option<usize> {
        self.offers.clear();
        self.tied.clear();
        (self.payers.feature, self.cheapest.feature) = (None, None);
        let best_high = self.look(heap, open, reach, f64::INFINITY);
        let contenders: Vec<usize> = (0..self.offers.len())
            .filter(|&o| self.offers[o].low <= best_high)
            .collect();
        if let [only] = contenders[..] {
            return Some(self.offers[only].feature);
        }
        let mut best: Option<Contender> = None;
        for candidate in contenders {
            let offer = self.offers[candidate];
            let Offer { feature, x, .. } = offer;
            let near = self.near_of(&offer);
            let contender = Contender { feature, x, near };
            let order = match best {
                None if near.is_some() || self.exact_rho(feature, x).is_some() => {
                    Some(Ordering::Less)
                }
                None => None,
                Some(holder) => self.compare(contender, holder),
            };
            let beats = match order {
                None | Some(Ordering::Greater) => false,
                Some(Ordering::Less) => {
                    self.tied.clear();
                    true
                }
                Some(Ordering::Equal) => {
                    let holder = best.map_or(feature, |best| best.feature);
                    let beats = self.ranks[feature] < self.ranks[holder];
                    self.tied.push(if beats { holder } else { feature });
                    beats
                }
            };
            if beats {
                best = Some(contender);
            }
        }
        best.map(|best| best.feature)
    }
}
