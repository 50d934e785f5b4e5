//! How the mix changes as the budget moves.

use crate::equal_shares::{Auction, Likeness, Run};
use crate::instance::{Instance, InstanceError, Utility};
use crate::money::Money;
use crate::open::Open;
use crate::rule::{Choice, Mix};
use crate::search::{self, Share};
use crate::shares::{Completion, Raise, Raising, complete_with};
use crate::ties::Ties;

/// A stretch of budgets with one mix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The smallest budget looked at from which this mix is chosen, up to the next step.
    pub from: Money,
    /// Positions of features in the order chosen; where everything wanted is in, in one such order.
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
    budgets: impl IntoIterator<Item = Money>,
) -> Result<Vec<Step>, InstanceError> {
    let values = search::party_values(instance, choice.utility);
    let mut steps: Vec<Step> = Vec::new();
    let mut current = instance.clone();
    for budget in budgets {
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
        if let Likeness::Same(same) = auction.run_like(voice(next), &run, false) {
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

/// Equal shares with a completion for many budgets, from what the musts cost to what everything costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier {
    /// So far apart are the budgets that were looked at, at the most.
    pub grain: Money,
    /// Those budgets. Each was answered exactly.
    pub looked_at: Vec<Money>,
    /// The mixes.
    pub steps: Vec<Step>,
}

/// Endowments handed out for which shares buy the same.
struct Piece {
    /// From this step of a chain on.
    from: u128,
    bought: Vec<usize>,
    cost: u128,
    /// With a budget from here on, less musts, something more would fit.
    room: u128,
}

/// Equal shares with any completion at about `many` budgets or more, from one pass over what can be
/// handed out.
///
/// What shares buy depends on what is handed out, and on the budget in no other way. A budget and all
/// that is reached from it by raising endowments lie on one *chain* of handings-out, each a step above
/// the one before. So one pass along a chain, which jumps as raising does, answers every budget on it:
/// the raising from a budget ends before the first piece of the chain that costs more, or in the first
/// to which nothing can be added. There are as many chains as it takes for so many budgets.
pub fn raised_frontier(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    completion: Completion,
    many: u64,
) -> Frontier {
    let musts = instance.musts_with_needs();
    let fixed = u128::from(instance.cost(&musts).0);
    let all: u128 = instance.features.iter().map(|f| u128::from(f.cost.0)).sum();
    let span = (all - fixed).max(1);
    let wanted: u128 = (0..instance.features.len())
        .filter(|f| !musts.contains(f) && instance.support(*f) > 0)
        .map(|f| u128::from(instance.features[f].cost.0))
        .sum();
    let many = u128::from(many.max(1));
    let raised = completion.raise != Raise::No && instance.people() > 0;
    let step = match raised {
        true => Raising::new(instance, completion, ties).step(),
        false => span.div_ceil(many),
    };
    // Few steps to everything need more chains; many need not each be a budget.
    let chains = step.div_ceil(span.div_ceil(many)).min(step);
    let every = (span / step / many).max(1);
    let last = span.div_ceil(step).div_ceil(every) * every;
    let values = search::party_values(instance, utility);
    let mut found: Vec<(u128, Vec<usize>)> = Vec::new();
    let mut at_budget = instance.clone();
    // What begins at whole units per person begins on the first chain, whatever the budget.
    let integral = raised && completion.integral;
    let mut kept: Option<Vec<Piece>> = None;
    for chain in 0..chains {
        let start = chain * step / chains;
        // Once everything wanted is bought, nothing more will be. What is not raised goes no further
        // than its budget.
        let ends = match raised {
            true => [wanted.saturating_sub(1), u128::MAX],
            false => [u128::MAX, last],
        };
        let from = if integral { 0 } else { start };
        let pieces = match kept.take() {
            Some(pieces) => pieces,
            None => pieces(instance, utility, ties, [from, step, ends[0], ends[1]]),
        };
        let mut first = 0;
        for place in (0..=last).step_by(usize::try_from(every).unwrap_or(usize::MAX)) {
            let budget = start + place * step;
            let Ok(whole) = u64::try_from(fixed + budget) else {
                break;
            };
            if at_budget.set_budget(Money(whole)).is_err() {
                break;
            }
            while pieces.get(first + 1).is_some_and(|next| next.from <= place) {
                first += 1;
            }
            let overspends = |piece: &Piece| piece.cost > budget;
            let exhausts = |piece: &Piece| piece.cost <= budget && budget < piece.room;
            let after = &pieces[first..];
            let end = match completion.raise {
                Raise::No => 0,
                Raise::UntilOverspend => {
                    let over = after.iter().position(overspends);
                    over.map_or(after.len() - 1, |over| over.saturating_sub(1))
                }
                Raise::UntilExhaustive => {
                    let end = after.iter().position(|p| overspends(p) || exhausts(p));
                    match end {
                        Some(end) if overspends(&after[end]) => end.saturating_sub(1),
                        Some(end) => end,
                        None => after.len() - 1,
                    }
                }
            };
            let bought = after[end].bought.clone();
            let mix = complete_with(&at_budget, utility, ties, completion, bought);
            found.push((fixed + budget, mix.selected));
        }
        kept = integral.then_some(pieces);
    }
    found.sort_by_key(|(budget, _)| *budget);
    let looked_at = found
        .iter()
        .map(|(budget, _)| Money(*budget as u64))
        .collect();
    found.dedup_by(|later, earlier| later.1 == earlier.1);
    let steps = found.into_iter().map(|(budget, selected)| Step {
        from: Money(budget as u64),
        cost: instance.cost(&selected),
        shares: shares_of(&values, &selected),
        selected,
    });
    Frontier {
        grain: Money(u64::try_from((every * step).div_ceil(chains)).unwrap_or(u64::MAX)),
        looked_at,
        steps: steps.collect(),
    }
}

/// What shares buy along a chain, up to where it costs more than `most`, or to a step.
fn pieces(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    [start, step, most, furthest]: [u128; 4],
) -> Vec<Piece> {
    let mut auction = Auction::new(instance, utility, ties);
    let mut pieces: Vec<Piece> = Vec::new();
    // A chain goes on through what smaller budgets could not carry.
    let raising = Raising::between(instance, ties, [start, step, most, furthest]);
    raising.run_from(&mut auction, 0, &mut |stretch, run| {
        if pieces.last().is_some_and(|last| last.bought == run.bought) {
            return;
        }
        let mut open = Open::new(instance);
        for &feature in &run.bought {
            open.choose(feature);
        }
        let wanted = |f: usize| ties.funds_unwanted() || instance.support(f) > 0;
        let more = (0..instance.features.len()).filter(|&f| wanted(f) && open.allows(f));
        let least = more.map(|f| u128::from(instance.features[f].cost.0)).min();
        let cost = u128::from(instance.cost(&run.bought).0);
        pieces.push(Piece {
            from: stretch.to,
            bought: run.bought.clone(),
            cost,
            room: least.map_or(u128::MAX, |least| cost + least),
        });
    });
    if pieces.last().is_some_and(|last| last.cost > most) {
        // Everything is bought, and will be with whatever more is handed out, if in another order.
        pieces.push(Piece {
            from: u128::MAX,
            bought: raising.last_run(&mut auction).bought,
            cost: pieces.last().map_or(0, |last| last.cost),
            room: u128::MAX,
        });
    }
    pieces
}
