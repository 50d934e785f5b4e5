//! Who may do what. Every rule about the right to act is here, and nowhere else.

use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::words::Role;

impl Relationship {
    /// The actor's seat, at an open table.
    pub(crate) fn seat(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.table.seat(actor).ok_or(Refusal::NotSeated)?;
        if self.table.closed.is_some() {
            return Err(Refusal::Closed);
        }
        Ok(seat)
    }

    /// The seat of an actor who may speak: every role but observer, guests included.
    pub(crate) fn speaker(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.seat(actor)?;
        if seat.speaks() {
            Ok(seat)
        } else {
            Err(Refusal::Observer)
        }
    }

    /// The seat of an actor who speaks for their party: by role, and with an account of their own.
    pub(crate) fn spokesperson(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.speaker(actor)?;
        if !seat.speaks_for_party() {
            return Err(Refusal::NotEntitled {
                roles: "customer, sponsor, service owner, relationship manager, representative",
            });
        }
        if !seat.claimed {
            return Err(Refusal::GuestMustClaim);
        }
        Ok(seat)
    }

    /// The seat of an actor who says what their party pays: where it has sponsors with an account, one of them.
    pub(crate) fn payer(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        let pays = |seat: &Seat| seat.claimed && seat.roles.contains(&Role::Sponsor);
        if !pays(seat) && self.table.people_of(seat.party).any(pays) {
            return Err(Refusal::SponsorSays);
        }
        Ok(seat)
    }

    /// As [`Self::spokesperson`], of one particular party; `other` is what is refused to those of any other.
    pub(crate) fn spokesperson_of(
        &self,
        actor: PersonId,
        party: PartyId,
        other: Refusal,
    ) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        if seat.party == party {
            Ok(seat)
        } else {
            Err(other)
        }
    }

    /// The seat of a person over whom the actor may dispose: one's own party's people only.
    pub(crate) fn colleague(&self, actor: PersonId, person: PersonId) -> Result<&Seat, Refusal> {
        let own = self.spokesperson(actor)?.party;
        let seat = self
            .table
            .seat(person)
            .ok_or(Refusal::Unknown { what: "person" })?;
        if seat.party == own {
            Ok(seat)
        } else {
            Err(Refusal::OtherParty)
        }
    }

    /// As [`Self::colleague`], for deciding on roles and seats: whoever is here by another party's link
    /// alone decides on those whom they brought themselves, and on nobody else.
    pub(crate) fn own_colleague(
        &self,
        actor: PersonId,
        person: PersonId,
    ) -> Result<&Seat, Refusal> {
        let seat = self.colleague(actor, person)?;
        let own = self.spokesperson(actor)?;
        match self.table.decides_on(own, seat) {
            true => Ok(seat),
            false => Err(Refusal::ProveFirst),
        }
    }

    /// The seat of an actor who puts right what a party is called: its own people do, and until it is known
    /// that any of them has done anything, whoever seated it does.
    pub(crate) fn party_mender(&self, actor: PersonId, party: PartyId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        self.seated_party(party)?;
        if seat.party == party {
            return Ok(seat);
        }
        self.party_maker(actor, party)
    }

    /// The seat of an actor of the side that seated a party, while they know of nothing that anybody of it
    /// has done.
    pub(crate) fn party_maker(&self, actor: PersonId, party: PartyId) -> Result<&Seat, Refusal> {
        let seat = self.of_the_side_that_seated(actor, party)?;
        let mut ever = self.table.seats_ever().filter(|it| it.party == party);
        match ever.any(|theirs| seat.sees_acting(theirs)) {
            true => Err(Refusal::OtherParty),
            false => Ok(seat),
        }
    }

    /// The seat of an actor of the side that seated a party.
    pub(crate) fn of_the_side_that_seated(
        &self,
        actor: PersonId,
        party: PartyId,
    ) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        let seated = self.seated_party(party)?.seated;
        let ours = self.table.side_of(seated.actor) == Some(seat.party);
        match ours && seat.party != party {
            true => Ok(seat),
            false => Err(Refusal::OtherParty),
        }
    }

    /// The seat of an actor of the side that gave a person theirs, while they know of nothing that
    /// the person has done.
    pub(crate) fn seat_giver(&self, actor: PersonId, person: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.of_the_side_that_invited(actor, person)?;
        let theirs = self.table.seat(person);
        match theirs.filter(|theirs| seat.sees_acting(theirs)) {
            None => Ok(seat),
            Some(theirs) if theirs.party == seat.party => Err(Refusal::TheirOwnName),
            Some(_) => Err(Refusal::OtherParty),
        }
    }

    /// The seat of an actor of the side that gave a person theirs: their own party, or the one that
    /// invited them.
    pub(crate) fn of_the_side_that_invited(
        &self,
        actor: PersonId,
        person: PersonId,
    ) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        let theirs = self.table.seat(person);
        let theirs = theirs.ok_or(Refusal::Unknown { what: "person" })?;
        if theirs.party == seat.party {
            self.own_colleague(actor, person)?;
        } else if theirs.invited_by != Some(seat.party) {
            return Err(Refusal::OtherParty);
        }
        Ok(seat)
    }

    /// The seat of an actor who guesses: a speaking person of the provider.
    pub(crate) fn guesser(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.speaker(actor)?;
        if seat.party == self.table.provider {
            Ok(seat)
        } else {
            Err(Refusal::OnlyProviderGuesses)
        }
    }
}
