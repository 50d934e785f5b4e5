//! A whole embedded database into PostgreSQL: every row of every table, whoever's tables they are.
//!
//! Rows go in the order in which they were made, each batch with a note of how far it got, in one
//! transaction: what is stopped goes on from there. The tables of the target are made before, by the same
//! migrations.

use sha2::{Digest, Sha256};

use crate::value::Cell;
use crate::{Database, Dialect, Error, Row, Value};

/// Bytes of one transaction, but for the row that goes beyond: files are large.
const BATCH_BYTES: usize = 16 << 20;

/// Rows of one transaction. With the columns of the widest table below PostgreSQL's 65,535 parameters.
const BATCH: i64 = 500;

/// How far each table got, and that a move is under way at all.
const PROGRESS: &str = "CREATE TABLE IF NOT EXISTS covalue_move (
    name TEXT PRIMARY KEY,
    source BLOB NOT NULL,
    place BIGINT NOT NULL
)";

/// What a move came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Each table and its rows.
    pub tables: Vec<(String, u64)>,
}

struct Table {
    name: String,
    columns: Vec<String>,
}

impl Database {
    /// Whether a move into this database was begun and has not ended: it does not hold everything.
    pub fn is_half_moved(&self) -> Result<bool, Error> {
        if self.dialect() == Dialect::Sqlite {
            return Ok(false);
        }
        let known = self.query(
            "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'covalue_move'
             AND schemaname = current_schema()",
            &[],
        )?;
        Ok(known.first().map_or(Ok(0), |row| row.integer(0))? > 0)
    }

    /// Whether a move from `source` into this database goes on; from another source it is refused.
    pub fn is_being_moved_into(&self, source: [u8; 16]) -> Result<bool, Error> {
        if !self.is_half_moved()? {
            return Ok(false);
        }
        for row in self.query("SELECT source FROM covalue_move", &[])? {
            if row.array(0)? != source {
                let reason = "another instance is being moved there".to_owned();
                return Err(Error::Other(reason));
            }
        }
        Ok(true)
    }

    /// Copies every row of this SQLite database into `to`, and compares both. `source` tells this database
    /// from others. `told` hears of each table and how many of its rows are there. Nobody else opens `to`
    /// before the move [ends](Self::end_move).
    pub fn move_into(
        &self,
        to: &Self,
        source: [u8; 16],
        mut told: impl FnMut(&str, u64),
    ) -> Result<Moved, Error> {
        if (self.dialect(), to.dialect()) != (Dialect::Sqlite, Dialect::Postgres) {
            let reason = "a move leads from SQLite to PostgreSQL".to_owned();
            return Err(Error::Other(reason));
        }
        to.write(|connection| connection.execute_script(&PROGRESS.replace("BLOB", "BYTEA")))?;
        let tables = self.tables()?;
        for table in &tables {
            self.copy(to, table, source, &mut told)?;
        }
        let mut moved = Moved { tables: Vec::new() };
        for table in tables {
            let (here, there) = (self.digest(&table)?, to.digest(&table)?);
            if here != there {
                let (name, here, there) = (&table.name, here.0, there.0);
                let reason = format!(
                    "{name} differs after the move: {here} rows here, {there} there. If a server wrote \
                     here meanwhile, stop it and begin again with an empty database"
                );
                return Err(Error::Other(reason));
            }
            moved.tables.push((table.name, here.0));
        }
        Ok(moved)
    }

    /// Ends a move into this database: it holds everything now.
    pub fn end_move(&self) -> Result<(), Error> {
        self.write(|connection| connection.execute_script("DROP TABLE covalue_move"))
    }

    /// The tables in the order in which they were made, which is that of what refers to what.
    fn tables(&self) -> Result<Vec<Table>, Error> {
        let rows = self.query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name <> 'schema_migration' ORDER BY rowid",
            &[],
        )?;
        let mut tables = Vec::new();
        for row in rows {
            let name = row.text(0)?.to_owned();
            let columns = self.query(
                "SELECT name FROM pragma_table_info(?1)",
                &[name.as_str().into()],
            )?;
            let columns = columns.iter().map(|row| row.text(0).map(str::to_owned));
            tables.push(Table {
                columns: columns.collect::<Result<_, _>>()?,
                name,
            });
        }
        Ok(tables)
    }

    fn copy(
        &self,
        to: &Self,
        table: &Table,
        source: [u8; 16],
        told: &mut impl FnMut(&str, u64),
    ) -> Result<(), Error> {
        let Table { name, columns } = table;
        let width = columns.len();
        let listed = columns.join(", ");
        let some = format!(
            "SELECT rowid, {listed} FROM {name} WHERE rowid > ?1 ORDER BY rowid LIMIT {BATCH}"
        );
        let insert = |rows: usize| {
            let marks = (0..rows).map(|row| {
                let marks = (1..=width).map(|column| format!("?{}", row * width + column));
                format!("({})", marks.collect::<Vec<_>>().join(", "))
            });
            let marks = marks.collect::<Vec<_>>().join(", ");
            format!("INSERT INTO {name} ({listed}) VALUES {marks} ON CONFLICT DO NOTHING")
        };
        let (whole, single) = (insert(BATCH as usize), insert(1));
        let reached = to.query(
            "SELECT place FROM covalue_move WHERE name = ?1",
            &[name.as_str().into()],
        )?;
        let mut place = reached.first().map_or(Ok(0), |row| row.integer(0))?;
        let mut copied = 0;
        loop {
            let rows = self.some(&some, place)?;
            let Some(last) = rows.last() else {
                told(name, copied);
                return Ok(());
            };
            place = last.integer(0)?;
            let values: Vec<Vec<Value>> = rows.iter().map(values).collect::<Result<_, _>>()?;
            to.write(|connection| {
                if values.len() == BATCH as usize {
                    connection.execute(&whole, &values.concat())?;
                } else {
                    for row in &values {
                        connection.execute(&single, row)?;
                    }
                }
                connection.execute(
                    "INSERT INTO covalue_move (name, source, place) VALUES (?1, ?2, ?3)
                     ON CONFLICT (name) DO UPDATE SET place = excluded.place",
                    &[name.as_str().into(), source.into(), place.into()],
                )
            })?;
            copied += rows.len() as u64;
            told(name, copied);
        }
    }

    /// The next rows, as many as go at once.
    fn some(&self, sql: &str, place: i64) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::new();
        self.read(|connection| {
            rows.clear();
            let mut bytes = 0;
            connection.query_each(sql, &[place.into()], &mut |row| {
                bytes += row.cells.iter().map(size_of).sum::<usize>();
                rows.push(row);
                match bytes < BATCH_BYTES {
                    true => std::ops::ControlFlow::Continue(()),
                    false => std::ops::ControlFlow::Break(()),
                }
            })
        })?;
        Ok(rows)
    }

    /// How many rows there are, and a sum over what they hold, in whatever order.
    fn digest(&self, table: &Table) -> Result<(u64, u64), Error> {
        let (mut rows, mut sum) = (0, 0_u64);
        let mut failed = None;
        let sql = format!("SELECT {} FROM {}", table.columns.join(", "), table.name);
        self.read(|connection| {
            connection.query_each(&sql, &[], &mut |row| {
                let mut digest = Sha256::new();
                for cell in &row.cells {
                    match cell {
                        Cell::Value(value) => digest.update(format!("{value:?}\n")),
                        Cell::Foreign(name) => failed = Some(name.clone()),
                    }
                }
                rows += 1;
                let beginning = digest.finalize().first_chunk().copied().unwrap_or_default();
                sum = sum.wrapping_add(u64::from_be_bytes(beginning));
                std::ops::ControlFlow::Continue(())
            })
        })?;
        match failed {
            Some(name) => Err(Error::Other(format!("{} holds {name}", table.name))),
            None => Ok((rows, sum)),
        }
    }
}

/// What a cell takes.
fn size_of(cell: &Cell) -> usize {
    match cell {
        Cell::Value(Value::Bytes(bytes)) => bytes.len(),
        Cell::Value(Value::Text(text)) => text.len(),
        _ => 8,
    }
}

/// The values of a row behind its place.
fn values(row: &Row) -> Result<Vec<Value>, Error> {
    let values = row.cells.iter().skip(1).map(|cell| match cell {
        Cell::Value(value) => Ok(value.clone()),
        Cell::Foreign(name) => Err(Error::Other(format!("a column holds {name}"))),
    });
    values.collect()
}
