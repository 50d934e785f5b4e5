//! The value page under load: 50 outcomes, 200 raters, a signed-in reader, the real server in a
//! process of its own. `cargo bench -p web --bench value_page`.
//!
//! Server and load share the machine, so the server alone could do a little more. The steady load
//! keeps to a schedule: a late answer does not put off the next question, and each is timed from
//! the moment it was due.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::path::Path;
use std::thread;

use domain::ids::*;
use domain::words::*;
use domain::{Fact, act};

use server::table::Table;
use server::{Connection, Server, figure, load_average};

const OUTCOMES: usize = 50;
const RATERS: usize = 200;

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    let directory = tempfile::tempdir().unwrap();
    let (table, cookie) = seed(directory.path());
    let server = Server::start(directory.path());
    let idle = server.mebibytes();
    let request = format!(
        "GET /r/{table}/value HTTP/1.1\r\nhost: localhost:{}\r\ncookie: covalue={cookie}\r\n\r\n",
        server.port
    );
    let bytes = Connection::open(server.port).get(&request);

    server.page_figures(&request);
    let full = server.mebibytes();
    println!("page of {bytes} bytes; load average {}", load_average());
    figure(
        "Memory before the first page",
        format!("{idle:.0} MiB"),
        "≤ 60 MiB",
    );
    figure("Memory after the load", format!("{full:.0} MiB"), "–");
}

/// Tells the relationship through ordinary commands; its id, and the reader's session.
fn seed(directory: &Path) -> (RelationshipId, String) {
    let table = Table::open(directory);
    let (ines, mara) = (table.ines, table.mara);
    let mut raters = vec![mara];
    for number in 1..RATERS {
        let (home, party, by, role) = match number % 10 {
            0 => (table.meridian, table.provider, ines, Role::Delivery),
            1 => (table.northwind, table.consumer, mara, Role::Customer),
            _ => (table.northwind, table.consumer, mara, Role::User),
        };
        let person = table.guest(home, &format!("Person {number}"));
        table.admit(by, person, party, role);
        raters.push(person);
    }
    let outcomes: Vec<OutcomeId> = (0..OUTCOMES)
        .map(|number| {
            let added = table.act(
                mara,
                act::AddOutcome {
                    statement: format!("So that drivers of depot {number} reach dispatch abroad"),
                    objective: "within a minute, in every country".to_owned(),
                    for_party: table.consumer,
                    depends_on: Quality::ALL[number % Quality::ALL.len()],
                    delivered: number % 2 == 0,
                },
            );
            let Fact::OutcomeAdded(added) = added else {
                panic!("{added:?}")
            };
            added.outcome
        })
        .collect();
    let assess = |person: PersonId, number: usize| {
        for (place, outcome) in outcomes.iter().enumerate() {
            let mark = |factor: usize| ((number * factor + place * 3) % 11) as u8;
            table.act(
                person,
                act::Assess {
                    outcome: *outcome,
                    stage: if place % 2 == 0 {
                        Stage::Realised
                    } else {
                        Stage::Expected
                    },
                    benefit: mark(3),
                    usefulness: mark(5),
                    importance: mark(7),
                    why: "Because the tunnel at Elm Pass still drops calls".to_owned(),
                    wording: None,
                },
            );
        }
    };
    // All at once: they share their commits.
    thread::scope(|scope| {
        for (number, person) in raters.iter().enumerate() {
            let assess = &assess;
            scope.spawn(move || assess(*person, number));
        }
    });
    (table.id, table.session(mara))
}
