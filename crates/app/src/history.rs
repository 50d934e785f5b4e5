//! The record, entry by entry, as one person may see it.

use std::ops::{ControlFlow, RangeInclusive};

use domain::audience::{Seen, Sight};
use domain::ids::*;
use domain::{Fact, Stamp};
use record::{Entry, Hash, Record, StreamId};

use crate::folds::{fact, stamp};
use crate::{App, Error};

/// One entry of the record, as far as somebody may see it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its place in the record.
    pub sequence: u64,
    /// Its leaf in the tree, which everybody at the table may have.
    pub leaf: Hash,
    /// What is told of it.
    pub told: Told,
}

/// What is told of an entry.
#[derive(Clone, Debug)]
pub enum Told {
    /// Only that it exists.
    Sealed,
    /// What was recorded, by whom.
    Open {
        /// When and by whom.
        stamp: Stamp,
        /// What was recorded; without its text when the viewer may not read that.
        fact: Box<Fact>,
        /// Whether it had text that was erased since.
        erased: bool,
        /// Whether the viewer may see all of it.
        whole: bool,
        /// The entry as stored, without its text and the text's salt when the viewer may not read
        /// that: what proves the leaf.
        stored: Box<Entry>,
    },
}

impl App {
    /// One entry as stored, if the record reaches so far.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn stored_entry(
        record: &Record,
        id: RelationshipId,
        sequence: u64,
    ) -> Result<Option<Entry>, Error> {
        let stream = StreamId(id.0);
        if record
            .head(stream)?
            .is_none_or(|head| head.sequence < sequence)
            || sequence == 0
        {
            return Ok(None);
        }
        let mut found = None;
        record.entries(stream, sequence..=sequence, |entry| {
            found = Some(entry);
            ControlFlow::Break(())
        })?;
        Ok(found)
    }

    /// The entries of a range, in order, each as `seen` may see it.
    ///
    /// # Errors
    /// When the database fails, or the record holds what this release cannot read.
    pub fn history(
        &self,
        id: RelationshipId,
        seen: &Seen<'_>,
        range: RangeInclusive<u64>,
    ) -> Result<Vec<Line>, Error> {
        let mut lines = Vec::new();
        self.each_line(id, seen, range, |line| lines.push(line))?;
        Ok(lines)
    }

    /// As [`Self::history`], one at a time: an export never holds a whole record in memory.
    ///
    /// # Errors
    /// As [`Self::history`].
    pub fn each_line(
        &self,
        id: RelationshipId,
        seen: &Seen<'_>,
        range: RangeInclusive<u64>,
        mut each: impl FnMut(Line),
    ) -> Result<(), Error> {
        let mut failed = None;
        self.inner
            .record
            .entries(StreamId(id.0), range, |entry: Entry| {
                match line(seen, entry) {
                    Ok(line) => {
                        each(line);
                        ControlFlow::Continue(())
                    }
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                }
            })?;
        failed.map_or(Ok(()), Err)
    }
}

fn line(seen: &Seen<'_>, mut entry: Entry) -> Result<Line, Error> {
    let (sequence, leaf, stamp) = (entry.sequence, entry.leaf, stamp(&entry));
    let whole = fact(&entry)?;
    let told = match seen.sight(stamp, &whole) {
        Sight::Sealed => Told::Sealed,
        Sight::WithoutText => {
            entry.content = None;
            entry.content_salt = None;
            Told::Open {
                stamp,
                fact: Box::new(fact(&entry)?),
                erased: false,
                whole: false,
                stored: Box::new(entry),
            }
        }
        Sight::Whole => {
            let erased = entry.is_erased();
            Told::Open {
                stamp,
                fact: Box::new(whole),
                erased,
                whole: true,
                stored: Box::new(entry),
            }
        }
    };
    Ok(Line {
        sequence,
        leaf,
        told,
    })
}
