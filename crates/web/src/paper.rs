//! What is taken away on paper: a PDF for archives and screen readers, in the reader's language, with the table's name
//! at its foot. For programs, the same goes with it as JSON.

use ::paper::{Attached, Block, Document, Instant};
use domain::Moment;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;

use crate::ask::{Answer, download};
use crate::markdown;
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::file_name;

/// Characters that are told one by one of those that no font has.
const CHARACTERS: usize = 20;

/// A paper.
pub struct Paper {
    /// The name of its file, without the table's and the ending.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// When what it says was so.
    pub made: Moment,
    /// What stands at its foot; `{name}` in it is the table's name.
    pub foot: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What goes with it.
    pub attached: Vec<Attached>,
}

impl Paper {
    /// As the answer to whoever takes it away.
    ///
    /// # Errors
    /// [`Problem::Failed`] where it cannot be written: no such text is known.
    pub fn taken_away(self, room: &Room<'_>) -> Answer {
        let say = room.say;
        let document = Document {
            title: self.title,
            language: say.code().to_owned(),
            made: instant(self.made),
            footer: self.foot,
            footer_name: room.on_paper().called(),
            page_of: say.two("paper-page", ("page", "{page}"), ("pages", "{pages}")),
            read: markdown::on_paper,
            blocks: self.blocks,
            attached: self.attached,
        };
        let written = ::paper::write(&document);
        let bytes = written.map_err(|error| Problem::Failed(error.to_string()))?;
        let name = file_name(room.ask, &self.name, "pdf")?;
        Ok(download(bytes, "application/pdf", &name))
    }
}

/// What a paper says, for programs.
///
/// # Errors
/// [`Problem::Failed`] where it is not to be written as JSON.
pub fn for_programs(
    name: String,
    about: String,
    told: &impl Serialize,
) -> Result<Attached, Problem> {
    let bytes = serde_json::to_vec_pretty(told);
    Ok(Attached {
        name,
        about,
        media_type: "application/json",
        bytes: bytes.map_err(|error| Problem::Failed(error.to_string()))?,
        is_the_same: true,
    })
}

/// Takes out what only its reader may do: whatever is called `may`, or `may_` and so on, wherever it stands. What is
/// added to a view later is forgotten by the same rule.
pub fn forget_reader(told: &mut Value) {
    match told {
        Value::Object(fields) => {
            fields.retain(|name, _| name != "may" && !name.starts_with("may_"));
            fields.values_mut().for_each(forget_reader);
        }
        Value::Array(all) => all.iter_mut().for_each(forget_reader),
        _ => {}
    }
}

/// The characters that a paper prints as their numbers, beside each other, of many the first; `None` where there are
/// none.
pub fn not_drawn(blocks: &[Block]) -> Option<String> {
    let characters = ::paper::not_drawn(blocks);
    // A mark that joins what is before it would join the character that it is told beside.
    let told = characters.iter().take(CHARACTERS).map(char::to_string);
    let mut told: Vec<String> = told.collect();
    if characters.len() > CHARACTERS {
        told.push("…".to_owned());
    }
    (!told.is_empty()).then(|| told.join(" "))
}

fn instant(at: Moment) -> Instant {
    let at = Timestamp::from_millisecond(at.0).unwrap_or_default();
    let at = TimeZone::UTC.to_datetime(at);
    let small = |number: i8| u8::try_from(number).unwrap_or_default();
    Instant {
        year: u16::try_from(at.year()).unwrap_or_default(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
    }
}
