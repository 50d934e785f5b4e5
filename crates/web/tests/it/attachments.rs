//! Pictures and PDFs that go with a word, through forms and the API: what comes of them, who gets them, and what is
//! left of them once they are erased.

use std::convert::Infallible;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::ids::*;
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

use crate::canaries::everything;
use crate::world::{NOW, Reply, Visitor, World};

const IN_EXIF: &str = "canary-53.5511N-9.9937E";
const IN_PDF: &str = "canary-within-the-plan";
const ALT: &str = "canary-what-it-shows";
const NAMES: [&str; 2] = ["canary-dock.jpg", "canary-plan.pdf"];

fn drawn(format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(64, 48, |x, y| Rgb([x as u8 * 3, y as u8 * 4, 90]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photograph in whose EXIF the canary stands.
fn photograph() -> Vec<u8> {
    let plain = drawn(ImageFormat::Jpeg);
    let text = format!("Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0{IN_EXIF}");
    let length = ((text.len() + 2) as u16).to_be_bytes();
    [
        &plain[..2],
        &[0xFF, 0xE1],
        &length,
        text.as_bytes(),
        &plain[2..],
    ]
    .concat()
}

fn plan(besides: &str) -> Vec<u8> {
    let mut text =
        format!("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Note ({IN_PDF}) >>\nendobj\n{besides}");
    let table = text.len();
    text += &format!(
        "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    text.into_bytes()
}

fn holds(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|it| it == what.as_bytes())
}

type File<'a> = (&'a str, &'a str, Vec<u8>);

/// The form of a page of ours, as a browser sends it once files are chosen.
fn multipart(fields: &[(&str, &str)], files: &[File<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.bytes());
    }
    for (name, called, bytes) in files {
        let part = format!(
            "--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{called}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(part.bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b0undary--\r\n");
    body
}

fn send(
    world: &World,
    path: &str,
    visitor: &Visitor,
    fields: &[(&str, &str)],
    files: &[File<'_>],
) -> Reply {
    let csrf = visitor.csrf();
    let fields = [&[("csrf", csrf.as_str()), ("form", "say")], fields].concat();
    let request = world.request(&Method::POST, path, visitor);
    let request = request
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=b0undary");
    let body = multipart(&fields, files);
    let request = request.header("content-length", body.len());
    world.send(request.body(Body::from(body)).unwrap())
}

fn dialogue(world: &World) -> String {
    format!("/r/{}/dialogue", world.table)
}

const NEED: [(&str, &str); 2] = [("kind", "need"), ("words", "the dock floods")];

/// What the customer says to the provider alone, with a picture and a PDF.
fn told(world: &mut World) -> ContributionId {
    let provider = world.provider.to_string();
    let to = [
        ("audience", "parties"),
        ("parties", provider.as_str()),
        ("alt-1", ALT),
    ];
    let files = [
        ("file-1", NAMES[0], photograph()),
        ("file-2", NAMES[1], plan("")),
        ("file-3", "", Vec::new()),
    ];
    let customer = world.visitor("customer");
    let reply = send(
        world,
        &dialogue(world),
        customer,
        &[&NEED[..], &to].concat(),
        &files,
    );
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let (_, id) = reply.header("location").split_once("#said-").unwrap();
    world.contribution = id.parse().unwrap();
    world.contribution
}

fn addresses(world: &World, word: ContributionId) -> [String; 3] {
    let page = format!("/r/{}/dialogue/{word}/attachments", world.table);
    ["1", "2", "1/preview"].map(|file| format!("{page}/{file}"))
}

fn files_kept(world: &World) -> usize {
    let files = world.app.database().query("SELECT 1 FROM record_file", &[]);
    files.unwrap().len()
}

#[test]
fn a_picture_and_a_pdf_reach_whoever_reads_the_word_and_nobody_else_by_any_way() {
    let mut world = World::new();
    let word = told(&mut world);
    let [picture, pdf, preview] = addresses(&world, word);
    for name in ["provider, guessed", "customer", "user"] {
        let visitor = world.visitor(name);
        let page = world
            .get(&format!("{}/{word}", dialogue(&world)), visitor)
            .text();
        assert!(page.contains(&format!("src=\"{preview}\"")), "{page}");
        assert!(page.contains(&format!("alt=\"{ALT}\"")));
        for (address, kind, shown) in [
            (&picture, "image/jpeg", "inline"),
            (&preview, "image/jpeg", "inline"),
            (
                &pdf,
                "application/pdf",
                "attachment; filename=\"canary-plan.pdf\"",
            ),
        ] {
            let file = world.get(address, visitor);
            assert_eq!(file.status, StatusCode::OK, "{address}");
            assert_eq!(file.header("content-type"), kind);
            assert_eq!(file.header("content-disposition"), shown);
            assert_eq!(file.header("x-content-type-options"), "nosniff");
            assert_eq!(file.header("cache-control"), "no-store");
            let policy = file.header("content-security-policy");
            assert_eq!(policy, "sandbox; default-src 'none'");
            assert!(!holds(&file.body, IN_EXIF) && !holds(&file.body, "Exif"));
            assert_eq!(holds(&file.body, IN_PDF), kind == "application/pdf");
        }
        // What one takes away has them, and is checked without the server.
        let lines = world.get(&format!("/r/{}/record.jsonl", world.table), visitor);
        let checked = record::check(&lines.body[..], domain::fact::erases).unwrap();
        assert_eq!((checked.opened.files, checked.opened.files_missing), (3, 0));
        let file = world
            .get(&format!("{}.md", dialogue(&world)), visitor)
            .text();
        assert!(file.contains(ALT) && file.contains(NAMES[1]), "{file}");
    }
    let outside = [
        "supplier",
        "observer",
        "facilitator",
        "removed",
        "member elsewhere",
        "anonymous",
    ];
    let encoded = BASE64_STANDARD.encode(plan(""));
    for name in outside {
        let visitor = world.visitor(name);
        for (address, received) in everything(&world, visitor) {
            for canary in [ALT, "canary-dock", "canary-plan", IN_PDF, IN_EXIF, &encoded] {
                assert!(
                    !received.contains(canary),
                    "{name} reads {canary} at {address}"
                );
            }
        }
        for address in addresses(&world, word) {
            let hidden = world.get(&address, visitor);
            let missing = address.replace(&word.to_string(), &uuid::Uuid::new_v4().to_string());
            let missing = world.get(&missing, visitor);
            assert_eq!(hidden.status, missing.status, "{name} at {address}");
            assert_ne!(hidden.status, StatusCode::OK);
        }
    }
}

#[test]
fn what_is_not_taken_says_why_at_its_field_and_nothing_typed_is_lost() {
    let world = World::new();
    let customer = world.visitor("customer");
    let heads = world.heads();
    let large = vec![0xFF; attachment::BYTES + 1];
    let cut = photograph();
    let script = plan("4 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n");
    for (called, bytes, why) in [
        (
            "a.png",
            b"<svg onload='alert(1)'/>".to_vec(),
            "not a JPEG, PNG, WebP or PDF",
        ),
        (
            "a.jpg",
            b"<!doctype html><script>alert(1)</script>".to_vec(),
            "not a JPEG, PNG, WebP or PDF",
        ),
        ("a.gif", b"GIF89a\x01\0\x01\0".to_vec(), "Moving pictures"),
        (
            "a.jpg",
            cut[..cut.len() / 2].to_vec(),
            "damaged or incomplete",
        ),
        ("a.pdf", script, "contains scripts"),
        ("a.pdf", plan("<< /Encrypt 9 0 R >>"), "protected"),
        ("a.jpg", large, "larger than 5 MB"),
        ("a.jpg", Vec::new(), "file is empty"),
    ] {
        let whole = [("audience", "whole_table"), ("alt-2", "the whole dock")];
        let files = [
            ("file-1", "good.jpg", photograph()),
            ("file-2", called, bytes),
        ];
        let reply = send(
            &world,
            &dialogue(&world),
            customer,
            &[&NEED[..], &whole].concat(),
            &files,
        );
        let page = reply.text();
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{why}: {page}"
        );
        let error = page.split("id=\"file-2-e\">").nth(1).unwrap_or_default();
        assert!(
            error.split('<').next().unwrap().contains(why),
            "{why}: {error}"
        );
        assert!(page.contains(">the dock floods</textarea>"));
        assert!(page.contains("value=\"the whole dock\""));
        // No browser gives files back: what was good is asked for again.
        assert!(page.contains("choose “good.jpg” again"), "{page}");
    }
    assert_eq!(world.heads(), heads);
    assert_eq!(files_kept(&world), 0);
}

#[test]
fn a_form_that_is_too_large_keeps_its_words_and_other_forms_take_no_more_than_before() {
    let world = World::new();
    let customer = world.visitor("customer");
    let whole = [("audience", "whole_table")];
    let third = || vec![0xFF; web::server::FILES_BYTES / 3];
    let files = [
        ("file-1", "a.jpg", third()),
        ("file-2", "b.jpg", third()),
        ("file-3", "c.jpg", third()),
    ];
    let reply = send(
        &world,
        &dialogue(&world),
        customer,
        &[&NEED[..], &whole].concat(),
        &files,
    );
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains(">the dock floods</textarea>"));
    let other = format!("/r/{}/parties/purpose", world.table);
    let reply = send(&world, &other, customer, &[("purpose", "x")], &files);
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let reply = send(&world, &other, customer, &[("purpose", "x")], &[]);
    assert_eq!(
        reply.status,
        StatusCode::BAD_REQUEST,
        "no other form is multipart"
    );
    // What was typed is bounded as everywhere.
    let long = "x".repeat(web::server::BODY_BYTES);
    let reply = send(
        &world,
        &dialogue(&world),
        customer,
        &[("words", &long)],
        &[],
    );
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// The bodies of requests that never end, and how many of them are being read.
fn endless(read: &Arc<AtomicUsize>) -> Body {
    let (read, mut is_first) = (Arc::clone(read), true);
    Body::from_stream(futures_util::stream::poll_fn(move |_| {
        if std::mem::take(&mut is_first) {
            read.fetch_add(1, Ordering::Relaxed);
        }
        Poll::<Option<Result<Vec<u8>, Infallible>>>::Pending
    }))
}

#[test]
fn whoever_has_no_seat_takes_no_turn_from_those_who_send_files() {
    let world = World::new();
    let anybody = ["anonymous", "member elsewhere", "removed"];
    let asked: Vec<_> = anybody.iter().cycle().take(12).collect();
    let (read, patience) = (Arc::default(), Duration::from_secs(60));
    for name in &asked {
        let request = world.request(&Method::POST, &dialogue(&world), world.visitor(name));
        let request = request
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=b0undary");
        let answer = world.answer(request.body(endless(&read)).unwrap());
        world.runtime.spawn(answer);
    }
    let begun = Instant::now();
    while read.load(Ordering::Relaxed) < asked.len() && begun.elapsed() < patience {
        std::thread::yield_now();
    }
    assert_eq!(
        read.load(Ordering::Relaxed),
        asked.len(),
        "some of them wait for a turn"
    );
    let files = [("file-1", "dock.jpg", photograph())];
    let whole = [("audience", "whole_table")];
    let fields = [&NEED[..], &whole].concat();
    let customer = world.visitor("customer");
    let reply = send(&world, &dialogue(&world), customer, &fields, &files);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
}

#[test]
fn whoever_may_not_come_any_more_is_given_back_what_they_typed_beside_large_files() {
    let world = World::new();
    let large = [("file-1", "a.jpg", vec![0xFF; web::server::BODY_BYTES])];
    let anonymous = world.visitor("anonymous");
    let reply = send(&world, &dialogue(&world), anonymous, &NEED, &large);
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert!(reply.text().contains("the dock floods"), "{}", reply.text());
    // So is what is more than any form holds.
    let long = "x ".repeat(web::server::BODY_BYTES);
    let customer = world.visitor("customer");
    let reply = send(
        &world,
        &dialogue(&world),
        customer,
        &[("words", &long)],
        &[],
    );
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.text().contains(&long[..1_000]));
}

#[test]
fn a_file_without_its_word_or_a_description_without_its_file_is_asked_for() {
    let world = World::new();
    let customer = world.visitor("customer");
    let whole = [("audience", "whole_table")];
    let heads = world.heads();
    for (extra, why) in [
        (("file-1", "dock.jpg"), "only its name came along"),
        (("alt-1", "a dock"), "described a file here"),
    ] {
        let fields = [&NEED[..], &whole, &[extra]].concat();
        let reply = send(&world, &dialogue(&world), customer, &fields, &[]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text().contains(why), "{why}");
    }
    let files = [("file-1", "dock.jpg", photograph())];
    let reply = send(
        &world,
        &dialogue(&world),
        customer,
        &[("words", ""), ("kind", "need"), whole[0]],
        &files,
    );
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        (world.heads(), files_kept(&world)),
        (heads, 0),
        "no file is kept of a word that was refused"
    );
    // Without files the same form says the word.
    let reply = send(
        &world,
        &dialogue(&world),
        customer,
        &[&NEED[..], &whole].concat(),
        &[("file-1", "", Vec::new())],
    );
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

#[test]
fn an_answer_takes_files_along_and_a_retry_says_nothing_twice() {
    let mut world = World::new();
    let word = told(&mut world);
    let path = format!("{}/{word}/replies", dialogue(&world));
    let provider = world.visitor("provider, guessed");
    let fields = [
        ("kind", "question"),
        ("words", "this one?"),
        ("audience", "thread"),
        ("key", "once.question"),
    ];
    let files = [("file-1", "gate.png", drawn(ImageFormat::Png))];
    let said = send(&world, &path, provider, &fields, &files);
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    let heads = world.heads();
    let again = send(&world, &path, provider, &fields, &files);
    assert_eq!(again.header("location"), said.header("location"));
    let others = [("file-1", "gate.png", photograph())];
    let other = send(&world, &path, provider, &fields, &others);
    assert_eq!(
        other.status,
        StatusCode::CONFLICT,
        "another file under the same key"
    );
    assert_eq!(world.heads(), heads);
    let customer = world.visitor("customer");
    let page = world
        .get(&format!("{}/{word}", dialogue(&world)), customer)
        .text();
    assert_eq!(page.matches("/preview\"").count(), 2);
    assert!(
        page.contains("alt=\"gate.png\""),
        "without a description the name is read"
    );
}

#[test]
fn erased_with_the_word_they_are_nowhere() {
    let mut world = World::new();
    let word = told(&mut world);
    let customer = world.visitor("customer");
    let said = world.app.relationship(world.table).unwrap().unwrap();
    let seen = said.seen_by(world.mara, &said).unwrap();
    let sequence = seen.attachment(word, 1).unwrap().sequence;
    assert_eq!(files_kept(&world), 3);
    let erase =
        json!({ "command": "erase_content", "sequence": sequence, "ground": "no longer so" });
    let commands = format!("/api/v1/relationships/{}/commands", world.table);
    let reply = world.post_json(&commands, customer, None, erase.to_string().into_bytes());
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(files_kept(&world), 0);
    let before = jiff::Timestamp::from_millisecond(NOW).unwrap();
    for address in addresses(&world, word) {
        assert_eq!(
            world.get(&address, customer).status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
        let back = format!("{address}?as_of={before}");
        assert_eq!(
            world.get(&back, customer).status,
            StatusCode::NOT_FOUND,
            "{back}"
        );
    }
    let encoded = BASE64_STANDARD.encode(plan(""));
    for (address, received) in everything(&world, customer) {
        for canary in [ALT, "canary-dock", "canary-plan", IN_PDF, &encoded] {
            assert!(!received.contains(canary), "{canary} at {address}");
        }
    }
    let mut export = Vec::new();
    let stream = record::StreamId(world.table.0);
    world.app.record().export(stream, &mut export).unwrap();
    assert!(!holds(&export, &encoded) && !holds(&export, ALT));
}

#[test]
fn a_program_says_a_word_with_files_and_reads_them_by_its_token() {
    let world = World::new();
    let path = format!("/api/v1/relationships/{}/words", world.table);
    let customer = world.visitor("customer");
    let say = json!({ "command": "say", "kind": "need", "audience": "whole_table", "words": "by a program" });
    let file = |bytes: &[u8]| json!({ "name": "d.png", "alt": "", "content": BASE64_STANDARD.encode(bytes) });
    let body = |word: &Value, files: Vec<Value>| {
        json!({ "word": word, "attachments": files })
            .to_string()
            .into_bytes()
    };
    let png = drawn(ImageFormat::Png);
    let sent = body(&say, vec![file(&png)]);
    let reply = world.post_json(&path, customer, Some("a-key"), sent.clone());
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let told = &reply.json()["entries"][0]["fact"];
    assert_eq!(told["text"]["attachments"][0]["kind"], "png", "{told}");
    let id = reply.json()["made"][0]["id"].as_str().unwrap().to_owned();
    let heads = world.heads();
    let again = world.post_json(&path, customer, Some("a-key"), sent);
    assert_eq!(
        (again.status, again.json()["made"].clone()),
        (reply.status, reply.json()["made"].clone())
    );
    let other = world.post_json(
        &path,
        customer,
        Some("a-key"),
        body(&say, vec![file(&photograph())]),
    );
    assert_eq!(other.status, StatusCode::CONFLICT);
    for (word, files, why) in [
        (&say, vec![file(b"<svg/>")], "attachments"),
        (&say, vec![json!({ "content": "???" })], "attachments"),
        (&say, vec![], "attachments"),
        (
            &say,
            vec![file(&png), file(&png), file(&png), file(&png)],
            "attachments",
        ),
        (&json!({ "command": "leave" }), vec![file(&png)], "word"),
    ] {
        let refused = world.post_json(&path, customer, None, body(word, files));
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text()
        );
        assert!(refused.text().contains(why), "{}", refused.text());
    }
    assert_eq!(world.heads(), heads);
    let thread = format!("/api/v1/relationships/{}/dialogue/{id}", world.table);
    let read = world.get(&thread, customer).json();
    let address = format!("/r/{}/dialogue/{id}/attachments/1", world.table);
    let attachment = &read["said"][0]["attachments"][0];
    assert_eq!(
        (&attachment["place"], &attachment["width"]),
        (&json!(1), &json!(64)),
        "{read}"
    );
    for visitor in world
        .visitors
        .iter()
        .filter(|it| it.by_token() && it.seated)
    {
        let got = world.get(&address, visitor);
        assert_eq!(
            (got.status, got.header("content-type")),
            (StatusCode::OK, "image/png"),
            "{}",
            visitor.name
        );
    }
    let nobody = world.visitor("anonymous");
    let refused = world.post_json(&path, nobody, None, body(&say, vec![file(&png)]));
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}
