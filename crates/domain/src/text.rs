//! Text that people type: trimmed, bounded, and free of characters that deceive the eye.

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
    let text = passage_up_to(field, text, LINE)?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
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
    passage_up_to(field, text, PASSAGE)
}

fn passage_up_to(field: &'static str, text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if text.chars().count() > limit {
        return Err(Refusal::TooLong { field, limit });
    }
    if text.chars().any(is_deceptive) {
        return Err(Refusal::Deceptive { field });
    }
    Ok(text.to_owned())
}

/// Control characters, and the marks that reverse or hide text. Joiners (U+200C, U+200D) stay:
/// Persian, Indic scripts and emoji need them.
fn is_deceptive(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_reverses_itself_is_refused() {
        assert_eq!(
            line("name", "abc\u{202E}def"),
            Err(Refusal::Deceptive { field: "name" })
        );
        assert_eq!(
            line("name", "a\0b"),
            Err(Refusal::Deceptive { field: "name" })
        );
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
