//! Who sits where, and who decides about it.

use crate::world::*;
use domain::fact::*;
use domain::ids::*;
use domain::needs::Need;
use domain::words::*;
use domain::{Command, Fact, Refusal, act};

#[test]
fn who_opens_speaks_for_the_side_they_sit_on() {
    let world = World::opened();
    let you = world.seen_by(INES).you();
    assert_eq!(you.kind, PartyKind::Provider);
    assert_eq!(you.roles, [Role::ServiceOwner]);
    assert!(you.speak_for_party && you.facilitate && you.claimed);

    let Command::OpenRelationship(act::OpenRelationship {
        name,
        closeness,
        currency,
        time_zone,
        ..
    }) = opening()
    else {
        unreachable!("opening opens")
    };
    let as_consumer = Command::OpenRelationship(act::OpenRelationship {
        name,
        side: PartyKind::Consumer,
        counterpart: MERIDIAN,
        provider_unit: String::new(),
        consumer_unit: String::new(),
        closeness,
        currency,
        time_zone,
        purpose: "Drivers reach dispatch".into(),
    });
    let facts = opens(MARA, as_consumer).expect("a consumer may open").facts;
    let [
        Fact::RelationshipOpened(opened),
        Fact::PersonSeated(seat),
        _,
        Fact::PurposeSaid(purpose),
    ] = &facts[..]
    else {
        panic!("{facts:?}");
    };
    assert_eq!(opened.provider_organisation, MERIDIAN);
    assert_eq!(opened.consumer_organisation, NORTHWIND);
    assert_eq!(seat.roles, [Role::Customer]);
    assert_eq!(
        (seat.party, purpose.party),
        (opened.consumer, opened.consumer)
    );
}

#[test]
fn provider_cannot_admit_the_consumers_people_once_one_has_taken_up_a_seat() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    let more = admit(LEA, consumer, &[Role::Sponsor], Since::Start);
    // Whether it is seen or not.
    for audience in [Audience::OnlyMe, Audience::OwnParty, Audience::WholeTable] {
        let mut spoken = world.clone();
        spoken.does(MARA, say(audience, "here"));
        assert!(spoken.decide(INES, more.clone()).is_err());
        spoken.does(MARA, more.clone());
    }
}

#[test]
fn only_the_first_seat_of_a_party_is_given_by_another() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    let invited = |world: &World| {
        let seats = world.seen_by(INES).table().seats;
        let mara = seats.into_iter().find(|seat| seat.person == MARA);
        mara.expect("Mara sits here").invited_by
    };
    assert_eq!(invited(&world), Some(world.provider));
    world.does(MARA, say(Audience::OwnParty, "here"));
    world.admits(MARA, LEA, consumer, &[Role::Sponsor], Since::Start);
    let lea = world
        .seen_by(INES)
        .table()
        .seats
        .into_iter()
        .find(|seat| seat.person == LEA);
    assert_eq!(lea.expect("Lea sits here").invited_by, None);
}

#[test]
fn a_guests_first_seat_says_by_whose_link_they_came() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    let seat = |world: &World| {
        let seats = world.seen_by(INES).table().seats;
        seats
            .into_iter()
            .find(|seat| seat.person == GUS)
            .expect("Gus sits here")
    };
    assert!(!seat(&world).claimed && !seat(&world).taken_up);
    world.does(GUS, say(Audience::WholeTable, "from my phone"));
    assert!(seat(&world).taken_up);
    assert_eq!(seat(&world).invited_by, Some(world.provider));
    world.refuses(GUS, act::ClaimSeat {}, Refusal::GuestMustClaim);
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    assert!(seat(&world).claimed);
    // An account of one's own making says nothing about who one is.
    assert_eq!(seat(&world).invited_by, Some(world.provider));
    assert_eq!(seat(&world).proof, Proof::Link);
    world.refuses(GUS, act::ClaimSeat {}, Refusal::NothingNew);
}

#[test]
fn guests_rate_and_speak_but_do_not_admit() {
    let mut world = World::seated();
    let consumer = world.consumer;
    world.admits(MARA, GUS, consumer, &[Role::Customer], Since::Start);
    let outcome = world.adds_outcome(GUS, "So that a guest can add an outcome");
    world.rates(GUS, outcome, [7, 7, 7]);
    world.says(GUS, Audience::WholeTable, "a need");
    for spokespersons_only in [
        admit(GRETA, consumer, &[Role::User], Since::Start),
        Command::SetRoles(act::SetRoles {
            person: MARA,
            roles: vec![Role::User],
        }),
        Command::UnseatPerson(act::UnseatPerson { person: MARA }),
        Command::SayTerms(act::SayTerms {
            brings: "trucks".into(),
            expects: String::new(),
            cannot: String::new(),
        }),
        better_off(Audience::OwnParty, "yes"),
        Command::ProposeClosing(act::ProposeClosing {}),
        Command::SeatParty(act::SeatParty {
            organisation: REGULATOR,
            kind: PartyKind::Other,
            dependency: None,
        }),
    ] {
        world.refuses(GUS, spokespersons_only, Refusal::GuestMustClaim);
    }
}

#[test]
fn provider_cannot_unseat_the_consumers_people() {
    let world = World::seated();
    for person in [MARA, LEA, OTTO, driver(0)] {
        world.refuses(INES, act::UnseatPerson { person }, Refusal::OtherParty);
        let roles = vec![Role::Observer];
        world.refuses(INES, act::SetRoles { person, roles }, Refusal::OtherParty);
    }
}

#[test]
fn an_unseated_person_sees_nothing_and_does_nothing() {
    let mut world = World::seated();
    let person = driver(0);
    world.does(MARA, act::UnseatPerson { person });
    assert!(world.everything(person).is_none());
    assert!(!world.relationship.seats(person));
    world.refuses(
        person,
        say(Audience::WholeTable, "still here?"),
        Refusal::NotSeated,
    );
}

#[test]
fn one_person_belongs_to_one_party() {
    let mut world = World::seated();
    let (provider, consumer) = (world.provider, world.consumer);
    world.refuses(
        INES,
        admit(PAUL, provider, &[Role::Delivery], Since::Start),
        Refusal::PersonAlreadySeated,
    );
    world.refuses(
        MARA,
        admit(IDA, consumer, &[Role::Customer], Since::Start),
        Refusal::WrongOrganisation,
    );
    world.refuses(
        MARA,
        admit(STRANGER, consumer, &[Role::Customer], Since::Start),
        Refusal::Unknown { what: "person" },
    );
    // Somebody who sat on the other side does not change sides.
    world.admits(INES, IDA, provider, &[Role::ServiceOwner], Since::Start);
    world.does(INES, act::UnseatPerson { person: IDA });
    let mut fact = PersonSeated {
        person: driver(9),
        party: provider,
        roles: vec![Role::Delivery],
        since: Since::Start,
        invited_by: None,
        proof: Proof::Account,
        claimed: true,
        in_place_of: None,
        text: None,
    };
    world.records(INES, fact.clone().into());
    world.does(INES, act::UnseatPerson { person: driver(9) });
    fact.party = consumer;
    world.refuses(
        MARA,
        admit(driver(9), consumer, &[Role::User], Since::Start),
        Refusal::ChangesSides,
    );
}

#[test]
fn a_person_who_left_can_be_admitted_again() {
    let mut world = World::seated();
    let consumer = world.consumer;
    world.does(LEA, act::UnseatPerson { person: LEA });
    world.admits(MARA, LEA, consumer, &[Role::Sponsor], Since::Now);
    assert!(world.relationship.seats(LEA));
}

#[test]
fn a_party_that_left_and_came_back_can_seat_its_people_again() {
    let mut world = World::seated();
    world.does(TOM, act::LeaveTable {});
    let again = world.seats_party(INES, HALDEN, PartyKind::Supplier);
    world.admits(INES, TOM, again, &[Role::Representative], Since::Start);
    assert_eq!(world.seen_by(TOM).party(), again);
}

#[test]
fn roles_belong_to_their_kind_of_party() {
    let world = World::seated();
    let (provider, consumer) = (world.provider, world.consumer);
    for (actor, party, person, role) in [
        (INES, provider, IDA, Role::Customer),
        (INES, provider, IDA, Role::Representative),
        (MARA, consumer, GUS, Role::ServiceOwner),
        (TOM, world.supplier, TESS, Role::User),
    ] {
        world.refuses(
            actor,
            admit(person, party, &[role], Since::Start),
            Refusal::RoleOfAnotherParty,
        );
    }
    world.refuses(
        INES,
        admit(IDA, provider, &[], Since::Start),
        Refusal::NoRole,
    );
    let nothing = Command::SetRoles(act::SetRoles {
        person: LEA,
        roles: Vec::new(),
    });
    world.refuses(MARA, nothing, Refusal::NoRole);
    let same = Command::SetRoles(act::SetRoles {
        person: LEA,
        roles: vec![Role::Sponsor],
    });
    world.refuses(MARA, same, Refusal::NothingNew);
}

#[test]
fn the_last_speaker_cannot_leave() {
    let mut world = World::seated();
    world.does(LEA, act::UnseatPerson { person: LEA });
    world.refuses(
        MARA,
        act::UnseatPerson { person: MARA },
        Refusal::LastSpeaker,
    );
    let roles = vec![Role::User];
    world.refuses(
        MARA,
        act::SetRoles {
            person: MARA,
            roles,
        },
        Refusal::LastSpeaker,
    );
    let roles = vec![Role::Customer, Role::Sponsor];
    world.does(
        MARA,
        act::SetRoles {
            person: MARA,
            roles,
        },
    );
    world.refuses(TOM, act::UnseatPerson { person: TOM }, Refusal::LastSpeaker);
}

#[test]
fn an_invited_guest_can_name_a_colleague_instead() {
    let mut world = World::opened();
    let (provider, consumer) = (world.provider, world.consumer);
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Now);
    world.refuses(
        GUS,
        act::PassSeatOn { to: PAUL },
        Refusal::WrongOrganisation,
    );
    world.refuses(
        GUS,
        act::PassSeatOn { to: INES },
        Refusal::PersonAlreadySeated,
    );
    world.refuses(
        GUS,
        act::PassSeatOn { to: STRANGER },
        Refusal::Unknown { what: "person" },
    );
    let facts = world.does(GUS, act::PassSeatOn { to: GRETA });
    let [Fact::PersonSeated(seat), Fact::SeatPassedOn(_)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!((seat.party, seat.since), (consumer, Since::Now));
    assert_eq!(
        (&seat.roles[..], seat.invited_by),
        (&[Role::Customer][..], Some(provider))
    );
    assert!(!world.relationship.seats(GUS) && world.relationship.seats(GRETA));
    world.gives_account(GRETA);
    world.does(GRETA, act::ClaimSeat {});
    let with_account = Command::PassSeatOn(act::PassSeatOn { to: driver(9) });
    let refusal = world
        .decide(GRETA, with_account)
        .expect_err("Greta has an account");
    assert_eq!(refusal.rule(), "not_entitled");
}

#[test]
fn the_purpose_is_in_the_consumers_words() {
    let mut world = World::opened();
    let consumer = world.consumer;
    let purpose = |words: &str| {
        Command::SayPurpose(act::SayPurpose {
            purpose: words.into(),
        })
    };
    world.does(INES, purpose("what we think it is for"));
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    assert!(
        world
            .seen_by(MARA)
            .needs(world.now)
            .contains(&Need::SayPurpose)
    );
    world.does(MARA, purpose("what it is for"));
    assert!(
        !world
            .seen_by(MARA)
            .needs(world.now)
            .contains(&Need::SayPurpose)
    );
    world.refuses(INES, purpose("no, this"), Refusal::OnlyConsumer);
    let shown = world
        .seen_by(INES)
        .frame()
        .purpose
        .expect("it has a purpose");
    assert_eq!(
        (shown.party, shown.words.as_deref()),
        (consumer, Some("what it is for"))
    );
}

#[test]
fn a_party_says_its_own_terms() {
    let mut world = World::seated();
    let terms = |brings: &str| {
        Command::SayTerms(act::SayTerms {
            brings: brings.into(),
            expects: String::new(),
            cannot: String::new(),
        })
    };
    world.refuses(INES, terms(" "), Refusal::Blank { field: "brings" });
    let facts = world.does(INES, terms("a network"));
    assert!(matches!(&facts[..], [Fact::TermsSaid(said)] if said.party == world.provider));
}

#[test]
fn a_supplier_without_a_seat_is_named_until_it_is_seated_or_left_out() {
    let mut world = World::opened();
    let waiting = |world: &World| {
        let needs = world.seen_by(INES).needs(world.now);
        needs
            .iter()
            .filter(|need| matches!(need, Need::SeatDependency { .. }))
            .count()
    };
    let mut named = Vec::new();
    for name in ["Halden towers", "Power"] {
        let facts = world.does(INES, act::NameDependency { name: name.into() });
        let [Fact::DependencyNamed(fact)] = &facts[..] else {
            panic!("{facts:?}")
        };
        named.push(fact.dependency);
    }
    assert_eq!(waiting(&world), 2);
    let why = "the landlord answers for it".to_owned();
    world.does(
        INES,
        act::LeaveDependencyOut {
            dependency: named[1],
            why: why.clone(),
        },
    );
    assert_eq!(waiting(&world), 1);
    let seat = |organisation| {
        Command::SeatParty(act::SeatParty {
            organisation,
            kind: PartyKind::Supplier,
            dependency: Some(named[0]),
        })
    };
    let facts = world.does(INES, seat(HALDEN));
    let [Fact::PartySeated(halden)] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!(waiting(&world), 0);
    world.refuses(INES, seat(REGULATOR), Refusal::AlreadySeated);
    let left_out = Command::LeaveDependencyOut(act::LeaveDependencyOut {
        dependency: named[0],
        why,
    });
    world.refuses(INES, left_out, Refusal::AlreadySeated);

    // When it leaves, the service depends on somebody without a seat again.
    world.admits(
        INES,
        TOM,
        halden.party,
        &[Role::Representative],
        Since::Start,
    );
    world.does(TOM, act::LeaveTable {});
    assert_eq!(waiting(&world), 1);
    world.does(INES, seat(HALDEN));
    assert_eq!(waiting(&world), 0);
}

#[test]
fn only_the_provider_says_why_a_supplier_has_no_seat() {
    let mut world = World::seated();
    let facts = world.does(
        MARA,
        act::NameDependency {
            name: "Power".into(),
        },
    );
    let [Fact::DependencyNamed(named)] = &facts[..] else {
        panic!("{facts:?}")
    };
    let leave_out = Command::LeaveDependencyOut(act::LeaveDependencyOut {
        dependency: named.dependency,
        why: "not needed".into(),
    });
    world.refuses(MARA, leave_out.clone(), Refusal::OnlyProviderLeavesOut);
    world.does(INES, leave_out);
}

#[test]
fn provider_or_consumer_bring_further_organisations() {
    let mut world = World::seated();
    let seat = |organisation, kind| {
        Command::SeatParty(act::SeatParty {
            organisation,
            kind,
            dependency: None,
        })
    };
    let refusal = world.decide(TOM, seat(REGULATOR, PartyKind::Other));
    assert_eq!(
        refusal.expect_err("a supplier brings nobody").rule(),
        "not_entitled"
    );
    for kind in [PartyKind::Provider, PartyKind::Consumer] {
        world.refuses(MARA, seat(REGULATOR, kind), Refusal::AlreadySeated);
    }
    world.refuses(
        MARA,
        seat(HALDEN, PartyKind::Supplier),
        Refusal::AlreadySeated,
    );
    let other = world.seats_party(MARA, REGULATOR, PartyKind::Other);
    let silent = Command::AdmitPerson(act::AdmitPerson {
        person: RUTH,
        party: other,
        roles: vec![Role::Member],
        since: Since::Now,
    });
    world.refuses(MARA, silent, Refusal::FirstSeatSpeaks);
    world.admits(MARA, RUTH, other, &[Role::Representative], Since::Now);
}

#[test]
fn the_facilitators_hat_moves_from_its_wearer() {
    let mut world = World::seated();
    let pass = |to| Command::PassFacilitation(act::PassFacilitation { to });
    let refused = world.decide(MARA, pass(MARA)).expect_err("Ines wears it");
    assert_eq!(refused.rule(), "not_entitled");
    world.refuses(STRANGER, pass(STRANGER), Refusal::NotSeated);
    world.refuses(INES, pass(INES), Refusal::NothingNew);
    world.refuses(INES, pass(STRANGER), Refusal::Unknown { what: "person" });
    world.does(INES, pass(MARA));
    assert!(world.seen_by(MARA).you().facilitate && !world.seen_by(INES).you().facilitate);
    // It gives neither sight nor voice; it returns to any spokesperson when its wearer leaves.
    world.does(MARA, pass(OTTO));
    world.refuses(
        OTTO,
        say(Audience::WholeTable, "as facilitator"),
        Refusal::Observer,
    );
    world.does(MARA, act::UnseatPerson { person: OTTO });
    assert_eq!(world.seen_by(INES).frame().facilitator, None);
    // Nobody gives it to a guest who may never come.
    world.admits(MARA, GUS, world.consumer, &[Role::Customer], Since::Start);
    world.refuses(INES, pass(GUS), Refusal::HasNotCome);
    world.does(GUS, say(Audience::WholeTable, "here"));
    assert!(world.seen_by(INES).may::<act::PassFacilitation>(GUS));
    let refused = world
        .decide(driver(0), pass(driver(0)))
        .expect_err("a user");
    assert_eq!(refused.rule(), "not_entitled");
    world.does(TOM, pass(TOM));
    assert_eq!(world.seen_by(INES).frame().facilitator, Some(TOM));
}

#[test]
fn the_relationship_is_described_anew_by_those_who_speak_for_a_party() {
    let mut world = World::seated();
    let describe = |name: &str, closeness| {
        Command::DescribeRelationship(act::DescribeRelationship {
            name: name.into(),
            closeness,
        })
    };
    world.refuses(
        INES,
        describe("Roaming for drivers", Closeness::Regular),
        Refusal::NothingNew,
    );
    // Files are named by it: it is not a supplier's to say.
    let by_tom = describe("Halden owns this", Closeness::Close);
    world.refuses(TOM, by_tom, Refusal::OnlyTheTwo);
    world.does(MARA, describe("Roaming", Closeness::Close));
    let frame = world.seen_by(TOM).frame();
    assert_eq!(
        (frame.name.as_deref(), frame.closeness),
        (Some("Roaming"), Closeness::Close)
    );
}

#[test]
fn whoever_asked_is_told_to_remind_once_it_is_due_and_nobody_else_is() {
    let mut world = World::opened();
    let (provider, consumer) = (world.provider, world.consumer);
    world.admits(INES, IDA, provider, &[Role::ServiceOwner], Since::Start);
    let due = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        let of = |need: &Need| match need {
            Need::InviteParty { party } | Need::InviteAgain { party, .. } => Some(*party),
            _ => None,
        };
        needs.iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(due(&world, INES), [consumer]);
    assert_eq!(
        due(&world, IDA),
        [consumer],
        "nobody was asked: their side seated it"
    );
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    assert_eq!(due(&world, INES), [], "she was asked just now");
    let summary = world.seen_by(INES).summary(world.now);
    world.days_pass(3);
    assert!(
        !summary.holds.contains(&world.now),
        "a list that was kept says so no longer"
    );
    assert_eq!(due(&world, INES), [consumer]);
    assert_eq!(due(&world, IDA), [], "she asked nobody");
    // Once whoever asked has left, their colleagues remind.
    world.does(IDA, say(Audience::WholeTable, "I take over"));
    world.does(INES, act::UnseatPerson { person: INES });
    assert_eq!(due(&world, IDA), [consumer]);
    world.does(MARA, say(Audience::WholeTable, "here"));
    assert_eq!(due(&world, IDA), []);
}

/// A supplier that Ines seated, and the guest whom she asked there; neither is what it should be.
fn seated_by_mistake() -> (World, PartyId) {
    let mut world = World::seated();
    let supplier = world.seats_party(INES, REGULATOR, PartyKind::Supplier);
    world.calls(GUS, REGULATOR);
    world.admits(INES, GUS, supplier, &[Role::Representative], Since::Start);
    (world, supplier)
}

fn mends(party: PartyId, person: PersonId) -> [Command; 4] {
    let name = || "Put right".to_owned();
    [
        act::RenameParty {
            party,
            name: name(),
        }
        .into(),
        act::RemoveParty { party }.into(),
        act::RenamePerson {
            person,
            name: name(),
        }
        .into(),
        act::UnseatPerson { person }.into(),
    ]
}

#[test]
fn whoever_seated_a_party_or_person_puts_that_right_until_somebody_of_it_has_acted() {
    let (world, party) = seated_by_mistake();
    let mut ours = world.clone();
    ours.admits(
        INES,
        IDA,
        ours.provider,
        &[Role::ServiceOwner],
        Since::Start,
    );
    for mend in mends(party, GUS) {
        // Of whoever seated them, each who speaks for that side, and nobody of any other.
        ours.clone().does(IDA, mend.clone());
        for other in [MARA, TOM] {
            world.refuses(other, mend.clone(), Refusal::OtherParty);
        }
        world.refuses(PAUL, mend.clone(), not_entitled());
        // Who was asked leaves, where somebody else still speaks, and mends nothing.
        if !matches!(mend, Command::UnseatPerson(_)) {
            world.refuses(GUS, mend.clone(), Refusal::GuestMustClaim);
        }
    }
    // Nobody is taken from the table who has said anything, seen or not. What they are called goes by what
    // whoever seated them knows.
    for audience in [Audience::WholeTable, Audience::OwnParty, Audience::OnlyMe] {
        let mut spoken = world.clone();
        let seen = audience == Audience::WholeTable;
        spoken.does(GUS, say(audience, "here"));
        for mend in mends(party, GUS) {
            if !seen && matches!(mend, Command::RenameParty(_) | Command::RenamePerson(_)) {
                spoken.clone().does(INES, mend);
                continue;
            }
            spoken.refuses(INES, mend, Refusal::OtherParty);
        }
        // Nor when who said it has left, or sits there no more.
        spoken.gives_account(GUS);
        spoken.does(GUS, act::ClaimSeat {});
        spoken.calls(GRETA, REGULATOR);
        spoken.admits(GUS, GRETA, party, &[Role::Representative], Since::Start);
        spoken.gives_account(GRETA);
        spoken.does(GRETA, act::ClaimSeat {});
        spoken.does(GUS, act::UnseatPerson { person: GUS });
        spoken.refuses(INES, act::RemoveParty { party }, Refusal::OtherParty);
    }
    // Making an account of the seat is taking it up.
    let mut claimed = world.clone();
    claimed.gives_account(GUS);
    claimed.does(GUS, act::ClaimSeat {});
    for mend in mends(party, GUS) {
        claimed.refuses(INES, mend, Refusal::OtherParty);
    }
    // From then on its own people say what it is called.
    let name = "As we say".to_owned();
    claimed.does(GUS, act::RenameParty { party, name });
}

/// Whoever seated somebody could else ask again and again, and learn when they acted unseen.
#[test]
fn what_somebody_does_unseen_changes_nothing_of_what_others_are_shown_offered_and_refused() {
    let (mut seated, party) = seated_by_mistake();
    let outcome = seated.adds_outcome(INES, "So that bills are whole");
    // A user whom a colleague invited, and one of the provider's, who guesses.
    seated.calls(driver(7), NORTHWIND);
    let consumer = seated.consumer;
    seated.admits(MARA, driver(7), consumer, &[Role::User], Since::Start);
    seated.calls(GRETA, MERIDIAN);
    let provider = seated.provider;
    seated.admits(INES, GRETA, provider, &[Role::Delivery], Since::Start);
    let secrets: [(PersonId, Command); 6] = [
        (GUS, say(Audience::OwnParty, "x")),
        (GUS, say(Audience::OnlyMe, "x")),
        (GUS, say(Audience::Parties(vec![consumer]), "x")),
        (driver(7), rate(outcome, [1, 2, 3], "")),
        (driver(7), act::DeclineToAssess { outcome }.into()),
        (GRETA, guess(outcome, [1, 2, 3])),
    ];
    let asked = |viewer: PersonId, world: &World| {
        let name = String::new();
        let blank = [party, consumer].map(|party| {
            let name = name.clone();
            Command::from(act::RenameParty { party, name })
        });
        let people = [GUS, driver(7), GRETA];
        let rename = people.map(|person| {
            let name = name.clone();
            Command::from(act::RenamePerson { person, name })
        });
        let hat = people.map(|to| Command::from(act::PassFacilitation { to }));
        let admits = admit(INES, party, &[Role::Member], Since::Now);
        let all = blank.into_iter().chain(rename).chain(hat).chain([admits]);
        let answers: Vec<_> = all.map(|command| world.decide(viewer, command)).collect();
        let seen = world.seen_by(viewer);
        let offered = [
            people.map(|person| seen.may::<act::UnseatPerson>(person)),
            people.map(|person| seen.may::<act::RenamePerson>(person)),
            people.map(|person| seen.may::<act::PassFacilitation>(person)),
            [
                seen.may::<act::AdmitPerson>(party),
                seen.may::<act::RemoveParty>(party),
                false,
            ],
        ];
        let names = people.map(|person| {
            let name = "Put right".to_owned();
            world
                .decide(viewer, act::RenamePerson { person, name })
                .is_ok()
        });
        (format!("{answers:?}"), offered, names)
    };
    for (person, secret) in secrets {
        let mut acted = seated.clone();
        acted.does(person, secret.clone());
        // As many entries, of somebody whom all have seen.
        let mut other = seated.clone();
        match secret {
            // How many guessed is told, not who.
            Command::SealGuess(_) => other.does(PAUL, secret.clone()),
            _ => other.does(TOM, say(Audience::OnlyMe, "x")),
        };
        for viewer in [INES, MARA, OTTO] {
            let told = matches!(&secret, Command::Say(said) if said.audience == Audience::Parties(vec![consumer]));
            if told && viewer != INES {
                continue;
            }
            assert_eq!(
                asked(viewer, &acted),
                asked(viewer, &other),
                "{viewer} {secret:?}"
            );
            let all = [&acted, &other].map(|world| world.everything(viewer).expect("seated"));
            let differ = all[0]
                .lines()
                .zip(all[1].lines())
                .find(|(one, other)| one != other);
            assert!(differ.is_none(), "{viewer} {secret:?}: {differ:?}");
        }
    }
    // Those who hear it know that somebody is there.
    let sees = |world: &World, viewer: PersonId| {
        let seats = world.seen_by(viewer).table().seats;
        seats.iter().any(|seat| seat.person == GUS && seat.taken_up)
    };
    seated.does(GUS, say(Audience::Parties(vec![consumer]), "x"));
    assert_eq!(
        [MARA, INES, GUS].map(|viewer| sees(&seated, viewer)),
        [true, false, true]
    );
}

fn not_entitled() -> Refusal {
    Refusal::NotEntitled {
        roles: "customer, sponsor, service owner, relationship manager, representative",
    }
}

#[test]
fn a_party_that_was_removed_takes_no_share_and_opens_nothing() {
    let (mut world, party) = seated_by_mistake();
    let place = |world: &World| {
        let parties = world.seen_by(MARA).frame().parties;
        let found = parties.into_iter().find(|one| one.id == party);
        found.map(|one| (one.removed, one.left.is_some()))
    };
    assert_eq!(place(&world), Some((false, false)));
    world.does(INES, act::RemoveParty { party });
    assert_eq!(place(&world), Some((true, true)));
    assert!(
        world
            .relationship
            .seen_by(GUS, &world.relationship)
            .is_none()
    );
    let voices = world.seen_by(MARA).voices(world.now).parties;
    assert!(voices.iter().all(|voice| voice.party != party));
    world.refuses(
        INES,
        act::RemoveParty { party },
        Refusal::Unknown { what: "party" },
    );
    // The organisation can be seated again.
    world.seats_party(INES, REGULATOR, PartyKind::Other);
    for party in [world.provider, world.consumer] {
        world.refuses(INES, act::RemoveParty { party }, Refusal::NotRemoved);
    }
}

#[test]
fn an_invitation_taken_back_takes_the_seat_with_it_and_another_is_asked() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    assert!(world.seen_by(INES).may::<act::UnseatPerson>(MARA));
    world.does(INES, act::UnseatPerson { person: MARA });
    assert!(
        world
            .seen_by(INES)
            .table()
            .seats
            .iter()
            .all(|seat| seat.person != MARA)
    );
    let party = consumer;
    let needs = world.seen_by(INES).needs(world.now);
    assert!(needs.contains(&Need::InviteParty { party }), "{needs:?}");
    world.admits(INES, LEA, consumer, &[Role::Sponsor], Since::Start);
    world.does(LEA, say(Audience::WholeTable, "here"));
    assert!(!world.seen_by(INES).may::<act::UnseatPerson>(LEA));
    world.refuses(INES, act::UnseatPerson { person: LEA }, Refusal::OtherParty);
}

#[test]
fn an_account_is_called_what_it_says_itself() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    let name = "Mara Ossei".to_owned();
    let rename = Command::RenamePerson(act::RenamePerson { person: MARA, name });
    world.refuses(INES, rename, Refusal::TheirOwnName);
}

#[test]
fn whoever_does_not_invite_suggests_a_colleague_to_those_who_do_and_to_nobody_else() {
    let mut world = World::seated();
    let consumer = world.consumer;
    world.admits(MARA, GUS, consumer, &[Role::Customer], Since::Start);
    let suggest = |name: &str| {
        Command::SuggestPerson(act::SuggestPerson {
            name: name.to_owned(),
            why: "She plans the routes".to_owned(),
        })
    };
    world.refuses(MARA, suggest("Ana Ruiz"), Refusal::InviteYourself);
    world.refuses(OTTO, suggest("Ana Ruiz"), Refusal::Observer);
    let facts = world.does(GUS, suggest("Ana Ruiz"));
    let [Fact::PersonSuggested(PersonSuggested { suggestion, .. })] = facts[..] else {
        panic!("{facts:?}");
    };
    let open = |world: &World, person| {
        let all = world.seen_by(person).table().suggestions;
        all.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(open(&world, MARA), [suggestion]);
    assert_eq!(open(&world, driver(0)), [suggestion]);
    for outside in [INES, TOM, OTTO] {
        assert_eq!(open(&world, outside), []);
        assert!(
            !world
                .everything(outside)
                .expect("seated")
                .contains("Ana Ruiz")
        );
    }
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&Need::InviteSuggested {
            suggestions: vec![suggestion],
        })
    };
    assert!(asked(&world, MARA) && !asked(&world, GUS) && !asked(&world, INES));
    let settle = |invited| {
        Command::SettleSuggestion(act::SettleSuggestion {
            suggestion,
            invited,
        })
    };
    world.refuses(INES, settle(None), Refusal::Unknown { what: "suggestion" });
    world.refuses(driver(0), settle(None), not_entitled());
    let elsewhere = Refusal::Unknown { what: "person" };
    world.refuses(MARA, settle(Some(INES)), elsewhere);
    let mut aside = world.clone();
    aside.does(GUS, settle(None));
    world.admits(MARA, GRETA, consumer, &[Role::User], Since::Start);
    world.does(MARA, settle(Some(GRETA)));
    for world in [&aside, &world] {
        assert!(!asked(world, MARA) && open(world, MARA).is_empty());
        world.refuses(MARA, settle(None), Refusal::Unknown { what: "suggestion" });
    }
}

#[test]
fn nobody_takes_all_the_room_for_suggestions() {
    let mut world = World::seated();
    let suggest = |name: &str| {
        Command::SuggestPerson(act::SuggestPerson {
            name: name.to_owned(),
            why: String::new(),
        })
    };
    let full = |limit| Refusal::Full {
        what: "suggestions",
        limit,
    };
    for who in 0..4 {
        for colleague in 0..6 {
            world.does(driver(who), suggest(&format!("Ana {colleague}")));
        }
        world.refuses(driver(who), suggest("Ana again"), full(6));
    }
    world.refuses(driver(4), suggest("Ana Ruiz"), full(24));
}

#[test]
fn whoever_opened_a_table_can_delete_it_until_somebody_else_does_anything_there() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.adds_outcome(INES, "So that drivers reach dispatch");
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    assert!(world.relationship.is_draft_of(INES) && world.seen_by(INES).may_delete());
    assert!(!world.relationship.is_draft_of(MARA) && !world.seen_by(MARA).may_delete());
    // What nobody sees is not told by an offer that goes away; it counts all the same.
    let mut unseen = world.clone();
    unseen.says(MARA, Audience::OnlyMe, "what would this be for?");
    assert!(!unseen.relationship.is_draft_of(INES));
    assert!(unseen.seen_by(INES).may_delete());
    world.says(MARA, Audience::WholeTable, "what would this be for?");
    assert!(!world.relationship.is_draft_of(INES) && !world.seen_by(INES).may_delete());
}

/// The provider may have chosen whom it gives a link.
#[test]
fn a_guest_changes_nothing_that_others_said() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    // Two are asked before either came.
    world.calls(GUS, NORTHWIND);
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    let outcome = world.adds_outcome(MARA, "So that bills are whole");
    let feature = world.adds_feature(INES, "Whole bills", outcome);
    let purpose = |purpose: &str| act::SayPurpose {
        purpose: purpose.to_owned(),
    };
    let describe = act::DescribeOutcome {
        outcome,
        depends_on: Quality::Utility,
        delivered: false,
    };
    let serves = vec![];
    let change = act::ChangeFeature {
        feature,
        name: "Whole bills".to_owned(),
        note: String::new(),
        origins: vec![Origin::Customer],
        serves,
        needs: vec![],
        excludes: vec![],
        must: false,
    };
    // What nobody has taken a stand on is anybody's who speaks.
    // The purpose is signed, though.
    world.refuses(GUS, purpose("As a guest says"), Refusal::GuestMustClaim);
    world.clone().does(GUS, describe.clone());
    world.refuses(GUS, change.clone(), Refusal::GuestMustClaim);
    world.does(INES, change);
    world.does(MARA, purpose("Drivers reach dispatch"));
    world.rates(MARA, outcome, [9, 9, 9]);
    world.refuses(GUS, purpose("As another wants"), Refusal::GuestMustClaim);
    world.refuses(GUS, describe.clone(), Refusal::GuestMustClaim);
    world.does(INES, describe);
    world.does(MARA, purpose("Drivers reach dispatch everywhere"));
}

#[test]
fn no_party_uses_up_the_places_for_organisations_that_another_brings() {
    let mut world = World::seated();
    let mut organisations = 0xB000;
    let mut seat = || {
        organisations += 1;
        act::SeatParty {
            organisation: OrganisationId(uuid::Uuid::from_u128(organisations)),
            kind: PartyKind::Other,
            dependency: None,
        }
    };
    let full = Refusal::Full {
        what: "parties",
        limit: 11,
    };
    while world.tries(INES, seat()).is_ok() {}
    world.refuses(INES, seat(), full.clone());
    let mut brought = 0;
    while world.tries(MARA, seat()).is_ok() {
        brought += 1;
    }
    assert_eq!(brought, 11);
    world.refuses(MARA, seat(), full);
}
