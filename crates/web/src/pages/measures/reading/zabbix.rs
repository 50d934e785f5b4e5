//! Zabbix: the answer of `sla.getsli`, what of each period was met by each service, in percent.
//!
//! <https://www.zabbix.com/documentation/current/en/manual/api/reference/sla/getsli>. A reading stands at the beginning
//! of its period. −1 says that nothing is known.

use domain::Moment;
use domain::words::ReadingSource;
use serde_json::Value;

use super::numbers;
use super::{Chosen, Known, NoFile, Question, Read, Wrong};
use crate::money::Decimals;

/// What stands for a period of which nothing is known.
const NOT_KNOWN: f64 = -1.0;

/// What went wrong, where this is an answer that says so: `{"error": {"code": …, "message": "…", "data": "…"}}`.
///
/// <https://www.zabbix.com/documentation/current/en/manual/api#error-handling>
pub(super) fn error(answer: &Value) -> Option<String> {
    let error = answer.get("error")?;
    let message = error.get("message")?.as_str()?;
    let data = error.get("data").and_then(Value::as_str);
    Some(data.map_or_else(|| message.to_owned(), |data| format!("{message} {data}")))
}

/// The periods and what was met in each, where this is such an answer.
pub(super) fn answer(answer: &Value) -> Option<(&Value, &Value, &Value)> {
    let sla = answer.get("result").unwrap_or(answer);
    Some((sla, sla.get("periods")?, sla.get("sli")?))
}

pub(super) fn read(
    (sla, periods, sli): (&Value, &Value, &Value),
    chosen: &Chosen,
    known: &Known<'_>,
) -> Result<Read, NoFile> {
    let services = sla.get("serviceids").and_then(Value::as_array);
    let services = services.map_or(&[][..], Vec::as_slice);
    let name = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let mut read = Read::of(ReadingSource::Zabbix, Vec::new());
    read.series = services.iter().map(name).collect();
    let service = match (services.len(), chosen.series) {
        (0, _) => return Err(NoFile::NoValue),
        (1, _) => 0,
        (_, Some(chosen)) => chosen,
        (_, None) => {
            read.asks(Question::Series);
            0
        }
    };
    read.value = service;
    let periods = periods.as_array().ok_or(NoFile::NoTime)?;
    let sli = sli.as_array().ok_or(NoFile::NoValue)?;
    let mut cells = Vec::new();
    let at = |seconds: i64| Moment(seconds.saturating_mul(1_000));
    for (line, period) in (1u64..).zip(periods) {
        let row = sli.get(line as usize - 1);
        let from = period.get("period_from").and_then(seconds);
        let to = period.get("period_to").and_then(seconds);
        let value = row.and_then(|row| row.get(service)?.get("sli")?.as_f64());
        match (from.zip(to), value) {
            (Some((from, to)), _) if to <= from => {
                read.wrong
                    .push((line, Wrong::Backwards(period.to_string())));
            }
            (Some((from, to)), Some(NOT_KNOWN)) => {
                // A period that still runs may yet be known.
                if at(to) <= known.now {
                    read.unread.push((line, at(from)));
                }
            }
            (Some((from, _)), Some(value)) => {
                let at = at(from);
                cells.push((line, at, value.to_string()));
            }
            (None, _) => read.wrong.push((line, Wrong::Time(period.to_string()))),
            (_, None) => {
                let row = row.map(Value::to_string).unwrap_or_default();
                read.wrong.push((line, Wrong::Number(row)));
            }
        }
    }
    numbers::take(&mut read, cells, Some(Decimals::Point), chosen, known);
    Ok(read)
}

/// Seconds since 1970, as a number or a text of digits; thousandths of them, which are more, are none.
fn seconds(value: &Value) -> Option<i64> {
    let text = value.as_str().and_then(|text| text.parse().ok());
    let seconds = value.as_i64().or(text)?;
    (seconds.abs() < 100_000_000_000).then_some(seconds)
}
