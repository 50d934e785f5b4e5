//! How a relationship ends.

use crate::world::*;
use domain::needs::Need;
use domain::words::*;
use domain::{Fact, Refusal, act};

fn closes(facts: &[Fact]) -> bool {
    facts
        .iter()
        .any(|fact| matches!(fact, Fact::RelationshipClosed(_)))
}

fn closed() -> World {
    let mut world = World::seated();
    for person in [INES, MARA, TOM] {
        world.does(person, world.closes());
    }
    world
}

#[test]
fn closing_needs_every_party_that_took_up_a_seat() {
    let mut world = World::seated();
    assert!(!closes(&world.does(INES, world.closes())));
    assert!(!closes(&world.does(MARA, world.closes())));
    // A party that nobody has ever sat down for is not waited for.
    world.seats_party(INES, REGULATOR, PartyKind::Other);
    assert!(closes(&world.does(TOM, world.closes())));
    assert!(world.seen_by(MARA).frame().closed.is_some());
}

#[test]
fn provider_cannot_close_alone() {
    let mut world = World::seated();
    world.does(INES, world.closes());
    world.refuses(INES, act::ProposeClosing {}, Refusal::ProposedAlready);
    world.refuses(INES, world.closes(), Refusal::NothingNew);
    let needs = world.seen_by(MARA).needs(world.now);
    let asked = Need::AnswerClosing {
        closing: world.closing().expect("it is open"),
        parties: vec![world.provider],
    };
    assert_eq!(needs.first(), Some(&asked));
}

#[test]
fn provider_cannot_close_alone_what_others_spoke_of_among_themselves() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
    let mut unheard = world.clone();
    assert!(closes(&unheard.does(INES, unheard.closes())), "nobody came");
    world.does(MARA, say(Audience::OwnParty, "a need of ours"));
    assert!(!closes(&world.does(INES, world.closes())));
}

#[test]
fn a_guest_who_speaks_for_a_party_is_asked_to_close_and_needs_an_account_to_answer() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.admits(INES, GRETA, consumer, &[Role::Customer], Since::Start);
    world.does(GUS, say(Audience::WholeTable, "here I am"));
    world.does(GRETA, say(Audience::WholeTable, "so am I"));
    world.does(INES, world.closes());
    let asks = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::AnswerClosing { .. }))
    };
    assert!(asks(&world, GUS) && asks(&world, GRETA));
    world.refuses(GUS, world.closes(), Refusal::GuestMustClaim);
    world.gives_account(GRETA);
    world.does(GRETA, act::ClaimSeat {});
    // Two are here by links of the provider: neither speaks for the consumer before the other says that they may.
    world.refuses(GRETA, world.closes(), Refusal::ProveFirst);
    world.does(GUS, act::VouchForSeat { person: GRETA });
    world.does(GRETA, world.closes());
    assert!(!asks(&world, GUS), "a colleague has answered");
}

#[test]
fn provider_cannot_close_alone_after_a_guest_passed_the_seat_on() {
    let mut world = World::opened();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(INES, "So that drivers reach dispatch");
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.rates(GUS, outcome, [8, 8, 8]);
    world.does(GUS, act::PassSeatOn { to: GRETA });
    assert!(!closes(&world.does(INES, world.closes())));
    world.gives_account(GRETA);
    world.does(GRETA, act::ClaimSeat {});
    assert!(closes(&world.does(GRETA, world.closes())));
}

#[test]
fn consent_to_closing_can_be_taken_back() {
    let mut world = World::seated();
    world.does(INES, world.closes());
    let closing = world.closing().expect("it is open");
    let withdraw = act::WithdrawFromClosing { closing };
    world.refuses(MARA, withdraw.clone(), Refusal::NothingNew);
    world.does(MARA, world.closes());
    let kept = world.does(INES, withdraw.clone());
    assert!(matches!(kept[..], [Fact::ClosingConsentWithdrawn(_)]));
    let dropped = world.does(MARA, withdraw.clone());
    assert!(matches!(
        dropped[..],
        [Fact::ClosingConsentWithdrawn(_), Fact::ClosingDropped(_)]
    ));
    // What nobody stands behind is over: another proposal is another.
    world.refuses(INES, withdraw, Refusal::ClosingEnded);
    let consent = act::ConsentToClosing { closing };
    world.refuses(TOM, consent, Refusal::ClosingEnded);
    world.does(MARA, world.closes());
    assert_ne!(world.closing(), Some(closing));
    assert!(!closes(&world.does(TOM, world.closes())));
}

#[test]
fn a_party_that_leaves_takes_its_proposal_along() {
    let mut world = World::seated();
    world.does(TOM, world.closes());
    let left = world.does(TOM, act::LeaveTable {});
    assert!(matches!(
        left[..],
        [Fact::PartyLeft(_), Fact::ClosingDropped(_)]
    ));
    assert_eq!(world.closing(), None);
}

#[test]
fn provider_and_consumer_cannot_leave() {
    let world = World::seated();
    for person in [INES, MARA] {
        world.refuses(person, act::LeaveTable {}, Refusal::CannotLeave);
    }
}

#[test]
fn a_leaving_partys_words_stay() {
    let mut world = World::seated();
    world.says(TOM, Audience::WholeTable, "towers sleep at night");
    world.does(TOM, act::LeaveTable {});
    assert!(world.everything(TOM).is_none());
    assert_eq!(world.hears(MARA), ["towers sleep at night"]);
    let parties = world.seen_by(MARA).frame().parties;
    let halden = parties.last().expect("there are parties");
    assert!(halden.id == world.supplier && halden.left.is_some());
}

#[test]
fn the_last_party_in_the_way_closes_by_leaving() {
    let mut world = World::seated();
    world.does(INES, world.closes());
    world.does(MARA, world.closes());
    assert!(closes(&world.does(TOM, act::LeaveTable {})));
}

#[test]
fn a_party_that_leaves_closes_nothing_that_was_not_proposed() {
    let mut world = World::seated();
    assert!(!closes(&world.does(TOM, act::LeaveTable {})));
}

#[test]
fn a_closed_relationship_can_be_read_not_changed() {
    let mut world = World::seated();
    world.says(MARA, Audience::WholeTable, "it was good");
    for person in [INES, MARA, TOM] {
        world.does(person, world.closes());
    }
    assert_eq!(world.hears(INES), ["it was good"]);
    assert!(world.seen_by(INES).needs(world.now).is_empty());
    let you = world.seen_by(INES).you();
    assert!(!you.speak && !you.speak_for_party && !you.guess);
    world.refuses(INES, say(Audience::WholeTable, "one more"), Refusal::Closed);
    world.refuses(INES, act::PassFacilitation { to: MARA }, Refusal::Closed);
}

#[test]
fn text_can_be_erased_after_closing() {
    let mut world = closed();
    let said = world
        .record
        .iter()
        .find(|(stamp, entry)| stamp.actor == TOM && entry.content.is_some());
    let sequence = said.expect("Tom stated terms").0.sequence;
    world.does(TOM, erase(sequence));
}
