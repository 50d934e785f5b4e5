//! What a form holds: fields by name, read one by one, each refusal naming its field.

use std::fmt::Display;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use domain::Refusal;
use percent_encoding::percent_decode;

use crate::catalogue::Say;
use crate::problem::Problem;

/// Name and value pairs, of a form's body or of a query.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pairs: Vec<(String, String)>,
}

/// Fields of one form; more is an attack.
const FIELDS: usize = 1_000;

/// Fields in which people write, be it one word.
const WORDS: [&str; 7] = [
    "words",
    "why",
    "statement",
    "objective",
    "condition",
    "title",
    "note",
];

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
        // U+FFFD stands where the bytes were no UTF-8: refused rather than stored mangled. Where it was typed, the
        // rules say what is wrong, at its field.
        let is_mangled = || percent_decode(bytes).decode_utf8().is_err();
        if pairs.iter().any(|(_, value)| value.contains('\u{FFFD}')) && is_mangled() {
            return Err(Problem::Body("not UTF-8".to_owned()));
        }
        Ok(Self { pairs })
    }

    /// Every field with its value, as they came.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.pairs.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same as a query, without one field.
    pub fn query_without(&self, field: &str) -> String {
        let rest: Vec<_> = self
            .pairs
            .iter()
            .filter(|(name, _)| name != field)
            .collect();
        // Pairs of texts: writing them cannot fail.
        serde_html_form::to_string(rest).unwrap_or_default()
    }

    /// The field's value, if it was sent.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }

    /// The same without a field.
    pub(crate) fn without(&self, field: &str) -> Self {
        let others = self.pairs.iter().filter(|(name, _)| name != field);
        Self {
            pairs: others.cloned().collect(),
        }
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

    /// Everything in it but our own proof of where it came from, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.pairs.iter().filter(|(name, _)| name != "csrf");
        fields.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether it holds what no page gives back.
    pub fn is_secret(&self) -> bool {
        self.pairs.iter().any(|(name, _)| is_secret(name))
    }

    /// What a person wrote in it: what stands in a field for words, and elsewhere several words, or signs that no
    /// choice, no id and no date has.
    pub fn written(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_chosen = |value: &str| {
            value
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "-_.:/+".contains(it))
        };
        self.fields().filter(move |(name, value)| {
            let is_own = !["form", "key", "back", "email"].contains(name) && !is_secret(name);
            let value = value.trim();
            is_own && !value.is_empty() && (WORDS.contains(name) || !is_chosen(value))
        })
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

    /// All values of a field as ids.
    ///
    /// # Errors
    /// Names the field when one is malformed.
    pub fn parse_all<T: FromStr>(&self, field: &'static str) -> Result<Vec<T>, Problem> {
        self.words(field, |text| text.parse().ok())
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

fn is_secret(name: &str) -> bool {
    name.contains("password") || ["code", "step", "challenge", "offer"].contains(&name)
}

/// Yes or no, as a template has it: by value, or behind whatever it was looped over.
pub trait Chosen {
    /// Yes or no.
    fn is_chosen(&self) -> bool;
}

impl Chosen for bool {
    fn is_chosen(&self) -> bool {
        *self
    }
}

impl<T: Chosen> Chosen for &T {
    fn is_chosen(&self) -> bool {
        (**self).is_chosen()
    }
}

/// A form that was refused: what was typed, and what to mend. Pages render it in place.
///
/// A rule refuses for the first thing that it finds. What else is wrong follows from what the form's own controls
/// ask for: while a page is made they say so here, and it is made again with all of it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    name: String,
    typed: Form,
    field: Option<String>,
    message: String,
    /// Whether what it changes was changed since it was opened: then each control says what is so now.
    changed: bool,
    place: Place,
    /// The language in which it is said.
    say: Option<Say>,
    /// Whether the page that was made of it said what to mend.
    said: Arc<AtomicBool>,
    /// What the controls of the page that was made of it said of themselves.
    controls: Arc<Mutex<Controls>>,
    /// Everything that is wrong, in the order of the form, where that is more than what was refused.
    faults: Vec<Fault>,
}

/// What the controls of a form are and ask for.
#[derive(Debug, Default)]
struct Controls {
    /// Field, anchor and label of each.
    there: Vec<(String, String, String)>,
    /// What is wrong with a field, by what its control asks for.
    wrong: Vec<(String, String)>,
}

/// What is wrong with one field.
#[derive(Clone, Debug)]
pub struct Fault {
    field: String,
    /// Where its control is on the page.
    pub anchor: String,
    /// What the control is called.
    pub label: String,
    /// What is wrong.
    pub message: String,
}

/// What is said at the head of a form.
#[derive(Debug)]
pub struct Told<'a> {
    /// What is about no single field; empty where nothing is.
    pub message: &'a str,
    /// What is wrong with several fields; empty where it is one, which says so itself.
    pub faults: &'a [Fault],
}

/// What a control takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Text,
    Secret,
    Choice,
    Mark,
}

/// How close to what is to be mended it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// At the field, or at the head of its form where it is about no single one.
    #[default]
    Field,
    /// At the head of the form, which has no control for the field.
    Form,
    /// At the head of the page, which has no place for it in the form.
    Page,
}

impl Draft {
    /// What was typed into the form called `name`, and what is wrong with it.
    pub fn new(say: Say, name: &str, typed: Form, field: Option<&str>, message: String) -> Self {
        Self {
            say: Some(say),
            name: name.to_owned(),
            typed,
            field: field.map(str::to_owned),
            message,
            ..Self::default()
        }
    }

    /// The same, refused since what it changes was changed after it was opened.
    #[must_use]
    pub(crate) fn changed_meanwhile(self, changed: bool) -> Self {
        Self { changed, ..self }
    }

    /// What a field says now, where that was changed since the form was opened and differs from what was typed.
    pub fn meanwhile(&self, form: &str, field: &str, now: &str) -> Option<String> {
        let lines = |text: &str| text.trim().replace("\r\n", "\n");
        let differs = || lines(self.typed.text(field)) != lines(now);
        (self.changed && self.is(form) && differs()).then(|| now.trim().to_owned())
    }

    /// Whether this option is what was picked meanwhile, and something else was picked in the form.
    pub fn is_now(&self, form: &str, field: &str, option: impl ToString, now: &str) -> bool {
        option.to_string() == now && self.meanwhile(form, field, now).is_some()
    }

    /// Whether a choice is taken now, where that was changed meanwhile and the form says otherwise.
    pub fn ticked_now(
        &self,
        form: &str,
        field: &str,
        value: &str,
        now: impl Chosen,
    ) -> Option<bool> {
        let typed = self.typed.all(field).any(|typed| typed == value);
        let now = now.is_chosen();
        (self.changed && self.is(form) && typed != now).then_some(now)
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

    /// Whether an option is to be selected: as it was, else where it is `otherwise`.
    pub fn picked(&self, form: &str, field: &str, option: impl ToString, otherwise: &str) -> bool {
        let option = option.to_string();
        self.value(form, field, otherwise) == option
    }

    /// Whether a choice is to be ticked: as it was, else `otherwise`.
    pub fn ticked(&self, form: &str, field: &str, value: &str, otherwise: impl Chosen) -> bool {
        if self.is(form) {
            self.typed.all(field).any(|typed| typed == value)
        } else {
            otherwise.is_chosen()
        }
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn error(&self, form: &str, field: &str) -> &str {
        if !self.is(form) {
            return "";
        }
        if let Some(fault) = self.faults.iter().find(|fault| fault.field == field) {
            return &fault.message;
        }
        let here = self.place == Place::Field && self.field.as_deref() == Some(field);
        self.say_if(here)
    }

    /// What is said at the head of the form: what is about no single field, and which are wrong where several are.
    pub fn problem(&self, form: &str) -> Told<'_> {
        let here = match self.place {
            Place::Field => self.field.is_none(),
            Place::Form => true,
            Place::Page => false,
        };
        let is_this = self.is(form);
        Told {
            message: self.say_if(here && is_this),
            faults: if is_this { &self.faults } else { &[] },
        }
    }

    /// A control says which it is. Answers with nothing, as templates need.
    pub fn control(
        &self,
        form: &str,
        field: &str,
        anchor: impl Display,
        label: impl Display,
    ) -> &'static str {
        if self.is(form)
            && let Ok(mut controls) = self.controls.lock()
            && !controls.there.iter().any(|(there, ..)| there == field)
        {
            let control = (field.to_owned(), anchor.to_string(), label.to_string());
            controls.there.push(control);
        }
        ""
    }

    /// A control of text says what it asks for: at most so many characters, and none that deceive.
    pub fn asks(
        &self,
        form: &str,
        field: &str,
        kind: &str,
        required: impl Chosen,
        most: &str,
    ) -> &'static str {
        let takes = match kind {
            "password" => Takes::Secret,
            _ => Takes::Text,
        };
        let most = most.parse().unwrap_or(usize::MAX);
        self.asks_for(form, field, takes, required.is_chosen(), most)
    }

    /// A control says whether one of its choices has to be taken.
    pub fn asks_choice(&self, form: &str, field: &str, required: impl Chosen) -> &'static str {
        self.asks_for(form, field, Takes::Choice, required.is_chosen(), usize::MAX)
    }

    /// A scale says that it asks for a mark.
    pub fn asks_mark(&self, form: &str, field: &str) -> &'static str {
        self.asks_for(form, field, Takes::Mark, true, usize::MAX)
    }

    fn asks_for(
        &self,
        form: &str,
        field: &str,
        takes: Takes,
        required: bool,
        most: usize,
    ) -> &'static str {
        let Some(say) = self.say.filter(|_| self.is(form)) else {
            return "";
        };
        let typed = self.typed.text(field);
        let is_blank = match takes {
            Takes::Text => domain::text::passage("", typed) == Err(Refusal::Blank { field: "" }),
            _ => typed.is_empty(),
        };
        let wrong = match takes {
            Takes::Choice if required && is_blank => Some(say.text("problem-choose")),
            Takes::Mark if typed.trim().parse().map_or(true, |mark: u8| mark > 10) => {
                Some(say.text("problem-mark"))
            }
            Takes::Text | Takes::Secret if required && is_blank => Some(say.text("rule-blank")),
            Takes::Text => {
                let limit = most;
                let is_long = typed.replace("\r\n", "\n").trim().chars().count() > limit;
                let refusal = match domain::text::optional_passage("", typed) {
                    _ if is_long => Some(Refusal::TooLong { field: "", limit }),
                    Err(refusal @ Refusal::Deceptive { .. }) => Some(refusal),
                    _ => None,
                };
                refusal.map(|refusal| Problem::Rule(refusal).message(say))
            }
            _ => None,
        };
        if let Some(wrong) = wrong
            && let Ok(mut controls) = self.controls.lock()
        {
            controls.wrong.push((field.to_owned(), wrong));
        }
        ""
    }

    /// The same with everything that is wrong by what the controls of the page ask for; `None` where that is no more
    /// than what was refused. What was refused for no field says nothing of fields.
    pub(crate) fn whole(&self) -> Option<Self> {
        let refused = self.field.as_deref()?;
        let controls = self.controls.lock().ok()?;
        let faults: Vec<_> = controls
            .there
            .iter()
            .filter_map(|(field, anchor, label)| {
                let asked = controls.wrong.iter().find(|(wrong, _)| wrong == field);
                let message = if field == refused && self.place == Place::Field {
                    &self.message
                } else {
                    &asked?.1
                };
                Some(Fault {
                    field: field.clone(),
                    anchor: anchor.clone(),
                    label: label.clone(),
                    message: message.clone(),
                })
            })
            .collect();
        let is_more = faults.len() > usize::from(self.place == Place::Field);
        is_more.then(|| Self {
            faults,
            controls: Arc::default(),
            ..self.clone()
        })
    }

    /// What is wrong, where the page has no other place to say it; empty when it has.
    pub fn astray(&self) -> &str {
        self.say_if(self.place == Place::Page)
    }

    /// What was written into a form that the page does not have any more, where that is said at its head.
    pub fn lost(&self) -> String {
        if self.place != Place::Page || self.typed.is_secret() {
            return String::new();
        }
        let Ok(controls) = self.controls.lock() else {
            return String::new();
        };
        let held = |field: &str| controls.there.iter().any(|(there, ..)| there == field);
        let lost = self.typed.written().filter(|(field, _)| !held(field));
        let lost: Vec<&str> = lost.map(|(_, value)| value.trim()).collect();
        lost.join("\n\n")
    }

    fn say_if(&self, here: bool) -> &str {
        if !here || self.message.is_empty() {
            return "";
        }
        self.said.store(true, Ordering::Relaxed);
        &self.message
    }

    /// The same, to be said one place further out; `None` once a page has said it.
    pub(crate) fn outward(&self) -> Option<Self> {
        if self.message.is_empty() || self.said.load(Ordering::Relaxed) {
            return None;
        }
        let place = match self.place {
            Place::Field => Place::Form,
            Place::Form => Place::Page,
            Place::Page => return None,
        };
        Some(Self {
            place,
            ..self.clone()
        })
    }

    /// What is wrong anywhere on the page; empty when nothing is.
    pub fn summary(&self) -> &str {
        &self.message
    }
}
