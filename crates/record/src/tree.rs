//! The Merkle tree of a stream, as in RFC 6962 section 2 (proofs: RFC 9162 section 2.1).
//!
//! Leaves are hashed with the prefix byte 0 (see [`format`](crate::format)), nodes with 1.

use crate::Hash;

fn node(left: Hash, right: Hash) -> Hash {
    Hash::of(&[&[1], &left.0, &right.0])
}

/// The tree as far as appending needs it: its size and the roots of the perfect subtrees that its
/// leaves fill, from the largest to the smallest. One subtree per set bit of the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Frontier {
    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf at the end.
    pub fn push(&mut self, leaf: Hash) {
        let mut merged = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.subtrees.pop() {
                merged = node(left, merged);
            }
        }
        self.subtrees.push(merged);
        self.size += 1;
    }

    /// The root over all leaves; the hash of nothing for an empty tree.
    pub fn root(&self) -> Hash {
        self.subtrees
            .iter()
            .copied()
            .rev()
            .reduce(|right, left| node(left, right))
            .unwrap_or_else(|| Hash::of(&[]))
    }

    /// The subtrees' roots, concatenated.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.subtrees.iter().flat_map(|subtree| subtree.0).collect()
    }

    /// The frontier of a tree of `size` leaves from the bytes of [`to_bytes`](Self::to_bytes);
    /// `None` when there are not as many as the size demands.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let (subtrees, rest) = bytes.as_chunks::<32>();
        (rest.is_empty() && subtrees.len() == size.count_ones() as usize).then(|| Self {
            size,
            subtrees: subtrees.iter().copied().map(Hash).collect(),
        })
    }
}

/// The root over `leaves`.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.push(*leaf));
    frontier.root()
}

/// The path that shows that the leaf at `index` (from 0) is in the tree over `leaves`: the
/// siblings from the leaf upwards. `None` if there is no such leaf.
pub fn inclusion_path(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let mut span = leaves;
    let mut index = index;
    while span.len() > 1 {
        let (left, right) = span.split_at(largest_power_below(span.len()));
        if index < left.len() {
            path.push(root(right));
            span = left;
        } else {
            path.push(root(left));
            index -= left.len();
            span = right;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether `path` shows `leaf` at `index` (from 0) of the tree of `size` leaves under `root`.
pub fn includes(root: Hash, size: u64, index: u64, leaf: Hash, path: &[Hash]) -> bool {
    if index >= size {
        return false;
    }
    let (mut position, mut last) = (index, size - 1);
    let mut hash = leaf;
    for sibling in path {
        if last == 0 {
            return false;
        }
        if position & 1 == 1 || position == last {
            hash = node(*sibling, hash);
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(hash, *sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// The path that shows that the first `size` of `leaves` were the tree once. `None` if `size` is
/// zero or beyond the leaves; empty for the same tree.
pub fn consistency_path(leaves: &[Hash], size: usize) -> Option<Vec<Hash>> {
    if size == 0 || size > leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut span, mut size, mut whole) = (leaves, size, true);
    while size < span.len() {
        let (left, right) = span.split_at(largest_power_below(span.len()));
        if size <= left.len() {
            path.push(root(right));
            span = left;
        } else {
            path.push(root(left));
            size -= left.len();
            span = right;
            whole = false;
        }
    }
    // The old tree's own root is known to whoever asks, unless only a part of it is left here.
    if !whole {
        path.push(root(span));
    }
    path.reverse();
    Some(path)
}

/// Whether `path` shows that the tree of `new_size` leaves under `new_root` continues the tree of
/// `old_size` leaves under `old_root`.
pub fn continues(
    (old_size, old_root): (u64, Hash),
    (new_size, new_root): (u64, Hash),
    path: &[Hash],
) -> bool {
    if old_size == 0 || old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return path.is_empty() && old_root == new_root;
    }
    let (first, rest) = if old_size.is_power_of_two() {
        (old_root, path)
    } else {
        match path.split_first() {
            Some((first, rest)) => (*first, rest),
            None => return false,
        }
    };
    let (mut position, mut last) = (old_size - 1, new_size - 1);
    while position & 1 == 1 {
        position >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (first, first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if position & 1 == 1 || position == last {
            old = node(*sibling, old);
            new = node(*sibling, new);
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            new = node(new, *sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && old == old_root && new == new_root
}

fn largest_power_below(size: usize) -> usize {
    size.next_power_of_two() / 2
}

#[cfg(test)]
mod tests {
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use proptest::prelude::*;
    use sha2::Sha256;

    use super::*;

    fn peer(size: u64) -> (Vec<Hash>, MemoryBackedTree<Sha256, Vec<u8>>) {
        let mut tree = MemoryBackedTree::new();
        let leaves = (0..size)
            .map(|item| {
                let item = item.to_be_bytes();
                tree.push(item.to_vec());
                Hash::of(&[&[0], &item])
            })
            .collect();
        (leaves, tree)
    }

    fn bytes(path: &[Hash]) -> Vec<u8> {
        path.iter().flat_map(|hash| hash.0).collect()
    }

    #[test]
    fn roots_and_proofs_are_those_of_another_implementation() {
        for size in 1..70 {
            let (leaves, tree) = peer(size);
            let new_root = root(&leaves);
            assert_eq!(new_root.0, *tree.root().as_bytes().first_chunk().unwrap());
            for index in 0..size {
                let path = inclusion_path(&leaves, index as usize).unwrap();
                assert_eq!(
                    bytes(&path),
                    tree.prove_inclusion(index as usize).as_bytes()
                );
                assert!(includes(
                    new_root,
                    size,
                    index,
                    leaves[index as usize],
                    &path
                ));
            }
            for old_size in 1..=size {
                let old_root = root(&leaves[..old_size as usize]);
                let path = consistency_path(&leaves, old_size as usize).unwrap();
                let proof = tree.prove_consistency((size - old_size) as usize);
                assert_eq!(bytes(&path), proof.as_bytes());
                assert!(continues((old_size, old_root), (size, new_root), &path));
            }
        }
    }

    #[test]
    fn there_is_no_proof_of_what_is_not_there() {
        let (leaves, _) = peer(5);
        assert_eq!(inclusion_path(&leaves, 5), None);
        assert_eq!(consistency_path(&leaves, 0), None);
        assert_eq!(consistency_path(&leaves, 6), None);
        assert!(!includes(root(&leaves), 5, 5, leaves[4], &[]));
    }

    proptest! {
        #[test]
        fn a_proof_serves_for_its_own_leaf_and_tree_only(
            size in 2_u64..200, a in any::<u64>(), b in any::<u64>(), flip in any::<prop::sample::Index>(),
        ) {
            let (leaves, _) = peer(size);
            let (index, other) = (a % size, b % size);
            let new_root = root(&leaves);
            let leaf = leaves[index as usize];
            let mut path = inclusion_path(&leaves, index as usize).unwrap();
            prop_assert_eq!(includes(new_root, size, other, leaf, &path), other == index);
            prop_assert!(!includes(new_root, size, index, Hash::ZERO, &path));
            let at = flip.index(path.len());
            path[at].0[0] ^= 1;
            prop_assert!(!includes(new_root, size, index, leaf, &path));

            let old_size = 1 + a % (size - 1);
            let old_root = root(&leaves[..old_size as usize]);
            let mut path = consistency_path(&leaves, old_size as usize).unwrap();
            prop_assert!(continues((old_size, old_root), (size, new_root), &path));
            prop_assert!(!continues((old_size, Hash::ZERO), (size, new_root), &path));
            let at = flip.index(path.len());
            path[at].0[31] ^= 1;
            prop_assert!(!continues((old_size, old_root), (size, new_root), &path));
        }

        #[test]
        fn a_frontier_survives_storage(size in 0_u64..300, more in 0_u64..50) {
            let (leaves, _) = peer(size + more);
            let mut frontier = Frontier::default();
            leaves[..size as usize].iter().for_each(|leaf| frontier.push(*leaf));
            let mut stored = Frontier::from_bytes(size, &frontier.to_bytes()).unwrap();
            prop_assert_eq!(&stored, &frontier);
            leaves[size as usize..].iter().for_each(|leaf| stored.push(*leaf));
            prop_assert_eq!(stored.root(), root(&leaves));
        }

        #[test]
        fn a_frontier_of_the_wrong_length_is_refused(size in any::<u64>(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let fits = bytes.len() == 32 * size.count_ones() as usize;
            prop_assert_eq!(Frontier::from_bytes(size, &bytes).is_some(), fits);
        }
    }
}
