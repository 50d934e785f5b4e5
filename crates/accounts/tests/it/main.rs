//! What accounts promise, on both databases.

// A test that cannot go on has failed: there is nobody to tell why but the panic.
#![allow(clippy::unwrap_used)]

mod addresses;
mod authenticator;
mod belonging;
mod changes;
mod invitations;
mod mail;
mod migration;
mod organisations;
mod passkeys;
mod people;
mod second_factors;
mod sessions;
mod set_up;
mod sign_in;
mod signs;
mod timing;
mod tokens;
mod visit;
mod world;
