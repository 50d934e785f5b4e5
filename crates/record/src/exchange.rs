//! Whole streams as JSON Lines: out of one database, into another, nothing lost.

use std::io::{self, BufRead, Read, Write};
use std::ops::ControlFlow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use database::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::append::{erase, insert_entries};
use crate::entry::{is_kind, signed};
use crate::head::StoredHead;
use crate::limits::{CONTENT_BYTES, ENTRIES_PER_APPEND, ENTRIES_PER_STREAM, FACT_BYTES};
use crate::verify::Walk;
use crate::{Entry, Error, Fault, Finding, Hash, Head, Origin, Record, StreamId};

const VERSION: u32 = 1;

/// Every byte of a fact and a content may take six characters (`\u0000`), the rest little.
const LINE_BYTES: u64 = 6 * (FACT_BYTES + CONTENT_BYTES) as u64 + 64 * 1024;

/// The first line: what the entries below belong to.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    covalue_record: u32,
    stream: Uuid,
    origin: Uuid,
    epoch: u64,
    entries: u64,
    root: Hex,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    sequence: u64,
    at: i64,
    actor: Uuid,
    kind: String,
    fact: Payload,
    fact_salt: Hex,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<Payload>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content_salt: Option<Hex>,
    content_commitment: Hex,
    signature_commitment: Hex,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    erased_by: Option<u64>,
    leaf: Hex,
    root: Hex,
}

/// 32 bytes as hexadecimal digits.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Hex(Hash);

impl From<Hex> for String {
    fn from(hex: Hex) -> Self {
        hex.0.to_string()
    }
}

impl TryFrom<String> for Hex {
    type Error = crate::NotAHash;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// Bytes as a string when they are text, else as `{"base64": "…"}`.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Payload {
    Text(String),
    Bytes { base64: String },
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(bytes) => Self::Bytes {
                base64: STANDARD.encode(bytes.as_bytes()),
            },
        }
    }
}

impl Payload {
    fn bytes(self) -> Result<Vec<u8>, ImportReason> {
        match self {
            Self::Text(text) => Ok(text.into_bytes()),
            Self::Bytes { base64 } => STANDARD.decode(base64).map_err(|_| ImportReason::Base64),
        }
    }
}

impl From<Entry> for Line {
    fn from(entry: Entry) -> Self {
        Self {
            sequence: entry.sequence,
            at: entry.at,
            actor: entry.actor,
            kind: entry.kind,
            fact: entry.fact.into(),
            fact_salt: Hex(Hash(entry.fact_salt)),
            content: entry.content.map(Payload::from),
            content_salt: entry.content_salt.map(|salt| Hex(Hash(salt))),
            content_commitment: Hex(entry.content_commitment),
            signature_commitment: Hex(entry.signature_commitment),
            erased_by: entry.erased_by,
            leaf: Hex(entry.leaf),
            root: Hex(entry.root),
        }
    }
}

impl Line {
    fn entry(self, stream: StreamId) -> Result<Entry, ImportReason> {
        if !is_kind(&self.kind) {
            return Err(ImportReason::Altered(Finding {
                index: self.sequence,
                fault: Fault::Unreadable("kind"),
            }));
        }
        Ok(Entry {
            stream,
            sequence: self.sequence,
            at: self.at,
            actor: self.actor,
            kind: self.kind,
            fact: self.fact.bytes()?,
            fact_salt: self.fact_salt.0.0,
            content: self.content.map(Payload::bytes).transpose()?,
            content_salt: self.content_salt.map(|salt| salt.0.0),
            content_commitment: self.content_commitment.0,
            signature_commitment: self.signature_commitment.0,
            erased_by: self.erased_by,
            leaf: self.leaf.0,
            root: self.root.0,
        })
    }
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The record could not be read.
    #[error(transparent)]
    Record(#[from] Error),
    /// The output could not be written.
    #[error("writing the export: {0}")]
    Write(#[from] io::Error),
}

/// Why an import stopped: nothing was added.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ImportError {
    /// Counted from 1.
    pub line: u64,
    /// What is wrong.
    pub reason: ImportReason,
}

/// What is wrong with a line of an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportReason {
    /// The input could not be read.
    #[error("reading the import: {0}")]
    Read(#[from] io::Error),
    /// The line is not what an export writes.
    #[error("not a line of an export: {0}")]
    Json(#[from] serde_json::Error),
    /// Base64 that is none.
    #[error("not base64")]
    Base64,
    /// Longer than any line an export writes.
    #[error("the line is too long")]
    TooLong,
    /// A format this program does not know.
    #[error("an unknown version of the export")]
    Version,
    /// Something was altered, dropped or moved.
    #[error("{0}")]
    Altered(Finding),
    /// The record holds another history of this stream.
    #[error("the record holds another history of this stream")]
    Diverged,
    /// The stream is longer than a stream may be.
    #[error("the stream is too long")]
    Limit,
    /// The last entries announced by the first line are missing.
    #[error("the export is cut off")]
    CutOff,
    /// The record could not be written.
    #[error(transparent)]
    Record(#[from] Error),
}

impl From<Finding> for ImportReason {
    fn from(finding: Finding) -> Self {
        Self::Altered(finding)
    }
}

impl From<database::Error> for ImportReason {
    fn from(error: database::Error) -> Self {
        Self::Record(error.into())
    }
}

impl Record {
    /// Writes `stream` as JSON Lines: a header, then one entry per line, with everything that is
    /// needed to verify it elsewhere.
    pub fn export(&self, stream: StreamId, mut out: impl Write) -> Result<Head, ExportError> {
        let stored = self.stored_head(stream)?.ok_or(Error::NoStream(stream))?;
        let header = Header {
            covalue_record: VERSION,
            stream: stream.0,
            origin: stored.origin.id,
            epoch: stored.origin.epoch,
            entries: stored.head.sequence,
            root: Hex(stored.head.root),
        };
        write_line(&mut out, &header)?;
        let mut written = Ok(());
        self.entries(stream, ..=stored.head.sequence, |entry| {
            written = write_line(&mut out, &Line::from(entry));
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        written?;
        out.flush()?;
        Ok(stored.head)
    }

    /// Adds a stream from what [`export`](Self::export) wrote, all or nothing, holding it to all
    /// that [`verify`](Self::verify) does. The stream keeps its origin. Entries that are here already
    /// are compared and passed over, except that what was erased since is erased here too.
    pub fn import(&self, input: impl BufRead) -> Result<(StreamId, Head), ImportError> {
        let mut lines = Lines { input, line: 0 };
        self.import_lines(&mut lines).map_err(|reason| ImportError {
            line: lines.line,
            reason,
        })
    }

    fn import_lines<R: BufRead>(
        &self,
        lines: &mut Lines<R>,
    ) -> Result<(StreamId, Head), ImportReason> {
        let header: Header = lines.next()?.ok_or(ImportReason::CutOff)?;
        if header.covalue_record != VERSION {
            return Err(ImportReason::Version);
        }
        if header.entries == 0 {
            return Err(ImportReason::CutOff);
        }
        if header.entries > ENTRIES_PER_STREAM || header.epoch > i64::MAX as u64 {
            return Err(ImportReason::Limit);
        }
        let mut begun = false;
        let (head, erased) = self.database.write(|connection| {
            // Lines are read once: a transaction that the database wants repeated is given up.
            if std::mem::replace(&mut begun, true) {
                return Err(database::Error::Busy.into());
            }
            self.import_into(connection, &header, lines)
        })?;
        self.keep(StreamId(header.stream), &head)?;
        if erased {
            // Readers can hold that up; the log's own turnover then does it.
            let _ = self.database.purge_deleted();
        }
        Ok((StreamId(header.stream), head))
    }

    /// Adds what is missing here, in a transaction that the last line may still refuse: that an
    /// entry is rightly without content is known only once the one that erased it has come.
    fn import_into<R: BufRead>(
        &self,
        connection: &mut dyn Connection,
        header: &Header,
        lines: &mut Lines<R>,
    ) -> Result<(Head, bool), ImportReason> {
        let stream = StreamId(header.stream);
        let origin = Origin {
            id: header.origin,
            epoch: header.epoch,
        };
        let here = StoredHead::load(connection, stream)?;
        let here = here.map_or(StoredHead::empty(origin).head, |stored| stored.head);
        let shared = here.sequence.min(header.entries);
        let mut shared_root = here.root;
        let rows = connection.query(
            "SELECT root FROM record_entry WHERE stream = ?1 AND sequence = ?2",
            &[stream.0.as_bytes().into(), signed(shared).into()],
        )?;
        if let Some(row) = rows.first() {
            shared_root = Hash(row.array(0)?);
        }
        let mut walk = Walk::new(origin, self.erases);
        let mut batch = Vec::new();
        let mut erasures = Vec::new();
        while let Some(line) = lines.next::<Line>()? {
            let entry = line.entry(stream)?;
            if entry.sequence > header.entries {
                return Err(ImportReason::Altered(Finding {
                    index: entry.sequence,
                    fault: Fault::Surplus,
                }));
            }
            walk.entry(&entry)?;
            if entry.sequence == shared && entry.root != shared_root {
                return Err(ImportReason::Diverged);
            }
            if entry.sequence > here.sequence {
                batch.push(entry);
            } else if let Some(by) = entry.erased_by {
                // It may have been erased after the copy here was made.
                erasures.push((by, entry.sequence));
            }
            if batch.len() == ENTRIES_PER_APPEND / 16 {
                insert_entries(connection, &batch)?;
                batch.clear();
            }
        }
        if walk.end.head.sequence != header.entries || walk.end.head.root != header.root.0 {
            return Err(ImportReason::CutOff);
        }
        walk.finish()?;
        if header.entries <= here.sequence {
            return Ok((walk.end.head, false));
        }
        insert_entries(connection, &batch)?;
        let erased = erase(connection, stream, &erasures)? > 0;
        if !walk.end.store(connection, stream, here.place())? {
            return Err(ImportReason::Diverged);
        }
        Ok((walk.end.head, erased))
    }
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

struct Lines<R> {
    input: R,
    line: u64,
}

impl<R: BufRead> Lines<R> {
    fn next<T: for<'de> Deserialize<'de>>(&mut self) -> Result<Option<T>, ImportReason> {
        self.line += 1;
        let mut line = Vec::new();
        let read = (&mut self.input)
            .take(LINE_BYTES)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if read as u64 == LINE_BYTES {
            return Err(ImportReason::TooLong);
        }
        Ok(Some(serde_json::from_slice(&line)?))
    }
}
