//! How good any mix can be at most, were features divisible: bounds that look at all parties at once.
//!
//! A goal that looks at what each party gets is bounded by a sum in which each party's total has a
//! weight, whatever the weights are. The worst-off share is at most any mean of the shares, and the sum
//! of logarithms at most its tangent in any point. The largest such sum is a knapsack of one value for
//! each feature, whose fractional optimum takes the best value per cost first (Dantzig 1957). Good
//! weights make the bound tight: they are found by going against what the parties get by it
//! (Polyak's steps for the mean, Frank and Wolfe's for the tangent).

use crate::instance::Instance;

/// What is bounded.
pub(crate) enum Scalar {
    /// The least share, of what each party could get in all.
    Least(Vec<f64>),
    /// The sum of the logarithms of what the parties get, of those who wish for anything.
    Product(Vec<bool>),
}

/// So much below what is known, relatively, a bound has to be: far more than doubles may lose.
const SAFE: f64 = 1e-9;
/// A hundredth more share counts for so much less, as a logarithm.
const SHARPNESS: f64 = 200.0;
const FULL_PACE: f64 = 1.0;
/// So many steps that better nothing are taken before they become shorter.
const PATIENCE: u32 = 5;
/// No weight becomes so small beside the others that it could not grow again.
const LEAST_WEIGHT: f64 = 1e-9;

impl Scalar {
    pub(crate) fn score(&self, totals: &[f64]) -> f64 {
        match self {
            Scalar::Least(wholes) => {
                let shares = totals.iter().zip(wholes).filter(|(_, whole)| **whole > 0.0);
                shares.map(|(of, whole)| of / whole).fold(1.0, f64::min)
            }
            Scalar::Product(counts) => {
                let counted = totals.iter().zip(counts).filter(|(_, counts)| **counts);
                counted.map(|(total, _)| total.ln()).sum()
            }
        }
    }

    /// As the score, but with the other parties in it, too: what rises when whoever is nearly as badly off
    /// gets more.
    pub(crate) fn smooth(&self, totals: &[f64]) -> f64 {
        match self {
            Scalar::Least(wholes) => {
                let least = self.score(totals);
                let shares = totals.iter().zip(wholes).filter(|(_, whole)| **whole > 0.0);
                let far = shares.map(|(of, whole)| ((least - of / whole) * SHARPNESS).exp());
                least - far.sum::<f64>().ln() / SHARPNESS
            }
            Scalar::Product(_) => self.score(totals),
        }
    }

    /// What is certainly below a score that is known.
    pub(crate) fn surely_below(score: f64) -> f64 {
        score - SAFE * score.abs().max(SAFE)
    }
}

/// The relaxation of one instance, with the weights found so far.
pub(crate) struct Relaxed {
    scalar: Scalar,
    costs: Vec<f64>,
    /// Per feature, what each party gets.
    values: Vec<Vec<f64>>,
    /// Weights of shares that sum up to one, or the point of the tangent.
    state: Vec<f64>,
    /// Features by their weighted value per cost, the best first; with those values.
    order: Vec<(f64, u32)>,
    totals: Vec<f64>,
    steps: u32,
    /// How far a step goes, of the way that is hoped for.
    pace: f64,
}

impl Relaxed {
    pub(crate) fn new(instance: &Instance, rows: &[Vec<u128>], scalar: Scalar) -> Self {
        let costs: Vec<f64> = instance.features.iter().map(|f| f.cost.0 as f64).collect();
        let column = |f: usize| rows.iter().map(|row| row[f] as f64).collect();
        let values: Vec<Vec<f64>> = (0..costs.len()).map(column).collect();
        let sums = rows.iter().map(|row| row.iter().sum::<u128>() as f64);
        let state = match &scalar {
            Scalar::Least(wholes) => {
                let some = wholes.iter().filter(|whole| **whole > 0.0).count().max(1) as f64;
                let weight = |whole: &f64| if *whole > 0.0 { 1.0 / some } else { 0.0 };
                wholes.iter().map(weight).collect()
            }
            Scalar::Product(_) => sums.map(|sum| sum.max(1.0)).collect(),
        };
        let mut relaxed = Relaxed {
            totals: vec![0.0; rows.len()],
            order: Vec::new(),
            scalar,
            costs,
            values,
            state,
            steps: 0,
            pace: FULL_PACE,
        };
        relaxed.sort();
        relaxed
    }

    pub(crate) fn scalar(&self) -> &Scalar {
        &self.scalar
    }

    /// Features by the value that the weights give them, the best per cost first.
    pub(crate) fn order(&self) -> impl Iterator<Item = usize> + '_ {
        self.order.iter().map(|&(_, f)| f as usize)
    }

    fn weight(&self, party: usize) -> f64 {
        match &self.scalar {
            Scalar::Least(wholes) if wholes[party] > 0.0 => self.state[party] / wholes[party],
            Scalar::Least(_) => 0.0,
            Scalar::Product(counts) if counts[party] => 1.0 / self.state[party],
            Scalar::Product(_) => 0.0,
        }
    }

    fn sort(&mut self) {
        let weights: Vec<f64> = (0..self.state.len()).map(|p| self.weight(p)).collect();
        let value = |f: usize| -> f64 {
            let of = self.values[f].iter().zip(&weights);
            of.map(|(value, weight)| value * weight).sum()
        };
        let mut order: Vec<(f64, u32)> = (0..self.costs.len())
            .map(|f| (value(f), f as u32))
            .collect();
        // What is free goes first, however little it weighs: the bound stops where the money ends, and
        // what it left out below that would be missing from it.
        let density = |&(value, f): &(f64, u32)| match self.costs[f as usize] {
            0.0 => f64::INFINITY,
            cost => value / cost,
        };
        order.sort_by(|a, b| density(b).total_cmp(&density(a)).then(a.1.cmp(&b.1)));
        self.order = order;
    }

    /// The most that can still be had, by the weights as they are.
    fn bound(&mut self, got: &[f64], left: f64, undecided: impl Fn(usize) -> bool) -> f64 {
        self.totals.copy_from_slice(got);
        let base: f64 = match &self.scalar {
            Scalar::Least(_) => 0.0,
            Scalar::Product(counts) => {
                let counted = self.state.iter().zip(counts).filter(|(_, counts)| **counts);
                counted.map(|(y, _)| y.ln() - 1.0).sum()
            }
        };
        let weighted = got.iter().enumerate().map(|(p, got)| got * self.weight(p));
        let mut bound: f64 = base + weighted.sum::<f64>();
        let mut left = left;
        for &(value, f) in &self.order {
            let f = f as usize;
            if value <= 0.0 || !undecided(f) {
                continue;
            }
            let part = if self.costs[f] <= left {
                1.0
            } else {
                left / self.costs[f]
            };
            bound += value * part;
            for (total, value) in self.totals.iter_mut().zip(&self.values[f]) {
                *total += value * part;
            }
            left -= self.costs[f] * part;
            if part < 1.0 {
                break;
            }
        }
        bound
    }

    /// At most so much, seeking better weights for this many steps or until it is below `enough`; with how
    /// many steps that took.
    pub(crate) fn ceiling(
        &mut self,
        got: &[f64],
        left: f64,
        undecided: impl Fn(usize) -> bool,
        enough: f64,
        steps: u32,
    ) -> (f64, u32) {
        let mut least = f64::INFINITY;
        let (mut best, mut tired) = (self.state.clone(), 0);
        self.pace = FULL_PACE;
        let mut taken = 0;
        for step in 0..=steps {
            let bound = self.bound(got, left, &undecided);
            if bound < least {
                least = bound;
                best.clone_from(&self.state);
                tired = 0;
            } else {
                tired += 1;
            }
            taken = step;
            if least < enough || step == steps {
                break;
            }
            if tired == PATIENCE {
                // From the best again, with shorter steps.
                (self.pace, tired) = (self.pace / 2.0, 0);
                self.state.clone_from(&best);
                self.sort();
                self.bound(got, left, &undecided);
            }
            if !self.step(bound, enough) {
                break;
            }
            self.sort();
        }
        if taken > 0 && self.state != best {
            self.state = best;
            self.sort();
        }
        (least, taken)
    }

    /// Goes against what the parties get; `false` if there is nowhere to go.
    fn step(&mut self, bound: f64, enough: f64) -> bool {
        self.steps += 1;
        match &self.scalar {
            Scalar::Least(wholes) => {
                let some: Vec<usize> = (0..wholes.len()).filter(|&p| wholes[p] > 0.0).collect();
                let share = |p: usize| self.totals[p] / wholes[p];
                let mean = some.iter().map(|&p| share(p)).sum::<f64>() / some.len().max(1) as f64;
                let square: f64 = some.iter().map(|&p| (share(p) - mean).powi(2)).sum();
                if square <= bound * bound * 1e-20 {
                    return false;
                }
                // Polyak's step, towards what is hoped for.
                let length = self.pace * (bound - enough.max(0.0)).max(bound * 1e-9) / square;
                let along: Vec<f64> = some.iter().map(|&p| length * (share(p) - mean)).collect();
                for (&p, along) in some.iter().zip(along) {
                    self.state[p] = (self.state[p] - along).max(LEAST_WEIGHT);
                }
                let sum: f64 = self.state.iter().sum();
                self.state.iter_mut().for_each(|weight| *weight /= sum);
            }
            Scalar::Product(_) => {
                let gamma = (2.0 / (f64::from(self.steps) + 2.0)).max(0.05);
                for (y, total) in self.state.iter_mut().zip(&self.totals) {
                    *y = ((1.0 - gamma) * *y + gamma * total).max(1e-6);
                }
            }
        }
        true
    }
}
