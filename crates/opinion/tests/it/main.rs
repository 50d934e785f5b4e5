//! What the crate promises, checked at its boundary.

mod laws;
mod made_up;
mod reference;
