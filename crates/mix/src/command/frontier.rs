//! The mix for every budget.

use serde_json::{Value, json};

use super::json::{amount, asked, ids, percent, share};
use super::{Arguments, Far, Refusal};
use crate::frontier::{self, Step, raised_frontier};
use crate::instance::Instance;
use crate::money::Money;
use crate::rule::{Choice, Rule};

/// Budgets looked at for equal shares, at least: one pass answers all of them.
const SHARED_BUDGETS: u64 = 1_000;
/// Budgets looked at for any other rule.
const FRONTIER_BUDGETS: u64 = 200;

/// The mixes of many budgets.
pub(super) struct Found {
    /// So far apart are the budgets that were looked at, at the most.
    pub(super) grain: Money,
    looked_at: usize,
    pub(super) steps: Vec<Step>,
}

pub(super) fn found(instance: &Instance, choice: Choice, far: Far) -> Result<Found, Refusal> {
    if let Rule::EqualShares(completion) = choice.rule {
        let Choice { utility, ties, .. } = choice;
        let found = raised_frontier(instance, utility, ties, completion, SHARED_BUDGETS);
        return Ok(Found {
            grain: found.grain,
            looked_at: found.looked_at.len(),
            steps: found.steps,
        });
    }
    let all = instance.features().iter().map(|f| f.cost.0).sum::<u64>();
    let grain = Money(all.div_ceil(FRONTIER_BUDGETS).max(1));
    let last = all.div_ceil(grain.0);
    let budgets = (0..=last).map(|k| {
        far(k as f64 / last as f64);
        Money(k * grain.0)
    });
    Ok(Found {
        grain,
        looked_at: last as usize + 1,
        steps: frontier::frontier(instance, choice, budgets)?,
    })
}

pub(super) fn frontier_answer(
    arguments: &Arguments,
    instance: &Instance,
    choice: Choice,
    found: &Found,
) -> String {
    let Found {
        grain,
        looked_at,
        steps,
    } = found;
    if arguments.json {
        let step = |s: &Step| {
            json!({"from": amount(instance, s.from), "selected": ids(instance, &s.selected),
                "total_cost": amount(instance, s.cost), "shares": s.shares.iter().map(|&x| share(instance, choice.utility, x)).collect::<Value>()})
        };
        let steps: Value = steps.iter().map(step).collect();
        let mut answer = asked(arguments, "frontier", choice.utility);
        answer.insert("grain".into(), amount(instance, *grain));
        answer.insert("budgets".into(), (*looked_at).into());
        answer.insert("steps".into(), steps);
        return format!("{:#}\n", Value::Object(answer));
    }
    // The least budget of a mix may lie between two that were looked at.
    let mut text = format!(
        "{looked_at} budgets were looked at, at steps of {} or less: a mix may begin less than a step before.\n\n",
        grain.to_text(instance.decimals())
    );
    text += &format!(
        "{:>14} {:>14} {:>9}  share of each party\n",
        "budget from", "cost", "features"
    );
    for step in steps {
        let shares: Vec<String> = step
            .shares
            .iter()
            .map(|&s| format!("{} %", percent(s)))
            .collect();
        let (from, cost) = (
            step.from.to_text(instance.decimals()),
            step.cost.to_text(instance.decimals()),
        );
        text.push_str(&format!(
            "{from:>14} {cost:>14} {:>9}  {}\n",
            step.selected.len(),
            shares.join("  ")
        ));
    }
    text
}
