//! The document in the plain form that programs read that write clients: each shape has a name and lists
//! its fields, and what is one of several is told apart by the word in one field.
//!
//! What is derived from the types of this program says the same in other ways: a shape flattened into
//! another, a variant without a name. Here it is brought into one form, and nothing is added to it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::openapi::SHAPES;

/// Shapes whose fields may be missing from an answer: what an earlier release did not record.
const MAY_BE_MISSING: [(&str, &str); 10] = [
    ("MixResult", "room"),
    ("MixResult", "fairness"),
    ("MixAnswer", "room"),
    ("MixedFeature", "fits"),
    ("Fairness", "loses_nothing"),
    ("WorthTo", "other_words"),
    ("RecordHeader", "more"),
    ("ProblemPlace", "pointer"),
    ("ProblemPlace", "parameter"),
    ("ProblemPlace", "header"),
];

/// Brings all shapes of the document into the plain form.
pub fn make(shapes: &mut Map<String, Value>, sent: &[&str]) {
    let names: Vec<String> = shapes.keys().cloned().collect();
    for name in &names {
        let shape = flat(shapes, &shapes[name].clone());
        shapes.insert(name.clone(), shape);
    }
    for name in &names {
        name_variants(shapes, name);
    }
    for shape in shapes.values_mut() {
        close(shape);
    }
    let sent: BTreeSet<_> = sent.iter().flat_map(|name| reached(shapes, name)).collect();
    for (name, shape) in shapes.iter_mut() {
        // What was recorded by an earlier release may lack what came later, and a proof what there is none of.
        let is_recorded = name.starts_with("Fact") || name.starts_with("RecordEntry");
        if !sent.contains(name) && !is_recorded {
            require(name, shape);
        }
    }
}

/// The name of a shape that this refers to.
pub fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix(SHAPES)
}

/// The same without `allOf`: the fields of all parts in one. Of parts that are one of several, one of as
/// many, each with the other parts' fields.
fn flat(shapes: &Map<String, Value>, schema: &Value) -> Value {
    match schema {
        Value::Array(items) => items.iter().map(|item| flat(shapes, item)).collect(),
        Value::Object(fields) => {
            if let Some(parts) = fields.get("allOf").and_then(Value::as_array) {
                return joined(shapes, schema, parts);
            }
            let fields = fields.iter();
            let fields = fields.map(|(name, of)| (name.clone(), flat(shapes, of)));
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

fn joined(shapes: &Map<String, Value>, schema: &Value, parts: &[Value]) -> Value {
    let mut all = vec![json!({ "type": "object" })];
    for part in parts {
        let part = match referred(part) {
            Some(name) => flat(shapes, &shapes[name]),
            None => flat(shapes, part),
        };
        let choices = match part["oneOf"].as_array() {
            Some(choices) => choices.clone(),
            None => vec![part],
        };
        let with = |one: &Value| -> Vec<Value> {
            let choices = choices.iter();
            choices.map(|choice| both(shapes, one, choice)).collect()
        };
        all = all.iter().flat_map(with).collect();
    }
    for one in &mut all {
        if one["description"].is_null() {
            one["description"] = schema["description"].clone();
        }
    }
    match all.as_slice() {
        [only] => only.clone(),
        several => json!({ "oneOf": several, "description": schema["description"] }),
    }
}

/// The fields of both.
fn both(shapes: &Map<String, Value>, one: &Value, other: &Value) -> Value {
    let other = match referred(other) {
        Some(name) => flat(shapes, &shapes[name]),
        None => other.clone(),
    };
    let mut joined = one.clone();
    if !other["description"].is_null() {
        joined["description"] = other["description"].clone();
    }
    for (name, of) in other["properties"].as_object().into_iter().flatten() {
        joined["properties"][name] = of.clone();
    }
    let required = [one, &other].map(|part| part["required"].as_array().cloned());
    let required: Vec<Value> = required.into_iter().flatten().flatten().collect();
    joined["required"] = required.into();
    joined
}

/// The word that tells a variant from the others, and the field in which it stands.
pub fn tag_of(schema: &Value) -> Option<(String, String)> {
    let fields = schema["properties"].as_object()?;
    fields.iter().find_map(|(name, of)| {
        let word = match of["enum"].as_array().map(Vec::as_slice) {
            Some([only]) => only.as_str(),
            _ => of["const"].as_str(),
        };
        Some((name.clone(), word?.to_owned()))
    })
}

/// `not_heard` as part of a name: `NotHeard`.
fn capitals(word: &str) -> String {
    let parts = word.split('_').map(|part| {
        let mut letters = part.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    parts.collect()
}

/// Makes a named shape of every variant, told apart by a discriminator.
fn name_variants(shapes: &mut Map<String, Value>, name: &str) {
    let Some(variants) = shapes[name]["oneOf"].as_array().cloned() else {
        return;
    };
    if variants.iter().any(|variant| variant["type"] == "null") {
        return;
    }
    let tags: Option<Vec<_>> = variants.iter().map(tag_of).collect();
    let Some(tags) = tags else {
        name_untagged(shapes, name, &variants);
        return;
    };
    let (mut mapping, mut refs) = (Map::new(), Vec::new());
    let field = tags.first().map(|(field, _)| field.clone());
    let field = field.unwrap_or_default();
    for (mut variant, (_, word)) in variants.into_iter().zip(tags) {
        let own = format!("{name}{}", capitals(&word));
        variant["properties"][&field] = json!({ "type": "string", "const": word });
        shapes.insert(own.clone(), variant);
        mapping.insert(word, json!(format!("{SHAPES}{own}")));
        refs.push(json!({ "$ref": format!("{SHAPES}{own}") }));
    }
    let shape = &mut shapes[name];
    shape["oneOf"] = refs.into();
    shape["discriminator"] = json!({ "propertyName": field, "mapping": mapping });
}

/// Variants that are a word alone, or have one field each: the words together, each of the others by name.
fn name_untagged(shapes: &mut Map<String, Value>, name: &str, variants: &[Value]) {
    let (mut words, mut told, mut refs) = (Vec::new(), Vec::new(), Vec::new());
    for variant in variants {
        if let Some(enumerated) = variant["enum"].as_array() {
            words.extend(enumerated.iter().cloned());
            let about = variant["description"].as_str().unwrap_or_default();
            told.extend(
                enumerated
                    .iter()
                    .map(|word| format!("`{}`: {about}", word.as_str().unwrap_or_default())),
            );
            continue;
        }
        let only = variant["properties"].as_object().and_then(|fields| {
            let mut fields = fields.keys();
            fields.next().filter(|_| fields.next().is_none())
        });
        let Some(only) = only else {
            refs.push(variant.clone());
            continue;
        };
        let own = format!("{name}{}", capitals(only));
        shapes.insert(own.clone(), variant.clone());
        refs.push(json!({ "$ref": format!("{SHAPES}{own}") }));
    }
    if !words.is_empty() {
        let own = format!("{name}Word");
        let shape = json!({ "type": "string", "enum": words, "description": told.join(" ") });
        shapes.insert(own.clone(), shape);
        refs.insert(0, json!({ "$ref": format!("{SHAPES}{own}") }));
    }
    shapes[name]["oneOf"] = refs.into();
}

/// No shape has fields that are not described; a word that is the only one is a constant.
fn close(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(close),
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            let is_object = fields.get("type").is_some_and(|of| of == "object");
            if is_object && !fields.contains_key("additionalProperties") {
                fields.insert("additionalProperties".to_owned(), json!(false));
            }
            // A list of pairs of a key and anything stands as fields of any name.
            fields.remove("propertyNames");
        }
        _ => {}
    }
}

/// The names of the shapes that a shape is made of, itself included.
pub fn reached(shapes: &Map<String, Value>, from: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut further = vec![from.to_owned()];
    while let Some(name) = further.pop() {
        if let Some(shape) = shapes.get(&name)
            && reached.insert(name)
        {
            refer(shape, &mut further);
        }
    }
    reached
}

fn refer(schema: &Value, to: &mut Vec<String>) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| refer(item, to)),
        Value::Object(fields) => {
            to.extend(referred(schema).map(str::to_owned));
            fields.values().for_each(|field| refer(field, to));
        }
        _ => {}
    }
}

/// Every field of an answer is there; where there is nothing, it is `null`.
fn require(name: &str, shape: &mut Value) {
    let Some(fields) = shape["properties"].as_object() else {
        return;
    };
    let name = name.trim_start_matches("Named_");
    let is_always = |field: &str| !MAY_BE_MISSING.contains(&(name, field));
    let required: Vec<Value> = fields
        .keys()
        .filter(|field| is_always(field))
        .map(|field| json!(field))
        .collect();
    shape["required"] = required.into();
}
