//! What a transaction offers to the code that runs inside it.

use std::ops::ControlFlow;

use crate::{Error, Row, Value};

/// Statements within one transaction.
///
/// Statements are prepared once per connection and kept, so the set of SQL texts must be finite:
/// batch inserts use a few fixed sizes.
pub trait Connection {
    /// Runs a statement and returns how many rows it changed.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Error>;

    /// Runs a query and hands over its rows one by one, in bounded memory, until there are no more
    /// or `each` breaks.
    fn query_each(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), Error>;

    /// Runs several statements without parameters: migrations.
    fn execute_script(&mut self, sql: &str) -> Result<(), Error>;

    /// All rows of a query.
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::new();
        self.query_each(sql, params, &mut |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }
}
