//! “My counterpart invites me”: what whoever makes a link for the other side can do with it, and what
//! the table sees of that.

use crate::world::*;
use domain::ids::*;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Moment, Refusal, act};

/// Ines opened the table and made a link for Gus of Northwind, who has no account; he has spoken.
fn invited() -> World {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.does(GUS, say(Audience::WholeTable, "from my phone"));
    world
}

fn seat(world: &World, person: PersonId) -> SeatView {
    let seats = world.seen_by(INES).table().seats;
    let found = seats.into_iter().find(|seat| seat.person == person);
    found.expect("a seat")
}

fn party(world: &World, id: PartyId) -> PartyView {
    let parties = world.seen_by(INES).frame().parties;
    let found = parties.into_iter().find(|party| party.id == id);
    found.expect("a party")
}

fn late(world: &World, outcome: OutcomeId) -> Vec<bool> {
    let all = world.record.iter().map(|(_, encoded)| {
        Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref()).expect("readable")
    });
    all.filter_map(|fact| match fact {
        Fact::GuessSealed(guess) if guess.outcome == outcome => Some(guess.late),
        _ => None,
    })
    .collect()
}

#[test]
fn a_party_that_is_here_only_by_its_counterparts_link_is_marked_so() {
    let mut world = World::opened();
    let (provider, consumer) = (world.provider, world.consumer);
    assert_eq!(party(&world, consumer).only_by_link_of, None, "nobody came");
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.does(GUS, say(Audience::WholeTable, "from my phone"));
    assert_eq!(party(&world, consumer).only_by_link_of, Some(provider));
    assert_eq!(party(&world, provider).only_by_link_of, None);
    // An account of one's own making changes nothing, nor does whom they bring.
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    world.admits(GUS, GRETA, consumer, &[Role::User], Since::Start);
    world.does(GRETA, say(Audience::WholeTable, "me too"));
    assert_eq!(seat(&world, GRETA).proof, Proof::Colleague);
    assert_eq!(party(&world, consumer).only_by_link_of, Some(provider));
    // One of them proves who they are: the others are here by their word, and the mark is gone.
    world.reads_mail_at(GUS, "northwind.example");
    world.does(GUS, act::ProveSeat {});
    assert_eq!(party(&world, consumer).only_by_link_of, None);
}

#[test]
fn what_somebody_said_stays_marked_when_they_have_left() {
    let mut world = invited();
    let (provider, consumer) = (world.provider, world.consumer);
    world.does(GUS, act::PassSeatOn { to: GRETA });
    assert_eq!(party(&world, consumer).only_by_link_of, Some(provider));
}

#[test]
fn an_account_of_its_organisation_is_proof() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    world.does(MARA, say(Audience::WholeTable, "here"));
    assert_eq!(seat(&world, MARA).proof, Proof::Account);
    assert_eq!(party(&world, consumer).only_by_link_of, None);
}

#[test]
fn mail_proves_a_seat_but_not_mail_at_the_inviters_own_domain() {
    let mut world = invited();
    world.refuses(GUS, act::ProveSeat {}, Refusal::NothingProved);
    world.reads_mail_at(INES, "meridian.example");
    for domain in ["meridian.example", "mail.meridian.example", "example"] {
        world.reads_mail_at(GUS, domain);
        world.refuses(GUS, act::ProveSeat {}, Refusal::NothingProved);
    }
    // Nor where it is a colleague's of whoever made the link, or the seat was passed on.
    world.admits(
        INES,
        IDA,
        world.provider,
        &[Role::ServiceOwner],
        Since::Start,
    );
    world.reads_mail_at(IDA, "roaming.example");
    world.reads_mail_at(GUS, "roaming.example");
    world.refuses(GUS, act::ProveSeat {}, Refusal::NothingProved);
    let mut passed = world.clone();
    passed.does(GUS, act::PassSeatOn { to: GRETA });
    passed.reads_mail_at(GRETA, "meridian.example");
    passed.refuses(GRETA, act::ProveSeat {}, Refusal::NothingProved);
    world.reads_mail_at(GUS, "notmeridian.example");
    world.does(GUS, act::ProveSeat {});
    let gus = seat(&world, GUS);
    assert_eq!(gus.proof, Proof::Mail);
    assert_eq!(gus.mail_at.as_deref(), Some("notmeridian.example"));
    world.refuses(GUS, act::ProveSeat {}, Refusal::NothingNew);
}

#[test]
fn whoever_is_here_by_a_link_decides_on_nobody_but_those_they_brought() {
    let mut world = World::opened();
    let consumer = world.consumer;
    // Two links for the first seat: the guest's, and one that the inviter keeps.
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.admits(INES, GRETA, consumer, &[Role::Customer], Since::Start);
    world.gives_account(GRETA);
    world.does(GRETA, act::ClaimSeat {});
    let unseat = |person| Command::UnseatPerson(act::UnseatPerson { person });
    let roles = |person| {
        Command::SetRoles(act::SetRoles {
            person,
            roles: vec![Role::Observer],
        })
    };
    world.refuses(GRETA, unseat(GUS), Refusal::ProveFirst);
    world.refuses(GRETA, roles(GUS), Refusal::ProveFirst);
    // Nor on what they said, nor on the link by which they come.
    world.says(GUS, Audience::WholeTable, "calls break off");
    let erase = act::EraseContent {
        sequence: world.sequence(),
        ground: "They asked for it".into(),
    };
    world.refuses(GRETA, erase.clone(), Refusal::ProveFirst);
    assert!(!world.seen_by(GRETA).decides_on(GUS));
    world.is_only_said_to_belong(driver(7));
    world.admits(GRETA, driver(7), consumer, &[Role::User], Since::Start);
    world.does(GRETA, unseat(driver(7)));
    world.reads_mail_at(GRETA, "northwind.example");
    world.does(GRETA, act::ProveSeat {});
    // Mail that she reads says nothing of whose people she is.
    assert!(!world.seen_by(GRETA).decides_on(GUS));
    world.refuses(GRETA, unseat(GUS), Refusal::BeVouchedFirst);
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    world.does(GUS, act::VouchForSeat { person: GRETA });
    assert!(world.seen_by(GRETA).decides_on(GUS));
    world.does(GRETA, erase);
    world.does(GRETA, unseat(GUS));
}

/// Gus and Greta of Northwind, each by a link of their own that Ines of Meridian made, each with an account.
fn two_brought() -> World {
    let mut world = World::opened();
    let consumer = world.consumer;
    for person in [GUS, GRETA] {
        world.admits(INES, person, consumer, &[Role::Customer], Since::Start);
    }
    for person in [GUS, GRETA] {
        world.does(person, say(Audience::WholeTable, "here"));
        world.gives_account(person);
        world.does(person, act::ClaimSeat {});
    }
    world
}

fn purpose() -> Command {
    let purpose = "Calls that hold".into();
    Command::SayPurpose(act::SayPurpose { purpose })
}

fn binds(world: &World, person: PersonId) -> bool {
    world.decide(person, purpose()).is_ok()
}

#[test]
fn of_two_whom_another_party_brought_each_binds_their_own_once_the_other_says_that_they_are_of_it()
{
    let mut world = two_brought();
    world.refuses(GUS, purpose(), Refusal::ProveFirst);
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.into_iter().find_map(|need| match need {
            Need::VouchFor { people } => Some(people),
            _ => None,
        })
    };
    assert_eq!(asked(&world, GUS), Some(vec![GRETA]));
    assert_eq!(asked(&world, INES), None);
    let vouches = |person| Command::VouchForSeat(act::VouchForSeat { person });
    world.refuses(INES, vouches(GUS), Refusal::OtherParty);
    world.refuses(GUS, vouches(GUS), Refusal::NothingNew);
    world.does(GUS, vouches(GRETA));
    world.refuses(GUS, vouches(GRETA), Refusal::NothingNew);
    assert_eq!(asked(&world, GUS), None);
    // What one says of the other says nothing of who said it.
    assert!(binds(&world, GRETA) && !binds(&world, GUS));
    world.does(GRETA, vouches(GUS));
    assert!(binds(&world, GRETA) && binds(&world, GUS));
    // And nothing of who made the links: the party is marked as before.
    let party = party(&world, world.consumer);
    assert_eq!(party.only_by_link_of, Some(world.provider));
}

#[test]
fn whoever_takes_a_guests_seat_stands_on_the_colleague_who_gave_it() {
    let mut world = invited();
    let consumer = world.consumer;
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    world.admits(GUS, GRETA, consumer, &[Role::User], Since::Start);
    world.is_only_said_to_belong(LEA);
    world.holds = Some(GRETA);
    world.does(LEA, act::TakeSeat { from: GRETA });
    assert!(seat(&world, LEA).binds && seat(&world, GUS).binds);
    assert!(world.seen_by(GUS).decides_on(LEA));
}

#[test]
fn what_somebody_said_alone_for_the_party_is_not_theirs_to_change_once_others_of_it_are_known() {
    let mut world = World::opened();
    let consumer = world.consumer;
    for person in [GUS, GRETA] {
        world.admits(INES, person, consumer, &[Role::Customer], Since::Start);
    }
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    world.does(GUS, purpose());
    world.does(GRETA, say(Audience::WholeTable, "here"));
    world.refuses(GUS, purpose(), Refusal::ProveFirst);
}

#[test]
fn mail_at_an_address_that_anybody_can_have_binds_no_party_beside_its_own_people() {
    let mut world = two_brought();
    for (person, domain) in [(GUS, "free-mail.example"), (GRETA, "northwind.example")] {
        world.reads_mail_at(person, domain);
        world.does(person, act::ProveSeat {});
    }
    for person in [GUS, GRETA] {
        world.refuses(person, purpose(), Refusal::BeVouchedFirst);
        assert!(!seat(&world, person).binds);
    }
    // Nor does anybody whom they bring themselves.
    world.is_only_said_to_belong(driver(7));
    world.admits(
        GUS,
        driver(7),
        world.consumer,
        &[Role::Customer],
        Since::Start,
    );
    world.gives_account(driver(7));
    world.reads_mail_at(driver(7), "other-mail.example");
    world.does(driver(7), act::ProveSeat {});
    world.refuses(driver(7), purpose(), Refusal::BeVouchedFirst);
    world.refuses(
        GUS,
        act::UnseatPerson { person: GRETA },
        Refusal::BeVouchedFirst,
    );
    world.does(GRETA, act::VouchForSeat { person: GUS });
    assert!(binds(&world, GUS) && !binds(&world, GRETA));
}

#[test]
fn a_consent_by_link_alone_proves_itself_first_or_carries_the_mark_for_good() {
    let mut world = invited();
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    world.mail = true;
    world.refuses(GUS, world.closes(), Refusal::ProveFirst);
    world.mail = false;
    let facts = world.does(GUS, world.closes());
    let [Fact::ClosingProposed(_), Fact::ClosingConsented(consent)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!(consent.by_link_of, Some(world.provider));
    let facts = world.does(INES, world.closes());
    let [Fact::ClosingConsented(consent), Fact::RelationshipClosed(_)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!(consent.by_link_of, None);
}

#[test]
fn a_contested_seat_is_seen_and_goes_on_speaking() {
    let mut world = invited();
    world.refuses(GUS, act::ContestSeat {}, Refusal::WithoutLink);
    world.holds = Some(GUS);
    world.does(GUS, act::ContestSeat {});
    assert_eq!(seat(&world, GUS).contested, Some(world.now));
    world.refuses(GUS, act::ContestSeat {}, Refusal::NothingNew);
    world.does(GUS, say(Audience::WholeTable, "nothing is frozen"));
    // A seat that one's own party gave came by nobody else's link.
    world.refuses(INES, act::ContestSeat {}, Refusal::NothingNew);
}

#[test]
fn whoever_proves_a_contested_seat_answers_once_and_may_be_contested_again() {
    let mut world = invited();
    world.holds = Some(GUS);
    world.does(GUS, act::ContestSeat {});
    world.reads_mail_at(GUS, "northwind.example");
    world.does(GUS, act::ProveSeat {});
    assert_eq!(seat(&world, GUS).contested, None);
    world.does(GUS, act::ContestSeat {});
    assert_eq!(seat(&world, GUS).contested, Some(world.now));
    world.refuses(GUS, act::ProveSeat {}, Refusal::NothingNew);
}

#[test]
fn an_account_takes_the_seat_that_a_link_was_made_for_and_its_organisation_is_recognised() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.calls(GUS, REGULATOR);
    world.renames_party(consumer, REGULATOR);
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    let take = Command::TakeSeat(act::TakeSeat { from: GUS });
    world.refuses(MARA, take.clone(), Refusal::NotSeated);
    world.holds = Some(GUS);
    world.refuses(GRETA, take.clone(), Refusal::NotSeated);
    world.refuses(INES, take.clone(), Refusal::PersonAlreadySeated);
    // The provider's own organisation does not become its own consumer.
    world.refuses(IDA, take.clone(), Refusal::AlreadySeated);
    let facts = world.does(MARA, take.clone());
    let [
        Fact::PersonSeated(seated),
        Fact::PersonUnseated(_),
        Fact::PartyRecognised(known),
    ] = &facts[..]
    else {
        panic!("{facts:?}");
    };
    assert_eq!((seated.proof, seated.claimed), (Proof::Account, true));
    assert_eq!(known.organisation, NORTHWIND);
    assert_eq!(party(&world, consumer).organisation, NORTHWIND);
    assert_eq!(party(&world, consumer).only_by_link_of, None);
    world.refuses(LEA, take, Refusal::NotSeated);
}

#[test]
fn whoever_got_up_takes_a_seat_again_by_a_link_for_their_own_party_and_for_no_other() {
    let mut world = World::seated();
    let consumer = world.consumer;
    world.does(MARA, act::UnseatPerson { person: LEA });
    world.admits(MARA, GUS, consumer, &[Role::Sponsor], Since::Start);
    world.holds = Some(GUS);
    let take = Command::TakeSeat(act::TakeSeat { from: GUS });
    world.refuses(MARA, take.clone(), Refusal::PersonAlreadySeated);
    world.does(LEA, take);
    assert_eq!(world.seen_by(LEA).party(), consumer);
    assert!(seat(&world, LEA).claimed && !world.relationship.seats(GUS));
    // A seat of another party is none for her.
    world.does(MARA, act::UnseatPerson { person: LEA });
    let guest = domain::fact::PersonSeated {
        person: GRETA,
        party: world.supplier,
        roles: vec![Role::Member],
        since: Since::Start,
        invited_by: Some(world.provider),
        proof: Proof::Link,
        claimed: false,
        in_place_of: None,
        text: None,
    };
    world.records(INES, guest.into());
    world.holds = Some(GRETA);
    let take = Command::TakeSeat(act::TakeSeat { from: GRETA });
    world.refuses(LEA, take, Refusal::ChangesSides);
}

#[test]
fn nobody_takes_over_a_party_whose_organisation_is_known() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    world.does(MARA, say(Audience::OwnParty, "here"));
    world.admits(MARA, GUS, consumer, &[Role::User], Since::Start);
    world.holds = Some(GUS);
    // Tom of Halden found the link that Mara made for Gus.
    let take = Command::TakeSeat(act::TakeSeat { from: GUS });
    world.refuses(TOM, take.clone(), Refusal::WrongOrganisation);
    world.does(LEA, take);
    assert_eq!(party(&world, consumer).organisation, NORTHWIND);
}

#[test]
fn no_account_is_put_into_a_seat_by_somebody_else() {
    let world = invited();
    world.refuses(GUS, act::PassSeatOn { to: MARA }, Refusal::OtherParty);
}

#[test]
fn whoever_is_only_said_to_belong_to_an_organisation_brings_none_of_its_people() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    let admit = |person| {
        Command::AdmitPerson(act::AdmitPerson {
            person,
            party: consumer,
            roles: vec![Role::Customer],
            since: Since::Start,
        })
    };
    world.refuses(GUS, admit(LEA), Refusal::OrganisationUnproved);
    // Those who are only said to belong there, as he is, come by his word and no more.
    world.does(GUS, admit(GRETA));
    assert_eq!(seat(&world, GRETA).proof, Proof::Colleague);
}

#[test]
fn a_party_is_recognised_by_somebody_whom_the_organisation_knows() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.calls(GUS, REGULATOR);
    world.renames_party(consumer, REGULATOR);
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.holds = Some(GUS);
    world.is_only_said_to_belong(MARA);
    let take = Command::TakeSeat(act::TakeSeat { from: GUS });
    let mut said = world.clone();
    // Who is only said to belong to it takes the seat as an account made there would, and no more.
    let facts = said.does(MARA, take.clone());
    let [Fact::PersonSeated(seated), Fact::PersonUnseated(_)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!((seated.proof, seated.claimed), (Proof::Link, true));
    assert_eq!(party(&said, consumer).organisation, REGULATOR);
    assert_eq!(party(&said, consumer).only_by_link_of, Some(said.provider));
    world.does(LEA, take);
    assert_eq!(party(&world, consumer).organisation, NORTHWIND);
}

#[test]
fn only_who_belongs_to_an_organisation_opens_a_table_in_its_name() {
    assert!(opens(INES, opening()).is_ok());
    assert_eq!(
        opens(GUS, opening()),
        Err(Refusal::OrganisationUnproved),
        "a guest"
    );
}

#[test]
fn a_party_seated_after_the_consumer_spoke_sees_its_figures_with_its_consent() {
    let mut world = World::opened();
    let (provider, consumer) = (world.provider, world.consumer);
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.does(MARA, rate(outcome, [6, 6, 6], "because of the tunnels"));
    let spoken = world.sequence();
    let supplier = world.seats_party(INES, HALDEN, PartyKind::Supplier);
    world.admits(INES, TOM, supplier, &[Role::Representative], Since::Start);
    assert_eq!(world.figure(TOM, outcome, consumer), Figure::GuessFirst);
    assert_eq!(world.sight(TOM, spoken), domain::audience::Sight::Sealed);
    let everything = world.everything(TOM).expect("seated");
    assert!(!everything.contains("tunnels"));
    assert!(party(&world, supplier).figures_closed);
    let share = Command::ShareFigures(act::ShareFigures { party: supplier });
    let asked = |world: &World| {
        let needs = world.seen_by(MARA).needs(world.now);
        needs.contains(&Need::ShareFigures {
            parties: vec![supplier],
        })
    };
    assert!(asked(&world));
    world.refuses(INES, share.clone(), Refusal::OnlyConsumer);
    world.refuses(TOM, share.clone(), Refusal::OnlyConsumer);
    let share_provider = Command::ShareFigures(act::ShareFigures { party: provider });
    world.refuses(MARA, share_provider, Refusal::NothingNew);
    world.does(MARA, share.clone());
    assert_eq!(world.said(TOM, outcome, consumer).worth, 6.0);
    assert!(!asked(&world) && !party(&world, supplier).figures_closed);
    world.refuses(MARA, share, Refusal::NothingNew);
}

#[test]
fn a_party_that_waits_for_the_figures_records_no_mix_of_them() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let feature = world.adds_feature(INES, "a mast", outcome);
    world.does(INES, price(feature, 100));
    world.rates(MARA, outcome, [6, 6, 6]);
    let supplier = world.seats_party(INES, HALDEN, PartyKind::Supplier);
    world.admits(INES, TOM, supplier, &[Role::Representative], Since::Start);
    assert!(!world.seen_by(TOM).guess_before_a_mix().is_empty());
    assert!(world.seen_by(TOM).mix_inputs().is_err());
}

#[test]
fn a_guess_is_late_once_a_colleague_could_see() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [6, 6, 6]);
    world.does(PAUL, act::SkipGuess { outcome });
    world.guesses(INES, outcome, [6, 6, 6]);
    assert_eq!(late(&world, outcome), [true]);
}

#[test]
fn a_guess_is_late_once_a_colleague_who_has_left_could_see() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [6, 6, 6]);
    world.does(PAUL, act::SkipGuess { outcome });
    world.does(PAUL, act::UnseatPerson { person: PAUL });
    world.guesses(INES, outcome, [6, 6, 6]);
    assert_eq!(late(&world, outcome), [true]);
}

#[test]
fn a_guess_is_late_where_the_consumer_spoke_by_the_guessers_own_link() {
    let mut world = invited();
    let outcome = world.adds_outcome(GUS, "So that drivers reach dispatch");
    world.rates(GUS, outcome, [6, 6, 6]);
    world.guesses(INES, outcome, [6, 6, 6]);
    assert_eq!(late(&world, outcome), [true]);
}

#[test]
fn a_guess_is_late_where_a_supplier_by_the_guessers_own_link_could_see() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let supplier = world.seats_party(INES, REGULATOR, PartyKind::Supplier);
    world.calls(GRETA, REGULATOR);
    world.admits(INES, GRETA, supplier, &[Role::Representative], Since::Start);
    world.does(GRETA, say(Audience::WholeTable, "here"));
    world.rates(MARA, outcome, [6, 6, 6]);
    world.guesses(INES, outcome, [6, 6, 6]);
    assert_eq!(late(&world, outcome), [true]);
}

#[test]
fn a_first_guess_of_a_provider_that_could_know_nothing_is_not_late() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [6, 6, 6]);
    world.guesses(INES, outcome, [6, 6, 6]);
    assert_eq!(late(&world, outcome), [false]);
}

/// A planted account may have proved its seat by mail at a domain of its own: it speaks for the party, and
/// still decides on none of the organisation's people there.
#[test]
fn whoever_is_only_said_to_belong_shuts_out_none_whom_the_organisation_knows() {
    let mut world = World::opened();
    let consumer = world.consumer;
    for (person, by) in [(GUS, INES), (GRETA, GUS)] {
        world.admits(by, person, consumer, &[Role::Customer], Since::Start);
        world.gives_account(person);
        world.does(person, act::ClaimSeat {});
        world.reads_mail_at(person, "elsewhere.example");
        if seat(&world, person).proof < Proof::Mail {
            world.does(person, act::ProveSeat {});
        }
    }
    world.is_known_to_belong(GUS);
    world.is_only_said_to_belong(GRETA);
    let unseat = |person| Command::UnseatPerson(act::UnseatPerson { person });
    let roles = |person| {
        Command::SetRoles(act::SetRoles {
            person,
            roles: vec![Role::Observer],
        })
    };
    let known = world.clone();
    for refused in [unseat(GUS), roles(GUS)] {
        world.refuses(GRETA, refused, Refusal::OrganisationUnproved);
    }
    known.clone().does(GUS, unseat(GRETA));
    world.does(GUS, roles(GRETA));
}

/// Somebody whose organisation knows them decides on its people, and on nobody whom another one knows.
#[test]
fn being_known_elsewhere_decides_on_nobody_here() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.admits(INES, GRETA, consumer, &[Role::Sponsor], Since::Start);
    world.gives_account(GRETA);
    world.does(GRETA, act::ClaimSeat {});
    world.is_known_to_belong(GRETA);
    // Tess is only said to be of Halden when she takes the seat, and is known there later.
    world.is_only_said_to_belong(TESS);
    world.holds = Some(GUS);
    world.does(TESS, act::TakeSeat { from: GUS });
    world.reads_mail_at(TESS, "halden.example");
    world.does(TESS, act::ProveSeat {});
    world.is_known_to_belong(TESS);
    world.does(GRETA, act::VouchForSeat { person: TESS });
    let unseat = Command::UnseatPerson(act::UnseatPerson { person: GRETA });
    world.refuses(TESS, unseat, Refusal::OrganisationUnproved);
}

#[test]
fn what_a_party_says_by_anothers_link_alone_keeps_the_mark_once_it_has_proved_itself() {
    let mut world = invited();
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    let outcome = world.adds_outcome(INES, "So that drivers reach dispatch");
    let facts = world.does(
        INES,
        act::MakeCommitment {
            to: world.consumer,
            words: "A night number".into(),
            due: Moment(world.now.0 + Moment::DAY).day_in_utc(),
            contribution: None,
            proposal: None,
            outcomes: Vec::new(),
        },
    );
    let [Fact::CommitmentMade(made)] = facts.as_slice() else {
        panic!("{facts:?}");
    };
    let commitment = made.commitment;
    let words = "It rings".into();
    world.does(INES, act::ReportKept { commitment, words });
    let answer = act::AnswerKept {
        commitment,
        kept: true,
        words: String::new(),
    };
    world.does(GUS, answer);
    let value = world.seen_by(GUS).value();
    let judge = act::JudgeOutcome {
        outcome,
        came_true: CameTrue::Met,
        words: String::new(),
        wording: value.outcomes[0].wording,
    };
    world.does(GUS, judge);
    world.reads_mail_at(GUS, "northwind.example");
    world.does(GUS, act::ProveSeat {});
    let provider = world.provider;
    assert_eq!(party(&world, world.consumer).only_by_link_of, None);
    let seen = world.seen_by(INES);
    let review = seen.review(None, world.now);
    let judged = review.outcomes[0].judged.as_ref().expect("a word");
    assert_eq!(judged.by_link_of, Some(provider));
    let kept = &seen.commitments(world.now).commitments[0].reports[0];
    assert_eq!(kept.answered_by_link_of, Some(provider));
}
