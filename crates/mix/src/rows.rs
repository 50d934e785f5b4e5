//! Delimited text as people really send it: quotes that never close, stray spaces, any line ending.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};

/// One row, with the line it starts on (from 1).
pub(crate) struct Row<'a> {
    pub(crate) line: usize,
    pub(crate) fields: Vec<Cow<'a, str>>,
}

impl Row<'_> {
    /// The field at a position, trimmed; empty when the row is too short.
    pub(crate) fn field(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", |f| trimmed(f))
    }

    /// How many fields it has, not counting empty ones at its end.
    pub(crate) fn filled(&self) -> usize {
        let filled = self.fields.iter().rposition(|f| !trimmed(f).is_empty());
        filled.map_or(0, |last| last + 1)
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.fields.iter().all(|f| trimmed(f).is_empty())
    }
}

/// As [`str::trim`]; nearly no text needs it, which a look at both ends tells.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// Splits a text into rows. A quoted field may hold the delimiter, doubled quotes and line ends;
/// a quote that is not closed before the next delimiter or line end counts as an ordinary
/// character, so that one stray quote cannot swallow the rest of a file.
pub(crate) struct Rows<'a> {
    rest: &'a str,
    /// An ASCII character.
    delimiter: char,
    line: usize,
    /// How many the last row had: the next one will have as many.
    fields: usize,
}

/// A quoted field longer than this is taken for a stray quote.
const LONGEST_QUOTED: usize = 64 * 1024;

impl<'a> Rows<'a> {
    pub(crate) fn new(text: &'a str, delimiter: char) -> Self {
        Rows {
            rest: text.strip_prefix('\u{feff}').unwrap_or(text),
            delimiter,
            line: 1,
            fields: 0,
        }
    }

    /// What no row was made of yet.
    #[cfg(feature = "command")]
    pub(crate) fn rest(&self) -> &'a str {
        self.rest
    }

    /// The next row as a line and its number, if it begins with a digit and holds no quote: then it
    /// is not blank, and its fields are what is between the delimiters. Nearly all rows of large
    /// files are such, and are split as far as somebody asks.
    pub(crate) fn numbered(&mut self) -> Option<(usize, &'a str)> {
        if !self.rest.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let bytes = self.rest.as_bytes();
        let end = memchr3(b'\n', b'\r', b'"', bytes).unwrap_or(bytes.len());
        if bytes.get(end) == Some(&b'"') {
            return None;
        }
        let (number, line) = (self.line, &self.rest[..end]);
        self.rest = &self.rest[end..];
        self.stop();
        Some((number, line))
    }

    /// The field of such a line at a position, as [`Row::field`].
    pub(crate) fn field_of(&self, line: &'a str, at: usize) -> &'a str {
        let mut rest = line;
        let end = |rest: &str| memchr(self.delimiter as u8, rest.as_bytes());
        for _ in 0..at {
            rest = end(rest).map_or("", |end| &rest[end + 1..]);
        }
        trimmed(&rest[..end(rest).unwrap_or(rest.len())])
    }

    /// How many fields such a line has.
    pub(crate) fn fields_of(&self, line: &str) -> usize {
        memchr_iter(self.delimiter as u8, line.as_bytes()).count() + 1
    }

    fn unquoted(&mut self) -> (&'a str, Stop) {
        let bytes = self.rest.as_bytes();
        let end = memchr3(self.delimiter as u8, b'\n', b'\r', bytes).unwrap_or(bytes.len());
        let field = &self.rest[..end];
        self.rest = &self.rest[end..];
        (field, self.stop())
    }

    /// Consumes a delimiter or a line end.
    fn stop(&mut self) -> Stop {
        let bytes = self.rest.as_bytes();
        let (stop, length) = match bytes {
            [first, ..] if *first == self.delimiter as u8 => (Stop::Field, 1),
            [b'\r', b'\n', ..] => (Stop::Row, 2),
            [b'\r' | b'\n', ..] => (Stop::Row, 1),
            _ => (Stop::Row, 0),
        };
        self.rest = &self.rest[length..];
        self.line += usize::from(length > 0 && matches!(stop, Stop::Row));
        stop
    }

    /// The inside of a quoted field at the start of the rest, if it is properly closed.
    fn quoted(&mut self) -> Option<(Cow<'a, str>, Stop)> {
        if !self.rest.starts_with([' ', '\t', '"']) {
            return None;
        }
        let start = self.rest.trim_start_matches([' ', '\t']);
        let inside = start.strip_prefix('"')?;
        let mut from = 0;
        loop {
            let at = from + inside[from..].find('"')?;
            if at > LONGEST_QUOTED {
                return None;
            }
            let after = &inside[at + 1..];
            if after.starts_with('"') {
                from = at + 2;
                continue;
            }
            let tail = after.trim_start_matches([' ', '\t']);
            if !(tail.is_empty() || tail.starts_with([self.delimiter, '\n', '\r'])) {
                // `"AS" – a name`: the quotes belong to the text.
                return None;
            }
            let field = &inside[..at];
            self.line += field.matches('\n').count();
            self.rest = tail;
            let field = if field.contains("\"\"") {
                Cow::Owned(field.replace("\"\"", "\""))
            } else {
                Cow::Borrowed(field)
            };
            return Some((field, self.stop()));
        }
    }
}

enum Stop {
    Field,
    Row,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let mut fields = Vec::with_capacity(self.fields);
        loop {
            let (field, stop) = match self.quoted() {
                Some(found) => found,
                None => {
                    let (field, stop) = self.unquoted();
                    (Cow::Borrowed(field), stop)
                }
            };
            fields.push(field);
            if let Stop::Row = stop {
                self.fields = fields.len();
                return Some(Row { line, fields });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(usize, Vec<String>)> {
        Rows::new(text, ';')
            .map(|r| (r.line, r.fields.iter().map(ToString::to_string).collect()))
            .collect()
    }

    #[test]
    fn rows_keep_their_line_and_quoted_delimiters() {
        let rows = split("\u{feff}a;\"x;\"\"y\"\"\nz\"\r\nb;c\rd");
        assert_eq!(rows[0], (1, vec!["a".into(), "x;\"y\"\nz".into()]));
        assert_eq!(rows[1], (3, vec!["b".into(), "c".into()]));
        assert_eq!(rows[2], (4, vec!["d".into()]));
    }

    #[test]
    fn a_stray_quote_is_text() {
        let rows = split("1;\"AS\" – places\n2;\"never closed\n3;x");
        assert_eq!(rows[0].1[1], "\"AS\" – places");
        assert_eq!(rows[1].1[1], "\"never closed");
        assert_eq!(rows[2], (3, vec!["3".into(), "x".into()]));
    }
}
