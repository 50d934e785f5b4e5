//! Confirming that one reads mail at one's address: it says more about who one is than a link that
//! somebody else made.

use accounts::secrecy::ExposeSecret;
use app::Act;
use askama::Template;
use domain::act;

use crate::ask::{Answer, Ask, page, see};
use crate::catalogue::Say;
use crate::host;
use crate::layout::Layout;
use crate::pages::account;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "confirmation.html")]
struct Page {
    layout: Layout,
    path: String,
    note: String,
    /// Whether it is done.
    done: bool,
}

/// `POST /account/email/confirmation`: sends the link to the address of the account.
///
/// # Errors
/// Whatever cannot be mended on the page.
pub fn send(ask: &Ask) -> Answer {
    let (accounts, person) = (ask.web.app().accounts(), ask.person()?);
    let mailer = ask.web.mailer();
    if !mailer.is_configured() {
        return Err(Problem::Forbidden);
    }
    let (to, secret) = match accounts.address_link(person, ask.timestamp()) {
        Ok(link) => link,
        Err(error) => return ask.mend(error.into(), account::show),
    };
    let address = host::public_url(&ask.web).unwrap_or_default();
    let link = format!("{address}/confirm/{}", secret.expose_secret());
    let name = ask.visitor()?.person.name.clone().unwrap_or_default();
    let text = ask.say.two("confirm-mail", ("name", name), ("link", link));
    let said = match mailer.send(&to, ask.say.plain("confirm-mail-subject"), text) {
        Ok(()) => "confirmation-sent",
        Err(error) => {
            tracing::warn!(%error, "a confirmation could not be mailed");
            "confirmation-not-sent"
        }
    };
    Ok(see(&format!("/account?said={said}#signing-in")))
}

/// `GET /confirm/{secret}`: a page with a button, so that scanners may follow the link.
///
/// # Errors
/// [`Problem::Account`] when the link is spent or unknown.
pub fn show(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let accounts = ask.web.app().accounts();
    let person = accounts.address_link_holder(&secret, ask.timestamp())?;
    draw(ask, &person, false)
}

/// `POST /confirm/{secret}`: uses the link up, and says so at every table at which the person sits by
/// another party's link.
///
/// # Errors
/// As [`show`].
pub fn confirm(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let app = ask.web.app();
    let person = app.accounts().use_address_link(&secret, ask.timestamp())?;
    for (id, _) in app.relationships_of(person.id)? {
        prove_seat(ask, id, person.id);
    }
    draw(ask, &person, true)
}

/// Says at a table what the address proves, where it proves more than what is known there.
pub(crate) fn prove_seat(
    ask: &Ask,
    table: domain::ids::RelationshipId,
    person: domain::ids::PersonId,
) {
    let act = Act::once(table, person, act::ProveSeat {});
    if let Err(refused) = ask.web.app().execute(act) {
        tracing::debug!(%refused, "the address proves nothing new at a table");
    }
}

fn draw(ask: &Ask, person: &accounts::Person, done: bool) -> Answer {
    let ask = Ask {
        say: Say(person.language),
        ..ask.clone()
    };
    let email = person.email.clone().unwrap_or_default();
    let (title, note) = if done {
        ("confirm-done", "confirm-done-note")
    } else {
        ("confirm-title", "confirm-note")
    };
    page(&Page {
        layout: Layout::new(&ask, ask.say.text(title))?,
        path: ask.path.clone(),
        note: ask.say.two(
            note,
            ("email", email),
            ("name", person.name.clone().unwrap_or_default()),
        ),
        done,
    })
}
