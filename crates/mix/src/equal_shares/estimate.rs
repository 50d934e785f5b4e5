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

use super::{Auction, MARGIN, NARROWER, Offer, ROUNDING, WIDER};

/// Sums run in this many lanes side by side, so that no addition waits for the one before.
const LANES: usize = 4;

/// What a feature's supporters hold and, if that differs, their points, side by side.
#[derive(Default)]
pub(super) struct Payers {
    /// The feature, unless that was in an earlier round.
    pub(super) feature: Option<usize>,
    balance: Vec<f64>,
    points: Vec<f64>,
}

enum Estimate {
    /// The supporters have less than the cost.
    TooDear,
    /// Price per point (`x`) and the interval it certainly lies in.
    Price {
        x: f64,
        low: f64,
        high: f64,
        plain: bool,
    },
    /// More than was asked about: the price per point is at least this.
    Beyond { low: f64 },
    /// The doubles cannot tell.
    Unclear { x: f64 },
}

/// The supporters looked at, column by column.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    pub(super) balance: &'a [f64],
    people: &'a [f64],
    points: &'a [f64],
}

impl Payers {
    pub(super) fn gather<'a, const UNIT: bool>(
        &'a mut self,
        feature: usize,
        (payers, people, points): (&[u32], &'a [f64], &[u32]),
        balances: &[f64],
    ) -> Columns<'a> {
        self.feature = Some(feature);
        self.balance.clear();
        let balance = payers.iter().map(|&payer| balances[payer as usize]);
        self.balance.extend(balance);
        if !UNIT {
            self.points.clear();
            self.points
                .extend(points.iter().map(|&points| f64::from(points)));
        }
        self.columns::<UNIT>(people)
    }

    /// As gathered before, beside the same supporters' people.
    pub(super) fn columns<'a, const UNIT: bool>(&'a self, people: &'a [f64]) -> Columns<'a> {
        Columns {
            balance: &self.balance,
            people,
            points: if UNIT { people } else { &self.points },
        }
    }
}

/// The value if it is asked for, else nothing; without a branch.
fn only_if(asked: bool, value: f64) -> f64 {
    f64::from_bits(value.to_bits() & u64::from(asked).wrapping_neg())
}

/// The value, or zero if it is below; without a branch.
fn positive(value: f64) -> f64 {
    if value > 0.0 { value } else { 0.0 }
}

impl Columns<'_> {
    /// What those who run dry at a price per point hold, and the people·points of all others.
    fn at<const UNIT: bool>(self, x: f64) -> (f64, f64) {
        let ask = |balance: f64, people: f64, points: f64| {
            let points = if UNIT { 1.0 } else { points };
            let dry = balance < x * points;
            (
                only_if(dry, people * balance),
                only_if(!dry, people * points),
            )
        };
        let (mut held, mut units) = ([0.0; LANES], [0.0; LANES]);
        let (balance, last_balance) = self.balance.as_chunks::<LANES>();
        let (people, last_people) = self.people.as_chunks::<LANES>();
        let (points, last_points) = self.points.as_chunks::<LANES>();
        for ((balance, people), points) in balance.iter().zip(people).zip(points) {
            for lane in 0..LANES {
                let said = ask(balance[lane], people[lane], points[lane]);
                held[lane] += said.0;
                units[lane] += said.1;
            }
        }
        for lane in 0..last_balance.len() {
            let said = ask(last_balance[lane], last_people[lane], last_points[lane]);
            held[lane] += said.0;
            units[lane] += said.1;
        }
        (held.iter().sum(), units.iter().sum())
    }

    pub(super) fn len(&self) -> usize {
        self.balance.len()
    }

    /// Writes what each has `left` after paying a price per point, and gives the people·points of
    /// those who can pay it in full; `None` if balances that may be off by `slack`, or a price that
    /// may be off by [`MARGIN`], do not tell who can.
    pub(super) fn pay<const UNIT: bool>(self, x: f64, slack: f64, left: &mut [f64]) -> Option<f64> {
        let margin = x * MARGIN;
        let (dry_below, pays_from) = ((x - margin) * NARROWER, (x + margin) * WIDER);
        // What is left, and the people·points of those who might, and of those who surely can pay.
        let pay = |balance: f64, people: f64, points: f64| {
            let points = if UNIT { 1.0 } else { points };
            let slack = if UNIT {
                slack
            } else {
                only_if(points > 0.0, slack)
            };
            let dry = balance < dry_below * points - slack;
            let unsure = balance < pays_from * points + slack;
            (
                positive(balance - x * points),
                only_if(!dry, people * points),
                only_if(!unsure, people * points),
            )
        };
        let (mut units, mut surely) = ([0.0; LANES], [0.0; LANES]);
        let (balance, last_balance) = self.balance.as_chunks::<LANES>();
        let (people, last_people) = self.people.as_chunks::<LANES>();
        let (points, last_points) = self.points.as_chunks::<LANES>();
        let (left, last_left) = left.as_chunks_mut::<LANES>();
        for (((balance, people), points), left) in balance.iter().zip(people).zip(points).zip(left)
        {
            for lane in 0..LANES {
                let paid = pay(balance[lane], people[lane], points[lane]);
                left[lane] = paid.0;
                units[lane] += paid.1;
                surely[lane] += paid.2;
            }
        }
        for (lane, left) in last_left.iter_mut().enumerate() {
            let paid = pay(last_balance[lane], last_people[lane], last_points[lane]);
            *left = paid.0;
            units[lane] += paid.1;
            surely[lane] += paid.2;
        }
        let (units, surely): (f64, f64) = (units.iter().sum(), surely.iter().sum());
        (units == surely).then_some(units)
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
                plain: true,
            },
            None if self.unit_points => self.estimate::<true>(feature, from, enough),
            None => self.estimate::<false>(feature, from, enough),
        };
        match estimate {
            Estimate::TooDear => None,
            Estimate::Price {
                x,
                low,
                high,
                plain,
            } => Some(Offer {
                feature,
                x,
                low: low / gain * NARROWER,
                high: high / gain * WIDER,
                plain,
            }),
            Estimate::Beyond { low } => Some(Offer {
                feature,
                x: low,
                low: low / gain * NARROWER,
                high: f64::INFINITY,
                plain: false,
            }),
            Estimate::Unclear { x } => {
                let rho = self.exact_rho(feature, x)?.to_f64();
                Some(Offer {
                    feature,
                    x: rho * gain,
                    low: rho * NARROWER,
                    high: rho * WIDER,
                    plain: false,
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
        let all_units = self.voice_of[feature];
        let slack = self.slack();
        let row = self.crowd.supporters(feature);
        self.work += row.0.len() as u64;
        let error = self.error(feature);
        let columns = self.payers.gather::<UNIT>(feature, row, &self.balances);
        let mut x = from;
        let (mut asked, mut last, mut before) = (from, from, f64::INFINITY);
        loop {
            let (held, units) = columns.at::<UNIT>(asked);
            if units == 0.0 {
                if held + error < cost {
                    return Estimate::TooDear;
                }
                return Estimate::Unclear {
                    x: self.richest::<UNIT>(feature).max(x),
                };
            }
            let margin = error / units;
            if units == before {
                // Nobody runs dry between here and where it was asked last.
                let high = (x + 2.0 * margin) * WIDER;
                let low = from.max(x - margin) * NARROWER;
                // Everybody has more than the price by what their balance may be off.
                let plain = units == all_units && 2.0 * margin >= slack;
                return match last <= x {
                    true => Estimate::Price {
                        x,
                        low,
                        high,
                        plain,
                    },
                    false => Estimate::Unclear { x },
                };
            }
            (last, before) = (asked, units);
            x = x.max((cost - held) / units);
            // Nobody pays more than their balance or their points' worth, whichever is chosen for
            // whom: so each step, not only the last, is a lower bound.
            let low = from.max(x - margin) * NARROWER;
            if low * NARROWER > enough {
                return Estimate::Beyond { low };
            }
            asked = (x + 2.0 * margin) * WIDER * WIDER;
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
