//! Documents as whoever opens them meets them.

#![allow(clippy::unwrap_used)]

use paper::{Attached, Block, Document, Instant};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Vereinbarung".to_owned(),
        language: "de".to_owned(),
        made: Instant {
            year: 2026,
            month: 11,
            day: 2,
            hour: 9,
            minute: 30,
            second: 0,
        },
        footer: "{name} · Fassung 3".to_owned(),
        footer_name: "Northwind und Meridian".to_owned(),
        page_of: "Seite {page} von {pages}".to_owned(),
        read: paper::as_typed,
        blocks,
        attached: vec![Attached {
            name: "vereinbarung.json".to_owned(),
            about: "Derselbe Text für Programme".to_owned(),
            media_type: "application/json",
            bytes: b"{}".to_vec(),
            is_the_same: true,
        }],
    }
}

fn quote(words: &str) -> Block {
    Block::Quote {
        words: words.to_owned(),
        language: "en".to_owned(),
        by: "Mara Lindqvist, Meridian".to_owned(),
    }
}

fn heading(text: &str) -> Block {
    Block::Heading(1, text.to_owned())
}

/// How many pages a document has, read from the file by its own words.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let at = text.find("/Count ").unwrap();
    let digits = text[at + 7..].split(|it: char| !it.is_ascii_digit());
    digits.into_iter().next().unwrap().parse().unwrap()
}

#[test]
fn an_empty_document_is_one_page() {
    assert_eq!(
        pages(&paper::write(&document(vec![heading("Leer")])).unwrap()),
        1
    );
}

#[test]
fn a_document_without_any_part_is_written() {
    let result = paper::write(&document(Vec::new()));
    assert!(result.is_ok(), "{result:?}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(vec![
        heading("Umlaute: äöüß"),
        quote("Drivers reach dispatch 🚚."),
    ]);
    assert_eq!(
        paper::write(&document).unwrap(),
        paper::write(&document).unwrap()
    );
}

#[test]
fn whatever_somebody_types_is_written() {
    let typed = [
        "Emoji 😀 👩‍🚒 ✌🏽 🫠 ❤️ 🇩🇪",
        "مرحبا بالعالم, שלום עולם, नमस्ते, 你好，世界, Ελληνικά, Кириллица, Tiếng Việt",
        "سلام الاتفاق الأمن الإدارة لا بلا السَّلامُ عليكم and efficient office",
        "control \u{1}\u{7}\u{1b}[31m and private \u{e000}\u{f8ff}\u{10fffd}",
        "zero\u{200b}width\u{200d}joined\u{feff}\u{2060}, \u{202e}turned\u{202c} round",
        "combined e\u{301}\u{302}\u{303}\u{304}\u{305} and alone \u{301}",
        "tab\tand\r\nlines\n\n\nempty ones",
        "",
        " ",
        "Donaudampfschifffahrtsgesellschaftskapitänskajütentürschlüsselanhängerfabrikant",
        "\u{a0}\u{2028}\u{2029}\u{85}\u{fffe}\u{fffd}\u{ffff}",
    ];
    for text in typed {
        let text = text.to_owned();
        let blocks = vec![
            heading(&text),
            Block::Lead(text.clone()),
            Block::Paragraph(text.clone()),
            Block::Note(text.clone()),
            quote(&text),
            Block::List(vec![text.clone(), text.clone()]),
            Block::Table {
                head: vec![text.clone(), text.clone()],
                rows: vec![vec![text.clone()], vec![text.clone(), text.clone()]],
            },
        ];
        let result = paper::write(&document(blocks));
        assert!(result.is_ok(), "{text:?}: {:?}", result.err());
    }
}

#[test]
fn every_character_is_written_or_stands_as_its_number() {
    let all: Vec<char> = ('\u{0}'..=char::MAX).collect();
    let texts: Vec<String> = all
        .chunks(40_000)
        .map(|some| some.iter().collect())
        .collect();
    for text in texts {
        let result = paper::write(&document(vec![Block::Paragraph(text)]));
        assert!(
            result.is_ok(),
            "{:?}",
            result
                .err()
                .map(|it| it.to_string().chars().take(400).collect::<String>())
        );
    }
}

#[test]
fn what_is_long_goes_over_pages() {
    let sentence = "Every driver reaches dispatch within ten seconds, from everywhere. ";
    let blocks = vec![
        heading("Lang"),
        Block::Paragraph(sentence.repeat(200)),
        Block::NewPage,
        Block::Table {
            head: vec!["Outcome".to_owned(), "Value".to_owned()],
            rows: (0..120)
                .map(|row| vec![sentence.to_owned(), row.to_string()])
                .collect(),
        },
    ];
    let written = paper::write(&document(blocks)).unwrap();
    assert!(pages(&written) > 5, "{}", pages(&written));
}

#[test]
fn two_attachments_of_one_name_are_refused() {
    let mut document = document(vec![heading("Zwei")]);
    document.attached.push(document.attached[0].clone());
    let refused = paper::write(&document).unwrap_err().to_string();
    assert!(refused.contains("vereinbarung.json"), "{refused}");
}
