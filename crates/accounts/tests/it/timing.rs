//! How long an answer takes tells nothing. Measured apart from the other tests, which would shake
//! it: `cargo test --release -p accounts -- --ignored --nocapture known_and_unknown`.

use std::time::Instant;

use database::Dialect;
use jiff::SignedDuration;

use crate::world::{World, at, refused};

const SAMPLES: usize = 500;
/// Beyond it a difference is taken for one (Welch's t, as in test vector leakage assessment).
const LIMIT: f64 = 4.5;

/// Samples in turn, so that whatever the machine does befalls both alike.
fn welch(mut first: impl FnMut(usize), mut second: impl FnMut(usize)) -> (f64, f64, f64) {
    let mut times = [Vec::new(), Vec::new()];
    for number in 0..SAMPLES {
        // Which goes first changes, so that neither always follows the other.
        for turn in [number % 2, 1 - number % 2] {
            let start = Instant::now();
            match turn {
                0 => first(number),
                _ => second(number),
            }
            times[turn].push(start.elapsed().as_secs_f64());
        }
    }
    let [(a, va), (b, vb)] = times.map(|times| {
        let count = times.len() as f64;
        let mean = times.iter().sum::<f64>() / count;
        let squares = times.iter().map(|time| (time - mean).powi(2));
        (mean, squares.sum::<f64>() / (count - 1.0) / count)
    });
    ((a - b) / (va + vb).sqrt(), a, b)
}

#[test]
#[ignore = "measures: run alone"]
fn known_and_unknown_addresses_take_equally_long() {
    let world = World::new(Dialect::Sqlite);
    let attempt = |email: &str, number: usize| {
        // Far enough apart that no limit comes in between, from ever other networks.
        let now = at(0) + SignedDuration::from_secs(100) * i32::try_from(number).unwrap();
        let [.., high, low] = number.to_be_bytes();
        let from: std::net::IpAddr = [198, 18, high, low].into();
        let outcome = world
            .accounts
            .sign_in(email, "wrong password", from, None, now);
        assert_eq!(refused(outcome).code(), "sign_in_failed");
    };
    let (t, known, unknown) = welch(
        |number| attempt("ines@meridian.example", number),
        |number| attempt("nobody@meridian.example", number),
    );
    println!(
        "sign-in: t = {t:.2} over {SAMPLES} of each; known {:.3} ms, unknown {:.3} ms",
        known * 1e3,
        unknown * 1e3
    );
    assert!(t.abs() < LIMIT, "t = {t}");
}
