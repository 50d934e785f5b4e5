//! Folded relationships, kept in memory while there is room and thrown away freely.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ballot::BallotFact;
use domain::ids::*;
use domain::view::Summary;
use domain::{Fact, Moment, Relationship, Stamp};
use record::{Entry, Hash, Place, Record, StreamId};

use crate::summaries::{Known, Summaries};
use crate::trails::{Step, Trail, Trails};
use crate::{Clock, Error};

/// How much the cache may hold, estimated from the size of the entries folded: enough for a few
/// hundred busy relationships, and small beside what a small machine has.
pub const FOLD_BYTES: usize = 64 << 20;
/// What an entry costs in a fold beyond its text: map nodes, ids, stamps.
const ENTRY_BYTES: usize = 400;

/// How often a record that changes its past while it is read is looked at again.
const LOOKS: usize = 4;

/// A fold and what it was made of.
#[derive(Clone)]
pub(crate) struct Fold {
    pub state: Arc<Relationship>,
    /// The root of the record over the entries folded: a record of the same length with another root
    /// has another past.
    pub root: Hash,
    pub erasures: u64,
    pub bytes: usize,
}

/// The state as time has it by then.
pub(crate) fn opened_by(state: Arc<Relationship>, now: Moment) -> Arc<Relationship> {
    state.opened_by(now).map_or(state, Arc::new)
}

impl Fold {
    pub fn sequence(&self) -> u64 {
        self.state.sequence()
    }

    pub fn place(&self) -> Place {
        Place {
            sequence: self.sequence(),
            root: self.root,
        }
    }
}

/// What is to be done when a relationship turns out to have another past.
type Turned = dyn Fn(RelationshipId) + Send + Sync;

#[derive(Clone)]
pub(crate) struct Folds {
    record: Record,
    clock: Clock,
    budget: usize,
    kept: Arc<Mutex<Kept>>,
    summaries: Arc<Summaries>,
    trails: Arc<Trails>,
    turned: Arc<Turned>,
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
    /// To the entry with this root, after this many erasures.
    Past { root: Hash, erasures: u64 },
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
    pub fn new(
        record: Record,
        clock: Clock,
        budget: usize,
        turned: impl Fn(RelationshipId) + Send + Sync + 'static,
    ) -> Self {
        Self {
            record,
            clock,
            budget,
            kept: Arc::default(),
            summaries: Arc::default(),
            trails: Arc::default(),
            turned: Arc::new(turned),
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
        let stream = StreamId(id.0);
        for _ in 0..LOOKS {
            // Before the head is read: what is remembered was committed, so a head that is behind it is
            // that of another past.
            let (kept, end) = (self.remembered(id), self.trails.end(id));
            let head = self.record.head(stream)?;
            let Some(head) = head else {
                if kept.is_some() || end.is_some() {
                    self.notice(id)?;
                }
                return Ok(None);
            };
            let kept = match kept {
                Some(fold) if fold.place() == head.place() && fold.erasures == head.erasures => {
                    return Ok(Some(fold));
                }
                Some(fold) if fold.sequence() >= head.sequence && fold.root != head.root => {
                    self.notice(id)?;
                    None
                }
                Some(fold) => Some(fold).filter(|fold| fold.erasures == head.erasures),
                None => {
                    let goes_on = |end| self.record.goes_through(stream, end);
                    if !end.map_or(Ok(true), goes_on)? {
                        self.notice(id)?;
                    }
                    None
                }
            };
            // Read in two moments, the head and the entries may belong to different pasts.
            match self.extend(id, kept, head.sequence, head.erasures)? {
                Extended::To(fold) if fold.place() == head.place() => {
                    self.remember(id, &fold);
                    return Ok(Some(fold));
                }
                Extended::AnotherPast => self.notice(id)?,
                Extended::AnotherKind => return Ok(None),
                Extended::To(_) | Extended::Nothing => {}
            }
        }
        Err(unsettled())
    }

    /// The relationship as a list of many tells it to the person at `now`; `None` when they have no seat
    /// there. Nothing is folded while a summary was kept and holds.
    pub fn summary(
        &self,
        id: RelationshipId,
        person: PersonId,
        now: Moment,
    ) -> Result<Option<Arc<Summary>>, Error> {
        // Before the head is read, as in `current`.
        let end = self.trails.end(id);
        if let Some(kept) = self.summaries.find(id, person, now)
            && let Some(head) = self.record.head(StreamId(id.0))?
            && kept.at == (head.place(), head.erasures)
            && end.is_none_or(|end| end == head.place())
        {
            return Ok(kept.summary);
        }
        let Some(fold) = self.current(id)? else {
            return Ok(None);
        };
        let state = opened_by(Arc::clone(&fold.state), now);
        let seen = state.seen_by(person, &state);
        let known = Known {
            at: (fold.place(), fold.erasures),
            summary: seen.map(|seen| Arc::new(seen.summary(now))),
        };
        self.summaries.keep(id, person, known.clone());
        Ok(known.summary)
    }

    /// Drops what this node knew of a relationship whose record has another past, and tells the operator
    /// what is gone.
    fn notice(&self, id: RelationshipId) -> Result<(), Error> {
        let trail = self.trails.take(id);
        self.forget(id);
        (self.turned)(id);
        if self.record.is_deleted(StreamId(id.0))? {
            return Ok(());
        }
        let Some(trail) = trail else {
            tracing::error!(relationship = %id, "the record has another past than this node knew");
            return Ok(());
        };
        let now = self.clock.now().0;
        let noted = trail
            .loss(&self.record, StreamId(id.0), now)
            .and_then(|loss| {
                if let Some(loss) = loss {
                    tracing::error!(
                        relationship = %id,
                        first = loss.shared + 1,
                        last = loss.reached.sequence,
                        entries = loss.entries(),
                        exactly = loss.exact,
                        people = ?loss.people,
                        "acknowledged entries are gone: the database came back with another past \
                         (covalue admin losses)"
                    );
                    self.record.note_loss(&loss)?;
                }
                Ok(())
            });
        // Whoever looks next says it.
        noted.inspect_err(|_| self.trails.put_back(id, trail))
    }

    /// Looks for relationships whose record has another past, whether or not anybody opens them.
    pub fn look(&self) -> Result<(), Error> {
        // Before the ends are read, as in `current`.
        let known = self.trails.ends();
        let streams: Vec<StreamId> = known.iter().map(|(id, _)| StreamId(id.0)).collect();
        let places: HashMap<StreamId, Place> = self.record.places(&streams)?.into_iter().collect();
        for (id, end) in known {
            let stream = StreamId(id.0);
            let same = places.get(&stream) == Some(&end);
            if !same && !self.record.goes_through(stream, end)? {
                self.notice(id)?;
            }
        }
        Ok(())
    }

    /// Forgets a relationship that was deleted, here: other nodes find it out when they look.
    pub fn deleted(&self, id: RelationshipId) {
        self.trails.take(id);
        self.forget(id);
        (self.turned)(id);
    }

    /// Adds to what this node knows to be committed.
    pub fn committed(&self, id: RelationshipId, steps: impl IntoIterator<Item = Step>) {
        self.trails.add(id, steps);
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
        drop(kept);
        self.summaries.let_go(id, (fold.place(), fold.erasures));
    }

    /// Forgets a relationship's folds: its text has changed under them.
    pub fn forget(&self, id: RelationshipId) {
        self.summaries.forget(id);
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
        let Some(today) = self.current(id)? else {
            return Ok(None);
        };
        if sequence >= today.sequence() {
            return Ok(Some(today.state));
        }
        let erasures = today.erasures;
        let roots = self.record.roots(StreamId(id.0), sequence..=sequence)?;
        let root = roots.first().map(|place| place.root);
        let point = root.map(|root| Point::Past { root, erasures });
        if let Some(fold) = point.and_then(|point| self.kept().find(id, point)) {
            return Ok(Some(fold.state));
        }
        match self.extend(id, None, sequence, erasures)? {
            Extended::To(fold) => {
                let root = fold.root;
                let point = Point::Past { root, erasures };
                self.kept().keep(id, point, fold.clone(), self.budget);
                Ok(Some(fold.state))
            }
            Extended::Nothing | Extended::AnotherKind => Ok(None),
            Extended::AnotherPast => Err(unsettled()),
        }
    }

    /// Reads the record from where `fold` ends up to `sequence`.
    fn extend(
        &self,
        id: RelationshipId,
        fold: Option<Fold>,
        sequence: u64,
        erasures: u64,
    ) -> Result<Extended, Error> {
        let mut bytes = fold.as_ref().map_or(0, |fold| fold.bytes);
        let known = fold.as_ref().map(Fold::place);
        // The last entry folded is read once more, for its root.
        let first = known.map_or(1, |known| known.sequence);
        let mut root = known.map(|known| known.root);
        let mut state = fold.map(|fold| (*fold.state).clone());
        let mut failed = None;
        let (mut another, mut is_ballot) = (false, false);
        let mut trail = Trail::default();
        self.record
            .entries(StreamId(id.0), first..=sequence, |entry: Entry| {
                if known.is_some_and(|known| known.sequence == entry.sequence) {
                    another = known.is_some_and(|known| known.root != entry.root);
                    return if another {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    };
                }
                is_ballot = state.is_none() && BallotFact::KINDS.contains(&entry.kind.as_str());
                if is_ballot {
                    return ControlFlow::Break(());
                }
                bytes += weight(&entry);
                root = Some(entry.root);
                trail.push(Step::from(&entry));
                match step(&mut state, &entry) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                }
            })?;
        if another {
            return Ok(Extended::AnotherPast);
        }
        if is_ballot {
            return Ok(Extended::AnotherKind);
        }
        if let Some(error) = failed {
            return Err(error);
        }
        let (Some(state), Some(root)) = (state, root) else {
            return Ok(Extended::Nothing);
        };
        self.trails.add(id, trail.steps());
        Ok(Extended::To(Fold {
            state: Arc::new(state),
            root,
            erasures,
            bytes,
        }))
    }
}

/// Where reading on led.
enum Extended {
    To(Fold),
    /// There is no entry.
    Nothing,
    /// What was folded is not what the record holds there.
    AnotherPast,
    /// It is a consultation's own record, which is no relationship.
    AnotherKind,
}

fn unsettled() -> Error {
    let reason = "the record changed its past while it was read".to_owned();
    database::Error::Unavailable(reason).into()
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
            root: Hash::ZERO,
            erasures: 0,
            bytes,
        }
    }

    fn relationship(number: u128) -> RelationshipId {
        RelationshipId(Uuid::from_u128(number))
    }

    const PAST: Point = Point::Past {
        root: Hash::ZERO,
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
