//! Showing that one reads mail at an address: a link is sent there, and whoever uses it does.

use domain::ids::PersonId;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::person::{self, Person};
use crate::{Accounts, Error, Refusal, secret, stored};

/// How long such a link works: time to find the mail.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

impl Accounts {
    /// A link to be sent to the address of the person's account, and shown to nobody. It replaces an
    /// earlier one.
    ///
    /// # Errors
    /// Refuses a guest, who has no such address ([`Refusal::GuestMustClaim`]), and a person who takes no
    /// part.
    pub fn address_link(
        &self,
        id: PersonId,
        now: Timestamp,
    ) -> Result<(String, SecretString), Error> {
        let issued = secret::issue(&*self.entropy)?;
        let address = self.database.write(|connection| {
            let person = person::active(connection, id)?;
            let address = person
                .email
                .filter(|_| person.claimed_at.is_some())
                .ok_or(Refusal::GuestMustClaim)?;
            connection.execute(
                "INSERT INTO address_links (person_id, token_hash, address, expires_at) \
                 VALUES (?1, ?2, ?3, ?4) ON CONFLICT (person_id) DO UPDATE SET \
                 token_hash = excluded.token_hash, address = excluded.address, \
                 expires_at = excluded.expires_at",
                &[
                    stored::id(id),
                    issued.digest.clone().into(),
                    stored::text(&address),
                    stored::at(now + LIFE),
                ],
            )?;
            Ok::<_, Error>(address)
        })?;
        Ok((address, issued.secret))
    }

    /// Whose address the link is to prove: for the page behind it, which changes nothing.
    ///
    /// # Errors
    /// Refuses a link that is unknown, used or expired, or whose address is not the person's any more.
    pub fn address_link_holder(&self, secret: &str, now: Timestamp) -> Result<Person, Error> {
        self.database.read(|connection| {
            let rows = connection.query(
                "SELECT person_id, address FROM address_links \
                 WHERE token_hash = ?1 AND expires_at > ?2",
                &[secret::digest(secret).into(), stored::at(now)],
            )?;
            let mut holder = || {
                let row = rows.first().ok_or(Refusal::LinkUnusable)?;
                let person = person::find(connection, stored::read_id(row, 0)?)?
                    .filter(Person::is_active)
                    .ok_or(Refusal::LinkUnusable)?;
                if person.email.as_deref() == Some(row.text(1)?) {
                    Ok(person)
                } else {
                    Err(Refusal::LinkUnusable.into())
                }
            };
            Ok(holder())
        })?
    }

    /// Uses the link: its person reads mail at that address.
    ///
    /// # Errors
    /// As [`Self::address_link_holder`].
    pub fn use_address_link(&self, secret: &str, now: Timestamp) -> Result<Person, Error> {
        let person = self.address_link_holder(secret, now)?;
        let address = person.email.clone().unwrap_or_default();
        self.database.write(|connection| {
            let used = connection.execute(
                "DELETE FROM address_links WHERE token_hash = ?1 AND address = ?2",
                &[secret::digest(secret).into(), stored::text(&address)],
            )?;
            if used == 0 {
                return Err(Refusal::LinkUnusable.into());
            }
            let address = stored::text(&address);
            person::set(connection, person.id, "reads_mail_at", address)?;
            person::existing(connection, person.id)
        })
    }
}
