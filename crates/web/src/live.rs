//! Pages that follow the table while they are open.
//!
//! An open page holds one stream (`GET /r/{relationship}/live`). It hears *that* there is something
//! new which its viewer may see, never what; it then asks for itself again through its ordinary
//! route, so that sight passes through the one predicate. What the viewer may not see is no event.
//!
//! One task looks after all streams of this node, in rounds: after a record has moved, and every few
//! seconds. A round asks once for all sessions and once for each record, however many follow it; a
//! stream whose session has ended, or whose viewer has no seat any more, is closed. The streams
//! themselves only wait: they take no thread.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use accounts::{SessionId, TokenId};
use app::{App, Cursor, Since};
use axum::body::Body;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::Response;
use bytes::Bytes;
use domain::ids::*;
use futures_util::stream;
use jiff::Timestamp;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, MissedTickBehavior};

use crate::Web;
use crate::ask::{Answer, Ask};
use crate::problem::Problem;
use crate::visitor::Way;

/// Streams of one person: more windows than anybody looks at, on all their devices. A page that is
/// not in sight holds none.
pub const STREAMS_PER_PERSON: usize = 24;
/// Of all connections, the share that streams may hold: pages and forms need the others.
pub const STREAMS_OF_CONNECTIONS: usize = 2;
/// Of all streams, the share that those may hold who take part in consultations: the tables need the others.
const STREAMS_OF_VOICES: usize = 2;
/// Streams of one voice.
const STREAMS_PER_VOICE: usize = 4;
/// How far back a page's cursor is made good entry by entry; an older page is simply told.
const ENTRIES_LOOKED_BACK: u64 = 1_000;
/// A browser that lost its stream comes back after some moment within this time, so that not
/// everybody comes at once when a server is back.
const RETRY_MS: std::ops::Range<u64> = 1_000..5_000;

/// How streams are kept. Tests go faster.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How often all sessions are asked for: a stream ends within five seconds of its session.
    pub check: Duration,
    /// The pause between rounds. What is said meanwhile is told together; it is taken out of the
    /// second within which the others see it.
    pub gather: Duration,
    /// How often a stream without news says that it is there: proxies and browsers give up on a
    /// connection that is silent.
    pub beat: Duration,
    /// How long a stream lasts, give or take a quarter; then the browser comes back. So a node that
    /// was added is given its share in time.
    pub life: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            check: Duration::from_secs(2),
            gather: Duration::from_millis(100),
            beat: Duration::from_secs(20),
            life: Duration::from_secs(60 * 60),
        }
    }
}

/// How often an open page of a table that sits together is noted as a sign of life, and a look at it: three times in
/// the minute after which whoever leads and gives none can be relieved.
pub(crate) const SIGN_EVERY: Duration = Duration::from_secs(20);

/// The open streams of this node.
#[derive(Clone)]
pub struct Live {
    inner: Arc<Inner>,
}

struct Inner {
    pace: Pace,
    room: usize,
    streams: Mutex<Streams>,
    arrived: Notify,
}

#[derive(Default)]
struct Streams {
    open: HashMap<u64, Stream>,
    watched: HashMap<RelationshipId, watch::Receiver<u64>>,
    /// Streams of those who take part in a consultation: they hear of its views, and of nothing else.
    voices: HashMap<u64, (VoiceId, watch::Sender<Cursor>)>,
    /// The consultations whose views are followed, by the stream.
    views: HashMap<u64, ConsultationId>,
    /// The own records of these.
    votes: HashMap<ConsultationId, watch::Receiver<u64>>,
    last: u64,
    /// When signs of life were noted last.
    signed: Option<Instant>,
    stopped: bool,
}

/// One open page.
struct Stream {
    relationship: RelationshipId,
    person: PersonId,
    door: Door,
    /// The entry up to which it was looked whether there is news.
    looked: Cursor,
    /// Whether its record moved since.
    due: bool,
    /// Whether it was told where it is, as each is once.
    greeted: bool,
    /// The cursor that the page is to have; closes the stream when dropped.
    tell: watch::Sender<Cursor>,
}

/// By what somebody came who follows a table: their stream ends with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Door {
    Session(SessionId),
    Token(TokenId),
}

impl Live {
    pub(crate) fn new(pace: Pace, connections: usize) -> Self {
        Self {
            inner: Arc::new(Inner {
                pace,
                room: connections / STREAMS_OF_CONNECTIONS,
                streams: Mutex::default(),
                arrived: Notify::new(),
            }),
        }
    }

    /// How many streams are open.
    pub fn open(&self) -> usize {
        let streams = self.streams();
        streams.open.len() + streams.voices.len()
    }

    fn streams(&self) -> MutexGuard<'_, Streams> {
        // Nothing panics while holding the lock.
        self.inner
            .streams
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a stream for a page that shows the record up to `cursor`, and so many views of a consultation.
    fn join(&self, ask: &Ask, cursor: Cursor, shown: Option<Shown>) -> Result<Place, Problem> {
        let (relationship, person) = (ask.table()?.id, ask.person()?);
        let door = match &ask.visitor()?.way {
            Way::Session { id, .. } => Door::Session(*id),
            Way::Token { id, .. } => Door::Token(*id),
        };
        let moves = ask.web.app().watch(relationship)?;
        let views = shown.map(|shown| shown.follow(ask.web.app())).transpose()?;
        let mut streams = self.streams();
        let own = streams.open.values().filter(|open| open.person == person);
        let open = streams.open.len() + streams.voices.len();
        let full = open >= self.inner.room || own.count() >= STREAMS_PER_PERSON;
        if full || streams.stopped {
            return Err(Problem::TooManyLive);
        }
        let (tell, told) = watch::channel(cursor);
        let stream = Stream {
            relationship,
            person,
            door,
            looked: cursor,
            due: true,
            greeted: false,
            tell,
        };
        streams.last += 1;
        let number = streams.last;
        streams.open.insert(number, stream);
        streams.watched.entry(relationship).or_insert(moves);
        let views = views.map(|views| streams.follow(number, views));
        drop(streams);
        self.inner.arrived.notify_one();
        Ok(Place {
            live: self.clone(),
            number,
            told,
            views,
            begun: None,
            known: ask.is_program().then_some(cursor),
        })
    }

    /// Opens a stream for somebody who takes part in a consultation.
    fn join_as(&self, app: &App, voice: VoiceId, shown: Shown) -> Result<Place, Problem> {
        let views = shown.follow(app)?;
        let mut streams = self.streams();
        let own = streams.voices.values().filter(|(of, _)| *of == voice);
        let open = streams.open.len() + streams.voices.len();
        let full = open >= self.inner.room
            || streams.voices.len() >= self.inner.room / STREAMS_OF_VOICES
            || own.count() >= STREAMS_PER_VOICE;
        if full || streams.stopped {
            return Err(Problem::TooManyLive);
        }
        let (tell, told) = watch::channel(Cursor::default());
        streams.last += 1;
        let number = streams.last;
        streams.voices.insert(number, (voice, tell));
        let views = Some(streams.follow(number, views));
        Ok(Place {
            live: self.clone(),
            number,
            told,
            views,
            begun: None,
            known: None,
        })
    }

    /// Closes all streams at once and opens no more: the server stops.
    pub(crate) fn stop(&self) {
        *self.streams() = Streams {
            stopped: true,
            ..Streams::default()
        };
    }

    /// Looks after the streams for as long as the server runs.
    pub(crate) async fn keep(self, web: Web) {
        let pace = self.inner.pace;
        let mut moves = web.app().moves();
        let mut checks = tokio::time::interval(pace.check);
        checks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let all = tokio::select! {
                moved = moves.changed() => match moved {
                    Ok(()) => false,
                    Err(_) => return,
                },
                () = self.inner.arrived.notified() => false,
                _ = checks.tick() => true,
            };
            let (live, web) = (self.clone(), web.clone());
            let round = tokio::task::spawn_blocking(move || live.look(&web, all));
            if let Ok(Err(problem)) = round.await {
                // Whoever was due stays so until the next round.
                tracing::warn!(?problem, "open pages could not be told");
            }
            tokio::time::sleep(pace.gather).await;
        }
    }

    /// One round: asks for the sessions of those whose record moved, or of `all`, and for the news
    /// of those whose record moved.
    fn look(&self, web: &Web, all: bool) -> Result<(), Problem> {
        self.draw(web);
        let doors = self.mark_due(all);
        if doors.is_empty() {
            return Ok(());
        }
        let now = Timestamp::from_millisecond(web.now().0).unwrap_or_default();
        let (mut sessions, mut tokens) = (Vec::new(), Vec::new());
        for door in &doors {
            match door {
                Door::Session(id) => sessions.push(*id),
                Door::Token(id) => tokens.push(*id),
            }
        }
        let accounts = web.app().accounts();
        let sessions = accounts.open_sessions(&sessions, now)?;
        let tokens = match tokens.is_empty() {
            true => HashSet::new(),
            false => accounts.open_tokens(&tokens, now)?,
        };
        let is_open = |door: &Door| match door {
            Door::Session(id) => sessions.contains(id),
            Door::Token(id) => tokens.contains(id),
        };
        let ended: HashSet<_> = doors.iter().filter(|door| !is_open(door)).collect();
        let mut streams = self.streams();
        streams
            .open
            .retain(|_, stream| !ended.contains(&stream.door));
        let signs = all
            && streams
                .signed
                .is_none_or(|last| last.elapsed() >= SIGN_EVERY);
        if signs {
            streams.signed = Some(Instant::now());
        }
        drop(streams);
        let mut failed = match signs {
            true => self.give_signs(web, now),
            false => Ok(()),
        };
        for (relationship, due) in self.due() {
            let viewers: Vec<_> = due.iter().map(|(_, person, at)| (*person, *at)).collect();
            match web.app().news(relationship, &viewers) {
                Ok((reached, news)) => self.tell(reached, due.iter().map(|due| due.0).zip(news)),
                Err(error) => failed = Err(error.into()),
            }
        }
        failed
    }

    /// Has the views drawn that are followed here, where another node took votes.
    fn draw(&self, web: &Web) {
        let moved: Vec<ConsultationId> = {
            let mut streams = self.streams();
            let Streams { views, votes, .. } = &mut *streams;
            let followed: HashSet<_> = views.values().collect();
            votes.retain(|id, _| followed.contains(id));
            let moved = votes
                .iter_mut()
                .filter(|(_, votes)| votes.has_changed().unwrap_or(false));
            moved
                .map(|(id, votes)| {
                    votes.mark_unchanged();
                    *id
                })
                .collect()
        };
        for id in moved {
            if let Err(error) = web.app().draw_views(id) {
                tracing::warn!(%error, "a map of opinions is not up to date");
            }
        }
    }

    /// Notes a sign of life of everybody who follows a table that sits together.
    fn give_signs(&self, web: &Web, now: Timestamp) -> Result<(), Problem> {
        let mut following: BTreeMap<RelationshipId, BTreeSet<PersonId>> = BTreeMap::new();
        for stream in self.streams().open.values() {
            let people = following.entry(stream.relationship).or_default();
            people.insert(stream.person);
        }
        for (table, people) in following {
            let relationship = web.app().relationship(table)?;
            if relationship.is_some_and(|it| it.is_sitting()) {
                let people: Vec<_> = people.into_iter().collect();
                web.app().accounts().give_signs(table, &people, now)?;
            }
        }
        Ok(())
    }

    /// Marks the streams whose records moved; gives the sessions and tokens to be asked for.
    fn mark_due(&self, all: bool) -> Vec<Door> {
        let mut streams = self.streams();
        let Streams { open, watched, .. } = &mut *streams;
        let mut moved = HashSet::new();
        let mut followed = HashSet::new();
        for (relationship, moves) in watched.iter_mut() {
            if moves.has_changed().unwrap_or(false) {
                moves.mark_unchanged();
                moved.insert(*relationship);
            }
        }
        let mut doors = Vec::new();
        for stream in open.values_mut() {
            followed.insert(stream.relationship);
            stream.due |= moved.contains(&stream.relationship);
            if all || stream.due {
                doors.push(stream.door);
            }
        }
        watched.retain(|relationship, _| followed.contains(relationship));
        doors.sort_unstable();
        doors.dedup();
        doors
    }

    /// The streams that are due, by relationship: number, viewer, and up to where they looked.
    fn due(&self) -> BTreeMap<RelationshipId, Vec<(u64, PersonId, Cursor)>> {
        let mut due: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (number, stream) in self.streams().open.iter().filter(|(_, open)| open.due) {
            let viewer = (*number, stream.person, stream.looked);
            due.entry(stream.relationship).or_default().push(viewer);
        }
        due
    }

    fn tell(&self, reached: Cursor, news: impl Iterator<Item = (u64, Since)>) {
        let mut streams = self.streams();
        for (number, news) in news {
            if news == Since::NoSeat {
                streams.open.remove(&number);
                continue;
            }
            let Some(stream) = streams.open.get_mut(&number) else {
                continue;
            };
            if let Since::Something(last) = news {
                stream.tell.send_replace(last);
            } else if !stream.greeted {
                stream.tell.send_modify(|_| ());
            }
            (stream.looked, stream.due, stream.greeted) = (reached, false, true);
        }
    }
}

/// How many views of a consultation a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    consultation: ConsultationId,
    views: u64,
}

/// A consultation whose views are followed: its own record, and how many of them were drawn.
struct Followed {
    consultation: ConsultationId,
    votes: watch::Receiver<u64>,
    views: watch::Receiver<u64>,
}

impl Shown {
    fn follow(self, app: &App) -> Result<Followed, Problem> {
        let consultation = self.consultation;
        let votes = app.watch_votes(consultation)?;
        let mut views = app.follow_views(consultation);
        if *views.borrow_and_update() > self.views {
            views.mark_changed();
        }
        Ok(Followed {
            consultation,
            votes,
            views,
        })
    }
}

impl Streams {
    fn follow(&mut self, number: u64, followed: Followed) -> watch::Receiver<u64> {
        self.views.insert(number, followed.consultation);
        self.votes
            .entry(followed.consultation)
            .or_insert(followed.votes);
        followed.views
    }
}

/// The next number of views; never, where none are followed.
async fn next_view(views: &mut Option<watch::Receiver<u64>>) -> Option<u64> {
    match views {
        Some(receiver) => {
            receiver.changed().await.ok()?;
            Some(*receiver.borrow_and_update())
        }
        None => std::future::pending().await,
    }
}

/// A page's place among the streams; given back when the connection ends.
struct Place {
    live: Live,
    number: u64,
    told: watch::Receiver<Cursor>,
    /// How many views of the consultation were drawn that the page shows.
    views: Option<watch::Receiver<u64>>,
    /// Since the first bytes went out: when the next beat is, and when the stream ends.
    begun: Option<(Instant, Instant)>,
    /// Of a program's stream: up to where the program knows the record.
    known: Option<Cursor>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut streams = self.live.streams();
        streams.open.remove(&self.number);
        streams.voices.remove(&self.number);
        streams.views.remove(&self.number);
    }
}

impl Place {
    /// A number of `range`, such that streams opened one after the other lie far from each other.
    fn spread(&self, range: std::ops::Range<u64>) -> u64 {
        // Multiples of the golden ratio are spread evenly, however many there are.
        let part = self.number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        range.start + ((part * (range.end - range.start)) >> 32)
    }

    /// The next bytes of the stream, or that it has ended.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        let pace = self.live.inner.pace;
        let now = Instant::now();
        let Some((beat, end)) = self.begun else {
            let quarter = u64::try_from(pace.life.as_millis() / 4).unwrap_or(u64::MAX / 8);
            let life = Duration::from_millis(self.spread(quarter * 3..quarter * 5 + 1));
            self.begun = Some((now + pace.beat, now + life));
            let retry = self.spread(RETRY_MS);
            return Some((Ok(format!("retry: {retry}\n\n").into()), self));
        };
        let text = tokio::select! {
            biased;
            () = tokio::time::sleep_until(end) => return None,
            told = self.told.changed() => {
                told.ok()?;
                let cursor = *self.told.borrow_and_update();
                match self.known {
                    None => format!("event: changed\nid: {cursor}\ndata: {cursor}\n\n"),
                    // A program that comes back is told of nothing twice.
                    Some(known) => {
                        self.known = Some(cursor);
                        let event = if known == cursor { "here" } else { "changed" };
                        let sequence = cursor.sequence;
                        format!("event: {event}\nid: {cursor}\ndata: {{\"sequence\":{sequence}}}\n\n")
                    }
                }
            }
            view = next_view(&mut self.views) => match view {
                // Without an id: a browser that comes back says up to where it knows the table.
                Some(view) => format!("event: changed\ndata: view {view}\n\n"),
                None => {
                    self.views = None;
                    "event: here\ndata: .\n\n".to_owned()
                }
            },
            () = tokio::time::sleep_until(beat), if self.known.is_some() => {
                let known = self.known.unwrap_or_default();
                let sequence = known.sequence;
                format!("event: here\nid: {known}\ndata: {{\"sequence\":{sequence}}}\n\n")
            }
            // A named event, not a comment, which a page would never hear: so it knows a connection
            // that died without a word, after an hour asleep, and whether it shows what it was told of.
            () = tokio::time::sleep_until(beat) => {
                let cursor = *self.told.borrow();
                format!("event: here\ndata: {cursor}\n\n")
            }
        };
        self.begun = Some((Instant::now() + pace.beat, end));
        Some((Ok(text.into()), self))
    }
}

/// `GET /r/{relationship}/live`: the cursor that the page shows is in `since`, or, when a browser
/// comes back, in `Last-Event-ID`.
///
/// # Errors
/// [`Problem::TooManyLive`]; [`Problem::Past`], which does not change.
pub fn follow(ask: &Ask) -> Answer {
    let table = ask.table()?;
    if table.as_of.is_some() {
        return Err(Problem::Past);
    }
    let last_event = ask.headers.get("last-event-id");
    let last_event = last_event.and_then(|id| id.to_str().ok());
    let since = last_event.or_else(|| ask.query.get("since"));
    if let Some(since) = since
        && ask.is_api()
        && since.parse::<Cursor>().is_err()
    {
        let field = match last_event {
            Some(_) => "Last-Event-ID",
            None => "since",
        };
        let what = "api-event";
        return Err(Problem::Field { field, what });
    }
    let reached = table.cursor.sequence;
    let near = reached.saturating_sub(ENTRIES_LOOKED_BACK)..=reached;
    let cursor = since
        .and_then(|cursor| cursor.parse().ok())
        .filter(|cursor: &Cursor| near.contains(&cursor.sequence))
        .unwrap_or(table.cursor);
    let shown = shown(ask.query.text("view"));
    // Only what lies on this table is followed with it.
    let shown = match shown {
        Some(shown) if ask.seen()?.asks(shown.consultation).is_some() => Some(shown),
        _ => None,
    };
    Ok(streamed(ask.web.live().join(ask, cursor, shown)?))
}

/// `{consultation}.{views}`, as a page says what it shows.
fn shown(text: &str) -> Option<Shown> {
    let (consultation, views) = text.split_once('.')?;
    Some(Shown {
        consultation: consultation.parse().ok()?,
        views: views.parse().ok()?,
    })
}

/// The stream of somebody who takes part in a consultation, and is shown so many views of it.
///
/// # Errors
/// [`Problem::TooManyLive`].
pub(crate) fn follow_views(
    ask: &Ask,
    consultation: ConsultationId,
    voice: VoiceId,
    views: u64,
) -> Answer {
    let shown = Shown {
        consultation,
        views,
    };
    Ok(streamed(ask.web.live().join_as(
        ask.web.app(),
        voice,
        shown,
    )?))
}

fn streamed(place: Place) -> Response {
    let mut response = Response::new(Body::from_stream(stream::unfold(place, Place::next)));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    // Proxies of one kind hold an answer back until it is large, unless told.
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response
}
