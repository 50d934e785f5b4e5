//! The two leading eigenvectors of a large symmetric matrix that is known by its products only.
//!
//! Lanczos' method (Lanczos 1950) with full reorthogonalisation: each step multiplies once and keeps
//! one more vector; the small tridiagonal matrix that results has, ever more exactly, the same
//! leading eigenvalues (Saad, *Numerical Methods for Large Eigenvalue Problems*, 2011, chapter 6).

/// The two largest eigenvalues, their vectors of length one, and whether they are as exact as asked.
#[derive(Debug, Clone)]
pub(crate) struct Leading {
    pub(crate) values: [f64; 2],
    pub(crate) vectors: [Vec<f64>; 2],
    pub(crate) converged: bool,
}

/// More steps are not made: two eigenvalues that lie so close together that this is not enough
/// leave the axes undetermined in any case.
const MOST_STEPS: usize = 240;

/// Steps between two looks at how far it has come.
const STRIDE: usize = 4;

/// What is smaller than this beside the largest eigenvalue is rounding.
const NOTHING: f64 = 1e-14;

/// `tolerance`: the norm of what is left of `Gx − λx`, relative to the largest eigenvalue.
pub(crate) fn leading(
    start: Vec<f64>,
    tolerance: f64,
    mut multiply: impl FnMut(&[f64]) -> Vec<f64>,
) -> Leading {
    let dimension = start.len();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
    let mut next = start;
    let mut length = norm(&next);
    let mut fresh = 0;
    let mut converged = dimension == 0;
    while basis.len() < dimension.min(MOST_STEPS) {
        if length <= scale(&diagonal) * NOTHING || length == 0.0 {
            // All of the space that the start could reach: what is left may hold as large a value.
            next = fixed_numbers(dimension, basis.len() as u64);
            rid_of(&basis, &mut next);
            length = norm(&next);
            if let Some(last) = beside.last_mut() {
                *last = 0.0;
            }
            if length <= NOTHING {
                converged = true;
                break;
            }
            fresh = 0;
        }
        for x in &mut next {
            *x /= length;
        }
        let mut product = multiply(&next);
        diagonal.push(dot(&product, &next));
        basis.push(next);
        rid_of(&basis, &mut product);
        next = product;
        length = norm(&next);
        beside.push(length);
        fresh += 1;
        if basis.len() == dimension {
            converged = true;
        } else if fresh >= 2 * STRIDE && fresh % STRIDE == 0 {
            let [first, second] = lasts(&diagonal, &beside);
            let worst = length * first.abs().max(second.abs());
            if worst <= tolerance * scale(&diagonal) {
                converged = true;
                break;
            }
        }
    }
    assemble(&basis, &diagonal, &beside, dimension, converged)
}

/// The largest element of a diagonal: about the largest eigenvalue.
fn scale(diagonal: &[f64]) -> f64 {
    diagonal.iter().fold(0.0, |most: f64, x| most.max(x.abs()))
}

/// The last elements of the two leading vectors of the tridiagonal matrix: how much of them still
/// lies outside the basis.
fn lasts(diagonal: &[f64], beside: &[f64]) -> [f64; 2] {
    let mut values = diagonal.to_vec();
    let mut lasts: Vec<[f64; 1]> = vec![[0.0]; values.len()];
    if let Some(last) = lasts.last_mut() {
        *last = [1.0];
    }
    diagonalise(&mut values, beside, &mut lasts);
    two_largest(&values).map(|at| at.map_or(0.0, |at| lasts[at][0]))
}

fn two_largest(values: &[f64]) -> [Option<usize>; 2] {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    [order.first().copied(), order.get(1).copied()]
}

fn assemble(
    basis: &[Vec<f64>],
    diagonal: &[f64],
    beside: &[f64],
    dimension: usize,
    converged: bool,
) -> Leading {
    let mut values = diagonal.to_vec();
    let mut columns: Vec<Vec<f64>> = (0..values.len())
        .map(|column| {
            (0..values.len())
                .map(|at| f64::from(at == column))
                .collect()
        })
        .collect();
    diagonalise(&mut values, beside, &mut columns);
    let two = two_largest(&values);
    let vector = |at: Option<usize>| {
        let mut vector = vec![0.0; dimension];
        for (step, of) in basis.iter().enumerate() {
            let share = at.map_or(0.0, |at| columns[at][step]);
            for (x, y) in vector.iter_mut().zip(of) {
                *x += share * y;
            }
        }
        let length = norm(&vector);
        if length > 0.0 {
            for x in &mut vector {
                *x /= length;
            }
        }
        vector
    };
    Leading {
        // What is semidefinite has no negative value but by rounding.
        values: two.map(|at| at.map_or(0.0, |at| values[at].max(0.0))),
        vectors: two.map(vector),
        converged,
    }
}

/// Eigenvalues of a symmetric tridiagonal matrix in place of its diagonal, and `columns`, which begin as
/// those of the identity or some of its rows, turned into its eigenvectors: implicit QL (Bowdler, Martin, Reinsch, Wilkinson 1968).
///
/// `beside[i]` stands between the elements `i` and `i + 1`; what comes after the last is not read.
fn diagonalise<C: AsMut<[f64]>>(diagonal: &mut [f64], beside: &[f64], columns: &mut [C]) {
    let size = diagonal.len();
    let mut beside: Vec<f64> = beside.iter().copied().take(size).collect();
    if let Some(last) = beside.last_mut() {
        *last = 0.0;
    }
    let length = |a: f64, b: f64| (a * a + b * b).sqrt();
    for low in 0..size {
        // Thirty rounds are far more than are ever needed.
        for _ in 0..30 {
            let is_small = |&at: &usize| {
                let around = diagonal[at].abs() + diagonal[at + 1].abs();
                beside[at].abs() <= f64::EPSILON * around
            };
            let high = (low..size - 1).find(is_small).unwrap_or(size - 1);
            if high == low {
                break;
            }
            let slope = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
            let root = length(slope, 1.0).copysign(slope);
            let mut shifted = diagonal[high] - diagonal[low] + beside[low] / (slope + root);
            let (mut sine, mut cosine, mut moved) = (1.0, 1.0, 0.0);
            let mut cut = false;
            for at in (low..high).rev() {
                let across = sine * beside[at];
                let along = cosine * beside[at];
                let radius = length(across, shifted);
                beside[at + 1] = radius;
                if radius == 0.0 {
                    diagonal[at + 1] -= moved;
                    beside[high] = 0.0;
                    cut = true;
                    break;
                }
                sine = across / radius;
                cosine = shifted / radius;
                shifted = diagonal[at + 1] - moved;
                let turned = (diagonal[at] - shifted) * sine + 2.0 * cosine * along;
                moved = sine * turned;
                diagonal[at + 1] = shifted + moved;
                shifted = cosine * turned - along;
                let (left, right) = columns.split_at_mut(at + 1);
                let (left, right) = (left[at].as_mut(), right[0].as_mut());
                for (x, y) in left.iter_mut().zip(right) {
                    (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
                }
            }
            if !cut {
                diagonal[low] -= moved;
                beside[low] = shifted;
                beside[high] = 0.0;
            }
        }
    }
}

/// Takes out of a vector what lies along the basis; twice, because once leaves rounding.
fn rid_of(basis: &[Vec<f64>], vector: &mut [f64]) {
    for _ in 0..2 {
        for of in basis {
            let along = dot(vector, of);
            for (x, y) in vector.iter_mut().zip(of) {
                *x -= along * y;
            }
        }
    }
}

/// A vector of numbers between −1 and 1 that look arbitrary and are always the same (SplitMix64).
pub(crate) fn fixed_numbers(dimension: usize, seed: u64) -> Vec<f64> {
    let mut sequence = crate::sequence::Sequence::new(seed);
    (0..dimension)
        .map(|_| 2.0 * sequence.fraction() - 1.0)
        .collect()
}

/// In four sums, which a processor can keep apart.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (fours, rest) = a.as_chunks::<4>();
    let (others, other_rest) = b.as_chunks::<4>();
    for (four, other) in fours.iter().zip(others) {
        for lane in 0..4 {
            sums[lane] += four[lane] * other[lane];
        }
    }
    let rest: f64 = rest.iter().zip(other_rest).map(|(x, y)| x * y).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

pub(crate) fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// G = Σ λᵢ uᵢuᵢᵀ with orthonormal u from the fixed numbers.
    fn matrix(values: &[f64]) -> (Vec<Vec<f64>>, impl Fn(&[f64]) -> Vec<f64>) {
        let size = values.len();
        let mut vectors: Vec<Vec<f64>> = Vec::new();
        for seed in 0..size {
            let mut vector = fixed_numbers(size, 1000 + seed as u64);
            rid_of(&vectors, &mut vector);
            let length = norm(&vector);
            vector.iter_mut().for_each(|x| *x /= length);
            vectors.push(vector);
        }
        let (kept, values) = (vectors.clone(), values.to_vec());
        let product = move |x: &[f64]| {
            let mut out = vec![0.0; x.len()];
            for (vector, value) in vectors.iter().zip(&values) {
                let along = value * dot(vector, x);
                out.iter_mut()
                    .zip(vector)
                    .for_each(|(o, y)| *o += along * y);
            }
            out
        };
        (kept, product)
    }

    #[test]
    fn the_two_leading_vectors_are_found() {
        let mut values: Vec<f64> = (0..60).map(|i| 1.0 + f64::from(i) / 60.0).collect();
        values[17] = 7.0;
        values[3] = 5.0;
        let (vectors, product) = matrix(&values);
        let found = leading(fixed_numbers(60, 0), 1e-12, product);
        assert!(found.converged);
        assert!((found.values[0] - 7.0).abs() < 1e-10 && (found.values[1] - 5.0).abs() < 1e-10);
        assert!((dot(&found.vectors[0], &vectors[17]).abs() - 1.0).abs() < 1e-12);
        assert!((dot(&found.vectors[1], &vectors[3]).abs() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_value_that_comes_twice_is_found_twice() {
        let (_, product) = matrix(&[4.0, 4.0, 1.0, 1.0, 0.0, 0.0]);
        let found = leading(fixed_numbers(6, 0), 1e-12, product);
        assert!((found.values[0] - 4.0).abs() < 1e-10 && (found.values[1] - 4.0).abs() < 1e-10);
        assert!(dot(&found.vectors[0], &found.vectors[1]).abs() < 1e-8);
    }

    #[test]
    fn nothing_has_no_axes() {
        let found = leading(fixed_numbers(3, 0), 1e-12, |x| vec![0.0; x.len()]);
        assert_eq!(found.values, [0.0, 0.0]);
        assert!(leading(Vec::new(), 1e-12, |x| x.to_vec()).converged);
    }
}
