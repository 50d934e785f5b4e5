//! The rules side by side, and beside what was really selected.

use serde_json::{Value, json};

use super::json::{SCHEMA, amount, asked, decimals_of, ids, major, percent};
use super::{Arguments, Far, Official, bar_below, utility_name};
use crate::cumulative::{Cumulative, Transfer};
use crate::explain::{self, Outlook};
use crate::fairness::Certificate;
use crate::greedy::Manner;
use crate::instance::{Instance, Utility};
use crate::money::Decimal;
use crate::rule::{Choice, Mix, Rule};
use crate::search::Share;
use crate::shares::{Completion, Raise};
use crate::ties::Ties;

const COMPLETIONS: [(&str, Raise, bool); 6] = [
    ("none", Raise::No, false),
    ("greedy", Raise::No, true),
    ("add1", Raise::UntilOverspend, false),
    ("add1,greedy", Raise::UntilOverspend, true),
    ("add1-exhaustive", Raise::UntilExhaustive, false),
    ("add1-exhaustive,greedy", Raise::UntilExhaustive, true),
];

const GREEDY: [(&str, bool, bool); 4] = [
    ("greedy", false, false),
    ("greedy-stop", false, true),
    ("greedy-total", true, false),
    ("greedy-total-stop", true, true),
];

fn shares((name, raise, greedy): (&str, Raise, bool)) -> (String, Rule) {
    let completion = Completion {
        raise,
        greedy,
        integral: false,
    };
    (
        format!("equal-shares {name}"),
        Rule::EqualShares(completion),
    )
}

fn greedy((name, total, stop): (&str, bool, bool)) -> (String, Rule) {
    (name.to_owned(), Rule::Greedy(Manner { total, stop }))
}

/// The sequential rules beside greedy and equal shares, by their names on the command line.
const OTHERS: [(&str, Rule); 9] = [
    ("phragmen", Rule::Phragmen),
    ("bos-shares", Rule::BoundedOverspending),
    ("exact-shares", Rule::ExactShares { add_opt: false }),
    ("exact-shares-add-opt", Rule::ExactShares { add_opt: true }),
    ("maximin-support", Rule::MaximinSupport),
    ("cstv-ewt", cumulative(Transfer::Elimination, false)),
    ("cstv-ewtc", cumulative(Transfer::Elimination, true)),
    ("cstv-mt", cumulative(Transfer::Minimal, false)),
    ("cstv-mtc", cumulative(Transfer::Minimal, true)),
];

const fn cumulative(transfer: Transfer, over_costs: bool) -> Rule {
    Rule::Cumulative(Cumulative {
        transfer,
        over_costs,
    })
}

fn others() -> impl Iterator<Item = (String, Rule)> {
    let approval = ("pav", Rule::Approval);
    let all = OTHERS.into_iter().chain([approval]);
    all.map(|(name, rule)| (name.to_owned(), rule))
}

/// Whether a rule's answer depends on what people have from a feature.
fn heeds_utility(rule: Rule) -> bool {
    match rule {
        Rule::Phragmen | Rule::MaximinSupport | Rule::Cumulative(_) | Rule::Approval => false,
        Rule::EqualShares(_)
        | Rule::ExactShares { .. }
        | Rule::BoundedOverspending
        | Rule::Greedy(_)
        | Rule::MostValue
        | Rule::WorstOff
        | Rule::Nash => true,
    }
}

/// Whether it depends on the order of ties: what looks for a best mix takes any of several.
fn heeds_ties(rule: Rule) -> bool {
    let looks_for_best = [Rule::Approval, Rule::MostValue, Rule::WorstOff, Rule::Nash];
    !looks_for_best.contains(&rule)
}

/// A rule's mix with what it means.
struct Column {
    name: String,
    mix: Mix,
    outlook: Outlook,
}

impl Column {
    /// What a person has from it on average.
    fn mean(&self, instance: &Instance) -> u128 {
        self.mix.value / u128::from(instance.people().max(1))
    }
}

/// The rules side by side.
pub(super) struct Comparison {
    columns: Vec<Column>,
    /// Rules that would take too long here.
    unfinished: Vec<String>,
}

impl Comparison {
    pub(super) fn new(instance: &Instance, choice: Choice, far: Far) -> Self {
        let mut rules: Vec<(String, Rule)> = vec![greedy(GREEDY[0])];
        rules.extend(COMPLETIONS.into_iter().take(4).map(shares));
        rules.extend(others());
        rules.push(("most-value".to_owned(), Rule::MostValue));
        if instance.names_parties() {
            rules.push(("worst-off".to_owned(), Rule::WorstOff));
            rules.push(("nash".to_owned(), Rule::Nash));
        }
        let all = rules.len() as f64;
        let (mut columns, mut unfinished) = (Vec::new(), Vec::new());
        let mut effort = EFFORT_OF_RAISING;
        for (at, (name, rule)) in rules.into_iter().enumerate() {
            far(at as f64 / all);
            let choice = Choice { rule, ..choice };
            let Some(mix) = choice.choose_within(instance, &mut effort) else {
                unfinished.push(name);
                continue;
            };
            let outlook = explain::outlook(instance, choice.utility, &mix.selected);
            columns.push(Column { name, mix, outlook });
        }
        Comparison {
            columns,
            unfinished,
        }
    }

    /// What is lost beside greedy, of what that gives to all.
    fn lost(&self, column: &Column) -> Share {
        let greedy_value = self.columns[0].mix.value;
        Share {
            of: greedy_value.saturating_sub(column.mix.value),
            whole: greedy_value.max(1),
        }
    }

    /// Rows of a spreadsheet, the first with titles.
    pub(super) fn rows(&self, instance: &Instance, choice: Choice) -> Vec<Vec<String>> {
        let decimals = decimals_of(instance, choice.utility);
        let titles = [
            "rule",
            "features",
            "cost",
            "value",
            "value_a_person",
            "gini_percent",
            "with_nothing",
            "passed_over",
            "lost_beside_greedy_percent",
            "proven",
            "selected",
        ];
        let mut titles: Vec<String> = titles.map(str::to_owned).into();
        if instance.names_parties() {
            let parties = instance.parties().iter();
            titles.extend(parties.map(|party| format!("{} gets_percent", party.name)));
        }
        let mut rows = vec![titles];
        for column in &self.columns {
            let passed_over = match &column.outlook.certificate {
                Certificate::Holds => 0,
                Certificate::Broken { people, .. } => *people,
            };
            let ids: Vec<&str> = (column.mix.selected.iter())
                .map(|&f| instance.features()[f].id.as_str())
                .collect();
            let mut row = vec![
                column.name.clone(),
                ids.len().to_string(),
                column.mix.cost.to_text(instance.decimals()),
                major(column.mix.value, decimals),
                major(column.mean(instance), decimals),
                percent(column.outlook.spread.gini),
                column.outlook.spread.with_nothing.to_string(),
                passed_over.to_string(),
                percent(self.lost(column)),
                column.mix.proven.to_string(),
                ids.join(" "),
            ];
            if instance.names_parties() {
                row.extend(column.outlook.parties.iter().map(|&share| percent(share)));
            }
            rows.push(row);
        }
        rows
    }

    pub(super) fn answer(
        &self,
        arguments: &Arguments,
        instance: &Instance,
        choice: Choice,
    ) -> String {
        let columns = &self.columns;
        let lost = |column: &Column| self.lost(column);
        let mean = |column: &Column| column.mean(instance);
        let decimals = decimals_of(instance, choice.utility);
        if arguments.json {
            let columns = columns.iter().map(|column| {
                let parties = instance.parties().iter().zip(&column.outlook.parties);
                let parties: Vec<Value> = parties
                    .map(|(party, &gets)| json!({"name": party.name, "percent": percent(gets)}))
                    .collect();
                json!({"rule": column.name, "selected": ids(instance, &column.mix.selected),
                "total_cost": amount(instance, column.mix.cost),
                "value": major(column.mix.value, decimals), "mean": major(mean(column), decimals),
                "gini_percent": percent(column.outlook.spread.gini),
                "with_nothing": column.outlook.spread.with_nothing,
                "certificate_holds": column.outlook.certificate == Certificate::Holds,
                "lost_against_greedy_percent": percent(lost(column)),
                "proven": column.mix.proven, "parties": parties})
            });
            let mut answer = asked(arguments, "comparison", choice.utility);
            answer.remove("rule");
            answer.remove("completion");
            answer.insert("budget".into(), amount(instance, instance.budget()));
            answer.insert("rules".into(), columns.collect());
            answer.insert("unfinished".into(), json!(self.unfinished));
            return format!("{:#}\n", Value::Object(answer));
        }
        let mut text = format!(
            "{:<24} {:>8} {:>16} {:>14} {:>7} {:>9} {:>8} {:>11}\n",
            "rule",
            "features",
            "cost",
            "value a person",
            "Gini",
            "nothing",
            "passed",
            "lost beside"
        );
        text.push_str(&format!(
            "{:<24} {:>8} {:>16} {:>14} {:>7} {:>9} {:>8} {:>11}\n",
            "", "", "", "", "", "", "over", "greedy"
        ));
        for column in columns {
            let passed_over = match &column.outlook.certificate {
                Certificate::Holds => "nobody".to_owned(),
                Certificate::Broken { people, .. } => people.to_string(),
            };
            text.push_str(&format!(
                "{:<24} {:>8} {:>16} {:>14} {:>5} % {:>9} {:>8} {:>9} %{}\n",
                column.name,
                column.mix.selected.len(),
                column.mix.cost.to_text(instance.decimals()),
                major(mean(column), decimals),
                percent(column.outlook.spread.gini),
                column.outlook.spread.with_nothing,
                passed_over,
                percent(lost(column)),
                if column.mix.proven {
                    ""
                } else {
                    "  not proven"
                },
            ));
        }
        for name in &self.unfinished {
            text.push_str(&format!(
                "{name:<24} takes too long here, and is left out\n"
            ));
        }
        if instance.names_parties() {
            text.push_str("\nwhat each party gets of all it wishes for\n");
            let names = instance.parties().iter().map(|party| party.name.clone());
            let gets = columns.iter().map(|column| {
                let gets = column.outlook.parties.iter();
                (
                    column.name.as_str(),
                    gets.map(|&gets| format!("{} %", percent(gets))).collect(),
                )
            });
            let rows: Vec<(&str, Vec<String>)> =
                std::iter::once(("", names.collect())).chain(gets).collect();
            for (name, cells) in rows {
                text.push_str(&format!("{name:<24}"));
                for (cell, party) in cells.iter().zip(instance.parties()) {
                    let width = party.name.chars().count().max(7);
                    text.push_str(&format!("  {cell:>width$}"));
                }
                text.push('\n');
            }
        }
        text
    }
}

/// So many supporters are looked at, over all exact shares with add-opt that are tried: some seconds.
const EFFORT_OF_RAISING: u64 = 1_000_000_000;

/// A rule beside what was selected.
struct Try {
    name: String,
    missed: Vec<usize>,
    more: Vec<usize>,
}

pub(super) fn official_answer(
    arguments: &Arguments,
    instance: &Instance,
    choice: Choice,
    official: &Official,
    far: Far,
) -> String {
    let mut asked: Vec<(String, Choice, Option<Decimal>)> = Vec::new();
    let mut thresholds = vec![None];
    thresholds.extend(official.threshold.map(Some));
    let utilities = match choice.utility {
        Utility::Points => vec![Utility::Points, Utility::Cost, Utility::Cardinality],
        _ => vec![Utility::Cost, Utility::Cardinality],
    };
    let seed = arguments.seed;
    let orders = [
        (Ties::Fair { seed }, "fair"),
        (Ties::People { seed }, "people"),
        (Ties::Reference, "reference"),
    ];
    for threshold in thresholds {
        let mut rules: Vec<(String, Rule)> = GREEDY.into_iter().map(greedy).collect();
        rules.extend(COMPLETIONS.into_iter().map(shares));
        rules.extend(others());
        for (name, rule) in rules {
            let utilities = match heeds_utility(rule) {
                true => &utilities[..],
                false => &utilities[..1],
            };
            let orders = match heeds_ties(rule) {
                true => &orders[..],
                false => &orders[..1],
            };
            for &utility in utilities {
                for &(ties, by) in orders {
                    let mut name = name.clone();
                    if heeds_utility(rule) {
                        name.push_str(&format!(", utility {}", utility_name(utility)));
                    }
                    if heeds_ties(rule) {
                        name.push_str(&format!(", ties {by}"));
                    }
                    if let Some(threshold) = threshold {
                        name.push_str(&format!(", threshold {threshold}"));
                    }
                    let choice = Choice {
                        rule,
                        utility,
                        ties,
                        ..choice
                    };
                    asked.push((name, choice, threshold));
                }
            }
        }
    }
    let mut tries: Vec<Try> = Vec::new();
    // What is not tried to its end says nothing of what explains the selection.
    let mut unfinished: Vec<String> = Vec::new();
    let mut effort = EFFORT_OF_RAISING;
    let all = asked.len() as f64;
    let barred = official.threshold.map(|threshold| {
        let mut allowed = instance.clone();
        bar_below(&mut allowed, threshold);
        allowed
    });
    for (at, (name, choice, threshold)) in asked.into_iter().enumerate() {
        far(at as f64 / all);
        let allowed = barred.as_ref().filter(|_| threshold.is_some());
        let allowed = allowed.unwrap_or(instance);
        let Some(Mix { selected, .. }) = choice.choose_within(allowed, &mut effort) else {
            unfinished.push(name);
            continue;
        };
        let left = |of: &[usize], from: &[usize]| -> Vec<usize> {
            of.iter().copied().filter(|f| !from.contains(f)).collect()
        };
        tries.push(Try {
            name,
            missed: left(&official.selected, &selected),
            more: left(&selected, &official.selected),
        });
    }
    let apart = |one: &Try| one.missed.len() + one.more.len();
    let explains: Vec<&str> = tries
        .iter()
        .filter(|t| apart(t) == 0)
        .map(|t| t.name.as_str())
        .collect();
    let nearest = tries.iter().min_by_key(|t| apart(t));
    let cost = instance.cost(&official.selected);
    if arguments.json {
        let nearest = nearest.map(|t| {
            json!({"rule": t.name, "only_official": ids(instance, &t.missed),
                "only_rule": ids(instance, &t.more)})
        });
        let answer = json!({"schema": SCHEMA, "answer": "official", "version": env!("CARGO_PKG_VERSION"),
            "official": ids(instance, &official.selected), "total_cost": amount(instance, cost),
            "budget": amount(instance, instance.budget()), "explained_by": explains,
            "tried": tries.len(), "unfinished": unfinished, "nearest": nearest});
        return format!("{answer:#}\n");
    }
    let digits = instance.decimals();
    let mut text = format!(
        "{} projects were selected, for {} of {}\n",
        official.selected.len(),
        cost.to_text(digits),
        instance.budget().to_text(digits)
    );
    if cost > instance.budget() {
        text.push_str("that is more than the budget: no rule does that\n");
    }
    for name in &explains {
        text.push_str(&format!("explained by {name}\n"));
    }
    for name in &unfinished {
        text.push_str(&format!(
            "not tried to its end, for it takes long: {name}\n"
        ));
    }
    if let (true, Some(nearest)) = (explains.is_empty(), nearest) {
        let names = |features: &[usize]| -> String {
            let ids = features.iter().map(|&f| instance.features()[f].id.as_str());
            ids.collect::<Vec<_>>().join(", ")
        };
        text.push_str(&format!(
            "explained by none of the {} rules tried; nearest: {}\n",
            tries.len(),
            nearest.name
        ));
        if !nearest.missed.is_empty() {
            text.push_str(&format!(
                "  selected, and not by that rule: {}\n",
                names(&nearest.missed)
            ));
        }
        if !nearest.more.is_empty() {
            text.push_str(&format!(
                "  by that rule, and not selected: {}\n",
                names(&nearest.more)
            ));
        }
    }
    text
}
