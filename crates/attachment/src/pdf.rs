//! PDFs: looked through for what could run, send, carry other files, or be fetched from elsewhere.
//!
//! Names are read wherever they stand, in streams, too, since a table may lead a reader into the middle of one;
//! those of objects that are packed into streams are read unpacked. What somebody hides from this on purpose may
//! pass: a PDF is given out to be kept, and never shown here.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::Refused;

/// What does more than show pages.
const RUNS: [&[u8]; 16] = [
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
    // Into other files, wherever they lie, and from them.
    b"GoToR",
    b"GoToE",
    b"Filespec",
    b"FFilter",
];

/// How far from its end a file says where its table is.
const TAIL: usize = 2_048;
/// How much is unpacked of one file, and read of what comes before streams: its objects are many times smaller, and
/// a file made up of nothing but beginnings of streams would be read for minutes.
const UNPACKED: u64 = 64 << 20;
/// How long what an object is called by is.
const CALLED: usize = 32;
/// How long the words before a stream are.
const DICTIONARY: usize = 16 << 10;

pub(crate) fn check(bytes: &[u8]) -> Result<(), Refused> {
    if !has_structure(bytes) {
        return Err(Refused::Broken);
    }
    look(bytes)?;
    let mut left = UNPACKED;
    let (mut heads, mut packs) = (Vec::new(), Vec::new());
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
        heads.push(words);
        let mut is_packs = false;
        let mut first = 0;
        for (name, rest) in named(words) {
            match &name[..] {
                b"ObjStm" => is_packs = true,
                b"First" => first = number(rest).unwrap_or_default(),
                _ => {}
            }
        }
        if !is_packs {
            continue;
        }
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let filters: Vec<_> = named(words)
            .map(|(name, _)| name)
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
                packs.push((first, unpacked));
            }
            _ => return Err(Refused::Broken),
        }
    }
    let objects = Objects::read(bytes, &packs);
    // What is done at a moment of its own, not where somebody clicks.
    let at_moments = |text| named(text).any(|(name, value)| name == b"AA" && is_filled(value));
    let packed = packs.iter().map(|(_, it)| &it[..]);
    if objects.plain.iter().copied().chain(packed).any(at_moments) {
        return Err(Refused::Runs);
    }
    let opens = opens(bytes).chain(packs.iter().flat_map(|(_, it)| opens(it)));
    for opens in opens {
        objects.check(opens, &mut left, |names| {
            names.iter().any(|it| it == b"URI" || it == b"Next")
        })?;
    }
    for (name, value) in heads.iter().flat_map(|head| named(head)) {
        // What a stream holds lies in a file elsewhere.
        if name == b"F" {
            objects.check(value, &mut left, |names| {
                names.is_empty() || names.iter().any(|it| it == b"F" || it == b"UF")
            })?;
        }
    }
    Ok(())
}

/// What is done when the file is opened.
fn opens(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let named = named(bytes).filter(|(name, _)| name == b"OpenAction");
    named.map(|(_, value)| value)
}

/// The objects of a file: of each what comes before its stream, if it has one.
#[derive(Default)]
struct Objects<'a> {
    /// Those that are not packed.
    plain: Vec<&'a [u8]>,
    /// All by their number, each time that one is written.
    by_number: BTreeMap<usize, Vec<&'a [u8]>>,
}

impl<'a> Objects<'a> {
    fn read(bytes: &'a [u8], packs: &'a [(usize, Vec<u8>)]) -> Self {
        let mut objects = Self::default();
        let begins = places(bytes, b"obj").filter(|(at, _)| !bytes[..*at].ends_with(b"end"));
        for (at, begins) in begins {
            let rest = &bytes[begins..];
            let ends = places(rest, b"obj").next().map_or(rest.len(), |(at, _)| at);
            let object = &rest[..ends];
            let stream = places(object, b"stream").next();
            let object = &object[..stream.map_or(object.len(), |(at, _)| at)];
            objects.plain.push(object);
            // It is called `12 0 obj`.
            let before = &bytes[at.saturating_sub(CALLED)..at];
            let mut words = before.rsplit(u8::is_ascii_whitespace);
            let called = words.by_ref().filter(|it| !it.is_empty()).nth(1);
            if let Some(number) = called.and_then(number) {
                objects.by_number.entry(number).or_default().push(object);
            }
        }
        for (first, unpacked) in packs {
            let Some((head, rest)) = unpacked.split_at_checked(*first) else {
                continue;
            };
            let numbers = head.split(u8::is_ascii_whitespace).filter_map(number);
            let numbers: Vec<_> = numbers.collect();
            for (place, pair) in numbers.chunks_exact(2).enumerate() {
                let next = numbers.get(2 * place + 3).copied();
                let object = rest.get(pair[1]..next.unwrap_or(rest.len()));
                if let Some(object) = object {
                    let there = objects.by_number.entry(pair[0]).or_default();
                    there.push(object);
                }
            }
        }
        objects
    }

    /// Refuses a value by the names that stand in it, or in the object that it refers to.
    fn check(
        &self,
        value: &[u8],
        left: &mut u64,
        refuses: impl Fn(&[Vec<u8>]) -> bool,
    ) -> Result<(), Refused> {
        let referred = reference(value).and_then(|number| self.by_number.get(&number));
        let own = match value {
            [b'<', b'<', ..] => Some(dictionary(value)),
            // A text.
            [b'<' | b'(', ..] => Some(&b""[..]),
            _ => None,
        };
        for object in referred.into_iter().flatten().copied().chain(own) {
            *left = left
                .checked_sub(object.len() as u64)
                .ok_or(Refused::Broken)?;
            let names: Vec<_> = named(object).map(|(name, _)| name).collect();
            if refuses(&names) {
                return Err(Refused::Runs);
            }
        }
        Ok(())
    }
}

/// Whether a value is an object elsewhere, or a dictionary with something in it.
fn is_filled(value: &[u8]) -> bool {
    let within = value.strip_prefix(b"<<").map(<[u8]>::trim_ascii_start);
    reference(value).is_some() || within.is_some_and(|within| !within.starts_with(b">>"))
}

/// The number of an object that is referred to: `12 0 R`.
fn reference(value: &[u8]) -> Option<usize> {
    let value = &value[..value.len().min(CALLED)];
    let mut words = value.split(u8::is_ascii_whitespace);
    let mut words = words.by_ref().filter(|it| !it.is_empty());
    let (called, version, refers) = (words.next()?, words.next()?, words.next()?);
    number(version)?;
    if refers.starts_with(b"R") {
        number(called)
    } else {
        None
    }
}

fn number(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|it| it.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

/// A dictionary that begins here, to its end.
fn dictionary(bytes: &[u8]) -> &[u8] {
    let (mut open, mut texts, mut at) = (0_usize, 0_usize, 0);
    while let Some(rest) = bytes.get(at..).filter(|it| !it.is_empty()) {
        at += 1;
        match rest {
            [b'\\', ..] if texts > 0 => at += 1,
            [b'(', ..] => texts += 1,
            [b')', ..] => texts = texts.saturating_sub(1),
            _ if texts > 0 => {}
            [b'<', b'<', ..] => (open, at) = (open + 1, at + 1),
            [b'>', b'>', ..] => (open, at) = (open.saturating_sub(1), at + 1),
            _ => {}
        }
        if open == 0 {
            return &bytes[..at.min(bytes.len())];
        }
    }
    bytes
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
    let mut before = Vec::new();
    for (name, value) in named(bytes) {
        let runs = match &name[..] {
            b"Encrypt" => return Err(Refused::Locked),
            // A thread of articles is of that type.
            b"Thread" => before != b"Type",
            b"URL" => before == b"FS",
            // What a paragraph refers to is a list; a page of another file is none.
            b"Ref" => !value.starts_with(b"["),
            other => RUNS.contains(&other),
        };
        if runs {
            return Err(Refused::Runs);
        }
        before = name;
    }
    Ok(())
}

/// Every name that is written there, as it is read, and what comes after it: `/J#61va` is “Java”.
fn named(bytes: &[u8]) -> impl Iterator<Item = (Vec<u8>, &[u8])> {
    let begins = bytes.iter().enumerate().filter(|(_, it)| **it == b'/');
    begins.map(|(at, _)| {
        let mut name = Vec::new();
        let mut rest = &bytes[at + 1..];
        while let [byte, after @ ..] = rest {
            // Longer than any that matters here.
            if name.len() > 32 || byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(byte) {
                break;
            }
            let digits = (*byte == b'#').then(|| after.get(..2)).flatten();
            let read = digits.and_then(|it| std::str::from_utf8(it).ok());
            match read.and_then(|it| u8::from_str_radix(it, 16).ok()) {
                Some(read) => {
                    name.push(read);
                    rest = &after[2..];
                }
                None => {
                    name.push(*byte);
                    rest = after;
                }
            }
        }
        let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
        let space = rest.iter().take_while(|it| is_space(it)).count();
        (name, &rest[space..])
    })
}

/// Where `word` stands, from and to.
fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let places = bytes.windows(word.len()).enumerate();
    places
        .filter(move |(_, it)| *it == word)
        .map(move |(at, _)| (at, at + word.len()))
}
