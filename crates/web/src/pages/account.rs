//! account

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// change_email
///
/// # Errors
/// Not yet.
pub fn change_email(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// change_password
///
/// # Errors
/// Not yet.
pub fn change_password(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// create_token
///
/// # Errors
/// Not yet.
pub fn create_token(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// revoke_token
///
/// # Errors
/// Not yet.
pub fn revoke_token(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// set_locale
///
/// # Errors
/// Not yet.
pub fn set_locale(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// show
///
/// # Errors
/// Not yet.
pub fn show(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}

/// sign_out_everywhere
///
/// # Errors
/// Not yet.
pub fn sign_out_everywhere(_ask: &Ask) -> Answer {
    Err(Problem::NotFound)
}
