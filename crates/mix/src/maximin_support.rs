//! Maximin support: the cost of what is in is carried by those who want it, and the heaviest load is
//! kept as light as possible.
//!
//! Sánchez-Fernández, Fernández-García, Fisteus, Brill: *The maximin support method*, Mathematical
//! Programming 203, 2024; with costs as in Aziz, Lee, Talmon, *Proportionally Representative
//! Participatory Budgeting*, AAMAS 2018 (Generalised Phragmén's sequential rule). In each round, of the
//! features that still fit, the one with which the heaviest load could be lightest comes next, however
//! the whole cost of all that is in would then be divided among their supporters. A person's load is what
//! they carry per endowment; points do not matter.
//!
//! The lightest possible heaviest load of some features is the largest, over any of them, of their cost
//! per endowment of all who want any of them. A guess at it is tried by sending the costs as a flow to
//! the supporters; where it does not fit, the cut names features that need more.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::instance::Instance;
use crate::open::Making;
use crate::ties::{Tie, Ties};

/// What some features cost, and the endowment of all who want any of them; both below 2^62.
#[derive(Debug, Clone, Copy)]
struct Load {
    cost: u64,
    parts: u64,
}

impl Load {
    const NONE: Load = Load { cost: 0, parts: 1 };
}

impl Ord for Load {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two) = (u128::from(self.cost), u128::from(other.cost));
        (one * u128::from(other.parts)).cmp(&(two * u128::from(self.parts)))
    }
}

impl PartialEq for Load {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Load {}

impl PartialOrd for Load {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Features in the order chosen, the musts first.
pub fn maximin_support(instance: &Instance, ties: Ties) -> Vec<usize> {
    maximin_support_with_ties(instance, ties).0
}

/// As [`maximin_support`], with the choices before which it was indifferent.
pub(crate) fn maximin_support_with_ties(instance: &Instance, ties: Ties) -> (Vec<usize>, Vec<Tie>) {
    let mut making = Making::new(instance);
    let ranks = ties.ranks(instance);
    let carries = |f: &usize| instance.voices[*f].parts > 0;
    // Of the musts, only what somebody carries is a load.
    let mut carriers = Carriers::new(instance);
    let musts = making.selected.iter().copied().filter(carries);
    musts.for_each(|must| carriers.take(must));
    let mut heaviest = carriers.load_with(None, Load::NONE);
    // Loads only become heavier: an old one is the least that it can be now.
    let mut waiting: BinaryHeap<Reverse<(Load, usize)>> = BinaryHeap::new();
    let alone = |f: usize| Load {
        cost: instance.features[f].cost.0,
        parts: instance.voices[f].parts,
    };
    let at_first = (0..instance.features.len()).filter(|&f| making.open.allows(f));
    waiting.extend(at_first.filter(carries).map(|f| Reverse((alone(f), f))));
    loop {
        let mut looked_at: Vec<(Load, usize)> = Vec::new();
        while let Some(&Reverse((low, feature))) = waiting.peek() {
            let lightest = looked_at.iter().map(|l| l.0).min();
            if lightest.is_some_and(|lightest| low.max(heaviest) > lightest) {
                break;
            }
            waiting.pop();
            // What does not fit now does not fit later.
            if making.open.is_closed(feature) || !making.fits(feature) {
                continue;
            }
            let load = carriers.load_with(Some(feature), low.max(heaviest));
            looked_at.push((load, feature));
        }
        let first = |l: &&(Load, usize)| (l.0, ranks[l.1]);
        let feature = match looked_at.iter().min_by_key(first) {
            Some(&(lightest, feature)) => {
                let over = looked_at.iter().filter(|l| l.0 == lightest);
                let over = over.map(|l| l.1).filter(|&f| f != feature).collect();
                making.met.extend(ties.tie(instance, feature, over));
                heaviest = lightest;
                carriers.take(feature);
                feature
            }
            // What nobody carries comes last, as the reference tools have it.
            None => {
                let fits = |f: &usize| !carries(f) && making.open.allows(*f) && making.fits(*f);
                let rest =
                    (0..instance.features.len()).filter(|f| ties.funds_unwanted() && fits(f));
                let Some(feature) = rest.min_by_key(|&f| ranks[f]) else {
                    return making.done();
                };
                feature
            }
        };
        waiting.extend(
            looked_at
                .into_iter()
                .filter(|l| l.1 != feature)
                .map(Reverse),
        );
        let freed = making.buy(feature).into_iter();
        waiting.extend(freed.filter(carries).map(|f| Reverse((alone(f), f))));
    }
}

/// Those who carry, by what they want of what they carry: people who want the same are one class.
struct Carriers<'a> {
    instance: &'a Instance,
    /// In the order taken; positions in here name them below.
    carried: Vec<usize>,
    class_of: Vec<u32>,
    classes: Vec<Class>,
}

/// People who want the same of what is carried, and their endowment together.
#[derive(Clone)]
struct Class {
    wishes: Vec<u32>,
    parts: u64,
}

impl<'a> Carriers<'a> {
    fn new(instance: &'a Instance) -> Self {
        let parts = u64::try_from(instance.whole_endowment).unwrap_or(u64::MAX);
        let nothing = Class {
            wishes: Vec::new(),
            parts,
        };
        Carriers {
            instance,
            carried: Vec::new(),
            class_of: vec![0; instance.groups.len()],
            classes: vec![nothing],
        }
    }

    fn parts(&self, group: usize) -> u64 {
        let group = self.instance.groups[group];
        self.instance.part_of_person[group.party] * u64::from(group.people)
    }

    fn take(&mut self, feature: usize) {
        let at = self.carried.len() as u32;
        self.carried.push(feature);
        let mut parted: Vec<Option<u32>> = vec![None; self.classes.len()];
        for (group, _) in self.instance.supporters(feature) {
            let (class, parts) = (self.class_of[group] as usize, self.parts(group));
            let new = *parted[class].get_or_insert_with(|| {
                let mut wishes = self.classes[class].wishes.clone();
                wishes.push(at);
                self.classes.push(Class { wishes, parts: 0 });
                (self.classes.len() - 1) as u32
            });
            self.class_of[group] = new;
            self.classes[class].parts -= parts;
            self.classes[new as usize].parts += parts;
        }
    }

    /// The lightest that the heaviest load can be with another feature, which is at least `known`.
    fn load_with(&self, feature: Option<usize>, known: Load) -> Load {
        let mut with = vec![0u64; self.classes.len()];
        let mut features = self.carried.clone();
        if let Some(feature) = feature {
            features.push(feature);
            for (group, _) in self.instance.supporters(feature) {
                with[self.class_of[group] as usize] += self.parts(group);
            }
        }
        let at = self.carried.len() as u32;
        let mut wanted: Vec<Class> = Vec::with_capacity(self.classes.len());
        for (class, &with) in self.classes.iter().zip(&with) {
            if with < class.parts && !class.wishes.is_empty() {
                wanted.push(Class {
                    wishes: class.wishes.clone(),
                    parts: class.parts - with,
                });
            }
            if with > 0 {
                let wishes = class.wishes.iter().copied().chain([at]);
                wanted.push(Class {
                    wishes: wishes.collect(),
                    parts: with,
                });
            }
        }
        let costs = features.iter().map(|&f| self.instance.features[f].cost.0);
        let mut flow = Flow::new(costs.collect(), wanted);
        let mut at = known;
        while let Some(heavier) = flow.heavier(at) {
            at = heavier;
        }
        at
    }
}

/// The costs of some features as a flow to those who want them.
struct Flow {
    costs: Vec<u64>,
    wanted: Vec<Class>,
    /// Per feature, positions in `wanted`, and where in there it is named.
    wanted_by: Vec<Vec<(u32, u32)>>,
}

impl Flow {
    fn new(costs: Vec<u64>, wanted: Vec<Class>) -> Self {
        let mut wanted_by = vec![Vec::new(); costs.len()];
        for (people, class) in wanted.iter().enumerate() {
            for (at, &wish) in class.wishes.iter().enumerate() {
                wanted_by[wish as usize].push((people as u32, at as u32));
            }
        }
        Flow {
            costs,
            wanted,
            wanted_by,
        }
    }

    /// A load that is heavier than this and that these features need, if there is one: costs flow to
    /// people, each with room for this load, in amounts of one over `parts`.
    fn heavier(&mut self, than: Load) -> Option<Load> {
        let mut unsent: Vec<u128> = (self.costs.iter())
            .map(|&cost| u128::from(cost) * u128::from(than.parts))
            .collect();
        let mut room: Vec<u128> = (self.wanted.iter())
            .map(|class| u128::from(class.parts) * u128::from(than.cost))
            .collect();
        // Per people, what each of their wishes sends them.
        let mut sent: Vec<Vec<u128>> = (self.wanted.iter())
            .map(|class| vec![0; class.wishes.len()])
            .collect();
        loop {
            // Features by how far they are from one that has not sent all, then back from people with
            // room: Dinic's algorithm, from feature over people to feature.
            let mut level: Vec<u32> = vec![u32::MAX; self.costs.len()];
            let mut people_level: Vec<u32> = vec![u32::MAX; self.wanted.len()];
            let mut queue: Vec<u32> = Vec::new();
            for (f, unsent) in unsent.iter().enumerate() {
                if *unsent > 0 {
                    level[f] = 0;
                    queue.push(f as u32);
                }
            }
            let mut reached = false;
            let mut at = 0;
            while let Some(&f) = queue.get(at) {
                at += 1;
                for &(people, _) in &self.wanted_by[f as usize] {
                    let people = people as usize;
                    if people_level[people] != u32::MAX {
                        continue;
                    }
                    people_level[people] = level[f as usize];
                    reached |= room[people] > 0;
                    for (&other, &sent) in self.wanted[people].wishes.iter().zip(&sent[people]) {
                        if sent > 0 && level[other as usize] == u32::MAX {
                            level[other as usize] = level[f as usize] + 1;
                            queue.push(other);
                        }
                    }
                }
            }
            if !reached {
                // Nothing more can be sent: what was reached needs more than there is room for.
                if queue.is_empty() {
                    return None;
                }
                let cost = queue.iter().map(|&f| self.costs[f as usize]).sum();
                let people = self.wanted.iter().zip(&people_level);
                let people = people.filter(|(_, level)| **level != u32::MAX);
                return Some(Load {
                    cost,
                    parts: people.map(|(class, _)| class.parts).sum(),
                });
            }
            let mut next = vec![0usize; self.costs.len()];
            let mut next_wish = vec![0usize; self.wanted.len()];
            for (f, unsent) in unsent.iter_mut().enumerate() {
                while *unsent > 0 {
                    let pushed = self.push(
                        f,
                        *unsent,
                        (&level, &people_level),
                        (&mut next, &mut next_wish),
                        (&mut room, &mut sent),
                    );
                    if pushed == 0 {
                        break;
                    }
                    *unsent -= pushed;
                }
            }
        }
    }

    /// Sends up to so much from a feature to people with room, on the way making room where others send
    /// elsewhere. The way is never longer than there are features.
    #[allow(clippy::type_complexity)]
    fn push(
        &self,
        feature: usize,
        limit: u128,
        levels: (&[u32], &[u32]),
        (next, next_wish): (&mut Vec<usize>, &mut Vec<usize>),
        (room, sent): (&mut Vec<u128>, &mut Vec<Vec<u128>>),
    ) -> u128 {
        while let Some(&(people, slot)) = self.wanted_by[feature].get(next[feature]) {
            let (people, slot) = (people as usize, slot as usize);
            if levels.1[people] == levels.0[feature] {
                if room[people] > 0 {
                    let amount = room[people].min(limit);
                    room[people] -= amount;
                    sent[people][slot] += amount;
                    return amount;
                }
                let wishes = &self.wanted[people].wishes;
                while next_wish[people] < wishes.len() {
                    let at = next_wish[people];
                    let other = wishes[at] as usize;
                    let held = sent[people][at];
                    if held > 0 && levels.0[other] == levels.0[feature] + 1 {
                        let amount = self.push(
                            other,
                            held.min(limit),
                            levels,
                            (&mut *next, &mut *next_wish),
                            (&mut *room, &mut *sent),
                        );
                        if amount > 0 {
                            sent[people][at] -= amount;
                            sent[people][slot] += amount;
                            return amount;
                        }
                    }
                    next_wish[people] += 1;
                }
            }
            next[feature] += 1;
        }
        0
    }
}
