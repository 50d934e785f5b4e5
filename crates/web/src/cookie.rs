//! The cookies: the session, the device, the voice in consultations, and for a moment which form was carried out.

use accounts::secrecy::{ExposeSecret, SecretString};
use accounts::{DEVICE_LIFE, Proof, VOICE_LIFE};
use axum::http::Method;
use axum::http::header::{self, HeaderValue};
use axum::response::Response;

use crate::Web;
use crate::ask::Ask;

/// Over https the cookie is bound to this host by its name; plain http is for loopback alone, where
/// browsers refuse that name.
fn cookie_name(web: &Web) -> &'static str {
    if web.is_https() {
        "__Host-covalue"
    } else {
        "covalue"
    }
}

/// Which form was answered with what is shown only once.
const SHOWN: &str = "covalue-shown";

/// The secret of the session that the browser presents.
pub fn session(ask: &Ask) -> Option<String> {
    value(ask, cookie_name(&ask.web))
}

fn value(ask: &Ask, name: &str) -> Option<String> {
    let cookies = ask
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|c| c.to_str().ok());
    let mut pairs = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|c| c.trim().split_once('='));
    pairs
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value.to_owned())
}

/// Puts a fresh session into the answer.
pub fn give(ask: &Ask, mut response: Response, session: &accounts::SignedIn) -> Response {
    let secure = if ask.web.is_https() { "; Secure" } else { "" };
    let left = session.expires_at.as_second() - ask.now.0 / 1000;
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        cookie_name(&ask.web),
        session.secret.expose_secret(),
        left.max(0),
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    know_device(ask, &mut response, session);
    response
}

fn device_name(web: &Web) -> &'static str {
    if web.is_https() {
        "__Host-covalue-device"
    } else {
        "covalue-device"
    }
}

/// The secret of the device that the browser is, if somebody was signed in on it.
pub fn device(ask: &Ask) -> Option<String> {
    value(ask, device_name(&ask.web))
}

fn voice_name(web: &Web) -> &'static str {
    if web.is_https() {
        "__Host-covalue-voice"
    } else {
        "covalue-voice"
    }
}

/// The secret by which a device's voice in consultations is found.
pub fn voice(ask: &Ask) -> Option<String> {
    value(ask, voice_name(&ask.web))
}

/// Has the browser known by this secret in the consultations that are opened on it. It opens nothing else.
pub fn give_voice(ask: &Ask, mut response: Response, secret: &SecretString) -> Response {
    let secure = if ask.web.is_https() { "; Secure" } else { "" };
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        voice_name(&ask.web),
        secret.expose_secret(),
        VOICE_LIFE.as_secs(),
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Has the browser known as a device of whoever has just signed in on it. It outlives the session:
/// by it their next sign-in is told from a stranger's tries, and it opens nothing.
fn know_device(ask: &Ask, response: &mut Response, session: &accounts::SignedIn) {
    let by_link_or_demo = matches!(session.proof, Proof::Link | Proof::Demo);
    if by_link_or_demo {
        return;
    }
    let (accounts, presented) = (ask.web.app().accounts(), device(ask));
    let now = ask.timestamp();
    match accounts.remember_device(session.person.id, presented.as_deref(), now) {
        Ok(None) => {}
        Ok(Some(secret)) => {
            let secure = if ask.web.is_https() { "; Secure" } else { "" };
            let cookie = format!(
                "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
                device_name(&ask.web),
                secret.expose_secret(),
                DEVICE_LIFE.as_secs(),
            );
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
        }
        // Signing in goes on: the device is a stranger then.
        Err(error) => tracing::warn!(%error, "a device could not be remembered"),
    }
}

/// Of an answer that leads on although its form was not carried out: what was typed there stays a draft.
#[derive(Clone, Copy)]
struct NotCarriedOut;

/// Marks such an answer.
pub fn keep_typed(mut response: Response) -> Response {
    response.extensions_mut().insert(NotCarriedOut);
    response
}

/// A form whose answer leads on was carried out, unless its handler says otherwise.
pub fn tell_led_on(ask: &Ask, response: Response) -> Response {
    let is_form = ask.method == Method::POST && !ask.is_api();
    let is_unsent = response.extensions().get::<NotCarriedOut>().is_some();
    if is_form && response.status().is_redirection() && !is_unsent {
        return tell_sent(ask, response);
    }
    response
}

/// Tells the browser's script which form was carried out, by the form's own key: what it keeps of what was
/// typed there is no draft any more. The cookie opens nothing and is gone in a minute.
pub fn tell_sent(ask: &Ask, response: Response) -> Response {
    give_key(
        ask,
        response,
        "covalue-sent",
        "Path=/; SameSite=Lax; Max-Age=60",
    )
}

/// Notes which form was carried out and answered with what is shown only once: to load that answer again sends the form
/// again. The cookie opens nothing.
pub fn note_shown(ask: &Ask, response: Response) -> Response {
    let rest = "Path=/account; HttpOnly; SameSite=Strict; Max-Age=86400";
    give_key(ask, tell_sent(ask, response), SHOWN, rest)
}

/// Gives a cookie with the form's own key, where it is one.
fn give_key(ask: &Ask, mut response: Response, name: &str, rest: &str) -> Response {
    let key = ask.form.text("key");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
    if (1..=120).contains(&key.len())
        && key.bytes().all(is_plain)
        && let Ok(cookie) = HeaderValue::from_str(&format!("{name}={key}; {rest}"))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Whether what this form asks for was shown already.
pub fn was_shown(ask: &Ask) -> bool {
    let key = ask.form.text("key");
    !key.is_empty() && value(ask, SHOWN).as_deref() == Some(key)
}

/// Takes the session out of the browser.
pub fn take(ask: &Ask, mut response: Response) -> Response {
    let secure = if ask.web.is_https() { "; Secure" } else { "" };
    let name = cookie_name(&ask.web);
    let cookie = format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
