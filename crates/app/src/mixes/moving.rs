//! How a mix moves: with the budget, and with the price of what is out.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::Refusal;
use domain::ids::*;
use domain::words::*;
use mix::money::Money;
use mix::shares::equal_shares;

use super::reading::{ANSWERS, Answer, EFFORTS, Out, Reading, TIES, UTILITY, choose, lock};

/// Budgets of a chart between nothing and everything.
const CHART_STEPS: u64 = 96;

/// What each party gets at one budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The budget, in minor units.
    pub budget: u64,
    /// The mix.
    pub selected: Vec<FeatureId>,
    /// Whole per cents, in the order of the parties.
    pub gets: Vec<u8>,
    /// Whether it is proven to be the rule's answer. An exact rule looks no further here than for the
    /// first answer at one budget.
    pub proven: bool,
}

/// What a larger budget brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// From this budget on, in minor units.
    pub budget: u64,
    /// What is in then and is not now.
    pub features: Vec<FeatureId>,
}

impl Reading {
    /// What each party gets at every budget of a chart, from nothing to everything. Looks no longer
    /// than `time`, from coarse to fine; what was not reached comes with the next call. Says whether
    /// anything was left for it.
    pub fn steps(&self, rule: MixRule, time: Duration) -> (Vec<Step>, bool) {
        let until = Instant::now() + time;
        let budget = |step: u64| {
            let exact = u128::from(self.all) * u128::from(step) / u128::from(CHART_STEPS);
            u64::try_from(exact).unwrap_or(u64::MAX)
        };
        let strides = [96, 48, 24, 12, 6, 3, 1].into_iter();
        let ahead = strides.flat_map(|stride| (0..=CHART_STEPS).step_by(stride));
        let mut left = false;
        for step in ahead {
            left = Instant::now() > until;
            if left {
                break;
            }
            let _ = self.step(rule, budget(step));
        }
        let kept = lock(&self.steps);
        let mut steps: Vec<Step> = (0..=CHART_STEPS)
            .filter_map(|step| kept.get(&(rule, budget(step))).cloned())
            .collect();
        steps.dedup_by_key(|step| step.budget);
        (steps, left)
    }

    fn step(&self, rule: MixRule, budget: u64) -> Result<Step, Refusal> {
        if let Some(step) = lock(&self.steps).get(&(rule, budget)) {
            return Ok(step.clone());
        }
        let (selected, proven) = match rule {
            MixRule::EqualVoice => {
                let instance = self.at(budget)?;
                let mix = equal_shares(&instance, UTILITY, TIES, self.quick());
                (mix.selected, !self.rough())
            }
            _ => {
                let instance = self.at(budget)?.clone();
                let (selected, room) = choose(rule, &instance, self.effort(EFFORTS[0]));
                (selected, room.is_none())
            }
        };
        let step = Step {
            budget,
            proven,
            gets: self.gets(&selected),
            selected: selected
                .iter()
                .map(|place| self.inputs.features[*place].id)
                .collect(),
        };
        let mut kept = lock(&self.steps);
        if kept.len() >= ANSWERS * 4 {
            kept.clear();
        }
        kept.insert((rule, budget), step.clone());
        Ok(step)
    }

    /// The highest price found at which each feature that is out for want of voice would be in, for the
    /// same budget, to a two-hundredth of its own. Looks at them in this order, no longer than `time`.
    pub fn prices(
        &self,
        budget: u64,
        out: &[(FeatureId, Out)],
        time: Duration,
    ) -> BTreeMap<FeatureId, u64> {
        let until = Instant::now() + time;
        let mut prices = BTreeMap::new();
        let short = |(_, out): &&(FeatureId, Out)| matches!(out, Out::Short { .. });
        for (id, _) in out.iter().filter(short) {
            let features = &self.inputs.features;
            let Some(place) = features.iter().position(|feature| feature.id == *id) else {
                continue;
            };
            let is_in = |price: u64| {
                let instance = self.at(budget).ok()?;
                let instance = instance.with_cost(place, Money(price)).ok()?;
                let mix = equal_shares(&instance, UTILITY, TIES, self.quick());
                Some(mix.selected.contains(&place))
            };
            let (mut low, mut high) = (0, features[place].price);
            let grain = (high / 200).max(1);
            while high - low > grain && Instant::now() < until {
                let middle = low + (high - low) / 2;
                match is_in(middle) {
                    Some(true) => low = middle,
                    Some(false) => high = middle,
                    None => break,
                }
            }
            if low > 0 && high - low <= grain {
                prices.insert(*id, low);
            }
        }
        prices
    }

    /// The smallest larger budget found at which something comes in that is not in `answer`: between
    /// two budgets of the chart, to a fiftieth of their distance. Looks no longer than `time`.
    pub fn next(&self, answer: &Answer, steps: &[Step], time: Duration) -> Option<Next> {
        let until = Instant::now() + time;
        let new = |step: &Step| -> Vec<FeatureId> {
            let more = step.selected.iter();
            more.filter(|id| !answer.result.selected.contains(id))
                .copied()
                .collect()
        };
        let larger = |step: &&Step| step.budget > answer.budget && !new(step).is_empty();
        let mut found = steps.iter().find(larger)?.clone();
        let mut low = answer.budget.max(
            steps
                .iter()
                .map(|step| step.budget)
                .filter(|budget| *budget < found.budget)
                .max()
                .unwrap_or(0),
        );
        let grain = (self.all / CHART_STEPS / 50).max(1);
        while found.budget - low > grain && Instant::now() < until {
            let middle = low + (found.budget - low) / 2;
            match self.step(answer.rule, middle) {
                Ok(step) if !new(&step).is_empty() => found = step,
                _ => low = middle,
            }
        }
        Some(Next {
            budget: found.budget,
            features: new(&found),
        })
    }
}
