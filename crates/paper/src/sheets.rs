//! Sheets: which line stands where. Lengths are in points, a seventy-second of an inch, from the top left.

use crate::letters::{Lines, Look, Press};
use crate::{Block, Document, Line};

/// A4.
pub const WIDTH: f32 = 595.28;
/// A4.
pub const HEIGHT: f32 = 841.89;
pub const MARGIN: f32 = 64.0;
const TOP: f32 = 60.0;
const BOTTOM: f32 = HEIGHT - 72.0;
/// What a quotation, or a point of a list, stands in from the margin.
const INDENT: f32 = 18.0;
/// Around the words in a table's cell.
const PADDING: f32 = 5.0;
/// Between a quotation and whose it is.
const BYLINE: f32 = 2.0;
/// A paragraph of more lines than this, before a quotation, a list or a table, is more than what these are called.
const LABEL: usize = 3;
/// Points of the foot's letters, and where they stand.
const FOOT: f32 = 8.0;
const FOOT_AT: f32 = HEIGHT - 48.0;

const TEXT: Look = look(10.0, false, 27);
const LEAD: Look = look(10.0, true, 27);
const SMALL: Look = look(8.5, false, 85);
const TITLE: Look = look(8.5, true, 27);
const ROW: Look = look(9.0, false, 27);

const fn look(size: f32, bold: bool, grey: u8) -> Look {
    Look { size, bold, grey }
}

fn heading(level: u8) -> Look {
    look(
        [20.0, 13.0, 11.0][usize::from(level.clamp(1, 3)) - 1],
        true,
        27,
    )
}

/// What a part of a document is, and what it holds: it becomes what a screen reader tells.
#[derive(Debug)]
pub enum Part {
    Heading(u8, String, Leaf),
    Paragraph(Leaf),
    Quote {
        language: String,
        words: Vec<Said>,
        by: Option<Leaf>,
    },
    /// Label and words of each point.
    List(Vec<(Leaf, Leaf)>),
    Table {
        head: Vec<Leaf>,
        rows: Vec<Vec<Leaf>>,
    },
}

/// What is in a quotation.
#[derive(Debug)]
pub enum Said {
    Lines(Leaf),
    /// Label and words of each point.
    Points(Vec<(Leaf, Leaf)>),
}

/// A place in the tree of parts to which pieces on the sheets belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf(pub usize);

/// What is drawn on a sheet.
pub enum Piece {
    /// Some lines of a text.
    Text {
        /// What they belong to; nothing where they are furniture, or said before.
        leaf: Option<Leaf>,
        text: std::rc::Rc<(String, Lines)>,
        lines: std::ops::Range<usize>,
        left: f32,
        top: f32,
    },
    /// A rule, thin as a hair or as thick as a quotation's mark.
    Rule {
        left: f32,
        top: f32,
        width: f32,
        height: f32,
        grey: u8,
    },
}

/// A document, set.
#[derive(Default)]
pub struct Sheets {
    /// The pieces of each sheet.
    pub sheets: Vec<Vec<Piece>>,
    /// What they are, in reading order.
    pub parts: Vec<Part>,
    /// How many leaves there are.
    pub leaves: usize,
    /// Where each heading stands: its level, text, sheet and top.
    pub outline: Vec<(u8, String, usize, f32)>,
}

/// Sets a document.
pub fn set(press: &mut Press, document: &Document) -> Sheets {
    let mut setting = Setting {
        press,
        sheets: Sheets {
            sheets: vec![Vec::new()],
            ..Sheets::default()
        },
        top: TOP,
    };
    // How tall everything is has to be known before it is known what stands on which sheet.
    let blocks = document.blocks.iter();
    let blocks: Vec<Set<'_>> = blocks
        .filter_map(|block| setting.lines_of(block, document.read))
        .collect();
    for place in 0..blocks.len() {
        setting.place(&blocks[place..]);
    }
    setting.feet(document);
    setting.sheets
}

/// One line of typed text, set in lines.
type Text = std::rc::Rc<(String, Lines)>;

struct Setting<'a> {
    press: &'a mut Press,
    sheets: Sheets,
    /// Where the next piece stands on the last sheet.
    top: f32,
}

/// A block in lines.
enum Set<'a> {
    Heading(u8, &'a str, Vec<Text>),
    Lead(Vec<Text>),
    Paragraph(Vec<Text>),
    Note(Vec<Text>),
    Quote {
        language: &'a str,
        /// Each line as it was typed, and whether it is a point.
        words: Vec<(bool, Text)>,
        by: Vec<Text>,
    },
    List(Vec<Vec<Text>>),
    Table {
        head: Vec<Vec<Text>>,
        rows: Vec<Vec<Vec<Text>>>,
        widths: Vec<f32>,
    },
    NewPage,
}

impl Set<'_> {
    /// The room before it.
    fn before(&self) -> f32 {
        match self {
            Self::NewPage => 0.0,
            Self::Heading(1, ..) | Self::List(_) => 4.0,
            Self::Heading(..) => 16.0,
            Self::Lead(_) | Self::Table { .. } => 8.0,
            Self::Paragraph(_) | Self::Quote { .. } => 6.0,
            Self::Note(_) => 5.0,
        }
    }

    /// Whether it says what the next one is, and so does not stand at the foot of a sheet.
    fn leads(&self, next: Option<&Self>) -> bool {
        let is_label = |texts: &[Text]| lines_in(texts).count() <= LABEL;
        match (self, next) {
            (_, None | Some(Self::NewPage)) => false,
            (Self::Heading(..), _) => true,
            // One after the other, they are points of their own.
            (Self::Lead(_), next) => !matches!(next, Some(Self::Lead(_))),
            (
                Self::Paragraph(texts) | Self::Note(texts),
                Some(Self::Quote { .. } | Self::List(_) | Self::Table { .. }),
            ) => is_label(texts),
            // The one point of a list is what the words below it are about.
            (Self::List(points), Some(Self::Quote { .. })) => {
                matches!(&points[..], [point] if is_label(point))
            }
            _ => false,
        }
    }
}

/// How much of the first of these blocks stands together, with what it leads.
fn together(blocks: &[Set<'_>]) -> f32 {
    let [first, rest @ ..] = blocks else {
        return 0.0;
    };
    let led = match rest.first() {
        Some(next) if first.leads(Some(next)) => Some(next.before() + together(rest)),
        _ => None,
    };
    match first {
        Set::NewPage => 0.0,
        Set::Heading(_, _, texts) => height(texts) + 4.0 + led.unwrap_or_default(),
        Set::Lead(texts) | Set::Paragraph(texts) | Set::Note(texts) => match led {
            Some(led) => height(texts) + led,
            None => first_lines(texts, 0.0),
        },
        Set::Quote { words, by, .. } => {
            let words: Vec<Text> = words.iter().map(|(_, text)| text.clone()).collect();
            first_lines(&words, below(by))
        }
        Set::List(points) => match (points.first(), led) {
            (Some(point), Some(led)) => height(point) + led,
            (Some(point), None) => first_lines(point, 0.0),
            (None, _) => 0.0,
        },
        Set::Table { head, rows, .. } => {
            row_height(head) + rows.first().map_or(0.0, |row| row_height(row))
        }
    }
}

/// What whose words they are takes below them.
fn below(by: &[Text]) -> f32 {
    match by.is_empty() {
        true => 0.0,
        false => BYLINE + height(by),
    }
}

/// A typed line on its way to the sheets.
struct Typed<'a> {
    text: &'a Text,
    leaf: Leaf,
    left: f32,
    /// What stands before it.
    label: Option<(Text, Leaf)>,
}

/// A stretch of a sheet: which, from where, to where.
type Span = (usize, f32, f32);

impl Setting<'_> {
    /// A block in lines; none where there is nothing of it.
    fn lines_of<'a>(&mut self, block: &'a Block, read: fn(&str) -> Vec<Line>) -> Option<Set<'a>> {
        let width = WIDTH - 2.0 * MARGIN;
        Some(match block {
            Block::NewPage => Set::NewPage,
            // A heading without words is none to a screen reader.
            Block::Heading(_, text) if text.trim().is_empty() => return None,
            Block::Heading(level, text) => {
                Set::Heading(*level, text, self.texts(text, heading(*level), width))
            }
            Block::Lead(text) => Set::Lead(self.texts(text, LEAD, width)),
            Block::Paragraph(text) => Set::Paragraph(self.texts(text, TEXT, width)),
            Block::Note(text) => Set::Note(self.texts(text, SMALL, width)),
            Block::Quote {
                words,
                language,
                by,
            } => {
                let width = width - INDENT;
                let words = read(words).into_iter().map(|line| {
                    let width = if line.is_point { width - INDENT } else { width };
                    (line.is_point, self.line(&line, width))
                });
                Set::Quote {
                    language,
                    words: words.collect(),
                    by: match by.is_empty() {
                        true => Vec::new(),
                        false => self.texts(by, SMALL, width),
                    },
                }
            }
            Block::List(points) => {
                let points = points.iter();
                let points = points.map(|point| self.texts(point, TEXT, width - INDENT));
                Set::List(points.collect())
            }
            Block::Table { head, rows } => self.table(head, rows, width),
        })
    }

    /// Puts the first of these blocks on the sheets.
    fn place(&mut self, blocks: &[Set<'_>]) {
        let [block, rest @ ..] = blocks else {
            return;
        };
        self.space(block.before());
        if block.leads(rest.first()) {
            self.make_room(together(blocks));
        }
        match block {
            Set::NewPage => self.new_sheet(),
            Set::Heading(level, text, texts) => {
                self.make_room(height(texts));
                let sheet = self.sheets.sheets.len() - 1;
                self.sheets
                    .outline
                    .push((*level, (*text).to_owned(), sheet, self.top));
                let leaf = self.leaf();
                self.put(texts, leaf, MARGIN);
                self.space(4.0);
                let part = Part::Heading(*level, (*text).to_owned(), leaf);
                self.sheets.parts.push(part);
            }
            Set::Lead(texts) | Set::Paragraph(texts) | Set::Note(texts) => {
                let leaf = self.leaf();
                self.put(texts, leaf, MARGIN);
                self.sheets.parts.push(Part::Paragraph(leaf));
            }
            Set::Quote {
                language,
                words,
                by,
            } => self.quote(language, words, by),
            Set::List(points) => {
                let mut part = Vec::new();
                for (place, point) in points.iter().enumerate() {
                    self.space(if place == 0 { 0.0 } else { 4.0 });
                    let (dot, words) = (self.leaf(), self.leaf());
                    let mut label = Some((self.dot(), dot));
                    let lines = point.iter().map(|text| Typed {
                        text,
                        leaf: words,
                        left: MARGIN + INDENT,
                        label: label.take(),
                    });
                    let lines: Vec<_> = lines.collect();
                    self.flow(&lines, 0.0);
                    part.push((dot, words));
                }
                self.sheets.parts.push(Part::List(part));
            }
            Set::Table { head, rows, widths } => self.rows(head, rows, widths),
        }
    }

    /// The words, those who said them below the last of them, and the mark beside both.
    fn quote(&mut self, language: &str, words: &[(bool, Text)], by: &[Text]) {
        let mut said: Vec<Said> = Vec::new();
        let mut lines = Vec::new();
        for (is_point, text) in words {
            let mut typed = Typed {
                text,
                leaf: Leaf(0),
                left: MARGIN + INDENT,
                label: None,
            };
            typed.leaf = match (is_point, said.last_mut()) {
                (false, Some(Said::Lines(leaf))) => *leaf,
                (false, _) => {
                    let leaf = self.leaf();
                    said.push(Said::Lines(leaf));
                    leaf
                }
                (true, _) => {
                    let (dot, leaf) = (self.leaf(), self.leaf());
                    match said.last_mut() {
                        Some(Said::Points(points)) => points.push((dot, leaf)),
                        _ => said.push(Said::Points(vec![(dot, leaf)])),
                    }
                    typed.left += INDENT;
                    typed.label = Some((self.dot(), dot));
                    leaf
                }
            };
            lines.push(typed);
        }
        let mut spans = self.flow(&lines, below(by));
        let by = (!by.is_empty()).then(|| {
            let leaf = self.leaf();
            self.space(BYLINE);
            spans.extend(self.put(by, leaf, MARGIN + INDENT));
            leaf
        });
        self.mark(&spans);
        self.sheets.parts.push(Part::Quote {
            language: language.to_owned(),
            words: said,
            by,
        });
    }

    fn dot(&mut self) -> Text {
        let lines = self.press.lines("•", TEXT, INDENT, &[]);
        Text::new(("•".to_owned(), lines))
    }

    /// A typed line, some words of which stand out.
    fn line(&mut self, line: &Line, width: f32) -> Text {
        let (mut text, mut bold) = (String::new(), Vec::new());
        for (stands_out, words) in &line.words {
            let from = text.len();
            text.extend(self.press.printable(words));
            if *stands_out {
                bold.push(from..text.len());
            }
        }
        let lines = self.press.lines(&text, TEXT, width, &bold);
        Text::new((text, lines))
    }

    /// A table whose columns share the width by how much stands in them; its head stands above it on every sheet.
    fn table<'a>(&mut self, head: &[String], rows: &[Vec<String>], width: f32) -> Set<'a> {
        let shares: Vec<f32> = (0..head.len())
            .map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column));
                let longest = cells.chain(head.get(column)).map(|it| it.chars().count());
                // A column of long texts takes more, and no column starves.
                (longest.max().unwrap_or(0) as f32).clamp(6.0, 40.0)
            })
            .collect();
        let mut longest = vec![0.0; head.len()];
        let titles = std::iter::once((head, TITLE));
        for (cells, look) in titles.chain(rows.iter().map(|row| (row.as_slice(), ROW))) {
            for (longest, cell) in longest.iter_mut().zip(cells) {
                let word = self.longest_word(cell, look) + 2.0 * PADDING + 1.0;
                *longest = f32::max(*longest, word);
            }
        }
        let widths = widths(&shares, &longest, width);
        let mut set = |cells: &[String], look: Look| -> Vec<Vec<Text>> {
            let cells = widths.iter().enumerate().map(|(column, width)| {
                let text = cells.get(column).map_or("", String::as_str);
                self.texts(text, look, width - 2.0 * PADDING)
            });
            cells.collect()
        };
        Set::Table {
            head: set(head, TITLE),
            rows: rows.iter().map(|row| set(row, ROW)).collect(),
            widths,
        }
    }

    fn rows(&mut self, titles: &[Vec<Text>], rows: &[Vec<Vec<Text>>], widths: &[f32]) {
        let first = rows.first().map_or(0.0, |row| row_height(row));
        self.make_room(row_height(titles) + first);
        let leaves: Vec<Leaf> = titles.iter().map(|_| self.leaf()).collect();
        let said: Vec<Option<Leaf>> = leaves.iter().copied().map(Some).collect();
        self.row(titles, &said, widths, row_height(titles), 40);
        let mut part = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let tall = row_height(row);
            // The last row does not go alone to another sheet: the one before goes with it.
            let last = rows
                .get(place + 1)
                .filter(|_| place > 0 && place + 2 == rows.len());
            let both = tall + last.map_or(0.0, |last| row_height(last));
            let goes_with = self.top + both > BOTTOM && TOP + row_height(titles) + both <= BOTTOM;
            if (self.top + tall > BOTTOM || goes_with) && self.top > TOP {
                self.new_sheet();
                let furniture = vec![None; titles.len()];
                self.row(titles, &furniture, widths, row_height(titles), 40);
            }
            let leaves: Vec<Leaf> = row.iter().map(|_| self.leaf()).collect();
            let said: Vec<Option<Leaf>> = leaves.iter().copied().map(Some).collect();
            self.row(row, &said, widths, tall, 200);
            part.push(leaves);
        }
        self.sheets.parts.push(Part::Table {
            head: leaves,
            rows: part,
        });
    }

    /// One row and the rule below it.
    fn row(
        &mut self,
        cells: &[Vec<Text>],
        leaves: &[Option<Leaf>],
        widths: &[f32],
        tall: f32,
        grey: u8,
    ) {
        let top = self.top;
        let mut left = MARGIN;
        for ((cell, leaf), width) in cells.iter().zip(leaves).zip(widths) {
            let mut at = top + PADDING;
            for text in cell {
                self.piece(Piece::Text {
                    leaf: *leaf,
                    text: text.clone(),
                    lines: 0..text.1.len(),
                    left: left + PADDING,
                    top: at,
                });
                at += text.1.height();
            }
            left += width;
        }
        self.top = top + tall;
        self.piece(Piece::Rule {
            left: MARGIN,
            top: self.top,
            width: WIDTH - 2.0 * MARGIN,
            height: 0.6,
            grey,
        });
    }

    /// The mark beside a quotation, on each sheet as far as it stands there.
    fn mark(&mut self, spans: &[Span]) {
        let mut marks: Vec<Span> = Vec::new();
        for (sheet, top, until) in spans.iter().copied() {
            match marks.last_mut().filter(|mark| mark.0 == sheet) {
                Some(mark) => mark.2 = until,
                None => marks.push((sheet, top, until)),
            }
        }
        for (sheet, top, until) in marks {
            self.sheets.sheets[sheet].push(Piece::Rule {
                left: MARGIN + 4.0,
                top,
                width: 2.0,
                height: until - top,
                grey: 190,
            });
        }
    }

    /// What stands at the foot of every sheet, once it is known how many there are.
    fn feet(&mut self, document: &Document) {
        let pages = self.sheets.sheets.len();
        let width = (WIDTH - 2.0 * MARGIN) / 2.0 + 60.0;
        let footer: Vec<Text> = self.footer(document, width).into_iter().collect();
        for page in 1..=pages {
            let number = document.page_of.replace("{page}", &page.to_string());
            let number = number.replace("{pages}", &pages.to_string());
            let number = self.texts(&number, look(FOOT, false, 85), width);
            let wide = number.iter().map(|it| it.1.width()).fold(0.0, f32::max);
            for (texts, left) in [(footer.clone(), MARGIN), (number, WIDTH - MARGIN - wide)] {
                for text in texts {
                    self.sheets.sheets[page - 1].push(Piece::Text {
                        leaf: None,
                        lines: 0..text.1.len().min(1),
                        text,
                        left,
                        top: FOOT_AT,
                    });
                }
            }
        }
    }

    /// The foot's line, with as much of the name as it has room for.
    fn footer(&mut self, document: &Document, width: f32) -> Option<Text> {
        let name: Vec<char> = document.footer_name.chars().collect();
        let mut set = |kept: usize| {
            let mut short: String = name[..kept].iter().collect();
            if kept < name.len() {
                short.truncate(short.trim_end().len());
                short.push('…');
            }
            let line = match name.is_empty() {
                true => document.footer.clone(),
                false => document.footer.replace("{name}", &short),
            };
            let texts = self.texts(&line, look(FOOT, false, 85), width);
            let lines: usize = texts.iter().map(|text| text.1.len()).sum();
            (texts, lines <= 1)
        };
        let (mut texts, fits) = set(name.len());
        let (mut kept, mut over) = (0, name.len());
        while !fits && over - kept > 1 {
            let middle = kept.midpoint(over);
            match set(middle).1 {
                true => kept = middle,
                false => over = middle,
            }
        }
        if !fits {
            texts = set(kept).0;
        }
        texts.into_iter().next()
    }

    fn texts(&mut self, text: &str, look: Look, width: f32) -> Vec<Text> {
        let lines = self.press.printable(text).map(|line| {
            let lines = self.press.lines(&line, look, width, &[]);
            Text::new((line, lines))
        });
        lines.collect()
    }

    /// How wide the longest word is.
    fn longest_word(&mut self, text: &str, look: Look) -> f32 {
        let words = text.split_whitespace().map(|word| {
            let set = self.texts(word, look, WIDTH);
            set.iter().map(|it| it.1.width()).fold(0.0, f32::max)
        });
        words.fold(0.0, f32::max)
    }

    fn leaf(&mut self) -> Leaf {
        self.sheets.leaves += 1;
        Leaf(self.sheets.leaves - 1)
    }

    /// Puts lines below each other, over as many sheets as it takes.
    fn put(&mut self, texts: &[Text], leaf: Leaf, left: f32) -> Vec<Span> {
        let lines = texts.iter().map(|text| Typed {
            text,
            leaf,
            left,
            label: None,
        });
        let lines: Vec<_> = lines.collect();
        self.flow(&lines, 0.0)
    }

    /// Puts lines below each other, with what `below` them has to stand on the sheet of the last of them.
    fn flow(&mut self, typed: &[Typed<'_>], below: f32) -> Vec<Span> {
        let texts: Vec<Text> = typed.iter().map(|it| it.text.clone()).collect();
        let lines = lines_in_all(&texts);
        let places = typed
            .iter()
            .flat_map(|it| (0..it.text.1.len()).map(move |line| (it, line)));
        let places: Vec<_> = places.collect();
        let mut spans = Vec::new();
        let mut from = 0;
        while from < lines.len() {
            let (mut fits, mut tall) = (from, 0.0);
            while let Some(line) = lines.get(fits) {
                if self.top + tall + line.tall > BOTTOM {
                    break;
                }
                tall += line.tall;
                fits += 1;
            }
            let all = fits == lines.len() && self.top + tall + below <= BOTTOM;
            let until = match all {
                true => fits,
                false => {
                    let mut breaks = (from + 1..=fits.min(lines.len() - 1)).rev();
                    let found = breaks.find(|at| lines[*at].may_begin_a_sheet);
                    // What fits on no sheet breaks anywhere.
                    let anywhere = match self.top > TOP {
                        true => from,
                        false => fits.max(from + 1),
                    };
                    found.unwrap_or(anywhere)
                }
            };
            let top = self.top;
            for (typed, line) in &places[from..until] {
                self.line_of(typed, *line);
            }
            if until > from {
                spans.push((self.sheets.sheets.len() - 1, top, self.top));
            }
            from = until;
            if from < lines.len() {
                self.new_sheet();
            }
        }
        spans
    }

    fn line_of(&mut self, typed: &Typed<'_>, line: usize) {
        let top = self.top;
        if let Some((label, leaf)) = typed.label.as_ref().filter(|_| line == 0) {
            self.piece(Piece::Text {
                leaf: Some(*leaf),
                text: label.clone(),
                lines: 0..label.1.len(),
                left: typed.left - INDENT + 4.0,
                top,
            });
        }
        self.piece(Piece::Text {
            leaf: Some(typed.leaf),
            text: typed.text.clone(),
            lines: line..line + 1,
            left: typed.left,
            top,
        });
        self.top += line_height(typed.text, line);
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(sheet) = self.sheets.sheets.last_mut() {
            sheet.push(piece);
        }
    }

    /// Room before something: none at the head of a sheet.
    fn space(&mut self, points: f32) {
        if self.top > TOP {
            self.top += points;
        }
    }

    fn make_room(&mut self, points: f32) {
        if self.top + points > BOTTOM && self.top > TOP {
            self.new_sheet();
        }
    }

    fn new_sheet(&mut self) {
        self.sheets.sheets.push(Vec::new());
        self.top = TOP;
    }
}

/// The columns' widths: by their shares, and none narrower than its longest word, so far as all of these fit.
fn widths(shares: &[f32], longest: &[f32], width: f32) -> Vec<f32> {
    let wanted: f32 = longest.iter().sum();
    let least: Vec<f32> = match wanted > width {
        // A word that is longer than the sheet is wide breaks anyway.
        true => longest
            .iter()
            .map(|it| it.min(width / longest.len() as f32))
            .collect(),
        false => longest.to_vec(),
    };
    // What is left goes to the columns that hold more than their longest word.
    let rest = (width - least.iter().sum::<f32>()).max(0.0);
    let all: f32 = shares.iter().sum();
    let wants = |(share, least): (&f32, &f32)| (width * share / all - least).max(0.0);
    let wanted: f32 = shares.iter().zip(&least).map(wants).sum();
    let each = shares.iter().zip(&least);
    let widths = each.map(|(share, least)| match wanted > 0.0 {
        true => least + rest * wants((share, least)) / wanted,
        false => least + rest / shares.len() as f32,
    });
    widths.collect()
}

fn row_height(row: &[Vec<Text>]) -> f32 {
    let tallest = row.iter().map(|cell| height(cell)).fold(0.0, f32::max);
    tallest + 2.0 * PADDING
}

/// A line, where sheets may end.
struct Measured {
    tall: f32,
    may_begin_a_sheet: bool,
}

fn lines_in(texts: &[Text]) -> impl Iterator<Item = (&Text, usize)> {
    let lines = texts
        .iter()
        .map(|text| (0..text.1.len()).map(move |line| (text, line)));
    lines.flatten()
}

/// Lines that stand together. A sheet begins with none of them that leaves a single line behind or takes it along: of
/// all of them, or of one that was typed.
fn lines_in_all(texts: &[Text]) -> Vec<Measured> {
    let says = |text: &Text| !text.0.trim().is_empty();
    let all = lines_in(texts).filter(|(text, _)| says(text)).count();
    let mut before = 0;
    let lines = lines_in(texts).map(|(text, line)| {
        let parts = text.1.len();
        let alone = parts > 1 && (line == 1 || line + 1 == parts);
        let few = before < 2 || all - before < 2;
        let may_begin_a_sheet = says(text) && !alone && !few;
        before += usize::from(says(text));
        Measured {
            tall: line_height(text, line),
            may_begin_a_sheet,
        }
    });
    lines.collect()
}

/// How tall the lines are before the first place where a sheet may end; all, with what stands below, where there is none.
fn first_lines(texts: &[Text], below: f32) -> f32 {
    let lines = lines_in_all(texts);
    let first = lines.iter().position(|line| line.may_begin_a_sheet);
    let until = first.unwrap_or(lines.len());
    let tall: f32 = lines[..until].iter().map(|line| line.tall).sum();
    match first {
        Some(_) => tall,
        None => tall + below,
    }
}

fn height(texts: &[Text]) -> f32 {
    texts.iter().map(|text| text.1.height()).sum()
}

fn line_height(text: &Text, line: usize) -> f32 {
    let metrics = text.1.get(line).map(|line| *line.metrics());
    metrics.map_or(0.0, |it| it.line_height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;
    use crate::letters::Letters;

    #[test]
    fn a_long_name_is_shortened_at_the_foot_and_what_follows_it_is_not() {
        let foot = |name: &str| {
            let document = Document {
                title: String::new(),
                language: "en".to_owned(),
                made: Instant {
                    year: 2026,
                    month: 11,
                    day: 2,
                    hour: 9,
                    minute: 30,
                    second: 0,
                },
                footer: "{name}, review pack 3, version 2".to_owned(),
                footer_name: name.to_owned(),
                page_of: "{page}/{pages}".to_owned(),
                read: crate::as_typed,
                blocks: Vec::new(),
                attached: Vec::new(),
            };
            let mut press = Press::new(Letters::All);
            let sheets = set(&mut press, &document);
            let feet = sheets.sheets[0].iter().map(|piece| match piece {
                Piece::Text { text, .. } => (text.0.clone(), text.1.len()),
                Piece::Rule { .. } => (String::new(), 0),
            });
            let feet: Vec<_> = feet.collect();
            feet[0].clone()
        };
        let short = foot("Northwind and Meridian");
        assert_eq!(short.0, "Northwind and Meridian, review pack 3, version 2");
        let (long, lines) = foot(&"Roaming for every driver of Northwind ".repeat(6));
        assert!(long.starts_with("Roaming for every driver"), "{long}");
        assert!(long.ends_with("…, review pack 3, version 2"), "{long}");
        assert_eq!(lines, 1);
    }

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            title: "A paper".to_owned(),
            language: "en".to_owned(),
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
            page_of: String::new(),
            read: crate::as_typed,
            blocks,
            attached: Vec::new(),
        }
    }

    /// The sheets on which lines with this in them stand: of each line, how many there are on each sheet.
    fn stands(sheets: &Sheets, part: &str) -> Vec<usize> {
        let lines = |sheet: &Vec<Piece>| {
            let lines = sheet.iter().map(|piece| match piece {
                Piece::Text { text, lines, .. } if text.0.contains(part) => lines.len(),
                _ => 0,
            });
            lines.sum()
        };
        sheets.sheets.iter().map(lines).collect()
    }

    #[test]
    fn wherever_a_sheet_ends_who_said_it_stands_with_the_last_lines_and_labels_with_what_follows() {
        let long = "quoted words ".repeat(30);
        let quotes = [
            "quoted".to_owned(),
            "quoted\nquoted".to_owned(),
            "quoted\nquoted\nquoted".to_owned(),
            "quoted\n\nquoted\n\nquoted".to_owned(),
            ["quoted"; 7].join("\n"),
            long.clone(),
            format!("{long}\n\nquoted"),
            ["quoted"; 120].join("\n"),
        ];
        let point = Block::List(vec!["label".to_owned()]);
        let labels: [&[Block]; 5] = [
            &[],
            &[point],
            &[Block::Paragraph("label".to_owned())],
            &[Block::Lead("label".to_owned())],
            &[
                Block::Heading(2, "label".to_owned()),
                Block::Note("label".to_owned()),
            ],
        ];
        let mut press = Press::new(Letters::All);
        for (words, label) in quotes.iter().flat_map(|it| labels.map(|label| (it, label))) {
            for above in 0..70 {
                let mut blocks = vec![Block::Paragraph(["above"; 90][..above].join("\n"))];
                blocks.extend(label.iter().cloned());
                blocks.push(Block::quote(words.clone(), "byline".to_owned()));
                let sheets = set(&mut press, &document(blocks));
                let told = format!("{above} lines above {label:?} and {words:?}");
                let (said, by) = (stands(&sheets, "quoted"), stands(&sheets, "byline"));
                let below = by.iter().position(|it| *it > 0).expect("it is there");
                let all: usize = said.iter().sum();
                assert!(said[below] >= all.min(2), "{told}: {said:?} {by:?}");
                let first = said.iter().position(|it| *it > 0).expect("it is there");
                assert!(said[first] >= all.min(2), "{told}: {said:?}");
                let labels = stands(&sheets, "label");
                assert_eq!(labels.iter().sum::<usize>(), label.len(), "{told}");
                assert_eq!(labels[first], label.len(), "{told}: {labels:?} {said:?}");
                // The mark stands beside words, and nowhere else.
                for (sheet, said) in sheets.sheets.iter().zip(&said) {
                    let mark = |it: &&Piece| matches!(it, Piece::Rule { .. });
                    let marks = sheet.iter().filter(mark).count();
                    assert_eq!(marks > 0, *said > 0, "{told}");
                }
            }
        }
    }

    #[test]
    fn a_heading_stands_with_the_first_lines_of_whatever_follows() {
        let point = "followed ".repeat(60);
        let follows = [
            Block::Paragraph("followed".to_owned()),
            Block::Paragraph("followed ".repeat(90)),
            Block::List(vec![point.clone(), point]),
            Block::Table {
                head: vec!["followed".to_owned()],
                rows: vec![vec!["followed ".repeat(60)]],
            },
        ];
        let mut press = Press::new(Letters::All);
        for follows in follows {
            for above in 0..70 {
                let blocks = vec![
                    Block::Paragraph(["above"; 90][..above].join("\n")),
                    Block::Heading(2, "label".to_owned()),
                    follows.clone(),
                ];
                let sheets = set(&mut press, &document(blocks));
                let (label, said) = (stands(&sheets, "label"), stands(&sheets, "followed"));
                let first = said.iter().position(|it| *it > 0).expect("it is there");
                let all: usize = said.iter().sum();
                assert_eq!(label[first], 1, "{above} lines above {follows:?}");
                assert!(said[first] >= all.min(2), "{above} lines above {follows:?}");
            }
        }
    }

    #[test]
    fn points_within_a_quotation_are_points_and_words_in_it_stand_out() {
        let read = |words: &str| -> Vec<Line> {
            let line = |line: &str| Line {
                is_point: line.starts_with("- "),
                words: vec![
                    (false, "plain ".to_owned()),
                    (true, line.trim_start_matches("- ").to_owned()),
                ],
            };
            words.lines().map(line).collect()
        };
        let words = "before\n- one\n- two\nafter".to_owned();
        let mut document = document(vec![Block::quote(words, "byline".to_owned())]);
        document.read = read;
        let sheets = set(&mut Press::new(Letters::All), &document);
        let [Part::Quote { words, .. }] = &sheets.parts[..] else {
            panic!("{:?}", sheets.parts);
        };
        let points = words.iter().map(|said| match said {
            Said::Lines(_) => 0,
            Said::Points(points) => points.len(),
        });
        assert_eq!(points.collect::<Vec<_>>(), [0, 2, 0]);
        assert_eq!(stands(&sheets, "•"), [2]);
        let weights = sheets.sheets[0].iter().filter_map(|piece| match piece {
            Piece::Text { text, .. } if text.0.starts_with("plain") => {
                text.1.get(0).map(|line| line.runs().count())
            }
            _ => None,
        });
        assert_eq!(
            weights.collect::<Vec<_>>(),
            [2, 2, 2, 2],
            "each in two faces"
        );
        let written = crate::write(&document);
        assert!(written.is_ok(), "{:?}", written.err());
        assert_eq!(written.ok(), crate::write(&document).ok());
    }

    #[test]
    fn a_narrow_column_is_as_wide_as_its_longest_word_as_long_as_all_fit() {
        let told = widths(&[40.0, 40.0, 6.0], &[60.0, 30.0, 55.0], 400.0);
        assert!((told.iter().sum::<f32>() - 400.0).abs() < 0.01, "{told:?}");
        assert!(told[2] >= 55.0 && told[0] >= 60.0, "{told:?}");
        // Words that do not fit beside each other break, and nothing stands beyond the sheet.
        let told = widths(&[6.0, 6.0], &[900.0, 30.0], 400.0);
        assert!(told.iter().sum::<f32>() <= 400.01, "{told:?}");
    }
}
