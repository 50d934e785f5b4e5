//! Amounts of money in the reader's language, and as somebody types them.

use accounts::Language;
use domain::words::minor_digits;

use crate::catalogue::Say;

/// How amounts of one currency are written.
#[derive(Clone, Debug)]
pub struct Money {
    say: Say,
    currency: String,
    digits: u32,
}

impl Money {
    /// Amounts in minor units of this currency (ISO 4217).
    pub fn new(say: Say, currency: &str) -> Self {
        Self {
            say,
            currency: currency.to_owned(),
            digits: minor_digits(currency),
        }
    }

    /// Minor units in one whole unit.
    pub fn unit(&self) -> u64 {
        10u64.pow(self.digits)
    }

    fn symbol(&self) -> &str {
        match self.currency.as_str() {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            "JPY" => "¥",
            other => other,
        }
    }

    /// “€96,000”, “96.000 €”: cents only where there are some.
    pub fn text(&self, minor: u64) -> String {
        let (group, point) = match self.say.0 {
            Language::En => (',', '.'),
            Language::De => ('.', ','),
        };
        let mut number = grouped(minor / self.unit(), group);
        let rest = minor % self.unit();
        if rest > 0 {
            let width = self.digits as usize;
            number.push_str(&format!("{point}{rest:0width$}"));
        }
        self.with_symbol(&number)
    }

    /// “€240k”, “240 Tsd. €”: for the axis of a chart.
    pub fn short(&self, minor: u64) -> String {
        let whole = minor / self.unit();
        let (thousand, million) = match self.say.0 {
            Language::En => ("k", "m"),
            Language::De => ("\u{a0}Tsd.", "\u{a0}Mio."),
        };
        let tenths = |unit: u64| {
            let tenths = (u128::from(whole) * 10 + u128::from(unit) / 2) / u128::from(unit);
            let point = if self.say.0 == Language::De { ',' } else { '.' };
            match tenths % 10 {
                0 => (tenths / 10).to_string(),
                rest => format!("{}{point}{rest}", tenths / 10),
            }
        };
        let number = match whole {
            0..10_000 => return self.text(whole * self.unit()),
            10_000..1_000_000 => format!("{}{thousand}", tenths(1_000)),
            _ => format!("{}{million}", tenths(1_000_000)),
        };
        self.with_symbol(&number)
    }

    fn with_symbol(&self, number: &str) -> String {
        let symbol = self.symbol();
        match self.say.0 {
            Language::De => format!("{number}\u{a0}{symbol}"),
            Language::En if symbol.len() == 3 && symbol.is_ascii() => {
                format!("{symbol}\u{a0}{number}")
            }
            Language::En => format!("{symbol}{number}"),
        }
    }

    /// As a form and a file have it: “96000”, “96000.50”.
    pub fn plain(&self, minor: u64) -> String {
        let rest = minor % self.unit();
        let whole = minor / self.unit();
        if rest == 0 {
            return whole.to_string();
        }
        let width = self.digits as usize;
        format!("{whole}.{rest:0width$}")
    }

    /// The currency, as shown before a field.
    pub fn code(&self) -> &str {
        &self.currency
    }

    /// Reads “96000”, “96,000.50”, “96.000,50”, “€ 96 000”; `None` when it is no amount of this
    /// currency. A single point or comma with one to `digits` digits after it is a decimal one, any
    /// other groups thousands.
    pub fn parse(&self, text: &str) -> Option<u64> {
        let text = text.trim();
        let text = text.trim_start_matches(self.symbol());
        let text = text.trim_start_matches(self.currency.as_str());
        let text = text.trim_end_matches(self.symbol());
        let text = text.trim_end_matches(self.currency.as_str());
        let inside = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        let text: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’'))
            .collect();
        if !text.chars().all(inside) || !text.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let last = text.rfind(['.', ',']);
        let (whole, fraction) = match last {
            Some(at) => {
                let (whole, rest) = (&text[..at], &text[at + 1..]);
                let mark = &text[at..=at];
                // A mark that came before, or three digits after it, groups thousands.
                let groups = whole.contains(mark) || (rest.len() == 3 && self.digits != 3);
                if groups {
                    (text.as_str(), "")
                } else {
                    (whole, rest)
                }
            }
            None => (text.as_str(), ""),
        };
        if fraction.len() > self.digits as usize {
            return None;
        }
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        let whole: u64 = if whole.is_empty() {
            0
        } else {
            whole.parse().ok()?
        };
        let missing = self.digits - fraction.len() as u32;
        let fraction: u64 = if fraction.is_empty() {
            0
        } else {
            fraction.parse().ok()?
        };
        whole
            .checked_mul(self.unit())?
            .checked_add(fraction * 10u64.pow(missing))
    }
}

fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(language: Language, currency: &str) -> Money {
        Money::new(Say(language), currency)
    }

    #[test]
    fn amounts_read_as_the_reader_writes_them() {
        let (en, de) = (money(Language::En, "EUR"), money(Language::De, "EUR"));
        assert_eq!(en.text(24_000_000), "€240,000");
        assert_eq!(en.text(1_205), "€12.05");
        assert_eq!(de.text(24_000_050), "240.000,50\u{a0}€");
        assert_eq!(en.short(24_000_000), "€240k");
        assert_eq!(en.short(125_000_000), "€1.3m");
        assert_eq!(en.short(90_000), "€900");
        assert_eq!(money(Language::En, "CHF").text(100), "CHF\u{a0}1");
        assert_eq!(money(Language::En, "JPY").text(1_000), "¥1,000");
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let euros = money(Language::En, "EUR");
        for (typed, minor) in [
            ("96000", 9_600_000),
            ("96,000", 9_600_000),
            ("96.000", 9_600_000),
            ("96,000.50", 9_600_050),
            ("96.000,5", 9_600_050),
            ("€ 1 234", 123_400),
            ("12,50 €", 1_250),
            ("EUR 0.07", 7),
            ("1.000.000", 100_000_000),
        ] {
            assert_eq!(euros.parse(typed), Some(minor), "{typed}");
        }
        for wrong in [
            "",
            "-1",
            "1e9",
            "about 5",
            ".",
            "1.2345",
            "99999999999999999999",
        ] {
            assert_eq!(euros.parse(wrong), None, "{wrong}");
        }
        assert_eq!(money(Language::En, "JPY").parse("5000"), Some(5_000));
    }

    #[test]
    fn what_is_written_plainly_is_read_back() {
        let euros = money(Language::De, "EUR");
        for minor in [0, 1, 99, 100, 1_250, 9_600_000] {
            assert_eq!(euros.parse(&euros.plain(minor)), Some(minor));
        }
    }
}
