//! Files in Markdown: what people typed stands in them so that nothing of it is markup, ends a quotation, begins a
//! heading or a list of the file, or calls another host. Every file is written by these alone.

use ::paper::Block;

use super::links;

/// A file in Markdown, block by block. Every text given to it stands for itself, sign by sign; what people typed in
/// more than a line is a quotation.
#[derive(Debug, Default)]
pub struct Manuscript {
    text: String,
    in_list: bool,
}

impl Manuscript {
    /// What stands on a paper, as a file.
    pub fn of(blocks: Vec<Block>) -> Self {
        let mut file = Self::default();
        for block in blocks {
            match block {
                Block::Heading(level, text) => file.heading(level.into(), &text),
                Block::Lead(text) => file.lead(&text),
                Block::Paragraph(text) | Block::Note(text) => file.paragraph(&text),
                Block::Quote { words, by, .. } => file.quote(&words, &by),
                Block::List(items) => items.iter().for_each(|item| file.item(item)),
                Block::Table { head, rows } => {
                    for row in rows {
                        let cells = head.iter().zip(row);
                        let cells = cells.map(|(head, cell)| format!("{head}: {cell}"));
                        file.item(&cells.collect::<Vec<_>>().join(" · "));
                    }
                }
                Block::NewPage => {}
            }
        }
        file
    }

    /// A heading of this level, from 1 on.
    pub fn heading(&mut self, level: usize, text: &str) {
        self.begin();
        self.text += &format!("{} {}\n", "#".repeat(level), line(text));
    }

    /// A paragraph of the file's own.
    pub fn paragraph(&mut self, text: &str) {
        self.begin();
        self.text += &format!("{}\n", line(text));
    }

    /// A paragraph that leads what follows.
    pub fn lead(&mut self, text: &str) {
        self.begin();
        self.text += &format!("**{}**\n", line(text));
    }

    /// A point of a list.
    pub fn item(&mut self, text: &str) {
        if !self.in_list {
            self.begin();
        }
        self.in_list = true;
        self.text += &format!("- {}\n", line(text));
    }

    /// Somebody's own words, and whose they are; empty where that is told elsewhere.
    pub fn quote(&mut self, words: &str, by: &str) {
        self.begin();
        self.text += &format!("{}\n", quote(words));
        if !by.is_empty() {
            self.text += &format!(">\n> — {}\n", line(by));
        }
    }

    /// A code: what stands for a text.
    pub fn code(&mut self, before: &str, code: &str) {
        self.begin();
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        self.text += &format!("{} `{code}`\n", line(before));
    }

    /// The file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn begin(&mut self) {
        self.in_list = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// What somebody typed as a block quote that renders its characters and lines, and that nothing in it
/// ends or reaches out of. The addresses in it are links, and nothing else is.
pub fn quote(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() * 2);
    let mut lines = words.trim_end().lines().peekable();
    while let Some(line) = lines.next() {
        quoted.push_str("> ");
        let (mut written, mut is_first) = (0, true);
        for link in links(line) {
            let shown = &line[link.at.clone()];
            escape(&line[written..link.at.start], is_first, &mut quoted);
            // An address of its own keeps readers from taking signs of the escape into it.
            match shown == link.href {
                true => quoted.push_str(&format!("<{shown}>")),
                false => {
                    quoted.push('[');
                    escape(shown, false, &mut quoted);
                    quoted.push_str(&format!("](<{}>)", link.href));
                }
            }
            (written, is_first) = (link.at.end, false);
        }
        escape(&line[written..], is_first, &mut quoted);
        if let Some(next) = lines.peek() {
            let breaks = !line.trim().is_empty() && !next.trim().is_empty();
            quoted.push_str(if breaks { "\\\n" } else { "\n" });
        }
    }
    quoted
}

/// A text of one line in which every sign stands for itself.
pub fn line(text: &str) -> String {
    let text = text.trim();
    let mut written = String::with_capacity(text.len());
    escape(text, true, &mut written);
    written
}

/// Writes a text so that every sign of it stands for itself, at the beginning of a line or within one.
fn escape(text: &str, at_line: bool, line: &mut String) {
    let is_number = |text: &str| at_line && text.bytes().all(|byte| byte.is_ascii_digit());
    for (at, letter) in text.char_indices() {
        let is_first = at_line && at == 0;
        match letter {
            // Spaces at the beginning would make code of a line, or be left out.
            ' ' | '\t' if is_first => line.push_str("&#32;"),
            // What begins a list or underlines a heading does so at the beginning only.
            '-' | '+' | '=' if is_first => line.extend(['\\', letter]),
            '.' | ')' if is_number(&text[..at]) => line.extend(['\\', letter]),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '!' | '|' | '~' | '&' | '$' => {
                line.extend(['\\', letter]);
            }
            // The target of a link, for readers who take the escaped bracket for one.
            '(' if text[..at].ends_with(']') => line.extend(['\\', letter]),
            letter if letter.is_control() => line.push(' '),
            letter => line.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::{Manuscript, line, quote};

    const HOSTILE: [&str; 15] = [
        "- one",
        "1. one",
        "=== 2) ===",
        "# A heading\n\n---\n\nand on",
        "one\r# two\r\r## three",
        "```\nno end",
        "<!-- no end",
        "<div>\n\n</blockquote>\n\n# out",
        "[Need]: https://elsewhere.example",
        "> > [Need]:\nhttps://elsewhere.example",
        "- [Need]: https://elsewhere.example\n![x][Need]",
        "![](https://elsewhere.example/p.png)",
        "| a | b |\n|---|---|",
        "\u{2028}# x\u{0085}# y\u{000b}# z",
        "\\<b> \\![x](https://elsewhere.example/p.png)",
    ];

    /// What a reader of Markdown shows of a quote, with where its links lead.
    fn rendered(typed: &str) -> (String, Vec<String>) {
        let file = format!("## One [Need]\n\n{}\n\n## Two\n", quote(typed));
        let (mut depth, mut outside) = (0, Vec::new());
        let (mut text, mut links) = (String::new(), Vec::new());
        for event in Parser::new(&file) {
            match event {
                Event::Start(tag) => {
                    match &tag {
                        Tag::BlockQuote(_) | Tag::Paragraph | Tag::Heading { .. } => {}
                        Tag::Link { dest_url, .. } if depth >= 2 => {
                            links.push(dest_url.to_string())
                        }
                        other => panic!("{typed:?} is {other:?}"),
                    }
                    if depth == 0 {
                        outside.push(matches!(tag, Tag::BlockQuote(_)));
                    }
                    depth += 1;
                }
                Event::End(tag) => {
                    depth -= 1;
                    if depth == 1 && tag == TagEnd::Paragraph {
                        text.push_str("\n\n");
                    }
                }
                Event::Text(piece) if outside.len() == 2 => text.push_str(&piece),
                Event::Text(_) => {}
                Event::HardBreak => text.push('\n'),
                other => panic!("{typed:?} is {other:?}"),
            }
        }
        assert_eq!(outside, [false, true, false], "{typed:?}: {file}");
        (text.trim_end().to_owned(), links)
    }

    #[test]
    fn a_quote_shows_the_characters_and_lines_that_were_typed() {
        for typed in HOSTILE.iter().chain(&[
            "12. August ist zu spät",
            "5*3 routes and 4*2 drivers, 2**3, _x_ and __y__",
            "We need <customer name> and <order no>, a<b and c>d &amp; $x$",
            "Mon 9–12\nTue 10–14\n\n- closed\n- open",
            "**word** `code` ~~gone~~ \\",
        ]) {
            let (text, links) = rendered(typed);
            let plain = |text: &str| {
                let lines = text
                    .lines()
                    .map(|line| line.trim().replace(char::is_control, " "));
                lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
            };
            assert_eq!(plain(&text), plain(typed), "{}", quote(typed));
            assert!(
                links.iter().all(|link| link.starts_with("https://")),
                "{links:?}"
            );
        }
    }

    #[test]
    fn addresses_are_links_and_nothing_else_is() {
        let typed = "See https://a.example/x_y_z, www.b.example/a_b, help_me@c.example and javascript:alert(1)";
        let (text, links) = rendered(typed);
        assert_eq!(text, typed);
        let lead = [
            "https://a.example/x_y_z",
            "https://www.b.example/a_b",
            "mailto:help_me@c.example",
        ];
        assert_eq!(links, lead);
        for hostile in [
            "[x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n[x]",
            "javascript://www.a.example/%0Aalert(1)",
            "![x](data:text/html,x) <data:x>",
            "JavaScript&colon;alert(1) [y](<vbscript:x>)",
        ] {
            let (text, links) = rendered(hostile);
            assert_eq!(text, hostile.replace('\r', ""), "{}", quote(hostile));
            assert!(
                links.iter().all(|link| link.starts_with("https://www.")),
                "{links:?}"
            );
        }
    }

    #[test]
    fn a_name_of_signs_is_read_as_it_is_written() {
        for name in HOSTILE.iter().chain(&["*a* & b &amp; `c`"]) {
            let file = format!("## {} · said\n", line(name));
            let mut text = String::new();
            for event in Parser::new(&file) {
                match event {
                    Event::Text(piece) => text.push_str(&piece),
                    Event::Start(Tag::Heading { .. }) | Event::End(_) => {}
                    other => panic!("{name:?}: {other:?}"),
                }
            }
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = name.replace(char::is_control, " ");
            assert_eq!(plain(&text), plain(&format!("{name} · said")));
        }
    }

    #[test]
    fn whatever_is_typed_a_manuscript_has_the_blocks_that_were_written() {
        for typed in HOSTILE {
            let mut file = Manuscript::default();
            file.heading(1, typed);
            file.paragraph(typed);
            file.lead(typed);
            file.item(typed);
            file.item(typed);
            file.quote(typed, typed);
            let text = String::from_utf8(file.into_bytes()).expect("text");
            let (mut depth, mut blocks, mut items) = (0, Vec::new(), 0);
            for event in Parser::new(&text) {
                match event {
                    Event::Start(tag) => {
                        items += usize::from(matches!(tag, Tag::Item));
                        if depth == 0 {
                            blocks.push(std::mem::discriminant(&tag.to_end()));
                        }
                        depth += 1;
                    }
                    Event::End(_) => depth -= 1,
                    Event::Html(html) | Event::InlineHtml(html) => panic!("{typed:?}: {html}"),
                    _ => {}
                }
            }
            assert_eq!((blocks.len(), items), (5, 2), "{typed:?}: {text}");
        }
    }
}
