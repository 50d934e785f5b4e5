//! Two versions of an agreement, paragraph by paragraph and then word by word.
//!
//! Paragraphs are the same by what they are about, not by what they say: an outcome, a measure, a feature. So
//! whatever else changes, a reworded outcome is compared with itself, and one in another place has moved. Of what
//! somebody typed in several paragraphs each is the one of before that says the same, or the one most like it.

use std::collections::BTreeMap;

use askama::Template;
use domain::ids::PersonId;
use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::telling::{Paragraph, Section, people, sections};
use crate::apart::{Words, words_apart};
use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::problem::Problem;

/// More paragraphs than this in what somebody typed are compared as one.
const PARAGRAPHS: usize = 40;

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

/// A part of a text.
struct Part {
    heading: String,
    paragraphs: Vec<Told>,
}

/// A paragraph of a text.
struct Told {
    /// What it is, in every version.
    key: String,
    /// What it says.
    text: String,
    /// Whether it says whose words the one before is; it is compared by itself and told with it.
    is_byline: bool,
}

/// What became of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// `same`, `reworded`, `rewritten`, `new` or `gone`.
    pub kind: &'static str,
    /// Whether it stands in another place.
    pub moved: bool,
    /// How many of its words stayed, where others changed.
    stayed: usize,
    /// Its words, in the order to read them.
    pub words: Vec<Words>,
    /// The words before, where much changed.
    pub before: String,
    /// The words after, where much changed.
    pub after: String,
    /// Whose words they are, where that stands at their end.
    pub by: Vec<Words>,
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
        let mut view = room.seen.agreement_version(version, ask.moment());
        // What is gone is gone from both: when it went is no change of the text.
        for clause in view.iter_mut().flat_map(|view| &mut view.clauses) {
            clause.erased_since_fixed = false;
        }
        view.ok_or(Problem::NotFound)
    };
    let (after, before) = (find(version)?, find(with)?);
    let named: Vec<PersonId> = people(&after).chain(people(&before)).collect();
    room.name(named)?;
    let say = room.say;
    let (before, after) = (sections(&room, &before), sections(&room, &after));
    let (before, after) = parts(&before, &after, |words| room.names.quoted_words(words));
    let changes = between(&before, &after);
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

/// Both texts, part by part: of what somebody typed in several paragraphs each by itself, and then who said it.
fn parts(
    before: &[Section],
    after: &[Section],
    quoted: impl Fn(&str) -> String,
) -> (Vec<Part>, Vec<Part>) {
    let (old, new) = (typed(before), typed(after));
    let none = Vec::new();
    let of = |key: &str| (old.get(key).unwrap_or(&none), new.get(key).unwrap_or(&none));
    let named = |it: &Paragraph, is_later: bool| -> Vec<Told> {
        let told = |key: String, text: String| Told {
            key,
            text,
            is_byline: false,
        };
        let (old, new) = of(&it.key);
        // In which entry somebody said it is no part of what it says.
        let byline = (!it.who.is_empty()).then(|| Told {
            is_byline: true,
            ..told(format!("{} by", it.key), format!("({})", it.who))
        });
        let several = (2..=PARAGRAPHS).contains(&old.len().max(new.len()));
        if !(several && it.look == "quote") {
            let whole = told(it.key.clone(), it.whole());
            return [whole].into_iter().chain(byline).collect();
        }
        let lead = Some(&it.before).filter(|before| !before.is_empty());
        let lead = lead.map(|before| told(it.key.clone(), before.clone()));
        let found = same(old, new);
        let each = match is_later {
            false => old.iter(),
            true => new.iter(),
        };
        let each = each.enumerate().map(|(place, words)| {
            let key = match found.get(place).filter(|_| is_later) {
                None => format!("{} {place}", it.key),
                Some(Some(place)) => format!("{} {place}", it.key),
                Some(None) => format!("{} new {place}", it.key),
            };
            told(key, quoted(words))
        });
        lead.into_iter().chain(each).chain(byline).collect()
    };
    let told = |text: &[Section], is_later: bool| -> Vec<Part> {
        let part = |section: &Section| Part {
            heading: section.heading.clone(),
            paragraphs: (section.paragraphs.iter())
                .flat_map(|it| named(it, is_later))
                .collect(),
        };
        text.iter().map(part).collect()
    };
    (told(before, false), told(after, true))
}

/// Whether a line begins an item of a list, which is a paragraph of its own.
fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let marks = ["- ", "* ", "+ "];
    marks.iter().any(|mark| line.starts_with(mark)) || number != line && number.starts_with(". ")
}

/// The paragraphs of all that somebody typed, each on one line, by what it is.
fn typed(text: &[Section]) -> BTreeMap<&str, Vec<String>> {
    let all = text.iter().flat_map(|section| &section.paragraphs);
    let all = all.filter(|it| it.look == "quote");
    all.map(|it| {
        let mut paragraphs = vec![String::new()];
        for line in it.text.lines().map(str::trim) {
            match (line, paragraphs.last_mut()) {
                ("", _) | (_, None) => paragraphs.push(line.to_owned()),
                _ if is_item(line) => paragraphs.push(line.to_owned()),
                (_, Some(last)) => *last = format!("{last} {line}").trim_start().to_owned(),
            }
        }
        paragraphs.retain(|it| !it.is_empty());
        (&it.key[..], paragraphs)
    })
    .collect()
}

/// Of each new paragraph, which of the old ones it is: one that says the same, or else the one most like it.
fn same(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut take = |likeness: &dyn Fn(&str) -> usize| {
        let all = left.iter().map(|it| likeness(&old[*it])).enumerate();
        let (at, likeness) = all.rev().max_by_key(|(_, likeness)| *likeness)?;
        (likeness > 0).then(|| left.remove(at))
    };
    let mut found: Vec<Option<usize>> = new
        .iter()
        .map(|text| {
            take(&|other| usize::from(other.split_whitespace().eq(text.split_whitespace())))
        })
        .collect();
    for (text, found) in new.iter().zip(&mut found).filter(|(_, it)| it.is_none()) {
        *found = take(&|other| match compared(other, text) {
            change if change.kind == "reworded" => change.stayed,
            _ => 0,
        });
    }
    found
}

/// What became of every paragraph: those of the later text in their order, and after the one behind which they
/// stood, those that went.
fn between(before: &[Part], after: &[Part]) -> Vec<Compared> {
    let (old, new) = (flat(before), flat(after));
    let texts: BTreeMap<&str, &str> = old.iter().map(|it| (&it.key[..], &it.text[..])).collect();
    let kept: Vec<&str> = new.iter().map(|it| &it.key[..]).collect();
    let stayed = in_place(&old, &new);
    let mut told: Vec<Compared> = Vec::new();
    let change = |it: &Told| match texts.get(&it.key[..]) {
        None => one("new", &it.text),
        Some(before) => Change {
            moved: !stayed.contains(&it.key),
            ..compared(before, &it.text)
        },
    };
    for section in after {
        told.push(Compared {
            heading: section.heading.clone(),
            paragraphs: with_bylines(section.paragraphs.iter().map(|it| (it, change(it)))),
        });
    }
    for section in before {
        let gone = section.paragraphs.iter();
        let gone = gone.filter(|it| !kept.contains(&&it.key[..]));
        let gone = with_bylines(gone.map(|it| (it, one("gone", &it.text))));
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

fn flat(text: &[Part]) -> Vec<&Told> {
    text.iter().flat_map(|part| &part.paragraphs).collect()
}

/// What became of paragraphs, each byline at the end of what it stands below.
fn with_bylines<'a>(all: impl Iterator<Item = (&'a Told, Change)>) -> Vec<Change> {
    let mut told: Vec<Change> = Vec::new();
    for (paragraph, change) in all {
        let Some(last) = told.last_mut().filter(|_| paragraph.is_byline) else {
            told.push(change);
            continue;
        };
        if last.kind == "same" && change.kind != "same" {
            last.kind = "reworded";
        }
        last.by = match change.kind {
            "rewritten" => {
                vec![Words::gone(change.before), Words::new(change.after)]
            }
            _ => change.words,
        };
    }
    told
}

/// The paragraphs that both texts have in the same order, as many as there can be; the others moved.
fn in_place(old: &[&Told], new: &[&Told]) -> Vec<String> {
    let common = |these: &[&Told], others: &[&Told]| -> Vec<String> {
        let keys = these.iter().map(|it| it.key.clone());
        keys.filter(|key| others.iter().any(|other| other.key == *key))
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
        stayed: 0,
        words: vec![words],
        before: String::new(),
        after: String::new(),
        by: Vec::new(),
    }
}

/// One paragraph before and after. Other line breaks are no change.
fn compared(before: &str, after: &str) -> Change {
    if before.split_whitespace().eq(after.split_whitespace()) {
        return one("same", after);
    }
    let (stayed, words) = words_apart(before, after);
    if words.is_empty() {
        return Change {
            kind: "rewritten",
            before: before.to_owned(),
            after: after.to_owned(),
            words,
            ..one("same", "")
        };
    }
    Change {
        kind: "reworded",
        stayed,
        words,
        ..one("same", "")
    }
}

#[cfg(test)]
mod tests {
    use domain::words::AgreementSection;

    use super::*;

    fn text(parts: &[(&str, &[(&str, &str)])]) -> Vec<Part> {
        let owned = |(key, text): &(&str, &str)| Told {
            key: (*key).to_owned(),
            text: (*text).to_owned(),
            is_byline: false,
        };
        let part = |(heading, paragraphs): &(&str, &[(&str, &str)])| Part {
            heading: (*heading).to_owned(),
            paragraphs: paragraphs.iter().map(owned).collect(),
        };
        parts.iter().map(part).collect()
    }

    /// What became of a passage that somebody typed.
    fn passage(before: &str, after: &str) -> Vec<(&'static str, bool)> {
        let section = |text: &str| Section {
            section: AgreementSection::Purpose,
            heading: "1 · A".to_owned(),
            paragraphs: vec![Paragraph::quotation("fall", "At once:", text, "Hanna")],
        };
        let quoted = |words: &str| words.to_owned();
        let (before, after) = parts(&[section(before)], &[section(after)], quoted);
        let changes = between(&before, &after);
        let all = changes.iter().flat_map(|part| &part.paragraphs);
        all.map(|it| (it.kind, it.moved)).collect()
    }

    #[test]
    fn a_typed_passage_is_compared_paragraph_by_paragraph() {
        let before = "One mast fails.\n\nTwo of three say less than 6.\n\nA driver leaves the line for good.";
        let moved = "A driver leaves the line for good.\n\nOne mast fails.\n\nTwo of three say less than 5.\n \nSnow.";
        assert_eq!(
            passage(before, moved),
            [
                ("same", false),
                ("same", true),
                ("same", false),
                ("reworded", false),
                ("new", false),
            ]
        );
        assert_eq!(
            passage(before, "One mast fails."),
            [
                ("same", false),
                ("same", false),
                ("gone", false),
                ("gone", false)
            ]
        );
        assert_eq!(
            passage("One mast fails.", "Two masts fail."),
            [("reworded", false)]
        );
    }

    #[test]
    fn whose_words_they_are_stands_at_their_end_and_before_none_of_them() {
        let section = |text: &str, who: &str| Section {
            section: AgreementSection::Purpose,
            heading: "1 · A".to_owned(),
            paragraphs: vec![Paragraph::quotation("decision 1 whole", "", text, who)],
        };
        let told = |before: Section, after: Section| -> Vec<String> {
            let (before, after) = parts(&[before], &[after], |words: &str| words.to_owned());
            let changes = between(&before, &after);
            let all = changes.iter().flat_map(|part| &part.paragraphs);
            let marked = |it: &Words| match it.change {
                "" => it.text.clone(),
                change => format!("{change}:{}", it.text),
            };
            all.map(|it| {
                let words: Vec<_> = it.words.iter().chain(&it.by).map(marked).collect();
                words.join(" ")
            })
            .collect()
        };
        let typed = "One mast fails.\n\nSnow falls.";
        assert_eq!(
            told(section(typed, "Paul Reid"), section(typed, "Paul Reid")),
            ["One mast fails.", "Snow falls. (Paul Reid)"]
        );
        assert_eq!(
            told(
                section("One mast fails.", "Paul Reid"),
                section(typed, "Paul Reid")
            ),
            ["One mast fails.", "new:Snow falls. (Paul Reid)"]
        );
        assert_eq!(
            told(section(typed, "Paul Reid"), section(typed, "Mara Lind")),
            [
                "One mast fails.",
                "Snow falls. gone:(Paul Reid) new:(Mara Lind)"
            ]
        );
    }

    #[test]
    fn other_words_by_somebody_else_are_told_apart_from_who_said_them() {
        let section = |text: &str, who: &str| Section {
            section: AgreementSection::Purpose,
            heading: "1 · A".to_owned(),
            paragraphs: vec![Paragraph::quotation("purpose", "", text, who)],
        };
        let (before, after) = (
            section("The vans are back by six.", "Paul Reid"),
            section("The vans are back by seven.", "Mara Lind"),
        );
        let (before, after) = parts(&[before], &[after], |words: &str| words.to_owned());
        let changes = between(&before, &after);
        let [only] = &changes[0].paragraphs[..] else {
            panic!("one paragraph: {:?}", changes[0].paragraphs)
        };
        let name = |words: &Words| words.text.contains("Paul") || words.text.contains("Mara");
        assert!(!only.words.iter().any(name), "{:?}", only.words);
        assert!(only.by.iter().any(name), "{:?}", only.by);
    }

    #[test]
    fn every_item_of_a_list_is_a_paragraph() {
        assert_eq!(
            passage(
                "- One mast\n- Two vans",
                "- One mast\n- Three vans\n1. Snow"
            ),
            [
                ("same", false),
                ("same", false),
                ("reworded", false),
                ("new", false)
            ]
        );
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
