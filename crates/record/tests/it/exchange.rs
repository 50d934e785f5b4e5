use record::{ImportReason, Record};

use crate::story::{append, draft, forget, on_both, read, stream, write};

fn exported(record: &Record, number: u128) -> Vec<u8> {
    let mut out = Vec::new();
    record.export(stream(number), &mut out).unwrap();
    out
}

/// A stream of 20 entries with an erasure and with content that is not text.
fn told(record: &Record) {
    write(record, stream(1), 18);
    let mut odd = draft(19);
    odd.content = Some(vec![0xff, 0, 0xfe]);
    odd.content_salt = Some([1; 32]);
    odd.fact = vec![0x80];
    let mut more = append(stream(1), 18, vec![odd, draft(20)]);
    more.erase = vec![4];
    record.append(&more).unwrap();
}

#[test]
fn a_stream_moves_between_databases_without_loss() {
    on_both(|record, _| {
        told(record);
        let lines = exported(record, 1);
        let entries = read(record, stream(1));
        let head = record.head(stream(1)).unwrap().unwrap();

        let elsewhere = Record::open(database::Database::in_memory().unwrap()).unwrap();
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
    let record = Record::open(database::Database::in_memory().unwrap()).unwrap();
    told(&record);
    let lines = String::from_utf8(exported(&record, 1)).unwrap();
    forget(&record, stream(1));
    let refused = |text: &str| {
        let error = record.import(text.as_bytes()).unwrap_err();
        forget(&record, stream(1));
        (error.line, error.reason)
    };
    let without = |line: usize| {
        let kept = lines.lines().zip(1..).filter(|(_, number)| *number != line);
        kept.map(|(text, _)| format!("{text}\n"))
            .collect::<String>()
    };

    assert!(matches!(
        refused(&lines.replace("Wörter 7", "Wörter 8")),
        (8, ImportReason::Altered)
    ));
    assert!(matches!(
        refused(&lines.replace(r#"{\"number\":6}"#, r#"{\"number\":7}"#)),
        (7, ImportReason::Altered)
    ));
    assert!(matches!(refused(&without(4)), (4, ImportReason::Altered)));
    assert!(matches!(refused(&without(21)), (_, ImportReason::CutOff)));
    assert!(matches!(refused(""), (1, ImportReason::CutOff)));
    assert!(matches!(refused("{}"), (1, ImportReason::Json(_))));
    let other_version = lines.replace(r#""covalue_record":1"#, r#""covalue_record":2"#);
    assert!(matches!(
        refused(&other_version),
        (1, ImportReason::Version)
    ));
    let long = "x".repeat(9 * 1024 * 1024);
    assert!(matches!(refused(&long), (1, ImportReason::TooLong)));
}
