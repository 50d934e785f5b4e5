//! What is recorded at the table of consultations, and what each of these facts changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::state::{Brought, Closed, Consultation, Moderated};
use crate::agreement::Fingerprint;
use crate::day::Day;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::{Bringing, Moderation, Showing, Tongue};

/// Of groups.
fn none_known(groups: &u64) -> bool {
    *groups == 0
}

facts! {
    /// A question is put to many people.
    "consultation_opened" ConsultationOpened reaches Table {
        /// The consultation.
        consultation: ConsultationId,
        /// The party that asks.
        party: PartyId,
        /// The parties whose people are asked, each by a link of its own.
        parties: Vec<PartyId>,
        /// How many statements it begins with.
        seeds: u64,
        /// The last day.
        until_on: Day,
        /// When that day begins at this table.
        until: Moment,
        /// Whether people may add statements.
        adding: bool,
        /// Whether added statements are looked at before or after they are shown.
        moderation: Moderation,
        /// When others see what was said.
        showing: Showing,
        /// The outcome beside which what comes of it is read, and in whose figures it is not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<OutcomeId>,
        /// In which language it is asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<Tongue>,
        /// Whether nobody answers but the people at the table and those to whom a party sends a link that works once.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        letters_only: bool,
    } says ConsultationText {
        /// What is asked.
        question: String,
        /// By which rules statements are left out.
        rules: String,
        /// The statements it begins with, one a line.
        statements: String,
    }

    /// A statement is left out: it is shown to nobody but its author, and counts nowhere.
    "statement_rejected" StatementRejected reaches Table {
        /// The consultation.
        consultation: ConsultationId,
        /// The number of the statement.
        statement: u64,
    } says StatementRejectedText {
        /// Why.
        why: String,
    }

    /// A statement is shown that waited, or that was left out before.
    "statement_admitted" StatementAdmitted reaches Table {
        /// The consultation.
        consultation: ConsultationId,
        /// The number of the statement.
        statement: u64,
    }

    /// A consultation ended, and this came of it.
    "consultation_closed" ConsultationClosed reaches Table {
        /// The consultation.
        consultation: ConsultationId,
        /// How many entries its own record has.
        entries: u64,
        /// The root over these entries: no other record has it.
        root: Fingerprint,
        /// People whose votes are in the figures.
        people: u64,
        /// Whether these are all who answered; else there were as many at least.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        whole: bool,
        /// Their votes.
        votes: u64,
        /// Statements that were shown.
        statements: u64,
        /// Statements that were left out.
        rejected: u64,
        /// Groups of people who vote the same way; 0 where there is no map.
        groups: u64,
        /// The statements on which all groups say the same, the clearest first.
        shared: Vec<u64>,
        /// With what the groups were found.
        engine: String,
    }

    /// A statement comes back to the table, with what many said to it then.
    "statement_brought" StatementBrought reaches Table {
        /// The consultation.
        consultation: ConsultationId,
        /// The number of the statement.
        statement: u64,
        /// As what.
        place: Bringing,
        /// The contribution that it became.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contribution: Option<ContributionId>,
        /// The outcome that it became, or beside which it is evidence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<OutcomeId>,
        /// The proposal beside which it is evidence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<ProposalId>,
        /// How many agreed.
        agree: u64,
        /// How many disagreed.
        disagree: u64,
        /// How many passed.
        pass: u64,
        /// Whether every group said the same; of a single group, most people.
        shared: bool,
        /// How many groups there were; 0 where that was not recorded.
        #[serde(default, skip_serializing_if = "none_known")]
        groups: u64,
    }
}

impl Happened for ConsultationOpened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (question, rules, seeds) = match self.text {
            Some(text) => (
                Some(text.question),
                Some(text.rules),
                Some(text.statements.lines().map(str::to_owned).collect()),
            ),
            None => (None, None, None),
        };
        let consultation = Consultation {
            id: self.consultation,
            opened: stamp,
            party: self.party,
            parties: self.parties,
            question,
            rules,
            seeds,
            seeded: self.seeds,
            until: (self.until_on, self.until),
            adding: self.adding,
            moderation: self.moderation,
            showing: self.showing,
            outcome: self.outcome,
            language: self.language,
            letters_only: self.letters_only,
            moderated: imbl::OrdMap::new(),
            moderations: BTreeMap::new(),
            brought: Vec::new(),
            closed: None,
        };
        let all = &mut to.consultations.all;
        all.insert(self.consultation, Arc::new(consultation));
    }
}

impl Happened for StatementRejected {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (statement, why) = (self.statement, self.text.map(|text| text.why));
        let party = to.table.side_of(stamp.actor);
        to.consultations.change(self.consultation, |consultation| {
            let rejected = true;
            consultation.moderate(
                party,
                statement,
                Moderated {
                    stamp,
                    rejected,
                    why,
                },
            );
        });
    }
}

impl Happened for StatementAdmitted {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let statement = self.statement;
        let party = to.table.side_of(stamp.actor);
        to.consultations.change(self.consultation, |consultation| {
            let (rejected, why) = (false, None);
            consultation.moderate(
                party,
                statement,
                Moderated {
                    stamp,
                    rejected,
                    why,
                },
            );
        });
    }
}

impl Happened for ConsultationClosed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let closed = Closed {
            stamp,
            entries: self.entries,
            root: self.root,
            people: self.people,
            whole: self.whole,
            votes: self.votes,
            statements: self.statements,
            groups: self.groups,
            shared: self.shared,
        };
        to.consultations.change(self.consultation, |consultation| {
            consultation.closed = Some(closed);
        });
    }
}

impl Happened for StatementBrought {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let brought = Brought {
            stamp,
            statement: self.statement,
            place: self.place,
            contribution: self.contribution,
            outcome: self.outcome,
            proposal: self.proposal,
            agree: self.agree,
            disagree: self.disagree,
            pass: self.pass,
            shared: self.shared,
            groups: self.groups,
        };
        to.consultations.change(self.consultation, |consultation| {
            consultation.brought.push(brought);
        });
    }
}
