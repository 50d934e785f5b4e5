//! The answer about a next-release instance.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::time::Instant;

use serde_json::{Value, json};

use super::json::SCHEMA;
use super::{Arguments, Refusal, RoundName, RuleName, SECOND, Told};
use crate::release;

#[allow(clippy::disallowed_methods)] // A time limit needs a clock; the engine itself has none.
pub(super) fn release_answer(
    arguments: &Arguments,
    bytes: &[u8],
    err: &mut dyn Write,
) -> Result<Told, Refusal> {
    let instance = release::read(crate::reading::text(bytes)?)?;
    if arguments
        .rule
        .is_some_and(|rule| rule != RuleName::MostValue)
    {
        return Err(Refusal(
            "a next-release instance has customers and no ballots: only --rule most-value answers it"
                .into(),
        ));
    }
    if arguments.utility.is_some() {
        return Err(Refusal(
            "a next-release instance says what each customer is worth: --utility is for ballots"
                .into(),
        ));
    }
    if arguments.html.is_some() || arguments.csv.is_some() || arguments.pabulib.is_some() {
        return Err(Refusal(
            "a next-release instance has no ballots to draw or to list: only --json is for it"
                .into(),
        ));
    }
    if arguments.frontier {
        let plans = release::frontier(&instance);
        if arguments.json {
            let plans: Value = plans
                .iter()
                .map(|p| {
                    json!({"total_cost": p.cost, "value": p.value,
                "selected": p.features, "customers": p.customers})
                })
                .collect();
            return Ok(format!("{:#}\n", json!({"schema": SCHEMA, "answer": "plans", "version": env!("CARGO_PKG_VERSION"), "steps": plans})).into());
        }
        let mut text = format!(
            "{:>14} {:>14} {:>9} {:>10}\n",
            "cost", "value", "features", "customers"
        );
        for p in &plans {
            let (features, customers) = (p.features.len(), p.customers.len());
            text.push_str(&format!(
                "{:>14} {:>14} {features:>9} {customers:>10}\n",
                p.cost, p.value
            ));
        }
        return Ok(text.into());
    }
    let rounding = match arguments.round {
        RoundName::Floor => release::Rounding::Floor,
        RoundName::Ceil => release::Rounding::Ceil,
        RoundName::HalfUp => release::Rounding::HalfUp,
    };
    let budget = match (&arguments.ratio, &arguments.budget) {
        (Some(ratio), None) => instance.budget(ratio.parse()?, rounding),
        (None, Some(budget)) => budget
            .parse()
            .map_err(|_| Refusal(format!("the budget \"{budget}\" is not a whole number")))?,
        _ => {
            return Err(Refusal(
                "a next-release instance needs either --ratio or --budget".into(),
            ));
        }
    };
    let begun = Instant::now();
    let mut told = SECOND;
    let watched = std::io::stderr().is_terminal();
    let answer = release::best(&instance, budget, &mut |progress| {
        let elapsed = begun.elapsed();
        if elapsed > told && watched {
            told = elapsed + SECOND;
            let _ = write!(
                err,
                "\rvalue {}, at most {}, {} s ",
                progress.value,
                progress.bound,
                elapsed.as_secs()
            );
        }
        if elapsed.as_secs() >= arguments.seconds {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    if told > SECOND {
        let _ = writeln!(err);
    }
    let plan = &answer.plan;
    if arguments.json {
        let text = json!({"schema": SCHEMA, "answer": "plan", "rule": "most-value", "version": env!("CARGO_PKG_VERSION"), "budget": budget,
            "selected": plan.features, "customers": plan.customers, "total_cost": plan.cost, "value": plan.value,
            "proven": answer.proven, "bound": answer.bound});
        return Ok(Told {
            text: format!("{text:#}\n"),
            proven: answer.proven,
        });
    }
    let list: Vec<String> = plan.customers.iter().map(ToString::to_string).collect();
    let proof = match answer.proven {
        true => "proven best".to_owned(),
        false => format!(
            "not proven: at most {} more value is possible",
            answer.bound - plan.value
        ),
    };
    let text = format!(
        "{} features for {} of {budget}\nvalue {} ({proof})\ncustomers: {}\n",
        plan.features.len(),
        plan.cost,
        plan.value,
        list.join(" ")
    );
    Ok(Told {
        text,
        proven: answer.proven,
    })
}
