//! A list of features as people keep it, brought by a program.

use domain::act::{self, NewFeature};
use domain::ids::*;
use serde::Serialize;
use utoipa::ToSchema;

use super::record::{Recorded, recorded};
use super::{answer, write};
use crate::ask::{Answer, Ask};
use crate::pages::features::{list, reading};
use crate::problem::Problem;

/// A list as far as it was understood.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListRead {
    /// The line of its heading.
    pub heading: u64,
    /// The features, each as it is added.
    pub features: Vec<NewFeature>,
    /// What was not understood or is left out, by line.
    pub left_out: Vec<LineLeftOut>,
    /// What was recorded; `null` where nothing was.
    pub recorded: Option<Recorded>,
}

/// A line of a list of which something was not understood.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LineLeftOut {
    /// Its number in the file, from 1; 0 where it is about the whole list.
    pub line: u64,
    /// What, in the reader's language.
    pub message: String,
}

/// `POST /api/v1/relationships/{relationship}/features/import`
#[utoipa::path(post, path = "/api/v1/relationships/{relationship}/features/import", tag = "Features",
    summary = "Bring a list of features as text: CSV, or cells with tabs between them",
    description = "Answers what was understood, and adds it with `add=true`. Columns are known by their names, \
        as the page says them; rows with more or fewer cells than the heading, and amounts that could be two, \
        are told by their line and left out.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 80, pattern = "^[!-~]+$",
            description = "Up to 80 letters, digits and punctuation: the same key and body are carried out once"),
        ("add" = Option<bool>, Query, description = "Whether to add what was understood; only looked at unless said"),
        ("heading" = Option<u64>, Query, description = "The line of the heading, where it is not found"),
        ("columns" = Option<String>, Query, description = "What each column is, in order, with commas between: \
            `name,nothing,price`; as their headings say unless said"),
        ("amounts" = Option<String>, Query, description = "How decimals are written: `point` or `comma`; as the list \
            shows, else as your language does, unless said")),
    request_body(content = String, content_type = "application/octet-stream",
        description = "The list, in UTF-8, UTF-16 with its mark, or Windows-1252"),
    responses((status = 200, description = "What was understood, and what was recorded", body = ListRead)))]
pub fn import(ask: &Ask) -> Answer {
    let text = list::decoded(&ask.body);
    let read = reading::read(&ask.room()?, &text, &reading::chosen(&ask.query))?;
    if !read.has_name {
        let (field, what) = ("columns", "api-list-name");
        return Err(Problem::Field { field, what });
    }
    let adds = match ask.query.text("add") {
        "" | "false" => false,
        "true" => true,
        _ => {
            let (field, what) = ("add", "problem-choose");
            return Err(Problem::Field { field, what });
        }
    };
    let told = if adds && !read.features.is_empty() {
        let features = read.features.clone();
        let done = ask.carry_out(ask.table()?.id, act::AddFeatures { features })?;
        Some(recorded(&write::afresh(ask, done.relationship)?, &done)?)
    } else {
        None
    };
    let left_out = read.misread.into_iter();
    let left_out = left_out.map(|(line, message)| LineLeftOut { line, message });
    let read = ListRead {
        heading: read.heading,
        features: read.features,
        left_out: left_out.collect(),
        recorded: told,
    };
    answer(ask, &read)
}
