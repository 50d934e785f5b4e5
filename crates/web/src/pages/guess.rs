//! guess

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// guess
///
/// # Errors
/// Not yet.
pub fn guess(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// next
///
/// # Errors
/// Not yet.
pub fn next(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
