//! The two directions along which people's votes differ most.
//!
//! Principal components of the matrix of votes, where a statement not voted on counts as its mean.
//! Centred by those means, such a cell is zero: the matrix never needs to be filled in, and each
//! product with it costs as much as there are votes (Halko, Martinsson, Tropp 2011, on why products
//! are enough; Small et al. 2021, *Polis: scaling deliberation by mapping high dimensional opinion
//! spaces*, for the imputation and the scaling).

use crate::leading::{Leading, dot, fixed_numbers, leading};
use crate::votes::{Counts, Vote, Votes};
use crate::workers::Workers;

/// A place on the map.
pub type Point = [f64; 2];

/// Directions of the map in the space of statements, in the order of their positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Axes {
    /// The mean vote on each statement, between −1 and 1; 0 for those left out.
    pub mean: Vec<f64>,
    /// Two directions of length one at right angles; the largest entry of each is positive.
    pub directions: [Vec<f64>; 2],
    /// The variance of people's places along each before scaling, and of all votes together.
    pub variance: [f64; 2],
    /// The variance of all votes together.
    pub whole: f64,
    /// Whether the directions are as exact as asked; if not, a third direction explains nearly as
    /// much as the second, and where people lie along it is chance.
    pub converged: bool,
}

/// How exact directions are: what is left of Gx − λx beside the largest λ.
pub(crate) const EXACT: f64 = 1e-12;

/// Votes per piece of work; more, where the table that each piece fills is large beside it.
const PIECE: usize = 1 << 16;

/// About as many steps as the directions take.
const STEPS: usize = 30;

/// With more statements than this, the matrix of all pairs of them is not made: 32 MiB.
const MOST_PAIRED: usize = 2_000;

/// Whoever voted on one of so many statements or more is gone through as if they had voted on all.
const MOSTLY: usize = 3;

/// So many such matrices are filled at once at most.
const MOST_MATRICES: usize = 4;

/// A matrix of votes centred by the means of its columns.
pub(crate) struct Centred<'a> {
    votes: &'a Votes,
    mean: Vec<f64>,
    /// Vote minus mean, where the cell says.
    value: Vec<f64>,
    /// The sum of squares of the whole matrix.
    squares: f64,
    pieces: Vec<(usize, usize)>,
    workers: Workers,
}

impl<'a> Centred<'a> {
    pub(crate) fn new(votes: &'a Votes, workers: Workers) -> Self {
        let counts = votes.counts(|_| true);
        let mean: Vec<f64> = counts
            .iter()
            .map(|counts| match counts.all() {
                0 => 0.0,
                all => (f64::from(counts.agree) - f64::from(counts.disagree)) / f64::from(all),
            })
            .collect();
        let value = mean
            .iter()
            .flat_map(|&mean| {
                let of = |vote: Vote| vote.value() - mean;
                [of(Vote::Disagree), of(Vote::Pass), of(Vote::Agree), 0.0]
            })
            .collect();
        let square = |(at, counts): (usize, &Counts)| {
            let of = |vote: Vote| (vote.value() - mean[at]).powi(2);
            (f64::from(counts.agree) * of(Vote::Agree)
                + f64::from(counts.disagree) * of(Vote::Disagree))
                + f64::from(counts.pass) * of(Vote::Pass)
        };
        let squares = counts.iter().enumerate().map(square).sum();
        let size = PIECE.max(16 * mean.len());
        let mut pieces = Vec::new();
        let (mut from, mut held) = (0, 0);
        for person in 0..votes.people().len() {
            held += votes.count_of(person);
            if held >= size || person + 1 == votes.people().len() {
                pieces.push((from, person + 1));
                (from, held) = (person + 1, 0);
            }
        }
        Centred {
            votes,
            mean,
            value,
            squares,
            pieces,
            workers,
        }
    }

    /// Whether it is less work to multiply all pairs of a person's votes once than to go through the
    /// votes, twice for each of some thirty steps.
    fn is_paired(&self) -> bool {
        let statements = self.mean.len();
        if statements > MOST_PAIRED {
            return false;
        }
        let of = |person| self.votes.count_of(person) * (self.votes.count_of(person) + 1) / 2;
        let pairs: usize = (0..self.votes.people().len()).map(of).sum();
        pairs + STEPS * statements * statements < 2 * STEPS * self.votes.len()
    }

    /// AᵀA itself.
    fn pairs(&self) -> Vec<f64> {
        let statements = self.mean.len();
        // As many pieces whatever the number of threads: each fills a matrix of its own.
        let each = self.pieces.len().div_ceil(MOST_MATRICES).max(1);
        let parts: Vec<Vec<f64>> = self.workers.each(self.pieces.len().div_ceil(each), |part| {
            let mut matrix = vec![0.0; statements * statements];
            let mut given: Vec<(usize, f64)> = Vec::new();
            // A person's values by statement, zero where there is no vote.
            let mut whole = vec![0.0; statements];
            let (first, end) = (part * each, ((part + 1) * each).min(self.pieces.len()));
            for person in self.pieces[first].0..self.pieces[end - 1].1 {
                given.clear();
                given.extend(self.votes.cells_of(person).iter().map(|&cell| {
                    let value = self.value[cell as usize];
                    ((cell >> 2) as usize, value)
                }));
                if given.len() * MOSTLY >= statements {
                    // To add nothing where there is no vote changes no bit, and takes less than to skip it.
                    for &(statement, value) in &given {
                        whole[statement] = value;
                    }
                    for &(statement, value) in &given {
                        let row = &mut matrix[statement * statements..][..statements];
                        let row = row[statement..].iter_mut();
                        row.zip(&whole[statement..])
                            .for_each(|(sum, other)| *sum += value * other);
                    }
                    for &(statement, _) in &given {
                        whole[statement] = 0.0;
                    }
                    continue;
                }
                for (at, &(statement, value)) in given.iter().enumerate() {
                    let row = &mut matrix[statement * statements..][..statements];
                    for &(other, other_value) in &given[at..] {
                        row[other] += value * other_value;
                    }
                }
            }
            matrix
        });
        let mut matrix = vec![0.0; statements * statements];
        for part in parts {
            matrix.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
        }
        for row in 0..statements {
            for column in 0..row {
                matrix[row * statements + column] = matrix[column * statements + row];
            }
        }
        matrix
    }

    /// For each cell, its value times the entry of its statement.
    fn table(&self, vector: &[f64]) -> Vec<f64> {
        let (fours, _) = self.value.as_chunks::<4>();
        fours
            .iter()
            .zip(vector)
            .flat_map(|(four, &x)| four.map(|value| value * x))
            .collect()
    }

    /// AᵀA times a vector, in one pass over the votes.
    fn product(&self, vector: &[f64]) -> Vec<f64> {
        let table = self.table(vector);
        let parts = self.workers.each(self.pieces.len(), |piece| {
            let (from, to) = self.pieces[piece];
            let mut sums = vec![0.0; table.len()];
            for person in from..to {
                let cells = self.votes.cells_of(person);
                let along = sum_of(&table, cells);
                for &cell in cells {
                    sums[cell as usize] += along;
                }
            }
            sums
        });
        let mut sums = vec![0.0; table.len()];
        for part in parts {
            sums.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
        }
        let (fours, _) = sums.as_chunks::<4>();
        let (values, _) = self.value.as_chunks::<4>();
        let of = |(sums, values): (&[f64; 4], &[f64; 4])| {
            // Agreement and disagreement first: who swaps them gets the same bits.
            (sums[0] * values[0] + sums[2] * values[2]) + sums[1] * values[1]
        };
        fours.iter().zip(values).map(of).collect()
    }

    /// The two directions along which the rows differ most; `start` is where the search begins.
    pub(crate) fn axes(&self, start: Option<Vec<f64>>, tolerance: f64) -> Axes {
        let statements = self.mean.len();
        let start = start.unwrap_or_else(|| fixed_numbers(statements, 0));
        let found = if self.is_paired() {
            let matrix = self.pairs();
            leading(start, tolerance, |vector| {
                let rows = matrix.chunks_exact(statements);
                rows.map(|row| dot(row, vector)).collect()
            })
        } else {
            leading(start, tolerance, |vector| self.product(vector))
        };
        let people = self.votes.people().len();
        Axes::new(self.mean.clone(), found, self.squares, people)
    }

    /// Where each person lies along the directions, before scaling.
    pub(crate) fn along(&self, directions: &[Vec<f64>; 2]) -> Vec<Point> {
        let tables = [self.table(&directions[0]), self.table(&directions[1])];
        let of = |person: usize| {
            let cells = self.votes.cells_of(person);
            [sum_of(&tables[0], cells), sum_of(&tables[1], cells)]
        };
        let parts = self.workers.each(self.pieces.len(), |piece| {
            let (from, to) = self.pieces[piece];
            (from..to).map(of).collect::<Vec<_>>()
        });
        parts.into_iter().flatten().collect()
    }
}

/// In four sums, which a processor can keep apart.
fn sum_of(table: &[f64], cells: &[u32]) -> f64 {
    let mut sums = [0.0; 4];
    let (fours, rest) = cells.as_chunks::<4>();
    for four in fours {
        for lane in 0..4 {
            sums[lane] += table[four[lane] as usize];
        }
    }
    let rest: f64 = rest.iter().map(|&cell| table[cell as usize]).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

impl Axes {
    pub(crate) fn new(mean: Vec<f64>, found: Leading, whole: f64, people: usize) -> Self {
        let freedom = people.saturating_sub(1).max(1) as f64;
        Axes {
            mean,
            directions: found.vectors.map(pointing_up),
            variance: found.values.map(|value| value / freedom),
            whole: whole / freedom,
            converged: found.converged,
        }
    }

    /// How far out somebody would be who agreed with this one statement and with nothing else: the
    /// more, the more the statement tells about where people lie (Polis's *extremity*). `among`: how
    /// many statements the map is made from.
    #[must_use]
    pub fn extremity(&self, statement: usize, among: usize) -> f64 {
        let [x, y] = [0, 1].map(|axis: usize| self.directions[axis][statement]);
        (among as f64).sqrt() * (1.0 - self.mean[statement]) * (x * x + y * y).sqrt()
    }

    /// Takes a place along other directions over the same statements to these. An axis that has
    /// turned round or changed places with the other is found again by this.
    pub(crate) fn taken_over(&self, directions: &[Vec<f64>; 2], place: Point) -> Point {
        [0, 1].map(|new: usize| {
            let along = |old: usize| dot(&self.directions[new], &directions[old]);
            along(0) * place[0] + along(1) * place[1]
        })
    }

    /// Turns round the axes that point against these directions over the same statements.
    pub(crate) fn keep_signs_of(&mut self, directions: &[Vec<f64>; 2]) {
        for (own, others) in self.directions.iter_mut().zip(directions) {
            if dot(own, others) < 0.0 {
                own.iter_mut().for_each(|x| *x = -*x);
            }
        }
    }
}

/// With its largest entry positive; the first of several as large.
fn pointing_up(mut direction: Vec<f64>) -> Vec<f64> {
    let mut largest: f64 = 0.0;
    for &x in &direction {
        if x.abs() > largest.abs() {
            largest = x;
        }
    }
    if largest < 0.0 {
        direction.iter_mut().for_each(|x| *x = -*x);
    }
    direction
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sequence::Sequence;
    use crate::votes::VotesBuilder;

    #[test]
    fn pairs_are_the_same_bits_however_many_statements_a_person_voted_on() {
        let mut sequence = Sequence::new(5);
        let mut draft = VotesBuilder::default();
        for person in 0..40 {
            for statement in 0..12 {
                // From nearly none to nearly all.
                if sequence.below(40) < person as usize {
                    draft.vote(person, statement, Vote::ALL[sequence.below(3)], 0);
                }
            }
        }
        let votes = draft.build();
        let centred = Centred::new(&votes, Workers(1));
        let statements = votes.statements().len();
        let mut plain = vec![0.0; statements * statements];
        for person in 0..votes.people().len() {
            for (one, vote) in votes.of(person) {
                for (other, beside) in votes.of(person).filter(|&(other, _)| other >= one) {
                    let value = |at: usize, vote: Vote| vote.value() - centred.mean[at];
                    plain[one * statements + other] += value(one, vote) * value(other, beside);
                }
            }
        }
        let pairs = centred.pairs();
        for one in 0..statements {
            for other in one..statements {
                let at = one * statements + other;
                assert_eq!(pairs[at].to_bits(), plain[at].to_bits());
                assert_eq!(
                    pairs[other * statements + one].to_bits(),
                    plain[at].to_bits()
                );
            }
        }
    }
}
