//! table_settings

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// close
///
/// # Errors
/// Not yet.
pub fn close(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// describe
///
/// # Errors
/// Not yet.
pub fn describe(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
