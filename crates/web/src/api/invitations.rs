//! Inviting, for programs: who was asked to a table, by which link, and whether they came.

use accounts::secrecy::ExposeSecret;
use accounts::{Invitation, Invited, NewPerson};
use domain::Moment;
use domain::ids::*;
use domain::words::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{answer, body, write};
use crate::ask::{Answer, Ask};
use crate::dates::moment;
use crate::pages::invitation::address;
use crate::pages::invite::{self, Wanted};
use crate::problem::Problem;

/// Somebody to be asked to the table.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// For which party: your own, or one of which nobody has come yet.
    pub party: PartyId,
    /// A colleague, for your own party; everybody else is named.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What they are called.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub name: String,
    /// Where mail reaches them, if you know it.
    #[serde(default)]
    #[schema(max_length = 254)]
    pub email: String,
    /// In which language they read: English unless said.
    #[serde(default)]
    pub language: Language,
    /// What they are at the table: one role or several.
    pub roles: Vec<Role>,
    /// From where in the record they read.
    pub since: Since,
    /// A line of your own for them.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub line: String,
    /// Whether to mail them the link; else it is yours to hand over.
    #[serde(default)]
    pub mail: bool,
}

/// A language of the pages and of mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl From<Language> for accounts::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::De => Self::De,
        }
    }
}

/// How an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Its link waits to be opened.
    Waiting,
    /// Whom it is for has come.
    Came,
    /// It was withdrawn.
    Withdrawn,
    /// Its link works no more.
    Expired,
}

/// An invitation that is yours to look after: you wrote it, or speak for the party of whom it invites.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// Its id.
    pub id: Uuid,
    /// Who is invited.
    pub person: PersonId,
    /// Who asked them.
    pub invited_by: PersonId,
    /// The line that goes with it.
    pub line: String,
    /// How it stands.
    pub state: InvitationState,
    /// When it was written.
    pub created: Moment,
    /// Until when its link works.
    pub expires: Moment,
    /// When whom it is for last came.
    pub came: Option<Moment>,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// Its link, for whoever made it and may write, until somebody came by it.
    pub link: Option<String>,
}

/// The invitations of a table.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Invitations {
    /// Latest first.
    pub invitations: Vec<InvitationView>,
    /// Ids and names.
    pub names: std::collections::BTreeMap<Uuid, String>,
}

/// An invitation and its link.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitationLink {
    /// The invitation.
    pub invitation: InvitationView,
    /// The link that brings them here; `null` when the same key comes again, since somebody may have come by
    /// it meanwhile. `invitation` has it until then.
    pub link: Option<String>,
    /// What became of the mail, in words; empty where none was asked for.
    pub mailed: String,
}

fn view(ask: &Ask, invitation: &Invitation) -> Result<InvitationView, Problem> {
    let visitor = ask.visitor()?;
    // By the link one acts as a guest: what reads alone is not told it.
    let link = match visitor.may_write() {
        true => {
            let accounts = ask.web.app().accounts();
            accounts.link_of(invitation.id, visitor.person.id, ask.timestamp())?
        }
        false => None,
    };
    let state = match (invitation.withdrawn_at, invitation.last_used_at) {
        (Some(_), _) => InvitationState::Withdrawn,
        (None, Some(_)) => InvitationState::Came,
        (None, None) if invitation.is_open(ask.timestamp()) => InvitationState::Waiting,
        (None, None) => InvitationState::Expired,
    };
    Ok(InvitationView {
        link: link.map(|secret| format!("{}/i/{}", address(ask), secret.expose_secret())),
        id: invitation.id.0,
        person: invitation.person,
        invited_by: invitation.invited_by,
        line: invitation.line.clone(),
        state,
        created: moment(invitation.created_at),
        expires: moment(invitation.expires_at),
        came: invitation.last_used_at.map(moment),
        withdrawn: invitation.withdrawn_at.map(moment),
    })
}

/// `GET /api/v1/relationships/{relationship}/invitations`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/invitations", tag = "The table",
    summary = "Who was asked to the table and is yours to look after",
    params(("relationship" = RelationshipId, Path, description = "The relationship")),
    responses((status = 200, description = "Invitations", body = Invitations)))]
pub fn invitations(ask: &Ask) -> Answer {
    let all = ask.web.app().accounts().invitations_to(ask.table()?.id)?;
    let mut invitations = Vec::new();
    for invitation in &all {
        if invite::side_of(ask, invitation)?.is_some() {
            invitations.push(view(ask, invitation)?);
        }
    }
    let names = super::named::names_at(ask, &ask.seen()?, &invitations)?;
    answer(ask, &Invitations { invitations, names })
}

/// `POST /api/v1/relationships/{relationship}/invitations`
#[utoipa::path(post, path = "/api/v1/relationships/{relationship}/invitations", tag = "The table",
    summary = "Ask somebody to the table",
    description = "Seats them and makes their link, both or neither. The same key and body again answer with \
        that invitation as it is then.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 80, pattern = "^[!-~]+$",
        description = "Up to 80 letters, digits and punctuation: the same key and body invite once")),
    request_body(content = NewInvitation, description = "Whom to ask"),
    responses((status = 200, description = "The invitation and its link", body = InvitationLink)))]
pub fn invite(ask: &Ask) -> Answer {
    let new: NewInvitation = body(ask)?;
    write::key(ask)?;
    let seen = ask.seen()?;
    let wanted = Wanted {
        party: new.party,
        invitee: new.person,
        name: invite::name_of(ask, new.person, &new.name)?,
        new: NewPerson {
            name: new.name.clone(),
            email: Some(new.email.clone()),
            language: new.language.into(),
            time_zone: seen.frame().time_zone,
        },
        roles: new.roles.clone(),
        since: new.since,
        line: domain::text::optional_passage("line", &new.line).map_err(Problem::Rule)?,
    };
    invite::check(&seen, &wanted)?;
    let (done, invited) = invite::make(ask, &wanted)?;
    let afresh = write::afresh(ask, done.relationship)?;
    match invited {
        Some(Invited {
            invitation, secret, ..
        }) => told(&afresh, &invitation, secret.expose_secret(), new.mail),
        None => {
            // Sent twice: the first time it was carried out.
            let first = invite::first_of(ask, &done)?;
            let invitation = view(&afresh, &first.ok_or(Problem::KeyReused)?)?;
            let again = InvitationLink {
                invitation,
                link: None,
                mailed: String::new(),
            };
            answer(&afresh, &again)
        }
    }
}

fn told(ask: &Ask, invitation: &Invitation, secret: &str, mail: bool) -> Answer {
    let link = format!("{}/i/{secret}", address(ask));
    let mut mailed = String::new();
    if mail {
        let person = ask.web.app().accounts().person(invitation.person)?;
        let person = person.ok_or(Problem::NotFound)?;
        let said = invite::mail_letter(ask, &person, invitation, &link)?;
        mailed = ask.say.text(&format!("said-{said}"));
    }
    let told = InvitationLink {
        invitation: view(ask, invitation)?,
        link: Some(link),
        mailed,
    };
    answer(ask, &told)
}

/// `POST /api/v1/relationships/{relationship}/invitations/{invitation}/link`
#[utoipa::path(post, operation_id = "renew_invitation",
    path = "/api/v1/relationships/{relationship}/invitations/{invitation}/link", tag = "The table",
    summary = "Make a new link for an invitation; the old one stops working",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("invitation" = Uuid, Path, description = "The invitation")),
    responses((status = 200, description = "The invitation and its link", body = InvitationLink)))]
pub fn renew(ask: &Ask) -> Answer {
    let (old, side) = own(ask)?;
    let accounts = ask.web.app().accounts();
    let renewed = accounts.renew_invitation(old.id, ask.person()?, side, ask.timestamp());
    let (invitation, secret) = renewed?;
    told(ask, &invitation, secret.expose_secret(), false)
}

/// `POST /api/v1/relationships/{relationship}/invitations/{invitation}/withdrawal`
#[utoipa::path(post, operation_id = "withdraw_invitation",
    path = "/api/v1/relationships/{relationship}/invitations/{invitation}/withdrawal", tag = "The table",
    summary = "Withdraw an invitation: its link and the sessions that it opened end at once, and the seat is free",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("invitation" = Uuid, Path, description = "The invitation")),
    responses((status = 200, description = "The invitation as it is now", body = InvitationView)))]
pub fn withdraw(ask: &Ask) -> Answer {
    let (invitation, _) = own(ask)?;
    let now = invite::asked::take_back(ask, &invitation)?;
    answer(ask, &view(ask, &now)?)
}

/// The invitation of the path, for whoever may change something about it.
fn own(ask: &Ask) -> Result<(Invitation, accounts::Side), Problem> {
    let own = invite::own_invitation(ask)?;
    let visitor = ask.visitor()?;
    if !visitor.may_write() {
        return Err(Problem::Forbidden);
    }
    if !ask.web.may_write(visitor.person.id) {
        return Err(Problem::TooMany);
    }
    Ok(own)
}
