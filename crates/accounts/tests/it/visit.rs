//! When somebody was last at a table.

use crate::world::{at, on_both, relationship};

#[test]
fn what_is_new_begins_where_the_visit_before_this_one_ended() {
    on_both(|world| {
        let table = relationship(7);
        let look = |sequence, minutes| {
            let accounts = &world.accounts;
            let before = accounts.look_at_table(world.ines.id, table, sequence, at(minutes));
            before.unwrap().map(|before| (before.sequence, before.at))
        };
        // On a first visit there is no before, however often a page is read.
        assert_eq!(look(10, 0), None);
        assert_eq!(look(12, 30), None);
        // After an hour it is another visit, and what is new stays so until it ends.
        assert_eq!(look(20, 90), Some((12, at(30))));
        assert_eq!(look(21, 120), Some((12, at(30))));
        assert_eq!(look(30, 500), Some((21, at(120))));
        // Another table is another matter.
        let there = world
            .accounts
            .look_at_table(world.ines.id, relationship(8), 3, at(500));
        assert_eq!(there.unwrap(), None);
    });
}
