//! Signing over HTTP: never by a program, and nothing where it is not confirmed.

use domain::words::*;
use domain::{act, ids::*};
use serde_json::json;

use crate::world::{NOW, PASSWORD, Visitor, World, do_at, newcomer};

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

/// Another customer, signed in by password.
fn orla(world: &World) -> Visitor {
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
    world.by_password("Orla Own")
}

#[test]
fn a_password_signs_a_wrong_one_does_not_and_the_paper_holds_the_receipt() {
    let (world, text) = open();
    let orla = &orla(&world);
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

#[test]
fn when_a_text_was_shown_is_kept_with_a_signature_and_told_in_its_receipt() {
    let (world, text) = open();
    let mara = world.visitor("customer");
    let place = format!("/r/{}/agreement/versions/1", world.table);
    let carried = |page: String| -> String {
        let rest = page.split("name=\"shown\" value=\"").nth(1);
        let rest = rest.and_then(|rest| rest.split('"').next());
        rest.expect("the page carries when it was shown").to_owned()
    };
    let before = world
        .app
        .record()
        .head(record::StreamId(world.table.0))
        .unwrap();
    let first = carried(world.get(&format!("{place}/sign"), mara).text());
    let after = world
        .app
        .record()
        .head(record::StreamId(world.table.0))
        .unwrap();
    assert_eq!(before, after, "that somebody looks is not recorded");

    let signs = |shown: &str| {
        let fields = [
            ("form", "sign-demo"),
            ("text", text.as_str()),
            ("capacity", "customer"),
            ("shown", shown),
        ];
        world.form(&format!("{place}/sign"), mara, &fields)
    };
    // Nobody else's, and of no other moment: it is as if it had not been said.
    let (at, mac) = first.split_once('.').unwrap();
    let earlier = format!("{}.{mac}", at.parse::<i64>().unwrap() - 1);
    let ines = world.visitor("provider, not guessed");
    let hers = carried(world.get(&format!("{place}/sign"), ines).text());
    for other in [earlier.as_str(), hers.as_str(), "", "x", "1.x"] {
        let accounts = world.app.accounts();
        let named = format!("{} 1 {text}", world.table);
        assert_eq!(
            accounts.shown(world.mara, &named, other).unwrap(),
            None,
            "{other}"
        );
    }
    // What is refused is shown again as first shown then.
    let fields = [
        ("form", "sign-demo"),
        ("text", text.as_str()),
        ("capacity", "nothing"),
        ("shown", first.as_str()),
    ];
    let refused = world.form(&format!("{place}/sign"), mara, &fields);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(carried(refused.text()), first);

    let done = signs(&first);
    assert_eq!(done.status, 303, "{}", done.text());
    let signed = shown(&world).signatures.remove(0);
    assert_eq!(signed.shown, Some(domain::Moment(at.parse().unwrap())));
    let receipt = format!("{place}/receipts/{}/receipt.json", world.mara);
    let receipt: serde_json::Value =
        serde_json::from_slice(&world.get(&receipt, mara).body).unwrap();
    let log: Vec<_> = receipt["log"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["what"])
        .collect();
    assert_eq!(log, ["text_fixed", "text_shown", "signed"]);
    for line in receipt["log"].as_array().unwrap() {
        let here = line["at_here"].as_str().unwrap();
        assert!(
            here.contains('+') || here.contains('-'),
            "without its offset: {here}"
        );
    }
    let page = world.get(&place, mara);
    assert!(page.text().contains("first shown to"), "{}", page.text());
}

#[test]
fn what_is_left_until_everybody_wins_leads_to_where_it_is_mended() {
    let (world, _) = open();
    let mara = world.visitor("customer");
    let page = world.get(&format!("/r/{}/agreement", world.table), mara);
    let page = page.text();
    let far = page.split("id=\"far\"").nth(1).expect("how far it is");
    let table = world.table;
    for place in [
        format!("/r/{table}/agreement/versions/1/sign"),
        format!("/r/{table}/dialogue/"),
    ] {
        assert!(far.contains(&place), "{place} is not in {far}");
    }
    let overview = world.get(&format!("/r/{table}"), mara);
    assert!(overview.text().contains("/agreement#far"));
}

/// Everybody who is missing signs.
fn sign_by_all(world: &World, text: &str) {
    let place = format!("/r/{}/agreement/versions/1/sign", world.table);
    for (visitor, capacity) in [
        ("customer", "customer"),
        ("provider, not guessed", "service_owner"),
        ("supplier", "representative"),
    ] {
        let fields = [
            ("form", "sign-demo"),
            ("text", text),
            ("capacity", capacity),
            ("shown", ""),
        ];
        let signed = world.form(&place, world.visitor(visitor), &fields);
        assert_eq!(signed.status, 303, "{}", signed.text());
    }
}

#[test]
fn an_agreement_that_was_opened_again_leads_to_its_next_version() {
    let (world, text) = open();
    sign_by_all(&world, &text);
    let page = |path: &str| {
        let place = format!("/r/{}/agreement{path}", world.table);
        world.get(&place, world.visitor("customer")).text()
    };
    let next = format!("href=\"/r/{}/agreement/draft\"", world.table);
    assert!(!page("").contains(&next), "{}", page(""));
    let fields = [
        ("form", "reopening"),
        ("because", "other"),
        ("why", "The depot moves"),
    ];
    let reopening = format!("/r/{}/agreement/versions/1/reopening", world.table);
    let reopened = world.form(&reopening, world.visitor("customer"), &fields);
    assert_eq!(reopened.status, 303, "{}", reopened.text());
    let told = page("");
    assert!(told.contains(&next), "{told}");
    assert!(told.contains("Put together version 2"), "{told}");
    assert!(page("/draft").contains("Put together version 2"));
}

#[test]
fn a_section_that_something_outside_may_touch_is_chosen_named_and_looked_at() {
    let (world, text) = open();
    let factors = format!("/r/{}/factors", world.table);
    let page = |path: &str, visitor: &str| world.get(path, world.visitor(visitor)).text();
    // There is no section of what is not in force.
    assert!(!page(&factors, "provider, guessed").contains("name=\"sections\""));
    sign_by_all(&world, &text);
    let form = page(&factors, "provider, guessed");
    assert!(form.contains("name=\"sections\" value=\"again\""), "{form}");
    assert!(!form.contains("value=\"contract\""), "{form}");
    let today = domain::Moment(NOW).day_in_utc().to_string();
    let fields = [
        ("form", "factor"),
        ("words", "The band is sold"),
        ("kind", "law"),
        ("day", today.as_str()),
        ("sections", "again"),
    ];
    let reply = world.form(&factors, world.visitor("provider, guessed"), &fields);
    assert_eq!(reply.status, 303, "{}", reply.text());
    let path = format!("/api/v1/relationships/{}/factors", world.table);
    let told = world.get(&path, world.visitor("customer")).json();
    let all = told["factors"].as_array().unwrap();
    let it = all
        .iter()
        .find(|it| it["words"] == "The band is sold")
        .unwrap();
    assert_eq!(it["sections"], json!(["again"]));
    assert_eq!(it["waits"], true);
    let factor = format!("{factors}/{}", it["id"].as_str().unwrap());
    let version = format!("/r/{}/agreement/versions/1", world.table);
    let asked = page(&factor, "customer");
    for there in [
        format!("{version}#section-again"),
        format!("{factor}/look"),
        format!("{version}/reopening"),
    ] {
        assert!(asked.contains(&there), "{there}: {asked}");
    }
    let agreement = page(&version, "customer");
    assert!(agreement.contains("id=\"section-again\""), "{agreement}");
    assert!(
        agreement.contains(", in “When we look again”"),
        "{agreement}"
    );
    let table = page(&format!("{factors}.csv?for=program"), "customer");
    assert!(
        table.contains("the agreement, “When we look again”"),
        "{table}"
    );
    let extended = [("form", "extension"), ("sections", "worth")];
    let reply = world.form(
        &format!("{factor}/extension"),
        world.visitor("customer"),
        &extended,
    );
    assert_eq!(reply.status, 303, "{}", reply.text());
    assert!(page(&factor, "customer").contains(&format!("{version}#section-worth")));
}

#[test]
fn the_same_version_gives_the_same_paper_whatever_it_says_and_whatever_is_said_since() {
    let said = [
        String::new(),
        "Für uns Fahrer ist die Rechnung je Standort ihren Preis nicht wert.".to_owned(),
        "🚚📵 שלום, مرحبا 你好 👩‍👩‍👧 — no".to_owned(),
        "The bill by depot is not worth its price to us drivers. ".repeat(70),
    ];
    for words in said {
        let world = World::new();
        let outcome: OutcomeId = world.outcome;
        if !words.is_empty() {
            let words = words.clone();
            do_at(
                &world.app,
                world.table,
                world.mara,
                act::SayDissent { words },
            );
        }
        do_at(
            &world.app,
            world.table,
            world.ines,
            act::SkipGuess { outcome },
        );
        let draft = shown(&world);
        let (version, composed) = (draft.version, draft.composed);
        let opens = act::OpenForSignature { version, composed };
        do_at(&world.app, world.table, world.ines, opens);
        let mara = world.visitor("customer");
        let place = format!("/r/{}/agreement/versions/1/agreement.pdf", world.table);
        let first = world.get(&place, mara);
        assert_eq!(first.status, 200, "{words}: {}", first.text());
        let promise = act::MakeCommitment {
            to: world.consumer,
            words: "A number that a person answers".to_owned(),
            due: domain::Moment(NOW + 9 * domain::Moment::DAY).day_in_utc(),
            contribution: None,
            proposal: None,
            outcomes: Vec::new(),
        };
        do_at(&world.app, world.table, world.ines, promise);
        let words = "Against it since".to_owned();
        do_at(
            &world.app,
            world.table,
            world.mara,
            act::SayDissent { words },
        );
        assert_eq!(first.body, world.get(&place, mara).body);
    }
}

#[test]
fn times_on_paper_are_the_relationships_whoever_takes_it_away() {
    let (world, text) = open();
    sign_by_all(&world, &text);
    let place = format!("/r/{}/agreement/versions/1", world.table);
    let mara = world.visitor("customer");
    let files = [
        "agreement.pdf".to_owned(),
        "agreement.md".to_owned(),
        "agreement.json".to_owned(),
        format!("receipts/{}/receipt.json", world.mara),
    ];
    let taken = || {
        files
            .clone()
            .map(|it| world.get(&format!("{place}/{it}"), mara).body)
    };
    let here = taken();
    let accounts = world.app.accounts();
    accounts
        .set_locale(world.mara, accounts::Language::En, "Asia/Tokyo")
        .unwrap();
    let (elsewhere, read) = (taken(), world.get(&place, mara).text());
    for ((name, here), elsewhere) in files.iter().zip(here).zip(elsewhere) {
        assert!(here == elsewhere, "{name} is another one in Tokyo");
    }
    let paper = world.get(&format!("{place}/agreement.md"), mara).text();
    assert!(paper.contains(" UTC+0"), "{paper}");
    // A page is read in the zone of whoever reads it, which needs no saying.
    assert!(!read.contains(" UTC+0"), "{read}");
}

#[test]
fn whoever_declined_before_a_colleague_signed_did_not_sign_once_it_is_in_force() {
    let (world, text) = open();
    let orla = &orla(&world);
    let place = format!("/r/{}/agreement/versions/1", world.table);
    let page = || world.get(&place, world.visitor("supplier")).text();
    let signs = |visitor: &Visitor, capacity: &str| {
        let fields = [
            ("form", "sign-password"),
            ("text", text.as_str()),
            ("capacity", capacity),
            ("password", PASSWORD),
        ];
        let signed = world.form(&format!("{place}/sign"), visitor, &fields);
        assert_eq!(signed.status, 303, "{}", signed.text());
    };
    signs(world.visitor("customer"), "customer");
    let why = "Not at this price".to_owned();
    let declined = act::DeclineToSign { version: 1, why };
    do_at(&world.app, world.table, world.mara, declined);
    let told = page();
    assert!(told.contains("does not sign ("), "{told}");
    // That she had signed before is told with it.
    for line in [
        "Mara Osei” signed.",
        "Mara Osei” took their signature back.",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let needs = world.get(
        &format!("/r/{}", world.table),
        world.visitor("provider, not guessed"),
    );
    let need = "Somebody from Northwind does not sign the value agreement";
    assert!(needs.text().contains(need), "{}", needs.text());
    signs(orla, "customer");
    signs(world.visitor("provider, not guessed"), "service_owner");
    signs(world.visitor("supplier"), "representative");
    let told = page();
    assert!(told.contains("did not sign ("), "{told}");
    assert!(!told.contains("does not sign ("), "{told}");
}

#[test]
fn a_rhythm_that_is_no_whole_number_is_refused_by_what_a_rhythm_is() {
    let world = World::new();
    let outcome = world.outcome.to_string();
    for months in ["six", "1.5", ""] {
        let fields = [
            ("form", "compose"),
            ("version", "1"),
            ("withdraws", "0"),
            ("outcomes", outcome.as_str()),
            ("months", months),
            ("review", "2099-01-01"),
        ];
        let path = format!("/r/{}/agreement/draft", world.table);
        let reply = world.form(&path, world.visitor("provider, not guessed"), &fields);
        assert_eq!(reply.status, 422, "{months}");
        assert!(
            reply.text().contains("1 to 60"),
            "{months}: {}",
            reply.text()
        );
    }
}
