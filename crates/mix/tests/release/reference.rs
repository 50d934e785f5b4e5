//! The reference answers, when they are at hand.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use mix::release::{Instance, Rounding, best, frontier, read};

/// Where the reference data is, if it is; says so if it is not.
fn data() -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/release");
    if data.is_dir() {
        return Some(data);
    }
    println!("skipped: there is no reference data at {}", data.display());
    None
}

fn instance(data: &Path, name: &str) -> Instance {
    let path = data.join(format!("instances/{name}.txt"));
    read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_reference_optimum_is_found_and_proven() {
    let Some(data) = data() else { return };
    let answers = std::fs::read_to_string(data.join("answers.json")).unwrap();
    let answers: serde_json::Value = serde_json::from_str(&answers).unwrap();
    let mut compared = 0;
    for answer in answers["results"].as_array().unwrap() {
        let name = answer["instance"].as_str().unwrap();
        let instance = instance(&data, name);
        let ratio = answer["ratio"].to_string().parse().unwrap();
        let mut solved = None;
        for (rounding, key) in [
            (Rounding::Floor, "floor"),
            (Rounding::Ceil, "ceil"),
            (Rounding::HalfUp, "round_half_up"),
        ] {
            let budget = instance.budget(ratio, rounding);
            assert_eq!(
                answer[format!("budget_{key}")],
                budget,
                "{name} {ratio:?} {key}"
            );
            if solved.as_ref().is_none_or(|&(at, _)| at != budget) {
                let answer = best(&instance, budget, &mut |_| ControlFlow::Continue(()));
                solved = Some((budget, answer));
            }
            let (_, found) = solved.as_ref().unwrap();
            assert!(found.proven, "{name} {ratio:?} {key}");
            assert!(found.plan.cost <= budget, "{name} {ratio:?} {key}");
            assert_eq!(
                answer[format!("value_{key}")],
                found.plan.value,
                "{name} {ratio:?} {key}"
            );
            compared += 1;
        }
    }
    println!("{compared} reference optima compared");
}

#[test]
fn hard_instance_stopped_early_tells_the_gap() {
    let Some(data) = data() else { return };
    let instance = instance(&data, "nrp2");
    let budget = instance.budget("0.3".parse().unwrap(), Rounding::Floor);
    let mut calls = 0;
    let answer = best(&instance, budget, &mut |_| {
        calls += 1;
        if calls == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(!answer.proven);
    assert!(
        answer.plan.value <= 4970 && 4970 <= answer.bound,
        "{} … {}",
        answer.plan.value,
        answer.bound
    );
    assert!(
        answer.plan.value >= 4700,
        "a plan worth little: {}",
        answer.plan.value
    );
    assert!(
        answer.bound <= 5230,
        "worse than the linear relaxation: {}",
        answer.bound
    );
}

#[test]
fn frontiers_have_as_many_plans_as_the_reference() {
    let Some(data) = data() else { return };
    assert_eq!(frontier(&instance(&data, "nrp1")).len(), 27);
    assert_eq!(frontier(&instance(&data, "nrp2")).len(), 70);
}

#[test]
fn examples_with_remarks_are_read() {
    let Some(data) = data() else { return };
    let classic = instance(&data, "classic-nrp-example");
    assert_eq!(
        (
            classic.features(),
            classic.dependencies(),
            classic.customers()
        ),
        (140, 97, 100)
    );
    let realistic = instance(&data, "realistic-nrp-example");
    assert_eq!((realistic.features(), realistic.customers()), (2246, 294));
}
