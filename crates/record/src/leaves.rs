//! Lists of leaf hashes, to compare a record with what somebody kept of it.

use std::fmt;
use std::str::FromStr;

use crate::limits::ENTRIES_PER_STREAM;
use crate::{Hash, Header, StreamId, tree};

const TITLE: &str = "covalue leaves v1";

/// The leaves of a stream at some moment. It tells nothing of what the entries say, so any party
/// can be given it, and it is enough to notice later that an entry was rewritten, dropped, moved
/// or slipped in.
///
/// As text: a title, the header's lines, `entries` and `root`, each on a line with its value, and
/// then one leaf per line in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeafList {
    /// What the stream is.
    pub header: Header,
    /// The leaf of each entry, from the first.
    pub leaves: Vec<Hash>,
}

impl LeafList {
    /// The lines that stand before the leaves, for a list that is written piece by piece: `root` is
    /// that of its `entries` leaves.
    pub fn head(header: &Header, entries: u64, root: Hash) -> String {
        let (stream, origin, more) = (header.stream, header.origin, header.more.as_str());
        format!("{TITLE}\nstream {stream}\norigin {origin}\n{more}entries {entries}\nroot {root}\n")
    }

    /// Every list in a text, one after the other: no stream twice.
    ///
    /// # Errors
    /// [`LeafListError`] when one of them is damaged, or there is none.
    pub fn all(text: &str) -> Result<Vec<Self>, LeafListError> {
        let mut lines = Lines {
            rest: text,
            line: 0,
        };
        let mut lists: Vec<Self> = Vec::new();
        while lists.is_empty() || !lines.rest.is_empty() {
            let list = lines.list()?;
            if lists
                .iter()
                .any(|other| other.header.stream == list.header.stream)
            {
                return Err(LeafListError::Twice(list.header.stream));
            }
            lists.push(list);
        }
        Ok(lists)
    }
}

impl fmt::Display for LeafList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (entries, root) = (self.leaves.len() as u64, tree::root(&self.leaves));
        formatter.write_str(&Self::head(&self.header, entries, root))?;
        self.leaves
            .iter()
            .try_for_each(|leaf| writeln!(formatter, "{leaf}"))
    }
}

/// Why a text is not a list of leaves.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeafListError {
    /// A line does not say what it should.
    #[error("line {line}: expected {expected}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// The list was damaged after it was written: its own numbers disagree.
    #[error("the list is damaged: its {0} does not fit its leaves")]
    Damaged(&'static str),
    /// Two lists of one stream.
    #[error("there are two lists of {0}")]
    Twice(StreamId),
}

impl FromStr for LeafList {
    type Err = LeafListError;

    fn from_str(text: &str) -> Result<Self, LeafListError> {
        let mut lines = Lines {
            rest: text,
            line: 0,
        };
        let list = lines.list()?;
        if lines.rest.is_empty() {
            Ok(list)
        } else {
            Err(LeafListError::Damaged("number of entries"))
        }
    }
}

/// Lines that end with a line feed, the last one too, and hold no carriage return.
struct Lines<'text> {
    rest: &'text str,
    line: usize,
}

impl<'text> Lines<'text> {
    fn next(&mut self, expected: &'static str) -> Result<&'text str, LeafListError> {
        self.line += 1;
        let (line, rest) = self
            .rest
            .split_once('\n')
            .filter(|(line, _)| !line.contains('\r'))
            .ok_or(self.expected(expected))?;
        self.rest = rest;
        Ok(line)
    }

    fn expected(&self, expected: &'static str) -> LeafListError {
        let line = self.line;
        LeafListError::Line { line, expected }
    }

    fn named<T: FromStr + ToString>(&mut self, name: &'static str) -> Result<T, LeafListError> {
        let line = self.next(name)?;
        let value = line
            .strip_prefix(name)
            .and_then(|value| value.strip_prefix(' '));
        self.exact(value, name)
    }

    /// A value that is written in one way only.
    fn exact<T: FromStr + ToString>(
        &self,
        value: Option<&str>,
        expected: &'static str,
    ) -> Result<T, LeafListError> {
        let read = value.and_then(|value| {
            let read: T = value.parse().ok()?;
            (read.to_string() == value).then_some(read)
        });
        read.ok_or(self.expected(expected))
    }

    fn list(&mut self) -> Result<LeafList, LeafListError> {
        if self.next(TITLE)? != TITLE {
            return Err(self.expected(TITLE));
        }
        let stream = self.named("stream")?;
        let origin = self.named("origin")?;
        let more_begins = self.rest;
        let mut more = 0;
        while !self.rest.starts_with("entries ") {
            more += self.next("entries")?.len() + 1;
        }
        let more = more_begins[..more]
            .parse()
            .map_err(|_| self.expected("a name and a value"))?;
        let entries: u64 = self.named("entries")?;
        if !(1..=ENTRIES_PER_STREAM).contains(&entries) {
            return Err(LeafListError::Damaged("number of entries"));
        }
        let root: Hash = self.named("root")?;
        let mut leaves = Vec::new();
        for _ in 0..entries {
            if self.rest.is_empty() {
                return Err(LeafListError::Damaged("number of entries"));
            }
            let line = self.next("a hash")?;
            leaves.push(self.exact(Some(line), "a hash")?);
        }
        if tree::root(&leaves) != root {
            return Err(LeafListError::Damaged("root"));
        }
        Ok(LeafList {
            header: Header {
                stream: StreamId(stream),
                origin,
                more,
            },
            leaves,
        })
    }
}
