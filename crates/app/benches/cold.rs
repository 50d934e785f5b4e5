//! How fast a product with nothing in memory reads a relationship, and how fast many writers are
//! answered through the whole shell. `cargo bench -p app --bench cold`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

use std::thread;
use std::time::{Duration, Instant};

use accounts::{Language, NewPerson};
use app::{Act, App, Clock};
use database::testing::{DIALECTS, Fresh};
use database::{Database, Dialect};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, act};
use jiff::Timestamp;
use uuid::Uuid;

const WRITERS: usize = 64;
const WORDS: usize = 20_000;
const COLD_STARTS: usize = 5;

fn main() {
    for dialect in DIALECTS {
        let name = match dialect {
            Dialect::Sqlite => "SQLite",
            Dialect::Postgres => "PostgreSQL",
        };
        let fresh = Fresh::new(dialect);
        let database = fresh.open();
        let app = App::open(database.clone(), Clock::System).unwrap();
        let (table, ines) = open_table(&app);
        let started = Instant::now();
        write(&app, table, ines);
        let written = WORDS as f64 / started.elapsed().as_secs_f64();
        println!(
            "figure\tCommands answered, {WRITERS} writers, one relationship, {name}\t\
             {written:.0}/s\t–"
        );
        let head = app.relationship(table).unwrap().unwrap().sequence();
        let best = (0..COLD_STARTS)
            .map(|_| cold(database.clone(), table, head))
            .min()
            .unwrap();
        let read = head as f64 / best.as_secs_f64();
        println!(
            "figure\tCold load of {head} entries, {name}\t{read:.0} entries/s\t≥ 100,000 entries/s"
        );
    }
}

/// The time to fold the whole record once.
fn cold(database: Database, table: RelationshipId, head: u64) -> Duration {
    let app = App::open(database, Clock::System).unwrap();
    let started = Instant::now();
    let relationship = app.relationship(table).unwrap().unwrap();
    let taken = started.elapsed();
    assert_eq!(relationship.sequence(), head);
    taken
}

fn write(app: &App, table: RelationshipId, ines: PersonId) {
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            scope.spawn(move || {
                for n in (writer..WORDS).step_by(WRITERS) {
                    let words =
                        format!("Need {n}: to know before the border whether roaming works");
                    let need = act::Say::new(ContributionKind::Need, Audience::WholeTable, words);
                    app.execute(Act::once(table, ines, need)).unwrap();
                }
            });
        }
    });
}

fn open_table(app: &App) -> (RelationshipId, PersonId) {
    let (accounts, now) = (app.accounts(), Timestamp::now());
    let found = |name: &str| accounts.create_organisation(name, now).unwrap().id;
    let (meridian, northwind) = (found("Meridian Mobile"), found("Northwind Logistics"));
    let new = NewPerson {
        name: "Ines Falk".to_owned(),
        email: None,
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    };
    let ines = accounts.add_guest(meridian, &new, now).unwrap().id;
    let password = "slow rivers carve the valley";
    accounts
        .claim(ines, "ines@example.org", password, now)
        .unwrap();
    let table = RelationshipId(Uuid::now_v7());
    let command = Command::OpenRelationship(act::OpenRelationship {
        name: "Mobile network".to_owned(),
        side: PartyKind::Provider,
        counterpart: northwind,
        provider_unit: String::new(),
        consumer_unit: String::new(),
        closeness: Closeness::Regular,
        currency: "EUR".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        purpose: String::new(),
    });
    let opened = app.execute(Act::once(table, ines, command)).unwrap();
    assert!(matches!(opened.facts[0], Fact::RelationshipOpened(_)));
    (table, ines)
}
