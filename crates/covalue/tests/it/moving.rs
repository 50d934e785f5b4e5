//! A whole instance out of the embedded database into PostgreSQL, killed wherever it may be.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use accounts::{Accounts, SystemEntropy};
use database::testing::Fresh;
use database::{Database, Dialect};
use record::Record;

use crate::running::{covalue, on, run};

/// Held by a test so that a move waits where it is to be killed.
const GATE: i64 = 4711;

fn names(database: &Database, sql: &str) -> Vec<String> {
    let rows = database.query(sql, &[]).unwrap();
    rows.iter()
        .map(|row| row.text(0).unwrap().to_owned())
        .collect()
}

/// What a move adds to a table waits at the gate from the row on that would be this many.
fn gate(to: &Database, table: &str, row: i64) {
    let sql = format!(
        "CREATE SEQUENCE passed;
         CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('passed') >= {row} THEN PERFORM pg_advisory_xact_lock_shared({GATE}); END IF;
         RETURN NEW; END $$;
         CREATE TRIGGER gate BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION wait();"
    );
    to.write(|connection| connection.execute_script(&sql))
        .unwrap();
}

fn open_gate(to: &Database, table: &str) {
    let sql = format!("DROP TRIGGER gate ON {table}; DROP FUNCTION wait; DROP SEQUENCE passed;");
    to.write(|connection| connection.execute_script(&sql))
        .unwrap();
}

fn moving(data: &std::path::Path, to: &Fresh) -> Command {
    let mut command = covalue();
    command
        .args(["move", "--data"])
        .arg(data)
        .args(["--to", to.url()]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Killed in the middle of every table that has rows, one move after the other, and begun again each time:
/// in the end everything is there, once.
#[test]
fn a_move_that_is_killed_anywhere_goes_on_and_arrives_whole() {
    let data = tempfile::tempdir().unwrap();
    let mut demo = covalue();
    demo.args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path());
    let mut server = crate::running::Server::start(&mut demo);
    server.line();
    server.terminate();
    assert_eq!(server.ended().1, Some(0));
    let file = format!("sqlite:{}", data.path().join("covalue.db").display());
    let from = Database::open(&file).unwrap();
    // More rows than one batch, so that one is killed between two of them.
    let sql = "INSERT INTO way_changes (id, person_id, at, what) WITH RECURSIVE n (i) AS \
               (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) SELECT \
               lower(hex(randomblob(4))) || '-0000-4000-8000-' || printf('%012d', i), \
               (SELECT id FROM people LIMIT 1), i, 'link-made' FROM n";
    from.write(|connection| connection.execute(sql, &[]))
        .unwrap();

    let fresh = Fresh::new(Dialect::Postgres);
    let to = fresh.open();
    Accounts::open(to.clone(), SystemEntropy).unwrap();
    Record::migrate(&to).unwrap();
    let tables = names(
        &from,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
         AND name <> 'schema_migration' ORDER BY rowid",
    );
    let rows_of = |database: &Database, table: &str| {
        let rows = database.query(&format!("SELECT COUNT(*) FROM {table}"), &[]);
        rows.unwrap()[0].integer(0).unwrap()
    };
    // A move wants the old place to itself.
    let rows: Vec<i64> = tables.iter().map(|table| rows_of(&from, table)).collect();
    drop(from);
    let holder = fresh.open();
    let mut killed = 0;
    for (table, &all) in tables.iter().zip(&rows) {
        if all == 0 || rows_of(&to, table) > 0 {
            continue;
        }
        let row = if all > 1_000 { 700 } else { all / 2 + 1 };
        gate(&to, table, row);
        // The gate is shut for as long as this transaction lasts.
        holder
            .write(|connection| {
                connection.query("SELECT 1 FROM pg_advisory_xact_lock(4711)", &[])?;
                let mut child = moving(data.path(), &fresh).spawn().unwrap();
                let begun = Instant::now();
                loop {
                    let waits = to.query(
                        "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                        &[],
                    ).unwrap();
                    if waits[0].integer(0).unwrap() > 0 {
                        break;
                    }
                    if child.try_wait().unwrap().is_some() {
                        let early = child.wait_with_output().unwrap();
                        panic!("{table}: {}", String::from_utf8_lossy(&early.stderr));
                    }
                    assert!(
                        begun.elapsed() < Duration::from_secs(60),
                        "{table}: it never came"
                    );
                    std::thread::sleep(Duration::from_millis(5));
                }
                child.kill().unwrap();
                child.wait().unwrap();
                killed += 1;
                // What was begun is seen by whoever would open it.
                let serve = run(&[
                    "serve",
                    "--database",
                    fresh.url(),
                    "--listen",
                    "127.0.0.1:0",
                ]);
                assert!(!serve.status.success(), "{table}");
                let complaint = String::from_utf8_lossy(&serve.stderr).into_owned();
                assert!(complaint.contains("stopped half-way"), "{complaint}");
                Ok::<_, database::Error>(())
            })
            .unwrap();
        open_gate(&to, table);
        let there = rows_of(&to, table);
        assert_eq!(
            there,
            if all > 1_000 { 500 } else { 0 },
            "{table}: whole batches alone"
        );
    }
    assert!(killed >= 10, "{killed} of {} tables", tables.len());

    let moved = moving(data.path(), &fresh).output().unwrap();
    let said = String::from_utf8(moved.stdout).unwrap();
    assert!(
        moved.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&moved.stderr)
    );
    assert!(
        said.contains("Going on with a move that was stopped"),
        "{said}"
    );
    for (table, &all) in tables.iter().zip(&rows) {
        assert_eq!(rows_of(&to, table), all, "{table}");
    }
    let verified = run(&["verify", "--database", fresh.url()]);
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
    // Moved once, it is not moved into again; and the old place still stands.
    let again = moving(data.path(), &fresh).output().unwrap();
    assert!(!again.status.success());
    on(data.path(), &["verify"], 0);
}
