//! A pooler between this program and PostgreSQL: taken where it lends a connection for as long as it is held,
//! and refused by name where it lends one for less.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use database::testing::Fresh;
use database::{Database, Dialect};

use crate::NOTES;

const PGBOUNCER: &str = "/usr/sbin/pgbouncer";

/// Prints a line once it listens, and ends with its input.
const POOLER: &str = r#"
trap '' INT
dir=$(mktemp -d /tmp/covalue-pooler-XXXXXX) || exit 1
printf '%s\n' "$2" >"$dir/pooler.ini"
"$1" -q "$dir/pooler.ini" >"$dir/log" 2>&1 &
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  (exec 3<>"/dev/tcp/127.0.0.1/$3") 2>/dev/null && break
  sleep 0.1
done
echo listens
cat >/dev/null
kill $!
rm -rf "$dir"
"#;

struct Pooler {
    url: String,
    child: Child,
}

impl Pooler {
    /// Before this database, lending in this way, `size` connections at most.
    fn start(database: &Fresh, mode: &str, size: usize, further: &str) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        // postgres://USER@HOST:PORT/NAME, or postgres://USER@/NAME?host=DIRECTORY
        let (place, query) = database
            .url()
            .split_once('?')
            .unwrap_or((database.url(), ""));
        let (authority, name) = place.rsplit_once('/').unwrap();
        let authority = authority.split_once("://").unwrap().1;
        let (user, host) = authority.split_once('@').unwrap_or(("postgres", authority));
        let host = match query.split('&').find_map(|pair| pair.strip_prefix("host=")) {
            Some(directory) => format!("host={directory}"),
            None => {
                let (host, port) = host.rsplit_once(':').unwrap_or((host, "5432"));
                format!("host={host} port={port}")
            }
        };
        let settings = format!(
            "[databases]\n{name} = {host} dbname={name} user={user}\n[pgbouncer]\n\
             listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n\
             pool_mode = {mode}\ndefault_pool_size = {size}\n{further}\n"
        );
        // It refuses to run as root.
        let root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
        let mut command = Command::new(if root { "runuser" } else { "bash" });
        if root {
            command.args(["-u", "postgres", "--", "bash"]);
        }
        let mut child = command
            .args(["-c", POOLER, "bash", PGBOUNCER, &settings])
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        Self {
            url: format!("postgres://{user}@127.0.0.1:{port}/{name}"),
            child,
        }
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

#[test]
fn a_pooler_that_lends_connections_by_the_transaction_is_refused_by_name() {
    if !Path::new(PGBOUNCER).exists() {
        eprintln!("PgBouncer is not installed: nothing was tried");
        return;
    }
    let fresh = Fresh::new(Dialect::Postgres);
    fresh.open().migrate("test", &[NOTES]).unwrap();
    for (mode, size, further) in [
        ("transaction", 20, ""),
        ("transaction", 1, ""),
        (
            "transaction",
            20,
            "server_round_robin = 1\nmin_pool_size = 5",
        ),
        ("statement", 20, ""),
    ] {
        let pooler = Pooler::start(&fresh, mode, size, further);
        let refused = Database::open(&pooler.url).unwrap_err().to_string();
        assert!(refused.contains("PgBouncer"), "{mode}, {size}: {refused}");
    }
    let pooler = Pooler::start(&fresh, "session", 20, "");
    let database = Database::open(&pooler.url).unwrap();
    std::thread::scope(|scope| {
        for id in 0..8 {
            let database = &database;
            scope.spawn(move || {
                for turn in 0..20 {
                    let id = id * 100 + turn;
                    database
                        .write(|connection| crate::note(connection, id, "through it"))
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(crate::count(&database), 160);
}
