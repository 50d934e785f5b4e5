//! How a party leaves, and how a relationship ends: by consent.

use crate::act::{Act, At, Decided, acts, one};
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;

acts! {
    /// Leave the table as a party. Words stay.
    LeaveTable {}

    /// Propose to close the relationship, or agree to it.
    ConsentToClosing {}

    /// Take that consent back.
    WithdrawClosing {}
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
        let proposed = !relationship.table.closing.is_empty();
        if proposed && relationship.all_consent_to_closing(party) {
            facts.push(RelationshipClosed {}.into());
        }
        Ok(facts)
    }
}

impl Act for ConsentToClosing {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if relationship.table.closing.contains(&seat.party) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    /// A consent binds: a party that is here only by another's links proves itself first, and carries
    /// the mark for good where this server sends no mail and so offers no way to.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let party = seat.party;
        let by_link_of = relationship.table.only_by_link_of(party);
        if by_link_of.is_some() && context.mail {
            return Err(Refusal::ProveFirst);
        }
        let mut facts = vec![ClosingConsented { party, by_link_of }.into()];
        if relationship.all_consent_to_closing(party) {
            facts.push(RelationshipClosed {}.into());
        }
        Ok(facts)
    }
}

impl Act for WithdrawClosing {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if !relationship.table.closing.contains(&seat.party) {
            return Err(Refusal::NoClosingProposed);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, .. } = at;
        let party = seat.party;
        one(ClosingWithdrawn { party })
    }
}

impl Relationship {
    /// Every party consents, but the one `apart`, those of which nobody ever took up a seat, and those
    /// of which nobody is left.
    fn all_consent_to_closing(&self, apart: PartyId) -> bool {
        let asked = |party: PartyId| {
            let mut ever = self.table.seats_ever().filter(|seat| seat.party == party);
            self.table.people_of(party).next().is_some() && ever.any(|seat| seat.acted.is_some())
        };
        self.table.seated_parties().all(|party| {
            party.id == apart || self.table.closing.contains(&party.id) || !asked(party.id)
        })
    }
}
