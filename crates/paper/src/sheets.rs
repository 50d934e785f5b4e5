//! Sheets: which line stands where. Lengths are in points, a seventy-second of an inch, from the top left.

use crate::letters::{Lines, Look, Press};
use crate::{Block, Document};

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
        words: Leaf,
        by: Option<Leaf>,
    },
    /// Label and words of each point.
    List(Vec<(Leaf, Leaf)>),
    Table {
        head: Vec<Leaf>,
        rows: Vec<Vec<Leaf>>,
    },
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
    for (place, block) in document.blocks.iter().enumerate() {
        setting.block(block, document.blocks.get(place + 1));
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

impl Setting<'_> {
    fn block(&mut self, block: &Block, next: Option<&Block>) {
        let width = WIDTH - 2.0 * MARGIN;
        match block {
            Block::NewPage => self.new_sheet(),
            // A heading without words is none to a screen reader.
            Block::Heading(_, text) if text.trim().is_empty() => {}
            Block::Heading(level, text) => {
                let texts = self.texts(text, heading(*level), width);
                // A heading does not stand alone at the foot of a page.
                let follows = next.map_or(0.0, |_| 3.0 * TEXT.size * 1.4);
                self.space(if *level == 1 { 4.0 } else { 16.0 });
                self.make_room(height(&texts) + follows);
                let sheet = self.sheets.sheets.len() - 1;
                self.sheets
                    .outline
                    .push((*level, text.clone(), sheet, self.top));
                let leaf = self.leaf();
                self.put(&texts, leaf, MARGIN);
                self.space(4.0);
                let part = Part::Heading(*level, text.clone(), leaf);
                self.sheets.parts.push(part);
            }
            Block::Lead(text) => self.paragraph(text, LEAD, 8.0),
            Block::Paragraph(text) => self.paragraph(text, TEXT, 6.0),
            Block::Note(text) => self.paragraph(text, SMALL, 5.0),
            Block::Quote {
                words,
                language,
                by,
            } => {
                let texts = self.texts(words, TEXT, width - INDENT);
                let by = match by.is_empty() {
                    true => Vec::new(),
                    false => self.texts(by, SMALL, width - INDENT),
                };
                self.space(6.0);
                let leaf = self.leaf();
                let (sheet, top) = (self.sheets.sheets.len() - 1, self.top);
                self.put(&texts, leaf, MARGIN + INDENT);
                let said = (!by.is_empty()).then(|| self.leaf());
                if let Some(said) = said {
                    self.space(2.0);
                    self.put(&by, said, MARGIN + INDENT);
                }
                self.mark(sheet, top);
                self.sheets.parts.push(Part::Quote {
                    language: language.clone(),
                    words: leaf,
                    by: said,
                });
            }
            Block::List(points) => {
                let mut part = Vec::new();
                for point in points {
                    let label = self.texts("•", TEXT, INDENT);
                    let texts = self.texts(point, TEXT, width - INDENT);
                    self.space(4.0);
                    self.make_room(TEXT.size * 1.4);
                    let (dot, words) = (self.leaf(), self.leaf());
                    let top = self.top;
                    self.put(&label, dot, MARGIN + 4.0);
                    self.top = top;
                    self.put(&texts, words, MARGIN + INDENT);
                    part.push((dot, words));
                }
                self.sheets.parts.push(Part::List(part));
            }
            Block::Table { head, rows } => self.table(head, rows, width),
        }
    }

    fn paragraph(&mut self, text: &str, look: Look, before: f32) {
        let texts = self.texts(text, look, WIDTH - 2.0 * MARGIN);
        self.space(before);
        let leaf = self.leaf();
        self.put(&texts, leaf, MARGIN);
        self.sheets.parts.push(Part::Paragraph(leaf));
    }

    /// A table whose columns share the width by how much stands in them; its head stands above it on every sheet.
    fn table(&mut self, head: &[String], rows: &[Vec<String>], width: f32) {
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
        let titles = set(head, TITLE);
        let rows: Vec<Vec<Vec<Text>>> = rows.iter().map(|row| set(row, ROW)).collect();
        let row_height = |row: &[Vec<Text>]| {
            let tallest = row.iter().map(|cell| height(cell)).fold(0.0, f32::max);
            tallest + 2.0 * PADDING
        };
        self.space(8.0);
        let first = rows.first().map_or(0.0, |row| row_height(row));
        self.make_room(row_height(&titles) + first);
        let leaves: Vec<Leaf> = titles.iter().map(|_| self.leaf()).collect();
        let said: Vec<Option<Leaf>> = leaves.iter().copied().map(Some).collect();
        self.row(&titles, &said, &widths, row_height(&titles), 40);
        let mut part = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let tall = row_height(row);
            // The last row does not go alone to another sheet: the one before goes with it.
            let last = rows
                .get(place + 1)
                .filter(|_| place > 0 && place + 2 == rows.len());
            let both = tall + last.map_or(0.0, |last| row_height(last));
            let goes_with = self.top + both > BOTTOM && TOP + row_height(&titles) + both <= BOTTOM;
            if (self.top + tall > BOTTOM || goes_with) && self.top > TOP {
                self.new_sheet();
                let furniture = vec![None; titles.len()];
                self.row(&titles, &furniture, &widths, row_height(&titles), 40);
            }
            let leaves: Vec<Leaf> = row.iter().map(|_| self.leaf()).collect();
            let said: Vec<Option<Leaf>> = leaves.iter().copied().map(Some).collect();
            self.row(row, &said, &widths, tall, 200);
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

    /// The mark beside a quotation, on each sheet that it stands on.
    fn mark(&mut self, from: usize, top: f32) {
        let last = self.sheets.sheets.len() - 1;
        for sheet in from..=last {
            let top = if sheet == from { top } else { TOP };
            let until = if sheet == last { self.top } else { BOTTOM };
            if until > top {
                self.sheets.sheets[sheet].push(Piece::Rule {
                    left: MARGIN + 4.0,
                    top,
                    width: 2.0,
                    height: until - top,
                    grey: 190,
                });
            }
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
            let lines = self.press.lines(&line, look, width);
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
    fn put(&mut self, texts: &[Text], leaf: Leaf, left: f32) {
        for text in texts {
            let all = text.1.len();
            let mut from = 0;
            while from < all {
                let (mut until, mut tall) = (from, 0.0);
                while until < all {
                    let line = line_height(text, until);
                    if self.top + tall + line > BOTTOM && (until > from || self.top > TOP) {
                        break;
                    }
                    tall += line;
                    until += 1;
                }
                // The last line of a text does not stand alone at the top of a page.
                if until + 1 == all && until > from + 1 {
                    until -= 1;
                    tall -= line_height(text, until);
                }
                if until > from {
                    let top = self.top;
                    self.piece(Piece::Text {
                        leaf: Some(leaf),
                        text: text.clone(),
                        lines: from..until,
                        left,
                        top,
                    });
                    self.top += tall;
                }
                from = until;
                if from < all {
                    self.new_sheet();
                }
            }
        }
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
