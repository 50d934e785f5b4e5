//! A table with a column of times and one of values, made by a spreadsheet or by hand.

use accounts::Language;
use domain::words::ReadingSource;

use super::super::export::COLUMNS;
use super::table::{Row, Table, is_total};
use super::{Chosen, Known, NoFile, Question, Read, is_unread, numbers, times};
use crate::catalogue::Say;
use crate::money::Decimals;

/// What the column of times may be called.
const TIMES: [&str; 22] = [
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
    "jour",
    "mois",
    "heure",
    "période",
    "horodatage",
    "temps",
];
/// What the column of values may be called.
const VALUES: [&str; 7] = [
    "value", "reading", "sli", "wert", "messwert", "ergebnis", "valeur",
];
/// What tells a ticket or a thing from others is a number, and no reading.
const KEYS: [&str; 15] = [
    "id",
    "key",
    "number",
    "no",
    "nr",
    "num",
    "nummer",
    "schlüssel",
    "vorgangsschlüssel",
    "ticket",
    "incident",
    "numéro",
    "clé",
    "vorgang",
    "task",
];

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
    let value = match chosen.value {
        Some(value) => Some(value),
        None => value_column(&read.columns, &rows, read.time)?,
    };
    let chosen = &Chosen {
        wrote: written_here(&read.columns),
        ..chosen.clone()
    };
    if value.is_none() {
        read.asks(Question::Value);
    }
    let time = read.time;
    let times = rows
        .iter()
        .filter_map(|(line, row)| Some((*line, row.get(time)?.to_owned())));
    let times: Vec<(u64, String)> = times.collect();
    let moments = times::moments(&mut read, &times, chosen, known);
    // Of a column that nobody chose nothing is said.
    let Some(value) = value else {
        read.wrong.sort_by_key(|(line, _)| *line);
        return Ok(read);
    };
    read.value = value;
    let cells = rows
        .iter()
        .filter_map(|(line, row)| Some((*line, moments.get(line)?.at, row.get(value)?.to_owned())));
    numbers::take(&mut read, cells.collect(), None, chosen, known);
    Ok(read)
}

fn time_column(columns: &[String], rows: &[Row]) -> Option<usize> {
    let named = |name: &String| TIMES.contains(&name.to_lowercase().as_str());
    let first = |column: usize| rows.iter().find_map(|(_, row)| row.get(column));
    let holds =
        |is: fn(&str) -> bool| (0..columns.len()).find(|column| first(*column).is_some_and(is));
    columns
        .iter()
        .position(named)
        .or_else(|| holds(times::is_time))
        // None of its lines can be read, and each is told why.
        .or_else(|| holds(times::is_month))
}

/// How decimals are written where this program wrote the file, in which language or for programs.
fn written_here(columns: &[String]) -> Option<Decimals> {
    let languages = [Language::En, Language::De].map(Say);
    let titled = languages.into_iter().find(|say| {
        let titles = COLUMNS.map(|column| say.text(&format!("column-{column}")));
        columns == titles
    });
    match titled {
        Some(say) => Some(Decimals::of(say)),
        None => (columns == COLUMNS).then_some(Decimals::Point),
    }
}

/// The column of values: the only one that is called so, or the only number beside a time; none where it has to be said.
fn value_column(columns: &[String], rows: &[Row], time: usize) -> Result<Option<usize>, NoFile> {
    let is_named = |column: &usize| {
        let name = columns[*column].to_lowercase();
        VALUES.contains(&name.as_str())
    };
    let is_key = |column: usize| {
        let name = columns[column].to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.any(|word| KEYS.contains(&word))
    };
    let holds = |column: &usize| {
        let mut cells = rows.iter().filter_map(|(_, row)| row.get(*column));
        cells.any(|cell| {
            let begins = |c: char| c.is_ascii_digit() || c == '-' || c == '\u{2212}';
            let is_number = cell.starts_with(begins) && !is_unread(cell) && !times::is_day(cell);
            is_number || numbers::is_endless(cell)
        })
    };
    let all: Vec<usize> = (0..columns.len()).filter(|it| *it != time).collect();
    let named: Vec<usize> = all.iter().copied().filter(is_named).collect();
    if let [one] = named.as_slice() {
        return Ok(Some(*one));
    }
    if !all.iter().any(holds) {
        return Err(NoFile::NoValue);
    }
    Ok(match all.as_slice() {
        [one] if !is_key(*one) => Some(*one),
        _ => None,
    })
}
