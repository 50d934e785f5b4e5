//! What pages say where something is missing, ended or refused.

use accounts::secrecy::ExposeSecret as _;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::words::PartyKind;
use domain::{Command, act};
use jiff::Timestamp;
use uuid::Uuid;

use crate::world::{NOW, World, do_at};

const WRITTEN: &str = "A thought of several words";
const SECRET: &str = "several words that open an account";

#[test]
fn what_was_written_and_could_not_be_recorded_is_given_back() {
    let world = World::new();
    let nobody = world.visitor("anonymous");
    let path = format!("/r/{}/dialogue", world.table);
    let fields = [
        ("words", WRITTEN),
        ("kind", "need"),
        ("current_password", SECRET),
    ];
    let reply = world.form(&path, nobody, &fields);
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    let page = reply.text();
    assert!(page.contains(WRITTEN), "{page}");
    assert!(!page.contains(SECRET), "a password is never shown");
    assert!(page.contains(&format!("/sign-in?back=/r/{}\"", world.table)));

    // So is it where the page was loaded under a session that is another one by now.
    let stale = world
        .request(&Method::POST, &path, world.visitor("customer"))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("csrf=stale&words=Said+in+another+window"));
    let reply = world.send(stale.unwrap());
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.text().contains("Said in another window"));

    let from_elsewhere = world
        .request(&Method::POST, &path, nobody)
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("words=Not+a+word+of+ours"));
    let reply = world.send(from_elsewhere.unwrap());
    assert!(!reply.text().contains("Not a word of ours"));
}

#[test]
fn a_page_that_is_not_there_leads_back_to_the_table_one_sits_at() {
    let world = World::new();
    let path = format!("/r/{}/outcomes/{}", world.table, Uuid::new_v4());
    let back = format!("href=\"/r/{}\"", world.table);
    let seated = world.get(&path, world.visitor("customer"));
    assert_eq!(seated.status, StatusCode::NOT_FOUND);
    assert!(seated.text().contains(&back));
    let stranger = world.get(&path, world.visitor("member elsewhere"));
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert!(!stranger.text().contains(&back));
}

#[test]
fn a_server_without_mail_offers_to_send_none() {
    let world = World::new();
    let page = world.get("/password", world.visitor("anonymous")).text();
    assert!(!page.contains("<form"), "{page}");
}

#[test]
fn a_closed_relationship_says_so_where_it_is_listed_and_asks_nobody_more() {
    let world = World::new();
    let customer = world.visitor("customer");
    let dialogue = format!("/r/{}/dialogue", world.table);
    let waits = "not said back yet";
    assert!(!world.get("/", customer).text().contains("Closed on"));
    assert!(world.get(&dialogue, customer).text().contains(waits));
    let value = || {
        let path = format!("/r/{}/value", world.table);
        let page = world.get(&path, world.visitor("provider, not guessed"));
        page.text()
    };
    assert!(value().contains("has spoken; guess first"));
    for (name, said) in [
        ("customer", "said=closing-consented"),
        ("supplier", "said=closing-consented"),
        ("provider, guessed", "said=closing-closed"),
    ] {
        let settings = format!("/r/{}/settings", world.table);
        let page = world.get(&settings, world.visitor(name)).text();
        let proposal = page.split("name=\"proposal\" value=\"").nth(1).unwrap();
        let proposal = proposal.split('"').next().unwrap();
        let path = format!("{settings}/closing");
        let done = world.form(&path, world.visitor(name), &[("proposal", proposal)]);
        assert!(done.header("location").ends_with(said), "{name}");
    }
    assert!(world.get("/", customer).text().contains("Closed on"));
    assert!(!world.get(&dialogue, customer).text().contains(waits));
    let invite = world.get(&format!("/r/{}/invite", world.table), customer);
    assert_eq!(invite.status, StatusCode::SEE_OTHER);
    assert!(!value().contains("guess first"), "nobody can any more");
    assert!(value().contains("has spoken"));
}

#[test]
fn of_many_parties_those_who_have_not_spoken_share_a_line() {
    let world = World::new();
    let value = |world: &World| {
        let path = format!("/r/{}/value", world.table);
        world.get(&path, world.visitor("customer")).text()
    };
    assert!(!value(&world).contains("Not heard yet on any of these"));
    for name in ["Aare", "Birs", "Chiese", "Doubs", "Emme"] {
        let now = Timestamp::from_millisecond(NOW).unwrap();
        let organisation = world.app.accounts().create_organisation(name, now);
        let command = Command::SeatParty(act::SeatParty {
            organisation: organisation.unwrap().id,
            kind: PartyKind::Supplier,
            dependency: None,
        });
        do_at(&world.app, world.table, world.ines, command);
    }
    let page = value(&world);
    assert!(page.contains("Not heard yet on any of these: "), "{page}");
    // On a phone, the same of each outcome.
    assert!(page.contains("Not heard yet: "), "{page}");
    let head = |name: &str| page.contains(&format!("<th scope=\"col\">{name}</th>"));
    assert!(!head("Aare"), "nobody has a column for nothing");
    for name in ["Aare", "Birs", "Chiese", "Doubs", "Emme"] {
        assert!(page.contains(name), "{name} is named all the same");
    }
}

#[test]
fn an_outcome_offers_what_the_rule_lets_the_visitor_do() {
    let world = World::new();
    let path = format!("/r/{}/outcomes/{}", world.table, world.outcome);
    let guess = format!("href=\"/r/{}/guess/{}\"", world.table, world.outcome);
    let offers = |visitor: &_, path: &str| {
        let page = world.get(path, visitor).text();
        let forms = ["/retirement\"", "/effects\"", &guess];
        forms.map(|form| page.contains(form))
    };
    let mut retirers = 0;
    for visitor in &world.visitors {
        if visitor.by_token() || world.get(&path, visitor).status != StatusCode::OK {
            continue;
        }
        let [retire, state, _] = offers(visitor, &path);
        retirers += usize::from(retire);
        // The rule is asked by doing it without a reason: whoever may is asked for one.
        let refused = world.form(&format!("{path}/retirement"), visitor, &[("why", "")]);
        let may = refused.text().contains("Say something here.");
        assert_eq!(retire, may, "{}: {}", visitor.name, refused.status);
        assert!(state || !retire, "{}", visitor.name);
    }
    assert!(retirers > 0, "somebody may retire it");

    let now = world.app.relationship(world.table).unwrap().unwrap();
    let begun = Timestamp::from_millisecond(now.opened_at().0 + 1).unwrap();
    let past = format!("/r/{}?as_of={begun}", world.table);
    let page = world.get(&past, world.visitor("customer")).text();
    assert!(!page.contains("/guess/"), "{page}");

    let retired = act::RetireOutcome {
        outcome: world.outcome,
        why: "Nobody asks for it".to_owned(),
    };
    do_at(&world.app, world.table, world.mara, retired);
    for visitor in &world.visitors {
        assert_eq!(offers(visitor, &path), [false; 3], "{}", visitor.name);
    }
}

#[test]
fn a_party_that_joins_where_something_was_said_reads_from_now_unless_it_is_chosen_otherwise() {
    let world = World::new();
    let invite = |name: &str, of: domain::ids::PartyId| {
        let path = format!("/r/{}/invite?party={of}", world.table);
        world.get(&path, world.visitor(name)).text()
    };
    let checked = |page: &str| {
        let chosen = page
            .split("<input")
            .find(|tag| tag.contains("name=\"since\"") && tag.contains("checked"));
        chosen.is_some_and(|tag| tag.contains("value=\"now\""))
    };
    let accounts = world.app.accounts();
    let joins = accounts
        .create_organisation("Nordlicht Sites", jiff::Timestamp::UNIX_EPOCH)
        .unwrap();
    let seat = domain::act::SeatParty {
        organisation: joins.id,
        kind: domain::words::PartyKind::Other,
        dependency: None,
    };
    do_at(&world.app, world.table, world.ines, seat);
    let seen = world.app.relationship(world.table).unwrap().unwrap();
    let frame = seen.seen_by(world.ines, &seen).unwrap().frame();
    let joins = frame
        .parties
        .iter()
        .find(|party| party.organisation == joins.id);
    assert!(checked(&invite("provider, guessed", joins.unwrap().id)));
    assert!(!checked(&invite("provider, guessed", frame.provider)));
}

#[test]
fn whoever_is_a_guest_elsewhere_is_led_to_their_own_link_before_they_begin_here() {
    let world = World::new();
    let (_, link) = world
        .app
        .accounts()
        .renew_invitation(
            world.invitation.parse().unwrap(),
            world.mara,
            accounts::Side::Own,
            Timestamp::from_millisecond(NOW).unwrap(),
        )
        .unwrap();
    let path = format!("/i/{}", link.expose_secret());
    let page = |name: &str| world.get(&path, world.visitor(name)).text();
    assert!(page("guest elsewhere").contains("/way-back"));
    assert!(!page("customer").contains("/way-back"));
}
