//! The table: its purpose, the parties, who sits where and as what, what each party brings, expects
//! and cannot do, and how a relationship ends.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::stamp::{Moment, Stamp};
use crate::text;
use crate::words::*;

/// Parties at one table; more is an assembly, not a conversation.
pub const PARTIES: usize = 24;
/// People seated at one table.
pub const SEATS: usize = 2_000;
/// Suppliers named as dependencies.
pub const DEPENDENCIES: usize = 100;

/// The table as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The service, in a few words; `None` once erased.
    pub name: Option<String>,
    /// How close the relationship is kept.
    pub closeness: Closeness,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA time zone.
    pub time_zone: String,
    /// What it is for, and whose words these are.
    pub purpose: Option<Purpose>,
    /// The provider's party.
    pub provider: PartyId,
    /// The consumer's party.
    pub consumer: PartyId,
    /// Every party that ever sat here.
    pub parties: BTreeMap<PartyId, Party>,
    /// The order in which they sat down.
    pub order: Vec<PartyId>,
    /// Every person's latest seat.
    pub seats: BTreeMap<PersonId, Seat>,
    /// Suppliers that the service depends on.
    pub dependencies: BTreeMap<DependencyId, Dependency>,
    /// Who wears the facilitator's hat.
    pub facilitator: Option<PersonId>,
    /// The parties that consent to closing.
    pub closing: BTreeSet<PartyId>,
    /// When the relationship was opened.
    pub opened: Stamp,
    /// When it was closed.
    pub closed: Option<Stamp>,
}

/// What the relationship is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Whose words these are.
    pub party: PartyId,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When they were said.
    pub said: Stamp,
}

/// An organisation at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its seat.
    pub id: PartyId,
    /// Which organisation it is.
    pub organisation: OrganisationId,
    /// Unit, where both sides are one organisation.
    pub unit: String,
    /// In which part it sits.
    pub kind: PartyKind,
    /// When it sat down.
    pub seated: Stamp,
    /// When it left.
    pub left: Option<Stamp>,
    /// What it brings, expects and cannot do.
    pub terms: Option<Terms>,
}

/// What a party brings, expects and cannot do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The words; `None` once erased.
    pub words: Option<TermsText>,
    /// When they were said.
    pub said: Stamp,
}

/// A person's seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// In which party.
    pub party: PartyId,
    /// What they are there.
    pub roles: BTreeSet<Role>,
    /// How far back they read contributions and reasons.
    pub since: Since,
    /// When the seat was given.
    pub given: Stamp,
    /// The other party that gave it, until the person takes it up.
    pub invited_by: Option<PartyId>,
    /// Whether the person has an account.
    pub claimed: bool,
    /// When the person last did anything here, if ever: until then the seat is not taken up.
    pub acted: Option<Moment>,
    /// Figures given up to this entry stand by role even if the person stands by name now: whoever
    /// spoke as a user was told that they do.
    pub named_since: u64,
    /// When the person left.
    pub left: Option<Stamp>,
}

/// A supplier that the service depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The dependency.
    pub id: DependencyId,
    /// Who it is and what for; `None` once erased.
    pub name: Option<String>,
    /// Who named it.
    pub named: Stamp,
    /// The seat that answers it.
    pub party: Option<PartyId>,
    /// Why it has no seat.
    pub left_out: Option<String>,
}

impl Seat {
    /// Whether the person may speak: anything but an observer alone.
    pub fn speaks(&self) -> bool {
        self.roles.iter().any(|role| *role != Role::Observer)
    }

    /// Whether the person speaks for the party.
    pub fn speaks_for_party(&self) -> bool {
        self.roles.iter().any(|role| role.speaks_for_party())
    }

    /// Whether the person's figures stand under a role instead of a name: users and no more.
    pub fn is_user_only(&self) -> bool {
        are_user_only(&self.roles)
    }

    /// Whether what the person said at that entry stands by name.
    pub fn is_named_at(&self, stamp: Stamp) -> bool {
        !self.is_user_only() && stamp.sequence > self.named_since
    }

    /// The roles under which what the person said at that entry counts. Whoever spoke as a user stays
    /// among the users until they say it anew: under a new role it could be the figure of one.
    pub fn counts_as(&self, stamp: Stamp) -> Vec<Role> {
        if self.speaks() && !self.is_named_at(stamp) {
            return vec![Role::User];
        }
        let roles = self.roles.iter().copied();
        roles.filter(|role| *role != Role::Observer).collect()
    }

    fn named_since_as(&self, roles: &BTreeSet<Role>, stamp: Stamp) -> u64 {
        if self.is_user_only() && !are_user_only(roles) {
            stamp.sequence
        } else {
            self.named_since
        }
    }
}

fn are_user_only(roles: &BTreeSet<Role>) -> bool {
    roles.contains(&Role::User)
        && roles
            .iter()
            .all(|role| matches!(role, Role::User | Role::Observer))
}

impl Table {
    pub(crate) fn opened(stamp: Stamp, fact: &RelationshipOpened) -> Self {
        let text = fact.text.as_ref();
        let party = |id, organisation, kind, unit: Option<&String>| Party {
            id,
            organisation,
            unit: unit.cloned().unwrap_or_default(),
            kind,
            seated: stamp,
            left: None,
            terms: None,
        };
        let parties = [
            party(
                fact.provider,
                fact.provider_organisation,
                PartyKind::Provider,
                text.map(|t| &t.provider_unit),
            ),
            party(
                fact.consumer,
                fact.consumer_organisation,
                PartyKind::Consumer,
                text.map(|t| &t.consumer_unit),
            ),
        ];
        Self {
            name: text.map(|t| t.name.clone()),
            closeness: fact.closeness,
            currency: fact.currency.clone(),
            time_zone: fact.time_zone.clone(),
            purpose: None,
            provider: fact.provider,
            consumer: fact.consumer,
            order: parties.iter().map(|party| party.id).collect(),
            parties: parties.into_iter().map(|party| (party.id, party)).collect(),
            seats: BTreeMap::new(),
            dependencies: BTreeMap::new(),
            facilitator: None,
            closing: BTreeSet::new(),
            opened: stamp,
            closed: None,
        }
    }

    /// The person's seat, if they sit here now.
    pub fn seat(&self, person: PersonId) -> Option<&Seat> {
        self.seats.get(&person).filter(|seat| seat.left.is_none())
    }

    /// The party, if it sits here now.
    pub fn party(&self, party: PartyId) -> Option<&Party> {
        self.parties
            .get(&party)
            .filter(|party| party.left.is_none())
    }

    /// The parties that sit here now, in the order in which they sat down.
    pub fn seated_parties(&self) -> impl Iterator<Item = &Party> {
        self.order.iter().filter_map(|id| self.party(*id))
    }

    /// The people of a party who sit here now.
    pub fn people_of(&self, party: PartyId) -> impl Iterator<Item = &Seat> {
        self.seats
            .values()
            .filter(move |seat| seat.party == party && seat.left.is_none())
    }

    /// The seat that answers a named supplier, while it is at the table.
    pub fn seat_of(&self, dependency: &Dependency) -> Option<PartyId> {
        dependency.party.filter(|id| self.party(*id).is_some())
    }

    /// Whether anybody of the party has taken up a seat.
    pub fn has_taken_up(&self, party: PartyId) -> bool {
        self.people_of(party).any(|seat| seat.acted.is_some())
    }

    pub(crate) fn seat_person(&mut self, stamp: Stamp, fact: &PersonSeated) {
        let mut seat = Seat {
            person: fact.person,
            party: fact.party,
            roles: fact.roles.iter().copied().collect(),
            since: fact.since,
            given: stamp,
            invited_by: fact.invited_by,
            claimed: fact.claimed,
            acted: (fact.person == stamp.actor).then_some(stamp.at),
            named_since: 0,
            left: None,
        };
        if let Some(before) = self.seats.get(&fact.person) {
            seat.named_since = before.named_since_as(&seat.roles, stamp);
        }
        self.seats.insert(fact.person, seat);
    }

    pub(crate) fn set_roles(&mut self, stamp: Stamp, fact: &RolesSet) {
        if let Some(seat) = self.seats.get_mut(&fact.person) {
            let roles = fact.roles.iter().copied().collect();
            seat.named_since = seat.named_since_as(&roles, stamp);
            seat.roles = roles;
        }
    }
}

fn roles_for(kind: PartyKind, roles: &[Role]) -> Result<BTreeSet<Role>, Refusal> {
    let roles: BTreeSet<Role> = roles.iter().copied().collect();
    if roles.is_empty() {
        return Err(Refusal::NoRole);
    }
    if roles.iter().any(|role| !role.exists_in(kind)) {
        return Err(Refusal::RoleOfAnotherParty);
    }
    Ok(roles)
}

/// What opens a relationship: the one act that has no table yet.
pub(crate) struct Opening {
    pub name: String,
    pub side: PartyKind,
    pub counterpart: OrganisationId,
    pub provider_unit: String,
    pub consumer_unit: String,
    pub closeness: Closeness,
    pub currency: String,
    pub time_zone: String,
    pub purpose: String,
}

pub(crate) fn open(context: &mut Context<'_>, opening: Opening) -> Result<Vec<Fact>, Refusal> {
    let own = context.organisation_of(context.actor)?;
    let provider_unit = text::optional_line("provider_unit", &opening.provider_unit)?;
    let consumer_unit = text::optional_line("consumer_unit", &opening.consumer_unit)?;
    let units_differ = !provider_unit.is_empty()
        && !consumer_unit.is_empty()
        && provider_unit.to_lowercase() != consumer_unit.to_lowercase();
    if own == opening.counterpart && !units_differ {
        return Err(Refusal::SameOrganisation);
    }
    let currency = opening.currency.trim().to_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Refusal::Currency);
    }
    let purpose = text::optional_passage("purpose", &opening.purpose)?;
    let (provider, consumer) = (PartyId(context.id()), PartyId(context.id()));
    let (party, role, provider_organisation, consumer_organisation) = match opening.side {
        PartyKind::Provider => (provider, Role::ServiceOwner, own, opening.counterpart),
        PartyKind::Consumer => (consumer, Role::Customer, opening.counterpart, own),
        _ => return Err(Refusal::RoleOfAnotherParty),
    };
    let mut facts = vec![
        RelationshipOpened {
            provider,
            provider_organisation,
            consumer,
            consumer_organisation,
            closeness: opening.closeness,
            currency,
            time_zone: text::line("time_zone", &opening.time_zone)?,
            text: Some(OpeningText {
                name: text::line("name", &opening.name)?,
                provider_unit,
                consumer_unit,
            }),
        }
        .into(),
        PersonSeated {
            person: context.actor,
            party,
            roles: vec![role],
            since: Since::Start,
            invited_by: None,
            claimed: true,
        }
        .into(),
        FacilitationPassed { to: context.actor }.into(),
    ];
    if !purpose.is_empty() {
        facts.push(
            PurposeSaid {
                party,
                text: Some(PurposeText { purpose }),
            }
            .into(),
        );
    }
    Ok(facts)
}

impl Relationship {
    pub(crate) fn describe(
        &self,
        actor: PersonId,
        name: &str,
        closeness: Closeness,
    ) -> Result<Vec<Fact>, Refusal> {
        self.spokesperson(actor)?;
        let name = text::line("name", name)?;
        if self.table.name.as_ref() == Some(&name) && self.table.closeness == closeness {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![
            RelationshipDescribed {
                closeness,
                text: Some(DescriptionText { name }),
            }
            .into(),
        ])
    }

    /// The purpose is in the consumer's words. Until it has any, the provider may propose some.
    pub(crate) fn say_purpose(&self, actor: PersonId, purpose: &str) -> Result<Vec<Fact>, Refusal> {
        let seat = self.speaker(actor)?;
        let said_by_consumer = self
            .table
            .purpose
            .as_ref()
            .is_some_and(|p| p.party == self.table.consumer);
        if seat.party != self.table.consumer {
            self.spokesperson(actor)?;
            if seat.party != self.table.provider || said_by_consumer {
                return Err(Refusal::OnlyConsumer);
            }
        }
        let purpose = text::passage("purpose", purpose)?;
        Ok(vec![
            PurposeSaid {
                party: seat.party,
                text: Some(PurposeText { purpose }),
            }
            .into(),
        ])
    }

    pub(crate) fn say_terms(
        &self,
        actor: PersonId,
        brings: &str,
        expects: &str,
        cannot: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.spokesperson(actor)?;
        let words = TermsText {
            brings: text::optional_passage("brings", brings)?,
            expects: text::optional_passage("expects", expects)?,
            cannot: text::optional_passage("cannot", cannot)?,
        };
        if words.brings.is_empty() && words.expects.is_empty() && words.cannot.is_empty() {
            return Err(Refusal::Blank { field: "brings" });
        }
        Ok(vec![
            TermsSaid {
                party: seat.party,
                text: Some(words),
            }
            .into(),
        ])
    }

    pub(crate) fn name_dependency(
        &self,
        context: &mut Context<'_>,
        name: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.speaker(context.actor)?;
        if self.table.dependencies.len() >= DEPENDENCIES {
            return Err(Refusal::Full {
                what: "named suppliers",
                limit: DEPENDENCIES,
            });
        }
        let name = text::line("name", name)?;
        let dependency = DependencyId(context.id());
        Ok(vec![
            DependencyNamed {
                dependency,
                text: Some(DependencyText { name }),
            }
            .into(),
        ])
    }

    pub(crate) fn leave_dependency_out(
        &self,
        actor: PersonId,
        dependency: DependencyId,
        why: &str,
    ) -> Result<Vec<Fact>, Refusal> {
        self.spokesperson_of(actor, self.table.provider)?;
        let named = self
            .table
            .dependencies
            .get(&dependency)
            .ok_or(Refusal::Unknown {
                what: "named supplier",
            })?;
        if self.table.seat_of(named).is_some() {
            return Err(Refusal::AlreadySeated);
        }
        let why = text::passage("why", why)?;
        Ok(vec![
            DependencyLeftOut {
                dependency,
                text: Some(LeftOutText { why }),
            }
            .into(),
        ])
    }

    /// Provider or consumer bring further organisations to the table.
    pub(crate) fn seat_party(
        &self,
        context: &mut Context<'_>,
        organisation: OrganisationId,
        kind: PartyKind,
        dependency: Option<DependencyId>,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.spokesperson(context.actor)?;
        if seat.party != self.table.provider && seat.party != self.table.consumer {
            return Err(Refusal::NotEntitled {
                roles: "provider or consumer",
            });
        }
        if !matches!(kind, PartyKind::Supplier | PartyKind::Other) {
            return Err(Refusal::AlreadySeated);
        }
        if self
            .table
            .seated_parties()
            .any(|party| party.organisation == organisation)
        {
            return Err(Refusal::AlreadySeated);
        }
        if self.table.parties.len() >= PARTIES {
            return Err(Refusal::Full {
                what: "parties",
                limit: PARTIES,
            });
        }
        if let Some(dependency) = dependency {
            let named = self
                .table
                .dependencies
                .get(&dependency)
                .ok_or(Refusal::Unknown {
                    what: "named supplier",
                })?;
            if self.table.seat_of(named).is_some() {
                return Err(Refusal::AlreadySeated);
            }
        }
        let party = PartyId(context.id());
        Ok(vec![
            PartySeated {
                party,
                organisation,
                kind,
                dependency,
            }
            .into(),
        ])
    }

    /// A party's own people admit its people. Only while nobody of a party has taken up a seat may
    /// another party invite its first person.
    pub(crate) fn admit_person(
        &self,
        context: &mut Context<'_>,
        person: PersonId,
        party: PartyId,
        roles: &[Role],
        since: Since,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.spokesperson(context.actor)?;
        let party = self
            .table
            .party(party)
            .ok_or(Refusal::Unknown { what: "party" })?;
        let invited_by = if seat.party == party.id {
            None
        } else if self.table.has_taken_up(party.id) {
            return Err(Refusal::OtherParty);
        } else {
            Some(seat.party)
        };
        if self.table.seat(person).is_some() {
            return Err(Refusal::PersonAlreadySeated);
        }
        if context.organisation_of(person)? != party.organisation {
            return Err(Refusal::WrongOrganisation);
        }
        // Nobody changes sides; but an organisation that left and came back sits in a new seat.
        let before = self.table.seats.get(&person).map(|seat| seat.party);
        if before.is_some_and(|id| id != party.id && self.table.party(id).is_some()) {
            return Err(Refusal::PersonAlreadySeated);
        }
        self.has_room_for_a_person()?;
        let roles = roles_for(party.kind, roles)?;
        // Whoever comes first must be able to admit the others.
        if invited_by.is_some() && !roles.iter().any(|role| role.speaks_for_party()) {
            return Err(Refusal::FirstSeatSpeaks);
        }
        Ok(vec![
            PersonSeated {
                person,
                party: party.id,
                roles: roles.into_iter().collect(),
                since,
                invited_by,
                claimed: context.has_account(person),
            }
            .into(),
        ])
    }

    fn has_room_for_a_person(&self) -> Result<(), Refusal> {
        if self.table.seats.len() >= SEATS {
            return Err(Refusal::Full {
                what: "people at one table",
                limit: SEATS,
            });
        }
        Ok(())
    }

    pub(crate) fn claim_seat(&self, context: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
        let seat = self.seat(context.actor)?;
        if seat.claimed {
            return Err(Refusal::NothingNew);
        }
        if !context.has_account(context.actor) {
            return Err(Refusal::GuestMustClaim);
        }
        Ok(vec![SeatClaimed {}.into()])
    }

    pub(crate) fn pass_seat_on(
        &self,
        context: &Context<'_>,
        to: PersonId,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.seat(context.actor)?;
        if seat.claimed {
            return Err(Refusal::NotEntitled {
                roles: "an invited person without an account",
            });
        }
        if self.table.seats.contains_key(&to) {
            return Err(Refusal::PersonAlreadySeated);
        }
        self.has_room_for_a_person()?;
        let party = self
            .table
            .party(seat.party)
            .ok_or(Refusal::Unknown { what: "party" })?;
        if context.organisation_of(to)? != party.organisation {
            return Err(Refusal::WrongOrganisation);
        }
        Ok(vec![
            PersonSeated {
                person: to,
                party: seat.party,
                roles: seat.roles.iter().copied().collect(),
                since: seat.since,
                invited_by: seat.invited_by,
                claimed: context.has_account(to),
            }
            .into(),
            SeatPassedOn { to }.into(),
        ])
    }

    pub(crate) fn set_roles(
        &self,
        actor: PersonId,
        person: PersonId,
        roles: &[Role],
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.colleague(actor, person)?;
        let party = self
            .table
            .party(seat.party)
            .ok_or(Refusal::Unknown { what: "party" })?;
        let roles = roles_for(party.kind, roles)?;
        if roles == seat.roles {
            return Err(Refusal::NothingNew);
        }
        if !roles.iter().any(|role| role.speaks_for_party()) {
            self.keeps_a_speaker_without(seat)?;
        }
        Ok(vec![
            RolesSet {
                person,
                roles: roles.into_iter().collect(),
            }
            .into(),
        ])
    }

    pub(crate) fn unseat_person(
        &self,
        actor: PersonId,
        person: PersonId,
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = if actor == person {
            self.seat(actor)?
        } else {
            self.colleague(actor, person)?
        };
        self.keeps_a_speaker_without(seat)?;
        Ok(vec![PersonUnseated { person }.into()])
    }

    fn keeps_a_speaker_without(&self, leaving: &Seat) -> Result<(), Refusal> {
        let others_speak = self.table.people_of(leaving.party).any(|seat| {
            let able = seat.speaks_for_party() && (seat.claimed || !leaving.claimed);
            able && seat.person != leaving.person
        });
        if leaving.speaks_for_party() && !others_speak {
            return Err(Refusal::LastSpeaker);
        }
        Ok(())
    }

    /// The hat goes on from its wearer, or from any party's spokesperson when the wearer has left.
    pub(crate) fn pass_facilitation(
        &self,
        actor: PersonId,
        to: PersonId,
    ) -> Result<Vec<Fact>, Refusal> {
        self.seat(actor)?;
        let worn = self
            .table
            .facilitator
            .filter(|person| self.table.seat(*person).is_some());
        match worn {
            Some(person) if person == actor => {}
            Some(_) => {
                return Err(Refusal::NotEntitled {
                    roles: "the facilitator",
                });
            }
            None => {
                self.spokesperson(actor)?;
            }
        }
        self.table
            .seat(to)
            .ok_or(Refusal::Unknown { what: "person" })?;
        if worn == Some(to) {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![FacilitationPassed { to }.into()])
    }

    pub(crate) fn leave_table(&self, actor: PersonId) -> Result<Vec<Fact>, Refusal> {
        let seat = self.spokesperson(actor)?;
        if seat.party == self.table.provider || seat.party == self.table.consumer {
            return Err(Refusal::CannotLeave);
        }
        let party = seat.party;
        let mut facts = vec![PartyLeft { party }.into()];
        if !self.table.closing.is_empty() && self.all_consent_to_closing(|other| other == party) {
            facts.push(RelationshipClosed {}.into());
        }
        Ok(facts)
    }

    pub(crate) fn consent_to_closing(&self, actor: PersonId) -> Result<Vec<Fact>, Refusal> {
        let party = self.spokesperson(actor)?.party;
        if self.table.closing.contains(&party) {
            return Err(Refusal::NothingNew);
        }
        let mut facts = vec![ClosingConsented { party }.into()];
        if self.all_consent_to_closing(|other| other == party) {
            facts.push(RelationshipClosed {}.into());
        }
        Ok(facts)
    }

    /// Every party consents, but those `apart`, those of which nobody ever took up a seat, and those
    /// of which nobody is left.
    fn all_consent_to_closing(&self, apart: impl Fn(PartyId) -> bool) -> bool {
        let asked = |party: PartyId| {
            let ever = self.table.seats.values().filter(|seat| seat.party == party);
            self.table.people_of(party).next().is_some()
                && ever.clone().any(|seat| seat.acted.is_some())
        };
        self.table.seated_parties().all(|party| {
            apart(party.id) || self.table.closing.contains(&party.id) || !asked(party.id)
        })
    }

    pub(crate) fn withdraw_closing(&self, actor: PersonId) -> Result<Vec<Fact>, Refusal> {
        let party = self.spokesperson(actor)?.party;
        if !self.table.closing.contains(&party) {
            return Err(Refusal::NoClosingProposed);
        }
        Ok(vec![ClosingWithdrawn { party }.into()])
    }
}
