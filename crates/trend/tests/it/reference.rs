//! Real and made-up series with the answers of ruptures and of a plain cumulative sum.

#![allow(clippy::disallowed_methods)] // These tests read files.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use trend::cusum::{Way, alarms};
use trend::pelt;

/// The reference answers beside the repository, when they are there.
fn answers() -> Option<Value> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/trend/drift.json");
    if let Ok(text) = fs::read(&path) {
        return Some(serde_json::from_slice(&text).unwrap());
    }
    println!("no reference data at {}: nothing compared", path.display());
    None
}

fn doubles(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect()
}

#[test]
fn levels_are_cut_where_ruptures_cuts_them() {
    let Some(answers) = answers() else { return };
    let series = answers["series"].as_object().unwrap();
    assert_eq!(series.len(), 9);
    for (name, series) in series {
        let (readings, theirs) = (doubles(&series["x"]), &series["pelt_l2"]);
        let least = theirs["min_size"].as_u64().unwrap() as usize;
        let mut ours = pelt::changes(&readings, theirs["pen"].as_f64().unwrap(), least);
        // There, the end is one of the breakpoints.
        ours.push(readings.len());
        let theirs: Vec<f64> = doubles(&theirs["bkps"]);
        assert_eq!(
            ours.iter().map(|&at| at as f64).collect::<Vec<_>>(),
            theirs,
            "{name}"
        );
    }
}

#[test]
fn alarms_are_those_of_a_plain_cumulative_sum() {
    let Some(answers) = answers() else { return };
    for (name, series) in answers["series"].as_object().unwrap() {
        let baseline = doubles(&series["baseline"]);
        let ours: Vec<(u64, &str)> = alarms(&doubles(&series["x"]), baseline[0], baseline[1], 5.0)
            .iter()
            .map(|alarm| {
                assert!(alarm.since <= alarm.at);
                let way = if alarm.way == Way::Up { "up" } else { "down" };
                (alarm.at as u64, way)
            })
            .collect();
        let theirs: Vec<(u64, &str)> = series["cusum_k0.5_h5"]
            .as_array()
            .unwrap()
            .iter()
            .map(|alarm| (alarm[0].as_u64().unwrap(), alarm[1].as_str().unwrap()))
            .collect();
        assert_eq!(ours, theirs, "{name}");
    }
}
