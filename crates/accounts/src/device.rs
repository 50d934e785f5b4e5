//! Known devices: browsers on which somebody was signed in before.
//!
//! A device holds a secret that opens nothing. It sets its owner's tries apart from everybody
//! else's, so that however often others are wrong, the owner is not refused for it (after OWASP's
//! device cookies).

use std::net::IpAddr;

use domain::ids::PersonId;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::{Accounts, Error, secret, stored};

/// A device on which nobody signed in for so long is a stranger: as long as browsers keep a cookie.
pub const DEVICE_LIFE: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Devices of one person: more than anybody uses. The one unused for longest gives way.
pub const DEVICES_PER_PERSON: i64 = 20;

/// Whoever asks to be let in, before anything is proven.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// From where.
    pub from: IpAddr,
    /// The secret that their device presents.
    pub device: Option<&'a str>,
}

impl From<IpAddr> for Caller<'_> {
    /// Somebody on a device that says nothing.
    fn from(from: IpAddr) -> Self {
        Self { from, device: None }
    }
}

impl Accounts {
    /// Whether anybody was wrong from this network lately, or many around it.
    pub fn is_burdened(&self, from: IpAddr, now: Timestamp) -> bool {
        self.sign_ins.is_burdened(from, now)
    }

    /// Whether somebody was signed in on this device.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn is_device(&self, secret: &str) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM devices WHERE token_hash = ?1 LIMIT 1";
        let rows = self.database.query(sql, &[secret::digest(secret).into()])?;
        Ok(!rows.is_empty())
    }

    /// The caller's device, if the account of this address was signed in to on it. One query,
    /// whether or not there is such an account.
    pub(crate) fn device_of(
        &self,
        caller: Caller<'_>,
        sign_in_email: &str,
    ) -> Result<Option<Vec<u8>>, Error> {
        let Some(device) = caller.device else {
            return Ok(None);
        };
        let digest = secret::digest(device);
        let rows = self.database.query(
            "SELECT 1 FROM devices d JOIN people p ON p.id = d.person_id \
             WHERE d.token_hash = ?1 AND p.sign_in_email = ?2",
            &[digest.clone().into(), stored::text(sign_in_email)],
        )?;
        Ok((!rows.is_empty()).then_some(digest))
    }

    /// The caller's device, if this person was signed in on it.
    pub(crate) fn device_with(
        &self,
        caller: Caller<'_>,
        person: PersonId,
    ) -> Result<Option<Vec<u8>>, Error> {
        let Some(device) = caller.device else {
            return Ok(None);
        };
        let digest = secret::digest(device);
        let rows = self.database.query(
            "SELECT 1 FROM devices WHERE token_hash = ?1 AND person_id = ?2",
            &[digest.clone().into(), stored::id(person)],
        )?;
        Ok((!rows.is_empty()).then_some(digest))
    }

    /// Remembers the device on which the person has just signed in. Gives the secret that it is to
    /// keep, unless it presents one that is known here.
    ///
    /// # Errors
    /// Only when the database or the random generator fails.
    pub fn remember_device(
        &self,
        person: PersonId,
        presented: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<SecretString>, Error> {
        let known = match presented {
            Some(presented) if self.is_device(presented)? => Some(secret::digest(presented)),
            _ => None,
        };
        let issued = match known {
            Some(_) => None,
            None => Some(secret::issue(&*self.entropy)?),
        };
        let digest = known.or(issued.as_ref().map(|issued| issued.digest.clone()));
        let digest = digest.unwrap_or_default();
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO devices (token_hash, person_id, last_used_at) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (token_hash, person_id) DO UPDATE \
                 SET last_used_at = excluded.last_used_at",
                &[digest.clone().into(), stored::id(person), stored::at(now)],
            )?;
            connection.execute(
                "DELETE FROM devices WHERE person_id = ?1 AND token_hash NOT IN \
                 (SELECT token_hash FROM devices WHERE person_id = ?1 \
                 ORDER BY last_used_at DESC, token_hash LIMIT ?2)",
                &[stored::id(person), DEVICES_PER_PERSON.into()],
            )?;
            Ok::<_, Error>(())
        })?;
        Ok(issued.map(|issued| issued.secret))
    }
}

pub(crate) fn sweep(
    connection: &mut dyn database::Connection,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM devices WHERE last_used_at <= ?1",
        &[stored::at(now - DEVICE_LIFE)],
    )?;
    Ok(())
}

pub(crate) fn forget_all(
    connection: &mut dyn database::Connection,
    person: PersonId,
) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM devices WHERE person_id = ?1",
        &[stored::id(person)],
    )?;
    Ok(())
}
