//! Promising, saying that it is kept, and what both sides do when it changes.

use crate::act::{Act, Asks, At, Context, Decided, acts, one};
use crate::commitment::*;
use crate::day::Day;
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;

acts! {
    /// Promise something, for one's party, to another one.
    MakeCommitment {
        /// To which party.
        to: PartyId,
        /// What, in the words in which it is promised.
        words: String,
        /// By which day.
        due: Day,
        /// The word that it comes from, said to the whole table.
        #[serde(default)]
        contribution: Option<ContributionId>,
        /// The proposal that it comes from.
        #[serde(default)]
        proposal: Option<ProposalId>,
        /// The outcomes that it serves.
        #[serde(default)]
        outcomes: Vec<OutcomeId>,
    }

    /// Say that one's party kept what it promised. It is kept once the other side says so, too.
    ReportKept about commitment: CommitmentId {
        /// Which commitment.
        commitment: CommitmentId,
        /// What was done.
        words: String,
    }

    /// Say whether what was promised to one's party is kept.
    AnswerKept about commitment: CommitmentId {
        /// Which commitment.
        commitment: CommitmentId,
        /// Whether it is kept.
        kept: bool,
        /// What is missing, where it is not.
        #[serde(default)]
        words: String,
    }

    /// Ask the other side for other words or another day. Until it agrees, what was promised holds.
    AskForChange about commitment: CommitmentId {
        /// Of which commitment.
        commitment: CommitmentId,
        /// What would be promised.
        words: String,
        /// By which day.
        due: Day,
        /// Why.
        why: String,
    }

    /// Agree to a change of what was promised to one's party, or not.
    AnswerChange about commitment: CommitmentId {
        /// Of which commitment.
        commitment: CommitmentId,
        /// The entry with which it was asked for: another change may have been asked for since.
        asked: u64,
        /// Whether one's party agrees.
        agrees: bool,
        /// Why not, where it does not.
        #[serde(default)]
        words: String,
    }

    /// Say that what was promised to one's party is no longer needed.
    ReleaseCommitment about commitment: CommitmentId {
        /// Which commitment.
        commitment: CommitmentId,
        /// Why.
        why: String,
    }

    /// Say that two commitments are the same promise: one of them goes on.
    JoinCommitments about commitment: CommitmentId, into: CommitmentId {
        /// The commitment that ends.
        commitment: CommitmentId,
        /// The one that goes on.
        into: CommitmentId,
    }
}

impl Relationship {
    pub(crate) fn known_commitment(&self, id: CommitmentId) -> Result<&Commitment, Refusal> {
        let commitment = self.commitments.all.get(&id);
        commitment
            .map(|commitment| &**commitment)
            .ok_or(Refusal::Unknown { what: "commitment" })
    }

    fn open_commitment(&self, id: CommitmentId) -> Result<&Commitment, Refusal> {
        let commitment = self.known_commitment(id)?;
        match commitment.is_open() {
            true => Ok(commitment),
            false => Err(Refusal::CommitmentEnded),
        }
    }

    /// The seat of an actor who speaks for the party that promised.
    fn promising(
        &self,
        actor: PersonId,
        id: CommitmentId,
    ) -> Result<(&Seat, &Commitment), Refusal> {
        let commitment = self.open_commitment(id)?;
        let seat = self.spokesperson_of(actor, commitment.party, Refusal::OnlyWhoPromised)?;
        Ok((seat, commitment))
    }

    /// The seat of an actor who speaks for the party to which it was promised.
    fn receiving(
        &self,
        actor: PersonId,
        id: CommitmentId,
    ) -> Result<(&Seat, &Commitment), Refusal> {
        let commitment = self.open_commitment(id)?;
        let seat = self.spokesperson_of(actor, commitment.to, Refusal::OnlyWhoReceives)?;
        Ok((seat, commitment))
    }
}

/// When a day begins by which something can be promised: today, or to come.
fn due(context: &Context<'_>, day: Day) -> Result<Moment, Refusal> {
    let begins = context.days.get(&day).copied();
    let latest = context.at.0.saturating_add(AHEAD_DAYS * Moment::DAY);
    let within = |begins: &Moment| {
        let ends = begins.0.saturating_add(Moment::DAY);
        ends > context.at.0 && begins.0 <= latest
    };
    begins.filter(within).ok_or(Refusal::NoDueDay)
}

fn day(day: Day) -> Asks {
    Asks {
        days: vec![day],
        ..Asks::default()
    }
}

impl Act for MakeCommitment {
    fn asks(&self) -> Asks {
        day(self.due)
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let made = relationship.commitments.all.values();
        let made = made.map(|it| it.made.actor);
        relationship.within_share(seat, 1, ("commitments", COMMITMENTS), made)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let party = at.seat.party;
        if self.to == party {
            return Err(Refusal::PromisedToOneself);
        }
        at.relationship.seated_party(self.to)?;
        let words = text::passage("words", &self.words)?;
        let begins = due(at.context, self.due)?;
        if let Some(contribution) = self.contribution {
            at.relationship.said_to_all(at.seat.person, contribution)?;
        }
        if let Some(proposal) = self.proposal {
            let known = at.relationship.proposals.all.contains_key(&proposal);
            if !known {
                return Err(Refusal::Unknown { what: "proposal" });
            }
        }
        at.relationship.check_linked(&self.outcomes)?;
        let by_link_of = at.binding_word_of(party)?;
        one(CommitmentMade {
            commitment: CommitmentId(at.context.id()),
            party,
            to: self.to,
            due_on: self.due,
            due: begins,
            contribution: self.contribution,
            proposal: self.proposal,
            outcomes: self.outcomes,
            by_link_of,
            text: Some(CommitmentText { words }),
        })
    }
}

impl Act for ReportKept {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        commitment: CommitmentId,
    ) -> Result<&Seat, Refusal> {
        let (seat, promised) = relationship.promising(actor, commitment)?;
        if promised.waiting_report().is_some() {
            return Err(Refusal::NothingNew);
        }
        if promised.reports.len() >= REPORTS {
            return Err(Refusal::Full {
                what: "reports",
                limit: REPORTS,
            });
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let words = text::passage("words", &self.words)?;
        one(KeptReported {
            commitment: self.commitment,
            text: Some(KeptReportedText { words }),
        })
    }
}

impl Act for AnswerKept {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        commitment: CommitmentId,
    ) -> Result<&Seat, Refusal> {
        let (seat, promised) = relationship.receiving(actor, commitment)?;
        match promised.waiting_report() {
            Some(_) => Ok(seat),
            None => Err(Refusal::NotReported),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let words = match self.kept {
            true => text::optional_passage("words", &self.words)?,
            false => text::passage("words", &self.words)?,
        };
        // Confirming binds the party, as promising does.
        let by_link_of = match self.kept {
            true => at.binding_word_of(at.seat.party)?,
            false => None,
        };
        one(KeptAnswered {
            commitment: self.commitment,
            kept: self.kept,
            by_link_of,
            text: Some(KeptAnsweredText { words }),
        })
    }
}

impl Act for AskForChange {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Promise(self.commitment))
    }

    fn asks(&self) -> Asks {
        day(self.due)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        commitment: CommitmentId,
    ) -> Result<&Seat, Refusal> {
        let (seat, promised) = relationship.promising(actor, commitment)?;
        if promised.waiting_report().is_some() {
            return Err(Refusal::KeptWaits);
        }
        if promised.changes.len() >= CHANGES {
            return Err(Refusal::Full {
                what: "changes",
                limit: CHANGES,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let words = text::passage("words", &self.words)?;
        let why = text::passage("why", &self.why)?;
        let begins = due(at.context, self.due)?;
        let promised = at.relationship.open_commitment(self.commitment)?;
        if promised.words.as_ref() == Some(&words) && promised.due.0 == self.due {
            return Err(Refusal::NothingNew);
        }
        one(CommitmentChangeAsked {
            commitment: self.commitment,
            due_on: self.due,
            due: begins,
            text: Some(CommitmentChangeText { words, why }),
        })
    }
}

impl Act for AnswerChange {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        commitment: CommitmentId,
    ) -> Result<&Seat, Refusal> {
        let (seat, promised) = relationship.receiving(actor, commitment)?;
        match promised.waiting_change() {
            Some(_) => Ok(seat),
            None => Err(Refusal::NothingAsked),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let promised = at.relationship.open_commitment(self.commitment)?;
        let asked = promised.waiting_change();
        if asked.is_none_or(|change| change.stamp.sequence != self.asked) {
            return Err(Refusal::OtherChange);
        }
        let words = match self.agrees {
            true => text::optional_passage("words", &self.words)?,
            false => text::passage("words", &self.words)?,
        };
        one(CommitmentChangeAnswered {
            commitment: self.commitment,
            agrees: self.agrees,
            text: Some(CommitmentChangeAnsweredText { words }),
        })
    }
}

impl Act for ReleaseCommitment {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        commitment: CommitmentId,
    ) -> Result<&Seat, Refusal> {
        let (seat, _) = relationship.receiving(actor, commitment)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        at.binding_word_of(at.seat.party)?;
        one(CommitmentReleased {
            commitment: self.commitment,
            text: Some(CommitmentReleasedText { why }),
        })
    }
}

impl Act for JoinCommitments {
    /// The party to which both were promised says that they are one: whoever promised twice would else be
    /// rid of one by saying so.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        (commitment, into): (CommitmentId, CommitmentId),
    ) -> Result<&Seat, Refusal> {
        let (seat, ends) = relationship.receiving(actor, commitment)?;
        let stays = relationship.open_commitment(into)?;
        if commitment == into || (ends.party, ends.to) != (stays.party, stays.to) {
            return Err(Refusal::NotTheSame);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(CommitmentsJoined {
            commitment: self.commitment,
            into: self.into,
        })
    }
}
