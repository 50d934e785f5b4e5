//! What may be said about a change: counts, and how often such a pattern comes by chance.
//!
//! The words are the page's. Here is what they rest on: who said less and who more, by how much, the chance,
//! and how many comparisons were made, since who compares twenty times finds one in twenty.

use std::cmp::Ordering;

use crate::chance::Chance;
use crate::draws::Draws;
use crate::several_moments::TooManyMoments;
use crate::{different_people, same_people, several_moments};

/// Fewer people whose rating changed are counted, not tested. (Six are the fewest whose moves, all to one
/// side, come by chance once in 32; of five, once in 16.)
pub const PEOPLE_TO_TEST: usize = 6;
/// A shift comes by chance at most once in this many.
pub const ONCE_IN: u32 = 20;

/// What one person said at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// "Still so", asked about an earlier rating. That is no new observation.
    StillSo,
    /// A rating, in whole units.
    Rated(i32),
}

/// The ratings that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voices {
    /// One row for each person, one place for each moment, from the first to the last. With two moments,
    /// the exact test of [`same_people`]; with more, that of [`several_moments`].
    SamePeople(Vec<Vec<Said>>),
    /// Who rated before and who rated after are not known to be the same.
    DifferentPeople {
        /// Ratings at the first moment.
        before: Vec<i32>,
        /// Ratings at the second.
        after: Vec<i32>,
    },
}

/// One comparison: one outcome as one party sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What was said.
    pub voices: Voices,
    /// The lot to draw where there are too many relabellings to count.
    pub draws: Draws,
}

/// Twice a number of units, so that the middle of two ratings is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Twice(pub i64);

impl Twice {
    /// In units.
    pub fn units(self) -> f64 {
        self.0 as f64 / 2.0
    }
}

/// People who moved to the same side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// How many.
    pub people: usize,
    /// The smallest of their moves, without a sign.
    pub least: Twice,
    /// The largest of their moves, without a sign.
    pub most: Twice,
}

/// One of two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// How many people.
    pub people: usize,
    /// The median of their ratings.
    pub middle: Option<Twice>,
}

/// Who says less, who says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Of people who rated on both sides of the change.
    SamePeople {
        /// Those who say less.
        less: Option<Moved>,
        /// Those who say more.
        more: Option<Moved>,
        /// Those who rated again and say the same.
        same: usize,
        /// Those who confirmed an earlier rating and gave no other. They are in no figure.
        still_so: usize,
        /// The median of the moves of all who rated on both sides; of two in the middle the one nearer
        /// to nothing.
        middle: Twice,
    },
    /// Of groups that may be different people.
    DifferentPeople {
        /// At the first moment.
        before: Group,
        /// At the second.
        after: Group,
    },
}

/// Which way it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Down.
    Less,
    /// Up.
    More,
}

/// Whether it may be called a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Too few people for a test, or too few on one side of every moment: only the counts speak.
    TooFew {
        /// People whose rating changed; of different people, those in the smaller group.
        changed: usize,
    },
    /// There were people enough.
    Tested {
        /// How often a pattern as strong comes by chance when this alone is looked at.
        chance: Chance,
        /// The same, corrected for all comparisons made together (Holm): how often chance alone would bring
        /// up any pattern that this method takes for as strong.
        holm: Chance,
        /// A shift: the chance is at most once in twenty, and the middle moved by a point or more.
        shift: Option<Shift>,
    },
}

/// What there is to say about one comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The first moment after the strongest split; with two moments the second. Nothing, where there are
    /// several moments and none could be told from the others: counts are then of each person's last rating
    /// against their first.
    pub since: Option<usize>,
    /// Who says less, who says more.
    pub counts: Counts,
    /// Whether it may be called a shift.
    pub finding: Finding,
}

/// Comparisons weighed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// One for each comparison, in the same order.
    pub evidence: Vec<Evidence>,
    /// How many of them were tests. The others had too few people, and can find nothing by chance.
    pub tested: usize,
}

impl Weighed {
    /// As many shifts come up by chance on average, or fewer, when nothing at all has changed.
    pub fn by_chance(&self) -> f64 {
        self.tested as f64 / f64::from(ONCE_IN)
    }
}

/// Weighs comparisons that are shown together. `point` is how many units are a point of the scale: 3, where
/// a rating is the sum of three marks.
///
/// # Errors
///
/// When somebody's row has more than [`several_moments::MOST_MOMENTS`].
pub fn weigh(comparisons: &[Comparison], point: u16) -> Result<Weighed, TooManyMoments> {
    let evidence: Result<Vec<Evidence>, _> = comparisons
        .iter()
        .map(|comparison| match &comparison.voices {
            Voices::SamePeople(rows) => of_same_people(rows, comparison.draws, point),
            Voices::DifferentPeople { before, after } => {
                Ok(of_different_people(before, after, comparison.draws, point))
            }
        })
        .collect();
    let mut evidence = evidence?;
    let tested = correct(&mut evidence);
    Ok(Weighed { evidence, tested })
}

/// Holm, *A Simple Sequentially Rejective Multiple Test Procedure*, Scandinavian Journal of Statistics 6,
/// 1979: the least of `m` chances times `m`, the next times `m − 1`, and so on, none less than the one
/// before.
fn correct(evidence: &mut [Evidence]) -> usize {
    let mut tests: Vec<(&Chance, &mut Chance)> = evidence
        .iter_mut()
        .filter_map(|evidence| match &mut evidence.finding {
            Finding::Tested { chance, holm, .. } => Some((&*chance, holm)),
            Finding::TooFew { .. } => None,
        })
        .collect();
    tests.sort_by(|a, b| a.0.compare(b.0));
    let tested = tests.len();
    let mut before: Option<Chance> = None;
    for (at, (chance, holm)) in tests.into_iter().enumerate() {
        let corrected = chance.times(tested - at);
        let at_least = before.filter(|before| corrected.compare(before) == Ordering::Less);
        *holm = at_least.unwrap_or(corrected);
        before = Some(holm.clone());
    }
    tested
}

fn of_same_people(
    rows: &[Vec<Said>],
    draws: Draws,
    point: u16,
) -> Result<Evidence, TooManyMoments> {
    let moments = rows.iter().map(Vec::len).max().unwrap_or(0);
    let rated: Vec<Vec<Option<i32>>> = rows.iter().map(|row| ratings(row)).collect();
    let still_so = rows.iter().filter(|row| only_confirmed(row)).count();
    let changed = rated.iter().filter(|row| differs(row)).count();
    let is_enough = changed >= PEOPLE_TO_TEST;
    let ends = || rated.iter().filter_map(|row| first_and_last(row)).collect();

    let (since, moves, pattern): (_, Vec<Twice>, _) = if moments <= 2 {
        let moves: Vec<Twice> = ends();
        let units: Vec<i64> = moves.iter().map(|moved| moved.0 / 2).collect();
        let way = units
            .iter()
            .map(|&moved| i128::from(moved))
            .sum::<i128>()
            .cmp(&0);
        let pattern = is_enough.then(|| (way, same_people::chance(&units, draws)));
        ((moments == 2).then_some(1), moves, pattern)
    } else {
        let split = several_moments::find(&rated, draws)?.filter(|_| is_enough);
        match split {
            Some(split) => {
                let around = rated.iter().filter_map(|row| around(row, split.since));
                let pattern = (split.way, split.chance);
                (Some(split.since), around.collect(), Some(pattern))
            }
            None => (None, ends(), None),
        }
    };
    let middle = middle_move(&moves);
    Ok(Evidence {
        since,
        counts: Counts::SamePeople {
            less: moved(&moves, Ordering::Less),
            more: moved(&moves, Ordering::Greater),
            same: moves.iter().filter(|moved| moved.0 == 0).count(),
            still_so,
            middle,
        },
        finding: finding(pattern, changed, middle, point),
    })
}

/// Whose rating changed is not known here: each group has to have as many people as would be needed of those.
fn of_different_people(before: &[i32], after: &[i32], draws: Draws, point: u16) -> Evidence {
    let group = |ratings: &[i32]| Group {
        people: ratings.len(),
        middle: middle(ratings.iter().map(|&rating| i64::from(rating)).collect()),
    };
    let (before_is, after_is) = (group(before), group(after));
    let middles = before_is.middle.zip(after_is.middle);
    let moved = middles.map_or(Twice(0), |(before, after)| Twice(after.0 - before.0));
    let smaller = before.len().min(after.len());
    let is_enough = smaller >= PEOPLE_TO_TEST;
    let pattern = is_enough.then(|| {
        let way = different_people::way(before, after);
        (way, different_people::chance(before, after, draws))
    });
    Evidence {
        since: Some(1),
        counts: Counts::DifferentPeople {
            before: before_is,
            after: after_is,
        },
        finding: finding(pattern, smaller, moved, point),
    }
}

/// A shift goes the way of the pattern: where most went a little up and a few far down, there is none to
/// speak of, however rare the pattern.
fn finding(
    pattern: Option<(Ordering, Chance)>,
    changed: usize,
    middle: Twice,
    point: u16,
) -> Finding {
    let Some((way, chance)) = pattern else {
        return Finding::TooFew { changed };
    };
    let is_shift = chance.is_at_most(1, ONCE_IN)
        && middle.0.cmp(&0) == way
        && middle.0.unsigned_abs() >= 2 * u64::from(point);
    let shift = match way {
        Ordering::Less => Some(Shift::Less),
        Ordering::Equal => None,
        Ordering::Greater => Some(Shift::More),
    };
    Finding::Tested {
        holm: chance.clone(),
        chance,
        shift: shift.filter(|_| is_shift),
    }
}

/// A person's ratings; what was only confirmed is none.
fn ratings(row: &[Said]) -> Vec<Option<i32>> {
    let rating = |said: &Said| match said {
        Said::Rated(rating) => Some(*rating),
        Said::StillSo | Said::Nothing => None,
    };
    row.iter().map(rating).collect()
}

/// Whether somebody confirmed an earlier rating and gave no other after it.
fn only_confirmed(row: &[Said]) -> bool {
    let last = row.iter().rfind(|&&said| said != Said::Nothing);
    let ratings = row.iter().filter(|said| matches!(said, Said::Rated(_)));
    last == Some(&Said::StillSo) && ratings.count() <= 1
}

fn differs(row: &[Option<i32>]) -> bool {
    let mut ratings = row.iter().flatten();
    let first = ratings.next();
    ratings.any(|rating| Some(rating) != first)
}

/// The last rating less the first of a person with two or more.
fn first_and_last(row: &[Option<i32>]) -> Option<Twice> {
    let mut ratings = row.iter().flatten();
    let (first, last) = (ratings.next()?, ratings.next_back()?);
    Some(Twice(2 * (i64::from(*last) - i64::from(*first))))
}

/// The median of a person's ratings since a moment, less that before.
fn around(row: &[Option<i32>], since: usize) -> Option<Twice> {
    let side =
        |ratings: &[Option<i32>]| middle(ratings.iter().flatten().map(|&r| i64::from(r)).collect());
    let (before, after) = row.split_at(since.min(row.len()));
    Some(Twice(side(after)?.0 - side(before)?.0))
}

/// The median, if there are any.
fn middle(mut ratings: Vec<i64>) -> Option<Twice> {
    ratings.sort_unstable();
    let upper = ratings.get(ratings.len() / 2)?;
    let lower = ratings.get((ratings.len() - 1) / 2)?;
    Some(Twice(lower + upper))
}

/// The median of moves; of two in the middle the one nearer to nothing, which is nothing when they differ in
/// direction.
fn middle_move(moves: &[Twice]) -> Twice {
    let mut sorted = moves.to_vec();
    sorted.sort_unstable();
    let Some(&upper) = sorted.get(sorted.len() / 2) else {
        return Twice(0);
    };
    let lower = sorted[(sorted.len() - 1) / 2];
    if lower.0.signum() != upper.0.signum() {
        Twice(0)
    } else if lower.0.abs() < upper.0.abs() {
        lower
    } else {
        upper
    }
}

fn moved(moves: &[Twice], way: Ordering) -> Option<Moved> {
    let sizes = moves.iter().filter(|moved| moved.0.cmp(&0) == way);
    let sizes = sizes.map(|moved| Twice(moved.0.abs()));
    Some(Moved {
        people: sizes.clone().count(),
        least: sizes.clone().min()?,
        most: sizes.max()?,
    })
}
