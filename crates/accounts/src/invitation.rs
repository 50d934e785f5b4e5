//! Invitations: a link that brings one person to one relationship.
//!
//! The link that an inviter makes, and so knows, works once; until then they find it again, and nobody else
//! does. Whoever comes by it gets a way back of their own, which nobody else ever sees, and links in mail that
//! they asked for; all end with the invitation. From then on only the guest and their own party's people make another link. Whoever has
//! an account is not let in by any: they sign in, so that a forwarded link opens no account.

use std::net::IpAddr;
use std::sync::Arc;

use database::{Connection, Row};
use domain::ids::{OrganisationId, PersonId, RelationshipId};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

use crate::mailing::{self, MailSecret};
use crate::organisation::{self, Called};
use crate::person::{self, NewPerson, Person};
use crate::prepared::Prepared;
use crate::session::{Proof, SessionId, SignedIn};
use crate::{Accounts, Error, Refusal, entropy, secret, stored, text};

/// How long a link lives: a quarter, the rhythm of reviews. It can be renewed.
pub const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Links of one relationship that work at the same time: two hundred raters fit, a mailing list
/// does not.
pub const INVITATIONS_PER_RELATIONSHIP: usize = 500;
/// Invitations that one person makes for one relationship within an hour, mailed or not: whoever has more people to
/// reach asks them by one link.
pub const INVITATIONS_PER_HOUR: usize = 60;

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
    /// Who made its link, and so knows it: whoever asks, passed it on, or made it anew.
    pub link_by: PersonId,
    /// The personal line; may be empty.
    pub line: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
    /// When the link that its inviter knows brought somebody here; it opens nothing since.
    pub used_at: Option<Timestamp>,
    /// When its guest last came, by whichever link.
    pub last_used_at: Option<Timestamp>,
}

/// Whether whoever deals with an invitation sits in the party of the person invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// They speak for the same party.
    Own,
    /// They sit elsewhere at the table.
    Other,
}

/// A guest who was let in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Their session.
    pub signed_in: SignedIn,
    /// The invitation that it belongs to.
    pub invitation: Invitation,
    /// Whether they came by a link in a mail, and so read mail at its address.
    pub by_mail: bool,
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
    /// A new guest of an organisation that the inviter names here, for this relationship.
    GuestOfNamed(String, NewPerson),
}

/// An invitation to send; whoever made it finds its secret again by [`Accounts::link_of`].
#[derive(Clone, Debug)]
pub struct Invited {
    /// Who is invited.
    pub person: Person,
    /// The invitation.
    pub invitation: Invitation,
    /// Goes into the link.
    pub secret: SecretString,
    /// By which whoever passed it on finds the link again ([`Accounts::passed_on_behind`]).
    pub receipt: SecretString,
}

const SELECT: &str = "SELECT id, person_id, relationship_id, invited_by, passed_on_by, line, \
     created_at, expires_at, withdrawn_at, used_at, last_used_at, \
     COALESCE(link_by, passed_on_by, invited_by) FROM invitations";

/// What the secret of an invitation's link is derived for.
const LINK: &str = "covalue invitation";
/// What that of the page is derived for, on which whoever passed a link on finds the next one.
const RECEIPT: &str = "covalue passed on";

impl Accounts {
    /// Invites somebody to a relationship, in one transaction with the guest that this creates. Whether
    /// `invited_by` may do so is the relationship's rule, checked by the caller; whose people they may
    /// bring is checked here: their own organisation's, who are its members, and those of one that is no
    /// more than a name for this relationship, who are said to be.
    ///
    /// # Errors
    /// Refuses another organisation's people ([`Refusal::NotYourOrganisation`]), a guest who has come
    /// already, bad text, an unknown, suspended or erased person, and one too many.
    pub fn invite(
        &self,
        invitee: &Invitee,
        relationship: RelationshipId,
        invited_by: PersonId,
        line: &str,
        now: Timestamp,
    ) -> Result<Invited, Error> {
        self.carry_out(self.prepare_invite(invitee, relationship, invited_by, line, now)?)
    }

    /// [`Accounts::invite`], ready to be made together with what the record takes down. An organisation
    /// that is named with it is named at once: it is a name without people.
    ///
    /// # Errors
    /// As [`Accounts::invite`].
    pub fn prepare_invite(
        &self,
        invitee: &Invitee,
        relationship: RelationshipId,
        invited_by: PersonId,
        line: &str,
        now: Timestamp,
    ) -> Result<Prepared<Invited>, Error> {
        let line = text::line("line", line)?;
        let home = match invitee {
            Invitee::Person(_) => None,
            Invitee::Guest(home, _) => self.organisation(*home)?,
            Invitee::GuestOfNamed(name, _) => {
                let called = Called::Name(name.clone());
                Some(self.name_organisation(&called, invited_by, relationship, now)?)
            }
        };
        let (person, guest) = match (invitee, home) {
            (Invitee::Person(id), _) => (self.person(*id)?, None),
            (Invitee::Guest(_, guest) | Invitee::GuestOfNamed(_, guest), Some(home)) => {
                let id = PersonId(entropy::id(&*self.entropy)?);
                let guest = guest.checked()?;
                let belongs = self.database.read(|connection| {
                    Ok(organisation::may_bring(
                        connection,
                        home.id,
                        None,
                        invited_by,
                        relationship,
                    ))
                })??;
                (Some(Person::guest(id, &home, belongs, &guest)), Some(guest))
            }
            (_, None) => {
                let what = "organisation";
                return Err(Refusal::Unknown { what }.into());
            }
        };
        let person = person.ok_or(Refusal::Unknown { what: "person" })?;
        let who = (person.id, invited_by, None);
        let draft = Arc::new(self.draft_invitation(who, relationship, line, now)?);
        let (stored, id, home) = (Arc::clone(&draft), person.id, person.organisation);
        let change = move |connection: &mut dyn Connection| {
            let known = match &guest {
                None => Some(person::active(connection, id)?.belongs),
                Some(_) => {
                    organisation::hold_for_one_more(connection, home)?;
                    None
                }
            };
            let belongs =
                organisation::may_bring(connection, home, known, invited_by, relationship)?;
            if let Some(guest) = &guest {
                person::insert_guest(connection, id, home, belongs, guest, now)?;
            }
            let person = person::active(connection, id)?;
            if person.is_guest() && has_come(connection, person.id, relationship)? {
                return Err(Refusal::LinkTaken.into());
            }
            stored.store(connection)
        };
        Ok(Prepared {
            person,
            change: Box::new(change),
            result: Box::new(move |person| draft.invited(person)),
        })
    }

    /// What a link says, and whom it is for: for the page behind it, which lets nobody in yet.
    ///
    /// # Errors
    /// Refuses a link that is unknown, expired or withdrawn, or whose person takes no part
    /// ([`Refusal::LinkUnusable`]), and an inviter's link that brought somebody here already
    /// ([`Refusal::LinkUsed`]).
    pub fn invitation_behind(
        &self,
        secret: &str,
        now: Timestamp,
    ) -> Result<(Invitation, Person), Error> {
        let (way, person) = self
            .database
            .read(|connection| Ok(open_by_secret(connection, secret, now)))??;
        Ok((way.invitation, person))
    }

    /// Whose seat a link led to that brought somebody here already, or was passed on: for whoever holds it
    /// and says that it was not them. Where it was passed on, which is told, that is the seat of whoever sits
    /// there now.
    ///
    /// # Errors
    /// Refuses any other link ([`Refusal::LinkUnusable`]).
    pub fn used_invitation_behind(
        &self,
        secret: &str,
        now: Timestamp,
    ) -> Result<(Invitation, Person, bool), Error> {
        self.database.read(|connection| {
            let sql = format!("{SELECT} WHERE token_hash = ?1");
            let rows = connection.query(&sql, &[secret::digest(secret).into()])?;
            let found = rows.first().map(from_row);
            Ok((|| {
                let mut invitation = found.transpose()?.ok_or(Refusal::LinkUnusable)?;
                let was_used = invitation.used_at.is_some();
                let mut passed_on = false;
                // Each hand passes it on once, so this comes to an end.
                while invitation.withdrawn_at.is_some() {
                    let sql = format!(
                        "{SELECT} WHERE relationship_id = ?1 AND passed_on_by = ?2 \
                         ORDER BY created_at DESC, id LIMIT 1"
                    );
                    let to = connection.query(
                        &sql,
                        &[
                            stored::id(invitation.relationship),
                            stored::id(invitation.person),
                        ],
                    )?;
                    let Some(next) = to.first().map(from_row).transpose()? else {
                        break;
                    };
                    invitation = next;
                    passed_on = true;
                }
                if !was_used && !passed_on {
                    return Err(Refusal::LinkUnusable.into());
                }
                if !invitation.is_open(now) {
                    return Err(Refusal::LinkUnusable.into());
                }
                let person = person::find(connection, invitation.person)?
                    .filter(Person::is_active)
                    .ok_or(Refusal::LinkUnusable)?;
                Ok((invitation, person, passed_on))
            })())
        })?
    }

    /// Lets the guest in, into this one relationship. The link that the inviter knows does so once, and
    /// leaves the guest a way back of their own ([`Self::own_way_back`]), by which they come as often
    /// as they like.
    ///
    /// # Errors
    /// As [`Self::invitation_behind`]; and refuses a link for an account ([`Refusal::SignInFirst`]).
    pub fn enter(
        &self,
        secret: &str,
        replaces: Option<&str>,
        now: Timestamp,
    ) -> Result<Entered, Error> {
        let (invitation, person) = self.invitation_behind(secret, now)?;
        let session = self
            .new_session(Proof::Link, now)?
            .until(invitation.expires_at);
        let way_back = self.sealed_way_back(person.id)?;
        let (person, invitation, mailed_to) = self.database.write(|connection| {
            let (way, person) = open_by_secret(connection, secret, now)?;
            let mut invitation = way.invitation;
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
            if way.is_the_inviters {
                // Of two who come by it at once, one does.
                let first = connection.execute(
                    "UPDATE invitations SET used_at = ?2 WHERE id = ?1 AND used_at IS NULL",
                    &[stored::id(invitation.id), stored::at(now)],
                )?;
                if first == 0 {
                    return Err(Refusal::LinkUsed.into());
                }
                invitation.used_at = Some(now);
                way_back.store(connection, invitation.id, now)?;
            }
            if let Some(address) = &way.mailed_to {
                person::set(
                    connection,
                    person.id,
                    "reads_mail_at",
                    stored::text(address),
                )?;
            }
            if let Some(replaced) = replaces {
                crate::session::end(connection, replaced)?;
            }
            let bound_to = invitation.relationship;
            session.store_for_guest(connection, person.id, bound_to, invitation.id)?;
            Ok::<_, Error>((
                person::existing(connection, person.id)?,
                invitation,
                way.mailed_to,
            ))
        })?;
        Ok(Entered {
            signed_in: session.into_signed_in(person),
            invitation,
            by_mail: mailed_to.is_some(),
        })
    }

    /// A guest's own way back, to be shown to nobody but them; none before they came.
    ///
    /// # Errors
    /// When the database fails, or the key that seals it is not the one it was sealed under.
    pub fn own_way_back(
        &self,
        guest: PersonId,
        relationship: RelationshipId,
        now: Timestamp,
    ) -> Result<Option<SecretString>, Error> {
        let rows = self.database.query(
            "SELECT l.sealed FROM invitation_links l JOIN invitations i ON i.id = l.invitation_id \
             WHERE i.person_id = ?1 AND i.relationship_id = ?2 AND i.withdrawn_at IS NULL \
             AND i.expires_at > ?3 AND l.sealed IS NOT NULL ORDER BY l.created_at DESC LIMIT 1",
            &[stored::id(guest), stored::id(relationship), stored::at(now)],
        )?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let secret = self.seal.open(guest, row.bytes(0)?)?;
        let secret = String::from_utf8(secret).map_err(|_| Error::Damaged("way back"))?;
        Ok(Some(secret.into()))
    }

    /// Replaces a guest's own way back: whoever knows the old one comes by it no more, nor by a session
    /// that it opened, except by `keep`, the one that asks.
    ///
    /// # Errors
    /// Refuses somebody who has not come as a guest ([`Refusal::LinkUnusable`]).
    pub fn renew_way_back(
        &self,
        guest: PersonId,
        relationship: RelationshipId,
        keep: SessionId,
        now: Timestamp,
    ) -> Result<(), Error> {
        let way_back = self.sealed_way_back(guest)?;
        self.database.write(|connection| {
            let invitation =
                come(connection, guest, relationship, now)?.ok_or(Refusal::LinkUnusable)?;
            end_links(connection, invitation)?;
            connection.execute(
                "DELETE FROM sessions WHERE invitation_id = ?1 AND id <> ?2",
                &[stored::id(invitation), stored::id(keep)],
            )?;
            way_back.store(connection, invitation, now)
        })
    }

    /// A link for a guest who has come, to be sent to the address that they gave themselves and shown to
    /// nobody: whoever comes by it reads mail there. None without such an address. It is sent because `sender`
    /// asks for it.
    ///
    /// # Errors
    /// As [`Self::begin_letter`].
    pub fn mailed_way_back(
        &self,
        guest: PersonId,
        relationship: RelationshipId,
        (sender, from): (PersonId, IpAddr),
        now: Timestamp,
    ) -> Result<Option<(String, SecretString)>, Error> {
        let Some(address) = self.mailing(guest)?.address else {
            return Ok(None);
        };
        self.begin_letter(sender, &address, from, now)?;
        let issued = secret::issue(&*self.entropy)?;
        let address = self.database.write(|connection| {
            let Some(invitation) = come(connection, guest, relationship, now)? else {
                return Ok(None);
            };
            let Some(address) = mailing::find(connection, guest)?.address else {
                return Ok(None);
            };
            store_mailed(connection, invitation, issued.digest.clone(), &address, now)?;
            Ok::<_, Error>(Some(address))
        })?;
        Ok(address.map(|address| (address, issued.secret)))
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
        self.carry_out(self.prepare_pass_on(secret, signed_in, successor, now)?)
    }

    /// [`Accounts::pass_on`], ready to be made together with what the record takes down.
    ///
    /// # Errors
    /// As [`Accounts::pass_on`].
    pub fn prepare_pass_on(
        &self,
        secret: &str,
        signed_in: Option<PersonId>,
        successor: &NewPerson,
        now: Timestamp,
    ) -> Result<Prepared<Invited>, Error> {
        let successor = successor.checked()?;
        let (old, asked) = self.invitation_behind(secret, now)?;
        let new_id = PersonId(entropy::id(&*self.entropy)?);
        let line = old.line.clone();
        let who = (new_id, old.invited_by, Some(old.person));
        let draft = self.draft_invitation(who, old.relationship, line, now)?;
        let home = self.organisation(asked.organisation)?;
        let home = home.ok_or(Refusal::Unknown {
            what: "organisation",
        })?;
        // Whoever comes instead has shown nothing yet, and is as much of the organisation as whoever named
        // them.
        let person = Person::guest(new_id, &home, asked.belongs, &successor);
        let draft = Arc::new(draft);
        let (stored, secret) = (Arc::clone(&draft), secret.to_owned());
        let change = move |connection: &mut dyn Connection| {
            let (way, asked) = open_by_secret(connection, &secret, now)?;
            let old = way.invitation;
            if !asked.is_guest() && signed_in != Some(asked.id) {
                return Err(Refusal::SignInFirst.into());
            }
            if !withdraw(connection, old.id, now)? {
                return Err(Refusal::LinkUnusable.into());
            }
            organisation::hold_for_one_more(connection, asked.organisation)?;
            let (home, belongs) = (asked.organisation, asked.belongs);
            person::insert_guest(connection, new_id, home, belongs, &successor, now)?;
            stored.store(connection)
        };
        Ok(Prepared {
            person,
            change: Box::new(change),
            result: Box::new(move |person| draft.invited(person)),
        })
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
    /// have gone astray, and so do the sessions it opened. Also for one that was withdrawn.
    ///
    /// # Errors
    /// Refuses an unknown invitation; whoever sits elsewhere once its guest has come
    /// ([`Refusal::LinkTaken`]), since they could speak as the guest and shut them out; and whoever does
    /// not belong to the organisation that the guest would become a member of
    /// ([`Refusal::NotYourOrganisation`]): by the link, and by passing it on, they could make one.
    pub fn renew_invitation(
        &self,
        id: InvitationId,
        by: PersonId,
        side: Side,
        now: Timestamp,
    ) -> Result<(Invitation, SecretString), Error> {
        let nonce = self.link_nonce()?;
        let issued = self.derived(LINK, id.0.as_bytes(), &nonce)?;
        let renewed = self.database.write(|connection| {
            may_replace(connection, id, by, side)?;
            connection.execute(
                "UPDATE invitations SET token_hash = ?2, expires_at = ?3, used_at = NULL, \
                 withdrawn_at = NULL, link_by = ?4, link_nonce = ?5 WHERE id = ?1",
                &[
                    stored::id(id),
                    issued.digest.clone().into(),
                    stored::at(now + INVITATION_LIFE),
                    stored::id(by),
                    nonce.clone().into(),
                ],
            )?;
            end_links(connection, id)?;
            end_sessions(connection, id)?;
            invitation_of(connection, id)
        })?;
        Ok((renewed, issued.secret))
    }

    /// Withdraws an invitation: its link and the guest sessions it opened end at once.
    ///
    /// # Errors
    /// As [`Self::renew_invitation`].
    pub fn withdraw_invitation(
        &self,
        id: InvitationId,
        by: PersonId,
        side: Side,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.database.write(|connection| {
            may_replace(connection, id, by, side)?;
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

    /// A further secret for the link of a guest's open invitation, for a mail to them; it
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

    /// For whom, in whose name, and by whom it was passed on.
    fn draft_invitation(
        &self,
        (person, invited_by, passed_on_by): (PersonId, PersonId, Option<PersonId>),
        relationship: RelationshipId,
        line: String,
        now: Timestamp,
    ) -> Result<NewInvitation, Error> {
        let id = InvitationId(entropy::id(&*self.entropy)?);
        let nonce = self.link_nonce()?;
        Ok(NewInvitation {
            invitation: Invitation {
                id,
                person,
                relationship,
                invited_by,
                passed_on_by,
                link_by: passed_on_by.unwrap_or(invited_by),
                line,
                created_at: now,
                expires_at: now + INVITATION_LIFE,
                withdrawn_at: None,
                used_at: None,
                last_used_at: None,
            },
            issued: self.derived(LINK, id.0.as_bytes(), &nonce)?,
            receipt: self.derived(RECEIPT, id.0.as_bytes(), &nonce)?.secret,
            nonce,
        })
    }

    /// The link of an invitation, for whoever made it, until somebody came by it. None for anybody else,
    /// and where it was made before links were kept so or the server's key is another one by now.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn link_of(
        &self,
        id: InvitationId,
        maker: PersonId,
        now: Timestamp,
    ) -> Result<Option<SecretString>, Error> {
        let Some(invitation) = self.invitation(id)? else {
            return Ok(None);
        };
        let shown =
            invitation.link_by == maker && invitation.used_at.is_none() && invitation.is_open(now);
        let kept = match shown {
            true => self.kept_link(id)?,
            false => None,
        };
        let Some(kept) = kept else {
            return Ok(None);
        };
        self.derived_as(LINK, id.0.as_bytes(), &kept.nonce, &kept.digest)
    }

    /// The invitation that somebody passed on, for whoever did, and its link until it is used: who passes
    /// a link on takes no part any more, and finds it by the secret that they got then.
    ///
    /// # Errors
    /// Refuses any other secret, and once another link was made ([`Refusal::LinkUnusable`]).
    pub fn passed_on_behind(
        &self,
        id: InvitationId,
        receipt: &str,
        now: Timestamp,
    ) -> Result<(Invitation, Option<SecretString>), Error> {
        let found = self.invitation(id)?.zip(self.kept_link(id)?);
        let (invitation, kept) = found.ok_or(Refusal::LinkUnusable)?;
        let digest = secret::digest(receipt);
        let known = self.derived_as(RECEIPT, id.0.as_bytes(), &kept.nonce, &digest)?;
        if known.is_none() || invitation.passed_on_by != Some(invitation.link_by) {
            return Err(Refusal::LinkUnusable.into());
        }
        let link = self.link_of(id, invitation.link_by, now)?;
        Ok((invitation, link))
    }

    /// What is stored of an invitation's link, and what it was derived with.
    fn kept_link(&self, id: InvitationId) -> Result<Option<KeptLink>, Error> {
        let rows = self.database.query(
            "SELECT token_hash, link_nonce FROM invitations \
             WHERE id = ?1 AND link_nonce IS NOT NULL",
            &[stored::id(id)],
        )?;
        let kept = |row: &Row| {
            Ok(KeptLink {
                digest: row.bytes(0)?.to_vec(),
                nonce: row.bytes(1)?.to_vec(),
            })
        };
        rows.first().map(kept).transpose()
    }
}

/// What is stored of a link.
struct KeptLink {
    digest: Vec<u8>,
    nonce: Vec<u8>,
}

struct NewInvitation {
    invitation: Invitation,
    issued: secret::Issued,
    receipt: SecretString,
    nonce: Vec<u8>,
}

impl NewInvitation {
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
        let hour = invitation.created_at - SignedDuration::from_hours(1);
        let rows = connection.query(
            "SELECT count(*) FROM invitations \
             WHERE relationship_id = ?1 AND created_at > ?2 AND invited_by = ?3",
            &[
                stored::id(invitation.relationship),
                stored::at(hour),
                stored::id(invitation.invited_by),
            ],
        )?;
        let lately = rows.first().map_or(Ok(0), |row| row.integer(0))?;
        if lately >= INVITATIONS_PER_HOUR as i64 {
            return Err(Refusal::TooManyInvited.into());
        }
        connection.execute(
            "INSERT INTO invitations (id, token_hash, person_id, relationship_id, invited_by, \
             passed_on_by, line, created_at, expires_at, link_by, link_nonce) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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
                stored::id(invitation.link_by),
                self.nonce.clone().into(),
            ],
        )?;
        Ok(())
    }

    fn invited(&self, person: Person) -> Invited {
        Invited {
            person,
            invitation: self.invitation.clone(),
            secret: self.issued.secret.clone(),
            receipt: self.receipt.clone(),
        }
    }
}

/// An open invitation, and the link by which somebody comes.
struct Way {
    invitation: Invitation,
    /// The link that whoever made the invitation knows.
    is_the_inviters: bool,
    /// The address of the mail in which it stood.
    mailed_to: Option<String>,
}

fn open_by_secret(
    connection: &mut dyn Connection,
    secret: &str,
    now: Timestamp,
) -> Result<(Way, Person), Error> {
    let digest = secret::digest(secret);
    let by_inviter = format!("{SELECT} WHERE token_hash = ?1");
    let by_own = format!(
        "{SELECT} WHERE id = (SELECT invitation_id FROM invitation_links WHERE token_hash = ?1)"
    );
    let mut way = None;
    if let Some(row) = connection
        .query(&by_inviter, &[digest.clone().into()])?
        .first()
    {
        way = Some(Way {
            invitation: from_row(row)?,
            is_the_inviters: true,
            mailed_to: None,
        });
    } else if let Some(row) = connection.query(&by_own, &[digest.clone().into()])?.first() {
        let links = connection.query(
            "SELECT mailed_to FROM invitation_links WHERE token_hash = ?1",
            &[digest.into()],
        )?;
        let mailed_to = match links.first() {
            Some(link) => link.optional_text(0)?.map(str::to_owned),
            None => None,
        };
        way = Some(Way {
            invitation: from_row(row)?,
            is_the_inviters: false,
            mailed_to,
        });
    }
    let way = way
        .filter(|way| way.invitation.is_open(now))
        .ok_or(Refusal::LinkUnusable)?;
    let person = person::find(connection, way.invitation.person)?
        .filter(Person::is_active)
        .ok_or(Refusal::LinkUnusable)?;
    if way.is_the_inviters && way.invitation.used_at.is_some() {
        return Err(Refusal::LinkUsed.into());
    }
    Ok((way, person))
}

fn invitation_of(connection: &mut dyn Connection, id: InvitationId) -> Result<Invitation, Error> {
    let rows = connection.query(&format!("{SELECT} WHERE id = ?1"), &[stored::id(id)])?;
    let row = rows.first();
    from_row(row.ok_or(Refusal::Unknown { what: "invitation" })?)
}

/// The invitation by which a person was brought here first.
pub(crate) fn first_of(
    connection: &mut dyn Connection,
    person: PersonId,
) -> Result<Option<Invitation>, Error> {
    let sql = format!("{SELECT} WHERE person_id = ?1 ORDER BY created_at, id LIMIT 1");
    let rows = connection.query(&sql, &[stored::id(person)])?;
    rows.first().map(from_row).transpose()
}

/// Withdraws every invitation of a person: their links and the guest sessions that they opened end.
pub(crate) fn withdraw_all(
    connection: &mut dyn Connection,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    let sql = format!("{SELECT} WHERE person_id = ?1");
    let rows = connection.query(&sql, &[stored::id(person)])?;
    for row in &rows {
        withdraw(connection, from_row(row)?.id, now)?;
    }
    Ok(())
}

/// Whether the guest has come to the relationship by any invitation.
fn has_come(
    connection: &mut dyn Connection,
    person: PersonId,
    relationship: RelationshipId,
) -> Result<bool, Error> {
    let rows = connection.query(
        "SELECT id FROM invitations WHERE person_id = ?1 AND relationship_id = ?2 \
         AND last_used_at IS NOT NULL LIMIT 1",
        &[stored::id(person), stored::id(relationship)],
    )?;
    Ok(!rows.is_empty())
}

/// The open invitation by which the guest came.
fn come(
    connection: &mut dyn Connection,
    guest: PersonId,
    relationship: RelationshipId,
    now: Timestamp,
) -> Result<Option<InvitationId>, Error> {
    let rows = connection.query(
        "SELECT id FROM invitations WHERE person_id = ?1 AND relationship_id = ?2 \
         AND withdrawn_at IS NULL AND expires_at > ?3 AND last_used_at IS NOT NULL \
         ORDER BY last_used_at DESC, id LIMIT 1",
        &[stored::id(guest), stored::id(relationship), stored::at(now)],
    )?;
    rows.first().map(|row| stored::read_id(row, 0)).transpose()
}

/// Whether this person, on this side, may replace or withdraw an invitation.
fn may_replace(
    connection: &mut dyn Connection,
    id: InvitationId,
    by: PersonId,
    side: Side,
) -> Result<(), Error> {
    let invitation = invitation_of(connection, id)?;
    let guest = person::existing(connection, invitation.person)?;
    if by != guest.id {
        let (home, known) = (guest.organisation, Some(guest.belongs));
        organisation::may_bring(connection, home, known, by, invitation.relationship)?;
    }
    let came = has_come(connection, invitation.person, invitation.relationship)?;
    if side == Side::Other && came {
        return Err(Refusal::LinkTaken.into());
    }
    Ok(())
}

/// A link that is in a mail to this address.
pub(crate) fn store_mailed(
    connection: &mut dyn Connection,
    invitation: InvitationId,
    digest: Vec<u8>,
    address: &str,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO invitation_links (token_hash, invitation_id, created_at, mailed_to) \
         VALUES (?1, ?2, ?3, ?4)",
        &[
            digest.into(),
            stored::id(invitation),
            stored::at(now),
            stored::text(address),
        ],
    )?;
    Ok(())
}

/// A guest's own way back, on its way into the database.
struct WayBack {
    digest: Vec<u8>,
    sealed: Vec<u8>,
}

impl WayBack {
    fn store(
        &self,
        connection: &mut dyn Connection,
        invitation: InvitationId,
        now: Timestamp,
    ) -> Result<(), Error> {
        connection.execute(
            "INSERT INTO invitation_links (token_hash, invitation_id, created_at, sealed) \
             VALUES (?1, ?2, ?3, ?4)",
            &[
                self.digest.clone().into(),
                stored::id(invitation),
                stored::at(now),
                self.sealed.clone().into(),
            ],
        )?;
        Ok(())
    }
}

impl Accounts {
    /// A fresh way back, sealed for its guest.
    fn sealed_way_back(&self, guest: PersonId) -> Result<WayBack, Error> {
        let issued = secret::issue(&*self.entropy)?;
        let secret = issued.secret.expose_secret();
        Ok(WayBack {
            sealed: self.seal.close(&*self.entropy, guest, secret.as_bytes())?,
            digest: issued.digest,
        })
    }
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
        used_at: stored::read_optional_at(row, 9)?,
        last_used_at: stored::read_optional_at(row, 10)?,
        link_by: stored::read_id(row, 11)?,
    })
}

/// Deletes the further links of invitations that have ended.
pub(crate) fn sweep(connection: &mut dyn Connection, now: Timestamp) -> Result<(), Error> {
    connection.execute(
        "DELETE FROM invitation_links WHERE invitation_id IN \
         (SELECT id FROM invitations WHERE expires_at <= ?1)",
        &[stored::at(now)],
    )?;
    Ok(())
}

/// Ends the invitations of a person who is erased, and what was written to them: the personal line may
/// well begin with the name.
pub(crate) fn erase(
    connection: &mut dyn Connection,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    connection.execute(
        "UPDATE invitations SET line = '', withdrawn_at = COALESCE(withdrawn_at, ?2) \
         WHERE person_id = ?1",
        &[stored::id(person), stored::at(now)],
    )?;
    connection.execute(
        "DELETE FROM invitation_links WHERE invitation_id IN \
         (SELECT id FROM invitations WHERE person_id = ?1)",
        &[stored::id(person)],
    )?;
    Ok(())
}
