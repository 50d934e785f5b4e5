//! record

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// csv
///
/// # Errors
/// Not yet.
pub fn csv(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// entry
///
/// # Errors
/// Not yet.
pub fn entry(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// erase
///
/// # Errors
/// Not yet.
pub fn erase(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// json_lines
///
/// # Errors
/// Not yet.
pub fn json_lines(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// leaves
///
/// # Errors
/// Not yet.
pub fn leaves(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
