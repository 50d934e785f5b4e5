//! An outcome, and everything said of its worth.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};

use super::figure::{Heads, Marks, PartyWorth, Tally, Worth, median, step};
use crate::day::Day;
use crate::fact::{Fact, GuessesRevealed};
use crate::ids::*;
use crate::names::Names;
use crate::stamp::{Moment, Stamp};
use crate::steps::{Because, Counted, Move};
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
    pub effects: OrdMap<EffectId, Arc<Effect>>,
    /// What each person said, whether it counts in what others see or not.
    pub voices: OrdMap<PersonId, Voice>,
    /// What of it counts.
    pub counted: Counted<Word>,
    /// What each of the provider's people guessed, in the order sealed.
    pub guesses: OrdMap<PersonId, Vector<Arc<Guess>>>,
    /// The provider's people who wanted to see without guessing.
    pub skipped: OrdSet<PersonId>,
    /// The parties of which anybody ever said what it is worth, so that it counts.
    pub heard_from: BTreeSet<PartyId>,
    /// Each party's value over time.
    pub series: BTreeMap<PartyId, Vector<Point>>,
    /// The marks that count, per party and role, so that a figure never needs the raters again.
    pub tallies: BTreeMap<(PartyId, Role), Tally>,
    /// The people behind each party's figure, each counted once whatever their roles.
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
    pub assessments: Vector<Arc<Assessment>>,
    /// “Does not concern us”, if that came last.
    pub declined: Option<Stamp>,
}

/// What one person says of an outcome's worth: which of their assessments count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The entry of the latest realised assessment if there is one, else of the latest expected one.
    pub current: u64,
    /// The entry of the latest expected one.
    pub expected: Option<u64>,
}

impl Voice {
    /// What the person says, of those of their entries that are asked for; nothing when their last
    /// word is that it does not concern them.
    pub fn word(&self, asked: &dyn Fn(u64) -> bool) -> Option<Word> {
        if self.declined.is_some() {
            return None;
        }
        let latest = |stage| {
            let mut latest = self.latest_first();
            let found = latest.find(|a| a.stage == stage && asked(a.stamp.sequence))?;
            Some(found.stamp.sequence)
        };
        let expected = latest(Stage::Expected);
        Some(Word {
            current: latest(Stage::Realised).or(expected)?,
            expected,
        })
    }

    /// What the person said, the latest first: by place, since an iterator over so few costs more to make
    /// than it saves.
    fn latest_first(&self) -> impl Iterator<Item = &Assessment> {
        let places = (0..self.assessments.len()).rev();
        places.filter_map(|place| self.assessments.get(place).map(|said| &**said))
    }

    /// The assessment at that entry.
    pub fn at(&self, sequence: u64) -> Option<&Assessment> {
        let place = self
            .assessments
            .binary_search_by_key(&sequence, |a| a.stamp.sequence);
        self.assessments.get(place.ok()?).map(|said| &**said)
    }

    /// The latest realised assessment if there is one, else the latest expected one; none when the
    /// person's last word is that it does not concern them.
    pub fn current(&self) -> Option<&Assessment> {
        if self.declined.is_some() {
            return None;
        }
        let latest = |stage| self.latest_first().find(|a| a.stage == stage);
        latest(Stage::Realised).or_else(|| latest(Stage::Expected))
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
    /// Its day (UTC), where only that is told.
    pub day: Option<Day>,
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
        let last = |guesses: &Vector<Arc<Guess>>| {
            let in_time = |guess: &&Arc<Guess>| !guess.late && guess.revealed.is_some();
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

    /// Opens the guesses that are still sealed, if there are any.
    pub(super) fn reveals(&self) -> Option<Fact> {
        let sealed =
            |all: &Vector<Arc<Guess>>| all.last().is_some_and(|guess| guess.revealed.is_none());
        let people: Vec<PersonId> = self
            .guesses
            .iter()
            .filter(|(_, all)| sealed(all))
            .map(|(person, _)| *person)
            .collect();
        let outcome = self.id;
        (!people.is_empty()).then(|| GuessesRevealed { outcome, people }.into())
    }

    /// Whether the person has guessed or skipped.
    pub fn has_guessed_or_skipped(&self, person: PersonId) -> bool {
        self.guesses.contains_key(&person) || self.skipped.contains(&person)
    }

    /// An assessment that counts in what others see.
    pub fn assessment(&self, person: PersonId, sequence: u64) -> Option<&Assessment> {
        self.voices.get(&person)?.at(sequence)
    }

    /// Settles how a person counts. Whether users took a step.
    pub(super) fn settle(
        &mut self,
        person: PersonId,
        seat: Option<&Seat>,
        names: &Names,
        because: Because,
        stamp: Stamp,
    ) -> bool {
        let Some(voice) = self.voices.get(&person) else {
            return false;
        };
        let word = |asked: &dyn Fn(u64) -> bool| voice.word(asked);
        let moves = self
            .counted
            .settle(person, seat, names, because, stamp, word);
        let mut parties: BTreeSet<PartyId> = moves.stepped.iter().copied().collect();
        for change in &moves.moves {
            self.count(change);
            parties.insert(change.placed.party);
        }
        for party in parties {
            // A step is told by its day: whose word took it is nobody's to know.
            let day = moves.stepped.contains(&party);
            let day = day.then(|| stamp.at.day_in_utc());
            self.note_value(party, day.map_or(stamp.at, Day::begins_in_utc), day);
        }
        !moves.stepped.is_empty()
    }

    fn count(&mut self, change: &Move<Word>) {
        let party = change.placed.party;
        let Some(assessment) = self.assessment(change.person, change.placed.word.current) else {
            return;
        };
        let (marks, stage) = (assessment.marks, assessment.stage);
        if change.comes {
            self.heard_from.insert(party);
        }
        let heads = self.heads.entry(party).or_default();
        step(&mut heads.raters, change.comes);
        if stage == Stage::Realised {
            step(&mut heads.realised, change.comes);
        }
        for role in &change.placed.roles {
            self.tallies
                .entry((party, *role))
                .or_default()
                .count(marks, stage, change.comes);
        }
    }

    /// Adds the party's value to its series, if it moved.
    fn note_value(&mut self, party: PartyId, at: Moment, day: Option<Day>) {
        let now = self.worth_to(party);
        let series = self.series.entry(party).or_default();
        let point = Point {
            at: series.last().map_or(at, |last| at.max(last.at)),
            day,
            worth: now.as_ref().map(|now| now.worth),
            raters: now.as_ref().map_or(0, |now| now.raters),
        };
        match series.back_mut() {
            Some(last) if last.at == point.at => *last = point,
            Some(last) if last.worth == point.worth && last.raters == point.raters => {}
            None if point.worth.is_none() => {}
            _ => series.push_back(point),
        }
    }
}
