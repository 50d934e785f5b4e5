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
//! the length of the way. What nobody can pay for at the upper end, nobody can pay for with less.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use super::estimate::Bounded;
use super::{Auction, NARROWER, Offer, ROUNDING, Reference, Round, Run, WIDER};
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
    /// What is hardly anything of that.
    grain: f64,
    /// The first that was found so far.
    change: Option<Change>,
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
    /// How far certainly nothing does, from 0 (the lower end) to 1 (the upper one).
    pub(crate) proven: f64,
    /// About where something does.
    pub(crate) about: f64,
}

impl Change {
    const UNKNOWN: Change = Change {
        proven: 0.0,
        about: 0.5,
    };

    fn or_earlier(self, other: Change) -> Change {
        Change {
            proven: self.proven.min(other.proven),
            about: self.about.min(other.about),
        }
    }
}

impl<'r> Between<'r> {
    /// Before the first round, with the endowments handed out.
    pub(super) fn new(auction: &Auction, reference: Reference<'r>) -> Self {
        let Reference {
            run,
            any_order,
            grain,
        } = reference;
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
            grain: grain as f64 / (auction.handed_out - run.handed_out) as f64,
            change: None,
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
            // What is bought may not be what is cheapest.
            (false, _) if self.change.is_some() => self.highest,
            _ => 0.0,
        }
    }

    /// No purchase of this round, wherever in between, is made at a higher price at the lower end.
    pub(super) fn highest(&self) -> f64 {
        self.highest
    }

    /// Where in between something else may be bought than at the lower end; `None` if that is nowhere.
    pub(super) fn change(&self) -> Option<Change> {
        self.change
    }

    /// What is to be bought next: the auction's winner, if that is one of what the lower end buys now,
    /// and otherwise what the lower end does buy, so that the rest of the way can be looked at as well.
    /// Breaks off where a change within the first `grain` of the way cannot be ruled out. The auction has
    /// just found its winner, and its offers.
    pub(super) fn next(
        &mut self,
        auction: &mut Auction,
        winner: Option<usize>,
        heap: &mut BinaryHeap<Reverse<(u64, usize)>>,
        open: &Open,
    ) -> Result<Option<usize>, Change> {
        let run = self.run;
        let rounds = &run.rounds;
        if self.block.is_empty() && self.known == rounds.len() {
            self.highest = 0.0;
            if winner.is_some() {
                // The lower end is done: one more purchase is a difference.
                auction.look(heap, open, f64::INFINITY, f64::INFINITY);
                for place in 0..auction.offers.len() {
                    let change = self.enough(auction, auction.offers[place].feature);
                    self.note(change)?;
                }
            }
            return Ok(None);
        }
        let Some(winner) = winner else {
            return Err(Change::UNKNOWN);
        };
        if self.block.is_empty() {
            self.begin_block(auction, winner, heap, open)?;
        }
        let in_block = self.block.iter().any(|&at| rounds[at].feature == winner);
        if !in_block {
            self.note(self.change.unwrap_or(Change::UNKNOWN))?;
        }
        Ok(Some(match in_block {
            true => winner,
            false => rounds[self.block[0]].feature,
        }))
    }

    /// Takes down a change; an error if there is hardly anything before it.
    fn note(&mut self, change: Change) -> Result<(), Change> {
        let change = self.change.map_or(change, |known| known.or_earlier(change));
        self.change = Some(change);
        match change.proven < self.grain {
            // What comes after has not been looked at.
            true => Err(Change {
                proven: 0.0,
                ..change
            }),
            false => Ok(()),
        }
    }

    /// Takes as many purchases of the lower end as one as it needs for everything else to be dearer all the
    /// way, and takes down what may not be.
    fn begin_block(
        &mut self,
        auction: &mut Auction,
        winner: usize,
        heap: &mut BinaryHeap<Reverse<(u64, usize)>>,
        open: &Open,
    ) -> Result<(), Change> {
        let run = self.run;
        let rounds = &run.rounds;
        let from = self.known;
        let mut until = from + 1;
        self.clear_bill();
        if let Some(at) = self.position(winner)
            && at >= until
            && self.may_join(auction, from..until, at)
        {
            until = at + 1;
        }
        let mut in_front: Vec<(usize, usize)> = Vec::new();
        loop {
            self.highest =
                (rounds[from..until].iter()).fold(0.0, |high, round| high.max(round.high));
            if until > from + 1 {
                auction.look(heap, open, self.highest, 0.0);
            }
            in_front.clear();
            self.look_for_change(auction, from..until, winner, &mut in_front)?;
            let positions = in_front.iter();
            let positions =
                positions.filter_map(|&(_, place)| self.position(auction.offers[place].feature));
            match positions.min() {
                Some(at) if self.may_join(auction, from..until, at) => until = at + 1,
                _ => break,
            }
        }
        let mut change = self.earliest(auction, from, winner, &in_front);
        if change.is_some() && until > from + 1 {
            // The first alone may be cheapest farther than all together.
            in_front.clear();
            self.look_for_change(auction, from..from + 1, winner, &mut in_front)?;
            let alone = self.earliest(auction, from, winner, &in_front);
            let proven = |change: Option<Change>| change.map_or(1.0, |change| change.proven);
            if proven(alone) > proven(change) {
                (change, until) = (alone, from + 1);
                self.highest = rounds[from].high;
            }
        }
        self.block.extend(from..until);
        self.known = until;
        match change {
            Some(change) => self.note(change),
            None => Ok(()),
        }
    }

    /// The earliest change by any of the offers that may come to be in front of a block's purchases.
    fn earliest(
        &mut self,
        auction: &mut Auction,
        from: usize,
        winner: usize,
        in_front: &[(usize, usize)],
    ) -> Option<Change> {
        let mut earliest: Option<Change> = None;
        for &(at, place) in in_front {
            let other = auction.offers[place];
            let change = self.change_by(auction, (at, at == from), &other);
            let change = change.or((other.feature == winner).then_some(Change::UNKNOWN));
            earliest = match (earliest, change) {
                (Some(one), Some(other)) => Some(one.or_earlier(other)),
                (one, other) => one.or(other),
            };
        }
        earliest
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

    /// Of which purchases of the block it is not proven that a certain other offer is dearer all the way:
    /// their rounds, and the places of the offers.
    fn look_for_change(
        &mut self,
        auction: &mut Auction,
        block: Range<usize>,
        winner: usize,
        in_front: &mut Vec<(usize, usize)>,
    ) -> Result<(), Change> {
        let run = self.run;
        let rounds = &run.rounds;
        for at in block.clone() {
            let expected = &rounds[at];
            let is_own = |offer: &&Offer| offer.feature == expected.feature;
            let Some(&own) = auction.offers.iter().find(is_own) else {
                return Err(Change::UNKNOWN);
            };
            let most = self.most_fall(auction, expected.feature, expected.x);
            let own_fall = most / auction.gain[own.feature] as f64 * WIDER;
            for place in 0..auction.offers.len() {
                let other = auction.offers[place];
                let in_block = |at: usize| rounds[at].feature == other.feature;
                if other.low > expected.high || block.clone().any(in_block) {
                    continue;
                }
                let fall = self.least_fall(auction, &other) / auction.gain[other.feature] as f64;
                let gap = other.low - own.high;
                let lost = (own_fall - fall * NARROWER) * self.span * WIDER;
                let is_behind = other.feature != winner
                    && (gap > 0.0 && (lost <= 0.0 || gap * NARROWER > lost)
                        || auction.is_twin_behind(own.feature, other.feature)
                        || self
                            .change_by(auction, (at, at == block.start), &other)
                            .is_none()
                        || auction.stays_behind(expected, (&run.ledger, at), &other));
                if !is_behind {
                    in_front.push((at, place));
                }
            }
        }
        Ok(())
    }

    /// Where in between an offer may come to be cheaper than a purchase, judged from the lower end; `None`
    /// if that is nowhere. Of the `first` purchase of a block it is known that the offer is not cheaper at
    /// the lower end.
    fn change_by(
        &mut self,
        auction: &mut Auction,
        (at, first): (usize, bool),
        other: &Offer,
    ) -> Option<Change> {
        let run = self.run;
        let expected = &run.rounds[at];
        let is_own = |offer: &&Offer| offer.feature == expected.feature;
        let Some(&own) = auction.offers.iter().find(is_own) else {
            return Some(Change::UNKNOWN);
        };
        std::mem::swap(&mut auction.balances, &mut self.balances);
        let price = auction.bounded_price(other.feature, other.low);
        std::mem::swap(&mut auction.balances, &mut self.balances);
        let (x, low, high) = match price {
            Bounded::TooDear => return Some(self.enough(auction, other.feature)),
            Bounded::Unclear => return Some(Change::UNKNOWN),
            Bounded::Price { x, low, high } => (x, low, high),
        };
        let gain = |feature: usize| auction.gain[feature] as f64;
        let (own_gain, other_gain) = (gain(own.feature), gain(other.feature));
        let ahead = low / other_gain * NARROWER - expected.high;
        let falls = self.most_fall(auction, other.feature, high) / other_gain * WIDER;
        let closing = falls - self.least_fall(auction, &own) / own_gain * NARROWER;
        if closing <= 0.0 && (first || ahead > 0.0) {
            return None;
        }
        let proven = match ahead > 0.0 {
            true => ahead / (closing * self.span * WIDER) * NARROWER,
            false => 0.0,
        };
        if proven >= 1.0 {
            return None;
        }
        // Prices fall as at the lower end until somebody else runs dry.
        let ahead = x / other_gain - expected.x / own_gain;
        let closing = self.falls(auction, other.feature, x) / other_gain
            - self.falls(auction, own.feature, expected.x) / own_gain;
        let soon = ahead / (closing * self.span);
        let behind = own.x / own_gain - other.x / other_gain;
        let about = match closing > 0.0 && soon <= 1.0 {
            true => soon,
            false if behind > 0.0 => ahead / (ahead + behind),
            false => 0.5,
        };
        let about = about.clamp(proven, 1.0);
        Some(Change { proven, about })
    }

    /// Where in between a feature's supporters come to have enough for it.
    fn enough(&self, auction: &Auction, feature: usize) -> Change {
        let (payers, people, points) = auction.crowd.supporters(feature);
        let (mut held, mut rising, mut at_most, mut later) = (0.0, 0.0, 0.0, 0.0);
        for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
            if auction.unit_points || points[at] > 0 {
                let payer = payer as usize;
                held += people * self.balances[payer];
                rising += people * self.rising[payer];
                at_most += people * self.slopes[payer].1;
                later += people * auction.balances[payer];
            }
        }
        let rounding = 1.0 + (payers.len() as f64 + 16.0) * 2.0 * ROUNDING;
        let cost = auction.instance.features[feature].cost.0 as f64;
        let missing = cost * NARROWER - (held + auction.error(feature)) * WIDER;
        let proven = missing / (at_most * rounding * self.span * WIDER) * NARROWER;
        let proven = if proven > 0.0 { proven.min(1.0) } else { 0.0 };
        let soon = (cost - held) / (rising * self.span);
        let about = match (0.0..=1.0).contains(&soon) {
            true => soon,
            false => (cost - held) / (later - held),
        };
        let about = if about > proven {
            about.min(1.0)
        } else {
            proven
        };
        Change { proven, about }
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

    /// Bounds from above how fast the price per point of a feature falls in between, if it is at most `x` at
    /// the lower end.
    fn most_fall(&self, auction: &Auction, feature: usize, x: f64) -> f64 {
        let slack = auction.slack();
        let (payers, people, points) = auction.crowd.supporters(feature);
        let (mut rising, mut units) = (0.0, 0.0);
        for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
            let points = if auction.unit_points {
                1.0
            } else {
                f64::from(points[at])
            };
            let dry = self.balances[payer as usize] - slack < x * points * WIDER;
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
        let fall = self.most_fall(auction, expected.feature, expected.x);
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
