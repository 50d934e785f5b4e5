//! Something worth saying, and not with every request.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::Moment;

/// Lets through once in a while.
#[derive(Debug)]
pub struct Seldom {
    every: i64,
    next: AtomicI64,
}

impl Seldom {
    /// At most once in this many milliseconds.
    pub fn every(milliseconds: i64) -> Self {
        Self {
            every: milliseconds,
            next: AtomicI64::new(i64::MIN),
        }
    }

    /// Whether it is time again; of several threads that ask, one is let through.
    pub fn lets(&self, now: Moment) -> bool {
        let next = self.next.load(Ordering::Relaxed);
        // A clock that was put back does not silence for good.
        let due = now.0 >= next || now.0 < next.saturating_sub(self.every);
        let then = now.0.saturating_add(self.every);
        due && self
            .next
            .compare_exchange(next, then, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_let_through_once_in_its_time_whatever_the_clock_does() {
        let seldom = Seldom::every(100);
        let lets = |at| seldom.lets(Moment(at));
        assert_eq!(
            [lets(5), lets(5), lets(104), lets(105)],
            [true, false, false, true]
        );
        assert!(lets(-1_000), "put back");
        assert!(!lets(-999));
    }
}
