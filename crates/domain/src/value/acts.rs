//! Saying what something is worth, and what one believes it is worth to the other side.

use std::sync::Arc;

use super::facts::*;
use super::{EFFECTS, Marks, OUTCOMES, Outcome};
use crate::act::{Act, At, Decided, acts, one};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

acts! {
    /// Add an outcome.
    AddOutcome {
        /// The result: “So that Northwind can …”.
        statement: String,
        /// Its objective.
        #[serde(default)]
        objective: String,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    }

    /// Put an outcome in other words.
    RewordOutcome about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// The result.
        statement: String,
        /// Its objective.
        #[serde(default)]
        objective: String,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    }

    /// Retire an outcome: it takes no figures any more.
    RetireOutcome about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// The reason.
        why: String,
    }

    /// State a cost or risk that an outcome removes from, or imposes on, one's own party.
    StateEffect about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// Removed or imposed.
        direction: Direction,
        /// Cost or risk.
        burden: Burden,
        /// What it is.
        what: String,
    }

    /// Withdraw an effect on one's own party.
    WithdrawEffect about outcome: OutcomeId, effect: EffectId {
        /// The outcome.
        outcome: OutcomeId,
        /// The effect.
        effect: EffectId,
    }

    /// Say what an outcome is worth to oneself.
    Assess about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// Before or after delivery.
        stage: Stage,
        /// How much good it does, 0 to 10.
        #[schema(maximum = 10)]
        benefit: u8,
        /// How well it can be used, 0 to 10.
        #[schema(maximum = 10)]
        usefulness: u8,
        /// How much it would be missed, 0 to 10.
        #[schema(maximum = 10)]
        importance: u8,
        /// Why.
        #[serde(default)]
        why: String,
    }

    /// Say that an outcome does not concern oneself.
    DeclineToAssess about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
    }

    /// Guess what the consumer will say; sealed until revealed.
    SealGuess about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// Guessed benefit, 0 to 10.
        #[schema(maximum = 10)]
        benefit: u8,
        /// Guessed usefulness, 0 to 10.
        #[schema(maximum = 10)]
        usefulness: u8,
        /// Guessed importance, 0 to 10.
        #[schema(maximum = 10)]
        importance: u8,
    }

    /// See the consumer's value without guessing.
    SkipGuess about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
    }

    /// Have looked at the guesses that lie open.
    LookAtReveal {}

    /// Let one's name stand beside one's figures as a user, or take it away.
    OpenFigures about open: bool {
        /// Whether the name is shown.
        open: bool,
    }

    /// Let a party that came after the consumer spoke see its figures.
    ShareFigures about party: PartyId {
        /// With whom.
        party: PartyId,
    }

    /// Say whether one's own party is better off.
    SayBetterOff {
        /// The answer.
        answer: Balance,
        /// In one's own words.
        statement: String,
        /// `own_party` until shared; `whole_table` shares it.
        audience: Audience,
    }
}

impl Relationship {
    /// The outcome, if it still takes figures.
    fn live_outcome(&self, id: OutcomeId) -> Result<&Outcome, Refusal> {
        let outcome = self
            .value
            .outcomes
            .get(&id)
            .ok_or(Refusal::Unknown { what: "outcome" })?;
        if outcome.retired.is_some() {
            return Err(Refusal::Retired);
        }
        Ok(outcome)
    }

    /// The seat of somebody who may speak, of an outcome that still takes figures.
    fn speaker_of_outcome(&self, actor: PersonId, on: OutcomeId) -> Result<&Seat, Refusal> {
        let seat = self.speaker(actor)?;
        self.live_outcome(on)?;
        Ok(seat)
    }
}

impl Act for AddOutcome {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        if relationship.value.outcomes.len() >= OUTCOMES {
            return Err(Refusal::Full {
                what: "outcomes",
                limit: OUTCOMES,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            context,
            ..
        } = at;
        relationship.seated_party(self.for_party)?;
        let text = OutcomeText {
            statement: text::line("statement", &self.statement)?,
            objective: text::optional_passage("objective", &self.objective)?,
        };
        one(OutcomeAdded {
            outcome: OutcomeId(context.id()),
            for_party: self.for_party,
            depends_on: self.depends_on,
            delivered: self.delivered,
            text: Some(text),
        })
    }
}

impl Act for RewordOutcome {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        relationship.speaker_of_outcome(actor, on)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { relationship, .. } = at;
        let now = relationship.live_outcome(self.outcome)?;
        relationship.seated_party(self.for_party)?;
        let text = RewordedText {
            statement: text::line("statement", &self.statement)?,
            objective: text::optional_passage("objective", &self.objective)?,
        };
        let to = (self.for_party, self.depends_on, self.delivered);
        if now.statement.as_ref() == Some(&text.statement)
            && now.objective.as_ref() == Some(&text.objective)
            && (now.for_party, now.depends_on, now.delivered) == to
        {
            return Err(Refusal::NothingNew);
        }
        one(OutcomeReworded {
            outcome: self.outcome,
            for_party: self.for_party,
            depends_on: self.depends_on,
            delivered: self.delivered,
            text: Some(text),
        })
    }
}

impl Act for RetireOutcome {
    /// An outcome is retired by those it is for, or by whoever added it.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let now = relationship.live_outcome(on)?;
        if now.added.actor == actor {
            return Ok(seat);
        }
        relationship.spokesperson_of(actor, now.for_party)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        one(OutcomeRetired {
            outcome: self.outcome,
            text: Some(RetiredText { why }),
        })
    }
}

impl Act for StateEffect {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        if relationship.live_outcome(on)?.effects.len() >= EFFECTS {
            return Err(Refusal::Full {
                what: "costs and risks of one outcome",
                limit: EFFECTS,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, context, .. } = at;
        let text = EffectText {
            what: text::line("what", &self.what)?,
        };
        one(EffectStated {
            effect: EffectId(context.id()),
            outcome: self.outcome,
            party: seat.party,
            direction: self.direction,
            burden: self.burden,
            text: Some(text),
        })
    }
}

impl Act for WithdrawEffect {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (outcome, effect): (OutcomeId, EffectId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let effects = &relationship.live_outcome(outcome)?.effects;
        let stated = effects.get(&effect).ok_or(Refusal::Unknown {
            what: "cost or risk",
        })?;
        if stated.party != seat.party {
            return Err(Refusal::OtherParty);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let Self { outcome, effect } = self;
        one(EffectWithdrawn { effect, outcome })
    }
}

impl Act for Assess {
    /// A person rates for themselves and for nobody else.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        relationship.speaker_of_outcome(actor, on)
    }

    /// When the consumer speaks for the first time, the guesses sealed so far open to the whole table
    /// in the same append.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let now = relationship.live_outcome(self.outcome)?;
        Marks::check(self.benefit, self.usefulness, self.importance)?;
        let why = text::optional_passage("why", &self.why)?;
        let mut facts = vec![
            AssessmentMade {
                outcome: self.outcome,
                stage: self.stage,
                benefit: self.benefit,
                usefulness: self.usefulness,
                importance: self.importance,
                text: (!why.is_empty()).then_some(AssessmentText { why }),
            }
            .into(),
        ];
        // While what users say does not count, nobody else may know that one of them has spoken.
        let counts =
            relationship.names.names(seat) || now.counted.would_step(seat.person, seat.party);
        if seat.party == relationship.table.consumer && counts {
            facts.extend(now.reveals());
        }
        Ok(facts)
    }
}

impl Act for DeclineToAssess {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let voice = relationship.live_outcome(on)?.voices.get(&actor);
        if voice.is_some_and(|voice| voice.declined.is_some()) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let outcome = self.outcome;
        one(AssessmentDeclined { outcome })
    }
}

impl Act for SealGuess {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.guesser(actor)?;
        relationship.live_outcome(on)?;
        Ok(seat)
    }

    /// A guess stays sealed until the consumer speaks. One made when the consumer has spoken opens at
    /// once, and is marked late if its author could already know the value.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let now = relationship.live_outcome(self.outcome)?;
        Marks::check(self.benefit, self.usefulness, self.importance)?;
        let outcome = self.outcome;
        let spoken = relationship.consumer_has_spoken(now);
        let mut facts = vec![
            GuessSealed {
                outcome,
                benefit: self.benefit,
                usefulness: self.usefulness,
                importance: self.importance,
                late: spoken && relationship.could_know(now),
            }
            .into(),
        ];
        if spoken {
            let people = vec![seat.person];
            facts.push(GuessesRevealed { outcome, people }.into());
        }
        Ok(facts)
    }
}

impl Act for SkipGuess {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        if seat.party != relationship.table.provider {
            return Err(Refusal::OnlyProviderGuesses);
        }
        if relationship.live_outcome(on)?.has_guessed_or_skipped(actor) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let outcome = self.outcome;
        one(GuessSkipped { outcome })
    }
}

impl Act for LookAtReveal {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let seen = relationship.seen_by(actor, relationship);
        let new = seen.is_some_and(|seen| !seen.unseen_reveals().is_empty());
        if new {
            Ok(seat)
        } else {
            Err(Refusal::NothingNew)
        }
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(RevealSeen {})
    }
}

impl Act for OpenFigures {
    fn allowed(relationship: &Relationship, actor: PersonId, open: bool) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        if relationship.names.is_open(actor) == open {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let open = self.open;
        let mut facts = vec![FiguresOpened { open }.into()];
        if open && seat.party == relationship.table.consumer {
            // What they said counts now, and with it the consumer may have spoken.
            let says = |outcome: &&Arc<Outcome>| {
                let voice = outcome.voices.get(&seat.person);
                voice.is_some_and(|voice| voice.current().is_some())
            };
            let outcomes = relationship.value.outcomes.values().filter(says);
            facts.extend(outcomes.filter_map(|outcome| outcome.reveals()));
        }
        Ok(facts)
    }
}

impl Act for ShareFigures {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        party: PartyId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if seat.party != relationship.table.consumer {
            return Err(Refusal::OnlyConsumer);
        }
        relationship.seated_party(party)?;
        if party == relationship.table.provider || relationship.sees_figures(party) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let party = self.party;
        one(FiguresShared { party })
    }
}

impl Act for SayBetterOff {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        relationship.spokesperson(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        relationship.check_audience(&self.audience)?;
        if self.audience == Audience::OnlyMe {
            return Err(Refusal::NobodyThere);
        }
        let statement = text::passage("statement", &self.statement)?;
        one(BetterOffSaid {
            party: seat.party,
            answer: self.answer,
            audience: self.audience,
            text: Some(BetterOffText { statement }),
        })
    }
}
