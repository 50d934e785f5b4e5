//! Hints that something changed.

use std::fmt;
use std::time::Duration;

use crate::Error;
use crate::postgres::Notifications;

/// Receives the hints of one channel.
pub struct Listener(Source);

enum Source {
    Silent,
    Postgres(Box<Notifications>),
}

impl Listener {
    pub(crate) fn silent() -> Self {
        Self(Source::Silent)
    }

    pub(crate) fn postgres(notifications: Notifications) -> Self {
        Self(Source::Postgres(Box::new(notifications)))
    }

    /// The next hint's payload, or `None` after `timeout`. After an error, listen again: hints sent
    /// meanwhile are lost.
    pub fn next(&mut self, timeout: Duration) -> Result<Option<String>, Error> {
        match &mut self.0 {
            Source::Silent => {
                std::thread::sleep(timeout);
                Ok(None)
            }
            Source::Postgres(notifications) => notifications.next(timeout),
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Listener")
    }
}
