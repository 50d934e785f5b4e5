//! The JSON API.

pub mod docs;

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// command
///
/// # Errors
/// Not yet.
pub fn command(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// me
///
/// # Errors
/// Not yet.
pub fn me(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// needs
///
/// # Errors
/// Not yet.
pub fn needs(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// open
///
/// # Errors
/// Not yet.
pub fn open(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// outcome
///
/// # Errors
/// Not yet.
pub fn outcome(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// record
///
/// # Errors
/// Not yet.
pub fn record(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// relationship
///
/// # Errors
/// Not yet.
pub fn relationship(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// relationships
///
/// # Errors
/// Not yet.
pub fn relationships(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// table
///
/// # Errors
/// Not yet.
pub fn table(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// value
///
/// # Errors
/// Not yet.
pub fn value(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// words
///
/// # Errors
/// Not yet.
pub fn words(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
