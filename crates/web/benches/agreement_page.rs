//! The agreement's page under load: 50 outcomes with measures and effects, 40 promises, open for signature; and its
//! paper. A signed-in reader, the real server in a process of its own. `cargo bench -p web --bench agreement_page`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::path::Path;
use std::time::Instant;

use domain::ids::*;
use domain::words::*;
use domain::{Fact, Moment, act};

use server::table::Table;
use server::{Connection, Server, figure, load_average};

const OUTCOMES: usize = 50;
const PROMISES: usize = 40;
const PAPERS: usize = 20;
/// Sentences of an objective, so that the paper of the long agreement has some thirty pages.
const SENTENCES: [usize; 2] = [1, 24];

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    let directory = tempfile::tempdir().unwrap();
    let (id, long, cookie) = seed(directory.path());
    let server = Server::start(directory.path());
    let request = |path: &str| {
        format!(
            "GET {path} HTTP/1.1\r\nhost: localhost:{}\r\ncookie: covalue={cookie}\r\n\r\n",
            server.port
        )
    };
    let page = request(&format!("/r/{id}/agreement"));
    let bytes = Connection::open(server.port).get(&page);
    server.page_figures(&page);
    println!("page of {bytes} bytes; load average {}", load_average());

    let paper = request(&format!("/r/{long}/agreement/versions/1/agreement.pdf"));
    let mut connection = Connection::open(server.port);
    let bytes = connection.get(&paper);
    let mut times: Vec<_> = (0..PAPERS)
        .map(|_| {
            let began = Instant::now();
            connection.get(&paper);
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = times[PAPERS / 2].as_secs_f64();
    figure(
        "Its paper, some thirty pages, one after the other",
        format!("{median:.2} s, {} KiB", bytes / 1024),
        "≤ 0.5 s",
    );
}

/// Tells a short agreement and a long one; the ids of their tables, and the reader's session.
fn seed(directory: &Path) -> (RelationshipId, RelationshipId, String) {
    let table = Table::open(directory);
    agree(&table, SENTENCES[0]);
    let long = table.another();
    agree(&long, SENTENCES[1]);
    (table.id, long.id, table.session(table.mara))
}

/// Tells an agreement through ordinary commands, and opens it for signature.
fn agree(table: &Table, sentences: usize) {
    let (ines, mara) = (table.ines, table.mara);
    let now = table.app.now();
    let day = |days: i64| Moment(now.0 + days * Moment::DAY).day_in_utc();
    let words =
        "Nobody waits longer than a minute on the A7, by night as by day, in rain and in snow. ";
    let outcomes: Vec<OutcomeId> = (0..OUTCOMES)
        .map(|number| {
            let added = act::AddOutcome {
                statement: format!("So that drivers of depot {number} reach dispatch abroad"),
                objective: words.repeat(sentences).trim().to_owned(),
                for_party: table.consumer,
                depends_on: Quality::ALL[number % Quality::ALL.len()],
                delivered: false,
            };
            let Fact::OutcomeAdded(added) = table.act(mara, added) else {
                panic!("no outcome")
            };
            let outcome = added.outcome;
            table.act(ines, act::SkipGuess { outcome });
            let assess = act::Assess {
                outcome,
                stage: Stage::Expected,
                benefit: 9,
                usefulness: 8,
                importance: (number % 11) as u8,
                why: "Because the tunnel still drops calls".to_owned(),
                wording: None,
            };
            table.act(mara, assess);
            let measure = act::NameMeasure {
                outcome,
                quality: Quality::ALL[number % Quality::ALL.len()],
                name: format!("Calls held, each month, depot {number}"),
                unit: "%".to_owned(),
                how: String::new(),
                aim: Aim::AtLeast,
                target: 99_500,
            };
            table.act(ines, measure);
            let effect = act::StateEffect {
                outcome,
                direction: Direction::Removes,
                burden: Burden::Risk,
                what: "a driver who cannot call for help".to_owned(),
            };
            table.act(mara, effect);
            outcome
        })
        .collect();
    let commitments: Vec<CommitmentId> = (0..PROMISES)
        .map(|number| {
            let (who, to) = match number % 2 {
                0 => (ines, table.consumer),
                _ => (mara, table.provider),
            };
            let promise = act::MakeCommitment {
                to,
                words: format!(
                    "We tell the night desk of works on mast {number} a week before, with the hour."
                ),
                due: day(20 + number as i64),
                contribution: None,
                proposal: None,
                outcomes: vec![outcomes[number]],
            };
            let Fact::CommitmentMade(made) = table.act(who, promise) else {
                panic!("nothing was promised")
            };
            made.commitment
        })
        .collect();
    let compose = act::ComposeAgreement {
        version: 1,
        withdraws: 0,
        outcomes,
        mix: None,
        decisions: Vec::new(),
        commitments,
        months: 6,
        review: day(180),
        factor: "3G is switched off elsewhere.".to_owned(),
        fall: "Two of three say less than 6.".to_owned(),
        contract: String::new(),
    };
    table.act(mara, compose);
    let seen = table.app.relationship(table.id).unwrap().unwrap();
    let seen = seen.seen_by(mara, &seen).unwrap();
    let shown = seen.agreement(None, now).unwrap().shown.unwrap();
    let (version, composed) = (shown.version, shown.composed);
    table.act(mara, act::OpenForSignature { version, composed });
}
