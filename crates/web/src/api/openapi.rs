//! What the API is, for programs: OpenAPI 3.1, made from the shapes themselves.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::http::Method;
use domain::{Fact, text};
use serde_json::{Map, Value, json};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{Modify, OpenApi};

use super::plain;
use crate::ask::{Answer, Ask};
use crate::problem::{CODES, rules};
use crate::routes::{Access, ROUTES};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Covalue",
        description = "What the pages show and do, in JSON. A program presents a token \
            (`Authorization: Bearer …`) and sees and does what its person may; a browser's \
            session sends `X-CSRF-Token` with what it changes. Moments are dates and times (RFC 3339, \
            UTC), to the millisecond; amounts are in minor units of the relationship's currency. What is \
            hidden and what does not exist are answered alike: 404. What is not described is refused. \
            Answers may get further fields and shapes: see `docs/api.md`.",
        version = "1",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    paths(
        open_api,
        super::me,
        super::relationships,
        super::write::open,
        super::relationship,
        super::table,
        super::value,
        super::outcome,
        super::features,
        super::decisions,
        super::commitments,
        super::meetings,
        super::meeting,
        super::factors,
        super::review,
        super::trust,
        super::packs,
        super::pack,
        super::repairs,
        super::stages,
        super::measure,
        super::consultations::consultations,
        super::consultations::consultation,
        super::decision,
        super::agreement,
        super::agreement_version,
        super::mix::mix,
        super::list::import,
        super::words,
        super::needs,
        super::dialogue::dialogue,
        super::dialogue::thread,
        super::dialogue::voices,
        super::dialogue::heard,
        super::dialogue::search,
        super::dialogue::search_across,
        super::record::record,
        super::record::changes,
        super::people::organisations,
        super::people::colleagues,
        super::tokens::tokens,
        super::tokens::make,
        super::tokens::revoke,
        super::invitations::invitations,
        super::invitations::invite,
        super::invitations::renew,
        super::invitations::withdraw,
        super::files::follow,
        super::files::record_lines,
        super::files::record_csv,
        super::files::record_leaves,
        super::files::dialogue_markdown,
        super::files::dialogue_csv,
        super::files::thread_markdown,
        super::files::features_csv,
        super::files::decisions_csv,
        super::files::commitments_csv,
        super::files::meetings_csv,
        super::files::meeting_calendar,
        super::files::meeting_minutes,
        super::files::factors_csv,
        super::files::stages_csv,
        super::files::review_csv,
        super::files::pack_markdown,
        super::files::trust_csv,
        super::files::repairs_csv,
        super::files::readings_csv,
        super::files::decision_markdown,
        super::files::agreement_markdown,
        super::write::command,
        super::attachments::say,
        super::readings::take,
    ),
    components(schemas(super::refused::Details)),
    tags(
        (name = "You", description = "Who asks, at which tables, and what waits there."),
        (name = "The table", description = "Parties, people and what they said."),
        (name = "The dialogue", description = "Who said what, who has heard it, what became of it, \
            and where words are found."),
        (name = "Value", description = "What the service is worth, and to whom."),
        (name = "Features", description = "What could be done, and what a budget can carry."),
        (name = "Decisions", description = "What is proposed, where the parties stand, what was decided, and what they promised."),
        (name = "Agreement", description = "What the parties agree on, version by version, and who signed it."),
        (name = "Consultations", description = "What is asked of many people by link, and what came of it."),
        (name = "The record", description = "Every entry in order, as the pages export it."),
        (name = "Files", description = "What one takes away, as the pages write it."),
        (name = "Commands", description = "What a person can say and do. One shape each, told \
            apart by `command`."),
    ),
    modifiers(&Ways),
    security(("token" = []), ("session" = [], "form" = [])),
)]
struct Document;

/// The ways to ask, and how refusals look: the same for every operation.
struct Ways;

impl Modify for Ways {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token of your account, for reading or for writing"));
        components.add_security_scheme("token", SecurityScheme::Http(token.build()));
        let cookie = ApiKeyValue::with_description(
            "covalue",
            "A browser's session; over https the cookie is called __Host-covalue",
        );
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        let proof = ApiKeyValue::with_description("X-CSRF-Token", "From `me`; with commands only");
        components.add_security_scheme("form", SecurityScheme::ApiKey(ApiKey::Header(proof)));
    }
}

/// The document.
pub static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    // Shapes of words and numbers only: writing them to memory cannot fail.
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    if let Some(shapes) = document["components"]["schemas"].as_object_mut() {
        tell_facts(shapes);
        plain::make(shapes, &SENT);
        for name in plain::reached(shapes, "Command") {
            if let Some(shape) = shapes.get_mut(&name) {
                bound_texts(shape);
            }
        }
    }
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (path, operations) in paths {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            tell_statuses(path, method, operation);
        }
    }
    forget_unused(&mut document);
    name_views(&document)
});

/// The shapes that programs send: what these may leave out, they may leave out.
const SENT: [&str; 4] = ["Command", "NewToken", "NewInvitation", "ReadingsBrought"];

/// Every kind of fact, as the record tells it to programs.
fn tell_facts(shapes: &mut Map<String, Value>) {
    let mut variants = Vec::new();
    let written = |schema: &RefOr<Schema>| serde_json::to_value(schema).unwrap_or_default();
    for told in Fact::shapes() {
        for (name, within) in &told.within {
            shapes
                .entry(name.clone())
                .or_insert_with(|| written(within));
        }
        let mut fact = written(&told.fact);
        fact["properties"]["fact"] = json!({ "type": "string", "enum": [told.kind] });
        let mut required = vec![json!("fact")];
        required.extend(fact["required"].as_array().cloned().unwrap_or_default());
        if let Some(text) = &told.text {
            let name = format!("Fact{}Text", told.name);
            let about = "What was typed; `null` once erased, or where you may not have it";
            fact["properties"]["text"] = json!({
                "oneOf": [{ "type": "null" }, { "$ref": format!("{SHAPES}{name}") }],
                "description": about,
            });
            required.push(json!("text"));
            shapes.insert(name, written(text));
        }
        fact["required"] = required.into();
        variants.push(fact);
    }
    let about = "A fact, as it was recorded: one shape for each kind, told apart by `fact`";
    shapes.insert(
        "Fact".to_owned(),
        json!({ "oneOf": variants, "description": about }),
    );
}

/// Fields of commands that are one line; all others that are typed are passages.
const LINES: [&str; 15] = [
    "sentence",
    "place",
    "title",
    "name",
    "what",
    "ground",
    "statement",
    "provider_unit",
    "consumer_unit",
    "time_zone",
    "advice",
    "unit",
    "question",
    "statements",
    "own",
];

/// How long what is typed may be, as the rules have it.
fn bound_texts(shape: &mut Value) {
    // “Better off?” is answered in a passage.
    let is_answer = shape["properties"]["command"]["const"] == "say_better_off";
    let fields = shape.get_mut("properties").and_then(Value::as_object_mut);
    for (name, field) in fields.into_iter().flatten() {
        // Of a list, each one.
        let field = match field["type"] == "array" {
            true => &mut field["items"],
            false => field,
        };
        let is_typed = field["type"] == "string" && field["format"].is_null();
        if !is_typed || !field["enum"].is_null() || !field["const"].is_null() {
            continue;
        }
        if name == "currency" {
            field["pattern"] = json!("^[A-Z]{3}$");
            continue;
        }
        let is_line = LINES.contains(&name.as_str()) && !is_answer;
        field["maxLength"] = json!(if is_line { text::LINE } else { text::PASSAGE });
    }
}

/// What every answer carries, and what can be answered instead of what was asked for.
fn tell_statuses(path: &str, method: &str, operation: &mut Value) {
    // What follows speaks of the handler, to its readers.
    let about = operation["description"].as_str().unwrap_or_default();
    let about = about.split("# Errors").next().unwrap_or_default().trim();
    if about.is_empty() {
        if let Some(operation) = operation.as_object_mut() {
            operation.remove("description");
        }
    } else {
        operation["description"] = json!(about);
    }
    let route = ROUTES
        .iter()
        .find(|route| route.path == path && route.method().as_str().eq_ignore_ascii_case(method));
    let is_public = route.is_none_or(|route| route.access == Access::Public);
    let changes = method == "post";
    let request_id = json!({ "description": "Names the request in the server's log",
        "schema": { "type": "string", "format": "uuid" } });
    let is_json = !operation["responses"]["200"]["content"]["application/json"].is_null();
    let answered = operation["responses"].as_object_mut();
    for (_, response) in answered.into_iter().flatten() {
        response["headers"]["X-Request-Id"] = request_id.clone();
        if !changes && is_json {
            response["headers"]["ETag"] = json!({ "description":
                "Names what you see here: sent back in `If-None-Match`, it is answered 304 while that is \
                 the same", "schema": { "type": "string" } });
        }
    }
    if !changes && is_json {
        operation["responses"]["304"] = json!({ "description":
            "Nothing that you see here has changed since the answer with that `ETag`" });
        if let Some(parameters) = operation["parameters"].as_array_mut() {
            parameters.push(if_none_match());
        } else {
            operation["parameters"] = json!([if_none_match()]);
        }
    }
    let parameters = operation["parameters"].as_array().cloned();
    let has = |place: &str| {
        let mut parameters = parameters.iter().flatten();
        parameters.any(|parameter| parameter["in"] == place)
    };
    let has_path = has("path");
    for (status, codes) in CODES {
        let is_met = match status {
            // An unread query, too, is refused wherever it comes.
            400 => true,
            401 | 403 => !is_public,
            404 => has_path,
            405 => false,
            409 | 413 => changes,
            _ => true,
        };
        if is_met {
            operation["responses"][status.to_string()] = refusal(status, codes.iter().copied());
        }
    }
    if changes {
        operation["responses"]["422"] = refusal(422, rules());
    } else {
        operation["responses"]["422"] = refusal(422, reading_rules());
    }
}

/// What a reading is refused for.
fn reading_rules() -> impl Iterator<Item = &'static str> {
    let shapes = ["parameter", "field"];
    let mix = ["guess_first", "musts_too_dear", "musts_exclude", "no_mix"];
    shapes.into_iter().chain(mix)
}

fn if_none_match() -> Value {
    json!({ "name": "If-None-Match", "in": "header", "required": false,
        "description": "The `ETag` of an earlier answer", "schema": { "type": "string" } })
}

fn refusal(status: u16, codes: impl Iterator<Item = &'static str>) -> Value {
    let codes: Vec<_> = codes.collect();
    let what = match status {
        400 => "It cannot be read",
        401 => "Nobody known asks: no token, or one that does not open any more",
        403 => {
            "Not for this way of asking (`forbidden`); or an administrator has yet to show a second \
             factor, on a page, with the session that asks (`second_factor`)"
        }
        404 => "There is nothing here for you: what is hidden is answered like what does not exist",
        409 => "The key was used for something else",
        413 => "The body is larger than any command",
        421 => "This server does not go by that name",
        422 => "It was read, and a rule speaks against it; nothing was recorded",
        429 => "More than one person can do; come again after `Retry-After` seconds",
        _ => "Not now; come again after `Retry-After` seconds, with the same key",
    };
    let told = codes.iter().map(|code| format!("`{code}`"));
    let told = told.collect::<Vec<_>>().join(", ");
    let mut headers = json!({ "X-Request-Id": { "description": "Names the request in the server's log",
        "schema": { "type": "string", "format": "uuid" } } });
    if matches!(status, 429 | 503) {
        headers["Retry-After"] =
            json!({ "description": "Seconds", "schema": { "type": "integer" } });
    }
    if status == 401 {
        headers["WWW-Authenticate"] = json!({ "description": "`Bearer`, and what is wrong with the token",
            "schema": { "type": "string" } });
    }
    json!({
        "description": format!("{what}. Codes: {told}"),
        "headers": headers,
        "content": { "application/problem+json": { "schema": { "$ref": format!("{SHAPES}Problem") } } },
        "x-codes": codes,
    })
}

/// Leaves out shapes to which nothing refers any more.
fn forget_unused(document: &mut Value) {
    let Some(shapes) = document["components"]["schemas"].as_object().cloned() else {
        return;
    };
    let text = document["paths"].to_string();
    let direct = text.split(SHAPES).skip(1);
    let direct = direct.filter_map(|rest| rest.split('"').next());
    let used: BTreeSet<String> = direct
        .flat_map(|name| plain::reached(&shapes, name))
        .collect();
    let kept = shapes.into_iter().filter(|(name, _)| used.contains(name));
    document["components"]["schemas"] = Value::Object(kept.collect());
}

/// A view with its names is called as the view is, unless that is also a part of another.
fn name_views(document: &Value) -> Value {
    let shapes = &document["components"]["schemas"];
    let mut text = document.to_string();
    for (name, _) in shapes.as_object().into_iter().flatten() {
        let Some(view) = name.strip_prefix("Named_") else {
            continue;
        };
        let view = match shapes[view].is_null() {
            true => view.to_owned(),
            false => format!("Named{view}"),
        };
        text = text.replace(&format!("{SHAPES}{name}\""), &format!("{SHAPES}{view}\""));
        text = text.replace(&format!("\"{name}\":"), &format!("\"{view}\":"));
    }
    serde_json::from_str(&text).unwrap_or_default()
}

/// Where shapes are in the document.
pub const SHAPES: &str = "#/components/schemas/";

/// What the document says of a route; nothing where it says nothing.
pub fn operation(route: &str, method: &Method) -> &'static Value {
    let method = match *method {
        Method::HEAD => "get".to_owned(),
        ref method => method.as_str().to_lowercase(),
    };
    &DOCUMENT["paths"][route][method]
}

/// Whether a route's query has a parameter of this name.
pub fn has_parameter(route: &str, method: &Method, name: &str) -> bool {
    let parameters = operation(route, method)["parameters"].as_array();
    let mut parameters = parameters.into_iter().flatten();
    parameters.any(|parameter| parameter["in"] == "query" && parameter["name"] == name)
}

/// The shape of a route's answer.
pub fn answer_of(route: &str, method: &Method) -> &'static Value {
    let responses = operation(route, method)["responses"].as_object();
    let mut answered = responses.into_iter().flatten();
    let answered = answered.find(|(status, _)| status.starts_with('2'));
    answered.map_or(&Value::Null, |(_, response)| {
        &response["content"]["application/json"]["schema"]
    })
}

/// The shape of what is sent to a route.
pub fn body_of(route: &str, method: &Method) -> &'static Value {
    &operation(route, method)["requestBody"]["content"]["application/json"]["schema"]
}

/// All shapes of the document.
pub fn shapes() -> &'static Value {
    &DOCUMENT["components"]["schemas"]
}

/// `GET /api/v1/openapi.json`
///
/// # Errors
/// None beyond those of every route.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "You",
    summary = "This description, as OpenAPI 3.1", security(()),
    responses((status = 200, description = "The document", body = Object)))]
pub fn open_api(ask: &Ask) -> Answer {
    super::tagged(ask, &*DOCUMENT)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::routes::ROUTES;

    #[test]
    fn the_document_has_every_route_of_the_api_and_no_other() {
        let routes: BTreeSet<_> = ROUTES
            .iter()
            .filter(|route| route.path.starts_with("/api/v1/"))
            .map(|route| (route.path.to_owned(), route.method().to_string()))
            .collect();
        let document = &*super::DOCUMENT;
        let mut documented = BTreeSet::new();
        for (path, operations) in document["paths"].as_object().unwrap() {
            for method in operations.as_object().unwrap().keys() {
                documented.insert((path.clone(), method.to_uppercase()));
            }
        }
        assert_eq!(documented, routes);
    }

    #[test]
    fn whoever_must_show_a_second_factor_first_finds_it_described() {
        let document = &*super::DOCUMENT;
        let forbidden = |path: &str| document["paths"][path]["get"]["responses"]["403"].clone();
        let described = forbidden("/api/v1/me")["description"].to_string();
        assert!(described.contains("`second_factor`"), "{described}");
        assert!(forbidden("/api/v1/openapi.json").is_null());
    }

    #[test]
    fn words_stand_in_the_document_as_they_are_sent() {
        let document = &*super::DOCUMENT;
        let words: Vec<_> = domain::words::Role::ALL
            .iter()
            .map(|role| role.word())
            .collect();
        assert_eq!(
            document["components"]["schemas"]["Role"]["enum"],
            serde_json::json!(words)
        );
    }

    #[test]
    fn every_shape_that_is_referred_to_is_in_the_document() {
        let document = &*super::DOCUMENT;
        let text = document.to_string();
        let referred: BTreeSet<&str> = text
            .split("\"#/components/schemas/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(referred.len() > 30);
        for name in referred {
            assert!(!document["components"]["schemas"][name].is_null(), "{name}");
        }
    }

    /// Hands out every schema of the document, with where it stands.
    fn each(schema: &serde_json::Value, at: &str, tell: &mut dyn FnMut(&str, &serde_json::Value)) {
        match schema {
            serde_json::Value::Object(fields) => {
                tell(at, schema);
                for (name, of) in fields {
                    each(of, &format!("{at}/{name}"), tell);
                }
            }
            serde_json::Value::Array(items) => {
                for item in items {
                    each(item, at, tell);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_shape_is_closed_and_tells_its_variants_apart() {
        // Told apart by their fields, which is how they are recorded.
        let by_fields = [
            "/Audience",
            "/Bearers",
            "/Harms",
            "/Staged",
            "/Subject",
            "/Who",
        ];
        let mut wrong = Vec::new();
        each(super::shapes(), "", &mut |at, schema| {
            let is_object = schema["type"] == "object";
            let is_closed = !schema["additionalProperties"].is_null();
            if is_object && !is_closed || !schema["allOf"].is_null() {
                wrong.push(format!("{at} is open"));
            }
            let variants = schema["oneOf"].as_array();
            let is_optional =
                variants.is_some_and(|all| all.iter().any(|one| one["type"] == "null"));
            let is_told = is_optional || !schema["discriminator"].is_null();
            if variants.is_some() && !is_told && !by_fields.contains(&at) {
                wrong.push(format!("{at} does not tell its variants apart"));
            }
        });
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_kind_of_fact_has_a_shape_of_its_own() {
        let mapping = &super::shapes()["Fact"]["discriminator"]["mapping"];
        let mapped: BTreeSet<_> = mapping.as_object().unwrap().keys().cloned().collect();
        let kinds: BTreeSet<_> = domain::Fact::KINDS
            .iter()
            .map(|kind| (*kind).to_owned())
            .collect();
        assert_eq!(mapped, kinds);
    }

    #[test]
    fn every_operation_has_a_name_of_its_own_and_says_what_else_is_answered() {
        let mut names = BTreeSet::new();
        for (path, operations) in super::DOCUMENT["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                assert!(names.insert(operation["operationId"].to_string()), "{path}");
                for (status, response) in operation["responses"].as_object().unwrap() {
                    let refused = status.as_str() >= "400";
                    let problem = &response["content"]["application/problem+json"];
                    assert_eq!(refused, !problem.is_null(), "{method} {path} {status}");
                }
                for status in ["421", "422", "429", "503"] {
                    assert!(
                        !operation["responses"][status].is_null(),
                        "{method} {path} {status}"
                    );
                }
            }
        }
    }
}
