//! Exact equal shares: whoever pays for a feature pays the same.
//!
//! Kraiczy, Robinson, Elkind: *Streamlining Equal Shares*, arXiv 2502.11797. Everybody holds an equal
//! voice over the budget. In each round a feature is bought by some of those who named it, each giving
//! `cost / number`, and nobody less by giving all they have left: the one that gives the most for each
//! unit paid, which is that with the most payers where a feature is worth its cost, or the least price
//! each where it is worth one. Ties follow the given order. Points do not matter, nor do endowments of
//! parties: each person's voice is the same.
//!
//! What is left over is spent by raising everybody's voice, to the next amount at which anything
//! changes (*add-opt*), until what is bought would cost more than the budget. That amount is known
//! exactly: as long as the same people buy the same features, what everybody has left in a round is
//! their voice less the same payments, so each other purchase says from which voice on it would come
//! first.

use std::cmp::Ordering;

use dashu_int::{IBig, UBig};

use crate::exact::to_f64;
use crate::instance::{Instance, Utility};
use crate::open::Open;
use crate::ties::{Tie, Ties};

/// Why an effort of [`u64::MAX`] is enough.
pub(crate) const ENDLESS: &str = "nobody looks at so many supporters";

/// Doubles that are further apart than this, for their size, are of fractions that differ likewise.
const SURELY: f64 = 1e-12;

/// An exact fraction with a positive denominator, and the double nearest to it, but for a few roundings.
#[derive(Debug, Clone)]
struct Ratio {
    numerator: IBig,
    denominator: UBig,
    about: f64,
}

impl Ratio {
    fn new(numerator: IBig, denominator: UBig) -> Self {
        let about = match UBig::try_from(numerator.clone()) {
            Ok(numerator) => to_f64(&numerator, &denominator),
            Err(_) => f64::NAN,
        };
        Ratio {
            numerator,
            denominator,
            about,
        }
    }

    fn share(amount: u64, among: u64) -> Self {
        Ratio {
            numerator: IBig::from(amount),
            denominator: UBig::from(among),
            about: amount as f64 / among as f64,
        }
    }

    fn plus(&self, other: &Ratio) -> Ratio {
        let (one, two) = (self.over(other), other.over(self));
        Ratio::new(one + two, &self.denominator * &other.denominator)
    }

    fn minus(&self, other: &Ratio) -> Ratio {
        let (one, two) = (self.over(other), other.over(self));
        Ratio::new(one - two, &self.denominator * &other.denominator)
    }

    /// The numerator over both denominators.
    fn over(&self, other: &Ratio) -> IBig {
        &self.numerator * IBig::from(other.denominator.clone())
    }

    fn cmp(&self, other: &Ratio) -> Ordering {
        let near = SURELY * (self.about.abs() + other.about.abs());
        match self.about - other.about {
            apart if apart > near => Ordering::Greater,
            apart if apart < -near => Ordering::Less,
            _ => self.over(other).cmp(&other.over(self)),
        }
    }

    fn at_least(&self, other: &Ratio) -> bool {
        self.cmp(other).is_ge()
    }

    /// In lowest terms, so that numbers do not grow from voice to voice.
    fn reduced(self) -> Self {
        let (mut a, mut b) = (
            UBig::try_from(self.numerator.clone()).unwrap_or(UBig::ONE),
            self.denominator.clone(),
        );
        while !b.is_zero() {
            (a, b) = (b.clone(), a % b);
        }
        match a.is_zero() {
            true => self,
            false => Ratio {
                numerator: self.numerator / IBig::from(a.clone()),
                denominator: self.denominator / a,
                about: self.about,
            },
        }
    }
}

/// A purchase: the feature, and how many paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bought {
    feature: usize,
    payers: u64,
}

/// A run with one voice for each person.
struct Run {
    bought: Vec<Bought>,
    ties: Vec<Tie>,
    /// By how much more voice for each person the next change comes, if one does.
    next: Option<Ratio>,
}

/// How good a purchase is for those who pay: more payers for a feature that is worth its cost to each,
/// a lower price each for one that is worth one.
struct Merit(UBig, UBig);

impl Merit {
    fn new(instance: &Instance, utility: Utility, bought: Bought) -> Self {
        let cost = instance.features[bought.feature].cost.0;
        match utility {
            // What is free is beyond any price.
            Utility::Cost if cost > 0 => Merit(UBig::from(bought.payers), UBig::ONE),
            _ => Merit(UBig::from(bought.payers), UBig::from(cost)),
        }
    }

    fn cmp(&self, other: &Merit) -> Ordering {
        (&self.0 * &other.1).cmp(&(&other.0 * &self.1))
    }
}

/// Chooses by exact equal shares; with `add_opt`, raises everybody's voice as long as the budget carries
/// what is bought. The musts come first.
pub fn exact_shares(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    add_opt: bool,
) -> Vec<usize> {
    let mut endless = u64::MAX;
    let chosen = exact_shares_within(instance, utility, ties, add_opt, &mut endless);
    match chosen {
        Some((selected, _)) => selected,
        None => unreachable!("{ENDLESS}"),
    }
}

/// As [`exact_shares`], with the choices before which it was indifferent; nothing, if more than `effort`
/// supporters would have to be looked at. Takes from that how many were.
pub(crate) fn exact_shares_within(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    add_opt: bool,
    effort: &mut u64,
) -> Option<(Vec<usize>, Vec<Tie>)> {
    let musts = instance.musts_with_needs();
    let left = instance.budget.0 - instance.cost(&musts).0;
    let people = instance.people();
    if people == 0 {
        return Some((musts, Vec::new()));
    }
    let ranks = ties.ranks(instance);
    let mut voice = Ratio::share(left, people);
    let mut at = run(instance, utility, (ties, &ranks), &voice, effort)?;
    while let Some(more) = at.next.take().filter(|_| add_opt) {
        voice = voice.plus(&more).reduced();
        let raised = run(instance, utility, (ties, &ranks), &voice, effort)?;
        let features: Vec<usize> = raised.bought.iter().map(|b| b.feature).collect();
        if instance.cost(&features).0 > left {
            break;
        }
        at = raised;
    }
    let bought = at.bought.iter().map(|b| b.feature);
    Some((musts.iter().copied().chain(bought).collect(), at.ties))
}

/// What is bought with one voice for each person; nothing, if that takes more than the effort left.
fn run(
    instance: &Instance,
    utility: Utility,
    (ties, ranks): (Ties, &[u32]),
    voice: &Ratio,
    effort: &mut u64,
) -> Option<Run> {
    let mut open = Open::new(instance);
    // People who paid for the same have the same left: they are one class, and nearly all are few.
    let mut class_of = vec![0usize; instance.groups.len()];
    let mut balances = vec![voice.clone()];
    let mut bought: Vec<Bought> = Vec::new();
    let mut met = Vec::new();
    let mut next: Option<Ratio> = None;
    loop {
        let mut by_voice: Vec<usize> = (0..balances.len()).collect();
        by_voice.sort_by(|&a, &b| balances[b].cmp(&balances[a]).then(a.cmp(&b)));
        let mut counts = vec![0u64; balances.len()];
        // Of each feature, its supporters' classes from the one with the most voice on, and how many are
        // counted up to each.
        let mut asked: Vec<(usize, Vec<(usize, u64)>)> = Vec::new();
        for feature in (0..instance.features.len()).filter(|&f| open.allows(f)) {
            counts.fill(0);
            let supporters = instance.supporters(feature);
            let looked_at = (instance.supporters.row(feature).0.len() + balances.len()) as u64;
            *effort = effort.checked_sub(looked_at)?;
            for (group, _) in supporters {
                counts[class_of[group]] += u64::from(instance.groups[group].people);
            }
            let mut counted = 0;
            let classes = by_voice.iter().copied().filter(|&class| counts[class] > 0);
            let up_to = classes.map(|class| {
                counted += counts[class];
                (class, counted)
            });
            let up_to: Vec<(usize, u64)> = up_to.collect();
            if !up_to.is_empty() {
                asked.push((feature, up_to));
            }
        }
        let price =
            |feature: usize, payers: u64| Ratio::share(instance.features[feature].cost.0, payers);
        // The most payers that can each give the same.
        let most = |(feature, up_to): &(usize, Vec<(usize, u64)>)| {
            let can = up_to
                .iter()
                .rev()
                .find(|&&(class, payers)| balances[class].at_least(&price(*feature, payers)));
            can.map(|&(_, payers)| Bought {
                feature: *feature,
                payers,
            })
        };
        let offers: Vec<Bought> = asked.iter().filter_map(most).collect();
        let merit = |bought: Bought| Merit::new(instance, utility, bought);
        let winner = offers.iter().copied().reduce(|best, offer| {
            let order = merit(offer).cmp(&merit(best));
            match order.then_with(|| ranks[best.feature].cmp(&ranks[offer.feature])) {
                Ordering::Greater => offer,
                _ => best,
            }
        });
        // From which voice on something else comes first, or more people pay.
        for (feature, up_to) in &asked {
            for &(class, payers) in up_to {
                let other = Bought {
                    feature: *feature,
                    payers,
                };
                let first = winner.is_none_or(|winner| {
                    let order = merit(other).cmp(&merit(winner));
                    let tied = || ranks[winner.feature].cmp(&ranks[*feature]);
                    order.then_with(tied).is_gt()
                });
                let price = price(*feature, payers);
                // Far from the nearest one: the fractions need not be made.
                let about = price.about - balances[class].about;
                let sooner = |next: &Ratio| about <= next.about + SURELY * price.about;
                if first && next.as_ref().is_none_or(sooner) && !balances[class].at_least(&price) {
                    let more = price.minus(&balances[class]);
                    if next.as_ref().is_none_or(|next| !more.at_least(next)) {
                        next = Some(more);
                    }
                }
            }
        }
        let Some(winner) = winner else {
            return Some(Run {
                bought,
                ties: met,
                next,
            });
        };
        let same = offers.iter().filter(|o| o.feature != winner.feature);
        let same = same.filter(|o| merit(**o).cmp(&merit(winner)).is_eq());
        met.extend(ties.tie(instance, winner.feature, same.map(|o| o.feature).collect()));
        let price = price(winner.feature, winner.payers);
        let paid: Vec<bool> = balances.iter().map(|b| b.at_least(&price)).collect();
        let mut after: Vec<Option<usize>> = vec![None; paid.len()];
        for (group, _) in instance.supporters(winner.feature) {
            let class = class_of[group];
            if paid[class] {
                class_of[group] = *after[class].get_or_insert_with(|| {
                    balances.push(balances[class].minus(&price).reduced());
                    balances.len() - 1
                });
            }
        }
        bought.push(winner);
        open.choose(winner.feature);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::Draft;
    use crate::money::Money;

    #[test]
    fn what_takes_more_than_the_effort_has_no_answer() {
        let mut draft = Draft::new(Money(100), 0);
        for (id, cost) in [("a", 70), ("b", 60), ("c", 40)] {
            draft.feature(id, id, Money(cost));
        }
        for wishes in [[0, 1], [0, 2], [1, 2]] {
            draft.ballot(0, 1, &wishes.map(|feature| (feature, 1)));
        }
        let instance = draft.build().unwrap();
        let choose = |effort: &mut u64| {
            let (utility, ties) = (Utility::Cost, Ties::Reference);
            exact_shares_within(&instance, utility, ties, true, effort)
        };
        let mut effort = 1_000;
        let chosen = choose(&mut effort).unwrap().0;
        assert_eq!(
            chosen,
            exact_shares(&instance, Utility::Cost, Ties::Reference, true)
        );
        let taken = 1_000 - effort;
        let (mut enough, mut less) = (taken, taken - 1);
        assert!(choose(&mut enough).is_some());
        assert!(choose(&mut less).is_none());
    }
}
