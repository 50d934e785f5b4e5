//! What accounts promise, on both databases.

// A test that cannot go on has failed: there is nobody to tell why but the panic.
#![allow(clippy::unwrap_used)]

mod invitations;
mod organisations;
mod people;
mod sessions;
mod set_up;
mod sign_in;
mod tokens;
mod world;
