//! What the record promises, on both databases.

// The lint spares test functions only; here everything is a test.
#![allow(clippy::unwrap_used)]

mod appending;
mod crash;
mod erasing;
mod exchange;
mod files;
mod golden;
mod heads;
mod story;
mod tampering;
mod verifier;
