//! Choosing how much voice each party has, and recording a mix.

use super::facts::*;
use super::{ComputedMix, MIXES, MOST_WEIGHT};
use crate::act::{Act, Asks, At, Decided, MixAsked, acts, one};
use crate::edits::Edited;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Choose how much voice each party has in a mix: never more than an equal share for one's own, and less
    /// than that for no other.
    ChooseEndowments {
        /// Every party at the table, once.
        endowments: Vec<Endowment>,
        /// The reason.
        why: String,
    }

    /// Record the mix that a rule chooses for a budget, as the record stood at one of its entries.
    /// The mix itself is computed by the server.
    RecordMix {
        /// By which rule.
        rule: MixRule,
        /// The budget, in minor units.
        budget: u64,
        /// The entry up to which assessments, prices and endowments are read.
        read_at: u64,
        /// What it is meant for.
        #[serde(default)]
        note: String,
    }
}

impl Act for ChooseEndowments {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Endowments)
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        relationship.spokesperson(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let (stand, _) = relationship.endowments();
        let endowments = &self.endowments;
        let of = |party: PartyId| endowments.iter().filter(move |one| one.party == party);
        let complete = endowments.len() == stand.len()
            && stand.iter().all(|one| of(one.party).count() == 1)
            && endowments.iter().all(|one| one.weight <= MOST_WEIGHT)
            && endowments.iter().any(|one| one.weight > 0);
        if !complete {
            return Err(Refusal::Endowments);
        }
        let whole: u64 = endowments.iter().map(|one| u64::from(one.weight)).sum();
        let own: u64 = of(seat.party).map(|one| u64::from(one.weight)).sum();
        let equal = relationship.equal_endowments();
        let in_all: u64 = equal.iter().map(|one| u64::from(one.weight)).sum();
        let share = |party: PartyId| -> u64 {
            let of_it = equal.iter().filter(|one| one.party == party);
            of_it.map(|one| u64::from(one.weight)).sum()
        };
        if own * in_all > share(seat.party) * whole {
            return Err(Refusal::OwnEndowment);
        }
        // Less than an equal voice is a party's own word: as little as it has by that stays as it is.
        let stood: u64 = stand.iter().map(|one| u64::from(one.weight)).sum();
        let taken = |before: &Endowment| {
            let now: u64 = of(before.party).map(|one| u64::from(one.weight)).sum();
            before.party != seat.party
                && now * in_all < share(before.party) * whole
                && now * stood < u64::from(before.weight) * whole
        };
        if stand.iter().any(taken) {
            return Err(Refusal::OthersEndowment);
        }
        let why = text::passage("why", &self.why)?;
        // In the order of the table, whatever the order sent.
        let ordered = stand.iter().flat_map(|one| of(one.party).copied());
        let ordered: Vec<Endowment> = ordered.collect();
        if ordered == stand {
            return Err(Refusal::NothingNew);
        }
        one(EndowmentsChosen {
            endowments: ordered,
            text: Some(EndowmentsText { why }),
        })
    }
}

impl Act for RecordMix {
    fn asks(&self) -> Asks {
        Asks {
            mix: Some(MixAsked {
                rule: self.rule,
                budget: self.budget,
                read_at: self.read_at,
            }),
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let recorded = relationship.mixes.recorded.iter();
        let recorded = recorded.map(|it| it.stamp.actor);
        relationship.within_share(seat, 1, ("recorded mixes", MIXES), recorded)?;
        Ok(seat)
    }

    /// Records what the engine came to, when it was asked exactly this.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let note = text::optional_passage("note", &self.note)?;
        let asked = |mix: &ComputedMix| {
            (mix.rule, mix.budget, mix.read_at) == (self.rule, self.budget, self.read_at)
                && mix.read_at <= relationship.last.sequence
        };
        let computed = context.mix.take().filter(asked);
        let computed = computed.ok_or(Refusal::Unknown { what: "mix" })?;
        let guessed = |id: &OutcomeId| {
            let outcome = relationship.value.outcomes.get(id);
            outcome.is_none_or(|outcome| outcome.has_guessed_or_skipped(seat.person))
        };
        if seat.party == relationship.table.provider && !computed.reads.iter().all(guessed) {
            return Err(Refusal::GuessFirst);
        }
        if seat.party != relationship.table.provider && !relationship.sees_figures(seat.party) {
            return Err(Refusal::FiguresClosed);
        }
        one(MixRecorded {
            mix: MixId(context.id()),
            rule: self.rule,
            budget: self.budget,
            read_at: self.read_at,
            inputs: computed.inputs,
            engine: computed.engine,
            reads: computed.reads,
            result: computed.result,
            text: (!note.is_empty()).then_some(MixText { note }),
        })
    }
}
