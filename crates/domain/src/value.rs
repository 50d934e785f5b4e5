//! What a service is worth, to whom: outcomes, assessments, guesses, effects, and the figures that
//! come of them.
//!
//! The value of an outcome to a person is the mean of benefit, usefulness and importance; to a role
//! in a party the median over its people; to a party the median over its roles. It is never averaged
//! across parties: the value of an outcome is that of the party it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::{Moment, Stamp};
use crate::table::{Seat, Table};
use crate::text;
use crate::words::*;

/// Outcomes of one relationship; more than a table can talk about.
pub const OUTCOMES: usize = 200;
/// Costs and risks stated on one outcome.
pub const EFFECTS: usize = 200;
/// From how many raters on a figure has decimals and a spread.
pub const RATERS_FOR_SPREAD: usize = 5;

/// A value between 0 and 10, exact: twelfths, because a median of medians of means of three whole
/// numbers has no finer ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth(pub u16);

impl Worth {
    /// Twelfths in one point.
    pub const UNIT: u16 = 12;

    /// The mean of three whole numbers, given as their sum (0 to 30).
    pub fn of_sum(sum: u8) -> Self {
        Self(u16::from(sum) * 4)
    }

    /// As shown: one decimal from five raters up, else whole (halves up).
    pub fn shown(self, raters: usize) -> f64 {
        let step = if raters < RATERS_FOR_SPREAD { 1 } else { 10 };
        let scaled = (u32::from(self.0) * step * 2 + u32::from(Self::UNIT)) / (2 * 12);
        f64::from(scaled) / f64::from(step)
    }
}

/// One person's three figures, each 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Marks {
    /// How much good it does.
    pub benefit: u8,
    /// How well it can be used.
    pub usefulness: u8,
    /// How much it would be missed.
    pub importance: u8,
}

impl Marks {
    fn checked(benefit: u8, usefulness: u8, importance: u8) -> Result<Self, Refusal> {
        for (field, mark) in [
            ("benefit", benefit),
            ("usefulness", usefulness),
            ("importance", importance),
        ] {
            if mark > 10 {
                return Err(Refusal::OutOfScale { field });
            }
        }
        Ok(Self {
            benefit,
            usefulness,
            importance,
        })
    }

    /// Their mean.
    pub fn worth(self) -> Worth {
        Worth::of_sum(self.sum())
    }

    /// Their sum, 0 to 30.
    pub(crate) fn sum(self) -> u8 {
        // A record may hold any byte; the scale ends at 10 whatever it says.
        self.benefit.min(10) + self.usefulness.min(10) + self.importance.min(10)
    }
}

/// One assessment on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// When and by whom.
    pub stamp: Stamp,
    /// Before or after delivery.
    pub stage: Stage,
    /// The figures.
    pub marks: Marks,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// Everything one person said of one outcome's worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// In the order said.
    pub assessments: Vec<Assessment>,
    /// “Does not concern us”, if that came last.
    pub declined: Option<Stamp>,
}

impl Voice {
    /// The latest realised assessment if there is one, else the latest expected one; none when the
    /// person's last word is that it does not concern them.
    pub fn current(&self) -> Option<&Assessment> {
        if self.declined.is_some() {
            return None;
        }
        let latest = |stage| self.assessments.iter().rev().find(|a| a.stage == stage);
        latest(Stage::Realised).or_else(|| latest(Stage::Expected))
    }

    /// The latest expected assessment; none when the person's last word is that it does not concern
    /// them.
    pub fn expected(&self) -> Option<&Assessment> {
        if self.declined.is_some() {
            return None;
        }
        let expected = |a: &&Assessment| a.stage == Stage::Expected;
        self.assessments.iter().rev().find(expected)
    }
}

/// A guess on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// When and by whom.
    pub stamp: Stamp,
    /// The figures.
    pub marks: Marks,
    /// Made after the person could see the consumer's value.
    pub late: bool,
    /// When it was opened to the table.
    pub revealed: Option<Stamp>,
}

/// A cost or risk that an outcome removes from, or imposes on, a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// When and by whom it was stated.
    pub stamp: Stamp,
    /// On which party.
    pub party: PartyId,
    /// Removed or imposed.
    pub direction: Direction,
    /// Cost or risk.
    pub burden: Burden,
    /// What it is; `None` once erased.
    pub what: Option<String>,
}

/// A party's value of an outcome from one moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From when.
    pub at: Moment,
    /// The value, or `None` when nobody's figure counts any more.
    pub worth: Option<Worth>,
    /// Over how many people.
    pub raters: u32,
}

/// An outcome and everything said of its worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The outcome.
    pub id: OutcomeId,
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Its objective.
    pub objective: Option<String>,
    /// Whom it is for.
    pub for_party: PartyId,
    /// What it depends on mainly.
    pub depends_on: Quality,
    /// Whether the running service already delivers it.
    pub delivered: bool,
    /// When and by whom it was added.
    pub added: Stamp,
    /// When it was last put in other words.
    pub reworded: Option<Stamp>,
    /// When it was retired.
    pub retired: Option<Stamp>,
    /// Why it was retired.
    pub retired_why: Option<String>,
    /// Costs and risks.
    pub effects: BTreeMap<EffectId, Effect>,
    /// What each person said.
    pub voices: BTreeMap<PersonId, Voice>,
    /// What each of the provider's people guessed, in the order sealed.
    pub guesses: BTreeMap<PersonId, Vec<Guess>>,
    /// The provider's people who wanted to see without guessing.
    pub skipped: BTreeSet<PersonId>,
    /// The parties of which anybody ever said what it is worth.
    pub heard_from: BTreeSet<PartyId>,
    /// Each party's value over time.
    pub series: BTreeMap<PartyId, Vec<Point>>,
    /// Current marks, counted per party and role, so that a figure never needs the raters again.
    pub tallies: BTreeMap<(PartyId, Role), Tally>,
    /// The people behind each party's current marks, each counted once whatever their roles.
    pub heads: BTreeMap<PartyId, Heads>,
}

/// How many people of a party stand behind its current value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// People counted.
    pub raters: u32,
    /// Of these, how many after delivery.
    pub realised: u32,
}

/// How often each mark stands, among the current assessments of one role in one party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    sums: [u32; 31],
    marks: [[u32; 11]; 3],
    /// People counted.
    pub raters: u32,
    /// Of these, how many after delivery.
    pub realised: u32,
}

fn step(cell: &mut u32, add: bool) {
    *cell = if add {
        *cell + 1
    } else {
        cell.saturating_sub(1)
    };
}

impl Tally {
    fn count(&mut self, marks: Marks, stage: Stage, add: bool) {
        let step = |cell: &mut u32| step(cell, add);
        step(&mut self.sums[usize::from(marks.sum())]);
        for (row, mark) in
            self.marks
                .iter_mut()
                .zip([marks.benefit, marks.usefulness, marks.importance])
        {
            step(&mut row[usize::from(mark.min(10))]);
        }
        step(&mut self.raters);
        if stage == Stage::Realised {
            step(&mut self.realised);
        }
    }

    /// Median over the people, if there are any.
    pub fn worth(&self) -> Option<Worth> {
        twice_median(&self.sums).map(|twice| Worth(twice * 2))
    }

    /// Medians of benefit, usefulness and importance.
    fn mark_medians(&self) -> Option<[Worth; 3]> {
        let [b, u, i] = &self.marks;
        let worth = |counts: &[u32]| twice_median(counts).map(|twice| Worth(twice * 6));
        Some([worth(b)?, worth(u)?, worth(i)?])
    }

    /// Minimum, first quartile, median, third quartile and maximum (quartiles by nearest rank).
    /// `None` below five raters.
    pub fn spread(&self) -> Option<[Worth; 5]> {
        let n = self.raters;
        if (n as usize) < RATERS_FOR_SPREAD {
            return None;
        }
        let rank = |k: u32| nth(&self.sums, k).map(|sum| Worth(sum * 4));
        Some([
            rank(0)?,
            rank(n.div_ceil(4) - 1)?,
            self.worth()?,
            rank((3 * n).div_ceil(4) - 1)?,
            rank(n - 1)?,
        ])
    }

    /// How many people stand at each whole value 0 to 10, halves up.
    pub fn histogram(&self) -> [u32; 11] {
        let mut bins = [0; 11];
        for (sum, count) in self.sums.iter().enumerate() {
            bins[((sum * 2 + 3) / 6).min(10)] += count;
        }
        bins
    }
}

/// The `k`-th smallest (from 0) of a multiset given as counts.
fn nth(counts: &[u32], k: u32) -> Option<u16> {
    let mut seen = 0;
    for (value, count) in (0u16..).zip(counts) {
        seen += count;
        if seen > k {
            return Some(value);
        }
    }
    None
}

/// Twice the median of a multiset given as counts.
fn twice_median(counts: &[u32]) -> Option<u16> {
    let n: u32 = counts.iter().sum();
    let upper = nth(counts, n / 2)?;
    Some(if n % 2 == 1 {
        upper * 2
    } else {
        upper + nth(counts, n / 2 - 1)?
    })
}

fn median(mut values: Vec<Worth>) -> Option<Worth> {
    values.sort_unstable();
    let n = values.len();
    let upper = values.get(n / 2)?;
    Some(if n % 2 == 1 {
        *upper
    } else {
        Worth(upper.0.midpoint(values[n / 2 - 1].0))
    })
}

/// A party's value of an outcome, before it is decided who may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyWorth {
    /// Median over the roles.
    pub worth: Worth,
    /// Medians of benefit, usefulness, importance.
    pub marks: [Worth; 3],
    /// People counted, each once.
    pub raters: u32,
    /// Of these, after delivery.
    pub realised: u32,
}

impl Outcome {
    /// The party's current value.
    pub fn worth_to(&self, party: PartyId) -> Option<PartyWorth> {
        let mut worths = Vec::new();
        let mut marks: [Vec<Worth>; 3] = Default::default();
        for (_, tally) in self.roles_of(party) {
            let (Some(worth), Some(medians)) = (tally.worth(), tally.mark_medians()) else {
                continue;
            };
            worths.push(worth);
            for (all, one) in marks.iter_mut().zip(medians) {
                all.push(one);
            }
        }
        let [b, u, i] = marks;
        let Heads { raters, realised } = self.heads.get(&party).copied().unwrap_or_default();
        Some(PartyWorth {
            worth: median(worths)?,
            marks: [median(b)?, median(u)?, median(i)?],
            raters,
            realised,
        })
    }

    /// The tallies of a party's roles.
    pub fn roles_of(&self, party: PartyId) -> impl Iterator<Item = (Role, &Tally)> {
        self.tallies
            .range((party, Role::Customer)..=(party, Role::Observer))
            .map(|((_, role), tally)| (*role, tally))
    }

    /// Median over the provider's people of what each guessed last while it was still a guess, once
    /// revealed.
    pub fn guessed(&self) -> Option<Worth> {
        let last = |guesses: &Vec<Guess>| {
            let in_time = |guess: &&Guess| !guess.late && guess.revealed.is_some();
            guesses
                .iter()
                .rev()
                .find(in_time)
                .map(|guess| guess.marks.worth())
        };
        median(self.guesses.values().filter_map(last).collect())
    }

    /// How many of the provider's people hold a guess that is still sealed.
    pub fn sealed_guesses(&self) -> usize {
        self.guesses
            .values()
            .filter(|all| all.last().is_some_and(|g| g.revealed.is_none()))
            .count()
    }

    /// Whether the person has guessed or skipped.
    pub fn has_guessed_or_skipped(&self, person: PersonId) -> bool {
        self.guesses.contains_key(&person) || self.skipped.contains(&person)
    }

    fn recount(&mut self, person: PersonId, seat: Option<&Seat>, at: Moment, add: bool) {
        let Some(current) = self.voices.get(&person).and_then(Voice::current) else {
            return;
        };
        let (marks, stage, stamp) = (current.marks, current.stage, current.stamp);
        let Some(seat) = seat else { return };
        if seat.speaks() {
            let heads = self.heads.entry(seat.party).or_default();
            step(&mut heads.raters, add);
            if stage == Stage::Realised {
                step(&mut heads.realised, add);
            }
        }
        for role in seat.counts_as(stamp) {
            self.tallies
                .entry((seat.party, role))
                .or_default()
                .count(marks, stage, add);
        }
        if add {
            self.note_value(seat.party, at);
        }
    }

    /// Adds the party's value to its series, if it moved.
    fn note_value(&mut self, party: PartyId, at: Moment) {
        let now = self.worth_to(party);
        let point = Point {
            at,
            worth: now.as_ref().map(|now| now.worth),
            raters: now.as_ref().map_or(0, |now| now.raters),
        };
        let series = self.series.entry(party).or_default();
        match series.last_mut() {
            Some(last) if last.at == at => *last = point,
            Some(last) if last.worth == point.worth && last.raters == point.raters => {}
            None if point.worth.is_none() => {}
            _ => series.push(point),
        }
    }
}

/// All outcomes, and what the parties say of being better off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// Every outcome; shared, so that a new state costs only what changed.
    pub outcomes: BTreeMap<OutcomeId, Arc<Outcome>>,
    /// Users who let their names stand beside their figures.
    pub open_figures: BTreeSet<PersonId>,
    /// Each party's statements whether it is better off, in the order said.
    pub better_off: Vec<BetterOff>,
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

    pub(crate) fn assess(&mut self, table: &Table, stamp: Stamp, fact: AssessmentMade) {
        let seat = table.seat(stamp.actor);
        let Some(outcome) = self.outcome_mut(fact.outcome) else {
            return;
        };
        outcome.recount(stamp.actor, seat, stamp.at, false);
        outcome.heard_from.extend(seat.map(|seat| seat.party));
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
        outcome.recount(stamp.actor, seat, stamp.at, true);
    }

    pub(crate) fn decline(&mut self, table: &Table, stamp: Stamp, fact: &AssessmentDeclined) {
        let seat = table.seat(stamp.actor);
        let Some(outcome) = self.outcome_mut(fact.outcome) else {
            return;
        };
        outcome.recount(stamp.actor, seat, stamp.at, false);
        outcome.voices.entry(stamp.actor).or_default().declined = Some(stamp);
        if let Some(seat) = seat {
            outcome.note_value(seat.party, stamp.at);
        }
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

    /// A seat changes hands or roles: the person's figures count where they sit now.
    pub(crate) fn reseat(
        &mut self,
        person: PersonId,
        before: Option<&Seat>,
        after: Option<&Seat>,
        at: Moment,
    ) {
        let rated = |outcome: &Outcome| outcome.voices.contains_key(&person);
        for outcome in self.outcomes.values_mut().filter(|outcome| rated(outcome)) {
            let outcome = Arc::make_mut(outcome);
            outcome.recount(person, before, at, false);
            outcome.recount(person, after, at, true);
            if let Some(before) = before {
                outcome.note_value(before.party, at);
            }
        }
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
        if seat.party == self.table.consumer {
            let people: Vec<PersonId> = now
                .guesses
                .iter()
                .filter(|(_, all)| all.last().is_some_and(|guess| guess.revealed.is_none()))
                .map(|(person, _)| *person)
                .collect();
            if !people.is_empty() {
                facts.push(GuessesRevealed { outcome, people }.into());
            }
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
    /// once, and is marked late if its author could already see the value.
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
        let late = spoken && now.has_guessed_or_skipped(actor);
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

    /// Whether anybody of the consumer ever assessed the outcome.
    pub(crate) fn consumer_has_spoken(&self, outcome: &Outcome) -> bool {
        outcome.heard_from.contains(&self.table.consumer)
    }

    pub(crate) fn open_figures(&self, actor: PersonId, open: bool) -> Result<Vec<Fact>, Refusal> {
        self.speaker(actor)?;
        if self.value.open_figures.contains(&actor) == open {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![FiguresOpened { open }.into()])
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
