//! organisation

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// add_person
///
/// # Errors
/// Not yet.
pub fn add_person(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// change_person
///
/// # Errors
/// Not yet.
pub fn change_person(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// rename
///
/// # Errors
/// Not yet.
pub fn rename(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
