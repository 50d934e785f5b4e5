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

use dashu_int::{IBig, UBig};

use crate::instance::{Instance, Utility};
use crate::open::Open;
use crate::ties::{Tie, Ties};

/// An exact fraction with a positive denominator.
#[derive(Debug, Clone)]
struct Ratio(IBig, UBig);

impl Ratio {
    fn whole(value: u64) -> Self {
        Ratio(IBig::from(value), UBig::ONE)
    }

    fn over(self, divisor: u64) -> Self {
        Ratio(self.0, self.1 * divisor)
    }

    fn plus(&self, other: &Ratio) -> Ratio {
        Ratio(
            &self.0 * IBig::from(other.1.clone()) + &other.0 * IBig::from(self.1.clone()),
            &self.1 * &other.1,
        )
    }

    fn minus(&self, other: &Ratio) -> Ratio {
        self.plus(&Ratio(-other.0.clone(), other.1.clone()))
    }

    fn at_least(&self, other: &Ratio) -> bool {
        &self.0 * IBig::from(other.1.clone()) >= &other.0 * IBig::from(self.1.clone())
    }

    /// In lowest terms, so that numbers do not grow from voice to voice.
    fn reduced(self) -> Self {
        let (mut a, mut b) = (
            UBig::try_from(self.0.clone()).unwrap_or(UBig::ONE),
            self.1.clone(),
        );
        while !b.is_zero() {
            (a, b) = (b.clone(), a % b);
        }
        match a.is_zero() {
            true => self,
            false => Ratio(self.0 / IBig::from(a.clone()), self.1 / a),
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

    fn cmp(&self, other: &Merit) -> std::cmp::Ordering {
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
    exact_shares_with_ties(instance, utility, ties, add_opt).0
}

/// As [`exact_shares`], with the choices before which it was indifferent.
pub(crate) fn exact_shares_with_ties(
    instance: &Instance,
    utility: Utility,
    ties: Ties,
    add_opt: bool,
) -> (Vec<usize>, Vec<Tie>) {
    let musts = instance.musts_with_needs();
    let left = instance.budget.0 - instance.cost(&musts).0;
    let people = instance.people();
    if people == 0 {
        return (musts, Vec::new());
    }
    let ranks = ties.ranks(instance);
    let mut voice = Ratio::whole(left).over(people);
    let mut at = run(instance, utility, (ties, &ranks), &voice);
    while let Some(more) = at.next.take().filter(|_| add_opt) {
        voice = voice.plus(&more).reduced();
        let raised = run(instance, utility, (ties, &ranks), &voice);
        let features: Vec<usize> = raised.bought.iter().map(|b| b.feature).collect();
        if instance.cost(&features).0 > left {
            break;
        }
        at = raised;
    }
    let bought = at.bought.iter().map(|b| b.feature);
    (musts.iter().copied().chain(bought).collect(), at.ties)
}

fn run(instance: &Instance, utility: Utility, (ties, ranks): (Ties, &[u32]), voice: &Ratio) -> Run {
    let mut open = Open::new(instance);
    // People who paid for the same have the same left: they are one class, and nearly all are few.
    let mut class_of = vec![0usize; instance.groups.len()];
    let mut balances = vec![voice.clone()];
    let mut bought: Vec<Bought> = Vec::new();
    let mut met = Vec::new();
    let mut next: Option<Ratio> = None;
    loop {
        let mut by_voice: Vec<usize> = (0..balances.len()).collect();
        by_voice.sort_by(|&a, &b| {
            let more = balances[b].at_least(&balances[a]);
            let less = balances[a].at_least(&balances[b]);
            more.cmp(&less).then(a.cmp(&b))
        });
        let mut counts = vec![0u64; balances.len()];
        // Of each feature, its supporters' classes from the one with the most voice on, and how many are
        // counted up to each.
        let mut asked: Vec<(usize, Vec<(usize, u64)>)> = Vec::new();
        for feature in (0..instance.features.len()).filter(|&f| open.allows(f)) {
            counts.fill(0);
            for (group, _) in instance.supporters(feature) {
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
        let price = |feature: usize, payers: u64| {
            Ratio::whole(instance.features[feature].cost.0).over(payers)
        };
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
                std::cmp::Ordering::Greater => offer,
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
                if first && !balances[class].at_least(&price) {
                    let more = price.minus(&balances[class]);
                    if next.as_ref().is_none_or(|next| !more.at_least(next)) {
                        next = Some(more);
                    }
                }
            }
        }
        let Some(winner) = winner else {
            return Run {
                bought,
                ties: met,
                next,
            };
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
