//! `covalue move`: a whole instance out of the embedded database into PostgreSQL.

use std::process::ExitCode;

use accounts::{Accounts, SystemEntropy};
use anyhow::{Context, ensure};
use database::{Database, Dialect};
use record::Record;

use crate::serve::say;
use crate::settings::PlaceOptions;

/// What `move` takes.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    place: PlaceOptions,
    /// The PostgreSQL database, empty: postgres://USER@HOST/NAME.
    #[arg(
        long,
        env = "COVALUE_MOVE_TO",
        value_name = "URL",
        hide_env_values = true
    )]
    to: String,
}

/// Copies every row, verifies every relationship, and says what was moved.
pub fn run(options: Options) -> anyhow::Result<ExitCode> {
    let place = options.place.merged()?.place;
    ensure!(
        place.database.is_none(),
        "a move leads from the embedded database to PostgreSQL: name its directory with --data"
    );
    let from = place.open_existing()?;
    // As a server of this release has it: the tables of both sides are the same then.
    Accounts::open(from.clone(), SystemEntropy)?;
    let record = Record::open(from.clone(), domain::fact::erases)?;
    let source = *record.origin().as_bytes();

    let to = Database::open(&options.to).context("the database to move into")?;
    ensure!(
        to.dialect() == Dialect::Postgres,
        "--to is a PostgreSQL database"
    );
    let goes_on = to.is_being_moved_into(source)?;
    let inhabited = Record::open_existing(to.clone(), domain::fact::erases).is_ok();
    ensure!(
        goes_on || !inhabited,
        "there is an instance in that database already: move into an empty one"
    );
    if goes_on {
        say("Going on with a move that was stopped.");
    }
    Accounts::open(to.clone(), SystemEntropy)?;
    Record::migrate(&to)?;
    let moved = from.move_into(&to, source, |table, rows| {
        if rows.is_multiple_of(50_000) && rows > 0 {
            say(&format!("{table}: {rows} rows so far"));
        }
    })?;
    let there = Record::open_existing(to.clone(), domain::fact::erases)?;
    for stream in there.streams()? {
        let verdict = there.verify(stream, Some(&record.leaves(stream)?))?;
        ensure!(
            verdict.is_sound(),
            "{stream}: {}",
            verdict
                .finding
                .map_or_else(String::new, |finding| finding.to_string())
        );
        say(&format!("{stream}: sound, {} entries", verdict.entries));
    }
    // Only what was verified is opened by a server.
    to.end_move()?;
    let rows: u64 = moved.tables.iter().map(|(_, rows)| rows).sum();
    say(&format!(
        "{rows} rows of {} tables moved. Start the server with --database from now on; keep {} as it is \
         until you have seen it run.",
        moved.tables.len(),
        from.file()
            .map_or_else(String::new, |file| file.display().to_string())
    ));
    Ok(ExitCode::SUCCESS)
}
