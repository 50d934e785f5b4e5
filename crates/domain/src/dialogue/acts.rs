//! What is done in dialogue: saying something, hearing it, answering it.

mod answering;
mod hearing;
mod saying;

pub use answering::*;
pub use hearing::*;
pub use saying::*;
