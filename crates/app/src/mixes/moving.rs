//! How a mix moves: with the budget, and with the price of what is out.

use std::time::{Duration, Instant};

use domain::Refusal;
use domain::ids::*;
use domain::words::*;
use mix::instance::Instance;
use mix::money::Money;
use mix::promise::Shares;
use mix::shares::equal_shares;

use super::reading::{
    ANSWERS, Answer, COMPLETION, EFFORTS, Reading, TIES, UNRAISED, UTILITY, choose, lock,
};

/// Budgets of a chart between nothing and everything.
const CHART_STEPS: u64 = 96;
/// Features for which the smallest larger budget is looked for between two of the chart.
const REFINED: usize = 8;
/// How much is tried for the prices and people that would bring features in: a tenth of a second or so.
pub const WAYS_EFFORT: u64 = 10_000_000;

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
        let budget = |step: u64| self.budget(step);
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

    /// Finds, for features of this answer that equal voices leave out for want of voice, the price and the
    /// people that would bring them in for the same budget: each was tried, by the rule that gave the answer.
    /// Prices are multiples of `grain` where such a one does as well. Looks at the nearest first, with no
    /// more than `effort` in all; what was not found by then is not there.
    pub fn try_ways_in(
        &self,
        answer: &Answer,
        features: &mut [MixedFeature],
        grain: u64,
        effort: u64,
    ) {
        let (MixRule::EqualVoice, Ok(instance)) = (answer.rule, self.at(answer.budget)) else {
            return;
        };
        // A copy, so that nobody who moves a slider waits for it.
        let instance = Instance::clone(&instance);
        let shares = Shares {
            utility: UTILITY,
            ties: TIES,
            completion: if answer.deeper { UNRAISED } else { COMPLETION },
        };
        let place = |id: FeatureId| {
            let mut all = self.inputs.features.iter();
            all.position(|feature| feature.id == id)
        };
        let mut short: Vec<&MixedFeature> = features
            .iter()
            .filter(|mixed| matches!(mixed.why, Why::Short { .. }))
            .collect();
        short.sort_by_key(|mixed| mixed.distance());
        let places: Vec<usize> = short.iter().filter_map(|one| place(one.feature)).collect();
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
        for promise in shares.promises(&instance, &places, effort) {
            let id = self.inputs.features[promise.feature].id;
            let Some(mixed) = features.iter_mut().find(|mixed| mixed.feature == id) else {
                continue;
            };
            mixed.way_in.price = promise.price.map(|price| round(promise.feature, price));
            mixed.way_in.people = promise.people.map(|joining| Joining {
                party: self.inputs.parties[joining.party].party,
                count: joining.people,
            });
        }
    }

    /// A mix as it is recorded, with what would bring in what is out. Nothing here depends on how long
    /// anything takes, so that it comes out the same on every machine; what an exact rule has not proven is
    /// not told.
    pub(super) fn explained(&self, answer: &Answer) -> MixResult {
        let mut result = answer.result.clone();
        let (_, _, grain) = self.stops();
        if self.moves_as(answer) {
            let is_out = |mixed: &&mut MixedFeature| !mixed.why.is_in();
            let mut out: Vec<&mut MixedFeature> =
                result.features.iter_mut().filter(is_out).collect();
            let mut refined = 0;
            for step in 0..=CHART_STEPS {
                let budget = self.budget(step);
                if out.is_empty() || budget <= answer.budget {
                    continue;
                }
                let Ok(step) = self.step(answer.rule, budget) else {
                    continue;
                };
                if !step.proven {
                    continue;
                }
                for mixed in &mut out {
                    if !step.selected.contains(&mixed.feature) {
                        continue;
                    }
                    // Only the nearest ones, so that it does not take long.
                    let budget = match refined < REFINED {
                        true => self.nearest(answer, &step, mixed.feature),
                        false => budget,
                    };
                    refined += 1;
                    let more = self.more(answer, budget, &[mixed.feature], grain);
                    mixed.way_in.more = Some(more);
                }
                out.retain(|mixed| mixed.way_in.more.is_none());
            }
        }
        self.try_ways_in(answer, &mut result.features, grain, WAYS_EFFORT);
        result
    }

    /// A smaller budget that brings in what a step of the chart does, larger than an answer's and than those
    /// of the steps before: to a fiftieth of their distance.
    fn nearest(&self, answer: &Answer, step: &Step, id: FeatureId) -> u64 {
        let distance = (self.all / CHART_STEPS).max(1);
        let (mut low, mut found) = (
            answer.budget.max(step.budget.saturating_sub(distance)),
            step.budget,
        );
        while found - low > self.finest() {
            let middle = low + (found - low) / 2;
            match self.step(answer.rule, middle) {
                Ok(step) if step.proven && step.selected.contains(&id) => found = middle,
                _ => low = middle,
            }
        }
        found
    }

    /// The distance of budgets below which no larger one is looked for.
    fn finest(&self) -> u64 {
        (self.all / CHART_STEPS / 50).max(1)
    }

    /// The budget of a step of the chart.
    fn budget(&self, step: u64) -> u64 {
        let exact = u128::from(self.all) * u128::from(step) / u128::from(CHART_STEPS);
        u64::try_from(exact).unwrap_or(u64::MAX)
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
        let brings = |step: Step| {
            let proven = step.proven || answer.rule == MixRule::EqualVoice;
            proven && ids.iter().all(|id| step.selected.contains(id))
        };
        match step.is_some_and(brings) {
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
        while found.budget - low > self.finest() && Instant::now() < until {
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
