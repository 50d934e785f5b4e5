//! A form that another site's page sends changes nothing.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use web::routes::Access;

use crate::world::World;

/// Forms of pages that were loaded before signing in carry no proof; these are guarded by where they
/// come from alone.
const BEFORE_SIGNING_IN: [&str; 7] = [
    "/sign-in",
    "/i/",
    "/confirm/",
    "/password",
    "/stop/",
    "/set-up",
    "/demo/",
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
                assert_eq!(
                    reply.status,
                    StatusCode::FORBIDDEN,
                    "{} {header}: {value}",
                    route.path
                );
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
