//! What a group says that others do not.
//!
//! The statistics are Polis's (Small et al. 2021): shares smoothed by Laplace's rule of succession,
//! a one-proportion z test against one half, a two-proportion z test against everybody else, both
//! one-sided at 90 %. Passes count among those who were asked.

use crate::votes::Counts;

/// The quantile of the normal distribution at 90 %, as rounded by the reference.
pub const Z90: f64 = 1.2816;

/// At most as many statements are named for a group, or as agreed on by all.
pub const MOST_NAMED: usize = 5;

/// What people say to a statement when they do not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Yes.
    Agree,
    /// No: shared disagreement is as much an answer as shared agreement.
    Disagree,
}

impl Side {
    /// Both of them.
    pub const BOTH: [Side; 2] = [Side::Agree, Side::Disagree];

    /// How many said it.
    #[must_use]
    pub fn of(self, counts: Counts) -> u32 {
        match self {
            Side::Agree => counts.agree,
            Side::Disagree => counts.disagree,
        }
    }
}

/// How a group answers a statement, beside everybody else who is in a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Saying {
    /// The position of the statement.
    pub statement: usize,
    /// Agreement or disagreement.
    pub side: Side,
    /// Members who said so.
    pub said: u32,
    /// Members who voted on it, passes included.
    pub asked: u32,
    /// The smoothed share of those who said so, (said + 1) / (asked + 2).
    pub share: f64,
    /// How far that is from one half, in standard errors.
    pub share_z: f64,
    /// How many times the share of everybody else it is.
    pub times: f64,
    /// How far apart the two shares are, in standard errors.
    pub difference_z: f64,
    /// Whether it is here because the group agrees most with it, whatever others say.
    pub is_most_agreed: bool,
}

impl Saying {
    fn new(statement: usize, side: Side, own: Counts, others: Counts) -> Self {
        let (said, asked) = (side.of(own), own.all());
        let (elsewhere, asked_elsewhere) = (side.of(others), others.all());
        let share = smoothed(said, asked);
        Saying {
            statement,
            side,
            said,
            asked,
            share,
            share_z: share_z(said, asked),
            times: share / smoothed(elsewhere, asked_elsewhere),
            difference_z: difference_z(said, asked, elsewhere, asked_elsewhere),
            is_most_agreed: false,
        }
    }

    /// Whether more than half say so, and more than elsewhere, both beyond chance.
    #[must_use]
    pub fn is_significant(&self) -> bool {
        self.difference_z > Z90 && self.share_z > Z90
    }

    /// How much it tells about the group.
    fn weight(&self) -> f64 {
        self.times * self.difference_z * self.share * self.share_z
    }
}

/// Laplace's rule of succession.
#[must_use]
pub fn smoothed(said: u32, asked: u32) -> f64 {
    (f64::from(said) + 1.0) / (f64::from(asked) + 2.0)
}

/// One-proportion z of a share against one half, with one more who said so.
#[must_use]
pub fn share_z(said: u32, asked: u32) -> f64 {
    let asked = f64::from(asked) + 1.0;
    2.0 * asked.sqrt() * ((f64::from(said) + 1.0) / asked - 0.5)
}

/// Two-proportion z of one share against another, with one more on each side who said so.
#[must_use]
pub fn difference_z(said: u32, asked: u32, elsewhere: u32, asked_elsewhere: u32) -> f64 {
    let [a, n, b, m] = [said, asked, elsewhere, asked_elsewhere].map(|x| f64::from(x) + 1.0);
    let pooled = (a + b) / (n + m);
    if pooled >= 1.0 {
        return 0.0;
    }
    (a / n - b / m) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt()
}

/// At most [`MOST_NAMED`] statements that tell most about a group: what it agrees with before what
/// it disagrees with. The one it agrees most with is among them even if others agree, too; without
/// anything significant there is at least that, or whatever sets the group apart most.
///
/// `own` and `others` are by the position of the statement.
#[must_use]
pub fn distinct(own: &[Counts], others: &[Counts], excluded: &[bool]) -> Vec<Saying> {
    named(ranked(own, others, excluded))
}

/// At most [`MOST_NAMED`] statements that more than half of a group say, and others do not, both beyond chance: in the
/// order of [`distinct`], and without what it names for another reason.
#[must_use]
pub fn significant(own: &[Counts], others: &[Counts], excluded: &[bool]) -> Vec<Saying> {
    let mut all = ranked(own, others, excluded);
    all.retain(Saying::is_significant);
    named(all)
}

/// The first of them, agreement before disagreement.
fn named(mut all: Vec<Saying>) -> Vec<Saying> {
    all.truncate(MOST_NAMED);
    all.sort_by_key(|saying| saying.side);
    all
}

/// All that [`distinct`] chooses from, the most telling first.
fn ranked(own: &[Counts], others: &[Counts], excluded: &[bool]) -> Vec<Saying> {
    let mut significant: Vec<Saying> = Vec::new();
    let mut most_apart: Option<Saying> = None;
    let mut most_agreed: Option<(Saying, Saying)> = None;
    for statement in (0..own.len()).filter(|&at| !excluded[at]) {
        let [agree, disagree] =
            Side::BOTH.map(|side| Saying::new(statement, side, own[statement], others[statement]));
        let stronger = if agree.difference_z > disagree.difference_z {
            agree
        } else {
            disagree
        };
        if agree.is_significant() || disagree.is_significant() {
            significant.push(stronger);
        }
        if significant.is_empty()
            && most_apart.is_none_or(|most| stronger.difference_z > most.difference_z)
        {
            most_apart = Some(stronger);
        }
        let is_answered = own[statement].agree > 0 || own[statement].disagree > 0;
        if is_answered && is_agreed_more(&agree, most_agreed.map(|(agree, _)| agree)) {
            most_agreed = Some((agree, stronger));
        }
    }
    let head = most_agreed.map(|(_, stronger)| Saying {
        is_most_agreed: true,
        ..stronger
    });
    if significant.is_empty() {
        return head.or(most_apart).into_iter().collect();
    }
    significant.retain(|saying| head.is_none_or(|head| head.statement != saying.statement));
    significant.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    head.into_iter().chain(significant).collect()
}

/// Whether a statement is agreed with more than the best so far. Once that is more agreed with here
/// than elsewhere, what counts is both together; until then the share alone.
fn is_agreed_more(this: &Saying, best: Option<Saying>) -> bool {
    match best {
        Some(best) if best.times > 1.0 => this.weight() > best.weight(),
        Some(best) => this.share * this.share_z > best.share * best.share_z,
        None => this.share_z > Z90 || (this.times > 1.0 && this.share > 0.5),
    }
}

/// A statement that people agree or disagree with, all of them together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Majority {
    /// The position of the statement.
    pub statement: usize,
    /// Agreement or disagreement.
    pub side: Side,
    /// Those who said so.
    pub said: u32,
    /// Those who voted on it, passes included.
    pub asked: u32,
    /// The smoothed share.
    pub share: f64,
    /// How far that is from one half, in standard errors.
    pub share_z: f64,
}

/// What most people say, groups or not: at most [`MOST_NAMED`] of each side, the strongest first.
#[must_use]
pub fn majorities(all: &[Counts], excluded: &[bool]) -> Vec<Majority> {
    let named = Side::BOTH.map(|side| {
        let mut named: Vec<Majority> = (0..all.len())
            .filter(|&at| !excluded[at])
            .map(|statement| {
                let (said, asked) = (side.of(all[statement]), all[statement].all());
                Majority {
                    statement,
                    side,
                    said,
                    asked,
                    share: smoothed(said, asked),
                    share_z: share_z(said, asked),
                }
            })
            .filter(|of| of.share > 0.5 && of.share_z > Z90)
            .collect();
        named.sort_by(|a, b| (b.share * b.share_z).total_cmp(&(a.share * a.share_z)));
        named.truncate(MOST_NAMED);
        named
    });
    named.into_iter().flatten().collect()
}

/// How much is learned by showing a statement to one person more (Polis's *priority*): the more,
/// the fewer passed, the more agreed, the more it tells about where people lie, and the fewer saw it.
#[must_use]
pub fn priority(counts: Counts, extremity: f64) -> f64 {
    let all = f64::from(counts.all());
    let passed = smoothed(counts.pass, counts.all());
    let agreed = smoothed(counts.agree, counts.all());
    let importance = (1.0 - passed) * (extremity + 1.0) * agreed;
    let newcomer = 1.0 + 8.0 * (-all / 5.0).exp2();
    (importance * newcomer).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_most_agree_on_takes_no_place_of_what_sets_a_group_apart() {
        let counts = |agree, disagree| Counts {
            agree,
            disagree,
            pass: 0,
        };
        let mut own = vec![counts(20, 0)];
        let mut others = own.clone();
        own.extend([counts(18, 2); 6]);
        others.extend([counts(2, 18); 6]);
        let named = distinct(&own, &others, &[false; 7]);
        assert!(named.iter().any(|it| it.statement == 0), "{named:?}");
        let named = significant(&own, &others, &[false; 7]);
        assert_eq!(named.len(), MOST_NAMED);
        assert!(named.iter().all(|it| it.statement > 0), "{named:?}");
    }
}
