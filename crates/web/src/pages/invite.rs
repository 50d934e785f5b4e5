//! invite

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// invite
///
/// # Errors
/// Not yet.
pub fn invite(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// renew
///
/// # Errors
/// Not yet.
pub fn renew(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// sent
///
/// # Errors
/// Not yet.
pub fn sent(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// sheet
///
/// # Errors
/// Not yet.
pub fn sheet(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// withdraw
///
/// # Errors
/// Not yet.
pub fn withdraw(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
