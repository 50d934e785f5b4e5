//! The demo's switch: one click, and one sees what somebody else at the table sees.

use domain::ids::*;

use crate::ask::{Answer, Ask, see};
use crate::back;
use crate::cookie;
use crate::problem::Problem;

/// `POST /demo/person`: becomes one of the demo's people. Elsewhere there is no such address.
///
/// # Errors
/// [`Problem::NotFound`] for anybody who is not one of them.
pub fn switch(ask: &Ask) -> Answer {
    let person: PersonId = ask.form.parse_field("person")?;
    if !ask.web.settings().demo.contains(&person) {
        return Err(Problem::NotFound);
    }
    let accounts = ask.web.app().accounts();
    if let Some(replaced) = cookie::session(ask) {
        accounts.sign_out(&replaced)?;
    }
    let session = accounts.demo_session(person, ask.timestamp())?;
    let back = back::asked(ask).unwrap_or_default();
    let on = if may_open(ask, person, &back)? {
        &back
    } else {
        "/"
    };
    Ok(cookie::give(ask, see(on), &session))
}

/// `POST /demo/beginning`: the demo is told anew, and everybody chooses again who they are.
///
/// # Errors
/// [`Problem::NotFound`] where nothing is told.
pub fn begin_again(ask: &Ask) -> Answer {
    let again = ask.web.settings().again.as_ref();
    let again = again.ok_or(Problem::NotFound)?;
    again.begin().map_err(Problem::Failed)?;
    // Open pages of before are told that nothing comes any more.
    ask.web.live().stop();
    Ok(see("/sign-in?said=demo-again"))
}

/// Whether `path` is a page of a relationship at which the person sits.
fn may_open(ask: &Ask, person: PersonId, path: &str) -> Result<bool, Problem> {
    let id = path
        .strip_prefix("/r/")
        .and_then(|rest| rest.split(['/', '?']).next());
    let Some(id) = id.and_then(|id| id.parse::<RelationshipId>().ok()) else {
        return Ok(false);
    };
    let relationship = ask.web.app().relationship(id)?;
    Ok(relationship.is_some_and(|relationship| relationship.seats(person)))
}
