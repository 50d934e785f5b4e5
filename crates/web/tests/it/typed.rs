//! What people type is shown, searched, taken away and mailed as they typed it.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::act;
use domain::words::*;
use scraper::{Html, Selector};

use crate::world::{Reply, Visitor, World, do_at};

/// Says it by the composer of the dialogue; the page of its thread.
fn say(world: &World, visitor: &Visitor, words: &str) -> Reply {
    let path = format!("/r/{}/dialogue", world.table);
    let fields = [
        ("form", "say"),
        ("kind", "need"),
        ("audience", "whole_table"),
        ("words", words),
    ];
    world.form(&path, visitor, &fields)
}

fn said(world: &World, words: &str) {
    let reply = say(world, world.visitor("customer"), words);
    assert_eq!(
        reply.status,
        StatusCode::SEE_OTHER,
        "{words:?}: {}",
        reply.text()
    );
}

/// The lines of the words of the dialogue, as they are read.
fn read(page: &str) -> Vec<String> {
    let page = page.replace("<br>", "\n").replace("</li>", "\n");
    let page = Html::parse_document(&page);
    let typed = Selector::parse(".typed").unwrap();
    let lines = page.select(&typed).flat_map(|words| {
        let text: String = words.text().collect();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    lines.collect()
}

fn links(page: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(page);
    let link = Selector::parse(".typed a").unwrap();
    let attribute =
        |of: scraper::ElementRef<'_>, name| of.attr(name).unwrap_or_default().to_owned();
    let links = page.select(&link);
    links
        .map(|link| (attribute(link, "href"), attribute(link, "rel")))
        .collect()
}

fn found(world: &World, typed: &str) -> Vec<String> {
    let mut query = serde_html_form::to_string([("q", typed)]).unwrap();
    query.insert(0, '?');
    let path = format!("/r/{}/search{query}", world.table);
    let page = world.get(&path, world.visitor("customer"));
    assert_eq!(page.status, StatusCode::OK);
    let page = Html::parse_document(&page.text());
    let excerpt = Selector::parse("main li > p:last-child").unwrap();
    let texts = page
        .select(&excerpt)
        .map(|found| found.text().collect::<String>());
    texts.map(|text| text.trim().to_owned()).collect()
}

#[test]
fn lay_text_is_no_markup_anywhere() {
    let world = World::new();
    let customer = world.visitor("customer");
    let typed = [
        "12. August ist zu spät",
        "5*3 routes and 4*2 drivers",
        "We need <customer name> and <order no>",
        "a<b and c>d",
        "Mon 9–12\nTue 10–14\nWed closed",
        "# 7 is > 3 & _not_ `less`\n1) one",
        "AT&amp;T [x](y) ~~z~~ 2**3**4",
    ];
    for words in typed {
        said(&world, words);
    }
    let table = format!("/r/{}", world.table);
    let page = world.get(&format!("{table}/dialogue"), customer).text();
    let overview = world.get(&table, customer).text();
    let (shown, overviewed) = (read(&page), read(&overview));
    let program = world.get(
        &format!("/api/v1/relationships/{}/words", world.table),
        customer,
    );
    let rows = world.get(&format!("{table}/dialogue.csv"), customer).body;
    let mut rows = csv::Reader::from_reader(rows.as_slice());
    let column = rows
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "words")
        .unwrap();
    let rows: Vec<String> = rows
        .records()
        .map(|row| row.unwrap()[column].to_owned())
        .collect();
    for words in typed {
        for line in words.lines() {
            assert!(shown.iter().any(|one| one == line), "{line} in {shown:?}");
        }
        assert!(
            program
                .text()
                .contains(&serde_json::to_string(words).unwrap()),
            "{words}"
        );
        assert!(rows.iter().any(|row| row == words), "{words} in {rows:?}");
        let one_line = words.replace('\n', " ");
        let first = words.split_whitespace().next().unwrap();
        assert!(
            found(&world, first).contains(&one_line),
            "{:?}",
            found(&world, first)
        );
    }
    assert!(
        overviewed
            .iter()
            .any(|line| line.contains("AT&amp;T [x](y)")),
        "{overviewed:?}"
    );
    let file = world.get(&format!("{table}/dialogue.md"), customer).text();
    for escaped in [
        "> 12\\. August ist zu spät",
        "> 5\\*3 routes and 4\\*2 drivers",
        "> We need \\<customer name\\> and \\<order no\\>",
        "> Mon 9–12\\\n> Tue 10–14\\\n> Wed closed",
    ] {
        assert!(file.contains(escaped), "{escaped} in {file}");
    }
}

#[test]
fn pasted_addresses_lead_there_and_tell_nobody_who_reads() {
    let world = World::new();
    said(
        &world,
        "See https://status.example.org/42, www.example.org, help@example.org",
    );
    said(
        &world,
        "javascript://example.org/%0Aalert(1) or [this](javascript:alert(1))",
    );
    let path = format!("/r/{}/dialogue", world.table);
    let reply = world.get(&path, world.visitor("customer"));
    let rel = "nofollow noopener noreferrer".to_owned();
    let lead = [
        "https://status.example.org/42",
        "https://www.example.org",
        "mailto:help@example.org",
    ];
    let lead = lead.map(|href| (href.to_owned(), rel.clone()));
    assert_eq!(links(&reply.text()), lead);
    let file = world
        .get(&format!("{path}.md"), world.visitor("customer"))
        .text();
    let hrefs = pulldown_cmark::Parser::new(&file).filter_map(|event| match event {
        pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    });
    let hrefs: Vec<_> = hrefs.filter(|href| !href.contains("example.org")).collect();
    assert!(hrefs.is_empty(), "{hrefs:?}");
    assert!(!file.contains("](javascript:"), "{file}");
}

#[test]
fn words_names_and_sentences_run_their_own_way() {
    let world = World::new();
    let hebrew = "נדרש כיסוי ב-Elm Pass (5G)!";
    said(&world, hebrew);
    let path = format!("/r/{}/dialogue", world.table);
    let page = world.get(&path, world.visitor("customer")).text();
    assert!(
        page.contains(&format!("<p class=\"typed\" dir=\"auto\">{hebrew}</p>")),
        "{page}"
    );
    let css = world.get(
        &world.fill("/assets/{version}/{*name}", world.table),
        world.visitor("customer"),
    );
    assert!(css.text().contains("unicode-bidi: plaintext"));
    // A name in a sentence turns nothing around it, in a mail of plain text either.
    let say = web::catalogue::Say(accounts::Language::En);
    assert_eq!(
        say.one("mail-greeting", "name", "נועה"),
        "Good day, \u{2068}נועה\u{2069}"
    );
    assert!(
        !say.one("mail-greeting", "name", "Mara")
            .contains('\u{2068}')
    );
}

#[test]
fn pasted_breaks_break_and_pasted_marks_go() {
    let world = World::new();
    for pasted in [
        "Pasted\u{B}words",
        "\u{202A}42\u{202C} trucks",
        "\u{FEFF}one\u{200F} two\u{2060}three\u{2028}four",
    ] {
        said(&world, pasted);
    }
    let path = format!("/r/{}/dialogue", world.table);
    let shown = read(&world.get(&path, world.visitor("customer")).text());
    for line in ["Pasted", "words", "42 trucks", "one twothree", "four"] {
        assert!(shown.iter().any(|one| one == line), "{line} in {shown:?}");
    }
    // What is refused is shown with its place, and what was typed is given back.
    let refused = say(
        &world,
        world.visitor("customer"),
        "The price is \u{202E}001, please",
    );
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(
        page.contains("After “The price is” there is a character"),
        "{page}"
    );
    assert!(
        page.contains("(U+202E)") && page.contains("001, please"),
        "{page}"
    );
}

#[test]
fn what_is_too_long_or_mangled_comes_back_whole_and_says_so_at_its_field() {
    let world = World::new();
    let customer = world.visitor("customer");
    let heads = world.heads();
    let long = format!("{}but NEVER at night", "close the dock, ".repeat(300));
    for (words, why) in [
        (long.as_str(), "4000 characters at most"),
        (
            "the M\u{FFFD}nster dock",
            "After “the M” there is a character",
        ),
    ] {
        let reply = say(&world, customer, words);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = reply.text();
        assert!(page.contains(words), "{page}");
        let error = page.split("class=\"error\"").nth(1).unwrap_or_default();
        assert!(error.split("</p>").next().unwrap().contains(why), "{error}");
    }
    // What is no text at all is refused in words that everybody understands.
    let request = world.request(
        &Method::POST,
        &format!("/r/{}/dialogue", world.table),
        customer,
    );
    let request = request
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let reply = world.send(request.body(Body::from("words=M%FCnster")).unwrap());
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(!reply.text().contains("UTF-8"), "{}", reply.text());
    assert_eq!(world.heads(), heads);
}

#[test]
fn what_nobody_sees_names_nothing() {
    let world = World::new();
    let customer = world.visitor("customer");
    let provider = world.visitor("provider, guessed");
    for unseen in [
        "\u{3164}",
        "\u{2800}\u{2800}",
        "\u{115F}",
        "\u{AD}",
        "\u{200F}\u{2060}",
        "\u{FE0F}",
    ] {
        let outcomes = format!("/r/{}/value/outcomes", world.table);
        let party = world.consumer.to_string();
        let fields = [
            ("for_party", party.as_str()),
            ("statement", unseen),
            ("delivered", "yes"),
            ("depends_on", "warranty"),
        ];
        let reply = world.form(&outcomes, customer, &fields).text();
        assert!(reply.contains("Say something here."), "{unseen:?}");
        let features = format!("/r/{}/features", world.table);
        let fields = [("name", unseen), ("origins", "need"), ("price", "1")];
        let reply = world.form(&features, provider, &fields);
        assert_ne!(reply.status, StatusCode::SEE_OTHER, "{unseen:?}");
        let body = serde_json::json!({"command": "say", "kind": "need", "audience": "whole_table", "words": unseen});
        let path = format!("/api/v1/relationships/{}/commands", world.table);
        let reply = world.post_json(
            &path,
            customer,
            Some("unseen"),
            body.to_string().into_bytes(),
        );
        assert_eq!(
            reply.json()["code"],
            "blank",
            "{unseen:?}: {}",
            reply.text()
        );
    }
}

#[test]
fn equal_words_are_found_however_they_are_typed() {
    let world = World::new();
    for words in [
        "We don’t leave the driver’s cab",
        "Ein Café in Görlitz, zur Übergabe nach Łódź und İstanbul",
        "We drop the driver at the gate",
        "Uebung macht den Meister im Blu\u{308}tenhof",
        "The of\u{AD}fice of Smørrebrød & Straße — co‑operation",
    ] {
        do_at(
            &world.app,
            world.table,
            world.mara,
            act::Say::new(ContributionKind::Need, Audience::WholeTable, words),
        );
    }
    for (typed, hit) in [
        ("don't", "We don’t"),
        ("driver's", "We don’t"),
        ("cafe", "Ein Café"),
        ("gorlitz", "Ein Café"),
        ("goerlitz", "Ein Café"),
        ("uebergabe", "Ein Café"),
        ("ubergabe", "Ein Café"),
        ("istanbul", "Ein Café"),
        ("ISTANBUL lodz", "Ein Café"),
        ("\"drop the driver\"", "We drop"),
        ("„drop the driver“", "We drop"),
        ("drop, the", "We drop"),
        ("(driver) gate!", "We drop"),
        ("Übung", "Uebung"),
        ("bluetenhof", "Uebung"),
        ("blutenhof", "Uebung"),
        ("office strasse smorrebrod", "The of"),
        ("smoerrebroed co-operation", "The of"),
    ] {
        let found = found(&world, typed);
        assert!(
            found.iter().any(|one| one.starts_with(hit)),
            "{typed}: {found:?}"
        );
    }
    for nothing in ["\"driver the drop\"", "\"drop driver\"", "dont"] {
        assert!(found(&world, nothing).is_empty(), "{nothing}");
    }
}
