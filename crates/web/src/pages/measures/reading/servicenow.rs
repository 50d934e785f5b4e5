//! ServiceNow: a list of the table `task_sla`, exported as CSV.
//!
//! What its fields mean: <https://www.servicenow.com/docs/r/it-service-management/service-level-management/r_TaskSLATable.html>.
//! A list is exported with the fields' names or with their labels above the columns; times are in the zone of whoever
//! exported it, which the file does not name. A row is one target of one ticket: it counts when its clock stopped, unless
//! it was cancelled.

use std::collections::BTreeSet;

use domain::words::ReadingSource;

use super::table::Table;
use super::tickets::{self, Ticket, Told, Wants};
use super::{Chosen, Known, NoFile, Question, Read, Wrong};
use super::{durations, numbers};

const TASK: [&str; 2] = ["task", "task.number"];
const TARGET: [&str; 2] = ["sla", "sla definition"];
const STAGE: [&str; 1] = ["stage"];
const BREACHED: [&str; 2] = ["has_breached", "has breached"];
const BEGUN: [&str; 2] = ["start_time", "start time"];
const STOPPED: [&str; 3] = ["end_time", "stop time", "end time"];
/// Stages in which a ticket counts once its clock stopped, in English and German.
const COUNTS: [&str; 13] = [
    "starting",
    "in progress",
    "in bearbeitung",
    "paused",
    "pausiert",
    "angehalten",
    "completed",
    "abgeschlossen",
    "achieved",
    "erreicht",
    "breached",
    "verletzt",
    "nicht eingehalten",
];
const CANCELLED: [&str; 4] = ["cancelled", "canceled", "storniert", "abgebrochen"];
/// Within the hours of its schedule, or by the calendar.
const LASTED: [&str; 4] = [
    "business_duration",
    "business elapsed time",
    "duration",
    "actual elapsed time",
];
const USED: [&str; 4] = [
    "business_percentage",
    "business elapsed percentage",
    "percentage",
    "actual elapsed percentage",
];

pub(super) fn is(table: &Table) -> bool {
    let has = |names: &[&str]| table.column(names).is_some();
    has(&TASK) && has(&STAGE) && has(&TARGET)
}

pub(super) fn read(table: Table, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    let wants = Wants::of(known)?;
    let stopped = table.column(&STOPPED).ok_or(NoFile::NoEnd)?;
    let value = match wants {
        Wants::Share => table.column(&BREACHED).ok_or(NoFile::NoTarget)?,
        Wants::Time(_) => table.column(&LASTED).ok_or(NoFile::NoLasting)?,
    };
    let [task, target, stage] = [&TASK[..], &TARGET, &STAGE].map(|names| table.column(names));
    let (begun, used) = (table.column(&BEGUN), table.column(&USED));
    let mut read = Read::of(ReadingSource::ServiceNow, table.columns);
    (read.time, read.value, read.wrong) = (stopped, value, table.broken);

    let named = table.rows.iter().map(|(_, row)| {
        let named = target.and_then(|target| row.get(target));
        named.unwrap_or_default()
    });
    let targets: BTreeSet<&str> = named.collect();
    let targets: Vec<String> = targets.into_iter().map(str::to_owned).collect();
    let which = chosen.series.filter(|_| targets.len() > 1).unwrap_or(0);
    if targets.len() > 1 && chosen.series.is_none() {
        read.asks(Question::Series);
    }
    let which_one = targets.get(which).cloned().ok_or(NoFile::NoValue)?;
    read.series = targets;

    let mut all = Vec::new();
    for (line, row) in &table.rows {
        let cell = |column: Option<usize>| column.and_then(|it| row.get(it)).unwrap_or_default();
        if cell(target) != which_one {
            continue;
        }
        let at_stage = cell(stage).to_lowercase().replace('_', " ");
        if cell(Some(stopped)).is_empty() || CANCELLED.contains(&at_stage.as_str()) {
            read.open.push(*line);
            continue;
        }
        if !COUNTS.contains(&at_stage.as_str()) {
            let stage = cell(stage).to_owned();
            read.wrong.push((*line, Wrong::Stage(stage)));
            continue;
        }
        match told(wants, cell(Some(value)), cell(used)) {
            Ok(told) => all.push(Ticket {
                line: *line,
                // A target may be attached to the same ticket again, once it was reopened.
                key: format!("{} {} {}", cell(task), cell(target), cell(begun)),
                opened: cell(begun).to_owned(),
                closed: cell(Some(stopped)).to_owned(),
                told,
            }),
            Err(wrong) => read.wrong.push((*line, wrong)),
        }
    }
    tickets::tell(&mut read, all, wants, chosen, known);
    Ok(read)
}

fn told(wants: Wants, cell: &str, used: &str) -> Result<Told, Wrong> {
    if cell.starts_with('-') {
        return Err(Wrong::Negative(cell.to_owned()));
    }
    if let Wants::Time(_) = wants {
        let lasted = durations::read(cell).ok_or_else(|| Wrong::Duration(cell.to_owned()))?;
        return Ok(Told::Lasted(lasted));
    }
    let kept = match cell.to_lowercase().as_str() {
        "false" | "no" => true,
        "true" | "yes" => false,
        _ => return Err(Wrong::YesNo(cell.to_owned())),
    };
    if used.is_empty() {
        return Ok(Told::Kept(kept));
    }
    let (negative, is_over) =
        numbers::over_hundred(used).ok_or_else(|| Wrong::Number(used.to_owned()))?;
    match (kept, is_over) {
        _ if negative => Err(Wrong::Negative(used.to_owned())),
        (true, true) => Err(Wrong::Contradicts(used.to_owned())),
        _ => Ok(Told::Kept(kept)),
    }
}
