//! open

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// add_outcomes
///
/// # Errors
/// Not yet.
pub fn add_outcomes(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// open
///
/// # Errors
/// Not yet.
pub fn open(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// outcomes
///
/// # Errors
/// Not yet.
pub fn outcomes(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
