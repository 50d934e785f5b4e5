//! Proposals: what one party puts to the others, and what they say to it, party by party.
//!
//! A proposal is adopted when every party that is asked consents, and dropped when nobody stands behind
//! it any more. What follows from an adoption is recorded with it, in one append.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;

pub use state::{Consent, Ended, Proposal, Proposals};
