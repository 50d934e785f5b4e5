//! Which characters stay in what people type, which are dropped, and which are refused: one list for
//! every kind of field, since a text that one field refuses is carried in by another.
//!
//! Refused is what makes a text read otherwise than it is written (marks that reverse it, controls,
//! notes between the lines, what is no character at all), and it is said which and where. What merely
//! shows nothing, and marks of direction, come along when people paste: they are dropped from texts and
//! from the ends of names, and refused within names, by which people are told apart. Direction is read
//! from the letters themselves; kept marks could turn figures around. Joiners and variation selectors
//! stay where a script or an emoji needs them, and nowhere else.

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
    /// A space is there instead.
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
    /// Says which way a text runs, as spreadsheets and mail programs write around what is copied.
    Direction,
    /// A joiner or selector where the character before it takes one.
    Placed,
    /// Other than that: hides something, or carries what nobody sees.
    Misplaced,
    /// One mark more on a letter than there can be.
    Surplus,
    /// A mark without a letter.
    Loose,
    /// Says that something was checked, confirmed or locked, as the pages and papers around a name do.
    Seal,
    /// Looks as a font likes.
    Private,
    /// Reverses the text behind it, steers a terminal, or is no character.
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
        (Seal, Field::Line | Field::Passage | Field::Header) => Keep,
        (Invisible | Direction | Misplaced | Surplus, Field::Line | Field::Passage) => Drop,
        (Harmful, Field::Header) => Space,
        (Invisible | Direction | Misplaced | Surplus | Private | Loose, Field::Header) => Drop,
        (Harmful, _) => Refuse,
        (_, Field::Name) => Refuse,
    }
}

fn class(c: char, before: Option<char>, marks: usize) -> Class {
    match c {
        // Slides break lines by vertical tabs, pages by form feeds.
        '\n' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' | '\u{85}' => Class::Break,
        '\t' => Class::Tab,
        // Bidirectional marks, embeddings and isolates.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' => {
            Class::Direction
        }
        // Overrides; deprecated shaping controls.
        '\u{202D}' | '\u{202E}' | '\u{206A}'..='\u{206F}' => Class::Harmful,
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
        c if is_seal(c) => Class::Seal,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Class::Private,
        c if is_combining_mark(c) && marks >= MARKS => Class::Surplus,
        c if is_combining_mark(c) && before.is_none_or(char::is_whitespace) => Class::Loose,
        _ => Class::Ordinary,
    }
}

/// What stands on papers for something that was checked, signed, awarded or kept safe, or looks like it.
fn is_seal(c: char) -> bool {
    matches!(
        c,
        // Ticks, crosses and boxes for them, and roots, which look like ticks.
        '\u{221A}'..='\u{221C}' | '\u{237B}' | '\u{23B7}' | '\u{2610}'..='\u{2612}' | '\u{2705}'
        | '\u{2713}'..='\u{2718}' | '\u{274C}' | '\u{274E}' | '\u{2BBD}'..='\u{2BBF}' | '\u{10102}'
        | '\u{1F5F4}'..='\u{1F5F9}' | '\u{1FBB1}' | '\u{1F197}' | '\u{1F4AF}'
        // Thumbs and hands that say yes.
        | '\u{1F44C}'..='\u{1F44D}'
        // Medals, cups, ribbons, rosettes, badges and seals.
        | '\u{1F396}'..='\u{1F397}' | '\u{1F3C5}'..='\u{1F3C6}' | '\u{1F3F5}' | '\u{1F947}'..='\u{1F949}'
        | '\u{1F380}' | '\u{1F4AE}' | '\u{1F4DB}' | '\u{1F530}' | '\u{1F6C2}' | '\u{1FAAA}' | '\u{3297}'
        | '\u{3299}' | '\u{329E}'
        // Pens, as what is signed has them.
        | '\u{270D}' | '\u{270E}'..='\u{2712}' | '\u{1F58A}'..='\u{1F58D}' | '\u{1F4DD}'
        // Locks, keys and shields.
        | '\u{1F50F}'..='\u{1F513}' | '\u{1F5DD}' | '\u{1F6E1}' | '\u{26BF}' | '\u{26CA}'..='\u{26CB}'
    )
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

/// Whether a character leaves nothing to see and no space.
pub fn shows_nothing(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE0E}' | '\u{FE0F}')
        || matches!(
            class(c, None, 0),
            Class::Invisible | Class::Direction | Class::Misplaced
        )
}

/// Whether nobody sees anything of a text: spaces, what shows nothing, marks without a letter.
pub fn is_blank(text: &str) -> bool {
    let leaves_nothing = |c: char| c.is_whitespace() || shows_nothing(c) || is_combining_mark(c);
    text.chars().all(leaves_nothing)
}

/// Where a text holds what a field refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The character, as its number is written: `U+202E`.
    pub sign: String,
    /// What is before it.
    pub after: String,
}

/// Characters told of what is before a refused one: enough to find it.
const BEFORE: usize = 24;

impl Refused {
    fn new(sign: char, before: &str) -> Self {
        let length = before.chars().count();
        let after: String = before.chars().skip(length.saturating_sub(BEFORE)).collect();
        Self {
            sign: format!("U+{:04X}", u32::from(sign)),
            after: after.trim().replace('\n', " "),
        }
    }
}

/// `text` as such a field keeps it: composed (NFC), without what is dropped, a line in single spaces.
///
/// # Errors
/// [`Refused`] at the first character that is, and where a name's word is made to look like another's.
pub fn kept(field: Field, text: &str) -> Result<String, Refused> {
    let text = text.replace("\r\n", "\n");
    let text = match field {
        // What is around a copied name is not the name.
        Field::Name => {
            let text = text.trim_matches(|c: char| c.is_whitespace() || is_pasted_around(c));
            text.to_owned()
        }
        _ => text.replace('\r', "\n"),
    };
    let mut kept = String::with_capacity(text.len());
    let (mut before, mut marks) = (None, 0);
    for c in text.trim().nfc() {
        let class = class(c, before, marks);
        match treatment(class, field) {
            Treatment::Refuse => return Err(Refused::new(c, &kept)),
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
        Field::Passage => return Ok(kept),
        Field::Name => {
            if let Some(refused) = disguise(&kept) {
                return Err(refused);
            }
        }
        Field::Line | Field::Header => {}
    }
    Ok(kept.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_pasted_around(c: char) -> bool {
    matches!(class(c, None, 0), Class::Invisible | Class::Direction)
}

/// Where a word of Latin letters has others among them that look like Latin ones, or letters made for
/// formulas that look like plain ones. A word wholly in another script is fine, even where it looks like
/// a Latin one: beside every name stands the organisation.
fn disguise(name: &str) -> Option<Refused> {
    let is_latin = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
    };
    let resembles = |c: char| {
        matches!(c, '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{13A0}'..='\u{13FF}')
            || "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχ".contains(c)
    };
    let for_formulas = |c: char| matches!(c, '\u{1D400}'..='\u{1D7FF}');
    let mut at = 0;
    for word in name.split_inclusive(|c: char| !c.is_alphabetic()) {
        let mixed = word.chars().any(is_latin);
        let deceives = |c: char| for_formulas(c) || mixed && resembles(c);
        if let Some((within, sign)) = word.char_indices().find(|(_, c)| deceives(*c)) {
            return Some(Refused::new(sign, &name[..at + within]));
        }
        at += word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Field::*;
    use super::*;

    fn in_fields(text: &str) -> [Option<String>; 4] {
        [Name, Line, Passage, Header].map(|field| kept(field, text).ok())
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_reverses_a_text_or_is_no_character_is_refused_everywhere_and_in_no_header() {
        let mut harmful: Vec<char> = ('\0'..='\u{8}').chain('\u{E}'..='\u{1F}').collect();
        harmful.extend('\u{7F}'..='\u{84}');
        harmful.extend('\u{86}'..='\u{9F}');
        harmful.extend(['\u{202D}', '\u{202E}']);
        harmful.extend('\u{206A}'..='\u{206F}');
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
    fn what_says_that_something_was_confirmed_is_refused_in_names_and_stays_elsewhere() {
        for c in [
            '✓', '✔', '☑', '☒', '☐', '✅', '🗸', '🗹', '√', '∛', '⎷', '𐄂', '✗', '❌', '🏅', '🥇',
            '🏆', '🎖', '🎗', '🏵', '🔏', '🔐', '🔒', '🔑', '🗝', '🛡', '👍', '👌', '💯', '🆗', '🪪',
            '📛', '✍', '✒', '🖋', '㊙',
        ] {
            let text = format!("Sponsor (verified {c})");
            let kept = some(&text);
            assert_eq!(in_fields(&text), [None, kept.clone(), kept.clone(), kept]);
        }
        assert_eq!(in_fields("Ninebot® (Köln)")[0], some("Ninebot® (Köln)"));
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
        hidden.extend(['\u{61C}', '\u{200E}', '\u{200F}']);
        hidden.extend('\u{202A}'..='\u{202C}');
        hidden.extend('\u{2066}'..='\u{2069}');
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
                assert_eq!(kept(field, text).ok(), some(text), "{text:?}");
            }
            assert_eq!(kept(Name, text).ok(), None, "{text:?}");
        }
        // Bytes hidden behind one sign, as selectors or as tags.
        let smuggled: String = ('\u{E0100}'..='\u{E01EF}')
            .chain('\u{FE00}'..='\u{FE0D}')
            .collect();
        assert_eq!(kept(Passage, &format!("😀{smuggled}")).ok(), some("😀"));
        assert_eq!(
            kept(Passage, &format!("辻{smuggled}")).ok(),
            some("辻\u{E0100}")
        );
        assert_eq!(kept(Line, "a\u{200D}\u{200D}\u{200C}b").ok(), some("ab"));
    }

    #[test]
    fn a_flood_of_marks_ends_and_no_name_takes_one() {
        let flood = |marks: usize| format!("q{}", "\u{325}".repeat(marks));
        assert_eq!(
            kept(Passage, &flood(MARKS)).unwrap().chars().count(),
            kept(Passage, &flood(5_000)).unwrap().chars().count()
        );
        assert_eq!(kept(Name, &flood(5_000)).ok(), None);
        for fine in ["Nguyễn Thị Ánh", "יִצְחָק", "น้ำใจ", "བསྒྲུབས"]
        {
            assert_eq!(kept(Name, fine).ok(), Some(fine.nfc().collect()), "{fine}");
        }
        assert_eq!(
            kept(Name, "Mara \u{301}Vogt").ok(),
            None,
            "a mark without a letter"
        );
    }

    #[test]
    fn lines_end_where_the_field_says() {
        for end in [
            "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{2028}", "\u{2029}", "\u{85}",
        ] {
            let typed = format!("Subject{end}Bcc: x@evil.example");
            let name = kept(Name, &typed).ok();
            assert_eq!(name, None, "{end:?}");
            for field in [Line, Header] {
                assert_eq!(
                    kept(field, &typed).ok(),
                    some("Subject Bcc: x@evil.example"),
                    "{end:?}"
                );
            }
            assert_eq!(
                kept(Passage, &typed).ok(),
                some("Subject\nBcc: x@evil.example"),
                "{end:?}"
            );
        }
        assert_eq!(kept(Line, "  Elm \u{A0}\t\n Pass ").ok(), some("Elm Pass"));
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
            assert_eq!(kept(Name, fine).as_deref(), Ok(fine), "{fine}");
        }
        for disguised in [
            "M\u{430}ra Vogt",
            "Nοrthwind",
            "Nor\u{442}hwind",
            "𝐌𝐚𝐫𝐚",
            "Ꮇara",
        ] {
            assert_eq!(kept(Name, disguised).ok(), None, "{disguised}");
            assert!(kept(Line, disguised).is_ok());
        }
    }

    #[test]
    fn what_is_pasted_from_slides_and_spreadsheets_is_kept_without_what_nobody_typed() {
        for (pasted, meant) in [
            ("Pasted\u{B}words", "Pasted\nwords"),
            ("\u{202A}42\u{202C}", "42"),
            ("\u{2068}Elm Pass\u{2069}\u{C}next", "Elm Pass\nnext"),
            ("12\u{200F}34", "1234"),
            (
                "\u{FEFF}one\u{2060} two\u{2028}three\u{200E}",
                "one two\nthree",
            ),
        ] {
            assert_eq!(kept(Passage, pasted).as_deref(), Ok(meant), "{pasted:?}");
            let line = meant.replace('\n', " ");
            assert_eq!(kept(Line, pasted), Ok(line), "{pasted:?}");
        }
        for around in ["\u{202A}Mara Vogt\u{202C}", " \u{FEFF} Mara Vogt\u{200B}\n"] {
            assert_eq!(kept(Name, around).as_deref(), Ok("Mara Vogt"), "{around:?}");
        }
    }

    #[test]
    fn what_is_refused_is_told_with_its_place() {
        let place = |field, text| {
            kept(field, text)
                .map_err(|at| (at.sign, at.after))
                .unwrap_err()
        };
        let told = |sign: &str, after: &str| (sign.to_owned(), after.to_owned());
        assert_eq!(
            place(Passage, "the price\nis \u{202E}001"),
            told("U+202E", "the price is")
        );
        assert_eq!(place(Line, "\0x"), told("U+0000", ""));
        assert_eq!(place(Name, "Mara\u{200B}Vogt"), told("U+200B", "Mara"));
        assert_eq!(place(Name, "Elm \u{43E}ra"), told("U+043E", "Elm"));
        let long = format!("{}\u{FFFD}", "x".repeat(500));
        assert_eq!(place(Passage, &long), told("U+FFFD", &"x".repeat(BEFORE)));
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
            harmless.retain(|c| kept(field, &c.to_string()).is_ok());
            let once = kept(field, &harmless).unwrap();
            assert_eq!(kept(field, &once), Ok(once.clone()), "{field:?}");
        }
    }
}
