//! What would bring a feature in that is out: a lower price, or more people who want it.
//!
//! Each answer was tried: the whole rule, with its completion, was run with that price or with those
//! people, and the feature was in. Nothing else is promised. Whether a feature is in need not follow
//! its price: at a lower one something else may be bought before it. So the price told is the nearest
//! one below its own that was found, and with one minor unit more the feature is out.
//!
//! Most trials are short. Until a feature is bought its price changes nothing, so the raising of
//! endowments goes the same way at every price up to the first step at which the feature could have
//! been bought; only what comes after has to be run again.

use crate::equal_shares::Auction;
use crate::instance::{Instance, Utility};
use crate::money::Money;
use crate::shares::{Completion, Raise, Raising, Stretch, complete, complete_with};
use crate::ties::Ties;

/// What would bring a feature in, each by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The feature.
    pub feature: usize,
    /// At this price it would be in, and with one minor unit more it would not.
    pub price: Option<Money>,
    /// With these people it would be in.
    pub people: Option<Joining>,
}

/// People who join a party, want one feature and nothing else, and share in their party's voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joining {
    /// The party.
    pub party: usize,
    /// How many they are: with one fewer it would not be in.
    pub people: u32,
    /// The points that each of them gives the feature: what its supporters give on average.
    pub points: u32,
}

/// So many times its own people may a party be joined by, and [`MOST_JOINING`] more.
const MOST_TIMES: u128 = 16;
const MOST_JOINING: u128 = 64;
/// So many parties are tried: those that back the feature most.
const PARTIES: usize = 4;
/// The first look below a price that does not bring a feature in: this part of it, then twice as far.
const FIRST_PART: u64 = 256;

/// So few stretches of raising are gone through rather than guessed about.
const NEAR: usize = 12;

/// Equal shares with everything they need to know.
#[derive(Debug, Clone, Copy)]
pub struct Shares {
    /// What people have from a feature.
    pub utility: Utility,
    /// Who goes first when the rule is indifferent.
    pub ties: Ties,
    /// What is done with money left over.
    pub completion: Completion,
}

impl Shares {
    /// What would bring in each of these features, which equal shares leave out for want of voice.
    ///
    /// Looks no further when all trials together took more than `effort`: about as many supporters
    /// looked at, the same on every machine. What is not known by then to the last unit is not promised.
    pub fn promises(self, instance: &Instance, features: &[usize], effort: u64) -> Vec<Promise> {
        self.promises_watched(instance, features, effort, &mut |_| {})
    }

    /// As [`Shares::promises`]; tells now and then how much of the effort was taken.
    pub fn promises_watched(
        self,
        instance: &Instance,
        features: &[usize],
        effort: u64,
        went: &mut dyn FnMut(u64),
    ) -> Vec<Promise> {
        let mut trials = Trials::new(self, instance, features, effort);
        // First something for each of them; whether a higher price or fewer people would do comes after.
        let mut prices: Vec<Prices> = Vec::new();
        for place in 0..features.len() {
            prices.push(trials.price(place));
            went(trials.work);
        }
        let mut searches: Vec<Option<Search>> = Vec::new();
        for &feature in features {
            let mut search = trials.likely_people(feature);
            if let Some(search) = search.as_mut().filter(|_| trials.may_go_on()) {
                trials.try_people(feature, search, search.likely.people);
            }
            searches.push(search);
            went(trials.work);
        }
        let mut promises: Vec<Promise> = Vec::new();
        for (place, mut prices) in prices.into_iter().enumerate() {
            trials.close_from_below(place, &mut prices);
            went(trials.work);
            promises.push(Promise {
                feature: features[place],
                price: prices.nearest().map(Money),
                people: None,
            });
        }
        for (promise, search) in promises.iter_mut().zip(searches) {
            let Some(mut search) = search else { continue };
            let mut hint = search.likely.people.checked_sub(1);
            while let Some(middle) = search.bracket.middle().filter(|_| trials.may_go_on()) {
                let hinted = hint.take().filter(|&n| search.bracket.holds(n));
                trials.try_people(promise.feature, &mut search, hinted.unwrap_or(middle));
                went(trials.work);
            }
            promise.people = search.bracket.fewest().map(|people| Joining {
                people,
                ..search.likely
            });
        }
        promises
    }
}

/// Runs of the rule with something changed.
struct Trials<'a> {
    shares: Shares,
    instance: &'a Instance,
    features: &'a [usize],
    /// The instance, but for the price that is tried.
    altered: Instance,
    /// How the raising went; of each feature, above which price it was bought nowhere so far.
    path: Vec<Stretch>,
    /// What it bought in the end, and at which step.
    bought: Vec<usize>,
    last: u128,
    /// Whether the path's last stretch is the step that would have overspent.
    overspends: bool,
    /// What is left of the budget by shares alone, and with the completion.
    left: [u64; 2],
    /// The least support among what is in.
    least_support: u64,
    work: u64,
    /// What the rule alone took.
    first_work: u64,
    effort: u64,
}

impl<'a> Trials<'a> {
    fn new(shares: Shares, instance: &'a Instance, features: &'a [usize], effort: u64) -> Self {
        let Shares {
            utility,
            ties,
            completion,
        } = shares;
        let mut auction = Auction::new(instance, utility, ties);
        auction.watch(features.to_vec());
        let mut path: Vec<Stretch> = Vec::new();
        let raising = Raising::new(instance, completion, ties);
        let run = raising.run_from(&mut auction, 0, &mut |mut stretch, _| {
            if let Some(before) = path.last() {
                for (most, before) in stretch.most.iter_mut().zip(&before.most) {
                    *most = most.max(*before);
                }
            }
            path.push(stretch);
        });
        let last = raising.step_of(&run);
        let mix = complete(instance, utility, ties, completion, &run);
        let spent = |selected: &[usize]| instance.budget.0 - instance.cost(selected).0;
        let support = mix.selected.iter().map(|&f| instance.support(f));
        Trials {
            shares,
            instance,
            features,
            altered: instance.clone(),
            overspends: path.last().is_some_and(|stretch| stretch.to > last),
            path,
            last,
            left: [
                spent(&mix.selected[..mix.musts + mix.bought]),
                spent(&mix.selected),
            ],
            least_support: support.min().unwrap_or(0),
            bought: run.bought,
            work: auction.work(),
            first_work: auction.work(),
            effort,
        }
    }

    /// A trial may take as long as what was run first.
    fn may_go_on(&self) -> bool {
        self.work.saturating_add(self.first_work) <= self.effort
    }

    /// Whether the whole rule takes a feature in at another price; or, for a guess, whether it would
    /// if endowments raised further never let a mix become cheaper.
    fn is_in_at(&mut self, place: usize, price: u64, guess: bool) -> bool {
        let feature = self.features[place];
        let Shares {
            utility,
            ties,
            completion,
        } = self.shares;
        if self.altered.set_cost(feature, Money(price)).is_err() {
            return false;
        }
        let may_be_bought = |stretch: &Stretch| stretch.most[place] >= price as f64;
        let first = self.path.iter().position(may_be_bought);
        let bought = match first {
            // It is bought nowhere, and the next step overspends as it did.
            None if self.overspends || completion.raise == Raise::No => self.bought.clone(),
            first => {
                let mut auction = Auction::new(&self.altered, utility, ties);
                let raising = Raising::new(&self.altered, completion, ties);
                let far = first.is_some_and(|first| self.path.len() - first > NEAR);
                let run = match first {
                    _ if guess && far && completion.raise == Raise::UntilOverspend => {
                        raising.likely_run(&mut auction, self.last)
                    }
                    Some(0) => raising.run_from(&mut auction, 0, &mut |_, _| {}),
                    Some(first) => {
                        raising.run_from(&mut auction, self.path[first - 1].to, &mut |_, _| {})
                    }
                    None => raising.run_from(&mut auction, self.last, &mut |_, _| {}),
                };
                self.work += auction.work() + self.instance.groups.len() as u64;
                run.bought
            }
        };
        let is_in = is_in(&self.altered, self.shares, bought, feature);
        // It was valid before.
        let _ = (self.altered).set_cost(feature, self.instance.features[feature].cost);
        is_in
    }

    /// A price at which a feature is in, and a higher one at which it is not: as close to its own as
    /// was found.
    fn price(&mut self, place: usize) -> Prices {
        let cost = self.instance.features[self.features[place]].cost.0;
        // Above this it is bought with shares nowhere: only the completion may take it in, and rather
        // the less it costs.
        let bound = self.path.last().map_or(0.0, |stretch| stretch.most[place]);
        let bound = (bound as u64).saturating_add(1).min(cost);
        let mut prices = Prices {
            is_in: None,
            out: cost,
        };
        if bound < cost && self.shares.completion.greedy && self.tried(place, &mut prices, bound) {
            self.close(place, &mut prices, false);
            return prices;
        }
        let mut likely = prices;
        self.fall(place, &mut likely, bound, true);
        self.close(place, &mut likely, true);
        match likely.is_in {
            _ if !self.may_go_on() => {}
            Some(price) if self.tried(place, &mut prices, price) => {}
            Some(price) => self.fall(place, &mut prices, price - 1, false),
            // A guess is no reason to be silent: at the lowest price it may be in all the same.
            None if cost > 1 && self.tried(place, &mut prices, 1) => {
                self.close(place, &mut prices, false);
            }
            None => {}
        }
        prices
    }

    /// Tries a price and keeps what it says.
    fn tried(&mut self, place: usize, prices: &mut Prices, price: u64) -> bool {
        let is_in = self.is_in_at(place, price, false);
        prices.tried(price, is_in);
        is_in
    }

    /// Lower and lower from a price on, until it is in.
    fn fall(&mut self, place: usize, prices: &mut Prices, from: u64, guess: bool) {
        let mut price = from.min(prices.out.saturating_sub(1));
        let mut step = (price / FIRST_PART).max(1);
        while price > 0 && self.may_go_on() {
            let is_in = self.is_in_at(place, price, guess);
            prices.tried(price, is_in);
            if is_in || price == 1 {
                return;
            }
            let next = from.saturating_sub(step).clamp(1, price - 1);
            // What is left of the budget is often what decides.
            let hint = self.left.into_iter().filter(|&left| left < price).max();
            match hint.filter(|&hint| hint > next) {
                Some(hint) => price = hint,
                None => (price, step) = (next, step.saturating_mul(2)),
            }
        }
    }

    /// Finds the price at which it is in, and is not with one more.
    fn close(&mut self, place: usize, prices: &mut Prices, guess: bool) {
        while let Some(is_in) = prices.is_in
            && prices.out - is_in > 1
            && self.may_go_on()
        {
            let inside = |&hint: &u64| is_in < hint && hint < prices.out;
            let mut hints = self.left.into_iter().flat_map(|left| [left + 1, left]);
            let middle = is_in + (prices.out - is_in) / 2;
            let price = hints.find(inside).unwrap_or(middle);
            let is_in = self.is_in_at(place, price, guess);
            prices.tried(price, is_in);
        }
    }

    /// As [`Trials::close`], if mostly nothing is left to be found: first by the smallest step.
    fn close_from_below(&mut self, place: usize, prices: &mut Prices) {
        if let Some(price) = prices.is_in
            && prices.out - price > 1
            && self.may_go_on()
            && self.tried(place, prices, price + 1)
        {
            self.close(place, prices, false);
        }
    }

    /// Of which party the fewest people are likely to bring a feature in, and how many.
    fn likely_people(&mut self, feature: usize) -> Option<Search> {
        let instance = self.instance;
        let voice = &instance.voices[feature];
        let points = (voice.points + voice.people / 2) / voice.people.max(1);
        let points = u32::try_from(points).unwrap_or(u32::MAX).max(1);
        let mut parties: Vec<usize> = (0..instance.parties.len())
            .filter(|&p| instance.part_of_person[p] > 0 && instance.parties[p].people > 0)
            .collect();
        let backing = |party: usize| voice.by_party[party].people * instance.part_of_person[party];
        parties.sort_by_key(|&party| (std::cmp::Reverse(backing(party)), party));
        parties.truncate(PARTIES);
        // What has the least support among what is in is often what has to be outdone.
        let outdone = self.least_support.saturating_sub(instance.support(feature));
        let mut best: Option<Search> = None;
        for party in parties {
            let joining = |people| Joining {
                party,
                people,
                points,
            };
            let all = self.most_joining(feature, party);
            let most = best.as_ref().map_or(all, |best| best.likely.people - 1);
            let mut bracket = Bracket {
                out: 0,
                is_in: None,
                most,
            };
            let mut hint = u32::try_from(outdone).ok();
            while let Some(middle) = bracket.middle().filter(|_| self.may_go_on()) {
                let people = hint.take().filter(|&n| bracket.holds(n)).unwrap_or(middle);
                let is_in = self.is_likely_in_with(feature, joining(people));
                bracket.tried(people, is_in);
            }
            if let Some(people) = bracket.is_in {
                best = Some(Search {
                    likely: joining(people),
                    bracket: Bracket {
                        out: 0,
                        is_in: None,
                        most: all,
                    },
                });
            }
        }
        best
    }

    /// More people of a party are not tried: so many that they could pay alone, whoever else wants it.
    fn most_joining(&self, feature: usize, party: usize) -> u32 {
        let instance = self.instance;
        let people = instance.parties[party].people;
        let start = instance.budget.0 - instance.cost(&instance.musts_with_needs()).0;
        let parts = u128::from(instance.part_of_person[party]) * u128::from(people);
        let voice = u128::from(start) * parts / instance.whole_endowment.max(1);
        let cost = u128::from(instance.features[feature].cost.0);
        // Those who share in the voice that is split again, and how much that is.
        let (sharing, voice) = match instance.endowed_by_people {
            true => (instance.people(), u128::from(start)),
            false => (people, voice),
        };
        let alone = (u128::from(sharing) * cost).checked_div(voice.saturating_sub(cost));
        let most = u128::from(people) * MOST_TIMES + MOST_JOINING;
        let most = alone.map_or(most, |alone| most.min(alone + 1));
        u32::try_from(most).unwrap_or(u32::MAX - 1)
    }

    /// Tries a number of people and keeps what it says.
    fn try_people(&mut self, feature: usize, search: &mut Search, people: u32) {
        let is_in = self.is_in_with(
            feature,
            Joining {
                people,
                ..search.likely
            },
        );
        search.bracket.tried(people, is_in);
    }

    fn is_in_with(&mut self, feature: usize, joining: Joining) -> bool {
        let Shares {
            utility,
            ties,
            completion,
        } = self.shares;
        let Some(joined) = self.joined(feature, joining) else {
            return false;
        };
        let mut auction = Auction::new(&joined, utility, ties);
        let raising = Raising::new(&joined, completion, ties);
        let run = raising.run_from(&mut auction, 0, &mut |_, _| {});
        self.work += auction.work();
        is_in(&joined, self.shares, run.bought, feature)
    }

    /// As [`Trials::is_in_with`], if endowments raised further never let a mix become cheaper.
    fn is_likely_in_with(&mut self, feature: usize, joining: Joining) -> bool {
        let Shares {
            utility,
            ties,
            completion,
        } = self.shares;
        if completion.raise != Raise::UntilOverspend {
            return self.is_in_with(feature, joining);
        }
        let Some(joined) = self.joined(feature, joining) else {
            return false;
        };
        let mut auction = Auction::new(&joined, utility, ties);
        let raising = Raising::new(&joined, completion, ties);
        let run = raising.likely_run(&mut auction, self.last);
        self.work += auction.work();
        is_in(&joined, self.shares, run.bought, feature)
    }

    fn joined(&mut self, feature: usize, joining: Joining) -> Option<Instance> {
        self.work += 4 * self.instance.groups.len() as u64;
        let wish = (feature, joining.points);
        (self.instance)
            .with_more_people(joining.party, joining.people, wish)
            .ok()
    }
}

/// What is known of a feature's prices.
#[derive(Clone, Copy)]
struct Prices {
    /// At this one it is in, if any is known.
    is_in: Option<u64>,
    /// At this one it is not: the lowest such above the other.
    out: u64,
}

impl Prices {
    /// The price at which it is in, if it is known that with one minor unit more it is not.
    fn nearest(self) -> Option<u64> {
        self.is_in.filter(|is_in| self.out - is_in == 1)
    }

    fn tried(&mut self, price: u64, is_in: bool) {
        match is_in {
            true => self.is_in = Some(price),
            false => self.out = price,
        }
    }
}

/// A number of people that is looked for.
struct Search {
    likely: Joining,
    bracket: Bracket,
}

/// What is known of how many people bring a feature in.
#[derive(Clone, Copy)]
struct Bracket {
    /// So many do not.
    out: u32,
    /// So many do, if any are known.
    is_in: Option<u32>,
    /// More are not tried.
    most: u32,
}

impl Bracket {
    /// How many bring it in, if it is known that one fewer do not.
    fn fewest(self) -> Option<u32> {
        self.is_in.filter(|people| people - self.out == 1)
    }

    fn above(self) -> u32 {
        self.is_in.unwrap_or(self.most + 1)
    }

    fn holds(self, people: u32) -> bool {
        self.out < people && people < self.above()
    }

    /// What to try next, as long as there is anything between.
    fn middle(self) -> Option<u32> {
        let middle = self.out + self.above().saturating_sub(self.out) / 2;
        self.holds(middle).then_some(middle)
    }

    fn tried(&mut self, people: u32, is_in: bool) {
        match is_in {
            true => self.is_in = Some(people),
            false => self.out = people,
        }
    }
}

/// Whether the completion's mix holds a feature.
fn is_in(instance: &Instance, shares: Shares, bought: Vec<usize>, feature: usize) -> bool {
    if bought.contains(&feature) {
        return true;
    }
    let Shares {
        utility,
        ties,
        completion,
    } = shares;
    let mix = complete_with(instance, utility, ties, completion, bought);
    mix.selected.contains(&feature)
}
