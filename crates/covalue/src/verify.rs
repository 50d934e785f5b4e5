//! `covalue verify`: was anything changed, dropped or reordered?

mod agreements;
mod consultations;
mod file;
mod names;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use accounts::{Accounts, SystemEntropy};
use anyhow::{Context, ensure};
use domain::ids::RelationshipId;
use record::{Hash, LeafList, Record, StreamId};

use crate::serve::say;
use crate::settings::PlaceOptions;

/// What `verify` takes.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    place: PlaceOptions,
    /// Check this file and no database: `record.jsonl` or `record.leaves` of the record page, or what
    /// `export` wrote.
    #[arg(value_name = "FILE", conflicts_with = "relationship")]
    file: Option<PathBuf>,
    /// The root that the file has to come to, as the record page shows it.
    #[arg(long, value_name = "ROOT", requires = "file")]
    root: Option<Hash>,
    /// This relationship only.
    #[arg(long, value_name = "ID")]
    relationship: Option<RelationshipId>,
    /// Compare with lists of leaves that somebody kept; each names its relationship.
    #[arg(long, value_name = "LEAVES")]
    against: Option<PathBuf>,
}

/// Checks every entry, and says per relationship what was found. May run beside a server.
pub fn run(options: Options) -> anyhow::Result<ExitCode> {
    let kept = match &options.against {
        Some(path) => lists(path)?,
        None => Vec::new(),
    };
    let sound = match &options.file {
        Some(file) => file::check(file, options.root, &kept)?,
        None => database(options, &kept)?,
    };
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// The lists of leaves in a file.
pub fn lists(path: &Path) -> anyhow::Result<Vec<LeafList>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    LeafList::all(&text).with_context(|| path.display().to_string())
}

fn database(options: Options, kept: &[LeafList]) -> anyhow::Result<bool> {
    let database = options.place.merged()?.place.open_read_only()?;
    let record = Record::open_existing(database.clone(), domain::fact::erases)?;
    let accounts = Accounts::open_existing(database, SystemEntropy)?;
    let there = record.streams()?;
    let mut streams = match options.relationship {
        Some(id) => vec![StreamId(id.0)],
        None => there.clone(),
    };
    if let Some(asked) = options.relationship {
        let asked = StreamId(asked.0);
        ensure!(
            there.contains(&asked) || kept.iter().any(|list| list.header.stream == asked),
            "there is no such relationship here"
        );
        ensure!(
            kept.is_empty() || kept.iter().any(|list| list.header.stream == asked),
            "none of the lists of leaves is of {asked}"
        );
    } else {
        // That a kept stream is gone altogether is a finding.
        streams.extend(kept.iter().map(|list| list.header.stream));
        streams.sort_unstable();
        streams.dedup();
    }
    let mut sound = true;
    for stream in &streams {
        let list = kept.iter().find(|list| list.header.stream == *stream);
        let verdict = record.verify(*stream, list)?;
        sound &= verdict.is_sound();
        match &verdict.finding {
            None => say(&format!(
                "{stream}: sound, {} entries, {} erased, root {}{}",
                verdict.entries,
                verdict.erased,
                verdict.root,
                match list {
                    Some(list) => format!(", as kept up to entry {}", list.leaves.len()),
                    None if kept.is_empty() => String::new(),
                    None => "; not compared: no list is of it".to_owned(),
                }
            )),
            Some(finding) => {
                say(&format!("{stream}: {finding}"));
                if let Some(by) = verdict.declared_by {
                    say(&format!("{stream}: entry {by} declares that this was lost"));
                }
            }
        }
        for (by, restored) in &verdict.restored {
            say(&format!(
                "{stream}: entry {by} declares that entries {} to {} were lost",
                restored.shared + 1,
                restored.reached.sequence
            ));
        }
        if verdict.is_sound() && there.contains(stream) {
            sound &= names::compare(&record, &accounts, *stream)?;
            sound &= agreements::in_record(&record, *stream)?;
            sound &= consultations::compare(&record, &accounts, *stream, &there)?;
        }
    }
    // The end of a log can be lost without a trace in what is left.
    for loss in record.missing()? {
        if options.relationship.is_none() || streams.contains(&loss.stream) {
            sound = false;
            say(&loss.to_string());
        }
    }
    if options.relationship.is_none() {
        for table in accounts.tables()? {
            if !there.contains(&StreamId(table.0)) {
                sound = false;
                say(&format!(
                    "{table}: people have a seat there, and nothing of its record is left"
                ));
            }
        }
    }
    let unwitnessed = record.without_heads()?;
    if unwitnessed > 0 {
        say(&format!(
            "Of {unwitnessed} records no head was kept beside the database (`covalue.db.heads`): whether \
             their last entries were lost, nobody here can tell."
        ));
    }
    if streams.is_empty() && sound {
        say("There is no relationship yet.");
    }
    Ok(sound)
}
