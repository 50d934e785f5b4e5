//! The answer for people.

use super::json::{decimals_of, major, percent};
use super::{Answer, utility_name};
use crate::explain::Missing;
use crate::fairness::Certificate;
use crate::instance::{Instance, Utility};
use crate::money::Money;
use crate::promise::Promise;
use crate::rule::Bound;

/// So many of the features left out are explained in the table.
const MOST_LEFT_OUT: usize = 12;

pub(super) fn mix_table(told: &Answer) -> String {
    let Answer {
        instance,
        choice,
        mix,
        outlook,
        ..
    } = told;
    let utility = choice.utility;
    let money = |m: Money| m.to_text(instance.decimals());
    let worth = |value: u128| major(value, decimals_of(instance, utility));
    let currency = match instance.currency() {
        "" => String::new(),
        code => format!(" {code}"),
    };
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
    line(String::new());
    line(format!(
        "{} of {}{currency} spent",
        money(mix.cost),
        money(instance.budget())
    ));
    let unit = match utility {
        Utility::Cost => currency.as_str(),
        Utility::Cardinality => "",
        Utility::Points => " points",
    };
    line(format!(
        "total value {}{unit} ({})",
        worth(mix.value),
        utility_name(utility)
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
    line(fairness(instance, &outlook.certificate));
    if let Some(bound) = &mix.bound {
        line(proof(bound, mix.proven, mix.value, &worth));
    }
    if !told.left_out.is_empty() {
        line("\nout, nearest to coming in first:".into());
    }
    let shown = told.left_out.len().min(MOST_LEFT_OUT);
    for left_out in &told.left_out[..shown] {
        let f = left_out.feature;
        let feature = &instance.features()[f];
        let promise = told.promises.iter().find(|p| p.feature == f);
        line(format!(
            "      {:<16} {:>14} {:>9}  {}",
            feature.id,
            money(feature.cost),
            instance.support(f),
            why(told, f, &left_out.missing, promise)
        ));
    }
    if told.left_out.len() > shown {
        line(format!(
            "      and {} more (all with --json)",
            told.left_out.len() - shown
        ));
    }
    text
}

/// What the certificate says, first in plain words.
fn fairness(instance: &Instance, certificate: &Certificate) -> String {
    let named = "EJR+ up to one; Brill and Peters, EC 2023";
    match certificate {
        Certificate::Holds => format!(
            "no group was passed over: none could have paid for a feature that is out from its own \
             share, with all of its people better served ({named})"
        ),
        Certificate::Broken {
            feature, people, ..
        } => format!(
            "{people} people were passed over: their own share would have paid for {}, and each of \
             them would have been better served ({named})",
            instance.features()[*feature].id
        ),
    }
}

/// How good any mix could be, beside this one.
fn proof(bound: &Bound, proven: bool, value: u128, worth: &dyn Fn(u128) -> String) -> String {
    let proof = match proven {
        true => "proven best",
        false => "not proven",
    };
    match *bound {
        Bound::Value(bound) => format!(
            "{proof}: no mix has more value than {}, which is {} more",
            worth(bound),
            worth(bound - value)
        ),
        Bound::Least { share, bound } => format!(
            "{proof}: the worst-off party gets {} % of all it wishes for, and more than {} % in no mix",
            percent(share),
            percent(bound)
        ),
        Bound::Product { parties, mille } => format!(
            "{proof}: no mix gives more than {parties} parties anything, nor what they get a geometric \
             mean more than {}.{} % above this one's",
            mille / 10,
            mille % 10
        ),
    }
}

/// Why a feature is out, and what was tried that brings it in.
fn why(told: &Answer, feature: usize, missing: &Missing, promise: Option<&Promise>) -> String {
    let instance = &told.instance;
    let id = |feature: usize| &instance.features()[feature].id;
    let money = |m: Money| m.to_text(instance.decimals());
    let cost = instance.features()[feature].cost;
    let reason = match missing {
        Missing::Unwanted => "nobody named it".into(),
        Missing::Barred => "has less support than the threshold demands".into(),
        Missing::Excluded { by } => format!("cannot be in together with {}", id(*by)),
        Missing::Waits { need } => format!("needs {}, which is not in", id(*need)),
        Missing::Short { .. } if cost > instance.budget() => "costs more than the budget".into(),
        Missing::Short { shortfall } => format!("its supporters lack {}", money(*shortfall)),
    };
    let mut ways: Vec<String> = Vec::new();
    if let Some(price) = promise.and_then(|p| p.price) {
        ways.push(format!("at a price of {} it would be in", money(price)));
    }
    if let Some(joining) = promise.and_then(|p| p.people) {
        let people = match joining.people {
            1 => "1 more person".to_owned(),
            people => format!("{people} more people"),
        };
        let party = match instance.names_parties() {
            true => format!(" of {}", instance.parties()[joining.party].name),
            false => String::new(),
        };
        let points = match told.choice.utility {
            Utility::Points => {
                let points = major(u128::from(joining.points), instance.point_decimals());
                format!("give it {points} and nothing else")
            }
            _ => "want it and nothing else".to_owned(),
        };
        let verb = match (joining.people, told.choice.utility) {
            (1, Utility::Points) => points.replacen("give", "gives", 1),
            (1, _) => points.replacen("want", "wants", 1),
            _ => points,
        };
        let would = if ways.is_empty() {
            "it would be in "
        } else {
            ""
        };
        ways.push(format!("{would}with {people}{party} who {verb}"));
    }
    match ways.is_empty() {
        true => reason,
        false => format!("{reason}: {}", ways.join(", or ")),
    }
}
