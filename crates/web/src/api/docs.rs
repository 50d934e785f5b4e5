//! docs

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// open_api
///
/// # Errors
/// Not yet.
pub fn open_api(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
