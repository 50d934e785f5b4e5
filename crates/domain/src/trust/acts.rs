//! Answering what each side is asked about the other, and opening what was answered.

use super::{TRUST_ANSWERS, TrustMarks, next_quarter};
use crate::act::{Act, Asks, At, Decided, acts, one};
use crate::day::Day;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::steps::PEOPLE_PER_STEP;
use crate::table::Seat;
use crate::text;

acts! {
    /// Answer what provider and consumer are asked about each other each quarter. It replaces what one answered
    /// before in this quarter; without marks and sentence one passes.
    AnswerTrust {
        /// The first day of the quarter that runs, in the table's zone.
        quarter: Day,
        /// Whether the other side keeps its word, 0 to 10. Told of five people or not at all.
        #[serde(default)]
        #[schema(maximum = 10)]
        keeps_word: Option<u8>,
        /// Whether the other side says in time when something goes wrong, 0 to 10. Both marks, or none; one alone
        /// changes that one of both that were given before in this quarter.
        #[serde(default)]
        #[schema(maximum = 10)]
        speaks_up: Option<u8>,
        /// A sentence, said by name once the quarter is over.
        #[serde(default)]
        sentence: String,
    }

    /// Open what both sides answered in a quarter that is over.
    OpenTrust about quarter: Day {
        /// The first day of that quarter.
        quarter: Day,
    }
}

impl Relationship {
    /// Whether so many people of the party speak that marks can be told.
    pub(super) fn may_mark(&self, party: PartyId) -> bool {
        let counting = self.table.who_counts(party);
        let people = self.table.people_of(party);
        let speak = people.filter(|seat| seat.speaks() && counting.contains(&seat.person));
        speak.count() >= PEOPLE_PER_STEP as usize
    }
}

impl Act for AnswerTrust {
    fn asks(&self) -> Asks {
        let next = next_quarter(self.quarter);
        Asks {
            days: [self.quarter].into_iter().chain(next).collect(),
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let table = &relationship.table;
        match [table.provider, table.consumer].contains(&seat.party) {
            true => Ok(seat),
            false => Err(Refusal::TrustOfTheTwo),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (relationship, party) = (at.relationship, at.seat.party);
        let begins = |day: Day| at.context.days.get(&day).copied();
        let ends = next_quarter(self.quarter).and_then(begins);
        let begins = begins(self.quarter).filter(|begins| *begins <= at.context.at);
        let runs = begins.and(ends).filter(|ends| *ends > at.context.at);
        let ends = runs.ok_or(Refusal::OtherQuarter)?;
        for (field, mark) in [
            ("keeps_word", self.keeps_word),
            ("speaks_up", self.speaks_up),
        ] {
            if mark.is_some_and(|mark| mark > 10) {
                return Err(Refusal::OutOfScale { field });
            }
        }
        let round = relationship.trust.rounds.get(&self.quarter);
        let before = round.and_then(|round| round.answers.get(&at.seat.person));
        let marked = before.and_then(|before| before.marks);
        let marked = marked.filter(|_| self.keeps_word.is_some() || self.speaks_up.is_some());
        let keeps_word = self.keeps_word.or(marked.map(|it| it.keeps_word));
        let speaks_up = self.speaks_up.or(marked.map(|it| it.speaks_up));
        let out_of_scale = |field| Err(Refusal::OutOfScale { field });
        let marks = match (keeps_word, speaks_up) {
            (None, None) => None,
            // Whoever is asked for a mark is told so, and not to say something.
            (Some(_), None) => return out_of_scale("speaks_up"),
            (None, Some(_)) => return out_of_scale("keeps_word"),
            (Some(keeps_word), Some(speaks_up)) => Some(TrustMarks {
                keeps_word,
                speaks_up,
            }),
        };
        if marks.is_some() && !relationship.may_mark(party) {
            return Err(Refusal::TooFewToMark);
        }
        let sentence = text::optional_line("sentence", &self.sentence)?;
        if before.is_some_and(|before| before.times >= TRUST_ANSWERS) {
            return Err(Refusal::Full {
                what: "answers of one person in a quarter",
                limit: TRUST_ANSWERS,
            });
        }
        let other_marks = before.and_then(|before| before.marks) != marks;
        let said = before.and_then(|before| before.said.as_ref());
        let other_sentence = match said {
            None => !sentence.is_empty(),
            Some(said) => said.words.as_ref() != Some(&sentence),
        };
        // Whoever comes in the next quarter brings what is over to light.
        let over = relationship.trust.over(at.context.at);
        let mut facts: Vec<Fact> = over.map(|quarter| TrustOpened { quarter }.into()).collect();
        let nothing = !other_marks && !other_sentence;
        if nothing && before.is_some() {
            return Err(Refusal::NothingNew);
        }
        if other_marks || nothing {
            let marked = TrustMarked {
                quarter: self.quarter,
                ends,
                party,
                keeps_word,
                speaks_up,
            };
            facts.push(marked.into());
        }
        if other_sentence {
            let said = TrustSaid {
                quarter: self.quarter,
                ends,
                party,
                by_link_of: relationship.table.link_behind(at.seat.person),
                text: Some(TrustSaidText { sentence }),
            };
            facts.push(said.into());
        }
        Ok(facts)
    }
}

impl Act for OpenTrust {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        quarter: Day,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let round = relationship.trust.rounds.get(&quarter);
        let round = round.ok_or(Refusal::Unknown { what: "quarter" })?;
        match round.opened {
            None => Ok(seat),
            Some(_) => Err(Refusal::NothingNew),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let mut over = at.relationship.trust.over(at.context.at);
        match over.any(|quarter| quarter == self.quarter) {
            true => one(TrustOpened {
                quarter: self.quarter,
            }),
            false => Err(Refusal::QuarterRuns),
        }
    }
}
