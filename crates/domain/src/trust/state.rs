//! What both sides answered so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;
use serde::Serialize;
use utoipa::ToSchema;

use crate::day::Day;
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::steps::{PEOPLE_PER_STEP, Steps};
use crate::table::Table;

/// What one person answered in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrustMarks {
    /// Whether the other side keeps its word, 0 to 10.
    pub keeps_word: u8,
    /// Whether the other side says in time when something goes wrong, 0 to 10.
    pub speaks_up: u8,
}

/// A quarter in which somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// When it ends.
    pub ends: Moment,
    /// Who answered, and what.
    pub answers: OrdMap<PersonId, Answer>,
    /// When it was opened.
    pub opened: Option<Stamp>,
    /// What is told of each side since then, of five people or not at all.
    pub figures: BTreeMap<PartyId, TrustFigure>,
}

/// What one person answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// For which side.
    pub party: PartyId,
    /// The figures.
    pub marks: Option<TrustMarks>,
    /// The sentence.
    pub said: Option<Sentence>,
    /// With which entries they answered: how many.
    pub times: usize,
    /// With which entry last.
    pub last: u64,
}

/// A sentence of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// When and by whom.
    pub stamp: Stamp,
    /// The party whose link was all that was known of who said it.
    pub by_link_of: Option<PartyId>,
    /// What; empty where it was taken back, `None` once erased.
    pub words: Option<String>,
}

/// What is told of one side's marks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrustFigure {
    /// Of how many people: five at least.
    pub people: usize,
    /// Whether the other side keeps its word: the median, 0 to 10.
    pub keeps_word: f64,
    /// Whether the other side says in time when something goes wrong: the median.
    pub speaks_up: f64,
    /// The quarter in which this figure became what it is, by its first day.
    pub since: Day,
}

// A median of whole numbers: never a number that differs from itself.
impl Eq for TrustFigure {}

impl Round {
    pub(super) fn ending(ends: Moment) -> Self {
        Self {
            ends,
            answers: OrdMap::new(),
            opened: None,
            figures: BTreeMap::new(),
        }
    }

    /// What a person answers from now on.
    pub(super) fn answer(&mut self, person: PersonId, party: PartyId, stamp: Stamp) -> &mut Answer {
        let answer = self.answers.entry(person).or_insert_with(|| Answer {
            party,
            marks: None,
            said: None,
            times: 0,
            last: 0,
        });
        answer.party = party;
        answer.times += 1;
        answer.last = stamp.sequence;
        answer
    }

    /// Whether it is open, and the sentence of that entry the last of who said it.
    pub(crate) fn tells(&self, stamp: Stamp) -> bool {
        let said = self.answers.get(&stamp.actor);
        let said = said.and_then(|answer| answer.said.as_ref());
        let stands = |said: &Sentence| {
            let taken_back = said.words.as_ref().is_some_and(String::is_empty);
            said.stamp.sequence == stamp.sequence && !taken_back
        };
        self.opened.is_some() && said.is_some_and(stands)
    }
}

/// Every round, and what is told of each side's marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// By the first day of the quarter.
    pub rounds: OrdMap<Day, Arc<Round>>,
    /// What others are told of each side: of each person the latest marks, in steps of five.
    counted: BTreeMap<PartyId, Steps<TrustMarks>>,
}

fn median(mut marks: Vec<u8>) -> f64 {
    marks.sort_unstable();
    let at = |place: usize| f64::from(marks.get(place).copied().unwrap_or_default());
    match marks.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => at(odd / 2),
        even => f64::midpoint(at(even / 2 - 1), at(even / 2)),
    }
}

impl Trust {
    /// The quarters that are over and not open yet, in order.
    pub(super) fn over(&self, now: Moment) -> impl Iterator<Item = Day> + '_ {
        let over = move |round: &Round| round.opened.is_none() && round.ends <= now;
        let rounds = self.rounds.iter().filter(move |(_, round)| over(round));
        rounds.map(|(quarter, _)| *quarter)
    }

    /// A quarter lies open: its marks come to count, together.
    pub(super) fn open(&mut self, quarter: Day, table: &Table, stamp: Stamp) {
        let latest = self.rounds.iter().rev();
        let mut latest = latest.filter(|(day, round)| **day != quarter && round.opened.is_some());
        let before = latest.next().map(|(_, round)| round.figures.clone());
        let before = before.unwrap_or_default();
        let Some(round) = self.rounds.get_mut(&quarter) else {
            return;
        };
        let round = Arc::make_mut(round);
        round.opened = Some(stamp);
        for party in [table.provider, table.consumer] {
            let steps = self.counted.entry(party).or_default();
            let counting = table.who_counts(party);
            let counts = |person: &PersonId| counting.contains(person);
            let answers = round.answers.iter();
            let marked = answers.filter(|(person, answer)| answer.party == party && counts(person));
            let marked = marked.filter_map(|(person, answer)| Some((*person, answer.marks?)));
            steps.note_together(marked.collect(), stamp);
            let sits = |person: &PersonId| {
                let seat = table.seat(*person);
                seat.is_some_and(|seat| seat.party == party && seat.speaks())
            };
            let shown: Vec<PersonId> = steps.shown().map(|(person, _)| person).collect();
            for person in shown.into_iter().filter(|person| !sits(person)) {
                steps.leave(person, stamp.at);
            }
            let marks: Vec<TrustMarks> = steps.shown().map(|(_, shown)| shown.word).collect();
            if marks.len() < PEOPLE_PER_STEP as usize {
                continue;
            }
            let of = |mark: fn(&TrustMarks) -> u8| median(marks.iter().map(mark).collect());
            let mut figure = TrustFigure {
                people: marks.len(),
                keeps_word: of(|marks| marks.keeps_word),
                speaks_up: of(|marks| marks.speaks_up),
                since: quarter,
            };
            if let Some(before) = before.get(&party) {
                let same = TrustFigure {
                    since: before.since,
                    ..figure
                };
                // What is told is the same until five people's marks are others.
                if same == *before {
                    figure = same;
                }
            }
            round.figures.insert(party, figure);
        }
    }
}
