//! The review under load: 50 outcomes that were rated twice, 60 measures, 100,000 readings. A signed-in reader, the
//! real server in a process of its own; and 100,000 more readings brought at once.
//! `cargo bench -p web --bench review_page`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::path::Path;
use std::time::Instant;

use accounts::TokenScope;
use accounts::secrecy::ExposeSecret;
use domain::ids::*;
use domain::measure::Reading;
use domain::words::*;
use domain::{Fact, Moment, act};
use jiff::{SignedDuration, Timestamp};

use server::table::Table;
use server::{Connection, Server, figure, load_average};

const OUTCOMES: usize = 50;
const MEASURES: usize = 60;
const READINGS: usize = 100_000;
const HOUR: i64 = 3_600_000;

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    let directory = tempfile::tempdir().unwrap();
    let seeded = seed(directory.path());
    let id = seeded.id;
    let server = Server::start(directory.path());
    let request = |path: &str| {
        format!(
            "GET /r/{id}/{path} HTTP/1.1\r\nhost: localhost:{}\r\ncookie: covalue={}\r\n\r\n",
            server.port, seeded.cookie
        )
    };
    let page = request("review");
    let bytes = Connection::open(server.port).get(&page);
    server.page_figures_at(&page, (1_000, 300));
    println!("page of {bytes} bytes; load average {}", load_average());

    let send = |path: &str, body: &str| {
        let sent = format!(
            "POST /api/v1/relationships/{id}/{path} HTTP/1.1\r\nhost: localhost:{}\r\n\
             authorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            server.port,
            seeded.token,
            body.len()
        );
        let began = Instant::now();
        let answer = Connection::open(server.port).text(&sent);
        (began.elapsed().as_secs_f64(), answer)
    };
    let readings: Vec<_> = readings(seeded.now, READINGS, 0)
        .into_iter()
        .map(|it| {
            let at = Timestamp::from_millisecond(it.at.0).unwrap().to_string();
            serde_json::json!({ "at": at, "value": it.value })
        })
        .collect();
    let body = serde_json::json!({ "source": "prometheus", "readings": readings }).to_string();
    let (took, _) = send(&format!("measures/{}/readings", seeded.empty), &body);
    figure(
        "100,000 readings brought at once, until they are durable",
        format!("{took:.2} s, {} KiB", body.len() / 1024),
        "≤ 2 s",
    );
    let began = Instant::now();
    Connection::open(server.port).get(&page);
    let took = began.elapsed().as_secs_f64() * 1e3;
    figure("The first page after that", format!("{took:.0} ms"), "–");

    let (made, answer) = send("commands", r#"{"command":"make_pack"}"#);
    let (_, pack) = answer.rsplit_once(r#""id":""#).unwrap();
    let pack: String = pack.chars().take(36).collect();
    let packs = [("page", ""), ("PDF", "/pack.pdf")];
    let told = packs.map(|(what, ending)| {
        let began = Instant::now();
        Connection::open(server.port).get(&request(&format!("packs/{pack}{ending}")));
        format!("{what} {:.2} s", began.elapsed().as_secs_f64())
    });
    figure(
        "A pack of all that: made; its first page and PDF",
        format!("{made:.2} s; {}", told.join(", ")),
        "≤ 1 s",
    );
}

/// What was told before the server starts.
struct Seeded {
    id: RelationshipId,
    empty: MeasureId,
    cookie: String,
    token: String,
    now: Moment,
}

/// Tells the table, and lets go of it.
fn seed(directory: &Path) -> Seeded {
    let table = Table::open(directory);
    let outcomes = tell(&table);
    let (accounts, at) = (table.app.accounts(), Timestamp::now());
    let ends = at + SignedDuration::from_hours(24);
    let made = accounts.create_token(table.ines, "bench", TokenScope::Write, None, ends, at);
    Seeded {
        id: table.id,
        empty: measure(&table, outcomes[0], MEASURES),
        cookie: table.session(table.mara),
        token: made.unwrap().1.expose_secret().to_owned(),
        now: table.app.now(),
    }
}

/// Outcomes, ratings of now, and measures with their readings, through ordinary commands.
fn tell(table: &Table) -> Vec<OutcomeId> {
    let (ines, mara) = (table.ines, table.mara);
    let now = table.app.now();
    let outcomes: Vec<OutcomeId> = (0..OUTCOMES)
        .map(|number| {
            let added = act::AddOutcome {
                statement: format!("So that drivers of depot {number} reach dispatch abroad"),
                objective: "Nobody waits longer than a minute".to_owned(),
                for_party: table.consumer,
                depends_on: Quality::ALL[number % Quality::ALL.len()],
                delivered: true,
            };
            let Fact::OutcomeAdded(added) = table.act(mara, added) else {
                panic!("no outcome")
            };
            let outcome = added.outcome;
            table.act(ines, act::SkipGuess { outcome });
            for (stage, mark) in [(Stage::Expected, 9), (Stage::Realised, (number % 11) as u8)] {
                let assess = act::Assess {
                    outcome,
                    stage,
                    benefit: mark,
                    usefulness: 8,
                    importance: mark,
                    why: "Because the tunnel still drops calls".to_owned(),
                    wording: None,
                };
                table.act(mara, assess);
            }
            outcome
        })
        .collect();
    for number in 0..MEASURES {
        let named = measure(table, outcomes[number % OUTCOMES], number);
        let take = act::TakeReadings {
            measure: named,
            source: ReadingSource::Prometheus,
            readings: readings(now, READINGS / MEASURES, number as i64),
            unread: Vec::new(),
        };
        table.act(ines, take);
    }
    outcomes
}

fn measure(table: &Table, outcome: OutcomeId, number: usize) -> MeasureId {
    let measure = act::NameMeasure {
        outcome,
        quality: Quality::ALL[number % Quality::ALL.len()],
        name: format!("Calls held, each hour, series {number}"),
        unit: "%".to_owned(),
        how: String::new(),
        aim: Aim::AtLeast,
        target: 99_500,
    };
    let Fact::MeasureNamed(named) = table.act(table.ines, measure) else {
        panic!("no measure")
    };
    named.measure
}

/// One for each hour until now, scattered a little, with a fall in its last third.
fn readings(now: Moment, count: usize, seed: i64) -> Vec<Reading> {
    let last = now.0 / HOUR * HOUR;
    let count = count as i64;
    (0..count)
        .map(|place| {
            let scatter = (place * 7_919 + seed * 104_729).rem_euclid(199);
            let fell = if place > count * 2 / 3 { 300 } else { 0 };
            Reading {
                at: Moment(last - (count - 1 - place) * HOUR),
                value: 99_700 + scatter - fell,
            }
        })
        .collect()
}
