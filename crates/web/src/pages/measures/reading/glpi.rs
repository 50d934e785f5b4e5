//! GLPI: the list of tickets of a search, exported as CSV in English or French.
//!
//! <https://glpi-user-documentation.readthedocs.io/fr/latest/first-steps/search.html>; what the columns hold stands with the
//! search options of `Ticket` in its source, <https://github.com/glpi-project/glpi/blob/main/src/CommonITILObject.php>, and
//! what they are called in French in its `locales/fr_FR.po`.
//! Cells are parted by a semicolon, in quotes, and up to version 10 another one ends each line. Dates stand as whoever
//! exported them has chosen, 2026-03-31, 31-03-2026 or 03-31-2026, in the zone of the server, which the file does not name.

use domain::words::ReadingSource;

use super::durations;
use super::table::Table;
use super::tickets::{self, Ticket, Told, Wants};
use super::{Chosen, Known, NoFile, Read, Wrong};

const TITLE: [&str; 2] = ["title", "titre"];
/// How the columns end that say whether a target was missed; up to version 9.3 with a slip.
const EXCEEDED: [&str; 3] = [" exceeded", " exceedeed", " dépassé"];
const OPENED: [&str; 2] = ["opening date", "date d'ouverture"];
/// When it was solved, which stops the clock; else when it was closed.
const SOLVED: [&str; 4] = [
    "resolution date",
    "date de résolution",
    "closing date",
    "date de clôture",
];
const LASTED: [&str; 2] = ["resolution time", "délai de résolution"];

pub(super) fn is(table: &Table) -> bool {
    let has = |names: &[&str]| table.column(names).is_some();
    has(&["id"]) && has(&TITLE) && has(&OPENED)
}

pub(super) fn read(table: Table, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let wants = Wants::of(known)?;
    let id = table.column(&["id"]).ok_or(NoFile::NoValue)?;
    let solved = table.column(&SOLVED).ok_or(NoFile::NoEnd)?;
    let opened = table.column(&OPENED);
    let lasted = table.column(&LASTED);
    let mut read = Read::of(ReadingSource::Glpi, table.columns);
    (read.time, read.wrong) = (solved, table.broken);
    read.value = match wants {
        Wants::Time(_) => lasted.ok_or(NoFile::NoLasting)?,
        Wants::Share => {
            let columns = read.columns.iter().enumerate();
            let targets = columns.filter(|(_, column)| {
                let column = column.to_lowercase();
                EXCEEDED.iter().any(|end| column.ends_with(end))
            });
            read.candidates = targets.map(|(place, _)| place).collect();
            read.value_among_candidates(chosen)?
        }
    };

    let mut all = Vec::new();
    for (line, row) in &table.rows {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        if cell(solved).is_empty() || cell(read.value).is_empty() {
            read.open.push(*line);
            continue;
        }
        match told(wants, cell(read.value)) {
            Ok(told) => all.push(Ticket {
                line: *line,
                key: cell(id).replace([' ', '\u{a0}'], ""),
                opened: opened.map(cell).unwrap_or_default().to_owned(),
                closed: cell(solved).to_owned(),
                told,
            }),
            Err(wrong) => read.wrong.push((*line, wrong)),
        }
    }
    tickets::tell(&mut read, all, wants, chosen, known);
    Ok(read)
}

fn told(wants: Wants, cell: &str) -> Result<Told, Wrong> {
    match (wants, cell.to_lowercase().as_str()) {
        (Wants::Time(_), cell) if cell.starts_with('-') => Err(Wrong::Negative(cell.to_owned())),
        (Wants::Time(_), cell) => match durations::read(cell) {
            Some(lasted) => Ok(Told::Lasted(lasted)),
            None => Err(Wrong::Duration(cell.to_owned())),
        },
        (Wants::Share, "yes" | "oui") => Ok(Told::Kept(false)),
        (Wants::Share, "no" | "non") => Ok(Told::Kept(true)),
        (Wants::Share, _) => Err(Wrong::YesNo(cell.to_owned())),
    }
}
