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
/// Past states kept, of all relationships together.
const PAST_FOLDS: usize = 32;

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
    today: HashMap<RelationshipId, (Fold, u64)>,
    past: HashMap<(RelationshipId, u64, u64), (Arc<Relationship>, u64)>,
    bytes: usize,
    ticks: u64,
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
        let mut kept = self.kept();
        kept.ticks += 1;
        let tick = kept.ticks;
        let (fold, used) = kept.today.get_mut(&id)?;
        *used = tick;
        Some(fold.clone())
    }

    /// Keeps a fold that is known to be committed, and makes room for it.
    pub fn remember(&self, id: RelationshipId, fold: &Fold) {
        let mut kept = self.kept();
        let newer = |(known, _): &(Fold, u64)| {
            (known.erasures, known.sequence()) > (fold.erasures, fold.sequence())
        };
        if kept.today.get(&id).is_some_and(newer) {
            return;
        }
        kept.ticks += 1;
        let tick = kept.ticks;
        kept.bytes += fold.bytes;
        if let Some((old, _)) = kept.today.insert(id, (fold.clone(), tick)) {
            kept.bytes -= old.bytes;
        }
        while kept.bytes > self.budget && kept.today.len() > 1 {
            let oldest = kept
                .today
                .iter()
                .min_by_key(|(_, (_, used))| *used)
                .map(|(id, _)| *id);
            let Some((old, _)) = oldest.and_then(|oldest| kept.today.remove(&oldest)) else {
                break;
            };
            kept.bytes -= old.bytes;
        }
    }

    /// Forgets a relationship's fold: its text has changed under it.
    pub fn forget(&self, id: RelationshipId) {
        let mut kept = self.kept();
        if let Some((old, _)) = kept.today.remove(&id) {
            kept.bytes -= old.bytes;
        }
        kept.past.retain(|(past, _, _), _| *past != id);
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
        let key = (id, sequence, head.erasures);
        {
            let mut kept = self.kept();
            kept.ticks += 1;
            let tick = kept.ticks;
            if let Some((state, used)) = kept.past.get_mut(&key) {
                *used = tick;
                return Ok(Some(state.clone()));
            }
        }
        let Some(fold) = self.extend(id, None, sequence, head.erasures)? else {
            return Ok(None);
        };
        let mut kept = self.kept();
        if kept.past.len() >= PAST_FOLDS {
            let oldest = kept
                .past
                .iter()
                .min_by_key(|(_, (_, used))| *used)
                .map(|(key, _)| *key);
            oldest.and_then(|oldest| kept.past.remove(&oldest));
        }
        let tick = kept.ticks;
        kept.past.insert(key, (fold.state.clone(), tick));
        Ok(Some(fold.state))
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
