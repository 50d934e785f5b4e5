//! What is different between two versions of a text: the sentences that went, came or stayed, and the words of those
//! that were put otherwise.

use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};

/// From so many changed words of a hundred on, before and after are easier to read than what changed between them.
const MUCH_CHANGED: usize = 60;

/// A run of words of a compared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// `gone`, `new`, or nothing where they stayed.
    pub change: &'static str,
    /// The words.
    pub text: String,
}

impl Words {
    /// Words that went.
    pub fn gone(text: impl Into<String>) -> Self {
        Self {
            change: "gone",
            text: text.into(),
        }
    }

    /// Words that came.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            change: "new",
            text: text.into(),
        }
    }

    fn of(tag: ChangeTag, text: &str) -> Self {
        match tag {
            ChangeTag::Delete => Self::gone(text),
            ChangeTag::Insert => Self::new(text),
            ChangeTag::Equal => Self {
                change: "",
                text: text.to_owned(),
            },
        }
    }
}

/// A passage word by word: how many of its words stayed, and what became of all in the order to read them; nothing of
/// that where much changed.
pub fn words_apart(before: &str, after: &str) -> (usize, Vec<Words>) {
    let old: Vec<&str> = before.split_whitespace().collect();
    let new: Vec<&str> = after.split_whitespace().collect();
    let operations = capture_diff_slices(Algorithm::Patience, &old, &new);
    let changes = operations.iter().flat_map(|op| op.iter_changes(&old, &new));
    let (mut stayed, mut told) = (0, Vec::<Words>::new());
    for change in changes {
        stayed += usize::from(change.tag() == ChangeTag::Equal);
        let words = Words::of(change.tag(), change.value());
        match told.last_mut().filter(|last| last.change == words.change) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&words.text);
            }
            None => told.push(words),
        }
    }
    let longer = old.len().max(new.len());
    if (longer - stayed) * 100 > longer * MUCH_CHANGED {
        told.clear();
    }
    (stayed, told)
}

/// Two versions of a text, sentence by sentence, each in its words; empty where no word changed.
pub fn apart(before: &str, after: &str) -> Vec<Vec<Words>> {
    let (before, after) = (sentences(before), sentences(after));
    let words = |all: &[&str]| all.join(" ");
    if words(&before)
        .split_whitespace()
        .eq(words(&after).split_whitespace())
    {
        return Vec::new();
    }
    let mut told = Vec::new();
    for operation in capture_diff_slices(Algorithm::Patience, &before, &after) {
        match operation {
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                let old = &before[old_index..old_index + old_len];
                let new = &after[new_index..new_index + new_len];
                told.extend(reworded(old, new));
            }
            other => {
                let changes = other.iter_changes(&before, &after);
                told.extend(changes.map(|it| vec![Words::of(it.tag(), it.value())]));
            }
        }
    }
    told
}

/// Sentences in whose place others stand: word by word where one stands for each, or where all of them are much the same.
fn reworded(old: &[&str], new: &[&str]) -> Vec<Vec<Words>> {
    let at_once = match old.len() == new.len() {
        true => 1,
        false => old.len().max(new.len()),
    };
    let pairs = old.chunks(at_once).zip(new.chunks(at_once));
    let told = pairs.flat_map(|(old, new)| {
        let (_, words) = words_apart(&old.join(" "), &new.join(" "));
        if !words.is_empty() {
            return vec![words];
        }
        let gone = old.iter().map(|it| vec![Words::gone(*it)]);
        let new = new.iter().map(|it| vec![Words::new(*it)]);
        gone.chain(new).collect()
    });
    told.collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> Vec<(&'static str, String)> {
        let told = apart(before, after).into_iter().flatten();
        told.map(|it| (it.change, it.text)).collect()
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
    fn of_a_sentence_of_which_little_changed_its_words_are_told() {
        let (before, after) = (
            "We build two cells in May. Halden pays. It rains.",
            "We build two small cells in June. Halden pays. It rains.",
        );
        let said: Vec<Vec<&str>> = vec![
            vec!["We build two", "+small", "cells in", "-May.", "+June."],
            vec!["Halden pays."],
            vec!["It rains."],
        ];
        let marked = |it: &Words| match it.change {
            "gone" => format!("-{}", it.text),
            "new" => format!("+{}", it.text),
            _ => it.text.clone(),
        };
        let told = apart(before, after);
        let told = told.iter().map(|all| all.iter().map(marked).collect());
        assert_eq!(told.collect::<Vec<Vec<String>>>(), said);
        // One sentence that became two is told word by word as well.
        let (before, after) = (
            "We build two cells and Halden pays.",
            "We build two cells. Halden pays.",
        );
        let words = apart(before, after);
        assert_eq!(words.len(), 1);
        assert_eq!(words[0][0].text, "We build two");
    }

    #[test]
    fn other_line_breaks_are_no_change_in_words() {
        assert_eq!(told("One. Two.", "One.\nTwo.\n"), []);
        assert_eq!(told("one two", "one\ntwo"), []);
        assert_eq!(told("", ""), []);
    }
}
