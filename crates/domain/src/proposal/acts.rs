//! Proposing, agreeing, and taking that back.

use crate::act::{Act, At, Decided, acts};
use crate::fact::*;
use crate::ids::*;
use crate::proposal::Proposal;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::words::*;

acts! {
    /// Propose to close the relationship. Whoever proposes agrees.
    ProposeClosing {}

    /// Agree, for one's party, to what was proposed.
    ConsentToProposal about proposal: ProposalId {
        /// The proposal.
        proposal: ProposalId,
    }

    /// Take that back, as long as it is not adopted.
    WithdrawConsent about proposal: ProposalId {
        /// The proposal.
        proposal: ProposalId,
    }
}

impl Act for ProposeClosing {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if relationship.proposals.open(Proposes::Closing).is_some() {
            return Err(Refusal::ProposedAlready);
        }
        Ok(seat)
    }

    fn decide(self, mut at: At<'_, '_>) -> Decided {
        let (proposal, proposes) = (ProposalId(at.context.id()), Proposes::Closing);
        let nobody = Proposal::opened(proposal, proposes, at.relationship.last);
        let opened = ProposalOpened { proposal, proposes }.into();
        Ok([vec![opened], consent(&mut at, &nobody)?].concat())
    }
}

impl Act for ConsentToProposal {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let open = relationship.open_proposal(proposal)?;
        if open.consents.contains_key(&seat.party) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, mut at: At<'_, '_>) -> Decided {
        let open = at.relationship.open_proposal(self.proposal)?;
        consent(&mut at, open)
    }
}

impl Act for WithdrawConsent {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let open = relationship.open_proposal(proposal)?;
        if !open.consents.contains_key(&seat.party) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let open = at.relationship.open_proposal(self.proposal)?;
        let (proposal, proposes, party) = (open.id, open.proposes, at.seat.party);
        let withdrawn = ConsentWithdrawn {
            proposal,
            proposes,
            party,
        };
        let mut facts = vec![withdrawn.into()];
        if open.consents.keys().all(|consents| *consents == party) {
            facts.push(ProposalDropped { proposal, proposes }.into());
        }
        Ok(facts)
    }
}

/// A consent binds: a party that is here only by another's links proves itself first, and carries the
/// mark for good where this server sends no mail and so offers no way to.
fn consent(at: &mut At<'_, '_>, open: &Proposal) -> Decided {
    let party = at.seat.party;
    let by_link_of = at.relationship.table.only_by_link_of(party);
    if by_link_of.is_some() && at.context.mail {
        return Err(Refusal::ProveFirst);
    }
    let consented = ConsentGiven {
        proposal: open.id,
        proposes: open.proposes,
        party,
        by_link_of,
    };
    let mut facts = vec![consented.into()];
    facts.extend(at.relationship.adopted_with(open, party));
    Ok(facts)
}

impl Relationship {
    /// A proposal to which parties may still say something.
    pub(crate) fn open_proposal(&self, proposal: ProposalId) -> Result<&Proposal, Refusal> {
        let proposal = self.proposals.proposals.get(&proposal);
        let proposal = proposal.ok_or(Refusal::Unknown { what: "proposal" })?;
        match proposal.ended {
            None => Ok(proposal),
            Some(_) => Err(Refusal::ProposalEnded),
        }
    }

    /// What follows once this party stands in the way no more, because it consents or leaves: the
    /// adoption, where all others consent, and what was proposed.
    pub(crate) fn adopted_with(&self, open: &Proposal, party: PartyId) -> Vec<Fact> {
        let waits_for = |other: PartyId| {
            other != party && !open.consents.contains_key(&other) && self.is_asked(other)
        };
        if (self.table.seated_parties()).any(|other| waits_for(other.id)) {
            return Vec::new();
        }
        let (proposal, proposes) = (open.id, open.proposes);
        let adopted = ProposalAdopted { proposal, proposes }.into();
        match proposes {
            Proposes::Closing => vec![adopted, RelationshipClosed {}.into()],
        }
    }

    /// What follows for a proposal when a party leaves.
    pub(crate) fn left_by(&self, open: &Proposal, party: PartyId) -> Vec<Fact> {
        let (proposal, proposes) = (open.id, open.proposes);
        if open.consents.keys().all(|consents| *consents == party) {
            return vec![ProposalDropped { proposal, proposes }.into()];
        }
        self.adopted_with(open, party)
    }

    /// Whether a party is asked: nobody waits for one of which nobody ever took up a seat, or of which
    /// nobody is left.
    fn is_asked(&self, party: PartyId) -> bool {
        let mut ever = self.table.seats_ever().filter(|seat| seat.party == party);
        self.table.people_of(party).next().is_some() && ever.any(|seat| seat.acted.is_some())
    }
}
