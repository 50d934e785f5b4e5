//! Who stands by name. Customers, sponsors and providers do; users stand under their role, unless they
//! let their name stand beside their figures.

use imbl::OrdSet;

use crate::ids::*;
use crate::table::Seat;

/// Under whose name what was said stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Entries that stand under a role unless their author's name is open: whoever spoke as a user was told so, whatever they have become.
    by_role: OrdSet<u64>,
    /// Users who let their names stand beside their figures.
    open: OrdSet<PersonId>,
}

impl Names {
    /// Whether what the person said in that entry stands by name.
    pub(crate) fn stand_by_name(&self, person: PersonId, sequence: u64) -> bool {
        self.is_open(person) || !self.is_by_role(sequence)
    }

    /// Whether that entry was made by somebody who sat there as a user and no more.
    pub(crate) fn is_by_role(&self, sequence: u64) -> bool {
        self.by_role.contains(&sequence)
    }

    /// Whether the person lets their name stand beside their figures.
    pub(crate) fn is_open(&self, person: PersonId) -> bool {
        self.open.contains(&person)
    }

    /// Whether what somebody on this seat says from now on stands by name.
    pub(crate) fn names(&self, seat: &Seat) -> bool {
        !seat.is_user_only() || self.is_open(seat.person)
    }

    pub(crate) fn stands_by_role(&mut self, sequence: u64) {
        self.by_role.insert(sequence);
    }

    pub(crate) fn open(&mut self, person: PersonId, open: bool) {
        if open {
            self.open.insert(person);
        } else {
            self.open.remove(&person);
        }
    }
}
