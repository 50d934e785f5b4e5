//! demo

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// switch
///
/// # Errors
/// Not yet.
pub fn switch(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
