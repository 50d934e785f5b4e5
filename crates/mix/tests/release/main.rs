//! Next-release answers against the reference, brute force, and themselves.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // reads the reference data

mod laws;
mod reference;
