//! Times the tests and charts on one core: `cargo bench -p trend`.
//!
//! Prints each figure on a line. With `COVALUE_BENCH_PYTHON`, a Python with `ruptures`, the same is done there
//! in the same run, and compared.
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock and runs programs.

use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use trend::draws::Draws;
use trend::{chart, different_people, pelt, same_people, several_moments};

/// A fixed sequence of numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Ratings from 0 to 10, mostly in the middle.
    fn ratings(&mut self, count: usize) -> Vec<i32> {
        let rating = |_| (self.below(6) + self.below(6)) as i32;
        (0..count).map(rating).collect()
    }
}

fn main() {
    let mut numbers = Numbers(1);
    let draws = Draws::from_seed(1);
    let (before, after) = (numbers.ratings(200), numbers.ratings(200));
    let pairs = before.iter().zip(&after);
    let moves: Vec<i64> = pairs
        .map(|(before, after)| i64::from(after - before))
        .collect();
    let rows: Vec<Vec<Option<i32>>> = (0..200)
        .map(|_| numbers.ratings(6).into_iter().map(Some).collect())
        .collect();
    // Answers of yes and no, whose share falls at one place and rises at another: nothing can be forgotten
    // early, as in a year of real ones.
    let share = |at: usize| if (300..550).contains(&at) { 35 } else { 60 };
    let answers: Vec<f64> = (0..780)
        .map(|at| f64::from(u8::from(numbers.below(100) < share(at))))
        .collect();
    let penalty = 3.0 * 0.24 * (answers.len() as f64).ln();
    let series: Vec<Option<f64>> = answers.iter().copied().map(Some).collect();

    let sign_flip = time(|| same_people::chance(black_box(&moves), draws));
    let cutting = time(|| pelt::changes(black_box(&answers), penalty, 2));
    let mid_ranks =
        time(|| different_people::chance(black_box(&before[..100]), &after[..100], draws));
    let splits = time(|| several_moments::find(black_box(&rows), draws));
    let explained = time(|| chart::explain(black_box(&series)));

    let asked = json!({ "moves": moves, "readings": answers, "penalty": penalty, "least": 2 });
    if let Some(theirs) = beside(&asked) {
        assert_eq!(
            theirs["chance"],
            same_people::chance(&moves, draws).to_string()
        );
        let mut ours = pelt::changes(&answers, penalty, 2);
        ours.push(answers.len());
        assert_eq!(
            theirs["breakpoints"],
            json!(ours),
            "not the same breakpoints"
        );
        compare(
            "sign-flip, 200 people: times plain Python",
            sign_flip,
            &theirs["sign_flip"],
            20,
        );
        compare(
            "PELT, 780 readings: times ruptures Pelt(l2), the same breakpoints",
            cutting,
            &theirs["pelt"],
            1000,
        );
    }
    let milliseconds = |time: Duration| format!("{:.3} ms", time.as_secs_f64() * 1e3);
    for (what, time) in [
        ("sign-flip, 200 people", sign_flip),
        ("mid-ranks, 100 against 100 people, counted", mid_ranks),
        (
            "several moments, 200 people at 6, 9,999 relabellings drawn",
            splits,
        ),
        ("PELT, 780 readings", cutting),
        ("the explained chart of 780 readings", explained),
    ] {
        figure(what, &milliseconds(time), "–");
    }
}

fn compare(what: &str, ours: Duration, theirs: &Value, promised: u64) {
    let theirs = theirs.as_f64().expect("seconds");
    let reached = format!(
        "{:.0} × ({:.3} ms beside {:.1} ms)",
        theirs / ours.as_secs_f64(),
        ours.as_secs_f64() * 1e3,
        theirs * 1e3
    );
    figure(what, &reached, &format!("≥ {promised} ×"));
}

fn figure(what: &str, reached: &str, promised: &str) {
    println!("figure\t{what}\t{reached}\t{promised}");
}

/// The middle one of many runs, a second's worth: the machine is shared.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    let begun = Instant::now();
    let mut times = Vec::new();
    while times.len() < 5 || begun.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times[times.len() / 2]
}

/// The other side's answers and times, where there is a Python to ask.
fn beside(asked: &Value) -> Option<Value> {
    let python = std::env::var_os("COVALUE_BENCH_PYTHON")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/python_side.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(asked.to_string().as_bytes())
        .expect("Python reads");
    drop(input);
    let answer = child.wait_with_output().expect("Python ends");
    assert!(answer.status.success(), "the Python side failed");
    Some(serde_json::from_slice(&answer.stdout).expect("JSON"))
}
