//! Whether the server lives and can work.

use axum::body::Body;
use axum::response::Response;

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// `GET /healthz`: the process answers.
///
/// # Errors
/// None.
pub fn alive(_ask: &Ask) -> Answer {
    Ok(Response::new(Body::from("alive\n")))
}

/// `GET /readyz`: the database answers too, and what was opened is still there.
///
/// # Errors
/// When it does not.
pub fn ready(ask: &Ask) -> Answer {
    let app = ask.web.app();
    if let Err(error) = app.database().check() {
        return Err(Problem::Failed(error.to_string()));
    }
    app.accounts().is_set_up()?;
    Ok(Response::new(Body::from("ready\n")))
}
