//! Reading streams.

use std::ops::{Bound, ControlFlow, RangeBounds, RangeInclusive};

use database::Value;
use uuid::Uuid;

use crate::append::is_key;
use crate::entry::{signed, unsigned};
use crate::head::StoredHead;
use crate::limits::ENTRIES_PER_APPEND;
use crate::{Entry, Error, Hash, Head, Header, LeafList, Place, Record, StreamId, format, tree};

/// Streams per statement: far below either database's limit on parameters.
const STREAMS_AT_ONCE: usize = 256;

/// A command that is answered: what a key is to stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who sent it.
    pub actor: Uuid,
    /// The key its client chose, unique for this actor in this stream.
    pub key: String,
    /// The digest of what was sent. It is kept [under the salts](format::request_digest) of the
    /// entries, so that nothing of a text can be found out by it once that is erased.
    pub digest: [u8; 32],
    /// The first entry that answered it.
    pub first: u64,
    /// The last entry that answered it.
    pub last: u64,
}

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The first entry that answered it.
    pub first: u64,
    /// The last entry that answered it.
    pub last: u64,
    /// How what is sent now compares with what was sent then.
    pub sent: Sent,
}

/// How what is sent under a key compares with what was sent under it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is the same.
    Same,
    /// It is something else.
    Other,
    /// Something that came of it was erased, and with it what could tell.
    Erased,
}

impl Record {
    /// Where `stream` stands, or `None` if there is none.
    pub fn head(&self, stream: StreamId) -> Result<Option<Head>, Error> {
        Ok(self.stored_head(stream)?.map(|stored| stored.head))
    }

    /// How far each of these streams reaches, in no order; those that do not exist are left out.
    pub fn places(&self, streams: &[StreamId]) -> Result<Vec<(StreamId, Place)>, Error> {
        let mut places = Vec::with_capacity(streams.len());
        for chunk in streams.chunks(STREAMS_AT_ONCE) {
            // Padding with a repeated id keeps the number of different statements small, since each
            // is prepared and cached.
            let size = chunk.len().next_power_of_two();
            let padded = chunk.iter().chain(std::iter::repeat(&chunk[0])).take(size);
            let params: Vec<Value> = padded.map(|stream| stream.0.as_bytes().into()).collect();
            let marks: Vec<String> = (1..=size).map(|mark| format!("?{mark}")).collect();
            let sql = format!(
                "SELECT stream, sequence, root FROM record_stream WHERE stream IN ({})",
                marks.join(", ")
            );
            for row in self.database.query(&sql, &params)? {
                let stream = StreamId(Uuid::from_bytes(row.array(0)?));
                let sequence = unsigned(row.integer(1)?).ok_or(Error::BadHead {
                    stream,
                    column: "sequence",
                })?;
                let root = Hash(row.array(2)?);
                places.push((stream, Place { sequence, root }));
            }
        }
        Ok(places)
    }

    /// The roots that a stream had with each of these entries as its last, in order; entries that are
    /// not there are left out.
    pub fn roots(&self, stream: StreamId, range: RangeInclusive<u64>) -> Result<Vec<Place>, Error> {
        let rows = self.database.query(
            "SELECT sequence, root FROM record_entry
             WHERE stream = ?1 AND sequence BETWEEN ?2 AND ?3 ORDER BY sequence",
            &[
                stream.0.as_bytes().into(),
                signed(*range.start()).into(),
                signed(*range.end()).into(),
            ],
        )?;
        rows.iter()
            .map(|row| {
                Ok(Place {
                    sequence: unsigned(row.integer(0)?).unwrap_or(0),
                    root: Hash(row.array(1)?),
                })
            })
            .collect()
    }

    /// Whether the stream's history goes through this place. The empty history does in every stream.
    pub fn goes_through(&self, stream: StreamId, place: Place) -> Result<bool, Error> {
        if place.sequence == 0 {
            return Ok(true);
        }
        let roots = self.roots(stream, place.sequence..=place.sequence)?;
        Ok(roots.contains(&place))
    }

    /// What `stream` is, and where it began: here, or in the installation that it was imported from.
    pub fn header(&self, stream: StreamId) -> Result<Option<Header>, Error> {
        Ok(self.stored_head(stream)?.map(|stored| stored.header))
    }

    pub(crate) fn stored_head(&self, stream: StreamId) -> Result<Option<StoredHead>, Error> {
        let rows = self
            .database
            .query(StoredHead::QUERY, &[stream.0.as_bytes().into()])?;
        rows.first()
            .map(|row| StoredHead::decode(stream, row))
            .transpose()
            .map_err(|column| Error::BadHead { stream, column })
    }

    /// Hands the entries of `stream` whose sequences are in `range` to `each`, in order and in
    /// bounded memory, until it breaks. All come from one moment. A missing or damaged entry is an
    /// error, never passed over.
    pub fn entries(
        &self,
        stream: StreamId,
        range: impl RangeBounds<u64>,
        mut each: impl FnMut(Entry) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let first = match range.start_bound() {
            Bound::Included(first) => (*first).max(1),
            Bound::Excluded(before) => before.saturating_add(1),
            Bound::Unbounded => 1,
        };
        let last = match range.end_bound() {
            Bound::Included(last) => *last,
            Bound::Excluded(after) => after.saturating_sub(1),
            Bound::Unbounded => u64::MAX,
        };
        let sql = format!(
            "SELECT {} FROM record_entry
             WHERE stream = ?1 AND sequence BETWEEN ?2 AND ?3 ORDER BY sequence",
            Entry::COLUMNS
        );
        let params = [
            stream.0.as_bytes().into(),
            signed(first).into(),
            signed(last).into(),
        ];
        let mut next = first;
        let mut damage = None;
        self.database.read(|connection| {
            connection.query_each(&sql, &params, &mut |row| {
                let entry = Entry::decode(stream, &row).and_then(|entry| {
                    if entry.sequence == next {
                        Ok(entry)
                    } else {
                        Err("missing")
                    }
                });
                match entry {
                    Ok(entry) => {
                        next += 1;
                        each(entry)
                    }
                    Err(column) => {
                        damage = Some(column);
                        ControlFlow::Break(())
                    }
                }
            })
        })?;
        match damage {
            None => Ok(()),
            Some(column) => Err(Error::BadEntry {
                stream,
                sequence: next,
                column,
            }),
        }
    }

    /// The sequence of the last entry not after `at` (milliseconds since 1970); 0 if there is none.
    pub fn sequence_at(&self, stream: StreamId, at: i64) -> Result<u64, Error> {
        let Some(head) = self.head(stream)? else {
            return Ok(0);
        };
        if head.at <= at {
            return Ok(head.sequence);
        }
        // Time never decreases, so halving finds the place without an index of its own.
        let (mut sequence, mut after) = (0, head.sequence);
        while after - sequence > 1 {
            let middle = sequence + (after - sequence) / 2;
            let rows = self.database.query(
                "SELECT at FROM record_entry WHERE stream = ?1 AND sequence = ?2",
                &[stream.0.as_bytes().into(), signed(middle).into()],
            )?;
            let moment = rows.first().ok_or(Error::BadEntry {
                stream,
                sequence: middle,
                column: "missing",
            })?;
            if moment.integer(0)? <= at {
                sequence = middle;
            } else {
                after = middle;
            }
        }
        Ok(sequence)
    }

    /// What the command with this key did, if the actor has sent one, and whether it was this one.
    pub fn request(
        &self,
        stream: StreamId,
        actor: Uuid,
        key: &str,
        digest: &[u8; 32],
    ) -> Result<Option<Answered>, Error> {
        if !is_key(key) {
            return Ok(None);
        }
        let rows = self.database.query(
            "SELECT r.digest, r.first_sequence, r.last_sequence, s.sequence
             FROM record_request r JOIN record_stream s ON s.stream = r.stream
             WHERE r.stream = ?1 AND r.actor = ?2 AND r.key = ?3",
            &[
                stream.0.as_bytes().into(),
                actor.as_bytes().into(),
                key.into(),
            ],
        )?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let (first, last, end) = (row.integer(1)?, row.integer(2)?, row.integer(3)?);
        let stands = first >= 1 && first <= last && last <= end;
        match (unsigned(first), unsigned(last)) {
            (Some(first), Some(last)) if stands && last - first < ENTRIES_PER_APPEND as u64 => {
                let kept: [u8; 32] = row.array(0)?;
                let sent = match self.salts(stream, first, last)? {
                    None => Sent::Erased,
                    Some(salts) if format::request_digest(&salts, digest).0 == kept => Sent::Same,
                    Some(_) => Sent::Other,
                };
                Ok(Some(Answered { first, last, sent }))
            }
            _ => Err(Error::BadRequest { stream }),
        }
    }

    /// The salts under which the digest of a request is kept, unless one went with its content.
    fn salts(
        &self,
        stream: StreamId,
        first: u64,
        last: u64,
    ) -> Result<Option<Vec<[u8; 32]>>, Error> {
        let rows = self.database.query(
            "SELECT salt, content_salt, content_commitment FROM record_entry
             WHERE stream = ?1 AND sequence BETWEEN ?2 AND ?3 ORDER BY sequence",
            &[
                stream.0.as_bytes().into(),
                signed(first).into(),
                signed(last).into(),
            ],
        )?;
        let mut salts = Vec::with_capacity(rows.len());
        for row in &rows {
            match row.optional_array(1)? {
                Some(salt) => salts.push(salt),
                None if Hash(row.array(2)?) != Hash::ZERO => return Ok(None),
                None => salts.push(row.array(0)?),
            }
        }
        Ok(Some(salts))
    }

    /// The kind of the first entry of a stream, which says what the stream is of; `None` where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn first_kind(&self, stream: StreamId) -> Result<Option<String>, Error> {
        let rows = self.database.query(
            "SELECT kind FROM record_entry WHERE stream = ?1 AND sequence = 1",
            &[stream.0.as_bytes().into()],
        )?;
        let kind = rows.first().map(|row| row.text(0).map(str::to_owned));
        Ok(kind.transpose()?)
    }

    /// The last sequence of every stream that has a head.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ends(&self) -> Result<Vec<(StreamId, u64)>, Error> {
        let rows = self.database.query(
            "SELECT stream, sequence FROM record_stream ORDER BY stream",
            &[],
        )?;
        rows.iter()
            .map(|row| {
                let stream = StreamId(Uuid::from_bytes(row.array(0)?));
                Ok((stream, unsigned(row.integer(1)?).unwrap_or(0)))
            })
            .collect()
    }

    /// The time of the newest entry of all, in milliseconds since 1970.
    pub fn newest(&self) -> Result<Option<i64>, Error> {
        let sql = "SELECT at FROM record_stream ORDER BY at DESC LIMIT 1";
        let rows = self.database.query(sql, &[])?;
        Ok(rows.first().map(|row| row.integer(0)).transpose()?)
    }

    /// All streams, also those of which only a head or only entries are left.
    pub fn streams(&self) -> Result<Vec<StreamId>, Error> {
        let mut streams = Vec::new();
        self.database.read(|connection| {
            streams.clear();
            for row in connection.query("SELECT stream FROM record_stream", &[])? {
                streams.push(row.array(0)?);
            }
            // From stream to stream by the index: entries are many.
            let mut after: Vec<u8> = Vec::new();
            while let Some(row) = connection
                .query(
                    "SELECT stream FROM record_entry WHERE stream > ?1 ORDER BY stream LIMIT 1",
                    &[after.clone().into()],
                )?
                .first()
            {
                after = row.bytes(0)?.to_vec();
                streams.push(row.array(0)?);
            }
            Ok(())
        })?;
        streams.sort_unstable();
        streams.dedup();
        Ok(streams
            .into_iter()
            .map(|id| StreamId(Uuid::from_bytes(id)))
            .collect())
    }

    /// The leaves of `stream` as they come to its root, to be kept by somebody else and compared later.
    pub fn leaves(&self, stream: StreamId) -> Result<LeafList, Error> {
        let mut list = Err(Error::NoStream(stream));
        let mut damage = None;
        self.database.read(|connection| {
            list = StoredHead::load(connection, stream).and_then(|head| {
                head.map(|head| Listed {
                    header: head.header,
                    root: head.head.root,
                    leaves: Vec::new(),
                })
                .ok_or(Error::NoStream(stream))
            });
            let Ok(list) = &mut list else { return Ok(()) };
            connection.query_each(
                "SELECT leaf FROM record_entry WHERE stream = ?1 ORDER BY sequence",
                &[stream.0.as_bytes().into()],
                &mut |row| match row.array(0) {
                    Ok(leaf) => {
                        list.leaves.push(Hash(leaf));
                        ControlFlow::Continue(())
                    }
                    Err(_) => {
                        damage = Some(list.leaves.len() as u64 + 1);
                        ControlFlow::Break(())
                    }
                },
            )
        })?;
        let list = list?;
        if damage.is_none() && tree::root(&list.leaves) != list.root {
            return Err(Error::BadHead {
                stream,
                column: "root",
            });
        }
        match damage {
            None => Ok(LeafList {
                header: list.header,
                leaves: list.leaves,
            }),
            Some(sequence) => Err(Error::BadEntry {
                stream,
                sequence,
                column: "leaf",
            }),
        }
    }
}

/// A list while it is read, and the root that it has to come to.
struct Listed {
    header: Header,
    root: Hash,
    leaves: Vec<Hash>,
}
