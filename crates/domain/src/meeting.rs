//! Meetings: what is planned and put on the agenda, and the sitting itself, from its beginning to its end.
//!
//! A meeting gives nobody a right that they do not have beside it: needs, proposals and commitments are
//! made by their own acts, and belong to a sitting by being said while it goes on. The clock is one more
//! argument: what was spoken is the difference between recorded moments.

pub(crate) mod acts;
pub(crate) mod facts;
mod floor;
mod state;
pub(crate) mod view;

pub(crate) use state::Meeting;
pub use state::Meetings;

/// Meetings that one party plans: one a week for twenty years.
pub const MEETINGS: usize = 1_000;
/// Meetings of one party that are still to be, or go on: one a week for as long as can be planned ahead.
pub const MEETINGS_AHEAD: usize = 105;
/// Points on one agenda: more than a day holds.
pub const TOPICS: usize = 60;
/// Times that a party has the floor in one sitting.
pub const SPEECHES: usize = 1_000;
/// A meeting lies within this time: days.
pub const AHEAD_DAYS: i64 = 2 * 366;
/// The shortest meeting, and the longest: minutes. Twelve hours are more than people sit together at a stretch.
pub const LENGTH: (u64, u64) = (5, 720);
/// The shortest round in writing, and the longest: minutes. A day and thirty days, an hour less or more where clocks
/// are set in between.
pub const WRITTEN_LENGTH: (u64, u64) = (1_380, 43_260);
/// So long before its end a round in writing takes no more points, or a quarter of its time where that is less:
/// milliseconds. Who is asked something at the last minute cannot answer.
pub const LAST_POINT_BEFORE: i64 = 24 * 3_600_000;
/// How often one person says their word to one point of a round in writing.
pub const WORDS_TO_A_POINT: usize = 20;
/// The shortest time-box of a point, and the longest: minutes.
pub const TIME_BOX: (u64, u64) = (1, 480);
/// So early the party whose turn it is to lead may begin: minutes before the time.
pub const EARLY_MINUTES: i64 = 30;
/// So long after the time others wait for it before they begin themselves: minutes.
pub const WAIT_MINUTES: i64 = 5;
/// So long without a sign of life whoever leads can be relieved: milliseconds.
pub const GONE_AFTER: i64 = 60_000;
/// So long without whoever leads any two parties close the sitting, theirs among them: milliseconds.
pub const DESERTED_AFTER: i64 = 15 * 60_000;
/// So long after it asked a party closes a sitting alone, where no third one sits at the table: milliseconds.
pub const ALONE_AFTER: i64 = 15 * 60_000;
/// So long after its planned end any one party closes a sitting: milliseconds.
pub const OVERTIME: i64 = 15 * 60_000;
/// So long at the least a sitting that was closed can be gone on with: milliseconds.
pub const REOPENS_WITHIN: i64 = 15 * 60_000;
/// What a turn weighs at the least when the next is chosen, however short it was: milliseconds. Turns that
/// weighed nothing could go on before somebody who waits for ever.
pub const LEAST_TURN: i64 = 1_000;
/// So long after its time it is still asked for that a meeting begins: milliseconds.
pub const BEGINS_WITHIN: i64 = 24 * 3_600_000;
/// So long whoever was not there is asked to read what happened: days.
pub const MINUTES_ASKED_DAYS: i64 = 60;
