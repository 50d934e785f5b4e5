//! What a stream is: the lines that every one of its leaves commits to.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::limits::HEADER_BYTES;
use crate::{Hash, StreamId, format};

pub(crate) const TITLE: &str = "covalue record v1";

/// A stream's header: its format, its name, where it began, and whatever later releases add. It is
/// set with the first entry and never changes.
///
/// It has no number of the lives of its installation: a stream that lost entries goes on with an
/// entry that says so ([`Restored`](crate::Restored)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The stream.
    pub stream: StreamId,
    /// The installation in which it began: drawn at random when that was set up.
    pub origin: Uuid,
    /// What this release does not know, kept and hashed as it is.
    pub more: More,
}

/// Further lines of a header, each a name, a space and a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More(String);

/// A text is no further lines of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("further lines of a header are a name, a space and a value each")]
pub struct NotMore;

impl Header {
    /// The header of a stream that begins here now.
    pub fn new(stream: StreamId, origin: Uuid) -> Self {
        Self {
            stream,
            origin,
            more: More::default(),
        }
    }

    /// What every leaf of the stream has instead of these lines.
    pub fn hash(&self) -> Hash {
        format::header_hash(&self.to_string())
    }
}

impl fmt::Display for Header {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (stream, origin, more) = (self.stream, self.origin, self.more.as_str());
        write!(
            formatter,
            "{TITLE}\nstream {stream}\norigin {origin}\n{more}"
        )
    }
}

impl More {
    /// The lines, each with the line feed that ends it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The lines without their ends.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator('\n')
    }

    /// From lines without their ends.
    ///
    /// # Errors
    /// [`NotMore`] when one of them cannot be in a header.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Result<Self, NotMore> {
        let lines = lines.into_iter().map(|line| format!("{line}\n"));
        lines.collect::<String>().parse()
    }
}

/// Names that stand for something else in a header, an export or a list.
const TAKEN: [&str; 4] = ["stream", "origin", "entries", "root"];

impl FromStr for More {
    type Err = NotMore;

    fn from_str(text: &str) -> Result<Self, NotMore> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let lines = text.strip_suffix('\n').ok_or(NotMore)?;
        let mut names = Vec::new();
        for line in lines.split('\n') {
            let (name, value) = line.split_once(' ').ok_or(NotMore)?;
            let named = name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.len() <= 32
                && name
                    .bytes()
                    .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
            let valued = !value.is_empty() && !value.chars().any(char::is_control);
            if !named || !valued || TAKEN.contains(&name) || names.contains(&name) {
                return Err(NotMore);
            }
            names.push(name);
        }
        if text.len() > HEADER_BYTES {
            return Err(NotMore);
        }
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_lines_are_kept_as_they_are_or_refused() {
        let text = "note käse\nafter-2 x  y \n";
        assert_eq!(text.parse::<More>().unwrap().as_str(), text);
        for text in [
            "\n",
            "note\n",
            "note x",
            "note \n",
            "Note x\n",
            "stream x\n",
            "note x\nnote y\n",
            "note x\r\n",
            "note x\n\n",
            " x\n",
            "1 x\n",
        ] {
            assert_eq!(text.parse::<More>(), Err(NotMore), "{text:?}");
        }
        let long = format!("note {}\n", "x".repeat(HEADER_BYTES));
        assert_eq!(long.parse::<More>(), Err(NotMore));
    }
}
