//! How large the worst-off party's share can be at most, were features divisible: the linear relaxation,
//! by the dual simplex method.
//!
//! The share `t` is at most what each party gets, `t ≤ Σ a·x`, and what is chosen fits, `Σ c·x ≤ budget`,
//! with `0 ≤ x ≤ 1`. There are as many rows as parties, and one more, so the inverse of the basis is a
//! small table. `t` never leaves the basis, and its row of the inverse holds the weights of the rows. With
//! all other variables in bounds, non-negative weights are all that the dual asks for: every basis that was
//! reached, wherever the search was then, is one to begin with.
//!
//! Doubles only look for weights. Whatever weights they find give a bound (weak duality), which is computed
//! from them anew.

/// What sums of a few hundred doubles of about one may be off, by far.
const LOOSE: f64 = 1e-9;
/// Smaller numbers are no pivots.
const LEAST_PIVOT: f64 = 1e-9;
/// The inverse is computed anew after so many pivots.
const RENEWED: u32 = 64;
/// No share is so large.
const FAR: f64 = 2.0;
/// Less of a feature counts as nothing.
const LEAST_PART: f64 = 1e-6;
/// So many pivots for each row are enough; the bound holds after any number.
const PATIENCE: u32 = 20;

/// Where a feature may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    Open,
    In,
    Out,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Variable {
    Share,
    Feature(usize),
    /// Of a row.
    Slack(usize),
}

/// What parties have already, of all they wish for; the part of the budget that is left; and what each has to
/// get in a mix that is no worse than the best one known.
pub(crate) struct Have<'a> {
    pub(crate) got: &'a [f64],
    pub(crate) left: f64,
    pub(crate) least: &'a [f64],
}

/// A feature that is taken in part: how much of it, by how much the bound falls at least without it and with
/// it, and whether no mix is good enough then.
pub(crate) struct Fork {
    pub(crate) feature: usize,
    pub(crate) part: f64,
    pub(crate) falls: [f64; 2],
    pub(crate) is_below: [bool; 2],
}

/// By how much the bound becomes lower, how far the weights go for that along the leaving row, and what
/// enters, unless it falls for ever.
struct Fall {
    by: f64,
    reached: f64,
    entering: Option<Variable>,
}

/// The relaxation with the basis that was reached last.
pub(crate) struct Linear {
    /// One for each party with any wish, and the budget's at the end.
    rows: usize,
    features: usize,
    /// Row by row: what a party gets from each feature of all it wishes for, below zero; at the end the
    /// part of the budget that each costs.
    matrix: Vec<f64>,
    /// The same, feature by feature.
    columns: Vec<f64>,
    /// What all features together cost, in budgets.
    all_costs: f64,
    /// The first is always the share.
    basis: Vec<Variable>,
    is_basic: Vec<bool>,
    inverse: Vec<f64>,
    /// What the basic variables are.
    values: Vec<f64>,
    pivots: u32,
    /// Per feature, what it adds to the bound if it is taken in.
    gain: Vec<f64>,
    /// Scratch: what each feature is that is not basic, the leaving row's entries, and the steps at which
    /// variables change sides.
    at: Vec<f64>,
    row: Vec<f64>,
    steps: Vec<(f64, f64, Variable)>,
}

impl Linear {
    /// Of what each party gets from each feature of all it wishes for (only parties with any wish), and of
    /// the parts of the budget that features cost.
    pub(crate) fn new(shares: &[Vec<f64>], costs: &[f64]) -> Self {
        let (rows, features) = (shares.len() + 1, costs.len());
        let mut matrix: Vec<f64> = shares.iter().flatten().map(|share| -share).collect();
        matrix.extend(costs);
        let entry = |at: usize| matrix[at % rows * features + at / rows];
        let mut linear = Linear {
            rows,
            features,
            columns: (0..rows * features).map(entry).collect(),
            all_costs: costs.iter().sum(),
            matrix,
            basis: Vec::new(),
            is_basic: Vec::new(),
            inverse: Vec::new(),
            values: vec![0.0; rows],
            pivots: 0,
            gain: vec![0.0; features],
            at: vec![0.0; features],
            row: vec![0.0; features],
            steps: Vec::new(),
        };
        linear.begin();
        linear
    }

    /// Begins where the first party alone counts.
    fn begin(&mut self) {
        self.basis = (0..self.rows).map(Variable::Slack).collect();
        self.basis[0] = Variable::Share;
        self.is_basic = vec![false; self.features];
        self.renew();
    }

    fn entry(&self, variable: Variable, row: usize) -> f64 {
        match variable {
            Variable::Share => f64::from(u8::from(row + 1 < self.rows)),
            Variable::Feature(f) => self.matrix[row * self.features + f],
            Variable::Slack(slack) => f64::from(u8::from(slack == row)),
        }
    }

    /// Computes the inverse of the basis anew.
    fn renew(&mut self) {
        let n = self.rows;
        self.pivots = 0;
        let mut basis: Vec<f64> = (0..n * n)
            .map(|at| self.entry(self.basis[at % n], at / n))
            .collect();
        let one = |at: usize| f64::from(u8::from(at / n == at % n));
        let mut inverse: Vec<f64> = (0..n * n).map(one).collect();
        for k in 0..n {
            let size = |row: usize| basis[row * n + k].abs();
            let larger = |best, row| if size(row) > size(best) { row } else { best };
            let pivot = (k..n).fold(k, larger);
            if size(pivot) < LEAST_PIVOT {
                return self.begin();
            }
            for at in 0..n {
                basis.swap(k * n + at, pivot * n + at);
                inverse.swap(k * n + at, pivot * n + at);
            }
            let by = 1.0 / basis[k * n + k];
            for at in 0..n {
                basis[k * n + at] *= by;
                inverse[k * n + at] *= by;
            }
            for row in (0..n).filter(|&row| row != k) {
                let by = basis[row * n + k];
                for at in 0..n {
                    basis[row * n + at] -= by * basis[k * n + at];
                    inverse[row * n + at] -= by * inverse[k * n + at];
                }
            }
        }
        self.inverse = inverse;
    }

    /// Per feature, a sum over the rows by these weights.
    fn combine(matrix: &[f64], weights: &[f64], sums: &mut [f64]) {
        sums.fill(0.0);
        for (row, weight) in matrix.chunks_exact(sums.len()).zip(weights) {
            for (sum, entry) in sums.iter_mut().zip(row) {
                *sum += weight * entry;
            }
        }
    }

    fn weigh(&mut self) {
        Self::combine(&self.matrix, &self.inverse[..self.rows], &mut self.gain);
        self.gain.iter_mut().for_each(|gain| *gain = -*gain);
    }

    /// What the basic variables are, when all others are at the bound that is better.
    fn evaluate(&mut self, room: &[Room]) {
        for (f, at) in self.at.iter_mut().enumerate() {
            let is_in = match room[f] {
                Room::Open => self.gain[f] > 0.0,
                Room::In => true,
                Room::Out => false,
            };
            *at = f64::from(u8::from(is_in && !self.is_basic[f]));
        }
        let mut rest = vec![0.0; self.rows];
        rest[self.rows - 1] = 1.0;
        let columns = self.columns.chunks_exact(self.rows);
        for (column, _) in columns.zip(&self.at).filter(|(_, at)| **at == 1.0) {
            rest.iter_mut()
                .zip(column)
                .for_each(|(rest, entry)| *rest -= entry);
        }
        for (value, row) in self
            .values
            .iter_mut()
            .zip(self.inverse.chunks_exact(self.rows))
        {
            *value = row
                .iter()
                .zip(&rest)
                .map(|(entry, rest)| entry * rest)
                .sum();
        }
    }

    /// By how much a basic variable is below (less than zero) or above its bounds.
    fn beyond(&self, place: usize, room: &[Room]) -> f64 {
        let value = self.values[place];
        let (least, most) = match self.basis[place] {
            Variable::Share => return 0.0,
            Variable::Slack(_) => (0.0, f64::INFINITY),
            Variable::Feature(f) => match room[f] {
                Room::Open => (0.0, 1.0),
                Room::In => (1.0, 1.0),
                Room::Out => (0.0, 0.0),
            },
        };
        (value - least).min(0.0) + (value - most).max(0.0)
    }

    /// Goes to the best weights, or until no mix can be as good as one whose parties just reach `least`; tells
    /// by how many pivots.
    pub(crate) fn solve(&mut self, room: &[Room], least: &[f64]) -> u32 {
        let n = self.rows;
        let most = PATIENCE * self.rows as u32;
        for taken in 0..most {
            self.weigh();
            self.evaluate(room);
            let mean: f64 = least.iter().zip(&self.inverse).map(|(l, w)| l * w).sum();
            if self.values[0] - mean < -2.0 * LOOSE {
                return taken;
            }
            // The steepest edge, about.
            let mut leaving = (0.0, 0);
            for place in 1..n {
                let beyond = self.beyond(place, room);
                if beyond.abs() > LOOSE {
                    let row = &self.inverse[place * n..(place + 1) * n];
                    let square: f64 = row.iter().map(|entry| entry * entry).sum();
                    let steep = beyond * beyond / square.max(LEAST_PIVOT);
                    if steep > leaving.0 {
                        leaving = (steep, place);
                    }
                }
            }
            let (steep, place) = leaving;
            if steep <= 0.0 || !self.pivot(place, room) {
                return taken;
            }
        }
        most
    }

    /// The leaving row's entries.
    fn enter_row(&mut self, place: usize) {
        let n = self.rows;
        Self::combine(
            &self.matrix,
            &self.inverse[place * n..(place + 1) * n],
            &mut self.row,
        );
    }

    /// Goes from step to step, as long as the bound becomes lower by it: variables change sides there.
    fn fall(&mut self, place: usize, beyond: f64, room: &[Room]) -> Fall {
        let n = self.rows;
        let towards = if beyond < 0.0 { 1.0 } else { -1.0 };
        let mut steps = std::mem::take(&mut self.steps);
        steps.clear();
        for f in (0..self.features).filter(|&f| room[f] == Room::Open && !self.is_basic[f]) {
            let (gain, by) = (self.gain[f], self.row[f] * towards);
            if (gain > 0.0 && by > LEAST_PIVOT) || (gain <= 0.0 && by < -LEAST_PIVOT) {
                steps.push((gain / by, by.abs(), Variable::Feature(f)));
            }
        }
        for slack in 0..n {
            let by = self.inverse[place * n + slack] * towards;
            if by < -LEAST_PIVOT && !self.basis.contains(&Variable::Slack(slack)) {
                let weight = self.inverse[slack].max(0.0);
                steps.push((-weight / by, f64::INFINITY, Variable::Slack(slack)));
            }
        }
        let (mut slope, mut fallen, mut reached) = (beyond.abs(), 0.0, 0.0);
        let mut entering = None;
        while slope > LOOSE && !steps.is_empty() {
            let nearer = |best: usize, at: usize| {
                if steps[at].0 < steps[best].0 {
                    at
                } else {
                    best
                }
            };
            let at = (1..steps.len()).fold(0, nearer);
            let (step, by, variable) = steps.swap_remove(at);
            fallen += slope * (step - reached);
            reached = step;
            slope -= by;
            entering = Some(variable);
        }
        self.steps = steps;
        if slope > LOOSE {
            // For ever: far enough.
            (fallen, reached, entering) = (fallen + FAR, reached + FAR / slope, None);
        }
        Fall {
            by: fallen,
            reached: reached * towards,
            entering,
        }
    }

    /// Features that are taken in part.
    pub(crate) fn forks(&mut self, above: f64, have: &Have, room: &[Room]) -> Vec<Fork> {
        let mut forks = Vec::new();
        for place in 1..self.rows {
            let Variable::Feature(feature) = self.basis[place] else {
                continue;
            };
            let part = self.values[place];
            if room[feature] != Room::Open || !(LEAST_PART..=1.0 - LEAST_PART).contains(&part) {
                continue;
            }
            let mut fork = Fork {
                feature,
                part,
                falls: [0.0; 2],
                is_below: [false; 2],
            };
            for (with, beyond) in [part, part - 1.0].into_iter().enumerate() {
                self.enter_row(place);
                let fall = self.fall(place, beyond, room);
                fork.falls[with] = fall.by;
                fork.is_below[with] = fall.by > above + LOOSE
                    && self.is_below((feature, with == 1), place, fall.reached, have, room);
            }
            forks.push(fork);
        }
        forks
    }

    /// Takes a variable out of the basis that is beyond its bounds; `false` if nothing can take its place.
    fn pivot(&mut self, place: usize, room: &[Room]) -> bool {
        let n = self.rows;
        let beyond = self.beyond(place, room);
        self.enter_row(place);
        let Some(entering) = self.fall(place, beyond, room).entering else {
            return false;
        };
        let column: Vec<f64> = (0..n)
            .map(|at| {
                let row = &self.inverse[at * n..(at + 1) * n];
                let entries = row.iter().enumerate();
                entries
                    .map(|(row, entry)| entry * self.entry(entering, row))
                    .sum()
            })
            .collect();
        let by = 1.0 / column[place];
        for at in 0..n {
            self.inverse[place * n + at] *= by;
        }
        for (row, &by) in column.iter().enumerate().filter(|&(row, _)| row != place) {
            for at in 0..n {
                self.inverse[row * n + at] -= by * self.inverse[place * n + at];
            }
        }
        if let Variable::Feature(f) = self.basis[place] {
            self.is_basic[f] = false;
        }
        if let Variable::Feature(f) = entering {
            self.is_basic[f] = true;
        }
        self.basis[place] = entering;
        self.pivots += 1;
        if self.pivots == RENEWED {
            self.renew();
        }
        true
    }

    /// The share is at most so much, of what parties have and the part of the budget that is left; and how
    /// much a mix is below that, by the same weights, whose parties just reach `least`. With what each
    /// feature adds.
    pub(crate) fn bound(&mut self, have: &Have, room: &[Room]) -> (f64, f64) {
        let n = self.rows;
        let mut weights: Vec<f64> = self.inverse[..n].iter().map(|w| w.max(0.0)).collect();
        let sum: f64 = weights[..n - 1].iter().sum();
        if sum.is_nan() || sum < 0.5 {
            self.gain.fill(0.0);
            return (f64::INFINITY, f64::INFINITY);
        }
        weights.iter_mut().for_each(|weight| *weight /= sum);
        Self::combine(&self.matrix, &weights, &mut self.gain);
        let mut bound = weights[n - 1] * have.left;
        for (gain, room) in self.gain.iter_mut().zip(room) {
            *gain = -*gain;
            if *room == Room::Open && *gain > 0.0 {
                bound += *gain;
            }
        }
        let mean = |of: &[f64]| of.iter().zip(&weights).map(|(of, w)| of * w).sum::<f64>();
        bound += mean(have.got) + self.lost(weights[n - 1]);
        (bound, bound - mean(have.least))
    }

    /// What doubles may lose in a bound, of parties' weights that sum up to one and this one of the budget. That
    /// is large where hardly anything but the budget binds, and what fills it exactly then differs from what
    /// just does not fit by less than is lost.
    fn lost(&self, budget: f64) -> f64 {
        let operations = (2 * self.features + self.rows + 16) as f64;
        operations * f64::EPSILON * (4.0 + budget * (1.0 + self.all_costs))
    }

    /// Whether no mix is as good that has a feature, or has it not, by weights at the end of a fall.
    fn is_below(
        &mut self,
        fork: (usize, bool),
        place: usize,
        by: f64,
        have: &Have,
        room: &[Room],
    ) -> bool {
        let n = self.rows;
        let mut weights: Vec<f64> = (0..n)
            .map(|at| (self.inverse[at] + by * self.inverse[place * n + at]).max(0.0))
            .collect();
        let sum: f64 = weights[..n - 1].iter().sum();
        if sum.is_nan() || sum < 0.5 {
            return false;
        }
        weights.iter_mut().for_each(|weight| *weight /= sum);
        Self::combine(&self.matrix, &weights, &mut self.row);
        let mean = |of: &[f64]| of.iter().zip(&weights).map(|(of, w)| of * w).sum::<f64>();
        let mut above = weights[n - 1] * have.left + mean(have.got) - mean(have.least);
        above += self.lost(weights[n - 1]);
        for (f, (row, room)) in self.row.iter().zip(room).enumerate() {
            if *room == Room::Open && (if f == fork.0 { fork.1 } else { *row < 0.0 }) {
                above -= row;
            }
        }
        Self::surely_below(above)
    }

    /// Whether what a mix can be above another is less than nothing, whatever doubles lost.
    pub(crate) fn surely_below(above: f64) -> bool {
        above < -LOOSE
    }

    /// What a feature adds to the last bound if it is taken in.
    pub(crate) fn gain(&self, feature: usize) -> f64 {
        self.gain[feature]
    }

    /// Whether a feature is taken in whole.
    pub(crate) fn takes(&self, feature: usize) -> bool {
        match self.is_basic[feature] {
            false => self.at[feature] == 1.0,
            true => self
                .parts()
                .any(|(f, part)| f == feature && part > 1.0 - 1e-6),
        }
    }

    /// Features that are taken in part, with how much of them.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let basic = self.basis.iter().zip(&self.values);
        basic.filter_map(|(variable, &value)| match *variable {
            Variable::Feature(f) => Some((f, value)),
            _ => None,
        })
    }
}
