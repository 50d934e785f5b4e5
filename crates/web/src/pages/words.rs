//! words

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// say
///
/// # Errors
/// Not yet.
pub fn say(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// take_back
///
/// # Errors
/// Not yet.
pub fn take_back(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
