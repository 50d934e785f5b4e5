//! The quarterly pack: a point of the record, frozen with one click, that everybody at the table reads the same.
//!
//! What it says is read from the record up to that point, and holds only what the whole table may see; the rest is
//! left out and counted. Each party adds a page of its own, and nobody changes another's. Whatever is added makes
//! another version; the ones before stay readable.

pub(crate) mod acts;
pub(crate) mod facts;
mod state;
pub(crate) mod view;

pub use state::{Pack, Packs};

/// Packs of one table: one a week for nine years.
pub const PACKS: usize = 500;
/// A table makes no second pack within so many hours.
pub const PACK_HOURS: i64 = 24;
/// A pack looks back over so many days at the least.
pub const QUARTER_DAYS: i64 = 90;
/// So long after a pack was made parties write their pages: days.
pub const WRITTEN_DAYS: i64 = 30;
/// Times that one party writes its page.
pub const PAGE_TIMES: usize = 30;
/// Decisions that a pack asks for: more nobody decides in one sitting.
pub const DECISIONS_WANTED: usize = 3;
