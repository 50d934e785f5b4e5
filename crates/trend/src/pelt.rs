//! Levels in a long series: the cheapest way to cut it into stretches (PELT, squared error).
//!
//! A stretch costs the squared distance of its readings from their mean; every cut costs a penalty. The
//! cheapest cutting is found exactly, by the best cutting of each beginning:
//!
//! ```text
//! F(t) = min over s of F(s) + Σ_{s<j≤t} (x_j − mean)² + penalty
//! ```
//!
//! An earlier cut `s` that is already dearer at `t` than `F(t)`, even without paying for another cut, can
//! never be the last cut of a cheapest cutting again, once a stretch fits between `t` and the end, and is
//! forgotten.
//!
//! Killick, Fearnhead and Eckley, *Optimal Detection of Changepoints With a Linear Computational Cost*, JASA
//! 107, 2012.

/// Where the cheapest cutting starts a new stretch, ascending; each stretch has at least `least` readings.
/// Nothing, when there are fewer than twice as many. Of equally cheap last cuts the earliest is taken.
///
/// `readings` and `penalty` must be finite, the penalty not negative.
pub fn changes(readings: &[f64], penalty: f64, least: usize) -> Vec<usize> {
    let (count, least) = (readings.len(), least.max(1));
    if count < 2 * least {
        return Vec::new();
    }
    // Around the mean, so that squares of a large common level do not swallow the differences.
    let mean = readings.iter().sum::<f64>() / count as f64;
    let (mut sums, mut squares) = (vec![0.0; count + 1], vec![0.0; count + 1]);
    for (at, reading) in readings.iter().map(|reading| reading - mean).enumerate() {
        sums[at + 1] = sums[at] + reading;
        squares[at + 1] = squares[at] + reading * reading;
    }
    let inverses: Vec<f64> = (0..=count).map(|length| 1.0 / length as f64).collect();

    // What the best cutting of the first readings costs, and its last cut.
    let mut best = vec![(f64::INFINITY, 0); count + 1];
    best[0].0 = -penalty;
    // Cuts that may still be the last: the cut, what it costs before, and what is needed of sums.
    let mut open: Vec<Open> = vec![Open::new(0, best[0].0, &sums, &squares)];
    // Since when a cut is known to be too dear: it is forgotten when a stretch fits in between.
    let mut too_dear: Vec<usize> = vec![usize::MAX];
    let mut costs: Vec<f64> = Vec::new();
    for end in least..=count {
        let (sum, square) = (sums[end], squares[end]);
        costs.clear();
        costs.extend(open.iter().map(|cut| {
            let stretch = sum - cut.sum;
            cut.before + square - stretch * stretch * inverses[end - cut.at]
        }));
        let mut cheapest = (f64::INFINITY, 0);
        for (cut, &cost) in open.iter().zip(&costs) {
            if cost < cheapest.0 {
                cheapest = (cost, cut.at);
            }
        }
        best[end] = (cheapest.0 + penalty, cheapest.1);
        for (since, &cost) in too_dear.iter_mut().zip(&costs) {
            if cost > best[end].0 {
                *since = (*since).min(end);
            }
        }
        // The next end can have a stretch that begins here at the earliest.
        let next = end + 1 - least;
        let mut kept = 0;
        for at in 0..open.len() {
            let stays = too_dear[at] == usize::MAX || end + 1 < too_dear[at] + least;
            if stays {
                open[kept] = open[at];
                too_dear[kept] = too_dear[at];
                kept += 1;
            }
        }
        open.truncate(kept);
        too_dear.truncate(kept);
        if next >= least {
            open.push(Open::new(next, best[next].0, &sums, &squares));
            too_dear.push(usize::MAX);
        }
    }

    let mut changes = Vec::new();
    let mut at = best[count].1;
    while at > 0 {
        changes.push(at);
        at = best[at].1;
    }
    changes.reverse();
    changes
}

/// A cut that may still be the last one.
#[derive(Clone, Copy)]
struct Open {
    at: usize,
    /// What all before it costs, less the squares up to it.
    before: f64,
    sum: f64,
}

impl Open {
    fn new(at: usize, cost: f64, sums: &[f64], squares: &[f64]) -> Self {
        Open {
            at,
            before: cost - squares[at],
            sum: sums[at],
        }
    }
}
