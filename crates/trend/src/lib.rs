//! Has it changed, or is it noise?
//!
//! For **ratings** of a few people, exact permutation tests on whole numbers: [`same_people`] at two
//! moments, [`different_people`] at two moments, [`several_moments`] of the same people. [`evidence`]
//! puts them beside the counts that anybody can check ("seven of eight say less, by 1 to 3 points") and
//! says how many comparisons were made. For long **measured series**, [`chart`] finds levels and changes
//! and shows why; a gap stays a gap.
//!
//! The tests give the same answer, bit for bit, on every machine: they count in whole numbers, and where
//! there are too many relabellings to count, they draw them from a seed that the caller gives.
//!
//! Formulas, sources and what the tests can and cannot find: `docs/trend.md`.
//!
//! ```
//! use trend::draws::Draws;
//! use trend::evidence::{Comparison, Finding, Said, Voices, weigh};
//!
//! // Eight people rate twice, in whole points. Seven say less the second time, one says more.
//! let pairs = [(8, 5), (9, 7), (7, 5), (8, 6), (6, 3), (9, 8), (7, 6), (5, 6)];
//! let rows = pairs.map(|(spring, autumn)| vec![Said::Rated(spring), Said::Rated(autumn)]);
//! let comparison = Comparison {
//!     voices: Voices::SamePeople(rows.to_vec()),
//!     draws: Draws::from_seed(4711),
//! };
//! let weighed = weigh(&[comparison], 1)?;
//! let Finding::Tested { chance, .. } = &weighed.evidence[0].finding else { panic!() };
//! assert_eq!((chance.to_string(), chance.once_in()), ("8/256".to_owned(), 32));
//! # Ok::<(), trend::several_moments::TooManyMoments>(())
//! ```

pub mod chance;
pub mod chart;
pub mod cusum;
pub mod different_people;
pub mod draws;
pub mod evidence;
pub mod pelt;
pub mod same_people;
pub mod several_moments;
