//! The published answers for real participatory budgets, reproduced exactly.

// These tests read files, and data that is not as promised is a failed test.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use mix::greedy::greedy;
use mix::instance::{Instance, Utility};
use mix::money::Money;
use mix::most_value::most_value;
use mix::pabulib;
use mix::phragmen::phragmen;
use mix::promise::Shares;
use mix::shares::{Completion, Raise, equal_shares};
use mix::ties::Ties;
use serde_json::Value;

/// The reference data beside the repository, when it is there.
fn data() -> Option<PathBuf> {
    let path = crate::shared("data/mix");
    if path.is_dir() {
        return Some(path);
    }
    println!("no reference data at {}: nothing compared", path.display());
    None
}

fn instance(name: &str) -> Instance {
    let name = name.strip_suffix(".pb").unwrap_or(name);
    let path = data().unwrap().join("instances").join(format!("{name}.pb"));
    pabulib::read(&fs::read(&path).unwrap())
        .unwrap_or_else(|e| panic!("{name}: {e}"))
        .instance
}

fn json(name: &str) -> Value {
    serde_json::from_slice(&fs::read(data().unwrap().join("answers").join(name)).unwrap()).unwrap()
}

fn ids(value: &Value) -> Vec<String> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap().to_owned())
        .collect()
}

fn names(instance: &Instance, selected: &[usize]) -> Vec<String> {
    selected
        .iter()
        .map(|&f| instance.features()[f].id.clone())
        .collect()
}

fn utility(name: &str) -> Utility {
    match name {
        "cost" => Utility::Cost,
        "card" => Utility::Cardinality,
        _ => Utility::Points,
    }
}

#[test]
fn every_instance_is_read() {
    let Some(data) = data() else { return };
    for entry in fs::read_dir(data.join("instances")).unwrap() {
        let path = entry.unwrap().path();
        if let Err(error) = pabulib::read(&fs::read(&path).unwrap()) {
            panic!("{}: {error}", path.display());
        }
    }
}

#[test]
fn plain_equal_shares_agree_everywhere() {
    if data().is_none() {
        return;
    }
    for case in json("equal_shares_sweep.json").as_array().unwrap() {
        let instance = instance(case["file"].as_str().unwrap());
        let utility = utility(case["utility"].as_str().unwrap());
        let mix = equal_shares(&instance, utility, Ties::Reference, Completion::NONE);
        assert_eq!(
            names(&instance, &mix.selected),
            ids(&case["selected"]),
            "{case}"
        );
    }
}

#[test]
fn each_rule_gives_the_published_answer() {
    let Some(data) = data() else { return };
    let mut compared = 0;
    for entry in fs::read_dir(data.join("answers")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let answers = json(&name);
        let Some(runs) = answers["runs"].as_array() else {
            continue;
        };
        let instance = instance(answers["file"].as_str().unwrap());
        for run in runs.iter().filter(|run| run["selected"].is_array()) {
            let rule = run["rule"].as_str().unwrap();
            let expected = ids(&run["selected"]);
            if rule.starts_with("max_cost") {
                let best = most_value(&instance, Utility::Cost, 50_000_000);
                assert_eq!(
                    best.value.to_string(),
                    run["welfare"].as_str().unwrap(),
                    "{name}: {rule}"
                );
                assert_eq!(best.bound, best.value, "{name}: {rule}");
            } else if rule == "phragmen" {
                // The reference lists its answer in the order of ids.
                let mut selected = names(&instance, &phragmen(&instance, Ties::Reference));
                selected.sort();
                assert_eq!(selected, expected, "{name}: {rule}");
            } else {
                assert_eq!(
                    names(&instance, &choose(&instance, rule)),
                    expected,
                    "{name}: {rule}"
                );
            }
            compared += 1;
        }
    }
    println!("{compared} answers compared");
}

fn choose(instance: &Instance, rule: &str) -> Vec<usize> {
    let mut words = rule.split('_');
    let (family, satisfaction) = (words.next().unwrap(), words.next().unwrap());
    let utility = utility(satisfaction);
    match family {
        "greedy" => greedy(instance, utility, Ties::Reference),
        "mes" => {
            let completion = match words.next() {
                None => Completion::NONE,
                Some("u") => Completion {
                    raise: Raise::No,
                    greedy: true,
                    integral: false,
                },
                Some("add1") => Completion {
                    raise: Raise::UntilExhaustive,
                    greedy: false,
                    integral: false,
                },
                Some("add1u") => Completion {
                    raise: Raise::UntilExhaustive,
                    greedy: true,
                    integral: false,
                },
                Some(other) => panic!("{other}"),
            };
            equal_shares(instance, utility, Ties::Reference, completion).selected
        }
        other => panic!("{other}"),
    }
}

#[test]
fn add1_to_the_next_overspend_gives_what_cities_declared() {
    if data().is_none() {
        return;
    }
    for (name, case) in json("official_outcomes.json").as_object().unwrap() {
        let instance = instance(name);
        let mix = equal_shares(
            &instance,
            Utility::Cost,
            Ties::Fair { seed: 0 },
            Completion::ADD1,
        );
        let selected = names(&instance, &mix.selected);
        assert_eq!(
            selected,
            ids(&case["runs"]["add1/plain/fractions"]["winners"]),
            "{name}"
        );
        let mut sorted = selected.clone();
        sorted.sort();
        assert_eq!(sorted, ids(&case["official"]), "{name}");
    }
}

/// Everything promised is tried again: the whole rule, with that price or those people. Files up to 100
/// projects and 5,000 people, every `NTH` of them with a twentieth of the effort that the command takes;
/// `COVALUE_TEST_LONG` takes all, with all of it: then nine of ten that the default rule leaves out are
/// promised a price and a number of people, and of those that the plain rule does.
#[test]
fn what_is_promised_of_real_budgets_holds() {
    const NTH: usize = 9;
    let Some(data) = data() else { return };
    let long = std::env::var("COVALUE_TEST_LONG").is_ok();
    let mut paths: Vec<PathBuf> = fs::read_dir(data.join("instances"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let (nth, effort) = if long {
        (1, 400_000_000)
    } else {
        (NTH, 20_000_000)
    };
    let add1_greedy = Completion {
        raise: Raise::UntilOverspend,
        greedy: true,
        integral: false,
    };
    let completions = [Completion::NONE, Completion::ADD1, add1_greedy];
    // By completion: left out, prices and numbers of people promised.
    let mut counted = [[0_usize; 3]; 3];
    for path in paths.into_iter().step_by(nth) {
        let instance = pabulib::read(&fs::read(&path).unwrap()).unwrap().instance;
        if instance.features().len() > 100 || instance.people() > 5_000 {
            continue;
        }
        for (completion, counted) in completions.into_iter().zip(&mut counted) {
            let [left_out, prices, joined] = counted;
            let shares = Shares {
                utility: Utility::Cost,
                ties: Ties::Fair { seed: 0 },
                completion,
            };
            let is_in = |instance: &Instance, feature: usize| {
                let mix = equal_shares(instance, shares.utility, shares.ties, completion);
                mix.selected.contains(&feature)
            };
            let selected =
                equal_shares(&instance, shares.utility, shares.ties, completion).selected;
            let out = (0..instance.features().len()).filter(|&f| instance.support(f) > 0);
            let out: Vec<usize> = out.filter(|f| !selected.contains(f)).collect();
            *left_out += out.len();
            for promise in shares.promises(&instance, &out, effort) {
                let f = promise.feature;
                if let Some(price) = promise.price {
                    *prices += 1;
                    let at = |price| is_in(&instance.with_cost(f, Money(price)).unwrap(), f);
                    assert!(
                        at(price.0) && !at(price.0 + 1),
                        "{}: {promise:?} {completion:?}",
                        path.display()
                    );
                }
                if let Some(joining) = promise.people {
                    *joined += 1;
                    let with = |people| {
                        let wish = (f, joining.points);
                        let more = instance.with_more_people(joining.party, people, wish);
                        is_in(&more.unwrap(), f)
                    };
                    assert!(
                        with(joining.people) && (joining.people == 1 || !with(joining.people - 1)),
                        "{}: {promise:?} {completion:?}",
                        path.display()
                    );
                }
            }
        }
    }
    let names = ["plain", "add1", "add1 and greedy"];
    for ([left_out, prices, joined], name) in counted.into_iter().zip(names) {
        println!(
            "{name}: {left_out} left out, {prices} prices and {joined} numbers of people, all true"
        );
    }
    let most = |[left_out, prices, joined]: [usize; 3]| prices.min(joined) * 10 >= left_out * 9;
    assert!(
        !long || counted[..2].iter().copied().all(most),
        "too little is promised"
    );
}
