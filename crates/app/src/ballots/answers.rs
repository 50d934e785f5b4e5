//! What people answered to a measure that is asked of them: which period runs, and what was answered in those over.

use domain::ids::*;
use domain::measure::{PERIODS_AT_ONCE, PeriodAnswered};
use domain::words::Rhythm;
use domain::{Day, Relationship};

use crate::writer::begins;
use crate::{Act, App, Error, Refused};

impl App {
    /// The first day of the month or quarter that runs at a table.
    pub fn period_now(&self, table: &Relationship, rhythm: Rhythm) -> Day {
        let day_of = crate::time::days_in(table.time_zone());
        rhythm.begin_of(day_of(self.now()))
    }

    /// What a device's voice answered to a measure in a period; `None` where it did not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn answer_of(
        &self,
        measure: MeasureId,
        period: Day,
        voice: VoiceId,
    ) -> Result<Option<u32>, Error> {
        let fold = self.inner.ballots.current(measure.answers())?;
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
        let Some((_, asked)) = table.asked_in(measure.answers()) else {
            return Ok(Vec::new());
        };
        let fold = self.inner.ballots.current(measure.answers())?;
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
            let answers = fold.as_ref().map(|fold| fold.ballot.answers_in(period));
            over.push(PeriodAnswered {
                period,
                begins: from,
                next,
                ends,
                next_ends,
                answers: answers.unwrap_or_default(),
            });
            period = next;
        }
        Ok(over)
    }
}
