//! Different people at two moments: the permutation test on mid-ranks (Wilcoxon, Mann and Whitney, with
//! ties as they are).
//!
//! All `N` ratings are put in order; equal ones share the mean of their places. When nothing has changed,
//! each choice of `m` people could as well have been those asked first. Of the `C(N, m)` choices, how many
//! have a sum of ranks at least as far from its expectation `m·(N + 1)/2`?
//!
//! ```text
//! p = #{ C : |2·W(C) − m·(N + 1)| ≥ |2·W − m·(N + 1)| } / C(N, m)
//! ```
//!
//! Ranks are counted twice, so that they are whole. Choices are counted by size and sum, person after
//! person (the shift algorithm of Streitberg and Röhmel, *Exact Distributions for Permutation and Rank
//! Tests*, Statistical Software Newsletter 12, 1986), in the lower and the upper half of the people apart;
//! then each choice from one half is put together with those of the other that leave the sum far enough
//! out. That takes a sixteenth of the additions, and counts stay within 128 bits.

use std::cmp::Ordering;

use dashu_int::UBig;

use crate::chance::Chance;
use crate::draws::{Draws, Lot};

/// Counts of a half's choices fit in 128 bits.
const MOST_COUNTED: usize = 2 * 127;

/// How often two groups of these sizes would be as far apart by chance.
///
/// Counted for up to 254 people together, else drawn.
pub fn chance(before: &[i32], after: &[i32], draws: Draws) -> Chance {
    let ranked = twice_ranks(before, after);
    let (people, chosen) = (ranked.len(), before.len().min(after.len()));
    let few_are_late = after.len() < before.len();
    let of_few = ranked.iter().filter(|(_, late)| *late == few_are_late);
    let seen: usize = of_few.map(|(rank, _)| rank).sum();
    let expected = chosen * (people + 1);
    let apart = seen.abs_diff(expected);
    let twice_ranks: Vec<usize> = ranked.into_iter().map(|(rank, _)| rank).collect();

    if people > MOST_COUNTED {
        return drawn(twice_ranks, chosen, apart, draws);
    }
    let all = choices(people, chosen);
    if apart == 0 {
        return Chance::certain(all);
    }
    let (lower, upper) = twice_ranks.split_at(people / 2);
    let (lower, upper) = (Sums::of(lower, chosen), Sums::of(upper, chosen));
    Chance::counted(lower.far_out(&upper, chosen, expected, apart), all)
}

/// Whether those after rank above those before.
pub fn way(before: &[i32], after: &[i32]) -> Ordering {
    let ranked = twice_ranks(before, after);
    let late = ranked.iter().filter(|(_, late)| *late);
    let seen: usize = late.map(|(rank, _)| rank).sum();
    seen.cmp(&(after.len() * (ranked.len() + 1)))
}

/// Twice the mid-rank of each rating, ascending, and whether it is one of those after.
fn twice_ranks(before: &[i32], after: &[i32]) -> Vec<(usize, bool)> {
    let mut order: Vec<(i32, bool)> = before.iter().map(|&rating| (rating, false)).collect();
    order.extend(after.iter().map(|&rating| (rating, true)));
    order.sort_unstable();
    let mut ranked = Vec::with_capacity(order.len());
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let first = ranked.len() + 1;
        let shared = 2 * first + tied.len() - 1;
        ranked.extend(tied.iter().map(|&(_, late)| (shared, late)));
    }
    ranked
}

/// `C(people, chosen)`.
fn choices(people: usize, chosen: usize) -> UBig {
    (0..chosen).fold(UBig::ONE, |product, taken| {
        product * (people - taken) / (taken + 1)
    })
}

/// For each size of a choice from some people, how many choices have which sum.
struct Sums(Vec<Row>);

/// Counts of one size of choice; the first is that of the least sum.
struct Row {
    least: usize,
    counts: Vec<u128>,
}

impl Sums {
    /// Of ascending `ranks` of at most 127 people, choices of at most `most`.
    fn of(ranks: &[usize], most: usize) -> Sums {
        let sizes = 0..=most.min(ranks.len());
        let mut rows: Vec<Row> = sizes
            .map(|size| {
                let least = ranks[..size].iter().sum();
                let greatest: usize = ranks[ranks.len() - size..].iter().sum();
                let counts = vec![0; greatest - least + 1];
                Row { least, counts }
            })
            .collect();
        rows[0].counts[0] = 1;
        for (at, &rank) in ranks.iter().enumerate() {
            for size in (1..rows.len().min(at + 2)).rev() {
                let (smaller, larger) = rows.split_at_mut(size);
                let (without, with) = (&smaller[size - 1], &mut larger[0]);
                // The largest sum of those before this person.
                let reached: usize = ranks[at + 1 - size..at].iter().sum();
                let reached = &without.counts[..=reached - without.least];
                let shift = without.least + rank - with.least;
                for (count, &more) in with.counts[shift..].iter_mut().zip(reached) {
                    *count += more;
                }
            }
        }
        Sums(rows)
    }

    /// Choices of `chosen` from both, with a sum at least `apart` from what is `expected`.
    fn far_out(&self, other: &Sums, chosen: usize, expected: usize, apart: usize) -> UBig {
        let mut total = UBig::ZERO;
        for (size, row) in self.0.iter().enumerate() {
            let Some(rest) = other.0.get(chosen - size) else {
                continue;
            };
            let up_to: Vec<u128> = rest
                .counts
                .iter()
                .scan(0, |sum, &count| {
                    *sum += count;
                    Some(*sum)
                })
                .collect();
            let every = up_to.last().copied().unwrap_or_default();
            // How many of the rest's sums, put to `sum`, stay at or below `bound`.
            let within = |sum: usize, bound: Option<usize>| {
                let left = bound.and_then(|bound| bound.checked_sub(sum + rest.least));
                left.map_or(0, |left| up_to[left.min(up_to.len() - 1)])
            };
            let low = expected.checked_sub(apart);
            let below_high = Some(expected + apart - 1);
            for (more, &count) in row.counts.iter().enumerate() {
                if count > 0 {
                    let sum = row.least + more;
                    let out = within(sum, low) + (every - within(sum, below_high));
                    total += UBig::from(count) * out;
                }
            }
        }
        total
    }
}

fn drawn(mut ranks: Vec<usize>, chosen: usize, apart: usize, draws: Draws) -> Chance {
    let expected = chosen * (ranks.len() + 1);
    let mut lot = Lot::new(draws.seed);
    let extreme = (0..draws.count).filter(|_| {
        lot.choose(&mut ranks, chosen);
        let sum: usize = ranks[..chosen].iter().sum();
        sum.abs_diff(expected) >= apart
    });
    Chance::drawn(extreme.count() as u32, draws.count)
}
