//! Saying what something is worth, and what one believes it is worth to the other side.

use std::sync::Arc;

use super::facts::*;
use super::{EFFECTS, Marks, OUTCOMES, Outcome, OutcomeWords, Proposed, Voice, WORDINGS};
use crate::act::{Act, At, Decided, acts, one};
use crate::dialogue::LINKS;
use crate::edits::Edited;
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

    /// Say what an outcome depends on, and whether the running service already delivers it. Its words stay.
    DescribeOutcome about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    }

    /// Propose other words for an outcome, which the party it is for takes or leaves.
    ProposeWording about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// The result.
        statement: String,
        /// Its objective.
        #[serde(default)]
        objective: String,
        /// Whom it would be for.
        for_party: PartyId,
    }

    /// Take the words that somebody proposed for an outcome of one's own party.
    TakeWording about outcome: OutcomeId, wording: WordingId {
        /// The outcome.
        outcome: OutcomeId,
        /// The proposal.
        wording: WordingId,
    }

    /// Leave the words that somebody proposed for an outcome of one's own party, or withdraw one's own
    /// proposal.
    DeclineWording about outcome: OutcomeId, wording: WordingId {
        /// The outcome.
        outcome: OutcomeId,
        /// The proposal.
        wording: WordingId,
        /// Why.
        #[serde(default)]
        why: String,
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
        /// The words to which it is given: the outcome's `wording` as it was shown. Refused where they
        /// were changed since; without it, it is given to the words of now.
        #[serde(default)]
        wording: Option<u64>,
    }

    /// Say that what one said of an outcome's worth still holds, for the words of now. It is no new
    /// figure: it binds the old one to these words.
    ConfirmAssessment about outcome: OutcomeId {
        /// The outcome.
        outcome: OutcomeId,
        /// The outcome's `wording` as it was shown. Refused where its words were changed since.
        wording: u64,
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
        /// The words for which it is made: the outcome's `wording` as it was shown. Refused where they
        /// were changed since.
        #[serde(default)]
        wording: Option<u64>,
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
    /// What is linked to outcomes is so to some that there are and that were not retired, and not to too many.
    pub(crate) fn check_linked(&self, outcomes: &[OutcomeId]) -> Result<(), Refusal> {
        if outcomes.len() > LINKS {
            return Err(Refusal::Full {
                what: "linked outcomes",
                limit: LINKS,
            });
        }
        outcomes
            .iter()
            .try_for_each(|id| self.live_outcome(*id).map(drop))
    }

    /// The outcome, if it still takes figures.
    pub(crate) fn live_outcome(&self, id: OutcomeId) -> Result<&Outcome, Refusal> {
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

    /// The seat of somebody who may change what an outcome says, whom it is for, or whether it is looked
    /// at: once its own party has rated it, whoever speaks for that party. Not everybody of it: somebody who
    /// is here by a link alone could be of the other side's choosing.
    fn may_word(&self, actor: PersonId, on: OutcomeId) -> Result<&Seat, Refusal> {
        let seat = self.speaker(actor)?;
        let now = self.live_outcome(on)?;
        if !now.is_its_partys() {
            return Ok(seat);
        }
        if seat.party != now.for_party() {
            return Err(Refusal::TheirWords);
        }
        self.spokesperson(actor)
    }

    /// The seat of somebody who speaks of words that were proposed and that wait.
    fn hearer_of_wording(
        &self,
        actor: PersonId,
        (outcome, wording): (OutcomeId, WordingId),
    ) -> Result<(&Seat, &Outcome, &Proposed), Refusal> {
        let seat = self.speaker(actor)?;
        let now = self.live_outcome(outcome)?;
        let proposed = now.proposed.get(&wording);
        let proposed = proposed.ok_or(Refusal::Unknown { what: "wording" })?;
        Ok((seat, now, proposed))
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
        let all = relationship.value.outcomes.values();
        let made = all.map(|outcome| outcome.words.first_since().actor);
        relationship.within_share(seat, 1, ("outcomes", OUTCOMES), made)?;
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

/// Refuses what was said to words that were changed since.
fn check_wording(now: &Outcome, shown: Option<u64>) -> Result<(), Refusal> {
    match shown {
        Some(shown) if shown != now.words.since.sequence => Err(Refusal::Reworded),
        _ => Ok(()),
    }
}

impl Act for RewordOutcome {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Outcome(self.outcome))
    }

    /// Until somebody of its own party has rated it, anybody who may speak; then that party alone.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        relationship.may_word(actor, on)
    }

    /// Where the words are the same, what was said of them is of these words still.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { relationship, .. } = at;
        let now = relationship.live_outcome(self.outcome)?;
        relationship.seated_party(self.for_party)?;
        let text = RewordedText {
            statement: text::line("statement", &self.statement)?,
            objective: text::optional_passage("objective", &self.objective)?,
        };
        let same = now.statement() == Some(&text.statement)
            && now.objective() == Some(&text.objective)
            && now.for_party() == self.for_party;
        if same {
            let (depends_on, delivered) = (self.depends_on, self.delivered);
            return describe(now, depends_on, delivered);
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

fn describe(now: &Outcome, depends_on: Quality, delivered: bool) -> Decided {
    if (now.depends_on, now.delivered) == (depends_on, delivered) {
        return Err(Refusal::NothingNew);
    }
    one(OutcomeDescribed {
        outcome: now.id,
        depends_on,
        delivered,
    })
}

impl Act for DescribeOutcome {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Outcome(self.outcome))
    }

    /// Once somebody of its own party has rated it, nobody who is here by a link alone: that may be somebody
    /// whom another side chose.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker_of_outcome(actor, on)?;
        if relationship.live_outcome(on)?.is_its_partys() {
            relationship.binding(seat)?;
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let now = at.relationship.live_outcome(self.outcome)?;
        describe(now, self.depends_on, self.delivered)
    }
}

impl Act for ProposeWording {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let now = relationship.live_outcome(on)?;
        // Whoever left takes and leaves nothing.
        relationship.seated_party(now.for_party())?;
        let proposed = now.proposed.values().map(|it| it.stamp.actor);
        let what = "wordings proposed for one outcome";
        relationship.within_share(seat, 1, (what, WORDINGS), proposed)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            context,
            ..
        } = at;
        let now = relationship.live_outcome(self.outcome)?;
        relationship.seated_party(self.for_party)?;
        let text = WordingText {
            statement: text::line("statement", &self.statement)?,
            objective: text::optional_passage("objective", &self.objective)?,
        };
        let words = OutcomeWords {
            statement: Some(text.statement.clone()),
            objective: Some(text.objective.clone()),
            for_party: self.for_party,
        };
        let mut waiting = now.proposed.values();
        if now.words.now == words || waiting.any(|proposed| proposed.words == words) {
            return Err(Refusal::NothingNew);
        }
        one(WordingProposed {
            wording: WordingId(context.id()),
            outcome: self.outcome,
            for_party: self.for_party,
            text: Some(text),
        })
    }
}

impl Act for TakeWording {
    /// Whoever speaks for the party that the outcome is for, and nobody else. What was erased is not taken,
    /// nor is what would make it be for a party that has left.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: (OutcomeId, WordingId),
    ) -> Result<&Seat, Refusal> {
        let (seat, now, proposed) = relationship.hearer_of_wording(actor, on)?;
        if seat.party != now.for_party() {
            return Err(Refusal::TheirWords);
        }
        relationship.spokesperson(actor)?;
        relationship.seated_party(proposed.words.for_party)?;
        if proposed.words.statement.is_none() {
            return Err(Refusal::Unknown { what: "wording" });
        }
        if proposed.words == now.words.now {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let now = at.relationship.live_outcome(self.outcome)?;
        let proposed = now.proposed.get(&self.wording);
        let proposed = proposed.ok_or(Refusal::Unknown { what: "wording" })?;
        one(WordingTaken {
            wording: self.wording,
            outcome: self.outcome,
            for_party: proposed.words.for_party,
        })
    }
}

impl Act for DeclineWording {
    /// Whoever speaks for the party that the outcome is for, or who proposed it.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: (OutcomeId, WordingId),
    ) -> Result<&Seat, Refusal> {
        let (seat, now, proposed) = relationship.hearer_of_wording(actor, on)?;
        if proposed.stamp.actor == actor {
            return Ok(seat);
        }
        if seat.party != now.for_party() {
            return Err(Refusal::TheirWords);
        }
        relationship.spokesperson(actor)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let why = text::optional_passage("why", &self.why)?;
        one(WordingDeclined {
            wording: self.wording,
            outcome: self.outcome,
            text: (!why.is_empty()).then_some(WordingDeclinedText { why }),
        })
    }
}

impl Act for RetireOutcome {
    /// An outcome is retired by those it is for, or by whoever added it as long as those have not rated it.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        relationship.speaker(actor)?;
        let now = relationship.live_outcome(on)?;
        if now.added.actor == actor {
            return relationship.may_word(actor, on);
        }
        relationship.spokesperson_of(actor, now.for_party(), Refusal::OnlyTheirsRetires)
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
        let stated = relationship.live_outcome(on)?.effects.values();
        let stated = stated.map(|it| it.stamp.actor);
        let what = "costs and risks of one outcome";
        relationship.within_share(seat, 1, (what, EFFECTS), stated)?;
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
            return Err(Refusal::OnlyWhoBrought);
        }
        if stated.stamp.actor != actor {
            relationship.binding(seat)?;
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
        check_wording(now, self.wording)?;
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

impl Act for ConfirmAssessment {
    /// Whoever said what it is worth, or that it does not concern them, says for themselves that it still
    /// holds.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: OutcomeId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let voice = relationship.live_outcome(on)?.voices.get(&actor);
        match voice.and_then(Voice::last_word) {
            Some(_) => Ok(seat),
            None => Err(Refusal::NothingSaid),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let now = at.relationship.live_outcome(self.outcome)?;
        check_wording(now, Some(self.wording))?;
        let outcome = self.outcome;
        let person = at.seat.person;
        let asked = at.relationship.factors.asked_of(outcome, at.context.at);
        let held = now.voices.get(&person).and_then(Voice::held_at);
        // What happened outside since asks, however young the figure is.
        if now.was_just_said(person, at.context.at) && asked <= held {
            return Err(Refusal::NothingNew);
        }
        one(AssessmentConfirmed { outcome })
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
        check_wording(now, self.wording)?;
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
            return Err(Refusal::PartyHears);
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
