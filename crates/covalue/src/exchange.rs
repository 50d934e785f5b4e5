//! `covalue export` and `covalue import`: whole relationships out of one database into another.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use domain::ids::RelationshipId;
use record::{Record, StreamId};

use crate::seats;
use crate::serve::say;
use crate::settings::PlaceOptions;

/// What `export` takes.
#[derive(clap::Args)]
pub struct ExportOptions {
    #[command(flatten)]
    place: PlaceOptions,
    /// Which relationship.
    #[arg(long, value_name = "ID")]
    relationship: RelationshipId,
    #[command(flatten)]
    what: What,
    /// Where to write it, instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct What {
    /// Every entry, as JSON Lines: what `import` reads. Holds everything said, to any audience.
    #[arg(long)]
    entries: bool,
    /// The list of leaves, to keep elsewhere for `verify --against`. Tells nothing of what was said.
    #[arg(long)]
    leaves: bool,
}

/// Writes entries or leaves. May run beside a server.
pub fn export(options: ExportOptions) -> anyhow::Result<ExitCode> {
    let database = options.place.merged()?.place.open_read_only()?;
    let record = Record::open_existing(database, domain::fact::erases)?;
    let stream = StreamId(options.relationship.0);
    let write = |out: &mut dyn Write| -> anyhow::Result<()> {
        if options.what.leaves {
            write!(out, "{}", record.leaves(stream)?)?;
        } else {
            record.export(stream, &mut *out)?;
        }
        Ok(out.flush()?)
    };
    match &options.out {
        None => write(&mut BufWriter::new(io::stdout().lock()))?,
        Some(path) => {
            let mut out = BufWriter::new(create(path)?);
            write(&mut out).with_context(|| path.display().to_string())?;
            out.get_ref().sync_all()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A new file, for the owner's eyes only.
pub fn create(path: &Path) -> anyhow::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("{} cannot be made", path.display()))
}

/// What `import` takes.
#[derive(clap::Args)]
pub struct ImportOptions {
    #[command(flatten)]
    place: PlaceOptions,
    /// What `export --entries` wrote; `-` for standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Adds a relationship, verifying every entry.
pub fn import(options: ImportOptions) -> anyhow::Result<ExitCode> {
    let app = crate::admin::open(&options.place.merged()?.place.open()?)?;
    let imported = if options.file.as_os_str() == "-" {
        app.record().import(io::stdin().lock())
    } else {
        let file = File::open(&options.file)
            .with_context(|| format!("{} cannot be read", options.file.display()))?;
        app.record().import(BufReader::new(file))
    };
    let (stream, head) = imported.with_context(|| options.file.display().to_string())?;
    seats::index(&app, stream)?;
    let unknown = seats::strangers(&app, stream)?;
    say(&format!(
        "{stream}: {} entries, root {}",
        head.sequence, head.root
    ));
    // A record holds no names and no way to sign in.
    if unknown > 0 {
        say(&format!(
            "{unknown} of the people in it have no account here: an export brings no accounts, so nobody \
             can come in as them. `covalue move` takes a whole instance along."
        ));
    }
    Ok(ExitCode::SUCCESS)
}
