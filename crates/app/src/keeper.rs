//! What a node on PostgreSQL looks after by itself, whether or not anybody asks: that the database still
//! has the past that this node knows, and what time it is by the database's clock.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use database::Database;

use crate::Clock;
use crate::folds::Folds;

/// How often the database is looked at: a page that is open hears within seconds what is gone.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Every few looks the clocks are compared.
const CLOCKS_EVERY: u32 = 15;

pub(crate) struct Keeper {
    /// `None` only while being dropped.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    pub fn start(folds: Folds, database: Database, clock: Clock) -> Self {
        let (stop, stopped) = channel::<()>();
        let spawned = thread::Builder::new().name("keeper".into()).spawn(move || {
            for round in 1_u32.. {
                if stopped.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                if let Err(error) = folds.look() {
                    tracing::debug!(%error, "the database could not be looked at");
                }
                if round.is_multiple_of(CLOCKS_EVERY) {
                    compare_clocks(&database, &clock);
                }
            }
        });
        let thread = spawned.inspect_err(|error| {
            tracing::error!(%error, "a database that comes back with another past is noticed late");
        });
        Self {
            stop: Some(stop),
            thread: thread.ok(),
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Goes by the clock of the database's machine, where there is one: so all nodes do.
pub(crate) fn compare_clocks(database: &Database, clock: &Clock) {
    let Clock::System = clock else { return };
    match database.clock() {
        Ok(None) => {}
        Ok(Some(shown)) => {
            if let Some(off) = Clock::machine().agree(shown) {
                tracing::warn!(
                    milliseconds = off,
                    "this machine's clock is off from the database's, which is gone by: let both be kept \
                     by NTP"
                );
            }
        }
        Err(error) => tracing::debug!(%error, "the clocks could not be compared"),
    }
}
