//! Meetings as calendars take them (RFC 5545, 5546): one event, always under the same id, with a number that
//! grows with each change of time or place, in the table's own zone.

use domain::Moment;
use domain::ids::MeetingId;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;
/// So far around a meeting changes of clocks are told: a calendar needs those between which it lies.
const AROUND: SignedDuration = SignedDuration::from_hours(24 * 366);

/// An event of a calendar: what it is called, when and where, and nothing else of the table.
#[derive(Clone, Debug)]
pub struct Event {
    /// The meeting: its id is that of the event.
    pub meeting: MeetingId,
    /// How often time or place was changed.
    pub revision: u64,
    /// Whether it is not held.
    pub cancelled: bool,
    /// Whether it is taken off this calendar, whether it is held or not: whoever had it there has no seat any more.
    pub taken_off: bool,
    /// What it is called; may be empty where it is taken off.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// When it begins.
    pub begins: Moment,
    /// How long it takes: minutes.
    pub minutes: u64,
    /// The zone, by its IANA name.
    pub zone: String,
    /// When it was planned.
    pub planned: Moment,
    /// When it was planned or changed last.
    pub changed: Moment,
    /// The address of its page; may be empty.
    pub link: String,
    /// The address from which meetings are sent, where there is one.
    pub organiser: Option<String>,
    /// The address to which it is sent, where it is. It names nobody else who is asked.
    pub attendee: Option<String>,
}

impl Event {
    /// What a program is to do with it: ask, take it off, or, where nobody is known who could answer, show it.
    pub fn method(&self) -> &'static str {
        match (&self.attendee, self.cancelled || self.taken_off) {
            (Some(_), true) => "CANCEL",
            (Some(_), false) => "REQUEST",
            (None, _) => "PUBLISH",
        }
    }

    /// Who asks for it, as RFC 5546 wants it of each file: where nobody sends mail, the page, or else the meeting.
    fn organiser(&self) -> String {
        match &self.organiser {
            Some(address) => mailto(address),
            None if !self.link.is_empty() => self.link.clone(),
            None => format!("urn:uuid:{}", self.meeting),
        }
    }

    /// The file.
    pub fn file(&self) -> String {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        let begins = at(self.begins);
        let minutes = i64::try_from(self.minutes).unwrap_or(0);
        let ends = begins + SignedDuration::from_mins(minutes);
        let mut file = File::default();
        file.line("BEGIN", "VCALENDAR");
        file.line("VERSION", "2.0");
        file.line("PRODID", "-//Covalue//Meetings//EN");
        file.line("CALSCALE", "GREGORIAN");
        file.line("METHOD", self.method());
        let is_utc = self.zone == "UTC"
            || TimeZone::get(&self.zone).is_err()
            // By a clock that shows the same twice nobody can tell which is meant.
            || [begins, ends].iter().any(|at| is_repeated(&zone, *at));
        if !is_utc {
            file.zone(&self.zone, &zone, begins, ends);
        }
        file.line("BEGIN", "VEVENT");
        file.line("UID", &self.meeting.to_string());
        file.line("SEQUENCE", &self.revision.to_string());
        file.line("DTSTAMP", &utc(at(self.changed)));
        file.line("CREATED", &utc(at(self.planned)));
        file.line("LAST-MODIFIED", &utc(at(self.changed)));
        if is_utc {
            file.line("DTSTART", &utc(begins));
            file.line("DTEND", &utc(ends));
        } else {
            for (name, at) in [("DTSTART", begins), ("DTEND", ends)] {
                let there = at.to_zoned_datetime(zone.clone());
                let there = there.strftime("%Y%m%dT%H%M%S").to_string();
                file.line(&format!("{name};TZID={}", self.zone), &there);
            }
        }
        if !self.title.is_empty() {
            file.line("SUMMARY", &text(&self.title));
        }
        if !self.place.is_empty() {
            file.line("LOCATION", &text(&self.place));
        }
        if !self.link.is_empty() {
            file.line("URL", &self.link);
        }
        let status = if self.cancelled {
            "CANCELLED"
        } else {
            "CONFIRMED"
        };
        // Whoever is taken off alone is told nothing of whether it is held (RFC 5546, 3.2.5).
        if !self.taken_off {
            file.line("STATUS", status);
        }
        file.line("ORGANIZER", &self.organiser());
        if let Some(attendee) = &self.attendee {
            let asks = "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE";
            file.line(asks, &mailto(attendee));
        }
        file.line("END", "VEVENT");
        file.line("END", "VCALENDAR");
        file.text
    }
}

/// Whether clocks of the zone show the same time twice, and this is one of them.
fn is_repeated(zone: &TimeZone, at: Timestamp) -> bool {
    let shown = zone.to_datetime(at);
    let known = zone.to_ambiguous_timestamp(shown);
    matches!(known.offset(), AmbiguousOffset::Fold { .. })
}

fn at(moment: Moment) -> Timestamp {
    Timestamp::from_millisecond(moment.0).unwrap_or_default()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// An address as a value (RFC 6068): whatever could end or divide one is written as its number.
fn mailto(address: &str) -> String {
    let mut value = "mailto:".to_owned();
    for byte in address.bytes() {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'@' | b'.' | b'-' | b'_' | b'+' => {
                value.push(char::from(byte));
            }
            byte => value.push_str(&format!("%{byte:02X}")),
        }
    }
    value
}

/// A text as a value: what ends or divides values is marked (RFC 5545, 3.3.11).
fn text(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            letter if letter.is_control() => value.push(' '),
            letter => value.push(letter),
        }
    }
    value
}

#[derive(Default)]
struct File {
    text: String,
}

impl File {
    /// A line, folded where it is too long, never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if letter.len_utf8() > room {
                self.text.push_str("\r\n ");
                // The space counts.
                room = LINE - 1;
            }
            room -= letter.len_utf8();
            self.text.push(letter);
        }
        self.text.push_str("\r\n");
    }

    /// What the zone does to its clocks around the meeting.
    fn zone(&mut self, name: &str, zone: &TimeZone, begins: Timestamp, ends: Timestamp) {
        self.line("BEGIN", "VTIMEZONE");
        self.line("TZID", name);
        let first = begins.checked_sub(AROUND).unwrap_or(Timestamp::MIN);
        let last = ends.checked_add(AROUND).unwrap_or(Timestamp::MAX);
        let mut told = Vec::new();
        for change in zone.following(first) {
            if change.timestamp() > last {
                break;
            }
            told.push((change.timestamp(), change.offset(), change.dst().is_dst()));
        }
        if told.is_empty() {
            let info = zone.to_offset_info(begins);
            self.observance(None, info.offset(), info.offset(), info.dst().is_dst());
        }
        let mut from = zone.to_offset(first);
        for (at, to, is_summer) in told {
            self.observance(Some(at), from, to, is_summer);
            from = to;
        }
        self.line("END", "VTIMEZONE");
    }

    /// A time of the year, from when clocks were set to it: told as they showed it before.
    fn observance(&mut self, at: Option<Timestamp>, from: Offset, to: Offset, is_summer: bool) {
        let kind = if is_summer { "DAYLIGHT" } else { "STANDARD" };
        let start = match at {
            Some(at) => from.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string(),
            None => "19700101T000000".to_owned(),
        };
        self.line("BEGIN", kind);
        self.line("DTSTART", &start);
        self.line("TZOFFSETFROM", &offset(from));
        self.line("TZOFFSETTO", &offset(to));
        self.line("END", kind);
    }
}

/// `+0100`.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = match seconds < 0 {
        true => ('-', -seconds),
        false => ('+', seconds),
    };
    format!("{sign}{:02}{:02}", seconds / 3_600, seconds / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        let begins: Timestamp = "2027-03-29T12:00:00Z".parse().unwrap();
        Event {
            meeting: MeetingId(uuid::Uuid::from_u128(7)),
            revision: 3,
            cancelled: false,
            taken_off: false,
            title: "Quarterly review; Elm Pass, at night".to_owned(),
            place: "https://rooms.example/elm".to_owned(),
            begins: Moment(begins.as_millisecond()),
            minutes: 60,
            zone: "Europe/Berlin".to_owned(),
            planned: Moment(1_800_000_000_000),
            changed: Moment(1_800_000_060_000),
            link: String::new(),
            organiser: None,
            attendee: None,
        }
    }

    #[test]
    fn every_file_says_who_asks_for_it() {
        let file = event().file();
        let own = "ORGANIZER:urn:uuid:00000000-0000-0000-0000-000000000007\r\n";
        assert!(
            file.contains("METHOD:PUBLISH\r\n") && file.contains(own),
            "{file}"
        );
        let organiser = Some("table@covalue.example".to_owned());
        let file = Event {
            organiser,
            ..event()
        }
        .file();
        assert!(
            file.contains("ORGANIZER:mailto:table@covalue.example\r\n"),
            "{file}"
        );
        assert!(!file.contains("ATTENDEE"), "{file}");
    }

    #[test]
    fn lines_end_and_fold_as_calendars_want_them() {
        let title = "Straßenwinterdienst 🚛 ".repeat(20);
        let file = Event { title, ..event() }.file();
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        for line in file.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
            assert!(!line.contains(['\r', '\n']), "{line}");
        }
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&"Straßenwinterdienst 🚛 ".repeat(20)));
    }

    #[test]
    fn what_divides_values_is_marked() {
        let file = event().file();
        assert!(
            file.contains("SUMMARY:Quarterly review\\; Elm Pass\\, at night\r\n"),
            "{file}"
        );
    }

    #[test]
    fn the_zone_tells_of_the_change_of_clocks_before_the_meeting() {
        let file = event().file();
        assert!(
            file.contains("DTSTART;TZID=Europe/Berlin:20270329T140000\r\n"),
            "{file}"
        );
        assert!(
            file.contains("DTEND;TZID=Europe/Berlin:20270329T150000\r\n"),
            "{file}"
        );
        let summer = "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n";
        assert!(file.contains(summer), "{file}");
    }

    #[test]
    fn an_event_in_an_hour_that_clocks_show_twice_is_told_in_utc() {
        // 02:30 summer time; clocks show 02:30 again an hour later.
        let first: Timestamp = "2027-10-31T00:30:00Z".parse().unwrap();
        for (begins, minutes, start, end) in [
            (first, 60, "20271031T003000Z", "20271031T013000Z"),
            (
                first - SignedDuration::from_mins(60),
                60,
                "20271030T233000Z",
                "20271031T003000Z",
            ),
            (
                first + SignedDuration::from_mins(60),
                90,
                "20271031T013000Z",
                "20271031T030000Z",
            ),
        ] {
            let file = Event {
                begins: Moment(begins.as_millisecond()),
                minutes,
                ..event()
            }
            .file();
            let told = format!("DTSTART:{start}\r\nDTEND:{end}\r\n");
            assert!(file.contains(&told), "{file}");
            assert!(!file.contains("TZID"), "{file}");
        }
        // Around it, and over the hour that they skip in spring, clocks tell one from the other.
        let spring: Timestamp = "2027-03-28T00:30:00Z".parse().unwrap();
        let file = Event {
            begins: Moment(spring.as_millisecond()),
            ..event()
        }
        .file();
        for told in [
            "DTSTART;TZID=Europe/Berlin:20270328T013000\r\n",
            "DTEND;TZID=Europe/Berlin:20270328T033000\r\n",
        ] {
            assert!(file.contains(told), "{file}");
        }
    }

    #[test]
    fn what_is_cancelled_says_so_and_keeps_its_id() {
        let file = Event {
            cancelled: true,
            organiser: Some("table@covalue.example".to_owned()),
            attendee: Some("mara@northwind.example".to_owned()),
            ..event()
        }
        .file();
        assert!(file.contains("METHOD:CANCEL\r\n") && file.contains("STATUS:CANCELLED\r\n"));
        assert!(file.contains("UID:00000000-0000-0000-0000-000000000007\r\n"));
        assert!(file.contains("SEQUENCE:3\r\n"));
    }
}
