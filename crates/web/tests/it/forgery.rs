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
