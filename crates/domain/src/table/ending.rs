//! How a party leaves, and how a relationship ends: by consent.

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};

impl Relationship {
    pub(crate) fn leave_table(&self, actor: PersonId) -> Result<Vec<Fact>, Refusal> {
        let seat = self.spokesperson(actor)?;
        if seat.party == self.table.provider || seat.party == self.table.consumer {
            return Err(Refusal::CannotLeave);
        }
        let party = seat.party;
        let mut facts = vec![PartyLeft { party }.into()];
        if !self.table.closing.is_empty() && self.all_consent_to_closing(|other| other == party) {
            facts.push(RelationshipClosed {}.into());
        }
        Ok(facts)
    }

    /// A consent binds: a party that is here only by another's links proves itself first, and carries
    /// the mark for good where this server sends no mail and so offers no way to.
    pub(crate) fn consent_to_closing(&self, context: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
        let party = self.spokesperson(context.actor)?.party;
        if self.table.closing.contains(&party) {
            return Err(Refusal::NothingNew);
        }
        let by_link_of = self.table.only_by_link_of(party);
        if by_link_of.is_some() && context.mail {
            return Err(Refusal::ProveFirst);
        }
        let mut facts = vec![ClosingConsented { party, by_link_of }.into()];
        if self.all_consent_to_closing(|other| other == party) {
            facts.push(RelationshipClosed {}.into());
        }
        Ok(facts)
    }

    /// Every party consents, but those `apart`, those of which nobody ever took up a seat, and those
    /// of which nobody is left.
    fn all_consent_to_closing(&self, apart: impl Fn(PartyId) -> bool) -> bool {
        let asked = |party: PartyId| {
            let ever = self.table.seats.values().filter(|seat| seat.party == party);
            self.table.people_of(party).next().is_some()
                && ever.clone().any(|seat| seat.acted.is_some())
        };
        self.table.seated_parties().all(|party| {
            apart(party.id) || self.table.closing.contains(&party.id) || !asked(party.id)
        })
    }

    pub(crate) fn withdraw_closing(&self, actor: PersonId) -> Result<Vec<Fact>, Refusal> {
        let party = self.spokesperson(actor)?.party;
        if !self.table.closing.contains(&party) {
            return Err(Refusal::NoClosingProposed);
        }
        Ok(vec![ClosingWithdrawn { party }.into()])
    }
}
