//! Commands become durable facts, in one order, whoever sends how many at once.

use std::thread;

use app::{Act, App, Clock, Refused};
use database::Dialect;
use database::testing::Fresh;
use domain::ids::*;
use domain::{Moment, Refusal};
use uuid::Uuid;

use crate::world::*;

#[test]
fn answered_command_is_on_the_record_for_another_node_at_once() {
    on_both(|world| {
        let done = world.done(world.mara, say("Calls drop at Elm Pass"));
        let elsewhere = world.restarted();
        let head = elsewhere.record().head(world.stream()).unwrap().unwrap();
        assert_eq!(head.sequence, done.last);
        let words = world.words(&elsewhere);
        assert_eq!(words, [Some("Calls drop at Elm Pass".to_owned())]);
    });
}

#[test]
fn sixty_four_writers_leave_a_dense_record_that_holds_every_answer() {
    on_both(|world| {
        const EACH: usize = 5;
        let first = world.entries().len() as u64;
        let done: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = (0..64)
                .map(|writer| {
                    scope.spawn(move || {
                        let words = |n| format!("need {n} of writer {writer}");
                        let say = |n| world.done(world.mara, say(&words(n)));
                        (0..EACH).map(say).collect::<Vec<_>>()
                    })
                })
                .collect();
            threads
                .into_iter()
                .flat_map(|t| t.join().unwrap())
                .collect()
        });
        let entries = world.entries();
        assert_eq!(entries.len() as u64, first + 64 * EACH as u64);
        let mut places = Vec::new();
        for done in done {
            assert_eq!(done.facts.len() as u64, done.last - done.first + 1);
            for (sequence, told) in (done.first..).zip(done.facts) {
                assert_eq!(fact(&entries[sequence as usize - 1]), told);
                places.push(sequence);
            }
        }
        places.sort_unstable();
        assert!(places.into_iter().eq(first + 1..=entries.len() as u64));
        let verdict = world.app.record().verify(world.stream(), None).unwrap();
        assert_eq!(verdict.finding, None);
    });
}

#[test]
fn relationship_is_opened_once_under_one_id() {
    on_both(|world| {
        let id = RelationshipId(Uuid::now_v7());
        let open = || {
            let act = Act::once(id, world.ines, opening(world.northwind));
            world.app.execute(act)
        };
        open().unwrap();
        let again = open().unwrap_err();
        assert!(
            matches!(again, Refused::Rule(Refusal::NothingNew)),
            "{again}"
        );
    });
}

#[test]
fn stranger_and_missing_relationship_are_refused_alike() {
    on_both(|world| {
        let stranger = PersonId(Uuid::now_v7());
        let nowhere = RelationshipId(Uuid::now_v7());
        let outside = world.act(stranger, say("Hello?")).unwrap_err();
        let missing = Act::once(nowhere, world.mara, say("Hello?"));
        let missing = world.app.execute(missing).unwrap_err();
        assert!(matches!(outside, Refused::NotFound), "{outside}");
        assert!(matches!(missing, Refused::NotFound), "{missing}");
        assert_eq!(outside.to_string(), missing.to_string());
    });
}

#[test]
fn clock_that_jumps_back_never_makes_time_decrease() {
    on_both(|world| {
        let moments = [60_000, -3_600_000, 61_000, 0, 120_000];
        for jump in moments {
            world.clock.set(Moment(START.0 + jump));
            world.done(world.mara, say("Still here"));
        }
        let entries = world.entries();
        let times: Vec<_> = entries.iter().map(|entry| entry.at - START.0).collect();
        let ends = &times[times.len() - moments.len()..];
        assert_eq!(ends, [60_000, 60_000, 61_000, 61_000, 120_000]);
    });
}

#[test]
fn refused_command_leaves_nothing() {
    on_both(|world| {
        let before = world.entries().len();
        let refused = world.act(world.mara, say("   ")).unwrap_err();
        assert!(matches!(refused, Refused::Rule(_)), "{refused}");
        assert_eq!(world.entries().len(), before);
        let refused = {
            let mut act = Act::once(world.table, world.mara, say("With a key too long"));
            act.key = "k".repeat(1_000);
            world.app.execute(act).unwrap_err()
        };
        assert!(matches!(refused, Refused::Limit(_)), "{refused}");
        assert_eq!(world.entries().len(), before);
    });
}

#[test]
fn dropped_product_lets_go_of_its_database_at_once() {
    let fresh = Fresh::new(Dialect::Sqlite);
    for _ in 0..20 {
        drop(App::open(fresh.open(), Clock::System).unwrap());
    }
}
