//! Who sits down, as what, and who gets up. Only a party's own people decide on its people; its first
//! seat is given by whoever invites it.

use std::collections::BTreeSet;

use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::{Context, Relationship};
use crate::words::*;

use super::{PARTIES, SEATS, Seat};

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

/// Whether two domains are one, or one lies within the other.
fn same_domain(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_suffix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    within(one, other) || within(other, one)
}

impl Relationship {
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
            self.without_a_seat(dependency)?;
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
                proof: match invited_by {
                    _ if context.is_member(person) => Proof::Account,
                    Some(_) => Proof::Link,
                    None => Proof::Colleague,
                },
                text: context.called(person),
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
        // Nobody puts an account into a seat: whoever has one takes it.
        if context.has_account(to) {
            return Err(Refusal::OtherParty);
        }
        Ok(vec![
            PersonSeated {
                person: to,
                party: seat.party,
                roles: seat.roles.iter().copied().collect(),
                since: seat.since,
                invited_by: seat.invited_by,
                claimed: false,
                // What the successor can show is no more than what led here.
                proof: if self.table.is_vouched(seat) {
                    Proof::Colleague
                } else {
                    seat.proof
                },
                text: context.called(to),
            }
            .into(),
            SeatPassedOn { to }.into(),
        ])
    }

    /// Somebody with an account takes the seat that a link was made for. Where the party was only named
    /// so far, it turns out to be their organisation: both sides say so, the one that named it by the
    /// link, the other by its own account.
    pub(crate) fn take_seat(
        &self,
        context: &Context<'_>,
        from: PersonId,
    ) -> Result<Vec<Fact>, Refusal> {
        if self.table.closed.is_some() {
            return Err(Refusal::Closed);
        }
        let actor = context.actor;
        if context.holds != Some(from) || !context.has_account(actor) {
            return Err(Refusal::NotSeated);
        }
        let seat = self
            .table
            .seat(from)
            .filter(|seat| !seat.claimed)
            .ok_or(Refusal::Unknown { what: "person" })?;
        if self.table.seats.contains_key(&actor) {
            return Err(Refusal::PersonAlreadySeated);
        }
        self.has_room_for_a_person()?;
        let party = self
            .table
            .party(seat.party)
            .ok_or(Refusal::Unknown { what: "party" })?;
        let own = context.organisation_of(actor)?;
        let mut facts = vec![
            PersonSeated {
                person: actor,
                party: seat.party,
                roles: seat.roles.iter().copied().collect(),
                since: seat.since,
                invited_by: seat.invited_by,
                claimed: true,
                proof: if context.is_member(actor) {
                    Proof::Account
                } else {
                    seat.proof
                },
                text: context.called(actor),
            }
            .into(),
            PersonUnseated { person: from }.into(),
        ];
        if own != party.organisation {
            let still_named = context.organisation_of(from)? == party.organisation;
            let others_know = self.table.people_of(party.id).any(|other| {
                other.person != from && matches!(other.proof, Proof::Account | Proof::Mail)
            });
            if !still_named || others_know {
                return Err(Refusal::WrongOrganisation);
            }
            if self
                .table
                .seated_parties()
                .any(|other| other.organisation == own)
            {
                return Err(Refusal::AlreadySeated);
            }
            facts.push(
                PartyRecognised {
                    party: party.id,
                    organisation: own,
                }
                .into(),
            );
        }
        Ok(facts)
    }

    /// A person shows that they read mail at an address of their own. One at a domain of the party that
    /// made the link says nothing that the link did not.
    pub(crate) fn prove_seat(&self, context: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
        let seat = self.seat(context.actor)?;
        if seat.proof >= Proof::Mail {
            return Err(Refusal::NothingNew);
        }
        let at = context
            .mail_domain(context.actor)
            .ok_or(Refusal::NothingProved)?;
        let link_of = seat.invited_by;
        let theirs = self
            .table
            .seats
            .values()
            .filter(|other| Some(other.party) == link_of && other.person != seat.person);
        let mut theirs = theirs.filter_map(|other| context.mail_domain(other.person));
        if theirs.any(|theirs| same_domain(theirs, at)) {
            return Err(Refusal::NothingProved);
        }
        Ok(vec![
            SeatProved {
                proof: Proof::Mail,
                text: Some(SeatProofText { at: at.to_owned() }),
            }
            .into(),
        ])
    }

    /// Whoever holds the link says that somebody else used it first. It freezes nothing; the table sees it.
    pub(crate) fn contest_seat(&self, actor: PersonId) -> Result<Vec<Fact>, Refusal> {
        let seat = self.seat(actor)?;
        let link_of = seat.invited_by.ok_or(Refusal::NothingNew)?;
        if seat.contested.is_some() {
            return Err(Refusal::NothingNew);
        }
        Ok(vec![SeatContested { link_of }.into()])
    }

    pub(crate) fn set_roles(
        &self,
        actor: PersonId,
        person: PersonId,
        roles: &[Role],
    ) -> Result<Vec<Fact>, Refusal> {
        let seat = self.own_colleague(actor, person)?;
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
            self.own_colleague(actor, person)?
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
}
