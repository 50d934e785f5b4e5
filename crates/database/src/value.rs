//! The three kinds of value both engines share, and rows of them.

use crate::Error;

/// A value on its way into a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// `BIGINT`.
    Integer(i64),
    /// `TEXT`.
    Text(String),
    /// `BLOB` (`BYTEA`).
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Integer(i64::from(truth))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What was found in a column. A stored file can hold anything, so what none of the three kinds
/// covers is kept by its name until a getter is asked for it.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    Value(Value),
    Foreign(String),
}

/// A row of a result. Columns are counted from 0.
#[derive(Clone, Debug)]
pub struct Row {
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        Self { cells }
    }

    /// The integer in `column`.
    pub fn integer(&self, column: usize) -> Result<i64, Error> {
        match self.cell(column) {
            Some(Value::Integer(integer)) => Ok(*integer),
            _ => Err(self.mismatch(column, "an integer")),
        }
    }

    /// The text in `column`.
    pub fn text(&self, column: usize) -> Result<&str, Error> {
        match self.cell(column) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(self.mismatch(column, "text")),
        }
    }

    /// The bytes in `column`.
    pub fn bytes(&self, column: usize) -> Result<&[u8], Error> {
        match self.cell(column) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            _ => Err(self.mismatch(column, "bytes")),
        }
    }

    /// The bytes in `column`, which must be exactly `N` of them: ids, hashes, salts.
    pub fn array<const N: usize>(&self, column: usize) -> Result<[u8; N], Error> {
        self.bytes(column)?
            .try_into()
            .map_err(|_| self.mismatch(column, "bytes of a fixed length"))
    }

    /// The integer in `column`, or `None` for NULL.
    pub fn optional_integer(&self, column: usize) -> Result<Option<i64>, Error> {
        self.optional(column, Self::integer)
    }

    /// The text in `column`, or `None` for NULL.
    pub fn optional_text(&self, column: usize) -> Result<Option<&str>, Error> {
        self.optional(column, Self::text)
    }

    /// The bytes in `column`, or `None` for NULL.
    pub fn optional_bytes(&self, column: usize) -> Result<Option<&[u8]>, Error> {
        self.optional(column, Self::bytes)
    }

    /// Like [`array`](Self::array), or `None` for NULL.
    pub fn optional_array<const N: usize>(&self, column: usize) -> Result<Option<[u8; N]>, Error> {
        self.optional(column, Self::array)
    }

    fn optional<'row, T>(
        &'row self,
        column: usize,
        get: impl FnOnce(&'row Self, usize) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        match self.cell(column) {
            Some(Value::Null) => Ok(None),
            _ => get(self, column).map(Some),
        }
    }

    fn cell(&self, column: usize) -> Option<&Value> {
        match self.cells.get(column) {
            Some(Cell::Value(value)) => Some(value),
            _ => None,
        }
    }

    fn mismatch(&self, column: usize, expected: &'static str) -> Error {
        let found = match self.cells.get(column) {
            None => "nothing (no such column)".to_owned(),
            Some(Cell::Foreign(name)) => name.clone(),
            Some(Cell::Value(Value::Null)) => "NULL".to_owned(),
            Some(Cell::Value(Value::Integer(_))) => "an integer".to_owned(),
            Some(Cell::Value(Value::Text(_))) => "text".to_owned(),
            Some(Cell::Value(Value::Bytes(bytes))) => format!("{} bytes", bytes.len()),
        };
        Error::Mismatch {
            column,
            expected,
            found,
        }
    }
}
