//! A map that takes in one vote after the other without starting over.
//!
//! For every two statements it is kept how many people voted on both, and how; these are whole
//! numbers, so that adding a vote and taking it back leaves nothing behind. From them follows the
//! matrix whose leading vectors the map's directions are. A vote changes one row and one column of
//! it; directions and groups start from where they were and are soon there.

use crate::axes::{Centred, Point};
use crate::clusters::{nearest, settle};
use crate::crowd::Crowd;
use crate::leading::{dot, leading, norm};
use crate::map::{Options, placed};
use crate::start::Start;
use crate::votes::{Vote, Votes};

/// How exact directions are after a vote; the next whole map makes them exact again.
const NEARLY: f64 = 1e-7;

/// A map between two whole ones: its directions, places and groups move with every vote; how many
/// groups there are, and what they say, is for the next [`crate::map::Map::draw`] to find out.
///
/// Votes and [`Live::start`] determine all of it: whoever begins again with both goes on with the
/// same bits.
#[derive(Debug, Clone)]
pub struct Live {
    votes: Votes,
    excluded: Vec<bool>,
    options: Options,
    start: Start,
    pairs: Pairs,
    places: Vec<Point>,
}

impl Live {
    /// Goes on from a map with its votes. Statements left out of the map stay out; people are counted
    /// as [`Options::default`] does.
    #[must_use]
    pub fn begin(votes: &Votes, options: &Options, start: Start) -> Self {
        let is_excluded = |id: &u64| options.excluded.contains(id);
        let excluded: Vec<bool> = votes.statements().iter().map(is_excluded).collect();
        let votes = votes.without(&excluded);
        let mut live = Live {
            pairs: Pairs::of(&votes),
            start: Start {
                directions: start.directions_over(votes.statements()),
                statements: votes.statements().to_vec(),
                ..start
            },
            places: Vec::new(),
            options: options.clone(),
            votes,
            excluded,
        };
        live.places = live.placed();
        live
    }

    /// Takes in a vote; of several by one person on one statement, the last counts.
    pub fn vote(&mut self, person: u64, statement: u64, vote: Vote) {
        if self.options.excluded.contains(&statement) {
            return;
        }
        if self.votes.statements().binary_search(&statement).is_err() {
            self.votes.add_statement(statement);
            self.start.directions = self.start.directions_over(self.votes.statements());
            self.start.statements = self.votes.statements().to_vec();
            let is_excluded = |id: &u64| self.options.excluded.contains(id);
            self.excluded = self.votes.statements().iter().map(is_excluded).collect();
            self.pairs = Pairs::of(&self.votes);
        }
        let person = self.votes.person(person);
        let at = self
            .votes
            .statements()
            .partition_point(|&id| id < statement);
        let before = self.votes.set(person, at, vote);
        self.pairs.count(&self.votes, person, at, before, vote);
        self.move_on();
    }

    fn move_on(&mut self) {
        let before = &self.start.directions;
        let begin: Vec<f64> = before[0]
            .iter()
            .zip(&before[1])
            .map(|(x, y)| x + y)
            .collect();
        if norm(&begin) == 0.0 {
            return;
        }
        let mut directions = leading(begin, NEARLY, |vector| self.pairs.product(vector)).vectors;
        for (own, before) in directions.iter_mut().zip(before) {
            if dot(own, before) < 0.0 {
                own.iter_mut().for_each(|x| *x = -*x);
            }
        }
        // Two axes that have changed places take the groups' middles with them.
        let moved = |centre: Point| {
            [0, 1].map(|new: usize| {
                let along = |old: usize| dot(&directions[new], &before[old]);
                along(0) * centre[0] + along(1) * centre[1]
            })
        };
        let centres: Vec<Point> = self.start.groups.iter().map(|of| moved(of.1)).collect();
        self.start.directions = directions;
        self.places = self.placed();
        if centres.len() < 2 {
            return;
        }
        let people = 0..self.votes.people().len();
        let there: Vec<Point> = people
            .filter(|&person| self.is_placed(person))
            .map(|person| self.places[person])
            .collect();
        let crowd = Crowd::of(&there);
        let settled = settle(&crowd.points, &crowd.weights, centres).centres;
        for (group, centre) in self.start.groups.iter_mut().zip(settled) {
            group.1 = centre;
        }
    }

    fn placed(&self) -> Vec<Point> {
        let among = self.excluded.iter().filter(|&&is| !is).count();
        let centred = Centred::new(&self.votes, self.options.workers);
        let along = centred.along(&self.start.directions);
        let place =
            |(person, &along): (usize, &Point)| placed(along, among, self.votes.count_of(person));
        along.iter().enumerate().map(place).collect()
    }

    /// The votes so far, without those on statements that are left out.
    #[must_use]
    pub fn votes(&self) -> &Votes {
        &self.votes
    }

    /// Where people are, by their position in the votes.
    #[must_use]
    pub fn places(&self) -> &[Point] {
        &self.places
    }

    /// Whether a person voted often enough to be on the map.
    #[must_use]
    pub fn is_placed(&self, person: usize) -> bool {
        self.votes.count_of(person) >= self.options.min_votes
            || self
                .start
                .members
                .binary_search(&self.votes.people()[person])
                .is_ok()
    }

    /// The letter of a person's group (0 for A); `None` off the map.
    #[must_use]
    pub fn letter_of(&self, person: usize) -> Option<u8> {
        let centres: Vec<Point> = self.start.groups.iter().map(|of| of.1).collect();
        let group = nearest(&centres, self.places[person]);
        let letter = self.start.groups.get(usize::from(group))?.0;
        self.is_placed(person).then_some(letter)
    }

    /// What this map goes on from, and the next whole one.
    #[must_use]
    pub fn start(&self) -> &Start {
        &self.start
    }
}

/// For every two statements, how people voted who voted on both; and the matrix that follows.
#[derive(Debug, Clone)]
struct Pairs {
    size: usize,
    /// People who voted on both; of a statement with itself, on it.
    both: Vec<i32>,
    /// The sum of the first statement's votes over those people.
    first: Vec<i32>,
    /// The sum of the products of both votes.
    product: Vec<i32>,
    /// AᵀA of the centred votes.
    matrix: Vec<f64>,
}

impl Pairs {
    fn of(votes: &Votes) -> Self {
        let size = votes.statements().len();
        let mut pairs = Pairs {
            size,
            both: vec![0; size * size],
            first: vec![0; size * size],
            product: vec![0; size * size],
            matrix: vec![0.0; size * size],
        };
        for person in 0..votes.people().len() {
            let of: Vec<(usize, i32)> = votes
                .of(person)
                .map(|(at, vote)| (at, whole(vote)))
                .collect();
            for &(s, x) in &of {
                for &(t, y) in &of {
                    let at = s * size + t;
                    pairs.both[at] += 1;
                    pairs.first[at] += x;
                    pairs.product[at] += x * y;
                }
            }
        }
        for statement in 0..size {
            pairs.refresh(statement);
        }
        pairs
    }

    /// One person's vote on one statement, which the votes hold already, instead of the one before.
    fn count(
        &mut self,
        votes: &Votes,
        person: usize,
        statement: usize,
        before: Option<Vote>,
        vote: Vote,
    ) {
        let more = i32::from(before.is_none());
        let (new, old) = (whole(vote), before.map_or(0, whole));
        let change = new - old;
        for (other, vote) in votes.of(person) {
            let (forth, back) = (statement * self.size + other, other * self.size + statement);
            if other == statement {
                self.both[forth] += more;
                self.first[forth] += change;
                self.product[forth] += new * new - old * old;
                continue;
            }
            let other = whole(vote);
            self.both[forth] += more;
            self.both[back] += more;
            self.first[forth] += change;
            self.first[back] += other * more;
            self.product[forth] += change * other;
            self.product[back] += change * other;
        }
        self.refresh(statement);
    }

    /// The matrix's row and column of one statement, from the whole numbers alone: the same bits
    /// however they came about.
    fn refresh(&mut self, statement: usize) {
        for other in 0..self.size {
            let value = self.element(statement.min(other), statement.max(other));
            self.matrix[statement * self.size + other] = value;
            self.matrix[other * self.size + statement] = value;
        }
    }

    /// Σ (x − mean) (y − mean) over the people who voted on both.
    fn element(&self, s: usize, t: usize) -> f64 {
        let (forth, back) = (s * self.size + t, t * self.size + s);
        let (x, y) = (self.mean(s), self.mean(t));
        f64::from(self.product[forth])
            - y * f64::from(self.first[forth])
            - x * f64::from(self.first[back])
            + x * y * f64::from(self.both[forth])
    }

    fn mean(&self, statement: usize) -> f64 {
        let at = statement * self.size + statement;
        match self.both[at] {
            0 => 0.0,
            all => f64::from(self.first[at]) / f64::from(all),
        }
    }

    fn product(&self, vector: &[f64]) -> Vec<f64> {
        if self.size == 0 {
            return Vec::new();
        }
        let rows = self.matrix.chunks_exact(self.size);
        rows.map(|row| dot(row, vector)).collect()
    }
}

fn whole(vote: Vote) -> i32 {
    vote as i32 - 1
}
