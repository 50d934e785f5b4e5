//! What is recorded of commitments, and what each of these facts changes.

use std::sync::Arc;

use super::state::{Answered, Change, Commitment, Earlier, Ended, Report};
use crate::day::Day;
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};

facts! {
    /// A party promises something to another.
    "commitment_made" CommitmentMade reaches Table {
        /// The commitment.
        commitment: CommitmentId,
        /// The party that promises.
        party: PartyId,
        /// The party to which it promises.
        to: PartyId,
        /// The day by which.
        due_on: Day,
        /// When that day begins at this table.
        due: Moment,
        /// The word that it comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contribution: Option<ContributionId>,
        /// The proposal that it comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<ProposalId>,
        /// The outcomes that it serves.
        outcomes: Vec<OutcomeId>,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says CommitmentText {
        /// What, in the words in which it was promised.
        words: String,
    }

    /// The party that promised says that it is kept.
    "kept_reported" KeptReported reaches Table {
        /// The commitment.
        commitment: CommitmentId,
    } says KeptReportedText {
        /// What was done.
        words: String,
    }

    /// The party to which it was promised confirms that it is kept, or says what is missing.
    "kept_answered" KeptAnswered reaches Table {
        /// The commitment.
        commitment: CommitmentId,
        /// Whether it is kept.
        kept: bool,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says KeptAnsweredText {
        /// What is missing, where it is not.
        words: String,
    }

    /// The party that promised asks for other words or another day.
    "commitment_change_asked" CommitmentChangeAsked reaches Table {
        /// The commitment.
        commitment: CommitmentId,
        /// The day by which it would be kept.
        due_on: Day,
        /// When that day begins at this table.
        due: Moment,
    } says CommitmentChangeText {
        /// What would be promised.
        words: String,
        /// Why.
        why: String,
    }

    /// The party to which it was promised agrees to the change, or not.
    "commitment_change_answered" CommitmentChangeAnswered reaches Table {
        /// The commitment.
        commitment: CommitmentId,
        /// Whether it agrees.
        agrees: bool,
    } says CommitmentChangeAnsweredText {
        /// Why not, where it does not.
        words: String,
    }

    /// The party to which it was promised no longer needs it.
    "commitment_released" CommitmentReleased reaches Table {
        /// The commitment.
        commitment: CommitmentId,
    } says CommitmentReleasedText {
        /// Why.
        why: String,
    }

    /// The same was promised twice: from here on one of them stands for both.
    "commitments_joined" CommitmentsJoined reaches Table {
        /// The commitment that ends.
        commitment: CommitmentId,
        /// The one that goes on.
        into: CommitmentId,
    }
}

impl Happened for CommitmentMade {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let commitment = Commitment {
            id: self.commitment,
            made: stamp,
            party: self.party,
            to: self.to,
            words: self.text.map(|text| text.words),
            due: (self.due_on, self.due),
            earlier: Vec::new(),
            contribution: self.contribution,
            proposal: self.proposal,
            outcomes: self.outcomes,
            by_link_of: self.by_link_of,
            reports: Vec::new(),
            changes: Vec::new(),
            ended: None,
        };
        let all = &mut to.commitments.all;
        all.insert(self.commitment, Arc::new(commitment));
    }
}

impl Happened for KeptReported {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.words);
        to.commitments.change(self.commitment, |commitment| {
            commitment.reports.push(Report {
                stamp,
                words,
                answer: None,
            });
        });
    }
}

impl Happened for KeptAnswered {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (kept, words) = (self.kept, self.text.map(|text| text.words));
        let by_link_of = self.by_link_of;
        to.commitments.change(self.commitment, |commitment| {
            if let Some(report) = commitment.reports.last_mut() {
                report.answer = Some(Answered {
                    stamp,
                    yes: kept,
                    words,
                    by_link_of,
                });
            }
            if kept {
                commitment.ended = Some(Ended::Kept(stamp));
            }
        });
    }
}

impl Happened for CommitmentChangeAsked {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Promise(self.commitment))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (words, why) = self.text.map(|text| (text.words, text.why)).unzip();
        let due = (self.due_on, self.due);
        to.commitments.change(self.commitment, |commitment| {
            commitment.changes.push(Change {
                stamp,
                words,
                due,
                why,
                answer: None,
            });
        });
    }
}

impl Happened for CommitmentChangeAnswered {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Promise(self.commitment))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.words);
        let yes = self.agrees;
        to.commitments.change(self.commitment, |commitment| {
            let Some(change) = commitment.changes.last_mut() else {
                return;
            };
            change.answer = Some(Answered {
                stamp,
                yes,
                words,
                by_link_of: None,
            });
            if yes {
                commitment.earlier.push(Earlier {
                    words: std::mem::replace(&mut commitment.words, change.words.clone()),
                    due: std::mem::replace(&mut commitment.due, change.due).0,
                    until: stamp,
                    why: change.why.clone(),
                });
            }
        });
    }
}

impl Happened for CommitmentReleased {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let why = self.text.map(|text| text.why);
        to.commitments.change(self.commitment, |commitment| {
            commitment.ended = Some(Ended::Released(stamp, why));
        });
    }
}

impl Happened for CommitmentsJoined {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.commitments.change(self.commitment, |commitment| {
            commitment.ended = Some(Ended::Joined(stamp, self.into));
        });
    }
}
