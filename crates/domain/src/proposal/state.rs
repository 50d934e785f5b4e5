//! The proposals so far, and where everybody stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, Vector};

use crate::act::Decision;
use crate::day::Day;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::table::{Seat, Table};
use crate::words::*;

/// Something that the table may decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The proposal.
    pub id: ProposalId,
    /// When and by whom.
    pub opened: Stamp,
    /// The party of whoever opened it.
    pub party: PartyId,
    /// The need, limit or idea that it comes from.
    pub contribution: Option<ContributionId>,
    /// The recorded mix that it comes from.
    pub mix: Option<MixId>,
    /// The proposal of which it is a part or a smaller trial.
    pub follows: Option<ProposalId>,
    /// The parties that were asked when it opened.
    pub electorate: Vec<PartyId>,
    /// Those of them that are asked no more.
    pub gone: BTreeMap<PartyId, Gone>,
    /// Whether the first round is blind.
    pub blind: bool,
    /// When the positions of a blind round were opened.
    pub revealed: Option<Stamp>,
    /// Its words of now.
    pub version: Version,
    /// Its earlier words, oldest first.
    pub earlier: Vec<Version>,
    /// The latest position of everybody who took one.
    pub positions: BTreeMap<(PartyId, PersonId), Position>,
    /// Objections whose authors took another position since, and were open for all to see.
    pub settled: Vec<Settled>,
    /// What other parties said back of objections, in order.
    pub tellings: Vec<Telling>,
    /// Entries of positions that were taken blind and that nobody else has seen. One that was replaced
    /// before the others were opened stays here.
    pub sealed: BTreeSet<u64>,
    /// Of a party that is missing, which others agree to decide without it.
    pub absences: BTreeMap<PartyId, BTreeSet<PartyId>>,
    /// When a missing party was asked again.
    pub asked: BTreeMap<PartyId, Stamp>,
    /// Parties whose silence stands aside, in this version.
    pub silent: BTreeMap<PartyId, Stamp>,
    /// When a position was last taken or an objection given up, as far as all may see.
    pub moved: Stamp,
    /// What was answered to guiding principles.
    pub principles: Vec<PrincipleAnswer>,
    /// When a round was called in which each party speaks once.
    pub round: Option<Stamp>,
    /// How it ended, if it has.
    pub ended: Option<Ended>,
}

/// Its words, as they were from one moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1.
    pub number: u64,
    /// When and by whom.
    pub stamp: Stamp,
    /// The party of whoever wrote them.
    pub party: PartyId,
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
    /// When it is looked at again.
    pub review: Option<(Day, Moment)>,
    /// Until when everybody is asked: then the first round opens, and what silence means may count.
    pub until: (Day, Moment),
    /// Whose objection it takes in.
    pub takes_in: Option<PersonId>,
}

/// Where somebody stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// For which party.
    pub party: PartyId,
    /// Who.
    pub person: PersonId,
    /// When it was taken.
    pub stamp: Stamp,
    /// When it was said to hold for later words, last.
    pub kept: Option<Stamp>,
    /// The version that it is about.
    pub version: u64,
    /// The version for whose words it was taken.
    pub taken_to: u64,
    /// Which.
    pub stance: Stance,
    /// The concern, the harm, or why; `None` where nothing was said or once erased.
    pub words: Option<String>,
    /// Of an objection, what would make it workable.
    pub workable: Option<String>,
    /// Of an objection, what it would do harm to.
    pub harms: Option<Harms>,
    /// Whether it was taken as a sponsor.
    pub sponsor: bool,
    /// Whether it was taken as the deputy of a silent party.
    pub deputy: bool,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
}

/// An objection that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The objection.
    pub objection: Position,
    /// Where its author, or their successor, stands since.
    pub now: Position,
    /// The version then.
    pub version: u64,
}

/// An objection, as another party understood it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The telling.
    pub id: ReflectionId,
    /// The entry with which somebody objected.
    pub objection: u64,
    /// Which party says it back.
    pub party: PartyId,
    /// When and by whom.
    pub stamp: Stamp,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When its author said that it is not quite so, and what; the words are `None` also once erased.
    pub corrected: Option<(Stamp, Option<String>)>,
    /// When it was said to be right, or the correction was taken in.
    pub heard: Option<Stamp>,
}

/// An answer to a guiding principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipleAnswer {
    /// Which.
    pub principle: Principle,
    /// When and by whom.
    pub stamp: Stamp,
    /// The words; `None` once erased.
    pub words: Option<String>,
}

/// Why a party is asked no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It left the table.
    Left(Stamp),
    /// All others agreed to decide without it; of other words it is asked again.
    Released(Stamp),
}

/// How a proposal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was adopted, with each party standing there.
    Adopted(Stamp, Vec<PartyStance>),
    /// Whoever opened it took it back, because …
    Withdrawn(Stamp, Option<String>),
}

/// Where a party stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The strongest of its people's positions.
    pub stance: Stance,
    /// Whether its people differ.
    pub split: bool,
}

/// What a proposal still waits for from a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which party.
    pub party: PartyId,
    /// Whether it is a sponsor's position that is missing; else any.
    pub sponsor: bool,
}

/// What a party said beforehand that its silence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deputed {
    /// What it means.
    pub means: Silence,
    /// Who is asked then.
    pub deputy: Option<PersonId>,
    /// When and by whom.
    pub stamp: Stamp,
}

/// All proposals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Every one.
    pub all: OrdMap<ProposalId, Arc<Proposal>>,
    /// Those that come from each word, in the order opened.
    pub from: OrdMap<ContributionId, Vector<ProposalId>>,
    /// What each party's silence means, where it said so.
    pub silences: BTreeMap<PartyId, Deputed>,
}

impl Position {
    /// The entries with which it was taken and kept.
    pub(crate) fn entries(&self) -> impl Iterator<Item = u64> {
        let kept = self.kept.map(|stamp| stamp.sequence);
        [self.stamp.sequence].into_iter().chain(kept)
    }
}

impl Proposal {
    /// Its words as this version had them.
    pub fn version_of(&self, number: u64) -> Option<&Version> {
        self.versions().find(|version| version.number == number)
    }

    /// Its words when that entry was made.
    pub fn version_at(&self, sequence: u64) -> &Version {
        let mut all = self.versions();
        let first = all.next().unwrap_or(&self.version);
        let later = all.filter(|version| version.stamp.sequence <= sequence);
        later.last().unwrap_or(first)
    }

    /// All its words, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        self.earlier.iter().chain([&self.version])
    }

    /// Whether positions are still sealed.
    pub fn is_sealed(&self) -> bool {
        self.blind && self.revealed.is_none()
    }

    /// That its positions lie open.
    fn reveals(&self) -> PositionsRevealed {
        PositionsRevealed {
            proposal: self.id,
            version: self.version.number,
        }
    }

    /// Whether parties may still say something to it.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// Whether the table decided it.
    pub fn is_adopted(&self) -> bool {
        matches!(self.ended, Some(Ended::Adopted(..)))
    }

    /// The parties that are asked.
    pub fn asked(&self) -> impl Iterator<Item = PartyId> + '_ {
        let all = self.electorate.iter().copied();
        all.filter(|party| !self.gone.contains_key(party))
    }

    /// Whether a party is asked.
    pub fn asks(&self, party: PartyId) -> bool {
        self.asked().any(|asked| asked == party)
    }

    /// The parties that other words would ask: those that are asked, and those that the others decide without.
    pub(crate) fn asked_by_other_words(&self) -> impl Iterator<Item = PartyId> + '_ {
        let all = self.electorate.iter().copied();
        all.filter(|party| !matches!(self.gone.get(party), Some(Gone::Left(_))))
    }

    /// Nobody says anything for a party that is not asked.
    pub(crate) fn check_asks(&self, party: PartyId) -> Result<(), Refusal> {
        match self.gone.get(&party) {
            Some(Gone::Released(_)) => Err(Refusal::DecidedWithout),
            _ if self.asks(party) => Ok(()),
            _ => Err(Refusal::NotInThis),
        }
    }

    /// The positions of a party that count: those on the words of now, and objections, which stay open
    /// whatever becomes of the words.
    pub fn counting(&self, party: PartyId) -> impl Iterator<Item = &Position> {
        let now = self.version.number;
        let theirs = self.positions.values();
        theirs.filter(move |position| {
            position.party == party
                && (position.version == now || position.stance == Stance::Object)
        })
    }

    /// Where a party stands, where it does.
    pub fn stand(&self, party: PartyId) -> Option<Stand> {
        let mut stances = self.counting(party).map(|position| position.stance);
        let first = stances.next()?;
        let (mut stance, mut split) = (first, false);
        for other in stances {
            split |= !other.agrees_with(first);
            stance = stance.stronger(other);
        }
        Some(Stand { stance, split })
    }

    /// Whether the proposal costs this party money.
    pub fn costs(&self, party: PartyId) -> bool {
        let costs = &self.version.costs;
        costs
            .iter()
            .any(|cost| cost.party == party && cost.amount > 0)
    }

    /// What it waits for.
    pub fn waits_for(&self, table: &Table) -> Vec<Waiting> {
        self.waits_where(table, |_| true)
    }

    /// What it waits for before positions that were taken blind are opened. An objection to earlier words
    /// stays open, but is no answer to those of now: were it one, an amendment would open the round without
    /// a word of the party that objected, and tell that it did.
    fn waits_for_answers(&self, table: &Table) -> Vec<Waiting> {
        let now = self.version.number;
        self.waits_where(table, |position| position.version == now)
    }

    fn waits_where(&self, table: &Table, answers: impl Fn(&Position) -> bool) -> Vec<Waiting> {
        let waits = |party: PartyId| {
            let theirs = || self.counting(party).filter(|it| answers(it));
            let silent = self.silent.contains_key(&party);
            if theirs().next().is_none() && !silent {
                return Some(Waiting {
                    party,
                    sponsor: false,
                });
            }
            let mut people = table.people_of(party);
            let sponsors = |seat: &Seat| seat.roles.contains(&Role::Sponsor) && table.binds(seat);
            let has_sponsor = people.any(sponsors);
            let heard = theirs().any(|position| position.sponsor);
            (self.costs(party) && has_sponsor && !heard).then_some(Waiting {
                party,
                sponsor: true,
            })
        };
        self.asked().filter_map(waits).collect()
    }

    /// Whether nothing stands in the way: every party has said something, nobody objects, at least two
    /// consent, and the consumer is one of them.
    pub fn is_complete(&self, table: &Table) -> bool {
        self.is_answered(table) && self.has_consents(table)
    }

    /// Whether every party has said something and nobody objects, and yet too few consent.
    pub(super) fn lacks_consents(&self, table: &Table) -> bool {
        self.is_answered(table) && !self.has_consents(table)
    }

    fn is_answered(&self, table: &Table) -> bool {
        let objects = |party: PartyId| {
            let stand = self.stand(party);
            stand.is_some_and(|stand| stand.stance == Stance::Object)
        };
        self.waits_for(table).is_empty() && !self.asked().any(objects)
    }

    fn consents(&self, party: PartyId) -> bool {
        let stand = self.stand(party);
        stand.is_some_and(|stand| stand.stance.consents())
    }

    fn has_consents(&self, table: &Table) -> bool {
        let consenting: Vec<PartyId> = self.asked().filter(|it| self.consents(*it)).collect();
        consenting.len() >= 2 && consenting.contains(&table.consumer)
    }

    /// Whether the consent of a party brings a proposal nearer that [lacks some](Self::lacks_consents).
    pub(super) fn lacks_consent_of(&self, party: PartyId, table: &Table) -> bool {
        let another = |it: PartyId| it != table.consumer && self.consents(it);
        self.lacks_consents(table)
            && !self.consents(party)
            && (party == table.consumer || !self.asked().any(another))
    }

    /// Where each party that is asked stands.
    pub(crate) fn stances(&self) -> Vec<PartyStance> {
        let stance = |party: PartyId| {
            let stand = self.stand(party);
            let stance = stand.map_or(Stance::StandAside, |stand| stand.stance);
            PartyStance { party, stance }
        };
        self.asked().map(stance).collect()
    }

    /// The open objections.
    pub fn objections(&self) -> impl Iterator<Item = &Position> {
        let all = self.positions.values();
        all.filter(|position| position.stance == Stance::Object && self.asks(position.party))
    }

    /// Whether an objection was given up as later words take it in: they say so, and whoever gave it up consents to
    /// them.
    pub fn is_integrated(&self, it: &Settled) -> bool {
        let later = it.objection.taken_to + 1..=it.version;
        let mut since = self.versions().filter(|one| later.contains(&one.number));
        since.any(|one| one.takes_in == Some(it.objection.person)) && it.now.stance.consents()
    }

    /// With its concerns: what it is to be looked at again by.
    pub fn concerns(&self) -> impl Iterator<Item = &Position> {
        let now = self.version.number;
        let all = self.positions.values();
        all.filter(move |it| {
            it.stance == Stance::Concern && it.version == now && self.asks(it.party)
        })
    }

    /// A position takes the place of the person's earlier one, and of those of colleagues who are gone.
    pub(crate) fn takes(&mut self, position: Position, replaces: &[PersonId]) {
        let party = position.party;
        for person in [&[position.person], replaces].concat() {
            let Some(before) = self.positions.remove(&(party, person)) else {
                continue;
            };
            let seen = before.entries().any(|entry| !self.sealed.contains(&entry));
            if before.stance == Stance::Object && position.stance != Stance::Object && seen {
                self.settled.push(Settled {
                    objection: before,
                    now: position.clone(),
                    version: self.version.number,
                });
            }
        }
        let entry = position.kept.unwrap_or(position.stamp);
        match self.is_sealed() {
            true => {
                self.sealed.insert(entry.sequence);
            }
            false => self.moved = entry,
        }
        self.silent.remove(&party);
        self.positions.insert((party, position.person), position);
    }

    pub(super) fn telling_mut(&mut self, id: ReflectionId) -> Option<&mut Telling> {
        self.tellings.iter_mut().find(|telling| telling.id == id)
    }

    /// Every position of now lies open; who took them.
    pub(crate) fn reveal(&mut self, stamp: Stamp) -> Vec<PersonId> {
        self.revealed = Some(stamp);
        self.moved = stamp;
        for position in self.positions.values() {
            for entry in position.entries() {
                self.sealed.remove(&entry);
            }
        }
        self.positions
            .values()
            .map(|position| position.person)
            .collect()
    }
}

impl Proposals {
    /// Every one to which parties may still say something, oldest first.
    pub fn all_open(&self) -> impl Iterator<Item = &Proposal> {
        self.all
            .values()
            .map(|proposal| &**proposal)
            .filter(|proposal| proposal.is_open())
    }

    pub(crate) fn change(&mut self, id: ProposalId, change: impl FnOnce(&mut Proposal)) {
        if let Some(proposal) = self.all.get_mut(&id) {
            change(Arc::make_mut(proposal));
        }
    }

    /// A party that leaves is asked no more.
    pub(crate) fn leaves(&mut self, party: PartyId, stamp: Stamp) {
        let asked = self
            .all_open()
            .filter(|it| it.asked_by_other_words().any(|id| id == party));
        let asked: Vec<_> = asked.map(|proposal| proposal.id).collect();
        for id in asked {
            self.change(id, |proposal| {
                proposal.gone.insert(party, Gone::Left(stamp));
            });
        }
    }
}

impl Relationship {
    /// A proposal.
    pub(crate) fn proposal(&self, id: ProposalId) -> Result<&Proposal, Refusal> {
        let proposal = self.proposals.all.get(&id);
        let proposal = proposal.ok_or(Refusal::Unknown { what: "proposal" })?;
        Ok(&**proposal)
    }

    /// A proposal to which parties may still say something.
    pub(crate) fn open_proposal(&self, id: ProposalId) -> Result<&Proposal, Refusal> {
        let proposal = self.proposal(id)?;
        match proposal.ended {
            None => Ok(proposal),
            Some(Ended::Adopted(..)) => Err(Refusal::Decided),
            Some(Ended::Withdrawn(..)) => Err(Refusal::ProposalEnded),
        }
    }

    /// Whether an open proposal asks this party, or would with other words, or an agreement waits for its signature.
    pub(crate) fn is_waited_for(&self, party: PartyId) -> bool {
        let mut asked = self
            .proposals
            .all_open()
            .flat_map(Proposal::asked_by_other_words);
        asked.any(|asked| asked == party) || self.is_waited_for_to_sign(party)
    }

    /// Whether an entry is a position that nobody else may see yet.
    pub(crate) fn is_sealed_position(&self, sequence: u64) -> bool {
        let mut all = self.proposals.all.values();
        all.any(|proposal| proposal.sealed.contains(&sequence))
    }

    /// What a party's silence means for a proposal: what it said before that opened.
    pub(crate) fn silence(&self, proposal: &Proposal, party: PartyId) -> Option<&Deputed> {
        let said = self.proposals.silences.get(&party);
        said.filter(|said| said.stamp.sequence < proposal.opened.sequence)
    }

    /// The seat of an actor who may take a position: whoever speaks for a party that is asked, and once
    /// the round is open the deputy of a party that has said nothing. Whether its time is over, nobody
    /// knows here.
    pub(crate) fn positioner(&self, actor: PersonId, id: ProposalId) -> Result<&Seat, Refusal> {
        let seat = match self.spokesperson(actor) {
            Err(Refusal::NotEntitled { roles }) => {
                let seat = self.speaker(actor)?;
                let proposal = self.proposal(id)?;
                if !self.is_deputy(proposal, seat) {
                    return Err(Refusal::NotEntitled { roles });
                }
                self.binding(seat)?;
                seat
            }
            other => other?,
        };
        self.open_proposal(id)?.check_asks(seat.party)?;
        Ok(seat)
    }

    /// Whether somebody is asked in the place of their party's silent speakers.
    pub(crate) fn is_deputy(&self, proposal: &Proposal, seat: &Seat) -> bool {
        let said = self.silence(proposal, seat.party);
        let named = said.is_some_and(|said| {
            said.means == Silence::AskDeputy && said.deputy == Some(seat.person)
        });
        let mut others = proposal.counting(seat.party);
        named
            && !proposal.is_sealed()
            && !seat.speaks_for_party()
            && others.all(|position| position.person == seat.person)
    }

    /// Colleagues of an actor who took a position and do not speak for the party any more: whoever does
    /// speaks in their place.
    pub(crate) fn replaced_by(&self, seat: &Seat, proposal: &Proposal) -> Vec<PersonId> {
        // While nobody sees who is in, nobody learns it of those who are gone either.
        let theirs = proposal
            .positions
            .values()
            .filter(|_| !proposal.is_sealed());
        let theirs = theirs.filter(|it| it.party == seat.party && it.person != seat.person);
        let gone = |position: &&Position| {
            let sits = self.table.seat(position.person);
            !sits.is_some_and(|sits| {
                sits.party == seat.party && (sits.speaks_for_party() || position.deputy)
            })
        };
        theirs
            .filter(gone)
            .map(|position| position.person)
            .collect()
    }

    /// What was sealed until a time that is over by then, and since when it lies open.
    fn rounds_over(&self, now: Moment) -> impl Iterator<Item = (&Proposal, Moment)> {
        let open = self.proposals.all_open();
        let ends = open.map(|proposal| (proposal, proposal.version.until.1));
        ends.filter(move |(proposal, end)| proposal.is_sealed() && now >= *end)
    }

    /// The same with the positions open of every blind round that is over by then; `None` where time has
    /// opened nothing. Nobody does anything at that moment, so nothing is recorded; the next act records it.
    pub fn opened_by(&self, now: Moment) -> Option<Self> {
        let mut rounds = self.rounds_over(now).peekable();
        rounds.peek()?;
        let mut open = self.clone();
        for (round, end) in rounds {
            let stamp = Stamp {
                sequence: self.last.sequence,
                at: end,
                actor: round.opened.actor,
            };
            round.reveals().apply(stamp, &mut open);
        }
        Some(open)
    }

    /// What an act comes to, after what time had opened of the proposals that it goes on with.
    pub(crate) fn record_what_time_opened(&self, now: Moment, decided: Decision) -> Decision {
        let goes_on = |proposal: ProposalId| {
            let mut facts = decided.facts.iter();
            facts.any(|fact| fact.goes_on_with_proposal() == Some(proposal))
        };
        let rounds = self.rounds_over(now).filter(|(it, _)| goes_on(it.id));
        let opened: Vec<Fact> = rounds.map(|(it, _)| it.reveals().into()).collect();
        Decision::from([opened, decided.facts].concat())
    }

    /// What follows once a proposal is like this: positions are opened when all are in,
    /// and it is adopted when nothing stands in the way. Silence counts where that is all that is missing.
    pub(crate) fn follows(&self, after: &Proposal, table: &Table, at: Moment) -> Vec<Fact> {
        let (proposal, version) = (after.id, after.version.number);
        let over = at >= after.version.until.1;
        let mut facts = Vec::new();
        if after.is_sealed() {
            if !after.waits_for_answers(table).is_empty() {
                return facts;
            }
            facts.push(after.reveals().into());
        }
        let mut counted = after.clone();
        let silent = if over {
            self.stands_aside(after)
        } else {
            Vec::new()
        };
        for party in &silent {
            counted.silent.insert(*party, self.last);
        }
        if counted.is_complete(table) {
            let count = |party: PartyId| {
                SilenceCounted {
                    proposal,
                    version,
                    party,
                }
                .into()
            };
            facts.extend(silent.into_iter().map(count));
            let stances = counted.stances();
            facts.push(
                ProposalAdopted {
                    proposal,
                    version,
                    stances,
                }
                .into(),
            );
        }
        facts
    }

    /// Silent parties of which silence means that they stand aside.
    pub(crate) fn stands_aside(&self, proposal: &Proposal) -> Vec<PartyId> {
        let silent = |party: &PartyId| {
            let said = self.silence(proposal, *party);
            proposal.stand(*party).is_none()
                && !proposal.silent.contains_key(party)
                && said.is_some_and(|said| said.means == Silence::StandAside)
        };
        proposal.asked().filter(silent).collect()
    }

    /// What follows for every proposal when a party leaves.
    pub(crate) fn proposals_left_by(&self, party: PartyId, at: Moment) -> Vec<Fact> {
        let asked = self.proposals.all_open().filter(|it| it.asks(party));
        let follow = |proposal: &Proposal| {
            let mut after = proposal.clone();
            after.gone.insert(party, Gone::Left(self.last));
            self.follows(&after, &self.table, at)
        };
        asked.flat_map(follow).collect()
    }
}
