//! Whether the exchange about a proposal goes round in circles.
//!
//! Four signals, each with its reason; two of them together are a stall. They are advice: they name topics
//! and never people, and close nobody's mouth. The thresholds are our own choice, tried on written-out
//! dialogues (`tests/it/stall.rs`), because no study of tables of two to five parties gives any.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::*;
use crate::stamp::Moment;

/// Turns that mostly repeat and move nobody: so many, and whatever was repeated has had its chance. A turn
/// that brings something new gives the others a reason to move later, and does not count.
pub const UNMOVED_TURNS: usize = 5;
/// A turn repeats when at most so many in a hundred of its words were not said before.
pub const REPEATS_PERCENT: usize = 50;
/// The latest turns that are looked at for what is new and who speaks.
pub const WINDOW: usize = 8;
/// Of the words in the latest turns, fewer than so many in a hundred were not said before: people repeat
/// themselves when they do not feel heard. In exchanges that move it is half and more.
pub const LITTLE_NEW_PERCENT: usize = 30;
/// Two people with so many of a hundred of the latest turns hold the exchange, while others are asked too:
/// half as much again as two of four people would have.
pub const TWO_HOLD_PERCENT: usize = 75;
/// An objection is older than its time after so many days: as long as one waits for an author who is gone.
pub const OLD_OBJECTION_DAYS: i64 = 14;
/// So many signals together are a stall; each alone is found in good exchanges, too.
pub const SIGNALS: usize = 2;
/// A topic has come back when so many turns spoke of it.
const CAME_BACK: usize = 3;
/// Topics that are named.
const TOPICS: usize = 2;
/// Letters of a word that says something by itself.
const LETTERS: usize = 4;

/// One turn of an exchange.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// Who.
    pub person: PersonId,
    /// What was said.
    pub words: &'a str,
    /// When.
    pub at: Moment,
}

/// An exchange about a proposal.
#[derive(Clone, Debug)]
pub struct Exchange<'a> {
    /// Every turn, in order.
    pub turns: Vec<Turn<'a>>,
    /// When a position was changed, or the words were.
    pub moved: Moment,
    /// When the words were changed last: advice about what was said before has been taken, or is out of date.
    pub worded: Moment,
    /// Since when each open objection is open.
    pub objections: Vec<Moment>,
    /// How many people could take part in it.
    pub people: usize,
}

/// A sign that an exchange goes round in circles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "signal", rename_all = "snake_case")]
pub enum Signal {
    /// Nobody's position has changed, though what was said was said again.
    Unmoved {
        /// In so many turns.
        turns: usize,
    },
    /// Little is said that was not said before.
    LittleNew {
        /// New words in a hundred.
        percent: usize,
    },
    /// Two people have most of the turns, and others are asked, too.
    TwoHold {
        /// Their turns in a hundred.
        percent: usize,
    },
    /// An objection waits for long.
    OldObjection {
        /// Whole days.
        days: i64,
    },
}

/// That an exchange goes round in circles, and about what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Stall {
    /// By which signs.
    pub signals: Vec<Signal>,
    /// What came back most.
    pub topics: Vec<String>,
    /// In so many turns.
    pub times: usize,
    /// Of so many.
    pub of: usize,
}

impl Exchange<'_> {
    /// The signs there are.
    pub fn signals(&self, now: Moment) -> Vec<Signal> {
        self.signals_in(&Words::of(&self.turns), now)
    }

    fn signals_in(&self, words: &Words, now: Moment) -> Vec<Signal> {
        let each = [
            self.unmoved(words),
            self.little_new(words),
            self.two_hold(),
            self.old_objection(now),
        ];
        each.into_iter().flatten().collect()
    }

    /// Whether it goes round in circles.
    pub fn stall(&self, now: Moment) -> Option<Stall> {
        let words = Words::of(&self.turns);
        let signals = self.signals_in(&words, now);
        if signals.len() < SIGNALS {
            return None;
        }
        let (topics, times) = self.topics(&words);
        let of = self.turns.len();
        Some(Stall {
            signals,
            topics,
            times,
            of,
        })
    }

    /// The latest turns, all of them about the words of now; `None` where there are not enough of these.
    fn window(&self) -> Option<&[Turn<'_>]> {
        let first = self.turns.len().checked_sub(WINDOW)?;
        let window = &self.turns[first..];
        let are_of_now = window.iter().all(|turn| turn.at >= self.worded);
        are_of_now.then_some(window)
    }

    fn unmoved(&self, words: &Words) -> Option<Signal> {
        let mut known = BTreeSet::new();
        let mut turns = 0;
        for (turn, said) in self.turns.iter().zip(&words.said) {
            let (mut new, mut all) = (0, 0);
            for word in said.iter().flatten() {
                all += 1;
                new += usize::from(known.insert(*word));
            }
            let repeats = all > 0 && new * 100 <= all * REPEATS_PERCENT;
            turns += usize::from(repeats && turn.at > self.moved);
        }
        (turns >= UNMOVED_TURNS).then_some(Signal::Unmoved { turns })
    }

    fn little_new(&self, words: &Words) -> Option<Signal> {
        let window = self.window()?;
        let (earlier, window) = words.said.split_at(self.turns.len() - window.len());
        if earlier.is_empty() {
            return None;
        }
        let mut known: BTreeSet<usize> = earlier.iter().flatten().flatten().copied().collect();
        let (mut new, mut all) = (0, 0);
        for word in window.iter().flatten().flatten() {
            all += 1;
            new += usize::from(known.insert(*word));
        }
        let percent = (new * 100).checked_div(all)?;
        (percent < LITTLE_NEW_PERCENT).then_some(Signal::LittleNew { percent })
    }

    fn two_hold(&self) -> Option<Signal> {
        let window = self.window().filter(|_| self.people >= 3)?;
        let mut turns: BTreeMap<PersonId, usize> = BTreeMap::new();
        for turn in window {
            *turns.entry(turn.person).or_default() += 1;
        }
        let mut counts: Vec<usize> = turns.into_values().collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let two: usize = counts.iter().take(2).sum();
        let percent = two * 100 / window.len();
        (percent >= TWO_HOLD_PERCENT).then_some(Signal::TwoHold { percent })
    }

    fn old_objection(&self, now: Moment) -> Option<Signal> {
        let days = self
            .objections
            .iter()
            .map(|since| now.days_since(*since))
            .max()?;
        (days >= OLD_OBJECTION_DAYS).then_some(Signal::OldObjection { days })
    }

    /// What came back in most turns, two words before one, and in how many turns any of it did.
    fn topics(&self, words: &Words) -> (Vec<String>, usize) {
        let said: Vec<BTreeSet<Term>> = words.said.iter().map(|said| terms(said)).collect();
        let mut counts: BTreeMap<Term, usize> = BTreeMap::new();
        for term in said.iter().flatten() {
            *counts.entry(*term).or_default() += 1;
        }
        counts.retain(|_, times| *times >= CAME_BACK);
        let named = counts.into_iter();
        let mut counts: Vec<(String, Term, usize)> = named
            .map(|(term, times)| (words.named(term), term, times))
            .collect();
        // Two words say more than one: they come first where they came back as often, and nearly.
        counts.sort_by(|(one, of_one, times), (other, of_other, others)| {
            let weight =
                |(_, second): &Term, times: usize| times + 2 * usize::from(second.is_some());
            let order = weight(of_other, *others).cmp(&weight(of_one, *times));
            order.then_with(|| one.cmp(other))
        });
        let mut topics: Vec<(String, Term)> = Vec::new();
        for (name, term, _) in counts {
            let words = |(first, second): Term| [Some(first), second].into_iter().flatten();
            let shares = |(_, topic): &(String, Term)| {
                words(term).any(|word| words(*topic).any(|other| other == word))
            };
            if topics.len() < TOPICS && !topics.iter().any(shares) {
                topics.push((name, term));
            }
        }
        let speaks = |said: &&BTreeSet<Term>| topics.iter().any(|(_, topic)| said.contains(topic));
        let times = said.iter().filter(speaks).count();
        let topics = topics.iter().map(|(topic, _)| self.as_written(topic));
        (topics.collect(), times)
    }

    /// A topic as whoever spoke of it first wrote it.
    fn as_written(&self, topic: &str) -> String {
        let length = topic.split(' ').count();
        let each = self.turns.iter().find_map(|turn| {
            let all: Vec<&str> = spelled(turn.words).collect();
            let mut written = all.windows(length).map(|some| some.join(" "));
            written.find(|it| it.to_lowercase() == topic)
        });
        each.unwrap_or_else(|| topic.to_owned())
    }
}

/// The words of a text, as they are written.
fn spelled(text: &str) -> impl Iterator<Item = &str> {
    let apart = |sign: char| !sign.is_alphanumeric();
    text.split(apart).filter(|word| !word.is_empty())
}

/// What the turns of an exchange say, every word in small letters and read once.
struct Words {
    /// Of each turn the words in their order, each that says something by itself as its place among these.
    said: Vec<Vec<Option<usize>>>,
    /// The words that say something by themselves.
    called: Vec<String>,
}

/// A word that says something, alone or with another one behind it.
type Term = (usize, Option<usize>);

impl Words {
    fn of(turns: &[Turn<'_>]) -> Self {
        let common: BTreeSet<&str> = COMMON.iter().copied().collect();
        let tells = |word: &str| {
            word.chars().count() >= LETTERS
                && !common.contains(word)
                && word.chars().any(char::is_alphabetic)
        };
        let mut known: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let mut called = Vec::new();
        let mut place = |word: &str| {
            let word = word.to_lowercase();
            if let Some(place) = known.get(&word) {
                return *place;
            }
            let place = tells(&word).then(|| {
                called.push(word.clone());
                called.len() - 1
            });
            known.insert(word, place);
            place
        };
        let said = turns
            .iter()
            .map(|turn| spelled(turn.words).map(&mut place).collect());
        let said = said.collect();
        Self { said, called }
    }

    fn named(&self, (first, second): Term) -> String {
        let words = [Some(first), second].into_iter().flatten();
        let words = words.filter_map(|place| self.called.get(place));
        words.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// What a turn speaks of: words that say something, and two of them beside each other.
fn terms(said: &[Option<usize>]) -> BTreeSet<Term> {
    let one = said.iter().flatten().map(|word| (*word, None));
    let two = said.windows(2).filter_map(|pair| match pair {
        [Some(first), Some(second)] => Some((*first, Some(*second))),
        _ => None,
    });
    one.chain(two).collect()
}

/// Words of four letters and more that say nothing by themselves, in the languages of the product.
const COMMON: &[&str] = &[
    "about",
    "after",
    "again",
    "also",
    "always",
    "another",
    "anything",
    "because",
    "been",
    "before",
    "being",
    "both",
    "came",
    "cannot",
    "come",
    "could",
    "does",
    "done",
    "down",
    "each",
    "even",
    "ever",
    "every",
    "first",
    "from",
    "give",
    "going",
    "good",
    "have",
    "having",
    "here",
    "into",
    "it’s",
    "just",
    "keep",
    "know",
    "last",
    "less",
    "like",
    "made",
    "make",
    "many",
    "maybe",
    "might",
    "more",
    "most",
    "much",
    "must",
    "need",
    "needs",
    "never",
    "next",
    "nothing",
    "only",
    "other",
    "others",
    "over",
    "really",
    "said",
    "same",
    "says",
    "should",
    "since",
    "some",
    "something",
    "still",
    "such",
    "take",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "think",
    "this",
    "those",
    "time",
    "told",
    "under",
    "until",
    "upon",
    "very",
    "want",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "without",
    "would",
    "your",
    "aber",
    "alle",
    "alles",
    "also",
    "auch",
    "beim",
    "bitte",
    "dann",
    "darf",
    "dass",
    "dein",
    "denn",
    "deren",
    "diese",
    "dieser",
    "dieses",
    "doch",
    "dort",
    "durch",
    "eben",
    "eine",
    "einem",
    "einen",
    "einer",
    "eines",
    "erst",
    "etwas",
    "euch",
    "fast",
    "für",
    "ganz",
    "gegen",
    "genau",
    "gibt",
    "haben",
    "habt",
    "hatte",
    "hier",
    "immer",
    "ihre",
    "ihren",
    "ihrer",
    "jede",
    "jeder",
    "jedes",
    "jetzt",
    "kann",
    "kein",
    "keine",
    "keinen",
    "können",
    "könnte",
    "mehr",
    "mein",
    "mich",
    "muss",
    "müssen",
    "nach",
    "nicht",
    "nichts",
    "noch",
    "oder",
    "ohne",
    "schon",
    "sehr",
    "sein",
    "seine",
    "sich",
    "sind",
    "soll",
    "sollte",
    "sonst",
    "über",
    "unser",
    "unsere",
    "unter",
    "viel",
    "viele",
    "vielleicht",
    "vom",
    "wann",
    "warum",
    "weil",
    "wenn",
    "werden",
    "wieder",
    "will",
    "wird",
    "wollen",
    "würde",
    "zwischen",
];
