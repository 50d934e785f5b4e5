//! How many mixes a second a slider gets while it is dragged. `cargo bench -p app --bench mixes`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

use std::time::{Duration, Instant};

use app::Reading;
use domain::ids::*;
use domain::mix::{InPlay, MixInputs, Rater};
use domain::words::*;
use uuid::Uuid;

const FEATURES: usize = 200;
const PEOPLE: usize = 10_000;
const OUTCOMES: usize = 60;
/// Outcomes of which a person says what they are worth: two sittings of three on a phone.
const RATED: usize = 6;
const ANSWERS: u64 = 120;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % below
    }
}

/// A consumer of nearly everybody, a provider and two suppliers; each feature serves two outcomes.
fn inputs() -> MixInputs {
    let mut dice = Dice(2026);
    let serves: Vec<[(usize, u32); 2]> = (0..FEATURES)
        .map(|_| {
            let mut one = || (dice.roll(OUTCOMES), [1, 3, 9][dice.roll(3)]);
            [one(), one()]
        })
        .collect();
    let features = (0..FEATURES).map(|n| InPlay {
        id: FeatureId(Uuid::from_u128(n as u128)),
        price: (2 + dice.roll(118) as u64) * 100_000,
        must: false,
        needs: Vec::new(),
        excludes: Vec::new(),
    });
    let features = features.collect();
    let mut raters: Vec<Rater> = (0..PEOPLE)
        .map(|n| {
            let mut worth = [0u32; OUTCOMES];
            for _ in 0..RATED {
                worth[dice.roll(OUTCOMES)] = dice.roll(31) as u32;
            }
            let points = serves
                .iter()
                .map(|serves| serves.iter().map(|(outcome, w)| worth[*outcome] * w).sum())
                .enumerate()
                .filter(|(_, points): &(usize, u32)| *points > 0);
            Rater {
                party: match n {
                    0..20 => 0,
                    20..30 => 2,
                    30..40 => 3,
                    _ => 1,
                },
                points: points.collect(),
            }
        })
        .collect();
    raters.sort();
    let endowment = |n| Endowment {
        party: PartyId(Uuid::from_u128(n)),
        weight: 1,
    };
    MixInputs {
        read_at: 1,
        currency: "EUR".to_owned(),
        features,
        parties: (0..4).map(endowment).collect(),
        raters,
        reads: Vec::new(),
    }
}

fn main() {
    let inputs = inputs();
    let points: usize = inputs.raters.iter().map(|rater| rater.points.len()).sum();
    let started = Instant::now();
    let reading = Reading::new(inputs).unwrap();
    let prepared = started.elapsed();
    let mut slowest = Duration::ZERO;
    let started = Instant::now();
    for n in 0..ANSWERS {
        let one = Instant::now();
        let budget = reading.all() / ANSWERS * n;
        let answer = reading.answer(MixRule::EqualVoice, budget).unwrap();
        assert!(answer.result.cost <= budget);
        slowest = slowest.max(one.elapsed());
    }
    let rate = ANSWERS as f64 / started.elapsed().as_secs_f64();
    println!("figure\tPeople × features with points\t{points}\t–");
    println!(
        "figure\tMade ready once\t{:.0} ms\t–",
        prepared.as_secs_f64() * 1e3
    );
    println!("figure\tEqual-shares answers\t{rate:.0}/s\t≥ 60/s");
    println!(
        "figure\tSlowest answer\t{:.1} ms\t–",
        slowest.as_secs_f64() * 1e3
    );
    for (rule, name) in [
        (MixRule::MostValue, "Most total value"),
        (MixRule::WorstOff, "Worst-off first"),
    ] {
        let budget = reading.all() / 3;
        let one = Instant::now();
        let answer = reading.answer(rule, budget).unwrap();
        let taken = one.elapsed().as_secs_f64() * 1e3;
        let room = answer.room.map_or_else(
            || "proven".to_owned(),
            |room| format!("within {}.{} %", room / 10, room % 10),
        );
        println!(
            "figure\t{name}: first answer, and what it leaves open\t{taken:.0} ms, {room}\t≤ 500 ms"
        );
    }
}
