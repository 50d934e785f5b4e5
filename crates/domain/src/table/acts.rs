//! What is done at the table itself: opening it and saying what it is for, sitting down and getting
//! up, ending it, and erasing what one wrote.

mod ending;
mod erasing;
mod opening;
mod seating;

pub use ending::*;
pub use erasing::*;
pub use opening::*;
pub use seating::*;
