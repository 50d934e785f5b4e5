//! A form that another site's page sends changes nothing.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use web::routes::Access;

use crate::world::World;

/// Forms of pages that were loaded before signing in carry no proof; these are guarded by where they
/// come from alone.
const BEFORE_SIGNING_IN: [&str; 9] = [
    "/sign-in",
    "/i/",
    "/confirm/",
    "/password",
    "/stop/",
    "/set-up",
    "/demo/",
    // Whoever takes part in a consultation has no session.
    "/c/",
    "/q/",
];

/// Where programs send pictures.
const WITH_FILES: [&str; 2] = [
    "/api/v1/relationships/{relationship}/words",
    "/api/v1/relationships/{relationship}/measures/{measure}/readings",
];

#[test]
fn a_form_from_another_site_is_refused_and_changes_nothing() {
    let world = World::new();
    let heads = world.heads();
    for route in World::routes().filter(|route| route.method() == Method::POST) {
        for name in ["anonymous", "customer", "guest"] {
            let visitor = world.visitor(name);
            for (header, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("origin", "https://elsewhere.example"),
                ("origin", "null"),
            ] {
                let request = world
                    .request(&Method::POST, &world.fill(route.path, world.table), visitor)
                    .header(header, value)
                    .header("x-csrf-token", visitor.csrf())
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(Body::from(format!("csrf={}", visitor.csrf())));
                let reply = world.send(request.unwrap());
                // Of whoever is not signed in nothing is read that may bring files.
                let is_unread = name == "anonymous" && WITH_FILES.contains(&route.path);
                let refused = match is_unread {
                    true => StatusCode::UNAUTHORIZED,
                    false => StatusCode::FORBIDDEN,
                };
                assert_eq!(reply.status, refused, "{} {header}: {value}", route.path);
            }
        }
    }
    assert_eq!(world.heads(), heads);
}

/// Browsers that do not say where a request comes from (on an address without TLS) say whose page the form
/// stood on, as long as our pages let them; a scanner of mails sends forms and says neither.
#[test]
fn a_form_that_does_not_say_where_it_comes_from_is_refused_and_our_own_is_not() {
    let world = World::new();
    let anonymous = world.visitor("anonymous");
    let link = world.get(&world.fill("/i/{secret}", world.table), anonymous);
    assert_eq!(link.header("referrer-policy"), "same-origin");
    let sent = |origin: Option<&str>| {
        let mut request = world
            .request(&Method::POST, "/sign-in", anonymous)
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        world.send(request.body(Body::empty()).unwrap()).status
    };
    assert_eq!(sent(None), StatusCode::FORBIDDEN);
    assert_ne!(sent(Some("http://localhost")), StatusCode::FORBIDDEN);
}

#[test]
fn a_form_without_its_sessions_proof_is_refused() {
    let world = World::new();
    let heads = world.heads();
    let stolen = world.visitor("provider, guessed").csrf();
    for route in World::routes().filter(|route| route.method() == Method::POST) {
        if BEFORE_SIGNING_IN
            .iter()
            .any(|path| route.path.starts_with(path))
        {
            continue;
        }
        assert_ne!(route.access, Access::Public, "{}", route.path);
        for proof in ["", "nonsense", &stolen] {
            let visitor = world.visitor("customer");
            let request = world
                .request(&Method::POST, &world.fill(route.path, world.table), visitor)
                .header("sec-fetch-site", "same-origin")
                .header("x-csrf-token", proof)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(format!("csrf={proof}")));
            let reply = world.send(request.unwrap());
            assert_eq!(
                reply.status,
                StatusCode::FORBIDDEN,
                "{} {proof}",
                route.path
            );
        }
    }
    assert_eq!(world.heads(), heads);
}

/// A form that stood on a page of ours from before its sender signed in again, or somebody else did.
fn old_form(world: &World, header: (&str, &str), proof: &str) -> crate::world::Reply {
    let table = world.table;
    let body = serde_html_form::to_string([
        ("form", "say"),
        ("csrf", proof),
        ("key", "5f1c7a3e.say"),
        ("kind", "need"),
        ("words", "Trucks \"<b>\" must leave on time & early"),
        ("audience", "whole_table"),
    ]);
    let request = world
        .request(
            &Method::POST,
            &format!("/r/{table}/dialogue"),
            world.visitor("customer"),
        )
        .header(header.0, header.1)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.unwrap()));
    world.send(request.unwrap())
}

#[test]
fn a_form_from_before_signing_in_is_given_back_to_be_sent_once() {
    let world = World::new();
    for header in [
        ("sec-fetch-site", "same-origin"),
        // Without TLS.
        ("origin", "http://localhost"),
    ] {
        let reply = old_form(&world, header, "of-another-session");
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        let page = scraper::Html::parse_document(&reply.text());
        let all = |selector: &str| {
            let selector = scraper::Selector::parse(selector).unwrap();
            page.select(&selector)
                .map(|found| {
                    let name = found.attr("name").unwrap_or_default().to_owned();
                    let value = found.attr("value").map(str::to_owned);
                    (name, value.unwrap_or_else(|| found.text().collect()))
                })
                .collect::<Vec<_>>()
        };
        let mut fields = all("main form input");
        fields.extend(all("main form textarea"));
        let words = fields.iter().find(|(name, _)| name == "words").unwrap();
        assert_eq!(words.1, "Trucks \"<b>\" must leave on time & early");
        assert!(
            reply.text().contains("Send it again as"),
            "{}",
            reply.text()
        );
        let again: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let path = format!("/r/{}/dialogue", world.table);
        let sent = world.form(&path, world.visitor("customer"), &again);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let accepted = sent.headers.get_all("set-cookie").iter();
        let accepted: Vec<_> = accepted.map(|it| it.to_str().unwrap()).collect();
        assert!(
            accepted[0].starts_with("covalue-sent=5f1c7a3e.say;"),
            "{accepted:?}"
        );
        let place = sent.header("location").to_owned();
        let twice = world.form(&path, world.visitor("customer"), &again);
        assert_eq!(twice.header("location"), place, "it is carried out once");
    }
    let heads = world.heads();
    for (header, proof) in [
        (("sec-fetch-site", "cross-site"), "of-another-session"),
        (("origin", "http://evil.example"), "of-another-session"),
        (("sec-fetch-site", "none"), "of-another-session"),
    ] {
        let page = old_form(&world, header, proof).text();
        assert!(!page.contains("Trucks"), "{header:?}: {page}");
    }
    assert_eq!(world.heads(), heads);
}

#[test]
fn no_password_is_given_back_and_no_form_that_holds_one_goes_again() {
    let world = World::new();
    let request = world
        .request(
            &Method::POST,
            "/account/password",
            world.visitor("customer"),
        )
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(
            "csrf=old&current_password=Seven+Herons&password=Eight+Herons",
        ));
    let page = world.send(request.unwrap()).text();
    assert!(
        !page.contains("Herons") && !page.contains("Send it again"),
        "{page}"
    );
}
