//! Signing over HTTP: never by a program, and nothing where it is not confirmed.

use domain::words::*;
use domain::{act, ids::*};
use serde_json::json;

use crate::world::{NOW, PASSWORD, World, do_at, newcomer};

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

#[test]
fn a_password_signs_a_wrong_one_does_not_and_the_paper_holds_the_receipt() {
    let (world, text) = open();
    let orla = newcomer("Orla Own");
    let accounts = world.app.accounts();
    let now = jiff::Timestamp::from_millisecond(NOW).unwrap();
    let person = accounts.add_guest(world.northwind, &orla, now).unwrap().id;
    accounts
        .claim(person, "orla.own@example.org", PASSWORD, now)
        .unwrap();
    let (party, roles) = (world.consumer, vec![Role::Customer]);
    let since = Since::Start;
    let admit = act::AdmitPerson {
        person,
        party,
        roles,
        since,
    };
    do_at(&world.app, world.table, world.mara, admit);
    let orla = &world.by_password("Orla Own");
    let place = format!("/r/{}/agreement/versions/1", world.table);
    let sign = |password: &str| {
        let fields = [
            ("form", "sign-password"),
            ("text", text.as_str()),
            ("capacity", "customer"),
            ("password", password),
        ];
        world.form(&format!("{place}/sign"), orla, &fields)
    };
    let paper = || world.get(&format!("{place}/agreement.pdf"), orla);
    let holds =
        |bytes: &[u8], words: &str| bytes.windows(words.len()).any(|it| it == words.as_bytes());

    let refused = sign("not what it is");
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(refused.text().contains(&text), "{}", refused.text());
    assert!(shown(&world).signatures.is_empty());
    let unsigned = paper();
    assert_eq!(unsigned.status, 200, "{}", unsigned.text());
    assert!(!holds(&unsigned.body, "(receipt-1.json)"));

    let done = sign(PASSWORD);
    assert_eq!(done.status, 303, "{}", done.text());
    let signed = shown(&world).signatures;
    assert_eq!(signed.len(), 1);
    assert_eq!(signed[0].proved.word(), "password");

    let signed = paper();
    assert_eq!(signed.header("content-type"), "application/pdf");
    assert!(signed.body.starts_with(b"%PDF-1.7"));
    for attached in ["(agreement-1.json)", "(receipt-1.json)"] {
        assert!(holds(&signed.body, attached), "{attached}");
    }
    assert_eq!(
        signed.body,
        paper().body,
        "the same record gives the same bytes"
    );
}
