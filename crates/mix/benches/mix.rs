//! In-process times of the rules on the reference instances: the rule alone, without reading.
//!
//! `cargo bench -p mix --bench mix [WORD…]` prints those whose name holds every word;
//! `-- figures` prints what is promised and reached. The environment says more:
//! `COVALUE_BENCH_PYTHON` is a Python with pabutools, to be run beside; `COVALUE_BENCH_COMMAND` is
//! the product's binary, for whole processes; `COVALUE_BENCH_LONG` adds what takes pabutools
//! many minutes and 10 GiB.

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
        integral: false,
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
    made_up_in(features, people, approvals, most_points, 1)
}

/// The same in a currency of which so many units are one of the other.
fn made_up_in(
    features: usize,
    people: usize,
    approvals: usize,
    most_points: u32,
    units: u64,
) -> Instance {
    let mut state: u64 = 1;
    let mut number = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let costs: Vec<u64> = (0..features)
        .map(|_| (1_000 + number(100_000)) * units)
        .collect();
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

/// What the promises say, as lines of `figure`, what, reached, promised.
mod figures {
    use super::*;
    use std::process::Command;

    fn figure(what: &str, reached: &str, promised: &str) {
        println!("figure\t{what}\t{reached}\t{promised}");
    }

    /// Processor seconds of one run: the mean over some seconds of them, since a machine shared with
    /// others is not always equally fast.
    #[allow(clippy::disallowed_methods)] // A benchmark is what a clock is for.
    fn seconds(mut run: impl FnMut()) -> f64 {
        run();
        let begun = Instant::now();
        let start = processor_seconds();
        let mut runs = 0;
        while runs < 3 || begun.elapsed() < Duration::from_secs(4) {
            run();
            runs += 1;
        }
        (processor_seconds() - start) / f64::from(runs)
    }

    #[allow(clippy::disallowed_methods)]
    fn processor_seconds() -> f64 {
        let status = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let nanoseconds = status.split_whitespace().next().map(str::parse::<f64>);
        nanoseconds.and_then(Result::ok).unwrap_or(f64::NAN) * 1e-9
    }

    /// One rule on one instance beside pabutools; the answers have to be the same.
    #[allow(clippy::disallowed_methods)]
    fn beside(python: &str, name: &str, add1: bool, promised: [&str; 2]) {
        let path = data().join(format!("{name}.pb"));
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let instance = mix::pabulib::read(&bytes)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
            .instance;
        let (raise, greedy) = match add1 {
            true => (Raise::UntilExhaustive, true),
            false => (Raise::No, false),
        };
        let completion = Completion {
            raise,
            greedy,
            integral: false,
        };
        let own = || equal_shares(&instance, Utility::Cost, TIES, completion);
        let before = seconds(|| drop(own()));
        let mut program = Command::new(python);
        program.arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/benches/pabutools_side.py"
        ));
        program.arg(&path).arg(if add1 { "add1" } else { "plain" });
        // The command as a person runs it, with an outlook on top of the rule.
        if let Ok(command) = std::env::var("COVALUE_BENCH_COMMAND") {
            let completion = if add1 {
                "add1-exhaustive,greedy"
            } else {
                "none"
            };
            program.arg(command).arg("mix").arg(&path);
            program.args([
                "--ties",
                "reference",
                "--completion",
                completion,
                "--tries",
                "0",
            ]);
        }
        let output = program
            .output()
            .unwrap_or_else(|error| panic!("{program:?}: {error}"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let printed = String::from_utf8_lossy(&output.stdout);
        // A machine shared with others is not always equally fast.
        let seconds = (before + seconds(|| drop(own()))) / 2.0;
        let theirs: serde_json::Value = serde_json::from_str(&printed).expect("a line of JSON");
        let features = instance.features();
        let chosen = own()
            .selected
            .iter()
            .map(|&f| features[f].id.as_str().into())
            .collect();
        assert_eq!(
            theirs["selected"],
            serde_json::Value::Array(chosen),
            "{name}"
        );
        let size = format!("{name} ({} × {})", features.len(), instance.people());
        let what = if add1 {
            "Add1, then greedy"
        } else {
            "plain equal shares"
        };
        let rule_seconds = theirs["rule"].as_f64().unwrap_or(f64::NAN);
        let reached = format!(
            "{:.0} × ({:.3} ms beside {rule_seconds:.1} s)",
            rule_seconds / seconds,
            seconds * 1e3
        );
        figure(
            &format!("{what}, {size}: times pabutools, the rule alone"),
            &reached,
            promised[0],
        );
        if let Some(seconds) = theirs["ours"].as_f64() {
            let whole = theirs["whole"].as_f64().unwrap_or(f64::NAN);
            let reached = format!(
                "{:.0} × ({:.0} ms beside {whole:.1} s)",
                whole / seconds,
                seconds * 1e3
            );
            figure(
                &format!("{what}, {size}: times pabutools, the whole process"),
                &reached,
                promised[1],
            );
        }
    }

    /// The whole process of the command beside a program that only reads and indexes.
    #[allow(clippy::disallowed_methods)]
    fn beside_floor(python: &str, name: &str) {
        let (Ok(command), Ok(own)) = (
            std::env::var("COVALUE_BENCH_COMMAND"),
            std::env::current_exe(),
        ) else {
            return;
        };
        let path = data().join(format!("{name}.pb"));
        let side = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/pabutools_side.py");
        let mut program = Command::new(python);
        program.arg(side).arg(&path).arg("floor").arg(own);
        program.arg(command).arg("mix").arg(&path);
        program.args([
            "--ties",
            "reference",
            "--completion",
            "none",
            "--tries",
            "0",
        ]);
        let output = program
            .output()
            .unwrap_or_else(|error| panic!("{program:?}: {error}"));
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let number = |key: &str| said[key].as_f64().unwrap_or(f64::NAN);
        figure(
            &format!("the whole process, {name}: times a pass that only reads and indexes"),
            &format!(
                "{:.1} × ({:.1} ms beside {:.1} ms); memory {:.1} × ({:.0} MiB)",
                number("ours") / number("floor"),
                number("ours") * 1e3,
                number("floor") * 1e3,
                number("ours_kib") / number("floor_kib"),
                number("ours_kib") / 1024.0
            ),
            "≤ 2 ×, memory ≤ 1.5 ×",
        );
    }

    #[allow(clippy::disallowed_methods)]
    fn memory_mib() -> f64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        number.unwrap_or(f64::NAN) / 1024.0
    }

    #[allow(clippy::disallowed_methods)]
    pub(super) fn print() {
        for people in [1_000, 10_000, 100_000, 1_000_000] {
            let start = processor_seconds();
            let instance = made_up(500, people, 8, 1);
            let built = processor_seconds() - start;
            let run = seconds(|| {
                drop(equal_shares(
                    &instance,
                    Utility::Cost,
                    TIES,
                    Completion::NONE,
                ))
            });
            let promised = if people == 1_000_000 {
                "< 3 s, < 2 GiB"
            } else {
                "–"
            };
            figure(
                &format!("500 features × {people} people, 8 wishes each"),
                &format!(
                    "{:.1} ms, {:.1} s with building it; {:.0} MiB at most so far",
                    run * 1e3,
                    built + run,
                    memory_mib()
                ),
                promised,
            );
        }
        let slider = made_up(200, 10_000, 60, 90);
        for utility in [Utility::Cost, Utility::Points] {
            let seconds = seconds(|| drop(equal_shares(&slider, utility, TIES, Completion::NONE)));
            let what = format!("slider: 200 features × 10,000 people, 60 wishes each, {utility:?}");
            figure(
                &what,
                &format!("{:.0} answers/s", 1.0 / seconds),
                "≥ 60 answers/s",
            );
        }
        if !data().is_dir() {
            return;
        }
        let hungarian = "Hungary_Budapest_2025_VIII_Jozsefvaros";
        let bytes = std::fs::read(data().join(format!("{hungarian}.pb"))).unwrap_or_default();
        let instance = mix::pabulib::read(&bytes)
            .unwrap_or_else(|e| panic!("{e}"))
            .instance;
        for units in [1, 1_000] {
            let few = made_up_in(500, 1_000, 8, 1, units);
            let run = seconds(|| drop(equal_shares(&few, Utility::Cost, TIES, Completion::ADD1)));
            figure(
                &format!("Add1 where few people meet many steps: 500 × 1,000, amounts × {units}"),
                &format!("{:.2} s", run),
                "≤ 0.2 s",
            );
        }
        let by = |search| {
            move |instance: &Instance| {
                equal_shares_by(instance, Utility::Cost, TIES, Completion::ADD1, search)
            }
        };
        let jumping = seconds(|| drop(by(Search::Parametric)(&instance)));
        let start = processor_seconds();
        let stepped = by(Search::Stepping)(&instance);
        let stepping = processor_seconds() - start;
        assert_eq!(stepped, by(Search::Parametric)(&instance));
        figure(
            "Add1 in forints, Józsefváros 2025: jumps against every step",
            &format!("{:.0} × ({:.1} ms)", stepping / jumping, jumping * 1e3),
            "≥ 100 × a program that steps",
        );
        let Ok(python) = std::env::var("COVALUE_BENCH_PYTHON") else {
            return;
        };
        beside_floor(&python, "Poland_Warszawa_2026");
        beside(
            &python,
            "Poland_Warszawa_2026",
            false,
            ["≥ 10,000 ×", "≥ 500 ×"],
        );
        beside(
            &python,
            "Poland_Warszawa_2021_Praga-Polnoc",
            true,
            ["–", "–"],
        );
        if std::env::var("COVALUE_BENCH_LONG").is_ok() {
            beside(
                &python,
                "Poland_Warszawa_2026",
                true,
                ["≥ 5,000 ×", "≥ 500 ×"],
            );
        }
    }
}

/// The least that any program does with a Pabulib file: reads it, splits its votes, finds each id, and
/// puts votes in order by voter and by project. A process of its own, to be measured beside the command.
mod floor {
    use std::collections::BTreeMap;

    #[allow(clippy::disallowed_methods)]
    pub(super) fn run(path: &str) {
        let bytes = std::fs::read(path).unwrap_or_default();
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
        let (mut start, mut item): (Vec<u32>, Vec<u32>) = (vec![0], Vec::new());
        let (mut section, mut column) = ("", usize::MAX);
        // Short ids are looked up by their bytes, in a table: one look each.
        let mut slots: Vec<(u64, u32)> = Vec::new();
        let word = |id: &[u8]| {
            id.iter()
                .fold(1u64, |word, &byte| word << 8 | u64::from(byte))
        };
        let place = |word: u64| (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize;
        for line in text.lines() {
            match line {
                "META" | "PROJECTS" | "VOTES" => {
                    (section, column) = (line, usize::MAX);
                    if line == "VOTES" {
                        slots.resize(1 << 16, (0, 0));
                        for (id, &at) in &ids {
                            let mut slot = place(word(id.as_bytes()));
                            while slots[slot].0 != 0 {
                                slot = (slot + 1) & 0xffff;
                            }
                            slots[slot] = (word(id.as_bytes()), at);
                        }
                    }
                }
                _ if section == "PROJECTS" && column == usize::MAX => column = 0,
                _ if section == "PROJECTS" => {
                    let at = ids.len() as u32;
                    ids.insert(line.split(';').next().unwrap_or_default(), at);
                }
                _ if section == "VOTES" && column == usize::MAX => {
                    column = line.split(';').position(|name| name == "vote").unwrap_or(1);
                }
                _ if section == "VOTES" => {
                    let vote = line.split(';').nth(column).unwrap_or_default();
                    for id in vote.as_bytes().split(|&byte| byte == b',') {
                        let wanted = word(id);
                        let mut slot = place(wanted);
                        while slots[slot].0 != wanted && slots[slot].0 != 0 {
                            slot = (slot + 1) & 0xffff;
                        }
                        item.push(slots[slot].1);
                    }
                    start.push(item.len() as u32);
                }
                _ => {}
            }
        }
        let mut turned = vec![0u32; ids.len() + 1];
        item.iter().for_each(|&at| turned[at as usize + 1] += 1);
        for at in 0..ids.len() {
            turned[at + 1] += turned[at];
        }
        let mut supporters = vec![0u32; item.len()];
        for (voter, range) in start.windows(2).enumerate() {
            for &at in &item[range[0] as usize..range[1] as usize] {
                supporters[turned[at as usize] as usize] = voter as u32;
                turned[at as usize] += 1;
            }
        }
        println!(
            "{} {}",
            start.len() - 1,
            supporters.iter().map(|&s| u64::from(s)).sum::<u64>()
        );
    }
}

fn data() -> PathBuf {
    let shared = std::env::var_os("COVALUE_SHARED").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    shared.unwrap_or_else(beside).join("data/mix/instances")
}

#[allow(clippy::disallowed_methods)] // A benchmark reads its data.
fn main() {
    let mut words = std::env::args().skip(1);
    if let (Some("floor"), Some(path)) = (words.next().as_deref(), words.next()) {
        return floor::run(&path);
    }
    if std::env::args().any(|word| word == "figures") {
        return figures::print();
    }
    let data = data();
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
    for units in [1, 1_000, 1_000_000] {
        let instance = made_up_in(500, 1_000, 8, 1, units);
        measure(
            &format!("made up (500×1000) add1, amounts × {units}"),
            || {
                drop(equal_shares(
                    &instance,
                    Utility::Cost,
                    TIES,
                    Completion::ADD1,
                ))
            },
        );
    }
    let slider = made_up(200, 10_000, 60, 90);
    for utility in [Utility::Cost, Utility::Points] {
        measure(
            &format!("slider (200×10000, sixty each) equal shares {utility:?}"),
            || drop(equal_shares(&slider, utility, TIES, Completion::NONE)),
        );
    }
}
