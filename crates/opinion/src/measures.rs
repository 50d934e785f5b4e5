//! How evenly people take part, how far they agree, and how far they are apart.

/// Gini's coefficient of amounts, in its population form: 0 when all are equal, towards 1 when one
/// has everything; 0 of nothing (Gini 1912).
///
/// Σ (2i − n − 1) xᵢ / (n Σ x), with x ascending and i from 1.
#[must_use]
pub fn gini(amounts: &[u64]) -> f64 {
    let mut sorted = amounts.to_vec();
    sorted.sort_unstable();
    let whole: f64 = sorted.iter().map(|&x| x as f64).sum();
    if whole == 0.0 {
        return 0.0;
    }
    let count = sorted.len() as f64;
    let weighted: f64 = (1_u32..)
        .zip(&sorted)
        .map(|(at, &x)| (2.0 * f64::from(at) - count - 1.0) * x as f64)
        .sum();
    weighted / (count * whole)
}

/// Van der Eijk's agreement A over an ordered scale: 1 when all gave one answer, 0 when answers are
/// even, −1 when half of them are at either end (van der Eijk 2001, *Measuring agreement in ordered
/// rating scales*, Quality & Quantity 35). 0 without answers.
///
/// Answers are peeled off in layers of equal height; a layer's A is U (1 − (S − 1)/(K − 1)) with S
/// of K answers given, and U from its triples: those with one edge speak for one camp, those with a
/// hole in the middle for two.
#[must_use]
pub fn van_der_eijk(answers: &[u32]) -> f64 {
    let whole: f64 = answers.iter().map(|&x| f64::from(x)).sum();
    let mut left = answers.to_vec();
    let mut agreement = 0.0;
    while let Some(height) = left.iter().copied().filter(|&x| x > 0).min() {
        let given: Vec<bool> = left.iter().map(|&x| x > 0).collect();
        let width = given.iter().filter(|&&is| is).count();
        let weight = f64::from(height) * width as f64 / whole;
        agreement += weight * layer(&given, width);
        for x in &mut left {
            *x = x.saturating_sub(height);
        }
    }
    agreement
}

fn layer(given: &[bool], width: usize) -> f64 {
    let size = given.len();
    let (mut one, mut two) = (0_u64, 0_u64);
    for low in 0..size {
        for middle in low + 1..size {
            for high in middle + 1..size {
                match (given[low], given[middle], given[high]) {
                    (true, true, false) | (false, true, true) => one += 1,
                    (true, false, true) => two += 1,
                    _ => {}
                }
            }
        }
    }
    let unimodality = if one + two == 0 {
        1.0
    } else {
        let steps = size as f64;
        ((steps - 2.0) * one as f64 - (steps - 1.0) * two as f64)
            / ((steps - 2.0) * (one + two) as f64)
    };
    if size < 2 {
        return unimodality;
    }
    unimodality * (1.0 - (width as f64 - 1.0) / (size as f64 - 1.0))
}

/// The exponent that Esteban and Ray found to be the largest that their axioms allow.
pub const ESTEBAN_RAY_ALPHA: f64 = 1.6;

/// Esteban and Ray's polarisation of people over an ordered scale with steps of one (1994, *On the
/// measurement of polarization*, Econometrica 62): how large camps are, and how far apart. 0 when all
/// gave one answer, or nobody did.
///
/// Σᵢ Σⱼ pᵢ^(1 + α) pⱼ |i − j|.
#[must_use]
pub fn esteban_ray(answers: &[u32], alpha: f64) -> f64 {
    let whole: f64 = answers.iter().map(|&x| f64::from(x)).sum();
    if whole == 0.0 {
        return 0.0;
    }
    let shares: Vec<f64> = answers.iter().map(|&x| f64::from(x) / whole).collect();
    let mut sum = 0.0;
    for (at, own) in shares.iter().enumerate() {
        for (other, share) in shares.iter().enumerate() {
            sum += own.powf(1.0 + alpha) * share * at.abs_diff(other) as f64;
        }
    }
    sum
}
