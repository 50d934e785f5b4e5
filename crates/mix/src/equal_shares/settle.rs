//! Prices settled exactly, and the payments that go with them.

use std::cmp::Ordering;

use dashu_int::{IBig, UBig};

use super::{
    Auction, Contender, MARGIN, NARROWER, NOT_BOUGHT, Offer, ROUNDING, Round, TRUSTED, WIDER,
};
use crate::exact::{Fraction, Near, Owed, non_negative, to_f64};
use crate::money::Money;

struct Settlement {
    numerator: UBig,
    units: u64,
}

impl Auction<'_> {
    /// Sees to it that the prices without loss are those of all rounds so far.
    pub(super) fn catch_up(&mut self) {
        self.ledger.catch_up(&mut self.prices);
    }

    /// The price per unit of utility without loss; `None` when the supporters cannot pay for it.
    pub(super) fn exact_rho(&mut self, feature: usize, guess: f64) -> Option<Fraction> {
        let Settlement { numerator, units } = self.settle(feature, guess)?;
        Some(self.rho(feature, numerator, units))
    }

    fn rho(&self, feature: usize, numerator: UBig, units: u64) -> Fraction {
        let denominator = &self.whole * self.prices.denominator() * units * self.gain[feature];
        Fraction {
            numerator,
            denominator,
        }
    }

    /// The price per point of an offer, if doubles tell who runs dry.
    pub(super) fn near_of(&mut self, offer: &Offer) -> Option<Near> {
        if offer.plain {
            let cost = self.instance.features[offer.feature].cost.0;
            let units = self.voice_of[offer.feature] as u64;
            return Some(self.ledger.near_plain(cost, units));
        }
        self.near(offer.feature, offer.x)
    }

    /// The price per point near a guess, if doubles tell who runs dry.
    fn near(&mut self, feature: usize, guess: f64) -> Option<Near> {
        let margin = guess * MARGIN;
        let (units, unsure) = self.sort_out(feature, guess, margin);
        if units == 0 || !unsure.is_empty() {
            return None;
        }
        let (parts, owed) = self.counted_out(feature);
        let cost = self.instance.features[feature].cost.0;
        let near = self.ledger.near(cost, parts, &owed, units)?;
        ((near.to_f64() - guess).abs() * WIDER <= margin).then_some(near)
    }

    /// Compares the price per unit of utility with that of another which can be paid for; `None` if it
    /// cannot be paid for itself.
    pub(super) fn compare(&mut self, one: Contender, other: Contender) -> Option<Ordering> {
        if let (Some(near), Some(beside)) = (one.near, other.near)
            && let Some(order) = near.cmp(self.gain[one.feature], beside, self.gain[other.feature])
        {
            return Some(order);
        }
        let rho = self.exact_rho(one.feature, one.x)?;
        match self.exact_rho(other.feature, other.x) {
            Some(held) => Some(rho.cmp(&held)),
            None => Some(Ordering::Less),
        }
    }

    /// What those who run dry give: their parts of the whole endowment, and what they owed before.
    fn counted_out(&self, feature: usize) -> (u128, Owed) {
        let (payers, people, _) = self.crowd.supporters(feature);
        let (mut parts, mut owed) = (0, self.nothing_owed());
        for &at in &self.capped {
            let (payer, people) = (payers[at as usize], people[at as usize]);
            self.count_out(payer, people, &mut parts, &mut owed);
        }
        (parts, owed)
    }

    /// The exact price of a feature near a guess, with `capped` and `paying` as at that price;
    /// `None` when the supporters cannot pay for it.
    fn settle(&mut self, feature: usize, guess: f64) -> Option<Settlement> {
        self.catch_up();
        let mut margin = guess * MARGIN;
        loop {
            if let Some(settled) = self.settle_within(feature, guess, margin) {
                return settled;
            }
            margin = if margin < guess {
                margin * 1024.0
            } else {
                f64::INFINITY
            };
        }
    }

    /// Sorts out by doubles who runs dry and who pays in full (`capped`, `paying`): those whose ratio of
    /// balance to points is more than `margin` from the guess. Gives the units of all who may pay, and
    /// who is unsure.
    fn sort_out(&mut self, feature: usize, guess: f64, margin: f64) -> (u64, Vec<usize>) {
        let drift = self.drift() * self.unit_endowment * WIDER;
        let (surely_dry, surely_pays) = ((guess - margin) * NARROWER, (guess + margin) * WIDER);
        let mut unsure: Vec<usize> = Vec::new();
        let mut units: u64 = 0;
        let (payers, people, points) = self.crowd.supporters(feature);
        self.work += payers.len() as u64;
        // As in `take`, without branching on what cannot be predicted.
        self.capped.resize(payers.len(), 0);
        self.paying.resize(payers.len(), 0);
        let (mut capped, mut paying) = (0, 0);
        for (at, (&payer, &people)) in payers.iter().zip(people).enumerate() {
            let balance = self.balances[payer as usize];
            let points = if self.unit_points { 1 } else { points[at] };
            let slack = self.part(payer) as f64 * drift;
            let gone = balance == 0.0 || points == 0;
            let pays = !gone && balance - slack > surely_pays * f64::from(points);
            let dry = !gone && balance + slack < surely_dry * f64::from(points);
            self.capped[capped] = at as u32;
            capped += usize::from(dry);
            self.paying[paying] = at as u32;
            paying += usize::from(pays);
            units += if gone || dry {
                0
            } else {
                people as u64 * u64::from(points)
            };
            if !(gone || pays || dry) {
                unsure.push(at);
            }
        }
        self.capped.truncate(capped);
        self.paying.truncate(paying);
        (units, unsure)
    }

    /// As [`Auction::settle`], [sorting out](Auction::sort_out) by doubles; the outer `None` says that
    /// the guess was too far off.
    fn settle_within(
        &mut self,
        feature: usize,
        guess: f64,
        margin: f64,
    ) -> Option<Option<Settlement>> {
        let (mut units, unsure) = self.sort_out(feature, guess, margin);
        let (mut parts, mut owed) = self.counted_out(feature);
        let (payers, people, points) = self.crowd.supporters(feature);
        // Who it is, how many people × points, the points, and the balance.
        let mut unsure: Vec<(u32, u64, u32, UBig)> = unsure
            .into_iter()
            .map(|at| {
                let points = if self.unit_points { 1 } else { points[at] };
                let units = people[at] as u64 * u64::from(points);
                (at as u32, units, points, self.exact_balance(payers[at]))
            })
            .collect();
        loop {
            let rest = self.rest(feature, parts, &owed);
            if units == 0 {
                // Everything they have is counted in: this verdict needs no guess.
                return (rest > IBig::ZERO).then_some(None);
            }
            let numerator = non_negative(rest)?;
            let before = unsure.len();
            let mut dry: Vec<(u32, u64)> = Vec::new();
            unsure.retain(|&(at, theirs, points, ref balance)| {
                let pays = balance * units >= &numerator * points;
                if !pays {
                    dry.push((at, theirs));
                }
                pays
            });
            for (at, theirs) in dry {
                units -= theirs;
                let (payers, people, _) = self.crowd.supporters(feature);
                let (payer, people) = (payers[at as usize], people[at as usize]);
                self.count_out(payer, people, &mut parts, &mut owed);
                self.capped.push(at);
            }
            if unsure.len() == before {
                let x = self.per_point(&numerator, units);
                if margin.is_finite() && (x - guess).abs() * WIDER > margin {
                    return None;
                }
                self.paying.extend(unsure.iter().map(|&(at, ..)| at));
                return Some(Some(Settlement { numerator, units }));
            }
        }
    }

    /// Counts a payer's people among those who give all they have: their parts, and what they paid
    /// before.
    fn count_out(&self, payer: u32, people: f64, parts: &mut u128, owed: &mut Owed) {
        let people = people as u64;
        *parts += u128::from(people) * u128::from(self.part(payer));
        self.add_wanted(payer, people, owed);
    }

    fn add_wanted(&self, payer: u32, people: u64, owed: &mut Owed) {
        let round_of = &self.round_of;
        (self.crowd).add_wanted(payer, people, self.unit_points, round_of, owed);
    }

    fn nothing_owed(&self) -> Owed {
        Owed::for_rounds(self.ledger.rounds())
    }

    /// What was paid in the first rounds by those counted, over `whole · D` of these rounds.
    fn paid(&self, owed: &Owed, rounds: usize) -> UBig {
        self.prices.combine(&owed.by_round()[..rounds])
    }

    /// The balance of one person of a payer that is not spent, over `whole · D`.
    fn exact_balance(&self, payer: u32) -> UBig {
        let mut owed = self.nothing_owed();
        self.add_wanted(payer, 1, &mut owed);
        let given = UBig::from(self.part(payer)) * self.handed_out * self.prices.denominator();
        // Never below zero: nobody pays more than they have.
        non_negative(IBig::from(given) - IBig::from(self.paid(&owed, self.prices.rounds())))
            .unwrap_or(UBig::ZERO)
    }

    /// Buys the winner: takes the payments and settles its price.
    pub(super) fn buy(&mut self, feature: usize) -> Round {
        let guess = self
            .offers
            .iter()
            .find(|o| o.feature == feature)
            .map_or(0.0, |o| o.x);
        self.come_about = self.crowd.part_for(feature);
        let payers = self.crowd.payers();
        self.balances.resize(payers, 0.0);
        self.spent_in.resize(payers, NOT_BOUGHT);
        for payer in self.come_about.clone() {
            self.balances[payer] = self.balances[self.crowd.from(payer)];
        }
        let taken = match self.unit_points {
            true => self.take::<true>(feature, guess),
            false => self.take::<false>(feature, guess),
        };
        let (units, near) = taken.unwrap_or_else(|| self.take_exactly(feature, guess));
        let x = near.to_f64();
        let round = self.ledger.rounds() as u32;
        // What is owed is counted by rounds.
        self.work += u64::from(round);
        let after = self.crowd.after(feature);
        for &at in &self.capped {
            self.spent_in[after[at as usize] as usize] = round;
        }
        self.poorest -= x * self.most_points[feature] * WIDER;
        let (parts, owed) = self.counted_out(feature);
        let cost = self.instance.features[feature].cost.0;
        self.ledger.push(cost, parts, &owed, units, near);
        self.round_of[feature] = round;
        let value = x / self.gain[feature] as f64;
        Round {
            feature,
            tied: std::mem::take(&mut self.tied),
            low: value * NARROWER,
            high: value * WIDER,
            x,
        }
    }

    /// Takes the payments at the guessed price and settles only those who run dry; `None`, with
    /// nothing taken, if that cannot be trusted.
    fn take<const UNIT: bool>(&mut self, feature: usize, guess: f64) -> Option<(u64, Near)> {
        let slack = self.slack();
        let row = self.crowd.supporters(feature);
        self.work += row.0.len() as u64;
        // Unless people parted, they are as they were when this was found to be the cheapest.
        let columns = if self.come_about.is_empty() && self.cheapest.feature == Some(feature) {
            self.cheapest.columns::<UNIT>(row.1)
        } else {
            self.payers.gather::<UNIT>(feature, row, &self.balances)
        };
        self.left.resize(columns.len(), 0.0);
        let units = columns.pay::<UNIT>(guess, slack, &mut self.left)?;
        self.capped.resize(columns.len(), 0);
        let written = &mut self.capped[..columns.len()];
        let mut capped = 0;
        // Whether a supporter runs dry is anybody's guess, so this loop does not branch on it:
        // everybody is written down, and the next one overwrites whoever does not stay.
        for (at, (&before, &left)) in columns.balance.iter().zip(&self.left).enumerate() {
            written[capped] = at as u32;
            capped += usize::from((left == 0.0) & (before > 0.0));
        }
        self.capped.truncate(capped);
        let taken = self.settled_as_taken(feature, guess, units as u64)?;
        let balances = &mut self.balances[..];
        for (&after, &left) in self.crowd.after(feature).iter().zip(&self.left) {
            balances[after as usize] = left;
        }
        Some(taken)
    }

    /// The price, when those who run dry are listed and all others pay `units` together; if it is close
    /// enough to the guess for the balances that were left by that.
    fn settled_as_taken(&self, feature: usize, guess: f64, units: u64) -> Option<(u64, Near)> {
        if units == 0 {
            return None;
        }
        let (parts, owed) = self.counted_out(feature);
        let cost = self.instance.features[feature].cost.0;
        let near = self.ledger.near(cost, parts, &owed, units)?;
        let x = near.to_f64();
        let close = (x - guess).abs() <= TRUSTED / 2.0 * ROUNDING * x;
        close.then_some((units, near))
    }

    /// Takes the payments when [`Auction::take`] could not.
    fn take_exactly(&mut self, feature: usize, guess: f64) -> (u64, Near) {
        let Some(settlement) = self.settle(feature, guess) else {
            unreachable!("a feature that won its round is affordable")
        };
        let Settlement { numerator, units } = settlement;
        let denominator = &self.whole * self.prices.denominator() * units;
        let near = self.ledger.near_to(&numerator, &denominator);
        let x = near.to_f64();
        let (payers, _, points) = self.crowd.supporters(feature);
        let after = self.crowd.after(feature);
        for (&payer, &after) in payers.iter().zip(after) {
            self.balances[after as usize] = self.balances[payer as usize];
        }
        for &at in &self.capped {
            self.balances[after[at as usize] as usize] = 0.0;
        }
        for &at in &self.paying {
            let points = match self.unit_points {
                true => 1.0,
                false => f64::from(points[at as usize]),
            };
            let balance = &mut self.balances[after[at as usize] as usize];
            *balance = (*balance - x * points).max(f64::MIN_POSITIVE);
        }
        (units, near)
    }

    /// What is left of a feature's cost, over `whole · D`, when some give all they have: `parts` of
    /// the whole endowment less what they owed before.
    fn rest(&self, feature: usize, parts: u128, owed: &Owed) -> IBig {
        let cost = UBig::from(self.instance.features[feature].cost.0) * &self.whole;
        let given = UBig::from(parts) * self.handed_out;
        (IBig::from(cost) - IBig::from(given)) * IBig::from(self.prices.denominator().clone())
            + IBig::from(self.paid(owed, self.prices.rounds()))
    }

    fn per_point(&self, numerator: &UBig, units: u64) -> f64 {
        to_f64(
            numerator,
            &(&self.whole * self.prices.denominator() * units),
        )
    }

    /// Who paid for the feature bought in a round, once the run is over; not after condensing.
    pub(crate) fn payment(&self, round: usize, feature: usize) -> Payment {
        let instance = self.instance;
        let parties = instance.parties.len();
        let mut units = vec![0u64; parties];
        let mut parts = vec![0u128; parties];
        let mut owed = vec![self.nothing_owed(); parties];
        let (mut people, mut spent) = (0, 0);
        for (group, points) in instance.supporters(feature) {
            let dry = self.balances[group] == 0.0;
            let spent_in = if dry {
                self.spent_in[group] as usize
            } else {
                usize::MAX
            };
            let points = if self.unit_points {
                1
            } else {
                u64::from(points)
            };
            if spent_in < round || points == 0 || self.part(group as u32) == 0 {
                continue;
            }
            let here = instance.groups[group];
            people += u64::from(here.people);
            if spent_in == round {
                spent += u64::from(here.people);
                parts[here.party] += u128::from(here.people) * u128::from(self.part(group as u32));
                self.add_wanted(group as u32, u64::from(here.people), &mut owed[here.party]);
            } else {
                units[here.party] += u64::from(here.people) * points;
            }
        }
        let before = self.prices.denominator_before(round);
        let (numerator, all_units) = self.prices.round(round);
        let by_party = (0..parties)
            .map(|party| {
                let given = UBig::from(parts[party]) * self.handed_out * &before;
                let rest = given - self.paid(&owed[party], round);
                rest * all_units + numerator * units[party]
            })
            .collect();
        let scale = before * all_units;
        // Tenths of so many as would carry the cost, each paying the whole price.
        let cost = UBig::from(instance.features[feature].cost.0) * 10u32 * &self.whole;
        let effective = match numerator.is_zero() {
            true => UBig::ZERO,
            false => cost * &scale / numerator,
        };
        Payment {
            effective_tenths: u64::try_from(effective).unwrap_or(u64::MAX),
            by_party,
            denominator: &self.whole * &scale,
            scale,
            units: all_units,
            people,
            spent,
        }
    }

    /// What a feature's supporters have left together, rounded down, once the run is over; not after
    /// condensing.
    pub(crate) fn voice_left(&self, feature: usize) -> Money {
        let holds = |&(group, points): &(usize, u32)| {
            self.balances[group] > 0.0 && (self.unit_points || points > 0)
        };
        let held = self.instance.supporters(feature).filter(holds);
        let held: f64 = held
            .map(|(group, _)| f64::from(self.instance.groups[group].people) * self.balances[group])
            .sum();
        let (surely, at_most) = (held - self.error(feature), held + self.error(feature));
        // Nearly always the doubles agree.
        if surely.max(0.0).floor() == at_most.floor() {
            return Money(at_most as u64);
        }
        let mut parts: u128 = 0;
        let mut owed = self.nothing_owed();
        for (group, _) in self.instance.supporters(feature).filter(holds) {
            let people = self.instance.groups[group].people;
            parts += u128::from(people) * u128::from(self.part(group as u32));
            self.add_wanted(group as u32, u64::from(people), &mut owed);
        }
        let denominator = self.prices.denominator();
        let given = UBig::from(parts) * self.handed_out * denominator;
        let left = (given - self.paid(&owed, self.prices.rounds())) / (&self.whole * denominator);
        Money(u64::try_from(left).unwrap_or(u64::MAX))
    }
}

/// Who paid for a purchase.
pub(crate) struct Payment {
    /// The cost over the price per unit, in tenths, rounded down.
    pub(crate) effective_tenths: u64,
    /// Per party, over `denominator`.
    pub(crate) by_party: Vec<UBig>,
    /// The endowments' common divisor times `scale`.
    pub(crate) denominator: UBig,
    /// The product of all rounds' units up to this one.
    pub(crate) scale: UBig,
    /// This round's units.
    pub(crate) units: u64,
    /// How many people paid.
    pub(crate) people: u64,
    /// How many of them gave all they had.
    pub(crate) spent: u64,
}
