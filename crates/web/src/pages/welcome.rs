//! welcome

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// claim
///
/// # Errors
/// Not yet.
pub fn claim(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// claim_page
///
/// # Errors
/// Not yet.
pub fn claim_page(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// missing
///
/// # Errors
/// Not yet.
pub fn missing(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// say
///
/// # Errors
/// Not yet.
pub fn say(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// say_missing
///
/// # Errors
/// Not yet.
pub fn say_missing(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
