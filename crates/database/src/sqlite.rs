//! The embedded engine: one writer, a few readers, a write-ahead log.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::ops::ControlFlow;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
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
    writer: Option<Mutex<Option<rusqlite::Connection>>>,
    readers: Pool<rusqlite::Connection>,
    /// The files as they were opened.
    files: Vec<Opened>,
    lock: Option<Lock>,
    _directory: Option<TempDir>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let lock = lock(path, LOCK_TIMEOUT)?;
        Self::open_with(path, Some(lock))
    }

    /// Opens a file that another process may have open for writing: each waits for the other's
    /// transactions.
    pub(crate) fn open_beside(path: &Path) -> Result<Self, Error> {
        let lock = match lock(path, Duration::ZERO) {
            Ok(lock) => Some(lock),
            Err(Error::InUse(_)) => None,
            Err(other) => return Err(other),
        };
        Self::open_with(path, lock)
    }

    fn open_with(path: &Path, lock: Option<Lock>) -> Result<Self, Error> {
        create(path)?;
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
        // The log and its index are made by the first read.
        writer
            .query_row("SELECT COUNT(*) FROM sqlite_master", [], |_| Ok(()))
            .map_err(error)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Some(Mutex::new(Some(writer))),
            readers: Pool::new(READERS),
            files: opened(path)?,
            lock,
            _directory: None,
        })
    }

    /// Whether the files that were opened are still those at their place. Removed or replaced, they
    /// are written to all the same, and what was written goes with the process.
    pub(crate) fn check_files(&self) -> Result<(), Error> {
        for opened in &self.files {
            if identity(&opened.path).is_none_or(|there| there != opened.identity) {
                return Err(Error::Unavailable(format!(
                    "{} was removed or replaced while it was open; stop the server, put the data \
                     back and start it again",
                    opened.path.display()
                )));
            }
        }
        Ok(())
    }

    pub(crate) fn open_read_only(path: &Path) -> Result<Self, Error> {
        let sqlite = Self {
            path: path.to_owned(),
            writer: None,
            readers: Pool::new(READERS),
            // Whoever writes may end meanwhile, and takes its log away.
            files: Vec::new(),
            lock: None,
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
            // A reader opened now must not read another database than its fellows.
            self.check_files()?;
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
        let mut held = self.writer()?;
        let writer = held.as_mut().ok_or_else(closed)?;
        // Dropping the transaction, by an error or a panic, rolls it back.
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(error)?;
        let mut connection = Transaction::of(&transaction);
        let outcome = write(&mut connection)?;
        if let Some(reason) = connection.failed {
            return Err(Error::Other(format!("a statement failed: {reason}")).into());
        }
        self.check_files()?;
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
        let held = self.writer()?;
        let writer = held.as_ref().ok_or_else(closed)?;
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

    /// The file, unless it is gone with this value.
    pub(crate) fn file(&self) -> Option<&Path> {
        self._directory.is_none().then_some(&self.path)
    }

    /// Whether no other process writes meanwhile.
    pub(crate) fn is_ours(&self) -> bool {
        self.lock.is_some()
    }

    /// Moves everything into the database's own file and ends writing: a copy of that file alone is
    /// whole from now on. Readers that are on their way can hold it up for a while.
    pub(crate) fn close(&self) -> Result<(), Error> {
        if self.writer.is_none() {
            return Ok(());
        }
        self.readers.drain();
        let moved = self.checkpoint();
        // The log is left to be read at the next start when that failed.
        *self.writer()? = None;
        moved
    }

    /// Files that others on this machine may read, in words.
    pub(crate) fn notices(&self) -> Vec<String> {
        let Some(file) = self.file() else {
            return Vec::new();
        };
        let directory = file
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let beside = ["", "-wal", "-shm", ".lock", ".heads"].map(|end| beside(file, end));
        directory
            .map(Path::to_owned)
            .into_iter()
            .chain(beside)
            .filter_map(|path| {
                let mode = path.metadata().ok()?.permissions().mode();
                let narrow = mode & 0o700;
                (mode & 0o077 != 0).then(|| {
                    let path = path.display();
                    format!(
                        "{path} is open to others on this machine (mode {:o}): chmod {narrow:o} {path}",
                        mode & 0o777
                    )
                })
            })
            .collect()
    }

    fn writer(&self) -> Result<MutexGuard<'_, Option<rusqlite::Connection>>, Error> {
        let writer = self.writer.as_ref().ok_or(Error::ReadOnly)?;
        // A panic inside a transaction has rolled it back: the connection is sound.
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        // The writer is to be the last: it moves the log into the database's file and removes it, which
        // a reader may not. A log left behind would be read into whatever file is put in its place.
        self.readers.drain();
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

fn closed() -> Error {
    Error::Unavailable("it was closed".to_owned())
}

/// Makes the file, for its owner's eyes alone whatever the process allows: SQLite gives the files beside
/// it the same.
fn create(path: &Path) -> Result<(), Error> {
    let made = private().create_new(true).open(path);
    match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(unavailable(error)),
        _ => Ok(()),
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    options
}

/// A file at its place, and which one it is: device and number.
struct Opened {
    path: PathBuf,
    identity: (u64, u64),
}

/// The database, its log and the log's index, as they are now.
fn opened(path: &Path) -> Result<Vec<Opened>, Error> {
    let files = ["", "-wal", "-shm"].map(|ending| beside(path, ending));
    files
        .into_iter()
        .map(|path| match identity(&path) {
            Some(identity) => Ok(Opened { path, identity }),
            None => Err(Error::Unavailable(format!("{} is missing", path.display()))),
        })
        .collect()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let file = fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// What keeps others from a path, and goes with the process, however that ends.
struct Lock {
    _file: File,
    #[cfg(target_os = "linux")]
    _name: std::os::unix::net::UnixListener,
}

/// Two servers on one file would each believe its folded state to be the latest. The file's lock also
/// holds between containers; but whoever removes the data removes it, too, so on Linux the path's name
/// is held besides, which is no file.
fn lock(path: &Path, patience: Duration) -> Result<Lock, Error> {
    let file = private()
        .create(true)
        .truncate(false)
        .open(beside(path, ".lock"))
        .map_err(unavailable)?;
    patiently(path, patience, || match file.try_lock() {
        Ok(()) => Ok(Some(())),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(failure)) => Err(failure),
    })?;
    Ok(Lock {
        _file: file,
        #[cfg(target_os = "linux")]
        _name: patiently(path, patience, || held_name(path))?,
    })
}

/// Tries until it is free, or `patience` is at an end.
fn patiently<T>(
    path: &Path,
    patience: Duration,
    mut try_once: impl FnMut() -> io::Result<Option<T>>,
) -> Result<T, Error> {
    let begun = Instant::now();
    loop {
        match try_once().map_err(unavailable)? {
            Some(got) => return Ok(got),
            None if begun.elapsed() < patience => thread::sleep(LOCK_RETRY),
            None => return Err(Error::InUse(path.to_owned())),
        }
    }
}

/// Holds the path as a name of the system's own (an abstract socket that nobody is let in by); `None`
/// while somebody else has it.
#[cfg(target_os = "linux")]
fn held_name(path: &Path) -> io::Result<Option<std::os::unix::net::UnixListener>> {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::{SocketAddr, UnixListener};
    // Such names have at most 107 bytes: of a longer path its end and its length.
    const LONGEST: usize = 80;
    let path = fs::canonicalize(
        path.parent()
            .filter(|at| !at.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    )?
    .join(path.file_name().unwrap_or_default());
    let bytes = path.as_os_str().as_bytes();
    let mut name = format!("covalue {} ", bytes.len()).into_bytes();
    name.extend_from_slice(&bytes[bytes.len().saturating_sub(LONGEST)..]);
    match UnixListener::bind_addr(&SocketAddr::from_abstract_name(name)?) {
        Ok(held) => Ok(Some(held)),
        Err(failure) if failure.kind() == io::ErrorKind::AddrInUse => Ok(None),
        Err(failure) => Err(failure),
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
        // Most often a good copy beside the log of the file that lay there before.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Other(format!(
            "{text}; if the file was put there from a copy, stop everything that uses it, remove what lies \
             beside it from before (-wal, -shm, .heads) and put the copy there again"
        )),
        _ => Error::Other(text),
    }
}
