//! What somebody typed, where it stands in quotation marks beside words that are nobody's: it ends where it ends.

use unicode_normalization::char::is_combining_mark;

/// What a character is to a reader who looks for the end of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Looks like a quotation mark.
    Double,
    /// Two of them beside each other do.
    Single,
}

/// `before` is the character on which a combining one is placed.
fn mark(c: char, before: Option<char>) -> Option<Mark> {
    match c {
        '"' | '“'..='‟' | '«' | '»' | '″' | '‴' | '‶' | '‷' | '⁗' => {
            Some(Mark::Double)
        }
        '\u{2BA}' | '\u{2DD}' | '\u{2EE}' | '\u{2F5}' | '\u{2F6}' => Some(Mark::Double),
        '\u{5F4}' | '\u{1CD3}' | '\u{275D}' | '\u{275E}' | '\u{2760}' => Some(Mark::Double),
        '\u{2E42}' | '\u{3003}' | '\u{301D}'..='\u{301F}' | '\u{FF02}' => Some(Mark::Double),
        '\u{1F676}'..='\u{1F678}' => Some(Mark::Double),
        // On a letter they are an accent; on anything else they stand by themselves.
        '\u{30B}' | '\u{30E}' | '\u{30F}' if !before.is_some_and(char::is_alphabetic) => {
            Some(Mark::Double)
        }
        '\'' | '‘'..='‛' | '′' | '‵' | '‹' | '›' | '`' | '´' => Some(Mark::Single),
        '\u{2B9}' | '\u{2BB}'..='\u{2BF}' | '\u{2C8}' => Some(Mark::Single),
        '\u{2CA}' | '\u{2CB}' | '\u{2F4}' => Some(Mark::Single),
        '\u{30D}' | '\u{312}'..='\u{315}' | '\u{343}' => Some(Mark::Single),
        '\u{374}' | '\u{384}' | '\u{55A}' | '\u{55B}' | '\u{55D}' | '\u{5F3}' => Some(Mark::Single),
        '\u{7F4}' | '\u{7F5}' | '\u{144A}' | '\u{16CC}' => Some(Mark::Single),
        '\u{1FBD}' | '\u{1FBF}' | '\u{1FEF}' | '\u{1FFD}' | '\u{1FFE}' => Some(Mark::Single),
        '\u{275B}' | '\u{275C}' | '\u{275F}' | '\u{A78B}' | '\u{A78C}' => Some(Mark::Single),
        '\u{FF07}' | '\u{FF40}' | '\u{16F51}' | '\u{16F52}' => Some(Mark::Single),
        _ => None,
    }
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
    let mut closed = String::with_capacity(text.len());
    // Where the mark is after which nothing was seen yet.
    let mut last: Option<usize> = None;
    let mut before = None;
    for c in text.chars() {
        match (mark(c, before), last) {
            (Some(Mark::Single), None) => {
                last = Some(closed.len());
                closed.push(c);
            }
            (Some(_), at) => {
                closed.truncate(at.unwrap_or(closed.len()));
                last = Some(closed.len());
                closed.push('\'');
            }
            (None, _) => {
                if !parts_nothing(c) {
                    last = None;
                }
                closed.push(c);
            }
        }
        if !parts_nothing(c) {
            before = Some(c);
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
        ] {
            let name = format!("calls kept{quote}, at least 10 %");
            assert_eq!(closed(&name), "calls kept', at least 10 %", "{quote}");
        }
        assert_eq!(closed("O’Neil & Söhne, 6' high"), "O’Neil & Söhne, 6' high");
        assert_eq!(closed("Erdo\u{30B}s"), "Erdo\u{30B}s", "an accent");
    }

    /// Of marks, of what lies unseen between them, and of letters.
    fn typed() -> impl Strategy<Value = String> {
        let unseen = "\u{200B}\u{200D}\u{301}\u{30B}\u{315}\u{FE0F}\u{2009}\u{AD}\u{E0020}";
        let marks = "\"“”„‟«»″‶ʺˮ˵˶❝❞〝〞〟＂'‘’‚‛′‵`´ʹʻʼʽˈ‹›";
        let pieces: Vec<char> =
            (unseen.chars().chain(marks.chars()).chain("ab .".chars())).collect();
        let piece = prop_oneof![3 => prop::sample::select(pieces), 1 => any::<char>()];
        prop::collection::vec(piece, 0..24).prop_map(|all| all.into_iter().collect())
    }

    proptest! {
        #[test]
        fn no_quotation_mark_is_left_and_no_two_single_marks_are_beside_each_other(text in typed()) {
            let once = closed(&text);
            let (mut single, mut before) = (false, None);
            for c in once.chars() {
                match mark(c, before) {
                    Some(found) => {
                        prop_assert_eq!(found, Mark::Single);
                        prop_assert!(!single, "{:?}", once);
                        single = true;
                    }
                    None => single &= parts_nothing(c),
                }
                if !parts_nothing(c) {
                    before = Some(c);
                }
            }
            prop_assert_eq!(closed(&once), once, "it is closed as it is");
        }
    }
}
