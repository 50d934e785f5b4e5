//! The exact side of the share rules: amounts that are rational combinations of what was paid before.

use std::cell::OnceCell;
use std::cmp::Ordering;

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

/// People times points by the round in which what they want was bought.
#[derive(Debug, Clone)]
pub(crate) struct Owed(Vec<u64>);

impl Owed {
    /// Nothing yet, for this many rounds.
    pub(crate) fn for_rounds(rounds: usize) -> Self {
        // One more, for what was not bought: asking first would cost more than counting in vain.
        Owed(vec![0; rounds + 1])
    }

    #[inline]
    pub(crate) fn add(&mut self, round: u32, amount: u64) {
        let beyond = self.0.len() - 1;
        self.0[(round as usize).min(beyond)] += amount;
    }

    /// By each of the rounds.
    pub(crate) fn by_round(&self) -> &[u64] {
        &self.0[..self.0.len() - 1]
    }
}

/// A price between `value − error` and `value + error`, in units of `2^-scale` minor units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Near {
    value: u128,
    error: u128,
    scale: u32,
    /// The cost and the units, if nobody runs dry: the price is their quotient, whatever came before.
    plain: Option<(u64, u64)>,
}

impl Near {
    /// Off by less than two units in the last place.
    pub(crate) fn to_f64(self) -> f64 {
        scale(self.value as f64, -i64::from(self.scale))
    }

    /// Whether the error is far below what a double tells apart.
    fn is_sharp(self) -> bool {
        self.error <= self.value >> 54
    }

    /// By how much a price per unit of utility is above another of the same scale, at least; not above
    /// zero if it may not be.
    pub(crate) fn least_above(self, gain: u64, other: Near, other_gain: u64) -> f64 {
        debug_assert_eq!(self.scale, other.scale);
        let low = UBig::from(self.value.saturating_sub(self.error)) * other_gain;
        let high = UBig::from(other.value + other.error) * gain;
        let whole = (UBig::from(gain) * other_gain) << self.scale as usize;
        let gap = non_negative(IBig::from(low) - IBig::from(high));
        // Below the true distance whichever way it was rounded.
        gap.map_or(0.0, |gap| to_f64(&gap, &whole) * (1.0 - f64::EPSILON))
    }

    /// Compares the prices per unit of utility, when a point gains so much; `None` if they are too near
    /// to each other to tell.
    pub(crate) fn cmp(self, gain: u64, other: Near, other_gain: u64) -> Option<Ordering> {
        if let (Some((cost, units)), Some((other_cost, other_units))) = (self.plain, other.plain) {
            return Some(
                match (gain == cost && other_gain == other_cost, gain, other_gain) {
                    // What it costs is what it gives to each of them.
                    (true, ..) => other_units.cmp(&units),
                    (_, 1, 1) => (u128::from(cost) * u128::from(other_units))
                        .cmp(&(u128::from(other_cost) * u128::from(units))),
                    _ => (UBig::from(cost) * other_units * other_gain)
                        .cmp(&(UBig::from(other_cost) * units * gain)),
                },
            );
        }
        let scaled =
            |value: u128, gain: u64, scale: u32| (UBig::from(value) * gain) << scale as usize;
        let low =
            |near: Near, gain, scale| scaled(near.value.saturating_sub(near.error), gain, scale);
        let high = |near: Near, gain, scale| scaled(near.value + near.error, gain, scale);
        if low(self, other_gain, other.scale) > high(other, gain, self.scale) {
            return Some(Ordering::Greater);
        }
        (high(self, other_gain, other.scale) < low(other, gain, self.scale))
            .then_some(Ordering::Less)
    }
}

/// What each round was settled from, and its price as a whole number with an error that is known.
///
/// That is enough nearly always, and takes a fixed time however many rounds there were. Where it is
/// not, all that is needed to settle without loss is here.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    handed_out: u128,
    /// The endowments' common divisor.
    whole: u128,
    scale: u32,
    /// What one part of the whole endowment is, rounded down.
    part: u128,
    rounds: Vec<Settled>,
    /// People times points by round, one round's after the other's.
    owed: Vec<(u32, u64)>,
    /// All prices without loss, once anybody asked.
    exact: OnceCell<Prices>,
}

#[derive(Debug, Clone)]
struct Settled {
    cost: u64,
    parts: u128,
    units: u64,
    owed_until: usize,
    near: Near,
}

impl Ledger {
    /// Before the first round; no amount is above `most`.
    pub(crate) fn new(handed_out: u128, whole: u128, most: u64) -> Self {
        let bits = 128 - handed_out.max(u128::from(most)).leading_zeros();
        // Sums of two amounts fit.
        let scale = 125u32.saturating_sub(bits);
        let part = (UBig::from(handed_out) << scale as usize) / UBig::from(whole.max(1));
        Ledger {
            handed_out,
            whole,
            scale,
            part: u128::try_from(part).unwrap_or(0),
            ..Ledger::default()
        }
    }

    pub(crate) fn rounds(&self) -> usize {
        self.rounds.len()
    }

    /// The price of a round.
    pub(crate) fn near_of(&self, round: usize) -> Near {
        self.rounds[round].near
    }

    /// The price when some give all they have, `parts` of the whole endowment less what they owed
    /// before, and the others pay for so many units; `None` if it is not positive for sure, or not sharp.
    pub(crate) fn near(&self, cost: u64, parts: u128, owed: &Owed, units: u64) -> Option<Near> {
        let mut paid = u128::from(cost) << self.scale;
        let mut error = parts.checked_add(1)?;
        for (&owed, round) in owed.by_round().iter().zip(&self.rounds) {
            if owed > 0 {
                paid = paid.checked_add(round.near.value.checked_mul(u128::from(owed))?)?;
                error = error.checked_add(round.near.error.checked_mul(u128::from(owed))?)?;
            }
        }
        let rest = paid.checked_sub(parts.checked_mul(self.part)?)?;
        let near = Near {
            value: rest.checked_div(u128::from(units))?,
            error: error / u128::from(units) + 1,
            scale: self.scale,
            plain: (parts == 0).then_some((cost, units)),
        };
        near.is_sharp().then_some(near)
    }

    /// As [`Ledger::near`] when nobody runs dry.
    pub(crate) fn near_plain(&self, cost: u64, units: u64) -> Near {
        Near {
            value: (u128::from(cost) << self.scale) / u128::from(units.max(1)),
            error: 1,
            scale: self.scale,
            plain: Some((cost, units)),
        }
    }

    /// As [`Ledger::near`] from what was settled without loss, over `whole · D · units`.
    pub(crate) fn near_to(&self, numerator: &UBig, denominator: &UBig) -> Near {
        let value = (numerator << self.scale as usize) / denominator;
        Near {
            value: u128::try_from(value).unwrap_or(u128::MAX >> 2),
            error: 1,
            scale: self.scale,
            plain: None,
        }
    }

    /// Settles a round.
    pub(crate) fn push(&mut self, cost: u64, parts: u128, owed: &Owed, units: u64, near: Near) {
        let owed = owed.by_round().iter().enumerate();
        let owed = owed.filter(|&(_, &owed)| owed > 0);
        self.owed
            .extend(owed.map(|(round, &owed)| (round as u32, owed)));
        self.rounds.push(Settled {
            cost,
            parts,
            units,
            owed_until: self.owed.len(),
            near,
        });
        self.exact = OnceCell::new();
    }

    /// Settles without loss what these prices do not hold yet.
    pub(crate) fn catch_up(&self, prices: &mut Prices) {
        let mut owed = Vec::new();
        for at in prices.rounds()..self.rounds.len() {
            let from = at
                .checked_sub(1)
                .map_or(0, |before| self.rounds[before].owed_until);
            let round = &self.rounds[at];
            owed.clear();
            owed.resize(at, 0);
            for &(round, amount) in &self.owed[from..round.owed_until] {
                owed[round as usize] = amount;
            }
            let cost = UBig::from(round.cost) * self.whole;
            let rest = IBig::from(cost) - IBig::from(UBig::from(round.parts) * self.handed_out);
            let rest =
                rest * IBig::from(prices.denominator().clone()) + IBig::from(prices.combine(&owed));
            // Never below zero: who gives all they have gives no more than it costs.
            prices.push(non_negative(rest).unwrap_or(UBig::ZERO), round.units);
        }
    }

    /// A round's price per point without loss.
    pub(crate) fn exact(&self, round: usize) -> Fraction {
        let prices = self.exact.get_or_init(|| {
            let mut prices = Prices::new();
            self.catch_up(&mut prices);
            prices
        });
        let (numerator, units) = prices.round(round);
        Fraction {
            numerator: numerator.clone(),
            denominator: prices.denominator_before(round) * self.whole * units,
        }
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
    pub(crate) fn cmp(&self, other: &Fraction) -> Ordering {
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
    fn prices_too_near_for_doubles_are_told_apart() {
        let ledger = Ledger::new(1 << 60, 1000, 1 << 60);
        let (third, more) = (
            ledger.near_plain(1 << 60, 3),
            ledger.near_plain((1 << 60) + 1, 3),
        );
        assert_eq!(third.to_f64(), more.to_f64());
        let gap = more.least_above(1, third, 1);
        assert!((gap - 1.0 / 3.0).abs() < 1e-15, "{gap}");
        assert!(gap <= 1.0 / 3.0);
        assert_eq!(third.least_above(1, more, 1), 0.0);
    }

    #[test]
    fn fractions_become_the_nearest_doubles() {
        let third = to_f64(&UBig::from(1u8), &UBig::from(3u8));
        assert!((third - 1.0 / 3.0).abs() <= f64::EPSILON / 4.0);
        let big = UBig::ONE << 4000;
        assert_eq!(to_f64(&(&big * 3u8), &big), 3.0);
    }
}
