//! The message catalogue: every sentence of the pages, in each language, from `locales/`.

use std::collections::{HashMap, HashSet};
use std::fmt::{Display, Write};
use std::sync::LazyLock;

use accounts::Language;
use domain::quotation::closed;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// One file per area of the product.
macro_rules! sources {
    ($language:literal) => {
        sources!($language: "frame", "entry", "account", "ways", "opening", "value", "features", "decisions", "commitments", "meetings", "factors", "measures", "review", "stages", "trust", "consultations", "agreement", "table", "dialogue", "search", "record", "api", "messages")
    };
    ($language:literal: $($area:literal),*) => {
        [$(include_str!(concat!("../locales/", $language, "/", $area, ".ftl"))),*]
    };
}

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read("en", &sources!("en")));
static GERMAN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read("de", &sources!("de")));

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, formatted once.
    plain: HashMap<String, String>,
    /// Messages that choose nothing, only put their arguments in: a page says them hundreds of times.
    fixed: HashMap<String, Vec<Piece>>,
    /// The arguments that messages put in quotation marks: whatever is typed there ends where the mark is.
    quoted: HashMap<String, HashSet<String>>,
}

/// A stretch of a message that chooses nothing.
enum Piece {
    Text(String),
    Argument(String),
}

impl Piece {
    /// The pieces of a pattern; `None` when it chooses, refers or calls.
    fn all_of(pattern: &Pattern<&str>) -> Option<Vec<Self>> {
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Self::Text((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Self::Argument(id.name.to_owned())),
            PatternElement::Placeable { .. } => None,
        };
        pattern.elements.iter().map(piece).collect()
    }
}

/// The marks with which the messages' quotations begin.
const OPENING: [char; 2] = ['“', '„'];

/// The arguments that a pattern puts in quotation marks, in whichever of its variants.
fn quoted(pattern: &Pattern<&str>, found: &mut HashSet<String>) {
    let mut opens = false;
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => opens = value.ends_with(OPENING),
            PatternElement::Placeable { expression } => {
                match expression {
                    Expression::Inline(InlineExpression::VariableReference { id }) if opens => {
                        found.insert(id.name.to_owned());
                    }
                    Expression::Select { variants, .. } => {
                        for variant in variants {
                            quoted(&variant.value, found);
                        }
                    }
                    Expression::Inline(_) => {}
                }
                opens = false;
            }
        }
    }
}

impl Catalogue {
    fn read(language: &str, sources: &[&str]) -> Self {
        let language = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks stand in copied text: only what needs them carries them; see `isolated`.
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        let (mut fixed, mut in_marks) = (HashMap::new(), HashMap::new());
        for source in sources {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    tracing::error!(?errors, "the catalogue has lines that cannot be read");
                    resource
                }
            };
            for entry in resource.entries() {
                let Entry::Message(message) = entry else {
                    continue;
                };
                let key = message.id.name.to_owned();
                let mut found = HashSet::new();
                if let Some(pattern) = &message.value {
                    quoted(pattern, &mut found);
                }
                if !found.is_empty() {
                    in_marks.insert(key.clone(), found);
                }
                let pieces = message.value.as_ref().and_then(Piece::all_of);
                fixed.extend(pieces.map(|pieces| (key.clone(), pieces)));
                keys.push(key);
            }
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(?errors, "the catalogue says something twice");
            }
        }
        let mut catalogue = Self {
            bundle,
            plain: HashMap::new(),
            fixed,
            quoted: in_marks,
        };
        for key in keys {
            if let Some(text) = catalogue.format(&key, None) {
                catalogue.plain.insert(key, text);
            }
        }
        catalogue
    }

    /// The message with its arguments; `None` when there is no such message or it lacks one.
    fn say(&self, key: &str, values: &[(&str, &dyn Display)]) -> Option<String> {
        let quoted = self.quoted.get(key);
        let is_quoted = |name: &str| quoted.is_some_and(|quoted| quoted.contains(name));
        let Some(pieces) = self.fixed.get(key) else {
            let mut args = FluentArgs::new();
            for (name, value) in values {
                let text = match is_quoted(name) {
                    true => closed(&value.to_string()),
                    false => value.to_string(),
                };
                // Whole numbers choose plurals.
                let value = match text.parse::<i32>() {
                    Ok(number) => FluentValue::from(number),
                    Err(_) => FluentValue::from(isolated(text)),
                };
                args.set((*name).to_owned(), value);
            }
            return self.format(key, Some(&args));
        };
        let mut said = String::with_capacity(96);
        for piece in pieces {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Argument(argument) => {
                    let (_, value) = values.iter().find(|(name, _)| name == argument)?;
                    let begin = said.len();
                    match is_quoted(argument) {
                        true => said.push_str(&closed(&value.to_string())),
                        false => write!(said, "{value}").ok()?,
                    }
                    if runs_from_the_right(&said[begin..]) {
                        said.insert(begin, FIRST_STRONG);
                        said.push(END);
                    }
                }
            }
        }
        Some(said)
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

/// First strong isolate, and its end.
const FIRST_STRONG: char = '\u{2068}';
const END: char = '\u{2069}';

/// What is put into a sentence, kept from turning around what is beside it. A mail of plain text has
/// no other way to say so.
fn isolated(text: String) -> String {
    match runs_from_the_right(&text) {
        true => format!("{FIRST_STRONG}{text}{END}"),
        false => text,
    }
}

/// Whether letters of Hebrew, Arabic or another script that is read from the right are among these.
fn runs_from_the_right(text: &str) -> bool {
    // What is written in fewer bytes is read from the left.
    let may = text.bytes().any(|byte| byte >= 0xD6);
    may && text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// Says things in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Say(pub Language);

impl Say {
    fn catalogue(self) -> &'static Catalogue {
        match self.0 {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }

    /// The language's code, for `lang=`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// A message without arguments; the key itself when the catalogue lacks it, so that a page is
    /// never empty. While it is built, whoever asks for it fails.
    pub fn text(self, key: &str) -> String {
        self.plain(key).to_owned()
    }

    /// As [`Self::text`], without a copy: for what is in every row.
    pub fn plain(self, key: &str) -> &str {
        match self.catalogue().plain.get(key) {
            Some(text) => text,
            // Borrowed from the caller or the catalogue, whichever has it.
            None => ENGLISH
                .plain
                .get(key)
                .map_or_else(|| lacking(key), String::as_str),
        }
    }

    /// Whether this only says that a text was erased: nobody's words, so not quoted.
    pub fn is_erased(self, text: &str) -> bool {
        text == self.plain("text-erased")
    }

    /// A message with one argument.
    pub fn one(self, key: &str, name: &str, value: impl Display) -> String {
        self.said(key, &[(name, &value)])
    }

    /// A message with two arguments.
    pub fn two(
        self,
        key: &str,
        first: (&str, impl Display),
        second: (&str, impl Display),
    ) -> String {
        self.said(key, &[(first.0, &first.1), (second.0, &second.1)])
    }

    /// A message whose argument is a count, in the language's plural.
    pub fn count(self, key: &str, count: usize) -> String {
        self.said(key, &[("count", &count)])
    }

    /// A message with any arguments. Whole numbers choose plurals.
    pub fn with(self, key: &str, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &dyn Display)> = values
            .iter()
            .map(|(name, value)| (*name, value as &dyn Display))
            .collect();
        self.said(key, &values)
    }

    fn said(self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        let said = self.catalogue().say(key, values);
        said.or_else(|| ENGLISH.say(key, values))
            .unwrap_or_else(|| lacking(key).to_owned())
    }
}

/// What is shown where the catalogue lacks a sentence, or a sentence an argument.
fn lacking(key: &str) -> &str {
    debug_assert!(false, "the catalogue has no “{key}” with these arguments");
    key
}

/// What a refusal of the accounts says.
pub fn account_refusal(say: Say, refusal: &accounts::Refusal) -> String {
    let key = format!("account-{}", refusal.code());
    if let accounts::Refusal::Deceptive { sign, after, .. } = refusal {
        return deceptive(say, sign, after);
    }
    let said = say.plain(&key);
    if said == key {
        refusal.to_string()
    } else {
        said.to_owned()
    }
}

/// That a text holds a character which is refused: which, and where.
pub(crate) fn deceptive(say: Say, sign: &str, after: &str) -> String {
    match after {
        "" => say.one("rule-deceptive-first", "sign", sign),
        after => say.two("rule-deceptive", ("sign", sign), ("after", after)),
    }
}

/// Whether a language's catalogue has a message of this key that needs no arguments.
pub(crate) fn has_plain(language: Language, key: &str) -> bool {
    Say(language).catalogue().plain.contains_key(key)
}

/// Whether a language's catalogue has a message of this key.
pub(crate) fn has(language: Language, key: &str) -> bool {
    Say(language).catalogue().bundle.has_message(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sentence_quotes_ends_no_quotation_of_its_own() {
        let typed = "nights”. Northwind pays „twice";
        for language in [Language::En, Language::De] {
            let say = Say(language);
            let fixed = say.one("name-on-paper", "name", typed);
            let values = [("count", "1".to_owned()), ("about", typed.to_owned())];
            let chosen = say.with("need-take_position", &values);
            for told in [fixed, chosen] {
                assert!(told.contains("nights'. Northwind pays 'twice"), "{told}");
            }
        }
        let beside = Say(Language::En).one("need-rate-why", "about", typed);
        assert_eq!(beside, typed, "nothing is around it");
    }
}
