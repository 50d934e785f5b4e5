use std::path::PathBuf;

use database::Dialect;
use database::testing::Fresh;
use record::{Fault, Finding, Request, Sent};
use uuid::Uuid;

use crate::story::{append, draft, erasing, on_both, open, read, stream, write};

#[test]
fn erasing_leaves_the_tree_whole_and_is_counted() {
    on_both(|record, _| {
        let kept = write(record, stream(1), 8);
        let leaves = record.leaves(stream(1)).unwrap();
        // 3 never had content, 2 is named twice.
        let drafts = vec![
            erasing(9, 2),
            draft(10),
            erasing(11, 3),
            erasing(12, 5),
            erasing(13, 2),
        ];
        let head = record.append(&append(stream(1), 8, drafts)).unwrap();
        assert_eq!((kept.erasures, head.erasures), (0, 2));
        assert_eq!(record.head(stream(1)).unwrap(), Some(head));

        let entries = read(record, stream(1));
        for entry in &entries {
            // By the first entry that says so, whatever else was added with it.
            let by = match entry.sequence {
                2 => Some(9),
                5 => Some(12),
                _ => None,
            };
            assert_eq!(entry.is_erased(), by.is_some());
            assert_eq!(entry.erased_by, by);
            assert_eq!(entry.content_salt.is_some(), entry.content.is_some());
        }
        let verdict = record.verify(stream(1), Some(&leaves)).unwrap();
        assert_eq!(
            (verdict.entries, verdict.erased, verdict.finding),
            (13, 2, None)
        );

        let again = append(stream(1), 13, vec![erasing(14, 2)]);
        assert_eq!(record.append(&again).unwrap().erasures, 2);
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn what_is_said_and_erased_in_one_append_is_erased() {
    on_both(|record, _| {
        write(record, stream(1), 3);
        let drafts = vec![draft(4), erasing(5, 4)];
        let head = record.append(&append(stream(1), 3, drafts)).unwrap();
        assert_eq!(head.erasures, 1);
        assert_eq!(read(record, stream(1))[3].erased_by, Some(5));
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn a_refused_append_erases_nothing() {
    on_both(|record, _| {
        write(record, stream(1), 4);
        let late = append(stream(1), 3, vec![erasing(9, 2)]);
        assert!(record.append(&late).is_err());
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
        draft.content = Some(format!("{{\"text\":\"{text}\"}}").into_bytes());
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

    let even = (1..=60).filter(|sequence| sequence % 2 == 0);
    let drafts = (61..)
        .zip(even)
        .map(|(number, erased)| erasing(number, erased));
    record
        .append(&append(stream(1), 60, drafts.collect()))
        .unwrap();
    record.database().purge_deleted().unwrap();
    for number in 0..60 {
        assert_eq!(found(number), number % 2 == 0, "{}", canary(number));
    }
}

#[test]
fn what_was_sent_cannot_be_found_out_by_its_key_once_a_text_of_it_is_erased() {
    on_both(|record, _| {
        let mut said = append(stream(1), 0, vec![draft(1), draft(2), draft(3)]);
        for (draft, number) in said.drafts.iter_mut().zip(1..) {
            draft.actor = Uuid::from_u128(number.min(2));
        }
        let request = |actor, key: &str, first, last| Request {
            actor: Uuid::from_u128(actor),
            key: key.to_owned(),
            digest: [7; 32],
            first,
            last,
        };
        said.requests = vec![request(1, "one", 1, 1), request(2, "two", 2, 3)];
        record.append(&said).unwrap();
        let sent = |actor, key, digest| {
            let actor = Uuid::from_u128(actor);
            let answered = record.request(stream(1), actor, key, &[digest; 32]);
            let answered = answered.unwrap().unwrap();
            (answered.first, answered.last, answered.sent)
        };
        assert_eq!(sent(1, "one", 7), (1, 1, Sent::Same));
        assert_eq!(sent(2, "two", 7), (2, 3, Sent::Same));
        assert_eq!(sent(2, "two", 8), (2, 3, Sent::Other));
        // Whoever has the database and the text, and nothing else, has no digest to compare with.
        let rows = record
            .database()
            .query("SELECT digest FROM record_request", &[]);
        let kept: Vec<[u8; 32]> = rows
            .unwrap()
            .iter()
            .map(|row| row.array(0).unwrap())
            .collect();
        assert!(!kept.contains(&[7; 32]));
        assert_ne!(kept[0], kept[1]);
        record
            .append(&append(stream(1), 3, vec![erasing(4, 2)]))
            .unwrap();
        assert_eq!(sent(1, "one", 7), (1, 1, Sent::Same));
        for digest in [7, 8] {
            assert_eq!(sent(2, "two", digest), (2, 3, Sent::Erased));
        }
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

fn holds(file: &PathBuf, text: &str) -> bool {
    let bytes = std::fs::read(file).unwrap();
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}
