//! Two processes write to one relationship.

use std::process::{Command as Process, Stdio};
use std::sync::Barrier;
use std::thread;

use app::{Act, App, Clock, Refused};
use database::{Database, Dialect};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, Refusal, act};

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

/// One position is missing; on one node it is taken, on another the words are changed, at the same moment.
#[test]
fn of_a_position_and_a_change_at_one_moment_on_two_nodes_one_counts_and_the_other_is_told_why_not()
{
    let world = World::new(Dialect::Postgres);
    let now = jiff::Timestamp::from_millisecond(START.0).unwrap();
    let accounts = world.app.accounts();
    let password = "slow rivers carve the valley";
    accounts
        .claim(world.mara, "mara@example.org", password, now)
        .unwrap();
    world.done(world.mara, act::ClaimSeat {});
    let added = world.done(
        world.mara,
        act::AddOutcome {
            statement: "So that calls hold on the A7".into(),
            objective: String::new(),
            for_party: world.consumer,
            depends_on: Quality::Utility,
            delivered: false,
        },
    );
    let Some(Fact::OutcomeAdded(outcome)) = added.facts.first() else {
        panic!("{added:?}")
    };
    let outcomes = vec![outcome.outcome];
    let until = Moment(START.0 + 7 * Moment::DAY).day_in_utc();
    let north = &world.app;
    let south = &App::open(
        Database::open(world.fresh.url()).unwrap(),
        world.clock.clone(),
    )
    .unwrap();
    let (mut adopted, mut amended) = (0, 0);
    for round in 0..16 {
        let opened = world.done(
            world.ines,
            act::OpenProposal {
                title: "Two small cells".into(),
                text: "Works run over five nights.".into(),
                outcomes: outcomes.clone(),
                costs: Vec::new(),
                contribution: None,
                mix: None,
                follows: None,
                blind: true,
                until,
                trial: false,
                review: None,
            },
        );
        let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
            panic!("{opened:?}")
        };
        let proposal = opened.proposal;
        let consents = act::TakePosition {
            proposal,
            version: 1,
            stance: Stance::Consent,
            words: String::new(),
            workable: String::new(),
            harms: None,
        };
        world.done(world.ines, consents.clone());
        let amends = act::AmendProposal {
            proposal,
            version: 1,
            title: "Two small cells".into(),
            text: "Works run on two Sundays.".into(),
            outcomes: outcomes.clone(),
            costs: Vec::new(),
            until,
            trial: false,
            review: None,
            takes_in: None,
        };
        // Each has the page before them.
        for app in [north, south] {
            app.relationship(world.table).unwrap();
        }
        let at_once = Barrier::new(2);
        let does = |app: &App, actor, command: Command| {
            at_once.wait();
            app.execute(Act::once(world.table, actor, command))
        };
        let (taken, changed) = thread::scope(|scope| {
            let taken = scope.spawn(|| does(north, world.mara, consents.clone().into()));
            let changed = scope.spawn(|| does(south, world.ines, amends.clone().into()));
            (taken.join().unwrap(), changed.join().unwrap())
        });
        match (taken, changed) {
            (Ok(done), Err(Refused::Rule(Refusal::Decided))) => {
                adopted += 1;
                let decides = |fact: &Fact| matches!(fact, Fact::ProposalAdopted(_));
                assert!(done.facts.iter().any(decides), "{done:?}");
            }
            (Err(Refused::Rule(Refusal::Reworded)), Ok(_)) => amended += 1,
            other => panic!("round {round}: {other:?}"),
        }
        // Both nodes tell the same.
        let told = [north, south].map(|app| {
            let table = app.relationship(world.table).unwrap().unwrap();
            let seen = table.seen_by(world.mara, &table).unwrap();
            seen.proposal(proposal, app.now()).unwrap()
        });
        assert_eq!(told[0], told[1]);
    }
    assert_eq!(adopted + amended, 16);
}
