//! Moments in the reader's zone and language.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use accounts::Language;
use domain::words::Rhythm;
use domain::{Day, Moment};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use crate::catalogue::Say;

/// A moment of the accounts' in the record's terms.
pub(crate) fn moment(at: Timestamp) -> Moment {
    Moment(at.as_millisecond())
}

/// A moment as a machine reads it, whoever asks.
pub(crate) fn machine(at: Moment) -> String {
    Timestamp::from_millisecond(at.0)
        .unwrap_or_default()
        .to_string()
}

/// A reader's language and zone.
#[derive(Clone, Debug)]
pub struct Dates {
    say: Say,
    zone: TimeZone,
    now: Moment,
    /// Whether every time says how far its clocks are ahead of UTC.
    offsets: bool,
}

impl Dates {
    /// Dates for a reader at `now`; an unknown zone reads as UTC.
    pub fn new(say: Say, zone: &str, now: Moment) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        Self {
            say,
            zone,
            now,
            offsets: false,
        }
    }

    /// The same for what is taken away: whoever reads it elsewhere knows by nothing else whose clocks showed a time.
    pub fn with_offsets(self) -> Self {
        Self {
            offsets: true,
            ..self
        }
    }

    /// The moment of reading.
    pub fn now(&self) -> Moment {
        self.now
    }

    fn zoned(&self, at: Moment) -> ZonedDateTime {
        Timestamp::from_millisecond(at.0)
            .unwrap_or_default()
            .to_zoned_datetime(self.zone.clone())
    }

    /// The reader's day of a moment: “12 Aug 2026”, “12. Aug. 2026”.
    pub fn day(&self, at: impl AsRef<Moment>) -> String {
        let date = self.zoned(*at.as_ref()).date();
        self.date(
            i64::from(date.year()),
            i64::from(date.month()),
            i64::from(date.day()),
        )
    }

    /// A day, which is the same whoever reads it.
    pub fn on(&self, day: Day) -> String {
        let (year, month, day) = day.date();
        self.date(year, month, day)
    }

    /// The month of a day: “June 2026”.
    pub fn month(&self, day: Day) -> String {
        let (year, month, _) = day.date();
        format!("{} {year}", self.say.text(&format!("month-{month}")))
    }

    fn date(&self, year: i64, month: i64, day: i64) -> String {
        let month = self.say.text(&format!("month-{month}"));
        match self.say.0 {
            Language::En => format!("{day} {month} {year}"),
            Language::De => format!("{day}. {month} {year}"),
        }
    }

    /// A month or quarter that begins on a day: “June 2026”, “Q2 2026”.
    pub fn period(&self, rhythm: Rhythm, first: Day) -> String {
        match rhythm {
            Rhythm::Month => self.month(first),
            Rhythm::Quarter => {
                let (year, month, _) = first.date();
                let quarter = ("quarter", ((month - 1) / 3 + 1).to_string());
                self.say
                    .two("trust-quarter", quarter, ("year", year.to_string()))
            }
        }
    }

    /// The day that it is, in this zone.
    pub fn today(&self) -> Day {
        self.day_of(self.now)
    }

    /// The day of a moment, in this zone.
    pub fn day_of(&self, at: Moment) -> Day {
        let date = self.zoned(at).date();
        let (year, month, day) = (date.year(), date.month(), date.day());
        Day::new(year.into(), month.into(), day.into()).unwrap_or(at.day_in_utc())
    }

    /// “12 Aug 2026, 14:05”.
    pub fn exact(&self, at: impl AsRef<Moment>) -> String {
        let at = *at.as_ref();
        format!("{}, {}", self.day(at), self.clock(at))
    }

    /// The day of the week: “Thursday”.
    pub fn weekday(&self, at: impl AsRef<Moment>) -> String {
        let weekday = self.zoned(*at.as_ref()).weekday();
        self.say
            .text(&format!("weekday-{}", weekday.to_monday_one_offset()))
    }

    /// What a clock shows: “14:05”; with how far it is ahead of UTC where it shows that twice that night.
    pub fn clock(&self, at: impl AsRef<Moment>) -> String {
        let at = *at.as_ref();
        match self.is_repeated(at) {
            _ if self.offsets => format!("{} UTC{}", self.bare_clock(at), self.offset(at)),
            true => self.clock_with_offset(at),
            false => self.bare_clock(at),
        }
    }

    fn bare_clock(&self, at: Moment) -> String {
        let zoned = self.zoned(at);
        format!("{:02}:{:02}", zoned.hour(), zoned.minute())
    }

    fn clock_with_offset(&self, at: Moment) -> String {
        format!("{} (UTC{})", self.bare_clock(at), self.offset(at))
    }

    /// Whether clocks show the same time once more, or showed it before, as they are set back.
    fn is_repeated(&self, at: Moment) -> bool {
        let shown = self.zoned(at).datetime();
        let known = self.zone.to_ambiguous_timestamp(shown);
        matches!(known.offset(), AmbiguousOffset::Fold { .. })
    }

    /// Whether clocks are set between two moments, so that their times tell of another length.
    pub fn are_set_between(&self, from: Moment, until: Moment) -> bool {
        self.offset(from) != self.offset(until)
    }

    /// From when to when, each as a clock shows it, and the second with its day where that is another; with how far
    /// ahead of UTC they are, where clocks are set in between.
    pub fn span(&self, from: Moment, until: Moment) -> (String, String) {
        let clock = |at| match self.are_set_between(from, until) && !self.offsets {
            true => self.clock_with_offset(at),
            false => self.clock(at),
        };
        let ends = match self.day(from) == self.day(until) {
            true => clock(until),
            false => format!("{}, {}", self.day(until), clock(until)),
        };
        (clock(from), ends)
    }

    /// How far clocks are ahead of UTC then: “+02:00”.
    pub fn offset(&self, at: impl AsRef<Moment>) -> String {
        self.zoned(*at.as_ref()).strftime("%:z").to_string()
    }

    /// “2 days ago”; beyond a month the day itself.
    pub fn ago(&self, at: impl AsRef<Moment>) -> String {
        let at = *at.as_ref();
        let minutes = (self.now.0 - at.0) / 60_000;
        match minutes {
            ..1 => self.say.text("ago-now"),
            1..60 => self
                .say
                .count("ago-minutes", usize::try_from(minutes).unwrap_or(0)),
            60..1_440 => self
                .say
                .count("ago-hours", usize::try_from(minutes / 60).unwrap_or(0)),
            1_440..44_640 => self
                .say
                .count("ago-days", usize::try_from(minutes / 1_440).unwrap_or(0)),
            _ => self.day(at),
        }
    }

    /// For `datetime=`.
    pub fn machine(&self, at: impl AsRef<Moment>) -> String {
        machine(*at.as_ref())
    }

    /// For `<input type="datetime-local">`, in the reader's zone.
    pub fn local(&self, at: impl AsRef<Moment>) -> String {
        let at = *at.as_ref();
        self.zoned(at).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// What the reader's zone is called.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// Whether clocks never showed what `<input type="datetime-local">` sends, because they were set forward over it.
    pub fn is_skipped(&self, text: &str) -> bool {
        let local = text.parse::<jiff::civil::DateTime>();
        local.is_ok_and(|local| {
            let known = self.zone.to_ambiguous_timestamp(local);
            matches!(known.offset(), AmbiguousOffset::Gap { .. })
        })
    }

    /// The two moments at which clocks showed what `<input type="datetime-local">` sends, where they showed it twice because
    /// they were set back over it.
    pub fn shown_twice(&self, text: &str) -> Option<[Moment; 2]> {
        let local = text.parse::<jiff::civil::DateTime>().ok()?;
        let known = self.zone.to_ambiguous_timestamp(local);
        if !matches!(known.offset(), AmbiguousOffset::Fold { .. }) {
            return None;
        }
        let moment = |at: Timestamp| Moment(at.as_millisecond());
        Some([moment(known.earlier().ok()?), moment(known.later().ok()?)])
    }

    /// Reads what `<input type="datetime-local">` sends, or a machine's timestamp. A local minute
    /// means its end, so that what happened in it is included.
    pub fn parse(&self, text: &str) -> Option<Moment> {
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            return Some(Moment(timestamp.as_millisecond()));
        }
        let begun = self.parse_begun(text)?;
        Some(Moment(begun.0 + 59_999))
    }

    /// As [`Self::parse`], but a local minute means its beginning: the minute that runs has come.
    pub fn parse_begun(&self, text: &str) -> Option<Moment> {
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            return Some(Moment(timestamp.as_millisecond()));
        }
        let local: jiff::civil::DateTime = text.parse().ok()?;
        let zoned = local.to_zoned_datetime(self.zone.clone()).ok()?;
        Some(Moment(zoned.timestamp().as_millisecond()))
    }
}

/// The places of the IANA database's `zone.tab`: its names without what is no place (`Factory`,
/// `posixrules`) and without former spellings.
const PLACES: &str = include_str!("../zones.txt");

/// The database of zones is a directory: it is walked once.
static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let known: BTreeSet<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .collect();
    let places = PLACES.lines().filter(|place| known.contains(*place));
    places.map(str::to_owned).collect()
});

/// Every zone that this server knows, by its area and city, in alphabetical order; `own` first, whatever
/// it is called.
pub fn zones(own: Option<&str>) -> Vec<String> {
    let others = ZONES.iter().filter(|zone| Some(zone.as_str()) != own);
    own.map(str::to_owned)
        .into_iter()
        .chain(others.cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse::<Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_time_that_clocks_show_twice_or_over_which_they_are_set_has_its_offset() {
        let say = Say(Language::En);
        let there = Dates::new(say, "Europe/Berlin", at("2027-06-01T00:00:00Z"));
        // Autumn: 02:30 comes twice.
        let (first, second) = (at("2027-10-31T00:30:00Z"), at("2027-10-31T01:30:00Z"));
        assert_eq!(there.clock(first), "02:30 (UTC+02:00)");
        assert_eq!(there.exact(second), "31 Oct 2027, 02:30 (UTC+01:00)");
        let span = there.span(first, second);
        assert_eq!(
            (span.0.as_str(), span.1.as_str()),
            ("02:30 (UTC+02:00)", "02:30 (UTC+01:00)")
        );
        // Spring: an hour from 01:30 on is over at 03:30.
        let span = there.span(at("2027-03-28T00:30:00Z"), at("2027-03-28T01:30:00Z"));
        assert_eq!(
            (span.0.as_str(), span.1.as_str()),
            ("01:30 (UTC+01:00)", "03:30 (UTC+02:00)")
        );
        // Any other night says no more than it must, and the day where it is another.
        let span = there.span(at("2027-06-01T21:00:00Z"), at("2027-06-01T22:30:00Z"));
        assert_eq!(
            (span.0.as_str(), span.1.as_str()),
            ("23:00", "2 Jun 2027, 00:30")
        );
        // On paper each does.
        let paper = there.with_offsets();
        assert_eq!(paper.exact(second), "31 Oct 2027, 02:30 UTC+01:00");
        assert_eq!(paper.clock(at("2027-06-01T21:00:00Z")), "23:00 UTC+02:00");
    }

    #[test]
    fn zones_are_places_and_ones_own_stands_first_whatever_it_is_called() {
        let zones = super::zones(None);
        assert!(zones.len() > 300, "{}", zones.len());
        for place in ["Europe/Berlin", "Asia/Kolkata", "America/New_York"] {
            assert!(zones.iter().any(|zone| zone == place), "{place}");
        }
        for other in [
            "Factory",
            "localtime",
            "posixrules",
            "Asia/Calcutta",
            "Etc/GMT+1",
        ] {
            assert!(!zones.iter().any(|zone| zone == other), "{other}");
        }
        assert_eq!(super::zones(Some("UTC"))[0], "UTC");
        let own = super::zones(Some("Europe/Berlin"));
        assert_eq!((own[0].as_str(), own.len()), ("Europe/Berlin", zones.len()));
    }
}
