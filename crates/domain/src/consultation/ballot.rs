//! What people say in a consultation: votes and statements, in a record of its own.
//!
//! Whoever takes part is a *voice*, a number drawn at random. Which link and which device it came from is known
//! to the accounts alone, and can be deleted there; then nothing leads from what was said to anybody.
//!
//! Others see no votes but in *steps*: a view of the votes that is replaced once those of at least five people
//! are different, so that no two views differ in what fewer than five people said. A view is shown once five more
//! people have said something new: so there are enough of them left at the end for a last view with everybody in
//! it. Entries carry no time finer than the day.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};

use super::state::Consultation;
use crate::fact::{ContentErased, Encoded, Fact, RecordRestored, Unreadable, json, read};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::steps::PEOPLE_PER_STEP;
use crate::text;
use crate::words::{Showing, Vote};

/// Statements that one voice adds: more is a list, not a voice.
pub const STATEMENTS_PER_VOICE: usize = 10;
/// Statements of one consultation: nobody sees many more than a few dozen of them.
pub const STATEMENTS: usize = 1_000;
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
    /// A voice withdrew all that it said.
    Withdrawn(VoiceWithdrawn),
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
const ENDED: &str = "voting_ended";

impl BallotFact {
    /// The kinds that only a consultation's own record has.
    pub const KINDS: [&'static str; 5] = [BEGUN, GIVEN, ADDED, WITHDRAWN, ENDED];

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
            Self::Added(fact, text) => Encoded {
                kind: ADDED,
                fact: json(fact),
                content: text.clone().map(|text| json(&Words { text })),
            },
            Self::Withdrawn(fact) => plain(WITHDRAWN, json(fact)),
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
            ADDED => {
                let words = content
                    .map(|bytes| read::<Words>(kind, bytes))
                    .transpose()?;
                Self::Added(read(kind, fact)?, words.map(|words| words.text))
            }
            WITHDRAWN => Self::Withdrawn(read(kind, fact)?),
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
    /// The entry in which it was added.
    pub sequence: u64,
    /// Its words; `None` once withdrawn.
    pub text: Option<String>,
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
}

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
    /// The next view, and those whose votes are different from it: it is shown once they are enough.
    next: Option<(View, OrdSet<VoiceId>)>,
    joined: u64,
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
            next: None,
            joined: 0,
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

    /// The statements that everybody is shown, by number.
    pub fn shown(&self, consultation: &Consultation) -> Vec<u64> {
        let all = 1..=self.last_statement();
        all.filter(|&it| consultation.is_shown(it) && self.words(consultation, it).is_some())
            .collect()
    }

    /// Takes a fact into the state.
    pub fn apply(&mut self, stamp: Stamp, fact: BallotFact) {
        self.last = stamp;
        match fact {
            BallotFact::Begun(_) | BallotFact::Restored => {}
            BallotFact::Given(given) => self.give(&given),
            BallotFact::Added(added, text) => self.added.push_back(Added {
                statement: added.statement,
                voice: added.voice,
                sequence: stamp.sequence,
                text,
            }),
            BallotFact::Withdrawn(VoiceWithdrawn { voice }) => {
                self.withdrawn += 1;
                self.voices.remove(&voice);
                self.differs(voice);
            }
            BallotFact::Erased(sequence) => {
                let mut added = self.added.iter_mut();
                if let Some(added) = added.find(|added| added.sequence == sequence) {
                    added.text = None;
                }
            }
            BallotFact::Ended => self.ended = true,
        }
        self.step(stamp.sequence);
    }

    fn give(&mut self, given: &VoteGiven) {
        let joined = &mut self.joined;
        let voice = self.voices.entry(given.voice).or_insert_with(|| {
            *joined += 1;
            Arc::new(Voice {
                number: *joined,
                party: given.party,
                votes: Vec::new(),
            })
        });
        let votes = &mut Arc::make_mut(voice).votes;
        match votes.binary_search_by_key(&given.statement, |vote| vote.0) {
            Ok(place) => votes[place].1 = given.vote,
            Err(place) => votes.insert(place, (given.statement, given.vote)),
        }
        self.differs(given.voice);
    }

    /// Notes whether what a voice says is different from what others see of it, and from what they see next.
    fn differs(&mut self, voice: VoiceId) {
        let now = self.voices.get(&voice);
        let differs = |view: Option<&View>| view.and_then(|view| view.get(&voice)) != now;
        let note = |noted: &mut OrdSet<VoiceId>, differs: bool| match differs {
            true => {
                noted.insert(voice);
            }
            false => {
                noted.remove(&voice);
            }
        };
        let seen = self.steps.last().map(|step| &step.voices);
        note(&mut self.pending, differs(seen));
        if let Some((view, noted)) = &mut self.next {
            let differs = differs(Some(view));
            note(noted, differs);
        }
    }

    /// Whether what is said now differs from each view there was, and from none, in the votes of at least five
    /// people: somebody may have kept an earlier one, and people take votes back.
    fn tells_of_nobody(&self) -> bool {
        let next = self.next.iter().map(|(view, _)| view);
        let views = self.steps.iter().map(|step| &step.voices);
        let fine = |apart: usize| apart == 0 || apart >= PEOPLE;
        let mut apart = views
            .chain(next)
            .map(|view| view.diff(&self.voices).take(PEOPLE).count());
        fine(self.voices.len()) && apart.all(fine)
    }

    fn step(&mut self, sequence: u64) {
        if self.ended {
            // The last view, and then those that differ because people withdrew.
            self.next = None;
            if self.pending.len() >= PEOPLE && self.tells_of_nobody() {
                self.show(sequence, self.voices.clone());
            }
            return;
        }
        if self.begun.at_end {
            return;
        }
        if let Some((_, noted)) = &self.next {
            if noted.len() < PEOPLE || !self.tells_of_nobody() {
                return;
            }
            if let Some((view, noted)) = self.next.take() {
                self.show(sequence, view);
                self.pending = noted;
            }
        }
        let seen = self.steps.last().map_or(0, |step| step.voices.len());
        if self.pending.len() >= PEOPLE.max(seen / STEP_SHARE) && self.tells_of_nobody() {
            self.next = Some((self.voices.clone(), OrdSet::new()));
        }
    }

    fn show(&mut self, sequence: u64, voices: View) {
        self.pending = OrdSet::new();
        self.steps.push_back(Step { sequence, voices });
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
        let consultation = self.known_consultation(ballot.begun.consultation)?;
        let takes_votes = !ballot.ended && consultation.is_open(at) && self.table.closed.is_none();
        match said {
            Said::Vote { .. } | Said::Add { .. } if !takes_votes => Err(Refusal::ConsultationOver),
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
            Said::Add { text } => self.decide_statement(ballot, consultation, voice, party, &text),
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
        text: &str,
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
        if ballot.added.len() >= STATEMENTS {
            return Err(full(STATEMENTS));
        }
        let folded = text.to_lowercase();
        let mut all = 1..=ballot.last_statement();
        let said = |statement| ballot.words(consultation, statement);
        if all.any(|it| said(it).is_some_and(|words| words.to_lowercase() == folded)) {
            return Err(Refusal::SaidAlready);
        }
        let statement = ballot.last_statement() + 1;
        let added = StatementAdded {
            voice,
            party,
            statement,
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

    /// How the record of a consultation begins; `None` where there is no such consultation.
    pub fn begin_ballot(
        &self,
        relationship: RelationshipId,
        consultation: ConsultationId,
    ) -> Option<BallotFact> {
        let known = self.consultations.all.get(&consultation)?;
        Some(BallotFact::Begun(VotingBegun {
            relationship,
            consultation,
            seeds: known.seeded,
            at_end: known.showing == Showing::AtEnd,
        }))
    }
}
