//! Who sits at the table, what each brings, and what the viewer may do there.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::audience::Seen;
use crate::ids::*;
use crate::stamp::Moment;
use crate::table::{Dependency, Seat, Suggestion};
use crate::words::*;

/// What the viewer may do here, so that pages offer what works and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct You {
    /// The viewer.
    pub person: PersonId,
    /// Their party.
    pub party: PartyId,
    /// Its kind.
    pub kind: PartyKind,
    /// Their roles.
    pub roles: Vec<Role>,
    /// May say something: not an observer, and the relationship is open.
    pub speak: bool,
    /// Speaks for the party, by role and with an account.
    pub speak_for_party: bool,
    /// May guess: speaks for the provider's side.
    pub guess: bool,
    /// Has an account here, rather than an invitation alone.
    pub claimed: bool,
    /// Wears the facilitator's hat.
    pub facilitate: bool,
    /// Their figures stand under a role, not their name.
    pub by_role: bool,
    /// As a user, lets their name stand beside their figures.
    pub figures_open: bool,
}

/// From where somebody looks at a relationship: what concerns them first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standpoint {
    /// Who keeps the relationship: how the table is doing.
    Keeps,
    /// Who authorises the budget and sets no requirements: worth, mix, and what it costs.
    Pays,
    /// Who uses the service and is nothing else there: their own words, and what is done about them.
    Uses,
    /// Everybody else: what the service is worth, and what is said.
    Sits,
}

impl You {
    /// From where the viewer looks.
    pub fn standpoint(&self) -> Standpoint {
        let has = |role| self.roles.contains(&role);
        if has(Role::ServiceOwner) || has(Role::RelationshipManager) {
            Standpoint::Keeps
        } else if has(Role::Sponsor) && !has(Role::Customer) {
            Standpoint::Pays
        } else if self.roles == [Role::User] {
            Standpoint::Uses
        } else {
            Standpoint::Sits
        }
    }
}

/// An organisation at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyView {
    /// Its seat.
    pub id: PartyId,
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Unit, where both sides are one organisation; else empty.
    pub unit: String,
    /// In which part it sits.
    pub kind: PartyKind,
    /// Its place among the further parties (suppliers and others), from 0: whoever shows several tells them apart by it.
    pub place: usize,
    /// When it left.
    pub left: Option<Moment>,
    /// Whether it was taken from the table as a mistake, before anybody of it had spoken.
    pub removed: bool,
    /// Whether anybody of it has done anything here yet that the viewer can know of.
    pub taken_up: bool,
    /// Where its people are here only by links that another party made: which party. Its words and
    /// figures are marked so.
    pub only_by_link_of: Option<PartyId>,
    /// Of a third party that is here by another's links alone, with or without an address of its own: which party
    /// stands behind it. In turns and agendas it counts as one with that.
    pub counts_with: Option<PartyId>,
    /// Whether it came after the consumer spoke and waits until the consumer opens its figures to it.
    pub figures_closed: bool,
    /// What it brings, expects and cannot do.
    pub terms: Option<TermsView>,
    /// The latest statement whether it is better off that the viewer may see.
    pub better_off: Option<BetterOffView>,
    /// Outcomes of which it said what they are worth.
    pub outcomes_valued: usize,
}

/// What a party brings, expects and cannot do. Empty texts were not said or erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TermsView {
    /// What it brings.
    pub brings: String,
    /// What it may expect.
    pub expects: String,
    /// What it cannot do.
    pub cannot: String,
    /// When it was said.
    pub at: Moment,
    /// Whether the text was erased.
    pub erased: bool,
}

/// A party's own statement whether it is better off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BetterOffView {
    /// Who said it.
    pub person: PersonId,
    /// The answer.
    pub answer: Balance,
    /// In its own words; `None` once erased.
    pub statement: Option<String>,
    /// When.
    pub at: Moment,
    /// To whom it was said.
    pub audience: Audience,
    /// Whether the whole table sees it.
    pub shared: bool,
}

/// A person's seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SeatView {
    /// Who.
    pub person: PersonId,
    /// In which party.
    pub party: PartyId,
    /// What they are there.
    pub roles: Vec<Role>,
    /// How far back they read.
    pub since: Since,
    /// When the seat was given.
    pub given: Moment,
    /// The other party that gave it, if one did.
    pub invited_by: Option<PartyId>,
    /// How it is known that they are whom the seat is meant for.
    pub proof: Proof,
    /// Where they were shown to read mail: the domain of the address.
    pub mail_at: Option<String>,
    /// When whoever holds the link said that somebody else used it first.
    pub contested: Option<Moment>,
    /// Whether the person has an account.
    pub claimed: bool,
    /// Whether the person has done anything here yet that the viewer can know of.
    pub taken_up: bool,
    /// Wears the facilitator's hat.
    pub facilitator: bool,
    /// Whether the viewer may set their roles or unseat them.
    pub yours: bool,
    /// Whether what they say for their party binds it: where another party brought them, its people said that they
    /// are one of them.
    pub binds: bool,
}

/// A supplier the service depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DependencyView {
    /// The dependency.
    pub id: DependencyId,
    /// Who it is and what for; `None` once erased.
    pub name: Option<String>,
    /// Its seat, if it has one.
    pub party: Option<PartyId>,
    /// Why it has none, if that was said.
    pub left_out: Option<String>,
    /// When it was named.
    pub at: Moment,
}

/// The relationship's name, purpose and parties: what every page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Frame {
    /// The service, in a few words; `None` once erased.
    pub name: Option<String>,
    /// The purpose, and whose words it is in.
    pub purpose: Option<PurposeView>,
    /// How close it is kept.
    pub closeness: Closeness,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA time zone.
    pub time_zone: String,
    /// The provider's party.
    pub provider: PartyId,
    /// The consumer's party.
    pub consumer: PartyId,
    /// All parties, seated ones first, in the order in which they sat down.
    pub parties: Vec<PartyView>,
    /// Who wears the facilitator's hat.
    pub facilitator: Option<PersonId>,
    /// When it was opened.
    pub opened: Moment,
    /// When it was closed.
    pub closed: Option<Moment>,
    /// That somebody asks to close it.
    pub closing: Option<ClosingView>,
    /// The last entry of the record that the viewer may see.
    pub sequence: u64,
    /// When that entry was made.
    pub at: Moment,
    /// On which side everybody sits or sat: two of one name are told apart by it.
    #[serde(skip)]
    pub sides: Vec<(PersonId, PartyId)>,
    /// What the viewer may do.
    pub you: You,
}

/// What the relationship is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PurposeView {
    /// Whose words.
    pub party: PartyId,
    /// Where whoever said it is here only by a link that another party made: which party.
    pub by_link_of: Option<PartyId>,
    /// The words; `None` once erased.
    pub words: Option<String>,
}

/// Who sits at the table, and who is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TableView {
    /// Everybody seated.
    pub seats: Vec<SeatView>,
    /// Suppliers the service depends on.
    pub dependencies: Vec<DependencyView>,
    /// Colleagues whom somebody of the viewer's party would like to see invited.
    pub suggestions: Vec<SuggestionView>,
}

/// A colleague whom somebody of the viewer's party would like to see invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SuggestionView {
    /// The suggestion.
    pub id: SuggestionId,
    /// Who made it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// What the colleague is called; `None` once erased.
    pub name: Option<String>,
    /// Why they should be asked; `None` once erased.
    pub why: Option<String>,
}

/// That somebody asks all parties to close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClosingView {
    /// This asking.
    pub id: ClosingId,
    /// When it was proposed.
    pub proposed: Moment,
    /// The parties that consent.
    pub consents: Vec<PartyId>,
    /// The parties that are waited for: not one of which nobody ever came, as far as everybody knows.
    pub asked: Vec<PartyId>,
}

impl Seen<'_> {
    fn closing(&self) -> Option<ClosingView> {
        let open = self.then.closings.open()?;
        let parties = self.then.table.seated_parties().map(|party| party.id);
        Some(ClosingView {
            id: open.id,
            proposed: open.proposed.at,
            consents: open.consents.keys().copied().collect(),
            asked: parties
                .filter(|party| !open.consents.contains_key(party))
                .filter(|party| self.then.is_asked(*party))
                .collect(),
        })
    }

    /// What the viewer may do here.
    pub fn you(&self) -> You {
        let seat = self.seat;
        You {
            person: seat.person,
            party: seat.party,
            kind: self.today.kind_of(seat.party).unwrap_or(PartyKind::Other),
            roles: seat.roles.iter().copied().collect(),
            speak: self.today.speaker(seat.person).is_ok(),
            speak_for_party: self.today.spokesperson(seat.person).is_ok(),
            guess: self.today.guesser(seat.person).is_ok(),
            claimed: seat.claimed,
            facilitate: self.today.table.facilitator == Some(seat.person),
            by_role: seat.is_user_only(),
            figures_open: self.today.names.is_open(seat.person),
        }
    }

    /// The relationship's name, purpose and parties.
    pub fn frame(&self) -> Frame {
        let table = &self.then.table;
        let purpose = table.purpose.as_ref();
        let mut parties: Vec<PartyView> = table
            .order
            .iter()
            .filter_map(|id| self.party_view(*id))
            .collect();
        parties.sort_by_key(|party| party.left.is_some());
        Frame {
            name: table.name.clone(),
            purpose: purpose.map(|p| PurposeView {
                party: p.party,
                by_link_of: table.link_behind(p.said.actor),
                words: p.words.clone(),
            }),
            closeness: table.closeness,
            currency: table.currency.clone(),
            time_zone: table.time_zone.clone(),
            provider: table.provider,
            consumer: table.consumer,
            parties,
            facilitator: table
                .facilitator
                .filter(|person| table.seat(*person).is_some()),
            opened: table.opened.at,
            closed: table.closed.map(|stamp| stamp.at),
            closing: self.closing(),
            sequence: self.last().sequence,
            at: self.last().at,
            sides: self
                .today
                .table
                .seats
                .values()
                .map(|seat| (seat.person, seat.party))
                .collect(),
            you: self.you(),
        }
    }

    fn party_view(&self, id: PartyId) -> Option<PartyView> {
        let table = &self.then.table;
        let party = table.parties.get(&id)?;
        let further = |id: &&PartyId| **id != table.provider && **id != table.consumer;
        let place = table
            .order
            .iter()
            .filter(further)
            .position(|other| *other == id)
            .unwrap_or(0);
        let terms = party.terms.as_ref().map(|terms| {
            let words = terms.words.clone();
            let erased = words.is_none();
            let (brings, expects, cannot) = words
                .map(|w| (w.brings, w.expects, w.cannot))
                .unwrap_or_default();
            TermsView {
                brings,
                expects,
                cannot,
                at: terms.said.at,
                erased,
            }
        });
        let said = self.then.value.better_off.iter().rev();
        let better_off = said
            .filter(|said| said.party == id)
            .find(|said| self.hears(&said.audience, said.stamp.actor, id))
            .map(|said| BetterOffView {
                person: said.stamp.actor,
                answer: said.answer,
                statement: said.statement.clone(),
                at: said.stamp.at,
                audience: said.audience.clone(),
                shared: said.audience == Audience::WholeTable,
            });
        let live = self
            .then
            .value
            .outcomes
            .values()
            .filter(|o| o.retired.is_none());
        Some(PartyView {
            id,
            organisation: party.organisation,
            unit: party.unit.clone(),
            kind: party.kind,
            place,
            left: party.left.map(|stamp| stamp.at),
            removed: party.removed,
            taken_up: self.sees_taken_up(id),
            only_by_link_of: table.only_by_link_of(id),
            counts_with: Some(table.takes_turns_with(id)).filter(|with| *with != id),
            figures_closed: self.today.waiting_for_figures().any(|waits| waits == id),
            terms,
            better_off,
            outcomes_valued: live
                .filter(|outcome| outcome.heard_from.contains(&id))
                .count(),
        })
    }

    /// Who sits at the table, and which suppliers are missing.
    pub fn table(&self) -> TableView {
        let table = &self.then.table;
        let you = self.you();
        let parties = table.order.iter();
        let binding: BTreeSet<_> = parties.flat_map(|party| table.who_binds(*party)).collect();
        let seat_view = |seat: &Seat| SeatView {
            person: seat.person,
            party: seat.party,
            roles: seat.roles.iter().copied().collect(),
            since: seat.since,
            given: seat.given.at,
            invited_by: seat.invited_by,
            proof: seat.proof,
            mail_at: seat.mail_at.clone(),
            contested: seat.contested.map(|stamp| stamp.at),
            claimed: seat.claimed,
            taken_up: self.seat.sees_acting(seat),
            facilitator: table.facilitator == Some(seat.person),
            yours: you.speak_for_party && seat.party == you.party,
            binds: binding.contains(&seat.person),
        };
        let seated = table.order.iter().flat_map(|party| table.people_of(*party));
        let dependency = |dependency: &Dependency| DependencyView {
            id: dependency.id,
            name: dependency.name.clone(),
            party: table.seat_of(dependency),
            left_out: dependency.left_out.clone(),
            at: dependency.named.at,
        };
        TableView {
            seats: seated.map(seat_view).collect(),
            dependencies: table.dependencies.values().map(dependency).collect(),
            suggestions: self.suggestions(),
        }
    }

    /// What people of the viewer's party suggested and nobody has settled.
    fn suggestions(&self) -> Vec<SuggestionView> {
        let own = self.seat.party;
        let open = self.then.table.open_suggestions(own);
        let heard = open.filter(|one| self.hears(&Audience::OwnParty, one.made.actor, own));
        let view = |one: &Suggestion| SuggestionView {
            id: one.id,
            person: one.made.actor,
            at: one.made.at,
            name: one.words.as_ref().map(|words| words.name.clone()),
            why: one.words.as_ref().map(|words| words.why.clone()),
        };
        heard.map(view).collect()
    }
}
