//! The one place where the time of day enters.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::Moment;

/// What time it is: the machine's, or one that is set by hand (to tell the demo's past, and in tests).
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still until set, in milliseconds since 1970.
    Set(Arc<AtomicI64>),
}

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
            Self::System => {
                let since = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Set(at) => Moment(at.load(Ordering::SeqCst)),
        }
    }
}
