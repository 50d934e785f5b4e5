//! `covalue mix`: arguments, the table a person can read, JSON, exit codes.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use crate::explain::{self, Missing, Purchases, Spread};
use crate::fairness::Certificate;
use crate::frontier::{self, Step};
use crate::instance::{Instance, Utility};
use crate::money::{Decimal, Money};
use crate::reading::Reading;
use crate::release;
use crate::rule::{Choice, Mix, Rule};
use crate::search::Share;
use crate::shares::{Completion, Raise};
use crate::ties::Ties;
use crate::{csv, pabulib};

/// Which features, for a budget.
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// A Pabulib file (.pb), a table of features (.csv), or a next-release instance.
    pub file: PathBuf,
    /// The rule that chooses; equal-shares unless said, most-value for a next-release instance.
    #[arg(long, value_enum)]
    pub rule: Option<RuleName>,
    /// What people have from a feature; points for a table, cost otherwise, unless said.
    #[arg(long, value_enum)]
    pub utility: Option<UtilityName>,
    /// The budget, instead of the file's.
    #[arg(long, allow_hyphen_values = true)]
    pub budget: Option<String>,
    /// What equal shares do with money left over: none, add1, add1-exhaustive, greedy, or a
    /// combination such as add1,greedy.
    #[arg(long, default_value = "add1")]
    pub completion: String,
    /// Who goes first in a tie: lower cost, more support, then a lot; or ids in ascending order.
    #[arg(long, value_enum, default_value = "fair")]
    pub ties: TiesName,
    /// The published seed of the lot.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// How many nodes the exact rules may look at before they say their gap.
    #[arg(long, default_value_t = 5_000_000)]
    pub effort: u64,
    /// Next release: the budget as a ratio of what everything costs.
    #[arg(long)]
    pub ratio: Option<String>,
    /// Next release: how that budget is rounded.
    #[arg(long, value_enum, default_value = "floor")]
    pub round: RoundName,
    /// Next release: seconds to look for a proof.
    #[arg(long, default_value_t = 60)]
    pub seconds: u64,
    /// The mix for every budget instead of one.
    #[arg(long)]
    pub frontier: bool,
    /// Everything, as JSON.
    #[arg(long)]
    pub json: bool,
}

impl Arguments {
    fn budgeting_rule(&self) -> RuleName {
        self.rule.unwrap_or(RuleName::EqualShares)
    }
}

/// The rules by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)] // The names say it, and the rules are documented where they are.
pub enum RuleName {
    EqualShares,
    Greedy,
    Phragmen,
    MostValue,
    WorstOff,
    Nash,
}

/// The utilities by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum UtilityName {
    Cost,
    Cardinality,
    Points,
}

/// The orders of ties by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum TiesName {
    Fair,
    Reference,
}

/// The roundings by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum RoundName {
    Floor,
    Ceil,
    HalfUp,
}

/// What was asked or given cannot be worked with: told in a sentence, exit code 2.
struct Refusal(String);

impl<E: std::error::Error> From<E> for Refusal {
    fn from(error: E) -> Self {
        Refusal(error.to_string())
    }
}

const REFUSED: u8 = 2;

const SECOND: Duration = Duration::from_secs(1);

/// So many of the features left out are explained in the table.
const MOST_LEFT_OUT: usize = 12;

/// Budgets looked at for a frontier of a rule with a completion.
const FRONTIER_BUDGETS: u64 = 200;

/// Runs the command; the answer goes to `out`, progress and complaints to `err`.
pub fn run(arguments: &Arguments, out: &mut dyn Write, err: &mut (dyn Write + Send)) -> ExitCode {
    let answer = answer(arguments, err);
    let written = match &answer {
        Ok(text) => out.write_all(text.as_bytes()).and_then(|()| out.flush()),
        Err(Refusal(why)) => writeln!(err, "{}: {why}", arguments.file.display()),
    };
    match (answer, written) {
        (Err(_), _) => ExitCode::from(REFUSED),
        // A reader that has seen enough (`| head`) is no failure.
        (Ok(_), Err(error)) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        (Ok(_), _) => ExitCode::SUCCESS,
    }
}

enum Kind {
    Budgeting,
    Table,
    Release,
}

fn kind(arguments: &Arguments, bytes: &[u8]) -> Kind {
    let extension = arguments
        .file
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    match extension.as_str() {
        "pb" => Kind::Budgeting,
        "csv" | "tsv" => Kind::Table,
        _ if start.starts_with("meta") => Kind::Budgeting,
        _ if start.starts_with(|c: char| c.is_ascii_digit()) => Kind::Release,
        _ if start.starts_with("budget") || start.starts_with("id") => Kind::Table,
        _ => Kind::Release,
    }
}

#[allow(clippy::disallowed_methods)] // The command is the crate's one door to the file system.
fn answer(arguments: &Arguments, err: &mut (dyn Write + Send)) -> Result<String, Refusal> {
    let bytes = fs::read(&arguments.file)?;
    let reading = match kind(arguments, &bytes) {
        Kind::Release => return release_answer(arguments, &bytes, err),
        Kind::Budgeting => pabulib::read(&bytes)?,
        Kind::Table => csv::read(&bytes)?,
    };
    let Reading {
        mut instance,
        warnings,
    } = reading;
    for warning in &warnings {
        // The answer matters more than a closed standard error.
        let _ = writeln!(err, "line {}: {}", warning.line, warning.what);
    }
    if arguments.ratio.is_some() {
        return Err(Refusal(
            "--ratio is for next-release instances; use --budget".into(),
        ));
    }
    if let Some(text) = &arguments.budget {
        instance = instance.with_budget(budget(text, &instance)?)?;
    }
    let choice = choice(arguments, &instance)?;
    if arguments.frontier {
        return patiently(err, || frontier_answer(arguments, &instance, choice));
    }
    let (mix, purchases) = patiently(err, || choice.choose_with_purchases(&instance));
    if arguments.json {
        let warnings: Vec<Value> = warnings
            .iter()
            .map(|w| json!({"line": w.line, "what": w.what}))
            .collect();
        let mut answer = mix_json(arguments, &instance, choice, &mix, purchases);
        answer.insert("warnings".into(), warnings.into());
        return Ok(format!("{:#}\n", Value::Object(answer)));
    }
    Ok(mix_table(&instance, choice, &mix, purchases))
}

/// Says once a second how long it has been, from the second on; whoever waits knows that it goes on.
fn patiently<T>(err: &mut (dyn Write + Send), compute: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        // Its sender is dropped when the answer is there, or when there will be none.
        let (working, watched) = mpsc::channel::<()>();
        scope.spawn(move || {
            let mut seconds = 0;
            while watched.recv_timeout(SECOND) == Err(mpsc::RecvTimeoutError::Timeout) {
                seconds += 1;
                // The answer matters more than a closed standard error.
                let _ = write!(err, "\rcomputing, {seconds} s ").and_then(|()| err.flush());
            }
            if seconds > 0 {
                let _ = writeln!(err);
            }
        });
        let answer = compute();
        drop(working);
        answer
    })
}

fn budget(text: &str, instance: &Instance) -> Result<Money, Refusal> {
    let amount = Decimal::parse(text)
        .map_err(|e| Refusal(format!("the budget \"{text}\" cannot be read: {e}")))?;
    let digits = instance.decimals();
    amount.to_money(digits).ok_or(Refusal(format!(
        "the budget \"{text}\" has more than {digits} digits after the point"
    )))
}

fn choice(arguments: &Arguments, instance: &Instance) -> Result<Choice, Refusal> {
    let rule = match arguments.budgeting_rule() {
        RuleName::EqualShares => Rule::EqualShares(completion(&arguments.completion)?),
        RuleName::Greedy => Rule::Greedy,
        RuleName::Phragmen => Rule::Phragmen,
        RuleName::MostValue => Rule::MostValue,
        RuleName::WorstOff => Rule::WorstOff,
        RuleName::Nash => Rule::Nash,
    };
    if matches!(rule, Rule::WorstOff | Rule::Nash) && !instance.names_parties() {
        return Err(Refusal(
            "this rule compares parties, and the file names none: a table (.csv) can".into(),
        ));
    }
    let utility = match arguments.utility {
        Some(UtilityName::Cost) => Utility::Cost,
        Some(UtilityName::Cardinality) => Utility::Cardinality,
        Some(UtilityName::Points) => Utility::Points,
        None if instance.names_parties() => Utility::Points,
        None => Utility::Cost,
    };
    let ties = match arguments.ties {
        TiesName::Fair => Ties::Fair {
            seed: arguments.seed,
        },
        TiesName::Reference => Ties::Reference,
    };
    Ok(Choice {
        rule,
        utility,
        ties,
        effort: arguments.effort,
    })
}

fn completion(text: &str) -> Result<Completion, Refusal> {
    let mut completion = Completion::NONE;
    for word in text.split(',').map(str::trim) {
        match word {
            "none" => {}
            "add1" => completion.raise = Raise::UntilOverspend,
            "add1-exhaustive" => completion.raise = Raise::UntilExhaustive,
            "greedy" => completion.greedy = true,
            other => {
                return Err(Refusal(format!(
                    "there is no completion \"{other}\": none, add1, add1-exhaustive and greedy are"
                )));
            }
        }
    }
    Ok(completion)
}

fn name<T: ValueEnum>(value: T) -> String {
    value
        .to_possible_value()
        .map_or(String::new(), |v| v.get_name().to_owned())
}

fn utility_name(utility: Utility) -> &'static str {
    match utility {
        Utility::Cost => "cost",
        Utility::Cardinality => "cardinality",
        Utility::Points => "points",
    }
}

/// An amount as a JSON number with exactly its decimals: below 2^53 minor units, the shortest text
/// of the nearest double is the amount's own.
fn amount(instance: &Instance, money: Money) -> Value {
    if instance.decimals() == 0 {
        return money.0.into();
    }
    money
        .to_text(instance.decimals())
        .parse::<f64>()
        .map_or(Value::Null, Value::from)
}

/// Whole numbers that a JSON number can hold, others as text.
fn number(value: u128) -> Value {
    u64::try_from(value).map_or_else(|_| Value::from(value.to_string()), Value::from)
}

fn share(share: Share) -> Value {
    json!({"of": number(share.of), "whole": number(share.whole), "percent": percent(share)})
}

/// A share in percent with one digit, for reading only.
fn percent(share: Share) -> String {
    if share.whole == 0 {
        return "–".into();
    }
    let scaled = dashu_int::UBig::from(share.of) * 1000u32 / share.whole;
    let tenths = u64::try_from(scaled).unwrap_or(u64::MAX);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn ids(instance: &Instance, features: &[usize]) -> Vec<Value> {
    features
        .iter()
        .map(|&f| Value::from(instance.features()[f].id.as_str()))
        .collect()
}

fn mix_json(
    arguments: &Arguments,
    instance: &Instance,
    choice: Choice,
    mix: &Mix,
    purchases: Option<Purchases>,
) -> Map<String, Value> {
    let outlook = explain::outlook(instance, choice.utility, &mix.selected);
    let id = |f: usize| instance.features()[f].id.as_str();
    let mut answer = Map::new();
    let mut put = |key: &str, value: Value| answer.insert(key.to_owned(), value);
    put("rule", name(arguments.budgeting_rule()).into());
    put("utility", utility_name(choice.utility).into());
    put("ties", name(arguments.ties).into());
    put("version", env!("CARGO_PKG_VERSION").into());
    if arguments.ties == TiesName::Fair {
        put("seed", arguments.seed.into());
    }
    put("budget", amount(instance, instance.budget()));
    put("currency", instance.currency().into());
    put("selected", ids(instance, &mix.selected).into());
    put("total_cost", amount(instance, mix.cost));
    // Cost utilities add up money: in the file's units, like every other amount.
    put("value", value(instance, choice, mix.value));
    put("proven", mix.proven.into());
    if let Some(bound) = mix.bound {
        put("bound", value(instance, choice, bound));
    }
    let names = |p: usize| Value::from(instance.parties()[p].name.as_str());
    let parties = (0..instance.parties().len()).map(|p| {
        let people = instance.parties()[p].people;
        json!({"name": names(p), "people": people, "endowment": instance.parties()[p].endowment,
            "share": share(outlook.parties[p])})
    });
    put("parties", parties.collect());
    put("people", people_json(instance, &outlook.spread));
    put(
        "certificate",
        certificate_json(instance, &outlook.certificate),
    );
    if let (Some(purchases), Some(handed_out)) = (purchases, mix.handed_out) {
        put("completion", arguments.completion.as_str().into());
        put("handed_out", number(handed_out));
        let account = purchases.account();
        let voices =
            |amounts: &[Money]| -> Value { amounts.iter().map(|&m| amount(instance, m)).collect() };
        let backings = account.backings.iter().map(|b| {
            json!({"id": id(b.feature), "round": b.round, "voice_by_party": voices(&b.by_party),
                "people": b.people, "spent": b.spent, "left_by_party": voices(&b.left)})
        });
        put("backed_by", backings.collect());
        let out = account.left_out.iter().filter(|l| !mix.selected.contains(&l.feature)).map(|l| {
            let mut why = match &l.missing {
                Missing::Unwanted => json!({"why": "unwanted"}),
                Missing::Excluded { by } => json!({"why": "excluded", "by": id(*by)}),
                Missing::Waits { need } => json!({"why": "waits", "for": id(*need)}),
                Missing::Short { shortfall, people, price } => json!({"why": "short",
                    "shortfall": amount(instance, *shortfall), "people": people, "price": amount(instance, *price)}),
            };
            if let Value::Object(map) = &mut why {
                map.insert("id".into(), id(l.feature).into());
            }
            why
        });
        put("left_out", out.collect());
    }
    answer
}

fn value(instance: &Instance, choice: Choice, value: u128) -> Value {
    match (choice.utility, u64::try_from(value)) {
        (Utility::Cost, Ok(minor)) if instance.decimals() > 0 => amount(instance, Money(minor)),
        _ => number(value),
    }
}

fn people_json(instance: &Instance, spread: &Spread) -> Value {
    json!({"all": instance.people(), "with_nothing": spread.with_nothing, "silent": spread.silent,
        "gini": share(spread.gini)})
}

fn certificate_json(instance: &Instance, certificate: &Certificate) -> Value {
    let property = "EJR+ up to one";
    match certificate {
        Certificate::Holds => json!({"property": property, "holds": true}),
        Certificate::Broken {
            feature, people, ..
        } => json!({"property": property, "holds": false,
            "feature": instance.features()[*feature].id, "people": people}),
    }
}

fn mix_table(
    instance: &Instance,
    choice: Choice,
    mix: &Mix,
    purchases: Option<Purchases>,
) -> String {
    let money = |m: Money| m.to_text(instance.decimals());
    let mut text = String::new();
    let mut line = |what: String| {
        text.push_str(&what);
        text.push('\n');
    };
    line(format!(
        "{:>4}  {:<16} {:>14} {:>9}  name",
        "", "feature", "cost", "people"
    ));
    for (at, &f) in mix.selected.iter().enumerate() {
        let feature = &instance.features()[f];
        let name: String = feature.name.chars().take(60).collect();
        line(format!(
            "{:>4}  {:<16} {:>14} {:>9}  {name}",
            at + 1,
            feature.id,
            money(feature.cost),
            instance.support(f)
        ));
    }
    let outlook = explain::outlook(instance, choice.utility, &mix.selected);
    let currency = instance.currency();
    line(String::new());
    line(format!(
        "{} of {} {currency} spent",
        money(mix.cost),
        money(instance.budget())
    ));
    line(format!(
        "total value {} ({})",
        mix.value,
        utility_name(choice.utility)
    ));
    if instance.names_parties() {
        for (party, &share) in instance.parties().iter().zip(&outlook.parties) {
            line(format!(
                "{} gets {} % of all it wishes for",
                party.name,
                percent(share)
            ));
        }
    }
    line(format!(
        "{} of {} people are left with nothing; inequality (Gini) {} %",
        outlook.spread.with_nothing,
        instance.people(),
        percent(outlook.spread.gini)
    ));
    line(match &outlook.certificate {
        Certificate::Holds => "no group was passed over (EJR+ up to one)".into(),
        Certificate::Broken {
            feature, people, ..
        } => {
            format!(
                "{people} people were passed over: they deserve {}",
                instance.features()[*feature].id
            )
        }
    });
    if let Some(purchases) = purchases {
        let out = (0..instance.features().len()).filter(|f| !mix.selected.contains(f));
        let out: Vec<usize> = out.collect();
        if !out.is_empty() {
            line("\nout:".into());
        }
        let shown = &out[..out.len().min(MOST_LEFT_OUT)];
        for left_out in purchases.why_out(shown) {
            let id = &instance.features()[left_out.feature].id;
            line(format!(
                "      {id:<16} {}",
                why(instance, &left_out.missing)
            ));
        }
        if out.len() > MOST_LEFT_OUT {
            line(format!(
                "      and {} more (all with --json)",
                out.len() - MOST_LEFT_OUT
            ));
        }
    }
    match mix.bound {
        _ if mix.proven => {}
        Some(bound) => line(format!(
            "not proven: at most {} more value is possible",
            bound - mix.value
        )),
        None => line("not proven: a better mix may exist".into()),
    }
    text
}

fn why(instance: &Instance, missing: &Missing) -> String {
    let id = |feature: usize| &instance.features()[feature].id;
    let money = |m: Money| m.to_text(instance.decimals());
    match missing {
        Missing::Unwanted => "nobody named it".into(),
        Missing::Excluded { by } => format!("cannot be in together with {}", id(*by)),
        Missing::Waits { need } => format!("needs {}, which is not in", id(*need)),
        Missing::Short {
            shortfall,
            people,
            price,
        } => format!(
            "its supporters lack {} of {}: at a price of {} it would be in, or with {people} more \
             people for it",
            money(*shortfall),
            money(Money(shortfall.0 + price.0)),
            money(*price)
        ),
    }
}

fn frontier_answer(
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
                "total_cost": amount(instance, s.cost), "shares": s.shares.iter().map(|&x| share(x)).collect::<Value>()})
        };
        let steps: Value = steps.iter().map(step).collect();
        return Ok(format!(
            "{:#}\n",
            json!({"grain": amount(instance, grain), "steps": steps})
        ));
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

#[allow(clippy::disallowed_methods)] // A time limit needs a clock; the engine itself has none.
fn release_answer(
    arguments: &Arguments,
    bytes: &[u8],
    err: &mut dyn Write,
) -> Result<String, Refusal> {
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
            return Ok(format!("{:#}\n", json!({"steps": plans})));
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
        return Ok(text);
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
    let answer = release::best(&instance, budget, &mut |progress| {
        let elapsed = begun.elapsed();
        if elapsed > told {
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
        let answer = json!({"rule": "most-value", "version": env!("CARGO_PKG_VERSION"), "budget": budget,
            "selected": plan.features, "customers": plan.customers, "total_cost": plan.cost, "value": plan.value,
            "proven": answer.proven, "bound": answer.bound});
        return Ok(format!("{answer:#}\n"));
    }
    let list: Vec<String> = plan.customers.iter().map(ToString::to_string).collect();
    let proof = match answer.proven {
        true => "proven best".to_owned(),
        false => format!(
            "not proven: at most {} more value is possible",
            answer.bound - plan.value
        ),
    };
    Ok(format!(
        "{} features for {} of {budget}\nvalue {} ({proof})\ncustomers: {}\n",
        plan.features.len(),
        plan.cost,
        plan.value,
        list.join(" ")
    ))
}
