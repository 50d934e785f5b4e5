//! What people typed, as HTML: the very characters and lines, with the little markup that nobody has to be
//! told of. Lines that begin with `- ` are a list, `**words**` stand out, addresses are links. Everything
//! else stands for itself; which way a text runs is read from its letters.

mod manuscript;

use std::borrow::Cow;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub use manuscript::{Manuscript, line, quote};

/// No host is told who reads, and none may act on the page it was opened from.
const REL: &str = "nofollow noopener noreferrer";
/// Signs that stand as they are before the `@` of an address; others could say more than whom to write to.
const LOCAL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'.')
    .remove(b'_')
    .remove(b'-')
    .remove(b'+');

/// Words as HTML.
pub fn to_html(words: &str) -> String {
    let mut html = String::with_capacity(words.len() * 2);
    let (mut open, mut is_first) = (Block::None, true);
    for line in words.lines() {
        let (block, line) = block_of(line);
        if block != open {
            html.push_str(open.end());
            html.push_str(block.begin());
            is_first = true;
        }
        match block {
            Block::None => {}
            Block::List => {
                html.push_str("<li>");
                write_line(&mut html, line);
                html.push_str("</li>");
            }
            Block::Paragraph => {
                html.push_str(if is_first { "" } else { "<br>" });
                write_line(&mut html, line);
            }
        }
        (open, is_first) = (block, false);
    }
    html.push_str(open.end());
    html
}

/// What a line is part of, and what it says there.
fn block_of(line: &str) -> (Block, &str) {
    match line.strip_prefix("- ") {
        _ if line.trim().is_empty() => (Block::None, ""),
        Some(item) => (Block::List, item),
        None => (Block::Paragraph, line),
    }
}

/// Words as lines on paper: the same that are points on a page are points there, and the same stands out.
pub fn on_paper(words: &str) -> Vec<::paper::Line> {
    let lines = words.lines().map(|line| {
        let (block, line) = block_of(line);
        let words = stretches(line).into_iter();
        ::paper::Line {
            is_point: block == Block::List,
            words: words.map(|(bold, it)| (bold, it.to_owned())).collect(),
        }
    });
    lines.collect()
}

/// Words as HTML within a sentence or a quotation of the page: their lines, what stands out, links.
pub fn inline(words: &str) -> String {
    let mut html = String::with_capacity(words.len() * 2);
    for (number, line) in words.lines().enumerate() {
        html.push_str(if number > 0 { "<br>" } else { "" });
        write_line(&mut html, line);
    }
    html
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    None,
    Paragraph,
    List,
}

impl Block {
    fn begin(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Paragraph => "<p class=\"typed\" dir=\"auto\">",
            Self::List => "<ul class=\"typed\" dir=\"auto\">",
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Paragraph => "</p>\n",
            Self::List => "</ul>\n",
        }
    }
}

fn write_line(html: &mut String, line: &str) {
    for (is_strong, words) in stretches(line) {
        html.push_str(if is_strong { "<strong>" } else { "" });
        write_words(html, words);
        html.push_str(if is_strong { "</strong>" } else { "" });
    }
}

fn write_words(html: &mut String, words: &str) {
    let mut written = 0;
    for link in links(words) {
        write_text(html, &words[written..link.at.start]);
        html.push_str("<a dir=\"ltr\" href=\"");
        write_text(html, &link.href);
        html.push_str("\" rel=\"");
        html.push_str(REL);
        html.push_str("\">");
        write_text(html, &words[link.at.clone()]);
        html.push_str("</a>");
        written = link.at.end;
    }
    write_text(html, &words[written..]);
}

fn write_text(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
    }
}

/// An address in a text: where it is, and where it leads.
pub(crate) struct Link<'a> {
    pub(crate) at: Range<usize>,
    pub(crate) href: Cow<'a, str>,
}

/// The addresses in a text: of pages (`http`, `https` and `www.` only) and of people.
pub(crate) fn links(text: &str) -> Vec<Link<'_>> {
    // Most texts hold none, and looking closely costs.
    if !(text.contains("://") || text.contains('@') || has_www(text)) {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let begins = |address: &str, with: &str| {
        let beginning = address.get(..with.len());
        beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(with))
    };
    let lead = |kind: &LinkKind, address: &str| match kind {
        LinkKind::Email => {
            let (local, host) = address.rsplit_once('@')?;
            let local = utf8_percent_encode(local, LOCAL);
            Some(format!("mailto:{local}@{host}"))
        }
        _ if begins(address, "https://") || begins(address, "http://") => Some(address.to_owned()),
        _ if begins(address, "www.") => Some(format!("https://{address}")),
        _ => None,
    };
    let links = finder.links(text).filter_map(|link| {
        let href = lead(link.kind(), link.as_str())?.into();
        let at = link.start()..link.end();
        Some(Link { at, href })
    });
    links.collect()
}

fn has_www(text: &str) -> bool {
    let four = text.as_bytes().windows(4);
    four.into_iter()
        .any(|four| four.eq_ignore_ascii_case(b"www."))
}

/// A line in stretches, each with whether it stands out: `**` on both sides, which touches the words inside
/// and has a space or the line's end outside. Other stars stand for themselves.
fn stretches(line: &str) -> Vec<(bool, &str)> {
    let mut stretches = Vec::new();
    let mut rest = line;
    let mut from = 0;
    while let Some(at) = rest[from..].find("**").map(|at| from + at) {
        let inside = &rest[at + 2..];
        let opens = rest[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
            && inside.chars().next().is_some_and(is_inside);
        let Some(end) = opens.then(|| closing(inside)).flatten() else {
            from = at + 2;
            continue;
        };
        stretches.push((false, &rest[..at]));
        stretches.push((true, &inside[..end]));
        rest = &inside[end + 2..];
        from = 0;
    }
    stretches.push((false, rest));
    stretches.retain(|(_, words)| !words.is_empty());
    stretches
}

/// Where the marks are that close what was opened before.
fn closing(inside: &str) -> Option<usize> {
    let mut marks = inside.match_indices("**").map(|(at, _)| at);
    marks.find(|at| {
        let (before, after) = (&inside[..*at], &inside[at + 2..]);
        before.chars().next_back().is_some_and(is_inside)
            && after.chars().next().is_none_or(char::is_whitespace)
    })
}

fn is_inside(letter: char) -> bool {
    !letter.is_whitespace() && letter != '*'
}

/// The beginning of words as one line of plain text, at most `length` characters.
pub fn excerpt(words: &str, length: usize) -> String {
    let mut line = String::new();
    let mut left = length;
    for typed in words.lines() {
        let stretches = stretches(typed).into_iter().map(|(_, words)| words);
        for letter in stretches.flat_map(str::chars).chain([' ']) {
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
    use scraper::{Html, Selector};

    use super::{excerpt, inline, on_paper, to_html};

    /// What a reader sees, line by line.
    fn read(html: &str) -> Vec<String> {
        let lines = html.replace("<br>", "\n").replace("</li>", "\n");
        let text: String = Html::parse_fragment(&lines).root_element().text().collect();
        let lines = text.lines().filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }

    #[test]
    fn what_was_typed_is_read_as_it_was_typed() {
        for typed in [
            "12. August ist zu spät",
            "5*3 routes and 4*2 drivers, 5 * 3 * 2",
            "We need <customer name> and <order no>",
            "a<b and c>d &amp; e && f",
            "Mon 9–12\nTue 10–14\nWed closed",
            "# 1 of our needs\n1) this\n+ that\n* and _that_\n> no\n---\n===",
            "    four spaces, `code`, ~~gone~~ and \\*stars\\*",
            "[a](https://x.example) ![b](c) [d]: e <https://y.example>",
            "snake_case_name __init__ 2**10**3 ** x ** a** b **c",
            "<script>x</script><img src=x onerror=y> javascript:alert(1) data:text/html,x",
            "| a | b |\n|---|---|",
            "“quotes” 'and' \"more\"",
        ] {
            let html = to_html(typed);
            let lines: Vec<_> = typed.lines().collect();
            assert_eq!(read(&html), lines, "{html}");
        }
    }

    #[test]
    fn lists_and_what_stands_out_are_the_only_markup() {
        assert_eq!(
            to_html("We need:\n- a **lamp**\n- a door\nby May\n\n**now**"),
            "<p class=\"typed\" dir=\"auto\">We need:</p>\n\
             <ul class=\"typed\" dir=\"auto\"><li>a <strong>lamp</strong></li><li>a door</li></ul>\n\
             <p class=\"typed\" dir=\"auto\">by May</p>\n\
             <p class=\"typed\" dir=\"auto\"><strong>now</strong></p>\n"
        );
        for plain in [
            "a**b**",
            "**a** b**c",
            "** a **",
            "**a**b",
            "****",
            "-no",
            "**a\nb**",
            "***a***",
        ] {
            assert!(
                !to_html(plain)
                    .replace("<strong>a</strong> b", "")
                    .contains("strong"),
                "{plain}"
            );
        }
        assert_eq!(to_html(""), "");
    }

    #[test]
    fn paper_has_the_points_that_a_page_has_and_what_stands_out_there() {
        for typed in [
            "We need:\n- a **lamp**\n- a door\nby May\n\n**now**",
            "**two hours**",
            "- **a** b **c**\n-no\n  - no\n- ",
            "2**10**3 ** x ** <b>x</b>",
            "",
        ] {
            let html = to_html(typed);
            let page = Html::parse_fragment(&html);
            let on_page = |name: &str| -> Vec<String> {
                let named = Selector::parse(name).expect("a name");
                page.select(&named).map(|it| it.text().collect()).collect()
            };
            let lines = on_paper(typed);
            let points = lines.iter().filter(|line| line.is_point);
            let points = points.map(|line| line.words.iter().map(|(_, it)| &it[..]).collect());
            assert_eq!(points.collect::<Vec<String>>(), on_page("li"), "{typed}");
            let words = lines.iter().flat_map(|line| &line.words);
            let bold = words.filter(|(bold, _)| *bold).map(|(_, it)| it.clone());
            assert_eq!(bold.collect::<Vec<String>>(), on_page("strong"), "{typed}");
        }
    }

    #[test]
    fn pasted_addresses_are_links_that_tell_nobody_who_reads() {
        let typed = "See https://status.example.org/42, www.example.org, help@example.org (http://a.example/b_(c)).";
        let html = to_html(typed);
        assert_eq!(read(&html), [typed]);
        let links: Vec<_> = html
            .split("href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(
            links,
            [
                "https://status.example.org/42",
                "https://www.example.org",
                "mailto:help@example.org",
                "http://a.example/b_(c)"
            ]
        );
        assert_eq!(
            html.matches("rel=\"nofollow noopener noreferrer\"").count(),
            4
        );
        assert!(to_html("**https://a.example**").contains("<strong><a "));
        assert!(to_html("a?cc=b@example.org").contains("mailto:a%3Fcc%3Db@example.org"));
    }

    #[test]
    fn what_is_quoted_keeps_its_lines_and_links() {
        assert_eq!(
            inline("- a<b\n**now** www.a.example"),
            "- a&lt;b<br><strong>now</strong> <a dir=\"ltr\" href=\"https://www.a.example\" \
             rel=\"nofollow noopener noreferrer\">www.a.example</a>"
        );
    }

    #[test]
    fn nothing_typed_becomes_another_element_or_scheme() {
        for hostile in [
            "javascript://x%0Aalert(1)",
            "ftp://a.example data://x vbscript://y file:///etc",
            "https://a.example/\"onmouseover=\"x",
            "https://a.example/'><script>x</script>",
            "<a href=javascript:x>y</a>",
            "www.a.example/<svg/onload=x>",
            "- <b onclick=x>\n**<i>**",
            "example.org 12.August",
        ] {
            let html = to_html(hostile);
            let page = Html::parse_fragment(&html);
            for element in page
                .root_element()
                .descendants()
                .filter_map(|node| node.value().as_element())
            {
                let name = element.name();
                assert!(
                    ["html", "p", "ul", "li", "br", "strong", "a"].contains(&name),
                    "{html}"
                );
                let is_ours = |name: &str| ["class", "dir", "href", "rel"].contains(&name);
                assert!(element.attrs().all(|(name, _)| is_ours(name)), "{html}");
                let leads = element.attr("href").unwrap_or("https://");
                assert!(leads.starts_with("https://"), "{html}");
            }
        }
    }

    #[test]
    fn an_excerpt_is_one_line_of_what_was_typed() {
        assert_eq!(excerpt("a *b*\n\n- c\n- `d`", 40), "a *b* - c - `d`");
        assert_eq!(
            excerpt("5*3 and <b> at **Elm Pass** now", 40),
            "5*3 and <b> at Elm Pass now"
        );
        assert_eq!(excerpt("12. August", 40), "12. August");
        assert_eq!(excerpt("one two three", 7), "one two…");
        assert_eq!(excerpt("one two", 7), "one two");
        assert_eq!(excerpt("", 7), "");
    }
}
