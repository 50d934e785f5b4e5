//! What programs look for at the same place on every server: password managers, browsers, phones, robots.

use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::response::Response;

use crate::ask::{Answer, Ask, json, see};
use crate::assets;
use crate::host;
use crate::problem::Problem;

/// Nothing here is for whoever is not invited, and links of invitations are for nobody's index.
const ROBOTS: &str = "User-agent: *\nDisallow: /\n";

/// `GET /.well-known/change-password` (W3C): where one changes one's password.
///
/// # Errors
/// None.
pub fn change_password(_: &Ask) -> Answer {
    Ok(see("/account?do=password#password"))
}

/// `GET /.well-known/passkey-endpoints` (W3C): where passkeys are added and looked after.
///
/// # Errors
/// [`Problem::NotFound`] where passkeys cannot be bound to this server's address.
pub fn passkey_endpoints(ask: &Ask) -> Answer {
    host::site(ask).ok_or(Problem::NotFound)?;
    let address = host::address(ask);
    let place = format!("{}/account#passkeys", address.trim_end_matches('/'));
    json(&serde_json::json!({ "enroll": place, "manage": place }))
}

/// `GET /robots.txt` (RFC 9309).
///
/// # Errors
/// None.
pub fn robots(_: &Ask) -> Answer {
    let mut response = Response::new(Body::from(ROBOTS));
    keep_a_day(&mut response);
    Ok(response)
}

/// `GET /favicon.ico`, for what asks there without having read a page.
///
/// # Errors
/// [`Problem::NotFound`] when it is not built in.
pub fn favicon(_: &Ask) -> Answer {
    picture("favicon.ico")
}

/// `GET /apple-touch-icon.png`, and the older name: what a phone shows for a page on its home screen.
///
/// # Errors
/// [`Problem::NotFound`] when it is not built in.
pub fn touch_icon(_: &Ask) -> Answer {
    picture("apple-touch-icon.png")
}

fn picture(name: &str) -> Answer {
    let mut response = assets::file(name)?;
    keep_a_day(&mut response);
    Ok(response)
}

/// It is at the same address in every release.
fn keep_a_day(response: &mut Response) {
    let keep = HeaderValue::from_static("public, max-age=86400");
    response.headers_mut().insert(header::CACHE_CONTROL, keep);
}
