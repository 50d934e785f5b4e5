//! The answer for people.

use super::json::{decided_by, decimals_of, lot_decided, major, percent};
use super::{Arguments, Out, Report, RuleName, TiesName, Why, name, utility_name};
use crate::explain::Missing;
use crate::fairness::Certificate;
use crate::instance::{Instance, Utility};
use crate::money::Money;
use crate::rule::Bound;

/// So many of the features left out are explained in the table.
const MOST_LEFT_OUT: usize = 12;

pub(super) fn mix_table(arguments: &Arguments, told: &Report) -> String {
    let Report {
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
    for out in &told.left_out[..shown] {
        let feature = &instance.features()[out.feature];
        let title: String = feature.name.chars().take(60).collect();
        line(format!(
            "      {:<16} {:>14} {:>9}  {title}",
            feature.id,
            money(feature.cost),
            instance.support(out.feature),
        ));
        line(format!("{:50}{}", "", why(told, out)));
    }
    if told.left_out.len() > shown {
        line(format!(
            "      and {} more (all with --json, --csv or --html)",
            told.left_out.len() - shown
        ));
    }
    line("\nhow it was computed:".into());
    for (what, says) in computed(arguments, told) {
        line(format!("      {what:<12} {says}"));
    }
    text
}

/// What has to be known to compute the answer again.
pub(super) fn computed(arguments: &Arguments, told: &Report) -> Vec<(&'static str, String)> {
    let Report { instance, mix, .. } = told;
    let mut facts = Vec::new();
    let rule = arguments.budgeting_rule();
    facts.push(("rule", name(rule)));
    if rule == RuleName::EqualShares {
        facts.push(("completion", arguments.completion.clone()));
    }
    facts.push(("utility", utility_name(told.choice.utility).to_owned()));
    facts.push(("ties", order_of_ties(arguments)));
    facts.push(("ties met", ties_met(told)));
    if let Some(handed_out) = mix.handed_out {
        let people = u128::from(instance.people().max(1));
        let digits = instance.decimals();
        facts.push((
            "voice",
            format!(
                "{} handed out, about {} a person",
                major(handed_out, digits),
                major(handed_out / people, digits)
            ),
        ));
    }
    if instance.names_parties() {
        let parties = instance.parties().iter();
        let parties = parties.map(|p| format!("{} {} (people: {})", p.name, p.endowment, p.people));
        facts.push(("endowments", parties.collect::<Vec<_>>().join(", ")));
    }
    if let Some(threshold) = &arguments.threshold {
        facts.push(("threshold", threshold.clone()));
    }
    facts.push((
        "file",
        format!("{}, SHA-256 {}", file_name(arguments), told.digest),
    ));
    facts.push(("version", format!("covalue {}", env!("CARGO_PKG_VERSION"))));
    facts
}

/// The file's name without its folders.
pub(super) fn file_name(arguments: &Arguments) -> String {
    let path = arguments.path();
    match path.as_os_str() == "-" {
        true => "standard input".to_owned(),
        false => path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    }
}

fn order_of_ties(arguments: &Arguments) -> String {
    let seed = arguments.seed;
    match arguments.ties {
        TiesName::Fair => {
            format!("lower cost, then more people, then a lot drawn with seed {seed}")
        }
        TiesName::People => {
            format!("more people, then lower cost, then a lot drawn with seed {seed}")
        }
        TiesName::Reference => "ids as text, in ascending order".to_owned(),
    }
}

/// So many of the ties are named.
const MOST_TIES: usize = 6;

fn ties_met(told: &Report) -> String {
    let Report { instance, mix, .. } = told;
    if mix.bound.is_some() {
        return "not looked for: where several mixes are best, this is one of them".to_owned();
    }
    if mix.ties.is_empty() {
        return "none".to_owned();
    }
    let lot = match lot_decided(told.choice.ties, mix) {
        true => "a lot decided",
        false => "no lot was needed",
    };
    let id = |f: usize| instance.features()[f].id.as_str();
    let shown = mix.ties.iter().take(MOST_TIES).map(|tie| {
        let over: Vec<&str> = tie.over.iter().map(|&f| id(f)).collect();
        let by = decided_by(told.choice.ties, tie.by);
        format!("{} before {} by {by}", id(tie.feature), over.join(", "))
    });
    let shown: Vec<String> = shown.collect();
    let more = match mix.ties.len() {
        met if met > MOST_TIES => format!(" and {} more", met - MOST_TIES),
        _ => String::new(),
    };
    format!("{} ({lot}): {}{more}", mix.ties.len(), shown.join("; "))
}

/// What the certificate says, first in plain words.
pub(super) fn fairness(instance: &Instance, certificate: &Certificate) -> String {
    let named = "EJR+ up to one; Brill and Peters, EC 2023";
    match certificate {
        Certificate::Holds => format!(
            "no group was passed over: none could have paid for a feature that is out from its own \
             share, with all of its people better served ({named})"
        ),
        Certificate::Broken {
            feature, people: 1, ..
        } => format!(
            "1 person was passed over: that share alone would have paid for {}, and would have served \
             this person better ({named})",
            instance.features()[*feature].id
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
pub(super) fn proof(
    bound: &Bound,
    proven: bool,
    value: u128,
    worth: &dyn Fn(u128) -> String,
) -> String {
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
        Bound::Harmonic {
            thousandths,
            millionths,
        } => format!(
            "{proof}: what people get counts {}.{:03}, by halves, thirds and so on, and in no mix more \
             than {}.{:04} % above that",
            thousandths / 1_000,
            thousandths % 1_000,
            millionths / 10_000,
            millionths % 10_000
        ),
    }
}

/// Why a feature is out, and what was tried that brings it in.
pub(super) fn why(told: &Report, out: &Out) -> String {
    let instance = &told.instance;
    let id = |feature: usize| &instance.features()[feature].id;
    let money = |m: Money| m.to_text(instance.decimals());
    let cost = instance.features()[out.feature].cost;
    let promise = told.promises.iter().find(|p| p.feature == out.feature);
    let reason = match &out.why {
        Why::Shares(Missing::Unwanted) => "nobody named it".into(),
        Why::Shares(Missing::Barred) => "has less support than the threshold demands".into(),
        Why::Shares(Missing::Excluded { by }) => {
            format!("cannot be in together with {}", id(*by))
        }
        Why::Shares(Missing::Waits { need }) => format!("needs {}, which is not in", id(*need)),
        _ if cost > instance.budget() => "costs more than the budget".into(),
        Why::Shares(Missing::Short { shortfall }) => {
            format!("its supporters lack {}", money(*shortfall))
        }
        Why::NoRoom { lacks } => format!("costs {} more than is left", money(*lacks)),
        Why::Fits => "would fit into what is left, and the rule does not take it".into(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::Draft;

    #[test]
    fn one_person_is_passed_over_as_one() {
        let mut draft = Draft::new(Money(1), 0);
        draft.feature("c2", "", Money(1));
        let instance = draft.build().unwrap_or_else(|error| panic!("{error}"));
        let broken = |people| Certificate::Broken {
            feature: 0,
            groups: vec![0],
            people,
        };
        assert!(fairness(&instance, &broken(1)).starts_with("1 person was passed over: "));
        assert!(fairness(&instance, &broken(2)).starts_with("2 people were passed over: "));
    }
}
