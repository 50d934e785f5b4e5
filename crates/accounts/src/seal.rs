//! The secrets of authenticator apps, which have to be read back and so cannot be hashed: sealed with
//! a key that lies outside the database, where one was given. Whoever reads the database, or a copy
//! of it, then learns no code. Without a key they lie open there.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use domain::ids::PersonId;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::entropy::{self, Entropy};

/// The first byte says how the rest is to be read.
const OPEN: u8 = 0;
const SEALED: u8 = 1;
const NONCE: usize = 12;

const CLOSING: Error = Error::Cryptography("sealing a secret");

/// Seals for one person: what was moved to another's row does not open.
#[derive(Clone, Default)]
pub(crate) struct Seal(Option<Aes256Gcm>);

impl Seal {
    /// The key has to be long, so that it needs no slow hash: the caller sees to that.
    pub fn under(key: &SecretString) -> Result<Self, Error> {
        let mut hash = Sha256::new();
        hash.update(b"covalue seal\0");
        hash.update(key.expose_secret().as_bytes());
        let cipher = Aes256Gcm::new_from_slice(&hash.finalize()).map_err(|_| CLOSING)?;
        Ok(Self(Some(cipher)))
    }

    pub fn close(
        &self,
        entropy: &dyn Entropy,
        owner: PersonId,
        secret: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let Some(cipher) = &self.0 else {
            return Ok([&[OPEN], secret].concat());
        };
        let nonce: [u8; NONCE] = entropy::bytes(entropy)?;
        let payload = Payload {
            msg: secret,
            aad: owner.0.as_bytes(),
        };
        let closed = cipher.encrypt(&Nonce::from(nonce), payload);
        let closed = closed.map_err(|_| CLOSING)?;
        Ok([&[SEALED], &nonce[..], &closed[..]].concat())
    }

    pub fn open(&self, owner: PersonId, stored: &[u8]) -> Result<Vec<u8>, Error> {
        match (stored.split_first(), &self.0) {
            (Some((&OPEN, secret)), _) => Ok(secret.to_vec()),
            (Some((&SEALED, rest)), Some(cipher)) => {
                let (nonce, sealed) = rest
                    .split_first_chunk::<NONCE>()
                    .ok_or(Error::Damaged("sealed secret"))?;
                let payload = Payload {
                    msg: sealed,
                    aad: owner.0.as_bytes(),
                };
                cipher
                    .decrypt(&Nonce::from(*nonce), payload)
                    .map_err(|_| Error::Sealed)
            }
            (Some((&SEALED, _)), None) => Err(Error::Sealed),
            _ => Err(Error::Damaged("sealed secret")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;
    use uuid::Uuid;

    const INES: PersonId = PersonId(Uuid::from_u128(1));
    const MARA: PersonId = PersonId(Uuid::from_u128(2));

    fn under(key: &str) -> Seal {
        Seal::under(&SecretString::from(key)).unwrap()
    }

    #[test]
    fn a_sealed_secret_opens_for_its_owner_under_its_key_alone() {
        let seal = under("one key");
        let sealed = seal
            .close(&SystemEntropy, INES, b"twenty secret bytes!")
            .unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"secret"));
        assert_eq!(seal.open(INES, &sealed).unwrap(), b"twenty secret bytes!");
        assert!(matches!(seal.open(MARA, &sealed), Err(Error::Sealed)));
        assert!(matches!(
            under("another").open(INES, &sealed),
            Err(Error::Sealed)
        ));
        assert!(matches!(
            Seal::default().open(INES, &sealed),
            Err(Error::Sealed)
        ));
    }

    #[test]
    fn what_was_stored_before_there_was_a_key_still_opens() {
        let stored = Seal::default()
            .close(&SystemEntropy, INES, b"open")
            .unwrap();
        assert_eq!(under("a key").open(INES, &stored).unwrap(), b"open");
        assert!(under("a key").open(INES, b"").is_err());
    }
}
