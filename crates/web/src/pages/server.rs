//! server

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// set
///
/// # Errors
/// Not yet.
pub fn set(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
