//! The one place where facts are made: a thread that takes commands from a queue, decides all that
//! wait for one relationship on top of each other, and appends their facts in one transaction.
//!
//! That is the group commit: durability costs one flush per batch, not per command. The published
//! fold advances only after the commit.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use accounts::{Accounts, Person};
use database::{Connection, Database};
use domain::act::{Asks, Confirmed, Consulted, Entry as KnownEntry, KnownPerson};
use domain::fact::SeatText;
use domain::ids::*;
use domain::measure::PeriodAnswered;
use domain::mix::ComputedMix;
use domain::{Command, Context, Day, Decision, Fact, LocalTime, Moment, Relationship, Stamp};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rand::Rng;
use record::{Answered, Append, AppendError, Head, NewEntry, Record, Request, Sent, StreamId};
use sha2::{Digest, Sha256};
use uuid::{ContextV7, Timestamp, Uuid};

use crate::folds::{Fold, Folds, fact, weight_of};
use crate::live::{CHANNEL, Live};
use crate::queue::{Queue, batches};
use crate::trails::Step;
use crate::{App, Clock, Error, Refused, Seldom};

/// Commands decided in one transaction: enough that a flush is shared by everybody who waits.
pub const BATCH: usize = 256;
/// How long a batch is decided again while other nodes are faster: they take turns, so that this is
/// reached when the database hardly moves at all.
const PATIENCE: Duration = Duration::from_secs(8);

/// A command on its way.
#[derive(Clone, Debug)]
pub struct Act {
    /// The relationship, a fresh id when it is being opened.
    pub relationship: RelationshipId,
    /// Who acts.
    pub actor: PersonId,
    /// The idempotency key: the same key with the same body is carried out once.
    pub key: String,
    /// Digest of the body that the key stands for.
    pub digest: [u8; 32],
    /// What to do.
    pub command: Command,
    /// The guest whose link the actor showed just now, where one was shown.
    pub holds: Option<PersonId>,
    /// The entry up to which the actor was shown what they change, where they say so.
    pub shown_at: Option<u64>,
    /// That the actor showed just now who they are, where they were asked to.
    pub confirmed: Option<Confirmed>,
    /// When the server first showed the actor the text on which they act, where it can tell.
    pub page_shown: Option<Moment>,
}

impl Act {
    /// An act with a fresh key, for callers that never retry.
    pub fn once(
        relationship: RelationshipId,
        actor: PersonId,
        command: impl Into<Command>,
    ) -> Self {
        let command = command.into();
        Self {
            relationship,
            actor,
            key: Uuid::new_v4().to_string(),
            digest: digest_of(&command),
            command,
            holds: None,
            shown_at: None,
            confirmed: None,
            page_shown: None,
        }
    }
}

/// The digest of a command: of its JSON, which is what the API takes and stays what it is.
pub fn digest_of(command: &Command) -> [u8; 32] {
    // Strings, numbers and lists of them: writing them to memory cannot fail.
    Sha256::digest(serde_json::to_vec(command).unwrap_or_default()).into()
}

/// A command that was carried out.
#[derive(Clone, Debug)]
pub struct Done {
    /// The relationship.
    pub relationship: RelationshipId,
    /// The entries it made.
    pub first: u64,
    /// The last of them.
    pub last: u64,
    /// Their facts.
    pub facts: Vec<Fact>,
}

/// Set while nothing may be recorded, since nobody knows what time it is.
pub(crate) type Held = Arc<AtomicBool>;

/// An id that sorts by its moment, of the time as it is believed: the machine's clock may show anything.
pub(crate) fn id_at(at: Moment, order: &ContextV7) -> Uuid {
    let milliseconds = u64::try_from(at.0).unwrap_or(0);
    let nanoseconds = u32::try_from(milliseconds % 1_000).unwrap_or(0) * 1_000_000;
    let moment = Timestamp::from_unix(order, milliseconds / 1_000, nanoseconds);
    Uuid::new_v7(moment)
}

type Reply = std::sync::mpsc::SyncSender<Result<Done, Refused>>;

/// What the engine came to for a command that asks for it.
pub(crate) type Computed = Option<Result<ComputedMix, Refused>>;

/// What the shell found out for an act before it waits.
pub(crate) struct Found {
    pub mix: Computed,
    pub consulted: Option<Consulted>,
    pub answered: Vec<PeriodAnswered>,
}

/// What an act changes in the accounts, in the transaction that takes its facts down: the table has
/// consented then, and neither store is ever ahead of the other.
pub(crate) struct Beside {
    /// Whom it is about, as they are once it is made.
    pub person: Person,
    pub change: accounts::PreparedChange,
    /// Set once it is made.
    pub made: Arc<AtomicBool>,
}

struct Job {
    act: Act,
    found: Found,
    beside: Option<Beside>,
    answer: Reply,
}

pub(crate) struct Writer(Queue<Job>);

impl Writer {
    pub fn start(desk: Desk) -> Self {
        Self(Queue::start("writer", "command", move |waiting| {
            desk.run(waiting);
        }))
    }

    pub fn execute(&self, act: Act, found: Found, beside: Option<Beside>) -> Result<Done, Refused> {
        self.0.ask(|answer| Job {
            act,
            found,
            beside,
            answer,
        })
    }
}

/// What the writer works with.
pub(crate) struct Desk {
    pub record: Record,
    pub folds: Folds,
    pub live: Live,
    pub accounts: Accounts,
    pub database: Database,
    pub clock: Clock,
    /// Keeps ids of one moment in their order.
    pub ids: ContextV7,
    pub held: Held,
    /// Whether this server can send mail.
    pub sends_mail: Arc<AtomicBool>,
    /// When to say that the clock is behind.
    pub behind: Seldom,
}

/// Nodes differ by so much, and nobody needs to know.
const BEHIND: i64 = 2_000;
/// How often it is said that the clock is behind a record.
pub(crate) const BEHIND_TOLD_EVERY: i64 = 10 * 60_000;

/// A job whose facts wait for the commit.
struct Decided {
    job: Job,
    facts: Vec<Fact>,
}

impl Desk {
    fn run(&self, waiting: &Receiver<Job>) {
        while let Some(batches) = batches(waiting, BATCH, |job| job.act.relationship) {
            for (id, jobs) in batches {
                // A defect that one batch meets must not silence all relationships. What was not
                // committed is dropped with it, and the fold is made again from the record.
                let settled = catch_unwind(AssertUnwindSafe(|| self.settle(id, jobs)));
                if settled.is_err() {
                    tracing::error!(relationship = %id, "a batch met a defect");
                    self.folds.forget(id);
                }
            }
        }
    }

    /// Decides and appends a batch, again from the new head when another node wrote meanwhile. Whoever
    /// came second once decides again in turn, so that nobody is overtaken for ever.
    fn settle(&self, id: RelationshipId, mut jobs: Vec<Job>) {
        let mut fold = self.folds.remembered(id);
        let mut check_keys = false;
        let mut second = false;
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            let attempt = if second && fold.is_some() {
                self.attempt_in_turn(id, jobs, check_keys)
            } else {
                self.attempt(id, fold, jobs, check_keys)
            };
            match attempt {
                Attempt::Settled => return,
                Attempt::Again(again) => {
                    jobs = again.jobs;
                    check_keys |= again.keys;
                    second |= again.second;
                }
            }
            fold = match self.folds.current(id) {
                Ok(fold) => fold,
                Err(error) => return refuse_all(jobs, error),
            };
        }
        for job in jobs {
            let _ = job.answer.send(Err(Refused::Contended));
        }
    }

    fn attempt(
        &self,
        id: RelationshipId,
        fold: Option<Fold>,
        jobs: Vec<Job>,
        check_keys: bool,
    ) -> Attempt {
        let fold = match fold.map_or_else(|| self.folds.current(id), |fold| Ok(Some(fold))) {
            Ok(fold) => fold,
            Err(error) => {
                refuse_all(jobs, error);
                return Attempt::Settled;
            }
        };
        let batch = self.decide_all(id, fold, jobs, check_keys);
        if batch.decided.is_empty() {
            return batch.left();
        }
        let appended = self
            .record
            .append_beside(&batch.append, |connection| batch.change_beside(connection));
        match appended {
            Ok(head) => self.publish(id, batch, &head),
            Err(error) => self.give_up(id, batch, error),
        }
    }

    fn attempt_in_turn(&self, id: RelationshipId, jobs: Vec<Job>, check_keys: bool) -> Attempt {
        let mut jobs = Some(jobs);
        let made: RefCell<Option<Batch>> = RefCell::default();
        let mut failed = None;
        let decide = |_: &Head| {
            // The database may ask once more, for what was decided before.
            let jobs = match made.take() {
                Some(batch) => batch.into_jobs(),
                None => jobs.take().unwrap_or_default(),
            };
            let fold = match self.folds.current(id) {
                Ok(fold) => fold,
                Err(error) => {
                    failed = Some(error);
                    made.replace(Some(Batch::of(id, None, jobs)));
                    return Ok(None);
                }
            };
            let batch = self.decide_all(id, fold, jobs, check_keys);
            let append = (!batch.decided.is_empty()).then(|| batch.append.clone());
            made.replace(Some(batch));
            Ok(append)
        };
        let appended =
            self.record
                .append_in_turn(StreamId(id.0), decide, |connection| match &*made.borrow() {
                    Some(batch) => batch.change_beside(connection),
                    None => Ok(()),
                });
        let batch = made
            .into_inner()
            .unwrap_or_else(|| Batch::of(id, None, jobs.unwrap_or_default()));
        if let Some(error) = failed {
            refuse_all(batch.into_jobs(), error);
            return Attempt::Settled;
        }
        match appended {
            Ok(Some(head)) => self.publish(id, batch, &head),
            Ok(None) => batch.left(),
            Err(error) => self.give_up(id, batch, error),
        }
    }

    /// Decides every job on what those before it did. Whoever is refused is answered.
    fn decide_all(
        &self,
        id: RelationshipId,
        fold: Option<Fold>,
        jobs: Vec<Job>,
        check_keys: bool,
    ) -> Batch {
        let mut batch = Batch::of(id, fold, Vec::new());
        for job in jobs {
            // A second copy of a key within one batch is answered from the record, after the commit.
            let same_key = |other: &Decided| {
                (&other.job.act.key, other.job.act.actor) == (&job.act.key, job.act.actor)
            };
            if batch.decided.iter().any(same_key) {
                batch.behind.push(job);
                continue;
            }
            if check_keys && self.answered_before(&job) {
                continue;
            }
            match self.decide_safely(batch.state.as_ref(), &job) {
                Ok((at, decision)) => batch.add(job, at, decision),
                Err(refused) => {
                    // A retry of something already done may be refused now: the key decides.
                    if !self.answered_before(&job) {
                        let _ = job.answer.send(Err(refused));
                    }
                }
            }
        }
        batch
    }

    /// After the commit: the new fold is published, and everybody in the batch answered.
    fn publish(&self, id: RelationshipId, batch: Batch, head: &Head) -> Attempt {
        let first = batch.append.expected + 1;
        let steps = (first..)
            .zip(&batch.append.drafts)
            .map(|(sequence, draft)| Step {
                sequence,
                actor: draft.actor,
                root: (sequence == head.sequence).then_some(head.root),
            });
        self.folds.committed(id, steps);
        if head.erasures != batch.erasures {
            self.folds.forget(id);
            self.purge();
        } else if let Some(state) = batch.state {
            let fold = Fold {
                state: Arc::new(state),
                root: head.root,
                erasures: batch.erasures,
                bytes: batch.bytes,
            };
            self.folds.remember(id, &fold);
        }
        self.live.moved(id, head.sequence);
        self.hint(id);
        for (Decided { job, facts }, request) in
            batch.decided.into_iter().zip(batch.append.requests)
        {
            if let Some(beside) = &job.beside {
                beside.made.store(true, Ordering::Relaxed);
            }
            self.index_seats(id, &facts);
            let (first, last) = (request.first, request.last);
            let done = Done {
                relationship: id,
                first,
                last,
                facts,
            };
            let _ = job.answer.send(Ok(done));
        }
        if batch.behind.is_empty() {
            return Attempt::Settled;
        }
        Attempt::Again(Again {
            jobs: batch.behind,
            keys: true,
            second: false,
        })
    }

    /// Nothing was added, or nobody knows.
    fn give_up(&self, id: RelationshipId, mut batch: Batch, error: AppendError) -> Attempt {
        if let Some((place, error)) = batch.refused.take() {
            let job = batch.decided.remove(place).job;
            let _ = job.answer.send(Err(match error {
                accounts::Error::Refused(refusal) => Refused::Account(refusal),
                error => Refused::Failed(error.into()),
            }));
        }
        let jobs = batch.into_jobs();
        let refused = match error {
            AppendError::Beside => {
                return Attempt::Again(Again {
                    jobs,
                    keys: false,
                    second: false,
                });
            }
            AppendError::Moved | AppendError::Busy => {
                return Attempt::Again(Again {
                    jobs,
                    keys: false,
                    second: true,
                });
            }
            AppendError::KeyTaken { .. } => {
                return Attempt::Again(Again {
                    jobs,
                    keys: true,
                    second: false,
                });
            }
            AppendError::Limit(limit) if jobs.len() == 1 => {
                for job in jobs {
                    let _ = job.answer.send(Err(Refused::Limit(limit.to_string())));
                }
                return Attempt::Settled;
            }
            // One act too many for one append: each gets its own.
            AppendError::Limit(_) => {
                for job in jobs {
                    self.settle(id, vec![job]);
                }
                return Attempt::Settled;
            }
            AppendError::Unknown(reason) => {
                tracing::error!(%reason, "a commit was cut off");
                self.folds.forget(id);
                for job in jobs {
                    let _ = job.answer.send(Err(Refused::Unknown));
                }
                return Attempt::Settled;
            }
            AppendError::Unavailable(reason) => database::Error::Unavailable(reason).into(),
            AppendError::Invalid(reason) => database::Error::Other(reason.to_owned()).into(),
            AppendError::Record(error) => Error::from(error),
        };
        refuse_all(jobs, refused);
        Attempt::Settled
    }

    /// A defect in a rule fails the command that met it, not those that wait with it.
    fn decide_safely(
        &self,
        state: Option<&Relationship>,
        job: &Job,
    ) -> Result<(Moment, Decision), Refused> {
        catch_unwind(AssertUnwindSafe(|| self.decide(state, job))).unwrap_or_else(|_| {
            tracing::error!(command = job.act.command.name(), "a rule met a defect");
            Err(Refused::Failed(Error::Defect))
        })
    }

    fn decide(
        &self,
        state: Option<&Relationship>,
        job: &Job,
    ) -> Result<(Moment, Decision), Refused> {
        if self.held.load(Ordering::Relaxed) {
            return Err(Refused::TimeUnsure);
        }
        let act = &job.act;
        let opening = matches!(act.command, Command::OpenRelationship(_));
        if state.is_none() && !opening {
            return Err(Refused::NotFound);
        }
        if let Some(state) = state
            && !opening
            && !state.seats(act.actor)
            && act.holds.is_none()
        {
            return Err(Refused::NotFound);
        }
        // Time never decreases within a record, whatever the machine's clock does.
        let last = state.map_or(Moment(0), Relationship::last_at);
        let now = self.clock.now();
        if last.0 > now.0.saturating_add(BEHIND) && self.behind.lets(now) {
            tracing::warn!(
                relationship = %act.relationship,
                seconds = (last.0 - now.0) / 1_000,
                "the clock is behind the last entry of a record: what is said there is dated like \
                 that entry until the time has caught up; look at this machine's clock"
            );
        }
        let at = now.max(last);
        let mix = match &job.found.mix {
            None => None,
            Some(Ok(mix)) => Some(mix.clone()),
            Some(Err(Refused::Rule(refusal))) => return Err(refusal.clone().into()),
            Some(Err(_)) => return Err(Refused::NotFound),
        };
        let mut ids = || id_at(at, &self.ids);
        let asks = act.command.asks();
        let mut context = Context {
            at,
            actor: act.actor,
            people: self.standings(job, state, &asks)?,
            entry: self.entry_named(act, asks.entry)?,
            mix,
            consulted: job.found.consulted.clone(),
            answered: job.found.answered.clone(),
            days: state
                .map(|state| begin(&asks.days, state))
                .unwrap_or_default(),
            times: state
                .map(|state| shown(&asks.times, state))
                .unwrap_or_default(),
            signs: self.signs(act.relationship, &asks.signs)?,
            holds: act.holds,
            shown_at: act.shown_at,
            confirmed: act.confirmed.clone(),
            page_shown: act.page_shown,
            record: match asks.record {
                true => crate::record_name(&self.record, act.relationship)?,
                false => None,
            },
            seed: fresh_salt(),
            mail: self.sends_mail.load(Ordering::Relaxed),
            ids: &mut ids,
        };
        let command = act.command.clone();
        let decision = match state {
            Some(state) => state.decide(&mut context, command)?,
            None => domain::relationship::open(&mut context, command)?,
        };
        Ok((at, decision))
    }

    /// When the people of whom the rules ask gave a sign of life last.
    fn signs(
        &self,
        table: RelationshipId,
        people: &[PersonId],
    ) -> Result<BTreeMap<PersonId, Moment>, Error> {
        if people.is_empty() {
            return Ok(BTreeMap::new());
        }
        let signs = self.accounts.signs(table, people)?;
        let signs = signs.into_iter();
        Ok(signs
            .map(|(person, at)| (person, Moment(at.as_millisecond())))
            .collect())
    }

    /// The actor and the people named, where the rules ask for them: most commands need neither.
    fn standings(
        &self,
        job: &Job,
        state: Option<&Relationship>,
        asks: &Asks,
    ) -> Result<BTreeMap<PersonId, KnownPerson>, Error> {
        let act = &job.act;
        let mut people = asks.people.clone();
        if asks.actor {
            people.push(act.actor);
        }
        if let Some(state) = state.filter(|_| asks.makers_of_the_link) {
            people.extend(state.makers_of_the_link_to(act.actor));
        }
        let mut standings = BTreeMap::new();
        for id in people {
            // As they are once the act is done.
            let changed = job.beside.as_ref().map(|beside| &beside.person);
            let person = match changed.filter(|person| person.id == id) {
                Some(person) => Some(person.clone()),
                None => self.accounts.person(id)?,
            };
            if let Some(person) = person {
                let standing = KnownPerson {
                    organisation: person.organisation,
                    account: !person.is_guest(),
                    called: SeatText {
                        name: person.name.clone().unwrap_or_default(),
                        organisation: person.organisation_name.clone(),
                    },
                    member: person.is_member(),
                    // Of others it is asked where they might read mail, shown or not.
                    mail: if id == act.actor {
                        person.mail_domain()
                    } else {
                        person.mail_domain().or_else(|| person.address_domain())
                    },
                };
                standings.insert(id, standing);
            }
        }
        Ok(standings)
    }

    fn entry_named(&self, act: &Act, sequence: Option<u64>) -> Result<Option<KnownEntry>, Error> {
        let Some(sequence) = sequence else {
            return Ok(None);
        };
        let entry = App::stored_entry(&self.record, act.relationship, sequence)?;
        let Some(entry) = entry else {
            return Ok(None);
        };
        Ok(Some(KnownEntry {
            stamp: crate::folds::stamp(&entry),
            fact: fact(&entry)?,
            has_text: entry.content.is_some(),
        }))
    }

    /// Answers a job whose key the record knows: with the first result, or that the key was reused.
    fn answered_before(&self, job: &Job) -> bool {
        let act = &job.act;
        let answer = match self.record.request(
            StreamId(act.relationship.0),
            act.actor.0,
            &act.key,
            &act.digest,
        ) {
            Ok(None) => return false,
            Ok(Some(Answered {
                sent: Sent::Other, ..
            })) => Err(Refused::KeyReused),
            // Once a text is erased nobody can tell what was sent: the key alone says it is a retry.
            Ok(Some(answered)) => self.first_result(act.relationship, &answered),
            Err(error) => Err(Refused::Failed(error.into())),
        };
        let _ = job.answer.send(answer);
        true
    }

    fn first_result(&self, id: RelationshipId, request: &Answered) -> Result<Done, Refused> {
        let mut facts = Vec::new();
        for sequence in request.first..=request.last {
            if let Some(entry) = App::stored_entry(&self.record, id, sequence)? {
                facts.push(fact(&entry)?);
            }
        }
        Ok(Done {
            relationship: id,
            first: request.first,
            last: request.last,
            facts,
        })
    }

    /// Takes erased bytes out of the database's own log too. Readers can hold that up; the next
    /// erasure or the log's own turnover then does it.
    fn purge(&self) {
        if let Err(error) = self.database.purge_deleted() {
            tracing::debug!(%error, "erased bytes stay in the log for now");
        }
    }

    /// Tells other nodes that the stream moved: a hint, after the commit and outside of it.
    fn hint(&self, id: RelationshipId) {
        if let Err(error) = self.database.notify(CHANNEL, &id.to_string()) {
            tracing::debug!(%error, "the hint was lost; nodes find out by asking");
        }
    }

    /// Keeps the accounts' index of seats near the record. It is a hint that can be rebuilt: a
    /// failure here loses nothing.
    fn index_seats(&self, id: RelationshipId, facts: &[Fact]) {
        for fact in facts {
            if let Fact::PersonSeated(seated) = fact
                && let Err(error) = self.accounts.remember_seat(seated.person, id)
            {
                tracing::warn!(%error, "the index of seats is behind the record");
            }
        }
    }
}

/// What was decided on one fold and waits for the commit.
struct Batch {
    append: Append,
    /// As it is with all that was decided.
    state: Option<Relationship>,
    erasures: u64,
    bytes: usize,
    decided: Vec<Decided>,
    /// Copies of jobs of this batch.
    behind: Vec<Job>,
    /// Whose change of the accounts was refused, by its place in what was decided, and why.
    refused: RefCell<Option<(usize, accounts::Error)>>,
}

impl Batch {
    fn of(id: RelationshipId, fold: Option<Fold>, behind: Vec<Job>) -> Self {
        Self {
            append: Append {
                stream: StreamId(id.0),
                expected: fold.as_ref().map_or(0, Fold::sequence),
                root: fold.as_ref().map(|fold| fold.root),
                drafts: Vec::new(),
                requests: Vec::new(),
            },
            erasures: fold.as_ref().map_or(0, |fold| fold.erasures),
            bytes: fold.as_ref().map_or(0, |fold| fold.bytes),
            state: fold.map(|fold| (*fold.state).clone()),
            decided: Vec::new(),
            behind,
            refused: RefCell::default(),
        }
    }

    /// Changes in the accounts what these acts change there, in the transaction that appends.
    fn change_beside(&self, connection: &mut dyn Connection) -> Result<(), AppendError> {
        for (place, decided) in self.decided.iter().enumerate() {
            let Some(beside) = &decided.job.beside else {
                continue;
            };
            match (beside.change)(connection) {
                Ok(()) => {}
                Err(accounts::Error::Database(error)) => return Err(error.into()),
                Err(error) => {
                    self.refused.replace(Some((place, error)));
                    return Err(AppendError::Beside);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, job: Job, at: Moment, decision: Decision) {
        let last = self.append.expected + self.append.drafts.len() as u64;
        let first = last + 1;
        for (sequence, fact) in (first..).zip(&decision.facts) {
            let encoded = fact.encode();
            self.bytes += weight_of(encoded.content.as_ref());
            let mut draft = draft(at, job.act.actor, encoded);
            // Bytes and entry are one append: nothing is kept of a word that was refused.
            if matches!(fact, Fact::ContributionSaid(_)) {
                draft.files = job.act.command.files();
            }
            self.append.drafts.push(draft);
            let stamp = Stamp {
                sequence,
                at,
                actor: job.act.actor,
            };
            match &mut self.state {
                Some(state) => state.apply(stamp, fact.clone()),
                None => self.state = Relationship::begin(stamp, fact),
            }
        }
        self.append.requests.push(Request {
            actor: job.act.actor.0,
            key: job.act.key.clone(),
            digest: job.act.digest,
            first,
            last: last + decision.facts.len() as u64,
        });
        let facts = decision.facts;
        self.decided.push(Decided { job, facts });
    }

    fn into_jobs(self) -> Vec<Job> {
        let decided = self.decided.into_iter().map(|decided| decided.job);
        decided.chain(self.behind).collect()
    }

    /// Nothing is to be appended.
    fn left(self) -> Attempt {
        if self.behind.is_empty() {
            return Attempt::Settled;
        }
        Attempt::Again(Again {
            jobs: self.behind,
            keys: true,
            second: false,
        })
    }
}

enum Attempt {
    Settled,
    Again(Again),
}

/// What is to be decided again.
struct Again {
    jobs: Vec<Job>,
    /// Whether a key may have been used before.
    keys: bool,
    /// Whether another was faster.
    second: bool,
}

/// Never used twice: it is drawn at random.
pub(crate) fn fresh_salt() -> [u8; 32] {
    let mut salt = [0; 32];
    rand::rng().fill_bytes(&mut salt);
    salt
}

fn draft(at: Moment, actor: PersonId, encoded: domain::fact::Encoded) -> NewEntry {
    NewEntry {
        actor: actor.0,
        kind: encoded.kind.to_owned(),
        at: at.0,
        fact: encoded.fact,
        ext: None,
        salt: fresh_salt(),
        content_salt: encoded.content.is_some().then(fresh_salt),
        content: encoded.content,
        files: Vec::new(),
    }
}

fn refuse_all(jobs: Vec<Job>, error: Error) {
    tracing::error!(%error, "the record cannot be written");
    let error = Arc::new(error);
    for job in jobs {
        let failed = Error::Shared(Arc::clone(&error));
        let _ = job.answer.send(Err(Refused::Failed(failed)));
    }
}

/// When days begin at a table: in its own zone, whoever asks.
fn begin(days: &[Day], table: &Relationship) -> BTreeMap<Day, Moment> {
    let each = days.iter();
    each.filter_map(|day| Some((*day, begins(*day, table)?)))
        .collect()
}

/// When clocks at a table show these times. A time that they skip is none; of one that they show twice the
/// first counts.
fn shown(times: &[LocalTime], table: &Relationship) -> BTreeMap<LocalTime, Moment> {
    let zone = TimeZone::get(table.time_zone()).unwrap_or(TimeZone::UTC);
    let shows = |time: &LocalTime| -> Option<Moment> {
        let civil: DateTime = time.to_string().parse().ok()?;
        let then = civil.to_zoned_datetime(zone.clone()).ok()?;
        let is_shown = then.datetime() == civil;
        is_shown.then(|| Moment(then.timestamp().as_millisecond()))
    };
    let each = times.iter();
    each.filter_map(|time| Some((*time, shows(time)?)))
        .collect()
}

/// When a day begins at a table.
pub(crate) fn begins(day: Day, table: &Relationship) -> Option<Moment> {
    let zone = TimeZone::get(table.time_zone()).unwrap_or(TimeZone::UTC);
    let date: Date = day.to_string().parse().ok()?;
    let midnight = date.to_zoned_datetime(zone).ok()?;
    Some(Moment(midnight.timestamp().as_millisecond()))
}
