//! The rules of the table, pure: given a relationship as its record tells it, a command and a
//! context, which facts follow, or which rule refuses. No I/O, no clock, no randomness.
//!
//! Read [`catalogue`] for the language: every act and every fact, by concept. Each concept is a folder:
//! its `acts` (what people do, who may, what follows), its `facts` (what is recorded, whom it reaches,
//! what it changes) and its state. [`relationship`] joins the states, [`audience`] says who sees what,
//! `authority` whose word counts.

pub mod act;
pub mod agreement;
pub mod audience;
mod authority;
pub mod catalogue;
pub mod characters;
mod closing;
mod commitment;
mod consultation;
mod day;
mod dialogue;
pub mod edits;
pub mod fact;
mod factor;
pub mod feature;
pub mod ids;
mod letters;
mod local_time;
pub mod measure;
mod meeting;
pub mod mix;
mod names;
pub mod needs;
pub mod news;
mod pack;
pub mod places;
pub mod proposal;
pub mod quotation;
pub mod refusal;
pub mod relationship;
mod repair;
mod review;
pub mod search;
mod service;
pub mod stage;
pub mod stamp;
pub mod steps;
mod table;
pub mod text;
mod trust;
mod value;
pub mod view;
pub mod wording;
pub mod words;

pub use act::{Act, Context, Decision};
pub use catalogue::{Command, Fact};
pub use consultation::{Consultation, ballot};
pub use day::{Day, NoDay};
pub use dialogue::{attached, leads, thread, turns, unheard, voices};
pub use letters::spelled;
pub use local_time::{LocalTime, NoLocalTime};
pub use refusal::Refusal;
pub use relationship::Relationship;
pub use stamp::{Moment, Stamp};
pub use steps::PEOPLE_PER_STEP;
pub use value::RATERS_FOR_SPREAD;
