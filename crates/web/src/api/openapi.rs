//! What the API is, for programs: OpenAPI 3.1, made from the shapes themselves.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi, ToSchema};

use crate::ask::{Answer, Ask};

/// Why a request was not answered as asked: with every status from 400 up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Refused {
    /// A stable name: `not_found`, `sign_in`, `forbidden`, `second_factor`, `body`, `field`, `key_reused`,
    /// `too_many`, or the rule of the table that speaks against it.
    pub error: String,
    /// What to mend, in the reader's language.
    pub message: String,
    /// The field to mend, where it is about one.
    pub field: Option<String>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Covalue",
        description = "What the pages show and do, in JSON. A program presents a token \
            (`Authorization: Bearer …`) and sees and does what its person may; a browser's \
            session sends `X-CSRF-Token` with each command. Moments are milliseconds since 1970 \
            (UTC). What is hidden and what does not exist are answered alike: 404.",
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
        super::mix::mix,
        super::words,
        super::needs,
        super::dialogue::dialogue,
        super::dialogue::thread,
        super::dialogue::voices,
        super::dialogue::heard,
        super::dialogue::search,
        super::dialogue::search_across,
        super::record,
        super::write::command,
    ),
    components(schemas(Refused)),
    tags(
        (name = "You", description = "Who asks, at which tables, and what waits there."),
        (name = "The table", description = "Parties, people and what they said."),
        (name = "The dialogue", description = "Who said what, who has heard it, what became of it, \
            and where words are found."),
        (name = "Value", description = "What the service is worth, and to whom."),
        (name = "Features", description = "What could be done, and what a budget can carry."),
        (name = "The record", description = "Every entry in order, as the pages export it."),
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
        let refused = ResponseBuilder::new()
            .description("Not answered as asked")
            .content(
                "application/json",
                Content::new(Some(RefOr::Ref(Ref::from_schema_name("Refused")))),
            )
            .build();
        let forbidden = ResponseBuilder::new()
            .description(
                "Not for this way of asking (`forbidden`), or an administrator has yet to show a \
                 second factor, on a page, with the session that asks (`second_factor`)",
            )
            .content(
                "application/json",
                Content::new(Some(RefOr::Ref(Ref::from_schema_name("Refused")))),
            )
            .build();
        let operations = document
            .paths
            .paths
            .values_mut()
            .flat_map(|path| [&mut path.get, &mut path.post])
            .flatten();
        for operation in operations {
            // What follows speaks of the handler, to its readers.
            let about = operation.description.take().unwrap_or_default();
            let about = about.split("# Errors").next().unwrap_or_default().trim();
            operation.description = (!about.is_empty()).then(|| about.to_owned());
            let responses = &mut operation.responses.responses;
            // Everything but this description itself asks for somebody.
            if operation.security.is_none() {
                responses.insert("403".to_owned(), RefOr::T(forbidden.clone()));
            }
            responses.insert("default".to_owned(), RefOr::T(refused.clone()));
        }
    }
}

/// The document.
pub static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    // Shapes of words and numbers only: writing them to memory cannot fail.
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    name_variants(&mut document["components"]["schemas"]);
    document
});

/// Makes one named shape of every variant that is a struct beside its tag, told apart by a
/// discriminator: what programs that write clients understand.
fn name_variants(shapes: &mut Value) {
    let Some(shapes) = shapes.as_object_mut() else {
        return;
    };
    let names: Vec<String> = shapes.keys().cloned().collect();
    for name in names {
        let variants = shapes[&name]["oneOf"].as_array().cloned();
        let Some(variants) = variants else { continue };
        let of = |variant: &Value| -> Option<(String, String, Value)> {
            let [shape, tag] = variant["allOf"].as_array()?.as_slice() else {
                return None;
            };
            let shape = shape["$ref"].as_str()?.strip_prefix(SHAPES)?.to_owned();
            let (field, word) = tag["properties"].as_object()?.iter().next()?;
            Some((shape, field.clone(), word.clone()))
        };
        let Some(named) = variants.iter().map(of).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let mut mapping = Map::new();
        let mut tag = String::new();
        for (shape, field, word) in &named {
            let variant = &mut shapes[shape];
            variant["properties"][field] = word.clone();
            match variant["required"].as_array_mut() {
                Some(required) => required.insert(0, json!(field)),
                None => variant["required"] = json!([field]),
            }
            let word = word["enum"][0].as_str().unwrap_or_default();
            mapping.insert(word.to_owned(), json!(format!("{SHAPES}{shape}")));
            tag.clone_from(field);
        }
        let refs = named
            .iter()
            .map(|(shape, ..)| json!({ "$ref": format!("{SHAPES}{shape}") }));
        shapes[&name]["oneOf"] = refs.collect();
        shapes[&name]["discriminator"] = json!({ "propertyName": tag, "mapping": mapping });
    }
}

/// Where shapes are in the document.
pub const SHAPES: &str = "#/components/schemas/";

/// `GET /api/v1/openapi.json`
///
/// # Errors
/// None beyond those of every route.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "You",
    summary = "This description, as OpenAPI 3.1", security(()),
    responses((status = 200, description = "The document")))]
pub fn open_api(_ask: &Ask) -> Answer {
    crate::ask::json(&*DOCUMENT)
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
}
