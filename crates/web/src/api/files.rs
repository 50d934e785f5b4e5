//! Files that programs take away, and the stream that tells them of news: the same as on the pages.

use domain::ids::*;
use domain::{Day, Moment};

use crate::ask::{Answer, Ask};
use crate::{live, pages};

/// `GET /api/v1/relationships/{relationship}/record.jsonl`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/record.jsonl", tag = "Files",
    summary = "The record, one object of JSON on each line, with everything that proves it: what `covalue verify` reads",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/plain")))]
pub fn record_lines(ask: &Ask) -> Answer {
    pages::record::json_lines(ask)
}

/// `GET /api/v1/relationships/{relationship}/record.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/record.csv", tag = "Files",
    summary = "The record as a table: one row for each entry",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn record_csv(ask: &Ask) -> Answer {
    pages::record::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/record.leaves`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/record.leaves", tag = "Files",
    summary = "The list of leaves against which a later download is checked",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/plain")))]
pub fn record_leaves(ask: &Ask) -> Answer {
    pages::record::leaves(ask)
}

/// `GET /api/v1/relationships/{relationship}/dialogue.md`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/dialogue.md", tag = "Files",
    summary = "The dialogue to read",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/markdown")))]
pub fn dialogue_markdown(ask: &Ask) -> Answer {
    pages::dialogue::export::markdown_file(ask)
}

/// `GET /api/v1/relationships/{relationship}/dialogue.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/dialogue.csv", tag = "Files",
    summary = "The dialogue as a table: one row for each turn",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn dialogue_csv(ask: &Ask) -> Answer {
    pages::dialogue::export::csv_file(ask)
}

/// `GET /api/v1/relationships/{relationship}/dialogue/{contribution}/thread.md`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/dialogue/{contribution}/thread.md", tag = "Files",
    summary = "One thread of the dialogue to read",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("contribution" = ContributionId, Path, description = "Any contribution of the thread"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/markdown")))]
pub fn thread_markdown(ask: &Ask) -> Answer {
    pages::dialogue::export::thread_markdown(ask)
}

/// `GET /api/v1/relationships/{relationship}/features.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/features.csv", tag = "Files",
    summary = "The features as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn features_csv(ask: &Ask) -> Answer {
    pages::features::exchange::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/agreement/versions/{version}/agreement.md`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/agreement/versions/{version}/agreement.md", tag = "Files",
    summary = "One version of the value agreement to read",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("version" = u64, Path, description = "The version"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Markdown", body = String, content_type = "text/markdown")))]
pub fn agreement_markdown(ask: &Ask) -> Answer {
    pages::agreement::markdown(ask)
}

/// `GET /api/v1/relationships/{relationship}/decisions.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/decisions.csv", tag = "Files",
    summary = "The decisions as a table: one row for each proposal and party that was asked",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn decisions_csv(ask: &Ask) -> Answer {
    pages::decisions::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/commitments.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/commitments.csv", tag = "Files",
    summary = "The commitments as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn commitments_csv(ask: &Ask) -> Answer {
    pages::commitments::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/meetings.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/meetings.csv", tag = "Files",
    summary = "The meetings as a table: one row for each point of an agenda",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn meetings_csv(ask: &Ask) -> Answer {
    pages::meetings::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/meetings/{meeting}/meeting.ics`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/meetings/{meeting}/meeting.ics", tag = "Files",
    summary = "One meeting for a calendar (RFC 5545): its title, time and place",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("meeting" = MeetingId, Path, description = "The meeting"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "iCalendar", body = String, content_type = "text/calendar")))]
pub fn meeting_calendar(ask: &Ask) -> Answer {
    pages::meetings::calendar(ask)
}

/// `GET /api/v1/relationships/{relationship}/meetings/{meeting}/minutes.md`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/meetings/{meeting}/minutes.md", tag = "Files",
    summary = "The minutes of one meeting to read",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("meeting" = MeetingId, Path, description = "The meeting"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Markdown", body = String, content_type = "text/markdown")))]
pub fn meeting_minutes(ask: &Ask) -> Answer {
    pages::meetings::markdown(ask)
}

/// `GET /api/v1/relationships/{relationship}/factors.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/factors.csv", tag = "Files",
    summary = "What happens outside as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn factors_csv(ask: &Ask) -> Answer {
    pages::factors::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/stages.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/stages.csv", tag = "Files",
    summary = "The stages and who took part in each, as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn stages_csv(ask: &Ask) -> Answer {
    pages::stages::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/review.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/review.csv", tag = "Files",
    summary = "What was promised, measured and perceived as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("since" = Option<Day>, Query, description = "The day since which one looks back"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn review_csv(ask: &Ask) -> Answer {
    pages::review::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/packs/{pack}/pack.md`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/packs/{pack}/pack.md", tag = "Files",
    summary = "A pack as Markdown",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("pack" = PackId, Path, description = "The pack"),
        ("version" = Option<u64>, Query, description = "Which version; without it, the latest"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Markdown", body = String, content_type = "text/markdown")))]
pub fn pack_markdown(ask: &Ask) -> Answer {
    pages::packs::markdown(ask)
}

/// `GET /api/v1/relationships/{relationship}/trust.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/trust.csv", tag = "Files",
    summary = "What both sides think of each other as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn trust_csv(ask: &Ask) -> Answer {
    pages::trust::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/repairs.csv`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/repairs.csv", tag = "Files",
    summary = "What broke and how it is repaired as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn repairs_csv(ask: &Ask) -> Answer {
    pages::trust::repairs_csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/measures/{measure}/readings.csv`
///
/// # Errors
/// [`Problem::NotFound`](crate::problem::Problem::NotFound) where there is no such measure.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/measures/{measure}/readings.csv", tag = "Files",
    summary = "Every reading of a measure as a table",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("measure" = MeasureId, Path, description = "The measure"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub fn readings_csv(ask: &Ask) -> Answer {
    pages::measures::csv(ask)
}

/// `GET /api/v1/relationships/{relationship}/decisions/{proposal}/decision.md`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/decisions/{proposal}/decision.md", tag = "Files",
    summary = "One proposal or decision to read",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("proposal" = ProposalId, Path, description = "The proposal"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The file", body = String, content_type = "text/markdown")))]
pub fn decision_markdown(ask: &Ask) -> Answer {
    pages::decisions::markdown(ask)
}

/// `GET /api/v1/relationships/{relationship}/live`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/live", tag = "The record",
    summary = "A stream of events (`text/event-stream`): that there is something new for you",
    description = "It begins with `here`, whose `data` says up to which `sequence` of the record you may \
        read; then comes `changed` whenever there is more, and `here` every twenty seconds. What happened \
        is read from the record. A stream ends after an hour or so, and within seconds of its token: come \
        back with `Last-Event-ID`, and what you missed is told at once.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("Last-Event-ID" = Option<String>, Header, description = "The `id` of the last event that arrived"),
        ("since" = Option<String>, Query, description = "The same, for whoever cannot send the header",
            pattern = "^[0-9]+(\\.[0-9a-f]{16})?$")),
    responses((status = 200, description = "Events, for as long as you listen", body = String,
        content_type = "text/event-stream")))]
pub fn follow(ask: &Ask) -> Answer {
    live::follow(ask)
}
