//! What follows from the votes of a consultation as others see them: the map, what all share, what each group
//! says, what divides.
//!
//! Each view of the votes ([`Step`]) is drawn from the map of the one before, so that groups keep their
//! letters; the same record gives the same maps, on every node and after every restart. Nothing here tells of
//! fewer than five people: a group has at least that many, and who is in it and what it says grows by as many
//! (the module `telling`).

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use domain::Consultation;
use domain::ballot::{Ballot, Step, Voice};
use domain::ids::*;
use domain::words::Vote;
use opinion::distinct::{Side, significant};
use opinion::drawing::{Gathered, gathered};
use opinion::ground;
use opinion::map::{FEWEST_VOTES, Map, Options, TooFew};
use opinion::start::Start;
use opinion::votes::{Counts, Votes, VotesBuilder};
use tokio::sync::watch;

use super::telling::{Answer, ByNumber, Counted, Telling, View};

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
    /// What is told of the groups' answers, by statement.
    told: BTreeMap<u64, Telling>,
    /// What is told of the groups.
    outline: Outline,
    /// Whether answers were taken no more.
    is_over: bool,
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

    /// Whether no more people say anything in these parts than in the whole: parts are told later, and would be larger
    /// where somebody says something else meanwhile, or nothing any more.
    fn holds(self, parts: &[Self]) -> bool {
        let in_parts = |vote: Vote| parts.iter().map(|part| part.of(vote)).sum::<u32>();
        Vote::ALL
            .iter()
            .all(|vote| in_parts(*vote) <= self.of(*vote))
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
    /// Counts an answer.
    pub(super) fn add(&mut self, vote: Vote) {
        match vote {
            Vote::Agree => self.agree += 1,
            Vote::Disagree => self.disagree += 1,
            Vote::Pass => self.pass += 1,
        }
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

/// Which groups are told there are, where each lies and who is in it.
#[derive(Clone, Debug, Default)]
struct Outline {
    /// Who is told to be in which group.
    members: Telling,
    /// Everybody who is told to have answered.
    counted: Counted,
    /// Where the groups lie.
    cells: BTreeMap<u8, [i8; 2]>,
}

impl Outline {
    /// Takes in as much as may be told of the groups of another view; `None` where it has none.
    fn take_in(&mut self, everybody: &[Answer], map: Option<&Map>, is_over: bool) {
        self.counted.take_in(everybody);
        let group_of = groups_in(map);
        let counted: Vec<Answer> = self.counted.now().iter().map(|it| (*it, IS_IN)).collect();
        let may_be = counted.iter();
        let may_be = may_be.filter_map(|(number, _)| Some((*number, group_of.get(*number)?)));
        self.members.take_in(&View {
            all: &counted,
            everybody,
            group_of: &group_of,
            may_be: &ByNumber::of(may_be),
            only_there: false,
            has_groups: map.is_some(),
            is_over,
        });
        if let Some(map) = map {
            let letters = self.members.letters();
            self.cells
                .extend(gathered(map).iter().map(|it| (it.letter, it.cell)));
            self.cells.retain(|letter, _| letters.contains(letter));
        }
    }

    /// The groups as they are told: none, or two at least.
    fn groups(&self) -> Vec<Gathered> {
        let letters = self.members.letters();
        if letters.len() < 2 {
            return Vec::new();
        }
        let people = self.members.of(&letters);
        let each = letters.iter().zip(people);
        let group = |(letter, people): (&u8, Tally)| Gathered {
            letter: *letter,
            people: people.all() as usize,
            cell: self.cells.get(letter).copied().unwrap_or_default(),
        };
        each.map(group).collect()
    }
}

/// What stands for somebody's being there.
const IS_IN: Vote = Vote::Agree;

/// The letter of the group that each voice is in.
fn groups_in(map: Option<&Map>) -> ByNumber<u8> {
    let people = map.into_iter().flat_map(|map| {
        let people = map.people.iter().zip(&map.group_of);
        let letter = |of: &Option<u8>| Some(map.groups[usize::from((*of)?)].letter);
        people.filter_map(move |(number, of)| Some((short(*number), letter(of)?)))
    });
    ByNumber::of(people)
}

/// The number of a voice: there are no four billion of them.
fn short(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
    /// People whose votes are in these figures, or fewer: told by at least five more each time.
    pub people: usize,
    /// Whether these are all of them.
    pub everybody: bool,
    /// People who are told in no group where there are groups: none, or five at least.
    pub apart: usize,
    /// Whether all who are in a group are told there: else some of those apart wait to be.
    pub settled: bool,
    /// Votes.
    pub votes: u64,
    /// The groups, in the order of their letters; none without a map, or where none may be told. A single one is everybody.
    pub groups: Vec<Group>,
    /// What every group says, and every party of which five people or more answered, the clearest first.
    pub shared: Vec<Shared>,
    /// What every group says, and a party does not, the clearest first.
    pub unlike: Vec<Unlike>,
    /// Where two groups differ for certain, the largest difference that is certain first.
    pub divides: Vec<Divide>,
    /// Whether somebody in a group, or an answer, is not told of it yet: else a difference would tell of fewer than five
    /// people.
    pub held: bool,
    /// Whether answers are taken no more, and nothing changes by further ones.
    pub is_over: bool,
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

/// What every group says, and these parties do not.
#[derive(Clone, Debug)]
pub struct Unlike {
    /// What the groups say.
    pub shared: Shared,
    /// The parties of which no clear majority says so.
    pub parties: Vec<PartyId>,
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
    /// What each group is told to have said; of one that has no answer here, nothing is told.
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
    let mut outline = before
        .as_ref()
        .map_or_else(Outline::default, |it| it.outline.clone());
    let mut is_over = before.as_ref().is_some_and(|it| it.is_over);
    let mut view: Option<(Votes, Result<Map, TooFew>)> = None;
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
        if let Ok(map) = &map {
            start = Some(map.start());
        }
        is_over |= step.is_final;
        let has_groups = |map: &&Map| map.groups.len() > 1;
        tell(
            step,
            map.as_ref().ok().filter(has_groups),
            is_over,
            &mut outline,
            &mut told,
        );
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
        is_over,
        voices: last.voices.values().cloned().collect(),
        votes,
        left_out,
    })
}

/// Takes in as much as may be told of what a view's groups are and say.
fn tell(
    step: &Step,
    map: Option<&Map>,
    is_over: bool,
    outline: &mut Outline,
    told: &mut BTreeMap<u64, Telling>,
) {
    let mut voices: Vec<&Arc<Voice>> = step.voices.values().collect();
    voices.sort_unstable_by_key(|voice| voice.number);
    let mut everybody: Vec<Answer> = Vec::new();
    let mut by_statement: BTreeMap<u64, Vec<Answer>> = BTreeMap::new();
    for voice in voices {
        let number = short(voice.number);
        let shown = voice
            .votes
            .iter()
            .filter(|(statement, _)| !step.hidden.contains(statement));
        let answers = everybody.len();
        for &(statement, vote) in shown {
            by_statement
                .entry(statement)
                .or_default()
                .push((number, vote));
            everybody.truncate(answers);
            everybody.push((number, IS_IN));
        }
    }
    outline.take_in(&everybody, map, is_over);
    let group_of = groups_in(map);
    let members = outline.members.now().iter();
    let may_be = ByNumber::of(members.map(|(number, letter, _)| (*number, *letter)));
    for (statement, all) in by_statement {
        told.entry(statement).or_default().take_in(&View {
            all: &all,
            everybody: &all,
            group_of: &group_of,
            may_be: &may_be,
            only_there: true,
            has_groups: map.is_some(),
            is_over,
        });
    }
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

    /// Whether something is told of everybody who answered.
    pub fn holds_all(&self, ballot: &Ballot) -> bool {
        let known = self.votes.people();
        let mut voices = ballot.voices.values();
        voices.all(|voice| known.binary_search(&voice.number).is_ok())
    }

    /// Whether it tells what each party's people said: once all was said, or where one party alone is asked. A view
    /// before that told it while all are of one party would tell of the first of another by telling no more.
    fn tells_parties(&self, consultation: &Consultation) -> bool {
        self.is_final || consultation.parties.len() < 2
    }

    /// In which groups there are told to be at least [`FEWEST`] people of each party, by the parties by whose links they
    /// came and the groups' letters; of no party where it does not tell.
    pub fn groups_by_party(&self, consultation: &Consultation) -> BTreeMap<PartyId, Vec<u8>> {
        let (true, Ok(map)) = (self.tells_parties(consultation), &self.map) else {
            return BTreeMap::new();
        };
        let members = self.outline.members.now().iter();
        let members = ByNumber::of(members.map(|(number, letter, _)| (*number, *letter)));
        let group_of = |number: u64| match &map.groups[..] {
            [all] => Some(all.letter),
            _ => members.get(short(number)),
        };
        let mut people: BTreeMap<PartyId, BTreeMap<u8, usize>> = BTreeMap::new();
        for voice in &self.voices {
            let of_party = people.entry(voice.party).or_default();
            if let Some(letter) = group_of(voice.number) {
                *of_party.entry(letter).or_default() += 1;
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
        let people = self.people_told();
        let groups = self.groups(people);
        // What a single group says is what all say.
        let several = groups.len() > 1;
        let letters: Vec<u8> = groups.iter().map(|group| group.letter).collect();
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
            let telling = self.told.get(&statement).filter(|_| several);
            let of_groups = telling.map(|telling| telling.of(&letters));
            let of_groups = of_groups.filter(|all| all.iter().any(|said| said.all() > 0));
            let whole = Tally::from(all[at]);
            let of_groups = of_groups.filter(|parts| whole.holds(parts));
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
        let in_groups: usize = groups.iter().map(|group| group.people).sum();
        let apart = people.saturating_sub(in_groups);
        let is_whole = |statement: &u64| self.told.get(statement).is_none_or(Telling::is_whole);
        let settled = !several || self.outline.members.is_whole();
        let (shared, unlike) = told.shared(&parties, &statements);
        Figures {
            people,
            everybody: people == self.votes.people().len(),
            apart: if several && apart >= FEWEST { apart } else { 0 },
            settled,
            is_over: self.is_over,
            votes: statements.values().map(|it| u64::from(it.all.all())).sum(),
            groups: map.map_or_else(Vec::new, |map| told.groups(map, &groups)),
            shared,
            unlike,
            divides: told.divides(),
            held: several && !(settled && statements.keys().all(is_whole)),
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

    /// How many people are told to have answered: what is told of a statement is told of five at least.
    fn people_told(&self) -> usize {
        let told = self.outline.counted.now().len();
        match self.votes.people().is_empty() {
            true => told,
            false => told.max(FEWEST),
        }
    }

    /// The groups as they are told: a single one is everybody. What is told of them comes later than what is told of
    /// all; where people withdrew meanwhile, a part would be larger than the whole.
    fn groups(&self, people: usize) -> Vec<Gathered> {
        match &self.map {
            Ok(map) if map.groups.len() > 1 => {
                let groups = self.outline.groups();
                let in_groups: usize = groups.iter().map(|group| group.people).sum();
                match in_groups <= people {
                    true => groups,
                    false => Vec::new(),
                }
            }
            Ok(map) => map
                .groups
                .iter()
                .map(|group| Gathered {
                    letter: group.letter,
                    people,
                    cell: [0; 2],
                })
                .collect(),
            Err(_) => Vec::new(),
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
        let says = significant(&self.groups[group], &others, &self.untold).into_iter();
        says.map(|saying| Saying {
            statement: self.shown[saying.statement],
            vote: vote_of(saying.side),
            said: saying.said,
            asked: saying.asked,
        })
        .collect()
    }

    /// What all share, and what all groups do and a party does not. Parties that are told of five people are parts like
    /// the groups; a single group is everybody.
    fn shared(
        &self,
        parties: &[PartyId],
        statements: &BTreeMap<u64, Statement>,
    ) -> (Vec<Shared>, Vec<Unlike>) {
        let (mut shared, mut unlike) = (Vec::new(), Vec::new());
        for (at, statement) in self.shown.iter().enumerate() {
            let Some(told) = statements.get(statement) else {
                continue;
            };
            let all = [self.all[at]];
            let groups: Vec<[Counts; 1]> = match (self.letters.len(), &told.by_group) {
                (1, _) => vec![all],
                (_, Some(groups)) => groups.iter().map(|said| [(*said).into()]).collect(),
                (_, None) => continue,
            };
            let of_parties: Vec<(PartyId, [Counts; 1])> = parties
                .iter()
                .zip(told.by_party.iter().flatten())
                .filter(|(_, said)| said.all() > 0)
                .map(|(party, said)| (*party, [(*said).into()]))
                .collect();
            let says = |parts: &[&[Counts]]| ground::common_ground(parts, &all, &[false]).pop();
            let parts: Vec<&[Counts]> = groups.iter().map(<[Counts; 1]>::as_slice).collect();
            let Some(of_groups) = says(&parts) else {
                continue;
            };
            let is_unlike =
                |said: &[Counts]| says(&[said]).is_none_or(|it| it.side != of_groups.side);
            let others = of_parties.iter().filter(|(_, said)| is_unlike(said));
            let others: Vec<PartyId> = others.map(|(party, _)| *party).collect();
            let with_parties = of_parties.iter().map(|(_, said)| said.as_slice());
            let with_parties: Vec<&[Counts]> = parts.iter().copied().chain(with_parties).collect();
            let said = Shared {
                statement: *statement,
                vote: vote_of(of_groups.side),
            };
            match others.is_empty() {
                true => shared.push((ground::together(&with_parties, 0, of_groups.side), said)),
                false => unlike.push((
                    of_groups.score,
                    Unlike {
                        shared: said,
                        parties: others,
                    },
                )),
            }
        }
        (by_score(shared), by_score(unlike))
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

/// The clearest first; of two as clear, the one that was there earlier.
fn by_score<T>(mut all: Vec<(f64, T)>) -> Vec<T> {
    all.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    all.into_iter().map(|(_, it)| it).collect()
}

#[cfg(test)]
mod tests {
    use domain::ballot::{BallotFact, VoiceWithdrawn, VoteGiven, VotingBegun};
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

    /// A consultation as it goes on, and each view that was drawn of it, from the one before.
    struct Asked {
        ballot: Ballot,
        views: Vec<Arc<Drawn>>,
        sequence: u64,
    }

    impl Asked {
        fn new() -> Self {
            let begun = BallotFact::Begun(VotingBegun {
                relationship: RelationshipId(Uuid::nil()),
                consultation: consultation().id,
                seeds: STATEMENTS,
                at_end: false,
            });
            Self {
                ballot: Ballot::begin(stamp(1), &begun).unwrap(),
                views: Vec::new(),
                sequence: 1,
            }
        }

        fn apply(&mut self, fact: BallotFact) {
            self.sequence += 1;
            self.ballot.apply(stamp(self.sequence), fact);
            if self.ballot.steps.len() > self.views.last().map_or(0, |it| it.steps) {
                let next = draw(&self.ballot, self.views.last().cloned()).unwrap();
                self.views.push(Arc::new(next));
            }
        }

        fn says(&mut self, who: u64, party: PartyId, statement: u64, vote: Vote) {
            self.apply(BallotFact::Given(VoteGiven {
                voice: VoiceId(Uuid::from_u128(100 + u128::from(who))),
                party,
                statement,
                vote,
            }));
        }

        /// Somebody of one of three camps answers all: all agree on the first statement, and no camp on another.
        fn answers_as(&mut self, who: u64, camp: u64, camps: u64) {
            for statement in 1..=STATEMENTS {
                let agrees = statement == 1 || statement % camps == camp;
                self.says(who, PARTY, statement, vote(agrees));
            }
        }

        fn figures(&self) -> Figures {
            let last = self.views.last().unwrap();
            last.figures(&consultation(), &self.ballot)
        }
    }

    fn vote(agrees: bool) -> Vote {
        if agrees { Vote::Agree } else { Vote::Disagree }
    }

    fn lots(seed: u64) -> impl FnMut(u64) -> u64 {
        let mut state = seed;
        move |below| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        }
    }

    /// People come one by one, of two camps, and some change sides, hold back or withdraw.
    fn come_and_go(seed: u64) -> Asked {
        let mut draw_from = lots(seed);
        let mut asked = Asked::new();
        let mut come = 0;
        for _ in 0..60 {
            let comes = come < 12 || draw_from(3) > 0;
            let who = if comes { come } else { draw_from(come) };
            come += u64::from(comes);
            let camp = draw_from(2);
            if draw_from(30) == 0 {
                let voice = VoiceId(Uuid::from_u128(100 + u128::from(draw_from(come))));
                asked.apply(BallotFact::Withdrawn(VoiceWithdrawn { voice }));
            }
            for statement in 1..=STATEMENTS {
                // Some hold back, and some say what the others do.
                let odd = draw_from(12);
                if odd > 0 {
                    let agrees = (statement % 2 == camp) != (odd == 1);
                    asked.says(who, PARTY, statement, vote(agrees));
                }
            }
        }
        asked.apply(BallotFact::Ended);
        asked
    }

    /// Whose answers are in something that is told, and what they are.
    type Whose = BTreeMap<u32, (Option<Vote>, Option<Vote>)>;

    /// What a view tells of a statement, or with 0 of people: of all; and of the rest and each group.
    fn told_of(drawn: &Drawn, figures: &Figures, statement: u64) -> (Whose, Vec<Whose>) {
        let (all, telling): (BTreeMap<u32, Vote>, _) = match statement {
            0 => {
                let counted = drawn.outline.counted.now().iter();
                let all = counted.map(|it| (*it, IS_IN)).collect();
                (all, Some(&drawn.outline.members))
            }
            _ => {
                let said =
                    |voice: &Arc<Voice>| Some((short(voice.number), voice.vote_on(statement)?));
                let all = drawn.voices.iter().filter_map(said).collect();
                (all, drawn.told.get(&statement))
            }
        };
        let of_all: Whose = all
            .iter()
            .map(|(it, vote)| (*it, (Some(*vote), None)))
            .collect();
        if figures.groups.len() < 2 {
            return (of_all, Vec::new());
        }
        let told = telling.map_or(&[][..], Telling::now);
        let mut rest = of_all.clone();
        for (number, _, vote) in told {
            let other = rest.entry(*number).or_default();
            if other.0 == Some(*vote) {
                rest.remove(number);
            } else {
                other.1 = Some(*vote);
            }
        }
        let mut parts = if told.is_empty() {
            Vec::new()
        } else {
            vec![rest]
        };
        for (at, group) in figures.groups.iter().enumerate() {
            let of = told.iter().filter(|(_, letter, _)| *letter == group.letter);
            let part: Whose = of.map(|(it, _, vote)| (*it, (Some(*vote), None))).collect();
            let shown = match statement {
                0 => group.people,
                _ => {
                    let all = figures.statements.get(&statement);
                    // Nothing is shown of parts that are larger than the whole.
                    let Some(all) = all.and_then(|told| told.by_group.as_ref()) else {
                        continue;
                    };
                    for vote in Vote::ALL {
                        let said = part.values().filter(|said| said.0 == Some(*vote));
                        assert_eq!(said.count(), all[at].of(*vote) as usize);
                    }
                    all[at].all() as usize
                }
            };
            assert_eq!(shown, part.len());
            parts.push(part);
        }
        (of_all, parts)
    }

    fn apart(one: &Whose, other: &Whose) -> usize {
        let numbers: std::collections::BTreeSet<&u32> = one.keys().chain(other.keys()).collect();
        numbers
            .into_iter()
            .filter(|it| one.get(it) != other.get(it))
            .count()
    }

    #[test]
    fn what_a_group_said_differs_between_no_two_views_by_fewer_than_five_people() {
        let (mut told_again, mut held, mut grown) = (0, 0, 0);
        for seed in 1..=30 {
            let asked = come_and_go(seed);
            let mut told: BTreeMap<(u64, bool), Vec<Whose>> = BTreeMap::new();
            let mut groups: BTreeMap<u8, usize> = BTreeMap::new();
            for drawn in &asked.views {
                let figures = drawn.figures(&consultation(), &asked.ballot);
                held += usize::from(figures.held);
                for statement in 0..=STATEMENTS {
                    let (of_all, parts) = told_of(drawn, &figures, statement);
                    let parts = parts.into_iter().map(|part| (false, part));
                    for (is_all, part) in parts.chain([(true, of_all)]) {
                        let earlier = told.entry((statement, is_all));
                        let earlier = earlier.or_insert_with(|| vec![Whose::new()]);
                        for other in earlier.iter() {
                            let apart = apart(&part, other);
                            assert!(
                                apart == 0 || apart >= FEWEST,
                                "{seed}, {statement}: {part:?} {other:?}"
                            );
                        }
                        if !earlier.contains(&part) {
                            told_again += usize::from(statement > 0 && figures.groups.len() > 1);
                            earlier.push(part);
                        }
                    }
                }
                let in_groups: usize = figures.groups.iter().map(|group| group.people).sum();
                assert!(in_groups <= figures.people, "{seed}: {figures:?}");
                for told in figures.statements.values() {
                    let parts = told.by_group.as_deref().unwrap_or_default();
                    for vote in Vote::ALL {
                        let said: u32 = parts.iter().map(|part| part.of(*vote)).sum();
                        assert!(said <= told.all.of(*vote), "{seed}: {told:?}");
                    }
                }
                for (at, group) in figures.groups.iter().enumerate() {
                    let before = groups.insert(group.letter, group.people);
                    grown += usize::from(before.is_some_and(|it| it != group.people));
                    for told in figures.statements.values() {
                        let said = told.by_group.as_ref().map(|all| all[at]);
                        assert!(said.unwrap_or_default().all() as usize <= group.people);
                    }
                    for saying in &group.says {
                        let said = figures.statements[&saying.statement].by_group.as_ref();
                        let tally = said.unwrap()[at];
                        assert_eq!(
                            (saying.said, saying.asked),
                            (tally.of(saying.vote), tally.all())
                        );
                    }
                }
            }
            let again = draw(&asked.ballot, None).unwrap();
            let again = again.figures(&consultation(), &asked.ballot);
            assert_eq!(format!("{:?}", asked.figures()), format!("{again:?}"));
        }
        assert!(
            told_again > 200 && held > 50 && grown > 50,
            "{told_again} {held} {grown}"
        );
    }

    #[test]
    fn the_number_of_people_goes_up_by_five_at_least_whoever_answers_what() {
        let mut draw_from = lots(7);
        let mut asked = Asked::new();
        for who in 0..60 {
            for _ in 0..3 {
                asked.says(who, PARTY, 1 + draw_from(STATEMENTS), Vote::Agree);
            }
        }
        let each = asked.views.iter();
        let each = each.map(|it| it.figures(&consultation(), &asked.ballot).people);
        let told: Vec<usize> = each.collect();
        let steps: Vec<usize> = told.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(steps.iter().all(|it| *it == 0 || *it >= FEWEST), "{told:?}");
        assert!(told.last().is_some_and(|it| *it >= 40), "{told:?}");
    }

    /// Of each group how many are told, and how many there are.
    fn told_of_groups(asked: &Asked) -> Vec<(usize, usize)> {
        let figures = asked.figures();
        let map = asked.views.last().unwrap().map.as_ref().unwrap();
        let each = map.groups.iter();
        let told = |letter: u8| figures.groups.iter().find(|it| it.letter == letter);
        each.map(|group| (told(group.letter).map_or(0, |it| it.people), group.people))
            .collect()
    }

    #[test]
    fn two_opposite_camps_that_come_in_turns_end_as_two_groups_that_are_told() {
        for people in (20..=36).step_by(2) {
            let mut asked = Asked::new();
            let mut told_meanwhile = false;
            for who in 0..people {
                // The first two are of one camp.
                asked.answers_as(who, who.saturating_sub(1) % 2, 2);
                told_meanwhile |= asked
                    .views
                    .last()
                    .is_some_and(|it| it.figures(&consultation(), &asked.ballot).groups.len() > 1);
            }
            asked.apply(BallotFact::Ended);
            let groups = told_of_groups(&asked);
            let sizes: Vec<usize> = groups.iter().map(|it| it.1).collect();
            assert_eq!(sizes.iter().sum::<usize>() as u64, people);
            assert!(sizes[0].abs_diff(sizes[1]) <= 2, "{people}: {groups:?}");
            assert_eq!(told_meanwhile, people >= 30, "{people}");
            for (told, all) in &groups {
                assert!(told + 5 > *all, "{people}: {groups:?}");
            }
        }
    }

    #[test]
    fn three_camps_end_as_groups_that_are_told_and_what_all_agree_on_is_what_all_share() {
        for seed in 1..=10 {
            let mut draw_from = lots(seed);
            let mut asked = Asked::new();
            for who in 0..60 {
                let camp = draw_from(3);
                for statement in 1..=STATEMENTS {
                    let lot = draw_from(20);
                    let agrees = statement == 1 || (statement % 3 == camp) != (lot == 1);
                    // Some hold back; on the first, all say the same.
                    if lot > 1 || statement > 1 {
                        asked.says(who, PARTY, statement, vote(agrees));
                    }
                }
            }
            asked.apply(BallotFact::Ended);
            let groups = told_of_groups(&asked);
            assert!(groups.len() > 1, "{seed}");
            for (told, all) in &groups {
                assert!(told + 5 > *all, "{seed}: {groups:?}");
            }
            let figures = asked.figures();
            assert!(
                figures.shared.iter().any(|it| it.statement == 1),
                "{seed}: {figures:?}"
            );
        }
    }

    #[test]
    fn where_a_party_says_otherwise_it_is_not_what_all_share() {
        let others = PartyId(Uuid::from_u128(9));
        let both = Consultation {
            parties: vec![PARTY, others],
            ..consultation()
        };
        let mut asked = Asked::new();
        for who in 0..48 {
            let party = if who < 40 { PARTY } else { others };
            for statement in 1..=STATEMENTS {
                let agrees = match statement {
                    1 => true,
                    2 => who < 40,
                    _ => statement % 2 == who % 2,
                };
                asked.says(who, party, statement, vote(agrees));
            }
        }
        asked.apply(BallotFact::Ended);
        let last = asked.views.last().unwrap();
        let figures = last.figures(&both, &asked.ballot);
        assert_eq!(figures.groups.len(), 2);
        let shared: Vec<u64> = figures.shared.iter().map(|it| it.statement).collect();
        assert_eq!(shared, [1]);
        let unlike: Vec<_> = figures
            .unlike
            .iter()
            .map(|it| (it.shared.statement, it.parties.clone()))
            .collect();
        assert_eq!(unlike, [(2, vec![others])]);
    }
}
