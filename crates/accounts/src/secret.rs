//! Secrets that are handed out once and stored only as their SHA-256.
//!
//! A plain hash suffices because each holds 256 random bits (the set-up code, which people type,
//! 80): there is nothing to guess. Looking a secret up by its hash leaks no useful timing either,
//! since whoever asks cannot steer the hash towards a stored one.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::entropy::{self, Entropy};

/// A new secret, and what is stored of it.
pub(crate) struct Issued {
    pub secret: SecretString,
    pub digest: Vec<u8>,
}

/// A link's or session's secret: 43 characters that need no escaping in a URL or cookie.
pub(crate) fn issue(entropy: &dyn Entropy) -> Result<Issued, Error> {
    issue_with_prefix(entropy, "")
}

/// As [`issue`], recognisable by its prefix, so that scanners find leaked ones.
pub(crate) fn issue_with_prefix(entropy: &dyn Entropy, prefix: &str) -> Result<Issued, Error> {
    let bytes: [u8; 32] = entropy::bytes(entropy)?;
    let text = format!("{prefix}{}", BASE64URL_NOPAD.encode(&bytes));
    Ok(Issued {
        digest: digest(&text),
        secret: text.into(),
    })
}

/// A code for people to type: `ABCD-EFGH-JKLM-NOPQ`.
pub(crate) fn issue_code(entropy: &dyn Entropy) -> Result<Issued, Error> {
    let bytes: [u8; 10] = entropy::bytes(entropy)?;
    let text = BASE32_NOPAD.encode(&bytes);
    let groups: Vec<&str> = [0, 4, 8, 12].iter().map(|&i| &text[i..i + 4]).collect();
    Ok(Issued {
        digest: digest(&text),
        secret: groups.join("-").into(),
    })
}

/// What is stored of a secret.
pub(crate) fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// What is stored of a typed code: case, spaces and dashes do not matter, and digits that the
/// alphabet lacks are read as the letters they resemble.
pub(crate) fn digest_of_code(typed: &str) -> Vec<u8> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            other => other,
        })
        .collect();
    digest(&code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;
    use secrecy::ExposeSecret as _;

    #[test]
    fn a_code_may_be_typed_in_lower_case_without_dashes() {
        let issued = issue_code(&SystemEntropy).unwrap();
        let typed = issued
            .secret
            .expose_secret()
            .replace('-', " ")
            .to_lowercase();
        assert_eq!(digest_of_code(&typed), issued.digest);
    }

    #[test]
    fn a_secret_is_not_its_digest() {
        let issued = issue_with_prefix(&SystemEntropy, "x_").unwrap();
        assert_eq!(issued.secret.expose_secret().len(), 45);
        assert_eq!(issued.digest, digest(issued.secret.expose_secret()));
    }
}
