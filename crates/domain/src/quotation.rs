//! What somebody typed, where it stands in quotation marks beside words that are nobody's: it ends where it ends.
//!
//! No list of what looks like a quotation mark is ever complete. So it is the other way round: letters, digits and the
//! ordinary signs of any writing stay as they are; whatever else there is stays only where it looks like one stroke and
//! stands by itself.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{compose, is_combining_mark};
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};

/// What a character is to a reader who looks for the end of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Nothing: a letter, a digit, a space, an ordinary sign.
    Plain,
    /// Half of a quotation mark: two beside each other look like one.
    Single,
    /// A whole one, or of an unknown look.
    Double,
}

/// How a character looks behind and before these.
fn look(c: char, before: Option<char>, after: Option<char>) -> Look {
    use Look::*;
    match c {
        '\'' | '`' | '^' => return Single,
        '"' => return Double,
        c if c.is_ascii() || c.is_whitespace() => return Plain,
        _ => {}
    }
    if parts_nothing(c) && !is_combining_mark(c) {
        return Plain;
    }
    // An accent by itself, on a space.
    if c.nfkd().next() == Some(' ') && !STROKES.contains(&c) {
        return Double;
    }
    if let Some((looks, of)) = small(c) {
        let is_of_a_word = |it: Option<char>| it.is_some_and(|it| of(it) && small(it).is_none());
        return match is_of_a_word(before) || is_of_a_word(after) {
            true => Plain,
            false => looks,
        };
    }
    match c.general_category() {
        Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark => {
            mark(c, before)
        }
        Category::UppercaseLetter | Category::LowercaseLetter | Category::TitlecaseLetter => {
            match c {
                '\u{A78B}' | '\u{A78C}' => Single,
                _ => Plain,
            }
        }
        Category::ModifierLetter => modifier(c, before),
        Category::OtherLetter
        | Category::DecimalNumber
        | Category::LetterNumber
        | Category::OtherNumber
        | Category::CurrencySymbol
        | Category::MathSymbol
        | Category::DashPunctuation => Plain,
        Category::OpenPunctuation | Category::ClosePunctuation => match c {
            '\u{276E}' | '\u{276F}' => Single,
            // One is half of the other, and with a comma all of it.
            '‚' | '„' | '\u{27EA}' | '\u{27EB}' | '\u{2E42}' | '\u{301D}'..='\u{301F}' => {
                Double
            }
            _ => Plain,
        },
        Category::InitialPunctuation | Category::FinalPunctuation => match c {
            '‘' | '’' | '‛' | '‹' | '›' => Single,
            _ => Double,
        },
        Category::OtherPunctuation => punctuation(c),
        Category::OtherSymbol => symbol(c),
        Category::ModifierSymbol => match c {
            // The colours of a hand.
            '\u{1F3FB}'..='\u{1F3FF}' => Plain,
            c if STROKES.contains(&c) => Single,
            _ => Double,
        },
        Category::ConnectorPunctuation => Single,
        // What is no character, or one that looks as a font likes.
        _ => Double,
    }
}

/// Accents that are written for an apostrophe.
const STROKES: [char; 8] = [
    '´', '\u{384}', '\u{1FBD}', '\u{1FBF}', '\u{1FEF}', '\u{1FFD}', '\u{1FFE}', '\u{2F4}',
];

/// Whether a character is of one script.
type Script = fn(char) -> bool;

/// A letter so small and high that it is taken for a stroke or two, where nothing else of its own script is beside it;
/// and which characters are of that script.
fn small(c: char) -> Option<(Look, Script)> {
    fn hebrew(c: char) -> bool {
        matches!(c, '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}')
    }
    fn arabic(c: char) -> bool {
        matches!(c, '\u{620}'..='\u{6D3}') && c.is_alphabetic()
    }
    fn syllabics(c: char) -> bool {
        matches!(c, '\u{1401}'..='\u{167F}')
    }
    fn runes(c: char) -> bool {
        matches!(c, '\u{16A0}'..='\u{16F8}')
    }
    match c {
        '\u{5D9}' | '\u{FB1D}' | '\u{FB39}' => Some((Look::Single, hebrew)),
        '\u{5F2}' | '\u{FB1F}' => Some((Look::Double, hebrew)),
        '\u{674}' => Some((Look::Single, arabic)),
        '\u{1425}' | '\u{1426}' => Some((Look::Double, syllabics)),
        '\u{141E}'..='\u{142A}' | '\u{1440}' | '\u{144A}' | '\u{144B}' => {
            Some((Look::Single, syllabics))
        }
        '\u{16CC}' => Some((Look::Single, runes)),
        '\u{4E36}' => Some((Look::Single, |_| false)),
        _ => None,
    }
}

/// A mark on what is before it.
fn mark(c: char, before: Option<char>) -> Look {
    let is_on_letter = before.is_some_and(char::is_alphanumeric);
    match c {
        // Around it, or a choice of how it looks.
        '\u{20DD}'..='\u{20E4}' | '\u{34F}' | '\u{180B}'..='\u{180F}' => Look::Plain,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Look::Plain,
        // Two strokes: an accent only where the letter has it in some language.
        '\u{30B}' | '\u{30E}' | '\u{30F}' => match before.and_then(|it| compose(it, c)) {
            Some(_) => Look::Plain,
            None => Look::Double,
        },
        // Beside the letter, or above it by itself.
        '\u{30D}' | '\u{312}'..='\u{315}' | '\u{343}' => Look::Single,
        '\u{16F51}' | '\u{16F52}' => Look::Single,
        _ if is_on_letter => Look::Plain,
        _ => Look::Double,
    }
}

/// A letter that changes another, is written small, or repeats what is before it.
fn modifier(c: char, before: Option<char>) -> Look {
    match c {
        '\u{640}' | '\u{E46}' | '\u{EC6}' | '\u{17D7}' | '\u{3005}' | '\u{3031}'..='\u{3035}' => {
            Look::Plain
        }
        '\u{303B}' | '\u{309D}' | '\u{309E}' | '\u{30FC}'..='\u{30FE}' | '\u{A015}' => Look::Plain,
        '\u{FF70}' => Look::Plain,
        '\u{FF9E}' | '\u{FF9F}' => match before {
            Some('\u{FF66}'..='\u{FF9D}') => Look::Plain,
            _ => Look::Double,
        },
        '\u{2BA}' | '\u{2EE}' | '\u{A700}'..='\u{A721}' => Look::Double,
        _ => Look::Single,
    }
}

fn punctuation(c: char) -> Look {
    match c {
        '¡' | '¿' | '§' | '¶' | '·' | '†' | '‡' | '•' | '‣' | '‥' | '…' | '‧' | '‰' | '‱' => {
            Look::Plain
        }
        '‖' | '※' | '‼' | '‽' | '⁂' | '⁇' | '⁈' | '⁉' | '⁎' | '⁑' | '⁕' => {
            Look::Plain
        }
        // Full stops, commas and questions of other scripts.
        '\u{589}' | '\u{5C3}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{66A}' | '\u{66B}'
        | '\u{6D4}' => Look::Plain,
        '\u{964}' | '\u{965}' | '\u{E4F}' | '\u{E5A}' | '\u{E5B}' | '\u{F0B}'..='\u{F11}' => {
            Look::Plain
        }
        '\u{104A}'..='\u{104F}' | '\u{1360}'..='\u{1368}' | '\u{17D4}'..='\u{17DA}' => Look::Plain,
        '\u{3001}' | '\u{3002}' | '\u{30FB}' | '\u{FE50}'..='\u{FE57}' => Look::Plain,
        '\u{FF02}' => Look::Double,
        '\u{FF07}' => Look::Single,
        '\u{FF01}'..='\u{FF65}' => Look::Plain,
        '\u{5F4}' | '\u{1CD3}' | '\u{3003}' => Look::Double,
        '′' | '‵' => Look::Single,
        // Of other scripts: known there, and no more than a sign.
        '\u{370}'..='\u{1FFF}' | '\u{A000}'..='\u{ABFF}' | '\u{10000}'..='\u{16FFF}' => {
            Look::Single
        }
        _ => Look::Double,
    }
}

fn symbol(c: char) -> Look {
    match c {
        '\u{275B}' | '\u{275C}' | '\u{275F}' => Look::Single,
        '\u{275D}' | '\u{275E}' | '\u{2760}' | '\u{1F676}'..='\u{1F678}' => Look::Double,
        '©' | '®' | '°' | '¦' | '\u{2100}'..='\u{214F}' | '\u{2190}'..='\u{27FF}' => {
            Look::Plain
        }
        '\u{2900}'..='\u{2BFF}' | '\u{3012}' | '\u{3013}' | '\u{3200}'..='\u{33FF}' => Look::Plain,
        '\u{1F000}'..='\u{1FAFF}' => Look::Plain,
        '\u{370}'..='\u{1FFF}' | '\u{A000}'..='\u{ABFF}' => Look::Single,
        _ => Look::Double,
    }
}

/// Whether it looks like a comma: two are the lower quotation mark.
fn is_low(c: char) -> bool {
    matches!(
        c,
        ',' | '\u{60C}'
            | '\u{66B}'
            | '\u{2E32}'
            | '\u{2E34}'
            | '\u{2E41}'
            | '\u{FE50}'
            | '\u{FF0C}'
    )
}

/// Whether marks on both sides of it look as if they were beside each other: it shows nothing, is placed on what is
/// before it, or is a space so narrow that nobody sees it.
fn parts_nothing(c: char) -> bool {
    match c {
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' => true,
        '\u{180B}'..='\u{180F}' | '\u{2004}'..='\u{200F}' | '\u{202A}'..='\u{202F}' => true,
        '\u{205F}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => true,
        '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{E0000}'..='\u{E0FFF}' => true,
        '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' => true,
        c => c.is_control() || is_combining_mark(c),
    }
}

/// A text without anything by which it could end before its end, where it stands in quotation marks: what looks like
/// one, and single marks beside each other, become one plain single mark. A single mark by itself stays.
pub fn closed(text: &str) -> String {
    let mut text = text.to_owned();
    // What was beside something that went is beside something else now.
    loop {
        let next = pass(&text);
        if next == text {
            return text;
        }
        text = next;
    }
}

fn pass(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    // Where the mark is after which nothing was seen yet.
    let mut last: Option<usize> = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        // Only of small letters it matters what comes.
        let after = small(c).and_then(|_| {
            let mut behind = text[at + c.len_utf8()..].chars();
            behind.find(|it| !parts_nothing(*it))
        });
        if is_low(c) && before.is_some_and(is_low) {
            continue;
        }
        let shown = match (look(c, before, after), last) {
            (Look::Plain, _) => {
                if !parts_nothing(c) {
                    last = None;
                }
                c
            }
            (Look::Single, None) => {
                last = Some(closed.len());
                c
            }
            (_, at) => {
                closed.truncate(at.unwrap_or(closed.len()));
                last = Some(closed.len());
                '\''
            }
        };
        closed.push(shown);
        if !parts_nothing(shown) {
            before = Some(shown);
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_quoted_does_not_end_the_quotation() {
        for quote in [
            "\"",
            "“",
            "”",
            "„",
            "‟",
            "«",
            "»",
            "″",
            "‶",
            "‴",
            "＂",
            "ˮ",
            "ʺ",
            "˝",
            "❝",
            "❞",
            "〝",
            "〟",
            "’’",
            "‘‘",
            "''",
            "‚‚",
            "´´",
            "``",
            "ʼʼ",
            "′′",
            "ˈˈ",
            "’ʼ",
            "’’’",
            "’”’",
            "’\u{200B}’",
            "’\u{301}’",
            "’\u{2009}’",
            "’\u{E0101}\u{200D}’",
            "٬٬",
            "ՙՙ",
            "՝՝",
            "״",
            "׳׳",
            "יי",
            "ײ",
            "\u{1FCD}",
            "\u{1FCE}",
            "\u{1FCF}",
            "\u{1FDD}",
            "\u{1FDE}",
            "\u{1FDF}",
            "\u{385}",
            "¨",
            "\u{674}\u{674}",
            "\u{A717}",
            "\u{2F5}",
            "゛",
            "\u{FF9E}",
            "\u{FE76}",
            "\u{1426}",
            "\u{144A}\u{144A}",
            "\u{2E0B}",
            "\u{2E1C}",
            "\u{16CC}\u{16CC}",
            "\u{E001}",
            "\u{2809}",
            "\u{1D1A0}",
            "\u{31D4}",
            "\u{30E}",
            "\u{315}\u{315}",
        ] {
            let name = format!("calls kept{quote}, at least 10 %");
            assert_eq!(closed(&name), "calls kept', at least 10 %", "{quote}");
        }
        for low in [",,", ",‚", "،،", ",\u{200B},"] {
            let name = closed(&format!("a {low}calls"));
            let commas = name.chars().filter(|it| is_low(*it)).count();
            assert_eq!(commas, 1, "{low}");
        }
    }

    #[test]
    fn ordinary_text_of_any_language_stays_as_it_is() {
        for text in [
            "O’Neil & Söhne, 6' high; 20 °C, 99.5 % – at least (net) + VAT = 12 €!",
            "Erdo\u{30B}s, Erdős Pál és Kőszegi úr: nem – 3 fő?",
            "L’équipe d’Aïssa : 1 200 € par an… ou 5 ‰ ?",
            "¿Qué pasó, señora Núñez? ¡Nada! Ça va: nº 3, 2ª vez.",
            "Тарас Шевченко, №5: об’єкт, м’яч; η απόσταση, τ᾽ ἄλλα",
            "يُصلّي محمّد، هل تدفع ١٬٠٠٠ أو ٢٫٥٪ في السنة؟",
            "ייצור של 5 יחידות ביום, צה׳ל? שָׁלוֹם יידיש וויל",
            "Բարեւ ձեզ, ի՞նչ կա։ Այո՛, ընկե՛ր ՙայբ",
            "東京タワーの「ケーブル」・データー、2026年3月。ﾊﾟﾌﾞ、人々！",
            "서울시는 5월까지 끝내요. 中文《合同》，第一条：付款！",
            "ʻOkina i Hawaiʻi, koʻu makuahine; Nuʻuanu",
            "नमस्ते, श्री शर्मा। १२ रुपये॥ ไทย ๆ ฯลฯ བོད་ཡིག། ሰላም፡ ለዓለም።",
            "ᐃᓄᒃᑎᑐᑦ ᓄᓇᕗᑦ, Tiếng Việt: ẹ́, 👩‍🔧 👍🏽 ❤️ 1️⃣ ½ m² × 3 → x_1 @a #b *c* [d] {e} <f>",
            "6′ 2 in, 10′, rock ’n roll, 'til",
        ] {
            assert_eq!(closed(text), text);
        }
    }

    /// Of marks, of what lies unseen between them, and of letters.
    fn typed() -> impl Strategy<Value = String> {
        let unseen = "\u{200B}\u{200D}\u{301}\u{30B}\u{315}\u{FE0F}\u{2009}\u{AD}\u{E0020}";
        let marks = "\"“”„‟«»″‶ʺˮ˵˶❝❞〝〞〟＂'‘’‚‛′‵`´ʹʻʼʽˈ‹›٬ՙ՝،,׳״\u{1FCE}\u{674}\u{A717}¨";
        let letters = "ab .יאײ\u{144A}ᐃ1o";
        let pieces: Vec<char> =
            (unseen.chars().chain(marks.chars()).chain(letters.chars())).collect();
        let piece = prop_oneof![3 => prop::sample::select(pieces), 1 => any::<char>()];
        prop::collection::vec(piece, 0..24).prop_map(|all| all.into_iter().collect())
    }

    proptest! {
        #[test]
        fn no_quotation_mark_is_left_and_no_two_single_marks_are_beside_each_other(text in typed()) {
            let once = closed(&text);
            let (mut single, mut before) = (false, None);
            for (at, c) in once.char_indices() {
                let mut behind = once[at + c.len_utf8()..].chars();
                let after = behind.find(|it| !parts_nothing(*it));
                prop_assert!(!(is_low(c) && before.is_some_and(is_low)), "{:?}", once);
                match look(c, before, after) {
                    Look::Double => prop_assert!(false, "{:?} in {:?}", c, once),
                    Look::Single => {
                        prop_assert!(!single, "{:?}", once);
                        single = true;
                    }
                    Look::Plain => single &= parts_nothing(c),
                }
                if !parts_nothing(c) {
                    before = Some(c);
                }
            }
            prop_assert_eq!(closed(&once), once, "it is closed as it is");
        }

        #[test]
        fn signs_that_are_no_letters_stand_by_themselves_but_for_the_ordinary_ones(text in typed()) {
            let once = closed(&text);
            let seen: Vec<char> = once.chars().filter(|it| !parts_nothing(*it)).collect();
            for two in seen.windows(2) {
                let strange = two.iter().all(|c| {
                    !c.is_alphanumeric() && !c.is_whitespace() && look(*c, None, None) != Look::Plain
                });
                prop_assert!(!strange, "{:?} in {:?}", two, once);
            }
        }
    }
}
