//! How a mix moves: with the budget, and with the price of what is out.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::Refusal;
use domain::ids::*;
use domain::words::*;
use mix::instance::Instance;
use mix::money::Money;
use mix::promise::Shares;
use mix::shares::equal_shares;

use super::reading::{
    ANSWERS, Answer, COMPLETION, EFFORTS, Out, Reading, TIES, UNRAISED, UTILITY, choose, lock,
};

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

/// What would bring in a feature that is out, each by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WayIn {
    /// So low a price, in minor units.
    pub price: Option<u64>,
    /// So many more people of a party who want nothing else. They share in their party's voice.
    pub people: Option<(PartyId, u32)>,
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

    /// What would bring each feature in that equal voices leave out for want of voice, for the same
    /// budget: each was tried, by the rule that gave this answer. Prices are multiples of `grain` where
    /// such a one does as well. Looks at the features in this order, with no more than `effort` in all;
    /// what was not found by then is not there.
    pub fn ways_in(
        &self,
        answer: &Answer,
        out: &[(FeatureId, Out)],
        grain: u64,
        effort: u64,
    ) -> BTreeMap<FeatureId, WayIn> {
        let (MixRule::EqualVoice, Ok(instance)) = (answer.rule, self.at(answer.budget)) else {
            return BTreeMap::new();
        };
        // A copy, so that nobody who moves a slider waits for it.
        let instance = Instance::clone(&instance);
        let shares = Shares {
            utility: UTILITY,
            ties: TIES,
            completion: if answer.deeper { UNRAISED } else { COMPLETION },
        };
        let features = &self.inputs.features;
        let short = |(id, out): &(FeatureId, Out)| match out {
            Out::Short { .. } => features.iter().position(|feature| feature.id == *id),
            _ => None,
        };
        let places: Vec<usize> = out.iter().filter_map(short).collect();
        let round = |place: usize, price: Money| {
            let rounded = Money(price.0 / grain.max(1) * grain.max(1));
            if rounded == price || rounded == Money(0) {
                return price.0;
            }
            let is_in = instance.with_cost(place, rounded).is_ok_and(|cheaper| {
                let mix = equal_shares(&cheaper, UTILITY, TIES, shares.completion);
                mix.selected.contains(&place)
            });
            if is_in { rounded.0 } else { price.0 }
        };
        let promises = shares.promises(&instance, &places, effort).into_iter();
        promises
            .map(|promise| {
                let way = WayIn {
                    price: promise.price.map(|price| round(promise.feature, price)),
                    people: promise.people.map(|joining| {
                        let party = self.inputs.parties[joining.party].party;
                        (party, joining.people)
                    }),
                };
                (features[promise.feature].id, way)
            })
            .collect()
    }

    /// How much more budget than for an answer brings these in, when this budget does: a multiple of
    /// `grain` if that does as well.
    pub fn more(&self, answer: &Answer, budget: u64, ids: &[FeatureId], grain: u64) -> u64 {
        let exact = budget.saturating_sub(answer.budget);
        let rounded = exact.div_ceil(grain.max(1)) * grain.max(1);
        let step = match rounded == exact {
            true => None,
            false => self.step(answer.rule, answer.budget + rounded).ok(),
        };
        match step.is_some_and(|step| ids.iter().all(|id| step.selected.contains(id))) {
            true => rounded,
            false => exact,
        }
    }

    /// Whether what larger budgets bring is known by the rule that gave an answer; at a large table it
    /// is found before endowments are raised.
    pub fn moves_as(&self, answer: &Answer) -> bool {
        answer.rule != MixRule::EqualVoice || !self.rough() || answer.deeper
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
