//! What every reader of files gives back: an instance with warnings, or a line and what is wrong.

use crate::instance::{Instance, InstanceError};
use crate::money::{Decimal, DecimalError};

/// An instance and what was odd about its file.
#[derive(Debug)]
pub struct Reading {
    /// The instance.
    pub instance: Instance,
    /// Oddities that were read anyway, in the order of lines, at most [`Reading::MOST_WARNINGS`].
    pub warnings: Vec<Warning>,
    /// What the file says was really selected, in its order, if it says that.
    pub official: Option<Vec<usize>>,
    /// What each feature is filed under, if the file says that: kinds separated by commas.
    pub categories: Option<Vec<String>>,
    /// What the file says it is about.
    pub title: String,
    /// So many points, or people, the file says that a feature needs; applied only if asked.
    pub threshold: Option<Decimal>,
}

impl Reading {
    /// A file with more oddities than this is told so once.
    pub const MOST_WARNINGS: usize = 100;
}

/// Something odd that did not stop the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line, from 1.
    pub line: usize,
    /// What is odd.
    pub what: String,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ReadError {
    /// The line, from 1; the last line when something is missing.
    pub line: usize,
    /// What is wrong.
    pub what: Problem,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The bytes are not UTF-8 text.
    #[error("this is not UTF-8 text")]
    NotText,
    /// A row before any section, or an unknown section.
    #[error("expected the section META, PROJECTS or VOTES, found \"{0}\"")]
    NoSection(String),
    /// A section that is not there.
    #[error("the section {0} is missing")]
    MissingSection(&'static str),
    /// A section that comes twice, or too early.
    #[error("the section {0} does not belong here")]
    MisplacedSection(&'static str),
    /// A column that is not there.
    #[error("the column \"{0}\" is missing")]
    MissingColumn(&'static str),
    /// A column that was asked for and is not there.
    #[error("the votes have no column \"{0}\"")]
    NoSuchColumn(String),
    /// No header where one is needed.
    #[error("no header was found: a row that begins with \"id\" names the columns")]
    NoHeader,
    /// The budget is not there.
    #[error("the budget is missing")]
    MissingBudget,
    /// A field that has to hold something is empty.
    #[error("the field \"{0}\" is empty")]
    EmptyField(&'static str),
    /// An amount that cannot be read.
    #[error("the {0} \"{1}\" cannot be read: {2}")]
    NotMoney(&'static str, String, DecimalError),
    /// A number of points that cannot be read.
    #[error("the points \"{0}\" cannot be read")]
    NotPoints(String),
    /// A cell that says yes or no, and says neither.
    #[error("the {0} \"{1}\" says neither yes nor no: write yes, no, or nothing")]
    NeitherYesNorNo(&'static str, String),
    /// More or fewer points than features on a ballot.
    #[error("{0} projects, but {1} points")]
    PointsMismatch(usize, usize),
    /// A feature id that appears twice, or is not known.
    #[error("\"{0}\" is not a known feature")]
    UnknownFeature(String),
    /// A feature that was listed before.
    #[error("the project \"{0}\" was listed before")]
    Twice(String),
    /// A row with more than its header says.
    #[error("the row has {0} fields, and its header {1}: is there a delimiter in a name?")]
    TooManyFields(usize, usize),
    /// A setting that comes twice, and says two things.
    #[error("the setting \"{0}\" was given before, and says something else")]
    SettingTwice(String),
    /// Votes, none of them for anything that is listed.
    #[error("no vote names a listed project: here \"{0}\"")]
    NoVoteKnown(String),
    /// A party that nobody speaks for.
    #[error("nobody speaks for the party \"{0}\"")]
    UnknownParty(String),
    /// A kind of ballot that is not known.
    #[error("the vote type \"{0}\" is not known")]
    UnknownVoteType(String),
    /// A setting that is not known or not complete.
    #[error("the setting \"{0}\" cannot be understood")]
    UnknownSetting(String),
    /// What was read contradicts itself.
    #[error(transparent)]
    Instance(#[from] InstanceError),
}

/// What is asked of a reader beside the file.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The budget, instead of the file's or where it has none.
    pub budget: Option<Decimal>,
    /// The column of a Pabulib file's votes that tells whose people the voters are.
    pub parties_by: Option<String>,
    /// What those parties are endowed with.
    pub endowments: Endowments,
}

/// What parties that a column tells apart are endowed with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Endowments {
    /// As many parts as they have people: everybody's voice is the same.
    #[default]
    People,
    /// One part each: each party's voice is the same.
    Equal,
    /// So many parts each, by their names; one for those that are not named.
    Named(Vec<(String, u64)>),
}

/// Bytes as text, or the line at which they stop being text.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()]
            .iter()
            .filter(|&&b| b == b'\n')
            .count();
        ReadError {
            line,
            what: Problem::NotText,
        }
    })
}

/// Gathers warnings up to a limit.
#[derive(Default)]
pub(crate) struct Warnings(Vec<Warning>);

impl Warnings {
    pub(crate) fn add(&mut self, line: usize, what: impl FnOnce() -> String) {
        match self.0.len().cmp(&Reading::MOST_WARNINGS) {
            std::cmp::Ordering::Less => self.0.push(Warning { line, what: what() }),
            std::cmp::Ordering::Equal => {
                self.0.push(Warning {
                    line,
                    what: "further oddities are not listed".into(),
                });
            }
            std::cmp::Ordering::Greater => {}
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Warning> {
        self.0
    }
}

/// Reads an amount of money, with a warning about what is odd.
pub(crate) fn amount(
    line: usize,
    what: &'static str,
    text: &str,
    warnings: &mut Warnings,
) -> Result<Decimal, ReadError> {
    let (amount, odd) =
        Decimal::read(text).or_else(|e| fail(line, Problem::NotMoney(what, text.to_owned(), e)))?;
    if let Some(odd) = odd {
        warnings.add(line, || format!("the {what} {}", odd.about(text, amount)));
    }
    Ok(amount)
}

/// What rows that add up others are called, in each language of the product.
const TOTALS: [&str; 12] = [
    "total",
    "totals",
    "sum",
    "subtotal",
    "grand total",
    "sum total",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "zwischensumme",
];

/// Warns of a row that is read as a feature, and called as one that adds up the others.
pub(crate) fn perhaps_a_total(line: usize, called: &str, warnings: &mut Warnings) {
    let bare = called.trim().trim_end_matches(':').to_lowercase();
    if TOTALS.contains(&bare.as_str()) {
        warnings.add(line, || {
            format!(
                "\"{called}\" is read as a feature: leave the line out if it adds up the others"
            )
        });
    }
}

pub(crate) fn fail<T>(line: usize, what: Problem) -> Result<T, ReadError> {
    Err(ReadError { line, what })
}
