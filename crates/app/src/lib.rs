//! The shell around the rules: it carries a command to the record and a relationship to the page.
//!
//! ```text
//! command → writer: fold, decide, append (one transaction), publish → answer
//! page    → folds:  head checked, cached fold or a fresh one        → seen_by(viewer)
//! ```
//!
//! Everything here blocks its thread; callers on an async runtime use its blocking pool.

pub mod ballots;
mod clock;
mod doors;
mod drafts;
mod erasing;
mod error;
mod folds;
mod history;
mod keeper;
mod live;
pub mod messages;
mod mixes;
mod queue;
mod seldom;
mod summaries;
mod time;
mod trails;
mod weighings;
mod writer;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use accounts::secrecy::SecretString;
use accounts::{Accounts, Prepared, SystemEntropy};
use database::{Database, Dialect};
use domain::act::RecordName;
use domain::audience::Seen;
use domain::ids::*;
use domain::view::{Summary, Weighed};
use domain::{Moment, Relationship};
use record::{Loss, Record, StreamId};
use tokio::sync::watch;
use uuid::ContextV7;

pub use ballots::BallotAct;
pub use clock::Clock;
pub use error::{Error, Refused};
pub use folds::FOLD_BYTES;
pub use history::{Line, Told};
pub use live::{Cursor, NoCursor, Since};
pub use mixes::{Answer, ENGINE, Next, NoMix, Reading, Step, WAYS_EFFORT};
pub use seldom::Seldom;
pub use time::Doubt;
pub use writer::{Act, BATCH, Done, digest_of};

use folds::opened_by;
use writer::Beside;

/// How often it is tried whether something can be written, where somebody asks.
const TRIED_EVERY: Duration = Duration::from_secs(10);

/// The running product, without a way in: `web` and the command line are its doors.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    accounts: Accounts,
    record: Record,
    clock: Clock,
    folds: folds::Folds,
    weighings: weighings::Weighings,
    live: live::Live,
    readings: Arc<mixes::Readings>,
    sends_mail: Arc<AtomicBool>,
    writer: writer::Writer,
    ballots: ballots::Ballots,
    teller: ballots::Teller,
    held: writer::Held,
    /// When it was tried last whether something can be written, and why not.
    tried: Mutex<Option<(Instant, Option<String>)>>,
    _keeper: Option<keeper::Keeper>,
}

pub(crate) fn record_name(
    record: &Record,
    relationship: RelationshipId,
) -> Result<Option<RecordName>, Error> {
    let header = record.header(StreamId(relationship.0))?;
    Ok(header.map(|header| RecordName {
        origin: header.origin,
        relationship,
    }))
}

impl App {
    /// Opens the product on a migrated or empty database and starts its writer.
    ///
    /// # Errors
    /// When the database cannot be reached or is from a newer release.
    pub fn open(database: Database, clock: Clock) -> Result<Self, Error> {
        let accounts = Accounts::open(database.clone(), SystemEntropy)?;
        Self::over(database, accounts, clock)
    }

    /// As [`Self::open`], sealing what has to be read back with a key from outside the database.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_sealed(
        database: Database,
        clock: Clock,
        key: &SecretString,
    ) -> Result<Self, Error> {
        let accounts = Accounts::open(database.clone(), SystemEntropy)?.sealed_under(key)?;
        Self::over(database, accounts, clock)
    }

    fn over(database: Database, accounts: Accounts, clock: Clock) -> Result<Self, Error> {
        if let Clock::System = clock
            && Clock::machine().is_unset()
        {
            return Err(Error::ClockUnset);
        }
        keeper::compare_clocks(&database, &clock);
        let record = Record::open(database.clone(), domain::fact::erases)?;
        let live = live::Live::new(record.clone(), database.clone());
        let readings = Arc::new(mixes::Readings::default());
        let turned = {
            let (live, readings) = (live.clone(), Arc::clone(&readings));
            move |id| {
                readings.forget(id);
                live.turned(id);
            }
        };
        let folds = folds::Folds::new(record.clone(), clock.clone(), FOLD_BYTES, turned);
        let held = writer::Held::default();
        let sends_mail = Arc::new(AtomicBool::new(false));
        let writer = writer::Writer::start(writer::Desk {
            record: record.clone(),
            folds: folds.clone(),
            live: live.clone(),
            accounts: accounts.clone(),
            database: database.clone(),
            clock: clock.clone(),
            ids: ContextV7::new(),
            held: Arc::clone(&held),
            sends_mail: sends_mail.clone(),
            behind: Seldom::every(writer::BEHIND_TOLD_EVERY),
        });
        let ballots = ballots::Ballots::new(record.clone());
        let teller = ballots::Teller::start(ballots::Desk {
            record: record.clone(),
            ballots: ballots.clone(),
            folds: folds.clone(),
            live: live.clone(),
            accounts: accounts.clone(),
            database: database.clone(),
            clock: clock.clone(),
            held: Arc::clone(&held),
        });
        let keeper = (database.dialect() == Dialect::Postgres)
            .then(|| keeper::Keeper::start(folds.clone(), database.clone(), clock.clone()));
        Ok(Self {
            inner: Arc::new(Inner {
                database,
                accounts,
                record,
                clock,
                folds,
                weighings: weighings::Weighings::default(),
                live,
                readings,
                sends_mail,
                writer,
                ballots,
                teller,
                held,
                tried: Mutex::default(),
                _keeper: keeper,
            }),
        })
    }

    /// Organisations, people, credentials, sessions, invitations.
    pub fn accounts(&self) -> &Accounts {
        &self.inner.accounts
    }

    /// The streams of facts.
    pub fn record(&self) -> &Record {
        &self.inner.record
    }

    /// Which record a relationship's is: where it began, and whose it is; none where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_name(&self, relationship: RelationshipId) -> Result<Option<RecordName>, Error> {
        record_name(&self.inner.record, relationship)
    }

    /// The database behind both.
    pub fn database(&self) -> &Database {
        &self.inner.database
    }

    /// Whether something can be written. It is tried every ten seconds, however often it is asked.
    ///
    /// # Errors
    /// When it cannot: on a full disk everything that was said can still be read.
    pub fn can_write(&self) -> Result<(), Error> {
        let mut tried = self
            .inner
            .tried
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let known = tried.take().filter(|(at, _)| at.elapsed() < TRIED_EVERY);
        let (_, why) = tried.insert(known.unwrap_or_else(|| {
            let why = self.inner.database.try_writing().err();
            (Instant::now(), why.map(|error| error.to_string()))
        }));
        match why {
            None => Ok(()),
            Some(why) => Err(database::Error::Unavailable(why.clone()).into()),
        }
    }

    /// Whether the database is the embedded one, in a file beside the binary.
    pub fn is_embedded(&self) -> bool {
        self.inner.database.dialect() == Dialect::Sqlite
    }

    /// Says whether this server can send mail, and so let somebody prove an address. Until somebody
    /// does, it cannot.
    pub fn set_sends_mail(&self, sends: bool) {
        self.inner.sends_mail.store(sends, Ordering::Relaxed);
    }

    /// The moment it is.
    pub fn now(&self) -> Moment {
        self.inner.clock.now()
    }

    /// Carries out a command; answers once it is durable.
    ///
    /// # Errors
    /// [`Refused`] when a rule or the idempotency key speaks against it, or the database fails.
    pub fn execute(&self, act: Act) -> Result<Done, Refused> {
        let done = match self.renaming(&act)? {
            Some(renaming) => self.execute_with(act, renaming)?.0,
            None => {
                let found = self.found(&act)?;
                let (relationship, actor) = (act.relationship, act.actor);
                let done = self.inner.writer.execute(act, found, None)?;
                self.close_doors(relationship, actor, &done.facts);
                done
            }
        };
        Ok(done)
    }

    /// As [`Self::execute`], with a change of the accounts in the same transaction: once the table has
    /// consented, both are done, or neither. What comes of the change is given where it was made now,
    /// and not by an earlier request of the same key.
    ///
    /// # Errors
    /// As [`Self::execute`]; [`Refused::Account`] when a rule of the accounts refuses.
    pub fn execute_with<T>(
        &self,
        act: Act,
        prepared: Prepared<T>,
    ) -> Result<(Done, Option<T>), Refused> {
        let found = self.found(&act)?;
        let made = Arc::new(AtomicBool::new(false));
        let Prepared {
            person,
            change,
            result,
        } = prepared;
        let id = person.id;
        let beside = Beside {
            person,
            change,
            made: Arc::clone(&made),
        };
        let done = self.inner.writer.execute(act, found, Some(beside))?;
        if !made.load(Ordering::Relaxed) {
            return Ok((done, None));
        }
        let person = self.inner.accounts.person(id).map_err(Error::from)?;
        Ok((done, person.map(result)))
    }

    /// What the engines come to for an act that asks for it.
    fn found(&self, act: &Act) -> Result<writer::Found, Refused> {
        Ok(writer::Found {
            mix: self.computed(act),
            consulted: self.consulted(act)?,
            answered: self.answered(act)?,
        })
    }

    /// Declares in a record that entries of it were lost, and says by which entry.
    ///
    /// # Errors
    /// When the record has what is said to be gone, or nothing is left of it; when the database fails.
    pub fn declare(&self, loss: &Loss) -> Result<u64, Error> {
        let declared =
            self.inner
                .record
                .declare(loss, self.inner.clock.now().0, writer::fresh_salt());
        declared.map_err(|error| database::Error::Other(error.to_string()).into())
    }

    /// The relationship as its whole record tells it, or `None` when there is none.
    ///
    /// # Errors
    /// When the database fails, or the record holds what this release cannot read.
    pub fn relationship(&self, id: RelationshipId) -> Result<Option<Arc<Relationship>>, Error> {
        Ok(self.looked(id)?.map(|(state, _)| state))
    }

    /// As [`Self::relationship`], with the cursor of its end, for a page that goes on from there.
    ///
    /// # Errors
    /// As [`Self::relationship`].
    pub fn looked(&self, id: RelationshipId) -> Result<Option<(Arc<Relationship>, Cursor)>, Error> {
        let fold = self.inner.folds.current(id)?;
        let now = self.now();
        Ok(fold.map(|fold| (opened_by(Arc::clone(&fold.state), now), fold.place().into())))
    }

    /// The relationship as its record told it at `moment`; `None` when it had not begun.
    ///
    /// # Errors
    /// As [`Self::relationship`].
    pub fn relationship_at(
        &self,
        id: RelationshipId,
        moment: Moment,
    ) -> Result<Option<Arc<Relationship>>, Error> {
        let sequence = self.inner.record.sequence_at(StreamId(id.0), moment.0)?;
        let then = self.inner.folds.at(id, sequence)?;
        Ok(then.map(|then| opened_by(then, moment)))
    }

    /// The relationship as its first `sequence` entries tell it; `None` when there is none.
    ///
    /// # Errors
    /// As [`Self::relationship`].
    pub fn relationship_up_to(
        &self,
        id: RelationshipId,
        sequence: u64,
    ) -> Result<Option<Arc<Relationship>>, Error> {
        let then = self.inner.folds.at(id, sequence)?;
        Ok(then.map(|then| {
            let last = then.last_at();
            opened_by(then, last)
        }))
    }

    /// How far the relationship's record reaches, from now on: whoever waits for a change hears of
    /// it within a second, on whichever node it was made. To be dropped when nobody waits any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn watch(&self, id: RelationshipId) -> Result<watch::Receiver<u64>, Error> {
        self.inner.live.watch(id)
    }

    /// Changes whenever a watched relationship moves: for those who watch many.
    pub fn moves(&self) -> watch::Receiver<()> {
        self.inner.live.moves()
    }

    /// The relationships at which the person sits, with their folds: found through the accounts'
    /// index, decided by the record itself.
    ///
    /// # Errors
    /// As [`Self::relationship`].
    pub fn relationships_of(
        &self,
        person: PersonId,
    ) -> Result<Vec<(RelationshipId, Arc<Relationship>)>, Error> {
        let mut seated = Vec::new();
        for id in self.inner.accounts.relationships_of(person)? {
            if let Some(relationship) = self.relationship(id)?
                && relationship.seats(person)
            {
                seated.push((id, relationship));
            }
        }
        Ok(seated)
    }

    /// As [`Self::relationships_of`], for a list of them: as little of each as its line says. What was
    /// found out before, and holds still, is not found out again.
    ///
    /// # Errors
    /// As [`Self::relationship`].
    pub fn summaries_of(
        &self,
        person: PersonId,
        now: Moment,
    ) -> Result<Vec<(RelationshipId, Arc<Summary>)>, Error> {
        let mut seated = Vec::new();
        for id in self.inner.accounts.relationships_of(person)? {
            if let Some(summary) = self.inner.folds.summary(id, person, now)? {
                let waits = match summary.looks_at_statements {
                    true => self.summary_with_statements(id, person, now)?,
                    false => None,
                };
                seated.push((id, waits.unwrap_or(summary)));
            }
        }
        Ok(seated)
    }

    /// The same, where statements wait for the person in a consultation's own record.
    fn summary_with_statements(
        &self,
        id: RelationshipId,
        person: PersonId,
        now: Moment,
    ) -> Result<Option<Arc<Summary>>, Error> {
        let Some(table) = self.relationship(id)? else {
            return Ok(None);
        };
        let waiting = self.waiting_statements(&table)?;
        let seen = table
            .seen_by(person, &table)
            .filter(|_| !waiting.is_empty());
        Ok(seen.map(|seen| Arc::new(seen.with_waiting(&waiting).summary(now))))
    }

    /// What was said of values before a moment and since, weighed once for each state of a table.
    pub fn weighed(&self, id: RelationshipId, seen: &Seen<'_>, since: Moment) -> Arc<Weighed> {
        self.inner.weighings.of(id, seen, since)
    }
}
