//! How ids, moments and flags are stored, and read back.

use std::fmt::Display;
use std::str::FromStr;

use database::{Row, Value};
use jiff::Timestamp;

use crate::Error;

pub(crate) fn id(id: impl Display) -> Value {
    Value::Text(id.to_string())
}

pub(crate) fn optional_id(id: Option<impl Display>) -> Value {
    id.map_or(Value::Null, self::id)
}

pub(crate) fn at(moment: Timestamp) -> Value {
    Value::Integer(moment.as_millisecond())
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn optional_text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, self::text)
}

pub(crate) fn flag(flag: bool) -> Value {
    Value::Integer(flag.into())
}

pub(crate) fn read_id<T: FromStr>(row: &Row, column: usize) -> Result<T, Error> {
    row.text(column)?.parse().map_err(|_| Error::Damaged("id"))
}

pub(crate) fn read_optional_id<T: FromStr>(row: &Row, column: usize) -> Result<Option<T>, Error> {
    let text = row.optional_text(column)?;
    text.map(|text| text.parse().map_err(|_| Error::Damaged("id")))
        .transpose()
}

pub(crate) fn read_at(row: &Row, column: usize) -> Result<Timestamp, Error> {
    moment(row.integer(column)?)
}

pub(crate) fn read_optional_at(row: &Row, column: usize) -> Result<Option<Timestamp>, Error> {
    row.optional_integer(column)?.map(moment).transpose()
}

pub(crate) fn read_flag(row: &Row, column: usize) -> Result<bool, Error> {
    Ok(row.integer(column)? != 0)
}

fn moment(milliseconds: i64) -> Result<Timestamp, Error> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| Error::Damaged("moment"))
}
