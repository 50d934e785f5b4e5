//! What is recorded of the table itself, and what each of these facts changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Dependency, Party, Purpose, Seat, Suggestion, Terms};
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Stamp;
use crate::words::*;

facts! {
    /// A service relationship begins. Always entry 1.
    "relationship_opened" RelationshipOpened reaches Table {
        /// The provider's party.
        provider: PartyId,
        /// Which organisation that is.
        provider_organisation: OrganisationId,
        /// The consumer's party.
        consumer: PartyId,
        /// Which organisation that is.
        consumer_organisation: OrganisationId,
        /// How close it is to be kept.
        closeness: Closeness,
        /// ISO 4217 code of every amount in the relationship.
        currency: String,
        /// IANA name of the zone in which its days begin.
        time_zone: String,
    } says OpeningText {
        /// The service, in a few words.
        name: String,
        /// Unit of the provider, where both sides are one organisation.
        provider_unit: String,
        /// Unit of the consumer, where both sides are one organisation.
        consumer_unit: String,
    }

    /// The relationship's name or closeness was set again.
    "relationship_described" RelationshipDescribed reaches Table {
        /// How close it is to be kept.
        closeness: Closeness,
    } says DescriptionText {
        /// The service, in a few words.
        name: String,
    }

    /// What the relationship is for.
    "purpose_said" PurposeSaid reaches Table {
        /// Whose words these are.
        party: PartyId,
    } says PurposeText {
        /// The purpose.
        purpose: String,
    }

    /// A further organisation sits down.
    "party_seated" PartySeated reaches Table {
        /// Its seat.
        party: PartyId,
        /// Which organisation it is.
        organisation: OrganisationId,
        /// In which part.
        kind: PartyKind,
        /// The named dependency that it answers.
        dependency: Option<DependencyId>,
    }

    /// What a party brings, expects and cannot do.
    "terms_said" TermsSaid reaches Table {
        /// The party that says it of itself.
        party: PartyId,
    } says TermsText {
        /// What it brings.
        brings: String,
        /// What it may expect.
        expects: String,
        /// What it cannot do.
        cannot: String,
    }

    /// A supplier the service depends on was named.
    "dependency_named" DependencyNamed reaches Table {
        /// The dependency.
        dependency: DependencyId,
    } says DependencyText {
        /// Who it is and what for.
        name: String,
    }

    /// Why a supplier that the service depends on has no seat.
    "dependency_left_out" DependencyLeftOut reaches Table {
        /// The dependency.
        dependency: DependencyId,
    } says LeftOutText {
        /// The reason.
        why: String,
    }

    /// A person takes a seat.
    "person_seated" PersonSeated reaches Table {
        /// Who.
        person: PersonId,
        /// In which party.
        party: PartyId,
        /// What they are there.
        roles: Vec<Role>,
        /// How far back they read.
        since: Since,
        /// The other party that gave this first seat, until the person takes it up.
        invited_by: Option<PartyId>,
        /// Whether the person has an account already.
        claimed: bool,
        /// How it is known that they are whom the seat is meant for.
        proof: Proof,
        /// The guest whose seat they took by the link that was made for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_place_of: Option<PersonId>,
    } says SeatText {
        /// What they were called: names lie in the accounts, where they can be changed, and this is
        /// what the table was told.
        name: String,
        /// What their organisation was called.
        organisation: String,
    }

    /// A guest made the seat theirs with an account.
    "seat_claimed" SeatClaimed reaches Table {}

    /// A person showed that the seat is theirs in a better way than by the link that led to it.
    "seat_proved" SeatProved reaches Table {
        /// In which way.
        proof: Proof,
    } says SeatProofText {
        /// For mail, the domain of the address: “northwind.example”; else empty.
        at: String,
    }

    /// A colleague said of somebody whom another party brought that they are one of their own people.
    "seat_vouched" SeatVouched reaches Table {
        /// Of whom.
        person: PersonId,
    }

    /// Whoever holds the link to this seat says that somebody else used it before them.
    "seat_contested" SeatContested reaches Table {
        /// The party that made the link.
        link_of: PartyId,
    }

    /// A party that another named turns out to be this organisation: one of its own accounts sits there.
    "party_recognised" PartyRecognised reaches Table {
        /// Its seat.
        party: PartyId,
        /// Which organisation it is.
        organisation: OrganisationId,
    }

    /// What a party is called was put right, by its own people or by whoever seated it.
    "party_renamed" PartyRenamed reaches Table {
        /// Which party.
        party: PartyId,
    } says PartyNameText {
        /// What it is called since.
        name: String,
    }

    /// What an invited person is called was put right, by whoever gave them the seat.
    "person_renamed" PersonRenamed reaches Table {
        /// Whose name.
        person: PersonId,
    } says PersonNameText {
        /// What they are called since.
        name: String,
    }

    /// Somebody who does not invite for their party named a colleague who should be invited.
    "person_suggested" PersonSuggested reaches Heard(audience, party) {
        /// The suggestion.
        suggestion: SuggestionId,
        /// Who hears it: the party's own people.
        audience: Audience,
        /// Of which party the colleague is.
        party: PartyId,
    } says SuggestionText {
        /// What the colleague is called.
        name: String,
        /// Why they should be asked; may be empty.
        why: String,
    }

    /// Whoever was suggested was invited, or is not going to be.
    "suggestion_settled" SuggestionSettled reaches Heard(audience, party) {
        /// The suggestion.
        suggestion: SuggestionId,
        /// Who hears it.
        audience: Audience,
        /// Whose it is.
        party: PartyId,
        /// Who was invited; nobody where it was set aside.
        invited: Option<PersonId>,
    }

    /// A party of which nobody had spoken was taken from the table by whoever seated it.
    "party_removed" PartyRemoved reaches Table {
        /// Which party.
        party: PartyId,
    }

    /// An invited person named a colleague instead.
    "seat_passed_on" SeatPassedOn reaches Table {
        /// Who sits there now.
        to: PersonId,
    }

    /// A person's roles were set again.
    "roles_set" RolesSet reaches Table {
        /// Whose.
        person: PersonId,
        /// All their roles from now on.
        roles: Vec<Role>,
    }

    /// A person left the table.
    "person_unseated" PersonUnseated reaches Table {
        /// Who.
        person: PersonId,
    }

    /// The facilitator's hat moved.
    "facilitation_passed" FacilitationPassed reaches Table {
        /// Who wears it now.
        to: PersonId,
    }

    /// A supplier or other party left the table. Its words stay.
    "party_left" PartyLeft reaches Table {
        /// Which party.
        party: PartyId,
    }

    /// Every party consented: the relationship can be read and no more.
    "relationship_closed" RelationshipClosed reaches Table {}

    /// Whoever runs the server declares that entries were lost, by a failover or a restored copy. Nobody
    /// at the table did it.
    "record_restored" RecordRestored reaches Everybody {
        /// The last entry that this record shares with the one that was lost.
        shared: u64,
        /// How far the lost record reached.
        reached: u64,
        /// The root of its tree there.
        root: String,
    }

    /// The text of an entry was erased; its place, author and commitment stay.
    "content_erased" ContentErased reaches Erasure(sequence) {
        /// The entry whose text went.
        sequence: u64,
    } says ErasureText {
        /// On what ground.
        ground: String,
    }
}

impl Happened for RelationshipOpened {
    /// The first fact makes the state; met again it changes nothing.
    fn apply(self, _: Stamp, _: &mut Relationship) {}
}

impl Happened for RelationshipDescribed {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Description)
    }

    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.table.closeness = self.closeness;
        to.table.name = self.text.map(|text| text.name);
    }
}

impl Happened for PurposeSaid {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Purpose)
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.table.purpose = Some(Purpose {
            party: self.party,
            words: self.text.map(|text| text.purpose),
            said: stamp,
        });
    }
}

impl Happened for PartySeated {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let party = Party {
            id: self.party,
            organisation: self.organisation,
            unit: String::new(),
            kind: self.kind,
            seated: stamp,
            left: None,
            removed: false,
            terms: None,
        };
        to.table.order.push(self.party);
        to.table.parties.insert(self.party, party);
        let answered = self.dependency;
        let answered = answered.and_then(|id| to.table.dependencies.get_mut(&id));
        if let Some(dependency) = answered {
            dependency.party = Some(self.party);
        }
    }
}

impl Happened for TermsSaid {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Terms(self.party))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(party) = to.table.parties.get_mut(&self.party) {
            party.terms = Some(Terms {
                words: self.text,
                said: stamp,
            });
        }
    }
}

impl Happened for DependencyNamed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let dependency = Dependency {
            id: self.dependency,
            name: self.text.map(|text| text.name),
            named: stamp,
            party: None,
            left_out: None,
        };
        to.table.dependencies.insert(self.dependency, dependency);
    }
}

impl Happened for DependencyLeftOut {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(dependency) = to.table.dependencies.get_mut(&self.dependency) {
            dependency.left_out = Some(self.text.map(|text| text.why).unwrap_or_default());
        }
    }
}

impl Happened for PersonSeated {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let acted = (self.person == stamp.actor).then_some(stamp.at);
        // Whoever takes a seat stands on whom gave it.
        let taken = self.in_place_of.and_then(|from| to.table.seat_ever(from));
        let brought_by = taken.map_or(stamp.actor, |from| from.brought_by);
        let seat = Seat {
            person: self.person,
            party: self.party,
            roles: self.roles.into_iter().collect(),
            since: self.since,
            given: stamp,
            brought_by,
            invited_by: self.invited_by,
            claimed: self.claimed,
            proof: self.proof,
            mail_at: None,
            vouched_by: BTreeSet::new(),
            contested: None,
            acted,
            seen_acting: acted,
            seen_within: BTreeMap::new(),
            left: None,
        };
        to.table.seats.insert(self.person, Arc::new(seat));
        to.meetings
            .seat_changed(self.person, self.in_place_of, false, stamp);
        to.resettle(self.person, stamp);
    }
}

impl Happened for SeatClaimed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(seat) = to.table.seat_mut(stamp.actor) {
            seat.claimed = true;
        }
    }
}

impl Happened for SeatProved {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(seat) = to.table.seat_mut(stamp.actor) {
            seat.proof = self.proof;
            seat.mail_at = self.text.map(|text| text.at).filter(|at| !at.is_empty());
            // Answered. Whoever holds the link may say so again, and no second proof answers that.
            seat.contested = None;
        }
    }
}

impl Happened for SeatVouched {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(seat) = to.table.seat_mut(self.person) {
            seat.vouched_by.insert(stamp.actor);
        }
    }
}

impl Happened for SeatContested {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(seat) = to.table.seat_mut(stamp.actor) {
            seat.contested = Some(stamp);
        }
    }
}

impl Happened for PartyRecognised {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(party) = to.table.parties.get_mut(&self.party) {
            party.organisation = self.organisation;
        }
    }
}

impl Happened for SeatPassedOn {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.gets_up(stamp.actor, stamp);
    }
}

impl Happened for RolesSet {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Roles(self.person))
    }

    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        if let Some(seat) = to.table.seat_mut(self.person) {
            seat.roles = self.roles.into_iter().collect();
        }
        to.resettle(self.person, stamp);
    }
}

impl Happened for PersonUnseated {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.gets_up(self.person, stamp);
    }
}

impl Happened for FacilitationPassed {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.table.facilitator = Some(self.to);
    }
}

impl Happened for PartyLeft {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.party_gets_up(self.party, stamp);
    }
}

impl Happened for PartyRemoved {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.party_gets_up(self.party, stamp);
        if let Some(party) = to.table.parties.get_mut(&self.party) {
            party.removed = true;
        }
    }
}

impl Happened for PartyRenamed {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Party(self.party))
    }

    /// Names lie in the accounts; the record says that it was changed, by whom and to what.
    fn apply(self, _: Stamp, _: &mut Relationship) {}
}

impl Happened for PersonSuggested {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let suggestion = Suggestion {
            id: self.suggestion,
            party: self.party,
            made: stamp,
            words: self.text,
            settled: false,
        };
        to.table.suggestions.insert(self.suggestion, suggestion);
    }
}

impl Happened for SuggestionSettled {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        if let Some(suggestion) = to.table.suggestions.get_mut(&self.suggestion) {
            suggestion.settled = true;
        }
    }
}

impl Happened for PersonRenamed {
    fn edits(&self) -> Option<Edited> {
        Some(Edited::Person(self.person))
    }

    /// As of a party.
    fn apply(self, _: Stamp, _: &mut Relationship) {}
}

impl Happened for RelationshipClosed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.table.closed = Some(stamp);
        to.closings.closed(stamp);
    }
}

impl Happened for ContentErased {
    /// The text is gone from the record itself; a state made before must be made again.
    fn apply(self, _: Stamp, _: &mut Relationship) {}
}

impl Happened for RecordRestored {
    /// It says what is gone; what there is stays what it is.
    fn apply(self, _: Stamp, _: &mut Relationship) {}
}

impl Relationship {
    /// All people of a party leave the table, and it with them.
    fn party_gets_up(&mut self, party: PartyId, stamp: Stamp) {
        let people = self.table.people_of(party);
        let people: Vec<PersonId> = people.map(|seat| seat.person).collect();
        for person in people {
            self.gets_up(person, stamp);
        }
        self.closings.leaves(party);
        self.proposals.leaves(party, stamp);
        if let Some(party) = self.table.parties.get_mut(&party) {
            party.left = Some(stamp);
        }
    }

    /// Somebody leaves the table; what they said counts on as the rule on names says.
    fn gets_up(&mut self, person: PersonId, stamp: Stamp) {
        if let Some(seat) = self.table.seat_mut(person) {
            seat.left = Some(stamp);
        }
        self.meetings.seat_changed(person, None, true, stamp);
        self.resettle(person, stamp);
    }
}
