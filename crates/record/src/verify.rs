//! Finding out whether a stream was altered.

use std::fmt;
use std::ops::ControlFlow;

use crate::entry::signed;
use crate::head::StoredHead;
use crate::{Entry, Error, Hash, LeafList, Record, StreamId, format};

/// What [`Record::verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The stream.
    pub stream: StreamId,
    /// How many entries are in order, from the first.
    pub entries: u64,
    /// How many of those had their content erased.
    pub erased: u64,
    /// The root over them.
    pub root: Hash,
    /// The first thing that is not in order.
    pub finding: Option<Finding>,
}

impl Verdict {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.finding.is_none()
    }
}

/// Where and how a stream was altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The first sequence that is not as it was.
    pub index: u64,
    /// What is wrong there.
    pub fault: Fault,
}

/// How an entry or a head was altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No entry has this sequence.
    Missing,
    /// An entry stands where none can: outside the stream's dense sequence or beyond its head.
    Surplus,
    /// A column holds what cannot be there.
    Unreadable(&'static str),
    /// The entry's time is before its predecessor's.
    Time,
    /// The content does not fit its commitment, or is gone without having been erased.
    Content,
    /// Envelope, fact or a commitment do not fit the leaf that is in the tree.
    Entry,
    /// The leaf was altered: entry and tree agree with each other and not with it.
    Leaf,
    /// The root after this entry does not follow from the leaves.
    Tree,
    /// The head row disagrees with the entries in this column; the index is the last entry's.
    Head(&'static str),
    /// The entry agrees with itself and is not the one whose leaf somebody kept: rewritten, moved
    /// or slipped in.
    Replaced,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let index = self.index;
        match self.fault {
            Fault::Missing => write!(formatter, "entry {index} is missing"),
            Fault::Surplus => write!(formatter, "at {index} stands an entry that does not belong"),
            Fault::Unreadable(column) => write!(formatter, "entry {index}: bad {column}"),
            Fault::Time => write!(formatter, "entry {index} is earlier than the one before"),
            Fault::Content => write!(formatter, "entry {index}: the content was altered"),
            Fault::Entry => write!(formatter, "entry {index}: the entry does not fit its leaf"),
            Fault::Leaf => write!(formatter, "entry {index}: the leaf was altered"),
            Fault::Tree => write!(formatter, "entry {index}: the tree was altered"),
            Fault::Head(column) => {
                write!(
                    formatter,
                    "after entry {index}: the head's {column} was altered"
                )
            }
            Fault::Replaced => write!(formatter, "entry {index} is not the one that was kept"),
        }
    }
}

impl Record {
    /// Checks all of `stream`, from one moment and in bounded memory, up to the first thing that
    /// is not in order.
    ///
    /// `against` is a list of leaves that somebody kept: it also shows whether a history that
    /// agrees with itself is still the same one. Entries after the list's end are fine.
    pub fn verify(&self, stream: StreamId, against: Option<&LeafList>) -> Result<Verdict, Error> {
        let kept: &[Hash] = match against {
            Some(list) if list.stream != stream => return Err(Error::NoStream(list.stream)),
            Some(list) => &list.leaves,
            None => &[],
        };
        let sql = format!(
            "SELECT {} FROM record_entry WHERE stream = ?1 ORDER BY sequence",
            Entry::COLUMNS
        );
        Ok(self.database.read(|connection| {
            let params = [stream.0.as_bytes().into()];
            let rows = connection.query(StoredHead::QUERY, &params)?;
            let head = match rows.first().map(StoredHead::decode) {
                Some(Ok(head)) => Ok(head),
                Some(Err(column)) => Err(column),
                None => Err("row"),
            };
            let mut check = Check::new(stream, kept, head);
            connection.query_each(&sql, &params, &mut |row| {
                match Entry::decode(stream, &row) {
                    Ok(entry) => check.entry(&entry),
                    // A sequence that is not a number at all sorts anywhere.
                    Err("sequence") => check.found(check.next(), Fault::Surplus),
                    Err(column) => check.unreadable(row.integer(0).ok(), column),
                }
                if check.finding.is_some() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })?;
            Ok(check.verdict())
        })?)
    }
}

/// A walk along a stream.
struct Check<'kept> {
    stream: StreamId,
    kept: &'kept [Hash],
    /// What the head row says, or the column that makes it unreadable.
    head: Result<StoredHead, &'static str>,
    /// What it should say, as far as the walk has come.
    walked: StoredHead,
    /// The latest `erased_by` and an entry that has it: what erased must be in the stream, too.
    last_erasure: Option<(u64, u64)>,
    finding: Option<Finding>,
}

impl<'kept> Check<'kept> {
    fn new(stream: StreamId, kept: &'kept [Hash], head: Result<StoredHead, &'static str>) -> Self {
        // Without a readable head there is no origin: then the head is what is wrong, and the
        // walk below is not taken.
        let origin = head.as_ref().map_or(
            crate::Origin {
                id: uuid::Uuid::nil(),
                epoch: 0,
            },
            |head| head.origin,
        );
        Self {
            stream,
            kept,
            head,
            walked: StoredHead::empty(origin),
            last_erasure: None,
            finding: None,
        }
    }

    fn next(&self) -> u64 {
        self.walked.head.sequence + 1
    }

    fn found(&mut self, index: u64, fault: Fault) {
        self.finding.get_or_insert(Finding { index, fault });
    }

    fn unreadable(&mut self, sequence: Option<i64>, column: &'static str) {
        if sequence == Some(signed(self.next())) {
            self.found(self.next(), Fault::Unreadable(column));
        } else {
            self.misplaced(sequence.unwrap_or(0));
        }
    }

    fn misplaced(&mut self, sequence: i64) {
        let next = self.next();
        if sequence > signed(next) {
            self.found(next, Fault::Missing);
        } else {
            self.found(next, Fault::Surplus);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let index = self.next();
        if entry.sequence != index {
            return self.misplaced(signed(entry.sequence));
        }
        let Ok(head) = &self.head else {
            // Leaves can still be compared, but not recomputed.
            return self.without_head(entry);
        };
        if index > head.head.sequence {
            return self.found(index, Fault::Surplus);
        }
        if entry.at < self.walked.head.at {
            return self.found(index, Fault::Time);
        }
        if !entry.content_is_whole() || entry.erased_by.is_some_and(|by| by <= index) {
            return self.found(index, Fault::Content);
        }
        self.last_erasure = self.last_erasure.max(entry.erased_by.map(|by| (by, index)));
        let leaf = format::leaf(&self.walked.origin, entry);
        let root_with = |leaf| {
            let mut frontier = self.walked.frontier.clone();
            frontier.push(leaf);
            frontier.root()
        };
        if leaf != entry.leaf {
            let fault = if root_with(leaf) == entry.root {
                Fault::Leaf
            } else {
                Fault::Entry
            };
            return self.found(index, fault);
        }
        self.walked.push(entry);
        self.walked.head.erasures += u64::from(entry.is_erased());
        if self.walked.head.root != entry.root {
            return self.found(index, Fault::Tree);
        }
        self.compare(index, entry.leaf);
    }

    fn without_head(&mut self, entry: &Entry) {
        self.walked.push(entry);
        self.compare(entry.sequence, entry.leaf);
    }

    fn compare(&mut self, index: u64, leaf: Hash) {
        if self
            .kept
            .get(index as usize - 1)
            .is_some_and(|kept| *kept != leaf)
        {
            self.found(index, Fault::Replaced);
        }
    }

    fn verdict(mut self) -> Verdict {
        let last = self.walked.head.sequence;
        match &self.head {
            Err("row") if last == 0 && self.kept.is_empty() => {}
            Err("row") if last == 0 => self.found(1, Fault::Missing),
            Err(column) => self.found(last, Fault::Head(column)),
            Ok(head) if head.head.sequence > last || self.kept.len() as u64 > last => {
                self.found(last + 1, Fault::Missing);
            }
            Ok(head) => {
                let column = differing_column(head, &self.walked);
                if let Some((by, index)) = self.last_erasure
                    && by > last
                {
                    self.found(index, Fault::Content);
                }
                if let Some(column) = column {
                    self.found(last, Fault::Head(column));
                }
            }
        }
        let sound = match &self.finding {
            Some(Finding { index, fault }) if !matches!(fault, Fault::Head(_)) => index - 1,
            _ => last,
        };
        Verdict {
            stream: self.stream,
            entries: sound,
            erased: self.walked.head.erasures,
            root: self.walked.head.root,
            finding: self.finding,
        }
    }
}

fn differing_column(head: &StoredHead, walked: &StoredHead) -> Option<&'static str> {
    [
        ("at", head.head.at == walked.head.at),
        ("root", head.head.root == walked.head.root),
        ("frontier", head.frontier == walked.frontier),
        ("erasures", head.head.erasures == walked.head.erasures),
    ]
    .into_iter()
    .find_map(|(column, same)| (!same).then_some(column))
}
