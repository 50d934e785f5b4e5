//! The keys under which browsers keep what somebody typed and has not sent. Such drafts outlive a session
//! that ended by itself, in the browser alone: the key comes with every page to whom it belongs, and with
//! nobody else's, so that whoever signs in there next cannot read them.

use data_encoding::BASE64URL_NOPAD;
use domain::ids::PersonId;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};

use crate::setting::{self, Setting};
use crate::{Accounts, Error, entropy, stored};

impl Accounts {
    /// The person's key: 256 bits, always the same.
    ///
    /// # Errors
    /// When the database fails; the first time also when it takes no writes.
    pub fn draft_key(&self, person: PersonId) -> Result<SecretString, Error> {
        let root = match self.draft_root.get() {
            Some(root) => root,
            None => {
                let root = self.find_draft_root()?;
                self.draft_root.get_or_init(|| root)
            }
        };
        let mut hash = Sha256::new();
        hash.update(b"covalue drafts\0");
        hash.update(root.as_bytes());
        hash.update(person.0.as_bytes());
        Ok(BASE64URL_NOPAD.encode(&hash.finalize()).into())
    }

    /// Made once for all nodes. It opens nothing that lies on this server.
    fn find_draft_root(&self) -> Result<String, Error> {
        if let Some(root) = self.setting(Setting::DraftRoot)? {
            return Ok(root);
        }
        let fresh: [u8; 32] = entropy::bytes(&*self.entropy)?;
        let fresh = BASE64URL_NOPAD.encode(&fresh);
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING",
                &[stored::text(Setting::DraftRoot.key()), stored::text(&fresh)],
            )?;
            let root = setting::read(connection, Setting::DraftRoot.key())?;
            root.ok_or(Error::Damaged("key of drafts"))
        })
    }
}
