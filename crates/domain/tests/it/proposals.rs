//! Deciding together: who is asked, what lies sealed, what adopts a proposal and what never does.

use crate::world::*;
use domain::audience::Sight;
use domain::ids::*;
use domain::needs::Need;
use domain::search::Query;
use domain::view::*;
use domain::words::*;
use domain::{Command, Day, Fact, Moment, Refusal, act};

/// The day that begins so many days from now.
fn day(world: &World, days: i64) -> Day {
    Moment(world.now.0 + days * Moment::DAY).day_in_utc()
}

pub fn opening(world: &World, outcome: OutcomeId) -> act::OpenProposal {
    act::OpenProposal {
        title: "Two small cells at Elm Pass".into(),
        text: "Works run over five nights in November.".into(),
        outcomes: vec![outcome],
        costs: Vec::new(),
        contribution: None,
        mix: None,
        follows: None,
        blind: true,
        until: day(world, 7),
        trial: false,
        review: None,
    }
}

fn opened(facts: &[Fact]) -> ProposalId {
    match facts {
        [Fact::ProposalOpened(opened)] => opened.proposal,
        other => panic!("{other:?}"),
    }
}

/// The seed world, with an outcome and a proposal that Ines opened.
fn proposed() -> (World, ProposalId) {
    proposed_as(|_, _| {})
}

fn proposed_as(change: impl FnOnce(&World, &mut act::OpenProposal)) -> (World, ProposalId) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold on the A7");
    let mut opening = opening(&world, outcome);
    change(&world, &mut opening);
    let proposal = opened(&world.does(INES, opening));
    (world, proposal)
}

fn view(world: &World, person: PersonId, proposal: ProposalId) -> ProposalView {
    let seen = world.seen_by(person);
    seen.proposal(proposal, world.now).expect("it is there")
}

fn position(world: &World, proposal: ProposalId, stance: Stance) -> act::TakePosition {
    let view = view(world, INES, proposal);
    let harms = (stance == Stance::Object).then(|| Harms::Outcome(view.version.outcomes[0]));
    act::TakePosition {
        proposal,
        version: view.version.number,
        stance,
        words: match stance {
            Stance::Concern => "measure the wind first".into(),
            Stance::Object => "night works close the only route".into(),
            Stance::Consent | Stance::StandAside => String::new(),
        },
        workable: match stance {
            Stance::Object => "the works move to Sundays".into(),
            _ => String::new(),
        },
        harms,
    }
}

fn takes(world: &mut World, person: PersonId, proposal: ProposalId, stance: Stance) -> Vec<Fact> {
    let position = position(world, proposal, stance);
    world.does(person, position)
}

fn amendment(world: &World, proposal: ProposalId, text: &str) -> act::AmendProposal {
    let version = view(world, INES, proposal).version;
    act::AmendProposal {
        proposal,
        version: version.number,
        title: version.title.expect("not erased"),
        text: text.into(),
        outcomes: version.outcomes,
        costs: version.costs,
        until: day(world, 7),
        trial: version.trial,
        review: version.review,
        takes_in: None,
    }
}

fn kinds(facts: &[Fact]) -> Vec<&'static str> {
    facts.iter().map(Fact::kind).collect()
}

fn is_adopted(world: &World, proposal: ProposalId) -> bool {
    let seen = world.seen_by(INES);
    let view = seen.proposal(proposal, world.now).expect("it is there");
    view.state == ProposalState::Adopted
}

fn stand(world: &World, proposal: ProposalId, party: PartyId) -> StandView {
    let view = view(world, OTTO, proposal);
    let mut parties = view.parties.into_iter();
    parties.find(|it| it.party == party).expect("asked").stand
}

// Opening.

#[test]
fn who_is_asked_is_fixed_with_the_opening() {
    let (mut world, proposal) = proposed();
    let asked = [world.provider, world.consumer, world.supplier];
    let electorate = |world: &World| -> Vec<PartyId> {
        let parties = view(world, INES, proposal).parties;
        parties.iter().map(|party| party.party).collect()
    };
    assert_eq!(electorate(&world), asked);
    // A party that sits down later is not asked, whoever brought it.
    let regulator = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.admits(INES, RUTH, regulator, &[Role::Representative], Since::Start);
    assert_eq!(electorate(&world), asked);
    let consent = position(&world, proposal, Stance::Consent);
    world.refuses(RUTH, consent, Refusal::NotInThis);
}

#[test]
fn a_party_without_anybody_who_speaks_for_it_is_not_asked() {
    let mut world = World::seated();
    world.seats_party(INES, REGULATOR, PartyKind::Other);
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    assert_eq!(view(&world, INES, proposal).parties.len(), 3);
}

#[test]
fn a_proposal_serves_at_least_one_outcome() {
    let (world, _) = proposed();
    let mut without = opening(&world, OutcomeId(uuid::Uuid::nil()));
    without.outcomes.clear();
    world.refuses(INES, without, Refusal::ServesNothing);
}

#[test]
fn a_proposal_whose_outcomes_are_all_retired_is_listed_as_serving_none() {
    let (mut world, proposal) = proposed();
    let outcome = view(&world, INES, proposal).version.outcomes[0];
    let why = "it is no use any more".to_owned();
    world.does(MARA, act::RetireOutcome { outcome, why });
    let page = world.seen_by(INES).proposals(world.now);
    assert_eq!(page.proposals[0].outcomes, []);
    let opening = opening(&world, outcome);
    world.refuses(INES, opening, Refusal::Retired);
}

#[test]
fn what_it_costs_is_put_on_parties_that_are_asked_and_once() {
    let (world, proposal) = proposed();
    let outcome = view(&world, INES, proposal).version.outcomes[0];
    let cost = |party, amount| CostTo { party, amount };
    let with = |costs: Vec<CostTo>| act::OpenProposal {
        costs,
        ..opening(&world, outcome)
    };
    let nowhere = PartyId(uuid::Uuid::nil());
    for costs in [
        vec![cost(nowhere, 5)],
        vec![cost(world.consumer, 5), cost(world.consumer, 6)],
        vec![cost(world.consumer, u64::MAX)],
    ] {
        world.refuses(INES, with(costs), Refusal::Costs);
    }
}

#[test]
fn a_round_ends_on_a_day_to_come() {
    let (world, proposal) = proposed();
    let outcome = view(&world, INES, proposal).version.outcomes[0];
    for days in [0, -3, 120] {
        let until = day(&world, days);
        let opening = act::OpenProposal {
            until,
            ..opening(&world, outcome)
        };
        world.refuses(INES, opening, Refusal::NoRoundEnd { days: 90 });
    }
}

#[test]
fn a_trial_has_a_review_and_a_review_lies_ahead() {
    let (world, proposal) = proposed();
    let outcome = view(&world, INES, proposal).version.outcomes[0];
    let with = |trial, review| act::OpenProposal {
        trial,
        review,
        ..opening(&world, outcome)
    };
    world.refuses(INES, with(true, None), Refusal::TrialWithoutReview);
    let past = Some(day(&world, -1));
    world.refuses(INES, with(false, past), Refusal::NoReview);
    assert!(
        world
            .decide(INES, with(true, Some(day(&world, 60))))
            .is_ok()
    );
}

#[test]
fn a_proposal_comes_from_what_was_said_to_the_whole_table_and_from_nothing_else() {
    let (mut world, proposal) = proposed();
    let outcome = view(&world, INES, proposal).version.outcomes[0];
    let need = world.says(MARA, Audience::WholeTable, "under the Elm bridge");
    let private = world.says(
        MARA,
        Audience::Parties(vec![world.provider]),
        "not for Halden",
    );
    let own = world.says(MARA, Audience::OwnParty, "for us alone");
    let from = |contribution| act::OpenProposal {
        contribution: Some(contribution),
        ..opening(&world, outcome)
    };
    assert!(world.decide(INES, from(need)).is_ok());
    world.refuses(INES, from(private), Refusal::SaidToSome);
    let what = "contribution";
    world.refuses(INES, from(own), Refusal::Unknown { what });
}

#[test]
fn only_those_who_speak_for_a_party_open_proposals() {
    let (mut world, proposal) = proposed();
    let outcome = view(&world, INES, proposal).version.outcomes[0];
    let opening = opening(&world, outcome);
    world.refuses(OTTO, opening.clone(), Refusal::Observer);
    let refused = world
        .decide(PAUL, opening.clone())
        .expect_err("he delivers");
    assert_eq!(refused.rule(), "not_entitled");
    let consumer = world.consumer;
    world.admits(MARA, GUS, consumer, &[Role::Customer], Since::Start);
    world.refuses(GUS, opening, Refusal::GuestMustClaim);
}

// The blind round.

#[test]
fn in_a_blind_round_one_sees_ones_own_position_and_nobody_elses() {
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Object);
    let taken = world.sequence();
    for viewer in [INES, LEA, OTTO, TOM, PAUL] {
        let view = view(&world, viewer, proposal);
        assert_eq!(view.positions, [], "{viewer}");
        assert!(
            view.parties
                .iter()
                .all(|it| it.stand == StandView::NotShown)
        );
        assert_eq!(world.sight(viewer, taken), Sight::Sealed);
        let query = Query::new("route").expect("a word");
        assert!(world.seen_by(viewer).search(&query).is_empty());
    }
    assert_eq!(view(&world, MARA, proposal).positions.len(), 1);
    let query = Query::new("route").expect("a word");
    assert!(!world.seen_by(MARA).search(&query).is_empty());
}

/// Whether somebody took a position, which, and which of two people of different parties it was, changes
/// nothing for anybody else: no count, no order, no sign of life, no need of theirs.
#[test]
fn a_blind_position_looks_like_any_other_sealed_entry() {
    let stances = Stance::ALL.iter().copied();
    let takers = [MARA, LEA, TOM];
    let told = |taker: PersonId, stance: Stance, viewer: PersonId| {
        let (mut world, proposal) = proposed();
        world.now = Moment(world.now.0 + 3_600_000);
        takes(&mut world, taker, proposal, stance);
        world.now = Moment(world.now.0 + 3_600_000);
        world.says(PAUL, Audience::WholeTable, "something after it");
        world.everything(viewer)
    };
    for viewer in [INES, PAUL, OTTO, OLGA, driver(0)] {
        let first = told(MARA, Stance::Consent, viewer);
        for stance in stances.clone() {
            for taker in takers {
                assert_eq!(
                    told(taker, stance, viewer),
                    first,
                    "{viewer} {taker} {stance:?}"
                );
            }
        }
    }
    // As a guess does, of which is known since long that it tells nothing.
    let (mut world, _) = proposed();
    let outcome = world.adds_outcome(MARA, "So that bills are whole");
    let sealed = |world: &World| {
        let last = world.sequence();
        world.sight(OTTO, last)
    };
    world.guesses(PAUL, outcome, [5, 5, 5]);
    assert_eq!(sealed(&world), Sight::Sealed);
}

#[test]
fn nobody_learns_by_an_erasure_who_has_taken_a_blind_position() {
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Object);
    let taken = world.sequence();
    world.does(MARA, erase(taken));
    let erased = world.sequence();
    for viewer in [INES, LEA, TOM, OTTO] {
        assert_eq!(world.sight(viewer, erased), Sight::Sealed, "{viewer}");
    }
    // Nor may a colleague try.
    let what = "entry";
    world.refuses(LEA, erase(taken), Refusal::Unknown { what });
}

#[test]
fn nobody_is_sent_word_of_a_blind_position() {
    let (mut world, proposal) = proposed();
    let taken = takes(&mut world, MARA, proposal, Stance::Object);
    let stamp = world.record.last().expect("it is there").0;
    for viewer in [INES, LEA, TOM, OTTO, PAUL] {
        let seen = world.seen_by(viewer);
        for fact in &taken {
            assert_eq!(seen.news(stamp, fact), None, "{viewer}");
        }
    }
}

#[test]
fn who_has_not_come_yet_is_not_seen_to_come_by_a_blind_position() {
    let (mut world, proposal) = proposed();
    let supplier = world.supplier;
    world.admits(TOM, TESS, supplier, &[Role::Representative], Since::Start);
    let came = |world: &World| {
        let seats = world.seen_by(INES).table().seats;
        let seat = seats.into_iter().find(|seat| seat.person == TESS);
        seat.expect("seated").taken_up
    };
    takes(&mut world, TESS, proposal, Stance::Consent);
    assert!(!came(&world));
    takes(&mut world, INES, proposal, Stance::Consent);
    takes(&mut world, MARA, proposal, Stance::Consent);
    assert!(came(&world));
}

#[test]
fn a_position_that_was_replaced_before_the_others_were_opened_stays_sealed() {
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Object);
    let first = world.sequence();
    let mut second = position(&world, proposal, Stance::Consent);
    second.words = "I was told more".into();
    world.does(MARA, second);
    let second = world.sequence();
    for person in [INES, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(is_adopted(&world, proposal));
    assert_eq!(world.sight(INES, first), Sight::Sealed);
    assert_eq!(world.sight(INES, second), Sight::Whole);
    assert_eq!(view(&world, INES, proposal).settled, []);
}

#[test]
fn the_last_position_the_reveal_and_the_adoption_are_one_append() {
    let (mut world, proposal) = proposed();
    assert_eq!(
        kinds(&takes(&mut world, INES, proposal, Stance::Consent)),
        ["position_taken"]
    );
    assert_eq!(
        kinds(&takes(&mut world, MARA, proposal, Stance::Concern)),
        ["position_taken"]
    );
    let last = takes(&mut world, TOM, proposal, Stance::StandAside);
    assert_eq!(
        kinds(&last),
        ["position_taken", "positions_revealed", "proposal_adopted"]
    );
    let view = view(&world, OTTO, proposal);
    let decided = view.decided.expect("adopted");
    let stances: Vec<_> = decided.stances.iter().map(|it| it.stance).collect();
    assert_eq!(
        stances,
        [Stance::Consent, Stance::Concern, Stance::StandAside]
    );
    // Its concerns are what it is looked at again by.
    assert_eq!(view.criteria.len(), 1);
    assert_eq!(
        view.criteria[0].words.as_deref(),
        Some("measure the wind first")
    );
}

#[test]
fn the_time_reveals_and_decides_nothing() {
    let (mut world, proposal) = proposed();
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert_eq!(stand(&world, proposal, world.provider), StandView::NotShown);
    world.days_pass(8);
    let consents = StandView::Said {
        stance: Stance::Consent,
        split: false,
    };
    for reader in [INES, MARA, TOM, OLGA] {
        let told = view(&world, reader, proposal);
        assert_eq!(told.state, ProposalState::Open);
        assert_eq!(told.parties[0].stand, consents, "nobody presses anything");
        assert_eq!(told.positions.len(), 2);
    }
    // A past in which it was sealed still is.
    let then = world.relationship.clone();
    let past = world.today().seen_by(TOM, &then).expect("seated");
    assert_eq!(
        past.proposal(proposal, world.now).expect("open").positions,
        []
    );
    assert_eq!(stand(&world, proposal, world.supplier), StandView::Missing);
    assert!(!is_adopted(&world, proposal));
    world.days_pass(300);
    assert!(!is_adopted(&world, proposal));
    // The one that is missing decides it.
    let last = takes(&mut world, TOM, proposal, Stance::Consent);
    assert_eq!(
        kinds(&last),
        ["positions_revealed", "position_taken", "proposal_adopted"]
    );
}

#[test]
fn a_position_after_the_time_reveals_what_was_said_before_it() {
    let (mut world, proposal) = proposed();
    takes(&mut world, INES, proposal, Stance::Consent);
    world.days_pass(8);
    let late = takes(&mut world, MARA, proposal, Stance::Consent);
    assert_eq!(kinds(&late), ["positions_revealed", "position_taken"]);
}

#[test]
fn nobody_asks_names_or_lets_go_of_a_missing_party_while_the_round_is_blind() {
    let (mut world, proposal) = proposed();
    let party = world.supplier;
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    world.refuses(
        INES,
        act::AskAgain { proposal, party },
        Refusal::StillSealed,
    );
    world.refuses(
        INES,
        act::AcceptAbsence { proposal, party },
        Refusal::StillSealed,
    );
    world.refuses(INES, act::CountSilence { proposal }, Refusal::StillSealed);
    let line = &world.seen_by(INES).proposals(world.now).proposals[0];
    assert_eq!((line.missing.len(), line.objections), (0, 0));
}

#[test]
fn a_round_may_be_open_from_the_beginning() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    takes(&mut world, MARA, proposal, Stance::Consent);
    assert_eq!(view(&world, INES, proposal).positions.len(), 1);
}

// What adopts, and what does not.

#[test]
fn provider_cannot_adopt_alone() {
    let (mut world, proposal) = proposed();
    takes(&mut world, INES, proposal, Stance::Consent);
    world.admits(
        INES,
        IDA,
        world.provider,
        &[Role::ServiceOwner],
        Since::Start,
    );
    takes(&mut world, IDA, proposal, Stance::Consent);
    assert!(!is_adopted(&world, proposal));
}

#[test]
fn provider_cannot_adopt_with_parties_that_it_invites() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    // Before the opening, and after it.
    let regulator = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.admits(INES, RUTH, regulator, &[Role::Representative], Since::Start);
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    world.days_pass(8);
    for person in [INES, RUTH, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(
        !is_adopted(&world, proposal),
        "the consumer has said nothing"
    );
    takes(&mut world, MARA, proposal, Stance::StandAside);
    assert!(
        !is_adopted(&world, proposal),
        "the consumer does not consent"
    );
}

#[test]
fn provider_cannot_adopt_through_somebody_whom_its_own_link_brought() {
    let mut world = World::opened();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(INES, "So that calls hold");
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    takes(&mut world, INES, proposal, Stance::Consent);
    let consent = position(&world, proposal, Stance::Consent);
    // A guest takes no position, and learns how to get an account; a link alone does not bind a party.
    world.refuses(GUS, consent.clone(), Refusal::GuestMustClaim);
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    world.mail = true;
    world.refuses(GUS, consent.clone(), Refusal::ProveFirst);
    assert!(!is_adopted(&world, proposal));
    // Where the server sends no mail, there is no way to prove anything: the mark stays for good.
    world.mail = false;
    world.does(GUS, consent);
    let view = view(&world, INES, proposal);
    let theirs = view
        .positions
        .iter()
        .find(|it| it.person == GUS)
        .expect("open");
    assert_eq!(theirs.by_link_of, Some(world.provider));
}

#[test]
fn provider_cannot_take_a_position_in_the_place_of_another_party() {
    let (world, proposal) = proposed();
    // No act has a field for it: what is sent with one is refused as it is read.
    let consent = position(&world, proposal, Stance::Consent);
    let mut sent = serde_json::to_value(Command::from(consent)).expect("plain data");
    sent["spoken_for"] = serde_json::json!(MARA);
    assert!(serde_json::from_value::<Command>(sent).is_err());
    // Nor is a deputy somebody of another party.
    let deputy = act::ChooseSilence {
        means: Silence::AskDeputy,
        deputy: Some(driver(0)),
    };
    world.refuses(INES, deputy, Refusal::NoDeputy);
}

#[test]
fn provider_cannot_adopt_by_taking_a_party_from_the_table() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    // Seated by the provider, asked, and never heard of.
    let regulator = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.admits(INES, RUTH, regulator, &[Role::Representative], Since::Start);
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    assert!(!world.seen_by(INES).may::<act::RemoveParty>(regulator));
    world.refuses(
        INES,
        act::RemoveParty { party: regulator },
        Refusal::WaitedFor,
    );
    world.refuses(
        INES,
        act::UnseatPerson { person: MARA },
        Refusal::OtherParty,
    );
    // Whoever invited somebody by mistake takes that back, and the party is waited for all the same.
    world.does(INES, act::UnseatPerson { person: RUTH });
    for person in [INES, MARA, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(!is_adopted(&world, proposal));
}

#[test]
fn provider_cannot_adopt_by_waiting() {
    let (mut world, proposal) = proposed();
    for person in [INES, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    world.days_pass(400);
    world.refuses(INES, act::CountSilence { proposal }, Refusal::NothingNew);
    let party = world.consumer;
    world.refuses(
        INES,
        act::AcceptAbsence { proposal, party },
        Refusal::NotReleased,
    );
    assert!(!is_adopted(&world, proposal));
}

#[test]
fn provider_cannot_adopt_by_leaving_and_coming_back() {
    let (mut world, proposal) = proposed();
    world.refuses(INES, act::LeaveTable {}, Refusal::CannotLeave);
    // A person who leaves takes nothing with them and brings nothing back.
    world.admits(
        INES,
        IDA,
        world.provider,
        &[Role::ServiceOwner],
        Since::Start,
    );
    takes(&mut world, INES, proposal, Stance::Consent);
    world.does(INES, act::UnseatPerson { person: INES });
    world.admits(
        IDA,
        INES,
        world.provider,
        &[Role::ServiceOwner],
        Since::Start,
    );
    takes(&mut world, IDA, proposal, Stance::Consent);
    world.days_pass(8);
    assert!(!is_adopted(&world, proposal));
}

#[test]
fn a_party_that_leaves_and_comes_back_is_not_asked_again() {
    let (mut world, proposal) = proposed();
    takes(&mut world, TOM, proposal, Stance::Object);
    takes(&mut world, INES, proposal, Stance::Consent);
    world.does(TOM, act::LeaveTable {});
    let again = world.seats_party(INES, HALDEN, PartyKind::Supplier);
    world.admits(INES, TOM, again, &[Role::Representative], Since::Start);
    let consent = position(&world, proposal, Stance::Consent);
    world.refuses(TOM, consent, Refusal::NotInThis);
    // It left, and its objection with it; the consumer decides it.
    let last = takes(&mut world, MARA, proposal, Stance::Consent);
    assert_eq!(kinds(&last).last(), Some(&"proposal_adopted"));
}

#[test]
fn what_only_a_leaving_party_was_missing_for_is_adopted_as_it_leaves() {
    let (mut world, proposal) = proposed();
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    let left = world.does(TOM, act::LeaveTable {});
    assert_eq!(
        kinds(&left),
        ["party_left", "positions_revealed", "proposal_adopted"]
    );
}

#[test]
fn nothing_is_adopted_while_a_party_is_silent() {
    let (mut world, proposal) = proposed();
    for person in [INES, MARA, LEA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    world.days_pass(30);
    assert_eq!(stand(&world, proposal, world.supplier), StandView::Missing);
    assert!(!is_adopted(&world, proposal));
    let asked = view(&world, INES, proposal);
    let halden = asked.parties.iter().find(|it| it.party == world.supplier);
    let halden = halden.expect("asked");
    assert_eq!((halden.people.clone(), halden.may_ask), (vec![TOM], true));
}

#[test]
fn observers_and_guests_take_no_position() {
    let (mut world, proposal) = proposed();
    let consumer = world.consumer;
    world.admits(MARA, GUS, consumer, &[Role::Customer], Since::Start);
    world.admits(MARA, GRETA, consumer, &[Role::User], Since::Start);
    for stance in Stance::ALL {
        let position = position(&world, proposal, *stance);
        world.refuses(OTTO, position.clone(), Refusal::Observer);
        world.refuses(GUS, position.clone(), Refusal::GuestMustClaim);
        let refused = world.decide(GRETA, position).expect_err("a user");
        assert_eq!(refused.rule(), "not_entitled");
    }
    assert!(view(&world, GUS, proposal).may_claim);
}

#[test]
fn what_was_decided_is_not_amended() {
    let (mut world, proposal) = proposed();
    for person in [INES, MARA, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    let amendment = amendment(&world, proposal, "Works run on two Sundays.");
    world.refuses(INES, amendment, Refusal::Decided);
    let object = position(&world, proposal, Stance::Object);
    world.refuses(MARA, object, Refusal::Decided);
    let why = "we changed our minds".to_owned();
    world.refuses(
        INES,
        act::WithdrawProposal { proposal, why },
        Refusal::Decided,
    );
}

// Objections.

#[test]
fn an_objection_says_to_what_it_does_harm_and_what_would_make_it_workable() {
    let (mut world, proposal) = proposed();
    let object = position(&world, proposal, Stance::Object);
    let without = |change: &dyn Fn(&mut act::TakePosition)| {
        let mut object = object.clone();
        change(&mut object);
        object
    };
    world.refuses(MARA, without(&|it| it.harms = None), Refusal::NoHarm);
    let blank = |field| Refusal::Blank { field };
    world.refuses(MARA, without(&|it| it.words.clear()), blank("words"));
    world.refuses(MARA, without(&|it| it.workable.clear()), blank("workable"));
    let limit = say_limit(&mut world);
    world.does(
        MARA,
        without(&|it| it.harms = Some(Harms::Contribution(limit))),
    );
    // A concern says what it is.
    let mut concern = position(&world, proposal, Stance::Concern);
    concern.words.clear();
    world.refuses(LEA, concern, blank("words"));
}

fn say_limit(world: &mut World) -> ContributionId {
    let said = act::Say {
        limit: Some(LimitKind::Safety),
        ..act::Say::new(
            ContributionKind::Limit,
            Audience::WholeTable,
            "nobody climbs at night",
        )
    };
    match &world.does(TOM, said)[..] {
        [Fact::ContributionSaid(said)] => said.contribution,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_objection_stays_open_until_its_author_gives_it_up_with_a_word_why() {
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Object);
    takes(&mut world, TOM, proposal, Stance::Consent);
    let open = takes(&mut world, INES, proposal, Stance::Consent);
    assert_eq!(kinds(&open), ["position_taken", "positions_revealed"]);
    // A colleague's consent does not close it: the strongest counts, and the party is split.
    takes(&mut world, LEA, proposal, Stance::Consent);
    let split = StandView::Said {
        stance: Stance::Object,
        split: true,
    };
    assert_eq!(stand(&world, proposal, world.consumer), split);
    assert!(!is_adopted(&world, proposal));
    // Nor do other words.
    let mut amended = amendment(&world, proposal, "Works run on two Sundays.");
    amended.takes_in = Some(MARA);
    world.does(INES, amended);
    for person in [INES, TOM, LEA] {
        let version = 2;
        world.does(person, act::KeepPosition { proposal, version });
    }
    assert!(!is_adopted(&world, proposal));
    let mut consent = position(&world, proposal, Stance::Consent);
    world.refuses(MARA, consent.clone(), Refusal::Blank { field: "words" });
    consent.words = "Sundays work".into();
    let last = world.does(MARA, consent);
    assert_eq!(kinds(&last), ["position_taken", "proposal_adopted"]);
    let view = view(&world, INES, proposal);
    assert_eq!(view.settled.len(), 1);
    assert_eq!(view.settled[0].now.words.as_deref(), Some("Sundays work"));
    assert_eq!(view.version.takes_in, Some(MARA));
}

#[test]
fn an_objection_is_taken_in_only_where_other_words_say_so_and_its_author_consents_to_them() {
    let settled = |takes_in, stance| {
        let (mut world, proposal) = proposed();
        for (person, stance) in [
            (MARA, Stance::Object),
            (TOM, Stance::Consent),
            (INES, Stance::Consent),
        ] {
            takes(&mut world, person, proposal, stance);
        }
        let mut amended = amendment(&world, proposal, "Works run on two Sundays.");
        amended.takes_in = takes_in;
        world.does(INES, amended);
        let mut position = position(&world, proposal, stance);
        position.words = "so be it".into();
        world.does(MARA, position);
        view(&world, INES, proposal).settled[0].integrated
    };
    assert!(settled(Some(MARA), Stance::Consent));
    assert!(!settled(None, Stance::Consent));
    assert!(!settled(Some(MARA), Stance::StandAside));
}

#[test]
fn who_wrote_the_words_of_a_proposal_is_told_apart_from_who_opened_it() {
    let (mut world, proposal) = proposed();
    let first = view(&world, MARA, proposal).version;
    takes(&mut world, MARA, proposal, Stance::Consent);
    let consented = world.sequence();
    let mut amended = amendment(&world, proposal, "Meridian pays Halden twice.");
    amended.title = "Meridian pays Halden twice".into();
    world.does(TOM, amended);
    let now = view(&world, MARA, proposal);
    assert_eq!((now.person, now.party), (INES, world.provider));
    assert_eq!(
        (now.version.person, now.version.party),
        (TOM, world.supplier)
    );
    assert_eq!((first.person, first.party), (INES, world.provider));
    let seen = world.seen_by(MARA);
    let title_at = |sequence| seen.proposal_title_at(proposal, sequence).flatten();
    assert_eq!(title_at(consented), first.title, "that was consented to");
    assert_eq!(title_at(world.sequence()), now.version.title);
    assert!(seen.proposal_reworded_since(proposal, consented));
}

#[test]
fn once_the_author_of_an_objection_is_gone_a_successor_takes_another_position() {
    let (mut world, proposal) = proposed();
    for (person, stance) in [
        (LEA, Stance::Object),
        (INES, Stance::Consent),
        (TOM, Stance::Consent),
    ] {
        takes(&mut world, person, proposal, stance);
    }
    world.does(MARA, act::UnseatPerson { person: LEA });
    assert!(
        !is_adopted(&world, proposal),
        "it stays open without its author"
    );
    assert_eq!(view(&world, MARA, proposal).replaces, [LEA]);
    let consent = position(&world, proposal, Stance::Consent);
    world.refuses(MARA, consent.clone(), Refusal::Blank { field: "words" });
    let words = "Lea's point is met".to_owned();
    world.does(MARA, act::TakePosition { words, ..consent });
    assert!(is_adopted(&world, proposal));
}

// Other words.

#[test]
fn every_amendment_asks_everybody_again() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    takes(&mut world, INES, proposal, Stance::Consent);
    takes(&mut world, MARA, proposal, Stance::Consent);
    // Whose yes it undoes is said beforehand.
    assert_eq!(view(&world, TOM, proposal).undoes, [INES, MARA]);
    let amended = amendment(&world, proposal, "Works run on two Sundays.");
    world.does(TOM, amended);
    assert_eq!(stand(&world, proposal, world.consumer), StandView::Missing);
    takes(&mut world, TOM, proposal, Stance::Consent);
    assert!(
        !is_adopted(&world, proposal),
        "they consented to other words"
    );
    let needs = world.seen_by(MARA).needs(world.now);
    let proposals = vec![proposal];
    assert!(needs.contains(&Need::KeepPosition { proposals }));
    for person in [INES, MARA] {
        world.does(
            person,
            act::KeepPosition {
                proposal,
                version: 2,
            },
        );
    }
    assert!(is_adopted(&world, proposal));
}

/// Else an amendment opens the round without a word of the party that objected, and tells that it did.
#[test]
fn an_objection_to_earlier_words_does_not_open_a_blind_round() {
    let opened_after = |northwinds: Stance| {
        let (mut world, proposal) = proposed();
        takes(&mut world, LEA, proposal, Stance::Consent);
        takes(&mut world, MARA, proposal, northwinds);
        let amended = amendment(&world, proposal, "Works run on two Sundays.");
        world.does(TOM, amended);
        let mut facts = takes(&mut world, TOM, proposal, Stance::Consent);
        facts.extend(takes(&mut world, INES, proposal, Stance::Consent));
        assert_eq!(
            view(&world, INES, proposal).positions.len(),
            1,
            "{northwinds:?}"
        );
        let keep = act::KeepPosition {
            proposal,
            version: 2,
        };
        facts.extend(world.does(MARA, keep));
        kinds(&facts)
    };
    let told = |stance| {
        let kinds = opened_after(stance);
        kinds[..4].to_vec()
    };
    assert_eq!(told(Stance::Object), told(Stance::Concern));
    assert!(opened_after(Stance::Object).contains(&"positions_revealed"));
}

#[test]
fn a_position_to_words_that_were_changed_meanwhile_is_refused() {
    let (mut world, proposal) = proposed();
    let consent = position(&world, proposal, Stance::Consent);
    let earlier = amendment(&world, proposal, "Works run by day.");
    let amended = amendment(&world, proposal, "Works run on two Sundays.");
    world.does(TOM, amended);
    world.refuses(MARA, consent, Refusal::Reworded);
    world.refuses(INES, earlier, Refusal::Reworded);
    world.refuses(
        INES,
        act::KeepPosition {
            proposal,
            version: 2,
        },
        Refusal::NothingNew,
    );
}

#[test]
fn an_amendment_that_changes_nothing_is_none() {
    let (world, proposal) = proposed();
    let same = amendment(&world, proposal, "Works run over five nights in November.");
    world.refuses(INES, same, Refusal::NothingNew);
}

#[test]
fn more_time_is_another_round_on_the_same_words() {
    let (mut world, proposal) = proposed();
    let until = day(&world, 20);
    let later = act::AmendProposal {
        until,
        ..amendment(&world, proposal, "Works run over five nights in November.")
    };
    world.does(INES, later);
    let version = view(&world, TOM, proposal).version;
    assert_eq!((version.number, version.until), (2, until));
}

#[test]
fn nothing_is_looked_at_again_before_it_can_be_decided() {
    let (mut world, proposal) = proposed();
    let outcome = view(&world, INES, proposal).version.outcomes[0];
    let with = |world: &World, review| act::OpenProposal {
        trial: true,
        review: Some(day(world, review)),
        ..opening(world, outcome)
    };
    let before = with(&world, 6);
    world.refuses(INES, before, Refusal::ReviewBeforeRound);
    let amended = act::AmendProposal {
        review: Some(day(&world, 6)),
        ..amendment(&world, proposal, "By day.")
    };
    world.refuses(INES, amended, Refusal::ReviewBeforeRound);
    let on_its_day = with(&world, 7);
    world.does(INES, on_its_day);
}

// Too few consents.

#[test]
fn where_too_few_consent_it_is_said_and_asked_of_whoever_could() {
    let asked = |world: &World, proposal: ProposalId| -> Vec<PersonId> {
        let need = Need::LacksConsent {
            proposals: vec![proposal],
        };
        let asks = |person: &PersonId| world.seen_by(*person).needs(world.now).contains(&need);
        let everybody = [INES, PAUL, MARA, LEA, OTTO, TOM];
        everybody.into_iter().filter(asks).collect()
    };
    // The consumer alone consents: any other party's consent adopts it.
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Consent);
    takes(&mut world, TOM, proposal, Stance::StandAside);
    assert!(!view(&world, OTTO, proposal).lacks_consents, "sealed");
    takes(&mut world, INES, proposal, Stance::StandAside);
    for person in [INES, MARA, OTTO, TOM] {
        assert!(view(&world, person, proposal).lacks_consents);
        let list = world.seen_by(person).proposals(world.now);
        assert!(list.proposals[0].lacks_consents);
    }
    assert_eq!(asked(&world, proposal), [INES, TOM]);
    takes(&mut world, TOM, proposal, Stance::Consent);
    assert!(is_adopted(&world, proposal));
    assert!(!view(&world, INES, proposal).lacks_consents);
    assert_eq!(asked(&world, proposal), []);

    // The consumer stands aside: nobody else's consent would do.
    let (mut world, proposal) = proposed();
    for (person, stance) in [
        (MARA, Stance::StandAside),
        (TOM, Stance::StandAside),
        (INES, Stance::Consent),
    ] {
        takes(&mut world, person, proposal, stance);
    }
    assert_eq!(asked(&world, proposal), [MARA, LEA]);
    // An objection is another thing to mend.
    takes(&mut world, TOM, proposal, Stance::Object);
    assert!(!view(&world, INES, proposal).lacks_consents);
    assert_eq!(asked(&world, proposal), []);
}

// Money.

#[test]
fn what_costs_a_party_money_waits_for_one_of_its_sponsors() {
    let (mut world, proposal) = proposed_as(|world, opening| {
        opening.costs = vec![CostTo {
            party: world.consumer,
            amount: 9_600_000,
        }];
    });
    let party = view(&world, TOM, proposal).parties;
    assert!(
        party
            .iter()
            .any(|it| it.needs_sponsor && it.party == world.consumer)
    );
    for person in [INES, MARA, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(!is_adopted(&world, proposal));
    let last = takes(&mut world, LEA, proposal, Stance::StandAside);
    assert_eq!(
        kinds(&last),
        ["position_taken", "positions_revealed", "proposal_adopted"]
    );
}

/// Somebody who gets up, or has another role, decides nothing by that.
#[test]
fn what_only_a_sponsor_was_missing_for_that_is_there_no_more_is_adopted_once_somebody_says_so() {
    let ways: [fn(&mut World); 2] = [
        |world| {
            world.does(MARA, act::UnseatPerson { person: LEA });
        },
        |world| {
            let roles = vec![Role::User];
            let person = LEA;
            world.does(MARA, act::SetRoles { person, roles });
        },
    ];
    for way in ways {
        let (mut world, proposal) = proposed_as(|world, opening| {
            let (party, amount) = (world.consumer, 9_600_000);
            opening.costs = vec![CostTo { party, amount }];
            opening.blind = false;
        });
        for person in [INES, MARA, TOM] {
            takes(&mut world, person, proposal, Stance::Consent);
        }
        let adopt = act::CountSilence { proposal };
        world.refuses(INES, adopt.clone(), Refusal::NothingNew);
        assert!(!view(&world, TOM, proposal).complete);
        way(&mut world);
        assert!(!is_adopted(&world, proposal));
        let need = Need::AdoptComplete {
            proposals: vec![proposal],
        };
        for person in [INES, MARA, TOM] {
            assert!(world.seen_by(person).needs(world.now).contains(&need));
            let view = view(&world, person, proposal);
            assert!(view.may_count && view.complete);
        }
        assert!(!world.seen_by(PAUL).needs(world.now).contains(&need));
        assert_eq!(kinds(&world.does(TOM, adopt)), ["proposal_adopted"]);
    }
}

#[test]
fn what_costs_a_party_without_a_sponsor_money_waits_for_none() {
    let (mut world, proposal) = proposed_as(|world, opening| {
        opening.costs = vec![CostTo {
            party: world.supplier,
            amount: 100,
        }];
    });
    for person in [INES, MARA, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(is_adopted(&world, proposal));
}

// Silence.

fn silence(means: Silence, deputy: Option<PersonId>) -> act::ChooseSilence {
    act::ChooseSilence { means, deputy }
}

#[test]
fn what_silence_means_is_said_beforehand_and_counts_only_after_the_time() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    world.does(TOM, silence(Silence::StandAside, None));
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(!is_adopted(&world, proposal));
    world.days_pass(8);
    assert!(!is_adopted(&world, proposal), "the time decides nothing");
    let counted = world.does(INES, act::CountSilence { proposal });
    assert_eq!(
        kinds(&counted),
        ["positions_revealed", "silence_counted", "proposal_adopted"]
    );
    assert_eq!(stand(&world, proposal, world.supplier), StandView::Silent);
}

#[test]
fn what_silence_means_can_be_taken_back_and_holds_for_no_earlier_proposal() {
    let (mut world, proposal) = proposed();
    world.does(TOM, silence(Silence::StandAside, None));
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    world.days_pass(8);
    world.refuses(INES, act::CountSilence { proposal }, Refusal::NothingNew);
    world.refuses(TOM, silence(Silence::StandAside, None), Refusal::NothingNew);
    world.does(TOM, silence(Silence::Wait, None));
    assert_eq!(world.seen_by(INES).proposals(world.now).silences, []);
}

#[test]
fn what_silence_means_is_told_of_no_proposal_that_has_ended() {
    for is_withdrawn in [true, false] {
        let mut world = World::seated();
        let outcome = world.adds_outcome(MARA, "So that calls hold");
        world.does(TOM, silence(Silence::StandAside, None));
        let opening = opening(&world, outcome);
        let proposal = opened(&world.does(INES, opening));
        let told = |world: &World| {
            let view = world.seen_by(MARA).proposal(proposal, world.now);
            let view = view.expect("it is there");
            view.parties.iter().any(|party| party.silence.is_some())
        };
        assert!(told(&world));
        if is_withdrawn {
            let why = "Not this year".to_owned();
            world.does(INES, act::WithdrawProposal { proposal, why });
        } else {
            for person in [INES, MARA, TOM] {
                world.does(person, world.closes());
            }
        }
        assert!(!told(&world));
    }
}

#[test]
fn silence_never_consents_for_the_consumer() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    world.does(MARA, silence(Silence::StandAside, None));
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    for person in [INES, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    world.days_pass(8);
    let counted = world.does(INES, act::CountSilence { proposal });
    assert_eq!(kinds(&counted), ["positions_revealed", "silence_counted"]);
    assert!(!is_adopted(&world, proposal));
    // It may still say something.
    let last = takes(&mut world, MARA, proposal, Stance::Consent);
    assert_eq!(kinds(&last), ["position_taken", "proposal_adopted"]);
}

#[test]
fn a_deputy_is_asked_once_the_time_is_over_and_nobody_has_spoken() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    world.does(INES, silence(Silence::AskDeputy, Some(PAUL)));
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(MARA, opening));
    let asked = |world: &World| {
        let needs = world.seen_by(PAUL).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::TakePosition { .. }))
    };
    for person in [MARA, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    let consent = position(&world, proposal, Stance::Consent);
    let refused = world.decide(PAUL, consent.clone()).expect_err("not yet");
    assert_eq!(refused.rule(), "not_entitled");
    assert!(!asked(&world));
    world.days_pass(8);
    assert!(asked(&world));
    let last = world.does(PAUL, consent);
    assert_eq!(
        kinds(&last),
        ["positions_revealed", "position_taken", "proposal_adopted"]
    );
}

// A missing party.

#[test]
fn a_missing_party_is_asked_again_once_a_day_at_the_most() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    let party = world.supplier;
    let ask = act::AskAgain { proposal, party };
    world.does(INES, ask.clone());
    world.refuses(MARA, ask.clone(), Refusal::AskedJustNow);
    world.days_pass(1);
    world.does(MARA, ask.clone());
    world.refuses(TOM, ask.clone(), Refusal::OwnWord);
    takes(&mut world, TOM, proposal, Stance::Consent);
    world.refuses(INES, ask, Refusal::NothingNew);
}

#[test]
fn a_party_is_decided_without_once_all_others_agree() {
    let (mut world, proposal) = proposed();
    let party = world.supplier;
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    world.days_pass(8);
    let without = act::AcceptAbsence { proposal, party };
    assert_eq!(
        kinds(&world.does(INES, without.clone())),
        ["positions_revealed", "absence_accepted"]
    );
    world.refuses(INES, without.clone(), Refusal::NothingNew);
    world.refuses(TOM, without.clone(), Refusal::NotReleased);
    assert_eq!(
        kinds(&world.does(MARA, without)),
        ["absence_accepted", "party_released", "proposal_adopted"]
    );
}

#[test]
fn a_party_is_not_let_go_of_before_its_time() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    let party = world.supplier;
    let without = act::AcceptAbsence { proposal, party };
    world.refuses(MARA, without.clone(), Refusal::RoundOpen);
    // Nor by those who speak for it, nor where it has said something.
    takes(&mut world, TOM, proposal, Stance::Object);
    world.days_pass(8);
    world.refuses(MARA, without, Refusal::NothingNew);
}

/// The others decide these words without a party; only the consumer does not consent to them.
fn released() -> (World, ProposalId) {
    let (mut world, proposal) = proposed();
    takes(&mut world, INES, proposal, Stance::Consent);
    takes(&mut world, MARA, proposal, Stance::StandAside);
    world.days_pass(8);
    let party = world.supplier;
    for person in [INES, MARA] {
        world.does(person, act::AcceptAbsence { proposal, party });
    }
    (world, proposal)
}

#[test]
fn a_party_without_which_others_decided_is_asked_again_of_other_words() {
    let (mut world, proposal) = released();
    let consent = position(&world, proposal, Stance::Consent);
    world.refuses(TOM, consent, Refusal::DecidedWithout);
    assert_eq!(stand(&world, proposal, world.supplier), StandView::Released);
    // Other words may cost it something.
    let mut amended = amendment(&world, proposal, "Halden pays for every mast that fails.");
    amended.costs = vec![CostTo {
        party: world.supplier,
        amount: 4_000_000,
    }];
    world.does(INES, amended);
    assert_eq!(stand(&world, proposal, world.supplier), StandView::Missing);
    let needs = world.seen_by(TOM).needs(world.now);
    let proposals = vec![proposal];
    assert!(needs.contains(&Need::TakePosition { proposals }));
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(!is_adopted(&world, proposal));
    takes(&mut world, TOM, proposal, Stance::Object);
    assert!(!is_adopted(&world, proposal));
}

#[test]
fn a_party_without_which_others_decided_and_that_left_is_asked_of_no_other_words() {
    let (mut world, proposal) = released();
    world.does(TOM, act::LeaveTable {});
    assert_eq!(stand(&world, proposal, world.supplier), StandView::Left);
    let amended = amendment(&world, proposal, "Works run on two Sundays.");
    world.does(INES, amended);
    for person in [INES, MARA] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    assert!(is_adopted(&world, proposal));
}

/// Else whoever seated it could take it away before the words change.
#[test]
fn a_party_without_which_others_decided_is_not_taken_from_the_table() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    let party = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.admits(INES, RUTH, party, &[Role::Representative], Since::Start);
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    takes(&mut world, INES, proposal, Stance::Consent);
    takes(&mut world, TOM, proposal, Stance::Consent);
    takes(&mut world, MARA, proposal, Stance::StandAside);
    world.days_pass(8);
    for person in [INES, MARA, TOM] {
        world.does(person, act::AcceptAbsence { proposal, party });
    }
    assert_eq!(stand(&world, proposal, party), StandView::Released);
    world.refuses(INES, act::RemoveParty { party }, Refusal::WaitedFor);
}

// Beside the positions.

#[test]
fn whoever_opened_a_proposal_takes_it_back_with_a_word_why() {
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Object);
    let sealed = world.sequence();
    let why = "the masts are sold".to_owned();
    let withdraw = act::WithdrawProposal { proposal, why };
    world.refuses(MARA, withdraw.clone(), Refusal::OnlyWhoBrought);
    world.does(INES, withdraw);
    let consent = position(&world, proposal, Stance::Consent);
    world.refuses(TOM, consent, Refusal::ProposalEnded);
    // What was said in a blind round that never ended stays with whoever said it.
    assert_eq!(world.sight(INES, sealed), Sight::Sealed);
    assert_eq!(view(&world, INES, proposal).positions, []);
}

#[test]
fn once_the_party_that_opened_it_has_left_another_that_is_asked_takes_a_proposal_back() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that calls hold on the A7");
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(TOM, opening));
    let why = "whoever wanted it has gone".to_owned();
    let withdraw = act::WithdrawProposal { proposal, why };
    world.refuses(MARA, withdraw.clone(), Refusal::OnlyWhoBrought);
    world.does(TOM, act::LeaveTable {});
    assert!(view(&world, MARA, proposal).may_withdraw);
    world.does(MARA, withdraw);
    assert_eq!(view(&world, INES, proposal).state, ProposalState::Withdrawn);
}

#[test]
fn what_is_said_about_a_proposal_is_said_to_the_whole_table() {
    let (mut world, proposal) = proposed();
    let about = |kind, audience| act::Say {
        about: Some(proposal),
        ..act::Say::new(kind, audience, "How long is the road closed?")
    };
    let asked = about(ContributionKind::Question, Audience::OwnParty);
    world.refuses(MARA, asked, Refusal::NotForAll);
    let need = about(ContributionKind::Need, Audience::WholeTable);
    world.refuses(MARA, need, Refusal::NotSaidThere);
    let asked = world.does(
        MARA,
        about(ContributionKind::Question, Audience::WholeTable),
    );
    let [Fact::ContributionSaid(question)] = &asked[..] else {
        panic!("{asked:?}");
    };
    world.does(
        TOM,
        act::Say {
            under: Some(question.contribution),
            ..act::Say::new(
                ContributionKind::Reply,
                Audience::WholeTable,
                "Two Sundays.",
            )
        },
    );
    let said = view(&world, INES, proposal).said;
    assert_eq!(said.len(), 2);
}

#[test]
fn a_round_names_who_has_yet_to_speak_and_closes_nobodys_mouth() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    let speaks = |world: &mut World, person: PersonId| {
        let said = act::Say {
            about: Some(proposal),
            ..act::Say::new(ContributionKind::Build, Audience::WholeTable, "and by day")
        };
        world.does(person, said);
    };
    speaks(&mut world, INES);
    world.does(TOM, act::CallRound { proposal });
    let to_speak = |world: &World| view(world, INES, proposal).round.expect("called").to_speak;
    assert_eq!(to_speak(&world).len(), 3);
    world.refuses(INES, act::CallRound { proposal }, Refusal::NothingNew);
    for person in [INES, INES, MARA] {
        speaks(&mut world, person);
    }
    assert_eq!(to_speak(&world), [world.supplier]);
    speaks(&mut world, TOM);
    world.does(TOM, act::CallRound { proposal });
}

#[test]
fn an_adopted_decision_is_looked_at_again_on_its_day() {
    let (mut world, proposal) = proposed_as(|world, opening| {
        opening.trial = true;
        opening.review = Some(day(world, 60));
    });
    for person in [INES, MARA, TOM] {
        takes(&mut world, person, proposal, Stance::Consent);
    }
    let asks = |world: &World, person: PersonId| {
        let needs = world.seen_by(person).needs(world.now);
        needs
            .iter()
            .any(|need| matches!(need, Need::ReviewDecision { .. }))
    };
    let due = |world: &World| {
        let list = world.seen_by(OTTO).proposals(world.now);
        let view = view(world, OTTO, proposal);
        assert_eq!(list.proposals[0].review_due, view.review_due);
        (view.review_due, view.reviews.len())
    };
    let says = |world: &mut World, person, kind| {
        let said = act::Say {
            about: Some(proposal),
            ..act::Say::new(kind, Audience::WholeTable, "it held")
        };
        world.does(person, said);
    };
    says(&mut world, INES, ContributionKind::Build);
    assert!(!asks(&world, MARA));
    assert_eq!(due(&world), (false, 0));
    world.days_pass(61);
    assert!(asks(&world, MARA) && asks(&world, INES));
    assert_eq!(due(&world), (true, 0));
    says(&mut world, MARA, ContributionKind::Question);
    assert!(asks(&world, MARA), "that says nothing of how it went");
    says(&mut world, MARA, ContributionKind::Build);
    assert!(!asks(&world, MARA) && asks(&world, INES));
    assert_eq!(due(&world), (true, 1));
    says(&mut world, INES, ContributionKind::Concern);
    says(&mut world, TOM, ContributionKind::Build);
    // Every party has said so: what comes later is an ordinary word.
    assert_eq!(due(&world), (false, 3));
    says(&mut world, MARA, ContributionKind::Concern);
    assert_eq!(due(&world), (false, 3));
}

#[test]
fn who_is_asked_has_it_among_what_needs_them() {
    let (mut world, proposal) = proposed();
    let asks = |world: &World, person: PersonId| {
        let needs = world.seen_by(person).needs(world.now);
        let proposals = vec![proposal];
        needs.contains(&Need::TakePosition { proposals })
    };
    assert!([INES, MARA, LEA, TOM].iter().all(|it| asks(&world, *it)));
    assert!(![PAUL, driver(0)].iter().any(|it| asks(&world, *it)));
    takes(&mut world, MARA, proposal, Stance::Consent);
    assert!(!asks(&world, MARA));
    // Whether a colleague has, nobody learns.
    assert!(asks(&world, LEA));
}

#[test]
fn a_seat_from_now_sees_no_position_from_before_it() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    takes(&mut world, MARA, proposal, Stance::Concern);
    world.admits(INES, IDA, world.provider, &[Role::ServiceOwner], Since::Now);
    let seen = view(&world, IDA, proposal);
    assert_eq!(seen.positions, []);
    let theirs = seen.parties.iter().find(|it| it.party == world.consumer);
    assert_eq!(theirs.expect("asked").stand, StandView::Earlier);
}

#[test]
fn a_position_that_is_kept_tells_nobody_the_words_that_were_said_before_they_came() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    takes(&mut world, MARA, proposal, Stance::Concern);
    world.admits(INES, IDA, world.provider, &[Role::ServiceOwner], Since::Now);
    let amended = amendment(&world, proposal, "Works run on two Sundays.");
    world.does(INES, amended);
    let version = 2;
    world.does(MARA, act::KeepPosition { proposal, version });
    let seen = view(&world, IDA, proposal);
    let [kept] = &seen.positions[..] else {
        panic!("{:?}", seen.positions)
    };
    assert_eq!((kept.stance, kept.said_before), (Stance::Concern, true));
    assert_eq!((&kept.words, &kept.workable), (&None, &None));
    assert!(
        world
            .seen_by(IDA)
            .search(&Query::new("wind").expect("a word"))
            .is_empty()
    );
    // Whoever was there reads them still.
    let there = view(&world, INES, proposal);
    assert!(there.positions[0].words.is_some() && !there.positions[0].said_before);
}

#[test]
fn in_the_past_a_position_is_as_sealed_as_it_was() {
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Object);
    let then = fold(&world.record);
    world.days_pass(8);
    let seen = world.relationship.seen_by(INES, &then).expect("seated");
    assert_eq!(
        seen.proposal(proposal, world.now).expect("there").positions,
        []
    );
    assert_eq!(view(&world, INES, proposal).positions.len(), 1);
}

#[test]
fn erased_words_are_gone_and_the_position_stays() {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    takes(&mut world, MARA, proposal, Stance::Concern);
    let taken = world.sequence();
    world.does(MARA, erase(taken));
    let theirs = &view(&world, INES, proposal).positions[0];
    assert_eq!(
        (theirs.stance, theirs.words.as_ref()),
        (Stance::Concern, None)
    );
}

/// A proposal that is not blind, to which Mara objects: with the entry with which she did.
fn objected() -> (World, ProposalId, u64) {
    let (mut world, proposal) = proposed_as(|_, opening| opening.blind = false);
    takes(&mut world, MARA, proposal, Stance::Object);
    let objection = world.sequence();
    (world, proposal, objection)
}

fn back(proposal: ProposalId, objection: u64) -> act::SayObjectionBack {
    act::SayObjectionBack {
        proposal,
        objection,
        words: "The route must stay open by night".into(),
    }
}

fn told(facts: &[Fact]) -> ReflectionId {
    match facts {
        [Fact::ObjectionSaidBack(told)] => told.reflection,
        other => panic!("{other:?}"),
    }
}

fn hearing(world: &World, person: PersonId, proposal: ProposalId) -> HearingView {
    let view = view(world, person, proposal);
    let mut positions = view.positions.into_iter();
    let hearing = positions.find_map(|it| it.hearing);
    hearing.expect("an open objection")
}

#[test]
fn an_objection_is_said_back_and_heard_once_its_author_says_so() {
    let (mut world, proposal, objection) = objected();
    world.refuses(LEA, back(proposal, objection), Refusal::OwnWord);
    world.refuses(OLGA, back(proposal, objection), Refusal::Observer);
    let reflection = told(&world.does(PAUL, back(proposal, objection)));
    let right = |right, words: &str| act::AnswerObjectionTelling {
        proposal,
        reflection,
        right,
        words: words.into(),
    };
    // Its author says so, and nobody else: no colleague while she is there, nor whoever said it back.
    for person in [LEA, INES, PAUL] {
        world.refuses(person, right(true, ""), Refusal::NotAuthor);
    }
    assert!(hearing(&world, MARA, proposal).tellings[0].may_answer);
    let waits = Need::HearObjection {
        proposals: vec![proposal],
    };
    assert!(world.seen_by(MARA).needs(world.now).contains(&waits));
    world.does(MARA, right(true, ""));
    assert_eq!(hearing(&world, TOM, proposal).heard_by, [world.provider]);
    world.refuses(PAUL, back(proposal, objection), Refusal::AlreadyHeard);
    world.refuses(MARA, right(true, ""), Refusal::NothingNew);
    assert!(!world.seen_by(MARA).needs(world.now).contains(&waits));
    // It stays open all the same, until she takes another position.
    let listed = world.seen_by(TOM).proposals(world.now).proposals;
    assert_eq!(listed[0].objections, 1);
    // To be heard by one party is not to be heard by another.
    world.does(TOM, back(proposal, objection));
}

#[test]
fn an_objection_waits_for_the_proposers_colleagues_too_until_their_party_has_heard_it() {
    let (mut world, proposal, objection) = objected();
    let waits = Need::AnswerObjection {
        proposals: vec![proposal],
    };
    let waits_for = |world: &World, person| world.seen_by(person).needs(world.now).contains(&waits);
    assert!(waits_for(&world, INES) && waits_for(&world, PAUL));
    for person in [MARA, LEA, TOM, OLGA] {
        assert!(!waits_for(&world, person));
    }
    let reflection = told(&world.does(PAUL, back(proposal, objection)));
    world.does(
        MARA,
        act::AnswerObjectionTelling {
            proposal,
            reflection,
            right: true,
            words: String::new(),
        },
    );
    // Whoever proposed it can still change it.
    assert!(waits_for(&world, INES) && !waits_for(&world, PAUL));
}

#[test]
fn what_is_not_quite_so_is_said_once_and_taken_in_by_the_party_that_said_it_back() {
    let (mut world, proposal, objection) = objected();
    let reflection = told(&world.does(PAUL, back(proposal, objection)));
    let acknowledge = act::AcknowledgeObjection {
        proposal,
        reflection,
    };
    world.refuses(INES, acknowledge.clone(), Refusal::NothingNew);
    let not_quite = |words: &str| act::AnswerObjectionTelling {
        proposal,
        reflection,
        right: false,
        words: words.into(),
    };
    world.refuses(MARA, not_quite(" "), Refusal::Blank { field: "words" });
    world.does(MARA, not_quite("Only on weekdays"));
    world.refuses(MARA, not_quite("And in winter"), Refusal::NothingNew);
    world.refuses(TOM, acknowledge.clone(), Refusal::OnlyWhoSaidBack);
    // A colleague of whoever said it back takes it in for their party.
    assert!(hearing(&world, INES, proposal).tellings[0].may_acknowledge);
    world.does(INES, acknowledge.clone());
    let heard = hearing(&world, INES, proposal);
    assert_eq!(heard.heard_by, [world.provider]);
    assert_eq!(
        heard.tellings[0].correction.as_deref(),
        Some("Only on weekdays")
    );
    world.refuses(INES, acknowledge, Refusal::NothingNew);
}

#[test]
fn what_is_said_back_anew_takes_the_place_of_what_was_said_before() {
    let (mut world, proposal, objection) = objected();
    let first = told(&world.does(PAUL, back(proposal, objection)));
    let again = told(&world.does(INES, back(proposal, objection)));
    let right = |reflection| act::AnswerObjectionTelling {
        proposal,
        reflection,
        right: true,
        words: String::new(),
    };
    world.refuses(MARA, right(first), Refusal::NothingNew);
    world.does(MARA, right(again));
}

#[test]
fn a_blind_objection_is_said_back_by_nobody_and_one_that_was_given_up_neither() {
    let (mut world, proposal) = proposed();
    takes(&mut world, MARA, proposal, Stance::Object);
    let objection = world.sequence();
    world.refuses(PAUL, back(proposal, objection), Refusal::StillSealed);
    let (mut world, proposal, objection) = objected();
    let unknown = Refusal::Unknown { what: "objection" };
    world.refuses(PAUL, back(proposal, objection + 1), unknown.clone());
    let mut gives_up = position(&world, proposal, Stance::Consent);
    gives_up.words = "by day it is fine".into();
    world.does(MARA, gives_up);
    world.refuses(PAUL, back(proposal, objection), unknown);
}

#[test]
fn whoever_does_not_reach_back_to_an_objection_sees_nothing_of_what_was_said_of_it() {
    let (mut world, proposal, objection) = objected();
    let regulator = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.admits(INES, RUTH, regulator, &[Role::Representative], Since::Now);
    let unknown = Refusal::Unknown { what: "objection" };
    world.refuses(RUTH, back(proposal, objection), unknown);
    let reflection = told(&world.does(PAUL, back(proposal, objection)));
    assert_eq!(world.sight(RUTH, world.sequence()), Sight::Sealed);
    let right = act::AnswerObjectionTelling {
        proposal,
        reflection,
        right: false,
        words: "Only on weekdays".into(),
    };
    world.does(MARA, right);
    assert_eq!(world.sight(RUTH, world.sequence()), Sight::Sealed);
    assert_eq!(world.sight(TOM, world.sequence()), Sight::Whole);
    let everything = world.everything(RUTH).expect("seated");
    assert!(!everything.contains("weekdays") && !everything.contains("stay open by night"));
}

#[test]
fn once_the_author_of_an_objection_is_gone_whoever_speaks_for_their_party_answers() {
    let (mut world, proposal, objection) = objected();
    let reflection = told(&world.does(PAUL, back(proposal, objection)));
    world.does(MARA, act::UnseatPerson { person: MARA });
    let right = act::AnswerObjectionTelling {
        proposal,
        reflection,
        right: true,
        words: String::new(),
    };
    world.does(LEA, right);
    assert_eq!(hearing(&world, TOM, proposal).heard_by, [world.provider]);
}

#[test]
fn no_party_is_left_to_decide_alone() {
    let mut world = World::seated();
    world.does(TOM, act::LeaveTable {});
    let outcome = world.adds_outcome(MARA, "So that calls hold");
    let opening = opening(&world, outcome);
    let proposal = opened(&world.does(INES, opening));
    takes(&mut world, MARA, proposal, Stance::Consent);
    world.days_pass(8);
    let party = world.provider;
    world.refuses(
        MARA,
        act::AcceptAbsence { proposal, party },
        Refusal::NotReleased,
    );
    let told = view(&world, MARA, proposal);
    assert!(told.parties.iter().all(|it| !it.may_accept_absence));
}
