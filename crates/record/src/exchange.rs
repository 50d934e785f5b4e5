//! Whole streams as JSON Lines: out of one database, into another, nothing lost.

use std::io::{self, BufRead, Read, Write};
use std::ops::ControlFlow;

use database::{Connection, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::append::{erase, insert_entries};
use crate::entry::signed;
use crate::files;
use crate::head::StoredHead;
use crate::limits::{CONTENT_BYTES, ENTRIES_PER_APPEND, ENTRIES_PER_STREAM, EXT_BYTES, FACT_BYTES};
use crate::verify::Walk;
use crate::{Entry, Erases, Error, Fault, Finding, Hash, Head, Header, More, Record, StreamId};

pub(crate) const VERSION: u32 = 1;

/// Every byte of a fact, a content and an ext may take six characters (`\u0000`), the rest little. A file takes less.
const LINE_BYTES: u64 = 6 * (FACT_BYTES + CONTENT_BYTES + EXT_BYTES) as u64 + 64 * 1024;

/// The first line: what the entries below belong to.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstLine {
    covalue_record: u32,
    stream: Id,
    origin: Id,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    more: Vec<String>,
    entries: u64,
    root: Hex,
}

impl FirstLine {
    fn header(&self) -> Result<Header, ImportReason> {
        if self.covalue_record != VERSION {
            return Err(ImportReason::Version);
        }
        if self.entries == 0 {
            return Err(ImportReason::CutOff);
        }
        if self.entries > ENTRIES_PER_STREAM {
            return Err(ImportReason::Limit);
        }
        header(self.stream, self.origin, &self.more)
    }
}

/// The header that these fields say.
pub(crate) fn header(stream: Id, origin: Id, more: &[String]) -> Result<Header, ImportReason> {
    Ok(Header {
        stream: StreamId(stream.0),
        origin: origin.0,
        more: More::of(more.iter().map(String::as_str)).map_err(|_| ImportReason::More)?,
    })
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    sequence: u64,
    at: i64,
    actor: Id,
    kind: String,
    fact: String,
    salt: Hex,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    content: Option<String>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    content_salt: Option<Hex>,
    content_commitment: Hex,
    /// Reserved: see [`Fault::Signed`].
    #[serde(default, skip_serializing, deserialize_with = "present")]
    signature: Option<serde::de::IgnoredAny>,
    signature_commitment: Hex,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    ext: Option<String>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    erased_by: Option<u64>,
    leaf: Hex,
    root: Hex,
}

/// What is not there is left out, and never `null`: there is one way to write a line.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// 32 bytes as hexadecimal digits.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Hex(pub(crate) Hash);

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

/// An id as it is always written: 36 characters, in lower case.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Id(pub(crate) Uuid);

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.to_string()
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let id = Uuid::try_parse(&text).map_err(|_| "not an id")?;
        (id.to_string() == text)
            .then_some(Self(id))
            .ok_or("an id in an unusual spelling")
    }
}

/// Text of an entry that passed the walk, which took it for UTF-8.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl From<&Entry> for Line {
    fn from(entry: &Entry) -> Self {
        Self {
            sequence: entry.sequence,
            at: entry.at,
            actor: Id(entry.actor),
            kind: entry.kind.clone(),
            fact: text(&entry.fact),
            salt: Hex(Hash(entry.salt)),
            content: entry.content.as_deref().map(text),
            content_salt: entry.content_salt.map(|salt| Hex(Hash(salt))),
            content_commitment: Hex(entry.content_commitment),
            signature: None,
            signature_commitment: Hex(entry.signature_commitment),
            ext: entry.ext.as_deref().map(text),
            erased_by: entry.erased_by,
            leaf: Hex(entry.leaf),
            root: Hex(entry.root),
        }
    }
}

impl Line {
    fn entry(self, stream: StreamId) -> Result<Entry, ImportReason> {
        if self.signature.is_some() {
            return Err(ImportReason::Altered(Finding {
                index: self.sequence,
                fault: Fault::Signed,
            }));
        }
        Ok(Entry {
            stream,
            sequence: self.sequence,
            at: self.at,
            actor: self.actor.0,
            kind: self.kind,
            fact: self.fact.into_bytes(),
            salt: self.salt.0.0,
            content: self.content.map(String::into_bytes),
            content_salt: self.content_salt.map(|salt| salt.0.0),
            content_commitment: self.content_commitment.0,
            signature_commitment: self.signature_commitment.0,
            ext: self.ext.map(String::into_bytes),
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
    /// The stream is not in order: what does not verify is not written.
    #[error("{0}; nothing that was altered is written")]
    Altered(Finding),
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
    /// A header with lines that cannot be there.
    #[error("{}", crate::NotMore)]
    More,
    /// The line has another end, or none: the file was cut or converted.
    #[error("the line does not end with a line feed alone: the file was cut off or converted")]
    LineEnd,
    /// Longer than any line an export writes.
    #[error("the line is too long")]
    TooLong,
    /// A line of a download that holds more or less than what its reader is said to see.
    #[error("the line has other parts than its sight")]
    Sight,
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
    /// Writes `stream` as JSON Lines: a header, then one entry per line, then the files that belong to
    /// entries, with everything that is needed to verify it elsewhere. What does not verify is refused
    /// before anything is written.
    pub fn export(&self, stream: StreamId, mut out: impl Write) -> Result<Head, ExportError> {
        if !self.streams()?.contains(&stream) {
            return Err(Error::NoStream(stream).into());
        }
        if let Some(finding) = self.verify(stream, None)?.finding {
            return Err(ExportError::Altered(finding));
        }
        let mut begun = false;
        let mut written = Err(ExportError::Record(Error::NoStream(stream)));
        // Head and entries of one moment: an entry that is erased meanwhile would lack its erasure.
        self.database
            .read(|connection| {
                // What was written cannot be taken back: nothing is read a second time.
                if std::mem::replace(&mut begun, true) {
                    return Err(database::Error::Busy);
                }
                written = self.export_from(connection, stream, &mut out);
                Ok(())
            })
            .map_err(Error::from)?;
        written
    }

    fn export_from(
        &self,
        connection: &mut dyn Connection,
        stream: StreamId,
        out: &mut impl Write,
    ) -> Result<Head, ExportError> {
        let stored = StoredHead::load(connection, stream)?.ok_or(Error::NoStream(stream))?;
        let header = &stored.header;
        let first = FirstLine {
            covalue_record: VERSION,
            stream: Id(header.stream.0),
            origin: Id(header.origin),
            more: header.more.lines().map(str::to_owned).collect(),
            entries: stored.head.sequence,
            root: Hex(stored.head.root),
        };
        write_line(out, &first)?;
        let mut walk = Walk::new(header.clone(), self.erases);
        let mut written = Ok(());
        let mut each = |row: &Row| -> Result<(), ExportError> {
            let bad = |column| Finding {
                index: walk.next(),
                fault: Fault::Unreadable(column),
            };
            let entry =
                Entry::decode(stream, row).map_err(|column| ExportError::Altered(bad(column)))?;
            walk.entry(&entry).map_err(ExportError::Altered)?;
            Ok(write_line(out, &Line::from(&entry))?)
        };
        let sql = format!(
            "SELECT {} FROM record_entry WHERE stream = ?1 ORDER BY sequence",
            Entry::COLUMNS
        );
        connection
            .query_each(&sql, &[stream.0.as_bytes().into()], &mut |row| {
                written = each(&row);
                match written {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            })
            .map_err(Error::from)?;
        written?;
        walk.finish().map_err(ExportError::Altered)?;
        let mut files = std::mem::take(&mut walk.files);
        let mut written = Ok(());
        let mut each = |file: Result<(u64, u8, &[u8]), u64>| -> Result<(), ExportError> {
            let (sequence, place, bytes) = file.map_err(|index| {
                let fault = Fault::File;
                ExportError::Altered(Finding { index, fault })
            })?;
            files
                .next(sequence, place, bytes)
                .map_err(ExportError::Altered)?;
            Ok(out.write_all(&files::file_line(sequence, place, bytes))?)
        };
        files::each(connection, stream, &mut |file| {
            written = each(file);
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })
        .map_err(Error::from)?;
        written?;
        files.finish().map_err(ExportError::Altered)?;
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
        let first: FirstLine = lines.next()?.ok_or(ImportReason::CutOff)?;
        let header = first.header()?;
        let mut begun = false;
        let (head, erased) = self.database.write(|connection| {
            // Lines are read once: a transaction that the database wants repeated is given up.
            if std::mem::replace(&mut begun, true) {
                return Err(database::Error::Busy.into());
            }
            self.import_into(connection, &first, &header, lines)
        })?;
        self.keep(header.stream, &head)?;
        if erased {
            // Readers can hold that up; the log's own turnover then does it.
            let _ = self.database.purge_deleted();
        }
        Ok((header.stream, head))
    }

    /// Adds what is missing here, in a transaction that the last line may still refuse: that an
    /// entry is rightly without content is known only once the one that erased it has come.
    fn import_into<R: BufRead>(
        &self,
        connection: &mut dyn Connection,
        first: &FirstLine,
        header: &Header,
        lines: &mut Lines<R>,
    ) -> Result<(Head, bool), ImportReason> {
        let stream = header.stream;
        let here = StoredHead::load(connection, stream)?;
        if here.as_ref().is_some_and(|here| here.header != *header) {
            return Err(ImportReason::Diverged);
        }
        let here = here.map_or_else(|| StoredHead::empty(header.clone()).head, |here| here.head);
        let shared = here.sequence.min(first.entries);
        let mut shared_root = here.root;
        let rows = connection.query(
            "SELECT root FROM record_entry WHERE stream = ?1 AND sequence = ?2",
            &[stream.0.as_bytes().into(), signed(shared).into()],
        )?;
        if let Some(row) = rows.first() {
            shared_root = Hash(row.array(0)?);
        }
        let mut walk = Walk::new(header.clone(), self.erases);
        let mut batch = Vec::new();
        let mut erasures = Vec::new();
        let mut taken = 0;
        while let Some(line) = lines.bytes()? {
            if let Some((sequence, place, bytes)) = files::read_line(&line)? {
                walk.files.next(sequence, place, &bytes)?;
                taken += 1;
                // Those of entries that are here already are here, unless they were erased since.
                if sequence > here.sequence {
                    insert_entries(connection, std::mem::take(&mut batch))?;
                    files::insert(connection, stream, sequence, place, &bytes)?;
                }
                continue;
            }
            let entry = serde_json::from_slice::<Line>(&line)?.entry(stream)?;
            first.take(&mut walk, &entry, taken)?;
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
                insert_entries(connection, std::mem::take(&mut batch))?;
            }
        }
        first.finish(&walk)?;
        if first.entries <= here.sequence {
            return Ok((walk.end.head, false));
        }
        insert_entries(connection, batch)?;
        let erased = erase(connection, stream, &erasures)? > 0;
        if !walk.end.store(connection, stream, here.place())? {
            return Err(ImportReason::Diverged);
        }
        Ok((walk.end.head, erased))
    }
}

impl FirstLine {
    /// Takes an entry; `files` that came before it would stand behind all entries.
    fn take(&self, walk: &mut Walk, entry: &Entry, files: u64) -> Result<(), Finding> {
        if entry.sequence > self.entries || files > 0 {
            return Err(Finding {
                index: entry.sequence,
                fault: Fault::Surplus,
            });
        }
        walk.entry(entry)
    }

    fn finish(&self, walk: &Walk) -> Result<(), ImportReason> {
        if walk.end.head.sequence != self.entries || walk.end.head.root != self.root.0 {
            return Err(ImportReason::CutOff);
        }
        walk.files.finish()?;
        Ok(walk.finish()?)
    }
}

/// Takes the walk along an export without keeping anything of it; its head and leaves, what it
/// declares, and how many files it holds.
pub(crate) fn walk_export<R: BufRead>(
    lines: &mut Lines<R>,
    erases: Erases,
    mut leaf: impl FnMut(Hash),
) -> Result<(Walk, u64), ImportReason> {
    let first: FirstLine = lines.next()?.ok_or(ImportReason::CutOff)?;
    let header = first.header()?;
    let mut walk = Walk::new(header.clone(), erases);
    let mut taken = 0;
    while let Some(line) = lines.bytes()? {
        if let Some((sequence, place, bytes)) = files::read_line(&line)? {
            walk.files.next(sequence, place, &bytes)?;
            taken += 1;
            continue;
        }
        let entry = serde_json::from_slice::<Line>(&line)?.entry(header.stream)?;
        first.take(&mut walk, &entry, taken)?;
        leaf(entry.leaf);
    }
    first.finish(&walk)?;
    Ok((walk, taken))
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// Lines of JSON, each ended by a line feed, the last one too.
pub(crate) struct Lines<R> {
    pub(crate) input: R,
    pub(crate) line: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn next<T: for<'de> Deserialize<'de>>(&mut self) -> Result<Option<T>, ImportReason> {
        let line = self.bytes()?;
        Ok(line.map(|line| serde_json::from_slice(&line)).transpose()?)
    }

    pub(crate) fn bytes(&mut self) -> Result<Option<Vec<u8>>, ImportReason> {
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
        if line.pop() != Some(b'\n') || line.contains(&b'\r') {
            return Err(ImportReason::LineEnd);
        }
        Ok(Some(line))
    }
}
