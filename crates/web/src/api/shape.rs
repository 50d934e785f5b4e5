//! JSON as the document describes it: what programs send is read by it, and what they are answered is
//! written by it. So a shape that is described is the shape that is sent.
//!
//! Inside, a moment is a number of milliseconds; outside, it is a date and time (RFC 3339). The document
//! says where moments are, and here they change from one to the other.

use std::fmt::Write as _;

use domain::{Day, LocalTime, Moment};
use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::openapi::SHAPES;
use crate::dates::machine;

/// Places told of one body: whoever sends a list wants to know of all, up to a point.
const TOLD: usize = 50;

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// A JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It has to be there.
    Missing,
    /// There is no such field.
    UnknownField,
    /// It is of another type than this: `string`, `integer`, …
    Type(String),
    /// It is none of these words.
    Word(String),
    /// A number below or above what is possible.
    Range(String),
    /// A text longer than so many characters.
    TooLong(u64),
    /// A text that has to say something.
    Blank,
    /// A list longer than so many.
    TooMany(u64),
    /// It is no `uuid`, no `date`, no `date-time`.
    Format(String),
    /// It has none of the shapes that are possible there.
    NoShape,
}

impl Wrong {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::UnknownField => "unknown_field",
            Self::Type(_) => "type",
            Self::Word(_) => "word",
            Self::Range(_) => "range",
            Self::TooLong(_) => "too_long",
            Self::Blank => "blank",
            Self::TooMany(_) => "too_many_items",
            Self::Format(_) => "format",
            Self::NoShape => "no_shape",
        }
    }

    /// What its sentence names.
    pub fn detail(&self) -> String {
        match self {
            Self::Type(told) | Self::Word(told) | Self::Range(told) | Self::Format(told) => {
                told.clone()
            }
            Self::TooLong(most) | Self::TooMany(most) => most.to_string(),
            Self::Missing | Self::UnknownField | Self::Blank | Self::NoShape => String::new(),
        }
    }

    /// The names of all.
    pub const CODES: [&str; 10] = [
        "missing",
        "unknown_field",
        "type",
        "word",
        "range",
        "too_long",
        "blank",
        "too_many_items",
        "format",
        "no_shape",
    ];
}

/// Which way a value goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    In,
    Out,
}

/// Reads what a program sent: moments become numbers, and whatever does not fit is told.
pub fn read(shapes: &Value, schema: &Value, value: &mut Value) -> Vec<Misfit> {
    Fitting::begin(shapes, Way::In).fit(schema, value)
}

/// Writes an answer: moments become dates and times. What does not fit is a fault of ours, and told to tests.
pub fn write(shapes: &Value, schema: &Value, value: &mut Value) -> Vec<Misfit> {
    Fitting::begin(shapes, Way::Out).fit(schema, value)
}

/// What of a value that a program received does not fit.
pub fn check(shapes: &Value, schema: &Value, value: &Value) -> Vec<Misfit> {
    Fitting::begin(shapes, Way::In).fit(schema, &mut value.clone())
}

struct Fitting<'a> {
    shapes: &'a Value,
    way: Way,
    at: String,
    found: Vec<Misfit>,
}

impl<'a> Fitting<'a> {
    fn begin(shapes: &'a Value, way: Way) -> Self {
        Self {
            shapes,
            way,
            at: String::new(),
            found: Vec::new(),
        }
    }

    fn fit(mut self, schema: &'a Value, value: &mut Value) -> Vec<Misfit> {
        self.value(schema, value);
        self.found
    }

    fn wrong(&mut self, wrong: Wrong) {
        if self.found.len() < TOLD {
            self.found.push(Misfit {
                pointer: self.at.clone(),
                wrong,
            });
        }
    }

    /// The same one step further in.
    fn within(&mut self, step: &str, go: impl FnOnce(&mut Self)) {
        let here = self.at.len();
        let step = step.replace('~', "~0").replace('/', "~1");
        // Writing to a string cannot fail.
        let _ = write!(self.at, "/{step}");
        go(self);
        self.at.truncate(here);
    }

    fn followed(&self, schema: &'a Value) -> &'a Value {
        let name = schema["$ref"].as_str();
        match name.and_then(|to| to.strip_prefix(SHAPES)) {
            Some(name) => self.followed(&self.shapes[name]),
            None => schema,
        }
    }

    fn value(&mut self, schema: &'a Value, value: &mut Value) {
        let schema = self.followed(schema);
        if let Some(alternatives) = schema["oneOf"].as_array() {
            match schema["discriminator"]["propertyName"].as_str() {
                Some(tag) => self.told_apart(tag, &schema["discriminator"]["mapping"], value),
                None => self.one_of(alternatives, value),
            }
            return;
        }
        if let Some(word) = schema["const"].as_str() {
            if value != word {
                self.wrong(Wrong::Word(word.to_owned()));
            }
            return;
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        if value.is_null() && types.contains(&"null") || types.is_empty() {
            return;
        }
        let is_moment = schema["format"] == "date-time" && self.way == Way::Out;
        let fits = types.iter().any(|name| match *name {
            "string" if is_moment => value.is_i64() || value.is_u64(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            _ => false,
        });
        if !fits {
            let named = types.iter().copied().filter(|name| *name != "null");
            self.wrong(Wrong::Type(named.collect::<Vec<_>>().join(", ")));
            return;
        }
        match value {
            Value::Object(fields) => self.object(schema, fields),
            Value::Array(items) => self.array(schema, items),
            Value::String(_) => self.text(schema, value),
            Value::Number(_) if is_moment => {
                let at = Moment(value.as_i64().unwrap_or_default());
                *value = Value::String(machine(at));
            }
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or_default();
                let least = schema["minimum"].as_f64().unwrap_or(f64::MIN);
                let most = schema["maximum"].as_f64().unwrap_or(f64::MAX);
                if !(least..=most).contains(&number) {
                    let bound = |name: &str| match &schema[name] {
                        Value::Null => "…".to_owned(),
                        bound => bound.to_string(),
                    };
                    let range = format!("{} – {}", bound("minimum"), bound("maximum"));
                    self.wrong(Wrong::Range(range));
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn object(&mut self, schema: &'a Value, fields: &mut Map<String, Value>) {
        let (properties, others) = (&schema["properties"], &schema["additionalProperties"]);
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap_or_default();
            if !fields.contains_key(name) {
                self.within(name, |at| at.wrong(Wrong::Missing));
            }
        }
        for (name, value) in fields {
            self.within(name, |at| match (properties.get(name), others) {
                (Some(schema), _) => at.value(schema, value),
                (None, Value::Bool(false)) => at.wrong(Wrong::UnknownField),
                (None, Value::Object(_)) => at.value(others, value),
                (None, _) => {}
            });
        }
    }

    fn array(&mut self, schema: &'a Value, items: &mut [Value]) {
        if let Some(most) = schema["maxItems"].as_u64()
            && items.len() as u64 > most
        {
            self.wrong(Wrong::TooMany(most));
            return;
        }
        let of = &schema["items"];
        if of.is_object() {
            for (place, item) in items.iter_mut().enumerate() {
                self.within(&place.to_string(), |at| at.value(of, item));
            }
        }
    }

    fn text(&mut self, schema: &'a Value, value: &mut Value) {
        let text = value.as_str().unwrap_or_default();
        if let Some(words) = schema["enum"].as_array() {
            if !words.iter().any(|word| word == text) {
                let words = words.iter().filter_map(Value::as_str);
                let words = words.collect::<Vec<_>>().join(", ");
                self.wrong(Wrong::Word(words));
            }
            return;
        }
        if let Some(most) = schema["maxLength"].as_u64()
            && text.chars().count() as u64 > most
        {
            self.wrong(Wrong::TooLong(most));
        }
        if schema["minLength"].as_u64() > Some(0) && text.is_empty() {
            self.wrong(Wrong::Blank);
        }
        match schema["format"].as_str() {
            Some("uuid") if Uuid::try_parse(text).is_err() => {
                self.wrong(Wrong::Format("uuid".to_owned()));
            }
            Some("date-time") => match text.parse::<Timestamp>() {
                Ok(at) => *value = Value::from(at.as_millisecond()),
                Err(_) => self.wrong(Wrong::Format("date-time".to_owned())),
            },
            Some("local-date-time") if text.parse::<LocalTime>().is_err() => {
                self.wrong(Wrong::Format("local-date-time".to_owned()));
            }
            Some("date") if text.parse::<Day>().is_err() => {
                self.wrong(Wrong::Format("date".to_owned()));
            }
            _ => {}
        }
    }

    /// One of several shapes, told apart by the word in one field.
    fn told_apart(&mut self, tag: &str, mapping: &'a Value, value: &mut Value) {
        let Some(fields) = value.as_object() else {
            self.wrong(Wrong::Type("object".to_owned()));
            return;
        };
        let word = fields.get(tag).map(|word| word.as_str());
        let shape = word.flatten().and_then(|word| mapping.get(word));
        let shape = shape.and_then(|to| to.as_str()?.strip_prefix(SHAPES));
        match (word, shape) {
            (_, Some(name)) => self.value(&self.shapes[name], value),
            (None, _) => self.within(tag, |at| at.wrong(Wrong::Missing)),
            (Some(_), None) => {
                let words = mapping.as_object().into_iter().flatten();
                let words = words.map(|(word, _)| word.as_str()).collect::<Vec<_>>();
                self.within(tag, |at| at.wrong(Wrong::Word(words.join(", "))));
            }
        }
    }

    /// One of several shapes that nothing but they themselves tells apart: the first that fits. Where none
    /// does, what is told is what speaks against the one that comes closest.
    fn one_of(&mut self, alternatives: &'a [Value], value: &mut Value) {
        let mut closest: Option<Vec<Misfit>> = None;
        for alternative in alternatives {
            let mut tried = value.clone();
            let mut fitting = Self {
                at: self.at.clone(),
                ..Self::begin(self.shapes, self.way)
            };
            fitting.value(alternative, &mut tried);
            let found = fitting.found;
            if found.is_empty() {
                *value = tried;
                return;
            }
            // What fails at the outside is further away than what fails within.
            let is_outside = found.iter().any(|misfit| misfit.pointer == self.at);
            if !is_outside && closest.is_none() {
                closest = Some(found);
            }
        }
        let last = || {
            let mut real = alternatives.iter().filter(|one| one["type"] != "null");
            let only = real.next().filter(|_| real.next().is_none())?;
            let mut fitting = Self {
                at: self.at.clone(),
                ..Self::begin(self.shapes, self.way)
            };
            fitting.value(only, &mut value.clone());
            Some(fitting.found)
        };
        match closest.or_else(last) {
            Some(found) => self.found.extend(found),
            None => self.wrong(Wrong::NoShape),
        }
        self.found.truncate(TOLD);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shapes() -> Value {
        json!({
            "Moment": { "type": "string", "format": "date-time" },
            "Id": { "type": "string", "format": "uuid" },
            "Thing": {
                "type": "object",
                "properties": {
                    "name": { "type": "string", "minLength": 1, "maxLength": 3 },
                    "at": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Moment" }] },
                    "many": { "type": "array", "items": { "type": "integer", "maximum": 10 }, "maxItems": 2 },
                    "kind": { "type": "string", "enum": ["a", "b"] },
                },
                "required": ["name"],
                "additionalProperties": false,
            },
            "Rest": {
                "type": "object",
                "properties": { "do": { "const": "rest" } },
                "required": ["do"],
                "additionalProperties": false,
            },
            "Make": {
                "type": "object",
                "properties": {
                    "do": { "const": "make" },
                    "things": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } },
                },
                "required": ["do", "things"],
                "additionalProperties": false,
            },
            "Act": {
                "oneOf": [{ "$ref": "#/components/schemas/Rest" }, { "$ref": "#/components/schemas/Make" }],
                "discriminator": {
                    "propertyName": "do",
                    "mapping": { "rest": "#/components/schemas/Rest", "make": "#/components/schemas/Make" },
                },
            },
            "Whom": {
                "oneOf": [
                    { "type": "string", "enum": ["all"] },
                    {
                        "type": "object",
                        "properties": { "some": { "type": "array", "items": { "$ref": "#/components/schemas/Id" } } },
                        "required": ["some"],
                        "additionalProperties": false,
                    },
                ],
            },
        })
    }

    fn found(shape: &str, mut value: Value) -> Vec<(String, &'static str)> {
        let shapes = shapes();
        let schema = json!({ "$ref": format!("{SHAPES}{shape}") });
        let found = read(&shapes, &schema, &mut value);
        let told = found.into_iter().map(|it| (it.pointer, it.wrong.code()));
        told.collect()
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        let body = json!({ "do": "make", "things": [
            { "name": "one" },
            { "name": "four", "kind": "c" },
            { "at": "yesterday", "many": [1, 11] },
            { "name": 5, "colour": "red", "many": [1, 2, 3] },
            { "name": "" },
        ] });
        let mut told = found("Act", body);
        told.sort();
        let expected = [
            ("/things/1/kind", "word"),
            ("/things/1/name", "too_long"),
            ("/things/2/at", "format"),
            ("/things/2/many/1", "range"),
            ("/things/2/name", "missing"),
            ("/things/3/colour", "unknown_field"),
            ("/things/3/many", "too_many_items"),
            ("/things/3/name", "type"),
            ("/things/4/name", "blank"),
        ];
        let expected = expected.map(|(at, code)| (at.to_owned(), code));
        assert_eq!(told, expected);
        let at = |at: &str, code| vec![(at.to_owned(), code)];
        assert_eq!(found("Act", json!({ "do": "sleep" })), at("/do", "word"));
        assert_eq!(found("Act", json!({})), at("/do", "missing"));
        assert_eq!(found("Act", json!([])), at("", "type"));
        assert_eq!(found("Whom", json!("none")), at("", "no_shape"));
        assert_eq!(
            found("Whom", json!({ "some": ["x"] })),
            at("/some/0", "format")
        );
        assert_eq!(found("Whom", json!("all")), []);
    }

    #[test]
    fn moments_are_dates_and_times_outside_and_numbers_inside() {
        let shapes = shapes();
        let schema = json!({ "$ref": format!("{SHAPES}Thing") });
        let outside = json!({ "name": "a", "at": "2026-08-12T14:05:00Z" });
        let mut value = outside.clone();
        assert_eq!(read(&shapes, &schema, &mut value), []);
        assert_eq!(value["at"], json!(1_786_543_500_000_i64));
        assert_eq!(write(&shapes, &schema, &mut value), []);
        assert_eq!(value, outside);
    }
}
