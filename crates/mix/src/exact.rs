//! The exact side of the share rules: amounts that are rational combinations of what was paid before.

use dashu_int::ops::BitTest;
use dashu_int::{IBig, UBig};

/// The prices per unit of utility settled so far, without loss.
///
/// Round `k` settles `x_k`, what a supporter who can afford it pays per unit. It solves
/// `Σ_capped balance + x_k · units_k = cost`, and a balance is an endowment minus earlier `x_j`
/// times points, so every amount is an integer over `whole · D_k` with `D_k = units_1 … units_k`
/// and `whole` the endowments' common divisor. Nothing is ever reduced or rounded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Prices {
    numerators: Vec<UBig>,
    units: Vec<u64>,
    denominator: UBig,
}

impl Prices {
    pub(crate) fn new() -> Self {
        Prices {
            numerators: Vec::new(),
            units: Vec::new(),
            denominator: UBig::ONE,
        }
    }

    pub(crate) fn rounds(&self) -> usize {
        self.units.len()
    }

    /// `D`, the product of all units so far.
    pub(crate) fn denominator(&self) -> &UBig {
        &self.denominator
    }

    /// `D` before a round.
    pub(crate) fn denominator_before(&self, round: usize) -> UBig {
        self.units[..round]
            .iter()
            .fold(UBig::ONE, |product, &units| product * units)
    }

    /// A round's numerator and units.
    pub(crate) fn round(&self, round: usize) -> (&UBig, u64) {
        (&self.numerators[round], self.units[round])
    }

    /// `Σ_j coefficients[j] · x_j` by Horner's scheme, over `whole · D` (of as many rounds as there
    /// are coefficients).
    pub(crate) fn combine(&self, coefficients: &[u64]) -> UBig {
        let mut sum = UBig::ZERO;
        for ((&coefficient, numerator), &units) in
            coefficients.iter().zip(&self.numerators).zip(&self.units)
        {
            if !sum.is_zero() {
                sum *= units;
            }
            if coefficient > 0 {
                sum += numerator * coefficient;
            }
        }
        sum
    }

    /// Settles a round: `numerator` over `whole · D · units`.
    pub(crate) fn push(&mut self, numerator: UBig, units: u64) {
        self.numerators.push(numerator);
        self.denominator *= units;
        self.units.push(units);
    }
}

/// People times points by the feature they want.
#[derive(Debug, Clone)]
pub(crate) struct Owed(Vec<u64>);

impl Owed {
    /// Nothing yet, for so many features.
    pub(crate) fn for_features(features: usize) -> Self {
        Owed(vec![0; features])
    }

    /// Counts for a feature, bought or not: asking first would cost more than counting in vain.
    #[inline]
    pub(crate) fn add(&mut self, feature: usize, amount: u64) {
        self.0[feature] += amount;
    }

    /// By each of the first rounds, when `round_of` says in which a feature was bought.
    pub(crate) fn by_round(&self, round_of: &[u32], rounds: usize) -> Vec<u64> {
        let mut by_round = vec![0; rounds];
        for (&owed, &round) in self.0.iter().zip(round_of) {
            if let Some(here) = by_round.get_mut(round as usize) {
                *here = owed;
            }
        }
        by_round
    }
}

/// `numerator / denominator` as a double, off by less than one unit in the last place.
pub(crate) fn to_f64(numerator: &UBig, denominator: &UBig) -> f64 {
    if numerator.is_zero() {
        return 0.0;
    }
    let shift = 80 + denominator.bit_len() as i64 - numerator.bit_len() as i64;
    let quotient = if shift >= 0 {
        (numerator << shift as usize) / denominator
    } else {
        numerator / (denominator << (-shift) as usize)
    };
    // 79 to 81 bits: cutting off loses far less than the final rounding.
    let quotient = u128::try_from(quotient).map_or(f64::INFINITY, |q| q as f64);
    scale(quotient, -shift)
}

/// `value · 2^exponent`, in steps that stay in range.
fn scale(mut value: f64, mut exponent: i64) -> f64 {
    while exponent > 1000 {
        value *= 2f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        value *= 2f64.powi(-1000);
        exponent += 1000;
    }
    value * 2f64.powi(exponent as i32)
}

/// A non-negative fraction, not reduced.
#[derive(Debug, Clone)]
pub(crate) struct Fraction {
    pub(crate) numerator: UBig,
    pub(crate) denominator: UBig,
}

impl Fraction {
    pub(crate) fn cmp(&self, other: &Fraction) -> std::cmp::Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }

    pub(crate) fn to_f64(&self) -> f64 {
        to_f64(&self.numerator, &self.denominator)
    }
}

/// The value of a non-negative integer, `None` below zero.
pub(crate) fn non_negative(value: IBig) -> Option<UBig> {
    UBig::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combining_prices_is_exact() {
        let mut prices = Prices::new();
        prices.push(UBig::from(10u8), 3); // 10/3
        prices.push(UBig::from(7u8), 2); // 7/6
        // 2·10/3 + 5·7/6 = 75/6
        assert_eq!(prices.combine(&[2, 5]), UBig::from(75u8));
        assert_eq!(*prices.denominator(), UBig::from(6u8));
    }

    #[test]
    fn fractions_become_the_nearest_doubles() {
        let third = to_f64(&UBig::from(1u8), &UBig::from(3u8));
        assert!((third - 1.0 / 3.0).abs() <= f64::EPSILON / 4.0);
        let big = UBig::ONE << 4000;
        assert_eq!(to_f64(&(&big * 3u8), &big), 3.0);
    }
}
