//! What broke: each part of a repair is its own side's to say, and only the side that was hurt closes it.

use crate::world::*;
use domain::ids::*;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Day, Fact, Moment, Refusal, act};

fn opened(world: &mut World) -> RepairId {
    let of = world.provider;
    let facts = world.does(
        MARA,
        act::OpenRepair {
            of,
            happened: "Two nights without Elm Pass".into(),
            cost: "Eleven drivers waited until the morning".into(),
            outcomes: Vec::new(),
        },
    );
    match &facts[..] {
        [Fact::RepairOpened(opened), Fact::RepairCostSaid(_)] => opened.repair,
        other => panic!("{other:?}"),
    }
}

fn due(world: &World) -> Day {
    Moment(world.now.0 + 7 * Moment::DAY).day_in_utc()
}

fn promises(world: &mut World, repair: RepairId) -> CommitmentId {
    let due = due(world);
    let words = "We call before you notice".to_owned();
    let facts = world.does(INES, act::PromiseRepair { repair, words, due });
    match &facts[..] {
        [Fact::CommitmentMade(made), Fact::RepairPromised(promised)] => {
            assert_eq!(made.commitment, promised.commitment);
            made.commitment
        }
        other => panic!("{other:?}"),
    }
}

fn keeps(world: &mut World, commitment: CommitmentId) {
    let words = "Done".to_owned();
    world.does(INES, act::ReportKept { commitment, words });
    world.does(
        MARA,
        act::AnswerKept {
            commitment,
            kept: true,
            words: String::new(),
        },
    );
}

fn judges(repair: RepairId, accepted: bool) -> act::AcceptRepair {
    act::AcceptRepair {
        repair,
        accepted,
        words: "still dark".into(),
    }
}

fn state(world: &World, repair: RepairId) -> RepairState {
    let all = world.seen_by(INES).repairs().repairs;
    let mut all = all.into_iter();
    all.find(|it| it.id == repair).expect("it is there").state
}

fn asked(world: &World, person: PersonId) -> Vec<&'static str> {
    let needs = world.seen_by(person).needs(world.now);
    let of_repairs = needs
        .iter()
        .filter(|need| matches!(need, Need::PromiseRepair { .. } | Need::AcceptRepair { .. }));
    of_repairs.map(Need::word).collect()
}

#[test]
fn each_part_is_its_own_sides_to_say() {
    let mut world = World::seated();
    let repair = opened(&mut world);
    let words = || "otherwise".to_owned();
    let cost = || act::SayRepairCost {
        repair,
        words: words(),
    };
    world.refuses(INES, cost(), Refusal::OnlyWhoWasHurt);
    world.refuses(INES, judges(repair, true), Refusal::OnlyWhoWasHurt);
    world.refuses(TOM, judges(repair, true), Refusal::OnlyWhoWasHurt);
    let answer = || act::AnswerRepair {
        repair,
        words: words(),
    };
    world.refuses(MARA, answer(), Refusal::OnlyWhoRepairs);
    world.refuses(TOM, answer(), Refusal::OnlyWhoRepairs);
    let due = due(&world);
    let promise = act::PromiseRepair {
        repair,
        words: words(),
        due,
    };
    world.refuses(MARA, promise, Refusal::OnlyWhoRepairs);
    let why = "it was nothing".to_owned();
    world.refuses(
        INES,
        act::WithdrawRepair { repair, why },
        Refusal::OnlyWhoWasHurt,
    );
    // A driver says what it cost; only who speaks for the party accepts.
    world.does(driver(0), cost());
    let speaks = "customer, sponsor, service owner, relationship manager, representative";
    world.refuses(
        driver(0),
        judges(repair, true),
        Refusal::NotEntitled { roles: speaks },
    );
    let of = world.consumer;
    let own = act::OpenRepair {
        of,
        happened: words(),
        cost: String::new(),
        outcomes: Vec::new(),
    };
    world.refuses(MARA, own, Refusal::RepairOfOneself);
}

#[test]
fn neither_words_nor_a_kept_promise_close_it() {
    let mut world = World::seated();
    let repair = opened(&mut world);
    assert_eq!(state(&world, repair), RepairState::Broken);
    assert_eq!(asked(&world, INES), ["promise_repair"]);
    let words = "We are sorry".to_owned();
    world.does(INES, act::AnswerRepair { repair, words });
    assert_eq!(state(&world, repair), RepairState::Broken);
    assert_eq!(asked(&world, INES), ["promise_repair"]);
    let commitment = promises(&mut world, repair);
    assert_eq!(state(&world, repair), RepairState::Promised);
    assert!(asked(&world, INES).is_empty());
    keeps(&mut world, commitment);
    assert_eq!(state(&world, repair), RepairState::Asked);
    assert_eq!(asked(&world, MARA), ["accept_repair"]);
    // Not yet: the other side is asked again, and what was promised before does not count.
    world.does(MARA, judges(repair, false));
    assert_eq!(state(&world, repair), RepairState::Broken);
    assert_eq!(asked(&world, INES), ["promise_repair"]);
    world.does(MARA, judges(repair, true));
    assert_eq!(state(&world, repair), RepairState::Accepted);
    assert!(asked(&world, INES).is_empty());
    world.refuses(MARA, judges(repair, false), Refusal::RepairClosed);
}

#[test]
fn a_promise_that_was_open_at_not_yet_is_still_to_be_kept_and_is_asked_about_once_it_is() {
    let mut world = World::seated();
    let repair = opened(&mut world);
    let commitment = promises(&mut world, repair);
    assert_eq!(world.seen_by(MARA).repair_of(commitment), Some(repair));
    world.does(MARA, judges(repair, false));
    assert_eq!(state(&world, repair), RepairState::AskedAgain);
    keeps(&mut world, commitment);
    assert_eq!(state(&world, repair), RepairState::Asked);
    assert_eq!(asked(&world, MARA), ["accept_repair"]);
    world.does(MARA, judges(repair, false));
    promises(&mut world, repair);
    assert_eq!(state(&world, repair), RepairState::Promised);
}

#[test]
fn not_yet_asks_the_other_side_again_while_a_promise_is_open_until_it_says_something() {
    let mut world = World::seated();
    let repair = opened(&mut world);
    promises(&mut world, repair);
    assert!(asked(&world, INES).is_empty());
    world.does(MARA, judges(repair, false));
    assert_eq!(asked(&world, INES), ["promise_repair"]);
    let words = "It is done on Friday".to_owned();
    world.does(INES, act::AnswerRepair { repair, words });
    assert!(asked(&world, INES).is_empty());
    assert_eq!(state(&world, repair), RepairState::Promised);
    world.does(MARA, judges(repair, false));
    promises(&mut world, repair);
    assert!(asked(&world, INES).is_empty());
}

#[test]
fn what_broke_comes_before_guesses() {
    let place = |word| Need::WORDS.iter().position(|it| *it == word);
    for word in ["promise_repair", "accept_repair"] {
        assert!(place(word) < place("confirm_spoken_words"), "{word}");
        assert!(place(word) < place("guess"), "{word}");
    }
}

#[test]
fn one_of_two_promises_that_is_still_to_be_kept_leaves_it_promised() {
    let mut world = World::seated();
    let repair = opened(&mut world);
    let first = promises(&mut world, repair);
    promises(&mut world, repair);
    keeps(&mut world, first);
    assert_eq!(state(&world, repair), RepairState::Promised);
}

#[test]
fn a_party_by_anothers_link_alone_accepts_nothing_where_it_could_prove_itself() {
    let mut world = World::opened();
    let (provider, consumer) = (world.provider, world.consumer);
    // Whoever Meridian brings as Northwind, and nobody of Northwind knows.
    world.is_only_said_to_belong(MARA);
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    world.does(
        MARA,
        act::SayPurpose {
            purpose: "Calls".into(),
        },
    );
    let repair = opened(&mut world);
    let view = world.seen_by(INES).repairs().repairs;
    assert_eq!(view[0].by_link_of, Some(provider));
    world.mail = true;
    world.refuses(MARA, judges(repair, true), Refusal::ProveFirst);
    world.mail = false;
    world.does(MARA, judges(repair, true));
    let view = world.seen_by(INES).repairs().repairs;
    assert_eq!(view[0].verdicts[0].said.by_link_of, Some(provider));
}

#[test]
fn what_it_cost_is_said_in_a_colleagues_place_by_whoever_binds_the_party_only() {
    let mut world = World::seated();
    let (provider, consumer) = (world.provider, world.consumer);
    world.is_only_said_to_belong(GUS);
    let repair = opened(&mut world);
    let cost = |words: &str| act::SayRepairCost {
        repair,
        words: words.into(),
    };
    world.does(MARA, cost("Two days"));
    let seated = domain::fact::PersonSeated {
        person: GUS,
        party: consumer,
        roles: vec![Role::Customer],
        since: Since::Start,
        invited_by: Some(provider),
        claimed: true,
        proof: Proof::Link,
        in_place_of: None,
        text: None,
    };
    world.records(INES, seated.into());
    world.refuses(GUS, cost("Nothing"), Refusal::ProveFirst);
    let view = world.seen_by(INES).repairs().repairs;
    assert_eq!(view[0].cost.as_ref().and_then(|said| said.by_link_of), None);
}

#[test]
fn one_party_has_a_few_open_at_a_time() {
    let mut world = World::seated();
    for _ in 0..20 {
        opened(&mut world);
    }
    let of = world.provider;
    let one_more = act::OpenRepair {
        of,
        happened: "once more".into(),
        cost: String::new(),
        outcomes: Vec::new(),
    };
    let full = Refusal::Full {
        what: "open repairs of one party",
        limit: 20,
    };
    world.refuses(MARA, one_more.clone(), full);
    // The others still can.
    let of = world.consumer;
    world.does(TOM, act::OpenRepair { of, ..one_more });
}
