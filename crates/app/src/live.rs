//! Who waits for a relationship's record to move, and how they hear of it.
//!
//! This node's own writer says so after each commit. On PostgreSQL another node's hint is received,
//! and since a hint may be lost, the ends of all watched records are also asked for now and then.

use std::collections::HashMap;
use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use database::{Database, Dialect, Listener};
use domain::ids::*;
use record::{Entry, Hash, Place, Record, StreamId};
use tokio::sync::watch;

use crate::folds::{fact, opened_by, stamp};
use crate::{App, Error};

/// The channel of the hints; their payload is a relationship's id.
pub(crate) const CHANNEL: &str = "covalue";
/// How often other nodes' records are asked for: twice within the second in which the others at the
/// table are to see what was said.
const ASK_EVERY: Duration = Duration::from_millis(450);

/// Hints answered by one question.
const HINTS_AT_ONCE: usize = 1_000;

/// The relationships that somebody watches, and how far their records are known to reach.
#[derive(Clone)]
pub(crate) struct Live {
    watched: Arc<Watched>,
    record: Record,
    database: Database,
    ask_every: Duration,
    listening: Arc<Once>,
}

struct Watched {
    sequences: Mutex<HashMap<RelationshipId, watch::Sender<u64>>>,
    /// Changes with each move of any of them.
    any: watch::Sender<()>,
}

impl Live {
    pub fn new(record: Record, database: Database) -> Self {
        Self::asking_every(ASK_EVERY, record, database)
    }

    fn asking_every(ask_every: Duration, record: Record, database: Database) -> Self {
        Self {
            watched: Arc::new(Watched {
                sequences: Mutex::default(),
                any: watch::Sender::new(()),
            }),
            record,
            database,
            ask_every,
            listening: Arc::new(Once::new()),
        }
    }

    /// Watches a relationship until the receiver is dropped.
    pub fn watch(&self, id: RelationshipId) -> Result<watch::Receiver<u64>, Error> {
        // The embedded engine has one process that writes: this one.
        if self.database.dialect() == Dialect::Postgres {
            self.listening.call_once(|| self.listen());
        }
        let receiver = {
            let mut sequences = self.watched.sequences();
            sequences.retain(|_, sender| sender.receiver_count() > 0);
            let sender = sequences.entry(id);
            sender.or_insert_with(|| watch::Sender::new(0)).subscribe()
        };
        // After it is watched, so that no move falls in between.
        self.watched.ask(&self.record, &[StreamId(id.0)])?;
        Ok(receiver)
    }

    pub fn moves(&self) -> watch::Receiver<()> {
        self.watched.any.subscribe()
    }

    /// The record reaches up to `sequence` now.
    pub fn moved(&self, id: RelationshipId, sequence: u64) {
        self.watched.moved(id, sequence);
    }

    /// The record has another past than was known: whoever watches it looks again.
    pub fn turned(&self, id: RelationshipId) {
        self.watched.turned(id);
    }

    fn listen(&self) {
        let (watched, record) = (Arc::downgrade(&self.watched), self.record.clone());
        let (database, ask_every) = (self.database.clone(), self.ask_every);
        let spawned = thread::Builder::new()
            .name("listener".into())
            .spawn(move || listen(&watched, &record, &database, ask_every));
        if let Err(error) = spawned {
            tracing::error!(%error, "what other nodes record will not be seen live");
        }
    }
}

impl Watched {
    fn sequences(&self) -> MutexGuard<'_, HashMap<RelationshipId, watch::Sender<u64>>> {
        // Nothing panics while holding the lock.
        self.sequences
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn moved(&self, id: RelationshipId, sequence: u64) {
        let further = |known: &mut u64| {
            let further = *known < sequence;
            *known = sequence.max(*known);
            further
        };
        let moved = self
            .sequences()
            .get(&id)
            .is_some_and(|sender| sender.send_if_modified(further));
        if moved {
            self.any.send_replace(());
        }
    }

    /// The record has another past, and may be shorter.
    fn turned(&self, id: RelationshipId) {
        if let Some(sender) = self.sequences().get(&id) {
            sender.send_replace(0);
        }
        self.any.send_replace(());
    }

    fn ask(&self, record: &Record, streams: &[StreamId]) -> Result<(), Error> {
        for (stream, place) in record.places(streams)? {
            self.moved(RelationshipId(stream.0), place.sequence);
        }
        Ok(())
    }
}

/// Receives hints and asks for itself, until the product is dropped.
fn listen(watched: &Weak<Watched>, record: &Record, database: &Database, ask_every: Duration) {
    let mut listener: Option<Listener> = None;
    let mut ask_at = Instant::now() + ask_every;
    loop {
        if listener.is_none() {
            match database.listen(CHANNEL) {
                Ok(new) => listener = Some(new),
                Err(error) => tracing::debug!(%error, "hints of other nodes are not received"),
            }
        }
        let rest = ask_at.saturating_duration_since(Instant::now());
        let hints = match &mut listener {
            Some(open) => hints(open, rest).unwrap_or_else(|error| {
                tracing::debug!(%error, "hints broke off");
                listener = None;
                Vec::new()
            }),
            None => {
                thread::sleep(rest);
                Vec::new()
            }
        };
        let Some(watched) = watched.upgrade() else {
            return;
        };
        let all_are_due = Instant::now() >= ask_at;
        let asked: Vec<StreamId> = watched
            .sequences()
            .keys()
            .filter(|id| all_are_due || hints.contains(id))
            .map(|id| StreamId(id.0))
            .collect();
        if all_are_due {
            ask_at = Instant::now() + ask_every;
        }
        if let Err(error) = watched.ask(record, &asked) {
            tracing::debug!(%error, "the ends of records could not be asked for");
        }
    }
}

/// What has been hinted at once the first hint arrives; nothing when none does in time.
fn hints(listener: &mut Listener, time: Duration) -> Result<Vec<RelationshipId>, database::Error> {
    let mut hints = Vec::new();
    let mut next = listener.next(time)?;
    while let Some(payload) = next {
        hints.extend(payload.parse::<RelationshipId>());
        next = if hints.len() < HINTS_AT_ONCE {
            listener.next(Duration::ZERO)?
        } else {
            None
        };
    }
    Ok(hints)
}

/// Up to where somebody looked: an entry, and a part of the root there, so that one who looked at a past
/// that the database lost is told. Written as `12.0a1b2c3d4e5f6071`; without a root, any past will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The last entry looked at.
    pub sequence: u64,
    root: Option<u64>,
}

impl Cursor {
    fn fits(self, root: Hash) -> bool {
        self.root.is_none_or(|known| known == beginning(root))
    }
}

fn beginning(root: Hash) -> u64 {
    root.0
        .first_chunk()
        .map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

impl From<Place> for Cursor {
    fn from(place: Place) -> Self {
        Self {
            sequence: place.sequence,
            root: Some(beginning(place.root)),
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.root {
            Some(root) => write!(formatter, "{}.{root:016x}", self.sequence),
            None => self.sequence.fmt(formatter),
        }
    }
}

/// The text is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no cursor")]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (sequence, root) = match text.split_once('.') {
            Some((sequence, root)) => (sequence, Some(root)),
            None => (text, None),
        };
        let root = root.map(|root| u64::from_str_radix(root, 16));
        Ok(Self {
            sequence: sequence.parse().map_err(|_| NoCursor)?,
            root: root.transpose().map_err(|_| NoCursor)?,
        })
    }
}

/// What there is to see for somebody who looked at a relationship before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// They sit there no more.
    NoSeat,
    /// Nothing that they may see.
    Nothing,
    /// Something that they may see, or that they saw is gone; and up to where they may see.
    Something(Cursor),
}

impl App {
    /// What there is for each of these people since the entry up to which they looked, and how far
    /// the record reaches. A sealed entry is no news: who may not see it is not told when it
    /// came. A step of users is: everybody sees it.
    ///
    /// # Errors
    /// When the database fails, or the record holds what this release cannot read.
    pub fn news(
        &self,
        id: RelationshipId,
        viewers: &[(PersonId, Cursor)],
    ) -> Result<(Cursor, Vec<Since>), Error> {
        let Some(fold) = self.inner.folds.current(id)? else {
            return Ok((Cursor::default(), vec![Since::NoSeat; viewers.len()]));
        };
        let (today, reached) = (
            &opened_by(Arc::clone(&fold.state), self.now()),
            fold.place(),
        );
        let seen: Vec<_> = viewers
            .iter()
            .map(|(person, _)| today.seen_by(*person, today))
            .collect();
        let last = reached.sequence;
        let mut news: Vec<Since> = seen
            .iter()
            .zip(viewers)
            .map(|(seen, (_, after))| match seen {
                None => Since::NoSeat,
                Some(_) if after.sequence > last => Since::Something(reached.into()),
                Some(_) if after.sequence == last && !after.fits(reached.root) => {
                    Since::Something(reached.into())
                }
                Some(_) => Since::Nothing,
            })
            .collect();
        let behind = viewers.iter().map(|(_, after)| after.sequence);
        // From the last entry looked at, for its root.
        let first = behind.filter(|after| *after < last).min();
        let mut failed = None;
        // Nothing is read where everybody looked at the end.
        let first = first.unwrap_or(last + 1);
        self.inner
            .record
            .entries(StreamId(id.0), first..=last, |entry: Entry| {
                let stamp = stamp(&entry);
                let fact = match fact(&entry) {
                    Ok(fact) => fact,
                    Err(error) => {
                        failed = Some(error);
                        return ControlFlow::Break(());
                    }
                };
                for ((news, seen), (_, after)) in news.iter_mut().zip(&seen).zip(viewers) {
                    let another = entry.sequence == after.sequence && !after.fits(entry.root);
                    let later = entry.sequence > after.sequence;
                    if *news == Since::Nothing
                        && let Some(seen) = seen
                        && (another || later && seen.is_news(stamp, &fact))
                    {
                        *news = Since::Something(reached.into());
                    }
                }
                ControlFlow::Continue(())
            })?;
        failed.map_or(Ok(()), Err)?;
        let end = reached.into();
        for (news, seen) in news.iter_mut().zip(&seen) {
            if let (Since::Something(until), Some(seen)) = (news, seen) {
                *until = self.cursor_at(id, seen.last().sequence, end)?;
            }
        }
        Ok((end, news))
    }

    /// The cursor of an entry, for whom it is the last that they may see; `end` is that of the record.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cursor_at(
        &self,
        id: RelationshipId,
        sequence: u64,
        end: Cursor,
    ) -> Result<Cursor, Error> {
        if sequence == end.sequence {
            return Ok(end);
        }
        let entry = Self::stored_entry(self.record(), id, sequence)?;
        Ok(Cursor {
            sequence,
            root: entry.map(|entry| beginning(entry.root)),
        })
    }
}

#[cfg(test)]
mod tests {
    use database::testing::Fresh;
    use record::{Append, NewEntry};
    use uuid::Uuid;

    use super::*;

    const NEVER: Duration = Duration::from_secs(3600);
    const SOON: Duration = Duration::from_secs(10);

    fn append(record: &Record, id: RelationshipId, expected: u64) {
        let draft = NewEntry {
            actor: Uuid::from_u128(1),
            kind: "something".to_owned(),
            at: 0,
            fact: b"{}".to_vec(),
            content: None,
            ext: None,
            salt: [0; 32],
            content_salt: None,
            files: Vec::new(),
        };
        let append = Append {
            stream: StreamId(id.0),
            expected,
            root: None,
            drafts: vec![draft],
            requests: Vec::new(),
        };
        record.append(&append).unwrap();
    }

    fn waits_for(receiver: &mut watch::Receiver<u64>, sequence: u64) -> bool {
        let end = Instant::now() + SOON;
        while Instant::now() < end {
            if *receiver.borrow() == sequence {
                return true;
            }
            thread::sleep(Duration::from_millis(1));
        }
        false
    }

    fn on_postgres(ask_every: Duration, check: impl Fn(&Live, &Record, &Database)) {
        let fresh = Fresh::new(Dialect::Postgres);
        let record = Record::open(fresh.open(), |_, _| None).unwrap();
        let live = Live::asking_every(ask_every, record.clone(), fresh.open());
        check(&live, &record, record.database());
    }

    #[test]
    fn another_nodes_hint_alone_is_enough() {
        on_postgres(NEVER, |live, record, database| {
            let id = RelationshipId(Uuid::from_u128(1));
            append(record, id, 0);
            let mut receiver = live.watch(id).unwrap();
            assert_eq!(*receiver.borrow(), 1);
            append(record, id, 1);
            // The listener may still be on its way: a hint sent before it listens is lost.
            let told = (0..100).any(|_| {
                database.notify(CHANNEL, &id.to_string()).unwrap();
                thread::sleep(Duration::from_millis(20));
                *receiver.borrow_and_update() == 2
            });
            assert!(told);
        });
    }

    #[test]
    fn asking_alone_is_enough() {
        on_postgres(Duration::from_millis(20), |live, record, _| {
            let id = RelationshipId(Uuid::from_u128(1));
            append(record, id, 0);
            let mut receiver = live.watch(id).unwrap();
            append(record, id, 1);
            assert!(waits_for(&mut receiver, 2));
        });
    }

    #[test]
    fn a_hint_about_nothing_moves_nothing() {
        on_postgres(Duration::from_millis(20), |live, record, database| {
            let id = RelationshipId(Uuid::from_u128(1));
            append(record, id, 0);
            let mut receiver = live.watch(id).unwrap();
            receiver.borrow_and_update();
            for payload in ["", "nonsense", &id.to_string()] {
                database.notify(CHANNEL, payload).unwrap();
            }
            append(record, id, 1);
            assert!(waits_for(&mut receiver, 2));
        });
    }

    #[test]
    fn what_nobody_watches_any_more_is_forgotten() {
        let record = Record::open(Database::in_memory().unwrap(), |_, _| None).unwrap();
        let live = Live::new(record.clone(), record.database().clone());
        let (one, two) = (
            RelationshipId(Uuid::from_u128(1)),
            RelationshipId(Uuid::from_u128(2)),
        );
        drop(live.watch(one).unwrap());
        let mut receiver = live.watch(two).unwrap();
        assert_eq!(live.watched.sequences().len(), 1);
        live.moved(one, 7);
        live.moved(two, 7);
        live.moved(two, 3);
        assert_eq!(*receiver.borrow_and_update(), 7);
    }
}
