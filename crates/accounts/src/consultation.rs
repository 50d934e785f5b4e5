//! Ways into a consultation: links that a party hands on to its people, and which voice a device has there.
//!
//! A link is for as many as it is given to. Whoever comes by it is a voice, drawn at random; which device has
//! which voice is known here alone, and deleted when the voice withdraws. One voice per device is no proof of one
//! voice per person: pages say so, and new voices are few enough per network and quarter of an hour that
//! nobody makes a crowd in a minute.

use std::collections::HashSet;
use std::net::IpAddr;

use database::Connection;
use domain::ids::{ConsultationId, PartyId, PersonId, RelationshipId, VoiceId};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

use crate::attempts::{Begun, Trier};
use crate::{Accounts, Error, Refusal, entropy, secret, stored, text};

/// Addresses to which one party sends links to a consultation.
pub const ADDRESSES: i64 = 2_000;
/// For what the digest of an address is derived.
const ADDRESS: &str = "consultation address";
/// What a link of this kind is derived for.
const LINK: &str = "consultation";
/// What the secret is derived for by which a seat at the table has its voice.
const SEAT: &str = "consultation seat";
/// What the secret is derived for of a device that held none when it sent its first form.
const FORM: &str = "consultation form";
/// New voices that come from one network within a quarter of an hour: the morning shift of a depot.
pub const VOICES_PER_NETWORK: i64 = 200;
/// Statements that come from one network within a quarter of an hour: whoever moderates can keep up with so many.
pub const STATEMENTS_PER_NETWORK: i64 = 60;
/// So long it is known which device has which voice: a consultation is over by then, and its result read.
pub const VOICE_LIFE: SignedDuration = SignedDuration::from_hours(400 * 24);

/// What a link to a consultation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsultationLink {
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its table.
    pub relationship: RelationshipId,
    /// The party whose people it is for.
    pub party: PartyId,
}

/// A link that works once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsultationLetter {
    /// Where it leads.
    pub link: ConsultationLink,
    /// Whether somebody began by it.
    pub used: bool,
}

/// Room for mails with links, out of what somebody may send in an hour.
pub struct Reserved(Begun);

/// That a party sent links to as many addresses as it may.
fn full() -> Error {
    let limit = usize::try_from(ADDRESSES).unwrap_or(usize::MAX);
    let what = "addresses";
    Refusal::Full { what, limit }.into()
}

/// What a device presents that comes to begin.
#[derive(Clone, Copy, Debug)]
pub struct Device<'a> {
    /// The secret that it holds, where it holds one.
    pub held: Option<&'a str>,
    /// The key of the form that it sent. Sent twice by a device that keeps nothing, it begins one voice.
    pub form: &'a str,
}

/// Who a device is in a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownVoice {
    /// The voice.
    pub voice: VoiceId,
    /// The party by whose link it came.
    pub party: PartyId,
}

impl Accounts {
    /// The link by which a party's people take part; made when it is asked for first. Whether whoever asks may
    /// hand it on is the table's rule.
    ///
    /// # Errors
    /// When the database fails; [`Error::Damaged`] where the server's key was changed since.
    pub fn consultation_link(&self, to: ConsultationLink) -> Result<SecretString, Error> {
        let thing = thing(to);
        let rows = self.database.query(
            "SELECT nonce, digest FROM consultation_links \
             WHERE consultation_id = ?1 AND party_id = ?2",
            &[stored::id(to.consultation), stored::id(to.party)],
        )?;
        if let Some(row) = rows.first() {
            let link = self.derived_as(LINK, &thing, row.bytes(0)?, row.bytes(1)?)?;
            return link.ok_or(Error::Damaged("link to a consultation"));
        }
        let nonce = self.link_nonce()?;
        let issued = self.derived(LINK, &thing, &nonce)?;
        let made = self.database.write(|connection| {
            connection.execute(
                "INSERT INTO consultation_links \
                 (consultation_id, party_id, relationship_id, nonce, digest) \
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                &[
                    stored::id(to.consultation),
                    stored::id(to.party),
                    stored::id(to.relationship),
                    nonce.clone().into(),
                    issued.digest.clone().into(),
                ],
            )
        })?;
        match made {
            0 => self.consultation_link(to),
            _ => Ok(issued.secret),
        }
    }

    /// What a link leads to; `None` where it leads nowhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn behind_consultation_link(&self, link: &str) -> Result<Option<ConsultationLink>, Error> {
        let rows = self.database.query(
            "SELECT consultation_id, relationship_id, party_id FROM consultation_links \
             WHERE digest = ?1",
            &[secret::digest(link).into()],
        )?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        Ok(Some(ConsultationLink {
            consultation: stored::read_id(row, 0)?,
            relationship: stored::read_id(row, 1)?,
            party: stored::read_id(row, 2)?,
        }))
    }

    /// The link that works once behind this secret; `None` where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn consultation_letter(&self, secret: &str) -> Result<Option<ConsultationLetter>, Error> {
        let rows = self.database.query(
            "SELECT consultation_id, relationship_id, party_id, used FROM consultation_letters \
             WHERE digest = ?1",
            &[secret::digest(secret).into()],
        )?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        Ok(Some(ConsultationLetter {
            link: ConsultationLink {
                consultation: stored::read_id(row, 0)?,
                relationship: stored::read_id(row, 1)?,
                party: stored::read_id(row, 2)?,
            },
            used: row.integer(3)? != 0,
        }))
    }

    /// How many addresses a party sent links to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn consultation_addresses(&self, to: &ConsultationLink) -> Result<i64, Error> {
        let rows = self.database.query(
            "SELECT count(*) FROM consultation_addresses WHERE consultation_id = ?1 AND party_id = ?2",
            &[stored::id(to.consultation), stored::id(to.party)],
        )?;
        Ok(rows.first().map_or(Ok(0), |row| row.integer(0))?)
    }

    /// What a mail address is known by here, where it is one. Of two that differ in capitals only one is sent to.
    fn address_digest(&self, to: &ConsultationLink, address: &str) -> Result<Vec<u8>, Error> {
        let address = text::email(address)?.to_lowercase();
        let thing = to.consultation.0.as_u128().to_be_bytes();
        Ok(self.derived(ADDRESS, &thing, address.as_bytes())?.digest)
    }

    /// Whether this is a mail address.
    pub fn is_address(address: &str) -> bool {
        text::email(address).is_ok()
    }

    /// Those of these addresses to which no link was sent yet.
    ///
    /// # Errors
    /// One of them is none; when the database fails.
    pub fn without_consultation_letter(
        &self,
        to: &ConsultationLink,
        addresses: Vec<String>,
    ) -> Result<Vec<String>, Error> {
        let rows = self.database.query(
            "SELECT digest FROM consultation_addresses WHERE consultation_id = ?1",
            &[stored::id(to.consultation)],
        )?;
        let known: Result<HashSet<Vec<u8>>, _> = rows
            .iter()
            .map(|row| row.bytes(0).map(<[u8]>::to_vec))
            .collect();
        let known = known?;
        let mut left = Vec::new();
        for address in addresses {
            if !known.contains(&self.address_digest(to, &address)?) {
                left.push(address);
            }
        }
        Ok(left)
    }

    /// Keeps room for so many mails with links, before they are promised: all of them, or none.
    ///
    /// # Errors
    /// They are more than the party sends in all, or than the sender does in an hour; when the database fails.
    pub fn reserve_consultation_letters(
        &self,
        to: &ConsultationLink,
        sender: PersonId,
        count: usize,
        now: Timestamp,
    ) -> Result<Reserved, Error> {
        let more = i64::try_from(count).unwrap_or(i64::MAX);
        if self.consultation_addresses(to)?.saturating_add(more) > ADDRESSES {
            return Err(full());
        }
        let begun = self
            .circulars
            .begin_many(&format!("circulars of {sender}"), count, now)?;
        Ok(Reserved(begun))
    }

    /// Gives back room that was kept for mails which are not sent.
    pub fn release_consultation_letters(&self, reserved: &Reserved) {
        self.circulars.take_back(&reserved.0);
    }

    /// Makes a link that works once for an address; `None` where one was sent there already. `until` is when the
    /// consultation is over.
    ///
    /// # Errors
    /// The text is no address; the party sent too many; when the database fails.
    pub fn make_consultation_letter(
        &self,
        to: &ConsultationLink,
        address: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Option<SecretString>, Error> {
        let address = self.address_digest(to, address)?;
        if self.consultation_addresses(to)? >= ADDRESSES {
            return Err(full());
        }
        let noted = self.database.write(|connection| {
            connection.execute(
                "INSERT INTO consultation_addresses (consultation_id, party_id, digest, until_at) \
                 VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                &[
                    stored::id(to.consultation),
                    stored::id(to.party),
                    address.clone().into(),
                    stored::at(until),
                ],
            )
        })?;
        if noted == 0 {
            return Ok(None);
        }
        let made = self.made_letter(to, now);
        if made.is_err() {
            self.forget_address(to, &address)?;
        }
        made.map(Some)
    }

    fn made_letter(&self, to: &ConsultationLink, now: Timestamp) -> Result<SecretString, Error> {
        let issued = secret::issue(&*self.entropy)?;
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO consultation_letters \
                 (digest, consultation_id, party_id, relationship_id, used, made_at) \
                 VALUES (?1, ?2, ?3, ?4, 0, ?5)",
                &[
                    issued.digest.clone().into(),
                    stored::id(to.consultation),
                    stored::id(to.party),
                    stored::id(to.relationship),
                    stored::at(now),
                ],
            )
        })?;
        Ok(issued.secret)
    }

    fn forget_address(&self, to: &ConsultationLink, digest: &[u8]) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "DELETE FROM consultation_addresses WHERE consultation_id = ?1 AND digest = ?2",
                &[stored::id(to.consultation), digest.to_vec().into()],
            )
        })?;
        Ok(())
    }

    /// Forgets that a link was sent to an address, and the link: the mail did not go out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drop_consultation_letter(
        &self,
        to: &ConsultationLink,
        address: &str,
        link: &str,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "DELETE FROM consultation_letters WHERE digest = ?1",
                &[secret::digest(link).into()],
            )
        })?;
        self.forget_address(to, &self.address_digest(to, address)?)
    }

    /// The voice that a device has in a consultation, by what the device presents.
    ///
    /// # Errors
    /// When the database fails.
    pub fn voice(
        &self,
        consultation: ConsultationId,
        device: &str,
    ) -> Result<Option<KnownVoice>, Error> {
        let rows = self.database.query(
            "SELECT voice_id, party_id FROM consultation_voices \
             WHERE consultation_id = ?1 AND digest = ?2",
            &[stored::id(consultation), known(consultation, device).into()],
        )?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        Ok(Some(KnownVoice {
            voice: stored::read_id(row, 0)?,
            party: stored::read_id(row, 1)?,
        }))
    }

    /// Whether any device has a voice in a consultation.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_voices(&self, consultation: ConsultationId) -> Result<bool, Error> {
        let rows = self.database.query(
            "SELECT voice_id FROM consultation_voices WHERE consultation_id = ?1 LIMIT 1",
            &[stored::id(consultation)],
        )?;
        Ok(!rows.is_empty())
    }

    /// Gives a device a voice, or finds the one that it has. Answers with what the device is to present from
    /// now on, where it presented nothing yet.
    ///
    /// # Errors
    /// Too many new voices came from this network; when the database fails.
    pub fn begin_voice(
        &self,
        link: &ConsultationLink,
        device: Device<'_>,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(KnownVoice, Option<SecretString>), Error> {
        let (held, fresh) = self.held(link, device)?;
        if let Some(known) = self.voice(link.consultation, held.expose_secret())? {
            return Ok((known, fresh));
        }
        // Every one of them counts, and none is forgiven.
        self.voices.begin(&Trier::Passer { from }, now)?;
        let voice = self.drawn_voice()?;
        let known = self.give_voice(link, held.expose_secret(), voice, now)?;
        Ok((known, fresh))
    }

    /// Counts a statement that comes from a network.
    ///
    /// # Errors
    /// Too many came from there.
    pub fn count_statement(&self, from: IpAddr, now: Timestamp) -> Result<(), Error> {
        self.statements.begin(&Trier::Passer { from }, now)?;
        Ok(())
    }

    /// What a device holds, and the same once more where it is new.
    fn held(
        &self,
        link: &ConsultationLink,
        device: Device<'_>,
    ) -> Result<(SecretString, Option<SecretString>), Error> {
        if let Some(held) = device.held {
            return Ok((held.to_owned().into(), None));
        }
        let fresh = match device.form {
            "" => secret::issue(&*self.entropy)?,
            form => self.derived(FORM, &thing(*link), form.as_bytes())?,
        };
        Ok((fresh.secret.clone(), Some(fresh.secret)))
    }

    /// Gives whoever comes by a link that works once their voice, and uses the link up; a device that has a voice here
    /// keeps it, and the link.
    ///
    /// # Errors
    /// The link was used; when the database fails.
    pub fn begin_voice_by_letter(
        &self,
        letter: &str,
        link: &ConsultationLink,
        device: Device<'_>,
        now: Timestamp,
    ) -> Result<(KnownVoice, Option<SecretString>), Error> {
        let (held, fresh) = self.held(link, device)?;
        if let Some(known) = self.voice(link.consultation, held.expose_secret())? {
            return Ok((known, fresh));
        }
        let voice = self.drawn_voice()?;
        let used = self.database.write(|connection| {
            let used = connection.execute(
                "UPDATE consultation_letters SET used = 1 WHERE digest = ?1 AND used = 0",
                &[secret::digest(letter).into()],
            )?;
            if used == 1 {
                insert_voice(connection, link, held.expose_secret(), voice, now)?;
            }
            Ok::<_, database::Error>(used)
        })?;
        if used == 0 {
            return Err(Refusal::LinkUsed.into());
        }
        let known = self.voice(link.consultation, held.expose_secret())?;
        Ok((known.ok_or(Error::Damaged("voice"))?, fresh))
    }

    fn drawn_voice(&self) -> Result<VoiceId, Error> {
        let drawn: [u8; 16] = entropy::bytes(&*self.entropy)?;
        Ok(VoiceId(uuid::Builder::from_random_bytes(drawn).into_uuid()))
    }

    fn give_voice(
        &self,
        link: &ConsultationLink,
        held: &str,
        voice: VoiceId,
        now: Timestamp,
    ) -> Result<KnownVoice, Error> {
        self.database
            .write(|connection| insert_voice(connection, link, held, voice, now))?;
        // Two requests of one device at once: the first one's voice is the device's.
        let known = self.voice(link.consultation, held)?;
        known.ok_or(Error::Damaged("voice"))
    }

    /// By what somebody who sits at the table is known in a consultation: a secret that the server derives, so that
    /// the database alone does not tell whose voice is whose.
    fn seat_secrets(
        &self,
        consultation: ConsultationId,
        person: PersonId,
    ) -> Result<Vec<SecretString>, Error> {
        let thing = consultation.0.as_u128().to_be_bytes();
        self.derived_by_all(SEAT, &thing, person.0.as_bytes())
    }

    /// The voice of somebody who sits at the table, on whichever device.
    ///
    /// # Errors
    /// When the database fails.
    pub fn voice_of_seat(
        &self,
        consultation: ConsultationId,
        person: PersonId,
    ) -> Result<Option<KnownVoice>, Error> {
        for secret in self.seat_secrets(consultation, person)? {
            if let Some(known) = self.voice(consultation, secret.expose_secret())? {
                return Ok(Some(known));
            }
        }
        Ok(None)
    }

    /// Gives somebody who sits at the table their voice, or finds the one that they have. What their device said by
    /// a link of the same party before is theirs, so that nobody has a second voice by a link. It is the device's no
    /// more: whoever sits at it next reads nothing of theirs, and speaks for themselves.
    ///
    /// # Errors
    /// When the database fails.
    pub fn begin_voice_of_seat(
        &self,
        link: &ConsultationLink,
        person: PersonId,
        device: Option<&str>,
        now: Timestamp,
    ) -> Result<KnownVoice, Error> {
        if let Some(known) = self.voice_of_seat(link.consultation, person)? {
            return Ok(known);
        }
        let secrets = self.seat_secrets(link.consultation, person)?;
        let secret = secrets.first().ok_or(Error::Damaged("voice"))?;
        let seat = secret.expose_secret();
        let voice = self.drawn_voice()?;
        self.database.write(|connection| {
            let moved = match device {
                Some(device) => move_voice(connection, link, device, seat)?,
                None => 0,
            };
            match moved {
                0 => insert_voice(connection, link, seat, voice, now),
                moved => Ok(moved),
            }
        })?;
        // Two requests of one seat at once: the first one's voice is the seat's.
        let known = self.voice(link.consultation, seat)?;
        known.ok_or(Error::Damaged("voice"))
    }

    /// Forgets which device a voice was, in the transaction in which the record takes down that it withdrew.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_voice(
        &self,
        connection: &mut dyn Connection,
        consultation: ConsultationId,
        voice: VoiceId,
    ) -> Result<(), database::Error> {
        connection.execute(
            "DELETE FROM consultation_voices WHERE consultation_id = ?1 AND voice_id = ?2",
            &[stored::id(consultation), stored::id(voice)],
        )?;
        Ok(())
    }
}

fn insert_voice(
    connection: &mut dyn Connection,
    link: &ConsultationLink,
    held: &str,
    voice: VoiceId,
    now: Timestamp,
) -> Result<u64, database::Error> {
    connection.execute(
        "INSERT INTO consultation_voices \
         (consultation_id, digest, voice_id, party_id, begun_at) \
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        &[
            stored::id(link.consultation),
            known(link.consultation, held).into(),
            stored::id(voice),
            stored::id(link.party),
            stored::at(now),
        ],
    )
}

/// The voice of a device is a seat's from now on, where that has none.
fn move_voice(
    connection: &mut dyn Connection,
    link: &ConsultationLink,
    device: &str,
    seat: &str,
) -> Result<u64, database::Error> {
    connection.execute(
        "UPDATE consultation_voices SET digest = ?3 \
         WHERE consultation_id = ?1 AND digest = ?2 AND party_id = ?4 \
         AND NOT EXISTS (SELECT 1 FROM consultation_voices WHERE consultation_id = ?1 AND digest = ?3)",
        &[
            stored::id(link.consultation),
            known(link.consultation, device).into(),
            known(link.consultation, seat).into(),
            stored::id(link.party),
        ],
    )
}

/// Forgets which devices had which voices, long after; and which addresses got links, once that is over.
pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM consultation_voices WHERE begun_at < ?1",
        &[stored::at(now - VOICE_LIFE)],
    )?;
    connection.execute(
        "DELETE FROM consultation_letters WHERE made_at < ?1",
        &[stored::at(now - VOICE_LIFE)],
    )?;
    connection.execute(
        "DELETE FROM consultation_addresses WHERE until_at < ?1",
        &[stored::at(now)],
    )?;
    Ok(())
}

/// A link is derived for a party of a consultation.
fn thing(to: ConsultationLink) -> [u8; 16] {
    let (consultation, party): (Uuid, Uuid) = (to.consultation.0, to.party.0);
    (consultation.as_u128() ^ party.as_u128()).to_be_bytes()
}

/// What is kept of a device, in one consultation.
fn known(consultation: ConsultationId, device: &str) -> Vec<u8> {
    secret::digest(&format!("{consultation} {device}"))
}
