//! The readings of a measure as a table.

use domain::ids::*;

use crate::ask::{Answer, Ask};
use crate::lanes::{self, Lane};
use crate::pages::agreement;
use crate::pages::tables::Table;
use crate::problem::Problem;
use crate::sheet::Sheet;

/// What its columns are called for programs; for people each has a word of their language.
pub(super) const COLUMNS: [&str; 4] = ["time", "value", "party", "people"];

/// `GET …/measures/{measure}/readings.csv`: a row for each reading, with the party that read it, and of how many
/// people it is where people answered; then one without a value for each moment at which there was nothing to read.
/// Its import reads it again and asks nothing, as far as one party read the measure.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such measure.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let id: MeasureId = ask.param("measure")?;
    room.seen.measure_name(id).ok_or(Problem::NotFound)?;
    let mut table = Table::of(&room, COLUMNS, [])?;
    let for_people = Sheet::of(ask).is_for_people();
    for (party, reading, people) in room.seen.readings_of(id) {
        let value = match for_people {
            true => agreement::number(room.say, reading.value),
            // A program reads a point and a minus wherever it runs.
            false => plain(reading.value),
        };
        table.row(vec![
            room.dates.machine(reading.at),
            value,
            room.names.on_paper(party),
            people.map_or_else(String::new, |people| people.to_string()),
        ]);
    }
    for (party, at) in room.seen.unread_of(id) {
        table.row(vec![
            room.dates.machine(at),
            String::new(),
            room.names.on_paper(party),
            String::new(),
        ]);
    }
    table.done(ask, "readings")
}

fn plain(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, part) = (thousandths.abs() / 1_000, thousandths.abs() % 1_000);
    format!("{sign}{whole}.{part:03}")
}
