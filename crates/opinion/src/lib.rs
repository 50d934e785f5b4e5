//! The map of opinions: who votes the same way, what each group says, and what all share.
//!
//! From [`votes::Votes`] (agree, disagree or pass, on some of the statements) [`map::Map::draw`] puts
//! people on a plane so that those who voted the same way lie near each other, and finds groups among them.
//! [`distinct`] says what a group says that others do not, [`ground`] what all share and what divides,
//! [`measures`] how evenly people take part and how far they agree. [`live::Live`] takes in one more
//! vote without starting over; [`polis`] reads Polis exports.
//!
//! No chance is involved: the same votes give the same map, whatever order they came in and however
//! many threads worked on it.
//!
//! ```
//! use opinion::map::{Map, Options};
//! use opinion::votes::{VotesBuilder, Vote};
//!
//! let mut draft = VotesBuilder::default();
//! for person in 0..20 {
//!     for statement in 0..8 {
//!         // Two camps that agree on the first statement only.
//!         let vote = match (statement, person % 2) {
//!             (0, _) | (_, 0) => Vote::Agree,
//!             _ => Vote::Disagree,
//!         };
//!         draft.vote(person, statement, vote, 0);
//!     }
//! }
//! let map = Map::draw(&draft.build(), &Options::default(), None)?;
//! assert_eq!(map.groups.len(), 2);
//! assert_ne!(map.group_of[0], map.group_of[1]);
//! assert_eq!(map.common_ground()[0].statement, 0);
//! # Ok::<(), opinion::map::TooFew>(())
//! ```

pub mod axes;
mod clusters;
#[cfg(feature = "command")]
pub mod command;
mod crowd;
pub mod distinct;
pub mod drawing;
#[cfg(feature = "command")]
mod exact;
pub mod ground;
mod leading;
pub mod live;
pub mod map;
pub mod measures;
#[cfg(feature = "command")]
mod page;
pub mod polis;
mod rows;
mod sequence;
mod silhouette;
mod stability;
pub mod start;
pub mod votes;
pub mod workers;
