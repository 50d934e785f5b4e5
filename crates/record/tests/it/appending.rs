use std::ops::ControlFlow;
use std::sync::Mutex;

use database::testing::{DIALECTS, Fresh};
use database::{Database, Dialect};
use proptest::prelude::*;
use record::limits::{
    BYTES_PER_APPEND, CONTENT_BYTES, ENTRIES_PER_APPEND, ENTRIES_PER_STREAM, EXT_BYTES, FACT_BYTES,
    LAST_MOMENT,
};
use record::{
    Answered, AppendError, Error, Hash, Head, Limit, NewEntry, Record, Request, Sent, format, tree,
};
use uuid::Uuid;

use crate::story::{append, draft, erases, erasing, forget, on_both, open, read, stream, write};

const ACTOR: Uuid = Uuid::from_u128(7);

fn by(actor: Uuid, number: u64) -> NewEntry {
    NewEntry {
        actor,
        ..draft(number)
    }
}

fn request(key: &str, first: u64, last: u64) -> Request {
    Request {
        actor: ACTOR,
        key: key.to_owned(),
        digest: [9; 32],
        first,
        last,
    }
}

#[test]
fn entries_come_back_as_they_were_said() {
    on_both(|record, _| {
        let head = write(record, stream(1), 150);
        assert_eq!(record.head(stream(1)).unwrap(), Some(head));
        let entries = read(record, stream(1));
        let header = record.header(stream(1)).unwrap().unwrap().hash();
        assert_eq!(entries.len(), 150);
        for (entry, number) in entries.iter().zip(1..) {
            let draft = draft(number);
            assert_eq!(entry.sequence, number);
            assert_eq!((entry.at, entry.actor), (draft.at, draft.actor));
            assert_eq!((&entry.kind, &entry.fact), (&draft.kind, &draft.fact));
            assert_eq!(
                (&entry.content, entry.content_salt),
                (&draft.content, draft.content_salt)
            );
            assert_eq!(entry.leaf, format::leaf(&header, entry));
        }
        let leaves: Vec<Hash> = entries.iter().map(|entry| entry.leaf).collect();
        assert_eq!(head.root, tree::root(&leaves));
        assert_eq!(entries[49].root, tree::root(&leaves[..50]));
        assert_eq!(record.leaves(stream(1)).unwrap().leaves, leaves);
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn an_append_on_another_head_is_refused_and_changes_nothing() {
    on_both(|record, _| {
        let head = write(record, stream(1), 3);
        for expected in [0, 2, 4] {
            let outcome = record.append(&append(stream(1), expected, vec![draft(9)]));
            assert!(matches!(outcome, Err(AppendError::Moved)), "{outcome:?}");
        }
        let outcome = record.append(&append(stream(2), 1, vec![draft(9)]));
        assert!(matches!(outcome, Err(AppendError::Moved)), "{outcome:?}");
        assert_eq!(record.head(stream(1)).unwrap(), Some(head));
        assert_eq!(record.head(stream(2)).unwrap(), None);
    });
}

#[test]
fn a_key_serves_once_per_actor_and_stream() {
    on_both(|record, _| {
        let mut first = append(stream(1), 0, vec![by(ACTOR, 1), by(ACTOR, 2), by(ACTOR, 3)]);
        first.requests = vec![request("a", 1, 2), request("b", 3, 3)];
        let head = record.append(&first).unwrap();
        let asked = |digest| {
            record
                .request(stream(1), ACTOR, "a", &[digest; 32])
                .unwrap()
        };
        let answered = |sent| Answered {
            first: 1,
            last: 2,
            sent,
        };
        assert_eq!(asked(9), Some(answered(Sent::Same)));
        assert_eq!(asked(8), Some(answered(Sent::Other)));

        let mut again = append(stream(1), 3, vec![by(ACTOR, 4), by(ACTOR, 5)]);
        again.requests = vec![request("c", 4, 4), request("b", 5, 5)];
        let outcome = record.append(&again);
        let Err(AppendError::KeyTaken { actor, key }) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!((actor, key.as_str()), (ACTOR, "b"));
        assert_eq!(record.head(stream(1)).unwrap(), Some(head));
        assert_eq!(
            record.request(stream(1), ACTOR, "c", &[9; 32]).unwrap(),
            None
        );

        again.requests = vec![request("twice", 4, 4), request("twice", 5, 5)];
        let outcome = record.append(&again);
        assert!(
            matches!(outcome, Err(AppendError::KeyTaken { .. })),
            "{outcome:?}"
        );

        let other = Uuid::from_u128(8);
        let mut others = append(stream(1), 3, vec![by(other, 4)]);
        others.requests = vec![Request {
            actor: other,
            ..request("b", 4, 4)
        }];
        record.append(&others).unwrap();
        let mut elsewhere = append(stream(2), 0, vec![by(ACTOR, 1)]);
        elsewhere.requests = vec![request("b", 1, 1)];
        record.append(&elsewhere).unwrap();
        assert!(record.verify(stream(1), None).unwrap().is_sound());
    });
}

#[test]
fn what_is_too_much_or_contradictory_is_refused() {
    on_both(|record, _| {
        write(record, stream(1), 2);
        let refused = |change: &dyn Fn(&mut record::Append)| {
            let mut attempt = append(stream(1), 2, vec![draft(3)]);
            change(&mut attempt);
            record.append(&attempt).unwrap_err()
        };
        let limit = |change: &dyn Fn(&mut record::Append)| match refused(change) {
            AppendError::Limit(limit) => limit,
            other => panic!("{other:?}"),
        };
        let invalid = |change: &dyn Fn(&mut record::Append)| {
            assert!(matches!(refused(change), AppendError::Invalid(_)));
        };
        assert_eq!(
            limit(&|a| a.drafts[0].fact = vec![b'1'; FACT_BYTES + 1]),
            Limit::Fact
        );
        assert_eq!(
            limit(&|a| {
                a.drafts[0].content = Some(vec![b'1'; CONTENT_BYTES + 1]);
                a.drafts[0].content_salt = Some([1; 32]);
            }),
            Limit::Content
        );
        assert_eq!(
            limit(&|a| a.drafts = vec![draft(3); ENTRIES_PER_APPEND + 1]),
            Limit::Entries
        );
        assert_eq!(
            limit(&|a| {
                a.drafts[0].fact = vec![b'1'; FACT_BYTES];
                a.drafts = vec![a.drafts[0].clone(); BYTES_PER_APPEND / FACT_BYTES + 1];
            }),
            Limit::Bytes
        );
        assert_eq!(limit(&|a| a.expected = ENTRIES_PER_STREAM), Limit::Stream);
        for key in ["", "two words", "nul\0", &"k".repeat(129)] {
            assert_eq!(
                limit(&|a| a.requests = vec![request(key, 3, 3)]),
                Limit::Key
            );
            let known = record.request(stream(1), Uuid::nil(), key, &[9; 32]);
            assert_eq!(known.unwrap(), None);
        }
        invalid(&|a| a.drafts.clear());
        invalid(&|a| a.drafts[0].kind = "Not A Kind".to_owned());
        invalid(&|a| a.drafts[0].kind = "k".repeat(65));
        invalid(&|a| a.drafts[0].content = Some(b"without salt".to_vec()));
        for broken in ["", "[]", "1", r#"{"a":1,"a":2}"#, r#"{"a":"\ud800"}"#] {
            invalid(&|a| a.drafts[0].fact = broken.into());
            invalid(&|a| a.drafts[0].ext = Some(broken.into()));
        }
        invalid(&|a| a.drafts[0].fact = b"{\"a\":\"\xff\"}".to_vec());
        assert_eq!(
            limit(&|a| a.drafts[0].ext = Some(vec![b'1'; EXT_BYTES + 1])),
            Limit::Ext
        );
        for at in [-1, LAST_MOMENT + 1, i64::MIN, i64::MAX] {
            invalid(&|a| a.drafts[0].at = at);
        }
        invalid(&|a| a.drafts[0].at = draft(1).at - 1);
        invalid(&|a| a.drafts = vec![draft(9), draft(3)]);
        invalid(&|a| a.drafts = vec![erasing(3, 3)]);
        invalid(&|a| a.drafts = vec![erasing(3, 0)]);
        invalid(&|a| a.drafts = vec![erasing(3, 9)]);
        // A key stands for entries of this append, its actor's.
        for (first, last) in [(0, 3), (2, 3), (3, 4), (4, 4), (u64::MAX, u64::MAX), (3, 2)] {
            invalid(&|a| a.requests = vec![request("a", first, last)]);
        }
        invalid(&|a| {
            a.requests = vec![Request {
                actor: Uuid::nil(),
                ..request("a", 3, 3)
            }];
        });
        assert_eq!(record.head(stream(1)).unwrap().unwrap().sequence, 2);
    });
}

#[test]
fn a_moment_is_found_in_the_stream() {
    on_both(|record, _| {
        let start = draft(0).at;
        assert_eq!(record.sequence_at(stream(1), start).unwrap(), 0);
        // Two entries each at start + 1, start + 2, …: 2 and 3, 4 and 5.
        write(record, stream(1), 21);
        assert_eq!(record.sequence_at(stream(1), start - 1).unwrap(), 0);
        assert_eq!(record.sequence_at(stream(1), start).unwrap(), 1);
        for step in 1..=10 {
            assert_eq!(
                record.sequence_at(stream(1), start + step).unwrap(),
                2 * step as u64 + 1
            );
        }
        assert_eq!(record.sequence_at(stream(1), i64::MAX).unwrap(), 21);
    });
}

#[test]
fn a_range_of_entries_is_read_in_order_and_can_be_left() {
    on_both(|record, _| {
        write(record, stream(1), 10);
        write(record, stream(2), 10);
        let sequences = |range: (std::ops::Bound<u64>, std::ops::Bound<u64>), at_most: usize| {
            let mut sequences = Vec::new();
            record
                .entries(stream(1), range, |entry| {
                    assert_eq!(entry.stream, stream(1));
                    sequences.push(entry.sequence);
                    if sequences.len() == at_most {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                })
                .unwrap();
            sequences
        };
        use std::ops::Bound::{Excluded, Included, Unbounded};
        assert_eq!(
            sequences((Unbounded, Unbounded), 99),
            (1..=10).collect::<Vec<_>>()
        );
        assert_eq!(sequences((Included(4), Included(6)), 99), [4, 5, 6]);
        assert_eq!(sequences((Excluded(4), Excluded(6)), 99), [5]);
        assert_eq!(sequences((Included(9), Unbounded), 99), [9, 10]);
        assert_eq!(sequences((Included(11), Unbounded), 99), [0; 0]);
        assert_eq!(sequences((Unbounded, Unbounded), 2), [1, 2]);
    });
}

#[test]
fn a_gap_is_an_error_not_passed_over() {
    on_both(|record, _| {
        write(record, stream(1), 5);
        record
            .database()
            .write(|connection| {
                connection.execute("DELETE FROM record_entry WHERE sequence = 3", &[])
            })
            .unwrap();
        let mut seen = 0;
        let outcome = record.entries(stream(1), .., |_| {
            seen += 1;
            ControlFlow::Continue(())
        });
        assert!(
            matches!(outcome, Err(Error::BadEntry { sequence: 3, .. })),
            "{outcome:?}"
        );
        assert_eq!(seen, 2);
    });
}

#[test]
fn streams_are_listed_with_what_is_left_of_them() {
    on_both(|record, _| {
        for number in [3, 1, 2] {
            write(record, stream(number), 2);
        }
        record
            .database()
            .write(|connection| connection.execute("DELETE FROM record_stream", &[]))
            .unwrap();
        write(record, stream(4), 1);
        assert_eq!(record.streams().unwrap(), [1, 2, 3, 4].map(stream));
    });
}

#[test]
fn an_origin_is_drawn_once_and_kept() {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        assert!(matches!(
            Record::open_existing(database.clone(), erases),
            Err(Error::NoRecord)
        ));
        let origin = Record::open(database.clone(), erases).unwrap().origin();
        assert_eq!(Record::open(database, erases).unwrap().origin(), origin);
        let reader = Database::open_read_only(fresh.url()).unwrap();
        assert_eq!(
            Record::open_existing(reader, erases).unwrap().origin(),
            origin
        );
        let other = Record::open(Database::in_memory().unwrap(), erases).unwrap();
        assert_ne!(other.origin(), origin);
    }
}

#[test]
fn concurrent_writers_leave_a_dense_stream_and_are_refused_by_type() {
    on_both(|record, _| {
        let acknowledged = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for writer in 0..16 {
                let acknowledged = &acknowledged;
                scope.spawn(move || {
                    for number in 0..10 {
                        let head = add_racing(record, writer * 100 + number);
                        acknowledged.lock().unwrap().push(head.sequence);
                    }
                });
            }
        });
        let mut acknowledged = acknowledged.into_inner().unwrap();
        acknowledged.sort_unstable();
        assert_eq!(acknowledged, (1..=160).collect::<Vec<u64>>());
        let verdict = record.verify(stream(1), None).unwrap();
        assert_eq!((verdict.entries, verdict.finding), (160, None));
    });
}

/// Adds an entry whose fact is `number` however often others come first.
pub fn add_racing(record: &Record, number: u64) -> Head {
    loop {
        let head = record.head(stream(1)).unwrap();
        let mut draft = draft(number);
        draft.at = LAST_MOMENT;
        let expected = head.map_or(0, |head| head.sequence);
        match record.append(&append(stream(1), expected, vec![draft])) {
            Ok(head) => return head,
            Err(AppendError::Moved) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_unreachable_database_is_said_to_be_unavailable() {
    let fresh = Fresh::new(Dialect::Postgres);
    let record = open(&fresh);
    drop(fresh);
    let outcome = record.append(&append(stream(1), 0, vec![draft(1)]));
    assert!(
        matches!(outcome, Err(AppendError::Unavailable(_))),
        "{outcome:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn however_entries_are_batched_the_tree_is_the_same(
        sizes in prop::collection::vec(1_u64..40, 1..12),
    ) {
        let record = Record::open(Database::in_memory().unwrap(), erases).unwrap();
        let total = sizes.iter().sum();
        let at_once = write(&record, stream(1), total);
        forget(&record, stream(1));
        let mut head = None;
        for size in sizes {
            let done = head.map_or(0, |head: Head| head.sequence);
            let drafts = (done + 1..=done + size).map(draft).collect();
            head = Some(record.append(&append(stream(1), done, drafts)).unwrap());
        }
        prop_assert_eq!(head, Some(at_once));
        prop_assert!(record.verify(stream(1), None).unwrap().is_sound());
    }
}

#[test]
fn many_ends_are_asked_for_at_once() {
    on_both(|record, _| {
        assert!(record.places(&[]).unwrap().is_empty());
        let all: Vec<_> = (1..=300).map(stream).collect();
        for number in [1, 2, 299, 300] {
            write(
                record,
                stream(number),
                u64::try_from(number).unwrap() % 7 + 1,
            );
        }
        let mut ends: Vec<_> = record
            .places(&all)
            .unwrap()
            .into_iter()
            .map(|(stream, place)| (stream, place.sequence))
            .collect();
        ends.sort_by_key(|(stream, _)| *stream);
        let expected = [(1, 2), (2, 3), (299, 6), (300, 7)];
        assert_eq!(ends, expected.map(|(number, end)| (stream(number), end)));
    });
}
