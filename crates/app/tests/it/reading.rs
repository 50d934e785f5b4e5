//! Folds follow the record, today and as of a past moment.

use app::{Error, Refused};
use domain::Moment;
use domain::fact::Unreadable;
use domain::ids::*;
use record::{Append, NewEntry};
use uuid::Uuid;

use crate::world::*;

#[test]
fn past_moment_shows_what_was_recorded_until_then() {
    on_both(|world| {
        for day in 1..=3 {
            world.clock.set(Moment(START.0 + day * Moment::DAY));
            world.done(world.mara, say(&format!("day {day}")));
        }
        let words_at = |moment: i64| {
            let today = world.app.relationship(world.table).unwrap().unwrap();
            let then = world.app.relationship_at(world.table, Moment(moment));
            let then = then.unwrap()?;
            let seen = today.seen_by(world.mara, &then).unwrap();
            Some(seen.words().count())
        };
        let day = |n: i64| START.0 + n * Moment::DAY;
        assert_eq!(words_at(START.0 - 1), None);
        assert_eq!(words_at(START.0), Some(0));
        assert_eq!(words_at(day(2) - 1), Some(1));
        assert_eq!(words_at(day(2)), Some(2));
        assert_eq!(words_at(day(9)), Some(3));
    });
}

#[test]
fn what_one_node_writes_the_other_reads_at_once() {
    on_both(|world| {
        let other = world.restarted();
        assert_eq!(world.words(&other).len(), 0);
        for n in 1..=3 {
            world.done(world.mara, say("once more"));
            assert_eq!(world.words(&other).len(), n);
        }
    });
}

#[test]
fn unknown_kind_of_fact_refuses_the_whole_stream() {
    on_both(|world| {
        let from_a_newer_release = NewEntry {
            actor: world.mara.0,
            kind: "wish_granted".to_owned(),
            at: START.0,
            fact: b"{}".to_vec(),
            content: None,
            ext: None,
            salt: [7; 32],
            content_salt: None,
            files: Vec::new(),
        };
        let expected = world.entries().len() as u64;
        let append = Append {
            stream: world.stream(),
            expected,
            root: None,
            drafts: vec![from_a_newer_release],
            requests: Vec::new(),
        };
        world.app.record().append(&append).unwrap();
        let is_named = |error: &Error| {
            assert!(error.to_string().contains("wish_granted"), "{error}");
            matches!(error, Error::Unreadable { sequence, reason: Unreadable::UnknownKind(_) }
                if *sequence == expected + 1)
        };
        for app in [world.app.clone(), world.restarted()] {
            assert!(is_named(&app.relationship(world.table).unwrap_err()));
        }
        match world.act(world.mara, say("Anybody there?")) {
            Err(Refused::Failed(Error::Shared(error))) => assert!(is_named(&error)),
            other => panic!("{other:?}"),
        }
        assert_eq!(world.entries().len() as u64, expected + 1);
    });
}

#[test]
fn relationships_of_a_person_are_those_where_they_sit_now() {
    on_both(|world| {
        let tables = |person: PersonId| {
            let seated = world.app.relationships_of(person).unwrap();
            seated.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
        };
        assert_eq!(tables(world.mara), [world.table]);
        assert_eq!(tables(PersonId(Uuid::now_v7())), []);
    });
}
