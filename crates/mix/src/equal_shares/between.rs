//! Proof that between two handings-out nothing changes.
//!
//! As long as the order of purchases is the same, more money leaves every balance at least as high
//! in every round and every price at most as high: a round's price solves `Σ min(balance, x·points)
//! = cost`, which rises in the balances, so `x` falls; and `max(0, balance − x·points)` rises. So
//! if, by induction over the rounds, the feature bought in round `k` is the same at both ends, the
//! question is whether any other feature was cheaper somewhere in between. It was not, if its price
//! at the upper end, where it is lowest, is above the price of the one bought at the lower end,
//! where that is highest.
//!
//! If that is not enough, the slopes tell more. Who runs dry in a round with more money also runs
//! dry with less: those who do anywhere in between include those who do at the upper end and are
//! among those who do at the lower end. A price falls by `Σ people·slope of the balance` over those
//! who run dry, divided by the people·points of those who pay in full; a balance that pays rises by
//! its own slope and by what the price falls. With the sets of the two ends this bounds each slope
//! from below and above, from round to round. Then the distance of two prices anywhere is at least
//! their distance at the upper end, less what the bought one may fall faster than the other, times
//! the length of the way. Where prices are so near to each other that doubles do not tell that distance,
//! the numbers of 128 bits do: so how far a proof carries depends on when prices meet, and not on how
//! small a step is. What nobody can pay for at the upper end, nobody can pay for with less.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use super::{Auction, NARROWER, Offer, ROUNDING, Round, Run, WIDER};
use crate::exact::{Fraction, Ledger};
use crate::open::Open;

/// So many purchases are taken as one at most.
const LARGEST_BLOCK: usize = 24;

/// Two ends run side by side: the lower one here, the upper one by the auction itself.
pub(super) struct Between<'r> {
    /// The lower end.
    run: &'r Run,
    /// Whether purchases may swap that have no supporter in common.
    any_order: bool,
    /// How many rounds of the lower end are done, or in the block.
    known: usize,
    /// The rounds of the lower end that are to come next, in any order.
    block: Vec<usize>,
    /// No purchase of the block had a higher price at the lower end.
    highest: f64,
    /// What each group's people pay for the block at the lower end, and for whom that is not nothing;
    /// nobody's, until a second purchase may join.
    bill_of: Vec<f64>,
    bill: Vec<u32>,
    /// Minor units over all endowments together, from the lower end to the upper one.
    span: f64,
    /// Balances at the lower end.
    balances: Vec<f64>,
    /// How fast each balance rises with what is handed out: at least and at most.
    slopes: Vec<(f64, f64)>,
    /// How fast it rises at the lower end; for guesses alone.
    rising: Vec<f64>,
}

/// Where in between something changes, or might.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    /// About where, from 0 (the lower end) to 1 (the upper one).
    pub(crate) about: f64,
    /// Whether prices seem to meet there; if not, nothing is known but that no proof carries so far.
    pub(crate) meets: bool,
}

impl Change {
    const UNKNOWN: Change = Change {
        about: 0.5,
        meets: false,
    };

    fn at(about: f64) -> Option<Change> {
        (0.0..=1.0)
            .contains(&about)
            .then_some(Change { about, meets: true })
    }
}

impl<'r> Between<'r> {
    /// Before the first round, with the endowments handed out.
    pub(super) fn new(auction: &Auction, run: &'r Run, any_order: bool) -> Self {
        let instance = auction.instance;
        let whole = instance.whole_endowment as f64;
        let part = |payer: usize| auction.part(payer as u32) as f64;
        let payers = 0..auction.crowd.payers();
        let unit_endowment = run.handed_out as f64 / whole;
        let bound = |lists: &[Vec<usize>]| lists.iter().any(|list| !list.is_empty());
        Between {
            run,
            any_order: any_order && !bound(&instance.needs) && !bound(&instance.rivals),
            known: 0,
            block: Vec::new(),
            highest: 0.0,
            bill_of: Vec::new(),
            bill: Vec::new(),
            span: (auction.handed_out - run.handed_out) as f64,
            balances: payers.clone().map(|p| part(p) * unit_endowment).collect(),
            slopes: payers
                .clone()
                .map(|p| (part(p) / whole * NARROWER, part(p) / whole * WIDER))
                .collect(),
            rising: payers.map(|p| part(p) / whole).collect(),
        }
    }

    /// Up to which price offers have to be known in this round.
    pub(super) fn reach(&self) -> f64 {
        match (self.block.is_empty(), self.run.rounds.get(self.known)) {
            (true, Some(round)) => round.high,
            _ => 0.0,
        }
    }

    /// No purchase of this round, wherever in between, is made at a higher price at the lower end.
    pub(super) fn highest(&self) -> f64 {
        self.highest
    }

    /// Where in between something else may be bought than at the lower end; `None` if that is nowhere.
    /// The auction has just found its winner, and its offers.
    pub(super) fn change(
        &mut self,
        auction: &mut Auction,
        winner: Option<usize>,
        heap: &mut BinaryHeap<Reverse<(u64, usize)>>,
        open: &Open,
    ) -> Option<Change> {
        let run = self.run;
        let rounds = &run.rounds;
        let Some(winner) = winner else {
            self.highest = 0.0;
            let is_done = self.block.is_empty() && self.known == rounds.len();
            return (!is_done).then_some(Change::UNKNOWN);
        };
        if !self.block.is_empty() {
            let in_block = self.block.iter().any(|&at| rounds[at].feature == winner);
            return (!in_block).then_some(Change::UNKNOWN);
        }
        if self.known == rounds.len() {
            // The lower end was done earlier: one more purchase is a difference.
            return Some(self.enough(auction, winner));
        }
        let from = self.known;
        let mut until = from + 1;
        self.clear_bill();
        if let Some(at) = self.position(winner)
            && self.may_join(auction, from..until, at)
        {
            until = at + 1;
        }
        loop {
            self.highest =
                (rounds[from..until].iter()).fold(0.0, |high, round| high.max(round.high));
            if until > from + 1 {
                auction.look(heap, open, self.highest, 0.0);
            }
            match self.undercut(auction, from..until, winner) {
                None => break,
                Some((other, change)) => match self.position(other) {
                    Some(at) if at >= until && self.may_join(auction, from..until, at) => {
                        until = at + 1;
                    }
                    _ if change.meets => return Some(change),
                    // It is no block: the order changes where the first of them is overtaken.
                    _ => {
                        let first = self.undercut(auction, from..from + 1, winner);
                        return Some(first.map_or(change, |(_, first)| first));
                    }
                },
            }
        }
        self.block.extend(from..until);
        self.known = until;
        let in_block = rounds[from..until]
            .iter()
            .any(|round| round.feature == winner);
        (!in_block).then_some(Change::UNKNOWN)
    }

    /// In which of the next rounds the lower end buys a feature.
    fn position(&self, feature: usize) -> Option<usize> {
        let next = self.run.rounds[self.known..].iter().take(LARGEST_BLOCK);
        let at = next
            .into_iter()
            .position(|round| round.feature == feature)?;
        Some(self.known + at)
    }

    /// Whether the block may grow up to a round: nobody who supports two of it runs dry by it.
    fn may_join(&mut self, auction: &Auction, block: Range<usize>, at: usize) -> bool {
        if !self.any_order {
            return false;
        }
        let from = match self.bill.is_empty() {
            true => block.start,
            false => block.end,
        };
        let joins = (from..=at).all(|new| self.add_to_bill(auction, new));
        if !joins {
            self.clear_bill();
        }
        joins
    }

    /// Adds what a purchase of the block takes from each of its supporters; `false` if somebody who
    /// supports another one of it, too, might not be able to pay for both in full.
    fn add_to_bill(&mut self, auction: &Auction, at: usize) -> bool {
        let round = &self.run.rounds[at];
        let slack = auction.slack();
        let (groups, points) = auction.crowd.groups_that_want(round.feature);
        self.bill_of.resize(auction.crowd.groups(), 0.0);
        for (&group, &points) in groups.iter().zip(points) {
            let points = if auction.unit_points {
                1.0
            } else {
                f64::from(points)
            };
            let bill = &mut self.bill_of[group as usize];
            let is_second = *bill > 0.0;
            if !is_second {
                self.bill.push(group);
            }
            *bill += round.x * points * WIDER;
            if is_second && points > 0.0 {
                let payer = auction.crowd.payer(group) as usize;
                // Who has nothing at the upper end has nothing anywhere in between.
                let has_nothing = auction.balances[payer] == 0.0;
                if !has_nothing && self.balances[payer] - slack <= *bill * WIDER {
                    return false;
                }
            }
        }
        true
    }

    fn clear_bill(&mut self) {
        for group in self.bill.drain(..) {
            self.bill_of[group as usize] = 0.0;
        }
    }

    /// What may be cheaper somewhere in between than a purchase of the block, and about where.
    fn undercut(
        &mut self,
        auction: &mut Auction,
        block: Range<usize>,
        winner: usize,
    ) -> Option<(usize, Change)> {
        let run = self.run;
        let rounds = &run.rounds;
        let mut first: Option<(usize, Change)> = None;
        for at in block.clone() {
            let expected = &rounds[at];
            let own = auction
                .offers
                .iter()
                .find(|o| o.feature == expected.feature);
            let Some(&own) = own else {
                return Some((winner, Change::UNKNOWN));
            };
            let own_fall =
                self.most_fall(auction, expected) / auction.gain[own.feature] as f64 * WIDER;
            for place in 0..auction.offers.len() {
                let other = auction.offers[place];
                let in_block = |at: usize| rounds[at].feature == other.feature;
                if other.low > expected.high || block.clone().any(in_block) {
                    continue;
                }
                let fall = self.least_fall(auction, &other) / auction.gain[other.feature] as f64;
                let lost = (own_fall - fall * NARROWER) * self.span * WIDER;
                let apart = |gap: f64| gap > 0.0 && (lost <= 0.0 || gap * NARROWER > lost);
                if other.feature != winner
                    && (apart(other.low - own.high)
                        || auction.is_twin_behind(own.feature, other.feature)
                        || apart(other.high - own.low) && apart(auction.near_gap(&own, &other))
                        || auction.stays_behind(expected, (&run.ledger, at), &other))
                {
                    continue;
                }
                let change = self.meeting(auction, expected, &own, &other);
                if first.is_none_or(|(_, first)| change.about < first.about) {
                    first = Some((other.feature, change));
                }
            }
        }
        first
    }

    /// About where in between a feature's supporters come to have enough for it.
    fn enough(&self, auction: &Auction, feature: usize) -> Change {
        let (payers, people, points) = auction.crowd.supporters(feature);
        let held = |balances: &[f64]| -> f64 {
            let pays = |&at: &usize| auction.unit_points || points[at] > 0;
            let each = (0..payers.len()).filter(pays);
            each.map(|at| people[at] * balances[payers[at] as usize])
                .sum()
        };
        let (below, above) = (held(&self.balances), held(&auction.balances));
        let cost = auction.instance.features[feature].cost.0 as f64;
        let soon = (cost - below) / (held(&self.rising) * self.span);
        Change::at(soon)
            .or_else(|| Change::at((cost - below) / (above - below)))
            .unwrap_or(Change::UNKNOWN)
    }

    /// About where in between the price of another feature meets that of the expected purchase: by how fast
    /// both fall at the lower end, which is the way itself until somebody else runs dry, or by what they are
    /// at both ends.
    fn meeting(
        &mut self,
        auction: &mut Auction,
        expected: &Round,
        own: &Offer,
        other: &Offer,
    ) -> Change {
        let gain = |feature: usize| auction.gain[feature] as f64;
        let (own_gain, other_gain) = (gain(own.feature), gain(other.feature));
        let behind = own.x / own_gain - other.x / other_gain;
        std::mem::swap(&mut auction.balances, &mut self.balances);
        let at_lower_end = auction.likely_price(other.feature, other.low);
        std::mem::swap(&mut auction.balances, &mut self.balances);
        let Some(x) = at_lower_end else {
            return self.enough(auction, other.feature);
        };
        let ahead = x / other_gain - expected.x / own_gain;
        if ahead <= 0.0 {
            return Change::UNKNOWN;
        }
        let closing = self.falls(auction, other.feature, x) / other_gain
            - self.falls(auction, own.feature, expected.x) / own_gain;
        let soon = Change::at(ahead / (closing * self.span)).filter(|_| closing > 0.0);
        let at_both_ends = || Change::at(ahead / (ahead + behind)).filter(|_| behind > 0.0);
        soon.or_else(at_both_ends).unwrap_or(Change::UNKNOWN)
    }

    /// About how fast the price per point of a feature, if it is `x`, falls at the lower end.
    fn falls(&self, auction: &Auction, feature: usize, x: f64) -> f64 {
        let (payers, people, points) = auction.crowd.supporters(feature);
        let (mut rising, mut units) = (0.0, 0.0);
        for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
            let points = match auction.unit_points {
                true => 1.0,
                false => f64::from(points[at]),
            };
            match self.balances[payer as usize] < x * points {
                true => rising += people * self.rising[payer as usize],
                false => units += people * points,
            }
        }
        if units > 0.0 { rising / units } else { 0.0 }
    }

    /// Bounds from above how fast the price of the lower end's next purchase falls in between.
    fn most_fall(&self, auction: &Auction, expected: &Round) -> f64 {
        let slack = auction.slack();
        let (payers, people, points) = auction.crowd.supporters(expected.feature);
        let (mut rising, mut units) = (0.0, 0.0);
        for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
            let points = if auction.unit_points {
                1.0
            } else {
                f64::from(points[at])
            };
            let dry = self.balances[payer as usize] - slack < expected.x * points * WIDER;
            rising += if dry {
                people * self.slopes[payer as usize].1
            } else {
                0.0
            };
            units += if dry { 0.0 } else { people * points };
        }
        // Nothing to divide by: as fast as can be.
        match units > 0.0 {
            true => rising / units * (1.0 + (payers.len() as f64 + 16.0) * 2.0 * ROUNDING),
            false => f64::INFINITY,
        }
    }

    /// Bounds from below how fast the price of an offer falls in between.
    fn least_fall(&self, auction: &Auction, offer: &Offer) -> f64 {
        let slack = auction.slack();
        let x = offer.low * auction.gain[offer.feature] as f64 * NARROWER;
        let (payers, people, points) = auction.crowd.supporters(offer.feature);
        let (mut rising, mut units) = (0.0, 0.0);
        for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
            let points = if auction.unit_points {
                1.0
            } else {
                f64::from(points[at])
            };
            let balance = auction.balances[payer as usize];
            let dry = balance + slack < x * points || balance == 0.0;
            rising += if dry {
                people * self.slopes[payer as usize].0
            } else {
                0.0
            };
            units += if dry { 0.0 } else { people * points };
        }
        match units > 0.0 {
            true => rising / units * (1.0 - (payers.len() as f64 + 16.0) * 2.0 * ROUNDING),
            false => 0.0,
        }
    }

    /// Takes the payments of a purchase that both ends make; the auction has just bought it.
    pub(super) fn follow(&mut self, auction: &Auction, feature: usize) {
        let run = self.run;
        let rounds = &run.rounds;
        let at = self
            .block
            .iter()
            .position(|&at| rounds[at].feature == feature);
        let Some(at) = at.map(|at| self.block.swap_remove(at)) else {
            return;
        };
        let expected = &rounds[at];
        let slack = auction.slack();
        let (payers, people, points) = auction.crowd.supporters(expected.feature);
        let after = auction.crowd.after(expected.feature);
        self.balances.resize(auction.balances.len(), 0.0);
        self.slopes.resize(auction.balances.len(), (0.0, 0.0));
        self.rising.resize(auction.balances.len(), 0.0);
        for payer in auction.come_about.clone() {
            let from = auction.crowd.from(payer);
            self.balances[payer] = self.balances[from];
            self.slopes[payer] = self.slopes[from];
            self.rising[payer] = self.rising[from];
        }
        let falls = self.falls(auction, expected.feature, expected.x);
        let fall = self.most_fall(auction, expected);
        let weight = |at: usize| {
            if auction.unit_points {
                1.0
            } else {
                f64::from(points[at])
            }
        };
        let (mut rising, mut units) = (0.0, 0.0);
        for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
            let dry = auction.balances[after[at] as usize] == 0.0;
            rising += if dry {
                people * self.slopes[payer as usize].0
            } else {
                0.0
            };
            units += if dry { 0.0 } else { people * weight(at) };
        }
        let rounding = (payers.len() as f64 + 16.0) * 2.0 * ROUNDING;
        let least_fall = match units > 0.0 {
            true => rising / units * (1.0 - rounding),
            false => 0.0,
        };
        for (at, (&payer, &after)) in payers.iter().zip(after).enumerate() {
            let points = weight(at);
            let (mut balance, mut slope) =
                (self.balances[payer as usize], self.slopes[payer as usize]);
            self.rising[after as usize] = match balance > expected.x * points {
                true => self.rising[payer as usize] + falls * points,
                false => 0.0,
            };
            if auction.balances[after as usize] == 0.0 {
                (balance, slope) = (0.0, (0.0, 0.0));
            } else if points > 0.0 {
                let pays = balance - slack > expected.x * points * WIDER;
                slope.0 = if pays {
                    (slope.0 + least_fall * points) * NARROWER
                } else {
                    0.0
                };
                slope.1 = (slope.1 + fall * points) * WIDER;
                balance = (balance - expected.x * points).max(0.0);
            }
            self.balances[after as usize] = balance;
            self.slopes[after as usize] = slope;
        }
    }
}

impl Auction<'_> {
    /// Whether the same people want both at the same price, so that the order of ties decides.
    fn is_twin_behind(&self, expected: usize, other: usize) -> bool {
        let cost = |feature: usize| self.instance.features[feature].cost;
        let behind = self.ranks[expected] < self.ranks[other];
        behind && cost(expected) == cost(other) && self.crowd.same_supporters(expected, other)
    }

    /// By how much an offer is dearer than another per unit of utility, at least, as told by numbers that
    /// are known far better than doubles; not above zero if it may not be, or they do not tell.
    fn near_gap(&mut self, cheaper: &Offer, dearer: &Offer) -> f64 {
        let (gain, other_gain) = (self.gain[cheaper.feature], self.gain[dearer.feature]);
        match (self.near_of(cheaper), self.near_of(dearer)) {
            (Some(near), Some(other)) => other.least_above(other_gain, near, gain),
            _ => 0.0,
        }
    }

    /// Whether an offer, where it is lowest, is no better than the purchase where that is highest.
    fn stays_behind(
        &mut self,
        expected: &Round,
        (ledger, round): (&Ledger, usize),
        offer: &Offer,
    ) -> bool {
        if offer.high < expected.low {
            return false;
        }
        let (gain, other_gain) = (self.gain[expected.feature], self.gain[offer.feature]);
        let near = self.near_of(offer);
        let told = near.and_then(|near| ledger.near_of(round).cmp(gain, near, other_gain));
        let order = told.or_else(|| {
            let rho = self.exact_rho(offer.feature, offer.x)?;
            let Fraction {
                numerator,
                denominator,
            } = ledger.exact(round);
            let denominator = denominator * gain;
            Some(
                Fraction {
                    numerator,
                    denominator,
                }
                .cmp(&rho),
            )
        });
        match order {
            // Nobody can pay for the other.
            None | Some(Ordering::Less) => true,
            Some(Ordering::Equal) => self.ranks[expected.feature] < self.ranks[offer.feature],
            Some(Ordering::Greater) => false,
        }
    }
}
