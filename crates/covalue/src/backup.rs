//! `covalue backup`: a consistent copy of the embedded database while it is in use.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, ensure};

use crate::new_file::NewFile;
use crate::serve::say;
use crate::settings::PlaceOptions;

/// What `backup` takes.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    place: PlaceOptions,
    /// Where to write the copy; must not exist.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Copies the database into a file of its own.
pub fn run(options: Options) -> anyhow::Result<ExitCode> {
    let place = options.place.merged()?.place;
    ensure!(
        place.database.is_none(),
        "PostgreSQL makes its own copies: pg_dump --format=custom --file={} NAME",
        options.out.display()
    );
    let database = place.open_read_only()?;
    // It holds what everybody said, and passwords' hashes: readable by nobody else, from the start.
    let new = NewFile::begin(&options.out)?;
    database
        .copy_into(new.partial())
        .context("nothing was copied")?;
    let bytes = new.file().metadata()?.len();
    new.finish()?;
    say(&format!("{}: {bytes} bytes", options.out.display()));
    Ok(ExitCode::SUCCESS)
}
