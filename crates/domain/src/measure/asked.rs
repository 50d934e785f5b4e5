//! Measures that are asked of people: how content they are, and how much time they lost.
//!
//! Whoever has the link answers, without an account. Answers lie in a record of their own, named like the measure,
//! and belong to the month or the quarter in which they were given. Once that is over its answers become one figure,
//! of five people at least, and nothing is taken for that period any more. A figure becomes another one only where at
//! least five people's answers are others than in any figure before: so no two of them tell what somebody answered.
//! With fewer than five there is none, and nobody is told how many there were. A party's people are asked one question
//! of a kind at a time, and all of them, one after the other, have one record: else whoever drops a question and asks it
//! again reads by difference what a joiner answers.

use crate::ballot::{AnswerGiven, Ballot, BallotFact, PeriodCounted, Said, VoiceWithdrawn};
use crate::day::Day;
use crate::ids::*;
use crate::measure::Measure;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::steps::PEOPLE_PER_STEP;
use crate::words::{Aim, Experience, Rhythm};

/// Periods that are counted at once: ten years of months.
pub const PERIODS_AT_ONCE: usize = 120;
/// How often one person changes their mind in one period.
const ANSWERS_IN_A_PERIOD: usize = 20;
/// The most that one answers to how content one is.
const MOST_CONTENT: u32 = 10;
/// Lost minutes among which one chooses: nobody measures them.
pub const MINUTES: [u32; 8] = [0, 5, 15, 30, 60, 120, 240, 480];

/// That a measure is asked of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedOf {
    /// Of which party's people.
    pub party: PartyId,
    /// What.
    pub about: Experience,
    /// How often.
    pub rhythm: Rhythm,
    /// The first day of the earliest period that was not counted.
    pub period: Day,
    /// When that period ends.
    pub until: Moment,
    /// The first day of the latest period that was counted, whether enough people answered in it or not.
    pub counted: Option<Day>,
    /// The record in which they answer.
    pub answers: ConsultationId,
}

/// A period that is over, with what people answered in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodAnswered {
    /// Its first day.
    pub period: Day,
    /// When it began at this table.
    pub begins: Moment,
    /// The first day of the next.
    pub next: Day,
    /// When that began: the end of this one.
    pub ends: Moment,
    /// When the next one ends.
    pub next_ends: Moment,
    /// The answers of which it tells, in any order.
    pub answers: Vec<u32>,
}

impl MeasureId {
    /// The name of the record in which people answer, where nobody asked them of the same before.
    pub fn answers(self) -> ConsultationId {
        ConsultationId(self.0)
    }
}

impl Rhythm {
    /// The first day of the period in which a day lies.
    #[must_use]
    pub fn begin_of(self, day: Day) -> Day {
        let (year, month, _) = day.date();
        let first = match self {
            Self::Month => Day::new(year, month, 1),
            Self::Quarter => Some(day.quarter()),
        };
        first.unwrap_or(day)
    }

    /// The first day of the period after the one that begins then; nothing after the last day of the calendar.
    pub fn after(self, first: Day) -> Option<Day> {
        let (year, month, _) = first.date();
        let months = match self {
            Self::Month => 1,
            Self::Quarter => 3,
        };
        let next = month - 1 + months;
        Day::new(year + next / 12, next % 12 + 1, 1)
    }
}

impl Experience {
    /// In what it is measured.
    pub(super) fn unit(self) -> &'static str {
        match self {
            Self::Contentment => "/ 10",
            Self::LostTime => "min",
        }
    }

    /// On which side of the target it is good.
    pub fn aim(self) -> Aim {
        match self {
            Self::Contentment => Aim::AtLeast,
            Self::LostTime => Aim::AtMost,
        }
    }

    /// The farthest target, in thousandths.
    pub(super) fn most(self) -> i64 {
        match self {
            Self::Contentment => i64::from(MOST_CONTENT) * 1_000,
            Self::LostTime => i64::from(MINUTES[MINUTES.len() - 1]) * 1_000,
        }
    }

    /// What one can answer.
    pub fn answers(self) -> Vec<u32> {
        match self {
            Self::Contentment => (0..=MOST_CONTENT).collect(),
            Self::LostTime => MINUTES.into(),
        }
    }

    /// What answers come to, in thousandths: the middle of marks; of minutes the mean, in whole ones, since a few who
    /// lost much are what it is about. Nothing of fewer than five people.
    pub(super) fn figure(self, mut answers: Vec<u32>) -> Option<i64> {
        if answers.len() < PEOPLE_PER_STEP as usize {
            return None;
        }
        answers.sort_unstable();
        let (count, at) = (answers.len(), |place: usize| i64::from(answers[place]));
        Some(match self {
            Self::Contentment => (at((count - 1) / 2) + at(count / 2)) * 500,
            Self::LostTime => {
                let sum: i64 = answers.iter().map(|minutes| i64::from(*minutes)).sum();
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                (2 * sum + count) / (2 * count) * 1_000
            }
        })
    }
}

impl Relationship {
    /// The measure that is asked of people in this record of answers, and how; of several the last.
    pub fn asked_in(&self, answers: ConsultationId) -> Option<(&Measure, AskedOf)> {
        // A record is named like the first measure that has it.
        self.measures.all.get(&MeasureId(answers.0))?.asked?;
        let all = self.measures.all.values();
        let asked = all.filter_map(|it| Some((&**it, it.asked?)));
        let here = asked.filter(|(_, asked)| asked.answers == answers);
        here.max_by_key(|(measure, _)| measure.named.sequence)
    }

    /// How a measure is asked of people; `None` where it is not.
    pub fn how_asked(&self, measure: MeasureId) -> Option<AskedOf> {
        self.measures.all.get(&measure)?.asked
    }

    /// Whether people can answer what a measure asks.
    pub fn takes_answers(&self, measure: &Measure) -> bool {
        let outcome = self.value.outcomes.get(&measure.outcome);
        let live = outcome.is_some_and(|outcome| outcome.retired.is_none());
        // Without its words there is no question.
        let said = measure.name.is_some() && measure.dropped.is_none();
        let seated = measure
            .asked
            .is_some_and(|asked| self.table.party(asked.party).is_some());
        live && said && seated && self.table.closed.is_none()
    }

    /// The organisation of a party that sits at the table, or sat.
    pub fn organisation_of(&self, party: PartyId) -> Option<OrganisationId> {
        Some(self.table.parties.get(&party)?.organisation)
    }

    pub(crate) fn decide_answer(
        &self,
        ballot: &Ballot,
        (measure, asked): (&Measure, AskedOf),
        (voice, party): (VoiceId, PartyId),
        said: Said,
    ) -> Result<Vec<BallotFact>, Refusal> {
        let goes_on = (measure.id.answers() != asked.answers).then_some(measure.id);
        let of = |period| (measure.id, period);
        match said {
            Said::Answer { period, answer } => {
                let open = self.takes_answers(measure) && party == asked.party;
                // What was counted stays as it is.
                if !open || period < asked.period || ballot.is_counted(of(period)) {
                    return Err(Refusal::ConsultationOver);
                }
                if !asked.about.answers().contains(&answer) {
                    return Err(Refusal::OutOfScale { field: "answer" });
                }
                if ballot.answer_of(of(period), voice) == Some(answer) {
                    return Err(Refusal::NothingNew);
                }
                if ballot.times_answered(of(period), voice) >= ANSWERS_IN_A_PERIOD {
                    return Err(Refusal::Full {
                        what: "answers of one person to one question",
                        limit: ANSWERS_IN_A_PERIOD,
                    });
                }
                Ok(vec![BallotFact::Answered(AnswerGiven {
                    voice,
                    party,
                    period,
                    answer,
                    measure: goes_on,
                })])
            }
            Said::Count { period } if ballot.is_counted(of(period)) => Err(Refusal::NothingNew),
            Said::Count { period } => Ok(vec![BallotFact::Counted(PeriodCounted {
                period,
                measure: goes_on,
            })]),
            Said::Withdraw if ballot.has_answered(voice) => {
                Ok(vec![BallotFact::Withdrawn(VoiceWithdrawn { voice })])
            }
            Said::Withdraw => Err(Refusal::NothingNew),
            Said::Vote { .. } | Said::Add { .. } | Said::End { .. } => {
                Err(Refusal::ConsultationOver)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_follow_one_another_over_the_end_of_a_year() {
        for (rhythm, day, first, next) in [
            (Rhythm::Month, "2026-11-29", "2026-11-01", "2026-12-01"),
            (Rhythm::Month, "2026-12-01", "2026-12-01", "2027-01-01"),
            (Rhythm::Quarter, "2026-11-29", "2026-10-01", "2027-01-01"),
            (Rhythm::Quarter, "2027-02-28", "2027-01-01", "2027-04-01"),
        ] {
            let begins = rhythm.begin_of(day.parse().unwrap());
            assert_eq!(begins.to_string(), first);
            assert_eq!(rhythm.after(begins).unwrap().to_string(), next);
        }
        assert_eq!(Rhythm::Month.after("9999-12-01".parse().unwrap()), None);
    }

    #[test]
    fn answers_come_to_a_figure_from_five_people_on() {
        let content = |answers: &[u32]| Experience::Contentment.figure(answers.into());
        let lost = |answers: &[u32]| Experience::LostTime.figure(answers.into());
        assert_eq!(content(&[10, 9, 8, 7]), None);
        assert_eq!(content(&[10, 0, 8, 7, 9]), Some(8_000));
        assert_eq!(content(&[10, 0, 8, 7, 9, 7]), Some(7_500));
        assert_eq!(lost(&[0, 0, 0, 480]), None);
        assert_eq!(lost(&[0, 0, 0, 0, 480]), Some(96_000));
        assert_eq!(lost(&[0, 0, 0, 0, 5, 15]), Some(3_000));
        assert_eq!(lost(&[0, 0, 0, 0, 0]), Some(0));
    }
}
