//! Signing in and out, and a new password for those who forgot theirs.

use accounts::secrecy::ExposeSecret;
use accounts::{Entrance, Proof, Refusal, SignedIn};
use askama::Template;
use axum::response::Response;

use super::ways;
use crate::ask::{Answer, Ask, page, see};
use crate::back;
use crate::cookie;
use crate::host;
use crate::layout::Layout;
use crate::mail;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    layout: Layout,
    back: String,
    /// Whether it is to show once more who one is.
    again: bool,
    /// Whether passkeys can be bound to this server's address.
    passkeys: bool,
    operator: String,
}

#[derive(Template)]
#[template(path = "second_step.html")]
struct SecondStepPage {
    layout: Layout,
    step: String,
    back: String,
    passkeys: bool,
}

#[derive(Template)]
#[template(path = "password_forgotten.html")]
struct ForgottenPage {
    layout: Layout,
    asked: bool,
    mail: bool,
    operator: String,
}

#[derive(Template)]
#[template(path = "password_link.html")]
struct LinkPage {
    layout: Layout,
    path: String,
    name: String,
    email: String,
    is_guest: bool,
    /// Whether mail goes out, so that an account has an address.
    mail: bool,
    /// What the account of somebody who joins signs in with, where none does.
    sign_in_name: String,
    /// That a link is on its way.
    asked: String,
    least: usize,
}

/// `GET /sign-in`
pub fn show(ask: &Ask) -> Answer {
    if !ask.web.app().accounts().is_set_up()? && ask.web.settings().demo.is_empty() {
        return Ok(see("/set-up"));
    }
    page(&Page {
        layout: Layout::new(ask, ask.say.text("sign-in"))?,
        back: back::asked(ask).unwrap_or_default(),
        again: ask.query.has("again"),
        passkeys: host::site(ask).is_some(),
        operator: host::operator(&ask.web),
    })
}

/// `POST /sign-in`
pub fn sign_in(ask: &Ask) -> Answer {
    let form = &ask.form;
    let replaced = cookie::session(ask);
    let device = cookie::device(ask);
    let entrance = ask.web.app().accounts().sign_in(
        form.text("email"),
        form.text("password"),
        ask.caller(device.as_deref()),
        replaced.as_deref(),
        ask.timestamp(),
    );
    match entrance {
        Ok(entrance) => enter(ask, entrance),
        Err(error) => ask.mend_attempt(error.into(), show),
    }
}

/// Lets in, or asks for the second factor.
fn enter(ask: &Ask, entrance: Entrance) -> Answer {
    match entrance {
        Entrance::Open(session) => Ok(let_in(ask, &session)),
        Entrance::SecondStep(step) => draw_second_step(ask, step.expose_secret()),
    }
}

/// Leads on to where one wanted to go, signed in.
fn let_in(ask: &Ask, session: &SignedIn) -> Response {
    let on = back::asked(ask).unwrap_or_else(|| "/".to_owned());
    let told = session.proof == Proof::RecoveryCode && !on.contains(['?', '#']);
    let on = if told {
        see(&format!("{on}?said=ways-code-is-used"))
    } else {
        see(&on)
    };
    cookie::give(ask, on, session)
}

/// The page that asks for the second factor, the password having been right. It has no address of its
/// own: what proves the first step is in its form and nowhere else.
fn draw_second_step(ask: &Ask, step: &str) -> Answer {
    page(&SecondStepPage {
        layout: Layout::new(ask, ask.say.text("second-step-title"))?,
        step: step.to_owned(),
        back: back::asked(ask).unwrap_or_default(),
        passkeys: host::site(ask).is_some(),
    })
}

fn second_step(ask: &Ask) -> Answer {
    draw_second_step(ask, ask.form.text("step"))
}

/// `POST /sign-in/code`: the second factor, as a code of an app or a recovery code.
pub fn bring_code(ask: &Ask) -> Answer {
    let form = &ask.form;
    let replaced = cookie::session(ask);
    let device = cookie::device(ask);
    let session = ask.web.app().accounts().finish_second_step(
        form.text("step"),
        form.text("code"),
        ask.caller(device.as_deref()),
        replaced.as_deref(),
        ask.timestamp(),
    );
    match session {
        Ok(session) => Ok(let_in(ask, &session)),
        Err(error) => match Problem::from(error) {
            over @ Problem::Account(Refusal::TookTooLong) => ask.mend(over, show),
            other => ask.mend_attempt(other, second_step),
        },
    }
}

/// `POST /sign-in/passkey/challenge`: the same for everybody, since nobody has said who they are.
///
/// # Errors
/// [`Problem::Account`] after too many that came to nothing.
pub fn passkey_challenge(ask: &Ask) -> Answer {
    let site = host::site(ask).ok_or(Problem::NotFound)?;
    let accounts = ask.web.app().accounts();
    let device = cookie::device(ask);
    let caller = ask.caller(device.as_deref());
    ways::challenge(&accounts.begin_passkey_sign_in(&site, caller, ask.timestamp())?)
}

/// `POST /sign-in/passkey`: signs in with the passkey's answer.
pub fn use_passkey(ask: &Ask) -> Answer {
    let site = host::site(ask).ok_or(Problem::NotFound)?;
    let form = &ask.form;
    let replaced = cookie::session(ask);
    let device = cookie::device(ask);
    let session = ask.web.app().accounts().sign_in_with_passkey(
        &site,
        form.text("challenge"),
        form.text("answer"),
        ask.caller(device.as_deref()),
        replaced.as_deref(),
        ask.timestamp(),
    );
    match session {
        Ok(session) => Ok(let_in(ask, &session)),
        Err(error) => ask.mend(error.into(), show),
    }
}

/// `POST /sign-out`
pub fn sign_out(ask: &Ask) -> Answer {
    if let crate::visitor::Way::Session { secret, .. } = &ask.visitor()?.way {
        ask.web.app().accounts().sign_out(secret.expose_secret())?;
    }
    Ok(cookie::take(ask, see("/sign-in")))
}

/// `GET /password`: forgot it?
pub fn forgotten(ask: &Ask) -> Answer {
    page(&ForgottenPage {
        layout: Layout::new(ask, ask.say.text("forgotten-title"))?,
        asked: ask.form.has("email"),
        mail: ask.web.sends_mail(),
        operator: host::operator(&ask.web),
    })
}

/// `POST /password`: sends a link, if the address has an account. The answer is the same either way,
/// and is given before anything is looked up.
pub fn send_link(ask: &Ask) -> Answer {
    let behind = ask.clone();
    // The time that a known address takes must not show in the answer.
    mail::behind(ask, move || {
        let email = behind.form.text("email");
        let accounts = behind.web.app().accounts();
        let device = cookie::device(&behind);
        let caller = behind.caller(device.as_deref());
        let asked = accounts.request_password_link(email, caller, behind.timestamp());
        let (person, link) = match asked {
            Ok(Some(found)) => found,
            Ok(None) => return,
            Err(error) => return tracing::warn!(%error, "no password link was made"),
        };
        // To the address that the account has: what was typed may be written otherwise and yet be
        // found, and then belong to somebody else.
        let email = person.email.as_deref().unwrap_or_default();
        let address = host::address(&behind);
        let link = format!("{address}/password/{}", link.secret.expose_secret());
        let text = behind.say.one("forgotten-mail", "link", &link);
        if let Err(error) =
            behind
                .web
                .mailer()
                .send(email, behind.say.plain("forgotten-subject"), text)
        {
            tracing::warn!(%error, "the password link waits for the mail server");
            // A link of its own is made then: this one would have ended.
            if let Err(error) = accounts.queue_password_link(person.id, behind.timestamp()) {
                tracing::warn!(%error, "the password link could not be kept");
            }
        }
    })?;
    forgotten(ask)
}

/// `GET /password/{secret}`: a page with a form; scanners that follow links use nothing up.
///
/// # Errors
/// [`Problem::Account`] when the link is spent or unknown.
pub fn link(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let holder = ask
        .web
        .app()
        .accounts()
        .password_link_holder(&secret, ask.timestamp())?;
    let accounts = ask.web.app().accounts();
    let asked = match holder.is_guest() {
        true => accounts.asked_address(holder.id, ask.timestamp())?,
        false => None,
    };
    page(&LinkPage {
        layout: Layout::new(ask, ask.say.text("link-title"))?,
        path: ask.page().to_owned(),
        name: holder.name.clone().unwrap_or_default(),
        email: holder.email.clone().unwrap_or_default(),
        is_guest: holder.is_guest(),
        mail: ask.web.sends_mail(),
        sign_in_name: accounts::sign_in_name(&holder),
        asked: asked
            .map(|email| ask.say.one("claim-asked", "email", email))
            .unwrap_or_default(),
        least: accounts::PASSWORD_LEAST,
    })
}

/// `POST /password/{secret}`: uses the link up and signs in. Whoever joins where mail goes out is sent a
/// link to the address first.
///
/// # Errors
/// When the link is spent or unknown.
pub fn use_link(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let accounts = ask.web.app().accounts();
    let (password, now) = (ask.form.text("password"), ask.timestamp());
    let joins = match accounts.password_link_holder(&secret, now) {
        Ok(holder) => holder.is_guest() && ask.web.sends_mail(),
        Err(error) => return Err(error.into()),
    };
    if joins {
        let email = ask.form.text("email");
        return match accounts.ask_to_join(&secret, email, password, ask.remote, now) {
            Ok(()) => Ok(see(&ask.path)),
            Err(error) => ask.mend_attempt(error.into(), link),
        };
    }
    match accounts.use_password_link(&secret, password, now) {
        Ok(entrance) => enter(ask, entrance),
        Err(error) => match Problem::from(error) {
            gone @ Problem::Account(accounts::Refusal::LinkUnusable) => Err(gone),
            other => ask.mend(other, link),
        },
    }
}

/// Where to sign in, coming back to where one was, with what one asked there.
pub fn path_back_to(ask: &Ask) -> String {
    match ask.place().as_str() {
        "/" => "/sign-in".to_owned(),
        back => back::then("/sign-in", back),
    }
}
