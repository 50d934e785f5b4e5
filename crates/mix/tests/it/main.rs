//! What the crate promises, checked at its boundary.

#[cfg(feature = "command")]
mod command;
#[cfg(feature = "command")]
mod inputs;
mod laws;
mod readers;
mod reference;
