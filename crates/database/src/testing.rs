//! Throw-away databases for tests, on both engines.
//!
//! PostgreSQL comes from the server named by `COVALUE_TEST_POSTGRES` (an address whose user may
//! create databases), or else from a private cluster that the test process starts when it first
//! needs one and that ends with it, however it ends. Failures panic: this is for tests only.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::{Database, Dialect};

/// Both engines, to run a test on each.
pub const DIALECTS: [Dialect; 2] = [Dialect::Sqlite, Dialect::Postgres];

/// An empty database of its own, deleted on drop.
pub struct Fresh {
    url: String,
    keep: Keep,
}

enum Keep {
    Directory(TempDir),
    Postgres(String),
}

impl Fresh {
    /// A new, empty database.
    pub fn new(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Sqlite => {
                let directory =
                    TempDir::with_prefix("covalue-test-").expect("a temporary directory");
                Self {
                    url: format!("sqlite:{}", directory.path().join("covalue.db").display()),
                    keep: Keep::Directory(directory),
                }
            }
            Dialect::Postgres => {
                let name = unused_name();
                server()
                    .database
                    .query(&format!("CREATE DATABASE {name}"), &[])
                    .expect("creating a test database");
                Self {
                    url: server().url(&name),
                    keep: Keep::Postgres(name),
                }
            }
        }
    }

    /// Its address, for another process to open.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Opens it.
    pub fn open(&self) -> Database {
        Database::open(&self.url).expect("opening a test database")
    }

    /// The files of a SQLite database, to look into; none for PostgreSQL.
    pub fn files(&self) -> Vec<PathBuf> {
        match &self.keep {
            Keep::Directory(directory) => std::fs::read_dir(directory.path())
                .expect("the test directory")
                .map(|entry| entry.expect("an entry of the test directory").path())
                .collect(),
            Keep::Postgres(_) => Vec::new(),
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Keep::Postgres(name) = &self.keep {
            // A private cluster goes with the process, a shared one may keep a stray database.
            let _ = server()
                .database
                .query(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), &[]);
        }
    }
}

/// Keeps a copy of these tables inside the database, under a number.
pub fn keep_copy(database: &Database, tables: &[&str], number: usize) {
    database
        .write(|connection| {
            for table in tables {
                connection.execute_script(&format!(
                    "DROP TABLE IF EXISTS kept_{number}_{table};
                     CREATE TABLE kept_{number}_{table} AS SELECT * FROM {table};"
                ))?;
            }
            Ok::<_, crate::Error>(())
        })
        .expect("keeping a copy");
}

/// Puts a copy back in one moment, under whoever has the database open.
pub fn put_back(database: &Database, tables: &[&str], number: usize) {
    database
        .write(|connection| {
            for table in tables {
                connection.execute_script(&format!(
                    "DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{number}_{table};"
                ))?;
            }
            Ok::<_, crate::Error>(())
        })
        .expect("putting a copy back");
}

fn unused_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let process = std::process::id();
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_nanos());
    format!("covalue_test_{process}_{count}_{now}")
}

struct Server {
    address: Address,
    database: Database,
    /// Holds the pipe whose end tells the private cluster to stop.
    _cluster: Option<Child>,
}

enum Address {
    Given(String),
    Socket(String),
}

impl Server {
    fn url(&self, name: &str) -> String {
        match &self.address {
            Address::Given(url) => {
                let (head, query) = url
                    .split_once('?')
                    .map_or((url.as_str(), ""), |(h, q)| (h, q));
                let authority = head.find("://").map_or(0, |at| at + 3);
                let end = head[authority..]
                    .find('/')
                    .map_or(head.len(), |at| authority + at);
                format!("{}/{name}?{query}", &head[..end])
            }
            Address::Socket(directory) => format!("postgres://postgres@/{name}?host={directory}"),
        }
    }
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| match std::env::var("COVALUE_TEST_POSTGRES") {
        Ok(url) => Server {
            database: Database::open(&url).expect("opening COVALUE_TEST_POSTGRES"),
            address: Address::Given(url),
            _cluster: None,
        },
        Err(_) => {
            let (cluster, directory) = start_cluster();
            let url = format!("postgres://postgres@/postgres?host={directory}");
            Server {
                address: Address::Socket(directory),
                database: Database::open(&url).expect("opening the private cluster"),
                _cluster: Some(cluster),
            }
        }
    })
}

/// Prints the directory of the running cluster, waits until standard input closes, cleans up.
/// Interrupts are left to the test process, whose end closes that input.
const CLUSTER: &str = r#"
trap '' INT
dir=$(mktemp -d /tmp/covalue-postgres-XXXXXX) || exit 1
cd "$dir"
"$1/initdb" -D data -U postgres -A trust -E UTF8 --no-locale --no-sync >log 2>&1 &&
"$1/pg_ctl" -D data -w -l log -o "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=200" start >&2 &&
echo "$dir" &&
cat >/dev/null
"$1/pg_ctl" -D data -m immediate stop >/dev/null 2>&1
cd / && rm -rf "$dir"
"#;

fn start_cluster() -> (Child, String) {
    let binaries = postgres_binaries();
    // PostgreSQL refuses to run as root.
    let root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    let mut cluster = command
        .args(["-c", CLUSTER, "sh"])
        .arg(binaries)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starting a private PostgreSQL cluster");
    let output = cluster.stdout.take().expect("the cluster's output");
    let mut directory = String::new();
    BufReader::new(output)
        .read_line(&mut directory)
        .expect("the cluster's directory");
    let directory = directory.trim_end().to_owned();
    assert!(
        !directory.is_empty(),
        "the private PostgreSQL cluster did not start"
    );
    (cluster, directory)
}

fn postgres_binaries() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|binaries| binaries.join("initdb").exists())
        .collect();
    found.sort();
    found
        .pop()
        .expect("PostgreSQL is not installed: install it, or set COVALUE_TEST_POSTGRES")
}
