//! rate

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// next
///
/// # Errors
/// Not yet.
pub fn next(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// rate
///
/// # Errors
/// Not yet.
pub fn rate(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
