//! Any of the rules by its name, with one shape of answer.

use crate::approval::approval;
use crate::bounded_overspending::bounded_overspending_with_ties;
use crate::cumulative::{Cumulative, cumulative_with_ties};
use crate::exact_shares::{ENDLESS, exact_shares_within};
use crate::explain::Purchases;
use crate::greedy::{self, Manner, greedy_with_ties};
use crate::instance::{Instance, Utility};
use crate::maximin_support::maximin_support_with_ties;
use crate::money::Money;
use crate::most_value::most_value;
use crate::nash::nash;
use crate::phragmen::phragmen_with_ties;
use crate::search::Share;
use crate::shares::{Completion, equal_shares_with_purchases, ties_met};
use crate::ties::{Tie, Ties};
use crate::worst_off::worst_off;

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The Method of Equal Shares, with a completion.
    EqualShares(Completion),
    /// Exact equal shares; raised to whatever the budget carries, or not.
    ExactShares {
        /// Whether everybody's voice is raised as long as the budget carries what is bought.
        add_opt: bool,
    },
    /// Equal shares with bounded overspending.
    BoundedOverspending,
    /// The most value per cost first, or another manner of it.
    Greedy(Manner),
    /// Phragmén's sequential rule.
    Phragmen,
    /// The heaviest load of those who carry what they want as light as possible.
    MaximinSupport,
    /// Cumulative votes whose support is transferred.
    Cumulative(Cumulative),
    /// Proportional approval voting.
    Approval,
    /// The most total value.
    MostValue,
    /// The worst-off party first.
    WorstOff,
    /// The largest product over the parties.
    Nash,
}

/// A rule with everything it needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The rule.
    pub rule: Rule,
    /// What people have from a feature.
    pub utility: Utility,
    /// Who goes first when the rule is indifferent.
    pub ties: Ties,
    /// How many nodes the exact rules may look at.
    pub effort: u64,
}

/// A chosen mix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mix {
    /// Positions of features in the order chosen.
    pub selected: Vec<usize>,
    /// What they cost.
    pub cost: Money,
    /// Their total utility to everybody.
    pub value: u128,
    /// Whether this is certainly the rule's answer; an exact rule that ran out of effort says no.
    pub proven: bool,
    /// For the exact rules: how good any mix can be at most.
    pub bound: Option<Bound>,
    /// For equal shares: minor units handed out as voice, over everybody.
    pub handed_out: Option<u128>,
    /// The choices before which the rule was indifferent, in order; of equal shares, those of the run
    /// that bought the mix. An exact rule lists none: of several best mixes it takes any.
    pub ties: Vec<Tie>,
}

/// How good any mix can be at most, by the goal of an exact rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The total value.
    Value(u128),
    /// What the worst-off party gets of all it wishes for: here, and at most.
    Least {
        /// In this mix.
        share: Share,
        /// In no mix more.
        bound: Share,
    },
    /// The product of what the parties get.
    Product {
        /// No mix gives anything to more parties.
        parties: usize,
        /// No mix's product has a geometric mean this many per mille above this one's, rounded up.
        mille: u64,
    },
    /// The sum over all people of `1 + 1/2 + … + 1/k`, where `k` of their wishes are in.
    Harmonic {
        /// In this mix, in thousandths, rounded down.
        thousandths: u64,
        /// No mix's sum is so many millionths of this one's above it, rounded up.
        millionths: u64,
    },
}

impl Choice {
    /// Chooses a mix.
    pub fn choose(self, instance: &Instance) -> Mix {
        self.choose_with_purchases(instance).0
    }

    /// Chooses a mix; by equal shares, with what tells how it came about.
    pub fn choose_with_purchases(self, instance: &Instance) -> (Mix, Option<Purchases<'_>>) {
        let mut endless = u64::MAX;
        match self.chosen(instance, &mut endless) {
            Some(chosen) => chosen,
            None => unreachable!("{ENDLESS}"),
        }
    }

    /// Chooses a mix, unless exact shares would have to look at more than so many supporters; takes from
    /// that how many it did.
    #[cfg(feature = "command")]
    pub(crate) fn choose_within(self, instance: &Instance, raising: &mut u64) -> Option<Mix> {
        Some(self.chosen(instance, raising)?.0)
    }

    fn chosen<'a>(
        self,
        instance: &'a Instance,
        raising: &mut u64,
    ) -> Option<(Mix, Option<Purchases<'a>>)> {
        let Choice {
            rule,
            utility,
            ties,
            effort,
        } = self;
        let mut purchases = None;
        let mut met = Vec::new();
        let (selected, proven, bound, handed_out) = match rule {
            Rule::EqualShares(completion) => {
                let (mix, bought) =
                    equal_shares_with_purchases(instance, utility, ties, completion);
                met = ties_met(instance, utility, ties, completion, &bought);
                purchases = Some(bought);
                (mix.selected, true, None, Some(mix.handed_out))
            }
            Rule::ExactShares { add_opt } => {
                let selected;
                // Only raising takes long: without it the rule is run once.
                let mut endless = u64::MAX;
                let effort = if add_opt { raising } else { &mut endless };
                (selected, met) = exact_shares_within(instance, utility, ties, add_opt, effort)?;
                (selected, true, None, None)
            }
            Rule::Greedy(manner) => {
                let selected;
                (selected, met) = greedy_with_ties(instance, utility, ties, manner);
                (selected, true, None, None)
            }
            Rule::Phragmen => {
                let selected;
                (selected, met) = phragmen_with_ties(instance, ties);
                (selected, true, None, None)
            }
            Rule::BoundedOverspending => {
                let selected;
                (selected, met) = bounded_overspending_with_ties(instance, utility, ties);
                (selected, true, None, None)
            }
            Rule::MaximinSupport => {
                let selected;
                (selected, met) = maximin_support_with_ties(instance, ties);
                (selected, true, None, None)
            }
            Rule::Cumulative(rule) => {
                let selected;
                (selected, met) = cumulative_with_ties(instance, rule, ties);
                (selected, true, None, None)
            }
            Rule::Approval => {
                let best = approval(instance, effort);
                let above = best.bound - best.score;
                let bound = Bound::Harmonic {
                    thousandths: (best.score * 1e3) as u64,
                    millionths: match above > 0.0 {
                        true => (above / best.score * 1e6).ceil() as u64,
                        false => 0,
                    },
                };
                (best.selected, above <= 0.0, Some(bound), None)
            }
            Rule::MostValue => {
                let best = most_value(instance, utility, effort);
                (
                    best.selected,
                    best.value == best.bound,
                    Some(Bound::Value(best.bound)),
                    None,
                )
            }
            Rule::WorstOff => {
                let best = worst_off(instance, utility, effort);
                let bound = Bound::Least {
                    share: (best.shares.iter().min().copied()).unwrap_or(best.bound),
                    bound: best.bound,
                };
                (best.selected, best.proven, Some(bound), None)
            }
            Rule::Nash => {
                let best = nash(instance, utility, effort);
                let bound = Bound::Product {
                    parties: best.parties,
                    mille: best.mille,
                };
                (best.selected, best.proven, Some(bound), None)
            }
        };
        let value = selected
            .iter()
            .map(|&f| greedy::value(instance, utility, f))
            .sum();
        let mix = Mix {
            cost: instance.cost(&selected),
            selected,
            value,
            proven,
            bound,
            handed_out,
            ties: met,
        };
        Some((mix, purchases))
    }
}
