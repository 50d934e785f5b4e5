//! Two processes write to one relationship.

use std::process::{Command as Process, Stdio};
use std::thread;

use app::{Act, App, Clock};
use database::{Database, Dialect};
use domain::ids::*;

use crate::world::*;

const WRITERS: usize = 16;
const EACH: usize = 10;

/// Started by the tests below: writes to the relationship that its environment names.
#[test]
#[ignore = "a process of the other tests"]
fn node_process() {
    let setting = |name: &str| std::env::var(name).ok();
    let (Some(url), Some(table), Some(actor), Some(name)) = (
        setting("NODE_DATABASE"),
        setting("NODE_TABLE"),
        setting("NODE_ACTOR"),
        setting("NODE_NAME"),
    ) else {
        return;
    };
    let app = App::open(Database::open(&url).unwrap(), Clock::System).unwrap();
    let table = RelationshipId(table.parse().unwrap());
    let actor = PersonId(actor.parse().unwrap());
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (app, name) = (&app, &name);
            scope.spawn(move || {
                for n in 0..EACH {
                    let words = format!("{name} {writer} {n}");
                    let act = Act::once(table, actor, say(&words));
                    // However busy the other node is, nobody is told to send it again.
                    let done = app.execute(act).unwrap();
                    println!("acknowledged {}\t{words}", done.first);
                }
            });
        }
    });
}

#[test]
fn two_processes_on_one_relationship_lose_and_double_nothing() {
    let world = World::new(Dialect::Postgres);
    let before = world.entries().len();
    let nodes = ["north", "south"].map(|name| {
        Process::new(std::env::current_exe().unwrap())
            .args(["nodes::node_process", "--exact", "--ignored", "--nocapture"])
            .env("NODE_DATABASE", world.fresh.url())
            .env("NODE_TABLE", world.table.to_string())
            .env("NODE_ACTOR", world.mara.to_string())
            .env("NODE_NAME", name)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    });
    let mut acknowledged = Vec::new();
    for node in nodes {
        let output = node.wait_with_output().unwrap();
        assert!(output.status.success());
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            // The harness does not end its own lines before a test prints.
            let Some((_, told)) = line.split_once("acknowledged ") else {
                continue;
            };
            let (sequence, words) = told.split_once('\t').unwrap();
            acknowledged.push((sequence.parse::<u64>().unwrap(), words.to_owned()));
        }
    }
    assert_eq!(acknowledged.len(), 2 * WRITERS * EACH);
    acknowledged.sort_unstable();
    let entries = world.entries();
    let recorded = entries[before..].iter().map(|entry| {
        let content = entry.content.as_deref().unwrap();
        let content: serde_json::Value = serde_json::from_slice(content).unwrap();
        (
            entry.sequence,
            content["words"].as_str().unwrap().to_owned(),
        )
    });
    assert!(recorded.eq(acknowledged));
    let verdict = world.app.record().verify(world.stream(), None).unwrap();
    assert_eq!(verdict.finding, None);
    assert_eq!(verdict.entries, entries.len() as u64);
}
