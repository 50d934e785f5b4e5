//! One service relationship: the state of its record, joined from the states of its concepts.
//!
//! Deciding ([`Relationship::decide`]) may refuse and may change between releases. Applying cannot fail
//! and never changes meaning: it reads every fact ever released.

use std::sync::Arc;

use imbl::{OrdSet, Vector};

use crate::act::{Context, Decision};
use crate::agreement::Agreements;
use crate::catalogue::Command;
use crate::closing::Closings;
use crate::commitment::Commitments;
use crate::consultation::Consultations;
use crate::dialogue::Dialogue;
use crate::edits::Edits;
use crate::fact::*;
use crate::factor::Factors;
use crate::feature::Features;
use crate::ids::*;
use crate::measure::Measures;
use crate::meeting::Meetings;
use crate::mix::Mixes;
use crate::names::Names;
use crate::pack::Packs;
use crate::proposal::Proposals;
use crate::refusal::Refusal;
use crate::repair::Repairs;
use crate::review::Judgements;
use crate::service::Service;
use crate::stage::Stages;
use crate::stamp::{Moment, Stamp};
use crate::table::{self, Table};
use crate::trust::Trust;
use crate::value::Value;
use crate::words::*;

/// A relationship as its record tells it so far.
///
/// Nothing outside this crate reads its insides: views are made by [`Relationship::seen_by`].
///
/// A clone shares with its original whatever neither of them changes later: what grows with the record
/// lies in collections of [`imbl`], so that a state and the next cost together little more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    pub(crate) table: Table,
    pub(crate) value: Value,
    pub(crate) service: Service,
    pub(crate) dialogue: Dialogue,
    pub(crate) features: Features,
    pub(crate) mixes: Mixes,
    pub(crate) closings: Closings,
    pub(crate) proposals: Proposals,
    pub(crate) commitments: Commitments,
    pub(crate) meetings: Meetings,
    pub(crate) factors: Factors,
    pub(crate) stages: Stages,
    pub(crate) judged: Judgements,
    pub(crate) trust: Trust,
    pub(crate) repairs: Repairs,
    pub(crate) packs: Packs,
    pub(crate) consultations: Consultations,
    pub(crate) measures: Measures,
    pub(crate) agreements: Agreements,
    pub(crate) names: Names,
    pub(crate) edits: Edits,
    pub(crate) last: Stamp,
    /// The last entry that everybody at the table may see.
    pub(crate) seen_by_all: Stamp,
    /// What was recorded since, without its text: of some of it some may know only that it exists.
    pub(crate) since: Vector<(Stamp, Arc<Fact>)>,
    /// Entries with which users took a step: everybody sees that something changed there, and nobody
    /// by whom.
    pub(crate) steps: OrdSet<u64>,
}

/// Decides the act that opens a relationship.
///
/// # Errors
/// The rule that refuses; any other act is refused as of no seat.
pub fn open(context: &mut Context<'_>, command: Command) -> Result<Decision, Refusal> {
    match command {
        Command::OpenRelationship(opening) => opening.decide(context).map(Decision::from),
        _ => Err(Refusal::NotSeated),
    }
}

impl Relationship {
    /// The state after the first fact of a record; `None` when that fact opens no relationship.
    pub fn begin(stamp: Stamp, fact: &Fact) -> Option<Self> {
        let Fact::RelationshipOpened(opened) = fact else {
            return None;
        };
        Some(Self {
            table: Table::opened(stamp, opened),
            value: Value::default(),
            service: Service::default(),
            dialogue: Dialogue::default(),
            features: Features::default(),
            mixes: Mixes::default(),
            closings: Closings::default(),
            proposals: Proposals::default(),
            commitments: Commitments::default(),
            meetings: Meetings::default(),
            factors: Factors::default(),
            stages: Stages::default(),
            judged: Judgements::default(),
            trust: Trust::default(),
            repairs: Repairs::default(),
            packs: Packs::default(),
            consultations: Consultations::default(),
            measures: Measures::default(),
            agreements: Agreements::default(),
            names: Names::default(),
            edits: Edits::default(),
            last: stamp,
            seen_by_all: stamp,
            since: Vector::new(),
            steps: OrdSet::new(),
        })
    }

    /// The sequence of the last entry applied.
    pub fn sequence(&self) -> u64 {
        self.last.sequence
    }

    /// The moment of the last entry applied.
    pub fn last_at(&self) -> Moment {
        self.last.at
    }

    /// The moment the relationship was opened.
    pub fn opened_at(&self) -> Moment {
        self.table.opened.at
    }

    /// The zone in which its days begin, by its IANA name.
    pub fn time_zone(&self) -> &str {
        &self.table.time_zone
    }

    /// Everybody who ever had a seat, with their party's organisation.
    pub fn everybody(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.table.seats.keys().copied()
    }

    /// Those who speak for the party whose link led to the person's seat, and so may have made it.
    pub fn makers_of_the_link_to(&self, person: PersonId) -> Vec<PersonId> {
        let Some(link_of) = self.table.seat(person).and_then(|seat| seat.invited_by) else {
            return Vec::new();
        };
        let ever = self.table.seats_ever().filter(|seat| seat.party == link_of);
        let speak = ever.filter(|seat| seat.speaks_for_party());
        speak.map(|seat| seat.person).collect()
    }

    /// Whether the person sits at the table now.
    pub fn seats(&self, person: PersonId) -> bool {
        self.table.seat(person).is_some()
    }

    /// Whether it is nobody's yet but that of whoever opened it: nobody else has done anything here, and nobody
    /// outside was asked anything.
    pub fn is_draft_of(&self, person: PersonId) -> bool {
        let mut others = self.table.seats_ever().filter(|seat| seat.person != person);
        self.could_be_draft_of(person) && others.all(|seat| seat.acted.is_none())
    }

    pub(crate) fn could_be_draft_of(&self, person: PersonId) -> bool {
        let table = &self.table;
        table.opened.actor == person
            && table.seat(person).is_some()
            && table.closed.is_none()
            && self.consultations.all.is_empty()
            && self.measures.all.values().all(|it| it.asked.is_none())
    }

    /// Whether people sit together now.
    pub fn is_sitting(&self) -> bool {
        self.meetings.running().is_some()
    }

    /// Takes a fact into the state.
    pub fn apply(&mut self, stamp: Stamp, fact: Fact) {
        self.last = stamp;
        if self.stands_by_role(stamp, fact.reach()) {
            self.names.stands_by_role(stamp.sequence);
        }
        self.takes_as_a_sign(stamp, fact.reach());
        let sealed = self.may_be_sealed(stamp, fact.reach());
        let kept = sealed.then(|| Arc::new(fact.without_text()));
        if let Some(what) = fact.edits() {
            self.edits.changed(what, stamp.sequence);
        }
        fact.apply(stamp, self);
        let stepped = self.steps.contains(&stamp.sequence);
        match kept {
            Some(fact) if !stepped => self.since.push_back((stamp, fact)),
            _ => {
                self.seen_by_all = stamp;
                self.since.clear();
            }
        }
    }

    /// Notes that the actor did something, and who can know of it.
    fn takes_as_a_sign(&mut self, stamp: Stamp, reach: Reach<'_>) {
        let by_name = self.names.stand_by_name(stamp.actor, stamp.sequence);
        let narrower = |audience: &Audience| match audience {
            Audience::WholeTable => None,
            audience => Some(audience.clone()),
        };
        let (everybody, within) = match reach {
            Reach::Table | Reach::Written | Reach::Everybody => (by_name, None),
            // That a party has spoken of an outcome is no secret.
            Reach::Worth(_) | Reach::Named | Reach::Opening => (by_name, None),
            Reach::Said(_, audience) | Reach::Heard(audience, _) => {
                let within = narrower(audience);
                (within.is_none(), within)
            }
            Reach::Words(id) => {
                let audience = self.dialogue.get(*id).map(|said| said.audience.clone());
                match audience {
                    // What is said of a word for some reaches whom the word reaches.
                    Some(Audience::OwnParty) => {
                        let party = self.dialogue.get(*id).map(|said| said.party);
                        (false, party.map(|party| Audience::Parties(vec![party])))
                    }
                    Some(Audience::WholeTable) => (true, None),
                    within => (false, within),
                }
            }
            Reach::Position(_) => (by_name && !self.is_in_blind(reach), None),
            Reach::Objection(..) => (by_name, None),
            Reach::Erasure(sequence) => {
                let sealed = !by_name || self.is_sealed_position(*sequence);
                (!sealed, None)
            }
            Reach::Author | Reach::Guess(_) | Reach::Mix(_) | Reach::Trust(_) => (false, None),
        };
        let Some(seat) = self.table.seat_mut(stamp.actor) else {
            return;
        };
        seat.acted = Some(stamp.at);
        if everybody {
            seat.seen_acting = Some(stamp.at);
        }
        let own = seat.party;
        let Some(within) = within else { return };
        let parties = self.table.order.iter().copied();
        let reached: Vec<PartyId> = parties.filter(|it| within.reaches(own, *it)).collect();
        if let Some(seat) = self.table.seat_mut(stamp.actor) {
            let seen = reached.into_iter().map(|party| (party, stamp));
            seat.seen_within.extend(seen);
        }
    }

    /// Users took a step with this entry: what everybody sees has changed.
    pub(crate) fn users_stepped(&mut self, stamp: Stamp) {
        self.steps.insert(stamp.sequence);
    }

    /// A person sits otherwise, or no more, or stands by name from now on or no more: what they said
    /// counts by that.
    pub(crate) fn resettle(&mut self, person: PersonId, stamp: Stamp) {
        let Self {
            table,
            value,
            service,
            names,
            ..
        } = self;
        value.resettle(person, table, names, stamp);
        service.resettle(person, table, names, stamp);
    }

    /// Whether the entry stands under its author's role: what users say of values, and what would tell
    /// when they did.
    fn stands_by_role(&self, stamp: Stamp, reach: Reach<'_>) -> bool {
        match reach {
            Reach::Worth(_) | Reach::Named | Reach::Opening => {
                let seat = self.table.seat_ever(stamp.actor);
                seat.is_some_and(table::Seat::is_user_only)
            }
            Reach::Erasure(sequence) => self.names.is_by_role(*sequence),
            Reach::Table
            | Reach::Written
            | Reach::Everybody
            | Reach::Author
            | Reach::Said(..)
            | Reach::Words(_)
            | Reach::Heard(..)
            | Reach::Guess(_)
            | Reach::Position(_)
            | Reach::Trust(_)
            | Reach::Objection(..)
            | Reach::Mix(_) => false,
        }
    }

    /// Whether this is a position in a round in which nobody sees who is in.
    fn is_in_blind(&self, reach: Reach<'_>) -> bool {
        let Reach::Position(proposal) = reach else {
            return false;
        };
        let proposal = self.proposals.all.get(proposal);
        proposal.is_some_and(|proposal| proposal.is_sealed())
    }

    /// Whether somebody at the table may be allowed to know no more of the entry than that it exists.
    fn may_be_sealed(&self, stamp: Stamp, reach: Reach<'_>) -> bool {
        match reach {
            Reach::Table | Reach::Written | Reach::Everybody => false,
            Reach::Said(_, audience) | Reach::Heard(audience, _) => {
                *audience != Audience::WholeTable
            }
            Reach::Opening => self.names.is_by_role(stamp.sequence),
            Reach::Erasure(sequence) => {
                self.names.is_by_role(stamp.sequence) || self.is_sealed_position(*sequence)
            }
            Reach::Position(_) => self.is_in_blind(reach),
            Reach::Author
            | Reach::Words(_)
            | Reach::Worth(_)
            | Reach::Named
            | Reach::Guess(_)
            | Reach::Trust(_)
            | Reach::Objection(..)
            | Reach::Mix(_) => true,
        }
    }

    /// The party, if it sits here now.
    pub(crate) fn seated_party(&self, party: PartyId) -> Result<&table::Party, Refusal> {
        let seated = self.table.party(party);
        seated.ok_or(Refusal::Unknown { what: "party" })
    }

    /// An audience names parties that sit here.
    pub(crate) fn check_audience(&self, audience: &Audience) -> Result<(), Refusal> {
        match audience {
            Audience::Parties(parties)
                if parties.is_empty()
                    || parties.len() > table::PARTIES
                    || parties.iter().any(|id| self.table.party(*id).is_none()) =>
            {
                Err(Refusal::NobodyThere)
            }
            _ => Ok(()),
        }
    }

    /// The kind of party a person belongs to, whether they still sit here or not.
    pub(crate) fn kind_of(&self, party: PartyId) -> Option<PartyKind> {
        self.table.parties.get(&party).map(|party| party.kind)
    }
}
