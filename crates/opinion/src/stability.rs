//! Whether groups would be found again, had other people of the same kind voted.

use crate::axes::{Centred, Point};
use crate::clusters::{Seeding, clusters};
use crate::map::placed;
use crate::sequence::Sequence;
use crate::votes::Votes;
use crate::workers::Workers;

/// People drawn for each repetition: no more, since with more people groups are no longer uncertain
/// for want of people.
const MOST_DRAWN: usize = 5_000;

/// Directions this exact place nobody elsewhere on a map that is about other people anyway.
const ROUGH: f64 = 1e-6;

/// For each group, how much of it is found again on average when people are drawn with replacement:
/// the largest Jaccard overlap with a group of that map (Hennig 2007, *Cluster-wise assessment of
/// cluster stability*). Below about 0.6 a group is chance, above 0.75 it is real, above 0.85 firm.
///
/// `people` and their groups, `None` for those who are in none.
pub(crate) fn stability(
    votes: &Votes,
    people: &[usize],
    group_of: &[Option<u8>],
    groups: usize,
    resamples: usize,
    workers: Workers,
) -> Vec<Option<f64>> {
    let overlaps = workers.each(resamples, |at| {
        let mut sequence = Sequence::new(at as u64);
        let drawn: Vec<usize> = (0..people.len().min(MOST_DRAWN))
            .map(|_| people[sequence.below(people.len())])
            .collect();
        let before: Vec<Option<u8>> = drawn.iter().map(|&person| group_of[person]).collect();
        let after = regrouped(&votes.sample(&drawn), groups)?;
        Some(found_again(&before, &after, groups))
    });
    (0..groups)
        .map(|group| {
            let of = overlaps
                .iter()
                .flatten()
                .filter_map(|overlap| overlap[group]);
            let (sum, count) = of.fold((0.0, 0.0), |(sum, count), x| (sum + x, count + 1.0));
            (count > 0.0).then(|| sum / count)
        })
        .collect()
}

fn regrouped(sample: &Votes, groups: usize) -> Option<Vec<u8>> {
    let centred = Centred::new(sample, Workers(1));
    let axes = centred.axes(None, ROUGH);
    let along = centred.along(&axes.directions);
    let places: Vec<Point> = (0..along.len())
        .map(|person| {
            let count = sample.count_of(person);
            placed(along[person], sample.statements().len(), count)
        })
        .collect();
    let weights = vec![1.0; places.len()];
    Some(clusters(&places, &weights, groups, Seeding::Halving)?.labels)
}

fn found_again(before: &[Option<u8>], after: &[u8], groups: usize) -> Vec<Option<f64>> {
    let mut both = vec![vec![0.0; groups]; groups];
    let (mut old, mut new) = (vec![0.0; groups], vec![0.0; groups]);
    for (before, &after) in before.iter().zip(after) {
        // Whoever was in no group is in none here, either.
        let Some(before) = *before else { continue };
        both[usize::from(before)][usize::from(after)] += 1.0;
        old[usize::from(before)] += 1.0;
        new[usize::from(after)] += 1.0;
    }
    (0..groups)
        .map(|group| {
            let overlap = |other: usize| {
                let shared: f64 = both[group][other];
                shared / (old[group] + new[other] - shared)
            };
            (old[group] > 0.0).then(|| (0..groups).map(overlap).fold(0.0, f64::max))
        })
        .collect()
}
