//! How often a pattern comes by chance, as counts.

use std::cmp::Ordering;
use std::fmt;

use dashu_int::UBig;

/// Of `all` equally likely relabellings, how many show a pattern at least as strong as the one seen (which
/// is always among them): a two-sided p-value, never rounded and never zero.
///
/// Two chances are equal when they are the same counts; [`compare`](Chance::compare) goes by value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    extreme: UBig,
    all: UBig,
    drawn: bool,
}

impl Chance {
    /// Every relabelling was counted.
    pub(crate) fn counted(extreme: UBig, all: UBig) -> Self {
        Chance {
            extreme,
            all,
            drawn: false,
        }
    }

    /// So many of those drawn were as strong. What was seen is one more of both, so that the chance is
    /// valid however few were drawn (Phipson and Smyth, *Permutation P-values Should Never Be Zero*,
    /// Statistical Applications in Genetics and Molecular Biology 9(1), 2010).
    pub(crate) fn drawn(extreme: u32, draws: u32) -> Self {
        Chance {
            extreme: UBig::from(extreme) + UBig::ONE,
            all: UBig::from(draws) + UBig::ONE,
            drawn: true,
        }
    }

    /// Nothing was seen that is not there in every relabelling.
    pub(crate) fn certain(all: UBig) -> Self {
        Chance::counted(all.clone(), all)
    }

    /// Whether relabellings were drawn by lot, because there were too many to count.
    pub fn is_drawn(&self) -> bool {
        self.drawn
    }

    /// Whether it is at most `part / whole`.
    pub fn is_at_most(&self, part: u32, whole: u32) -> bool {
        &self.extreme * whole <= &self.all * part
    }

    /// Which is smaller, by value.
    pub fn compare(&self, other: &Chance) -> Ordering {
        (&self.extreme * &other.all).cmp(&(&other.extreme * &self.all))
    }

    /// "Once in" so many, rounded down, so that nothing sounds rarer than it is.
    pub fn once_in(&self) -> u64 {
        u64::try_from(&self.all / &self.extreme).unwrap_or(u64::MAX)
    }

    /// As a double; for drawing and sorting, never for deciding.
    pub fn to_f64(&self) -> f64 {
        self.extreme.to_f64().value() / self.all.to_f64().value()
    }

    /// So many times as likely, at most 1: what Bonferroni and Holm do.
    pub(crate) fn times(&self, comparisons: usize) -> Self {
        Chance {
            extreme: (&self.extreme * comparisons).min(self.all.clone()),
            ..self.clone()
        }
    }
}

/// As the counts: `4/256`.
impl fmt::Display for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.extreme, self.all)
    }
}
