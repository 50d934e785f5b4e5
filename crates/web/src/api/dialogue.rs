//! What people say to each other, who has heard it, and where words are found.

use std::collections::BTreeMap;
use std::num::NonZero;

use domain::Moment;
use domain::ids::*;
use domain::search::{Hit, Query};
use domain::thread::{Choice, DialoguePage, HeardFigure, ThreadView};
use domain::voices::Voices;
use domain::words::ContributionKind;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::named::{Named, named, names_at};
use crate::ask::{Answer, Ask};
use crate::pages::dialogue::part_from;
use crate::pages::search::knowing;
use crate::problem::Problem;

/// How much of what each party said was heard.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Heard {
    /// Each seated party.
    pub parties: Vec<HeardFigure>,
}

/// Where words were found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Found {
    /// Latest first, 50 at the most.
    pub hits: Vec<Hit>,
}

/// Where words were found in one of your relationships.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FoundAt {
    /// The relationship.
    pub relationship: RelationshipId,
    /// The service, in a few words; `null` once erased.
    pub name: Option<String>,
    /// Latest first, 50 at the most.
    pub hits: Vec<Hit>,
    /// Ids and names.
    pub names: BTreeMap<Uuid, String>,
}

/// Where words were found across your relationships.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FoundAcross {
    /// Those in which something was found, latest first.
    pub relationships: Vec<FoundAt>,
}

/// `GET /api/v1/relationships/{relationship}/dialogue`
///
/// # Errors
/// Names what is chosen by and cannot be read.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/dialogue", tag = "The dialogue",
    summary = "Threads of the dialogue: what waits longest first, then the latest",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("kind" = Option<ContributionKind>, Query, description = "Only threads that begin with this"),
        ("party" = Option<PartyId>, Query, description = "Only threads begun by this party"),
        ("outcome" = Option<OutcomeId>, Query, description = "Only threads about this outcome"),
        ("waiting" = Option<bool>, Query, description = "Only threads in which something waits, or in which nothing does"),
        ("page" = Option<usize>, Query, description = "Which page, from 1", minimum = 1),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "A page of threads", body = Named<DialoguePage>)))]
pub fn dialogue(ask: &Ask) -> Answer {
    let query = &ask.query;
    let kind = match query.text("kind") {
        "" => None,
        word => Some(ContributionKind::from_word(word).ok_or(Problem::Field {
            field: "kind",
            what: "problem-choose",
        })?),
    };
    let choice = Choice {
        kind,
        party: query.optional("party")?,
        outcome: query.optional("outcome")?,
        waiting: query.optional("waiting")?,
        page: query
            .optional::<NonZero<usize>>("page")?
            .map_or(1, NonZero::get),
    };
    let seen = ask.seen()?;
    named(ask, seen.dialogue(ask.moment(), &choice))
}

/// `GET /api/v1/relationships/{relationship}/dialogue/{contribution}`
///
/// # Errors
/// [`Problem::NotFound`] where the visitor may not know of it.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/dialogue/{contribution}",
    tag = "The dialogue",
    summary = "One contribution and everything said to it that its reader may see",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("contribution" = ContributionId, Path, description = "The contribution"),
        ("from" = Option<u64>, Query, description = "In reading order, where to read on: 100 at a time, \
            and the contribution itself"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The thread from there on", body = Named<ThreadView>)))]
pub fn thread(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let from = super::number(ask, "from", "api-after", 0)?;
    let part = part_from(usize::try_from(from).unwrap_or(usize::MAX));
    let thread = seen.thread_part(ask.param("contribution")?, ask.moment(), part);
    named(ask, thread.ok_or(Problem::NotFound)?)
}

/// `GET /api/v1/relationships/{relationship}/voices`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/voices", tag = "The dialogue",
    summary = "Who spoke to the whole table in the last 30 days",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The mirror", body = Named<Voices>)))]
pub fn voices(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    named(ask, seen.voices(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/heard`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/heard", tag = "The dialogue",
    summary = "How much of what each party said to the whole table was heard by another",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "A figure for each party", body = Named<Heard>)))]
pub fn heard(ask: &Ask) -> Answer {
    let parties = ask.seen()?.heard_figures();
    named(ask, Heard { parties })
}

/// `GET /api/v1/relationships/{relationship}/search`
///
/// # Errors
/// Names `q` when it holds no word.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/search", tag = "The dialogue",
    summary = "Where words are found in what you may see of a relationship",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("q" = String, Query, description = "Words: all of them have to be there, in any order"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Places, latest first", body = Named<Found>)))]
pub fn search(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let hits = seen.search(&knowing(ask, query(ask)?, &seen)?);
    named(ask, Found { hits })
}

/// `GET /api/v1/search`
///
/// # Errors
/// Names `q` when it holds no word.
#[utoipa::path(get, path = "/api/v1/search", tag = "You",
    summary = "Where words are found in what you may see of all your relationships",
    params(("q" = String, Query, description = "Words: all of them have to be there, in any order")),
    responses((status = 200, description = "Places by relationship", body = FoundAcross)))]
pub fn search_across(ask: &Ask) -> Answer {
    let (app, visitor, query) = (ask.web.app(), ask.visitor()?, query(ask)?);
    let mut relationships = Vec::new();
    for (id, relationship) in app.relationships_of(visitor.person.id)? {
        let seen = relationship.seen_by(visitor.person.id, &relationship);
        let Some(seen) = seen.filter(|_| visitor.may_open(id)) else {
            continue;
        };
        let hits = seen.search(&knowing(ask, query.clone(), &seen)?);
        if hits.is_empty() {
            continue;
        }
        let frame = seen.frame();
        relationships.push(FoundAt {
            relationship: id,
            names: names_at(ask, &seen, &hits)?,
            name: frame.name,
            hits,
        });
    }
    relationships.sort_by_key(|found| std::cmp::Reverse(found.hits.first().map(|hit| hit.at)));
    super::answer(ask, &FoundAcross { relationships })
}

fn query(ask: &Ask) -> Result<Query, Problem> {
    Query::new(ask.query.text("q")).ok_or(Problem::Field {
        field: "q",
        what: "search-no-word",
    })
}
