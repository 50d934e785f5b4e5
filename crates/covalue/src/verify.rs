//! `covalue verify`: was anything changed, dropped or reordered?

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use domain::ids::RelationshipId;
use record::{LeafList, Record, StreamId};

use crate::serve::say;
use crate::settings::PlaceOptions;

/// What `verify` takes.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    place: PlaceOptions,
    /// This relationship only.
    #[arg(long, value_name = "ID")]
    relationship: Option<RelationshipId>,
    /// Compare with a list of leaves that somebody kept; it names its relationship.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

/// Checks every entry, and says per relationship what was found. May run beside a server.
pub fn run(options: Options) -> anyhow::Result<ExitCode> {
    let kept = options.against.map(|path| -> anyhow::Result<LeafList> {
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        text.parse().with_context(|| path.display().to_string())
    });
    let kept = kept.transpose()?;
    let database = options.place.merged()?.place.open_read_only()?;
    let record = Record::open_existing(database, domain::fact::erases)?;
    let asked = options.relationship.map(|id| StreamId(id.0));
    let streams = match (asked, &kept) {
        (Some(id), Some(kept)) => {
            ensure!(
                id == kept.stream,
                "the list of leaves is of {}, not of {id}",
                kept.stream
            );
            vec![id]
        }
        (Some(id), None) => vec![id],
        (None, Some(kept)) => vec![kept.stream],
        (None, None) => record.streams()?,
    };
    if asked.is_some() || kept.is_some() {
        let there = record.streams()?;
        // That a kept stream is gone altogether is a finding; a mistyped id is none.
        ensure!(
            kept.is_some() || streams.iter().all(|id| there.contains(id)),
            "there is no such relationship here"
        );
    }
    let mut sound = true;
    for stream in &streams {
        let verdict = record.verify(*stream, kept.as_ref())?;
        sound &= verdict.is_sound();
        match verdict.finding {
            None => say(&format!(
                "{stream}: sound, {} entries, {} erased, root {}",
                verdict.entries, verdict.erased, verdict.root
            )),
            Some(finding) => say(&format!("{stream}: {finding}")),
        }
    }
    // The end of a log can be lost without a trace in what is left.
    for loss in record.missing()? {
        if streams.contains(&loss.stream) || asked.is_none() && kept.is_none() {
            sound = false;
            say(&loss.to_string());
        }
    }
    if streams.is_empty() {
        say("There is no relationship yet.");
    }
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
