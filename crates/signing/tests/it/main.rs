//! What a passkey signed: against the standard's vectors, and against tampering.
#![allow(clippy::unwrap_used)]

mod authenticator;
mod statements;
mod tampering;
mod vectors;
