//! What is asked of many, as the table's record tells it.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;

use crate::agreement::Fingerprint;
use crate::day::Day;
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::words::{Bringing, Moderation, Showing, Tongue};

/// A question that is put to many people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// The consultation, and the name of the record in which people answer.
    pub id: ConsultationId,
    /// When it was opened, and by whom.
    pub opened: Stamp,
    /// The party that asks.
    pub party: PartyId,
    /// The parties whose people are asked.
    pub parties: Vec<PartyId>,
    /// What is asked; `None` once erased.
    pub question: Option<String>,
    /// By which rules statements are left out; `None` once erased.
    pub rules: Option<String>,
    /// The statements it begins with; `None` once erased.
    pub seeds: Option<Vec<String>>,
    /// How many these are.
    pub seeded: u64,
    /// The last day, and when it begins at this table.
    pub until: (Day, Moment),
    /// Whether people may add statements.
    pub adding: bool,
    /// Whether added statements are looked at before or after they are shown.
    pub moderation: Moderation,
    /// When others see what was said.
    pub showing: Showing,
    /// The outcome beside which what comes of it is read.
    pub outcome: Option<OutcomeId>,
    /// In which language it is asked; `None` where that was not said.
    pub language: Option<Tongue>,
    /// Whether nobody answers but the people at the table and those with a link that works once.
    pub letters_only: bool,
    /// What was decided last of each statement.
    pub moderated: OrdMap<u64, Moderated>,
    /// How often each party decided.
    pub moderations: BTreeMap<PartyId, usize>,
    /// Statements that were brought back to the table.
    pub brought: Vec<Brought>,
    /// That it ended.
    pub closed: Option<Closed>,
}

/// A statement that was brought back to the table, with what many said to it then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// When, and by whom.
    pub stamp: Stamp,
    /// The number of the statement.
    pub statement: u64,
    /// As what.
    pub place: Bringing,
    /// The contribution that it became.
    pub contribution: Option<ContributionId>,
    /// The outcome that it became, or beside which it is evidence.
    pub outcome: Option<OutcomeId>,
    /// The proposal beside which it is evidence.
    pub proposal: Option<ProposalId>,
    /// How many agreed.
    pub agree: u64,
    /// How many disagreed.
    pub disagree: u64,
    /// How many passed.
    pub pass: u64,
    /// Whether every group said the same; of a single group, most people.
    pub shared: bool,
    /// How many groups there were; 0 where that was not recorded.
    pub groups: u64,
}

/// What was decided of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moderated {
    /// When, and by whom.
    pub stamp: Stamp,
    /// Whether it was left out; else it is shown.
    pub rejected: bool,
    /// Why it was left out; `None` also once erased.
    pub why: Option<String>,
}

/// That a consultation ended, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// When, and by whom.
    pub stamp: Stamp,
    /// How many entries its own record had.
    pub entries: u64,
    /// The root over these.
    pub root: Fingerprint,
    /// People whose votes are in the figures.
    pub people: u64,
    /// Whether these are all who answered.
    pub whole: bool,
    /// Their votes.
    pub votes: u64,
    /// Statements that were shown.
    pub statements: u64,
    /// Groups of people who vote the same way.
    pub groups: u64,
    /// The statements on which all groups say the same.
    pub shared: Vec<u64>,
}

impl Consultation {
    /// When its last day is over, and no vote is taken any more.
    pub fn ends(&self) -> Moment {
        Moment(self.until.1.0.saturating_add(Moment::DAY))
    }

    /// Whether votes are taken at `now`, as far as the table knows.
    pub fn is_open(&self, now: Moment) -> bool {
        self.closed.is_none() && now < self.ends()
    }

    /// Whether a statement of this number was left out.
    pub fn is_rejected(&self, statement: u64) -> bool {
        self.moderated.get(&statement).is_some_and(|it| it.rejected)
    }

    /// Whether a statement of this number is shown to everybody.
    pub fn is_shown(&self, statement: u64) -> bool {
        match self.moderated.get(&statement) {
            Some(decided) => !decided.rejected,
            None => statement <= self.seeded || self.moderation == Moderation::After,
        }
    }

    /// How many statements are left out.
    pub fn rejected(&self) -> usize {
        self.moderated.values().filter(|it| it.rejected).count()
    }

    /// The words of a statement with which it began; `None` for others and once erased.
    pub fn seed(&self, statement: u64) -> Option<&str> {
        let place = usize::try_from(statement.checked_sub(1)?).ok()?;
        self.seeds.as_ref()?.get(place).map(String::as_str)
    }

    /// How often a party decided of statements.
    pub fn moderations(&self, party: PartyId) -> usize {
        self.moderations.get(&party).copied().unwrap_or_default()
    }

    pub(super) fn moderate(&mut self, by: Option<PartyId>, statement: u64, decided: Moderated) {
        if let Some(by) = by {
            *self.moderations.entry(by).or_default() += 1;
        }
        self.moderated.insert(statement, decided);
    }
}

/// Everything that is asked of many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consultations {
    /// All of it.
    pub all: OrdMap<ConsultationId, Arc<Consultation>>,
}

impl Consultations {
    pub(super) fn change(&mut self, id: ConsultationId, change: impl FnOnce(&mut Consultation)) {
        if let Some(consultation) = self.all.get_mut(&id) {
            change(Arc::make_mut(consultation));
        }
    }
}
