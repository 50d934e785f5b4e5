//! How data is kept from others, and a server that falls silent.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use database::{Database, Dialect, Error, testing::Fresh};
use tempfile::TempDir;

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn files_of_the_embedded_database_are_for_their_owner_alone() {
    let directory = TempDir::new().unwrap();
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let file = directory.path().join("covalue.db");
    let database = Database::open(&format!("sqlite:{}", file.display())).unwrap();
    let make = |connection: &mut dyn database::Connection| {
        connection.execute_script("CREATE TABLE note (id BIGINT PRIMARY KEY)")
    };
    database.write(make).unwrap();
    for end in ["", "-wal", "-shm", ".lock"] {
        let path = directory.path().join(format!("covalue.db{end}"));
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    assert_eq!(database.notices(), Vec::<String>::new());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let notices = database.notices();
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert!(notices[0].contains("chmod 700"), "{notices:?}");
    assert!(notices[1].contains("chmod 600"), "{notices:?}");
}

#[test]
fn an_operator_writes_beside_a_server_and_a_second_server_does_not() {
    let fresh = Fresh::new(Dialect::Sqlite);
    let server = fresh.open();
    let make = |connection: &mut dyn database::Connection| {
        connection.execute_script("CREATE TABLE note (id BIGINT PRIMARY KEY)")
    };
    server.write(make).unwrap();
    assert!(matches!(Database::open(fresh.url()), Err(Error::InUse(_))));
    let beside = Database::open_beside(fresh.url()).unwrap();
    assert!(server.is_ours() && !beside.is_ours());
    for database in [&beside, &server, &beside] {
        database
            .write(|connection| {
                connection.execute("INSERT INTO note SELECT COUNT(*) FROM note", &[])
            })
            .unwrap();
    }
    let rows = server.query("SELECT COUNT(*) FROM note", &[]).unwrap();
    assert_eq!(rows[0].integer(0).unwrap(), 3);
}

/// A way to the database that can fall silent: connections stay, and nothing comes through.
struct Way {
    port: u16,
    silent: Arc<AtomicBool>,
}

impl Way {
    fn to(host: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let silent = Arc::new(AtomicBool::new(false));
        let hush = Arc::clone(&silent);
        thread::spawn(move || {
            for here in listener.incoming().flatten() {
                let Ok(there) = TcpStream::connect(&host) else {
                    continue;
                };
                let ways = [
                    (here.try_clone().unwrap(), there.try_clone().unwrap()),
                    (there, here),
                ];
                for (from, to) in ways {
                    let hush = Arc::clone(&hush);
                    thread::spawn(move || carry(from, to, &hush));
                }
            }
        });
        Self { port, silent }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, silent: &AtomicBool) {
    let mut bytes = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        while silent.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(10));
        }
        if to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

#[test]
fn a_server_that_falls_silent_is_given_up_within_seconds_and_found_again() {
    let fresh = Fresh::new(Dialect::Postgres);
    let Some((user, rest)) = fresh
        .url()
        .split_once('@')
        .filter(|(_, rest)| rest.contains(':'))
    else {
        // A server behind a socket has no address that a way could lead to.
        return;
    };
    let (host, name) = rest.split_once('/').unwrap();
    let way = Way::to(host.to_owned());
    let database = Database::open(&format!("{user}@127.0.0.1:{}/{name}", way.port)).unwrap();
    let make = |connection: &mut dyn database::Connection| {
        connection.execute_script("CREATE TABLE note (id BIGINT PRIMARY KEY)")
    };
    database.write(make).unwrap();
    way.silent.store(true, Ordering::Relaxed);
    let begun = Instant::now();
    let failures = thread::scope(|scope| {
        let ask = |number: i64| {
            let database = &database;
            scope.spawn(move || match number % 3 {
                0 => database.query("SELECT id FROM note", &[]).map(|_| ()),
                1 => database
                    .read(|connection| connection.query("SELECT id FROM note", &[]).map(|_| ())),
                _ => database.write(|connection| {
                    connection
                        .execute("INSERT INTO note VALUES (?1)", &[number.into()])
                        .map(|_| ())
                }),
            })
        };
        let asked: Vec<_> = (0..30).map(ask).collect();
        asked
            .into_iter()
            .map(|asked| asked.join().unwrap())
            .collect::<Vec<_>>()
    });
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(failures.iter().all(Result::is_err));
    // Whoever comes while it is known to be silent is told at once, but for the one who tries.
    let begun = Instant::now();
    let told = thread::scope(|scope| {
        let asked: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    database.query("SELECT id FROM note", &[]).unwrap_err();
                    begun.elapsed()
                })
            })
            .collect();
        let mut told: Vec<_> = asked
            .into_iter()
            .map(|asked| asked.join().unwrap())
            .collect();
        told.sort_unstable();
        told
    });
    assert!(told[2] < Duration::from_millis(500), "{told:?}");
    way.silent.store(false, Ordering::Relaxed);
    let end = Instant::now() + Duration::from_secs(10);
    while database.query("SELECT id FROM note", &[]).is_err() {
        assert!(Instant::now() < end, "it is not found again");
        thread::sleep(Duration::from_millis(20));
    }
}
