//! Ways into a consultation: links that a party hands on to its people, and which voice a device has there.
//!
//! A link is for as many as it is given to. Whoever comes by it is a voice, drawn at random; which device has
//! which voice is known here alone, and deleted when the voice withdraws. One voice per device is no proof of one
//! voice per person: pages say so, and new voices are few enough per network and quarter of an hour that
//! nobody makes a crowd in a minute.

use std::net::IpAddr;

use database::Connection;
use domain::ids::{ConsultationId, PartyId, RelationshipId, VoiceId};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use uuid::Uuid;

use crate::attempts::Trier;
use crate::{Accounts, Error, entropy, secret, stored};

/// What a link of this kind is derived for.
const LINK: &str = "consultation";
/// New voices that come from one network within a quarter of an hour: the morning shift of a depot.
pub const VOICES_PER_NETWORK: i64 = 200;
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

    /// Gives a device a voice, or finds the one that it has. Answers with what the device is to present from
    /// now on, where it presented nothing yet.
    ///
    /// # Errors
    /// Too many new voices came from this network; when the database fails.
    pub fn begin_voice(
        &self,
        link: &ConsultationLink,
        device: Option<&str>,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<(KnownVoice, Option<SecretString>), Error> {
        if let Some(device) = device
            && let Some(known) = self.voice(link.consultation, device)?
        {
            return Ok((known, None));
        }
        // Every one of them counts, and none is forgiven.
        self.voices.begin(&Trier::Passer { from }, now)?;
        let fresh = match device {
            Some(_) => None,
            None => Some(secret::issue(&*self.entropy)?.secret),
        };
        let held = match (&fresh, device) {
            (Some(fresh), _) => secrecy::ExposeSecret::expose_secret(fresh),
            (None, device) => device.unwrap_or_default(),
        };
        let digest = known(link.consultation, held);
        let drawn: [u8; 16] = entropy::bytes(&*self.entropy)?;
        let voice = VoiceId(uuid::Builder::from_random_bytes(drawn).into_uuid());
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO consultation_voices \
                 (consultation_id, digest, voice_id, party_id, begun_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                &[
                    stored::id(link.consultation),
                    digest.clone().into(),
                    stored::id(voice),
                    stored::id(link.party),
                    stored::at(now),
                ],
            )
        })?;
        // Two requests of one device at once: the first one's voice is the device's.
        let known = self.voice(link.consultation, held)?;
        let known = known.ok_or(Error::Damaged("voice"))?;
        Ok((known, fresh))
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

/// Forgets which devices had which voices, long after.
pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM consultation_voices WHERE begun_at < ?1",
        &[stored::at(now - VOICE_LIFE)],
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
