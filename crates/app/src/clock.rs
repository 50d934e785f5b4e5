//! The one place where the time of day enters.
//!
//! A machine's clock may be set while we run, by somebody or by what keeps it, by minutes or by years.
//! So the time is counted on from what elapsed since it was last believed ([`Machine`]); steps that are
//! small, or that stay, are followed. Nodes on one PostgreSQL go by the clock of its machine.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::Moment;
use rustix::time::{ClockId, clock_gettime};

/// Differences that nobody needs to know of: followed at once.
const SMALL: i64 = 2_000;
/// How long a clock that was set has to stay as it is before it is believed: what sets it by mistake is
/// put right sooner.
const STEADY: i64 = 10 * 60_000;
/// The most that is ever believed without an operator.
pub(crate) const BELIEVED: i64 = 30 * 24 * 3_600_000;
/// The beginning of 2020 (UTC): no machine that runs this is older, so a clock before it was never set.
const NEVER_BEFORE: i64 = 1_577_836_800_000;

/// What time it is: the machine's, or one that is set by hand (to tell the demo's past, and in tests).
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still until set, in milliseconds since 1970.
    Set(Arc<AtomicI64>),
}

/// There is one machine, however many databases are open on it.
static MACHINE: LazyLock<Machine> = LazyLock::new(|| Machine::new(read));

impl Clock {
    /// A clock that stands at `moment` until it is set.
    pub fn at(moment: Moment) -> Self {
        Self::Set(Arc::new(AtomicI64::new(moment.0)))
    }

    /// Sets a clock that stands; the machine's clock is not ours to set.
    pub fn set(&self, moment: Moment) {
        if let Self::Set(at) = self {
            at.store(moment.0, Ordering::SeqCst);
        }
    }

    /// The moment it is.
    pub fn now(&self) -> Moment {
        match self {
            Self::System => Moment(MACHINE.now()),
            Self::Set(at) => Moment(at.load(Ordering::SeqCst)),
        }
    }

    /// The machine behind it all.
    pub(crate) fn machine() -> &'static Machine {
        &MACHINE
    }
}

/// What the machine's clocks show, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// The time of day, since 1970; may be set to anything.
    pub wall: i64,
    /// Since the machine was started, asleep or awake; never set.
    pub elapsed: i64,
}

fn read() -> Reading {
    let wall = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    };
    let elapsed = clock_gettime(ClockId::Boottime);
    Reading {
        wall,
        elapsed: elapsed.tv_sec * 1_000 + elapsed.tv_nsec / 1_000_000,
    }
}

/// The machine's time, as far as it is believed.
pub(crate) struct Machine {
    read: fn() -> Reading,
    believed: Mutex<Believed>,
}

struct Believed {
    /// The time of day less what elapsed since the machine was started.
    offset: i64,
    /// Who says it.
    by: By,
    /// Another offset that the machine's clock shows, and since when.
    odd: Option<(i64, i64)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// The machine's own clock.
    Wall,
    /// The clock of the database's machine.
    Database,
    /// Nobody: an operator is to confirm the time first.
    Nobody,
}

impl Machine {
    fn new(read: fn() -> Reading) -> Self {
        let now = read();
        Self {
            read,
            believed: Mutex::new(Believed {
                offset: now.wall.saturating_sub(now.elapsed),
                by: By::Wall,
                odd: None,
            }),
        }
    }

    fn believed(&self) -> MutexGuard<'_, Believed> {
        // Nothing panics while holding the lock.
        self.believed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Milliseconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        let mut believed = self.believed();
        let reading = (self.read)();
        believed.look(reading);
        believed.offset.saturating_add(reading.elapsed)
    }

    /// Why this clock cannot be gone by at all.
    pub(crate) fn is_unset(&self) -> bool {
        (self.read)().wall < NEVER_BEFORE
    }

    /// Goes by the database's clock, which showed `database` just now. Says by how much the machine's own
    /// is off where that is worth saying.
    pub(crate) fn agree(&self, database: i64) -> Option<i64> {
        let mut believed = self.believed();
        let reading = (self.read)();
        let now = believed.offset.saturating_add(reading.elapsed);
        let (off, moved) = (reading.wall - database, database - now);
        // One that was set is followed once this machine's clock says the same.
        let alone = believed.by == By::Database && moved.abs() > SMALL && off.abs() > SMALL;
        if !alone {
            believed.offset = database - reading.elapsed;
            believed.by = By::Database;
        }
        (off.abs() > SMALL).then_some(off)
    }

    /// Goes on from `moment`, the last that is known for sure, until the time is confirmed.
    pub(crate) fn hold(&self, moment: i64) {
        let mut believed = self.believed();
        believed.offset = moment - (self.read)().elapsed;
        believed.by = By::Nobody;
    }

    /// Believes the machine's clock as it is: the operator says so.
    pub(crate) fn confirm(&self) {
        let mut believed = self.believed();
        let reading = (self.read)();
        believed.offset = reading.wall - reading.elapsed;
        believed.by = By::Wall;
        believed.odd = None;
    }

    /// What the machine's own clock shows, believed or not.
    pub(crate) fn shown(&self) -> i64 {
        (self.read)().wall
    }
}

impl Believed {
    /// Follows the machine's clock where it can be followed.
    fn look(&mut self, reading: Reading) {
        if self.by != By::Wall {
            return;
        }
        let shown = reading.wall.saturating_sub(reading.elapsed);
        let step = shown.saturating_sub(self.offset);
        if step.saturating_abs() <= SMALL {
            (self.offset, self.odd) = (shown, None);
            return;
        }
        match self.odd {
            Some((odd, since)) if odd.saturating_sub(shown).saturating_abs() <= SMALL => {
                let steady = reading.elapsed - since >= STEADY;
                if steady && step.saturating_abs() <= BELIEVED {
                    tracing::warn!(
                        milliseconds = step,
                        "the machine's clock was set and stays: going by it"
                    );
                    (self.offset, self.odd) = (shown, None);
                }
            }
            _ => {
                tracing::error!(
                    milliseconds = step,
                    "the machine's clock was set: going on by what elapsed. A step of up to 30 days is \
                     followed once it has stayed for ten minutes; after a larger one put the clock right, \
                     or start again and confirm the time"
                );
                self.odd = Some((shown, reading.elapsed));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const START: i64 = 1_800_000_000_000;
    const MINUTE: i64 = 60_000;
    const DAY: i64 = 24 * 60 * MINUTE;

    thread_local! {
        static SHOWN: Cell<Reading> = const { Cell::new(Reading { wall: START, elapsed: 5_000 }) };
    }

    fn machine() -> Machine {
        SHOWN.set(Reading {
            wall: START,
            elapsed: 5_000,
        });
        Machine::new(|| SHOWN.get())
    }

    /// Lets time pass, and the clock be set by `step` besides.
    fn pass(elapsed: i64, step: i64) {
        let before = SHOWN.get();
        SHOWN.set(Reading {
            wall: before.wall + elapsed + step,
            elapsed: before.elapsed + elapsed,
        });
    }

    #[test]
    fn time_goes_on_while_the_clock_is_ten_years_ahead() {
        let machine = machine();
        pass(MINUTE, 3_650 * DAY);
        assert_eq!(machine.now(), START + MINUTE);
        pass(STEADY * 100, 0);
        assert_eq!(machine.now(), START + MINUTE + STEADY * 100);
        pass(MINUTE, -3_650 * DAY);
        assert_eq!(machine.now(), START + 2 * MINUTE + STEADY * 100);
    }

    #[test]
    fn time_goes_on_while_the_clock_shows_the_time_before_1970() {
        let machine = machine();
        pass(MINUTE, -60 * 365 * DAY);
        assert_eq!(machine.now(), START + MINUTE);
        assert!(machine.is_unset());
    }

    #[test]
    fn small_steps_are_followed_at_once_and_others_once_they_have_stayed() {
        for step in [-7 * DAY, -5 * MINUTE, 5 * MINUTE, 29 * DAY] {
            let machine = machine();
            pass(1_000, 1_500);
            assert_eq!(machine.now(), START + 2_500);
            pass(0, step);
            assert_eq!(machine.now(), START + 2_500, "not at once");
            pass(STEADY - 1, 0);
            assert_eq!(machine.now(), START + 2_500 + STEADY - 1, "not yet");
            pass(1, 0);
            assert_eq!(machine.now(), START + 2_500 + STEADY + step, "it stays");
        }
    }

    #[test]
    fn a_clock_that_is_put_right_in_between_begins_to_stay_from_there() {
        let machine = machine();
        pass(0, 5 * MINUTE);
        machine.now();
        pass(STEADY - 1, -5 * MINUTE);
        machine.now();
        pass(1, 5 * MINUTE);
        assert_eq!(machine.now(), START + STEADY);
    }

    #[test]
    fn nodes_go_by_the_database_whatever_their_own_clocks_show() {
        let machine = machine();
        pass(0, 5 * MINUTE);
        assert_eq!(machine.agree(START), Some(5 * MINUTE));
        pass(MINUTE, 3_650 * DAY);
        assert_eq!(machine.now(), START + MINUTE);
        // The database's clock alone was set: it is not followed.
        machine.agree(START + 3_000 * DAY);
        assert_eq!(machine.now(), START + MINUTE);
    }

    #[test]
    fn an_unsure_time_goes_on_from_the_last_that_is_known_until_it_is_confirmed() {
        let machine = machine();
        pass(0, 40 * DAY);
        machine.hold(START);
        pass(MINUTE, 0);
        assert_eq!(machine.now(), START + MINUTE);
        machine.confirm();
        assert_eq!(machine.now(), START + 40 * DAY + MINUTE);
    }
}
