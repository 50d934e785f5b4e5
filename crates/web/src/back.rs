//! Where somebody is led on or back to: a place of this server, and nowhere else.

use axum::extract::Request;
use axum::http::Method;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use crate::ask::Ask;

/// No place of ours has an address as long as this.
const LONGEST: usize = 2_048;

/// What would end a value within a query, or be read as something else there.
const WITHIN_QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>');

/// What would end a path, or be read as something else there.
const WITHIN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?');

/// The place that a link means which a mail program, or whoever copied it, left with something behind it: a
/// slash, the end of a sentence, brackets, quotes, spaces, what nobody sees. `None` for a link that is as we
/// write ours: none ends so, and none has a slash twice. A form is sent where a page of ours says, and a
/// program is told that there is nothing.
pub fn meant(request: &Request) -> Option<String> {
    let (method, given) = (request.method(), request.uri().path());
    if !matches!(*method, Method::GET | Method::HEAD) || given.starts_with("/api/v1") {
        return None;
    }
    let decoded = percent_decode_str(given).decode_utf8().ok()?;
    let mut path = without_end(&decoded).to_owned();
    while path.contains("//") {
        path = path.replace("//", "/");
    }
    let is_start = path.is_empty();
    if *decoded == path || is_start && decoded == "/" {
        return None;
    }
    let mut meant = match is_start {
        true => "/".to_owned(),
        false => utf8_percent_encode(&path, WITHIN_PATH).to_string(),
    };
    if let Some(query) = request.uri().query() {
        meant = format!("{meant}?{query}");
    }
    own(&meant)
}

/// A path without what no address of ours ends with.
fn without_end(path: &str) -> &str {
    let mut rest = path;
    loop {
        let shorter = rest.trim_end_matches(is_no_end);
        // Brackets and quotes as they stand in the source of a page.
        let entity = ["&gt", "&lt", "&quot", "&amp"];
        let mut without = entity.iter().filter_map(|it| shorter.strip_suffix(it));
        let shorter = without.next().unwrap_or(shorter);
        if shorter == rest {
            return rest;
        }
        rest = shorter;
    }
}

/// Whether no address of ours ends with it.
fn is_no_end(letter: char) -> bool {
    let is_unseen = matches!(
        letter,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    );
    let is_sign = "/.,:;!?=()[]{}<>*|\"'´`“”„‚‘’«»‹›…。．、，：；！？）」』】》〉".contains(letter);
    letter.is_whitespace() || letter.is_control() || is_unseen || is_sign
}

/// The place of ours that `target` leads to, as a browser reads it: parsed as browsers parse (they
/// drop tabs and line breaks, and take a backslash for a slash), of the same origin, and written as it
/// was understood. `None` for anything else.
pub fn own(target: &str) -> Option<String> {
    if target.len() > LONGEST || !target.starts_with('/') {
        return None;
    }
    // Any origin does: the question is whether the target leads away from it. `.invalid` is nobody's.
    let here = Url::parse("http://here.invalid/").ok()?;
    let there = here.join(target).ok()?;
    let stays = there.origin() == here.origin()
        && there.username().is_empty()
        && there.password().is_none();
    let path = there.path();
    // `/.//evil.example` stays here and is written `//evil.example`, which does not. What a proxy might
    // decode into a slash, a backslash or a control character is in no address of ours.
    let hidden = path.as_bytes().windows(3).any(|three| {
        three[0] == b'%'
            && std::str::from_utf8(&three[1..])
                .ok()
                .and_then(|digits| u8::from_str_radix(digits, 16).ok())
                .is_some_and(|byte| byte == b'/' || byte == b'\\' || byte.is_ascii_control())
    });
    if !stays || path.starts_with("//") || hidden {
        return None;
    }
    let mut own = path.to_owned();
    if let Some(query) = there.query() {
        own = format!("{own}?{query}");
    }
    if let Some(fragment) = there.fragment() {
        own = format!("{own}#{fragment}");
    }
    Some(own)
}

/// Where the visitor wanted to go before something came between, by the form or the query (`back`);
/// `None` when that is nowhere, or no place of ours.
pub fn asked(ask: &Ask) -> Option<String> {
    let back = ask.form.get("back").or(ask.query.get("back"))?;
    own(back)
}

/// `path` with where to go on to afterwards.
pub fn then(path: &str, back: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    let back = utf8_percent_encode(back, WITHIN_QUERY);
    format!("{path}{joint}back={back}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_away_in_any_browser_is_no_place_of_ours() {
        let long = format!("/{}", "a".repeat(LONGEST));
        for target in [
            "",
            "sign-in",
            "?said=x",
            "#top",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r/evil.example",
            "/\t\\evil.example",
            "\t//evil.example",
            " //evil.example",
            "/.//evil.example",
            "/..//evil.example",
            "/a/..//evil.example",
            "/%2e//evil.example",
            "/%2E%2e//evil.example",
            "/.\\/evil.example",
            "/%2f/evil.example",
            "/%2Fevil.example",
            "/%5Cevil.example",
            "/%09/evil.example",
            "/%0d%0aLocation:%20http://evil.example",
            "/%00",
            "http://evil.example",
            "https://evil.example/",
            "http:/evil.example",
            "https:evil.example",
            "//user@evil.example",
            "//here.invalid@evil.example",
            "//here.invalid.evil.example",
            "//here.invalid:81/",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
            &long,
        ] {
            assert_eq!(own(target), None, "{target:?}");
        }
    }

    #[test]
    fn a_place_of_ours_is_kept_as_it_was_understood() {
        for (target, kept) in [
            ("/", "/"),
            (
                "/r/1/dialogue?said=words#word-2",
                "/r/1/dialogue?said=words#word-2",
            ),
            ("/a/../account", "/account"),
            ("/@evil.example", "/@evil.example"),
            ("/search?q=//evil.example", "/search?q=//evil.example"),
            ("/search?q=zażółć", "/search?q=za%C5%BC%C3%B3%C5%82%C4%87"),
            ("/acc\tount", "/account"),
        ] {
            assert_eq!(own(target).as_deref(), Some(kept), "{target:?}");
            let again = own(kept);
            assert_eq!(
                again.as_deref(),
                Some(kept),
                "what was kept leads elsewhere"
            );
        }
    }

    #[test]
    fn what_stands_behind_a_copied_link_is_left_out() {
        let link = "/i/3mZq_x-9";
        for behind in [
            ".", "。", "=", "&gt;", "&gt;.", "%3E", "&quot;)", "/", "，", "%20",
        ] {
            let copied = format!("{link}{behind}");
            let address = utf8_percent_encode(&copied, CONTROLS).to_string();
            let request = Request::builder()
                .uri(address)
                .body(axum::body::Body::empty());
            assert_eq!(meant(&request.unwrap()).as_deref(), Some(link), "{behind}");
        }
        let whole = Request::builder().uri(link).body(axum::body::Body::empty());
        assert_eq!(meant(&whole.unwrap()), None);
    }

    #[test]
    fn a_place_within_a_query_comes_back_whole() {
        let back = "/r/1?a=b&c=%20d+e#f";
        let url = Url::parse(&format!("http://here.invalid{}", then("/sign-in", back))).unwrap();
        let read: Vec<_> = url.query_pairs().collect();
        assert_eq!(read, [("back".into(), back.into())]);
        assert_eq!(then("/sign-in?again=yes", "/"), "/sign-in?again=yes&back=/");
    }
}
