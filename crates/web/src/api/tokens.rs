//! API tokens, for programs: which there are, until when they work, making and revoking them.

use accounts::secrecy::ExposeSecret;
use accounts::{Token, TokenId, TokenScope};
use domain::Moment;
use domain::ids::*;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{answer, body};
use crate::ask::{Answer, Ask};
use crate::dates::moment;
use crate::problem::Problem;
use crate::visitor::Way;

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// See what its person sees.
    Read,
    /// Also say and do what its person may.
    Write,
}

/// Your tokens.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Tokens {
    /// Revoked and expired ones too, latest first.
    pub tokens: Vec<TokenView>,
}

/// A token, without its secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenView {
    /// Its id; it opens nothing.
    pub id: Uuid,
    /// What you call it.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// The only relationship that it opens, if it is so bound.
    pub relationship: Option<RelationshipId>,
    /// When it was made.
    pub created: Moment,
    /// When it ends.
    pub expires: Moment,
    /// When it was revoked.
    pub revoked: Option<Moment>,
    /// When it was last used, give or take five minutes.
    pub used: Option<Moment>,
    /// Whether it is the one by which you ask.
    pub this: bool,
}

/// A token to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What to call it.
    #[schema(max_length = 200)]
    pub name: String,
    /// What it is to allow.
    pub scope: Scope,
    /// The only relationship that it is to open.
    #[serde(default)]
    pub relationship: Option<RelationshipId>,
    /// When it is to end: 366 days from now at the latest.
    pub expires: Moment,
}

/// A token that was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenMade {
    /// The token.
    pub token: TokenView,
    /// What a program presents: told this once.
    pub secret: String,
}

/// Whether such a token opens no more than the way by which somebody came: a part of a job neither sees nor
/// ends the rest of it.
fn opens_no_more(way: &Way, scope: TokenScope, relationship: Option<RelationshipId>) -> bool {
    match way {
        Way::Session { .. } => true,
        Way::Token {
            scope: own,
            relationship: bound,
            ..
        } => {
            (scope == TokenScope::Read || *own == TokenScope::Write)
                && (bound.is_none() || relationship == *bound)
        }
    }
}

fn view(ask: &Ask, token: Token) -> Result<TokenView, Problem> {
    let own = match &ask.visitor()?.way {
        Way::Token { id, .. } => Some(*id),
        Way::Session { .. } => None,
    };
    Ok(TokenView {
        id: token.id.0,
        name: token.name,
        scope: match token.scope {
            TokenScope::Read => Scope::Read,
            TokenScope::Write => Scope::Write,
        },
        relationship: token.relationship,
        created: moment(token.created_at),
        expires: moment(token.expires_at),
        revoked: token.revoked_at.map(moment),
        used: token.last_used_at.map(moment),
        this: own == Some(token.id),
    })
}

/// `GET /api/v1/tokens`
#[utoipa::path(get, path = "/api/v1/tokens", tag = "You",
    summary = "Your API tokens, and until when they work",
    description = "A token sees those that open no more than itself.",
    responses((status = 200, description = "Tokens", body = Tokens)))]
pub fn tokens(ask: &Ask) -> Answer {
    let way = &ask.visitor()?.way;
    let mut tokens = ask.web.app().accounts().tokens_of(ask.person()?)?;
    tokens.retain(|token| opens_no_more(way, token.scope, token.relationship));
    let tokens = tokens.into_iter().map(|token| view(ask, token));
    let tokens = tokens.collect::<Result<_, _>>()?;
    answer(ask, &Tokens { tokens })
}

/// `POST /api/v1/tokens`
#[utoipa::path(post, operation_id = "make_token", path = "/api/v1/tokens", tag = "You",
    summary = "Make an API token",
    description = "A token makes others that open no more than itself, and for no longer: a part of a job \
        can be handed on. Each is told to you by mail.",
    request_body(content = NewToken, description = "The token"),
    responses((status = 200, description = "The token and its secret, which is told this once",
        body = TokenMade)))]
pub fn make(ask: &Ask) -> Answer {
    let new: NewToken = body(ask)?;
    let visitor = ask.visitor()?;
    let scope = match new.scope {
        Scope::Read => TokenScope::Read,
        Scope::Write => TokenScope::Write,
    };
    let lives_longer = match &visitor.way {
        Way::Session { .. } => false,
        Way::Token { expires_at, .. } => new.expires > moment(*expires_at),
    };
    let opens_more = !opens_no_more(&visitor.way, scope, new.relationship);
    if opens_more || lives_longer || !visitor.may_write() {
        return Err(Problem::Forbidden);
    }
    if !ask.web.may_write(visitor.person.id) {
        return Err(Problem::TooMany);
    }
    let sits = |id| -> Result<bool, Problem> {
        let relationship = ask.web.app().relationship(id)?;
        Ok(relationship.is_some_and(|table| table.seats(visitor.person.id)))
    };
    if let Some(bound) = new.relationship
        && !sits(bound)?
    {
        return Err(Problem::Field {
            field: "relationship",
            what: "problem-choose",
        });
    }
    let expires = Timestamp::from_millisecond(new.expires.0).unwrap_or_default();
    let (token, secret) = ask.web.app().accounts().create_token(
        visitor.person.id,
        &new.name,
        scope,
        new.relationship,
        expires,
        ask.timestamp(),
    )?;
    let token = view(ask, token)?;
    let secret = secret.expose_secret().to_owned();
    answer(ask, &TokenMade { token, secret })
}

/// `POST /api/v1/tokens/{token}/revocation`
#[utoipa::path(post, operation_id = "revoke_token", path = "/api/v1/tokens/{token}/revocation", tag = "You",
    summary = "Revoke one of your API tokens, at once",
    params(("token" = Uuid, Path, description = "Its id")),
    responses((status = 200, description = "The token as it is now", body = TokenView)))]
pub fn revoke(ask: &Ask) -> Answer {
    let id: TokenId = ask.param("token")?;
    let visitor = ask.visitor()?;
    if !visitor.may_write() {
        return Err(Problem::Forbidden);
    }
    let (accounts, owner) = (ask.web.app().accounts(), visitor.person.id);
    let find = || -> Result<Token, Problem> {
        let mut tokens = accounts.tokens_of(owner)?.into_iter();
        let token = tokens.find(|token| token.id == id);
        let seen = token.filter(|it| opens_no_more(&visitor.way, it.scope, it.relationship));
        seen.ok_or(Problem::NotFound)
    };
    find()?;
    accounts.revoke_token(owner, id, ask.timestamp())?;
    answer(ask, &view(ask, find()?)?)
}
