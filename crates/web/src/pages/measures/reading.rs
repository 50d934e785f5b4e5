//! A file of readings as people have it: what it is, what its columns are, and which of its lines can be taken.
//! Each format has a file of its own below; what they share are times, values, durations and tables.
//!
//! Nothing is guessed that could be two: a decimal mark, a zone, the order of day and month, an hour that came
//! twice. What could is a question; until it is answered, nothing is taken. A line that is wrong is told by its
//! number, and while there is one, nothing is taken either. A cell that says that nothing was read is a gap.

mod durations;
mod glpi;
mod grafana;
mod jira;
mod numbers;
mod plain;
mod prometheus;
mod servicenow;
mod table;
#[cfg(test)]
mod tests;
mod tickets;
mod times;
mod zabbix;

use std::collections::{BTreeMap, BTreeSet};

use domain::Moment;
use domain::measure::{EARLIEST_READING, Reading};
use domain::words::{Aim, ReadingSource};
use serde_json::Value;

use self::table::Table;
use crate::money::Decimals;

/// Lines that are told one by one; of the others it is said how many there are.
pub(super) const TOLD: usize = 12;

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
    pub per: Option<Per>,
    pub lasting: Option<Lasting>,
    /// How decimals are written where this program wrote the file itself, which its heading tells.
    pub wrote: Option<Decimals>,
}

/// For what one reading of a list of tickets stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Per {
    Day,
    Week,
    Month,
}

/// What a duration without a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lasting {
    Seconds,
    Minutes,
    Hours,
    Days,
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
    /// For what one reading of tickets stands.
    Per,
    /// What durations count.
    Lasting,
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
    /// It is written with an exponent.
    Exponent(String),
    /// A time of day, or a duration.
    Clock(String),
    /// A day.
    Date(String),
    /// It has another unit than the measure.
    Unit(String),
    /// More than all of it.
    OverAll(String),
    /// Less than nothing.
    Negative(String),
    /// It lies ahead, or too far back.
    Ahead(String),
    /// Another line says something else of the same moment.
    Differs(String),
    /// A quotation mark that nothing closes, or letters that cannot be read.
    Broken,
    /// It ends before it begins.
    Backwards(String),
    /// That is no duration.
    Duration(String),
    /// Others have their unit with them.
    Mixed(String),
    /// Neither yes nor no.
    YesNo(String),
    /// Kept, and more than all of its time was used.
    Contradicts(String),
    /// The same ticket stands in another line.
    TicketTwice(String),
    /// Without an end: divided by nothing.
    Endless(String),
    /// More than any measure can be.
    TooLarge(String),
    /// A stage that is not known, and may be one that does not count.
    Stage(String),
}

impl Wrong {
    /// The sentence that says it, and the cell it is about.
    pub fn told(&self) -> (&'static str, &str) {
        match self {
            Self::Cells => ("readings-wrong-cells", ""),
            Self::Broken => ("readings-wrong-broken", ""),
            Self::Time(cell) => ("readings-wrong-time", cell),
            Self::Month(cell) => ("readings-wrong-month", cell),
            Self::NoHour(cell) => ("readings-wrong-no-hour", cell),
            Self::Number(cell) => ("readings-wrong-number", cell),
            Self::Exponent(cell) => ("readings-wrong-exponent", cell),
            Self::Clock(cell) => ("readings-wrong-clock", cell),
            Self::Date(cell) => ("readings-wrong-date", cell),
            Self::Unit(cell) => ("readings-wrong-unit", cell),
            Self::OverAll(cell) => ("readings-wrong-over", cell),
            Self::Negative(cell) => ("readings-wrong-negative", cell),
            Self::Ahead(cell) => ("readings-wrong-ahead", cell),
            Self::Differs(cell) => ("readings-wrong-differs", cell),
            Self::Backwards(cell) => ("readings-wrong-backwards", cell),
            Self::Duration(cell) => ("readings-wrong-duration", cell),
            Self::Mixed(cell) => ("readings-wrong-mixed", cell),
            Self::YesNo(cell) => ("readings-wrong-yes-no", cell),
            Self::Contradicts(cell) => ("readings-wrong-contradicts", cell),
            Self::TicketTwice(cell) => ("readings-wrong-twice", cell),
            Self::Endless(cell) => ("readings-wrong-endless", cell),
            Self::TooLarge(cell) => ("readings-wrong-too-large", cell),
            Self::Stage(cell) => ("readings-wrong-stage", cell),
        }
    }
}

/// What a file holds.
#[derive(Debug)]
pub(super) struct Read {
    pub source: ReadingSource,
    /// What stands above the columns; nothing where it is no table.
    pub columns: Vec<String>,
    /// What the series are called, where there may be several.
    pub series: Vec<String>,
    /// The columns among which the one with the value is; nothing where it may be any.
    pub candidates: Vec<usize>,
    pub time: usize,
    pub value: usize,
    pub readings: Vec<Reading>,
    pub wrong: Vec<(u64, Wrong)>,
    /// Lines that say that nothing was read, and of when; none where there is a reading all the same.
    pub unread: Vec<(u64, Moment)>,
    /// A last line that sums up the others.
    pub total: Option<u64>,
    /// Tickets that are open, were cancelled or have no such target.
    pub open: Vec<u64>,
    /// How many tickets the readings were made of, where it is a list of tickets.
    pub tickets: Option<usize>,
    pub questions: Vec<Question>,
    /// Lines whose value carried its unit.
    pub stripped: usize,
    /// Values with more than three decimals.
    pub rounded: usize,
    /// The zone in which times without one were read; none where every time says its own.
    pub zone: Option<String>,
}

/// Why a file is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoFile {
    Empty,
    /// JSON that is neither of Prometheus nor of Zabbix.
    OtherJson,
    /// What a tool answers instead where it could not do what it was asked for, with the words in which it says so.
    Error(String),
    /// JSON that ends in its middle.
    CutJson,
    /// A heading, and nothing below it.
    OnlyHeading,
    /// A query that found nothing.
    NothingFound,
    /// What Prometheus answers of one moment.
    Instant,
    /// No column holds dates or times.
    NoTime,
    /// No column holds numbers.
    NoValue,
    /// Tickets, for a measure that is neither in percent nor in a unit of time.
    TicketsOfNoUnit,
    /// Tickets of which nothing says whether their target was kept.
    NoTarget,
    /// Tickets of which nothing says how long they took.
    NoLasting,
    /// Tickets of which nothing says when they were closed.
    NoEnd,
}

impl NoFile {
    /// The sentence that says it.
    pub fn told(&self) -> &'static str {
        match self {
            Self::Error(_) => "readings-tool-error",
            Self::Empty => "readings-empty",
            Self::OtherJson => "readings-other-json",
            Self::CutJson => "readings-cut-json",
            Self::OnlyHeading => "readings-only-heading",
            Self::NothingFound => "readings-nothing-found",
            Self::Instant => "readings-instant",
            Self::NoTime => "readings-no-time",
            Self::NoValue => "readings-no-value",
            Self::TicketsOfNoUnit => "readings-tickets-unit",
            Self::NoTarget => "readings-no-target",
            Self::NoLasting => "readings-no-lasting",
            Self::NoEnd => "readings-no-end",
        }
    }
}

/// What the reader has to know of the measure and its table.
pub(super) struct Known<'a> {
    pub unit: &'a str,
    /// Away from it values are rounded: none meets a target by that.
    pub aim: Aim,
    /// The table's zone, in which its days begin.
    pub zone: &'a str,
    pub now: Moment,
}

/// Reads a file.
pub(super) fn read(text: &str, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let text = text.as_str();
    if text.trim().is_empty() {
        return Err(NoFile::Empty);
    }
    match text.trim_start().starts_with(['{', '[']) {
        true => of_json(text, chosen, known),
        false => of_table(Table::read(text)?, chosen, known),
    }
}

fn of_json(text: &str, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let value: Value = serde_json::from_str(text).map_err(|error| match error.is_eof() {
        true => NoFile::CutJson,
        false => NoFile::OtherJson,
    })?;
    if let Some(error) = prometheus::error(&value).or_else(|| zabbix::error(&value)) {
        return Err(NoFile::Error(error));
    }
    if let Some(series) = prometheus::series(&value) {
        return prometheus::read(series, chosen, known);
    }
    match zabbix::answer(&value) {
        Some(answer) => zabbix::read(answer, chosen, known),
        None => Err(NoFile::OtherJson),
    }
}

fn of_table(table: Table, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    if servicenow::is(&table) {
        servicenow::read(table, chosen, known)
    } else if jira::is(&table) {
        jira::read(table, chosen, known)
    } else if glpi::is(&table) {
        glpi::read(table, chosen, known)
    } else if grafana::is(&table) {
        grafana::read(table, chosen, known)
    } else {
        plain::read(table, ReadingSource::Csv, chosen, known)
    }
}

/// Whether something can have been read then: not ahead, but for a clock that is a little fast.
fn is_past(at: Moment, known: &Known<'_>) -> bool {
    at >= EARLIEST_READING && at <= Moment(known.now.0.saturating_add(Moment::DAY))
}

impl Read {
    fn of(source: ReadingSource, columns: Vec<String>) -> Self {
        Self {
            source,
            columns,
            series: Vec::new(),
            candidates: Vec::new(),
            time: 0,
            value: 1,
            readings: Vec::new(),
            wrong: Vec::new(),
            unread: Vec::new(),
            total: None,
            open: Vec::new(),
            tickets: None,
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

    /// The column of figures: the chosen one, the only candidate, or for now the first, and that is asked.
    fn value_among_candidates(&mut self, chosen: &Chosen) -> Result<usize, NoFile> {
        match (chosen.value, self.candidates.as_slice()) {
            (Some(value), _) => Ok(value),
            (None, []) => Err(NoFile::NoTarget),
            (None, &[one]) => Ok(one),
            (None, &[first, ..]) => {
                self.asks(Question::Value);
                Ok(first)
            }
        }
    }

    /// Whether it can be taken as it is.
    pub fn is_whole(&self) -> bool {
        self.wrong.is_empty() && self.questions.is_empty() && !self.readings.is_empty()
    }

    /// When nothing was read, in the order of time.
    pub fn nothing_at(&self) -> Vec<Moment> {
        let moments: BTreeSet<Moment> = self.unread.iter().map(|(_, at)| *at).collect();
        moments.into_iter().collect()
    }

    /// Puts readings in the order of time; what two lines say alike is one reading.
    fn settle(&mut self, lines: Vec<(u64, Reading, String)>, known: &Known<'_>) {
        let mut all: BTreeMap<Moment, i64> = BTreeMap::new();
        for (line, reading, shown) in lines {
            if !is_past(reading.at, known) {
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
        // What lies ahead could not be read yet.
        let was_due = |at: &Moment| is_past(*at, known) && *at <= known.now;
        self.unread
            .retain(|(_, at)| was_due(at) && !all.contains_key(at));
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
