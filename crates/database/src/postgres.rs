//! PostgreSQL: a small pool of connections, statements prepared once on each.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::time::Duration;
use std::{error, fmt};

use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};

use crate::pool::{Lent, Pool};
use crate::value::Cell;
use crate::{Connection, Error, Listener, Row, Value};

/// Readers and writers together; well below a default server's 100 even with a few nodes.
const CONNECTIONS: usize = 12;

/// A server that does not answer is reported within this time, so that a person is told soon.
const REACH_TIMEOUT: Duration = Duration::from_secs(4);

/// A listener only ever waits: this is how it learns that nobody is there any more.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// Deadlocks are rare and brief; a transaction that keeps meeting them is better reported.
const ATTEMPTS: usize = 4;

const STATEMENTS: usize = 128;

/// Commits are acknowledged once durable here (a stronger setting of the server is left alone),
/// and no transaction waits long for a lock or holds one while its program hangs.
const SESSION: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
     WHERE current_setting('synchronous_commit') <> 'remote_apply';
    SET lock_timeout = '4s';
    SET idle_in_transaction_session_timeout = '60s';
    SET bytea_output = 'hex';
    SET client_min_messages = 'warning'";

pub(crate) struct Postgres {
    config: Config,
    read_only: bool,
    pool: Pool<Session>,
}

impl Postgres {
    pub(crate) fn open(url: &str, read_only: bool) -> Result<Self, Error> {
        let mut config: Config = url.parse().map_err(|_| Error::Url)?;
        config
            .application_name("covalue")
            .connect_timeout(REACH_TIMEOUT)
            .keepalives_idle(KEEPALIVE)
            .tcp_user_timeout(REACH_TIMEOUT);
        let postgres = Self {
            config,
            read_only,
            pool: Pool::new(CONNECTIONS),
        };
        postgres.query("SELECT CAST(1 AS BIGINT)", &[])?;
        Ok(postgres)
    }

    pub(crate) fn read<T>(
        &self,
        mut read: impl FnMut(&mut dyn Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut lent = self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        let session = lent.get()?;
        let outcome = read(session);
        // What was read stands whether or not the snapshot ends cleanly.
        if session.client.batch_execute("ROLLBACK").is_ok() {
            lent.give_back();
        }
        outcome
    }

    pub(crate) fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        for _ in 0..ATTEMPTS {
            let mut lent = self.borrow()?;
            let session = lent.get()?;
            let outcome = session.query(sql, params);
            let closed = session.client.is_closed();
            if !closed {
                lent.give_back();
                return outcome;
            }
            self.pool.drain();
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
            let mut lent = self.begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
            let session = lent.get()?;
            let outcome = write(session);
            if outcome.is_ok() && session.failed.is_none() {
                return match session.client.batch_execute("COMMIT") {
                    Ok(()) => {
                        lent.give_back();
                        outcome
                    }
                    Err(failure) if is_refusal(&failure) => Err(error(failure).into()),
                    Err(failure) => Err(Error::Unknown(describe(&failure)).into()),
                };
            }
            let failed = session.failed.take();
            if session.client.batch_execute("ROLLBACK").is_ok() {
                lent.give_back();
            }
            match failed {
                Some(failed) if failed.repeatable && attempt < ATTEMPTS => attempt += 1,
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
        let mut client = self.connect()?.client;
        client
            .batch_execute(&format!("LISTEN {channel}"))
            .map_err(error)?;
        Ok(Listener::postgres(Notifications { client }))
    }

    /// Begins a transaction, on a fresh connection if idle ones turn out to be dead (the server was
    /// restarted).
    fn begin(&self, begin: &str) -> Result<Lent<'_, Session>, Error> {
        for _ in 0..ATTEMPTS {
            let mut lent = self.borrow()?;
            let session = lent.get()?;
            session.failed = None;
            match session.client.batch_execute(begin) {
                Ok(()) => return Ok(lent),
                Err(_) if session.client.is_closed() => drop(self.pool.drain()),
                Err(failure) => return Err(error(failure)),
            }
        }
        Err(Error::Unavailable("the connection was lost".to_owned()))
    }

    fn borrow(&self) -> Result<Lent<'_, Session>, Error> {
        self.pool.borrow(|| self.connect())
    }

    fn connect(&self) -> Result<Session, Error> {
        let mut client = self.config.connect(NoTls).map_err(error)?;
        client.batch_execute(SESSION).map_err(error)?;
        Ok(Session {
            client,
            statements: HashMap::new(),
            failed: None,
        })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Closing a connection blocks, which an asynchronous thread must not do.
        let idle = self.pool.drain();
        if !idle.is_empty() {
            std::thread::spawn(move || drop(idle));
        }
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address carries a password.
        formatter.write_str("Postgres")
    }
}

struct Session {
    client: Client,
    statements: HashMap<String, Statement>,
    /// The failure that ended the current transaction.
    failed: Option<Failed>,
}

struct Failed {
    reason: String,
    /// Whether the same transaction may well succeed when it is run again.
    repeatable: bool,
}

impl Session {
    fn prepare(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&sql.replace('?', "$"))?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn noting<T>(&mut self, outcome: Result<T, postgres::Error>) -> Result<T, Error> {
        outcome.map_err(|failure| {
            let code = failure.code();
            let repeatable = code == Some(&SqlState::T_R_DEADLOCK_DETECTED)
                || code == Some(&SqlState::T_R_SERIALIZATION_FAILURE);
            self.failed.get_or_insert_with(|| Failed {
                reason: describe(&failure),
                repeatable,
            });
            error(failure)
        })
    }
}

impl Connection for Session {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        let outcome = self.prepare(sql).and_then(|statement| {
            let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
            self.client.execute(&statement, &params)
        });
        self.noting(outcome)
    }

    fn query_each(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let outcome = self.prepare(sql).and_then(|statement| {
            let params = params.iter().map(|value| value as &(dyn ToSql + Sync));
            let mut rows = self.client.query_raw(&statement, params)?;
            while let Some(row) = rows.next()? {
                let cells = (0..row.len())
                    .map(|column| cell(&row, column))
                    .collect::<Result<_, _>>()?;
                if each(Row::new(cells)).is_break() {
                    break;
                }
            }
            Ok(())
        });
        self.noting(outcome)
    }

    fn execute_script(&mut self, sql: &str) -> Result<(), Error> {
        let outcome = self.client.batch_execute(sql);
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

fn cell(row: &postgres::Row, column: usize) -> Result<Cell, postgres::Error> {
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
    client: Client,
}

impl Notifications {
    pub(crate) fn next(&mut self, timeout: Duration) -> Result<Option<String>, Error> {
        let next = self
            .client
            .notifications()
            .timeout_iter(timeout)
            .next()
            .map_err(error)?;
        match next {
            Some(notification) => Ok(Some(notification.payload().to_owned())),
            None if self.client.is_closed() => {
                Err(Error::Unavailable("the connection was lost".to_owned()))
            }
            None => Ok(None),
        }
    }
}

/// Whether the server said no, rather than fall silent or shut down with the work perhaps done.
fn is_refusal(failure: &postgres::Error) -> bool {
    failure
        .code()
        .is_some_and(|code| !code.code().starts_with("57"))
}

fn error(failure: postgres::Error) -> Error {
    let Some(reported) = failure.as_db_error() else {
        // Without a report from the server it was the connection, or a value of the wrong type.
        let text = describe(&failure);
        return if error::Error::source(&failure).is_some_and(|source| source.is::<std::io::Error>())
            || failure.is_closed()
        {
            Error::Unavailable(text)
        } else {
            Error::Other(text)
        };
    };
    let text = reported.message().to_owned();
    let code = reported.code();
    if *code == SqlState::UNIQUE_VIOLATION {
        Error::UniqueViolation(reported.constraint().unwrap_or_default().to_owned())
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

fn describe(failure: &postgres::Error) -> String {
    match error::Error::source(failure) {
        Some(source) => format!("{failure}: {source}"),
        None => failure.to_string(),
    }
}
