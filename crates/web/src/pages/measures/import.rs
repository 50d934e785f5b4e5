//! Taking over a file of readings: what was found in it is shown first, and what could be two is asked.

use askama::Template;
use domain::characters::{self, Field};
use domain::ids::*;
use domain::measure::{Packed, READINGS_AT_ONCE, Reading};
use domain::view::MeasurePage;
use domain::words::ReadingSource;
use domain::{Command, Moment, act};

use super::reading::{
    Chosen, Known, Lasting, NoFile, Order, Per, Question, Read, Share, TOLD, Twice, Wrong, read,
};
use super::{Step, at, source};
use crate::ask::{Answer, Ask, page};
use crate::dates;
use crate::layout::Layout;
use crate::money::Decimals;
use crate::pages::agreement;
use crate::pages::features::list;
use crate::problem::Problem;
use crate::room::Room;

/// Text that is sent along from step to step. A longer file is chosen again where something is asked, and its
/// readings are sent along packed once nothing is.
const SENT_ALONG: usize = 200 << 10;
/// Series or columns among which one chooses: a file with more is asked for fewer where it comes from.
const OFFERED: usize = 200;
/// Characters of what such a one is called.
const CALLED: usize = 200;

#[derive(Template)]
#[template(path = "measure_import.html")]
struct Page {
    layout: Layout,
    place: String,
    name: String,
    target: String,
    /// What was pasted or chosen; nothing where it is too long to be sent along.
    typed: String,
    /// What the chosen file is called, where it is.
    long: String,
    found: Option<Found>,
}

/// What a file holds.
struct Found {
    facts: Vec<(String, String)>,
    /// That there are more than can be taken over at once.
    too_many: String,
    wrong: Vec<String>,
    more_wrong: String,
    unread: String,
    open: String,
    /// Which line was left out as a sum.
    total: String,
    /// That tickets of the first and the last period may be missing.
    cut: String,
    questions: Vec<Asked>,
    /// Questions that were answered, and can be answered otherwise.
    changeable: Vec<Asked>,
    /// What was said before and is no question: field and answer.
    kept: Vec<(&'static str, String)>,
    /// What was answered before: field and answer.
    answered: Vec<(&'static str, String)>,
    /// Whether it can be taken as it is.
    whole: bool,
    /// Its readings, once it can be, when there was nothing to read, and from what they are.
    packed: String,
    unread_packed: String,
    source: &'static str,
    count: usize,
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
    /// What was answered before.
    chosen: String,
    /// That there are more answers than can be chosen from.
    more: String,
}

/// What somebody brought: a file, or text that they pasted.
struct Brought {
    text: String,
    /// What the file is called, where its text is too long to be sent along.
    long: String,
    /// Whether it was too large to be kept.
    is_too_large: bool,
}

fn brought(ask: &Ask) -> Brought {
    let mut sent = ask.files.iter();
    let Some(file) = sent.find(|file| file.field == "upload") else {
        return Brought {
            text: ask.form.text("file").to_owned(),
            long: String::new(),
            is_too_large: false,
        };
    };
    let text = file.bytes.as_ref().map(|bytes| list::decoded(bytes));
    let is_long = text.as_ref().is_none_or(|text| text.len() > SENT_ALONG);
    Brought {
        is_too_large: text.is_none(),
        text: text.unwrap_or_default(),
        long: if is_long {
            file.name.clone()
        } else {
            String::new()
        },
    }
}

/// `GET …/measures/{measure}/import`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such measure.
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let it = measure(&room)?;
    let Brought { text, long, .. } = brought(ask);
    let looked = match text.trim().is_empty() {
        true => None,
        false => read_of(&room, &it, &text).ok(),
    };
    let layout = room.layout(room.say.text("readings-import"))?;
    page(&Page {
        place: format!("{}/measures/{}", room.base, it.measure.id),
        name: room.or_erased(it.measure.name.as_ref()),
        target: super::target(&room, &it.measure),
        found: looked.map(|read| found(&room, &it, &read)),
        typed: match long.is_empty() {
            true => text,
            false => String::new(),
        },
        long,
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
    if ask.form.has("confirm") {
        let (readings, command) = confirmed(ask, it.measure.id);
        let Compared { there, differ, .. } = compared(&room, it.measure.id, &readings, &[]);
        let new = readings.len() - there - differ;
        let on = |_: &_| {
            let page = ask.fill("/r/{relationship}/measures/{measure}");
            format!("{page}?said=readings-taken&new={new}&replaced={differ}&there={there}")
        };
        return ask.act(command, on, show);
    }
    let Brought {
        text, is_too_large, ..
    } = brought(ask);
    let wrong = match is_too_large {
        true => Some(("upload", ask.say.text("readings-too-large"))),
        false => read_of(&room, &it, &text)
            .err()
            .map(|none| ("file", no_file(ask, &none))),
    };
    match wrong {
        Some((field, told)) => ask.mend_in("import", Problem::Told { field, told }, show),
        None => show(ask),
    }
}

/// The readings that somebody has looked at, as the page sent them along: the rule that takes them trusts nobody.
fn confirmed(ask: &Ask, measure: MeasureId) -> (Vec<Reading>, Result<Command, Problem>) {
    let form = &ask.form;
    let unpacked = |field: &str| -> Vec<Reading> {
        let packed = form.text(field).parse().map(Packed);
        packed.map_or_else(|_| Vec::new(), |it| it.unpacked().collect())
    };
    let (readings, nothing) = (unpacked("readings"), unpacked("unread"));
    let whole = form.text("count").parse() == Ok(readings.len() + nothing.len());
    if readings.is_empty() || !whole {
        let changed = Problem::Field {
            field: "file",
            what: "readings-look-again",
        };
        return (Vec::new(), Err(changed));
    }
    let take = form.word("source", ReadingSource::from_word).map(|source| {
        Command::from(act::TakeReadings {
            measure,
            source,
            readings: readings.clone(),
            unread: nothing.iter().map(|it| it.at).collect(),
        })
    });
    (readings, take)
}

/// Of some readings, how many the own party has already, and how many it read otherwise; and of how many moments it has
/// not said yet that there was nothing to read.
struct Compared {
    there: usize,
    differ: usize,
    unread: usize,
}

fn compared(
    room: &Room<'_>,
    measure: MeasureId,
    readings: &[Reading],
    unread: &[Moment],
) -> Compared {
    let known: std::collections::BTreeMap<_, _> = room
        .seen
        .readings_of(measure)
        .filter(|(party, ..)| *party == room.frame.you.party)
        .map(|(_, reading, _)| (reading.at, reading.value))
        .collect();
    let before = |reading: &Reading| known.get(&reading.at).map(|it| *it == reading.value);
    let count = |is: bool| readings.iter().filter(|it| before(it) == Some(is)).count();
    let own = room.frame.you.party;
    let gone = room.seen.unread_of(measure);
    let gone = gone.filter(|(party, _)| *party == own);
    let gone: std::collections::BTreeSet<Moment> = gone.map(|(_, at)| at).collect();
    let unread = unread.iter();
    let unread = unread.filter(|at| !gone.contains(at) && !known.contains_key(at));
    Compared {
        there: count(true),
        differ: count(false),
        unread: unread.count(),
    }
}

/// What a column is called: by its place where nothing stands above it, and told apart from others of its name.
fn column(room: &Room<'_>, read: &Read, place: usize) -> String {
    let name = read.columns.get(place).map_or("", String::as_str);
    let before = read.columns.iter().take(place);
    match (name, before.filter(|other| *other == name).count()) {
        ("", _) => room.say.count("readings-column-nth", place + 1),
        (name, 0) => shortened(name),
        (name, others) => room.say.two(
            "readings-column-again",
            ("name", shortened(name)),
            ("count", (others + 1).to_string()),
        ),
    }
}

fn measure(room: &Room<'_>) -> Result<MeasurePage, Problem> {
    let id: MeasureId = room.ask.param("measure")?;
    let found = room.seen.measure(id, room.ask.moment());
    found.ok_or(Problem::NotFound)
}

fn read_of(room: &Room<'_>, it: &MeasurePage, typed: &str) -> Result<Read, NoFile> {
    let zone = room.frame.time_zone.as_str();
    let known = Known {
        unit: it.measure.unit.as_deref().unwrap_or_default(),
        aim: it.measure.aim,
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
        per: match form.text("per") {
            "day" => Some(Per::Day),
            "week" => Some(Per::Week),
            "month" => Some(Per::Month),
            _ => None,
        },
        lasting: match form.text("lasting") {
            "seconds" => Some(Lasting::Seconds),
            "minutes" => Some(Lasting::Minutes),
            "hours" => Some(Lasting::Hours),
            "days" => Some(Lasting::Days),
            _ => None,
        },
        wrote: None,
    }
}

const QUESTIONS: [(&str, Question); 9] = [
    ("value", Question::Value),
    ("series", Question::Series),
    ("decimals", Question::Decimals),
    ("zone", Question::Zone),
    ("order", Question::Order),
    ("twice", Question::Twice),
    ("share", Question::Share),
    ("per", Question::Per),
    ("lasting", Question::Lasting),
];

const ANSWERS: [&str; 10] = [
    "time", "value", "series", "decimals", "zone", "order", "twice", "share", "per", "lasting",
];

fn found(room: &Room<'_>, it: &MeasurePage, read: &Read) -> Found {
    let say = room.say;
    let fact = |key: &str, text: String| (say.text(key), text);
    let mut facts = vec![fact("readings-what", source(room, read.source))];
    let column = |place: usize| column(room, read, place);
    if !read.columns.is_empty() && !read.questions.contains(&Question::Value) {
        let columns = say.two(
            "readings-columns-are",
            ("time", column(read.time)),
            ("value", column(read.value)),
        );
        facts.push(fact("readings-columns", columns));
    }
    let which = chosen(room).series.unwrap_or(0);
    let asks = read.questions.contains(&Question::Series);
    if let Some(series) = read
        .series
        .get(which)
        .filter(|name| !asks && !name.is_empty())
    {
        facts.push(fact("readings-series", shortened(series)));
    }
    if let Some(tickets) = read.tickets {
        facts.push(fact(
            "readings-tickets",
            say.count("readings-tickets-count", tickets),
        ));
    }
    match &read.zone {
        _ if read.questions.contains(&Question::Zone) => {}
        Some(zone) => facts.push(fact("readings-zone", zone.clone())),
        None if read.readings.is_empty() => {}
        None => facts.push(fact("readings-zone", say.text("readings-own-zone"))),
    }
    let unit = agreement::unit(room, it.measure.unit.as_deref().unwrap_or_default());
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
    let nothing = read.nothing_at();
    for at in &nothing {
        all.insert_unread(*at);
    }
    let weekly = read.tickets.is_some() && chosen(room).per == Some(Per::Week);
    let step = Step::of(all.every(), weekly);
    let mut cut = String::new();
    if let (Some(first), Some(last)) = (read.readings.first(), read.readings.last()) {
        facts.push(fact("readings-first", at(room, first.at, step)));
        facts.push(fact("readings-last", at(room, last.at, step)));
        let value = |value| super::with_unit(room, value, &it.measure);
        facts.push(fact("readings-last-value", value(last.value)));
        if read.tickets.is_some() {
            let ends = [first.at, last.at].map(|it| at(room, it, step));
            let [first, last] = ends;
            cut = say.two("readings-cut", ("first", first), ("last", last));
        }
    }
    // While something is asked there may be none yet, and nobody knows how many there are.
    if read.questions.is_empty() || !read.readings.is_empty() {
        facts.push(fact("readings-count", read.readings.len().to_string()));
        let gaps = all.gaps().len();
        facts.push(fact("readings-gaps", gaps.to_string()));
    }
    if read.rounded > 0 {
        facts.push(fact(
            "readings-rounded",
            say.count("readings-rounded-count", read.rounded),
        ));
    }
    let Compared {
        there,
        differ,
        unread,
    } = compared(room, it.measure.id, &read.readings, &nothing);
    if there > 0 {
        facts.push(fact("readings-there", there.to_string()));
    }
    if differ > 0 {
        facts.push(fact("readings-differ", differ.to_string()));
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
    let answered: Vec<_> = answered.filter(|(_, text)| !text.is_empty()).collect();
    let changeable = QUESTIONS.iter().filter(|(field, question)| {
        let is_answered = answered.iter().any(|(other, _)| other == field);
        is_answered && !read.questions.contains(question)
    });
    let is_question = |field: &str| QUESTIONS.iter().any(|(other, _)| *other == field);
    let new = read.readings.len() - there;
    let is_new = new + unread > 0;
    let brought = read.readings.len() + nothing.len();
    let too_many = brought > READINGS_AT_ONCE;
    Found {
        facts,
        too_many: match too_many {
            true => say.two(
                "readings-too-many",
                ("count", brought),
                ("limit", READINGS_AT_ONCE),
            ),
            false => String::new(),
        },
        total: read.total.map_or_else(String::new, |line| {
            say.one("readings-total", "line", line.to_string())
        }),
        cut,
        changeable: changeable
            .map(|(_, question)| asked(room, read, *question))
            .collect(),
        kept: answered
            .iter()
            .filter(|(field, _)| !is_question(field))
            .cloned()
            .collect(),
        more_wrong: match read.wrong.len() - wrong.len() {
            0 => String::new(),
            more => say.count("readings-more-wrong", more),
        },
        wrong,
        unread: match read.unread.as_slice() {
            [] => String::new(),
            lines => {
                let first = lines.iter().take(TOLD).map(|(line, _)| line.to_string());
                let first: Vec<String> = first.collect();
                say.two(
                    "readings-unread",
                    ("count", lines.len()),
                    ("lines", first.join(", ")),
                )
            }
        },
        open: match read.open.as_slice() {
            [] => String::new(),
            lines => {
                let first: Vec<String> = lines.iter().take(TOLD).map(ToString::to_string).collect();
                say.two(
                    "readings-open",
                    ("count", lines.len()),
                    ("lines", first.join(", ")),
                )
            }
        },
        packed: match read.is_whole() && !too_many {
            true => Packed::of(&read.readings).0.to_string(),
            false => String::new(),
        },
        unread_packed: match nothing.is_empty() {
            true => String::new(),
            false => {
                let nothing = nothing.iter().map(|at| Reading { at: *at, value: 0 });
                let nothing: Vec<Reading> = nothing.collect();
                Packed::of(&nothing).0.to_string()
            }
        },
        source: read.source.word(),
        count: brought,
        questions: read
            .questions
            .iter()
            .map(|question| asked(room, read, *question))
            .collect(),
        answered,
        whole: read.is_whole() && is_new && !too_many,
        take: match new {
            0 => say.text("readings-take-gaps"),
            _ => say.count("readings-take", new),
        },
        nothing_new: read.is_whole() && !is_new,
    }
}

/// Characters of a tool's error that are told.
const ERROR: usize = 300;

/// Why a file is none.
fn no_file(ask: &Ask, none: &NoFile) -> String {
    let say = ask.say;
    match none {
        NoFile::Error(error) => {
            let error: String = plain(error).chars().take(ERROR).collect();
            say.one(none.told(), "error", error)
        }
        _ => say.text(none.told()),
    }
}

fn told(room: &Room<'_>, it: &MeasurePage, line: u64, wrong: &Wrong) -> String {
    let say = room.say;
    let (key, cell) = wrong.told();
    let cell: String = plain(cell).chars().take(60).collect();
    let unit = agreement::unit(room, it.measure.unit.as_deref().unwrap_or_default());
    let unit = match unit.is_empty() {
        true => say.text("readings-no-unit"),
        false => unit,
    };
    say.with(
        key,
        &[("line", line.to_string()), ("cell", cell), ("unit", unit)],
    )
}

/// What a file says, without what would turn or steer the text around it.
fn plain(text: &str) -> String {
    characters::kept(Field::Header, text).unwrap_or_default()
}

/// What a file calls a series or a column, as far as a page shows it.
fn shortened(name: &str) -> String {
    let name = &plain(name);
    match name.char_indices().nth(CALLED) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn asked(room: &Room<'_>, read: &Read, question: Question) -> Asked {
    let say = room.say;
    let mut among = 0;
    let mut columns = || {
        let all = read.columns.iter().enumerate();
        let is_one = |place: &usize| match read.candidates.as_slice() {
            [] => *place != read.time,
            candidates => candidates.contains(place),
        };
        let others: Vec<usize> = all.map(|(place, _)| place).filter(is_one).collect();
        among = others.len();
        let first = others.into_iter().take(OFFERED);
        first
            .map(|place| (place.to_string(), column(room, read, place)))
            .collect()
    };
    let words = |options: &[(&str, &str)]| -> Vec<(String, String)> {
        let options = options.iter();
        options
            .map(|(word, key)| ((*word).to_owned(), say.text(key)))
            .collect()
    };
    let (field, options) = match question {
        Question::Value => ("value", columns()),
        Question::Series => {
            among = read.series.len();
            let first = read.series.iter().enumerate().take(OFFERED);
            let first = first.map(|(place, name)| (place.to_string(), shortened(name)));
            ("series", first.collect())
        }
        Question::Decimals => (
            "decimals",
            words(&[
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
            words(&[
                ("day", "readings-order-day"),
                ("month", "readings-order-month"),
            ]),
        ),
        Question::Twice => (
            "twice",
            words(&[
                ("first", "readings-twice-first"),
                ("second", "readings-twice-second"),
            ]),
        ),
        Question::Share => (
            "share",
            words(&[
                ("percent", "readings-share-percent"),
                ("of_one", "readings-share-of_one"),
            ]),
        ),
        Question::Per => (
            "per",
            words(&[
                ("day", "readings-per-day"),
                ("week", "readings-per-week"),
                ("month", "readings-per-month"),
            ]),
        ),
        Question::Lasting => (
            "lasting",
            words(&[
                ("seconds", "readings-lasting-seconds"),
                ("minutes", "readings-lasting-minutes"),
                ("hours", "readings-lasting-hours"),
                ("days", "readings-lasting-days"),
            ]),
        ),
    };
    Asked {
        field,
        text: say.text(&format!("readings-ask-{field}")),
        more: match among.saturating_sub(OFFERED) {
            0 => String::new(),
            more => say.two(
                "readings-more-offered",
                ("shown", OFFERED.to_string()),
                ("more", more.to_string()),
            ),
        },
        options,
        chosen: room.ask.form.text(field).to_owned(),
    }
}
