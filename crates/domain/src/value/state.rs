//! What was said of value so far.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::Outcome;
use crate::ids::*;
use crate::names::Names;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::steps::Because;
use crate::table::Table;
use crate::words::*;

/// All outcomes, and what the parties say of being better off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// Every outcome; shared, so that a new state costs only what changed.
    pub outcomes: BTreeMap<OutcomeId, Arc<Outcome>>,
    /// Each party's statements whether it is better off, in the order said.
    pub better_off: Vector<Arc<BetterOff>>,
    /// The entry with which the consumer first said what something is worth.
    pub consumer_spoke: Option<u64>,
    /// Parties that came later and to which the consumer opened its figures.
    pub shared_with: BTreeSet<PartyId>,
    /// Up to which entry each person has looked at the guesses that lay open.
    pub reveals_seen: OrdMap<PersonId, u64>,
}

/// A party's own statement whether it is better off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetterOff {
    /// When and by whom.
    pub stamp: Stamp,
    /// Of which party.
    pub party: PartyId,
    /// The answer.
    pub answer: Balance,
    /// Who may see it.
    pub audience: Audience,
    /// The words; `None` once erased.
    pub statement: Option<String>,
}

impl Value {
    pub(super) fn outcome_mut(&mut self, id: OutcomeId) -> Option<&mut Outcome> {
        self.outcomes.get_mut(&id).map(Arc::make_mut)
    }

    /// The consumer has spoken once anything that its people said counts.
    pub(super) fn note_spoken(&mut self, table: &Table, stamp: Stamp) {
        let heard = |outcome: &Arc<Outcome>| outcome.heard_from.contains(&table.consumer);
        if self.consumer_spoke.is_none() && self.outcomes.values().any(heard) {
            self.consumer_spoke = Some(stamp.sequence);
        }
    }

    /// A person sits otherwise, or no more, or stands by name from now on or no more: their figures
    /// count by that.
    pub(crate) fn resettle(
        &mut self,
        person: PersonId,
        table: &Table,
        names: &Names,
        stamp: Stamp,
    ) {
        let seat = table.seat(person);
        let rated = |outcome: &Outcome| outcome.voices.contains_key(&person);
        for outcome in self.outcomes.values_mut().filter(|outcome| rated(outcome)) {
            let outcome = Arc::make_mut(outcome);
            outcome.settle(person, seat, names, Because::Sits, stamp);
            outcome.settle_confirmed(person, seat, names, Because::Sits, stamp);
        }
        self.note_spoken(table, stamp);
    }
}

impl Relationship {
    /// Whether anybody of the consumer ever assessed the outcome, so that it counts.
    pub(crate) fn consumer_has_spoken(&self, outcome: &Outcome) -> bool {
        outcome.heard_from.contains(&self.table.consumer)
    }

    /// Whether anybody of the provider, or anybody it brought here who is known by nothing but its
    /// link, could see what the consumer said of the outcome: then a guess of the provider's is late,
    /// whoever makes it. Who shares a party with somebody who knows could know.
    pub(crate) fn could_know(&self, outcome: &Outcome) -> bool {
        let table = &self.table;
        let provider = table.provider;
        let ever = table.seats_ever().filter(|seat| seat.party == provider);
        let colleague_knows = ever
            .map(|seat| seat.person)
            .any(|person| outcome.has_guessed_or_skipped(person));
        let only_provider_says_so = |party| table.only_by_link_of(party) == Some(provider);
        let brought = table
            .seated_parties()
            .filter(|party| party.id != provider && self.sees_figures(party.id))
            .any(|party| only_provider_says_so(party.id));
        colleague_knows || brought
    }

    /// Whether a party other than the provider may see what the consumer says: whoever sat here when it
    /// first spoke does, and whoever came later once the consumer opens its figures to them.
    pub(crate) fn sees_figures(&self, party: PartyId) -> bool {
        if party == self.table.consumer || self.value.shared_with.contains(&party) {
            return true;
        }
        let seated = self.table.parties.get(&party).map(|it| it.seated.sequence);
        match (seated, self.value.consumer_spoke) {
            (Some(seated), Some(spoke)) => seated < spoke,
            _ => true,
        }
    }

    /// Seated parties that wait for the consumer to open its figures to them.
    pub(crate) fn waiting_for_figures(&self) -> impl Iterator<Item = PartyId> + '_ {
        let provider = self.table.provider;
        self.table
            .seated_parties()
            .map(|party| party.id)
            .filter(move |party| *party != provider && !self.sees_figures(*party))
    }
}
