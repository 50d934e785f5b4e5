//! Looking up many rows by id at once.

use std::fmt::Display;

use database::{Connection, Row, Value};

use crate::stored;

/// Ids per statement: far below either database's limit on parameters.
const CHUNK: usize = 256;

/// Runs `select` (which ends before `WHERE`) for the rows whose `column` is among `ids`.
pub(crate) fn rows_by_id<T: Display>(
    connection: &mut dyn Connection,
    select: &str,
    column: &str,
    ids: &[T],
) -> Result<Vec<Row>, database::Error> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        // Padding with a repeated id keeps the number of different statements small, since each
        // is prepared and cached.
        let size = chunk.len().next_power_of_two();
        let mut params: Vec<Value> = chunk.iter().map(stored::id).collect();
        params.resize_with(size, || stored::id(&chunk[0]));
        let marks: Vec<String> = (1..=size).map(|i| format!("?{i}")).collect();
        let sql = format!("{select} WHERE {column} IN ({})", marks.join(", "));
        rows.extend(connection.query(&sql, &params)?);
    }
    Ok(rows)
}
