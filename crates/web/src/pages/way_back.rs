//! A guest's own way back: the link that nobody but they ever see.

use accounts::secrecy::ExposeSecret;
use askama::Template;

use crate::ask::{Answer, Ask, page, see};
use crate::called::called;
use crate::catalogue::Say;
use crate::host;
use crate::layout::Layout;
use crate::messages::unlinked;
use crate::pages::invitation::address;
use crate::problem::Problem;
use crate::qr;
use crate::visitor::Way;

#[derive(Template)]
#[template(path = "way_back.html")]
struct Page {
    layout: Layout,
    link: String,
    qr: String,
}

/// The address of the visitor's own way back; none for an account, and before a guest came.
pub(crate) fn link(ask: &Ask) -> Result<Option<String>, Problem> {
    Ok(path(ask)?.map(|path| format!("{}{path}", address(ask))))
}

/// Its path on this server.
pub(crate) fn path(ask: &Ask) -> Result<Option<String>, Problem> {
    let person = &ask.visitor()?.person;
    if !person.is_guest() {
        return Ok(None);
    }
    let accounts = ask.web.app().accounts();
    let secret = accounts.own_way_back(person.id, ask.table()?.id, ask.timestamp())?;
    Ok(secret.map(|secret| format!("/i/{}", secret.expose_secret())))
}

/// `GET …/way-back`
pub fn show(ask: &Ask) -> Answer {
    let base = ask.base()?;
    let Some(link) = link(ask)? else {
        return Ok(see(&base));
    };
    page(&Page {
        qr: qr::svg(&link, ask.say.plain("invite-qr")),
        layout: Layout::new(ask, ask.say.text("way-back-title"))?,
        link,
    })
}

/// `POST …/way-back`: another link, since the old one went astray; it and whatever it opened end.
///
/// # Errors
/// [`Problem::Forbidden`] for whoever did not come as a guest.
pub fn renew(ask: &Ask) -> Answer {
    let (visitor, id) = (ask.visitor()?, ask.table()?.id);
    let Way::Session { id: session, .. } = &visitor.way else {
        return Err(Problem::Forbidden);
    };
    if !visitor.person.is_guest() {
        return Err(Problem::Forbidden);
    }
    let accounts = ask.web.app().accounts();
    accounts.renew_way_back(visitor.person.id, id, *session, ask.timestamp())?;
    Ok(see(&format!("/r/{id}/way-back?said=way-back-renewed")))
}

/// Sends the visitor, or a guest of theirs, a link to come back by, at the address that the guest gave;
/// nobody else sees it. The address, if there is one and the mail server took the mail.
///
/// # Errors
/// When much was mailed there, or by the visitor, lately.
pub(crate) fn mail(ask: &Ask, guest: &accounts::Person) -> Result<Option<String>, Problem> {
    let mailer = ask.web.mailer();
    if !ask.web.sends_mail() {
        return Ok(None);
    }
    let accounts = ask.web.app().accounts();
    let asker = (ask.person()?, ask.remote);
    let sent = accounts.mailed_way_back(guest.id, ask.table()?.id, asker, ask.timestamp())?;
    let Some((to, secret)) = sent else {
        return Ok(None);
    };
    let say = Say(guest.language);
    let link = format!("{}/i/{}", address(ask), secret.expose_secret());
    let service = unlinked(&ask.seen()?.frame().name.unwrap_or_default());
    let name = guest.name.as_deref().unwrap_or_default();
    let subject = say.one("way-back-mail-subject", "service", &service);
    let text = say.with(
        "way-back-mail",
        &[
            ("name", unlinked(called(say, name))),
            ("service", service),
            ("host", host::run_by(&ask.web, say, &address(ask))),
            ("link", link),
        ],
    );
    match mailer.send(&to, &subject, text) {
        Ok(()) => Ok(Some(to)),
        Err(error) => {
            tracing::warn!(%error, "a way back could not be mailed");
            Ok(None)
        }
    }
}
