//! Rows of comma-separated text, one at a time from a stream: a large file is never held whole.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use memchr::{memchr, memchr_iter};

/// The longest row that is read, in bytes: a quote that is never closed must not swallow a file.
pub(crate) const LONGEST: usize = 1 << 20;

/// Why no row could be read, with the line it starts on (from 1).
pub(crate) enum RowError {
    TooLong(usize),
    Unclosed(usize),
    Io(usize, io::Error),
}

/// Rows of a stream. A field in quotes may hold commas, line ends and doubled quotes.
pub(crate) struct Rows<R> {
    reader: R,
    /// The line that comes next.
    pub(crate) line: usize,
    bytes: Vec<u8>,
    fields: Vec<(usize, usize)>,
}

/// One row, with the line it starts on (from 1).
pub(crate) struct Row<'a> {
    pub(crate) line: usize,
    bytes: &'a [u8],
    fields: &'a [(usize, usize)],
}

impl<'a> Row<'a> {
    /// How many fields it has.
    pub(crate) fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field without what surrounds it; nothing when the row is too short.
    pub(crate) fn field(&self, at: usize) -> Cow<'a, [u8]> {
        let (from, to) = self.fields.get(at).copied().unwrap_or_default();
        let field = self.bytes[from..to].trim_ascii();
        let inside = field
            .strip_prefix(b"\"")
            .and_then(|field| field.strip_suffix(b"\""));
        match inside {
            None => Cow::Borrowed(field),
            Some(inside) if memchr(b'"', inside).is_none() => Cow::Borrowed(inside),
            Some(inside) => {
                let mut single = Vec::with_capacity(inside.len());
                let mut is_second = false;
                for &byte in inside {
                    is_second = byte == b'"' && !is_second;
                    if !is_second {
                        single.push(byte);
                    }
                }
                Cow::Owned(single)
            }
        }
    }

    fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }
}

impl<R: BufRead> Rows<R> {
    pub(crate) fn new(reader: R) -> Self {
        Rows {
            reader,
            line: 1,
            bytes: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The next row that is not blank.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, RowError> {
        let mut line;
        loop {
            line = self.line;
            if !self.fill()? {
                return Ok(None);
            }
            let row = Row {
                line,
                bytes: &self.bytes,
                fields: &self.fields,
            };
            if !row.is_blank() {
                break;
            }
        }
        Ok(Some(Row {
            line,
            bytes: &self.bytes,
            fields: &self.fields,
        }))
    }

    /// Takes in what `read` makes of the bytes that lie ready, and how many of them it was: one whole row with its
    /// line end. `None` where it makes nothing of them; then they are still there for [`Rows::next`].
    pub(crate) fn take<T>(&mut self, read: impl FnOnce(&[u8]) -> Option<(T, usize)>) -> Option<T> {
        // What cannot be read now is told of by `next`.
        let ready = self.reader.fill_buf().ok()?;
        let (taken, length) = read(ready)?;
        self.reader.consume(length);
        self.line += 1;
        Some(taken)
    }

    /// Takes in one row; whether there was one.
    fn fill(&mut self) -> Result<bool, RowError> {
        let first = self.line;
        self.bytes.clear();
        self.fields.clear();
        let mut quotes = 0;
        loop {
            let before = self.bytes.len();
            let room = (LONGEST + 1 - before) as u64;
            let mut limited = self.reader.by_ref().take(room);
            let got = limited
                .read_until(b'\n', &mut self.bytes)
                .map_err(|error| RowError::Io(self.line, error))?;
            if self.bytes.len() > LONGEST {
                return Err(RowError::TooLong(first));
            }
            if got == 0 {
                if before == 0 {
                    return Ok(false);
                }
                return Err(RowError::Unclosed(first));
            }
            self.line += 1;
            quotes += memchr_iter(b'"', &self.bytes[before..]).count();
            if quotes % 2 == 0 {
                break;
            }
        }
        if self.bytes.last() == Some(&b'\n') {
            self.bytes.pop();
        }
        if first == 1 && self.bytes.starts_with("\u{feff}".as_bytes()) {
            self.bytes.drain(.."\u{feff}".len());
        }
        let mut from = 0;
        let mut is_quoted = false;
        if quotes == 0 {
            for comma in memchr_iter(b',', &self.bytes) {
                self.fields.push((from, comma));
                from = comma + 1;
            }
        } else {
            for (at, &byte) in self.bytes.iter().enumerate() {
                match byte {
                    b'"' => is_quoted = !is_quoted,
                    b',' if !is_quoted => {
                        self.fields.push((from, at));
                        from = at + 1;
                    }
                    _ => {}
                }
            }
        }
        self.fields.push((from, self.bytes.len()));
        Ok(true)
    }
}
