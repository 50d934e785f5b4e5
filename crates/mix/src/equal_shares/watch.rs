//! At which prices features that were not bought could have been.
//!
//! Until a feature is bought its price changes nothing in a run. So one run tells for every price:
//! the feature was bought in the first round in which its supporters could have paid at no more per
//! unit of utility than was paid for the winner, or at the end, with what they had left. The prices
//! found here are bounds: above them it was certainly not bought, below them it may have been.

use super::{Auction, WIDER};
use crate::instance::Utility;

/// Widens a bound by far more than the doubles may lose.
const MUCH_WIDER: f64 = 1.0 + 1e-9;
/// So many steps towards a price; each ends at a bound.
const STEPS: usize = 8;

/// Features that are watched through a run.
pub(super) struct Watch {
    features: Vec<usize>,
    /// Per watched feature, above which price it was certainly not bought in this run.
    most: Vec<f64>,
    /// What its supporters have together, at most.
    held: Vec<f64>,
}

impl Auction<'_> {
    /// From now on tells for these features, after each run, at which prices they might be bought.
    pub(crate) fn watch(&mut self, features: Vec<usize>) {
        let none = vec![0.0; features.len()];
        self.watch = Some(Watch {
            most: none.clone(),
            held: none,
            features,
        });
    }

    /// Above which price each watched feature was certainly not bought in the last run; of a run
    /// [like](Auction::run_like) another, in none between the two either.
    pub(crate) fn watched(&self) -> Vec<f64> {
        self.watch
            .as_ref()
            .map_or_else(Vec::new, |watch| watch.most.clone())
    }

    /// Whether a feature's supporters have to be known whatever it costs.
    pub(super) fn is_watched(&self, feature: usize) -> bool {
        (self.watch.as_ref()).is_some_and(|watch| watch.features.contains(&feature))
    }

    pub(super) fn watch_start(&mut self) {
        if let Some(watch) = &mut self.watch {
            watch.most.fill(0.0);
            for (held, &feature) in watch.held.iter_mut().zip(&watch.features) {
                *held = self.parts_of[feature] * self.unit_endowment * MUCH_WIDER;
            }
        }
    }

    /// Before a purchase at no more than `rho` per unit of utility, or at the end.
    pub(super) fn watch_round(&mut self, rho: f64) {
        let Some(mut watch) = self.watch.take() else {
            return;
        };
        for at in 0..watch.features.len() {
            let feature = watch.features[at];
            // Nobody pays more than they have, nor more than `rho` for each unit.
            let beyond = match self.utility {
                Utility::Cost if rho * self.voice_of[feature] * MUCH_WIDER < 1.0 => 0.0,
                Utility::Cost => f64::INFINITY,
                _ => rho * self.voice_of[feature] * MUCH_WIDER,
            };
            if watch.held[at].min(beyond) <= watch.most[at] {
                continue;
            }
            self.crowd.find_supporters(feature);
            let (held, price) = self.highest_price(feature, rho, watch.most[at]);
            watch.held[at] = held;
            watch.most[at] = watch.most[at].max(price);
        }
        self.watch = Some(watch);
    }

    pub(super) fn watch_bought(&mut self, feature: usize) {
        if let Some(watch) = &mut self.watch
            && let Some(at) = watch.features.iter().position(|&f| f == feature)
        {
            watch.most[at] = f64::INFINITY;
        }
    }

    /// What a feature's supporters have together, and the price that they could pay together at
    /// `rho`, both at most; looks no further once that is below `enough`.
    fn highest_price(&mut self, feature: usize, rho: f64, enough: f64) -> (f64, f64) {
        let error = self.error(feature);
        let (payers, people, points) = self.crowd.supporters(feature);
        self.work += payers.len() as u64;
        let wants = |at: usize| self.unit_points || points[at] > 0;
        // What those have who would not pay `x` each, or per point, and the people or points of the rest.
        let split = |x: f64| {
            let (mut dry, mut units) = (0.0, 0.0);
            for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
                let balance = self.balances[payer as usize];
                let weight = match self.unit_points {
                    true => 1.0,
                    false => f64::from(points[at]),
                };
                let pays = balance > x * weight;
                dry += if pays { 0.0 } else { people * balance };
                units += if pays { people * weight } else { 0.0 };
            }
            (dry, units)
        };
        let all = (payers.iter().zip(people).enumerate()).filter(|&(at, _)| wants(at));
        let held: f64 = all.map(|(_, (&p, n))| n * self.balances[p as usize]).sum();
        let held = (held + error) * MUCH_WIDER;
        if rho == f64::INFINITY {
            return (held, held);
        }
        let rho = rho * WIDER;
        if self.utility != Utility::Cost {
            let (dry, units) = split(rho);
            return (held, (dry + rho * units + error) * MUCH_WIDER);
        }
        // For cost utilities each pays up to `rho` times the price itself: the largest price that
        // they reach is where a concave function falls to zero, and each tangent stays above it.
        let mut price = held;
        for _ in 0..STEPS {
            let (dry, units) = split(rho * price);
            let lack = 1.0 - units * rho;
            let next = (dry + error) * MUCH_WIDER / lack;
            if lack <= 0.0 || next >= price * (1.0 - 1e-6) || price <= enough {
                break;
            }
            price = next;
        }
        (held, price * MUCH_WIDER)
    }
}
