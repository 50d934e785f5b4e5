//! Groups of points that lie near each other: k-means (Lloyd 1982) from seeds without chance.

use crate::axes::Point;

/// Points with their weights, and how they are put together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clusters {
    pub(crate) labels: Vec<u8>,
    pub(crate) centres: Vec<Point>,
}

/// More rounds are not made.
const MOST_ROUNDS: usize = 300;

/// Centres that move less than this, beside the variance of the points, have come to rest.
const REST: f64 = 1e-4;

/// Where groups are first looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeding {
    /// The group that is spread most is halved across its longest direction, until there are
    /// enough (Su and Dy 2007, *PCA-Part*). Turning an axis round turns the groups with it, and one
    /// person far out makes no group.
    Halving,
    /// The k smallest different points, by the first axis and then the second: as the reference
    /// (red-dwarf 0.4.0) begins without earlier groups.
    Smallest,
}

/// `k` groups, or `None` when there are fewer different points.
pub(crate) fn clusters(
    points: &[Point],
    weights: &[f64],
    k: usize,
    seeding: Seeding,
) -> Option<Clusters> {
    let seeds = match seeding {
        Seeding::Halving => halves(points, weights, k)?,
        Seeding::Smallest => smallest(points, k)?,
    };
    Some(settle(points, weights, seeds))
}

/// Lets centres come to rest among the points. A centre that nobody is nearest to takes the point
/// that lies farthest from its own.
pub(crate) fn settle(points: &[Point], weights: &[f64], mut centres: Vec<Point>) -> Clusters {
    let rest = REST * variance(points, weights);
    let mut labels = vec![u8::MAX; points.len()];
    for _ in 0..MOST_ROUNDS {
        let is_same = !relabel(points, &centres, &mut labels);
        let moved = means(points, weights, &labels, &centres);
        let shift: f64 = moved
            .iter()
            .zip(&centres)
            .map(|(&a, &b)| distance(a, b))
            .sum();
        centres = moved;
        if is_same {
            break;
        }
        if shift <= rest {
            relabel(points, &centres, &mut labels);
            break;
        }
    }
    Clusters { labels, centres }
}

/// Gives each point the label of the nearest centre; whether any was another one before.
fn relabel(points: &[Point], centres: &[Point], labels: &mut [u8]) -> bool {
    let mut is_changed = false;
    let (fours, rest) = points.as_chunks::<4>();
    let (labels4, labels_rest) = labels.as_chunks_mut::<4>();
    for (four, labels) in fours.iter().zip(labels4) {
        // Four side by side, by choices instead of branches: a processor does them at once.
        let (xs, ys) = (four.map(|point| point[0]), four.map(|point| point[1]));
        let (mut least, mut nearest) = ([f64::INFINITY; 4], [0.0; 4]);
        let mut number = 0.0;
        for centre in centres {
            for lane in 0..4 {
                let (x, y) = (centre[0] - xs[lane], centre[1] - ys[lane]);
                let far = x * x + y * y;
                let is_nearer = far < least[lane];
                nearest[lane] = if is_nearer { number } else { nearest[lane] };
                least[lane] = if is_nearer { far } else { least[lane] };
            }
            number += 1.0;
        }
        let nearest = nearest.map(|number: f64| number as u8);
        is_changed |= nearest != *labels;
        *labels = nearest;
    }
    for (&point, label) in rest.iter().zip(labels_rest) {
        let nearest = nearest(centres, point);
        is_changed |= nearest != *label;
        *label = nearest;
    }
    is_changed
}

/// The first of the nearest centres.
pub(crate) fn nearest(centres: &[Point], point: Point) -> u8 {
    let (mut least, mut nearest) = (f64::INFINITY, 0);
    for (at, &centre) in centres.iter().enumerate() {
        let far = distance(centre, point);
        if far < least {
            (least, nearest) = (far, at as u8);
        }
    }
    nearest
}

/// Squared.
fn distance(a: Point, b: Point) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}

/// The mean of both coordinates' variances.
fn variance(points: &[Point], weights: &[f64]) -> f64 {
    let mean = mean(points, weights);
    let whole: f64 = weights.iter().sum();
    let spread: f64 = points
        .iter()
        .zip(weights)
        .map(|(&p, w)| w * distance(p, mean))
        .sum();
    if whole > 0.0 {
        spread / whole / 2.0
    } else {
        0.0
    }
}

fn mean(points: &[Point], weights: &[f64]) -> Point {
    let mut sum = [0.0; 2];
    let mut whole = 0.0;
    for (point, &weight) in points.iter().zip(weights) {
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        whole += weight;
    }
    if whole > 0.0 {
        sum.map(|x| x / whole)
    } else {
        sum
    }
}

fn means(points: &[Point], weights: &[f64], labels: &[u8], centres: &[Point]) -> Vec<Point> {
    let mut sums = vec![[0.0; 3]; centres.len()];
    for ((point, &weight), &label) in points.iter().zip(weights).zip(labels) {
        let sum = &mut sums[usize::from(label)];
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        sum[2] += weight;
    }
    let empty: Vec<usize> = (0..sums.len()).filter(|&at| sums[at][2] == 0.0).collect();
    if !empty.is_empty() {
        let far = |at: usize| distance(points[at], centres[usize::from(labels[at])]);
        let mut outermost: Vec<usize> = (0..points.len()).collect();
        outermost.sort_by(|&a, &b| far(b).total_cmp(&far(a)));
        for (&to, &point) in empty.iter().zip(&outermost) {
            if far(point) == 0.0 {
                break;
            }
            let [x, y] = points[point];
            let weight = weights[point];
            let moved = [weight * x, weight * y, weight];
            let from = &mut sums[usize::from(labels[point])];
            from.iter_mut().zip(moved).for_each(|(sum, x)| *sum -= x);
            sums[to] = moved;
        }
    }
    sums.iter()
        .zip(centres)
        .map(|(&[x, y, weight], &before)| {
            if weight > 0.0 {
                [x / weight, y / weight]
            } else {
                before
            }
        })
        .collect()
}

fn smallest(points: &[Point], k: usize) -> Option<Vec<Point>> {
    // Adding zero makes one of the two zeros.
    let mut least: Vec<Point> = Vec::with_capacity(k + 1);
    for point in points.iter().map(|p| p.map(|x| x + 0.0)) {
        let before = |other: &Point| {
            other[0]
                .total_cmp(&point[0])
                .then(other[1].total_cmp(&point[1]))
        };
        if let Err(at) = least.binary_search_by(before) {
            least.insert(at, point);
            least.truncate(k);
        }
    }
    (least.len() == k).then_some(least)
}

fn halves(points: &[Point], weights: &[f64], k: usize) -> Option<Vec<Point>> {
    let mut parts = vec![Part::new((0..points.len()).collect(), points, weights)];
    while parts.len() < k {
        let mut widest = 0;
        for at in 1..parts.len() {
            if parts[at].spread > parts[widest].spread {
                widest = at;
            }
        }
        let part = parts.swap_remove(widest);
        let [near, far] = part.halved(points, weights)?;
        parts.push(near);
        parts.push(far);
    }
    Some(parts.iter().map(|part| part.mean).collect())
}

struct Part {
    members: Vec<usize>,
    mean: Point,
    /// Sum of squared distances from the mean.
    spread: f64,
    /// Sums of squares and products of the deviations: xx, xy, yy.
    moments: [f64; 3],
}

impl Part {
    fn new(members: Vec<usize>, points: &[Point], weights: &[f64]) -> Self {
        let of: Vec<Point> = members.iter().map(|&m| points[m]).collect();
        let weight: Vec<f64> = members.iter().map(|&m| weights[m]).collect();
        let mean = mean(&of, &weight);
        let mut moments = [0.0; 3];
        for (point, &w) in of.iter().zip(&weight) {
            let (x, y) = (point[0] - mean[0], point[1] - mean[1]);
            moments[0] += w * x * x;
            moments[1] += w * x * y;
            moments[2] += w * y * y;
        }
        Part {
            members,
            mean,
            spread: moments[0] + moments[2],
            moments,
        }
    }

    /// At its mean, across the direction in which it is longest.
    fn halved(self, points: &[Point], weights: &[f64]) -> Option<[Part; 2]> {
        let [xx, xy, yy] = self.moments;
        let half = (xx - yy) / 2.0;
        let largest = (xx + yy) / 2.0 + (half * half + xy * xy).sqrt();
        // Of two expressions for the same direction the one that does not cancel out.
        let direction = if xx >= yy {
            [largest - yy, xy]
        } else {
            [xy, largest - xx]
        };
        let side = |&at: &usize| {
            let [x, y] = [0, 1].map(|axis: usize| points[at][axis] - self.mean[axis]);
            x * direction[0] + y * direction[1] > 0.0
        };
        let (far, near): (Vec<usize>, Vec<usize>) = self.members.iter().partition(|m| side(m));
        if far.is_empty() || near.is_empty() {
            return None;
        }
        Some([near, far].map(|members| Part::new(members, points, weights)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: [Point; 6] = [
        [0.0, 0.0],
        [0.0, 1.0],
        [1.0, 0.0],
        [9.0, 9.0],
        [9.0, 8.0],
        [-9.0, 9.0],
    ];

    #[test]
    fn both_seedings_find_what_lies_apart() {
        for seeding in [Seeding::Halving, Seeding::Smallest] {
            let found = clusters(&POINTS, &[1.0; 6], 3, seeding).unwrap();
            let [a, b, c] = [0, 3, 5].map(|at: usize| found.labels[at]);
            assert_eq!(found.labels, [a, a, a, b, b, c], "{seeding:?}");
            assert!(a != b && b != c && a != c, "{seeding:?}");
        }
    }

    #[test]
    fn there_are_no_more_groups_than_different_points() {
        let points = [[1.0, 1.0], [1.0, 1.0], [-0.0, 2.0], [0.0, 2.0]];
        for seeding in [Seeding::Halving, Seeding::Smallest] {
            assert!(clusters(&points, &[1.0; 4], 2, seeding).is_some());
            assert_eq!(clusters(&points, &[1.0; 4], 3, seeding), None);
        }
    }

    #[test]
    fn a_centre_without_points_takes_the_farthest_one() {
        let far = vec![[0.0, 0.5], [1000.0, 0.0]];
        let points = [[0.0, 0.0], [0.0, 1.0], [0.0, 5.0]];
        let found = settle(&points, &[1.0; 3], far);
        assert_eq!(found.labels, [0, 0, 1]);
    }
}
