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
use crate::steps::{Because, Counted, Move, Shown};
use crate::table::Seat;
use crate::wording::{Earlier, Worded, Wordings};
use crate::words::*;

/// An outcome and everything said of its worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The outcome.
    pub id: OutcomeId,
    /// What it says and whom it is for, now and before.
    pub words: Wordings<OutcomeWords>,
    /// Other words that somebody proposed and the party it is for has neither taken nor left.
    pub proposed: OrdMap<WordingId, Arc<Proposed>>,
    /// Of words that were proposed and taken, with which entry they were said, by that with which they were taken.
    pub taken: BTreeMap<u64, Stamp>,
    /// What it depends on mainly.
    pub depends_on: Quality,
    /// Whether the running service already delivers it.
    pub delivered: bool,
    /// When and by whom it was added.
    pub added: Stamp,
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
    /// By which entry each person last said that it still holds, as far as others see that: in steps of
    /// their own, so that a figure never moves by it.
    pub confirmed: Counted<u64>,
    /// What each of the provider's people guessed, in the order sealed.
    pub guesses: OrdMap<PersonId, Vector<Arc<Guess>>>,
    /// Guess and value as they were when the guesses that count were opened last.
    pub opened: Option<Opened>,
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

/// What an outcome says, and whom it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeWords {
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Its objective; `None` once erased.
    pub objective: Option<String>,
    /// Whom it is for.
    pub for_party: PartyId,
}

/// Other words for an outcome, proposed by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// When and by whom.
    pub stamp: Stamp,
    /// The words.
    pub words: OutcomeWords,
}

/// How many people's figures were given to other words than those of now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherWords {
    /// Of the party, each counted once whatever their roles.
    pub people: u32,
    /// Of each role.
    pub roles: BTreeMap<Role, u32>,
}

/// Days after which “still so” says more than what it is said of.
pub const CONFIRM_AFTER_DAYS: i64 = 1;

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
    /// Each time the person said that what they had said still holds.
    pub confirmed: Vector<Stamp>,
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
    fn latest_first(&self) -> impl Iterator<Item = &Assessment> + Clone {
        let places = (0..self.assessments.len()).rev();
        places.filter_map(|place| self.assessments.get(place).map(|said| &**said))
    }

    /// The entry with which the person last said that it still holds, of those that are asked for.
    fn confirmed(&self, asked: &dyn Fn(u64) -> bool) -> Option<u64> {
        let mut latest = self.confirmed.iter().rev().map(|stamp| stamp.sequence);
        latest.find(|sequence| asked(*sequence))
    }

    /// The assessment that the person's word was before that entry: what they meant with “still so”.
    fn said_before(&self, sequence: u64) -> Option<u64> {
        if self.declined.is_some_and(|it| it.sequence < sequence) {
            return None;
        }
        let before = self
            .latest_first()
            .filter(|it| it.stamp.sequence < sequence);
        let latest = |stage| {
            let mut all = before.clone();
            all.find(|it| it.stage == stage).map(|it| it.stamp.sequence)
        };
        latest(Stage::Realised).or_else(|| latest(Stage::Expected))
    }

    /// The person's last word: that it does not concern them, or what they said it is worth.
    pub fn last_word(&self) -> Option<Stamp> {
        let current = || self.current().map(|said| said.stamp);
        self.declined.or_else(current)
    }

    /// When the person last said what it is worth, or that it still holds.
    pub fn held_at(&self) -> Option<Moment> {
        let said = self.assessments.last()?.stamp.at;
        let confirmed = self.confirmed.last().map(|stamp| stamp.at);
        Some(confirmed.map_or(said, |confirmed| said.max(confirmed)))
    }

    /// When the person said that their last word still holds.
    pub fn confirmed_at(&self) -> Option<Stamp> {
        let last = self.last_word()?;
        let confirmed = self.confirmed.last().copied();
        confirmed.filter(|stamp| stamp.sequence > last.sequence)
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

/// What was guessed and what was said, at the moment at which both lay open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Median of the guesses.
    pub guessed: Worth,
    /// The consumer's value.
    pub said: Worth,
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

/// What somebody guessed last while it was still a guess, once revealed.
fn last_in_time(guesses: &Vector<Arc<Guess>>) -> Option<&Guess> {
    let in_time = |guess: &&Arc<Guess>| !guess.late && guess.revealed.is_some();
    guesses.iter().rev().find(in_time).map(|guess| &**guess)
}

impl Worded for OutcomeWords {
    fn is_same(&self, other: &Self) -> bool {
        let known = self.statement.is_some() && self.objective.is_some();
        known && self == other
    }
}

impl Outcome {
    /// The result; `None` once erased.
    pub fn statement(&self) -> Option<&String> {
        self.words.now.statement.as_ref()
    }

    /// Its objective; `None` once erased.
    pub fn objective(&self) -> Option<&String> {
        self.words.now.objective.as_ref()
    }

    /// Whom it is for.
    pub fn for_party(&self) -> PartyId {
        self.words.now.for_party
    }

    /// Whether somebody of the party it is for has rated it, so that everybody may know: from then on
    /// only that party changes its words. Those who rated under their role and do not count yet change
    /// nothing here, or a refusal would tell of them.
    pub fn is_its_partys(&self) -> bool {
        self.heard_from.contains(&self.for_party())
    }

    /// The words to which somebody said their last word, where they are others than those of now and it
    /// was not confirmed since.
    pub fn other_words_of(&self, person: PersonId) -> Option<&Earlier<OutcomeWords>> {
        let voice = self.voices.get(&person)?;
        let said = voice.last_word()?;
        let bound = voice.confirmed_at().unwrap_or(said);
        self.words.other_at(bound.sequence)
    }

    /// Whether the person's last word, or that it still holds, is of the words of now and so young that
    /// saying that it still holds adds nothing.
    pub fn was_just_said(&self, person: PersonId, now: Moment) -> bool {
        let Some(voice) = self.voices.get(&person) else {
            return false;
        };
        let bound = voice.confirmed_at().or_else(|| voice.last_word());
        let young = |stamp: Stamp| now.days_since(stamp.at) < CONFIRM_AFTER_DAYS;
        bound.is_some_and(young) && self.other_words_of(person).is_none()
    }

    /// Whether what others see of a person was said to other words than those of now. What users say
    /// under their role came together with others', and is of the words of now once all of it is:
    /// which of them came before a change of words would tell an order.
    pub fn is_of_other_words(&self, person: PersonId, party: PartyId, shown: Shown<Word>) -> bool {
        let holds = |reach: Option<u64>, entry: u64| match reach {
            Some(from) => self.words.hold_since(from),
            None => self.words.other_at(entry).is_none(),
        };
        let mut confirmed = self.confirmed.of(person, party);
        // “Still so” holds of what the person said last before it, which may not be what is shown yet.
        let meant = |confirmation: u64| {
            let voice = self.voices.get(&person);
            let meant = voice.and_then(|it| it.said_before(confirmation));
            confirmation > shown.word.current && meant == Some(shown.word.current)
        };
        !holds(shown.reach, shown.word.current)
            && !confirmed.any(|it| meant(it.word) && holds(it.reach, it.word))
    }

    /// When somebody said that this figure of theirs still holds, as far as the viewer sees that.
    pub fn confirmed_by(
        &self,
        said: &Assessment,
        party: PartyId,
        viewer: PersonId,
    ) -> Option<Stamp> {
        let person = said.stamp.actor;
        let voice = self.voices.get(&person)?;
        let mut seen = self.confirmed.of(person, party).map(|it| it.word);
        let last = if person == viewer {
            voice.confirmed.last().copied()
        } else {
            let entry = seen.next()?;
            let mut all = voice.confirmed.iter();
            all.find(|stamp| stamp.sequence == entry).copied()
        };
        let meant = |stamp: &Stamp| {
            let before = voice.said_before(stamp.sequence);
            stamp.sequence > said.stamp.sequence && before == Some(said.stamp.sequence)
        };
        last.filter(meant)
    }

    /// How many of a party's figures were given to other words than those of now.
    pub fn other_words(&self, party: PartyId) -> OtherWords {
        let mut other = OtherWords::default();
        if self.words.earlier.is_empty() {
            return other;
        }
        for (person, at, shown) in self.counted.all().filter(|(_, at, _)| *at == party) {
            if !self.is_of_other_words(person, at, shown) {
                continue;
            }
            other.people += 1;
            let named = self.counted.by_name.get(&person);
            let named = named.filter(|placed| placed.word == shown.word);
            let roles = named.map_or(&[Role::User][..], |placed| &placed.roles);
            for role in roles {
                *other.roles.entry(*role).or_default() += 1;
            }
        }
        other
    }

    /// Whether the guess that the table sees was made for other words than those of now.
    pub fn is_guessed_of_other_words(&self) -> bool {
        let mut guesses = self.guesses.values().filter_map(last_in_time);
        guesses.any(|guess| self.words.other_at(guess.stamp.sequence).is_some())
    }

    /// Whether somebody's guess is still sealed and was made for other words than those of now.
    pub fn has_outdated_guess(&self, person: PersonId) -> bool {
        let last = self.guesses.get(&person).and_then(|all| all.last());
        last.is_some_and(|guess| {
            guess.revealed.is_none() && self.words.other_at(guess.stamp.sequence).is_some()
        })
    }

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
        let guesses = self.guesses.values().filter_map(last_in_time);
        median(guesses.map(|guess| guess.marks.worth()).collect())
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

    /// Settles whether others see that what a person said still holds. Whether users took a step.
    pub(super) fn settle_confirmed(
        &mut self,
        person: PersonId,
        seat: Option<&Seat>,
        names: &Names,
        because: Because,
        stamp: Stamp,
    ) -> bool {
        let voice = self.voices.get(&person);
        let Some(voice) = voice.filter(|voice| !voice.confirmed.is_empty()) else {
            return false;
        };
        // One of what others do not see yet says nothing of what they see, and is no cover for who did mean that.
        let seen: Vec<u64> = self
            .counted
            .all()
            .filter(|(of, ..)| *of == person)
            .map(|(.., shown)| shown.word.current)
            .collect();
        let meant = |sequence: u64| match voice.said_before(sequence) {
            Some(said) => seen.contains(&said),
            None => true,
        };
        let word = |asked: &dyn Fn(u64) -> bool| voice.confirmed(&|it: u64| asked(it) && meant(it));
        let moves = self
            .confirmed
            .settle(person, seat, names, because, stamp, word);
        !moves.stepped.is_empty()
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
