use std::path::PathBuf;

use database::Dialect;
use database::testing::Fresh;
use record::{Fault, Finding};

use crate::story::{append, draft, on_both, open, read, stream, write};

#[test]
fn erasing_leaves_the_tree_whole_and_is_counted() {
    on_both(|record, _| {
        let kept = write(record, stream(1), 8);
        let leaves = record.leaves(stream(1)).unwrap();
        // 3 never had content, 2 is named twice.
        let mut erasing = append(stream(1), 8, vec![draft(9)]);
        erasing.erase = vec![2, 3, 5, 2];
        let head = record.append(&erasing).unwrap();
        assert_eq!((kept.erasures, head.erasures), (0, 2));
        assert_eq!(record.head(stream(1)).unwrap(), Some(head));

        let entries = read(record, stream(1));
        for entry in &entries {
            let erased = [2, 5].contains(&entry.sequence);
            assert_eq!(entry.is_erased(), erased);
            assert_eq!(entry.erased_by, erased.then_some(9));
            assert_eq!(entry.content_salt.is_some(), entry.content.is_some());
        }
        let verdict = record.verify(stream(1), Some(&leaves)).unwrap();
        assert_eq!(
            (verdict.entries, verdict.erased, verdict.finding),
            (9, 2, None)
        );

        let mut again = append(stream(1), 9, vec![draft(10)]);
        again.erase = vec![2];
        assert_eq!(record.append(&again).unwrap().erasures, 2);
    });
}

#[test]
fn a_refused_append_erases_nothing() {
    on_both(|record, _| {
        write(record, stream(1), 4);
        let mut erasing = append(stream(1), 3, vec![draft(9)]);
        erasing.erase = vec![2];
        assert!(record.append(&erasing).is_err());
        assert!(!read(record, stream(1))[1].is_erased());
    });
}

#[test]
fn content_that_vanished_without_being_erased_is_noticed() {
    on_both(|record, _| {
        write(record, stream(1), 4);
        record
            .database()
            .write(|connection| {
                connection.execute(
                    "UPDATE record_entry SET content = NULL, content_salt = NULL
                     WHERE sequence = 2",
                    &[],
                )
            })
            .unwrap();
        let finding = record.verify(stream(1), None).unwrap().finding;
        let fault = Fault::Content;
        assert_eq!(finding, Some(Finding { index: 2, fault }));
    });
}

#[test]
fn erased_bytes_are_in_no_file_of_the_embedded_database() {
    let fresh = Fresh::new(Dialect::Sqlite);
    let record = open(&fresh);
    let mut drafts: Vec<_> = (1..=60).map(draft).collect();
    for (number, draft) in drafts.iter_mut().enumerate() {
        // From a few bytes in the row to a chain of overflow pages.
        let text = format!("canary-{number}-").repeat(1 + number * number);
        draft.content = Some(text.into_bytes());
        draft.content_salt = Some([number as u8 + 1; 32]);
    }
    record.append(&append(stream(1), 0, drafts)).unwrap();
    let canary = |number: usize| format!("canary-{number}-");
    let found = |number| {
        fresh
            .files()
            .iter()
            .any(|file| holds(file, &canary(number)))
    };
    assert!((0..60).all(found));

    let mut erasing = append(stream(1), 60, vec![draft(61)]);
    erasing.erase = (1..=60).filter(|sequence| sequence % 2 == 0).collect();
    record.append(&erasing).unwrap();
    record.database().purge_deleted().unwrap();
    for number in 0..60 {
        assert_eq!(found(number), number % 2 == 0, "{}", canary(number));
    }
}

fn holds(file: &PathBuf, text: &str) -> bool {
    let bytes = std::fs::read(file).unwrap();
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}
