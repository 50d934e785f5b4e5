//! What all share, what divides, and what is least agreed on.

use crate::distinct::{Side, Z90, share_z, smoothed};
use crate::measures::van_der_eijk;
use crate::votes::Counts;

/// Something that every group says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// The position of the statement.
    pub statement: usize,
    /// Agreement or disagreement.
    pub side: Side,
    /// The geometric mean of the groups' smoothed shares.
    pub score: f64,
    /// The smallest of those shares.
    pub least: f64,
}

/// The geometric mean of the smoothed shares with which groups say so: one group that does not
/// cannot be outvoted by others. (Polis takes the product, which falls with the number of groups.)
#[must_use]
pub fn together(groups: &[&[Counts]], statement: usize, side: Side) -> f64 {
    let product = product(groups, statement, side);
    if groups.is_empty() {
        return product;
    }
    product.powf(1.0 / groups.len() as f64)
}

/// Polis's *group-aware consensus*: the product of the groups' smoothed shares.
#[must_use]
pub fn product(groups: &[&[Counts]], statement: usize, side: Side) -> f64 {
    groups
        .iter()
        .map(|of| smoothed(side.of(of[statement]), of[statement].all()))
        .product()
}

/// What every one of the groups says by more than half, and all people clearly: the strongest first.
///
/// Groups may be those of the map, parties that people declared, or both.
#[must_use]
pub fn common_ground(groups: &[&[Counts]], all: &[Counts], excluded: &[bool]) -> Vec<Shared> {
    let mut found: Vec<Shared> = Vec::new();
    for statement in (0..all.len()).filter(|&at| !excluded[at]) {
        for side in Side::BOTH {
            let shares = groups
                .iter()
                .map(|of| smoothed(side.of(of[statement]), of[statement].all()));
            let least = shares.fold(1.0, f64::min);
            let is_clear = share_z(side.of(all[statement]), all[statement].all()) > Z90;
            if least > 0.5 && is_clear && !groups.is_empty() {
                found.push(Shared {
                    statement,
                    side,
                    score: together(groups, statement, side),
                    least,
                });
            }
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

/// Two groups that answer a statement differently.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Divide {
    /// The position of the statement.
    pub statement: usize,
    /// The group that agrees more, and the one that agrees less.
    pub groups: [usize; 2],
    /// The share of those who agree in each of them.
    pub shares: [f64; 2],
    /// The difference of these shares, with the bounds of its 90 % interval.
    pub difference: [f64; 3],
}

/// The quantile of the normal distribution at 95 %: 5 % on each side are left out.
const Z95: f64 = 1.644_853_626_951_472_2;

/// For each statement on which two groups differ for certain, those two that differ most; the
/// largest certain difference first. (How close a statement is to half and half says something
/// else: see [`least_agreed`].)
#[must_use]
pub fn divides(groups: &[&[Counts]], excluded: &[bool]) -> Vec<Divide> {
    let statements = excluded.len();
    let mut found: Vec<Divide> = (0..statements)
        .filter(|&at| !excluded[at])
        .filter_map(|statement| {
            let pairs = (0..groups.len()).flat_map(|a| (0..groups.len()).map(move |b| [a, b]));
            pairs
                .filter_map(|pair| divide(groups, statement, pair))
                .filter(|divide| divide.difference[1] > 0.0)
                .reduce(|best, divide| {
                    if divide.difference[1] > best.difference[1] {
                        divide
                    } else {
                        best
                    }
                })
        })
        .collect();
    found.sort_by(|a, b| b.difference[1].total_cmp(&a.difference[1]));
    found
}

/// Newcombe's interval of a difference (1998, method 10), from Wilson's intervals of both shares.
fn divide(groups: &[&[Counts]], statement: usize, pair: [usize; 2]) -> Option<Divide> {
    let of = pair.map(|group| groups[group][statement]);
    if of.iter().any(|counts| counts.all() == 0) {
        return None;
    }
    let shares = of.map(|counts| f64::from(counts.agree) / f64::from(counts.all()));
    let [[low, high], [other_low, other_high]] = of.map(wilson);
    let difference = shares[0] - shares[1];
    let below = ((shares[0] - low).powi(2) + (other_high - shares[1]).powi(2)).sqrt();
    let above = ((high - shares[0]).powi(2) + (shares[1] - other_low).powi(2)).sqrt();
    Some(Divide {
        statement,
        groups: pair,
        shares,
        difference: [difference, difference - below, difference + above],
    })
}

/// Wilson's score interval (1927) of the share that agrees.
fn wilson(counts: Counts) -> [f64; 2] {
    let asked = f64::from(counts.all());
    let share = f64::from(counts.agree) / asked;
    let square = Z95 * Z95;
    let middle = share + square / (2.0 * asked);
    let width = Z95 * (share * (1.0 - share) / asked + square / (4.0 * asked * asked)).sqrt();
    let scale = 1.0 + square / asked;
    [(middle - width) / scale, (middle + width) / scale]
}

/// From this agreement on most people say the same, and there is nothing to name.
pub const AGREED: f64 = 0.5;

/// Statements with at least this many votes on which people disagree, the least agreed on first: by van der Eijk's A
/// over disagree, pass, agree, from −1 (half against half) through 0 (no pattern) to 1 (one answer).
#[must_use]
pub fn least_agreed(all: &[Counts], excluded: &[bool], votes: u32) -> Vec<(usize, f64)> {
    let mut found: Vec<(usize, f64)> = (0..all.len())
        .filter(|&at| !excluded[at] && all[at].all() >= votes)
        .map(|at| (at, agreement(all[at])))
        .filter(|(_, agreement)| *agreement < AGREED)
        .collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found
}

/// Van der Eijk's A of one statement.
#[must_use]
pub fn agreement(counts: Counts) -> f64 {
    van_der_eijk(&[counts.disagree, counts.pass, counts.agree])
}
