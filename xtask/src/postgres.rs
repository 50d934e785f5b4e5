//! A PostgreSQL cluster for one run: in a temporary folder, on loopback, gone afterwards.

use std::{
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    machine,
    process::{command, is_root, output, succeeds},
};

const START_LIMIT: Duration = Duration::from_secs(60);

/// A running cluster; dropping it stops the server and removes the folder. Should this process
/// be killed instead, the kernel sends the server the signal for a fast shutdown.
pub struct Postgres {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Creates and starts a cluster whose superuser `covalue` needs no password, with further
    /// settings such as `fsync=off`.
    ///
    /// # Errors
    ///
    /// When PostgreSQL is not installed or does not start; its log is in the error.
    pub fn start(settings: &[&str]) -> Result<Self> {
        let programs = programs()?;
        // Not `std::env::temp_dir()`: it may lie where the user postgres cannot go.
        let mut mktemp = command("mktemp --directory");
        mktemp.arg(
            machine::in_memory()
                .unwrap_or(Path::new("/tmp"))
                .join("covalue-postgres-XXXXXXXX"),
        );
        let folder = PathBuf::from(output(as_server_user(&mut mktemp))?);
        let data = folder.join("data");
        let mut initdb = Command::new(programs.join("initdb"));
        initdb.args([
            "--auth=trust",
            "--username=covalue",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]);
        initdb.arg("--no-sync").arg("--pgdata").arg(&data);
        output(as_server_user(&mut initdb))?;

        // Given back at once: another process could take it first, and the start would fail.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log = File::create(folder.join("log"))?;
        let mut server = Command::new(programs.join("postgres"));
        server
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder)
            .args(["-p", &port.to_string()]);
        for setting in ["listen_addresses=127.0.0.1", "max_connections=200"]
            .iter()
            .chain(settings)
        {
            server.args(["-c", setting]);
        }
        let server = as_server_user(&mut server)
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let mut postgres = Self {
            server,
            folder,
            port,
        };
        postgres.wait_until_ready(&programs)?;
        Ok(postgres)
    }

    /// Where tests connect to make databases of their own.
    pub fn url(&self) -> String {
        format!("postgres://covalue@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, programs: &Path) -> Result<()> {
        let start = Instant::now();
        while !succeeds(Command::new(programs.join("pg_isready")).args([
            "-h",
            "127.0.0.1",
            "-p",
            &self.port.to_string(),
        ])) {
            if self.server.try_wait()?.is_some() || start.elapsed() > START_LIMIT {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start:\n{log}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: it does not wait for its clients.
        succeeds(&mut command(&format!("kill -INT {}", self.server.id())));
        if let Err(error) = self
            .server
            .wait()
            .and_then(|_| fs::remove_dir_all(&self.folder))
        {
            eprintln!("{}: {error}", self.folder.display());
        }
    }
}

/// Where the newest installed PostgreSQL keeps its programs; Debian has them off the path.
///
/// # Errors
///
/// When there is none.
pub fn programs() -> Result<PathBuf> {
    fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let folder = entry.ok()?.path();
            let version: u32 = folder.file_name()?.to_str()?.parse().ok()?;
            let programs = folder.join("bin");
            programs
                .join("postgres")
                .is_file()
                .then_some((version, programs))
        })
        .max()
        .map(|(_, programs)| programs)
        .context("PostgreSQL is not installed")
}

/// The same command as the user postgres when this process is root (PostgreSQL refuses root),
/// tied to this process's life. `setpriv` becomes the command instead of standing in front of
/// it, so the child's id is the command's own.
pub fn as_server_user(of: &mut Command) -> &mut Command {
    let mut wrapped = command("setpriv --pdeathsig INT");
    if is_root() {
        wrapped.args([
            "--reuid",
            "postgres",
            "--regid",
            "postgres",
            "--init-groups",
        ]);
    }
    wrapped
        .arg("--")
        .arg(of.get_program())
        .args(of.get_args())
        .current_dir("/");
    *of = wrapped;
    of
}
