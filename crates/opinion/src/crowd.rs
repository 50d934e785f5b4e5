//! People as the points that are put into groups: everybody on their own, or many in one place.

use std::collections::BTreeMap;

use crate::axes::Point;

/// Points with the number of people at each.
pub(crate) struct Crowd {
    pub(crate) points: Vec<Point>,
    pub(crate) weights: Vec<f64>,
    /// For each person, in the order given, the point they belong to.
    pub(crate) point_of: Vec<usize>,
}

/// With more people than this, those who lie in one cell of a fine grid are taken together:
/// distances between all of them would take longer than everything else.
pub(crate) const MOST_SINGLE: usize = 5_000;

/// Cells along each axis: about as many as a screen shows dots that can be told apart.
const CELLS: f64 = 64.0;

impl Crowd {
    /// Everybody on their own.
    pub(crate) fn single(places: &[Point]) -> Self {
        Crowd {
            points: places.to_vec(),
            weights: vec![1.0; places.len()],
            point_of: (0..places.len()).collect(),
        }
    }

    /// Everybody on their own, or by cells of a grid when they are many.
    pub(crate) fn of(places: &[Point]) -> Self {
        if places.len() <= MOST_SINGLE {
            return Self::single(places);
        }
        // Four standard deviations to each side; whoever lies further out is in the outermost cell.
        let axes = [0, 1].map(|axis: usize| {
            let count = places.len() as f64;
            let mean = places.iter().map(|p| p[axis]).sum::<f64>() / count;
            let square = places.iter().map(|p| (p[axis] - mean).powi(2)).sum::<f64>();
            (mean, (square / count).sqrt())
        });
        let cell = |place: &Point| {
            [0, 1].map(|axis: usize| {
                let (mean, deviation) = axes[axis];
                if deviation == 0.0 {
                    return 0;
                }
                let along = (place[axis] - mean) / deviation;
                // Clamped: a whole number between 0 and CELLS − 1.
                ((along + 4.0) / 8.0 * CELLS).clamp(0.0, CELLS - 1.0) as u32
            })
        };
        Self::by(places, cell)
    }

    /// Those for whom `lot` says the same are one point, where they lie on average.
    pub(crate) fn by<L: Ord>(places: &[Point], lot: impl Fn(&Point) -> L) -> Self {
        let lots: Vec<L> = places.iter().map(lot).collect();
        Self::in_lots(places, &lots)
    }

    /// The same, with each person's lot.
    pub(crate) fn in_lots<L: Ord>(places: &[Point], lots: &[L]) -> Self {
        let mut at: BTreeMap<&L, usize> = BTreeMap::new();
        for lot in lots {
            at.insert(lot, 0);
        }
        for (position, point) in at.values_mut().enumerate() {
            *point = position;
        }
        let point_of: Vec<usize> = lots.iter().map(|lot| at[lot]).collect();
        let mut points = vec![[0.0; 2]; at.len()];
        let mut weights = vec![0.0; at.len()];
        for (place, &point) in places.iter().zip(&point_of) {
            points[point][0] += place[0];
            points[point][1] += place[1];
            weights[point] += 1.0;
        }
        for (point, &weight) in points.iter_mut().zip(&weights) {
            *point = point.map(|x| x / weight);
        }
        Crowd {
            points,
            weights,
            point_of,
        }
    }
}
