use crate::Refusal;

/// Why nothing came of a request.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule forbids it; the asker can mend it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database did not do its part.
    #[error("the accounts could not be reached: {0}")]
    Database(#[from] database::Error),
    /// A stored row does not have the shape this release writes.
    #[error("a stored {0} cannot be read")]
    Damaged(&'static str),
    /// A secret was sealed under a key that this server was not started with.
    #[error("a stored secret does not open: start the server with the secret-key of before")]
    Sealed,
    /// The operating system gave no randomness, or hashing failed for want of memory.
    #[error("{0} failed")]
    Cryptography(&'static str),
}

impl Error {
    /// The refusal, where a rule was broken.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}
