//! Durable appends against the bare database, and how fast a stream is read.
//!
//! Both write the same rows: 64 entries, their 64 requests and the head, in one durable
//! transaction. The record also decides whether the head is the expected one and computes
//! commitments, leaves and roots; the bare database is handed finished values.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use database::testing::{DIALECTS, Fresh};
use database::{Connection, Database, Dialect, Migration, Value};
use record::{Append, Entry, NewEntry, Record, Request, StreamId};
use uuid::Uuid;

/// One draft of each of 64 writers.
const BATCH: u64 = 64;

/// Both sides take turns, so that what else the machine does meets both.
const ROUNDS: u64 = 7;
const BATCHES_PER_ROUND: u64 = 60;

const STREAM: StreamId = StreamId(Uuid::from_u128(1));

const BARE: Migration = Migration {
    name: "1 bare",
    sql: "
CREATE TABLE bare_stream (stream BLOB PRIMARY KEY, sequence BIGINT NOT NULL, root BLOB NOT NULL,
    frontier BLOB NOT NULL);
CREATE TABLE bare_entry (stream BLOB NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL,
    actor BLOB NOT NULL, kind TEXT NOT NULL, fact BLOB NOT NULL, salt BLOB NOT NULL,
    content BLOB, content_salt BLOB, content_commitment BLOB NOT NULL,
    signature_commitment BLOB NOT NULL, erased_by BIGINT, leaf BLOB NOT NULL, root BLOB NOT NULL,
    PRIMARY KEY (stream, sequence));
CREATE TABLE bare_request (stream BLOB NOT NULL, actor BLOB NOT NULL, key TEXT NOT NULL,
    digest BLOB NOT NULL, first_sequence BIGINT NOT NULL, last_sequence BIGINT NOT NULL,
    PRIMARY KEY (stream, actor, key));",
};

fn main() {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        let record = Record::open(database.clone(), |_, _| None).unwrap();
        database.migrate("bare", &[BARE]).unwrap();
        let name = match dialect {
            Dialect::Sqlite => "SQLite",
            Dialect::Postgres => "PostgreSQL",
        };
        appends(name, &record, &database);
        loads(name, &record);
    }
}

fn appends(name: &str, record: &Record, database: &Database) {
    let bare = Bare::new(database);
    let mut ratios = Vec::new();
    let mut rates = (Vec::new(), Vec::new());
    let mut sequence = 0;
    for _ in 0..ROUNDS {
        let appends: Vec<Append> = (0..BATCHES_PER_ROUND)
            .map(|batch| append(sequence + batch * BATCH))
            .collect();
        let first = sequence + 1;
        let started = Instant::now();
        for append in &appends {
            sequence = record.append(append).unwrap().sequence;
        }
        let recorded = rate(started.elapsed());

        // The very same rows, made ready beforehand.
        let mut entries = Vec::new();
        record
            .entries(STREAM, first.., |entry| {
                entries.push(entry);
                ControlFlow::Continue(())
            })
            .unwrap();
        let batches: Vec<Rows> = entries
            .chunks(BATCH as usize)
            .zip(&appends)
            .map(|(entries, append)| Rows::of(entries, &append.requests))
            .collect();
        let started = Instant::now();
        for rows in &batches {
            bare.insert(rows);
        }
        let inserted = rate(started.elapsed());
        ratios.push(recorded / inserted);
        rates.0.push(recorded);
        rates.1.push(inserted);
    }
    let (recorded, inserted) = (median(rates.0), median(rates.1));
    println!("{name}: {recorded:.0} durable appends/s, bare {inserted:.0} rows/s");
    println!(
        "figure\tDurable appends, 64 writers, {name}\t{:.2} × the bare database ({recorded:.0}/s against {inserted:.0}/s)\t≥ 0.7 ×",
        median(ratios)
    );
}

fn loads(name: &str, record: &Record) {
    let rates = (0..5)
        .map(|_| {
            let mut entries = 0;
            let started = Instant::now();
            record
                .entries(STREAM, .., |entry| {
                    entries += u64::from(!entry.fact.is_empty());
                    ControlFlow::Continue(())
                })
                .unwrap();
            entries as f64 / started.elapsed().as_secs_f64()
        })
        .collect();
    println!(
        "figure\tEntries read from a stream, {name}\t{:.0}/s\t≥ 100,000/s",
        median(rates)
    );
    let started = Instant::now();
    let verdict = record.verify(STREAM, None).unwrap();
    assert!(verdict.is_sound());
    let verified = verdict.entries as f64 / started.elapsed().as_secs_f64();
    println!("{name}: {verified:.0} entries/s verified");
}

fn rate(elapsed: Duration) -> f64 {
    (BATCHES_PER_ROUND * BATCH) as f64 / elapsed.as_secs_f64()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// What sixty-four people might say at once.
fn append(expected: u64) -> Append {
    let salt = |first, number: u64| {
        let mut salt = [first; 32];
        salt[..8].copy_from_slice(&number.to_le_bytes());
        salt
    };
    let drafts = (expected + 1..=expected + BATCH).map(|number| NewEntry {
        actor: Uuid::from_u128(u128::from(number % BATCH)),
        kind: "contribution_said".to_owned(),
        at: 1_700_000_000_000 + i64::try_from(number).unwrap(),
        fact: format!(r#"{{"contribution":"{}","audience":"table","type":"need"}}"#, Uuid::from_u128(u128::from(number))).into_bytes(),
        content: Some(format!(r#"{{"text":"Calls must not drop on the A7 between exits 12 and 19, or {number} deliveries wait."}}"#).into_bytes()),
        ext: None,
        salt: salt(1, number),
        content_salt: Some(salt(2, number)),
        files: Vec::new(),
    });
    let requests = (expected + 1..=expected + BATCH).map(|number| Request {
        actor: Uuid::from_u128(u128::from(number % BATCH)),
        key: Uuid::from_u128(u128::from(number)).to_string(),
        digest: salt(3, number),
        first: number,
        last: number,
    });
    Append {
        stream: STREAM,
        expected,
        root: None,
        drafts: drafts.collect(),
        requests: requests.collect(),
    }
}

struct Bare<'database> {
    database: &'database Database,
    entries: String,
    requests: String,
}

struct Rows {
    head: Vec<Value>,
    entries: Vec<Value>,
    requests: Vec<Value>,
}

impl Rows {
    fn of(entries: &[Entry], requests: &[Request]) -> Self {
        let stream = || Value::from(STREAM.0.as_bytes());
        let number = |number: u64| Value::from(i64::try_from(number).unwrap());
        let last = entries.last().unwrap();
        Self {
            head: vec![
                stream(),
                number(last.sequence),
                last.root.0.into(),
                vec![7; 32 * last.sequence.count_ones() as usize].into(),
            ],
            entries: entries
                .iter()
                .flat_map(|entry| {
                    [
                        stream(),
                        number(entry.sequence),
                        entry.at.into(),
                        entry.actor.as_bytes().into(),
                        entry.kind.as_str().into(),
                        entry.fact.as_slice().into(),
                        entry.salt.into(),
                        entry.content.as_deref().into(),
                        entry.content_salt.into(),
                        entry.content_commitment.0.into(),
                        entry.signature_commitment.0.into(),
                        Value::Null,
                        entry.leaf.0.into(),
                        entry.root.0.into(),
                    ]
                })
                .collect(),
            requests: requests
                .iter()
                .flat_map(|request| {
                    [
                        stream(),
                        request.actor.as_bytes().into(),
                        request.key.as_str().into(),
                        request.digest.into(),
                        number(request.first),
                        number(request.last),
                    ]
                })
                .collect(),
        }
    }
}

impl<'database> Bare<'database> {
    fn new(database: &'database Database) -> Self {
        database
            .write(|connection| {
                let empty = Value::from([0; 32]);
                connection.execute(
                    "INSERT INTO bare_stream VALUES (?1, ?2, ?3, ?4)",
                    &[STREAM.0.as_bytes().into(), 0.into(), empty.clone(), empty],
                )
            })
            .unwrap();
        Self {
            database,
            entries: insert("bare_entry", 14),
            requests: insert("bare_request", 6),
        }
    }

    fn insert(&self, rows: &Rows) {
        self.database
            .write(|connection: &mut dyn Connection| {
                connection.execute(
                    "UPDATE bare_stream SET sequence = ?2, root = ?3, frontier = ?4
                     WHERE stream = ?1",
                    &rows.head,
                )?;
                connection.execute(&self.entries, &rows.entries)?;
                connection.execute(&self.requests, &rows.requests)
            })
            .unwrap();
    }
}

fn insert(table: &str, columns: usize) -> String {
    let mut sql = format!("INSERT INTO {table} VALUES ");
    for row in 0..BATCH as usize {
        let mut separator = if row == 0 { "(" } else { "), (" };
        for parameter in row * columns + 1..=(row + 1) * columns {
            write!(sql, "{separator}?{parameter}").unwrap();
            separator = ", ";
        }
    }
    sql + ")"
}
