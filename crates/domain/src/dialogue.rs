//! What is said at the table: needs, limits, ideas, questions and concerns, each to its audience; who
//! has heard them; what became of them.
//!
//! [`thread`] is what a viewer sees of it all, [`turns`] what of it waits for them, [`unheard`] what
//! nobody has heard, [`leads`] what the table proposed from it, [`voices`] the mirror of who speaks.

pub(crate) mod acts;
pub mod attached;
pub(crate) mod contribution;
pub(crate) mod facts;
pub mod leads;
mod state;
pub mod thread;
pub mod turns;
pub mod unheard;
pub mod voices;

pub use state::{
    Answered, AuthorSaid, Contribution, Correction, Dialogue, Explanation, Reading, Reflection,
    Tick,
};

/// Contributions of one relationship.
pub const CONTRIBUTIONS: usize = 100_000;
/// Outcomes that one contribution can be about.
pub const LINKS: usize = 20;
/// People who are mentioned in one contribution.
pub const MENTIONS: usize = 10;
/// Pictures and PDFs that go with one contribution.
pub const ATTACHMENTS: usize = 3;
/// Pictures and PDFs of one party at one table, of those that whoever attaches one may see.
pub const ATTACHMENTS_OF_PARTY: usize = 200;
/// Replies upon replies: deeper, nobody finds the way back.
pub const DEPTH: usize = 24;
/// Reflections of one contribution by one party, and answers: more is no dialogue any more.
pub const TELLINGS: usize = 100;
/// Times that one contribution is mended.
pub const MENDINGS: usize = 20;
/// Within this time an author may take a word back, in milliseconds.
pub const TAKE_BACK: i64 = 5 * 60 * 1_000;
/// After this time without a sign of the author, a colleague may speak in their place: days.
pub const AUTHOR_GONE_DAYS: i64 = 14;
