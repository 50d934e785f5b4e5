//! Markdown that people write, as HTML that is safe to show.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use pulldown_cmark::{Event, Options, Parser, TagEnd, html};

/// The elements that words at the table may use; no images (they would tell another host who reads),
/// no headings (the page has its own), no raw HTML.
static ALLOWED: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(
            [
                "p",
                "br",
                "em",
                "strong",
                "ul",
                "ol",
                "li",
                "blockquote",
                "code",
                "pre",
                "a",
                "del",
            ]
            .into(),
        )
        .generic_attributes(Default::default())
        .tag_attributes([("a", ["href"].into())].into())
        .url_schemes(["https", "http", "mailto"].into())
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// Rendered words that are kept: cleaning them costs more than the rest of their page. Beyond this
/// many bytes all are forgotten, and those still asked for are made anew.
const KEPT_BYTES: usize = 8 << 20;

#[derive(Default)]
struct Kept {
    html: HashMap<Box<str>, Box<str>>,
    bytes: usize,
}

static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

fn kept() -> std::sync::MutexGuard<'static, Kept> {
    // A panic while holding the lock leaves fewer words than there could be.
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Words as safe HTML.
pub fn to_html(words: &str) -> String {
    if let Some(html) = kept().html.get(words) {
        return html.to_string();
    }
    let html = render(words);
    let mut kept = kept();
    kept.bytes += words.len() + html.len();
    if kept.bytes > KEPT_BYTES {
        *kept = Kept {
            bytes: words.len() + html.len(),
            ..Kept::default()
        };
    }
    kept.html.insert(words.into(), html.clone().into());
    html
}

/// Forgets what is kept: a text was erased, and is to be nowhere.
pub(crate) fn forget() {
    *kept() = Kept::default();
}

fn render(words: &str) -> String {
    let parser = Parser::new_ext(words, Options::ENABLE_STRIKETHROUGH);
    let mut out = String::with_capacity(words.len() * 2);
    html::push_html(&mut out, parser);
    ALLOWED.clean(&out).to_string()
}

/// The beginning of words as one line of plain text, at most `length` characters.
pub fn excerpt(words: &str, length: usize) -> String {
    let mut line = String::new();
    let mut left = length;
    for event in Parser::new_ext(words, Options::ENABLE_STRIKETHROUGH) {
        let text = match &event {
            Event::Text(text) | Event::Code(text) => text,
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock) => " ",
            _ => continue,
        };
        for letter in text.chars() {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if letter == ' ' && (left == 0 || line.is_empty() || line.ends_with(' ')) {
                continue;
            }
            if left == 0 {
                return format!("{}…", line.trim_end());
            }
            line.push(letter);
            left -= 1;
        }
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{excerpt, to_html};

    #[test]
    fn an_excerpt_is_one_line_without_marks() {
        assert_eq!(excerpt("a *b*\n\n- c\n- `d`", 40), "a b c d");
        assert_eq!(excerpt("at **Elm Pass**, now", 40), "at Elm Pass, now");
        assert_eq!(excerpt("one two three", 7), "one two…");
        assert_eq!(excerpt("one two", 7), "one two");
        assert_eq!(excerpt("", 7), "");
    }

    #[test]
    fn plain_emphasis_and_lists_stand() {
        assert_eq!(
            to_html("a *b* **c**"),
            "<p>a <em>b</em> <strong>c</strong></p>\n"
        );
    }

    #[test]
    fn scripts_images_and_clever_links_do_not() {
        for hostile in [
            "<script>x</script><img src=x onerror=y>",
            "[l](javascript:z) ![i](http://h/p.png)",
            "a <b onclick=x>b</b> <svg/onload=x>",
            "[l](data:text/html,x) <a href=javascript:x>y</a>",
        ] {
            let html = to_html(hostile);
            for bad in [
                "<script",
                "<img",
                "<svg",
                " onclick=\"",
                "href=\"javascript",
                "href=\"data",
            ] {
                assert!(!html.contains(bad), "{bad} in {html}");
            }
        }
    }
}
