//! overview

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
