//! What is recorded of proposals, and what each of these facts changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::state::{Deputed, Ended, Gone, Position, PrincipleAnswer, Proposal, Telling, Version};
use crate::day::Day;
use crate::edits::Edited;
use crate::fact::{Fact, Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

facts! {
    /// Something was put to the table. Who is asked stands here; nobody is added.
    "proposal_opened" ProposalOpened reaches Table {
        /// The proposal.
        proposal: ProposalId,
        /// The need, limit or idea that it comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contribution: Option<ContributionId>,
        /// The recorded mix that it comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mix: Option<MixId>,
        /// The proposal of which it is a part or a smaller trial.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follows: Option<ProposalId>,
        /// The outcomes that it serves.
        outcomes: Vec<OutcomeId>,
        /// What it costs whom.
        costs: Vec<CostTo>,
        /// The parties that are asked.
        electorate: Vec<PartyId>,
        /// Whether positions are sealed until all are in.
        blind: bool,
        /// Whether it is tried out first.
        trial: bool,
        /// The day on which it is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review_on: Option<Day>,
        /// When that day begins at this table.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<Moment>,
        /// The day on which the round ends.
        until_on: Day,
        /// When that day begins at this table.
        until: Moment,
    } says ProposalText {
        /// In a few words.
        title: String,
        /// What exactly.
        text: String,
    }

    /// The words of a proposal were changed: everybody is asked again.
    "proposal_amended" ProposalAmended reaches Table {
        /// The proposal.
        proposal: ProposalId,
        /// Which version this is.
        version: u64,
        /// Whose objection it takes in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takes_in: Option<PersonId>,
        /// The outcomes that it serves.
        outcomes: Vec<OutcomeId>,
        /// What it costs whom.
        costs: Vec<CostTo>,
        /// Whether it is tried out first.
        trial: bool,
        /// The day on which it is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review_on: Option<Day>,
        /// When that day begins at this table.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<Moment>,
        /// The day on which the round ends.
        until_on: Day,
        /// When that day begins at this table.
        until: Moment,
    } says AmendmentText {
        /// In a few words.
        title: String,
        /// What exactly.
        text: String,
    }

    /// Somebody says where they stand. Sealed while the first round is blind.
    "position_taken" PositionTaken reaches Position(proposal) {
        /// To which proposal.
        proposal: ProposalId,
        /// To the words of which version.
        version: u64,
        /// For which party.
        party: PartyId,
        /// Where they stand.
        stance: Stance,
        /// Of an objection, the outcome that it would do harm to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        harms_outcome: Option<OutcomeId>,
        /// Of an objection, the need or limit that it would do harm to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        harms_contribution: Option<ContributionId>,
        /// Whether it is taken as the deputy of a silent party.
        deputy: bool,
        /// Colleagues who are gone, of whose positions it takes the place.
        replaces: Vec<PersonId>,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    } says PositionText {
        /// The concern, the harm, or why.
        words: String,
        /// Of an objection, what would make it workable.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        workable: String,
    }

    /// Somebody says that their position holds for the new words, too.
    "position_kept" PositionKept reaches Position(proposal) {
        /// To which proposal.
        proposal: ProposalId,
        /// To the words of which version.
        version: u64,
        /// For which party.
        party: PartyId,
        /// Where they stand.
        stance: Stance,
    }

    /// A party says an objection back, as it understood it.
    "objection_said_back" ObjectionSaidBack reaches Objection(proposal, objection) {
        /// To which proposal.
        proposal: ProposalId,
        /// The entry with which somebody objected.
        objection: u64,
        /// The telling.
        reflection: ReflectionId,
        /// Which party.
        party: PartyId,
    } says ObjectionTellingText {
        /// How it was understood.
        words: String,
    }

    /// The author of an objection says what of a telling is not quite so.
    "objection_corrected" ObjectionCorrected reaches Objection(proposal, objection) {
        /// To which proposal.
        proposal: ProposalId,
        /// The entry with which they objected.
        objection: u64,
        /// The telling.
        reflection: ReflectionId,
    } says ObjectionCorrectionText {
        /// What was not understood.
        words: String,
    }

    /// A party has heard an objection: its author said so, or it took their correction in.
    "objection_heard" ObjectionHeard reaches Objection(proposal, objection) {
        /// To which proposal.
        proposal: ProposalId,
        /// The entry with which somebody objected.
        objection: u64,
        /// The telling.
        reflection: ReflectionId,
        /// Which party.
        party: PartyId,
    }

    /// All are in, or the time is over: what was sealed lies open.
    "positions_revealed" PositionsRevealed reaches Table {
        /// Of which proposal.
        proposal: ProposalId,
        /// The version then.
        version: u64,
    }

    /// A party says beforehand what its silence means.
    "silence_chosen" SilenceChosen reaches Table {
        /// Which party.
        party: PartyId,
        /// What it means.
        means: Silence,
        /// Who is asked then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deputy: Option<PersonId>,
    }

    /// The time was over, and a party that said nothing stands aside, as it had said beforehand.
    "silence_counted" SilenceCounted reaches Table {
        /// In which proposal.
        proposal: ProposalId,
        /// The version then.
        version: u64,
        /// Which party.
        party: PartyId,
    }

    /// A party agrees to decide without another one.
    "absence_accepted" AbsenceAccepted reaches Table {
        /// In which proposal.
        proposal: ProposalId,
        /// Without which party.
        party: PartyId,
        /// Who agrees.
        by: PartyId,
    }

    /// All others agreed to decide without a party.
    "party_released" PartyReleased reaches Table {
        /// In which proposal.
        proposal: ProposalId,
        /// Which party.
        party: PartyId,
    }

    /// A party that is missing was asked again.
    "party_asked_again" PartyAskedAgain reaches Table {
        /// In which proposal.
        proposal: ProposalId,
        /// Which party.
        party: PartyId,
    }

    /// The table has decided.
    "proposal_adopted" ProposalAdopted reaches Table {
        /// Which proposal.
        proposal: ProposalId,
        /// Which version of its words.
        version: u64,
        /// Where each party stood.
        stances: Vec<PartyStance>,
    }

    /// The party that put it to the table takes it back.
    "proposal_withdrawn" ProposalWithdrawn reaches Table {
        /// Which proposal.
        proposal: ProposalId,
    } says ProposalWithdrawnText {
        /// Because …
        why: String,
    }

    /// Somebody answers the question of a guiding principle.
    "principle_answered" PrincipleAnswered reaches Table {
        /// Of which proposal.
        proposal: ProposalId,
        /// Which principle.
        principle: Principle,
    } says PrincipleText {
        /// The answer.
        words: String,
    }

    /// A round begins in which each party speaks once.
    "round_called" RoundCalled reaches Table {
        /// On which proposal.
        proposal: ProposalId,
    }
}

impl Fact {
    /// The proposal that is another one with this, were its blind round over or not.
    pub(crate) fn goes_on_with_proposal(&self) -> Option<ProposalId> {
        match self {
            Self::ProposalAmended(fact) => Some(fact.proposal),
            Self::PositionTaken(fact) => Some(fact.proposal),
            Self::PositionKept(fact) => Some(fact.proposal),
            Self::ObjectionSaidBack(fact) => Some(fact.proposal),
            Self::SilenceCounted(fact) => Some(fact.proposal),
            Self::AbsenceAccepted(fact) => Some(fact.proposal),
            Self::ProposalAdopted(fact) => Some(fact.proposal),
            Self::ProposalWithdrawn(fact) => Some(fact.proposal),
            _ => None,
        }
    }
}

impl Happened for ProposalOpened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Some(party) = to.table.seat_ever(stamp.actor).map(|seat| seat.party) else {
            return;
        };
        let (title, text) = self.text.map(|text| (text.title, text.text)).unzip();
        let first = Version {
            number: 1,
            stamp,
            party,
            title,
            text,
            outcomes: self.outcomes,
            costs: self.costs,
            trial: self.trial,
            review: self.review_on.zip(self.review),
            until: (self.until_on, self.until),
            takes_in: None,
        };
        let proposal = Proposal {
            id: self.proposal,
            opened: stamp,
            party,
            contribution: self.contribution,
            mix: self.mix,
            follows: self.follows,
            electorate: self.electorate,
            gone: BTreeMap::new(),
            blind: self.blind,
            revealed: None,
            version: first,
            earlier: Vec::new(),
            positions: BTreeMap::new(),
            settled: Vec::new(),
            tellings: Vec::new(),
            sealed: BTreeSet::new(),
            absences: BTreeMap::new(),
            asked: BTreeMap::new(),
            silent: BTreeMap::new(),
            moved: stamp,
            principles: Vec::new(),
            round: None,
            ended: None,
        };
        if let Some(word) = self.contribution {
            let from = to.proposals.from.entry(word).or_default();
            from.push_back(self.proposal);
        }
        to.proposals.all.insert(self.proposal, Arc::new(proposal));
    }
}

impl Happened for ProposalAmended {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let Some(party) = to.table.seat_ever(stamp.actor).map(|seat| seat.party) else {
            return;
        };
        let (title, text) = self.text.map(|text| (text.title, text.text)).unzip();
        let version = Version {
            number: self.version,
            stamp,
            party,
            title,
            text,
            outcomes: self.outcomes,
            costs: self.costs,
            trial: self.trial,
            review: self.review_on.zip(self.review),
            until: (self.until_on, self.until),
            takes_in: self.takes_in,
        };
        to.proposals.change(self.proposal, |proposal| {
            let earlier = std::mem::replace(&mut proposal.version, version);
            proposal.earlier.push(earlier);
            proposal.silent.clear();
            proposal.absences.clear();
            // Whom others decided without, they did with other words before them.
            proposal
                .gone
                .retain(|_, gone| matches!(gone, Gone::Left(_)));
            proposal.asked.clear();
            proposal.moved = stamp;
        });
    }
}

impl PositionTaken {
    /// The position that it comes to.
    pub(super) fn position(&self, stamp: Stamp, sponsor: bool) -> Position {
        let text = self.text.as_ref();
        let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let outcome = self.harms_outcome.map(Harms::Outcome);
        Position {
            party: self.party,
            person: stamp.actor,
            stamp,
            kept: None,
            version: self.version,
            taken_to: self.version,
            stance: self.stance,
            words: text.and_then(|text| said(&text.words)),
            workable: text.and_then(|text| said(&text.workable)),
            harms: outcome.or(self.harms_contribution.map(Harms::Contribution)),
            sponsor,
            deputy: self.deputy,
            by_link_of: self.by_link_of,
        }
    }
}

impl Happened for PositionTaken {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let seat = to.table.seat_ever(stamp.actor);
        let sponsor = seat.is_some_and(|seat| seat.roles.contains(&Role::Sponsor));
        let position = self.position(stamp, sponsor);
        to.proposals
            .change(self.proposal, |it| it.takes(position, &self.replaces));
    }
}

impl Happened for PositionKept {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let place = (self.party, stamp.actor);
        to.proposals.change(self.proposal, |proposal| {
            let Some(mut position) = proposal.positions.get(&place).cloned() else {
                return;
            };
            position.kept = Some(stamp);
            position.version = self.version;
            proposal.takes(position, &[]);
        });
    }
}

impl Happened for ObjectionSaidBack {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let telling = Telling {
            id: self.reflection,
            objection: self.objection,
            party: self.party,
            stamp,
            words: self.text.map(|text| text.words),
            corrected: None,
            heard: None,
        };
        to.proposals
            .change(self.proposal, |it| it.tellings.push(telling));
    }
}

impl Happened for ObjectionCorrected {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let words = self.text.map(|text| text.words);
        to.proposals.change(self.proposal, |proposal| {
            if let Some(telling) = proposal.telling_mut(self.reflection) {
                telling.corrected = Some((stamp, words));
            }
        });
    }
}

impl Happened for ObjectionHeard {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals.change(self.proposal, |proposal| {
            if let Some(telling) = proposal.telling_mut(self.reflection) {
                telling.heard = Some(stamp);
            }
        });
    }
}

impl Happened for PositionsRevealed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let mut people = Vec::new();
        to.proposals
            .change(self.proposal, |it| people = it.reveal(stamp));
        // That they said something can be seen from now on; when, still not.
        for person in people {
            if let Some(seat) = to.table.seat_mut(person) {
                seat.seen_acting = seat.seen_acting.max(Some(stamp.at));
            }
        }
    }
}

impl Happened for SilenceChosen {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Silence(self.party))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let chosen = Deputed {
            means: self.means,
            deputy: self.deputy,
            stamp,
        };
        to.proposals.silences.insert(self.party, chosen);
    }
}

impl Happened for SilenceCounted {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals.change(self.proposal, |proposal| {
            proposal.silent.insert(self.party, stamp);
        });
    }
}

impl Happened for AbsenceAccepted {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.proposals.change(self.proposal, |proposal| {
            proposal
                .absences
                .entry(self.party)
                .or_default()
                .insert(self.by);
        });
    }
}

impl Happened for PartyReleased {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals.change(self.proposal, |proposal| {
            proposal.gone.insert(self.party, Gone::Released(stamp));
        });
    }
}

impl Happened for PartyAskedAgain {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals.change(self.proposal, |proposal| {
            proposal.asked.insert(self.party, stamp);
        });
    }
}

impl Happened for ProposalAdopted {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals.change(self.proposal, |proposal| {
            proposal.ended = Some(Ended::Adopted(stamp, self.stances));
        });
    }
}

impl Happened for ProposalWithdrawn {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let why = self.text.map(|text| text.why);
        to.proposals.change(self.proposal, |proposal| {
            proposal.ended = Some(Ended::Withdrawn(stamp, why));
        });
    }
}

impl Happened for PrincipleAnswered {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let answer = PrincipleAnswer {
            principle: self.principle,
            stamp,
            words: self.text.map(|text| text.words),
        };
        to.proposals
            .change(self.proposal, |proposal| proposal.principles.push(answer));
    }
}

impl Happened for RoundCalled {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.proposals
            .change(self.proposal, |proposal| proposal.round = Some(stamp));
    }
}
