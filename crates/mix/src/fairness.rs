//! A certificate that no group was passed over, or the group and the feature that show it was.
//!
//! The property is EJR+ up to one feature for additive utilities and any endowments, after Brill
//! and Peters, *Robust and Verifiable Proportionality Axioms for Multiwinner Voting*, EC 2023. For
//! every feature `p` outside the mix and every group `S` of its supporters, some member `i` has
//!
//! ```text
//! u_i(mix) + u_i(p) > endowment_i · u_S(p) / cost(p)        where u_S(p) = Σ_{j in S} u_j(p).
//! ```
//!
//! Equal shares guarantee it for the utility they are run with: were it false for `S`, each of its
//! members could have paid `u_i(p) · cost(p)/u_S(p)` for `p` until one of them had spent more than
//! all but that, always at prices no worse than `cost(p)/u_S(p)`; whose utility then exceeds
//! `endowment_i · u_S(p)/cost(p) − u_i(p)`. For cost utilities and equal endowments it says: no
//! group that can carry `p` from its share of the budget is left with less than that share, up to `p`.

use dashu_int::UBig;

use crate::instance::{Instance, Utility};
use crate::open::Open;
use crate::search::Share;

/// What the check of a mix found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Certificate {
    /// No group was passed over.
    Holds,
    /// These groups together deserve this feature more than what they have.
    Broken {
        /// The feature outside the mix.
        feature: usize,
        /// Positions of the groups.
        groups: Vec<usize>,
        /// How many people they are.
        people: u64,
    },
}

/// So often whoever has enough is taken out before the rest is put in order. Mostly nobody is left.
const SIFTINGS: usize = 8;

/// What one person of each group gets from a selection: below 2^53, as all costs together are, and
/// all points.
pub(crate) fn utilities(instance: &Instance, utility: Utility, selection: &[usize]) -> Vec<u64> {
    let mut got = vec![0; instance.groups.len()];
    for &feature in selection {
        for (group, points) in instance.supporters(feature) {
            got[group] += gain(instance, utility, feature, points);
        }
    }
    got
}

fn gain(instance: &Instance, utility: Utility, feature: usize, points: u32) -> u64 {
    match utility {
        Utility::Cost => instance.features[feature].cost.0,
        Utility::Cardinality => 1,
        Utility::Points => u64::from(points),
    }
}

/// Checks EJR+ up to one for any mix, in time that grows with the ballots only: for each feature
/// outside, the worst group is among those that take in its supporters from the least satisfied on.
/// Features that cannot be added to the mix at all (excluded, or waiting) are not held against it.
pub fn certificate(instance: &Instance, utility: Utility, selection: &[usize]) -> Certificate {
    let got = utilities(instance, utility, selection);
    certificate_of(instance, utility, selection, &got)
}

/// As [`certificate`], when what one person of each group gets is known.
pub(crate) fn certificate_of(
    instance: &Instance,
    utility: Utility,
    selection: &[usize],
    got: &[u64],
) -> Certificate {
    let musts = instance.musts_with_needs();
    let budget = instance.budget.0 - instance.cost(&musts).0;
    let mut open = Open::new(instance);
    for &feature in selection.iter().filter(|f| !musts.contains(f)) {
        open.choose(feature);
    }
    let most_part = instance.part_of_person.iter().copied().max().unwrap_or(0);
    for feature in (0..instance.features.len()).filter(|&f| open.allows(f)) {
        let cost = instance.features[feature].cost.0;
        let part = |group: usize| instance.part_of_person[instance.groups[group].party];
        let all_cost = cost as f64 * instance.whole_endowment as f64;
        // Even with all others on their side, whoever has more than this was not passed over: widened
        // by far more than the doubles may lose.
        let may_lack = |joint: f64, satisfied: u64, part: u64| {
            let enough = joint * budget as f64 * (1.0 + 1e-6);
            all_cost * satisfied as f64 <= enough * part as f64
        };
        let voice = &instance.voices[feature];
        let (joint, least) = match utility {
            Utility::Cost => (voice.endowed_people as f64 * cost as f64, cost),
            Utility::Cardinality => (voice.endowed_people as f64, 1),
            Utility::Points => (voice.endowed_points as f64, 1),
        };
        // Mostly all voices together are too small, even if nobody had anything.
        if !may_lack(joint, least, most_part) {
            continue;
        }
        let mut supporters: Vec<(usize, u64)> = instance
            .supporters(feature)
            .map(|(group, points)| (group, gain(instance, utility, feature, points)))
            .filter(|&(group, gain)| gain > 0 && part(group) > 0)
            .filter(|&(group, gain)| may_lack(joint, got[group] + gain, part(group)))
            .collect();
        // Without those, others have enough, too.
        for _ in 1..SIFTINGS {
            let joint = supporters.iter().map(|&(group, gain)| {
                let people = f64::from(instance.groups[group].people);
                gain as f64 * people
            });
            let (joint, before) = (joint.sum(), supporters.len());
            supporters.retain(|&(group, gain)| may_lack(joint, got[group] + gain, part(group)));
            if supporters.len() == before {
                break;
            }
        }
        let mut supporters: Vec<(Share, u64, usize)> = supporters
            .into_iter()
            .map(|(group, gain)| {
                let satisfied = Share {
                    of: u128::from(got[group] + gain),
                    whole: u128::from(part(group)),
                };
                (satisfied, gain, group)
            })
            .collect();
        supporters.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.2.cmp(&b.2)));
        let cost = UBig::from(cost) * instance.whole_endowment;
        let mut joint: u128 = 0;
        for (at, &(satisfied, gain, group)) in supporters.iter().enumerate() {
            joint += u128::from(gain) * u128::from(instance.groups[group].people);
            if &cost * satisfied.of <= UBig::from(joint) * budget * satisfied.whole {
                let groups: Vec<usize> = supporters[..=at].iter().map(|s| s.2).collect();
                let people = groups
                    .iter()
                    .map(|&g| u64::from(instance.groups[g].people))
                    .sum();
                return Certificate::Broken {
                    feature,
                    groups,
                    people,
                };
            }
        }
    }
    Certificate::Holds
}
