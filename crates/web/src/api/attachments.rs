//! Words with pictures and PDFs, for programs.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::Command;
use domain::attached::Attaching;
use domain::ids::*;
use serde::Deserialize;
use utoipa::ToSchema;

use super::record::{Recorded, recorded};
use super::{answer, body, write};
use crate::ask::{Answer, Ask};
use crate::pages::dialogue::attachments;
use crate::problem::Problem;

/// A word, and what goes with it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordWithFiles {
    /// The command `say`.
    pub word: Command,
    /// One to three pictures and PDFs.
    #[schema(min_items = 1, max_items = 3)]
    pub attachments: Vec<AttachedFile>,
}

/// A picture or PDF.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachedFile {
    /// What the file is called.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub name: String,
    /// What is to be seen, for whoever does not see it.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub alt: String,
    /// What is in it: JPEG, PNG, WebP or PDF of at most 5 MiB, in Base64 with its padding.
    #[schema(format = Byte, min_length = 1, max_length = 6990508)]
    pub content: String,
}

/// `POST /api/v1/relationships/{relationship}/words`
///
/// # Errors
/// The rule that refuses; the file that is not taken.
#[utoipa::path(post, operation_id = "say_with_files", path = "/api/v1/relationships/{relationship}/words",
    tag = "Commands", summary = "Say something with pictures or PDFs",
    description = "Takes the command `say` and what goes with it: both are recorded, or nothing. Pictures are made \
        again, without what a camera wrote beside them; PDFs that run something or hold other files are refused. The \
        same key and body again answer the first result.",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("proof" = Option<bool>, Query, description = "Whether to tell what proves each leaf; not unless said"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 80, pattern = "^[!-~]+$",
            description = "Up to 80 letters, digits and punctuation: the same key and body are carried out once")),
    request_body(content = WordWithFiles, description = "The word, and what goes with it"),
    responses((status = 200, description = "What was recorded", body = Recorded)))]
pub fn say(ask: &Ask) -> Answer {
    let WordWithFiles { word, attachments } = body(ask)?;
    write::key(ask)?;
    let Command::Say(mut say) = word else {
        let (field, what) = ("word", "api-only-say");
        return Err(Problem::Field { field, what });
    };
    if attachments.is_empty() {
        let (field, what) = ("attachments", "problem-choose");
        return Err(Problem::Field { field, what });
    }
    // The rule says how many there may be: none of them is decoded for nothing.
    say.attachments = attachments
        .iter()
        .take(4)
        .map(read)
        .collect::<Result<_, _>>()?;
    let done = ask.carry_out(ask.table()?.id, say)?;
    let afresh = write::afresh(ask, done.relationship)?;
    answer(&afresh, &recorded(&afresh, &done)?)
}

fn read(file: &AttachedFile) -> Result<Attaching, Problem> {
    let refused = |what| Problem::Field {
        field: "attachments",
        what,
    };
    let bytes = BASE64_STANDARD.decode(&file.content);
    let bytes = bytes.map_err(|_| refused("api-base64"))?;
    let accepted = attachments::accept(&bytes).map_err(|why| refused(attachments::told(why)))?;
    Ok(attachments::attaching(
        accepted,
        &file.name,
        file.alt.clone(),
    ))
}
