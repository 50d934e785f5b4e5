//! Times the supported frontier and the proven optimum on the reference
//! instances, on one core: `cargo bench -p mix --bench release [NAME…]`.
//!
//! Prints one line per instance and budget, with the reference solver's own
//! seconds where the reference answers name them. With `-- figures` and
//! `COVALUE_BENCH_PYTHON`, a Python with `highspy` and `ortools`, it runs those
//! beside and prints what is promised and reached.
#![allow(clippy::disallowed_methods)] // a benchmark reads files and the clock

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use mix::release::{Instance, Rounding, best, frontier, read};

/// A single answer may take this many seconds.
const LIMIT: f64 = 60.0;

fn main() {
    let data = data_folder();
    let Ok(answers) = std::fs::read_to_string(data.join("answers.json")) else {
        println!(
            "no reference data at {}: nothing to measure",
            data.display()
        );
        return;
    };
    let answers: serde_json::Value = serde_json::from_str(&answers).expect("answers are JSON");
    if std::env::args().any(|word| word == "figures") {
        return figures(&data, &answers);
    }
    let names: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    if names.is_empty() {
        let text = as_large_as_nrp4();
        time_frontier("made-up", &text, &read(&text).expect("a valid instance"));
    }
    let mut last = String::new();
    for answer in answers["results"].as_array().expect("results") {
        let name = answer["instance"].as_str().expect("a name");
        if !names.is_empty() && !names.iter().any(|wanted| wanted == name) {
            continue;
        }
        let text = std::fs::read_to_string(data.join(format!("instances/{name}.txt")))
            .expect("the instance");
        let instance = read(&text).expect("a valid instance");
        if last != name {
            last = name.to_owned();
            time_frontier(name, &text, &instance);
        }
        time_best(name, answer, &instance);
    }
}

/// An instance of the size of nrp4, which is not among the reference data:
/// five levels, costs rising with the level, each feature needed by up to eight
/// of the next level, customers with one to five requests.
fn as_large_as_nrp4() -> String {
    let mut state = 1_u64;
    let mut pick = |from: u64, to: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        from + (state >> 33) % (to - from + 1)
    };
    let levels = [
        (250, 1, 5),
        (500, 2, 7),
        (750, 3, 9),
        (1000, 4, 10),
        (750, 5, 15),
    ];
    let children = [8, 6, 4, 2];
    let mut text = format!("{}\n", levels.len());
    for (features, cheapest, dearest) in levels {
        text += &format!("{features}\n");
        (0..features).for_each(|_| text += &format!("{} ", pick(cheapest, dearest)));
        text += "\n";
    }
    let mut lines = Vec::new();
    let mut first = 1;
    for (pair, most) in levels.windows(2).zip(children) {
        let next = first + pair[0].0;
        for feature in first..next {
            for _ in 0..pick(0, most) {
                lines.push(format!("{feature} {}\n", pick(next, next + pair[1].0 - 1)));
            }
        }
        first = next;
    }
    text += &format!("{}\n{}750\n", lines.len(), lines.concat());
    for _ in 0..750 {
        let requests = pick(1, 5);
        text += &format!("{} {requests}", pick(10, 50));
        (0..requests).for_each(|_| text += &format!(" {}", pick(1, 3250)));
        text += "\n";
    }
    text
}

fn data_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/release")
}

fn time_frontier(name: &str, text: &str, instance: &Instance) {
    let reading = mean(|| read(text).is_ok());
    let mut plans = 0;
    let seconds = mean(|| {
        plans = frontier(instance).len();
        true
    });
    println!(
        "{name:8} frontier {plans:4} plans {:9.3} ms   reading {:.3} ms",
        seconds * 1e3,
        reading * 1e3
    );
}

fn time_best(name: &str, answer: &serde_json::Value, instance: &Instance) {
    let ratio = answer["ratio"].to_string();
    let budget = instance.budget(ratio.parse().expect("a ratio"), Rounding::Floor);
    let solve = || {
        let clock = Clock::start();
        best(instance, budget, &mut |_| {
            if clock.seconds() > LIMIT {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
    };
    let clock = Clock::start();
    let found = solve();
    let mut seconds = clock.seconds();
    if seconds < 0.2 {
        seconds = mean(|| solve() == found);
    }
    let reference = answer["mip_cpu_s"].as_f64().unwrap_or(f64::NAN);
    println!(
        "{name:8} {ratio} value {:6} of {:6} bound {:6} {} {:7} nodes {:9.3} ms   reference {:9.1} ms   ratio {:7.1}",
        found.plan.value,
        answer["value_floor"],
        found.bound,
        if found.proven { "proven" } else { "open  " },
        found.nodes,
        seconds * 1e3,
        reference * 1e3,
        reference / seconds,
    );
}

fn figure(what: &str, reached: &str, promised: &str) {
    println!("figure\t{what}\t{reached}\t{promised}");
}

/// Both sides in one run; the references' seconds are those of the solver alone.
fn figures(data: &Path, answers: &serde_json::Value) {
    let python = std::env::var("COVALUE_BENCH_PYTHON").ok();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/release_side.py");
    let theirs = |words: &[&str]| -> Option<serde_json::Value> {
        let output = std::process::Command::new(python.as_ref()?)
            .arg(script)
            .args(words)
            .output()
            .expect("the reference runs");
        let printed = String::from_utf8_lossy(&output.stdout);
        serde_json::from_str(printed.lines().last()?).ok()
    };
    let made = std::env::temp_dir().join(format!("covalue-bench-{}.txt", std::process::id()));
    std::fs::write(&made, as_large_as_nrp4()).expect("a temporary file");
    let nrp3 = data.join("instances/nrp3.txt");
    for (name, path) in [("as large as nrp4", &made), ("nrp3", &nrp3)] {
        let text = std::fs::read_to_string(path).expect("the instance");
        let instance = read(&text).expect("a valid instance");
        let plans = frontier(&instance).len();
        let seconds = mean(|| frontier(&instance).len() == plans);
        let promised = "≤ 40 ms, or ≥ 50 ×";
        let reached = match theirs(&["frontier", &path.to_string_lossy()]) {
            Some(side) => {
                assert_eq!(side["plans"], plans, "{name}");
                let cuts = side["seconds"].as_f64().unwrap_or(f64::NAN);
                format!(
                    "{:.1} ms; {:.0} × one OR-tools cut per step ({} cuts, {:.0} ms)",
                    seconds * 1e3,
                    cuts / seconds,
                    side["cuts"],
                    cuts * 1e3
                )
            }
            None => format!("{:.1} ms", seconds * 1e3),
        };
        figure(
            &format!("whole frontier, {name}, {plans} plans"),
            &reached,
            promised,
        );
    }
    std::fs::remove_file(&made).expect("the temporary file is there");
    let mut ratios = Vec::new();
    for answer in answers["results"].as_array().expect("results") {
        // Those that the reference needs long for are not what is promised.
        if answer["mip_cpu_s"]
            .as_f64()
            .is_none_or(|seconds| seconds > 2.0)
        {
            continue;
        }
        let name = answer["instance"].as_str().expect("a name");
        let path = data.join(format!("instances/{name}.txt"));
        let instance =
            read(&std::fs::read_to_string(&path).expect("the instance")).expect("a valid instance");
        let ratio = answer["ratio"].to_string();
        let budget = instance.budget(ratio.parse().expect("a ratio"), Rounding::Floor);
        let Some(side) = theirs(&["optimum", &path.to_string_lossy(), &budget.to_string()]) else {
            continue;
        };
        let solve = || best(&instance, budget, &mut |_| ControlFlow::Continue(()));
        let found = solve();
        assert!(
            found.proven && side["value"] == found.plan.value,
            "{name} {ratio}"
        );
        let seconds = mean(|| solve() == found);
        let highs = side["seconds"].as_f64().unwrap_or(f64::NAN);
        println!(
            "{name} {ratio}: {:.3} ms beside {:.1} ms",
            seconds * 1e3,
            highs * 1e3
        );
        if highs <= 1.0 {
            ratios.push((highs / seconds, format!("{name} at {ratio}")));
        }
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let (Some((least, which)), Some((middle, _))) =
        (ratios.first(), ratios.get(ratios.len() / 2))
    {
        let enough = ratios.iter().filter(|(ratio, _)| *ratio >= 5.0).count();
        figure(
            &format!(
                "proven optimum against HiGHS, median of {} that it solves within a second",
                ratios.len()
            ),
            &format!("{middle:.0} ×"),
            "≥ 5 ×",
        );
        figure(
            &format!("the least of them, {which}"),
            &format!("{least:.1} ×"),
            "≥ 5 ×",
        );
        figure(
            "how many of them at 5 × or more",
            &format!("{enough} of {}", ratios.len()),
            "all",
        );
    }
}

/// The mean of enough runs for the clock, in seconds.
fn mean(mut run: impl FnMut() -> bool) -> f64 {
    let clock = Clock::start();
    let mut runs = 0;
    while runs < 3 || clock.passing.elapsed().as_secs_f64() < 0.2 {
        assert!(run());
        runs += 1;
    }
    clock.seconds() / f64::from(runs)
}

/// This thread's processor time where the system tells it, else the time that
/// passes: a busy machine should not blur a ratio.
struct Clock {
    processor: Option<u64>,
    passing: Instant,
}

impl Clock {
    fn start() -> Self {
        Self {
            processor: processor_nanoseconds(),
            passing: Instant::now(),
        }
    }

    fn seconds(&self) -> f64 {
        match (self.processor, processor_nanoseconds()) {
            (Some(start), Some(now)) => (now - start) as f64 * 1e-9,
            _ => self.passing.elapsed().as_secs_f64(),
        }
    }
}

fn processor_nanoseconds() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok()
}
