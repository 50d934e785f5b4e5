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

    /// Refuses more of what a party has had its share of; the others have theirs. Whoever is here without an account
    /// has a tenth of it for themselves. `made` are those who made what there is.
    pub(crate) fn within_share(
        &self,
        seat: &Seat,
        more: usize,
        (what, limit): (&'static str, usize),
        made: impl Iterator<Item = PersonId>,
    ) -> Result<(), Refusal> {
        let (mut of_party, mut own) = (0, 0);
        for person in made {
            of_party += usize::from(self.table.side_of(person) == Some(seat.party));
            own += usize::from(person == seat.person);
        }
        let alone = limit / 10;
        if of_party + more > limit {
            return Err(Refusal::Full { what, limit });
        }
        match !seat.claimed && own + more > alone {
            true => Err(Refusal::Full { what, limit: alone }),
            false => Ok(()),
        }
    }

    /// The seat of an actor whose word binds their party: by role, with an account of their own, and known by
    /// more than another party's link where others of the party are. Every act that binds a party asks this.
    pub(crate) fn spokesperson(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.entitled(actor)?;
        self.binding(seat)?;
        Ok(seat)
    }

    /// Refuses to whoever could be of another party's choosing, or has no account, what binds their party. For
    /// acts that do not go by role; all others ask [`Self::spokesperson`].
    pub(crate) fn binding(&self, seat: &Seat) -> Result<(), Refusal> {
        match (seat.claimed, self.table.binds(seat)) {
            (false, _) => Err(Refusal::GuestMustClaim),
            (true, false) => Err(self.unknown(seat)),
            (true, true) => Ok(()),
        }
    }

    /// What is refused to whoever could be of another party's choosing: what they can do about it.
    pub(crate) fn unknown(&self, seat: &Seat) -> Refusal {
        match self.table.is_vouched(seat) {
            true => Refusal::BeVouchedFirst,
            false => Refusal::ProveFirst,
        }
    }

    /// The seat of an actor in a role that speaks for their party, with an account of their own: for acts by
    /// which they bind nobody but themselves and those whom they bring.
    pub(crate) fn entitled(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.in_a_role(actor)?;
        match seat.claimed {
            true => Ok(seat),
            false => Err(Refusal::GuestMustClaim),
        }
    }

    /// The seat of an actor in a role that speaks for their party, guests included: for acts that bind nobody.
    pub(crate) fn in_a_role(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.speaker(actor)?;
        match seat.speaks_for_party() {
            true => Ok(seat),
            false => Err(Refusal::NotEntitled {
                roles: "customer, sponsor, service owner, relationship manager, representative",
            }),
        }
    }

    /// The seat of an actor who says what their party pays: where it has sponsors with an account, one of them.
    pub(crate) fn payer(&self, actor: PersonId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        let pays = |seat: &Seat| {
            seat.claimed && seat.roles.contains(&Role::Sponsor) && self.table.binds(seat)
        };
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
        let own = self.entitled(actor)?.party;
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
        let own = self.entitled(actor)?;
        match self.table.decides_on(own, seat) {
            true => Ok(seat),
            false => Err(self.unknown(own)),
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
        let seat = self.entitled(actor)?;
        let theirs = self.table.seat(person);
        let theirs = theirs.ok_or(Refusal::Unknown { what: "person" })?;
        if theirs.party == seat.party {
            self.own_colleague(actor, person)?;
        } else if theirs.invited_by != Some(seat.party) {
            return Err(Refusal::OtherParty);
        } else {
            self.binding(seat)?;
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
