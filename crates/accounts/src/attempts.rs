//! How often one may be wrong, so that guessing is slow and nobody is locked out by others' guesses.
//!
//! Whoever tries is known by what they hold: a device on which the account was signed in to, a
//! session, a step already taken. Such tries have a budget of their own, which nobody else can
//! spend. Strangers have, for each account together and for each network, ten failures at once and
//! then one more every ninety seconds. Where strangers have spent an account's budget, somebody
//! from a network that did nothing wrong lately still has a try: of such newcomers each account
//! takes many.
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
/// Tries from networks that did nothing wrong, at one account in a quarter of an hour: about one a
/// second, hopeless against a password of ours, and more networks than most attackers have.
pub(crate) const NEWCOMERS: i64 = 1_000;
const WINDOW_MS: i64 = 15 * 60 * 1000;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// Keys remembered: some per failure. Hashing bounds failures to some thousands per interval, so
/// this is reached only by floods of reset requests; then single failures are forgotten first.
const KEYS: usize = 200_000;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    /// What strangers did at an account, by digest: addresses that were tried need not lie in memory.
    Strangers(Vec<u8>),
    /// What newcomers did there.
    Newcomers(Vec<u8>),
    Network(IpAddr),
    /// A block of networks that one holder usually has: never refused, only known to be burdened.
    Block(IpAddr),
    /// What somebody did who holds this: a device, a session, a step.
    Holder(Vec<u8>),
}

/// Who makes an attempt, at what.
#[derive(Clone, Debug)]
pub(crate) enum Trier {
    /// Somebody who holds what others do not, by its digest.
    Holder(Vec<u8>),
    /// Anybody else, at this account, by its digest.
    Stranger { at: Vec<u8>, from: IpAddr },
    /// Anybody, at no account in particular.
    Passer { from: IpAddr },
}

impl Trier {
    /// Somebody who tries at an account, on a device that is known there or on none.
    pub fn at_account(device: Option<Vec<u8>>, account: &str, from: IpAddr) -> Self {
        match device {
            Some(device) => Self::Holder(device),
            None => Self::Stranger {
                at: secret::digest(account),
                from,
            },
        }
    }

    /// Somebody who holds a session or a step, which is named.
    pub fn holder(of: &str) -> Self {
        Self::Holder(secret::digest(of))
    }
}

/// An IPv4 address, or the /64 that one IPv6 site usually has to itself.
fn network(address: IpAddr) -> IpAddr {
    prefix(address, 32, 64)
}

/// The /24 or /48 around it: what one holder usually has, who has many.
fn block(address: IpAddr) -> IpAddr {
    prefix(address, 24, 48)
}

fn prefix(address: IpAddr, v4_bits: u32, v6_bits: u32) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let beyond = 32 - v4_bits;
            IpAddr::V4((u32::from(v4) >> beyond << beyond).into())
        }
        IpAddr::V6(v6) => {
            let beyond = 128 - v6_bits;
            IpAddr::V6((u128::from(v6) >> beyond << beyond).into())
        }
    }
}

/// What an attempt is counted under, until it is known how it ended.
pub(crate) struct Begun(Vec<Key>);

pub(crate) struct Attempts {
    /// Failures of strangers at an account.
    strangers: i64,
    /// Tries of newcomers where strangers have spent theirs.
    newcomers: i64,
    /// Failures of a network, at whatever.
    networks: i64,
    /// Within this many milliseconds.
    window: i64,
    /// When each key's failures will have leaked away, in milliseconds.
    empty_at: Mutex<HashMap<Key, i64>>,
}

impl Attempts {
    /// So many at once, and within a quarter of an hour; a holder may fail as often as strangers.
    pub fn of(strangers: i64, newcomers: i64, networks: i64) -> Self {
        Self {
            strangers,
            newcomers,
            networks,
            window: WINDOW_MS,
            empty_at: Mutex::default(),
        }
    }

    /// So many at once, and within an hour, of whoever holds something.
    pub fn hourly(holders: i64) -> Self {
        Self {
            window: HOUR_MS,
            ..Self::of(holders, holders, holders)
        }
    }

    /// How long until one failure under this key has leaked away.
    fn interval(&self, key: &Key) -> i64 {
        let room = match key {
            Key::Strangers(_) | Key::Holder(_) => self.strangers,
            Key::Newcomers(_) => self.newcomers,
            Key::Network(_) => self.networks,
            Key::Block(_) => ATTEMPTS,
        };
        self.window / room
    }

    /// How long one has to wait before another failure fits under this key; not at all when it is
    /// not above zero.
    fn wait(&self, empty_at: &HashMap<Key, i64>, key: &Key, now: i64) -> i64 {
        match (empty_at.get(key), key) {
            (None, _) | (_, Key::Block(_)) => 0,
            (Some(at), _) => at - now - (self.window - self.interval(key)),
        }
    }

    /// Whether anybody was wrong there lately, or many around it.
    pub fn is_burdened(&self, from: IpAddr, now: Timestamp) -> bool {
        self.burdened(&self.lock(), from, now.as_millisecond())
    }

    fn burdened(&self, empty_at: &HashMap<Key, i64>, from: IpAddr, now: i64) -> bool {
        let fails = |key: &Key| {
            let left = empty_at.get(key).map_or(0, |at| (at - now).max(0));
            left.unsigned_abs()
                .div_ceil(self.interval(key).unsigned_abs())
        };
        fails(&Key::Network(network(from))) > 0 || fails(&Key::Block(block(from))) >= 10
    }

    /// Makes an attempt, unless there were too many. A refusal counts; a database or a queue that
    /// failed is nobody's fault.
    pub fn attempt<T>(
        &self,
        trier: &Trier,
        now: Timestamp,
        attempt: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        let begun = self.begin(trier, now)?;
        let outcome = attempt();
        match &outcome {
            Ok(_) => self.succeeded(begun),
            Err(Error::Refused(refusal)) if *refusal != Refusal::Busy => {}
            Err(_) => self.take_back(&begun),
        }
        outcome
    }

    /// Counts an attempt as failed before its outcome is known, so that many at once cannot slip
    /// through together.
    pub fn begin(&self, trier: &Trier, now: Timestamp) -> Result<Begun, Refusal> {
        let now = now.as_millisecond();
        let mut empty_at = self.lock();
        let keys = match trier {
            Trier::Holder(held) => vec![Key::Holder(held.clone())],
            Trier::Passer { from } => vec![Key::Network(network(*from)), Key::Block(block(*from))],
            Trier::Stranger { at, from } => {
                let strangers = Key::Strangers(at.clone());
                let is_spent = self.wait(&empty_at, &strangers, now) > 0;
                let at = if is_spent && !self.burdened(&empty_at, *from, now) {
                    Key::Newcomers(at.clone())
                } else {
                    strangers
                };
                vec![at, Key::Network(network(*from)), Key::Block(block(*from))]
            }
        };
        let waits = keys.iter().map(|key| self.wait(&empty_at, key, now));
        let wait = waits.max().unwrap_or(0);
        if wait > 0 {
            return Err(Refusal::TooManyAttempts {
                seconds: wait.unsigned_abs().div_ceil(1000),
            });
        }
        if empty_at.len() + keys.len() > KEYS {
            empty_at.retain(|_, at| *at > now);
        }
        if empty_at.len() + keys.len() > KEYS {
            empty_at.retain(|key, at| *at > now + self.interval(key));
        }
        for key in &keys {
            let interval = self.interval(key);
            let at = empty_at.entry(key.clone()).or_insert(now);
            *at = ((*at).max(now) + interval).min(now + self.window);
        }
        Ok(Begun(keys))
    }

    /// Counts so many at once of whoever holds something: all of them, or none where they do not all fit.
    pub fn begin_many(&self, of: &str, many: usize, now: Timestamp) -> Result<Begun, Refusal> {
        let key = Key::Holder(secret::digest(of));
        let now = now.as_millisecond();
        let mut empty_at = self.lock();
        let more = self.interval(&key) * i64::try_from(many).unwrap_or(i64::from(u32::MAX));
        empty_at.retain(|_, at| *at > now);
        let at = empty_at.get(&key).copied().unwrap_or(now).max(now) + more;
        let wait = at - now - self.window;
        if wait > 0 {
            return Err(Refusal::TooManyAttempts {
                seconds: wait.unsigned_abs().div_ceil(1000),
            });
        }
        empty_at.insert(key.clone(), at);
        Ok(Begun(vec![key; many]))
    }

    /// Forgives an account its failures, and the network this one attempt: one owner's success
    /// must not wash away what others try from the same place.
    pub fn succeeded(&self, begun: Begun) {
        self.take_back(&begun);
        let mut empty_at = self.lock();
        for key in begun.0 {
            match key {
                Key::Strangers(at) | Key::Newcomers(at) => {
                    empty_at.remove(&Key::Strangers(at.clone()));
                    empty_at.remove(&Key::Newcomers(at));
                }
                Key::Holder(_) => {
                    empty_at.remove(&key);
                }
                Key::Network(_) | Key::Block(_) => {}
            }
        }
    }

    /// Takes back one attempt of somebody who held or passed, it having come to something after all.
    pub fn forget_one(&self, trier: &Trier) {
        let keys = match trier {
            Trier::Holder(held) => vec![Key::Holder(held.clone())],
            Trier::Passer { from } | Trier::Stranger { from, .. } => {
                vec![Key::Network(network(*from)), Key::Block(block(*from))]
            }
        };
        self.take_back(&Begun(keys));
    }

    /// Forgives an account what strangers did there.
    pub fn forgive(&self, account: &str) {
        let at = secret::digest(account);
        self.succeeded(Begun(vec![Key::Strangers(at)]));
    }

    /// As if these attempts had not been made.
    pub fn take_back(&self, begun: &Begun) {
        let mut empty_at = self.lock();
        for key in &begun.0 {
            if let Some(at) = empty_at.get_mut(key) {
                *at -= self.interval(key);
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

    fn attempts() -> Attempts {
        Attempts::of(ATTEMPTS, 20, ATTEMPTS)
    }

    fn stranger(account: &str, from: &str) -> Trier {
        Trier::at_account(None, account, from.parse().unwrap())
    }

    fn failures_until_refused(attempts: &Attempts, trier: &Trier, now: Timestamp) -> usize {
        (0..200)
            .take_while(|_| attempts.begin(trier, now).is_ok())
            .count()
    }

    /// As many networks as are asked for, each in a block of its own.
    fn elsewhere(number: usize) -> String {
        format!("10.{}.{}.1", number / 250, number % 250)
    }

    #[test]
    fn ten_failures_then_one_every_ninety_seconds() {
        for trier in [
            Trier::holder("a session"),
            stranger("mara@northwind.example", "192.0.2.1"),
        ] {
            let attempts = attempts();
            assert_eq!(failures_until_refused(&attempts, &trier, at(0)), 10);
            let refused = attempts.begin(&trier, at(0)).err();
            assert_eq!(refused, Some(Refusal::TooManyAttempts { seconds: 90 }));
            assert_eq!(failures_until_refused(&attempts, &trier, at(89)), 0);
            assert_eq!(failures_until_refused(&attempts, &trier, at(90)), 1);
            assert_eq!(failures_until_refused(&attempts, &trier, at(90 + 900)), 10);
        }
    }

    #[test]
    fn many_fit_into_what_is_left_of_an_hour_all_or_none() {
        let attempts = Attempts::hourly(500);
        let many = |count| attempts.begin_many("a sender", count, at(0));
        assert!(many(190).is_ok() && many(190).is_ok());
        assert!(many(121).is_err(), "120 are left");
        let last = many(120).ok().unwrap();
        assert!(many(1).is_err());
        attempts.take_back(&last);
        assert!(many(120).is_ok());
    }

    #[test]
    fn an_hourly_budget_comes_back_over_the_hour() {
        let attempts = Attempts::hourly(50);
        let trier = Trier::holder("a sender");
        assert_eq!(failures_until_refused(&attempts, &trier, at(0)), 50);
        assert_eq!(failures_until_refused(&attempts, &trier, at(71)), 0);
        assert_eq!(failures_until_refused(&attempts, &trier, at(72)), 1);
        assert_eq!(failures_until_refused(&attempts, &trier, at(72 + 3600)), 50);
    }

    #[test]
    fn what_others_try_spends_neither_a_holders_nor_a_newcomers_budget() {
        let attempts = attempts();
        let account = "mara@northwind.example";
        for number in 0..13 {
            let _ = attempts.begin(&stranger(account, &elsewhere(number)), at(0));
        }
        let device = Trier::at_account(Some(vec![7]), account, "10.0.0.1".parse().unwrap());
        assert_eq!(failures_until_refused(&attempts, &device, at(0)), 10);
        // From a network that did nothing wrong: once, then it is one that did.
        let newcomer = stranger(account, "192.0.2.1");
        assert_eq!(failures_until_refused(&attempts, &newcomer, at(0)), 1);
        assert_eq!(failures_until_refused(&attempts, &newcomer, at(91)), 1);
    }

    #[test]
    fn newcomers_are_bounded_for_each_account_and_so_are_blocks() {
        let attempts = attempts();
        let account = "mara@northwind.example";
        let tried = (0..500)
            .filter(|number| {
                let stranger = stranger(account, &elsewhere(*number));
                attempts.begin(&stranger, at(0)).is_ok()
            })
            .count();
        assert_eq!(tried, 10 + 20);
        // Somebody with a /48 is no crowd of newcomers.
        let tried = (0..500)
            .filter(|number| {
                let from = format!("2001:db8:1:{number:x}::1");
                let stranger = stranger("jonas@northwind.example", &from);
                attempts.begin(&stranger, at(0)).is_ok()
            })
            .count();
        assert_eq!(tried, 10);
    }

    #[test]
    fn success_forgives_the_account_but_not_the_network() {
        let attempts = attempts();
        let trier = stranger("a@b.example", "192.0.2.1");
        for _ in 0..9 {
            attempts.begin(&trier, at(0)).unwrap();
        }
        let right = attempts.begin(&trier, at(0)).unwrap();
        attempts.succeeded(right);
        let same_network = stranger("c@d.example", "192.0.2.1");
        assert_eq!(failures_until_refused(&attempts, &same_network, at(0)), 1);
        let same_account = stranger("a@b.example", "198.51.100.1");
        assert_eq!(failures_until_refused(&attempts, &same_account, at(0)), 10);
    }

    #[test]
    fn one_ipv6_site_is_one_network() {
        let network = |text: &str| network(text.parse().unwrap());
        assert!(network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9"));
        assert!(network("2001:db8:1:2::1") != network("2001:db8:1:3::1"));
        assert!(network("::ffff:192.0.2.1") == network("192.0.2.1"));
        assert!(network("192.0.2.2") != network("192.0.2.1"));
    }

    #[test]
    fn memory_is_bounded_and_heavy_failers_are_remembered_longest() {
        let attempts = attempts();
        let heavy = Trier::holder("heavy");
        assert_eq!(failures_until_refused(&attempts, &heavy, at(0)), 10);
        for i in 0..KEYS {
            attempts
                .begin(&Trier::holder(&i.to_string()), at(0))
                .unwrap();
        }
        assert!(attempts.lock().len() <= KEYS);
        assert!(attempts.begin(&heavy, at(0)).is_err());
    }
}
