//! A pack to take away: as Markdown, and as a PDF for archives and screen readers.

use ::paper::{Attached, Document};
use domain::ids::*;

use super::{as_at_the_table, asked, frozen, people, telling};
use crate::ask::{Answer, Ask, download};
use crate::lanes::{self, Lane};
use crate::markdown::Manuscript;
use crate::pages::agreement::paper::instant;
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::file_name;
use domain::view::PackView;

fn entered(ask: &Ask) -> Result<(Room<'_>, PackView), Problem> {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let id: PackId = ask.param("pack")?;
    let back = frozen(ask, &room, id)?;
    let view = asked(&room, &back)?;
    room.name(people(&view))?;
    as_at_the_table(&mut room);
    Ok((room, view))
}

fn named(ask: &Ask, view: &PackView, ending: &str) -> Result<String, Problem> {
    let name = format!("pack-{}-{}", view.pack.number, view.version);
    file_name(ask, &name, ending)
}

/// `GET …/packs/{pack}/pack.md`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn markdown(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let file = Manuscript::of(telling::blocks(&room, &view));
    let name = named(ask, &view, "md")?;
    Ok(download(
        file.into_bytes(),
        "text/markdown; charset=utf-8",
        &name,
    ))
}

/// `GET …/packs/{pack}/pack.pdf`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn paper(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let say = room.say;
    let title = say.one("pack-title", "number", view.pack.number);
    let json = serde_json::to_vec_pretty(&what_it_says(&view)?);
    let document = Document {
        title: format!("{title}: {}", room.called()),
        language: say.code().to_owned(),
        made: instant(view.version_at),
        footer: say.with(
            "pack-foot",
            &[
                ("relationship", "{name}".to_owned()),
                ("number", view.pack.number.to_string()),
                ("version", view.version.to_string()),
            ],
        ),
        footer_name: room.called(),
        page_of: say.two("paper-page", ("page", "{page}"), ("pages", "{pages}")),
        blocks: telling::blocks(&room, &view),
        attached: vec![Attached {
            name: format!("pack-{}-{}.json", view.pack.number, view.version),
            about: say.text("pack-json"),
            media_type: "application/json",
            bytes: json.map_err(|error| Problem::Failed(error.to_string()))?,
            is_the_same: true,
        }],
    };
    let written = ::paper::write(&document);
    let bytes = written.map_err(|error| Problem::Failed(error.to_string()))?;
    let name = named(ask, &view, "pdf")?;
    Ok(download(bytes, "application/pdf", &name))
}

/// The version for programs, without what it says of its reader and of later versions.
fn what_it_says(view: &PackView) -> Result<serde_json::Value, Problem> {
    let told = serde_json::to_value(view);
    let mut told = told.map_err(|error| Problem::Failed(error.to_string()))?;
    if let Some(told) = told.as_object_mut() {
        told.remove("versions");
        told.remove("pages");
    }
    forget_reader(&mut told);
    Ok(told)
}

/// Takes out what only its reader may do: whatever is called `may`, or `may_` and so on, wherever it stands. What is
/// added to a view later is forgotten by the same rule.
pub(crate) fn forget_reader(told: &mut serde_json::Value) {
    match told {
        serde_json::Value::Object(fields) => {
            fields.retain(|name, _| name != "may" && !name.starts_with("may_"));
            fields.values_mut().for_each(forget_reader);
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(forget_reader),
        _ => {}
    }
}
