//! Whether the time can be gone by, and what is done until it can.

use std::sync::atomic::Ordering;

use accounts::Setting;
use database::Dialect;
use domain::{Day, Moment};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::{ContextV7, Uuid};

use crate::clock::BELIEVED;
use crate::writer::id_at;
use crate::{App, Clock, Error};

/// The machine's clock shows a time so far from the last that is known that somebody has to say whether
/// it is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The last moment that is known for sure.
    pub known: Moment,
    /// What the machine's clock shows.
    pub shown: Moment,
}

/// The days of a zone, by its IANA name; of one that is not known here, those of UTC.
pub(crate) fn days_in(zone: &str) -> impl Fn(Moment) -> Day + use<> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    move |at| {
        let there = Timestamp::from_millisecond(at.0).unwrap_or_default();
        let date = there.to_zoned_datetime(zone.clone()).date();
        let (year, month, day) = (date.year(), date.month(), date.day());
        Day::new(year.into(), month.into(), day.into()).unwrap_or_else(|| at.day_in_utc())
    }
}

impl App {
    /// The time by which sessions and limits go, whatever the relationships' clock tells.
    pub fn machine_time(&self) -> Moment {
        Moment(Clock::machine().now())
    }

    /// An id that nothing has yet.
    pub fn fresh_id(&self) -> Uuid {
        id_at(self.machine_time(), &ContextV7::new())
    }

    /// Whether the time has to be confirmed: more than thirty days past the newest entry and the last
    /// hour in which a server ran here. Nodes on PostgreSQL go by its machine's clock instead.
    ///
    /// # Errors
    /// When the database fails.
    pub fn doubt_of_time(&self) -> Result<Option<Doubt>, Error> {
        if self.database().dialect() == Dialect::Postgres {
            return Ok(None);
        }
        let known = self.record().newest()?.max(self.time_known()?);
        let shown = Clock::machine().shown();
        Ok(known
            .filter(|known| shown.saturating_sub(*known) > BELIEVED)
            .map(|known| Doubt {
                known: Moment(known),
                shown: Moment(shown),
            }))
    }

    fn time_known(&self) -> Result<Option<i64>, Error> {
        let known = self.accounts().setting(Setting::TimeKnown)?;
        Ok(known.and_then(|known| known.parse().ok()))
    }

    /// Records nothing, and lets everything else go by the time last known, until the time is confirmed.
    pub fn hold_time(&self, doubt: Doubt) {
        Clock::machine().hold(doubt.known.0);
        self.inner.held.store(true, Ordering::Relaxed);
    }

    /// Whether the time may be gone by, or may again: held time is let go once it was confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_time_sure(&self) -> Result<bool, Error> {
        if !self.inner.held.load(Ordering::Relaxed) {
            return Ok(true);
        }
        if self.doubt_of_time()?.is_some() {
            return Ok(false);
        }
        Clock::machine().confirm();
        self.inner.held.store(false, Ordering::Relaxed);
        tracing::info!("the time was confirmed");
        Ok(true)
    }

    /// Says that what the machine's clock shows is the time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn confirm_time(&self) -> Result<Moment, Error> {
        let shown = Clock::machine().shown();
        self.note(shown)?;
        Ok(Moment(shown))
    }

    /// Notes that it is now, for the next start: a table may rest for longer than its server.
    ///
    /// # Errors
    /// When the database fails.
    pub fn note_time(&self) -> Result<(), Error> {
        if self.inner.held.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.note(self.machine_time().0)
    }

    fn note(&self, known: i64) -> Result<(), Error> {
        let accounts = self.accounts();
        Ok(accounts.set_setting(Setting::TimeKnown, &known.to_string())?)
    }
}
