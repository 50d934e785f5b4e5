//! Mail to send: what waits, who may send it, and what became of it.
//!
//! Several nodes share one outbox. A mail is claimed by compare-and-set before it is handed over, so
//! that it goes out at most once: when a process ends between the two, nobody can know whether it
//! went, and it is not sent again but shown as unclear once its lease has run out. A meeting for a calendar is:
//! calendars know it by its id and number.
//!
//! No row holds a word of what a mail says: that is found out, as its reader may see it, when it is
//! written.

use std::collections::BTreeMap;

use database::{Connection, Row};
use domain::ids::{MeetingId, PersonId, RelationshipId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::invitation::{InvitationId, store_mailed};
use crate::mailing::{self, Hears, MailSecret, Mailing};
use crate::person::{self, Person};
use crate::{Accounts, Error, entropy, stored};

/// How long what answers somebody's word is gathered before it is told: longer than a word may be
/// taken back, and what is said in one go comes in one mail.
pub const GATHERED_FOR: SignedDuration = SignedDuration::from_mins(10);
/// A person is told what answers their words no more often than this.
pub const TOLD_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// How long a claimed mail may take to hand over before it counts as unclear: far beyond the mail
/// server's time limits.
pub const LEASE: SignedDuration = SignedDuration::from_mins(15);
/// How often a mail is offered to a mail server that puts it off.
pub const MAIL_ATTEMPTS: u32 = 6;
/// After the first refusal for the time being; each further wait is four times as long, so that the
/// last attempt is more than a day later.
pub const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(5);
/// How long a mail's row is kept after its end, and with it the link that stops further ones.
pub const MAIL_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A mail's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailId(pub Uuid);

impl std::fmt::Display for MailId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for MailId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// What answers the person's own word.
    News,
    /// What needs the person: the one kind of reminder there is.
    Digest,
    /// A link to choose a new password, asked for while the mail server was away. Nothing stops or
    /// pauses it: its reader waits for it.
    PasswordLink,
    /// A link that shows that its reader reads mail at an address that was asked for. It goes there, and
    /// nothing stops or pauses it.
    Address,
    /// A meeting for the person's calendar: planned, moved or cancelled.
    Meeting,
}

impl MailKind {
    fn word(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Digest => "digest",
            Self::PasswordLink => "password_link",
            Self::Address => "address",
            Self::Meeting => "meeting",
        }
    }
}

/// A mail that waits, with whom it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// What it is about.
    pub kind: MailKind,
    /// Whom it is for.
    pub person: Person,
    /// What they want to hear, and where.
    pub mailing: Mailing,
    /// How often it was offered to the mail server.
    pub attempts: u32,
    /// Since when it waits.
    pub since: Timestamp,
}

/// What became of a mail that was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handed {
    /// The mail server took it.
    Taken,
    /// The mail server put it off, and certainly does not have it.
    PutOff(String),
    /// The mail server refused it for good.
    Refused(String),
    /// The connection broke before an answer came: perhaps it went out.
    Unclear(String),
}

/// The outbox at a glance, without anybody's name or a word of content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    /// Mails that wait, among them those put off.
    pub waiting: u64,
    /// Mails taken by the mail server.
    pub sent: u64,
    /// Mails refused for good, or put off too often.
    pub failed: u64,
    /// Mails of which nobody knows.
    pub unclear: u64,
    /// What the mail server answered last when it did not take one, and when.
    pub trouble: Option<(String, Timestamp)>,
}

/// Somebody who wants to be reminded of what needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminded {
    /// Who.
    pub person: PersonId,
    /// How often: [`Hears::Weekly`] or [`Hears::Daily`].
    pub hears: Hears,
    /// Their IANA time zone.
    pub time_zone: String,
    /// Since when they have an account.
    pub since: Timestamp,
    /// The days for which a reminder was made last, as `2026-11-23`.
    pub reminded_for: Option<String>,
}

/// An entry that answers somebody's own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Whose.
    pub person: PersonId,
    /// The entry.
    pub sequence: u64,
    /// When it was recorded.
    pub at: Timestamp,
}

impl Accounts {
    /// How far each record was read for news.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn news_cursors(&self) -> Result<BTreeMap<RelationshipId, u64>, Error> {
        let rows = self
            .database
            .query("SELECT relationship_id, sequence FROM news_cursors", &[])?;
        rows.iter()
            .map(|row| Ok((stored::read_id(row, 0)?, unsigned(row.integer(1)?)?)))
            .collect()
    }

    /// Keeps what was found in a record between `from` and `to`, for those who want to hear of it,
    /// unless another node was there first (`false`): an entry is news once.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn keep_news(
        &self,
        relationship: RelationshipId,
        from: u64,
        to: u64,
        found: &[Answered],
    ) -> Result<bool, Error> {
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO news_cursors (relationship_id, sequence) VALUES (?1, 0) \
                 ON CONFLICT DO NOTHING",
                &[stored::id(relationship)],
            )?;
            let moved = connection.execute(
                "UPDATE news_cursors SET sequence = ?3 \
                 WHERE relationship_id = ?1 AND sequence = ?2",
                &[stored::id(relationship), signed(from), signed(to)],
            )?;
            if moved == 0 {
                return Ok(false);
            }
            for answered in found {
                if wants_mail(connection, answered.person)? {
                    connection.execute(
                        "INSERT INTO news (person_id, relationship_id, sequence, at) \
                         VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                        &[
                            stored::id(answered.person),
                            stored::id(relationship),
                            signed(answered.sequence),
                            stored::at(answered.at),
                        ],
                    )?;
                }
            }
            Ok(true)
        })
    }

    /// Makes a calendar mail to each of these people about a meeting, unless there was one for this number of
    /// it: whoever moves the number makes the mail. One that still waits is left with nothing to say.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn mail_meeting(
        &self,
        relationship: RelationshipId,
        meeting: MeetingId,
        revision: u64,
        people: &[PersonId],
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut drawn = Vec::with_capacity(people.len());
        for person in people {
            drawn.push((*person, MailId(entropy::id(&*self.entropy)?)));
        }
        self.database.write(|connection| {
            for (person, id) in &drawn {
                if !wants_mail(connection, *person)? {
                    continue;
                }
                let moved = connection.execute(
                    "INSERT INTO meeting_mails (person_id, relationship_id, meeting_id, asked, mail_id) \
                     VALUES (?1, ?2, ?3, ?4, ?5) \
                     ON CONFLICT (person_id, relationship_id, meeting_id) DO UPDATE \
                     SET asked = excluded.asked, mail_id = excluded.mail_id \
                     WHERE meeting_mails.asked < excluded.asked",
                    &[
                        stored::id(*person),
                        stored::id(relationship),
                        stored::id(meeting),
                        signed(revision),
                        stored::id(*id),
                    ],
                )?;
                if moved == 1 {
                    insert(connection, *id, *person, MailKind::Meeting, now)?;
                }
            }
            Ok::<_, Error>(())
        })?;
        Ok(())
    }

    /// The meeting that a calendar mail is about, with the number of it that its reader was told of last;
    /// nothing where a later mail is about it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn meeting_in(
        &self,
        mail: MailId,
    ) -> Result<Option<(RelationshipId, MeetingId, Option<u64>)>, Error> {
        let rows = self.database.query(
            "SELECT relationship_id, meeting_id, told FROM meeting_mails WHERE mail_id = ?1",
            &[stored::id(mail)],
        )?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let told = match row.optional_integer(2)? {
            Some(told) => Some(unsigned(told)?),
            None => None,
        };
        Ok(Some((
            stored::read_id(row, 0)?,
            stored::read_id(row, 1)?,
            told,
        )))
    }

    /// Makes a mail for each person whose news has been gathered for long enough, unless they were
    /// told within the hour or their mail pauses. All that waits for a person goes into one mail.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn mail_news(&self, now: Timestamp) -> Result<(), Error> {
        let ripe = self.database.query(
            "SELECT DISTINCT person_id FROM news WHERE mail_id IS NULL AND at <= ?1",
            &[stored::at(now - GATHERED_FOR)],
        )?;
        for row in ripe {
            let person: PersonId = stored::read_id(&row, 0)?;
            let id = MailId(entropy::id(&*self.entropy)?);
            self.database.write(|connection| {
                // Whoever moves the time makes the mail; the others find it moved.
                known(connection, person)?;
                let moved = connection.execute(
                    "UPDATE mailings SET told_at = ?2 WHERE person_id = ?1 \
                     AND (told_at IS NULL OR told_at <= ?3) \
                     AND (paused_until IS NULL OR paused_until <= ?2)",
                    &[
                        stored::id(person),
                        stored::at(now),
                        stored::at(now - TOLD_EVERY),
                    ],
                )?;
                if moved == 1 {
                    insert(connection, id, person, MailKind::News, now)?;
                    connection.execute(
                        "UPDATE news SET mail_id = ?2 WHERE person_id = ?1 AND mail_id IS NULL",
                        &[stored::id(person), stored::id(id)],
                    )?;
                }
                Ok::<_, Error>(())
            })?;
        }
        Ok(())
    }

    /// Everybody who wants to be reminded of what needs them, and whose mail does not pause.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn people_to_remind(&self, now: Timestamp) -> Result<Vec<Reminded>, Error> {
        let sql = format!(
            "SELECT p.id, p.time_zone, p.claimed_at, {} FROM people p \
             LEFT JOIN mailings m ON m.person_id = p.id WHERE p.claimed_at IS NOT NULL \
             AND p.suspended_at IS NULL AND p.erased_at IS NULL",
            mailing::COLUMNS
        );
        let rows = self.database.query(&sql, &[])?;
        let mut people = Vec::new();
        for row in &rows {
            let mailing = mailing::from_row(row, 3)?;
            if mailing.hears >= Hears::Weekly
                && mailing.address.is_some()
                && !mailing.is_paused(now)
            {
                people.push(Reminded {
                    person: stored::read_id(row, 0)?,
                    hears: mailing.hears,
                    time_zone: row.text(1)?.to_owned(),
                    since: stored::read_at(row, 2)?,
                    reminded_for: mailing.reminded_for,
                });
            }
        }
        Ok(people)
    }

    /// Makes a reminder for the days that begin with `day`, unless there was one: this is where the
    /// budget of reminders is kept.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn remind(&self, person: PersonId, day: &str, now: Timestamp) -> Result<bool, Error> {
        let id = MailId(entropy::id(&*self.entropy)?);
        self.database.write(|connection| {
            known(connection, person)?;
            let moved = connection.execute(
                "UPDATE mailings SET reminded_for = ?2 WHERE person_id = ?1 \
                 AND (reminded_for IS NULL OR reminded_for < ?2)",
                &[stored::id(person), stored::text(day)],
            )?;
            if moved == 1 {
                insert(connection, id, person, MailKind::Digest, now)?;
            }
            Ok(moved == 1)
        })
    }

    /// Keeps that somebody waits for a link to choose a password, until the mail server is back; one
    /// at a time. The link itself is made when the mail is written, and lives from then.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn queue_password_link(&self, person: PersonId, now: Timestamp) -> Result<(), Error> {
        let id = MailId(entropy::id(&*self.entropy)?);
        self.database.write(|connection| {
            let waiting = connection.query(
                "SELECT id FROM mails WHERE person_id = ?1 AND state = 'waiting' \
                 AND kind = 'password_link'",
                &[stored::id(person)],
            )?;
            if waiting.is_empty() {
                insert(connection, id, person, MailKind::PasswordLink, now)?;
            }
            Ok(())
        })
    }

    /// The mails that may go out now, longest waiting first, at most this many.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn due_mails(&self, now: Timestamp, at_most: usize) -> Result<Vec<Mail>, Error> {
        let sql = format!(
            "SELECT e.id, e.kind, e.attempts, e.created_at, {}, {} FROM mails e \
             JOIN people p ON p.id = e.person_id JOIN organisations o ON o.id = p.organisation_id \
             LEFT JOIN mailings m ON m.person_id = p.id \
             WHERE e.state = 'waiting' AND e.due_at <= ?1 \
             AND (m.paused_until IS NULL OR m.paused_until <= ?1 OR e.kind IN ('password_link', 'address')) \
             ORDER BY e.due_at, e.id LIMIT ?2",
            person::COLUMNS,
            mailing::COLUMNS
        );
        let params = [stored::at(now), (at_most as i64).into()];
        let rows = self.database.query(&sql, &params)?;
        rows.iter().map(from_row).collect()
    }

    /// The entries that a mail tells of, in the order recorded.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn news_in(&self, mail: MailId) -> Result<Vec<(RelationshipId, u64)>, Error> {
        let rows = self.database.query(
            "SELECT relationship_id, sequence FROM news WHERE mail_id = ?1 ORDER BY at, sequence",
            &[stored::id(mail)],
        )?;
        rows.iter()
            .map(|row| Ok((stored::read_id(row, 0)?, unsigned(row.integer(1)?)?)))
            .collect()
    }

    /// Claims a mail that was just written, and makes the links in it work; `false` when another
    /// node has it, or its reader stopped it meanwhile.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn claim_mail(
        &self,
        mail: MailId,
        stop: &MailSecret,
        ways_back: &[(InvitationId, MailSecret)],
        now: Timestamp,
    ) -> Result<bool, Error> {
        self.database.write(|connection| {
            let claimed = connection.execute(
                "UPDATE mails SET state = 'sending', attempts = attempts + 1, lease_until = ?2, \
                 stop_hash = ?3 WHERE id = ?1 AND state = 'waiting'",
                &[
                    stored::id(mail),
                    stored::at(now + LEASE),
                    stop.digest().into(),
                ],
            )?;
            if claimed == 0 {
                return Ok(false);
            }
            connection.execute(
                "UPDATE meeting_mails SET told = asked WHERE mail_id = ?1",
                &[stored::id(mail)],
            )?;
            let rows = connection.query(
                "SELECT person_id FROM mails WHERE id = ?1",
                &[stored::id(mail)],
            )?;
            let address = match rows.first() {
                Some(row) => mailing::find(connection, stored::read_id(row, 0)?)?.address,
                None => None,
            };
            for (invitation, secret) in ways_back {
                // Without an address the mail goes nowhere, and no link of it proves one.
                if let Some(address) = &address {
                    store_mailed(connection, *invitation, secret.digest(), address, now)?;
                }
            }
            Ok(true)
        })
    }

    /// Notes what became of a claimed mail. One that was put off waits longer each time, until it
    /// is given up.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn mail_was_handed(
        &self,
        mail: &Mail,
        handed: &Handed,
        now: Timestamp,
    ) -> Result<(), Error> {
        let attempts = mail.attempts + 1;
        let (state, trouble) = match handed {
            Handed::Taken => ("sent", None),
            Handed::PutOff(trouble) if attempts < MAIL_ATTEMPTS => ("waiting", Some(trouble)),
            // A calendar knows a meeting by its id and number: told twice, it is there once.
            Handed::Unclear(trouble)
                if mail.kind == MailKind::Meeting && attempts < MAIL_ATTEMPTS =>
            {
                ("waiting", Some(trouble))
            }
            Handed::PutOff(trouble) | Handed::Refused(trouble) => ("failed", Some(trouble)),
            Handed::Unclear(trouble) => ("unclear", Some(trouble)),
        };
        let wait = FIRST_WAIT * 4_i32.saturating_pow(mail.attempts);
        self.database.write(|connection| {
            // `unclear` too: the lease ran out, and now it is known after all.
            connection.execute(
                "UPDATE mails SET state = ?2, trouble = ?3, ended_at = ?4, due_at = ?5, \
                 lease_until = NULL WHERE id = ?1 AND state IN ('sending', 'unclear')",
                &[
                    stored::id(mail.id),
                    stored::text(state),
                    stored::optional_text(trouble.map(String::as_str)),
                    stored::at(now),
                    stored::at(now + wait),
                ],
            )?;
            Ok(())
        })
    }

    /// Lets go of a mail in which nothing is left to say.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn drop_mail(&self, mail: MailId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "UPDATE mails SET state = 'dropped', ended_at = ?2 \
                 WHERE id = ?1 AND state = 'waiting'",
                &[stored::id(mail), stored::at(now)],
            )?;
            Ok(())
        })
    }

    /// Gives up on claims whose process must have ended: perhaps those mails went out.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn end_stale_claims(&self, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "UPDATE mails SET state = 'waiting', lease_until = NULL, due_at = ?1 \
                 WHERE state = 'sending' AND lease_until <= ?1 AND kind = 'meeting' AND attempts < ?2",
                &[stored::at(now), i64::from(MAIL_ATTEMPTS).into()],
            )?;
            connection.execute(
                "UPDATE mails SET state = 'unclear', trouble = 'interrupted', ended_at = ?1 \
                 WHERE state = 'sending' AND lease_until <= ?1",
                &[stored::at(now)],
            )?;
            Ok(())
        })
    }

    /// Counts a mail that went out at once, such as an invitation, with what became of it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn count_mail(&self, handed: &Handed, now: Timestamp) -> Result<(), Error> {
        let id = MailId(entropy::id(&*self.entropy)?);
        let (state, trouble) = match handed {
            Handed::Taken => ("sent", None),
            // What it says was said otherwise, or waits in the outbox and is counted there.
            Handed::PutOff(trouble) => ("put_off", Some(trouble)),
            Handed::Refused(trouble) => ("failed", Some(trouble)),
            Handed::Unclear(trouble) => ("unclear", Some(trouble)),
        };
        self.database.write(|connection| {
            connection.execute(
                "INSERT INTO direct_mails (id, ended_at, state, trouble) VALUES (?1, ?2, ?3, ?4)",
                &[
                    stored::id(id),
                    stored::at(now),
                    stored::text(state),
                    stored::optional_text(trouble.map(String::as_str)),
                ],
            )?;
            Ok(())
        })
    }

    /// The outbox at a glance, counting what ended after `since`, and what went out at once.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn outbox(&self, since: Timestamp) -> Result<Outbox, Error> {
        let (counts, troubles) = self.database.read(|connection| {
            let counts = connection.query(
                "SELECT state, COUNT(*) FROM mails \
                 WHERE state IN ('waiting', 'sending') OR ended_at > ?1 GROUP BY state \
                 UNION ALL \
                 SELECT state, COUNT(*) FROM direct_mails WHERE ended_at > ?1 GROUP BY state",
                &[stored::at(since)],
            )?;
            let troubles = connection.query(
                "SELECT trouble, ended_at FROM mails WHERE trouble IS NOT NULL AND ended_at > ?1 \
                 UNION ALL \
                 SELECT trouble, ended_at FROM direct_mails WHERE trouble IS NOT NULL AND ended_at > ?1 \
                 ORDER BY 2 DESC LIMIT 1",
                &[stored::at(since)],
            )?;
            Ok((counts, troubles))
        })?;
        let mut outbox = Outbox::default();
        for row in &counts {
            let count = unsigned(row.integer(1)?)?;
            match row.text(0)? {
                "waiting" | "sending" => outbox.waiting += count,
                "sent" => outbox.sent += count,
                "failed" => outbox.failed += count,
                "unclear" => outbox.unclear += count,
                _ => {}
            }
        }
        if let Some(row) = troubles.first() {
            outbox.trouble = Some((row.text(0)?.to_owned(), stored::read_at(row, 1)?));
        }
        Ok(outbox)
    }

    /// When the person was last told something of their tables: news, or what needs them.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn last_mail_to(&self, person: PersonId) -> Result<Option<Timestamp>, Error> {
        let rows = self.database.query(
            "SELECT MAX(ended_at) FROM mails WHERE person_id = ?1 AND state = 'sent' \
             AND kind IN ('news', 'digest')",
            &[stored::id(person)],
        )?;
        rows.first()
            .map_or(Ok(None), |row| stored::read_optional_at(row, 0))
    }
}

/// Whether somebody has an address for mail and did not turn it off.
fn wants_mail(connection: &mut dyn Connection, person: PersonId) -> Result<bool, Error> {
    match person::find(connection, person)? {
        Some(person) if person.is_active() => {
            let mailing = mailing::find(connection, person.id)?;
            Ok(mailing.hears > Hears::Nothing && mailing.address.is_some())
        }
        _ => Ok(false),
    }
}

fn known(connection: &mut dyn Connection, person: PersonId) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO mailings (person_id) VALUES (?1) ON CONFLICT DO NOTHING",
        &[stored::id(person)],
    )?;
    Ok(())
}

pub(crate) fn insert(
    connection: &mut dyn Connection,
    id: MailId,
    person: PersonId,
    kind: MailKind,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO mails (id, person_id, kind, state, created_at, due_at, attempts) \
         VALUES (?1, ?2, ?3, 'waiting', ?4, ?4, 0)",
        &[
            stored::id(id),
            stored::id(person),
            stored::text(kind.word()),
            stored::at(now),
        ],
    )?;
    Ok(())
}

/// Drops what waits for a person who wants to hear no more.
pub(crate) fn drop_waiting(
    connection: &mut dyn Connection,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "UPDATE mails SET state = 'dropped', ended_at = ?2 \
         WHERE person_id = ?1 AND state = 'waiting' AND kind NOT IN ('password_link', 'address')",
        &[stored::id(person), stored::at(now)],
    )?;
    connection.execute(
        "DELETE FROM news WHERE person_id = ?1 AND mail_id IS NULL",
        &[stored::id(person)],
    )?;
    Ok(())
}

/// Deletes everything that was kept of a person's mail.
pub(crate) fn erase(connection: &mut dyn Connection, person: PersonId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM news WHERE person_id = ?1",
        "DELETE FROM meeting_mails WHERE person_id = ?1",
        "DELETE FROM mails WHERE person_id = ?1",
        "DELETE FROM mailings WHERE person_id = ?1",
    ] {
        connection.execute(sql, &[stored::id(person)])?;
    }
    Ok(())
}

/// Deletes mails that ended long ago, with what they told of.
pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    let before = stored::at(now - MAIL_KEPT);
    connection.execute(
        "DELETE FROM news WHERE mail_id IN (SELECT id FROM mails WHERE ended_at <= ?1 \
         AND state NOT IN ('waiting', 'sending'))",
        std::slice::from_ref(&before),
    )?;
    connection.execute(
        "DELETE FROM direct_mails WHERE ended_at <= ?1",
        std::slice::from_ref(&before),
    )?;
    connection.execute(
        "DELETE FROM mails WHERE ended_at <= ?1 AND state NOT IN ('waiting', 'sending')",
        &[before],
    )?;
    Ok(())
}

fn from_row(row: &Row) -> Result<Mail, Error> {
    Ok(Mail {
        id: stored::read_id(row, 0)?,
        kind: match row.text(1)? {
            "news" => MailKind::News,
            "digest" => MailKind::Digest,
            "password_link" => MailKind::PasswordLink,
            "address" => MailKind::Address,
            "meeting" => MailKind::Meeting,
            _ => return Err(Error::Damaged("kind of mail")),
        },
        attempts: u32::try_from(row.integer(2)?).map_err(|_| Error::Damaged("count"))?,
        since: stored::read_at(row, 3)?,
        person: person::from_row(row, 4)?,
        mailing: mailing::from_row(row, 4 + person::COLUMN_COUNT)?,
    })
}

fn signed(sequence: u64) -> database::Value {
    i64::try_from(sequence).unwrap_or(i64::MAX).into()
}

fn unsigned(sequence: i64) -> Result<u64, Error> {
    u64::try_from(sequence).map_err(|_| Error::Damaged("sequence"))
}
