//! A table with a column of times and one of values, made by a spreadsheet or by hand.

use domain::words::ReadingSource;

use super::table::{Row, Table, is_total};
use super::{Chosen, Known, NoFile, Question, Read, is_unread, numbers, times};

/// What the column of times may be called.
const TIMES: [&str; 16] = [
    "time",
    "date",
    "day",
    "timestamp",
    "datetime",
    "month",
    "period",
    "period_from",
    "from",
    "zeit",
    "datum",
    "tag",
    "monat",
    "zeitpunkt",
    "zeitstempel",
    "start_time",
];
/// What the column of values may be called.
const VALUES: [&str; 6] = ["value", "reading", "sli", "wert", "messwert", "ergebnis"];

pub(super) fn read(
    table: Table,
    source: ReadingSource,
    chosen: &Chosen,
    known: &Known<'_>,
) -> Result<Read, NoFile> {
    let Table {
        columns,
        mut rows,
        broken,
        total,
    } = table;
    let mut read = Read::of(source, columns);
    (read.wrong, read.total) = (broken, total);
    read.time = match chosen.time {
        Some(time) => time,
        None => time_column(&read.columns, &rows).ok_or(NoFile::NoTime)?,
    };
    // What sums them up is none of them.
    let sums_up = |(_, row): &mut Row| row.get(read.time).is_some_and(is_total);
    read.total = read.total.or(rows.pop_if(sums_up).map(|(line, _)| line));
    let candidates = value_columns(&read.columns, &rows, read.time);
    read.value = match (chosen.value, candidates.as_slice()) {
        (Some(value), _) => value,
        (None, []) => return Err(NoFile::NoValue),
        (None, [one]) => *one,
        (None, [first, ..]) => {
            read.asks(Question::Value);
            *first
        }
    };
    let (time, value) = (read.time, read.value);
    let times = rows
        .iter()
        .filter_map(|(line, row)| Some((*line, row.get(time)?.to_owned())));
    let times: Vec<(u64, String)> = times.collect();
    let moments = times::moments(&mut read, &times, chosen, known);
    let cells = rows
        .iter()
        .filter_map(|(line, row)| Some((*line, moments.get(line)?.at, row.get(value)?.to_owned())));
    numbers::take(&mut read, cells.collect(), None, chosen, known);
    Ok(read)
}

fn time_column(columns: &[String], rows: &[Row]) -> Option<usize> {
    let named = |name: &String| TIMES.contains(&name.to_lowercase().as_str());
    let first = |column: usize| rows.iter().find_map(|(_, row)| row.get(column));
    let holds = |column: &usize| first(*column).is_some_and(times::is_time);
    columns
        .iter()
        .position(named)
        .or_else(|| (0..columns.len()).find(holds))
}

/// The columns that hold numbers; where one is called so, that one.
fn value_columns(columns: &[String], rows: &[Row], time: usize) -> Vec<usize> {
    let named = |column: &usize| {
        let name = columns[*column].to_lowercase();
        VALUES.contains(&name.as_str())
    };
    let holds = |column: &usize| {
        let cells = rows.iter().filter_map(|(_, row)| row.get(*column));
        let mut read = cells.filter(|cell| !is_unread(cell));
        read.next().is_some_and(|cell| {
            let begins = |c: char| c.is_ascii_digit() || c == '-' || c == '\u{2212}';
            cell.starts_with(begins) && !times::is_day(cell)
        })
    };
    let all: Vec<usize> = (0..columns.len()).filter(|it| *it != time).collect();
    let named: Vec<usize> = all.iter().copied().filter(named).collect();
    match named.as_slice() {
        [_] => named,
        _ => all.into_iter().filter(holds).collect(),
    }
}
