//! What people say in a consultation: votes and statements, in a record of its own.
//!
//! Whoever takes part is a *voice*, a number drawn at random. Which link and which device it came from is known
//! to the accounts alone, and can be deleted there; then nothing leads from what was said to anybody.
//!
//! Others see no votes but in *steps*, of each statement by itself: its votes are replaced by later ones once at
//! least five people voted on it of whom nothing was shown, so that no two views differ in what fewer than five
//! people said of a statement, nor of any, and whoever votes again moves none. They are shown once five more such
//! people have voted: so there are enough of them left at the end for a last view with everybody in it. Entries
//! carry no time finer than the day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::ordmap::DiffItem;
use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};

use super::state::Consultation;
use crate::day::Day;
use crate::fact::{ContentErased, Encoded, Fact, RecordRestored, Unreadable, json, read};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::steps::PEOPLE_PER_STEP;
use crate::text;
use crate::words::{Showing, Tongue, Vote};

/// Statements that one voice adds: more is a list, not a voice.
pub const STATEMENTS_PER_VOICE: usize = 10;
/// Statements of one consultation: nobody sees many more than a few dozen of them.
pub const STATEMENTS: usize = 1_000;
/// The same with those that were left out or taken back since.
const STATEMENTS_EVER: usize = 5_000;
/// The votes of fewer people are shown to nobody else, and no difference in them.
const PEOPLE: usize = PEOPLE_PER_STEP as usize;
/// The larger the crowd, the larger a step: one in twenty, so that a view is not made again for every five of
/// forty thousand.
const STEP_SHARE: usize = 20;

/// What a voice says, or what is done with the record as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Said {
    /// Agrees, disagrees or passes.
    Vote {
        /// The number of the statement.
        statement: u64,
        /// What it says.
        vote: Vote,
    },
    /// Adds a statement, with which it agrees.
    Add {
        /// The statement.
        text: String,
        /// In which language, as far as the page knows that it was typed on.
        language: Option<Tongue>,
    },
    /// Answers what a measure asks.
    Answer {
        /// The first day of the month or quarter in which it does.
        period: Day,
        /// What.
        answer: u32,
    },
    /// What was answered to a measure in a period that is over is counted; no voice says it.
    Count {
        /// The first day of that period.
        period: Day,
    },
    /// Withdraws all that it said.
    Withdraw,
    /// Nobody votes any more.
    End {
        /// Whether whoever may end it before its day did.
        early: bool,
    },
}

/// What is recorded of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BallotFact {
    /// The record begins.
    Begun(VotingBegun),
    /// A voice voted.
    Given(VoteGiven),
    /// A voice added a statement; its words are `None` once erased.
    Added(StatementAdded, Option<String>),
    /// A voice answered what a measure asks.
    Answered(AnswerGiven),
    /// What was answered in a period was counted: nothing is taken for it any more.
    Counted(PeriodCounted),
    /// A voice withdrew all that it said.
    Withdrawn(VoiceWithdrawn),
    /// What the table decided of statements counts from here on.
    Moderated(StatementsModerated),
    /// No vote is taken any more.
    Ended,
    /// The words of an entry were erased.
    Erased(u64),
    /// The operator declared that entries were lost.
    Restored,
}

/// The first entry: of which consultation the record is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VotingBegun {
    /// The table.
    pub relationship: RelationshipId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// How many statements it begins with.
    pub seeds: u64,
    /// Whether nobody sees what was said before it ends.
    pub at_end: bool,
}

/// A vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteGiven {
    /// Whose.
    pub voice: VoiceId,
    /// By the link of which party.
    pub party: PartyId,
    /// The number of the statement.
    pub statement: u64,
    /// What was said.
    pub vote: Vote,
}

/// A statement that somebody added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementAdded {
    /// By whom.
    pub voice: VoiceId,
    /// By the link of which party.
    pub party: PartyId,
    /// Its number.
    pub statement: u64,
    /// In which language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Tongue>,
}

/// An answer to what a measure asks; it replaces the same voice's of the same period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerGiven {
    /// Whose.
    pub voice: VoiceId,
    /// By the link of which party.
    pub party: PartyId,
    /// The first day of the month or quarter in which it was given.
    pub period: Day,
    /// What was answered.
    pub answer: u32,
    /// Which measure asks for it; left out where the record is named like that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureId>,
}

/// What was answered to a measure in a period was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodCounted {
    /// The first day of the period.
    pub period: Day,
    /// Which measure asks for it; left out where the record is named like that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureId>,
}

/// What the table decided of statements since a vote was taken down last. It stands here, too, so that figures
/// change by it together with the votes of five people: else whoever moderates moves somebody from one group to
/// another, and reads in the difference what that one person said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementsModerated {
    /// Statements that count nowhere any more.
    pub hides: Vec<u64>,
    /// Statements that count again.
    pub shows: Vec<u64>,
}

/// A voice withdrew all that it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceWithdrawn {
    /// Whose it was.
    pub voice: VoiceId,
}

#[derive(Serialize, Deserialize)]
struct Words {
    text: String,
}

#[derive(Serialize, Deserialize)]
struct Nothing {}

const BEGUN: &str = "voting_begun";
const GIVEN: &str = "vote_given";
const ADDED: &str = "statement_added";
const WITHDRAWN: &str = "voice_withdrawn";
const MODERATED: &str = "statements_moderated";
const ENDED: &str = "voting_ended";
const ANSWERED: &str = "answer_given";
const COUNTED: &str = "period_counted";

impl BallotFact {
    /// The kinds that only a consultation's own record has.
    pub const KINDS: [&'static str; 8] = [
        BEGUN, GIVEN, ADDED, WITHDRAWN, MODERATED, ENDED, ANSWERED, COUNTED,
    ];

    /// The bytes to store.
    pub fn encode(&self) -> Encoded {
        let plain = |kind, fact| Encoded {
            kind,
            fact,
            content: None,
        };
        match self {
            Self::Begun(fact) => plain(BEGUN, json(fact)),
            Self::Given(fact) => plain(GIVEN, json(fact)),
            Self::Answered(fact) => plain(ANSWERED, json(fact)),
            Self::Counted(fact) => plain(COUNTED, json(fact)),
            Self::Added(fact, text) => Encoded {
                kind: ADDED,
                fact: json(fact),
                content: text.clone().map(|text| json(&Words { text })),
            },
            Self::Withdrawn(fact) => plain(WITHDRAWN, json(fact)),
            Self::Moderated(fact) => plain(MODERATED, json(fact)),
            // No command makes the last: the operator's does.
            Self::Ended | Self::Restored => plain(ENDED, json(&Nothing {})),
            Self::Erased(sequence) => Fact::from(ContentErased {
                sequence: *sequence,
                text: None,
            })
            .encode(),
        }
    }

    /// The fact behind stored bytes.
    ///
    /// # Errors
    /// [`Unreadable`] when the kind is unknown here or the bytes do not have its shape.
    pub fn decode(kind: &str, fact: &[u8], content: Option<&[u8]>) -> Result<Self, Unreadable> {
        Ok(match kind {
            BEGUN => Self::Begun(read(kind, fact)?),
            GIVEN => Self::Given(read(kind, fact)?),
            ANSWERED => Self::Answered(read(kind, fact)?),
            COUNTED => Self::Counted(read(kind, fact)?),
            ADDED => {
                let words = content
                    .map(|bytes| read::<Words>(kind, bytes))
                    .transpose()?;
                Self::Added(read(kind, fact)?, words.map(|words| words.text))
            }
            WITHDRAWN => Self::Withdrawn(read(kind, fact)?),
            MODERATED => Self::Moderated(read(kind, fact)?),
            ENDED => Self::Ended,
            ContentErased::KIND => Self::Erased(read::<ContentErased>(kind, fact)?.sequence),
            RecordRestored::KIND => Self::Restored,
            other => return Err(Unreadable::UnknownKind(other.to_owned())),
        })
    }
}

/// Whoever takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// How many came before, and one: the name by which the engine knows them.
    pub number: u64,
    /// By the link of which party they came.
    pub party: PartyId,
    /// What they said of statements, by number.
    pub votes: Vec<(u64, Vote)>,
}

impl Voice {
    /// What they said of a statement.
    pub fn vote_on(&self, statement: u64) -> Option<Vote> {
        let place = self.votes.binary_search_by_key(&statement, |vote| vote.0);
        place.ok().map(|place| self.votes[place].1)
    }
}

/// A statement that somebody added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its number.
    pub statement: u64,
    /// Whose it is.
    pub voice: VoiceId,
    /// By the link of which party they came.
    pub party: PartyId,
    /// The entry in which it was added.
    pub sequence: u64,
    /// Its words; `None` once withdrawn.
    pub text: Option<String>,
    /// In which language, as far as is known.
    pub language: Option<Tongue>,
}

/// Whose votes there are, and which.
pub type View = OrdMap<VoiceId, Arc<Voice>>;

/// The votes as others see them, until the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The entry with which it came.
    pub sequence: u64,
    /// Whose votes it holds.
    pub voices: View,
    /// Statements that count nowhere in it.
    pub hidden: OrdSet<u64>,
    /// The number of the last statement then.
    pub last_statement: u64,
    /// Whether it is the view with which it all ended: the one that tells what each party's people said. Of two
    /// of them the difference might be one person's, in a step of five of all parties.
    pub is_final: bool,
}

/// Votes on one statement, and whose.
type Answers = OrdMap<VoiceId, Answer>;

/// Somebody's vote on one statement, with what others see of whoever gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answer {
    number: u64,
    party: PartyId,
    vote: Vote,
}

/// The votes on one statement, and which of them others see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Column {
    /// What is said now.
    now: Answers,
    /// All that was ever shown, one after the other.
    seen: Vector<Answers>,
    /// Everybody whose vote was ever shown.
    known: OrdSet<VoiceId>,
    /// What is shown next, once enough people have said something else since.
    next: Option<Answers>,
    /// Whether they have.
    ready: bool,
}

impl Column {
    /// Whether what is said now differs from all that was shown, from what is shown next and from nothing, in the
    /// votes of at least five people: somebody may have kept an earlier view, and people take votes back.
    fn tells_of_nobody(&self) -> bool {
        let fine = |apart: usize| apart == 0 || apart >= PEOPLE;
        let known = self.seen.iter().chain(&self.next);
        fine(self.now.len()) && known.map(|it| self.apart(it)).all(fine)
    }

    /// Of how many people something else is said now; not counted beyond five.
    fn apart(&self, other: &Answers) -> usize {
        other.diff(&self.now).take(PEOPLE).count()
    }

    /// Whether at least five people voted of whom nothing was shown, nor will be with `next`. Whoever votes again is
    /// none of them: else four voices who change theirs again and again read those who come one by one.
    fn is_ahead(&self, next: Option<&Answers>) -> bool {
        let came = |voice: &&VoiceId| {
            !self.known.contains(*voice) && next.is_none_or(|next| !next.contains_key(*voice))
        };
        self.now.keys().filter(came).take(PEOPLE).count() >= PEOPLE
    }

    /// Looks again whether something can be shown, and what, after somebody said something.
    fn look(&mut self) {
        match &self.next {
            Some(_) if self.ready => {}
            Some(next) => self.ready = self.is_ahead(Some(next)) && self.tells_of_nobody(),
            None if self.is_ahead(None) && self.tells_of_nobody() => {
                self.next = Some(self.now.clone());
            }
            None => {}
        }
    }

    /// What is shown from now on, where that is something else. After the end nobody votes any more, so no newcomers are
    /// waited for; of what fewer than five people still say nothing is shown, since the others took theirs back.
    fn shows(&mut self, ended: bool) -> Option<Answers> {
        let shown = if ended {
            self.next = None;
            let last = match self.now.len() < PEOPLE {
                true => Answers::new(),
                false if self.tells_of_nobody() => self.now.clone(),
                false => return None,
            };
            let before = self.seen.last();
            Some(last).filter(|last| before.map_or(!last.is_empty(), |it| it != last))?
        } else if self.ready {
            self.next.take()?
        } else {
            return None;
        };
        self.ready = false;
        self.known.extend(shown.keys().copied());
        self.seen.push_back(shown.clone());
        self.look();
        Some(shown)
    }
}

/// What was answered to a measure, period by period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct PeriodAnswers {
    /// In periods that were not counted.
    open: BTreeMap<MeasuredPeriod, OrdMap<VoiceId, u32>>,
    /// How often each voice answered in them.
    times: BTreeMap<MeasuredPeriod, OrdMap<VoiceId, usize>>,
    /// The answers of which others were ever told, one after the other, and by which measure. Of any two the answers of
    /// at least five people differ.
    shown: Vector<(MeasureId, OrdMap<VoiceId, u32>)>,
    /// Of each counted period, of which of these it tells; nothing where fewer than five answered.
    told: BTreeMap<MeasuredPeriod, Option<usize>>,
}

impl PeriodAnswers {
    /// Counts a period. Where it differs from what was ever told in the answers of fewer than five people, the last
    /// that was told holds: else what a joiner answers is the difference of two months in which the others say the same.
    /// What was told of an earlier question is no answer to this one: then it tells nothing.
    fn count(&mut self, of: MeasuredPeriod) {
        let answers = self.open.remove(&of).unwrap_or_default();
        self.times.remove(&of);
        let tells = if answers.len() < PEOPLE {
            None
        } else {
            let apart = |other: &OrdMap<VoiceId, u32>| other.diff(&answers).take(PEOPLE).count();
            let same = self.shown.iter().position(|(_, other)| apart(other) == 0);
            let last = self.shown.iter().rposition(|(measure, _)| *measure == of.0);
            match same {
                Some(same) => Some(same),
                None if self.shown.iter().any(|(_, other)| apart(other) < PEOPLE) => last,
                None => {
                    self.shown.push_back((of.0, answers));
                    Some(self.shown.len() - 1)
                }
            }
        };
        self.told.insert(of, tells);
    }
}

/// A period of a measure that is asked of people, by its first day.
pub type MeasuredPeriod = (MeasureId, Day);

/// A consultation's own record, as it tells so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// What it is of.
    pub begun: VotingBegun,
    /// Whether votes are taken no more.
    pub ended: bool,
    /// Everybody who takes part and did not withdraw.
    pub voices: View,
    /// The statements that people added, in the order of their numbers.
    pub added: Vector<Added>,
    /// How many withdrew what they said.
    pub withdrawn: u64,
    /// The views there were, each with the votes of at least five people different.
    pub steps: Vector<Step>,
    /// Those whose votes are different from the last of these.
    pending: OrdSet<VoiceId>,
    /// Those who said something since the last of these.
    spoke: OrdSet<VoiceId>,
    /// What is said of each statement, and what of it others have seen.
    columns: OrdMap<u64, Column>,
    /// Statements that the table left out, or has not admitted, as this record knows it.
    left_out: OrdSet<u64>,
    /// Statements whose authors withdrew. Known by the entry that erases them: their words may be gone from the
    /// beginning when the record is read again.
    erased: OrdSet<u64>,
    numbers: OrdMap<VoiceId, u64>,
    /// What was answered to a measure.
    answers: PeriodAnswers,
    last: Stamp,
}

impl Ballot {
    /// The state after the first entry; `None` when that begins no voting.
    pub fn begin(stamp: Stamp, fact: &BallotFact) -> Option<Self> {
        let BallotFact::Begun(begun) = fact else {
            return None;
        };
        Some(Self {
            begun: begun.clone(),
            ended: false,
            voices: OrdMap::new(),
            added: Vector::new(),
            withdrawn: 0,
            steps: Vector::new(),
            pending: OrdSet::new(),
            spoke: OrdSet::new(),
            columns: OrdMap::new(),
            left_out: OrdSet::new(),
            erased: OrdSet::new(),
            numbers: OrdMap::new(),
            answers: PeriodAnswers::default(),
            last: stamp,
        })
    }

    /// The last entry applied.
    pub fn last(&self) -> Stamp {
        self.last
    }

    /// The number of the last statement.
    pub fn last_statement(&self) -> u64 {
        self.begun.seeds + self.added.len() as u64
    }

    /// The votes as others see them: nothing before the first step.
    pub fn seen(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// What a voice answered in a period.
    pub fn answer_of(&self, period: MeasuredPeriod, voice: VoiceId) -> Option<u32> {
        self.answers.open.get(&period)?.get(&voice).copied()
    }

    /// How often a voice answered what a measure asks in a period that was not counted.
    pub fn times_answered(&self, period: MeasuredPeriod, voice: VoiceId) -> usize {
        let times = self.answers.times.get(&period);
        let times = times.and_then(|times| times.get(&voice));
        times.copied().unwrap_or_default()
    }

    /// Whether a voice ever answered what a measure asks.
    pub fn has_answered(&self, voice: VoiceId) -> bool {
        let shown = self.answers.shown.iter().map(|(_, answers)| answers);
        let mut answers = self.answers.open.values().chain(shown);
        answers.any(|answers| answers.contains_key(&voice))
    }

    /// Whether a period was counted.
    pub fn is_counted(&self, period: MeasuredPeriod) -> bool {
        self.answers.told.contains_key(&period)
    }

    /// The answers of which a counted period tells, without whose they are: none of fewer than five people.
    pub fn told(&self, period: MeasuredPeriod) -> Vec<u32> {
        let shown = self.answers.told.get(&period).copied().flatten();
        let shown = shown.and_then(|place| self.answers.shown.get(place));
        shown
            .into_iter()
            .flat_map(|(_, answers)| answers.values())
            .copied()
            .collect()
    }

    /// A period of the measure that an entry names, or else of the one that has the record's name.
    fn measured(&self, measure: Option<MeasureId>, period: Day) -> MeasuredPeriod {
        let first = MeasureId(self.begun.consultation.0);
        (measure.unwrap_or(first), period)
    }

    /// How many people's votes wait for the next step.
    pub fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// The statement of this number that somebody added.
    pub fn added(&self, statement: u64) -> Option<&Added> {
        let place = statement.checked_sub(self.begun.seeds + 1)?;
        self.added.get(usize::try_from(place).ok()?)
    }

    /// The words of a statement, of whatever origin; `None` once withdrawn or erased, or where it is not there.
    pub fn words<'a>(&'a self, consultation: &'a Consultation, statement: u64) -> Option<&'a str> {
        match self.added(statement) {
            Some(added) => added.text.as_deref(),
            None => consultation.seed(statement),
        }
    }

    /// The language of a statement, as far as is known.
    pub fn language(&self, consultation: &Consultation, statement: u64) -> Option<Tongue> {
        match self.added(statement) {
            Some(added) => added.language,
            None => consultation.language,
        }
    }

    /// Whether everybody is shown a statement.
    pub fn is_shown(&self, consultation: &Consultation, statement: u64) -> bool {
        consultation.is_shown(statement) && self.words(consultation, statement).is_some()
    }

    /// The parties whose people said what waits until somebody at the table has looked at it.
    pub fn waits_of(&self, consultation: &Consultation) -> BTreeSet<PartyId> {
        let waits = self.added.iter().filter(|added| {
            let undecided = !consultation.moderated.contains_key(&added.statement);
            undecided && added.text.is_some() && !consultation.is_shown(added.statement)
        });
        waits.map(|added| added.party).collect()
    }

    /// The statements that everybody is shown, by number.
    pub fn shown(&self, consultation: &Consultation) -> Vec<u64> {
        let all = 1..=self.last_statement();
        all.filter(|&it| self.is_shown(consultation, it)).collect()
    }

    /// What the table decided of the first `last` statements, where that is news to this record.
    fn moderated(&self, consultation: &Consultation, last: u64) -> Option<BallotFact> {
        let counts = |it: u64| {
            consultation.is_shown(it)
                && (it > consultation.seeded || consultation.seed(it).is_some())
        };
        let (mut hides, mut shows) = (Vec::new(), Vec::new());
        for statement in 1..=last {
            match (counts(statement), self.left_out.contains(&statement)) {
                (false, false) => hides.push(statement),
                (true, true) => shows.push(statement),
                _ => {}
            }
        }
        let is_news = !hides.is_empty() || !shows.is_empty();
        is_news.then_some(BallotFact::Moderated(StatementsModerated { hides, shows }))
    }

    /// Takes a fact into the state.
    pub fn apply(&mut self, stamp: Stamp, fact: BallotFact) {
        self.last = stamp;
        match fact {
            BallotFact::Begun(_) | BallotFact::Restored => {}
            BallotFact::Given(given) => self.give(&given),
            BallotFact::Answered(given) => {
                let of = self.measured(given.measure, given.period);
                let times = self.answers.times.entry(of).or_default();
                *times.entry(given.voice).or_default() += 1;
                let answers = self.answers.open.entry(of).or_default();
                answers.insert(given.voice, given.answer);
            }
            BallotFact::Counted(PeriodCounted { period, measure }) => {
                let of = self.measured(measure, period);
                self.answers.count(of);
            }
            BallotFact::Added(added, text) => self.added.push_back(Added {
                statement: added.statement,
                voice: added.voice,
                party: added.party,
                sequence: stamp.sequence,
                text,
                language: added.language,
            }),
            BallotFact::Moderated(decided) => {
                self.left_out.extend(decided.hides);
                for statement in decided.shows {
                    self.left_out.remove(&statement);
                }
            }
            BallotFact::Withdrawn(VoiceWithdrawn { voice }) => {
                self.withdrawn += 1;
                for answers in self.answers.open.values_mut() {
                    answers.remove(&voice);
                }
                let gone = self.voices.remove(&voice);
                for (statement, _) in gone.iter().flat_map(|gone| &gone.votes) {
                    if let Some(column) = self.columns.get_mut(statement) {
                        column.now.remove(&voice);
                        column.look();
                    }
                }
                self.spoke.insert(voice);
                self.differs(voice);
            }
            BallotFact::Erased(sequence) => {
                let mut added = self.added.iter_mut();
                if let Some(added) = added.find(|added| added.sequence == sequence) {
                    added.text = None;
                    self.erased.insert(added.statement);
                }
            }
            BallotFact::Ended => self.ended = true,
        }
        self.step(stamp.sequence);
    }

    fn give(&mut self, given: &VoteGiven) {
        // Whoever comes again is known by the number of before: a view that holds both would tell them apart.
        let next = self.numbers.len() as u64 + 1;
        let number = *self.numbers.entry(given.voice).or_insert(next);
        let voice = self.voices.entry(given.voice).or_insert_with(|| {
            Arc::new(Voice {
                number,
                party: given.party,
                votes: Vec::new(),
            })
        });
        let answer = Answer {
            number: voice.number,
            party: voice.party,
            vote: given.vote,
        };
        let column = self.columns.entry(given.statement).or_default();
        column.now.insert(given.voice, answer);
        column.look();
        let votes = &mut Arc::make_mut(voice).votes;
        match votes.binary_search_by_key(&given.statement, |vote| vote.0) {
            Ok(place) => votes[place].1 = given.vote,
            Err(place) => votes.insert(place, (given.statement, given.vote)),
        }
        self.spoke.insert(given.voice);
        self.differs(given.voice);
    }

    /// Notes whether what a voice says is different from what others see of it.
    fn differs(&mut self, voice: VoiceId) {
        let seen = self.steps.last().and_then(|step| step.voices.get(&voice));
        match seen == self.voices.get(&voice) {
            true => self.pending.remove(&voice),
            false => self.pending.insert(voice),
        };
    }

    fn step(&mut self, sequence: u64) {
        if self.begun.at_end && !self.ended {
            return;
        }
        let seen = self.steps.last();
        let people = seen.map_or(0, |step| step.voices.len());
        if self.pending.len() < PEOPLE || !self.ended && self.spoke.len() < people / STEP_SHARE {
            return;
        }
        let mut voices = seen.map_or_else(View::new, |step| step.voices.clone());
        let mut touched = Vec::new();
        let due = |column: &Column| column.ready || self.ended;
        let due = self.columns.iter().filter(|(_, column)| due(column));
        let due: Vec<u64> = due.map(|(statement, _)| *statement).collect();
        for statement in due {
            let Some(column) = self.columns.get_mut(&statement) else {
                continue;
            };
            let before = column.seen.last().cloned().unwrap_or_default();
            let Some(shown) = column.shows(self.ended) else {
                continue;
            };
            for change in before.diff(&shown) {
                let (voice, answer) = match change {
                    DiffItem::Add(voice, answer) => (voice, Some(answer)),
                    DiffItem::Update { new, .. } => (new.0, Some(new.1)),
                    DiffItem::Remove(voice, _) => (voice, None),
                };
                answers(&mut voices, *voice, statement, answer);
                touched.push(*voice);
            }
        }
        if touched.is_empty() {
            return;
        }
        self.steps.push_back(Step {
            sequence,
            voices,
            hidden: self.left_out.clone().union(self.erased.clone()),
            last_statement: self.last_statement(),
            is_final: self.ended && !self.steps.iter().any(|step| step.is_final),
        });
        self.spoke = OrdSet::new();
        for voice in touched {
            self.differs(voice);
        }
    }
}

/// In this view, a voice says this of a statement, or nothing.
fn answers(view: &mut View, voice: VoiceId, statement: u64, answer: Option<&Answer>) {
    let Some(answer) = answer else {
        let Some(said) = view.get_mut(&voice).map(Arc::make_mut) else {
            return;
        };
        said.votes.retain(|vote| vote.0 != statement);
        if said.votes.is_empty() {
            view.remove(&voice);
        }
        return;
    };
    let said = view.entry(voice).or_insert_with(|| {
        Arc::new(Voice {
            number: answer.number,
            party: answer.party,
            votes: Vec::new(),
        })
    });
    let votes = &mut Arc::make_mut(said).votes;
    match votes.binary_search_by_key(&statement, |vote| vote.0) {
        Ok(place) => votes[place].1 = answer.vote,
        Err(place) => votes.insert(place, (statement, answer.vote)),
    }
}

impl Relationship {
    /// Decides what a voice says, on this state of the consultation's own record.
    ///
    /// # Errors
    /// The rule that refuses. Nothing is recorded then.
    pub fn decide_ballot(
        &self,
        ballot: &Ballot,
        at: Moment,
        voice: VoiceId,
        party: PartyId,
        said: Said,
    ) -> Result<Vec<BallotFact>, Refusal> {
        let id = ballot.begun.consultation;
        if let Some(asked) = self.asked_in(id) {
            return self.decide_answer(ballot, asked, (voice, party), said);
        }
        let consultation = self.known_consultation(id)?;
        let mut facts = self.decide_said(ballot, consultation, at, (voice, party), said)?;
        let adds = facts
            .iter()
            .filter(|fact| matches!(fact, BallotFact::Added(..)));
        let last = ballot.last_statement() + adds.count() as u64;
        facts.splice(0..0, ballot.moderated(consultation, last));
        Ok(facts)
    }

    fn decide_said(
        &self,
        ballot: &Ballot,
        consultation: &Consultation,
        at: Moment,
        (voice, party): (VoiceId, PartyId),
        said: Said,
    ) -> Result<Vec<BallotFact>, Refusal> {
        let takes_votes = !ballot.ended && consultation.is_open(at) && self.table.closed.is_none();
        match said {
            Said::Vote { .. } | Said::Add { .. } if !takes_votes => Err(Refusal::ConsultationOver),
            // A consultation asks for votes.
            Said::Answer { .. } | Said::Count { .. } => Err(Refusal::ConsultationOver),
            Said::Vote { statement, vote } => {
                let there = ballot.words(consultation, statement).is_some();
                if !there || !consultation.is_shown(statement) {
                    return Err(Refusal::Unknown { what: "statement" });
                }
                let before = ballot.voices.get(&voice);
                if before.and_then(|voice| voice.vote_on(statement)) == Some(vote) {
                    return Err(Refusal::NothingNew);
                }
                Ok(vec![BallotFact::Given(VoteGiven {
                    voice,
                    party,
                    statement,
                    vote,
                })])
            }
            Said::Add { text, language } => {
                let said = (text.as_str(), language);
                self.decide_statement(ballot, consultation, voice, party, said)
            }
            Said::Withdraw => {
                let own = ballot.added.iter().filter(|added| added.voice == voice);
                let own = own.filter(|added| added.text.is_some());
                let erased = own.map(|added| BallotFact::Erased(added.sequence));
                let withdrawn = BallotFact::Withdrawn(VoiceWithdrawn { voice });
                match ballot.voices.contains_key(&voice) {
                    true => Ok(std::iter::once(withdrawn).chain(erased).collect()),
                    false => Err(Refusal::NothingNew),
                }
            }
            Said::End { .. } if ballot.ended => Err(Refusal::NothingNew),
            Said::End { early } => match early || !takes_votes {
                true => Ok(vec![BallotFact::Ended]),
                false => Err(Refusal::NothingNew),
            },
        }
    }

    fn decide_statement(
        &self,
        ballot: &Ballot,
        consultation: &Consultation,
        voice: VoiceId,
        party: PartyId,
        (text, language): (&str, Option<Tongue>),
    ) -> Result<Vec<BallotFact>, Refusal> {
        if !consultation.adding {
            return Err(Refusal::StatementsFixed);
        }
        let text = text::line("text", text)?;
        let full = |limit| Refusal::Full {
            what: "statements",
            limit,
        };
        let own = ballot.added.iter().filter(|added| added.voice == voice);
        if own.count() >= STATEMENTS_PER_VOICE {
            return Err(full(STATEMENTS_PER_VOICE));
        }
        // What was left out or taken back makes room for others.
        let in_play = ballot
            .added
            .iter()
            .filter(|added| added.text.is_some() && !consultation.is_rejected(added.statement));
        if in_play.count() >= STATEMENTS || ballot.added.len() >= STATEMENTS_EVER {
            return Err(full(STATEMENTS));
        }
        let folded = text.to_lowercase();
        let same = |statement: u64| {
            let words = ballot.words(consultation, statement);
            words.is_some_and(|words| words.to_lowercase() == folded)
        };
        let mut all = 1..=ballot.last_statement();
        if all.any(|it| consultation.is_shown(it) && same(it)) {
            return Err(Refusal::SaidAlready);
        }
        // What another said and nobody is shown is not answered for: whoever says the same would learn of it.
        let own = ballot.added.iter().filter(|added| added.voice == voice);
        if let Some(own) = own.map(|added| added.statement).find(|it| same(*it)) {
            return Err(match consultation.is_rejected(own) {
                true => Refusal::YoursLeftOut,
                false => Refusal::YoursWaits,
            });
        }
        let statement = ballot.last_statement() + 1;
        let added = StatementAdded {
            voice,
            party,
            statement,
            language,
        };
        Ok(vec![
            BallotFact::Added(added, Some(text)),
            BallotFact::Given(VoteGiven {
                voice,
                party,
                statement,
                vote: Vote::Agree,
            }),
        ])
    }

    /// Who put a question whose answers have a record of their own: a consultation's, or a measure's.
    pub fn who_asked(&self, id: ConsultationId) -> Option<PersonId> {
        let consultation = self.consultations.all.get(&id);
        let opened = consultation.map(|it| it.opened.actor);
        opened.or_else(|| Some(self.asked_in(id)?.0.named.actor))
    }

    /// How the record of a consultation, or of what a measure asks, begins; `None` where there is no such question.
    pub fn begin_ballot(
        &self,
        relationship: RelationshipId,
        consultation: ConsultationId,
    ) -> Option<BallotFact> {
        let known = self.consultations.all.get(&consultation);
        let (seeds, at_end) = match known {
            Some(known) => (known.seeded, known.showing == Showing::AtEnd),
            None => self.asked_in(consultation).map(|_| (0, true))?,
        };
        Some(BallotFact::Begun(VotingBegun {
            relationship,
            consultation,
            seeds,
            at_end,
        }))
    }
}
