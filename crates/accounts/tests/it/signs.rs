//! Signs of life at a table.

use crate::world::{at, on_both, relationship};

#[test]
fn the_last_sign_of_life_counts_whoever_notes_it() {
    on_both(|world| {
        let (table, other) = (relationship(7), relationship(8));
        let accounts = &world.accounts;
        let (ines, tom) = (world.ines.id, world.tom().person.id);
        let signs = |table| accounts.signs(table, &[ines, tom]).unwrap();
        assert!(signs(table).is_empty());
        accounts.give_signs(table, &[ines, tom], at(3)).unwrap();
        accounts.give_signs(table, &[ines], at(5)).unwrap();
        // A node whose clock is behind takes nothing back.
        accounts.give_signs(table, &[ines], at(4)).unwrap();
        assert_eq!(signs(table).get(&ines), Some(&at(5)));
        assert_eq!(signs(table).get(&tom), Some(&at(3)));
        assert!(signs(other).is_empty());
    });
}
