//! What is said to PostgreSQL over a network is encrypted, and to whom it was meant for.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use database::{Database, Error};

/// A cluster on the loopback that takes nobody in clear text, with a certificate of its own authority for
/// the name `db.covalue.test` alone. Prints its directory when it runs, and ends with its input.
const CLUSTER: &str = r#"
trap '' INT
dir=$(mktemp -d /tmp/covalue-tls-XXXXXX) || exit 1
chmod 755 "$dir"
cd "$dir"
req="openssl req -newkey rsa:2048 -nodes -batch -days 2"
($req -x509 -keyout ca.key -out ca.pem -subj /CN=authority -addext basicConstraints=critical,CA:TRUE &&
$req -x509 -keyout other.key -out other.pem -subj /CN=another -addext basicConstraints=critical,CA:TRUE &&
$req -keyout server.key -out server.csr -subj /CN=server &&
echo subjectAltName=DNS:db.covalue.test >names &&
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem &&
chmod 600 server.key && chmod 644 ca.pem other.pem &&
"$1/initdb" -D data -U postgres -A trust -E UTF8 --no-locale --no-sync) >log 2>&1 || exit 1
echo "hostssl all all 127.0.0.1/32 trust" >data/pg_hba.conf
"$1/pg_ctl" -D data -w -l log -o "-c listen_addresses=127.0.0.1 -p $2 -c unix_socket_directories='$dir' \
-c ssl=on -c ssl_cert_file='$dir/server.pem' -c ssl_key_file='$dir/server.key'" start >&2 || exit 1
echo "$dir"
cat >/dev/null
"$1/pg_ctl" -D data -m immediate stop >/dev/null 2>&1
cd / && rm -rf "$dir"
"#;

struct Cluster {
    port: u16,
    directory: String,
    child: Child,
}

impl Cluster {
    fn start() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut found: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .unwrap()
            .map(|version| version.unwrap().path().join("bin"))
            .filter(|binaries| binaries.join("initdb").exists())
            .collect();
        found.sort();
        // PostgreSQL refuses to run as root.
        let root = fs::metadata("/proc/self").unwrap().uid() == 0;
        let mut command = Command::new(if root { "runuser" } else { "sh" });
        if root {
            command.args(["-u", "postgres", "--", "sh"]);
        }
        let mut child = command
            .args(["-c", CLUSTER, "sh"])
            .arg(found.pop().unwrap())
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut directory = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut directory).unwrap();
        assert!(!directory.is_empty(), "the cluster did not start");
        Self {
            port,
            directory: directory.trim_end().to_owned(),
            child,
        }
    }

    /// Opens it as the host of this name, which is always this machine.
    fn open(&self, name: &str, query: &str) -> Result<Database, Error> {
        let (port, directory) = (self.port, &self.directory);
        let query = query.replace("DIR", directory);
        Database::open(&format!(
            "postgres://postgres@{name}:{port}/postgres?hostaddr=127.0.0.1&{query}"
        ))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

#[test]
fn postgresql_is_spoken_to_encrypted_and_only_to_whom_it_says_it_is() {
    let cluster = Cluster::start();
    let encrypted = |database: Database| {
        let sql = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl";
        database.query(sql, &[]).unwrap()[0]
            .text(0)
            .unwrap()
            .to_owned()
    };
    let named = "db.covalue.test";
    // Encrypted, whoever answers.
    for name in [named, "other.covalue.test", "localhost"] {
        let open = cluster.open(name, "sslmode=require").unwrap();
        assert_eq!(encrypted(open), "TLSv1.3");
    }
    // Encrypted, and the one of that name, as its authority says.
    let full = "sslmode=verify-full&sslrootcert=DIR/ca.pem";
    assert_eq!(encrypted(cluster.open(named, full).unwrap()), "TLSv1.3");
    let refused = |name: &str, query: &str| match cluster.open(name, query) {
        Ok(_) => panic!("{name} {query} was taken"),
        Err(error) => error.to_string(),
    };
    for name in ["other.covalue.test", "localhost"] {
        let why = refused(name, full);
        assert!(why.contains("certificate"), "{name}: {why}");
    }
    for authority in ["sslrootcert=DIR/other.pem", ""] {
        let why = refused(named, &format!("sslmode=verify-full&{authority}"));
        assert!(why.contains("certificate"), "{authority}: {why}");
    }
    // In clear text to another host: refused here, before anything is sent; where it is asked for, by that
    // cluster.
    let why = refused(named, "");
    assert!(why.contains("sslmode=verify-full"), "{why}");
    let why = refused(named, "sslmode=disable");
    assert!(why.contains("no encryption"), "{why}");
}
