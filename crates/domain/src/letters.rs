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

/// The letters of a text, each with the place of the character it comes from. Between words stands one
/// space; what closes or opens a sentence stands at no word.
pub(crate) fn folded(text: &str, reading: Reading, mut each: impl FnMut(usize, char)) {
    let (mut place, mut words) = (0, 0);
    for token in text.split_inclusive(char::is_whitespace) {
        let word = token.trim_matches(is_around);
        if word.chars().any(|letter| !is_dash(letter)) {
            let before = token.len() - token.trim_start_matches(is_around).len();
            let first = place + token[..before].chars().count();
            if words > 0 {
                each(first, ' ');
            }
            words += 1;
            fold(word, reading, |at, letter| each(first + at, letter));
        }
        place += token.chars().count();
    }
}

/// The same as a text.
pub(crate) fn reading(text: &str, reading: Reading) -> String {
    let mut read = String::with_capacity(text.len());
    folded(text, reading, |_, letter| read.push(letter));
    read
}

fn fold(word: &str, reading: Reading, mut each: impl FnMut(usize, char)) {
    // The letter on which a mark may stand.
    let mut under = ' ';
    for (at, letter) in word.chars().enumerate() {
        if letter.is_ascii() {
            under = letter.to_ascii_lowercase();
            let plain = if is_apostrophe(letter) { '\'' } else { under };
            each(at, plain);
            continue;
        }
        // Before they come apart: some are a space with a mark.
        let sign = match letter {
            sign if is_apostrophe(sign) => Some('\''),
            sign if is_quote(sign) => Some('"'),
            sign if is_dash(sign) => Some('-'),
            _ => None,
        };
        if let Some(sign) = sign {
            under = sign;
            each(at, sign);
            continue;
        }
        decompose_compatible(letter, |part| {
            if reading == Reading::Long {
                match (under, part) {
                    ('a' | 'o' | 'u', '\u{308}') => each(at, 'e'),
                    ('a', '\u{30A}') => each(at, 'a'),
                    _ => {}
                }
            }
            if is_accent(part) || shows_nothing(part) {
                return;
            }
            for small in part.to_lowercase() {
                let plain: &[char] = match small {
                    'ß' => &['s', 's'],
                    'æ' => &['a', 'e'],
                    'œ' => &['o', 'e'],
                    'ø' if reading == Reading::Long => &['o', 'e'],
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
                    small if small.is_whitespace() => &[' '],
                    // The marks of `İ`, which lower case brings in.
                    small if is_accent(small) => continue,
                    small => {
                        under = small;
                        each(at, small);
                        continue;
                    }
                };
                for letter in plain {
                    under = *letter;
                    each(at, *letter);
                }
            }
        });
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

/// What stands around a word and does not belong to it, as in “drop, the” or (5G)!
pub(crate) fn is_around(sign: char) -> bool {
    sign.is_whitespace()
        || is_apostrophe(sign)
        || is_quote(sign)
        || shows_nothing(sign)
        || ".,;:!?…()[]{}*¿¡·،؛؟。、，！？：；".contains(sign)
}

fn is_apostrophe(sign: char) -> bool {
    "'’‘‛‚′‵ʼʹʻ`´׳＇‹›".contains(sign)
}

/// Opens and closes what is to be found as it stands.
pub(crate) fn is_quote(sign: char) -> bool {
    "\"“”„‟«»″‶״＂「」『』〝〞".contains(sign)
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
            .any(|way| reading(one, *way) == reading(other, *way))
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
