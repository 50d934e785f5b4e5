//! Words that others take a stand on: a rating, a guess, a price, a mix. A stand keeps the words it was
//! taken on, whatever becomes of them later.
//!
//! Nothing is stored with the stand: a record has one order, so its place there says which words stood
//! when it was taken. That is why a command that takes a stand names the words it was shown, and is
//! refused where they were changed in between.

use std::sync::Arc;

use imbl::Vector;

use crate::stamp::Stamp;

/// Words that can be told from others.
pub trait Worded {
    /// Whether they say the same. Words that were erased are like no others.
    fn is_same(&self, other: &Self) -> bool;
}

/// Every wording that one thing ever had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wordings<W> {
    /// With which entry the words of now came.
    pub since: Stamp,
    /// The words of now.
    pub now: W,
    /// Those before, in order.
    pub earlier: Vector<Arc<Earlier<W>>>,
}

/// Words that stood before those of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier<W> {
    /// With which entry they came.
    pub since: Stamp,
    /// With which entry others took their place.
    pub until: Stamp,
    /// What they were.
    pub words: W,
}

impl<W: Clone + Worded> Wordings<W> {
    /// With which entry the first words came.
    pub fn first_since(&self) -> Stamp {
        let first = self.earlier.front();
        first.map_or(self.since, |earlier| earlier.since)
    }

    /// The first words.
    pub fn new(since: Stamp, words: W) -> Self {
        Self {
            since,
            now: words,
            earlier: Vector::new(),
        }
    }

    /// Others take their place.
    pub(crate) fn put(&mut self, since: Stamp, words: W) {
        let earlier = Earlier {
            since: std::mem::replace(&mut self.since, since),
            until: since,
            words: std::mem::replace(&mut self.now, words),
        };
        self.earlier.push_back(Arc::new(earlier));
    }

    /// The words that stood when that entry was made.
    pub fn at(&self, sequence: u64) -> &W {
        let mut earlier = self.earlier.iter();
        let found = earlier.find(|one| sequence < one.until.sequence);
        found.map_or(&self.now, |one| &one.words)
    }

    /// With which entry those words came.
    pub fn came_at(&self, sequence: u64) -> Stamp {
        let mut earlier = self.earlier.iter();
        let found = earlier.find(|one| sequence < one.until.sequence);
        found.map_or(self.since, |one| one.since)
    }

    /// The words to which something was said in that entry, where they are others than those of now.
    pub fn other_at(&self, sequence: u64) -> Option<&Earlier<W>> {
        let mut earlier = self.earlier.iter();
        let found = earlier.find(|one| sequence < one.until.sequence)?;
        (!found.words.is_same(&self.now)).then_some(&**found)
    }

    /// Whether the words of now stood without a break from that entry on.
    pub fn hold_since(&self, sequence: u64) -> bool {
        let mut earlier = self.earlier.iter();
        !earlier.any(|one| sequence < one.until.sequence && !one.words.is_same(&self.now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use crate::stamp::Moment;

    impl Worded for &str {
        fn is_same(&self, other: &Self) -> bool {
            self == other
        }
    }

    fn at(sequence: u64) -> Stamp {
        Stamp {
            sequence,
            at: Moment(0),
            actor: PersonId(uuid::Uuid::nil()),
        }
    }

    #[test]
    fn what_was_said_to_words_that_came_back_was_said_to_those_of_now() {
        let mut words = Wordings::new(at(10), "a");
        words.put(at(20), "b");
        words.put(at(30), "a");
        let other = |sequence| words.other_at(sequence).map(|one| one.words);
        assert_eq!([other(15), other(25), other(35)], [None, Some("b"), None]);
        assert_eq!(
            other(5),
            None,
            "what came before the first words is of them"
        );
        assert_eq!(
            [words.at(15), words.at(20), words.at(30)],
            [&"a", &"b", &"a"]
        );
        let hold = |sequence| words.hold_since(sequence);
        assert_eq!(
            [hold(15), hold(25), hold(30), hold(35)],
            [false, false, true, true]
        );
    }
}
