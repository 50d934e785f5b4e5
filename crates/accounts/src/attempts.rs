//! How often one may be wrong: ten failures at once, then one more every ninety seconds, per
//! account and per network.
//!
//! A leaky bucket (the generic cell rate algorithm) keeps one moment per key: when the last
//! failure will have leaked away. It never locks for good, and being refused does not prolong the
//! wait. The buckets live in this process: several nodes allow that many times as much, and a
//! restart forgives. That is why passwords are also long and dear to check.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::{Error, Refusal, secret};

/// Failures allowed at once, and within a quarter of an hour.
pub const ATTEMPTS: i64 = 10;
const WINDOW_MS: i64 = 15 * 60 * 1000;

/// Keys remembered: two per failure. Hashing bounds failures to some thousands per interval, so
/// this is reached only by floods of reset requests; then single failures are forgotten first.
const KEYS: usize = 100_000;

#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// By digest: addresses that were tried need not lie in memory.
    Account(Vec<u8>),
    Network(IpAddr),
}

impl Key {
    pub fn account(sign_in_email: &str) -> Self {
        Self::Account(secret::digest(sign_in_email))
    }

    /// An IPv4 address, or the /64 that one IPv6 site usually has to itself.
    pub fn network(address: IpAddr) -> Self {
        Self::Network(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let prefix = u128::from(v6) >> 64 << 64;
                IpAddr::V6(prefix.into())
            }
            v4 => v4,
        })
    }
}

pub(crate) struct Attempts {
    /// How long until one failure has leaked away.
    interval_ms: i64,
    /// When each key's failures will have leaked away, in milliseconds.
    empty_at: Mutex<HashMap<Key, i64>>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self::of(ATTEMPTS)
    }
}

impl Attempts {
    /// So many at once, and within a quarter of an hour.
    pub fn of(attempts: i64) -> Self {
        Self {
            interval_ms: WINDOW_MS / attempts,
            empty_at: Mutex::default(),
        }
    }

    /// Makes an attempt, unless there were too many. A refusal counts; a database or a queue that
    /// failed is nobody's fault.
    pub fn attempt<T>(
        &self,
        keys: &[Key],
        now: Timestamp,
        attempt: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.begin(keys, now)?;
        let outcome = attempt();
        match &outcome {
            Ok(_) => self.succeeded(keys),
            Err(Error::Refused(refusal)) if *refusal != Refusal::Busy => {}
            Err(_) => self.take_back(keys),
        }
        outcome
    }

    /// Counts an attempt as failed before its outcome is known, so that many at once cannot slip
    /// through together.
    pub fn begin(&self, keys: &[Key], now: Timestamp) -> Result<(), Refusal> {
        let now = now.as_millisecond();
        let mut empty_at = self.lock();
        let wait = keys
            .iter()
            .filter_map(|key| empty_at.get(key))
            .map(|at| at - now - (WINDOW_MS - self.interval_ms))
            .max()
            .unwrap_or(0);
        if wait > 0 {
            return Err(Refusal::TooManyAttempts {
                seconds: wait.unsigned_abs().div_ceil(1000),
            });
        }
        if empty_at.len() + keys.len() > KEYS {
            empty_at.retain(|_, at| *at > now);
        }
        if empty_at.len() + keys.len() > KEYS {
            empty_at.retain(|_, at| *at > now + self.interval_ms);
        }
        for key in keys {
            let at = empty_at.entry(key.clone()).or_insert(now);
            *at = (*at).max(now) + self.interval_ms;
        }
        Ok(())
    }

    /// Forgives an account its failures, and the network this one attempt: one owner's success
    /// must not wash away what others try from the same place.
    pub fn succeeded(&self, keys: &[Key]) {
        self.take_back(keys);
        let mut empty_at = self.lock();
        for key in keys.iter().filter(|key| matches!(key, Key::Account(_))) {
            empty_at.remove(key);
        }
    }

    fn take_back(&self, keys: &[Key]) {
        let mut empty_at = self.lock();
        for key in keys {
            if let Some(at) = empty_at.get_mut(key) {
                *at -= self.interval_ms;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, i64>> {
        self.empty_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn failures_until_refused(attempts: &Attempts, key: &Key, now: Timestamp) -> usize {
        (0..100)
            .take_while(|_| attempts.begin(std::slice::from_ref(key), now).is_ok())
            .count()
    }

    #[test]
    fn ten_failures_then_one_every_ninety_seconds() {
        let attempts = Attempts::default();
        let key = Key::account("mara@northwind.example");
        assert_eq!(failures_until_refused(&attempts, &key, at(0)), 10);
        let refused = attempts.begin(std::slice::from_ref(&key), at(0));
        assert_eq!(refused, Err(Refusal::TooManyAttempts { seconds: 90 }));
        assert_eq!(failures_until_refused(&attempts, &key, at(89)), 0);
        assert_eq!(failures_until_refused(&attempts, &key, at(90)), 1);
        assert_eq!(failures_until_refused(&attempts, &key, at(90 + 900)), 10);
    }

    #[test]
    fn success_forgives_the_account_but_not_the_network() {
        let attempts = Attempts::default();
        let keys = [
            Key::account("a@b.example"),
            Key::network([192, 0, 2, 1].into()),
        ];
        for _ in 0..9 {
            attempts.begin(&keys, at(0)).unwrap();
        }
        attempts.begin(&keys, at(0)).unwrap();
        attempts.succeeded(&keys);
        assert_eq!(failures_until_refused(&attempts, &keys[0], at(0)), 10);
        assert_eq!(failures_until_refused(&attempts, &keys[1], at(0)), 1);
    }

    #[test]
    fn one_ipv6_site_is_one_network() {
        let network = |text: &str| Key::network(text.parse().unwrap());
        assert!(network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9"));
        assert!(network("2001:db8:1:2::1") != network("2001:db8:1:3::1"));
        assert!(network("::ffff:192.0.2.1") == network("192.0.2.1"));
        assert!(network("192.0.2.2") != network("192.0.2.1"));
    }

    #[test]
    fn memory_is_bounded_and_heavy_failers_are_remembered_longest() {
        let attempts = Attempts::default();
        let heavy = Key::account("target@b.example");
        assert_eq!(failures_until_refused(&attempts, &heavy, at(0)), 10);
        for i in 0..KEYS {
            attempts
                .begin(&[Key::account(&i.to_string())], at(0))
                .unwrap();
        }
        assert!(attempts.lock().len() <= KEYS);
        assert!(attempts.begin(&[heavy], at(0)).is_err());
    }
}
