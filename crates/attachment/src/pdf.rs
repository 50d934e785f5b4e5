//! PDFs: looked through for what could run, send, or carry other files.
//!
//! Names are read wherever they stand, in streams, too, since a table may lead a reader into the middle of one;
//! those of objects that are packed into streams are read unpacked. What somebody hides from this on purpose may
//! pass: a PDF is given out to be kept, and never shown here.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::Refused;

/// What does more than show pages.
const RUNS: [&[u8]; 12] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"FileAttachment",
    b"RichMedia",
    b"RichMediaExecute",
    b"SubmitForm",
    b"ImportData",
    b"Rendition",
    b"Movie",
    b"XFA",
];

/// How far from its end a file says where its table is.
const TAIL: usize = 2_048;
/// How much is unpacked of one file, and read of what comes before streams: its objects are many times smaller, and
/// a file made up of nothing but beginnings of streams would be read for minutes.
const UNPACKED: u64 = 64 << 20;
/// How long the words before a stream are.
const DICTIONARY: usize = 16 << 10;

pub(crate) fn check(bytes: &[u8]) -> Result<(), Refused> {
    if !has_structure(bytes) {
        return Err(Refused::Broken);
    }
    look(bytes)?;
    let mut left = UNPACKED;
    for (at, _) in places(bytes, b"stream") {
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let before = &bytes[at.saturating_sub(DICTIONARY)..at];
        let begins = before.windows(3).rposition(|it| it == b"obj");
        let words = &before[begins.map_or(0, |at| at + 3)..];
        // Of a fair file these add up to less than the file.
        left = left
            .checked_sub(words.len() as u64)
            .ok_or(Refused::Broken)?;
        if !names(words).any(|name| name == b"ObjStm") {
            continue;
        }
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let filters: Vec<_> = names(words)
            .filter(|name| name.ends_with(b"Decode"))
            .collect();
        match &filters[..] {
            // Not packed: it was looked at.
            [] => {}
            [only] if only == b"FlateDecode" => {
                let mut unpacked = Vec::new();
                let mut packed = ZlibDecoder::new(data).take(left + 1);
                // What comes before a fault was there.
                let read = packed.read_to_end(&mut unpacked);
                left = left
                    .checked_sub(unpacked.len() as u64)
                    .ok_or(Refused::Broken)?;
                look(&unpacked)?;
                read.map_err(|_| Refused::Broken)?;
            }
            _ => return Err(Refused::Broken),
        }
    }
    Ok(())
}

/// Whether it says its version first, and at its end where its table is.
fn has_structure(bytes: &[u8]) -> bool {
    let version = bytes.get(5..8);
    let is_version = version.is_some_and(|it| matches!(it, [b'1' | b'2', b'.', b'0'..=b'9']));
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let Some((_, end)) = places(tail, b"startxref").last() else {
        return false;
    };
    let rest = tail[end..].trim_ascii_start();
    let digits = rest.iter().take_while(|it| it.is_ascii_digit()).count();
    let place = std::str::from_utf8(&rest[..digits]).ok();
    let place = place.and_then(|it| it.parse::<usize>().ok());
    let table = place.and_then(|at| bytes.get(at..)).unwrap_or_default();
    let table = table.trim_ascii_start();
    is_version
        && places(rest, b"%%EOF").next().is_some()
        && (table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit))
}

fn look(bytes: &[u8]) -> Result<(), Refused> {
    for name in names(bytes) {
        if name == b"Encrypt" {
            return Err(Refused::Locked);
        }
        if RUNS.contains(&&name[..]) {
            return Err(Refused::Runs);
        }
    }
    Ok(())
}

/// Every name that is written there, as it is read: `/J#61va` is “Java”.
fn names(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let begins = bytes.iter().enumerate().filter(|(_, it)| **it == b'/');
    begins.map(|(at, _)| {
        let mut name = Vec::new();
        let mut rest = bytes[at + 1..].iter();
        while let Some(&byte) = rest.next() {
            // Longer than any that matters here.
            if name.len() > 32 || byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(&byte) {
                break;
            }
            let digits = (byte == b'#').then(|| rest.as_slice().get(..2)).flatten();
            let read = digits.and_then(|it| std::str::from_utf8(it).ok());
            match read.and_then(|it| u8::from_str_radix(it, 16).ok()) {
                Some(read) => {
                    name.push(read);
                    rest.nth(1);
                }
                None => name.push(byte),
            }
        }
        name
    })
}

/// Where `word` stands, from and to.
fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let places = bytes.windows(word.len()).enumerate();
    places
        .filter(move |(_, it)| *it == word)
        .map(move |(at, _)| (at, at + word.len()))
}
