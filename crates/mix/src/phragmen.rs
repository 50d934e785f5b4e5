//! Phragmén's sequential rule: everybody earns voice at a steady pace, and whoever can, buys.
//!
//! Los, Christoff, Grossi: *Proportional Budget Allocations: Towards a Systematization*, IJCAI 2022.
//! A feature is bought as soon as those who named it have earned its cost together; they then start
//! again from nothing. The rule ends with the first purchase that the budget cannot carry; a feature
//! that costs more than the whole budget takes no part, as in the paper's model. How many
//! points somebody gave does not matter, only whether they named the feature.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use dashu_int::UBig;

use crate::exact::{Fraction, Prices, to_f64};
use crate::instance::{Group, Instance};
use crate::open::{Making, Open};
use crate::ties::{Tie, Ties};

const NEVER: u32 = u32::MAX;

/// Features in the order chosen, the musts first.
///
/// A purchase's time solves `Σ_supporters pace·(time − last purchase) = cost`. Times are estimated
/// as doubles from exact earlier times (so errors do not add up over the rounds), and compared as
/// integers of any length where the estimates are too close.
pub fn phragmen(instance: &Instance, ties: Ties) -> Vec<usize> {
    phragmen_with_ties(instance, ties).0
}

/// As [`phragmen`], with the choices before which it was indifferent.
pub(crate) fn phragmen_with_ties(instance: &Instance, ties: Ties) -> (Vec<usize>, Vec<Tie>) {
    let mut making = Making::new(instance);
    let mut race = Race::new(instance, ties);
    // What no mix could hold takes no part.
    for (feature, pace) in instance.features.iter().zip(&mut race.pace) {
        if feature.cost > instance.budget {
            *pace = 0;
        }
    }
    let mut waiting: BinaryHeap<Reverse<(u64, usize)>> = (0..instance.features.len())
        .filter(|&f| making.open.allows(f) && race.pace[f] > 0)
        .map(|f| Reverse((0, f)))
        .collect();
    while let Some((feature, tied)) = race.next(&mut waiting, &making.open) {
        making.met.extend(ties.tie(instance, feature, tied));
        if !making.fits(feature) {
            break;
        }
        race.buy(feature);
        let freed = making.buy(feature).into_iter();
        let freed = freed.filter(|&f| race.pace[f] > 0);
        waiting.extend(freed.map(|f| Reverse((0, f))));
    }
    making.done()
}

struct Race<'a> {
    instance: &'a Instance,
    ranks: Vec<u32>,
    /// What a feature's supporters earn together in a unit of time.
    pace: Vec<u64>,
    /// The purchase after which a group started again.
    last: Vec<u32>,
    times: Prices,
    rounded: Vec<f64>,
}

impl<'a> Race<'a> {
    fn new(instance: &'a Instance, ties: Ties) -> Self {
        Race {
            instance,
            ranks: ties.ranks(instance),
            pace: instance.voices.iter().map(|voice| voice.parts).collect(),
            last: vec![NEVER; instance.groups.len()],
            times: Prices::new(),
            rounded: Vec::new(),
        }
    }

    /// The feature that is paid for first, and those that are paid for at the same time. The heap holds lower bounds: waiting only gets longer.
    fn next(
        &self,
        waiting: &mut BinaryHeap<Reverse<(u64, usize)>>,
        open: &Open,
    ) -> Option<(usize, Vec<usize>)> {
        let mut looked_at: Vec<(f64, f64, usize)> = Vec::new();
        let mut soonest = f64::INFINITY;
        while let Some(&Reverse((low, feature))) = waiting.peek() {
            if f64::from_bits(low) > soonest {
                break;
            }
            waiting.pop();
            if open.is_closed(feature) {
                continue;
            }
            let (low, high) = self.estimate(feature);
            soonest = soonest.min(high);
            looked_at.push((low, high, feature));
        }
        let contenders: Vec<usize> = looked_at
            .iter()
            .filter(|l| l.0 <= soonest)
            .map(|l| l.2)
            .collect();
        let mut tied = Vec::new();
        let winner = match contenders[..] {
            [] => None,
            [only] => Some(only),
            _ => {
                let mut times: Vec<(Fraction, usize)> =
                    contenders.into_iter().map(|f| (self.time(f), f)).collect();
                times.sort_by(|(s, f), (t, g)| match s.cmp(t) {
                    Ordering::Equal => self.ranks[*f].cmp(&self.ranks[*g]),
                    unequal => unequal,
                });
                let (soonest, winner) = &times[0];
                let same = times[1..].iter().take_while(|t| t.0.cmp(soonest).is_eq());
                tied = same.map(|t| t.1).collect();
                Some(*winner)
            }
        };
        waiting.extend(
            looked_at
                .into_iter()
                .filter(|l| Some(l.2) != winner)
                .map(|(low, _, f)| Reverse((low.to_bits(), f))),
        );
        winner.map(|winner| (winner, tied))
    }

    fn estimate(&self, feature: usize) -> (f64, f64) {
        let mut sum = self.instance.features[feature].cost.0 as f64;
        let mut groups = 0.0;
        for (group, _) in self.instance.supporters(feature) {
            groups += 1.0;
            let last = self.last[group];
            if last != NEVER {
                sum += group_pace(self.instance, group) as f64 * self.rounded[last as usize];
            }
        }
        let time = sum / self.pace[feature] as f64;
        // All terms are positive: each operation loses at most half a unit in the last place.
        let error = time * (groups + 16.0) * f64::EPSILON;
        (time - error, time + error)
    }

    fn earlier(&self, feature: usize) -> UBig {
        let mut paces = vec![0u64; self.times.rounds()];
        for (group, _) in self.instance.supporters(feature) {
            if let Some(pace) = paces.get_mut(self.last[group] as usize) {
                *pace += group_pace(self.instance, group);
            }
        }
        let cost = UBig::from(self.instance.features[feature].cost.0);
        cost * self.times.denominator() + self.times.combine(&paces)
    }

    fn time(&self, feature: usize) -> Fraction {
        let denominator = self.times.denominator() * self.pace[feature];
        Fraction {
            numerator: self.earlier(feature),
            denominator,
        }
    }

    fn buy(&mut self, feature: usize) {
        let numerator = self.earlier(feature);
        let round = self.times.rounds() as u32;
        self.times.push(numerator.clone(), self.pace[feature]);
        self.rounded
            .push(to_f64(&numerator, self.times.denominator()));
        for (group, _) in self.instance.supporters(feature) {
            self.last[group] = round;
        }
    }
}

fn group_pace(instance: &Instance, group: usize) -> u64 {
    let Group { party, people } = instance.groups[group];
    u64::from(people) * instance.part_of_person[party]
}
