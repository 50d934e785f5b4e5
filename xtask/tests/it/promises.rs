//! What docs/security.md says is held by a test must name one that there is.

use std::collections::BTreeSet;

use crate::source::{SourceFile, repository};

/// Names of attributes of HTML, which look like those of tests.
const OTHER: [&str; 1] = ["autocomplete"];

/// Words in backticks that have the form of a test's name, and where they are.
fn named(page: &SourceFile) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut named = Vec::new();
    for (part, text) in page.text.split('`').enumerate() {
        let is_name = text.len() >= 12
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        if part % 2 == 1 && is_name && !OTHER.contains(&text) {
            named.push((at, text));
        }
        at += text.len() + 1;
    }
    named
}

fn refusals(page: &SourceFile, sources: &[SourceFile]) -> Vec<String> {
    let functions = sources.iter().filter(|file| file.path.ends_with(".rs"));
    let functions = functions
        .flat_map(|file| file.text.split("fn ").skip(1))
        .filter_map(|rest| rest.split('(').next());
    let journeys = sources
        .iter()
        .filter(|file| file.path.ends_with(".test.mjs"));
    let journeys = journeys
        .flat_map(|file| file.text.split("journey('").skip(1))
        .filter_map(|rest| rest.split('\'').next());
    let functions: BTreeSet<&str> = functions.chain(journeys).collect();
    named(page)
        .into_iter()
        .filter(|(_, name)| !functions.contains(name))
        .map(|(at, name)| page.refusal(at, format!("there is no test {name}")))
        .collect()
}

#[test]
fn every_promise_names_tests_that_there_are() {
    let files = repository();
    let page = files.iter().find(|file| file.path == "docs/security.md");
    let page = page.expect("docs/security.md");
    assert!(named(page).len() > 100);
    assert_eq!(refusals(page, &files), [""; 0]);
}

#[test]
fn a_test_that_is_not_there_is_refused_with_its_line() {
    let page = SourceFile::new("docs/security.md", "held\nby `nobody_reads_anything`\n");
    let source = SourceFile::new("a.rs", "fn somebody_reads_anything() {}");
    assert_eq!(
        refusals(&page, &[source]),
        ["docs/security.md:2: there is no test nobody_reads_anything"]
    );
}
