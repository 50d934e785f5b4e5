//! PostgreSQL: a small pool of connections, statements prepared once on each, and a time within which
//! each answer comes or the connection is given up. A server that hangs says nothing, not even no.

use std::collections::HashMap;
use std::future::poll_fn;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::Duration;
use std::{error, fmt};

use futures_util::{FutureExt, TryStreamExt};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{AsyncMessage, Client, SimpleQueryMessage, Statement};

use crate::address::Address;
use crate::pool::{Lent, Pool};
use crate::value::Cell;
use crate::{Connection, Error, Listener, Row, Value};

/// Readers and writers together; well below a default server's 100 even with a few nodes.
const CONNECTIONS: usize = 12;

/// A server that cannot be reached is reported within this time, so that a person is told soon.
const REACH_TIME: Duration = Duration::from_secs(4);

/// How long a server that was reached may be silent: beyond what it allows itself for a statement
/// (`statement_timeout` below), so that one that lives says no itself.
const ANSWER_TIME: Duration = Duration::from_secs(5);

/// Statements of a migration may take long; nobody waits for them but who starts the server.
const MIGRATION_TIME: Duration = Duration::from_secs(60 * 60);

/// A listener only ever waits: this is how it learns that nobody is there any more.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// Deadlocks are rare and brief; a transaction that keeps meeting them is better reported.
const ATTEMPTS: usize = 4;

const STATEMENTS: usize = 128;

/// Rows taken from the connection at once.
const ROWS: usize = 256;

/// Commits are acknowledged once durable here (a stronger setting of the server is left alone),
/// and no transaction waits long for a lock or holds one while its program hangs.
const SESSION: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
     WHERE current_setting('synchronous_commit') <> 'remote_apply';
    SET lock_timeout = '4s';
    SET statement_timeout = '4500ms';
    SET idle_in_transaction_session_timeout = '60s';
    SET bytea_output = 'hex';
    SET client_min_messages = 'warning'";

/// A long read is bounded by its rows' coming, not by when it ends.
const READ: &str =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0";
/// Not said to be `READ WRITE`: an operator who fences a server by its default means it.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// Which process of the server serves a connection.
const SERVED_BY: &str = "SELECT pg_backend_pid()";
/// Which server one has come to: an address may lead elsewhere tomorrow.
const WHICH: &str = "SELECT pg_is_in_recovery(), current_setting('server_encoding')";

pub(crate) struct Postgres {
    address: Address,
    read_only: bool,
    pool: Pool<Session>,
    silent: Arc<AtomicBool>,
    /// Held by whoever tries whether a silent server answers again.
    trying: Mutex<()>,
}

impl Postgres {
    pub(crate) fn open(url: &str, read_only: bool) -> Result<Self, Error> {
        let mut address = Address::parse(url)?;
        address
            .config
            .application_name("covalue")
            .connect_timeout(REACH_TIME)
            .keepalives_idle(KEEPALIVE)
            .tcp_user_timeout(REACH_TIME);
        let postgres = Self {
            address,
            read_only,
            pool: Pool::new(CONNECTIONS),
            silent: Arc::default(),
            trying: Mutex::default(),
        };
        postgres.query("SELECT CAST(1 AS BIGINT)", &[])?;
        postgres.check_connections_are_ours()?;
        Ok(postgres)
    }

    /// Refuses a pooler that lends a connection for one transaction and then to somebody else: what is
    /// prepared, set and listened for on a connection of ours would be lost, or somebody else's. Nothing in
    /// what it says tells it apart, so two connections are held against each other.
    fn check_connections_are_ours(&self) -> Result<(), Error> {
        let (one, other) = (self.connect_telling(None)?, self.connect_telling(None)?);
        let before = one.served_by()?;
        let shared = match other.run("BEGIN") {
            // Lent for a statement alone.
            Err(failure) if failure.is_refusal() => true,
            begun => {
                begun.map_err(error)?;
                // Asked first: where there is one connection for all, ours would wait for the other's end.
                other.served_by()? == before || one.served_by()? != before
            }
        };
        if shared {
            let reason = "a pooler lends its connections by the transaction there (PgBouncer with pool_mode = \
                          transaction); give the address of PostgreSQL itself, or of a pool with pool_mode = session";
            return Err(Error::Address(reason.to_owned()));
        }
        other.run("ROLLBACK").map_err(error)
    }

    /// What whoever starts the program should know.
    pub(crate) fn notices(&self) -> Vec<String> {
        self.address.notice().into_iter().collect()
    }

    pub(crate) fn read<T>(
        &self,
        mut read: impl FnMut(&mut dyn Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut lent = self.begin(READ)?;
        let session = lent.get()?;
        let outcome = read(session);
        // What was read stands whether or not the snapshot ends cleanly.
        if !session.line.is_gone() && session.line.run("ROLLBACK").is_ok() {
            lent.give_back();
        }
        outcome
    }

    pub(crate) fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        for _ in 0..ATTEMPTS {
            let mut lent = self.borrow()?;
            let session = lent.get()?;
            let outcome = session.query(sql, params);
            if !session.line.is_gone() {
                lent.give_back();
                return outcome;
            }
            self.pool.drain();
            if self.is_silent() {
                return outcome;
            }
        }
        Err(Error::Unavailable("the connection was lost".to_owned()))
    }

    pub(crate) fn write<T, E: From<Error>>(
        &self,
        mut write: impl FnMut(&mut dyn Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.read_only {
            return Err(Error::ReadOnly.into());
        }
        let mut attempt = 1;
        loop {
            let mut lent = self.begin(WRITE)?;
            let session = lent.get()?;
            let outcome = write(session);
            if outcome.is_ok() && session.failed.is_none() {
                return match session.line.run("COMMIT") {
                    Ok(()) => {
                        lent.give_back();
                        outcome
                    }
                    Err(failure) if failure.is_refusal() => Err(error(failure).into()),
                    Err(failure) => Err(Error::Unknown(failure.to_string()).into()),
                };
            }
            let failed = session.failed.take();
            if failed.as_ref().is_some_and(|failed| failed.fenced) {
                // The others lead to the same server.
                self.pool.drain();
                drop(lent);
            } else if !session.line.is_gone() && session.line.run("ROLLBACK").is_ok() {
                lent.give_back();
            }
            match failed {
                Some(failed) if (failed.repeatable || failed.fenced) && attempt < ATTEMPTS => {
                    attempt += 1
                }
                Some(failed) if outcome.is_ok() => {
                    let reason = failed.reason;
                    return Err(Error::Other(format!("a statement failed: {reason}")).into());
                }
                _ => return outcome,
            }
        }
    }

    pub(crate) fn listen(&self, channel: &str) -> Result<Listener, Error> {
        // The one place where a name stands in SQL text: names of channels are the program's own.
        if !channel
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        {
            return Err(Error::Other(format!("{channel:?} cannot name a channel")));
        }
        let (told, heard) = mpsc::unbounded_channel();
        let line = self.connect_telling(Some(told))?;
        line.run(&format!("LISTEN {channel}")).map_err(error)?;
        Ok(Listener::postgres(Notifications { line, heard }))
    }

    /// Begins a transaction, on a fresh connection if idle ones turn out to be dead (the server was
    /// restarted).
    fn begin(&self, begin: &str) -> Result<Lent<'_, Session>, Error> {
        for _ in 0..ATTEMPTS {
            let mut lent = self.borrow()?;
            let session = lent.get()?;
            session.failed = None;
            match session.line.run(begin) {
                Ok(()) => return Ok(lent),
                Err(failure) if self.is_silent() => {
                    self.pool.drain();
                    return Err(error(failure));
                }
                Err(_) if session.line.is_gone() => drop(self.pool.drain()),
                Err(failure) => return Err(error(failure)),
            }
        }
        Err(Error::Unavailable("the connection was lost".to_owned()))
    }

    fn is_silent(&self) -> bool {
        self.silent.load(Ordering::Relaxed)
    }

    /// A connection. While the server is silent one caller at a time tries whether it answers again,
    /// and the others are told at once instead of waiting one after the other.
    fn borrow(&self) -> Result<Lent<'_, Session>, Error> {
        if !self.is_silent() {
            return self.pool.borrow(|| self.connect());
        }
        let _trying = match self.trying.try_lock() {
            Ok(trying) => trying,
            Err(TryLockError::Poisoned(trying)) => trying.into_inner(),
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Unavailable("it does not answer".to_owned()));
            }
        };
        self.pool.drain();
        let lent = self.pool.borrow(|| self.connect())?;
        self.silent.store(false, Ordering::Relaxed);
        Ok(lent)
    }

    fn connect(&self) -> Result<Session, Error> {
        Ok(Session {
            line: self.connect_telling(None)?,
            statements: HashMap::new(),
            failed: None,
        })
    }

    /// Refuses a standby to whoever writes: what it tells may be long over, and connections outlive the
    /// moment at which an address led to it. Refuses a database that cannot hold every character.
    fn check_which(&self, line: &Line) -> Result<(), Error> {
        let asked = line.client.simple_query(WHICH);
        for message in line.wait(ANSWER_TIME, asked).map_err(error)? {
            let SimpleQueryMessage::Row(row) = message else {
                continue;
            };
            if row.get(0) == Some("t") && !self.read_only {
                let reason = "the address leads to a standby".to_owned();
                return Err(Error::Unavailable(reason));
            }
            let encoding = row.get(1).unwrap_or_default();
            if encoding != "UTF8" {
                let reason = format!(
                    "the database holds text as {encoding}; make one with ENCODING 'UTF8' and TEMPLATE template0"
                );
                return Err(Error::Other(reason));
            }
        }
        Ok(())
    }

    fn connect_telling(&self, told: Option<mpsc::UnboundedSender<String>>) -> Result<Line, Error> {
        let line = Line::connect(&self.address, told, &self.silent).map_err(error)?;
        line.run(SESSION).map_err(error)?;
        self.check_which(&line)?;
        Ok(line)
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address carries a password.
        formatter.write_str("Postgres")
    }
}

/// A connection and what drives it: nothing happens on it but while somebody waits for it.
struct Line {
    client: Client,
    /// `None` only while being dropped.
    runtime: Option<Runtime>,
    gone: AtomicBool,
    silent: Arc<AtomicBool>,
}

impl Line {
    fn connect(
        address: &Address,
        told: Option<mpsc::UnboundedSender<String>>,
        silent: &Arc<AtomicBool>,
    ) -> Result<Self, Failure> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(Failure::System)?;
        let connected = runtime.block_on(async {
            let reached = address.config.connect(address.tls.clone());
            let (client, mut connection) = timeout(REACH_TIME, reached).await??;
            tokio::spawn(async move {
                // Ends with the connection.
                while let Some(Ok(message)) = poll_fn(|cx| connection.poll_message(cx)).await {
                    if let (AsyncMessage::Notification(hint), Some(told)) = (message, &told) {
                        let _ = told.send(hint.payload().to_owned());
                    }
                }
            });
            Ok(client)
        });
        match connected {
            Ok(client) => Ok(Self {
                client,
                runtime: Some(runtime),
                gone: AtomicBool::new(false),
                silent: Arc::clone(silent),
            }),
            Err(failure) => {
                if matches!(failure, Failure::Silent) {
                    silent.store(true, Ordering::Relaxed);
                }
                // The calling thread may be an asynchronous one.
                runtime.shutdown_background();
                Err(failure)
            }
        }
    }

    /// Waits for an answer, no longer than `limit`.
    fn wait<T>(
        &self,
        limit: Duration,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, Failure> {
        let runtime = self.runtime.as_ref().ok_or(Failure::Silent)?;
        let answered = runtime.block_on(async { timeout(limit, answer).await });
        if answered.is_err() {
            self.gone.store(true, Ordering::Relaxed);
            self.silent.store(true, Ordering::Relaxed);
        }
        Ok(answered??)
    }

    /// The server's process behind the connection.
    fn served_by(&self) -> Result<String, Error> {
        let asked = self.client.simple_query(SERVED_BY);
        let told = self.wait(ANSWER_TIME, asked).map_err(error)?;
        let process = told.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        let unsaid = || Error::Other("the server does not say who serves".to_owned());
        process.map(str::to_owned).ok_or_else(unsaid)
    }

    fn run(&self, sql: &str) -> Result<(), Failure> {
        self.wait(ANSWER_TIME, self.client.batch_execute(sql))
    }

    /// Whether nothing can be asked here any more.
    fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed) || self.client.is_closed()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // Waiting for the end of a runtime is what an asynchronous thread must not do.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Why there is no answer.
#[derive(Debug)]
enum Failure {
    Reported(tokio_postgres::Error),
    /// The server said nothing in time.
    Silent,
    System(std::io::Error),
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Reported(error)
    }
}

impl From<tokio::time::error::Elapsed> for Failure {
    fn from(_: tokio::time::error::Elapsed) -> Self {
        Self::Silent
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silent => formatter.write_str("it does not answer"),
            Self::System(error) => error.fmt(formatter),
            Self::Reported(reported) => match error::Error::source(reported) {
                Some(source) => write!(formatter, "{reported}: {source}"),
                None => reported.fmt(formatter),
            },
        }
    }
}

impl Failure {
    fn code(&self) -> Option<&SqlState> {
        match self {
            Self::Reported(error) => error.code(),
            Self::Silent | Self::System(_) => None,
        }
    }

    /// Whether the server said no, rather than fall silent or shut down with the work perhaps done.
    fn is_refusal(&self) -> bool {
        self.code()
            .is_some_and(|code| !code.code().starts_with("57"))
    }
}

struct Session {
    line: Line,
    statements: HashMap<String, Statement>,
    /// The failure that ended the current transaction.
    failed: Option<Failed>,
}

struct Failed {
    reason: String,
    /// Whether the same transaction may well succeed when it is run again.
    repeatable: bool,
    /// Whether the server takes no writes.
    fenced: bool,
}

impl Session {
    fn prepare(&mut self, sql: &str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let text = sql.replace('?', "$");
        let prepared = self.line.client.prepare(&text);
        let statement = self.line.wait(ANSWER_TIME, prepared)?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn noting<T>(&mut self, outcome: Result<T, Failure>) -> Result<T, Error> {
        outcome.map_err(|failure| {
            let code = failure.code();
            let repeatable = code == Some(&SqlState::T_R_DEADLOCK_DETECTED)
                || code == Some(&SqlState::T_R_SERIALIZATION_FAILURE);
            let fenced = code == Some(&SqlState::READ_ONLY_SQL_TRANSACTION);
            self.failed.get_or_insert_with(|| Failed {
                reason: failure.to_string(),
                repeatable,
                fenced,
            });
            error(failure)
        })
    }

    fn each_row(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        let statement = self.prepare(sql)?;
        let line = &self.line;
        let params = params.iter().map(|value| value as &(dyn ToSql + Sync));
        let rows = line.wait(ANSWER_TIME, line.client.query_raw(&statement, params))?;
        let mut rows = std::pin::pin!(rows);
        let runtime = line.runtime.as_ref().ok_or(Failure::Silent)?;
        let mut come: Vec<tokio_postgres::Row> = Vec::with_capacity(ROWS);
        loop {
            // As many as have come: entering the runtime for each would cost more than the row. `each`
            // runs outside, since it may ask the database too.
            let first = line.wait(ANSWER_TIME, rows.try_next())?;
            let Some(first) = first else { return Ok(()) };
            come.push(first);
            let ended = runtime.block_on(async {
                while come.len() < ROWS {
                    match rows.try_next().now_or_never() {
                        Some(Ok(Some(row))) => come.push(row),
                        Some(Ok(None)) => return Ok(true),
                        Some(Err(failure)) => return Err(failure),
                        None => break,
                    }
                }
                Ok(false)
            });
            for row in come.drain(..) {
                let cells = (0..row.len())
                    .map(|column| cell(&row, column))
                    .collect::<Result<_, _>>()?;
                if each(Row::new(cells)).is_break() {
                    return Ok(());
                }
            }
            if ended? {
                return Ok(());
            }
        }
    }
}

impl Connection for Session {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        let outcome = self.prepare(sql).and_then(|statement| {
            let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
            let executed = self.line.client.execute(&statement, &params);
            self.line.wait(ANSWER_TIME, executed)
        });
        self.noting(outcome)
    }

    fn query_each(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let outcome = self.each_row(sql, params, each);
        self.noting(outcome)
    }

    fn execute_script(&mut self, sql: &str) -> Result<(), Error> {
        let sql = format!("SET LOCAL statement_timeout = 0; {sql}");
        let outcome = self
            .line
            .wait(MIGRATION_TIME, self.line.client.batch_execute(&sql));
        self.noting(outcome)
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(integer) if *ty == Type::INT4 => {
                i32::try_from(*integer)?.to_sql_checked(ty, out)
            }
            Value::Integer(integer) => integer.to_sql_checked(ty, out),
            Value::Text(text) => text.to_sql_checked(ty, out),
            Value::Bytes(bytes) => bytes.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        // Each value checks for itself.
        true
    }

    to_sql_checked!();
}

fn cell(row: &tokio_postgres::Row, column: usize) -> Result<Cell, Failure> {
    let ty = row.columns()[column].type_();
    let value: Value = if *ty == Type::INT8 {
        row.try_get::<_, Option<i64>>(column)?.into()
    } else if *ty == Type::INT4 {
        row.try_get::<_, Option<i32>>(column)?.map(i64::from).into()
    } else if *ty == Type::BOOL {
        row.try_get::<_, Option<bool>>(column)?.into()
    } else if [Type::TEXT, Type::VARCHAR, Type::NAME].contains(ty) {
        row.try_get::<_, Option<String>>(column)?.into()
    } else if *ty == Type::BYTEA {
        row.try_get::<_, Option<Vec<u8>>>(column)?.into()
    } else {
        return Ok(Cell::Foreign(format!("a value of type {ty}")));
    };
    Ok(Cell::Value(value))
}

/// A connection that listens.
pub(crate) struct Notifications {
    line: Line,
    heard: mpsc::UnboundedReceiver<String>,
}

impl Notifications {
    pub(crate) fn next(&mut self, time: Duration) -> Result<Option<String>, Error> {
        let gone = || Error::Unavailable("the connection was lost".to_owned());
        let runtime = self.line.runtime.as_ref().ok_or_else(gone)?;
        match runtime.block_on(async { timeout(time, self.heard.recv()).await }) {
            Ok(Some(payload)) => Ok(Some(payload)),
            Ok(None) => Err(gone()),
            Err(_) => Ok(None),
        }
    }
}

fn error(failure: Failure) -> Error {
    let Failure::Reported(reported) = &failure else {
        return Error::Unavailable(failure.to_string());
    };
    let Some(report) = reported.as_db_error() else {
        // Without a report from the server it was the connection, or a value of the wrong type.
        let io = error::Error::source(reported).is_some_and(|source| source.is::<std::io::Error>());
        return if io || reported.is_closed() {
            Error::Unavailable(failure.to_string())
        } else {
            Error::Other(failure.to_string())
        };
    };
    let text = report.message().to_owned();
    let code = report.code();
    if *code == SqlState::UNIQUE_VIOLATION {
        Error::UniqueViolation(report.constraint().unwrap_or_default().to_owned())
    } else if *code == SqlState::READ_ONLY_SQL_TRANSACTION {
        Error::ReadOnly
    } else if [
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
    ]
    .contains(code)
    {
        Error::Busy
    } else if ["08", "28", "3D", "53", "57", "58"]
        .iter()
        .any(|class| code.code().starts_with(class))
    {
        // Connection, authorisation, no such database, resources, operator, system.
        Error::Unavailable(text)
    } else {
        Error::Other(text)
    }
}
