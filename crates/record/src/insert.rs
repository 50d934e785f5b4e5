//! Inserting many rows with few statements.

use std::fmt::Write;

use database::Value;

/// Rows per statement, largest first: few sizes, so that there are few statements to prepare. More
/// than 64 rows at once gain nothing.
const SIZES: [usize; 3] = [64, 8, 1];

/// An `INSERT` of rows of `COLUMNS` values, for each of a few numbers of rows.
pub(crate) struct Insert<const COLUMNS: usize> {
    statements: [(usize, String); SIZES.len()],
}

impl<const COLUMNS: usize> Insert<COLUMNS> {
    /// `target` is a table with its columns, `ending` what follows the values.
    pub(crate) fn new(target: &str, ending: &str) -> Self {
        Self {
            statements: SIZES.map(|rows| (rows, statement(target, COLUMNS, rows, ending))),
        }
    }

    /// Hands the statements that insert `rows`, each with its parameters, to `run`.
    pub(crate) fn of<T, E>(
        &self,
        rows: impl ExactSizeIterator<Item = T>,
        values: impl Fn(T) -> [Value; COLUMNS],
        mut run: impl FnMut(&str, &[Value]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows = rows;
        for (size, sql) in &self.statements {
            while rows.len() >= *size {
                let batch = rows.by_ref().take(*size);
                let params: Vec<Value> = batch.flat_map(&values).collect();
                run(sql, &params)?;
            }
        }
        Ok(())
    }
}

fn statement(target: &str, columns: usize, rows: usize, ending: &str) -> String {
    let mut sql = format!("INSERT INTO {target} VALUES ");
    for row in 0..rows {
        let mut separator = if row == 0 { "(" } else { "), (" };
        for parameter in row * columns + 1..=(row + 1) * columns {
            // Writing to a string cannot fail.
            let _ = write!(sql, "{separator}?{parameter}");
            separator = ", ";
        }
    }
    sql + ") " + ending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_inserted_once_in_as_few_statements_as_the_sizes_allow() {
        let rows: Vec<i64> = (0..139).collect();
        let mut inserted = Vec::new();
        let mut statements = 0;
        Insert::<2>::new("pair (a, b)", "")
            .of(
                rows.iter(),
                |row| [(*row).into(), (-row).into()],
                |sql, params| {
                    assert_eq!(sql.matches('?').count(), params.len());
                    assert!(sql.contains(&format!("?{})", params.len())));
                    inserted.extend(params.iter().step_by(2).cloned());
                    statements += 1;
                    Ok::<(), ()>(())
                },
            )
            .unwrap();
        assert_eq!(
            inserted,
            rows.into_iter().map(Value::from).collect::<Vec<_>>()
        );
        assert_eq!(statements, 2 + 1 + 3);
        assert_eq!(
            statement("pair (a, b)", 2, 2, "RETURNING a"),
            "INSERT INTO pair (a, b) VALUES (?1, ?2), (?3, ?4) RETURNING a"
        );
    }
}
