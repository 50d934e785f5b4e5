//! The affordable mix: which features, for a budget, so that every party is better off?
//!
//! People of several parties say what each feature is worth to them; an [`instance::Instance`]
//! holds that with costs, a budget, musts, prerequisites and exclusions. A [`rule::Choice`] names
//! one of the rules and gives a [`rule::Mix`]; [`explain`] says why, [`fairness`] whether a group
//! was passed over, [`frontier`] how the mix changes as the budget moves. [`release`] is the
//! next-release problem, where customers want whole bundles.
//!
//! Everything is exact and the same on every machine: money is whole minor units, decisions are
//! those of rational arithmetic, ties follow an order that is fixed beforehand.
//!
//! ```
//! use mix::instance::{Draft, Utility};
//! use mix::money::Money;
//! use mix::rule::{Choice, Rule};
//! use mix::shares::Completion;
//! use mix::ties::Ties;
//!
//! let mut draft = Draft::new(Money(100), 0);
//! let masts = draft.feature("masts", "New masts", Money(60));
//! let billing = draft.feature("billing", "One bill", Money(60));
//! let drivers = draft.party("Northwind", 1);
//! let supplier = draft.party("Halden", 1);
//! draft.ballot(drivers, 2, &[(masts, 9)]);
//! draft.ballot(supplier, 1, &[(masts, 3), (billing, 1)]);
//! let instance = draft.build()?;
//!
//! let choice = Choice {
//!     rule: Rule::EqualShares(Completion::ADD1),
//!     utility: Utility::Points,
//!     ties: Ties::Fair { seed: 2026 },
//!     effort: 0,
//! };
//! assert_eq!(choice.choose(&instance).selected, [masts]);
//! # Ok::<(), mix::instance::InstanceError>(())
//! ```

pub mod approval;
mod ballots;
pub mod bounded_overspending;
#[cfg(feature = "command")]
pub mod command;
mod crowd;
pub mod csv;
pub mod cumulative;
mod equal_shares;
mod exact;
pub mod exact_shares;
pub mod explain;
pub mod fairness;
mod fellows;
mod fixed;

pub mod frontier;
pub mod greedy;
pub mod instance;
mod linear;
pub mod maximin_support;
pub mod money;
pub mod most_value;
pub mod nash;
mod open;
pub mod pabulib;
pub mod phragmen;
pub mod promise;
pub mod reading;
mod relaxed;
pub mod release;
mod rows;
pub mod rule;
mod search;
pub mod shares;
pub mod ties;
pub mod worst_off;

pub use search::Share;

/// The examples of the crate's page are tried like all others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
