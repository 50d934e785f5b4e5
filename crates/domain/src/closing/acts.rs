//! Asking to close, agreeing, and taking that back.

use crate::act::{Act, At, Decided, acts};
use crate::closing::Closing;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;

acts! {
    /// Propose to close the relationship. Whoever proposes agrees.
    ProposeClosing {}

    /// Agree, for one's party, to close.
    ConsentToClosing about closing: ClosingId {
        /// To which asking.
        closing: ClosingId,
    }

    /// Take that back, as long as it is not closed.
    WithdrawFromClosing about closing: ClosingId {
        /// From which asking.
        closing: ClosingId,
    }
}

impl Act for ProposeClosing {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if relationship.closings.open().is_some() {
            return Err(Refusal::ProposedAlready);
        }
        Ok(seat)
    }

    fn decide(self, mut at: At<'_, '_>) -> Decided {
        let closing = ClosingId(at.context.id());
        let nobody = Closing::proposed(closing, at.relationship.last);
        let proposed = ClosingProposed { closing }.into();
        Ok([vec![proposed], consent(&mut at, &nobody)?].concat())
    }
}

impl Act for ConsentToClosing {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        closing: ClosingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let open = relationship.open_closing(closing)?;
        if open.consents.contains_key(&seat.party) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, mut at: At<'_, '_>) -> Decided {
        let open = at.relationship.open_closing(self.closing)?;
        consent(&mut at, open)
    }
}

impl Act for WithdrawFromClosing {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        closing: ClosingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let open = relationship.open_closing(closing)?;
        if !open.consents.contains_key(&seat.party) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let open = at.relationship.open_closing(self.closing)?;
        let (closing, party) = (open.id, at.seat.party);
        let mut facts = vec![ClosingConsentWithdrawn { closing, party }.into()];
        if open.consents.keys().all(|consents| *consents == party) {
            facts.push(ClosingDropped { closing }.into());
        }
        Ok(facts)
    }
}

/// A consent binds: a party that is here only by another's links proves itself first, and carries the
/// mark for good where this server sends no mail and so offers no way to.
fn consent(at: &mut At<'_, '_>, open: &Closing) -> Decided {
    let party = at.seat.party;
    let by_link_of = at.binding_word_of(party)?;
    let consented = ClosingConsented {
        closing: open.id,
        party,
        by_link_of,
    };
    let mut facts = vec![consented.into()];
    facts.extend(at.relationship.closed_with(open, party));
    Ok(facts)
}

impl At<'_, '_> {
    /// Whether a party may bind itself: one that is here only by another's links proves itself first. The
    /// one whose links those are, where this server sends no mail and so offers no way to prove anything.
    pub(crate) fn binding_word_of(&self, party: PartyId) -> Result<Option<PartyId>, Refusal> {
        let by_link_of = self.relationship.table.only_by_link_of(party);
        if by_link_of.is_some() && self.context.mail {
            return Err(Refusal::ProveFirst);
        }
        Ok(by_link_of)
    }
}

impl Relationship {
    /// An asking to close to which parties may still say something.
    pub(crate) fn open_closing(&self, closing: ClosingId) -> Result<&Closing, Refusal> {
        let closing = self.closings.asked.get(&closing);
        let closing = closing.ok_or(Refusal::Unknown { what: "closing" })?;
        match closing.ended {
            None => Ok(closing),
            Some(_) => Err(Refusal::ClosingEnded),
        }
    }

    /// What follows once this party stands in the way no more, because it consents or leaves.
    fn closed_with(&self, open: &Closing, party: PartyId) -> Vec<Fact> {
        let waits_for = |other: PartyId| {
            other != party && !open.consents.contains_key(&other) && self.is_asked(other)
        };
        if (self.table.seated_parties()).any(|other| waits_for(other.id)) {
            return Vec::new();
        }
        vec![RelationshipClosed {}.into()]
    }

    /// What follows for closing when a party leaves.
    pub(crate) fn closing_left_by(&self, party: PartyId) -> Vec<Fact> {
        let Some(open) = self.closings.open() else {
            return Vec::new();
        };
        if open.consents.keys().all(|consents| *consents == party) {
            return vec![ClosingDropped { closing: open.id }.into()];
        }
        self.closed_with(open, party)
    }

    /// Whether a party is asked: nobody waits for one of which nobody ever said anything, to whomever, or of which
    /// nobody is left.
    pub(crate) fn is_asked(&self, party: PartyId) -> bool {
        self.table.people_of(party).next().is_some() && self.table.has_ever_acted(party)
    }
}
