//! What follows from the votes of a consultation as others see them: the map, what all share, what each group
//! says, what divides.
//!
//! Each view of the votes ([`Step`]) is drawn from the map of the one before, so that groups keep their
//! letters; the same record gives the same maps, on every node and after every restart. Nothing here tells of
//! fewer than five people: a group has at least that many, and what the groups say of a statement is shown only
//! where it leaves no smaller rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use domain::Consultation;
use domain::ballot::{Ballot, Step, Voice};
use domain::ids::*;
use domain::words::Vote;
use opinion::distinct::Side;
use opinion::ground;
use opinion::map::{FEWEST_VOTES, Map, Options, TooFew};
use opinion::votes::{Counts, Votes, VotesBuilder};
use tokio::sync::watch;

/// What finds the groups: recorded with what came of a consultation.
pub const ENGINE: &str = concat!("covalue map ", env!("CARGO_PKG_VERSION"));

/// Fewer people are told of by no figure.
pub const FEWEST: usize = domain::PEOPLE_PER_STEP as usize;
/// Whoever answered fewer statements is not on the map; fewer, where there are not as many statements.
const ANSWERED: usize = 7;
/// Consultations whose map is kept.
const DRAWINGS: usize = 32;
/// Statements listed as least agreed on, and as dividing.
const LISTED: usize = 8;

/// So long a page waits where nothing was drawn yet, as after a restart; else it shows what there is.
const FIRST_DRAWN_WITHIN: Duration = Duration::from_secs(2);
/// So long whoever needs the last map waits for it: to write down what came of a consultation.
const LAST_DRAWN_WITHIN: Duration = Duration::from_secs(300);

/// The latest map of each consultation. They are drawn by a thread of their own, once for each view, so that no
/// page and no vote waits for the votes of others.
#[derive(Default)]
pub(crate) struct Drawings {
    board: Mutex<Board>,
    /// Told whenever something was drawn.
    drawn: Condvar,
}

#[derive(Default)]
struct Board {
    /// The latest used first.
    kept: Vec<(ConsultationId, Arc<Drawn>)>,
    /// What is to be drawn, each as it is now.
    due: Vec<(ConsultationId, Arc<Ballot>)>,
    /// Whether somebody draws.
    draws: bool,
    /// How many views were drawn, for whoever follows that.
    followed: HashMap<ConsultationId, watch::Sender<u64>>,
}

/// A view of the votes, drawn.
pub struct Drawn {
    /// How many views there were with it.
    steps: usize,
    /// The entry with which it came.
    sequence: u64,
    /// Whether it tells what each party's people said.
    is_final: bool,
    /// Whose votes it holds.
    voices: Vec<Arc<Voice>>,
    /// Their votes, by the voices' numbers.
    votes: Votes,
    /// The map, or why there is none.
    pub map: Result<Map, TooFew>,
    /// Of statements that count nowhere in it, what was said in the last view in which they did: no later vote of
    /// whoever is added or gone can be read from it.
    left_out: BTreeMap<u64, Tally>,
}

/// What people said to a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Yes.
    pub agree: u32,
    /// No.
    pub disagree: u32,
    /// Neither.
    pub pass: u32,
}

impl Tally {
    /// Everybody who was asked.
    pub fn all(self) -> u32 {
        self.agree + self.disagree + self.pass
    }

    /// How many said this.
    pub fn of(self, vote: Vote) -> u32 {
        match vote {
            Vote::Agree => self.agree,
            Vote::Disagree => self.disagree,
            Vote::Pass => self.pass,
        }
    }
}

impl From<Counts> for Tally {
    fn from(counts: Counts) -> Self {
        Self {
            agree: counts.agree,
            disagree: counts.disagree,
            pass: counts.pass,
        }
    }
}

/// Everything that is told of a view of the votes.
#[derive(Clone, Debug)]
pub struct Figures {
    /// People whose votes are in these figures.
    pub people: usize,
    /// Of those who took part, people who are in none of them: fewer than five who lie apart from every group.
    pub apart: usize,
    /// Votes.
    pub votes: u64,
    /// The groups, in the order of their letters; none without a map.
    pub groups: Vec<Group>,
    /// What every group says, the clearest first.
    pub shared: Vec<Shared>,
    /// Where two groups differ for certain, the widest first.
    pub divides: Vec<Divide>,
    /// What people agree on least, whatever group they are in.
    pub least_agreed: Vec<u64>,
    /// Every statement of which something is told, by number.
    pub statements: BTreeMap<u64, Statement>,
    /// What everybody had said to statements that were left out after votes were given, by number.
    pub left_out: BTreeMap<u64, Tally>,
    /// The parties by whose links people came.
    pub parties: Vec<PartyId>,
}

/// People who vote the same way.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name, 0 for A.
    pub letter: u8,
    /// How many belong to it.
    pub people: usize,
    /// How much of it is found again when people are drawn again, from 0 to 1.
    pub stability: Option<f64>,
    /// What it says that others do not: statement, what it says, how many of how many say so.
    pub says: Vec<Saying>,
}

/// What a group says that others do not.
#[derive(Clone, Copy, Debug)]
pub struct Saying {
    /// The statement.
    pub statement: u64,
    /// What the group says.
    pub vote: Vote,
    /// How many of it say so.
    pub said: u32,
    /// How many of it were asked.
    pub asked: u32,
}

/// What every group says.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    /// The statement.
    pub statement: u64,
    /// Agreement, or disagreement.
    pub vote: Vote,
}

/// Two groups that answer a statement differently.
#[derive(Clone, Copy, Debug)]
pub struct Divide {
    /// The statement.
    pub statement: u64,
    /// The letters of the group that agrees more, and of the one that agrees less.
    pub groups: [u8; 2],
    /// The share of those who agree in each.
    pub shares: [f64; 2],
    /// The difference of the shares, with the bounds of its 90 % interval.
    pub difference: [f64; 3],
}

/// What is told of a statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What everybody said who is in the figures.
    pub all: Tally,
    /// What each group said, where that tells of nobody.
    pub by_group: Option<Vec<Tally>>,
    /// What the people of each party said, where that tells of nobody.
    pub by_party: Option<Vec<Tally>>,
}

impl Drawings {
    fn board(&self) -> MutexGuard<'_, Board> {
        // Nothing panics while holding the lock.
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the latest view drawn, where it is not yet.
    pub fn ask(self: &Arc<Self>, id: ConsultationId, ballot: &Arc<Ballot>) {
        let mut board = self.board();
        if ballot.steps.is_empty() || board.find(id, ballot).is_some_and(|it| it.is_of(ballot)) {
            return;
        }
        board.due.retain(|(of, _)| *of != id);
        board.due.push((id, Arc::clone(ballot)));
        if std::mem::replace(&mut board.draws, true) {
            return;
        }
        drop(board);
        let drawings = Arc::clone(self);
        let spawned = thread::Builder::new()
            .name("drawer".into())
            .spawn(move || drawings.draw_all());
        if let Err(error) = spawned {
            tracing::error!(%error, "a map of opinions cannot be drawn now");
            self.board().draws = false;
        }
    }

    /// Draws what is due until nothing is.
    fn draw_all(&self) {
        loop {
            let (id, ballot, before) = {
                let mut board = self.board();
                let Some((id, ballot)) = board.due.pop() else {
                    board.draws = false;
                    self.drawn.notify_all();
                    return;
                };
                let before = board.find(id, &ballot);
                (id, ballot, before)
            };
            // A defect in one map must not silence all of them.
            let drawn = catch_unwind(AssertUnwindSafe(|| draw(&ballot, before)));
            let mut board = self.board();
            match drawn {
                Ok(Some(drawn)) => board.keep(id, &Arc::new(drawn)),
                Ok(None) => {}
                Err(_) => tracing::error!(consultation = %id, "a map of opinions met a defect"),
            }
            self.drawn.notify_all();
        }
    }

    /// The latest view that was drawn; of a later one it is seen to that it will be. `None` before there is one.
    pub fn latest(
        self: &Arc<Self>,
        id: ConsultationId,
        ballot: &Arc<Ballot>,
    ) -> Option<Arc<Drawn>> {
        ballot.seen()?;
        self.ask(id, ballot);
        self.wait(FIRST_DRAWN_WITHIN, |board| board.find(id, ballot).is_some());
        self.board().find(id, ballot)
    }

    /// The view of this moment.
    pub fn last(self: &Arc<Self>, id: ConsultationId, ballot: &Arc<Ballot>) -> Option<Arc<Drawn>> {
        ballot.seen()?;
        self.ask(id, ballot);
        let is_there =
            |board: &mut Board| board.find(id, ballot).is_some_and(|it| it.is_of(ballot));
        self.wait(LAST_DRAWN_WITHIN, is_there);
        let found = self.board().find(id, ballot);
        match found {
            Some(found) if found.is_of(ballot) => Some(found),
            // Later votes may have come, and another view with them.
            before => draw(ballot, before).map(Arc::new),
        }
    }

    /// Waits until everything is drawn that was asked for.
    pub fn settle(&self) {
        self.wait(LAST_DRAWN_WITHIN, |board| !board.draws);
    }

    fn wait(&self, time: Duration, mut until: impl FnMut(&mut Board) -> bool) {
        let end = Instant::now() + time;
        let mut board = self.board();
        while !until(&mut board) && board.draws {
            let rest = end.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return;
            }
            let waited = self.drawn.wait_timeout(board, rest);
            board = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// How many views of a consultation were drawn: changes with each.
    pub fn follow(&self, id: ConsultationId) -> watch::Receiver<u64> {
        let mut board = self.board();
        board
            .followed
            .retain(|_, sender| sender.receiver_count() > 0);
        let kept = board.kept.iter().find(|(of, _)| *of == id);
        let drawn = kept.map_or(0, |(_, drawn)| drawn.steps as u64);
        let sender = board.followed.entry(id);
        sender
            .or_insert_with(|| watch::Sender::new(drawn))
            .subscribe()
    }
}

impl Board {
    /// What was drawn of this record; what belongs to another past is forgotten.
    fn find(&mut self, id: ConsultationId, ballot: &Ballot) -> Option<Arc<Drawn>> {
        let place = self.kept.iter().position(|(of, _)| *of == id)?;
        let found = self.kept.remove(place);
        let step = ballot.steps.get(found.1.steps - 1);
        if step.is_some_and(|step| step.sequence != found.1.sequence) {
            return None;
        }
        let drawn = Arc::clone(&found.1);
        self.kept.insert(0, found);
        // One that is ahead of the record as it was read is another reader's.
        step.map(|_| drawn)
    }

    fn keep(&mut self, id: ConsultationId, drawn: &Arc<Drawn>) {
        self.kept.retain(|(of, _)| *of != id);
        self.kept.insert(0, (id, Arc::clone(drawn)));
        self.kept.truncate(DRAWINGS);
        if let Some(sender) = self.followed.get(&id) {
            sender.send_replace(drawn.steps as u64);
        }
    }
}

/// Draws the latest view: on from the latest that was drawn, or from the first.
fn draw(ballot: &Ballot, before: Option<Arc<Drawn>>) -> Option<Drawn> {
    let last = ballot.seen()?;
    let mut start = before
        .as_ref()
        .and_then(|it| Some(it.map.as_ref().ok()?.start()));
    let from = before.as_ref().map_or(0, |before| before.steps);
    let mut left_out = before
        .as_ref()
        .map_or_else(BTreeMap::new, |it| it.left_out.clone());
    let mut sketched: Option<(Votes, Result<Map, TooFew>)> = None;
    for step in ballot.steps.iter().skip(from) {
        let known = before.as_ref().map(|before| (&before.votes, &before.map));
        let earlier = sketched.as_ref().map(|(votes, map)| (votes, map)).or(known);
        leave_out(step, earlier, &mut left_out);
        if step.sequence == last.sequence {
            break;
        }
        let sketch = Options {
            resamples: 0,
            ..options(step)
        };
        let votes = votes_of(step);
        let map = Map::draw(&votes, &sketch, start.as_ref());
        if let Ok(map) = &map {
            start = Some(map.start());
        }
        sketched = Some((votes, map));
    }
    let votes = votes_of(last);
    Some(Drawn {
        steps: ballot.steps.len(),
        sequence: last.sequence,
        is_final: last.is_final,
        map: Map::draw(&votes, &options(last), start.as_ref()),
        voices: last.voices.values().cloned().collect(),
        votes,
        left_out,
    })
}

/// Keeps what was told of statements that count nowhere from this step on, as the view before told it.
fn leave_out(
    step: &Step,
    earlier: Option<(&Votes, &Result<Map, TooFew>)>,
    left_out: &mut BTreeMap<u64, Tally>,
) {
    left_out.retain(|statement, _| step.hidden.contains(statement));
    let Some((votes, map)) = earlier else {
        return;
    };
    let news = votes.statements().iter().enumerate();
    let news: Vec<(usize, u64)> = news
        .map(|(at, statement)| (at, *statement))
        .filter(|(_, statement)| step.hidden.contains(statement))
        .collect();
    if news.is_empty() {
        return;
    }
    let all = told_of_all(votes, map.as_ref().ok());
    let told = news.into_iter().filter(|(at, _)| tells(all[*at]));
    left_out.extend(told.map(|(at, statement)| (statement, all[at].into())));
}

/// The group of each person, by position in the votes; `None` for those who are in no figure.
fn groups_in(votes: &Votes, map: Option<&Map>) -> Vec<Option<usize>> {
    match map {
        Some(map) => map.group_of.iter().map(|of| of.map(usize::from)).collect(),
        None => vec![None; votes.people().len()],
    }
}

/// Whether those in no group are in the figures: fewer than five of them are what is left when the groups are taken
/// from everybody.
fn with_rest(group_of: &[Option<usize>], map: Option<&Map>) -> bool {
    let rest = group_of.iter().filter(|of| of.is_none()).count();
    map.is_none() || rest >= FEWEST
}

/// What everybody said who is in the figures, by the position of the statement.
fn told_of_all(votes: &Votes, map: Option<&Map>) -> Vec<Counts> {
    let group_of = groups_in(votes, map);
    let with_rest = with_rest(&group_of, map);
    votes.counts(|person| with_rest || group_of[person].is_some())
}

/// Whether enough people said something for it to be told.
fn tells(counts: Counts) -> bool {
    counts.all() as usize >= FEWEST
}

fn options(step: &Step) -> Options {
    let shown = usize::try_from(step.last_statement).unwrap_or(usize::MAX);
    Options {
        excluded: step.hidden.iter().copied().collect(),
        min_votes: ANSWERED.min(shown.saturating_sub(step.hidden.len())),
        min_group: FEWEST,
        ..Options::default()
    }
}

fn votes_of(step: &Step) -> Votes {
    let mut builder = VotesBuilder::default();
    for voice in step.voices.values() {
        for &(statement, vote) in &voice.votes {
            if !step.hidden.contains(&statement) {
                builder.vote(voice.number, statement, engine(vote), 0);
            }
        }
    }
    builder.build()
}

/// The vote as the engine knows it.
pub fn engine(vote: Vote) -> opinion::votes::Vote {
    match vote {
        Vote::Agree => opinion::votes::Vote::Agree,
        Vote::Disagree => opinion::votes::Vote::Disagree,
        Vote::Pass => opinion::votes::Vote::Pass,
    }
}

fn vote_of(side: Side) -> Vote {
    match side {
        Side::Agree => Vote::Agree,
        Side::Disagree => Vote::Disagree,
    }
}

/// Whether none of these parts is so small that it tells of somebody.
fn tells_of_nobody(parts: &[Counts]) -> bool {
    let fine = |counts: &Counts| counts.all() == 0 || counts.all() as usize >= FEWEST;
    parts.iter().all(fine)
}

impl Drawn {
    /// Everybody whose votes it holds.
    pub fn people(&self) -> usize {
        self.voices.len()
    }

    /// Whether it tells what each party's people said: at the end, or where they are all of one.
    pub fn tells_parties(&self) -> bool {
        let mut parties = self.voices.iter().map(|voice| voice.party);
        let first = parties.next();
        self.is_final || parties.all(|party| Some(party) == first)
    }

    /// Whose people are in it, by the parties by whose links they came; nobody where it does not tell.
    pub fn people_by_party(&self) -> BTreeMap<PartyId, BTreeSet<u64>> {
        let mut by_party: BTreeMap<PartyId, BTreeSet<u64>> = BTreeMap::new();
        if !self.tells_parties() {
            return by_party;
        }
        for voice in &self.voices {
            by_party
                .entry(voice.party)
                .or_default()
                .insert(voice.number);
        }
        by_party
    }

    /// How many views there were with it.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Whether it is the latest view of this record.
    fn is_of(&self, ballot: &Ballot) -> bool {
        self.steps == ballot.steps.len()
    }

    /// What is told of this view: of statements that are shown today. One that was left out since is told of by
    /// nothing at once; what others say of the rest changes with the next view.
    pub fn figures(&self, consultation: &Consultation, ballot: &Ballot) -> Figures {
        let map = self.map.as_ref().ok();
        let group_of = groups_in(&self.votes, map);
        let grouped = group_of.iter().filter(|of| of.is_some()).count();
        let rest = group_of.len() - grouped;
        let with_rest = with_rest(&group_of, map);
        let counts = |person: usize| with_rest || group_of[person].is_some();
        let all = self.votes.counts(counts);
        let apart = match map {
            Some(_) if with_rest => self.votes.counts(|person| group_of[person].is_none()),
            _ => vec![Counts::default(); all.len()],
        };
        let groups: Vec<Vec<Counts>> = (0..map.map_or(0, Map::k))
            .map(|group| self.votes.counts(|person| group_of[person] == Some(group)))
            .collect();
        let mut parties: Vec<PartyId> = self.voices.iter().map(|voice| voice.party).collect();
        parties.sort_unstable();
        parties.dedup();
        let tells_parties = self.tells_parties();
        if !tells_parties {
            parties.clear();
        }
        let party_of: BTreeMap<u64, PartyId> = self
            .voices
            .iter()
            .map(|voice| (voice.number, voice.party))
            .collect();
        let by_party: Vec<Vec<Counts>> = parties
            .iter()
            .map(|party| {
                let people = self.votes.people();
                let of = |person: usize| party_of.get(&people[person]) == Some(party);
                self.votes.counts(|person| counts(person) && of(person))
            })
            .collect();
        let mut statements = BTreeMap::new();
        for (at, &statement) in self.votes.statements().iter().enumerate() {
            if !tells(all[at]) || !ballot.is_shown(consultation, statement) {
                continue;
            }
            let part = |parts: &[Vec<Counts>]| -> Vec<Counts> {
                parts.iter().map(|counts| counts[at]).collect()
            };
            let told =
                |parts: Vec<Counts>| -> Vec<Tally> { parts.into_iter().map(Tally::from).collect() };
            let mut parts = part(&groups);
            parts.push(apart[at]);
            let fine = map.is_some() && tells_of_nobody(&parts);
            parts.pop();
            let of_parties = part(&by_party);
            statements.insert(
                statement,
                Statement {
                    all: all[at].into(),
                    by_group: fine.then(|| told(parts)),
                    by_party: (tells_parties && tells_of_nobody(&of_parties))
                        .then(|| told(of_parties)),
                },
            );
        }
        // This view may still hold votes on what was left out since; a later one has none.
        let mut left_out = self.left_out.clone();
        let held = self.votes.statements().iter().zip(&all);
        let held = held.filter(|(_, counts)| tells(**counts));
        left_out.extend(held.map(|(statement, counts)| (*statement, Tally::from(*counts))));
        left_out.retain(|statement, _| {
            consultation.is_rejected(*statement) && ballot.words(consultation, *statement).is_some()
        });
        let is_shown = |statement: &u64| ballot.is_shown(consultation, *statement);
        let told = |statement: u64| {
            let known = statements.get(&statement);
            known.is_some_and(|known: &Statement| known.by_group.is_some())
        };
        let shown = self.votes.statements();
        let excluded = vec![false; shown.len()];
        Figures {
            people: group_of.len() - if with_rest { 0 } else { rest },
            apart: if with_rest { 0 } else { rest },
            votes: all.iter().map(|counts| u64::from(counts.all())).sum(),
            groups: map.map_or_else(Vec::new, |map| groups_of(map, &told)),
            shared: map.map_or_else(Vec::new, |map| shared_of(map, &told)),
            divides: map.map_or_else(Vec::new, |map| divides_of(map, &told)),
            least_agreed: ground::least_agreed(&all, &excluded, FEWEST_VOTES)
                .into_iter()
                // Where nearly all say the same there is nothing to name.
                .filter(|(_, agreement)| *agreement < 0.5)
                .map(|(at, _)| shown[at])
                .filter(is_shown)
                .take(LISTED)
                .collect(),
            statements,
            left_out,
            parties,
        }
    }

    /// How much is learned by showing a statement to one person more; nothing is known of one that nobody here
    /// was shown yet.
    pub fn priority(&self, statement: u64) -> f64 {
        let known = self.map.as_ref().ok().and_then(|map| {
            let at = map.statements.binary_search(&statement).ok()?;
            Some(map.priority(at))
        });
        known.unwrap_or_else(|| opinion::distinct::priority(Counts::default(), 0.0))
    }
}

fn groups_of(map: &Map, told: &impl Fn(u64) -> bool) -> Vec<Group> {
    let of = |group: &opinion::map::Group| Group {
        letter: group.letter,
        people: group.people,
        stability: group.stability,
        says: group
            .says()
            .map(|saying| Saying {
                statement: map.statements[saying.statement],
                vote: vote_of(saying.side),
                said: saying.said,
                asked: saying.asked,
            })
            .filter(|saying| told(saying.statement))
            .collect(),
    };
    map.groups.iter().map(of).collect()
}

fn shared_of(map: &Map, told: &impl Fn(u64) -> bool) -> Vec<Shared> {
    let all = map.common_ground().into_iter().map(|shared| Shared {
        statement: map.statements[shared.statement],
        vote: vote_of(shared.side),
    });
    all.filter(|shared| told(shared.statement)).collect()
}

fn divides_of(map: &Map, told: &impl Fn(u64) -> bool) -> Vec<Divide> {
    let mut seen = BTreeSet::new();
    let all = map.divides().into_iter().map(|divide| Divide {
        statement: map.statements[divide.statement],
        groups: divide.groups.map(|group| map.groups[group].letter),
        shares: divide.shares,
        difference: divide.difference,
    });
    // The widest difference of each statement.
    all.filter(|divide| told(divide.statement) && seen.insert(divide.statement))
        .take(LISTED)
        .collect()
}
