//! `covalue demo`: a living relationship, so that a newcomer understands in a minute.
//!
//! The year is told by the people themselves, through the same commands that the pages make, at dates
//! before today. Nothing is inserted.

mod cast;
mod story;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::Context;
use app::{App, Clock};
use database::Database;
use domain::Moment;
use domain::ids::PersonId;
use web::{Settings, Web};

use crate::serve;

/// What `demo` takes.
#[derive(clap::Args)]
pub struct Options {
    /// The port on both loopback addresses; 0 takes any that is free.
    #[arg(long, env = "COVALUE_DEMO_PORT", default_value_t = 8080)]
    port: u16,
    /// Where to listen instead of the loopback addresses.
    #[arg(long)]
    listen: Vec<SocketAddr>,
}

/// Tells the story into a temporary place and serves it until it is told to stop.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let place = tempfile::tempdir().context("there is no room for a temporary database")?;
    let url = format!("sqlite:{}", place.path().join("demo.db").display());
    let clock = Clock::at(Moment(0));
    let app = App::open(Database::open(&url)?, clock.clone())?;
    eprintln!("Telling a year of Northwind and Meridian …");
    let people = tell(&app, &clock, Clock::System.now())?;
    clock.release();
    let listen = if options.listen.is_empty() {
        vec![
            SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)),
            SocketAddr::from((Ipv6Addr::LOCALHOST, options.port)),
        ]
    } else {
        options.listen.clone()
    };
    let settings = Settings { listen, demo: people, ..Settings::default() };
    serve::serve(Web::new(app, settings), None)
}

/// Tells the demo's world up to `today`; answers the people to switch between.
pub fn tell(app: &App, clock: &Clock, today: Moment) -> anyhow::Result<Vec<PersonId>> {
    let mut cast = cast::gather(app, clock, today)?;
    story::tell(&mut cast)?;
    Ok(vec![cast.ines, cast.viktor, cast.mara, cast.lea, cast.jonas, cast.tom])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_can_be_told_and_everybody_sees_their_part_of_it() {
        let database = Database::in_memory().expect("a database");
        let clock = Clock::at(Moment(0));
        let app = App::open(database, clock.clone()).expect("an application");
        let people = tell(&app, &clock, Clock::System.now()).expect("a story");
        clock.release();
        for person in people {
            let tables = app.relationships_of(person).expect("relationships");
            assert!(!tables.is_empty(), "{person} sits nowhere");
            for (_, relationship) in tables {
                let seen = relationship.seen_by(person, &relationship).expect("a seat");
                assert!(!seen.value().outcomes.is_empty());
                assert!(seen.words().next().is_some());
            }
        }
        for stream in app.record().streams().expect("streams") {
            assert!(app.record().verify(stream, None).expect("a verdict").is_sound());
        }
    }
}
