//! Taking over a file of readings: what was found in it is shown first, and what could be two is asked.

use askama::Template;
use domain::ids::*;
use domain::view::MeasurePage;
use domain::{Command, act};

use super::reading::{
    Chosen, Known, NoFile, Order, Question, Read, Share, TOLD, Twice, Wrong, read,
};
use super::{at, source};
use crate::ask::{Answer, Ask, page};
use crate::dates;
use crate::layout::Layout;
use crate::money::Decimals;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "measure_import.html")]
struct Page {
    layout: Layout,
    place: String,
    name: String,
    target: String,
    typed: String,
    found: Option<Found>,
}

/// What a file holds.
struct Found {
    facts: Vec<(String, String)>,
    wrong: Vec<String>,
    more_wrong: String,
    unread: String,
    questions: Vec<Asked>,
    /// What was answered before: field and answer.
    answered: Vec<(&'static str, String)>,
    /// Whether it can be taken as it is.
    whole: bool,
    /// What the button says.
    take: String,
    /// That all of it is there already.
    nothing_new: bool,
}

/// A question, and what can be answered.
struct Asked {
    field: &'static str,
    text: String,
    options: Vec<(String, String)>,
}

/// `GET …/measures/{measure}/import`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such measure.
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let it = measure(&room)?;
    let typed = ask.form.text("file").to_owned();
    let looked = match typed.trim().is_empty() {
        true => None,
        false => read_of(&room, &it, &typed).ok(),
    };
    let layout = room.layout(room.say.text("readings-import"))?;
    page(&Page {
        place: format!("{}/measures/{}", room.base, it.measure.id),
        name: room.or_erased(it.measure.name.as_ref()),
        target: super::target(&room, &it.measure),
        found: looked.map(|read| found(&room, &it, &read)),
        typed,
        layout,
    })
}

/// `POST …/measures/{measure}/import`: shows what was understood, and takes it over once that is confirmed.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such measure.
pub fn import(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let it = measure(&room)?;
    if !it.may_take {
        return ask.mend_in("import", Problem::Rule(domain::Refusal::Observer), show);
    }
    let looked = match read_of(&room, &it, ask.form.text("file")) {
        Ok(read) => read,
        Err(none) => {
            let (field, what) = ("file", no_file(none));
            return ask.mend_in("import", Problem::Field { field, what }, show);
        }
    };
    if !(ask.form.has("confirm") && looked.is_whole()) {
        return show(ask);
    }
    let command = Command::from(act::TakeReadings {
        measure: it.measure.id,
        source: looked.source,
        readings: looked.readings,
    });
    let on = |_: &_| ask.fill("/r/{relationship}/measures/{measure}?said=readings-taken");
    ask.act(Ok(command), on, show)
}

fn measure(room: &Room<'_>) -> Result<MeasurePage, Problem> {
    let id: MeasureId = room.ask.param("measure")?;
    let found = room.seen.measure(id, room.ask.moment());
    found.ok_or(Problem::NotFound)
}

fn no_file(none: NoFile) -> &'static str {
    match none {
        NoFile::Empty => "readings-empty",
        NoFile::OtherJson => "readings-other-json",
        NoFile::CutJson => "readings-cut-json",
        NoFile::NoTime => "readings-no-time",
        NoFile::NoValue => "readings-no-value",
    }
}

fn read_of(room: &Room<'_>, it: &MeasurePage, typed: &str) -> Result<Read, NoFile> {
    let zone = room.frame.time_zone.as_str();
    let known = Known {
        unit: it.measure.unit.as_deref().unwrap_or_default(),
        zone,
        now: room.ask.moment(),
    };
    read(typed, &chosen(room), &known)
}

/// What was answered.
fn chosen(room: &Room<'_>) -> Chosen {
    let form = &room.ask.form;
    let place = |field: &str| form.text(field).parse::<usize>().ok();
    Chosen {
        time: place("time"),
        value: place("value"),
        series: place("series"),
        decimals: Decimals::from_word(form.text("decimals")),
        zone: Some(form.text("zone").to_owned()).filter(|zone| !zone.is_empty()),
        order: match form.text("order") {
            "day" => Some(Order::DayFirst),
            "month" => Some(Order::MonthFirst),
            _ => None,
        },
        twice: match form.text("twice") {
            "first" => Some(Twice::First),
            "second" => Some(Twice::Second),
            _ => None,
        },
        share: match form.text("share") {
            "percent" => Some(Share::Percent),
            "of_one" => Some(Share::OfOne),
            _ => None,
        },
    }
}

const ANSWERS: [&str; 8] = [
    "time", "value", "series", "decimals", "zone", "order", "twice", "share",
];

fn found(room: &Room<'_>, it: &MeasurePage, read: &Read) -> Found {
    let say = room.say;
    let fact = |key: &str, text: String| (say.text(key), text);
    let mut facts = vec![fact("readings-what", source(room, read.source))];
    let column = |place: usize| read.columns.get(place).cloned().unwrap_or_default();
    let tabled = !matches!(
        read.source,
        domain::words::ReadingSource::Prometheus | domain::words::ReadingSource::Zabbix
    );
    match tabled {
        true => {
            let columns = say.two(
                "readings-columns-are",
                ("time", column(read.time)),
                ("value", column(read.value)),
            );
            facts.push(fact("readings-columns", columns));
        }
        false => facts.push(fact("readings-series", column(read.value))),
    }
    let zone = match &read.zone {
        Some(zone) => zone.clone(),
        None => say.text("readings-own-zone"),
    };
    facts.push(fact("readings-zone", zone));
    let unit = it.measure.unit.clone().unwrap_or_default();
    let unit = match (unit.is_empty(), read.stripped) {
        (true, _) => say.text("readings-no-unit"),
        (false, 0) => unit,
        (false, stripped) => say.two(
            "readings-unit-stripped",
            ("unit", unit),
            ("count", stripped),
        ),
    };
    facts.push(fact("readings-unit", unit));
    let mut all = domain::measure::Readings::default();
    for reading in &read.readings {
        all.all.insert(reading.at, reading.value);
    }
    let every = all.every();
    if let (Some(first), Some(last)) = (read.readings.first(), read.readings.last()) {
        facts.push(fact("readings-first", at(room, first.at, every)));
        facts.push(fact("readings-last", at(room, last.at, every)));
        let value = |value| super::with_unit(room, value, &it.measure);
        facts.push(fact("readings-last-value", value(last.value)));
    }
    facts.push(fact("readings-count", read.readings.len().to_string()));
    let gaps = all.gaps().len();
    facts.push(fact("readings-gaps", gaps.to_string()));
    if read.rounded > 0 {
        facts.push(fact(
            "readings-rounded",
            say.count("readings-rounded-count", read.rounded),
        ));
    }
    let known: std::collections::BTreeMap<_, _> = room
        .seen
        .readings_of(it.measure.id)
        .filter(|(party, _)| *party == room.frame.you.party)
        .map(|(_, reading)| (reading.at, reading.value))
        .collect();
    let there = read.readings.iter();
    let there = there.filter(|reading| known.get(&reading.at) == Some(&reading.value));
    let there = there.count();
    let differs = read.readings.iter().filter(|reading| {
        let before = known.get(&reading.at);
        before.is_some_and(|before| *before != reading.value)
    });
    let differs = differs.count();
    if there > 0 {
        facts.push(fact("readings-there", there.to_string()));
    }
    if differs > 0 {
        facts.push(fact("readings-differ", differs.to_string()));
    }
    let wrong: Vec<String> = read
        .wrong
        .iter()
        .take(TOLD)
        .map(|(line, wrong)| told(room, it, *line, wrong))
        .collect();
    let form = &room.ask.form;
    let answered = ANSWERS
        .iter()
        .map(|field| (*field, form.text(field).to_owned()));
    let new = read.readings.len() - there;
    Found {
        facts,
        more_wrong: match read.wrong.len() - wrong.len() {
            0 => String::new(),
            more => say.count("readings-more-wrong", more),
        },
        wrong,
        unread: match read.unread.as_slice() {
            [] => String::new(),
            lines => {
                let first: Vec<String> = lines.iter().take(TOLD).map(ToString::to_string).collect();
                say.two(
                    "readings-unread",
                    ("count", lines.len()),
                    ("lines", first.join(", ")),
                )
            }
        },
        questions: read
            .questions
            .iter()
            .map(|question| asked(room, read, *question))
            .collect(),
        answered: answered.filter(|(_, text)| !text.is_empty()).collect(),
        whole: read.is_whole() && new > 0,
        take: say.count("readings-take", new),
        nothing_new: read.is_whole() && new == 0,
    }
}

fn told(room: &Room<'_>, it: &MeasurePage, line: u64, wrong: &Wrong) -> String {
    let say = room.say;
    let (key, cell) = match wrong {
        Wrong::Cells => ("readings-wrong-cells", ""),
        Wrong::Broken => ("readings-wrong-broken", ""),
        Wrong::Time(cell) => ("readings-wrong-time", cell.as_str()),
        Wrong::Month(cell) => ("readings-wrong-month", cell.as_str()),
        Wrong::NoHour(cell) => ("readings-wrong-no-hour", cell.as_str()),
        Wrong::Number(cell) => ("readings-wrong-number", cell.as_str()),
        Wrong::Unit(cell) => ("readings-wrong-unit", cell.as_str()),
        Wrong::OverAll(cell) => ("readings-wrong-over", cell.as_str()),
        Wrong::Negative(cell) => ("readings-wrong-negative", cell.as_str()),
        Wrong::Ahead(cell) => ("readings-wrong-ahead", cell.as_str()),
        Wrong::Differs(cell) => ("readings-wrong-differs", cell.as_str()),
    };
    let cell: String = cell.chars().take(60).collect();
    let unit = it.measure.unit.clone().unwrap_or_default();
    let unit = match unit.is_empty() {
        true => say.text("readings-no-unit"),
        false => unit,
    };
    say.with(
        key,
        &[("line", line.to_string()), ("cell", cell), ("unit", unit)],
    )
}

fn asked(room: &Room<'_>, read: &Read, question: Question) -> Asked {
    let say = room.say;
    let columns = || {
        let all = read.columns.iter().enumerate();
        let others = all.filter(|(place, _)| *place != read.time);
        others
            .map(|(place, name)| (place.to_string(), name.clone()))
            .collect()
    };
    let words = |options: [(&str, &str); 2]| -> Vec<(String, String)> {
        let options = options.into_iter();
        options
            .map(|(word, key)| (word.to_owned(), say.text(key)))
            .collect()
    };
    let (field, options) = match question {
        Question::Value => ("value", columns()),
        Question::Series => {
            let all = read.columns.iter().enumerate();
            let all = all.map(|(place, name)| (place.to_string(), name.clone()));
            ("series", all.collect())
        }
        Question::Decimals => (
            "decimals",
            words([
                ("point", "readings-decimals-point"),
                ("comma", "readings-decimals-comma"),
            ]),
        ),
        Question::Zone => {
            let own = room.frame.time_zone.clone();
            let utc = "UTC".to_owned();
            let mut zones = vec![own.clone(), utc.clone()];
            let others = dates::zones(None).into_iter();
            zones.extend(others.filter(|zone| *zone != own && *zone != utc));
            let zones = zones.into_iter().map(|zone| (zone.clone(), zone));
            ("zone", zones.collect())
        }
        Question::Order => (
            "order",
            words([
                ("day", "readings-order-day"),
                ("month", "readings-order-month"),
            ]),
        ),
        Question::Twice => (
            "twice",
            words([
                ("first", "readings-twice-first"),
                ("second", "readings-twice-second"),
            ]),
        ),
        Question::Share => (
            "share",
            words([
                ("percent", "readings-share-percent"),
                ("of_one", "readings-share-of_one"),
            ]),
        ),
    };
    Asked {
        field,
        text: say.text(&format!("readings-ask-{field}")),
        options,
    }
}
