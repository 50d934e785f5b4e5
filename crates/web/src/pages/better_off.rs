//! better_off

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// say
///
/// # Errors
/// Not yet.
pub fn say(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
