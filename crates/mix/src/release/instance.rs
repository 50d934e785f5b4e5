//! What can be released, what it needs first, and who asks for it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most steps taken to close all bundles under prerequisites. Bundles are
/// kept closed, so this also bounds their memory: a file of a few megabytes
/// (a long chain asked for by everybody) could otherwise ask for terabytes.
const MAX_CLOSURE_STEPS: usize = 10_000_000;

/// Total cost times total weight stays below this, so that a weight scaled by
/// a cost, summed over everything, fits an `i64`.
const MAX_COST_TIMES_WEIGHT: u128 = 1 << 60;

/// A feature, numbered from 1 in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeatureId(pub u32);

/// A customer, numbered from 1 in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerId(pub u32);

impl fmt::Display for FeatureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Somebody who is satisfied by a whole bundle of features or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// What satisfying this customer is worth.
    pub weight: u64,
    /// The features asked for; prerequisites need not be listed.
    pub wants: Vec<FeatureId>,
}

/// `first` must be released before `then`: whoever takes `then` pays for
/// `first` too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The prerequisite.
    pub first: FeatureId,
    /// The feature that needs it.
    pub then: FeatureId,
}

/// Why an instance was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InstanceError {
    /// A dependency or a bundle names a feature that does not exist.
    #[error("feature {id} does not exist: there are {features} features")]
    UnknownFeature {
        /// The id that was named.
        id: FeatureId,
        /// How many features there are.
        features: usize,
    },
    /// Exact arithmetic would overflow.
    #[error("the total cost times the total weight is too large for exact arithmetic")]
    TooLarge,
    /// Closing the bundles under prerequisites would take too much memory.
    #[error("the bundles with all their prerequisites have more than {MAX_CLOSURE_STEPS} entries")]
    TooManyPrerequisites,
}

/// A next-release problem (Bagnall, Rayward-Smith, Whittley 2001): features
/// with costs and prerequisites, customers with weights and bundles.
///
/// Features that are each other's prerequisites are allowed; they come
/// together or not at all.
#[derive(Clone, Debug)]
pub struct Instance {
    pub(super) costs: Vec<u64>,
    pub(super) weights: Vec<u64>,
    /// Per customer the indices (from 0) of all features needed, with their
    /// prerequisites, ascending.
    pub(super) bundles: Vec<Vec<u32>>,
    total_cost: u64,
    dependencies: usize,
}

impl Instance {
    /// Builds an instance from `costs` (feature `n` is at position `n - 1`).
    ///
    /// # Errors
    /// See [`InstanceError`].
    pub fn new(
        costs: Vec<u64>,
        dependencies: &[Dependency],
        customers: &[Customer],
    ) -> Result<Self, InstanceError> {
        let index = |id: FeatureId| {
            let unknown = InstanceError::UnknownFeature {
                id,
                features: costs.len(),
            };
            match (id.0 as usize).checked_sub(1) {
                Some(index) if index < costs.len() => Ok(index),
                _ => Err(unknown),
            }
        };
        let total_cost: u128 = costs.iter().map(|&cost| u128::from(cost)).sum();
        let total_weight: u128 = customers.iter().map(|c| u128::from(c.weight)).sum();
        let product = total_cost.max(1).checked_mul(total_weight.max(1));
        if product.is_none_or(|product| product > MAX_COST_TIMES_WEIGHT) {
            return Err(InstanceError::TooLarge);
        }

        let mut needs: Vec<Vec<usize>> = vec![Vec::new(); costs.len()];
        for dependency in dependencies {
            needs[index(dependency.then)?].push(index(dependency.first)?);
        }
        let mut steps = 0;
        let mut seen_by = vec![usize::MAX; costs.len()];
        let mut bundles = Vec::with_capacity(customers.len());
        for (number, customer) in customers.iter().enumerate() {
            let mut bundle = Vec::new();
            let mut open = Vec::new();
            for &id in &customer.wants {
                open.push(index(id)?);
            }
            while let Some(feature) = open.pop() {
                if std::mem::replace(&mut seen_by[feature], number) == number {
                    continue;
                }
                steps += 1 + needs[feature].len();
                if steps > MAX_CLOSURE_STEPS {
                    return Err(InstanceError::TooManyPrerequisites);
                }
                bundle.push(feature as u32);
                open.extend(&needs[feature]);
            }
            bundle.sort_unstable();
            bundles.push(bundle);
        }
        Ok(Self {
            costs,
            weights: customers.iter().map(|customer| customer.weight).collect(),
            bundles,
            total_cost: total_cost as u64,
            dependencies: dependencies.len(),
        })
    }

    /// How many features there are.
    pub fn features(&self) -> usize {
        self.costs.len()
    }

    /// How many customers there are.
    pub fn customers(&self) -> usize {
        self.weights.len()
    }

    /// How many dependency lines there are.
    pub fn dependencies(&self) -> usize {
        self.dependencies
    }

    /// What everything together would cost.
    pub fn total_cost(&self) -> u64 {
        self.total_cost
    }

    /// What one feature costs, if it exists.
    pub fn cost(&self, feature: FeatureId) -> Option<u64> {
        self.costs
            .get((feature.0 as usize).checked_sub(1)?)
            .copied()
    }

    /// The budget that is `ratio` of the total cost, exactly rounded.
    pub fn budget(&self, ratio: Ratio, rounding: Rounding) -> u64 {
        let exact = u128::from(self.total_cost) * u128::from(ratio.numerator);
        let denominator = u128::from(ratio.denominator);
        let budget = match rounding {
            Rounding::Floor => exact / denominator,
            Rounding::Ceil => exact.div_ceil(denominator),
            Rounding::HalfUp => (2 * exact + denominator) / (2 * denominator),
        };
        u64::try_from(budget).unwrap_or(u64::MAX)
    }

    /// The plan that satisfies `customers` (indices from 0), with every other
    /// customer who is satisfied by the same features.
    pub(super) fn plan(&self, customers: impl IntoIterator<Item = usize>) -> Plan {
        let mut taken = vec![false; self.costs.len()];
        for customer in customers {
            for &feature in &self.bundles[customer] {
                taken[feature as usize] = true;
            }
        }
        let mut plan = Plan {
            value: 0,
            cost: 0,
            features: Vec::new(),
            customers: Vec::new(),
        };
        for (feature, _) in taken.iter().enumerate().filter(|&(_, &taken)| taken) {
            plan.cost += self.costs[feature];
            plan.features.push(FeatureId(feature as u32 + 1));
        }
        for (customer, bundle) in self.bundles.iter().enumerate() {
            if bundle.iter().all(|&feature| taken[feature as usize]) {
                plan.value += self.weights[customer];
                plan.customers.push(CustomerId(customer as u32 + 1));
            }
        }
        plan
    }
}

/// What to release, and who is satisfied by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The total weight of the satisfied customers.
    pub value: u64,
    /// The total cost of the features.
    pub cost: u64,
    /// The features, ascending; with each feature all its prerequisites.
    pub features: Vec<FeatureId>,
    /// The satisfied customers, ascending.
    pub customers: Vec<CustomerId>,
}

/// How a budget that is not whole becomes whole. It changes optima.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Down.
    Floor,
    /// Up.
    Ceil,
    /// To the nearest, a half up.
    HalfUp,
}

/// A share of the total cost, kept exact: `0.3` is three tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

impl Ratio {
    /// `numerator / denominator`; nothing for a zero denominator.
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        (denominator > 0).then_some(Self {
            numerator,
            denominator,
        })
    }
}

/// The text is not a ratio.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a ratio: expected a decimal number such as 0.5")]
pub struct RatioError(String);

impl FromStr for Ratio {
    type Err = RatioError;

    /// Reads a plain decimal number such as `0.35`, of at most 15 decimals.
    fn from_str(text: &str) -> Result<Self, RatioError> {
        let refused = || RatioError(text.to_owned());
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole)
            || !digits(decimals)
            || decimals.len() > 15
            || text.len() < 1 + decimals.len().min(1)
        {
            return Err(refused());
        }
        let numerator = format!("{whole}{decimals}")
            .parse()
            .map_err(|_| refused())?;
        Ok(Self {
            numerator,
            denominator: 10_u64.pow(decimals.len() as u32),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instance(costs: &[u64]) -> Instance {
        Instance::new(costs.to_vec(), &[], &[]).unwrap()
    }

    #[test]
    fn budget_is_rounded_exactly() {
        let ratio = |text: &str| text.parse::<Ratio>().unwrap();
        let odd = instance(&[400, 457]);
        assert_eq!(odd.budget(ratio("0.5"), Rounding::Floor), 428);
        assert_eq!(odd.budget(ratio("0.5"), Rounding::Ceil), 429);
        assert_eq!(odd.budget(ratio("0.5"), Rounding::HalfUp), 429);
        // 0.7 × 10 is 7 exactly, whatever binary fractions make of it.
        assert_eq!(instance(&[10]).budget(ratio("0.7"), Rounding::Ceil), 7);
        assert_eq!(instance(&[10]).budget(ratio(".7"), Rounding::Floor), 7);
    }

    #[test]
    fn nonsense_is_no_ratio() {
        for text in [
            "",
            ".",
            "-1",
            "0.5.5",
            "1e3",
            "a",
            "0.1234567890123456",
            "99999999999999999999",
        ] {
            assert!(text.parse::<Ratio>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn prerequisites_are_closed_even_around_a_circle() {
        let pair = |first, then| Dependency {
            first: FeatureId(first),
            then: FeatureId(then),
        };
        let customer = Customer {
            weight: 1,
            wants: vec![FeatureId(3), FeatureId(3)],
        };
        let circle = [pair(1, 2), pair(2, 3), pair(3, 1), pair(4, 5)];
        let instance = Instance::new(vec![1; 5], &circle, &[customer]).unwrap();
        assert_eq!(instance.bundles, [[0, 1, 2]]);
    }

    #[test]
    fn a_chain_wanted_by_everybody_is_refused() {
        let length = 4_000;
        let chain: Vec<_> = (1..length)
            .map(|n| Dependency {
                first: FeatureId(n),
                then: FeatureId(n + 1),
            })
            .collect();
        let customer = Customer {
            weight: 1,
            wants: vec![FeatureId(length)],
        };
        let customers = vec![customer; 4_000];
        let refused = Instance::new(vec![1; length as usize], &chain, &customers).unwrap_err();
        assert_eq!(refused, InstanceError::TooManyPrerequisites);
    }

    #[test]
    fn totals_that_would_overflow_are_refused() {
        let customer = Customer {
            weight: u64::MAX,
            wants: vec![],
        };
        let refused = Instance::new(vec![u64::MAX; 3], &[], &[customer.clone(), customer]);
        assert_eq!(refused.unwrap_err(), InstanceError::TooLarge);
    }
}
