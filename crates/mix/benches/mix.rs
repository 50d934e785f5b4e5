//! In-process times of the rules on the reference instances: the rule alone, without reading.
//!
//! `cargo bench -p mix --bench mix`; prints so and stops when the reference data is not there.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use mix::greedy::greedy;
use mix::instance::{Draft, Instance, Utility};
use mix::money::Money;
use mix::most_value::most_value;
use mix::phragmen::phragmen;
use mix::shares::{Completion, Raise, Search, equal_shares, equal_shares_by};
use mix::ties::Ties;

const TIES: Ties = Ties::Reference;

/// The shortest of several runs, at least a second's worth or five.
#[allow(clippy::disallowed_methods)] // A benchmark is what a clock is for.
fn time(mut run: impl FnMut()) -> Duration {
    let mut best = Duration::MAX;
    let begun = Instant::now();
    let mut runs = 0;
    while runs < 5 || (begun.elapsed() < Duration::from_secs(1) && runs < 200) {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
        runs += 1;
        if begun.elapsed() > Duration::from_secs(10) {
            break;
        }
    }
    best
}

/// Measures what the command line's words ask for (everything, without any).
fn measure(what: &str, run: impl FnMut()) {
    let mut words = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"));
    if words.all(|word| what.contains(&word)) {
        println!("{what:<72} {:>12.3} ms", time(run).as_secs_f64() * 1e3);
    }
}

fn rules(name: &str, instance: &Instance) {
    let people = instance.people();
    let label = |rule: &str| format!("{name} ({}×{people}) {rule}", instance.features().len());
    let shares = |completion, search| {
        let mix = equal_shares_by(instance, Utility::Cost, TIES, completion, search);
        assert!(instance.cost(&mix.selected) <= instance.budget());
    };
    measure(&label("equal shares"), || {
        shares(Completion::NONE, Search::Parametric)
    });
    measure(&label("equal shares, add1"), || {
        shares(Completion::ADD1, Search::Parametric)
    });
    let exhaustive = Completion {
        raise: Raise::UntilExhaustive,
        greedy: true,
    };
    measure(&label("equal shares, add1-exhaustive,greedy"), || {
        shares(exhaustive, Search::Parametric)
    });
    measure(&label("greedy"), || {
        drop(greedy(instance, Utility::Cost, TIES))
    });
    measure(&label("phragmen"), || drop(phragmen(instance, TIES)));
    measure(&label("most value"), || {
        drop(most_value(instance, Utility::Cost, 50_000_000))
    });
    if std::env::args().any(|a| a == "--stepping") {
        measure(&label("equal shares, add1, stepping"), || {
            shares(Completion::ADD1, Search::Stepping)
        });
    }
}

/// A made-up instance: `approvals` of `features` per person, by a fixed sequence of numbers.
fn made_up(features: usize, people: usize, approvals: usize, most_points: u32) -> Instance {
    let mut state: u64 = 1;
    let mut number = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let costs: Vec<u64> = (0..features).map(|_| 1_000 + number(100_000)).collect();
    let mut draft = Draft::new(Money(costs.iter().sum::<u64>() / 3), 0);
    for (at, &cost) in costs.iter().enumerate() {
        draft.feature(&at.to_string(), "", Money(cost));
    }
    let parties: Vec<usize> = (0..3)
        .map(|at| draft.party(&format!("party {at}"), 1))
        .collect();
    let mut entries = Vec::new();
    for person in 0..people {
        entries.clear();
        for _ in 0..approvals {
            // Some features are more popular than others.
            let feature = number(features as u64).min(number(features as u64)) as usize;
            entries.push((feature, 1 + number(u64::from(most_points)) as u32));
        }
        draft.ballot(parties[person % 3], 1, &entries);
    }
    draft.build().unwrap_or_else(|error| panic!("{error}"))
}

#[allow(clippy::disallowed_methods)] // A benchmark reads its data.
fn main() {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/mix/instances");
    if data.is_dir() {
        for name in [
            "Poland_Swiecie_2023",
            "Poland_Warszawa_2021_Praga-Polnoc",
            "Hungary_Budapest_2025_VIII_Jozsefvaros",
            "Poland_Warszawa_2026",
        ] {
            let bytes = std::fs::read(data.join(format!("{name}.pb"))).unwrap_or_default();
            let reading =
                mix::pabulib::read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            measure(&format!("{name} reading"), || {
                drop(mix::pabulib::read(&bytes))
            });
            rules(name, &reading.instance);
        }
    } else {
        println!("no reference data at {}", data.display());
    }
    if std::env::args()
        .skip(1)
        .any(|word| word.starts_with("Poland") || word.starts_with("Hungary"))
    {
        return;
    }
    for people in [1_000, 10_000, 100_000, 1_000_000] {
        let instance = made_up(500, people, 8, 1);
        measure(&format!("made up (500×{people}) equal shares"), || {
            drop(equal_shares(
                &instance,
                Utility::Cost,
                TIES,
                Completion::NONE,
            ))
        });
    }
    let slider = made_up(200, 10_000, 60, 90);
    for utility in [Utility::Cost, Utility::Points] {
        measure(
            &format!("slider (200×10000, sixty each) equal shares {utility:?}"),
            || drop(equal_shares(&slider, utility, TIES, Completion::NONE)),
        );
    }
}
