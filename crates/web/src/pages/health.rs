//! Whether the server lives and can work.

use std::fmt::Write;

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

/// `GET /readyz`: the database answers too, what was opened is still there, and something can be written.
/// Whether acknowledged entries were lost, or the time is unsure, is said in further lines, without a name; the
/// server can work all the same.
///
/// # Errors
/// When it does not.
pub fn ready(ask: &Ask) -> Answer {
    let app = ask.web.app();
    if let Err(error) = app.database().check() {
        return Err(Problem::Failed(error.to_string()));
    }
    app.accounts().is_set_up()?;
    app.can_write()?;
    let mut lines = String::from("ready\n");
    let losses = app.record().losses()?;
    let new = losses.iter().filter(|loss| !loss.settled).count();
    if new > 0 {
        let _ = writeln!(
            lines,
            "lost: acknowledged entries of {new} histories (covalue admin losses)"
        );
    }
    if !app.is_time_sure()? {
        lines.push_str("time unsure: nothing is recorded (covalue admin confirm-time)\n");
    }
    Ok(Response::new(Body::from(lines)))
}
