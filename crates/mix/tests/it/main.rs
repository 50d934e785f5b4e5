//! What the crate promises, checked at its boundary.

mod laws;
mod readers;
mod reference;
