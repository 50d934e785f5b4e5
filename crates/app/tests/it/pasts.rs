//! The database comes back with another past than running nodes know: a replica that was behind is
//! promoted, a copy is restored under them. No node tells of what is gone, or builds on it.

use std::thread;
use std::time::{Duration, Instant};

use app::{App, Cursor, Since};
use database::Dialect;
use database::testing::{keep_copy, put_back};
use domain::ids::*;
use record::Loss;

use crate::world::*;

const RECORD: [&str; 3] = ["record_stream", "record_entry", "record_request"];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

fn act(node: &App, world: &World, words: &str) -> u64 {
    let act = app::Act::once(world.table, world.mara, say(words));
    node.execute(act).unwrap().last
}

fn losses(world: &World) -> Vec<Loss> {
    world.app.record().losses().unwrap()
}

#[test]
fn whatever_past_the_database_comes_back_with_every_node_tells_what_it_holds() {
    const STEPS: usize = 400;
    on_both(|world| {
        let nodes = [world.restarted(), world.restarted()];
        let database = world.app.database();
        let mut dice = Dice(0x5eed_c0de);
        let mut copies = 0;
        for step in 0..STEPS {
            let node = &nodes[dice.roll(2) as usize];
            match dice.roll(10) {
                0 | 1 if copies > 0 => {
                    let copy = dice.roll(copies) as usize;
                    put_back(database, &RECORD, copy);
                }
                2 if copies < 6 => {
                    keep_copy(database, &RECORD, copies as usize);
                    copies += 1;
                }
                0..=6 => {
                    act(node, world, &format!("word {step}"));
                }
                _ => {}
            }
            // What a node that knows nothing yet reads is what the database holds.
            if dice.roll(2) == 0 {
                let held = world.words(&world.restarted());
                assert_eq!(world.words(node), held, "step {step}");
            }
        }
        let verdict = world.app.record().verify(world.stream(), None).unwrap();
        assert_eq!(verdict.finding, None);
    });
}

#[test]
fn what_was_acknowledged_and_is_gone_is_said_with_whose_it_was() {
    on_both(|world| {
        let (one, two) = (world.restarted(), world.restarted());
        keep_copy(world.app.database(), &RECORD, 0);
        let shared = world.entries().len() as u64;
        act(&one, world, "first");
        let last = act(&one, world, "second");
        assert_eq!(world.words(&two).len(), 2);
        put_back(world.app.database(), &RECORD, 0);
        assert_eq!(losses(world), []);
        // Nothing is written on what is gone, and nobody is refused.
        act(&one, world, "third");
        let told = losses(world);
        assert_eq!(told.len(), 1, "{told:?}");
        let loss = &told[0];
        assert_eq!((loss.shared, loss.reached.sequence), (shared, last));
        assert!(loss.exact && !loss.settled);
        assert_eq!(loss.people, [world.mara.0]);
        // The other node knew the same, and has nothing to add.
        assert_eq!(world.words(&two), [Some("third".to_owned())]);
        assert_eq!(losses(world).len(), 1);
        world.app.record().settle_losses().unwrap();
        assert!(losses(world)[0].settled);
    });
}

#[test]
fn a_node_on_postgres_says_what_is_gone_though_nobody_opens_the_table() {
    let world = World::new(Dialect::Postgres);
    let node = world.restarted();
    keep_copy(world.app.database(), &RECORD, 0);
    act(&node, &world, "lost");
    put_back(world.app.database(), &RECORD, 0);
    let end = Instant::now() + Duration::from_secs(20);
    while losses(&world).is_empty() {
        assert!(Instant::now() < end, "nobody says it");
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(losses(&world)[0].entries(), 1);
}

#[test]
fn a_past_of_the_same_length_is_another_past() {
    on_both(|world| {
        let (one, two) = (world.restarted(), world.restarted());
        keep_copy(world.app.database(), &RECORD, 0);
        act(&one, world, "lost");
        assert_eq!(world.words(&one), [Some("lost".to_owned())]);
        put_back(world.app.database(), &RECORD, 0);
        act(&two, world, "kept");
        assert_eq!(world.words(&one), [Some("kept".to_owned())]);
        act(&one, world, "and more");
        assert_eq!(world.words(&two).len(), 2);
    });
}

#[test]
fn a_past_that_has_grown_beyond_what_a_node_knew_is_another_past() {
    on_both(|world| {
        let (one, two) = (world.restarted(), world.restarted());
        keep_copy(world.app.database(), &RECORD, 0);
        act(&one, world, "lost");
        put_back(world.app.database(), &RECORD, 0);
        for words in ["a", "b", "c"] {
            act(&two, world, words);
        }
        assert_eq!(world.words(&one), world.words(&two));
    });
}

#[test]
fn a_relationship_that_is_gone_is_gone_everywhere() {
    on_both(|world| {
        keep_copy(world.app.database(), &RECORD, 0);
        let id = RelationshipId(uuid::Uuid::now_v7());
        let node = world.restarted();
        let open = app::Act::once(id, world.ines, opening(world.northwind));
        node.execute(open).unwrap();
        put_back(world.app.database(), &RECORD, 0);
        assert!(node.relationship(id).unwrap().is_none());
        assert_eq!(losses(world)[0].shared, 0);
    });
}

#[test]
fn an_open_page_hears_that_what_it_shows_is_gone() {
    on_both(|world| {
        let (node, other) = (world.restarted(), world.restarted());
        keep_copy(world.app.database(), &RECORD, 0);
        act(&node, world, "lost");
        let (_, shown) = node.looked(world.table).unwrap().unwrap();
        let news = |cursor: Cursor| {
            let viewers = [(world.mara, cursor)];
            node.news(world.table, &viewers).unwrap().1
        };
        assert_eq!(news(shown), [Since::Nothing]);
        put_back(world.app.database(), &RECORD, 0);
        assert!(matches!(news(shown)[..], [Since::Something(_)]));
        // Also where others have written as much meanwhile, and more.
        act(&other, world, "kept");
        assert!(matches!(news(shown)[..], [Since::Something(_)]));
        act(&other, world, "more");
        assert!(matches!(news(shown)[..], [Since::Something(_)]));
        let (_, now) = node.looked(world.table).unwrap().unwrap();
        assert_eq!(news(now), [Since::Nothing]);
        // A cursor goes through an address unchanged.
        assert_eq!(now.to_string().parse(), Ok(now));
    });
}
