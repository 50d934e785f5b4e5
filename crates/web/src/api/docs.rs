//! `/api`: the description of the API as a page.

use askama::Template;
use serde_json::Value;

use crate::ask::{Answer, Ask, page};
use crate::catalogue::{self, Say};
use crate::layout::Layout;
use crate::problem::{CODES, rules};

use super::openapi::{DOCUMENT, SHAPES};
use super::shape::{Misfit, Wrong};

#[derive(Template)]
#[template(path = "api.html")]
struct Page {
    layout: Layout,
    token: &'static str,
    refused: String,
    /// Each code with its status.
    errors: Vec<(&'static str, u16, String)>,
    sections: Vec<Section>,
    commands: Vec<Shape>,
    shapes: Vec<Shape>,
    /// Whether the visitor has an account, and with it a place to make tokens.
    account: bool,
}

/// Operations of one kind.
struct Section {
    id: String,
    title: String,
    lede: String,
    operations: Vec<Operation>,
}

struct Operation {
    method: String,
    look: &'static str,
    path: String,
    summary: String,
    about: String,
    parameters: Vec<Field>,
    body: Option<Kind>,
    answer: Option<Kind>,
    example: String,
}

/// A shape of the document: words, fields, or one of several.
struct Shape {
    name: String,
    about: String,
    words: String,
    fields: Vec<Field>,
    variants: Vec<Shape>,
    example: String,
}

struct Field {
    name: String,
    kind: Kind,
    /// Where a parameter stands, and whether it may be left out.
    note: String,
    about: String,
}

/// The kind of a value, and the shape it leads to if it is one.
#[derive(Clone, Default)]
struct Kind {
    text: String,
    shape: Option<String>,
}

const TOKEN: &str = "curl -H 'Authorization: Bearer covalue_…' https://…/api/v1/relationships";

/// `GET /api`
///
/// # Errors
/// When the document cannot be read, which is an error of ours.
pub fn show(ask: &Ask) -> Answer {
    let document = &*DOCUMENT;
    let reader = Reader {
        say: ask.say,
        shapes: &document["components"]["schemas"],
    };
    let sections = items(&document["tags"]).map(|tag| {
        let title = text(&tag["name"]);
        Section {
            id: title.to_lowercase().replace(' ', "-"),
            lede: text(&tag["description"]),
            operations: reader.operations(&document["paths"], &title),
            title,
        }
    });
    let command = reader.shape("Command");
    let acts: Vec<_> = reader.commands().collect();
    let shapes = reader.shapes.as_object().into_iter().flatten();
    let shapes = shapes.filter(|(name, schema)| {
        // Ids are strings, and commands are told by themselves.
        let told = *name == "Command" || acts.contains(schema);
        !told && !is_plain(schema)
    });
    let misfit = Misfit {
        pointer: "/benefit".to_owned(),
        wrong: Wrong::Range("0 – 10".to_owned()),
    };
    let (at, detail) = (misfit.wrong.message(ask.say), misfit.message(ask.say));
    page(&Page {
        token: TOKEN,
        refused: pretty(&serde_json::json!({
            "type": "/api#error-shape",
            "title": "Unprocessable Entity",
            "status": 422,
            "code": "shape",
            "detail": detail,
            "request_id": "01890000-0000-7000-8000-000000000000",
            "errors": [{ "pointer": "/benefit", "code": "range", "detail": at }],
        })),
        errors: errors(ask.say),
        sections: sections.collect(),
        commands: command.variants,
        shapes: shapes.map(|(name, _)| reader.shape(name)).collect(),
        account: ask.visitor.as_ref().is_some_and(|v| !v.is_guest()),
        layout: Layout::new(ask, ask.say.text("api-title"))?,
    })
}

/// What can be wrong, each with its status and a sentence.
fn errors(say: Say) -> Vec<(&'static str, u16, String)> {
    let by_status = CODES.iter().flat_map(|(status, codes)| {
        let codes = codes.iter();
        codes.map(|code| (*code, *status))
    });
    let all = by_status.chain(rules().map(|rule| (rule, 422)));
    let told = all.map(|(code, status)| {
        let kinds = ["api-problem", "problem", "rule", "account"];
        let keys = kinds.map(|kind| format!("{kind}-{code}"));
        let key = keys.iter().find(|key| catalogue::has(say.0, key));
        let blank = [
            "limit", "reason", "name", "what", "count", "seconds", "days", "after", "sign",
            "least", "most",
        ];
        let blank = blank.map(|argument| (argument, "…".to_owned()));
        let about = key.map(|key| say.with(key, &blank)).unwrap_or_default();
        (code, status, about)
    });
    told.collect()
}

/// Reads the document for people.
struct Reader<'a> {
    say: Say,
    shapes: &'a Value,
}

impl<'a> Reader<'a> {
    /// What a reference leads to; anything else as it is.
    fn followed(&self, schema: &'a Value) -> &'a Value {
        let name = schema["$ref"]
            .as_str()
            .and_then(|to| to.strip_prefix(SHAPES));
        name.map_or(schema, |name| &self.shapes[name])
    }

    /// Every act as it is sent.
    fn commands(&self) -> impl Iterator<Item = &'a Value> {
        items(&self.shapes["Command"]["oneOf"]).map(|act| self.followed(act))
    }

    fn operations(&self, paths: &'a Value, tag: &str) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, methods) in paths.as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                if items(&operation["tags"]).any(|own| own == tag) {
                    operations.push(self.operation(path, method, operation));
                }
            }
        }
        operations
    }

    fn operation(&self, path: &str, method: &str, operation: &'a Value) -> Operation {
        let content = |of: &Value| {
            let schema = &of["content"]["application/json"]["schema"];
            (!schema.is_null()).then(|| self.kind(schema))
        };
        let parameters = items(&operation["parameters"]).map(|parameter| {
            let mut note = self.say.text(&format!("api-in-{}", text(&parameter["in"])));
            if parameter["required"] != true {
                note = format!("{note}, {}", self.say.plain("api-optional"));
            }
            Field {
                name: text(&parameter["name"]),
                kind: self.kind(&parameter["schema"]),
                note,
                about: text(&parameter["description"]),
            }
        });
        let responses = operation["responses"].as_object().into_iter().flatten();
        let mut answers = responses.filter(|(status, _)| status.starts_with('2'));
        let answer = answers.find_map(|(_, response)| content(response));
        let example = match (path, method) {
            (path, "post") if path.ends_with("/commands") => self.example("assess"),
            (_, "post") => self.example("open_relationship"),
            _ => String::new(),
        };
        Operation {
            look: if method == "get" {
                "provider"
            } else {
                "consumer"
            },
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(&operation["summary"]),
            about: text(&operation["description"]),
            parameters: parameters.collect(),
            body: content(&operation["requestBody"]),
            answer,
            example,
        }
    }

    /// A command as it could be sent.
    fn example(&self, command: &str) -> String {
        let mut found = self
            .commands()
            .filter(|one| tag_of(one).as_deref() == Some(command));
        found
            .next()
            .map(|schema| pretty(&self.sample(schema)))
            .unwrap_or_default()
    }

    fn shape(&self, name: &str) -> Shape {
        self.read(name, &self.shapes[name])
    }

    fn read(&self, name: &str, schema: &'a Value) -> Shape {
        let variants = items(&schema["oneOf"]).map(|variant| {
            let variant = self.followed(variant);
            let name = tag_of(variant).unwrap_or_else(|| self.kind(variant).text);
            let mut shape = self.read(&name, variant);
            if self.is_command(&name) {
                shape.example = pretty(&self.sample(variant));
            }
            shape
        });
        Shape {
            name: name.to_owned(),
            about: text(&schema["description"]),
            words: words(schema).join(", "),
            fields: self.fields(schema),
            variants: variants.collect(),
            example: String::new(),
        }
    }

    fn is_command(&self, name: &str) -> bool {
        self.commands()
            .any(|one| tag_of(one).as_deref() == Some(name))
    }

    fn fields(&self, schema: &'a Value) -> Vec<Field> {
        let mut fields = Vec::new();
        for part in items(&schema["allOf"]) {
            if part["$ref"].is_string() {
                fields.push(Field {
                    name: "…".to_owned(),
                    kind: self.kind(part),
                    note: String::new(),
                    about: text(&part["description"]),
                });
            } else {
                fields.extend(self.fields(part));
            }
        }
        let required = |name: &str| items(&schema["required"]).any(|own| own == name);
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            fields.push(Field {
                name: name.clone(),
                kind: self.kind(field),
                note: if required(name) {
                    String::new()
                } else {
                    self.say.text("api-optional")
                },
                about: text(match &field["description"] {
                    Value::Null => &field["oneOf"][0]["description"],
                    described => described,
                }),
            });
        }
        fields
    }

    fn kind(&self, schema: &'a Value) -> Kind {
        let say = self.say;
        let around = |key: &str, kind: Kind| Kind {
            text: say.one(key, "kind", kind.text),
            shape: kind.shape,
        };
        if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix(SHAPES)) {
            let plain = is_plain(&self.shapes[name]);
            return Kind {
                text: name.to_owned(),
                shape: (!plain).then(|| name.to_owned()),
            };
        }
        let mut choices = items(&schema["oneOf"]).filter(|one| one["type"] != "null");
        if let Some(choice) = choices.next() {
            return around("api-or-null", self.kind(choice));
        }
        if schema["additionalProperties"].is_object() {
            return around("api-map-of", self.kind(&schema["additionalProperties"]));
        }
        let words = words(schema);
        if !words.is_empty() {
            return Kind {
                text: words.join(", "),
                shape: None,
            };
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        let name = types.iter().copied().find(|name| *name != "null");
        let kind = match name {
            Some("array") => around("api-list-of", self.kind(&schema["items"])),
            Some(name) => Kind {
                text: name.to_owned(),
                shape: None,
            },
            None => Kind {
                text: say.text("api-anything"),
                shape: None,
            },
        };
        if types.contains(&"null") {
            around("api-or-null", kind)
        } else {
            kind
        }
    }

    /// A value of the shape: required fields only, so that it shows the least one has to send.
    fn sample(&self, schema: &'a Value) -> Value {
        if schema["$ref"].is_string() {
            return self.sample(self.followed(schema));
        }
        if let Some(first) = items(&schema["oneOf"]).next() {
            return self.sample(first);
        }
        if !schema["const"].is_null() {
            return schema["const"].clone();
        }
        if let Some(word) = schema["enum"].get(0) {
            return word.clone();
        }
        match schema["type"].as_str() {
            Some("object") => {
                let required: Vec<&Value> = items(&schema["required"]).collect();
                let fields = schema["properties"].as_object().into_iter().flatten();
                let sampled = fields
                    .filter(|(name, _)| required.iter().any(|own| *own == name.as_str()))
                    .map(|(name, field)| (name.clone(), self.sample(field)));
                Value::Object(sampled.collect())
            }
            Some("array") => Value::Array(vec![self.sample(&schema["items"])]),
            Some("integer" | "number") => 8.into(),
            Some("boolean") => true.into(),
            _ if schema["format"] == "uuid" => "01890000-0000-7000-8000-000000000000".into(),
            _ if schema["format"] == "date-time" => "2027-01-31T09:00:00Z".into(),
            _ => "…".into(),
        }
    }
}

/// Whether the shape is no more than a string or a number: an id, a moment.
fn is_plain(schema: &Value) -> bool {
    matches!(
        schema["type"].as_str(),
        Some("string" | "integer" | "number")
    ) && schema["enum"].is_null()
}

/// What tells this variant from others: the one word of one of its fields.
fn tag_of(schema: &Value) -> Option<String> {
    let parts = items(&schema["allOf"]).chain(std::iter::once(schema));
    let mut tags = parts.filter_map(|part| {
        let mut fields = part["properties"].as_object()?.values();
        fields.find_map(|field| Some(field["const"].as_str()?.to_owned()))
    });
    tags.next()
}

fn words(schema: &Value) -> Vec<String> {
    let one = schema.get("const").into_iter();
    items(&schema["enum"]).chain(one).map(text).collect()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Without the marks of code that descriptions have for other readers.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace('`', "")
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use accounts::Language;

    use crate::catalogue::Say;

    #[test]
    fn every_code_that_programs_meet_has_a_sentence_in_every_language() {
        for language in [Language::En, Language::De] {
            for (code, status, about) in super::errors(Say(language)) {
                assert!(!about.is_empty(), "{status} {code}");
            }
        }
    }
}
