//! Folded relationships, kept in memory while there is room and thrown away freely.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ids::*;
use domain::{Fact, Moment, Relationship, Stamp};
use record::{Entry, Record, StreamId};

use crate::Error;

/// How much the cache may hold, estimated from the size of the entries folded: enough for a few
/// hundred busy relationships, and small beside what a small machine has.
pub const FOLD_BYTES: usize = 64 << 20;
/// What an entry costs in a fold beyond its text: map nodes, ids, stamps.
const ENTRY_BYTES: usize = 400;

/// A fold and what it was made of.
#[derive(Clone)]
pub(crate) struct Fold {
    pub state: Arc<Relationship>,
    pub erasures: u64,
    pub bytes: usize,
}

impl Fold {
    pub fn sequence(&self) -> u64 {
        self.state.sequence()
    }
}

#[derive(Clone)]
pub(crate) struct Folds {
    record: Record,
    budget: usize,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    /// Each with the tick of its latest use.
    folds: HashMap<(RelationshipId, Point), (Fold, u64)>,
    bytes: usize,
    ticks: u64,
}

/// Up to where a fold reads its record.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Point {
    /// To the end.
    Today,
    /// To this entry, after so many erasures.
    Past { sequence: u64, erasures: u64 },
}

impl Kept {
    fn find(&mut self, id: RelationshipId, point: Point) -> Option<Fold> {
        self.ticks += 1;
        let tick = self.ticks;
        let (fold, used) = self.folds.get_mut(&(id, point))?;
        *used = tick;
        Some(fold.clone())
    }

    /// Keeps a fold, and lets go of those not used for longest while there is more than `budget`.
    /// The latest stays, however large: it is what is being looked at.
    fn keep(&mut self, id: RelationshipId, point: Point, fold: Fold, budget: usize) {
        self.ticks += 1;
        self.bytes += fold.bytes;
        let before = self.folds.insert((id, point), (fold, self.ticks));
        self.bytes -= before.map_or(0, |(fold, _)| fold.bytes);
        while self.bytes > budget && self.folds.len() > 1 {
            let unused = self.folds.iter().min_by_key(|(_, (_, used))| *used);
            let Some(unused) = unused.map(|(key, _)| *key) else {
                break;
            };
            let gone = self.folds.remove(&unused);
            self.bytes -= gone.map_or(0, |(fold, _)| fold.bytes);
        }
    }
}

impl Folds {
    pub fn new(record: Record, budget: usize) -> Self {
        Self {
            record,
            budget,
            kept: Arc::default(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A panic while holding the lock leaves a cache that is at worst too small.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fold of the whole record, made sure of by the stream's head.
    pub fn today(&self, id: RelationshipId) -> Result<Option<Arc<Relationship>>, Error> {
        Ok(self.current(id)?.map(|fold| fold.state))
    }

    pub fn current(&self, id: RelationshipId) -> Result<Option<Fold>, Error> {
        let Some(head) = self.record.head(StreamId(id.0))? else {
            return Ok(None);
        };
        let kept = self
            .remembered(id)
            .filter(|fold| fold.erasures == head.erasures);
        match kept {
            Some(fold) if fold.sequence() == head.sequence => Ok(Some(fold)),
            Some(fold) if fold.sequence() < head.sequence => {
                let fold = self.extend(id, Some(fold), head.sequence, head.erasures)?;
                Ok(fold.inspect(|fold| self.remember(id, fold)))
            }
            // This node's own writer may be ahead of the head just read.
            Some(fold) => Ok(Some(fold)),
            None => {
                let fold = self.extend(id, None, head.sequence, head.erasures)?;
                Ok(fold.inspect(|fold| self.remember(id, fold)))
            }
        }
    }

    /// The fold that this node made last, without asking the record.
    pub fn remembered(&self, id: RelationshipId) -> Option<Fold> {
        self.kept().find(id, Point::Today)
    }

    /// Keeps a fold that is known to be committed, and makes room for it.
    pub fn remember(&self, id: RelationshipId, fold: &Fold) {
        let mut kept = self.kept();
        let newer = |(known, _): &(Fold, u64)| {
            (known.erasures, known.sequence()) > (fold.erasures, fold.sequence())
        };
        if kept.folds.get(&(id, Point::Today)).is_some_and(newer) {
            return;
        }
        kept.keep(id, Point::Today, fold.clone(), self.budget);
    }

    /// Forgets a relationship's folds: its text has changed under them.
    pub fn forget(&self, id: RelationshipId) {
        let mut kept = self.kept();
        let Kept { folds, bytes, .. } = &mut *kept;
        folds.retain(|(of, _), (fold, _)| {
            if *of == id {
                *bytes -= fold.bytes;
            }
            *of != id
        });
    }

    /// The fold of the first `sequence` entries.
    pub fn at(
        &self,
        id: RelationshipId,
        sequence: u64,
    ) -> Result<Option<Arc<Relationship>>, Error> {
        let Some(head) = self.record.head(StreamId(id.0))? else {
            return Ok(None);
        };
        if sequence >= head.sequence {
            return self.today(id);
        }
        let erasures = head.erasures;
        let point = Point::Past { sequence, erasures };
        if let Some(fold) = self.kept().find(id, point) {
            return Ok(Some(fold.state));
        }
        let fold = self.extend(id, None, sequence, erasures)?;
        if let Some(fold) = &fold {
            self.kept().keep(id, point, fold.clone(), self.budget);
        }
        Ok(fold.map(|fold| fold.state))
    }

    /// Reads the record from where `fold` ends up to `sequence`.
    fn extend(
        &self,
        id: RelationshipId,
        fold: Option<Fold>,
        sequence: u64,
        erasures: u64,
    ) -> Result<Option<Fold>, Error> {
        let mut bytes = fold.as_ref().map_or(0, |fold| fold.bytes);
        let first = fold.as_ref().map_or(0, Fold::sequence) + 1;
        let mut state = fold.map(|fold| (*fold.state).clone());
        let mut failed = None;
        self.record
            .entries(StreamId(id.0), first..=sequence, |entry: Entry| {
                bytes += weight(&entry);
                match step(&mut state, &entry) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                }
            })?;
        match failed {
            Some(error) => Err(error),
            None => Ok(state.map(|state| Fold {
                state: Arc::new(state),
                erasures,
                bytes,
            })),
        }
    }
}

/// The envelope of an entry, as the rules read it.
pub(crate) fn stamp(entry: &Entry) -> Stamp {
    Stamp {
        sequence: entry.sequence,
        at: Moment(entry.at),
        actor: PersonId(entry.actor),
    }
}

/// The fact of an entry.
pub(crate) fn fact(entry: &Entry) -> Result<Fact, Error> {
    Fact::decode(&entry.kind, &entry.fact, entry.content.as_deref()).map_err(|reason| {
        Error::Unreadable {
            sequence: entry.sequence,
            reason,
        }
    })
}

fn step(state: &mut Option<Relationship>, entry: &Entry) -> Result<(), Error> {
    let (stamp, fact) = (stamp(entry), fact(entry)?);
    match state {
        Some(state) => state.apply(stamp, fact),
        None => *state = Some(Relationship::begin(stamp, &fact).ok_or(Error::NotARelationship)?),
    }
    Ok(())
}

fn weight(entry: &Entry) -> usize {
    ENTRY_BYTES + entry.content.as_ref().map_or(0, Vec::len)
}

/// What appending these bytes adds to a fold.
pub(crate) fn weight_of(content: Option<&Vec<u8>>) -> usize {
    ENTRY_BYTES + content.map_or(0, Vec::len)
}

#[cfg(test)]
mod tests {
    use domain::Stamp;
    use domain::fact::RelationshipOpened;
    use domain::words::Closeness;
    use uuid::Uuid;

    use super::*;

    fn fold(bytes: usize) -> Fold {
        let opened = RelationshipOpened {
            provider: PartyId(Uuid::from_u128(1)),
            provider_organisation: OrganisationId(Uuid::from_u128(2)),
            consumer: PartyId(Uuid::from_u128(3)),
            consumer_organisation: OrganisationId(Uuid::from_u128(4)),
            closeness: Closeness::Regular,
            currency: "EUR".into(),
            time_zone: "Europe/Berlin".into(),
            text: None,
        };
        let stamp = Stamp {
            sequence: 1,
            at: Moment(0),
            actor: PersonId(Uuid::from_u128(5)),
        };
        Fold {
            state: Arc::new(Relationship::begin(stamp, &opened.into()).unwrap()),
            erasures: 0,
            bytes,
        }
    }

    fn relationship(number: u128) -> RelationshipId {
        RelationshipId(Uuid::from_u128(number))
    }

    const PAST: Point = Point::Past {
        sequence: 1,
        erasures: 0,
    };

    #[test]
    fn longest_unused_fold_makes_room_past_or_present() {
        let mut kept = Kept::default();
        kept.keep(relationship(1), Point::Today, fold(40), 100);
        kept.keep(relationship(2), PAST, fold(40), 100);
        assert!(kept.find(relationship(1), Point::Today).is_some());
        kept.keep(relationship(3), Point::Today, fold(40), 100);
        assert!(kept.find(relationship(2), PAST).is_none());
        assert!(kept.find(relationship(1), Point::Today).is_some());
        assert!(kept.find(relationship(3), Point::Today).is_some());
        assert_eq!(kept.bytes, 80);
    }

    #[test]
    fn fold_larger_than_the_budget_is_kept_alone() {
        let mut kept = Kept::default();
        kept.keep(relationship(1), Point::Today, fold(40), 100);
        kept.keep(relationship(2), Point::Today, fold(400), 100);
        assert!(kept.find(relationship(1), Point::Today).is_none());
        assert!(kept.find(relationship(2), Point::Today).is_some());
        assert_eq!(kept.bytes, 400);
    }

    #[test]
    fn replaced_fold_is_counted_once() {
        let mut kept = Kept::default();
        kept.keep(relationship(1), Point::Today, fold(40), 100);
        kept.keep(relationship(1), Point::Today, fold(50), 100);
        assert_eq!((kept.bytes, kept.folds.len()), (50, 1));
    }
}
