//! Whether the server lives and can work.

use axum::body::Body;
use axum::response::Response;

use crate::ask::{Answer, Ask};

/// `GET /healthz`: the process answers.
///
/// # Errors
/// None.
pub fn alive(_ask: &Ask) -> Answer {
    Ok(Response::new(Body::from("alive\n")))
}

/// `GET /readyz`: the database answers too.
///
/// # Errors
/// When it does not.
pub fn ready(ask: &Ask) -> Answer {
    ask.web.app().accounts().is_set_up()?;
    Ok(Response::new(Body::from("ready\n")))
}
