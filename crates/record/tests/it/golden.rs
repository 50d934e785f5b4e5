//! The wire format does not change: what was written with version 1 is read for ever.
//!
//! `COVALUE_BLESS=1` writes the files again; do so only before their first release.

use std::path::{Path, PathBuf};

use database::Dialect;
use database::testing::Fresh;
use record::format::{Commitments, Part};
use record::{LeafList, OPERATOR, RESTORED, Record, Restored, format};

use crate::story::{append, draft, erasing, forget, open_as, read, stream, write};

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

/// What erases in the golden streams: one of the kinds that the document names.
fn erases(kind: &str, fact: &[u8]) -> Option<u64> {
    let fact: serde_json::Value = serde_json::from_slice(fact).ok()?;
    (kind == "content_erased").then_some(fact["sequence"].as_u64()?)
}

fn told(record: &Record) {
    let before = write(record, stream(0x5eed), 6);
    let mut odd = draft(7);
    odd.fact = " {\"n\u{fc}mber\" : 7.0e0, \"\\u0061\":[{}, null] }\n".into();
    odd.ext = Some(br#"{"attachments":["00"]}"#.to_vec());
    let mut erasing = erasing(8, 2);
    erasing.kind = "content_erased".to_owned();
    erasing.fact = br#"{"sequence":2}"#.to_vec();
    let mut restored = draft(9);
    restored.actor = OPERATOR;
    restored.kind = RESTORED.to_owned();
    let mut reached = before.place();
    reached.sequence = 9;
    restored.fact = Restored { shared: 6, reached }.encode();
    let more = append(stream(0x5eed), 6, vec![odd, erasing, restored, draft(10)]);
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
    let kept: LeafList = file("leaves-v1.txt").parse().unwrap();
    let verdict = record.verify(stream(0x5eed), Some(&kept)).unwrap();
    assert_eq!(
        (verdict.entries, verdict.erased, verdict.finding),
        (10, 1, None)
    );
    forget(&record, stream(0x5eed));
}

#[test]
fn the_parts_of_a_leaf_are_as_documented() {
    let fresh = Fresh::new(Dialect::Sqlite);
    let record = open_as(&fresh, erases);
    told(&record);
    let header = record.header(stream(0x5eed)).unwrap().unwrap().hash();
    let entries = read(&record, stream(0x5eed));
    let entry = &entries[6];
    let salt = |part| record::Hash(format::part_salt(&entry.salt, part));
    let parts = Commitments::of(entry);
    let vector = format!(
        "header hash         {header}\n\
         salt of at          {}\nsalt of actor       {}\nsalt of fact        {}\nsalt of ext         {}\n\
         at commitment       {}\nactor commitment    {}\nfact commitment     {}\n\
         content commitment  {}\next commitment      {}\nleaf                {}\nroot                {}\n",
        salt(Part::At),
        salt(Part::Actor),
        salt(Part::Fact),
        salt(Part::Ext),
        parts.at,
        parts.actor,
        parts.fact,
        parts.content,
        parts.ext,
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
