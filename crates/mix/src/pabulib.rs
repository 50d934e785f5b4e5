//! Reads Pabulib's `.pb` files: real participatory budgets, as cities publish them.
//!
//! Format: Stolicki, Szufa, Talmon, *Pabulib: A Participatory Budgeting Library*, arXiv 2012.06539.
//! Three sections, `META`, `PROJECTS` and `VOTES`, of rows separated by semicolons. All ballot
//! kinds are read: approval, choose-1, cumulative, scoring and ordinal. What is merely sloppy
//! (byte-order mark, any line end, missing or superfluous fields, votes for projects that are not
//! listed, wrong counts) is read and reported as a warning; what leaves the problem unclear is an
//! error with its line.

use std::borrow::Cow;

use crate::instance::{Draft, Entry, Instance, InstanceError};
use crate::money::{Decimal, DecimalError, Money};
use crate::reading::{Problem, ReadError, Reading, Warnings, fail, text};
use crate::rows::{Row, Rows, trimmed};

#[derive(Clone, Copy, PartialEq, Eq)]
enum VoteType {
    Approval,
    Points,
    Ordinal,
}

struct Votes {
    kind: VoteType,
    vote: usize,
    points: Option<usize>,
}

/// Reads a `.pb` file.
///
/// # Errors
/// [`ReadError`] with the line and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let mut file = File {
        warnings: Warnings::default(),
        last_line: 1,
        ..File::default()
    };
    let mut rows = Rows::new(text(bytes)?, ';');
    file.read(&mut rows)
}

/// Id, name, cost and line.
type Project = (String, String, Decimal, usize);

/// Positions of projects by their ids: a hash table with linear probing, since votes look up
/// hundreds of thousands of ids and need neither order nor protection against chosen keys (at
/// worst a hostile file is slow to read).
#[derive(Default)]
struct Ids {
    /// Where a project is, with its id in one word if it is short.
    slots: Vec<Option<(u32, u64)>>,
}

/// An id as it is looked up.
#[derive(Clone, Copy)]
struct Id<'a> {
    text: &'a str,
    /// An id of up to seven bytes as a word of its own; zero for a longer one.
    word: u64,
}

impl<'a> Id<'a> {
    fn of(text: &'a str) -> Self {
        let word = match text.len() {
            ..8 => text.bytes().fold(Self::EMPTY, Self::longer),
            _ => 0,
        };
        Id { text, word }
    }

    /// The leading one tells where the id begins.
    const EMPTY: u64 = 1;

    fn longer(word: u64, byte: u8) -> u64 {
        word << 8 | u64::from(byte)
    }
}

/// The ids of a field, by commas. One look at each byte finds the comma and makes the word.
fn ids(field: &str) -> impl Iterator<Item = Id<'_>> {
    let mut rest = Some(field);
    let ids = std::iter::from_fn(move || {
        let text = rest?;
        let (mut word, mut plain, mut end) = (Id::EMPTY, true, text.len());
        for (at, byte) in text.bytes().enumerate() {
            if byte == b',' {
                end = at;
                break;
            }
            word = Id::longer(word, byte);
            plain &= byte.is_ascii_graphic();
        }
        rest = text.get(end + 1..);
        let text = &text[..end];
        Some(match plain && end < 8 {
            true => Id { text, word },
            false => Id::of(trimmed(text)),
        })
    });
    ids.filter(|id| !id.text.is_empty())
}

impl Ids {
    fn new(projects: usize) -> Self {
        Ids {
            slots: vec![None; (projects * 4).next_power_of_two()],
        }
    }

    /// The project's position, or the slot where it belongs.
    fn find(&self, projects: &[Project], id: Id) -> Result<usize, usize> {
        let Id { text, word } = id;
        let hash = match word {
            0 => crate::ties::lot(0, text),
            // The upper half of a product depends on all of the word.
            word => word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32,
        };
        let mut slot = hash as usize;
        loop {
            slot &= self.slots.len() - 1;
            match self.slots[slot] {
                Some((at, held))
                    if held == word && (word > 0 || projects[at as usize].0 == text) =>
                {
                    return Ok(at as usize);
                }
                Some(_) => slot += 1,
                None => return Err(slot),
            }
        }
    }

    /// Adds a project; `Err` when its id is there already.
    fn add(&mut self, projects: &[Project], at: usize) -> Result<(), ()> {
        let id = Id::of(&projects[at].0);
        match self.find(projects, id) {
            Ok(_) => Err(()),
            Err(slot) => {
                self.slots[slot] = Some((at as u32, id.word));
                Ok(())
            }
        }
    }
}

#[derive(Default)]
struct File {
    warnings: Warnings,
    last_line: usize,
    budget: Option<(usize, Decimal)>,
    vote_type: Option<(usize, String)>,
    currency: String,
    num_projects: Option<usize>,
    num_votes: Option<usize>,
    projects: Vec<Project>,
    ids: Ids,
    ballots: usize,
    /// Per project the last ballot that named it, counted from 1: to find what is named twice.
    named_on: Vec<usize>,
}

fn section(row: &Row) -> Option<&'static str> {
    let alone = row.fields.iter().skip(1).all(|f| f.trim().is_empty());
    let name = row.field(0);
    ["META", "PROJECTS", "VOTES"]
        .into_iter()
        .find(|s| alone && s.eq_ignore_ascii_case(name))
}

fn column(header: &Row, names: &[&str]) -> Option<usize> {
    (0..header.fields.len()).find(|&at| {
        names
            .iter()
            .any(|n| n.eq_ignore_ascii_case(header.field(at)))
    })
}

impl File {
    fn read(&mut self, rows: &mut Rows) -> Result<Reading, ReadError> {
        let mut next = self.next(rows);
        match next.as_ref().map(|row| (row.line, section(row))) {
            Some((_, Some("META"))) => {}
            Some((line, Some(other))) => return fail(line, Problem::MisplacedSection(other)),
            Some((line, None)) => {
                let found =
                    next.map_or(String::new(), |row| row.field(0).chars().take(40).collect());
                return fail(line, Problem::NoSection(found));
            }
            None => return fail(1, Problem::MissingSection("META")),
        }
        next = self.next(rows);
        while let Some(row) = next.take_if(|row| section(row).is_none()) {
            self.meta(&row)?;
            next = self.next(rows);
        }
        self.expect(next, "PROJECTS")?;
        let Some(header) = self.next(rows) else {
            return fail(self.last_line, Problem::MissingColumn("project_id"));
        };
        next = self.projects(&header, rows)?;
        let votes_line = self.expect(next, "VOTES")?;
        let header = self.next(rows);
        let votes = self.votes_header(header.as_ref(), votes_line)?;
        self.votes(&votes, rows)
    }

    fn next<'a>(&mut self, rows: &mut Rows<'a>) -> Option<Row<'a>> {
        let row = rows.find(|row| !row.is_blank())?;
        self.last_line = row.line;
        Some(row)
    }

    fn expect(&self, row: Option<Row>, name: &'static str) -> Result<usize, ReadError> {
        match row.map(|row| (row.line, section(&row))) {
            Some((line, Some(found))) if found == name => Ok(line),
            Some((line, Some(found))) => fail(line, Problem::MisplacedSection(found)),
            _ => fail(self.last_line, Problem::MissingSection(name)),
        }
    }

    fn meta(&mut self, row: &Row) -> Result<(), ReadError> {
        let (name, value) = (row.field(0).to_ascii_lowercase(), row.field(1));
        match name.as_str() {
            "budget" => {
                let budget = Decimal::parse(value).or_else(|e| {
                    fail(row.line, Problem::NotMoney("budget", value.to_owned(), e))
                })?;
                self.budget = Some((row.line, budget));
            }
            "vote_type" => self.vote_type = Some((row.line, value.to_ascii_lowercase())),
            "currency" => self.currency = value.to_owned(),
            "num_projects" => self.num_projects = value.parse().ok(),
            "num_votes" => self.num_votes = value.parse().ok(),
            _ => {}
        }
        Ok(())
    }

    fn projects<'a>(
        &mut self,
        header: &Row,
        rows: &mut Rows<'a>,
    ) -> Result<Option<Row<'a>>, ReadError> {
        let need = |names: &[&str], name| {
            column(header, names).ok_or(ReadError {
                line: header.line,
                what: Problem::MissingColumn(name),
            })
        };
        let id_at = need(&["project_id", "id"], "project_id")?;
        let cost_at = need(&["cost"], "cost")?;
        let name_at = column(header, &["name"]);
        let mut next = self.next(rows);
        while let Some(row) = next.take_if(|row| section(row).is_none()) {
            let (id, cost) = (row.field(id_at), row.field(cost_at));
            if id.is_empty() {
                return fail(row.line, Problem::EmptyField("project_id"));
            }
            let cost = Decimal::parse(cost)
                .or_else(|e| fail(row.line, Problem::NotMoney("cost", cost.to_owned(), e)))?;
            let name = name_at.map_or("", |at| row.field(at));
            self.projects
                .push((id.to_owned(), name.to_owned(), cost, row.line));
            next = self.next(rows);
        }
        self.ids = Ids::new(self.projects.len());
        for at in 0..self.projects.len() {
            if self.ids.add(&self.projects, at).is_err() {
                let (id, .., line) = &self.projects[at];
                return fail(*line, Problem::Twice(id.clone()));
            }
        }
        if let Some(said) = self.num_projects.filter(|&n| n != self.projects.len()) {
            let found = self.projects.len();
            self.warnings.add(header.line, || {
                format!("num_projects says {said}, but {found} are listed")
            });
        }
        Ok(next)
    }

    fn votes_header(&mut self, header: Option<&Row>, line: usize) -> Result<Votes, ReadError> {
        let missing = ReadError {
            line,
            what: Problem::MissingColumn("vote"),
        };
        let Some(header) = header else {
            return Err(missing);
        };
        let Some(vote) = column(header, &["vote"]) else {
            return fail(header.line, missing.what);
        };
        let points = column(header, &["points"]);
        let kind = match self
            .vote_type
            .as_ref()
            .map(|(line, kind)| (*line, kind.as_str()))
        {
            Some((_, "approval" | "choose-1" | "choose_1" | "choose1")) => VoteType::Approval,
            Some((_, "cumulative" | "scoring")) if points.is_some() => VoteType::Points,
            Some((_, "cumulative" | "scoring")) => {
                return fail(header.line, Problem::MissingColumn("points"));
            }
            Some((_, "ordinal")) => VoteType::Ordinal,
            Some((line, other)) => return fail(line, Problem::UnknownVoteType(other.to_owned())),
            None => {
                let (kind, name) = match points {
                    Some(_) => (VoteType::Points, "cumulative"),
                    None => (VoteType::Approval, "approval"),
                };
                self.warnings
                    .add(line, || format!("no vote_type: read as {name}"));
                kind
            }
        };
        Ok(Votes { kind, vote, points })
    }

    fn draft(&self) -> Result<(Draft, usize), ReadError> {
        let Some((budget_line, budget)) = self.budget else {
            return fail(self.last_line, Problem::MissingBudget);
        };
        let costs = self.projects.iter().map(|p| p.2.decimals());
        let decimals = costs.chain([budget.decimals()]).max().unwrap_or(0);
        let money = |amount: Decimal, line| {
            amount
                .to_money(decimals)
                .filter(|m| m.0 < Instance::MOST_MONEY)
                .ok_or(ReadError {
                    line,
                    what: Problem::Instance(InstanceError::TooMuchMoney),
                })
        };
        let budget: Money = money(budget, budget_line)?;
        let mut draft = Draft::new(budget, decimals);
        draft.currency(&self.currency);
        for (id, name, cost, line) in &self.projects {
            draft.feature(id, name, money(*cost, *line)?);
        }
        Ok((draft, budget_line))
    }

    fn votes(&mut self, votes: &Votes, rows: &mut Rows) -> Result<Reading, ReadError> {
        let (mut draft, budget_line) = self.draft()?;
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            entries.clear();
            if let Some((line, text)) = rows.numbered() {
                self.last_line = line;
                self.ballot(votes, line, |at| rows.field_of(text, at), &mut entries)?;
            } else if let Some(row) = self.next(rows) {
                if let Some(name) = section(&row) {
                    return fail(row.line, Problem::MisplacedSection(name));
                }
                self.ballot(votes, row.line, |at| row.field(at), &mut entries)?;
            } else {
                break;
            }
            draft.ballot(0, 1, &entries);
        }
        let ballots = self.ballots;
        if let Some(said) = self.num_votes.filter(|&n| n != ballots) {
            self.warnings.add(self.last_line, || {
                format!("num_votes says {said}, but {ballots} are listed")
            });
        }
        let instance = draft
            .build()
            .or_else(|e| fail(budget_line, Problem::Instance(e)))?;
        Ok(Reading {
            instance,
            warnings: std::mem::take(&mut self.warnings).into_vec(),
        })
    }

    fn ballot<'a>(
        &mut self,
        votes: &Votes,
        line: usize,
        field: impl Fn(usize) -> &'a str,
        entries: &mut Vec<Entry>,
    ) -> Result<(), ReadError> {
        let vote = field(votes.vote);
        let named = || ids(vote);
        let points: Cow<[u32]> = match (votes.kind, votes.points) {
            (VoteType::Points, Some(at)) => {
                Cow::Owned(read_points(line, field(at), named().count())?)
            }
            // Borda: a project has a point for each project of the ballot below it.
            (VoteType::Ordinal, _) => Cow::Owned((0..named().count() as u32).rev().collect()),
            _ => Cow::Borrowed(&[]),
        };
        for (at, id) in named().enumerate() {
            match self.ids.find(&self.projects, id) {
                Ok(found) => entries.push((found, points.get(at).copied().unwrap_or(1))),
                Err(_) => self.warnings.add(line, || {
                    format!("\"{}\" is not a listed project: left out", id.text)
                }),
            }
        }
        self.ballots += 1;
        self.named_on.resize(self.projects.len(), 0);
        for &(project, _) in entries.iter() {
            if std::mem::replace(&mut self.named_on[project], self.ballots) == self.ballots {
                let id = &self.projects[project].0;
                self.warnings
                    .add(line, || format!("\"{id}\" is named twice: counted once"));
            }
        }
        Ok(())
    }
}

fn read_points(line: usize, field: &str, named: usize) -> Result<Vec<u32>, ReadError> {
    let texts: Vec<&str> = field
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    if texts.len() != named {
        return fail(line, Problem::PointsMismatch(named, texts.len()));
    }
    texts
        .into_iter()
        .map(|text| match Decimal::parse(text) {
            // Points against a feature are not an endowment against it: they count as none.
            Err(DecimalError::Negative) => Ok(0),
            Ok(points) if points.decimals() == 0 => points
                .to_money(0)
                .and_then(|p| u32::try_from(p.0).ok())
                .ok_or(ReadError {
                    line,
                    what: Problem::NotPoints(text.to_owned()),
                }),
            _ => fail(line, Problem::NotPoints(text.to_owned())),
        })
        .collect()
}
