//! Under whose name a figure stands.

use crate::world::*;
use domain::audience::{Sight, Who};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Refusal};

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
fn users_stand_by_role_and_open_to_nothing_below_five() {
    let (mut world, outcome) = rated_by_drivers(4);
    let rated = world.sequence();
    let (party, role) = (world.consumer, Role::User);
    for n in 0..4 {
        world.does(driver(n), Command::OpenFigures { open: true });
    }
    for viewer in [MARA, TOM, driver(4)] {
        assert!(names(&world, viewer, outcome).is_empty());
        assert_eq!(world.sight(viewer, rated), Sight::ByRole { party, role });
        for voice in world.outcome(viewer, outcome).voices {
            assert_eq!(
                (voice.marks, voice.worth, voice.at, voice.stage),
                (None, None, None, None)
            );
            assert!(voice.why.is_some() && voice.roles.is_empty());
        }
    }
    assert_eq!(
        names(&world, driver(0), outcome),
        [driver(0)],
        "one's own figure is one's own"
    );

    world.rates(driver(4), outcome, [1, 1, 1]);
    assert_eq!(names(&world, TOM, outcome), [0, 1, 2, 3].map(driver));
    assert_eq!(world.sight(TOM, rated), Sight::Whole);
    assert_eq!(
        world.sight(TOM, world.sequence()),
        Sight::ByRole { party, role }
    );
}

#[test]
fn a_user_can_take_their_name_away_again() {
    let (mut world, outcome) = rated_by_drivers(5);
    let open = |open| Command::OpenFigures { open };
    world.refuses(driver(0), open(false), Refusal::NothingNew);
    world.does(driver(0), open(true));
    world.refuses(driver(0), open(true), Refusal::NothingNew);
    assert_eq!(names(&world, MARA, outcome), [driver(0)]);
    world.does(driver(0), open(false));
    assert!(names(&world, MARA, outcome).is_empty());
}

#[test]
fn voices_by_role_stand_in_an_order_that_names_nobody() {
    let whys = |order: [u128; 3]| {
        let mut world = World::seated();
        let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
        for (n, why) in order.into_iter().zip(["c", "a", "b"]) {
            world.does(driver(n), rate(outcome, [7, 7, 7], why));
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
        Command::SetRoles {
            person: driver(1),
            roles,
        },
    );
    world.rates(driver(1), outcome, [7, 7, 7]);
    assert_eq!(names(&world, TOM, outcome), [driver(1)]);
}

#[test]
fn what_a_user_said_by_role_stays_by_role_when_they_become_customer() {
    let (mut world, outcome) = rated_by_drivers(2);
    let rated = world.sequence();
    let (party, role) = (world.consumer, Role::User);
    world.does(
        MARA,
        Command::SetRoles {
            person: driver(1),
            roles: vec![Role::Customer],
        },
    );
    assert!(names(&world, TOM, outcome).is_empty());
    assert_eq!(world.sight(TOM, rated), Sight::ByRole { party, role });
    world.rates(driver(1), outcome, [3, 3, 3]);
    assert_eq!(names(&world, TOM, outcome), [driver(1)]);
    assert_eq!(world.sight(TOM, rated), Sight::ByRole { party, role });
}

#[test]
fn the_only_customer_is_not_shown_by_what_they_said_as_a_user() {
    let (mut world, outcome) = rated_by_drivers(2);
    let worth = |world: &World| world.said(TOM, outcome, world.consumer);
    let before = worth(&world);
    let promoted = |roles: &[Role]| Command::SetRoles {
        person: driver(1),
        roles: roles.to_vec(),
    };
    for roles in [&[Role::Customer][..], &[Role::User, Role::Sponsor]] {
        world.does(MARA, promoted(roles));
        let now = worth(&world);
        assert_eq!(now, before, "a new role says nothing new");
        assert_eq!(now.roles.len(), 1);
        assert_eq!((now.roles[0].role, now.roles[0].raters), (Role::User, 2));
    }

    world.rates(driver(1), outcome, [3, 3, 3]);
    let now = worth(&world);
    let figure = |role| now.roles.iter().find(|figure| figure.role == role);
    assert_eq!(
        figure(Role::Sponsor).map(|f| (f.worth, f.raters)),
        Some((3.0, 1))
    );
    assert_eq!(figure(Role::User).map(|f| f.raters), Some(2));
    assert!(figure(Role::Customer).is_none());

    // Counted once and taken away once, whatever the roles were meanwhile.
    world.does(MARA, promoted(&[Role::User]));
    let person = driver(1);
    world.does(MARA, Command::UnseatPerson { person });
    let now = worth(&world);
    assert_eq!(
        (now.raters, now.roles.len(), now.roles[0].raters),
        (1, 1, 1)
    );
}

#[test]
fn a_users_verdict_on_a_part_stands_by_role() {
    let (mut world, _) = rated_by_drivers(5);
    let made_by = world.provider;
    world.does(
        INES,
        Command::NamePart {
            name: "SIM cards".into(),
            made_by,
        },
    );
    let part = world.seen_by(INES).value().parts[0].id;
    world.does(driver(0), Command::OpenFigures { open: true });
    let why = "they break".to_owned();
    world.does(
        driver(0),
        Command::JudgePart {
            part,
            verdict: Verdict::Stop,
            why,
        },
    );
    let (party, role) = (world.consumer, Role::User);
    assert_eq!(
        world.sight(MARA, world.sequence()),
        Sight::ByRole { party, role }
    );
    let reason = world
        .seen_by(MARA)
        .value()
        .parts
        .remove(0)
        .reasons
        .remove(0);
    assert_eq!(
        (reason.who, reason.verdict),
        (Who::Role { party, role }, None)
    );
}
