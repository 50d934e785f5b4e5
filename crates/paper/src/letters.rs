//! Letters: the fonts, which of them draws what, and lines of text.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    FontContext, FontFamily, FontFamilyName, FontWeight, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
};
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

/// Noto Sans (Open Font License 1.1) for text, DejaVu Sans for whatever it does not draw.
const FONTS: [(&str, &[u8]); 3] = [
    ("Noto Sans", include_bytes!("../fonts/NotoSans-Regular.ttf")),
    ("Noto Sans", include_bytes!("../fonts/NotoSans-Bold.ttf")),
    ("DejaVu Sans", include_bytes!("../fonts/DejaVuSans.ttf")),
];
const FAMILIES: [FontFamilyName<'static>; 2] = [
    FontFamilyName::Named(Cow::Borrowed("Noto Sans")),
    FontFamilyName::Named(Cow::Borrowed("DejaVu Sans")),
];

static COLLECTION: LazyLock<Collection> = LazyLock::new(|| {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
    for (_, bytes) in FONTS {
        collection.register_fonts(Blob::new(Arc::new(bytes)), None);
    }
    collection
});

static CHARACTERS: LazyLock<Vec<Charmap<'static>>> = LazyLock::new(|| {
    let fonts = FONTS
        .iter()
        .filter_map(|(_, bytes)| FontRef::new(bytes).ok());
    fonts.map(|font| font.charmap()).collect()
});

/// How letters look: everything is black or grey, so that nothing depends on colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Their size, in points.
    pub size: f32,
    /// Whether they are bold.
    pub bold: bool,
    /// How dark they are, from 0 (black) to 255.
    pub grey: u8,
}

/// Text set in lines of one width.
pub type Lines = parley::Layout<u8>;

/// What sets text in lines.
pub struct Press {
    letters: Letters,
    fonts: FontContext,
    layouts: LayoutContext<u8>,
}

/// Which letters are drawn; the others stand as their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// All that a font has.
    All,
    /// Those of them that stand one beside the other from left to right, and never change with their neighbours.
    Plain,
}

impl Press {
    pub fn new(letters: Letters) -> Self {
        Self {
            letters,
            fonts: FontContext {
                collection: COLLECTION.clone(),
                source_cache: SourceCache::default(),
            },
            layouts: LayoutContext::new(),
        }
    }

    /// Sets one line of text, which holds no line breaks, in lines not wider than `width` points.
    /// What is between these bytes is bold in any case.
    pub fn lines(&mut self, text: &str, look: Look, width: f32, bold: &[Range<usize>]) -> Lines {
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, text, 1.0, false);
        let families = FontFamily::List(Cow::Borrowed(&FAMILIES));
        builder.push_default(StyleProperty::FontFamily(families));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::Brush(look.grey));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        // A digest is one long word.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if look.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        for stretch in bold {
            builder.push(StyleProperty::FontWeight(FontWeight::BOLD), stretch.clone());
        }
        let mut lines = builder.build(text);
        lines.break_all_lines(Some(width));
        lines.align(parley::Alignment::Start, Default::default());
        lines
    }

    /// The text's lines as they can be drawn: what no font draws stands as its number.
    pub fn printable<'a>(&self, text: &'a str) -> impl Iterator<Item = String> + use<'a> {
        let letters = self.letters;
        text.lines().map(move |line| {
            let mut printed = String::with_capacity(line.len());
            for character in line.chars() {
                match character {
                    '\t' => printed.push(' '),
                    _ if is_left_out(character) => {}
                    _ if letters.hold(character) && is_drawn(character) => printed.push(character),
                    _ => printed += &format!("[U+{:04X}]", u32::from(character)),
                }
            }
            printed
        })
    }
}

impl Letters {
    fn hold(self, character: char) -> bool {
        let plain =
            matches!(character, '\0'..'\u{300}' | '\u{370}'..'\u{590}' | '\u{1e00}'..'\u{2070}');
        self == Self::All || plain
    }
}

/// The characters of a text that stand as their numbers.
pub fn not_drawn(text: &str) -> impl Iterator<Item = char> + '_ {
    let left = text
        .chars()
        .filter(|it| !it.is_control() && !is_left_out(*it));
    left.filter(|it| !is_drawn(*it))
}

/// They choose between pictures of a character, of which there is only one here, or join two.
fn is_left_out(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{feff}')
}

fn is_drawn(character: char) -> bool {
    // Most of what is typed is: no font is asked.
    if matches!(character, ' '..='~') {
        return true;
    }
    // The standards ask for a meaning beside each private character, which nobody but its author knows.
    let private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    // Marks around a note between lines: shapers turn them into an empty box.
    let between = matches!(character, '\u{fff9}'..='\u{fffb}');
    !character.is_control()
        && !private
        && !between
        && CHARACTERS
            .iter()
            .any(|map| map.map(character).is_some_and(|glyph| glyph.to_u32() != 0))
}
