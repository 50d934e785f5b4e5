//! The wire format does not change: what was written with version 1 is read for ever.
//!
//! `COVALUE_BLESS=1` writes the files anew; do so only before their first release.

use std::path::{Path, PathBuf};

use database::Dialect;
use database::testing::Fresh;
use record::{Record, format};

use crate::story::{ORIGIN, append, draft, forget, open_as, read, stream, write};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

fn file(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

fn golden(name: &str, now: &str) {
    if std::env::var_os("COVALUE_BLESS").is_some() {
        std::fs::write(path(name), now).unwrap();
    }
    assert_eq!(file(name), now, "{name}");
}

/// In the golden stream the eighth entry erases the second.
fn erases(_: &str, fact: &[u8]) -> Option<u64> {
    (fact == br#"{"number":8}"#).then_some(2)
}

fn told(record: &Record) {
    write(record, stream(0x5eed), 6);
    let mut odd = draft(7);
    odd.fact = b"\xff\x00 not text".to_vec();
    let more = append(stream(0x5eed), 6, vec![odd, draft(8)]);
    record.append(&more).unwrap();
}

fn exported(record: &Record) -> String {
    let mut out = Vec::new();
    record.export(stream(0x5eed), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn entries_are_written_as_version_1_has_them() {
    let fresh = Fresh::new(Dialect::Sqlite);
    let record = open_as(&fresh, erases);
    told(&record);
    golden("stream-v1.jsonl", &exported(&record));
    golden(
        "leaves-v1.txt",
        &record.leaves(stream(0x5eed)).unwrap().to_string(),
    );
}

#[test]
fn what_version_1_wrote_is_read_back_whole() {
    let record = Record::open(database::Database::in_memory().unwrap(), erases).unwrap();
    let golden = file("stream-v1.jsonl");
    record.import(golden.as_bytes()).unwrap();
    assert_eq!(exported(&record), golden);
    let kept = file("leaves-v1.txt").parse().unwrap();
    let verdict = record.verify(stream(0x5eed), Some(&kept)).unwrap();
    assert_eq!(
        (verdict.entries, verdict.erased, verdict.finding),
        (8, 1, None)
    );
    forget(&record, stream(0x5eed));
}

#[test]
fn the_parts_of_a_leaf_are_as_documented() {
    let fresh = Fresh::new(Dialect::Sqlite);
    let record = open_as(&fresh, erases);
    told(&record);
    let entries = read(&record, stream(0x5eed));
    let entry = &entries[0];
    let envelope = format::envelope(
        &ORIGIN,
        entry.stream.0,
        entry.sequence,
        entry.at,
        entry.actor,
        &entry.kind,
    );
    let hex: String = envelope.iter().map(|byte| format!("{byte:02x}")).collect();
    let vector = format!(
        "envelope            {hex}\nfact commitment     {}\ncontent commitment  {}\nleaf                {}\nroot                {}\n",
        format::fact_commitment(&entry.fact_salt, &entry.fact),
        entry.content_commitment,
        entry.leaf,
        entry.root,
    );
    golden("entry-v1.txt", &vector);
    let documented = include_str!("../../../../docs/record-format.md");
    for line in vector.lines() {
        assert!(
            documented.contains(line),
            "docs/record-format.md lacks {line}"
        );
    }
}
