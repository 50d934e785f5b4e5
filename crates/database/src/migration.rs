//! Bringing a schema forward.

use sha2::{Digest, Sha256};

use crate::{Connection, Database, Dialect, Error};

/// A forward-only step of a schema. Neither name nor text changes once it was released.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Unique within its scope, such as `"1 entries"`.
    pub name: &'static str,
    /// Statements that both engines accept (see the rules of this crate).
    pub sql: &'static str,
}

impl Migration {
    fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.sql).into()
    }
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    scope TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (scope, position)
)";

/// Serialises migrations of every scope and every process; any constant of our own will do.
const POSTGRES_LOCK: &str = "SELECT CAST(pg_advisory_xact_lock(6170321154892045931) AS TEXT)";

pub(crate) fn migrate(
    database: &Database,
    scope: &str,
    migrations: &[Migration],
) -> Result<(), Error> {
    let dialect = database.dialect();
    database.write(|connection| {
        // SQLite's write transaction already excludes everybody else.
        if dialect == Dialect::Postgres {
            connection.query(POSTGRES_LOCK, &[])?;
        }
        script(connection, dialect, TABLE)?;
        let applied = connection.query(
            "SELECT name, digest FROM schema_migration WHERE scope = ?1 ORDER BY position",
            &[scope.into()],
        )?;
        let refuse = |reason| Error::Schema {
            scope: scope.to_owned(),
            reason,
        };
        if applied.len() > migrations.len() {
            return Err(refuse("it is newer than this program".to_owned()));
        }
        for (row, migration) in applied.iter().zip(migrations) {
            if row.text(0)? != migration.name || row.bytes(1)? != migration.digest() {
                let name = migration.name;
                return Err(refuse(format!("{name:?} differs from what was applied")));
            }
        }
        for (position, migration) in migrations.iter().enumerate().skip(applied.len()) {
            script(connection, dialect, migration.sql)?;
            connection.execute(
                "INSERT INTO schema_migration (scope, position, name, digest)
                 VALUES (?1, ?2, ?3, ?4)",
                &[
                    scope.into(),
                    (position as i64).into(),
                    migration.name.into(),
                    migration.digest().into(),
                ],
            )?;
        }
        Ok(())
    })
}

fn script(connection: &mut dyn Connection, dialect: Dialect, sql: &str) -> Result<(), Error> {
    match dialect {
        Dialect::Sqlite => connection.execute_script(sql),
        Dialect::Postgres => connection.execute_script(&sql.replace("BLOB", "BYTEA")),
    }
}
