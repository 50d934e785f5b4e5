//! What somebody with the database can do, and that it is noticed, and where.

use database::testing::DIALECTS;
use database::{Dialect, Value};
use record::{Error, Fault, Finding, LeafList, NewEntry, Record, Request, StreamId};

use crate::story::{append, draft, erases, erasing, forget, on_both, open, read, stream, write};

/// Twelve entries, of which 4 was erased by 12.
fn told(record: &Record, stream: StreamId) -> LeafList {
    write(record, stream, 11);
    let mut last = append(stream, 11, vec![erasing(12, 4)]);
    last.requests = vec![Request {
        actor: last.drafts[0].actor,
        key: "the-last".to_owned(),
        digest: [9; 32],
        first: 12,
        last: 12,
    }];
    record.append(&last).unwrap();
    record.leaves(stream).unwrap()
}

fn found(record: &Record, stream: StreamId, against: Option<&LeafList>) -> Option<(u64, Fault)> {
    let verdict = record.verify(stream, against).unwrap();
    verdict
        .finding
        .map(|Finding { index, fault }| (index, fault))
}

#[test]
fn each_edit_in_the_database_is_found_where_it_was_made() {
    use Fault::*;
    let entry = |column: &'static str, value: &'static str, index, fault| {
        let sql = format!(
            "UPDATE record_entry SET {column} = {value} WHERE stream = ?1 AND sequence = {index}"
        );
        (vec![sql], index, fault)
    };
    let head = |column: &'static str, value: &'static str, index, fault| {
        let sql = format!("UPDATE record_stream SET {column} = {value} WHERE stream = ?1");
        (vec![sql], index, fault)
    };
    let other_entry = |column: &'static str, index, fault| {
        let sql = format!(
            "UPDATE record_entry SET {column} =
                 (SELECT {column} FROM record_entry WHERE stream = ?1 AND sequence = 8)
             WHERE stream = ?1 AND sequence = {index}"
        );
        (vec![sql], index, fault)
    };
    let each = |sql: &[&str], index, fault| {
        let sql = sql.iter().map(|sql| (*sql).to_owned()).collect::<Vec<_>>();
        (sql, index, fault)
    };
    let vanished = |mark: &str, head: &str, fault| {
        let sql = vec![
            format!(
                "UPDATE record_entry SET content = NULL, content_salt = NULL, {mark}
                 WHERE stream = ?1 AND sequence = 7"
            ),
            format!("UPDATE record_stream SET {head} WHERE stream = ?1"),
        ];
        (sql, 7, fault)
    };
    let request = |column: &'static str, value: &'static str, index| {
        let sql = format!("UPDATE record_request SET {column} = {value} WHERE stream = ?1");
        (vec![sql], index, Request)
    };
    let edits = [
        entry("at", "at + 1", 7, Entry),
        entry("at", "at + 9000", 7, Entry),
        entry("at", "at - 9000", 7, Time),
        entry("actor", "stream", 7, Entry),
        entry("kind", "'kind_9'", 7, Entry),
        entry("kind", "'Not a kind'", 7, Unreadable("kind")),
        other_entry("fact", 7, Entry),
        other_entry("salt", 7, Entry),
        other_entry("content", 7, Content),
        other_entry("content_salt", 7, Content),
        other_entry("content_commitment", 7, Content),
        entry("content", "NULL", 7, Content),
        entry("content_salt", "NULL", 7, Content),
        // An entry that never had content is given some; an erased one is given some back.
        other_entry("content", 6, Content),
        other_entry("content", 4, Content),
        other_entry("content_commitment", 4, Entry),
        entry("signature_commitment", "leaf", 7, Signed),
        entry("signature", "leaf", 7, Signed),
        entry("signature_salt", "leaf", 7, Signed),
        entry("ext", "NULL", 7, Entry),
        other_entry("ext", 7, Entry),
        entry("ext", "content", 7, Entry),
        entry("ext", "leaf", 7, Unreadable("ext")),
        entry("erased_by", "12", 7, Content),
        entry("erased_by", "NULL", 4, Content),
        entry("erased_by", "3", 4, Content),
        entry("erased_by", "13", 4, Erasure),
        entry("erased_by", "11", 4, Erasure),
        entry("erased_by", "-1", 4, Unreadable("erased_by")),
        other_entry("leaf", 7, Leaf),
        other_entry("root", 7, Tree),
        entry("leaf", "actor", 7, Unreadable("leaf")),
        each(
            &["UPDATE record_entry SET sequence = 0 WHERE stream = ?1 AND sequence = 7"],
            1,
            Surplus,
        ),
        each(
            &["UPDATE record_entry SET sequence = -5 WHERE stream = ?1 AND sequence = 7"],
            1,
            Surplus,
        ),
        entry("sequence", "99", 7, Missing),
        head("origin", "stream", 1, Entry),
        head("more", "'note x\n'", 1, Entry),
        head("more", "'note x'", 12, Head("more")),
        head("sequence", "10", 11, Surplus),
        head("sequence", "20", 13, Missing),
        head("sequence", "13", 12, Head("frontier")),
        head("sequence", "-1", 12, Head("sequence")),
        head("at", "at + 1", 12, Head("at")),
        head(
            "root",
            "(SELECT leaf FROM record_entry e WHERE e.stream = ?1 AND e.sequence = 1)",
            12,
            Head("root"),
        ),
        head(
            "frontier",
            "(SELECT fact FROM record_entry e WHERE e.stream = ?1 AND e.sequence = 1)",
            12,
            Head("frontier"),
        ),
        head("erasures", "0", 12, Head("erasures")),
        head("erasures", "2", 12, Head("erasures")),
        // A word goes without an entry that says so: with a mark that points at an ordinary entry,
        // at one that erases another, or at none, and the count of erasures as it should be.
        vanished("erased_by = 9", "erasures = 2", Erasure),
        vanished("erased_by = 12", "erasures = 2", Erasure),
        vanished("erased_by = 99", "erasures = 2", Erasure),
        vanished("erased_by = 2", "erasures = 2", Content),
        vanished("content_commitment = salt", "erasures = 2", Content),
        request("first_sequence", "11", 11),
        request("first_sequence", "0", 1),
        request("first_sequence", "-1", 1),
        request("last_sequence", "13", 12),
        request("last_sequence", "9223372036854775807", 12),
        request("last_sequence", "1", 12),
        request("actor", "stream", 12),
        request("digest", "actor", 12),
        request("key", "'two words'", 12),
        each(
            &["INSERT INTO record_request SELECT stream, actor, 'another', digest, first_sequence,
                 last_sequence FROM record_request WHERE stream = ?1"],
            12,
            Request,
        ),
        each(
            &["DELETE FROM record_entry WHERE stream = ?1 AND sequence = 1"],
            1,
            Missing,
        ),
        each(
            &["DELETE FROM record_entry WHERE stream = ?1 AND sequence = 7"],
            7,
            Missing,
        ),
        each(
            &["DELETE FROM record_entry WHERE stream = ?1 AND sequence > 9"],
            10,
            Missing,
        ),
        each(
            &["DELETE FROM record_stream WHERE stream = ?1"],
            12,
            Head("row"),
        ),
        each(
            &[
                "UPDATE record_entry SET sequence = -5 WHERE stream = ?1 AND sequence = 5",
                "UPDATE record_entry SET sequence = 5 WHERE stream = ?1 AND sequence = 8",
                "UPDATE record_entry SET sequence = 8 WHERE stream = ?1 AND sequence = -5",
            ],
            5,
            Entry,
        ),
        each(
            &[
                "UPDATE record_entry SET sequence = -sequence - 1 WHERE stream = ?1 AND sequence > 5",
                "UPDATE record_entry SET sequence = -sequence WHERE stream = ?1 AND sequence < 0",
                "INSERT INTO record_entry SELECT stream, 6, at, actor, kind, fact, salt,
                     content, content_salt, content_commitment, NULL, NULL, signature_commitment, ext,
                     erased_by,
                     leaf, root FROM record_entry WHERE stream = ?1 AND sequence = 5",
            ],
            6,
            Entry,
        ),
        each(
            &[
                "INSERT INTO record_entry SELECT stream, 13, at, actor, kind, fact, salt,
                   content, content_salt, content_commitment, NULL, NULL, signature_commitment, ext,
                   erased_by,
                   leaf, root FROM record_entry WHERE stream = ?1 AND sequence = 11",
            ],
            13,
            Surplus,
        ),
    ];
    on_both(|record, _| {
        for (number, (edit, index, fault)) in edits.iter().enumerate() {
            let stream = stream(number as u128);
            let kept = told(record, stream);
            assert_eq!(found(record, stream, Some(&kept)), None);
            for sql in edit {
                let changed = record
                    .database()
                    .write(|connection| connection.execute(sql, &[stream.0.as_bytes().into()]))
                    .unwrap();
                assert!(changed > 0, "{sql}");
            }
            assert_eq!(
                found(record, stream, None),
                Some((*index, fault.clone())),
                "{edit:?}"
            );
            assert!(found(record, stream, Some(&kept)).is_some());
        }
    });
}

#[test]
fn a_history_that_agrees_with_itself_is_told_from_the_one_that_was_kept() {
    type Forge = fn(&mut Vec<NewEntry>);
    let forgeries: [(Forge, u64, Fault); 6] = [
        (
            |drafts| drafts[4].fact = b"{\"number\":500}".to_vec(),
            5,
            Fault::Replaced,
        ),
        (
            |drafts| drafts[4].content = Some(b"{\"forged\":1}".to_vec()),
            5,
            Fault::Replaced,
        ),
        (|drafts| drafts.truncate(9), 10, Fault::Missing),
        (|drafts| drafts.insert(6, draft(7)), 8, Fault::Replaced),
        (|drafts| drafts.swap(5, 6), 6, Fault::Replaced),
        (|drafts| drafts[0].at -= 1, 1, Fault::Replaced),
    ];
    on_both(|record, _| {
        for (number, (forge, index, fault)) in forgeries.iter().enumerate() {
            let stream = stream(number as u128);
            write(record, stream, 12);
            let kept = record.leaves(stream).unwrap();
            forget(record, stream);
            let mut drafts: Vec<NewEntry> = (1..=12).map(draft).collect();
            forge(&mut drafts);
            drafts.sort_by_key(|draft| draft.at);
            record.append(&append(stream, 0, drafts)).unwrap();
            assert_eq!(found(record, stream, None), None);
            assert_eq!(
                found(record, stream, Some(&kept)),
                Some((*index, fault.clone()))
            );
        }
        let stream = stream(99);
        write(record, stream, 3);
        let kept = record.leaves(stream).unwrap();
        forget(record, stream);
        assert_eq!(found(record, stream, None), None);
        assert_eq!(
            found(record, stream, Some(&kept)),
            Some((1, Fault::Missing))
        );
    });
}

#[test]
fn a_list_kept_earlier_fits_the_longer_stream_and_no_other() {
    on_both(|record, _| {
        write(record, stream(1), 5);
        let kept = record.leaves(stream(1)).unwrap();
        let kept: LeafList = kept.to_string().parse().unwrap();
        record
            .append(&append(stream(1), 5, vec![draft(6)]))
            .unwrap();
        assert_eq!(found(record, stream(1), Some(&kept)), None);
        let outcome = record.verify(stream(2), Some(&kept));
        assert!(matches!(outcome, Err(Error::NoStream(_))), "{outcome:?}");
    });
}

#[test]
fn a_damaged_list_is_not_compared_with() {
    let record = Record::open(database::Database::in_memory().unwrap(), erases).unwrap();
    write(&record, stream(1), 4);
    let list = record.leaves(stream(1)).unwrap();
    let text = list.to_string();
    assert_eq!(text.parse(), Ok(list));
    let lines: Vec<&str> = text.lines().collect();
    for line in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(line);
        assert!(
            fewer.join("\n").parse::<LeafList>().is_err(),
            "without {}",
            lines[line]
        );
        if line > 4 {
            let mut altered = lines.clone();
            let other = format!(
                "{}{}",
                &lines[line][..63],
                if lines[line].ends_with('0') { '1' } else { '0' }
            );
            altered[line] = &other;
            assert!(altered.join("\n").parse::<LeafList>().is_err());
        }
    }
    assert!("".parse::<LeafList>().is_err());
}

#[test]
fn no_stored_bytes_make_reading_panic() {
    let columns = [
        ("record_entry", "sequence"),
        ("record_entry", "at"),
        ("record_entry", "actor"),
        ("record_entry", "kind"),
        ("record_entry", "fact"),
        ("record_entry", "salt"),
        ("record_entry", "ext"),
        ("record_entry", "signature"),
        ("record_entry", "signature_salt"),
        ("record_entry", "content"),
        ("record_entry", "content_salt"),
        ("record_entry", "content_commitment"),
        ("record_entry", "signature_commitment"),
        ("record_entry", "erased_by"),
        ("record_entry", "leaf"),
        ("record_entry", "root"),
        ("record_request", "digest"),
        ("record_request", "first_sequence"),
        ("record_request", "last_sequence"),
        ("record_stream", "origin"),
        ("record_stream", "more"),
        ("record_stream", "sequence"),
        ("record_stream", "at"),
        ("record_stream", "root"),
        ("record_stream", "frontier"),
        ("record_stream", "erasures"),
    ];
    let hostile = [
        Value::Null,
        Value::Integer(i64::MIN),
        Value::Integer(i64::MAX),
        Value::Integer(-1),
        Value::Text(String::new()),
        Value::Text("ÿ\u{202e}1.5".to_owned()),
        Value::Bytes(Vec::new()),
        Value::Bytes(vec![0xff; 31]),
        Value::Bytes(vec![0xff; 33]),
        Value::Bytes(vec![0x80; 70_000]),
    ];
    for dialect in DIALECTS {
        let fresh = database::testing::Fresh::new(dialect);
        let record = open(&fresh);
        let mut number = 0;
        let mut applied = 0;
        for (table, column) in columns {
            for value in &hostile {
                let is_null = ["erased_by", "ext", "signature", "signature_salt"];
                if is_null.contains(&column) && *value == Value::Null
                    || column == "more" && *value == Value::Text(String::new())
                {
                    // It is that already.
                    continue;
                }
                number += 1;
                let stream = stream(number);
                let mut three = append(stream, 0, (1..=3).map(draft).collect());
                three.requests = vec![Request {
                    actor: draft(2).actor,
                    key: "second".to_owned(),
                    digest: [9; 32],
                    first: 2,
                    last: 2,
                }];
                record.append(&three).unwrap();
                let middle = if table == "record_entry" {
                    "AND sequence = 2"
                } else {
                    ""
                };
                let sql = format!("UPDATE {table} SET {column} = ?2 WHERE stream = ?1 {middle}");
                let params = [stream.0.as_bytes().into(), value.clone()];
                let edit = record
                    .database()
                    .write(|connection| connection.execute(&sql, &params));
                if edit.is_err() {
                    // PostgreSQL keeps types, both keep NOT NULL.
                    continue;
                }
                applied += 1;
                let finding = found(&record, stream, None);
                assert!(finding.is_some(), "{column} = {value:?} was not found");
                let _ = record.head(stream);
                let _ = record.leaves(stream);
                let _ = record.request(stream, draft(2).actor, "second", &[9; 32]);
                let _ = record.sequence_at(stream, draft(2).at);
                let _ = record.entries(stream, .., |_| std::ops::ControlFlow::Continue(()));
                let _ = record.export(stream, std::io::sink());
                let _ = record.append(&append(stream, 3, vec![draft(4)]));
            }
        }
        let expected = if dialect == Dialect::Sqlite { 180 } else { 60 };
        assert!(applied >= expected, "only {applied} edits could be made");
    }
}

#[test]
fn a_word_that_was_erased_and_is_brought_back_is_noticed() {
    on_both(|record, _| {
        write(record, stream(1), 5);
        let word = &read(record, stream(1))[3];
        let (content, salt) = (word.content.clone().unwrap(), word.content_salt.unwrap());
        record
            .append(&append(stream(1), 5, vec![erasing(6, 4)]))
            .unwrap();
        let kept = record.leaves(stream(1)).unwrap();
        record
            .database()
            .write(|connection| {
                connection.execute(
                    "UPDATE record_entry SET content = ?1, content_salt = ?2, erased_by = NULL
                     WHERE sequence = 4",
                    &[content.as_slice().into(), salt.into()],
                )?;
                connection.execute("UPDATE record_stream SET erasures = 0", &[])
            })
            .unwrap();
        for against in [None, Some(&kept)] {
            assert_eq!(found(record, stream(1), against), Some((4, Fault::Erasure)));
        }
    });
}

#[test]
fn a_key_that_stands_for_what_is_not_there_is_an_error_and_no_endless_reading() {
    on_both(|record, _| {
        told(record, stream(1));
        let actor = draft(12).actor;
        let ask = || record.request(stream(1), actor, "the-last", &[9; 32]);
        assert_eq!(ask().unwrap().map(|request| request.last), Some(12));
        record
            .database()
            .write(|connection| {
                let sql = "UPDATE record_request SET last_sequence = 9223372036854775807";
                connection.execute(sql, &[])
            })
            .unwrap();
        assert!(matches!(ask(), Err(Error::BadRequest { .. })));
    });
}
