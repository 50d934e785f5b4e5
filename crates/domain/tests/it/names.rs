//! Under whose name a figure stands.

use crate::world::*;
use domain::audience::{Sight, Who};
use domain::ids::*;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Moment, Refusal, act};

fn rated_by_drivers(n: u128) -> (World, OutcomeId) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    for n in 0..n {
        world.does(
            driver(n),
            rate(outcome, [7, 7, n as u8], &format!("reason {n}")),
        );
    }
    (world, outcome)
}

fn names(world: &World, viewer: PersonId, outcome: OutcomeId) -> Vec<PersonId> {
    let voices = world.outcome(viewer, outcome).voices;
    let person = |who| match who {
        Who::Person(person) => Some(person),
        Who::Role { .. } => None,
    };
    voices
        .into_iter()
        .filter_map(|voice| person(voice.who))
        .collect()
}

#[test]
fn customers_sponsors_and_providers_stand_by_name() {
    let (mut world, outcome) = rated_by_drivers(1);
    for person in [MARA, LEA, INES, TOM] {
        world.rates(person, outcome, [5, 6, 7]);
        assert_eq!(world.sight(TOM, world.sequence()), Sight::Whole);
    }
    assert_eq!(names(&world, OTTO, outcome), [INES, LEA, MARA, TOM]);
}

#[test]
fn users_are_nowhere_below_five_and_stand_by_role_from_then_on() {
    let (mut world, outcome) = rated_by_drivers(4);
    let rated = world.sequence();
    for viewer in [MARA, TOM, INES, driver(4)] {
        let page = world.outcome(viewer, outcome);
        assert!(page.voices.is_empty() && page.series.is_empty());
        assert!(!page.outcome.consumer_spoke);
        for n in 0..4 {
            assert_eq!(world.sight(viewer, rated - n), Sight::Sealed);
        }
    }
    assert_eq!(world.figure(TOM, outcome, world.consumer), Figure::NotHeard);
    assert_eq!(
        names(&world, driver(0), outcome),
        [driver(0)],
        "one's own figure is one's own"
    );
    assert_eq!(world.sight(driver(3), rated), Sight::Whole);

    world.rates(driver(4), outcome, [1, 1, 1]);
    let said = world.said(TOM, outcome, world.consumer);
    assert_eq!((said.raters, said.roles[0].role), (5, Role::User));
    assert!(names(&world, TOM, outcome).is_empty());
    for voice in world.outcome(TOM, outcome).voices {
        assert_eq!(
            (voice.marks, voice.worth, voice.at, voice.stage),
            (None, None, None, None)
        );
        assert!(voice.why.is_some() && voice.roles.is_empty());
    }
    for n in 0..5 {
        assert_eq!(world.sight(TOM, rated + 1 - n), Sight::Sealed);
    }
}

#[test]
fn whoever_lets_their_name_stand_counts_at_once() {
    let (mut world, outcome) = rated_by_drivers(2);
    world.does(driver(0), act::OpenFigures { open: true });
    assert_eq!(names(&world, TOM, outcome), [driver(0)]);
    assert_eq!(world.said(TOM, outcome, world.consumer).raters, 1);
    world.does(driver(0), rate(outcome, [1, 1, 1], "anew"));
    assert_eq!(world.sight(TOM, world.sequence()), Sight::Whole);
    assert_eq!(world.said(TOM, outcome, world.consumer).worth, 1.0);
    // Those who do not are still five short of five.
    for n in 2..5 {
        world.rates(driver(n), outcome, [9, 9, 9]);
        assert_eq!(world.said(TOM, outcome, world.consumer).raters, 1);
    }
    let consumer = world.consumer;
    world.admits(MARA, driver(5), consumer, &[Role::User], Since::Start);
    world.rates(driver(5), outcome, [9, 9, 9]);
    assert_eq!(world.said(TOM, outcome, world.consumer).raters, 6);
}

#[test]
fn a_change_of_mind_waits_until_five_have_gathered() {
    let (mut world, outcome) = rated_by_drivers(5);
    let before = world.outcome(TOM, outcome);
    for n in 0..4 {
        world.does(driver(n), rate(outcome, [1, 1, 1], "worse"));
        assert_eq!(world.outcome(TOM, outcome), before);
        let own = world.outcome(driver(n), outcome).outcome.yours;
        assert_eq!(own.map(|yours| yours.marks.benefit), Some(1));
    }
    // Who says it a second time is no further person.
    world.does(driver(0), rate(outcome, [2, 2, 2], "worse"));
    world.does(driver(1), act::DeclineToAssess { outcome });
    assert_eq!(world.outcome(TOM, outcome), before);
    // Five have said something else, but only four are left who say anything.
    world.does(driver(4), rate(outcome, [1, 1, 1], "worse"));
    assert_eq!(world.outcome(TOM, outcome), before);
    let consumer = world.consumer;
    world.admits(MARA, driver(5), consumer, &[Role::User], Since::Start);
    world.rates(driver(5), outcome, [1, 1, 1]);
    let said = world.said(TOM, outcome, consumer);
    assert_eq!((said.raters, said.worth), (5, 1.0));
}

#[test]
fn leaving_takes_no_single_figure_away() {
    let (mut world, outcome) = rated_by_drivers(5);
    let consumer = world.consumer;
    let before = world.said(TOM, outcome, consumer);
    for n in 0..5 {
        assert_eq!(world.said(TOM, outcome, consumer), before);
        let roles = vec![Role::Observer];
        let person = driver(n);
        world.does(
            MARA,
            match n % 3 {
                0 => Command::SetRoles(act::SetRoles { person, roles }),
                _ => Command::UnseatPerson(act::UnseatPerson { person }),
            },
        );
    }
    assert_eq!(world.figure(TOM, outcome, consumer), Figure::NotHeard);
}

#[test]
fn a_guess_stays_sealed_until_users_count() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.guesses(INES, outcome, [9, 9, 9]);
    for n in 0..4 {
        assert_eq!(world.rates(driver(n), outcome, [7, 7, 7]).len(), 1);
    }
    let late = world.guesses(PAUL, outcome, [8, 8, 8]);
    assert!(matches!(&late[..], [Fact::GuessSealed(guess)] if !guess.late));
    let facts = world.rates(driver(4), outcome, [7, 7, 7]);
    assert!(matches!(&facts[..], [_, Fact::GuessesRevealed(all)] if all.people == [INES, PAUL]));
    // By whom they were opened tells who was the fifth.
    for viewer in [INES, MARA, TOM] {
        assert_eq!(world.sight(viewer, world.sequence()), Sight::Sealed);
    }
    let seen = world.seen_by(INES);
    let (stamp, _) = world.record[world.sequence() as usize - 1];
    assert!(seen.news(stamp, &facts[1]).is_some());
}

#[test]
fn a_user_who_lets_their_name_stand_opens_the_guesses() {
    let (mut world, outcome) = rated_by_drivers(1);
    world.guesses(INES, outcome, [9, 9, 9]);
    let facts = world.does(driver(0), act::OpenFigures { open: true });
    assert!(matches!(&facts[..], [_, Fact::GuessesRevealed(all)] if all.outcome == outcome));
}

#[test]
fn what_follows_the_last_visible_entry_is_as_if_not_there() {
    let (mut world, outcome) = rated_by_drivers(1);
    let frame = |world: &World| {
        let frame = world.seen_by(TOM).frame();
        (frame.sequence, frame.at)
    };
    let before = frame(&world);
    world.now = Moment(world.now.0 + 60_000);
    world.says(MARA, Audience::OwnParty, "among us");
    world.rates(driver(1), outcome, [7, 7, 7]);
    assert_eq!(frame(&world), before);
    world.now = Moment(world.now.0 + 60_000);
    world.says(MARA, Audience::WholeTable, "to all");
    assert_eq!(frame(&world), (world.sequence(), world.now));
}

#[test]
fn a_user_can_take_their_name_away_again() {
    let (mut world, outcome) = rated_by_drivers(5);
    let open = |open| Command::OpenFigures(act::OpenFigures { open });
    world.refuses(driver(0), open(false), Refusal::NothingNew);
    world.does(driver(0), open(true));
    world.refuses(driver(0), open(true), Refusal::NothingNew);
    assert_eq!(names(&world, MARA, outcome), [driver(0)]);
    let said = world.said(MARA, outcome, world.consumer);
    world.does(driver(0), open(false));
    assert!(names(&world, MARA, outcome).is_empty());
    assert_eq!(world.said(MARA, outcome, world.consumer), said);
    // What was seen stays until five others have said something else, too.
    world.does(driver(0), rate(outcome, [0, 0, 0], "anew"));
    assert_eq!(world.said(MARA, outcome, world.consumer), said);
}

#[test]
fn voices_by_role_stand_in_an_order_that_names_nobody() {
    let whys = |order: [u128; 3]| {
        let mut world = World::seated();
        let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
        for (n, why) in order.into_iter().zip(["c", "a", "b"]) {
            world.does(driver(n), rate(outcome, [7, 7, 7], why));
        }
        for n in 3..5 {
            world.rates(driver(n), outcome, [7, 7, 7]);
        }
        let voices = world.outcome(MARA, outcome).voices;
        voices
            .into_iter()
            .filter_map(|voice| voice.why)
            .collect::<Vec<_>>()
    };
    assert_eq!(whys([0, 1, 2]), ["a", "b", "c"]);
    assert_eq!(whys([2, 0, 1]), ["a", "b", "c"]);
}

#[test]
fn a_user_who_is_customer_too_stands_by_name() {
    let (mut world, outcome) = rated_by_drivers(1);
    let roles = vec![Role::User, Role::Customer];
    world.does(
        MARA,
        act::SetRoles {
            person: driver(1),
            roles,
        },
    );
    world.rates(driver(1), outcome, [7, 7, 7]);
    assert_eq!(names(&world, TOM, outcome), [driver(1)]);
}

#[test]
fn what_a_user_said_by_role_stays_by_role_when_they_become_customer() {
    let (mut world, outcome) = rated_by_drivers(5);
    let rated = world.sequence();
    let before = world.said(TOM, outcome, world.consumer);
    let promoted = |roles: &[Role]| {
        Command::SetRoles(act::SetRoles {
            person: driver(4),
            roles: roles.to_vec(),
        })
    };
    for roles in [&[Role::Customer][..], &[Role::User, Role::Sponsor]] {
        world.does(MARA, promoted(roles));
        let now = world.said(TOM, outcome, world.consumer);
        assert_eq!(now, before, "a new role says nothing new");
    }
    assert!(names(&world, TOM, outcome).is_empty());

    world.rates(driver(4), outcome, [3, 3, 3]);
    assert_eq!(names(&world, TOM, outcome), [driver(4)]);
    assert_eq!(world.sight(TOM, rated), Sight::Sealed);
    let now = world.said(TOM, outcome, world.consumer);
    let figure = |role| now.roles.iter().find(|figure| figure.role == role);
    assert_eq!(
        figure(Role::Sponsor).map(|f| (f.worth, f.raters)),
        Some((3.0, 1))
    );
    // What they said as a user is still among the five, or one could tell which it was.
    assert_eq!(figure(Role::User).map(|f| f.raters), Some(6));

    // What was said by name stays by name, also for whoever is a user and no more from now on.
    world.does(MARA, promoted(&[Role::User]));
    assert_eq!(names(&world, TOM, outcome), Vec::<PersonId>::new());
    assert_eq!(world.said(TOM, outcome, world.consumer), before);
}

#[test]
fn users_verdicts_on_a_part_count_from_five_on() {
    let (mut world, _) = rated_by_drivers(5);
    let made_by = world.provider;
    world.does(
        INES,
        act::NamePart {
            name: "SIM cards".into(),
            made_by,
        },
    );
    let part = world.seen_by(INES).value().parts[0].id;
    let judge = |verdict, why: &str| {
        Command::JudgePart(act::JudgePart {
            part,
            verdict,
            why: why.into(),
        })
    };
    let seen = |world: &World, viewer| world.seen_by(viewer).value().parts.remove(0);
    for n in 0..4 {
        world.does(driver(n), judge(Verdict::Stop, "they break"));
        assert_eq!(world.sight(MARA, world.sequence()), Sight::Sealed);
        assert!(seen(&world, MARA).verdicts.is_empty() && seen(&world, MARA).reasons.is_empty());
        assert_eq!(seen(&world, driver(n)).yours, Some(Verdict::Stop));
        assert_eq!(
            seen(&world, driver(n)).reasons[0].who,
            Who::Person(driver(n))
        );
    }
    world.does(driver(4), judge(Verdict::Keep, ""));
    let part = seen(&world, MARA);
    assert_eq!((part.verdicts[0].stop, part.verdicts[0].keep), (4, 1));
    assert_eq!(part.reasons.len(), 4);
    let (party, role) = (world.consumer, Role::User);
    let by_role =
        |reason: &PartReason| (reason.who, reason.verdict) == (Who::Role { party, role }, None);
    assert!(part.reasons.iter().all(by_role));
}

#[test]
fn a_reason_given_by_role_is_erased_without_a_trace_of_whose_it_was() {
    let (mut world, outcome) = rated_by_drivers(5);
    let rated = world.sequence();
    world.refuses(MARA, erase(rated), Refusal::NotAuthor);
    world.does(driver(4), erase(rated));
    assert_eq!(world.sight(MARA, world.sequence()), Sight::Sealed);
    assert_eq!(world.outcome(MARA, outcome).voices.len(), 4);
    assert_eq!(world.said(MARA, outcome, world.consumer).raters, 5);
}
