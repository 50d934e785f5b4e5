//! What people answered to a measure that is asked of them: which period runs, and what was answered in those over.

use domain::act::CountAnswers;
use domain::ballot::{MeasuredPeriod, Said};
use domain::ids::*;
use domain::measure::{PERIODS_AT_ONCE, PeriodAnswered};
use domain::words::Rhythm;
use domain::{Day, Refusal, Relationship};

use crate::ballots::BallotAct;
use crate::writer::begins;
use crate::{Act, App, Error, Refused};

impl App {
    /// The first day of the month or quarter that runs at a table.
    pub fn period_now(&self, table: &Relationship, rhythm: Rhythm) -> Day {
        let day_of = crate::time::days_in(table.time_zone());
        rhythm.begin_of(day_of(self.now()))
    }

    /// What a device's voice answered to a measure in a period, in the record of answers; `None` where it did not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn answer_of(
        &self,
        answers: ConsultationId,
        period: MeasuredPeriod,
        voice: VoiceId,
    ) -> Result<Option<u32>, Error> {
        let fold = self.inner.ballots.current(answers)?;
        Ok(fold.and_then(|fold| fold.ballot.answer_of(period, voice)))
    }

    /// The periods that are over and not counted of the measure that an act asks about, with what people answered:
    /// before it waits for the writer, which looks again which of them are still due.
    pub(crate) fn answered(&self, act: &Act) -> Result<Vec<PeriodAnswered>, Refused> {
        let Some(measure) = act.command.asks().answers else {
            return Ok(Vec::new());
        };
        let table = self
            .relationship(act.relationship)?
            .ok_or(Refused::NotFound)?;
        let Some(asked) = table.how_asked(measure) else {
            return Ok(Vec::new());
        };
        // Nothing is closed for whoever may not count it.
        let seen = table.seen_by(act.actor, &table).ok_or(Refused::NotFound)?;
        if !seen.may::<CountAnswers>(measure) {
            return Ok(Vec::new());
        }
        let begins = |day: Day| begins(day, &table);
        let (mut period, now) = (asked.period, self.now());
        let mut over = Vec::new();
        while over.len() < PERIODS_AT_ONCE {
            let Some(next) = asked.rhythm.after(period) else {
                break;
            };
            let ends_after = |day: Day| asked.rhythm.after(day).and_then(begins);
            let (Some(from), Some(ends), Some(next_ends)) =
                (begins(period), begins(next), ends_after(next))
            else {
                break;
            };
            if ends > now {
                break;
            }
            let answers = self.counted(act.relationship, asked.answers, (measure, period))?;
            over.push(PeriodAnswered {
                period,
                begins: from,
                next,
                ends,
                next_ends,
                answers,
            });
            period = next;
        }
        Ok(over)
    }

    /// The answers of which a period that is over tells; counted now where that was not done. Where nobody ever answered
    /// there is no record, and none is begun.
    fn counted(
        &self,
        relationship: RelationshipId,
        answers: ConsultationId,
        of: MeasuredPeriod,
    ) -> Result<Vec<u32>, Refused> {
        let ballots = &self.inner.ballots;
        let Some(fold) = ballots.current(answers)? else {
            return Ok(Vec::new());
        };
        if fold.ballot.is_counted(of) {
            return Ok(fold.ballot.told(of));
        }
        let nobody = uuid::Uuid::nil();
        let counted = self.take_down(BallotAct {
            relationship,
            consultation: answers,
            voice: VoiceId(nobody),
            party: PartyId(nobody),
            key: uuid::Uuid::new_v4().to_string(),
            said: Said::Count { period: of.1 },
        });
        match counted {
            Ok(()) | Err(Refused::Rule(Refusal::NothingNew)) => {}
            Err(refused) => return Err(refused),
        }
        let fold = ballots.current(answers)?;
        Ok(fold.map_or_else(Vec::new, |fold| fold.ballot.told(of)))
    }
}
