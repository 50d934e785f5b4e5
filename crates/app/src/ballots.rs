//! Consultations' own records: who votes is a voice, and what it says is decided on a fold of that record.
//!
//! A second, smaller writer beside the tables': it takes what waits for one consultation together, decides each
//! on what those before it said, and appends all of it in one transaction in which nobody else can add to that
//! record. So nothing is decided on a state that is no longer true, on however many nodes.

mod answers;
pub mod results;
mod telling;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use accounts::Accounts;
use database::Database;
use domain::act::{ConsultationResult, Consulted, StatementSaid};
use domain::agreement::Fingerprint;
use domain::audience::WaitingStatements;
use domain::ballot::{Ballot, BallotFact, Said};
use domain::ids::*;
use domain::view::Asked;
use domain::{Command, Moment, Refusal, Relationship, Stamp};
use record::{Answered, Append, AppendError, Entry, Hash, Head, NewEntry, Place, Record, Request};
use record::{Sent, StreamId};
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use crate::folds::Folds;
use crate::live::Live;
use crate::queue::{Queue, batches};
use crate::writer::{BATCH, Held, fresh_salt};
use crate::{Act, App, Clock, Error, Refused};

/// How much the folds of consultations may take, estimated: some millions of votes.
const FOLD_BYTES: usize = 64 << 20;
/// What a vote costs in a fold, with its share of the voice's and the views' nodes.
const ENTRY_BYTES: usize = 48;
/// How long a batch is tried again.
const PATIENCE: Duration = Duration::from_secs(8);

/// Something said in a consultation, on its way.
#[derive(Clone, Debug)]
pub struct BallotAct {
    /// The table.
    pub relationship: RelationshipId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Who says it.
    pub voice: VoiceId,
    /// The party by whose link they came.
    pub party: PartyId,
    /// The idempotency key: the same key with the same body is carried out once.
    pub key: String,
    /// What.
    pub said: Said,
}

impl BallotAct {
    fn digest(&self) -> [u8; 32] {
        // Words and numbers: writing them to memory cannot fail.
        Sha256::digest(serde_json::to_vec(&self.said).unwrap_or_default()).into()
    }
}

/// A fold of a consultation's own record, and what it was made of.
#[derive(Clone)]
pub(crate) struct Fold {
    pub ballot: Arc<Ballot>,
    root: Hash,
    bytes: usize,
}

impl Fold {
    fn place(&self) -> Place {
        Place {
            sequence: self.ballot.last().sequence,
            root: self.root,
        }
    }
}

#[derive(Default)]
struct Kept {
    /// Each with the tick of its latest use.
    folds: HashMap<ConsultationId, (Fold, u64)>,
    ticks: u64,
}

/// The folds of consultations, kept while there is room.
#[derive(Clone)]
pub(crate) struct Ballots {
    record: Record,
    kept: Arc<Mutex<Kept>>,
    pub(crate) drawings: Arc<results::Drawings>,
}

impl Ballots {
    pub fn new(record: Record) -> Self {
        Self {
            record,
            kept: Arc::default(),
            drawings: Arc::default(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A panic while holding the lock leaves a cache that is at worst too small.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fold of the whole record, made sure of by the stream's head; `None` where it has not begun.
    pub fn current(&self, id: ConsultationId) -> Result<Option<Fold>, Error> {
        let Some(head) = self.record.head(StreamId(id.0))? else {
            self.kept().folds.remove(&id);
            return Ok(None);
        };
        self.at(id, head.place()).map(Some)
    }

    /// The fold up to this head.
    fn at(&self, id: ConsultationId, head: Place) -> Result<Fold, Error> {
        let kept = {
            let mut kept = self.kept();
            kept.ticks += 1;
            let tick = kept.ticks;
            kept.folds.get_mut(&id).map(|(fold, used)| {
                *used = tick;
                fold.clone()
            })
        };
        let fold = match kept {
            Some(fold) if fold.place() == head => return Ok(fold),
            Some(fold) if fold.place().sequence < head.sequence => {
                self.extend(id, Some(fold), head)?
            }
            _ => None,
        };
        // What was kept may belong to another past than the database has now.
        let fold = match fold {
            Some(fold) => Some(fold),
            None => self.extend(id, None, head)?,
        };
        let moved =
            || database::Error::Unavailable("the record moved while it was read".to_owned());
        let fold = fold.ok_or_else(moved)?;
        self.keep(id, &fold);
        Ok(fold)
    }

    /// Keeps a fold that is known to be committed, and makes room for it.
    fn keep(&self, id: ConsultationId, fold: &Fold) {
        let mut kept = self.kept();
        kept.ticks += 1;
        let tick = kept.ticks;
        kept.folds.insert(id, (fold.clone(), tick));
        let bytes = |kept: &Kept| {
            kept.folds
                .values()
                .map(|(fold, _)| fold.bytes)
                .sum::<usize>()
        };
        while kept.folds.len() > 1 && bytes(&kept) > FOLD_BYTES {
            let unused = kept.folds.iter().min_by_key(|(_, (_, used))| *used);
            let Some(unused) = unused.map(|(id, _)| *id) else {
                break;
            };
            kept.folds.remove(&unused);
        }
    }

    /// Reads on to `head`; `None` where what was known, or the head, is of another past.
    fn extend(
        &self,
        id: ConsultationId,
        known: Option<Fold>,
        head: Place,
    ) -> Result<Option<Fold>, Error> {
        let place = known.as_ref().map(Fold::place);
        // The last entry folded is read once more, for its root.
        let first = place.map_or(1, |place| place.sequence);
        let mut bytes = known.as_ref().map_or(0, |fold| fold.bytes);
        let mut ballot = known.map(|fold| (*fold.ballot).clone());
        let mut root = place.map(|place| place.root);
        let (mut failed, mut another) = (None, false);
        self.record
            .entries(StreamId(id.0), first..=head.sequence, |entry: Entry| {
                if let Some(place) = place
                    && place.sequence == entry.sequence
                {
                    another = place.root != entry.root;
                    return match another {
                        true => ControlFlow::Break(()),
                        false => ControlFlow::Continue(()),
                    };
                }
                bytes += ENTRY_BYTES + entry.content.as_ref().map_or(0, Vec::len);
                root = Some(entry.root);
                match take_in(&mut ballot, &entry) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                }
            })?;
        if let Some(error) = failed {
            return Err(error);
        }
        match (ballot, root) {
            (Some(ballot), Some(root)) if !another && root == head.root => Ok(Some(Fold {
                ballot: Arc::new(ballot),
                root,
                bytes,
            })),
            _ => Ok(None),
        }
    }
}

fn take_in(ballot: &mut Option<Ballot>, entry: &Entry) -> Result<(), Error> {
    let fact = BallotFact::decode(&entry.kind, &entry.fact, entry.content.as_deref());
    let fact = fact.map_err(|reason| Error::Unreadable {
        sequence: entry.sequence,
        reason,
    })?;
    let stamp = crate::folds::stamp(entry);
    match ballot {
        Some(ballot) => ballot.apply(stamp, fact),
        None => *ballot = Some(Ballot::begin(stamp, &fact).ok_or(Error::NotABallot)?),
    }
    Ok(())
}

struct Job {
    act: BallotAct,
    answer: SyncSender<Result<(), Refused>>,
}

pub(crate) struct Teller(Queue<Job>);

impl Teller {
    pub fn start(desk: Desk) -> Self {
        Self(Queue::start("teller", "vote", move |waiting| {
            desk.run(waiting);
        }))
    }

    fn execute(&self, act: BallotAct) -> Result<(), Refused> {
        self.0.ask(|answer| Job { act, answer })
    }
}

/// What the teller works with.
pub(crate) struct Desk {
    pub record: Record,
    pub ballots: Ballots,
    pub folds: Folds,
    pub live: Live,
    pub accounts: Accounts,
    pub database: Database,
    pub clock: Clock,
    pub held: Held,
}

/// What was decided of a batch, in the order of its jobs.
struct Batch {
    append: Append,
    ballot: Ballot,
    bytes: usize,
    /// Of each job: that its facts wait for the commit, or why not.
    decided: Vec<Result<(), Refused>>,
    withdrawn: Vec<VoiceId>,
}

/// Begins the record where nobody has yet. Who comes second finds it begun.
fn begin(
    record: &Record,
    now: Moment,
    relationship: RelationshipId,
    id: ConsultationId,
    table: &Relationship,
) -> Result<(), Error> {
    let stream = StreamId(id.0);
    if record.head(stream)?.is_some() {
        return Ok(());
    }
    let (Some(fact), Some(by)) = (table.begin_ballot(relationship, id), table.who_asked(id)) else {
        return Ok(());
    };
    let append = Append {
        stream,
        expected: 0,
        root: None,
        drafts: vec![draft(day_of(now), by.0, &fact)],
        requests: Vec::new(),
    };
    match record.append(&append) {
        Ok(_) | Err(AppendError::Moved) => Ok(()),
        Err(error) => Err(database::Error::Other(error.to_string()).into()),
    }
}

impl Desk {
    fn run(&self, waiting: &Receiver<Job>) {
        while let Some(batches) = batches(waiting, BATCH, |job| job.act.consultation) {
            for (id, jobs) in batches {
                // A defect that one batch meets must not silence all consultations.
                if catch_unwind(AssertUnwindSafe(|| self.settle(id, jobs))).is_err() {
                    tracing::error!(consultation = %id, "a batch of votes met a defect");
                    self.ballots.kept().folds.remove(&id);
                }
            }
        }
    }

    fn settle(&self, id: ConsultationId, mut jobs: Vec<Job>) {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            jobs.retain(|job| !self.answered_before(job));
            // A second copy of a key within one batch is answered from the record, after the commit.
            let mut behind = Vec::new();
            let mut now: Vec<Job> = Vec::new();
            for job in jobs {
                let same = |other: &Job| {
                    (&other.act.key, other.act.voice) == (&job.act.key, job.act.voice)
                };
                match now.iter().any(same) {
                    true => behind.push(job),
                    false => now.push(job),
                }
            }
            if now.is_empty() {
                return;
            }
            jobs = match self.attempt(id, now) {
                Some(again) => again,
                None if behind.is_empty() => return,
                None => Vec::new(),
            };
            jobs.extend(behind);
        }
        for job in jobs {
            let _ = job.answer.send(Err(Refused::Contended));
        }
    }

    /// Decides and appends. Answers with what is to be tried again.
    fn attempt(&self, id: ConsultationId, jobs: Vec<Job>) -> Option<Vec<Job>> {
        let relationship = jobs.first()?.act.relationship;
        let table = match self.folds.today(relationship) {
            Ok(Some(table)) => table,
            Ok(None) => return answer_all(jobs, || Refused::NotFound),
            Err(error) => return refuse_all(jobs, error),
        };
        if let Err(error) = begin(&self.record, self.clock.now(), relationship, id, &table) {
            return refuse_all(jobs, error);
        }
        let made: RefCell<Option<Batch>> = RefCell::default();
        let failed: RefCell<Option<Error>> = RefCell::default();
        let decide = |head: &Head| {
            let fold = match self.ballots.at(id, head.place()) {
                Ok(fold) => fold,
                Err(error) => {
                    failed.replace(Some(error));
                    return Ok(None);
                }
            };
            let batch = self.decide_all(id, &fold, head, &table, &jobs);
            let append = (!batch.append.drafts.is_empty()).then(|| batch.append.clone());
            made.replace(Some(batch));
            Ok(append)
        };
        let appended = self
            .record
            .append_in_turn(StreamId(id.0), decide, |connection| {
                let made = made.borrow();
                for voice in made.iter().flat_map(|batch| &batch.withdrawn) {
                    let forgotten = self.accounts.forget_voice(connection, id, *voice);
                    forgotten.map_err(AppendError::from)?;
                }
                Ok(())
            });
        if let Some(error) = failed.into_inner() {
            return refuse_all(jobs, error);
        }
        let batch = made.into_inner();
        match (appended, batch) {
            (Ok(head), Some(batch)) => {
                if let Some(head) = head {
                    self.publish(id, &batch, &head);
                    self.live.moved(RelationshipId(id.0), head.sequence);
                }
                for (job, decided) in jobs.into_iter().zip(batch.decided) {
                    let _ = job.answer.send(decided);
                }
                None
            }
            (Err(AppendError::Moved | AppendError::Busy | AppendError::KeyTaken { .. }), _) => {
                Some(jobs)
            }
            (Err(AppendError::Limit(limit)), _) => {
                answer_all(jobs, || Refused::Limit(limit.to_string()))
            }
            (Err(AppendError::Unknown(reason)), _) => {
                tracing::error!(%reason, "a commit of votes was cut off");
                self.ballots.kept().folds.remove(&id);
                answer_all(jobs, || Refused::Unknown)
            }
            (Err(AppendError::Unavailable(reason)), _) => {
                refuse_all(jobs, database::Error::Unavailable(reason).into())
            }
            (Err(error), _) => refuse_all(jobs, database::Error::Other(error.to_string()).into()),
            (Ok(_), None) => refuse_all(jobs, Error::Defect),
        }
    }

    fn decide_all(
        &self,
        id: ConsultationId,
        fold: &Fold,
        head: &Head,
        table: &Relationship,
        jobs: &[Job],
    ) -> Batch {
        let mut batch = Batch {
            append: Append {
                stream: StreamId(id.0),
                expected: head.sequence,
                root: Some(head.root),
                drafts: Vec::new(),
                requests: Vec::new(),
            },
            ballot: (*fold.ballot).clone(),
            bytes: fold.bytes,
            decided: Vec::new(),
            withdrawn: Vec::new(),
        };
        let now = self.clock.now();
        let at = day_of(now).max(Moment(head.at));
        for job in jobs {
            let decided = self.decide(&batch.ballot, table, now, &job.act);
            let decided = decided.map(|facts| batch.add(at, &job.act, table, facts));
            batch.decided.push(decided);
        }
        batch
    }

    fn decide(
        &self,
        ballot: &Ballot,
        table: &Relationship,
        now: Moment,
        act: &BallotAct,
    ) -> Result<Vec<BallotFact>, Refused> {
        if self.held.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(Refused::TimeUnsure);
        }
        if ballot.begun.relationship != act.relationship {
            return Err(Refused::NotFound);
        }
        Ok(table.decide_ballot(ballot, now, act.voice, act.party, act.said.clone())?)
    }

    fn publish(&self, id: ConsultationId, batch: &Batch, head: &Head) {
        let fold = Fold {
            ballot: Arc::new(batch.ballot.clone()),
            root: head.root,
            bytes: batch.bytes,
        };
        self.ballots.keep(id, &fold);
        self.ballots.drawings.ask(id, &fold.ballot);
        if !batch.withdrawn.is_empty()
            && let Err(error) = self.database.purge_deleted()
        {
            tracing::debug!(%error, "erased bytes stay in the log for now");
        }
    }

    /// Answers a job whose key the record knows: that it is done, or that the key was reused.
    fn answered_before(&self, job: &Job) -> bool {
        let act = &job.act;
        let stream = StreamId(act.consultation.0);
        let asked = self
            .record
            .request(stream, act.voice.0, &act.key, &act.digest());
        let answer = match asked {
            Ok(None) => return false,
            Ok(Some(Answered {
                sent: Sent::Other, ..
            })) => Err(Refused::KeyReused),
            Ok(Some(_)) => Ok(()),
            Err(error) => Err(Refused::Failed(error.into())),
        };
        let _ = job.answer.send(answer);
        true
    }
}

impl Batch {
    fn add(&mut self, at: Moment, act: &BallotAct, table: &Relationship, facts: Vec<BallotFact>) {
        // The end and what the table decided are nobody's vote: whoever asked has them recorded.
        let asker = table.who_asked(act.consultation);
        let asker = asker.map_or(act.voice.0, |asker| asker.0);
        let first = self.append.expected + self.append.drafts.len() as u64 + 1;
        for (sequence, fact) in (first..).zip(&facts) {
            let by = match (fact, &act.said) {
                (BallotFact::Moderated(_), _) | (_, Said::End { .. } | Said::Count { .. }) => asker,
                _ => act.voice.0,
            };
            let draft = draft(at, by, fact);
            self.bytes += ENTRY_BYTES + draft.content.as_ref().map_or(0, Vec::len);
            self.append.drafts.push(draft);
            let stamp = Stamp {
                sequence,
                at,
                actor: PersonId(by),
            };
            self.ballot.apply(stamp, fact.clone());
        }
        if matches!(act.said, Said::Withdraw) {
            self.withdrawn.push(act.voice);
        }
        if !matches!(act.said, Said::End { .. } | Said::Count { .. }) {
            // What the table decided meanwhile comes before, and is not the voice's.
            let decided = |fact: &&BallotFact| matches!(fact, BallotFact::Moderated(_));
            let before = facts.iter().take_while(decided).count() as u64;
            self.append.requests.push(Request {
                actor: act.voice.0,
                key: act.key.clone(),
                digest: act.digest(),
                first: first + before,
                last: self.append.expected + self.append.drafts.len() as u64,
            });
        }
    }
}

fn draft(at: Moment, actor: uuid::Uuid, fact: &BallotFact) -> NewEntry {
    let encoded = fact.encode();
    NewEntry {
        actor,
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

/// No time finer than the day is kept of what a voice says.
fn day_of(now: Moment) -> Moment {
    Moment(now.0.div_euclid(Moment::DAY) * Moment::DAY)
}

fn answer_all(jobs: Vec<Job>, refused: impl Fn() -> Refused) -> Option<Vec<Job>> {
    for job in jobs {
        let _ = job.answer.send(Err(refused()));
    }
    None
}

fn refuse_all(jobs: Vec<Job>, error: Error) -> Option<Vec<Job>> {
    tracing::error!(%error, "a vote cannot be taken down");
    let error = Arc::new(error);
    answer_all(jobs, || Refused::Failed(Error::Shared(Arc::clone(&error))))
}

impl App {
    /// Whether a stream is a consultation's own record.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_ballot(&self, stream: StreamId) -> Result<bool, Error> {
        let kind = self.record().first_kind(stream)?;
        Ok(kind.is_some_and(|kind| BallotFact::KINDS.contains(&kind.as_str())))
    }

    /// Begins a consultation's own record, where nobody has yet: before somebody is given a voice in it. So there is
    /// no voice without a record, and a record that is missed was there.
    ///
    /// # Errors
    /// When the database fails, or time is not believed: nothing is written then.
    pub fn begin_ballot(
        &self,
        relationship: RelationshipId,
        consultation: ConsultationId,
        table: &Relationship,
    ) -> Result<(), Refused> {
        if self.inner.held.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(Refused::TimeUnsure);
        }
        begin(self.record(), self.now(), relationship, consultation, table)?;
        Ok(())
    }

    /// Takes down what a voice says; answers once it is durable.
    ///
    /// # Errors
    /// [`Refused`] when a rule or the idempotency key speaks against it, or the database fails.
    pub fn take_down(&self, act: BallotAct) -> Result<(), Refused> {
        self.inner.teller.execute(act)
    }

    /// Forgets which device a voice is that said nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_voice(&self, consultation: ConsultationId, voice: VoiceId) -> Result<(), Error> {
        let accounts = self.accounts();
        let forgotten = self
            .database()
            .write(|connection| accounts.forget_voice(connection, consultation, voice));
        Ok(forgotten?)
    }

    /// A consultation's own record, ended where its time is over; `None` where nobody has said anything.
    ///
    /// # Errors
    /// When the database fails, or the record holds what this release cannot read.
    pub fn ballot(
        &self,
        relationship: RelationshipId,
        asked: &Asked<'_>,
    ) -> Result<Option<Arc<Ballot>>, Error> {
        let id = asked.consultation.id;
        let Some(fold) = self.inner.ballots.current(id)? else {
            return Ok(None);
        };
        let over = !asked.is_open(self.now());
        if !over || fold.ballot.ended {
            return Ok(Some(fold.ballot));
        }
        // Pages go on while nothing can be written: the next one ends it.
        let _ = self.end_ballot(relationship, id, false);
        let fold = self.inner.ballots.current(id)?;
        Ok(fold.map(|fold| fold.ballot))
    }

    /// In which consultations of a table statements wait until somebody there has looked at them.
    ///
    /// # Errors
    /// When the database fails, or a record holds what this release cannot read.
    pub fn waiting_statements(
        &self,
        table: &Relationship,
    ) -> Result<Vec<WaitingStatements>, Error> {
        let mut waiting = Vec::new();
        for consultation in table.looked_at_before(self.now()) {
            let Some(fold) = self.inner.ballots.current(consultation.id)? else {
                continue;
            };
            let of = fold.ballot.waits_of(consultation);
            if !of.is_empty() {
                waiting.push((consultation.id, of));
            }
        }
        Ok(waiting)
    }

    fn end_ballot(
        &self,
        relationship: RelationshipId,
        consultation: ConsultationId,
        early: bool,
    ) -> Result<(), Refused> {
        let nobody = uuid::Uuid::nil();
        let ended = self.take_down(BallotAct {
            relationship,
            consultation,
            voice: VoiceId(nobody),
            party: PartyId(nobody),
            key: uuid::Uuid::new_v4().to_string(),
            said: Said::End { early },
        });
        match ended {
            Err(Refused::Rule(Refusal::NothingNew)) => Ok(()),
            ended => ended,
        }
    }

    /// What an act asks of a consultation's own record; ended first, where the act ends it. Before it waits for
    /// the writer, so that nobody else waits for the engine.
    pub(crate) fn consulted(&self, act: &Act) -> Result<Option<Consulted>, Refused> {
        let Some(id) = act.command.asks().consultation else {
            return Ok(None);
        };
        let table = self
            .relationship(act.relationship)?
            .ok_or(Refused::NotFound)?;
        let Some(asked) = table.asked(id) else {
            return Ok(None);
        };
        let seeded = asked.consultation.seeded;
        let closes = matches!(act.command, Command::CloseConsultation(_));
        if closes {
            let seen = table.seen_by(act.actor, &table).ok_or(Refused::NotFound)?;
            let view = seen.consultation(id, self.now());
            if !view.is_some_and(|view| view.may_close) {
                return Ok(None);
            }
            self.end_ballot(act.relationship, id, true)?;
        }
        let fold = self.inner.ballots.current(id)?;
        let last_statement = fold
            .as_ref()
            .map_or(seeded, |fold| fold.ballot.last_statement());
        let statement = match (act.command.asks().statement, &fold) {
            (Some(statement), Some(fold)) => self.said_to(&asked, &fold.ballot, statement),
            _ => None,
        };
        let moderates = act.command.asks().moderates;
        let statement_of = moderates.and_then(|statement| {
            let added = fold.as_ref()?.ballot.added(statement)?;
            Some(added.party)
        });
        let result = match (closes, fold) {
            (true, Some(fold)) => Some(self.result_of(&asked, &fold)),
            _ => None,
        };
        Ok(Some(Consulted {
            last_statement,
            statement_of,
            result,
            statement,
        }))
    }

    /// What many said to a statement, as pages show it at this moment.
    fn said_to(
        &self,
        asked: &Asked<'_>,
        ballot: &Arc<Ballot>,
        statement: u64,
    ) -> Option<StatementSaid> {
        let drawn = self.drawn(asked, ballot)?;
        let figures = drawn.figures(asked.consultation, ballot);
        let said = figures.statements.get(&statement)?.all;
        Some(StatementSaid {
            agree: said.agree.into(),
            disagree: said.disagree.into(),
            pass: said.pass.into(),
            shared: figures.shared.iter().any(|it| it.statement == statement),
            groups: figures.groups.len() as u64,
        })
    }

    fn result_of(&self, asked: &Asked<'_>, fold: &Fold) -> ConsultationResult {
        let drawings = &self.inner.ballots.drawings;
        let drawn = drawings.last(asked.consultation.id, &fold.ballot);
        let holds_all = drawn
            .as_ref()
            .is_some_and(|drawn| drawn.holds_all(&fold.ballot));
        let figures = drawn.map(|drawn| drawn.figures(asked.consultation, &fold.ballot));
        let whole = holds_all && figures.as_ref().is_some_and(|it| it.everybody);
        let place = fold.place();
        ConsultationResult {
            entries: place.sequence,
            root: Fingerprint(place.root.0),
            people: figures.as_ref().map_or(0, |it| it.people as u64),
            whole,
            votes: figures.as_ref().map_or(0, |it| it.votes),
            statements: fold.ballot.shown(asked.consultation).len() as u64,
            groups: figures.as_ref().map_or(0, |it| it.groups.len() as u64),
            shared: figures
                .map(|it| it.shared.iter().map(|shared| shared.statement).collect())
                .unwrap_or_default(),
            engine: results::ENGINE.to_owned(),
        }
    }

    /// The votes as others see them, and what follows from them; `None` before there is anything to see. What was
    /// drawn last is shown at once; who follows the [views](Self::follow_views) hears of the next.
    pub fn drawn(&self, asked: &Asked<'_>, ballot: &Arc<Ballot>) -> Option<Arc<results::Drawn>> {
        let drawings = &self.inner.ballots.drawings;
        drawings.latest(asked.consultation.id, ballot)
    }

    /// Waits until all views are drawn of which somebody knows.
    pub fn settle_views(&self) {
        self.inner.ballots.drawings.settle();
    }

    /// How many views of a consultation were drawn on this node, from now on.
    pub fn follow_views(&self, consultation: ConsultationId) -> watch::Receiver<u64> {
        self.inner.ballots.drawings.follow(consultation)
    }

    /// How far a consultation's own record reaches, from now on, whichever node takes votes for it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn watch_votes(&self, consultation: ConsultationId) -> Result<watch::Receiver<u64>, Error> {
        self.watch(RelationshipId(consultation.0))
    }

    /// Has the latest view drawn, where another node took the votes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn draw_views(&self, consultation: ConsultationId) -> Result<(), Error> {
        if let Some(fold) = self.inner.ballots.current(consultation)? {
            self.inner.ballots.drawings.ask(consultation, &fold.ballot);
        }
        Ok(())
    }
}
