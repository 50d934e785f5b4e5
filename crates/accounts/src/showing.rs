//! That a page was shown: what the page carries so that the server knows again, once it is answered, when it first
//! showed it and to whom. Nothing is stored; who only reads leaves no trace.

use domain::ids::PersonId;
use jiff::Timestamp;
use secrecy::ExposeSecret as _;
use subtle::ConstantTimeEq as _;

use crate::{Accounts, Error};

const PURPOSE: &str = "showing";

impl Accounts {
    /// What a page carries that shows `text` to this person at `now`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn vouch_shown(&self, to: PersonId, text: &str, now: Timestamp) -> Result<String, Error> {
        let at = now.as_millisecond();
        let mac = self.derived(PURPOSE, to.0.as_bytes(), &said(at, text))?;
        Ok(format!("{at}.{}", mac.secret.expose_secret()))
    }

    /// When this text was shown to this person, by what the page carried; none where this server did not write that.
    ///
    /// # Errors
    /// When the database fails.
    pub fn shown(
        &self,
        to: PersonId,
        text: &str,
        carried: &str,
    ) -> Result<Option<Timestamp>, Error> {
        let Some((at, mac)) = carried.split_once('.') else {
            return Ok(None);
        };
        let Ok(at) = at.parse::<i64>() else {
            return Ok(None);
        };
        let own = self.derived(PURPOSE, to.0.as_bytes(), &said(at, text))?;
        let own = own.secret.expose_secret();
        let is_own = bool::from(own.as_bytes().ct_eq(mac.as_bytes()));
        Ok(Timestamp::from_millisecond(at).ok().filter(|_| is_own))
    }
}

fn said(at: i64, text: &str) -> Vec<u8> {
    [&at.to_be_bytes()[..], text.as_bytes()].concat()
}
