//! Tables to take away: as the reader's spreadsheet opens them, or plainly for programs.
//!
//! A spreadsheet takes a file without a mark for one in the letters of its own country, and parts cells at
//! the list separator of its language: in German, where a comma begins decimals, that is a semicolon.
//! Programs get commas, decimal points and no mark (RFC 4180).

use std::fmt::Display;

use axum::response::Response;

use crate::ask::{self, Ask};
use crate::money::{Decimals, Money};
use crate::problem::Problem;
use crate::visitor::Way;

const CSV: &str = "text/csv; charset=utf-8";
/// By which spreadsheets know UTF-8.
const MARK: &str = "\u{feff}";
/// Letters of a name in the name of a file.
const NAME: usize = 48;

/// How the cells of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    decimals: Decimals,
    /// Whether a spreadsheet opens it, rather than a program.
    marked: bool,
}

impl Sheet {
    /// As whoever asks reads it: with `?for=spreadsheet` or `?for=program` as they say, else plainly where
    /// a program asks.
    pub fn of(ask: &Ask) -> Self {
        let token = |way: &Way| matches!(way, Way::Token { .. });
        let by_token = ask.visitor.as_ref().is_some_and(|you| token(&you.way));
        let marked = match ask.query.text("for") {
            "spreadsheet" => true,
            "program" => false,
            _ => !ask.is_api() && !by_token,
        };
        let decimals = if marked {
            Decimals::of(ask.say)
        } else {
            Decimals::Point
        };
        Self { decimals, marked }
    }

    /// Whether its headings are in the reader's language: programs know them by one name.
    pub fn is_for_people(self) -> bool {
        self.marked
    }

    /// The beginning of a file, with what stands above its columns.
    ///
    /// # Errors
    /// None for cells in memory.
    pub fn head<C: Into<String>>(
        self,
        columns: impl IntoIterator<Item = C>,
    ) -> Result<Vec<u8>, Problem> {
        let mark = if self.marked { MARK } else { "" };
        let columns = columns.into_iter().map(|cell| neutral(cell.into()));
        let mut bytes = mark.as_bytes().to_vec();
        bytes.extend(self.rows([columns.collect::<Vec<_>>()])?);
        Ok(bytes)
    }

    /// Rows of cells.
    ///
    /// # Errors
    /// None for cells in memory.
    pub fn rows<R: IntoIterator<Item = String>>(
        self,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Vec<u8>, Problem> {
        let failed = |error: &dyn Display| Problem::Failed(error.to_string());
        let separator = match self.decimals {
            Decimals::Point => b',',
            Decimals::Comma => b';',
        };
        let mut writer = csv::WriterBuilder::new();
        let mut writer = writer.delimiter(separator).from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).map_err(|error| failed(&error))?;
        }
        writer.into_inner().map_err(|error| failed(&error))
    }

    /// An amount.
    pub fn amount(self, money: &Money, minor: u64) -> String {
        money.written(minor, self.decimals)
    }

    /// A value of one decimal.
    pub fn value(self, value: f64) -> String {
        let text = format!("{value:.1}");
        let text = text.strip_suffix(".0").unwrap_or(&text);
        text.replace('.', &self.decimals.mark().to_string())
    }

    /// A whole file.
    ///
    /// # Errors
    /// As [`file_name`].
    pub fn file(self, ask: &Ask, what: &str, bytes: Vec<u8>) -> ask::Answer {
        let name = file_name(ask, what, "csv")?;
        Ok(self.download(bytes, &name))
    }

    fn download(self, bytes: Vec<u8>, name: &str) -> Response {
        ask::download(bytes, CSV, name)
    }
}

/// What a spreadsheet takes for the beginning of a formula, also in the wide and small letters that some
/// languages' spreadsheets read alike.
pub const FORMULA: [char; 13] = [
    '=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '﹦', '﹢', '−',
];

/// Where some spreadsheet may part a cell: at the list separator of its own language, whatever this file was
/// written with, and at the end of a line where it did not take the quotes as quotes.
const PARTS: [char; 5] = [';', ',', '\t', '\n', '\r'];

/// A cell of which no spreadsheet takes anything for a formula, wherever it parts it. A number is none: its minus is
/// the plain one, so that spreadsheets reckon with it.
pub fn neutral(cell: String) -> String {
    if let Some(number) = number(&cell) {
        return number;
    }
    let mut safe = String::with_capacity(cell.len());
    let mut rest = cell.as_str();
    loop {
        if begins_formula(rest, safe.is_empty()) {
            safe.push('\'');
        }
        let Some(at) = rest.find(PARTS) else {
            safe.push_str(rest);
            return safe;
        };
        let (piece, after) = rest.split_at(at + 1);
        safe.push_str(piece);
        rest = after;
    }
}

/// A cell that is wholly a number below zero, and its unit where it is in percent.
fn number(cell: &str) -> Option<String> {
    let digits = cell.strip_prefix(['-', '−'])?;
    let bare = digits.strip_suffix('%').map_or(digits, str::trim_end);
    let (whole, part) = bare.split_once(['.', ',']).unwrap_or((bare, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    (all_digits(whole) && all_digits(part)).then(|| format!("-{digits}"))
}

/// Whether a spreadsheet takes this for a formula; within a cell also where quotes stand before it.
fn begins_formula(piece: &str, whole: bool) -> bool {
    match whole {
        true => piece.starts_with(FORMULA),
        false => piece.trim_start_matches('"').starts_with(FORMULA),
    }
}

/// A cell as it was before it was made safe for spreadsheets.
pub fn plain(cell: &str) -> String {
    let mut plain = String::with_capacity(cell.len());
    let mut rest = cell.trim();
    loop {
        rest = match rest.strip_prefix('\'') {
            Some(after) if begins_formula(after, plain.is_empty()) => after,
            _ => rest,
        };
        let Some(at) = rest.find(PARTS) else {
            plain.push_str(rest);
            return plain;
        };
        let (piece, after) = rest.split_at(at + 1);
        plain.push_str(piece);
        rest = after;
    }
}

/// What a file is called at its reader's: by the table's name, and what it holds.
///
/// # Errors
/// [`Problem::NotFound`] where there is no table.
pub fn file_name(ask: &Ask, what: &str, extension: &str) -> Result<String, Problem> {
    let name = ask.seen()?.frame().name.unwrap_or_default();
    let id = ask.table()?.id.to_string();
    let name = match slug(&name) {
        // Erased, or in letters that not every system can write.
        short if short.is_empty() => slug(&id),
        long => long,
    };
    Ok(format!("covalue-{name}-{what}.{extension}"))
}

/// A text in plain letters and digits, for the name of a file: “Größere Zellen!” is `groessere-zellen`.
pub fn slug(text: &str) -> String {
    let plain = domain::spelled(text).to_ascii_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            if slug.len() + 1 + word.len() > NAME {
                break;
            }
            slug.push('-');
        }
        slug.extend(word.chars().take(NAME));
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Sheet = Sheet {
        decimals: Decimals::Point,
        marked: false,
    };
    const GERMAN: Sheet = Sheet {
        decimals: Decimals::Comma,
        marked: true,
    };

    #[test]
    fn a_file_is_written_as_its_reader_opens_it() {
        let row = || ["7".to_owned(), "a, b; c".to_owned()];
        let text = |sheet: Sheet| {
            let mut bytes = sheet.head(["value", "=why"]).unwrap();
            bytes.extend(sheet.rows([row()]).unwrap());
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(text(PLAIN), "value,'=why\n7,\"a, b; c\"\n");
        assert_eq!(text(GERMAN), "\u{feff}value;'=why\n7;\"a, b; c\"\n");
        assert_eq!(
            (PLAIN.value(7.25), PLAIN.value(7.0)),
            ("7.2".into(), "7".into())
        );
        assert_eq!(GERMAN.value(7.5), "7,5");
    }

    #[test]
    fn no_cell_begins_a_formula() {
        for hostile in [
            "=1+1", "+1", "-1+1", "-A1", "-", "−1 x", "@SUM(A1)", "＝1+1", "＠x",
        ] {
            assert_eq!(neutral(hostile.to_owned()), format!("'{hostile}"));
        }
        // A tab or line end is where it may be parted, too.
        for mark in ["\t", "\r"] {
            let hostile = format!("{mark}=1");
            let safe = neutral(hostile.clone());
            assert_eq!(safe, format!("'{mark}'=1"));
            assert_eq!(plain(&safe), hostile);
        }
        assert_eq!(neutral("9 = nine".to_owned()), "9 = nine");
        assert_eq!(neutral("a; b, c\nd".to_owned()), "a; b, c\nd");
        // Nor wherever another spreadsheet parts it.
        for between in [";", ",", "\t", "\n", "\r\n", ";\"", ";;"] {
            let hostile = format!("we need{between}=HYPERLINK(\"http://x\")");
            let (before, quote) = match between.strip_suffix('"') {
                Some(before) => (before, "\""),
                None => (between, ""),
            };
            let safe = neutral(hostile.clone());
            assert_eq!(
                safe,
                format!("we need{before}'{quote}=HYPERLINK(\"http://x\")")
            );
            assert_eq!(plain(&safe), hostile);
        }
        assert_eq!(plain(" '=1+1 "), "=1+1");
        assert_eq!(plain("'tis"), "'tis");
    }

    #[test]
    fn a_number_below_zero_goes_out_bare() {
        for (cell, written) in [
            ("-10.5", "-10.5"),
            ("−10,5", "-10,5"),
            ("-3", "-3"),
            ("−3\u{a0}%", "-3\u{a0}%"),
        ] {
            assert_eq!(neutral(cell.to_owned()), written);
            assert_eq!(plain(written), written);
        }
    }

    #[test]
    fn a_cell_with_quotes_and_lines_stays_one_cell() {
        for sheet in [PLAIN, GERMAN] {
            let cell = "one \"two\",\nthree; four".to_owned();
            let bytes = sheet.rows([[String::new(), cell.clone()]]).unwrap();
            let mut reader = csv::ReaderBuilder::new();
            let separator = if sheet == PLAIN { b',' } else { b';' };
            let reader = reader.has_headers(false).delimiter(separator);
            let mut reader = reader.from_reader(bytes.as_slice());
            let read = reader.records().next().unwrap().unwrap();
            assert_eq!(read.iter().nth(1), Some(cell.as_str()));
        }
    }

    #[test]
    fn a_file_is_named_in_letters_that_every_system_writes() {
        assert_eq!(
            slug("Größere Zellen – für „Łódź“!"),
            "groessere-zellen-fuer-lodz"
        );
        assert_eq!(slug("../../etc/passwd\r\nX: y"), "etc-passwd-x-y");
        assert_eq!(slug("北京"), "");
        assert!(slug(&"long words ".repeat(40)).len() <= NAME);
        assert_eq!(slug(&"x".repeat(100)).len(), NAME);
    }
}
