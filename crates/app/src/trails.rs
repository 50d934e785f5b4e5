//! The last entries of each relationship that this node knows to have been committed, so that it can
//! say what was lost when the database comes back with another past.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::ids::*;
use record::{Entry, Hash, Loss, Place, Record, StreamId};
use uuid::Uuid;

use crate::Error;

/// Steps of one relationship: far more than a replica is ever behind.
const STEPS: usize = 1_024;
/// Relationships with a trail, the latest moved (16 MB when each is full).
const TRAILS: usize = 256;

/// One committed entry.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub sequence: u64,
    pub actor: Uuid,
    /// Known of what was read, and of the last entry of what was appended.
    pub root: Option<Hash>,
}

impl From<&Entry> for Step {
    fn from(entry: &Entry) -> Self {
        Self {
            sequence: entry.sequence,
            actor: entry.actor,
            root: Some(entry.root),
        }
    }
}

/// The last steps of one relationship, dense; the very last has a root.
#[derive(Clone, Default)]
pub(crate) struct Trail(VecDeque<Step>);

impl Trail {
    pub fn push(&mut self, step: Step) {
        match self.0.back() {
            Some(last) if step.sequence <= last.sequence => return,
            Some(last) if step.sequence > last.sequence + 1 => self.0.clear(),
            _ => {}
        }
        if self.0.len() == STEPS {
            self.0.pop_front();
        }
        self.0.push_back(step);
    }

    pub fn steps(self) -> impl Iterator<Item = Step> {
        self.0.into_iter()
    }

    fn end(&self) -> Option<Place> {
        let last = self.0.back()?;
        Some(Place {
            sequence: last.sequence,
            root: last.root?,
        })
    }

    /// What is gone of this trail in the record as it is, or nothing when it is all there.
    pub fn loss(&self, record: &Record, stream: StreamId, now: i64) -> Result<Option<Loss>, Error> {
        let (Some(first), Some(reached)) = (self.0.front(), self.end()) else {
            return Ok(None);
        };
        let there = record.roots(stream, first.sequence..=reached.sequence)?;
        let at = |sequence: u64| {
            let place = there.binary_search_by_key(&sequence, |place| place.sequence);
            place.ok().map(|place| there[place].root)
        };
        let is_shared = |step: &&Step| step.root.is_some() && step.root == at(step.sequence);
        let known = self.0.iter().rev().find(is_shared);
        let (shared, exact) = match known {
            Some(step) => (step.sequence, true),
            None if first.sequence == 1 => (0, true),
            // Its beginning is gone as well: what is there may share even less.
            None => {
                let end = record.head(stream)?.map_or(0, |head| head.sequence);
                (end.min(first.sequence - 1), false)
            }
        };
        if shared == reached.sequence {
            return Ok(None);
        }
        let gone = self.0.iter().filter(|step| step.sequence > shared);
        let mut people: Vec<Uuid> = gone.map(|step| step.actor).collect();
        people.sort_unstable();
        people.dedup();
        Ok(Some(Loss {
            stream,
            reached,
            shared,
            exact,
            there: None,
            people,
            noticed_at: now,
            settled: false,
            declared_by: None,
        }))
    }
}

#[derive(Default)]
pub(crate) struct Trails(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// Each with the tick of its latest move.
    trails: HashMap<RelationshipId, (Trail, u64)>,
    ticks: u64,
}

impl Trails {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A panic while holding the lock leaves a trail that is at worst too short.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds what is known to be committed.
    pub fn add(&self, id: RelationshipId, steps: impl IntoIterator<Item = Step>) {
        let Kept { trails, ticks } = &mut *self.kept();
        *ticks += 1;
        let (trail, moved) = trails.entry(id).or_default();
        *moved = *ticks;
        steps.into_iter().for_each(|step| trail.push(step));
        if trails.len() > TRAILS {
            let oldest = trails.iter().min_by_key(|(_, (_, moved))| *moved);
            if let Some(oldest) = oldest.map(|(id, _)| *id) {
                trails.remove(&oldest);
            }
        }
    }

    pub fn end(&self, id: RelationshipId) -> Option<Place> {
        self.kept().trails.get(&id)?.0.end()
    }

    pub fn ends(&self) -> Vec<(RelationshipId, Place)> {
        let kept = self.kept();
        let ends = kept.trails.iter();
        ends.filter_map(|(id, (trail, _))| Some((*id, trail.end()?)))
            .collect()
    }

    pub fn take(&self, id: RelationshipId) -> Option<Trail> {
        self.kept().trails.remove(&id).map(|(trail, _)| trail)
    }

    /// Puts back what was taken and not used after all; what came meanwhile continues it or goes.
    pub fn put_back(&self, id: RelationshipId, trail: Trail) {
        let Kept { trails, ticks } = &mut *self.kept();
        trails.insert(id, (trail, *ticks));
    }
}
