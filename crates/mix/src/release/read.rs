//! Reader for the classic and realistic instances of Xuan, Jiang, Ren and Luo
//! (IEEE TSE 2012).
//!
//! Numbers separated by blanks or line ends: how many levels of features;
//! per level how many, and their costs; how many dependencies, and per
//! dependency the prerequisite and the feature that needs it; how many
//! customers, and per customer weight, size of the bundle, and the bundle.
//! Ids count from 1 through all levels. Lines that begin with `^` are remarks.

use thiserror::Error;

use super::instance::{Customer, Dependency, FeatureId, Instance, InstanceError};

/// Why a text is not an instance, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct ReadError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with the text of an instance.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The text ends too early.
    #[error("the file ends where {expected} should be")]
    Ends {
        /// What should have come.
        expected: &'static str,
    },
    /// Something that is not a whole number from 0.
    #[error("`{found}` is not {expected}: a whole number from 0 is needed")]
    NotANumber {
        /// What should have come.
        expected: &'static str,
        /// What came (its beginning).
        found: String,
    },
    /// Something follows the last customer.
    #[error("`{found}` comes after the last customer")]
    GoesOn {
        /// What came (its beginning).
        found: String,
    },
    /// The numbers are read, but do not make an instance.
    #[error(transparent)]
    Instance(#[from] InstanceError),
}

/// Reads an instance; see [`Instance`] for what it means.
///
/// # Errors
/// The first line that is wrong, and what is wrong with it.
pub fn read(text: &str) -> Result<Instance, ReadError> {
    let mut words = Words::new(text);

    let mut costs = Vec::new();
    for _ in 0..words.number("the number of levels")? {
        for _ in 0..words.number("the number of features of a level")? {
            costs.push(words.number("the cost of a feature")?);
        }
    }

    let mut dependencies = Vec::new();
    for _ in 0..words.number("the number of dependencies")? {
        let first = words.feature(costs.len(), "the prerequisite of a dependency")?;
        let then = words.feature(costs.len(), "the feature of a dependency")?;
        dependencies.push(Dependency { first, then });
    }

    let mut customers = Vec::new();
    for _ in 0..words.number("the number of customers")? {
        let weight = words.number("the weight of a customer")?;
        let mut wants = Vec::new();
        for _ in 0..words.number("the number of requests of a customer")? {
            wants.push(words.feature(costs.len(), "a requested feature")?);
        }
        customers.push(Customer { weight, wants });
    }

    if let Some((line, word)) = words.next() {
        return Err(ReadError {
            line,
            fault: Fault::GoesOn {
                found: beginning(word),
            },
        });
    }
    Instance::new(costs, &dependencies, &customers).map_err(|error| ReadError {
        line: words.line,
        fault: error.into(),
    })
}

/// The words of a text with their line numbers, remarks left out.
struct Words<'t> {
    lines: std::iter::Enumerate<std::str::Lines<'t>>,
    words: std::str::SplitWhitespace<'t>,
    line: usize,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            lines: text.lines().enumerate(),
            words: "".split_whitespace(),
            line: 1,
        }
    }

    fn next(&mut self) -> Option<(usize, &'t str)> {
        loop {
            if let Some(word) = self.words.next() {
                return Some((self.line, word));
            }
            let (index, line) = self.lines.next()?;
            if !line.starts_with('^') {
                self.line = index + 1;
                self.words = line.split_whitespace();
            }
        }
    }

    fn number(&mut self, expected: &'static str) -> Result<u64, ReadError> {
        let Some((line, word)) = self.next() else {
            return Err(ReadError {
                line: self.line,
                fault: Fault::Ends { expected },
            });
        };
        word.parse().map_err(|_| ReadError {
            line,
            fault: Fault::NotANumber {
                expected,
                found: beginning(word),
            },
        })
    }

    fn feature(&mut self, features: usize, expected: &'static str) -> Result<FeatureId, ReadError> {
        let number = self.number(expected)?;
        let id = FeatureId(u32::try_from(number).unwrap_or(u32::MAX));
        if number == 0 || number > features as u64 {
            let fault = InstanceError::UnknownFeature { id, features }.into();
            return Err(ReadError {
                line: self.line,
                fault,
            });
        }
        Ok(id)
    }
}

/// Enough of a word to recognise it in a message.
fn beginning(word: &str) -> String {
    word.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Plan;
    use super::*;

    const SMALL: &str = "2\n2\n4 3\n1\n8\n1\n1 3\n2\n10 1 3\n5 2 1 2\n";

    fn fault(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn a_bundle_brings_its_prerequisites() {
        let instance = read(SMALL).unwrap();
        let Plan { value, cost, .. } = instance.plan([0]);
        assert_eq!((value, cost), (10, 12));
    }

    #[test]
    fn remarks_and_line_ends_do_not_matter() {
        let remarked = format!("\u{feff}{}", SMALL.replace('\n', "\r\n^ a remark 7\r\n"));
        assert_eq!(
            read(&remarked).unwrap().bundles,
            read(SMALL).unwrap().bundles
        );
        assert_eq!(
            read(&SMALL.replace('\n', " ")).unwrap().bundles,
            read(SMALL).unwrap().bundles
        );
    }

    #[test]
    fn faults_are_named_with_their_line() {
        assert_eq!(
            fault(""),
            "line 1: the file ends where the number of levels should be"
        );
        assert_eq!(
            fault("1\n2\n4 x"),
            "line 3: `x` is not the cost of a feature: a whole number from 0 is needed"
        );
        assert_eq!(
            fault("1\n1\n-4"),
            "line 3: `-4` is not the cost of a feature: a whole number from 0 is needed"
        );
        assert_eq!(
            fault("1\n1\n4\n1\n1 2\n0"),
            "line 5: feature 2 does not exist: there are 1 features"
        );
        assert_eq!(
            fault("1\n1\n4\n0\n1\n3 1 0"),
            "line 6: feature 0 does not exist: there are 1 features"
        );
        assert_eq!(
            fault(&format!("{SMALL}9")),
            "line 11: `9` comes after the last customer"
        );
        assert_eq!(
            fault("18446744073709551615\n0\n"),
            "line 2: the file ends where the number of features of a level should be"
        );
    }

    #[test]
    fn a_cut_off_file_is_an_error_wherever_it_is_cut() {
        let whole = SMALL.trim_end();
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "cut at {end}");
        }
    }
}
