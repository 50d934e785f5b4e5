//! The ways to sign in beside the password: passkeys, an authenticator app, and recovery codes for
//! the day on which neither is at hand.

use accounts::secrecy::{ExposeSecret, SecretString};
use accounts::{Added, Challenge, PasskeyId, RECOVERY_CODES, Refusal};
use askama::Template;
use axum::http::header;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::account;
use crate::ask::{Answer, Ask, json, page, see};
use crate::back;
use crate::dates::moment;
use crate::layout::Layout;
use crate::problem::Problem;
use crate::{cookie, host, qr};

/// The section about them, on one's account and on the page that asks for one.
pub(super) struct Ways {
    pub passkeys: Vec<PasskeyLine>,
    /// Whether passkeys can be bound to this server's address.
    pub possible: bool,
    /// What a new passkey may be called.
    pub device: String,
    /// Since when an authenticator app is one.
    pub app: Option<String>,
    /// What is left of the recovery codes, where there is anything they could stand for.
    pub codes: Option<String>,
    /// Where to go on.
    pub back: String,
}

pub(super) struct PasskeyLine {
    pub id: Uuid,
    pub name: String,
    pub what: String,
}

#[derive(Template)]
#[template(path = "second_factor.html")]
struct SecondFactorPage {
    layout: Layout,
    ways: Ways,
}

#[derive(Template)]
#[template(path = "authenticator.html")]
struct AuthenticatorPage {
    layout: Layout,
    offer: String,
    /// In groups of four, as one types it.
    secret: String,
    address: String,
    qr: String,
    back: String,
}

#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct CodesPage {
    layout: Layout,
    codes: Vec<String>,
    back: String,
}

/// What the visitor has.
pub(super) fn of(ask: &Ask) -> Result<Ways, Problem> {
    let (say, dates) = (ask.say, ask.dates());
    let ways = ask.web.app().accounts().ways_of(ask.person()?)?;
    let codes = ways.is_second_factor().then(|| {
        let left = ways.recovery_codes.to_string();
        let all = RECOVERY_CODES.to_string();
        say.with("ways-codes-left", &[("count", left), ("all", all)])
    });
    let line = |passkey: accounts::Passkey| PasskeyLine {
        id: passkey.id.0,
        name: passkey.name,
        what: {
            let added = dates.day(moment(passkey.created_at));
            match passkey.last_used_at {
                Some(used) => say.two(
                    "ways-passkey-used",
                    ("added", added),
                    ("used", dates.ago(moment(used))),
                ),
                None => say.one("ways-passkey-added", "added", added),
            }
        },
    };
    Ok(Ways {
        passkeys: ways.passkeys.into_iter().map(line).collect(),
        possible: host::site(ask).is_some(),
        device: device(ask),
        app: ways
            .app_since
            .map(|at| say.one("ways-app-since", "day", dates.day(moment(at)))),
        codes,
        back: back::asked(ask).unwrap_or_default(),
    })
}

/// The kind of device that asks, as its owner would call it.
fn device(ask: &Ask) -> String {
    let agent = ask.headers.get(header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok()).unwrap_or("");
    let kinds = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];
    let kind = kinds.iter().find(|(sign, _)| agent.contains(sign));
    match kind {
        Some((_, kind)) => ask.say.one("ways-device", "kind", kind),
        None => ask.say.text("ways-device-unknown"),
    }
}

/// Where to go on after a change: where one wanted to go, else one's account.
fn onward(ask: &Ask) -> String {
    back::asked(ask).unwrap_or_else(|| "/account".to_owned())
}

/// `GET /account/second-factor`: where administrators are led who have none.
pub fn second_factor(ask: &Ask) -> Answer {
    page(&SecondFactorPage {
        layout: Layout::new(ask, ask.say.text("ways-needed-title"))?,
        ways: of(ask)?,
    })
}

/// The page that the form came from: the one administrators are led to, or one's account.
fn here(ask: &Ask) -> Answer {
    if back::asked(ask).is_none() {
        account::show(ask)
    } else {
        second_factor(ask)
    }
}

/// Shows what to mend; whoever signed in long ago signs in again first.
fn mend(ask: &Ask, problem: Problem, page: crate::ask::Handler) -> Answer {
    match problem {
        Problem::Account(Refusal::SignInAgain) => {
            let here = match back::asked(ask) {
                None => "/account".to_owned(),
                Some(back) => back::then("/account/second-factor", &back),
            };
            let on = see(&back::then("/sign-in?again=yes", &here));
            Ok(cookie::keep_typed(on))
        }
        Problem::Account(Refusal::TookTooLong) => ask.mend(problem, here),
        other => ask.mend_attempt(other, page),
    }
}

/// A challenge as the script takes it.
///
/// # Errors
/// When it cannot be written, which is an error of ours.
pub(super) fn challenge(challenge: &Challenge) -> Answer {
    json(&serde_json::json!({
        "challenge": challenge.secret.expose_secret(),
        "options": challenge.options,
    }))
}

/// `POST /account/passkeys/challenge`
///
/// # Errors
/// Whatever cannot be mended by signing in again or in the form.
pub fn passkey_challenge(ask: &Ask) -> Answer {
    let site = host::site(ask).ok_or(Problem::NotFound)?;
    let accounts = ask.web.app().accounts();
    let session = ask.visitor()?.session()?;
    match accounts.begin_passkey(&site, session, ask.timestamp()) {
        Ok(begun) => challenge(&begun),
        Err(error) => mend(ask, error.into(), here),
    }
}

/// `POST /account/passkeys`: takes the new passkey's answer.
pub fn add_passkey(ask: &Ask) -> Answer {
    let site = host::site(ask).ok_or(Problem::NotFound)?;
    let form = &ask.form;
    let added = ask.web.app().accounts().add_passkey(
        &site,
        ask.visitor()?.session()?,
        form.text("challenge"),
        form.text("answer"),
        form.text("passkey_name"),
        ask.timestamp(),
    );
    match added {
        Ok(added) => go_on(ask, added, "ways-passkey-is-added"),
        Err(error) => mend(ask, error.into(), here),
    }
}

/// `POST /account/passkeys/{passkey}`: another name for it, or no passkey any more.
pub fn change_passkey(ask: &Ask) -> Answer {
    let id = PasskeyId(ask.param("passkey")?);
    let (accounts, visitor) = (ask.web.app().accounts(), ask.visitor()?);
    let changed = if ask.form.text("do") == "remove" {
        accounts
            .remove_passkey(visitor.session()?, id, ask.timestamp())
            .map(|_| "ways-passkey-is-removed")
    } else {
        let name = ask.form.text("passkey_name");
        accounts
            .rename_passkey(visitor.person.id, id, name)
            .map(|()| "ways-kept")
    };
    match changed {
        Ok("ways-kept") => Ok(see("/account?said=ways-kept")),
        Ok(_) => Ok(see("/account?said=ways-passkey-is-removed")),
        Err(error) => mend(ask, error.into(), account::show),
    }
}

/// `POST /account/authenticator`: a secret to put into an authenticator app, and a field for the
/// first code.
pub fn offer_app(ask: &Ask) -> Answer {
    let accounts = ask.web.app().accounts();
    match accounts.offer_app(ask.visitor()?.session()?, ask.timestamp()) {
        Ok(offer) => draw_offer(ask, &offer),
        Err(error) => mend(ask, error.into(), here),
    }
}

/// The offer of the form that is shown again.
fn offered(ask: &Ask) -> Answer {
    let accounts = ask.web.app().accounts();
    let offer = accounts.app_offer(ask.person()?, ask.form.text("offer"), ask.timestamp());
    match offer {
        Ok(offer) => draw_offer(ask, &offer),
        Err(error) => ask.mend(error.into(), here),
    }
}

fn draw_offer(ask: &Ask, offer: &accounts::AppOffer) -> Answer {
    let secret = offer.secret.expose_secret();
    let person = &ask.visitor()?.person;
    let email = person.email.as_deref().unwrap_or_default();
    let email = utf8_percent_encode(email, NON_ALPHANUMERIC);
    let address = format!("otpauth://totp/Covalue:{email}?secret={secret}&issuer=Covalue");
    let groups: Vec<_> = secret
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect();
    page(&AuthenticatorPage {
        layout: Layout::new(ask, ask.say.text("ways-app-title"))?,
        offer: offer.offer.expose_secret().to_owned(),
        secret: groups.join(" "),
        qr: qr::svg(&address, ask.say.plain("ways-app-qr")),
        address,
        back: back::asked(ask).unwrap_or_default(),
    })
}

/// `POST /account/authenticator/code`: the app's first code; with it the app counts.
pub fn add_app(ask: &Ask) -> Answer {
    let form = &ask.form;
    let added = ask.web.app().accounts().add_app(
        ask.visitor()?.session()?,
        form.text("offer"),
        form.text("code"),
        ask.timestamp(),
    );
    match added {
        Ok(added) => go_on(ask, added, "ways-app-is-added"),
        Err(error) => mend(ask, error.into(), offered),
    }
}

/// `POST /account/authenticator/removal`
pub fn remove_app(ask: &Ask) -> Answer {
    let (accounts, visitor) = (ask.web.app().accounts(), ask.visitor()?);
    match accounts.remove_app(visitor.session()?, ask.timestamp()) {
        Ok(()) => Ok(see("/account?said=ways-app-is-removed")),
        Err(error) => mend(ask, error.into(), account::show),
    }
}

/// `POST /account/recovery-codes`: new ones, shown this once. To load that page again leaves them as they are.
pub fn renew_codes(ask: &Ask) -> Answer {
    if cookie::was_shown(ask) {
        return Ok(see("/account?said=account-shown"));
    }
    let (accounts, visitor) = (ask.web.app().accounts(), ask.visitor()?);
    match accounts.renew_recovery_codes(visitor.session()?, ask.timestamp()) {
        Ok(codes) => Ok(cookie::note_shown(ask, draw_codes(ask, &codes)?)),
        Err(error) => mend(ask, error.into(), account::show),
    }
}

/// Goes on with the session that shows the new factor; recovery codes come first, if there are any.
fn go_on(ask: &Ask, added: Added, what: &'static str) -> Answer {
    let on = if added.recovery_codes.is_empty() {
        let on = onward(ask);
        // Only where nothing is asked for already.
        if on.contains(['?', '#']) {
            see(&on)
        } else {
            see(&format!("{on}?said={what}"))
        }
    } else {
        // The page belongs to the new session: its forms carry the new session's proof.
        let visitor = ask.visitor()?.with_session(&added.session);
        let ask = Ask {
            visitor: Some(visitor),
            ..ask.clone()
        };
        cookie::tell_sent(&ask, draw_codes(&ask, &added.recovery_codes)?)
    };
    Ok(cookie::give(ask, on, &added.session))
}

fn draw_codes(ask: &Ask, codes: &[SecretString]) -> Answer {
    page(&CodesPage {
        layout: Layout::new(ask, ask.say.text("ways-codes-title"))?,
        codes: codes
            .iter()
            .map(|code| code.expose_secret().to_owned())
            .collect(),
        back: onward(ask),
    })
}
