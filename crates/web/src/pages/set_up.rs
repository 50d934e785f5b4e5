//! set_up

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// address
///
/// # Errors
/// Not yet.
pub fn address(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// code
///
/// # Errors
/// Not yet.
pub fn code(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// set_address
///
/// # Errors
/// Not yet.
pub fn set_address(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// set_up
///
/// # Errors
/// Not yet.
pub fn set_up(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
