//! The names behind the ids of an answer.

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::Seen;
use domain::ids::*;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::ask::{Answer, Ask};
use crate::names::Names;
use crate::problem::Problem;

/// A view, and the names of the parties, organisations and people that it mentions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named<T> {
    /// The view.
    #[serde(flatten)]
    pub view: T,
    /// Ids and names.
    pub names: BTreeMap<Uuid, String>,
}

/// The fields of views and facts that hold ids of people. What people typed stands in others, so
/// that an id in somebody's words names nobody.
const PEOPLE: [&str; 31] = [
    "actor",
    "answered_by",
    "can_lead",
    "cancelled_by",
    "chair",
    "chosen_by",
    "composed_by",
    "deputies",
    "deputy",
    "facilitator",
    "here",
    "in_place_of",
    "interrupted",
    "invited",
    "mentions",
    "noted_by",
    "opened_by",
    "order",
    "people",
    "person",
    "relieved",
    "replaces",
    "speaking",
    "spoken_by",
    "spoken_for",
    "sponsors_missing",
    "stands_in",
    "takes_in",
    "to",
    "undoes",
    "words_of",
];

/// Answers a view of the path's relationship, with its names.
pub fn named<T: Serialize>(ask: &Ask, view: T) -> Answer {
    let names = names_at(ask, &ask.seen()?, &view)?;
    super::answer(ask, &Named { view, names })
}

/// The names that something to be answered about this relationship mentions: of people, parties and
/// organisations; and what outcomes, features, parts, suppliers and words are called or begin with, as far
/// as the viewer sees them. What an answer says of a thing itself is not said again.
pub fn names_at(
    ask: &Ask,
    seen: &Seen<'_>,
    view: &impl Serialize,
) -> Result<BTreeMap<Uuid, String>, Problem> {
    let view = serde_json::to_value(view).map_err(|error| Problem::Failed(error.to_string()))?;
    let (mut people, mut things) = (BTreeSet::new(), BTreeSet::new());
    mentioned(&view, false, &mut people);
    referred(&view, &mut things);
    let frame = seen.frame();
    let accounts = ask.web.app().accounts();
    let names = Names::of(accounts, ask.say, &frame, people.iter().copied())?;
    let mut all = seen.called(&things);
    all.extend(people.into_iter().map(|id| (id.0, names.person(id))));
    for party in &frame.parties {
        let name = names.party(party.id).name.clone();
        all.insert(party.organisation.0, name.clone());
        all.insert(party.id.0, name);
    }
    Ok(all)
}

/// The ids that fields refer to. A thing's own id stands beside what it is called.
fn referred(value: &Value, things: &mut BTreeSet<Uuid>) {
    match value {
        Value::String(text) if text.len() == 36 => things.extend(Uuid::try_parse(text).ok()),
        Value::Array(items) => items.iter().for_each(|item| referred(item, things)),
        Value::Object(fields) => {
            for (_, field) in fields.iter().filter(|(name, _)| *name != "id") {
                referred(field, things);
            }
        }
        _ => {}
    }
}

fn mentioned(value: &Value, person: bool, people: &mut BTreeSet<PersonId>) {
    match value {
        Value::String(text) if person => people.extend(text.parse::<PersonId>().ok()),
        Value::Array(items) => {
            for item in items {
                mentioned(item, person, people);
            }
        }
        Value::Object(fields) => {
            for (field, value) in fields {
                match value {
                    // The record's exact bytes: ids and figures, and nothing that anybody typed.
                    Value::String(fact) if field == "fact" => {
                        if let Ok(fact) = serde_json::from_str::<Value>(fact) {
                            mentioned(&fact, false, people);
                        }
                    }
                    value => mentioned(value, PEOPLE.contains(&field.as_str()), people),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::mentioned;

    /// Fields of facts and views whose type is a person's id, as they are declared.
    fn declared(folder: &std::path::Path, fields: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                declared(&path, fields);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let is_told = source.contains("facts! {") || source.contains("Serialize");
            for line in source.lines().filter(|_| is_told) {
                let Some((field, of)) = line.trim().split_once(": ") else {
                    continue;
                };
                let field = field.trim_start_matches("pub ");
                let is_name = field.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                let of = of.trim_end_matches(',').replace("Option<", "");
                let of = of.replace("Vec<", "").replace('>', "");
                if is_name && of == "PersonId" && line.ends_with(',') {
                    fields.insert(field.to_owned());
                }
            }
        }
    }

    #[test]
    fn every_field_that_holds_a_person_is_named() {
        let mut fields = BTreeSet::new();
        let domain = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/src");
        declared(std::path::Path::new(domain), &mut fields);
        // What acts ask for and states hold is no answer.
        for inner in ["from", "viewer", "by", "holds", "owner", "signs"] {
            fields.remove(inner);
        }
        let named: BTreeSet<_> = super::PEOPLE.map(str::to_owned).into();
        assert_eq!(fields, named);
    }

    #[test]
    fn an_id_in_somebodys_words_names_nobody() {
        let (named, typed) = (uuid::Uuid::new_v4(), uuid::Uuid::new_v4());
        let fact = format!("{{\"to\":\"{named}\"}}");
        let view = serde_json::json!({ "words": typed, "entries": [{ "fact": fact }] });
        let mut people = BTreeSet::new();
        mentioned(&view, false, &mut people);
        let people: Vec<_> = people.into_iter().map(|person| person.0).collect();
        assert_eq!(people, [named]);
    }
}
