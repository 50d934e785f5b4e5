//! sign_in

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// forgotten
///
/// # Errors
/// Not yet.
pub fn forgotten(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// link
///
/// # Errors
/// Not yet.
pub fn link(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// send_link
///
/// # Errors
/// Not yet.
pub fn send_link(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// sign_in
///
/// # Errors
/// Not yet.
pub fn sign_in(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// sign_out
///
/// # Errors
/// Not yet.
pub fn sign_out(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// use_link
///
/// # Errors
/// Not yet.
pub fn use_link(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// Where to sign in, coming back to where one was.
pub fn path_back_to(ask: &Ask) -> String {
    format!("/sign-in?back={}", ask.path)
}
