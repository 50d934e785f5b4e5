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
            relationship,
            seat,
            context,
        } = at;
        let party = seat.party;
        let mut facts = vec![PartyLeft { party }.into()];
        facts.extend(relationship.proposals_left_by(party, context.at));
        facts.extend(relationship.closing_left_by(party));
        facts.extend(relationship.agreement_left_by(party));
        Ok(facts)
    }
}
