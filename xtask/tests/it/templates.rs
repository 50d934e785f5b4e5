//! Pages keep to a Content-Security-Policy without `unsafe-inline` and `unsafe-eval`: a
//! template that breaks it is refused here, before a browser reports it.

use crate::source::{SourceFile, assert_no_refusal, repository};

const TEMPLATES: &str = "crates/web/templates/";

#[test]
fn templates_keep_to_the_content_policy() {
    let refusals: Vec<_> = repository().iter().flat_map(refused_markup).collect();
    assert_no_refusal(&refusals);
}

#[test]
fn inline_style_and_script_are_refused_with_their_line() {
    for (markup, reason) in [
        ("<p\n style=\"color: red\">", "an inline style"),
        ("<style>\np {}</style>", "an inline style sheet"),
        ("<script>let a;</script>", "an inline script"),
        ("<script\n nonce=\"x\">", "an inline script"),
        (
            "<button class=\"a\"\n onclick=\"go()\">",
            "an inline handler",
        ),
        ("<a href=\"javascript:go()\">", "evaluated script"),
    ] {
        let file = SourceFile::new(
            "crates/web/templates/value.html",
            &format!("<main>\n{markup}"),
        );
        let refusals = refused_markup(&file);
        assert_eq!(refusals.len(), 1, "{markup}: {refusals:?}");
        assert!(
            refusals[0].starts_with("crates/web/templates/value.html:"),
            "{refusals:?}"
        );
        assert!(refusals[0].contains(reason), "{refusals:?}");
    }
}

#[test]
fn linked_script_and_plain_words_are_left_alone() {
    for markup in [
        "<script src=\"/assets/covalue.js\" defer></script>",
        "<script\n  src=\"/a.js\"></script>",
        "<p class=\"style\" data-style=\"a\">Our style = calm; on time = good</p>",
        "<link rel=\"stylesheet\" href=\"/a.css\">",
    ] {
        assert_no_refusal(&refused_markup(&SourceFile::new(
            "crates/web/templates/a.html",
            markup,
        )));
    }
}

fn refused_markup(file: &SourceFile) -> Vec<String> {
    if !file.path.starts_with(TEMPLATES) {
        return Vec::new();
    }
    tags(&file.text)
        .flat_map(|(at, tag)| {
            faults(tag).into_iter().map(move |reason| {
                file.refusal(at, format!("{reason}: the content policy forbids it"))
            })
        })
        .collect()
}

/// Every opening tag, from `<` up to its `>`, with its place in the text.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let tag = &text[at..];
        let is_element = tag[1..].starts_with(|first: char| first.is_ascii_alphabetic());
        is_element.then(|| (at, &tag[..tag.find('>').unwrap_or(tag.len())]))
    })
}

fn faults(tag: &str) -> Vec<&'static str> {
    let tag = tag.to_ascii_lowercase();
    let mut words = tag.split_whitespace();
    let element = words.next().unwrap_or_default();
    let attributes: Vec<&str> = words.collect();
    let any = |holds: fn(&str) -> bool| attributes.iter().any(|attribute| holds(attribute));
    let is_handler = |attribute: &str| {
        attribute.starts_with("on")
            && attribute.split_once('=').is_some_and(|(name, value)| {
                name.chars().all(|c| c.is_ascii_alphabetic()) && value.starts_with(['"', '\''])
            })
    };
    [
        (
            any(|attribute| attribute.starts_with("style=")),
            "an inline style",
        ),
        (element == "<style", "an inline style sheet"),
        (
            element == "<script" && !any(|attribute| attribute.starts_with("src=")),
            "an inline script",
        ),
        (any(is_handler), "an inline handler"),
        (tag.contains("javascript:"), "evaluated script"),
    ]
    .into_iter()
    .filter_map(|(found, reason)| found.then_some(reason))
    .collect()
}
