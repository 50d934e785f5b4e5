//! Prices as doubles, with the interval the true price certainly lies in.
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

use super::{Auction, NARROWER, Offer, ROUNDING, WIDER};

/// Sums run in this many lanes side by side, so that no addition waits for the one before.
const LANES: usize = 4;

/// What a feature's supporters hold and, if that differs, their points, side by side.
#[derive(Default)]
pub(super) struct Payers {
    balance: Vec<f64>,
    points: Vec<f64>,
}

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

/// The supporters looked at, column by column.
#[derive(Clone, Copy)]
struct Columns<'a> {
    balance: &'a [f64],
    people: &'a [f64],
    points: &'a [f64],
}

impl Payers {
    fn gather<'a, const UNIT: bool>(
        &'a mut self,
        (payers, people, points): (&[u32], &'a [f64], &[u32]),
        balances: &[f64],
    ) -> Columns<'a> {
        self.balance.clear();
        let balance = payers.iter().map(|&payer| balances[payer as usize]);
        self.balance.extend(balance);
        if !UNIT {
            self.points.clear();
            self.points
                .extend(points.iter().map(|&points| f64::from(points)));
        }
        Columns {
            balance: &self.balance,
            people,
            points: if UNIT { people } else { &self.points },
        }
    }
}

/// The value if it is asked for, else nothing; without a branch.
pub(super) fn only_if(asked: bool, value: f64) -> f64 {
    f64::from_bits(value.to_bits() & u64::from(asked).wrapping_neg())
}

impl Columns<'_> {
    /// What those who run dry at a price per point hold, and the people·points of all others.
    fn at<const UNIT: bool>(self, x: f64) -> (f64, f64) {
        let (mut held, mut units) = ([0.0; LANES], [0.0; LANES]);
        let (balance, last_balance) = self.balance.as_chunks::<LANES>();
        let (people, last_people) = self.people.as_chunks::<LANES>();
        let (points, last_points) = self.points.as_chunks::<LANES>();
        for ((balance, people), points) in balance.iter().zip(people).zip(points) {
            for lane in 0..LANES {
                let points = if UNIT { 1.0 } else { points[lane] };
                let dry = balance[lane] < x * points;
                held[lane] += only_if(dry, people[lane] * balance[lane]);
                units[lane] += only_if(!dry, people[lane] * points);
            }
        }
        for lane in 0..last_balance.len() {
            let points = if UNIT { 1.0 } else { last_points[lane] };
            let dry = last_balance[lane] < x * points;
            held[lane] += only_if(dry, last_people[lane] * last_balance[lane]);
            units[lane] += only_if(!dry, last_people[lane] * points);
        }
        (held.iter().sum(), units.iter().sum())
    }

    /// The lowest balance per point among those who do not run dry at a price per point.
    fn room<const UNIT: bool>(self, x: f64) -> f64 {
        let mut room = [f64::INFINITY; LANES];
        let lowest = |room: &mut f64, balance: f64, points: f64| {
            let points = if UNIT { 1.0 } else { points };
            let dry = balance < x * points;
            // Whoever runs dry counts as if they had everything.
            let ratio = balance / points + only_if(dry, f64::MAX);
            *room = if ratio < *room { ratio } else { *room };
        };
        let (balance, last_balance) = self.balance.as_chunks::<LANES>();
        let (points, last_points) = self.points.as_chunks::<LANES>();
        for (balance, points) in balance.iter().zip(points) {
            for lane in 0..LANES {
                lowest(&mut room[lane], balance[lane], points[lane]);
            }
        }
        for (&balance, &points) in last_balance.iter().zip(last_points) {
            lowest(&mut room[0], balance, points);
        }
        room.into_iter().fold(f64::INFINITY, f64::min)
    }
}

impl Auction<'_> {
    /// The price of a feature now, at least `low`; `None` when its supporters cannot pay for it.
    /// Above `enough` a lower bound will do, with no upper one.
    pub(super) fn offer(&mut self, feature: usize, low: f64, enough: f64) -> Option<Offer> {
        self.crowd.find_supporters(feature);
        let gain = self.gain[feature] as f64;
        let from = low * gain * NARROWER;
        let enough = enough * gain * WIDER;
        let estimate = match self.price_if_nobody_runs_dry(feature) {
            Some(x) => Estimate::Price {
                x,
                low: x * NARROWER,
                high: x * WIDER,
            },
            None if self.unit_points => self.estimate::<true>(feature, from, enough),
            None => self.estimate::<false>(feature, from, enough),
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

    /// About the price per point, at least `low` per unit of utility, if it can be paid.
    pub(super) fn likely_price(&mut self, feature: usize, low: f64) -> Option<f64> {
        let from = low * self.gain[feature] as f64 * NARROWER;
        let estimate = match self.unit_points {
            true => self.estimate::<true>(feature, from, f64::INFINITY),
            false => self.estimate::<false>(feature, from, f64::INFINITY),
        };
        match estimate {
            Estimate::Price { x, .. } | Estimate::Unclear { x } => Some(x),
            Estimate::Beyond { .. } | Estimate::TooDear => None,
        }
    }

    /// The price per point that all supporters can surely pay in full, without looking at them.
    fn price_if_nobody_runs_dry(&self, feature: usize) -> Option<f64> {
        let x = self.instance.features[feature].cost.0 as f64 / self.voice_of[feature];
        let least = self.poorest - self.slack();
        (x * self.most_points[feature] * WIDER < least * NARROWER).then_some(x)
    }

    /// How far any sum over a feature's supporters of what they hold, or of some of it, may be from the
    /// true one.
    pub(super) fn error(&self, feature: usize) -> f64 {
        let supporters = self.crowd.supporters(feature).0.len() as f64;
        self.parts_of[feature]
            * self.unit_endowment
            * (self.drift() + (supporters + 16.0) * ROUNDING)
            * WIDER
    }

    /// Newton's method on `pay`: from a point at or below the price each step stays at or below it.
    fn estimate<const UNIT: bool>(&mut self, feature: usize, from: f64, enough: f64) -> Estimate {
        let cost = self.instance.features[feature].cost.0 as f64;
        let row = self.crowd.supporters(feature);
        let error = self.error(feature);
        let columns = self.payers.gather::<UNIT>(row, &self.balances);
        let mut x = from;
        let mut before = f64::INFINITY;
        loop {
            let (held, units) = columns.at::<UNIT>(x);
            if units == 0.0 {
                if held + error < cost {
                    return Estimate::TooDear;
                }
                return Estimate::Unclear {
                    x: self.richest::<UNIT>(feature).max(x),
                };
            }
            if units == before {
                let margin = error / units;
                let high = (x + 2.0 * margin) * WIDER;
                if columns.room::<UNIT>(x) * NARROWER > high {
                    let low = from.max(x - margin) * NARROWER;
                    return Estimate::Price { x, low, high };
                }
                return Estimate::Unclear { x };
            }
            before = units;
            x = x.max((cost - held) / units);
            // Nobody pays more than their balance or their points' worth, whichever is chosen for
            // whom: so each step, not only the last, is a lower bound.
            let low = from.max(x - error / units) * NARROWER;
            if low * NARROWER > enough {
                return Estimate::Beyond { low };
            }
        }
    }

    /// The largest balance per point among a feature's supporters.
    fn richest<const UNIT: bool>(&self, feature: usize) -> f64 {
        let (payers, _, points) = self.crowd.supporters(feature);
        let ratio = |(at, &payer): (usize, &u32)| {
            let balance = self.balances[payer as usize];
            match if UNIT { 1 } else { points[at] } {
                0 => 0.0,
                points => balance / f64::from(points),
            }
        };
        payers.iter().enumerate().map(ratio).fold(0.0, f64::max)
    }
}
