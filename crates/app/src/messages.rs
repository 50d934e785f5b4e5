//! Mail that nobody asked for at that moment: what answers one's own word, and once a week what needs
//! one. Three steps, each safe to repeat and to run on several nodes at once:
//!
//! ```text
//! record → gather_news: entries after the cursor that answer somebody's word → accounts
//!          plan_digests: whoever has not had this week's                     → accounts
//! outbox → send_mail:   written as its reader may see it now, claimed, handed over
//! ```
//!
//! The moment is an argument of each. What a mail says is found out when it is written, through
//! `seen_by` its reader: what was erased, taken back or closed to them meanwhile is not told.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use accounts::{Answered, Handed, Hears, InvitationId, Mail, MailSecret};
use domain::ids::*;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, ZonedDateTime};
use record::StreamId;

use crate::folds::{fact, stamp};
use crate::{App, Error};

/// What is older when it is first read is no news any more: an imported record tells nobody of the
/// past, and a mail server that comes back after a week is not flooded.
pub const NEWS_FOR: SignedDuration = SignedDuration::from_hours(3 * 24);
/// The hour from which reminders go out, in the reader's zone.
pub const REMINDED_FROM: i8 = 7;
/// Mails handed over in one go; the next go is seconds later.
const AT_ONCE: usize = 100;

/// What writes mails and carries them away. The web is one; this crate knows no words.
pub trait Courier {
    /// What a mail is made of, ready to be handed over.
    type Letter;

    /// Whether mail can go out at all: asked before anything is claimed, so that an unreachable mail
    /// server costs no attempt.
    fn is_ready(&self) -> bool;

    /// Whether to take up the next mail: no longer when the server is asked to stop.
    fn goes_on(&self) -> bool;

    /// Writes a mail as its reader may see things now; `None` when nothing is left to say.
    ///
    /// # Errors
    /// When something cannot be read; the mail waits.
    fn write(&self, mail: &Mail, now: Timestamp) -> Result<Option<Written<Self::Letter>>, Error>;

    /// Hands it to the mail server.
    fn hand_over(&self, letter: &Self::Letter) -> Handed;
}

/// A mail that was written, with the secrets of its links: they open nothing until it is claimed.
#[derive(Debug)]
pub struct Written<L> {
    /// What is handed over.
    pub letter: L,
    /// For the link with which its reader hears less.
    pub stop: MailSecret,
    /// For the links with which a guest comes back.
    pub ways_back: Vec<(InvitationId, MailSecret)>,
}

impl App {
    /// Reads what was recorded since last time, and keeps which entries answer whose word.
    ///
    /// # Errors
    /// When the database fails. A record that cannot be read is skipped and logged.
    pub fn gather_news(&self, now: Timestamp) -> Result<(), Error> {
        let cursors = self.accounts().news_cursors()?;
        for (stream, end) in self.record().ends()? {
            let id = RelationshipId(stream.0);
            let from = cursors.get(&id).copied().unwrap_or(0);
            // What is said in a consultation answers nobody's word.
            if from < end
                && !self.is_ballot(stream)?
                && let Err(error) = self.gather_from(id, from, end, now)
            {
                tracing::warn!(relationship = %id, %error, "news could not be gathered");
            }
        }
        Ok(())
    }

    fn gather_from(
        &self,
        id: RelationshipId,
        from: u64,
        end: u64,
        now: Timestamp,
    ) -> Result<(), Error> {
        let Some(relationship) = self.relationship(id)? else {
            return Ok(());
        };
        let mut found = Vec::new();
        let mut calendars = BTreeSet::new();
        let mut failed = None;
        self.record()
            .entries(StreamId(id.0), from + 1..=end, |entry| {
                let at = Timestamp::from_millisecond(entry.at).unwrap_or_default();
                if at < now - NEWS_FOR {
                    return ControlFlow::Continue(());
                }
                match fact(&entry) {
                    Ok(fact) => {
                        let stamp = stamp(&entry);
                        calendars.extend(relationship.whose_calendars_it_tells(stamp, &fact));
                        let answers = relationship.whom_it_answers(stamp, &fact).into_iter();
                        found.extend(answers.map(|(person, _)| Answered {
                            person,
                            sequence: entry.sequence,
                            at,
                        }));
                        ControlFlow::Continue(())
                    }
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                }
            })?;
        failed.map_or(Ok(()), Err)?;
        // Of each meeting everybody's last number: it is told once.
        let mut told: BTreeMap<_, Vec<PersonId>> = BTreeMap::new();
        for (meeting, person) in calendars {
            let number = relationship.calendar_number(person, meeting);
            told.entry((meeting, number)).or_default().push(person);
        }
        // Before the cursor moves: told twice, a meeting is mailed once.
        for ((meeting, number), people) in told {
            self.accounts()
                .mail_meeting(id, meeting, number, &people, now)?;
        }
        self.accounts().keep_news(id, from, end, &found)?;
        Ok(())
    }

    /// Makes a reminder for everybody whose days it is due for. Whether anything needs them is found
    /// out when it is written; when nothing does, there is none until the next.
    ///
    /// # Errors
    /// When the database fails.
    pub fn plan_digests(&self, now: Timestamp) -> Result<(), Error> {
        for reminded in self.accounts().people_to_remind(now)? {
            let zone = TimeZone::get(&reminded.time_zone).unwrap_or(TimeZone::UTC);
            let Some(day) = due(reminded.hears, &now.to_zoned_datetime(zone.clone())) else {
                continue;
            };
            // Whoever made their account this week knows what needs them.
            let since = reminded.since.to_zoned_datetime(zone).date();
            let day_of = day.to_string();
            if since < day && reminded.reminded_for.is_none_or(|last| last < day_of) {
                self.accounts().remind(reminded.person, &day_of, now)?;
            }
        }
        Ok(())
    }

    /// Sends what is due. A mail that cannot be written waits and holds up no other.
    ///
    /// # Errors
    /// When the database fails.
    pub fn send_mail(&self, courier: &impl Courier, now: Timestamp) -> Result<(), Error> {
        let accounts = self.accounts();
        accounts.end_stale_claims(now)?;
        accounts.mail_news(now)?;
        let due = accounts.due_mails(now, AT_ONCE)?;
        if due.is_empty() || !courier.is_ready() {
            return Ok(());
        }
        for mail in &due {
            if !courier.goes_on() {
                return Ok(());
            }
            let written = match courier.write(mail, now) {
                Ok(Some(written)) => written,
                Ok(None) => {
                    accounts.drop_mail(mail.id, now)?;
                    continue;
                }
                Err(error) => {
                    tracing::warn!(mail = %mail.id, %error, "a mail could not be written");
                    continue;
                }
            };
            if accounts.claim_mail(mail.id, &written.stop, &written.ways_back, now)? {
                let handed = courier.hand_over(&written.letter);
                accounts.mail_was_handed(mail, &handed, now)?;
                // The next one would fare no better: first see whether the mail server answers.
                if let Handed::Unclear(_) = handed {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// The first day of those that a reminder now would stand for, when one is due: the week's from
/// Monday to Wednesday, so that a server that was away catches up and yet never sends two close
/// together; a working day's on that day.
fn due(hears: Hears, local: &ZonedDateTime) -> Option<Date> {
    if local.hour() < REMINDED_FROM {
        return None;
    }
    let since_monday = local.weekday().since(Weekday::Monday);
    match hears {
        Hears::Weekly if since_monday < 3 => Some(local.date() - since_monday.days()),
        Hears::Daily if since_monday < 5 => Some(local.date()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days a reminder is due for at these local moments.
    fn days(hears: Hears, moments: &[&str]) -> Vec<Option<String>> {
        let due = |local: &&str| {
            let local: jiff::civil::DateTime = local.parse().unwrap();
            let day = due(hears, &local.in_tz("Europe/Berlin").unwrap());
            day.map(|day| day.to_string())
        };
        moments.iter().map(due).collect()
    }

    #[test]
    fn week_begins_on_monday_at_seven_and_is_made_up_for_until_wednesday() {
        let moments = [
            "2026-11-22T23:59",
            "2026-11-23T06:59",
            "2026-11-23T07:00",
            "2026-11-25T23:00",
            "2026-11-26T09:00",
        ];
        let monday = Some("2026-11-23".to_owned());
        let expected = [None, None, monday.clone(), monday, None];
        assert_eq!(days(Hears::Weekly, &moments), expected);
    }

    #[test]
    fn whoever_asked_for_more_is_reminded_on_working_days_alone() {
        let moments = ["2026-11-27T08:00", "2026-11-28T08:00", "2026-11-29T08:00"];
        let friday = Some("2026-11-27".to_owned());
        assert_eq!(days(Hears::Daily, &moments), [friday, None, None]);
    }

    #[test]
    fn other_choices_are_never_reminded() {
        for hears in [Hears::Nothing, Hears::OwnWords] {
            assert_eq!(days(hears, &["2026-11-23T08:00"]), [None]);
        }
    }
}
