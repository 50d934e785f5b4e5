//! What changed in somebody's ways in, in words: on their account page, and by mail.

use std::sync::atomic::{AtomicBool, Ordering};

use accounts::{By, Change, Noted, Person};
use domain::ids::*;
use jiff::Timestamp;

use crate::Web;
use crate::catalogue::Say;
use crate::dates::{Dates, moment};
use crate::host;
use crate::messages::unlinked;
use crate::problem::Problem;

/// Changes that one round tells of, at most; more wait for the next.
const TOLD_AT_ONCE: usize = 100;

/// A change in words.
pub struct Line {
    /// What changed.
    pub what: String,
    /// When, and who did it.
    pub note: String,
}

impl Line {
    /// For the person whose ways in they are.
    pub fn of(web: &Web, say: Say, dates: &Dates, noted: &Noted) -> Result<Self, Problem> {
        let who = match noted.by {
            By::Themselves => say.text("change-by-themselves"),
            By::Operator => say.text("change-by-operator"),
            By::Person(id) => named(web, say, id)?,
        };
        let when = dates.exact(moment(noted.at));
        let key = format!("change-{}", noted.what.word());
        let what = match noted.about {
            None => say.text(&key),
            Some(about) => {
                let about = web.app().accounts().person(about)?;
                let name = about.and_then(|about| about.name);
                let name = name.unwrap_or_else(|| say.text("name-erased"));
                say.one(&key, "name", unlinked(&name))
            }
        };
        Ok(Self {
            what,
            note: say.two("change-note", ("when", when), ("who", who)),
        })
    }
}

/// Who did it, with the organisation.
fn named(web: &Web, say: Say, id: PersonId) -> Result<String, Problem> {
    let person = web.app().accounts().person(id)?;
    let (name, organisation) = match person {
        Some(person) => (person.name, person.organisation_name),
        None => (None, String::new()),
    };
    let name = name.unwrap_or_else(|| say.text("name-erased"));
    Ok(say.two(
        "change-by-person",
        ("name", unlinked(&name)),
        ("organisation", unlinked(&organisation)),
    ))
}

/// Tells everybody by mail whose ways in changed, each change once, at the old address too. Where no
/// mail goes out, it stands on their account page all the same.
pub fn tell(web: &Web, now: Timestamp, stopping: &AtomicBool) -> Result<(), app::Error> {
    let accounts = web.app().accounts();
    let untold = accounts.untold_changes(now, TOLD_AT_ONCE)?;
    if untold.is_empty() || !web.sends_mail() || !web.mailer().is_reachable() {
        return Ok(());
    }
    for change in untold {
        if stopping.load(Ordering::Relaxed) {
            return Ok(());
        }
        let (subject, text) = letter(web, &change.person, &change.noted, now)
            .map_err(|problem| app::Error::Mail(format!("{problem:?}")))?;
        if !accounts.claim_change(change.id, now)? {
            continue;
        }
        for address in &change.addresses {
            // The error may name the address; that it was not told is enough.
            if web.mailer().send(address, &subject, text.clone()).is_err() {
                tracing::warn!(change = %change.id, "a change of how somebody signs in was not mailed");
            }
        }
    }
    Ok(())
}

/// Holds no link and no secret: what it tells of is undone by signing in as always.
fn letter(
    web: &Web,
    person: &Person,
    noted: &Noted,
    now: Timestamp,
) -> Result<(String, String), Problem> {
    let say = Say(person.language);
    let dates = Dates::new(say, &person.time_zone, moment(now));
    let line = Line::of(web, say, &dates, noted)?;
    // A colleague who was just added has no account yet that anything could have happened to.
    let is_new = person.is_guest() && noted.what == Change::LinkMade;
    let (subject, text) = match is_new {
        true => ("ways-mail-new-subject", "ways-mail-new"),
        false => ("ways-mail-subject", "ways-mail"),
    };
    let address = host::public_url(web).unwrap_or_default();
    let text = say.with(
        text,
        &[
            ("what", line.what),
            ("note", line.note),
            ("server", host::run_by(web, say, &address)),
            ("organisation", unlinked(&person.organisation_name)),
        ],
    );
    Ok((say.text(subject), text))
}
