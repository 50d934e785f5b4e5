//! What is different between two versions of a text: sentences that went, came or stayed.

use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};

/// A sentence of a compared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `gone`, `new`, or nothing where it stayed.
    pub change: &'static str,
    /// The sentence.
    pub text: String,
}

/// Two versions of a text, sentence by sentence; empty where no word changed.
pub fn apart(before: &str, after: &str) -> Vec<Piece> {
    let (before, after) = (sentences(before), sentences(after));
    if words(&before) == words(&after) {
        return Vec::new();
    }
    let operations = capture_diff_slices(Algorithm::Patience, &before, &after);
    let changes = operations
        .iter()
        .flat_map(|op: &DiffOp| op.iter_changes(&before, &after));
    changes
        .map(|change| Piece {
            change: match change.tag() {
                ChangeTag::Delete => "gone",
                ChangeTag::Insert => "new",
                ChangeTag::Equal => "",
            },
            text: change.value().to_owned(),
        })
        .collect()
}

/// A text in sentences, however its lines are broken.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut begin = 0;
        for (at, sign) in line.char_indices() {
            let end = at + sign.len_utf8();
            let ends = matches!(sign, '.' | '!' | '?' | '…' | ';');
            if ends && line[end..].starts_with(' ') {
                sentences.push(line[begin..end].trim());
                begin = end;
            }
        }
        sentences.push(line[begin..].trim());
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn words<'a>(sentences: &[&'a str]) -> Vec<&'a str> {
    sentences
        .iter()
        .flat_map(|it| it.split_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> Vec<(&'static str, String)> {
        apart(before, after)
            .into_iter()
            .map(|it| (it.change, it.text))
            .collect()
    }

    #[test]
    fn sentences_that_changed_are_told_apart_from_those_that_stayed() {
        let (before, after) = (
            "We build two cells. Works run over five nights in November. Halden opens the site.",
            "We build two cells. Works run on two Sundays. Halden opens the site.",
        );
        let said = |change, text: &str| (change, text.to_owned());
        assert_eq!(
            told(before, after),
            [
                said("", "We build two cells."),
                said("gone", "Works run over five nights in November."),
                said("new", "Works run on two Sundays."),
                said("", "Halden opens the site."),
            ]
        );
    }

    #[test]
    fn other_line_breaks_are_no_change_in_words() {
        assert_eq!(told("One. Two.", "One.\nTwo.\n"), []);
        assert_eq!(told("one two", "one\ntwo"), []);
        assert_eq!(told("", ""), []);
    }
}
