//! The session's cookie.

use accounts::secrecy::ExposeSecret;
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

/// The secret of the session that the browser presents.
pub fn session(ask: &Ask) -> Option<String> {
    let name = cookie_name(&ask.web);
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
    response
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
