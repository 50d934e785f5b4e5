//! PostgreSQL as an operator has it: clusters that are copied, followed, stopped at once and promoted.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::postgres::{as_server_user, programs};
use crate::process::{command, output, succeeds};

use super::world::{free_port, signal};

/// A cluster in a folder; stopped and removed when dropped.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    pub port: u16,
    server: Option<Child>,
}

impl Cluster {
    fn in_new_folder() -> Result<Self> {
        let made = output(as_server_user(&mut command(
            "mktemp --directory /tmp/covalue-cluster-XXXXXXXX",
        )))?;
        Ok(Self {
            folder: made.into(),
            programs: programs()?,
            port: free_port()?,
            server: None,
        })
    }

    /// A new cluster that runs.
    pub fn new() -> Result<Self> {
        let mut cluster = Self::in_new_folder()?;
        let mut initdb = cluster.program("initdb");
        initdb.args([
            "--auth=trust",
            "--username=covalue",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--pgdata",
        ]);
        initdb.arg(cluster.data());
        output(as_server_user(&mut initdb))?;
        cluster.start()?;
        Ok(cluster)
    }

    /// A replica that follows `primary`, and runs.
    pub fn following(primary: &Self) -> Result<Self> {
        let mut cluster = Self::in_new_folder()?;
        let mut copy = cluster.program("pg_basebackup");
        copy.args([
            "--host=127.0.0.1",
            "--username=covalue",
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--no-sync",
        ]);
        copy.args(["--port", &primary.port.to_string(), "--pgdata"])
            .arg(cluster.data());
        output(as_server_user(&mut copy))?;
        cluster.start()?;
        Ok(cluster)
    }

    fn program(&self, name: &str) -> Command {
        Command::new(self.programs.join(name))
    }

    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub fn start(&mut self) -> Result<()> {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.join("log"))?;
        let mut server = self.program("postgres");
        server
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(&self.folder);
        server.args(["-p", &self.port.to_string()]);
        // What is drilled is the loss of a process and of a machine's end, not of its disk.
        for setting in [
            "listen_addresses=127.0.0.1",
            "fsync=off",
            "max_connections=200",
            "wal_keep_size=256MB",
        ] {
            server.args(["-c", setting]);
        }
        let server = as_server_user(&mut server)
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        self.server = Some(server);
        let begun = Instant::now();
        let port = self.port.to_string();
        while !succeeds(
            self.program("pg_isready")
                .args(["-h", "127.0.0.1", "-p", &port]),
        ) {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            ensure!(
                begun.elapsed() < Duration::from_secs(60),
                "PostgreSQL did not start:\n{}",
                log()
            );
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// The process's id.
    pub fn id(&self) -> Result<u32> {
        Ok(self.server.as_ref().context("it does not run")?.id())
    }

    /// Ends it without a word to anybody, as when its machine is gone.
    pub fn stop_at_once(&mut self) -> Result<()> {
        if let Some(mut server) = self.server.take() {
            signal(server.id(), "QUIT")?;
            server.wait()?;
        }
        Ok(())
    }

    /// Cuts a replica off: it receives nothing any more.
    pub fn stop_following(&self) -> Result<()> {
        self.sql("postgres", "ALTER SYSTEM SET primary_conninfo = ''")?;
        self.sql("postgres", "SELECT pg_reload_conf()")?;
        let begun = Instant::now();
        while self.sql("postgres", "SELECT count(*) FROM pg_stat_wal_receiver")? != "0" {
            ensure!(
                begun.elapsed() < Duration::from_secs(20),
                "the replica still follows"
            );
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    pub fn promote(&self) -> Result<()> {
        self.sql("postgres", "SELECT pg_promote(true, 30)")
            .map(|_| ())
    }

    /// A copy of the data of a cluster that does not run, or its copy put back.
    pub fn copy(&self, from: &Path, to: &Path) -> Result<()> {
        let mut remove = command("rm -rf");
        output(as_server_user(remove.arg(to)))?;
        let mut copy = command("cp -a");
        output(as_server_user(copy.arg(from).arg(to)))?;
        Ok(())
    }

    pub fn kept(&self) -> PathBuf {
        self.folder.join("kept")
    }

    pub fn sql(&self, database: &str, sql: &str) -> Result<String> {
        let mut psql = self.program("psql");
        psql.args([
            "-h",
            "127.0.0.1",
            "-U",
            "covalue",
            "-p",
            &self.port.to_string(),
            "-d",
            database,
        ]);
        output(psql.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql]))
    }

    /// Everything said in the database, in one text.
    pub fn said(&self) -> Result<String> {
        self.sql(
            "covalue",
            "SELECT string_agg(convert_from(content, 'UTF8'), ' ') FROM record_entry",
        )
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.stop_at_once();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
