//! Checking files without the database they came from: whole exports, and what a party may take away
//! of its own record.

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;
use uuid::Uuid;

use crate::exchange::{Hex, Id, Lines, VERSION, header, present, walk_export};
use crate::files::{self, Expected};
use crate::format::{self, Commitments};
use crate::limits::ENTRIES_PER_STREAM;
use crate::tree::Frontier;
use crate::{
    Entry, Erases, Fault, Finding, Hash, Header, ImportError, ImportReason, LeafList, Restored,
};

/// What a file without its database was found to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What the stream is.
    pub header: Header,
    /// The leaves of all its entries, those that the reader may not see among them.
    pub leaves: Vec<Hash>,
    /// The root over them.
    pub root: Hash,
    /// What the file opens to its reader.
    pub opened: Opened,
    /// The losses that entries declare, as far as they are opened.
    pub restored: Vec<(u64, Restored)>,
}

/// How much of a file's entries can be checked by whoever has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Entries of which everything is there.
    pub whole: u64,
    /// Entries of which the text is not there: who, when and what can be checked.
    pub without_text: u64,
    /// Entries of which there is the leaf alone.
    pub sealed: u64,
    /// Opened entries whose text was erased.
    pub erased: u64,
    /// Those of them that were erased by an entry which the reader may not see.
    pub erased_unseen: Vec<u64>,
    /// Files that belong to opened entries, and are there.
    pub files: u64,
    /// Files that belong to opened entries, and are not there: erased while the file was written, or left out.
    pub files_missing: u64,
    /// What is told of people without their names, apart from the entries: nothing ties it to them.
    pub steps: u64,
}

/// How much an entry of a download is opened.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sight {
    Sealed,
    WithoutText,
    Whole,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstLine {
    covalue_download: u32,
    stream: Id,
    origin: Id,
    #[serde(default)]
    more: Vec<String>,
    entries: u64,
    root: Hex,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepLine {
    #[allow(dead_code)]
    step: Step,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Step {
    outcome: Id,
    party: Id,
    day: i64,
    people: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    sequence: u64,
    leaf: Hex,
    sight: Sight,
    #[serde(default, deserialize_with = "present")]
    at: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    at_salt: Option<Hex>,
    #[serde(default, deserialize_with = "present")]
    actor: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    actor_salt: Option<Hex>,
    #[serde(default, deserialize_with = "present")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "present")]
    fact: Option<String>,
    #[serde(default, deserialize_with = "present")]
    fact_salt: Option<Hex>,
    #[serde(default, deserialize_with = "present")]
    content: Option<String>,
    #[serde(default, deserialize_with = "present")]
    content_salt: Option<Hex>,
    #[serde(default, deserialize_with = "present")]
    content_commitment: Option<Hex>,
    #[serde(default, deserialize_with = "present")]
    signature_commitment: Option<Hex>,
    #[serde(default, deserialize_with = "present")]
    ext: Option<String>,
    #[serde(default, deserialize_with = "present")]
    ext_salt: Option<Hex>,
    #[serde(default, deserialize_with = "present")]
    root: Option<Hex>,
}

/// The parts of an entry that is not sealed.
struct Parts {
    at: i64,
    kind: String,
    fact: Vec<u8>,
    content: Option<Vec<u8>>,
    content_salt: Option<[u8; 32]>,
    ext: Option<Vec<u8>>,
    commitments: Commitments,
    root: Hash,
}

impl Line {
    fn is_bare(&self) -> bool {
        self.at.is_none()
            && self.at_salt.is_none()
            && self.actor.is_none()
            && self.actor_salt.is_none()
            && self.kind.is_none()
            && self.fact.is_none()
            && self.fact_salt.is_none()
            && self.content.is_none()
            && self.content_salt.is_none()
            && self.content_commitment.is_none()
            && self.signature_commitment.is_none()
            && self.ext.is_none()
            && self.ext_salt.is_none()
            && self.root.is_none()
    }

    /// The parts of an entry that is opened; `None` of a sealed one.
    fn parts(self) -> Result<Option<Parts>, ImportReason> {
        let finding = |fault| Finding {
            index: self.sequence,
            fault,
        };
        if self.sight == Sight::Sealed {
            return match self.is_bare() {
                true => Ok(None),
                false => Err(ImportReason::Sight),
            };
        }
        let whole = self.sight == Sight::Whole;
        if self.content.is_some() && !whole
            || self.content.is_some() != self.content_salt.is_some()
            || self.ext.is_some() != self.ext_salt.is_some()
        {
            return Err(ImportReason::Sight);
        }
        let missing = || ImportReason::Sight;
        let entry = Entry {
            stream: Uuid::nil().into(),
            sequence: self.sequence,
            at: self.at.ok_or_else(missing)?,
            actor: self.actor.ok_or_else(missing)?.0,
            kind: self.kind.clone().ok_or_else(missing)?,
            fact: self.fact.clone().ok_or_else(missing)?.into_bytes(),
            salt: [0; 32],
            content: self.content.clone().map(String::into_bytes),
            content_salt: self.content_salt.map(|salt| salt.0.0),
            content_commitment: self.content_commitment.ok_or_else(missing)?.0,
            signature_commitment: self.signature_commitment.ok_or_else(missing)?.0,
            ext: self.ext.clone().map(String::into_bytes),
            erased_by: None,
            leaf: self.leaf.0,
            root: self.root.ok_or_else(missing)?.0,
        };
        if entry.signature_commitment != Hash::ZERO {
            return Err(finding(Fault::Signed).into());
        }
        if let Some(part) = entry.unreadable_part() {
            return Err(finding(Fault::Unreadable(part)).into());
        }
        if let (Some(salt), Some(content)) = (&entry.content_salt, &entry.content)
            && format::content_commitment(salt, content) != entry.content_commitment
        {
            return Err(finding(Fault::Content).into());
        }
        let salt = |salt: Option<Hex>| salt.map(|salt| salt.0.0).ok_or_else(missing);
        let commitments = Commitments {
            at: format::at_commitment(&salt(self.at_salt)?, entry.at),
            actor: format::actor_commitment(&salt(self.actor_salt)?, entry.actor),
            fact: format::fact_commitment(&salt(self.fact_salt)?, &entry.fact),
            content: entry.content_commitment,
            signature: entry.signature_commitment,
            ext: match (&entry.ext, self.ext_salt) {
                (Some(ext), Some(salt)) => format::ext_commitment(&salt.0.0, ext),
                _ => Hash::ZERO,
            },
        };
        Ok(Some(Parts {
            at: entry.at,
            kind: entry.kind,
            fact: entry.fact,
            content: entry.content,
            content_salt: entry.content_salt,
            ext: entry.ext,
            commitments,
            root: entry.root,
        }))
    }
}

/// Checks an export or a download of a record, whichever the first line says it is, without the
/// database that wrote it.
///
/// # Errors
/// The line that is not in order.
pub fn check(input: impl BufRead, erases: Erases) -> Result<Checked, ImportError> {
    let mut lines = Lines { input, line: 0 };
    checked(&mut lines, erases).map_err(|reason| ImportError {
        line: lines.line,
        reason,
    })
}

fn checked<R: BufRead>(lines: &mut Lines<R>, erases: Erases) -> Result<Checked, ImportReason> {
    let is_download = lines
        .input
        .fill_buf()?
        .starts_with(b"{\"covalue_download\":");
    if is_download {
        return checked_download(lines, erases);
    }
    let mut leaves = Vec::new();
    let (walk, files) = walk_export(lines, erases, |leaf| leaves.push(leaf))?;
    Ok(Checked {
        opened: Opened {
            whole: leaves.len() as u64,
            files,
            erased: walk.end.head.erasures,
            ..Opened::default()
        },
        leaves,
        root: walk.end.head.root,
        header: walk.end.header,
        restored: walk.restored,
    })
}

fn checked_download<R: BufRead>(
    lines: &mut Lines<R>,
    erases: Erases,
) -> Result<Checked, ImportReason> {
    let first: FirstLine = lines.next()?.ok_or(ImportReason::CutOff)?;
    if first.covalue_download != VERSION {
        return Err(ImportReason::Version);
    }
    if !(1..=ENTRIES_PER_STREAM).contains(&first.entries) {
        return Err(ImportReason::Limit);
    }
    let mut walk = Walk {
        erases,
        header: header(first.stream, first.origin, &first.more)?,
        frontier: Frontier::default(),
        leaves: Vec::new(),
        at: 0,
        sealed: 0,
        text: BTreeMap::new(),
        opened: Opened::default(),
        restored: Vec::new(),
        files: Expected::default(),
    };
    let header_hash = walk.header.hash();
    while let Some(bytes) = lines.bytes()? {
        if let Some((sequence, place, bytes)) = files::read_line(&bytes)? {
            walk.files.any(sequence, place, &bytes)?;
            walk.opened.files += 1;
            continue;
        }
        if bytes.starts_with(b"{\"step\":") {
            let _: StepLine = serde_json::from_slice(&bytes)?;
            walk.opened.steps += 1;
            continue;
        }
        let line: Line = serde_json::from_slice(&bytes)?;
        if line.sequence > first.entries || walk.opened.steps + walk.opened.files > 0 {
            let index = line.sequence;
            let fault = Fault::Surplus;
            return Err(Finding { index, fault }.into());
        }
        walk.line(&header_hash, line)?;
    }
    if walk.leaves.len() as u64 != first.entries || walk.frontier.root() != first.root.0 {
        return Err(ImportReason::CutOff);
    }
    walk.finish()
}

/// A walk along the entries of a download.
struct Walk {
    erases: Erases,
    header: Header,
    frontier: Frontier,
    leaves: Vec<Hash>,
    /// The latest time of an entry that is opened.
    at: i64,
    /// The last entry of which there is the leaf alone.
    sealed: u64,
    /// Of entries that are opened whole: whether their text is there, or gone and not yet by an entry
    /// that is opened.
    text: BTreeMap<u64, bool>,
    opened: Opened,
    restored: Vec<(u64, Restored)>,
    files: Expected,
}

impl Walk {
    fn line(&mut self, header: &Hash, line: Line) -> Result<(), ImportReason> {
        let index = self.leaves.len() as u64 + 1;
        let found = |index, fault| Err(Finding { index, fault }.into());
        match line.sequence.cmp(&index) {
            std::cmp::Ordering::Less => return found(index, Fault::Surplus),
            std::cmp::Ordering::Greater => return found(index, Fault::Missing),
            std::cmp::Ordering::Equal => {}
        }
        let (leaf, sight) = (line.leaf.0, line.sight);
        let parts = line.parts()?;
        self.leaves.push(leaf);
        self.frontier.push(leaf);
        let Some(parts) = parts else {
            self.opened.sealed += 1;
            self.sealed = index;
            return Ok(());
        };
        if parts.at < self.at {
            return found(index, Fault::Time);
        }
        self.at = parts.at;
        if format::leaf_of(header, index, &parts.kind, &parts.commitments) != leaf {
            return found(index, Fault::Entry);
        }
        if parts.root != self.frontier.root() {
            return found(index, Fault::Tree);
        }
        if sight == Sight::Whole {
            self.opened.whole += 1;
            self.files
                .of(index, parts.content_salt.as_ref(), parts.ext.as_deref());
            if parts.commitments.content != Hash::ZERO {
                self.text.insert(index, parts.content.is_some());
            }
        } else {
            self.opened.without_text += 1;
        }
        if let Some(erased) = (self.erases)(&parts.kind, &parts.fact) {
            if !(1..index).contains(&erased) {
                return found(index, Fault::Erasure);
            }
            match self.text.get(&erased) {
                Some(true) => return found(erased, Fault::Erasure),
                Some(false) => {
                    self.text.remove(&erased);
                    self.opened.erased += 1;
                }
                None => {}
            }
        }
        match Restored::of(&parts.kind, &parts.fact, index) {
            Ok(restored) => self
                .restored
                .extend(restored.map(|restored| (index, restored))),
            Err(_) => return found(index, Fault::Restored),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Checked, ImportReason> {
        for (index, is_there) in &self.text {
            if *is_there {
                continue;
            }
            if self.sealed <= *index {
                let (index, fault) = (*index, Fault::Erasure);
                return Err(Finding { index, fault }.into());
            }
            self.opened.erased += 1;
            self.opened.erased_unseen.push(*index);
        }
        self.opened.files_missing = self.files.missing() as u64;
        Ok(Checked {
            header: self.header,
            root: self.frontier.root(),
            leaves: self.leaves,
            opened: self.opened,
            restored: self.restored,
        })
    }
}

impl Checked {
    /// Where the file and a list that somebody kept differ; as far as both reach they have to be one
    /// history.
    pub fn against(&self, list: &LeafList) -> Option<Finding> {
        let found = |index, fault| Some(Finding { index, fault });
        let pairs = self.leaves.iter().zip(&list.leaves).zip(1..);
        let differing = pairs
            .filter(|((here, kept), _)| here != kept)
            .map(|(_, index)| index)
            .next();
        match differing {
            Some(index) => found(index, Fault::Replaced),
            None if self.header != list.header => found(1, Fault::Header),
            None if list.leaves.len() > self.leaves.len() => {
                found(self.leaves.len() as u64 + 1, Fault::Missing)
            }
            None => None,
        }
    }

    /// The entry that declares the loss of what was kept from this entry on.
    pub fn declared_by(&self, list: &LeafList, index: u64) -> Option<u64> {
        let declares = |(_, restored): &&(u64, Restored)| restored.declares(&list.leaves, index);
        self.restored.iter().find(declares).map(|(by, _)| *by)
    }
}
