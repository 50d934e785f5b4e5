//! The next-release problem: customers who each want a whole bundle of
//! features, features that need others first, and a budget.
//!
//! [`read()`] takes the usual instance files, [`frontier()`] gives the plans
//! that are best for some exchange rate between value and cost (a few
//! milliseconds, for every budget at once), [`best()`] proves the best plan
//! for one budget, or says how far from proven it is when it is stopped.
//! Everything is exact in integers and the same on every machine.
//!
//! ```
//! use mix::release::{Ratio, Rounding, best, frontier, read};
//! use std::ops::ControlFlow;
//!
//! // Two levels of features costing 4 and 3, then 8; feature 1 before 3;
//! // customers worth 10 (wants 3) and 5 (wants 2).
//! let instance = read("2 2 4 3 1 8 1 1 3 2 10 1 3 5 1 2")?;
//! let steps: Vec<_> = frontier(&instance).iter().map(|p| (p.cost, p.value)).collect();
//! assert_eq!(steps, [(0, 0), (3, 5), (15, 15)]);
//!
//! let budget = instance.budget("0.9".parse()?, Rounding::Floor);
//! let answer = best(&instance, budget, &mut |_| ControlFlow::Continue(()));
//! assert_eq!((budget, answer.plan.value, answer.proven), (13, 10, true));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod best;
mod demand;
mod frontier;
mod instance;
mod read;
mod transport;

pub use best::{Best, Progress, best};
pub use frontier::frontier;
pub use instance::{
    Customer, CustomerId, Dependency, FeatureId, Instance, InstanceError, Plan, Ratio, RatioError,
    Rounding,
};
pub use read::{Fault, ReadError, read};
