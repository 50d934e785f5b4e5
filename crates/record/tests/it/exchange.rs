use record::{ImportReason, Record};

use crate::story::{append, draft, erases, erasing, forget, on_both, read, stream, write};

fn exported(record: &Record, number: u128) -> Vec<u8> {
    let mut out = Vec::new();
    record.export(stream(number), &mut out).unwrap();
    out
}

/// A stream of 20 entries with an erasure and with content that is not text.
fn told(record: &Record) {
    write(record, stream(1), 18);
    let mut odd = draft(19);
    odd.content = Some("{\"\u{1f9ea}\\u0000\":\"\u{202e}\"}".into());
    odd.content_salt = Some([1; 32]);
    odd.ext = Some(b"{}".to_vec());
    let more = append(stream(1), 18, vec![odd, erasing(20, 4)]);
    record.append(&more).unwrap();
}

#[test]
fn a_stream_moves_between_databases_without_loss() {
    on_both(|record, _| {
        told(record);
        let lines = exported(record, 1);
        let entries = read(record, stream(1));
        let head = record.head(stream(1)).unwrap().unwrap();

        let elsewhere = Record::open(database::Database::in_memory().unwrap(), erases).unwrap();
        assert_eq!(elsewhere.import(&lines[..]).unwrap(), (stream(1), head));
        assert_eq!(read(&elsewhere, stream(1)), entries);
        assert_eq!(exported(&elsewhere, 1), lines);
        assert!(elsewhere.verify(stream(1), None).unwrap().is_sound());
        let next = elsewhere
            .append(&append(stream(1), 20, vec![draft(21)]))
            .unwrap();
        let here = record
            .append(&append(stream(1), 20, vec![draft(21)]))
            .unwrap();
        assert_eq!(next, here);
    });
}

#[test]
fn an_import_continues_a_shorter_copy_and_leaves_a_longer_one() {
    on_both(|record, _| {
        write(record, stream(1), 10);
        let early = exported(record, 1);
        let drafts = (11..=600).map(draft).collect();
        let head = record.append(&append(stream(1), 10, drafts)).unwrap();
        let late = exported(record, 1);

        record.import(&early[..]).unwrap();
        assert_eq!(record.head(stream(1)).unwrap(), Some(head));
        forget(record, stream(1));
        record.import(&early[..]).unwrap();
        record.import(&late[..]).unwrap();
        assert_eq!(record.head(stream(1)).unwrap(), Some(head));
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn another_history_of_a_stream_is_not_imported() {
    on_both(|record, _| {
        write(record, stream(1), 5);
        let lines = exported(record, 1);
        for entries in [3, 8] {
            forget(record, stream(1));
            let drafts = (2..2 + entries).map(draft).collect();
            let head = record.append(&append(stream(1), 0, drafts)).unwrap();
            let error = record.import(&lines[..]).unwrap_err();
            assert!(matches!(error.reason, ImportReason::Diverged), "{error}");
            assert_eq!(record.head(stream(1)).unwrap(), Some(head));
        }
    });
}

#[test]
fn an_altered_export_is_refused_at_its_line() {
    let record = Record::open(database::Database::in_memory().unwrap(), erases).unwrap();
    told(&record);
    let lines = String::from_utf8(exported(&record, 1)).unwrap();
    forget(&record, stream(1));
    let refused = |text: &str| {
        let error = record.import(text.as_bytes()).unwrap_err();
        assert_eq!(record.streams().unwrap(), [], "something was added");
        (error.line, error.reason)
    };
    let without = |line: usize| {
        let kept = lines.lines().zip(1..).filter(|(_, number)| *number != line);
        kept.map(|(text, _)| format!("{text}\n"))
            .collect::<String>()
    };

    assert!(matches!(
        refused(&lines.replace("Wörter 7", "Wörter 8")),
        (8, ImportReason::Altered(_))
    ));
    assert!(matches!(
        refused(&lines.replace(r#"{\"number\":6}"#, r#"{\"number\":7}"#)),
        (7, ImportReason::Altered(_))
    ));
    assert!(matches!(
        refused(&without(4)),
        (4, ImportReason::Altered(_))
    ));
    assert!(matches!(refused(&without(21)), (_, ImportReason::CutOff)));
    assert!(matches!(refused(""), (1, ImportReason::CutOff)));
    assert!(matches!(refused("{}\n"), (1, ImportReason::Json(_))));
    assert!(matches!(refused("{}"), (1, ImportReason::LineEnd)));
    let other_version = lines.replace(r#""covalue_record":1"#, r#""covalue_record":2"#);
    assert!(matches!(
        refused(&other_version),
        (1, ImportReason::Version)
    ));
    let long = "x".repeat(9 * 1024 * 1024);
    assert!(matches!(refused(&long), (1, ImportReason::TooLong)));
}

#[test]
fn an_import_is_held_to_all_that_verify_finds() {
    on_both(|record, _| {
        told(record);
        let lines = String::from_utf8(exported(record, 1)).unwrap();
        forget(record, stream(1));
        let without_word = |sequence: u64, by: &str| {
            let edited = lines.lines().map(|line| {
                if !line.contains(&format!(r#""sequence":{sequence},"#)) {
                    return format!("{line}\n");
                }
                let mut entry: serde_json::Value = serde_json::from_str(line).unwrap();
                let entry = entry.as_object_mut().unwrap();
                assert!(entry.remove("content").is_some());
                entry.remove("content_salt");
                if !by.is_empty() {
                    entry.insert("erased_by".to_owned(), by.parse().unwrap());
                }
                format!("{}\n", serde_json::to_string(&entry).unwrap())
            });
            edited.collect::<String>()
        };
        // Gone without a mark; by an entry that erases nothing, erases another, erased earlier, or is
        // not there.
        for by in ["", "9", "20", "3", "21", "0"] {
            let error = record.import(without_word(7, by).as_bytes()).unwrap_err();
            assert!(matches!(error.reason, ImportReason::Altered(_)), "{error}");
            assert_eq!(record.streams().unwrap(), [], "{by}");
        }
        // The word is back although an entry erased it.
        let back = lines.replace(r#","erased_by":20"#, "");
        assert_ne!(back, lines);
        assert!(record.import(back.as_bytes()).is_err());
        assert_eq!(record.streams().unwrap(), []);
        record.import(lines.as_bytes()).unwrap();
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn what_was_erased_since_is_erased_in_an_earlier_copy_too() {
    on_both(|record, _| {
        write(record, stream(1), 6);
        let early = exported(record, 1);
        record
            .append(&append(stream(1), 6, vec![erasing(7, 4)]))
            .unwrap();
        let late = exported(record, 1);
        let head = record.head(stream(1)).unwrap();
        forget(record, stream(1));
        record.import(&early[..]).unwrap();
        assert!(!read(record, stream(1))[3].is_erased());
        record.import(&late[..]).unwrap();
        assert!(read(record, stream(1))[3].is_erased());
        assert_eq!(record.head(stream(1)).unwrap(), head);
        assert!(record.verify(stream(1), None).unwrap().is_sound());
        // The earlier file brings the word back to nobody.
        record.import(&early[..]).unwrap();
        assert!(read(record, stream(1))[3].is_erased());
    });
}
