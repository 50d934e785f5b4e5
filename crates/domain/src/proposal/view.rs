//! What a viewer sees of the proposals.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::stall::{Exchange, Stall, Turn};
use super::state::{Ended, Gone, Position, Proposal, Telling, Version};
use crate::act::{self, Act};
use crate::audience::Seen;
use crate::day::Day;
use crate::dialogue::Contribution;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::view::ContributionView;
use crate::words::*;

/// How far a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Positions are sealed: nobody sees who is in.
    Blind,
    /// Everybody sees where everybody stands.
    Open,
    /// The table has decided.
    Adopted,
    /// It was taken back.
    Withdrawn,
}

/// Every proposal, and what the viewer may begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposalsPage {
    /// Open ones first, the one that opened last before the others.
    pub proposals: Vec<ProposalLine>,
    /// Whether the viewer may open one.
    pub may_open: bool,
    /// What each party's silence means, where it is not waited for.
    pub silences: Vec<SilenceView>,
    /// Whether the viewer may say what their party's silence means.
    pub may_choose_silence: bool,
    /// Colleagues who can be the deputy.
    pub deputies: Vec<PersonId>,
}

/// One proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposalLine {
    /// The proposal.
    pub id: ProposalId,
    /// In a few words; `None` once erased.
    pub title: Option<String>,
    /// How far it is.
    pub state: ProposalState,
    /// Which version of its words.
    pub version: u64,
    /// When it was opened.
    pub opened: Moment,
    /// The day on which the round ends.
    pub until: Day,
    /// Whether that day has come.
    pub over: bool,
    /// The outcomes that it serves and that are still there.
    pub outcomes: Vec<OutcomeId>,
    /// Where the viewer stands.
    pub yours: Option<Stance>,
    /// Whether the viewer is asked and has not said where they stand to these words.
    pub asks_you: bool,
    /// The parties that are missing; none while the round is blind.
    pub missing: Vec<PartyId>,
    /// Whether every party has said something and nobody objects, and yet too few consent: at least two parties have
    /// to, the consumer among them.
    pub lacks_consents: bool,
    /// Open objections; none while the round is blind.
    pub objections: usize,
    /// When it ended.
    pub ended: Option<Moment>,
    /// The day on which it is looked at again.
    pub review: Option<Day>,
    /// Whether that day has come, it was adopted, and a party has not said how it went.
    pub review_due: bool,
}

/// What a party's silence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SilenceView {
    /// Which party.
    pub party: PartyId,
    /// What it means.
    pub means: Silence,
    /// Who is asked then.
    pub deputy: Option<PersonId>,
    /// Since when it says so.
    pub since: Moment,
}

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposalView {
    /// The proposal.
    pub id: ProposalId,
    /// How far it is.
    pub state: ProposalState,
    /// When it was opened.
    pub opened: Moment,
    /// By whom.
    pub person: PersonId,
    /// Their party.
    pub party: PartyId,
    /// The need, limit or idea that it comes from, if the viewer may see it.
    pub contribution: Option<ContributionId>,
    /// The recorded mix that it comes from.
    pub mix: Option<MixId>,
    /// The proposal of which it is a part or a smaller trial.
    pub follows: Option<ProposalId>,
    /// Its words.
    pub version: VersionView,
    /// Its earlier words, oldest first.
    pub earlier: Vec<VersionView>,
    /// Whether the first round is blind.
    pub blind: bool,
    /// Whether the day on which the round ends has come.
    pub over: bool,
    /// Every party that was asked, in the order of the table.
    pub parties: Vec<PartyStandView>,
    /// The positions that the viewer may see, their own first.
    pub positions: Vec<PositionView>,
    /// Objections that were given up.
    pub settled: Vec<SettledView>,
    /// The viewer's own position.
    pub yours: Option<PositionView>,
    /// Whether the viewer's own position is about earlier words and may be kept.
    pub may_keep: bool,
    /// Colleagues who are gone, of whose positions the viewer's next one takes the place.
    pub replaces: Vec<PersonId>,
    /// Whether the viewer may take a position.
    pub may_take: bool,
    /// Whether an account is all that the viewer lacks for that.
    pub may_claim: bool,
    /// Whether the viewer may change its words.
    pub may_amend: bool,
    /// Whether the viewer may take it back.
    pub may_withdraw: bool,
    /// Whether the viewer may let silence count now, or adopt what is complete.
    pub may_count: bool,
    /// Whether nothing is missing and nothing stands in the way any more: it is adopted as soon as somebody
    /// lets that count.
    pub complete: bool,
    /// Whether every party has said something and nobody objects, and yet too few consent: at least two parties have
    /// to, the consumer among them.
    pub lacks_consents: bool,
    /// Whether the viewer may begin a round.
    pub may_call_round: bool,
    /// Whether the viewer may answer a guiding principle.
    pub may_answer: bool,
    /// Whose positions a change of its words undoes, as far as that can be seen.
    pub undoes: Vec<PersonId>,
    /// The guiding principle that fits.
    pub principle: Principle,
    /// What was answered to guiding principles.
    pub principles: Vec<PrincipleView>,
    /// The concerns with which it was adopted: what it is looked at again by.
    pub criteria: Vec<PositionView>,
    /// Where the parties stood when it was adopted.
    pub decided: Option<DecidedView>,
    /// Why it was taken back, and when.
    pub withdrawn: Option<WithdrawnView>,
    /// Whether the day of its review has come, and a party has not said how it went.
    pub review_due: bool,
    /// Of what was said about it, that which says how it went: on its review and until every party has said so, a
    /// `build` says that it went well, and a `concern` that it did not go as it should.
    pub reviews: Vec<ContributionId>,
    /// What was said about it, in order, as far as the viewer may see.
    pub said: Vec<ContributionView>,
    /// The round that was called last.
    pub round: Option<RoundView>,
    /// That the exchange goes round in circles, unless the viewer has put that away.
    pub stall: Option<Stall>,
    /// Proposals that follow it.
    pub followed_by: Vec<ProposalId>,
}

/// Words of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct VersionView {
    /// Counted from 1.
    pub number: u64,
    /// In a few words; `None` once erased.
    pub title: Option<String>,
    /// All of it; `None` once erased.
    pub text: Option<String>,
    /// The outcomes that it serves.
    pub outcomes: Vec<OutcomeId>,
    /// What it costs whom.
    pub costs: Vec<CostTo>,
    /// Whether it is tried out first.
    pub trial: bool,
    /// The day on which it is looked at again.
    pub review: Option<Day>,
    /// The day on which the round ends.
    pub until: Day,
    /// When these words were said.
    pub at: Moment,
    /// By whom.
    pub person: PersonId,
    /// Their party.
    pub party: PartyId,
    /// Whose objection they take in.
    pub takes_in: Option<PersonId>,
}

/// Where a party stands, as far as the viewer may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "stand", rename_all = "snake_case")]
pub enum StandView {
    /// The round is blind.
    NotShown,
    /// It has not said anything to these words.
    Missing,
    /// It stands there.
    Said {
        /// The strongest of its people's positions.
        stance: Stance,
        /// Whether its people differ.
        split: bool,
    },
    /// Its silence stands aside, as it said beforehand.
    Silent,
    /// It said something before the viewer's seat reaches back.
    Earlier,
    /// It left the table.
    Left,
    /// The others agreed to decide without it.
    Released,
}

/// A party that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyStandView {
    /// Which.
    pub party: PartyId,
    /// Where it stands.
    #[serde(flatten)]
    pub stand: StandView,
    /// Whether it costs the party money and so needs a sponsor's position, where it has a sponsor.
    pub needs_sponsor: bool,
    /// Whether a sponsor's position is what is missing.
    pub sponsor_missing: bool,
    /// Who speaks for it.
    pub people: Vec<PersonId>,
    /// What its silence means here; `None` once the proposal or the relationship has ended.
    pub silence: Option<SilenceView>,
    /// When it was asked again.
    pub asked: Option<Moment>,
    /// Whether the viewer may ask it again now.
    pub may_ask: bool,
    /// The parties that agreed to decide without it.
    pub accepted_by: Vec<PartyId>,
    /// Whether the viewer may agree to decide without it now.
    pub may_accept_absence: bool,
}

/// Where somebody stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PositionView {
    /// Who.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// Where they stand.
    pub stance: Stance,
    /// The concern, the harm, or why; `None` where nothing was said, once erased, or where the viewer's seat does
    /// not reach back to it.
    pub words: Option<String>,
    /// Of an objection, what would make it workable.
    pub workable: Option<String>,
    /// Whether it was said before what the viewer's seat reaches, and has been kept since.
    pub said_before: bool,
    /// Of an objection, what it would do harm to, if the viewer may see that.
    pub harms: Option<Harms>,
    /// The version for whose words it was taken.
    pub taken_to: u64,
    /// The version for whose words it holds.
    pub version: u64,
    /// Whether it is about earlier words than those of now.
    pub earlier: bool,
    /// Whether it was taken as the deputy of a silent party.
    pub deputy: bool,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// When; of one's own alone while the round is blind.
    pub at: Moment,
    /// Of an open objection, the entry with which it was said, and how far it is heard.
    pub hearing: Option<HearingView>,
}

/// How far an open objection is heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HearingView {
    /// The entry with which somebody objected.
    pub objection: u64,
    /// The parties that have heard it.
    pub heard_by: Vec<PartyId>,
    /// What each party said back last, in order.
    pub tellings: Vec<ObjectionTellingView>,
    /// Whether the viewer may say it back.
    pub may_say_back: bool,
}

/// An objection, as another party understood it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ObjectionTellingView {
    /// The telling.
    pub reflection: ReflectionId,
    /// Who says it back.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When.
    pub at: Moment,
    /// Whether the author of the objection said that it is not quite so.
    pub corrected: bool,
    /// What was not understood; `None` also once erased.
    pub correction: Option<String>,
    /// When the party had heard it.
    pub heard: Option<Moment>,
    /// Whether the viewer may say that it is right, or what is not.
    pub may_answer: bool,
    /// Whether the viewer may take the correction in.
    pub may_acknowledge: bool,
}

/// An objection that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SettledView {
    /// The objection.
    pub objection: PositionView,
    /// Where its author, or their successor, stands since.
    pub now: PositionView,
    /// The version then.
    pub version: u64,
    /// Whether words that came after it say that they take it in, and its author consents to them since.
    pub integrated: bool,
}

/// An answer to a guiding principle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PrincipleView {
    /// Which.
    pub principle: Principle,
    /// Who.
    pub person: PersonId,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When.
    pub at: Moment,
}

/// That the table has decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DecidedView {
    /// When.
    pub at: Moment,
    /// Where each party stood.
    pub stances: Vec<PartyStance>,
}

/// That a proposal was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WithdrawnView {
    /// When.
    pub at: Moment,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// A round in which each party speaks once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoundView {
    /// When it began.
    pub since: Moment,
    /// The parties that have not spoken in it.
    pub to_speak: Vec<PartyId>,
}

impl Proposal {
    fn state(&self) -> ProposalState {
        match self.ended {
            Some(Ended::Adopted(..)) => ProposalState::Adopted,
            Some(Ended::Withdrawn(..)) => ProposalState::Withdrawn,
            None if self.is_sealed() => ProposalState::Blind,
            None => ProposalState::Open,
        }
    }

    /// The guiding principle that fits best what is proposed.
    pub(crate) fn principle(&self) -> Principle {
        let long = |text: &String| text.chars().count() > LONG;
        let costs = !self.version.costs.is_empty();
        if costs && !self.version.trial {
            Principle::Steps
        } else if self.version.text.as_ref().is_some_and(long) {
            Principle::Simple
        } else if self.contribution.is_none() && self.mix.is_none() {
            Principle::Start
        } else if self.electorate.len() > 2 {
            Principle::Together
        } else {
            Principle::Value
        }
    }
}

/// Characters of a text from which on it may be simpler.
const LONG: usize = 1_500;

impl Version {
    fn view(&self) -> VersionView {
        VersionView {
            number: self.number,
            title: self.title.clone(),
            text: self.text.clone(),
            outcomes: self.outcomes.clone(),
            costs: self.costs.clone(),
            trial: self.trial,
            review: self.review.map(|(day, _)| day),
            until: self.until.0,
            at: self.stamp.at,
            person: self.stamp.actor,
            party: self.party,
            takes_in: self.takes_in,
        }
    }
}

impl Seen<'_> {
    /// Whether there is something to see or to begin.
    pub fn has_proposals(&self) -> bool {
        !self.then.proposals.all.is_empty() || self.may::<act::OpenProposal>(())
    }

    /// How many proposals wait for the viewer.
    pub fn proposals_waiting(&self, now: Moment) -> usize {
        let open = self.then.proposals.all_open();
        open.filter(|proposal| self.asked_for_position(proposal, now))
            .count()
    }

    /// Every proposal.
    pub fn proposals(&self, now: Moment) -> ProposalsPage {
        let all = self.then.proposals.all.values();
        let mut proposals: Vec<ProposalLine> = all.map(|it| self.proposal_line(it, now)).collect();
        proposals.sort_by_key(|line| {
            let open = matches!(line.state, ProposalState::Blind | ProposalState::Open);
            (
                !open,
                std::cmp::Reverse(line.ended.unwrap_or(line.opened)),
                line.id,
            )
        });
        let may_choose_silence = self.may::<act::ChooseSilence>(());
        let table = &self.today.table;
        let colleagues = table
            .people_of(self.seat.party)
            .filter(|_| may_choose_silence);
        let deputies = colleagues.filter(|seat| seat.speaks() && !seat.speaks_for_party());
        let seated = self.then.table.seated_parties();
        ProposalsPage {
            proposals,
            may_open: self.may::<act::OpenProposal>(()),
            silences: seated
                .filter_map(|party| self.silence_now(party.id))
                .collect(),
            may_choose_silence,
            deputies: deputies.map(|seat| seat.person).collect(),
        }
    }

    fn silence_now(&self, party: PartyId) -> Option<SilenceView> {
        let said = self.then.proposals.silences.get(&party)?;
        (said.means != Silence::Wait).then_some(SilenceView {
            party,
            means: said.means,
            deputy: said.deputy,
            since: said.stamp.at,
        })
    }

    /// The texts of every proposal, as far as the viewer may read them, with when they were said.
    pub(crate) fn proposal_texts(&self) -> Vec<(ProposalId, Moment, Vec<String>)> {
        let mut texts = Vec::new();
        for proposal in self.then.proposals.all.values() {
            let mut add = |at: Moment, these: &[&Option<String>]| {
                let these = these.iter().filter_map(|text| text.as_ref().cloned());
                texts.push((proposal.id, at, these.collect()));
            };
            for version in proposal.versions() {
                add(version.stamp.at, &[&version.title, &version.text]);
            }
            let settled = proposal.settled.iter().map(|settled| &settled.objection);
            for position in proposal.positions.values().chain(settled) {
                if self.sees_position(proposal, position) && self.reads_position(position) {
                    add(position.stamp.at, &[&position.words, &position.workable]);
                }
            }
            for told in &proposal.tellings {
                let reached = self
                    .then
                    .reaches_objection(self.seat, proposal.id, told.objection);
                if reached || told.stamp.actor == self.seat.person {
                    add(told.stamp.at, &[&told.words]);
                }
                if let Some((stamp, words)) = &told.corrected
                    && (reached || stamp.actor == self.seat.person)
                {
                    add(stamp.at, &[words]);
                }
            }
            for answer in &proposal.principles {
                add(answer.stamp.at, &[&answer.words]);
            }
            if let Some(Ended::Withdrawn(stamp, why)) = &proposal.ended {
                add(stamp.at, &[why]);
            }
        }
        texts
    }

    /// Proposals that come from a recorded mix.
    pub fn proposals_from_mix(&self, mix: MixId) -> Vec<ProposalId> {
        let all = self.then.proposals.all.values();
        let from = all.filter(|proposal| proposal.mix == Some(mix));
        from.map(|proposal| proposal.id).collect()
    }

    /// What a proposal is called now.
    pub fn proposal_title(&self, proposal: ProposalId) -> Option<Option<String>> {
        self.proposal_title_at(proposal, u64::MAX)
    }

    /// What a proposal was called when that entry was made; the inner one is `None` once erased.
    pub fn proposal_title_at(&self, proposal: ProposalId, sequence: u64) -> Option<Option<String>> {
        let proposal = self.then.proposals.all.get(&proposal)?;
        Some(proposal.version_at(sequence).title.clone())
    }

    /// Whether it was put in other words after that entry.
    pub fn proposal_reworded_since(&self, proposal: ProposalId, sequence: u64) -> bool {
        let proposal = self.then.proposals.all.get(&proposal);
        proposal.is_some_and(|it| it.version.stamp.sequence > sequence)
    }

    /// The outcomes that it serves and that are still there.
    pub fn proposal_outcomes(&self, proposal: ProposalId) -> Vec<OutcomeId> {
        let proposal = self.then.proposals.all.get(&proposal);
        let served = proposal.into_iter().flat_map(|it| &it.version.outcomes);
        let live = |id: &&OutcomeId| {
            let outcome = self.then.value.outcomes.get(id);
            outcome.is_some_and(|outcome| outcome.retired.is_none())
        };
        served.filter(live).copied().collect()
    }

    fn proposal_line(&self, proposal: &Proposal, now: Moment) -> ProposalLine {
        let sealed = proposal.is_sealed();
        let version = &proposal.version;
        let missing = proposal.waits_for(&self.then.table).into_iter();
        let missing = missing.filter(|_| !sealed && proposal.is_open());
        let own = proposal.positions.get(&(self.seat.party, self.seat.person));
        let (review, review_due) = (version.review, self.review_due(proposal, now));
        ProposalLine {
            id: proposal.id,
            title: version.title.clone(),
            state: proposal.state(),
            version: version.number,
            opened: proposal.opened.at,
            until: version.until.0,
            over: now >= version.until.1,
            outcomes: self.proposal_outcomes(proposal.id),
            yours: own.map(|position| position.stance),
            asks_you: self.asked_for_position(proposal, now),
            missing: missing.map(|waiting| waiting.party).collect(),
            lacks_consents: self.lacks_consents(proposal),
            objections: match sealed {
                true => 0,
                false => proposal.objections().count(),
            },
            ended: match &proposal.ended {
                Some(Ended::Adopted(stamp, _) | Ended::Withdrawn(stamp, _)) => Some(stamp.at),
                None => None,
            },
            review: review.map(|(day, _)| day),
            review_due,
        }
    }

    /// Whether all may see that nothing is missing in an open proposal, and nothing stands in its way.
    pub(crate) fn is_complete(&self, proposal: &Proposal) -> bool {
        proposal.is_open() && !proposal.is_sealed() && proposal.is_complete(&self.then.table)
    }

    /// Whether all may see that only consents are missing in an open proposal.
    fn lacks_consents(&self, proposal: &Proposal) -> bool {
        proposal.is_open() && !proposal.is_sealed() && proposal.lacks_consents(&self.then.table)
    }

    /// Whether the viewer could give a consent that is all that an open proposal lacks.
    pub(crate) fn asked_for_consent(&self, proposal: &Proposal, now: Moment) -> bool {
        let (party, place) = (self.seat.party, (self.seat.party, self.seat.person));
        let own = proposal.positions.get(&place);
        let said = own.is_none_or(|own| own.version == proposal.version.number);
        self.lacks_consents(proposal)
            && proposal.lacks_consent_of(party, &self.then.table)
            && said
            && self.may_take_position(proposal, now)
    }

    /// What was said of how a decision went, in order, and the parties that have not said so: from the day of its
    /// review on, until all have.
    fn reviews(&self, proposal: &Proposal) -> (Vec<&Contribution>, BTreeSet<PartyId>) {
        let table = &self.then.table;
        let begins = proposal.version.review.filter(|_| proposal.is_adopted());
        let Some((_, begins)) = begins else {
            return (Vec::new(), BTreeSet::new());
        };
        let asked = proposal.asked().filter(|it| table.party(*it).is_some());
        let mut left: BTreeSet<PartyId> = asked.collect();
        let mut reviews = Vec::new();
        for said in self.then.dialogue.about(proposal.id) {
            let tells = ContributionKind::OF_REVIEWS.contains(&said.kind) && said.under.is_none();
            if tells && said.counts() && said.stamp.at >= begins && !left.is_empty() {
                left.remove(&said.party);
                reviews.push(said);
            }
        }
        (reviews, left)
    }

    fn review_due(&self, proposal: &Proposal, now: Moment) -> bool {
        let review = proposal.version.review;
        let begun = review.is_some_and(|(_, begins)| now >= begins);
        begun && !self.reviews(proposal).1.is_empty()
    }

    /// Whether the viewer's turn to look at a decision again has come: nobody of their party has said how it went,
    /// and nothing follows it.
    pub(crate) fn asked_to_review(&self, proposal: &Proposal, now: Moment) -> bool {
        let mut all = self.then.proposals.all.values();
        let followed = all.any(|other| other.follows == Some(proposal.id));
        let left = self.reviews(proposal).1;
        self.review_due(proposal, now) && left.contains(&self.seat.party) && !followed
    }

    /// Whether the viewer may take a position now.
    fn may_take_position(&self, proposal: &Proposal, now: Moment) -> bool {
        let may = self.may::<act::TakePosition>(proposal.id);
        may && (self.seat.speaks_for_party() || now >= proposal.version.until.1)
    }

    /// Whether the viewer is asked where they stand to the words of now: until they said so themselves
    /// while the round is blind, then until somebody of their party has. A guest is asked too: an account
    /// is all that their answer needs.
    pub(crate) fn asked_for_position(&self, proposal: &Proposal, now: Moment) -> bool {
        let person = self.seat.person;
        let may = match act::TakePosition::allowed(self.today, person, proposal.id) {
            Ok(_) => self.may_take_position(proposal, now),
            Err(Refusal::GuestMustClaim) => {
                self.is_present() && proposal.is_open() && proposal.asks(self.seat.party)
            }
            Err(_) => false,
        };
        if !may {
            return false;
        }
        let own = proposal.positions.get(&(self.seat.party, person));
        if let Some(own) = own {
            return own.version != proposal.version.number;
        }
        if proposal.is_sealed() {
            return true;
        }
        let waits = proposal.waits_for(&self.then.table);
        let sponsor = self.seat.roles.contains(&Role::Sponsor);
        let mut ours = waits
            .iter()
            .filter(|waiting| waiting.party == self.seat.party);
        ours.any(|waiting| !waiting.sponsor || sponsor)
    }

    fn position_view(&self, proposal: &Proposal, position: &Position) -> PositionView {
        let reads = self.reads_position(position);
        let harms = position.harms.filter(|harms| match harms {
            _ if !reads => false,
            Harms::Outcome(_) => true,
            Harms::Contribution(id) => {
                let said = self.then.dialogue.get(*id);
                said.is_some_and(|said| self.hears_contribution(said))
            }
        });
        PositionView {
            person: position.person,
            party: position.party,
            stance: position.stance,
            words: position.words.clone().filter(|_| reads),
            workable: position.workable.clone().filter(|_| reads),
            said_before: !reads,
            harms,
            taken_to: position.taken_to,
            version: position.version,
            earlier: position.version != proposal.version.number,
            deputy: position.deputy,
            by_link_of: position.by_link_of,
            at: position.stamp.at,
            hearing: self.hearing_view(proposal, position).filter(|_| reads),
        }
    }

    /// How far an open objection is heard.
    fn hearing_view(&self, proposal: &Proposal, position: &Position) -> Option<HearingView> {
        let is_open = proposal.objections().any(|it| it.stamp == position.stamp);
        if proposal.is_sealed() || !is_open {
            return None;
        }
        let (id, entry) = (proposal.id, position.stamp.sequence);
        let told = |it: &Telling| ObjectionTellingView {
            reflection: it.id,
            person: it.stamp.actor,
            party: it.party,
            words: it.words.clone(),
            at: it.stamp.at,
            corrected: it.corrected.is_some(),
            correction: it.corrected.as_ref().and_then(|(_, words)| words.clone()),
            heard: it.heard.map(|stamp| stamp.at),
            may_answer: self.may::<act::AnswerObjectionTelling>((id, it.id)),
            may_acknowledge: self.may::<act::AcknowledgeObjection>((id, it.id)),
        };
        let heard = proposal.latest_tellings(entry);
        let heard = heard.filter(|it| it.heard.is_some());
        Some(HearingView {
            objection: entry,
            heard_by: heard.map(|it| it.party).collect(),
            tellings: proposal.latest_tellings(entry).map(told).collect(),
            may_say_back: position.party != self.seat.party
                && !proposal.has_heard(entry, self.seat.party)
                && self.may::<act::SayObjectionBack>(id),
        })
    }

    /// Whether an objection waits for the viewer to be heard: what was said back of their own, or what its author
    /// said of theirs.
    pub(crate) fn asked_to_hear(&self, proposal: &Proposal) -> bool {
        let id = proposal.id;
        proposal.tellings.iter().any(|it| {
            it.corrected.is_none() && self.may::<act::AnswerObjectionTelling>((id, it.id))
                || self.may::<act::AcknowledgeObjection>((id, it.id))
        })
    }

    /// Whether the viewer may see a position: their own, and those that lie open, as far as the seat
    /// reaches back.
    fn sees_position(&self, proposal: &Proposal, position: &Position) -> bool {
        position.person == self.seat.person
            || !proposal.is_sealed() && self.reaches(position.kept.unwrap_or(position.stamp))
    }

    /// Whether the viewer may read the words of a position that they see: whoever keeps it says again where they
    /// stand, but not what they said to those who were there.
    fn reads_position(&self, position: &Position) -> bool {
        position.person == self.seat.person || self.reaches(position.stamp)
    }

    fn stand_of(&self, proposal: &Proposal, party: PartyId) -> StandView {
        match proposal.gone.get(&party) {
            Some(Gone::Left(_)) => return StandView::Left,
            Some(Gone::Released(_)) => return StandView::Released,
            None => {}
        }
        if proposal.is_sealed() {
            return StandView::NotShown;
        }
        let mut theirs = proposal.counting(party);
        if theirs.any(|position| !self.sees_position(proposal, position)) {
            return StandView::Earlier;
        }
        match proposal.stand(party) {
            Some(stand) => StandView::Said {
                stance: stand.stance,
                split: stand.split,
            },
            None if proposal.silent.contains_key(&party) => StandView::Silent,
            None => StandView::Missing,
        }
    }

    fn party_stand(&self, proposal: &Proposal, party: PartyId, now: Moment) -> PartyStandView {
        let table = &self.then.table;
        let sealed = proposal.is_sealed();
        let (over, asks) = (now >= proposal.version.until.1, proposal.asks(party));
        let open = proposal.is_open() && asks;
        let sponsors = |seat: &Seat| seat.roles.contains(&Role::Sponsor) && table.binds(seat);
        let has_sponsor = table.people_of(party).any(sponsors);
        let waits = proposal.waits_for(table).into_iter();
        let mut waits = waits.filter(|waiting| waiting.party == party && !sealed && open);
        let waiting = waits.next();
        let asked = proposal.asked.get(&party);
        let just_now = asked.is_some_and(|asked| now.0 - asked.at.0 < super::ASK_AGAIN_EVERY);
        let on = (proposal.id, party);
        let goes_on = open && table.closed.is_none();
        let silence = self.then.silence(proposal, party);
        let people = table
            .people_of(party)
            .filter(|seat| seat.speaks_for_party());
        PartyStandView {
            party,
            stand: self.stand_of(proposal, party),
            needs_sponsor: has_sponsor && proposal.costs(party),
            sponsor_missing: waiting.is_some_and(|waiting| waiting.sponsor),
            people: people.map(|seat| seat.person).collect(),
            silence: silence.filter(|_| goes_on).map(|said| SilenceView {
                party,
                means: said.means,
                deputy: said.deputy,
                since: said.stamp.at,
            }),
            asked: asked.map(|stamp| stamp.at),
            may_ask: waiting.is_some() && !just_now && self.may::<act::AskAgain>(on),
            accepted_by: proposal
                .absences
                .get(&party)
                .into_iter()
                .flatten()
                .copied()
                .collect(),
            may_accept_absence: waiting.is_some() && over && self.may::<act::AcceptAbsence>(on),
        }
    }

    /// One proposal, if there is such a one.
    pub fn proposal(&self, id: ProposalId, now: Moment) -> Option<ProposalView> {
        let proposal = &**self.then.proposals.all.get(&id)?;
        let version = &proposal.version;
        let over = now >= version.until.1;
        let order = |party: PartyId| {
            let mut order = self.then.table.order.iter();
            order.position(|other| *other == party)
        };
        let mut positions: Vec<&Position> = proposal.positions.values().collect();
        positions.retain(|position| self.sees_position(proposal, position));
        // In the order of the table: which came first tells nothing.
        positions.sort_by_key(|it| (it.person != self.seat.person, order(it.party), it.person));
        let seen = |position: &Position| self.sees_position(proposal, position);
        let settled = proposal.settled.iter();
        let settled = settled.filter(|it| seen(&it.objection) && seen(&it.now));
        let own = proposal.positions.get(&(self.seat.party, self.seat.person));
        let undoes = positions.iter().filter(|it| it.version == version.number);
        let undoes = undoes.filter(|it| it.stance != Stance::Object && !proposal.is_sealed());
        let contribution = proposal.contribution.filter(|id| {
            let said = self.then.dialogue.get(*id);
            said.is_some_and(|said| self.hears_contribution(said))
        });
        let adopted = match &proposal.ended {
            Some(Ended::Adopted(stamp, stances)) => Some(DecidedView {
                at: stamp.at,
                stances: stances.clone(),
            }),
            _ => None,
        };
        let concerns = proposal
            .concerns()
            .filter(|it| adopted.is_some() && seen(it));
        let said = self.then.dialogue.about(id);
        let said = said.filter(|said| !said.gone && self.hears_contribution(said));
        let claims = act::TakePosition::allowed(self.today, self.seat.person, id);
        let round = proposal.round.zip(self.then.to_speak(proposal));
        let others = self.then.proposals.all.values();
        Some(ProposalView {
            id,
            state: proposal.state(),
            opened: proposal.opened.at,
            person: proposal.opened.actor,
            party: proposal.party,
            contribution,
            mix: proposal.mix,
            follows: proposal.follows,
            version: version.view(),
            earlier: proposal.earlier.iter().map(Version::view).collect(),
            blind: proposal.blind,
            over,
            parties: (proposal.electorate.iter())
                .map(|party| self.party_stand(proposal, *party, now))
                .collect(),
            settled: settled
                .map(|it| SettledView {
                    objection: self.position_view(proposal, &it.objection),
                    now: self.position_view(proposal, &it.now),
                    version: it.version,
                    integrated: proposal.is_integrated(it),
                })
                .collect(),
            yours: own.map(|own| self.position_view(proposal, own)),
            may_keep: self.may::<act::KeepPosition>(id) && self.may_take_position(proposal, now),
            replaces: match self.may_take_position(proposal, now) {
                // What nobody may see yet, a colleague may not either.
                true if !proposal.is_sealed() => self.today.replaced_by(self.seat, proposal),
                _ => Vec::new(),
            },
            may_take: self.may_take_position(proposal, now),
            may_claim: claims == Err(Refusal::GuestMustClaim) && proposal.asks(self.seat.party),
            may_amend: self.may::<act::AmendProposal>(id),
            may_withdraw: self.may::<act::WithdrawProposal>(id),
            may_count: (over || self.is_complete(proposal)) && self.may::<act::CountSilence>(id),
            complete: self.is_complete(proposal),
            lacks_consents: self.lacks_consents(proposal),
            may_call_round: self.may::<act::CallRound>(id),
            may_answer: self.may::<act::AnswerPrinciple>(id),
            undoes: undoes.map(|position| position.person).collect(),
            principle: proposal.principle(),
            principles: (proposal.principles.iter())
                .map(|answer| PrincipleView {
                    principle: answer.principle,
                    person: answer.stamp.actor,
                    words: answer.words.clone(),
                    at: answer.stamp.at,
                })
                .collect(),
            criteria: concerns
                .map(|it| self.position_view(proposal, it))
                .collect(),
            decided: adopted,
            withdrawn: match &proposal.ended {
                Some(Ended::Withdrawn(stamp, why)) => Some(WithdrawnView {
                    at: stamp.at,
                    why: why.clone(),
                }),
                _ => None,
            },
            review_due: self.review_due(proposal, now),
            reviews: (self.reviews(proposal).0.into_iter())
                .filter(|said| !said.gone && self.hears_contribution(said))
                .map(|said| said.id)
                .collect(),
            said: said.map(|said| self.contribution_view(said)).collect(),
            round: round.map(|(stamp, to_speak)| RoundView {
                since: stamp.at,
                to_speak,
            }),
            stall: self.stall(proposal, now),
            followed_by: (others.filter(|other| other.follows == Some(id)))
                .map(|other| other.id)
                .collect(),
            positions: (positions.iter())
                .map(|position| self.position_view(proposal, position))
                .collect(),
        })
    }

    /// That the exchange about an open proposal goes round in circles, unless the viewer put that away.
    fn stall(&self, proposal: &Proposal, now: Moment) -> Option<Stall> {
        if !proposal.is_open() || proposal.is_sealed() || !self.is_present() || !self.seat.speaks()
        {
            return None;
        }
        let dismissed = self.today.dialogue.dismissed.get(&self.seat.person);
        let key = stall_key(proposal.id, proposal.version.number);
        if dismissed.is_some_and(|dismissed| dismissed.contains(&key)) {
            return None;
        }
        let said = self.then.dialogue.about(proposal.id);
        let turns = said.filter(|said| said.counts() && self.hears_contribution(said));
        let turns = turns.filter_map(|said| {
            Some(Turn {
                person: said.author,
                words: said.words.as_deref()?,
                at: said.stamp.at,
            })
        });
        let table = &self.then.table;
        let people = proposal.asked().flat_map(|party| table.people_of(party));
        let exchange = Exchange {
            turns: turns.collect(),
            moved: proposal.moved.at,
            worded: proposal.version.stamp.at,
            objections: proposal.objections().map(|it| it.stamp.at).collect(),
            people: people.filter(|seat| seat.speaks_for_party()).count(),
        };
        exchange.stall(now)
    }
}

/// Under which key a person puts the advice about a stall away.
pub fn stall_key(proposal: ProposalId, version: u64) -> String {
    format!("stall.{proposal}.{version}")
}
