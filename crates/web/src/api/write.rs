//! Commands, as JSON.

use std::sync::Arc;

use accounts::Called;
use domain::ids::*;
use domain::{Command, act};
use sha2::{Digest, Sha256};

use super::record::{Recorded, recorded};
use super::{answer, body};
use crate::ask::{Answer, Ask, Sitting};
use crate::pages;
use crate::problem::Problem;
use crate::visitor::Visitor;

/// The longest idempotency key, in characters.
const KEY: usize = 80;

/// `POST /api/v1/relationships`: the key names the relationship, so that a retry opens no second.
#[utoipa::path(post, operation_id = "open_relationship", path = "/api/v1/relationships", tag = "Commands",
    summary = "Open a relationship",
    description = "Takes the command `open_relationship` and no other. The counterpart is an \
        organisation with which you share a table already, or your own with two units named.",
    params(("Idempotency-Key" = Option<String>, Header, max_length = 80,
            pattern = "^[!-~]+$",
        description = "Up to 80 letters, digits and punctuation: the same key and body open one relationship")),
    request_body(content = Command, description = "The command `open_relationship`"),
    responses((status = 200, description = "Opened, now or before", body = Recorded)))]
pub fn open(ask: &Ask) -> Answer {
    let (visitor, command, key) = (ask.visitor()?, body::<Command>(ask)?, key(ask)?);
    let Command::OpenRelationship(act::OpenRelationship { counterpart, .. }) = &command else {
        return Err(Problem::Field {
            field: "command",
            what: "api-only-open",
        });
    };
    let id = id_of(ask, visitor, key);
    if !visitor.may_write() || !visitor.may_open(id) {
        return Err(Problem::Forbidden);
    }
    let named = named(ask, id, *counterpart, "counterpart")?;
    let mut command = command;
    if let Command::OpenRelationship(act::OpenRelationship { counterpart, .. }) = &mut command {
        *counterpart = named;
    }
    let done = ask.carry_out(id, command)?;
    let afresh = afresh(ask, id)?;
    answer(&afresh, &recorded(&afresh, &done)?)
}

/// `POST /api/v1/relationships/{relationship}/commands`
///
/// # Errors
/// The rule that refuses, or what cannot be read.
#[utoipa::path(post, path = "/api/v1/relationships/{relationship}/commands", tag = "Commands",
    summary = "Say or do something at the table",
    description = "Takes any command but `open_relationship`; all of what it records is recorded, \
        or nothing. The same key and body again answer the first result.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("proof" = Option<bool>, Query, description = "Whether to tell what proves each leaf; not unless said"),
        ("shown_at" = Option<u64>, Query, description = "The `sequence` up to which you read what you change: where it \
            was changed since, you are refused (`changed_meanwhile`). Nothing is compared unless you say it"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 80,
            pattern = "^[!-~]+$",
        description = "Up to 80 letters, digits and punctuation: the same key and body are carried out once")),
    request_body(content = Command, description = "A command"),
    responses((status = 200, description = "What was recorded", body = Recorded)))]
pub fn command(ask: &Ask) -> Answer {
    let mut command = body::<Command>(ask)?;
    key(ask)?;
    if let Command::SeatParty(act::SeatParty { organisation, .. }) = &mut command {
        ask.on_the_record()?;
        let here = ask.seen()?.frame().parties;
        if !here.iter().any(|party| party.organisation == *organisation) {
            *organisation = named(ask, ask.table()?.id, *organisation, "organisation")?;
        }
    }
    if let Command::OpenRelationship(act::OpenRelationship { .. }) = command {
        return Err(Problem::Field {
            field: "command",
            what: "api-not-open",
        });
    }
    let done = ask.carry_out(ask.table()?.id, command)?;
    let afresh = afresh(ask, done.relationship)?;
    answer(&afresh, &recorded(&afresh, &done)?)
}

/// Whether the request is a command that the engine has to answer first.
pub(crate) fn is_for_the_engine(ask: &Ask) -> bool {
    #[derive(serde::Deserialize)]
    struct Named {
        command: String,
    }
    let names_it =
        |body| serde_json::from_slice(body).is_ok_and(|Named { command }| command == "record_mix");
    ask.is_api() && !ask.body.is_empty() && names_it(&ask.body)
}

/// The organisation that a program names by its id: its own, or one that it knows from another table,
/// which is then named for this one. Whose it is, only its own people can say.
fn named(
    ask: &Ask,
    table: RelationshipId,
    id: OrganisationId,
    field: &'static str,
) -> Result<OrganisationId, Problem> {
    let you = &ask.visitor()?.person;
    if you.is_member() && you.organisation == id {
        return Ok(id);
    }
    if !pages::open::known(ask)?.contains_key(&id) {
        return Err(Problem::Field {
            field,
            what: "api-counterpart",
        });
    }
    pages::open::name_for(ask, &Called::Known(id), table)
}

/// The sender's idempotency key, if there is one.
pub(super) fn key(ask: &Ask) -> Result<Option<&str>, Problem> {
    let Some(key) = ask.headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = key
        .to_str()
        .ok()
        .filter(|key| (1..=KEY).contains(&key.len()));
    key.map(Some).ok_or(Problem::Field {
        field: "Idempotency-Key",
        what: "api-key",
    })
}

/// The relationship that a person opens under a key, the same each time.
fn id_of(ask: &Ask, visitor: &Visitor, key: Option<&str>) -> RelationshipId {
    let Some(key) = key else {
        return RelationshipId(ask.web.app().fresh_id());
    };
    let mut digest = Sha256::new();
    digest.update(b"covalue open\0");
    digest.update(visitor.person.id.0.as_bytes());
    digest.update(key);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    RelationshipId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// The same request, at the table as it is after the command.
pub(super) fn afresh(ask: &Ask, id: RelationshipId) -> Result<Ask, Problem> {
    let looked = ask.web.app().looked(id)?;
    let (today, cursor) = looked.ok_or(Problem::NotFound)?;
    let table = Sitting {
        id,
        cursor,
        then: Arc::clone(&today),
        today,
        as_of: None,
        waiting: Vec::new(),
    };
    Ok(Ask {
        table: Some(table),
        ..ask.clone()
    })
}
