//! What the engine reads of a relationship at one entry, and its answer for a rule and a budget.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Refusal;
use domain::ids::*;
use domain::mix::MixInputs;
use domain::words::*;
use mix::explain::{Missing, Purchases, Spread, spread};
use mix::fairness::{Certificate, certificate};
use mix::instance::{Draft, Instance, InstanceError, Utility};
use mix::money::Money;
use mix::shares::{Completion, Raise, equal_shares_with_purchases};
use mix::ties::Ties;

use super::moving::Step;

/// Points are added up as they are: people rate outcomes on a scale.
pub(super) const UTILITY: Utility = Utility::Points;
/// Lower price, more people, then a lot drawn from this published seed and the feature's id, which
/// nobody chooses.
pub(super) const TIES: Ties = Ties::Fair { seed: 0 };
/// Endowments are raised until the next step would overspend; what is left buys the most points for
/// the money.
pub(super) const COMPLETION: Completion = Completion {
    raise: Raise::UntilOverspend,
    greedy: true,
    integral: false,
};
/// The same without raising: what a large table is shown until the raised answer is there.
pub(super) const UNRAISED: Completion = Completion {
    raise: Raise::No,
    greedy: true,
    integral: false,
};
/// Features × ratings from which on raising endowments takes longer than a hand on a slider waits:
/// 60 features and 500 ratings take 20 ms, and 200 features and 1,800 ratings 340.
const LARGE: usize = 50_000;
/// Cases that an exact rule looks at before it answers: at first, so that a page does not wait; then
/// each time it is asked to look further. What is recorded has looked at the most. A count of cases,
/// not of seconds: the same answer on every machine. Fewer at a table of more than [`FULL`], see
/// [`Reading::effort`].
pub(super) const EFFORTS: [u64; 3] = [10_000, 200_000, 2_000_000];
/// Parties × features of the largest table at which as many cases are looked at. Each case takes the
/// longer the more there are of both.
const FULL: u64 = 300;
/// People of a group that are counted, at the least: figures of fewer stay closed.
const FEWEST_COUNTED: u32 = 5;
/// Stops of a budget, at the most.
const STOPS: u64 = 400;
/// Answers kept with a reading.
pub(super) const ANSWERS: usize = 512;

/// A mix for one budget by one rule, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// By which rule.
    pub rule: MixRule,
    /// For which budget, in minor units.
    pub budget: u64,
    /// What is recorded of it.
    pub result: MixResult,
    /// Points in all, over everybody.
    pub value: u128,
    /// People who want something and get nothing.
    pub with_nothing: usize,
    /// How unevenly points fall to people: the Gini coefficient, in per cent.
    pub uneven: u8,
    /// Whether looking further may prove it or find a better one.
    pub deeper: bool,
}

impl Answer {
    /// As a step of a chart.
    pub fn step(&self) -> Step {
        Step {
            budget: self.budget,
            selected: self.result.selected.clone(),
            gets: self.result.gets.iter().map(|one| one.percent).collect(),
            proven: self.result.proven && !self.deeper,
        }
    }

    /// Whether a party has not said what the outcomes are worth.
    pub fn silent(&self, party: PartyId) -> bool {
        self.result.silent.contains(&party)
    }
}

/// A rule and a budget.
type Asked = (MixRule, u64);

/// What the engine reads at one entry of a record, ready for every budget.
pub struct Reading {
    pub(super) inputs: MixInputs,
    /// Its budget is set again for each answer.
    instance: Mutex<Instance>,
    /// Points of each party's people for each feature.
    points: Vec<Vec<u128>>,
    /// How many of each party rated.
    raters: Vec<u64>,
    /// By feature, the parties that want nothing more than it.
    wishes: Vec<Vec<Wish>>,
    pub(super) all: u64,
    least: u64,
    large: bool,
    exact: Mutex<BTreeMap<Asked, (usize, Arc<Answer>)>>,
    pub(super) steps: Mutex<BTreeMap<Asked, Step>>,
    /// One looks further at a time; the others get what is known.
    looking: Mutex<()>,
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is locked here is a cache or set again at each use.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refusal(error: &InstanceError) -> Refusal {
    match error {
        InstanceError::MustsExclude(..) => Refusal::MustsExclude,
        InstanceError::MustsTooDear => Refusal::MustsTooDear,
        InstanceError::ExcludesItself(_) => Refusal::ExcludesItself,
        _ => Refusal::NoMix,
    }
}

/// Whole per cent, halves up.
fn percent(of: u128, whole: u128) -> u8 {
    if whole == 0 {
        return 0;
    }
    u8::try_from(((of * 200 + whole) / (2 * whole)).min(100)).unwrap_or(100)
}

/// Whole per cents that make up a hundred: what rounding down leaves goes to the largest remainders.
fn hundred(parts: &[u128]) -> Vec<u8> {
    let whole: u128 = parts.iter().sum();
    if whole == 0 {
        return vec![0; parts.len()];
    }
    let mut shares: Vec<u8> = parts
        .iter()
        .map(|part| u8::try_from(part * 100 / whole).unwrap_or(100))
        .collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(parts[*place] * 100 % whole), *place));
    let missing = 100
        - shares
            .iter()
            .map(|share| usize::from(*share))
            .sum::<usize>();
    for place in order.into_iter().take(missing) {
        shares[place] += 1;
    }
    shares
}

/// The feature that gives a party most, and whether that is the only one that gives it anything. None where
/// two give it the same.
fn wish(row: &[u128]) -> Option<(usize, bool)> {
    let most = *row.iter().max().filter(|most| **most > 0)?;
    let mut first = (0..row.len()).filter(|place| row[*place] == most);
    let (Some(place), None) = (first.next(), first.next()) else {
        return None;
    };
    Some((place, row.iter().filter(|points| **points > 0).count() == 1))
}

impl Reading {
    /// Prepares what was read.
    ///
    /// # Errors
    /// When no mix can be calculated from it, whatever the budget.
    pub fn new(inputs: MixInputs) -> Result<Self, Refusal> {
        let all: u64 = inputs.features.iter().map(|feature| feature.price).sum();
        let mut draft = Draft::new(Money(all), minor_digits(&inputs.currency));
        for feature in &inputs.features {
            draft.feature(&feature.id.to_string(), "", Money(feature.price));
        }
        for (place, feature) in inputs.features.iter().enumerate() {
            if feature.must {
                draft.must(place);
            }
            for need in &feature.needs {
                draft.need(place, *need);
            }
            for excluded in &feature.excludes {
                draft.exclude(place, *excluded);
            }
        }
        for party in &inputs.parties {
            draft.party(&party.party.to_string(), u64::from(party.weight));
        }
        let features = inputs.features.len();
        let given: usize = inputs.raters.iter().map(|rater| rater.points.len()).sum();
        let mut points = vec![vec![0u128; inputs.features.len()]; inputs.parties.len()];
        let mut raters = vec![0u64; inputs.parties.len()];
        for rater in &inputs.raters {
            draft.ballot(rater.party, 1, &rater.points);
            raters[rater.party] += 1;
            for (feature, given) in &rater.points {
                points[rater.party][*feature] += u128::from(*given);
            }
        }
        let instance = draft.build().map_err(|error| refusal(&error))?;
        let least = instance.cost(&instance.musts_with_needs()).0;
        let mut wishes = vec![Vec::new(); features];
        for (one, row) in inputs.parties.iter().zip(&points) {
            if let Some((place, only)) = wish(row) {
                let party = one.party;
                wishes[place].push(Wish { party, only });
            }
        }
        Ok(Self {
            wishes,
            inputs,
            instance: Mutex::new(instance),
            points,
            raters,
            all,
            least,
            large: given * features >= LARGE,
            exact: Mutex::default(),
            steps: Mutex::default(),
            looking: Mutex::new(()),
        })
    }

    /// The entry up to which the record was read.
    pub fn read_at(&self) -> u64 {
        self.inputs.read_at
    }

    /// What all features cost together, in minor units.
    pub fn all(&self) -> u64 {
        self.all
    }

    /// What must be in costs together, in minor units: no mix costs less.
    pub fn least(&self) -> u64 {
        self.least
    }

    /// The parties, in the order in which charts and answers name them.
    pub fn parties(&self) -> impl Iterator<Item = PartyId> {
        self.inputs.parties.iter().map(|one| one.party)
    }

    /// Round budgets in minor units: the least, the most, and their distance. No more of them than a hand can
    /// tell apart, and no finer than a whole unit of the currency.
    pub fn stops(&self) -> (u64, u64, u64) {
        let unit = 10u64.pow(minor_digits(&self.inputs.currency));
        let span = self.all.max(unit);
        let mut step = unit;
        for factor in [2, 5, 10].into_iter().cycle() {
            if span / step <= STOPS {
                break;
            }
            let decade = 10u64.pow((step / unit).checked_ilog10().unwrap_or(0)) * unit;
            step = match factor {
                2 => decade * 2,
                5 => decade * 5,
                _ => decade * 10,
            };
        }
        let low = self.least.div_ceil(step) * step;
        let high = self.all.div_ceil(step).max(1) * step;
        (low, high.max(low + step), step)
    }

    /// How many features can be chosen.
    pub fn features(&self) -> usize {
        self.inputs.features.len()
    }

    /// The mix for a budget: at once for equal voices, though not raised yet at a large table; the
    /// exact rules answer with the best that is
    /// known so far, and look only a little while where nothing is.
    ///
    /// # Errors
    /// When the budget cannot carry what must be in.
    pub fn answer(&self, rule: MixRule, budget: u64) -> Result<Arc<Answer>, Refusal> {
        match (self.known(rule, budget), rule) {
            (Some((_, answer)), _) => Ok(answer),
            (None, MixRule::EqualVoice) => self.equal_voice(budget, self.quick()).map(Arc::new),
            (None, _) => self.look(rule, budget, 0),
        }
    }

    /// Whether the table is so large that steps of shares, and what would bring a feature in by equal
    /// voices, are reckoned before endowments are raised.
    pub fn rough(&self) -> bool {
        self.large
    }

    /// How equal shares are completed where somebody waits for the answer.
    pub(super) fn quick(&self) -> Completion {
        if self.large { UNRAISED } else { COMPLETION }
    }

    /// The mix for a budget as far as it is known, without looking.
    pub fn known_answer(&self, rule: MixRule, budget: u64) -> Option<Arc<Answer>> {
        if rule == MixRule::EqualVoice {
            return self.answer(rule, budget).ok();
        }
        self.known(rule, budget).map(|(_, answer)| answer)
    }

    /// As [`Self::answer`], after looking further than before, if nobody else does so just now.
    ///
    /// # Errors
    /// As [`Self::answer`].
    pub fn deeper(&self, rule: MixRule, budget: u64) -> Result<Arc<Answer>, Refusal> {
        let answer = self.answer(rule, budget)?;
        let (true, Ok(_looking)) = (answer.deeper, self.looking.try_lock()) else {
            return Ok(answer);
        };
        let depth = self.known(rule, budget).map_or(0, |(depth, _)| depth + 1);
        self.look_further(rule, budget, depth)
    }

    fn look_further(
        &self,
        rule: MixRule,
        budget: u64,
        depth: usize,
    ) -> Result<Arc<Answer>, Refusal> {
        if rule != MixRule::EqualVoice {
            return self.look(rule, budget, depth);
        }
        let answer = Arc::new(self.equal_voice(budget, COMPLETION)?);
        self.keep(rule, budget, 0, &answer);
        Ok(answer)
    }

    /// The mix that is recorded: the exact rules have looked as far as they ever do.
    ///
    /// # Errors
    /// As [`Self::answer`].
    pub fn final_answer(&self, rule: MixRule, budget: u64) -> Result<Arc<Answer>, Refusal> {
        let answer = self.answer(rule, budget)?;
        if answer.deeper {
            self.look_further(rule, budget, EFFORTS.len() - 1)
        } else {
            Ok(answer)
        }
    }

    /// What a mix means for everybody, beside the mix of the most total value as far as that is known.
    ///
    /// # Errors
    /// As [`Self::answer`].
    pub fn fairness(&self, answer: &Answer, most: &Answer) -> Result<Fairness, Refusal> {
        let instance = self.at(answer.budget)?.clone();
        let features = &self.inputs.features;
        let place = |id: &FeatureId| features.binary_search_by_key(id, |feature| feature.id).ok();
        let selected: Vec<usize> = answer.result.selected.iter().filter_map(place).collect();
        let passed_over = match certificate(&instance, UTILITY, &selected) {
            Certificate::Holds => None,
            Certificate::Broken {
                feature,
                groups,
                people,
            } => {
                let of: BTreeSet<usize> = groups
                    .iter()
                    .map(|group| instance.groups()[*group].party)
                    .collect();
                Some(PassedOver {
                    feature: features[feature].id,
                    parties: of
                        .into_iter()
                        .map(|party| self.inputs.parties[party].party)
                        .collect(),
                    people: u32::try_from(people).ok().filter(|n| *n >= FEWEST_COUNTED),
                })
            }
        };
        Ok(Fairness {
            passed_over,
            with_nothing: u32::try_from(answer.with_nothing).unwrap_or(u32::MAX),
            uneven: answer.uneven,
            lost: percent(most.value.saturating_sub(answer.value), most.value),
            most_proven: most.result.proven,
            loses_nothing: Some(most.value <= answer.value),
        })
    }

    fn known(&self, rule: MixRule, budget: u64) -> Option<(usize, Arc<Answer>)> {
        lock(&self.exact).get(&(rule, budget)).cloned()
    }

    pub(super) fn at(&self, budget: u64) -> Result<MutexGuard<'_, Instance>, Refusal> {
        let mut instance = lock(&self.instance);
        instance
            .set_budget(Money(budget))
            .map_err(|error| refusal(&error))?;
        Ok(instance)
    }

    fn equal_voice(&self, budget: u64, completion: Completion) -> Result<Answer, Refusal> {
        // Raising takes long where many rate: not while others wait for the instance.
        let (held, copied);
        let instance: &Instance = if self.large && completion == COMPLETION {
            copied = self.at(budget)?.clone();
            &copied
        } else {
            held = self.at(budget)?;
            &held
        };
        let (mix, purchases) = equal_shares_with_purchases(instance, UTILITY, TIES, completion);
        let account = purchases.account();
        // Raised endowments are raised as far as the budget carries: what is short of them is next to
        // nothing, and says nothing. What is missing is told from the voices as they were given.
        let given = u128::from(budget - self.least);
        let missing = if given == mix.handed_out {
            account.left_out
        } else {
            Purchases::new(instance, UTILITY, TIES, given).left_out()
        };
        let came = |place: usize| {
            if place < mix.musts {
                Why::Must
            } else if place < mix.musts + mix.bought {
                Why::Voice
            } else {
                Why::LeftOver
            }
        };
        // What is left is filled up, and may hold what another waits for or cannot be beside.
        let shortfall = |place: usize| {
            let left = missing.iter().find(|left| left.feature == place);
            match left.map(|left| &left.missing) {
                Some(Missing::Short { shortfall }) => shortfall.0,
                _ => instance.features()[place].cost.0,
            }
        };
        let why = (0..self.inputs.features.len()).map(|place| {
            let order = mix.selected.iter().position(|one| *one == place);
            let out = || {
                let short = Why::Short {
                    shortfall: shortfall(place),
                };
                self.out(instance, &mix.selected, place, short)
            };
            (place, order.map_or_else(out, came))
        });
        let why: BTreeMap<usize, Why> = why.collect();
        let mut backed = BTreeMap::new();
        for backing in &account.backings {
            let given: Vec<u128> = backing.by_party.iter().map(|m| u128::from(m.0)).collect();
            if given.iter().any(|given| *given > 0) {
                backed.insert(backing.feature, hundred(&given));
            }
        }
        let rule = MixRule::EqualVoice;
        let mut answer = self.answered(rule, instance, &mix.selected, &why, &backed);
        answer.deeper = completion != COMPLETION;
        Ok(answer)
    }

    /// Cases that a search at this table looks at, for so many at one that is not large.
    pub(super) fn effort(&self, cases: u64) -> u64 {
        let size = self.inputs.parties.len() * self.inputs.features.len();
        cases * FULL / (size as u64).max(FULL)
    }

    /// Runs an exact rule to a depth and keeps what it comes to.
    fn look(&self, rule: MixRule, budget: u64, depth: usize) -> Result<Arc<Answer>, Refusal> {
        // A copy, so that nobody who moves a slider waits for it.
        let instance = self.at(budget)?.clone();
        let depth = depth.min(EFFORTS.len() - 1);
        let effort = self.effort(EFFORTS[depth]);
        let (selected, room) = choose(rule, &instance, effort);
        let mut reasons = BTreeMap::new();
        for place in (0..self.inputs.features.len()).filter(|place| !selected.contains(place)) {
            let why = self.out(&instance, &selected, place, Why::Outweighed);
            reasons.insert(place, why);
        }
        let musts = instance.musts_with_needs();
        for place in &selected {
            let why = match musts.contains(place) {
                true => Why::Must,
                false => Why::Goal,
            };
            reasons.insert(*place, why);
        }
        let mut answer = self.answered(rule, &instance, &selected, &reasons, &BTreeMap::new());
        answer.result.proven = room.is_none();
        answer.result.room = room;
        answer.deeper = room.is_some() && depth + 1 < EFFORTS.len();
        let answer = Arc::new(answer);
        self.keep(rule, budget, depth, &answer);
        Ok(answer)
    }

    fn keep(&self, rule: MixRule, budget: u64, depth: usize, answer: &Arc<Answer>) {
        let mut kept = lock(&self.exact);
        if kept.len() >= ANSWERS {
            kept.clear();
        }
        kept.insert((rule, budget), (depth, Arc::clone(answer)));
    }

    fn answered(
        &self,
        rule: MixRule,
        instance: &Instance,
        selected: &[usize],
        why: &BTreeMap<usize, Why>,
        backed: &BTreeMap<usize, Vec<u8>>,
    ) -> Answer {
        let features = &self.inputs.features;
        let parties = &self.inputs.parties;
        let of_parties = |percents: &[u8]| -> Vec<PartyPercent> {
            let pairs = parties.iter().zip(percents);
            pairs
                .map(|(one, percent)| PartyPercent {
                    party: one.party,
                    percent: *percent,
                })
                .collect()
        };
        let budget = instance.budget().0;
        let cost: u64 = selected.iter().map(|place| features[*place].price).sum();
        let left = budget.saturating_sub(cost);
        let fits = |place: usize| match (why.get(&place)?, features[place].price) {
            (Why::Short { .. } | Why::Outweighed, price) if price > budget => {
                Some(Fits::NotTheBudget)
            }
            (Why::Short { .. } | Why::Outweighed, price) if price > left => {
                Some(Fits::NotBeside { left })
            }
            (Why::Short { .. } | Why::Outweighed, _) => Some(Fits::Beside),
            _ => None,
        };
        let mixed = |place: usize| MixedFeature {
            feature: features[place].id,
            price: features[place].price,
            backed: match backed.get(&place) {
                Some(backed) => of_parties(backed),
                None => of_parties(&self.leaning(place)),
            },
            bearing: features[place].bearing.clone(),
            why: why
                .get(&place)
                .copied()
                .unwrap_or(Why::Short { shortfall: 0 }),
            wishes: self.wishes[place].clone(),
            fits: fits(place),
            way_in: WayIn::default(),
        };
        let silent = parties.iter().zip(&self.raters);
        let Spread {
            with_nothing, gini, ..
        } = spread(instance, UTILITY, selected);
        Answer {
            rule,
            budget,
            result: MixResult {
                selected: selected.iter().map(|place| features[*place].id).collect(),
                cost,
                features: (0..features.len()).map(mixed).collect(),
                gets: of_parties(&self.gets(selected)),
                endowments: parties.clone(),
                silent: silent
                    .filter(|(_, raters)| **raters == 0)
                    .map(|(one, _)| one.party)
                    .collect(),
                realised: self.inputs.realised.clone(),
                proven: true,
                room: None,
                fairness: None,
            },
            value: selected.iter().map(|place| self.value(*place)).sum(),
            with_nothing: usize::try_from(with_nothing).unwrap_or(usize::MAX),
            uneven: percent(gini.of, gini.whole),
            deeper: false,
        }
    }

    /// Why a feature is not among those selected: something in the way of it, or else `for_others`.
    fn out(&self, instance: &Instance, selected: &[usize], place: usize, for_others: Why) -> Why {
        let is_in = |place: &usize| selected.contains(place);
        let id = |place: usize| self.inputs.features[place].id;
        let rival = instance.exclusions(place).iter().copied().find(is_in);
        let need = instance.prerequisites(place).iter().copied();
        let need = need.into_iter().find(|need| !is_in(need));
        match (rival, need) {
            (Some(rival), _) => Why::Excluded { by: id(rival) },
            (_, Some(need)) => Why::Waits { need: id(need) },
            _ if instance.support(place) == 0 => self.unwanted(place),
            _ => for_others,
        }
    }

    /// Why a feature is out to which nobody gives any points.
    fn unwanted(&self, place: usize) -> Why {
        match self.inputs.features[place].serves {
            true => Why::Unwanted,
            false => Why::ServesNothing,
        }
    }

    /// Of all that the features could give it, what each party gets, in whole per cent.
    pub(super) fn gets(&self, selected: &[usize]) -> Vec<u8> {
        let of = |row: &Vec<u128>| {
            let got: u128 = selected.iter().map(|place| row[*place]).sum();
            percent(got, row.iter().sum())
        };
        self.points.iter().map(of).collect()
    }

    /// Points of a feature over everybody.
    fn value(&self, place: usize) -> u128 {
        self.points.iter().map(|row| row[place]).sum()
    }

    /// Whose voice would back a feature: each party's mean points, by the party's weight.
    fn leaning(&self, place: usize) -> Vec<u8> {
        let parts: Vec<u128> = self
            .inputs
            .parties
            .iter()
            .zip(&self.points)
            .zip(&self.raters)
            .map(|((one, row), raters)| {
                row[place] * 1_000_000 * u128::from(one.weight) / u128::from((*raters).max(1))
            })
            .collect();
        hundred(&parts)
    }
}

/// The best mix that an exact rule finds within its effort, and how much better another could be in
/// per mille; none when it is proven.
pub(super) fn choose(rule: MixRule, instance: &Instance, effort: u64) -> (Vec<usize>, Option<u64>) {
    let mille = |more: u128, whole: u128| {
        let mille = (more * 1_000).div_ceil(whole.max(1));
        u64::try_from(mille).unwrap_or(u64::MAX)
    };
    match rule {
        MixRule::WorstOff => {
            let best = mix::worst_off::worst_off(instance, UTILITY, effort);
            let least = best.shares.iter().min().copied();
            let share = |share: mix::Share| mille(share.of, share.whole).min(1_000);
            let room = share(best.bound).saturating_sub(least.map_or(0, share));
            // What nobody wants fits a budget that it wastes, and makes no party better off.
            (
                wanted(instance, best.selected),
                (!best.proven).then_some(room),
            )
        }
        MixRule::MostValue | MixRule::EqualVoice => {
            let best = mix::most_value::most_value(instance, UTILITY, effort);
            let more = best.bound.saturating_sub(best.value);
            let room = (more > 0).then(|| mille(more, best.value));
            (best.selected, room)
        }
    }
}

/// What is chosen without what nobody wants, unless every mix has to hold it or something wanted needs it.
fn wanted(instance: &Instance, selected: Vec<usize>) -> Vec<usize> {
    let mut kept: BTreeSet<usize> = instance.musts_with_needs().into_iter().collect();
    let mut open: Vec<usize> = selected
        .iter()
        .copied()
        .filter(|place| instance.support(*place) > 0)
        .collect();
    open.extend(kept.iter().copied());
    while let Some(place) = open.pop() {
        if kept.insert(place) || instance.support(place) > 0 {
            let needs = instance.prerequisites(place).iter().copied();
            open.extend(needs.filter(|need| !kept.contains(need)));
        }
    }
    let mut selected = selected;
    selected.retain(|place| kept.contains(place));
    selected
}

#[cfg(test)]
mod tests {
    use domain::mix::{InPlay, Rater};
    use uuid::Uuid;

    use super::*;

    /// One person a party; each wants every feature, none the same, at prices that follow their worth.
    fn table(parties: u128, features: usize) -> Reading {
        Reading::new(inputs(parties, features)).unwrap()
    }

    fn inputs(parties: u128, features: usize) -> MixInputs {
        let points = |party: u128, feature: usize| {
            let mixed = (feature as u128 * 2_654_435_761 + party * 40_503) % 97;
            10 + mixed as u32
        };
        let price = |feature| {
            (0..parties)
                .map(|party| points(party, feature))
                .sum::<u32>()
        };
        let features = (0..features).map(|place| InPlay {
            id: FeatureId(Uuid::from_u128(place as u128)),
            price: u64::from(price(place)) * 1_009 + place as u64,
            bearing: Vec::new(),
            serves: true,
            must: false,
            needs: Vec::new(),
            excludes: Vec::new(),
        });
        let features: Vec<InPlay> = features.collect();
        let rater = |party: u128| Rater {
            party: party as usize,
            points: (0..features.len())
                .map(|feature| (feature, points(party, feature)))
                .collect(),
        };
        let endowment = |party| Endowment {
            party: PartyId(Uuid::from_u128(party)),
            weight: 1,
        };
        MixInputs {
            read_at: 1,
            currency: "EUR".to_owned(),
            parties: (0..parties).map(endowment).collect(),
            raters: (0..parties).map(rater).collect(),
            features,
            reads: Vec::new(),
            realised: Vec::new(),
        }
    }

    #[test]
    fn what_nobody_wants_is_in_no_mix_unless_it_must_be_or_is_needed() {
        let useless = FeatureId(Uuid::from_u128(99));
        let chosen = |must: bool, needed: bool| {
            let mut inputs = inputs(3, 6);
            inputs.features.push(InPlay {
                id: useless,
                price: 1,
                bearing: Vec::new(),
                serves: false,
                must,
                needs: Vec::new(),
                excludes: Vec::new(),
            });
            if needed {
                for feature in &mut inputs.features[..6] {
                    feature.needs.push(6);
                }
            }
            let reading = Reading::new(inputs).unwrap();
            [MixRule::WorstOff, MixRule::MostValue, MixRule::EqualVoice].map(|rule| {
                let answer = reading.answer(rule, reading.all() * 2 / 3).unwrap();
                answer.result.selected.contains(&useless)
            })
        };
        assert_eq!(chosen(false, false), [false; 3]);
        assert_eq!(chosen(true, false), [true; 3]);
        assert_eq!(chosen(false, true)[..2], [true; 2]);
    }

    /// A small table drawn from a seed: musts, needs, what goes not beside another, what nobody wants, and
    /// parties without a voice among it.
    fn drawn(seed: u64) -> MixInputs {
        let mut state = seed.wrapping_mul(6_364_136_223_846_793_005) | 1;
        let mut draw = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let (parties, features) = (1 + draw(3), 1 + draw(6) as usize);
        let mut inputs = inputs(u128::from(parties), features);
        for place in 0..features {
            let feature = &mut inputs.features[place];
            feature.price = draw(9) * 1_000;
            feature.must = draw(9) == 0;
            feature.serves = draw(6) > 0;
            if place > 0 && draw(4) == 0 {
                feature.needs.push(draw(place as u64) as usize);
            } else if place > 0 && draw(4) == 0 {
                feature.excludes.push(draw(place as u64) as usize);
            }
        }
        for rater in &mut inputs.raters {
            let serves = |place: &usize| inputs.features[*place].serves;
            let places = (0..features).filter(serves);
            rater.points = places.map(|place| (place, draw(4) as u32 * 9)).collect();
            rater.points.retain(|(_, points)| *points > 0);
        }
        for party in &mut inputs.parties {
            party.weight = draw(4) as u32;
        }
        inputs.parties[0].weight = 1;
        inputs
    }

    #[test]
    fn why_a_feature_is_out_is_true() {
        let mut told = BTreeMap::new();
        for seed in 0..400 {
            let Ok(reading) = Reading::new(drawn(seed)) else {
                continue;
            };
            let asked = (0..8).map(|part| reading.all() * part / 7);
            let asked =
                asked.flat_map(|budget| MixRule::ALL.iter().map(move |rule| (rule, budget)));
            for (rule, budget) in asked {
                let Ok(answer) = reading.answer(*rule, budget) else {
                    continue;
                };
                let result = reading.explained(&answer);
                let is_in = |id: &FeatureId| result.selected.contains(id);
                let left = budget - result.cost;
                for (place, mixed) in result.features.iter().enumerate() {
                    let at = (seed, rule, budget, place);
                    let wanted = reading.value(place) > 0;
                    let serves = reading.inputs.features[place].serves;
                    assert_eq!(mixed.why.is_in(), is_in(&mixed.feature), "{at:?}");
                    let (price, fits) = (mixed.price, mixed.fits);
                    let kind = match mixed.why {
                        Why::Excluded { by } => is_in(&by).then_some("excluded"),
                        Why::Waits { need } => (!is_in(&need)).then_some("waits"),
                        Why::Unwanted => (serves && !wanted).then_some("unwanted"),
                        Why::ServesNothing => (!serves).then_some("serves nothing"),
                        Why::Short { .. } | Why::Outweighed => match fits {
                            Some(Fits::NotTheBudget) => (price > budget).then_some("dear"),
                            Some(Fits::NotBeside { left: said }) => {
                                let fits_not = price <= budget && price > left && said == left;
                                fits_not.then_some("no room")
                            }
                            _ => None,
                        },
                        _ => Some("in"),
                    };
                    let kind = kind.unwrap_or_else(|| panic!("{at:?}: {:?} {fits:?}", mixed.why));
                    *told.entry((*rule, kind)).or_insert(0) += 1;
                }
            }
        }
        // Each rule meets each reason.
        assert_eq!(told.len(), MixRule::ALL.len() * 7, "{told:?}");
    }

    #[test]
    fn what_is_not_proven_says_how_much_better_another_mix_could_be() {
        let reading = table(3, 70);
        let answer = reading
            .answer(MixRule::WorstOff, reading.all() / 2)
            .unwrap();
        assert!(!answer.result.proven && answer.deeper);
        assert!(answer.result.room.is_some_and(|room| room > 0));
        let small = table(3, 6);
        let answer = small.answer(MixRule::WorstOff, small.all() / 2).unwrap();
        assert!(answer.result.proven && !answer.deeper);
        assert_eq!(answer.result.room, None);
    }

    #[test]
    fn a_larger_table_is_searched_no_longer() {
        assert_eq!(table(3, 70).effort(2_000_000), 2_000_000);
        assert_eq!(table(12, 200).effort(2_000_000), 250_000);
    }

    #[test]
    fn per_cents_make_up_a_hundred() {
        assert_eq!(hundred(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(hundred(&[0, 0]), [0, 0]);
        assert_eq!(hundred(&[999, 1]), [100, 0]);
        assert_eq!(hundred(&[2, 1]), [67, 33]);
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_per_cent() {
        assert_eq!((percent(1, 200), percent(1, 201)), (1, 0));
        assert_eq!((percent(7, 0), percent(9, 3)), (0, 100));
    }
}
