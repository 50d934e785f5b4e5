//! This server, for those who look after it: its address, who runs it, and what it runs on.

use accounts::Setting;
use askama::Template;

use super::set_up;
use crate::ask::{Answer, Ask, page, see};
use crate::host;
use crate::layout::Layout;

#[derive(Template)]
#[template(path = "server.html")]
struct Page {
    layout: Layout,
    address: String,
    fixed: bool,
    operator: String,
    /// The visitor's organisation, where it is not the operator yet.
    candidate: Option<String>,
    facts: Vec<(String, String)>,
}

/// `GET /server`
///
/// # Errors
/// When the database fails.
pub fn show(ask: &Ask) -> Answer {
    let (web, say) = (&ask.web, ask.say);
    let person = &ask.visitor()?.person;
    let operator = web.app().accounts().setting(Setting::Operator)?;
    let runs = operator.is_some_and(|id| id == person.organisation.to_string());
    let mail = if web.mailer().is_configured() {
        "server-mail-yes"
    } else {
        "server-mail-no"
    };
    let database = if web.app().is_embedded() {
        "server-database-embedded"
    } else {
        "server-database-postgres"
    };
    page(&Page {
        layout: Layout::new(ask, say.text("nav-server"))?,
        address: host::public_url(web).unwrap_or_default(),
        fixed: web.settings().public_url.is_some(),
        operator: host::operator(web),
        candidate: (!runs).then(|| person.organisation_name.clone()),
        facts: vec![
            (say.text("server-mail"), say.text(mail)),
            (say.text("server-database"), say.text(database)),
            (
                say.text("server-version"),
                env!("CARGO_PKG_VERSION").to_owned(),
            ),
        ],
    })
}

/// `POST /server`: the address, or that the visitor's organisation runs this server.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn set(ask: &Ask) -> Answer {
    let accounts = ask.web.app().accounts();
    if ask.form.text("do") == "operate" {
        let organisation = ask.visitor()?.person.organisation;
        accounts.set_setting(Setting::Operator, &organisation.to_string())?;
    } else if ask.web.settings().public_url.is_none() {
        match set_up::checked_address(ask.form.text("address")) {
            Ok(address) => accounts.set_setting(Setting::PublicUrl, &address)?,
            Err(problem) => return ask.mend(problem, show),
        }
    }
    Ok(see("/server?said=server-kept"))
}
