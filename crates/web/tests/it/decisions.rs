//! What pages of decisions say, and where they lead.

use accounts::secrecy::ExposeSecret;
use domain::words::*;
use domain::{Fact, Moment, act};

use crate::world::{NOW, Visitor, Way, World, canary, do_at};

/// Somebody whose session began then.
fn from_then(world: &World, person: domain::ids::PersonId, at: i64) -> Visitor {
    let now = jiff::Timestamp::from_millisecond(at).unwrap();
    let signed_in = world.app.accounts().demo_session(person, now).unwrap();
    Visitor {
        name: "from then",
        way: Way::Cookie(signed_in.secret.expose_secret().to_owned()),
        seated: true,
    }
}

/// Ines and Tom consent, and so does Mara in the end.
fn adopt(world: &World, proposal: domain::ids::ProposalId) {
    for (person, words) in [
        (world.ines, ""),
        (world.tom, ""),
        (world.mara, "Sundays it is"),
    ] {
        do_at(
            &world.app,
            world.table,
            person,
            act::TakePosition {
                proposal,
                version: 1,
                stance: Stance::Consent,
                words: words.to_owned(),
                workable: String::new(),
                harms: None,
            },
        );
    }
}

#[test]
fn a_blind_round_lies_open_everywhere_once_its_day_has_come() {
    let world = World::new();
    let table = world.table;
    let places = [
        format!("/r/{table}/decisions/{}", world.proposal),
        format!("/r/{table}/decisions/{}/decision.md", world.proposal),
        format!("/api/v1/relationships/{table}/decisions/{}", world.proposal),
    ];
    let told = |visitor: &Visitor| -> Vec<bool> {
        let all = places.iter().map(|path| world.get(path, visitor));
        let all =
            all.inspect(|reply| assert_eq!(reply.status, 200, "{}", reply.header("location")));
        all.map(|reply| reply.text().contains(canary::BLIND))
            .collect()
    };
    let after = NOW + 8 * Moment::DAY;
    assert_eq!(told(&from_then(&world, world.tom, NOW)), [false; 3]);
    world.clock.set(Moment(after));
    assert_eq!(told(&from_then(&world, world.tom, after)), [true; 3]);
}

#[test]
fn what_was_adopted_after_an_objection_can_be_promised_and_followed() {
    let world = World::new();
    adopt(&world, world.proposal);
    let path = format!("/r/{}/decisions/{}", world.table, world.proposal);
    let page = world.get(&path, world.visitor("customer")).text();
    assert!(page.contains(&format!("commitments?decision={}", world.proposal)));
    assert!(page.contains(&format!("decisions/new?follows={}", world.proposal)));
    assert!(page.contains("adopted without a concern"), "{page}");
}

#[test]
fn how_a_decision_went_is_said_on_its_page_once_its_day_has_come() {
    let world = World::new();
    let day = |days: i64| Moment(NOW + days * Moment::DAY).day_in_utc();
    let opened = do_at(
        &world.app,
        world.table,
        world.ines,
        act::OpenProposal {
            title: "A night desk".to_owned(),
            text: "Somebody answers from ten to six.".to_owned(),
            outcomes: vec![world.outcome],
            costs: Vec::new(),
            contribution: None,
            mix: None,
            follows: None,
            blind: false,
            until: day(1),
            trial: true,
            review: Some(day(2)),
        },
    );
    let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
        panic!("not proposed")
    };
    adopt(&world, opened.proposal);
    let path = format!("/r/{}/decisions/{}", world.table, opened.proposal);
    let page = |at: i64| {
        let mara = from_then(&world, world.mara, at);
        (world.get(&path, &mara).text(), mara)
    };
    assert!(!page(NOW).0.contains("How did it go?"));
    let after = NOW + 3 * Moment::DAY;
    world.clock.set(Moment(after));
    let (told, mara) = page(after);
    assert!(told.contains("How did it go?"), "{told}");
    let fields = [
        ("form", "review"),
        ("kind", "build"),
        ("words", "Nobody waited"),
    ];
    let said = world.form(&format!("{path}/words"), &mara, &fields);
    assert_eq!(said.status, 303, "{}", said.text());
    assert!(page(after).0.contains("Nobody waited"));
}

#[test]
fn ways_out_of_a_stall_begin_with_what_it_is_about() {
    let world = World::new();
    let asking = format!(
        "/r/{}/consultations?proposal={}",
        world.table, world.proposal
    );
    let page = world.get(&asking, world.visitor("customer")).text();
    for begun in [
        "What do you think of",
        "Two small cells at Elm Pass",
        "Works run over five nights",
    ] {
        assert!(page.contains(begun), "{begun} is not in {page}");
    }
    let seating = format!("/r/{}/parties?seat", world.table);
    let page = world
        .get(&seating, world.visitor("provider, not guessed"))
        .text();
    assert!(page.contains("id=\"seat\" open"), "{page}");
}
