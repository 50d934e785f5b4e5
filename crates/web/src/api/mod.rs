//! The JSON API: what the pages show and do, for programs.
//!
//! Reads answer the views of the domain as they are; [`mod@write`] takes its commands. Both go by the
//! same sight and the same rules as the pages. [`openapi`] describes them, [`docs`] shows that.

pub mod attachments;
pub mod consultations;
pub mod dialogue;
pub mod docs;
pub mod entry;
pub mod files;
pub mod invitations;
pub mod list;
pub mod mix;
pub mod named;
pub mod openapi;
pub mod parameters;
pub mod people;
pub mod plain;
pub mod readings;
pub mod record;
pub mod refused;
pub mod shape;
pub mod tokens;
pub mod write;

use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD;
use domain::ids::*;
use domain::needs::Need;
use domain::view::{
    AgreementPage, AgreementView, CommitmentsPage, ContributionView, FactorsPage, FeaturesPage,
    Frame, MeasurePage, MeetingView, MeetingsPage, OutcomePage, PackView, PacksPage, ProposalView,
    ProposalsPage, RepairsPage, ReviewPage, StagesPage, TableView, TrustPage, ValuePage,
};
use domain::words::PartyKind;
use domain::{Day, Moment};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::ask::{Answer, Ask, written};
use crate::dates::moment;
use crate::names::Names;
use crate::pages;
use crate::problem::Problem;
use crate::visitor::Way;
use named::{Named, named};
use shape::{Misfit, Wrong};

/// Entries of the record, or contributions, in one answer, unless asked for fewer or more.
const PAGE: u64 = 100;
/// At the most.
const PAGE_MAX: u64 = 500;
/// What people typed, in one answer.
const WORDS_BYTES: usize = 256 << 10;
/// Things that a need names; the dialogue has them all.
const NAMED: usize = 100;

/// Who asks, and what this way of asking allows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Me {
    /// The person.
    pub person: PersonId,
    /// Their name; `null` once erased.
    pub name: Option<String>,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The language of messages: `en` or `de`.
    pub language: &'static str,
    /// Their time zone, by its IANA name.
    pub time_zone: String,
    /// Whether they have an account, rather than an invitation alone.
    pub account: bool,
    /// `session` or `token`.
    pub by: &'static str,
    /// Whether commands may be sent this way.
    pub write: bool,
    /// The only relationship that this way opens, if it is so bound.
    pub relationship: Option<RelationshipId>,
    /// When the token ends by which you came.
    pub expires: Option<Moment>,
    /// What a browser's session sends along with each command, in the header `X-CSRF-Token`.
    pub csrf_token: Option<String>,
}

/// A relationship at which one sits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RelationshipSummary {
    /// The relationship.
    pub id: RelationshipId,
    /// The service, in a few words; `null` once erased.
    pub name: Option<String>,
    /// One's own party.
    pub party: PartyId,
    /// In which part it sits.
    pub kind: PartyKind,
    /// The provider, by name.
    pub provider: String,
    /// The consumer, by name.
    pub consumer: String,
    /// When it was closed.
    pub closed: Option<Moment>,
    /// The last entry of its record.
    pub sequence: u64,
    /// How many things need one there.
    pub needs: usize,
    /// Since when something said there waits for one: the longest wait.
    pub waits_since: Option<Moment>,
}

/// The relationships at which one sits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Relationships {
    /// Each.
    pub relationships: Vec<RelationshipSummary>,
}

/// What was said.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Words {
    /// Newest first.
    pub words: Vec<ContributionView>,
    /// What to ask for `before` to read on; `null` at the end.
    pub next: Option<u64>,
}

/// What needs one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Needs {
    /// Most consequential first.
    pub needs: Vec<NeedOf>,
}

/// One thing that needs one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NeedOf {
    /// What.
    #[serde(flatten)]
    pub need: Need,
    /// How many more it is about than are named.
    pub more: usize,
}

/// Answers a program in the documented shape.
pub fn answer(ask: &Ask, value: &impl Serialize) -> Answer {
    let failed = |error: serde_json::Error| Problem::Failed(error.to_string());
    let mut value = serde_json::to_value(value).map_err(failed)?;
    let schema = openapi::answer_of(ask.route, &ask.method);
    let misfits = shape::write(openapi::shapes(), schema, &mut value);
    if !misfits.is_empty() {
        debug_assert!(false, "{} answers {misfits:?}: {value}", ask.path);
        tracing::error!(path = ask.path, ?misfits, "an answer is not as documented");
    }
    tagged(ask, &value)
}

/// JSON with a tag that names it: whoever sends the tag back is answered that it is the same. The tag is
/// made of nothing but what is answered, so it tells of nothing else: not of an entry that the asker may
/// not see, and of every name, wait and sentence that they do.
pub(crate) fn tagged(ask: &Ask, value: &impl Serialize) -> Answer {
    let bytes = serde_json::to_vec(value).map_err(|error| Problem::Failed(error.to_string()))?;
    if ask.method == Method::POST {
        return Ok(written(bytes));
    }
    let digest = Sha256::digest(&bytes);
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..16]));
    let known = ask.headers.get_all(header::IF_NONE_MATCH).iter();
    let is_known = known
        .filter_map(|tags| tags.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*");
    let mut response = match is_known {
        true => Response::new(Body::empty()),
        false => written(bytes),
    };
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::VARY, VARY);
    Ok(response)
}

/// What an answer depends on beside its address.
const VARY: HeaderValue = HeaderValue::from_static("Authorization, Cookie, Accept-Language");

/// What a program sent, if it has the documented shape.
pub fn body<T: DeserializeOwned>(ask: &Ask) -> Result<T, Problem> {
    let read = serde_json::from_slice(&ask.body);
    let mut value: Value = read.map_err(|error| {
        let place = [
            ("line", error.line().to_string()),
            ("column", error.column().to_string()),
        ];
        Problem::Body(ask.say.with("api-no-json", &place))
    })?;
    let schema = openapi::body_of(ask.route, &ask.method);
    let misfits = shape::read(openapi::shapes(), schema, &mut value);
    if !misfits.is_empty() {
        return Err(Problem::Shape(misfits));
    }
    serde_json::from_value(value).map_err(|error| {
        // The document says less than the types do: told without their names.
        tracing::error!(path = ask.path, %error, "a body fits its description and is not read");
        Problem::Shape(vec![Misfit {
            pointer: String::new(),
            wrong: Wrong::NoShape,
        }])
    })
}

/// `GET /api/v1/me`
///
/// # Errors
/// None beyond those of every route.
#[utoipa::path(get, path = "/api/v1/me", tag = "You",
    summary = "Who asks, and what this way of asking allows",
    responses((status = 200, description = "You", body = Me)))]
pub fn me(ask: &Ask) -> Answer {
    let visitor = ask.visitor()?;
    let person = &visitor.person;
    let (by, relationship, expires, csrf_token) = match &visitor.way {
        Way::Session { guest_of, .. } => ("session", *guest_of, None, Some(visitor.csrf())),
        Way::Token {
            relationship,
            expires_at,
            ..
        } => ("token", *relationship, Some(moment(*expires_at)), None),
    };
    answer(
        ask,
        &Me {
            person: person.id,
            name: person.name.clone(),
            organisation: person.organisation,
            organisation_name: person.organisation_name.clone(),
            language: person.language.code(),
            time_zone: person.time_zone.clone(),
            account: !person.is_guest(),
            by,
            write: visitor.may_write(),
            relationship,
            expires,
            csrf_token,
        },
    )
}

/// `GET /api/v1/relationships`
#[utoipa::path(get, path = "/api/v1/relationships", tag = "You",
    summary = "The relationships at which you sit",
    responses((status = 200, description = "Your relationships", body = Relationships)))]
pub fn relationships(ask: &Ask) -> Answer {
    let (app, visitor) = (ask.web.app(), ask.visitor()?);
    let mut relationships = Vec::new();
    for (id, summary) in app.summaries_of(visitor.person.id, ask.now)? {
        if !visitor.may_open(id) {
            continue;
        }
        let frame = &summary.frame;
        let names = Names::of(app.accounts(), ask.say, frame, [])?;
        relationships.push(RelationshipSummary {
            id,
            party: frame.you.party,
            kind: frame.you.kind,
            provider: names.party(frame.provider).name.clone(),
            consumer: names.party(frame.consumer).name.clone(),
            closed: frame.closed,
            sequence: frame.sequence,
            needs: summary.matters.len(),
            waits_since: summary.waits_since,
            name: frame.name.clone(),
        });
    }
    answer(ask, &Relationships { relationships })
}

/// `GET /api/v1/relationships/{relationship}`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}", tag = "The table",
    summary = "Name, purpose and parties of a relationship, and what you may do there",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The relationship", body = Named<Frame>)))]
pub fn relationship(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.frame())
}

/// `GET /api/v1/relationships/{relationship}/table`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/table", tag = "The table",
    summary = "Who sits at the table, and which suppliers are missing",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Seats and dependencies", body = Named<TableView>)))]
pub fn table(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.table())
}

/// `GET /api/v1/relationships/{relationship}/value`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/value", tag = "Value",
    summary = "What the service is worth, and to whom",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Outcomes and parts", body = Named<ValuePage>)))]
pub fn value(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.value())
}

/// `GET /api/v1/relationships/{relationship}/decisions`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/decisions", tag = "Decisions",
    summary = "Every proposal, open ones first, and what each party's silence means",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Proposals", body = Named<ProposalsPage>)))]
pub fn decisions(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.proposals(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/commitments`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/commitments", tag = "Decisions",
    summary = "What parties promised to each other; still to be kept before ended, due first before due later",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Commitments", body = Named<CommitmentsPage>)))]
pub fn commitments(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.commitments(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/meetings`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/meetings", tag = "Meetings",
    summary = "Every meeting, and whose turn it is to lead; what lies ahead first",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Meetings", body = Named<MeetingsPage>)))]
pub fn meetings(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.meetings(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/meetings/{meeting}`
///
/// # Errors
/// [`Problem::NotFound`] for a meeting that is not there.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/meetings/{meeting}", tag = "Meetings",
    summary = "One meeting: its agenda, who comes, the sitting, and what was said and decided there",
    description = "Times that go on are told by when they began; what had passed before is in milliseconds. One \
        suggestion about who speaks is told to whoever leads, and to nobody else.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("meeting" = MeetingId, Path, description = "The meeting"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The meeting", body = Named<MeetingView>)))]
pub fn meeting(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let meeting: MeetingId = ask.param("meeting")?;
    let signs = pages::meetings::signs(ask, &seen, meeting)?;
    let meeting = seen.meeting_live(meeting, ask.moment(), &signs);
    named(ask, meeting.ok_or(Problem::NotFound)?)
}

/// `GET /api/v1/relationships/{relationship}/factors`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/factors", tag = "Value",
    summary = "What happens outside and may change what is valuable; what lies ahead before what has come",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Factors", body = Named<FactorsPage>)))]
pub fn factors(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.factors(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/stages`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/stages", tag = "Value",
    summary = "The stages at which things are worked on, who took part in each, and who was left out",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Stages", body = Named<StagesPage>)))]
pub fn stages(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.stages())
}

/// `GET /api/v1/relationships/{relationship}/review`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/review", tag = "Value",
    summary = "What was promised, measured and perceived since a day, and whether a change is more than chance",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("since" = Option<Day>, Query, description = "The day since which one looks back; without it, since \
            the agreement in force came into force, or for half a year"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The review", body = Named<ReviewPage>)))]
pub fn review(ask: &Ask) -> Answer {
    let since = ask.query.text("since").parse::<Day>().ok();
    let since = since.map(Day::begins_in_utc);
    let (seen, id) = (ask.seen()?, ask.table()?.id);
    let weighed = |since| ask.web.app().weighed(id, &seen, since);
    named(ask, seen.review_with(since, ask.moment(), weighed))
}

/// `GET /api/v1/relationships/{relationship}/trust`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/trust", tag = "Value",
    summary = "What provider and consumer think of each other, by quarter, and what the reader answered in this one",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Trust", body = Named<TrustPage>)))]
pub fn trust(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.trust(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/packs`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/packs", tag = "Value",
    summary = "Packs: points of the record, frozen for a review; the latest first",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Packs", body = Named<PacksPage>)))]
pub fn packs(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.packs(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/packs/{pack}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such pack.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/packs/{pack}", tag = "Value",
    summary = "A pack: what the whole table may see of the record up to its point, and each party's own page",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("pack" = PackId, Path, description = "The pack"),
        ("version" = Option<u64>, Query, description = "Which version; without it, the latest"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The pack", body = Named<PackView>)))]
pub fn pack(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let id: PackId = ask.param("pack")?;
    let back = pages::packs::frozen(ask, &room, id)?;
    named(ask, pages::packs::asked(&room, &back)?)
}

/// `GET /api/v1/relationships/{relationship}/repairs`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/repairs", tag = "Value",
    summary = "What broke, and each part of its repair; what waits before what is closed",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Repairs", body = Named<RepairsPage>)))]
pub fn repairs(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.repairs())
}

/// `GET /api/v1/relationships/{relationship}/measures/{measure}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such measure.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/measures/{measure}", tag = "Value",
    summary = "A measure, its latest readings, and where some are missing",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("measure" = MeasureId, Path, description = "The measure"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The measure", body = Named<MeasurePage>)))]
pub fn measure(ask: &Ask) -> Answer {
    let id: MeasureId = ask.param("measure")?;
    let found = ask.seen()?.measure(id, ask.moment());
    named(ask, found.ok_or(Problem::NotFound)?)
}

/// `GET /api/v1/relationships/{relationship}/agreement`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/agreement", tag = "Agreement",
    summary = "Every version of the value agreement, the latest in full, and what people have against it",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The agreement", body = Named<AgreementPage>)))]
pub fn agreement(ask: &Ask) -> Answer {
    let told = ask.seen()?.agreement(None, ask.moment());
    named(ask, told.ok_or(Problem::NotFound)?)
}

/// `GET /api/v1/relationships/{relationship}/agreement/versions/{version}`
///
/// # Errors
/// [`Problem::NotFound`] for a version that is not there.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/agreement/versions/{version}", tag = "Agreement",
    summary = "One version of the value agreement: its text, what stands for it, who signed it",
    description = "Of a draft, the text as things are now. A clause that tells what the consumer says is hidden from a \
        reader who has not guessed. Signing is for people: it asks them again who they are.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("version" = u64, Path, description = "The version"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The version", body = Named<AgreementView>)))]
pub fn agreement_version(ask: &Ask) -> Answer {
    let told = ask
        .seen()?
        .agreement(Some(ask.param("version")?), ask.moment());
    named(
        ask,
        told.and_then(|told| told.shown).ok_or(Problem::NotFound)?,
    )
}

/// `GET /api/v1/relationships/{relationship}/decisions/{proposal}`
///
/// # Errors
/// [`Problem::NotFound`] for a proposal that is not there.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/decisions/{proposal}", tag = "Decisions",
    summary = "One proposal: its words, where the parties stand, what was decided",
    description = "While a round is blind the answer holds the reader's own position and nobody else's, and \
        says of no party whether it is in.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("proposal" = ProposalId, Path, description = "The proposal"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The proposal", body = Named<ProposalView>)))]
pub fn decision(ask: &Ask) -> Answer {
    let proposal = ask.seen()?.proposal(ask.param("proposal")?, ask.moment());
    named(ask, proposal.ok_or(Problem::NotFound)?)
}

/// `GET /api/v1/relationships/{relationship}/outcomes/{outcome}`
///
/// # Errors
/// [`Problem::NotFound`] for an outcome that is not there.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/outcomes/{outcome}", tag = "Value",
    summary = "One outcome: its value over time, who said what, and words about it",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("outcome" = OutcomeId, Path, description = "The outcome"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The outcome", body = Named<OutcomePage>)))]
pub fn outcome(ask: &Ask) -> Answer {
    let outcome = ask.seen()?.outcome(ask.param("outcome")?);
    named(ask, outcome.ok_or(Problem::NotFound)?)
}

/// `GET /api/v1/relationships/{relationship}/features`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/features", tag = "Features",
    summary = "What could be done, how much voice each party has, and the mixes on record",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Features and mixes", body = Named<FeaturesPage>)))]
pub fn features(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.features())
}

/// `GET /api/v1/relationships/{relationship}/words`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/words", tag = "The table",
    summary = "Everything said that you may see, newest first",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("before" = Option<u64>, Query, description = "What was said before this entry of the record"),
        ("limit" = Option<u64>, Query, description = "How many at the most: 1 to 500, 100 unless said; \
            fewer where they are long", minimum = 1, maximum = 500),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "A page of contributions", body = Named<Words>)))]
pub fn words(ask: &Ask) -> Answer {
    let (before, limit) = (number(ask, "before", "api-after", u64::MAX)?, limit(ask)?);
    let seen = ask.seen()?;
    let (mut words, mut room, mut next) = (Vec::new(), WORDS_BYTES, None);
    for said in seen.words_before(before) {
        let bytes = said.words.as_ref().map_or(0, String::len) + said.condition.len();
        if words.len() as u64 == limit || (bytes > room && !words.is_empty()) {
            next = words.last().map(|last: &ContributionView| last.sequence);
            break;
        }
        room = room.saturating_sub(bytes);
        words.push(said);
    }
    named(ask, Words { words, next })
}

/// `GET /api/v1/relationships/{relationship}/needs`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/needs", tag = "You",
    summary = "What needs you in a relationship, most consequential first",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment: nothing needs you there")),
    responses((status = 200, description = "What needs you", body = Named<Needs>)))]
pub fn needs(ask: &Ask) -> Answer {
    let needs = ask.seen()?.needs(ask.now).into_iter();
    let needs = needs.map(|mut need| NeedOf {
        more: need.shorten(NAMED),
        need,
    });
    let needs = needs.collect();
    named(ask, Needs { needs })
}

/// A number of the query.
fn number(ask: &Ask, field: &'static str, what: &'static str, unless: u64) -> Result<u64, Problem> {
    match ask.query.text(field) {
        "" => Ok(unless),
        text => text.parse().map_err(|_| Problem::Field { field, what }),
    }
}

/// How many are asked for in one answer.
fn limit(ask: &Ask) -> Result<u64, Problem> {
    let (field, what) = ("limit", "api-limit");
    let limit = number(ask, field, what, PAGE)?;
    if (1..=PAGE_MAX).contains(&limit) {
        Ok(limit)
    } else {
        Err(Problem::Field { field, what })
    }
}
