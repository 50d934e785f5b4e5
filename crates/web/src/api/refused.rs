//! Why a program was not answered as it asked: problem details (RFC 9457).

use axum::http::header::{self, HeaderValue};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::openapi;
use crate::ask::Ask;
use crate::catalogue;
use crate::problem::Problem;

/// Why a request was not answered as asked: with every status from 400 up.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Details {
    /// Where this server describes the kind of problem.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference")]
    pub about: String,
    /// What the status says.
    pub title: String,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// The kind of problem, by a stable name: which there are stands with each status. More may come.
    pub code: String,
    /// What to mend, in the reader's language.
    pub detail: String,
    /// Names this request in the server's log. The header `X-Request-Id` has it too.
    pub request_id: Uuid,
    /// Where it is to be mended: each place; none where it is about no place.
    pub errors: Vec<Place>,
}

/// Where something is to be mended: one of `pointer`, `parameter` and `header` is there.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = ProblemPlace)]
pub struct Place {
    /// A place in the body: a JSON pointer (RFC 6901), such as `/features/7/name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// A parameter of the query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// A header of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// What is wrong there, by a stable name.
    pub code: String,
    /// What to mend there, in the reader's language.
    pub detail: String,
}

/// Where a problem with a field of this name is mended: programs send fields in their body, their query or
/// their headers.
fn place_of(ask: &Ask, problem: &Problem) -> Vec<Place> {
    let place = Place {
        code: problem.code().to_owned(),
        detail: problem.message(ask.say),
        ..Place::default()
    };
    match problem {
        Problem::Shape(misfits) => {
            let place = |misfit: &super::shape::Misfit| Place {
                pointer: Some(misfit.pointer.clone()),
                code: misfit.wrong.code().to_owned(),
                detail: misfit.wrong.message(ask.say),
                ..Place::default()
            };
            misfits.iter().map(place).collect()
        }
        Problem::Parameter { name, wrong } => vec![Place {
            parameter: Some(name.clone()),
            code: wrong.code().to_owned(),
            detail: wrong.message(ask.say),
            ..place
        }],
        Problem::Rule(refusal) => match refusal.pointer() {
            Some(pointer) => vec![Place {
                pointer: Some(pointer),
                ..place
            }],
            None => Vec::new(),
        },
        other => match other.field() {
            None => Vec::new(),
            Some(field @ ("Idempotency-Key" | "Last-Event-ID")) => vec![Place {
                header: Some(field.to_owned()),
                ..place
            }],
            Some(field) if openapi::has_parameter(ask.route, &ask.method, field) => vec![Place {
                parameter: Some(field.to_owned()),
                ..place
            }],
            Some(field) => vec![Place {
                pointer: Some(format!("/{field}")),
                ..place
            }],
        },
    }
}

/// What to mend, as a program can: where a sentence is written for somebody at a form, programs have their own.
fn told(ask: &Ask, problem: &Problem) -> String {
    let reads = ask.visitor.as_ref().is_some_and(|it| !it.may_write());
    let code = match problem {
        Problem::Forbidden if reads => "read_only",
        other => other.code(),
    };
    let key = format!("api-problem-{code}");
    match catalogue::has(ask.say.0, &key) {
        true => ask.say.text(&key),
        false => problem.message(ask.say),
    }
}

/// Says it to a program.
pub fn say(ask: &Ask, problem: &Problem) -> Response {
    let status = problem.status();
    let details = Details {
        about: format!("/api#error-{}", problem.code()),
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        code: problem.code().to_owned(),
        detail: told(ask, problem),
        request_id: ask.request,
        errors: place_of(ask, problem),
    };
    // Texts and numbers: writing them to memory cannot fail.
    let bytes = serde_json::to_vec(&details).unwrap_or_default();
    let mut response = Response::new(bytes.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    if let Problem::SignIn = problem {
        // Whoever presented a token is told that it is that which does not open (RFC 6750).
        let challenge = match ask.headers.contains_key(header::AUTHORIZATION) {
            true => "Bearer realm=\"Covalue\", error=\"invalid_token\"",
            false => "Bearer realm=\"Covalue\"",
        };
        headers.insert(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static(challenge),
        );
    }
    response
}
