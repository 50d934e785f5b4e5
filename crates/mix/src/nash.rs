//! The largest Nash product over the parties, as a comparison.

use dashu_int::UBig;

use crate::instance::{Instance, Utility};
use crate::search::{self, Goal};

/// A mix chosen by the product of what the parties get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nash {
    /// Positions of features; musts first.
    pub selected: Vec<usize>,
    /// Whether no mix has a larger product.
    pub proven: bool,
}

struct Product;

impl Goal for Product {
    /// How many parties get anything, then the product over those.
    type Rank = (usize, UBig);

    fn rank(&self, totals: &[u128]) -> Self::Rank {
        let positive = totals.iter().filter(|&&total| total > 0);
        (
            positive.clone().count(),
            positive.fold(UBig::ONE, |product, &total| product * total),
        )
    }
}

/// Lets as many parties as possible have something, then maximises the product of what they get.
/// Exact by branch and bound; looks at no more than `effort` nodes.
pub fn nash(instance: &Instance, utility: Utility, effort: u64) -> Nash {
    let values = search::party_values(instance, utility);
    let found = search::best(
        instance,
        &values,
        &Product,
        &search::starts(instance, utility),
        effort,
    );
    Nash {
        proven: found.proven(),
        selected: found.selected,
    }
}
