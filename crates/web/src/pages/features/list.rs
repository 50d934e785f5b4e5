//! A list as people keep it: where its heading is, what its columns are, and which rows are whole.
//!
//! What stands above the heading is passed over: titles, dates, blank lines. A row with more or fewer
//! cells than the heading is told by its line and read by nobody: its amounts could be anybody's.

use crate::money::{Decimals, Money, NoAmount};
use crate::sheet::plain;

/// Rows that are looked at: enough that a list too long for any table is told which of its rows wait.
pub(crate) const ROWS: usize = 500;
/// Rows in which the heading is looked for.
const HEADING_WITHIN: usize = 40;
/// Columns; more is no list of features.
pub(crate) const COLUMNS: usize = 100;
/// What may part cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// What is known of a list beforehand, because somebody said so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen<R> {
    /// The line of the heading.
    pub heading: Option<u64>,
    /// What columns are, by their place.
    pub columns: Vec<(usize, R)>,
    /// What stood above them when that was said, where it is known: the list may have been mended since.
    pub titles: Vec<(usize, String)>,
    /// How decimals are written.
    pub decimals: Option<Decimals>,
}

impl<R: Copy> Chosen<R> {
    /// The same where a list has this heading: what was said of a column goes with its title.
    fn moved_to(&self, heading: &[String]) -> Self {
        let columns = self.columns.iter().filter_map(|(place, reads)| {
            let title = self.titles.iter().find(|(of, _)| of == place);
            let Some((_, title)) = title else {
                return Some((*place, *reads));
            };
            if heading.get(*place) == Some(title) {
                return Some((*place, *reads));
            }
            let mut now = heading.iter();
            let moved = now.position(|now| now == title && !title.is_empty())?;
            Some((moved, *reads))
        });
        Self {
            heading: self.heading,
            columns: columns.collect(),
            titles: Vec::new(),
            decimals: self.decimals,
        }
    }
}

/// A list.
#[derive(Debug, PartialEq)]
pub(crate) struct List<R> {
    /// The line of its heading.
    pub heading: u64,
    pub columns: Vec<Column<R>>,
    pub rows: Vec<Row>,
    /// What is no row of it, by line.
    pub odd: Vec<(u64, Odd)>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column<R> {
    /// What stands above it.
    pub title: String,
    /// What stands in it first.
    pub sample: String,
    /// What it is; `None` where nothing is known by that name.
    pub reads: Option<R>,
}

/// A row with its cells, as they were typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

/// Why a row is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// It has so many cells, the heading so many.
    Cells(usize, usize),
    /// It opens a quotation mark that nothing closes.
    Quote,
    /// Only so many rows are read.
    Rest(usize),
    /// The list is in letters that cannot be read there.
    Letters,
}

/// What no list can be read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoList {
    /// A workbook of Excel (`.xlsx`).
    Workbook,
    /// One of LibreOffice (`.ods`).
    OpenDocument,
    /// An old one of Excel (`.xls`).
    OldWorkbook,
    /// A PDF.
    Pdf,
    /// Anything else that is no text.
    NoText,
}

impl NoList {
    /// What a file is that holds no text, by how it begins.
    pub fn by_its_beginning(text: &str) -> Option<Self> {
        let begins = |with: &str| text.starts_with(with);
        if begins("PK\u{3}\u{4}") {
            let first: String = text.chars().take(200).collect();
            let open = first.contains("opendocument.spreadsheet");
            return Some(if open {
                Self::OpenDocument
            } else {
                Self::Workbook
            });
        }
        if begins("\u{d0}\u{cf}\u{11}\u{e0}") {
            return Some(Self::OldWorkbook);
        }
        if begins("%PDF-") {
            return Some(Self::Pdf);
        }
        text.contains('\0').then_some(Self::NoText)
    }

    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Workbook => "import-is-workbook",
            Self::OpenDocument => "import-is-opendocument",
            Self::OldWorkbook => "import-is-old-workbook",
            Self::Pdf => "import-is-pdf",
            Self::NoText => "import-is-no-text",
        }
    }
}

/// The text of a file as spreadsheets save it: in UTF-8, in UTF-16 with its mark, or in the letters of
/// Western Europe (Windows-1252).
pub(crate) fn decoded(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2);
        let units: Vec<u16> = units.map(|unit| read([unit[0], unit[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| western(*byte)).collect(),
        },
    }
}

/// A letter of Windows-1252.
fn western(byte: u8) -> char {
    /// From 0x80 on, where Latin-1 has no letters; what is none here, either, stays as it is.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Reads a list. `knows` says what a column of a title is.
pub(crate) fn read<R: Copy + PartialEq>(
    text: &str,
    chosen: &Chosen<R>,
    knows: impl Fn(&str) -> Option<R>,
) -> List<R> {
    let text = text.trim_start_matches('\u{feff}');
    // As the reader counts lines; the mark of a file may follow a hint such as `sep=;`.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.replace("\n\u{feff}", "\n");
    let best = SEPARATORS
        .into_iter()
        .map(|separator| Parted::of(&text, separator, chosen, &knows));
    // Of equals the first: commas part cells more often than anything else.
    let best = best.reduce(|best, next| {
        if next.fits() > best.fits() {
            next
        } else {
            best
        }
    });
    let parted = best.unwrap_or_default();
    parted.list(&text, chosen, &knows)
}

/// A text parted into cells, and the row that could be its heading.
#[derive(Default)]
struct Parted {
    rows: Vec<Row>,
    heading: usize,
    known: usize,
    width: usize,
}

impl Parted {
    fn of<R>(
        text: &str,
        separator: u8,
        chosen: &Chosen<R>,
        knows: &impl Fn(&str) -> Option<R>,
    ) -> Self {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true);
        let mut reader = reader.delimiter(separator).from_reader(text.as_bytes());
        let records = reader.records().filter_map(Result::ok);
        let rows = records.map(|record| Row {
            line: record.position().map_or(0, |at| line(text, at)),
            cells: record.iter().map(plain).collect(),
        });
        // A first line such as `sep=;`, which spreadsheets take as a hint, is no row.
        let is_hint = |row: &Row| {
            let first = row.cells.first().map(|cell| cell.to_lowercase());
            row.line == 1 && first.is_some_and(|first| first.starts_with("sep="))
        };
        let rows: Vec<Row> = rows
            .filter(|row| !row.is_blank() && !is_hint(row))
            .collect();
        let known = |row: &Row| {
            let titles = row.cells.iter().take(COLUMNS);
            titles.filter(|title| knows(title).is_some()).count()
        };
        let among = rows.iter().take(HEADING_WITHIN).enumerate();
        let said = chosen.heading;
        let said = said.and_then(|line| rows.iter().position(|row| row.line == line));
        let most = among
            .map(|(place, row)| (place, known(row)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let (heading, known) = match (said, most) {
            (Some(place), _) => (place, known(&rows[place])),
            (None, Some((place, known))) if known > 0 => (place, known),
            // Titles stand alone in their row.
            _ => (rows.iter().position(|row| row.filled() > 1).unwrap_or(0), 0),
        };
        Self {
            width: rows.get(heading).map_or(0, Row::filled),
            heading,
            known,
            rows,
        }
    }

    fn fits(&self) -> (usize, usize) {
        (self.known, self.width)
    }

    fn list<R: Copy + PartialEq>(
        mut self,
        text: &str,
        chosen: &Chosen<R>,
        knows: &impl Fn(&str) -> Option<R>,
    ) -> List<R> {
        let mut rows = self.rows.split_off(self.heading.min(self.rows.len()));
        if rows.is_empty() {
            return List {
                heading: 0,
                columns: Vec::new(),
                rows,
                odd: Vec::new(),
            };
        }
        let head = rows.remove(0);
        let chosen = chosen.moved_to(&head.cells);
        let titles = head.cells.iter().take(COLUMNS).map(String::as_str);
        let mut columns: Vec<Column<R>> = Vec::new();
        for (place, title) in titles.enumerate() {
            let said = chosen.columns.iter().find(|(of, _)| *of == place);
            let taken = |reads: &R| columns.iter().any(|column| column.reads == Some(*reads));
            let is_said = |reads: &R| chosen.columns.iter().any(|(_, said)| said == reads);
            let known = knows(title).filter(|reads| !taken(reads) && !is_said(reads));
            let samples = rows.iter().filter_map(|row| row.cells.get(place));
            let mut samples = samples.map(String::as_str);
            columns.push(Column {
                title: title.to_owned(),
                sample: samples
                    .find(|cell| !cell.is_empty())
                    .unwrap_or_default()
                    .to_owned(),
                reads: said.map_or(known, |(_, reads)| Some(*reads)),
            });
        }
        // What is empty behind the last title holds nothing that could be lost.
        let least = head.filled().max(1);
        let said = chosen.columns.iter().map(|(place, _)| place + 1);
        let most = said.chain([least]).max().unwrap_or(least);
        let open = text.matches('"').count() % 2 == 1;
        let mut odd = Vec::new();
        let mut whole: Vec<Row> = Vec::new();
        let last = rows.len();
        for (place, row) in rows.into_iter().enumerate() {
            let cells = row.cells.len();
            let again = row.cells.iter().eq(head.cells.iter());
            let many_lines = row.cells.iter().any(|cell| cell.contains('\n'));
            if again {
                // Printed again at the head of a page.
            } else if open && place + 1 == last && many_lines {
                odd.push((row.line, Odd::Quote));
            } else if row.cells.iter().any(|cell| cell.contains('\u{fffd}')) {
                odd.push((row.line, Odd::Letters));
            } else if cells < least || row.filled() > most {
                odd.push((
                    row.line,
                    Odd::Cells(row.filled().max(cells.min(least)), least),
                ));
            } else if whole.len() >= ROWS {
                odd.push((row.line, Odd::Rest(ROWS)));
                break;
            } else {
                whole.push(row);
            }
        }
        List {
            heading: head.line,
            columns,
            rows: whole,
            odd,
        }
    }
}

impl Row {
    /// How many cells it has up to the last that holds something.
    fn filled(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !cell.trim().is_empty());
        last.map_or(0, |last| last + 1)
    }

    fn is_blank(&self) -> bool {
        self.filled() == 0
    }
}

impl<R: PartialEq> List<R> {
    /// A cell by what its column is; empty where there is no such column.
    pub fn cell<'a>(&self, row: &'a Row, reads: &R) -> &'a str {
        let place = self.place(reads);
        let cell = place.and_then(|place| row.cells.get(place));
        cell.map_or("", |cell| cell)
    }

    /// Where a column is.
    pub fn place(&self, reads: &R) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| column.reads.as_ref() == Some(reads))
    }

    /// How decimals are written in these columns: as all of their amounts that show it agree.
    pub fn decimals(
        &self,
        amounts: &[R],
        shows: impl Fn(&str) -> Option<Decimals>,
    ) -> Option<Decimals> {
        let cells = self.rows.iter().flat_map(|row| {
            let cells = amounts.iter().map(|reads| self.cell(row, reads));
            cells.flat_map(ends)
        });
        let mut shown = cells.filter_map(shows);
        let first = shown.next()?;
        shown.all(|next| next == first).then_some(first)
    }
}

/// The line in which a record begins: blank lines before it are counted to it by the reader.
fn line(text: &str, at: &csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
    at.line() + blank as u64
}

/// The two ends of “12–15”; of “12” it is both.
pub(crate) fn ends(text: &str) -> [&str; 2] {
    let has_digit = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    let dash = text.char_indices().find(|(at, c)| {
        matches!(c, '–' | '—' | '-')
            && has_digit(&text[..*at])
            && has_digit(&text[at + c.len_utf8()..])
    });
    match dash {
        Some((at, dash)) => [&text[..at], &text[at + dash.len_utf8()..]],
        None => [text, text],
    }
}

/// An amount of a list in which decimals are written so; as the reader writes them where that is open.
pub(crate) fn amount(
    money: &Money,
    decimals: Option<Decimals>,
    text: &str,
) -> Result<u64, NoAmount> {
    match decimals {
        Some(decimals) => money.parse_with(text, decimals),
        None => money.parse(text),
    }
}

/// Words as they are compared: in lower case, with one space between them.
pub(crate) fn folded(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// What a title says beside the name of its column: “Price (EUR)”, “Kosten [€]”, “Price in EUR”.
pub(crate) fn unit(title: &str) -> Option<(&str, &str)> {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((name, unit)) = title.trim_end().split_once(open)
            && let Some(unit) = unit.strip_suffix(close)
        {
            return Some((name.trim(), unit.trim()));
        }
    }
    let (name, unit) = title.trim().rsplit_once(' ')?;
    let is_unit = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_unit && !matches!(unit, "€" | "$" | "£" | "¥") {
        return None;
    }
    let name = name.trim();
    let name = name.strip_suffix(" in").unwrap_or(name);
    Some((name.trim_end_matches([',', '/']).trim(), unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knows(title: &str) -> Option<&'static str> {
        ["name", "price", "must"]
            .into_iter()
            .find(|known| folded(title) == **known)
    }

    fn list(text: &str) -> List<&'static str> {
        read(text, &Chosen::default(), knows)
    }

    fn names(list: &List<&'static str>) -> Vec<String> {
        let names = list
            .rows
            .iter()
            .map(|row| list.cell(row, &"name").to_owned());
        names.collect()
    }

    #[test]
    fn a_heading_is_found_wherever_it_stands_and_whatever_parts_the_cells() {
        for (text, line) in [
            ("name,price\nMasts,9\n", 1),
            ("\u{feff}name;price\r\nMasts;9\r\n", 1),
            ("sep=;\nname;price\nMasts;9\n", 2),
            ("\n\n;;\nname;price;\nMasts;9;\n", 4),
            ("Our plan, 2027\n\nname\tprice\nMasts\t9\n", 3),
            (
                "\"Plan; as of\nMarch\",,\nstate,draft,\nname,price,\nMasts,9,\n",
                4,
            ),
            ("name\nMasts\n", 1),
        ] {
            let list = list(text);
            assert_eq!(
                (list.heading, names(&list)),
                (line, vec!["Masts".to_owned()]),
                "{text}"
            );
            assert!(list.odd.is_empty());
        }
    }

    #[test]
    fn a_row_with_more_or_fewer_cells_than_the_heading_is_told_by_its_line_and_not_read() {
        let list = list("name,price\nW1,1,000\nMasts,9\nShort\nGood,1,,\n\nlast,\"1,000\"\n");
        assert_eq!(names(&list), ["Masts", "Good", "last"]);
        assert_eq!(list.odd, [(2, Odd::Cells(3, 2)), (4, Odd::Cells(1, 2))]);
        assert_eq!(list.cell(&list.rows[2], &"price"), "1,000");
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_swallows_no_row_in_silence() {
        let list = list("name,price\nMasts,9\n\"Cables,1\nRoofs,2\n");
        assert_eq!(names(&list), ["Masts"]);
        assert_eq!(list.odd, [(3, Odd::Quote)]);
    }

    #[test]
    fn columns_are_what_somebody_says_they_are() {
        let text = "Was;Wieviel\nMasten;9\n";
        let guessed = list(text);
        assert_eq!((guessed.heading, guessed.place(&"name")), (1, None));
        assert_eq!(guessed.columns[1].sample, "9");
        let chosen = Chosen {
            columns: vec![(0, "name"), (1, "price")],
            ..Chosen::default()
        };
        let said = read(text, &chosen, knows);
        assert_eq!(
            (names(&said), said.place(&"price")),
            (vec!["Masten".to_owned()], Some(1))
        );
        // It goes with the title where the list was mended since; of another list it says nothing.
        let titled = |titles: [&str; 2]| Chosen {
            titles: titles.into_iter().map(str::to_owned).enumerate().collect(),
            ..chosen.clone()
        };
        let mended = "Aus 2026\nX;Wieviel;Was\na;95;Masten\n";
        let moved = read(mended, &titled(["Was", "Wieviel"]), knows);
        assert_eq!(
            (names(&moved), moved.place(&"price"), moved.columns[0].reads),
            (vec!["Masten".to_owned()], Some(1), None)
        );
        let other = read("Ganz;Neu\na;b\n", &titled(["Was", "Wieviel"]), knows);
        assert_eq!((other.place(&"name"), other.place(&"price")), (None, None));
        // What is said of one column is no other's.
        let chosen = Chosen {
            columns: vec![(1, "name")],
            ..Chosen::default()
        };
        let said = read("name,title\na,b\n", &chosen, knows);
        assert_eq!(
            (names(&said), said.columns[0].reads),
            (vec!["b".to_owned()], None)
        );
        let chosen = Chosen {
            heading: Some(2),
            ..Chosen::default()
        };
        assert_eq!(read("name\nname\nname\n", &chosen, knows).heading, 2);
    }

    #[test]
    fn files_that_are_no_text_are_known_by_how_they_begin() {
        let zip = |rest: &str| NoList::by_its_beginning(&format!("PK\u{3}\u{4}\u{14}{rest}"));
        assert_eq!(zip("[Content_Types].xml"), Some(NoList::Workbook));
        let open = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        assert_eq!(zip(open), Some(NoList::OpenDocument));
        let old = decoded(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        assert_eq!(NoList::by_its_beginning(&old), Some(NoList::OldWorkbook));
        assert_eq!(NoList::by_its_beginning("%PDF-1.7"), Some(NoList::Pdf));
        assert_eq!(NoList::by_its_beginning("n\0a\0"), Some(NoList::NoText));
        assert_eq!(NoList::by_its_beginning("PK, as we say"), None);
    }

    #[test]
    fn files_are_read_in_the_letters_that_spreadsheets_save() {
        for bytes in [
            "Größe €".as_bytes(),
            b"Gr\xf6\xdfe \x80",
            b"\xff\xfeG\0r\0\xf6\0\xdf\0e\0 \0\xac\x20",
            b"\xfe\xff\0G\0r\0\xf6\0\xdf\0e\0 \x20\xac",
        ] {
            assert_eq!(decoded(bytes), "Größe €");
        }
    }

    #[test]
    fn amounts_of_a_list_show_how_decimals_are_written_in_it() {
        let shows = |cell: &str| match cell {
            _ if cell.ends_with(".50") => Some(Decimals::Point),
            _ if cell.ends_with(",50") => Some(Decimals::Comma),
            _ => None,
        };
        let decimals = |prices: &str| {
            let text = format!("name;price\n{prices}");
            list(&text).decimals(&["price"], shows)
        };
        assert_eq!(decimals("a;1.000\nb;12,50\n"), Some(Decimals::Comma));
        assert_eq!(decimals("a;1.000–1.500,50\n"), Some(Decimals::Comma));
        assert_eq!(decimals("a;1.000\nb;12.50\n"), Some(Decimals::Point));
        assert_eq!(decimals("a;1.000\nb;9\n"), None);
        assert_eq!(decimals("a;12.50\nb;12,50\n"), None);
    }

    #[test]
    fn a_range_has_two_ends_and_a_dash_for_no_cents_is_none() {
        assert_eq!(ends("45.000–46.000"), ["45.000", "46.000"]);
        assert_eq!(ends("12 - 15 €"), ["12 ", " 15 €"]);
        assert_eq!(ends("96,- €"), ["96,- €"; 2]);
        assert_eq!(ends("-5"), ["-5"; 2]);
    }

    #[test]
    fn a_title_may_name_its_unit() {
        assert_eq!(unit("Price (EUR)"), Some(("Price", "EUR")));
        assert_eq!(unit("Kosten [€]"), Some(("Kosten", "€")));
        assert_eq!(unit("Preis in EUR"), Some(("Preis", "EUR")));
        assert_eq!(unit("Price EUR"), Some(("Price", "EUR")));
        assert_eq!(unit("Price"), None);
        assert_eq!(unit("So that Mara can call"), None);
    }
}
