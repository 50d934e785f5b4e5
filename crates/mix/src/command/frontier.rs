//! The mix for every budget.

use serde_json::{Value, json};

use super::json::{amount, asked, ids, percent, share};
use super::{Arguments, Refusal};
use crate::frontier::{self, Step};
use crate::instance::Instance;
use crate::money::Money;
use crate::rule::{Choice, Rule};
use crate::shares::Completion;

/// Budgets looked at for a frontier of a rule with a completion.
const FRONTIER_BUDGETS: u64 = 200;

pub(super) fn frontier_answer(
    arguments: &Arguments,
    instance: &Instance,
    choice: Choice,
) -> Result<String, Refusal> {
    let all = instance.features().iter().map(|f| f.cost.0).sum::<u64>();
    let grain = Money(all.div_ceil(FRONTIER_BUDGETS).max(1));
    let steps = match choice.rule {
        Rule::EqualShares(Completion::NONE) => {
            frontier::every_budget(instance, choice.utility, choice.ties, grain)
        }
        _ => {
            let budgets: Vec<Money> = (0..=all.div_ceil(grain.0))
                .map(|k| Money(k * grain.0))
                .collect();
            frontier::frontier(instance, choice, &budgets)?
        }
    };
    if arguments.json {
        let step = |s: &Step| {
            json!({"from": amount(instance, s.from), "selected": ids(instance, &s.selected),
                "total_cost": amount(instance, s.cost), "shares": s.shares.iter().map(|&x| share(instance, choice.utility, x)).collect::<Value>()})
        };
        let steps: Value = steps.iter().map(step).collect();
        let mut answer = asked(arguments, choice.utility);
        answer.insert("grain".into(), amount(instance, grain));
        answer.insert("steps".into(), steps);
        return Ok(format!("{:#}\n", Value::Object(answer)));
    }
    let mut text = format!(
        "{:>14} {:>14} {:>9}  share of each party\n",
        "budget from", "cost", "features"
    );
    for step in &steps {
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
    Ok(text)
}
