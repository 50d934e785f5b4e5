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
    /// More digits than [`Decimal::MOST_DIGITS`].
    #[error("it has too many digits")]
    TooLong,
    /// One comma before three digits: `25,000` may be twenty-five thousand, or twenty-five. Where commas stand for
    /// decimals, so it is with a point.
    #[error("its {sign} may stand for thousands or for decimals: write {thousands}, or {decimals}")]
    Unclear {
        /// What the sign is called.
        sign: &'static str,
        /// What it is with thousands.
        thousands: u64,
        /// What it is with decimals.
        decimals: Decimal,
    },
}

/// What is odd about a number that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// More than [`Decimal::MOST_DECIMALS`] digits after the point: rounded, halves up.
    Rounded,
    /// One point before three digits, as in `25.000`: read as decimals, and perhaps meant as thousands.
    PointBeforeThree,
}

impl Oddity {
    /// As a warning about this text, which was read as this number.
    pub fn about(self, text: &str, read: Decimal) -> String {
        match self {
            Oddity::Rounded => format!("\"{text}\" is rounded to {read}"),
            Oddity::PointBeforeThree => {
                format!(
                    "\"{text}\" is read as {read}: its point stands for decimals, not thousands"
                )
            }
        }
    }
}

/// A number's digits by where they are.
#[derive(Default)]
struct Digits {
    /// Those before the point, in groups by thousands' separators.
    groups: Vec<String>,
    after: String,
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

    /// Reads a number as [`Decimal::read`] does, and keeps quiet about what is odd.
    ///
    /// # Errors
    /// [`DecimalError`].
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        Self::read(text).map(|(number, _)| number)
    }

    /// Reads `363734.88`, `1 000 000`, `1,234,567.50`, `1.234.567,50`, `1'000'000`, `400000.0`, `12,5`,
    /// `1.2e6` or `1000/3`. What could mean two things is refused, or told.
    ///
    /// # Errors
    /// [`DecimalError`].
    pub fn read(text: &str) -> Result<(Self, Option<Oddity>), DecimalError> {
        let text = text.trim();
        // Nearly all numbers are whole and short.
        if (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
            let digits = text.bytes().fold(0, |n, b| n * 10 + u64::from(b - b'0'));
            return Ok((Self::whole(digits), None));
        }
        if let Some((numerator, denominator)) = text.split_once('/') {
            return Self::fraction(numerator, denominator);
        }
        // A dash by itself stands where people leave a cell empty.
        if text.is_empty() || ["-", "–", "—", "--"].contains(&text) {
            return Err(DecimalError::Empty);
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                let exponent: i64 = exponent.parse().map_err(|_| DecimalError::NotANumber)?;
                (mantissa, exponent)
            }
            None => (text, 0),
        };
        if !(-40..=40).contains(&exponent) {
            return Err(DecimalError::TooLong);
        }
        let mantissa = match mantissa.as_bytes() {
            [b'-', ..] => return Err(DecimalError::Negative),
            [b'+', ..] => &mantissa[1..],
            _ => mantissa,
        };
        let (digits, unclear) = Self::digits(mantissa).map_err(|error| match error {
            DecimalError::Unclear { .. } if exponent != 0 => DecimalError::NotANumber,
            error => error,
        })?;
        let mut odd = unclear.filter(|_| exponent == 0);
        let whole = digits.groups.concat();
        if whole.is_empty() && digits.after.is_empty() {
            return Err(DecimalError::NotANumber);
        }
        let after = digits.after.trim_end_matches('0');
        let all = format!("{whole}{after}");
        let all = all.trim_start_matches('0');
        let mut decimals = after.len() as i64 - exponent;
        let kept = match decimals - i64::from(Self::MOST_DECIMALS) {
            cut @ 1.. => {
                odd = odd.or(Some(Oddity::Rounded));
                decimals = i64::from(Self::MOST_DECIMALS);
                all.len().saturating_sub(cut as usize)
            }
            _ => all.len(),
        };
        if kept > Self::MOST_DIGITS as usize {
            return Err(DecimalError::TooLong);
        }
        let mut number = all[..kept]
            .bytes()
            .fold(0, |n, b| n * 10 + u64::from(b - b'0'));
        // A cut that is longer than the number leaves less than a half.
        let cut_at_least_half = all.as_bytes().get(kept).is_some_and(|&b| b >= b'5')
            && all.len() as i64 - kept as i64 == (after.len() as i64 - exponent) - decimals;
        number += u64::from(cut_at_least_half);
        while decimals < 0 {
            number = number.checked_mul(10).ok_or(DecimalError::TooLong)?;
            decimals += 1;
        }
        while decimals > 0 && number.is_multiple_of(10) {
            number /= 10;
            decimals -= 1;
        }
        if number == 0 {
            decimals = 0;
        }
        if number >= 10u64.pow(Self::MOST_DIGITS) {
            return Err(DecimalError::TooLong);
        }
        let number = Decimal {
            digits: number,
            decimals: decimals as u32,
        };
        Ok((number, odd))
    }

    /// Tells thousands' separators from decimal signs.
    fn digits(text: &str) -> Result<(Digits, Option<Oddity>), DecimalError> {
        let count = |sign: char| text.matches(sign).count();
        let (points, commas) = (count('.'), count(','));
        let last = text.rfind(['.', ',']).map(|at| &text[at..=at]);
        // Whichever comes last is the decimal sign, unless it comes more than once.
        let decimal = match (last, points, commas) {
            (None, ..) => None,
            (Some("."), 1, _) => Some('.'),
            (Some(","), _, 1) => Some(','),
            (_, 0, _) | (_, _, 0) => None,
            _ => return Err(DecimalError::NotANumber),
        };
        let (before, after) = match decimal.and_then(|sign| text.split_once(sign)) {
            Some((before, after)) => (before, after),
            None => (text, ""),
        };
        let blank = |c: char| matches!(c, ' ' | '_' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}');
        let plain = |text: &str| -> Result<String, DecimalError> {
            let kept: String = text.chars().filter(|&c| !blank(c)).collect();
            match kept.bytes().all(|b| b.is_ascii_digit()) {
                true => Ok(kept),
                false => Err(DecimalError::NotANumber),
            }
        };
        let groups: Vec<String> =
            (before.split(['.', ',']).map(plain)).collect::<Result<_, _>>()?;
        let after = plain(after)?;
        if groups.len() > 1 {
            let first = (1..=3).contains(&groups[0].len());
            if !first || groups[1..].iter().any(|group| group.len() != 3) {
                return Err(DecimalError::NotANumber);
            }
        }
        let mut odd = None;
        if groups.len() == 1 && after.len() == 3 {
            let whole = groups[0].as_str();
            let thousands = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            match decimal {
                Some(',') if thousands => return Err(Self::unclear("comma", whole, &after)),
                Some('.') if thousands => odd = Some(Oddity::PointBeforeThree),
                _ => {}
            }
        }
        Ok((Digits { groups, after }, odd))
    }

    /// That digits on both sides of a sign could be one number or another.
    pub(crate) fn unclear(sign: &'static str, whole: &str, after: &str) -> DecimalError {
        let digits = |text: &str| text.parse::<u64>().map_err(|_| DecimalError::NotANumber);
        let decimals = match after.trim_end_matches('0') {
            "" => digits(whole).map(Self::whole),
            kept => digits(&format!("{whole}{kept}")).map(|digits| Decimal {
                digits,
                decimals: kept.len() as u32,
            }),
        };
        match (digits(&format!("{whole}{after}")), decimals) {
            (Ok(thousands), Ok(decimals)) => DecimalError::Unclear {
                sign,
                thousands,
                decimals,
            },
            _ => DecimalError::NotANumber,
        }
    }

    fn fraction(
        numerator: &str,
        denominator: &str,
    ) -> Result<(Self, Option<Oddity>), DecimalError> {
        if numerator.trim_start().starts_with('-') {
            return Err(DecimalError::Negative);
        }
        let whole = |text: &str| {
            text.trim()
                .parse::<u64>()
                .map_err(|_| DecimalError::NotANumber)
        };
        let (numerator, denominator) = (whole(numerator)?, whole(denominator)?);
        let scale = 10u128.pow(Self::MOST_DECIMALS);
        let scaled = (u128::from(numerator) * scale * 2 + u128::from(denominator))
            .checked_div(u128::from(denominator) * 2)
            .ok_or(DecimalError::NotANumber)?;
        let exact = scaled * u128::from(denominator) == u128::from(numerator) * scale;
        let text = format!("{}.{:06}", scaled / scale, scaled % scale);
        let (number, _) = Self::read(&text)?;
        Ok((number, (!exact).then_some(Oddity::Rounded)))
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
            ("1,000,000", 1_000_000, 0),
            ("1.234.567,50", 12_345_675, 1),
            ("1,234.5", 12_345, 1),
            ("1'000'000", 1_000_000, 0),
            ("+7", 7, 0),
        ] {
            assert_eq!(
                Decimal::parse(text),
                Ok(Decimal { digits, decimals }),
                "{text}"
            );
        }
        assert_eq!(Decimal::parse("-1"), Err(DecimalError::Negative));
        for dash in ["-", " – ", "—", "--"] {
            assert_eq!(Decimal::parse(dash), Err(DecimalError::Empty), "{dash}");
        }
        assert_eq!(Decimal::parse(" "), Err(DecimalError::Empty));
        assert_eq!(Decimal::parse("."), Err(DecimalError::NotANumber));
        for (text, error) in [
            ("1,00,000", DecimalError::NotANumber),
            ("1,000.000,5", DecimalError::NotANumber),
            ("1/0", DecimalError::NotANumber),
            ("-1/3", DecimalError::Negative),
            ("12345678901234567890", DecimalError::TooLong),
        ] {
            assert_eq!(Decimal::parse(text), Err(error), "{text}");
        }
        for (text, told) in [
            ("100,000", "write 100000, or 100"),
            ("12,345", "write 12345, or 12.345"),
            ("1,500", "write 1500, or 1.5"),
        ] {
            let refused = Decimal::parse(text).unwrap_err().to_string();
            assert!(
                refused.starts_with("its comma ") && refused.ends_with(told),
                "{refused}"
            );
        }
        for (text, digits, decimals, odd) in [
            ("25.000", 25, 0, Some(Oddity::PointBeforeThree)),
            ("0.125", 125, 3, None),
            ("0,125", 125, 3, None),
            ("1234.125", 1_234_125, 3, None),
            ("1/3", 333_333, 6, Some(Oddity::Rounded)),
            ("0.66666666666666663", 666_667, 6, Some(Oddity::Rounded)),
            ("3/4", 75, 2, None),
            ("0.00000001", 0, 0, Some(Oddity::Rounded)),
            ("0.0000005", 1, 6, Some(Oddity::Rounded)),
        ] {
            let read = Decimal::read(text);
            assert_eq!(read, Ok((Decimal { digits, decimals }, odd)), "{text}");
        }
        assert_eq!(Decimal::parse("1e30"), Err(DecimalError::TooLong));
    }

    #[test]
    fn money_is_written_with_its_decimals() {
        assert_eq!(Money(36_373_405).to_text(2), "363734.05");
        assert_eq!(Money(7).to_text(0), "7");
    }
}
