//! Checking a file where there is no database: what a party took away of its own record.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, bail};
use record::{Checked, Hash, ImportReason, LeafList};

use crate::serve::say;

/// Whether the file is in order, comes to the root and agrees with what was kept.
pub fn check(path: &Path, root: Option<Hash>, kept: &[LeafList]) -> anyhow::Result<bool> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut input = BufReader::new(file);
    if input.fill_buf()?.starts_with(b"covalue leaves ") {
        return lists(path, root, kept);
    }
    let checked = match record::check(input, domain::fact::erases) {
        Ok(checked) => checked,
        Err(error) => {
            let found = matches!(
                error.reason,
                ImportReason::Altered(_) | ImportReason::CutOff
            );
            if !found {
                return Err(error).with_context(|| path.display().to_string());
            }
            say(&format!("{}: {error}", path.display()));
            return Ok(false);
        }
    };
    let stream = checked.header.stream;
    let mut sound = fits(checked.root, root);
    let list = kept.iter().find(|list| list.header.stream == stream);
    let compared = root.is_some() || list.is_some();
    if let Some(list) = list
        && let Some(finding) = checked.against(list)
    {
        sound = false;
        say(&format!("{stream}: {finding}"));
        if let Some(by) = checked.declared_by(list, finding.index) {
            say(&format!("{stream}: entry {by} declares that this was lost"));
        }
    }
    if list.is_none() && !kept.is_empty() {
        sound = false;
        say(&format!("{stream}: not compared: no list is of it"));
    }
    if sound {
        let (entries, root) = (checked.leaves.len(), checked.root);
        let sound = if compared {
            "sound"
        } else {
            "nothing in the file contradicts itself"
        };
        // Whoever reads no further learns what the verdict is not about.
        let missing = match checked.opened.files_missing {
            0 => String::new(),
            missing => format!("; {missing} attached files are missing, of which it cannot tell"),
        };
        say(&format!(
            "{stream}: {sound}, {entries} entries, root {root}{missing}"
        ));
    }
    tell(&checked, compared);
    Ok(super::agreements::in_file(path, stream, checked.header.origin)? && sound)
}

/// Lists of leaves are in order when they could be read: their numbers fit their leaves.
fn lists(path: &Path, root: Option<Hash>, kept: &[LeafList]) -> anyhow::Result<bool> {
    let lists = super::lists(path)?;
    if root.is_some() && lists.len() > 1 {
        bail!("there are several lists in the file: one root cannot be that of all");
    }
    let mut sound = true;
    for list in &lists {
        let stream = list.header.stream;
        let comes_to = record::tree::root(&list.leaves);
        sound &= fits(comes_to, root);
        let entries = list.leaves.len();
        say(&format!(
            "{stream}: a list of {entries} leaves, root {comes_to}"
        ));
        if let Some(other) = kept.iter().find(|other| other.header.stream == stream) {
            let shared = entries.min(other.leaves.len());
            if list.header != other.header || list.leaves[..shared] != other.leaves[..shared] {
                sound = false;
                say(&format!("{stream}: the lists are of two histories"));
            }
        } else if !kept.is_empty() {
            sound = false;
            say(&format!("{stream}: not compared: no list is of it"));
        }
    }
    Ok(sound)
}

fn fits(here: Hash, root: Option<Hash>) -> bool {
    let fits = root.is_none_or(|root| root == here);
    if !fits {
        say(&format!("the file comes to another root: {here}"));
    }
    fits
}

/// What can be checked by whoever has the file, and what cannot.
fn tell(checked: &Checked, compared: bool) {
    let opened = &checked.opened;
    for (by, restored) in &checked.restored {
        say(&format!(
            "entry {by} declares that entries {} to {} were lost",
            restored.shared + 1,
            restored.reached.sequence
        ));
    }
    say(&format!(
        "{} entries can be checked whole, {} of them erased; {} without their text; of {} there is the leaf \
         alone.",
        opened.whole,
        opened.erased - opened.erased_unseen.len() as u64,
        opened.without_text,
        opened.sealed
    ));
    if opened.files + opened.files_missing > 0 {
        say(&format!(
            "{} of {} files that belong to them are there and are the ones that were attached.",
            opened.files,
            opened.files + opened.files_missing
        ));
    }
    if !opened.erased_unseen.is_empty() {
        let which: Vec<String> = opened.erased_unseen.iter().map(u64::to_string).collect();
        say(&format!(
            "The text of {} is gone by an entry that you may not see, or was never given to you: this file \
             cannot tell.",
            which.join(", ")
        ));
    }
    say("What this file cannot prove:");
    if !compared {
        say(
            "- that it is the history that others have: compare its root with the one on the record page, or \
             a list of leaves that somebody kept (--root, --against);",
        );
    }
    if opened.sealed > 0 {
        say("- what the entries of which you have the leaf alone say, who made them and when;");
    }
    say(
        "- what it tells, or was made not to tell, of people without their names: that belongs to no entry \
         that you can see;",
    );
    say(
        "- what the people and organisations behind its ids are called, beyond what was written down when \
         they were seated; that somebody wrote an entry themselves: entries are not signed by their authors; \
         and what came after its last entry.",
    );
}
