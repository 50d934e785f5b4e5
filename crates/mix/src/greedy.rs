//! Greedy by value for money: the most utility per cost first, as long as it fits.
//!
//! With cost utilities the value per cost of a feature is the number of people who named it, so
//! this is the rule most cities use; with cardinality it is people per money, with points, points
//! per money. Cities also go by total points whatever they cost, and some stop at the first feature
//! that does not fit ([`Manner`]).

use std::cmp::Ordering;

use crate::instance::{Instance, Utility};
use crate::open::Open;
use crate::ties::{Tie, Ties};

/// How greedy goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Most points in all first, whatever a feature costs, instead of most value per cost. Where ballots
    /// hold no points, that is most people first.
    pub total: bool,
    /// Ends with the first feature that does not fit, instead of going on to the next.
    pub stop: bool,
}

impl Manner {
    /// The most value per cost, as long as anything fits.
    pub const PER_COST: Manner = Manner {
        total: false,
        stop: false,
    };
}

/// The total utility of a feature to everybody.
pub(crate) fn value(instance: &Instance, utility: Utility, feature: usize) -> u128 {
    let voice = &instance.voices[feature];
    match utility {
        Utility::Cost => u128::from(voice.people) * u128::from(instance.features[feature].cost.0),
        Utility::Cardinality => u128::from(voice.people),
        Utility::Points => u128::from(voice.points),
    }
}

/// Features in the order chosen, the musts first.
pub fn greedy(instance: &Instance, utility: Utility, ties: Ties) -> Vec<usize> {
    extend(instance, utility, ties, instance.musts_with_needs())
}

/// As [`greedy`], in another manner.
pub fn greedy_by(instance: &Instance, utility: Utility, ties: Ties, manner: Manner) -> Vec<usize> {
    greedy_with_ties(instance, utility, ties, manner).0
}

/// As [`greedy_by`], with the choices before which it was indifferent.
pub(crate) fn greedy_with_ties(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    manner: Manner,
) -> (Vec<usize>, Vec<Tie>) {
    let selection = instance.musts_with_needs();
    let mut met = Vec::new();
    let selection = extend_by(instance, utility, ties, selection, manner, &mut met);
    (selection, met)
}

/// Adds to a selection what still fits, the most value per cost first.
pub(crate) fn extend(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    selection: Vec<usize>,
) -> Vec<usize> {
    extend_with_ties(instance, utility, ties, selection, &mut Vec::new())
}

/// As [`extend`]; adds the choices before which it was indifferent to `met`.
pub(crate) fn extend_with_ties(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    selection: Vec<usize>,
    met: &mut Vec<Tie>,
) -> Vec<usize> {
    extend_by(instance, utility, ties, selection, Manner::PER_COST, met)
}

fn extend_by(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    mut selection: Vec<usize>,
    manner: Manner,
    met: &mut Vec<Tie>,
) -> Vec<usize> {
    let ranks = ties.ranks(instance);
    let mut open = Open::new(instance);
    let musts = instance.musts_with_needs().len();
    for &feature in &selection[musts..] {
        open.choose(feature);
    }
    let values: Vec<u128> = (0..instance.features.len())
        .map(|f| value(instance, utility, f))
        .collect();
    let mut waiting: Vec<usize> = (0..instance.features.len())
        .filter(|&f| !open.is_closed(f) && (ties.funds_unwanted() || instance.support(f) > 0))
        .collect();
    let better = |a: usize, b: usize| match manner.total {
        true => instance.points(a).cmp(&instance.points(b)),
        false => per_cost(instance, utility, &values, a, b),
    };
    waiting.sort_by(|&a, &b| better(b, a).then_with(|| ranks[a].cmp(&ranks[b])));
    let mut left = instance.budget.0 - instance.cost(&selection).0;
    let mut at = 0;
    while let Some(&feature) = waiting.get(at) {
        at += 1;
        if !open.allows(feature) {
            continue;
        }
        if instance.features[feature].cost.0 > left {
            if manner.stop {
                break;
            }
            continue;
        }
        let as_good = waiting[at..]
            .iter()
            .take_while(|&&f| better(f, feature).is_eq());
        let over = as_good.filter(|&&f| open.allows(f) && instance.features[f].cost.0 <= left);
        met.extend(ties.tie(instance, feature, over.copied().collect()));
        left -= instance.features[feature].cost.0;
        selection.push(feature);
        if !open.choose(feature).is_empty() {
            // Something better may have waited for this; what did not fit still does not.
            at = 0;
        }
    }
    selection
}

/// Compares the value per cost of two features; what is free and wanted is beyond any price.
fn per_cost(
    instance: &Instance,
    utility: Utility,
    values: &[u128],
    a: usize,
    b: usize,
) -> Ordering {
    let cost = |f: usize| u128::from(instance.features[f].cost.0);
    if utility == Utility::Cost {
        let free = |f: usize| cost(f) == 0 && instance.support(f) > 0;
        return free(a)
            .cmp(&free(b))
            .then_with(|| instance.support(a).cmp(&instance.support(b)));
    }
    // Values below 2^53, costs below 2^53: the products fit.
    (values[a] * cost(b))
        .cmp(&(values[b] * cost(a)))
        .then_with(|| {
            let free = |f: usize| cost(f) == 0 && values[f] > 0;
            free(a).cmp(&free(b))
        })
}
