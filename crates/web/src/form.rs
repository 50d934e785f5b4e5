//! What a form holds: fields by name, read one by one, each refusal naming its field.

use std::str::FromStr;

use crate::problem::Problem;

/// Name and value pairs, of a form's body or of a query.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pairs: Vec<(String, String)>,
}

/// Fields of one form; more is an attack.
const FIELDS: usize = 1_000;

impl Form {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// When it is not that, or has too many fields.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(bytes).map_err(|error| Problem::Body(error.to_string()))?;
        if pairs.len() > FIELDS {
            return Err(Problem::TooLarge);
        }
        // U+FFFD stands where the bytes were no UTF-8: refused rather than stored mangled.
        if pairs.iter().any(|(_, value)| value.contains('\u{FFFD}')) {
            return Err(Problem::Body("not UTF-8".to_owned()));
        }
        Ok(Self { pairs })
    }

    /// The field's value, if it was sent.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }

    /// The field's value, empty if it was not sent.
    pub fn text(&self, field: &str) -> &str {
        self.get(field).unwrap_or_default()
    }

    /// Every value of a field that may be sent several times.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }

    /// What a person wrote in it: texts of several words, which no choice and no id is. No passwords.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.pairs
            .iter()
            .filter(|(name, value)| !name.contains("password") && value.trim().contains(' '))
            .map(|(_, value)| value.trim())
    }

    /// Whether the field was sent at all: a ticked box, a pressed button.
    pub fn has(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// The field as something that can be read from text: an id, a number.
    ///
    /// # Errors
    /// Names the field when it is missing or malformed.
    pub fn parse_field<T: FromStr>(&self, field: &'static str) -> Result<T, Problem> {
        self.text(field).trim().parse().map_err(|_| Problem::Field {
            field,
            what: "problem-choose",
        })
    }

    /// As [`Self::parse_field`], of a field that may stay empty.
    ///
    /// # Errors
    /// Names the field when it is malformed.
    pub fn optional<T: FromStr>(&self, field: &'static str) -> Result<Option<T>, Problem> {
        if self.text(field).trim().is_empty() {
            return Ok(None);
        }
        self.parse_field(field).map(Some)
    }

    /// The field as a mark from 0 to 10.
    ///
    /// # Errors
    /// Names the field when it is missing or off the scale.
    pub fn mark(&self, field: &'static str) -> Result<u8, Problem> {
        let mark = self
            .text(field)
            .trim()
            .parse()
            .ok()
            .filter(|mark| *mark <= 10);
        mark.ok_or(Problem::Field {
            field,
            what: "problem-mark",
        })
    }

    /// The field as a word of the vocabulary.
    ///
    /// # Errors
    /// Names the field when it is missing or no such word.
    pub fn word<T>(
        &self,
        field: &'static str,
        from_word: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Problem> {
        from_word(self.text(field)).ok_or(Problem::Field {
            field,
            what: "problem-choose",
        })
    }

    /// All values of a field as words of the vocabulary.
    ///
    /// # Errors
    /// Names the field when one is no such word.
    pub fn words<T>(
        &self,
        field: &'static str,
        from_word: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Problem> {
        let problem = Problem::Field {
            field,
            what: "problem-choose",
        };
        self.all(field)
            .map(&from_word)
            .collect::<Option<_>>()
            .ok_or(problem)
    }
}

/// A form that was refused: what was typed, and what to mend. Pages render it in place.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    name: String,
    typed: Form,
    field: Option<String>,
    message: String,
}

impl Draft {
    /// What was typed into the form called `name`, and what is wrong with it.
    pub fn new(name: &str, typed: Form, field: Option<&str>, message: String) -> Self {
        Self {
            name: name.to_owned(),
            typed,
            field: field.map(str::to_owned),
            message,
        }
    }

    /// Whether this form was refused.
    pub fn is(&self, form: &str) -> bool {
        !self.name.is_empty() && self.name == form
    }

    /// What to put into a field: what was typed, else `otherwise`.
    pub fn value(&self, form: &str, field: &str, otherwise: &str) -> String {
        if self.is(form) {
            self.typed.text(field)
        } else {
            otherwise
        }
        .to_owned()
    }

    /// Whether a choice is to be ticked: as it was, else `otherwise`.
    pub fn ticked(&self, form: &str, field: &str, value: &str, otherwise: bool) -> bool {
        if self.is(form) {
            self.typed.all(field).any(|typed| typed == value)
        } else {
            otherwise
        }
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn error(&self, form: &str, field: &str) -> &str {
        if self.is(form) && self.field.as_deref() == Some(field) {
            &self.message
        } else {
            ""
        }
    }

    /// What is wrong with the form where it is no single field; empty when nothing is.
    pub fn problem(&self, form: &str) -> &str {
        if self.is(form) && self.field.is_none() {
            &self.message
        } else {
            ""
        }
    }

    /// What is wrong anywhere on the page, for its top; empty when nothing is.
    pub fn summary(&self) -> &str {
        &self.message
    }
}
