//! Which passwords are accepted, and how they are hashed: argon2id, a bounded number at a time.

use std::cell::Cell;
use std::sync::{Condvar, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use unicode_normalization::UnicodeNormalization as _;

use crate::entropy::{self, Entropy};
use crate::{Error, Refusal};

/// Fewest characters of a password (NIST SP 800-63B asks for 8 or more, ASVS for length before
/// composition).
pub const PASSWORD_LEAST: usize = 12;
/// Most bytes of a password: far beyond any passphrase, small enough to hash.
pub const PASSWORD_MOST: usize = 1024;

/// Memory of one hash in KiB, passes and lanes: the OWASP minimum for argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes computed at once: bounds the memory (19 MiB each) that sign-ins can take.
const AT_ONCE: usize = 4;
/// Hashes waiting for their turn: some seconds of work. Beyond it, waiting helps nobody.
const WAITING: usize = 64;

/// Verified when there is no account, so that the answer takes as long as for one. No password is
/// known to hash to it, and no match would be believed.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Stems and words that lead the lists of leaked passwords; a password made of nothing else is
/// refused.
const COMMON: &[&str] = &[
    "access",
    "admin",
    "administrator",
    "amazing",
    "angel",
    "apple",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "autumn",
    "azerty",
    "baby",
    "banana",
    "baseball",
    "batman",
    "biteme",
    "blink",
    "change",
    "changeit",
    "changeme",
    "charlie",
    "cheese",
    "chocolate",
    "company",
    "computer",
    "cookie",
    "correct",
    "covalue",
    "daniel",
    "default",
    "donald",
    "dragon",
    "family",
    "flower",
    "football",
    "forever",
    "freedom",
    "friend",
    "friends",
    "fuckyou",
    "geheim",
    "google",
    "guest",
    "hallo",
    "hello",
    "horse",
    "battery",
    "staple",
    "hunter",
    "iloveyou",
    "internet",
    "jennifer",
    "jessica",
    "jordan",
    "killer",
    "letmein",
    "liverpool",
    "login",
    "lovely",
    "loveme",
    "love",
    "manager",
    "master",
    "matrix",
    "michael",
    "michelle",
    "money",
    "monkey",
    "mustang",
    "mypassword",
    "my",
    "nothing",
    "office",
    "pass",
    "passphrase",
    "passwd",
    "password",
    "passwort",
    "pepper",
    "please",
    "pokemon",
    "princess",
    "purple",
    "qazwsx",
    "qazwsxedc",
    "qwer",
    "qwert",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "qwertzuiop",
    "root",
    "samsung",
    "schatz",
    "secret",
    "server",
    "service",
    "shadow",
    "soccer",
    "spring",
    "starwars",
    "strong",
    "summer",
    "sunshine",
    "super",
    "superman",
    "system",
    "temp",
    "temporary",
    "test",
    "testing",
    "thisis",
    "trustno",
    "user",
    "welcome",
    "whatever",
    "willkommen",
    "winter",
    "zxcvbn",
    "zxcvbnm",
];

/// Runs along the alphabet, the digits and the keyboard.
const RUNS: &[&str] = &[
    "abcdefghijklmnopqrstuvwxyz",
    "012345678901234567890123456789",
    "1234567890qwertyuiopasdfghjklzxcvbnm",
    "1234567890qwertzuiopasdfghjklyxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6z7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/// Refuses a password that is short, among the first tried, or made of what is known about its
/// owner (`about`: name, address, organisation).
pub(crate) fn check(password: &str, about: &[&str]) -> Result<(), Refusal> {
    if password.len() > PASSWORD_MOST {
        return Err(Refusal::PasswordTooLong {
            most: PASSWORD_MOST,
        });
    }
    let password: String = password.nfc().collect::<String>().to_lowercase();
    if password.chars().count() < PASSWORD_LEAST {
        return Err(Refusal::PasswordTooShort {
            least: PASSWORD_LEAST,
        });
    }
    if is_common(&password) {
        return Err(Refusal::PasswordCommon);
    }
    let names_its_owner = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(|word| word.nfc().collect::<String>().to_lowercase())
        // Shorter words ("Ann", "de") stand inside too many others.
        .any(|word| word.chars().count() >= 4 && password.contains(&word));
    if names_its_owner {
        Err(Refusal::PasswordPersonal)
    } else {
        Ok(())
    }
}

/// `password` is in lower case.
fn is_common(password: &str) -> bool {
    let plain: Vec<char> = password.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut distinct = plain.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 5 {
        return true;
    }
    let forwards: String = plain.iter().collect();
    let backwards: String = plain.iter().rev().collect();
    if RUNS
        .iter()
        .any(|run| run.contains(&forwards) || run.contains(&backwards))
    {
        return true;
    }
    let stem: String = password
        .trim_matches(|c: char| !c.is_alphabetic())
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .filter(|c| c.is_alphabetic())
        .collect();
    stem.is_empty() && distinct.len() < 8 || is_made_of_common_words(&stem)
}

fn is_made_of_common_words(stem: &str) -> bool {
    let mut ends = vec![false; stem.len() + 1];
    ends[0] = true;
    for start in 0..stem.len() {
        if ends[start] {
            for word in COMMON {
                if stem.as_bytes()[start..].starts_with(word.as_bytes()) {
                    ends[start + word.len()] = true;
                }
            }
        }
    }
    !stem.is_empty() && ends[stem.len()]
}

/// What became of comparing a password with a stored hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Wrong,
    Right,
    /// Right, and the hash was made with other parameters than today's: to be replaced.
    RightButOutdated,
}

thread_local! {
    static HASHED: Cell<u64> = const { Cell::new(0) };
}

/// How many passwords the calling thread has hashed: by this, whoever gives out threads notices a
/// way to the hash that does not go through the lane meant for it.
pub fn hashed_here() -> u64 {
    HASHED.get()
}

/// Computes hashes, a few at a time.
pub(crate) struct Hashing {
    argon2: Argon2<'static>,
    gate: Gate,
}

impl Hashing {
    pub fn new() -> Result<Self, Error> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
            .map_err(|_| Error::Cryptography("choosing the password hash"))?;
        Ok(Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            gate: Gate::default(),
        })
    }

    /// The PHC string to store.
    pub fn hash(&self, entropy: &dyn Entropy, password: &str) -> Result<String, Error> {
        let salt: [u8; 16] = entropy::bytes(entropy)?;
        let password: String = password.nfc().collect();
        let _turn = self.gate.enter()?;
        HASHED.set(HASHED.get() + 1);
        self.argon2
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|_| Error::Cryptography("hashing the password"))
    }

    /// Compares a password with a stored hash; without one it does the same work in vain.
    pub fn verify(&self, password: &str, stored: Option<&str>) -> Result<Verdict, Error> {
        if password.len() > PASSWORD_MOST {
            return Ok(Verdict::Wrong);
        }
        let password: String = password.nfc().collect();
        let hash = PasswordHash::new(stored.unwrap_or(DECOY))
            .map_err(|_| Error::Damaged("password hash"))?;
        let matches = {
            let _turn = self.gate.enter()?;
            HASHED.set(HASHED.get() + 1);
            self.argon2.verify_password(password.as_bytes(), &hash)
        };
        match matches {
            Ok(()) if stored.is_none() => Ok(Verdict::Wrong),
            Ok(()) if self.is_current(&hash) => Ok(Verdict::Right),
            Ok(()) => Ok(Verdict::RightButOutdated),
            Err(argon2::password_hash::Error::PasswordInvalid) => Ok(Verdict::Wrong),
            Err(_) => Err(Error::Cryptography("verifying the password")),
        }
    }

    fn is_current(&self, hash: &PasswordHash) -> bool {
        let ours = self.argon2.params();
        hash.algorithm == Algorithm::Argon2id.ident()
            && Params::try_from(hash).is_ok_and(|theirs| {
                (theirs.m_cost(), theirs.t_cost(), theirs.p_cost())
                    == (ours.m_cost(), ours.t_cost(), ours.p_cost())
            })
    }
}

/// Lets [`AT_ONCE`] in, keeps [`WAITING`] waiting, and refuses the rest.
#[derive(Default)]
struct Gate {
    state: Mutex<Crowd>,
    left: Condvar,
}

#[derive(Default)]
struct Crowd {
    inside: usize,
    waiting: usize,
}

struct Turn<'gate>(&'gate Gate);

impl Gate {
    fn enter(&self) -> Result<Turn<'_>, Refusal> {
        let mut crowd = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if crowd.inside >= AT_ONCE {
            if crowd.waiting >= WAITING {
                return Err(Refusal::Busy);
            }
            crowd.waiting += 1;
            while crowd.inside >= AT_ONCE {
                crowd = self
                    .left
                    .wait(crowd)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            crowd.waiting -= 1;
        }
        crowd.inside += 1;
        Ok(Turn(self))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .inside -= 1;
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;

    const ABOUT: &[&str] = &[
        "Mara Vogt-Lindqvist",
        "m.vogt@northwind.example",
        "Northwind Logistics",
    ];

    #[test]
    fn a_short_or_endless_password_is_refused() {
        let short = Refusal::PasswordTooShort {
            least: PASSWORD_LEAST,
        };
        assert_eq!(check("eleven chrs", ABOUT), Err(short.clone()));
        assert_eq!(
            check("äöüäöüäöüäö", ABOUT),
            Err(short),
            "characters count, not bytes"
        );
        let long = "a long sentence ".repeat(65);
        assert_eq!(
            check(&long, ABOUT),
            Err(Refusal::PasswordTooLong {
                most: PASSWORD_MOST
            })
        );
        assert_eq!(check("seven dry lanterns", ABOUT), Ok(()));
        assert_eq!(check("k9#vQ2!mZ7@xW4", ABOUT), Ok(()));
    }

    #[test]
    fn the_first_guesses_are_refused() {
        for common in [
            "password1234",
            "Password1234!",
            "p@ssw0rd2026",
            "passwordpassword",
            "123456789012",
            "987654321098",
            "qwertyuiop123",
            "aaaaaaaaaaaa",
            "abababababab",
            "welcome-password",
            "letmein please!",
            "iloveyouforever",
            "correct horse battery staple",
            "1qaz2wsx3edc4rfv",
            "abcdefghijkl",
            "Summer2026!!!",
            "111122223333",
            "Covalue-Admin-1",
        ] {
            assert_eq!(
                check(common, ABOUT),
                Err(Refusal::PasswordCommon),
                "{common}"
            );
        }
    }

    #[test]
    fn names_and_addresses_do_not_make_a_password() {
        for personal in [
            "vogt is the boss",
            "my NORTHWIND key",
            "lindqvist 4711 x",
            "xx logistics xx",
        ] {
            assert_eq!(
                check(personal, ABOUT),
                Err(Refusal::PasswordPersonal),
                "{personal}"
            );
        }
    }

    #[test]
    fn a_hash_names_its_parameters_and_verifies() {
        let hashing = Hashing::new().unwrap();
        let stored = hashing
            .hash(&SystemEntropy, "seven dry lante\u{301}rns")
            .unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        let composed = "seven dry lant\u{e9}rns";
        assert_eq!(
            hashing.verify(composed, Some(&stored)).unwrap(),
            Verdict::Right
        );
        assert_eq!(
            hashing.verify("seven dry lanterns", Some(&stored)).unwrap(),
            Verdict::Wrong
        );
    }

    #[test]
    fn the_decoy_costs_what_an_account_costs() {
        let hashing = Hashing::new().unwrap();
        assert!(hashing.is_current(&PasswordHash::new(DECOY).unwrap()));
        assert_eq!(
            hashing.verify("seven dry lanterns", None).unwrap(),
            Verdict::Wrong
        );
    }

    #[test]
    fn more_than_a_few_wait_and_a_crowd_is_refused() {
        let gate = Gate::default();
        let turns: Vec<_> = (0..AT_ONCE).map(|_| gate.enter().unwrap()).collect();
        gate.state.lock().unwrap().waiting = WAITING;
        assert_eq!(gate.enter().err(), Some(Refusal::Busy));
        gate.state.lock().unwrap().waiting = 0;
        std::thread::scope(|scope| {
            let waiter = scope.spawn(|| gate.enter().is_ok());
            drop(turns);
            assert!(waiter.join().unwrap());
        });
        assert_eq!(gate.state.lock().unwrap().inside, 0);
    }
}
