//! The rules of the table, pure: given a relationship as its record tells it, a command and a
//! context, which facts follow, or which rule refuses. No I/O, no clock, no randomness.
//!
//! Read [`command`] and [`fact`] for the language, [`relationship`] for how they meet, [`audience`]
//! for who sees what, [`authority`](crate::relationship) for who may do what.

pub mod audience;
mod authority;
pub mod characters;
pub mod command;
mod dialogue;
pub mod fact;
pub mod feature;
pub mod ids;
pub mod mix;
mod names;
pub mod needs;
pub mod news;
pub mod refusal;
pub mod relationship;
pub mod search;
mod service;
pub mod stamp;
pub mod steps;
mod table;
pub mod text;
mod value;
pub mod view;
pub mod words;

pub use command::{Command, Saying};
pub use dialogue::{thread, turns, voices};
pub use fact::Fact;
pub use refusal::Refusal;
pub use relationship::{Context, Decision, Relationship};
pub use stamp::{Moment, Stamp};
pub use steps::PEOPLE_PER_STEP;
pub use value::RATERS_FOR_SPREAD;
