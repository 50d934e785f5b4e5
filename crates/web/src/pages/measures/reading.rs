//! A file of readings as people have it: what it is, what its columns are, and which of its lines can be taken.
//!
//! Nothing is guessed that could be two: a decimal mark, a zone, the order of day and month, an hour that came
//! twice. What could is a question; until it is answered, nothing is taken. A line that is wrong is told by its
//! number, and while there is one, nothing is taken either. A cell that says that nothing was read is a gap.

use std::collections::BTreeMap;

use domain::Moment;
use domain::measure::Reading;
use domain::words::ReadingSource;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use serde_json::Value;

use crate::money::Decimals;

/// Lines that are told one by one; of the others it is said how many there are.
pub(super) const TOLD: usize = 12;
/// Columns of a table; more is no list of readings.
const COLUMNS: usize = 60;

/// What is known of a file beforehand, because somebody said so.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    pub time: Option<usize>,
    pub value: Option<usize>,
    pub decimals: Option<Decimals>,
    pub zone: Option<String>,
    pub order: Option<Order>,
    pub twice: Option<Twice>,
    pub share: Option<Share>,
    pub series: Option<usize>,
}

/// In which order day and month stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// Which of two hours is meant when clocks are set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Twice {
    First,
    Second,
}

/// Whether 0.997 is so many percent, or so much of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Percent,
    OfOne,
}

/// Something that could be two, and has to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Which column the value is in.
    Value,
    /// Which of several series.
    Series,
    /// How decimals are written.
    Decimals,
    /// In which zone the times are.
    Zone,
    /// Whether the day or the month comes first.
    Order,
    /// Which of two hours.
    Twice,
    /// Whether shares are of one or of a hundred.
    Share,
}

/// Why a line cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It has more or fewer cells than the heading.
    Cells,
    /// That is no date or time.
    Time(String),
    /// A month in words.
    Month(String),
    /// There was no such hour on that day.
    NoHour(String),
    /// That is no number.
    Number(String),
    /// It has another unit than the measure.
    Unit(String),
    /// More than all of it.
    OverAll(String),
    /// Less than nothing.
    Negative(String),
    /// It lies ahead.
    Ahead(String),
    /// Another line says something else of the same moment.
    Differs(String),
    /// A quotation mark that nothing closes, or letters that cannot be read.
    Broken,
}

/// What a file holds.
#[derive(Debug)]
pub(super) struct Read {
    pub source: ReadingSource,
    /// What stands above the columns, or what the series are called.
    pub columns: Vec<String>,
    pub time: usize,
    pub value: usize,
    pub readings: Vec<Reading>,
    pub wrong: Vec<(u64, Wrong)>,
    /// Lines that say that nothing was read.
    pub unread: Vec<u64>,
    pub questions: Vec<Question>,
    /// Lines whose value carried its unit.
    pub stripped: usize,
    /// Values with more than three decimals.
    pub rounded: usize,
    /// The zone in which times without one were read; none where every time says its own.
    pub zone: Option<String>,
}

/// Why a file is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoFile {
    Empty,
    /// JSON that is neither of Prometheus nor of Zabbix.
    OtherJson,
    /// JSON that ends in its middle.
    CutJson,
    /// No column holds dates or times.
    NoTime,
    /// No column holds numbers.
    NoValue,
}

/// What the reader has to know of the measure and its table.
pub(super) struct Known<'a> {
    pub unit: &'a str,
    /// The table's zone, in which its days begin.
    pub zone: &'a str,
    pub now: Moment,
}

/// Reads a file.
pub(super) fn read(text: &str, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let text = text.as_str();
    if text.trim().is_empty() {
        return Err(NoFile::Empty);
    }
    match text.trim_start().starts_with(['{', '[']) {
        true => json(text, chosen, known),
        false => table(text, chosen, known),
    }
}

impl Read {
    fn of(source: ReadingSource, columns: Vec<String>) -> Self {
        Self {
            source,
            columns,
            time: 0,
            value: 1,
            readings: Vec::new(),
            wrong: Vec::new(),
            unread: Vec::new(),
            questions: Vec::new(),
            stripped: 0,
            rounded: 0,
            zone: None,
        }
    }

    fn asks(&mut self, question: Question) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Whether it can be taken as it is.
    pub fn is_whole(&self) -> bool {
        self.wrong.is_empty() && self.questions.is_empty() && !self.readings.is_empty()
    }

    /// Puts readings in the order of time; what two lines say alike is one reading.
    fn settle(&mut self, lines: Vec<(u64, Reading, String)>, known: &Known<'_>) {
        let mut all: BTreeMap<Moment, i64> = BTreeMap::new();
        let latest = Moment(known.now.0.saturating_add(Moment::DAY));
        for (line, reading, shown) in lines {
            if reading.at > latest || reading.at.0 < 0 {
                self.wrong.push((line, Wrong::Ahead(shown)));
                continue;
            }
            match all.insert(reading.at, reading.value) {
                Some(before) if before != reading.value => {
                    self.wrong.push((line, Wrong::Differs(shown)));
                }
                _ => {}
            }
        }
        self.wrong.sort_by_key(|(line, _)| *line);
        self.readings = all
            .into_iter()
            .map(|(at, value)| Reading { at, value })
            .collect();
    }
}

/// What says that nothing was read.
fn is_unread(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    [
        "",
        "-",
        "–",
        "nan",
        "null",
        "none",
        "n/a",
        "na",
        "undefined",
    ]
    .contains(&cell.as_str())
}

// JSON ---------------------------------------------------------------------------------------------------------

fn json(text: &str, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let value: Value = serde_json::from_str(text).map_err(|error| match error.is_eof() {
        true => NoFile::CutJson,
        false => NoFile::OtherJson,
    })?;
    if let Some(result) = value.pointer("/data/result").and_then(Value::as_array) {
        return prometheus(result, chosen, known);
    }
    let sla = value.get("result").unwrap_or(&value);
    match (sla.get("periods"), sla.get("sli")) {
        (Some(periods), Some(sli)) => zabbix(sla, periods, sli, chosen, known),
        _ => Err(NoFile::OtherJson),
    }
}

/// The answer to a range query: `data.result[].values` of `[seconds, "value"]`.
fn prometheus(result: &[Value], chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let name = |series: &Value| {
        let labels = series.get("metric").and_then(Value::as_object);
        let labels = labels.into_iter().flatten();
        let labels: Vec<String> = labels
            .map(|(name, value)| format!("{name}={}", value.as_str().unwrap_or_default()))
            .collect();
        labels.join(", ")
    };
    let mut read = Read::of(ReadingSource::Prometheus, result.iter().map(name).collect());
    let series = match (result, chosen.series) {
        ([], _) => return Err(NoFile::NoValue),
        ([one], _) => one,
        (many, Some(chosen)) => many.get(chosen).ok_or(NoFile::NoValue)?,
        ([first, ..], None) => {
            read.asks(Question::Series);
            first
        }
    };
    read.value = chosen.series.unwrap_or(0);
    let values = series.get("values").and_then(Value::as_array);
    let values = values.ok_or(NoFile::NoValue)?;
    let mut numbers = Vec::new();
    for (line, pair) in (1u64..).zip(values) {
        let at = pair.get(0).and_then(Value::as_f64);
        let cell = pair.get(1).and_then(Value::as_str).unwrap_or_default();
        match at {
            Some(at) if at.abs() < 1e11 => {
                numbers.push((line, Moment((at * 1_000.0).round() as i64), cell.to_owned()));
            }
            _ => read.wrong.push((line, Wrong::Time(pair.to_string()))),
        }
    }
    let machine = Some(Decimals::Point);
    take(&mut read, numbers, machine, chosen, known);
    Ok(read)
}

/// The answer of `sla.getsli`: periods, and for each service what of each was met, in percent; −1 is not known.
fn zabbix(
    sla: &Value,
    periods: &Value,
    sli: &Value,
    chosen: &Chosen,
    known: &Known<'_>,
) -> Result<Read, NoFile> {
    let services = sla.get("serviceids").and_then(Value::as_array);
    let services = services.map_or(&[][..], Vec::as_slice);
    let name = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let mut read = Read::of(ReadingSource::Zabbix, services.iter().map(name).collect());
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
    let mut numbers = Vec::new();
    for (line, (period, row)) in (1u64..).zip(periods.iter().zip(sli)) {
        let from = period.get("period_from").and_then(seconds);
        let value = row.get(service).and_then(|it| it.get("sli"));
        let value = value.and_then(Value::as_f64);
        match (from, value) {
            (Some(_), Some(value)) if value < 0.0 => read.unread.push(line),
            (Some(from), Some(value)) => {
                numbers.push((line, Moment(from.saturating_mul(1_000)), value.to_string()));
            }
            (None, _) => read.wrong.push((line, Wrong::Time(period.to_string()))),
            (_, None) => read.wrong.push((line, Wrong::Number(row.to_string()))),
        }
    }
    take(&mut read, numbers, Some(Decimals::Point), chosen, known);
    Ok(read)
}

fn seconds(value: &Value) -> Option<i64> {
    let text = value.as_str().and_then(|text| text.parse().ok());
    value.as_i64().or(text)
}

// Tables -------------------------------------------------------------------------------------------------------

fn table(text: &str, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let heading = text.lines().find(|line| !line.trim().is_empty());
    let heading = heading.ok_or(NoFile::Empty)?;
    // Grafana says which separator follows, as Excel does.
    let (separator, text, above) = match heading.trim().strip_prefix("sep=") {
        Some(mark) => {
            let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
            (mark.bytes().next().unwrap_or(b','), rest, 1)
        }
        None => (separator(heading), text, 0),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    let mut broken = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => {
                let line = row.position().map_or(0, csv::Position::line) + above;
                let cells: Vec<String> = row.iter().map(|cell| cell.trim().to_owned()).collect();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push((line, cells));
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line) + above;
                broken.push((line, Wrong::Broken));
            }
        }
    }
    let mut rows = rows.into_iter();
    let (_, columns) = rows.next().ok_or(NoFile::Empty)?;
    if columns.len() > COLUMNS {
        return Err(NoFile::NoValue);
    }
    let rows: Vec<(u64, Vec<String>)> = rows.collect();
    let grafana = columns.first().is_some_and(|first| first == "Time");
    let source = if grafana {
        ReadingSource::Grafana
    } else {
        ReadingSource::Csv
    };
    let mut read = Read::of(source, columns);
    read.wrong = broken;
    read.time = match chosen.time {
        Some(time) => time,
        None => time_column(&read.columns, &rows).ok_or(NoFile::NoTime)?,
    };
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
    let width = read.columns.len();
    let mut cells = Vec::new();
    for (line, row) in rows {
        match (row.len() == width, row.get(read.time), row.get(read.value)) {
            (true, Some(time), Some(value)) => cells.push((line, time.clone(), value.clone())),
            _ => read.wrong.push((line, Wrong::Cells)),
        }
    }
    let times: Vec<(u64, String)> = cells
        .iter()
        .map(|(line, time, _)| (*line, time.clone()))
        .collect();
    let moments = moments(&mut read, &times, chosen, known);
    let numbers = cells
        .into_iter()
        .filter_map(|(line, _, value)| Some((line, *moments.get(&line)?, value)));
    let numbers = numbers.collect();
    take(&mut read, numbers, None, chosen, known);
    Ok(read)
}

/// What parts the cells: what stands most often in the heading.
fn separator(heading: &str) -> u8 {
    let count = |mark: u8| heading.bytes().filter(|byte| *byte == mark).count();
    let marks = [b';', b'\t', b','];
    marks
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

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
const VALUES: [&str; 6] = ["value", "reading", "sli", "wert", "messwert", "ergebnis"];

fn time_column(columns: &[String], rows: &[(u64, Vec<String>)]) -> Option<usize> {
    let named = |name: &String| TIMES.contains(&name.trim().to_lowercase().as_str());
    let first = |column: usize| rows.iter().find_map(|(_, row)| row.get(column));
    let holds = |column: &usize| {
        let first = first(*column).map(|cell| written(cell));
        matches!(first, Some(Some(_)))
    };
    columns
        .iter()
        .position(named)
        .or_else(|| (0..columns.len()).find(holds))
}

/// The columns that hold numbers; where one is called so, that one.
fn value_columns(columns: &[String], rows: &[(u64, Vec<String>)], time: usize) -> Vec<usize> {
    let named = |column: &usize| {
        let name = columns[*column].trim().to_lowercase();
        VALUES.contains(&name.as_str())
    };
    let holds = |column: &usize| {
        let cells = rows.iter().filter_map(|(_, row)| row.get(*column));
        let mut read = cells.filter(|cell| !is_unread(cell));
        read.next()
            .is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
    };
    let all: Vec<usize> = (0..columns.len()).filter(|it| *it != time).collect();
    let named: Vec<usize> = all.iter().copied().filter(named).collect();
    match named.as_slice() {
        [_] => named,
        _ => all.into_iter().filter(holds).collect(),
    }
}

/// A time as it is written, before it is known what it means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Written {
    /// With its zone, or counted since 1970.
    Moment(Moment),
    /// A day and a time on it, of some zone.
    Local(DateTime),
    /// A whole day.
    Day(DateTime),
    /// Two numbers of which either may be the day, the year, and the time, if there is one.
    Slashed(i8, i8, i16, Option<(i8, i8, i8)>),
}

fn written(cell: &str) -> Option<Written> {
    let cell = cell.trim();
    if cell.len() == 10 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Written::Moment(Moment(cell.parse::<i64>().ok()? * 1_000)));
    }
    if cell.len() == 13 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Written::Moment(Moment(cell.parse().ok()?)));
    }
    if let Ok(at) = cell.parse::<Timestamp>() {
        return Some(Written::Moment(Moment(at.as_millisecond())));
    }
    let (date, time) = match cell.split_once([' ', 'T']) {
        Some((date, time)) => (date.trim_end_matches(','), Some(time.trim())),
        None => (cell, None),
    };
    let clock = match time {
        Some(time) => Some(clock(time)?),
        None => None,
    };
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let number = |text: &str| text.parse::<i16>().ok();
    let local = |year: i16, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let (hour, minute, second) = clock.unwrap_or_default();
        let at = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
        Some(match clock {
            Some(_) => Written::Local(at),
            None => Written::Day(at),
        })
    };
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => local(number(year)?, number(month)?, number(day)?),
        [year, month] if year.len() == 4 && time.is_none() => {
            local(number(year)?, number(month)?, 1)
        }
        [day, month, year] if date.contains('.') && year.len() == 4 => {
            local(number(year)?, number(month)?, number(day)?)
        }
        [first, second, year] if date.contains('/') && year.len() == 4 => {
            let (first, second) = (first.parse().ok()?, second.parse().ok()?);
            Some(Written::Slashed(first, second, number(year)?, clock))
        }
        _ => None,
    }
}

fn clock(time: &str) -> Option<(i8, i8, i8)> {
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    let mut parts = time.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = parts.next().map_or(Some(0), |second| second.parse().ok())?;
    parts.next().is_none().then_some((hour, minute, second))
}

/// When each line was read, by its number.
fn moments(
    read: &mut Read,
    times: &[(u64, String)],
    chosen: &Chosen,
    known: &Known<'_>,
) -> BTreeMap<u64, Moment> {
    let mut moments = BTreeMap::new();
    let mut locals: Vec<(u64, DateTime, bool, &str)> = Vec::new();
    let written: Vec<(u64, Option<Written>, &str)> = times
        .iter()
        .map(|(line, cell)| (*line, written(cell), cell.as_str()))
        .collect();
    let slashed = written.iter().filter_map(|(_, it, _)| match it {
        Some(Written::Slashed(first, second, ..)) => Some((*first, *second)),
        _ => None,
    });
    let slashed: Vec<(i8, i8)> = slashed.collect();
    let order = match chosen.order {
        Some(order) => Some(order),
        None if slashed.iter().any(|(first, _)| *first > 12) => Some(Order::DayFirst),
        None if slashed.iter().any(|(_, second)| *second > 12) => Some(Order::MonthFirst),
        None => None,
    };
    if !slashed.is_empty() && order.is_none() {
        read.asks(Question::Order);
    }
    for (line, it, cell) in &written {
        match it {
            Some(Written::Moment(at)) => {
                moments.insert(*line, *at);
            }
            Some(Written::Local(at)) => locals.push((*line, *at, true, cell)),
            Some(Written::Day(at)) => locals.push((*line, *at, false, cell)),
            Some(Written::Slashed(first, second, year, clock)) => {
                let (day, month) = match order.unwrap_or(Order::DayFirst) {
                    Order::DayFirst => (*first, *second),
                    Order::MonthFirst => (*second, *first),
                };
                let (hour, minute, second) = clock.unwrap_or_default();
                match DateTime::new(*year, month, day, hour, minute, second, 0) {
                    Ok(at) => locals.push((*line, at, clock.is_some(), cell)),
                    Err(_) => read.wrong.push((*line, Wrong::Time((*cell).to_owned()))),
                }
            }
            None if cell.chars().any(char::is_alphabetic) => {
                read.wrong.push((*line, Wrong::Month((*cell).to_owned())));
            }
            None => read.wrong.push((*line, Wrong::Time((*cell).to_owned()))),
        }
    }
    // Whole days are the table's; times on them are of a zone that somebody has to say.
    let timed = locals.iter().any(|(_, _, timed, _)| *timed);
    let zone = match (&chosen.zone, timed) {
        (Some(zone), true) => zone.clone(),
        (None, true) => {
            read.asks(Question::Zone);
            known.zone.to_owned()
        }
        (_, false) => known.zone.to_owned(),
    };
    let Ok(tz) = TimeZone::get(&zone) else {
        read.asks(Question::Zone);
        return moments;
    };
    if !locals.is_empty() {
        read.zone = Some(zone);
    }
    for (line, at, timed, cell) in locals {
        let ambiguous = tz.to_ambiguous_timestamp(at);
        let moment = match (ambiguous.offset(), timed, chosen.twice) {
            (AmbiguousOffset::Gap { .. }, true, _) => {
                read.wrong.push((line, Wrong::NoHour(cell.to_owned())));
                continue;
            }
            (AmbiguousOffset::Fold { .. }, true, None) => {
                read.asks(Question::Twice);
                ambiguous.earlier()
            }
            (AmbiguousOffset::Fold { .. }, true, Some(Twice::Second)) => ambiguous.later(),
            _ => ambiguous.compatible(),
        };
        match moment {
            Ok(at) => {
                moments.insert(line, Moment(at.as_millisecond()));
            }
            Err(_) => read.wrong.push((line, Wrong::Time(cell.to_owned()))),
        }
    }
    moments
}

// Numbers ------------------------------------------------------------------------------------------------------

/// A number as it is written: its sign, the digits, and what came after them.
fn parts(cell: &str) -> Option<(bool, String, String)> {
    let cell = cell.trim().replace('\u{2212}', "-");
    let (negative, rest) = match cell.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, cell.as_str()),
    };
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let ends = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(ends);
    let starts = digits.starts_with(|c: char| c.is_ascii_digit());
    starts.then(|| (negative, digits.to_owned(), unit.trim().to_owned()))
}

/// With which mark decimals must begin, as far as one number tells; `Err` where it could be either.
fn mark(digits: &str) -> Result<Option<Decimals>, ()> {
    let points = digits.matches('.').count();
    let commas = digits.matches(',').count();
    let last = |mark: char| digits.rsplit(mark).next().map_or(0, str::len);
    match (points, commas) {
        (0, 0) => Ok(None),
        (1.., 1..) => Ok(Some(match digits.rfind('.') > digits.rfind(',') {
            true => Decimals::Point,
            false => Decimals::Comma,
        })),
        // Groups of three that repeat are no decimals.
        (2.., 0) => Ok(Some(Decimals::Comma)),
        (0, 2..) => Ok(Some(Decimals::Point)),
        (1, 0) if last('.') != 3 => Ok(Some(Decimals::Point)),
        (0, 1) if last(',') != 3 => Ok(Some(Decimals::Comma)),
        // Nothing before it is grouped: 0.125 is no thousand.
        (1, 0) if digits.starts_with("0.") => Ok(Some(Decimals::Point)),
        (0, 1) if digits.starts_with("0,") => Ok(Some(Decimals::Comma)),
        _ => Err(()),
    }
}

/// Thousandths, or what is that many places finer, and whether they were rounded.
fn thousandths(digits: &str, decimals: Decimals, finer: usize) -> Option<(i64, bool)> {
    let places = 3 + finer;
    let other = match decimals {
        Decimals::Point => ',',
        Decimals::Comma => '.',
    };
    let plain: String = digits.chars().filter(|c| *c != other).collect();
    let (whole, part) = plain.split_once(decimals.mark()).unwrap_or((&plain, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let kept: String = format!("{part:0<places$}").chars().take(places).collect();
    let kept: i64 = kept.parse().ok()?;
    let rest = part.get(places..).unwrap_or_default();
    let up = rest.as_bytes().first().is_some_and(|digit| *digit >= b'5');
    let rounded = rest.bytes().any(|digit| digit != b'0');
    let scale = 10i64.pow(u32::try_from(places).ok()?);
    Some((whole * scale + kept + i64::from(up), rounded))
}

const TIME_UNITS: [&str; 12] = [
    "ms", "s", "sec", "seconds", "min", "minutes", "h", "hours", "days", "sekunden", "minuten",
    "stunden",
];

fn is_percent(unit: &str) -> bool {
    ["%", "percent", "prozent"].contains(&unit.to_lowercase().as_str())
}

/// Reads the values, once it is known when each was read.
fn take(
    read: &mut Read,
    cells: Vec<(u64, Moment, String)>,
    machine: Option<Decimals>,
    chosen: &Chosen,
    known: &Known<'_>,
) {
    let unit = known.unit.trim();
    let mut numbers = Vec::new();
    let mut marks = Vec::new();
    let mut unclear = false;
    for (line, at, cell) in cells {
        if is_unread(&cell) {
            read.unread.push(line);
            continue;
        }
        // Machines write large and small numbers with an exponent.
        let plain = cell.parse::<f64>().ok().filter(|it| it.is_finite());
        let cell = match (machine, plain) {
            (Some(_), Some(number)) => format!("{number}"),
            _ => cell,
        };
        let Some((negative, digits, theirs)) = parts(&cell) else {
            read.wrong.push((line, Wrong::Number(cell)));
            continue;
        };
        if !theirs.is_empty() {
            let same = theirs.eq_ignore_ascii_case(unit) || is_percent(&theirs) && is_percent(unit);
            if !same {
                read.wrong.push((line, Wrong::Unit(cell)));
                continue;
            }
            read.stripped += 1;
        }
        match mark(&digits) {
            Ok(mark) => marks.extend(mark),
            Err(()) => unclear = true,
        }
        numbers.push((line, at, negative, digits, cell));
    }
    let decimals = machine.or(chosen.decimals).or(marks.first().copied());
    if decimals.is_none() && unclear {
        read.asks(Question::Decimals);
    }
    let decimals = decimals.unwrap_or(Decimals::Point);
    // Two places more where a share of one becomes one of a hundred.
    let finer = match (is_percent(unit), chosen.share) {
        (true, Some(Share::OfOne)) => 2,
        _ => 0,
    };
    let mut lines = Vec::new();
    for (line, at, negative, digits, cell) in numbers {
        // Another line writes decimals with the other mark: one of them is wrong.
        let other = mark(&digits)
            .ok()
            .flatten()
            .is_some_and(|mark| mark != decimals);
        let grouped = digits.matches(decimals.mark()).count() > 1;
        match thousandths(&digits, decimals, finer).filter(|_| !other && !grouped) {
            Some((value, rounded)) => {
                read.rounded += usize::from(rounded);
                let value = if negative { -value } else { value };
                lines.push((line, Reading { at, value }, cell));
            }
            None => read.wrong.push((line, Wrong::Number(cell))),
        }
    }
    if is_percent(unit) {
        let of_one = |(_, reading, _): &(u64, Reading, String)| reading.value <= 1_000;
        let looks =
            !lines.is_empty() && lines.iter().all(of_one) && lines.iter().any(|it| it.1.value > 0);
        if chosen.share.is_none() && looks {
            read.asks(Question::Share);
        }
    }
    let bounded = is_percent(unit);
    let no_less = bounded || TIME_UNITS.contains(&unit.to_lowercase().as_str());
    let mut taken = Vec::new();
    for (line, reading, cell) in lines {
        if bounded && reading.value > 100_000 {
            read.wrong.push((line, Wrong::OverAll(cell)));
        } else if no_less && reading.value < 0 {
            read.wrong.push((line, Wrong::Negative(cell)));
        } else {
            taken.push((line, reading, cell));
        }
    }
    read.settle(taken, known);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answer to `query_range`, as <https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries> has
    /// it, with a sample that is not a number.
    const PROMETHEUS: &str = r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":
        {"__name__":"calls_held_ratio","job":"core"},"values":[[1764547200,"0.9971"],[1764547260.000,"0.9968"],
        [1764547320,"NaN"],[1764547380,"0.9974"]]}]}}"#;
    /// The answer of `sla.getsli`, as <https://www.zabbix.com/documentation/current/en/manual/api/reference/sla/getsli>
    /// has it, with a period of which nothing is known.
    const ZABBIX: &str = r#"{"jsonrpc":"2.0","result":{"periods":[{"period_from":1761955200,"period_to":1764547200},
        {"period_from":1764547200,"period_to":1767225600}],"serviceids":[50],"sli":[[{"uptime":2591000,"downtime":1000,
        "sli":99.9614,"error_budget":11960,"excluded_downtimes":[]}],[{"uptime":0,"downtime":0,"sli":-1,
        "error_budget":0,"excluded_downtimes":[]}]]},"id":1}"#;
    /// What “Inspect”, “Data”, “Download CSV” of a panel writes with “Download for Excel” and formatted data, as
    /// <https://grafana.com/docs/grafana/latest/panels-visualizations/panel-inspector/> describes it.
    const GRAFANA: &str = "sep=,\n\"Time\",\"calls held\"\n2025-12-01 00:00:00,99.7%\n2025-12-01 00:01:00,99.65%\n\
        2025-12-01 00:02:00,\n2025-12-01 00:03:00,99.74%\n";
    const PLAIN: &str = "day;value\n2025-12-01;99,7\n2025-12-02;99,65\n2025-12-03;99,74\n";

    const NOW: Moment = Moment(1_767_312_000_000);

    fn with(text: &str, chosen: &Chosen) -> Result<Read, NoFile> {
        let known = Known {
            unit: "%",
            zone: "Europe/Berlin",
            now: NOW,
        };
        read(text, chosen, &known)
    }

    fn of(text: &str) -> Read {
        with(text, &Chosen::default()).expect("a file")
    }

    fn values(read: &Read) -> Vec<i64> {
        read.readings.iter().map(|reading| reading.value).collect()
    }

    fn berlin() -> Chosen {
        Chosen {
            zone: Some("Europe/Berlin".to_owned()),
            ..Chosen::default()
        }
    }

    #[test]
    fn prometheus_is_read_and_asks_whether_its_shares_are_of_one() {
        let asked = of(PROMETHEUS);
        assert_eq!(asked.questions, [Question::Share]);
        assert_eq!(asked.source, ReadingSource::Prometheus);
        let chosen = Chosen {
            share: Some(Share::OfOne),
            ..Chosen::default()
        };
        let read = with(PROMETHEUS, &chosen).expect("a file");
        assert!(read.is_whole(), "{read:?}");
        assert_eq!(values(&read), [99_710, 99_680, 99_740]);
        assert_eq!(read.unread, [3]);
        assert_eq!(read.readings[0].at, Moment(1_764_547_200_000));
    }

    #[test]
    fn of_several_series_one_has_to_be_chosen() {
        let two = PROMETHEUS.replace(
            "\"result\":[",
            "\"result\":[{\"metric\":{\"job\":\"edge\"},\"values\":[[1764547200,\"99.1\"]]},",
        );
        assert_eq!(of(&two).questions, [Question::Series]);
        let chosen = Chosen {
            series: Some(0),
            ..Chosen::default()
        };
        let read = with(&two, &chosen).expect("a file");
        assert_eq!(values(&read), [99_100]);
    }

    #[test]
    fn zabbix_is_read_and_minus_one_is_a_gap() {
        let read = of(ZABBIX);
        assert!(read.is_whole(), "{read:?}");
        assert_eq!(
            (values(&read), read.unread.as_slice()),
            (vec![99_961], &[2][..])
        );
        assert_eq!(read.rounded, 1);
        assert_eq!(read.readings[0].at, Moment(1_761_955_200_000));
    }

    #[test]
    fn grafana_is_read_with_its_unit_and_asks_for_the_zone() {
        assert_eq!(of(GRAFANA).questions, [Question::Zone]);
        let read = with(GRAFANA, &berlin()).expect("a file");
        assert!(read.is_whole(), "{read:?}");
        assert_eq!(read.source, ReadingSource::Grafana);
        assert_eq!(
            (values(&read), read.stripped),
            (vec![99_700, 99_650, 99_740], 3)
        );
        assert_eq!(read.unread, [5]);
        // Midnight in Berlin, in winter.
        assert_eq!(read.readings[0].at, Moment(1_764_543_600_000));
    }

    #[test]
    fn a_plain_table_of_days_is_the_tables_own() {
        let read = of(PLAIN);
        assert!(read.is_whole(), "{read:?}");
        assert_eq!(values(&read), [99_700, 99_650, 99_740]);
        assert_eq!(read.readings[0].at, Moment(1_764_543_600_000));
        let marked = of(&format!("\u{feff}{}", PLAIN.replace('\n', "\r\n")));
        assert_eq!(values(&marked), values(&read));
    }

    #[test]
    fn an_hour_that_came_twice_is_asked_about_and_one_that_never_came_is_refused() {
        let autumn = "time,value\n2025-10-26 01:30,1\n2025-10-26 02:30,2\n2025-10-26 03:30,3\n";
        let asked = with(autumn, &berlin()).expect("a file");
        assert_eq!(asked.questions, [Question::Twice]);
        let at = |twice| {
            let chosen = Chosen {
                twice: Some(twice),
                ..berlin()
            };
            with(autumn, &chosen).expect("a file").readings[1].at.0
        };
        assert_eq!(at(Twice::Second) - at(Twice::First), 3_600_000);
        let spring = "time,value\n2025-03-30 02:30,99.5\n";
        let read = with(spring, &berlin()).expect("a file");
        assert_eq!(
            read.wrong,
            [(2, Wrong::NoHour("2025-03-30 02:30".to_owned()))]
        );
    }

    #[test]
    fn a_thousand_that_could_be_one_is_asked_about() {
        let known = Known {
            unit: "ms",
            zone: "UTC",
            now: NOW,
        };
        let text = "day;value\n2025-12-01;1.000\n2025-12-02;1.250\n";
        let asked = read(text, &Chosen::default(), &known).expect("a file");
        assert_eq!(asked.questions, [Question::Decimals]);
        let with = |decimals| {
            let chosen = Chosen {
                decimals: Some(decimals),
                ..Chosen::default()
            };
            values(&read(text, &chosen, &known).expect("a file"))
        };
        assert_eq!(with(Decimals::Point), [1_000, 1_250]);
        assert_eq!(with(Decimals::Comma), [1_000_000, 1_250_000]);
    }

    #[test]
    fn day_and_month_are_asked_about_unless_one_of_them_tells() {
        let unclear = "date,value\n03/04/2025,99.5\n04/04/2025,99.6\n";
        assert_eq!(of(unclear).questions, [Question::Order]);
        let clear = "date,value\n03/04/2025,99.5\n13/04/2025,99.6\n";
        let read = of(clear);
        assert!(read.is_whole(), "{read:?}");
        let chosen = Chosen {
            order: Some(Order::MonthFirst),
            ..Chosen::default()
        };
        let march = with(unclear, &chosen).expect("a file");
        assert!(march.readings[0].at < read.readings[0].at);
    }

    #[test]
    fn what_is_wrong_is_told_by_its_line_and_nothing_is_taken() {
        let cases = [
            ("2025-12-01;100,1", Wrong::OverAll("100,1".to_owned())),
            ("2025-12-01;-0,1", Wrong::Negative("-0,1".to_owned())),
            ("1. März 2025;99,1", Wrong::Month("1. März 2025".to_owned())),
            ("2025-02-30;99,1", Wrong::Time("2025-02-30".to_owned())),
            ("2025-12-01;99,1 ms", Wrong::Unit("99,1 ms".to_owned())),
            ("2025-12-01;fast", Wrong::Number("fast".to_owned())),
            ("2025-12-01", Wrong::Cells),
            ("2036-12-01;99,1", Wrong::Ahead("99,1".to_owned())),
            ("2025-12-04;99.1", Wrong::Number("99.1".to_owned())),
            ("2025-12-03;99,1", Wrong::Differs("99,1".to_owned())),
        ];
        for (line, wrong) in cases {
            let read = of(&format!("{PLAIN}{line}\n").replace('\n', "\r\n"));
            assert_eq!(read.wrong, [(5, wrong)], "{line}");
            assert!(!read.is_whole());
        }
    }

    #[test]
    fn what_is_no_file_of_readings_is_said_to_be_none() {
        let cut = &PROMETHEUS[..PROMETHEUS.len() / 2];
        for (text, none) in [
            ("", NoFile::Empty),
            (cut, NoFile::CutJson),
            ("{\"a\":1}", NoFile::OtherJson),
            ("name;city\nMara;Elm\n", NoFile::NoTime),
            ("day;name\n2025-12-01;Mara\n", NoFile::NoValue),
        ] {
            assert_eq!(
                with(text, &Chosen::default()).map(|_| ()),
                Err(none),
                "{text}"
            );
        }
    }

    #[test]
    fn where_two_columns_hold_numbers_one_has_to_be_chosen() {
        let two = "day;held;lost\n2025-12-01;99,7;3\n";
        assert_eq!(of(two).questions, [Question::Value]);
        let chosen = Chosen {
            value: Some(1),
            ..Chosen::default()
        };
        assert_eq!(values(&with(two, &chosen).expect("a file")), [99_700]);
    }
}
