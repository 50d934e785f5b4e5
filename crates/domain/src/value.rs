//! What a service is worth, to whom: outcomes, assessments, guesses, effects, and what each party says
//! of being better off.

mod figure;
mod outcome;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fact::*;
use crate::ids::*;
use crate::names::Names;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::Stamp;
use crate::steps::{Because, Counted};
use crate::table::Table;
use crate::text;
use crate::words::*;

pub use figure::{Marks, PartyWorth, RATERS_FOR_SPREAD, Tally, Worth};
pub use outcome::{Assessment, Effect, Guess, Outcome, Point, Voice};

/// Outcomes of one relationship; more than a table can talk about.
pub const OUTCOMES: usize = 200;
/// Costs and risks stated on one outcome.
pub const EFFECTS: usize = 200;

/// All outcomes, and what the parties say of being better off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// Every outcome; shared, so that a new state costs only what changed.
    pub outcomes: BTreeMap<OutcomeId, Arc<Outcome>>,
    /// Each party's statements whether it is better off, in the order said.
    pub better_off: Vec<BetterOff>,
    /// The entry with which the consumer first said what something is worth.
    pub consumer_spoke: Option<u64>,
    /// Parties that came later and to which the consumer opened its figures.
    pub shared_with: BTreeSet<PartyId>,
}

/// A party's own statement whether it is better off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetterOff {
    /// When and by whom.
    pub stamp: Stamp,
    /// Of which party.
    pub party: PartyId,
    /// The answer.
    pub answer: Answer,
    /// Who may see it.
    pub audience: Audience,
    /// The words; `None` once erased.
    pub statement: Option<String>,
}

impl Value {
    fn outcome_mut(&mut self, id: OutcomeId) -> Option<&mut Outcome> {
        self.outcomes.get_mut(&id).map(Arc::make_mut)
    }

    pub(crate) fn add(&mut self, stamp: Stamp, fact: &OutcomeAdded) {
        let text = fact.text.as_ref();
        let outcome = Outcome {
            id: fact.outcome,
            statement: text.map(|t| t.statement.clone()),
            objective: text.map(|t| t.objective.clone()),
            for_party: fact.for_party,
            depends_on: fact.depends_on,
            delivered: fact.delivered,
            added: stamp,
            reworded: None,
            retired: None,
            retired_why: None,
            effects: BTreeMap::new(),
            voices: BTreeMap::new(),
            counted: Counted::default(),
            guesses: BTreeMap::new(),
            skipped: BTreeSet::new(),
            heard_from: BTreeSet::new(),
            series: BTreeMap::new(),
            tallies: BTreeMap::new(),
            heads: BTreeMap::new(),
        };
        self.outcomes.insert(fact.outcome, Arc::new(outcome));
    }

    pub(crate) fn reword(&mut self, stamp: Stamp, fact: &OutcomeReworded) {
        let Some(outcome) = self.outcome_mut(fact.outcome) else {
            return;
        };
        outcome.statement = fact.text.as_ref().map(|t| t.statement.clone());
        outcome.objective = fact.text.as_ref().map(|t| t.objective.clone());
        outcome.for_party = fact.for_party;
        outcome.depends_on = fact.depends_on;
        outcome.delivered = fact.delivered;
        outcome.reworded = Some(stamp);
    }

    pub(crate) fn retire(&mut self, stamp: Stamp, fact: &OutcomeRetired) {
        let Some(outcome) = self.outcome_mut(fact.outcome) else {
            return;
        };
        outcome.retired = Some(stamp);
        outcome.retired_why = fact.text.as_ref().map(|t| t.why.clone());
    }

    pub(crate) fn state_effect(&mut self, stamp: Stamp, fact: &EffectStated) {
        let effect = Effect {
            stamp,
            party: fact.party,
            direction: fact.direction,
            burden: fact.burden,
            what: fact.text.as_ref().map(|t| t.what.clone()),
        };
        if let Some(outcome) = self.outcome_mut(fact.outcome) {
            outcome.effects.insert(fact.effect, effect);
        }
    }

    pub(crate) fn withdraw_effect(&mut self, fact: &EffectWithdrawn) {
        if let Some(outcome) = self.outcome_mut(fact.outcome) {
            outcome.effects.remove(&fact.effect);
        }
    }

    /// Whether users took a step with it.
    pub(crate) fn assess(
        &mut self,
        table: &Table,
        names: &Names,
        stamp: Stamp,
        fact: AssessmentMade,
    ) -> bool {
        let Some(outcome) = self.outcome_mut(fact.outcome) else {
            return false;
        };
        let voice = outcome.voices.entry(stamp.actor).or_default();
        voice.declined = None;
        voice.assessments.push(Assessment {
            stamp,
            stage: fact.stage,
            marks: Marks {
                benefit: fact.benefit.min(10),
                usefulness: fact.usefulness.min(10),
                importance: fact.importance.min(10),
            },
            why: fact.text.map(|text| text.why),
        });
        let seat = table.seat(stamp.actor);
        let stepped = outcome.settle(stamp.actor, seat, names, Because::Said, stamp);
        self.note_spoken(table, stamp);
        stepped
    }

    /// The consumer has spoken once anything that its people said counts.
    fn note_spoken(&mut self, table: &Table, stamp: Stamp) {
        let heard = |outcome: &Arc<Outcome>| outcome.heard_from.contains(&table.consumer);
        if self.consumer_spoke.is_none() && self.outcomes.values().any(heard) {
            self.consumer_spoke = Some(stamp.sequence);
        }
    }

    /// Whether users took a step with it.
    pub(crate) fn decline(
        &mut self,
        table: &Table,
        names: &Names,
        stamp: Stamp,
        fact: &AssessmentDeclined,
    ) -> bool {
        let Some(outcome) = self.outcome_mut(fact.outcome) else {
            return false;
        };
        outcome.voices.entry(stamp.actor).or_default().declined = Some(stamp);
        let seat = table.seat(stamp.actor);
        outcome.settle(stamp.actor, seat, names, Because::Said, stamp)
    }

    pub(crate) fn seal_guess(&mut self, stamp: Stamp, fact: &GuessSealed) {
        let marks = Marks {
            benefit: fact.benefit.min(10),
            usefulness: fact.usefulness.min(10),
            importance: fact.importance.min(10),
        };
        if let Some(outcome) = self.outcome_mut(fact.outcome) {
            let guess = Guess {
                stamp,
                marks,
                late: fact.late,
                revealed: None,
            };
            outcome.guesses.entry(stamp.actor).or_default().push(guess);
        }
    }

    pub(crate) fn skip_guess(&mut self, stamp: Stamp, fact: &GuessSkipped) {
        if let Some(outcome) = self.outcome_mut(fact.outcome) {
            outcome.skipped.insert(stamp.actor);
        }
    }

    pub(crate) fn reveal(&mut self, stamp: Stamp, fact: &GuessesRevealed) {
        let Some(outcome) = self.outcome_mut(fact.outcome) else {
            return;
        };
        for person in &fact.people {
            if let Some(guess) = outcome
                .guesses
                .get_mut(person)
                .and_then(|all| all.last_mut())
            {
                guess.revealed = Some(stamp);
            }
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
            Arc::make_mut(outcome).settle(person, seat, names, Because::Sits, stamp);
        }
        self.note_spoken(table, stamp);
    }

    pub(crate) fn say_better_off(&mut self, stamp: Stamp, fact: BetterOffSaid) {
        self.better_off.push(BetterOff {
            stamp,
            party: fact.party,
            answer: fact.answer,
            audience: fact.audience,
            statement: fact.text.map(|text| text.statement),
        });
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

    pub(crate) fn add_outcome(
        &self,
        context: &mut Context<'_>,
        statement: &str,
        objective: &str,
        for_party: PartyId,
        depends_on: Quality,
        delivered: bool,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(context.actor)?;
        if self.value.outcomes.len() >= OUTCOMES {
            return Err(Refusal::Full {
                what: "outcomes",
                limit: OUTCOMES,
            });
        }
        self.table
            .party(for_party)
            .ok_or(Refusal::Unknown { what: "party" })?;
        let text = OutcomeText {
            statement: text::line("statement", statement)?,
            objective: text::optional_passage("objective", objective)?,
        };
        let outcome = OutcomeId(context.id());
        Ok(vec![
            OutcomeAdded {
                outcome,
                for_party,
                depends_on,
                delivered,
                text: Some(text),
            }
            .into(),
        ])
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one argument per field of the command"
    )]
    pub(crate) fn reword_outcome(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
        statement: &str,
        objective: &str,
        for_party: PartyId,
        depends_on: Quality,
        delivered: bool,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        let now = self.live_outcome(outcome)?;
        self.table
            .party(for_party)
            .ok_or(Refusal::Unknown { what: "party" })?;
        let text = RewordedText {
            statement: text::line("statement", statement)?,
            objective: text::optional_passage("objective", objective)?,
        };
        if now.statement.as_ref() == Some(&text.statement)
            && now.objective.as_ref() == Some(&text.objective)
            && (now.for_party, now.depends_on, now.delivered) == (for_party, depends_on, delivered)
        {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![
            OutcomeReworded {
                outcome,
                for_party,
                depends_on,
                delivered,
                text: Some(text),
            }
            .into(),
        ])
    }

    /// An outcome is retired by those it is for, or by whoever added it.
    pub(crate) fn retire_outcome(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
        why: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        let now = self.live_outcome(outcome)?;
        if now.added.actor != actor {
            self.spokesperson_of(actor, now.for_party)?;
        }
        let why = text::passage("why", why)?;
        Ok(vec![
            OutcomeRetired {
                outcome,
                text: Some(RetiredText { why }),
            }
            .into(),
        ])
    }

    pub(crate) fn state_effect(
        &self,
        context: &mut Context<'_>,
        outcome: OutcomeId,
        direction: Direction,
        burden: Burden,
        what: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let party = self.speaker(context.actor)?.party;
        if self.live_outcome(outcome)?.effects.len() >= EFFECTS {
            return Err(Refusal::Full {
                what: "costs and risks of one outcome",
                limit: EFFECTS,
            });
        }
        let text = Some(EffectText {
            what: text::line("what", what)?,
        });
        let effect = EffectId(context.id());
        Ok(vec![
            EffectStated {
                effect,
                outcome,
                party,
                direction,
                burden,
                text,
            }
            .into(),
        ])
    }

    pub(crate) fn withdraw_effect(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
        effect: EffectId,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.speaker(actor)?;
        let stated = self
            .live_outcome(outcome)?
            .effects
            .get(&effect)
            .ok_or(Refusal::Unknown {
                what: "cost or risk",
            })?;
        if stated.party != seat.party {
            return Err(Refusal::OtherParty);
        }
        Ok(vec![EffectWithdrawn { effect, outcome }.into()])
    }

    /// A person rates for themselves and for nobody else. When the consumer speaks for the first
    /// time, the guesses sealed so far open to the whole table in the same append.
    pub(crate) fn assess(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
        stage: Stage,
        marks: [u8; 3],
        why: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.speaker(actor)?;
        let now = self.live_outcome(outcome)?;
        let [benefit, usefulness, importance] = marks;
        Marks::checked(benefit, usefulness, importance)?;
        let why = text::optional_passage("why", why)?;
        let mut facts = vec![
            AssessmentMade {
                outcome,
                stage,
                benefit,
                usefulness,
                importance,
                text: (!why.is_empty()).then_some(AssessmentText { why }),
            }
            .into(),
        ];
        // While what users say does not count, nobody else may know that one of them has spoken.
        let counts = self.names.names(seat) || now.counted.would_step(actor, seat.party);
        if seat.party == self.table.consumer && counts {
            facts.extend(now.reveals());
        }
        Ok(facts)
    }

    pub(crate) fn decline_to_assess(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        let voice = self.live_outcome(outcome)?.voices.get(&actor);
        if voice.is_some_and(|voice| voice.declined.is_some()) {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![AssessmentDeclined { outcome }.into()])
    }

    /// A guess stays sealed until the consumer speaks. One made when the consumer has spoken opens at
    /// once, and is marked late if its author could already know the value.
    pub(crate) fn seal_guess(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
        marks: [u8; 3],
    ) -> Result<Vec<Fact>, Refusal> {
        self.guesser(actor)?;
        let now = self.live_outcome(outcome)?;
        let [benefit, usefulness, importance] = marks;
        Marks::checked(benefit, usefulness, importance)?;
        let spoken = self.consumer_has_spoken(now);
        let late = spoken && self.could_know(now);
        let mut facts = vec![
            GuessSealed {
                outcome,
                benefit,
                usefulness,
                importance,
                late,
            }
            .into(),
        ];
        if spoken {
            facts.push(
                GuessesRevealed {
                    outcome,
                    people: vec![actor],
                }
                .into(),
            );
        }
        Ok(facts)
    }

    pub(crate) fn skip_guess(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.seat(actor)?;
        if seat.party != self.table.provider {
            return Err(Refusal::OnlyProviderGuesses);
        }
        if self.live_outcome(outcome)?.has_guessed_or_skipped(actor) {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![GuessSkipped { outcome }.into()])
    }

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
        let ever = table.seats.values().filter(|seat| seat.party == provider);
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

    pub(crate) fn share_figures(
        &self,
        actor: PersonId,
        party: PartyId,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.spokesperson(actor)?;
        if seat.party != self.table.consumer {
            return Err(Refusal::OnlyConsumer);
        }
        self.table
            .party(party)
            .ok_or(Refusal::Unknown { what: "party" })?;
        if party == self.table.provider || self.sees_figures(party) {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![FiguresShared { party }.into()])
    }

    pub(crate) fn open_figures(&self, actor: PersonId, open: bool) -> Result<Vec<Fact>, Refusal> {
        let seat = self.speaker(actor)?;
        if self.names.is_open(actor) == open {
            return Err(Refusal::NothingNew);
        }
        let mut facts = vec![FiguresOpened { open }.into()];
        if open && seat.party == self.table.consumer {
            // What they said counts now, and with it the consumer may have spoken.
            let says = |outcome: &&Arc<Outcome>| {
                let voice = outcome.voices.get(&actor);
                voice.is_some_and(|voice| voice.current().is_some())
            };
            let outcomes = self.value.outcomes.values().filter(says);
            facts.extend(outcomes.filter_map(|outcome| outcome.reveals()));
        }
        Ok(facts)
    }

    pub(crate) fn say_better_off(
        &self,
        actor: PersonId,
        answer: Answer,
        statement: &str,
        audience: &Audience,
    ) -> Result<Vec<Fact>, Refusal> {
        let party = self.spokesperson(actor)?.party;
        self.check_audience(audience)?;
        if matches!(audience, Audience::OnlyMe) {
            return Err(Refusal::NobodyThere);
        }
        let text = BetterOffText {
            statement: text::passage("statement", statement)?,
        };
        let audience = audience.clone();
        Ok(vec![
            BetterOffSaid {
                party,
                answer,
                audience,
                text: Some(text),
            }
            .into(),
        ])
    }
}
