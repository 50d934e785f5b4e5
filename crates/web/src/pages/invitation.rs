//! invitation

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// enter
///
/// # Errors
/// Not yet.
pub fn enter(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// pass_on
///
/// # Errors
/// Not yet.
pub fn pass_on(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
