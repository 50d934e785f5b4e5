//! What the crate promises, checked at its boundary.

#[cfg(feature = "command")]
mod command;
mod drawn;
mod laws;
mod made_up;
mod readers;
mod reference;
