//! A decision's page under load: 40 positions of four parties, 200 contributions, a signed-in reader, the real server
//! in a process of its own. `cargo bench -p web --bench decision_page`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::path::Path;

use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, act};

use server::table::Table;
use server::{Connection, Server, load_average};

const POSITIONS: usize = 40;
const CONTRIBUTIONS: usize = 200;

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    let directory = tempfile::tempdir().unwrap();
    let (table, proposal, cookie) = seed(directory.path());
    let server = Server::start(directory.path());
    let page = format!(
        "GET /r/{table}/decisions/{proposal} HTTP/1.1\r\nhost: localhost:{}\r\ncookie: covalue={cookie}\r\n\r\n",
        server.port
    );
    let bytes = Connection::open(server.port).get(&page);
    server.page_figures(&page);
    println!("page of {bytes} bytes; load average {}", load_average());
}

/// Tells the relationship through ordinary commands; its id, the proposal, and the reader's session.
fn seed(directory: &Path) -> (RelationshipId, ProposalId, String) {
    let table = Table::open(directory);
    let (ines, mara) = (table.ines, table.mara);
    let mut people = vec![ines, mara];
    let homes = [
        (table.meridian, table.provider, ines, Role::ServiceOwner),
        (table.northwind, table.consumer, mara, Role::Customer),
    ];
    for number in 2..POSITIONS {
        let (home, party, by, role) = homes[number % 2];
        let name = format!("Person {number}");
        let person = table.account(home, &name, &format!("person-{number}@example.org"));
        table.admit(by, person, party, role);
        people.push(person);
    }
    let added = act::AddOutcome {
        statement: "So that drivers reach dispatch abroad".to_owned(),
        objective: "within a minute".to_owned(),
        for_party: table.consumer,
        depends_on: Quality::Utility,
        delivered: false,
    };
    let Fact::OutcomeAdded(outcome) = table.act(mara, added) else {
        panic!("no outcome")
    };
    let outcome = outcome.outcome;
    let until = Moment(table.app.now().0 + 7 * Moment::DAY).day_in_utc();
    let opening = act::OpenProposal {
        title: "Two small cells at Elm Pass before winter".to_owned(),
        text: "Works run over five nights in November. The road stays open for dispatch."
            .to_owned(),
        outcomes: vec![outcome],
        costs: Vec::new(),
        contribution: None,
        mix: None,
        follows: None,
        blind: false,
        until,
        trial: false,
        review: None,
    };
    let Fact::ProposalOpened(opened) = table.act(ines, opening) else {
        panic!("not opened")
    };
    let proposal = opened.proposal;
    // One objection holds it open.
    for (number, person) in people.iter().enumerate() {
        let objects = number == 1;
        let take = act::TakePosition {
            proposal,
            version: 1,
            stance: match number {
                1 => Stance::Object,
                _ if number % 3 == 0 => Stance::Concern,
                _ => Stance::Consent,
            },
            words: format!(
                "The lamp posts bear less than we assume; measure the wind at post {number}."
            ),
            workable: match objects {
                true => "The works move to the two Sundays".to_owned(),
                false => String::new(),
            },
            harms: objects.then_some(Harms::Outcome(outcome)),
        };
        table.act(*person, take);
    }
    for number in 0..CONTRIBUTIONS {
        let kind = [
            ContributionKind::Question,
            ContributionKind::Concern,
            ContributionKind::Idea,
        ][number % 3];
        let words = format!(
            "At lamp post {number} the wind comes down the pass, and **nobody** has measured it there since the road \
             was moved; what would that change?"
        );
        let say = act::Say {
            about: Some(proposal),
            ..act::Say::new(kind, Audience::WholeTable, words)
        };
        table.act(people[number % people.len()], Command::from(say));
    }
    (table.id, proposal, table.session(mara))
}
