//! Secrets that are found again by whoever may see them, and stored as their SHA-256 alone: derived from a
//! key of the server's, what they are for, and a number that is drawn anew for each.
//!
//! The key is made of `secret-key`, which lies outside the database, where one was given. Without it the
//! database keeps a key of its own, and whoever reads that can derive what has not been used yet.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::secret::{self, Issued};
use crate::{Accounts, Error, entropy, setting, stored};

/// Under which name the key of the database's own is stored.
const STORED: &str = "link_key";

/// A key from which secrets are derived.
#[derive(Clone)]
pub(crate) struct LinkKey([u8; 32]);

impl LinkKey {
    /// Made of `secret-key`, which is long and random.
    pub fn of(key: &SecretString) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"covalue links\0");
        hash.update(key.expose_secret().as_bytes());
        Self(hash.finalize().into())
    }

    /// The secret for this purpose and thing.
    fn derive(&self, purpose: &str, thing: &[u8; 16], nonce: &[u8]) -> Result<Issued, Error> {
        let keyed = Hmac::<Sha256>::new_from_slice(&self.0);
        let mut mac = keyed.map_err(|_| Error::Cryptography("deriving a link"))?;
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(thing);
        mac.update(nonce);
        let text = BASE64URL_NOPAD.encode(&mac.finalize().into_bytes());
        Ok(Issued {
            digest: secret::digest(&text),
            secret: text.into(),
        })
    }
}

impl Accounts {
    /// A number for one secret that is derived.
    pub(crate) fn link_nonce(&self) -> Result<Vec<u8>, Error> {
        entropy::bytes::<16>(&*self.entropy).map(Vec::from)
    }

    /// The secret for this purpose and thing, under the key of today.
    pub(crate) fn derived(
        &self,
        purpose: &str,
        thing: &[u8; 16],
        nonce: &[u8],
    ) -> Result<Issued, Error> {
        let key = match &self.link_key {
            Some(key) => key.clone(),
            None => self.stored_link_key()?,
        };
        key.derive(purpose, thing, nonce)
    }

    /// The secrets for this purpose and thing, under every key there is or was: the one of today first.
    pub(crate) fn derived_by_all(
        &self,
        purpose: &str,
        thing: &[u8; 16],
        nonce: &[u8],
    ) -> Result<Vec<SecretString>, Error> {
        let keys = self.link_keys()?.into_iter();
        keys.map(|key| Ok(key.derive(purpose, thing, nonce)?.secret))
            .collect()
    }

    /// Every key there is or was: the one of today first.
    fn link_keys(&self) -> Result<Vec<LinkKey>, Error> {
        let Some(today) = &self.link_key else {
            return Ok(vec![self.stored_link_key()?]);
        };
        let kept = self.kept_link_key()?;
        Ok([today.clone()].into_iter().chain(kept).collect())
    }

    /// The secret of which this digest is stored, under the key of today or the one of the database's own:
    /// `secret-key` may have been given since. None where neither leads to it.
    pub(crate) fn derived_as(
        &self,
        purpose: &str,
        thing: &[u8; 16],
        nonce: &[u8],
        digest: &[u8],
    ) -> Result<Option<SecretString>, Error> {
        for key in self.link_keys()? {
            let issued = key.derive(purpose, thing, nonce)?;
            if issued.digest == digest {
                return Ok(Some(issued.secret));
            }
        }
        Ok(None)
    }

    fn kept_link_key(&self) -> Result<Option<LinkKey>, Error> {
        let kept = self
            .database
            .read(|connection| Ok(setting::read(connection, STORED)))??;
        kept.map(|text| read_key(&text)).transpose()
    }

    /// The database's own key, made when it is needed first; of two nodes that make one, one does.
    fn stored_link_key(&self) -> Result<LinkKey, Error> {
        if let Some(kept) = self.kept_link_key()? {
            return Ok(kept);
        }
        let fresh = BASE64.encode(&entropy::bytes::<32>(&*self.entropy)?);
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING",
                &[stored::text(STORED), stored::text(&fresh)],
            )?;
            let kept = setting::read(connection, STORED)?;
            read_key(&kept.ok_or(Error::Damaged("link key"))?)
        })
    }
}

fn read_key(text: &str) -> Result<LinkKey, Error> {
    let bytes = BASE64.decode(text.as_bytes()).ok();
    let key = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    key.map(LinkKey).ok_or(Error::Damaged("link key"))
}
