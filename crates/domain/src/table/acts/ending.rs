//! How a party leaves.

use crate::act::{Act, At, Decided, acts};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;

acts! {
    /// Leave the table as a party. Words stay.
    LeaveTable {}
}

impl Act for LeaveTable {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if seat.party == relationship.table.provider || seat.party == relationship.table.consumer {
            return Err(Refusal::CannotLeave);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let party = seat.party;
        let mut facts = vec![PartyLeft { party }.into()];
        for open in relationship.proposals.all_open() {
            facts.extend(relationship.left_by(open, party));
        }
        Ok(facts)
    }
}
