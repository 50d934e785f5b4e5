//! value

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// add_outcome
///
/// # Errors
/// Not yet.
pub fn add_outcome(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// judge_part
///
/// # Errors
/// Not yet.
pub fn judge_part(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// name_part
///
/// # Errors
/// Not yet.
pub fn name_part(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// open_figures
///
/// # Errors
/// Not yet.
pub fn open_figures(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
