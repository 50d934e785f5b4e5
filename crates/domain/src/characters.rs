//! Which characters stay in what people type, which are dropped, and which are refused: one list for
//! every kind of field, since a text that one field refuses is carried in by another.
//!
//! Refused is what makes a text read otherwise than it is written (marks that reorder it, controls,
//! notes between the lines, what is no character at all). What merely shows nothing comes along when
//! people paste: it is dropped from texts, and refused in names, by which people are told apart.
//! Joiners and variation selectors stay where a script or an emoji needs them, and nowhere else.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Marks on one letter: no language stacks more, and more climb over the lines around them.
const MARKS: usize = 6;

/// What kind of field a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What a person, an organisation or a device is called.
    Name,
    /// A single line: a title.
    Line,
    /// Paragraphs.
    Passage,
    /// A mail's header. It is made of what was taken before, so nothing is refused there.
    Header,
}

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Treatment {
    Keep,
    /// Goes without a word.
    Drop,
    /// A space stands there instead.
    Space,
    Refuse,
}

/// What a character is, as far as that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Letters, digits, signs, spaces: everything else.
    Ordinary,
    /// The end of a line, however it is written.
    Break,
    Tab,
    /// Shows nothing and changes nothing.
    Invisible,
    /// A joiner or selector where the character before it takes one.
    Placed,
    /// Other than that: hides something, or carries what nobody sees.
    Misplaced,
    /// One mark more on a letter than there can be.
    Surplus,
    /// A mark without a letter.
    Loose,
    /// Looks as a font likes.
    Private,
    /// Reorders the text around it, steers a terminal, or is no character.
    Harmful,
}

/// The list.
const fn treatment(class: Class, field: Field) -> Treatment {
    use Class::*;
    use Treatment::*;
    match (class, field) {
        (Ordinary, _) => Keep,
        (Break | Tab, Field::Passage) => Keep,
        (Break | Tab, Field::Line | Field::Header) => Space,
        (Placed, Field::Line | Field::Passage | Field::Header) => Keep,
        (Private | Loose, Field::Line | Field::Passage) => Keep,
        (Invisible | Misplaced | Surplus, Field::Line | Field::Passage) => Drop,
        (Harmful, Field::Header) => Space,
        (Invisible | Misplaced | Surplus | Private | Loose, Field::Header) => Drop,
        (Harmful, _) => Refuse,
        (_, Field::Name) => Refuse,
    }
}

fn class(c: char, before: Option<char>, marks: usize) -> Class {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => Class::Break,
        '\t' => Class::Tab,
        // Bidirectional marks, embeddings, overrides and isolates; deprecated shaping controls.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => {
            Class::Harmful
        }
        // Notes between the lines, and what stands for bytes that were no text.
        '\u{FFF9}'..='\u{FFFB}' | '\u{FFFD}' => Class::Harmful,
        '\u{FDD0}'..='\u{FDEF}' => Class::Harmful,
        c if u32::from(c) & 0xFFFE == 0xFFFE => Class::Harmful,
        c if c.is_control() => Class::Harmful,
        '\u{200C}' | '\u{200D}' => placed(before.is_some_and(joins)),
        '\u{FE0E}' | '\u{FE0F}' => placed(before.is_some_and(is_sign)),
        '\u{180B}'..='\u{180F}' => {
            placed(before.is_some_and(|b| matches!(b, '\u{1820}'..='\u{18AA}')))
        }
        '\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}' => {
            placed(before.is_some_and(is_ideograph))
        }
        // Soft hyphens, spaces without width, word joiners, byte order marks.
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => Class::Invisible,
        // Fillers and other characters that show nothing, tags, and what stands for an object.
        '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{2061}'..='\u{2065}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}'
        | '\u{FFFC}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => Class::Misplaced,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Class::Private,
        c if is_combining_mark(c) && marks >= MARKS => Class::Surplus,
        c if is_combining_mark(c) && before.is_none_or(char::is_whitespace) => Class::Loose,
        _ => Class::Ordinary,
    }
}

fn placed(is: bool) -> Class {
    if is { Class::Placed } else { Class::Misplaced }
}

/// Whether a joiner can do something after `c`: Persian, the scripts of India, and emoji need one.
fn joins(c: char) -> bool {
    is_sign(c) && !c.is_ascii()
        || is_combining_mark(c)
        || matches!(c, '\u{600}'..='\u{109F}' | '\u{1700}'..='\u{18AF}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether `c` may be drawn as an emoji or as a sign: what a selector chooses.
fn is_sign(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '©' | '®')
        || matches!(c, '\u{203C}'..='\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// `text` as such a field keeps it: composed (NFC), without what is dropped, a line in single spaces;
/// `None` where a character is refused, or a name's word is made to look like another's.
pub fn kept(field: Field, text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n");
    let text = match field {
        Field::Name => text,
        _ => text.replace('\r', "\n"),
    };
    let mut kept = String::with_capacity(text.len());
    let (mut before, mut marks) = (None, 0);
    for c in text.trim().nfc() {
        let class = class(c, before, marks);
        match treatment(class, field) {
            Treatment::Refuse => return None,
            Treatment::Drop => continue,
            Treatment::Space => kept.push(' '),
            Treatment::Keep if class == Class::Break => kept.push('\n'),
            Treatment::Keep => kept.push(c),
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        before = Some(c);
    }
    // What was dropped at the ends or between two marks may have been all that kept them apart.
    let kept: String = kept.trim().nfc().collect();
    match field {
        Field::Passage => Some(kept),
        Field::Name if kept.split(|c: char| !c.is_alphabetic()).any(is_disguised) => None,
        _ => Some(kept.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whether a word of Latin letters has others among them that look like Latin ones, or letters made for
/// formulas that look like plain ones. A word wholly in another script is fine, even where it looks like
/// a Latin one: beside every name stands the organisation.
fn is_disguised(word: &str) -> bool {
    let is_latin = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
    };
    let resembles = |c: char| {
        matches!(c, '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{13A0}'..='\u{13FF}')
            || "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχ".contains(c)
    };
    let for_formulas = |c: char| matches!(c, '\u{1D400}'..='\u{1D7FF}');
    word.chars().any(for_formulas) || word.chars().any(is_latin) && word.chars().any(resembles)
}

#[cfg(test)]
mod tests {
    use super::Field::*;
    use super::*;

    fn in_fields(text: &str) -> [Option<String>; 4] {
        [Name, Line, Passage, Header].map(|field| kept(field, text))
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_reorders_a_text_or_is_no_character_is_refused_everywhere_and_in_no_header() {
        let mut harmful: Vec<char> = ('\0'..='\u{8}').chain('\u{B}'..='\u{1F}').collect();
        harmful.retain(|c| *c != '\r');
        harmful.extend('\u{7F}'..='\u{84}');
        harmful.extend('\u{86}'..='\u{9F}');
        harmful.extend(['\u{61C}', '\u{200E}', '\u{200F}']);
        harmful.extend('\u{202A}'..='\u{202E}');
        harmful.extend('\u{2066}'..='\u{206F}');
        harmful.extend(['\u{FFF9}', '\u{FFFA}', '\u{FFFB}', '\u{FFFD}']);
        harmful.extend('\u{FDD0}'..='\u{FDEF}');
        for plane in 0..=16_u32 {
            harmful.extend([0xFFFE, 0xFFFF].map(|end| char::from_u32(plane << 16 | end).unwrap()));
        }
        assert!(harmful.len() > 120);
        for c in harmful {
            let expected = [None, None, None, some("Mara Vogt")];
            assert_eq!(in_fields(&format!("Mara{c}Vogt")), expected, "{c:?}");
        }
    }

    #[test]
    fn what_shows_nothing_is_dropped_from_texts_and_refused_in_names() {
        let mut hidden = vec![
            '\u{AD}',
            '\u{34F}',
            '\u{115F}',
            '\u{1160}',
            '\u{17B4}',
            '\u{17B5}',
            '\u{180B}',
            '\u{180E}',
            '\u{200B}',
            '\u{200C}',
            '\u{200D}',
            '\u{2060}',
            '\u{2064}',
            '\u{2800}',
            '\u{3164}',
            '\u{FE00}',
            '\u{FE0E}',
            '\u{FE0F}',
            '\u{FEFF}',
            '\u{FFA0}',
            '\u{FFF0}',
            '\u{FFFC}',
            '\u{1BCA0}',
            '\u{1D173}',
            '\u{E0001}',
            '\u{E0041}',
            '\u{E007F}',
            '\u{E0100}',
            '\u{E01EF}',
            '\u{E0FFF}',
        ];
        hidden.extend('\u{E0020}'..='\u{E007E}');
        for c in hidden {
            let expected = [None, some("MaraVogt"), some("MaraVogt"), some("MaraVogt")];
            assert_eq!(in_fields(&format!("Mara{c}Vogt")), expected, "{c:?}");
        }
    }

    #[test]
    fn joiners_and_selectors_stay_where_something_takes_them_and_once() {
        for text in [
            "👩\u{200D}🔧",
            "🏳\u{FE0F}\u{200D}🌈",
            "❤\u{FE0F}",
            "1\u{FE0F}\u{20E3}",
            "👍🏽\u{200D}x",
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "辻\u{E0100}",
            "ᠠ\u{180B}",
        ] {
            for field in [Line, Passage, Header] {
                assert_eq!(kept(field, text), some(text), "{text:?}");
            }
            assert_eq!(kept(Name, text), None, "{text:?}");
        }
        // Bytes hidden behind one sign, as selectors or as tags.
        let smuggled: String = ('\u{E0100}'..='\u{E01EF}')
            .chain('\u{FE00}'..='\u{FE0D}')
            .collect();
        assert_eq!(kept(Passage, &format!("😀{smuggled}")), some("😀"));
        assert_eq!(kept(Passage, &format!("辻{smuggled}")), some("辻\u{E0100}"));
        assert_eq!(kept(Line, "a\u{200D}\u{200D}\u{200C}b"), some("ab"));
    }

    #[test]
    fn a_flood_of_marks_ends_and_no_name_takes_one() {
        let flood = |marks: usize| format!("q{}", "\u{325}".repeat(marks));
        assert_eq!(
            kept(Passage, &flood(MARKS)).unwrap().chars().count(),
            kept(Passage, &flood(5_000)).unwrap().chars().count()
        );
        assert_eq!(kept(Name, &flood(5_000)), None);
        for fine in ["Nguyễn Thị Ánh", "יִצְחָק", "น้ำใจ", "བསྒྲུབས"]
        {
            assert_eq!(kept(Name, fine), Some(fine.nfc().collect()), "{fine}");
        }
        assert_eq!(
            kept(Name, "Mara \u{301}Vogt"),
            None,
            "a mark without a letter"
        );
    }

    #[test]
    fn lines_end_where_the_field_says() {
        for end in ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}", "\u{85}"] {
            let typed = format!("Subject{end}Bcc: x@evil.example");
            let name = kept(Name, &typed);
            assert_eq!(name, None, "{end:?}");
            for field in [Line, Header] {
                assert_eq!(
                    kept(field, &typed),
                    some("Subject Bcc: x@evil.example"),
                    "{end:?}"
                );
            }
            assert_eq!(
                kept(Passage, &typed),
                some("Subject\nBcc: x@evil.example"),
                "{end:?}"
            );
        }
        assert_eq!(kept(Line, "  Elm \u{A0}\t\n Pass "), some("Elm Pass"));
    }

    #[test]
    fn a_name_in_one_script_is_fine_and_one_in_disguise_is_not() {
        for fine in [
            "Mara Vogt",
            "Мара Фогт",
            "Νίκος Παπάς",
            "山田 太郎",
            "김민준",
            "محمد",
            "Mara 山田",
            "O’Neil-Łoś",
            "ΔV Engineering",
            "Müller & Söhne",
            "3M",
            "Ægir",
        ] {
            assert_eq!(kept(Name, fine).as_deref(), Some(fine), "{fine}");
        }
        for disguised in [
            "M\u{430}ra Vogt",
            "Nοrthwind",
            "Nor\u{442}hwind",
            "𝐌𝐚𝐫𝐚",
            "Ꮇara",
        ] {
            assert_eq!(kept(Name, disguised), None, "{disguised}");
            assert!(kept(Line, disguised).is_some());
        }
    }

    #[test]
    fn what_was_kept_is_kept_as_it_is() {
        let mut every: String = (0..=0x10_FFFF_u32)
            .step_by(7)
            .filter_map(char::from_u32)
            .collect();
        every.insert_str(0, "a\u{301}\u{200D}\u{325} e\u{AD}\u{301}");
        for field in [Line, Passage, Header] {
            let mut harmless = every.clone();
            harmless.retain(|c| kept(field, &c.to_string()).is_some());
            let once = kept(field, &harmless).unwrap();
            assert_eq!(kept(field, &once), Some(once.clone()), "{field:?}");
        }
    }
}
