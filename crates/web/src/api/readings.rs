//! Readings of a measure, many at once, brought by a program.

use domain::ids::*;
use domain::measure::Reading;
use domain::words::ReadingSource;
use domain::{Moment, act};
use serde::Deserialize;
use utoipa::ToSchema;

use super::record::{Recorded, recorded};
use super::{answer, body, write};
use crate::ask::{Answer, Ask};
use crate::lanes::{self, Lane};

/// Readings, and from what they come.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingsBrought {
    /// From what.
    pub source: ReadingSource,
    /// The readings; each moment once.
    pub readings: Vec<Reading>,
    /// When there was nothing to read: that is missing, and neither nothing nor the target.
    #[serde(default)]
    pub unread: Vec<Moment>,
}

/// `POST /api/v1/relationships/{relationship}/measures/{measure}/readings`
///
/// # Errors
/// The rule that refuses.
#[utoipa::path(post, operation_id = "take_readings",
    path = "/api/v1/relationships/{relationship}/measures/{measure}/readings",
    tag = "Commands", summary = "Bring many readings of a measure",
    description = "Does what the command `take_readings` does, for as many readings as 22 megabytes hold: all of them are \
        recorded, or nothing. What your party said of a moment already adds nothing; another value takes its place. The \
        same key and body again answer the first result.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("measure" = MeasureId, Path, description = "The measure"),
        ("proof" = Option<bool>, Query, description = "Whether to tell what proves each leaf; not unless said"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 80, pattern = "^[!-~]+$",
            description = "Up to 80 letters, digits and punctuation: the same key and body are carried out once")),
    request_body(content = ReadingsBrought, description = "The readings"),
    responses((status = 200, description = "What was recorded", body = Recorded)))]
pub fn take(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let ReadingsBrought {
        source,
        readings,
        unread,
    } = body(ask)?;
    write::key(ask)?;
    let take = act::TakeReadings {
        measure: ask.param("measure")?,
        source,
        readings,
        unread,
    };
    let done = ask.carry_out(ask.table()?.id, take)?;
    let afresh = write::afresh(ask, done.relationship)?;
    answer(&afresh, &recorded(&afresh, &done)?)
}
