//! reveal

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// answer
///
/// # Errors
/// Not yet.
pub fn answer(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
