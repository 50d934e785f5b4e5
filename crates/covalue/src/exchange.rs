//! `covalue export` and `covalue import`: whole relationships out of one database into another.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use domain::ids::RelationshipId;
use record::{LeafList, Record, StreamId};

use crate::new_file::NewFile;
use crate::seats;
use crate::serve::say;
use crate::settings::PlaceOptions;

/// What `export` takes.
#[derive(clap::Args)]
pub struct ExportOptions {
    #[command(flatten)]
    place: PlaceOptions,
    /// Which relationship. Lists of leaves are written of all of them where none is named.
    #[arg(long, value_name = "ID", required_unless_present = "leaves")]
    relationship: Option<RelationshipId>,
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

/// Writes entries or leaves of what verifies, and nothing of what does not. May run beside a server.
pub fn export(options: ExportOptions) -> anyhow::Result<ExitCode> {
    let database = options.place.merged()?.place.open_read_only()?;
    let record = Record::open_existing(database, domain::fact::erases)?;
    let streams = match options.relationship {
        Some(id) => vec![StreamId(id.0)],
        None => record.streams()?,
    };
    let lists = if options.what.leaves {
        lists(&record, &streams)?
    } else {
        Vec::new()
    };
    let write = |out: &mut dyn Write| -> anyhow::Result<()> {
        if options.what.leaves {
            for list in &lists {
                write!(out, "{list}")?;
            }
        } else {
            for stream in &streams {
                record.export(*stream, &mut *out)?;
            }
        }
        Ok(out.flush()?)
    };
    match &options.out {
        None => write(&mut BufWriter::new(io::stdout().lock()))?,
        Some(path) => {
            let kept = NewFile::begin(path)?;
            let mut out = BufWriter::new(kept.file());
            write(&mut out).with_context(|| path.display().to_string())?;
            drop(out);
            kept.finish()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The lists of leaves of streams that verify.
fn lists(record: &Record, streams: &[StreamId]) -> anyhow::Result<Vec<LeafList>> {
    let list = |stream: &StreamId| {
        let list = record.leaves(*stream)?;
        if let Some(finding) = record.verify(*stream, Some(&list))?.finding {
            bail!("{stream}: {finding}; nothing that was altered is written");
        }
        Ok(list)
    };
    streams.iter().map(list).collect()
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
