//! A table that is still nobody's but that of whoever opened it goes whole, and is no loss.

use app::Refused;
use domain::Refusal;
use domain::ids::*;
use uuid::Uuid;

use crate::world::*;

#[test]
fn a_draft_goes_whole_on_every_node_and_is_missed_by_none() {
    on_both(|world| {
        let (app, other) = (&world.app, world.restarted());
        world.done(world.ines, say("Which masts are ours?"));
        assert!(other.relationship(world.table).unwrap().is_some());
        let watched = other.watch(world.table).unwrap();
        app.delete_draft(world.table, world.ines).unwrap();
        for node in [app, &other, &world.restarted()] {
            assert!(node.relationship(world.table).unwrap().is_none());
            assert!(node.relationships_of(world.ines).unwrap().is_empty());
        }
        assert!(world.entries().is_empty());
        assert!(app.record().streams().unwrap().is_empty());
        assert!(app.record().losses().unwrap().is_empty());
        assert!(app.record().missing().unwrap().is_empty());
        assert!(app.accounts().tables().unwrap().is_empty());
        drop(watched);
        let gone = app.delete_draft(world.table, world.ines);
        assert!(matches!(gone, Err(Refused::NotFound)), "{gone:?}");
        let said = world.act(world.ines, say("Is anybody there?"));
        assert!(matches!(said, Err(Refused::NotFound)), "{said:?}");
    });
}

#[test]
fn once_somebody_else_was_there_a_table_stays() {
    on_both(|world| {
        let app = &world.app;
        let stays = |by| {
            let kept = app.delete_draft(world.table, by);
            assert!(
                matches!(kept, Err(Refused::Rule(Refusal::NotADraft))),
                "{kept:?}"
            );
            assert!(app.relationship(world.table).unwrap().is_some());
        };
        stays(world.mara);
        let stranger = app.delete_draft(world.table, PersonId(Uuid::now_v7()));
        assert!(matches!(stranger, Err(Refused::NotFound)), "{stranger:?}");
        // Who only looks was there.
        let now = jiff::Timestamp::from_millisecond(app.now().0).unwrap();
        app.accounts()
            .look_at_table(world.mara, world.table, 1, now)
            .unwrap();
        stays(world.ines);
        world.done(world.mara, say("We are"));
        stays(world.ines);
    });
}
