//! Who sits down, as what, and who gets up. Only a party's own people decide on its people; its first
//! seat is given by whoever invites it.

use std::collections::BTreeSet;

use crate::act::{Act, Asks, At, Decided, acts, one};
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::{PARTIES, SEATS, SUGGESTIONS, SUGGESTIONS_EACH, Seat};
use crate::text;
use crate::words::*;

acts! {
    /// Seat a further organisation.
    SeatParty {
        /// Which organisation.
        organisation: OrganisationId,
        /// `supplier` or `other`.
        kind: PartyKind,
        /// The named dependency that it answers.
        #[serde(default)]
        dependency: Option<DependencyId>,
    }

    /// Admit a person: a colleague to one's own party, or the first person of a party without any.
    AdmitPerson about party: PartyId {
        /// Who.
        person: PersonId,
        /// To which party.
        party: PartyId,
        /// What they are there.
        roles: Vec<Role>,
        /// How far back they read.
        since: Since,
    }

    /// Make one's seat one's own, after claiming an account.
    ClaimSeat {}

    /// Take the seat of a guest with one's own account: the actor holds the link to it.
    TakeSeat about from: PersonId {
        /// The guest whom the link was made for.
        from: PersonId,
    }

    /// Say that one's confirmed address proves the seat.
    ProveSeat {}

    /// Say of a colleague whom another party brought that they are one of one's own people.
    VouchForSeat about person: PersonId {
        /// Of whom.
        person: PersonId,
    }

    /// Say that somebody else used the link to one's seat first.
    ContestSeat {}

    /// Give one's unclaimed seat to a colleague.
    PassSeatOn {
        /// The colleague.
        to: PersonId,
    }

    /// Set the roles of a person of one's own party.
    SetRoles about person: PersonId {
        /// Whose.
        person: PersonId,
        /// All their roles from now on.
        roles: Vec<Role>,
    }

    /// Unseat a person of one's own party, or oneself.
    UnseatPerson about person: PersonId {
        /// Who.
        person: PersonId,
    }

    /// Put right what a party is called: one's own, or one that one's side seated and of which nobody has
    /// spoken.
    RenameParty about party: PartyId {
        /// Which party.
        party: PartyId,
        /// What it is called.
        name: String,
    }

    /// Put right what a person is called to whom one's side gave a seat and who has not spoken.
    RenamePerson about person: PersonId {
        /// Whose name.
        person: PersonId,
        /// What they are called.
        name: String,
    }

    /// Take a party from the table that one's side seated and of which nobody has spoken.
    RemoveParty about party: PartyId {
        /// Which party.
        party: PartyId,
    }

    /// Name a colleague whom one's own party should invite, where one does not invite for it oneself.
    SuggestPerson {
        /// What the colleague is called.
        name: String,
        /// Why they should be asked.
        #[serde(default)]
        why: String,
    }

    /// Say that a suggestion was followed, or set it aside.
    SettleSuggestion about suggestion: SuggestionId {
        /// Which.
        suggestion: SuggestionId,
        /// Who was invited; nobody where it is set aside.
        #[serde(default)]
        invited: Option<PersonId>,
    }

    /// Hand the facilitator's hat on.
    PassFacilitation about to: PersonId {
        /// Who wears it next.
        to: PersonId,
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
    /// Refuses a party more than its half of those that can be brought beside provider and consumer.
    pub(crate) fn has_room_for_party(&self, seat: &Seat) -> Result<(), Refusal> {
        let table = &self.table;
        let brought = table.parties.values();
        let brought = brought.filter(|it| it.id != table.provider && it.id != table.consumer);
        let brought = brought.map(|it| it.seated.actor);
        self.within_share(seat, 1, ("parties", (PARTIES - 2) / 2), brought)
    }
}

impl Act for SeatParty {
    /// Provider or consumer bring further organisations to the table.
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        if seat.party != relationship.table.provider && seat.party != relationship.table.consumer {
            return Err(Refusal::NotEntitled {
                roles: "provider or consumer",
            });
        }
        relationship.has_room_for_party(seat)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            context,
            ..
        } = at;
        let Self {
            organisation,
            kind,
            dependency,
        } = self;
        if !matches!(kind, PartyKind::Supplier | PartyKind::Other) {
            return Err(Refusal::AlreadySeated);
        }
        let mut seated = relationship.table.seated_parties();
        if seated.any(|party| party.organisation == organisation) {
            return Err(Refusal::AlreadySeated);
        }
        if let Some(dependency) = dependency {
            relationship.without_a_seat(dependency)?;
        }
        one(PartySeated {
            party: PartyId(context.id()),
            organisation,
            kind,
            dependency,
        })
    }
}

impl Act for AdmitPerson {
    fn asks(&self) -> Asks {
        Asks::actor_and(self.person)
    }

    /// A party's own people admit its people. Only while it knows of nobody there who has taken up a seat
    /// may another party invite its first person.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        party: PartyId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.entitled(actor)?;
        relationship.seated_party(party)?;
        if seat.party != party {
            let mut people = relationship.table.people_of(party);
            if people.any(|theirs| seat.sees_acting(theirs)) {
                return Err(Refusal::OtherParty);
            }
            relationship.binding(seat)?;
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let person = self.person;
        let party = relationship.seated_party(self.party)?;
        let invited_by = (seat.party != party.id).then_some(seat.party);
        relationship.may_sit_in(person, party.id)?;
        if context.organisation_of(person)? != party.organisation {
            return Err(Refusal::WrongOrganisation);
        }
        // A party that nobody ever sat in knows nobody as its own; whoever was asked and never came, and is
        // asked no more, did not sit there.
        let mut ever = relationship.table.seats_ever();
        let sat = |seat: &Seat| {
            let was_there = seat.left.is_none() || seat.acted.is_some();
            seat.party == party.id && seat.claimed && was_there
        };
        if invited_by.is_none() || ever.any(sat) {
            context.may_bring(person)?;
        }
        relationship.has_room_for_a_person()?;
        let roles = roles_for(party.kind, &self.roles)?;
        // Whoever comes first must be able to admit the others.
        if invited_by.is_some() && !roles.iter().any(|role| role.speaks_for_party()) {
            return Err(Refusal::FirstSeatSpeaks);
        }
        if !seat.gives(self.since) {
            return Err(Refusal::FurtherBack);
        }
        // Nobody is put among people who have begun, be it unseen. Last of all: what is found so costs a seat
        // that everybody sees.
        if invited_by.is_some() && relationship.table.has_acted(party.id) {
            return Err(Refusal::OtherParty);
        }
        one(PersonSeated {
            person,
            party: party.id,
            roles: roles.into_iter().collect(),
            since: self.since,
            invited_by,
            claimed: context.has_account(person),
            proof: match invited_by {
                _ if context.is_member(person) => Proof::Account,
                Some(_) => Proof::Link,
                None => Proof::Colleague,
            },
            in_place_of: None,
            text: context.called(person),
        })
    }
}

impl Act for ClaimSeat {
    fn asks(&self) -> Asks {
        Asks {
            actor: true,
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        if seat.claimed {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, context, .. } = at;
        if !context.has_account(seat.person) {
            return Err(Refusal::GuestMustClaim);
        }
        one(SeatClaimed {})
    }
}

impl Act for PassSeatOn {
    fn asks(&self) -> Asks {
        Asks {
            people: vec![self.to],
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        if seat.claimed {
            return Err(Refusal::NotEntitled {
                roles: "an invited person without an account",
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let to = self.to;
        relationship.may_sit_in(to, seat.party)?;
        relationship.has_room_for_a_person()?;
        let party = relationship.seated_party(seat.party)?;
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
                proof: if relationship.table.is_vouched(seat) {
                    Proof::Colleague
                } else {
                    seat.proof
                },
                in_place_of: None,
                text: context.called(to),
            }
            .into(),
            SeatPassedOn { to }.into(),
        ])
    }
}

impl Act for TakeSeat {
    fn asks(&self) -> Asks {
        Asks::actor_and(self.from)
    }

    /// Answers with the seat that is taken: the actor has none yet.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        from: PersonId,
    ) -> Result<&Seat, Refusal> {
        if relationship.table.closed.is_some() {
            return Err(Refusal::Closed);
        }
        let given = relationship.table.seat(from).filter(|seat| !seat.claimed);
        // Whoever holds no link learns nothing of who sits here.
        let given = given.ok_or(Refusal::NotSeated)?;
        relationship.may_sit_in(actor, given.party)?;
        relationship.has_room_for_a_person()?;
        Ok(given)
    }

    /// Somebody with an account takes the seat that a link was made for. Where the party was only named
    /// so far, it turns out to be their organisation: both sides say so, the one that named it by the
    /// link, the other by its own account. An account of which no organisation says that it is its own
    /// takes the seat as one made there would: the party stays what it was called, and the proof what it was.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let (actor, from) = (context.actor, self.from);
        if context.holds != Some(from) || !context.has_account(actor) {
            return Err(Refusal::NotSeated);
        }
        let party = relationship.seated_party(seat.party)?;
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
                in_place_of: Some(from),
                text: context.called(actor),
            }
            .into(),
            PersonUnseated { person: from }.into(),
        ];
        if own != party.organisation {
            let mut seated = relationship.table.seated_parties();
            if seated.any(|other| other.organisation == own) {
                return Err(Refusal::AlreadySeated);
            }
            // Only its own people say that the party is their organisation.
            if !context.is_member(actor) {
                return Ok(facts);
            }
            let still_named = context.organisation_of(from)? == party.organisation;
            let others_know = relationship.table.people_of(party.id).any(|other| {
                other.person != from && matches!(other.proof, Proof::Account | Proof::Mail)
            });
            if !still_named || others_know {
                return Err(Refusal::WrongOrganisation);
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
}

impl Act for ProveSeat {
    fn asks(&self) -> Asks {
        Asks {
            actor: true,
            makers_of_the_link: true,
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        if seat.proof == Proof::Account {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    /// A person whom the party's organisation knows by now comes with an account of it. Another shows that they read
    /// mail at an address of their own; one at a domain of the party that made the link says nothing that the link
    /// did not.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let party = relationship.seated_party(seat.party)?;
        if context.is_member(seat.person)
            && context.organisation_of(seat.person)? == party.organisation
        {
            return one(SeatProved {
                proof: Proof::Account,
                text: Some(SeatProofText { at: String::new() }),
            });
        }
        if seat.proof == Proof::Mail {
            return Err(Refusal::NothingNew);
        }
        let at = context
            .mail_domain(seat.person)
            .ok_or(Refusal::NothingProved)?;
        let theirs = relationship
            .table
            .seats_ever()
            .filter(|other| Some(other.party) == seat.invited_by && other.person != seat.person);
        let mut theirs = theirs.filter_map(|other| context.mail_domain(other.person));
        if theirs.any(|theirs| same_domain(theirs, at)) {
            return Err(Refusal::NothingProved);
        }
        one(SeatProved {
            proof: Proof::Mail,
            text: Some(SeatProofText { at: at.to_owned() }),
        })
    }
}

impl Act for VouchForSeat {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        person: PersonId,
    ) -> Result<&Seat, Refusal> {
        // Whoever says so binds nobody but whom they say it of: no account is asked for.
        let seat = relationship.in_a_role(actor)?;
        let theirs = relationship.table.seat(person);
        let theirs = theirs.ok_or(Refusal::Unknown { what: "person" })?;
        if theirs.party != seat.party {
            return Err(Refusal::OtherParty);
        }
        match relationship.table.could_vouch(seat, theirs) {
            true => Ok(seat),
            false => Err(Refusal::NothingNew),
        }
    }

    /// Mail shows that somebody reads it, not that they are of the party: that is its people's to say.
    fn decide(self, _: At<'_, '_>) -> Decided {
        one(SeatVouched {
            person: self.person,
        })
    }
}

impl Act for ContestSeat {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        if seat.contested.is_some() || seat.invited_by.is_none() {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    /// Whoever holds the link says that somebody else used it first. It freezes nothing; the table sees it.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, context, .. } = at;
        // In a session of the seat's own nobody can say that somebody else has it.
        if context.holds != Some(seat.person) {
            return Err(Refusal::WithoutLink);
        }
        let link_of = seat.invited_by.ok_or(Refusal::NothingNew)?;
        one(SeatContested { link_of })
    }
}

impl Act for SetRoles {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Roles(self.person))
    }

    fn asks(&self) -> Asks {
        Asks::actor_and(self.person)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        person: PersonId,
    ) -> Result<&Seat, Refusal> {
        relationship.own_colleague(actor, person)?;
        relationship.seat(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let person = self.person;
        let theirs = relationship.own_colleague(seat.person, person)?;
        let party = relationship.seated_party(theirs.party)?;
        context.may_decide_on(person, party.organisation)?;
        let roles = roles_for(party.kind, &self.roles)?;
        if roles == theirs.roles {
            return Err(Refusal::NothingNew);
        }
        if !roles.iter().any(|role| role.speaks_for_party()) {
            relationship.keeps_a_speaker_without(theirs)?;
        }
        let roles = roles.into_iter().collect();
        one(RolesSet { person, roles })
    }
}

impl Act for UnseatPerson {
    fn asks(&self) -> Asks {
        Asks::actor_and(self.person)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        person: PersonId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        let theirs = if actor == person {
            seat
        } else {
            match relationship.own_colleague(actor, person) {
                Ok(theirs) => theirs,
                // Whoever invited them takes that back until they have spoken.
                Err(Refusal::OtherParty) => return relationship.seat_giver(actor, person),
                Err(refusal) => return Err(refusal),
            }
        };
        relationship.keeps_a_speaker_without(theirs)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let person = self.person;
        if relationship.table.side_of(person) == Some(seat.party) {
            let party = relationship.seated_party(seat.party)?;
            context.may_decide_on(person, party.organisation)?;
        } else if relationship
            .table
            .seat(person)
            .is_some_and(|it| it.acted.is_some())
        {
            // Be it unseen: an own word would else be followed by somebody whom the other side chooses.
            return Err(Refusal::OtherParty);
        }
        one(PersonUnseated { person })
    }
}

impl Act for RenameParty {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Party(self.party))
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        party: PartyId,
    ) -> Result<&Seat, Refusal> {
        relationship.party_mender(actor, party)
    }

    /// The accounts take the name with it, where it is no more than a name at this table.
    fn decide(self, _: At<'_, '_>) -> Decided {
        let name = text::line("name", &self.name)?;
        let text = Some(PartyNameText { name });
        one(PartyRenamed {
            party: self.party,
            text,
        })
    }
}

impl Act for RenamePerson {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Person(self.person))
    }

    fn asks(&self) -> Asks {
        Asks::actor_and(self.person)
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        person: PersonId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat_giver(actor, person)?;
        match relationship.table.seat(person) {
            Some(theirs) if theirs.claimed => Err(Refusal::TheirOwnName),
            _ => Ok(seat),
        }
    }

    /// The accounts take the name with it: of a guest alone, who sits nowhere else.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let person = self.person;
        if at.context.has_account(person) {
            return Err(Refusal::TheirOwnName);
        }
        let name = text::line("name", &self.name)?;
        let text = Some(PersonNameText { name });
        one(PersonRenamed { person, text })
    }
}

impl Act for RemoveParty {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        party: PartyId,
    ) -> Result<&Seat, Refusal> {
        let table = &relationship.table;
        if [table.provider, table.consumer].contains(&party) {
            relationship.spokesperson(actor)?;
            return Err(Refusal::NotRemoved);
        }
        let seat = relationship.party_maker(actor, party)?;
        // Else whoever seated it could shrink a table that is about to decide.
        match relationship.is_waited_for(party) {
            true => Err(Refusal::WaitedFor),
            false => Ok(seat),
        }
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let party = self.party;
        if at.relationship.table.has_ever_acted(party) {
            return Err(Refusal::OtherParty);
        }
        let mut facts = vec![PartyRemoved { party }.into()];
        facts.extend(at.relationship.closing_left_by(party));
        Ok(facts)
    }
}

impl Act for SuggestPerson {
    /// Whoever speaks, and does not invite by themselves.
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        if relationship.entitled(actor).is_ok() {
            return Err(Refusal::InviteYourself);
        }
        let open = || relationship.table.open_suggestions(seat.party);
        let own = open().filter(|suggestion| suggestion.made.actor == actor);
        // Nobody takes all the room there is for their party's.
        for (count, limit) in [
            (own.count(), SUGGESTIONS_EACH),
            (open().count(), SUGGESTIONS),
        ] {
            if count >= limit {
                return Err(Refusal::Full {
                    what: "suggestions",
                    limit,
                });
            }
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At { seat, context, .. } = at;
        let words = SuggestionText {
            name: text::line("name", &self.name)?,
            why: text::optional_passage("why", &self.why)?,
        };
        one(PersonSuggested {
            suggestion: SuggestionId(context.id()),
            audience: Audience::OwnParty,
            party: seat.party,
            text: Some(words),
        })
    }
}

impl Act for SettleSuggestion {
    /// Whoever invites for the party, or made it.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: SuggestionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let unknown = Refusal::Unknown { what: "suggestion" };
        let mut open = relationship.table.open_suggestions(seat.party);
        let suggestion = open.find(|one| one.id == on).ok_or(unknown)?;
        if suggestion.made.actor == actor {
            return Ok(seat);
        }
        relationship.spokesperson(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (party, table) = (at.seat.party, &at.relationship.table);
        let sits = |person| table.seat(person).is_some_and(|seat| seat.party == party);
        if self.invited.is_some_and(|person| !sits(person)) {
            return Err(Refusal::Unknown { what: "person" });
        }
        one(SuggestionSettled {
            suggestion: self.suggestion,
            audience: Audience::OwnParty,
            party,
            invited: self.invited,
        })
    }
}

impl Act for PassFacilitation {
    /// The hat goes on from its wearer, or from any party's spokesperson when the wearer has left.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        to: PersonId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        let worn = relationship.table.facilitator;
        let worn = worn.filter(|person| relationship.table.seat(*person).is_some());
        match worn {
            Some(person) if person == actor => {}
            Some(_) => {
                return Err(Refusal::NotEntitled {
                    roles: "the facilitator",
                });
            }
            None => {
                relationship.spokesperson(actor)?;
            }
        }
        let next = relationship.table.seat(to);
        let next = next.ok_or(Refusal::Unknown { what: "person" })?;
        // A guest of whom nobody has seen anything may never come.
        if !next.claimed && next.seen_acting.is_none() && to != actor {
            return Err(Refusal::HasNotCome);
        }
        if worn == Some(to) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        one(FacilitationPassed { to: self.to })
    }
}

impl Relationship {
    /// One person belongs to one party of a relationship. Whoever got up may sit down there again, and nobody
    /// changes sides; but an organisation that left and came back sits in a new seat.
    fn may_sit_in(&self, person: PersonId, party: PartyId) -> Result<(), Refusal> {
        if self.table.seat(person).is_some() {
            return Err(Refusal::PersonAlreadySeated);
        }
        match self.table.side_of(person) {
            Some(before) if before != party && self.table.party(before).is_some() => {
                Err(Refusal::ChangesSides)
            }
            _ => Ok(()),
        }
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
}
