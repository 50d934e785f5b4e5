//! How well groups are set apart: the mean silhouette width (Rousseeuw 1987).

use std::cmp::Ordering;

use crate::axes::Point;
use crate::workers::Workers;

/// The label of a point that is in no group, and enters nothing.
pub(crate) const ASIDE: u8 = u8::MAX;

/// For each way of grouping the same points, the mean silhouette width of those in a group; `None`
/// when there is only one group.
///
/// Distances are worked out once for all of them: points that fall into the same group every time
/// lie side by side, and what matters of a point is its distance to each such bunch. A weight is a
/// number of people at one place.
pub(crate) fn silhouettes(
    points: &[Point],
    weights: &[f64],
    groupings: &[&[u8]],
    workers: Workers,
) -> Vec<Option<f64>> {
    let together = |at: usize| groupings.iter().map(move |labels| labels[at]);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| together(a).cmp(together(b)));
    let xs: Vec<f64> = order.iter().map(|&at| points[at][0]).collect();
    let ys: Vec<f64> = order.iter().map(|&at| points[at][1]).collect();
    let ws: Vec<f64> = order.iter().map(|&at| weights[at]).collect();
    // Where each bunch begins; one more at the end.
    let mut bunches: Vec<usize> = (0..order.len())
        .filter(|&at| at == 0 || !together(order[at - 1]).eq(together(order[at])))
        .collect();
    let labels: Vec<Vec<u8>> = bunches
        .iter()
        .map(|&at| together(order[at]).collect())
        .collect();
    bunches.push(order.len());
    let weight_of: Vec<f64> = bunches
        .windows(2)
        .map(|b| ws[b[0]..b[1]].iter().sum())
        .collect();
    let groups: Vec<Vec<f64>> = (0..groupings.len())
        .map(|grouping| {
            let mut weight: Vec<f64> = Vec::new();
            for (bunch, of) in labels.iter().enumerate() {
                let label = of[grouping];
                if label != ASIDE {
                    let needed = usize::from(label) + 1;
                    weight.resize(weight.len().max(needed), 0.0);
                    weight[usize::from(label)] += weight_of[bunch];
                }
            }
            weight
        })
        .collect();
    // Each bunch works out the distances within it and to those after it, for both sides.
    let bunch_count = labels.len();
    let is_rough = order.len() > MOST_SINGLE && ws.iter().all(|&weight| weight == 1.0);
    let [rough_xs, rough_ys] = [&xs, &ys].map(|of| match is_rough {
        true => of.iter().map(|&x| x as f32).collect(),
        false => Vec::new(),
    });
    let found = workers.each(bunch_count, |own| {
        if is_rough {
            return roughly(&rough_xs, &rough_ys, &bunches, own);
        }
        let (from, to) = (bunches[own], bunches[own + 1]);
        let width = bunch_count - own;
        let mut there = vec![0.0; (to - from) * width];
        let mut back = vec![0.0; order.len() - from];
        for first in (from..to).step_by(ROWS) {
            let count = ROWS.min(to - first);
            // Too few are made up by one of no weight.
            let at = |row: usize| first + row.min(count - 1);
            let rows: [usize; ROWS] = std::array::from_fn(at);
            let places = rows.map(|at| [xs[at], ys[at]]);
            let weights = std::array::from_fn(|row| if row < count { ws[rows[row]] } else { 0.0 });
            for bunch in own..bunch_count {
                let begin = if bunch == own {
                    first + count
                } else {
                    bunches[bunch]
                };
                let end = bunches[bunch + 1];
                let others = [&xs[begin..end], &ys[begin..end], &ws[begin..end]];
                let back = &mut back[begin - from..end - from];
                let sums = distances_from(places, weights, others, back);
                for (row, sum) in sums.into_iter().enumerate().take(count) {
                    there[(first + row - from) * width + bunch - own] = sum;
                }
            }
            for row in 0..count {
                for other in row + 1..count {
                    let distance = far(places[row], places[other]);
                    there[(first + row - from) * width] += weights[other] * distance;
                    there[(first + other - from) * width] += weights[row] * distance;
                }
            }
        }
        (there, back)
    });
    let distance = |at: usize, own: usize, bunch: usize| {
        let there = |own: usize, bunch: usize| {
            found[own].0[(at - bunches[own]) * (bunch_count - own) + bunch - own]
        };
        let back = |own: usize| found[own].1[at - bunches[own]];
        match bunch.cmp(&own) {
            Ordering::Greater => there(own, bunch),
            Ordering::Equal => there(own, own) + back(own),
            Ordering::Less => back(bunch),
        }
    };
    // For each grouping, side by side.
    let label_of: Vec<u8> = (0..groupings.len())
        .flat_map(|grouping| labels.iter().map(move |of| of[grouping]))
        .collect();
    let parts = workers.each(bunch_count, |own| {
        let mut sums = vec![0.0; groupings.len()];
        let (mut to_bunch, mut to_group): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        let members = ws.iter().enumerate().take(bunches[own + 1]);
        for (at, own_weight) in members.skip(bunches[own]) {
            to_bunch.clear();
            to_bunch.extend((0..bunch_count).map(|bunch| distance(at, own, bunch)));
            for (grouping, weight) in groups.iter().enumerate() {
                let labels = &label_of[grouping * bunch_count..][..bunch_count];
                if labels[own] == ASIDE {
                    continue;
                }
                to_group.clear();
                to_group.resize(weight.len(), 0.0);
                for (&label, far) in labels.iter().zip(&to_bunch) {
                    if label != ASIDE {
                        to_group[usize::from(label)] += far;
                    }
                }
                sums[grouping] += own_weight * width(usize::from(labels[own]), &to_group, weight);
            }
        }
        sums
    });
    (0..groupings.len())
        .map(|grouping| {
            let real = groups[grouping].iter().filter(|&&weight| weight > 0.0);
            let whole: f64 = groups[grouping].iter().sum();
            let sum: f64 = parts.iter().map(|part| part[grouping]).sum();
            (real.count() >= 2).then(|| sum / whole)
        })
        .collect()
}

/// Of one person: how much nearer the own group is than the nearest other one, between −1 and 1; 0
/// for somebody alone.
fn width(own: usize, to_group: &[f64], weight: &[f64]) -> f64 {
    if weight[own] <= 1.0 {
        return 0.0;
    }
    let within = to_group[own] / (weight[own] - 1.0);
    let between = (0..weight.len())
        .filter(|&group| group != own && weight[group] > 0.0)
        .map(|group| to_group[group] / weight[group])
        .fold(f64::INFINITY, f64::min);
    let most = within.max(between);
    if most > 0.0 && between.is_finite() {
        (between - within) / most
    } else {
        0.0
    }
}

/// So many places are compared with the others at once: what the others are is read once for them.
const ROWS: usize = 2;

fn far(a: Point, b: Point) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    (x * x + y * y).sqrt()
}

/// For each place, its weighted distances to others, summed; each is added, with the weight of the
/// place, to what the other has had so far. In four sums, which a processor can keep apart; taken into
/// its caller, the loop would do one after the other and take three times as long.
#[inline(never)]
fn distances_from(
    places: [Point; ROWS],
    weights: [f64; ROWS],
    [xs, ys, ws]: [&[f64]; 3],
    back: &mut [f64],
) -> [f64; ROWS] {
    let mut sums = [[0.0; 4]; ROWS];
    let (x4, x_rest) = xs.as_chunks::<4>();
    let (y4, y_rest) = ys.as_chunks::<4>();
    let (w4, w_rest) = ws.as_chunks::<4>();
    let (back4, back_rest) = back.as_chunks_mut::<4>();
    for (((x, y), w), back) in x4.iter().zip(y4).zip(w4).zip(back4) {
        for row in 0..ROWS {
            for lane in 0..4 {
                let distance = far([x[lane], y[lane]], places[row]);
                sums[row][lane] += w[lane] * distance;
                back[lane] += weights[row] * distance;
            }
        }
    }
    let mut rest = [0.0; ROWS];
    for (((&x, &y), &w), back) in x_rest.iter().zip(y_rest).zip(w_rest).zip(back_rest) {
        for row in 0..ROWS {
            let distance = far([x, y], places[row]);
            rest[row] += w * distance;
            *back += weights[row] * distance;
        }
    }
    std::array::from_fn(|row| {
        let sums = sums[row];
        (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest[row]
    })
}

/// Distances of more people than this, each on their own, are worked out in numbers of half the length: roots of
/// these take a quarter of the time, and the mean of so many changes by a hundred-millionth at most. As many are
/// on their own only where the reference is followed, whose directions of so many are a thousand times less exact.
const MOST_SINGLE: usize = crate::crowd::MOST_SINGLE;

/// So many short numbers are added up at most before the sum goes on in long ones.
const SHORT_SUM: usize = 512;

/// So many places are compared with the others before what the others had of them goes on in long numbers.
const SHORT_BACK: usize = 32;

/// What a bunch works out, in short numbers: the distances of each of its places to each bunch from its own on, and
/// for every place from its own first on, those to the places of this bunch that come before.
fn roughly(xs: &[f32], ys: &[f32], bunches: &[usize], own: usize) -> (Vec<f64>, Vec<f64>) {
    let (from, to) = (bunches[own], bunches[own + 1]);
    let after = &bunches[own..];
    let width = after.len() - 1;
    let mut there = Vec::with_capacity((to - from) * width);
    let mut back = vec![0.0; xs.len() - from];
    let mut short = vec![0.0_f32; xs.len() - from];
    let mut room = [0.0; SHORT_SUM];
    for first in (from..to).step_by(SHORT_BACK) {
        for row in first..to.min(first + SHORT_BACK) {
            let place = [xs[row], ys[row]];
            for bounds in after.windows(2) {
                let mut sum = 0.0;
                let mut begin = bounds[0].max(row + 1);
                while begin < bounds[1] {
                    let end = bounds[1].min(begin + SHORT_SUM);
                    let back = &mut short[begin - from..end - from];
                    sum +=
                        rough_distances(place, &xs[begin..end], &ys[begin..end], back, &mut room);
                    begin = end;
                }
                there.push(sum);
            }
        }
        for (back, short) in back.iter_mut().zip(&mut short) {
            *back += f64::from(std::mem::take(short));
        }
    }
    (there, back)
}

/// As [`distances_from`], of one place in short numbers, each place being one person. `room` is for their distances: to
/// be worked out four at once, these must be written down before they are summed.
#[inline(never)]
fn rough_distances(
    [own_x, own_y]: [f32; 2],
    xs: &[f32],
    ys: &[f32],
    back: &mut [f32],
    room: &mut [f32; SHORT_SUM],
) -> f64 {
    let distances = &mut room[..xs.len()];
    for (((&x, &y), back), distance) in xs.iter().zip(ys).zip(back).zip(&mut *distances) {
        let (x, y) = (x - own_x, y - own_y);
        *distance = (x * x + y * y).sqrt();
        *back += *distance;
    }
    let mut sums = [0.0_f32; 4];
    let (fours, rest) = distances.as_chunks::<4>();
    for four in fours {
        for lane in 0..4 {
            sums[lane] += four[lane];
        }
    }
    let rest: f32 = rest.iter().sum();
    f64::from((sums[0] + sums[1]) + (sums[2] + sums[3]) + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Straight from the definition.
    fn plain(points: &[Point], labels: &[u8]) -> f64 {
        let far = |a: Point, b: Point| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt();
        let mean = |at: usize, group: u8| {
            let of = (0..points.len()).filter(|&o| o != at && labels[o] == group);
            let all: Vec<f64> = of.map(|o| far(points[at], points[o])).collect();
            (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
        };
        let of = |at: usize| {
            let Some(within) = mean(at, labels[at]) else {
                return 0.0;
            };
            let others = (0..5)
                .filter(|&g| g != labels[at])
                .filter_map(|g| mean(at, g));
            let between = others.fold(f64::INFINITY, f64::min);
            (between - within) / between.max(within)
        };
        (0..points.len()).map(of).sum::<f64>() / points.len() as f64
    }

    #[test]
    fn widths_are_those_of_the_definition() {
        let numbers = crate::leading::fixed_numbers(60, 3);
        let points: Vec<Point> = numbers.chunks_exact(2).map(|p| [p[0], p[1]]).collect();
        let two: Vec<u8> = (0..30).map(|i| u8::from(points[i][0] > 0.0)).collect();
        let three: Vec<u8> = (0..30)
            .map(|i| if i == 4 { 2 } else { (i % 2) as u8 })
            .collect();
        let one = vec![0; 30];
        let found = silhouettes(&points, &[1.0; 30], &[&two, &three, &one], Workers(2));
        assert!((found[0].unwrap() - plain(&points, &two)).abs() < 1e-12);
        assert!((found[1].unwrap() - plain(&points, &three)).abs() < 1e-12);
        assert_eq!(found[2], None);
    }

    #[test]
    fn short_numbers_change_nothing_that_is_told() {
        let people = MOST_SINGLE + 3;
        let numbers = crate::leading::fixed_numbers(2 * people, 9);
        let points: Vec<Point> = numbers
            .chunks_exact(2)
            .map(|p| [9.0 * p[0], 4.0 * p[1] + 3.0])
            .collect();
        let labels: Vec<u8> = points.iter().map(|p| (p[0] > 2.0).into()).collect();
        let two: Vec<u8> = (0..people).map(|at| (at % 3 == 0).into()).collect();
        let found = silhouettes(&points, &vec![1.0; people], &[&labels, &two], Workers(1));
        for (found, labels) in found.into_iter().zip([&labels, &two]) {
            assert!((found.unwrap() - plain(&points, labels)).abs() < 2e-8);
        }
    }

    #[test]
    fn a_weight_is_a_number_of_people() {
        let twice = [[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [6.0, 0.0]];
        let once = [[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [6.0, 0.0]];
        let a = silhouettes(&twice, &[1.0; 5], &[&[0, 0, 0, 1, 1]], Workers(1));
        let b = silhouettes(&once, &[2.0, 1.0, 1.0, 1.0], &[&[0, 0, 1, 1]], Workers(1));
        assert!((a[0].unwrap() - b[0].unwrap()).abs() < 1e-12);
    }
}
