//! What the shell promises about commands and folds, on both databases.

// The lint spares test functions only; here everything is a test.
#![allow(clippy::unwrap_used)]

mod ballots;
mod drafts;
mod erasing;
mod hostile;
mod keys;
mod messages;
mod mixes;
mod nodes;
mod pasts;
mod reading;
mod stores;
mod summaries;
mod world;
mod writing;
