//! A key is carried out once.

use std::sync::Barrier;
use std::thread;

use app::{Act, Done, Refused};
use domain::{Command, Fact, Moment, act};

use crate::world::*;

fn keyed(world: &World, command: impl Into<Command>) -> Act {
    let command = command.into();
    Act {
        key: "the-same-key".to_owned(),
        ..Act::once(world.table, world.mara, command)
    }
}

fn places(done: &Done) -> (u64, u64, &[Fact]) {
    (done.first, done.last, &done.facts)
}

#[test]
fn retry_is_answered_with_the_first_result_also_after_a_restart() {
    on_both(|world| {
        let act = keyed(world, say("Roaming in tunnels"));
        let first = world.app.execute(act.clone()).unwrap();
        world.done(world.ines, say("Heard"));
        let before = world.entries().len();
        let again = world.app.execute(act.clone()).unwrap();
        let after_restart = world.restarted().execute(act).unwrap();
        assert_eq!(places(&first), places(&again));
        assert_eq!(places(&first), places(&after_restart));
        assert_eq!(world.entries().len(), before);
    });
}

#[test]
fn retry_that_the_rules_would_refuse_now_gets_the_first_result() {
    on_both(|world| {
        let said = world.done(world.mara, say("Said too soon"));
        let Some(Fact::ContributionSaid(said)) = said.facts.first() else {
            panic!("{said:?}")
        };
        let contribution = said.contribution;
        let act = keyed(world, act::TakeBack { contribution });
        let first = world.app.execute(act.clone()).unwrap();
        world.clock.set(Moment(START.0 + 10 * Moment::DAY));
        let anew = world.act(world.mara, act::TakeBack { contribution });
        assert!(matches!(anew, Err(Refused::Rule(_))), "{anew:?}");
        let again = world.app.execute(act.clone()).unwrap();
        let after_restart = world.restarted().execute(act).unwrap();
        assert_eq!(places(&first), places(&again));
        assert_eq!(places(&first), places(&after_restart));
    });
}

#[test]
fn key_used_for_another_body_is_refused() {
    on_both(|world| {
        world.app.execute(keyed(world, say("One thing"))).unwrap();
        let before = world.entries().len();
        for app in [world.app.clone(), world.restarted()] {
            let other = app.execute(keyed(world, say("Another thing"))).unwrap_err();
            assert!(matches!(other, Refused::KeyReused), "{other}");
            // What the rules refuse for itself too: the key speaks first.
            let other = app.execute(keyed(world, say("  "))).unwrap_err();
            assert!(matches!(other, Refused::KeyReused), "{other}");
        }
        assert_eq!(world.entries().len(), before);
    });
}

#[test]
fn refused_command_does_not_use_its_key_up() {
    on_both(|world| {
        let refused = world.app.execute(keyed(world, say("  "))).unwrap_err();
        assert!(matches!(refused, Refused::Rule(_)), "{refused}");
        world
            .app
            .execute(keyed(world, say("Now with words")))
            .unwrap();
    });
}

#[test]
fn same_key_of_two_people_is_two_keys() {
    on_both(|world| {
        let of_mara = keyed(world, say("From Mara"));
        let of_ines = Act {
            actor: world.ines,
            ..keyed(world, say("From Ines"))
        };
        let first = world.app.execute(of_mara).unwrap();
        let second = world.app.execute(of_ines).unwrap();
        assert_eq!(first.last + 1, second.first);
    });
}

#[test]
fn copies_sent_at_once_are_carried_out_once() {
    on_both(|world| {
        let before = world.entries().len();
        let act = keyed(world, say("Pressed twice, and then some"));
        let other = keyed(world, say("The same key for something else"));
        let together = Barrier::new(32);
        let answers: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = (0..32)
                .map(|_| {
                    scope.spawn(|| {
                        together.wait();
                        world.app.execute(act.clone())
                    })
                })
                .collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        let first = answers[0].as_ref().unwrap();
        for answer in &answers {
            assert_eq!(places(first), places(answer.as_ref().unwrap()));
        }
        assert_eq!(world.entries().len(), before + 1);
        let refused = world.app.execute(other).unwrap_err();
        assert!(matches!(refused, Refused::KeyReused), "{refused}");
    });
}
