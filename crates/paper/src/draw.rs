//! Sheets become a PDF: every piece is drawn, and belongs to a part that a screen reader tells.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{SerializeSettings, num::NormalizedF32};

use crate::letters::Lines;
use crate::sheets::{HEIGHT, Leaf, Part, Piece, Said, Sheets, WIDTH};
use crate::{Document, Instant, Unprintable};

/// Draws a document that was set.
pub fn draw(document: &Document, sheets: Sheets) -> Result<Vec<u8>, Unprintable> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Unprintable(format!("{error:?}")))?;
    let mut pdf = krilla::Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut pen = Pen {
        fonts: BTreeMap::new(),
        content: vec![Vec::new(); sheets.leaves],
    };
    for sheet in &sheets.sheets {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| lacks("a page"))?;
        let mut page = pdf.start_page_with(settings);
        let mut surface = page.surface();
        for piece in sheet {
            pen.piece(&mut surface, piece)?;
        }
        surface.finish();
        page.finish();
    }
    pdf.set_outline(outline(&sheets));
    pdf.set_tag_tree(tree(document, &sheets, pen.content));
    pdf.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .language(document.language.clone())
            .creation_date(date(document.made)),
    );
    for file in &document.attached {
        let put = pdf.embed_file(EmbeddedFile {
            path: file.name.clone(),
            mime_type: MimeType::new(file.media_type),
            description: Some(file.about.clone()),
            association_kind: match file.is_the_same {
                true => AssociationKind::Alternative,
                false => AssociationKind::Supplement,
            },
            data: file.bytes.clone().into(),
            modification_date: Some(date(document.made)),
            compress: Some(true),
            location: None,
        });
        put.ok_or_else(|| Unprintable(format!("two attachments are called {}", file.name)))?;
    }
    pdf.finish()
        .map_err(|error| Unprintable(format!("{error:?}")))
}

struct Pen {
    /// By the font's own number: the same face is put into the document once.
    fonts: BTreeMap<(u64, u32), Font>,
    /// What was drawn for each leaf.
    content: Vec<Vec<Identifier>>,
}

impl Pen {
    fn piece(&mut self, surface: &mut Surface<'_>, piece: &Piece) -> Result<(), Unprintable> {
        match piece {
            Piece::Rule {
                left,
                top,
                width,
                height,
                grey,
            } => {
                let rect = Rect::from_xywh(*left, *top, *width, *height);
                let mut path = PathBuilder::new();
                path.push_rect(rect.ok_or_else(|| lacks("a rule's size"))?);
                let path = path.finish().ok_or_else(|| lacks("a rule"))?;
                surface.start_tagged(artifact(ArtifactType::Layout));
                surface.set_fill(Some(fill(*grey)));
                surface.draw_path(&path);
                surface.end_tagged();
            }
            Piece::Text {
                leaf,
                text,
                lines,
                left,
                top,
            } => {
                let (words, set) = &**text;
                let above = set
                    .get(lines.start)
                    .map(|line| line.metrics().block_min_coord);
                let above = *top - above.unwrap_or_default();
                for line in lines.clone() {
                    let tag = match leaf {
                        Some(_) => ContentTag::Span(SpanTag::empty()),
                        None => artifact(ArtifactType::PaginationOther),
                    };
                    let drawn = surface.start_tagged(tag);
                    self.line(surface, words, set, line, *left, above)?;
                    surface.end_tagged();
                    if let Some(Leaf(leaf)) = leaf {
                        self.content[*leaf].push(drawn);
                    }
                }
            }
        }
        Ok(())
    }

    fn line(
        &mut self,
        surface: &mut Surface<'_>,
        words: &str,
        set: &Lines,
        line: usize,
        left: f32,
        above: f32,
    ) -> Result<(), Unprintable> {
        let Some(line) = set.get(line) else {
            return Ok(());
        };
        let at = above + line.metrics().baseline;
        let mut right = left + line.metrics().offset;
        for run in line.runs() {
            let (data, id) = run.font().data.clone().into_raw_parts();
            let index = run.font().index;
            let font = match self.fonts.get(&(id, index)) {
                Some(font) => font.clone(),
                None => {
                    let font = Font::new(data.into(), index).ok_or_else(|| lacks("a font"))?;
                    self.fonts.insert((id, index), font.clone());
                    font
                }
            };
            let size = run.font_size();
            let begin = right;
            let mut glyphs: Vec<KrillaGlyph> = Vec::new();
            let mut grey = 0;
            // Of letters drawn as one, the first holds the glyph; from right to left it comes last.
            let mut joined = 0;
            for cluster in run.visual_clusters() {
                grey = cluster.style().brush;
                let mut letters = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    match glyphs.last_mut().filter(|_| !run.is_rtl()) {
                        Some(glyph) => glyph.text_range.end = letters.end,
                        None => joined = joined.max(letters.end),
                    }
                    continue;
                }
                letters.end = letters.end.max(std::mem::take(&mut joined));
                for glyph in cluster.glyphs() {
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        letters.clone(),
                        None,
                    ));
                    right += glyph.advance;
                }
            }
            surface.set_fill(Some(fill(grey)));
            let start = Point::from_xy(begin, at);
            surface.draw_glyphs(start, &glyphs, font, words, size, false);
        }
        Ok(())
    }
}

/// The tree that a screen reader follows.
fn tree(document: &Document, sheets: &Sheets, mut content: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(document.language.clone()));
    let mut fill = |tag: TagGroup, Leaf(leaf): Leaf| {
        let mut tag = tag;
        for drawn in std::mem::take(&mut content[leaf]) {
            tag.push(drawn);
        }
        tag
    };
    for part in &sheets.parts {
        let group = match part {
            Part::Heading(level, title, leaf) => {
                let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                fill(TagGroup::new(Tag::Hn(level, Some(title.clone()))), *leaf)
            }
            Part::Paragraph(leaf) => fill(TagGroup::new(Tag::P), *leaf),
            Part::Quote {
                language,
                words,
                by,
            } => {
                let language = (!language.is_empty()).then(|| language.clone());
                let mut quote = TagGroup::new(Tag::BlockQuote);
                for said in words {
                    quote.push(match said {
                        Said::Lines(leaf) => {
                            fill(TagGroup::new(Tag::P.with_lang(language.clone())), *leaf)
                        }
                        Said::Points(points) => list(&mut fill, points, language.clone()),
                    });
                }
                if let Some(by) = by {
                    quote.push(fill(TagGroup::new(Tag::P), *by));
                }
                quote
            }
            Part::List(points) => list(&mut fill, points, None),
            Part::Table { head, rows } => {
                let mut titles = TagGroup::new(Tag::TR);
                for leaf in head {
                    let title = TagGroup::new(Tag::TH(TableHeaderScope::Column));
                    titles.push(fill(title, *leaf));
                }
                let mut body = TagGroup::new(Tag::TBody);
                for row in rows {
                    let mut cells = TagGroup::new(Tag::TR);
                    for leaf in row {
                        cells.push(fill(TagGroup::new(Tag::TD), *leaf));
                    }
                    body.push(cells);
                }
                let mut table = TagGroup::new(Tag::Table);
                let mut above = TagGroup::new(Tag::THead);
                above.push(titles);
                table.push(above);
                table.push(body);
                table
            }
        };
        tree.push(group);
    }
    tree
}

fn list(
    fill: &mut impl FnMut(TagGroup, Leaf) -> TagGroup,
    points: &[(Leaf, Leaf)],
    language: Option<String>,
) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc).with_lang(language));
    for (label, words) in points {
        let mut point = TagGroup::new(Tag::LI);
        point.push(fill(TagGroup::new(Tag::Lbl), *label));
        point.push(fill(TagGroup::new(Tag::LBody), *words));
        list.push(point);
    }
    list
}

/// The headings of the first two levels, each below what it belongs to.
fn outline(sheets: &Sheets) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for (level, text, sheet, top) in &sheets.outline {
        let place = XyzDestination::new(*sheet, Point::from_xy(0.0, *top));
        let node = OutlineNode::new(text.clone(), place);
        match (level, &mut open) {
            (2, Some(above)) => above.push_child(node),
            (1 | 2, _) => {
                if let Some(done) = open.replace(node) {
                    outline.push_child(done);
                }
            }
            _ => {}
        }
    }
    if let Some(done) = open {
        outline.push_child(done);
    }
    outline
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn fill(grey: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(grey, grey, grey).into(),
        opacity: NormalizedF32::ONE,
        rule: Default::default(),
    }
}

fn date(at: Instant) -> DateTime {
    DateTime::new(at.year)
        .month(at.month)
        .day(at.day)
        .hour(at.hour)
        .minute(at.minute)
        .second(at.second)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn lacks(what: &str) -> Unprintable {
    Unprintable(format!("{what} cannot be made"))
}
