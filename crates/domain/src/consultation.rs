//! Consultations: a question put to many people at once by link, answered without an account.
//!
//! On the table's record stands what the table decides: what is asked, of whose people, how long and by which
//! rules; what was moderated and why; that it ended, and what came of it. What people say to it stands in a
//! record of its own ([`ballot`](crate::ballot)), so that a million votes do not lie on the table.

pub(crate) mod acts;
pub mod ballot;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Brought, Consultation, Consultations};

/// Consultations that one party opens.
pub const CONSULTATIONS: usize = 200;
/// Consultations of one party that are open at a time: more than its people answer.
pub const OPEN_CONSULTATIONS: usize = 20;
/// Statements with which a consultation begins: what one person can be shown to the end.
pub const SEEDS: usize = 50;
/// A consultation ends within this time: days.
pub const OPEN_DAYS: i64 = 366;
/// Statements of one consultation that come back to the table.
pub const BROUGHT: usize = 200;
/// Times that one consultation is moderated.
pub const MODERATIONS: usize = 5_000;
