//! The embedded engine: one writer, a few readers, a write-ahead log.

use std::fs::{File, OpenOptions, TryLockError};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fmt, io, thread};

use rusqlite::ffi::ErrorCode;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OpenFlags, TransactionBehavior, params_from_iter};
use tempfile::TempDir;

use crate::pool::Pool;
use crate::value::Cell;
use crate::{Connection, Error, Row, Value};

/// Earlier versions can corrupt a database in write-ahead mode (fixed in 3.51.3).
const OLDEST_VERSION: i32 = 3_051_003;

/// Pages come from memory, so readers are few: loads of streams, listings, backups.
const READERS: usize = 4;

/// Waiting for another process (a backup, `verify`) to let go, and for a checkpoint.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Waiting for a process that is just ending, or a child just forked that still holds what its parent
/// held, to let go of the lock.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);
const LOCK_RETRY: Duration = Duration::from_millis(20);

const STATEMENTS: usize = 128;

/// A SQLite file. Fields are dropped in order: connections first, then the lock, then the
/// directory of a temporary database.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Option<Mutex<rusqlite::Connection>>,
    readers: Pool<rusqlite::Connection>,
    _lock: Option<File>,
    _directory: Option<TempDir>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let lock = lock(path)?;
        let writer = connect(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )?;
        // Readers need the log to be there before the first of them opens.
        writer
            .execute_batch(
                "PRAGMA journal_mode = WAL;
                 PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = ON;
                 PRAGMA secure_delete = ON;",
            )
            .map_err(error)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Some(Mutex::new(writer)),
            readers: Pool::new(READERS),
            _lock: Some(lock),
            _directory: None,
        })
    }

    pub(crate) fn open_read_only(path: &Path) -> Result<Self, Error> {
        let sqlite = Self {
            path: path.to_owned(),
            writer: None,
            readers: Pool::new(READERS),
            _lock: None,
            _directory: None,
        };
        sqlite.query("SELECT COUNT(*) FROM sqlite_master", &[])?;
        Ok(sqlite)
    }

    pub(crate) fn open_temporary() -> Result<Self, Error> {
        let directory = TempDir::with_prefix("covalue-").map_err(unavailable)?;
        let mut sqlite = Self::open(&directory.path().join("covalue.db"))?;
        sqlite._directory = Some(directory);
        Ok(sqlite)
    }

    pub(crate) fn read<T>(
        &self,
        mut read: impl FnMut(&mut dyn Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut reader = self.reader()?;
        let transaction = reader.get()?.transaction().map_err(error)?;
        let outcome = read(&mut Transaction::of(&transaction))?;
        transaction.rollback().map_err(error)?;
        reader.give_back();
        Ok(outcome)
    }

    pub(crate) fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        let mut reader = self.reader()?;
        let rows = Transaction::of(reader.get()?).query(sql, params)?;
        reader.give_back();
        Ok(rows)
    }

    fn reader(&self) -> Result<crate::pool::Lent<'_, rusqlite::Connection>, Error> {
        self.readers.borrow(|| {
            let reader = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            reader
                .pragma_update(None, "query_only", true)
                .map_err(error)?;
            Ok(reader)
        })
    }

    pub(crate) fn write<T, E: From<Error>>(
        &self,
        mut write: impl FnMut(&mut dyn Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = self.writer()?;
        // Dropping the transaction, by an error or a panic, rolls it back.
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(error)?;
        let mut connection = Transaction::of(&transaction);
        let outcome = write(&mut connection)?;
        if let Some(reason) = connection.failed {
            return Err(Error::Other(format!("a statement failed: {reason}")).into());
        }
        transaction
            .commit()
            .map_err(|failure| match failure.sqlite_error_code() {
                // The commit may have reached the log although flushing it failed.
                Some(ErrorCode::SystemIoFailure) => Error::Unknown(failure.to_string()),
                _ => error(failure),
            })?;
        Ok(outcome)
    }

    pub(crate) fn checkpoint(&self) -> Result<(), Error> {
        let writer = self.writer()?;
        let blocked: i64 = writer
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(error)?;
        if blocked == 0 {
            Ok(())
        } else {
            Err(Error::Busy)
        }
    }

    pub(crate) fn copy_into(&self, file: &Path) -> Result<(), Error> {
        let file = file
            .to_str()
            .ok_or_else(|| Error::Unavailable("the name of the copy must be UTF-8".to_owned()))?;
        // A connection of its own: readers of the pool are not allowed to write, not even elsewhere.
        let reader = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        reader.execute("VACUUM INTO ?1", [file]).map_err(error)?;
        Ok(())
    }

    fn writer(&self) -> Result<MutexGuard<'_, rusqlite::Connection>, Error> {
        let writer = self.writer.as_ref().ok_or(Error::ReadOnly)?;
        // A panic inside a transaction has rolled it back: the connection is sound.
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Sqlite").field(&self.path).finish()
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<rusqlite::Connection, Error> {
    if rusqlite::version_number() < OLDEST_VERSION {
        let version = rusqlite::version();
        return Err(Error::Other(format!("SQLite {version} is too old")));
    }
    let connection =
        rusqlite::Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(error)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(error)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Two servers on one file would each believe its folded state to be the latest. The lock goes
/// with the process, however that ends.
fn lock(path: &Path) -> Result<File, Error> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(name)
        .map_err(unavailable)?;
    let begun = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) if begun.elapsed() < LOCK_TIMEOUT => {
                thread::sleep(LOCK_RETRY);
            }
            Err(TryLockError::WouldBlock) => return Err(Error::InUse(path.to_owned())),
            Err(TryLockError::Error(failure)) => return Err(unavailable(failure)),
        }
    }
}

struct Transaction<'connection> {
    connection: &'connection rusqlite::Connection,
    /// The first failure, after which nothing of this transaction may be kept: PostgreSQL would
    /// not keep it either.
    failed: Option<String>,
}

impl<'connection> Transaction<'connection> {
    fn of(connection: &'connection rusqlite::Connection) -> Self {
        Self {
            connection,
            failed: None,
        }
    }

    fn noting<T>(&mut self, outcome: rusqlite::Result<T>) -> Result<T, Error> {
        outcome.map_err(|failure| {
            self.failed.get_or_insert_with(|| failure.to_string());
            error(failure)
        })
    }
}

impl Connection for Transaction<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        let outcome = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(params_from_iter(params)));
        self.noting(outcome).map(|rows| rows as u64)
    }

    fn query_each(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let outcome = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                let columns = statement.column_count();
                let mut rows = statement.query(params_from_iter(params))?;
                while let Some(row) = rows.next()? {
                    let cells = (0..columns)
                        .map(|column| row.get_ref(column).map(cell))
                        .collect::<rusqlite::Result<_>>()?;
                    if each(Row::new(cells)).is_break() {
                        break;
                    }
                }
                Ok(())
            });
        self.noting(outcome)
    }

    fn execute_script(&mut self, sql: &str) -> Result<(), Error> {
        let outcome = self.connection.execute_batch(sql);
        self.noting(outcome)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(integer) => ValueRef::Integer(*integer),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    Cell::Value(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(integer) => Value::Integer(integer),
        ValueRef::Text(text) => match String::from_utf8(text.to_vec()) {
            Ok(text) => Value::Text(text),
            Err(_) => return Cell::Foreign("text that is not UTF-8".to_owned()),
        },
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Cell::Foreign("a floating-point number".to_owned()),
    })
}

fn unavailable(failure: io::Error) -> Error {
    Error::Unavailable(failure.to_string())
}

fn error(failure: rusqlite::Error) -> Error {
    let text = failure.to_string();
    match failure.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) if text.starts_with("UNIQUE") => {
            Error::UniqueViolation(text)
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
        Some(ErrorCode::ReadOnly) => Error::ReadOnly,
        Some(ErrorCode::CannotOpen | ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => {
            Error::Unavailable(text)
        }
        _ => Error::Other(text),
    }
}
