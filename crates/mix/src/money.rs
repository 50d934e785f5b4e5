//! Money as whole minor units; decimals exist only where text is read or written.

use std::fmt;

/// An amount in the minor unit of its instance (cents, or whole units where nobody needs cents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Money(pub u64);

impl Money {
    /// As decimal text with `decimals` digits after the point; trailing zeros stay.
    pub fn to_text(self, decimals: u32) -> String {
        let unit = 10u64.saturating_pow(decimals);
        if decimals == 0 {
            return self.0.to_string();
        }
        let (whole, rest) = (self.0 / unit, self.0 % unit);
        format!("{whole}.{rest:0width$}", width = decimals as usize)
    }
}

/// A non-negative decimal as it was written, before an instance settles its minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    digits: u64,
    decimals: u32,
}

/// Why a text is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Nothing but spaces.
    #[error("it is empty")]
    Empty,
    /// A minus sign in front.
    #[error("it is negative")]
    Negative,
    /// Neither a whole number nor a decimal.
    #[error("it is not a number")]
    NotANumber,
    /// More digits than [`Decimal::MOST_DIGITS`], or more than [`Decimal::MOST_DECIMALS`] after the point.
    #[error("it has too many digits")]
    TooLong,
}

impl Decimal {
    /// Amounts of up to this many digits are read.
    pub const MOST_DIGITS: u32 = 18;
    /// Digits after the point that are kept; no currency has more than four.
    pub const MOST_DECIMALS: u32 = 6;

    /// A whole number.
    pub fn whole(digits: u64) -> Self {
        Decimal {
            digits,
            decimals: 0,
        }
    }

    /// Reads `363734.88`, `1 000 000`, `400000.0`, `12,5` or `1.2e6`; a single comma is a decimal comma.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DecimalError::Empty);
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                let exponent: i32 = exponent.parse().map_err(|_| DecimalError::NotANumber)?;
                (mantissa, exponent)
            }
            None => (text, 0),
        };
        if !(-40..=40).contains(&exponent) {
            return Err(DecimalError::TooLong);
        }
        let mut digits: u64 = 0;
        let mut after_point: Option<i32> = None;
        let mut any = false;
        for (at, c) in mantissa.char_indices() {
            match c {
                '0'..='9' => {
                    any = true;
                    let digit = u64::from(c as u8 - b'0');
                    digits = digits
                        .checked_mul(10)
                        .and_then(|d| d.checked_add(digit))
                        .ok_or(DecimalError::TooLong)?;
                    if let Some(n) = after_point.as_mut() {
                        *n += 1;
                    }
                }
                '.' | ',' if after_point.is_none() => after_point = Some(0),
                '+' if at == 0 => {}
                '-' if at == 0 => return Err(DecimalError::Negative),
                ' ' | '_' | '\u{a0}' | '\u{202f}' => {}
                _ => return Err(DecimalError::NotANumber),
            }
        }
        if !any {
            return Err(DecimalError::NotANumber);
        }
        let mut decimals = after_point.unwrap_or(0) - exponent;
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        while decimals < 0 {
            digits = digits.checked_mul(10).ok_or(DecimalError::TooLong)?;
            decimals += 1;
        }
        if digits == 0 {
            decimals = 0;
        }
        let decimals = decimals.unsigned_abs();
        if decimals > Self::MOST_DECIMALS || digits >= 10u64.pow(Self::MOST_DIGITS) {
            return Err(DecimalError::TooLong);
        }
        Ok(Decimal { digits, decimals })
    }

    /// Digits after the point, trailing zeros dropped.
    pub fn decimals(self) -> u32 {
        self.decimals
    }

    /// In minor units of `10^-decimals`; `None` when it has more decimals or does not fit.
    pub fn to_money(self, decimals: u32) -> Option<Money> {
        let shift = decimals.checked_sub(self.decimals)?;
        let unit = 10u64.checked_pow(shift)?;
        self.digits.checked_mul(unit).map(Money)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Money(self.digits).to_text(self.decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_people_write_them() {
        for (text, digits, decimals) in [
            ("363734.88", 36_373_488, 2),
            (" 400000.0 ", 400_000, 0),
            ("1 000\u{a0}000", 1_000_000, 0),
            ("12,50", 125, 1),
            ("1.2e6", 1_200_000, 0),
            ("0.00", 0, 0),
        ] {
            assert_eq!(
                Decimal::parse(text),
                Ok(Decimal { digits, decimals }),
                "{text}"
            );
        }
        assert_eq!(Decimal::parse("-1"), Err(DecimalError::Negative));
        assert_eq!(Decimal::parse(" "), Err(DecimalError::Empty));
        assert_eq!(Decimal::parse("."), Err(DecimalError::NotANumber));
        assert_eq!(Decimal::parse("1,000,000"), Err(DecimalError::NotANumber));
        assert_eq!(Decimal::parse("1e30"), Err(DecimalError::TooLong));
    }

    #[test]
    fn money_is_written_with_its_decimals() {
        assert_eq!(Money(36_373_405).to_text(2), "363734.05");
        assert_eq!(Money(7).to_text(0), "7");
    }
}
