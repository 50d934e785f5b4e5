//! Lanes: how work takes turns, so that nobody's work is everybody's wait.
//!
//! Every route names the lane of its work ([`crate::routes`]); a look at the past has one whatever
//! its route. A lane does a few things at once and lets some wait, each asker in a line of their
//! own; turns go round the lines, so that whoever asks for much waits for themselves. When a line
//! or the lane is full, the request is refused at once and says when to come again: nothing was
//! begun, and a page gives back what was typed.
//!
//! Slow lanes have threads of their own, which yield to those that make pages.

use std::cell::Cell;
use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::IpAddr;
use std::num::NonZero;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ids::PersonId;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

/// How long one waits for a turn before being refused: as long as somebody looks at a page that
/// does not come.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// When whoever was refused may come again, in seconds.
pub const COME_AGAIN: u64 = 5;

/// How much slow lanes yield: a tenth of a core where pages are wanted, all of it where none is.
const NICENESS: i32 = 10;

/// What kind of work a route does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A constant: answered without waiting for anything.
    Instant,
    /// A page or a word: milliseconds.
    Page,
    /// Hashes a password.
    Hash,
    /// Folds the record up to a past moment.
    Past,
    /// Runs the engine that mixes.
    Engine,
    /// Looks through everything that was said.
    Search,
    /// Writes a file, or reads the record at length.
    File,
    /// Hands a mail to the mail server, which may take its time.
    Mail,
    /// Takes files in, as slowly as they come: no route works here.
    Upload,
    /// Makes pictures anew.
    Picture,
}

/// Among whom turns go round first: what many strangers ask for does not hold up whoever is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Share {
    /// People who are signed in, and devices on which somebody was.
    Known,
    /// Whoever has done nothing yet.
    New,
    /// Networks from which somebody was wrong lately.
    Burdened,
}

/// Whose line one waits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asker {
    share: Share,
    line: u64,
}

impl Asker {
    /// Somebody signed in, on whatever device.
    pub fn person(person: PersonId) -> Self {
        Self::of(Share::Known, ("person", person))
    }

    /// A device on which somebody was signed in before.
    pub fn device(secret: &str) -> Self {
        Self::of(Share::Known, ("device", secret))
    }

    /// Somebody of whom nothing but the network is known.
    pub fn network(address: IpAddr, share: Share) -> Self {
        Self::of(share, ("network", network(address)))
    }

    fn of(share: Share, who: impl Hash) -> Self {
        let mut line = DefaultHasher::new();
        who.hash(&mut line);
        Self {
            share,
            line: line.finish(),
        }
    }
}

/// An IPv4 address, or the /64 that one IPv6 site usually has to itself.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) >> 64 << 64).into()),
        v4 => v4,
    }
}

/// How much a lane takes in.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// Done at once.
    at_once: usize,
    /// Of these, one asker's.
    each_at_once: usize,
    /// Waiting, in one share.
    waiting: usize,
    /// Of these, one asker's.
    each_waiting: usize,
}

impl Lane {
    const SLOW: [Self; 8] = [
        Self::Hash,
        Self::Past,
        Self::Engine,
        Self::Search,
        Self::File,
        Self::Mail,
        Self::Upload,
        Self::Picture,
    ];

    /// Slow work leaves a core to the pages, where there is more than one.
    fn room(self, cores: usize) -> Room {
        let half = (cores / 2).max(1);
        match self {
            // Pages compute or wait for the database: more of them would take memory, and time
            // from each other.
            Self::Instant | Self::Page => Room {
                at_once: 8 * cores.max(2),
                each_at_once: 4 * cores.max(2),
                waiting: 2_048,
                each_waiting: 512,
            },
            // Some 30 ms each: a line of an office that begins its day, seconds in all.
            Self::Hash => Room {
                at_once: half,
                each_at_once: half,
                waiting: 256,
                each_waiting: 64,
            },
            Self::Past => Room {
                at_once: half,
                each_at_once: half,
                waiting: 64,
                each_waiting: 8,
            },
            Self::Engine | Self::Search => Room {
                at_once: cores,
                each_at_once: half,
                waiting: 128,
                each_waiting: 16,
            },
            // What is written waits for its reader, a piece at a time: see `answers` for how many.
            Self::File => Room {
                at_once: half,
                each_at_once: half,
                waiting: 128,
                each_waiting: 16,
            },
            // Each is held in memory while it comes: a hundred megabytes in all.
            Self::Upload => Room {
                at_once: 6,
                each_at_once: 2,
                waiting: 64,
                each_waiting: 4,
            },
            // A quarter of a gigabyte each at worst.
            Self::Picture => Room {
                at_once: 2,
                each_at_once: 1,
                waiting: 64,
                each_waiting: 4,
            },
            // They wait for another server.
            Self::Mail => Room {
                at_once: 4,
                each_at_once: 2,
                waiting: 256,
                each_waiting: 16,
            },
        }
    }
}

/// All lanes of this node.
#[derive(Clone)]
pub struct Lanes {
    page: Line,
    slow: Arc<HashMap<Lane, Line>>,
}

impl Default for Lanes {
    fn default() -> Self {
        let cores = cores();
        let line = |lane: Lane| Line::new(lane.room(cores));
        Self {
            page: line(Lane::Page),
            slow: Arc::new(Lane::SLOW.map(|lane| (lane, line(lane))).into()),
        }
    }
}

/// The lane is full, or the wait was too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

/// Why work came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// It was not begun.
    Full,
    /// It met a defect.
    Broken,
}

impl Lanes {
    fn line(&self, lane: Lane) -> &Line {
        self.slow.get(&lane).unwrap_or(&self.page)
    }

    /// A turn at once, if nobody has to wait.
    pub fn try_enter(&self, lane: Lane, asker: Asker) -> Option<Turn> {
        self.line(lane).try_enter(asker)
    }

    /// A turn when it comes.
    ///
    /// # Errors
    /// When too many wait already, or none came in [`PATIENCE`].
    pub async fn enter(&self, lane: Lane, asker: Asker) -> Result<Turn, Full> {
        self.line(lane).enter(asker).await
    }

    /// A place among those who wait, for what is done after the answer: whoever has one is not sent away.
    ///
    /// # Errors
    /// When too many wait already.
    pub fn reserve(&self, lane: Lane, asker: Asker) -> Result<Reserved, Full> {
        self.line(lane).reserve(asker)
    }

    /// Does this when its turn comes, on a thread that may block.
    ///
    /// # Errors
    /// As [`Self::enter`]; when the work panics.
    pub async fn run<T: Send + 'static>(
        &self,
        lane: Lane,
        asker: Asker,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let turn = self.enter(lane, asker).await.map_err(|_| Undone::Full)?;
        on_thread(lane, turn, work).await.ok_or(Undone::Broken)
    }
}

/// Does this at once on a thread that may block: one that yields, for a slow lane.
pub(crate) async fn on_thread<T: Send + 'static>(
    lane: Lane,
    turn: impl Send + 'static,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    if lane == Lane::Page {
        let work = move || {
            let _turn = turn;
            within(lane, work)
        };
        return tokio::task::spawn_blocking(work).await.ok();
    }
    let (tell, told) = oneshot::channel();
    let runtime = Handle::current();
    let spawned = std::thread::Builder::new()
        .name(format!("{lane:?}").to_lowercase())
        .spawn(move || {
            let _turn = turn;
            let _runtime = runtime.enter();
            yield_to_pages();
            // Nobody listens any more: the asker has gone.
            let _ = tell.send(within(lane, work));
        });
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for a slow lane");
    }
    told.await.ok()
}

fn yield_to_pages() {
    // On Linux this is the calling thread's alone.
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::debug!(%error, "a slow lane does not yield");
    }
}

thread_local! {
    static WITHIN: Cell<Option<Lane>> = const { Cell::new(None) };
}

/// Does something in this lane's name: what is slow checks that it is where it belongs.
pub(crate) fn within<T>(lane: Lane, work: impl FnOnce() -> T) -> T {
    /// Puts back what was there, also after a panic.
    struct Back(Option<Lane>);
    impl Drop for Back {
        fn drop(&mut self) {
            WITHIN.set(self.0);
        }
    }
    let _back = Back(WITHIN.replace(Some(lane)));
    work()
}

/// What the calling thread works for; none where no request is answered.
pub(crate) fn here() -> Option<Lane> {
    WITHIN.get()
}

/// Slow work says which lane it belongs to; a look at the past may do all of it on its way.
pub(crate) fn belongs_in(lane: Lane) {
    debug_assert!(
        here().is_none_or(|here| here == lane || here == Lane::Past),
        "slow work outside its lane: it belongs in {lane:?}, not in {:?}",
        here()
    );
}

/// The cores of this machine.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// Threads that pages and the finding of visitors may take.
pub(crate) fn page_threads() -> usize {
    let room = Lane::Page.room(cores());
    // As many again for finding out who asks: that waits for nobody's turn.
    2 * room.at_once
}

/// One lane: who works in it, and who waits.
#[derive(Clone)]
struct Line {
    room: Room,
    crowd: Arc<Mutex<Crowd>>,
}

#[derive(Default)]
struct Crowd {
    working: usize,
    working_of: HashMap<Asker, usize>,
    shares: [Queue; 3],
    /// The share whose turn is next.
    next: usize,
}

/// Those of one share who wait: a line for each asker, and the order in which the lines are served.
#[derive(Default)]
struct Queue {
    lines: HashMap<Asker, VecDeque<oneshot::Sender<Turn>>>,
    order: VecDeque<Asker>,
    waiting: usize,
}

impl Line {
    fn new(room: Room) -> Self {
        Self {
            room,
            crowd: Arc::default(),
        }
    }

    fn crowd(&self) -> MutexGuard<'_, Crowd> {
        // Whole after every statement that holds the lock.
        self.crowd.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self, crowd: &mut Crowd, asker: Asker) -> Turn {
        crowd.working += 1;
        *crowd.working_of.entry(asker).or_default() += 1;
        Turn {
            line: self.clone(),
            asker,
        }
    }

    fn may_work(&self, crowd: &Crowd, asker: Asker) -> bool {
        let own = crowd.working_of.get(&asker).copied().unwrap_or_default();
        crowd.working < self.room.at_once && own < self.room.each_at_once
    }

    /// Whether the asker may work at once: who waits and could was given the turn that came free.
    fn is_free(&self, crowd: &Crowd, asker: Asker) -> bool {
        let lines = &crowd.shares[asker.share as usize].lines;
        !lines.contains_key(&asker) && self.may_work(crowd, asker)
    }

    fn try_enter(&self, asker: Asker) -> Option<Turn> {
        let mut crowd = self.crowd();
        self.is_free(&crowd, asker)
            .then(|| self.turn(&mut crowd, asker))
    }

    fn reserve(&self, asker: Asker) -> Result<Reserved, Full> {
        let mut crowd = self.crowd();
        if self.is_free(&crowd, asker) {
            return Ok(Reserved::Now(self.turn(&mut crowd, asker)));
        }
        let queue = &mut crowd.shares[asker.share as usize];
        queue.leave_those_gone(self.room);
        let own = queue.lines.get(&asker).map_or(0, VecDeque::len);
        if queue.waiting >= self.room.waiting || own >= self.room.each_waiting {
            return Err(Full);
        }
        let (tell, told) = oneshot::channel();
        if own == 0 {
            queue.order.push_back(asker);
        }
        queue.lines.entry(asker).or_default().push_back(tell);
        queue.waiting += 1;
        Ok(Reserved::Later(told))
    }

    async fn enter(&self, asker: Asker) -> Result<Turn, Full> {
        let turn = self.reserve(asker)?.turn();
        let turn = tokio::time::timeout(PATIENCE, turn).await;
        turn.ok().flatten().ok_or(Full)
    }

    /// Gives free turns to those who wait: a share after the other, and in it an asker after the
    /// other.
    fn serve(&self, crowd: &mut Crowd) {
        while crowd.working < self.room.at_once {
            let found = (0..crowd.shares.len()).find_map(|step| {
                let share = (crowd.next + step) % crowd.shares.len();
                let place = crowd.shares[share]
                    .order
                    .iter()
                    .position(|asker| self.may_work(crowd, *asker))?;
                Some((share, place))
            });
            let Some((share, place)) = found else {
                return;
            };
            crowd.next = (share + 1) % crowd.shares.len();
            if let Some((asker, tell)) = crowd.shares[share].take(place) {
                let turn = self.turn(crowd, asker);
                if let Err(turn) = tell.send(turn) {
                    // They have gone; dropping the turn would lock again.
                    turn.give_back(crowd);
                }
            }
        }
    }
}

impl Queue {
    /// The first who waits in the line at this place; the line goes to the end.
    fn take(&mut self, place: usize) -> Option<(Asker, oneshot::Sender<Turn>)> {
        let asker = self.order.remove(place)?;
        let line = self.lines.get_mut(&asker)?;
        let first = line.pop_front();
        if line.is_empty() {
            self.lines.remove(&asker);
        } else {
            self.order.push_back(asker);
        }
        self.waiting -= usize::from(first.is_some());
        Some((asker, first?))
    }

    /// Makes room where it is scarce: who closed the page does not wait any more.
    fn leave_those_gone(&mut self, room: Room) {
        if self.waiting < room.each_waiting {
            return;
        }
        for line in self.lines.values_mut() {
            line.retain(|tell| !tell.is_closed());
        }
        self.lines.retain(|_, line| !line.is_empty());
        self.order.retain(|asker| self.lines.contains_key(asker));
        self.waiting = self.lines.values().map(VecDeque::len).sum();
    }
}

/// A turn, or a place among those who wait for one.
pub enum Reserved {
    /// It is here.
    Now(Turn),
    /// It comes.
    Later(oneshot::Receiver<Turn>),
}

impl Reserved {
    /// The turn, however long it takes; `None` where the lane is gone.
    pub async fn turn(self) -> Option<Turn> {
        match self {
            Self::Now(turn) => Some(turn),
            Self::Later(told) => told.await.ok(),
        }
    }
}

/// The right to work in a lane, until it is dropped.
pub struct Turn {
    line: Line,
    asker: Asker,
}

impl Turn {
    fn leave(&self, crowd: &mut Crowd) {
        crowd.working -= 1;
        if let Some(own) = crowd.working_of.get_mut(&self.asker) {
            *own -= 1;
            if *own == 0 {
                crowd.working_of.remove(&self.asker);
            }
        }
    }

    fn give_back(self, crowd: &mut Crowd) {
        self.leave(crowd);
        std::mem::forget(self);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut crowd = self.line.crowd();
        self.leave(&mut crowd);
        self.line.serve(&mut crowd);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at_once: usize, waiting: usize, each_waiting: usize) -> Line {
        Line::new(Room {
            at_once,
            each_at_once: at_once,
            waiting,
            each_waiting,
        })
    }

    fn stranger(last: u8) -> Asker {
        Asker::network([192, 0, 2, last].into(), Share::New)
    }

    /// Lets what was spawned come to where it waits.
    async fn settle() {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn turns_go_round_the_askers_whoever_asked_first() {
        let line = line(1, 100, 100);
        let busy = line.try_enter(stranger(1)).unwrap();
        let order: Arc<Mutex<Vec<u8>>> = Arc::default();
        let mut tasks = Vec::new();
        for (asker, times) in [(1, 5), (2, 1), (3, 1)] {
            for _ in 0..times {
                let (line, order) = (line.clone(), Arc::clone(&order));
                tasks.push(tokio::spawn(async move {
                    let _turn = line.enter(stranger(asker)).await.unwrap();
                    order.lock().unwrap().push(asker);
                }));
            }
            settle().await;
        }
        drop(busy);
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), [1, 2, 3, 1, 1, 1, 1]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_share_holds_up_no_other() {
        let line = line(1, 3, 2);
        let busy = line.try_enter(stranger(1)).unwrap();
        let wait = |asker| {
            let line = line.clone();
            tokio::spawn(async move { line.enter(asker).await.map(|_| ()) })
        };
        let mut waiting = vec![wait(stranger(1)), wait(stranger(1))];
        settle().await;
        assert_eq!(line.enter(stranger(1)).await.err(), Some(Full), "own line");
        waiting.push(wait(stranger(2)));
        settle().await;
        assert_eq!(line.enter(stranger(3)).await.err(), Some(Full), "share");
        let known = wait(Asker::device("a device"));
        settle().await;
        drop(busy);
        assert_eq!(known.await.unwrap(), Ok(()));
        for task in waiting {
            assert_eq!(task.await.unwrap(), Ok(()));
        }
        assert_eq!(line.crowd().working, 0);
        assert!(line.crowd().working_of.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_gone_takes_no_turn_and_no_room() {
        let line = line(1, 2, 2);
        let busy = line.try_enter(stranger(1)).unwrap();
        for _ in 0..10 {
            let (gone, asker) = (line.clone(), stranger(2));
            let task = tokio::spawn(async move { gone.enter(asker).await.map(|_| ()) });
            settle().await;
            task.abort();
            settle().await;
        }
        let (next, asker) = (line.clone(), stranger(2));
        let next = tokio::spawn(async move { next.enter(asker).await.map(|_| ()) });
        settle().await;
        drop(busy);
        assert_eq!(next.await.unwrap(), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_too_long_is_told() {
        let line = line(1, 2, 2);
        let _busy = line.try_enter(stranger(1)).unwrap();
        assert_eq!(line.enter(stranger(2)).await.err(), Some(Full));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_was_given_a_place_has_their_turn_however_long_it_takes() {
        let line = line(1, 2, 2);
        let busy = line.try_enter(stranger(1)).unwrap();
        let places = [(); 2].map(|()| line.reserve(stranger(1)).ok().unwrap());
        assert!(line.reserve(stranger(1)).is_err(), "nothing is promised");
        tokio::time::sleep(10 * PATIENCE).await;
        drop(busy);
        for place in places {
            assert!(place.turn().await.is_some());
        }
    }

    #[test]
    fn one_asker_does_not_take_every_turn_of_the_pages() {
        let lanes = Lanes::default();
        let room = Lane::Page.room(cores());
        let turns: Vec<_> = std::iter::from_fn(|| lanes.try_enter(Lane::Page, stranger(1)))
            .take(room.at_once)
            .collect();
        assert_eq!(turns.len(), room.each_at_once);
        assert!(lanes.try_enter(Lane::Page, stranger(2)).is_some());
    }
}
