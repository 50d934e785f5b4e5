//! Chances that were worked out elsewhere: `tests/fixtures/make.py` says how.

use std::cmp::Ordering;

use serde_json::Value;
use trend::draws::Draws;
use trend::{different_people, same_people, several_moments};

const DRAWS: Draws = Draws { seed: 1, count: 99 };

fn cases(name: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("../fixtures/chances.json")).unwrap();
    all[name].as_array().unwrap().clone()
}

fn numbers(value: &Value) -> Vec<i32> {
    let numbers = value.as_array().unwrap().iter();
    numbers.map(|n| n.as_i64().unwrap() as i32).collect()
}

fn counts(case: &Value) -> String {
    let count = |field: &str| case[field].as_str().unwrap().to_owned();
    format!("{}/{}", count("extreme"), count("all"))
}

#[test]
fn moves_of_the_same_people_are_as_rare_as_elsewhere() {
    for case in cases("same_people") {
        let moves: Vec<i64> = numbers(&case["moves"]).into_iter().map(i64::from).collect();
        let ours = same_people::chance(&moves, DRAWS);
        // There, who did not move doubles both counts.
        let still = moves.iter().filter(|&&moved| moved == 0).count() as u32;
        let (extreme, all) = split(&counts(&case));
        let theirs = format!("{}/{}", halved(&extreme, still), halved(&all, still));
        assert_eq!(ours.to_string(), theirs, "{case}");
    }
}

#[test]
fn fishers_maize_is_as_rare_as_in_his_book() {
    // 863 of 32,768 to one side.
    let moves = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
    let chance = same_people::chance(&moves, DRAWS);
    assert_eq!(chance.to_string(), format!("{}/32768", 2 * 863));
}

#[test]
fn ratings_of_different_people_are_as_rare_as_elsewhere() {
    for case in cases("different_people") {
        let (before, after) = (numbers(&case["before"]), numbers(&case["after"]));
        let ours = different_people::chance(&before, &after, DRAWS);
        assert_eq!(ours.to_string(), counts(&case), "{case}");
        assert!(!ours.is_drawn());
    }
}

#[test]
fn the_least_chances_are_those_of_the_tables() {
    let least = |few: i32, many: i32| {
        let (before, after): (Vec<_>, Vec<_>) = ((0..few).collect(), (100..100 + many).collect());
        different_people::chance(&before, &after, DRAWS).to_f64()
    };
    for (few, many, least_there) in [(3, 3, 0.10), (4, 4, 0.0286), (2, 8, 0.0444)] {
        assert!(
            (least(few, many) - least_there).abs() < 1e-4,
            "{few} against {many}"
        );
    }
}

#[test]
fn the_strongest_split_is_where_and_as_rare_as_elsewhere() {
    for case in cases("several_moments") {
        let rows: Vec<Vec<Option<i32>>> = case["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                row.as_array()
                    .unwrap()
                    .iter()
                    .map(|r| Some(r.as_i64()? as i32))
                    .collect()
            })
            .collect();
        let split = several_moments::find(&rows, DRAWS).unwrap().unwrap();
        assert_eq!(
            split.since as u64,
            case["since"].as_u64().unwrap(),
            "{case}"
        );
        assert_eq!(
            split.way == Ordering::Greater,
            case["up"].as_bool().unwrap(),
            "{case}"
        );
        assert_eq!(split.chance.to_string(), counts(&case), "{case}");
    }
}

#[test]
fn of_equally_strong_splits_the_first_is_told() {
    let rows = vec![vec![Some(8), Some(5), Some(8)]; 6];
    let split = several_moments::find(&rows, DRAWS).unwrap().unwrap();
    assert_eq!((split.since, split.way), (1, Ordering::Less));
}

fn split(counts: &str) -> (String, String) {
    let (extreme, all) = counts.split_once('/').unwrap();
    (extreme.to_owned(), all.to_owned())
}

/// A whole number in decimal digits, halved so often.
fn halved(digits: &str, times: u32) -> String {
    (0..times).fold(digits.to_owned(), |digits, _| {
        let mut rest = 0;
        let half: String = digits
            .bytes()
            .map(|digit| {
                let value = rest * 10 + (digit - b'0');
                rest = value % 2;
                char::from(b'0' + value / 2)
            })
            .collect();
        assert_eq!(rest, 0);
        half.trim_start_matches('0').to_owned()
    })
}
