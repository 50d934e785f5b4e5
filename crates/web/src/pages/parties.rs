//! parties

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// change_person
///
/// # Errors
/// Not yet.
pub fn change_person(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// leave
///
/// # Errors
/// Not yet.
pub fn leave(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// leave_dependency_out
///
/// # Errors
/// Not yet.
pub fn leave_dependency_out(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// name_dependency
///
/// # Errors
/// Not yet.
pub fn name_dependency(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// pass_facilitation
///
/// # Errors
/// Not yet.
pub fn pass_facilitation(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// say_purpose
///
/// # Errors
/// Not yet.
pub fn say_purpose(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// say_terms
///
/// # Errors
/// Not yet.
pub fn say_terms(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// seat_party
///
/// # Errors
/// Not yet.
pub fn seat_party(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
