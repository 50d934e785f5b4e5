//! Showing that one reads mail at an address: only then is it an account's, and it says more about who one
//! is than a link that somebody else made.

use accounts::secrecy::ExposeSecret;
use accounts::{Asked, Refusal, Shown};
use app::Act;
use askama::Template;
use domain::act;

use crate::ask::{Answer, Ask, page, see};
use crate::cookie;
use crate::layout::Layout;
use crate::pages::account;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "confirmation.html")]
struct Page {
    layout: Layout,
    path: String,
    note: String,
    email: String,
    /// Whether this browser is not the one that asked, and so the password is needed.
    password: bool,
    /// Which password.
    hint: &'static str,
    /// Whether it is done.
    done: bool,
}

/// `POST /account/email/confirmation`: asks to show the address that the account has.
///
/// # Errors
/// Whatever cannot be mended on the page.
pub fn send(ask: &Ask) -> Answer {
    if !ask.web.sends_mail() {
        return Err(Problem::Forbidden);
    }
    let accounts = ask.web.app().accounts();
    match accounts.ask_to_show_address(&ask.visitor()?.person, ask.remote, ask.timestamp()) {
        Ok(()) => Ok(see("/account?said=address-asked#signing-in")),
        Err(error) => ask.mend(error.into(), account::show),
    }
}

/// `GET /confirm/{secret}`: a page with a button, so that scanners may follow the link.
///
/// # Errors
/// [`Problem::Account`] when the link is spent or unknown.
pub fn show(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let accounts = ask.web.app().accounts();
    let asked = accounts.asked_behind(&secret, ask.timestamp())?;
    draw(ask, &asked, false)
}

/// Whether the session shows who asked. That of a guest does not: somebody else may have it too, and have
/// chosen the password.
fn is_here(ask: &Ask, asked: &Asked) -> bool {
    let here = ask.visitor.as_ref();
    here.is_some_and(|visitor| visitor.person.id == asked.person.id) && !asked.person.is_guest()
}

/// `POST /confirm/{secret}`: the address becomes the person's; of a guest, the seat too, in the same
/// transaction. Says so at every table at which they sit by another party's link.
///
/// # Errors
/// As [`show`].
pub fn confirm(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let (app, now) = (ask.web.app(), ask.timestamp());
    let asked = app.accounts().asked_behind(&secret, now)?;
    let shown = match &ask.visitor {
        Some(visitor) if is_here(ask, &asked) => Shown::Session(visitor.person.id),
        _ => Shown::Password(ask.form.text("password")),
    };
    let prepared = match app.accounts().prepare_address(&secret, shown, now) {
        Ok(prepared) => prepared,
        Err(error) => return mend(ask, error.into()),
    };
    let session = match asked.relationship {
        Some(table) => {
            let act = Act::once(table, asked.person.id, act::ClaimSeat {});
            app.execute_with(act, prepared)
                .map(|(_, session)| session.flatten())
                .map_err(Problem::from)
        }
        None => app.accounts().carry_out(prepared).map_err(Problem::from),
    };
    let session = match session {
        Ok(session) => session,
        Err(problem) => return mend(ask, problem),
    };
    for (id, _) in app.relationships_of(asked.person.id)? {
        prove_seat(ask, id, asked.person.id);
    }
    match (session, asked.relationship) {
        (None, _) => draw(ask, &asked, true),
        (Some(session), Some(table)) => {
            let on = see(&format!("/r/{table}?said=claimed"));
            Ok(cookie::give(ask, on, &session))
        }
        (Some(session), None) => Ok(cookie::give(ask, see("/"), &session)),
    }
}

fn mend(ask: &Ask, problem: Problem) -> Answer {
    match problem {
        gone @ Problem::Account(Refusal::LinkUnusable) => Err(gone),
        Problem::Account(Refusal::PasswordWrong) => {
            // Not the current one of anything yet.
            let wrong = Problem::Field {
                field: "password",
                what: "confirm-password-wrong",
            };
            ask.mend(wrong, show)
        }
        other => ask.mend_attempt(other, show),
    }
}

/// Says at a table what an address or account proves, where it proves more than what is known there.
pub(crate) fn prove_seat(
    ask: &Ask,
    table: domain::ids::RelationshipId,
    person: domain::ids::PersonId,
) -> bool {
    let act = Act::once(table, person, act::ProveSeat {});
    let proved = ask.web.app().execute(act);
    if let Err(refused) = &proved {
        tracing::debug!(%refused, "nothing new is proved at a table");
    }
    proved.is_ok()
}

fn draw(ask: &Ask, asked: &Asked, done: bool) -> Answer {
    let password = !done && !is_here(ask, asked);
    let ask = ask.read_in(asked.person.language);
    let (title, note) = match (done, asked.person.is_guest()) {
        (true, _) => ("confirm-done", "confirm-done-note"),
        (false, true) => ("confirm-title", "confirm-note-new"),
        (false, false) => ("confirm-title", "confirm-note"),
    };
    page(&Page {
        layout: Layout::new(&ask, ask.say.text(title))?,
        path: ask.page().to_owned(),
        note: ask.say.with(
            note,
            &[
                ("email", asked.address.clone()),
                ("name", asked.person.name.clone().unwrap_or_default()),
                ("organisation", asked.person.organisation_name.clone()),
            ],
        ),
        email: asked.address.clone(),
        password,
        hint: ask.say.plain(match asked.person.is_guest() {
            true => "confirm-password-hint-new",
            false => "confirm-password-hint",
        }),
        done,
    })
}

/// The path of the link of a mail.
pub(crate) fn path(secret: &accounts::MailSecret) -> String {
    format!("/confirm/{}", secret.secret().expose_secret())
}
