//! Being heard with an objection, as with a need: another party says it back, its author says “yes, that is it” or
//! what is not quite so, and the party takes that in. It changes nothing about what an objection holds up.

use crate::act::{About as _, Act, At, Decided, acts, one};
use crate::dialogue::TELLINGS;
use crate::fact::*;
use crate::ids::*;
use crate::proposal::{Position, Proposal, Telling};
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;

acts! {
    /// Say another party's open objection back, as one understood it.
    SayObjectionBack about proposal: ProposalId {
        /// To which proposal somebody objects.
        proposal: ProposalId,
        /// The entry with which they did.
        objection: u64,
        /// How one understood it.
        words: String,
    }

    /// Say of a telling of one's objection: yes, that is it; or what is not quite so.
    AnswerObjectionTelling about proposal: ProposalId, reflection: ReflectionId {
        /// To which proposal one objects.
        proposal: ProposalId,
        /// The telling.
        reflection: ReflectionId,
        /// Whether it is right.
        right: bool,
        /// Where it is not, what was not understood.
        #[serde(default)]
        words: String,
    }

    /// Take in what the author of an objection said of one's party's telling.
    AcknowledgeObjection about proposal: ProposalId, reflection: ReflectionId {
        /// To which proposal.
        proposal: ProposalId,
        /// The telling.
        reflection: ReflectionId,
    }
}

impl Proposal {
    /// The open objection of this entry.
    fn objection(&self, entry: u64) -> Option<&Position> {
        self.objections().find(|it| it.stamp.sequence == entry)
    }

    /// Whether a party is heard to have understood an objection.
    pub fn has_heard(&self, objection: u64, party: PartyId) -> bool {
        let mut told = self.tellings.iter();
        told.any(|it| it.objection == objection && it.party == party && it.heard.is_some())
    }

    /// What was last said back of an objection by each party.
    pub(super) fn latest_tellings(&self, objection: u64) -> impl Iterator<Item = &Telling> {
        let all = self.tellings.iter().enumerate();
        let latest = move |at: usize, it: &Telling| {
            let mut later = self.tellings[at + 1..].iter();
            !later.any(|later| later.objection == objection && later.party == it.party)
        };
        all.filter(move |(at, it)| it.objection == objection && latest(*at, it))
            .map(|(_, it)| it)
    }
}

impl Relationship {
    /// A proposal that is open and whose objections everybody who was there sees.
    fn open_for_hearing(&self, id: ProposalId) -> Result<&Proposal, Refusal> {
        let open = self.open_proposal(id)?;
        match open.is_sealed() {
            true => Err(Refusal::StillSealed),
            false => Ok(open),
        }
    }

    /// Whether a seat reaches back to an objection; who does not, knows of none.
    pub(crate) fn reaches_objection(&self, seat: &Seat, proposal: ProposalId, entry: u64) -> bool {
        let proposal = self.proposals.all.get(&proposal);
        let own = |proposal: &Proposal| {
            let settled = proposal.settled.iter().map(|it| &it.objection);
            let mut all = proposal.positions.values().chain(settled);
            all.any(|it| it.stamp.sequence == entry && it.person == seat.person)
        };
        entry >= seat.reads_from() || proposal.is_some_and(|it| own(it))
    }

    /// A party's latest telling of an open objection that it has not been heard with yet.
    fn telling_of_objection(
        &self,
        (proposal, reflection): (ProposalId, ReflectionId),
    ) -> Result<(&Position, &Telling), Refusal> {
        let open = self.open_for_hearing(proposal)?;
        let unknown = Refusal::Unknown { what: "reflection" };
        let mut told = open.tellings.iter();
        let telling = told.find(|it| it.id == reflection).ok_or(unknown)?;
        let objection = open.objection(telling.objection);
        let objection = objection.ok_or(Refusal::NothingNew)?;
        let mut latest = open.latest_tellings(telling.objection);
        let is_latest = latest.any(|it| it.id == reflection);
        match is_latest && !open.has_heard(telling.objection, telling.party) {
            true => Ok((objection, telling)),
            false => Err(Refusal::NothingNew),
        }
    }

    /// Whether an actor answers for an objection: its author, or once they are gone whoever speaks for their party.
    fn answers_for(&self, actor: PersonId, objection: &Position) -> Result<(), Refusal> {
        if objection.person == actor {
            return Ok(());
        }
        let sits = self.table.seat(objection.person);
        if sits.is_some_and(|sits| sits.party == objection.party) {
            return Err(Refusal::NotAuthor);
        }
        self.spokesperson_of(actor, objection.party, Refusal::NotAuthor)?;
        Ok(())
    }
}

impl Act for SayObjectionBack {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        proposal: ProposalId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        relationship.open_for_hearing(proposal)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (relationship, party) = (at.relationship, at.seat.party);
        let open = relationship.open_for_hearing(self.proposal)?;
        let reached = relationship.reaches_objection(at.seat, self.proposal, self.objection);
        let objection = open.objection(self.objection).filter(|_| reached);
        let objection = objection.ok_or(Refusal::Unknown { what: "objection" })?;
        if objection.party == party {
            return Err(Refusal::OwnWord);
        }
        if open.has_heard(self.objection, party) {
            return Err(Refusal::AlreadyHeard);
        }
        let of = |it: &&Telling| it.objection == self.objection && it.party == party;
        if open.tellings.iter().filter(of).count() >= TELLINGS {
            return Err(Refusal::Full {
                what: "tellings",
                limit: TELLINGS,
            });
        }
        let words = text::passage("words", &self.words)?;
        one(ObjectionSaidBack {
            proposal: self.proposal,
            objection: self.objection,
            reflection: ReflectionId(at.context.id()),
            party,
            text: Some(ObjectionTellingText { words }),
        })
    }
}

impl Act for AnswerObjectionTelling {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: (ProposalId, ReflectionId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (objection, _) = relationship.telling_of_objection(on)?;
        relationship.answers_for(actor, objection)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (objection, telling) = at.relationship.telling_of_objection(self.on())?;
        if self.right {
            return heard(self.proposal, telling);
        }
        if telling.corrected.is_some() {
            return Err(Refusal::NothingNew);
        }
        let words = text::passage("words", &self.words)?;
        one(ObjectionCorrected {
            proposal: self.proposal,
            objection: objection.stamp.sequence,
            reflection: self.reflection,
            text: Some(ObjectionCorrectionText { words }),
        })
    }
}

impl Act for AcknowledgeObjection {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: (ProposalId, ReflectionId),
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (_, telling) = relationship.telling_of_objection(on)?;
        if telling.party != seat.party {
            return Err(Refusal::OnlyWhoSaidBack);
        }
        match telling.corrected {
            Some(_) => Ok(seat),
            None => Err(Refusal::NothingNew),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (_, telling) = at.relationship.telling_of_objection(self.on())?;
        heard(self.proposal, telling)
    }
}

/// The party that said an objection back has heard it.
fn heard(proposal: ProposalId, telling: &Telling) -> Decided {
    one(ObjectionHeard {
        proposal,
        objection: telling.objection,
        reflection: telling.id,
        party: telling.party,
    })
}
