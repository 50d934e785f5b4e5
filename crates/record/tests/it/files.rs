//! Files that belong to entries: as tied to the tree as texts are, and erased with them.

use std::sync::Arc;

use database::Value;
use record::limits::{FILE_BYTES, FILES_PER_ENTRY};
use record::{AppendError, Fault, Finding, ImportReason, Limit, NewEntry, Record, check};

use crate::story::{append, draft, erases, erasing, forget, on_both, read, stream, write};

const PICTURE: &[u8] = b"a picture of a dock";
const SMALL: &[u8] = b"the same, small";

fn with_files(number: u64, files: &[&[u8]]) -> NewEntry {
    NewEntry {
        ext: None,
        files: files.iter().map(|file| Arc::from(*file)).collect(),
        ..draft(number)
    }
}

/// Four entries, of which the fourth has two files, and a fifth.
fn told(record: &Record) {
    write(record, stream(1), 3);
    let drafts = vec![with_files(4, &[PICTURE, SMALL]), draft(5)];
    record.append(&append(stream(1), 3, drafts)).unwrap();
}

fn exported(record: &Record) -> Vec<u8> {
    let mut out = Vec::new();
    record.export(stream(1), &mut out).unwrap();
    out
}

fn file(record: &Record, place: u8) -> Option<Vec<u8>> {
    record.file(stream(1), 4, place).unwrap()
}

fn change(record: &Record, sql: &str, params: &[Value]) {
    let changed = record
        .database()
        .write(|connection| connection.execute(sql, params));
    assert_eq!(changed.unwrap(), 1, "{sql}");
}

#[test]
fn files_lie_beside_their_entry_and_their_digests_are_in_its_leaf() {
    on_both(|record, _| {
        told(record);
        assert_eq!(file(record, 0).as_deref(), Some(PICTURE));
        assert_eq!(file(record, 1).as_deref(), Some(SMALL));
        assert_eq!(file(record, 2), None);
        assert_eq!(record.file(stream(1), 5, 0).unwrap(), None);
        let entry = &read(record, stream(1))[3];
        let ext: serde_json::Value = serde_json::from_slice(entry.ext.as_ref().unwrap()).unwrap();
        let salt = record::format::file_salt(&entry.content_salt.unwrap(), 0);
        let digest = record::format::file_digest(&salt, PICTURE);
        assert_eq!(ext["files"][0], digest.to_string());
        assert_eq!(ext["files"].as_array().unwrap().len(), 2);
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn a_changed_byte_a_missing_file_and_one_too_many_are_found_at_their_entry() {
    let id = stream(1).0;
    for (sql, index) in [
        (
            "UPDATE record_file SET bytes = ?2 WHERE stream = ?1 AND place = 0",
            4,
        ),
        (
            "UPDATE record_file SET place = 2 WHERE stream = ?1 AND place = 1",
            4,
        ),
        (
            "UPDATE record_file SET sequence = 5 WHERE stream = ?1 AND place = 1",
            4,
        ),
        ("DELETE FROM record_file WHERE stream = ?1 AND place = 1", 4),
        (
            "INSERT INTO record_file (stream, sequence, place, bytes) VALUES (?1, 2, 0, ?2)",
            2,
        ),
        (
            "INSERT INTO record_file (stream, sequence, place, bytes) VALUES (?1, 4, 2, ?2)",
            4,
        ),
        // Of an entry that there is not.
        (
            "INSERT INTO record_file (stream, sequence, place, bytes) VALUES (?1, 99, 0, ?2)",
            5,
        ),
        (
            "INSERT INTO record_file (stream, sequence, place, bytes) VALUES (?1, -1, 0, ?2)",
            1,
        ),
    ] {
        on_both(|record, _| {
            told(record);
            let other: Value = [&PICTURE[..18], b"K"].concat().into();
            let params = [id.as_bytes().into(), other];
            let used = if sql.contains("?2") { 2 } else { 1 };
            change(record, sql, &params[..used]);
            let finding = record.verify(stream(1), None).unwrap().finding;
            let fault = Fault::File;
            assert_eq!(finding, Some(Finding { index, fault }), "{sql}");
            let mut out = Vec::new();
            assert!(record.export(stream(1), &mut out).is_err());
            assert!(out.is_empty());
        });
    }
}

#[test]
fn files_go_with_the_text_that_they_belong_to() {
    on_both(|record, _| {
        told(record);
        record
            .append(&append(stream(1), 5, vec![erasing(6, 4)]))
            .unwrap();
        assert_eq!((file(record, 0), file(record, 1)), (None, None));
        assert!(record.verify(stream(1), None).unwrap().is_sound());
        let lines = String::from_utf8(exported(record)).unwrap();
        assert!(!lines.contains("\"file\""), "{lines}");
        // Brought back in the database, it is found.
        change(
            record,
            "INSERT INTO record_file (stream, sequence, place, bytes) VALUES (?1, 4, 0, ?2)",
            &[stream(1).0.as_bytes().into(), PICTURE.into()],
        );
        assert!(!record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn an_export_carries_files_and_an_import_is_held_to_them() {
    on_both(|record, _| {
        told(record);
        let lines = String::from_utf8(exported(record)).unwrap();
        let checked = check(lines.as_bytes(), erases).unwrap();
        assert_eq!((checked.opened.files, checked.opened.files_missing), (2, 0));
        forget(record, stream(1));
        let without = |line: usize| {
            let kept = lines.lines().enumerate().filter(|(at, _)| *at != line);
            kept.map(|(_, line)| format!("{line}\n"))
                .collect::<String>()
        };
        let mut moved: Vec<_> = lines.lines().collect();
        moved.swap(5, 6);
        let turned = moved.join("\n") + "\n";
        let twice = lines.clone() + lines.lines().last().unwrap() + "\n";
        let other = lines.replace("\"bytes\":\"YSBw", "\"bytes\":\"YSBx");
        let garbled = lines.replace("\"bytes\":\"YSBw", "\"bytes\":\"YS w");
        for broken in [without(6), without(7), turned, twice, other, garbled] {
            assert_ne!(broken, lines);
            let refused = record.import(broken.as_bytes()).unwrap_err();
            assert!(
                matches!(refused.reason, ImportReason::Altered(_)),
                "{refused}\n{broken}"
            );
            assert!(check(broken.as_bytes(), erases).is_err());
            assert_eq!(record.streams().unwrap(), [], "something was added");
            let files = record.database().query("SELECT 1 FROM record_file", &[]);
            assert!(files.unwrap().is_empty());
        }
        record.import(lines.as_bytes()).unwrap();
        assert_eq!(file(record, 0).as_deref(), Some(PICTURE));
        assert_eq!(String::from_utf8(exported(record)).unwrap(), lines);
        // Once more changes nothing.
        record.import(lines.as_bytes()).unwrap();
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn an_older_file_brings_back_nothing_that_was_erased_since_and_a_newer_one_erases_it_here() {
    on_both(|record, _| {
        told(record);
        let early = exported(record);
        record
            .append(&append(stream(1), 5, vec![erasing(6, 4)]))
            .unwrap();
        let late = exported(record);
        record.import(&early[..]).unwrap();
        assert_eq!(file(record, 0), None);
        forget(record, stream(1));
        record.import(&early[..]).unwrap();
        assert_eq!(file(record, 0).as_deref(), Some(PICTURE));
        record.import(&late[..]).unwrap();
        assert_eq!((file(record, 0), file(record, 1)), (None, None));
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn files_come_with_a_text_are_few_and_bounded_and_nobody_lists_their_digests() {
    let refused = |draft: NewEntry| {
        let record = Record::open(database::Database::in_memory().unwrap(), erases).unwrap();
        record
            .append(&append(stream(1), 0, vec![draft]))
            .unwrap_err()
    };
    let large = vec![0; FILE_BYTES + 1];
    let many = vec![PICTURE; FILES_PER_ENTRY + 1];
    for draft in [with_files(1, &[&large]), with_files(1, &many)] {
        assert!(matches!(refused(draft), AppendError::Limit(Limit::Files)));
    }
    let listing = |ext: &str| NewEntry {
        ext: Some(ext.into()),
        ..with_files(1, &[])
    };
    for draft in [
        // Every third has no text.
        with_files(3, &[PICTURE]),
        NewEntry {
            ext: Some(b"{}".to_vec()),
            ..with_files(1, &[PICTURE])
        },
        listing(&format!("{{\"files\":[\"{}\"]}}", "0".repeat(64))),
        listing("{\"files\":[]}"),
        listing("{\"files\":1}"),
    ] {
        assert!(matches!(refused(draft), AppendError::Invalid(_)));
    }
}
