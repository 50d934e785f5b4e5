//! Who said what about which statement, kept sparsely.

use std::collections::BTreeMap;

/// What a person says about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vote {
    /// Against it.
    Disagree,
    /// Neither: a vote all the same, unlike not having voted.
    Pass,
    /// For it.
    Agree,
}

impl Vote {
    /// All three, in the order of the scale.
    pub const ALL: [Vote; 3] = [Vote::Disagree, Vote::Pass, Vote::Agree];

    /// −1, 0 or 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self as i8 - 1)
    }

    fn from_code(code: u32) -> Self {
        match code {
            0 => Vote::Disagree,
            1 => Vote::Pass,
            _ => Vote::Agree,
        }
    }
}

/// How a statement was voted on by some people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// People who agree.
    pub agree: u32,
    /// People who disagree.
    pub disagree: u32,
    /// People who passed.
    pub pass: u32,
}

impl Counts {
    /// Everybody who voted, passes included.
    #[must_use]
    pub fn all(self) -> u32 {
        self.agree + self.disagree + self.pass
    }

    /// Counts one vote.
    pub fn add(&mut self, vote: Vote) {
        match vote {
            Vote::Agree => self.agree += 1,
            Vote::Disagree => self.disagree += 1,
            Vote::Pass => self.pass += 1,
        }
    }

    /// What all of them together said.
    #[must_use]
    pub fn with(self, others: Counts) -> Counts {
        Counts {
            agree: self.agree + others.agree,
            disagree: self.disagree + others.disagree,
            pass: self.pass + others.pass,
        }
    }

    /// Those among these who are not among `some`.
    #[must_use]
    pub fn without(self, some: Counts) -> Counts {
        Counts {
            agree: self.agree - some.agree,
            disagree: self.disagree - some.disagree,
            pass: self.pass - some.pass,
        }
    }
}

/// A vote and the statement it is about, in one number: the position of the statement times four,
/// plus the vote. What differs by both is then looked up in one table of four places each.
pub(crate) type Cell = u32;

/// Votes of people on statements, at most one of each person on each statement.
///
/// People and statements are known by their position; ids ascend with it, and a person's votes lie
/// in the order of statements. So whatever order votes came in, the same votes are the same `Votes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    people: Vec<u64>,
    statements: Vec<u64>,
    /// Where each person's cells begin; one more at the end.
    starts: Vec<usize>,
    cells: Vec<Cell>,
}

impl Votes {
    /// More statements than this are not read: positions must fit 30 bits.
    pub const MOST_STATEMENTS: usize = 1 << 24;

    /// Ids of the people, ascending.
    #[must_use]
    pub fn people(&self) -> &[u64] {
        &self.people
    }

    /// Ids of the statements, ascending.
    #[must_use]
    pub fn statements(&self) -> &[u64] {
        &self.statements
    }

    /// How many votes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nobody voted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// How many votes a person gave.
    #[must_use]
    pub fn count_of(&self, person: usize) -> usize {
        self.starts[person + 1] - self.starts[person]
    }

    /// A person's votes, by the position of the statement.
    pub fn of(&self, person: usize) -> impl Iterator<Item = (usize, Vote)> + '_ {
        self.cells_of(person)
            .iter()
            .map(|&cell| ((cell >> 2) as usize, Vote::from_code(cell & 3)))
    }

    pub(crate) fn cells_of(&self, person: usize) -> &[Cell] {
        &self.cells[self.starts[person]..self.starts[person + 1]]
    }

    /// For each statement, how those people voted for whom `counts` holds.
    pub fn counts(&self, mut counts: impl FnMut(usize) -> bool) -> Vec<Counts> {
        let mut table = vec![0_u32; 4 * self.statements.len()];
        for person in (0..self.people.len()).filter(|&person| counts(person)) {
            for &cell in self.cells_of(person) {
                table[cell as usize] += 1;
            }
        }
        counted(&table)
    }

    /// For each of `parts` parts of the people and each statement, how they voted; `part_of` says who belongs
    /// to which.
    pub(crate) fn counts_of_parts(
        &self,
        parts: usize,
        part_of: impl Fn(usize) -> usize,
    ) -> Vec<Vec<Counts>> {
        let size = 4 * self.statements.len();
        let mut tables = vec![0_u32; parts * size];
        for person in 0..self.people.len() {
            let table = &mut tables[part_of(person) * size..][..size];
            for &cell in self.cells_of(person) {
                table[cell as usize] += 1;
            }
        }
        (0..parts)
            .map(|part| counted(&tables[part * size..][..size]))
            .collect()
    }

    /// The position of a person, who is added if not yet known.
    pub(crate) fn person(&mut self, id: u64) -> usize {
        self.people.binary_search(&id).unwrap_or_else(|at| {
            self.people.insert(at, id);
            self.starts.insert(at, self.starts[at]);
            at
        })
    }

    /// Adds a statement that is not yet known.
    pub(crate) fn add_statement(&mut self, id: u64) {
        if let Err(at) = self.statements.binary_search(&id) {
            self.statements.insert(at, id);
            for cell in self
                .cells
                .iter_mut()
                .filter(|cell| **cell >> 2 >= at as u32)
            {
                *cell += 4;
            }
        }
    }

    /// Lets a vote count instead of the person's earlier one on the statement, which is returned.
    pub(crate) fn set(&mut self, person: usize, statement: usize, vote: Vote) -> Option<Vote> {
        let cell = (statement as u32) << 2 | vote as u32;
        let from = self.starts[person];
        let of = self.cells_of(person);
        match of.binary_search_by_key(&(statement as u32), |cell| cell >> 2) {
            Ok(at) => {
                let before = std::mem::replace(&mut self.cells[from + at], cell);
                Some(Vote::from_code(before & 3))
            }
            Err(at) => {
                self.cells.insert(from + at, cell);
                for start in &mut self.starts[person + 1..] {
                    *start += 1;
                }
                None
            }
        }
    }

    /// The same votes without those on the statements marked; people and statements stay.
    pub(crate) fn without(&self, excluded: &[bool]) -> Votes {
        let mut starts = Vec::with_capacity(self.starts.len());
        let mut cells = Vec::with_capacity(self.cells.len());
        starts.push(0);
        for person in 0..self.people.len() {
            let kept = self.cells_of(person).iter();
            cells.extend(kept.filter(|&&cell| !excluded[(cell >> 2) as usize]));
            starts.push(cells.len());
        }
        Votes {
            people: self.people.clone(),
            statements: self.statements.clone(),
            starts,
            cells,
        }
    }

    /// The votes of some of the people only, in the order given; one may come several times.
    pub(crate) fn sample(&self, people: &[usize]) -> Votes {
        let mut starts = Vec::with_capacity(people.len() + 1);
        let mut cells = Vec::new();
        starts.push(0);
        for &person in people {
            cells.extend_from_slice(self.cells_of(person));
            starts.push(cells.len());
        }
        Votes {
            people: people.iter().map(|&person| self.people[person]).collect(),
            statements: self.statements.clone(),
            starts,
            cells,
        }
    }
}

/// A table of how often each cell is met, by statements.
fn counted(table: &[u32]) -> Vec<Counts> {
    let (fours, _) = table.as_chunks::<4>();
    let of = |of: &[u32; 4]| Counts {
        disagree: of[Vote::Disagree as usize],
        pass: of[Vote::Pass as usize],
        agree: of[Vote::Agree as usize],
    };
    fours.iter().map(of).collect()
}

/// Gathers votes in any order; the last on each statement counts.
#[derive(Debug, Clone, Default)]
pub struct VotesBuilder {
    people: Numbers,
    statements: Numbers,
    /// In blocks of [`BLOCK`]: what lies there is never copied to make room for more.
    rows: Vec<Vec<Row>>,
}

/// Rows in one block: 64 KiB.
const BLOCK: usize = 1 << 12;

#[derive(Debug, Clone, Copy)]
struct Row {
    time: i64,
    person: u32,
    cell: Cell,
}

impl VotesBuilder {
    /// Adds a vote. Of several by one person on one statement the one with the greatest time counts,
    /// and among equal times the one added last.
    pub fn vote(&mut self, person: u64, statement: u64, vote: Vote, time: i64) {
        let row = Row {
            time,
            person: self.people.number(person),
            cell: self.statements.number(statement) << 2 | vote as u32,
        };
        match self.rows.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(row),
            _ => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(row);
                self.rows.push(block);
            }
        }
    }

    /// How many statements were voted on so far.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.statements.ids.len()
    }

    /// How many votes were added so far, whether they count or not.
    #[must_use]
    pub fn added(&self) -> usize {
        let last = self.rows.last().map_or(0, Vec::len);
        self.rows.len().saturating_sub(1) * BLOCK + last
    }

    /// The votes that count.
    #[must_use]
    pub fn build(self) -> Votes {
        let (people, person_at) = self.people.ascending();
        let (statements, statement_at) = self.statements.ascending();
        // Sorted by person in two passes, in the order they were added.
        let mut starts = vec![0_usize; people.len() + 1];
        for row in self.rows.iter().flatten() {
            starts[person_at[row.person as usize] as usize + 1] += 1;
        }
        for person in 0..people.len() {
            starts[person + 1] += starts[person];
        }
        let mut next = starts.clone();
        let added = starts.last().map_or(0, |&added| added);
        // Each with its place among the rows: its time is looked up there, where it matters.
        let mut sorted = vec![(0 as Cell, 0_u32); added];
        for (place, row) in (0_u32..).zip(self.rows.iter().flatten()) {
            let at = &mut next[person_at[row.person as usize] as usize];
            let statement = statement_at[(row.cell >> 2) as usize];
            sorted[*at] = (statement << 2 | (row.cell & 3), place);
            *at += 1;
        }
        let time = |place: u32| self.rows[place as usize / BLOCK][place as usize % BLOCK].time;
        let mut cells = Vec::with_capacity(added);
        let mut counted = Vec::with_capacity(starts.len());
        counted.push(0);
        for person in 0..people.len() {
            let of = &mut sorted[starts[person]..starts[person + 1]];
            // Mostly each statement is voted on once, and often in order.
            if of.is_sorted_by(|before, after| before.0 >> 2 < after.0 >> 2) {
                cells.extend(of.iter().map(|&(cell, _)| cell));
                counted.push(cells.len());
                continue;
            }
            // Of equal times the one added last stays last.
            of.sort_unstable_by(|&(cell, place), &(other, other_place)| {
                let by_statement = (cell >> 2).cmp(&(other >> 2));
                by_statement
                    .then_with(|| time(place).cmp(&time(other_place)))
                    .then(place.cmp(&other_place))
            });
            for (at, &(cell, _)) in of.iter().enumerate() {
                if of.get(at + 1).is_none_or(|next| next.0 >> 2 != cell >> 2) {
                    cells.push(cell);
                }
            }
            counted.push(cells.len());
        }
        Votes {
            people,
            statements,
            starts: counted,
            cells,
        }
    }
}

/// Numbers ids in the order in which they are met.
#[derive(Debug, Clone, Default)]
struct Numbers {
    ids: Vec<u64>,
    /// Number plus one of each small id, 0 for those not met: most files count from zero.
    small: Vec<u32>,
    large: BTreeMap<u64, u32>,
}

impl Numbers {
    const SMALL: u64 = 1 << 22;

    fn number(&mut self, id: u64) -> u32 {
        let next = self.ids.len() as u32;
        let known = if id < Self::SMALL {
            let at = id as usize;
            if at >= self.small.len() {
                self.small.resize((at + 1).next_power_of_two(), 0);
            }
            if self.small[at] == 0 {
                self.small[at] = next + 1;
            }
            self.small[at] - 1
        } else {
            *self.large.entry(id).or_insert(next)
        };
        if known == next {
            self.ids.push(id);
        }
        known
    }

    /// The ids in ascending order, and for each number the position of its id there.
    fn ascending(self) -> (Vec<u64>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.ids.len() as u32).collect();
        order.sort_unstable_by_key(|&number| self.ids[number as usize]);
        let mut at = vec![0; order.len()];
        for (position, &number) in order.iter().enumerate() {
            at[number as usize] = position as u32;
        }
        let ids = order.iter().map(|&n| self.ids[n as usize]).collect();
        (ids, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_vote_counts_in_whatever_order_it_came() {
        let mut draft = VotesBuilder::default();
        draft.vote(7_000_000_000, 5, Vote::Agree, 20);
        draft.vote(7_000_000_000, 5, Vote::Disagree, 10);
        draft.vote(3, 9, Vote::Pass, 1);
        draft.vote(3, 9, Vote::Agree, 1);
        let votes = draft.build();
        assert_eq!(votes.people(), [3, 7_000_000_000]);
        assert_eq!(votes.statements(), [5, 9]);
        assert_eq!(votes.of(0).collect::<Vec<_>>(), [(1, Vote::Agree)]);
        assert_eq!(votes.of(1).collect::<Vec<_>>(), [(0, Vote::Agree)]);
        assert_eq!(votes.counts(|_| true)[1].agree, 1);
    }
}
