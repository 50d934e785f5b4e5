//! How many mixes a second a slider gets while it is dragged. `cargo bench -p app --bench mixes`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

use std::time::{Duration, Instant};

use app::Reading;
use domain::ids::*;
use domain::mix::{InPlay, MixInputs, Rater};
use domain::words::*;
use mimalloc::MiMalloc;
use uuid::Uuid;

// As the product's binary.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const FEATURES: usize = 200;
const PEOPLE: usize = 10_000;
/// Features and people of about the largest table whose raised answer a page waits for.
const WAITED_FOR: (usize, usize) = (60, 80);
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
fn inputs(features: usize, people: usize) -> MixInputs {
    let mut dice = Dice(2026);
    let serves: Vec<[(usize, u32); 2]> = (0..features)
        .map(|_| {
            let mut one = || (dice.roll(OUTCOMES), [1, 3, 9][dice.roll(3)]);
            [one(), one()]
        })
        .collect();
    let features = (0..features).map(|n| InPlay {
        id: FeatureId(Uuid::from_u128(n as u128)),
        price: (2 + dice.roll(118) as u64) * 100_000,
        bearing: Vec::new(),
        serves: true,
        must: false,
        needs: Vec::new(),
        excludes: Vec::new(),
    });
    let features = features.collect();
    let raters = (0..people)
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
    table(4, features, raters)
}

/// As many features as a table may have, at prices that follow their worth: no search can leave much
/// of it aside.
fn hard(parties: usize, seed: u64) -> MixInputs {
    let mut dice = Dice(seed);
    let serves: Vec<Vec<u32>> = (0..FEATURES)
        .map(|_| (0..10).map(|_| [0, 0, 0, 1, 3, 9][dice.roll(6)]).collect())
        .collect();
    let features = serves.iter().enumerate().map(|(n, serves)| InPlay {
        id: FeatureId(Uuid::from_u128(n as u128)),
        price: u64::from(serves.iter().sum::<u32>()) * 100_000 + 300_000 + dice.roll(99_999) as u64,
        bearing: Vec::new(),
        serves: true,
        must: false,
        needs: if n % 7 == 3 { vec![n - 1] } else { Vec::new() },
        excludes: if n % 11 == 5 { vec![n - 2] } else { Vec::new() },
    });
    let features = features.collect();
    let raters = (0..parties * 2)
        .map(|n| {
            let worth: Vec<u32> = (0..10).map(|_| dice.roll(31) as u32).collect();
            let points = serves
                .iter()
                .map(|serves| serves.iter().zip(&worth).map(|(s, w)| s * w).sum())
                .enumerate()
                .filter(|(_, points): &(usize, u32)| *points > 0);
            Rater {
                party: n % parties,
                points: points.collect(),
            }
        })
        .collect();
    table(parties, features, raters)
}

/// What these parties' people and these features give a mix to choose from, equal voices for all.
fn table(parties: usize, features: Vec<InPlay>, mut raters: Vec<Rater>) -> MixInputs {
    raters.sort();
    let endowment = |n| Endowment {
        party: PartyId(Uuid::from_u128(n)),
        weight: 1,
    };
    MixInputs {
        read_at: 1,
        currency: "EUR".to_owned(),
        features,
        parties: (0..parties as u128).map(endowment).collect(),
        raters,
        reads: Vec::new(),
        realised: Vec::new(),
    }
}

fn main() {
    let inputs = inputs(FEATURES, PEOPLE);
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
    let (mut raised, mut slowest) = (Duration::ZERO, Duration::ZERO);
    for n in 0..ANSWERS {
        let budget = reading.all() / ANSWERS * n;
        reading.answer(MixRule::EqualVoice, budget).unwrap();
        let one = Instant::now();
        reading.deeper(MixRule::EqualVoice, budget).unwrap();
        raised += one.elapsed();
        slowest = slowest.max(one.elapsed());
    }
    println!(
        "figure\tRaised equal-shares answers\t{:.0}/s, slowest {:.0} ms\t–",
        ANSWERS as f64 / raised.as_secs_f64(),
        slowest.as_secs_f64() * 1e3
    );
    let (features, people) = WAITED_FOR;
    let inputs = crate::inputs(features, people);
    let points: usize = inputs.raters.iter().map(|rater| rater.points.len()).sum();
    let smaller = Reading::new(inputs).unwrap();
    let started = Instant::now();
    for n in 0..ANSWERS {
        let budget = smaller.all() / ANSWERS * n;
        let answer = smaller.answer(MixRule::EqualVoice, budget).unwrap();
        assert!(!answer.deeper);
    }
    println!(
        "figure\tRaised equal-shares answers, {features} features × {people} people, {points} with \
         points\t{:.0}/s\t≥ 20/s",
        ANSWERS as f64 / started.elapsed().as_secs_f64()
    );
    for (rule, name) in [
        (MixRule::MostValue, "Most total value"),
        (MixRule::WorstOff, "Worst-off first"),
    ] {
        let budget = reading.all() / 3;
        let one = Instant::now();
        let answer = reading.answer(rule, budget).unwrap();
        let taken = one.elapsed().as_secs_f64() * 1e3;
        let room = answer.result.room.map_or_else(
            || "proven".to_owned(),
            |room| format!("within {}.{} %", room / 10, room % 10),
        );
        println!(
            "figure\t{name}: first answer, and what it leaves open\t{taken:.0} ms, {room}\t≤ 500 ms"
        );
    }
    for parties in [3, 12] {
        let mut slowest = Duration::ZERO;
        let mut open = 0;
        for seed in 1..4 {
            let reading = Reading::new(hard(parties, seed)).unwrap();
            for part in [5, 3, 2] {
                let budget = reading.all() / part + 12_345;
                let one = Instant::now();
                for rule in [MixRule::WorstOff, MixRule::MostValue] {
                    let answer = reading.final_answer(rule, budget).unwrap();
                    open = open.max(answer.result.room.unwrap_or(0));
                }
                slowest = slowest.max(one.elapsed());
            }
        }
        println!(
            "figure\tTo record worst-off first, {FEATURES} features × {parties} parties at prices \
             that follow their worth: slowest, and the most it leaves open\t{:.1} s, {}.{} %\t≤ 2 s",
            slowest.as_secs_f64(),
            open / 10,
            open % 10
        );
    }
}
