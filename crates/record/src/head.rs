//! Where a stream is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use database::{Connection, Row, Value};
use uuid::Uuid;

use crate::entry::{signed, unsigned};
use crate::tree::Frontier;
use crate::{Entry, Error, Hash, Header, StreamId};

/// The state of a stream's end. A fold of the stream is current while sequence and erasures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last entry's sequence.
    pub sequence: u64,
    /// The last entry's time.
    pub at: i64,
    /// The root of the stream's tree.
    pub root: Hash,
    /// How many contents have been erased.
    pub erasures: u64,
}

/// How far a history reaches, and which history it is: the root commits to everything before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The last entry's sequence.
    pub sequence: u64,
    /// The root of the tree over all entries up to it.
    pub root: Hash,
}

impl Head {
    /// How far the stream reaches, and with which past.
    pub fn place(&self) -> Place {
        Place {
            sequence: self.sequence,
            root: self.root,
        }
    }
}

/// A head with what appending needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredHead {
    pub(crate) header: Header,
    /// What stands for the header in every leaf.
    pub(crate) header_hash: Hash,
    pub(crate) head: Head,
    pub(crate) frontier: Frontier,
}

impl StoredHead {
    pub(crate) fn empty(header: Header) -> Self {
        let frontier = Frontier::default();
        Self {
            header_hash: header.hash(),
            header,
            head: Head {
                sequence: 0,
                at: 0,
                root: frontier.root(),
                erasures: 0,
            },
            frontier,
        }
    }

    /// Moves on to `entry`, whose leaf is set.
    pub(crate) fn push(&mut self, entry: &Entry) {
        self.frontier.push(entry.leaf);
        self.head.sequence = entry.sequence;
        self.head.at = entry.at;
        self.head.root = self.frontier.root();
    }

    pub(crate) const QUERY: &str = "SELECT sequence, at, root, erasures, origin, more, frontier
        FROM record_stream WHERE stream = ?1";

    pub(crate) fn load(
        connection: &mut dyn Connection,
        stream: StreamId,
    ) -> Result<Option<Self>, Error> {
        let rows = connection.query(Self::QUERY, &[stream.0.as_bytes().into()])?;
        rows.first()
            .map(|row| Self::decode(stream, row))
            .transpose()
            .map_err(|column| Error::BadHead { stream, column })
    }

    /// Reads a stored row, which may hold anything. The error names the column.
    pub(crate) fn decode(stream: StreamId, row: &Row) -> Result<Self, &'static str> {
        let number = |column, name| {
            let integer = row.integer(column).map_err(|_| name)?;
            unsigned(integer).ok_or(name)
        };
        let sequence = number(0, "sequence")?;
        let frontier = row.bytes(6).map_err(|_| "frontier")?;
        let more = row.text(5).map_err(|_| "more")?;
        let header = Header {
            stream,
            origin: Uuid::from_bytes(row.array(4).map_err(|_| "origin")?),
            more: more.parse().map_err(|_| "more")?,
        };
        Ok(Self {
            header_hash: header.hash(),
            header,
            head: Head {
                sequence,
                at: row.integer(1).map_err(|_| "at")?,
                root: Hash(row.array(2).map_err(|_| "root")?),
                erasures: number(3, "erasures")?,
            },
            frontier: Frontier::from_bytes(sequence, frontier).ok_or("frontier")?,
        })
    }

    /// Replaces the head at `expected` (sequence 0: creates the stream). `false` if there is another one.
    pub(crate) fn store(
        &self,
        connection: &mut dyn Connection,
        stream: StreamId,
        expected: Place,
    ) -> Result<bool, database::Error> {
        let mut params: Vec<Value> = vec![
            stream.0.as_bytes().into(),
            signed(self.head.sequence).into(),
            self.head.at.into(),
            self.head.root.0.into(),
            self.frontier.to_bytes().into(),
            signed(self.head.erasures).into(),
        ];
        let rows = if expected.sequence == 0 {
            params.push(self.header.origin.as_bytes().into());
            params.push(self.header.more.as_str().into());
            connection.execute(
                "INSERT INTO record_stream
                     (stream, sequence, at, root, frontier, erasures, origin, more)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT DO NOTHING",
                &params,
            )?
        } else {
            params.push(signed(expected.sequence).into());
            params.push(expected.root.0.into());
            connection.execute(
                "UPDATE record_stream
                 SET sequence = ?2, at = ?3, root = ?4, frontier = ?5, erasures = ?6
                 WHERE stream = ?1 AND sequence = ?7 AND root = ?8",
                &params,
            )?
        };
        Ok(rows == 1)
    }
}

/// The heads that this process stored last: reading one again before each append would cost a way to the
/// database and back. Thrown away freely.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heads(Arc<Mutex<HashMap<StreamId, StoredHead>>>);

/// Heads kept; each takes about a kilobyte at most.
const HEADS: usize = 1_024;

impl Heads {
    fn heads(&self) -> MutexGuard<'_, HashMap<StreamId, StoredHead>> {
        // Nothing panics while holding the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn take(&self, stream: StreamId) -> Option<StoredHead> {
        self.heads().remove(&stream)
    }

    pub(crate) fn put(&self, stream: StreamId, head: StoredHead) {
        let mut heads = self.heads();
        if heads.len() >= HEADS {
            heads.clear();
        }
        heads.insert(stream, head);
    }
}
