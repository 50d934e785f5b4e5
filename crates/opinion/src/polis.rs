//! Reads what Polis exports: votes, and the statements they are about.
//!
//! ```text
//! timestamp,datetime,comment-id,voter-id,vote
//! 1435654192085,Tue Jun 30 15:49:52 2015,0,0,1
//!
//! timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
//! 1472552518501,Tue Aug 30 17:21:58 2016,194,4413,1,0,0,"Words, with commas"
//! ```
//!
//! Columns are known by their names, in any order; others are passed over. A vote is 1 for agree,
//! −1 for disagree, 0 for pass (in what Polis computes with, it is the other way round).

use std::io::{self, BufRead};

use memchr::memchr3;
use thiserror::Error;

use crate::rows::{LONGEST, Row, RowError, Rows};
use crate::votes::{Vote, Votes, VotesBuilder};

/// What cannot be read, and where.
#[derive(Debug, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct ReadError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: Problem,
}

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// A column without which nothing can be read.
    #[error("there is no column \"{0}\"")]
    MissingColumn(&'static str),
    /// A row that ends too early.
    #[error("there are {0} fields, and the header names {1}")]
    TooShort(usize, usize),
    /// Something that is no whole number from 0 to 2^64 − 1.
    #[error("\"{1}\" is no {0}: a whole number was expected")]
    NotAnId(&'static str, String),
    /// Something that is no vote.
    #[error("\"{0}\" is no vote: 1 (agree), -1 (disagree) or 0 (pass) was expected")]
    NotAVote(String),
    /// Something that is no moment.
    #[error("\"{0}\" is no timestamp: a whole number was expected")]
    NotATime(String),
    /// Something that is no mark of moderation.
    #[error("\"{0}\" is no moderation: 1 (in), -1 (out) or 0 (not moderated) was expected")]
    NotModeration(String),
    /// A statement listed before.
    #[error("the statement {0} was listed before")]
    Twice(u64),
    /// More than can be worked with.
    #[error("there are more than {0} statements")]
    TooManyStatements(usize),
    /// More than can be worked with.
    #[error("there are more than {0} votes")]
    TooManyVotes(usize),
    /// A row of more than a mebibyte.
    #[error("this row is longer than {0} bytes")]
    TooLong(usize),
    /// A quote without its second half.
    #[error("a quote that begins here is never closed")]
    Unclosed,
    /// Bytes that are no text.
    #[error("this is not UTF-8 text")]
    NotText,
    /// The file itself.
    #[error("{0}")]
    Io(io::ErrorKind),
}

/// The most votes that are read: positions must fit 32 bits.
const MOST_VOTES: usize = u32::MAX as usize;

impl From<RowError> for ReadError {
    fn from(error: RowError) -> Self {
        let (line, what) = match error {
            RowError::TooLong(line) => (line, Problem::TooLong(LONGEST)),
            RowError::Unclosed(line) => (line, Problem::Unclosed),
            RowError::Io(line, error) => (line, Problem::Io(error.kind())),
        };
        ReadError { line, what }
    }
}

/// Reads votes. Of several by one person on one statement the latest counts; of equal times (or
/// without the column `timestamp`), the later line.
///
/// # Errors
/// [`ReadError`] with the line and what is wrong there.
pub fn votes(reader: impl BufRead) -> Result<Votes, ReadError> {
    let mut rows = Rows::new(reader);
    let header = Header::read(&mut rows)?;
    let statement = header.needs("comment-id")?;
    let person = header.needs("voter-id")?;
    let vote = header.needs("vote")?;
    let time = header.at("timestamp");
    let columns: Vec<Column> = (0..header.names.len())
        .map(|at| match at {
            _ if at == statement => Column::Statement,
            _ if at == person => Column::Person,
            _ if at == vote => Column::Vote,
            _ if Some(at) == time => Column::Time,
            _ => Column::Other,
        })
        .collect();
    let mut draft = VotesBuilder::default();
    loop {
        let line = rows.line;
        let (line, ballot) = match rows.take(|bytes| plain(bytes, &columns)) {
            Some(ballot) => (line, ballot),
            None => match rows.next()? {
                Some(row) => (row.line, header.ballot(&row, &columns)?),
                None => return Ok(draft.build()),
            },
        };
        draft.vote(ballot.person, ballot.statement, ballot.vote, ballot.time);
        if draft.statements() > Votes::MOST_STATEMENTS {
            return fail(line, Problem::TooManyStatements(Votes::MOST_STATEMENTS));
        }
        if draft.added() > MOST_VOTES {
            return fail(line, Problem::TooManyVotes(MOST_VOTES));
        }
    }
}

/// What stands in a column.
#[derive(Clone, Copy)]
enum Column {
    Statement,
    Person,
    Vote,
    Time,
    Other,
}

/// A row of votes.
struct Ballot {
    person: u64,
    statement: u64,
    vote: Vote,
    time: i64,
}

/// Nine in ten of all rows hold nothing but short numbers where numbers are wanted: they are read where they lie,
/// in one go. `None` for every other row, and for one that does not lie here whole: whatever is odd about it is told
/// by who reads it field by field.
fn plain(bytes: &[u8], columns: &[Column]) -> Option<(Ballot, usize)> {
    let mut ballot = Ballot {
        person: 0,
        statement: 0,
        vote: Vote::Pass,
        time: 0,
    };
    let mut at = 0;
    let (last, others) = columns.split_last()?;
    let ends = others.iter().map(|column| (column, b','));
    for (column, end) in ends.chain([(last, b'\n')]) {
        if matches!(column, Column::Other) {
            at += memchr3(b',', b'\n', b'"', bytes.get(at..)?)?;
        } else {
            let is_negative = *bytes.get(at)? == b'-';
            at += usize::from(is_negative);
            let first = at;
            let mut number: i64 = 0;
            loop {
                let digit = bytes.get(at)?.wrapping_sub(b'0');
                if digit > 9 {
                    break;
                }
                number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
                at += 1;
            }
            // Eighteen digits fit; zeros in front are told apart from votes elsewhere.
            let is_odd = bytes[first] == b'0' && (is_negative || at - first > 1);
            if is_odd || !(1..=18).contains(&(at - first)) {
                return None;
            }
            let number = if is_negative { -number } else { number };
            match column {
                Column::Statement => ballot.statement = u64::try_from(number).ok()?,
                Column::Person => ballot.person = u64::try_from(number).ok()?,
                Column::Time => ballot.time = number,
                Column::Vote | Column::Other => {
                    ballot.vote = match number {
                        1 => Vote::Agree,
                        0 => Vote::Pass,
                        -1 => Vote::Disagree,
                        _ => return None,
                    }
                }
            }
            at += usize::from(end == b'\n' && *bytes.get(at)? == b'\r');
        }
        if *bytes.get(at)? != end {
            return None;
        }
        at += 1;
    }
    Some((ballot, at))
}

/// A statement that people voted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id in the votes.
    pub id: u64,
    /// Who wrote it, where that is told.
    pub author: Option<u64>,
    /// Whether it was moderated out.
    pub is_out: bool,
    /// Its words.
    pub text: String,
}

/// Reads statements.
///
/// # Errors
/// [`ReadError`] with the line and what is wrong there.
pub fn comments(reader: impl BufRead) -> Result<Vec<Comment>, ReadError> {
    let mut rows = Rows::new(reader);
    let header = Header::read(&mut rows)?;
    let statement = header.needs("comment-id")?;
    let text = header.needs("comment-body")?;
    let author = header.at("author-id");
    let moderated = header.at("moderated");
    let mut comments = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    while let Some(row) = rows.next()? {
        header.check(&row)?;
        let statement = id(&row, statement, "comment-id")?;
        if !seen.insert(statement) {
            return fail(row.line, Problem::Twice(statement));
        }
        let words = row.field(text).into_owned();
        let Ok(words) = String::from_utf8(words) else {
            return fail(row.line, Problem::NotText);
        };
        let author = match author {
            Some(at) if !row.field(at).is_empty() => Some(id(&row, at, "author-id")?),
            _ => None,
        };
        let moderated = moderated.map(|at| row.field(at));
        let is_out = match moderated.as_deref() {
            None | Some(b"" | b"0" | b"1") => false,
            Some(b"-1") => true,
            Some(other) => return fail(row.line, Problem::NotModeration(shown(other))),
        };
        comments.push(Comment {
            id: statement,
            author,
            is_out,
            text: words,
        });
    }
    Ok(comments)
}

struct Header {
    line: usize,
    names: Vec<String>,
}

impl Header {
    fn read<R: BufRead>(rows: &mut Rows<R>) -> Result<Self, ReadError> {
        let Some(row) = rows.next()? else {
            return Ok(Header {
                line: 1,
                names: Vec::new(),
            });
        };
        let name = |at| String::from_utf8_lossy(&row.field(at)).to_ascii_lowercase();
        Ok(Header {
            line: row.line,
            names: (0..row.len()).map(name).collect(),
        })
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    fn needs(&self, name: &'static str) -> Result<usize, ReadError> {
        self.at(name)
            .map_or_else(|| fail(self.line, Problem::MissingColumn(name)), Ok)
    }

    fn ballot(&self, row: &Row, columns: &[Column]) -> Result<Ballot, ReadError> {
        self.check(row)?;
        let mut ballot = Ballot {
            person: 0,
            statement: 0,
            vote: Vote::Pass,
            time: 0,
        };
        for (at, column) in columns.iter().enumerate() {
            match column {
                Column::Statement => ballot.statement = id(row, at, "comment-id")?,
                Column::Person => ballot.person = id(row, at, "voter-id")?,
                Column::Time => ballot.time = moment(row, at)?,
                Column::Vote => {
                    ballot.vote = match row.field(at).as_ref() {
                        b"1" => Vote::Agree,
                        b"0" => Vote::Pass,
                        b"-1" => Vote::Disagree,
                        other => return fail(row.line, Problem::NotAVote(shown(other))),
                    }
                }
                Column::Other => {}
            }
        }
        Ok(ballot)
    }

    fn check(&self, row: &Row) -> Result<(), ReadError> {
        if row.len() < self.names.len() {
            let what = Problem::TooShort(row.len(), self.names.len());
            return fail(row.line, what);
        }
        Ok(())
    }
}

fn id(row: &Row, at: usize, what: &'static str) -> Result<u64, ReadError> {
    let field = row.field(at);
    digits(&field).map_or_else(|| fail(row.line, Problem::NotAnId(what, shown(&field))), Ok)
}

fn moment(row: &Row, at: usize) -> Result<i64, ReadError> {
    let field = row.field(at);
    let (sign, rest) = match field.strip_prefix(b"-") {
        Some(rest) => (-1, rest),
        None => (1, &field[..]),
    };
    let number = digits(rest).and_then(|number| i64::try_from(number).ok());
    number.map_or_else(
        || fail(row.line, Problem::NotATime(shown(&field))),
        |number| Ok(sign * number),
    )
}

fn digits(field: &[u8]) -> Option<u64> {
    if field.is_empty() {
        return None;
    }
    field.iter().try_fold(0_u64, |number, &byte| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// So much of a field that it can be found again.
fn shown(field: &[u8]) -> String {
    String::from_utf8_lossy(field).chars().take(40).collect()
}

fn fail<T>(line: usize, what: Problem) -> Result<T, ReadError> {
    Err(ReadError { line, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        votes(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let text = "\u{feff}vote,voter-id,Comment-Id,more\r\n1,7,2,\"a, b\nc\"\r\n\r\n-1, 8 ,2,x";
        let votes = votes(text.as_bytes()).unwrap();
        assert_eq!(votes.people(), [7, 8]);
        assert_eq!(votes.statements(), [2]);
        assert_eq!(votes.of(1).next(), Some((0, Vote::Disagree)));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_line() {
        let header = "timestamp,comment-id,voter-id,vote\n";
        assert_eq!(refused(""), "line 1: there is no column \"comment-id\"");
        let cases = [
            (
                "1,2,3\n",
                "line 2: there are 3 fields, and the header names 4",
            ),
            ("\n1,2,3,2\n", "line 3: \"2\" is no vote"),
            ("1,x,3,1\n", "line 2: \"x\" is no comment-id"),
            ("1,2,-3,1\n", "line 2: \"-3\" is no voter-id"),
            ("yesterday,2,3,1\n", "line 2: \"yesterday\" is no timestamp"),
            (
                "1,2,18446744073709551616,1",
                "line 2: \"18446744073709551616\" is no voter-id",
            ),
            (
                "1,2,3,1\n1,2,3,\"1\n",
                "line 3: a quote that begins here is never closed",
            ),
        ];
        for (rows, reason) in cases {
            let said = refused(&format!("{header}{rows}"));
            assert!(said.starts_with(reason), "{said}");
        }
    }

    #[test]
    fn statements_keep_their_words() {
        let text = "comment-id,author-id,moderated,comment-body\n\
            3,,-1,\"said \"\"so\"\",\ntwice\"\n4,9,1,plain\n";
        let read = comments(text.as_bytes()).unwrap();
        assert_eq!(read[0].text, "said \"so\",\ntwice");
        assert!(read[0].is_out && read[0].author.is_none());
        assert_eq!((read[1].author, read[1].text.as_str()), (Some(9), "plain"));
        let twice = comments("comment-id,comment-body\n1,a\n1,b\n".as_bytes());
        assert_eq!(twice.unwrap_err().line, 3);
    }
}
