//! Reads Pabulib's `.pb` files: real participatory budgets, as cities publish them.
//!
//! Format: Stolicki, Szufa, Talmon, *Pabulib: A Participatory Budgeting Library*, arXiv 2012.06539.
//! Three sections, `META`, `PROJECTS` and `VOTES`, of rows separated by semicolons. All ballot
//! kinds are read: approval, choose-1, cumulative, scoring and ordinal; whoever gives a project no
//! positive points does not support it. What is merely sloppy (byte-order mark, any line end, missing
//! or superfluous fields, votes for projects that are not listed, wrong counts, ballots over the file's
//! own limits, a voter twice) is read and reported as a warning; what leaves the problem unclear is an
//! error with its line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::instance::{Draft, Entry, Instance, InstanceError};
use crate::money::{Decimal, DecimalError, Money, Oddity};
use crate::reading::{Endowments, Problem, ReadError, Reading, Warnings, Wish, amount, fail, text};
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
    voter: Option<usize>,
    party: Option<usize>,
    /// How many columns there are.
    all: usize,
}

/// What a file says of its own ballots.
#[derive(Default)]
struct Limits {
    /// By the kind of ballots: one project each.
    one: bool,
    length: [Option<u64>; 2],
    sum_cost: Option<Decimal>,
    sum_points: [Option<Decimal>; 2],
    points: Option<Decimal>,
}

impl Limits {
    fn none(&self) -> bool {
        let points = self.sum_points.iter().chain([&self.points]);
        !self.one
            && self.length == [None; 2]
            && self.sum_cost.is_none()
            && points.flatten().count() == 0
    }
}

/// Reads a `.pb` file.
///
/// # Errors
/// [`ReadError`] with the line and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    read_with(bytes, &Wish::default())
}

/// As [`read`], with a budget from elsewhere, and parties by a column of the votes.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], wish: &Wish) -> Result<Reading, ReadError> {
    let text = text(bytes)?;
    let mut point_decimals = 0;
    loop {
        let mut file = File {
            wish: Some(wish),
            last_line: 1,
            point_decimals,
            ..File::default()
        };
        let reading = file.read(&mut Rows::new(text, ';'));
        // Points are whole numbers nearly everywhere: how finely they are split shows on the way.
        if file.point_decimals == point_decimals {
            return reading;
        }
        point_decimals = file.point_decimals;
    }
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
struct File<'w> {
    wish: Option<&'w Wish>,
    warnings: Warnings,
    last_line: usize,
    /// Settings with what they say.
    said: Vec<(String, String)>,
    limits: Limits,
    threshold: Option<Decimal>,
    official: Option<Vec<usize>>,
    categories: Option<Vec<String>>,
    description: String,
    /// Digits after the point in points; more are needed when a ballot has more.
    point_decimals: u32,
    /// Parties by the column that tells them, and how many people each has.
    parties: BTreeMap<String, (usize, u64)>,
    /// The ids of voters, and their lines.
    voters: Vec<(u64, u32)>,
    /// Whether each id so far was a greater number than the one before: then none came twice.
    ascending: bool,
    /// How many votes named something listed, and the first id that was not.
    known: usize,
    unknown: Option<(usize, String)>,
    budget: Option<(usize, Decimal)>,
    vote_type: Option<(usize, String)>,
    currency: String,
    num_projects: Option<usize>,
    num_votes: Option<usize>,
    projects: Vec<Project>,
    ids: Ids,
    ballots: usize,
    /// Per project the last ballot that named it, counted from 1, and whether it was told that it did so
    /// twice.
    named_on: Vec<(usize, bool)>,
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

impl File<'_> {
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
        match self.said.iter().find(|(before, _)| *before == name) {
            Some((_, before)) if before == value => self.warnings.add(row.line, || {
                format!("the setting \"{name}\" was given before")
            }),
            Some(_) => return fail(row.line, Problem::SettingTwice(name)),
            None => self.said.push((name.clone(), value.to_owned())),
        }
        match name.as_str() {
            "budget" => {
                if row.filled() > 2 {
                    return fail(row.line, Problem::TooManyFields(row.filled(), 2));
                }
                let budget = amount(row.line, "budget", value, &mut self.warnings)?;
                self.budget = Some((row.line, budget));
            }
            "max_length" => self.limits.length[1] = value.parse().ok(),
            "min_length" => self.limits.length[0] = value.parse().ok(),
            "max_sum_cost" => self.limits.sum_cost = Decimal::parse(value).ok(),
            "max_sum_points" => self.limits.sum_points[1] = Decimal::parse(value).ok(),
            "min_sum_points" => self.limits.sum_points[0] = Decimal::parse(value).ok(),
            "min_project_score_threshold" => self.threshold = Decimal::parse(value).ok(),
            "max_points" => self.limits.points = Decimal::parse(value).ok(),
            "vote_type" => self.vote_type = Some((row.line, value.to_ascii_lowercase())),
            "currency" => self.currency = value.to_owned(),
            "description" => self.description = value.to_owned(),
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
        let selected_at = column(header, &["selected"]);
        let category_at = column(header, &["category", "categories"]);
        self.official = selected_at.map(|_| Vec::new());
        self.categories = category_at.map(|_| Vec::new());
        let mut next = self.next(rows);
        while let Some(row) = next.take_if(|row| section(row).is_none()) {
            let (id, cost) = (row.field(id_at), row.field(cost_at));
            if id.is_empty() {
                return fail(row.line, Problem::EmptyField("project_id"));
            }
            if row.filled() > header.fields.len() {
                let (found, said) = (row.filled(), header.fields.len());
                return fail(row.line, Problem::TooManyFields(found, said));
            }
            let cost = amount(row.line, "cost", cost, &mut self.warnings)?;
            if let (Some(at), Some(official)) = (selected_at, &mut self.official)
                && row.field(at) == "1"
            {
                official.push(self.projects.len());
            }
            if let (Some(at), Some(categories)) = (category_at, &mut self.categories) {
                categories.push(row.field(at).to_owned());
            }
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
            Some((_, "approval")) => VoteType::Approval,
            Some((_, "choose-1" | "choose_1" | "choose1")) => {
                self.limits.one = true;
                VoteType::Approval
            }
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
        let party = match self.wish.and_then(|wish| wish.parties_by.as_deref()) {
            None => None,
            Some(name) => match column(header, &[name]) {
                None => return fail(header.line, Problem::NoSuchColumn(name.to_owned())),
                party => party,
            },
        };
        Ok(Votes {
            kind,
            vote,
            points,
            voter: column(header, &["voter_id"]),
            party,
            all: header.fields.len(),
        })
    }

    fn draft(&self) -> Result<(Draft, usize), ReadError> {
        let wished = self.wish.and_then(|wish| wish.budget);
        let (budget_line, budget) = match (self.budget, wished) {
            (found, Some(budget)) => (found.map_or(1, |(line, _)| line), budget),
            (Some(found), None) => found,
            (None, None) => return fail(self.last_line, Problem::MissingBudget),
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
        draft.point_decimals(self.point_decimals);
        self.ascending = true;
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            entries.clear();
            let party = if let Some((line, text)) = rows.numbered() {
                self.last_line = line;
                if rows.fields_of(text) > votes.all {
                    let filled = |at: &usize| !rows.field_of(text, *at).is_empty();
                    let last = (votes.all..rows.fields_of(text)).rfind(filled);
                    self.superfluous(line, last.map_or(0, |last| last + 1), votes);
                }
                self.ballot(votes, line, |at| rows.field_of(text, at), &mut entries)?
            } else if let Some(row) = self.next(rows) {
                if let Some(name) = section(&row) {
                    return fail(row.line, Problem::MisplacedSection(name));
                }
                self.superfluous(row.line, row.filled(), votes);
                self.ballot(votes, row.line, |at| row.field(at), &mut entries)?
            } else {
                break;
            };
            draft.ballot(party, 1, &entries);
        }
        if let (0, Some((line, id))) = (self.known, self.unknown.take()) {
            return fail(line, Problem::NoVoteKnown(id));
        }
        self.tell_voters_twice();
        self.name_parties(&mut draft)?;
        let ballots = self.ballots;
        if ballots == 0 {
            self.warnings
                .add(self.last_line, || "there are no votes".to_owned());
        }
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
            official: self.official.take(),
            categories: self.categories.take(),
            title: std::mem::take(&mut self.description),
            threshold: self.threshold,
        })
    }

    /// Warns of what is beyond the columns of the header.
    fn superfluous(&mut self, line: usize, fields: usize, votes: &Votes) {
        if fields > votes.all {
            self.warnings.add(line, || {
                format!(
                    "{fields} fields, and the header has {}: the rest is left out",
                    votes.all
                )
            });
        }
    }

    /// Warns of voters who come twice. Both of their ballots count, as the file's number of votes does.
    fn tell_voters_twice(&mut self) {
        if self.ascending {
            return;
        }
        let mut voters = std::mem::take(&mut self.voters);
        voters.sort_unstable();
        let twice = voters.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        let mut lines: Vec<(u32, u32)> = twice.map(|pair| (pair[1].1, pair[0].1)).collect();
        lines.sort_unstable();
        for (line, before) in lines {
            self.warnings.add(line as usize, || {
                format!("the voter was there before, on line {before}: both ballots count")
            });
        }
    }

    /// Gives the draft its parties, if a column tells them.
    fn name_parties(&self, draft: &mut Draft) -> Result<(), ReadError> {
        let Some(wish) = self.wish.filter(|wish| wish.parties_by.is_some()) else {
            return Ok(());
        };
        if let Endowments::Named(named) = &wish.endowments
            && let Some((name, _)) = named.iter().find(|n| !self.parties.contains_key(&n.0))
        {
            return fail(self.last_line, Problem::UnknownParty(name.clone()));
        }
        let mut parties: Vec<(&String, (usize, u64))> =
            self.parties.iter().map(|(name, at)| (name, *at)).collect();
        parties.sort_by_key(|(_, (at, _))| *at);
        if matches!(wish.endowments, Endowments::People) {
            draft.endowed_by_people();
        }
        for (name, (_, people)) in parties {
            let endowment = match &wish.endowments {
                Endowments::People => people,
                Endowments::Equal => 1,
                Endowments::Named(named) => {
                    (named.iter().rev().find(|n| n.0 == *name)).map_or(1, |n| n.1)
                }
            };
            draft.party(name, endowment);
        }
        Ok(())
    }

    /// Whose the ballot is, by what its row says of the voter.
    fn party(&mut self, says: &str) -> usize {
        let name = match says.parse::<u32>() {
            _ if says.is_empty() => "not said".to_owned(),
            // An age, or another number: by tens.
            Ok(number) => format!("{}–{}", number / 10 * 10, number / 10 * 10 + 9),
            Err(_) => says.to_owned(),
        };
        let next = self.parties.len();
        let party = self.parties.entry(name).or_insert((next, 0));
        party.1 += 1;
        party.0
    }

    /// Adds a ballot's entries, and says which party's it is.
    fn ballot<'a>(
        &mut self,
        votes: &Votes,
        line: usize,
        field: impl Fn(usize) -> &'a str,
        entries: &mut Vec<Entry>,
    ) -> Result<usize, ReadError> {
        let vote = field(votes.vote);
        let named = || ids(vote);
        let points: Cow<[u32]> = match (votes.kind, votes.points) {
            (VoteType::Points, Some(at)) => {
                Cow::Owned(self.points(line, field(at), named().count())?)
            }
            // Borda: a project has a point for each project of the ballot below it.
            (VoteType::Ordinal, _) => Cow::Owned((0..named().count() as u32).rev().collect()),
            _ => Cow::Borrowed(&[]),
        };
        let mut all = 0;
        for (at, id) in named().enumerate() {
            all = at as u64 + 1;
            let found = self.ids.find(&self.projects, id).or_else(|missing| {
                let bare = id.text.trim_matches('"');
                let found = match bare.len() < id.text.len() {
                    true => self.ids.find(&self.projects, Id::of(bare.trim())),
                    false => Err(missing),
                };
                if found.is_ok() {
                    self.warnings
                        .add(line, || format!("{} is read without its quotes", id.text));
                }
                found
            });
            match found {
                Ok(found) => {
                    self.known += 1;
                    let given = points.get(at).copied().unwrap_or(1);
                    // Who is last on a ballot that ranks is wanted, if by no more than nothing else.
                    if given > 0 || votes.kind == VoteType::Ordinal {
                        entries.push((found, given));
                    }
                }
                Err(_) => {
                    if self.unknown.is_none() {
                        self.unknown = Some((line, id.text.to_owned()));
                    }
                    self.warnings.add(line, || {
                        format!("\"{}\" is not a listed project: left out", id.text)
                    });
                }
            }
        }
        self.ballots += 1;
        self.named_on.resize(self.projects.len(), (0, false));
        for &(project, _) in entries.iter() {
            let named = &mut self.named_on[project];
            match *named {
                (ballot, told) if ballot == self.ballots => {
                    // Told once, however often it comes.
                    if !told {
                        named.1 = true;
                        let id = &self.projects[project].0;
                        self.warnings
                            .add(line, || format!("\"{id}\" is named twice: counted once"));
                    }
                }
                _ => *named = (self.ballots, false),
            }
        }
        if !self.limits.none() {
            self.check_limits(votes, line, all, entries);
        }
        if let Some(voter) = votes.voter {
            self.voter(line, field(voter));
        }
        Ok(match votes.party {
            Some(at) => self.party(field(at)),
            None => 0,
        })
    }

    fn voter(&mut self, line: usize, id: &str) {
        if id.is_empty() {
            return;
        }
        let id = match id.parse::<u32>() {
            Ok(number) if id.len() < 10 && !id.starts_with('0') => u64::from(number),
            // Out of the way of all numbers.
            _ => crate::ties::lot(0, id) | 1 << 63,
        };
        let last = self.voters.last().map_or(0, |last| last.0);
        self.ascending &= (last < id || self.voters.is_empty()) && id < 1 << 63;
        self.voters.push((id, line as u32));
    }

    /// Warns of a ballot over the limits that the file itself states.
    fn check_limits(&mut self, votes: &Votes, line: usize, named: u64, entries: &[Entry]) {
        let mut over = |what: &str, has: String, limit: String| {
            self.warnings.add(line, || {
                format!("the ballot has {has}, and {what} is {limit}: counted all the same")
            });
        };
        let [least, most] = self.limits.length;
        // An empty ballot is somebody without wishes.
        if let Some(least) = least.filter(|&least| 0 < named && named < least) {
            over("min_length", format!("{named} projects"), least.to_string());
        }
        if let Some(most) = most.filter(|&most| named > most) {
            over("max_length", format!("{named} projects"), most.to_string());
        } else if self.limits.one && named > 1 {
            let has = format!("{named} projects");
            over("vote_type", has, "choose-1".to_owned());
        }
        let scaled = |amount: Decimal| amount.to_money(Decimal::MOST_DECIMALS).map(|m| m.0);
        if let Some(most) = self.limits.sum_cost {
            let costs = entries.iter().map(|e| scaled(self.projects[e.0].2));
            let sum: Option<u64> = costs.sum();
            if let (Some(sum), Some(limit)) = (sum, scaled(most))
                && sum > limit
            {
                let text = Money(sum).to_text(Decimal::MOST_DECIMALS);
                let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
                over(
                    "max_sum_cost",
                    format!("a cost of {text}"),
                    most.to_string(),
                );
            }
        }
        if votes.kind != VoteType::Points {
            return;
        }
        let digits = self.point_decimals;
        let units = |limit: Decimal| limit.to_money(digits.max(limit.decimals())).map(|m| m.0);
        let sum: u64 = entries.iter().map(|e| u64::from(e.1)).sum();
        let text = |points: u64| Money(points).to_text(digits);
        let [least, most] = self.limits.sum_points;
        let fits = |limit: &Decimal| limit.decimals() <= digits;
        if let Some(least) = least.filter(|l| fits(l) && sum > 0 && units(*l) > Some(sum)) {
            let has = format!("{} points in all", text(sum));
            over("min_sum_points", has, least.to_string());
        }
        if let Some(most) = most.filter(|l| fits(l) && units(*l) < Some(sum)) {
            let has = format!("{} points in all", text(sum));
            over("max_sum_points", has, most.to_string());
        }
        let highest = entries.iter().map(|e| u64::from(e.1)).max().unwrap_or(0);
        if let Some(most) = self
            .limits
            .points
            .filter(|l| fits(l) && units(*l) < Some(highest))
        {
            let has = format!("{} points for one project", text(highest));
            over("max_points", has, most.to_string());
        }
    }

    fn points(&mut self, line: usize, field: &str, named: usize) -> Result<Vec<u32>, ReadError> {
        let texts: Vec<&str> = field
            .split(',')
            .map(|text| text.trim().trim_matches('"'))
            .filter(|p| !p.is_empty())
            .collect();
        if texts.len() != named {
            return fail(line, Problem::PointsMismatch(named, texts.len()));
        }
        let mut all = Vec::with_capacity(named);
        for text in texts {
            let unreadable = || Problem::NotPoints(text.to_owned());
            let points = match Decimal::read(text) {
                // Points against a project are not an endowment against it: they count as none.
                Err(DecimalError::Negative) => {
                    self.warnings
                        .add(line, || format!("\"{text}\" points count as none"));
                    Decimal::whole(0)
                }
                Ok((points, Some(odd @ Oddity::Rounded))) => {
                    self.warnings.add(line, || odd.about(text, points));
                    points
                }
                Ok((points, _)) => points,
                Err(_) => return fail(line, unreadable()),
            };
            if points.decimals() > self.point_decimals {
                self.point_decimals = points.decimals();
            }
            let scaled = points.to_money(self.point_decimals);
            match scaled.and_then(|p| u32::try_from(p.0).ok()) {
                Some(points) => all.push(points),
                None => return fail(line, unreadable()),
            }
        }
        Ok(all)
    }
}
