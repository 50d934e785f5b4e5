//! The best mix for the worst-off party: leximin over the parties' shares.

use crate::instance::{Instance, Utility};
use crate::relaxed::Scalar;
use crate::search::{self, Goal, Share};

/// A mix chosen by looking at the worst-off party first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorstOff {
    /// Positions of features; musts first.
    pub selected: Vec<usize>,
    /// Per party: what it gets out of what all features together would give it.
    pub shares: Vec<Share>,
    /// Whether no mix is better.
    pub proven: bool,
    /// The worst-off party's share cannot exceed this in any mix.
    pub bound: Share,
}

struct Leximin {
    wholes: Vec<u128>,
}

impl Goal for Leximin {
    type Rank = Vec<Share>;

    fn rank(&self, totals: &[u128]) -> Vec<Share> {
        let mut shares: Vec<Share> = totals
            .iter()
            .zip(&self.wholes)
            .map(|(&of, &whole)| Share { of, whole })
            .collect();
        shares.sort();
        shares
    }

    fn scalar(&self) -> Option<Scalar> {
        Some(Scalar::Least(
            self.wholes.iter().map(|&whole| whole as f64).collect(),
        ))
    }

    fn capped(&self, mut rank: Vec<Share>, score: f64) -> Vec<Share> {
        // Rounded up by far more than the doubles may lose.
        let parts = (score * FINE * (1.0 + 1e-9) + 1.0).clamp(0.0, FINE);
        let most = Share {
            of: parts as u128,
            whole: FINE as u128,
        };
        if let Some(least) = rank.first_mut()
            && *least > most
        {
            *least = most;
        }
        rank
    }
}

/// Parts of a share that is told from a number.
const FINE: f64 = 1e12;

/// Makes the worst-off party's share as large as possible, then the second worst-off's, and so on.
///
/// A party's share is its utility from the mix over its utility from all features: it does not
/// grow by rating everything high, nor with the party's size. Exact by branch and bound: a bound
/// that no party's total exceeds, sorted, is no smaller in the lexicographic order than any mix
/// below it. Looks at no more than `effort` nodes.
pub fn worst_off(instance: &Instance, utility: Utility, effort: u64) -> WorstOff {
    let values = search::party_values(instance, utility);
    let goal = Leximin {
        wholes: values.iter().map(|row| row.iter().sum()).collect(),
    };
    let found = search::best(
        instance,
        &values,
        &goal,
        &search::starts(instance, utility),
        effort,
    );
    let totals = search::totals(&values, &found.selected);
    let shares = totals
        .iter()
        .zip(&goal.wholes)
        .map(|(&of, &whole)| Share { of, whole })
        .collect();
    let proven = found.proven();
    let bound = found
        .bound
        .first()
        .copied()
        .unwrap_or(Share { of: 1, whole: 1 });
    WorstOff {
        selected: found.selected,
        shares,
        proven,
        bound,
    }
}
