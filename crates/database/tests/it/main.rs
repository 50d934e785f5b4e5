//! What both engines promise, run on both.

// The lint spares test functions only; here everything is a test.
#![allow(clippy::unwrap_used)]

mod keeping;
mod pooler;
mod tls;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use database::testing::{DIALECTS, Fresh};
use database::{Connection, Database, Dialect, Error, Migration, Row, Value};

const NOTES: Migration = Migration {
    name: "1 notes",
    sql: "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT, blob BLOB);
          CREATE INDEX note_text ON note (text);",
};

fn on_both(check: impl Fn(Database)) {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        database.migrate("test", &[NOTES]).unwrap();
        check(database);
    }
}

fn note(connection: &mut dyn Connection, id: i64, text: &str) -> Result<u64, Error> {
    connection.execute(
        "INSERT INTO note (id, text) VALUES (?1, ?2)",
        &[id.into(), text.into()],
    )
}

fn count(database: &Database) -> i64 {
    let rows = database.query("SELECT COUNT(*) FROM note", &[]).unwrap();
    rows[0].integer(0).unwrap()
}

#[test]
fn values_come_back_as_they_were() {
    on_both(|database| {
        let values = [
            (Value::Null, Value::Null),
            ("zwölf ?1 'quoted'".into(), Value::Bytes(vec![0, 255, 7])),
            ("".into(), Value::Bytes(Vec::new())),
        ];
        for (id, (text, blob)) in values.iter().enumerate() {
            database
                .write(|connection| {
                    connection.execute(
                        "INSERT INTO note (blob, text, id) VALUES (?3, ?2, ?1)",
                        &[(id as i64 - 1).into(), text.clone(), blob.clone()],
                    )
                })
                .unwrap();
        }
        let rows = database
            .query("SELECT id, text, blob FROM note ORDER BY id", &[])
            .unwrap();
        let read = |row: &Row| {
            (
                Value::from(row.optional_text(1).unwrap()),
                Value::from(row.optional_bytes(2).unwrap()),
            )
        };
        assert_eq!(rows.iter().map(read).collect::<Vec<_>>(), values);
        assert_eq!(rows[0].integer(0).unwrap(), -1);
        assert!(matches!(
            rows[1].integer(1),
            Err(Error::Mismatch { column: 1, .. })
        ));
        assert!(matches!(
            rows[1].array::<4>(2),
            Err(Error::Mismatch { column: 2, .. })
        ));
        assert!(matches!(
            rows[1].integer(9),
            Err(Error::Mismatch { column: 9, .. })
        ));
    });
}

#[test]
fn a_refused_transaction_leaves_nothing() {
    on_both(|database| {
        let outcome: Result<(), Error> = database.write(|connection| {
            note(connection, 1, "kept by nobody")?;
            Err(Error::Busy)
        });
        assert!(matches!(outcome, Err(Error::Busy)));
        assert_eq!(count(&database), 0);
    });
}

#[test]
fn a_panic_rolls_back_and_the_next_writer_goes_on() {
    on_both(|database| {
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _: Result<(), Error> = database.write(|connection| {
                note(connection, 1, "half")?;
                panic!("interrupted")
            });
        }));
        assert!(panicked.is_err());
        database
            .write(|connection| note(connection, 2, "whole"))
            .unwrap();
        assert_eq!(count(&database), 1);
    });
}

#[test]
fn a_second_row_with_the_same_key_is_a_unique_violation() {
    on_both(|database| {
        database
            .write(|connection| note(connection, 1, "first"))
            .unwrap();
        let outcome = database.write(|connection| note(connection, 1, "second"));
        assert!(
            matches!(outcome, Err(Error::UniqueViolation(_))),
            "{outcome:?}"
        );
    });
}

#[test]
fn a_swallowed_failure_is_not_committed() {
    on_both(|database| {
        database
            .write(|connection| note(connection, 1, "first"))
            .unwrap();
        let outcome: Result<(), Error> = database.write(|connection| {
            note(connection, 2, "second")?;
            let _ = note(connection, 1, "again");
            Ok(())
        });
        assert!(matches!(outcome, Err(Error::Other(_))), "{outcome:?}");
        assert_eq!(count(&database), 1);
    });
}

#[test]
fn a_read_sees_one_moment() {
    on_both(|database| {
        let (before, after) = database
            .read(|connection| {
                let before = connection.query("SELECT COUNT(*) FROM note", &[])?[0].integer(0)?;
                std::thread::scope(|scope| {
                    scope.spawn(|| database.write(|connection| note(connection, 1, "meanwhile")));
                });
                let after = connection.query("SELECT COUNT(*) FROM note", &[])?[0].integer(0)?;
                Ok((before, after))
            })
            .unwrap();
        assert_eq!((before, after), (0, 0));
        assert_eq!(count(&database), 1);
    });
}

#[test]
fn concurrent_increments_are_all_counted() {
    on_both(|database| {
        database
            .write(|connection| note(connection, 0, "counter"))
            .unwrap();
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        database
                            .write(|connection| {
                                connection.execute("UPDATE note SET id = id + ?1", &[1.into()])
                            })
                            .unwrap();
                    }
                });
            }
        });
        let rows = database.query("SELECT id FROM note", &[]).unwrap();
        assert_eq!(rows[0].integer(0).unwrap(), 160);
    });
}

#[test]
fn a_query_can_be_left_early() {
    on_both(|database| {
        database
            .write(|connection| {
                (0..500).try_for_each(|id| note(connection, id, "many").map(|_| ()))
            })
            .unwrap();
        let mut seen = 0;
        database
            .read(|connection| {
                connection.query_each("SELECT id FROM note ORDER BY id", &[], &mut |_| {
                    seen += 1;
                    if seen == 3 {
                        std::ops::ControlFlow::Break(())
                    } else {
                        std::ops::ControlFlow::Continue(())
                    }
                })
            })
            .unwrap();
        assert_eq!(seen, 3);
        assert_eq!(count(&database), 500);
    });
}

#[test]
fn migrations_are_applied_once_even_by_many_at_a_time() {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| database.migrate("test", &[NOTES]).unwrap());
            }
        });
        let more = Migration {
            name: "2 more",
            sql: "ALTER TABLE note ADD COLUMN more BIGINT",
        };
        database.migrate("test", &[NOTES, more]).unwrap();
        database.query("SELECT more FROM note", &[]).unwrap();

        let ahead = database.migrate("test", &[NOTES]);
        assert!(matches!(ahead, Err(Error::Schema { .. })), "{ahead:?}");
        let changed = Migration {
            sql: "SELECT 1",
            ..NOTES
        };
        let changed = database.migrate("test", &[changed, more]);
        assert!(matches!(changed, Err(Error::Schema { .. })), "{changed:?}");
    }
}

#[test]
fn a_failing_migration_leaves_the_schema_as_it_was() {
    on_both(|database| {
        let broken = Migration {
            name: "2 broken",
            sql: "CREATE TABLE half (id BIGINT); CREATE TABLE note (id BIGINT);",
        };
        assert!(database.migrate("test", &[NOTES, broken]).is_err());
        assert!(database.query("SELECT id FROM half", &[]).is_err());
        database.migrate("test", &[NOTES]).unwrap();
    });
}

#[test]
fn a_read_only_database_reads_beside_the_writer_and_refuses_to_write() {
    for dialect in DIALECTS {
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        database.migrate("test", &[NOTES]).unwrap();
        let reader = Database::open_read_only(fresh.url()).unwrap();
        database
            .write(|connection| note(connection, 1, "seen"))
            .unwrap();
        assert_eq!(count(&reader), 1);
        let outcome = reader.write(|connection| note(connection, 2, "refused"));
        assert!(matches!(outcome, Err(Error::ReadOnly)), "{outcome:?}");
    }
}

fn current_database(database: &Database) -> String {
    let sql = "SELECT CAST(current_database() AS TEXT)";
    database.query(sql, &[]).unwrap()[0]
        .text(0)
        .unwrap()
        .to_owned()
}

/// An operator who fences a server by its default means it, also for connections that are open already
/// elsewhere.
#[test]
fn a_server_that_is_fenced_takes_no_writes_and_takes_them_again_when_it_is_not() {
    let fresh = Fresh::new(Dialect::Postgres);
    let database = fresh.open();
    database.migrate("test", &[NOTES]).unwrap();
    let fence = |on: &str| {
        let name = current_database(&database);
        let sql = format!("ALTER DATABASE \"{name}\" SET default_transaction_read_only = {on}");
        let alter = database.write(|connection| {
            connection.execute("SET TRANSACTION READ WRITE", &[])?;
            connection.execute(&sql, &[])
        });
        alter.unwrap();
        Database::open(fresh.url()).unwrap()
    };
    let fenced = fence("on");
    let outcome = fenced.write(|connection| note(connection, 1, "refused"));
    assert!(matches!(outcome, Err(Error::ReadOnly)), "{outcome:?}");
    assert_eq!(count(&fenced), 0);
    // The connections of before are told so, too: none of them is kept.
    let open = fence("off");
    fenced
        .write(|connection| note(connection, 1, "taken"))
        .unwrap();
    assert_eq!(count(&open), 1);
}

#[test]
fn a_database_that_cannot_hold_every_character_is_refused() {
    let fresh = Fresh::new(Dialect::Postgres);
    let maintenance = fresh.open();
    let name = current_database(&maintenance);
    let narrow = format!("{name}_latin1");
    // Outside a transaction: a query by itself.
    let made = maintenance.query(
        &format!("CREATE DATABASE \"{narrow}\" ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"),
        &[],
    );
    made.unwrap();
    let refused = Database::open(&fresh.url().replace(&name, &narrow)).unwrap_err();
    assert!(refused.to_string().contains("UTF8"), "{refused}");
    maintenance
        .query(&format!("DROP DATABASE \"{narrow}\""), &[])
        .unwrap();
}

#[test]
fn a_file_that_is_malformed_says_what_to_remove() {
    let fresh = Fresh::new(Dialect::Sqlite);
    let database = fresh.open();
    database.migrate("test", &[NOTES]).unwrap();
    drop(database);
    let file = &fresh.files()[0];
    std::fs::write(file, [7; 8192]).unwrap();
    let refused = Database::open(fresh.url()).unwrap_err().to_string();
    assert!(refused.contains("-wal"), "{refused}");
}

#[test]
fn a_sqlite_file_has_one_writing_process() {
    let fresh = Fresh::new(Dialect::Sqlite);
    let database = fresh.open();
    assert!(matches!(Database::open(fresh.url()), Err(Error::InUse(_))));
    drop(database);
    Database::open(fresh.url()).unwrap();
}

#[test]
fn files_removed_or_replaced_while_open_are_noticed_and_not_written_to() {
    type Loss = fn(&std::path::Path);
    let losses: [(&str, Loss); 6] = [
        ("removed", |file| std::fs::remove_file(file).unwrap()),
        ("replaced", |file| {
            let other = file.with_extension("other");
            std::fs::copy(file, &other).unwrap();
            std::fs::rename(other, file).unwrap();
        }),
        ("its log removed", |file| {
            std::fs::remove_file(file.with_extension("db-wal")).unwrap();
        }),
        ("its log's index removed", |file| {
            std::fs::remove_file(file.with_extension("db-shm")).unwrap();
        }),
        ("all removed", |file| {
            for file in std::fs::read_dir(file.parent().unwrap()).unwrap() {
                std::fs::remove_file(file.unwrap().path()).unwrap();
            }
        }),
        ("directory moved away", |file| {
            let directory = file.parent().unwrap();
            std::fs::rename(directory, directory.with_extension("moved")).unwrap();
            std::fs::create_dir(directory).unwrap();
        }),
    ];
    for (what, lose) in losses {
        let place = tempfile::tempdir().unwrap();
        let directory = place.path().join("data");
        std::fs::create_dir(&directory).unwrap();
        let file = directory.join("covalue.db");
        let url = format!("sqlite:{}", file.display());
        let database = Database::open(&url).unwrap();
        database.migrate("test", &[NOTES]).unwrap();
        database
            .write(|connection| note(connection, 1, "kept"))
            .unwrap();
        database.check().unwrap();
        lose(&file);
        assert!(
            matches!(database.check(), Err(Error::Unavailable(_))),
            "{what}"
        );
        let outcome = database.write(|connection| note(connection, 2, "lost"));
        assert!(
            matches!(outcome, Err(Error::Unavailable(_))),
            "{what}: {outcome:?}"
        );
        // Whatever lies there now, it is not opened beside the first.
        let second = Database::open(&url);
        assert!(matches!(second, Err(Error::InUse(_))), "{what}: {second:?}");
        drop((database, second));
        Database::open(&url).unwrap_or_else(|error| panic!("{what}: {error}"));
    }
}

#[test]
fn a_missing_database_is_unavailable() {
    let missing = Database::open_read_only("sqlite:/nowhere/covalue.db");
    assert!(matches!(missing, Err(Error::Unavailable(_))), "{missing:?}");
    let missing = Database::open("postgres://nobody@127.0.0.1:1/nothing");
    assert!(matches!(missing, Err(Error::Unavailable(_))), "{missing:?}");
    assert!(matches!(Database::open("mysql://here"), Err(Error::Url)));
}

#[test]
fn broken_connections_are_replaced() {
    let fresh = Fresh::new(Dialect::Postgres);
    let database = fresh.open();
    database.migrate("test", &[NOTES]).unwrap();
    // With a time limit the call returns when the others have really ended.
    let end_others = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let other = fresh.open();
    other.query(end_others, &[]).unwrap();
    assert_eq!(count(&database), 0);
    other.query(end_others, &[]).unwrap();
    database
        .write(|connection| note(connection, 1, "after"))
        .unwrap();
    assert_eq!(count(&database), 1);
}

#[test]
fn a_connection_lost_while_writing_is_told_and_nothing_is_kept() {
    let fresh = Fresh::new(Dialect::Postgres);
    let database = fresh.open();
    database.migrate("test", &[NOTES]).unwrap();
    let outcome: Result<u64, Error> = database.write(|connection| {
        note(connection, 1, "lost")?;
        let pid = connection.query("SELECT pg_backend_pid()", &[])?[0].integer(0)?;
        fresh.open().query(
            "SELECT pg_terminate_backend(CAST(?1 AS INTEGER))",
            &[pid.into()],
        )?;
        note(connection, 2, "lost")
    });
    assert!(matches!(outcome, Err(Error::Unavailable(_))), "{outcome:?}");
    assert_eq!(count(&database), 0);
}

#[test]
fn a_connection_lost_while_committing_leaves_the_outcome_unknown() {
    let fresh = Fresh::new(Dialect::Postgres);
    let database = fresh.open();
    database.migrate("test", &[NOTES]).unwrap();
    let ends_at_commit = "
        CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER ends AFTER INSERT ON note
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_session();";
    database
        .write(|connection| connection.execute_script(ends_at_commit))
        .unwrap();
    let outcome = database.write(|connection| note(connection, 1, "perhaps"));
    assert!(matches!(outcome, Err(Error::Unknown(_))), "{outcome:?}");
    assert_eq!(count(&database), 0);
}

#[test]
fn hints_reach_other_nodes() {
    let fresh = Fresh::new(Dialect::Postgres);
    let mut listener = fresh.open().listen("heads").unwrap();
    assert_eq!(listener.next(Duration::from_millis(1)).unwrap(), None);
    fresh.open().notify("heads", "stream 7").unwrap();
    let hint = listener.next(Duration::from_secs(10)).unwrap();
    assert_eq!(hint.as_deref(), Some("stream 7"));
}

#[test]
fn a_deadlock_is_repeated_until_both_succeed() {
    let fresh = Fresh::new(Dialect::Postgres);
    let database = fresh.open();
    database.migrate("test", &[NOTES]).unwrap();
    database
        .write(|connection| {
            note(connection, 1, "left")?;
            note(connection, 2, "right")
        })
        .unwrap();
    let runs = AtomicU32::new(0);
    let barrier = std::sync::Barrier::new(2);
    std::thread::scope(|scope| {
        for (first, second) in [(1_i64, 2_i64), (2, 1)] {
            let (database, runs, barrier) = (&database, &runs, &barrier);
            scope.spawn(move || {
                let touch = "UPDATE note SET text = text WHERE id = ?1";
                let mut met = false;
                database
                    .write(|connection| {
                        runs.fetch_add(1, Ordering::Relaxed);
                        connection.execute(touch, &[first.into()])?;
                        if !std::mem::replace(&mut met, true) {
                            barrier.wait();
                        }
                        connection.execute(touch, &[second.into()])
                    })
                    .unwrap();
            });
        }
    });
    assert!(runs.into_inner() > 2);
}

#[test]
fn whether_something_can_be_written_is_tried_and_leaves_nothing_behind() {
    on_both(|database| {
        database.try_writing().unwrap();
        database.try_writing().unwrap();
        let rows = database.query("SELECT DISTINCT scope FROM schema_migration", &[]);
        assert_eq!(rows.unwrap().len(), 1);
        if database.dialect() != Dialect::Sqlite {
            return;
        }
        // As on a disk that is full: no page is to be had.
        let text = "x".repeat(100_000);
        for id in 0..3 {
            database
                .write(|connection| note(connection, id, &text))
                .unwrap();
        }
        let all = database.query("PRAGMA page_count", &[]).unwrap();
        let all = all[0].integer(0).unwrap();
        let pages = |most: i64| {
            database.write(|connection| {
                connection.query(&format!("PRAGMA max_page_count = {most}"), &[])
            })
        };
        pages(all).unwrap();
        let full = database.try_writing();
        assert!(matches!(full, Err(Error::Unavailable(_))), "{full:?}");
        assert_eq!(count(&database), 3, "what was said can be read");
        pages(1_000_000).unwrap();
        database.try_writing().unwrap();
    });
}
