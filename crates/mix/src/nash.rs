//! The largest Nash product over the parties, as a comparison.

use dashu_int::UBig;

use crate::exact::to_f64;
use crate::instance::{Instance, Utility};
use crate::relaxed::Scalar;
use crate::search::{self, Goal};

/// A mix chosen by the product of what the parties get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nash {
    /// Positions of features; musts first.
    pub selected: Vec<usize>,
    /// Whether no mix has a larger product.
    pub proven: bool,
    /// No mix gives anything to more parties.
    pub parties: usize,
    /// No mix's product has a geometric mean that is more than this many per mille larger, rounded up.
    pub mille: u64,
}

struct Product {
    /// Which parties wish for anything.
    wish: Vec<bool>,
}

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

    fn scalar(&self) -> Option<Scalar> {
        Some(Scalar::Product(self.wish.clone()))
    }

    fn capped(&self, (parties, product): Self::Rank, score: f64) -> Self::Rank {
        let all = self.wish.iter().filter(|wish| **wish).count();
        let most = (score + 1e-9 * score.abs().max(1.0)).exp();
        // What is no number, or too large for one, says nothing.
        match UBig::try_from(most.ceil()) {
            Ok(most) if parties == all && most < product => (parties, most),
            _ => (parties, product),
        }
    }
}

/// Lets as many parties as possible have something, then maximises the product of what they get.
/// Exact by branch and bound; looks at no more than `effort` nodes.
pub fn nash(instance: &Instance, utility: Utility, effort: u64) -> Nash {
    let values = search::party_values(instance, utility);
    let found = search::best(
        instance,
        &values,
        &Product {
            wish: values
                .iter()
                .map(|row| row.iter().any(|&value| value > 0))
                .collect(),
        },
        &search::starts(instance, utility),
        effort,
    );
    let (parties, product) = &found.bound;
    let mean = |product: &UBig| to_f64(product, &UBig::ONE).ln() / (*parties).max(1) as f64;
    let above = mean(product) - mean(&found.rank.1);
    let mille = match found.proven() || above <= 0.0 {
        true => 0,
        // Widened by far more than the logarithms may lose.
        false => (above.exp_m1() * 1e3 + 1e-6).ceil() as u64,
    };
    Nash {
        parties: *parties,
        mille,
        proven: found.proven(),
        selected: found.selected,
    }
}
