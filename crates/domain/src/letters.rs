//! Letters as a search compares them: equal words are found however they were typed.
//!
//! Case, accents, composition, width, ligatures and the kinds of quotes, apostrophes and dashes do not
//! tell words apart; what shows nothing does not either. The same goes for letters that keyboards of
//! elsewhere lack (ł, ø, ß, æ, ı). For ä, ö, ü, ø and å there are two such spellings, “Ubergabe” and
//! “Uebergabe”, so each text has two readings, and words are equal when one of them is.

use unicode_normalization::char::{
    canonical_combining_class, decompose_compatible, is_combining_mark,
};

use crate::characters::shows_nothing;

/// How letters with two spellings are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// ü as u.
    Short,
    /// ü as ue.
    Long,
}

impl Reading {
    pub(crate) const ALL: [Self; 2] = [Self::Short, Self::Long];
}

/// The letters of a text, each with the place of the character it comes from, and whether its other reading
/// differs. Between words stands one space; what closes or opens a sentence is at no word.
pub(crate) fn folded(text: &str, reading: Reading, mut each: impl FnMut(usize, char)) -> bool {
    let (mut place, mut words, mut differs) = (0, 0, false);
    for token in text.split_inclusive(char::is_whitespace) {
        let word = token.trim_start_matches(is_around);
        let before = token.len() - word.len();
        let word = word.trim_end_matches(is_around);
        if word.chars().any(|letter| !is_dash(letter)) {
            let first = place + token[..before].chars().count();
            if words > 0 {
                each(first, ' ');
            }
            words += 1;
            differs |= fold(word, reading, |at, letter| each(first + at, letter));
        }
        place += token.chars().count();
    }
    differs
}

/// The same as a text.
pub(crate) fn reading(text: &str, reading: Reading) -> (String, bool) {
    let mut read = String::with_capacity(text.len());
    let differs = folded(text, reading, |_, letter| read.push(letter));
    (read, differs)
}

/// A text in the letters that a search compares, where what stands in for others is spelled out: ü as ue.
pub fn spelled(text: &str) -> String {
    reading(text, Reading::Long).0
}

fn fold(word: &str, reading: Reading, mut each: impl FnMut(usize, char)) -> bool {
    // The letter on which a mark may stand.
    let (mut under, mut differs) = (' ', false);
    for (at, letter) in word.chars().enumerate() {
        // Signs before they come apart: some are a space with a mark.
        under = match letter {
            '`' => '\'',
            letter if letter.is_ascii() => letter.to_ascii_lowercase(),
            sign if is_apostrophe(sign) => '\'',
            sign if is_quote(sign) => '"',
            sign if is_dash(sign) => '-',
            letter => {
                decompose_compatible(letter, |part| {
                    let second = match (under, part) {
                        ('a' | 'o' | 'u', '\u{308}') => Some('e'),
                        ('a', '\u{30A}') => Some('a'),
                        _ => None,
                    };
                    if let Some(second) = second {
                        differs = true;
                        if reading == Reading::Long {
                            each(at, second);
                        }
                    }
                    if shows_nothing(part) {
                        return;
                    }
                    for small in part.to_lowercase().filter(|small| !is_accent(*small)) {
                        for plain in plain(&small) {
                            under = *plain;
                            each(at, *plain);
                        }
                        if small == 'ø' {
                            differs = true;
                            if reading == Reading::Long {
                                each(at, 'e');
                            }
                        }
                    }
                });
                continue;
            }
        };
        each(at, under);
    }
    differs
}

/// The letters by which keyboards of elsewhere write a small one.
fn plain(small: &char) -> &[char] {
    match small {
        'ß' => &['s', 's'],
        'æ' => &['a', 'e'],
        'œ' => &['o', 'e'],
        'ø' => &['o'],
        'ł' => &['l'],
        'đ' | 'ð' => &['d'],
        'þ' => &['t', 'h'],
        'ħ' => &['h'],
        'ŧ' => &['t'],
        'ŋ' => &['n'],
        'ı' => &['i'],
        'ĸ' => &['k'],
        'ς' => &['σ'],
        space if space.is_whitespace() => &[' '],
        other => std::slice::from_ref(other),
    }
}

/// Accents of European letters, points of Hebrew and Arabic. The vowels and tones of other scripts, and
/// what tells か from が, are letters to their readers.
fn is_accent(mark: char) -> bool {
    matches!(canonical_combining_class(mark), 10..=36 | 202..=240) || mark == '\u{640}'
}

/// Whether a sign shows with the letter before it.
pub(crate) fn stays(sign: char) -> bool {
    is_combining_mark(sign) || shows_nothing(sign)
}

/// What is around a word and does not belong to it, as in “drop, the” or (5G)!
pub(crate) fn is_around(sign: char) -> bool {
    if sign.is_ascii_alphanumeric() {
        return false;
    }
    sign.is_whitespace()
        || is_apostrophe(sign)
        || is_quote(sign)
        || shows_nothing(sign)
        || matches!(
            sign,
            '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '*'
        )
        || !sign.is_ascii() && "…¿¡·،؛؟。、，！？：；".contains(sign)
}

fn is_apostrophe(sign: char) -> bool {
    matches!(
        sign,
        '\'' | '’'
            | '‘'
            | '‛'
            | '‚'
            | '′'
            | '‵'
            | 'ʼ'
            | 'ʹ'
            | 'ʻ'
            | '`'
            | '´'
            | '׳'
            | '＇'
            | '‹'
            | '›'
    )
}

/// Opens and closes what is to be found as it is.
pub(crate) fn is_quote(sign: char) -> bool {
    matches!(
        sign,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '″'
            | '‶'
            | '״'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
            | '〝'
            | '〞'
    )
}

fn is_dash(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{58A}'
                | '\u{5BE}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_equal(one: &str, other: &str) -> bool {
        Reading::ALL
            .iter()
            .any(|way| reading(one, *way).0 == reading(other, *way).0)
    }

    #[test]
    fn equal_words_typed_differently_are_equal() {
        for alike in [
            &["don't", "don’t", "DON‘T", "don´t", "donʼt", "don＇t"][..],
            &["e-mail", "e‑mail", "e–mail", "e−mail", "E－Mail"],
            &["café", "cafe\u{301}", "CAFÉ", "cafe"],
            &["Görlitz", "Go\u{308}rlitz", "gorlitz"],
            &["Görlitz", "GOERLITZ", "goerlitz"],
            &["Übergabe", "Uebergabe", "U\u{308}BERGABE", "uebergabe"],
            &[
                "İstanbul",
                "istanbul",
                "ISTANBUL",
                "ıstanbul",
                "I\u{307}stanbul",
            ],
            &["Łódź", "lodz", "ŁO\u{301}DZ\u{301}"],
            &["Straße", "strasse", "STRASSE", "STRAẞE"],
            &["Ærø", "aero", "AERO"],
            &["Smørrebrød", "smoerrebroed"],
            &["Århus", "Aarhus", "A\u{30A}rhus"],
            &["Århus", "arhus"],
            &[
                "eﬃcient",
                "efficient",
                "ef\u{AD}fi\u{200B}cient",
                "ef\u{2060}ficient\u{FEFF}",
            ],
            &["Ｅｌｍ", "elm"],
            &["שָׁלוֹם", "שלום"],
            &["مُحَمَّد", "محمد", "محـمد"],
            &["Þórr", "thorr"],
            &["(5G)!", "5g", "“5G”,"],
            &["**dispatch**", "dispatch"],
            &["drop, the – driver", "drop the driver", "Drop\nthe driver."],
        ] {
            for pair in alike.windows(2) {
                assert!(are_equal(pair[0], pair[1]), "{pair:?}");
            }
            assert!(are_equal(alike[0], alike[alike.len() - 1]), "{alike:?}");
        }
    }

    #[test]
    fn other_words_stay_others() {
        for (one, other) in [
            ("dont", "don't"),
            ("が", "か"),
            ("की", "का"),
            ("C++", "C"),
            ("5*3", "53"),
            ("a<b", "ab"),
            ("Blute", "Bluete"),
            ("น้ำ", "นำ"),
        ] {
            assert!(!are_equal(one, other), "{one} {other}");
        }
    }

    #[test]
    fn each_letter_knows_where_it_stands() {
        let mut read = Vec::new();
        folded(" „ﬁx“ – Ü", Reading::Long, |at, letter| {
            read.push((at, letter))
        });
        assert_eq!(
            read,
            [(2, 'f'), (2, 'i'), (3, 'x'), (8, ' '), (8, 'u'), (8, 'e')]
        );
    }
}
