//! A table as spreadsheets and programs write it: a heading, and below it rows of as many cells.

use csv::{Position, ReaderBuilder, StringRecord, Trim};

use super::{NoFile, Wrong, numbers, times};

/// Columns of a table; a ticket system has one for each field that anybody ever made, and more is no table.
const COLUMNS: usize = 2_000;

/// A row, and on which line of the file it begins.
pub(super) type Row = (u64, StringRecord);

/// What a file holds, before anything in it is understood.
pub(super) struct Table {
    /// What stands above the columns; each is nothing where the first line is data already.
    pub columns: Vec<String>,
    /// Rows of as many cells as the heading.
    pub rows: Vec<Row>,
    /// Lines that cannot be read.
    pub broken: Vec<(u64, Wrong)>,
    /// A last line of fewer cells that sums up the others.
    pub total: Option<u64>,
}

impl Table {
    pub fn read(text: &str) -> Result<Self, NoFile> {
        let heading = text.lines().find(|line| !line.trim().is_empty());
        let heading = heading.ok_or(NoFile::Empty)?;
        // Grafana says which separator follows, as Excel does.
        let (separator, text, above) = match heading.trim().strip_prefix("sep=") {
            Some(mark) => {
                let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
                (mark.bytes().next().unwrap_or(b','), rest, 1)
            }
            None => (separator(text), text, 0),
        };
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .trim(Trim::All)
            .from_reader(text.as_bytes());
        let mut rows: Vec<Row> = Vec::new();
        let mut broken = Vec::new();
        if let Some(line) = left_open(text, separator) {
            broken.push((line + above, Wrong::Broken));
        }
        for row in reader.records() {
            match row {
                Ok(row) => {
                    let line = row.position().map_or(0, Position::line) + above;
                    if row.iter().any(|cell| !cell.is_empty()) {
                        rows.push((line, row));
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(0, Position::line) + above;
                    broken.push((line, Wrong::Broken));
                }
            }
        }
        let (_, first) = rows.first().ok_or(NoFile::Empty)?;
        let columns: Vec<String> = match is_data(first) {
            true => vec![String::new(); first.len()],
            false => {
                let (_, heading) = rows.remove(0);
                heading.iter().map(str::to_owned).collect()
            }
        };
        let short =
            |(_, row): &mut Row| row.len() < columns.len() && row.get(0).is_some_and(is_total);
        let total = rows.pop_if(short).map(|(line, _)| line);
        if rows.is_empty() && broken.is_empty() {
            return Err(NoFile::OnlyHeading);
        }
        if columns.len() > COLUMNS {
            return Err(NoFile::NoValue);
        }
        let (whole, short): (Vec<Row>, Vec<Row>) = rows
            .into_iter()
            .partition(|(_, row)| row.len() == columns.len());
        // Of what a quotation mark swallowed nothing else is said.
        let opened = broken.first().map_or(u64::MAX, |(line, _)| *line);
        let short = short.iter().filter(|(line, _)| *line < opened);
        broken.extend(short.map(|(line, _)| (*line, Wrong::Cells)));
        Ok(Self {
            columns,
            rows: whole,
            broken,
            total,
        })
    }

    /// The column that has one of these names, in the order in which they are looked for.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| {
            let mut all = self.columns.iter();
            all.position(|column| column.eq_ignore_ascii_case(name))
        })
    }
}

/// Whether a first line is no heading: a time, and beside it a number.
fn is_data(row: &StringRecord) -> bool {
    let is_time = |cell: &str| times::is_time(cell);
    let is_value = |cell: &str| numbers::is_number(cell) && !times::is_day(cell);
    let mut times = row.iter().enumerate().filter(|(_, cell)| is_time(cell));
    times.next().is_some_and(|(at, _)| {
        let mut others = row.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(_, cell)| is_value(cell))
    })
}

/// Whether a line that begins with this sums up the others.
pub(super) fn is_total(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches(':').to_lowercase();
    [
        "total",
        "totals",
        "sum",
        "average",
        "mean",
        "gesamt",
        "summe",
        "insgesamt",
        "mittelwert",
        "durchschnitt",
    ]
    .contains(&cell.as_str())
}

/// Lines that are looked at to find what parts the cells.
const LOOKED_AT: usize = 40;

/// What parts the cells: what gives most lines as many cells as the heading, and the heading the most. Where two do, a
/// comma rather begins decimals. What stands in quotes parts nothing.
fn separator(text: &str) -> u8 {
    let looks = |mark: u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(mark)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows = reader.records().filter_map(Result::ok);
        let lengths: Vec<usize> = rows.map(|row| row.len()).take(LOOKED_AT).collect();
        let heading = lengths.first().copied().unwrap_or(0);
        let alike = lengths.iter().filter(|length| **length == heading).count();
        (heading > 1, alike * 2 > lengths.len(), heading)
    };
    // Of several that are alike the last one is taken.
    let marks = [b',', b'\t', b';'];
    marks
        .into_iter()
        .max_by_key(|mark| looks(*mark))
        .unwrap_or(b',')
}

/// The line on which a quotation mark opens that nothing closes: the file was cut, or lost a mark.
fn left_open(text: &str, separator: u8) -> Option<u64> {
    let mut opened = None;
    let mut begins = true;
    let mut line = 1;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            // Two marks within a cell are one that is meant.
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (b'"', Some(_)) => opened = None,
            (b'"', None) if begins => opened = Some(line),
            _ => {}
        }
        begins = byte == separator || byte == b'\n' || begins && byte == b' ';
        line += u64::from(byte == b'\n');
    }
    opened
}
