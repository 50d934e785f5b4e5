//! What of many people's words others may compare.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::*;
use domain::steps::Steps;
use domain::{Moment, Stamp};
use proptest::prelude::*;

use crate::world::driver;

fn stamp(sequence: u64) -> Stamp {
    Stamp {
        sequence,
        at: Moment(0),
        actor: driver(0),
    }
}

fn shown(steps: &Steps<u64>) -> BTreeMap<PersonId, u64> {
    let shown = steps.shown();
    shown.map(|(person, shown)| (person, shown.word)).collect()
}

fn people(of: impl IntoIterator<Item = u128>) -> Steps<u64> {
    let mut steps = Steps::default();
    for (at, n) in (1..).zip(of) {
        steps.note(driver(n), Some(at), stamp(at));
    }
    steps
}

#[test]
fn nothing_is_seen_until_the_fifth_person() {
    assert!(shown(&people([0, 1, 2, 3, 3, 2, 1])).is_empty());
    assert_eq!(shown(&people([0, 1, 2, 3, 3, 4])).len(), 5);
}

#[test]
fn a_state_is_held_back_that_would_differ_from_an_older_one_by_fewer_than_five() {
    let mut steps = people(0..10);
    assert_eq!(steps.taken.len(), 2);
    // Four of the second five take back what they said, and one of the first says something else: five
    // people, but beside the first state it would be two.
    for n in 5..9 {
        assert!(steps.note(driver(n), None, stamp(20)).is_empty());
    }
    assert!(steps.note(driver(0), Some(21), stamp(21)).is_empty());
    assert_eq!(steps.taken.len(), 2);
    assert_eq!(shown(&steps).len(), 10);
}

#[test]
fn back_to_an_older_state_is_a_step_too() {
    let mut steps = people(0..10);
    let first: BTreeMap<_, _> = (0..5).map(|n| (driver(n), n as u64 + 1)).collect();
    for n in 5..10 {
        steps.note(driver(n), None, stamp(20));
    }
    assert_eq!(shown(&steps), first);
}

proptest! {
    /// Between any two states that were ever seen, the words differ of nobody or of at least five
    /// people, of whom some may have chosen to stand by name since; and who left, left with four others.
    #[test]
    fn any_two_states_differ_by_nobody_or_by_five(
        names in any::<bool>(),
        acts in proptest::collection::vec((0u8..40, 0u128..14), 1..400),
    ) {
        let mut steps: Steps<u64> = Steps::default();
        let mut named: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
        let mut left: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
        let mut public = BTreeSet::new();
        let mut states = vec![shown(&steps)];
        for (at, (what, n)) in (1..).zip(acts) {
            let person = driver(n);
            match what {
                0 if names => {
                    named.entry(person).or_default().push(states.len());
                    steps.forget(person);
                }
                1 if names => {
                    public.insert(at);
                    named.entry(person).or_default().push(states.len());
                    steps.keep(person, at);
                }
                2..=4 => {
                    let by_name = steps.shown().any(|(one, shown)| one == person && shown.reach.is_none());
                    let gone = steps.leave(person, Moment(0));
                    prop_assert!(matches!(gone.len(), 0 | 5..) || by_name);
                    let which = if by_name { &mut named } else { &mut left };
                    for change in gone {
                        which.entry(change.person).or_default().push(states.len());
                    }
                }
                5..=8 => {
                    steps.note(person, None, stamp(at));
                }
                _ => {
                    let due = steps.would_step(person);
                    let changes = steps.note(person, Some(at), stamp(at));
                    prop_assert_eq!(due, !changes.is_empty());
                }
            }
            let now = shown(&steps);
            if states.last() != Some(&now) {
                states.push(now);
            }
        }
        for (n, one) in states.iter().enumerate() {
            for (m, other) in states.iter().enumerate().skip(n + 1) {
                let people: BTreeSet<_> = one.keys().chain(other.keys()).collect();
                let differ = people.into_iter().filter(|person| one.get(person) != other.get(person));
                let between = |of: &BTreeMap<PersonId, Vec<usize>>, person: &PersonId| {
                    let at = of.get(person);
                    at.is_some_and(|all| all.iter().any(|at| (n + 1..=m).contains(at)))
                };
                // Of whom everybody knows what it was: they stood by name, and said nothing since.
                let known = |person: &PersonId| {
                    let hidden = other.get(person).is_some_and(|word| !public.contains(word));
                    between(&named, person) && !hidden
                };
                let chose = named.keys().filter(|person| between(&named, person)).count();
                let fine = |people: usize| people == 0 || people + chose >= 5;
                let differ: Vec<_> = differ.filter(|person| !known(person)).collect();
                prop_assert!(fine(differ.len()), "{:?}", differ);
                // Without those who left between the two, five together: everybody knows who left.
                let left_between = |person: &&&PersonId| {
                    !other.contains_key(person) && between(&left, person)
                };
                let others = differ.iter().filter(|person| !left_between(person)).count();
                prop_assert!(fine(others), "{} of {:?}", others, differ);
            }
        }
    }
}
