//! What accounts promise, on both databases.

mod invitations;
mod organisations;
mod people;
mod sessions;
mod set_up;
mod sign_in;
mod tokens;
mod world;
