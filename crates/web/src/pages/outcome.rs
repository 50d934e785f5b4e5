//! outcome

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// retire
///
/// # Errors
/// Not yet.
pub fn retire(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// reword
///
/// # Errors
/// Not yet.
pub fn reword(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// state_effect
///
/// # Errors
/// Not yet.
pub fn state_effect(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// withdraw_effect
///
/// # Errors
/// Not yet.
pub fn withdraw_effect(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
