//! Two people put the same in other words at once: the later one is told, and loses nothing.

use domain::words::*;
use domain::{Command, Refusal, act};

use crate::world::*;

fn described(name: &str) -> Command {
    act::DescribeRelationship {
        name: name.into(),
        closeness: Closeness::Regular,
    }
    .into()
}

#[test]
fn what_was_changed_since_it_was_shown_is_not_replaced_unseen() {
    let mut world = World::seated();
    let (consumer, provider) = (world.consumer, world.provider);
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let other = world.adds_outcome(MARA, "So that bills are right");
    let worded = |statement: &str| -> Command {
        act::RewordOutcome {
            outcome,
            statement: statement.into(),
            objective: String::new(),
            for_party: consumer,
            depends_on: Quality::Warranty,
            delivered: true,
        }
        .into()
    };
    let about = |outcome, delivered| -> Command {
        act::DescribeOutcome {
            outcome,
            depends_on: Quality::Utility,
            delivered,
        }
        .into()
    };
    let purpose = |purpose: &str| -> Command {
        act::SayPurpose {
            purpose: purpose.into(),
        }
        .into()
    };
    let terms = |brings: &str| -> Command {
        act::SayTerms {
            brings: brings.into(),
            expects: String::new(),
            cannot: String::new(),
        }
        .into()
    };
    let called = |name: &str| -> Command {
        act::RenameParty {
            party: provider,
            name: name.into(),
        }
        .into()
    };
    let roles = |roles: &[Role]| -> Command {
        act::SetRoles {
            person: LEA,
            roles: roles.to_vec(),
        }
        .into()
    };
    let silence = |means| -> Command {
        act::ChooseSilence {
            means,
            deputy: None,
        }
        .into()
    };
    let pairs = [
        (
            MARA,
            MARA,
            worded("So that calls last"),
            worded("So that calls hold"),
        ),
        (MARA, INES, about(outcome, false), about(outcome, true)),
        (MARA, MARA, purpose("To deliver"), purpose("To arrive")),
        (INES, INES, terms("masts"), terms("people")),
        (INES, INES, called("Meridian"), called("Meridian Mobile")),
        (INES, INES, described("Mobile"), described("Mobile network")),
        (
            MARA,
            MARA,
            roles(&[Role::User]),
            roles(&[Role::Sponsor, Role::User]),
        ),
        (
            MARA,
            MARA,
            silence(Silence::StandAside),
            silence(Silence::Wait),
        ),
    ];
    for (first, second, one, another) in pairs {
        let shown = world.sequence();
        world.does(first, one);
        let changed = world.sequence();
        world.shown_at = Some(shown);
        world.refuses(second, another.clone(), Refusal::ChangedMeanwhile);
        // Whoever may not change it is told that, and nothing else.
        world.refuses(OTTO, another.clone(), Refusal::Observer);
        world.shown_at = Some(changed);
        world.does(second, another.clone());
        world.shown_at = None;
    }

    // What somebody did to something else is in nobody's way.
    let shown = world.sequence();
    world.does(MARA, about(other, false));
    world.says(INES, Audience::WholeTable, "something else");
    world.shown_at = Some(shown);
    world.does(MARA, worded("So that calls reach dispatch"));
}

#[test]
fn who_does_not_say_what_they_were_shown_is_compared_with_nothing() {
    let mut world = World::seated();
    world.does(INES, described("Mobile"));
    world.does(INES, described("Mobile network"));
}
