//! Streams to test with. Everything is determined by the numbers given: nothing is random.

use std::ops::ControlFlow;

use database::testing::{DIALECTS, Fresh};
use record::{Append, Entry, Erases, Head, NewEntry, Record, StreamId};
use uuid::Uuid;

pub const ORIGIN: Uuid = Uuid::from_u128(0x0123_4567_89ab_4cde_8f01_2345_6789_abcd);

/// Runs `check` on an empty record in each database.
pub fn on_both(check: impl Fn(&Record, &Fresh)) {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        check(&open(&fresh), &fresh);
    }
}

/// A record whose origin is [`ORIGIN`].
pub fn open(fresh: &Fresh) -> Record {
    open_as(fresh, erases)
}

pub fn open_as(fresh: &Fresh, erases: Erases) -> Record {
    let record = Record::open(fresh.open(), erases).unwrap();
    record
        .database()
        .write(|connection| {
            connection.execute(
                "UPDATE record_origin SET id = ?1",
                &[ORIGIN.as_bytes().into()],
            )
        })
        .unwrap();
    Record::open(record.database().clone(), erases).unwrap()
}

pub fn stream(number: u128) -> StreamId {
    StreamId(Uuid::from_u128(number))
}

/// The draft of entry `number`. Every third is without content, every seventh has an ext.
pub fn draft(number: u64) -> NewEntry {
    let salt = |first| {
        let mut salt = [first; 32];
        salt[24..].copy_from_slice(&number.to_be_bytes());
        salt
    };
    let content = !number.is_multiple_of(3);
    NewEntry {
        actor: Uuid::from_u128(0xac70 + u128::from(number % 4)),
        kind: format!("kind_{}", number % 5),
        at: 1_700_000_000_000 + i64::try_from(number).unwrap() / 2,
        fact: format!(r#"{{"number":{number}}}"#).into_bytes(),
        content: content.then(|| format!(r#"{{"text":"Wörter {number}"}}"#).into_bytes()),
        ext: number
            .is_multiple_of(7)
            .then(|| format!(r#"{{"of":{number}}}"#).into_bytes()),
        salt: salt(0xfa),
        content_salt: content.then(|| salt(0xc0)),
        files: Vec::new(),
    }
}

/// What [`erasing`] made erases.
pub fn erases(kind: &str, fact: &[u8]) -> Option<u64> {
    let erased = fact.strip_prefix(b"{\"erases\":")?.strip_suffix(b"}")?;
    let erased = std::str::from_utf8(erased).ok()?.parse().ok();
    (kind == "erased").then_some(erased).flatten()
}

/// The draft of entry `number`, which erases entry `erased`.
pub fn erasing(number: u64, erased: u64) -> NewEntry {
    NewEntry {
        kind: "erased".to_owned(),
        fact: format!(r#"{{"erases":{erased}}}"#).into_bytes(),
        ..draft(number)
    }
}

pub fn append(stream: StreamId, expected: u64, drafts: Vec<NewEntry>) -> Append {
    Append {
        stream,
        expected,
        root: None,
        drafts,
        requests: Vec::new(),
    }
}

/// Adds entries 1 to `entries`, in one append.
pub fn write(record: &Record, stream: StreamId, entries: u64) -> Head {
    let drafts = (1..=entries).map(draft).collect();
    record.append(&append(stream, 0, drafts)).unwrap()
}

pub fn read(record: &Record, stream: StreamId) -> Vec<Entry> {
    let mut entries = Vec::new();
    record
        .entries(stream, .., |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })
        .unwrap();
    entries
}

/// Removes a stream as only somebody with the database can.
pub fn forget(record: &Record, stream: StreamId) {
    for table in [
        "record_stream",
        "record_entry",
        "record_request",
        "record_file",
    ] {
        record
            .database()
            .write(|connection| {
                connection.execute(
                    &format!("DELETE FROM {table} WHERE stream = ?1"),
                    &[stream.0.as_bytes().into()],
                )
            })
            .unwrap();
    }
}
