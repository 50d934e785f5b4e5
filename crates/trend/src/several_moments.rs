//! The same people at several moments: where is the strongest before and after, and how strong is it?
//!
//! Person `i` rated at `n_i` moments. For a split between two moments, `a_i` of these lie after it, and
//!
//! ```text
//! U = Σ_i Σ_{j after} (x_ij − mean_i)          Q_i = Σ_j (x_ij − mean_i)²
//! V = Σ_i a_i·(n_i − a_i) / (n_i·(n_i − 1)) · Q_i
//! ```
//!
//! are how much more was said after it than before, each person against their own mean, and the variance of
//! that when each person's ratings are put into any order. The statistic is the greatest `U²/V` over all
//! splits with at least three people on each side. When nothing has changed, each order of a person's
//! ratings is equally likely; the chance is the share of relabellings whose greatest statistic is at least
//! as large. It therefore already accounts for having looked at every split. With two moments it is the
//! test of [`same_people`](crate::same_people).
//!
//! `V` is the same in all relabellings, so that each comparison is one of whole numbers: `|U|` against
//! the least whole number whose square is large enough.
//!
//! The greatest standardised statistic under relabelling within blocks: Hothorn and Lausen, *On the Exact
//! Distribution of Maximally Selected Rank Statistics*, CSDA 43, 2003; Hothorn, Hornik, van de Wiel and
//! Zeileis, *A Lego System for Conditional Inference*, The American Statistician 60(3), 2006.

use std::cmp::Ordering;

use dashu_int::UBig;
use dashu_int::ops::SquareRootRem;

use crate::chance::Chance;
use crate::draws::{Draws, Lot};

/// The most moments that can be compared: with as many, sums stay far within 128 bits.
pub const MOST_MOMENTS: usize = 40;
/// People who rated before and after, so that a split is looked at.
pub const PEOPLE_ON_EACH_SIDE: usize = 3;
/// Up to this many relabellings are counted one by one.
const MOST_COUNTED: u64 = 100_000;

/// Where the strongest before and after is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The first moment after it. Among equally strong splits the first.
    pub since: usize,
    /// Whether more was said after it than before, or less.
    pub way: Ordering,
    /// How often the strongest of all splits would be as strong by chance.
    pub chance: Chance,
}

/// More moments than [`MOST_MOMENTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{moments} moments are too many to compare: at most {MOST_MOMENTS}")]
pub struct TooManyMoments {
    /// How many there were.
    pub moments: usize,
}

/// One person's ratings: what lies between each and their mean, as a whole number of a unit that is common
/// to all, and the moments at which they rated.
struct Person {
    from_mean: Vec<i128>,
    moments: Vec<usize>,
}

/// A split that may be looked at.
struct Candidate {
    since: usize,
    /// `V` times a number that is common to all.
    variance: UBig,
    /// The least `|U|` that is as strong as what was seen.
    threshold: i128,
}

/// Finds the strongest split in rows of ratings, one row for each person, one place for each moment.
///
/// Nothing, when no split has three people on each side, or nobody's ratings differ. Every relabelling is
/// counted while they are at most 100,000, else they are drawn.
///
/// # Errors
///
/// When a row has more than [`MOST_MOMENTS`].
pub fn find(rows: &[Vec<Option<i32>>], draws: Draws) -> Result<Option<Split>, TooManyMoments> {
    let moments = rows.iter().map(Vec::len).max().unwrap_or(0);
    if moments > MOST_MOMENTS {
        return Err(TooManyMoments { moments });
    }
    let people = around_their_means(rows);
    let mut candidates = candidates(&people, moments);
    let mut seen = Sums::new(moments);
    for person in &people {
        seen.add(person, &person.from_mean);
    }
    let Some(strongest) = candidates.iter().reduce(|best, candidate| {
        // u²/v > u'²/v', the first of equal ones.
        let square = |candidate: &Candidate| {
            let sum = UBig::from(seen.after(candidate.since).unsigned_abs());
            &sum * &sum
        };
        match (square(candidate) * &best.variance).cmp(&(square(best) * &candidate.variance)) {
            Ordering::Greater => candidate,
            _ => best,
        }
    }) else {
        return Ok(None);
    };
    let (since, variance) = (strongest.since, strongest.variance.clone());
    let sum = UBig::from(seen.after(since).unsigned_abs());
    for candidate in &mut candidates {
        candidate.threshold = least_as_strong(&(&sum * &sum), &variance, &candidate.variance);
    }

    let ways = people.iter().map(|person| orders(&person.from_mean));
    let ways = ways.fold(1, u64::saturating_mul);
    let chance = if ways <= MOST_COUNTED {
        let extreme = count(&people, &candidates, &Sums::new(moments));
        Chance::counted(UBig::from(extreme), UBig::from(ways))
    } else {
        drawn(people, &candidates, moments, draws)
    };
    let way = seen.after(since).cmp(&0);
    Ok(Some(Split { since, way, chance }))
}

/// The people whose ratings differ, in the coarsest common unit.
fn around_their_means(rows: &[Vec<Option<i32>>]) -> Vec<Person> {
    let rated = |row: &[Option<i32>]| row.iter().flatten().count() as i128;
    let common = rows.iter().fold(1, |common, row| {
        let count = rated(row).max(1);
        common / divisor(common, count) * count
    });
    let mut people: Vec<Person> = rows
        .iter()
        .filter_map(|row| {
            let (mut from_mean, mut moments) = (Vec::new(), Vec::new());
            for (moment, rating) in row.iter().enumerate() {
                if let Some(rating) = rating {
                    from_mean.push(i128::from(*rating));
                    moments.push(moment);
                }
            }
            let (count, sum) = (from_mean.len() as i128, from_mean.iter().sum::<i128>());
            for rating in &mut from_mean {
                *rating = (*rating * count - sum) * (common / count);
            }
            let differs = from_mean.iter().any(|&rating| rating != 0);
            differs.then_some(Person { from_mean, moments })
        })
        .collect();
    let ratings = people.iter().flat_map(|person| &person.from_mean);
    let unit = ratings.fold(0, |unit, &rating| divisor(unit, rating));
    let ratings = people.iter_mut().flat_map(|person| &mut person.from_mean);
    ratings.for_each(|rating| *rating /= unit);
    people
}

/// Every split with enough people on each side. Nobody's ratings are all equal here, so each has a variance.
fn candidates(people: &[Person], moments: usize) -> Vec<Candidate> {
    // Makes a_i·(n_i − a_i)/(n_i·(n_i − 1)) whole for everybody.
    let common = people.iter().fold(1, |common, person| {
        let count = person.moments.len() as i128;
        let pairs = count * (count - 1);
        common / divisor(common, pairs) * pairs
    });
    let splits = (1..moments).filter_map(|since| {
        let (mut before, mut after, mut variance) = (0, 0, UBig::ZERO);
        for person in people {
            let count = person.moments.len();
            let late = person.moments.iter().filter(|&&at| at >= since).count();
            before += usize::from(late < count);
            after += usize::from(late > 0);
            let squares = person.from_mean.iter().fold(UBig::ZERO, |squares, rating| {
                let rating = UBig::from(rating.unsigned_abs());
                squares + &rating * &rating
            });
            let pairs = count * (count - 1);
            variance += squares * (late * (count - late)) * (common.unsigned_abs() / pairs as u128);
        }
        let is_enough = before.min(after) >= PEOPLE_ON_EACH_SIDE && !variance.is_zero();
        is_enough.then_some(Candidate {
            since,
            variance,
            threshold: 0,
        })
    });
    splits.collect()
}

/// The least whole `u` with `u² / variance ≥ square / its_variance`.
fn least_as_strong(square: &UBig, its_variance: &UBig, variance: &UBig) -> i128 {
    // u² has to be at least the quotient, rounded up.
    let least_square = (square * variance + its_variance - UBig::ONE) / its_variance;
    let (root, rest) = least_square.sqrt_rem();
    let root = if rest.is_zero() {
        root
    } else {
        root + UBig::ONE
    };
    // No sum is larger than that.
    i128::try_from(root).unwrap_or(i128::MAX)
}

/// Sums of what was said at each moment.
#[derive(Clone)]
struct Sums(Vec<i128>);

impl Sums {
    fn new(moments: usize) -> Self {
        Sums(vec![0; moments])
    }

    fn add(&mut self, person: &Person, ratings: &[i128]) {
        for (&moment, rating) in person.moments.iter().zip(ratings) {
            self.0[moment] += rating;
        }
    }

    /// `U` of the split before this moment.
    fn after(&self, since: usize) -> i128 {
        self.0[since..].iter().sum()
    }

    fn is_as_strong(&self, candidates: &[Candidate]) -> bool {
        let (mut sum, mut moment) = (0, self.0.len());
        candidates.iter().rev().any(|candidate| {
            sum += self.0[candidate.since..moment].iter().sum::<i128>();
            moment = candidate.since;
            sum.abs() >= candidate.threshold
        })
    }
}

/// How many different orders there are.
fn orders(ratings: &[i128]) -> u64 {
    let mut sorted = ratings.to_vec();
    sorted.sort_unstable();
    let mut ways: u64 = 1;
    let mut placed = 0;
    for equal in sorted.chunk_by(|a, b| a == b) {
        for chosen in 1..=equal.len() as u64 {
            placed += 1;
            // C(placed, chosen) by its recurrence: always whole.
            let Some(product) = ways.checked_mul(placed) else {
                return u64::MAX;
            };
            ways = product / chosen;
        }
    }
    ways
}

/// How many relabellings are as strong, trying the orders of one person after the other.
fn count(people: &[Person], candidates: &[Candidate], so_far: &Sums) -> u64 {
    let Some((person, others)) = people.split_first() else {
        return u64::from(so_far.is_as_strong(candidates));
    };
    let mut ratings = person.from_mean.clone();
    ratings.sort_unstable();
    let mut extreme = 0;
    loop {
        let mut sums = so_far.clone();
        sums.add(person, &ratings);
        extreme += count(others, candidates, &sums);
        if !next_order(&mut ratings) {
            return extreme;
        }
    }
}

/// The next order in the dictionary, each different one once; false after the last.
fn next_order(ratings: &mut [i128]) -> bool {
    let Some(at) = (1..ratings.len()).rfind(|&at| ratings[at - 1] < ratings[at]) else {
        return false;
    };
    let larger = |&other: &usize| ratings[other] > ratings[at - 1];
    if let Some(other) = (at..ratings.len()).rfind(larger) {
        ratings.swap(at - 1, other);
    }
    ratings[at..].reverse();
    true
}

fn drawn(
    mut people: Vec<Person>,
    candidates: &[Candidate],
    moments: usize,
    draws: Draws,
) -> Chance {
    let mut lot = Lot::new(draws.seed);
    let mut sums = Sums::new(moments);
    let extreme = (0..draws.count).filter(|_| {
        sums.0.fill(0);
        for person in &mut people {
            let count = person.from_mean.len();
            lot.choose(&mut person.from_mean, count);
            for (&moment, rating) in person.moments.iter().zip(&person.from_mean) {
                sums.0[moment] += rating;
            }
        }
        sums.is_as_strong(candidates)
    });
    Chance::drawn(extreme.count() as u32, draws.count)
}

/// The greatest common divisor, at least 0.
fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_as_strong_is_neither_one_less_nor_one_more() {
        for square in 0..40_u64 {
            for (its_variance, variance) in (1..12).flat_map(|a| (1..12).map(move |b| (a, b))) {
                let as_strong = |u: &u64| u * u * its_variance >= square * variance;
                let expected = (0..).find(as_strong).map(i128::from);
                let big = |number: u64| UBig::from(number);
                let found = least_as_strong(&big(square), &big(its_variance), &big(variance));
                assert_eq!(Some(found), expected, "{square} {its_variance} {variance}");
            }
        }
    }
}
