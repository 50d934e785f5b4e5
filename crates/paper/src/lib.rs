//! Documents on paper: headings, paragraphs, quotations, lists and tables as a PDF that is an archive's
//! (PDF/A-3a, ISO 19005-3) and that a screen reader can read (PDF/UA-1, ISO 14289-1).
//!
//! A document says what each part is, never how it looks: [`write()`] sets it on A4, breaks lines and pages, tags
//! every part, and attaches files. The fonts are part of this crate, so that the same document gives the same bytes
//! wherever it is written. Characters that none of them draws are written as their number, `[U+1FAE0]`, rather than
//! left out.
//!
//! ```
//! use paper::{Block, Document, Instant};
//!
//! let document = Document {
//!     title: "What this service is worth".to_owned(),
//!     language: "en".to_owned(),
//!     made: Instant { year: 2026, month: 11, day: 2, hour: 9, minute: 30, second: 0 },
//!     footer: "{name}, version 3".to_owned(),
//!     footer_name: "Northwind and Meridian".to_owned(),
//!     page_of: "Page {page} of {pages}".to_owned(),
//!     read: paper::as_typed,
//!     blocks: vec![
//!         Block::Heading(1, "What this service is worth".to_owned()),
//!         Block::Paragraph("Drivers reach dispatch from everywhere.".to_owned()),
//!     ],
//!     attached: Vec::new(),
//! };
//! assert!(paper::write(&document)?.starts_with(b"%PDF-1.7"));
//! # Ok::<(), paper::Unprintable>(())
//! ```

mod draw;
mod letters;
mod sheets;

use letters::{Letters, Press};

/// A document to be written.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it is called: in the window of whoever reads it, and in lists of files.
    pub title: String,
    /// The language that it is written in, as BCP 47 has it: `en`.
    pub language: String,
    /// When what it says was so: the document's date, and that of its attachments.
    pub made: Instant,
    /// What stands at the foot of every page, in one line; `{name}` in it is the name below.
    pub footer: String,
    /// The name in it, which is shortened where the line has no room for all of it; the rest of the line never is. Empty
    /// where the foot has none.
    pub footer_name: String,
    /// “Page {page} of {pages}”, with these two as they stand here.
    pub page_of: String,
    /// How the words of a quotation are read: their lines, which of these are points of a list, and what stands out.
    pub read: fn(&str) -> Vec<Line>,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
    /// Files that go with it.
    pub attached: Vec<Attached>,
}

/// A line that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whether it is a point of a list.
    pub is_point: bool,
    /// Its words in order: whether they stand out, and what they are. They hold no line breaks.
    pub words: Vec<(bool, String)>,
}

/// Lines in which every character stands for itself.
pub fn as_typed(words: &str) -> Vec<Line> {
    let line = |line: &str| Line {
        is_point: false,
        words: vec![(false, line.to_owned())],
    };
    words.lines().map(line).collect()
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level from 1 on; none may be left out between two.
    Heading(u8, String),
    /// A paragraph that leads what follows, in bold.
    Lead(String),
    /// A paragraph.
    Paragraph(String),
    /// A remark, in small print.
    Note(String),
    /// Somebody's own words, and whose they are.
    Quote {
        /// The words.
        words: String,
        /// Their language, where it is another one than the document's; else empty.
        language: String,
        /// Who said so, and when; empty where that is told elsewhere.
        by: String,
    },
    /// Points of a list.
    List(Vec<String>),
    /// A table with the names of its columns.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// A cell for each column, in each row.
        rows: Vec<Vec<String>>,
    },
    /// What follows begins a page.
    NewPage,
}

impl Block {
    /// Words in the document's language, and whose they are.
    pub fn quote(words: String, by: String) -> Self {
        Self::Quote {
            words,
            language: String::new(),
            by,
        }
    }
}

/// A file that goes with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// What it holds, in words.
    pub about: String,
    /// `application/json`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it says the same as the document, for programs; else it goes with it.
    pub is_the_same: bool,
}

/// A moment, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Instant {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
}

/// Why a document cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("this document cannot be written as a PDF: {0}")]
pub struct Unprintable(String);

/// Writes a document.
///
/// # Errors
/// Where the standards forbid what it holds: no such text is known, as what no font draws is written as its number.
pub fn write(document: &Document) -> Result<Vec<u8>, Unprintable> {
    // What one person typed must not keep a document from everybody. No text is known that needs the second try.
    write_with(Letters::All, document).or_else(|_| write_with(Letters::Plain, document))
}

/// The characters of some parts that none of the fonts draws, in order and each once: they are written as their number.
pub fn not_drawn(blocks: &[Block]) -> Vec<char> {
    let texts = blocks.iter().flat_map(|block| match block {
        Block::Heading(_, text)
        | Block::Lead(text)
        | Block::Paragraph(text)
        | Block::Note(text) => vec![text],
        Block::Quote { words, by, .. } => vec![words, by],
        Block::List(points) => points.iter().collect(),
        Block::Table { head, rows } => head.iter().chain(rows.iter().flatten()).collect(),
        Block::NewPage => Vec::new(),
    });
    let mut all = Vec::new();
    for character in texts.flat_map(|text| letters::not_drawn(text)) {
        if !all.contains(&character) {
            all.push(character);
        }
    }
    all
}

fn write_with(letters: Letters, document: &Document) -> Result<Vec<u8>, Unprintable> {
    let mut press = Press::new(letters);
    let sheets = sheets::set(&mut press, document);
    draw::draw(document, sheets)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written with all letters, whatever stands beside whatever: the second try is for what nobody knows.
    #[test]
    fn letters_that_change_with_their_neighbours_are_drawn() {
        let letters = ('\u{621}'..='\u{64a}')
            .chain(['\u{64b}', '\u{651}', '\u{6af}', 'f', 'i', '\u{5d0}', ' ']);
        let letters: Vec<char> = letters
            .filter(|it| it.is_alphabetic() || *it == ' ')
            .collect();
        let pairs = letters
            .iter()
            .flat_map(|one| letters.iter().map(move |two| (*one, *two)));
        let words: Vec<String> = pairs
            .map(|(one, two)| format!("{one}{two} \u{628}{one}{two}\u{645}"))
            .collect();
        let document = Document {
            title: "سلام".to_owned(),
            language: "ar".to_owned(),
            made: Instant {
                year: 2026,
                month: 11,
                day: 2,
                hour: 9,
                minute: 30,
                second: 0,
            },
            footer: String::new(),
            footer_name: String::new(),
            page_of: "{page}/{pages}".to_owned(),
            read: as_typed,
            blocks: words
                .chunks(500)
                .map(|some| Block::Paragraph(some.join(" ")))
                .collect(),
            attached: Vec::new(),
        };
        let all = write_with(Letters::All, &document);
        assert!(all.is_ok(), "{:?}", all.err());
        assert!(write_with(Letters::Plain, &document).is_ok());
    }
}
