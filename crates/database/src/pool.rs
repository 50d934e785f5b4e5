//! A handful of connections, lent one at a time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Error;

/// How long a caller waits for a connection before it is told that the database is busy: below the
/// five seconds after which a person should have an answer of some kind.
const PATIENCE: Duration = Duration::from_secs(4);

/// Connections of one kind, opened on demand, at most `capacity` at once.
pub(crate) struct Pool<C> {
    state: Mutex<State<C>>,
    freed: Condvar,
    capacity: usize,
}

struct State<C> {
    idle: Vec<C>,
    open: usize,
}

impl<C> Pool<C> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::new(State {
                idle: Vec::new(),
                open: 0,
            }),
            freed: Condvar::new(),
            capacity,
        }
    }

    /// Borrows an idle connection or opens one.
    pub(crate) fn borrow(
        &self,
        open: impl FnOnce() -> Result<C, Error>,
    ) -> Result<Lent<'_, C>, Error> {
        let state = self.state();
        let (mut state, wait) = self
            .freed
            .wait_timeout_while(state, PATIENCE, |state| {
                state.idle.is_empty() && state.open >= self.capacity
            })
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = state.idle.pop() {
            return Ok(self.lend(Some(connection)));
        }
        if wait.timed_out() {
            return Err(Error::Busy);
        }
        state.open += 1;
        drop(state);
        let mut lent = self.lend(None);
        lent.connection = Some(open()?);
        Ok(lent)
    }

    /// Takes the idle connections away, to be closed.
    pub(crate) fn drain(&self) -> Vec<C> {
        let mut state = self.state();
        let idle = std::mem::take(&mut state.idle);
        state.open -= idle.len();
        self.freed.notify_all();
        idle
    }

    fn lend(&self, connection: Option<C>) -> Lent<'_, C> {
        Lent {
            pool: self,
            connection,
            sound: false,
        }
    }

    fn state(&self) -> MutexGuard<'_, State<C>> {
        // The state is whole after every statement that holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A borrowed connection. It is closed on drop unless it was given back, so that one left in an
/// unknown state, by an error or a panic, is never lent again.
pub(crate) struct Lent<'pool, C> {
    pool: &'pool Pool<C>,
    connection: Option<C>,
    sound: bool,
}

impl<C> Lent<'_, C> {
    pub(crate) fn get(&mut self) -> Result<&mut C, Error> {
        self.connection
            .as_mut()
            .ok_or_else(|| Error::Unavailable("no connection".to_owned()))
    }

    /// Returns the connection for others to use.
    pub(crate) fn give_back(mut self) {
        self.sound = true;
    }
}

impl<C> Drop for Lent<'_, C> {
    fn drop(&mut self) {
        let connection = self.connection.take();
        let mut state = self.pool.state();
        match connection {
            Some(connection) if self.sound => {
                state.idle.push(connection);
                drop(state);
            }
            broken => {
                state.open -= 1;
                drop(state);
                drop(broken);
            }
        }
        self.pool.freed.notify_one();
    }
}
