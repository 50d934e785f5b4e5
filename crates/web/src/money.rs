//! Amounts of money in the reader's language, and as somebody types them.

use accounts::Language;
use domain::words::minor_digits;

use crate::catalogue::Say;
use crate::problem::Problem;

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

    /// As a form has it, in the reader's language: “96000”, “96000.50”.
    pub fn plain(&self, minor: u64) -> String {
        self.written(minor, self.decimals())
    }

    /// As a file has it: whole or with all of its decimals, and nothing that groups.
    pub fn written(&self, minor: u64, decimals: Decimals) -> String {
        let (whole, rest) = (minor / self.unit(), minor % self.unit());
        if rest == 0 {
            return whole.to_string();
        }
        let (point, width) = (decimals.mark(), self.digits as usize);
        format!("{whole}{point}{rest:0width$}")
    }

    /// Whether the currency is called so: by its code or its sign.
    pub fn is_called(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(&self.currency) || name == self.symbol()
    }

    /// The currency as it stands before a field.
    pub fn code(&self) -> &str {
        &self.currency
    }

    /// How the reader's language writes decimals.
    pub fn decimals(&self) -> Decimals {
        Decimals::of(self.say)
    }

    /// Reads “96000”, “96,000.50”, “96.000,50”, “€ 96 000”, “96,–”: as the reader's language writes
    /// amounts, or the other way where it can only be meant so. What could be two amounts is none.
    ///
    /// # Errors
    /// Why it is no amount of this currency.
    pub fn parse(&self, text: &str) -> Result<u64, NoAmount> {
        let own = self.decimals();
        match self.read(text, own.other()) {
            Ok(other) if other.clear => self.parse_with(text, own).or(Ok(other.minor)),
            Ok(_) => self.parse_with(text, own).map_err(|_| NoAmount::Unclear),
            Err(_) => self.parse_with(text, own),
        }
    }

    /// As [`Self::parse`], where it is known how decimals are written.
    ///
    /// # Errors
    /// Why it is no amount of this currency.
    pub fn parse_with(&self, text: &str, decimals: Decimals) -> Result<u64, NoAmount> {
        match self.read(text, decimals) {
            Ok(read) => Ok(read.minor),
            Err(NoAmount::Grouping) => match self.read(text, decimals.other()) {
                Err(NoAmount::Digits) => Err(NoAmount::Digits),
                _ => Err(NoAmount::Grouping),
            },
            Err(why) => Err(why),
        }
    }

    /// How decimals are written, where this amount alone shows it: “12,50”, “1.000.000”.
    pub fn shows(&self, text: &str) -> Option<Decimals> {
        let reads = |decimals| self.read(text, decimals).ok();
        match (reads(Decimals::Point), reads(Decimals::Comma)) {
            (Some(read), None) if read.clear => Some(Decimals::Point),
            (None, Some(read)) if read.clear => Some(Decimals::Comma),
            _ => None,
        }
    }

    fn read(&self, text: &str, decimals: Decimals) -> Result<Read, NoAmount> {
        let text = self.bare(text);
        if text.starts_with(['-', '\u{2212}']) {
            return Err(NoAmount::Negative);
        }
        let ends = NO_CENTS.iter().find_map(|end| text.strip_suffix(end));
        let text = ends.unwrap_or(text);
        let allowed = |c: char| c.is_ascii_digit() || ".,".contains(c) || SPACES.contains(&c);
        let begins = text.starts_with(|c: char| c.is_ascii_digit() || c == decimals.mark());
        let ends = text.ends_with(|c: char| c.is_ascii_digit());
        if !begins || !ends || !text.chars().all(allowed) {
            return Err(NoAmount::NoNumber);
        }
        let (whole, fraction) = text.split_once(decimals.mark()).unwrap_or((text, ""));
        let is_digit = |c: char| c.is_ascii_digit();
        let marks: Vec<char> = whole.chars().filter(|c| !is_digit(*c)).collect();
        let groups: Vec<&str> = whole.split(|c| !is_digit(c)).collect();
        let one_kind = marks.iter().all(|mark| *mark == marks[0]);
        let threes = groups[1..].iter().all(|group| group.len() == 3);
        let first = (1..=3).contains(&groups[0].len()) && !groups[0].starts_with('0');
        if !one_kind || !threes || !(first || marks.is_empty()) || !fraction.chars().all(is_digit) {
            return Err(NoAmount::Grouping);
        }
        let missing = (self.digits as usize).checked_sub(fraction.len());
        let missing = missing.ok_or(NoAmount::Digits)?;
        let number = groups.concat() + fraction + &"0".repeat(missing);
        // Three digits behind the only mark could be thousands, or decimals of some currency.
        let three_behind_one = match &marks[..] {
            [] => fraction.len() == 3,
            ['.' | ','] => fraction.is_empty(),
            _ => false,
        };
        Ok(Read {
            minor: number.parse().map_err(|_| NoAmount::TooLarge)?,
            clear: !three_behind_one,
        })
    }

    /// Without the currency before or behind it.
    fn bare<'a>(&self, text: &'a str) -> &'a str {
        let mut bare = text.trim();
        for name in [self.symbol(), self.currency.as_str()] {
            let is_name = |part: &&str| part.eq_ignore_ascii_case(name);
            if bare.get(..name.len()).filter(is_name).is_some() {
                bare = bare[name.len()..].trim();
            }
            let at = bare.len().saturating_sub(name.len());
            if bare.get(at..).filter(is_name).is_some() {
                bare = bare[..at].trim();
            }
        }
        bare
    }

    /// The amount in a field of a form.
    ///
    /// # Errors
    /// Names the field, and says why it is no amount.
    pub fn field(&self, field: &'static str, typed: &str) -> Result<u64, Problem> {
        self.parse(typed).map_err(|why| Problem::Amount {
            field,
            why,
            told: self.why_not(typed, why),
        })
    }

    /// Why a text is no amount, for whoever typed it.
    pub fn why_not(&self, typed: &str, why: NoAmount) -> String {
        let example = 96_000 * self.unit();
        self.say.with(
            why.code(),
            &[
                ("typed", typed.trim().to_owned()),
                ("currency", self.currency.clone()),
                ("digits", self.digits.to_string()),
                ("plain", self.plain(example)),
                ("exact", self.plain(example + self.unit() / 2)),
            ],
        )
    }
}

/// With which mark decimals begin; the other one groups thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimals {
    /// 1,000.50
    Point,
    /// 1.000,50
    Comma,
}

impl Decimals {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Point, Self::Comma];

    /// As a language writes them.
    pub fn of(say: Say) -> Self {
        match say.0 {
            Language::En => Self::Point,
            Language::De => Self::Comma,
        }
    }

    /// By its word in forms and queries.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }

    /// Its word in forms and queries.
    pub fn word(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }

    /// The mark.
    pub fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// What else groups thousands: spaces of all kinds, and the Swiss apostrophe.
const SPACES: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];
/// How an amount without cents may end: “96,–”.
const NO_CENTS: [&str; 6] = [",--", ",-", ",–", ".--", ".-", ".–"];

/// An amount as one way of writing has it.
struct Read {
    minor: u64,
    /// Whether it cannot be meant the other way.
    clear: bool,
}

/// Why a text is no amount of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAmount {
    /// It is empty, or something else than digits and marks.
    NoNumber,
    /// It is below zero.
    Negative,
    /// What marks divide is not in threes, or a mark comes where none can: “1,000,5”, “1.2.3”.
    Grouping,
    /// It has more decimals than the currency: “0.125”.
    Digits,
    /// It could be two amounts: “1.000” where decimals begin with a point.
    Unclear,
    /// It is larger than anything.
    TooLarge,
}

impl NoAmount {
    /// A stable name for programs, and the key of its sentence.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoNumber => "amount-no_number",
            Self::Negative => "amount-negative",
            Self::Grouping => "amount-grouping",
            Self::Digits => "amount-digits",
            Self::Unclear => "amount-unclear",
            Self::TooLarge => "amount-too_large",
        }
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
            ("96,000.50", 9_600_050),
            ("96.000,5", 9_600_050),
            ("€ 1 234", 123_400),
            ("12,50 €", 1_250),
            ("EUR 0.07", 7),
            ("eur0.07", 7),
            (".5", 50),
            ("1'000'000.00", 100_000_000),
            ("1.000.000", 100_000_000),
            ("96,–", 9_600),
            ("96.- €", 9_600),
        ] {
            assert_eq!(euros.parse(typed), Ok(minor), "{typed}");
        }
        let german = money(Language::De, "EUR");
        for (typed, minor) in [
            ("96.000", 9_600_000),
            ("96.000,50", 9_600_050),
            ("96000.5", 9_600_050),
            ("1,000.25", 100_025),
        ] {
            assert_eq!(german.parse(typed), Ok(minor), "{typed}");
        }
        assert_eq!(money(Language::En, "JPY").parse("5000"), Ok(5_000));
        assert_eq!(money(Language::De, "KWD").parse("1,125"), Ok(1_125));
        assert_eq!(money(Language::En, "KWD").parse("1,125"), Ok(1_125_000));
    }

    #[test]
    fn what_is_no_amount_says_why_and_none_is_guessed() {
        use NoAmount::*;
        let (english, german) = (money(Language::En, "EUR"), money(Language::De, "EUR"));
        for (typed, why) in [
            ("0.125", Digits),
            ("0,125", Digits),
            ("1234.567", Digits),
            ("1.2345", Digits),
            ("1.2.3", Grouping),
            ("1,000,5", Grouping),
            ("1,00,000", Grouping),
            ("12 34", Grouping),
            ("1'000 000", Grouping),
            ("1.000,000,5", Grouping),
            ("-1", Negative),
            ("−1,000.00", Negative),
            ("", NoNumber),
            (".", NoNumber),
            ("1,", NoNumber),
            ("1e9", NoNumber),
            ("about 5", NoNumber),
            ("$5", NoNumber),
            ("٣", NoNumber),
            ("99999999999999999999", TooLarge),
        ] {
            assert_eq!(english.parse(typed), Err(why), "{typed}");
            assert_eq!(german.parse(typed), Err(why), "{typed}");
        }
        assert_eq!(english.parse("1.000"), Err(Unclear));
        assert_eq!(german.parse("1,000"), Err(Unclear));
        assert_eq!(money(Language::En, "JPY").parse("1.000"), Err(Unclear));
        assert_eq!(money(Language::En, "JPY").parse("5000.00"), Err(Digits));
        // Once it is known how decimals are written, there is one reading.
        assert_eq!(english.parse_with("1.000", Decimals::Comma), Ok(100_000));
        assert_eq!(english.parse_with("1.000", Decimals::Point), Err(Digits));
        assert_eq!(english.parse_with("12,50", Decimals::Point), Err(Grouping));
    }

    #[test]
    fn some_amounts_show_how_decimals_are_written_and_some_do_not() {
        let euros = money(Language::En, "EUR");
        for (typed, shows) in [
            ("12.50", Some(Decimals::Point)),
            ("1,234,567", Some(Decimals::Point)),
            ("1.234.567", Some(Decimals::Comma)),
            ("45.000,50", Some(Decimals::Comma)),
            ("45000", None),
            ("45 000", None),
            ("45.000", None),
            ("45,000", None),
            ("much", None),
        ] {
            assert_eq!(euros.shows(typed), shows, "{typed}");
        }
    }

    #[test]
    fn what_is_written_plainly_is_read_back() {
        for language in [Language::En, Language::De] {
            for currency in ["EUR", "JPY", "KWD"] {
                let money = money(language, currency);
                for minor in [0, 1, 99, 100, 1_125, 1_250, 9_600_000] {
                    assert_eq!(money.parse(&money.plain(minor)), Ok(minor), "{currency}");
                }
            }
        }
    }
}
