use accounts::{SESSIONS_PER_PERSON, SessionKind};

use crate::world::{HOME, PASSWORD, at, days, on_both, open, secret};

const INES: &str = "ines@meridian.example";

#[test]
fn a_session_tells_who_is_asking() {
    on_both(|world| {
        let visit = world
            .accounts
            .visit(&world.ines_session, at(1))
            .unwrap()
            .unwrap();
        assert_eq!(visit.person, world.ines);
        assert_eq!(visit.session.kind, SessionKind::Account);
        assert_eq!(visit.session.created_at, at(0));
        for unknown in ["", "\0", "x", &world.ines_session[1..]] {
            assert!(world.accounts.visit(unknown, at(1)).unwrap().is_none());
        }
    });
}

#[test]
fn signing_in_replaces_the_session_presented() {
    on_both(|world| {
        let before = Some(world.ines_session.as_str());
        let after = world.accounts.sign_in(INES, PASSWORD, HOME, before, at(1));
        let after = open(after.unwrap());
        assert_ne!(secret(&after), world.ines_session);
        assert!(!world.is_signed_in(&world.ines_session, 1));
        assert!(world.is_signed_in(secret(&after), 1));
    });
}

#[test]
fn signing_out_ends_the_session_at_once() {
    on_both(|world| {
        let other = world.sign_in(INES, PASSWORD, 1).unwrap();
        world.accounts.sign_out(&world.ines_session).unwrap();
        assert!(!world.is_signed_in(&world.ines_session, 1));
        assert!(world.is_signed_in(secret(&other), 1));
    });
}

#[test]
fn one_ends_ones_own_sessions_one_by_one_or_all() {
    on_both(|world| {
        let accounts = &world.accounts;
        let tom = world.tom();
        let second = world.sign_in(INES, PASSWORD, 1).unwrap();
        let open = accounts.sessions_of(world.ines.id, at(2)).unwrap();
        assert_eq!(open.len(), 2);
        assert_eq!(open[0].created_at, at(1), "latest first");

        accounts.end_session(tom.person.id, open[0].id).unwrap();
        assert!(
            world.is_signed_in(secret(&second), 2),
            "somebody else's stays"
        );
        accounts.end_session(world.ines.id, open[0].id).unwrap();
        assert!(!world.is_signed_in(secret(&second), 2));

        world.sign_in(INES, PASSWORD, 3).unwrap();
        accounts.sign_out_everywhere(world.ines.id).unwrap();
        assert!(
            accounts
                .sessions_of(world.ines.id, at(3))
                .unwrap()
                .is_empty()
        );
        assert!(!world.is_signed_in(&world.ines_session, 3));
        assert!(world.is_signed_in(secret(&tom), 3));
    });
}

#[test]
fn an_idle_session_ends_and_a_used_one_lives_on_to_its_limit() {
    on_both(|world| {
        let idle = world.sign_in(INES, PASSWORD, 0).unwrap();
        let used = &world.ines_session;
        for day in (0..30).step_by(3) {
            assert!(world.is_signed_in(used, days(day)), "day {day}");
        }
        assert!(!world.is_signed_in(secret(&idle), days(7)));
        assert!(world.is_signed_in(used, days(30) - 1));
        assert!(!world.is_signed_in(used, days(30)), "used or not");

        let left = |minutes| {
            world.accounts.sweep(at(minutes)).unwrap();
            let rows = world
                .database
                .query("SELECT count(*) FROM sessions", &[])
                .unwrap();
            rows[0].integer(0).unwrap()
        };
        assert_eq!(left(days(29)), 1);
        assert_eq!(left(days(30)), 0);
    });
}

#[test]
fn being_seen_is_noted_every_few_minutes_only() {
    on_both(|world| {
        let seen = |minutes| {
            world
                .accounts
                .visit(&world.ines_session, at(minutes))
                .unwrap()
                .unwrap();
            world
                .accounts
                .sessions_of(world.ines.id, at(minutes))
                .unwrap()[0]
                .last_seen_at
        };
        assert_eq!(seen(4), at(0));
        assert_eq!(seen(5), at(5));
        assert_eq!(seen(9), at(5));
        assert_eq!(seen(3), at(5), "a clock set back changes nothing");
    });
}

#[test]
fn the_oldest_session_gives_way_to_one_too_many() {
    on_both(|world| {
        let count = i64::try_from(SESSIONS_PER_PERSON).unwrap();
        for minute in 1..count {
            world.sign_in(INES, PASSWORD, minute).unwrap();
        }
        assert!(world.is_signed_in(&world.ines_session, 1));
        world.sign_in(INES, PASSWORD, count).unwrap();
        assert!(!world.is_signed_in(&world.ines_session, count));
        let open = world
            .accounts
            .sessions_of(world.ines.id, at(count))
            .unwrap();
        assert_eq!(open.len(), SESSIONS_PER_PERSON);
    });
}

#[test]
fn many_sessions_are_asked_for_at_once() {
    on_both(|world| {
        let accounts = &world.accounts;
        let second = world.sign_in(INES, PASSWORD, 1).unwrap();
        let ids: Vec<_> = accounts
            .sessions_of(world.ines.id, at(2))
            .unwrap()
            .iter()
            .map(|session| session.id)
            .collect();
        let open = |minute| accounts.open_sessions(&ids, at(minute)).unwrap();
        assert_eq!(open(2), ids.iter().copied().collect());
        assert!(accounts.open_sessions(&[], at(2)).unwrap().is_empty());
        accounts.sign_out(secret(&second)).unwrap();
        assert_eq!(open(2).len(), 1);
        // Unlike a visit, asking does not keep a session alive.
        for minute in 3..10 {
            open(minute);
        }
        assert!(open(days(8)).is_empty());
    });
}
