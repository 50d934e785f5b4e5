//! The answer for programs.

use serde_json::{Map, Value, json};

use super::{Arguments, Report, TiesName, Why, name, utility_name};
use crate::explain::{Missing, Spread};
use crate::fairness::Certificate;
use crate::instance::{Instance, Utility};
use crate::money::Money;
use crate::promise::Promise;
use crate::rule::{Bound, Mix};
use crate::search::Share;
use crate::ties::{DecidedBy, Ties};

/// The version of what an answer holds: it grows when something changes its meaning or goes away,
/// not when something is added.
pub(super) const SCHEMA: &str = "covalue-mix/3";

/// An amount as a JSON number with exactly its decimals.
pub(super) fn amount(instance: &Instance, money: Money) -> Value {
    decimal(u128::from(money.0), instance.decimals())
}

/// A number of minor units as a JSON number in major ones. Below 2^53 minor units, the shortest text
/// of the nearest double is the number's own; what is larger and no whole number is text.
fn decimal(minor: u128, decimals: u32) -> Value {
    match u64::try_from(minor) {
        Ok(whole) if decimals == 0 => whole.into(),
        Ok(minor) if minor < Instance::MOST_MONEY => {
            let text = Money(minor).to_text(decimals);
            text.parse::<f64>().map_or(Value::Null, Value::from)
        }
        _ => major(minor, decimals).into(),
    }
}

/// A number of minor units as text in major ones.
pub(super) fn major(minor: u128, decimals: u32) -> String {
    let unit = 10u128.pow(decimals);
    match decimals {
        0 => minor.to_string(),
        _ => format!(
            "{}.{:0width$}",
            minor / unit,
            minor % unit,
            width = decimals as usize
        ),
    }
}

/// Digits after the point in a sum of utilities.
pub(super) fn decimals_of(instance: &Instance, utility: Utility) -> u32 {
    match utility {
        Utility::Cost => instance.decimals(),
        Utility::Cardinality => 0,
        Utility::Points => instance.point_decimals(),
    }
}

pub(super) fn share(instance: &Instance, utility: Utility, share: Share) -> Value {
    let decimals = decimals_of(instance, utility);
    json!({"of": decimal(share.of, decimals), "whole": decimal(share.whole, decimals),
        "percent": percent(share)})
}

/// A share in percent with one digit, for reading only.
pub(super) fn percent(share: Share) -> String {
    if share.whole == 0 {
        return "–".into();
    }
    let scaled = dashu_int::UBig::from(share.of) * 1000u32 / share.whole;
    let tenths = u64::try_from(scaled).unwrap_or(u64::MAX);
    format!("{}.{}", tenths / 10, tenths % 10)
}

pub(super) fn ids(instance: &Instance, features: &[usize]) -> Vec<Value> {
    features
        .iter()
        .map(|&f| Value::from(instance.features()[f].id.as_str()))
        .collect()
}

/// What every answer says of how it was asked.
pub(super) fn asked(arguments: &Arguments, kind: &str, utility: Utility) -> Map<String, Value> {
    let mut answer = Map::new();
    let mut put = |key: &str, value: Value| answer.insert(key.to_owned(), value);
    put("schema", SCHEMA.into());
    put("answer", kind.into());
    put("version", env!("CARGO_PKG_VERSION").into());
    put("rule", name(arguments.budgeting_rule()).into());
    put("utility", utility_name(utility).into());
    put("ties", name(arguments.ties).into());
    if arguments.ties != TiesName::Reference {
        put("seed", arguments.seed.into());
    }
    if arguments.budgeting_rule() == super::RuleName::EqualShares {
        put("completion", arguments.completion.as_str().into());
    }
    answer
}

pub(super) fn mix_json(arguments: &Arguments, told: &Report) -> Map<String, Value> {
    let Report {
        instance,
        choice,
        mix,
        outlook,
        account,
        promises,
        ..
    } = told;
    let utility = choice.utility;
    let decimals = decimals_of(instance, utility);
    let id = |f: usize| instance.features()[f].id.as_str();
    let mut answer = asked(arguments, "mix", utility);
    let mut put = |key: &str, value: Value| answer.insert(key.to_owned(), value);
    put("input", format!("sha256:{}", told.digest).into());
    put("budget", amount(instance, instance.budget()));
    put("currency", instance.currency().into());
    put("selected", ids(instance, &mix.selected).into());
    put("total_cost", amount(instance, mix.cost));
    put("value", decimal(mix.value, decimals));
    put("proven", mix.proven.into());
    match &mix.bound {
        None => {}
        Some(Bound::Value(bound)) => {
            put("bound", decimal(*bound, decimals));
            put("gap", decimal(bound - mix.value, decimals));
        }
        Some(Bound::Least {
            share: least,
            bound,
        }) => {
            put("least_share", share(instance, utility, *least));
            put("bound", share(instance, utility, *bound));
            put("gap", gap_percent(*least, *bound).into());
        }
        Some(Bound::Product { parties, mille }) => {
            put(
                "bound",
                json!({"parties": parties, "geometric_mean_per_mille_above": mille}),
            );
            put("gap", (*mille).into());
        }
        Some(Bound::Harmonic {
            thousandths,
            millionths,
        }) => {
            let above = *millionths as f64 / 1e3;
            put("score", (*thousandths as f64 / 1e3).into());
            put("bound", json!({"score_per_mille_above": above}));
            put("gap", above.into());
        }
    }
    let features = instance.features().iter().enumerate().map(|(f, feature)| {
        json!({"id": feature.id, "name": feature.name, "cost": amount(instance, feature.cost),
            "people": instance.support(f), "points": decimal(instance.points(f), instance.point_decimals()),
            "selected": mix.selected.contains(&f)})
    });
    put("features", features.collect());
    let parties = instance
        .parties()
        .iter()
        .zip(&outlook.parties)
        .map(|(party, &gets)| {
            json!({"name": party.name, "people": party.people, "endowment": party.endowment,
            "share": share(instance, utility, gets)})
        });
    put("parties", parties.collect());
    put("people", people_json(instance, utility, &outlook.spread));
    put(
        "certificate",
        certificate_json(instance, &outlook.certificate),
    );
    let ties = mix.ties.iter().map(|tie| {
        json!({"chosen": id(tie.feature), "over": ids(instance, &tie.over),
            "by": decided_by(choice.ties, tie.by)})
    });
    put("ties_met", ties.collect());
    put("lot_decided", lot_decided(choice.ties, mix).into());
    let warnings = told.about.warnings.iter();
    let warnings = warnings.map(|w| json!({"line": w.line, "what": w.what}));
    put("warnings", warnings.collect());
    let out = told.left_out.iter().map(|out| {
        let mut why = match &out.why {
            Why::Shares(Missing::Unwanted) => json!({"why": "unwanted"}),
            Why::Shares(Missing::Barred) => json!({"why": "below threshold"}),
            Why::Shares(Missing::Excluded { by }) => json!({"why": "excluded", "by": id(*by)}),
            Why::Shares(Missing::Waits { need }) => json!({"why": "waits", "for": id(*need)}),
            Why::Shares(Missing::Short { shortfall }) => {
                json!({"why": "short", "shortfall": amount(instance, *shortfall)})
            }
            Why::NoRoom { lacks } => json!({"why": "no room", "lacks": amount(instance, *lacks)}),
            Why::Fits => json!({"why": "not chosen"}),
        };
        if let Value::Object(map) = &mut why {
            let feature = &instance.features()[out.feature];
            map.insert("id".into(), feature.id.as_str().into());
            map.insert("name".into(), feature.name.as_str().into());
            map.insert("cost".into(), amount(instance, feature.cost));
            map.insert("people".into(), instance.support(out.feature).into());
            if let Some(promise) = promises.iter().find(|p| p.feature == out.feature) {
                promised(instance, promise, map);
            }
        }
        why
    });
    put("left_out", out.collect());
    if let Some(handed_out) = mix.handed_out {
        put("handed_out", decimal(handed_out, instance.decimals()));
    }
    let Some(account) = account else {
        return answer;
    };
    let voices =
        |amounts: &[Money]| -> Value { amounts.iter().map(|&m| amount(instance, m)).collect() };
    let decimals = match utility {
        Utility::Points => instance.point_decimals(),
        _ => 0,
    };
    let backings = account.backings.iter().map(|b| {
        json!({"id": id(b.feature), "round": b.round, "voice_by_party": voices(&b.by_party),
            "people": b.people, "spent": b.spent, "left_by_party": voices(&b.left),
            "effective_support": decimal(u128::from(b.effective_tenths), decimals + 1)})
    });
    put("backed_by", backings.collect());
    answer
}

/// By what a tie was decided.
pub(super) fn decided_by(ties: Ties, by: DecidedBy) -> &'static str {
    match (ties, by) {
        (Ties::Fair { .. }, DecidedBy::First) | (Ties::People { .. }, DecidedBy::Second) => "cost",
        (Ties::Fair { .. }, DecidedBy::Second) | (Ties::People { .. }, DecidedBy::First) => {
            "people"
        }
        (Ties::Reference, _) => "id",
        (_, DecidedBy::Last) => "lot",
    }
}

/// Whether only a lot told a choice from another that was as good in every way.
pub(super) fn lot_decided(ties: Ties, mix: &Mix) -> bool {
    ties != Ties::Reference && mix.ties.iter().any(|tie| tie.by == DecidedBy::Last)
}

/// What would bring a feature in, as far as it was tried.
fn promised(instance: &Instance, promise: &Promise, answer: &mut Map<String, Value>) {
    if let Some(price) = promise.price {
        answer.insert("price".into(), amount(instance, price));
    }
    if let Some(joining) = promise.people {
        let points = decimal(u128::from(joining.points), instance.point_decimals());
        let joining = json!({"people": joining.people, "points": points,
            "party": instance.parties()[joining.party].name});
        answer.insert("joining".into(), joining);
    }
}

/// How far apart two shares are, in points of a per cent with three digits, rounded up.
fn gap_percent(least: Share, bound: Share) -> f64 {
    let part = |share: Share| match share.whole {
        0 => 1.0,
        whole => share.of as f64 / whole as f64,
    };
    (((part(bound) - part(least)).max(0.0) * 1e5).ceil()) / 1e3
}

fn people_json(instance: &Instance, utility: Utility, spread: &Spread) -> Value {
    json!({"all": instance.people(), "with_nothing": spread.with_nothing, "silent": spread.silent,
        "gini": share(instance, utility, spread.gini)})
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
