//! Which feature goes first when a rule is indifferent: an order fixed before the rule runs.

use std::cmp::Reverse;

use crate::instance::Instance;

/// A named order for ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// Lower cost, then more people, then a lot drawn from the published seed and the feature's id,
    /// so that anybody can draw it again.
    Fair {
        /// The published seed.
        seed: u64,
    },
    /// More people, then lower cost, then the lot.
    People {
        /// The published seed.
        seed: u64,
    },
    /// Ids in ascending order as strings ("10" before "9"), as the reference tools do, which also
    /// let greedy rules go on to features that nobody named.
    Reference,
}

/// A choice before which the rule was indifferent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// What was chosen.
    pub feature: usize,
    /// What was as good by the rule.
    pub over: Vec<usize>,
    /// What decided, at last, between it and any of the others.
    pub by: DecidedBy,
}

/// What decides between features to which a rule is indifferent, in the order of how much it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecidedBy {
    /// The first thing looked at: the lower cost, or more people.
    First,
    /// The second, since the first was the same.
    Second,
    /// The lot, or with [`Ties::Reference`] the ids.
    Last,
}

impl Ties {
    /// Each feature's place in the order; lower goes first, no two are equal.
    pub fn ranks(self, instance: &Instance) -> Vec<u32> {
        let features = instance.features();
        let mut order: Vec<usize> = (0..features.len()).collect();
        match self {
            Ties::Fair { seed } | Ties::People { seed } => order.sort_by_cached_key(|&f| {
                let [first, second] = self.looks_at(instance, f);
                let id = &features[f].id;
                (first, second, lot(seed, id), id.clone())
            }),
            Ties::Reference => order.sort_by(|&a, &b| features[a].id.cmp(&features[b].id)),
        }
        let mut ranks = vec![0; order.len()];
        for (rank, &feature) in order.iter().enumerate() {
            ranks[feature] = rank as u32;
        }
        ranks
    }

    /// What is looked at before a lot, least first.
    fn looks_at(self, instance: &Instance, feature: usize) -> [Reverse<u64>; 2] {
        let cost = Reverse(u64::MAX - instance.features()[feature].cost.0);
        let people = Reverse(instance.support(feature));
        match self {
            Ties::Fair { .. } => [cost, people],
            Ties::People { .. } => [people, cost],
            Ties::Reference => [Reverse(0); 2],
        }
    }

    /// What decided that a feature was chosen over others that were as good by the rule; nothing, if
    /// there were none.
    pub(crate) fn tie(self, instance: &Instance, feature: usize, over: Vec<usize>) -> Option<Tie> {
        let [first, second] = self.looks_at(instance, feature);
        let by = |&other: &usize| {
            let theirs = self.looks_at(instance, other);
            match (theirs[0] == first, theirs[1] == second) {
                (false, _) => DecidedBy::First,
                (true, false) => DecidedBy::Second,
                (true, true) => DecidedBy::Last,
            }
        };
        let by = over.iter().map(by).max()?;
        Some(Tie { feature, over, by })
    }

    /// Whether greedy rules spend what is left on features that nobody named.
    pub(crate) fn funds_unwanted(self) -> bool {
        self == Ties::Reference
    }
}

/// The lot of an id: FNV-1a (64 bit) over the seed's eight little-endian bytes and the id's UTF-8
/// bytes, finished with SplitMix64's mixer.
pub fn lot(seed: u64, id: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in seed.to_le_bytes().into_iter().chain(id.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
