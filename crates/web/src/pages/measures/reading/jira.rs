//! Jira: issues exported as CSV, with all fields or those of a filter, in English or German.
//!
//! <https://support.atlassian.com/jira-software-cloud/docs/export-issues-from-a-project-or-filter/>. Times stand as
//! `25/Feb/26 10:17 PM`, in the zone of whoever exported them, which the file does not name. A target of Jira Service
//! Management, “Custom field (Time to resolution)”, holds what was left of it, as hours and minutes; where it was missed,
//! with a minus. How long an issue took is not in the file: it is what lies between Created and Resolved.

use domain::words::ReadingSource;

use super::table::Table;
use super::tickets::{self, Ticket, Told, Wants};
use super::{Chosen, Known, NoFile, Read, Wrong};

const KEY: [&str; 2] = ["issue key", "vorgangsschlüssel"];
const CREATED: [&str; 2] = ["created", "erstellt"];
const RESOLVED: [&str; 2] = ["resolved", "erledigt"];
/// How the columns of targets begin: an administrator may call one otherwise, and then its cells tell.
const TARGET: &str = "custom field (time to ";
const FIELD: [&str; 2] = ["custom field (", "benutzerdefinierte felder ("];

pub(super) fn is(table: &Table) -> bool {
    table.column(&KEY).is_some() && table.column(&CREATED).is_some()
}

pub(super) fn read(table: Table, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let wants = Wants::of(known)?;
    let key = table.column(&KEY);
    let created = table.column(&CREATED).ok_or(NoFile::NoTime)?;
    let resolved = table.column(&RESOLVED).ok_or(NoFile::NoEnd)?;
    let mut read = Read::of(ReadingSource::Jira, table.columns);
    (read.time, read.value, read.wrong) = (resolved, created, table.broken);
    if wants == Wants::Share {
        let columns = read.columns.iter().enumerate();
        let targets = columns.filter(|(place, column)| {
            let cells = table.rows.iter().filter_map(|(_, row)| row.get(*place));
            let first = cells.into_iter().find(|cell| !cell.is_empty());
            let column = column.to_lowercase();
            let is_field = FIELD.iter().any(|begins| column.starts_with(begins));
            let tells = |cell: &str| cell.contains([':', 'h']) && told(cell).is_ok();
            first.is_some_and(|cell| column.starts_with(TARGET) || is_field && tells(cell))
        });
        read.candidates = targets.map(|(place, _)| place).collect();
        read.value = read.value_among_candidates(chosen)?;
    }

    let mut all = Vec::new();
    for (line, row) in &table.rows {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let told = match wants {
            Wants::Time(_) => Ok(Some(Told::Between)),
            Wants::Share => told(cell(read.value)),
        };
        match told {
            Ok(Some(told)) if !cell(resolved).is_empty() => all.push(Ticket {
                line: *line,
                key: key.map(cell).unwrap_or_default().to_owned(),
                opened: cell(created).to_owned(),
                closed: cell(resolved).to_owned(),
                told,
            }),
            Ok(_) => read.open.push(*line),
            Err(wrong) => read.wrong.push((*line, wrong)),
        }
    }
    tickets::tell(&mut read, all, wants, chosen, known);
    Ok(read)
}

/// Whether a target was kept: `3:20` or `3h 20m` was left, `-0:45` was over. Where the cell is empty, the issue
/// has no such target.
fn told(cell: &str) -> Result<Option<Told>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    let (kept, left) = match cell.strip_prefix('-') {
        Some(over) => (false, over),
        None => (true, cell),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = left.split_once(':').unwrap_or_default();
    let by_clock = digits(hours) && digits(minutes) && minutes.len() == 2 && minutes < "60";
    let counted = |word: &str| {
        word.strip_suffix(['w', 'd', 'h', 'm', 's'])
            .is_some_and(digits)
    };
    let in_words = !left.trim().is_empty() && left.split_whitespace().all(counted);
    match by_clock || in_words {
        true => Ok(Some(Told::Kept(kept))),
        false => Err(Wrong::Duration(cell.to_owned())),
    }
}
