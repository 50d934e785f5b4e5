//! Signing over HTTP: never by a program, and nothing where it is not confirmed.

use domain::{act, ids::*};
use serde_json::json;

use crate::world::{PASSWORD, World, do_at};

/// The world's agreement, open for signature; what stands for its text.
fn open() -> (World, String) {
    let world = World::new();
    let outcome: OutcomeId = world.outcome;
    do_at(
        &world.app,
        world.table,
        world.ines,
        act::SkipGuess { outcome },
    );
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let seen = table.seen_by(world.ines, &table).unwrap();
    let draft = seen
        .agreement(None, world.app.now())
        .unwrap()
        .shown
        .unwrap();
    let (version, composed) = (draft.version, draft.composed);
    do_at(
        &world.app,
        world.table,
        world.ines,
        act::OpenForSignature { version, composed },
    );
    let text = shown(&world).text.unwrap().to_string();
    (world, text)
}

fn shown(world: &World) -> domain::view::AgreementView {
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let seen = table.seen_by(world.mara, &table).unwrap();
    seen.agreement(None, world.app.now())
        .unwrap()
        .shown
        .unwrap()
}

#[test]
fn no_program_signs() {
    let (world, text) = open();
    let mara = world.visitor("customer");
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let body =
        json!({ "command": "sign_agreement", "version": 1, "text": text, "capacity": "customer" });
    let reply = world.post_json(&path, mara, None, body.to_string().into_bytes());
    assert_eq!(reply.status, 422, "{}", reply.text());
    assert!(reply.text().contains("confirm_first"), "{}", reply.text());
    assert!(shown(&world).signatures.is_empty());
}

#[test]
fn a_stale_text_is_refused_on_the_page_that_shows_the_new_one() {
    let (world, _) = open();
    let mara = world.visitor("customer");
    let stale = "0".repeat(64);
    let fields = [
        ("form", "sign-password"),
        ("text", stale.as_str()),
        ("capacity", "customer"),
        ("password", PASSWORD),
    ];
    let reply = world.form(
        &format!("/r/{}/agreement/versions/1/sign", world.table),
        mara,
        &fields,
    );
    assert_eq!(reply.status, 422);
    assert!(reply.text().contains("Read it again"), "{}", reply.text());
}
