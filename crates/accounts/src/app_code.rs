//! Codes of authenticator apps: RFC 6238 with what every app understands, SHA-1, six digits and
//! half minutes.

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use secrecy::SecretString;
use totp_rs::{Builder, Secret};

use crate::Error;
use crate::entropy::{self, Entropy};

/// As long as the hash, as RFC 4226 recommends.
const SECRET_LENGTH: usize = 20;
const DIGITS: usize = 6;

pub(crate) fn new_secret(entropy: &dyn Entropy) -> Result<[u8; SECRET_LENGTH], Error> {
    entropy::bytes(entropy)
}

/// The secret as apps take it.
pub(crate) fn readable(secret: &[u8]) -> SecretString {
    BASE32_NOPAD.encode(secret).into()
}

/// Whether this is meant as a code of an app; recovery codes are longer.
pub(crate) fn is_shaped_like(typed: &str) -> bool {
    let code = squeezed(typed);
    code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// The half minute whose code this is, if it is that of now or of the one before or after: clocks
/// differ, and typing takes time.
pub(crate) fn step(secret: &[u8], typed: &str, now: Timestamp) -> Result<Option<i64>, Error> {
    let secret: [u8; SECRET_LENGTH] = secret
        .try_into()
        .map_err(|_| Error::Damaged("secret of an authenticator app"))?;
    let totp = Builder::new()
        .with_secret(Secret::new_stack(secret))
        .build()
        .map_err(|_| Error::Cryptography("reckoning the code"))?;
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let step = totp.check(&squeezed(typed), seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn squeezed(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 6238, appendix B, less the two digits that they have more.
    #[test]
    fn the_codes_of_the_standard_are_right() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let now = Timestamp::from_second(seconds).unwrap();
            let found = step(secret, code, now).unwrap();
            assert_eq!(found, Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn a_code_is_right_for_a_minute_and_a_half() {
        let secret = b"12345678901234567890";
        let at = |seconds| step(secret, "287 082", Timestamp::from_second(seconds).unwrap());
        for (seconds, right) in [(0, true), (59, true), (89, true), (90, false), (150, false)] {
            assert_eq!(at(seconds).unwrap().is_some(), right, "{seconds}");
        }
    }

    #[test]
    fn only_six_digits_are_a_code_of_an_app() {
        for (typed, is) in [
            ("123456", true),
            (" 123 456 ", true),
            ("12345", false),
            ("ABCD-EFGH-JKLM-NOPQ", false),
            ("１２３４５６", false),
        ] {
            assert_eq!(is_shaped_like(typed), is, "{typed}");
        }
    }
}
