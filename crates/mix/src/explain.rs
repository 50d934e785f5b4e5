//! Why a mix is what it is, as data: who backs what with how much voice, what is missing for the rest.

use std::cmp::Reverse;

use dashu_int::UBig;

use crate::equal_shares::{Auction, Run};
use crate::fairness::{self, Certificate};
use crate::frontier::party_shares;
use crate::greedy;
use crate::instance::{Instance, Utility};
use crate::money::Money;
use crate::search::Share;
use crate::ties::Ties;

/// A purchase with shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backing {
    /// The feature.
    pub feature: usize,
    /// The round it was bought in, from 1.
    pub round: usize,
    /// Per party: the voice it gave, rounded so that all together are the cost.
    pub by_party: Vec<Money>,
    /// Tenths of the number of people who would carry the cost if each paid the price in full: who gives all
    /// that they have left counts in part. Where points matter, tenths of points.
    pub effective_tenths: u64,
    /// How many people gave anything.
    pub people: u64,
    /// How many of them gave all the voice they had left.
    pub spent: u64,
    /// Per party: the voice left after this round, rounded down.
    pub left: Vec<Money>,
}

/// Why a feature is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Nobody with a voice named it.
    Unwanted,
    /// It was given less than a threshold demands.
    Barred,
    /// It cannot be in together with this feature, which is.
    Excluded {
        /// The feature that is in.
        by: usize,
    },
    /// It needs this feature, which is not in.
    Waits {
        /// The feature that is missing.
        need: usize,
    },
    /// Its supporters have too little voice left.
    Short {
        /// The voice that is missing, after everything that was bought. What would bring it in is
        /// another question, which [`crate::promise`] answers.
        shortfall: Money,
    },
}

/// A feature that is out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The feature.
    pub feature: usize,
    /// Why.
    pub missing: Missing,
}

/// How equal shares came to their mix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What was bought with shares, in order; what costs nothing needs no backing.
    pub backings: Vec<Backing>,
    /// What was not bought with shares (a completion may have added it).
    pub left_out: Vec<LeftOut>,
}

/// What equal shares bought, ready to be accounted for.
pub struct Purchases<'a> {
    auction: Auction<'a>,
    run: Run,
}

impl<'a> Purchases<'a> {
    /// Runs equal shares with `handed_out` minor units given out as voice, as
    /// [`crate::shares::SharedMix::handed_out`] says.
    pub fn new(instance: &'a Instance, utility: Utility, ties: Ties, handed_out: u128) -> Self {
        let mut auction = Auction::new(instance, utility, ties);
        let run = auction.run(handed_out);
        Purchases { auction, run }
    }

    /// Those of one of the auction's runs.
    pub(crate) fn of(auction: Auction<'a>, run: Run) -> Self {
        Purchases { auction, run }
    }

    pub(crate) fn run(&self) -> &Run {
        &self.run
    }

    /// Accounts for all of it.
    pub fn account(mut self) -> Account {
        self.auction.return_to(&self.run);
        let backings = backings(&self.auction, &self.run);
        let left_out = left_out(&self.auction, &self.run, |_| true).collect();
        Account { backings, left_out }
    }

    /// As [`Account::left_out`], without the rest.
    pub fn left_out(mut self) -> Vec<LeftOut> {
        self.auction.return_to(&self.run);
        left_out(&self.auction, &self.run, |_| true).collect()
    }

    /// As [`Account::left_out`], for the given features only.
    pub fn why_out(mut self, features: &[usize]) -> Vec<LeftOut> {
        self.auction.return_to(&self.run);
        left_out(&self.auction, &self.run, |f| features.contains(&f)).collect()
    }
}

fn backings(auction: &Auction, run: &Run) -> Vec<Backing> {
    let instance = auction.instance;
    let parties = instance.parties.len();
    let mut endowments: Vec<UBig> = Vec::with_capacity(parties);
    for (party, &part) in instance.parties.iter().zip(&instance.part_of_person) {
        endowments.push(UBig::from(part) * party.people * run.handed_out);
    }
    // Per party, over the endowments' common divisor times the round's denominator.
    let mut given = vec![UBig::ZERO; parties];
    let mut backings = Vec::new();
    for (at, round) in run.rounds.iter().enumerate() {
        let payment = auction.payment(at, round.feature);
        let shares: Vec<Rounded> = payment
            .by_party
            .iter()
            .map(|amount| Rounded::new(amount.clone(), &payment.denominator))
            .collect();
        for (sum, amount) in given.iter_mut().zip(&payment.by_party) {
            *sum = &*sum * payment.units + amount;
        }
        let left = endowments
            .iter()
            .zip(&given)
            .map(|(whole, given)| floor(&(whole * &payment.scale - given), &payment.denominator))
            .collect();
        backings.push(Backing {
            feature: round.feature,
            round: at + 1,
            by_party: round_to(instance.features[round.feature].cost, shares),
            effective_tenths: payment.effective_tenths,
            people: payment.people,
            spent: payment.spent,
            left,
        });
    }
    backings
}

/// A whole part and what is left of it, for rounding.
struct Rounded {
    whole: Money,
    rest: UBig,
}

impl Rounded {
    fn new(numerator: UBig, denominator: &UBig) -> Self {
        let whole = floor(&numerator, denominator);
        Rounded {
            rest: numerator - denominator * whole.0,
            whole,
        }
    }
}

fn floor(numerator: &UBig, denominator: &UBig) -> Money {
    Money(u64::try_from(numerator / denominator).unwrap_or(u64::MAX))
}

/// Rounds down, and gives what is missing to the largest remainders.
fn round_to(sum: Money, shares: Vec<Rounded>) -> Vec<Money> {
    let mut amounts: Vec<Money> = shares.iter().map(|s| s.whole).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&at| (Reverse(&shares[at].rest), at));
    let missing = sum.0.saturating_sub(amounts.iter().map(|m| m.0).sum());
    for &at in order.iter().take(missing as usize) {
        amounts[at].0 += 1;
    }
    amounts
}

fn left_out(
    auction: &Auction,
    run: &Run,
    asked: impl Fn(usize) -> bool,
) -> impl Iterator<Item = LeftOut> {
    let (instance, bought) = (auction.instance, &run.bought);
    let musts = instance.musts_with_needs();
    let is_in = move |f: usize| bought.contains(&f) || musts.contains(&f);
    let features = 0..instance.features.len();
    features
        .filter(move |&f| asked(f))
        .filter_map(move |feature| {
            if is_in(feature) {
                return None;
            }
            let rival = instance.rivals[feature].iter().copied().find(|&r| is_in(r));
            let need = instance.needs[feature].iter().copied().find(|&n| !is_in(n));
            let missing = match (rival, need) {
                (Some(by), _) => Missing::Excluded { by },
                (_, Some(need)) => Missing::Waits { need },
                _ if !auction.is_wanted(feature) => Missing::Unwanted,
                _ if instance.is_barred(feature) => Missing::Barred,
                _ => {
                    // What they still have, rounded down, would have bought it in the last round.
                    let price = auction
                        .voice_left(feature)
                        .min(instance.features[feature].cost);
                    let shortfall = Money(instance.features[feature].cost.0 - price.0);
                    Missing::Short { shortfall }
                }
            };
            Some(LeftOut { feature, missing })
        })
}

/// How a mix falls to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// People who named something and get nothing.
    pub with_nothing: u64,
    /// People who named nothing.
    pub silent: u64,
    /// The Gini coefficient of what people get: 0 when all get the same, towards 1 when one gets all.
    pub gini: Share,
}

/// What a mix, by whatever rule, means for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Total utility to everybody.
    pub value: u128,
    /// Per party: what it gets out of what all features together would give it.
    pub parties: Vec<Share>,
    /// How it falls to people.
    pub spread: Spread,
    /// Whether a group was passed over.
    pub certificate: Certificate,
}

impl Outlook {
    /// What is lost of the most total value: the price of fairness.
    pub fn price_of_fairness(&self, most_value: u128) -> Share {
        Share {
            of: most_value.saturating_sub(self.value),
            whole: most_value.max(1),
        }
    }
}

/// Looks at a mix from everybody's side.
pub fn outlook(instance: &Instance, utility: Utility, selection: &[usize]) -> Outlook {
    let got = fairness::utilities(instance, utility, selection);
    Outlook {
        value: selection
            .iter()
            .map(|&f| greedy::value(instance, utility, f))
            .sum(),
        parties: party_shares(instance, utility, selection),
        spread: spread_of(instance, &got),
        certificate: fairness::certificate_of(instance, utility, selection, &got),
    }
}

/// Looks at how a mix falls to people.
pub fn spread(instance: &Instance, utility: Utility, selection: &[usize]) -> Spread {
    spread_of(instance, &fairness::utilities(instance, utility, selection))
}

/// From what one person of each group gets.
fn spread_of(instance: &Instance, got: &[u64]) -> Spread {
    let (mut with_nothing, mut silent) = (0, 0);
    for (group, &got) in got.iter().enumerate() {
        let people = u64::from(instance.groups[group].people);
        if instance.ballots.row(group).0.is_empty() {
            silent += people;
        } else if got == 0 {
            with_nothing += people;
        }
    }
    Spread {
        with_nothing,
        silent,
        gini: gini(instance, got),
    }
}

/// `Σ_i Σ_j |x_i − x_j| / (2 n Σ x)`, over all people.
fn gini(instance: &Instance, groups: &[u64]) -> Share {
    let mut sorted: Vec<(u64, u64)> = Vec::new();
    for (&got, group) in groups.iter().zip(&instance.groups) {
        let people = u64::from(group.people);
        // Groups side by side want much the same, and often get the same.
        match sorted.last_mut() {
            Some(last) if last.0 == got => last.1 += people,
            _ => sorted.push((got, people)),
        }
    }
    sorted.sort_unstable_by_key(|s| s.0);
    let people_of = |same: &[(u64, u64)]| same.iter().map(|s| u128::from(s.1)).sum::<u128>();
    let people = people_of(&sorted);
    let (mut before, mut above, mut below, mut all) = (0u128, UBig::ZERO, UBig::ZERO, UBig::ZERO);
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let (got, here) = (same[0].0, people_of(same));
        // A person's utility counts once for each person below, and off once for each above.
        let amount = UBig::from(got) * here;
        above += &amount * before;
        below += &amount * (people - before - here);
        all += amount;
        before += here;
    }
    let (mut of, mut whole) = (above - below, all * people);
    // Utilities in minor units may need more than 128 bits: the last ones do not show.
    while u128::try_from(whole.clone()).is_err() {
        of >>= 32;
        whole >>= 32;
    }
    match (u128::try_from(of), u128::try_from(whole)) {
        (Ok(of), Ok(whole)) => Share {
            of,
            whole: whole.max(1),
        },
        _ => Share { of: 0, whole: 1 },
    }
}
