//! Two versions of an agreement, paragraph by paragraph and then word by word.
//!
//! Paragraphs are the same by what they are about, not by what they say: an outcome, a measure, a feature. So
//! whatever else changes, a reworded outcome is compared with itself, and one in another place has moved.

use std::collections::BTreeMap;

use askama::Template;
use domain::ids::PersonId;
use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::telling::{Paragraph, Section, people, sections};
use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::problem::Problem;

/// From so many changed words of a hundred on, before and after are easier to read than what changed between them.
const MUCH_CHANGED: usize = 60;

#[derive(Template)]
#[template(path = "agreement_compare.html")]
struct Page {
    layout: Layout,
    lede: String,
    /// What comes to it: “no change in words”, or how many paragraphs changed.
    sum: String,
    sections: Vec<Compared>,
    versions: Vec<(String, String)>,
    with: String,
    place: String,
}

/// A part of the text of which something is told.
struct Compared {
    heading: String,
    paragraphs: Vec<Change>,
}

/// What became of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// `same`, `reworded`, `rewritten`, `new` or `gone`.
    pub kind: &'static str,
    /// Whether it stands in another place.
    pub moved: bool,
    /// Its words, in the order to read them.
    pub words: Vec<Words>,
    /// The words before, where much changed.
    pub before: String,
    /// The words after, where much changed.
    pub after: String,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// `gone`, `new`, or nothing where they stayed.
    pub change: &'static str,
    /// The words.
    pub text: String,
}

/// `GET …/agreement/versions/{version}/comparison`, with `?with=` another version than the one before.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let version: u64 = ask.param("version")?;
    let with = match ask.query.optional::<u64>("with")? {
        Some(with) => with,
        None => version.saturating_sub(1),
    };
    let find = |version: u64| {
        let view = room.seen.agreement_version(version, ask.moment());
        view.ok_or(Problem::NotFound)
    };
    let (after, before) = (find(version)?, find(with)?);
    let named: Vec<PersonId> = people(&after).chain(people(&before)).collect();
    room.name(named)?;
    let say = room.say;
    let changes = between(&sections(&room, &before), &sections(&room, &after));
    let changed = changes.iter().flat_map(|part| &part.paragraphs);
    let changed = changed.filter(|it| it.kind != "same" || it.moved).count();
    let lines = room.seen.agreement_lines();
    let others = lines.iter().filter(|line| line.version != version);
    let others = others.map(|line| {
        (
            line.version.to_string(),
            say.one("compare-version", "version", line.version),
        )
    });
    page(&Page {
        lede: say.two(
            "compare-lede",
            ("version", version.to_string()),
            ("with", with.to_string()),
        ),
        sum: match changed {
            0 => say.text("compare-same"),
            changed => say.count("compare-changed", changed),
        },
        sections: changes,
        versions: others.collect(),
        with: with.to_string(),
        place: room.to(format_args!("agreement/versions/{version}/comparison")),
        layout: room.layout(say.one("compare-title", "version", version))?,
    })
}

/// What became of every paragraph: those of the later text in their order, and after the one behind which they
/// stood, those that went.
fn between(before: &[Section], after: &[Section]) -> Vec<Compared> {
    let flat = |text: &[Section]| -> Vec<(String, String)> {
        let all = text.iter().flat_map(|section| &section.paragraphs);
        all.map(|it| (it.key.clone(), whole(it))).collect()
    };
    let (old, new) = (flat(before), flat(after));
    let texts: BTreeMap<&str, &str> = old
        .iter()
        .map(|(key, text)| (&key[..], &text[..]))
        .collect();
    let kept: Vec<&str> = new.iter().map(|(key, _)| &key[..]).collect();
    let stayed = in_place(&old, &new);
    let mut told: Vec<Compared> = Vec::new();
    let change = |it: &Paragraph| match texts.get(&it.key[..]) {
        None => one("new", &whole(it)),
        Some(text) => Change {
            moved: !stayed.contains(&it.key),
            ..compared(text, &whole(it))
        },
    };
    for section in after {
        told.push(Compared {
            heading: section.heading.clone(),
            paragraphs: section.paragraphs.iter().map(change).collect(),
        });
    }
    for section in before {
        let gone: Vec<Change> = section
            .paragraphs
            .iter()
            .filter(|it| !kept.contains(&&it.key[..]))
            .map(|it| one("gone", &whole(it)))
            .collect();
        if gone.is_empty() {
            continue;
        }
        let title = |heading: &str| {
            heading
                .split_once(" · ")
                .map_or(heading.to_owned(), |(_, title)| title.to_owned())
        };
        let mut same = told.iter_mut();
        match same.find(|it| title(&it.heading) == title(&section.heading)) {
            Some(part) => part.paragraphs.extend(gone),
            None => told.push(Compared {
                heading: title(&section.heading),
                paragraphs: gone,
            }),
        }
    }
    told
}

/// What is read of a paragraph, with who said it.
fn whole(paragraph: &Paragraph) -> String {
    // In which entry somebody said it is no part of what it says.
    match paragraph.who.is_empty() {
        true => paragraph.whole(),
        false => format!("{} ({})", paragraph.whole(), paragraph.who),
    }
}

/// The paragraphs that both texts have in the same order, as many as there can be; the others moved.
fn in_place(old: &[(String, String)], new: &[(String, String)]) -> Vec<String> {
    let common = |these: &[(String, String)], others: &[(String, String)]| -> Vec<String> {
        let keys = these.iter().map(|(key, _)| key.clone());
        keys.filter(|key| others.iter().any(|(other, _)| other == key))
            .collect()
    };
    let (old, new) = (common(old, new), common(new, old));
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let changes = operations.iter().flat_map(|op| op.iter_changes(&old, &new));
    let stayed = changes.filter(|change| change.tag() == ChangeTag::Equal);
    stayed.map(|change| change.value().to_owned()).collect()
}

fn one(kind: &'static str, text: &str) -> Change {
    let words = Words {
        change: if kind == "same" { "" } else { kind },
        text: text.to_owned(),
    };
    Change {
        kind,
        moved: false,
        words: vec![words],
        before: String::new(),
        after: String::new(),
    }
}

/// One paragraph before and after. Other line breaks are no change.
fn compared(before: &str, after: &str) -> Change {
    let old: Vec<&str> = before.split_whitespace().collect();
    let new: Vec<&str> = after.split_whitespace().collect();
    if old == new {
        return one("same", after);
    }
    let operations = capture_diff_slices(Algorithm::Patience, &old, &new);
    let changes: Vec<_> = operations
        .iter()
        .flat_map(|op| op.iter_changes(&old, &new))
        .collect();
    let stayed = changes
        .iter()
        .filter(|change| change.tag() == ChangeTag::Equal)
        .count();
    let longer = old.len().max(new.len());
    if (longer - stayed) * 100 > longer * MUCH_CHANGED {
        return Change {
            kind: "rewritten",
            before: before.to_owned(),
            after: after.to_owned(),
            words: Vec::new(),
            ..one("same", "")
        };
    }
    let mut words: Vec<Words> = Vec::new();
    for change in changes {
        let tag = match change.tag() {
            ChangeTag::Delete => "gone",
            ChangeTag::Insert => "new",
            ChangeTag::Equal => "",
        };
        match words.last_mut().filter(|last| last.change == tag) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(change.value());
            }
            None => words.push(Words {
                change: tag,
                text: change.value().to_owned(),
            }),
        }
    }
    Change {
        kind: "reworded",
        words,
        ..one("same", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[(&str, &[(&str, &str)])]) -> Vec<Section> {
        let paragraph = |(key, text): &(&str, &str)| Paragraph {
            key: (*key).to_owned(),
            look: "",
            before: String::new(),
            text: (*text).to_owned(),
            value: None,
            who: String::new(),
            entry: String::new(),
            entry_at: String::new(),
        };
        let section = |(heading, paragraphs): &(&str, &[(&str, &str)])| Section {
            heading: (*heading).to_owned(),
            paragraphs: paragraphs.iter().map(paragraph).collect(),
        };
        parts.iter().map(section).collect()
    }

    fn told(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<(&'static str, bool)> {
        let (before, after) = (text(&[("1 · A", before)]), text(&[("1 · A", after)]));
        let changes = between(&before, &after);
        let all = changes.iter().flat_map(|part| &part.paragraphs);
        all.map(|it| (it.kind, it.moved)).collect()
    }

    #[test]
    fn other_line_breaks_are_no_change_in_words() {
        assert_eq!(
            told(&[("a", "one two")], &[("a", "one\n two")]),
            [("same", false)]
        );
    }

    #[test]
    fn words_are_told_apart_within_a_paragraph() {
        let change = compared(
            "No call drops between A and B.",
            "No call drops between A and B, by night as by day.",
        );
        let words: Vec<_> = change
            .words
            .iter()
            .map(|it| (it.change, &it.text[..]))
            .collect();
        assert_eq!(change.kind, "reworded");
        assert_eq!(
            words,
            [
                ("", "No call drops between A and"),
                ("gone", "B."),
                ("new", "B, by night as by day."),
            ]
        );
    }

    #[test]
    fn what_changed_much_is_shown_before_and_after() {
        let change = compared("We build two small cells.", "Halden opens masts at night.");
        assert_eq!(
            (change.kind, &change.before[..]),
            ("rewritten", "We build two small cells.")
        );
    }

    #[test]
    fn what_moved_has_moved_and_is_not_gone_and_new() {
        let before = [("a", "one"), ("b", "two"), ("c", "three")];
        let after = [("b", "two"), ("c", "three"), ("a", "one")];
        assert_eq!(
            told(&before, &after),
            [("same", false), ("same", false), ("same", true)]
        );
    }

    #[test]
    fn what_came_and_went_stands_in_its_part() {
        let before = [("a", "one"), ("b", "two")];
        let after = [("a", "one"), ("c", "three")];
        assert_eq!(
            told(&before, &after),
            [("same", false), ("new", false), ("gone", false)]
        );
        let (before, after) = (
            text(&[("1 · A", &[("a", "x")]), ("2 · B", &[("b", "y")])]),
            text(&[("1 · A", &[("a", "x")])]),
        );
        let headings: Vec<_> = between(&before, &after)
            .into_iter()
            .map(|part| part.heading)
            .collect();
        assert_eq!(headings, ["1 · A", "B"]);
    }
}
