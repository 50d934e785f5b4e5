//! The same people at two moments: the sign-flip test of Fisher and Pitman.
//!
//! When nothing has changed, whoever moved could as well have moved the other way, by as much. Of the
//! `2^n` ways to give the moves of `n` people a sign, how many have a sum at least as far from zero?
//!
//! ```text
//! p = #{ s ∈ {−1, 1}^n : |Σ s_i·|d_i|| ≥ |Σ d_i| } / 2^n
//! ```
//!
//! With `t` the smaller of the sums of what went up and what went down, that is twice the number of
//! subsets of the `|d_i|` with a sum of at most `t`, which are counted by adding one person after the
//! other. Ties need nothing special. Who did not move doubles both counts, and is left out.
//!
//! Fisher, *The Design of Experiments*, 1935, section 21; Pitman, *Significance Tests Which May Be Applied
//! to Samples from Any Populations*, Supplement to the JRSS 4, 1937; counting by adding people: Pagano and
//! Tritchler, *On Obtaining Permutation Distributions in Polynomial Time*, JASA 78, 1983.

use dashu_int::UBig;

use crate::chance::Chance;
use crate::draws::{Draws, Lot};

/// A count has at most this many words of 64 bits, so that its share of all stays a double.
const MOST_WORDS: usize = 16;
/// About a tenth of a second of additions. Two hundred people on any scale of 0 to 30 take a fiftieth.
const MOST_ADDITIONS: u128 = 1 << 28;

/// How often the moves of these people would be as far to one side by chance.
///
/// Counted when they are fewer than 1,024 people and the counting takes at most a tenth of a second or so, else
/// drawn.
pub fn chance(moves: &[i64], draws: Draws) -> Chance {
    let mut sizes: Vec<u64> = moves
        .iter()
        .map(|moved| moved.unsigned_abs())
        .filter(|&size| size > 0)
        .collect();
    let unit = sizes.iter().fold(0, |unit, &size| divisor(unit, size));
    for size in &mut sizes {
        *size /= unit;
    }
    let whole: u128 = sizes.iter().map(|&size| u128::from(size)).sum();
    let up = moves.iter().filter(|&&moved| moved > 0);
    let up: u128 = up
        .map(|&moved| u128::from(moved.unsigned_abs() / unit))
        .sum();
    let least = up.min(whole - up);

    let people = sizes.len();
    let words = people / 64 + 1;
    let additions = (least + 1) * people as u128 * words as u128;
    let is_countable = words <= MOST_WORDS && additions <= MOST_ADDITIONS;
    if 2 * least == whole {
        return Chance::certain(UBig::ONE << people.min(64 * MOST_WORDS - 1));
    }
    if !is_countable {
        return drawn(&sizes, whole - 2 * least, draws);
    }
    sizes.sort_unstable();
    let sizes: Vec<usize> = sizes.iter().map(|&size| size as usize).collect();
    let least = least as usize;
    let one_side = match words {
        1 => subsets::<1>(&sizes, least),
        2 => subsets::<2>(&sizes, least),
        3 => subsets::<3>(&sizes, least),
        4 => subsets::<4>(&sizes, least),
        5..=8 => subsets::<8>(&sizes, least),
        _ => subsets::<MOST_WORDS>(&sizes, least),
    };
    Chance::counted(one_side << 1, UBig::ONE << people)
}

/// How many subsets have a sum of at most `most`. Sizes ascend; there are fewer than `64 · WORDS`.
fn subsets<const WORDS: usize>(sizes: &[usize], most: usize) -> UBig {
    let mut counts = vec![[0_u64; WORDS]; most + 1];
    counts[0][0] = 1;
    let mut reached = 0;
    for &size in sizes.iter().take_while(|&&size| size <= most) {
        reached = most.min(reached + size);
        for sum in (size..=reached).rev() {
            let without = counts[sum - size];
            add(&mut counts[sum], &without);
        }
    }
    let mut total = [0; WORDS];
    for count in &counts {
        add(&mut total, count);
    }
    total
        .iter()
        .rev()
        .fold(UBig::ZERO, |value, &word| (value << 64) + word)
}

fn add<const WORDS: usize>(to: &mut [u64; WORDS], other: &[u64; WORDS]) {
    let mut carry = false;
    for (word, &more) in to.iter_mut().zip(other) {
        let (sum, over) = word.overflowing_add(more);
        let (sum, over_again) = sum.overflowing_add(u64::from(carry));
        *word = sum;
        carry = over | over_again;
    }
}

fn drawn(sizes: &[u64], seen: u128, draws: Draws) -> Chance {
    let mut lot = Lot::new(draws.seed);
    let extreme = (0..draws.count).filter(|_| {
        let mut sum: i128 = 0;
        for people in sizes.chunks(64) {
            let mut signs = lot.bits();
            for &size in people {
                let size = i128::from(size);
                sum += if signs & 1 == 1 { size } else { -size };
                signs >>= 1;
            }
        }
        sum.unsigned_abs() >= seen
    });
    Chance::drawn(extreme.count() as u32, draws.count)
}

/// The greatest common divisor.
fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}
