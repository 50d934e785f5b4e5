//! Drills: what an operator fears, done on purpose to the real binary under load, as often as asked.
//!
//! Each drill says what it reached as lines of four fields separated by tabs (`figure`, what, reached,
//! promised), as benches do, and fails when something acknowledged is lost unsaid, doubled, or told of
//! although the database does not hold it.

mod cluster;
mod nodes;
mod programs;
mod signing;
mod single;
mod sitting;
mod voting;
mod world;

use std::time::Duration;

use anyhow::{Result, bail};

/// One drill.
pub struct Drill {
    pub name: &'static str,
    pub title: &'static str,
    run: fn(&Bound) -> Result<()>,
    /// Rounds where continuous integration runs it; 0 where it is run by its name alone.
    pub short: usize,
}

/// How far a drill goes.
pub struct Bound {
    /// So many times.
    pub rounds: usize,
    /// No new round after this.
    pub time: Duration,
    /// So many people, where the drill has a number of them.
    pub people: Option<usize>,
}

/// Every drill, in the order of `cargo xtask drill`.
pub const DRILLS: [Drill; 15] = [
    Drill {
        name: "kill-sqlite",
        title: "kill -9 under sixteen writers, SQLite",
        run: single::kill_sqlite,
        short: 3,
    },
    Drill {
        name: "kill-postgres",
        title: "kill -9 under sixteen writers, PostgreSQL",
        run: nodes::kill_postgres,
        short: 3,
    },
    Drill {
        name: "votes",
        title: "kill -9 while many vote",
        run: voting::votes,
        short: 1,
    },
    Drill {
        name: "sitting",
        title: "many people sit together on one node and on two",
        run: sitting::sitting,
        short: 1,
    },
    Drill {
        name: "sign",
        title: "kill -9 during the last signature",
        run: signing::sign,
        short: 4,
    },
    Drill {
        name: "cut",
        title: "the log cut or altered at random places",
        run: single::cut,
        short: 5,
    },
    Drill {
        name: "full",
        title: "no room left on the disk",
        run: single::full,
        short: 1,
    },
    Drill {
        name: "clock",
        title: "the clock set by minutes and years",
        run: single::clock,
        short: 1,
    },
    Drill {
        name: "failover",
        title: "a replica that was behind is promoted",
        run: nodes::failover,
        short: 1,
    },
    Drill {
        name: "restore",
        title: "an earlier copy of the database is restored under running nodes",
        run: nodes::restore,
        short: 1,
    },
    Drill {
        name: "contention",
        title: "eighteen writers over three nodes at one table",
        run: nodes::contention,
        short: 1,
    },
    Drill {
        name: "hang",
        title: "PostgreSQL hangs",
        run: nodes::hang,
        short: 1,
    },
    Drill {
        name: "rolling",
        title: "two nodes restarted in turn behind nginx and haproxy",
        run: nodes::rolling,
        short: 1,
    },
    Drill {
        name: "clients",
        title: "the nightly script by two generated clients",
        run: programs::clients,
        short: 1,
    },
    Drill {
        name: "schemathesis",
        title: "requests made up from the description of the API",
        run: programs::schemathesis,
        short: 1,
    },
];

/// The drills of this name, or all.
///
/// # Errors
/// When there is none of this name.
pub fn chosen(name: Option<&str>) -> Result<Vec<&'static Drill>> {
    let chosen: Vec<_> = DRILLS
        .iter()
        .filter(|drill| name.map_or(drill.short > 0, |name| name == drill.name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = DRILLS.iter().map(|drill| drill.name).collect();
        bail!("there is no such drill: {}", names.join(", "));
    }
    Ok(chosen)
}

impl Drill {
    /// Runs it.
    ///
    /// # Errors
    /// What went wrong.
    pub fn run(&self, bound: &Bound) -> Result<()> {
        (self.run)(bound)
    }
}

/// Prints a figure.
fn figure(what: &str, reached: &str, promised: &str) {
    println!("figure\t{what}\t{reached}\t{promised}");
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides.max(1)
    }
}
