//! What the crate promises, checked at its boundary.

#![allow(clippy::unwrap_used)] // What is not as promised is a failed test.

mod charts;
mod evidence;
mod independent;
mod laws;
mod rates;
mod reference;
