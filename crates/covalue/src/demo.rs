//! `covalue demo`: a living relationship to look around in, gone when it stops.

mod agreement;
mod attachments;
mod decisions;
mod drivers;
mod masts;
mod meetings;
mod northwind;
mod people;
mod review;
mod teller;
mod trust;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, ensure};
use app::{App, Clock};
use database::Database;
use domain::Moment;
use domain::ids::*;
use jiff::Timestamp;
use tempfile::TempDir;
use web::again::Again;
use web::{Settings, Web};

use crate::place::Place;
use crate::serve;
use crate::settings::{PORT, both_loopbacks};

/// What `demo` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Where to listen, on this machine only; port 0 is any that is free
    /// [default: 127.0.0.1:8080, or any free port when that is taken].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Keep the demo in this directory, or go on with the one that is there.
    #[arg(long, value_name = "DIRECTORY")]
    data: Option<PathBuf>,
}

/// Tells the demo, prints a link to it and serves it until it is told to stop.
pub fn run(options: &Options) -> anyhow::Result<()> {
    crate::log::begin("warn", None)?;
    let listen = options.listen.map(|address| {
        ensure!(
            address.ip().is_loopback(),
            "the demo lets everybody in, so it listens on a loopback address only"
        );
        Ok(address.port())
    });
    let port = match listen.transpose()? {
        Some(port) => port,
        None => free_port(),
    };
    let told = Told::default();
    let (web, table) = match &options.data {
        Some(directory) => tell(directory, port, None, &told)?,
        None => tell_anew(port, &told)?,
    };
    let served = serve::until_stopped(web, |port| {
        serve::say(&format!("Open http://localhost:{port}/r/{table}"));
    });
    for (_, database) in told.all().drain(..) {
        database.close()?;
    }
    served
}

/// Where something was told, and the place that is gone once nothing is served any more.
type Tale = (Option<TempDir>, Database);

/// What was told so far.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Tale>>>);

impl Told {
    fn all(&self) -> MutexGuard<'_, Vec<Tale>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the demo into a temporary place, as often as somebody begins again.
fn tell_anew(port: u16, told: &Told) -> anyhow::Result<(Web, RelationshipId)> {
    let temporary = TempDir::with_prefix("covalue-demo-").context("no temporary directory")?;
    let more = told.clone();
    let again = Again::new(move || {
        let told = tell_anew(port, &more).map(|(web, _)| web);
        told.map_err(|error| format!("the demo cannot be told anew: {error:#}"))
    });
    let path = temporary.path().to_owned();
    let (web, table) = tell(&path, port, Some(again), told)?;
    if let Some((place, _)) = told.all().last_mut() {
        *place = Some(temporary);
    }
    Ok((web, table))
}

fn tell(
    directory: &Path,
    port: u16,
    again: Option<Again>,
    told: &Told,
) -> anyhow::Result<(Web, RelationshipId)> {
    let place = Place {
        data: Some(directory.to_owned()),
        database: None,
    };
    let database = place.open()?;
    let demo = open(&database, Timestamp::now())?;
    let settings = Settings {
        listen: both_loopbacks(port),
        demo: demo.people,
        again,
        ..Settings::default()
    };
    let web = Web::new(App::open(database.clone(), Clock::System)?, settings);
    told.all().push((None, database));
    Ok((web, demo.table))
}

/// The usual port, or 0 when somebody has it.
fn free_port() -> u16 {
    let usual = both_loopbacks(PORT)[0];
    std::net::TcpListener::bind(usual).map_or(0, |_| PORT)
}

/// The demo in a database.
pub struct Demo {
    /// The relationship to look at first.
    pub table: RelationshipId,
    /// The people to switch between.
    pub people: Vec<PersonId>,
}

/// Finds the demo in the database, or tells it there as if it had happened up to `present`.
pub fn open(database: &Database, present: Timestamp) -> anyhow::Result<Demo> {
    let clock = Clock::at(Moment(present.as_millisecond() - YEAR));
    let app = App::open(database.clone(), clock.clone())?;
    let teller = teller::Teller::new(app.clone(), clock, present)?;
    if let Some(people) = people::switched(app.accounts())? {
        let table = table_of(&app, people[0])?.context("the demo there has no relationship")?;
        teller.hours_ago(0)?;
        meetings::put_off_the_next(&teller, table, people[0])?;
        return Ok(Demo { table, people });
    }
    let northwind = northwind::tell(&teller)?;
    masts::tell(&teller, &northwind)?;
    northwind::tell_the_last_weeks(&teller, &northwind)?;
    let people = people::switched(app.accounts())?.context("the demo's people are missing")?;
    Ok(Demo {
        table: northwind.table,
        people,
    })
}

/// The oldest of the person's relationships.
fn table_of(app: &App, person: PersonId) -> anyhow::Result<Option<RelationshipId>> {
    let tables = app.relationships_of(person)?;
    let oldest = tables.iter().min_by_key(|(_, table)| table.opened_at());
    Ok(oldest.map(|(id, _)| *id))
}

/// A year, in milliseconds.
const YEAR: i64 = 365 * 24 * 60 * 60 * 1_000;

#[cfg(test)]
mod tests {
    use domain::thread::{Choice, SaidView, WaitsFor};
    use domain::view::MeetingState;
    use domain::words::{AnswerKind, LimitKind};
    use record::StreamId;

    use super::*;

    fn told() -> (App, Demo) {
        let database = Database::in_memory().unwrap();
        let demo = open(&database, Timestamp::now()).unwrap();
        (App::open(database, Clock::System).unwrap(), demo)
    }

    #[test]
    fn everybody_who_can_be_switched_to_has_something_to_see_and_to_do() {
        let (app, demo) = told();
        let table = app.relationship(demo.table).unwrap().unwrap();
        assert_eq!(demo.people.len(), 6);
        for person in &demo.people {
            let seen = table.seen_by(*person, &table).unwrap();
            assert!(seen.value().outcomes.len() >= 8);
            assert!(!seen.needs(app.now()).is_empty(), "nothing needs {person}");
            assert!(seen.words().count() > 5);
        }
    }

    #[test]
    fn provider_sat_at_two_tables_and_the_record_of_both_is_sound() {
        let (app, demo) = told();
        let tables = app.relationships_of(demo.people[0]).unwrap();
        assert_eq!(tables.len(), 2);
        for (id, _) in tables {
            assert!(
                app.record()
                    .verify(StreamId(id.0), None)
                    .unwrap()
                    .is_sound()
            );
        }
    }

    #[test]
    fn told_demo_is_found_again() {
        let database = Database::in_memory().unwrap();
        let first = open(&database, Timestamp::now()).unwrap();
        let second = open(&database, Timestamp::now()).unwrap();
        assert_eq!((first.table, first.people), (second.table, second.people));
    }

    #[test]
    fn the_next_review_lies_ahead_whenever_the_demo_is_begun_and_the_last_one_behind() {
        let database = Database::in_memory().unwrap();
        let first = Timestamp::now().as_millisecond();
        for days in [0, 12, 13, 60] {
            let now = Moment(first + days * Moment::DAY);
            let present = Timestamp::from_millisecond(now.0).unwrap();
            let demo = open(&database, present).unwrap();
            let app = App::open(database.clone(), Clock::at(now)).unwrap();
            let table = app.relationship(demo.table).unwrap().unwrap();
            let seen = table.seen_by(demo.people[0], &table).unwrap();
            let meetings = seen.meetings(now).meetings;
            let states: Vec<_> = meetings.iter().map(|it| it.state).collect();
            assert_eq!(states, [MeetingState::Planned, MeetingState::Held]);
            assert!(meetings[0].begins > now && meetings[1].begins < now);
        }
    }

    #[test]
    fn story_ends_hours_ago_and_begins_a_year_ago() {
        let (app, demo) = told();
        let table = app.relationship(demo.table).unwrap().unwrap();
        let hours = |at: Moment| (app.now().0 - at.0) / 3_600_000;
        assert!((1..6).contains(&hours(table.last_at())));
        assert!((340 * 24..366 * 24).contains(&hours(table.opened_at())));
    }

    #[test]
    fn the_dialogue_shows_what_can_wait_what_became_of_words_and_one_suggestion() {
        let (app, demo) = told();
        let table = app.relationship(demo.table).unwrap().unwrap();
        let now = app.now();
        let mut said: Vec<SaidView> = Vec::new();
        for person in &demo.people {
            let seen = table.seen_by(*person, &table).unwrap();
            let pages = seen.dialogue(now, &Choice::default()).pages;
            for page in 0..pages {
                let choice = Choice {
                    page,
                    ..Choice::default()
                };
                let threads = seen.dialogue(now, &choice).threads;
                said.extend(threads.into_iter().flat_map(|thread| thread.said));
            }
        }
        let waits = |what: fn(&WaitsFor) -> bool| {
            let mut waiting = said.iter().filter_map(|said| said.waiting.as_ref());
            waiting.any(|waiting| what(&waiting.what))
        };
        assert!(waits(|what| matches!(what, WaitsFor::AbsentPerson)));
        assert!(waits(|what| matches!(what, WaitsFor::Author { .. })));
        assert!(waits(|what| matches!(what, WaitsFor::Hearing)));
        assert!(waits(|what| matches!(what, WaitsFor::Return)));
        assert!(waits(|what| matches!(what, WaitsFor::Reply)));
        for kind in AnswerKind::ALL {
            let mut answers = said.iter().flat_map(|said| &said.answers);
            assert!(answers.any(|answer| answer.kind == *kind), "{kind:?}");
        }
        let mut told = said.iter().flat_map(|said| &said.reflections);
        assert!(told.any(|told| told.correction.is_some() && told.acknowledged.is_some()));
        let mut words = said.iter().map(|said| &said.contribution);
        assert!(words.any(|word| word.spoken_by.is_some() && word.confirmed));
        let mut limits = said.iter().map(|said| &said.contribution);
        assert!(
            limits.any(|word| word.limit == Some(LimitKind::Safety) && !word.condition.is_empty())
        );
        // The facilitator opened the table.
        let seen = table.seen_by(demo.people[0], &table).unwrap();
        let voices = seen.voices(now);
        assert!(voices.advice.is_some(), "{voices:?}");
    }
}
