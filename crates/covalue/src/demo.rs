//! `covalue demo`: a living relationship to look around in, gone when it stops.

mod masts;
mod northwind;
mod people;
mod teller;

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use app::{App, Clock};
use database::Database;
use domain::Moment;
use domain::ids::*;
use jiff::Timestamp;
use tempfile::TempDir;
use web::{Settings, Web};

use crate::serve;

/// What `demo` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Where to listen; loopback only, because the demo lets everybody in.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Keep the demo in this directory, or go on with the one that is there.
    #[arg(long, value_name = "DIRECTORY")]
    data: Option<PathBuf>,
}

/// Tells the demo, prints a link to it and serves it until it is told to stop.
pub fn run(options: &Options) -> anyhow::Result<()> {
    ensure!(
        options.listen.ip().is_loopback(),
        "the demo lets everybody in, so it listens on a loopback address only"
    );
    let temporary = TempDir::with_prefix("covalue-demo-").context("no temporary directory")?;
    let directory = options.data.as_deref().unwrap_or(temporary.path());
    let database = Database::open(&serve::embedded(directory)?)?;
    let demo = open(&database, Timestamp::now())?;
    let settings = Settings {
        listen: serve::both_loopbacks(options.listen),
        demo: demo.people,
        ..Settings::default()
    };
    let web = Web::new(App::open(database, Clock::System)?, settings);
    serve::until_stopped(web, |port| {
        println!("Open http://localhost:{port}/r/{}", demo.table);
    })
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
    if let Some(people) = people::switched(app.accounts())? {
        let tables = app.accounts().relationships_of(people[0])?;
        let table = *tables
            .first()
            .context("the demo there has no relationship")?;
        return Ok(Demo { table, people });
    }
    let teller = teller::Teller::new(app.clone(), clock, present)?;
    let northwind = northwind::tell(&teller)?;
    masts::tell(&teller, &northwind)?;
    let people = people::switched(app.accounts())?.context("the demo's people are missing")?;
    Ok(Demo {
        table: northwind.table,
        people,
    })
}

/// A year, in milliseconds.
const YEAR: i64 = 365 * 24 * 60 * 60 * 1_000;
