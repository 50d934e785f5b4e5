//! Relabellings drawn by lot, from a seed, the same on every machine.

/// How many are drawn unless the caller says otherwise.
pub const DRAWS: u32 = 9_999;

/// The lot to draw when there are too many relabellings to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// Where the lot begins. Take it from what is compared (its place in the record), never from a clock:
    /// who looks again has to see the same.
    pub seed: u64,
    /// How many.
    pub count: u32,
}

impl Draws {
    /// The usual number.
    pub fn from_seed(seed: u64) -> Self {
        Draws { seed, count: DRAWS }
    }
}

/// SplitMix64 (Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, OOPSLA 2014).
pub(crate) struct Lot(u64);

impl Lot {
    pub(crate) fn new(seed: u64) -> Self {
        Lot(seed)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`, each equally likely (Lemire, *Fast Random Integer Generation in an
    /// Interval*, ACM TOMACS 29(1), 2019).
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let unfair = bound.wrapping_neg() % bound;
        loop {
            let product = (self.bits() >> 32) * u64::from(bound);
            if product as u32 >= unfair {
                return (product >> 32) as u32;
            }
        }
    }

    /// The first `chosen` become a fair choice from all, in a fair order.
    pub(crate) fn choose<T>(&mut self, items: &mut [T], chosen: usize) {
        for at in 0..chosen.min(items.len().saturating_sub(1)) {
            let other = at + self.below((items.len() - at) as u32) as usize;
            items.swap(at, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lot_is_that_of_its_authors() {
        // The first outputs of the published algorithm for seed 1234567.
        let mut lot = Lot::new(1_234_567);
        assert_eq!(lot.bits(), 6_457_827_717_110_365_317);
        assert_eq!(lot.bits(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn no_number_is_drawn_more_often_because_the_words_do_not_divide_evenly() {
        // Of four words, two would lead to the same one of three neighbours.
        let mut lot = Lot::new(1);
        let mut counts = [0_u32; 3];
        for _ in 0..30_000 {
            counts[lot.below(3 << 30) as usize % 3] += 1;
        }
        // 10,000 each, with a standard deviation of 82.
        assert!(
            counts.iter().all(|count| count.abs_diff(10_000) < 350),
            "{counts:?}"
        );
    }

    #[test]
    fn every_order_is_drawn_equally_often() {
        let mut lot = Lot::new(1);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut items = [0, 1, 2, 3];
            lot.choose(&mut items, 4);
            *counts.entry(items).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 24);
        // 1,000 each, with a standard deviation of 31.
        assert!(counts.values().all(|count| count.abs_diff(1000) < 130));
    }
}
