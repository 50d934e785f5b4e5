//! What is recorded of each side's confidence in the other.

use std::sync::Arc;

use super::TrustMarks;
use super::state::{Round, Sentence};
use crate::day::Day;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};

facts! {
    /// Somebody answered, in figures, what their side is asked about the other; without figures they pass.
    "trust_marked" TrustMarked reaches Author {
        /// The first day of the quarter.
        quarter: Day,
        /// When the quarter ends at this table.
        ends: Moment,
        /// The party.
        party: PartyId,
        /// Whether the other side keeps its word, 0 to 10.
        keeps_word: Option<u8>,
        /// Whether the other side says in time when something goes wrong, 0 to 10.
        speaks_up: Option<u8>,
    }

    /// Somebody answered in a sentence, or took theirs back.
    "trust_said" TrustSaid reaches Trust(quarter) {
        /// The first day of the quarter.
        quarter: Day,
        /// When the quarter ends at this table.
        ends: Moment,
        /// The party.
        party: PartyId,
        /// The party whose link is all that is known of who says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says TrustSaidText {
        /// The sentence; empty where it was taken back.
        sentence: String,
    }

    /// A quarter is over: what both sides answered lies open.
    "trust_opened" TrustOpened reaches Table {
        /// The first day of the quarter.
        quarter: Day,
    }
}

fn round(to: &mut Relationship, quarter: Day, ends: Moment) -> &mut Round {
    let round = to.trust.rounds.entry(quarter);
    Arc::make_mut(round.or_insert_with(|| Arc::new(Round::ending(ends))))
}

impl Happened for TrustMarked {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let round = round(to, self.quarter, self.ends);
        let answer = round.answer(stamp.actor, self.party, stamp);
        let marks = self.keeps_word.zip(self.speaks_up);
        answer.marks = marks.map(|(keeps_word, speaks_up)| TrustMarks {
            keeps_word,
            speaks_up,
        });
    }
}

impl Happened for TrustSaid {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let round = round(to, self.quarter, self.ends);
        let answer = round.answer(stamp.actor, self.party, stamp);
        answer.said = Some(Sentence {
            stamp,
            by_link_of: self.by_link_of,
            words: self.text.map(|text| text.sentence),
        });
    }
}

impl Happened for TrustOpened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Relationship { trust, table, .. } = to;
        trust.open(self.quarter, table, stamp);
    }
}
