//! Where the data is: the embedded database in a directory, or PostgreSQL.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use database::Database;
use serde::Deserialize;

/// Options that say where the data is.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Place {
    /// Directory of the embedded database; made when missing [default: covalue-data].
    #[arg(long, global = true, env = "COVALUE_DATA", value_name = "DIRECTORY")]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead: postgres://USER@HOST/NAME.
    #[arg(
        long,
        global = true,
        env = "COVALUE_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
}

impl Place {
    /// This place where it says something, else `other`: a database and a directory exclude each
    /// other only within one source.
    pub fn or(self, other: Self) -> Self {
        if self.data.is_some() || self.database.is_some() {
            self
        } else {
            other
        }
    }

    /// Opens the database, making it when there is none.
    pub fn open(&self) -> anyhow::Result<Database> {
        if let Some(url) = &self.database {
            let database = Database::open(url)?;
            anyhow::ensure!(
                !database.is_half_moved()?,
                "a move into this database was stopped half-way: end it with `covalue move`"
            );
            return Ok(database);
        }
        let directory = self.directory();
        // For its owner's eyes alone, whatever the process allows for new files.
        let mut private = fs::DirBuilder::new();
        private
            .recursive(true)
            .mode(0o700)
            .create(&directory)
            .with_context(|| format!("{} cannot be made", directory.display()))?;
        Ok(Database::open(&sqlite(&directory))?)
    }

    /// Opens a database that is there to write to it, beside a server that may be writing too.
    pub fn open_beside(&self) -> anyhow::Result<Database> {
        self.check_there()?;
        let url = match &self.database {
            Some(url) => url.clone(),
            None => sqlite(&self.directory()),
        };
        Ok(Database::open_beside(&url)?)
    }

    /// Opens a database that is there, to write to it.
    pub fn open_existing(&self) -> anyhow::Result<Database> {
        self.check_there()?;
        self.open()
    }

    /// Opens a database that is there for reading, beside a server that may be writing to it.
    pub fn open_read_only(&self) -> anyhow::Result<Database> {
        self.check_there()?;
        let url = match &self.database {
            Some(url) => url.clone(),
            None => sqlite(&self.directory()),
        };
        Ok(Database::open_read_only(&url)?)
    }

    fn check_there(&self) -> anyhow::Result<()> {
        let file = file(&self.directory());
        anyhow::ensure!(
            self.database.is_some() || file.is_file(),
            "there is no database at {}; say where it is with --data or --database",
            file.display()
        );
        Ok(())
    }

    fn directory(&self) -> PathBuf {
        self.data
            .clone()
            .unwrap_or_else(|| PathBuf::from("covalue-data"))
    }
}

fn file(directory: &Path) -> PathBuf {
    directory.join("covalue.db")
}

fn sqlite(directory: &Path) -> String {
    format!("sqlite:{}", file(directory).display())
}
