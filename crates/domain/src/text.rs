//! Text that people type: trimmed, bounded, and free of [characters] that deceive the eye.

use crate::characters::{self, Field};
use crate::refusal::Refusal;

/// A name or title: what fits on one line of a phone twice over.
pub const LINE: usize = 200;
/// One or a few paragraphs: longer thoughts belong in a linked document.
pub const PASSAGE: usize = 4_000;

/// A single line that must say something.
///
/// # Errors
/// `Blank`, `TooLong` or `Deceptive`, each naming `field`.
pub fn line(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = optional_line(field, text)?;
    if text.is_empty() {
        return Err(Refusal::Blank { field });
    }
    Ok(text)
}

/// A single line that may stay empty.
///
/// # Errors
/// `TooLong` or `Deceptive`.
pub fn optional_line(field: &'static str, text: &str) -> Result<String, Refusal> {
    within(field, text, Field::Line, LINE)
}

/// Paragraphs that must say something.
///
/// # Errors
/// `Blank`, `TooLong` or `Deceptive`.
pub fn passage(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = optional_passage(field, text)?;
    if text.is_empty() {
        return Err(Refusal::Blank { field });
    }
    Ok(text)
}

/// Paragraphs that may stay empty.
///
/// # Errors
/// `TooLong` or `Deceptive`.
pub fn optional_passage(field: &'static str, text: &str) -> Result<String, Refusal> {
    within(field, text, Field::Passage, PASSAGE)
}

fn within(field: &'static str, text: &str, kind: Field, limit: usize) -> Result<String, Refusal> {
    // Before and after: a text is not read to its end to find that it is endless, and what is kept fits.
    let is_long = |text: &str| text.chars().nth(limit).is_some();
    if is_long(text.replace("\r\n", "\n").trim()) {
        return Err(Refusal::TooLong { field, limit });
    }
    let kept = characters::kept(kind, text)
        .map_err(|characters::Refused { sign, after }| Refusal::Deceptive { field, sign, after })?;
    if is_long(&kept) {
        return Err(Refusal::TooLong { field, limit });
    }
    // What nobody sees says nothing.
    if characters::is_blank(&kept) {
        return Ok(String::new());
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_reverses_itself_is_refused() {
        for (text, sign, after) in [("abc\u{202E}def", "U+202E", "abc"), ("a\0b", "U+0000", "a")] {
            let (field, sign, after) = ("name", sign.to_owned(), after.to_owned());
            assert_eq!(
                line("name", text),
                Err(Refusal::Deceptive { field, sign, after })
            );
        }
    }

    #[test]
    fn what_nobody_sees_says_nothing() {
        for blank in [
            "\u{3164}",
            "\u{2800}",
            "\u{115F}\u{1160}",
            "\u{AD}",
            "\u{200B}\u{200F}",
            "\u{FFA0} \u{2060}",
            "\u{3000}\u{A0}",
            "\u{E0041}",
            "\u{FE0F}\u{200D}",
            "\u{202A}\u{202C}",
            "\u{B}\u{2028}",
            "\u{301}",
        ] {
            assert_eq!(
                line("name", blank),
                Err(Refusal::Blank { field: "name" }),
                "{blank:?}"
            );
            assert_eq!(
                passage("why", blank),
                Err(Refusal::Blank { field: "why" }),
                "{blank:?}"
            );
        }
        for seen in ["a", "5", "👍", "👩\u{200D}🔧", "山", "?", "ㅤ x"] {
            assert!(line("name", seen).is_ok(), "{seen:?}");
        }
    }

    #[test]
    fn a_line_is_folded_to_single_spaces() {
        assert_eq!(line("name", "  Elm \n Pass "), Ok("Elm Pass".to_owned()));
    }

    #[test]
    fn blank_and_overlong_text_is_refused_with_its_field() {
        assert_eq!(passage("why", " \n "), Err(Refusal::Blank { field: "why" }));
        let long = "ä".repeat(PASSAGE + 1);
        assert_eq!(
            passage("why", &long),
            Err(Refusal::TooLong {
                field: "why",
                limit: PASSAGE
            })
        );
        assert!(passage("why", &"ä".repeat(PASSAGE)).is_ok());
    }
}
