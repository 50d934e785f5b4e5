//! Prometheus: the answer to a range query, `data.result[].values` of `[seconds, "value"]`.
//!
//! <https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries>. Its times are counted since 1970 and need
//! no zone; its numbers are written by a program, with a point.

use domain::Moment;
use domain::words::ReadingSource;
use serde_json::Value;

use super::numbers;
use super::{Chosen, Known, NoFile, Question, Read, Wrong};
use crate::money::Decimals;

/// Seconds that are none: thousandths of them, which some programs write instead, are more.
const TOO_MANY_SECONDS: f64 = 1e11;

/// What went wrong, where this is an answer that says so: `{"status": "error", "errorType": "…", "error": "…"}`.
///
/// <https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview>
pub(super) fn error(answer: &Value) -> Option<String> {
    let of_error = answer.get("status")?.as_str()? == "error";
    let error = answer.get("error")?.as_str()?;
    of_error.then(|| error.to_owned())
}

/// The series of an answer, where this is one.
pub(super) fn series(answer: &Value) -> Option<&[Value]> {
    let result = answer.pointer("/data/result")?.as_array()?;
    Some(result)
}

pub(super) fn read(all: &[Value], chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let mut read = Read::of(ReadingSource::Prometheus, Vec::new());
    read.series = all.iter().map(name).collect();
    let series = match (all, chosen.series) {
        ([], _) => return Err(NoFile::NothingFound),
        (all, _) if all.iter().any(is_instant) => return Err(NoFile::Instant),
        ([one], _) => one,
        (many, Some(chosen)) => many.get(chosen).ok_or(NoFile::NoValue)?,
        ([first, ..], None) => {
            read.asks(Question::Series);
            first
        }
    };
    read.value = chosen.series.filter(|_| all.len() > 1).unwrap_or(0);
    let values = series.get("values").and_then(Value::as_array);
    let mut cells = Vec::new();
    for (line, pair) in (1u64..).zip(values.ok_or(NoFile::NoValue)?) {
        let at = pair.get(0).and_then(Value::as_f64);
        let value = pair.get(1).and_then(Value::as_str);
        match (at.filter(|at| at.abs() < TOO_MANY_SECONDS), value) {
            (Some(at), Some(value)) => {
                let at = Moment((at * 1_000.0).round() as i64);
                cells.push((line, at, value.to_owned()));
            }
            (None, _) => read.wrong.push((line, Wrong::Time(pair.to_string()))),
            (_, None) => read.wrong.push((line, Wrong::Number(pair.to_string()))),
        }
    }
    if cells.is_empty() && read.wrong.is_empty() {
        return Err(NoFile::NothingFound);
    }
    numbers::take(&mut read, cells, Some(Decimals::Point), chosen, known);
    Ok(read)
}

/// Whether this is of one moment: a pair of time and value, or what is in it.
fn is_instant(series: &Value) -> bool {
    series.get("value").is_some() || !series.is_object()
}

/// What tells a series from others: its labels.
fn name(series: &Value) -> String {
    let labels = series.get("metric").and_then(Value::as_object);
    let labels = labels.into_iter().flatten();
    let labels: Vec<String> = labels
        .map(|(name, value)| format!("{name}={}", value.as_str().unwrap_or_default()))
        .collect();
    labels.join(", ")
}
