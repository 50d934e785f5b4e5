//! One thin, synchronous door to SQLite and PostgreSQL.
//!
//! Everything Covalue stores goes through a [`Database`]: [`Database::write`] runs one durable
//! transaction, [`Database::read`] runs statements on one consistent snapshot, and
//! [`Database::migrate`] brings a schema forward. One SQL text serves both engines under these
//! rules:
//!
//! - Placeholders are `?1`, `?2`, …; a `?` appears in SQL text for nothing else.
//! - Columns are `BIGINT`, `TEXT` or `BLOB` (upper case; PostgreSQL is given `BYTEA`). Truth values
//!   are `BIGINT` 0 and 1, ids are `BLOB` or `TEXT`.
//! - `SUM` and `AVG` are wrapped in `CAST(… AS BIGINT)`: PostgreSQL makes them `NUMERIC`.
//! - SQL text is written in the program; what people type travels as a [`Value`].
//! - A statement that fails ends its transaction, on both engines: ask with
//!   `ON CONFLICT … DO NOTHING` where a refusal is expected.
//!
//! Calls block. Asynchronous callers go through a blocking thread (`spawn_blocking`).

mod address;
mod connection;
mod error;
mod hint;
mod migration;
mod moving;
mod pool;
mod postgres;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod value;

use std::path::Path;
use std::sync::Arc;

pub use connection::Connection;
pub use error::Error;
pub use hint::Listener;
pub use migration::Migration;
pub use moving::Moved;
pub use value::{Row, Value};

/// Which engine is behind a [`Database`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded engine: one file, one process that writes.
    Sqlite,
    /// The engine for more than one node.
    Postgres,
}

/// What is written to see whether something can be: more than fits in what a page has left.
const TRIED_BYTES: usize = 16 << 10;

/// A database: cheap to clone, shared between threads.
#[derive(Clone, Debug)]
pub struct Database {
    engine: Arc<Engine>,
}

#[derive(Debug)]
enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Database {
    /// Opens `sqlite:PATH` (the file is created when missing, and locked against a second process
    /// that would write) or `postgres://user@host/name` (a percent-encoded socket directory or
    /// `?host=/directory` works as the host).
    pub fn open(url: &str) -> Result<Self, Error> {
        match parse(url)? {
            (Dialect::Sqlite, path) => {
                Self::of(Engine::Sqlite(sqlite::Sqlite::open(Path::new(path))?))
            }
            (Dialect::Postgres, url) => {
                Self::of(Engine::Postgres(postgres::Postgres::open(url, false)?))
            }
        }
    }

    /// Opens an existing database for reading, beside a process that may be writing to it.
    /// [`write`](Self::write) is refused with [`Error::ReadOnly`].
    pub fn open_read_only(url: &str) -> Result<Self, Error> {
        match parse(url)? {
            (Dialect::Sqlite, path) => Self::of(Engine::Sqlite(sqlite::Sqlite::open_read_only(
                Path::new(path),
            )?)),
            (Dialect::Postgres, url) => {
                Self::of(Engine::Postgres(postgres::Postgres::open(url, true)?))
            }
        }
    }

    /// Opens an existing database to write to it beside a process that may be doing so: for what an
    /// operator does at the console. On SQLite each waits for the other's transactions.
    pub fn open_beside(url: &str) -> Result<Self, Error> {
        match parse(url)? {
            (Dialect::Sqlite, path) => Self::of(Engine::Sqlite(sqlite::Sqlite::open_beside(
                Path::new(path),
            )?)),
            (Dialect::Postgres, _) => Self::open(url),
        }
    }

    /// A private SQLite database that is gone once the last clone is dropped.
    pub fn in_memory() -> Result<Self, Error> {
        Self::of(Engine::Sqlite(sqlite::Sqlite::open_temporary()?))
    }

    fn of(engine: Engine) -> Result<Self, Error> {
        Ok(Self {
            engine: Arc::new(engine),
        })
    }

    /// Which engine this is.
    pub fn dialect(&self) -> Dialect {
        match &*self.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The file of an embedded database, unless it is a temporary one.
    pub fn file(&self) -> Option<&Path> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.file(),
            Engine::Postgres(_) => None,
        }
    }

    /// Whether this is an embedded database that no other process writes to meanwhile.
    pub fn is_ours(&self) -> bool {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.is_ours(),
            Engine::Postgres(_) => false,
        }
    }

    /// What whoever starts the program should know of how the database is reached or kept, in words.
    pub fn notices(&self) -> Vec<String> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.notices(),
            Engine::Postgres(postgres) => postgres.notices(),
        }
    }

    /// What time it is by the clock of the database's machine, in milliseconds since 1970; `None` where
    /// that is this one.
    pub fn clock(&self) -> Result<Option<i64>, Error> {
        match &*self.engine {
            Engine::Sqlite(_) => Ok(None),
            Engine::Postgres(postgres) => {
                let rows = postgres.query(
                    "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
                    &[],
                )?;
                rows.first().map(|row| row.integer(0)).transpose()
            }
        }
    }

    /// Ends writing, for a stop. On SQLite everything is then in the database's own file, so that a copy
    /// of it alone is whole; clones go on reading.
    pub fn close(&self) -> Result<(), Error> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.close(),
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Applies those of `migrations` that `scope` has not seen, in order, in one transaction.
    ///
    /// Two processes that start together take turns. A migration that was changed after it was
    /// applied, and a database that is ahead of this program, are refused.
    pub fn migrate(&self, scope: &str, migrations: &[Migration]) -> Result<(), Error> {
        migration::migrate(self, scope, migrations)
    }

    /// Runs `read` on one snapshot: what it reads belongs together, whatever is written meanwhile.
    pub fn read<T>(
        &self,
        read: impl FnMut(&mut dyn Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(read),
            Engine::Postgres(postgres) => postgres.read(read),
        }
    }

    /// The rows of a single statement: a [`read`](Self::read) without the cost of a transaction.
    pub fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.query(sql, params),
            Engine::Postgres(postgres) => postgres.query(sql, params),
        }
    }

    /// Runs `write` in one transaction and returns once it is durable; an `Err` rolls it back.
    ///
    /// `write` may run more than once: PostgreSQL asks for a transaction to be repeated after a
    /// deadlock. On SQLite writers take turns. [`Error::Unknown`] means that the connection was
    /// lost while committing: the caller finds out (by its idempotency key) what became of it.
    pub fn write<T, E: From<Error>>(
        &self,
        write: impl FnMut(&mut dyn Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(write),
            Engine::Postgres(postgres) => postgres.write(write),
        }
    }

    /// Whether what was opened is still there: [`Error::Unavailable`] once SQLite's files were removed
    /// or replaced while they were open. Nothing is written from then on.
    pub fn check(&self) -> Result<(), Error> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.check_files(),
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Whether something can be written now: writes as much as an ordinary entry takes, and takes it back in the
    /// same transaction. A database that is busy can.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the disk is full, for one.
    pub fn try_writing(&self) -> Result<(), Error> {
        let scope = "trying whether something can be written";
        let tried = self.write(|connection| {
            connection.execute(
                "INSERT INTO schema_migration (scope, position, name, digest) VALUES (?1, 0, '', ?2)",
                &[scope.into(), vec![0; TRIED_BYTES].into()],
            )?;
            connection.execute("DELETE FROM schema_migration WHERE scope = ?1", &[scope.into()])
        });
        match tried {
            Ok(_) | Err(Error::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Moves what was deleted out of SQLite's write-ahead log, so that erased bytes are in no file
    /// any more. On PostgreSQL the space of deleted rows is reused by its own vacuum and log
    /// recycling, and this does nothing.
    pub fn purge_deleted(&self) -> Result<(), Error> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.checkpoint(),
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Copies a SQLite database as it is at one moment into `file`, which must be empty or missing,
    /// while others read and write. PostgreSQL makes its own copies, and this is refused there.
    pub fn copy_into(&self, file: &Path) -> Result<(), Error> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.copy_into(file),
            Engine::Postgres(_) => Err(Error::Other(
                "copies of PostgreSQL are made by pg_dump".to_owned(),
            )),
        }
    }

    /// Tells the other nodes on `channel` that something changed, outside any transaction.
    ///
    /// A hint: it may be lost or arrive twice, so listeners also look for themselves now and then.
    /// SQLite has no other nodes, and nothing is sent.
    pub fn notify(&self, channel: &str, payload: &str) -> Result<(), Error> {
        match &*self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(postgres) => postgres
                .query(
                    "SELECT CAST(pg_notify(?1, ?2) AS TEXT)",
                    &[channel.into(), payload.into()],
                )
                .map(|_| ()),
        }
    }

    /// Listens for the hints of [`notify`](Self::notify) on a connection of its own.
    pub fn listen(&self, channel: &str) -> Result<Listener, Error> {
        match &*self.engine {
            Engine::Sqlite(_) => Ok(Listener::silent()),
            Engine::Postgres(postgres) => postgres.listen(channel),
        }
    }
}

fn parse(url: &str) -> Result<(Dialect, &str), Error> {
    if let Some(path) = url.strip_prefix("sqlite:") {
        // `sqlite:///absolute` is as common as `sqlite:/absolute`.
        Ok((Dialect::Sqlite, path.strip_prefix("//").unwrap_or(path)))
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok((Dialect::Postgres, url))
    } else {
        Err(Error::Url)
    }
}
