//! Closing the relationship: what one party puts to the others, and who agrees, party by party.
//!
//! It is closed when every party that is asked consents, and the question is dropped when nobody stands
//! behind it any more. What is decided about the service is a [proposal](crate::proposal), and has positions.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;

pub use state::{Closing, Closings, Consent, Ended};
