//! Lists of leaf hashes, to compare a record with what somebody kept of it.

use std::fmt;
use std::str::FromStr;

use crate::{Hash, Origin, StreamId, tree};

const TITLE: &str = "covalue leaves v1";

/// The leaves of a stream at some moment. It tells nothing of what the entries say, so any party
/// can be given it, and it is enough to notice later that an entry was rewritten, dropped, moved
/// or slipped in.
///
/// As text: a title, `stream`, `origin`, `epoch`, `entries` and `root`, each on a line with its
/// value, and then one leaf per line in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeafList {
    /// The stream.
    pub stream: StreamId,
    /// Where it began.
    pub origin: Origin,
    /// The leaf of each entry, from the first.
    pub leaves: Vec<Hash>,
}

impl LeafList {
    /// The lines that stand before the leaves, for a list that is written piece by piece: `root` is
    /// that of its `entries` leaves.
    pub fn head(stream: StreamId, origin: &Origin, entries: u64, root: Hash) -> String {
        let (id, epoch) = (&origin.id, &origin.epoch);
        format!(
            "{TITLE}\nstream {stream}\norigin {id}\nepoch {epoch}\nentries {entries}\nroot {root}\n"
        )
    }
}

impl fmt::Display for LeafList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (entries, root) = (self.leaves.len() as u64, tree::root(&self.leaves));
        formatter.write_str(&Self::head(self.stream, &self.origin, entries, root))?;
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
}

impl FromStr for LeafList {
    type Err = LeafListError;

    fn from_str(text: &str) -> Result<Self, LeafListError> {
        let mut lines = text.lines().zip(1..);
        let mut header = |name: &'static str| {
            let (line, number) = lines.next().unwrap_or_default();
            line.strip_prefix(name)
                .map(|value| (value.trim(), number))
                .ok_or(LeafListError::Line {
                    line: number,
                    expected: name,
                })
        };
        header(TITLE)?;
        let stream = parsed(header("stream ")?, "a stream's id")?;
        let origin = parsed(header("origin ")?, "an origin's id")?;
        let epoch = parsed(header("epoch ")?, "a number")?;
        let entries: usize = parsed(header("entries ")?, "a number")?;
        let root: Hash = parsed(header("root ")?, "a hash")?;
        let leaves = lines
            .map(|line| parsed(line, "a hash"))
            .collect::<Result<Vec<Hash>, _>>()?;
        if leaves.len() != entries {
            return Err(LeafListError::Damaged("number of entries"));
        }
        if tree::root(&leaves) != root {
            return Err(LeafListError::Damaged("root"));
        }
        Ok(Self {
            stream: StreamId(stream),
            origin: Origin { id: origin, epoch },
            leaves,
        })
    }
}

fn parsed<T: FromStr>(
    (value, line): (&str, usize),
    expected: &'static str,
) -> Result<T, LeafListError> {
    value
        .parse()
        .map_err(|_| LeafListError::Line { line, expected })
}
