//! Processes that race and processes that are killed.
//!
//! The processes are this test binary again, running [`writer_process`].

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use database::testing::{DIALECTS, Fresh};
use database::{Database, Dialect};
use record::{AppendError, Record, Request};
use uuid::Uuid;

use crate::story::{append, draft, erases, open, read, stream};

const WRITERS: u64 = 16;

const ACTOR: Uuid = Uuid::from_u128(7);

/// Sixteen writers on one stream. Each entry's fact is its request's key; each is written to
/// standard error once it is acknowledged, one line in one write.
#[test]
#[ignore = "a process of its own, started by the other tests here"]
fn writer_process() {
    let setting = |name: &str| std::env::var(name).unwrap();
    let record =
        Record::open(Database::open(&setting("WRITER_DATABASE")).unwrap(), erases).unwrap();
    let name = setting("WRITER_NAME");
    let appends: u64 = setting("WRITER_APPENDS").parse().unwrap();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (record, name) = (&record, &name);
            scope.spawn(move || {
                for number in 0..appends {
                    let key = format!("{name}-{writer}-{number}");
                    add(record, &key);
                    std::io::stderr()
                        .write_all(format!("ack {key}\n").as_bytes())
                        .unwrap();
                }
            });
        }
    });
}

fn add(record: &Record, key: &str) {
    loop {
        let expected = record
            .head(stream(1))
            .unwrap()
            .map_or(0, |head| head.sequence);
        let mut draft = draft(1);
        draft.fact = format!("{{\"key\":\"{key}\"}}").into_bytes();
        draft.actor = ACTOR;
        let mut add = append(stream(1), expected, vec![draft]);
        add.requests = vec![Request {
            actor: ACTOR,
            key: key.to_owned(),
            digest: [0; 32],
            first: expected + 1,
            last: expected + 1,
        }];
        match record.append(&add) {
            Ok(_) => return,
            Err(AppendError::Moved) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn start(fresh: &Fresh, name: &str, appends: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "crash::writer_process",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env("WRITER_DATABASE", fresh.url())
        .env("WRITER_NAME", name)
        .env("WRITER_APPENDS", appends.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Everything that was acknowledged is there once, and everything there is in order.
fn check(record: &Record, acknowledged: &HashSet<String>) -> u64 {
    let verdict = record.verify(stream(1), None).unwrap();
    assert_eq!(verdict.finding, None);
    let mut places = HashMap::new();
    for entry in read(record, stream(1)) {
        let fact: serde_json::Value = serde_json::from_slice(&entry.fact).unwrap();
        let key = fact["key"].as_str().unwrap().to_owned();
        let doubled = places.insert(key, entry.sequence);
        assert_eq!(doubled, None, "an entry is there twice");
    }
    for key in acknowledged {
        let request = record.request(stream(1), ACTOR, key, &[0; 32]).unwrap();
        let place = places.get(key).copied();
        assert!(place.is_some(), "{key} was acknowledged and is lost");
        assert_eq!(request.map(|request| request.first), place);
    }
    verdict.entries
}

#[test]
fn two_processes_share_one_stream_densely() {
    let fresh = Fresh::new(Dialect::Postgres);
    let record = open(&fresh);
    let processes: Vec<Child> = ["left", "right"].map(|name| start(&fresh, name, 10)).into();
    let mut acknowledged = HashSet::new();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        let lines = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{lines}");
        acknowledged.extend(
            lines
                .lines()
                .filter_map(|line| line.strip_prefix("ack ").map(str::to_owned)),
        );
    }
    assert_eq!(acknowledged.len() as u64, 2 * WRITERS * 10);
    assert_eq!(check(&record, &acknowledged), 2 * WRITERS * 10);
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed() {
    const KILLS: u64 = 50;
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let mut acknowledged = HashSet::new();
        for round in 0..KILLS {
            let mut process = start(&fresh, &format!("round{round}"), u64::MAX);
            let mut lines = BufReader::new(process.stderr.take().unwrap());
            // From the first acknowledgement on, let it run for a while that differs each time.
            let mut killing = None;
            loop {
                let mut line = String::new();
                if lines.read_line(&mut line).unwrap() == 0 {
                    break;
                }
                let complete = line.strip_suffix('\n');
                let Some(key) = complete.and_then(|line| line.strip_prefix("ack ")) else {
                    assert!(!line.contains("panicked"), "{line}");
                    continue;
                };
                acknowledged.insert(key.to_owned());
                let deadline = *killing.get_or_insert_with(|| {
                    Instant::now() + Duration::from_micros(round * 7919 % 60_000)
                });
                if Instant::now() >= deadline {
                    // SIGKILL. What is left in the pipe was acknowledged before and is read on.
                    process.kill().unwrap();
                }
            }
            process.wait().unwrap();
            let record = Record::open(fresh.open(), erases).unwrap();
            let entries = check(&record, &acknowledged);
            assert!(
                acknowledged.len() as u64 > round,
                "round {round} acknowledged nothing"
            );
            assert!(entries >= acknowledged.len() as u64);
        }
    }
}
