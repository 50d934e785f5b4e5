//! Erased text is gone from every fold at once, and the tree stays whole.

use domain::{Command, Moment};
use record::StreamId;

use crate::world::*;

const SECRET: &str = "the driver's name is Oskar";

fn erase(world: &World, sequence: u64) {
    world.done(
        world.mara,
        Command::EraseContent {
            sequence,
            ground: "asked by the person named".to_owned(),
        },
    );
}

#[test]
fn erased_text_is_gone_from_today_and_from_every_past_moment() {
    on_both(|world| {
        let said = world.done(world.mara, say(SECRET));
        world.clock.set(Moment(START.0 + Moment::DAY));
        world.done(world.mara, say("and this stays"));
        let other = world.restarted();
        let past = |app: &app::App| {
            let then = app.relationship_at(world.table, START).unwrap().unwrap();
            let today = app.relationship(world.table).unwrap().unwrap();
            let seen = today.seen_by(world.mara, &then).unwrap();
            seen.words().map(|said| said.words).collect::<Vec<_>>()
        };
        for app in [&world.app, &other] {
            assert_eq!(past(app), [Some(SECRET.to_owned())]);
            assert_eq!(world.words(app).len(), 2);
        }
        erase(world, said.first);
        for app in [&world.app, &other] {
            assert_eq!(past(app), [None]);
            let words = world.words(app);
            assert_eq!(words, [Some("and this stays".to_owned()), None]);
        }
        let verdict = world.app.record().verify(world.stream(), None).unwrap();
        assert_eq!((verdict.finding, verdict.erased), (None, 1));
    });
}

#[test]
fn erased_text_is_in_no_file_of_the_database() {
    on_both(|world| {
        let holds = || {
            let files = world.fresh.files();
            let bytes = files.iter().map(|file| std::fs::read(file).unwrap());
            bytes.into_iter().any(|bytes| {
                let secret = SECRET.as_bytes();
                bytes.windows(secret.len()).any(|window| window == secret)
            })
        };
        let said = world.done(world.mara, say(SECRET));
        // PostgreSQL keeps its files to itself.
        assert_eq!(holds(), !world.fresh.files().is_empty());
        erase(world, said.first);
        assert!(!holds());
    });
}

#[test]
fn writing_goes_on_after_an_erasure() {
    on_both(|world| {
        let said = world.done(world.mara, say(SECRET));
        erase(world, said.first);
        world.done(world.mara, say("next"));
        world.done(world.ines, say("and next"));
        let words = world.words(&world.app);
        let texts: Vec<_> = words.iter().map(Option::as_deref).collect();
        assert_eq!(texts, [Some("and next"), Some("next"), None]);
        let stream = StreamId(world.table.0);
        assert!(world.app.record().verify(stream, None).unwrap().is_sound());
    });
}
