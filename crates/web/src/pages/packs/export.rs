//! A pack to take away: as Markdown, and as a PDF for archives and screen readers.

use domain::ids::*;

use super::{as_at_the_table, asked, frozen, telling};
use crate::ask::{Answer, Ask, download};
use crate::lanes::{self, Lane};
use crate::markdown::Manuscript;
use crate::paper::{Paper, for_programs, forget_reader};
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
    room.name(view.people())?;
    as_at_the_table(&mut room);
    Ok((room, view))
}

fn named(view: &PackView) -> String {
    format!("pack-{}-{}", view.pack.number, view.version)
}

/// `GET …/packs/{pack}/pack.md`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn markdown(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let file = Manuscript::of(telling::blocks(&room, &view));
    let name = file_name(ask, &named(&view), "md")?;
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
    let name = named(&view);
    let told = what_it_says(&view)?;
    let told = for_programs(format!("{name}.json"), say.text("pack-json"), &told)?;
    let paper = Paper {
        name,
        title: format!("{title}: {}", room.on_paper().called()),
        made: view.version_at,
        foot: say.with(
            "pack-foot",
            &[
                ("relationship", "{name}".to_owned()),
                ("number", view.pack.number.to_string()),
                ("version", view.version.to_string()),
            ],
        ),
        blocks: telling::blocks(&room, &view),
        attached: vec![told],
    };
    paper.taken_away(&room)
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
