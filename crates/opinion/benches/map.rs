//! What the map takes, beside red-dwarf.
//!
//! `cargo bench -p opinion --bench map` prints what is promised and reached as lines of `figure`, what,
//! reached, promised. The environment says more: `COVALUE_BENCH_PYTHON` is a Python with red-dwarf,
//! to be run beside; `COVALUE_BENCH_COMMAND` is the product's binary, for whole processes.

// A benchmark is what a clock is for, and it reads its data.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use opinion::live::Live;
use opinion::map::{Map, Options};
use opinion::polis;
use opinion::votes::{Vote, Votes, VotesBuilder};
use opinion::workers::Workers;

fn figure(what: &str, reached: &str, promised: &str) {
    println!("figure\t{what}\t{reached}\t{promised}");
}

/// Processor seconds of one run: the mean over some seconds of them, since a machine shared with
/// others is not always equally fast.
fn seconds(mut run: impl FnMut()) -> f64 {
    run();
    let begun = Instant::now();
    let start = processor_seconds();
    let mut runs = 0;
    while runs < 3 || begun.elapsed() < Duration::from_secs(2) {
        run();
        runs += 1;
    }
    (processor_seconds() - start) / f64::from(runs)
}

fn processor_seconds() -> f64 {
    let status = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = status.split_whitespace().next().map(str::parse::<f64>);
    nanoseconds.and_then(Result::ok).unwrap_or(f64::NAN) * 1e-9
}

fn memory_gib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    number.unwrap_or(f64::NAN) / f64::from(1 << 20)
}

/// A vote in memory, as the reference is given them, too.
type Ballot = (u64, u64, Vote);

fn ballots(votes: &Votes) -> Vec<Ballot> {
    let mut ballots = Vec::with_capacity(votes.len());
    for (at, &person) in votes.people().iter().enumerate() {
        for (statement, vote) in votes.of(at) {
            ballots.push((person, votes.statements()[statement], vote));
        }
    }
    ballots
}

fn built(ballots: impl Iterator<Item = Ballot>) -> Votes {
    let mut draft = VotesBuilder::default();
    for (person, statement, vote) in ballots {
        draft.vote(person, statement, vote, 0);
    }
    draft.build()
}

/// Votes of three camps by a fixed sequence of numbers: each person votes on so many statements drawn
/// from all of them, mostly as their camp does.
fn made_up(people: u64, statements: u64, each: u64) -> impl Iterator<Item = Ballot> {
    let mut state: u64 = 1;
    let mut number = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let views: Vec<usize> = (0..3 * statements).map(|_| number(3) as usize).collect();
    (0..people * each).map(move |at| {
        let person = at / each;
        let statement = number(statements);
        let view = match number(3) {
            0 => number(3) as usize,
            _ => views[(person % 3 * statements + statement) as usize],
        };
        (person, statement, Vote::ALL[view])
    })
}

/// One conversation beside red-dwarf; people have to be in the same groups.
fn beside(python: &str, name: &str, path: &Path, excluded: &[u64], promised: [&str; 3]) {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let votes = polis::votes(&bytes[..]).unwrap_or_else(|error| panic!("{name}: {error}"));
    let ballots = ballots(&votes);
    let options = Options {
        excluded: excluded.iter().copied().collect(),
        ..Options::reference()
    };
    let own = || {
        let votes = built(ballots.iter().copied());
        let map = Map::draw(&votes, &options, None).unwrap_or_else(|error| panic!("{error}"));
        // The reference works these out with every map, too.
        (map.majorities(), map.common_ground(), map)
    };
    let before = seconds(|| drop(own()));
    let listed: Vec<String> = excluded.iter().map(u64::to_string).collect();
    let listed = if listed.is_empty() {
        "-".to_owned()
    } else {
        listed.join(",")
    };
    let mut program = Command::new(python);
    for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
        program.env(threads, "1");
    }
    program.arg(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/benches/reddwarf_side.py"
    ));
    program.arg(path).arg(&listed);
    if let Ok(command) = std::env::var("COVALUE_BENCH_COMMAND") {
        program.arg(command).arg("map").arg(path);
        program.args(["--seeding", "reference", "--threads", "1"]);
        if !excluded.is_empty() {
            program.arg("--exclude").arg(&listed);
        }
    }
    let output = program
        .output()
        .unwrap_or_else(|error| panic!("{program:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let printed = String::from_utf8_lossy(&output.stdout);
    let theirs: serde_json::Value = serde_json::from_str(&printed).expect("a line of JSON");
    let seconds_own = f64::midpoint(before, seconds(|| drop(own())));
    let map = own().2;
    for (person, group) in map.people.iter().zip(&map.group_of) {
        let theirs = theirs["groups"][person.to_string()].as_u64();
        assert_eq!(theirs, group.map(u64::from), "{name}: person {person}");
    }
    let size = format!(
        "{name} ({} people × {} statements, {} votes)",
        votes.people().len(),
        votes.statements().len(),
        votes.len()
    );
    let reference = theirs["map"].as_f64().unwrap_or(f64::NAN);
    let ratio = |theirs: f64, own: f64| {
        format!(
            "{:.0} × ({:.3} ms beside {theirs:.3} s)",
            theirs / own,
            own * 1e3
        )
    };
    let what = format!("{size}: times red-dwarf, votes in memory to map");
    figure(&what, &ratio(reference, seconds_own), promised[0]);
    if let (Some(own), Some(whole)) = (theirs["ours"].as_f64(), theirs["whole"].as_f64()) {
        let what = format!("{size}: times red-dwarf, the whole process");
        figure(&what, &ratio(whole, own), promised[1]);
    }
    let own = one_more(&votes, excluded);
    let what = format!("{size}: one more vote, times red-dwarf starting over");
    figure(&what, &ratio(reference, own), promised[2]);
}

/// Seconds of one more vote in a living map.
fn one_more(votes: &Votes, excluded: &[u64]) -> f64 {
    let options = Options {
        excluded: excluded.iter().copied().collect(),
        resamples: 0,
        ..Options::default()
    };
    let map = Map::draw(votes, &options, None).unwrap_or_else(|error| panic!("{error}"));
    let mut live = Live::begin(votes, &options, map.start());
    let kept: Vec<Ballot> = ballots(live.votes());
    let mut at = 0;
    seconds(|| {
        // Somebody changes their mind.
        at = (at + 7_919) % kept.len();
        let (person, statement, vote) = kept[at];
        let other = Vote::ALL[(vote as usize + at) % 3];
        live.vote(person, statement, other);
    })
}

fn large() {
    let begun = Instant::now();
    let votes = built(made_up(1_000_000, 1_000, 52));
    let gathered = begun.elapsed().as_secs_f64();
    let workers = Workers(std::thread::available_parallelism().map_or(1, usize::from));
    let options = Options {
        workers,
        ..Options::default()
    };
    let begun = Instant::now();
    let map = Map::draw(&votes, &options, None).unwrap_or_else(|error| panic!("{error}"));
    let drawn = begun.elapsed().as_secs_f64();
    figure(
        &format!(
            "1,000,000 people × 1,000 statements, {} votes, {} groups",
            votes.len(),
            map.k()
        ),
        &format!(
            "{:.1} s by the clock ({gathered:.1} s gathering votes, {drawn:.1} s the map with how firm \
             groups are), {:.1} GiB",
            gathered + drawn,
            memory_gib()
        ),
        "< 20 s, < 4 GiB",
    );
}

fn main() {
    if std::env::var("COVALUE_BENCH_SMALL").is_err() {
        large();
    }
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/opinion");
    let Ok(python) = std::env::var("COVALUE_BENCH_PYTHON") else {
        return;
    };
    for (name, promised) in [
        ("15-per-hour-seattle", ["≥ 200 ×", "≥ 150 ×", "–"]),
        ("scoop-hivemind.freshwater", ["≥ 200 ×", "≥ 150 ×", "–"]),
        ("scoop-hivemind.ubi", ["≥ 200 ×", "≥ 150 ×", "–"]),
        ("vtaiwan.uberx", ["≥ 50 ×", "≥ 150 ×", "≥ 1,000 ×"]),
    ] {
        let folder = data.join("conversations").join(name);
        if !folder.is_dir() {
            println!("no reference data at {}: not measured", folder.display());
            continue;
        }
        let comments = fs::read(folder.join("comments.csv")).unwrap_or_default();
        let comments = polis::comments(&comments[..]).unwrap_or_else(|error| panic!("{error}"));
        let out: Vec<u64> = comments
            .iter()
            .filter(|of| of.is_out)
            .map(|of| of.id)
            .collect();
        beside(&python, name, &folder.join("votes.csv"), &out, promised);
    }
    let path = std::env::temp_dir().join(format!("covalue-bench-{}.csv", std::process::id()));
    let mut text = "timestamp,comment-id,voter-id,vote\n".to_owned();
    for (person, statement, vote) in ballots(&built(made_up(10_000, 400, 36))) {
        let _ = writeln!(text, "1,{statement},{person},{}", vote as i8 - 1);
    }
    fs::write(&path, text).expect("a place for a file");
    let promised = ["≥ 50 ×", "≥ 150 ×", "≥ 1,000 ×"];
    beside(&python, "made up", &path, &[], promised);
    fs::remove_file(&path).expect("the file is still there");
}
