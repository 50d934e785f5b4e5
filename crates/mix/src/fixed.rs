//! Amounts with 512 binary digits after the point, for rules whose exact fractions would double in
//! length with every purchase.
//!
//! Each operation is off by less than one unit in the last digit, so that what a few hundred rounds
//! lose is far below [`SAME`]: amounts as near as that are taken as equal, and less than that as
//! nothing. Decisions are those of rational arithmetic unless two amounts differ by less than one part
//! in 2^200, or 10^60, and are not the same.

use std::cmp::Ordering;

use dashu_int::UBig;
use dashu_int::ops::BitTest;

/// Binary digits after the point.
const DIGITS: usize = 512;

/// Two numbers that agree in so many of their leading binary digits are the same.
const SAME: usize = 200;

/// A non-negative amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fixed(UBig);

impl Fixed {
    pub(crate) const ZERO: Fixed = Fixed(UBig::ZERO);

    pub(crate) fn whole(value: u64) -> Self {
        Fixed(UBig::from(value) << DIGITS)
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub(crate) fn plus(&self, other: &Fixed) -> Fixed {
        Fixed(&self.0 + &other.0)
    }

    /// The difference; nothing, where it is less than nothing or too small to be told from it.
    pub(crate) fn minus(&self, other: &Fixed) -> Fixed {
        if self.0 <= other.0 {
            return Fixed::ZERO;
        }
        let rest = &self.0 - &other.0;
        match rest.bit_len() <= SAME {
            true => Fixed::ZERO,
            false => Fixed(rest),
        }
    }

    pub(crate) fn times(&self, factor: u64) -> Fixed {
        Fixed(&self.0 * factor)
    }

    pub(crate) fn over(&self, divisor: u64) -> Fixed {
        Fixed(&self.0 / divisor.max(1))
    }

    /// This times the quotient of two others; nothing if the second is nothing.
    pub(crate) fn times_ratio(&self, of: &Fixed, to: &Fixed) -> Fixed {
        match to.is_zero() {
            true => Fixed::ZERO,
            false => Fixed(&self.0 * &of.0 / &to.0),
        }
    }

    pub(crate) fn to_f64(&self) -> f64 {
        crate::exact::to_f64(&self.0, &(UBig::ONE << DIGITS))
    }

    /// Compares; what is as near as rounding could have brought it is equal.
    pub(crate) fn cmp(&self, other: &Fixed) -> Ordering {
        compare(&self.0, &other.0)
    }

    pub(crate) fn at_least(&self, other: &Fixed) -> bool {
        self.cmp(other).is_ge()
    }

    /// The number as units of the last digit, for products of several.
    pub(crate) fn units(&self) -> &UBig {
        &self.0
    }
}

/// Compares two numbers of any scale; what agrees in its leading digits is equal.
pub(crate) fn compare(one: &UBig, other: &UBig) -> Ordering {
    let order = one.cmp(other);
    let (apart, larger) = match order {
        Ordering::Equal => return order,
        Ordering::Greater => (one - other, one),
        Ordering::Less => (other - one, other),
    };
    match apart.bit_len() + SAME <= larger.bit_len() || apart.bit_len() <= SAME {
        true => Ordering::Equal,
        false => order,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_is_nothing() {
        let third = Fixed::whole(1).over(3);
        assert!(Fixed::whole(1).minus(&third.times(3)).is_zero());
        assert_eq!(third.times(3).cmp(&Fixed::whole(1)), Ordering::Equal);
        assert_eq!(third.cmp(&Fixed::whole(1).over(4)), Ordering::Greater);
        let sixth = Fixed::whole(1).times_ratio(&Fixed::whole(2), &Fixed::whole(12));
        assert_eq!(sixth.cmp(&third.over(2)), Ordering::Equal);
    }
}
