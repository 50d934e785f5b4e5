//! Files for calendars as others read them: by two readers that know nothing of ours, with the zone that the file
//! itself tells, and taken in as a client takes them in.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// What a reader found in a file: the method, the event's lines, and those of each time that the zone knows.
pub struct Found {
    pub method: String,
    event: Lines,
    zone: Vec<Lines>,
}

type Lines = Vec<(String, String)>;

/// What a calendar goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub uid: String,
    pub sequence: u64,
    pub begins: Timestamp,
    pub ends: Timestamp,
}

fn once<'a>(lines: &'a [(String, String)], name: &str) -> &'a str {
    let mut all = lines.iter().filter(|(other, _)| other == name);
    let (_, value) = all.next().expect(name);
    assert!(all.next().is_none(), "{name} stands twice");
    value
}

impl Found {
    /// Reads a file with the crate `icalendar`.
    pub fn by_icalendar(file: &str) -> Self {
        let unfolded = icalendar::parser::unfold(file);
        let calendar = icalendar::parser::read_calendar(&unfolded).expect("a calendar");
        let lines = |properties: &[icalendar::parser::Property<'_>]| -> Lines {
            let lines = properties.iter();
            lines
                .map(|it| (it.name.to_string(), it.val.to_string()))
                .collect()
        };
        let of = |kind: &str| {
            let all = calendar.components.iter();
            all.filter(move |it| it.name == kind).collect::<Vec<_>>()
        };
        let [event] = of("VEVENT")[..] else {
            panic!("not one event: {file}")
        };
        let times = of("VTIMEZONE").into_iter().flat_map(|it| &it.components);
        Self {
            method: once(&lines(&calendar.properties), "METHOD").to_owned(),
            event: lines(&event.properties),
            zone: times.map(|it| lines(&it.properties)).collect(),
        }
    }

    /// Reads a file with the crate `ical`.
    pub fn by_ical(file: &str) -> Self {
        let mut all = ical::IcalParser::new(file.as_bytes());
        let calendar = all.next().expect("something").expect("a calendar");
        assert!(all.next().is_none(), "a second calendar: {file}");
        let lines = |properties: &[ical::property::Property]| -> Lines {
            let lines = properties.iter();
            lines
                .map(|it| (it.name.clone(), it.value.clone().unwrap_or_default()))
                .collect()
        };
        let [event] = &calendar.events[..] else {
            panic!("not one event: {file}")
        };
        let times = calendar.timezones.iter().flat_map(|it| &it.transitions);
        Self {
            method: once(&lines(&calendar.properties), "METHOD").to_owned(),
            event: lines(&event.properties),
            zone: times.map(|it| lines(&it.properties)).collect(),
        }
    }

    /// The moment of a time, by the zone of the file where it is none of UTC.
    fn moment(&self, value: &str) -> Timestamp {
        let read = |value: &str| DateTime::strptime("%Y%m%dT%H%M%S", value).expect("a time");
        let offset = |value: &str| {
            let (sign, digits) = value.split_at(1);
            let number = |digits: &str| digits.parse::<i32>().expect("an offset");
            let seconds = number(&digits[..2]) * 3_600 + number(&digits[2..4]) * 60;
            let seconds = if sign == "-" { -seconds } else { seconds };
            Offset::from_seconds(seconds).expect("an offset")
        };
        if let Some(utc) = value.strip_suffix('Z') {
            return Offset::UTC.to_timestamp(read(utc)).expect("a moment");
        }
        let shown = read(value);
        let begun = self
            .zone
            .iter()
            .map(|it| (read(once(it, "DTSTART")), it))
            .filter(|(from, _)| *from <= shown)
            .max_by_key(|(from, _)| *from);
        let there = match begun {
            Some((_, it)) => offset(once(it, "TZOFFSETTO")),
            None => {
                let first = self.zone.iter().min_by_key(|it| read(once(it, "DTSTART")));
                offset(once(first.expect("a zone"), "TZOFFSETFROM"))
            }
        };
        there.to_timestamp(shown).expect("a moment")
    }

    pub fn entry(&self) -> Entry {
        let uid = once(&self.event, "UID").to_owned();
        assert!(once(&self.event, "SUMMARY").starts_with("Elm Pass") || self.renamed());
        for address in ["ORGANIZER", "ATTENDEE"] {
            assert!(once(&self.event, address).starts_with("mailto:"));
        }
        Entry {
            uid,
            sequence: once(&self.event, "SEQUENCE").parse().expect("a number"),
            begins: self.moment(once(&self.event, "DTSTART")),
            ends: self.moment(once(&self.event, "DTEND")),
        }
    }

    fn renamed(&self) -> bool {
        once(&self.event, "SUMMARY") == "Called otherwise"
    }
}

/// A calendar as RFC 5546 has it: an entry is known by its id, and the highest number holds.
#[derive(Default)]
pub struct Calendar {
    pub entries: Vec<Entry>,
    /// What was cancelled, and with which number: an older request brings it back no more.
    cancelled: Vec<(String, u64)>,
}

impl Calendar {
    pub fn takes_in(&mut self, found: &Found) {
        let entry = found.entry();
        let is_older = |uid: &str, sequence: u64| uid == entry.uid && sequence > entry.sequence;
        let known = self.entries.iter().any(|it| is_older(&it.uid, it.sequence));
        let gone = self.cancelled.iter().any(|it| is_older(&it.0, it.1));
        if known || gone {
            return;
        }
        self.entries.retain(|it| it.uid != entry.uid);
        match found.method.as_str() {
            "REQUEST" => self.entries.push(entry),
            "CANCEL" => self.cancelled.push((entry.uid, entry.sequence)),
            other => panic!("{other}"),
        }
    }
}

/// So long a meeting takes that begins and ends by the same clock.
pub fn lasts(entry: &Entry) -> SignedDuration {
    entry.ends.duration_since(entry.begins)
}
