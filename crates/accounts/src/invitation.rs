//! Invitations: a link that brings one person to one relationship.
//!
//! A guest returns by the same link until it expires or is withdrawn, and by the links in mail that
//! they asked for, which end with it. Whoever has an account is not let in by any: they sign in, so
//! that a forwarded link opens no account.

use database::{Connection, Row};
use domain::ids::{OrganisationId, PersonId, RelationshipId};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use uuid::Uuid;

use crate::mailing::MailSecret;
use crate::organisation::Organisation;
use crate::person::{NewPerson, Person};
use crate::session::{Proof, SignedIn};
use crate::{Accounts, Error, Refusal, entropy, organisation, person, secret, stored, text};

/// How long a link lives: a quarter, the rhythm of reviews. It can be renewed.
pub const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Links of one relationship that work at the same time: two hundred raters fit, a mailing list
/// does not.
pub const INVITATIONS_PER_RELATIONSHIP: usize = 500;

/// An invitation's id: names it in a list; unlike its secret it opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvitationId(pub Uuid);

impl std::fmt::Display for InvitationId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for InvitationId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// An invitation, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited.
    pub person: PersonId,
    /// To which relationship.
    pub relationship: RelationshipId,
    /// Who asks.
    pub invited_by: PersonId,
    /// Who was asked first and named this person instead.
    pub passed_on_by: Option<PersonId>,
    /// The personal line; may be empty.
    pub line: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
    /// When its link was last used.
    pub last_used_at: Option<Timestamp>,
}

impl Invitation {
    /// Neither expired nor withdrawn.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.withdrawn_at.is_none() && now < self.expires_at
    }
}

/// Who is to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invitee {
    /// Somebody known: an account, or a guest added before.
    Person(PersonId),
    /// A new guest of an organisation that exists.
    Guest(OrganisationId, NewPerson),
    /// A new guest of a new organisation, by its name.
    GuestOfNew(String, NewPerson),
}

/// An invitation to send; its secret is shown once.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Who is invited.
    pub person: Person,
    /// The invitation.
    pub invitation: Invitation,
    /// Goes into the link.
    pub secret: SecretString,
}

const SELECT: &str = "SELECT id, person_id, relationship_id, invited_by, passed_on_by, line, \
     created_at, expires_at, withdrawn_at, last_used_at FROM invitations";

impl Accounts {
    /// Invites somebody to a relationship, in one transaction with the guest and organisation that
    /// this creates. Whether `invited_by` may do so is the relationship's rule, checked by the
    /// caller.
    ///
    /// # Errors
    /// Refuses bad text, an unknown, suspended or erased person, and one too many.
    pub fn invite(
        &self,
        invitee: &Invitee,
        relationship: RelationshipId,
        invited_by: PersonId,
        line: &str,
        now: Timestamp,
    ) -> Result<Invited, Error> {
        let line = text::line("line", line)?;
        let new_id = PersonId(entropy::id(&*self.entropy)?);
        let person = match invitee {
            Invitee::Person(id) => *id,
            Invitee::Guest(..) | Invitee::GuestOfNew(..) => new_id,
        };
        let (founded, home, guest) = match invitee {
            Invitee::Person(_) => (None, None, None),
            Invitee::Guest(home, guest) => (None, Some(*home), Some(guest.checked()?)),
            Invitee::GuestOfNew(name, guest) => {
                let id = OrganisationId(entropy::id(&*self.entropy)?);
                let name = text::name("organisation", name)?;
                (
                    Some(Organisation { id, name }),
                    Some(id),
                    Some(guest.checked()?),
                )
            }
        };
        let draft = self.draft_invitation(person, relationship, invited_by, line, now)?;
        let person = self.database.write(|connection| {
            if let Some(founded) = &founded {
                organisation::insert(connection, founded, now)?;
            }
            if let (Some(home), Some(guest)) = (home, &guest) {
                organisation::hold_for_one_more(connection, home)?;
                person::insert_guest(connection, person, home, guest, now)?;
            }
            let person = person::active(connection, person)?;
            draft.store(connection)?;
            Ok::<_, Error>(person)
        })?;
        Ok(draft.into_invited(person))
    }

    /// What a link says, and whom it is for: for the page behind it, which lets nobody in yet.
    ///
    /// # Errors
    /// Refuses a link that is unknown, expired or withdrawn, or whose person takes no part.
    pub fn invitation_behind(
        &self,
        secret: &str,
        now: Timestamp,
    ) -> Result<(Invitation, Person), Error> {
        self.database
            .read(|connection| Ok(open_by_secret(connection, secret, now)))?
    }

    /// Lets the guest in, into this one relationship, as often as they come back.
    ///
    /// # Errors
    /// Refuses a link that is unknown, expired or withdrawn ([`Refusal::LinkUnusable`]), and one
    /// for an account ([`Refusal::SignInFirst`]).
    pub fn enter(
        &self,
        secret: &str,
        replaces: Option<&str>,
        now: Timestamp,
    ) -> Result<(SignedIn, Invitation), Error> {
        let (invitation, _) = self.invitation_behind(secret, now)?;
        let session = self
            .new_session(Proof::Link, now)?
            .until(invitation.expires_at);
        let entered = self.database.write(|connection| {
            let (mut invitation, person) = open_by_secret(connection, secret, now)?;
            if !person.is_guest() {
                return Err(Refusal::SignInFirst.into());
            }
            let used = connection.execute(
                "UPDATE invitations SET last_used_at = ?2 WHERE id = ?1 AND withdrawn_at IS NULL",
                &[stored::id(invitation.id), stored::at(now)],
            )?;
            if used == 0 {
                return Err(Refusal::LinkUnusable.into());
            }
            invitation.last_used_at = Some(now);
            if let Some(replaced) = replaces {
                crate::session::end(connection, replaced)?;
            }
            let bound_to = invitation.relationship;
            session.store_for_guest(connection, person.id, bound_to, invitation.id)?;
            Ok::<_, Error>((person, invitation))
        });
        let (person, invitation) = entered?;
        Ok((session.into_signed_in(person), invitation))
    }

    /// "Wrong person? Pass it on": the invited person names somebody else of the same organisation,
    /// who is invited in their place by the same inviter with the same line. The link itself is
    /// proof for a guest; somebody with an account must be `signed_in`.
    ///
    /// # Errors
    /// Refuses a link that is unknown, expired or withdrawn, somebody else's, and bad text.
    pub fn pass_on(
        &self,
        secret: &str,
        signed_in: Option<PersonId>,
        successor: &NewPerson,
        now: Timestamp,
    ) -> Result<Invited, Error> {
        let successor = successor.checked()?;
        let (old, _) = self.invitation_behind(secret, now)?;
        let new_id = PersonId(entropy::id(&*self.entropy)?);
        let line = old.line.clone();
        let mut draft =
            self.draft_invitation(new_id, old.relationship, old.invited_by, line, now)?;
        draft.invitation.passed_on_by = Some(old.person);
        let person = self.database.write(|connection| {
            let (old, asked) = open_by_secret(connection, secret, now)?;
            if !asked.is_guest() && signed_in != Some(asked.id) {
                return Err(Refusal::SignInFirst.into());
            }
            if !withdraw(connection, old.id, now)? {
                return Err(Refusal::LinkUnusable.into());
            }
            organisation::hold_for_one_more(connection, asked.organisation)?;
            person::insert_guest(connection, new_id, asked.organisation, &successor, now)?;
            draft.store(connection)?;
            person::existing(connection, new_id)
        })?;
        Ok(draft.into_invited(person))
    }

    /// An invitation, if there is one of this id.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn invitation(&self, id: InvitationId) -> Result<Option<Invitation>, Error> {
        let sql = format!("{SELECT} WHERE id = ?1");
        self.database
            .query(&sql, &[stored::id(id)])?
            .first()
            .map(from_row)
            .transpose()
    }

    /// Every invitation ever written for the relationship, latest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn invitations_to(&self, relationship: RelationshipId) -> Result<Vec<Invitation>, Error> {
        let sql = format!("{SELECT} WHERE relationship_id = ?1 ORDER BY created_at DESC, id");
        self.database
            .query(&sql, &[stored::id(relationship)])?
            .iter()
            .map(from_row)
            .collect()
    }

    /// A new link for an invitation, for another quarter: the old one stops working, since it may
    /// have gone astray, and so do the sessions it opened.
    ///
    /// # Errors
    /// Refuses an unknown or withdrawn invitation.
    pub fn renew_invitation(
        &self,
        id: InvitationId,
        now: Timestamp,
    ) -> Result<(Invitation, SecretString), Error> {
        let issued = secret::issue(&*self.entropy)?;
        self.database.write(|connection| {
            let renewed = connection.execute(
                "UPDATE invitations SET token_hash = ?2, expires_at = ?3 \
                 WHERE id = ?1 AND withdrawn_at IS NULL",
                &[
                    stored::id(id),
                    issued.digest.clone().into(),
                    stored::at(now + INVITATION_LIFE),
                ],
            )?;
            if renewed == 0 {
                return Err(Refusal::Unknown { what: "invitation" }.into());
            }
            end_links(connection, id)?;
            end_sessions(connection, id)
        })?;
        let invitation = self
            .invitation(id)?
            .ok_or(Refusal::Unknown { what: "invitation" })?;
        Ok((invitation, issued.secret))
    }

    /// Withdraws an invitation: its link and the guest sessions it opened end at once.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn withdraw_invitation(&self, id: InvitationId, now: Timestamp) -> Result<(), Error> {
        self.database.write(|connection| {
            withdraw(connection, id, now)?;
            Ok(())
        })
    }

    /// Withdraws whatever invites a person to a relationship: they left it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn withdraw_invitations(
        &self,
        person: PersonId,
        relationship: RelationshipId,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            connection.execute(
                "UPDATE invitations SET withdrawn_at = ?3 \
                 WHERE person_id = ?1 AND relationship_id = ?2 AND withdrawn_at IS NULL",
                &[
                    stored::id(person),
                    stored::id(relationship),
                    stored::at(now),
                ],
            )?;
            connection.execute(
                "DELETE FROM sessions WHERE person_id = ?1 AND relationship_id = ?2",
                &[stored::id(person), stored::id(relationship)],
            )?;
            Ok(())
        })
    }

    /// A further secret for the link of a guest's open invitation, to stand in a mail to them; it
    /// works once the mail is claimed, and for as long as the invitation does.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn way_back(
        &self,
        guest: PersonId,
        relationship: RelationshipId,
        now: Timestamp,
    ) -> Result<Option<(InvitationId, MailSecret)>, Error> {
        let sql = format!(
            "{SELECT} WHERE person_id = ?1 AND relationship_id = ?2 AND withdrawn_at IS NULL \
             AND expires_at > ?3 ORDER BY expires_at DESC, id LIMIT 1"
        );
        let params = [stored::id(guest), stored::id(relationship), stored::at(now)];
        let rows = self.database.query(&sql, &params)?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        Ok(Some((from_row(row)?.id, self.new_mail_secret()?)))
    }

    fn draft_invitation(
        &self,
        person: PersonId,
        relationship: RelationshipId,
        invited_by: PersonId,
        line: String,
        now: Timestamp,
    ) -> Result<Draft, Error> {
        Ok(Draft {
            invitation: Invitation {
                id: InvitationId(entropy::id(&*self.entropy)?),
                person,
                relationship,
                invited_by,
                passed_on_by: None,
                line,
                created_at: now,
                expires_at: now + INVITATION_LIFE,
                withdrawn_at: None,
                last_used_at: None,
            },
            issued: secret::issue(&*self.entropy)?,
        })
    }
}

struct Draft {
    invitation: Invitation,
    issued: secret::Issued,
}

impl Draft {
    fn store(&self, connection: &mut dyn Connection) -> Result<(), Error> {
        let invitation = &self.invitation;
        let rows = connection.query(
            "SELECT count(*) FROM invitations \
             WHERE relationship_id = ?1 AND withdrawn_at IS NULL AND expires_at > ?2",
            &[
                stored::id(invitation.relationship),
                stored::at(invitation.created_at),
            ],
        )?;
        let open = rows.first().map_or(Ok(0), |row| row.integer(0))?;
        if open >= INVITATIONS_PER_RELATIONSHIP as i64 {
            let limit = INVITATIONS_PER_RELATIONSHIP;
            return Err(Refusal::Full {
                what: "open invitations",
                limit,
            }
            .into());
        }
        connection.execute(
            "INSERT INTO invitations (id, token_hash, person_id, relationship_id, invited_by, \
             passed_on_by, line, created_at, expires_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            &[
                stored::id(invitation.id),
                self.issued.digest.clone().into(),
                stored::id(invitation.person),
                stored::id(invitation.relationship),
                stored::id(invitation.invited_by),
                stored::optional_id(invitation.passed_on_by),
                stored::text(&invitation.line),
                stored::at(invitation.created_at),
                stored::at(invitation.expires_at),
            ],
        )?;
        Ok(())
    }

    fn into_invited(self, person: Person) -> Invited {
        Invited {
            person,
            invitation: self.invitation,
            secret: self.issued.secret,
        }
    }
}

fn open_by_secret(
    connection: &mut dyn Connection,
    secret: &str,
    now: Timestamp,
) -> Result<(Invitation, Person), Error> {
    let sql = format!(
        "{SELECT} WHERE token_hash = ?1 \
         OR id = (SELECT invitation_id FROM invitation_links WHERE token_hash = ?1)"
    );
    let rows = connection.query(&sql, &[secret::digest(secret).into()])?;
    let invitation = rows.first().map(from_row).transpose()?;
    let invitation = invitation
        .filter(|invitation| invitation.is_open(now))
        .ok_or(Refusal::LinkUnusable)?;
    let person = person::find(connection, invitation.person)?
        .filter(Person::is_active)
        .ok_or(Refusal::LinkUnusable)?;
    Ok((invitation, person))
}

/// Whether it was open until now.
fn withdraw(
    connection: &mut dyn Connection,
    id: InvitationId,
    now: Timestamp,
) -> Result<bool, Error> {
    let withdrawn = connection.execute(
        "UPDATE invitations SET withdrawn_at = ?2 WHERE id = ?1 AND withdrawn_at IS NULL",
        &[stored::id(id), stored::at(now)],
    )?;
    end_links(connection, id)?;
    end_sessions(connection, id)?;
    Ok(withdrawn == 1)
}

fn end_links(connection: &mut dyn Connection, id: InvitationId) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM invitation_links WHERE invitation_id = ?1",
        &[stored::id(id)],
    )?;
    Ok(())
}

fn end_sessions(connection: &mut dyn Connection, id: InvitationId) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM sessions WHERE invitation_id = ?1",
        &[stored::id(id)],
    )?;
    Ok(())
}

fn from_row(row: &Row) -> Result<Invitation, Error> {
    Ok(Invitation {
        id: stored::read_id(row, 0)?,
        person: stored::read_id(row, 1)?,
        relationship: stored::read_id(row, 2)?,
        invited_by: stored::read_id(row, 3)?,
        passed_on_by: stored::read_optional_id(row, 4)?,
        line: row.text(5)?.to_owned(),
        created_at: stored::read_at(row, 6)?,
        expires_at: stored::read_at(row, 7)?,
        withdrawn_at: stored::read_optional_at(row, 8)?,
        last_used_at: stored::read_optional_at(row, 9)?,
    })
}
