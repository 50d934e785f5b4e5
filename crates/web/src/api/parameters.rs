//! The parameters of a program's query, read by the document: what it does not describe is refused, not
//! ignored, so that nobody believes a filter to hold that nobody reads.

use serde_json::Value;

use super::openapi::{self, DOCUMENT};
use super::shape::{self, Wrong};
use crate::ask::Ask;
use crate::problem::Problem;

/// Checks the query of a request to a documented address.
pub fn check(ask: &Ask) -> Result<(), Problem> {
    let operation = openapi::operation(ask.route, &ask.method);
    if operation.is_null() {
        return Ok(());
    }
    if !ask.query_is_read {
        return Err(Problem::Body("the query is not UTF-8".to_owned()));
    }
    let known = || {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        parameters.filter(|parameter| parameter["in"] == "query")
    };
    let shapes = &DOCUMENT["components"]["schemas"];
    for (name, value) in ask.query.pairs() {
        let refused = |wrong| {
            Err(Problem::Parameter {
                name: name.to_owned(),
                wrong,
            })
        };
        let Some(parameter) = known().find(|parameter| parameter["name"] == name) else {
            return refused(Wrong::UnknownField);
        };
        if ask.query.all(name).count() > 1 {
            return refused(Wrong::TooMany(1));
        }
        let mut schema = &parameter["schema"];
        while let Some(to) = schema["$ref"].as_str() {
            schema = &shapes[to.strip_prefix(openapi::SHAPES).unwrap_or_default()];
        }
        let read = match schema["type"].as_str() {
            Some("integer") => value.parse::<i64>().ok().map(Value::from),
            Some("boolean") => value.parse::<bool>().ok().map(Value::from),
            _ => None,
        };
        let read = read.unwrap_or_else(|| Value::from(value));
        if let Some(misfit) = shape::check(shapes, schema, &read).into_iter().next() {
            return refused(misfit.wrong);
        }
    }
    let missing = known().find(|parameter| {
        let name = parameter["name"].as_str().unwrap_or_default();
        parameter["required"] == true && ask.query.get(name).is_none()
    });
    match missing {
        Some(parameter) => Err(Problem::Parameter {
            name: parameter["name"].as_str().unwrap_or_default().to_owned(),
            wrong: Wrong::Missing,
        }),
        None => Ok(()),
    }
}
