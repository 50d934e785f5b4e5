//! One measure: its target, what was read of it, and where readings are missing.

pub mod asked;
mod explained;
mod export;
pub mod import;
mod reading;

use app::Done;
use askama::Template;
use domain::ids::*;
use domain::measure::{Measured, Reading, is_share, possible_in};
use domain::view::{MeasurePage, MeasureView, MeasuredView, ReadByView, TakenView};
use domain::words::ReadingSource;
use domain::{Command, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::chart;
use crate::dates::Dates;
use crate::form::Form;
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::agreement;
use crate::problem::Problem;
use crate::room::Room;

pub(crate) use explained::{Series, series};
pub use export::csv;

/// Readings in the table of the page; a file has all.
const READINGS_SHOWN: usize = 24;

#[derive(Template)]
#[template(path = "measure.html")]
struct Page {
    layout: Layout,
    place: String,
    name: String,
    target: String,
    quality: String,
    /// Who named it.
    named_by: String,
    /// How it is read; nothing where nobody said so.
    how: String,
    /// Whose readings these are, and what other parties read.
    read_by: String,
    others: Vec<Other>,
    outcome: (String, String),
    /// How it is asked of people.
    asking: Option<asked::Asking>,
    /// `good`, `alert` or nothing, and what it tells.
    look: &'static str,
    state: String,
    told: String,
    note: String,
    dropped: String,
    silent: String,
    chart: String,
    /// Of a long series, its levels.
    explained: Option<Series>,
    /// When, what, of how many people where people answer, and whether it meets the target.
    readings: Vec<(String, String, String, bool)>,
    count: String,
    every: String,
    gaps: Vec<String>,
    more_gaps: String,
    taken: Vec<String>,
    may_take: bool,
    /// What was taken over just now.
    taken_now: String,
    /// That times are those of the table's zone, where readings have a time of day.
    zone: String,
    /// When it was read, in which zone.
    when: String,
    now: String,
    unit: String,
    /// Where clocks showed the typed time twice: which of the two was meant.
    twice: Vec<(&'static str, String)>,
}

/// What another party read, beside the readings that the page tells.
struct Other {
    party: PartyLabel,
    look: &'static str,
    state: String,
    told: String,
    note: String,
    /// At how many moments it says something else.
    differ: String,
}

/// `GET …/measures/{measure}`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: MeasureId = ask.param("measure")?;
    let it = room
        .seen
        .measure(id, ask.moment())
        .ok_or(Problem::NotFound)?;
    room.name(it.taken.iter().map(|taken| taken.person))?;
    let name = room.or_erased(it.measure.name.as_ref());
    let layout = room.layout(name.clone())?;
    let (look, state, told, note) = measured(&room, it.measured, &it.measure);
    let note = match it.measured {
        Measured::NotMeasured { last: None } => match &it.measure.asked {
            Some(asked) => asked::none_told(&room, asked),
            None => room.say.text("measure-none-read"),
        },
        _ => note,
    };
    let outcome = room.or_erased(room.seen.outcome_title(it.outcome).flatten().as_ref());
    let weekly = !it.taken.is_empty() && it.taken.iter().all(|it| it.source.is_of_tickets());
    let (step, stands) = (Step::of(it.every, false), Step::of(it.every, weekly));
    let shown = it.readings.iter().rev().take(READINGS_SHOWN);
    let mut people = it.people.iter().rev();
    page(&Page {
        place: format!("{}/measures/{id}", room.base),
        name,
        target: target(&room, &it.measure),
        quality: room
            .say
            .text(&format!("quality-{}", it.measure.quality.word())),
        named_by: room.say.one(
            "measure-named-by",
            "party",
            room.names.on_paper(it.measure.named_by),
        ),
        how: it.measure.how.clone().unwrap_or_default(),
        read_by: it.read_by.map_or_else(String::new, |party| {
            room.say
                .one("measure-read-by", "party", room.names.on_paper(party))
        }),
        others: it
            .others
            .iter()
            .map(|other| beside(&room, &it, other))
            .collect(),
        outcome: (room.to(format_args!("outcomes/{}", it.outcome)), outcome),
        asking: asked::asking(&room, &it.measure)?,
        look,
        state,
        told,
        note,
        dropped: it.dropped.map_or_else(String::new, |at| {
            let by = it.dropped_by.map(|party| room.names.on_paper(party));
            let promised = match (it.promised, &it.measure.asked) {
                (false, _) => "no",
                (true, None) => "read",
                (true, Some(_)) => "asked",
            };
            room.say.with(
                "measure-dropped-on",
                &[
                    ("day", room.dates.day(at)),
                    ("party", by.unwrap_or_default()),
                    ("promised", promised.to_owned()),
                ],
            )
        }),
        silent: match it.silent {
            true => room.say.text("measure-silent"),
            false => String::new(),
        },
        // A long series is drawn with its levels.
        chart: match it.explained {
            Some(_) => String::new(),
            None => drawn(&room, &it),
        },
        explained: series(&room, id),
        readings: shown
            .map(|reading| {
                let met = it.measure.aim.is_met(reading.value, it.measure.target);
                let value = with_unit(&room, reading.value, &it.measure);
                let (when, of) = match &it.measure.asked {
                    Some(asked) => {
                        let people = people.next().copied().unwrap_or_default();
                        let when = asked::period_of(&room, asked, reading.at);
                        (when, room.say.one("measure-people", "count", people))
                    }
                    None => (at(&room, reading.at, stands), String::new()),
                };
                (when, value, of, met)
            })
            .collect(),
        count: room.say.count("measure-readings", it.count),
        every: it
            .every
            .map_or_else(String::new, |every| every_text(&room, every)),
        gaps: it
            .gaps
            .iter()
            .map(|gap| {
                let after = at(&room, gap.after, step);
                let before = at(&room, gap.before, step);
                room.say
                    .two("measure-gap", ("after", after), ("before", before))
            })
            .collect(),
        more_gaps: match it.more_gaps {
            0 => String::new(),
            more => room.say.count("measure-more-gaps", more),
        },
        taken: it
            .taken
            .iter()
            .map(|taken| {
                let ends = [taken.first, taken.last].map(|it| at(&room, it, step));
                room.say.with(
                    "measure-taken",
                    &[
                        ("who", room.names.person(taken.person)),
                        ("party", room.short(taken.party).to_owned()),
                        ("day", room.dates.day(taken.at)),
                        ("count", taken.readings.to_string()),
                        ("by", taken.source.word().to_owned()),
                        ("source", source(&room, taken.source)),
                        ("when", span(&room, ends)),
                    ],
                )
            })
            .collect(),
        may_take: it.may_take && it.measure.asked.is_none(),
        taken_now: taken_now(&room, &it),
        zone: match stands {
            Step::Exact if !it.readings.is_empty() => {
                room.say.one("measure-zone", "zone", room.there.zone_name())
            }
            _ => String::new(),
        },
        when: room.say.one("measure-at", "zone", room.there.zone_name()),
        now: room.there.local(ask.moment()),
        unit: agreement::unit(&room, it.measure.unit.as_deref().unwrap_or_default()),
        twice: match room
            .there
            .shown_twice(&layout.draft.value("reading", "at", ""))
        {
            Some(_) => ["first", "second"]
                .map(|which| (which, room.say.text(&format!("readings-twice-{which}"))))
                .to_vec(),
            None => Vec::new(),
        },
        layout,
    })
}

/// “1 Nov 2026 to 30 Nov 2026”; of one day that day.
fn span(room: &Room<'_>, [first, last]: [String; 2]) -> String {
    match first == last {
        true => first,
        false => room
            .say
            .two("measure-taken-span", ("first", first), ("last", last)),
    }
}

/// How many readings of a file were new, and how many not: as the address tells it once they were taken over,
/// where the record has as many.
fn taken_now(room: &Room<'_>, it: &MeasurePage) -> String {
    let query = &room.ask.query;
    let count = |field: &str| query.text(field).parse::<u64>().ok();
    let counts = (count("new"), count("replaced"), count("there"));
    let (Some(new), Some(replaced), Some(there)) = counts else {
        return String::new();
    };
    let Some(last) = it.taken.first() else {
        return String::new();
    };
    let same = |other: &&TakenView| (other.at, other.person) == (last.at, last.person);
    let recorded: u64 = it.taken.iter().filter(same).map(|it| it.readings).sum();
    match query.text("said") == "readings-taken" && new.checked_add(replaced) == Some(recorded) {
        true => room.say.with(
            "measure-taken-now",
            &[
                ("new", new.to_string()),
                ("replaced", replaced.to_string()),
                ("there", there.to_string()),
            ],
        ),
        false => String::new(),
    }
}

fn beside(room: &Room<'_>, it: &MeasurePage, other: &ReadByView) -> Other {
    let (look, state, told, note) = measured(room, other.measured, &it.measure);
    let first = it.read_by.map_or("", |party| room.short(party));
    Other {
        party: room.names.party(other.party).clone(),
        look,
        state,
        told,
        note,
        differ: match other.differ {
            0 => String::new(),
            differ => room.say.with(
                "measure-differ",
                &[("count", differ.to_string()), ("party", first.to_owned())],
            ),
        },
    }
}

pub(crate) fn source(room: &Room<'_>, source: ReadingSource) -> String {
    room.say.text(&format!("source-{}", source.word()))
}

/// A figure of the measure: “99.5%”, “12 min”.
pub(super) fn with_unit(room: &Room<'_>, value: i64, of: &MeasureView) -> String {
    figure(room, value, of.unit.as_deref().unwrap_or_default())
}

/// A number and its unit, as the language writes them.
pub(crate) fn figure(room: &Room<'_>, value: i64, unit: &str) -> String {
    let number = agreement::number(room.say, value);
    match unit.trim() {
        "%" => room.say.one("percent", "number", number),
        unit => {
            let unit = agreement::unit(room, unit);
            format!("{number}\u{a0}{unit}").trim().to_owned()
        }
    }
}

/// “at least 99.5 %”.
pub(super) fn target(room: &Room<'_>, of: &MeasureView) -> String {
    let key = format!("measure-{}", of.aim.word());
    room.say.one(&key, "target", with_unit(room, of.target, of))
}

/// How moments of a series are told.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// With their time.
    Exact,
    /// It is read at most once a day.
    Day,
    /// A reading tells of a whole week.
    Week,
}

impl Step {
    fn of(every: Option<i64>, of_periods: bool) -> Self {
        let week = 7 * Moment::DAY;
        match every {
            // Two hours either way, where clocks are set.
            Some(every) if of_periods && (every - week).abs() <= Moment::DAY / 12 => Self::Week,
            Some(every) if every < Moment::DAY * 9 / 10 => Self::Exact,
            _ => Self::Day,
        }
    }
}

fn at(room: &Room<'_>, at: Moment, step: Step) -> String {
    match step {
        // Days and times are the table's, wherever the reader is.
        Step::Exact => room.there.exact(at),
        Step::Day => room.there.day(at),
        Step::Week => room.say.one("measure-week", "day", room.there.day(at)),
    }
}

fn every_text(room: &Room<'_>, every: i64) -> String {
    let minutes = usize::try_from(every / 60_000).unwrap_or(0);
    match minutes {
        0..90 => room.say.count("measure-every-minutes", minutes.max(1)),
        90..2_160 => room.say.count("measure-every-hours", (minutes + 30) / 60),
        _ => room
            .say
            .count("measure-every-days", (minutes + 720) / 1_440),
    }
}

/// How it looks, whether the target is met, what was read, and what that rests on; the last is empty where nothing
/// was ever read.
pub(super) fn measured(
    room: &Room<'_>,
    measured: Measured,
    of: &MeasureView,
) -> (&'static str, String, String, String) {
    let say = room.say;
    let nothing = String::new;
    match measured {
        Measured::NotMeasured { last: None } => {
            ("", nothing(), say.text("review-not-measured"), nothing())
        }
        Measured::NotMeasured { last: Some(last) } => (
            "",
            nothing(),
            say.text("review-not-measured"),
            say.one("review-last-read", "day", room.there.day(last)),
        ),
        Measured::NotKnown { readings, expected } => (
            "",
            nothing(),
            say.text("review-not-known"),
            say.two(
                "review-few-readings",
                ("readings", readings),
                ("expected", expected),
            ),
        ),
        Measured::Read {
            value,
            at,
            met,
            readings,
            reached,
            people,
        } => {
            // One word on a while is true of all of it; else it is of the latest reading, and says so.
            let (look, state) = match (reached == readings, met) {
                (true, _) => ("good", "review-met"),
                (false, true) => ("care", "review-met-latest"),
                (false, false) => ("alert", "review-missed-latest"),
            };
            let note = [
                ("day", room.there.day(at)),
                ("reached", reached.to_string()),
                ("readings", readings.to_string()),
            ];
            let note = match (&of.asked, people) {
                (Some(asked), Some(people)) => say.two(
                    "measure-answered",
                    ("period", asked::period_of(room, asked, at)),
                    ("people", people),
                ),
                _ => say.with("review-read-note", &note),
            };
            (look, say.text(state), with_unit(room, value, of), note)
        }
    }
}

/// That a measure was dropped that the agreement in force has all the same; empty where it was not.
pub(crate) fn dropped(room: &Room<'_>, it: &MeasuredView) -> String {
    it.dropped.map_or_else(String::new, |dropped| {
        let party = room.names.on_paper(dropped.party);
        let day = room.there.day(dropped.at);
        room.say
            .two("review-dropped", ("party", party), ("day", day))
    })
}

/// The readings as a line that is broken where some are missing; nothing below two.
fn drawn(room: &Room<'_>, it: &MeasurePage) -> String {
    let points: Vec<(i64, i64)> = it
        .readings
        .iter()
        .map(|reading| (reading.at.0, reading.value))
        .collect();
    if points.len() < 2 {
        return String::new();
    }
    let title = room.say.two(
        "measure-chart",
        ("count", points.len()),
        ("target", with_unit(room, it.measure.target, &it.measure)),
    );
    let low = points.iter().map(|(_, value)| *value).min().unwrap_or(0);
    let high = points.iter().map(|(_, value)| *value).max().unwrap_or(0);
    let label = |value: i64| with_unit(room, value, &it.measure);
    let (low, high) = (low.min(it.measure.target), high.max(it.measure.target));
    chart::readings(
        &points,
        &[],
        &explained::breaks(&points, &it.gaps, it.every.unwrap_or(i64::MAX)),
        (it.measure.target, &label(it.measure.target)),
        [&label(low), &label(high)],
        &title,
    )
}

/// `POST …/measures/{measure}`: a reading that somebody types.
pub(crate) fn take(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let wrong = |field: &'static str, what: &'static str| Problem::Field { field, what };
    let measure: MeasureId = ask.param("measure")?;
    let when = form.text("at");
    let there = ask.dates_in(ask.seen()?.time_zone());
    if there.is_skipped(when) {
        return Err(wrong("at", "problem-no-hour"));
    }
    let at = read_at(&there, form);
    let at = at.ok_or(match there.shown_twice(when) {
        Some(_) => wrong("twice", "readings-ask-twice"),
        None => wrong("at", "problem-when"),
    })?;
    let value = agreement::thousandths(ask.say, form.text("value"));
    let value = value.ok_or(wrong("value", "problem-reading"))?;
    let of = ask.seen()?.measure_now(measure).ok_or(Problem::NotFound)?;
    let unit = of.unit.as_deref().unwrap_or_default();
    if !possible_in(unit).contains(&value) {
        return Err(match is_share(unit) {
            true => wrong("value", "problem-share"),
            false if value < 0 => wrong("value", "problem-below-nothing"),
            false => wrong("value", "problem-reading"),
        });
    }
    Ok(Command::from(act::TakeReadings {
        measure,
        source: ReadingSource::Hand,
        readings: vec![Reading { at, value }],
        unread: Vec::new(),
    }))
}

/// When somebody read what they type: of an hour that clocks showed twice, that which they say.
fn read_at(there: &Dates, form: &Form) -> Option<Moment> {
    let when = form.text("at");
    match (there.shown_twice(when), form.text("twice")) {
        (None, _) => there.parse_begun(when),
        (Some([first, _]), "first") => Some(first),
        (Some([_, second]), "second") => Some(second),
        (Some(_), _) => None,
    }
}

/// What the page says once a typed reading was taken: whether another one gave way to it.
pub(crate) fn taken(ask: &Ask, _: &Done) -> String {
    let place = ask.fill("/r/{relationship}/measures/{measure}");
    let seen = ask.seen().ok();
    let there = seen.as_ref().map(|seen| ask.dates_in(seen.time_zone()));
    let at = there.and_then(|there| read_at(&there, &ask.form));
    let before = ask.seen().ok().zip(ask.param("measure").ok());
    let replaced = before.is_some_and(|(seen, measure)| {
        let own = seen.frame().you.party;
        let mut all = seen.readings_of(measure);
        all.any(|(party, reading, _)| party == own && Some(reading.at) == at)
    });
    let said = if replaced {
        "reading-replaced"
    } else {
        "reading-taken"
    };
    format!("{place}?said={said}")
}
