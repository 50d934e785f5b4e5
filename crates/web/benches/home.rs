//! The home page of somebody who sits at forty tables, the real server in a process of its own.
//! `cargo bench -p web --bench home`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::path::Path;
use std::thread;
use std::time::Instant;

use domain::ids::*;
use domain::words::*;
use domain::{Fact, act};

use server::table::Table;
use server::{Connection, Server, figure, load_average};

const TABLES: usize = 40;
const ENTRIES: u64 = 5_000;
const OUTCOMES: usize = 10;
const WRITERS: usize = 64;
const PAGES: u32 = 400;

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    let directory = tempfile::tempdir().unwrap();
    let cookie = seed(directory.path());
    let server = Server::start(directory.path());
    let request = format!(
        "GET / HTTP/1.1\r\nhost: localhost:{}\r\ncookie: covalue={cookie}\r\n\r\n",
        server.port
    );
    let idle = server.mebibytes();
    let mut connection = Connection::open(server.port);
    let began = Instant::now();
    let bytes = connection.get(&request);
    let first = began.elapsed();
    let folded = server.mebibytes();
    connection.get(&request);
    let worked = server.cpu();
    for _ in 0..PAGES {
        connection.get(&request);
    }
    let each = (server.cpu() - worked).as_secs_f64() * 1e3 / f64::from(PAGES);
    println!("page of {bytes} bytes; load average {}", load_average());
    figure(
        "Processor time of the server for each page, warm",
        format!("{each:.2} ms"),
        "≤ 5 ms",
    );
    figure(
        "The first page after a start, which folds all of them",
        format!("{:.1} s", first.as_secs_f64()),
        "–",
    );
    let memory = [idle, folded, server.mebibytes()].map(|mebibytes| format!("{mebibytes:.0}"));
    figure(
        "Memory before, after the first page, and at the end",
        format!("{} MiB", memory.join(", ")),
        "–",
    );
}

/// Tells the relationships through ordinary commands; the session of who sits at all of them.
fn seed(directory: &Path) -> String {
    let first = Table::open(directory);
    for _ in 1..TABLES {
        fill(&first.another());
    }
    fill(&first);
    first.session(first.mara)
}

fn fill(table: &Table) {
    let (ines, mara) = (table.ines, table.mara);
    let added = |number| {
        let added = table.act(
            mara,
            act::AddOutcome {
                statement: format!("So that drivers of depot {number} reach dispatch abroad"),
                objective: "within a minute, in every country".to_owned(),
                for_party: table.consumer,
                depends_on: Quality::Warranty,
                delivered: true,
            },
        );
        let Fact::OutcomeAdded(added) = added else {
            panic!("{added:?}")
        };
        added.outcome
    };
    let outcomes: Vec<OutcomeId> = (0..OUTCOMES).map(added).collect();
    let there = table
        .app
        .relationship(table.id)
        .unwrap()
        .unwrap()
        .sequence();
    let missing = usize::try_from(ENTRIES - there).unwrap();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let outcomes = &outcomes;
            scope.spawn(move || {
                for number in (writer..missing).step_by(WRITERS) {
                    tell(table, outcomes, [ines, mara], number);
                }
            });
        }
    });
}

fn tell(table: &Table, outcomes: &[OutcomeId], people: [PersonId; 2], number: usize) {
    if number.is_multiple_of(2) {
        let words = format!("Need {number}: to know before the border whether roaming works");
        let need = act::Say::new(ContributionKind::Need, Audience::WholeTable, words);
        table.act(people[number / 2 % 2], need);
        return;
    }
    let mark = |factor: usize| (number * factor % 11) as u8;
    let assess = act::Assess {
        outcome: outcomes[number / 2 % outcomes.len()],
        stage: Stage::Realised,
        benefit: mark(3),
        usefulness: mark(5),
        importance: mark(7),
        why: "Because the tunnel at Elm Pass still drops calls".to_owned(),
        wording: None,
    };
    table.act(people[1], assess);
}
