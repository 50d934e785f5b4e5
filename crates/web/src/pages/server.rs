//! This server, for those who look after it: its address, who runs it, and what it runs on.

use accounts::Setting;
use askama::Template;
use domain::Moment;
use jiff::SignedDuration;

use super::set_up;
use crate::ask::{Answer, Ask, page, see};
use crate::host;
use crate::layout::Layout;
use crate::problem::Problem;

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
    /// What became of the mail of the last week; `None` where none is sent.
    mail: Option<MailState>,
}

/// The outbox in numbers, and what is amiss: nobody's name, and no word of any mail.
struct MailState {
    counts: Vec<(String, String)>,
    /// Why mail waits, or did not go out.
    trouble: Vec<String>,
}

/// Mails that ended are counted for so long.
const COUNTED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// `GET /server`
pub fn show(ask: &Ask) -> Answer {
    let (web, say) = (&ask.web, ask.say);
    let person = &ask.visitor()?.person;
    let operator = web.app().accounts().setting(Setting::Operator)?;
    let runs = operator.is_some_and(|id| id == person.organisation.to_string());
    let sends = if web.mailer().is_configured() {
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
        mail: mail_state(ask)?,
        layout: Layout::new(ask, say.text("nav-server"))?,
        address: host::public_url(web).unwrap_or_default(),
        fixed: web.settings().public_url.is_some(),
        operator: host::operator(web),
        candidate: (!runs).then(|| person.organisation_name.clone()),
        facts: vec![
            (say.text("server-mail"), say.text(sends)),
            (say.text("server-database"), say.text(database)),
            (
                say.text("server-version"),
                env!("CARGO_PKG_VERSION").to_owned(),
            ),
        ],
    })
}

fn mail_state(ask: &Ask) -> Result<Option<MailState>, Problem> {
    let (web, say) = (&ask.web, ask.say);
    if !web.mailer().is_configured() {
        return Ok(None);
    }
    let outbox = web.app().accounts().outbox(ask.timestamp() - COUNTED)?;
    let counts = [
        ("server-mail-waiting", outbox.waiting),
        ("server-mail-sent", outbox.sent),
        ("server-mail-failed", outbox.failed),
        ("server-mail-unclear", outbox.unclear),
    ];
    let mut trouble = Vec::new();
    if let Some(why) = web.mailer().unreachable() {
        trouble.push(say.one("server-mail-unreachable", "why", why));
    }
    if let Some((why, at)) = outbox.trouble {
        let at = ask.dates().exact(Moment(at.as_millisecond()));
        trouble.push(say.two("server-mail-trouble", ("moment", at), ("why", why)));
    }
    let counts = counts.map(|(key, count)| (say.text(key), count.to_string()));
    Ok(Some(MailState {
        counts: counts.to_vec(),
        trouble,
    }))
}

/// `POST /server`: the address, or that the visitor's organisation runs this server.
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
