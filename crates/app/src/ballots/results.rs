//! What follows from the votes of a consultation as others see them: the map, what all share, what each group
//! says, what divides.
//!
//! Each view of the votes ([`Step`]) is drawn from the map of the one before, so that groups keep their
//! letters; the same record gives the same maps, on every node and after every restart. Nothing here tells of
//! fewer than five people: a group has at least that many, and what the groups say of a statement is shown only
//! where it leaves no smaller rest, and where no difference from what was told of it before is smaller (`Telling`).

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use domain::Consultation;
use domain::ballot::{Ballot, Step, Voice};
use domain::ids::*;
use domain::words::Vote;
use opinion::distinct::{Side, distinct};
use opinion::drawing::{Gathered, gathered};
use opinion::ground;
use opinion::map::{FEWEST_VOTES, Map, Options, TooFew};
use opinion::start::Start;
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
    /// What the next map starts from: the latest there was.
    start: Option<Start>,
    /// What was ever told of the groups' answers, by statement.
    told: BTreeMap<u64, Telling>,
    /// The groups as they were told last, and every number of people in each that ever was.
    outline: Option<Outline>,
    /// Whether some of that is of an earlier view.
    held: bool,
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

impl Tally {
    /// Of how many people at least something else is said here: of a part of the people, whoever left it or came.
    fn apart(self, other: Self) -> u32 {
        let more = |one: Self, other: Self| -> u32 {
            let each = Vote::ALL.iter();
            each.map(|vote| one.of(*vote).saturating_sub(other.of(*vote)))
                .sum()
        };
        more(self, other).max(more(other, self))
    }
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self {
            agree: tally.agree,
            disagree: tally.disagree,
            pass: tally.pass,
        }
    }
}

/// What each group said of a statement that said anything, by its letter; whoever is in none under [`NO_GROUP`].
type ByGroup = BTreeMap<u8, Tally>;

/// The place of those who are in no group.
const NO_GROUP: u8 = u8::MAX;

/// What was told of the groups' answers to one statement, view after view. Groups change by what people say of other
/// statements, and a step of five falls into several of them: so their answers are told again only where every group's
/// differ from all that were ever told in those of five people, or in nothing. Until then the last told ones hold.
#[derive(Clone, Debug)]
struct Telling {
    ever: Vec<ByGroup>,
    now: usize,
}

impl Telling {
    fn latest(&self) -> &ByGroup {
        &self.ever[self.now]
    }

    /// Takes in what is said in another view, where that may be told.
    fn take_in(&mut self, said: &ByGroup) {
        if let Some(same) = self.ever.iter().position(|told| told == said) {
            self.now = same;
        } else if self.ever.iter().all(|told| are_apart(told, said)) {
            self.now = self.ever.len();
            self.ever.push(said.clone());
        }
    }
}

/// Which groups there are, where each lies and how many people it has, as it was told last. Numbers of people are told
/// again by the rule by which answers are: where somebody moved or came, fewer than five are told by no difference.
#[derive(Clone, Debug)]
struct Outline {
    groups: Vec<Gathered>,
    apart: usize,
    people: Telling,
}

impl Outline {
    /// Takes in the groups of another view, where their numbers of people may be told; whether they may.
    fn take_in(known: &mut Option<Self>, map: &Map) -> bool {
        let groups = gathered(map);
        let in_groups: usize = groups.iter().map(|group| group.people).sum();
        let apart = map.people.len() - in_groups;
        let some = |agree: usize| Tally {
            agree: u32::try_from(agree).unwrap_or(u32::MAX),
            ..Tally::default()
        };
        let mut people: ByGroup = groups
            .iter()
            .map(|group| (group.letter, some(group.people)))
            .collect();
        if apart > 0 {
            people.insert(NO_GROUP, some(apart));
        }
        let telling = match known {
            Some(outline) => {
                outline.people.take_in(&people);
                if *outline.people.latest() != people {
                    return false;
                }
                outline.people.clone()
            }
            None => Telling {
                ever: vec![people],
                now: 0,
            },
        };
        *known = Some(Self {
            groups,
            apart,
            people: telling,
        });
        true
    }
}

/// Whether what each group says differs in nothing, or in the answers of five people at least.
fn are_apart(one: &ByGroup, other: &ByGroup) -> bool {
    let said = |all: &ByGroup, letter: &u8| all.get(letter).copied().unwrap_or_default();
    let mut letters = one.keys().chain(other.keys());
    letters.all(|letter| {
        let apart = said(one, letter).apart(said(other, letter));
        apart == 0 || apart as usize >= FEWEST
    })
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
    /// People who are in no group where there are groups: none, or five at least.
    pub apart: usize,
    /// Votes.
    pub votes: u64,
    /// The groups, in the order of their letters; none without a map.
    pub groups: Vec<Group>,
    /// What every group says, the clearest first.
    pub shared: Vec<Shared>,
    /// Where two groups differ for certain, the largest difference that is certain first.
    pub divides: Vec<Divide>,
    /// Whether the groups, or of some statements their answers, are those of an earlier view: else a difference would tell
    /// of fewer than five people.
    pub held: bool,
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
    /// Where it lies, coarsely.
    pub place: Gathered,
    /// How much of it is found again when people are drawn again, from 0 to 1, in twentieths: more exactly, it would tell
    /// whether a guess of everybody's answers is right.
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
    /// What each group said, where that tells of nobody; as it was told last where this view may not tell it.
    pub by_group: Option<Vec<Tally>>,
    /// What the people of each party said, where that tells of nobody.
    pub by_party: Option<Vec<Tally>>,
}

impl Figures {
    /// The group whose told answers these are closest to, over the statements of which every group's are told; `None`
    /// where those are few: few answers lie in the middle of everything.
    fn closest(&self, votes: &[(u64, Vote)]) -> Option<usize> {
        let value = |vote: Vote| match vote {
            Vote::Agree => 1.0,
            Vote::Disagree => -1.0,
            Vote::Pass => 0.0,
        };
        let mean = |said: &Tally| {
            (f64::from(said.agree) - f64::from(said.disagree)) / f64::from(said.all())
        };
        let mut away = vec![0.0; self.groups.len()];
        let mut answered = 0;
        for (statement, vote) in votes {
            let told = self.statements.get(statement);
            let Some(said) = told.and_then(|told| told.by_group.as_ref()) else {
                continue;
            };
            if said.iter().any(|said| said.all() == 0) {
                continue;
            }
            answered += 1;
            for (away, said) in away.iter_mut().zip(said) {
                *away += (value(*vote) - mean(said)).powi(2);
            }
        }
        let groups = (answered >= FEWEST).then_some(0..away.len())?;
        groups.min_by(|one, other| away[*one].total_cmp(&away[*other]))
    }
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
    let from = before.as_ref().map_or(0, |before| before.steps);
    let mut start = before.as_ref().and_then(|it| it.start.clone());
    let (mut told, mut left_out) = before.as_ref().map_or_else(Default::default, |it| {
        (it.told.clone(), it.left_out.clone())
    });
    let mut outline = before.as_ref().and_then(|it| it.outline.clone());
    let mut view: Option<(Votes, Result<Map, TooFew>)> = None;
    let mut held = false;
    for step in ballot.steps.iter().skip(from) {
        let known = before.as_ref().map(|before| &before.votes);
        let known = view.as_ref().map(|(votes, _)| votes).or(known);
        leave_out(step, known, &mut left_out);
        let mut options = options(step);
        if step.sequence != last.sequence {
            options.resamples = 0;
        }
        let votes = votes_of(step);
        let map = Map::draw(&votes, &options, start.as_ref());
        held = match &map {
            Ok(map) => {
                start = Some(map.start());
                let is_told = Outline::take_in(&mut outline, map);
                tell(&votes, map, &mut told) || !is_told
            }
            Err(_) => false,
        };
        view = Some((votes, map));
    }
    let (votes, map) = view?;
    Some(Drawn {
        steps: ballot.steps.len(),
        sequence: last.sequence,
        is_final: last.is_final,
        map,
        start,
        told,
        outline,
        held,
        voices: last.voices.values().cloned().collect(),
        votes,
        left_out,
    })
}

/// What each group says of each statement, by its position.
fn by_group(votes: &Votes, map: &Map) -> Vec<ByGroup> {
    let group_of = groups_in(votes, Some(map));
    let groups = map.groups.iter().enumerate();
    let groups = groups.map(|(at, group)| (group.letter, Some(at)));
    let mut all = vec![ByGroup::new(); votes.statements().len()];
    for (letter, place) in groups.chain([(NO_GROUP, None)]) {
        let counts = votes.counts(|person| group_of[person] == place);
        for (said, counts) in all.iter_mut().zip(counts) {
            if counts.all() > 0 {
                said.insert(letter, counts.into());
            }
        }
    }
    all
}

/// Takes in what a view tells of the groups' answers; whether some of what is told now is of an earlier one.
fn tell(votes: &Votes, map: &Map, told: &mut BTreeMap<u64, Telling>) -> bool {
    let mut held = false;
    for (statement, said) in votes.statements().iter().zip(by_group(votes, map)) {
        // No part is so small that it tells of somebody.
        let few = |tally: &Tally| (tally.all() as usize) < FEWEST;
        let tells_of_nobody = !said.is_empty() && !said.values().any(few);
        match told.get_mut(statement) {
            Some(telling) => {
                if tells_of_nobody {
                    telling.take_in(&said);
                }
                held |= *telling.latest() != said;
            }
            None if tells_of_nobody => {
                let first = Telling {
                    ever: vec![said],
                    now: 0,
                };
                told.insert(*statement, first);
            }
            None => {}
        }
    }
    held
}

/// Keeps what was told of statements that count nowhere from this step on, as the view before told it.
fn leave_out(step: &Step, earlier: Option<&Votes>, left_out: &mut BTreeMap<u64, Tally>) {
    left_out.retain(|statement, _| step.hidden.contains(statement));
    let Some(votes) = earlier else {
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
    let all = votes.counts(|_| true);
    let told = news.into_iter().filter(|(at, _)| tells(all[*at]));
    left_out.extend(told.map(|(at, statement)| (statement, all[at].into())));
}

/// The group of each person, by position in the votes; `None` for those beside all groups: none, or five at least.
fn groups_in(votes: &Votes, map: Option<&Map>) -> Vec<Option<usize>> {
    match map {
        Some(map) => map.group_of.iter().map(|of| of.map(usize::from)).collect(),
        None => vec![None; votes.people().len()],
    }
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
        min_rest: FEWEST,
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

    /// Whether it tells what each party's people said: once all was said, or where one party alone is asked. A view
    /// before that told it while all are of one party would tell of the first of another by telling no more.
    fn tells_parties(&self, consultation: &Consultation) -> bool {
        self.is_final || consultation.parties.len() < 2
    }

    /// In which groups there are at least [`FEWEST`] people of each party, by the parties by whose links they came and
    /// the groups' letters; of no party where it does not tell.
    pub fn groups_by_party(&self, consultation: &Consultation) -> BTreeMap<PartyId, Vec<u8>> {
        let (true, Ok(map)) = (self.tells_parties(consultation), &self.map) else {
            return BTreeMap::new();
        };
        let mut people: BTreeMap<PartyId, BTreeMap<u8, usize>> = BTreeMap::new();
        for voice in &self.voices {
            let of_party = people.entry(voice.party).or_default();
            if let Some(group) = self.group_of(voice.number) {
                *of_party.entry(map.groups[group].letter).or_default() += 1;
            }
        }
        let enough = |groups: BTreeMap<u8, usize>| {
            let groups = groups.into_iter().filter(|(_, people)| *people >= FEWEST);
            groups.map(|(letter, _)| letter).collect()
        };
        let all = people.into_iter();
        all.map(|(party, groups)| (party, enough(groups))).collect()
    }

    /// The group in which this view has somebody: a position among the map's.
    fn group_of(&self, number: u64) -> Option<usize> {
        let map = self.map.as_ref().ok()?;
        let at = map.people.binary_search(&number).ok()?;
        map.group_of[at].map(usize::from)
    }

    /// The group that somebody's answers of this moment are closest to: a position among the figures'. It follows from what
    /// everybody is told of the groups, and else from where this view has the person: an answer that tells more of how
    /// the map is made would lead from the map to the answers of others. `None` where that is not known.
    pub fn closest(&self, figures: &Figures, own: &Voice) -> Option<usize> {
        let map = self.map.as_ref().ok()?;
        figures.closest(&own.votes).or_else(|| {
            let letter = map.groups[self.group_of(own.number)?].letter;
            figures.groups.iter().position(|it| it.letter == letter)
        })
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
        // Everybody counts in every view, whoever is in which group: what all said moves by steps alone.
        let all = self.votes.counts(|_| true);
        let outline = self.outline.as_ref().filter(|_| map.is_some());
        let letters: Vec<u8> = outline.map_or_else(Vec::new, |outline| {
            outline.groups.iter().map(|group| group.letter).collect()
        });
        let mut parties: Vec<PartyId> = self.voices.iter().map(|voice| voice.party).collect();
        parties.sort_unstable();
        parties.dedup();
        let tells_parties = self.tells_parties(consultation);
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
                self.votes.counts(of)
            })
            .collect();
        let mut statements = BTreeMap::new();
        for (at, &statement) in self.votes.statements().iter().enumerate() {
            if !tells(all[at]) || !ballot.is_shown(consultation, statement) {
                continue;
            }
            let telling = self.told.get(&statement).filter(|_| map.is_some());
            let of_groups = telling.map(|telling| {
                let said = |letter: &u8| telling.latest().get(letter).copied();
                let each = letters.iter().map(|it| said(it).unwrap_or_default());
                each.collect()
            });
            let of_parties: Vec<Counts> = by_party.iter().map(|counts| counts[at]).collect();
            statements.insert(
                statement,
                Statement {
                    all: all[at].into(),
                    by_group: of_groups,
                    by_party: (tells_parties && tells_of_nobody(&of_parties))
                        .then(|| of_parties.into_iter().map(Tally::from).collect()),
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
        let shown = self.votes.statements();
        let told = Told::new(shown, &all, &letters, &statements);
        let excluded = vec![false; shown.len()];
        Figures {
            people: self.votes.people().len(),
            apart: outline.map_or(0, |outline| outline.apart),
            votes: all.iter().map(|counts| u64::from(counts.all())).sum(),
            groups: map
                .zip(outline)
                .map_or_else(Vec::new, |(map, outline)| told.groups(map, &outline.groups)),
            shared: told.shared(),
            divides: told.divides(),
            held: self.held,
            least_agreed: ground::least_agreed(&all, &excluded, FEWEST_VOTES)
                .into_iter()
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

/// What is told of each group's answers, as the engine reads it: what the lists say follows from what is told, and from
/// nothing else.
struct Told<'a> {
    shown: &'a [u64],
    all: &'a [Counts],
    letters: &'a [u8],
    /// By the position of the group, and of the statement.
    groups: Vec<Vec<Counts>>,
    /// Statements of which nothing is told of the groups.
    untold: Vec<bool>,
}

impl<'a> Told<'a> {
    fn new(
        shown: &'a [u64],
        all: &'a [Counts],
        letters: &'a [u8],
        statements: &BTreeMap<u64, Statement>,
    ) -> Self {
        let told = |statement: &u64| statements.get(statement)?.by_group.as_ref();
        let of = |group: usize| -> Vec<Counts> {
            let each = shown.iter().map(|it| Some(told(it)?[group].into()));
            each.map(Option::unwrap_or_default).collect()
        };
        Self {
            shown,
            all,
            letters,
            groups: (0..letters.len()).map(of).collect(),
            untold: shown.iter().map(|it| told(it).is_none()).collect(),
        }
    }

    fn parts(&self) -> Vec<&[Counts]> {
        self.groups.iter().map(Vec::as_slice).collect()
    }

    fn groups(&self, map: &Map, groups: &[Gathered]) -> Vec<Group> {
        let stability = |letter: u8| {
            let group = map.groups.iter().find(|group| group.letter == letter)?;
            Some((group.stability? * 20.0).round() / 20.0)
        };
        let of = |(at, group): (usize, &Gathered)| Group {
            letter: group.letter,
            people: group.people,
            place: *group,
            stability: stability(group.letter),
            says: self.says(at),
        };
        groups.iter().enumerate().map(of).collect()
    }

    fn says(&self, group: usize) -> Vec<Saying> {
        // A single group has nobody to differ from.
        if self.groups.len() < 2 {
            return Vec::new();
        }
        let mut others = vec![Counts::default(); self.shown.len()];
        let rest = self
            .groups
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != group);
        for (_, counts) in rest {
            for (sum, counts) in others.iter_mut().zip(counts) {
                *sum = sum.with(*counts);
            }
        }
        let says = distinct(&self.groups[group], &others, &self.untold).into_iter();
        says.filter(opinion::distinct::Saying::is_significant)
            .map(|saying| Saying {
                statement: self.shown[saying.statement],
                vote: vote_of(saying.side),
                said: saying.said,
                asked: saying.asked,
            })
            .collect()
    }

    fn shared(&self) -> Vec<Shared> {
        let all = ground::common_ground(&self.parts(), self.all, &self.untold).into_iter();
        all.map(|shared| Shared {
            statement: self.shown[shared.statement],
            vote: vote_of(shared.side),
        })
        .collect()
    }

    fn divides(&self) -> Vec<Divide> {
        let all = ground::divides(&self.parts(), &self.untold).into_iter();
        all.map(|divide| Divide {
            statement: self.shown[divide.statement],
            groups: divide.groups.map(|group| self.letters[group]),
            shares: divide.shares,
            difference: divide.difference,
        })
        .take(LISTED)
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::ballot::{BallotFact, VoteGiven, VotingBegun};
    use domain::words::{Moderation, Showing};
    use domain::{Moment, Stamp};
    use uuid::Uuid;

    use super::*;

    const STATEMENTS: u64 = 8;
    const PARTY: PartyId = PartyId(Uuid::from_u128(1));

    fn stamp(sequence: u64) -> Stamp {
        Stamp {
            sequence,
            at: Moment(0),
            actor: PersonId(Uuid::nil()),
        }
    }

    fn consultation() -> Consultation {
        Consultation {
            id: ConsultationId(Uuid::from_u128(2)),
            opened: stamp(1),
            party: PARTY,
            parties: vec![PARTY],
            question: None,
            rules: None,
            seeds: Some(
                (1..=STATEMENTS)
                    .map(|it| format!("Statement {it}"))
                    .collect(),
            ),
            seeded: STATEMENTS,
            until: (Moment(0).day_in_utc(), Moment(0)),
            adding: false,
            moderation: Moderation::After,
            showing: Showing::Meanwhile,
            outcome: None,
            language: None,
            letters_only: false,
            moderated: Default::default(),
            moderations: BTreeMap::new(),
            brought: Vec::new(),
            closed: None,
        }
    }

    /// People come one by one, of two camps, and some change sides: each new view, as it is drawn from the one before.
    fn views(seed: u64) -> (Ballot, Vec<Arc<Drawn>>) {
        let mut state = seed;
        let mut draw_from = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let begun = BallotFact::Begun(VotingBegun {
            relationship: RelationshipId(Uuid::nil()),
            consultation: consultation().id,
            seeds: STATEMENTS,
            at_end: false,
        });
        let mut ballot = Ballot::begin(stamp(1), &begun).unwrap();
        let mut views: Vec<Arc<Drawn>> = Vec::new();
        let mut sequence = 1;
        let mut come = 0;
        for _ in 0..60 {
            let comes = come < 12 || draw_from(3) > 0;
            let who = if comes { come } else { draw_from(come) };
            come += u64::from(comes);
            let camp = draw_from(2);
            for statement in 1..=STATEMENTS {
                // Some hold back, and some say what the others do.
                let odd = draw_from(12);
                if odd == 0 {
                    continue;
                }
                let agrees = (statement % 2 == camp) != (odd == 1);
                sequence += 1;
                let given = BallotFact::Given(VoteGiven {
                    voice: VoiceId(Uuid::from_u128(100 + u128::from(who))),
                    party: PARTY,
                    statement,
                    vote: if agrees { Vote::Agree } else { Vote::Disagree },
                });
                ballot.apply(stamp(sequence), given);
                if ballot.steps.len() > views.last().map_or(0, |it| it.steps) {
                    let next = draw(&ballot, views.last().cloned()).unwrap();
                    views.push(Arc::new(next));
                }
            }
        }
        (ballot, views)
    }

    #[test]
    fn what_a_group_said_differs_between_no_two_views_by_fewer_than_five_people() {
        let consultation = consultation();
        let (mut told_again, mut held, mut grown) = (0, 0, 0);
        for seed in 1..=30 {
            let (ballot, views) = views(seed);
            let mut told: BTreeMap<(u64, u8), Vec<Tally>> = BTreeMap::new();
            let mut people: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
            for drawn in &views {
                let figures = drawn.figures(&consultation, &ballot);
                held += usize::from(figures.held);
                for (statement, said) in &figures.statements {
                    let each = figures.groups.iter().zip(said.by_group.iter().flatten());
                    for (group, tally) in each {
                        let earlier = told.entry((*statement, group.letter)).or_default();
                        for other in earlier.iter() {
                            let apart = tally.apart(*other) as usize;
                            assert!(apart == 0 || apart >= FEWEST, "{seed}: {tally:?} {other:?}");
                        }
                        told_again += usize::from(!earlier.is_empty() && !earlier.contains(tally));
                        earlier.push(*tally);
                    }
                }
                for group in &figures.groups {
                    let earlier = people.entry(group.letter).or_default();
                    for other in earlier.iter() {
                        let apart = group.people.abs_diff(*other);
                        assert!(apart == 0 || apart >= FEWEST, "{seed}: {group:?} {other}");
                    }
                    grown += usize::from(!earlier.is_empty() && !earlier.contains(&group.people));
                    earlier.push(group.people);
                    let place = figures
                        .groups
                        .iter()
                        .position(|it| it.letter == group.letter);
                    for saying in &group.says {
                        let said = figures.statements[&saying.statement].by_group.as_ref();
                        let tally = said.unwrap()[place.unwrap()];
                        assert_eq!(
                            (saying.said, saying.asked),
                            (tally.of(saying.vote), tally.all())
                        );
                    }
                }
            }
            let last = views.last().unwrap().figures(&consultation, &ballot);
            let again = draw(&ballot, None).unwrap().figures(&consultation, &ballot);
            assert_eq!(format!("{last:?}"), format!("{again:?}"));
        }
        assert!(
            told_again > 50 && held > 50 && grown > 30,
            "{told_again} {held} {grown}"
        );
    }
}
