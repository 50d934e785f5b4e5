//! Grafana: what “Inspect”, “Data”, “Download CSV” of a panel writes.
//!
//! <https://grafana.com/docs/grafana/latest/panels-visualizations/panel-inspector/>. The first column is `Time`, each
//! other a series. “Download for Excel” puts the separator above; formatted values carry their unit; times are in the
//! zone of the dashboard, which the file does not name.

use domain::words::ReadingSource;

use super::table::Table;
use super::{Chosen, Known, NoFile, Read, plain};

pub(super) fn is(table: &Table) -> bool {
    table.columns.first().is_some_and(|first| first == "Time")
}

pub(super) fn read(table: Table, chosen: &Chosen, known: &Known<'_>) -> Result<Read, NoFile> {
    plain::read(table, ReadingSource::Grafana, chosen, known)
}
