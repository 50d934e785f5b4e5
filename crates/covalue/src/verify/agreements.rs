//! Whether agreements hold: that what was signed is what is there, and that whoever signed did. For this nobody
//! has to be trusted but whoever said, of a signature by password, that they asked for it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Context;
use domain::act::RecordName;
use domain::agreement::check::{Check, Checked, Finding};
use domain::ids::{PartyId, PersonId, RelationshipId};
use domain::words::Proved;
use record::{Record, StreamId};
use serde::Deserialize;
use uuid::Uuid;

use crate::serve::say;

/// What a file says of an entry, as far as this looks at it; of one that is sealed nothing but its place.
#[derive(Deserialize)]
struct Line {
    sequence: Option<u64>,
    actor: Option<Uuid>,
    kind: Option<String>,
    fact: Option<String>,
    content: Option<String>,
}

/// The agreements of a file that was found in order.
pub fn in_file(path: &Path, stream: StreamId, origin: Uuid) -> anyhow::Result<bool> {
    let mut check = Check::new(name(stream, origin));
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    for line in BufReader::new(file).lines() {
        let Ok(line) = serde_json::from_str::<Line>(&line?) else {
            continue;
        };
        if let (Some(sequence), Some(actor), Some(kind), Some(fact)) =
            (line.sequence, line.actor, line.kind, line.fact)
        {
            let content = line.content.as_deref().map(str::as_bytes);
            check.entry(sequence, PersonId(actor), &kind, fact.as_bytes(), content);
        }
    }
    Ok(tell(stream, check))
}

/// The agreements of a record that was found sound.
pub fn in_record(record: &Record, stream: StreamId) -> anyhow::Result<bool> {
    let Some(header) = record.header(stream)? else {
        return Ok(true);
    };
    let mut check = Check::new(name(stream, header.origin));
    record.entries(stream, .., |entry| {
        let content = entry.content.as_deref();
        check.entry(
            entry.sequence,
            PersonId(entry.actor),
            &entry.kind,
            &entry.fact,
            content,
        );
        ControlFlow::Continue(())
    })?;
    Ok(tell(stream, check))
}

fn name(stream: StreamId, origin: Uuid) -> RecordName {
    RecordName {
        origin,
        relationship: RelationshipId(stream.0),
    }
}

/// Says what was found; whether nothing speaks against it.
fn tell(stream: StreamId, check: Check) -> bool {
    let found = check.finish();
    for checked in &found {
        say(&format!("{stream}: {}", sentence(checked)));
    }
    !found
        .iter()
        .any(|checked| matches!(checked.what, Finding::Fault(_)))
}

/// That of whoever signed nothing was known but that they had another party's link.
fn by_link(of: Option<PartyId>) -> String {
    of.map_or_else(String::new, |of| {
        format!("; their party was here only by links that party {of} made")
    })
}

fn sentence(checked: &Checked) -> String {
    let Checked {
        sequence,
        version,
        what,
    } = checked;
    let said = match what {
        Finding::Opened {
            clauses,
            erased,
            unseen,
        } => {
            let mut said = format!("{clauses} clauses are those that stand for the text");
            if *erased > 0 {
                said += &format!("; {erased} of them erased since then");
            }
            if *unseen > 0 {
                said +=
                    &format!("; {unseen} of them are not in this copy and cannot be checked here");
            }
            said
        }
        Finding::Signed {
            person,
            proved,
            by_link_of,
            withdrawn,
        } => {
            let how = match proved {
                Proved::Passkey => "with a passkey: the signature holds",
                Proved::TwoFactors => "confirmed by the server: nobody else can check that",
                Proved::Password => "by password only: nobody else can check that",
                Proved::Demo => "in a demo: that proves nothing",
            };
            let withdrawn = withdrawn.map_or_else(String::new, |entry| {
                format!("; withdrawn in entry {entry}: it no longer holds")
            });
            format!(
                "{person} signed it, {how}{}{withdrawn}",
                by_link(*by_link_of)
            )
        }
        Finding::InForce => "it is in force: every party has signed this text".to_owned(),
        Finding::Fault(why) => format!("it does not hold: {why}"),
    };
    format!("agreement, version {version}, entry {sequence}: {said}")
}
