//! What a service is worth, to whom: outcomes, assessments, guesses, effects, and what each party says
//! of being better off.

pub(crate) mod acts;
pub(crate) mod facts;
mod figure;
mod outcome;
mod state;
pub(crate) mod view;

pub use figure::{Marks, PartyWorth, RATERS_FOR_SPREAD, Tally, Worth};
pub use outcome::{
    Assessment, Effect, Guess, Opened, Outcome, OutcomeWords, Point, Proposed, Voice,
};
pub use state::{BetterOff, Value};

/// Outcomes of one relationship; more than a table can talk about.
pub const OUTCOMES: usize = 200;
/// Costs and risks stated on one outcome.
pub const EFFECTS: usize = 200;
/// Other words of one outcome that wait for an answer.
pub const WORDINGS: usize = 20;
