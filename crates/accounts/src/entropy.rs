//! Where unpredictable bytes come from: an argument, so that tests can repeat themselves.

use uuid::Uuid;

use crate::Error;

/// A source of unpredictable bytes for ids, salts and secrets.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// [`Error::Cryptography`] when the source has failed; nothing may then be issued.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Error>;
}

/// The operating system's generator: the only one fit for anything but tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Error> {
        getrandom::fill(bytes).map_err(|_| Error::Cryptography("the random generator"))
    }
}

pub(crate) fn bytes<const N: usize>(entropy: &dyn Entropy) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes)?;
    Ok(bytes)
}

/// A random (version 4) id: unlike a time-ordered one it tells nothing about when.
pub(crate) fn id(entropy: &dyn Entropy) -> Result<Uuid, Error> {
    Ok(uuid::Builder::from_random_bytes(bytes(entropy)?).into_uuid())
}
