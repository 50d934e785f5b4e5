//! How the mix changes as the budget moves.

use crate::equal_shares::{Auction, Likeness, Run};
use crate::instance::{Instance, InstanceError, Utility};
use crate::money::Money;
use crate::rule::{Choice, Mix};
use crate::search::{self, Share};
use crate::ties::Ties;

/// A stretch of budgets with one mix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The smallest budget looked at from which this mix is chosen, up to the next step.
    pub from: Money,
    /// Positions of features in the order chosen.
    pub selected: Vec<usize>,
    /// What the mix costs.
    pub cost: Money,
    /// Per party: what it gets out of what all features together would give it.
    pub shares: Vec<Share>,
}

/// What each party gets out of what all features together would give it.
pub fn party_shares(instance: &Instance, utility: Utility, selection: &[usize]) -> Vec<Share> {
    let values = search::party_values(instance, utility);
    shares_of(&values, selection)
}

fn shares_of(values: &[Vec<u128>], selection: &[usize]) -> Vec<Share> {
    let totals = search::totals(values, selection);
    totals
        .iter()
        .zip(values)
        .map(|(&of, row)| Share {
            of,
            whole: row.iter().sum(),
        })
        .collect()
}

/// Any rule at each of the given budgets, in ascending order; equal mixes in a row become one step.
/// Budgets that cannot carry the musts are left out.
///
/// # Errors
/// [`InstanceError::TooMuchMoney`].
pub fn frontier(
    instance: &Instance,
    choice: Choice,
    budgets: &[Money],
) -> Result<Vec<Step>, InstanceError> {
    let values = search::party_values(instance, choice.utility);
    let mut steps: Vec<Step> = Vec::new();
    let mut current = instance.clone();
    for &budget in budgets {
        match current.set_budget(budget) {
            Ok(()) => {}
            Err(InstanceError::MustsTooDear) => continue,
            Err(error) => return Err(error),
        }
        let Mix { selected, cost, .. } = choice.choose(&current);
        if steps.last().is_none_or(|last| last.selected != selected) {
            let shares = shares_of(&values, &selected);
            steps.push(Step {
                from: budget,
                selected,
                cost,
                shares,
            });
        }
    }
    Ok(steps)
}

/// Plain equal shares for every budget that is a multiple of `grain`, from nothing to what
/// everything costs: exact, with a proof for each stretch that nothing changes inside it.
pub fn every_budget(instance: &Instance, utility: Utility, ties: Ties, grain: Money) -> Vec<Step> {
    let grain = u128::from(grain.0.max(1));
    let musts = instance.musts_with_needs();
    let fixed = u128::from(instance.cost(&musts).0);
    let all: u128 = instance.features.iter().map(|f| u128::from(f.cost.0)).sum();
    let values = search::party_values(instance, utility);
    let step = |run: &Run, at: u128| {
        let selected = [&musts[..], &run.bought].concat();
        Step {
            from: Money((at * grain) as u64),
            cost: instance.cost(&selected),
            shares: shares_of(&values, &selected),
            selected,
        }
    };
    let voice = |at: u128| at * grain - fixed;
    let (first, last) = (fixed.div_ceil(grain), all.div_ceil(grain));
    let mut auction = Auction::new(instance, utility, ties);
    let mut run = auction.run(voice(first));
    let mut steps = vec![step(&run, first)];
    let mut at = first;
    let mut stride = 1;
    while at < last {
        let next = (at + stride).min(last);
        if let Likeness::Same(same) = auction.run_like(voice(next), &run) {
            (run, at, stride) = (same, next, stride * 2);
        } else if stride > 1 {
            stride /= 2;
        } else {
            run = auction.run(voice(next));
            at = next;
            if steps
                .last()
                .is_none_or(|last| last.selected[musts.len()..] != run.bought)
            {
                steps.push(step(&run, at));
            }
        }
    }
    steps
}
