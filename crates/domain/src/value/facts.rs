//! What is recorded of value, and what each of these facts changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::{Assessment, BetterOff, Effect, Guess, Marks, Opened, Outcome, OutcomeWords, Proposed};
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::steps::{Because, Counted};
use crate::wording::Wordings;
use crate::words::*;

facts! {
    /// The consumer lets a party that came after it spoke see its figures.
    "figures_shared" FiguresShared reaches Table {
        /// With whom.
        party: PartyId,
    }

    /// A result the service enables somebody to have.
    "outcome_added" OutcomeAdded reaches Table {
        /// The outcome.
        outcome: OutcomeId,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    } says OutcomeText {
        /// The result: “So that Northwind can …”.
        statement: String,
        /// Its objective, in the words of the party it is for.
        objective: String,
    }

    /// An outcome was put in other words, or is for somebody else.
    "outcome_reworded" OutcomeReworded reaches Table {
        /// The outcome.
        outcome: OutcomeId,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    } says RewordedText {
        /// The result: “So that Northwind can …”.
        statement: String,
        /// Its objective, in the words of the party it is for.
        objective: String,
    }

    /// What an outcome depends on, or whether it is delivered, was said otherwise; its words stay.
    "outcome_described" OutcomeDescribed reaches Table {
        /// The outcome.
        outcome: OutcomeId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    }

    /// Somebody proposes other words for an outcome, which the party it is for takes or leaves.
    "wording_proposed" WordingProposed reaches Table {
        /// The proposal.
        wording: WordingId,
        /// For which outcome.
        outcome: OutcomeId,
        /// Whom it would be for.
        for_party: PartyId,
    } says WordingText {
        /// The result: “So that Northwind can …”.
        statement: String,
        /// Its objective.
        objective: String,
    }

    /// The party that an outcome is for takes the words proposed: they are its words now.
    "wording_taken" WordingTaken reaches Table {
        /// The proposal.
        wording: WordingId,
        /// For which outcome.
        outcome: OutcomeId,
        /// Whom it is for now.
        for_party: PartyId,
    }

    /// The words proposed are left: by the party that the outcome is for, or by whoever proposed them.
    "wording_declined" WordingDeclined reaches Table {
        /// The proposal.
        wording: WordingId,
        /// For which outcome.
        outcome: OutcomeId,
    } says WordingDeclinedText {
        /// Why.
        why: String,
    }

    /// An outcome is no longer looked at; what was said of it stays.
    "outcome_retired" OutcomeRetired reaches Table {
        /// The outcome.
        outcome: OutcomeId,
    } says RetiredText {
        /// The reason.
        why: String,
    }

    /// A cost or risk that an outcome removes from, or imposes on, the speaker's party.
    "effect_stated" EffectStated reaches Table {
        /// The effect.
        effect: EffectId,
        /// Of which outcome.
        outcome: OutcomeId,
        /// On which party.
        party: PartyId,
        /// Removed or imposed.
        direction: Direction,
        /// Cost or risk.
        burden: Burden,
    } says EffectText {
        /// What it is.
        what: String,
    }

    /// An effect does not hold any more.
    "effect_withdrawn" EffectWithdrawn reaches Table {
        /// The effect.
        effect: EffectId,
        /// Of which outcome.
        outcome: OutcomeId,
    }

    /// One person says what an outcome is worth to them.
    "assessment_made" AssessmentMade reaches Worth(outcome) {
        /// The outcome.
        outcome: OutcomeId,
        /// Before or after delivery.
        stage: Stage,
        /// How much good it does, 0 to 10.
        benefit: u8,
        /// How well it can be used, 0 to 10.
        usefulness: u8,
        /// How much it would be missed, 0 to 10.
        importance: u8,
    } says AssessmentText {
        /// Why.
        why: String,
    }

    /// One person says that an outcome does not concern them.
    "assessment_declined" AssessmentDeclined reaches Worth(outcome) {
        /// The outcome.
        outcome: OutcomeId,
    }

    /// One person says that what they said of an outcome's worth still holds, for the words of now.
    "assessment_confirmed" AssessmentConfirmed reaches Worth(outcome) {
        /// The outcome.
        outcome: OutcomeId,
    }

    /// A provider's person guesses what the consumer will say. Sealed until revealed.
    "guess_sealed" GuessSealed reaches Guess(outcome) {
        /// The outcome.
        outcome: OutcomeId,
        /// Guessed benefit, 0 to 10.
        benefit: u8,
        /// Guessed usefulness, 0 to 10.
        usefulness: u8,
        /// Guessed importance, 0 to 10.
        importance: u8,
        /// Made when its author, or somebody close to them, could already know the consumer's value.
        late: bool,
    }

    /// A provider's person wants to see the consumer's value without guessing.
    "guess_skipped" GuessSkipped reaches Table {
        /// The outcome.
        outcome: OutcomeId,
    }

    /// The consumer has spoken: the guesses made so far open to the whole table.
    "guesses_revealed" GuessesRevealed reaches Opening {
        /// The outcome.
        outcome: OutcomeId,
        /// Whose guesses.
        people: Vec<PersonId>,
    }

    /// A person has looked at the guesses that lay open beside what the consumer said. Nobody else's matter.
    "reveal_seen" RevealSeen reaches Author {}

    /// A user lets their name stand beside their figures, or takes it away again.
    "figures_opened" FiguresOpened reaches Table {
        /// Whether the name is shown from now on.
        open: bool,
    }

    /// A party's own statement whether it is better off.
    "better_off_said" BetterOffSaid reaches Heard(audience, party) {
        /// The party that says it of itself.
        party: PartyId,
        /// The answer.
        answer: Balance,
        /// Own party until it shares it; sharing is a new entry.
        audience: Audience,
    } says BetterOffText {
        /// In its own words.
        statement: String,
    }
}

impl Happened for OutcomeAdded {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (statement, objective) = self.text.map(|it| (it.statement, it.objective)).unzip();
        let words = OutcomeWords {
            statement,
            objective,
            for_party: self.for_party,
        };
        let outcome = Outcome {
            id: self.outcome,
            words: Wordings::new(stamp, words),
            proposed: OrdMap::new(),
            taken: BTreeMap::new(),
            depends_on: self.depends_on,
            delivered: self.delivered,
            added: stamp,
            retired: None,
            retired_why: None,
            effects: OrdMap::new(),
            voices: OrdMap::new(),
            counted: Counted::default(),
            confirmed: Counted::default(),
            guesses: OrdMap::new(),
            opened: None,
            skipped: OrdSet::new(),
            heard_from: BTreeSet::new(),
            series: BTreeMap::new(),
            tallies: BTreeMap::new(),
            heads: BTreeMap::new(),
        };
        to.value.outcomes.insert(self.outcome, Arc::new(outcome));
    }
}

impl Happened for OutcomeReworded {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Outcome(self.outcome))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Some(outcome) = to.value.outcome_mut(self.outcome) else {
            return;
        };
        let (statement, objective) = self.text.map(|it| (it.statement, it.objective)).unzip();
        let words = OutcomeWords {
            statement,
            objective,
            for_party: self.for_party,
        };
        outcome.words.put(stamp, words);
        outcome.depends_on = self.depends_on;
        outcome.delivered = self.delivered;
    }
}

impl Happened for OutcomeDescribed {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Outcome(self.outcome))
    }

    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            outcome.depends_on = self.depends_on;
            outcome.delivered = self.delivered;
        }
    }
}

impl Happened for WordingProposed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (statement, objective) = self.text.map(|it| (it.statement, it.objective)).unzip();
        let words = OutcomeWords {
            statement,
            objective,
            for_party: self.for_party,
        };
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            let proposed = Proposed { stamp, words };
            outcome.proposed.insert(self.wording, Arc::new(proposed));
        }
    }
}

impl Happened for WordingTaken {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Outcome(self.outcome))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome)
            && let Some(proposed) = outcome.proposed.remove(&self.wording)
        {
            outcome.words.put(stamp, proposed.words.clone());
            outcome.taken.insert(stamp.sequence, proposed.stamp);
        }
    }
}

impl Happened for WordingDeclined {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            outcome.proposed.remove(&self.wording);
        }
    }
}

impl Happened for OutcomeRetired {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            outcome.retired = Some(stamp);
            outcome.retired_why = self.text.map(|text| text.why);
        }
    }
}

impl Happened for EffectStated {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let effect = Effect {
            stamp,
            party: self.party,
            direction: self.direction,
            burden: self.burden,
            what: self.text.map(|text| text.what),
        };
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            outcome.effects.insert(self.effect, Arc::new(effect));
        }
    }
}

impl Happened for EffectWithdrawn {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            outcome.effects.remove(&self.effect);
        }
    }
}

impl Happened for AssessmentMade {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Relationship {
            table,
            value,
            names,
            ..
        } = to;
        let Some(outcome) = value.outcome_mut(self.outcome) else {
            return;
        };
        let voice = outcome.voices.entry(stamp.actor).or_default();
        voice.declined = None;
        voice.assessments.push_back(Arc::new(Assessment {
            stamp,
            stage: self.stage,
            marks: Marks::at_most_ten(self.benefit, self.usefulness, self.importance),
            why: self.text.map(|text| text.why),
        }));
        let seat = table.seat(stamp.actor);
        let stepped = outcome.settle(stamp.actor, seat, names, Because::Said, stamp);
        value.note_spoken(table, stamp);
        if stepped {
            to.users_stepped(stamp);
        }
    }
}

impl Happened for AssessmentDeclined {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Relationship {
            table,
            value,
            names,
            ..
        } = to;
        let Some(outcome) = value.outcome_mut(self.outcome) else {
            return;
        };
        outcome.voices.entry(stamp.actor).or_default().declined = Some(stamp);
        let seat = table.seat(stamp.actor);
        if outcome.settle(stamp.actor, seat, names, Because::Said, stamp) {
            to.users_stepped(stamp);
        }
    }
}

impl Happened for AssessmentConfirmed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Relationship {
            table,
            value,
            names,
            ..
        } = to;
        let Some(outcome) = value.outcome_mut(self.outcome) else {
            return;
        };
        let voice = outcome.voices.entry(stamp.actor).or_default();
        voice.confirmed.push_back(stamp);
        let seat = table.seat(stamp.actor);
        if outcome.settle_confirmed(stamp.actor, seat, names, Because::Said, stamp) {
            to.users_stepped(stamp);
        }
    }
}

impl Happened for GuessSealed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            let guess = Guess {
                stamp,
                marks: Marks::at_most_ten(self.benefit, self.usefulness, self.importance),
                late: self.late,
                revealed: None,
            };
            outcome
                .guesses
                .entry(stamp.actor)
                .or_default()
                .push_back(Arc::new(guess));
        }
    }
}

impl Happened for GuessSkipped {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            outcome.skipped.insert(stamp.actor);
        }
    }
}

impl Happened for GuessesRevealed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(outcome) = to.value.outcome_mut(self.outcome) {
            for person in &self.people {
                let all = outcome.guesses.get_mut(person);
                if let Some(guess) = all.and_then(|all| all.back_mut()) {
                    Arc::make_mut(guess).revealed = Some(stamp);
                }
            }
            // What is guessed late opens nothing: the value was known.
            let before = outcome.opened.map(|opened| opened.guessed);
            let said = outcome.worth_to(to.table.consumer);
            if let (Some(guessed), Some(said)) = (outcome.guessed(), said)
                && before != Some(guessed)
            {
                let said = said.worth;
                outcome.opened = Some(Opened { guessed, said });
            }
        }
        // That they guessed can be seen from now on.
        for person in self.people {
            if let Some(seat) = to.table.seat_mut(person) {
                seat.seen_acting = seat.seen_acting.max(Some(stamp.at));
            }
        }
        // The guesses lie open because users took a step.
        if to.names.is_by_role(stamp.sequence) {
            to.users_stepped(stamp);
        }
    }
}

impl Happened for RevealSeen {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.value.reveals_seen.insert(stamp.actor, stamp.sequence);
    }
}

impl Happened for FiguresOpened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.names.open(stamp.actor, self.open);
        to.resettle(stamp.actor, stamp);
    }
}

impl Happened for FiguresShared {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.value.shared_with.insert(self.party);
    }
}

impl Happened for BetterOffSaid {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.value.better_off.push_back(Arc::new(BetterOff {
            stamp,
            party: self.party,
            answer: self.answer,
            audience: self.audience,
            statement: self.text.map(|text| text.statement),
        }));
    }
}
