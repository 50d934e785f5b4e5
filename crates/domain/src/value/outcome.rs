//! An outcome, and everything said of its worth.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::{Heads, Marks, PartyWorth, Tally, Worth, median, step};
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::words::*;

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

    pub(super) fn recount(&mut self, person: PersonId, seat: Option<&Seat>, at: Moment, add: bool) {
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
    pub(super) fn note_value(&mut self, party: PartyId, at: Moment) {
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
