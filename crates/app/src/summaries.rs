//! Relationships as lists of many tell them to one person, kept until something is recorded there or
//! their time is over. They outlive the folds from which they were made: a list of many relationships
//! is longer than what is kept folded.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Moment;
use domain::ids::*;
use domain::view::Summary;
use record::Place;

/// How much is kept: a few thousand summaries of ordinary tables.
const SUMMARY_BYTES: usize = 8 << 20;
/// What one costs beside what it says: its place in the map, and the allocation.
const KEEPING_BYTES: usize = 160;

/// The record's end, and how much of it is erased.
pub(crate) type At = (Place, u64);

/// What is known for one person.
#[derive(Clone)]
pub(crate) struct Known {
    /// Of which record.
    pub at: At,
    /// `None` where they have no seat.
    pub summary: Option<Arc<Summary>>,
}

impl Known {
    fn weight(&self) -> usize {
        KEEPING_BYTES + self.summary.as_ref().map_or(0, |summary| summary.weight())
    }

    fn holds(&self, now: Moment) -> bool {
        let summary = self.summary.as_ref();
        summary.is_none_or(|summary| summary.holds.contains(&now))
    }
}

#[derive(Default)]
pub(crate) struct Summaries(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// Each with the tick of its latest use.
    known: HashMap<RelationshipId, HashMap<PersonId, (Known, u64)>>,
    bytes: usize,
    ticks: u64,
}

impl Kept {
    fn remove(&mut self, id: RelationshipId) {
        for (known, _) in self.known.remove(&id).into_iter().flatten().map(|it| it.1) {
            self.bytes -= known.weight();
        }
    }

    /// Lets go of the half not used for longest: seldom, so that keeping one costs no search.
    fn make_room(&mut self) {
        let all = self.known.values().flat_map(HashMap::values);
        let mut used: Vec<u64> = all.map(|(_, used)| *used).collect();
        let middle = used.len() / 2;
        let (_, median, _) = used.select_nth_unstable(middle);
        let Self { known, bytes, .. } = self;
        known.retain(|_, people| {
            people.retain(|_, (known, used)| {
                let stays = *used > *median;
                if !stays {
                    *bytes -= known.weight();
                }
                stays
            });
            !people.is_empty()
        });
    }
}

impl Summaries {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A panic while holding the lock leaves a cache that is at worst too small.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known for the person, if it holds at `now`; of which record, the asker compares.
    pub fn find(&self, id: RelationshipId, person: PersonId, now: Moment) -> Option<Known> {
        let mut kept = self.kept();
        kept.ticks += 1;
        let tick = kept.ticks;
        let (known, used) = kept.known.get_mut(&id)?.get_mut(&person)?;
        *used = tick;
        Some(known.clone()).filter(|known| known.holds(now))
    }

    pub fn keep(&self, id: RelationshipId, person: PersonId, known: Known) {
        let mut kept = self.kept();
        kept.ticks += 1;
        let tick = kept.ticks;
        kept.bytes += known.weight();
        let people = kept.known.entry(id).or_default();
        if let Some((before, _)) = people.insert(person, (known, tick)) {
            kept.bytes -= before.weight();
        }
        while kept.bytes > SUMMARY_BYTES && !kept.known.is_empty() {
            kept.make_room();
        }
    }

    /// Lets go of what was made of another record than the one that is folded now.
    pub fn let_go(&self, id: RelationshipId, now: At) {
        let mut kept = self.kept();
        let Some(people) = kept.known.get(&id) else {
            return;
        };
        if people.values().any(|(known, _)| known.at != now) {
            kept.remove(id);
        }
    }

    /// Lets go of everything of a relationship.
    pub fn forget(&self, id: RelationshipId) {
        self.kept().remove(id);
    }
}

#[cfg(test)]
mod tests {
    use record::Hash;
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> RelationshipId {
        RelationshipId(Uuid::from_u128(number))
    }

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn at(sequence: u64) -> At {
        let root = Hash::ZERO;
        (Place { sequence, root }, 0)
    }

    fn known(sequence: u64) -> Known {
        Known {
            at: at(sequence),
            summary: None,
        }
    }

    #[test]
    fn what_was_made_of_another_record_goes_for_everybody() {
        let summaries = Summaries::default();
        summaries.keep(id(1), person(1), known(7));
        summaries.keep(id(1), person(2), known(7));
        summaries.keep(id(2), person(1), known(3));
        summaries.let_go(id(1), at(7));
        assert!(summaries.find(id(1), person(2), Moment(0)).is_some());
        summaries.let_go(id(1), at(8));
        assert!(summaries.find(id(1), person(1), Moment(0)).is_none());
        assert!(summaries.find(id(1), person(2), Moment(0)).is_none());
        assert!(summaries.find(id(2), person(1), Moment(0)).is_some());
        assert_eq!(summaries.kept().bytes, KEEPING_BYTES);
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for_and_what_was_used_last_stays() {
        let summaries = Summaries::default();
        let most = SUMMARY_BYTES / KEEPING_BYTES;
        for number in 0..=most as u128 {
            summaries.keep(id(number), person(1), known(1));
            assert!(summaries.find(id(0), person(1), Moment(0)).is_some());
        }
        let kept = summaries.kept();
        assert!(kept.bytes <= SUMMARY_BYTES);
        let left: usize = kept.known.values().map(HashMap::len).sum();
        assert_eq!(kept.bytes, left * KEEPING_BYTES);
        assert!(left >= most / 2 && left <= most);
    }
}
