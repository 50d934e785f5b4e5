//! Files that belong to an entry's content: their bytes lie in a table of their own, their digests in the entry's ext,
//! and so in its leaf.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use database::Connection;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::entry::{signed, unsigned};
use crate::exchange::ImportReason;
use crate::limits::{FILE_BYTES, FILES_PER_ENTRY};
use crate::{Entry, Error, Fault, Finding, Hash, Record, StreamId, format};

/// What an ext lists that is no list of digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoFiles;

#[derive(Serialize)]
struct Listing {
    files: Vec<String>,
}

/// The ext of an entry with these files.
pub(crate) fn ext(content_salt: &[u8; 32], files: &[Arc<[u8]>]) -> Vec<u8> {
    let digests = (0..).zip(files).map(|(place, file)| {
        let salt = format::file_salt(content_salt, place);
        format::file_digest(&salt, file).to_string()
    });
    let files = digests.collect();
    // A list of strings: writing it to memory cannot fail.
    serde_json::to_vec(&Listing { files }).unwrap_or_default()
}

/// The digests that an ext lists, in order; none where it says nothing of files.
pub(crate) fn listed(ext: Option<&[u8]>) -> Result<Vec<Hash>, NoFiles> {
    let Some(ext) = ext else {
        return Ok(Vec::new());
    };
    let ext: Value = serde_json::from_slice(ext).map_err(|_| NoFiles)?;
    let Some(files) = ext.get("files") else {
        return Ok(Vec::new());
    };
    let files = files.as_array().ok_or(NoFiles)?;
    if !(1..=FILES_PER_ENTRY).contains(&files.len()) {
        return Err(NoFiles);
    }
    let digest = |file: &Value| file.as_str()?.parse().ok();
    files
        .iter()
        .map(digest)
        .collect::<Option<_>>()
        .ok_or(NoFiles)
}

/// Whether an entry may have the files that it lists: they belong to its content.
pub(crate) fn are_in_order(entry: &Entry) -> bool {
    match listed(entry.ext.as_deref()) {
        Ok(files) => files.is_empty() || entry.content_commitment != Hash::ZERO,
        Err(NoFiles) => false,
    }
}

pub(crate) fn insert(
    connection: &mut dyn Connection,
    stream: StreamId,
    sequence: u64,
    place: u8,
    bytes: &[u8],
) -> Result<(), database::Error> {
    connection.execute(
        "INSERT INTO record_file (stream, sequence, place, bytes) VALUES (?1, ?2, ?3, ?4)",
        &[
            stream.0.as_bytes().into(),
            signed(sequence).into(),
            i64::from(place).into(),
            bytes.into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn delete(
    connection: &mut dyn Connection,
    stream: StreamId,
    sequence: u64,
) -> Result<(), database::Error> {
    connection.execute(
        "DELETE FROM record_file WHERE stream = ?1 AND sequence = ?2",
        &[stream.0.as_bytes().into(), signed(sequence).into()],
    )?;
    Ok(())
}

/// The files that the entries of a walk have by what they list: what has to be there, and what it has to be.
#[derive(Debug, Default)]
pub(crate) struct Expected {
    /// By entry and place: the salt, and the digest.
    files: BTreeMap<(u64, u8), ([u8; 32], Hash)>,
}

impl Expected {
    /// Takes an entry, which is in order.
    pub(crate) fn of(
        &mut self,
        sequence: u64,
        content_salt: Option<&[u8; 32]>,
        ext: Option<&[u8]>,
    ) {
        let (Some(salt), Ok(listed)) = (content_salt, listed(ext)) else {
            return;
        };
        for (place, digest) in (0..).zip(listed) {
            let salt = format::file_salt(salt, place);
            self.files.insert((sequence, place), (salt, digest));
        }
    }

    /// Takes the bytes of a file: it has to be the next.
    pub(crate) fn next(&mut self, sequence: u64, place: u8, bytes: &[u8]) -> Result<(), Finding> {
        match self.files.first_key_value() {
            Some((next, _)) if *next == (sequence, place) => self.any(sequence, place, bytes),
            Some(((missing, _), _)) if *missing < sequence => Err(fault(*missing)),
            _ => Err(fault(sequence)),
        }
    }

    /// Takes the bytes of a file, whichever it is of those that have not come.
    pub(crate) fn any(&mut self, sequence: u64, place: u8, bytes: &[u8]) -> Result<(), Finding> {
        let expected = self.files.remove(&(sequence, place));
        let is_it = |(salt, digest): ([u8; 32], Hash)| format::file_digest(&salt, bytes) == digest;
        match expected.is_some_and(is_it) {
            true => Ok(()),
            false => Err(fault(sequence)),
        }
    }

    /// How many have not come.
    pub(crate) fn missing(&self) -> usize {
        self.files.len()
    }

    /// After the last file: whether all have come.
    pub(crate) fn finish(&self) -> Result<(), Finding> {
        match self.files.first_key_value() {
            Some(((missing, _), _)) => Err(fault(*missing)),
            None => Ok(()),
        }
    }
}

/// At this entry, or at the first, where it is of none.
fn fault(index: u64) -> Finding {
    Finding {
        index: index.max(1),
        fault: Fault::File,
    }
}

/// A file as it lies in the database: of which entry, at which place, and its bytes.
type Lying<'a> = (u64, u8, &'a [u8]);

/// Hands every file of a stream to `each`, in order, until it breaks. What is no file at all is told by its entry.
pub(crate) fn each(
    connection: &mut dyn Connection,
    stream: StreamId,
    each: &mut dyn FnMut(Result<Lying<'_>, u64>) -> ControlFlow<()>,
) -> Result<(), database::Error> {
    connection.query_each(
        "SELECT sequence, place, bytes FROM record_file WHERE stream = ?1 ORDER BY sequence, place",
        &[stream.0.as_bytes().into()],
        &mut |row| {
            let sequence = row.integer(0).ok().and_then(unsigned);
            let place = row.integer(1).ok().and_then(|it| u8::try_from(it).ok());
            match (sequence, place, row.bytes(2)) {
                (Some(sequence), Some(place), Ok(bytes)) => each(Ok((sequence, place, bytes))),
                _ => each(Err(sequence.unwrap_or(0))),
            }
        },
    )
}

/// Compares what is stored with what the entries list; the first file that differs.
pub(crate) fn altered(
    connection: &mut dyn Connection,
    stream: StreamId,
    mut expected: Expected,
) -> Result<Option<Finding>, database::Error> {
    let mut finding = None;
    each(connection, stream, &mut |file| {
        let compared = match file {
            Ok((sequence, place, bytes)) => expected.next(sequence, place, bytes),
            Err(sequence) => Err(fault(sequence)),
        };
        match compared {
            Ok(()) => ControlFlow::Continue(()),
            Err(found) => {
                finding = Some(found);
                ControlFlow::Break(())
            }
        }
    })?;
    Ok(finding.or_else(|| expected.finish().err()))
}

/// A line behind the entries of a file: the bytes that belong to one of them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    file: FileOf,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOf {
    sequence: u64,
    place: u8,
    bytes: String,
}

/// How such a line begins.
const BEGINS: &[u8] = b"{\"file\":";

/// The line of a file, behind the entries of an export or a download.
pub fn file_line(sequence: u64, place: u8, bytes: &[u8]) -> Vec<u8> {
    let bytes = BASE64_STANDARD.encode(bytes);
    let file = FileOf {
        sequence,
        place,
        bytes,
    };
    let mut line = Vec::new();
    // Numbers and a string: writing them to memory cannot fail.
    let _ = serde_json::to_writer(&mut line, &Line { file });
    let _ = line.write_all(b"\n");
    line
}

/// What a line says, if it is the line of a file: entry, place and bytes.
pub(crate) fn read_line(line: &[u8]) -> Result<Option<(u64, u8, Vec<u8>)>, ImportReason> {
    if !line.starts_with(BEGINS) {
        return Ok(None);
    }
    let Line { file } = serde_json::from_slice(line)?;
    let bytes = BASE64_STANDARD.decode(file.bytes);
    let bytes = bytes.ok().filter(|bytes| bytes.len() <= FILE_BYTES);
    let bytes = bytes.ok_or_else(|| ImportReason::Altered(fault(file.sequence)))?;
    Ok(Some((file.sequence, file.place, bytes)))
}

impl Record {
    /// The bytes of a file of an entry; `None` where there is none, or it was erased.
    ///
    /// # Errors
    /// When the database fails.
    pub fn file(
        &self,
        stream: StreamId,
        sequence: u64,
        place: u8,
    ) -> Result<Option<Vec<u8>>, Error> {
        let rows = self.database.query(
            "SELECT bytes FROM record_file WHERE stream = ?1 AND sequence = ?2 AND place = ?3",
            &[
                stream.0.as_bytes().into(),
                signed(sequence).into(),
                i64::from(place).into(),
            ],
        )?;
        let bytes = rows.first().map(|row| row.bytes(0).map(<[u8]>::to_vec));
        Ok(bytes.transpose()?)
    }
}
